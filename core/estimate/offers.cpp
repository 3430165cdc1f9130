#include "core/estimate/offers.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/base/words.h"

namespace core::estimate {

std::int64_t sizeOf(const snapshot::ClusterData& cluster, std::uint32_t pool)
{
    const std::int64_t counted = std::count(cluster.nodes.pool.begin(), cluster.nodes.pool.end(), pool);
    return std::max(counted, cluster.pools[pool].size.value_or(0));
}

bool isUnsure(const Provisionable& what, const Offer& offer)
{
    const PoolRoom& room = detail::roomOf(what.rooms, offer.pool);
    const auto index = static_cast<std::uint32_t>(&offer - what.offers.data());
    return offer.doubt != Doubt::None || !room.nodes || room.sizeOpen ||
           std::any_of(what.quotas.begin(), what.quotas.end(), [&](const QuotaRoom& quota) {
               return quota.open && std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end();
           });
}

bool isTypeOpen(const Provisionable& what, const Offer& offer)
{
    return offer.refusal && offer.doubt == Doubt::Type && mostNodesOf(what, offer) != 0;
}

void takeOpenType(Offer& offer, std::int64_t replicasPerNode)
{
    offer.refusal.reset();
    offer.doubt = Doubt::None;
    offer.replicasPerNode = offer.mostPerNode = replicasPerNode;
    offer.podsPerNode = replicasPerNode;
}

std::vector<QuotaRoom> heaviestOpen(const Provisionable& what)
{
    std::vector<QuotaRoom> out;
    for (QuotaRoom quota : what.openQuotas) {
        const auto known = std::find_if(what.quotas.begin(), what.quotas.end(),
                                        [&](const QuotaRoom& one) { return one.quota == quota.quota; });
        if (known != what.quotas.end()) quota.left = known->left;
        if (!quota.left) continue;
        const std::int64_t left = std::max<std::int64_t>(1, *quota.left);
        quota.perNode = quota.perNode == 0 ? left : std::min(quota.perNode, left);
        out.push_back(std::move(quota));
    }
    return out;
}

bool isOpenEnded(const Provisionable& what)
{
    return !what.known || std::any_of(what.offers.begin(), what.offers.end(),
                                      [&](const Offer& offer) { return isTypeOpen(what, offer); });
}

std::optional<std::int64_t> mostNodesOf(const Provisionable& what, const Offer& offer)
{
    std::optional<std::int64_t> most = detail::roomOf(what.rooms, offer.pool).nodes;
    for (const auto& cap : {offer.stockBounds ? offer.stock.instances.upper : std::nullopt, offer.addresses})
        if (cap) most = std::min(most.value_or(*cap), *cap);
    return most;
}

bool isBoughtInVain(const snapshot::ClusterData& cluster, const Provisionable& what, const Offer& offer)
{
    if (!offer.refusal || !model::isGoatScaler(cluster.pools[offer.pool]) || mostNodesOf(what, offer) == 0)
        return false;
    const bool ofVolumes =
        offer.refusal->plugin == Plugin::VolumeBinding || offer.refusal->plugin == Plugin::VolumeZone;
    // What is wrong with a claim or its volume is so wherever the pod is, and is seen before anybody buys.
    return ofVolumes && !offer.refusal->reasons.empty() && offer.refusal->reasons.front().starts_with("node(s)");
}

void takeFormula(Provisionable& what)
{
    for (Offer& offer : what.offers) offer.replicasPerNode = std::max(offer.replicasPerNode, offer.mostPerNode);
}

bool hangsOnFirstDomain(const Provisionable& what)
{
    return std::any_of(what.domains.begin(), what.domains.end(),
                       [](const DomainRoom& domain) { return domain.isNew && domain.spread; });
}

void takeRoomiestOrder(Provisionable& what)
{
    if (!hangsOnFirstDomain(what)) return;
    for (DomainRoom& domain : what.domains) domain.spread.reset();
}

} // namespace core::estimate

