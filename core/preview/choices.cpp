#include "core/preview/choices.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>

#include "core/preview/kinds_of_pods.h"
#include "core/preview/mixes.h"

namespace core::preview {
namespace {

using estimate::Offer;
using estimate::Provisionable;
using Row = std::pair<Share*, std::uint32_t>;

/// Rows that are one purchase: all of a cluster's, or those of one pool in one zone.
struct Part {
    std::size_t of{}; ///< index into what was handed in
    Buyer sure;
    Buyer most;
    std::vector<Row> rows;
    bool mayFallShort = true;
    bool counted = true; ///< of kinds of pods that are not alike nobody counted what a node takes

    [[nodiscard]] std::int64_t nodes(bool unsureToo) const
    {
        std::int64_t sum = 0;
        for (const Row& row : rows)
            if (unsureToo || !row.first->unsure) sum += row.first->nodes;
        return sum;
    }
    [[nodiscard]] std::int64_t cost(bool unsureToo) const
    {
        std::int64_t sum = 0;
        for (const Row& row : rows)
            if (unsureToo || !row.first->unsure) sum += row.first->nodes * row.first->price->perHour.micros;
        return sum;
    }
    [[nodiscard]] std::int64_t placed() const { return mayFallShort ? sure.placed() : 0; }
    /// Empty: a row's price is not known, or in another currency.
    [[nodiscard]] std::string currency() const
    {
        std::string out;
        for (const Row& row : rows) {
            if (!row.first->price) return {};
            const std::string& one = row.first->price->perHour.currency;
            if (!out.empty() && out != one) return {};
            out = one;
        }
        return out;
    }
};

/// Its pods fit by the formula, and whether the scaler, who takes types in their turn, finds so too is not known: it takes the
/// type as if it fitted, or passes it by.
bool isDoubtful(const Provisionable& what, const Offer& offer)
{
    return !what.groups && !offer.refusal && offer.doubt == estimate::Doubt::Size;
}

/// Such a type, and one that is described, in whose place it may come.
bool mayBeDisplaced(const Provisionable& what)
{
    return std::any_of(what.offers.begin(), what.offers.end(),
                       [&](const Offer& one) { return estimate::isTypeOpen(what, one); }) &&
           std::any_of(what.offers.begin(), what.offers.end(),
                       [&](const Offer& one) { return !one.refusal && estimate::mostNodesOf(what, one) != 0; });
}

std::int64_t heldBy(const Provisionable& what, const Row& row)
{
    return what.groups ? row.first->nodes * what.offers[row.second].podsPerNode : row.first->replicas;
}

/// Of one pool in one zone, with what it is shown to hold.
Part fixedPart(const Choosing& whole, std::size_t of, std::vector<Row> rows)
{
    Part out;
    out.of = of;
    out.mayFallShort = false;
    const Offer& first = whole.most.what->offers[rows.front().second];
    auto what = std::make_shared<Provisionable>(*whole.most.what);
    what->domains.clear();
    for (Offer& offer : what->offers) {
        if (offer.pool == first.pool && offer.zone == first.zone && offer.spot == first.spot) {
            out.counted = out.counted && (!what->groups || offer.podsPerNode > 0 || offer.refusal);
            continue;
        }
        offer.refusal.emplace();
        offer.doubt = estimate::Doubt::None;
    }
    for (const Row& row : rows) {
        out.most.wanted += heldBy(*what, row);
        if (!row.first->unsure) out.sure.wanted += heldBy(*what, row);
    }
    out.rows = std::move(rows);
    out.sure.site = out.most.site = whole.most.site;
    out.sure.what = out.most.what = std::move(what);
    return out;
}

std::vector<Part> partsOf(const std::vector<Choosing>& all)
{
    std::vector<Part> out;
    for (std::size_t of = 0; of < all.size(); ++of) {
        const Choosing& one = all[of];
        if (one.most.what->domains.empty() && !one.most.what->groups) {
            out.push_back({of, one.sure, one.most, one.rows});
            continue;
        }
        if (areOfKinds(*one.most.what)) continue; // see addKinds
        std::map<std::tuple<std::uint32_t, std::string, bool>, std::vector<Row>> byPlace;
        for (const Row& row : one.rows) {
            const Offer& offer = one.most.what->offers[row.second];
            byPlace[{offer.pool, offer.zone, offer.spot}].push_back(row);
        }
        for (auto& [place, rows] : byPlace) out.push_back(fixedPart(one, of, std::move(rows)));
    }
    return out;
}

using Ranked = std::vector<std::pair<int, std::uint32_t>>; ///< rank and pool

const estimate::PoolRoom& roomOf(const Provisionable& what, std::uint32_t pool)
{
    return *std::find_if(what.rooms.begin(), what.rooms.end(),
                         [pool](const estimate::PoolRoom& room) { return room.pool == pool; });
}

/// Pools that something may be bought from.
Ranked openPools(const Provisionable& what)
{
    Ranked out;
    for (const Offer& offer : what.offers) {
        if (offer.refusal || (!out.empty() && out.back().second == offer.pool)) continue; // offers come pool by pool
        if (estimate::mostNodesOf(what, offer) != 0) out.emplace_back(roomOf(what, offer.pool).rank, offer.pool);
    }
    return out;
}

bool isAlone(const Ranked& pools, int rank)
{
    return std::count_if(pools.begin(), pools.end(), [rank](const auto& one) { return one.first == rank; }) < 2;
}

/// Turns over all pools of a buyer: those of a higher rank wait for those before them. Where several have one rank, any of their types
/// may come first.
void countTurns(SharedProblem& shared, const std::vector<const Provisionable*>& of)
{
    for (std::size_t b = 0; b < shared.first.size(); ++b) {
        const Ranked pools = openPools(*of[b]);
        std::size_t base = 0;
        std::size_t last = 0;
        std::optional<int> before;
        for (std::size_t k = 0; k < shared.offers[b].size(); ++k) {
            estimate::detail::JointOffer& offer = shared.problem.offers[shared.first[b] + k];
            const int rank = roomOf(*of[b], of[b]->offers[shared.offers[b][k]].pool).rank;
            if (before && rank != *before) base = last + 1;
            before = rank;
            offer.turn = base + (isAlone(pools, rank) ? offer.turn : 0);
            last = std::max(last, offer.turn);
        }
    }
}

/// The parts as one problem.
struct Posed {
    MixProblem problem;
    SharedProblem layout;
};

Posed posedOf(const std::vector<Part>& parts, const HowToChoose& how)
{
    std::vector<Buyer> atWorst;
    std::vector<Buyer> atBest;
    for (const Part& part : parts) {
        atWorst.push_back(part.sure);
        atBest.push_back(part.most);
    }
    Posed out;
    std::vector<const Provisionable*> of;
    for (const Part& part : parts) of.push_back(part.most.what.get());
    out.layout = sharedProblem(atBest, how.most, how.solved);
    countTurns(out.layout, of);
    out.problem.most = out.layout.problem;
    SharedProblem worst = sharedProblem(atWorst, how.sure, how.solved);
    countTurns(worst, of);
    out.problem.sure = std::move(worst.problem);
    out.problem.sure.wanted = out.problem.most.wanted;
    const auto noMore = [](std::vector<estimate::detail::Cap>& caps, const std::vector<estimate::detail::Cap>& than) {
        for (std::size_t i = 0; i < caps.size(); ++i)
            if (than[i] && (!caps[i] || *caps[i] > *than[i])) caps[i] = than[i];
    };
    noMore(out.problem.sure.pools, out.problem.most.pools);
    noMore(out.problem.sure.places, out.problem.most.places);
    noMore(out.problem.sure.cells, out.problem.most.cells);
    noMore(out.problem.sure.quotas, out.problem.most.quotas);
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const Part& part = parts[b];
        out.problem.whole.push_back(part.mayFallShort ? 0 : 1);
        const std::string currency = part.currency();
        for (const std::uint32_t index : out.layout.offers[b]) {
            const Offer& offer = part.most.what->offers[index];
            const bool priced = offer.price && offer.price->perHour.currency == currency;
            out.problem.prices.push_back(priced ? std::optional(offer.price->perHour.micros) : std::nullopt);
            std::int64_t nodes = 0;
            for (const Row& row : part.rows)
                if (row.second == index) nodes += row.first->nodes;
            if (part.rows.empty() && index < part.sure.got.nodes.size()) nodes = part.sure.got.nodes[index];
            out.problem.shown.push_back(nodes);
        }
    }
    return out;
}

/// What is wanted for certain alone: the lower ends may be lower then.
void includeSure(AllMixes& all, Posed posed, const std::vector<Part>& parts, const HowToChoose& how)
{
    bool differs = false;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        differs = differs || parts[b].sure.wanted != parts[b].most.wanted;
        posed.problem.most.wanted[b] = posed.problem.sure.wanted[b] = parts[b].sure.wanted;
        for (std::size_t k = 0; k < posed.layout.offers[b].size(); ++k) {
            std::int64_t& shown = posed.problem.shown[posed.layout.first[b] + k];
            for (const Row& row : parts[b].rows)
                if (row.second == posed.layout.offers[b][k] && row.first->unsure) shown -= row.first->nodes;
        }
    }
    const bool unsure =
        std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.nodes(false) != part.nodes(true); });
    if (!differs && !unsure) return;
    const AllMixes less = mixesOf(posed.problem, how.tried, how.solved.mixes());
    for (std::size_t b = 0; b < parts.size(); ++b) all.buyers[b].include(less.buyers[b]);
    all.together.include(less.together);
    if (less.taken.empty()) all.taken.clear();
    for (std::size_t i = 0; i < all.taken.size(); ++i)
        all.taken[i].lower = std::min(all.taken[i].lower, less.taken[i].lower);
}

