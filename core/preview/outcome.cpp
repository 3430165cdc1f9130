#include "core/preview/outcome.h"

#include <algorithm>
#include <memory>
#include <numeric>

#include "core/preview/joint.h"
#include "core/preview/limits.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

/// How one cluster's replicas come to a place, before anybody buys.
struct Needs {
    std::int64_t existing{};
    std::int64_t onNodes{};
    std::int64_t perhapsOnNodes{}; ///< only if cards that cannot be read are free
    std::int64_t toBuy{};
    std::int64_t toBuySurely{}; ///< of these, whatever quotas hold whose use is not known
    std::int64_t overQuota{};   ///< the namespace's quota admits no more pods
};

Needs needsOf(Facts& facts, std::size_t index, std::int64_t replicas)
{
    Needs out;
    const std::int64_t more = facts.toPlace(index, replicas);
    out.existing = replicas - more;
    if (more == 0) return out;
    const estimate::Running& running = facts.runningOf(index);
    const std::int64_t admitted = std::min(admittedBy(running).value_or(more), more);
    out.overQuota = more - admitted;
    const std::int64_t sure = std::min(surelyAdmittedBy(running).value_or(more), more);
    out.onNodes = std::min(sure, running.replicas);
    out.toBuy = admitted - out.onNodes;
    out.toBuySurely = sure - out.onNodes;
    const std::int64_t upper = running.range().upper.value_or(admitted);
    out.perhapsOnNodes = std::clamp<std::int64_t>(upper - out.onNodes, 0, out.toBuy);
    return out;
}

/// Both purchases: what stock's lower ends cover, then what its upper ends would besides. From the upper end there is but
/// one: where nothing is bought at the lower one, no groups are begun there either.
struct Bought {
    End from{};
    std::vector<Needs> needs; ///< one a cluster
    std::vector<Buyer> first;
    std::vector<std::unique_ptr<estimate::Provisionable>> rests; ///< what `perhaps` buys from
    std::vector<Buyer> perhaps;
    std::int64_t untried{}; ///< replicas that a better choice might place besides
};

Bought buy(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, End from)
{
    Bought out;
    out.from = from;
    const HowToBuy how{&facts.solved(), detail == Detail::All};
    out.needs.resize(replicas.size());
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        out.needs[i] = needsOf(facts, i, replicas[i]);
        if (out.needs[i].toBuy == 0 || (from == End::Upper && detail == Detail::Sure)) continue;
        const estimate::Provisionable& offers = facts.offersOf(i);
        if (offers.offers.empty()) continue;
        const std::int64_t wanted = from == End::Lower ? out.needs[i].toBuySurely : out.needs[i].toBuy;
        out.first.push_back({i, &offers, wanted});
        if (from == End::Lower) out.first.back().alone = &facts.boughtAlone(i, wanted, how.named);
    }
    Ledger ledger(from);
    out.untried = buyTogether(out.first, ledger, how);
    if (detail == Detail::Sure || from == End::Upper) return out;
    for (Buyer& buyer : out.first) {
        const Needs& needs = out.needs[buyer.site];
        const std::int64_t open = buyer.got.missing + needs.toBuy - needs.toBuySurely;
        if (open == 0) continue;
        out.rests.push_back(std::make_unique<estimate::Provisionable>(*buyer.what));
        shrink(*out.rests.back(), buyer.got, ledger);
        if (how.named && buyer.got.missing > 0) nameShortage(buyer, *out.rests.back(), ledger);
        out.perhaps.push_back({buyer.site, out.rests.back().get(), open});
    }
    ledger.turnToUpper();
    buyTogether(out.perhaps, ledger, how);
    return out;
}

void add(const Facts& facts, const Buyer& buyer, bool unsure, Taken& taken, ClusterOutcome& out)
{
    for (Share& share : sharesToBuy(facts, buyer, unsure, taken)) {
        (unsure ? out.unsure : out.placed) += share.replicas;
        if (share.kind == Share::Kind::New) { // a part of a group may lie on nodes that run
            out.newNodes += share.nodes;
            addCost(out.newCost, out.newCostPartial, share.price, share.nodes);
        }
        out.shares.push_back(std::move(share));
    }
}

