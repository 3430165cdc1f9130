#include "app/cli/config.h"

#include <algorithm>

#include "app/cli/input.h"
#include "core/settings/settings.h"
#include "core/text/yaml.h"

namespace cli {
namespace {

constexpr std::size_t mostBytesOfConfig = 1U << 20U;

std::string textOf(const core::Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

core::Result<Config> readConfig()
{
    Config config;
    config.path = core::settings::pathOfProcess();
    if (config.path.empty()) return config;
    const core::Result<std::string> bytes = readFile(config.path, mostBytesOfConfig);
    if (!bytes && bytes.error().fault == core::Fault::NotFound) return config;
    if (!bytes) return tl::unexpected(bytes.error());
    config.there = true;
    const core::text::File file = core::text::parse(*bytes);
    const auto place = [&](const core::text::Span& span) {
        return config.path + ":" + std::to_string(span.start.line);
    };
    for (const core::text::Problem& problem : file.problems) {
        if (problem.severity != core::text::Severity::Error) continue;
        return core::failure(core::Fault::Malformed, problem.what + (problem.fix.empty() ? "" : " " + problem.fix),
                             place(problem.span));
    }
    if (file.documents.empty()) return config;
    const core::text::Document& document = file.documents.front();
    if (!document.value().is_object()) {
        return core::failure(core::Fault::Malformed, "The configuration is not a list of `key: value` lines.",
                             config.path);
    }
    const std::vector<const Flag*> flags = configurableFlags();
    for (const auto& [key, value] : document.value().items()) {
        if (key == "apiVersion" || key == "kind" || core::settings::isOwnKey(key)) continue;
        const std::string where = place(document.locateNearest("/" + core::text::pointerPart(key)).value);
        const bool known =
            std::any_of(flags.begin(), flags.end(), [&key = key](const Flag* flag) { return flag->name == key; });
        if (!known) {
            config.unknown.push_back(where + ": " + key);
        } else if (value.is_object() || value.is_array()) {
            return core::failure(core::Fault::Malformed, "The value of " + key + " has to be a plain text.", where);
        } else if (!value.is_null()) {
            config.settings[key] = {textOf(value), where};
        }
    }
    return config;
}

} // namespace cli
