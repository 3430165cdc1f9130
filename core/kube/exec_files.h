#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/kube/kubeconfig.h"

/// What the arguments of a program name: the script that an interpreter runs decides what happens, not the interpreter. Not for other
/// rooms.
namespace core::kube {

constexpr std::size_t ProgramBytes = 512U << 20U; ///< of a program or script that is looked at

/// As Go's exec.LookPath: never from the working directory, so that no folder can slip a program in.
[[nodiscard]] std::optional<std::string> programOf(const std::string& command, const Environment& environment);

/// A regular file that an argument names, alone or behind `=`. Pipes, devices and folders are none.
struct ArgumentFile {
    std::size_t argument = 0;
    std::string
        path; ///< as it stands there: the program has our working directory; of a command the file that is found
    bool isCode =
        false; ///< a script or a program. What else is there (a cache of tokens, settings) may change by itself.
    bool operator==(const ArgumentFile&) const = default;
};

struct ArgumentFiles {
    std::vector<ArgumentFile> files;
    std::string interpreter; ///< that runs code which stands in no file that is named, as `sh -c` does; empty: none
};
/// @param environment that the program gets
[[nodiscard]] ArgumentFiles argumentFiles(const std::string& program, const std::vector<std::string>& args,
                                          const Environment& environment);

} // namespace core::kube
