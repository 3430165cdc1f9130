#include "core/object/schema.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/object/built_in.h"
#include "core/object/fields.h"

namespace core::object {

namespace {

/// All types of the table; a deque, so that their addresses stay.
class KnownTypes {
public:
    KnownTypes()
    {
        m_any = scalar(Scalar::Any);
        m_text = scalar(Scalar::Text);
        m_number = scalar(Scalar::Number);
        m_boolean = scalar(Scalar::Boolean);
        m_atomic = deduced(true);
        for (const std::string_view line : builtInTypes()) named(nameIn(line));
        for (const std::string_view line : builtInTypes()) readType(line);
        for (const BuiltInKind& kind : builtInKinds())
            m_kinds[std::string(kind.apiVersion) + " " + std::string(kind.kind)] = named(kind.type);
    }

    [[nodiscard]] const Type* kind(std::string_view apiVersion, std::string_view name) const
    {
        const auto found = m_kinds.find(std::string(apiVersion) + " " + std::string(name));
        return found == m_kinds.end() ? nullptr : found->second;
    }

    /// Of any shape: maps member by member or as a whole, lists as a whole.
    [[nodiscard]] const Type* deduced(bool atomic)
    {
        Type* type = fresh();
        type->scalar = Scalar::Any;
        type->list = true;
        type->element = atomic ? type : m_atomic;
        type->map = true;
        type->atomicMap = atomic;
        type->values = type;
        return type;
    }

private:
    Type* fresh() { return &m_types.emplace_back(); }

    const Type* scalar(Scalar kind)
    {
        Type* type = fresh();
        type->scalar = kind;
        return type;
    }

    Type* named(std::string_view name)
    {
        Type*& type = m_named[std::string(name)];
        if (type == nullptr) type = fresh();
        return type;
    }

    static std::string_view nameIn(std::string_view line)
    {
        const std::string_view name = line.substr(0, line.find(' '));
        return name.front() == '@' ? name.substr(1) : name;
    }

    void readType(std::string_view line)
    {
        Type* type = named(nameIn(line));
        type->map = true;
        type->atomicMap = line.front() == '@';
        for (std::size_t at = line.find(' '); at != std::string_view::npos;) {
            const std::size_t end = line.find(' ', at + 1);
            readField(*type, line.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
            at = end;
        }
    }

    void readField(Type& type, std::string_view text)
    {
        const std::size_t colon = text.find(':');
        Field& field = type.fields[std::string(text.substr(0, colon))];
        text.remove_prefix(colon + 1);
        field.type = readShape(text);
        while (!text.empty()) readMark(field, text);
    }

    static std::string_view word(std::string_view& text)
    {
        const std::string_view found = text.substr(0, text.find_first_of("]}=@%/+!~^"));
        text.remove_prefix(found.size());
        return found;
    }

    const Type* readShape(std::string_view& text)
    {
        if (text.front() == '[' || text.front() == '{') {
            const bool list = text.front() == '[';
            text.remove_prefix(1);
            Type* type = fresh();
            (list ? type->list : type->map) = true;
            (list ? type->element : type->values) = readShape(text);
            text.remove_prefix(1);
            return type;
        }
        const std::string_view name = word(text);
        if (name == "s") return m_text;
        if (name == "n") return m_number;
        if (name == "b") return m_boolean;
        if (name == "?") return m_any;
        if (name == "*") return m_atomic;
        return named(name);
    }

    Type* copyOf(const Type* type)
    {
        Type* copy = fresh();
        *copy = *type;
        return copy;
    }

    void readMark(Field& field, std::string_view& text)
    {
        const char mark = text.front();
        text.remove_prefix(1);
        if (mark == '=') {
            field.fallback = std::string(word(text));
        } else if (mark == '@' || mark == '%') {
            Type* type = copyOf(field.type);
            type->atomicMap = mark == '@';
            field.type = type;
        } else if (mark == '/') {
            Type* type = copyOf(field.type);
            type->keyed = true;
            if (text.starts_with('=')) {
                text.remove_prefix(1);
            } else {
                std::string_view keys = word(text);
                for (std::size_t comma = 0; comma != std::string_view::npos;) {
                    comma = keys.find(',');
                    type->keys.emplace_back(keys.substr(0, comma));
                    keys.remove_prefix(comma == std::string_view::npos ? keys.size() : comma + 1);
                }
                std::ranges::sort(type->keys);
            }
            field.type = type;
        } else if (mark == '+') {
            field.merges = true;
            field.mergeKey = std::string(word(text));
        } else if (mark == '!') {
            field.retainsKeys = true;
        } else if (mark == '~') {
            field.written = Written::UnlessZero;
        } else if (mark == '^') {
            const std::string_view what = word(text);
            field.written = what == "-"   ? Written::AlwaysNull
                            : what == "0" ? Written::AlwaysZero
                            : what == "q" ? Written::AlwaysText
                                          : Written::AlwaysStruct;
        }
    }

    std::deque<Type> m_types;
    std::map<std::string, Type*, std::less<>> m_named;
    std::map<std::string, const Type*, std::less<>> m_kinds;
    const Type* m_any = nullptr;
    const Type* m_text = nullptr;
    const Type* m_number = nullptr;
    const Type* m_boolean = nullptr;
    const Type* m_atomic = nullptr;
};

KnownTypes& knownTypes()
{
    static KnownTypes types;
    return types;
}

bool isZero(const Json& value)
{
    switch (value.type()) {
    case Json::value_t::null: return true;
    case Json::value_t::boolean: return !value.get<bool>();
    case Json::value_t::string:
    case Json::value_t::object:
    case Json::value_t::array: return value.empty() || value == "";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: return value == 0;
    case Json::value_t::binary:
    case Json::value_t::discarded: break;
    }
    return false;
}

Json zeroOf(const Field& field)
{
    switch (field.written) {
    case Written::AlwaysNull: return nullptr;
    case Written::AlwaysZero: return 0;
    case Written::AlwaysText: return "0";
    case Written::AsGiven:
    case Written::UnlessZero:
    case Written::AlwaysStruct: break;
    }
    if (field.type->map) return Json::object();
    switch (field.type->scalar.value_or(Scalar::Any)) {
    case Scalar::Text: return "";
    case Scalar::Number: return 0;
    case Scalar::Boolean: return false;
    case Scalar::Any: break;
    }
    return nullptr;
}

class Misfits {
public:
    explicit Misfits(bool duplicates)
        : m_duplicates(duplicates)
    {}
    std::vector<Problem> found;

