#include "core/model/deletion.h"

#include <vector>

#include "core/base/shown.h"
#include "core/base/words.h"

namespace core::model {

std::string deletionText(const Json& object)
{
    const Json::json_pointer since("/metadata/deletionTimestamp");
    if (!object.is_object() || !object.contains(since) || !object.at(since).is_string()) return {};
    const std::string text = "It is being deleted since " + shown(object.at(since).get<std::string>());
    std::vector<std::string> names;
    for (const char* place : {"/metadata/finalizers", "/spec/finalizers"}) { // the second is a namespace's
        const Json::json_pointer at(place);
        if (!object.contains(at) || !object.at(at).is_array()) continue;
        for (const Json& one : object.at(at))
            if (one.is_string()) names.push_back(shown(one.get<std::string>()));
    }
    return text + (names.empty() ? "." : " and waits for its finalizers: " + joined(names) + ".");
}

} // namespace core::model
