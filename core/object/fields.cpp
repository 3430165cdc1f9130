#include "core/object/fields.h"

#include <algorithm>

#include "core/object/patch.h"

namespace core::object {

namespace {

/// As Go's %q writes a text, near enough for a name that a person reads: JSON's escapes.
std::string quoted(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A key written in another order or spacing is the same key.
std::optional<std::string> normal(const std::string& element)
{
    if (element.size() < 2 || element[1] != ':') return std::nullopt;
    const std::string_view rest = std::string_view(element).substr(2);
    switch (element[0]) {
    case 'f': return element;
    case 'k':
    case 'v': {
        const Json value = Json::parse(rest, nullptr, false);
        if (value.is_discarded() || (element[0] == 'k' && !value.is_object())) return std::nullopt;
        return element.substr(0, 2) + quoted(value);
    }
    case 'i':
        if (rest.empty() || rest.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
        return element;
    default: return std::nullopt;
    }
}

} // namespace

std::optional<std::string> elementOf(const Type& list, const Json& element)
{
    if (list.keys.empty()) {
        if (element.is_structured() || element.is_null()) return std::nullopt;
        return "v:" + quoted(element);
    }
    if (!element.is_object()) return std::nullopt;
    Json key = Json::object();
    for (const std::string& name : list.keys) {
        const auto found = element.find(name);
        const Field* field = list.element->field(name);
        if (found != element.end())
            key[name] = *found;
        else if (field != nullptr && field->fallback)
            key[name] = *field->fallback;
        else
            return std::nullopt;
    }
    return "k:" + quoted(key);
}

std::string textOf(std::string_view element)
{
    const std::string rest(element.substr(2));
    if (element.front() == 'f') return "." + rest;
    if (element.front() == 'v') return "[=" + rest + "]";
    if (element.front() == 'i') return "[" + rest + "]";
    const Json key = Json::parse(rest);
    std::string text;
    for (const auto& [name, value] : key.items()) text += (text.empty() ? "" : ",") + name + "=" + quoted(value);
    return "[" + text + "]";
}

Result<FieldSet> FieldSet::read(const Json& fieldsV1)
{
    return readLevel(fieldsV1, deepest);
}

Result<FieldSet> FieldSet::readLevel(const Json& fieldsV1, int levels)
{
    if (!fieldsV1.is_object()) return failure(Fault::Malformed, "fieldsV1 is a map of maps");
    if (levels == 0) return failure(Fault::Malformed, "fieldsV1 is nested too deep");
    FieldSet set;
    for (const auto& [key, value] : fieldsV1.items()) {
        if (key == ".") continue; // said of this level's own element: read by the level above
        const auto element = normal(key);
        if (!element) return failure(Fault::Malformed, "fieldsV1 names an element that is none");
        auto below = readLevel(value, levels - 1);
        if (!below) return tl::unexpected(below.error());
        if (below->empty() || value.contains(".")) set.m_members.insert(*element);
        set.keep(*element, std::move(*below));
    }
    return set;
}

Json FieldSet::fieldsV1() const
{
    Json map = Json::object();
    for (const std::string& member : m_members) map[member] = Json::object();
    for (const auto& [element, set] : m_below) {
        Json below = set.fieldsV1();
        if (m_members.contains(element)) below["."] = Json::object();
        map[element] = std::move(below);
    }
    return map;
}

std::vector<std::string> FieldSet::paths() const
{
    std::vector<std::string> paths;
    addPaths("", paths);
    return paths;
}

void FieldSet::addPaths(const std::string& prefix, std::vector<std::string>& paths) const
{
    for (const std::string& member : m_members) paths.push_back(prefix + textOf(member));
    for (const auto& [element, set] : m_below) set.addPaths(prefix + textOf(element), paths);
}

bool FieldSet::empty() const
{
    return m_members.empty() && m_below.empty();
}

void FieldSet::insert(const Path& path)
{
    if (path.empty()) return;
    FieldSet* set = this;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) set = &set->m_below[path[i]];
    set->m_members.insert(path.back());
}

const FieldSet* FieldSet::below(std::string_view element) const
{
    const auto found = m_below.find(element);
    return found == m_below.end() ? nullptr : &found->second;
}

void FieldSet::keep(const std::string& element, FieldSet&& set)
{
    if (!set.empty()) m_below[element] = std::move(set);
}

FieldSet FieldSet::unionWith(const FieldSet& other) const
{
    FieldSet result = *this;
    result.m_members.insert(other.m_members.begin(), other.m_members.end());
    for (const auto& [element, set] : other.m_below) {
        FieldSet& mine = result.m_below[element];
        mine = mine.unionWith(set);
    }
    return result;
}

FieldSet FieldSet::intersection(const FieldSet& other) const
{
    FieldSet result;
    for (const std::string& member : m_members)
        if (other.has(member)) result.m_members.insert(member);
    for (const auto& [element, set] : m_below)
        if (const FieldSet* theirs = other.below(element)) result.keep(element, set.intersection(*theirs));
    return result;
}

FieldSet FieldSet::difference(const FieldSet& other) const
{
    FieldSet result;
    for (const std::string& member : m_members)
        if (!other.has(member)) result.m_members.insert(member);
    for (const auto& [element, set] : m_below) {
        const FieldSet* theirs = other.below(element);
        result.keep(element, theirs ? set.difference(*theirs) : FieldSet(set));
    }
    return result;
}

FieldSet FieldSet::withNamedFields(const Type* type) const
{
    FieldSet result;
    result.m_members = m_members;
    for (const auto& [element, set] : m_below) {
        const bool named = element.front() == 'f';
        const std::string_view name = std::string_view(element).substr(2);
        const Type* inside = nullptr;
        if (type != nullptr && named && type->map) {
            inside = type->member(name);
            if (type->field(name) != nullptr) result.m_members.insert(element);
        } else if (type != nullptr && element.front() == 'k' && type->list) {
            inside = type->element;
        }
        result.m_below[element] = set.withNamedFields(inside);
    }
    return result;
}

namespace {

enum class Shape { Scalar, List, Map };

/// Which of its shapes the type takes for a value; null and what fits none take the first that it allows.
Shape shapeOf(const Type& type, const Json& value)
{
    if (value.is_object() && type.map) return Shape::Map;
    if (value.is_array() && type.list) return Shape::List;
    if (!value.is_structured() && !value.is_null() && type.scalar) return Shape::Scalar;
    if (type.map) return Shape::Map;
    return type.scalar ? Shape::Scalar : Shape::List;
}

std::string elementAt(const Type& type, const Json& list, std::size_t i)
{
    if (type.keyed)
        if (auto key = elementOf(type, list[i])) return *key;
    return "i:" + std::to_string(i);
}

class Fields {
public:
    FieldSet set;

