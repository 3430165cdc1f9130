#include <algorithm>
#include <numeric>

#include "core/base/words.h"
#include "core/preview/why.h"

/// Why a cluster that gets replicas gets that many.
namespace core::preview {
namespace {

/// Nobody knows an end of what it can take, and the division shown counts on it.
bool isUnreadHere(Facts& facts, const Decision& decision, std::size_t index)
{
    return decision.fromUpperEnd && !facts.heard(index, decision.stockAsked).upper;
}

Reason byPart(const Prepared& prepared, Facts& facts, const Decision& decision, const schedule::Cycle& cycle,
              const schedule::Part& part)
{
    const schedule::Divided& divided = cycle.divided;
    const std::uint32_t index = cycle.selected[part.candidate].member;
    const std::int64_t all = std::accumulate(divided.parts.begin(), divided.parts.end(), std::int64_t{0},
                                             [](std::int64_t sum, const auto& one) { return sum + one.weight; });
    const std::string weight = std::to_string(part.weight);
    if (divided.mode == schedule::Mode::Down) return {ReasonId::KeepsShare, {weight, std::to_string(all)}, {}};
    if (cycle.passed.size() == 1) return {ReasonId::OnlyCluster, {}, {}};
    const bool unread = isUnreadHere(facts, decision, index);
    switch (divided.strategy) {
    case schedule::Strategy::Static:
        if (!hasStaticWeight(prepared, facts, index)) return {ReasonId::ByEqualShare, {}, {}};
        return {ReasonId::ByStaticWeight, {weight, std::to_string(all)}, {}};
    case schedule::Strategy::Aggregated:
        if (unread) return {ReasonId::ByFewestUnknown, {}, {}};
        return {ReasonId::ByFewest, {weight}, {}};
    case schedule::Strategy::Dynamic:
    case schedule::Strategy::NotDivided:
    case schedule::Strategy::Duplicated:
    case schedule::Strategy::Unsupported: break; // of the last three nothing has a part
    }
    if (unread) return {ReasonId::ByAvailableUnknown, {}, {}};
    return {ReasonId::ByAvailable, {weight, std::to_string(all)}, {}};
}

/// Of those that were selected.
std::optional<Reason> byDivision(const Prepared& prepared, Facts& facts, const Decision& decision,
                                 const schedule::Cycle& cycle, std::size_t index)
{
    const schedule::Divided& divided = cycle.divided;
    const auto is = [&](const schedule::Part& part) { return cycle.selected[part.candidate].member == index; };
    const auto part = std::find_if(divided.parts.begin(), divided.parts.end(), is);
    const std::int64_t has = decision.replicas[index];
    if (divided.mode == schedule::Mode::Kept || divided.mode == schedule::Mode::Up) {
        const std::int64_t added = part == divided.parts.end() ? 0 : part->seats;
        if (added == 0) return Reason{ReasonId::KeepsPrevious, {counted(has, "replica")}, {}};
        Reason by = byPart(prepared, facts, decision, cycle, *part);
        if (added >= has) return by;
        return Reason{
            ReasonId::KeepsAndAdds, {counted(has - added, "replica"), std::to_string(added)}, {std::move(by)}};
    }
    if (part != divided.parts.end()) return byPart(prepared, facts, decision, cycle, *part);
    if (givesCopies(prepared)) return Reason{ReasonId::Duplicated, {counted(has, "replica")}, {}};
    return std::nullopt;
}

} // namespace

std::optional<Reason> whyGiven(const Prepared& prepared, Facts& facts, const Decision& decision, std::size_t index)
{
    const std::int64_t has = decision.replicas[index];
    if (has == 0) return std::nullopt;
    if (prepared.alone) return Reason{ReasonId::RunsHere, {facts.site(index).data->cluster.name}, {}};
    const schedule::Cycle* cycle = decision.chosen();
    if (!decision.placed || cycle == nullptr || decision.cycle.tried.empty()) // nothing new is written
        return Reason{ReasonId::KeepsPrevious, {counted(has, "replica")}, {}};
    if (prepared.daemon) return Reason{ReasonId::DaemonOnNodes, {}, {}};
    if (facts.site(index).overriddenReplicas)
        return Reason{facts.site(index).retains ? ReasonId::RetainedThere : ReasonId::SetByOverride, {}, {}};
    if (prepared.gang) return Reason{ReasonId::GangTogether, {}, {}};
    const auto one = std::find_if(cycle->selected.begin(), cycle->selected.end(),
                                  [&](const auto& selected) { return selected.member == index; });
    if (one == cycle->selected.end()) return std::nullopt;
    if (one->overflowOrder < lastTier(decision, *cycle)) return Reason{ReasonId::GroupFilledFirst, {}, {}};
    auto out = byDivision(prepared, facts, decision, *cycle, index);
    if (out && cycle->selected.size() < cycle->passed.size())
        out->parts.push_back({ReasonId::SelectedBySpread,
                              {std::to_string(cycle->selected.size()),
                               counted(static_cast<std::int64_t>(cycle->passed.size()), "cluster")},
                              {}});
    return out;
}

} // namespace core::preview
