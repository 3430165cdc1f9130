#pragma once

#include <regex>
#include <string>

#include "core/base/json.h"
#include "tests/support/support.h"

/// As much of JSON Schema (draft 7) as the schemas of the fixtures use: $ref into the same file, anyOf, type, const, enum,
/// required, properties, items, minimum, pattern. A word that it does not know is a fault: nothing is passed by.
namespace schema {

/// Of `preview -o json`, as the program has it.
inline core::Json ofPreview()
{
    return core::Json::parse(test::read(test::source("resources/schema/preview.schema.json")));
}

/// Empty where `value` is as `rule` says; else the first fault with its place. `closed`: a member that the schema does not
/// describe is a fault too, so that what is written is also described.
inline std::string fault(const core::Json& value, const core::Json& rule, const core::Json& root, bool closed,
                         const std::string& at = {});

inline bool hasType(const core::Json& value, const std::string& type)
{
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
}

inline std::string memberFault(const core::Json& value, const core::Json& rule, const core::Json& root, bool closed,
                               const std::string& at)
{
    for (const core::Json& name : rule.value("required", core::Json::array()))
        if (!value.contains(name.get<std::string>())) return at + " lacks " + name.get<std::string>();
    const core::Json properties = rule.value("properties", core::Json::object());
    for (const auto& [key, member] : value.items()) {
        if (!properties.contains(key)) {
            if (closed && at.find("/changes/") == std::string::npos) return at + "/" + key + " is not described";
            continue;
        }
        const std::string found = fault(member, properties[key], root, closed, at + "/" + key);
        if (!found.empty()) return found;
    }
    return {};
}

inline std::string wordFault(const std::string& word, const core::Json& wanted, const core::Json& value,
                             const core::Json& rule, const core::Json& root, bool closed, const std::string& at)
{
    if (word == "$ref")
        return fault(value, root.at(core::Json::json_pointer(wanted.get<std::string>().substr(1))), root, closed, at);
    if (word == "anyOf") {
        for (const core::Json& one : wanted)
            if (fault(value, one, root, closed, at).empty()) return {};
        return at + " is none of the forms that it may have: " + fault(value, wanted.front(), root, closed, at);
    }
    if (word == "type") {
        for (const core::Json& one : wanted.is_array() ? wanted : core::Json::array({wanted}))
            if (hasType(value, one.get<std::string>())) return {};
        return at + " is not " + wanted.dump();
    }
    if (word == "const") return value == wanted ? std::string() : at + " is not " + wanted.dump();
    if (word == "enum")
        return std::find(wanted.begin(), wanted.end(), value) != wanted.end() ? std::string()
                                                                              : at + " is not one of " + wanted.dump();
    if (word == "minimum") return value >= wanted ? std::string() : at + " is below " + wanted.dump();
    if (word == "pattern")
        return std::regex_search(value.get<std::string>(), std::regex(wanted.get<std::string>()))
                   ? std::string()
                   : at + " is not like " + wanted.dump();
    if (word == "items") {
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string found = fault(value[i], wanted, root, closed, at + "/" + std::to_string(i));
            if (!found.empty()) return found;
        }
        return {};
    }
    if (word == "properties") return memberFault(value, rule, root, closed, at);
    const bool silent = word == "required" || word == "description" || word == "definitions" || word == "title" ||
                        word == "$id" || word == "$schema";
    return silent ? std::string() : "the schema says " + word + ", which is not read here";
}

inline std::string fault(const core::Json& value, const core::Json& rule, const core::Json& root, bool closed,
                         const std::string& at)
{
    // The type first: what follows may read the value as what it should be.
    if (rule.contains("type")) {
        const std::string found = wordFault("type", rule["type"], value, rule, root, closed, at);
        if (!found.empty()) return found;
    }
    for (const auto& [word, wanted] : rule.items()) {
        const std::string found = wordFault(word, wanted, value, rule, root, closed, at);
        if (!found.empty()) return found;
    }
    return {};
}

} // namespace schema
