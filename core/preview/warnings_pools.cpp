#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/estimate/karmada.h"
#include "core/model/age.h"
#include "core/preview/limits.h"
#include "core/preview/resource_models.h"
#include "core/preview/waiting.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

/// What one cluster buys: its new shares with the offer behind each.
struct Buying {
    const Share* share{};
    const estimate::Offer* offer{}; ///< nullptr: not found among the offers
    const model::NodePool* pool{};
    std::size_t site{};
};

std::vector<Buying> buyingOf(const Answer& answer)
{
    std::vector<Buying> out;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const snapshot::ClusterData& data = *answer.facts.site(i).data;
        for (const Share& share : answer.outcome.clusters[i].shares) {
            if (share.kind != Share::Kind::New) continue;
            Buying one{&share, nullptr, nullptr, i};
            for (const estimate::Offer& offer : answer.facts.offersOf(i).offers) {
                const model::NodePool& pool = data.pools[offer.pool];
                const bool same = (share.pool == pool.id || share.pool == pool.name) && offer.zone == share.zone &&
                                  offer.instanceType == share.instanceType && offer.spot == share.spot;
                if (!same || one.offer != nullptr) continue;
                one.offer = &offer;
                one.pool = &pool;
            }
            out.push_back(one);
        }
    }
    return out;
}

std::string minutes(Seconds age)
{
    const auto count = age.count();
    if (count < 120) return counted(count, "second");
    return count < 7200 ? counted(count / 60, "minute") : counted(count / 3600, "hour");
}

void oldStock(const std::vector<Buying>& buying, Warnings& warnings)
{
    std::set<estimate::CellKey> seen;
    for (const Buying& one : buying) {
        if (one.offer == nullptr || !one.offer->stockBounds || !one.offer->stock.old) continue;
        if (!seen.insert(one.offer->stock.key).second) continue;
        const auto& age = one.offer->stock.age;
        warnings.add({.id = "stock-old",
                      .text = "The stock of " + cellText(*one.offer) + " was read " +
                              (age ? minutes(*age) + " before the snapshot" : "at an unknown time") +
                              " and may be gone.",
                      .remedy = "Query it again before applying.",
                      .path = {},
                      .assumes = true});
    }
}

/// Whether the pool that buys could replace a node with one of another type or zone.
bool hasAnother(const Answer& answer, const Buying& one)
{
    const estimate::Provisionable& what = answer.facts.offersOf(one.site);
    return std::any_of(what.offers.begin(), what.offers.end(), [&](const estimate::Offer& offer) {
        const bool same = offer.pool == one.offer->pool && !(offer.stock.key == one.offer->stock.key);
        if (!same || offer.refusal) return false;
        std::int64_t taken = 0;
        for (const Share& share : answer.outcome.clusters[one.site].shares)
            if (share.kind == Share::Kind::New && share.zone == offer.zone && share.instanceType == offer.instanceType)
                taken += share.nodes;
        const auto most = estimate::mostNodesOf(what, offer);
        return !most || *most > taken;
    });
}

void noSpareStock(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::map<estimate::CellKey, std::optional<std::int64_t>> left;
    for (const Buying& one : buying) {
        if (one.offer == nullptr || !one.offer->stockBounds || !one.share->stockAfter) continue;
        if (hasAnother(answer, one)) continue;
        const auto& upper = one.share->stockAfter->upper;
        auto& least = left[one.offer->stock.key];
        if (upper && (!least || *upper < *least)) least = *upper;
    }
    for (const auto& [key, least] : left)
        if (least && *least <= 0)
            warnings.add("no-spare-stock",
                         "Nothing of " + instanceText(key.instanceType, key.spot) + " in " + key.zone +
                             " is left in stock after this: a node that fails cannot be replaced.",
                         "Allow a second type or zone in the pool.");
}

