#include "core/change/diff.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include "core/base/words.h"
#include "core/change/secrets.h"
#include "core/object/fields.h"
#include "core/object/schema.h"
#include "core/text/yaml.h"

namespace core::change {
namespace {

using object::Type;

/// What the server writes beside what people say. @source apimachinery managedfields stripMeta, and status
bool isManaged(std::string_view path)
{
    return isOneOf(path, {".metadata.managedFields", ".metadata.resourceVersion", ".metadata.uid",
                          ".metadata.generation", ".metadata.creationTimestamp", ".metadata.selfLink", ".status"});
}

/// A keyed list's elements by their key; nothing where one has none, or two have the same: such a list is compared as a whole.
using Elements = std::vector<std::pair<std::string, const Json*>>;
std::optional<Elements> elementsOf(const Json& list, const Type& type)
{
    Elements elements;
    std::set<std::string> seen;
    for (const Json& one : list) {
        const auto key = object::elementOf(type, one);
        if (!key || !seen.insert(*key).second) return std::nullopt;
        elements.emplace_back(*key, &one);
    }
    return elements;
}
const Json* elementOf(const std::optional<Elements>& elements, const std::string& key)
{
    if (!elements) return nullptr;
    const auto found = std::ranges::find(*elements, key, &std::pair<std::string, const Json*>::first);
    return found == elements->end() ? nullptr : found->second;
}

/// One step of a path: the name behind a dot, tried from the longest member of the map that fits, or an element in brackets.
std::string pointerFrom(const Json& value, const Type* type, std::string_view path, const std::string& done)
{
    if (path.empty()) return done.empty() ? std::string("/") : done;
    if (type == nullptr) type = object::deducedType();
    if (path.front() == '.' && value.is_object()) {
        for (auto member = value.rbegin(); member != value.rend(); ++member) {
            const std::string& key = member.key();
            const std::string_view rest = path.substr(1);
            if (!rest.starts_with(key)) continue;
            const std::string_view behind = rest.substr(key.size());
            if (!behind.empty() && behind.front() != '.' && behind.front() != '[') continue;
            const std::string found =
                pointerFrom(member.value(), type->member(key), behind, done + "/" + text::pointerPart(key));
            if (!found.empty()) return found;
        }
        return {};
    }
    if (path.front() == '[' && value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto key = object::elementOf(*type, value[i]);
            for (const std::string& name :
                 {key ? object::textOf(*key) : std::string(), "[" + std::to_string(i) + "]"}) {
                if (name.empty() || !path.starts_with(name)) continue;
                const std::string found =
                    pointerFrom(value[i], type->element, path.substr(name.size()), done + "/" + std::to_string(i));
                if (!found.empty()) return found;
            }
        }
    }
    return {};
}

/// Of a masked object, what stands there; where the mask has taken the whole of it away, the mask.
Json shownIn(const Json& shown, std::string_view path)
{
    const Json* found = valueAt(shown, path);
    return found != nullptr ? *found : Json(Mask);
}

class Walk {
public:
    Walk(const Json& before, const Json& after, const Json& said)
        : m_secret(isSecret(before) || isSecret(after))
        , m_meansAll(said.is_null())
        , m_before(before)
        , m_after(after)
    {}
    Diff found;

    void compare(const Json* before, const Json* after, const Json* said, const Type* type, const std::string& path)
    {
        if (before != nullptr && before->is_null()) before = nullptr;
        if (after != nullptr && after->is_null()) after = nullptr;
        if (before == nullptr && after == nullptr) return;
        if (before != nullptr && after != nullptr && *before == *after) return;
        if (before == nullptr || after == nullptr) // it stands in the step
            if (isOneOf(path, {".apiVersion", ".kind", ".metadata.name", ".metadata.namespace"})) return;
        if (isManaged(path)) {
            ++found.managed;
            return;
        }
        if (type == nullptr) type = object::deducedType();
        // A map or list that appears is taken apart where only a part of it was said, and values are masked one by one.
        const bool isWhole = before == nullptr || after == nullptr;
        if (isWhole && !mustOpen(before, after, said, path)) return add(path, before, after, said);
        const Json& one = before != nullptr ? *before : *after;
        const bool maps = one.is_object() && (isWhole || after->is_object()) && type->map && !type->atomicMap;
        const bool lists = one.is_array() && (isWhole || after->is_array()) && type->list && type->keyed;
        if (maps) return compareMaps(before, after, said, *type, path);
        if (lists && compareLists(before, after, said, *type, path)) return;
        add(path, before, after, said);
    }

private:
    /// One of the two, and what may be shown of it.
    struct Side {
        explicit Side(const Json& object)
            : shown(masked(object))
            , isOpen(shown == object)
        {}
        Json shown;
        bool isOpen; ///< nothing is secret in it
    };
    bool m_secret;
    bool m_meansAll;
    Side m_before;
    Side m_after;

    [[nodiscard]] bool isValues(const std::string& path) const
    {
        return m_secret && (path == ".data" || path == ".stringData");
    }
    [[nodiscard]] bool isValue(const std::string& path) const
    {
        return m_secret && (path.starts_with(".data") || path.starts_with(".stringData"));
    }
    [[nodiscard]] Json shownOf(const Side& side, const std::string& path, const Json* value) const
    {
        if (value == nullptr) return Json();
        if (isValue(path)) return Mask;
        return side.isOpen ? *value : shownIn(side.shown, path);
    }
    [[nodiscard]] bool mustOpen(const Json* before, const Json* after, const Json* said, const std::string& path) const
    {
        if (isValues(path) || path.empty() || path == ".metadata") return true;
        if (m_meansAll || before != nullptr || said == nullptr) return false;
        return *said != *after;
    }

