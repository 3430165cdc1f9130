#include "core/object/strategic.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/object/documents.h"

namespace core::object {

namespace {

constexpr std::string_view directive = "$patch";
constexpr std::string_view retainKeys = "$retainKeys";
constexpr std::string_view deleteFrom = "$deleteFromPrimitiveList";
constexpr std::string_view setOrder = "$setElementOrder";

using List = Json::array_t;

/// What a merge meets that it cannot go on from. Caught where this room's functions return.
struct Stop {
    Error error;
};

[[noreturn]] void stop(std::string what)
{
    throw Stop{{Fault::Malformed, std::move(what), {}}};
}

/// How a member is merged: its field's word, and the type of what is inside.
struct Way {
    const Type* inside = nullptr; ///< of a map: itself; of a list: its elements. Null: nothing is known
    bool merges = false;
    std::string key;
    bool retains = false;
};

Way wayOf(const Type* type, std::string_view name, bool list)
{
    Way way;
    if (type == nullptr || !type->map) return way;
    const Type* member = type->member(name);
    if (member != nullptr) way.inside = list ? member->element : member;
    if (const Field* field = type->field(name)) {
        way.merges = field->merges;
        way.key = field->mergeKey;
        way.retains = field->retainsKeys;
    }
    return way;
}

/// As Go's %v: by this text elements are sorted and matched.
std::string inShort(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Two values of which one replaces the other instead of being merged with it.
bool alike(const Json& a, const Json& b)
{
    if (a.is_number() && b.is_number()) return a.is_number_float() == b.is_number_float();
    return a.type() == b.type();
}

enum class Elements { Maps, Values };

Elements elementsOf(const Json& a, const Json& b)
{
    std::optional<bool> maps;
    for (const Json* list : {&a, &b})
        for (const Json& element : *list) {
            if (element.is_array()) stop("a list of lists cannot be merged");
            if (maps && *maps != element.is_object()) stop("a list to merge holds maps and single values");
            maps = element.is_object();
        }
    return maps.value_or(false) ? Elements::Maps : Elements::Values;
}

const Json& keyIn(const Json& element, const std::string& key)
{
    if (!element.is_object()) stop("an element of a list that merges by \"" + key + "\" is a map");
    const auto found = element.find(key);
    if (found == element.end()) stop("an element of a list that merges by \"" + key + "\" has no such field");
    return *found;
}

bool isDelete(const Json& element)
{
    const auto found = element.is_object() ? element.find(directive) : element.end();
    return element.is_object() && found != element.end() && *found == "delete";
}

/// What stands for an element in a search: its key's value, or itself.
const Json& keyOrSelf(const Json& element, const std::string& key, Elements kind)
{
    return kind == Elements::Maps ? keyIn(element, key) : element;
}

/// Where each key first stands in a list.
class Order {
public:
    Order(const Json& list, const std::string& key, Elements kind)
        : m_key(key)
        , m_kind(kind)
    {
        int i = 0;
        for (const Json& element : list) m_at.try_emplace(keyOrSelf(element, key, kind), i++);
    }
    [[nodiscard]] int of(const Json& element) const
    {
        const auto found = m_at.find(keyOrSelf(element, m_key, m_kind));
        return found == m_at.end() ? -1 : found->second;
    }

private:
    std::map<Json, int> m_at;
    std::string m_key;
    Elements m_kind;
};

/// Insertion, element by element, as Go's sort does with short lists: where `less` calls equals less, they change places. Longer
/// lists of equals have no order in Go that one could follow; theirs is this one too.
template <class T, class Less>
void insertionSort(std::vector<T>& items, Less less)
{
    for (std::size_t i = 1; i < items.size(); ++i)
        for (std::size_t j = i; j > 0 && less(items[j], items[j - 1]); --j) std::swap(items[j], items[j - 1]);
}

/// In the order of `order`; what it does not name stays, deletions come last.
Json sorted(const Json& list, const Json& order, const std::string& key, Elements kind)
{
    const Order places(order, key, kind);
    std::vector<std::pair<int, const Json*>> items;
    Json deletions = Json::array();
    for (const Json& element : list) {
        if (kind == Elements::Maps) (void)keyIn(element, key);
        if (kind == Elements::Maps && isDelete(element))
            deletions.push_back(element);
        else
            items.emplace_back(places.of(element), &element);
    }
    const bool named = std::ranges::all_of(items, [](const auto& item) { return item.first >= 0; });
    if (named)
        std::ranges::stable_sort(items, {}, [](const auto& item) { return item.first; });
    else
        insertionSort(items,
                      [](const auto& a, const auto& b) { return a.first < 0 || b.first < 0 || a.first < b.first; });
    Json result = Json::array();
    for (const auto& item : items) result.push_back(*item.second);
    for (Json& element : deletions) result.push_back(std::move(element));
    return result;
}

/// The patch's elements in the patch's order, the server's own among them where the server had them.
Json inOrder(const Json& patched, const Json& serverOnly, const Json& patchOrder, const Json& serverOrder,
             const std::string& key, Elements kind)
{
    const Json right = sorted(patched, patchOrder, key, kind);
    const Json left = sorted(serverOnly, serverOrder, key, kind);
    const Order places(serverOrder, key, kind);
    Json all = Json::array();
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() || j < right.size()) {
        bool fromLeft = j >= right.size();
        if (!fromLeft && i < left.size()) {
            const int l = places.of(left[i]);
            const int r = places.of(right[j]);
            fromLeft = l >= 0 && r >= 0 && l < r;
        }
        all.push_back(fromLeft ? left[i++] : right[j++]);
    }
    return all;
}

// -- making a patch ----------------------------------------------------------------------------------------------------------------

struct Diff {
    bool additions = true; ///< what is new or changed
    bool removals = true;
    bool orders = true; ///< $setElementOrder
    bool retains = false;