    void add(const Json& value, const Type* type)
    {
        switch (shapeOf(*type, value)) {
        case Shape::Scalar: set.insert(m_path); return;
        case Shape::Map:
            if (type->atomicMap)
                set.insert(m_path);
            else if (value.is_object())
                addMap(value, *type);
            return;
        case Shape::List:
            if (!type->keyed)
                set.insert(m_path);
            else if (value.is_array())
                addList(value, *type);
            return;
        }
    }

private:
    void addMap(const Json& map, const Type& type)
    {
        for (const auto& [key, value] : map.items()) {
            const Type* member = type.member(key);
            m_path.push_back("f:" + key);
            if (member != nullptr) add(value, member);
            const bool empty = value.is_null() || (value.is_object() && value.empty());
            if (empty || type.field(key) == nullptr) set.insert(m_path);
            m_path.pop_back();
        }
    }

    void addList(const Json& list, const Type& type)
    {
        for (std::size_t i = 0; i < list.size(); ++i) {
            m_path.push_back(elementAt(type, list, i));
            add(list[i], type.element);
            set.insert(m_path);
            m_path.pop_back();
        }
    }

    Path m_path;
};

/// A null pointer is a value that is not there; a JSON null is one that is.
class Comparer {
public:
    Comparison found;

    void compare(const Json* before, const Json* after, const Type* type)
    {
        bool leaf = true;
        if (after == nullptr || before == nullptr) {
            leaf = shaped(before, after, type, shapeOf(*type, after ? *after : *before));
        } else {
            const Shape was = shapeOf(*type, *before);
            const Shape is = shapeOf(*type, *after);
            if (was != is) shaped(before, after, type, was);
            leaf = shaped(before, after, type, is);
        }
        if (leaf) return;
        if (before == nullptr) found.added.insert(m_path);
        if (after == nullptr) found.removed.insert(m_path);
    }

private:
    void leaf(const Json* before, const Json* after)
    {
        if (before == nullptr)
            found.added.insert(m_path);
        else if (after == nullptr)
            found.removed.insert(m_path);
        else if (*before != *after)
            found.modified.insert(m_path);
    }