void poolAtMaximum(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::map<std::pair<std::size_t, const model::NodePool*>, std::int64_t> nodes;
    for (const Buying& one : buying)
        if (one.pool != nullptr) nodes[{one.site, one.pool}] += one.share->nodes;
    for (const auto& [key, count] : nodes) {
        const auto& [site, pool] = key;
        const snapshot::ClusterData& data = *answer.facts.site(site).data;
        for (const estimate::PoolRoom& room : answer.facts.offersOf(site).rooms) {
            if (&data.pools[room.pool] != pool || !room.nodes || count < *room.nodes || !pool->maxSize) continue;
            if (room.cutByBatch)
                warnings.add("batch-reached",
                             "Pool " + nameOf(*pool) + " of " + answer.name(site) + " buys " + counted(count, "node") +
                                 ", as many as one scale-out adds; more would come in a second one.",
                             "Ask for fewer replicas at once, or expect a second wait.");
            else
                warnings.add("pool-max-reached",
                             "Pool " + nameOf(*pool) + " of " + answer.name(site) + " is then at its maximum of " +
                                 counted(*pool->maxSize, "node") + ".",
                             "Raise it to leave room for rollouts and failures.");
        }
    }
}

/// What is stated of a pool, and what is seen of it.
void sizesDiffer(const Answer& answer, Warnings& warnings)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const snapshot::ClusterData& data = *answer.facts.site(site).data;
        if (answer.decision.candidate[site] == 0 || !answer.decision.stockAsked || !data.nodesKnown) continue;
        for (std::uint32_t i = 0; i < data.pools.size(); ++i) {
            const model::NodePool& pool = data.pools[i];
            const auto seen = std::count(data.nodes.pool.begin(), data.nodes.pool.end(), i);
            if (!pool.elastic || !pool.size || *pool.size <= seen) continue;
            warnings.add("pool-size-differs",
                         "Pool " + nameOf(pool) + " of " + answer.name(site) + " is stated to have " +
                             counted(*pool.size, "node") + ", and the snapshot holds " + std::to_string(seen) +
                             " of them: all are held against its maximum, and only what is seen has room.",
                         "Correct size, or take the nodes and the pool at one time.");
        }
    }
}

/// The pool's smallest type takes fewer replicas than another, and its nodes are counted: the more there are of the smallest, the
/// fewer replicas the pool takes.
bool fillsUpWithSmall(const estimate::Provisionable& what, std::uint32_t pool)
{
    const auto room = std::find_if(what.rooms.begin(), what.rooms.end(),
                                   [pool](const estimate::PoolRoom& one) { return one.pool == pool; });
    if (room == what.rooms.end() || !room->oneTypeChoice || !room->nodes) return false;
    const estimate::Offer* first = nullptr;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.pool != pool || offer.refusal) continue;
        if (first == nullptr) first = &offer;
        if (offer.instanceType == first->instanceType || offer.replicasPerNode <= first->replicasPerNode) continue;
        if (estimate::mostNodesOf(what, offer) != 0) return true;
    }
    return false;
}

/// The type that cluster-autoscaler plans a pool of several with, by which it counts how many nodes to add; empty: the pool is of
/// one type, or of another scaler.
/// @source shared reference, autoscaling §5
std::string plannedWith(const snapshot::ClusterData& data, const estimate::Provisionable& what,
                        const estimate::Offer& bought)
{
    if (data.pools[bought.pool].scaler != "cluster-autoscaler") return {};
    const auto like = [&](const estimate::Offer& one) {
        return one.pool == bought.pool && one.zone == bought.zone && one.spot == bought.spot;
    };
    const auto smallest = std::find_if(what.offers.begin(), what.offers.end(), like); // offers of a pool come by size
    const bool several = std::any_of(what.offers.begin(), what.offers.end(), [&](const estimate::Offer& one) {
        return like(one) && one.instanceType != smallest->instanceType;
    });
    return several ? smallest->instanceType : std::string();
}

/// The pool itself buys one type: another may come from a pool of types that nobody described.
bool isUpToOtherPools(const Answer& answer, const Buying& buying)
{
    if (buying.offer == nullptr) return false;
    const estimate::Provisionable& what = answer.facts.offersOf(buying.site);
    return std::none_of(what.offers.begin(), what.offers.end(), [&](const estimate::Offer& one) {
        return one.pool == buying.offer->pool && one.instanceType != buying.offer->instanceType &&
               (estimate::isTypeOpen(what, one) || (!one.refusal && estimate::mostNodesOf(what, one) != 0));
    });
}

/// Prices are dated by the day, so the hours of a day tell nothing.
bool isPriceOfLater(const Answer& answer, const Share& share)
{
    const std::optional<Time>& read = answer.facts.fleet().takenAt;
    return read && share.price && share.price->seen && *share.price->seen - *read > std::chrono::hours(24);
}

