#include "core/preview/trial.h"

namespace core::preview {
namespace {

Trial run(const Prepared& prepared, Facts& facts)
{
    Trial out;
    out.decision = decide(prepared, facts, false);
    out.outcome = outcomeOf(prepared, facts, out.decision.replicas);
    out.asked = askedOf(prepared, facts, out.decision);
    return out;
}

Trial onFleet(Prepared prepared, const Facts& facts, snapshot::FleetPtr fleet)
{
    prepared.fleet = fleet.get();
    Facts changed(prepared, std::move(fleet), facts);
    return run(prepared, changed);
}

} // namespace

Trial tryQuestion(const Prepared& prepared, Facts& facts)
{
    return run(prepared, facts);
}

std::optional<Trial> tryFleet(const Prepared& prepared, const Facts& facts,
                              const std::vector<snapshot::Change>& changes)
{
    auto fleet = snapshot::whatIf(facts.fleetPtr(), changes);
    if (!fleet) return std::nullopt;
    return onFleet(prepared, facts, std::move(*fleet));
}

Trial tryType(const Prepared& prepared, const Facts& facts, std::size_t site, std::uint32_t pool,
              const std::string& instanceType)
{
    auto fleet = std::make_shared<snapshot::Fleet>(facts.fleet());
    auto cluster = std::make_shared<snapshot::ClusterData>(*fleet->clusters[site]);
    cluster->pools[pool].instanceTypes.push_back(instanceType);
    fleet->clusters[site] = std::move(cluster);
    return onFleet(prepared, facts, std::move(fleet));
}

std::optional<MoneyPerHour> moreCost(const Outcome& before, const Outcome& after)
{
    if (before.newCostPartial || after.newCostPartial || !after.newCost) return std::nullopt;
    if (!before.newCost) return after.newCost;
    if (before.newCost->currency != after.newCost->currency) return std::nullopt;
    return MoneyPerHour{after.newCost->micros - before.newCost->micros, after.newCost->currency};
}

} // namespace core::preview