    /// True: it was a leaf, and nothing is to be said of its inside.
    bool shaped(const Json* before, const Json* after, const Type* type, Shape shape)
    {
        if (shape == Shape::Scalar) {
            leaf(before, after);
            return true;
        }
        const bool map = shape == Shape::Map;
        const auto inside = [&](const Json* value) {
            return value != nullptr && (map ? value->is_object() : value->is_array()) ? value : nullptr;
        };
        const Json* was = inside(before);
        const Json* is = inside(after);
        const bool empty = (was == nullptr || was->empty()) && (is == nullptr || is->empty());
        if (empty || (map ? type->atomicMap : !type->keyed)) {
            leaf(before, after);
            return true;
        }
        if (map)
            maps(was, is, *type);
        else
            lists(was, is, *type);
        return false;
    }

    void maps(const Json* before, const Json* after, const Type& type)
    {
        std::set<std::string> keys;
        for (const Json* side : {before, after})
            if (side != nullptr)
                for (const auto& item : side->items()) keys.insert(item.key());
        const auto at = [](const Json* side, const std::string& key) -> const Json* {
            if (side == nullptr) return nullptr;
            const auto value = side->find(key);
            return value == side->end() ? nullptr : &*value;
        };
        for (const std::string& key : keys) {
            const Type* member = type.member(key);
            m_path.push_back("f:" + key);
            compare(at(before, key), at(after, key), member ? member : deducedType());
            m_path.pop_back();
        }
    }

    void lists(const Json* before, const Json* after, const Type& type)
    {
        using Elements = std::map<std::string, std::vector<const Json*>>;
        const auto byElement = [&](const Json* list) {
            Elements elements;
            for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
                elements[elementAt(type, *list, i)].push_back(&(*list)[i]);
            return elements;
        };
        const Elements was = byElement(before);
        const Elements is = byElement(after);
        std::set<std::string> keys;
        for (const Elements* side : {&was, &is})
            for (const auto& entry : *side) keys.insert(entry.first);
        static const std::vector<const Json*> none;
        for (const std::string& key : keys) {
            const auto left = was.find(key);
            const auto right = is.find(key);
            m_path.push_back(key);
            elements(left == was.end() ? none : left->second, right == is.end() ? none : right->second, type);
            m_path.pop_back();
        }
    }

    void elements(const std::vector<const Json*>& before, const std::vector<const Json*>& after, const Type& type)
    {
        if (before.size() <= 1 && after.size() <= 1) {
            compare(before.empty() ? nullptr : before[0], after.empty() ? nullptr : after[0], type.element);
            return;
        }
        // A key that stands twice: its elements can only be compared together.
        if (before.empty())
            found.added.insert(m_path);
        else if (after.empty())
            found.removed.insert(m_path);
        else if (!std::ranges::equal(before, after, [](const Json* a, const Json* b) { return *a == *b; }))
            found.modified.insert(m_path);
    }