    void compareMaps(const Json* before, const Json* after, const Json* said, const Type& type, const std::string& path)
    {
        std::set<std::string> keys;
        for (const Json* side : {before, after})
            if (side != nullptr)
                for (const auto& [key, value] : side->items()) keys.insert(key);
        if (keys.empty()) return add(path, before, after, said);
        for (const std::string& key : keys)
            compare(memberOf(before, key), memberOf(after, key), memberOf(said, key), type.member(key),
                    path + "." + key);
    }

    bool compareLists(const Json* before, const Json* after, const Json* said, const Type& type,
                      const std::string& path)
    {
        const auto was = before != nullptr ? elementsOf(*before, type) : Elements();
        const auto is = after != nullptr ? elementsOf(*after, type) : Elements();
        if (!was || !is) return false;
        const auto texts = said != nullptr && said->is_array() ? elementsOf(*said, type) : Elements();
        Elements all = *was;
        for (const auto& one : *is)
            if (elementOf(was, one.first) == nullptr) all.push_back(one);
        const std::size_t had = found.differences.size() + found.folded.size();
        for (const auto& [key, value] : all)
            compare(elementOf(was, key), elementOf(is, key), elementOf(texts, key), type.element,
                    path + object::textOf(key));
        // Nothing but their order.
        return found.differences.size() + found.folded.size() > had;
    }

    void add(const std::string& path, const Json* before, const Json* after, const Json* said)
    {
        using Why = Difference::Why;
        Difference one;
        one.path = path;
        one.kind = before == nullptr  ? Difference::Kind::Added
                   : after == nullptr ? Difference::Kind::Removed
                                      : Difference::Kind::Changed;
        const bool isSaid = m_meansAll || said != nullptr;
        one.why = isSaid                                  ? Why::Said
                  : one.kind == Difference::Kind::Added   ? Why::Defaulted
                  : one.kind == Difference::Kind::Removed ? Why::Unsaid
                                                          : Why::Server;
        one.before = shownOf(m_before, path, before);
        one.after = shownOf(m_after, path, after);
        if (path.starts_with(".metadata.annotations") && masksRecord(one)) return;
        (one.why == Why::Defaulted ? found.folded : found.differences).push_back(std::move(one));
    }

    /// The record of `kubectl apply` is its own bookkeeping.
    bool masksRecord(const Difference& one)
    {
        if (one.path != std::string(".metadata.annotations.") + LastAppliedAnnotation) return false;
        ++found.managed;
        return true;
    }
};

} // namespace

const Json* memberOf(const Json* map, const std::string& key)
{
    if (map == nullptr || !map->is_object()) return nullptr;
    const auto found = map->find(key);
    return found == map->end() ? nullptr : &*found;
}

Diff diff(const Json& before, const Json& after, const Json& said)
{
    static const Json none;
    Walk walk(before, after, said);
    const Json& one = after.is_object() ? after : before;
    if (!one.is_object()) return {};
    walk.compare(before.is_object() ? &before : nullptr, after.is_object() ? &after : nullptr,
                 said.is_object() ? &said : nullptr, object::typeOf(one), {});
    const auto byPath = [](const Difference& a, const Difference& b) { return a.path < b.path; };
    std::ranges::stable_sort(walk.found.differences, byPath);
    std::ranges::stable_sort(walk.found.folded, byPath);
    return std::move(walk.found);
}

Json withoutServerFields(const Json& object)
{
    Json copy = object;
    if (!copy.is_object()) return copy;
    copy.erase("status");
    const auto metadata = copy.find("metadata");
    if (metadata == copy.end() || !metadata->is_object()) return copy;
    for (const char* key : {"managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink"})
        metadata->erase(key);
    return copy;
}

std::string pointerAt(const Json& object, std::string_view path)
{
    return object.is_object() ? pointerFrom(object, object::typeOf(object), path, {}) : std::string();
}

const Json* valueAt(const Json& object, std::string_view path)
{
    const std::string pointer = pointerAt(object, path);
    return pointer.empty() ? nullptr : &object.at(Json::json_pointer(pointer));
}

bool isSameAt(const Json& one, const Json& other, std::string_view path)
{
    const Json* here = valueAt(one, path);
    const Json* there = valueAt(other, path);
    return here != nullptr && there != nullptr ? *here == *there : here == there;
}

Json shownAt(const Json& object, std::string_view path)
{
    return valueAt(object, path) != nullptr ? shownIn(masked(object), path) : Json();
}

bool isWithin(std::string_view path, std::string_view outer)
{
    return path.starts_with(outer) &&
           (path.size() == outer.size() || path[outer.size()] == '.' || path[outer.size()] == '[');
}

void removeAt(Json& object, const Json::json_pointer& place)
{
    Json& parent = object[place.parent_pointer()];
    if (parent.is_array())
        parent.erase(std::strtoul(place.back().c_str(), nullptr, 10));
    else
        parent.erase(place.back());
}

} // namespace core::change
