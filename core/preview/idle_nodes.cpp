#include "core/preview/idle_nodes.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/preview/ahead.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

/// A pod stands there that is neither the workload's nor a daemon set's.
bool holdsOthers(const snapshot::ClusterData& data, std::uint32_t row, std::int64_t own)
{
    std::int64_t pods = 0;
    for (std::uint32_t pod = data.pods.firstOfNode[row]; pod < data.pods.firstOfNode[row + 1]; ++pod) {
        const bool holds = (data.pods.state[pod] & snapshot::PodState::HoldsResources) != 0;
        if (holds && !data.pods.shapes[data.pods.shape[pod]].daemonSet) ++pods;
    }
    return pods > own;
}

struct Idle {
    std::int64_t least{};
    std::int64_t most{};
    std::set<std::string> pools;
};

bool isInElasticPool(const snapshot::ClusterData& data, std::uint32_t row)
{
    const std::uint32_t pool = data.nodes.pool[row];
    return pool < data.pools.size() && data.pools[pool].elastic;
}

/// Of groups it is known which go: the last.
Idle idleOfGroups(const Site& site, std::int64_t leaving)
{
    const snapshot::ClusterData& data = *site.data;
    if (static_cast<std::int64_t>(site.groupsOn.size()) != site.existing) return {};
    std::set<std::uint32_t> used;
    for (std::size_t i = 0; i + static_cast<std::size_t>(leaving) < site.groupsOn.size(); ++i)
        used.insert(site.groupsOn[i].begin(), site.groupsOn[i].end());
    Idle out;
    for (const auto& [row, pods] : site.existingOn) {
        if (used.contains(row) || !isInElasticPool(data, row) || holdsOthers(data, row, pods)) continue;
        ++out.most;
        out.pools.insert(nameOf(data.pools[data.nodes.pool[row]]));
    }
    out.least = out.most;
    return out;
}

/// Which pods go is the controller's choice: from as few emptied nodes as there can be to as many.
Idle idleIn(const Site& site, std::int64_t leaving)
{
    const snapshot::ClusterData& data = *site.data;
    Idle out;
    std::vector<std::int64_t> alone; // pods of nodes that hold nothing else
    std::int64_t elsewhere = 0;
    for (const auto& [row, pods] : site.existingOn) {
        const std::uint32_t pool = data.nodes.pool[row];
        if (!isInElasticPool(data, row) || holdsOthers(data, row, pods)) {
            elsewhere += pods;
            continue;
        }
        alone.push_back(pods);
        out.pools.insert(nameOf(data.pools[pool]));
        elsewhere += pods - 1; // the last pod empties the node
    }
    out.least =
        std::min<std::int64_t>(static_cast<std::int64_t>(alone.size()), std::max<std::int64_t>(0, leaving - elsewhere));
    std::sort(alone.begin(), alone.end());
    for (const std::int64_t pods : alone) {
        if (pods > leaving) break;
        leaving -= pods;
        ++out.most;
    }
    return out;
}

/// Nodes that old pods leave, of one pool.
struct Left {
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t>
        takes; ///< replicas of the new template that the node may take; 0: it stays empty for certain
};

std::map<std::uint32_t, Left> leftByUpdate(const Site& site, const estimate::Running& end)
{
    const snapshot::ClusterData& data = *site.data;
    const std::map<std::uint32_t, std::int64_t> takes = mostOnEach(end);
    std::map<std::uint32_t, std::int64_t> old;
    for (const std::uint32_t row : site.replaced)
        if (const std::uint32_t node = data.pods.node[row]; node != snapshot::noRow) ++old[node];
    std::map<std::uint32_t, Left> out;
    for (const auto& [row, pods] : old) {
        if (!isInElasticPool(data, row) || holdsOthers(data, row, pods)) continue;
        Left& left = out[data.nodes.pool[row]];
        left.rows.push_back(row);
        const auto at = takes.find(row);
        left.takes.push_back(at == takes.end() ? 0 : at->second);
    }
    return out;
}

/// From as few nodes without work as there can be to as many: which of them the new pods come to is the scheduler's choice.
/// @param onNodes    new replicas that come to nodes that run
/// @param elsewhere  of which others may take so many
Range idleOf(const Left& left, const Range& onNodes, std::int64_t elsewhere)
{
    std::vector<std::int64_t> taking = left.takes;
    std::erase(taking, 0);
    std::sort(taking.rbegin(), taking.rend());
    const auto all = static_cast<std::int64_t>(left.rows.size());
    const auto may = static_cast<std::int64_t>(taking.size());
    std::int64_t used = 0;
    std::int64_t rest = onNodes.lower - elsewhere;
    for (const std::int64_t one : taking) {
        if (rest <= 0) break;
        rest -= one;
        ++used;
    }
    return {all - std::min(may, onNodes.upper.value_or(may)), all - used};
}

