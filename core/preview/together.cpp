#include "core/preview/together.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/estimate/fit_state.h"
#include "core/preview/ahead.h"
#include "core/preview/mixes.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

using Rooms = std::map<model::Labels, std::int64_t>; ///< by place

/// What of one cluster it takes to say where a first pod may come to.
struct Deciding {
    Facts& facts;
    std::size_t site;
    const estimate::Ask& ask;
    std::vector<std::string> keys;
    std::set<model::Labels> known = {}; ///< places of the levels so far

    [[nodiscard]] Rooms roomsIn(const snapshot::ClusterData& data) const
    {
        Rooms out;
        for (estimate::FirstPlace& place : estimate::firstPlaces(data, ask, keys))
            out.emplace(std::move(place.labels), place.replicas);
        return out;
    }
    /// Places on nodes that are there.
    /// @param least, most  the cluster at both ends
    FirstRoom::Level levelOf(const snapshot::ClusterData& least, const snapshot::ClusterData& most)
    {
        FirstRoom::Level out;
        for (auto& [labels, replicas] : roomsIn(least))
            if (known.insert(labels).second) out.places.push_back({labels, replicas});
        out.certain = static_cast<std::int64_t>(out.places.size());
        if (&least == &most) return out;
        for (auto& [labels, replicas] : roomsIn(most))
            if (known.insert(labels).second) out.places.push_back({labels, 0});
        return out;
    }
    /// The first pod alone, which comes before the rest of its group.
    [[nodiscard]] estimate::Ask leader() const
    {
        estimate::Ask out = ask;
        out.pods.resize(1);
        out.pods.front().count = 1;
        out.exclusiveTopologyKey.clear();
        return out;
    }
    /// What pools could add there.
    [[nodiscard]] Range buysIn(const estimate::Ask& of, const model::Labels& place) const
    {
        const estimate::Ask there = estimate::onlyIn(of, place);
        return there.pods.empty() ? Range::exactly(0) : facts.offersFor(site, there).deliverable;
    }
    FirstRoom::Level levelToBuy()
    {
        FirstRoom::Level out;
        for (const estimate::Offer& offer : facts.offersOf(site).offers) {
            const model::Labels& labels = offer.node->node.labels;
            model::Labels place;
            for (const std::string& key : keys)
                if (const auto label = labels.find(key); label != labels.end()) place.insert(*label);
            if (place.size() != keys.size() || !known.insert(place).second) continue;
            if (ask.isGroup() && estimate::isTaken(*facts.site(site).data, ask, place)) continue;
            if (buysIn(ask.isGroup() ? leader() : ask, place).upper != 0) out.places.push_back({std::move(place), 0});
        }
        return out;
    }
    /// Each new node is a place.
    void addOffers(FirstRoom& out) const
    {
        const estimate::Provisionable& what = facts.offersOf(site);
        const estimate::Provisionable first = ask.isGroup() ? facts.offersFor(site, leader()) : what;
        for (std::uint32_t i = 0; i < first.offers.size(); ++i) {
            const estimate::Offer& offer = first.offers[i];
            if (offer.refusal && offer.doubt != estimate::Doubt::Type) continue;
            if (estimate::mostNodesOf(first, offer) == 0) continue;
            const estimate::Offer& whole = what.offers[i];
            const std::int64_t here = whole.refusal ? 0 : whole.replicasPerNode;
            out.leastOnOffer = out.offers.empty() ? here : std::min(out.leastOnOffer, here);
            out.offers.push_back(i);
        }
    }
};

bool isOneNode(const std::vector<std::string>& keys)
{
    return std::find(keys.begin(), keys.end(), estimate::detail::hostnameLabel) != keys.end();
}

/// Of replicas that are near each other; the first one is there in any case. Absent: no place is open.
std::optional<std::int64_t> leastOf(const FirstRoom& first)
{
    std::optional<std::int64_t> least;
    const auto lessen = [&](std::int64_t to) { least = std::min(least.value_or(to), std::max<std::int64_t>(1, to)); };
    for (const FirstRoom::Level& level : first.levels) {
        for (const FirstRoom::Place& place : level.places) lessen(place.replicas);
        if (level.certain > 0) return least;
    }
    if (!first.offers.empty()) lessen(first.leastOnOffer);
    return least;
}

bool buysWhole(const Share& share)
{
    return share.kind == Share::Kind::New && share.of == Share::Of::Whole;
}