    Json maps(const Json& before, const Json& after, const Type* type) const
    {
        Json patch = Json::object();
        List kept;
        for (const auto& [key, value] : after.items()) {
            if (retains && !value.is_null()) kept.push_back(key);
            const auto old = before.find(key);
            if (old == before.end()) {
                if (additions) patch[key] = value;
            } else if (key == directive) {
                if (!value.is_string() || !old->is_string()) stop("$patch is delete, replace or merge");
                if (value != *old) patch[key] = value;
            } else {
                member(patch, key, *old, value, type);
            }
        }
        bool more = !patch.empty();
        for (const auto& [key, value] : before.items()) {
            if (after.contains(key)) continue;
            if (removals) patch[key] = nullptr;
            more = more || removals || !value.is_null();
        }
        if (!kept.empty() && more) {
            std::ranges::sort(kept, {}, inShort);
            patch[std::string(retainKeys)] = std::move(kept);
        }
        return patch;
    }

private:
    [[nodiscard]] Diff with(bool retainsKeys) const
    {
        Diff diff = *this;
        diff.retains = retainsKeys;
        return diff;
    }

    void member(Json& patch, const std::string& key, const Json& before, const Json& after, const Type* type) const
    {
        if (before.is_object() && after.is_object()) {
            const Way way = wayOf(type, key, false);
            if (Json below = with(way.retains).maps(before, after, way.inside); !below.empty())
                patch[key] = std::move(below);
        } else if (before.is_array() && after.is_array() && wayOf(type, key, true).merges) {
            lists(patch, key, before, after, wayOf(type, key, true));
        } else if (additions && (before != after || !alike(before, after))) {
            patch[key] = after;
        }
    }

    void lists(Json& patch, const std::string& name, const Json& before, const Json& after, const Way& way) const
    {
        if (before.empty()) {
            if (additions && !after.empty()) patch[name] = after;
            return;
        }
        const Elements kind = elementsOf(before, after);
        Json changed = Json::array();
        Json removed = Json::array();
        const Diff below = with(way.retains);
        if (kind == Elements::Maps)
            below.elements(changed, removed, before, after, way);
        else
            values(changed, removed, before, after);
        changed = sorted(changed, after, way.key, kind);
        bool ordered = false;
        if (kind == Elements::Maps) {
            for (Json& element : removed) changed.push_back(std::move(element));
            removed = Json::array();
            ordered = (additions && (!changed.empty() || !sameOrder(before, after, way.key))) ||
                      (removals && !changed.empty());
        } else {
            ordered = (removals && !removed.empty()) || (additions && before != after);
        }
        if (!changed.empty()) patch[name] = std::move(changed);
        if (!removed.empty()) patch[std::string(deleteFrom) + "/" + name] = std::move(removed);
        if (orders && ordered && !after.empty())
            patch[std::string(setOrder) + "/" + name] = orderOf(after, way.key, kind);
    }

