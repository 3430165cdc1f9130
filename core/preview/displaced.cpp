#include "core/preview/displaced.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "core/preview/choices.h"

namespace core::preview {
namespace {

using estimate::Offer;
using estimate::Provisionable;
using estimate::detail::Cap;
using OfQuotas = std::map<std::uint32_t, Cap>;             ///< absent: any amount
using OfCells = std::map<estimate::CellKey, std::int64_t>; ///< nodes

bool hasOpenTypes(const Provisionable& what)
{
    return std::any_of(what.offers.begin(), what.offers.end(),
                       [&](const Offer& offer) { return estimate::isTypeOpen(what, offer); });
}

/// Their first pod may come to one of several places.
bool comeTogether(Facts& facts, const Buyer& buyer)
{
    return !facts.firstRoom(buyer.site).levels.empty();
}

OfCells shownCells(const Buyer& buyer)
{
    OfCells out;
    for (std::size_t i = 0; i < buyer.got.nodes.size(); ++i)
        if (buyer.what->offers[i].stockBounds) out[buyer.what->offers[i].stock.key] += buyer.got.nodes[i];
    return out;
}

/// Of stock, what so many pods may take at most, each wherever one of them may come to.
OfCells mostOfCells(const Provisionable& what, std::int64_t pods)
{
    OfCells out;
    for (const Offer& offer : what.offers) {
        if (offer.refusal || !offer.stockBounds) continue;
        std::int64_t& nodes = out[offer.stock.key];
        nodes = std::min(pods, nodes + estimate::mostNodesOf(what, offer).value_or(pods));
    }
    return out;
}

/// What is asked for of one cluster, its open nodes, and what the others have bought.
class Displacing {
public:
    Displacing(Facts& facts, const std::vector<Buyer>& buyers, const std::vector<std::int64_t>& wanted,
               const Ledger& before)
        : m_facts(facts)
        , m_buyers(buyers)
        , m_wanted(wanted)
        , m_before(before)
    {}
    [[nodiscard]] std::int64_t lossOf(std::size_t b)
    {
        const Buyer& buyer = m_buyers[b];
        const std::int64_t placed = buyer.placed();
        if (placed <= 0) return 0;
        Provisionable rest = *buyer.what;
        leaveTo(b, rest);
        const bool isCounted = rest.groups && rest.podsOfGroup > 0;
        std::int64_t out = isCounted ? lossOfCounted(buyer, rest) : 0;
        bool isLess = false;
        // Of ordinary replicas, and of pods that can be counted, their own cluster's nodes are in what mixes or counts say.
        const bool isOwn = !isCounted && (rest.groups || !rest.domains.empty());
        for (std::size_t other = 0; other < m_buyers.size(); ++other)
            if (other != b || isOwn) isLess = takeQuotas(takenBy(other), rest) || isLess;
        if (!rest.domains.empty() && m_facts.firstRoom(buyer.site).levels.empty()) isLess = takeRoom(b, rest) || isLess;
        std::vector<Cap> cells = shown(buyer);
        isLess = takeElsewhere(b, cells) || isLess;
        if (isLess) out += estimate::purchase(rest, placed, cells, false).missing;
        return std::min(placed, out);
    }

private:
    [[nodiscard]] std::int64_t podsOf(std::size_t b) const
    {
        return m_wanted[b] * m_facts.site(m_buyers[b].site).ask->podsPerReplica();
    }
    [[nodiscard]] Ledger besides(std::size_t b) const
    {
        Ledger left = m_before;
        for (std::size_t other = 0; other < m_buyers.size(); ++other)
            if (other != b) left.take(*m_buyers[other].what, m_buyers[other].got.nodes);
        return left;
    }
    /// Of quotas what is there besides what the others are shown to take.
    void leaveTo(std::size_t b, Provisionable& what) const
    {
        const Ledger left = besides(b);
        for (estimate::QuotaRoom& quota : what.quotas) quota.left = left.leftOfQuota(quota);
        for (estimate::QuotaRoom& quota : what.openQuotas) quota.left = left.leftOfQuota(quota);
    }
    /// By offer, the nodes of its cell that are shown to be bought.
    [[nodiscard]] static std::vector<Cap> shown(const Buyer& buyer)
    {
        using Key = std::tuple<estimate::CellKey, std::int64_t>;
        const auto keyOf = [](const Offer& offer) { // a pool that skips the check buys from stock of its own
            return Key{offer.stock.key, offer.stockBounds ? -1 : std::int64_t{offer.pool}};
        };
        const std::vector<Offer>& offers = buyer.what->offers;
        std::map<Key, std::int64_t> nodes;
        for (std::size_t i = 0; i < offers.size(); ++i) nodes[keyOf(offers[i])] += buyer.got.nodes[i];
        std::vector<Cap> out;
        for (const Offer& offer : offers) {
            const std::int64_t here = nodes[keyOf(offer)];
            out.emplace_back(here > 0 ? here : estimate::leftOut);
        }
        return out;
    }
    /// Where not all pods get a node, each that does not may be of another group.
    [[nodiscard]] static std::int64_t lossOfCounted(const Buyer& buyer, const Provisionable& rest)
    {
        std::int64_t pods = buyer.placed() * rest.podsOfGroup;
        for (const auto& [row, running] : buyer.got.onRunning) pods -= running;
        const std::optional<std::int64_t> least = estimate::leastBesideOpen(rest, shown(buyer));
        return least ? std::max<std::int64_t>(0, pods - *least) : 0;
    }
    /// Others may come together in another place than they are shown to.
    /// @return  that leaves less of a cell than is bought of it
    bool takeElsewhere(std::size_t b, std::vector<Cap>& cells) const
    {
        OfCells more;
        for (std::size_t other = 0; other < m_buyers.size(); ++other) {
            const Buyer& one = m_buyers[other];
            if (other == b || !comeTogether(m_facts, one)) continue;
            OfCells shown = shownCells(one);
            for (const auto& [key, nodes] : mostOfCells(*one.what, podsOf(other)))
                more[key] += std::max<std::int64_t>(0, nodes - shown[key]);
        }
        if (more.empty()) return false;
        const Ledger left = besides(b);
        bool isLess = false;
        const std::vector<Offer>& offers = m_buyers[b].what->offers;
        for (std::size_t i = 0; i < offers.size(); ++i) {
            const auto gone = more.find(offers[i].stock.key);
            const Cap there = left.leftOfCell(offers[i]);
            if (gone == more.end() || !there || cells[i] == estimate::leftOut) continue;
            const std::int64_t still = *there - gone->second;
            if (still >= *cells[i]) continue;
            cells[i] = still > 0 ? still : estimate::leftOut;
            isLess = true;
        }
        return isLess;
    }
    /// What open nodes of the buyer may take of quotas: each holds a pod.
    [[nodiscard]] OfQuotas takenBy(std::size_t b) const
    {
        OfQuotas out;
        const Provisionable& what = m_facts.offersOf(m_buyers[b].site);
        const std::int64_t pods = podsOf(b);
        for (const estimate::QuotaRoom& quota : what.openQuotas) {
            std::int64_t nodes = 0;
            for (const std::uint32_t offer : quota.offers)
                nodes = std::min(pods, nodes + estimate::mostNodesOf(what, what.offers[offer]).value_or(pods));
            if (nodes <= 0) continue;
            Cap& taken = out.try_emplace(quota.quota, 0).first->second;
            if (quota.perNode == 0)
                taken.reset();
            else if (taken)
                *taken += nodes * quota.perNode;
        }
        return out;
    }
    /// @return  it leaves less of something
    static bool takeQuotas(const OfQuotas& taken, Provisionable& what)
    {
        bool isLess = false;
        for (estimate::QuotaRoom& quota : what.quotas) {
            const auto at = taken.find(quota.quota);
            if (at == taken.end() || !quota.left) continue;
            quota.left = at->second ? std::max<std::int64_t>(0, *quota.left - *at->second) : 0;
            isLess = true;
        }
        return isLess;
    }
    /// Room and addresses that open nodes of the buyer take. Where no node that is described holds two replicas, they cost none.
    [[nodiscard]] bool takeRoom(std::size_t b, Provisionable& what) const
    {
        const auto holdsSeveral = [&](const Offer& offer) {
            return !offer.refusal && std::max(offer.replicasPerNode, offer.mostPerNode) > 1;
        };
        if (std::none_of(what.offers.begin(), what.offers.end(), holdsSeveral)) return false;
        const std::int64_t pods = podsOf(b);
        std::map<std::uint32_t, std::int64_t> ofPool;
        std::map<std::pair<std::uint32_t, std::string>, std::int64_t> ofPlace;
        for (const Offer& open : what.offers) {
            if (!estimate::isTypeOpen(what, open)) continue;
            const std::int64_t nodes = std::min(pods, estimate::mostNodesOf(what, open).value_or(pods));
            ofPool[open.pool] += nodes;
            ofPlace[{open.pool, open.zone}] += nodes;
        }
        for (estimate::PoolRoom& room : what.rooms)
            if (room.nodes) *room.nodes = std::max<std::int64_t>(0, *room.nodes - std::min(pods, ofPool[room.pool]));
        for (Offer& offer : what.offers)
            if (offer.addresses)
                *offer.addresses =
                    std::max<std::int64_t>(0, *offer.addresses - std::min(pods, ofPlace[{offer.pool, offer.zone}]));
        return !ofPool.empty();
    }

