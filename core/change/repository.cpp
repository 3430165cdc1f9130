#include "core/change/repository.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/edited.h"
#include "core/object/fields.h"
#include "core/object/schema.h"

namespace core::change {
namespace {

/// The place of the element of that key; where the list ends if there is none.
std::string tokenOf(const Json& list, const object::Type& type, const Json& element)
{
    const auto key = object::elementOf(type, element);
    for (std::size_t i = 0; i < list.size(); ++i)
        if (object::elementOf(type, list[i]) == key) return std::to_string(i);
    return "-";
}

std::vector<std::string> tokensOf(const std::string& pointer)
{
    std::vector<std::string> tokens;
    for (Json::json_pointer left(pointer); !left.empty(); left.pop_back()) tokens.push_back(left.back());
    std::ranges::reverse(tokens);
    return tokens;
}

/// Whether nothing but the order of a list with named elements differs, which `order` sees to.
bool isOrderAlone(const Json& said, const Difference& one)
{
    if (one.kind != Difference::Kind::Changed || !one.before.is_array() || !one.after.is_array()) return false;
    const object::Type* type = object::typeOf(said);
    const Json* from = &said;
    for (const std::string& token : tokensOf(pointerAt(said, one.path))) {
        if (type != nullptr) type = from->is_array() ? type->element : type->member(token);
        from = &from->at(Json::json_pointer("/" + text::pointerPart(token)));
    }
    return type != nullptr && type->keyed &&
           std::is_permutation(one.before.begin(), one.before.end(), one.after.begin(), one.after.end());
}

/// What differs from what is said, orders aside.
std::vector<Difference> fieldsBetween(const Json& before, const Json& said)
{
    std::vector<Difference> fields = diff(before, said, said).differences;
    std::erase_if(fields, [&](const Difference& one) { return isOrderAlone(said, one); });
    return fields;
}

/// Where the field is, or has to be, in the document, whose lists have orders of their own; an element that a list does not have comes at
/// its end.
std::string placeOf(const Json& document, const Json& said, const std::string& path)
{
    if (std::string there = pointerAt(document, path); !there.empty()) return there;
    std::string place;
    const Json* from = &said;
    const object::Type* type = object::typeOf(said);
    for (const std::string& token : tokensOf(pointerAt(said, path))) {
        const Json::json_pointer here(place);
        const Json::json_pointer next("/" + text::pointerPart(token));
        const bool isList = from->is_array() && type != nullptr && type->keyed && document.contains(here) &&
                            document.at(here).is_array();
        place += "/" + (isList ? tokenOf(document.at(here), *type, from->at(next)) : text::pointerPart(token));
        if (type != nullptr) type = from->is_array() ? type->element : type->member(token);
        from = &from->at(next);
    }
    return place;
}

tl::unexpected<Error> noPlace(const Step& step, const std::string& path)
{
    return failure(Fault::NotFound, "The document has no place for " + shown(path) + ".",
                   shown(step.what.kind) + " " + shown(step.what.shortText()));
}

Result<void> put(Edited& text, const Step& step, const Difference& one)
{
    const std::string place = placeOf(text.value(), step.object, one.path);
    if (place.empty()) return noPlace(step, one.path);
    const Json::json_pointer parent = Json::json_pointer(place).parent_pointer();
    if (one.path.ends_with(']') && !text.value().contains(parent)) // the first of its list
        return text.set(parent.to_string(), Json::array({one.after}));
    return text.set(place, one.after);
}

/// A change inside of what the document lacks altogether. An element of a list that it lacks is some other file's: a part of it would be
/// an element of its own here, without its name.
Result<void> putInside(Edited& text, const Step& step, const Difference& change, const std::string& lacking)
{
    const std::size_t element = change.path.find('[', lacking.size());
    const bool isWhole =
        change.kind == Difference::Kind::Added && change.path.ends_with(']') && element == change.path.rfind('[');
    if (lacking.ends_with(']') || (element != std::string::npos && !isWhole)) return noPlace(step, change.path);
    return put(text, step, change);
}

/// Writes what of a difference between document and text is a change. @return whether any of it is
Result<bool> putChanges(Edited& text, const Step& step, const Difference& wanted,
                        const std::vector<Difference>& changes)
{
    bool any = false;
    for (const Difference& change : changes) {
        if (change.kind == Difference::Kind::Removed) continue;
        const bool isAll = isWithin(wanted.path, change.path);
        if (!isAll && !isWithin(change.path, wanted.path)) continue;
        auto done = isAll ? put(text, step, wanted) : putInside(text, step, change, wanted.path);
        if (!done) return tl::unexpected(done.error());
        any = true;
    }
    return any;
}

/// Whether the other one has each field of this one, whatever their values.
bool hasFieldsOf(const Json& other, const Json& one)
{
    if (!one.is_object()) return true;
    if (!other.is_object()) return false;
    for (const auto& [key, value] : one.items())
        if (const auto found = other.find(key); found == other.end() || !hasFieldsOf(*found, value)) return false;
    return true;
}

/// A field that the document alone has is its own: a base's, or of a commit that is not applied yet.
bool isInCluster(const Json& live, const Json& document, const std::string& path)
{
    const Json* there = valueAt(live, path);
    const Json* here = valueAt(document, path);
    return there != nullptr && here != nullptr && hasFieldsOf(*there, *here);
}

Result<void> takeOut(Edited& text, const Difference& one)
{
    const std::string place = pointerAt(text.value(), one.path);
    return place.empty() ? Result<void>() : text.remove(place);
}

/// It was decided that the field stays whoever's it is: that the text is without it takes nothing out.
bool isLeft(const Step& step, const std::string& path)
{
    return std::ranges::any_of(step.conflicts, [&](const Conflict& one) {
        return one.choice == Conflict::Choice::Leave && (isWithin(one.field, path) || isWithin(path, one.field));
    });
}

/// A keyed list's elements in the order that the text has them in; those that it has not stay behind the others.
Json inOrder(const Json& list, const Json& said, const object::Type& type)
{
    std::vector<std::pair<std::size_t, const Json*>> ranked;
    for (const Json& one : list) {
        const auto key = object::elementOf(type, one);
        std::size_t rank = 0;
        while (rank < said.size() && object::elementOf(type, said[rank]) != key) ++rank;
        ranked.emplace_back(rank, &one);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, const Json*>::first);
    Json sorted = Json::array();
    for (const auto& [rank, one] : ranked) sorted.push_back(*one);
    return sorted;
}

const Json* sameElement(const Json& list, const object::Type& type, const Json& element)
{
    const auto key = object::elementOf(type, element);
    for (const Json& one : list)
        if (object::elementOf(type, one) == key) return &one;
    return nullptr;
}

/// Whether the text has the cluster's elements in the cluster's order, and new ones behind them.
bool isInOrder(const Json& live, const Json& said, const object::Type& type)
{
    std::size_t next = 0;
    for (const Json& one : live) {
        if (sameElement(said, type, one) == nullptr) continue;
        if (next == said.size() || object::elementOf(type, said[next]) != object::elementOf(type, one)) return false;
        ++next;
    }
    return true;
}

/// New elements came at the end of their lists, and moved ones are no difference of fields. A document has an order of its own where the
/// text's is the cluster's.
/// @param live  null: the cluster has nothing there
Result<void> order(Edited& text, const Json& said, const Json* live, const object::Type* type, const std::string& place)
{
    const Json::json_pointer pointer(place);
    if (type == nullptr || !text.value().contains(pointer) || text.value().at(pointer) == said) return {};
    if (said.is_object() && text.value().at(pointer).is_object()) {
        for (const auto& [key, value] : said.items()) {
            const bool isThere = live != nullptr && live->is_object() && live->contains(key);
            if (auto done = order(text, value, isThere ? &live->at(key) : nullptr, type->member(key),
                                  place + "/" + text::pointerPart(key));
                !done)
                return done;
        }
    } else if (said.is_array() && text.value().at(pointer).is_array() && type->list && type->keyed) {
        const bool isList = live != nullptr && live->is_array();
        if (!isList || !isInOrder(*live, said, *type))
            if (auto done = text.set(place, inOrder(text.value().at(pointer), said, *type)); !done) return done;
        const Json now = text.value().at(pointer);
        for (std::size_t i = 0; i < now.size(); ++i)
            if (const Json* element = sameElement(said, *type, now[i]); element != nullptr)
                if (auto done = order(text, *element, isList ? sameElement(*live, *type, now[i]) : nullptr,
                                      type->element, place + "/" + std::to_string(i));
                    !done)
                    return done;
    }
    return {};
}

} // namespace

bool isAbout(const Json& document, const Step& step)
{
    const model::ObjectRef ref = model::refOf(document);
    return ref.kind == step.what.kind && ref.group() == step.what.group() && ref.name == step.what.name &&
           (ref.ns.empty() || ref.ns == step.what.ns);
}

Result<Changed> changedText(const text::Document& document, const Step& step, bool prune)
{
    const std::string name = shown(step.what.kind) + " " + shown(step.what.shortText());
    if (step.action == Step::Action::Delete)
        return failure(Fault::Unsupported, "The plan deletes the object; remove its document.", name);
    if (isSecret(document.value()) || isSecret(step.object))
        return failure(Fault::Unsupported, "A plan does not hold the values of a Secret, so it cannot write them.",
                       name);
    Json there = withoutServerFields(document.value());
    if (there.is_object() && there["metadata"].is_object() && !step.what.ns.empty())
        there["metadata"]["namespace"] = step.what.ns; // the tool's, where the document has none
    const Json& live = step.seen.object;
    const std::vector<Difference> wanted = fieldsBetween(there, step.object);
    const std::vector<Difference> changes = live.is_object() ? fieldsBetween(live, step.object) : wanted;
    Edited text(document);
    Changed changed;
    for (const Difference& one : wanted) { // before the others go, so that no list is empty in between
        if (one.kind == Difference::Kind::Removed) continue;
        const auto any = putChanges(text, step, one, changes);
        if (!any) return tl::unexpected(any.error());
        if (!*any) changed.unasked.push_back(shown(one.path));
    }
    for (const Difference& one : wanted) {
        if (one.kind != Difference::Kind::Removed || isLeft(step, one.path)) continue;
        if (!prune || !isInCluster(live, there, one.path))
            changed.stays.push_back(shown(one.path));
        else if (auto done = takeOut(text, one); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = order(text, step.object, live.is_object() ? &live : nullptr, object::typeOf(step.object), {});
        !done)
        return tl::unexpected(done.error());
    changed.text = text.text();
    return changed;
}

std::string staysSentence(const Changed& changed, bool prune)
{
    if (changed.stays.empty()) return {};
    const bool isOne = changed.stays.size() == 1;
    const std::string what = "The document has " + counted(static_cast<std::int64_t>(changed.stays.size()), "field") +
                             " that the text does not: " + few(changed.stays);
    if (prune)
        return what + (isOne ? "; it stays: the cluster does not have it either."
                             : "; they stay: the cluster does not have them either.");
    return what + (isOne ? "; it stays. Take it out in the file where it is to go, or say --prune."
                         : "; they stay. Take them out in the file where they are to go, or say --prune.");
}

std::string unaskedSentence(const Changed& changed)
{
    if (changed.unasked.empty()) return {};
    const bool isOne = changed.unasked.size() == 1;
    return "The cluster is as the text says in " + counted(static_cast<std::int64_t>(changed.unasked.size()), "field") +
           " that the document has otherwise or not at all: " + few(changed.unasked) +
           (isOne ? ". It was not written." : ". They were not written.");
}

} // namespace core::change
