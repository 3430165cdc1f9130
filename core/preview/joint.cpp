#include "core/preview/joint.h"

#include <algorithm>
#include <numeric>

#include "core/estimate/joined.h"

namespace core::preview {
namespace {

using estimate::detail::Cap;
using estimate::detail::Joined;
using estimate::detail::JointAnswer;
using estimate::detail::JointOffer;
using estimate::detail::JointProblem;
using Nodes = std::vector<std::int64_t>;
using Group = std::vector<std::size_t>; ///< of buyers

/// Nodes of an offer at most, if nobody else bought.
std::int64_t mightTake(const Buyer& buyer, const estimate::Offer& offer, const Ledger& ledger)
{
    std::int64_t nodes = offer.nodesFor(buyer.wanted);
    for (const estimate::PoolRoom& room : buyer.what->rooms)
        if (room.pool == offer.pool && room.nodes) nodes = std::min(nodes, *room.nodes);
    if (offer.addresses) nodes = std::min(nodes, *offer.addresses);
    if (const auto left = ledger.leftOfCell(offer)) nodes = std::min(nodes, *left);
    return std::max<std::int64_t>(0, nodes);
}

/// @see inEachOthersWay
class Groups {
public:
    Groups(const std::vector<Buyer>& buyers, const Ledger& ledger)
        : m_parent(buyers.size())
    {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
        std::map<estimate::CellKey, Limit> cells;
        std::map<std::uint32_t, Limit> quotas;
        for (std::size_t b = 0; b < buyers.size(); ++b) {
            const estimate::Provisionable& what = *buyers[b].what;
            std::vector<std::int64_t> most;
            for (const estimate::Offer& offer : what.offers)
                most.push_back(offer.refusal ? 0 : mightTake(buyers[b], offer, ledger));
            for (std::size_t i = 0; i < most.size(); ++i)
                if (const auto left = ledger.leftOfCell(what.offers[i]))
                    cells[what.offers[i].stock.key].add(b, most[i], *left);
            for (const estimate::QuotaRoom& quota : what.quotas)
                for (const std::uint32_t offer : quota.offers)
                    if (const auto left = ledger.leftOfQuota(quota))
                        quotas[quota.quota].add(b, most[offer] * quota.perNode, *left);
        }
        for (const auto& [key, limit] : cells) join(limit);
        for (const auto& [index, limit] : quotas) join(limit);
    }
    [[nodiscard]] std::vector<Group> all()
    {
        std::map<std::size_t, Group> byRoot;
        for (std::size_t b = 0; b < m_parent.size(); ++b) byRoot[root(b)].push_back(b);
        std::vector<Group> out;
        for (auto& [first, group] : byRoot) out.push_back(std::move(group));
        return out;
    }

private:
    struct Limit {
        std::int64_t most{};
        std::int64_t left{};
        std::vector<std::size_t> buyers;
        void add(std::size_t buyer, std::int64_t might, std::int64_t there)
        {
            left = there;
            if (might == 0) return;
            most += might;
            if (buyers.empty() || buyers.back() != buyer) buyers.push_back(buyer);
        }
    };
    void join(const Limit& limit)
    {
        if (limit.most <= limit.left) return;
        for (const std::size_t buyer : limit.buyers) join(buyer, limit.buyers.front());
    }
    std::size_t root(std::size_t b)
    {
        while (m_parent[b] != b) b = m_parent[b] = m_parent[m_parent[b]];
        return b;
    }
    void join(std::size_t a, std::size_t b)
    {
        a = root(a);
        b = root(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }
    std::vector<std::size_t> m_parent;
};

/// What a group may buy, as one problem.
class Shared {
public:
    /// @param all  also offers of which at worst nothing is there: then as such
    Shared(const std::vector<Buyer>& buyers, const Group& group, const Ledger& ledger, Solved& solved, bool all = false)
        : m_buyers(&buyers)
        , m_group(&group)
        , m_all(all)
    {
        for (std::size_t i = 0; i < group.size(); ++i) add(i, buyers[group[i]], ledger, solved);
        for (JointOffer& offer : m_problem.offers) offer.weights.resize(m_problem.quotas.size(), 0);
    }
    [[nodiscard]] const JointProblem& problem() const { return m_problem; }
    [[nodiscard]] SharedProblem taken() && { return {std::move(m_problem), std::move(m_first), std::move(m_offers)}; }
    void want(std::size_t i, std::int64_t replicas) { m_problem.wanted[i] = replicas; }

