#include "core/preview/shares.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "core/estimate/fit_state.h"
#include "core/estimate/preempting.h"
#include "core/preview/ahead.h"
#include "core/preview/choices.h"
#include "core/preview/mixes.h"
#include "core/preview/workload_pods.h"
#include "core/snapshot/infer.h"

namespace core::preview {
namespace {

using Places = std::vector<std::pair<std::uint32_t, std::int64_t>>; ///< row, pods

std::string labelOf(const snapshot::NodeTable& nodes, std::size_t row, std::string_view key)
{
    const snapshot::LabelColumn* column = nodes.label(key);
    return column == nullptr ? std::string() : std::string(column->distinct.text(column->values[row]));
}

/// A row of the placement without its counts.
Share rowFor(const Facts& facts, std::size_t site, std::uint32_t node)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    Share share;
    share.kind = Share::Kind::Running;
    share.starting = startsFor(facts.site(site), node);
    if (data.nodes.pool[node] != snapshot::noRow) {
        const model::NodePool& pool = data.pools[data.nodes.pool[node]];
        share.pool = nameOf(pool);
        share.spot = pool.spot;
    } else {
        share.pool = snapshot::poolLabelOf(data.nodes, node);
        share.poolOfLabel = !share.pool.empty();
    }
    share.zone = zoneOf(data.nodes, node);
    share.instanceType = labelOf(data.nodes, node, "node.kubernetes.io/instance-type");
    share.price = facts.prices().find(share.zone, share.instanceType, share.spot);
    return share;
}

void addTo(Share& share, const snapshot::ClusterData& data, std::uint32_t node, std::int64_t replicas)
{
    share.replicas += replicas;
    std::string name(data.nodes.names[node]);
    if (std::find(share.nodeNames.begin(), share.nodeNames.end(), name) == share.nodeNames.end())
        share.nodeNames.push_back(std::move(name));
    share.nodes = static_cast<std::int64_t>(share.nodeNames.size());
}

/// @return  the row of all that are like the node
Share& addPlace(const Facts& facts, std::size_t site, std::uint32_t node, std::int64_t replicas,
                std::vector<Share>& shares)
{
    Share row = rowFor(facts, site, node);
    auto same = std::find_if(shares.begin(), shares.end(), [&](const Share& share) {
        return std::tie(share.pool, share.zone, share.instanceType, share.starting) ==
               std::tie(row.pool, row.zone, row.instanceType, row.starting);
    });
    if (same == shares.end()) same = shares.insert(shares.end(), std::move(row));
    addTo(*same, *facts.site(site).data, node, replicas);
    return *same;
}

void addPlaces(const Facts& facts, std::size_t site, const Places& places, std::int64_t most,
               std::vector<Share>& shares)
{
    for (const auto& [node, pods] : places) {
        const std::int64_t here = std::min(pods, most);
        if (here <= 0) return;
        most -= here;
        addPlace(facts, site, node, here, shares);
    }
}

/// One group: the row where most of its pods are counts it.
void addGroup(const Facts& facts, std::size_t site, const Places& places, std::vector<Share>& shares)
{
    std::vector<Share> parts;
    addPlaces(facts, site, places, std::numeric_limits<std::int64_t>::max(), parts);
    const auto most = std::max_element(
        parts.begin(), parts.end(), [](const Share& one, const Share& other) { return one.replicas < other.replicas; });
    const bool waits = std::any_of(parts.begin(), parts.end(), [](const Share& one) { return one.starting; });
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        part->of = part == most ? Share::Of::Whole : Share::Of::Part;
        part->replicas = part == most ? 1 : 0;
        part->starting = part->starting || (part == most && waits); // for the last of its nodes
        shares.push_back(std::move(*part));
    }
}

/// All groups of a cluster: what their nodes have in common, and every node.
void addGroups(const Facts& facts, std::size_t site, const Places& places, std::int64_t replicas,
               std::vector<Share>& shares)
{
    if (replicas == 1 && !places.empty()) return addGroup(facts, site, places, shares);
    Share share;
    for (const auto& [node, pods] : places) {
        Share row = rowFor(facts, site, node);
        share.starting = share.starting || row.starting; // it waits for the last of them
        if (share.nodeNames.empty()) share = row;
        if (share.pool != row.pool) share.pool.clear();
        if (share.zone != row.zone) share.zone.clear();
        if (share.instanceType != row.instanceType) {
            share.instanceType.clear();
            share.price.reset();
        }
        addTo(share, *facts.site(site).data, node, 0);
    }
    share.replicas = replicas;
    shares.push_back(std::move(share));
}

