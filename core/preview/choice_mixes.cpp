#include "core/preview/choice_mixes.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>

#include "core/estimate/offers.h"
#include "core/preview/kinds_of_pods.h"

namespace core::preview::choices {
namespace {

using estimate::Offer;
using estimate::Provisionable;

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
            const int rank = estimate::detail::roomOf(of[b]->rooms, of[b]->offers[shared.offers[b][k]].pool).rank;
            if (before && rank != *before) base = last + 1;
            before = rank;
            offer.turn = base + (isAlone(pools, rank) ? offer.turn : 0);
            last = std::max(last, offer.turn);
        }
    }
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

} // namespace

bool isDoubtful(const Provisionable& what, const Offer& offer)
{
    return !what.groups && !offer.refusal && offer.doubt == estimate::Doubt::Size;
}

bool mayBeDisplaced(const Provisionable& what)
{
    return std::any_of(what.offers.begin(), what.offers.end(),
                       [&](const Offer& one) { return estimate::isTypeOpen(what, one); }) &&
           std::any_of(what.offers.begin(), what.offers.end(),
                       [&](const Offer& one) { return !one.refusal && estimate::mostNodesOf(what, one) != 0; });
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
        if (areOfKinds(*one.most.what)) continue; // see addKinds in choices.cpp
        std::map<std::tuple<std::uint32_t, std::string, bool>, std::vector<Row>> byPlace;
        for (const Row& row : one.rows) {
            const Offer& offer = one.most.what->offers[row.second];
            byPlace[{offer.pool, offer.zone, offer.spot}].push_back(row);
        }
        for (auto& [place, rows] : byPlace) out.push_back(fixedPart(one, of, std::move(rows)));
    }
    return out;
}

Ranked openPools(const Provisionable& what)
{
    Ranked out;
    for (const Offer& offer : what.offers) {
        if (offer.refusal || (!out.empty() && out.back().second == offer.pool)) continue; // offers come pool by pool
        if (estimate::mostNodesOf(what, offer) != 0)
            out.emplace_back(estimate::detail::roomOf(what.rooms, offer.pool).rank, offer.pool);
    }
    return out;
}

bool isAlone(const Ranked& pools, int rank)
{
    return std::count_if(pools.begin(), pools.end(), [rank](const auto& one) { return one.first == rank; }) < 2;
}

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

AllMixes allMixesOf(const std::vector<Part>& parts, const Posed& posed, const std::vector<std::size_t>& doubtful,
                    const HowToChoose& how)
{
    AllMixes out = describedMixesOf(parts, posed, doubtful, how);
    includeOpen(out, parts, posed, how);
    return out;
}

} // namespace core::preview::choices
