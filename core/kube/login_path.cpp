#include "core/kube/login_path.h"

#include <algorithm>
#include <vector>

#include "core/base/split.h"

namespace core::kube {
namespace {

/// Around the answer: what the shell's start prints is none of it.
constexpr std::string_view PathBegins = "berth-path-begin:";
constexpr std::string_view PathEnds = ":berth-path-end";

} // namespace

std::optional<std::string> loginShellPath(const Environment& environment, const RunLimits& limits,
                                          const std::stop_token& stop)
{
    const auto shell = environment.find("SHELL");
    if (shell == environment.end() || !shell->second.starts_with('/')) return std::nullopt;
    const std::string say =
        "printf '%s%s%s' '" + std::string(PathBegins) + "' \"$PATH\" '" + std::string(PathEnds) + "'";
    const Result<Ran> ran = runProgram(shell->second, {"-l", "-c", say}, environment, {}, limits, stop);
    if (!ran) return std::nullopt;
    const std::string& output = ran->output.reveal(); // no secret: what it printed is a path
    const std::size_t begin = output.rfind(PathBegins);
    const std::size_t end = begin == std::string::npos ? begin : output.find(PathEnds, begin);
    if (end == std::string::npos) return std::nullopt;
    return output.substr(begin + PathBegins.size(), end - begin - PathBegins.size());
}

Environment withFolders(Environment environment, const std::string& path)
{
    std::string& own = environment["PATH"];
    for (const std::string_view folder : core::split(path, ':')) {
        const std::vector<std::string_view> known = core::split(own, ':');
        if (!folder.starts_with('/') || std::find(known.begin(), known.end(), folder) != known.end()) continue;
        own.append(own.empty() ? "" : ":").append(folder);
    }
    return environment;
}

} // namespace core::kube