/// A whole that is dealt out: to each in turn as much as it could be by itself.
std::vector<std::int64_t> dealt(std::int64_t whole, const std::vector<std::int64_t>& each)
{
    std::vector<std::int64_t> out;
    whole = std::max<std::int64_t>(0, whole);
    for (const std::int64_t most : each) {
        out.push_back(std::clamp<std::int64_t>(most, 0, whole));
        whole -= out.back();
    }
    return out;
}

/// How far a figure of the parts goes below and above what is shown.
struct Spread {
    std::vector<std::int64_t> less;
    std::vector<std::int64_t> more;
};
/// @param sure, all     shown, by part: without and with what is not sure
/// @param least, most   by part, and of all together at the end
Spread spreadOf(const std::vector<std::int64_t>& sure, const std::vector<std::int64_t>& all,
                const std::vector<std::int64_t>& least, const std::vector<std::int64_t>& most)
{
    std::vector<std::int64_t> less;
    std::vector<std::int64_t> more;
    std::int64_t wholeLess = -least.back();
    std::int64_t wholeMore = most.back();
    for (std::size_t i = 0; i < sure.size(); ++i) {
        less.push_back(sure[i] - least[i]);
        more.push_back(most[i] - all[i]);
        wholeLess += sure[i];
        wholeMore -= all[i];
    }
    return {dealt(wholeLess, less), dealt(wholeMore, more)};
}

