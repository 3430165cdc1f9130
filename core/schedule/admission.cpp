#include "core/schedule/admission.h"

namespace core::schedule {

void applyDefaults(model::Placement& placement)
{
    for (model::SpreadConstraint& one : placement.spreadConstraints) {
        if (one.fieldText.empty() && one.label.empty()) {
            one.field = model::SpreadConstraint::Field::Cluster;
            one.fieldText = "cluster";
        }
        if (one.minGroups == 0) one.minGroups = 1;
    }
    if (!placement.replicaScheduling) return;
    model::ReplicaScheduling& scheduling = *placement.replicaScheduling;
    if (scheduling.type.empty()) scheduling.type = "Divided";
    if (scheduling.type == "Divided" && scheduling.divisionPreference.empty())
        scheduling.divisionPreference = "Weighted";
}

} // namespace core::schedule
