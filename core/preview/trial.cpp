#include "core/preview/trial.h"

#include <algorithm>

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
    auto changed = std::make_shared<Facts>(facts.glimpsed(prepared, std::move(glimpse)));
    Trial out = run(prepared, *changed);
    out.facts = std::move(changed);
    return out;
}

/// Absent: a price is unknown.
std::optional<CostRange> costOf(const NewNodes& bought, bool partial)
{
    if (bought.most == 0) return CostRange{MoneyPerHour{}, MoneyPerHour{}};
    return partial ? std::nullopt : bought.cost;
}

} // namespace

Trial tryQuestion(const Prepared& prepared, Facts& facts)
{
    return run(prepared, facts);
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

Trial tryPods(const Prepared& changed, const Facts& facts, std::size_t site, std::optional<snapshot::ClusterData> data)
{
    snapshot::FleetPtr fleet = facts.fleetPtr();
    if (data) {
        auto other = std::make_shared<snapshot::Fleet>(snapshot::glimpseOf(*fleet));
        other->clusters[site] = std::make_shared<const snapshot::ClusterData>(std::move(*data));
        fleet = std::move(other);
    }
    auto here = std::make_shared<Facts>(changed, std::move(fleet), &facts);
    Trial out = run(changed, *here);
    out.facts = std::move(here);
    return out;
}

Sure sureOf(const Prepared& prepared, Facts& asked, const Trial& trial)
{
    Facts& facts = trial.facts ? *trial.facts : asked;
    // Of few clusters as many mixes and values as the answer will be asked for; of more that would be felt at a keystroke.
    constexpr std::size_t fewClusters = 4;
    constexpr std::int64_t remedies = 8; // that are offered with an answer, about
    const bool few = facts.size() <= fewClusters;
    const Outcome outcome = outcomeOf(facts, trial.decision, few ? Detail::All : Detail::Bought);
    const auto values = overStockOf(prepared, facts, trial.decision, outcome, trial.asked, few ? 1 : remedies).values;
    if (values) return {values->placed.lower, *values->placed.upper, costOf(values->over.bought, values->costPartial)};
    return {outcome.placed, outcome.placed + outcome.unsure + outcome.untried,
            costOf(newNodesIn(outcome.clusters), outcome.newCostPartial)};
}

Sure sureOf(const Preview& preview)
{
    return {preview.placed, preview.placed + preview.unsure, costOf(newNodesOf(preview), preview.newCostPartial)};
}

std::optional<CostRange> moreCost(const Sure& before, const Sure& after)
{
    if (!before.cost || !after.cost || !before.cost->upper || !after.cost->upper) return std::nullopt;
    const std::string& was = before.cost->lower.currency;
    const std::string& is = after.cost->lower.currency;
    if (!was.empty() && !is.empty() && was != is) return std::nullopt;
    const std::int64_t atLeast = after.cost->lower.micros - before.cost->lower.micros;
    const std::int64_t atMost = after.cost->upper->micros - before.cost->upper->micros;
    const std::string currency = is.empty() ? was : is;
    return CostRange{{std::min(atLeast, atMost), currency}, MoneyPerHour{std::max(atLeast, atMost), currency}};
}

} // namespace core::preview
