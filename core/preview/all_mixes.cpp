#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "core/estimate/joint_search.h"
#include "core/estimate/shelf.h"
#include "core/preview/mix_parts.h"
#include "core/preview/mixes.h"

/// Every mix of nodes, tried.
namespace core::preview {
namespace {

using detail::mostOf;
using detail::nodesFor;
using detail::Parts;
using estimate::detail::Cap;
using estimate::detail::capOf;
using estimate::detail::JointOffer;
using estimate::detail::JointProblem;
using Counts = std::vector<std::int64_t>;

/// What so many nodes take of every limit.
struct Use {
    Counts pools, places, cells, quotas;
    explicit Use(const JointProblem& problem)
        : pools(problem.pools.size(), 0)
        , places(problem.places.size(), 0)
        , cells(problem.cells.size(), 0)
        , quotas(problem.quotas.size(), 0)
    {}
    void add(const JointOffer& offer, std::int64_t nodes)
    {
        pools[offer.pool] += nodes;
        places[offer.place] += nodes;
        cells[offer.cell] += nodes;
        for (std::size_t q = 0; q < quotas.size(); ++q) quotas[q] += nodes * offer.weights[q];
    }
    /// One node more of it may not be there.
    [[nodiscard]] bool mayRefuse(const JointProblem& limits, const JointOffer& offer) const
    {
        const auto full = [](const Cap& cap, std::int64_t used, std::int64_t more) {
            return cap && more > 0 && used + more > *cap;
        };
        if (full(limits.pools[offer.pool], pools[offer.pool], 1) ||
            full(limits.places[offer.place], places[offer.place], 1) ||
            full(limits.cells[offer.cell], cells[offer.cell], 1) || (offer.most && *offer.most == 0))
            return true;
        for (std::size_t q = 0; q < quotas.size(); ++q)
            if (full(limits.quotas[q], quotas[q], offer.weights[q])) return true;
        return false;
    }
};

class Trying {
public:
    Trying(const MixProblem& problem, std::int64_t most)
        : m_problem(problem)
        , m_offers(problem.most.offers)
        , m_shelf(problem.most, nullptr)
        , m_nodes(m_offers.size(), 0)
        , m_open(problem.most.wanted)
        , m_largest(problem.most.wanted.size(), 0)
        , m_left(most)
    {
        for (const JointOffer& offer : m_offers) m_largest[offer.buyer] = std::max(m_largest[offer.buyer], offer.gain);
    }
    std::optional<AllMixes> run()
    {
        from(0);
        if (m_left < 0 || m_out.taken.empty()) return std::nullopt;
        return std::move(m_out);
    }

private:
    void from(std::size_t i)
    {
        if (--m_left < 0) return;
        if (i == m_offers.size()) {
            if (comesAbout()) collect();
            return;
        }
        from(i + 1);
        const JointOffer& offer = m_offers[i];
        std::int64_t taken = 0;
        const auto isNeeded = [&] { return m_open[offer.buyer] - offer.gain + m_largest[offer.buyer] > 0; };
        while (m_left >= 0 && offer.gain > 0 && isNeeded() && m_shelf.has(i)) {
            m_shelf.take(i);
            m_open[offer.buyer] -= offer.gain;
            ++m_nodes[i];
            ++taken;
            from(i + 1);
        }
        for (; taken > 0; --taken) {
            m_shelf.giveBack(i);
            m_open[offer.buyer] += offer.gain;
            --m_nodes[i];
        }
    }
    [[nodiscard]] bool comesAbout() const
    {
        for (std::size_t buyer = 0; buyer < m_open.size(); ++buyer)
            if (!comesAbout(buyer)) return false;
        return true;
    }
    [[nodiscard]] bool comesAbout(std::size_t buyer) const
    {
        std::size_t last = 0;
        std::int64_t largest = 0; // of the last turn
        bool any = false;
        for (std::size_t i = 0; i < m_offers.size(); ++i) {
            const JointOffer& offer = m_offers[i];
            if (offer.buyer != buyer || m_nodes[i] == 0) continue;
            if (!any || offer.turn > last) largest = offer.gain;
            largest = offer.turn >= last ? std::max(largest, offer.gain) : largest;
            last = std::max(last, offer.turn);
            any = true;
        }
        const bool isShort = m_open[buyer] > 0;
        if (isShort && m_problem.whole[buyer] != 0) return false;
        if (!isShort && any && m_open[buyer] + largest <= 0) return false; // nobody would buy its last node
        for (std::size_t i = 0; i < m_offers.size(); ++i) {
            const JointOffer& offer = m_offers[i];
            if (offer.buyer != buyer || offer.gain <= 0 || (!isShort && (!any || offer.turn >= last))) continue;
            if (!useBy(buyer, offer.turn).mayRefuse(m_problem.sure, m_problem.sure.offers[i])) return false;
        }
        return true;
    }
    /// Of everybody else, and of the buyer until the end of a turn.
    [[nodiscard]] Use useBy(std::size_t buyer, std::size_t turn) const
    {
        Use use(m_problem.sure);
        for (std::size_t i = 0; i < m_offers.size(); ++i)
            if (m_nodes[i] > 0 && (m_offers[i].buyer != buyer || m_offers[i].turn <= turn))
                use.add(m_offers[i], m_nodes[i]);
        return use;
    }
    void collect()
    {
        std::vector<MixEnds> each(m_open.size());
        for (std::size_t b = 0; b < each.size(); ++b)
            each[b].replicas.lower = m_problem.most.wanted[b] - std::max<std::int64_t>(0, m_open[b]);
        for (std::size_t i = 0; i < m_offers.size(); ++i) {
            MixEnds& mine = each[m_offers[i].buyer];
            mine.nodes.lower += m_nodes[i];
            mine.priced = mine.priced && (m_nodes[i] == 0 || m_problem.prices[i]);
            mine.leastCost = mine.leastCost.value_or(0) + m_nodes[i] * m_problem.prices[i].value_or(0);
        }
        MixEnds all;
        for (MixEnds& mine : each) all.add(mine);
        for (MixEnds& mine : each) mine.becomeOne();
        all.becomeOne();
        const bool first = m_out.taken.empty();
        if (first) {
            m_out.buyers = std::move(each);
            m_out.together = all;
            for (const std::int64_t nodes : m_nodes) m_out.taken.push_back(Range::exactly(nodes));
            return;
        }
        for (std::size_t b = 0; b < each.size(); ++b) m_out.buyers[b].include(each[b]);
        m_out.together.include(all);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            m_out.taken[i].lower = std::min(m_out.taken[i].lower, m_nodes[i]);
            m_out.taken[i].upper = std::max(*m_out.taken[i].upper, m_nodes[i]);
        }
    }

