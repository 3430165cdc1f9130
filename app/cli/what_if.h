#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/verb.h"
#include "core/base/result.h"
#include "core/preview/preview.h"
#include "core/snapshot/what_if.h"

/// What-ifs on the command line, and the command line that tries a remedy.
namespace cli {

[[nodiscard]] std::vector<Flag> whatIfFlags();

struct WhatIf {
    std::vector<core::snapshot::Change> changes;
    std::optional<std::int64_t> replicas;                        ///< of the only workload
    std::map<std::string, std::int64_t, std::less<>> replicasOf; ///< "default/qwen3-8b" or "qwen3-8b"
    std::vector<core::model::TargetCluster> division;
    bool ecsProvision = false;
    [[nodiscard]] bool empty() const
    {
        return changes.empty() && !replicas && replicasOf.empty() && division.empty() && !ecsProvision;
    }
};

/// @errors Malformed: a value has another form (`where` is its flag, `what` says which).
[[nodiscard]] core::Result<WhatIf> readWhatIf(const Arguments& arguments);

/// A what-if as it is written: `--pool-max`, `c-hz-01/gpu-a10=4`.
[[nodiscard]] std::vector<std::string> flagsOf(const core::snapshot::Change& change);

/// The words that try a remedy: `--pool-max c-hz-01/gpu-a10=4`; none where it can only be read.
/// @param workload  whose remedy it is, where there are several; else empty
[[nodiscard]] std::vector<std::string> flagsFor(const core::preview::Remedy& remedy, const std::string& workload);

/// The call that was made, with `more` behind it: for a POSIX shell.
[[nodiscard]] std::string commandLine(const std::string& program, const std::string& verb, const Arguments& arguments,
                                      const std::vector<std::string>& more);
[[nodiscard]] std::string shellWord(std::string_view word);

} // namespace cli