    static Json orderOf(const Json& list, const std::string& key, Elements kind)
    {
        if (kind == Elements::Values) return list;
        Json order = Json::array();
        for (const Json& element : list) order.push_back(Json{{key, keyIn(element, key)}});
        return order;
    }

    static bool sameOrder(const Json& before, const Json& after, const std::string& key)
    {
        return std::ranges::equal(before, after,
                                  [&](const Json& a, const Json& b) { return keyIn(a, key) == keyIn(b, key); });
    }

    void elements(Json& changed, Json& removed, const Json& before, const Json& after, const Way& way) const
    {
        using Keyed = std::pair<std::string, const Json*>;
        const auto byKey = [&](const Json& list) {
            std::vector<Keyed> items;
            for (const Json& element : list) items.emplace_back(inShort(keyIn(element, way.key)), &element);
            std::ranges::stable_sort(items, {}, &Keyed::first);
            // Equals change places: Go's comparison calls them less.
            for (std::size_t from = 0; from < items.size();) {
                std::size_t to = from + 1;
                while (to < items.size() && items[to].first == items[from].first) ++to;
                std::reverse(items.begin() + static_cast<std::ptrdiff_t>(from),
                             items.begin() + static_cast<std::ptrdiff_t>(to));
                from = to;
            }
            return items;
        };
        const std::vector<Keyed> was = byKey(before);
        const std::vector<Keyed> is = byKey(after);
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < was.size() || j < is.size()) {
            if (i < was.size() && j < is.size() && was[i].first == is[j].first) {
                Json below = maps(*was[i].second, *is[j].second, way.inside);
                if (!below.empty()) {
                    below[way.key] = is[j].second->at(way.key);
                    changed.push_back(std::move(below));
                }
                ++i;
                ++j;
            } else if (i >= was.size() || (j < is.size() && was[i].first > is[j].first)) {
                if (additions) changed.push_back(*is[j].second);
                ++j;
            } else {
                if (removals)
                    removed.push_back(Json{{way.key, was[i].second->at(way.key)}, {std::string(directive), "delete"}});
                ++i;
            }
        }
    }

    void values(Json& added, Json& removed, const Json& before, const Json& after) const
    {
        const auto byText = [](const Json& list) {
            List items(list.begin(), list.end());
            std::ranges::stable_sort(items, {}, inShort);
            return items;
        };
        const List was = byText(before);
        const List is = byText(after);
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < was.size() || j < is.size()) {
            if (i < was.size() && j < is.size() && inShort(was[i]) == inShort(is[j])) {
                ++i;
                ++j;
            } else if (i >= was.size() || (j < is.size() && inShort(was[i]) > inShort(is[j]))) {
                if (additions) added.push_back(is[j]);
                ++j;
            } else {
                if (removals && (removed.empty() || removed.back() != was[i])) removed.push_back(was[i]);
                ++i;
            }
        }
    }
};

// -- applying one ------------------------------------------------------------------------------------------------------------------

Json withoutNulls(const Json& value)
{
    if (!value.is_structured()) return value;
    Json result = value.is_array() ? Json::array() : Json::object();
    for (const auto& [key, below] : value.items()) {
        if (value.is_array())
            result.push_back(withoutNulls(below));
        else if (!below.is_null())
            result[key] = withoutNulls(below);
    }
    return result;
}

/// What stands where nothing was: without the maps that only say what to do. None: nothing is left.
std::optional<Json> withoutDirectives(const Json& value)
{
    if (value.is_object() && value.contains(directive)) return std::nullopt;
    if (!value.is_structured()) return value;
    Json result = value.is_array() ? Json::array() : Json::object();
    for (const auto& [key, below] : value.items())
        if (auto left = withoutDirectives(below)) {
            if (value.is_array())
                result.push_back(std::move(*left));
            else
                result[key] = std::move(*left);
        }
    return result;
}

