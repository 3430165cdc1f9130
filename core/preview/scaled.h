#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// The answer for a workload whose number of replicas something else decides. Detail of this room.
namespace core::preview {

/// What scales the workload, taken together.
struct Scaling {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::int64_t current{}; ///< what the scaler last asked for, else what runs, else what the manifest states
    /// What cron rules set: "at 0 8 * * *" the number, "min at …" and "max at …" the bounds of a FederatedHPA that scales it.
    std::vector<std::pair<std::string, std::int64_t>> rules;
    /// A policy sends the scaler itself to the clusters: each then scales its own copy, and min and max hold for each.
    bool inMembers = false;
    std::vector<std::string> names; ///< "HorizontalPodAutoscaler default/qwen3-8b"
};
/// Empty: nothing scales it. An HPA or ScaledObject counts for the workload as a whole unless a policy selects it, too.
[[nodiscard]] std::optional<Scaling> scalingOf(const Prepared& prepared);

/// "min", "current", what each cron rule sets, "max"; where that does not fit also "most that fits" and "first that
/// does not fit", found by halving: each question is a whole decision with its outcome. Replicas are those of the whole
/// fleet. Each number is set at once, as a scaler does that wants it, and as a preview of that number tells: where the
/// scheduler finds no place for all, what the current number has stays. Ends early when asked to stop.
[[nodiscard]] std::vector<ScaledCase> scaledCases(const Prepared& prepared, Facts& facts, std::stop_token stop);

/// "Scaled to the maximum, there is a node for only 8 of 40 replicas."; where the scheduler refuses the number and what was
/// placed stays, that.
[[nodiscard]] std::string onlySome(const std::string& when, const ScaledCase& scaled);
/// Where the scheduler places more than get a node, more may fit of a smaller number: a sentence with a space before it, or
/// nothing.
[[nodiscard]] std::string mostThatFits(const std::vector<ScaledCase>& cases, const ScaledCase& scaled);

} // namespace core::preview
