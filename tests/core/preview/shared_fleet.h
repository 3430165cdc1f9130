#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"

/// Small fleets whose clusters share cells and quotas, and what is the most that they could place.
namespace sharing {

struct Type {
    std::string name; ///< of a family: "ecs.gn7i-c8g1.2xlarge"
    std::int64_t vcpu = 8;
    std::int64_t gpus = 1;
};
struct Cluster {
    std::string name;
    std::string zone = "cn-hangzhou-h";
    std::vector<std::string> types{"ecs.gn7i-c8g1.2xlarge"};
    std::int64_t most = 50; ///< nodes of its pool
    std::string region = "cn-hangzhou";
    std::int64_t addresses = 250;
    std::vector<core::snapshot::NamespaceQuota> namespaceQuotas{};
    std::vector<std::string> otherZones{}; ///< of its pool, with as many addresses
    std::string version = "0.6.1";         ///< of its scaler
};
struct Stock {
    std::string zone;
    std::string type;
    std::int64_t instances = 50;
};
struct Quota {
    std::string unit = "gpu";
    std::int64_t left = 8;
    std::vector<std::string> families{"gn7i"};
    std::string region = "cn-hangzhou";
    std::string name = "q";
};
struct Spec {
    std::vector<Type> types{{"ecs.gn7i-c8g1.2xlarge", 8, 1}};
    std::vector<Cluster> clusters{};
    std::vector<Stock> stock{};
    std::vector<Quota> quotas{};
};

inline core::snapshot::FleetPtr fleetOf(const Spec& spec)
{
    namespace snapshot = core::snapshot;
    namespace model = core::model;
    using core::Range;
    snapshot::Fleet fleet;
    fleet.engine = "ackone";
    for (const Cluster& one : spec.clusters) {
        snapshot::ClusterData data;
        data.cluster.name = one.name;
        data.cluster.region = one.region;
        data.nodesKnown = data.podsKnown = data.poolsKnown = true;
        data.listed = {true, true, true, true};
        model::NodePool pool;
        pool.id = pool.name = "gpu";
        pool.maxSize = one.most;
        pool.size = 0;
        pool.instanceTypes = one.types;
        pool.zones = {{one.zone, one.addresses}};
        for (const std::string& zone : one.otherZones) pool.zones.push_back({zone, one.addresses});
        pool.scaler = "goatscaler";
        pool.scalerVersion = one.version;
        data.pools.push_back(std::move(pool));
        data.quotas = one.namespaceQuotas;
        snapshot::buildTables(data, {}, {});
        fleet.clusters.push_back(snapshot::freezeCluster(std::move(data)));
    }
    for (const Type& type : spec.types)
        fleet.instanceTypes.push_back(
            {type.name, type.vcpu, 4096 * type.vcpu, "NVIDIA A10", type.gpus, 24 * 1024, 48, "test"});
    for (const Quota& one : spec.quotas) {
        model::Quota quota;
        quota.name = one.name;
        quota.region = one.region;
        quota.families = one.families;
        quota.unit = one.unit;
        quota.limit = one.left;
        quota.used = 0;
        fleet.quotas.push_back(std::move(quota));
    }
    const snapshot::FleetPtr empty = snapshot::freeze(std::move(fleet));
    std::vector<snapshot::Change> changes;
    for (const Stock& cell : spec.stock)
        changes.push_back(snapshot::SetStock{cell.zone, cell.type, Range::exactly(cell.instances)});
    return *snapshot::whatIf(empty, changes);
}

/// A Deployment of one card a replica, and a policy of ACK One.
/// @param division  "Duplicated", "Weighted" or "Aggregated"
inline std::string manifests(std::int64_t replicas, const std::string& division, std::int64_t podsOfGroup = 1)
{
    std::string scheduling = "      replicaSchedulingType: Duplicated\n";
    if (division != "Duplicated")
        scheduling = "      replicaSchedulingType: Divided\n      replicaDivisionPreference: " + division + "\n";
    if (division == "Weighted") scheduling += "      weightPreference: {dynamicWeight: AvailableReplicas}\n";
    return given::oneCardEach(replicas, scheduling, podsOfGroup);
}

inline core::preview::Question question(const core::snapshot::FleetPtr& fleet, std::int64_t replicas,
                                        const std::string& division, std::int64_t podsOfGroup = 1)
{
    return core::preview::readManifests(given::documents(manifests(replicas, division, podsOfGroup)), *fleet)
        .questions.front();
}

inline core::preview::Preview preview(const core::snapshot::FleetPtr& fleet, std::int64_t replicas,
                                      const std::string& division, std::int64_t podsOfGroup = 1)
{
    return core::preview::preview(question(fleet, replicas, division, podsOfGroup), fleet);
}

/// The most replicas that get a node when each cluster is given so many: every purchase tried.
inline std::int64_t byTrying(const Spec& spec, const std::vector<std::int64_t>& given, std::int64_t podsOfGroup = 1)
{
    struct Offer {
        std::size_t cluster{};
        std::size_t cell{};
        const Type* type{};
    };
    std::vector<Offer> offers;
    for (std::size_t c = 0; c < spec.clusters.size(); ++c)
        for (const std::string& name : spec.clusters[c].types)
            for (std::size_t s = 0; s < spec.stock.size(); ++s)
                for (const Type& type : spec.types)
                    if (type.name == name && spec.stock[s].type == name && spec.stock[s].zone == spec.clusters[c].zone)
                        offers.push_back({c, s, &type});
    std::vector<std::int64_t> open, pools, cells, quotas;
    for (const std::int64_t replicas : given) open.push_back(replicas * podsOfGroup);
    for (const Cluster& cluster : spec.clusters) pools.push_back(std::min(cluster.most, cluster.addresses));
    for (const Stock& cell : spec.stock) cells.push_back(cell.instances);
    for (const Quota& quota : spec.quotas) quotas.push_back(quota.left);
    const auto weight = [&](const Offer& offer, const Quota& quota) {
        const std::string family = core::model::familyOf(offer.type->name);
        const bool listed = std::find(quota.families.begin(), quota.families.end(), family) != quota.families.end();
        if (quota.region != spec.clusters[offer.cluster].region || !listed) return std::int64_t{0};
        return quota.unit == "instance" ? 1 : quota.unit == "vcpu" ? offer.type->vcpu : offer.type->gpus;
    };
    const std::function<std::int64_t(std::size_t)> from = [&](std::size_t i) -> std::int64_t {
        if (i == offers.size()) {
            std::int64_t whole = 0;
            for (std::size_t c = 0; c < given.size(); ++c) whole += (given[c] * podsOfGroup - open[c]) / podsOfGroup;
            return whole;
        }
        const Offer& offer = offers[i];
        std::int64_t best = from(i + 1);
        bool holds = pools[offer.cluster] > 0 && cells[offer.cell] > 0 && open[offer.cluster] > 0;
        for (std::size_t q = 0; q < quotas.size(); ++q) holds = holds && quotas[q] >= weight(offer, spec.quotas[q]);
        if (!holds) return best;
        const std::int64_t here = std::min(offer.type->gpus, open[offer.cluster]);
        --pools[offer.cluster];
        --cells[offer.cell];
        open[offer.cluster] -= here;
        for (std::size_t q = 0; q < quotas.size(); ++q) quotas[q] -= weight(offer, spec.quotas[q]);
        best = std::max(best, from(i));
        ++pools[offer.cluster];
        ++cells[offer.cell];
        open[offer.cluster] += here;
        for (std::size_t q = 0; q < quotas.size(); ++q) quotas[q] += weight(offer, spec.quotas[q]);
        return best;
    };
    return from(0);
}

} // namespace sharing