    /// Instances that a buyer is given, by offer; offers of one cell share them.
    [[nodiscard]] std::vector<std::optional<std::int64_t>> instancesOf(std::size_t i, const JointAnswer& answer) const
    {
        const estimate::Provisionable& what = *(*m_buyers)[(*m_group)[i]].what;
        std::vector<std::int64_t> given(m_ownCells[i].size(), 0);
        for (std::size_t k = 0; k < m_offers[i].size(); ++k) given[m_ownCells[i][k]] += answer.nodes[m_first[i] + k];
        std::vector<std::optional<std::int64_t>> out(what.offers.size(), estimate::leftOut);
        for (std::size_t k = 0; k < m_offers[i].size(); ++k) out[m_offers[i][k]] = given[m_ownCells[i][k]];
        return out;
    }

private:
    void add(std::size_t index, const Buyer& buyer, const Ledger& ledger, Solved& solved)
    {
        const auto end = ledger.end() == End::Lower ? estimate::detail::End::Lower : estimate::detail::End::Upper;
        std::vector<Cap> cells = ledger.cellsOf(*buyer.what);
        std::vector<std::uint8_t> nothing(cells.size(), 0);
        for (std::size_t i = 0; m_all && i < cells.size(); ++i) {
            if (cells[i] != estimate::leftOut) continue;
            cells[i] = ledger.leftOfCell(buyer.what->offers[i]);
            nothing[i] = 1;
        }
        const Solved::Joined& own = solved.joined(buyer.what, end, std::move(cells));
        m_first.push_back(m_problem.offers.size());
        m_offers.push_back(own.offers);
        m_ownCells.emplace_back();
        m_cells.resize(solved.cells(), none);
        m_problem.wanted.push_back(std::min<std::int64_t>(buyer.wanted, mostWanted));
        std::vector<std::size_t> quotaAt;
        for (std::size_t q = 0; q < own.problem.quotas.size(); ++q)
            quotaAt.push_back(limitAt(own.quotaOf[q], own.problem.quotas[q]));
        const std::size_t pools = m_problem.pools.size();
        const std::size_t places = m_problem.places.size();
        append(m_problem.pools, own.problem.pools);
        append(m_problem.places, own.problem.places);
        for (std::size_t k = 0; k < own.offers.size(); ++k) {
            JointOffer offer = own.problem.offers[k];
            offer.buyer = index;
            if (nothing[own.offers[k]] != 0) offer.most = 0;
            offer.pool += pools;
            offer.place += places;
            m_ownCells.back().push_back(offer.cell);
            offer.cell = cellAt(own.cellOf[k], own.problem.cells[offer.cell]);
            const std::vector<std::int64_t>& weights = own.problem.offers[k].weights;
            offer.weights.assign(m_problem.quotas.size(), 0);
            for (std::size_t q = 0; q < weights.size(); ++q) offer.weights[quotaAt[q]] = weights[q];
            m_problem.offers.push_back(std::move(offer));
        }
    }
    static void append(std::vector<Cap>& all, const std::vector<Cap>& more)
    {
        all.insert(all.end(), more.begin(), more.end());
    }
    std::size_t cellAt(std::size_t number, const Cap& cap)
    {
        if (number != Joined::npos) {
            if (m_cells[number] != none) return m_cells[number];
            m_cells[number] = m_problem.cells.size();
        }
        m_problem.cells.push_back(cap);
        return m_problem.cells.size() - 1;
    }
    /// A quota is everybody's, a rule among replicas its buyer's.
    std::size_t limitAt(std::size_t quota, const Cap& cap)
    {
        if (quota != Joined::npos) {
            const auto [at, isNew] = m_quotas.try_emplace(quota, m_problem.quotas.size());
            if (!isNew) return at->second;
        }
        m_problem.quotas.push_back(cap);
        return m_problem.quotas.size() - 1;
    }

