#include "app/cli/config.h"

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/program.h"

namespace cli {
namespace {

std::string originOf(const Value& value)
{
    switch (value.source) {
    case Source::Flag:
    case Source::Environment:
    case Source::File: return value.where;
    case Source::Preset: return value.words.empty() ? "-" : "default";
    }
    return {};
}

/// What the flags would be for a verb that has all of them and got none on the command line.
core::Result<Arguments> settingsInForce(const Arguments& given)
{
    Verb all;
    for (const Flag* flag : configurableFlags()) {
        all.flags.push_back(*flag);
        all.flags.back().choices.clear(); // they differ from verb to verb
    }
    const core::Result<Config> config = readConfig();
    if (!config) return tl::unexpected(config.error());
    core::Result<Arguments> read = resolved(all, {}, *config);
    if (!read) return read;
    if (given.of("color").source == Source::Flag) read->values["color"] = given.of("color");
    return read;
}

ExitCode view(Context& context, const Arguments& arguments)
{
    const core::Result<Arguments> read = settingsInForce(arguments);
    if (!read) {
        context.fail(read.error());
        return ExitCode::Usage;
    }
    const bool origin = arguments.isOn("origin");
    const std::string& output = arguments.text("output");
    std::vector<Column> columns{{"SETTING"}, {"VALUE"}};
    if (origin) columns.push_back({"ORIGIN"});
    Table table(columns);
    core::Json document{{"apiVersion", "berth/v1"}, {"kind", "Config"}};
    for (const Flag* flag : configurableFlags()) {
        const Value& value = read->of(flag->name);
        const std::string text = value.words.empty() ? "-" : value.words.back();
        std::vector<Cell> row{flag->name, text};
        if (origin) row.emplace_back(originOf(value));
        table.add(std::move(row));
        if (value.words.empty()) continue;
        document[flag->name] = text;
        if (origin) document["origin"][flag->name] = originOf(value);
    }
    if (output == "json" || output == "yaml") {
        context.write(document, output);
    } else {
        context.write(table, arguments);
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Verb> configVerbs()
{
    return {{.path = {"config"}, .summary = "Settings of window and command"},
            {.path = {"config", "view"},
             .summary = "Prints the settings in force: flag, then environment, then file, then default",
             .usage = "[--origin] [-o FORMAT]",
             .examples = {{"where each setting came from", "config view --origin"}},
             .flags = {{.name = "origin", .help = "say where each came from"},
                       outputFlag({"table", "json", "yaml"}),
                       headersFlag()},
             .run = view,
             .note = "The file is $XDG_CONFIG_HOME/berth/config.yaml, by default ~/.config/berth/config.yaml."}};
}

} // namespace cli
