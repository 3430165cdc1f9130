#include "core/estimate/karmada.h"
#include "core/model/read.h"
#include "core/snapshot/build.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core;
namespace karmada = core::estimate::karmada;

std::vector<model::BindingComponent> componentsOf(const Json& object)
{
    const Json* components = model::read::member(object, "components");
    if (components == nullptr) return {};
    model::Issues issues;
    return model::readBindingSpec(Json{{"components", *components}}, "", issues).components;
}

std::optional<model::ReplicaRequirements> requirementsOf(const Json& input)
{
    const Json* requirements = model::read::member(input, "replicaRequirements");
    if (requirements == nullptr) return std::nullopt;
    model::Issues issues;
    return model::readBindingSpec(Json{{"replicaRequirements", *requirements}}, "", issues).requirements;
}

std::vector<karmada::Assumed> assumedOf(const Json& input)
{
    std::vector<karmada::Assumed> out;
    if (const Json* list = model::read::member(input, "assumedWorkloads"))
        for (const Json& item : *list) out.push_back({componentsOf(item)});
    return out;
}

snapshot::ClusterData clusterOf(const Json& input, std::vector<std::uint32_t>& seen)
{
    model::Issues issues;
    std::vector<model::Node> nodes;
    std::vector<model::Pod> pods;
    if (const Json* list = model::read::member(input, "nodes"))
        for (const Json& item : *list) nodes.push_back(model::readNode(item, "", issues));
    if (const Json* list = model::read::member(input, "pods"))
        for (const Json& item : *list) pods.push_back(model::readPod(item, "", issues));
    std::vector<std::string> names;
    for (const model::Node& node : nodes) names.push_back(node.name);
    snapshot::ClusterData data;
    snapshot::buildTables(data, std::move(nodes), std::move(pods));
    for (const std::string& name : names) seen.push_back(data.nodes.row(name));
    return data;
}

std::vector<snapshot::NamespaceQuota> quotasOf(const Json& input)
{
    std::vector<snapshot::NamespaceQuota> out;
    model::Issues issues;
    for (const Json& item : input.at("resourceQuotas")) {
        snapshot::NamespaceQuota quota;
        quota.ns = item.at("metadata").value("namespace", "");
        quota.name = item.at("metadata").value("name", "");
        const Json status = item.value("status", Json::object());
        quota.hard = model::read::resources(status, "hard", "", issues);
        quota.used = model::read::resources(status, "used", "", issues);
        quota.scopes = item.value("spec", Json::object());
        out.push_back(std::move(quota));
    }
    return out;
}

Json asRecorded(const karmada::Estimate& estimate, const char* count)
{
    Json out{{count, estimate.count},
             {"code", static_cast<int>(estimate.code)},
             {"success", estimate.code == karmada::Estimate::Code::Success}};
    if (!estimate.reason.empty()) out["reasons"] = Json::array({estimate.reason});
    return out;
}

Outcome nodeCase(const Json& input, const Json& expect, bool sets)
{
    karmada::NodeOptions options;
    options.assumed = assumedOf(input);
    const snapshot::ClusterData data = clusterOf(input, options.seen);
    if (!sets)
        return compare(asRecorded(karmada::nodeReplicas(data, requirementsOf(input), options), "replicas"), expect);
    Json order = Json::array();
    for (const std::uint32_t row : karmada::nodeOrder(data.nodes, options.seen)) order.push_back(data.nodes.names[row]);
    const Json wanted = input.at("nodeOrder").is_null() ? Json::array() : input.at("nodeOrder");
    if (order != wanted) return {false, order.dump(), wanted.dump()};
    return compare(asRecorded(karmada::nodeComponentSets(data, componentsOf(input), options), "sets"), expect);
}

Outcome estimatorCase(const Json& line)
{
    const Json& input = line.at("input");
    const Json& expect = line.at("expect");
    const std::string kind = input.at("kind").get<std::string>();
    if (kind == "nodeReplicas" || kind == "nodeComponentSets") return nodeCase(input, expect, kind != "nodeReplicas");
    if (kind == "quotaReplicas")
        return compare(asRecorded(karmada::quotaReplicas(quotasOf(input), requirementsOf(input).value()), "replicas"),
                       expect);
    if (kind == "quotaComponentSets")
        return compare(
            asRecorded(karmada::quotaComponentSets(quotasOf(input), componentsOf(input), input.value("namespace", "")),
                       "sets"),
            expect);
    model::Issues issues;
    const model::Cluster cluster = model::readCluster(input.at("cluster"), "", issues);
    const auto assumed =
        input.value("overcommitProtection", false) ? assumedOf(input) : std::vector<karmada::Assumed>{};
    if (kind == "generalReplicas")
        return compare({{"replicas", karmada::generalReplicas(cluster, requirementsOf(input), assumed)}}, expect);
    if (kind == "generalComponentSets")
        return compare({{"sets", karmada::generalComponentSets(cluster, componentsOf(input), assumed)}}, expect);
    return {false, "no answer to the kind " + kind, expect.dump()};
}

} // namespace

void addEstimators(Groups& groups)
{
    groups["estimator"] = estimatorCase;
}

} // namespace conformance