Outcome outcomeFrom(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, End from)
{
    Outcome out;
    out.clusters.resize(replicas.size());
    const Bought bought = buy(facts, replicas, detail, from);
    out.untried = bought.untried;
    if (detail == Detail::All) out.shared = sharedLimits(facts, bought.first, bought.perhaps);
    const std::vector<Needs>& needs = bought.needs;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        if (detail == Detail::All)
            out.clusters[i].shares = sharesOnNodes(facts, i, needs[i].existing, needs[i].onNodes);
        out.clusters[i].placed = needs[i].existing + needs[i].onNodes;
    }
    Taken taken;
    for (const Buyer& buyer : bought.first) add(facts, buyer, from == End::Upper, taken, out.clusters[buyer.site]);
    for (const Buyer& buyer : bought.perhaps) add(facts, buyer, true, taken, out.clusters[buyer.site]);

    for (std::size_t i = 0; i < replicas.size(); ++i) {
        ClusterOutcome& cluster = out.clusters[i];
        cluster.shortOf = replicas[i] - cluster.placed;
        cluster.overQuota = needs[i].overQuota;
        const std::int64_t open = cluster.shortOf - cluster.overQuota;
        const std::int64_t perhapsBought = cluster.unsure;
        if (detail != Detail::Sure) cluster.unsure = std::min(open, std::max(perhapsBought, needs[i].perhapsOnNodes));
        if (cluster.unsure > perhapsBought && detail == Detail::All) {
            cluster.perhapsOnNodes = cluster.unsure - perhapsBought;
            for (Share& share : sharesPerhapsOnNodes(facts, i, cluster.perhapsOnNodes))
                cluster.shares.push_back(std::move(share));
        }
        if (cluster.shortOf > 0 && detail == Detail::All) {
            const Limited limited = limitOf(facts, i, cluster.overQuota > 0, bought.first);
            cluster.shortBy = limited.by;
            cluster.shortText = limited.text;
        }
        out.placed += cluster.placed;
        out.newNodes += cluster.newNodes;
        out.unsure += cluster.unsure;
        addCost(out.newCost, out.newCostPartial, cluster.newCost, cluster.newCostPartial);
    }
    return out;
}

} // namespace

std::vector<std::int64_t> placedByCluster(Facts& facts, const std::vector<std::int64_t>& replicas)
{
    const Bought bought = buy(facts, replicas, Detail::Sure, End::Lower);
    std::vector<std::int64_t> placed;
    for (const Needs& needs : bought.needs) placed.push_back(needs.existing + needs.onNodes);
    for (const Buyer& buyer : bought.first) placed[buyer.site] += buyer.placed();
    return placed;
}

std::int64_t placedOf(Facts& facts, const std::vector<std::int64_t>& replicas)
{
    const std::vector<std::int64_t> placed = placedByCluster(facts, replicas);
    return std::accumulate(placed.begin(), placed.end(), std::int64_t{0});
}

Outcome outcomeOf(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail)
{
    return outcomeFrom(facts, replicas, detail, End::Lower);
}

/// The scheduler places all or none. Where stock's lower end is too little for all it leaves everything as it was, so what is
/// placed anew is not sure, whatever the lower end would buy.
Outcome outcomeOf(Facts& facts, const Decision& decision, Detail detail)
{
    const std::vector<std::int64_t> atOnce = facts.atOnce(decision.replicas);
    if (!decision.fromUpperEnd) return outcomeOf(facts, atOnce, detail);
    Outcome out = outcomeFrom(facts, atOnce, detail, End::Upper);
    for (std::size_t i = 0; i < out.clusters.size(); ++i) {
        ClusterOutcome& cluster = out.clusters[i];
        const std::int64_t anew = cluster.placed - std::min(facts.site(i).existing, cluster.placed);
        cluster.placed -= anew;
        cluster.shortOf += anew;
        cluster.unsure += anew;
        out.placed -= anew;
        out.unsure += anew;
        for (Share& share : cluster.shares) share.unsure = share.unsure || cluster.placed == 0;
        if (cluster.unsure == 0 || cluster.unsure < cluster.shortOf) continue;
        cluster.shortBy = estimate::Limit::Stock;
        cluster.shortText = "at stock's lower end there is too little for all, and then the scheduler places none anew";
    }
    return out;
}

Verdict verdictOf(const Prepared& prepared, std::int64_t asked, const Outcome& outcome)
{
    return verdictOf(prepared, asked, outcome.placed, outcome.placed + outcome.unsure + outcome.untried);
}

Verdict verdictOf(const Prepared& prepared, std::int64_t asked, std::int64_t placed, std::int64_t most)
{
    if (asked == 0) return Verdict::Nothing;
    if (placed >= asked) return Verdict::Fits;
    if (most >= asked) return Verdict::Unknown;
    // A gang runs as a whole or not at all, so half of it is nothing.
    return placed > 0 && !prepared.gang ? Verdict::Partly : Verdict::DoesNotFit;
}

} // namespace core::preview
