#include <algorithm>

#include "app/cli/commands/commands.h"
#include "app/cli/explain_field.h"
#include "app/cli/fleet_source.h"
#include "app/cli/preview_question.h"
#include "app/cli/render_preview.h"
#include "app/cli/render_tables.h"
#include "app/cli/what_if.h"
#include "core/base/words.h"
#include "core/preview/batch.h"
#include "core/snapshot/catalogue.h"

namespace cli {
namespace {

using core::preview::Preview;
using core::preview::Verdict;
using core::preview::Warning;

core::Json jsonOf(const std::vector<Preview>& previews)
{
    return previews.size() == 1 ? core::preview::toJson(previews.front()) : core::preview::toJson(previews);
}

std::string nameOf(const core::model::ObjectRef& workload)
{
    std::string kind = workload.kind;
    for (char& c : kind) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::string group = workload.group();
    return harmless(kind + (group.empty() ? "" : "." + group) + "/" + workload.name);
}

/// Why it is not met, without a full stop.
std::string notMet(const Preview& preview)
{
    const std::string name = preview.workload.shortText();
    if (core::preview::hasErrors(preview) && preview.verdict == Verdict::Fits)
        return "a rule for " + name + " cannot be carried out";
    const Verdict update = core::preview::verdictOf(preview.rollout);
    const std::string besides = update == Verdict::UpdateStuck    ? ", and its update cannot finish"
                                : update == Verdict::UpdateUnsure ? ", and its update may not finish"
                                                                  : "";
    switch (preview.verdict) {
    case Verdict::Refused:
        if (preview.why.id == core::preview::ReasonId::ApiRefuses)
            return "the API server refuses the apply of " + name + ", and what runs stays";
        return "the scheduler refuses the placement that the policy of " + name +
               " asks for, and the previous one stands" + besides;
    case Verdict::Preempts: return name + " would run only by preempting pods of lower priority";
    case Verdict::Suspended: return "the scheduling of " + name + " is suspended";
    case Verdict::Held: return name + " has a place, and something keeps it from running there";
    case Verdict::UpdateStuck: return "the update of " + name + " cannot finish";
    case Verdict::UpdateUnsure: return "the update of " + name + " may not finish";
    default: break;
    }
    const auto failure = std::ranges::find(preview.warnings, core::model::Severity::Error, &Warning::severity);
    if (failure != preview.warnings.end() && failure->id != core::preview::updateStuck)
        return failure->text.substr(0, failure->text.find_last_not_of('.') + 1);
    const bool fits = preview.verdict == Verdict::Fits || preview.verdict == Verdict::Nothing;
    if (const Warning* assumed = core::preview::assumptionOf(preview); assumed != nullptr && fits)
        return name + " runs as asked only if something holds that is not known. " +
               assumed->text.substr(0, assumed->text.find_last_not_of('.') + 1);
    const std::string placed = std::to_string(preview.placed) +
                               (preview.unsure > 0 ? " to " + std::to_string(preview.placed + preview.unsure) : "");
    return name + " gets a node for " + placed + " of " + std::to_string(preview.replicas) + " replicas" + besides;
}

ExitCode gate(Context& context, const std::vector<Preview>& previews)
{
    bool met = true;
    for (const Preview& preview : previews) {
        if (core::preview::runsAsAsked(preview)) continue;
        met = false;
        context.say({.what = "The gate --require-fit is not met: " + notMet(preview) + "."});
    }
    return met ? ExitCode::Done : ExitCode::GateNotMet;
}

void print(Context& context, const Arguments& arguments, const Answered& answer)
{
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(answer.previews), output);
        return;
    }
    if (output == "name") {
        for (const Preview& preview : answer.previews) context.write(nameOf(preview.workload) + "\n");
        return;
    }
    const core::snapshot::ClusterNames names(*answer.fleet);
    const PreviewText text{.previews = answer.previews,
                           .origin = names.in(originLine(*answer.fleet)) + pricesText(answer.previews) +
                                     (answer.whatIf ? "; changed by what-ifs" : ""),
                           .command =
                               [&](const Preview& preview, const core::preview::Remedy& remedy) {
                                   const bool several = answer.previews.size() > 1;
                                   const std::vector<std::string> flags =
                                       flagsFor(remedy, several ? preview.workload.shortText() : std::string());
                                   return flags.empty() ? std::string()
                                                        : commandLine(context.program, "preview", arguments, flags);
                               },
                           .look = {.wide = output == "wide",
                                    .headers = !arguments.isOn("no-headers"),
                                    .columns = static_cast<std::size_t>(context.out.columns),
                                    .colour = context.out.colour,
                                    .names = &names},
                           .extras = !answer.live || arguments.has("extras")};
    context.write(output == "markdown" ? previewMarkdown(text) : previewText(text));
}

