#include "core/preview/outcome.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/preview/buying.h"
#include "core/preview/displaced.h"
#include "core/preview/interleaved.h"
#include "core/preview/joint.h"
#include "core/preview/limits.h"
#include "core/preview/settling.h"
#include "core/preview/shares.h"
#include "core/preview/together.h"

namespace core::preview {
namespace {

/// Rows that buy, in the outcome that they are put into.
class BoughtRows {
public:
    BoughtRows(const Facts& facts, Outcome& out)
        : m_facts(&facts)
        , m_out(&out)
    {}
    void add(const Buyer& buyer, bool unsure)
    {
        ClusterOutcome& out = m_out->clusters[buyer.site];
        for (BoughtShare& bought : sharesToBuy(*m_facts, buyer, unsure, m_taken)) {
            const Share& share = bought.share;
            (unsure ? out.unsure : out.placed) += share.replicas;
            if (share.kind == Share::Kind::New) { // a part of a group may lie on nodes that run
                out.newNodes += share.nodes;
                addCost(out.newCost, out.newCostPartial, share.price, share.nodes);
            }
            out.shares.push_back(std::move(bought.share));
            if (bought.offer != nullptr) m_rows.push_back({&buyer, bought.offer, out.shares.size() - 1});
        }
    }
    /// So many replicas of the cluster may find room on nodes that run: what was bought last for them is not, then.
    void spare(std::size_t site, std::int64_t replicas)
    {
        for (auto row = m_rows.rbegin(); row != m_rows.rend() && replicas > 0; ++row) {
            Share& share = m_out->clusters[row->buyer->site].shares[row->index];
            if (row->buyer->site != site || share.unsure || share.of != Share::Of::Whole) continue;
            const std::int64_t here = std::min(replicas, share.replicas);
            const std::int64_t still = here == share.replicas ? 0 : row->offer->nodesFor(share.replicas - here);
            share.spared = share.nodes - std::min(share.nodes, still);
            replicas -= here;
        }
    }
    /// Once every cluster has its rows.
    void giveTo(Choices& choices)
    {
        for (const Row& row : m_rows)
            choices.add(*row.buyer, *row.offer, m_out->clusters[row.buyer->site].shares[row.index]);
    }

private:
    struct Row {
        const Buyer* buyer;
        const estimate::Offer* offer;
        std::size_t index; ///< among its cluster's shares
    };
    const Facts* m_facts;
    Outcome* m_out;
    Taken m_taken;
    std::vector<Row> m_rows;
};

/// What may be bought besides.
void showBesides(Share share, ClusterOutcome& out)
{
    out.newNodes += share.nodes;
    addCost(out.newCost, out.newCostPartial, share.price, share.nodes);
    out.shares.push_back(std::move(share));
}

/// What nobody can count may be enough for all that is open, and for what finds no room on nodes that run after all.
/// @param perhaps  of those that are unsure already, replicas that only nodes which run may hold
void addUncounted(Facts& facts, std::size_t index, std::int64_t open, std::int64_t perhaps, ClusterOutcome& out)
{
    const std::int64_t beyond = std::max<std::int64_t>(0, open - out.unsure);
    if (beyond + perhaps == 0 || !estimate::isOpenEnded(facts.offersOf(index))) return;
    out.unsure += beyond;
    showBesides(shareUncounted(facts, index, beyond, perhaps), out);
}

/// What may be bought besides, and does nothing.
void addInVain(Facts& facts, std::size_t index, std::int64_t toBuy, ClusterOutcome& out)
{
    std::optional<Share> share = shareInVain(facts, index, toBuy, out.shares);
    if (share) showBesides(std::move(*share), out);
}

/// What may be bought besides where the first of replicas that must be near each other comes to another place.
void addFirst(Facts& facts, std::size_t index, std::int64_t replicas, ClusterOutcome& out)
{
    std::optional<Share> share = showFirst(facts, index, replicas, out.shares);
    if (share) showBesides(std::move(*share), out);
}

/// What clusters buy once the room that is open elsewhere is there, and cannot now: nodes that one need not buy are left for the
/// others.
std::vector<Buyer> freedBy(Facts& facts, const std::vector<std::int64_t>& replicas, const Purchases& now,
                           const Outcome& outcome)
{
    std::vector<Buyer> out;
    const std::vector<Coming> comings = comingsOf(facts, replicas);
    if (comings.empty()) return out;
    const Purchases then = buyFor(facts, replicas, Detail::Sure, End::Lower, comings.back());
    for (const Buyer& buyer : then.first) {
        const ClusterOutcome& cluster = outcome.clusters[buyer.site];
        const Needs& needs = now.needs[buyer.site];
        const auto had =
            std::find_if(now.first.begin(), now.first.end(), [&](const Buyer& one) { return one.site == buyer.site; });
        // Of groups a node more is no group more.
        if (had == now.first.end() || needs.perhapsOnNodes > 0 || buyer.what->groups) continue;
        const std::int64_t open = replicas[buyer.site] - cluster.placed - cluster.unsure - needs.overQuota;
        std::int64_t more = std::min(open, placedOn(needs) + buyer.placed() - cluster.placed - cluster.unsure);
        if (more <= 0) continue;
        Buyer freed = buyer;
        for (std::size_t i = 0; i < freed.got.nodes.size(); ++i) {
            const auto besides = [](std::int64_t all, std::int64_t part) {
                return std::max<std::int64_t>(0, all - part);
            };
            freed.got.nodes[i] = besides(buyer.got.nodes[i], had->got.nodes[i]);
            freed.got.replicas[i] = std::min(more, besides(buyer.got.replicas[i], had->got.replicas[i]));
            more -= freed.got.replicas[i];
        }
        out.push_back(std::move(freed));
    }
    return out;
}

/// Replicas that come to free room, or to what is bought.
std::int64_t comingAnew(const Needs& needs)
{
    return needs.onNodes + needs.starting + needs.cameOnNodes + needs.toBuy;
}

/// Of what is placed anew, and is free room or is bought, replicas that are not sure to be where the first one comes to.
std::int64_t mayBeApart(const FirstRoom& first, const Needs& needs, std::int64_t placed)
{
    const std::int64_t anew = placed - keptOn(needs);
    if (anew <= 0) return 0;
    const auto sure = surelyTogether(first, comingAnew(needs));
    return sure ? std::max<std::int64_t>(0, anew - *sure) : 0;
}

/// What each of those who buy first may buy for.
std::vector<std::int64_t> wantedOf(const Purchases& bought)
{
    std::vector<std::int64_t> out;
    for (const Buyer& buyer : bought.first) out.push_back(bought.needs[buyer.site].toBuy);
    return out;
}

/// By cluster, what displacedOf says: besides what choices tell.
std::vector<std::int64_t> displacedIn(Facts& facts, const Purchases& bought)
{
    const std::vector<std::int64_t> loss = displacedOf(facts, bought.first, wantedOf(bought), bought.before);
    std::vector<std::int64_t> out(bought.needs.size(), 0);
    for (std::size_t b = 0; b < loss.size(); ++b) out[bought.first[b].site] = loss[b];
    return out;
}

/// Where the first pod may come to, with what the others leave there.
FirstRoom firstRoomOf(Facts& facts, std::size_t index, const Purchases& bought)
{
    const auto isIts = [&](const Buyer& buyer) { return buyer.site == index; };
    const auto at = std::find_if(bought.first.begin(), bought.first.end(), isIts);
    if (at == bought.first.end() || facts.firstRoom(index).levels.empty()) return facts.firstRoom(index);
    return firstRoomBeside(facts, static_cast<std::size_t>(at - bought.first.begin()), bought.first, wantedOf(bought),
                           bought.before);
}

/// The last of them are not sure: those that come first have what is.
void keepFewer(std::vector<Share>& shares, std::int64_t less)
{
    for (auto share = shares.rbegin(); share != shares.rend() && less > 0; ++share) {
        if (share->of != Share::Of::Whole || share->unsure || share->preempts) continue;
        const std::int64_t sure = replicasOf(*share).lower;
        const std::int64_t gone = std::min(less, sure);
        keepSure(*share, sure - gone);
        less -= gone;
    }
    const auto isSure = [](const Share& share) { return share.of == Share::Of::Whole && !share.unsure; };
    const auto buysSurely = [&](const Share& share) { return isSure(share) && share.kind == Share::Kind::New; };
    const bool any = std::any_of(shares.begin(), shares.end(), isSure);
    const bool anyBought = std::any_of(shares.begin(), shares.end(), buysSurely);
    for (Share& share : shares)
        if (share.of != Share::Of::Whole && !(share.kind == Share::Kind::New ? anyBought : any)) share.unsure = true;
}

Outcome outcomeFrom(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, End from,
                    const Coming& coming = {})
{
    Outcome out;
    out.clusters.resize(replicas.size());
    const Purchases bought = buyFor(facts, replicas, detail, from, coming);
    out.untried = bought.untried;
    if (detail == Detail::All) out.shared = sharedLimits(facts, bought.first, bought.perhaps);
    const std::vector<Needs>& needs = bought.needs;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        ClusterOutcome& cluster = out.clusters[i];
        if (detail == Detail::All) cluster.shares = sharesOnNodes(facts, i, needs[i].existing, needs[i].onNodes);
        if (detail == Detail::All && needs[i].preempting > 0)
            for (Share& share : sharesByPreempting(facts, i, needs[i].preempting, needs[i].onNodes))
                cluster.shares.push_back(std::move(share));
        cluster.preempting = needs[i].preempting;
        if (detail == Detail::All && needs[i].starting > 0)
            for (Share& share : sharesOnStarting(facts, i, needs[i].onNodes, needs[i].starting))
                cluster.shares.push_back(std::move(share));
        if (detail == Detail::All && needs[i].beingBought > 0) {
            cluster.shares.emplace_back(); // which node that is nobody knows yet
            cluster.shares.back().replicas = needs[i].beingBought;
            cluster.shares.back().starting = true;
        }
        cluster.placed = placedOn(needs[i]);
        cluster.unsent = needs[i].unsent;
        out.preempting += cluster.preempting;
    }
    BoughtRows rows(facts, out);
    for (const Buyer& buyer : bought.first) rows.add(buyer, from == End::Upper);
    for (const Buyer& buyer : bought.perhaps) rows.add(buyer, true);
    for (std::size_t i = 0; detail != Detail::Sure && i < replicas.size(); ++i) {
        const Needs& one = needs[i];
        const std::int64_t surely = out.clusters[i].placed - placedOn(one);
        if (one.perhapsOnNodes > 0) rows.spare(i, std::max<std::int64_t>(0, surely - (one.toBuy - one.perhapsOnNodes)));
    }
    std::vector<Buyer> freed;
    if (detail == Detail::All && from == End::Lower) freed = freedBy(facts, replicas, bought, out);
    for (const Buyer& buyer : freed) rows.add(buyer, true);
    std::vector<std::optional<Range>> byOrder(replicas.size());
    if (from == End::Lower && !out.shared.empty()) {
        const std::vector<Range> all = byWhoAsksFirst(bought.first, bought.before, facts.solved());
        for (std::size_t b = 0; b < all.size(); ++b) byOrder[bought.first[b].site] = all[b];
    }
    Choices choices(facts, bought);
    rows.giveTo(choices);
    const std::vector<std::int64_t> without = choices.settle(detail);
    const std::vector<std::int64_t> displaced = displacedIn(facts, bought);
    if (from == End::Lower) out.interleaved = interleavedIn(facts, replicas, bought);
    const std::vector<std::int64_t> lost = lostBy(out.interleaved, replicas.size());