    Facts& m_facts;
    const std::vector<Buyer>& m_buyers;
    const std::vector<std::int64_t>& m_wanted;
    const Ledger& m_before;
};

} // namespace

std::vector<std::int64_t> displacedOf(Facts& facts, const std::vector<Buyer>& buyers,
                                      const std::vector<std::int64_t>& wanted, const Ledger& before)
{
    std::vector<std::int64_t> out(buyers.size(), 0);
    const auto isOpen = [&](const Buyer& buyer) {
        return hasOpenTypes(facts.offersOf(buyer.site)) || (buyers.size() > 1 && comeTogether(facts, buyer));
    };
    if (std::none_of(buyers.begin(), buyers.end(), isOpen)) return out;
    Displacing displacing(facts, buyers, wanted, before);
    for (std::size_t b = 0; b < buyers.size(); ++b) out[b] = displacing.lossOf(b);
    return out;
}

FirstRoom firstRoomBeside(Facts& facts, std::size_t b, const std::vector<Buyer>& buyers,
                          const std::vector<std::int64_t>& wanted, const Ledger& before)
{
    const std::size_t site = buyers[b].site;
    FirstRoom out = facts.firstRoom(site);
    if (out.levels.empty() || buyers.size() < 2) return out;
    OfCells taken;
    for (std::size_t other = 0; other < buyers.size(); ++other) {
        const Buyer& one = buyers[other];
        if (other == b) continue;
        const bool isOpen = choosesOffers(facts.offersOf(one.site)) || comeTogether(facts, one);
        const std::int64_t pods = wanted[other] * facts.site(one.site).ask->podsPerReplica();
        for (const auto& [key, nodes] : isOpen ? mostOfCells(*one.what, pods) : shownCells(one)) taken[key] += nodes;
    }
    for (FirstRoom::Level& level : out.levels)
        for (FirstRoom::Place& place : level.places) {
            const estimate::Ask there = estimate::onlyIn(*facts.site(site).ask, place.labels);
            if (there.pods.empty()) continue;
            const Provisionable what = facts.offersFor(site, there);
            std::vector<Cap> cells;
            bool isLess = false;
            for (const Offer& offer : what.offers) {
                const auto gone = taken.find(offer.stock.key);
                Cap left = estimate::isUnsure(what, offer) ? Cap(estimate::leftOut) : before.leftOfCell(offer);
                if (gone != taken.end() && offer.stockBounds && gone->second > 0 && left && *left > 0) {
                    left = std::max<std::int64_t>(0, *left - gone->second);
                    isLess = true;
                }
                cells.push_back(left);
            }
            if (isLess)
                place.replicas -=
                    std::min(place.replicas, estimate::purchase(what, what.deliverable.lower, cells, false).missing);
        }
    return out;
}

} // namespace core::preview