    Path m_path;
};

std::optional<Json> mergedValue(const Json* left, const Json* right, const Type* type);

std::optional<Json> mergedMap(const Json* left, const Json* right, const Type& type)
{
    Json out = Json::object();
    const auto put = [&](const std::string& key, const Json* a, const Json* b) {
        const Type* member = type.member(key);
        if (auto value = mergedValue(a, b, member ? member : deducedType())) out[key] = std::move(*value);
    };
    if (left != nullptr)
        for (const auto& [key, value] : left->items()) {
            const auto other = right ? right->find(key) : left->end();
            put(key, &value, right != nullptr && other != right->end() ? &*other : nullptr);
        }
    if (right != nullptr)
        for (const auto& [key, value] : right->items())
            if (left == nullptr || !left->contains(key)) put(key, nullptr, &value);
    if (out.empty()) return std::nullopt;
    return out;
}

/// The right side's order holds for what it names; what only the left side has stays where it was between them.
std::optional<Json> mergedList(const Json* left, const Json* right, const Type& type)
{
    struct Side {
        std::vector<std::string> order;
        std::map<std::string, const Json*> by; ///< null: the key stands twice
    };
    const auto side = [&](const Json* list) {
        Side read;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            read.order.push_back(elementAt(type, *list, i));
            const auto [at, fresh] = read.by.try_emplace(read.order.back(), &(*list)[i]);
            if (!fresh) at->second = nullptr;
        }
        return read;
    };
    const Side l = side(left);
    const Side r = side(right);
    std::vector<std::string> shared;
    for (const std::string& key : r.order)
        if (l.by.contains(key)) shared.push_back(key);
    std::size_t next = 0; // of shared
    std::set<std::string> done;
    Json out = Json::array();
    const auto put = [&](const Json* a, const Json* b) {
        if (auto value = mergedValue(a, b, type.element)) out.push_back(std::move(*value));
    };
    const auto of = [](const Side& from, const std::string& key) {
        const auto found = from.by.find(key);
        return found == from.by.end() ? nullptr : found->second;
    };
    for (std::size_t i = 0, j = 0; i < l.order.size() || j < r.order.size();) {
        if (i < l.order.size() && j < r.order.size()) {
            const std::string& key = l.order[i];
            if (key == r.order[j]) {
                done.insert(key);
                put(of(l, key), of(r, key));
                ++i;
                ++j;
                ++next;
                continue;
            }
            if (r.by.contains(key) && next < shared.size() && shared[next] != key) {
                ++i; // the right side wants it later
                continue;
            }
        }
        if (i < l.order.size()) {
            const std::string& key = l.order[i];
            if (!r.by.contains(key)) {
                put(&(*left)[i], nullptr);
                ++i;
                continue;
            }
            if (done.contains(key)) {
                ++i;
                continue;
            }
        }
        if (j < r.order.size()) {
            const std::string& key = r.order[j];
            done.insert(key);
            put(of(l, key), of(r, key));
            ++j;
            if (next < shared.size() && shared[next] == key) ++next;
        }
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::optional<Json> mergedValue(const Json* left, const Json* right, const Type* type)
{
    const Json* kept = right ? right : left;
    if (kept == nullptr) return std::nullopt;
    const Shape shape = shapeOf(*type, *kept);
    if (shape == Shape::Scalar) return *kept;
    const bool map = shape == Shape::Map;
    const auto inside = [&](const Json* value) {
        return value != nullptr && (map ? value->is_object() : value->is_array()) ? value : nullptr;
    };
    const Json* l = inside(left);
    const Json* r = inside(right);
    const bool empty = (l == nullptr || l->empty()) && (r == nullptr || r->empty());
    if (empty || (map ? type->atomicMap : !type->keyed)) return *kept;
    return map ? mergedMap(l, r, *type) : mergedList(l, r, *type);
}

} // namespace

FieldSet fieldsOf(const Json& object, const Type* type)
{
    Fields fields;
    fields.add(object, type);
    return std::move(fields.set);
}

Comparison compare(const Json& before, const Json& after, const Type* type)
{
    Comparer comparer;
    comparer.compare(&before, &after, type);
    return std::move(comparer.found);
}

Json merged(const Json& object, const Json& applied, const Type* type)
{
    return mergedValue(&object, &applied, type).value_or(Json::object());
}

Json only(const Json& object, const FieldSet& fields, const Type* type)
{
    const bool map = object.is_object() && type->map && !type->atomicMap;
    const bool list = object.is_array() && type->list && type->keyed;
    if (!map && !list) return object;
    Json out = map ? Json::object() : Json::array();
    const auto kept = [&](const Json& value, const std::string& element, const Type* inner) -> std::optional<Json> {
        static const FieldSet none;
        const FieldSet* below = fields.below(element);
        if (below == nullptr && !fields.has(element)) return std::nullopt;
        if (inner == nullptr) inner = deducedType();
        return only(value, below ? *below : none, inner);
    };
    if (map) {
        for (const auto& [key, value] : object.items())
            if (auto inside = kept(value, "f:" + key, type->member(key))) out[key] = std::move(*inside);
        return out;
    }
    for (std::size_t i = 0; i < object.size(); ++i) {
        auto inside = kept(object[i], elementAt(*type, object, i), type->element);
        if (!inside) continue;
        if (inside->is_object())
            for (const std::string& key : type->keys)
                if (object[i].contains(key)) (*inside)[key] = object[i].at(key);
        out.push_back(std::move(*inside));
    }
    return out;
}

Json without(const Json& object, const FieldSet& fields, const Type* type)
{
    Json out;
    if (object.is_object() && type->map && !type->atomicMap) {
        for (const auto& [key, value] : object.items()) {
            const std::string element = "f:" + key;
            if (fields.has(element)) continue;
            const FieldSet* below = fields.below(element);
            const Type* member = type->member(key);
            out[key] = below && member ? without(value, *below, member) : value;
        }
        return out;
    }
    if (object.is_array() && type->list && type->keyed) {
        for (std::size_t i = 0; i < object.size(); ++i) {
            const std::string element = elementAt(*type, object, i);
            if (fields.has(element)) continue;
            const FieldSet* below = fields.below(element);
            out.push_back(below ? without(object[i], *below, type->element) : object[i]);
        }
        return out;
    }
    return object;
}

} // namespace core::object