    const MixProblem& m_problem;
    const std::vector<JointOffer>& m_offers;
    estimate::detail::Shelf m_shelf;
    Counts m_nodes;
    Counts m_open;    ///< by buyer
    Counts m_largest; ///< node, by buyer
    std::int64_t m_left;
    AllMixes m_out;
};

} // namespace

void MixEnds::add(const MixEnds& other)
{
    replicas.lower += other.replicas.lower;
    nodes.lower += other.nodes.lower;
    priced = priced && other.priced;
    leastCost = leastCost.value_or(0) + other.leastCost.value_or(0);
    if (replicas.upper) replicas.upper = *replicas.upper + other.replicas.upper.value_or(0);
    if (nodes.upper) nodes.upper = *nodes.upper + other.nodes.upper.value_or(0);
    mostCost = mostCost.value_or(0) + other.mostCost.value_or(0);
}

void MixEnds::becomeOne()
{
    replicas.upper = replicas.lower;
    nodes.upper = nodes.lower;
    if (!priced) leastCost.reset();
    mostCost = leastCost;
}

void MixEnds::include(const MixEnds& other)
{
    const auto widen = [](Range& range, const Range& more) {
        range.lower = std::min(range.lower, more.lower);
        range.upper = std::max(*range.upper, *more.upper);
    };
    widen(replicas, other.replicas);
    widen(nodes, other.nodes);
    priced = priced && other.priced;
    if (other.leastCost) leastCost = std::min(leastCost.value_or(*other.leastCost), *other.leastCost);
    if (other.mostCost) mostCost = std::max(mostCost.value_or(*other.mostCost), *other.mostCost);
}