    for (std::size_t i = 0; i < replicas.size(); ++i) {
        ClusterOutcome& cluster = out.clusters[i];
        cluster.placed -= without[i];
        cluster.unsure += without[i];
        const std::int64_t gone = std::clamp<std::int64_t>(cluster.placed - placedOn(needs[i]), 0, displaced[i]);
        cluster.placed -= gone;
        cluster.unsure += gone;
        if (gone > 0) keepFewer(cluster.shares, gone);
        const FirstRoom first = replicas[i] > 0 ? firstRoomOf(facts, i, bought) : FirstRoom{};
        const std::int64_t apart = mayBeApart(first, needs[i], cluster.placed);
        cluster.placed -= apart;
        cluster.unsure += apart;
        cluster.apart = apart;
        if (apart > 0) keepFewer(cluster.shares, apart);
        cluster.interleaved = std::clamp<std::int64_t>(cluster.placed - keptOn(needs[i]), 0, lost[i]);
        cluster.placed -= cluster.interleaved;
        cluster.unsure += cluster.interleaved;
        if (cluster.interleaved > 0) keepFewerWhole(cluster.shares, cluster.interleaved);
        if (detail != Detail::Sure && replicas[i] > 0) addFirst(facts, i, comingAnew(needs[i]), cluster);
        cluster.shortOf = replicas[i] - cluster.placed;
        cluster.overQuota = needs[i].overQuota;
        const std::int64_t open = cluster.shortOf - cluster.overQuota;
        const std::int64_t perhapsBought = cluster.unsure;
        // What stock's upper end would cover, and what nodes that run may hold: both may come.
        if (detail != Detail::Sure) cluster.unsure = std::min(open, perhapsBought + needs[i].perhapsOnNodes);
        if (cluster.unsure > perhapsBought && detail == Detail::All) {
            cluster.perhapsOnNodes = cluster.unsure - perhapsBought;
            for (Share& share : sharesPerhapsOnNodes(facts, i, cluster.perhapsOnNodes))
                cluster.shares.push_back(std::move(share));
        }
        const std::int64_t perhapsHeld = std::max<std::int64_t>(0, cluster.unsure - perhapsBought);
        if (detail != Detail::Sure && open > 0) addUncounted(facts, i, open, perhapsHeld, cluster);
        if (detail != Detail::Sure) addInVain(facts, i, needs[i].toBuy, cluster);
        if (apart > 0 && cluster.unsure >= open && detail == Detail::All) {
            cluster.shortText = togetherText(first); // all that is short has room, if they come to it
        } else if (cluster.shortOf > 0 && detail == Detail::All) {
            const Limited limited = limitOf(facts, i, cluster.overQuota > 0, bought.first);
            cluster.shortBy = limited.by;
            cluster.shortText = limited.text;
        }
        if (byOrder[i] && !byOrder[i]->isExact()) {
            const std::int64_t there = placedOn(needs[i]);
            cluster.byOrder = Range{std::min(cluster.placed, there + byOrder[i]->lower),
                                    std::max(cluster.placed + cluster.unsure, there + *byOrder[i]->upper)};
        }
        out.placed += cluster.placed;
        out.newNodes += cluster.newNodes;
        out.unsure += cluster.unsure;
        addCost(out.newCost, out.newCostPartial, cluster.newCost, cluster.newCostPartial);
    }
    return out;
}

/// Of what clusters had before (Site::existing, Site::onTheirWay), what has a place whatever stock turns out to be.
/// @param shown  at stock's upper end, where nothing that is bought counts as placed
std::vector<std::int64_t> sureOfKept(Facts& facts, const std::vector<std::int64_t>& replicas, const Outcome& shown,
                                     const Coming& coming)
{
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> out;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        const ClusterOutcome& cluster = shown.clusters[i];
        kept.push_back(std::min(replicas[i], facts.site(i).existing + facts.site(i).onTheirWay));
        out.push_back(std::min(kept.back(), cluster.placed - cluster.preempting - cluster.unsent));
    }
    if (out == kept) return out;
    const Outcome least =
        outcomeFrom(facts, kept, Detail::Sure, End::Lower, coming); // they buy, whoever else is refused
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::max(out[i], least.clusters[i].placed);
    return out;
}

