#include "core/model/node.h"

#include "core/model/read.h"

namespace core::model {

Node readNode(const Json& object, const std::string& path, Issues& issues)
{
    return read::node(object, path, issues);
}

Node read::node(Value object, const Path& path, Issues& issues)
{
    Node out;
    if (const Members metadata(object.member("metadata")); metadata) {
        const Path at(path, "metadata");
        out.name = text(metadata, "name", at, issues);
        out.labels = labels(metadata, "labels", at, issues);
        out.annotations = labels(metadata, "annotations", at, issues);
        out.creationTime = text(metadata, "creationTimestamp", at, issues);
    }
    if (const Value spec = object.member("spec")) {
        const Path at(path, "spec");
        out.taints = taints(spec, "taints", at, issues);
        out.unschedulable = flag(spec, "unschedulable", at, issues);
        out.providerId = text(spec, "providerID", at, issues);
    }
    if (const Value status = object.member("status")) {
        const Path at(path, "status");
        out.capacity = amounts(status, "capacity", at, issues);
        out.allocatable = amounts(status, "allocatable", at, issues);
        const Path whole(at, "conditions");
        const Value conditions = status.member("conditions");
        out.conditions.reserve(conditions.size());
        conditions.eachItem([&](Value item) {
            const Path condition(whole, out.conditions.size());
            out.conditions.push_back({text(item, "type", condition, issues), text(item, "status", condition, issues),
                                      text(item, "reason", condition, issues),
                                      text(item, "message", condition, issues)});
            if (out.conditions.back().type == "Ready")
                out.readySince = text(item, "lastTransitionTime", condition, issues);
        });
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
