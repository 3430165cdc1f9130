#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/base/words.h"
#include "core/preview/limits.h"

/// Cells and quotas that several clusters count, each for itself, and that do not hold what all of them were given.
namespace core::preview {
namespace {

using estimate::Limit;

/// What is wanted of one cell or quota.
struct Wanted {
    std::set<std::size_t> clusters; ///< by site
    std::int64_t used{};            ///< by what is bought
    std::int64_t missing{};         ///< besides, for those that get none
    std::int64_t step = 1;          ///< what the next replica needs at least

    /// Nothing is left of it for another replica, and somebody misses that.
    [[nodiscard]] bool isShort(const std::optional<std::int64_t>& there) const
    {
        return clusters.size() > 1 && missing > 0 && there && *there - used < step;
    }
    [[nodiscard]] std::string asked() const { return std::to_string(used + missing); }
};

/// "1 instance", "≥ 3 instances"
std::string leftText(const estimate::Cell& cell)
{
    if (cell.instances == Range::exactly(0)) return "0 instances";
    return estimate::toText(cell) + (cell.instances == Range::exactly(1) ? " instance" : " instances");
}

class Sharing {
public:
    explicit Sharing(const Facts& facts)
        : m_facts(&facts)
    {}
    void addBought(const Buyer& buyer)
    {
        for (std::size_t i = 0; i < buyer.got.nodes.size(); ++i) {
            const estimate::Offer& offer = buyer.what->offers[i];
            if (buyer.got.nodes[i] == 0 || !offer.stockBounds) continue;
            m_cells[offer.stock.key].used += buyer.got.nodes[i];
            m_cells[offer.stock.key].clusters.insert(buyer.site);
        }
        for (const estimate::QuotaRoom& room : buyer.what->quotas) {
            const std::int64_t used = room.usedBy(buyer.got.nodes);
            if (used == 0) continue;
            m_quotas[room.quota].used += used;
            m_quotas[room.quota].clusters.insert(buyer.site);
        }
    }
    /// Who would buy more of what, where stock is short. Before addShort, and for everybody.
    void addWish(const Buyer& buyer, std::int64_t open)
    {
        if (open <= 0 || buyer.got.missingBy != Limit::Stock) return;
        for (const estimate::Offer& offer : buyer.what->offers) {
            if (offer.refusal || !offer.stockBounds) continue;
            Wanted& cell = m_cells[offer.stock.key];
            cell.clusters.insert(buyer.site);
            cell.step = std::max(cell.step, offer.nodesPerReplica);
            m_shown.emplace(offer.stock.key, offer.stock);
        }
    }
    /// @param open  replicas that get no node whatever stock turns out to be; each is counted at one limit
    void addShort(const Buyer& buyer, std::int64_t open)
    {
        if (open <= 0) return;
        // Groups that do not become whole have some of their nodes already.
        const auto& idle = buyer.got.idle.nodes;
        const std::int64_t begun = std::accumulate(idle.begin(), idle.end(), std::int64_t{0});
        const auto missing = [&](const estimate::Offer& offer) {
            return std::max<std::int64_t>(0, offer.nodesFor(open) - begun);
        };
        if (const estimate::Offer* offer = whatOthersTook(buyer)) m_cells[offer->stock.key].missing += missing(*offer);
        std::vector<std::uint32_t> counted;
        for (const estimate::QuotaRoom& room : buyer.what->quotas) {
            if (buyer.got.missingBy != Limit::Quota || room.offers.empty()) continue;
            const estimate::Offer& offer = buyer.what->offers[room.offers.front()];
            Wanted& quota = m_quotas[room.quota];
            quota.clusters.insert(buyer.site);
            quota.step = std::max(quota.step, room.perNode * std::max<std::int64_t>(1, offer.nodesPerReplica));
            if (std::find(counted.begin(), counted.end(), room.quota) == counted.end())
                quota.missing += missing(offer) * room.perNode;
            counted.push_back(room.quota);
        }
    }
    [[nodiscard]] std::vector<Reason> reasons() const
    {
        std::vector<Reason> out;
        for (const auto& [key, cell] : m_shown) {
            const Wanted& wanted = m_cells.at(key);
            if (!wanted.isShort(cell.instances.upper)) continue;
            out.push_back(
                {ReasonId::SharedCell,
                 {names(wanted), instanceText(key.instanceType, key.spot), key.zone, leftText(cell), wanted.asked()},
                 {}});
        }
        for (const auto& [index, wanted] : m_quotas) {
            const model::Quota& quota = m_facts->fleet().quotas[index];
            if (!quota.limit || !quota.used) continue;
            const std::int64_t there = std::max<std::int64_t>(0, *quota.limit - *quota.used);
            if (!wanted.isShort(there)) continue;
            out.push_back({ReasonId::SharedQuota,
                           {names(wanted), quotaText(quota), counted(there, unitOf(quota)), wanted.asked()},
                           {}});
        }
        return out;
    }

private:
    /// Of the cells that the buyer is short of the first that others count, too, and that has nothing left; nullptr: none.
    [[nodiscard]] const estimate::Offer* whatOthersTook(const Buyer& buyer) const
    {
        if (buyer.got.missingBy != Limit::Stock) return nullptr;
        for (const estimate::Offer& offer : buyer.what->offers) {
            if (offer.refusal || !offer.stockBounds) continue;
            const Wanted& cell = m_cells.at(offer.stock.key);
            const auto& there = offer.stock.instances.upper;
            if (cell.clusters.size() > 1 && there && *there - cell.used < cell.step) return &offer;
        }
        return nullptr;
    }
    [[nodiscard]] std::string names(const Wanted& wanted) const
    {
        std::vector<std::string> out;
        for (const std::size_t site : wanted.clusters) out.push_back(m_facts->site(site).data->cluster.name);
        return listed(out);
    }
    const Facts* m_facts;
    std::map<estimate::CellKey, Wanted> m_cells;
    std::map<estimate::CellKey, estimate::Cell> m_shown;
    std::map<std::uint32_t, Wanted> m_quotas;
};

} // namespace

std::vector<Reason> sharedLimits(const Facts& facts, const std::vector<Buyer>& sure, const std::vector<Buyer>& perhaps)
{
    Sharing sharing(facts);
    for (const auto* buyers : {&sure, &perhaps})
        for (const Buyer& buyer : *buyers) sharing.addBought(buyer);
    const auto open = [&](const Buyer& buyer) {
        std::int64_t missing = buyer.got.missing;
        for (const Buyer& more : perhaps)
            if (more.site == buyer.site) missing -= more.placed();
        return missing;
    };
    for (const Buyer& buyer : sure) sharing.addWish(buyer, open(buyer));
    for (const Buyer& buyer : sure) sharing.addShort(buyer, open(buyer));
    return sharing.reasons();
}

namespace {

/// What a buyer may take at most of what others want, too.
struct MayTake {
    std::map<estimate::CellKey, std::int64_t> cells; ///< nodes
    std::map<std::uint32_t, std::int64_t> quotas;    ///< of the quota's own unit
};

MayTake mayTake(const Buyer& buyer)
{
    MayTake out;
    const estimate::Provisionable& what = *buyer.what;
    std::vector<std::int64_t> nodes;
    for (const estimate::Offer& offer : what.offers) {
        const std::int64_t all = offer.nodesFor(buyer.wanted);
        nodes.push_back(offer.refusal ? 0 : std::min(all, estimate::mostNodesOf(what, offer).value_or(all)));
        if (nodes.back() <= 0 || !offer.stockBounds) continue;
        std::int64_t& ofCell = out.cells[offer.stock.key];
        ofCell = std::min(all, ofCell + nodes.back());
    }
    for (const estimate::QuotaRoom& room : what.quotas)
        for (const std::uint32_t offer : room.offers) {
            std::int64_t& used = out.quotas[room.quota];
            used = std::max(used, nodes[offer] * room.perNode);
        }
    return out;
}

/// Replicas that get a node once the others have taken that.
std::int64_t leftBy(const std::vector<Buyer>& buyers, const std::vector<std::size_t>& group, std::size_t b,
                    const Ledger& before, Solved& solved)
{
    const Buyer& buyer = buyers[b];
    const estimate::Provisionable& what = *buyer.what;
    std::vector<std::optional<std::int64_t>> cells = before.cellsOf(what);
    std::vector<std::optional<std::int64_t>> quotas = before.quotasOf(what);
    for (const std::size_t other : group) {
        if (other == b) continue;
        const MayTake taken = mayTake(buyers[other]);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto at = taken.cells.find(what.offers[i].stock.key);
            if (at == taken.cells.end() || !what.offers[i].stockBounds || cells[i].value_or(0) <= 0) continue;
            cells[i] = std::max<std::int64_t>(0, *cells[i] - at->second);
        }
        for (std::size_t q = 0; q < quotas.size(); ++q) {
            const auto at = taken.quotas.find(what.quotas[q].quota);
            if (at != taken.quotas.end() && quotas[q]) quotas[q] = std::max<std::int64_t>(0, *quotas[q] - at->second);
        }
    }
    const OffersPtr left = solved.rest({buyer.what, {}, {}, std::move(quotas), false, false});
    return buyer.wanted - solved.purchase(left, buyer.wanted, std::move(cells), false).missing;
}

} // namespace

std::vector<Range> byWhoAsksFirst(const std::vector<Buyer>& buyers, const Ledger& before, Solved& solved)
{
    std::vector<Range> out;
    for (const Buyer& buyer : buyers) out.push_back(Range::exactly(buyer.placed()));
    for (const std::vector<std::size_t>& group : inEachOthersWay(buyers, before)) {
        const bool isShort =
            std::any_of(group.begin(), group.end(), [&](std::size_t b) { return buyers[b].got.missing > 0; });
        if (group.size() < 2 || !isShort) continue;
        for (const std::size_t b : group) {
            const Buyer& buyer = buyers[b];
            const std::int64_t first =
                buyer.wanted - solved.purchase(buyer.what, buyer.wanted, before.cellsOf(*buyer.what), false).missing;
            out[b] = {std::min(buyer.placed(), leftBy(buyers, group, b, before, solved)),
                      std::max(buyer.placed(), first)};
        }
    }
    return out;
}

} // namespace core::preview
