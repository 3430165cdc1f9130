#include "app/cli/change_effects.h"

#include <algorithm>

#include "app/cli/fleet_source.h"
#include "app/cli/live_source.h"
#include "core/live/lookup.h"
#include "core/preflight/of_changes.h"
#include "core/preview/effects.h"

namespace cli {

std::vector<Flag> effectFlags()
{
    Flag fleet = fleetFlag();
    fleet.help = "predict effects on this, not on the live fleet";
    fleet.configurable = false; // what previews look at by habit is not where the plan goes
    std::vector<Flag> flags{std::move(fleet), {.name = "no-effects", .help = "predict nothing: read no fleet"}};
    for (Flag& flag : liveFleetFlags()) flags.push_back(std::move(flag));
    return flags;
}

namespace {

using Changes = std::vector<core::model::ObjectChange>;

bool concernsPlacement(const Changes& changes)
{
    return std::ranges::any_of(changes, [](const core::model::ObjectChange& change) {
        return core::preview::concernsPlacement(change.before) || core::preview::concernsPlacement(change.after);
    });
}

/// None: it cannot be read; what is wrong with it was said. @param live  gets a live one, of whose clusters nothing was said yet
core::snapshot::FleetPtr fleetFor(Context& context, const Arguments& arguments,
                                  std::unique_ptr<core::live::LiveFleet>& live)
{
    ExitCode code{};
    const auto opened = arguments.has("fleet") ? openFleet(context, arguments.text("fleet"))
                                               : openLive(context, arguments, code, &live, false);
    return opened ? opened->fleet : nullptr;
}

/// What is wrong with clusters that the plan has nothing to do with is no news of it. Each cluster that its workloads may go to has
/// checks; where none were made, nobody knows which these are.
void sayOfTouched(Context& context, const Arguments& arguments, const core::change::Plan& plan,
                  const std::unique_ptr<core::live::LiveFleet>& live)
{
    if (!live) return;
    std::optional<std::set<std::string>> touched;
    if (!plan.checks.empty()) {
        touched = clustersOf(plan);
        for (const core::model::Check& check : plan.checks) touched->insert(check.cluster);
        for (const core::change::Step& step : plan.steps)
            for (const core::model::Effect& effect : step.predicted) touched->insert(effect.cluster);
    }
    sayState(context, arguments, live->clusters(), touched);
}

void check(Context& context, const Arguments& arguments, const Changes& changes, const core::snapshot::FleetPtr& fleet,
           const OpenClusters& clusters, core::change::Plan& plan)
{
    ExitCode code{};
    const auto most = patience(context, arguments, code);
    if (!most) return;
    const std::vector<core::live::Reached> reached = clusters.connections->clusters();
    core::preflight::OfChanges found =
        core::preflight::checksOf(changes, fleet, [&](const std::vector<core::model::LookupAt>& lookups) {
            return core::live::lookUp(reached, lookups, *most);
        });
    plan.checks = std::move(found.checks);
    plan.notChecked = std::move(found.open);
}

} // namespace

core::Result<core::model::ChangeEffects> effectsOf(Context& context, const Arguments& arguments,
                                                   const core::change::Plan& plan,
                                                   const core::change::Target& controlPlane)
{
    const Changes changes = core::change::changesOf(plan, controlPlane);
    if (!concernsPlacement(changes)) return core::model::ChangeEffects{};
    std::unique_ptr<core::live::LiveFleet> live;
    const core::snapshot::FleetPtr fleet = fleetFor(context, arguments, live);
    if (live) sayState(context, arguments, live->clusters());
    if (!fleet) return core::change::withoutFleet();
    return core::preview::effectsOf(changes, fleet);
}

Flag noChecksFlag()
{
    return {.name = "no-checks", .help = "do not look up what the clusters lack for it"};
}

void predict(Context& context, const Arguments& arguments, core::change::Plan& plan, const OpenClusters& clusters,
             bool checks)
{
    if (arguments.isOn("no-effects")) return;
    const Changes changes = core::change::changesOf(plan, clusters.controlPlane());
    if (!concernsPlacement(changes)) return;
    std::unique_ptr<core::live::LiveFleet> live;
    const core::snapshot::FleetPtr fleet = fleetFor(context, arguments, live);
    core::change::put(plan, fleet ? core::preview::effectsOf(changes, fleet) : core::change::withoutFleet());
    if (fleet && checks) check(context, arguments, changes, fleet, clusters, plan);
    sayOfTouched(context, arguments, plan, live);
}

} // namespace cli