/// A name behind "$…/".
std::string nameBehind(const std::string& key, std::string_view prefix)
{
    if (key.size() <= prefix.size() || key[prefix.size()] != '/')
        stop("\"" + key + "\" names no field: it is written " + std::string(prefix) + "/field");
    return key.substr(prefix.size() + 1);
}

bool isParallel(std::string_view key)
{
    return key.starts_with(deleteFrom) || key.starts_with(setOrder);
}

struct Merge {
    bool object = true; ///< into an object; false: into another patch, whose directives and nulls are kept

    Json maps(Json original, Json patch, const Type* type) const
    {
        if (const auto said = patch.find(directive); said != patch.end()) {
            if (*said == "delete") return Json::object();
            if (*said != "replace") stop("$patch of a map is delete or replace");
            patch.erase(said);
            return patch;
        }
        if (!original.is_object()) original = Json::object();
        retain(original, patch);
        orderedLists(original, patch, type);
        for (const auto& [key, value] : patch.items()) member(original, key, value, type);
        return original;
    }

private:
    void retain(Json& original, Json& patch) const
    {
        const auto found = patch.find(retainKeys);
        if (found == patch.end()) return;
        const Json kept = std::move(*found);
        patch.erase(found);
        const std::string name(retainKeys);
        if (!object) {
            if (original.contains(name) && original.at(name) != kept) stop("two patches say different $retainKeys");
            original[name] = kept;
            return;
        }
        if (!kept.is_array()) stop("$retainKeys is a list of names");
        std::set<std::string, std::less<>> names;
        for (const Json& key : kept) {
            if (!key.is_string()) stop("$retainKeys is a list of names");
            names.insert(key.get<std::string>());
        }
        for (const auto& [key, value] : patch.items())
            if (!value.is_null() && !isParallel(key) && !names.contains(key))
                stop("$retainKeys does not name \"" + key + "\", which the patch sets");
        for (auto member = original.begin(); member != original.end();)
            member = names.contains(member.key()) ? std::next(member) : original.erase(member);
    }

    void orderedLists(Json& original, Json& patch, const Type* type) const
    {
        std::vector<std::string> orders;
        for (const auto& item : patch.items())
            if (item.key().starts_with(setOrder)) orders.push_back(item.key());
        for (const std::string& key : orders) {
            const Json order = patch.at(key);
            if (!object) {
                if (original.contains(key) && original.at(key) != order)
                    stop("two patches say different orders of one list");
                original[key] = order;
            }
            patch.erase(key);
            if (!order.is_array()) stop("$setElementOrder is a list");
            orderedList(original, patch, nameBehind(key, setOrder), order, type);
        }
    }

    void orderedList(Json& original, Json& patch, const std::string& name, const Json& order, const Type* type) const
    {
        const auto listIn = [&](Json& map) {
            const auto found = map.find(name);
            if (found != map.end() && !found->is_array())
                stop("$setElementOrder of \"" + name + "\", which is no list");
            return found == map.end() ? Json(nullptr) : *found;
        };
        const Json old = listIn(original);
        const Json said = listIn(patch);
        const Way way = wayOf(type, name, true);
        if (said.is_array()) checkOrder(said, order, way.key);
        if (old.is_null() && said.is_null()) return;
        Json serverOrder = old.is_null() ? Json::array() : old;
        const Json both = old.is_null() ? said : said.is_null() ? old : lists(old, said, way, false, &serverOrder);
        if (both.empty() && (old.is_null() || old.empty()) && (said.is_null() || said.empty()))
            stop("$setElementOrder of \"" + name + "\", of which nothing is there");
        const Elements kind = elementsOf(old.is_null() ? Json::array() : old, said.is_null() ? Json::array() : said);
        const Elements by = way.key.empty() ? Elements::Values : kind;
        original[name] = arranged(both, order, serverOrder, way.key, by);
        patch.erase(name);
    }

    /// The patch's own elements come in the order that it sets.
    static void checkOrder(const Json& said, const Json& order, const std::string& key)
    {
        if (said.empty() || order.empty()) return;
        std::size_t at = 0;
        for (const Json& element : said) {
            if (element.is_object() && element.contains(directive)) continue;
            const Elements kind = key.empty() ? Elements::Values : Elements::Maps;
            while (at < order.size() && keyOrSelf(order[at], key, kind) != keyOrSelf(element, key, kind)) ++at;
            if (at == order.size())
                stop("the patch's elements do not come in the order that its $setElementOrder says");
            ++at;
        }
    }

