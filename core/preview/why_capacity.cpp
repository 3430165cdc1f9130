#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/preview/ahead.h"
#include "core/preview/limits.h"
#include "core/preview/refusals.h"
#include "core/preview/shares.h"
#include "core/preview/why.h"

namespace core::preview {
namespace {

std::string_view wordOf(model::StockBasis basis)
{
    switch (basis) {
    case model::StockBasis::Exact: return "counted";
    case model::StockBasis::Negative: return "seen to be out";
    case model::StockBasis::AtLeast: return "seen to be there";
    case model::StockBasis::Score: return "by the cloud's score";
    case model::StockBasis::Category: return "by the cloud's word";
    case model::StockBasis::Unknown: return "no figure";
    }
    return {};
}

/// "counted; fleet.yaml; 2 min old"
std::string originOf(const estimate::Cell& cell)
{
    std::string out(wordOf(cell.basis));
    if (!cell.source.empty()) out += "; " + cell.source;
    if (cell.age)
        out += "; " + std::to_string(cell.age->count() / 60) + " min old" + (cell.old ? ", past its age limit" : "");
    return out;
}

std::string capacityOf(const estimate::Running& running)
{
    const Range range = running.range();
    return toText(range) + (range == Range::exactly(1) ? " replica" : " replicas");
}

/// What others that come and go do to it.
void addComing(const Ahead& ahead, const Range& now, const Range& between, std::vector<Reason>& out)
{
    const std::int64_t taken = now.lower - between.lower;
    if (ahead.waits > 0 && taken > 0)
        out.push_back({ReasonId::RoomTakenFirst, {counted(taken, "replica"), counted(ahead.waits, "pod")}, {}});
    const std::int64_t freed = between.upper.value_or(0) - now.upper.value_or(0);
    if (ahead.leaves > 0 && freed > 0)
        out.push_back({ReasonId::RoomLeaving, {counted(freed, "replica"), counted(ahead.leaves, "pod")}, {}});
}

/// @param between  with pods that come and go
Reason whyRunning(const Site& site, const estimate::Running& running, const Ahead& ahead,
                  const estimate::Running& between)
{
    Reason out{ReasonId::RunningCapacity, {capacityOf(between)}, {}};
    if (!site.mayStay) addComing(ahead, running.range(), between.range(), out.parts); // else it is of both ends
    for (const estimate::RefusedNodes& refused : running.refused)
        out.parts.push_back({ReasonId::NodesRefused,
                             {counted(refused.nodes, "node"), refusalText(*site.data, *site.ask, refused.refusal)},
                             {}});
    const std::string rule = ruleAmong(site, running);
    for (const estimate::RefusedNodes& filled : running.filled) // that nodes are full says their number
        if (filled.refusal.plugin != estimate::Plugin::NodeResourcesFit && !site.ask->daemon)
            out.parts.push_back({ReasonId::NodesFilled,
                                 {counted(filled.nodes, "node"), rule.empty() ? refusalText(filled.refusal) : rule},
                                 {}});
    if (running.heldByLowerPriority > 0)
        out.parts.push_back({ReasonId::HeldByLowerPriority, {std::to_string(running.heldByLowerPriority)}, {}});
    if (running.lostCards > 0) out.parts.push_back({ReasonId::LostCards, {counted(running.lostCards, "card")}, {}});
    return out;
}

/// Nothing where no node starts.
std::optional<Reason> whyStarting(Facts& facts, std::size_t index)
{
    const estimate::StartingNodes& nodes = *facts.site(index).starting;
    if (!nodes.any()) return std::nullopt;
    const Range more = facts.starting(index);
    std::int64_t starts = 0;
    for (std::size_t row = 0; row < nodes.of.size(); ++row) starts += startsFor(facts.site(index), row) ? 1 : 0;
    if (starts == 0) return std::nullopt;
    return Reason{ReasonId::RoomStarting,
                  {toText(more) + (more == Range::exactly(1) ? " replica" : " replicas"), counted(starts, "node")},
                  {}};
}

/// "1 replica"; "7..8 replicas" where a formula tells what the node has.
std::string perNodeText(const estimate::Offer& offer)
{
    if (offer.mostPerNode <= offer.replicasPerNode) return counted(offer.replicasPerNode, "replica");
    return toText(Range{offer.replicasPerNode, offer.mostPerNode}) + " replicas";
}

Reason whyOffer(const Site& site, const estimate::Provisionable& what, const estimate::Offer& offer)
{
    const snapshot::ClusterData& data = *site.data;
    const model::NodePool& pool = data.pools[offer.pool];
    if (offer.refusal)
        return {ReasonId::PoolRefuses, {nameOf(pool), offer.instanceType, refusalText(offer, *site.ask)}, {}};
    std::optional<std::int64_t> most;
    const auto cap = [&](std::int64_t nodes) { most = most ? std::min(*most, nodes) : nodes; };
    Reason out{ReasonId::PoolOffer, {}, {}};
    if (const std::string doubt = doubtOf(what, offer); !doubt.empty())
        out.parts.push_back({ReasonId::OfferInDoubt, {doubt}, {}});
    if (pool.spot && !offer.spot)
        out.parts.push_back(
            {ReasonId::SpotFallsBack,
             {nameOf(pool), isGoatScaler(pool) ? "as GOATScaler does not see spot stock" : "where spot is short"},
             {}});
    for (const estimate::PoolRoom& room : what.rooms) {
        if (room.pool != offer.pool || !room.nodes) continue;
        cap(*room.nodes);
        if (room.cutByBatch)
            out.parts.push_back({ReasonId::BatchLimit, {nameOf(pool), counted(room.batch, "node")}, {}});
        else
            out.parts.push_back({ReasonId::PoolRoomLimit, {nameOf(pool), counted(*room.nodes, "node")}, {}});
    }
    if (offer.stockBounds) {
        if (offer.stock.instances.upper) cap(*offer.stock.instances.upper);
        out.parts.push_back({ReasonId::StockLimit,
                             {offer.instanceType, offer.zone, estimate::toText(offer.stock), originOf(offer.stock)},
                             {}});
    }
    if (offer.addresses) {
        cap(*offer.addresses);
        out.parts.push_back({ReasonId::AddressLimit,
                             {nameOf(pool), offer.zone,
                              std::to_string(*offer.addresses) + (*offer.addresses == 1 ? " address" : " addresses")},
                             {}});
    }
    out.args = {nameOf(pool), most ? std::to_string(*most) : std::string("any number"),
                offer.instanceType + (offer.spot ? " (spot)" : ""), offer.zone,
                offer.nodesPerReplica > 1 ? std::to_string(offer.nodesPerReplica) + " nodes a replica"
                                          : perNodeText(offer) + " a node"};
    return out;
}

std::vector<Reason> whyOverridden(const Facts& facts, std::size_t index)
{
    std::vector<Reason> out;
    for (const model::OverrideEffect& effect : facts.site(index).overrides) {
        out.push_back({ReasonId::Overridden,
                       {effect.policy.kind + " " + effect.policy.shortText(), facts.site(index).data->cluster.name,
                        few(effect.paths)},
                       {}});
    }
    if (out.empty() || facts.engine() == Engine::Direct) return out;
    const bool karmada = facts.engine() == Engine::Karmada;
    out.back().parts.push_back({karmada ? ReasonId::OverrideNotHeard : ReasonId::OverrideAssumed, {}, {}});
    return out;
}

} // namespace

std::vector<Reason> whyCapacity(Facts& facts, std::size_t index, bool withPools)
{
    std::vector<Reason> out = whyOverridden(facts, index);
    const snapshot::ClusterData& data = *facts.site(index).data;
    const std::string& name = data.cluster.name;
    const estimate::Running& running = facts.runningAtEnd(index);
    if (data.nodesKnown)
        out.push_back(whyRunning(facts.site(index), running, facts.aheadOf(index), facts.reallyRunning(index)));
    if (auto later = whyStarting(facts, index)) out.push_back(std::move(*later));
    if (!running.known)
        out.push_back({ReasonId::CapacityUnknown,
                       {(data.nodesKnown  ? "the pods of "
                         : data.podsKnown ? "the nodes of "
                                          : "the nodes and pods of ") +
                        name},
                       {}});
    if (!running.turnedAway.empty())
        out.push_back({ReasonId::TurnedAway, {running.turnedAway}, {}});
    else if (!running.quotaWants.empty())
        out.push_back({ReasonId::NamespaceQuotaWants, {running.quotaName, running.quotaWants}, {}});
    else if (const auto admitted = admittedBy(running)) {
        out.push_back(
            {ReasonId::NamespaceQuota,
             {running.quotaName, (surelyAdmittedBy(running) == admitted ? "" : "at most ") + std::to_string(*admitted)},
             {}});
        if (facts.engine() == Engine::AckOne) out.back().parts.push_back({ReasonId::QuotaAssumed, {}, {}});
    }
    if (!withPools || facts.site(index).ask->daemon) return out;
    const estimate::Provisionable& what = facts.offersOf(index);
    const std::string unlisted = poolsWithoutTypes(data);
    if (!what.known)
        out.push_back(
            {ReasonId::CapacityUnknown,
             {(unlisted.empty() ? "the node pools of " : "the instance types of node pool " + unlisted + " of ") +
              name},
             {}});
    std::set<std::string> undescribed;
    for (const estimate::Offer& offer : what.offers)
        if (offer.doubt == estimate::Doubt::Type && undescribed.insert(offer.instanceType).second)
            out.push_back({ReasonId::CapacityUnknown, {"what instance type " + offer.instanceType + " has"}, {}});
    for (const estimate::Offer& offer : what.offers)
        if (offer.doubt != estimate::Doubt::Type) out.push_back(whyOffer(facts.site(index), what, offer));
    const estimate::QuotaRoom* last = nullptr;
    for (const estimate::QuotaRoom& quota : what.quotas) {
        const bool said = last != nullptr && last->quota == quota.quota;
        last = &quota;
        if (!quota.left || said) continue;
        out.push_back({ReasonId::QuotaLimit,
                       {quota.name, (quota.open ? "at most " : "") +
                                        counted(*quota.left, unitOf(facts.fleet().quotas[quota.quota]))},
                       {}});
    }
    if (!estimate::isOpenEnded(what) && !what.deliverable.isExact())
        out.push_back(
            {std::any_of(what.offers.begin(), what.offers.end(), stockIsOpen) ? ReasonId::RangeOfCapacity
                                                                              : ReasonId::DoubtfulCapacity,
             {std::to_string(what.deliverable.lower),
              what.deliverable.upper ? std::to_string(*what.deliverable.upper) : std::string("any number of")},
             {}});
    return out;
}

} // namespace core::preview
