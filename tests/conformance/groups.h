#pragma once

#include <functional>
#include <map>
#include <string>

#include "core/base/json.h"

/// Recorded cases, one a line, and who judges them. The program holds no rule of its own: a check turns a case into the
/// question that the engine's rooms answer, and compares.
namespace conformance {

struct Outcome {
    bool passed = false;
    std::string got;
    std::string want;
};

using Check = std::function<Outcome(const core::Json& line)>;

/// By the line's own `group`, or its `op` where it has no group.
using Groups = std::map<std::string, Check>;

/// Equal as documents; both sides are printed when they are not.
[[nodiscard]] Outcome compare(const core::Json& got, const core::Json& want);

void addKubernetesValues(
    Groups& groups);                 ///< parse, pair, sum_from_zero, label_selector_object, field_selector, duration
void addPodRequests(Groups& groups); ///< pod_requests
void addKarmada(Groups& groups);     ///< division
void addEstimators(Groups& groups);  ///< estimator
void addFit(Groups& groups);         ///< fit
void addScaleIn(Groups& groups);     ///< utilization, drain
void addBinpack(Groups& groups);     ///< binpack
void addCycles(Groups& groups);      ///< filter, select, e2e
void addObjects(Groups& groups);     ///< server_side_apply, three_way
void addKubeconfig(Groups& groups);  ///< exec_credential; kubeconfig: lines that name their files

} // namespace conformance
