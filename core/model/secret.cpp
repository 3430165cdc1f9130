#include "core/model/secret.h"

#include "core/base/ascii.h"
#include "core/base/words.h"

namespace core::model {
namespace {

/// What a text says that its kind is, in small letters; empty: nothing.
std::string kindIn(const Json& object)
{
    if (!object.is_object()) return {};
    for (const auto& [key, value] : object.items())
        if (value.is_string() && ascii::lowered(key) == "kind") {
            std::string kind = ascii::lowered(value.get_ref<const std::string&>());
            std::erase_if(kind, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
            if (!kind.empty()) return kind;
        }
    return {};
}

} // namespace

bool meansSecret(const Json& object)
{
    const std::string kind = kindIn(object);
    if (kind.empty()) return false;
    if (kind == "secret" || kind == "secrets") return true;
    for (const auto& [key, value] : object.items())
        if (!value.is_null() && ascii::lowered(key) == "stringdata") return true;
    return false;
}

bool meansSecrets(const Json& object)
{
    return kindIn(object) == "secretlist";
}

bool isNameOfValues(std::string_view member)
{
    const std::string lower = ascii::lowered(member);
    return lower == "data" || lower == "stringdata";
}

bool isOfCoreGroup(const Json& object)
{
    const auto found = object.find("apiVersion");
    return found == object.end() || !found->is_string() ||
           found->get_ref<const std::string&>().find('/') == std::string::npos;
}

std::vector<std::string> valueMembers(const Json& secret)
{
    std::vector<std::string> names;
    const bool isCore = isOfCoreGroup(secret);
    for (const auto& [key, value] : secret.items()) {
        const bool isOpen = isOneOf(key, {"apiVersion", "kind", "metadata"}) ||
                            (ascii::lowered(key) == "kind" && value.is_string()) ||
                            (key == "type" && value.is_string()) || (key == "immutable" && value.is_boolean());
        if (isNameOfValues(key) || (isCore && !isOpen)) names.push_back(key);
    }
    return names;
}

} // namespace core::model
