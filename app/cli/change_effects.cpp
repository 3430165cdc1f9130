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

/// None: it cannot be read; what is wrong with it was said.
core::snapshot::FleetPtr fleetFor(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto opened =
        arguments.has("fleet") ? openFleet(context, arguments.text("fleet")) : openLive(context, arguments, code);
    return opened ? opened->fleet : nullptr;
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
    const core::snapshot::FleetPtr fleet = fleetFor(context, arguments);
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
    const core::snapshot::FleetPtr fleet = fleetFor(context, arguments);
    core::change::put(plan, fleet ? core::preview::effectsOf(changes, fleet) : core::change::withoutFleet());
    if (fleet && checks) check(context, arguments, changes, fleet, clusters, plan);
}

} // namespace cli
