#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/estimate/fit.h"
#include "core/estimate/prices.h"
#include "core/estimate/stock.h"
#include "core/model/pod.h"
#include "core/model/workload.h"
#include "core/snapshot/fleet.h"

/// How many replicas a cluster could take: on nodes that exist, and on nodes that its elastic pools could still add.
///
/// Counts are per *replica*: one pod, or a whole group of pods that has to be together in one cluster.
namespace core::estimate {

/// A priority class that was handed in: it stands for the cluster's own of that name.
struct GivenClass {
    std::int32_t value{};
    bool preempts = true;
    bool operator==(const GivenClass&) const = default;
};
/// A claim that a replica's pods bring along (a StatefulSet's template).
struct NewClaim {
    std::string name;         ///< of the template
    std::string storageClass; ///< the default one where it names none; empty: neither
    Amount storage{};         ///< bytes
    std::int64_t there{};     ///< replicas yet to be placed that find theirs, so that it counts already
    bool classStated = false; ///< the template names it, or that it is to be none
    bool operator==(const NewClaim&) const = default;
};

/// What one replica needs. Made once per workload and cluster (overrides may change it by cluster).
struct AskPod {
    model::Pod pod;           ///< defaults applied; namespace filled in
    model::Requests requests; ///< effective, with overhead
    std::int32_t count = 1;   ///< pods of this template in one replica
    std::optional<GivenClass> givenClass;
    bool operator==(const AskPod&) const = default;
};
struct Ask {
    std::vector<AskPod> pods;         ///< one entry, count 1: an ordinary replica; else a group
    std::string exclusiveTopologyKey; ///< a group needs a whole domain of this node label for itself
    std::int64_t upTo = 1'000'000;    ///< counting one by one (spread, groups) may stop there; counts are weights, too
    bool daemon = false;          ///< one pod a node that exists and admits it, asked or not; no node is bought for it
    std::string never;            ///< why none of its pods ever gets a node, wherever that is; empty: they may
    std::vector<NewClaim> claims; ///< by template, each replica one
    std::vector<std::string> objects; ///< made besides pods, once, as a quota counts them: "count/deployments.apps"
    /// Labels of the nodes where the first replica is taken to come to, of those that have to be near each other: one of several
    /// right answers (together.h). Empty, or no node there takes one: where most fit on nodes that run.
    model::Labels firstAt;
    [[nodiscard]] bool isGroup() const { return pods.size() != 1 || pods.front().count != 1; }
    [[nodiscard]] std::int64_t podsPerReplica() const;
    bool operator==(const Ask&) const = default;
};
/// Some pod claims devices of spec.resourceClaims: where such devices are free is not known, so no place is sure.
[[nodiscard]] bool claimsDevices(const Ask& ask);
/// Nodes, not replicas, say how many pods it has.
[[nodiscard]] bool isDaemonSet(const model::Workload& workload);
[[nodiscard]] Ask askFor(const model::Workload& workload, std::int64_t upTo);

/// Why something does not fit, by who could change it. Never mixed: each has another remedy.
enum class Limit {
    None,
    Yours, ///< pool maximum, policy, free addresses of your vSwitches, batch size
    Quota, ///< the account's quota, a namespace's quota
    Stock, ///< the cloud has no more
    Rule,  ///< taint, selector, type, spread, resources of an empty node
};

/// Nodes that refused for one and the same reason.
struct RefusedNodes {
    Refusal refusal;
    std::int64_t nodes{};
    std::vector<std::uint32_t> examples; ///< up to 3 rows
};

/// On nodes that exist.
struct Running {
    std::int64_t replicas{};
    std::int64_t sparePods{}; ///< of groups whose pods can be counted: those that fit besides whole groups, for certain
    std::optional<std::int64_t>
        upper; ///< set where single cards, or what the pods hold, could not be read: replicas … upper
    std::vector<std::pair<std::uint32_t, std::int64_t>>
        perNode; ///< row, pods of the ask that fit there; ordinary replicas only
    /// Row, pods besides those of `perNode` that fit there if what cannot be read is as good as it can be; empty: not told.
    std::vector<std::pair<std::uint32_t, std::int64_t>> perhapsOn;
    std::vector<RefusedNodes> refused; ///< most nodes first
    /// Nodes that would take a replica until the others are placed: what keeps one more off them. Ordinary replicas only.
    std::vector<RefusedNodes> filled;
    /// Of these, what keeps replicas off nodes that have the resources: "anti-affinity by kubernetes.io/hostname".
    std::string rule;
    std::int64_t
        heldByLowerPriority{}; ///< replicas more if every pod of lower priority were gone; never counted as free
    std::vector<std::pair<std::uint32_t, std::int64_t>> heldOn; ///< row, pods of these; ordinary replicas only
    std::int64_t lostCards{};                                   ///< cards of eligible nodes that faults isolate
    std::optional<std::int64_t> quota; ///< replicas that the namespace's quotas still allow; absent: no quota
    std::string quotaName;
    std::string quotaLimit; ///< what of its spec.hard allows least: "count/deployments.apps"
    std::string quotaWants; ///< "cpu limit": that quota turns away pods that do not state one; empty: it does not
    std::optional<std::int64_t> quotaSure; ///< of `quota`, whatever the quotas hold whose use is not known
    std::string quotaUnknown;              ///< such a quota; empty: the use of all is known
    std::string turnedAway; ///< why the API server lets no such pod in (`quota` is 0 then); empty: it does
    std::string turnedAwayFix;
    /// False: nodes or pods of this cluster are not all in the snapshot; `replicas` surely fit all the same.
    bool known = true;
    /// Without an upper end where nothing bounds it: the nodes are unknown. Where pods are, what fits on empty nodes is one.
    [[nodiscard]] Range range() const { return {replicas, known && !upper ? std::optional(replicas) : upper}; }
};
[[nodiscard]] Running running(const snapshot::ClusterData& cluster, const Ask& ask);
/// Of Ask::daemon: nodes for which its controller makes a pod, whether that fits or not.
[[nodiscard]] std::int64_t daemonNodes(const Running& running);
/// Only the sum, as fast as it can be read: ordinary replicas without rules among themselves. For benchmarks and big fleets;
/// the same number as running(...).replicas where nodes and pods are known.
[[nodiscard]] std::int64_t runningReplicas(const snapshot::ClusterData& cluster, const Ask& ask);

/// A node that does not exist yet: what an instance type gives in a pool.
struct NodeTemplate {
    model::Node node;                ///< labels, taints, allocatable of an empty node
    model::Requests daemonSets;      ///< what the cluster's daemon sets would take on it, "pods" included
    snapshot::DaemonPods daemonPods; ///< these pods; they are there before any other
    std::string
        allocatableSource; ///< "a node of this pool", "stated in fleet.yaml", "ACK reservation formula (estimate)"
    bool assumed = false;  ///< by formula, not seen
    /// Of cpu and memory what the formula is right by for certain: a node that was measured had less. Empty: as allocatable
    model::Requests surely;
    /// What the pool's scaler takes such a node for as long as it has none of the pool to copy, where it makes up its own:
    /// with more room, and without taints. nullptr: it takes it for what it is.
    std::shared_ptr<const NodeTemplate> planned;
};
[[nodiscard]] NodeTemplate nodeTemplate(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster,
                                        std::uint32_t pool, const std::string& instanceType, const std::string& zone);

/// Why nothing of an offer is sure, however much stock there is.
enum class Doubt {
    None,
    Type,     ///< what the type has is not known; the offer is refused, and may yet take any number
    Zone,     ///< the zones of its pool are not known: it stands for one of several
    Sidecars, ///< the scaler is not said to add nodes for pods with native sidecar containers
    Volume,   ///< the scaler does not see that the pods' volume is elsewhere than some of what it may buy
    Devices,  ///< the pods claim devices (dynamic resource allocation), and nobody here reads which there are
    NotHeld,  ///< the snapshot lacks what says whether the pods may come there at all (not_held.h)
    Planned,  ///< its scaler plans the pool with the smallest type, and whether the pods fit that one is not known
    Size,     ///< the pods fit by the formula, and not if the node has as much less as one that was measured
};

/// A pool could buy this type in this zone.
struct Offer {
    std::uint32_t pool{}; ///< index into ClusterData::pools
    std::string zone;
    std::string instanceType;
    bool spot = false;
    std::optional<Refusal> refusal; ///< set: a replica, or no pod of a group, fits an empty node of it
    Doubt doubt = Doubt::None;
    bool zoneOpen = false;            ///< one of several zones in which its pool may buy, or not
    std::int64_t replicasPerNode{};   ///< ≥ 1, or 0 where a group needs several nodes; where a formula tells, surely
    std::int64_t mostPerNode{};       ///< the same by the formula; never less
    std::int64_t nodesPerReplica = 1; ///< > 1 only for such a group, if all its nodes were of this offer
    bool partOnly = false;            ///< takes only some of a group's pods: both figures are for these
    std::int64_t podsPerNode{};       ///< of a group whose pods all take the same; 0: they do not
    Cell stock;                       ///< of its cell; Exact and unbounded where the pool skips the stock check
    bool stockBounds = true;          ///< false: skipInventoryCheck
    std::optional<std::int64_t> addresses;    ///< free addresses in the zone; absent: unknown
    std::shared_ptr<const NodeTemplate> node; ///< never absent
    std::optional<model::Price> price;        ///< of the type in the zone or region; spot price only for spot pools
    [[nodiscard]] std::int64_t replicasOn(std::int64_t nodes) const;
    [[nodiscard]] std::int64_t nodesFor(std::int64_t replicas) const;
    bool operator==(const Offer&) const = default;
};

/// Nodes that the pool has: as many as are stated, and no fewer than the cluster shows.
[[nodiscard]] std::int64_t sizeOf(const snapshot::ClusterData& cluster, std::uint32_t pool);

/// One elastic pool and what it could add.
struct PoolRoom {
    std::uint32_t pool{};
    std::string name;
    std::optional<std::int64_t> nodes; ///< maximum − size, capped by the scaler's batch; absent: the maximum is unknown
    bool sizeOpen = false;             ///< how many it has is not known: `nodes` is what an empty one could add
    std::int64_t
        batch{}; ///< nodes in one scale-out (GOATScaler 180, 500 from 0.6.1; cluster-autoscaler 1000); 0: no limit
    bool cutByBatch = false; ///< the batch, not the maximum, makes `nodes`
    /// Pools of a lower one are served first. Which of one rank an autoscaler takes, its expander says, and no snapshot holds that.
    int rank = 0;
    bool oneTypeChoice =
        true; ///< the scaler's version fixes the type (smallest first); false: a set, prices are a range
    bool operator==(const PoolRoom&) const = default;
};

/// A quota of the account, for offers that count alike: entries of one `quota` are one, with one `left`.
struct QuotaRoom {
    std::uint32_t quota{}; ///< index into Fleet::quotas
    std::string name;
    std::optional<std::int64_t> left; ///< in the quota's own unit; absent: its limit is not known
    bool open = false;                ///< how much is in use is not known: `left` is at most, and perhaps nothing is
    std::int64_t perNode{};           ///< of that unit, for the offers listed
    std::vector<std::uint32_t> offers;

