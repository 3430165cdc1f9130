#include "core/change/repository.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/change/edited.h"
#include "core/object/fields.h"
#include "core/object/schema.h"

namespace core::change {
namespace {

/// Where the field is, or has to be, in the document; an element that a list does not have comes at its end.
std::string placeOf(const Json& document, const Json& said, const std::string& path)
{
    if (std::string there = pointerAt(document, path); !there.empty()) return there;
    const std::string place = pointerAt(said, path);
    if (place.empty()) return {};
    const Json::json_pointer parent = Json::json_pointer(place).parent_pointer();
    if (document.contains(parent) && document.at(parent).is_array()) return parent.to_string() + "/-";
    return place;
}

Result<void> put(Edited& text, const Step& step, const Difference& one)
{
    const std::string place = placeOf(text.value(), step.object, one.path);
    if (place.empty())
        return failure(Fault::NotFound, "The document has no place for " + shown(one.path) + ".",
                       shown(step.what.kind) + " " + shown(step.what.shortText()));
    return text.set(place, one.after);
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

/// New elements came at the end of their lists, and moved ones are no difference of fields.
Result<void> order(Edited& text, const Json& said, const object::Type* type, const std::string& place)
{
    const Json::json_pointer pointer(place);
    if (type == nullptr || !text.value().contains(pointer) || text.value().at(pointer) == said) return {};
    if (said.is_object() && text.value().at(pointer).is_object()) {
        for (const auto& [key, value] : said.items())
            if (auto done = order(text, value, type->member(key), place + "/" + text::pointerPart(key)); !done)
                return done;
    } else if (said.is_array() && text.value().at(pointer).is_array() && type->list && type->keyed) {
        if (auto done = text.set(place, inOrder(text.value().at(pointer), said, *type)); !done) return done;
        for (std::size_t i = 0; i < said.size() && i < text.value().at(pointer).size(); ++i)
            if (object::elementOf(*type, said[i]) == object::elementOf(*type, text.value().at(pointer)[i]))
                if (auto done = order(text, said[i], type->element, place + "/" + std::to_string(i)); !done)
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

Result<std::string> changedText(const text::Document& document, const Step& step)
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
    // What the cluster has is not asked: server-side apply leaves what is others', and the repository's tool takes it out.
    const Diff change = diff(there, step.object, step.object);
    Edited text(document);
    for (const Difference& one : change.differences) // before the others go, so that no list is empty in between
        if (one.kind != Difference::Kind::Removed)
            if (auto done = put(text, step, one); !done) return tl::unexpected(done.error());
    for (const Difference& one : change.differences)
        if (one.kind == Difference::Kind::Removed && !isLeft(step, one.path))
            if (auto done = takeOut(text, one); !done) return tl::unexpected(done.error());
    if (auto done = order(text, step.object, object::typeOf(step.object), {}); !done)
        return tl::unexpected(done.error());
    return text.text();
}

} // namespace core::change