/// Takes from the sure rows in order, and adds to them in order, as long as a row stays within its own ends.
/// @param least, most  of a row by itself
template <class Own, class Least, class Most, class Set>
void toRows(const std::vector<Row>& rows, std::int64_t less, std::int64_t more, Own own, Least least, Most most,
            Set set)
{
    std::vector<std::int64_t> lower;
    std::vector<std::int64_t> upper;
    for (const Row& row : rows) {
        const std::int64_t all = own(*row.first);
        const std::int64_t sure = row.first->unsure ? 0 : all;
        const std::int64_t gone = std::min(less, std::max<std::int64_t>(0, sure - least(row)));
        const std::int64_t come = std::min(more, std::max<std::int64_t>(0, most(row) - all));
        lower.push_back(sure - gone);
        upper.push_back(all + come);
        less -= gone;
        more -= come;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) { // the sum counts more than any row
        const std::int64_t gone = std::min(less, lower[i]);
        less -= gone;
        set(*rows[i].first, lower[i] - gone, upper[i] + (i == 0 ? more : 0));
    }
}

/// All may go, and all come to the first.
template <class Own, class Set>
void toRows(const std::vector<Row>& rows, std::int64_t less, std::int64_t more, Own own, Set set)
{
    toRows(
        rows, less, more, own, [](const Row&) { return std::int64_t{0}; },
        [](const Row&) { return std::numeric_limits<std::int64_t>::max(); }, set);
}

/// Of one node that may be bought, the cheapest and the dearest.
std::pair<std::int64_t, std::int64_t> pricesOf(const Part& part)
{
    const Provisionable& what = *part.most.what;
    const std::string currency = part.currency();
    std::optional<std::int64_t> cheapest;
    std::int64_t dearest = 0;
    const auto add = [&](const model::Price& price) {
        cheapest = std::min(cheapest.value_or(price.perHour.micros), price.perHour.micros);
        dearest = std::max(dearest, price.perHour.micros);
    };
    for (const Row& row : part.rows)
        if (row.first->price) add(*row.first->price);
    for (const Offer& offer : what.offers) {
        if ((offer.refusal && !estimate::isTypeOpen(what, offer)) || estimate::mostNodesOf(what, offer) == 0) continue;
        if (offer.price && offer.price->perHour.currency == currency)
            add(*offer.price);
        else
            cheapest = 0;
    }
    return {cheapest.value_or(0), dearest};
}

/// Of the problem's offers, those that are doubtful. Where replicas have rules among themselves each place keeps what it is shown
/// to hold.
std::vector<std::size_t> doubtfulOf(const std::vector<Part>& parts, const SharedProblem& layout)
{
    std::vector<std::size_t> out;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const Provisionable& what = *parts[b].most.what;
        for (std::size_t k = 0; parts[b].mayFallShort && k < layout.offers[b].size(); ++k)
            if (isDoubtful(what, what.offers[layout.offers[b][k]])) out.push_back(layout.first[b] + k);
    }
    return out;
}