    /// What so many nodes take of it.
    /// @param nodes  by offer, as in Purchase
    [[nodiscard]] std::int64_t usedBy(const std::vector<std::int64_t>& nodes) const
    {
        std::int64_t used = 0;
        for (const std::uint32_t offer : offers) used += nodes[offer] * perNode;
        return used;
    }
    bool operator==(const QuotaRoom&) const = default;
};

/// What rules among the replicas (spread, anti-affinity, one group a domain, a claim for one pod or one node) still allow in a domain that new nodes would
/// be part of, after what running nodes take.
struct DomainRoom {
    std::string key;   ///< node label; empty: all new nodes together, as a claim of the replicas demands
    std::string value; ///< of the label; without a key what the rule is: "claim models, which only one pod may use"
    std::optional<std::int64_t> replicas; ///< with stock, room and quota at their upper ends; absent: no end
    std::optional<std::int64_t> sure;     ///< at their lower ends; never more
    std::int64_t there{}; ///< replicas that the rule counts there by then: the lower, the sooner the next comes here
    std::vector<std::uint32_t> offers;
    std::optional<std::uint32_t> spread; ///< index into `spreads`: held together with the domains of the same
    bool isNew = false;                  ///< no node is in it yet: a spread constraint counts it from its first node
    /// By entry of `offers`, pods of daemon sets that the constraint counts and a new node comes with; empty: none.
    std::vector<std::int64_t> brought = {};
    [[nodiscard]] std::int64_t broughtBy(std::size_t entry) const { return brought.empty() ? 0 : brought[entry]; }
};

/// A spread constraint over domains: the next replica may come to one of them as long as that has then at most `maxSkew`
/// more than the emptiest had before; while there are fewer than `minDomains` of them, as if one were empty.
/// @source k8s.io/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
struct SpreadRoom {
    std::int64_t maxSkew{};
    std::int64_t minDomains = 1;
    std::int64_t standing{};          ///< domains that nodes are in
    std::optional<std::int64_t> held; ///< fewest in those that no new node joins; absent: none such
};

namespace detail {
class Groups;
}

/// Groups that were bought by an earlier purchase, and its nodes.
struct Standing {
    std::int64_t groups{};
    std::vector<std::int64_t> nodes; ///< one entry an offer; empty: none
};

/// What a cluster's elastic pools list, whatever is asked for: most of the work of an answer, and the same for every ask.
struct Catalogue {
    std::vector<Offer> offers; ///< of nobody's ask yet: no refusal, no counts of replicas
    std::vector<PoolRoom> rooms;
    std::vector<QuotaRoom> quotas;     ///< with all offers, also those that will refuse
    std::vector<QuotaRoom> openQuotas; ///< the same of types that nobody described, see Provisionable
    bool known = true;                 ///< false: pools of this cluster, or the types of one, are not in the snapshot
    bool operator==(const Catalogue&) const = default;
};
/// @param before  of the same cluster and the same instance types, whatever stock and prices were: its node templates are
///                taken over
[[nodiscard]] Catalogue catalogueOf(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster,
                                    const Stock& stock, const Prices& prices, const Catalogue* before = nullptr);

/// On nodes that pools could add. Offers are in the order in which the provisioner would take them (types by vCPU
/// ascending, then as the pool lists them; zones as the pool lists them; CPU pools before GPU pools where both do), or, where
/// nobody says (PoolRoom::rank), as pools are listed.
struct Provisionable {
    std::vector<Offer> offers;
    std::vector<PoolRoom> rooms;
    std::vector<QuotaRoom> quotas;
    /// Of offers whose type is open (isTypeOpen): `perNode` is what a node takes at most, 0 if nobody can tell.
    std::vector<QuotaRoom> openQuotas;
    std::vector<DomainRoom> domains; ///< empty: no such rules
    std::vector<SpreadRoom> spreads;
    Range room;                  ///< replicas by the pools' room alone
    Range deliverable;           ///< room cut by stock, quota, addresses
    Limit binding = Limit::None; ///< what makes deliverable.upper smaller than anything: the marked limit
    std::string bindingText;     ///< "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h", "maximum of pool gpu-a10"
    bool known = true;           ///< false: pools of this cluster, or the types of one, are not in the snapshot
    /// For groups of pods, which may lie on several offers and on what running nodes have left; else absent.
    std::shared_ptr<const detail::Groups> groups;
    /// Of a group whose pods all take the same and may lie anywhere, so that they can be counted; else 0.
    std::int64_t podsOfGroup{};
    std::int64_t sparePods{}; ///< of such a group: those that running nodes take besides whole groups
    Standing standing;
    /// What keeps a further group out where no limit does: a kind of pod that fits no node, or the domain that it needs alone.
    std::string groupRule;
};
/// Nothing at all of the offer is certain.
/// @param offer  one of what.offers
[[nodiscard]] bool isUnsure(const Provisionable& what, const Offer& offer);
/// Nobody described its type. Its scaler knows it, and may buy it in place of others if the pods fit: whether they do, and how many
/// to a node, is what is not known.
[[nodiscard]] bool isTypeOpen(const Provisionable& what, const Offer& offer);
/// From here on the pods fit its nodes, so many replicas each, or pods of groups.
void takeOpenType(Offer& offer, std::int64_t replicasPerNode);
/// What such nodes take of quotas if each takes as much as it may, and is still bought: no more than is left.
[[nodiscard]] std::vector<QuotaRoom> heaviestOpen(const Provisionable& what);
/// Pods, or replicas where these are not groups, that surely get a node of what `cells` hold, however many nodes of such types are
/// bought in place of others. Absent: none are. Of groups whose pods can be counted alone.
[[nodiscard]] std::optional<std::int64_t> leastBesideOpen(const Provisionable& what,
                                                          std::vector<std::optional<std::int64_t>> cells);
/// More may be bought than the offers tell, nobody knows how much: the pools are not in the snapshot, or types of theirs are not
/// described. `room` and `deliverable` have no upper end then.
[[nodiscard]] bool isOpenEnded(const Provisionable& what);
/// Of such an offer, what its limits allow at most; absent: they do not tell.
[[nodiscard]] std::optional<std::int64_t> mostNodesOf(const Provisionable& what, const Offer& offer);
/// The pods' volume cannot be mounted on such a node, and its scaler, which does not look at volumes, may buy it all the same.
/// @source shared reference, autoscaling §5 (documented gaps of GOATScaler)
[[nodiscard]] bool isBoughtInVain(const snapshot::ClusterData& cluster, const Provisionable& what, const Offer& offer);
/// What a scaler that makes up its own template of a pool's nodes may buy for pods that no real one of them takes. It does so once:
/// the first node that is ready shows it what they have.
struct BoughtBlindly {
    std::uint32_t pool{};
    std::int64_t nodes{};              ///< at most
    std::vector<std::uint32_t> offers; ///< of the catalogue: what they may be
    Refusal refusal;                   ///< of a node of the first
};
/// By pool.
/// @param replicas  that seek a new node
/// @source shared reference, autoscaling §2 "Template of a node that does not exist"
[[nodiscard]] std::vector<BoughtBlindly> boughtBlindly(const Catalogue& catalogue, const snapshot::ClusterData& cluster,
                                                       const Ask& ask, std::int64_t replicas);
/// From here on nodes give what the formula says.
void takeFormula(Provisionable& what);
/// A spread constraint over domains some of which no node is in yet: which of them comes about first decides how many others take.
[[nodiscard]] bool hangsOnFirstDomain(const Provisionable& what);
/// From here on domains come about in the order that lets most in: only what they take in the end holds.
void takeRoomiestOrder(Provisionable& what);
/// @param named  false: `binding` is not worked out
[[nodiscard]] Provisionable provisionable(const Catalogue& catalogue, const snapshot::ClusterData& cluster,
                                          const Ask& ask, bool named = true);
/// A limit, and the same in words.
struct BoundBy {
    Limit limit = Limit::None;
    std::string text;
};
/// What holds `deliverable.lower` back, where that is not the upper end; none where that is not found, and for groups.
[[nodiscard]] BoundBy boundOfLeast(const Provisionable& what);
/// The same for one question.
[[nodiscard]] Provisionable provisionable(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster,
                                          const Ask& ask, const Stock& stock);

/// Instances of an offer that is not bought from, see purchase.
inline constexpr std::int64_t leftOut = -1;

/// How many nodes of each offer `replicas` more would take, if the cells held `instances[offer]` each (the caller shares
/// cells among clusters; offers of one cell share what it holds; absent: no limit); and what is left over because nothing
/// gives more. In the provisioner's order, unless another choice gives more where that order falls short; but where the scaler's
/// version fixes the type, a pool's smaller types come first, whatever that leaves.
/// @param instances  `leftOut`: nothing of this offer, whatever others find in its cell
/// @param named      false: what holds the missing back is not worked out
struct Purchase {
    using Places = std::vector<std::pair<std::uint32_t, std::int64_t>>; ///< row, pods
    /// Pods of groups that do not become whole: the provisioner buys for them as for any, and they do no work.
    struct Idle {
        std::int64_t pods{};
        std::vector<std::int64_t> nodes; ///< one entry an offer, part of Purchase::nodes; empty: none
    };
    std::vector<std::int64_t> nodes;    ///< one entry an offer
    std::vector<std::int64_t> replicas; ///< one entry an offer; a group stands where most of its pods are
    std::int64_t missing{};
    Limit missingBy = Limit::None;
    std::string missingText; ///< the same in words: "quota q_ecs_gn7i_postpay_g"
    Places onRunning;        ///< pods of groups that lie partly on nodes that run
    Idle idle;
};
[[nodiscard]] Purchase purchase(const Provisionable& what, std::int64_t replicas,
                                const std::vector<std::optional<std::int64_t>>& instances, bool named = true);

/// Where `replicas` would be bound on existing nodes: row and pods; the scheduler's choice among equals is not known, so
/// this is one right answer (least allocated first), the same for the same input.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::int64_t>> bindOnRunning(const snapshot::ClusterData& cluster,
                                                                                const Ask& ask, std::int64_t replicas);

} // namespace core::estimate
