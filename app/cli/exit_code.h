#pragma once

/// How the command ends; the same for every verb, and stated in `berthctl --help`.
namespace cli {

enum class ExitCode : int {
    Done = 0,
    Failed = 1,
    Usage = 2,       ///< the command line, or the environment in its place, cannot be understood
    Differences = 3, ///< found, and --exit-code was given
    GateNotMet = 4,  ///< --require-fit
    Interrupted = 130,
};

} // namespace cli
