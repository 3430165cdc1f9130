#include "app/cli/commands/commands.h"

namespace cli {
namespace {

std::vector<Verb> allVerbs()
{
    std::vector<Verb> all;
    all.push_back(
        {.path = {},
         .summary = "Previews placements of workloads on a fleet of GPU clusters, and says why",
         .examples = {{"where the demo's replicas land, and why", "preview --demo"},
                      {"a workload and its policy on a fleet", "preview -f deploy.yaml -f policy.yaml --fleet fleet/"},
                      {"a fleet from what kubectl prints, in one file", "snapshot pack fleet/ fleet.berth"}},
         .note = "Every flag may stand in the environment: --fleet as BERTH_FLEET.\n"
                 "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 differences found (--exit-code), 4 gate "
                 "not met (--require-fit), 5 stale plan or conflict, 6 partly applied, 130 interrupted."});
    for (std::vector<Verb> (*group)() :
         {previewVerbs, preflightVerbs, snapshotVerbs, getVerbs, describeVerbs, planVerbs, applyVerbs, historyVerbs,
          connectionsVerbs, doctorVerbs, configVerbs, completionVerbs, versionVerbs}) {
        for (Verb& verb : group()) all.push_back(std::move(verb));
    }
    Verb help{.path = {"help"}, .summary = "Prints this text, or that of a verb", .usage = "[VERB...]"};
    help.arguments.push_back({.name = "VERB", .value = "VERB", .repeats = true});
    for (const Verb& verb : all)
        if (verb.path.size() == 1) help.arguments.front().choices.push_back(verb.path.front());
    all.push_back(std::move(help));
    return all;
}

} // namespace

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> all = allVerbs();
    return all;
}

const std::vector<Flag>& sharedFlags()
{
    static const std::vector<Flag> flags{
        {.name = "color",
         .value = "WHEN",
         .help = "colours",
         .preset = "auto",
         .choices = {"auto", "always", "never"},
         .configurable = true},
        {.name = "help", .letter = 'h', .help = "this text"},
    };
    return flags;
}

std::vector<const Flag*> configurableFlags()
{
    std::map<std::string, const Flag*> byName;
    const auto add = [&](const std::vector<Flag>& flags) {
        for (const Flag& flag : flags) {
            if (flag.configurable) byName.emplace(flag.name, &flag);
        }
    };
    add(sharedFlags());
    for (const Verb& verb : verbs()) add(verb.flags);
    std::vector<const Flag*> flags;
    for (const auto& [name, flag] : byName) flags.push_back(flag);
    return flags;
}

const Verb* verbAt(const std::vector<std::string>& path)
{
    for (const Verb& verb : verbs()) {
        if (verb.path == path) return &verb;
    }
    return nullptr;
}

Flag outputFlag(std::vector<std::string> choices)
{
    return {.name = "output",
            .letter = 'o',
            .value = "FORMAT",
            .preset = "table",
            .choices = std::move(choices),
            .configurable = true};
}

Flag exitCodeFlag()
{
    return {.name = "exit-code",
            .value = "MODEL",
            .help = "say it by the exit code too, 3, or as others do, 1 or 2",
            .optionalValue = true,
            .choices = {"berth", "kubectl", "terraform"}};
}

Flag headersFlag()
{
    return {.name = "no-headers", .help = "tables without their first line"};
}

} // namespace cli
