#include "app/cli/change_effects.h"

#include <algorithm>

#include "app/cli/fleet_source.h"
#include "app/cli/live_source.h"
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

core::Result<core::model::ChangeEffects> effectsOf(Context& context, const Arguments& arguments,
                                                   const core::change::Plan& plan,
                                                   const core::change::Target& controlPlane)
{
    const std::vector<core::model::ObjectChange> changes = core::change::changesOf(plan, controlPlane);
    const bool concerns = std::ranges::any_of(changes, [](const core::model::ObjectChange& change) {
        return core::preview::concernsPlacement(change.before) || core::preview::concernsPlacement(change.after);
    });
    if (!concerns) return core::model::ChangeEffects{};
    ExitCode code{};
    const auto opened =
        arguments.has("fleet") ? openFleet(context, arguments.text("fleet")) : openLive(context, arguments, code);
    if (!opened) return core::change::withoutFleet();
    return core::preview::effectsOf(changes, opened->fleet);
}

void predict(Context& context, const Arguments& arguments, core::change::Plan& plan,
             const core::change::Target& controlPlane)
{
    if (!arguments.isOn("no-effects")) core::change::put(plan, effectsOf(context, arguments, plan, controlPlane));
}

} // namespace cli