/// As if scalers took every doubtful type.
std::vector<Part> withDoubtful(std::vector<Part> parts)
{
    for (Part& part : parts) {
        if (!part.mayFallShort) continue;
        for (Buyer* const buyer : {&part.sure, &part.most}) {
            auto what = std::make_shared<Provisionable>(*buyer->what);
            for (Offer& offer : what->offers)
                if (isDoubtful(*what, offer)) offer.doubt = estimate::Doubt::None;
            buyer->what = std::move(what);
        }
    }
    return parts;
}

/// Which of two sets of mixes comes about is not known.
void unite(AllMixes& all, const AllMixes& other)
{
    for (std::size_t b = 0; b < all.buyers.size(); ++b) all.buyers[b].include(other.buyers[b]);
    all.together.include(other.together);
    if (other.taken.empty()) all.taken.clear();
    for (std::size_t i = 0; i < all.taken.size(); ++i) {
        all.taken[i].lower = std::min(all.taken[i].lower, other.taken[i].lower);
        all.taken[i].upper = std::max(*all.taken[i].upper, *other.taken[i].upper);
    }
}

/// Scalers take all doubtful types, or none; of several kinds also some.
AllMixes describedMixesOf(const std::vector<Part>& parts, const Posed& posed, const std::vector<std::size_t>& doubtful,
                          const HowToChoose& how)
{
    const auto over = [&how](const Posed& one, const std::vector<Part>& of) {
        AllMixes mixes = mixesOf(one.problem, how.tried, how.solved.mixes());
        includeSure(mixes, one, of, how);
        return mixes;
    };
    if (doubtful.empty()) return over(posed, parts);
    Posed none = posed;
    for (const std::size_t i : doubtful) none.problem.most.offers[i].most = none.problem.sure.offers[i].most = 0;
    AllMixes out = over(none, parts);
    const std::vector<Part> taking = withDoubtful(parts);
    unite(out, over(posedOf(taking, how), taking));
    const std::vector<estimate::detail::JointOffer>& offers = posed.problem.most.offers;
    const auto isOther = [&](std::size_t i) {
        return offers[i].pool != offers[doubtful.front()].pool || offers[i].turn != offers[doubtful.front()].turn;
    };
    if (std::any_of(doubtful.begin(), doubtful.end(), isOther)) unite(out, over(posed, parts));
    return out;
}

/// Replicas that the part is shown to buy for.
std::int64_t shownIn(const Part& part, bool unsureToo)
{
    if (part.rows.empty()) return part.sure.placed();
    std::int64_t sum = 0;
    for (const Row& row : part.rows)
        if (unsureToo || !row.first->unsure) sum += row.first->replicas;
    return sum;
}

/// What open offers take of quotas at most, of what is left for certain.
/// @param of  whose open offers count; fewer than `sure` has
std::vector<estimate::QuotaRoom> heaviestIn(const Provisionable& sure, const Provisionable& of)
{
    std::vector<estimate::QuotaRoom> out = estimate::heaviestOpen(sure);
    for (estimate::QuotaRoom& quota : out)
        std::erase_if(quota.offers, [&](std::uint32_t i) { return !estimate::isTypeOpen(of, of.offers[i]); });
    std::erase_if(out, [](const estimate::QuotaRoom& quota) { return quota.offers.empty(); });
    return out;
}

/// What a node of a type that nobody described is taken to be.
struct OpenNode {
    bool forAll = false; ///< it holds all replicas, or pods, that are wanted; else one
    bool heavy = false;  ///< it takes of quotas as much as it may; else nothing
};

/// As if scalers bought such types. What else is wanted is a share of its own, which nobody can count.
std::vector<Part> withOpen(std::vector<Part> parts, const OpenNode& node)
{
    for (Part& part : parts) {
        const OffersPtr of = part.most.what;
        if (!mayBeDisplaced(*of)) continue;
        if (part.mayFallShort) { // else it is what is shown
            part.most.wanted = std::min(part.most.wanted, shownIn(part, true));
            part.sure.wanted = std::min(part.sure.wanted, shownIn(part, false));
        }
        const std::int64_t each = node.forAll ? std::max<std::int64_t>(1, part.most.wanted) : 1;
        const std::vector<estimate::QuotaRoom> quotas =
            node.heavy ? heaviestIn(*part.sure.what, *of) : std::vector<estimate::QuotaRoom>();
        for (Buyer* const buyer : {&part.sure, &part.most}) {
            auto what = std::make_shared<Provisionable>(*buyer->what);
            for (std::size_t i = 0; i < what->offers.size(); ++i)
                if (estimate::isTypeOpen(*of, of->offers[i])) estimate::takeOpenType(what->offers[i], each);
            what->quotas.insert(what->quotas.end(), quotas.begin(), quotas.end());
            buyer->what = std::move(what);
        }
    }
    return parts;
}