    void check(const Json& value, const Type* type, const std::string& path)
    {
        if (value.is_null()) return;
        if (value.is_object() && type->map)
            checkMap(value, type, path);
        else if (value.is_array() && type->list)
            checkList(value, type, path);
        else if (value.is_structured() || !type->scalar || !fits(value, *type->scalar))
            add(Misfit::WrongType, path, "expected " + expected(*type) + ", got " + nameOf(value));
    }

private:
    static bool fits(const Json& value, Scalar scalar)
    {
        switch (scalar) {
        case Scalar::Any: return true;
        case Scalar::Text: return value.is_string();
        case Scalar::Number: return value.is_number();
        case Scalar::Boolean: return value.is_boolean();
        }
        return false;
    }

    static std::string expected(const Type& type)
    {
        if (type.map) return "a map";
        if (type.list) return "a list";
        switch (type.scalar.value_or(Scalar::Any)) {
        case Scalar::Any: return "a single value";
        case Scalar::Text: return "a text";
        case Scalar::Number: return "a number";
        case Scalar::Boolean: return "true or false";
        }
        return {};
    }

    static std::string nameOf(const Json& value)
    {
        if (value.is_object()) return "a map";
        if (value.is_array()) return "a list";
        if (value.is_string()) return "a text";
        return value.is_number() ? "a number" : "true or false";
    }

    void add(Misfit misfit, const std::string& path, std::string what)
    {
        found.push_back({misfit, path, std::move(what)});
    }

    void checkMap(const Json& value, const Type* type, const std::string& path)
    {
        for (const auto& [key, below] : value.items()) {
            const std::string place = path + "." + key;
            if (const Type* member = type->member(key))
                check(below, member, place);
            else
                add(Misfit::UnknownField, place, "the schema has no such field");
        }
    }

    void checkList(const Json& value, const Type* type, const std::string& path)
    {
        std::map<std::string, int> seen;
        for (std::size_t i = 0; i < value.size(); ++i) {
            std::string element = "i:" + std::to_string(i);
            if (type->keyed) {
                const auto key = elementOf(*type, value[i]);
                if (!key) {
                    add(Misfit::MissingKey, path + textOf(element),
                        "an element of this list needs its key: " + keysOf(*type));
                    continue;
                }
                element = *key;
                if (++seen[element] == 2 && !m_duplicates)
                    add(Misfit::DuplicateKey, path, "the list holds " + textOf(element) + " twice");
            }
            check(value[i], type->element, path + textOf(element));
        }
    }

    static std::string keysOf(const Type& type) { return type.keys.empty() ? "a single value" : joined(type.keys); }

    bool m_duplicates;
};

} // namespace

const Field* Type::field(std::string_view name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : &found->second;
}

const Type* Type::member(std::string_view name) const
{
    const Field* declared = field(name);
    return declared ? declared->type : values;
}

const Type* builtInType(std::string_view apiVersion, std::string_view kind)
{
    return knownTypes().kind(apiVersion, kind);
}

const Type* deducedType()
{
    static const Type* const type = knownTypes().deduced(false);
    return type;
}

const Type* typeOf(const Json& object)
{
    const auto text = [&](const char* key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                                 : std::string();
    };
    const Type* type = builtInType(text("apiVersion"), text("kind"));
    return type ? type : deducedType();
}

Json asServed(const Json& object, const Type* type)
{
    if (type == nullptr || type->isDeduced()) return object;
    if (object.is_array() && type->list) {
        Json list = Json::array();
        for (const Json& element : object) list.push_back(asServed(element, type->element));
        return list;
    }
    if (!object.is_object() || !type->map) return object;
    Json map = Json::object();
    for (const auto& [key, value] : object.items()) {
        const Field* field = type->field(key);
        if (field == nullptr) {
            map[key] = type->values ? asServed(value, type->values) : value;
            continue;
        }
        Json below = asServed(value, field->type);
        if (below.is_null() ? true : field->written == Written::UnlessZero && isZero(below)) continue;
        map[key] = std::move(below);
    }
    for (const auto& [name, field] : type->fields)
        if (field.written != Written::AsGiven && field.written != Written::UnlessZero && !map.contains(name))
            map[name] = asServed(zeroOf(field), field.type);
    return map;
}

std::vector<Problem> misfits(const Json& object, const Type* type, bool duplicates)
{
    Misfits misfits(duplicates);
    misfits.check(object, type, "");
    return std::move(misfits.found);
}

} // namespace core::object
