#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/model/admission.h"
#include "core/model/binding.h"
#include "core/model/cluster.h"
#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/model/policy.h"
#include "core/model/pool.h"
#include "core/model/storage.h"
#include "core/model/workload.h"
#include "core/snapshot/columns.h"
#include "core/snapshot/shapes.h"

/// A fleet at one moment: immutable, in columns, shared by pointer. Holding an old one is always safe; the next one
/// shares every cluster that did not change (store.h, what_if.h).
namespace core::snapshot {

/// Where a part came from, and how old it is.
struct Origin {
    std::string source;       ///< "clusters/c-hz-01/nodes.json", "live: c-hz-01", "pools.yaml"
    std::optional<Time> seen; ///< absent: age unknown
    bool operator==(const Origin&) const = default;
};

/// What a gap is of, where an answer is another one for it.
enum class GapKind {
    Other,
    Clusters,     ///< which clusters there are
    Policies,     ///< which policies there are
    Bindings,     ///< what was placed where
    ControlPlane, ///< all of them: it was not reached
};
/// Something that a preview would need and the snapshot does not hold.
struct Gap {
    std::string cluster;           ///< empty: of the whole fleet
    std::string what;              ///< "pods"
    std::string unknown;           ///< what that makes unknown: "what is free on its nodes"
    std::string remedy;            ///< "add `kubectl get pods -A -o json` of c-bj-03 as clusters/c-bj-03/pods.json"
    GapKind kind = GapKind::Other; ///< not in the file, which has it as text (kindOf, assemble.h)
    bool operator==(const Gap&) const = default;
};

inline constexpr std::uint32_t noRow = std::numeric_limits<std::uint32_t>::max();

/// Nodes of one cluster, sorted by name. Every vector without another note has one entry a row.
struct NodeTable {
    TextColumn names;
    /// Resource names; the index is the column in `allocatable`, `requested` and `capacity`. "cpu", "memory", "pods" and
    /// "ephemeral-storage" come first, in this order, whether a node has them or not; the others follow by name.
    std::vector<std::string> resources;
    std::vector<std::vector<Amount>> allocatable; ///< [resource][row]; 0 where the node lacks the resource
    std::vector<std::vector<Amount>>
        requested; ///< [resource][row]: sum of effective requests of the pods that hold resources there; "pods" counts them
    std::vector<std::vector<Amount>> capacity; ///< [resource][row]
    std::vector<LabelColumn> labels;           ///< sorted by key
    std::vector<std::uint32_t> taintSet;       ///< index into taintSets
    std::vector<std::vector<model::Taint>> taintSets;
    std::vector<std::uint8_t> unschedulable; ///< 1: cordoned
    std::vector<std::uint8_t> ready;         ///< 0: not ready, its capacity is not to be counted on
    std::vector<std::uint32_t> pool;         ///< index into ClusterData::pools, or noRow
    std::vector<std::uint32_t>
        lostCards; ///< cards that the node's fault conditions isolate, not yet taken out of allocatable
    std::vector<std::uint32_t> faultSet; ///< index into faultSets: conditions that isolate cards; 0 is "none"
    std::vector<std::vector<model::NodeCondition>> faultSets;
    std::vector<std::int64_t> created; ///< seconds since 1970, 0 unknown
    /// Since when it is ready, or is not: seconds since 1970, 0 unknown. Empty: of none of them known.
    std::vector<std::int64_t> readySince;

    [[nodiscard]] std::size_t size() const { return names.size(); }
    [[nodiscard]] std::optional<std::size_t> resource(std::string_view name) const;
    [[nodiscard]] const LabelColumn* label(std::string_view key) const;
    [[nodiscard]] std::uint32_t row(std::string_view name) const; ///< noRow if there is none
    [[nodiscard]] model::Labels labelsOf(std::size_t row) const;  ///< for showing; slow
    /// It stands for a service that makes an instance for each pod (ACK's virtual nodes for ECI and ACS, any virtual-kubelet):
    /// what it can allocate is no room that anyone has promised.
    [[nodiscard]] bool isVirtual(std::size_t row) const;
    [[nodiscard]] bool anyVirtual() const;
    [[nodiscard]] std::int64_t changedAt(std::size_t row) const ///< of readySince
    {
        return row < readySince.size() ? readySince[row] : 0;
    }
};

/// Pods of one cluster, sorted by node row, then namespace, then name; those without a node last.
struct PodTable {
    std::vector<std::uint32_t> node;  ///< row of NodeTable, or noRow
    std::vector<std::uint32_t> shape; ///< index into `shapes`
    TextColumn names;
    std::vector<Id> ns;                ///< in `namespaces`
    std::vector<std::uint8_t> state;   ///< PodState bits
    std::vector<std::int64_t> started; ///< seconds since 1970, 0 unknown
    PodShapes shapes;
    Dictionary namespaces;
    std::vector<std::uint32_t> firstOfNode; ///< [node rows + 1]: pods of node r are firstOfNode[r] … firstOfNode[r+1]-1