    static Json arranged(const Json& both, const Json& order, const Json& old, const std::string& key, Elements kind)
    {
        const Order named(order, key, kind);
        Json patched = Json::array();
        Json serverOnly = Json::array();
        for (const Json& element : both) (named.of(element) >= 0 ? patched : serverOnly).push_back(element);
        return inOrder(patched, serverOnly, order, old, key, kind);
    }

    void member(Json& original, std::string key, const Json& value, const Type* type) const
    {
        bool deletes = false;
        if (key.starts_with(deleteFrom)) {
            if (!object) {
                original[key] = value;
                return;
            }
            key = nameBehind(key, deleteFrom);
            deletes = true;
        }
        if (value.is_null()) {
            original.erase(key);
            if (object) return;
        }
        const auto found = original.find(key);
        if (found == original.end() || !alike(*found, value)) {
            if (deletes) return;
            if (auto left = withoutDirectives(object ? withoutNulls(value) : value))
                original[key] = std::move(*left);
            else
                original.erase(key);
        } else if (value.is_object()) {
            original[key] = maps(*found, value, wayOf(type, key, false).inside);
        } else if (value.is_array()) {
            const Way way = wayOf(type, key, true);
            original[key] = way.merges ? lists(*found, value, way, deletes) : value;
        } else {
            original[key] = value;
        }
    }

    /// @param serverOrder  becomes the order that a $setElementOrder finds afterwards. What is deleted makes room in the server's own
    ///                     list, and what is new moves into it: it counts as the server's from then on, and comes behind what was kept.
    Json lists(const Json& old, const Json& said, const Way& way, bool deletes, Json* serverOrder = nullptr) const
    {
        if (!way.merges) return said;
        if (old.empty() && said.empty()) return old;
        const Elements kind = elementsOf(old, said);
        Json both = Json::array();
        Json left = old;
        Json own = said;
        if (kind == Elements::Values) {
            if (object && deletes) {
                for (const Json& value : old)
                    if (std::ranges::find(said, value) == said.end()) both.push_back(value);
                return both;
            }
            std::set<Json> seen;
            for (const Json* list : {&old, &said})
                for (const Json& value : *list)
                    if (seen.insert(value).second) both.push_back(value);
        } else {
            if (way.key.empty()) stop("a list of maps cannot be merged without a merge key");
            const bool replaced = obey(left, own, way.key);
            both = mergedElements(left, own, way);
            if (serverOrder != nullptr && !replaced) {
                *serverOrder = left;
                for (std::size_t i = left.size(); i < std::min(both.size(), old.size()); ++i)
                    serverOrder->push_back(both[i]);
            }
        }
        return arranged(both, own, left, way.key, kind);
    }

    /// Deletions and a replacement that the elements of the patch say.
    /// @return the whole list was replaced
    static bool obey(Json& left, Json& own, const std::string& key)
    {
        Json plain = Json::array();
        bool replaces = false;
        for (const Json& element : own) {
            const auto said = element.find(directive);
            if (said == element.end()) {
                plain.push_back(element);
            } else if (*said == "delete") {
                const Json gone = keyIn(element, key);
                Json kept = Json::array();
                for (Json& old : left)
                    if (!old.contains(key) || old.at(key) != gone) kept.push_back(std::move(old));
                left = std::move(kept);
            } else if (*said == "replace") {
                replaces = true;
            } else {
                stop("$patch of a list's element is delete or replace");
            }
        }
        own = replaces ? Json::array() : plain;
        if (replaces) left = std::move(plain);
        return replaces;
    }

    Json mergedElements(const Json& left, const Json& own, const Way& way) const
    {
        Json both = left;
        std::map<Json, std::size_t> at;
        for (std::size_t i = 0; i < both.size(); ++i)
            if (both[i].contains(way.key)) at.try_emplace(both[i].at(way.key), i);
        for (const Json& element : own) {
            const Json& key = keyIn(element, way.key);
            const auto [found, fresh] = at.try_emplace(key, both.size());
            if (fresh)
                both.push_back(object ? withoutNulls(element) : element);
            else
                both[found->second] = maps(std::move(both[found->second]), element, way.inside);
        }
        return both;
    }
};