/// Of the rows only so many replicas are sure: first those on nodes that are there, then what stock's lower ends cover.
void leaveSure(std::vector<Share>& shares, std::int64_t sure)
{
    const bool none = sure == 0;
    for (Share& share : shares) {
        if (share.of != Share::Of::Whole) {
            share.unsure = share.unsure || none;
            continue;
        }
        const bool never = share.preempts || (share.unsure && share.kind == Share::Kind::Running);
        std::int64_t here = never ? 0 : std::min(sure, share.replicas);
        if (share.kind == Share::Kind::New && share.stockBefore)
            here = std::min(here, share.stockBefore->lower * share.replicas / std::max<std::int64_t>(1, share.nodes));
        sure -= here;
        keepSure(share, here);
    }
}

} // namespace

std::vector<std::int64_t> placedByCluster(Facts& facts, const std::vector<std::int64_t>& replicas)
{
    const Purchases bought = buyFor(facts, replicas, Detail::Sure, End::Lower, {}, Sending::AsTheSchedulerThinks);
    std::vector<std::int64_t> placed;
    for (const Needs& needs : bought.needs) placed.push_back(placedOn(needs));
    for (const Buyer& buyer : bought.first) placed[buyer.site] += buyer.placed();
    const std::vector<std::int64_t> without = Choices(facts, bought).settle(Detail::Sure);
    const std::vector<std::int64_t> displaced = displacedIn(facts, bought);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        placed[i] -= without[i];
        placed[i] -= std::clamp<std::int64_t>(placed[i] - placedOn(bought.needs[i]), 0, displaced[i]);
        if (replicas[i] > 0) placed[i] -= mayBeApart(firstRoomOf(facts, i, bought), bought.needs[i], placed[i]);
    }
    return placed;
}

