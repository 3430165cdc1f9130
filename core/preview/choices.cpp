#include "core/preview/choices.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <string>

#include "core/estimate/offers.h"
#include "core/preview/choice_mixes.h"
#include "core/preview/kinds_of_pods.h"

namespace core::preview {
namespace {

using choices::isAlone;
using choices::isDoubtful;
using choices::mayBeDisplaced;
using choices::openPools;
using choices::Part;
using choices::Posed;
using choices::Ranked;
using choices::Row;
using estimate::Offer;
using estimate::Provisionable;
using estimate::detail::roomOf;

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
    const int rank = roomOf(what.rooms, pool).rank;
    for (const auto& [ofOther, other] : openPools(what))
        if (ofOther == rank && other != pool) out.push_back(other);
    return out;
}

bool mayBeInstead(const Provisionable& what, const Offer& offer, const Offer& other)
{
    if (other.refusal || estimate::mostNodesOf(what, other) == 0) return false;
    if (other.pool == offer.pool)
        return other.instanceType == offer.instanceType || !roomOf(what.rooms, offer.pool).oneTypeChoice ||
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
    const Posed posed = choices::posedOf(parts, how);
    const std::vector<std::size_t> doubtful = choices::doubtfulOf(parts, posed.layout);
    const auto displaced = [](const Part& part) { return mayBeDisplaced(*part.most.what); };
    if (doubtful.empty() && std::none_of(parts.begin(), parts.end(), displaced) && coversWhatever(posed.problem))
        return out;
    const AllMixes mixes = choices::allMixesOf(parts, posed, doubtful, how);
    const std::vector<std::int64_t> without = perhapsWithoutIn(parts, posed, doubtful, mixes);
    for (std::size_t b = 0; b < parts.size(); ++b) out[parts[b].of] += without[b];
    return out;
}

std::vector<std::int64_t> addChoices(std::vector<Choosing>& all, const HowToChoose& how)
{
    std::vector<std::int64_t> out(all.size(), 0);
    for (std::size_t of = 0; of < all.size(); ++of)
        if (areOfKinds(*all[of].most.what)) out[of] = addKinds(all[of], of, all.size() == 1, how.sure);
    const std::vector<Part> parts = choices::partsOf(all);
    if (parts.empty()) return out;
    const Posed posed = choices::posedOf(parts, how);
    const std::vector<std::size_t> doubtful = choices::doubtfulOf(parts, posed.layout);
    const AllMixes mixes = choices::allMixesOf(parts, posed, doubtful, how);
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