/// Nodes that run and hold pods of groups that lie on new nodes, too.
void addParts(const Facts& facts, std::size_t site, const Places& places, std::vector<BoughtShare>& shares)
{
    std::vector<Share> parts;
    addPlaces(facts, site, places, std::numeric_limits<std::int64_t>::max(), parts);
    for (Share& share : parts) {
        share.of = Share::Of::Part;
        share.replicas = 0;
        shares.push_back({std::move(share)});
    }
}

/// Nodes of so many groups that exist: of those that leave none is used any more.
Places placesOfGroups(const Site& site, std::int64_t groups)
{
    if (groups <= 0) return {};
    if (groups >= static_cast<std::int64_t>(site.groupsOn.size())) return site.existingOn;
    std::map<std::uint32_t, std::int64_t> on;
    for (std::size_t i = 0; i < static_cast<std::size_t>(groups); ++i)
        for (const std::uint32_t node : site.groupsOn[i]) ++on[node];
    return {on.begin(), on.end()};
}

/// Those of which nobody tells where they are.
void addUntold(std::int64_t replicas, std::vector<Share>& shares)
{
    if (replicas <= 0) return;
    shares.emplace_back();
    shares.back().replicas = replicas;
}

std::int64_t idleNodes(const estimate::Purchase& got, std::size_t offer)
{
    return got.idle.nodes.empty() ? 0 : got.idle.nodes[offer];
}

} // namespace

std::string zoneOf(const snapshot::NodeTable& nodes, std::size_t row)
{
    return labelOf(nodes, row, "topology.kubernetes.io/zone");
}

std::vector<Share> sharesOnNodes(Facts& facts, std::size_t index, std::int64_t existing, std::int64_t more)
{
    std::vector<Share> shares;
    const Site& site = facts.site(index);
    Places bound;
    if (more > 0) bound = facts.boundIn(index, more).places;
    if (!site.ask->isGroup()) {
        addPlaces(facts, index, site.stayingOn, existing, shares);
        addPlaces(facts, index, bound, more, shares);
        return shares;
    }
    Places all = placesOfGroups(site, existing);
    all.insert(all.end(), bound.begin(), bound.end());
    if (existing + more > 0) addGroups(facts, index, all, existing + more, shares);
    return shares;
}

std::vector<Share> sharesPerhapsOnNodes(Facts& facts, std::size_t index, std::int64_t replicas)
{
    std::vector<Share> shares;
    const Site& site = facts.site(index);
    const Places& places = facts.onceStarted(index).perhapsOn;
    if (places.empty() || site.ask->isGroup())
        addGroups(facts, index, places, replicas, shares);
    else
        addPlaces(facts, index, places, replicas, shares);
    for (const Share& share : shares) replicas -= share.replicas;
    addUntold(replicas, shares);
    for (Share& share : shares) share.unsure = true;
    return shares;
}

std::vector<Share> sharesByPreempting(Facts& facts, std::size_t index, std::int64_t replicas, std::int64_t before)
{
    std::vector<Share> shares;
    const Site& site = facts.site(index);
    const snapshot::ClusterData& data = facts.dataAtEnd(index);
    Places bound;
    if (before > 0) bound = facts.boundIn(index, before).places;
    for (const estimate::Eviction& one :
         estimate::evictions(data, *site.ask, facts.runningAtEnd(index), bound, replicas)) {
        Share& share = addPlace(facts, index, one.node, one.replicas, shares);
        for (const std::uint32_t row : one.victims)
            share.victims.push_back(
                {fullPodName(data, row), estimate::priorityOf(data.pods.shapes[data.pods.shape[row]].pod.spec, data)});
        replicas -= one.replicas;
    }
    addUntold(replicas, shares);
    for (Share& share : shares) share.preempts = true;
    return shares;
}