void ofPools(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::set<std::pair<std::string, std::string>> said;
    const auto once = [&](const Buying& one, const std::string& id, const std::string& text, const char* remedy,
                          bool assumes = false) {
        if (!said.emplace(id, answer.name(one.site) + "/" + one.share->pool).second) return;
        warnings.add({.id = id, .text = text, .remedy = remedy, .path = {}, .assumes = assumes});
    };
    for (const Buying& one : buying) {
        if (one.pool == nullptr) continue;
        if (isPriceOfLater(answer, *one.share))
            once(one, "price-later",
                 "The price of " + one.share->instanceType + " for " + answer.name(one.site) + " was seen on " +
                     model::toText(*one.share->price->seen).substr(0, 10) +
                     ", after the fleet was read: what new nodes cost may be another number.",
                 "Correct `seen` of the price in fleet.yaml, or read the fleet anew.");
        const std::string pool = "Pool " + nameOf(*one.pool) + " of " + answer.name(one.site);
        if (one.pool->skipInventoryCheck)
            once(one, "stock-not-checked",
                 pool + " skips the stock check (SkipInventoryCheck), so stock bounds nothing here.",
                 "Make sure that its private pool holds enough.", true);
        // What it answers with is no count of them, whatever has been read: as with a check that is skipped, shared reference,
        // alibaba §4.5.
        if (one.share->spot && isGoatScaler(*one.pool))
            once(one, "spot-stock-unseen", pool + " buys spot instances, whose stock the scaler does not see.",
                 "Allow pay-as-you-go as a fallback, or expect to wait.", true);
        if (one.pool->spot && !one.share->spot)
            once(one, "spot-falls-back",
                 pool + (isGoatScaler(*one.pool)
                             ? " is a spot pool that may fall back on pay-as-you-go, and GOATScaler does not see spot "
                               "stock: it is counted at the pay-as-you-go price."
                             : " is a spot pool that falls back on pay-as-you-go where spot stock is short: what is "
                               "bought so is counted at the pay-as-you-go price."),
                 "Budget for that price; a spot instance, if there is one, costs less.");
        if (one.offer != nullptr && fillsUpWithSmall(answer.facts.offersOf(one.site), one.offer->pool))
            once(one, "smallest-type-first",
                 pool +
                     " buys its smallest instance type first, whatever the larger ones take: with more stock of that "
                     "type it fills up with it, and fewer replicas fit below its maximum.",
                 isGoatScaler(*one.pool)
                     ? "Update GOATScaler to 0.6.0 or later, or leave the small type out of the pool."
                     : "Leave the small type out of the pool.");
        if (one.offer != nullptr)
            if (const std::string type =
                    plannedWith(*answer.facts.site(one.site).data, answer.facts.offersOf(one.site), *one.offer);
                !type.empty())
                once(one, "planned-with-smallest",
                     pool + " is planned by cluster-autoscaler as if every node were its smallest type, " + type +
                         ": pods that do not fit that one buy nothing, and how many nodes it adds it counts by that "
                         "one.",
                     "Give types that differ in size pools of their own.");
        if (!one.share->otherPools.empty())
            once(one, "pool-is-choice",
                 pool +
                     (one.share->typeIsChoice
                          ? " is one of several that fit: which of them the autoscaler takes, and so type and price, "
                            "its expander decides, which the snapshot does not hold. The others: "
                          : " is one of several that fit, of the same type and price: which of them the autoscaler "
                            "takes, its expander decides, which the snapshot does not hold. The others: ") +
                     listed(one.share->otherPools) + ".",
                 "Narrow the pods to one pool by a nodeSelector to be sure.");
        if (one.share->typeIsChoice && one.share->otherPools.empty() && isUpToOtherPools(answer, one))
            once(one, "type-is-choice",
                 pool +
                     " may not be the one that is bought from: another pool of the cluster lists instance types that "
                     "the snapshot does not describe, at another price.",
                 "Describe them in fleet.yaml under `instanceTypes`.");
        else if (one.share->typeIsChoice && one.share->otherPools.empty())
            once(one, "type-is-choice",
                 pool + " may buy another of its instance types than " + one.share->instanceType +
                     ", at another price.",
                 "List one type in the pool to be sure.");
    }
}

const model::PersistentVolumeClaim* claimOf(const snapshot::ClusterData& data, const std::string& ns,
                                            const std::string& name)
{
    for (const auto& claim : data.claims)
        if (claim.name == name && claim.ns == ns) return &claim;
    return nullptr;
}

