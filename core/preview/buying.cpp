#include "core/preview/buying.h"

#include <algorithm>
#include <utility>

#include "core/model/age.h"
#include "core/preview/waiting.h"

namespace core::preview {
namespace {

/// Replicas that find a place by preemption, besides all that may find a free one.
/// @source k8s.io/kubernetes pkg/scheduler/framework/preemption: a pod that fits nowhere is nominated for a node, and its
///         victims are deleted, in the cycle that finds it unschedulable; k8s.io/autoscaler cluster-autoscaler/core/podlistprocessor
///         filter_out_expendable.go: a pod that is nominated waits for its node, and none is bought
std::int64_t heldByOthers(const estimate::Running& now, const estimate::Running& between)
{
    const auto most = between.range().upper;
    if (!most) return 0; // perhaps there is room without
    return std::max<std::int64_t>(0, now.replicas + now.heldByLowerPriority - std::max(now.replicas, *most));
}

constexpr const char* taskKey = "goatscaler.io/provision-task-id";

/// Replicas for which GOATScaler is buying a node: none is bought for them a second time before their deadline, and the node of
/// their task is not there yet.
/// @source shared reference, autoscaling §5 "Bookkeeping"
std::int64_t beingBought(const Facts& facts, std::size_t index)
{
    const snapshot::ClusterData& data = *facts.site(index).data;
    const snapshot::PodTable& pods = data.pods;
    const auto isAsked = [](const snapshot::PodShape& shape) { return shape.pod.annotations.contains(taskKey); };
    if (facts.site(index).ask->isGroup() || std::none_of(pods.shapes.begin(), pods.shapes.end(), isAsked)) return 0;
    const snapshot::LabelColumn* registered = data.nodes.label(taskKey);
    const auto comes = [&](const model::Labels& annotations) {
        const std::string& task = annotations.at(taskKey);
        if (registered != nullptr && registered->distinct.find(task) != snapshot::absent) return false;
        const auto deadline = annotations.find("goatscaler.io/reschedule-deadline");
        if (deadline == annotations.end() || !facts.fleet().takenAt) return true;
        const Result<Time> time = model::parseTime(deadline->second);
        return !time || *time > *facts.fleet().takenAt;
    };
    std::int64_t out = 0;
    for (const std::uint32_t row : facts.own().in(data)) {
        const snapshot::PodShape& shape = pods.shapes[pods.shape[row]];
        if ((pods.state[row] & snapshot::Pending) != 0 && isAsked(shape) && comes(shape.pod.annotations)) ++out;
    }
    return out;
}

Needs needsOf(Facts& facts, std::size_t index, std::int64_t replicas, Sending sending = Sending::AsTheFleetDoes)
{
    Needs out;
    std::int64_t more = facts.toStart(index, replicas);
    out.existing = replicas - more;
    const Site& site = facts.site(index);
    if (sending == Sending::AsTheFleetDoes && site.overrideFails) { // what was sent before is there, or comes
        out.unsent = std::max<std::int64_t>(0, more - site.onTheirWay);
        more -= out.unsent;
    }
    if (more == 0) return out;
    const estimate::Running& running = facts.reallyRunning(index);
    const std::int64_t admitted = std::min(admittedBy(running).value_or(more), more);
    // One that runs already is in the quota's use, whatever that still admits.
    const std::int64_t perhapsIn = std::min(more - admitted, site.unread);
    out.overQuota = more - admitted - perhapsIn;
    const std::int64_t sure = std::min(surelyAdmittedBy(running).value_or(more), more);
    out.onNodes = std::min(sure, running.replicas);
    out.preempting = std::min(sure - out.onNodes, heldByOthers(facts.runningAtEnd(index), running));
    // A pod that preempts is bound at once: kube-scheduler knows no node that is yet to come.
    out.starting = std::min(sure - out.onNodes - out.preempting, facts.starting(index).lower);
    const std::int64_t left = sure - out.onNodes - out.preempting - out.starting;
    if (left > 0) out.beingBought = std::min(left, beingBought(facts, index));
    out.toBuySurely = left - out.beingBought;
    out.toBuy = admitted - (sure - left) - out.beingBought;
    const std::int64_t upper = facts.onceStarted(index).range().upper.value_or(admitted);
    // Those of which no pod was read may run wherever they are, on a node that takes none by now, too.
    const std::int64_t perhaps = std::max(upper - out.onNodes - out.starting, site.unread);
    out.perhapsOnNodes = std::clamp<std::int64_t>(perhaps, 0, out.toBuy + perhapsIn);
    return out;
}

/// The room that is open is there, or is not.
void settle(Needs& needs, bool comes)
{
    const std::int64_t open = std::exchange(needs.perhapsOnNodes, 0);
    if (!comes) return;
    needs.cameOnNodes = open;
    needs.toBuy = std::max<std::int64_t>(0, needs.toBuy - open);
    needs.toBuySurely = std::max<std::int64_t>(0, needs.toBuySurely - open);
}
void addBuyers(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, const Coming& coming,
               Sending sending, Purchases& out)
{
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        out.needs[i] = needsOf(facts, i, replicas[i], sending);
        if (!coming.empty()) settle(out.needs[i], coming[i] != 0);
        if (out.needs[i].toBuy == 0 || (out.from == End::Upper && detail == Detail::Sure)) continue;
        const OffersPtr& offers = facts.offersPtr(i);
        const Needs& needs = out.needs[i];
        if (offers->offers.empty()) continue;
        if (out.from == End::Lower)
            out.first.push_back({i, offers, needs.toBuySurely});
        else
            out.first.push_back({i, facts.solved().rest({offers, {}, {}, {}, true, true}), needs.toBuy});
    }
}

/// @return  what is there for the buyers
Ledger buySurely(Facts& facts, const HowToBuy& how, Purchases& out)
{
    Ledger ledger(out.from);
    if (out.first.empty()) return ledger;
    Waited waited;
    if (out.from == End::Lower) waited = waitedOf(facts);
    for (const Buyer& buyer : out.first) yieldTo(waited, buyer.site, *buyer.what, buyer.wanted);
    if (!waited.buys.empty()) ledger = waited.left;
    for (Buyer& buyer : out.first)
        if (OffersPtr left = leftBehind(waited, buyer.site, buyer.what, how.solved)) buyer.what = std::move(left);
    out.before = ledger;
    out.untried = buyTogether(out.first, ledger, how);
    return ledger;
}

void buyPerhaps(Facts& facts, const Ledger& afterAll, const HowToBuy& how, Purchases& out)
{
    Ledger ours(out.from);
    for (const Buyer& buyer : out.first) ours.take(*buyer.what, buyer.got.nodes);
    for (Buyer& buyer : out.first) {
        const Needs& needs = out.needs[buyer.site];
        const std::int64_t open = buyer.got.missing + needs.toBuy - needs.toBuySurely;
        if (open == 0) continue;
        if (how.named && buyer.got.missing > 0) nameShortage(buyer, afterAll, how.solved);
        const Buyer all{buyer.site, facts.offersPtr(buyer.site), open, buyer.got};
        out.perhaps.push_back({buyer.site, restOf(all, ours, true, how.solved), open});
    }
    ours.turnToUpper();
    buyTogether(out.perhaps, ours, how);
}

} // namespace