std::string zoneOfPlace(const FirstRoom::Place& place)
{
    const auto zone = place.labels.find("topology.kubernetes.io/zone");
    return zone == place.labels.end() ? std::string() : zone->second;
}

/// Nodes that run there, and others in another zone that the first pod may come to just as well.
bool mayRunElsewhere(const FirstRoom& first, const std::string& zone)
{
    return std::any_of(first.levels.begin(), first.levels.end(), [&](const FirstRoom::Level& level) {
        bool here = false;
        bool elsewhere = false;
        for (const FirstRoom::Place& place : level.places) {
            const std::string other = zoneOfPlace(place);
            here = here || other == zone;
            elsewhere = elsewhere || (!other.empty() && other != zone);
        }
        return here && elsewhere;
    });
}

/// Rows of a zone that another may stand in for: then nothing is taken from the stock of this one.
void showZones(Facts& facts, std::size_t site, const FirstRoom& first, std::vector<Share>& shares)
{
    const auto& places = first.levels.back().places;
    for (Share& share : shares) {
        if (share.kind == Share::Kind::Running && !share.zone.empty() && !first.groups &&
            facts.site(site).existing == 0 && mayRunElsewhere(first, share.zone))
            share.zoneIsChoice = true;
        if (!buysWhole(share)) continue;
        for (const estimate::Offer& offer : facts.offersOf(site).offers) {
            const auto isThere = [&](const FirstRoom::Place& place) { return zoneOfPlace(place) == offer.zone; };
            if (offer.zone == share.zone || nameOf(facts.site(site).data->pools[offer.pool]) != share.pool ||
                std::none_of(places.begin(), places.end(), isThere))
                continue;
            share.zoneIsChoice = true;
            if (share.stockBefore && share.stockAfter) share.stockAfter->upper = share.stockBefore->upper;
        }
    }
}

/// The rows show this place, and so does what nodes that run are counted to take.
bool showsPlace(Facts& facts, std::size_t site, const FirstRoom::Place& place, const std::vector<Share>& shares)
{
    const snapshot::NodeTable& nodes = facts.site(site).data->nodes;
    const auto& running = facts.onceStarted(site).perNode;
    const auto isOfNode = [&](const auto& one) {
        const snapshot::LabelColumn* column = nodes.label(one.first);
        return column != nullptr &&
               column->distinct.text(column->values[running.front().first]) == std::string_view(one.second);
    };
    if (!running.empty() && std::all_of(place.labels.begin(), place.labels.end(), isOfNode)) return true;
    const estimate::Provisionable& what = facts.offersOf(site);
    return std::any_of(shares.begin(), shares.end(), [&](const Share& share) {
        if (share.kind != Share::Kind::New) return false;
        const auto offer = offerOf(what, *facts.site(site).data, share);
        if (!offer) return false;
        const model::Labels& labels = what.offers[*offer].node->node.labels;
        return std::all_of(place.labels.begin(), place.labels.end(), [&](const auto& one) {
            const auto at = labels.find(one.first);
            return at != labels.end() && at->second == one.second;
        });
    });
}

/// What may be bought in one place.
struct ElsewhereBought {
    Range nodes = Range::exactly(0);
    CostRange cost = {};                    ///< of these; without an upper end where some price is not known
    const estimate::Offer* offer = nullptr; ///< the first that may be
    std::vector<std::string> types = {};    ///< all of them
};