/// The claim is, or will be, tied to a zone or a node.
bool isBound(const snapshot::ClusterData& data, const model::PersistentVolumeClaim& claim)
{
    for (const auto& volume : data.volumes)
        if (volume.name == claim.volumeName) return volume.nodeAffinity && !volume.nodeAffinity->empty();
    for (const auto& storage : data.storageClasses)
        if (storage.name == claim.storageClass || (!claim.classStated && storage.isDefault))
            return storage.waitForFirstConsumer || !storage.allowedTopologies.empty();
    return false;
}

/// GOATScaler could buy where a volume of the pods cannot be mounted.
bool mayBuyWhereNoVolumeIs(const Answer& answer, std::size_t site)
{
    const estimate::Provisionable& what = answer.facts.offersOf(site);
    return std::any_of(what.offers.begin(), what.offers.end(), [&](const estimate::Offer& offer) {
        return estimate::isBoughtInVain(*answer.facts.site(site).data, what, offer);
    });
}

/// @source shared reference, autoscaling §5 (documented gaps of GOATScaler)
void scalerGaps(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::map<std::size_t, std::set<const model::NodePool*>> sites;
    for (const Buying& one : buying)
        if (one.pool != nullptr && isGoatScaler(*one.pool)) sites[one.site].insert(one.pool);
    for (const auto& [site, pools] : sites) {
        const snapshot::ClusterData& data = *answer.facts.site(site).data;
        bool sidecar = false;
        const auto& made = answer.facts.site(site).ties.byClass;
        std::string volume = made.empty() ? std::string() : made.front();
        for (const estimate::AskPod& ask : answer.facts.site(site).ask->pods) {
            for (const model::Container& container : ask.pod.spec.initContainers)
                sidecar = sidecar || container.sidecar;
            for (const model::PodVolume& one : ask.pod.spec.volumes) {
                if (one.claim.empty()) continue;
                const auto* claim = claimOf(data, ask.pod.ns.empty() ? "default" : ask.pod.ns, one.claim);
                if (claim != nullptr && isBound(data, *claim)) volume = one.claim;
            }
        }
        if (sidecar)
            warnings.add("sidecars-not-scaled",
                         "GOATScaler is documented to add no nodes for pods with native sidecar containers, so " +
                             answer.name(site) + " may buy none.",
                         "Make the sidecar an ordinary container, or add the nodes by hand.");
        if (!volume.empty() && mayBuyWhereNoVolumeIs(answer, site))
            warnings.add("volumes-not-scaled",
                         "GOATScaler does not look at volumes: in " + answer.name(site) +
                             " it may buy nodes in a zone where the volume of claim " + volume +
                             " cannot be mounted, so no replica is sure of one that helps.",
                         "Keep the pool to the volume's zone.");
    }
}

/// By offer of the cluster: the workload would buy from it, too: from its cells, or for its pools.
std::vector<bool> wantedToo(const Answer& answer, std::size_t site, const std::vector<Buying>& buying)
{
    const std::vector<estimate::Offer>& offers = answer.facts.offersOf(site).offers;
    const snapshot::ClusterData& data = *answer.facts.site(site).data;
    std::vector<bool> out;
    for (const estimate::Offer& offer : offers)
        out.push_back(std::any_of(buying.begin(), buying.end(), [&](const Buying& one) {
            if (one.offer == nullptr) return false;
            const bool pool = one.site == site && one.pool == &data.pools[offer.pool];
            return pool || (one.offer->stockBounds && offer.stockBounds && one.offer->stock.key == offer.stock.key);
        }));
    return out;
}

/// Pods that ask for a node which the workload would buy, too, whether what is certain is enough for them or not.
std::int64_t podsInTheWay(Facts& facts, std::size_t site, const std::vector<bool>& wanted)
{
    std::int64_t out = 0;
    for (const Waiters::Kind& kind : facts.waiters(site).kinds) {
        const std::vector<estimate::Offer>& offers = kind.offers.offers;
        bool asks = false;
        if (yields(facts, site, kind)) continue;
        for (std::size_t i = 0; i < std::min(offers.size(), wanted.size()); ++i)
            asks = asks || (wanted[i] && !offers[i].refusal);
        if (asks) out += kind.pods;
    }
    return out;
}