ExitCode preview(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto answer = answered(context, arguments, code);
    if (!answer) return code;
    print(context, arguments, *answer);
    if (context.errors() > 0) return ExitCode::Failed;
    return arguments.isOn("require-fit") ? gate(context, answer->previews) : ExitCode::Done;
}

/// The kind of what `-o json` prints, which no server knows.
constexpr std::string_view ownKind = "PlacementPreview";

ExitCode explainOwnKind(Context& context, const std::string& output)
{
    for (const core::snapshot::EmbeddedFile& file : core::snapshot::embeddedFiles()) {
        if (file.path != "schema/preview.schema.json") continue;
        if (output == "yaml")
            context.write(core::Json::parse(file.bytes), output);
        else
            context.write(std::string(file.bytes));
    }
    return ExitCode::Done;
}

ExitCode explain(Context& context, const Arguments& arguments)
{
    if (arguments.text("RESOURCE") == ownKind) return explainOwnKind(context, arguments.text("output"));
    if (arguments.has("RESOURCE")) return explainsField(context, arguments);
    ExitCode code{};
    const auto answer = answered(context, arguments, code);
    if (!answer) return code;
    const core::snapshot::ClusterNames names(*answer->fleet);
    std::vector<std::string> clusters;
    for (const std::string& name : arguments.all("cluster")) {
        const auto& all = answer->previews.front().clusters;
        using core::preview::ClusterResult;
        const std::string own = names.named(name);
        const auto found = std::ranges::find(all, own.empty() ? name : own, &ClusterResult::name);
        if (found == all.end()) { // the command line is understood: it is the fleet that has no such cluster
            context.say(
                {.what = "The fleet has no cluster \"" + name + "\".",
                 .fix = "Name one of: " +
                        core::joined(all, ", ", [&](const ClusterResult& one) { return names.both(one.name); }) + "."});
            return ExitCode::Failed;
        }
        clusters.push_back(found->name);
    }
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(answer->previews), output);
        return context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
    }
    const bool several = answer->previews.size() > 1;
    if (several) context.write(core::preview::orderText(answer->previews) + "\n");
    bool first = !several;
    for (const Preview& one : answer->previews) {
        if (!std::exchange(first, false)) context.write("\n");
        if (several) context.write(harmless(one.workload.shortText()) + "\n");
        context.write(
            reasonsText(one, clusters, {.columns = static_cast<std::size_t>(context.out.columns), .names = &names}));
    }
    return context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

std::vector<Verb> previewVerbs()
{
    Verb shows{.path = {"preview"},
               .summary = "Prints where every replica of manifests would land on a fleet, and what that costs",
               .usage = "-f FILE --fleet SNAPSHOT|DIR [flags]",
               .examples = {{"the demo that is part of the program", "preview --demo"},
                            {"a workload and its policy on a folder of kubectl dumps",
                             "preview -f deploy.yaml -f policy.yaml --fleet fleet/"},
                            {"as a gate: exit code 4 unless every replica gets a node",
                             "preview -f app/ -R --fleet fleet.berth --require-fit"},
                            {"what if the pool were larger",
                             "preview -f app/ --fleet fleet.berth --pool-max c-hz-01/gpu-a10=8"}},
               .flags = questionFlags(),
               .run = preview};
    shows.flags.push_back({.name = "require-fit", .help = "exit code 4 unless all surely run"});
    shows.flags.push_back(outputFlag({"table", "wide", "json", "yaml", "markdown", "name"}));
    shows.flags.back().help = "see explain " + std::string(ownKind);
    shows.flags.push_back(headersFlag());

    Verb tells{.path = {"explain"},
               .summary = "Prints the reasons of a preview, down to nodes and stock, or what a field means",
               .usage = "-f FILE --fleet SNAPSHOT|DIR [flags] | RESOURCE[.FIELD] [flags]",
               .examples = {{"why the demo's replicas land where they do", "explain --demo"},
                            {"the figures of one cluster",
                             "explain -f deploy.yaml -f policy.yaml --fleet fleet/ --cluster c-hz-01"},
                            {"what a server says of a field, as `kubectl explain` does",
                             "explain deployment.spec.replicas --context fleet"}},
               .flags = questionFlags(),
               .arguments = {{.name = "RESOURCE", .value = "RESOURCE[.FIELD]", .help = "a kind, or a field of it"}},
               .run = explain,
               .note =
                   "RESOURCE is looked up on a live server; PlacementPreview prints the JSON Schema of what -o json "
                   "prints."};
    tells.flags.push_back({.name = "cluster", .value = "NAME", .help = "this cluster only", .repeats = true});
    tells.flags.push_back(
        {.name = "api-version", .value = "GROUP/VERSION", .help = "of RESOURCE, where there are several"});
    Flag output = outputFlag({"tree", "json", "yaml"});
    output.preset = "tree";
    tells.flags.push_back(std::move(output));
    return {std::move(shows), std::move(tells)};
}

} // namespace cli
