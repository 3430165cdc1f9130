#include <algorithm>

#include "app/cli/commands/commands.h"
#include "app/cli/live_source.h"
#include "app/cli/preview_question.h"
#include "core/base/shown.h"
#include "core/live/lookup.h"
#include "core/preflight/preflight.h"
#include "core/text/yaml.h"

namespace cli {
namespace {

using core::live::Reached;
using core::preflight::Check;
using State = Check::State;
using AllFacts = std::map<std::string, core::preflight::Facts>;

/// What the clusters of a live fleet tell.
AllFacts looksUp(const core::preflight::Question& question, const core::preview::Preview& preview,
                 const core::snapshot::Fleet& fleet, const core::live::LiveFleet& live, core::kube::Milliseconds most)
{
    std::vector<Reached> clusters;
    for (const core::live::ClusterView& view : live.clusters()) clusters.push_back(view.reached);
    return core::preflight::gathered(question, preview, fleet, [&](const std::vector<core::model::LookupAt>& lookups) {
        return core::live::lookUp(clusters, lookups, most);
    });
}

Tone toneOf(State state)
{
    switch (state) {
    case State::Passes: return Tone::Good;
    case State::Fails: return Tone::Bad;
    case State::Warns:
    case State::Unknown: return Tone::Attention;
    }
    return Tone::Plain;
}

Table tableOf(const std::vector<Check>& checks)
{
    Table table({{"CLUSTER"}, {"CHECK"}, {"STATE"}, {"EVIDENCE", true}, {"WHAT"}});
    for (const Check& check : checks) {
        std::string what = check.text;
        if (!check.remedy.empty()) what += ". " + core::live::onOneLine(check.remedy);
        table.add({check.cluster.empty() ? "-" : core::shown(check.cluster),
                   check.id,
                   {std::string(name(check.state)), toneOf(check.state)},
                   check.evidence.empty() ? "-" : core::live::onOneLine(check.evidence),
                   what});
    }
    return table;
}

/// What to apply, cluster by cluster, as one file of manifests each part of which says where it belongs.
std::string fixesOf(const std::vector<Check>& checks)
{
    std::string out;
    std::vector<std::pair<std::string, core::Json>> given; // two checks may want the same secret
    for (const Check& check : checks)
        for (const core::Json& fix : check.fix) {
            const std::pair one{check.cluster, fix};
            if (std::find(given.begin(), given.end(), one) != given.end()) continue;
            given.push_back(one);
            out += "---\n# cluster " + core::shown(check.cluster) + ": " + core::shown(check.text) + "\n" +
                   core::text::toYaml(fix);
        }
    return out;
}

std::string summaryOf(const std::vector<Check>& checks)
{
    const auto count = [&](State state) { return std::ranges::count(checks, state, &Check::state); };
    return std::to_string(count(State::Passes)) + " of " + std::to_string(checks.size()) + " checks pass, " +
           std::to_string(count(State::Warns)) + " warn, " + std::to_string(count(State::Fails)) + " fail, " +
           std::to_string(count(State::Unknown)) + " unknown\n";
}

ExitCode preflight(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    const auto answer = answered(context, arguments, code);
    if (!answer) return code;
    const std::string& output = arguments.text("output");
    std::vector<Check> all;
    for (std::size_t i = 0; i < answer->questions.size(); ++i) {
        const core::preflight::Question question{answer->questions[i], answer->documents};
        const AllFacts facts =
            answer->live ? looksUp(question, answer->previews[i], *answer->fleet, *answer->live, *most) : AllFacts{};
        std::vector<Check> checks = core::preflight::preflight(question, answer->previews[i], *answer->fleet, facts);
        if (output == "table" || output == "wide") {
            if (answer->questions.size() > 1)
                context.write((i > 0 ? "\n" : "") + harmless(question.workload().ref.shortText()) + "\n");
            context.write(tableOf(checks), arguments);
            context.write(summaryOf(checks));
        }
        for (Check& check : checks) all.push_back(std::move(check));
    }
    if (output == "json" || output == "yaml") context.write(core::preflight::toJson(all), output);
    if (output == "fix") {
        const std::string fixes = fixesOf(all);
        context.write(fixes);
        if (fixes.empty() && std::ranges::count(all, State::Fails, &Check::state) > 0)
            context.say({.weight = Weight::Note,
                         .what = "Checks fail, and no manifest that would mend them is known. Hand in with -f the "
                                 "manifests of what is missing, a PersistentVolumeClaim or Secret for one; -o table "
                                 "says what that is."});
    }
    if (!answer->live && output != "fix" && std::ranges::count(all, State::Unknown, &Check::state) > 0)
        context.say({.weight = Weight::Note,
                     .what = "A snapshot does not hold all that is checked. Ask the clusters with --live or "
                             "--connection."});
    return std::ranges::count(all, State::Fails, &Check::state) > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

std::vector<Verb> preflightVerbs()
{
    Verb verb{.path = {"preflight"},
              .summary = "Checks in each cluster what a placement takes for granted: claims, secrets, images, owners",
              .usage = "-f FILE... (--live|--connection NAME|--fleet SNAPSHOT|DIR) [flags]",
              .examples = {{"what keeps the workload from running, cluster by cluster",
                            "preflight -f deploy.yaml -f policy.yaml -f storage.yaml --live"},
                           {"the manifests that mend it", "preflight -f deploy.yaml -f policy.yaml --live -o fix"}},
              .flags = questionFlags(),
              .run = preflight,
              .note = "Exit code 1 where a check fails. Only reads are sent, and of Secrets only their types."};
    verb.flags.push_back(outputFlag({"table", "wide", "json", "yaml", "fix"}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
