#include "app/cli/get_request.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/split.h"

namespace cli {
namespace {

core::Result<std::vector<Requested>> byTuples(const std::vector<std::string>& words)
{
    std::vector<Requested> all;
    for (const std::string& word : words) {
        const std::size_t slash = word.find('/');
        if (slash == std::string::npos)
            return core::failure(
                core::Fault::Malformed,
                "Where one argument is RESOURCE/NAME, all have to be, and this is none: " + core::shown(word) + ".",
                "");
        const std::string resource = word.substr(0, slash);
        const std::string name = word.substr(slash + 1);
        if (resource.empty() || name.empty() || name.find('/') != std::string::npos ||
            resource.find(',') != std::string::npos)
            return core::failure(
                core::Fault::Malformed,
                "An argument RESOURCE/NAME is one resource and one name, and this is none: " + core::shown(word) + ".",
                "");
        const auto same = std::ranges::find(all, resource, &Requested::resource);
        if (same == all.end())
            all.push_back({resource, {name}});
        else
            same->names.push_back(name);
    }
    return all;
}

} // namespace

core::Result<std::vector<Requested>> requestedBy(const std::vector<std::string>& words)
{
    const bool tuples =
        std::any_of(words.begin(), words.end(), [](const auto& word) { return word.find('/') != std::string::npos; });
    if (tuples) return byTuples(words);
    std::vector<Requested> all;
    if (words.empty()) return all;
    const std::vector<std::string> names(words.begin() + 1, words.end());
    for (const std::string_view resource : core::split(words.front(), ','))
        if (!resource.empty()) all.push_back({std::string(resource), names});
    return all;
}

} // namespace cli