/// @param what  what may be bought there
ElsewhereBought placeBuys(const estimate::Provisionable& what, const FirstRoom::Place& place, std::int64_t replicas)
{
    ElsewhereBought out;
    const auto besides = [&](std::int64_t there, std::int64_t most) {
        return std::clamp<std::int64_t>(replicas - there, 0, std::max<std::int64_t>(0, most));
    };
    const std::int64_t most = besides(place.running.lower, what.deliverable.upper.value_or(replicas));
    const std::int64_t least = besides(place.running.upper.value_or(replicas), what.deliverable.lower);
    out.cost.upper.emplace();
    std::vector<MixType> nodes; // as small as they may be
    std::vector<MixType> large; // the same as large as they may be
    std::vector<std::int64_t> prices;
    for (const estimate::Offer& offer : what.offers) {
        const bool isOpen = estimate::isTypeOpen(what, offer);
        if ((offer.refusal && !isOpen) || most == 0) continue;
        const std::int64_t all = isOpen ? most : offer.nodesFor(most);
        const std::int64_t here = std::min(all, estimate::mostNodesOf(what, offer).value_or(all));
        if (here <= 0) continue;
        if (out.offer == nullptr) out.offer = &offer;
        out.types.push_back(offer.instanceType);
        nodes.push_back({isOpen ? 1 : std::max<std::int64_t>(1, offer.replicasPerNode), here, 1});
        large.push_back({isOpen ? most : std::max(nodes.back().gain, offer.mostPerNode), here, 1});
        std::string& currency = out.cost.lower.currency;
        if (!offer.price || (!currency.empty() && currency != offer.price->perHour.currency)) {
            out.cost.upper.reset();
            continue;
        }
        currency = offer.price->perHour.currency;
        prices.push_back(offer.price->perHour.micros);
    }
    if (nodes.empty()) return out;
    out.nodes = {least == 0 ? 0 : costsOf(large, least).least, costsOf(nodes, most).most};
    if (!out.cost.upper) return out; // some price is missing
    for (std::size_t i = 0; i < prices.size(); ++i) nodes[i].price = large[i].price = prices[i];
    if (least > 0) out.cost.lower.micros = costsOf(large, least).least;
    out.cost.upper = MoneyPerHour{costsOf(nodes, most).most, out.cost.lower.currency};
    return out;
}

/// Rows of new nodes have others' numbers besides their own.
/// @param rows  at least one
void widenBy(const std::vector<Share*>& rows, const ElsewhereBought& other)
{
    const auto sum = [&] {
        std::vector<Share> all;
        for (const Share* row : rows) all.push_back(*row);
        return newNodesAmong(all);
    };
    const NewNodes shown = sum();
    std::int64_t less = std::max<std::int64_t>(0, shown.sure - other.nodes.lower);
    Share& first = *rows.front();
    for (auto row = rows.rbegin(); row != rows.rend() && less > 0; ++row) {
        const std::int64_t here = std::min(less, nodesOf(**row).lower);
        widenRow(**row, here, 0);
        less -= here;
    }
    if (const std::int64_t more = *other.nodes.upper - shown.most; more > 0) {
        const std::optional<Range> stock = first.stockAfter; // those are of another's
        widenRow(first, 0, more);
        first.stockAfter = stock;
    }
    for (const std::string& type : other.types) first.typeIsChoice = first.typeIsChoice || type != first.instanceType;
    const std::optional<CostRange> cost = sum().cost;
    if (!cost || !costOf(first)) return;
    const std::string& currency = other.cost.lower.currency;
    const bool alike = currency.empty() || currency == cost->lower.currency;
    CostRange all = *costOf(first);
    const std::int64_t lower =
        !alike ? all.lower.micros : std::max<std::int64_t>(0, cost->lower.micros - other.cost.lower.micros);
    all.lower.micros -= std::min(all.lower.micros, lower);
    if (!alike || !other.cost.upper)
        all.upper.reset();
    else if (all.upper && cost->upper)
        all.upper->micros += std::max<std::int64_t>(0, other.cost.upper->micros - cost->upper->micros);
    if (first.spared == 0 && all != *costOf(first)) first.choice = {replicasOf(first), nodesOf(first), std::move(all)};
}

/// What may be bought elsewhere where nothing is shown to be.
Share shareElsewhere(Facts& facts, std::size_t site, const ElsewhereBought& other)
{
    const estimate::Offer& offer = *other.offer;
    Share out;
    out.kind = Share::Kind::New;
    out.of = Share::Of::Part; // rows of nodes that run count its replicas
    out.unsure = true;
    out.nodes = *other.nodes.upper;
    nameOffer(out, *facts.site(site).data, offer);
    out.zoneIsChoice = true;
    out.allocatableSource = offer.node->allocatableSource;
    for (const std::string& type : other.types) out.typeIsChoice = out.typeIsChoice || type != out.instanceType;
    mayTakeStock(out, offer);
    if (!out.price) return out;
    CostRange cost;
    cost.lower.currency = out.price->perHour.currency;
    cost.upper = other.cost.upper;
    out.choice = {{0, 0}, {0, out.nodes}, std::move(cost)};
    return out;
}

