#include <algorithm>
#include <string_view>

#include "core/base/words.h"
#include "core/snapshot/assemble.h"

namespace core::snapshot {
namespace {

/// Where a dump of this cluster would go.
std::string fileFor(const std::string& cluster, const std::string& what, bool flat)
{
    return (flat ? "" : "clusters/" + cluster + "/") + what + ".json";
}

std::string add(const std::string& cluster, const std::string& what, const std::string& arguments, bool flat)
{
    return "Add `kubectl get " + arguments + " -o json` of " + cluster + " as " + fileFor(cluster, what, flat) + ".";
}

/// What pods name, or is made for them.
void gapsOfNamed(const ClusterData& data, bool flat, std::vector<Gap>& gaps)
{
    const std::string& name = data.cluster.name;
    if (!data.listed.claims)
        gaps.push_back({name, "volume claims", "whether claims that pods mount are there, and where their volumes are",
                        add(name, "persistentvolumeclaims", "persistentvolumeclaims -A", flat)});
    if (!data.listed.volumes)
        gaps.push_back({name, "volumes", "on which nodes volumes that are bound can be mounted",
                        add(name, "persistentvolumes", "persistentvolumes", flat)});
    if (!data.listed.storageClasses)
        gaps.push_back({name, "storage classes", "whether new claims get a volume, and where",
                        add(name, "storageclasses", "storageclasses", flat)});
    if (!data.admission.priorityClassesKnown)
        gaps.push_back({name, "priority classes", "whether pods that name one are let in, and who makes room for whom",
                        add(name, "priorityclasses", "priorityclasses", flat)});
}

void gapsOfCluster(const ClusterData& data, bool hasObject, ReadFrom from, std::vector<Gap>& gaps)
{
    const std::string& name = data.cluster.name;
    const bool flat = from == ReadFrom::FlatFolder;
    const bool ofApi = from != ReadFrom::Live;
    if (!data.nodesKnown && ofApi)
        gaps.push_back({name, "nodes", "what fits on the nodes that it has", add(name, "nodes", "nodes", flat)});
    if (!data.podsKnown && ofApi)
        gaps.push_back({name, "pods", "what is free on its nodes", add(name, "pods", "pods -A", flat)});
    if (!data.poolsKnown)
        gaps.push_back(
            {name, "node pools",
             data.pools.empty() ? "what its elastic node pools could still add"
                                : "what its elastic node pools could still add; its nodes only tell which there are",
             // No server tells them: a live fleet has them from a file beside it.
             std::string(ofApi ? "List them in fleet.yaml under" : "List them in fleet.yaml (--extras) under") +
                 " `clusters: [{name: " + name + ", nodePools: […]}]`, [] if it has none."});
    const bool elastic =
        std::any_of(data.pools.begin(), data.pools.end(), [](const model::NodePool& p) { return p.elastic; });
    if (elastic && !data.listed.daemonSets && ofApi)
        gaps.push_back({name, "daemon sets",
                        data.daemonSets.empty()
                            ? "what daemon sets take on a new node"
                            : "what daemon sets take on a new node; its pods only tell which run now",
                        add(name, "daemonsets", "daemonsets -A", flat)});
    if (ofApi) gapsOfNamed(data, flat, gaps);
    for (const model::NodePool& pool : data.pools) {
        if (!pool.elastic) continue;
        const std::string which = "clusters: [{name: " + name + ", nodePools: [{id: " + pool.id + ", ";
        if (!pool.maxSize)
            gaps.push_back({name, "maximum of node pool " + pool.id, "how many nodes it may still add",
                            "State it in fleet.yaml: `" + which + "maxSize: …}]}]`."});
        if (pool.instanceTypes.empty())
            gaps.push_back({name, "instance types of node pool " + pool.id, "what it would buy",
                            "State them in fleet.yaml: `" + which + "instanceTypes: […]}]}]`."});
        if (pool.zones.empty())
            gaps.push_back({name, "zones of node pool " + pool.id, "where it would buy, and from which stock",
                            "State them in fleet.yaml: `" + which + "zones: […]}]}]`."});
    }
    if (!hasObject && !flat && ofApi)
        gaps.push_back({name, "Cluster object",
                        "its labels, taints, region and zones as policies see them; what is shown comes from its nodes "
                        "and fleet.yaml",
                        "Add `kubectl get clusters.cluster.karmada.io -o json` (ACK One: `kubectl get managedclusters "
                        "-o json`) of the fleet as fleet/clusters.json."});
}

bool buys(const Fleet& fleet)
{
    return std::any_of(fleet.clusters.begin(), fleet.clusters.end(), [](const ClusterPtr& cluster) {
        return std::any_of(cluster->pools.begin(), cluster->pools.end(),
                           [](const model::NodePool& p) { return p.elastic && !p.skipInventoryCheck; });
    });
}

/// Types that pools could buy and that nothing describes, or that have no price anywhere.
void gapsOfTypes(const Fleet& fleet, std::vector<Gap>& gaps)
{
    std::set<std::pair<std::string, std::string>> wanted; // type, region
    for (const ClusterPtr& cluster : fleet.clusters)
        for (const model::NodePool& pool : cluster->pools)
            if (pool.elastic)
                for (const std::string& type : pool.instanceTypes) wanted.emplace(type, cluster->cluster.region);
    std::set<std::string> undescribed;
    for (const auto& [type, region] : wanted) {
        if (fleet.instanceType(type) == nullptr && undescribed.insert(type).second)
            gaps.push_back({"", "instance type " + type, "what fits on a new node of it",
                            "Describe it in fleet.yaml under `instanceTypes`."});
        const bool priced = std::any_of(fleet.prices.begin(), fleet.prices.end(),
                                        [&, &t = type, &r = region](const model::Price& price) {
                                            return price.instanceType == t && (r.empty() || price.region == r);
                                        });
        if (!priced)
            gaps.push_back({"", "price of " + type + (region.empty() ? "" : " in " + region),
                            "what new nodes of it cost", "State it in fleet.yaml under `prices`."});
    }
}

} // namespace

std::vector<Gap> gapsOf(const Fleet& fleet, const std::set<std::string>& withoutObject, ReadFrom from)
{
    std::vector<Gap> gaps;
    for (const ClusterPtr& cluster : fleet.clusters)
        gapsOfCluster(*cluster, !withoutObject.contains(cluster->cluster.name), from, gaps);
    if (fleet.clusters.empty() && from != ReadFrom::Live)
        gaps.push_back({"", "clusters", "everything: there is nowhere to place anything",
                        "Add a folder clusters/<name> with `kubectl get nodes -o json` and `kubectl get pods -A -o "
                        "json` for each cluster."});
    if (buys(fleet) && fleet.stock.empty())
        gaps.push_back({"", "stock", "whether elastic node pools can buy what they ask for",
                        "Add `kubectl -n kube-system get configmaps -o json` of the clusters (it holds "
                        "<nodepool-id>-inventory-status), or state rows in fleet.yaml under `stock`."});
    gapsOfTypes(fleet, gaps);
    return gaps;
}

GapKind kindOf(const Gap& gap)
{
    if (!gap.cluster.empty()) return GapKind::Other;
    const std::string_view what = gap.what;
    if (what == controlPlane) return GapKind::ControlPlane;
    if (what.starts_with("propagationpolicies.") || what.starts_with("clusterpropagationpolicies."))
        return GapKind::Policies;
    if (what.starts_with("resourcebindings."))
        return GapKind::Bindings; // those of the cluster's scope hold no workloads
    return gap.unknown.starts_with(whichClusters) ? GapKind::Clusters : GapKind::Other;
}

const Gap* gapOfClusters(const Fleet& fleet)
{
    const auto found = std::find_if(fleet.gaps.begin(), fleet.gaps.end(), [](const Gap& gap) {
        return gap.kind == GapKind::Clusters || gap.kind == GapKind::ControlPlane;
    });
    return found == fleet.gaps.end() ? nullptr : &*found;
}

std::vector<const Gap*> gapsOfPolicies(const Fleet& fleet)
{
    std::vector<const Gap*> out;
    for (const Gap& gap : fleet.gaps)
        if (gap.kind == GapKind::Policies || gap.kind == GapKind::ControlPlane) out.push_back(&gap);
    return out;
}

bool hasUnreadBindings(const Fleet& fleet)
{
    return std::any_of(fleet.gaps.begin(), fleet.gaps.end(), [](const Gap& gap) {
        return gap.kind == GapKind::Bindings || gap.kind == GapKind::ControlPlane;
    });
}

std::vector<SameGap> sameGaps(const std::vector<Gap>& gaps)
{
    std::vector<SameGap> out;
    for (const Gap& gap : gaps) {
        const auto same = std::find_if(out.begin(), out.end(), [&](const SameGap& one) {
            return one.gap.what == gap.what && one.gap.unknown == gap.unknown && one.gap.remedy == gap.remedy &&
                   one.clusters.empty() == gap.cluster.empty();
        });
        SameGap& one = same == out.end() ? out.emplace_back(SameGap{gap, {}}) : *same;
        if (!gap.cluster.empty()) one.clusters.push_back(gap.cluster);
    }
    return out;
}

std::string titleOf(const SameGap& one)
{
    return one.gap.what + (one.clusters.empty() ? "" : " of " + few(one.clusters));
}

} // namespace core::snapshot
