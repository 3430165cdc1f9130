#include "core/preview/batch_choices.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/words.h"
#include "core/preview/choices.h"
#include "core/preview/limits.h"
#include "core/preview/shares.h"
#include "core/snapshot/what_if.h"

namespace core::preview {
namespace {

using Cells = std::map<estimate::CellKey, Range>; ///< instances

/// What somebody who asks this buys from.
Cells cellsOf(const Question& question, const snapshot::FleetPtr& fleet, Memory& memory)
{
    const Prepared prepared = prepare(question, *fleet);
    Facts facts(prepared, fleet, memory.kept().last(question.workload.ref));
    Cells out;
    for (std::size_t site = 0; site < facts.size(); ++site)
        for (const estimate::Offer& offer : facts.offersOf(site).offers)
            if (!offer.refusal && offer.stockBounds) out.emplace(offer.stock.key, offer.stock.instances);
    return out;
}

/// Takes from the sure rows, the last first.
void takeFromSure(std::vector<Share>& shares, std::int64_t less)
{
    for (auto share = shares.rbegin(); share != shares.rend() && less > 0; ++share) {
        if (share->kind != Share::Kind::New || share->of != Share::Of::Whole) continue;
        const std::int64_t sure = replicasOf(*share).lower;
        const std::int64_t here = std::min(less, sure);
        if (here == 0) continue;
        keepSure(*share, sure - here);
        less -= here;
    }
}

/// As the other has it where that is less.
void takeLess(Preview& shown, const Preview& other)
{
    std::int64_t less = shown.placed - other.placed;
    if (less <= 0) return;
    NewNodes bought = newNodesOf(shown);
    const NewNodes then = newNodesOf(other);
    bought.sure = std::min(bought.sure, then.sure);
    if (then.sureCost && bought.sureCost && then.sureCost->micros < bought.sureCost->micros)
        bought.sureCost = then.sureCost;
    if (bought.cost && then.cost && bought.cost->lower.currency == then.cost->lower.currency)
        bought.cost->lower.micros = std::min(bought.cost->lower.micros, then.cost->lower.micros);
    else if (bought.cost && then.most == 0)
        bought.cost->lower.micros = 0;
    shown.overStock = OverStock{bought, shown.overStock && shown.overStock->everyValue};
    shown.placed -= less;
    shown.unsure += less;
    if (shown.verdict == Verdict::Fits || shown.verdict == Verdict::Preempts || shown.placed == 0)
        shown.verdict = Verdict::Unknown;
    for (std::size_t i = 0; i < shown.clusters.size(); ++i) {
        ClusterResult& cluster = shown.clusters[i];
        const std::int64_t here = std::clamp<std::int64_t>(cluster.placed - other.clusters[i].placed, 0, less);
        cluster.placed -= here;
        cluster.shortOf += here;
        cluster.unsure += here;
        takeFromSure(cluster.shares, here);
        less -= here;
    }
}

} // namespace

void ChoicesBefore::add(Facts& facts, const Preview& preview)
{
    for (const ClusterResult& result : preview.clusters) {
        const auto site = facts.members().find(result.name);
        if (!site) continue;
        const estimate::Provisionable& what = facts.offersOf(*site);
        for (const Share& share : result.shares) {
            if (share.kind != Share::Kind::New || share.nodes == 0) continue;
            const auto index = offerOf(what, *facts.site(*site).data, share);
            if (!index || !what.offers[*index].stockBounds) continue;
            const estimate::Offer& offer = what.offers[*index];
            Bought bought{preview.workload.name, offer.stock.key, share.nodes, {}};
            for (const estimate::Offer& other : what.offers)
                if (other.stockBounds && other.stock.key != offer.stock.key && mayBeInstead(what, offer, other))
                    bought.instead.push_back(other.stock.key);
            if (!bought.instead.empty()) m_bought.push_back(std::move(bought));
        }
    }
}

/// As much of the cell as there is, for as long as it is needed.
std::vector<snapshot::Change> ChoicesBefore::shiftedTo(const estimate::CellKey& cell,
                                                       const estimate::Stock& stock) const
{
    Cells now;
    const auto at = [&](const estimate::CellKey& key) -> Range& {
        return now.try_emplace(key, stock.find(key).instances).first->second;
    };
    const auto change = [](Range& range, std::int64_t by) {
        range.lower = std::max<std::int64_t>(0, range.lower + by);
        if (range.upper) range.upper = std::max(range.lower, *range.upper + by);
    };
    for (const Bought& one : m_bought) {
        if (one.cell == cell || std::find(one.instead.begin(), one.instead.end(), cell) == one.instead.end()) continue;
        const std::int64_t nodes = std::min(one.nodes, at(cell).upper.value_or(one.nodes));
        if (nodes == 0) continue;
        change(at(cell), -nodes);
        change(at(one.cell), nodes);
    }
    std::vector<snapshot::Change> out;
    for (const auto& [key, instances] : now)
        if (instances != stock.find(key).instances)
            out.push_back(snapshot::SetStock{key.zone, key.instanceType, instances, key.spot, key.account});
    return out;
}

void ChoicesBefore::lower(Preview& shown, const Question& question, const snapshot::FleetPtr& fleet,
                          std::stop_token stop, Memory& memory) const
{
    constexpr std::size_t mostTried = 8; // cells
    if (m_bought.empty() || shown.placed == 0 || newNodesOf(shown).most == 0) return;
    const estimate::Stock stock(*fleet);
    const std::int64_t pods = shown.replicas * question.workload.podsPerReplica();
    const std::int64_t before = shown.placed;
    std::size_t tried = 0;
    for (const auto& [cell, instances] : cellsOf(question, fleet, memory)) {
        std::int64_t might = 0; // be taken of it besides
        for (const Bought& one : m_bought)
            if (std::find(one.instead.begin(), one.instead.end(), cell) != one.instead.end()) might += one.nodes;
        if (might == 0 || instances.lower >= might + pods) continue;
        const auto other = snapshot::whatIf(fleet, shiftedTo(cell, stock));
        if (!other || tried++ == mostTried || stop.stop_requested()) break;
        takeLess(shown, preview(question, *other, stop, &memory));
    }
    if (shown.placed == before) return;
    std::set<std::string> names;
    for (const Bought& one : m_bought) names.insert(one.workload);
    shown.warnings.push_back({"batch-choices",
                              counted(before - shown.placed, "replica") +
                                  " may find no node: the scalers may take for " +
                                  listed({names.begin(), names.end()}) + " other zones or types than those shown.",
                              "List in the pools one type and zone, or place what can run in one of them only first.",
                              model::Severity::Warning,
                              {}});
}

} // namespace core::preview
