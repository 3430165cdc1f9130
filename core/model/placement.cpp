#include "core/model/placement.h"

#include <algorithm>

#include "core/model/match_value.h"
#include "core/model/policy.h"
#include "core/model/read.h"

namespace core::model {

namespace {

AffinityTerm readTerm(const Json& object, const std::string& path, Issues& issues)
{
    return {read::text(object, "affinityName", path, issues), readClusterAffinity(object, path, issues), {}};
}

SpreadConstraint readSpread(const Json& object, const std::string& path, Issues& issues)
{
    using Field = SpreadConstraint::Field;
    SpreadConstraint out;
    out.fieldText = read::text(object, "spreadByField", path, issues);
    out.label = read::text(object, "spreadByLabel", path, issues);
    if (out.fieldText == "region")
        out.field = Field::Region;
    else if (out.fieldText == "zone")
        out.field = Field::Zone;
    else if (out.fieldText == "provider")
        out.field = Field::Provider;
    else if (out.fieldText == "cluster")
        out.field = Field::Cluster;
    else
        out.field = Field::Unknown;
    out.minGroups = read::number(object, "minGroups", path, issues).value_or(0);
    out.maxGroups = read::number(object, "maxGroups", path, issues).value_or(0);
    return out;
}

ReplicaScheduling readReplicaScheduling(const Json& object, const std::string& path, Issues& issues)
{
    ReplicaScheduling out;
    out.type = read::text(object, "replicaSchedulingType", path, issues);
    out.divisionPreference = read::text(object, "replicaDivisionPreference", path, issues);
    out.customSchedulingType = read::text(object, "customSchedulingType", path, issues);
    const Json* preference = read::member(object, "weightPreference");
    if (!preference) return out;
    const std::string at = read::join(path, "weightPreference");
    WeightPreference weights;
    weights.dynamicWeight = read::text(*preference, "dynamicWeight", at, issues);
    read::each(*preference, "staticWeightList", at, issues, [&](const Json& item, const std::string& place) {
        StaticWeight one;
        if (const Json* target = read::member(item, "targetCluster"))
            one.target = readClusterAffinity(*target, read::join(place, "targetCluster"), issues);
        one.weight = read::number(item, "weight", place, issues).value_or(0);
        weights.staticWeights.push_back(std::move(one));
    });
    out.weightPreference = std::move(weights);
    return out;
}

std::string groupByKey(const Json& placement, std::string_view kind, const std::string& path, Issues& issues)
{
    const Json* affinity = read::member(placement, "workloadAffinity");
    const Json* rule = affinity ? read::member(*affinity, kind) : nullptr;
    return rule ? read::text(*rule, "groupByLabelKey", read::join(read::join(path, "workloadAffinity"), kind), issues)
                : std::string{};
}

} // namespace

ClusterAffinity readClusterAffinity(const Json& affinity, const std::string& path, Issues& issues)
{
    ClusterAffinity out;
    if (const Json* selector = read::member(affinity, "labelSelector"))
        out.labelSelector = readLabelSelector(*selector, read::join(path, "labelSelector"), issues);
    if (const Json* fields = read::member(affinity, "fieldSelector"))
        out.fieldSelector = read::requirements(*fields, "matchExpressions", read::join(path, "fieldSelector"), issues,
                                               out.fieldSelectorValid);
    out.clusterNames = read::texts(affinity, "clusterNames", path, issues);
    if (out.clusterNames.empty()) out.clusterNames = read::texts(affinity, "clusterIds", path, issues);
    out.exclude = read::texts(affinity, "exclude", path, issues);
    return out;
}

Placement readPlacement(const Json& placement, const std::string& path, Issues& issues)
{
    Placement out;
    if (const Json* affinity = read::member(placement, "clusterAffinity"))
        out.clusterAffinity = readClusterAffinity(*affinity, read::join(path, "clusterAffinity"), issues);
    read::each(placement, "clusterAffinities", path, issues, [&](const Json& item, const std::string& at) {
        AffinityTerm term = readTerm(item, at, issues);
        read::each(item, "overflowAffinities", at, issues, [&](const Json& overflow, const std::string& place) {
            term.overflow.push_back(readTerm(overflow, place, issues));
        });
        out.clusterAffinities.push_back(std::move(term));
    });
    out.clusterTolerations = read::tolerations(placement, "clusterTolerations", path, issues);
    read::each(placement, "spreadConstraints", path, issues, [&](const Json& item, const std::string& at) {
        out.spreadConstraints.push_back(readSpread(item, at, issues));
    });
    if (const Json* scheduling = read::member(placement, "replicaScheduling"))
        out.replicaScheduling = readReplicaScheduling(*scheduling, read::join(path, "replicaScheduling"), issues);
    out.workloadAffinityKey = groupByKey(placement, "affinity", path, issues);
    out.workloadAntiAffinityKey = groupByKey(placement, "antiAffinity", path, issues);
    return out;
}

bool matchesZones(const Requirement& requirement, const std::vector<std::string>& zones)
{
    const bool overlap = std::ranges::any_of(zones, [&](const std::string& zone) {
        return std::ranges::find(requirement.values, zone) != requirement.values.end();
    });
    switch (requirement.op) {
    case Requirement::Op::In: return overlap;
    case Requirement::Op::NotIn: return !overlap;
    case Requirement::Op::Exists: return !zones.empty();
    case Requirement::Op::DoesNotExist: return zones.empty();
    case Requirement::Op::Gt:
    case Requirement::Op::Lt: return false;
    }
    return false;
}

bool matches(const ClusterAffinity& affinity, const ClusterIdentity& cluster)
{
    const auto names = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, cluster.name) != list.end();
    };
    if (names(affinity.exclude)) return false;
    if (affinity.labelSelector && !matches(*affinity.labelSelector, cluster.labels)) return false;
    if (!affinity.fieldSelectorValid) return false;
    Labels fields;
    if (!cluster.provider.empty()) fields.emplace("provider", cluster.provider);
    if (!cluster.region.empty()) fields.emplace("region", cluster.region);
    for (const Requirement& requirement : affinity.fieldSelector) {
        const bool holds =
            requirement.key == "zone" ? matchesZones(requirement, cluster.zones) : matches(requirement, fields);
        if (!holds) return false;
    }
    return affinity.clusterNames.empty() || names(affinity.clusterNames);
}

} // namespace core::model
