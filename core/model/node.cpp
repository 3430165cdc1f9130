#include "core/model/node.h"

#include "core/model/read.h"

namespace core::model {

Node readNode(const Json& object, const std::string& path, Issues& issues)
{
    Node out;
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.name = read::text(*metadata, "name", at, issues);
        out.labels = read::labels(*metadata, "labels", at, issues);
        out.annotations = read::labels(*metadata, "annotations", at, issues);
        out.creationTime = read::text(*metadata, "creationTimestamp", at, issues);
    }
    if (const Json* spec = read::member(object, "spec")) {
        const std::string at = read::join(path, "spec");
        out.taints = read::taints(*spec, "taints", at, issues);
        out.unschedulable = read::flag(*spec, "unschedulable", at, issues);
        out.providerId = read::text(*spec, "providerID", at, issues);
    }
    if (const Json* status = read::member(object, "status")) {
        const std::string at = read::join(path, "status");
        out.capacity = read::amounts(*status, "capacity", at, issues);
        out.allocatable = read::amounts(*status, "allocatable", at, issues);
        const Json* conditions = read::member(*status, "conditions");
        if (conditions && conditions->is_array())
            for (std::size_t i = 0; i < conditions->size(); ++i) {
                const Json& item = (*conditions)[i];
                const std::string condition = read::join(read::join(at, "conditions"), i);
                out.conditions.push_back(
                    {read::text(item, "type", condition, issues), read::text(item, "status", condition, issues),
                     read::text(item, "reason", condition, issues), read::text(item, "message", condition, issues)});
            }
    }
    return out;
}

bool isReady(const Node& node)
{
    for (const NodeCondition& condition : node.conditions)
        if (condition.type == "Ready") return condition.status == "True";
    return true;
}

} // namespace core::model