std::vector<Share> sharesOnStarting(Facts& facts, std::size_t index, std::int64_t before, std::int64_t replicas)
{
    std::vector<Share> shares;
    const Site& site = facts.site(index);
    const auto runs = [&](const auto& place) { return !startsFor(site, place.first); };
    Places places = facts.onceStarted(index).perNode;
    if (site.ask->isGroup()) {
        const auto& then = facts.aheadStarted(index).least;
        places = estimate::bindOnRunning(then ? *then : *site.data, *site.ask, before + replicas);
    }
    std::erase_if(places, runs);
    if (site.ask->isGroup())
        addGroups(facts, index, places, replicas, shares);
    else
        addPlaces(facts, index, places, replicas, shares);
    for (const Share& share : shares) replicas -= share.replicas;
    addUntold(replicas, shares);
    for (Share& share : shares) share.starting = true;
    return shares;
}

Share shareUncounted(Facts& facts, std::size_t index, std::int64_t replicas, std::int64_t perhaps)
{
    const estimate::Provisionable& what = facts.offersOf(index);
    Share share;
    share.kind = Share::Kind::New;
    share.replicas = replicas;
    share.unsure = true;
    if (replicas == 0) share.of = Share::Of::Part;
    std::vector<const estimate::Offer*> from;
    const std::int64_t each = (replicas + perhaps) * facts.site(index).ask->podsPerReplica();
    std::int64_t most = what.known ? 0 : each;
    for (const estimate::Offer& offer : what.offers) {
        const auto nodes = estimate::mostNodesOf(what, offer);
        if (offer.doubt != estimate::Doubt::Type || nodes == 0) continue;
        from.push_back(&offer);
        most += std::min(each, nodes.value_or(each));
    }
    share.nodes = std::min(each, most);
    if (from.size() != 1 || !what.known) return share;
    const estimate::Offer& offer = *from.front();
    nameOffer(share, *facts.site(index).data, offer);
    return share;
}

void nameOffer(Share& share, const snapshot::ClusterData& data, const estimate::Offer& offer)
{
    share.pool = nameOf(data.pools[offer.pool]);
    share.zone = offer.zone;
    share.instanceType = offer.instanceType;
    share.spot = offer.spot;
    share.price = offer.price;
}

void mayTakeStock(Share& share, const estimate::Offer& offer)
{
    if (!offer.stockBounds) return;
    share.stockBefore = share.stockAfter = offer.stock.instances;
    share.stockAfter->lower = std::max<std::int64_t>(0, share.stockAfter->lower - share.nodes);
}

namespace {

/// What a scaler may buy that looks at no volumes.
struct Blind {
    std::int64_t nodes{};             ///< at most
    std::optional<MoneyPerHour> cost; ///< of the dearest; absent: not all prices are known
};
Blind blindlyBought(const estimate::Provisionable& what, std::int64_t replicas)
{
    std::vector<MixType> nodes;
    std::vector<MixType> priced;
    std::string currency;
    bool known = true;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal) continue;
        const std::int64_t all = offer.nodesFor(replicas);
        const std::int64_t most = std::min(all, estimate::mostNodesOf(what, offer).value_or(all));
        if (most <= 0) continue;
        nodes.push_back({offer.replicasPerNode, most, 1});
        known = known && offer.price && (currency.empty() || offer.price->perHour.currency == currency);
        if (!known) continue;
        currency = offer.price->perHour.currency;
        priced.push_back({offer.replicasPerNode, most, offer.price->perHour.micros});
    }
    Blind out;
    out.nodes = costsOf(nodes, replicas).most;
    if (known) out.cost = MoneyPerHour{costsOf(priced, replicas).most, currency};
    return out;
}

} // namespace