/// They may be the smallest, and so come before all others.
void putFirst(Posed& posed, const std::vector<Part>& parts)
{
    for (std::size_t b = 0; b < parts.size(); ++b) {
        for (std::size_t k = 0; k < posed.layout.offers[b].size(); ++k) {
            const std::size_t i = posed.layout.first[b] + k;
            const bool open =
                estimate::isTypeOpen(*parts[b].most.what, parts[b].most.what->offers[posed.layout.offers[b][k]]);
            for (estimate::detail::JointProblem* const problem : {&posed.problem.most, &posed.problem.sure})
                problem->offers[i].turn = open ? 0 : problem->offers[i].turn + 1;
        }
    }
}

/// Mixes of a problem that has more offers, as far as they speak of those of this one.
AllMixes narrowed(AllMixes mixes, const SharedProblem& wide, const SharedProblem& narrow)
{
    if (mixes.taken.empty()) return mixes;
    std::vector<Range> taken(narrow.problem.offers.size(), Range::exactly(0));
    for (std::size_t b = 0; b < narrow.offers.size(); ++b) {
        for (std::size_t k = 0; k < narrow.offers[b].size(); ++k) {
            const auto at = std::find(wide.offers[b].begin(), wide.offers[b].end(), narrow.offers[b][k]);
            if (at != wide.offers[b].end())
                taken[narrow.first[b] + k] =
                    mixes.taken[wide.first[b] + static_cast<std::size_t>(at - wide.offers[b].begin())];
        }
    }
    mixes.taken = std::move(taken);
    return mixes;
}

/// Scalers pass such types by, which is what `all` holds, or take them first.
void includeOpen(AllMixes& all, const std::vector<Part>& parts, const Posed& posed, const HowToChoose& how)
{
    const auto displaced = [&](const Part& part) { return mayBeDisplaced(*part.most.what); };
    if (std::none_of(parts.begin(), parts.end(), displaced)) return;
    std::vector<OpenNode> nodes = {{false, false}, {true, false}};
    const auto isCounted = [&](const Part& part) { return displaced(part) && !part.most.what->openQuotas.empty(); };
    if (std::any_of(parts.begin(), parts.end(), isCounted)) nodes.push_back({false, true});
    for (const OpenNode& node : nodes) {
        const std::vector<Part> taking = withOpen(parts, node);
        Posed wide = posedOf(taking, how);
        putFirst(wide, parts);
        AllMixes mixes = mixesOf(wide.problem, how.tried, how.solved.mixes());
        includeSure(mixes, wide, taking, how);
        unite(all, narrowed(std::move(mixes), wide.layout, posed.layout));
    }
    // What nodes without a price cost is not known, and those with one may all be displaced.
    bool open = false;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const Provisionable& what = *parts[b].most.what;
        const std::string currency = parts[b].currency();
        const bool unpriced = std::any_of(what.offers.begin(), what.offers.end(), [&](const Offer& offer) {
            return estimate::isTypeOpen(what, offer) && !(offer.price && offer.price->perHour.currency == currency);
        });
        if (!unpriced || !displaced(parts[b])) continue;
        all.buyers[b].priced = all.together.priced = false;
        all.buyers[b].leastCost = all.together.leastCost = 0;
        open = true;
    }
    if (!open) return;
    all.together.mostCost = 0; // what is known of it bounds nobody
    for (const MixEnds& one : all.buyers) *all.together.mostCost += one.mostCost.value_or(0);
}

AllMixes allMixesOf(const std::vector<Part>& parts, const Posed& posed, const std::vector<std::size_t>& doubtful,
                    const HowToChoose& how)
{
    AllMixes out = describedMixesOf(parts, posed, doubtful, how);
    includeOpen(out, parts, posed, how);
    return out;
}

/// Offers of earlier turns may leave somebody without, so that it comes to this one.
bool mayBeReached(const Posed& posed, std::size_t offer)
{
    MixProblem earlier = posed.problem;
    const estimate::detail::JointOffer& one = posed.problem.most.offers[offer];
    for (estimate::detail::JointOffer& other : earlier.sure.offers)
        if (other.buyer == one.buyer && other.turn >= one.turn) other.gain = 0;
    return !coversWhatever(earlier);
}

/// Of what is shown as sure, replicas that may come to nodes of doubtful types, which may turn out too small, by part.
std::vector<std::int64_t> onDoubtful(const std::vector<Part>& parts, const Posed& posed,
                                     const std::vector<std::size_t>& doubtful, const AllMixes& mixes)
{
    std::vector<std::int64_t> out(parts.size(), 0);
    for (const std::size_t i : doubtful) {
        const estimate::detail::JointOffer& offer = posed.problem.most.offers[i];
        const std::int64_t placed = parts[offer.buyer].placed();
        std::int64_t nodes = 0;
        if (!mixes.taken.empty())
            nodes = *mixes.taken[i].upper;
        else if (mayBeReached(posed, i))
            nodes = placed; // not every mix was tried
        std::int64_t& here = out[offer.buyer];
        here = std::min(placed, here + nodes * offer.gain);
    }
    return out;
}

