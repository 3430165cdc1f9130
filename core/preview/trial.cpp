#include "core/preview/trial.h"

#include "core/preview/rollout.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

Trial run(const Prepared& prepared, Facts& facts)
{
    Trial out;
    out.decision = decide(prepared, facts, false);
    out.outcome = outcomeOf(facts, out.decision, Detail::Sure);
    out.asked = askedOf(prepared, facts, out.decision);
    out.updateStuck = updateIsStuck(rolloutSteps(prepared, facts, out.decision));
    return out;
}

Trial onFleet(const Prepared& prepared, const Facts& facts, snapshot::FleetPtr glimpse)
{
    Facts changed = facts.glimpsed(prepared, std::move(glimpse));
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

Trial tryDivision(const Prepared& prepared, Facts& facts, const Decision& decision,
                  const std::vector<std::int64_t>& replicas, std::int64_t asked)
{
    Trial out{decision, outcomeOf(facts, replicas, Detail::Sure), asked};
    out.decision.replicas = replicas;
    out.updateStuck = updateIsStuck(rolloutSteps(prepared, facts, out.decision));
    return out;
}

std::optional<Trial> tryFleet(const Prepared& prepared, const Facts& facts,
                              const std::vector<snapshot::Change>& changes)
{
    auto glimpse = snapshot::glimpse(facts.fleetPtr(), changes);
    if (!glimpse) return std::nullopt;
    return onFleet(prepared, facts, std::move(*glimpse));
}

Trial tryType(const Prepared& prepared, const Facts& facts, std::size_t site, std::uint32_t pool,
              const std::string& instanceType)
{
    auto glimpse = std::make_shared<snapshot::Fleet>(snapshot::glimpseOf(facts.fleet()));
    auto cluster = std::make_shared<snapshot::ClusterData>(*glimpse->clusters[site]);
    cluster->pools[pool].instanceTypes.push_back(instanceType);
    glimpse->clusters[site] = std::move(cluster);
    return onFleet(prepared, facts, std::move(glimpse));
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