namespace core::estimate::detail {
namespace {

using model::NodePool;

/// "0.6.1" and "v0.6.1-abc" → {0, 6, 1}; empty where it is not a version.
std::vector<int> versionOf(std::string_view text)
{
    if (text.starts_with('v')) text.remove_prefix(1);
    std::vector<int> parts;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (at != end) {
        int part = 0;
        const auto [next, error] = std::from_chars(at, end, part);
        if (error != std::errc{}) break;
        parts.push_back(part);
        at = next;
        if (at == end || *at != '.') break;
        ++at;
    }
    return parts;
}

bool atLeast(const std::vector<int>& version, const std::vector<int>& wanted)
{
    return !version.empty() && version >= wanted;
}

/// @source shared reference, autoscaling §5: 180 a batch; `max-nodes-per-batch`, 500, from 0.6.1. §3: 1000 a scale-up
std::int64_t batchOf(const NodePool& pool)
{
    if (pool.batch) return *pool.batch;
    if (pool.scaler == "karpenter") return 0;
    if (pool.scaler == "cluster-autoscaler") return 1000;
    return atLeast(versionOf(pool.scalerVersion), {0, 6, 1}) ? 500 : 180;
}

/// @source shared reference, autoscaling §5: before 0.6.0 one type, smallest first; from 0.6.0 a set. Unknown: a set
bool fixesType(const NodePool& pool)
{
    if (pool.instanceTypes.size() <= 1) return true;
    if (pool.scaler == "cluster-autoscaler") return true; // it plans with the smallest
    if (pool.scaler == "karpenter") return false;
    const std::vector<int> version = versionOf(pool.scalerVersion);
    return !version.empty() && !atLeast(version, {0, 6, 0});
}

} // namespace

bool mayFixType(const NodePool& pool)
{
    return fixesType(pool) || (model::isGoatScaler(pool) && versionOf(pool.scalerVersion).empty());
}

namespace {

std::vector<std::string> typesInOrder(const snapshot::Fleet& fleet, const NodePool& pool)
{
    std::vector<std::string> types = pool.instanceTypes;
    const auto cores = [&](const std::string& name) {
        const model::InstanceType* type = fleet.instanceType(name);
        return type == nullptr ? std::int64_t{1} << 40 : type->vcpu;
    };
    std::stable_sort(types.begin(), types.end(),
                     [&](const std::string& a, const std::string& b) { return cores(a) < cores(b); });
    return types;
}

std::vector<model::PoolZone> zonesOf(const snapshot::ClusterData& cluster, const NodePool& pool)
{
    if (!pool.zones.empty()) return pool.zones;
    std::vector<model::PoolZone> zones; // not known: any of the cluster's
    for (const std::string& zone : cluster.cluster.zones) zones.push_back({zone, std::nullopt});
    if (zones.empty()) zones.push_back({});
    return zones;
}

/// CPU pools before GPU pools.
/// @source shared reference, autoscaling §5
int rankOf(const snapshot::Fleet& fleet, const NodePool& pool)
{
    const bool hasCards =
        std::any_of(pool.instanceTypes.begin(), pool.instanceTypes.end(), [&](const std::string& name) {
            const model::InstanceType* type = fleet.instanceType(name);
            return type != nullptr && type->gpus > 0;
        });
    return hasCards ? 1 : 0;
}

/// By rank, else as listed.
std::vector<std::uint32_t> poolsInOrder(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster)
{
    std::vector<std::uint32_t> pools;
    for (std::uint32_t i = 0; i < cluster.pools.size(); ++i)
        if (cluster.pools[i].elastic) pools.push_back(i);
    std::stable_sort(pools.begin(), pools.end(), [&](std::uint32_t a, std::uint32_t b) {
        return rankOf(fleet, cluster.pools[a]) < rankOf(fleet, cluster.pools[b]);
    });
    return pools;
}

/// On demand or spot, as the provisioner will ask for it. GOATScaler does not see spot stock: with the fallback switched on
/// it goes on demand at once; other scalers try spot first.
std::vector<bool> marketsOf(const NodePool& pool)
{
    if (!pool.spot) return {false};
    if (!pool.spotFallback) return {true};
    return isGoatScaler(pool) ? std::vector<bool>{false} : std::vector<bool>{true, false};
}

Cell cellOf(const Stock& stock, const NodePool& pool, const snapshot::ClusterData& cluster, const std::string& type,
            const std::string& zone, bool spot)
{
    Cell cell = stock.find({cluster.account, zone, type, spot});
    // What is published for a spot pool with fallback speaks of what it buys, under the pool's own flag.
    if (!spot && pool.spot && cell.basis == model::StockBasis::Unknown) {
        const Cell published = stock.find({cluster.account, zone, type, true});
        if (published.basis == model::StockBasis::Category) cell = published;
        cell.key.spot = false;
    }
    return cell;
}

bool countsFor(const model::Quota& quota, const Offer& offer, const std::string& account)
{
    if (!quota.account.empty() && !account.empty() && quota.account != account) return false;
    if (!quota.region.empty() && quota.region != model::regionOf(offer.zone)) return false;
    // The names of the quota centre tell what they are for.
    if (quota.name.find("spot") != std::string::npos && !offer.spot) return false;
    if (quota.name.find("postpay") != std::string::npos && offer.spot) return false;
    const std::string family = model::familyOf(offer.instanceType);
    return quota.families.empty() ||
           std::find(quota.families.begin(), quota.families.end(), family) != quota.families.end();
}

/// Where nobody described the type, by what is known of its nodes: all of their cards are pods', of their cores a part is reserved.
std::int64_t perNodeOf(const model::Quota& quota, const Offer& offer, const model::InstanceType* type)
{
    if (quota.unit == "instance") return 1;
    const bool isOfCores = quota.unit == "vcpu";
    if (type != nullptr) return isOfCores ? type->vcpu : type->gpus;
    const model::Requests& has = offer.node->node.allocatable;
    if (has.empty()) return 0;
    if (isOfCores)
        return std::max(model::vcpuByName(offer.instanceType).value_or(0), (model::amountIn(has, "cpu") + 999) / 1000);
    return std::max(model::amountIn(has, "nvidia.com/gpu"), model::amountIn(has, "aliyun.com/gpu-count"));
}

/// The same of a type that nobody described, at most; 0: any amount. No type has more cards than vCPUs.
std::int64_t mostPerNodeOf(const model::Quota& quota, const std::string& type)
{
    constexpr std::int64_t margin = 2; // a few types have more than their names say
    return quota.unit == "instance" ? 1 : margin * model::vcpuByName(type).value_or(0);
}

std::string nameOf(const model::Quota& quota)
{
    if (!quota.name.empty()) return quota.name;
    return quota.unit + (quota.families.empty() ? "" : " of " + core::joined(quota.families)) +
           (quota.region.empty() ? "" : " in " + quota.region);
}

/// Its labels, taints and room do not depend on the market.
std::shared_ptr<const NodeTemplate> templateFor(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster,
                                                const Offer& offer, const std::vector<Offer>& known)
{
    for (const Offer& one : known)
        if (one.pool == offer.pool && one.instanceType == offer.instanceType && one.zone == offer.zone) return one.node;
    return std::make_shared<const NodeTemplate>(
        nodeTemplate(fleet, cluster, offer.pool, offer.instanceType, offer.zone));
}

void addOffers(Catalogue& out, const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, const Stock& stock,
               const Prices& prices, const Catalogue* before)
{
    for (const std::uint32_t index : poolsInOrder(fleet, cluster)) {
        const NodePool& pool = cluster.pools[index];
        const std::vector<model::PoolZone> zones = zonesOf(cluster, pool);
        for (const std::string& type : typesInOrder(fleet, pool)) {
            for (const model::PoolZone& zone : zones) {
                for (const bool spot : marketsOf(pool)) {
                    Offer offer;
                    offer.pool = index;
                    offer.zone = zone.zone;
                    offer.instanceType = type;
                    offer.spot = spot;
                    offer.stockBounds = !pool.skipInventoryCheck;
                    offer.zoneOpen = pool.zones.empty() && zones.size() > 1;
                    offer.stock = cellOf(stock, pool, cluster, type, zone.zone, spot);
                    offer.addresses = zone.freeAddresses;
                    offer.node = templateFor(fleet, cluster, offer, before == nullptr ? out.offers : before->offers);
                    offer.price = prices.find(zone.zone, type, spot);
                    out.offers.push_back(std::move(offer));
                }
            }
        }
    }
}

void addRooms(Catalogue& out, const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster)
{
    for (std::uint32_t i = 0; i < cluster.pools.size(); ++i) {
        const NodePool& pool = cluster.pools[i];
        if (!pool.elastic) continue;
        PoolRoom room;
        room.pool = i;
        room.name = pool.name.empty() ? pool.id : pool.name;
        room.batch = std::max<std::int64_t>(0, batchOf(pool));
        room.rank = rankOf(fleet, pool);
        room.oneTypeChoice = fixesType(pool);
        if (pool.maxSize) {
            room.nodes = std::max<std::int64_t>(0, *pool.maxSize - sizeOf(cluster, i));
            room.sizeOpen = !cluster.nodesKnown && !pool.size && *room.nodes > 0;
            room.cutByBatch = room.batch > 0 && *room.nodes > room.batch;
            if (room.cutByBatch) room.nodes = room.batch;
        }
        out.rooms.push_back(room);
    }
    for (Offer& offer : out.offers) {
        if (offer.stockBounds) continue;
        offer.stock.basis = model::StockBasis::Exact;
        offer.stock.instances = {roomOf(out.rooms, offer.pool).nodes.value_or(0), std::nullopt};
        offer.stock.category.clear();
        offer.stock.source = "the pool skips the stock check";
        offer.stock.age.reset();
        offer.stock.old = false;
    }
}

void addQuotas(Catalogue& out, const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster)
{
    for (std::uint32_t index = 0; index < fleet.quotas.size(); ++index) {
        const model::Quota& quota = fleet.quotas[index];
        std::map<std::int64_t, std::vector<std::uint32_t>> alike;
        std::map<std::int64_t, std::vector<std::uint32_t>> undescribed;
        for (std::uint32_t i = 0; i < out.offers.size(); ++i) {
            const Offer& offer = out.offers[i];
            if (!countsFor(quota, offer, cluster.account)) continue;
            const model::InstanceType* type = fleet.instanceType(offer.instanceType);
            if (type == nullptr) undescribed[mostPerNodeOf(quota, offer.instanceType)].push_back(i);
            const std::int64_t perNode = perNodeOf(quota, offer, type);
            if (perNode > 0) alike[perNode].push_back(i);
        }
        std::optional<std::int64_t> left;
        if (quota.limit) left = std::max<std::int64_t>(0, *quota.limit - quota.used.value_or(0));
        const bool open = left != 0 && !(quota.limit && quota.used);
        for (auto& [perNode, offers] : alike)
            out.quotas.push_back({index, nameOf(quota), left, open, perNode, std::move(offers)});
        for (auto& [perNode, offers] : undescribed)
            out.openQuotas.push_back({index, nameOf(quota), left, open, perNode, std::move(offers)});
    }
}

/// Of one that is described all is known but the label that tells the memory of its cards.
void addOpenQuotas(Provisionable& what, const Catalogue& catalogue)
{
    const auto isDescribed = [&](std::uint32_t offer) { return !what.offers[offer].node->node.allocatable.empty(); };
    const auto add = [&](QuotaRoom quota, bool described) {
        std::erase_if(quota.offers, [&](std::uint32_t offer) {
            return !isTypeOpen(what, what.offers[offer]) || isDescribed(offer) != described;
        });
        if (!quota.offers.empty()) what.openQuotas.push_back(std::move(quota));
    };
    for (const QuotaRoom& quota : catalogue.quotas) add(quota, true);
    for (const QuotaRoom& quota : catalogue.openQuotas) add(quota, false);
}

} // namespace

const PoolRoom& roomOf(const std::vector<PoolRoom>& rooms, std::uint32_t pool)
{
    return *std::find_if(rooms.begin(), rooms.end(), [pool](const PoolRoom& one) { return one.pool == pool; });
}

Provisionable measured(const Catalogue& catalogue, const NewNodes& nodes)
{
    Provisionable what;
    what.offers = catalogue.offers;
    what.rooms = catalogue.rooms;
    what.quotas = catalogue.quotas;
    for (Offer& offer : what.offers) nodes.measure(offer);
    nodes.planWithSmallest(what);
    nodes.doubt(what);
    addOpenQuotas(what, catalogue);
    for (QuotaRoom& quota : what.quotas)
        std::erase_if(quota.offers, [&](std::uint32_t offer) { return what.offers[offer].refusal.has_value(); });
    std::erase_if(what.quotas, [](const QuotaRoom& quota) { return quota.offers.empty(); });
    nodes.addDomains(what);
    return what;
}

} // namespace core::estimate::detail

namespace core::estimate {

Catalogue catalogueOf(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, const Stock& stock,
                      const Prices& prices, const Catalogue* before)
{
    Catalogue out;
    out.known = cluster.poolsKnown && std::none_of(cluster.pools.begin(), cluster.pools.end(), [](const auto& pool) {
                    return pool.elastic && pool.instanceTypes.empty() && pool.maxSize != 0;
                });
    detail::addOffers(out, fleet, cluster, stock, prices, before);
    detail::addRooms(out, fleet, cluster);
    detail::addQuotas(out, fleet, cluster);
    return out;
}

} // namespace core::estimate
