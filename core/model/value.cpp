#include "core/model/value.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

namespace core::model {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// Between the view and what it stands over.
struct Value::Access {
    /// What an element is made of.
    struct Parts {
        const void* document;
        std::size_t index;
    };
    static const Json& json(Value value) { return *static_cast<const Json*>(value.m_at); }
    static element of(Value value) { return std::bit_cast<element>(Parts{value.m_at, value.m_index}); }
    static bool is(Value value, Json::value_t inDocument, element_type inElement)
    {
        if (value.m_at == nullptr) return false;
        return value.isJson() ? json(value).type() == inDocument : of(value).type() == inElement;
    }
    static void elementMembers(Value value, const void* to, void (*visit)(const void*, std::string_view, Value));
};

Value Value::ofElement(const void* from)
{
    const auto parts = std::bit_cast<Access::Parts>(*static_cast<const element*>(from));
    Value value;
    value.m_at = parts.document;
    value.m_index = parts.index;
    return value;
}

bool Value::isObject() const
{
    return Access::is(*this, Json::value_t::object, element_type::OBJECT);
}

bool Value::isArray() const
{
    return Access::is(*this, Json::value_t::array, element_type::ARRAY);
}

bool Value::isText() const
{
    return Access::is(*this, Json::value_t::string, element_type::STRING);
}

bool Value::isFlag() const
{
    return Access::is(*this, Json::value_t::boolean, element_type::BOOL);
}

bool Value::isNumber() const
{
    if (m_at == nullptr) return false;
    return isJson() ? Access::json(*this).is_number() : Access::of(*this).is_number();
}

bool Value::isNull() const
{
    return m_at == nullptr || Access::is(*this, Json::value_t::null, element_type::NULL_VALUE);
}

const char* Value::typeName() const
{
    if (m_at == nullptr) return "null";
    if (isJson()) return Access::json(*this).type_name();
    switch (Access::of(*this).type()) {
    case element_type::ARRAY: return "array";
    case element_type::OBJECT: return "object";
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE: return "number";
    case element_type::STRING: return "string";
    case element_type::BOOL: return "boolean";
    case element_type::NULL_VALUE: break;
    }
    return "null";
}

std::string_view Value::text() const
{
    if (!isText()) return {};
    return isJson() ? std::string_view(Access::json(*this).get_ref<const std::string&>())
                    : std::string_view(Access::of(*this));
}

bool Value::flag() const
{
    if (!isFlag()) return false;
    return isJson() ? Access::json(*this).get<bool>() : bool(Access::of(*this));
}

std::size_t Value::size() const
{
    if (!isArray()) return 0;
    return isJson() ? Access::json(*this).size() : simdjson::dom::array(Access::of(*this)).size();
}

const Json* Value::json() const
{
    return isJson() ? static_cast<const Json*>(m_at) : nullptr;
}

Json Value::document() const
{
    if (m_at == nullptr) return {};
    if (isJson()) return Access::json(*this);
    const element value = Access::of(*this);
    switch (value.type()) {
    case element_type::ARRAY: {
        Json made = Json::array();
        for (const element one : simdjson::dom::array(value)) made.push_back(ofElement(&one).document());
        return made;
    }
    case element_type::OBJECT: {
        Json made = Json::object();
        for (const auto one : simdjson::dom::object(value))
            made.emplace(std::string(one.key), ofElement(&one.value).document());
        return made;
    }
    case element_type::INT64: return std::int64_t(value);
    case element_type::UINT64: return std::uint64_t(value);
    case element_type::DOUBLE: return double(value);
    case element_type::STRING: return std::string(std::string_view(value));
    case element_type::BOOL: return bool(value);
    case element_type::NULL_VALUE: break;
    }
    return {};
}

Value Value::member(std::string_view key) const
{
    if (m_members != nullptr) return m_members->find(key);
    if (!isObject()) return {};
    if (isJson()) {
        const Json& json = Access::json(*this);
        const auto found = json.find(key);
        return found == json.end() || found->is_null() ? Value() : Value(*found);
    }
    element found;
    if (Access::of(*this).at_key(key).get(found) != simdjson::SUCCESS || found.is_null()) return {};
    return ofElement(&found);
}

Members::Members(Value object)
    : Value(object)
{
    m_members = nullptr;
    if (isJson() || !isObject()) return;
    const simdjson::dom::object members(Access::of(*this));
    for (auto at = members.begin(); at != members.end(); ++at) {
        if (m_count == most) return;
        const element value = at.value();
        m_list[m_count++] = {at.key(), std::bit_cast<Access::Parts>(value).index};
    }
    m_members = this;
}

Value Members::find(std::string_view key) const
{
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_list[i].name != key) continue;
        Value found;
        found.m_at = m_at;
        found.m_index = m_list[i].index;
        return found.isNull() ? Value() : found;
    }
    return {};
}

void Value::visitItems(const void* to, void (*visit)(const void*, Value)) const
{
    if (!isArray()) return;
    if (isJson()) {
        for (const Json& item : Access::json(*this)) visit(to, item);
    } else {
        for (const element item : simdjson::dom::array(Access::of(*this))) visit(to, ofElement(&item));
    }
}

void Value::visitMembers(const void* to, void (*visit)(const void*, std::string_view, Value)) const
{
    if (!isObject()) return;
    if (!isJson()) return Access::elementMembers(*this, to, visit);
    for (const auto& [name, value] : Access::json(*this).items()) visit(to, name, value);
}

void Value::Access::elementMembers(Value value, const void* to, void (*visit)(const void*, std::string_view, Value))
{
    const simdjson::dom::object object(of(value));
    std::string_view last;
    bool sorted = true; // a server writes maps sorted by name
    for (auto at = object.begin(); at != object.end() && sorted; ++at) {
        sorted = at == object.begin() || last < at.key();
        last = at.key();
    }
    if (sorted) {
        for (const auto one : object) visit(to, one.key, ofElement(&one.value));
        return;
    }
    std::vector<std::pair<std::string_view, Value>> members;
    for (const auto one : object) members.emplace_back(one.key, ofElement(&one.value));
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto sameName = [](const auto& a, const auto& b) { return a.first == b.first; };
    members.erase(std::unique(members.begin(), members.end(), sameName), members.end());
    for (const auto& [name, member] : members) visit(to, name, member);
}

} // namespace core::model