/// What they buy of it at the lower end of what is there.
std::int64_t nodesInTheWay(const Waited& waited, std::size_t site, const std::vector<bool>& wanted)
{
    std::int64_t out = 0;
    for (const WaitingBuy& first : waited.buys)
        for (std::size_t i = 0; first.site == site && i < std::min(first.nodes.size(), wanted.size()); ++i)
            if (wanted[i]) out += first.nodes[i] - first.yielded[i];
    return out;
}

/// The provisioner was asked by them already.
void pendingPodsFirst(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    if (buying.empty()) return;
    const Waited& waited = waitedOf(answer.facts);
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        if (answer.facts.waiters(site).kinds.empty()) continue;
        const std::vector<bool> wanted = wantedToo(answer, site, buying);
        const std::int64_t pods = podsInTheWay(answer.facts, site, wanted);
        if (pods == 0) continue;
        const std::int64_t nodes = nodesInTheWay(waited, site, wanted);
        const std::string take = nodes > 0 ? "may take " + counted(nodes, "node") + " of the same pools or stock"
                                           : "may take nodes of the same pools or stock, if there are more than "
                                             "is certain";
        warnings.add("pending-pods-first",
                     counted(pods, "Pending pod") + " of other workloads in " + answer.name(site) +
                         " asked first and " + take + ". Only what they leave counts as certain here.",
                     "Preview again once they run.");
    }
}

/// A StatefulSet's own claims.
void claimsTie(const Answer& answer, Warnings& warnings)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const estimate::ClaimTies& ties = answer.facts.site(site).ties;
        if (answer.decision.candidate[site] == 0) continue;
        if (!ties.different.empty())
            warnings.add("claims-differ",
                         "The volumes of the claims that the pods keep in " + answer.name(site) +
                             " are not in one place: " + joined(ties.different) +
                             ". Each pod can only run where its own volume is, and here any of these places counts "
                             "for all.",
                         "Compare how many are to run in each.");
        if (!ties.byClass.empty())
            warnings.add("claims-by-class",
                         "New claims of the pods in " + answer.name(site) +
                             " get their volumes only where their class allows: " + joined(ties.byClass) +
                             ". Nodes elsewhere are not counted.",
                         "Name a class in the volumeClaimTemplates that reaches them, to use those too.");
    }
}

/// Pods that one card is offered to, and the node label that says so; 1: it is offered once.
struct CardShares {
    std::int64_t pods = 1;
    std::string label;
};
/// The count's own label before those that say no more than that there are several.
/// @source NVIDIA/k8s-device-plugin, GPU feature discovery's labels of shared GPUs
CardShares sharesOfCard(const model::Labels& labels)
{
    constexpr const char* count = "nvidia.com/gpu.replicas";
    constexpr const char* mode = "nvidia.com/gpu.sharing-strategy";
    constexpr const char* product = "nvidia.com/gpu.product";
    const auto text = [&](std::string_view key) {
        const auto at = labels.find(key);
        return at == labels.end() ? std::string_view() : std::string_view(at->second);
    };
    std::int64_t stated = 1;
    const std::string_view written = text(count);
    std::from_chars(written.data(), written.data() + written.size(), stated);
    if (stated > 1) return {stated, count};
    if (text(mode) == "time-slicing" || text(mode) == "mps") return {2, mode};
    if (text(product).ends_with("-SHARED")) return {2, product};
    return {};
}

/// kube-scheduler counts what a node offers, and such a node offers each card several times.
void slicedCards(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const Site& facts = answer.facts.site(site);
        const auto takesCards = [](const estimate::AskPod& pod) {
            return model::amountIn(pod.requests, "nvidia.com/gpu") > 0 ||
                   model::amountIn(pod.requests, "nvidia.com/gpu.shared") > 0;
        };
        const auto& asked = facts.ask->pods;
        if (std::none_of(asked.begin(), asked.end(), takesCards)) continue;
        std::int64_t pods = 0;
        std::int64_t most = 1;
        std::string example;
        std::string label;
        const auto count = [&](const model::Labels& labels, std::int64_t here, const std::string& where) {
            CardShares shares = sharesOfCard(labels);
            if (shares.pods < 2) return;
            pods += here;
            if (shares.pods <= most) return;
            example = where;
            label = std::move(shares.label);
            most = shares.pods;
        };
        std::int64_t onNodes = 0;
        for (const Share& share : answer.outcome.clusters[site].shares)
            if (share.kind == Share::Kind::Running && !share.unsure && !share.preempts) onNodes += share.replicas;
        const snapshot::NodeTable& nodes = facts.data->nodes;
        const auto countRows = [&](const auto& places) {
            for (const auto& [row, here] : places) count(nodes.labelsOf(row), here, std::string(nodes.names[row]));
        };
        const std::int64_t stay = facts.staying();
        if (onNodes > 0 && stay > 0) countRows(facts.stayingOn);
        if (onNodes > stay) countRows(answer.facts.boundIn(site, onNodes - stay).places);
        for (const Buying& one : buying)
            if (one.site == site && one.offer != nullptr)
                count(one.offer->node->node.labels, one.share->replicas * facts.ask->podsPerReplica(),
                      "a new node of pool " + nameOf(*one.pool));
        if (pods == 0) continue;
        warnings.add("cards-shared",
                     counted(pods, "pod") + " in " + answer.name(site) + " would get no whole card: " + example +
                         " offers each of its cards " + std::to_string(most) + " times (" + label + "), so up to " +
                         std::to_string(most) + " pods share the time and the memory of one.",
                     "Keep the workload to nodes without that label by a nodeAffinity, or make sure that a card holds "
                     "so many.");
    }
}

