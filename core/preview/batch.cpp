#include "core/preview/batch.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/preview/after.h"
#include "core/preview/alone.h"
#include "core/preview/brought.h"
#include "core/preview/evicted.h"
#include "core/preview/left_open.h"
#include "core/preview/limits.h"
#include "core/preview/memory.h"
#include "core/preview/pods_wanted.h"
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

/// Warning of one that is placed behind those that it was handed in before.
constexpr const char* placedBehind = "placed-behind";
/// The same, as its pods have to run near those of the others.
constexpr const char* placedBeside = "placed-beside";
/// Its pods wait for others' that never run before them.
constexpr const char* waitsInCircle = "waits-in-circle";

/// Questions placed one after the other. kube-scheduler takes a pod of higher priority first, so one whose pods another
/// evicts comes behind that one and gets what that one leaves; a pod that has to run near others stays Pending until one of
/// them runs, so it comes behind these: what runs in the end does not hang on who asked first.
class Sequence {
public:
    Sequence(const std::vector<Question>& questions, const snapshot::FleetPtr& fleet, std::stop_token stop,
             Memory& memory)
        : m_questions(questions)
        , m_stop(std::move(stop))
        , m_memory(memory)
        , m_asked(fleet->digest)
        , m_behind(questions.size())
        , m_beside(questions.size())
        , m_circles(questions.size())
        , m_order(ordered())
        , m_fleets{fleet}
        , m_taken(1)
    {}

    /// In the order of the questions; of fewer than all if it was stopped.
    std::vector<Preview> run()
    {
        while (m_previews.size() < m_order.size() && !m_stop.stop_requested()) {
            Preview one = ask();
            if (m_stop.stop_requested() || (!putBehind(one) && !putBeside(one))) keep(std::move(one));
        }
        std::vector<Preview> out = inTheirOrder();
        if (out.size() == m_questions.size() && !m_stop.stop_requested()) warn(out);
        return out;
    }

private:
    [[nodiscard]] std::size_t at() const { return m_previews.size(); }

    Preview ask()
    {
        const Question& question = m_questions[m_order[at()]];
        m_fleets.back() = withBrought(question, asSeenBy(question, m_fleets.back()));
        return previewBeside(question, &m_questions, m_fleets.back(), m_stop, &m_memory);
    }

    void keep(Preview one)
    {
        const Question& question = m_questions[m_order[at()]];
        const snapshot::FleetPtr& fleet = m_fleets.back();
        m_taken.back().restate(*fleet, one.remedies);
        if (auto hangs = hangsOn(m_open, question, fleet, one, m_stop)) one.warnings.push_back(std::move(*hangs));
        one.snapshot = m_asked; // the fleets in between are nobody's file
        m_previews.push_back(std::move(one));
        if (at() < m_order.size() && !m_stop.stop_requested()) leave();
    }

    /// The fleet once the last one that is placed runs.
    void leave()
    {
        const Question& question = m_questions[m_order[at() - 1]];
        const snapshot::FleetPtr fleet = m_fleets.back();
        const Prepared prepared = prepare(question, *fleet);
        Facts facts(prepared, fleet, m_memory.kept().last(question.workload.ref));
        LeftOpen open;
        m_fleets.push_back(fleetAfter(prepared, facts, fleet, m_previews.back(), &open));
        m_taken.push_back(m_taken.back());
        m_taken.back().add(*fleet, m_previews.back(), open.taken);
        m_open.push_back(std::move(open));
    }

    /// Those before it of which it evicts pods come behind it; what is placed from the first of them on is placed anew.
    /// @return  there are any
    bool putBehind(const Preview& one)
    {
        const std::size_t evictor = m_order[at()];
        bool any = false;
        for (std::size_t i = 0; i < at(); ++i) {
            const std::size_t earlier = m_order[i];
            if (isBehind(evictor, earlier) ||
                !evicts(one, m_questions[evictor], m_questions[earlier], *m_fleets.back()))
                continue;
            m_behind[earlier].insert(evictor);
            any = true;
        }
        if (any) placeAnew();
        return any;
    }