/// What each other place would have bought for the same replicas.
std::optional<Share> showElsewhere(Facts& facts, std::size_t site, const FirstRoom& first, std::int64_t replicas,
                                   std::vector<Share>& shares)
{
    std::vector<Share*> rows;
    for (Share& share : shares)
        if (share.kind == Share::Kind::New && share.of == Share::Of::Whole) rows.push_back(&share);
    std::optional<Share> out;
    for (const FirstRoom::Level& level : first.levels)
        for (const FirstRoom::Place& place : level.places) {
            const estimate::Ask there = estimate::onlyIn(*facts.site(site).ask, place.labels);
            if (there.pods.empty() || showsPlace(facts, site, place, shares)) continue;
            const estimate::Provisionable what = facts.offersFor(site, there);
            const ElsewhereBought other = placeBuys(what, place, replicas);
            if (!rows.empty()) {
                widenBy(rows, other);
            } else if (other.offer != nullptr && *other.nodes.upper > 0) {
                Share share = shareElsewhere(facts, site, other);
                if (!out || share.nodes > out->nodes) out = std::move(share);
            }
        }
    return out;
}

} // namespace

FirstRoom firstRoomIn(Facts& facts, std::size_t site)
{
    const Site& here = facts.site(site);
    const estimate::Ask& ask = *here.ask;
    if (!here.data->nodesKnown || !here.data->podsKnown) return {};
    Deciding deciding{facts, site, ask, estimate::togetherKeys(*here.data, ask)};
    if (deciding.keys.empty()) return {};
    const auto orNow = [&](const std::shared_ptr<const snapshot::ClusterData>& data) -> const snapshot::ClusterData& {
        return data ? *data : *here.data;
    };
    FirstRoom out;
    out.groups = ask.isGroup();
    const Ahead now = facts.aheadOf(site);
    const Ahead later = here.starting->any() ? facts.aheadStarted(site) : now;
    out.levels.push_back(deciding.levelOf(orNow(now.least), orNow(now.most)));
    const auto isDecided = [&] { return !out.groups && out.levels.back().certain > 0; };
    if (!isDecided() && here.starting->any())
        out.levels.push_back(deciding.levelOf(orNow(later.least), orNow(later.most)));
    const bool oneNode = isOneNode(deciding.keys);
    out.ofNodes = oneNode;
    if (!isDecided() && !oneNode) out.levels.push_back(deciding.levelToBuy());
    if (!isDecided() && oneNode) deciding.addOffers(out);
    if (deciding.known.size() + out.offers.size() < 2) return {};

    const Rooms rooms = deciding.roomsIn(orNow(later.least));
    const Rooms most = later.most == later.least ? rooms : deciding.roomsIn(orNow(later.most));
    for (FirstRoom::Level& level : out.levels)
        for (FirstRoom::Place& place : level.places) {
            const auto room = rooms.find(place.labels);
            place.replicas = room == rooms.end() ? 0 : room->second;
            const auto atMost = most.find(place.labels);
            place.running = {place.replicas, std::max(place.replicas, atMost == most.end() ? 0 : atMost->second)};
            if (oneNode || (out.groups && place.replicas > 0)) continue;
            place.replicas += deciding.buysIn(ask, place.labels).lower;
        }
    return out;
}

std::optional<std::int64_t> surelyTogether(const FirstRoom& first, std::int64_t replicas)
{
    if (first.levels.empty()) return std::nullopt;
    if (!first.groups) {
        const auto least = leastOf(first);
        return least ? std::optional(std::min(replicas, *least)) : least;
    }
    const auto isOpen = [](const FirstRoom::Level& level) { return !level.places.empty(); };
    if (first.offers.empty() && std::none_of(first.levels.begin(), first.levels.end(), isOpen)) return std::nullopt;
    std::int64_t sure = 0;
    for (const FirstRoom::Level& level : first.levels) {
        const auto open = static_cast<std::int64_t>(level.places.size());
        const std::int64_t tooSmall = std::count_if(level.places.begin(), level.places.end(),
                                                    [](const FirstRoom::Place& place) { return place.replicas == 0; });
        sure += std::max<std::int64_t>(0, std::min(replicas, open) - tooSmall);
        replicas -= std::min(replicas, level.certain);
    }
    if (!first.offers.empty() && first.leastOnOffer > 0) sure += replicas;
    return sure;
}

std::string togetherText(const FirstRoom& first)
{
    if (first.groups)
        return "a group is where its leader comes to, and not each place open to that holds a whole group";
    return "the first replica decides where all are, and a place open to it is sure to take only " +
           std::to_string(leastOf(first).value_or(1));
}