std::int64_t placedOn(const Needs& needs)
{
    return needs.existing + needs.onNodes + needs.preempting + needs.starting + needs.beingBought + needs.cameOnNodes +
           needs.unsent;
}

Purchases buyFor(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, End from, const Coming& coming,
                 Sending sending)
{
    Purchases out;
    out.from = from;
    out.needs.resize(replicas.size());
    const HowToBuy how{facts.solved(), detail == Detail::All};
    addBuyers(facts, replicas, detail, coming, sending, out);
    const Ledger left = buySurely(facts, how, out);
    if (detail != Detail::Sure && from == End::Lower) buyPerhaps(facts, left, how, out);
    return out;
}

std::vector<Coming> comingsOf(Facts& facts, const std::vector<std::int64_t>& replicas)
{
    constexpr std::size_t mostWhole = 3; // clusters of which every combination is tried
    std::vector<std::size_t> open;
    std::size_t buyers = 0;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        const Needs needs = needsOf(facts, i, replicas[i]);
        if (needs.toBuy > 0 && !facts.offersOf(i).offers.empty()) ++buyers;
        if (needs.perhapsOnNodes > 0) open.push_back(i);
    }
    std::vector<Coming> out;
    if (open.empty() || buyers < 2) return out;
    const Coming none(replicas.size(), 0);
    if (open.size() <= mostWhole) {
        for (std::size_t which = 0; which < std::size_t{1} << open.size(); ++which) {
            out.push_back(none);
            for (std::size_t k = 0; k < open.size(); ++k)
                if ((which >> k & 1U) != 0) out.back()[open[k]] = 1;
        }
        return out;
    }
    Coming all = none;
    for (const std::size_t i : open) all[i] = 1;
    return {none, all};
}

} // namespace core::preview