namespace {

/// Every mix; nothing if there are too many.
std::optional<AllMixes> tried(const MixProblem& problem, std::int64_t most, KnownMixes& known)
{
    constexpr std::int64_t hopeless = 64; // what is wanted cuts a part of them off, but not that much
    std::int64_t mixes = 1;
    for (const JointOffer& offer : problem.most.offers) {
        if (offer.gain > 0) mixes *= 1 + std::min(mostOf(problem.most, offer), hopeless * most);
        if (mixes > hopeless * most) return std::nullopt;
    }
    const KnownMixes::Question question{problem, most};
    return known.tried.of(question.digest(), question, [&] { return Trying(problem, most).run(); });
}

/// Of one buyer, with no limit but each offer's own: never inside the true ends.
MixEnds boundsOf(const MixProblem& problem)
{
    const std::int64_t wanted = problem.most.wanted.front();
    MixEnds out;
    const bool all = problem.whole.front() != 0 || coversWhatever(problem);
    out.replicas = {all ? wanted : estimate::detail::fewest(problem.sure).replicas, wanted};
    std::vector<MixType> nodes;
    std::vector<MixType> priced;
    for (std::size_t i = 0; i < problem.most.offers.size(); ++i) {
        const JointOffer& offer = problem.most.offers[i];
        const MixType type{offer.gain, mostOf(problem.most, offer), 1};
        if (offer.gain <= 0 || type.most == 0) continue;
        nodes.push_back(type);
        out.priced = out.priced && problem.prices[i];
        if (problem.prices[i]) priced.push_back({type.gain, type.most, *problem.prices[i]});
    }
    out.nodes = {costsOf(nodes, out.replicas.lower).least, costsOf(nodes, wanted).most};
    if (priced.empty()) return out;
    out.leastCost = costsOf(priced, out.replicas.lower).least;
    out.mostCost = costsOf(priced, wanted).most;
    return out;
}

/// Of all together, besides the sums of what each might take: so many replicas need nodes, and cells hold no more of them.
void boundTogether(const MixProblem& problem, MixEnds& all)
{
    std::vector<MixType> nodes;
    std::vector<MixType> priced;
    Counts ofCell(problem.most.cells.size(), 0);
    Counts dearest(problem.most.cells.size(), 0);
    for (std::size_t i = 0; i < problem.most.offers.size(); ++i) {
        const JointOffer& offer = problem.most.offers[i];
        const std::int64_t most = offer.gain > 0 ? mostOf(problem.most, offer) : 0;
        if (most <= 0) continue;
        nodes.push_back({offer.gain, most, 1});
        ofCell[offer.cell] += most;
        if (!problem.prices[i]) continue;
        priced.push_back({offer.gain, most, *problem.prices[i]});
        dearest[offer.cell] = std::max(dearest[offer.cell], *problem.prices[i]);
    }
    std::int64_t held = 0;
    std::int64_t cost = 0;
    for (std::size_t cell = 0; cell < ofCell.size(); ++cell) {
        const std::int64_t here = std::min(ofCell[cell], capOf(problem.most.cells[cell]));
        held += here;
        cost += here * dearest[cell];
    }
    all.nodes.lower = std::max(all.nodes.lower, costsOf(nodes, all.replicas.lower).least);
    if (all.nodes.upper) all.nodes.upper = std::min(*all.nodes.upper, held);
    if (!all.priced) return;
    if (all.leastCost) all.leastCost = std::max(*all.leastCost, costsOf(priced, all.replicas.lower).least);
    if (all.mostCost) all.mostCost = std::min(*all.mostCost, cost);
}

/// The one that is shown.
MixEnds shownOf(const MixProblem& problem, std::size_t buyer)
{
    MixEnds out;
    for (std::size_t i = 0; i < problem.shown.size(); ++i) {
        const JointOffer& offer = problem.most.offers[i];
        if (offer.buyer != buyer || problem.shown[i] == 0) continue;
        out.replicas.lower += problem.shown[i] * offer.gain;
        out.nodes.lower += problem.shown[i];
        out.priced = out.priced && problem.prices[i];
        out.leastCost = out.leastCost.value_or(0) + problem.shown[i] * problem.prices[i].value_or(0);
    }
    out.replicas.lower = std::min(out.replicas.lower, problem.most.wanted[buyer]);
    out.leastCost = out.leastCost.value_or(0);
    return out;
}

/// It comes about, whatever was not tried.
void includeShown(AllMixes& all, const MixProblem& problem)
{
    MixEnds together;
    for (std::size_t b = 0; b < all.buyers.size(); ++b) {
        MixEnds one = shownOf(problem, b);
        together.add(one);
        one.becomeOne();
        all.buyers[b].include(one);
    }
    together.becomeOne();
    all.together.include(together);
    for (std::size_t i = 0; i < all.taken.size(); ++i) {
        all.taken[i].lower = std::min(all.taken[i].lower, problem.shown[i]);
        all.taken[i].upper = std::max(*all.taken[i].upper, problem.shown[i]);
    }
}

} // namespace