// -- conflicts ---------------------------------------------------------------------------------------------------------------------

bool conflict(const Json& a, const Json& b, const Type* type, const Way& way);

bool mapsConflict(const Json& a, const Json& b, const Type* type)
{
    for (const auto& [key, value] : a.items()) {
        if (key == directive || key == retainKeys) continue;
        const auto other = b.find(key);
        if (other == b.end()) continue;
        const Way way = wayOf(type, key, value.is_array());
        if (conflict(value, *other, way.inside, way)) return true;
    }
    return false;
}

bool listsConflict(const Json& a, const Json& b, const Way& way)
{
    const Elements kind = a.empty() && b.empty() ? Elements::Values : elementsOf(a, b);
    if (way.merges) {
        if (kind == Elements::Values) return false;
        std::map<std::string, const Json*> byKey;
        for (const Json& element : b) byKey[inShort(keyIn(element, way.key))] = &element;
        for (const Json& element : a) {
            const auto found = byKey.find(inShort(keyIn(element, way.key)));
            if (found != byKey.end() && conflict(element, *found->second, way.inside, {})) return true;
        }
        return false;
    }
    if (a.size() != b.size()) return true;
    if (kind == Elements::Maps) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (conflict(a[i], b[i], way.inside, {})) return true;
        return false;
    }
    const auto texts = [](const Json& list) {
        std::set<std::string> set;
        for (const Json& value : list) set.insert(inShort(value));
        return set;
    };
    return texts(a) != texts(b);
}

bool conflict(const Json& a, const Json& b, const Type* type, const Way& way)
{
    if (a.is_object()) {
        if (!b.is_object()) return true;
        const auto marker = [](const Json& map) {
            const auto found = map.find(directive);
            return found == map.end() ? Json(nullptr) : *found;
        };
        return marker(a) != marker(b) || mapsConflict(a, b, type);
    }
    if (a.is_array()) return !b.is_array() || listsConflict(a, b, way);
    return a != b || !alike(a, b);
}

Result<void> checked(std::initializer_list<const Json*> documents)
{
    for (const Json* document : documents) {
        if (!document->is_object()) return failure(Fault::Malformed, "an object, and a patch of one, is a map");
        if (auto deep = checkDepth(*document, "document"); !deep) return deep;
    }
    return {};
}

} // namespace

Result<Json> applyStrategicPatch(const Json& object, const Json& patch, const Type* type)
{
    if (auto fine = checked({&object, &patch}); !fine) return tl::unexpected(fine.error());
    try {
        return Merge{.object = true}.maps(object, patch, type);
    } catch (const Stop& stopped) {
        return tl::unexpected(stopped.error);
    }
}

Result<Json> strategicPatch(const Json& before, const Json& after, const Type* type)
{
    if (auto fine = checked({&before, &after}); !fine) return tl::unexpected(fine.error());
    try {
        return Diff{}.maps(before, after, type);
    } catch (const Stop& stopped) {
        return tl::unexpected(stopped.error);
    }
}

Result<Json> threeWayStrategicPatch(const ThreeWay& documents, const Type* type, bool overwrite)
{
    const Json& original = orEmpty(documents.original);
    const Json& modified = orEmpty(documents.modified);
    const Json& current = orEmpty(documents.current);
    if (auto fine = checked({&original, &modified, &current}); !fine) return tl::unexpected(fine.error());
    try {
        const Json set = Diff{.additions = true, .removals = false}.maps(current, modified, type);
        const Json removed = Diff{.additions = false, .removals = true}.maps(original, modified, type);
        Json patch = Merge{.object = false}.maps(removed, set, type);
        if (auto kept = checkIdentityKept(patch); !kept) return tl::unexpected(kept.error());
        if (overwrite) return patch;
        const Json changed = Diff{.orders = false}.maps(original, current, type);
        if (mapsConflict(patch, changed, type))
            return failure(Fault::Conflict,
                           "what the manifest changes has been changed in the cluster since it was last applied");
        return patch;
    } catch (const Stop& stopped) {
        return tl::unexpected(stopped.error);
    }
}

} // namespace core::object
