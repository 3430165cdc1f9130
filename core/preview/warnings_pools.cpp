#include <algorithm>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/preview/limits.h"
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
        warnings.add("stock-old", "The stock of " + one.share->instanceType + " in " + one.share->zone + " was read " +
                                      (age ? minutes(*age) + " before the snapshot" : "at an unknown time") +
                                      " and may be gone. Query it again before applying.");
    }
}

void noSpareStock(const std::vector<Buying>& buying, Warnings& warnings)
{
    std::map<estimate::CellKey, std::optional<std::int64_t>> left;
    for (const Buying& one : buying) {
        if (one.offer == nullptr || !one.offer->stockBounds || !one.share->stockAfter) continue;
        const auto& upper = one.share->stockAfter->upper;
        auto& least = left[one.offer->stock.key];
        if (upper && (!least || *upper < *least)) least = *upper;
    }
    for (const auto& [key, least] : left)
        if (least && *least <= 0)
            warnings.add("no-spare-stock",
                         "Nothing of " + key.instanceType + " in " + key.zone +
                             " is left in stock after this: a node that fails cannot be replaced. Allow "
                             "a second type or zone in the pool.");
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
                warnings.add("batch-reached", "Pool " + nameOf(*pool) + " of " + answer.name(site) + " buys " +
                                                  counted(count, "node") +
                                                  ", as many as one scale-out adds; more would come in a second one.");
            else
                warnings.add("pool-max-reached", "Pool " + nameOf(*pool) + " of " + answer.name(site) +
                                                     " is then at its maximum of " + counted(*pool->maxSize, "node") +
                                                     ". Raise it to leave room for rollouts and failures.");
        }
    }
}

void ofPools(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::set<std::pair<std::string, std::string>> said;
    const auto once = [&](const Buying& one, const std::string& id, const std::string& text) {
        if (said.emplace(id, answer.name(one.site) + "/" + one.share->pool).second) warnings.add(id, text);
    };
    for (const Buying& one : buying) {
        if (one.pool == nullptr) continue;
        const std::string pool = "Pool " + nameOf(*one.pool) + " of " + answer.name(one.site);
        if (one.pool->skipInventoryCheck)
            once(one, "stock-not-checked",
                 pool + " skips the stock check (SkipInventoryCheck), so stock bounds nothing here. Make sure that its "
                        "private pool holds enough.");
        if (one.share->spot && isGoatScaler(*one.pool))
            once(one, "spot-stock-unseen",
                 pool + " buys spot instances, whose stock the scaler does not see" +
                     (one.pool->spotFallback ? "; it may buy pay-as-you-go at its price instead. Budget for that."
                                             : ". Allow pay-as-you-go as a fallback, or expect to wait."));
        if (one.share->typeIsChoice)
            once(one, "type-is-choice",
                 pool + " may buy another of its instance types than " + one.share->instanceType +
                     ", at another price. List one type in the pool to be sure.");
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

/// @source shared reference, autoscaling §5 (documented gaps of GOATScaler)
void scalerGaps(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    std::set<std::size_t> sites;
    for (const Buying& one : buying)
        if (one.pool != nullptr && isGoatScaler(*one.pool)) sites.insert(one.site);
    for (const std::size_t site : sites) {
        const snapshot::ClusterData& data = *answer.facts.site(site).data;
        bool sidecar = false;
        std::string volume;
        for (const estimate::AskPod& ask : answer.facts.site(site).ask->pods) {
            for (const model::Container& container : ask.pod.spec.initContainers)
                sidecar = sidecar || container.sidecar;
            for (const model::PodVolume& one : ask.pod.spec.volumes) {
                if (one.kind != model::PodVolume::Kind::Claim) continue;
                const auto* claim = claimOf(data, ask.pod.ns.empty() ? "default" : ask.pod.ns, one.claim);
                if (claim != nullptr && isBound(data, *claim)) volume = one.claim;
            }
        }
        if (sidecar)
            warnings.add("sidecars-not-scaled",
                         "GOATScaler does not add nodes for pods with native sidecar containers, so " +
                             answer.name(site) +
                             " may buy nothing. Make the sidecar an ordinary container, or add the nodes by hand.");
        if (!volume.empty())
            warnings.add("volumes-not-scaled", "GOATScaler does not look at volumes: it may buy a node in " +
                                                   answer.name(site) + " in a zone where the volume of claim " +
                                                   volume + " cannot be mounted. Keep the pool to the volume's zone.");
    }
}

/// @source shared reference, karmada §9
void hiddenCards(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.engine != Engine::Karmada || !answer.prepared.binding.spec.requirements) return;
    for (const auto& [resource, amount] : answer.prepared.binding.spec.requirements->resourceRequest) {
        if (resource.find('/') == std::string::npos || amount.isZero()) continue;
        std::string where;
        for (std::size_t i = 0; i < answer.clusters(); ++i) {
            const auto& models = answer.facts.site(i).data->cluster.models;
            const auto counts = [&name = resource](const model::ResourceModel& grade) {
                return std::any_of(grade.min.begin(), grade.min.end(),
                                   [&](const auto& entry) { return entry.first == name; });
            };
            if (answer.decision.candidate[i] != 0 && !models.empty() &&
                std::none_of(models.begin(), models.end(), counts))
                where += (where.empty() ? "" : ", ") + answer.name(i);
        }
        if (!where.empty())
            warnings.add("resource-models-hide", "Karmada's resource models of " + where + " do not know " + resource +
                                                     ", so its estimator sees none there and leaves the workload "
                                                     "unscheduled. Add it to spec.resourceModels, or turn the gate "
                                                     "CustomizedClusterResourceModeling off.");
    }
}

} // namespace

void warnOfPools(const Answer& answer, Warnings& warnings)
{
    const std::vector<Buying> buying = buyingOf(answer);
    oldStock(buying, warnings);
    noSpareStock(buying, warnings);
    poolAtMaximum(answer, buying, warnings);
    ofPools(answer, buying, warnings);
    scalerGaps(answer, buying, warnings);
    hiddenCards(answer, warnings);
}

} // namespace core::preview