    static constexpr std::int64_t mostWanted = 1'000'000; ///< as many as anybody counts to
    const std::vector<Buyer>* m_buyers;
    const Group* m_group;
    bool m_all;
    JointProblem m_problem;
    std::vector<std::size_t> m_first;                 ///< of the problem's offers, by buyer of the group
    std::vector<std::vector<std::uint32_t>> m_offers; ///< of the buyer's, by buyer of the group
    /// By buyer and offer, the cell in the buyer's own problem: a pool that skips the stock check has one of its own.
    std::vector<std::vector<std::size_t>> m_ownCells;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> m_cells; ///< of the problem, by number (Solved::Joined)
    std::map<std::size_t, std::size_t> m_quotas;
};

std::int64_t missingOf(const std::vector<Buyer>& buyers, const Group& group)
{
    return std::accumulate(group.begin(), group.end(), std::int64_t{0},
                           [&](std::int64_t sum, std::size_t b) { return sum + buyers[b].got.missing; });
}

JointAnswer togetherOf(const Shared& shared, const HowToBuy& how)
{
    return how.solved.together(shared.problem());
}

/// Groups of pods are dealt out one by one, to whom has the least part of what he wants, then in the order given. Each
/// takes what comes first in the provisioner's order; where that takes away what another one needs, a flow finds out who
/// has to buy elsewhere.
class Dealing {
public:
    Dealing(std::vector<Buyer>& buyers, const Group& group, const Ledger& ledger, const HowToBuy& how)
        : m_buyers(buyers)
        , m_group(group)
        , m_ledger(ledger)
        , m_taken(ledger)
        , m_how(how)
        , m_shared(buyers, group, ledger, how.solved)
        , m_has(group.size(), 0)
    {
        constexpr std::int64_t mostDeals = 256;
        std::int64_t sum = 0;
        for (const std::size_t b : group) {
            sum += buyers[b].wanted;
            buyers[b].got = how.solved.purchase(buyers[b].what, 0, {}, false);
        }
        m_steps.assign(group.size(), std::max<std::int64_t>(1, sum / mostDeals));
        m_byFlow =
            std::all_of(group.begin(), group.end(), [&](std::size_t b) { return buyers[b].what->podsOfGroup > 0; });
    }

    void run()
    {
        for (std::size_t i = next(); i < m_group.size(); i = next()) {
            const std::int64_t more = std::min(m_steps[i], wanted(i) - m_has[i]);
            if (!inOrder(i, more) && !(m_byFlow && byFlow(i, more))) m_steps[i] /= 2;
        }
        for (std::size_t i = 0; i < m_group.size(); ++i) begin(i);
    }

private:
    [[nodiscard]] std::int64_t wanted(std::size_t i) const { return m_buyers[m_group[i]].wanted; }
    [[nodiscard]] std::size_t next() const
    {
        std::size_t out = m_group.size();
        for (std::size_t i = 0; i < m_group.size(); ++i) {
            if (m_steps[i] == 0 || m_has[i] == wanted(i)) continue;
            if (out == m_group.size() || m_has[i] * wanted(out) < m_has[out] * wanted(i)) out = i;
        }
        return out;
    }
    /// What the others leave.
    [[nodiscard]] Ledger besides(std::size_t i) const
    {
        Ledger left = m_taken;
        left.giveBack(*m_buyers[m_group[i]].what, m_buyers[m_group[i]].got.nodes);
        return left;
    }
    void take(std::size_t i, estimate::Purchase got)
    {
        Buyer& buyer = m_buyers[m_group[i]];
        m_taken.giveBack(*buyer.what, buyer.got.nodes);
        buyer.got = std::move(got);
        m_taken.take(*buyer.what, buyer.got.nodes);
    }
    bool inOrder(std::size_t i, std::int64_t more)
    {
        const Buyer& buyer = m_buyers[m_group[i]];
        const Ledger left = besides(i);
        estimate::Purchase got = m_how.solved.purchase(buyer.what, m_has[i] + more, left.cellsOf(*buyer.what), false);
        if (got.missing > 0 || !left.allows(*buyer.what, got.nodes)) return false;
        m_has[i] += more;
        take(i, std::move(got));
        return true;
    }
    bool byFlow(std::size_t i, std::int64_t more)
    {
        std::vector<std::int64_t> has = m_has;
        has[i] += more;
        std::int64_t pods = 0;
        for (std::size_t k = 0; k < m_group.size(); ++k) {
            // Alone with all there is, so many lie on nodes that run.
            const Buyer& buyer = m_buyers[m_group[k]];
            const estimate::Purchase& alone =
                m_how.solved.purchase(buyer.what, has[k], m_ledger.cellsOf(*buyer.what), false);
            std::int64_t own = has[k] * buyer.what->podsOfGroup;
            for (const auto& [row, count] : alone.onRunning) own -= count;
            m_shared.want(k, own);
            pods += own;
        }
        const JointAnswer answer = togetherOf(m_shared, m_how);
        if (answer.replicas < pods) return false;
        std::vector<estimate::Purchase> got;
        for (std::size_t k = 0; k < m_group.size(); ++k) {
            const Buyer& buyer = m_buyers[m_group[k]];
            got.push_back(m_how.solved.purchase(buyer.what, has[k], m_shared.instancesOf(k, answer), false));
            if (got.back().missing > 0) return false;
        }
        Ledger left = m_ledger;
        for (std::size_t k = 0; k < m_group.size(); ++k) {
            if (!left.allows(*m_buyers[m_group[k]].what, got[k].nodes)) return false;
            left.take(*m_buyers[m_group[k]].what, got[k].nodes);
        }
        for (std::size_t k = 0; k < m_group.size(); ++k) take(k, std::move(got[k]));
        m_has = std::move(has);
        return true;
    }
    /// What is missing is begun, too, with what is left.
    void begin(std::size_t i)
    {
        Buyer& buyer = m_buyers[m_group[i]];
        buyer.got.missing = buyer.wanted - m_has[i];
        if (buyer.got.missing == 0) return;
        const Ledger left = besides(i);
        estimate::Purchase got =
            m_how.solved.purchase(buyer.what, buyer.wanted, left.cellsOf(*buyer.what), m_how.named);
        if (got.missing <= buyer.got.missing && left.allows(*buyer.what, got.nodes)) take(i, std::move(got));
    }

