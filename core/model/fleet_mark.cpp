#include "core/model/fleet_mark.h"

#include <array>

namespace core::model {
namespace {

struct Mark {
    const char* part; ///< of metadata
    const char* noun;
    const char* key;
    const char* value; ///< empty: any
};
/// Since 1.6 the Work's name is an annotation; before it was a label.
constexpr std::array<Mark, 3> Marks{{{"labels", "label", "karmada.io/managed", "true"},
                                     {"annotations", "annotation", "work.karmada.io/name", ""},
                                     {"labels", "label", "work.karmada.io/name", ""}}};

} // namespace

std::string fleetMark(const Json& object)
{
    for (const Mark& mark : Marks) {
        const Json::json_pointer at = Json::json_pointer("/metadata") / mark.part / std::string(mark.key);
        if (!object.is_object() || !object.contains(at) || !object.at(at).is_string()) continue;
        const auto& value = object.at(at).get_ref<const std::string&>();
        if (!value.empty() && (*mark.value == '\0' || value == mark.value))
            return std::string(mark.noun) + " " + mark.key;
    }
    return {};
}

bool hasFleetMark(const Json& fieldsV1)
{
    for (const Mark& mark : Marks) {
        const Json::json_pointer at =
            Json::json_pointer("/f:metadata") / (std::string("f:") + mark.part) / (std::string("f:") + mark.key);
        if (fieldsV1.is_object() && fieldsV1.contains(at)) return true;
    }
    return false;
}

} // namespace core::model