    /// It comes behind those after it whose pods its own have to run near, unless these wait for it.
    /// @return  the order is another
    bool putBeside(const Preview& one)
    {
        const std::size_t asker = m_order[at()];
        std::set<std::size_t> behind;
        std::set<std::size_t>& circle = m_circles[asker];
        circle.clear();
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            const std::size_t other = m_order[i];
            const bool isCut = m_cut.contains({asker, other});
            if ((i <= at() && !isCut) || !waitsForPodsOf(one, m_questions[asker], m_questions[other], m_fleets.back()))
                continue;
            (isCut || isBehind(other, asker) ? circle : behind).insert(other);
        }
        bool any = !behind.empty();
        m_behind[asker].insert(behind.begin(), behind.end());
        m_beside[asker].insert(behind.begin(), behind.end());
        if (!any && one.placed == 0)
            for (const std::size_t other : circle) any = cutCircle(asker, other) || any;
        if (any) placeAnew();
        return any;
    }

    /// Where each waits for the next one's pods, and the last for the first one's, none waits any more: as they were handed in.
    bool cutCircle(std::size_t first, std::size_t last)
    {
        std::vector<std::pair<std::size_t, std::size_t>> edges;
        for (std::size_t from = 0; from < m_beside.size(); ++from)
            for (const std::size_t to : m_beside[from])
                if ((from == last || isBehind(last, from)) && (to == first || isBehind(to, first)))
                    edges.emplace_back(from, to);
        for (const auto& [from, to] : edges) {
            m_behind[from].erase(to);
            m_beside[from].erase(to);
            m_cut.insert({from, to});
        }
        if (!edges.empty()) m_cut.insert({first, last});
        return !edges.empty();
    }

    /// From the first that has another place on.
    void placeAnew()
    {
        const std::vector<std::size_t> order = ordered();
        std::size_t same = 0;
        while (same < order.size() && order[same] == m_order[same]) ++same;
        m_order = order;
        m_previews.resize(same);
        m_open.resize(same);
        m_fleets.resize(same + 1);
        m_taken.resize(same + 1);
    }

    /// Directly, or behind one that is.
    [[nodiscard]] bool isBehind(std::size_t one, std::size_t other) const
    {
        const std::set<std::size_t>& before = m_behind[one];
        return before.contains(other) ||
               std::any_of(before.begin(), before.end(), [&](std::size_t next) { return isBehind(next, other); });
    }

    /// As they were handed in, each behind those that it has to come behind.
    [[nodiscard]] std::vector<std::size_t> ordered() const
    {
        std::vector<std::size_t> out;
        std::vector<bool> done(m_questions.size(), false);
        const auto isReady = [&](std::size_t i) {
            return !done[i] && std::all_of(m_behind[i].begin(), m_behind[i].end(),
                                           [&](std::size_t before) { return done[before]; });
        };
        for (std::size_t i = 0; i < m_questions.size();) {
            if (!isReady(i)) {
                ++i;
                continue;
            }
            done[i] = true;
            out.push_back(i);
            i = 0; // one that was handed in earlier may have waited for it
        }
        return out;
    }

    [[nodiscard]] std::vector<Preview> inTheirOrder()
    {
        std::vector<std::pair<std::size_t, std::size_t>> places; // question, place
        for (std::size_t i = 0; i < m_previews.size(); ++i) places.emplace_back(m_order[i], i);
        std::sort(places.begin(), places.end());
        std::vector<Preview> out;
        out.reserve(places.size());
        for (const auto& [question, place] : places) out.push_back(m_previews[place]);
        return out;
    }

    void warn(std::vector<Preview>& out)
    {
        GrowsLater grows;
        for (std::size_t i = 0; i + 1 < m_previews.size(); ++i)
            if (fitsAtMaximum(m_previews[i].scaled)) grows.add(m_order[i], m_fleets[i + 1]);
        if (!grows.empty()) {
            leave();
            grows.warn(m_questions, m_fleets.back(), out, m_stop, m_memory.kept());
        }
        for (std::size_t i = 0; i < out.size(); ++i) warnOfOrder(i, out[i].warnings);
    }

    void warnOfOrder(std::size_t index, std::vector<Warning>& out) const
    {
        std::vector<std::string> evictors;
        std::vector<std::string> neighbours;
        std::vector<std::string> circle;
        const auto nameOfQuestion = [&](std::size_t i) { return m_questions[i].workload.ref.shortText(); };
        for (const std::size_t before : m_behind[index]) {
            const bool isBeside = m_beside[index].contains(before);
            (isBeside ? neighbours : evictors).push_back(nameOfQuestion(before));
        }
        for (const std::size_t other : m_circles[index]) circle.push_back(nameOfQuestion(other));
        if (!evictors.empty())
            out.push_back({.id = placedBehind,
                           .text = "Its pods would be evicted for those of " + listed(evictors) +
                                   ", which have a higher priority: it is placed behind, on what these leave.",
                           .remedy = "Make room for both, or expect its pods to be evicted where it runs first.",
                           .path = {}});
        if (!neighbours.empty())
            out.push_back({.id = placedBeside,
                           .text = "Its pods have to run near those of " + listed(neighbours) +
                                   ": it is placed behind, and is Pending until one of these runs.",
                           .remedy = "Hand it in after those, so that it does not wait.",
                           .path = {}});
        if (!circle.empty())
            out.push_back({.id = waitsInCircle,
                           .text = "Its pods have to run near those of " + listed(circle) +
                                   ", which wait for it: the answer takes none of these to run before it.",
                           .remedy = "Take the required podAffinity from one of them, or let it match its own pods.",
                           .path = {},
                           .assumes = true});
    }

    const std::vector<Question>& m_questions;
    std::stop_token m_stop;
    Memory& m_memory;
    std::string m_asked;
    std::vector<std::set<std::size_t>> m_behind; ///< by question, those that come before it
    std::vector<std::set<std::size_t>> m_beside; ///< of these, those whose pods it has to run near
    std::vector<std::set<std::size_t>>
        m_circles; ///< by question, those whose pods it has to run near and that wait for it
    std::set<std::pair<std::size_t, std::size_t>>
        m_cut;                                ///< one that does not come behind the other, though it has to run near it
    std::vector<std::size_t> m_order;         ///< questions
    std::vector<Preview> m_previews;          ///< by place in that order, as far as they are placed
    std::vector<LeftOpen> m_open;             ///< likewise, of those that others are placed after
    std::vector<snapshot::FleetPtr> m_fleets; ///< what each place finds; one more than are left
    std::vector<TakenBefore> m_taken;         ///< likewise
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
        out.bought.unknown = out.bought.unknown || bought.unknown;
        addCost(out, one, bought, hasUnpriced);
    }
    if (out.costPartial && out.bought.cost) out.bought.cost->upper.reset();
    if (out.mixedCosts.size() < 2) out.mixedCosts.clear();
    if (hasUnpriced)
        for (CostRange& one : out.mixedCosts) one.upper.reset();
    return out;
}

std::string orderText(const std::vector<Preview>& previews)
{
    const std::string order =
        "Placed in the order in which they were handed in (files by name, documents from the top): each "
        "takes from what those before it leave.";
    const auto says = [&](const char* id) {
        return std::any_of(previews.begin(), previews.end(), [&](const Preview& one) {
            return std::any_of(one.warnings.begin(), one.warnings.end(),
                               [&](const Warning& warning) { return warning.id == id; });
        });
    };
    const std::string behind =
        says(placedBehind) ? " One whose pods a later one would evict is placed behind that one." : "";
    const std::string beside =
        says(placedBeside) ? " One whose pods have to run near those of a later one is placed behind that one." : "";
    return order + behind + beside + " The clusters take them as they come, so another order may leave others short." +
           " Where what one takes is not sure, what it leaves is a range, or the next one says that it hangs on it.";
}

std::vector<Preview> previewBatch(const std::vector<Question>& questions, snapshot::FleetPtr fleet,
                                  std::stop_token stop, Memory* memory)
{
    Memory own;
    if (memory == nullptr) memory = &own; // most clusters are the same for the next one
    return Sequence(questions, fleet, std::move(stop), *memory).run();
}

} // namespace core::preview