std::vector<std::int64_t> perhapsWithoutIn(const std::vector<Part>& parts, const AllMixes& mixes)
{
    std::vector<std::int64_t> shown;
    std::vector<std::int64_t> least;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        shown.push_back(parts[b].placed());
        least.push_back(parts[b].mayFallShort ? mixes.buyers[b].replicas.lower : 0);
    }
    std::int64_t together = mixes.together.replicas.lower;
    for (std::size_t b = 0; b < parts.size(); ++b)
        if (!parts[b].mayFallShort) together -= mixes.buyers[b].replicas.lower;
    least.push_back(std::max<std::int64_t>(0, together));
    return spreadOf(shown, shown, least, least).less;
}

/// The same, and besides what may come to nodes that turn out too small.
std::vector<std::int64_t> perhapsWithoutIn(const std::vector<Part>& parts, const Posed& posed,
                                           const std::vector<std::size_t>& doubtful, const AllMixes& mixes)
{
    std::vector<std::int64_t> out = perhapsWithoutIn(parts, mixes);
    const std::vector<std::int64_t> more = onDoubtful(parts, posed, doubtful, mixes);
    for (std::size_t b = 0; b < out.size(); ++b) out[b] = std::min(parts[b].placed(), out[b] + more[b]);
    return out;
}

void addCosts(const std::vector<Part>& parts, const AllMixes& mixes)
{
    std::vector<std::int64_t> sure;
    std::vector<std::int64_t> all;
    std::vector<std::int64_t> least;
    std::vector<std::int64_t> most;
    std::int64_t leastTogether = mixes.together.leastCost.value_or(0);
    std::int64_t mostTogether = mixes.together.mostCost.value_or(0);
    std::set<std::string> currencies;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const bool priced = !parts[b].currency().empty();
        if (priced) currencies.insert(parts[b].currency());
        sure.push_back(priced ? parts[b].cost(false) : 0);
        all.push_back(priced ? parts[b].cost(true) : 0);
        least.push_back(priced ? mixes.buyers[b].leastCost.value_or(sure[b]) : 0);
        most.push_back(priced ? mixes.buyers[b].mostCost.value_or(all[b]) : 0);
    }
    if (currencies.size() > 1 || !mixes.together.leastCost) { // nothing that all together have is known
        leastTogether = 0;
        mostTogether = 0;
        for (std::size_t b = 0; b < parts.size(); ++b) {
            leastTogether += least[b];
            mostTogether += most[b];
        }
    }
    least.push_back(leastTogether);
    most.push_back(mostTogether);
    const Spread spread = spreadOf(sure, all, least, most);
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const std::string currency = parts[b].currency();
        if (currency.empty()) continue;
        const bool open = !mixes.buyers[b].priced || !parts[b].counted;
        const std::pair<std::int64_t, std::int64_t> prices = pricesOf(parts[b]);
        toRows(
            parts[b].rows, spread.less[b], spread.more[b],
            [](const Share& share) { return share.price->perHour.micros * share.nodes; },
            [&prices](const Row& row) { return nodesOf(*row.first).lower * prices.first; },
            [&prices](const Row& row) { return nodesOf(*row.first).upper.value_or(0) * prices.second; },
            [&](Share& share, std::int64_t lower, std::int64_t upper) {
                CostRange cost{{lower, currency}, std::nullopt};
                if (!open) cost.upper = MoneyPerHour{upper, currency};
                share.choice->cost = std::move(cost);
            });
    }
}

void addNodes(const std::vector<Part>& parts, const AllMixes& mixes, const std::vector<std::int64_t>& without)
{
    std::vector<std::int64_t> sure;
    std::vector<std::int64_t> all;
    std::vector<std::int64_t> least;
    std::vector<std::int64_t> most;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        sure.push_back(parts[b].nodes(false));
        all.push_back(parts[b].nodes(true));
        least.push_back(mixes.buyers[b].nodes.lower);
        most.push_back(*mixes.buyers[b].nodes.upper);
    }
    least.push_back(mixes.together.nodes.lower);
    most.push_back(*mixes.together.nodes.upper);
    const Spread spread = spreadOf(sure, all, least, most);
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const auto set = [](Range Share::Choice::*which) {
            return [which](Share& share, std::int64_t lower, std::int64_t upper) {
                (*share.choice).*which = {lower, upper};
            };
        };
        toRows(
            parts[b].rows, spread.less[b], spread.more[b], [](const Share& share) { return share.nodes; },
            set(&Share::Choice::nodes));
        toRows(
            parts[b].rows, without[b], 0, [](const Share& share) { return share.replicas; },
            set(&Share::Choice::replicas));
    }
}

