#include "core/change/fields.h"

#include "core/change/wishes.h"
#include "core/kube/schema_check.h"

namespace core::change {

model::Issues fieldFaults(const Json& document, const std::string& path, Api& api)
{
    model::Issues issues;
    eachObject(document, [&](const Json& object, const std::string& place) {
        const model::ObjectRef what = model::refOf(object);
        const auto schemas = api.schemas(what);
        const std::string group = what.group();
        const std::string version = group.empty() ? what.apiVersion : what.apiVersion.substr(group.size() + 1);
        const kube::Schema* kind = schemas ? schemas->find(group, version, what.kind) : nullptr;
        if (kind != nullptr) kube::checkFields(*schemas, *kind, object, path + place, issues);
    });
    return issues;
}

} // namespace core::change