std::optional<Share> shareInVain(Facts& facts, std::size_t index, std::int64_t toBuy, const std::vector<Share>& shares)
{
    if (toBuy == 0) return std::nullopt;
    const estimate::Provisionable& what = facts.offersOf(index);
    const snapshot::ClusterData& data = *facts.site(index).data;
    std::vector<const estimate::Offer*> vain;
    for (const estimate::Offer& offer : what.offers)
        if (estimate::isBoughtInVain(data, what, offer)) vain.push_back(&offer);
    if (vain.empty()) return std::nullopt;
    const estimate::Provisionable* blind = facts.offersOfAnyVolume(index);
    if (blind == nullptr || blind->groups) return std::nullopt;
    const Blind most = blindlyBought(*blind, std::min(toBuy, blind->deliverable.upper.value_or(toBuy)));
    std::int64_t shown = 0;
    std::vector<Share> bought;
    for (const Share& share : shares) {
        if (share.kind != Share::Kind::New) continue;
        shown += nodesOf(share).upper.value_or(share.nodes);
        bought.push_back(share);
    }
    if (most.nodes <= shown) return std::nullopt;
    const estimate::Offer& first = *vain.front();
    Share out;
    out.kind = Share::Kind::New;
    out.of = Share::Of::Idle;
    out.unsure = true;
    out.nodes = most.nodes - shown;
    nameOffer(out, data, first);
    out.allocatableSource = first.node->allocatableSource;
    for (const estimate::Offer* other : vain) {
        out.zoneIsChoice = out.zoneIsChoice || other->zone != first.zone;
        out.typeIsChoice = out.typeIsChoice || other->instanceType != first.instanceType;
    }
    mayTakeStock(out, first);
    if (!out.price) return out;
    CostRange cost{{0, out.price->perHour.currency}, std::nullopt};
    const std::vector<CostRange> before = costsOf(bought);
    const bool alike = before.empty() ? bought.empty() : before.size() == 1 && before.front().upper;
    if (most.cost && alike && most.cost->currency == cost.lower.currency) {
        const std::int64_t so = before.empty() ? 0 : before.front().upper->micros;
        cost.upper = MoneyPerHour{std::max<std::int64_t>(0, most.cost->micros - so), cost.lower.currency};
    }
    out.choice = {{0, 0}, {0, out.nodes}, cost};
    return out;
}

namespace {

/// Another pool that may be bought from in place of the share's.
void addRival(Share& share, const estimate::Provisionable& what, std::uint32_t pool, const std::string& name)
{
    std::vector<std::string> zones;
    for (const estimate::Offer& offer : what.offers)
        if (offer.pool == pool && !offer.refusal && estimate::mostNodesOf(what, offer) != 0)
            zones.push_back(offer.zone);
    share.otherPools.push_back(name);
    if (std::find(zones.begin(), zones.end(), share.zone) != zones.end()) return;
    for (std::string& zone : zones)
        if (std::find(share.otherZones.begin(), share.otherZones.end(), zone) == share.otherZones.end())
            share.otherZones.push_back(std::move(zone));
}

} // namespace

std::vector<BoughtShare> sharesToBuy(const Facts& facts, const Buyer& buyer, bool unsure, Taken& taken)
{
    std::vector<BoughtShare> shares;
    const snapshot::ClusterData& data = *facts.site(buyer.site).data;
    const estimate::Purchase& got = buyer.got;
    const auto add = [&](std::size_t i, Share::Of of, std::int64_t nodes) {
        const estimate::Offer& offer = buyer.what->offers[i];
        Share share;
        share.kind = Share::Kind::New;
        share.of = of;
        share.replicas = of == Share::Of::Whole ? got.replicas[i] : 0;
        share.nodes = nodes;
        nameOffer(share, data, offer);
        share.unsure = unsure;
        share.allocatableSource = offer.node->allocatableSource;
        // Those that are not sure come after those that the lower end of stock covers.
        share.typeIsChoice = mayBeAnotherType(*buyer.what, offer, unsure ? offer.stock.instances.lower + nodes : nodes);
        share.zoneIsChoice = mayBeInAnotherZone(*buyer.what, offer);
        for (const std::uint32_t pool : rivalsOf(*buyer.what, offer.pool))
            addRival(share, *buyer.what, pool, nameOf(data.pools[pool]));
        if (offer.stockBounds) {
            Range& gone = taken.try_emplace(offer.stock.key, Range::exactly(0)).first->second;
            const auto left = [&] {
                Range range = offer.stock.instances;
                range.lower = std::max<std::int64_t>(0, range.lower - *gone.upper);
                if (range.upper) range.upper = std::max<std::int64_t>(0, *range.upper - gone.lower);
                return range;
            };
            share.stockBefore = left();
            const Range bought = nodesOf(share);
            gone = {gone.lower + bought.lower, *gone.upper + *bought.upper};
            share.stockAfter = left();
        }
        shares.push_back({std::move(share), &offer});
    };
    for (std::size_t i = 0; i < buyer.what->offers.size(); ++i) {
        const std::int64_t whole = got.nodes[i] - idleNodes(got, i);
        if (whole > 0 || got.replicas[i] > 0) add(i, got.replicas[i] > 0 ? Share::Of::Whole : Share::Of::Part, whole);
    }
    addParts(facts, buyer.site, got.onRunning, shares);
    for (std::size_t i = 0; i < buyer.what->offers.size(); ++i)
        if (idleNodes(got, i) > 0) add(i, Share::Of::Idle, idleNodes(got, i));
    const auto idle = std::find_if(shares.begin(), shares.end(),
                                   [](const BoughtShare& one) { return one.share.of == Share::Of::Idle; });
    if (idle != shares.end()) idle->share.idlePods = got.idle.pods; // together: pods of one group lie on several
    return shares;
}

