#pragma once

#include <string_view>

/// How the command ends; the same for every verb, and stated in `berthctl --help`.
namespace cli {

enum class ExitCode : int {
    Done = 0,
    Failed = 1,
    Usage = 2,       ///< the command line, or the environment in its place, cannot be understood
    Differences = 3, ///< found, and --exit-code was given
    GateNotMet = 4,  ///< --require-fit
    Stale = 5,       ///< a plan that is no longer as the cluster is, or a conflict without a way out
    Partly = 6,      ///< some steps of a plan are done
    Interrupted = 130,
};

/// For --exit-code: the models disagree; kubectl's and Terraform's are there for scripts that know them.
/// @param model  "berth", "kubectl", "terraform"; empty: differences are no matter of the exit code
[[nodiscard]] inline ExitCode differencesCode(std::string_view model)
{
    if (model == "kubectl") return ExitCode::Failed;
    if (model == "terraform") return ExitCode::Usage;
    return model.empty() ? ExitCode::Done : ExitCode::Differences;
}

} // namespace cli
