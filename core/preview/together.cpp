#include "core/preview/together.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/estimate/fit_state.h"
#include "core/preview/ahead.h"

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
    if (!isDecided() && !oneNode) out.levels.push_back(deciding.levelToBuy());
    if (!isDecided() && oneNode) deciding.addOffers(out);
    if (deciding.known.size() + out.offers.size() < 2) return {};

    const Rooms rooms = deciding.roomsIn(orNow(later.least));
    for (FirstRoom::Level& level : out.levels)
        for (FirstRoom::Place& place : level.places) {
            const auto room = rooms.find(place.labels);
            place.replicas = room == rooms.end() ? 0 : room->second;
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

void showFirst(Facts& facts, std::size_t site, std::vector<Share>& shares)
{
    const FirstRoom& first = facts.firstRoom(site);
    if (first.levels.empty()) return;
    if (first.offers.empty()) return showZones(facts, site, first, shares);
    const auto buys = [](const Share& share) { return buysWhole(share); };
    const estimate::Provisionable& what = facts.offersOf(site);
    if (first.groups || std::count_if(shares.begin(), shares.end(), buys) != 1) return;
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
}

const FirstRoom& Facts::firstRoom(std::size_t index)
{
    std::shared_ptr<const FirstRoom>& out = m_firstRooms[index];
    if (!out) out = std::make_shared<const FirstRoom>(firstRoomIn(*this, index));
    return *out;
}

} // namespace core::preview