std::optional<Share> showFirst(Facts& facts, std::size_t site, std::int64_t replicas, std::vector<Share>& shares)
{
    const FirstRoom& first = facts.firstRoom(site);
    if (first.levels.empty()) return std::nullopt;
    if (first.offers.empty()) {
        showZones(facts, site, first, shares);
        if (first.groups || first.ofNodes)
            return std::nullopt; // each in another place; nothing is bought beside a node
        return showElsewhere(facts, site, first, replicas, shares);
    }
    const auto buys = [](const Share& share) { return buysWhole(share); };
    const estimate::Provisionable& what = facts.offersOf(site);
    if (first.groups || std::count_if(shares.begin(), shares.end(), buys) != 1) return std::nullopt;
    Share& share = *std::find_if(shares.begin(), shares.end(), buys);
    const std::int64_t least = replicasOf(share).lower > 0 ? 1 : 0;
    std::optional<CostRange> cost;
    bool priced = true;
    for (const std::uint32_t i : first.offers) {
        const estimate::Offer& offer = what.offers[i];
        share.typeIsChoice = share.typeIsChoice || offer.instanceType != share.instanceType;
        if (!offer.price || (cost && cost->lower.currency != offer.price->perHour.currency)) {
            priced = false;
            continue;
        }
        const MoneyPerHour price = offer.price->perHour;
        if (!cost) cost = CostRange{price, price};
        if (price.micros < cost->lower.micros) cost->lower = price;
        if (price.micros > cost->upper->micros) cost->upper = price;
    }
    if (cost && !priced) cost->upper.reset();
    if (cost && least == 0) cost->lower.micros = 0;
    share.choice = {replicasOf(share), {least, 1}, std::move(cost)};
    return std::nullopt;
}

model::Labels bestFirst(Facts& facts, std::size_t site, const estimate::Ask& ask)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    if (ask.isGroup() || ask.pods.front().pod.spec.requiredAffinity.empty()) return {};
    if (!data.nodesKnown || !data.podsKnown) return {};
    const std::vector<std::string> keys = estimate::togetherKeys(data, ask);
    if (keys.empty() || isOneNode(keys)) return {}; // no node is bought beside a node that runs
    std::vector<estimate::FirstPlace> places = estimate::firstPlaces(data, ask, keys);
    const auto& started = facts.site(site).starting->surely;
    if (places.empty() && started) places = estimate::firstPlaces(*started, ask, keys);
    if (places.size() < 2) return {};
    const auto isFewer = [](const auto& one, const auto& other) { return one.replicas < other.replicas; };
    const auto most = std::max_element(places.begin(), places.end(), isFewer);
    const auto withPools = [&](const estimate::FirstPlace& place) -> std::optional<std::int64_t> {
        const estimate::Ask there = estimate::onlyIn(ask, place.labels);
        if (there.pods.empty()) return place.replicas;
        const auto bought = facts.offersFor(site, there).deliverable.upper;
        return bought ? std::optional(place.replicas + *bought) : std::nullopt;
    };
    auto best = most;
    auto bestSum = withPools(*most);
    for (auto place = places.begin(); place != places.end() && bestSum; ++place) {
        const auto sum = withPools(*place);
        if (sum && *sum <= *bestSum) continue;
        best = place;
        bestSum = sum;
    }
    return best == most ? model::Labels() : best->labels;
}

void Facts::settleFirst(std::size_t index)
{
    Site& site = m_sites[index];
    const auto settle = [&](std::shared_ptr<const estimate::Ask>& ask) {
        if (!ask || ask->pods.empty()) return false;
        model::Labels at = bestFirst(*this, index, *ask);
        if (at == ask->firstAt) return false;
        estimate::Ask other = *ask;
        other.firstAt = std::move(at);
        ask = std::make_shared<const estimate::Ask>(std::move(other));
        return true;
    };
    const bool isOther = settle(site.ask);
    const bool isHeardOther = settle(site.heardAsk);
    if (isOther || isHeardOther) {
        site.heardRunning = nullptr;
        site.heardOffers = nullptr;
        site.heardAnyVolume = nullptr;
    }
    if (!isOther) return;
    site.running = nullptr;
    site.runningAtEnd = nullptr;
    site.keptOff = nullptr;
    site.between = nullptr;
    site.later = nullptr;
    site.bound = nullptr;
    site.offers = nullptr;
}

const FirstRoom& Facts::firstRoom(std::size_t index)
{
    std::shared_ptr<const FirstRoom>& out = m_firstRooms[index];
    if (!out) out = std::make_shared<const FirstRoom>(firstRoomIn(*this, index));
    return *out;
}

} // namespace core::preview
