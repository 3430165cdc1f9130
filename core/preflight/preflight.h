#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/lookup.h"
#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"

/// Is a cluster ready for this workload? What a placement preview takes for granted (the namespace, the claims, the pull secrets, who
/// else writes the object, how far away the weights and the image are), checked before anything is applied, with the evidence of each
/// check and, where there is one, the manifest that mends it.
///
/// Pure, like the preview: what has to be read of a cluster besides its snapshot is asked for as lookups, and handed in.
///
///     while (there are missing(question, *cluster, facts)) look them up (core/live/lookup.h) and put them into facts;
///     checks = preflight(question, preview, fleet, {{"c-hz-01", facts}, …});
namespace core::preflight {

struct Question {
    preview::Question placed;    ///< what is previewed
    std::vector<Json> documents; ///< all that is handed in with it: claims, secrets, namespaces may be among them
    [[nodiscard]] const model::Workload& workload() const { return placed.workload; }
};

/// What was found in one cluster.
using Facts = std::map<model::Lookup, model::Found>;

/// What has to be looked up there, as far as is known by now: a claim names a volume, that names a secret. Empty: all is.
[[nodiscard]] std::vector<model::Lookup> missing(const Question& question, const Facts& facts);

struct Check {
    /// Fails: replicas will not run there. Warns: they may, with less than they could have, or for longer.
    enum class State { Passes, Warns, Fails, Unknown };
    std::string id;      ///< stable: "claim", "pull-secret"
    std::string cluster; ///< empty: of the fleet
    State state = State::Unknown;
    std::string text;        ///< "PersistentVolumeClaim default/qwen3-8b is bound"
    std::string evidence;    ///< object and field that tell; may be empty
    std::string remedy;      ///< what to do; empty where nothing is
    std::vector<Json> fix{}; ///< manifests to apply to that cluster; values of Secrets are left to fill in
    bool operator==(const Check&) const = default;
};
[[nodiscard]] std::string_view name(Check::State state); ///< "passes"

/// The checks of each cluster that the policy lets in, in the order in which a replica meets them; those of the fleet first. What is
/// beside the point (no claim, no GPU) is left out. Clusters without facts answer from the snapshot alone.
[[nodiscard]] std::vector<Check> preflight(const Question& question, const preview::Preview& preview,
                                           const snapshot::Fleet& fleet, const std::map<std::string, Facts>& facts);

[[nodiscard]] Json toJson(const std::vector<Check>& checks); ///< `berth/v1 PreflightReport`

} // namespace core::preflight