std::optional<std::size_t> offerOf(const estimate::Provisionable& what, const snapshot::ClusterData& data,
                                   const Share& share)
{
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        const estimate::Offer& offer = what.offers[i];
        const model::NodePool& pool = data.pools[offer.pool];
        if ((share.pool == pool.name || share.pool == pool.id) && share.zone == offer.zone &&
            share.instanceType == offer.instanceType && share.spot == offer.spot)
            return i;
    }
    return std::nullopt;
}

void keepSure(Share& share, std::int64_t sure)
{
    const Share all = share;
    share.unsure = sure == 0;
    if (!share.choice && (sure == 0 || sure == share.replicas)) return;
    Range nodes = nodesOf(all);
    if (share.kind == Share::Kind::New)
        nodes.lower = sure == 0 ? 0 : std::max<std::int64_t>(1, share.nodes * sure / share.replicas);
    std::optional<CostRange> cost = costOf(all);
    if (cost && share.price)
        cost->lower.micros = all.unsure ? share.price->perHour.micros * nodes.lower
                                        : std::min(cost->lower.micros, share.price->perHour.micros * nodes.lower);
    share.choice = {{sure, replicasOf(all).upper}, nodes, cost};
}

void keepFewerWhole(std::vector<Share>& shares, std::int64_t less)
{
    for (auto share = shares.rbegin(); share != shares.rend() && less > 0; ++share) {
        if (share->of != Share::Of::Whole || share->unsure || share->preempts) continue;
        const Range now = replicasOf(*share);
        const std::int64_t gone = std::min(less, now.lower);
        if (gone == 0) continue;
        share->choice = {{now.lower - gone, now.upper}, nodesOf(*share), costOf(*share)};
        less -= gone;
    }
}

void addCost(std::optional<MoneyPerHour>& sum, bool& partial, const std::optional<model::Price>& price,
             std::int64_t nodes)
{
    if (nodes == 0) return;
    if (!price || (sum && sum->currency != price->perHour.currency)) {
        partial = true;
        return;
    }
    if (!sum) sum = MoneyPerHour{0, price->perHour.currency};
    sum->micros += price->perHour.micros * nodes;
}

void addCost(std::optional<MoneyPerHour>& sum, bool& partial, const std::optional<MoneyPerHour>& more, bool morePartial)
{
    partial = partial || morePartial;
    if (!more) return;
    if (sum && sum->currency != more->currency) {
        partial = true;
        return;
    }
    if (!sum) sum = MoneyPerHour{0, more->currency};
    sum->micros += more->micros;
}

std::string decimal(std::int64_t micros)
{
    constexpr std::int64_t million = 1'000'000;
    const bool negative = micros < 0;
    const std::uint64_t all = negative ? 0 - static_cast<std::uint64_t>(micros) : static_cast<std::uint64_t>(micros);
    std::string out = (negative ? "-" : "") + std::to_string(all / million);
    std::string rest = std::to_string(all % million);
    rest.insert(0, 6 - rest.size(), '0');
    while (rest.size() > 2 && rest.back() == '0') rest.pop_back();
    return out + "." + rest;
}

} // namespace core::preview