    std::vector<Buyer>& m_buyers;
    const Group& m_group;
    const Ledger& m_ledger; ///< before anybody bought
    Ledger m_taken;         ///< by now
    HowToBuy m_how;
    Shared m_shared;
    std::vector<std::int64_t> m_has;   ///< by buyer of the group
    std::vector<std::int64_t> m_steps; ///< that he is dealt next; 0: he gets no more
    bool m_byFlow = false;
};

/// What nobody can better: alone with all there is, a buyer gets no less than beside the others.
std::int64_t missingAtLeast(const std::vector<Buyer>& buyers, const Group& group, const Ledger& before, Solved& solved)
{
    std::int64_t out = 0;
    for (const std::size_t b : group) {
        const Buyer& buyer = buyers[b];
        out += solved.purchase(buyer.what, buyer.wanted, before.cellsOf(*buyer.what), false).missing;
    }
    return out;
}

/// Where one order leaves somebody without, others are tried: whose groups take least of what is short is not known before.
/// @return  as buyTogether
std::int64_t dealGroups(std::vector<Buyer>& buyers, const Group& group, Ledger& ledger, const HowToBuy& how)
{
    const int mostOrders = group.size() > 4 ? 3 : 24; // all of four buyers
    std::vector<Buyer> best;
    Group order = group;
    for (int tried = 0; tried < mostOrders; ++tried) {
        std::vector<Buyer> trial = buyers;
        Dealing(trial, order, ledger, how).run();
        if (best.empty() || missingOf(trial, group) < missingOf(best, group)) best = std::move(trial);
        if (missingOf(best, group) == 0) break;
        if (group.size() > 4)
            std::rotate(order.begin(), order.begin() + 1, order.end());
        else
            std::next_permutation(order.begin(), order.end());
        if (order == group) break;
    }
    std::int64_t untried = 0;
    if (group.size() > 4 && missingOf(best, group) > 0)
        untried = std::max<std::int64_t>(0, missingOf(best, group) - missingAtLeast(buyers, group, ledger, how.solved));
    buyers = std::move(best);
    for (const std::size_t b : group) ledger.take(*buyers[b].what, buyers[b].got.nodes);
    return untried;
}

/// @return  as buyTogether
std::int64_t buyAsGroup(std::vector<Buyer>& buyers, const Group& group, Ledger& ledger, const HowToBuy& how)
{
    Shared shared(buyers, group, ledger, how.solved);
    JointAnswer answer;
    // Rules among a cluster's replicas can leave it less than what it was given: that is dealt out again.
    for (int round = 0; round < 3; ++round) {
        answer = togetherOf(shared, how);
        bool again = false;
        for (std::size_t i = 0; i < group.size(); ++i) {
            Buyer& buyer = buyers[group[i]];
            const std::int64_t wished = round == 0 ? buyer.wanted : shared.problem().wanted[i];
            buyer.got = how.solved.purchase(buyer.what, buyer.wanted, shared.instancesOf(i, answer), how.named);
            if (buyer.what->domains.empty() || buyer.placed() >= wished) continue;
            shared.want(i, buyer.placed());
            again = true;
        }
        if (!again || missingOf(buyers, group) == 0) break;
    }
    for (const std::size_t b : group) ledger.take(*buyers[b].what, buyers[b].got.nodes);
    return answer.exact ? 0 : std::min(answer.ceiling - answer.replicas, missingOf(buyers, group));
}

} // namespace

std::int64_t buyTogether(std::vector<Buyer>& buyers, Ledger& ledger, const HowToBuy& how)
{
    // Where nobody stands in another's way, everybody gets what he would get alone.
    bool clash = false;
    Ledger together = ledger;
    for (Buyer& buyer : buyers) {
        buyer.got = how.solved.purchase(buyer.what, buyer.wanted, ledger.cellsOf(*buyer.what), how.named);
        clash = clash || !together.allows(*buyer.what, buyer.got.nodes);
        together.take(*buyer.what, buyer.got.nodes);
    }
    if (!clash) {
        ledger = std::move(together);
        return 0;
    }
    std::int64_t open = 0;
    const Ledger before = ledger;
    for (const Group& group : Groups(buyers, before).all()) {
        Ledger alone = before;
        bool holds = true;
        for (const std::size_t b : group) {
            holds = holds && alone.allows(*buyers[b].what, buyers[b].got.nodes);
            alone.take(*buyers[b].what, buyers[b].got.nodes);
        }
        if (!holds) {
            if (buyers[group.front()].what->groups)
                open += dealGroups(buyers, group, ledger, how);
            else
                open += buyAsGroup(buyers, group, ledger, how);
            continue;
        }
        for (const std::size_t b : group) ledger.take(*buyers[b].what, buyers[b].got.nodes);
    }
    return open;
}

std::vector<std::vector<std::size_t>> inEachOthersWay(const std::vector<Buyer>& buyers, const Ledger& ledger)
{
    return Groups(buyers, ledger).all();
}

SharedProblem sharedProblem(const std::vector<Buyer>& buyers, const Ledger& ledger, Solved& solved)
{
    Group all(buyers.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return Shared(buyers, all, ledger, solved, true).taken();
}

void reserve(estimate::Provisionable& what, const std::vector<std::int64_t>& nodes)
{
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        if (nodes[i] == 0) continue;
        const std::uint32_t pool = what.offers[i].pool;
        const std::string zone = what.offers[i].zone;
        for (estimate::PoolRoom& room : what.rooms)
            if (room.pool == pool && room.nodes) *room.nodes -= nodes[i];
        for (estimate::Offer& offer : what.offers)
            if (offer.pool == pool && offer.zone == zone && offer.addresses) *offer.addresses -= nodes[i];
    }
}

void shrink(estimate::Provisionable& what, const std::vector<std::int64_t>& nodes,
            const std::vector<std::int64_t>& replicas)
{
    if (what.groups) {
        what.standing.groups += std::accumulate(replicas.begin(), replicas.end(), std::int64_t{0});
        what.standing.nodes.resize(nodes.size(), 0);
        for (std::size_t i = 0; i < nodes.size(); ++i) what.standing.nodes[i] += nodes[i];
    }
    reserve(what, nodes);
    for (estimate::DomainRoom& domain : what.domains) {
        for (std::size_t k = 0; k < domain.offers.size(); ++k) {
            const std::uint32_t offer = domain.offers[k];
            if (domain.replicas) *domain.replicas -= replicas[offer];
            if (domain.sure) *domain.sure = std::max<std::int64_t>(0, *domain.sure - replicas[offer]);
            domain.there += replicas[offer] + domain.broughtBy(k) * nodes[offer];
        }
    }
}

OffersPtr restOf(const Buyer& buyer, const Ledger& ledger, bool formula, Solved& solved)
{
    return solved.rest({buyer.what, buyer.got.nodes, buyer.got.replicas, ledger.quotasOf(*buyer.what), false, formula});
}

void nameShortage(Buyer& buyer, const Ledger& ledger, Solved& solved)
{
    const OffersPtr rest = restOf(buyer, ledger, false, solved);
    std::vector<std::optional<std::int64_t>> cells;
    for (const estimate::Offer& offer : rest->offers) cells.push_back(ledger.leftOfCell(offer));
    const auto isOpen = [](const estimate::PoolRoom& room) { return !room.nodes; };
    estimate::Purchase more;
    if (std::any_of(rest->rooms.begin(), rest->rooms.end(), isOpen)) {
        estimate::Provisionable closed = *rest;
        for (estimate::PoolRoom& room : closed.rooms)
            if (!room.nodes) room.nodes = 0; // that the maximum is not known is what holds, not stock
        more = estimate::purchase(closed, buyer.got.missing, cells);
    } else {
        more = solved.purchase(rest, buyer.got.missing, std::move(cells), true);
    }
    if (more.missingBy == estimate::Limit::None) return;
    buyer.got.missingBy = more.missingBy;
    buyer.got.missingText = std::move(more.missingText);
}

} // namespace core::preview
