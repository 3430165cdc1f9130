#include "core/preview/batch.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/preview/after.h"
#include "core/preview/alone.h"
#include "core/preview/left_open.h"
#include "core/preview/memory.h"
#include "core/preview/preview.h"
#include "core/preview/scaled.h"
#include "core/preview/shares.h"
#include "core/preview/widen.h"

namespace core::preview {
namespace {

/// The worse the higher.
int rankOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Nothing: return 0;
    case Verdict::Fits: return 1;
    case Verdict::Preempts: return 2;
    case Verdict::UpdateUnsure: return 3;
    case Verdict::Unknown: return 4;
    case Verdict::UpdateStuck: return 5;
    case Verdict::Suspended: return 6;
    case Verdict::Held: return 7;
    case Verdict::Partly: return 8;
    case Verdict::Refused: return 9;
    case Verdict::DoesNotFit: return 10;
    }
    return 0;
}

/// What one workload's nodes cost, by currency.
std::vector<CostRange> costsOfOne(const Preview& preview, const NewNodes& bought)
{
    std::vector<CostRange> out = mixedCostsOf(preview);
    if (out.empty() && bought.most > 0 && bought.cost) {
        out.push_back(*bought.cost);
        if (preview.newCostPartial) out.back().upper.reset();
    }
    return out;
}

/// @param hasUnpriced  set where no price of what is bought is known: it may be in any currency
void addCost(BatchTotal& total, const Preview& preview, const NewNodes& bought, bool& hasUnpriced)
{
    const std::vector<CostRange> costs = costsOfOne(preview, bought);
    for (const CostRange& one : costs) addByCurrency(total.mixedCosts, one);
    hasUnpriced = hasUnpriced || (bought.most > 0 && costs.empty());
    total.costPartial = total.costPartial || preview.newCostPartial;
    if (bought.most == 0) return;
    std::optional<CostRange>& sum = total.bought.cost;
    const bool isAdded = bought.cost && (!sum || sum->lower.currency == bought.cost->lower.currency);
    total.costPartial = total.costPartial || !isAdded;
    if (isAdded) add(sum, *bought.cost);
}

/// What those before buy. A workload after them is told of stock and addresses what is left; what has to be there for it, and
/// what a person states when they try it, is that and what is taken first.
class TakenBefore {
public:
    /// @param stock  instances at most
    void add(const snapshot::Fleet& fleet, const Preview& preview,
             const std::map<estimate::CellKey, std::int64_t>& stock)
    {
        for (const auto& [cell, nodes] : stock)
            m_stock[{cell.account, cell.zone, cell.instanceType, cell.spot}] += nodes;
        for (const ClusterResult& cluster : preview.clusters) {
            const snapshot::ClusterData* data = fleet.cluster(cluster.name);
            for (const Share& share : cluster.shares) {
                if (share.kind != Share::Kind::New || data == nullptr) continue;
                m_addresses[{cluster.name, share.pool, share.zone}] += share.nodes;
            }
        }
    }
    /// @param fleet  what those before left
    void restate(const snapshot::Fleet& fleet, std::vector<Remedy>& remedies) const
    {
        for (Remedy& remedy : remedies)
            for (snapshot::Change& change : remedy.changes) {
                if (auto* cell = std::get_if<snapshot::SetStock>(&change)) restate(*cell, remedy.text);
                if (auto* free = std::get_if<snapshot::SetAddresses>(&change)) restate(fleet, *free, remedy.text);
            }
    }

private:
    static void replace(std::string& text, const std::string& old, const std::string& is)
    {
        if (const std::size_t at = text.find(old); at != std::string::npos) text.replace(at, old.size(), is);
    }
    void restate(snapshot::SetStock& cell, std::string& text) const
    {
        const auto taken = m_stock.find({cell.account, cell.zone, cell.instanceType, cell.spot});
        if (taken == m_stock.end()) return;
        const std::string old = sentenceOf(cell);
        cell.instances.lower += taken->second;
        if (cell.instances.upper) *cell.instances.upper += taken->second;
        replace(text, old, sentenceOf(cell));
    }
    void restate(const snapshot::Fleet& fleet, snapshot::SetAddresses& free, std::string& text) const
    {
        const snapshot::ClusterData* data = fleet.cluster(free.cluster);
        for (std::size_t p = 0; data != nullptr && p < data->pools.size(); ++p) {
            const model::NodePool& pool = data->pools[p];
            if (free.pool != pool.id && free.pool != pool.name) continue;
            const auto taken = m_addresses.find({free.cluster, nameOf(pool), free.zone});
            if (taken == m_addresses.end()) return;
            std::int64_t now = 0;
            for (const model::PoolZone& zone : pool.zones)
                if (zone.zone == free.zone) now = zone.freeAddresses.value_or(0);
            const std::string old = sentenceOf(free, nameOf(pool), now);
            free.free += taken->second;
            replace(text, old, sentenceOf(free, nameOf(pool), now + taken->second));
            return;
        }
    }

    std::map<std::tuple<std::string, std::string, std::string, bool>, std::int64_t> m_stock;
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> m_addresses; ///< by pool's name
};

const ScaledCase* maximumOf(const std::vector<ScaledCase>& cases)
{
    const auto at = std::find_if(cases.begin(), cases.end(), [](const ScaledCase& one) { return one.label == "max"; });
    return at == cases.end() ? nullptr : &*at;
}