/// From what the most may take of an offer to what the fewest do.
void addStock(const Posed& posed, const std::vector<Part>& parts, const AllMixes& mixes)
{
    for (std::size_t b = 0; b < parts.size(); ++b) {
        for (const Row& row : parts[b].rows) {
            Share& share = *row.first;
            if (!share.stockBefore) continue;
            const std::vector<std::uint32_t>& offers = posed.layout.offers[b];
            const auto at = std::find(offers.begin(), offers.end(), row.second);
            const auto index = posed.layout.first[b] + static_cast<std::size_t>(at - offers.begin());
            Range taken{0, parts[b].most.wanted}; // a node takes one at least
            if (!mixes.taken.empty() && at != offers.end()) taken = mixes.taken[index];
            std::int64_t before = 0; // of the same, what rows above are shown to take
            for (const Row& other : parts[b].rows) {
                if (other.first == row.first) break;
                if (other.second == row.second) before += other.first->nodes;
            }
            Range after = *share.stockBefore;
            after.lower = std::max<std::int64_t>(0, after.lower - std::max<std::int64_t>(0, *taken.upper - before));
            if (after.upper) {
                const std::int64_t least = share.unsure ? 0 : std::max<std::int64_t>(0, taken.lower - before);
                after.upper = std::max(after.lower, *after.upper - least);
            }
            share.stockAfter = after;
        }
    }
}

bool makesNoDifference(const Share& share)
{
    Share plain = share;
    plain.choice.reset();
    const auto cost = costOf(share);
    const auto plainCost = costOf(plain);
    return replicasOf(share) == replicasOf(plain) && nodesOf(share) == nodesOf(plain) &&
           cost.has_value() == plainCost.has_value() && (!cost || *cost == *plainCost);
}

/// What is sure of a cluster's groups of kinds of pods, all of its rows one purchase.
/// @return  as addChoices
std::int64_t addKinds(Choosing& one, std::size_t of, bool alone, const Ledger& ledger)
{
    const std::vector<Part> parts{{of, one.sure, one.most, one.rows}};
    const Part& part = parts.front();
    AllMixes mixes;
    mixes.buyers = {endsOfKinds(one, ledger, {part.nodes(false), part.nodes(true)}, alone)};
    mixes.together = mixes.buyers.front();
    const std::vector<std::int64_t> without = perhapsWithoutIn(parts, mixes);
    if (one.rows.empty()) return without.front();
    for (const Row& row : one.rows) row.first->choice.emplace();
    addNodes(parts, mixes, without);
    addCosts(parts, mixes);
    for (const Row& row : one.rows) {
        Share& share = *row.first;
        if (share.stockBefore) {
            share.stockAfter = share.stockBefore;
            std::int64_t& least = share.stockAfter->lower;
            least = std::max<std::int64_t>(0, least - mostOfKinds(one, one.most.what->offers[row.second]));
        }
        if (makesNoDifference(share)) share.choice.reset();
    }
    return without.front();
}

} // namespace

std::vector<std::uint32_t> rivalsOf(const Provisionable& what, std::uint32_t pool)
{
    std::vector<std::uint32_t> out;
    const int rank = roomOf(what, pool).rank;
    for (const auto& [ofOther, other] : openPools(what))
        if (ofOther == rank && other != pool) out.push_back(other);
    return out;
}

bool mayBeInstead(const Provisionable& what, const Offer& offer, const Offer& other)
{
    if (other.refusal || estimate::mostNodesOf(what, other) == 0) return false;
    if (other.pool == offer.pool)
        return other.instanceType == offer.instanceType || !roomOf(what, offer.pool).oneTypeChoice ||
               isDoubtful(what, std::less<>()(&offer, &other) ? offer : other); // offers come by size
    const std::vector<std::uint32_t> rivals = rivalsOf(what, offer.pool);
    return std::find(rivals.begin(), rivals.end(), other.pool) != rivals.end();
}

