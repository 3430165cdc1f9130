#include "core/preview/trial.h"

#include "core/preview/shares.h"

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

Trial onFleet(Prepared prepared, const Facts& facts, snapshot::FleetPtr fleet,
              const std::vector<snapshot::Change>& changes = {})
{
    prepared.fleet = fleet.get();
    Facts changed(prepared, std::move(fleet), facts, changes);
    return run(prepared, changed);
}

struct Cost {
    std::optional<MoneyPerHour> sum; ///< absent: nothing is bought, or no price is known
    bool partial = false;
};

/// Of the nodes that need no stock that nobody promised.
Cost sureCost(const Outcome& outcome)
{
    Cost out;
    for (const ClusterOutcome& cluster : outcome.clusters)
        for (const Share& share : cluster.shares)
            if (share.kind == Share::Kind::New && !share.unsure)
                addCost(out.sum, out.partial, share.price, share.nodes);
    return out;
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
    return onFleet(prepared, facts, std::move(*fleet), changes);
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
    const Cost was = sureCost(before);
    const Cost is = sureCost(after);
    if (was.partial || is.partial) return std::nullopt;
    if (was.sum && is.sum && was.sum->currency != is.sum->currency) return std::nullopt;
    const std::string currency = is.sum ? is.sum->currency : was.sum ? was.sum->currency : std::string();
    return MoneyPerHour{(is.sum ? is.sum->micros : 0) - (was.sum ? was.sum->micros : 0), currency};
}

} // namespace core::preview