bool fitsAtMaximum(const std::vector<ScaledCase>& cases)
{
    const ScaledCase* maximum = maximumOf(cases);
    return maximum != nullptr && (maximum->verdict == Verdict::Fits || maximum->verdict == Verdict::Nothing);
}

/// A workload that grows once those after it run: what it has a node for alone, they may have taken.
class GrowsLater {
public:
    /// @param after  the fleet once the workload runs, and nothing behind it
    void add(std::size_t index, snapshot::FleetPtr after) { m_list.emplace_back(index, std::move(after)); }
    [[nodiscard]] bool empty() const { return m_list.empty(); }

    /// @param last  the fleet once all run
    void warn(const std::vector<Question>& questions, const snapshot::FleetPtr& last, std::vector<Preview>& previews,
              std::stop_token stop, const Memory::Kept& kept) const
    {
        for (const auto& [index, after] : m_list) {
            if (stop.stop_requested()) return;
            Question question = questions[index];
            question.previous.emplace();
            for (const ClusterResult& cluster : previews[index].clusters)
                if (cluster.replicas > 0)
                    question.previous->push_back({cluster.name, static_cast<std::int32_t>(cluster.replicas), {}});
            const std::vector<ScaledCase> cases = casesOn(question, last, stop, kept);
            const ScaledCase* maximum = maximumOf(cases);
            if (maximum == nullptr || fitsAtMaximum(cases)) continue;
            if (!fitsAtMaximum(casesOn(question, after, stop, kept))) continue; // not for what comes after
            previews[index].warnings.push_back(
                {.id = "scaled-max",
                 .text = onlySome("to the maximum once what is placed after it runs", *maximum) +
                         mostThatFits(cases, *maximum),
                 .remedy = "Lower the maximum, or make room before it is reached.",
                 .path = {}});
        }
    }

private:
    static std::vector<ScaledCase> casesOn(const Question& question, const snapshot::FleetPtr& fleet,
                                           std::stop_token stop, const Memory::Kept& kept)
    {
        const snapshot::FleetPtr seen = asSeenBy(question, fleet);
        const Prepared prepared = prepare(question, *seen);
        Facts facts(prepared, seen, kept.last(question.workload.ref));
        return scaledCases(prepared, facts, std::move(stop));
    }

    std::vector<std::pair<std::size_t, snapshot::FleetPtr>> m_list;
};

} // namespace

BatchTotal totalOf(const std::vector<Preview>& previews)
{
    BatchTotal out;
    bool hasUnpriced = false;
    out.workloads = previews.size();
    for (const Preview& one : previews) {
        out.asAsked += runsAsAsked(one) ? 1U : 0U;
        out.replicas += one.replicas;
        out.placed += one.placed;
        out.unsure += one.unsure;
        if (rankOf(one.verdict) > rankOf(out.verdict)) out.verdict = one.verdict;
        const NewNodes bought = newNodesOf(one);
        out.bought.sure += bought.sure;
        out.bought.most += bought.most;
        addCost(out, one, bought, hasUnpriced);
    }
    if (out.costPartial && out.bought.cost) out.bought.cost->upper.reset();
    if (out.mixedCosts.size() < 2) out.mixedCosts.clear();
    if (hasUnpriced)
        for (CostRange& one : out.mixedCosts) one.upper.reset();
    return out;
}

std::string orderText()
{
    const std::string order =
        "Placed in the order in which they were handed in (files by name, documents from the top): each "
        "takes from what those before it leave.";
    return order + " The clusters take them as they come, so another order may leave others short." +
           " Where what one takes is not sure, what it leaves is a range, or the next one says that it hangs on it.";
}

std::vector<Preview> previewBatch(const std::vector<Question>& questions, snapshot::FleetPtr fleet,
                                  std::stop_token stop, Memory* memory)
{
    Memory own;
    if (memory == nullptr) memory = &own; // most clusters are the same for the next one
    TakenBefore taken;
    std::vector<LeftOpen> before;
    GrowsLater grows;
    std::vector<Preview> out;
    out.reserve(questions.size());
    const std::string asked = fleet->digest;
    for (std::size_t i = 0; i < questions.size() && !stop.stop_requested(); ++i) {
        fleet = asSeenBy(questions[i], fleet);
        Preview one = preview(questions[i], fleet, stop, memory);
        taken.restate(*fleet, one.remedies);
        if (auto hangs = hangsOn(before, questions[i], fleet, one, stop)) one.warnings.push_back(std::move(*hangs));
        const bool isLast = i + 1 == questions.size();
        if ((!isLast || !grows.empty()) && !stop.stop_requested()) {
            const Prepared prepared = prepare(questions[i], *fleet);
            Facts facts(prepared, fleet, memory->kept().last(questions[i].workload.ref));
            LeftOpen open;
            const snapshot::FleetPtr after = fleetAfter(prepared, facts, fleet, one, &open);
            taken.add(*fleet, one, open.taken);
            before.push_back(std::move(open));
            fleet = after;
            if (!isLast && fitsAtMaximum(one.scaled)) grows.add(i, fleet);
        }
        one.snapshot = asked; // the fleets in between are nobody's file
        out.push_back(std::move(one));
    }
    if (out.size() == questions.size()) grows.warn(questions, fleet, out, stop, memory->kept());
    return out;
}

} // namespace core::preview
