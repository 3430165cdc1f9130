#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/check.h"
#include "core/model/lookup.h"
#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"

/// Is a cluster ready for this workload? What a placement preview takes for granted (the namespace, the claims, the pull secrets, who
/// else writes the object, how far away the weights and the image are), checked before anything is applied, with the evidence of each
/// check and, where there is one, the manifest that mends it.
///
/// Pure, like the preview: what has to be read of a cluster besides its snapshot is asked for as lookups, and handed in.
///
///     facts = gathered(question, preview, fleet, ask);      // ask: core/live/lookup.h
///     checks = preflight(question, preview, fleet, facts);
///
/// Of a plan's steps: core/preflight/of_changes.h.
namespace core::preflight {

struct Question {
    preview::Question placed;    ///< what is previewed
    std::vector<Json> documents; ///< all that is handed in with it: claims, secrets, namespaces may be among them
    [[nodiscard]] const model::Workload& workload() const { return placed.workload; }
};

/// What was found in one cluster.
using Facts = std::map<model::Lookup, model::Found>;

/// Answers lookups, all at once, in their order.
using Ask = std::function<std::vector<model::Found>(const std::vector<model::LookupAt>&)>;
/// Of each cluster that the policy lets in: asks until there is nothing more to ask. Of what they lack the fleet itself is asked, as
/// the cluster of no name: it may bring it.
[[nodiscard]] std::map<std::string, Facts> gathered(const Question& question, const preview::Preview& preview,
                                                    const snapshot::Fleet& fleet, const Ask& ask);

/// What has to be looked up there, as far as is known by now: a claim names a volume, that names a secret. Empty: all is.
/// @param workload  as the cluster gets it
[[nodiscard]] std::vector<model::Lookup> missing(const model::Workload& workload, const Facts& facts);

using Check = model::Check;

/// Clusters that a check is of: those that the policy lets in.
[[nodiscard]] std::vector<std::string> candidatesOf(const preview::Preview& preview);

/// The checks of each cluster that the policy lets in, in the order in which a replica meets them; those of the fleet first. What is
/// beside the point (no claim, no GPU) is left out. Clusters without facts answer from the snapshot alone.
[[nodiscard]] std::vector<Check> preflight(const Question& question, const preview::Preview& preview,
                                           const snapshot::Fleet& fleet, const std::map<std::string, Facts>& facts);

[[nodiscard]] Json toJson(const std::vector<Check>& checks); ///< `berth/v1 PreflightReport`

} // namespace core::preflight
