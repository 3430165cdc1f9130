#include "core/preview/trial.h"

#include "core/preview/rollout.h"
#include "core/preview/shares.h"
#include "core/preview/stock_values.h"

namespace core::preview {
namespace {

bool isStuck(const Prepared& prepared, Facts& facts, const Decision& decision)
{
    return verdictOf(rolloutSteps(prepared, facts, decision)) == Verdict::UpdateStuck;
}

Trial run(const Prepared& prepared, Facts& facts)
{
    Trial out;
    out.decision = decide(prepared, facts, false);
    out.outcome = outcomeOf(facts, out.decision, Detail::Sure);
    out.asked = askedOf(prepared, facts, out.decision);
    out.settled = settledOf(out.decision, out.outcome, out.asked);
    out.updateStuck = isStuck(prepared, facts, out.decision);
    return out;
}

Trial onFleet(const Prepared& prepared, const Facts& facts, snapshot::FleetPtr glimpse)
{
    Facts changed = facts.glimpsed(prepared, std::move(glimpse));
    return run(prepared, changed);
}

/// Over several values of stock.
std::optional<MoneyPerHour> costOfSure(const NewNodes& bought, bool partial)
{
    if (partial) return std::nullopt;
    return bought.most == 0 ? MoneyPerHour{} : bought.sureCost;
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
    out.decision.placed = true;
    out.settled = out.outcome.placed;
    out.updateStuck = isStuck(prepared, facts, out.decision);
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
    snapshot::ClusterData data = *facts.fleet().clusters[site];
    data.pools[pool].instanceTypes.push_back(instanceType);
    return tryCluster(prepared, facts, site, std::move(data));
}

Trial tryCluster(const Prepared& prepared, const Facts& facts, std::size_t site, snapshot::ClusterData data)
{
    auto glimpse = std::make_shared<snapshot::Fleet>(snapshot::glimpseOf(facts.fleet()));
    glimpse->clusters[site] = std::make_shared<const snapshot::ClusterData>(std::move(data));
    return onFleet(prepared, facts, std::move(glimpse));
}

Sure sureOf(const Outcome& outcome)
{
    std::optional<MoneyPerHour> sum; // absent: nothing is bought
    bool partial = false;
    for (const ClusterOutcome& cluster : outcome.clusters)
        for (const Share& share : cluster.shares)
            if (share.kind == Share::Kind::New && !share.unsure) addCost(sum, partial, share.price, share.nodes);
    if (partial) return {outcome.placed, std::nullopt};
    return {outcome.placed, sum ? *sum : MoneyPerHour{}};
}

Sure sureOf(const Prepared& prepared, Facts& facts, const Trial& trial)
{
    constexpr std::int64_t remedies = 8; // that are offered with an answer, about
    const auto values = overStockOf(prepared, facts, trial.decision, trial.outcome, trial.asked, remedies).values;
    if (!values) return sureOf(trial.outcome);
    return {values->placed.lower, costOfSure(values->over.bought, values->costPartial)};
}

Sure sureOf(const Preview& preview, const Outcome& outcome)
{
    if (!preview.overStock) return sureOf(outcome);
    return {preview.placed, costOfSure(preview.overStock->bought, preview.newCostPartial)};
}

std::optional<MoneyPerHour> moreCost(const Sure& before, const Sure& after)
{
    if (!before.cost || !after.cost) return std::nullopt;
    const std::string& was = before.cost->currency;
    const std::string& is = after.cost->currency;
    if (!was.empty() && !is.empty() && was != is) return std::nullopt;
    return MoneyPerHour{after.cost->micros - before.cost->micros, is.empty() ? was : is};
}

} // namespace core::preview