    [[nodiscard]] std::size_t size() const { return node.size(); }
};
enum PodState : std::uint8_t {
    HoldsResources = 1, ///< bound and neither Succeeded nor Failed
    Ready = 2,
    Terminating = 4,
    Pending = 8, ///< not bound to a node
};

/// Stands among the labels of a namespace that is being deleted. No label has this key: it may hold no parentheses, so that no
/// selector can ask for it either.
inline constexpr const char* beingDeleted = "metadata.deletionTimestamp()";

/// A namespace's quota in a cluster.
struct NamespaceQuota {
    std::string ns;
    std::string name;
    model::ResourceList hard;
    model::ResourceList used; ///< a name of `hard` that is not here: its use is not known
    Json scopes;              ///< spec.scopes and spec.scopeSelector as written
    bool operator==(const NamespaceQuota&) const = default;
};

/// What a cluster's API server adds to pods that come in, and asks of them. Nothing known: all empty.
struct Admission {
    std::vector<model::LimitRange> limitRanges;      ///< sorted by namespace, name
    std::vector<model::RuntimeClass> runtimeClasses; ///< sorted by name
    std::vector<std::string> neverPreempting;        ///< sorted names of PriorityClasses with preemptionPolicy Never
    std::string defaultPriorityClass;                ///< the one with globalDefault; empty: none
    bool limitRangesKnown = false;                   ///< false: "none" means "not known"
    bool runtimeClassesKnown = false;
    bool priorityClassesKnown = false; ///< of ClusterData::priorityClasses
    bool operator==(const Admission&) const = default;
};

/// Kinds of which a cluster's whole list was read, so that what is not here is not there; of the others that is not known.
struct Listed {
    bool claims = false;
    bool volumes = false;
    bool storageClasses = false;
    bool daemonSets = false;
    bool quotas = false;
    bool operator==(const Listed&) const = default;
};

/// The digest of a frozen part. A copy starts without one: whoever copies does so to change something.
struct Seal {
    std::uint64_t value = 0; ///< 0: not frozen
    Seal() = default;
    Seal(const Seal& /*other*/) {}
    Seal& operator=(const Seal& /*other*/)
    {
        value = 0;
        return *this;
    }
};

/// Pods that daemon sets will run on a node which is new: what rules between pods read of them, and whose they are. What they
/// ask for is counted apart. Absent: none.
using DaemonPods = std::shared_ptr<const std::vector<model::Pod>>;

/// One member cluster.
struct ClusterData {
    model::Cluster cluster;
    std::string account; ///< whose stock and quota it buys from; empty: the fleet's only account
    NodeTable nodes;
    PodTable pods;
    std::vector<PodShape> daemonSets; ///< pods that would land on new nodes, one each
    std::vector<model::NodePool> pools;
    std::vector<model::PersistentVolumeClaim> claims;
    std::vector<model::PersistentVolume> volumes;
    std::vector<model::StorageClass> storageClasses;
    std::vector<NamespaceQuota> quotas;
    std::vector<std::pair<std::string, model::Labels>>
        namespaces; ///< sorted by name; with `beingDeleted` where they are
    std::vector<std::pair<std::string, std::int32_t>> priorityClasses; ///< sorted by name
    std::vector<Json> workloads; ///< Deployments, StatefulSets, … that run there, trimmed to what placement reads
    Admission admission;
    Listed listed;
    std::map<std::string, DaemonPods> expected; ///< by node, besides `pods`; of estimates alone, no file holds it
    /// As its server told; absent: nobody asked it, and what the fleet lists of its APIs may say it. Live alone, no file holds it.
    std::optional<bool> servesKueue;
    bool nodesKnown = false; ///< false: "no nodes" means "not known"
    bool podsKnown = false;
    bool poolsKnown = false;
    Origin nodesOrigin, podsOrigin, poolsOrigin;
    Seal seal; ///< set by freeze (build.h)
};
using ClusterPtr = std::shared_ptr<const ClusterData>;

/// What the fleet's controllers report of what they did. Placement does not read it, and the digest leaves it out.
struct ClusterReport {
    std::string cluster;
    std::vector<model::BindingCondition> conditions; ///< of its Cluster object: "Ready", …
    bool operator==(const ClusterReport&) const = default;
};
struct BindingReport {
    model::ObjectRef binding;
    std::vector<model::AppliedTo> applied;
    bool operator==(const BindingReport&) const = default;
};
struct Reported {
    std::vector<ClusterReport> clusters; ///< sorted by name
    std::vector<BindingReport> bindings; ///< sorted; those that were applied nowhere are left out
    bool operator==(const Reported&) const = default;
};

struct Fleet {
    std::string name;
    std::string engine; ///< "ackone", "karmada", "direct"; empty: by the policies' apiVersion
    std::optional<Time> takenAt;
    std::string digest;               ///< of the whole content, 16 hex digits; the same content has the same digest
    std::vector<ClusterPtr> clusters; ///< sorted by name
    std::vector<model::Policy> policies;
    std::vector<model::OverridePolicy> overrides;
    std::vector<model::Binding> bindings;
    std::vector<model::Scaler> scalers;
    std::vector<Json> workloads; ///< of the fleet's control plane, trimmed
    std::vector<model::StockCell> stock;
    std::vector<model::Quota> quotas;
    /// FederatedResourceQuotas: what a namespace's bindings may ask for in all clusters together (spec.overall, status.overallUsed).
    std::vector<NamespaceQuota> federatedQuotas;
    /// PersistentVolumeClaims of the fleet's control plane, without their status: clusters have those that policies bring there.
    std::vector<Json> claims;
    std::vector<model::Price> prices;
    std::vector<model::InstanceType> instanceTypes; ///< sorted by name
    Json descheduler; ///< {"periodSeconds", "thresholdSeconds"} where stated; null: the defaults
    std::vector<Gap> gaps;
    /// What people call clusters, by their names (names.h); decides no placement, so it is no part of the digest.
    std::map<std::string, std::string> aliases;
    std::vector<std::string> leftOut; ///< clusters that a what-if took out; no part of the content
    Origin stockOrigin, pricesOrigin, policiesOrigin;
    Reported reported;

    [[nodiscard]] const ClusterData* cluster(std::string_view name) const;
    [[nodiscard]] const model::InstanceType* instanceType(std::string_view name) const;
};
using FleetPtr = std::shared_ptr<const Fleet>;

} // namespace core::snapshot