std::int64_t placedOf(Facts& facts, const std::vector<std::int64_t>& replicas)
{
    const std::vector<std::int64_t> placed = placedByCluster(facts, replicas);
    return std::accumulate(placed.begin(), placed.end(), std::int64_t{0});
}

Outcome outcomeOf(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, const Coming& coming)
{
    return outcomeFrom(facts, replicas, detail, End::Lower, coming);
}

/// The scheduler places all or none. Where stock's lower end is too little for all it leaves everything as it was: what the
/// clusters had is sure as far as it has a place, and what is placed anew is not, whatever the lower end would buy.
Outcome outcomeOf(Facts& facts, const Decision& decision, Detail detail, const Coming& coming)
{
    const std::vector<std::int64_t> atOnce = facts.atOnce(decision.replicas);
    if (!decision.fromUpperEnd) return outcomeOf(facts, atOnce, detail, coming);
    Outcome out = outcomeFrom(facts, atOnce, detail, End::Upper, coming);
    std::vector<std::int64_t> sure = sureOfKept(facts, atOnce, out, coming);
    out.placed = out.unsure = out.preempting = 0;
    for (std::size_t i = 0; i < out.clusters.size(); ++i) {
        ClusterOutcome& cluster = out.clusters[i];
        leaveSure(cluster.shares, sure[i]);
        sure[i] += cluster.unsent;
        cluster.unsure = std::max<std::int64_t>(0, cluster.unsure + cluster.placed - sure[i]);
        cluster.placed = sure[i];
        cluster.shortOf = atOnce[i] - cluster.placed;
        cluster.preempting = 0;
        out.placed += cluster.placed;
        out.unsure += cluster.unsure;
        if (cluster.unsure == 0 || cluster.unsure < cluster.shortOf) continue;
        const std::vector<estimate::Offer>& offers = facts.offersOf(i).offers;
        const bool ofStock = decision.stockAsked && std::any_of(offers.begin(), offers.end(), stockIsOpen);
        cluster.shortBy = ofStock ? estimate::Limit::Stock : estimate::Limit::None;
        const std::string unknown = ofStock || cluster.shortText.empty() ? std::string() : cluster.shortText + "; ";
        cluster.shortText = unknown + (ofStock ? "at stock's lower end" : "of what is known for certain") +
                            " there is too little for all, and then the scheduler places none anew";
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
    if (prepared.gang) return Verdict::DoesNotFit; // it runs as a whole or not at all, so half of it is nothing
    return placed > 0 ? Verdict::Partly : most > 0 ? Verdict::Unknown : Verdict::DoesNotFit;
}

Verdict verdictOf(const Decision& decision, Verdict byRoom)
{
    const bool stands = byRoom == Verdict::Fits || byRoom == Verdict::Partly;
    return stands && !decision.placed ? Verdict::Refused : byRoom;
}

std::int64_t settledOf(const Decision& decision, const Outcome& outcome, std::int64_t asked)
{
    if (decision.placed) return outcome.placed;
    std::int64_t there = 0;
    for (std::size_t i = 0; i < outcome.clusters.size(); ++i)
        if (decision.candidate[i] != 0) there += outcome.clusters[i].placed;
    return std::clamp<std::int64_t>(there, 0, std::max<std::int64_t>(0, asked - 1));
}

std::int64_t wantedOf(const Prepared& prepared, const Decision& decision, const ClusterOutcome& outcome,
                      std::size_t index)
{
    return outcome.shortOf > 0 ? decision.replicas[index] : prepared.question->workload.replicas;
}

} // namespace core::preview
