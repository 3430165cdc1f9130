#include "core/change/list_order.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/diff.h"
#include "core/object/fields.h"
#include "core/object/schema.h"

namespace core::change {
namespace {

using object::Type;

bool isOfNamed(const Type* type)
{
    return type != nullptr && type->list && type->keyed && !type->keys.empty();
}

const Json* elementLike(const Json* list, const Type& type, const std::string& key)
{
    if (list == nullptr || !list->is_array()) return nullptr;
    for (const Json& one : *list)
        if (object::elementOf(type, one) == key) return &one;
    return nullptr;
}

std::vector<std::string> namesIn(const Json* list)
{
    std::vector<std::string> names;
    if (list == nullptr || !list->is_array()) return names;
    for (const Json& one : *list)
        if (const Json* name = memberOf(&one, "name"); name != nullptr && name->is_string())
            names.push_back(name->get<std::string>());
    return names;
}

std::vector<std::string> amongThose(std::vector<std::string> names, const std::vector<std::string>& those)
{
    std::erase_if(names, [&](const std::string& one) { return std::ranges::find(those, one) == those.end(); });
    return names;
}

bool isSameOrder(const std::vector<std::string>& one, const std::vector<std::string>& other)
{
    return amongThose(one, other) == amongThose(other, one);
}

class OrderWalk {
public:
    std::vector<ListOrder> found;

    void walk(const Json* said, const Json* live, const Json* result, const Type* type, const std::string& path)
    {
        if (said == nullptr || type == nullptr) return;
        if (said->is_object() && type->map) {
            for (const auto& [key, value] : said->items()) {
                const Type* inside = type->member(key);
                const std::string place = path + "." + key;
                if (isOneOf(key, {"initContainers", "containers", "env"}) && isOfNamed(inside))
                    look(value, memberOf(live, key), memberOf(result, key), place);
                walk(&value, memberOf(live, key), memberOf(result, key), inside, place);
            }
        } else if (said->is_array() && isOfNamed(type)) {
            for (const Json& one : *said)
                if (const auto key = object::elementOf(*type, one))
                    walk(&one, elementLike(live, *type, *key), elementLike(result, *type, *key), type->element,
                         path + object::textOf(*key));
        }
    }

private:
    void look(const Json& said, const Json* live, const Json* result, const std::string& path)
    {
        ListOrder one{path, namesIn(&said), namesIn(live), namesIn(result)};
        if (one.isKept() || one.moves()) found.push_back(std::move(one));
    }
};

Json reordered(const Json& value, const Json* other, const Type* type)
{
    if (other == nullptr || type == nullptr) return value;
    Json out = value;
    if (value.is_object() && type->map) {
        for (auto member = out.begin(); member != out.end(); ++member)
            *member = reordered(*member, memberOf(other, member.key()), type->member(member.key()));
        return out;
    }
    if (!value.is_array() || !other->is_array() || !isOfNamed(type)) return value;
    std::vector<std::pair<std::size_t, Json>> elements;
    for (const Json& one : value) {
        const auto key = object::elementOf(*type, one);
        if (!key) return value;
        std::size_t at = 0;
        while (at < other->size() && object::elementOf(*type, (*other)[at]) != key) ++at;
        elements.emplace_back(at, reordered(one, elementLike(other, *type, *key), type->element));
    }
    std::ranges::stable_sort(elements, {}, &std::pair<std::size_t, Json>::first);
    out = Json::array();
    for (auto& [at, one] : elements) out.push_back(std::move(one));
    return out;
}

/// From the first that is another on.
std::string namesFrom(std::size_t first, const std::vector<std::string>& all)
{
    std::vector<std::string> names;
    for (std::size_t i = first; i < all.size(); ++i) names.push_back(shown(all[i]));
    return (first > 0 ? "\u2026, " : "") + few(names);
}

std::pair<std::string, std::string> namesOfBoth(const std::vector<std::string>& one,
                                                const std::vector<std::string>& other)
{
    std::size_t first = 0;
    while (first < one.size() && first < other.size() && one[first] == other[first]) ++first;
    return {namesFrom(first, one), namesFrom(first, other)};
}

} // namespace

bool ListOrder::isKept() const
{
    return !isSameOrder(text, after);
}

bool ListOrder::moves() const
{
    return !isSameOrder(before, after);
}

std::vector<ListOrder> ordersOf(const Json& said, const Json& live, const Json& result)
{
    if (!said.is_object() || !live.is_object() || !result.is_object()) return {};
    OrderWalk walk;
    walk.walk(&said, &live, &result, object::typeOf(said), {});
    return std::move(walk.found);
}

std::string orderText(const ListOrder& one, bool changes)
{
    if (!one.isKept()) {
        const auto [before, then] = namesOfBoth(one.before, one.after);
        return "The order of " + shown(one.path) + " changes: cluster " + before + "; then " + then + ".";
    }
    const auto [text, cluster] = namesOfBoth(one.text, one.after);
    const std::string both = "text " + text + "; cluster " + cluster + ".";
    const std::string way =
        " This server keeps the order that there is, and adds behind it, whatever is applied. To get "
        "the text's order, write the object by `kubectl replace`, or delete it and apply it anew.";
    if (changes) return "The order of " + shown(one.path) + " will not be the text's: " + both + way;
    return "The order of " + shown(one.path) + " differs: " + both + way;
}

Json inOrderOf(const Json& object, const Json& other)
{
    if (!object.is_object() || !other.is_object()) return object;
    return reordered(object, &other, object::typeOf(object));
}

} // namespace core::change
