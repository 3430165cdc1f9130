#include "core/change/outline.h"

namespace core::change {

std::vector<model::ObjectChange> changesOf(const Plan& plan, const Target& controlPlane)
{
    std::vector<model::ObjectChange> changes;
    for (const Step& step : plan.steps) {
        model::ObjectChange change;
        change.cluster = step.target.isSame(controlPlane) ? std::string() : step.target.cluster;
        // Who owns what changes nothing that runs: as a change of its object it would say once more what another step says otherwise.
        if (step.action != Step::Action::Owners) {
            change.before = step.seen.object;
            change.after = resultOf(step);
            change.isBeforeUnknown = step.seen.isUnknown;
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

void put(Plan& plan, model::ChangeEffects effects)
{
    plan.snapshot = effects.snapshot;
    plan.snapshotTaken = effects.taken;
    plan.notPredicted = std::move(effects.open);
    for (std::size_t i = 0; i < plan.steps.size() && i < effects.ofChanges.size(); ++i) {
        plan.steps[i].predicted = std::move(effects.ofChanges[i].effects);
        plan.steps[i].effects = std::move(effects.ofChanges[i].lines);
    }
}

void put(Plan& plan, Result<model::ChangeEffects> effects)
{
    if (effects)
        put(plan, std::move(*effects));
    else
        plan.notPredicted = {effects.error().what};
}

Result<model::ChangeEffects> withoutFleet()
{
    return failure(Fault::Unavailable,
                   "The fleet could not be read, so what the change would bring about is not known.");
}

} // namespace core::change
