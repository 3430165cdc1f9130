#include "core/model/secret.h"

#include "core/base/words.h"

namespace core::model {

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
        const bool isOpen = isOneOf(key, {"apiVersion", "kind", "metadata"}) || (key == "type" && value.is_string()) ||
                            (key == "immutable" && value.is_boolean());
        if (isOneOf(key, {"data", "stringData"}) || (isCore && !isOpen)) names.push_back(key);
    }
    return names;
}

} // namespace core::model