bool coversWhatever(const MixProblem& problem)
{
    const JointProblem& sure = problem.sure;
    const std::size_t buyers = sure.wanted.size();
    std::vector<std::int64_t> nodes(buyers, 0); // most that a buyer may come to take
    for (const JointOffer& offer : sure.offers)
        if (offer.gain > 0)
            nodes[offer.buyer] = std::max(nodes[offer.buyer], nodesFor(sure.wanted[offer.buyer], offer));
    // Of each limit, the most that buyers may come to take of it.
    Use use(sure);
    std::vector<std::vector<std::int64_t>> ofQuota(buyers, std::vector<std::int64_t>(sure.quotas.size(), 0));
    std::vector<std::vector<std::size_t>> cellsOf(buyers);
    for (const JointOffer& offer : sure.offers) {
        if (offer.gain <= 0 || (offer.most && *offer.most == 0)) continue;
        use.pools[offer.pool] = nodes[offer.buyer];
        use.places[offer.place] = nodes[offer.buyer];
        for (std::size_t q = 0; q < sure.quotas.size(); ++q)
            ofQuota[offer.buyer][q] = std::max(ofQuota[offer.buyer][q], nodes[offer.buyer] * offer.weights[q]);
        std::vector<std::size_t>& cells = cellsOf[offer.buyer];
        if (std::find(cells.begin(), cells.end(), offer.cell) != cells.end()) continue;
        cells.push_back(offer.cell);
        use.cells[offer.cell] += std::min(nodes[offer.buyer], nodesFor(sure.wanted[offer.buyer], offer));
    }
    for (std::size_t i = 0; i < sure.pools.size(); ++i)
        if (use.pools[i] > capOf(sure.pools[i])) return false;
    for (std::size_t i = 0; i < sure.places.size(); ++i)
        if (use.places[i] > capOf(sure.places[i])) return false;
    for (std::size_t q = 0; q < sure.quotas.size(); ++q) {
        std::int64_t sum = 0;
        for (const auto& mine : ofQuota) sum += mine[q];
        if (sum > capOf(sure.quotas[q])) return false;
    }
    for (std::size_t b = 0; b < buyers; ++b) {
        std::int64_t replicas = 0;
        std::vector<std::size_t> counted;
        for (const JointOffer& offer : sure.offers) {
            if (offer.buyer != b || offer.gain <= 0) continue;
            if (std::find(counted.begin(), counted.end(), offer.cell) != counted.end()) continue;
            counted.push_back(offer.cell);
            const std::int64_t mine = std::min(nodes[b], nodesFor(sure.wanted[b], offer));
            const std::int64_t left = capOf(sure.cells[offer.cell]) - (use.cells[offer.cell] - mine);
            replicas += std::clamp<std::int64_t>(left, 0, mine) * offer.gain;
        }
        if (replicas < sure.wanted[b]) return false;
    }
    return true;
}

std::uint64_t KnownMixes::Question::digest() const
{
    Digest digest;
    for (const JointProblem* one : {&problem.most, &problem.sure}) {
        for (const auto* caps : {&one->pools, &one->places, &one->cells, &one->quotas}) digest.add(*caps);
        digest.add(one->wanted);
    }
    digest.add(problem.shown);
    digest.add(most);
    return digest.sum();
}

AllMixes mixesOf(const MixProblem& problem, std::int64_t most, KnownMixes& known)
{
    const auto buyers = static_cast<std::int64_t>(problem.most.wanted.size());
    assert(problem.sure.offers.size() == problem.most.offers.size());
    std::optional<AllMixes> together = tried(problem, most, known);
    AllMixes out;
    if (together) out = std::move(*together);
    std::optional<Parts> parts;
    if (!together) parts.emplace(problem);
    std::int64_t allTogether = std::numeric_limits<std::int64_t>::max(); // at least, should anybody be short
    for (std::size_t b = 0; !together && b < problem.most.wanted.size(); ++b) {
        const KnownMixes::Question one{parts->of(b), most / buyers};
        out.buyers.push_back(known.ofOne.of(one.digest(), one, [&] {
            const std::optional<AllMixes> mine = tried(one.problem, one.most, known);
            return mine ? mine->buyers.front() : boundsOf(one.problem);
        }));
        Range& replicas = out.buyers.back().replicas;
        if (replicas.lower < problem.most.wanted[b]) {
            const auto least = parts->leastOf(b);
            replicas.lower = std::max(replicas.lower, least ? least->replicas : 0);
            if (replicas.lower < problem.most.wanted[b])
                allTogether = std::min(allTogether, least ? least->ifShort : 0);
        }
        if (b == 0)
            out.together = out.buyers.front();
        else
            out.together.add(out.buyers.back());
    }
    if (!together && allTogether < std::numeric_limits<std::int64_t>::max()) {
        std::vector<std::int64_t> least;
        for (const MixEnds& one : out.buyers) least.push_back(one.replicas.lower);
        Range& replicas = out.together.replicas;
        replicas.lower = std::min(std::max(allTogether, parts->leastTogether(least)), *replicas.upper);
    }
    if (!together) boundTogether(problem, out.together);
    includeShown(out, problem);
    return out;
}

} // namespace core::preview