/// @source shared reference, karmada §9
void hiddenCards(const Answer& answer, Warnings& warnings)
{
    if (!dividesByCapacity(answer.prepared)) return; // its estimator is not asked
    if (answer.prepared.engine != Engine::Karmada || !answer.prepared.binding.spec.requirements) return;
    for (const auto& [resource, amount] : answer.prepared.binding.spec.requirements->resourceRequest) {
        if (resource.find('/') == std::string::npos || amount.isZero()) continue;
        std::vector<std::string> where;
        for (std::size_t i = 0; i < answer.clusters(); ++i) {
            const bool hides = hidesResource(answer.facts.site(i).data->cluster, resource);
            if (answer.decision.candidate[i] != 0 && hides) where.push_back(answer.name(i));
        }
        if (!where.empty())
            warnings.add("resource-models-hide",
                         "Karmada's resource models of " + joined(where) + " do not know " + resource +
                             ", so its estimator sees none there and leaves the workload unscheduled.",
                         "Add it to the Cluster's spec.resourceModels, or turn the gate "
                         "CustomizedClusterResourceModeling off.");
    }
}

/// Karmada takes every node for the least of its grade: a pod that asks for more than that finds none there.
/// @source shared reference, karmada §3
void lowGrades(const Answer& answer, Warnings& warnings)
{
    const auto& requirements = answer.prepared.binding.spec.requirements;
    if (answer.prepared.engine != Engine::Karmada || !requirements || !dividesByCapacity(answer.prepared)) return;
    std::vector<std::string> where;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const model::Cluster& cluster = answer.facts.site(i).data->cluster;
        if (answer.decision.candidate[i] == 0 || !cluster.summary || cluster.models.empty()) continue;
        const std::int64_t seen = estimate::karmada::generalReplicas(cluster, requirements);
        model::Cluster byTotals = cluster;
        byTotals.models.clear();
        const std::int64_t fits = answer.facts.fitsNow(i).lower;
        if (seen >= std::min(fits, answer.preview.replicas)) continue;
        if (seen >= estimate::karmada::generalReplicas(byTotals, requirements)) continue;
        where.push_back(cluster.name + " " + std::to_string(seen) + " of " + std::to_string(fits));
    }
    if (where.empty()) return;
    warnings.add("resource-models-low",
                 std::string("By its resource models Karmada takes each node for the least of its grade.") +
                     " Of the replicas that fit now it sees: " + joined(where) + ".",
                 "Add grades to the Cluster's spec.resourceModels whose minimum is what a pod asks for, or turn the "
                 "gate CustomizedClusterResourceModeling off.");
}

} // namespace

void warnOfPools(const Answer& answer, Warnings& warnings)
{
    const std::vector<Buying> buying = buyingOf(answer);
    oldStock(buying, warnings);
    noSpareStock(answer, buying, warnings);
    poolAtMaximum(answer, buying, warnings);
    sizesDiffer(answer, warnings);
    ofPools(answer, buying, warnings);
    pendingPodsFirst(answer, buying, warnings);
    claimsTie(answer, warnings);
    slicedCards(answer, buying, warnings);
    scalerGaps(answer, buying, warnings);
    hiddenCards(answer, warnings);
    lowGrades(answer, warnings);
}

} // namespace core::preview