bool mayBeAnotherType(const Provisionable& what, const Offer& offer, std::int64_t nodes)
{
    // Where the version fixes the type, what there is of a smaller one decides how many of the next are bought.
    const auto asStockTurnsOut = [&](const Offer& other) {
        if (other.pool != offer.pool || other.refusal || estimate::mostNodesOf(what, other) == 0) return false;
        if (std::less<>()(&other, &offer)) return other.stockBounds && !other.stock.instances.isExact();
        return offer.stockBounds && !offer.stock.instances.isExact() && offer.stock.instances.lower < nodes;
    };
    return std::any_of(what.offers.begin(), what.offers.end(), [&](const Offer& other) {
        // How large it is, and whether it has cards, says when its pool's turn is.
        if (estimate::isTypeOpen(what, other))
            return what.domains.empty() || (other.pool == offer.pool && other.zone == offer.zone);
        if (!mayBeInstead(what, offer, other) && !asStockTurnsOut(other)) return false;
        const bool sameCost = other.price.has_value() == offer.price.has_value() &&
                              (!offer.price || other.price->perHour == offer.price->perHour);
        return other.instanceType != offer.instanceType ||
               (other.pool != offer.pool && (other.spot != offer.spot || !sameCost));
    });
}

bool mayBeInAnotherZone(const Provisionable& what, const Offer& offer)
{
    // Replicas with rules among themselves: each zone keeps what it is shown to hold.
    return what.domains.empty() && std::any_of(what.offers.begin(), what.offers.end(), [&](const Offer& other) {
               return other.pool == offer.pool && other.zone != offer.zone && mayBeInstead(what, offer, other);
           });
}

bool choosesOffers(const Provisionable& what)
{
    if (mayBeDisplaced(what)) return true;
    const Ranked pools = openPools(what);
    if (std::any_of(pools.begin(), pools.end(), [&](const auto& one) { return !isAlone(pools, one.first); }))
        return true;
    for (const estimate::PoolRoom& room : what.rooms) {
        const Offer* last = nullptr; // a pool's offers come type by type
        int types = 0;
        bool open = !room.oneTypeChoice;
        for (const Offer& offer : what.offers) {
            if (offer.pool != room.pool || offer.refusal || estimate::mostNodesOf(what, offer) == 0) continue;
            if (last != nullptr && last->zone != offer.zone && last->instanceType == offer.instanceType) return true;
            if (last == nullptr || last->instanceType != offer.instanceType) ++types;
            last = &offer;
            // Where the version fixes the type, what there is of the first decides how many of the next are bought.
            open = open || (offer.stockBounds && !offer.stock.instances.isExact()) || isDoubtful(what, offer);
        }
        if (types > 1 && open) return true;
    }
    return false;
}

std::vector<std::int64_t> perhapsWithout(const std::vector<Choosing>& all, const HowToChoose& how)
{
    std::vector<std::int64_t> out(all.size(), 0);
    std::vector<Part> parts;
    for (std::size_t of = 0; of < all.size(); ++of)
        if (areOfKinds(*all[of].most.what)) {
            Choosing bare{all[of].sure, all[of].most, {}};
            out[of] = addKinds(bare, of, all.size() == 1, how.sure);
        } else if (all[of].most.what->domains.empty() && !all[of].most.what->groups)
            parts.push_back({of, all[of].sure, all[of].most, {}});
    if (parts.empty()) return out;
    const Posed posed = posedOf(parts, how);
    const std::vector<std::size_t> doubtful = doubtfulOf(parts, posed.layout);
    const auto displaced = [](const Part& part) { return mayBeDisplaced(*part.most.what); };
    if (doubtful.empty() && std::none_of(parts.begin(), parts.end(), displaced) && coversWhatever(posed.problem))
        return out;
    const AllMixes mixes = allMixesOf(parts, posed, doubtful, how);
    const std::vector<std::int64_t> without = perhapsWithoutIn(parts, posed, doubtful, mixes);
    for (std::size_t b = 0; b < parts.size(); ++b) out[parts[b].of] += without[b];
    return out;
}

std::vector<std::int64_t> addChoices(std::vector<Choosing>& all, const HowToChoose& how)
{
    std::vector<std::int64_t> out(all.size(), 0);
    for (std::size_t of = 0; of < all.size(); ++of)
        if (areOfKinds(*all[of].most.what)) out[of] = addKinds(all[of], of, all.size() == 1, how.sure);
    const std::vector<Part> parts = partsOf(all);
    if (parts.empty()) return out;
    const Posed posed = posedOf(parts, how);
    const std::vector<std::size_t> doubtful = doubtfulOf(parts, posed.layout);
    const AllMixes mixes = allMixesOf(parts, posed, doubtful, how);
    const std::vector<std::int64_t> without = perhapsWithoutIn(parts, posed, doubtful, mixes);
    for (const Part& part : parts)
        for (const Row& row : part.rows) row.first->choice.emplace();
    addNodes(parts, mixes, without);
    addCosts(parts, mixes);
    addStock(posed, parts, mixes);
    for (std::size_t b = 0; b < parts.size(); ++b) {
        out[parts[b].of] += without[b];
        for (const Row& row : parts[b].rows)
            if (makesNoDifference(*row.first)) row.first->choice.reset();
    }
    return out;
}

} // namespace core::preview