/// " They cost 19 CNY an hour." Of more nodes than can be idle it is the dearest ones that bound it.
std::string paidText(const Facts& facts, const Site& site, const Left& left, const Range& idle)
{
    const snapshot::NodeTable& nodes = site.data->nodes;
    const auto label = [&](std::uint32_t row, std::string_view key) {
        const snapshot::LabelColumn* column = nodes.label(key);
        return column == nullptr ? std::string() : std::string(column->distinct.text(column->values[row]));
    };
    std::vector<std::optional<model::Price>> each;
    for (const std::uint32_t row : left.rows) {
        const bool spot = site.data->pools[nodes.pool[row]].spot;
        each.push_back(facts.prices().find(zoneOf(nodes, row), label(row, "node.kubernetes.io/instance-type"), spot));
    }
    const auto micros = [](const std::optional<model::Price>& price) {
        return price ? price->perHour.micros : std::int64_t{-1};
    };
    std::stable_sort(each.begin(), each.end(),
                     [&](const auto& one, const auto& other) { return micros(one) > micros(other); });
    const bool isAll = idle == Range::exactly(static_cast<std::int64_t>(each.size()));
    const bool comparable = std::all_of(each.begin(), each.end(), [&](const auto& one) {
        return one && one->perHour.currency == each.front()->perHour.currency;
    });
    std::optional<MoneyPerHour> sum;
    bool partial = false;
    for (std::size_t i = 0; i < each.size() && static_cast<std::int64_t>(i) < *idle.upper; ++i)
        addCost(sum, partial, each[i], 1);
    if (!sum || (!isAll && !comparable)) return " What they cost is not known.";
    const bool isExact = isAll || (idle.isExact() && micros(each.front()) == micros(each.back()));
    return theyCost(!isExact ? CostIs::AtMost : partial ? CostIs::AtLeast : CostIs::Exactly, *sum);
}

/// The cluster's update; nullptr: nothing is told of one.
const RolloutStep* stepOf(const Answer& answer, std::size_t index)
{
    const auto& steps = answer.preview.rollout;
    const auto at = std::find_if(steps.begin(), steps.end(),
                                 [&](const RolloutStep& one) { return one.cluster == answer.name(index); });
    return at == steps.end() ? nullptr : &*at;
}

/// Nodes that the pods of the new template have no use for.
void warnOfLeftNodes(const Answer& answer, std::size_t index, Warnings& warnings)
{
    const Site& site = answer.facts.site(index);
    const RolloutStep* step = stepOf(answer, index);
    if (step != nullptr && !step->canFinish) return; // old pods stay where they are
    const bool mayStop = site.mayStay || (step != nullptr && step->unsure);
    const estimate::Running& end = answer.facts.onceStarted(index);
    if (end.range().upper.value_or(site.ask->upTo) >= site.ask->upTo) return; // not every node was asked
    Range onNodes = Range::exactly(0);
    for (const Share& share : answer.outcome.clusters[index].shares) {
        const bool runs = share.kind == Share::Kind::Running;
        if (runs && !share.unsure) onNodes.lower += share.replicas;
        if (runs || share.spared > 0) *onNodes.upper += share.replicas;
    }
    for (std::int64_t* one : {&onNodes.lower, &*onNodes.upper}) *one -= std::min(*one, site.staying());
    if (site.ask->isGroup() && *onNodes.upper > 0) return; // on which nodes nobody tells
    const auto all = leftByUpdate(site, end);
    for (const auto& [pool, left] : all) {
        std::int64_t elsewhere = end.range().upper.value_or(*onNodes.upper);
        for (const std::int64_t one : left.takes) elsewhere -= one;
        Range idle = idleOf(left, onNodes, std::max<std::int64_t>(0, elsewhere));
        if (mayStop) idle.lower = 0;
        if (*idle.upper <= 0) continue;
        warnings.add("idle-after-update",
                     "Once the update in " + answer.name(index) + " is through, nothing else is on " +
                         countedBetween(idle, "node") + " of pool " + nameOf(site.data->pools[pool]) +
                         ": what is not reused stays paid until the pool scales in." +
                         paidText(answer.facts, site, left, idle),
                     "Expect the bill to fall only then, or scale the pool in by hand.");
    }
}

} // namespace

void warnOfIdleNodes(const Answer& answer, Warnings& warnings)
{
    if (!answer.decision.placed) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& site = answer.facts.site(i);
        const bool updates = !site.replaced.empty() && answer.decision.replicas[i] > 0;
        if (updates) warnOfLeftNodes(answer, i, warnings);
        const std::int64_t leaving = site.existing - answer.decision.replicas[i];
        if (leaving <= 0 || !site.data->podsKnown || updates) continue; // those that stay move, too
        const Idle idle = site.ask->isGroup() ? idleOfGroups(site, leaving) : idleIn(site, leaving);
        if (idle.most == 0) continue;
        warnings.add("idle-after-scale-down",
                     "Once " + counted(leaving, "replica has", "replicas have") + " left " + answer.name(i) +
                         ", nothing else is on " + countedBetween({idle.least, idle.most}, "node") + " of pool " +
                         listed({idle.pools.begin(), idle.pools.end()}) +
                         ": what is not reused stays paid until the pool scales in.",
                     "Expect the bill to fall only then, or scale the pool in by hand.");
    }
}

} // namespace core::preview
