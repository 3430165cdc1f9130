#include <cerrno>
#include <csignal>
#include <string_view>

#include <unistd.h>

#include "app/cli/change_effects.h"
#include "app/cli/change_source.h"
#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/field_faults.h"
#include "app/cli/live_source.h"
#include "app/cli/render_plan.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/undo.h"
#include "core/live/live.h"

namespace cli {
namespace {

namespace change = core::change;

std::vector<Flag> applyFlags()
{
    std::vector<Flag> flags{{.name = "yes", .help = "without asking"},
                            {.name = "confirm",
                             .value = "CLUSTER",
                             .help = "names a production cluster in which the plan deletes",
                             .repeats = true},
                            {.name = "over-gitops", .help = "although what keeps it will put it back"},
                            {.name = "unchecked", .help = "although the server has no dry run for a step"}};
    for (Flag& flag : effectFlags()) flags.push_back(std::move(flag));
    flags.push_back(outputFlag({"table", "json"}));
    flags.push_back(headersFlag());
    return flags;
}

/// Ctrl+C stops between steps, and says so at once: a step may take as long as its server. A second one ends at once; the journal
/// has the step's intent by then, which is shown as unknown. Only what is safe within a signal.
constexpr std::string_view finishing =
    "Interrupted: the step that is under way is finished, no other is begun. Ctrl+C again stops at once; what "
    "became of that step is then unknown to the journal (`history --settle`).\n";
volatile std::sig_atomic_t interrupted = 0;
void onInterrupt(int /*signal*/)
{
    if (interrupted != 0) ::_exit(static_cast<int>(ExitCode::Interrupted));
    interrupted = 1;
    const int was = errno; // of the call that the signal cut into
    const ::ssize_t written = ::write(STDERR_FILENO, finishing.data(), finishing.size());
    static_cast<void>(written); // there is no other place to say it
    errno = was;
}

ExitCode codeOf(const change::Applied& applied)
{
    using End = change::Applied::End;
    switch (applied.end) {
    case End::Done: return ExitCode::Done;
    case End::NotReady: return ExitCode::Stale;
    case End::Stale: return ExitCode::Stale;
    case End::Failed:
        for (const change::StepEnd& step : applied.steps)
            if (step.conflict) return ExitCode::Stale;
        return ExitCode::Failed;
    case End::Partly:
    case End::Accepted: return ExitCode::Partly;
    case End::Unknown: return ExitCode::Failed;
    case End::Stopped: return applied.done() > 0 ? ExitCode::Partly : ExitCode::Interrupted;
    }
    return ExitCode::Failed;
}

/// "2 create, 1 change and 0 delete in 1 cluster"
std::string countsText(const change::Plan& plan)
{
    std::set<std::string> clusters;
    for (const change::Step& step : plan.steps) clusters.insert(step.target.cluster);
    const change::Counts counts = change::countsOf(plan);
    return std::to_string(counts.creates) + " create, " + std::to_string(counts.changes) + " change, " +
           std::to_string(counts.deletes) + " delete in " +
           core::joined(clusters, ", ", [](const std::string& name) { return core::shown(name); });
}

/// Whether a person has said yes. @param isRead  the plan is a file, which somebody has read before saying --yes
bool mayApply(Context& context, const Arguments& arguments, const change::Plan& plan, bool isRead, ExitCode& code)
{
    const bool yes = arguments.isOn("yes");
    if (!yes || !isRead) writeAll(context.err.descriptor, planText(plan, {.colour = context.err.colour}));
    if (yes) return true;
    const auto answer =
        confirmed(context, "Apply " + core::counted(static_cast<std::int64_t>(plan.steps.size()), "step") + " (" +
                               countsText(plan) + ")?");
    if (answer && *answer) return true;
    code = answer
               ? ExitCode::Failed
               : context.misused("There is no terminal to ask on.", "Say --yes to apply the plan without a question.");
    if (answer) context.say({.weight = Weight::Note, .what = "Nothing was applied."});
    return false;
}

/// Where something is deleted in a cluster of class production, its name has to be said.
bool mayDelete(Context& context, const Arguments& arguments, const change::Plan& plan, const OpenClusters& clusters,
               ExitCode& code)
{
    std::set<std::string> names;
    for (const change::Step& step : plan.steps) {
        const change::Api* api = change::apiOf(clusters.apis, step.target);
        if (api == nullptr || step.action != change::Step::Action::Delete) continue;
        const std::string& name = api->target().cluster;
        const auto of = clusters.classes.find(name);
        if (of != clusters.classes.end() && of->second == core::settings::Class::Production) names.insert(name);
    }
    for (const std::string& said : arguments.all("confirm")) names.erase(said);
    if (names.empty()) return true;
    const std::string all = core::joined(names, ", ", [](const std::string& name) { return core::shown(name); });
    code = context.misused("The plan deletes in production: " + all + ".",
                           "Say which cluster is meant: --confirm " + core::shown(*names.begin()) + ".");
    return false;
}

ExitCode carryOut(Context& context, const Arguments& arguments, const change::Plan& plan, bool isRead,
                  const OpenClusters& clusters, change::Journal& journal)
{
    ExitCode code{};
    if (plan.steps.empty()) {
        context.write(plan.undoesNothing() ? "Nothing of it can be undone.\n" : "Nothing to change.\n");
        return ExitCode::Done;
    }
    for (const core::model::Check* check : change::blocking(plan))
        context.say({.weight = Weight::Warning,
                     .what = "Replicas will not run in " + core::shown(check->cluster) + ": " +
                             core::shownLines(check->text, 500) + ".",
                     .fix = core::shownLines(check->remedy, 1000)});
    if (!mayDelete(context, arguments, plan, clusters, code) || !mayApply(context, arguments, plan, isRead, code))
        return code;
    std::signal(SIGINT, onInterrupt);
    change::ApplyPlanOptions options;
    options.who = change::whoAmI();
    options.now = core::live::systemNow;
    options.overGitOps = arguments.isOn("over-gitops");
    options.unchecked = arguments.isOn("unchecked");
    if (!arguments.isOn("no-effects"))
        options.predict = [&](const change::Plan& asked) {
            return effectsOf(context, arguments, asked, clusters.controlPlane());
        };
    std::stop_source stop;
    options.stop = stop.get_token();
    options.progress = [&](std::size_t, change::Entry::State) {
        if (interrupted != 0) stop.request_stop();
    };
    const core::Result<change::Applied> applied = change::applyPlan(plan, clusters.apis, journal, options);
    if (!applied) {
        context.fail(applied.error());
        return applied.error().fault == core::Fault::Conflict ? ExitCode::Stale : ExitCode::Failed;
    }
    for (const std::string& why : applied->why) context.say({.what = why});
    for (const change::StepEnd& step : applied->steps)
        for (const std::string& warning : step.warnings)
            context.say({.weight = Weight::Warning, .what = core::shownLines(warning, 500)});
    if (applied->end == change::Applied::End::Stale)
        context.say({.weight = Weight::Note,
                     .what = "Nothing was applied. Make the plan again: `" + context.program +
                             " plan --from PLAN --save PLAN`, and read it."});
    if (arguments.text("output") == "json")
        context.write(appliedJson(plan, *applied).dump(2) + "\n");
    else if (applied->why.empty())
        context.write(appliedTable(plan, *applied), arguments);
    return codeOf(*applied);
}

ExitCode applies(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const std::string& path = arguments.text("PLAN");
    if (path.empty())
        return context.misused("No plan is named.",
                               "Make one: `" + context.program + " plan -f FILE --save plan.json`.");
    const auto plan = planIn(context, path);
    if (!plan) return ExitCode::Failed;
    auto journal = openJournal(context);
    if (!journal) return ExitCode::Failed;
    const Arguments by = byPlan(context, arguments, *plan);
    const auto clusters = openClusters(context, by, true, code, clustersOf(*plan));
    if (!clusters) return code;
    sayFieldFaults(context, *plan, clusters->apis);
    return carryOut(context, by, *plan, true, *clusters, *journal);
}

ExitCode undoes(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    auto decisions = decisionsOf(context, arguments, code);
    if (!decisions) return code;
    auto journal = openJournal(context);
    if (!journal) return ExitCode::Failed;
    const core::Result<std::string> digest = change::findPlan(*journal, arguments.text("PLAN"));
    if (!digest) return context.fail(digest.error());
    const auto entries = journal->entries(*digest);
    if (!entries) return context.fail(entries.error());
    const auto clusters = openClusters(context, arguments, true, code, clustersOf(*entries));
    if (!clusters) return code;
    change::MakeOptions options;
    options.made = core::live::systemNow();
    options.by = change::whoAmI();
    options.title = "undo of " + digest->substr(0, 12);
    options.decisions = *decisions;
    options.orphans = arguments.isOn("orphan");
    core::Result<change::Plan> plan = change::undoPlan(*journal, *digest, clusters->apis, options);
    if (!plan) return context.fail(plan.error());
    if (!isEachThere(context, *decisions, *plan, {}, code)) return code;
    plan->connection = arguments.text("connection");
    predict(context, arguments, *plan, *clusters, !arguments.isOn("no-checks"));
    for (const std::string& one : plan->notUndone) context.say({.weight = Weight::Warning, .what = one});
    if (!arguments.has("save")) {
        if (plan->steps.empty() && !plan->notUndone.empty()) return ExitCode::Failed;
        return carryOut(context, arguments, *plan, false, *clusters, *journal);
    }
    if (auto saved = writeFile(arguments.text("save"), change::toText(*plan)); !saved)
        return context.fail(saved.error());
    context.write(
        planText(*plan, {.columns = static_cast<std::size_t>(context.out.columns), .colour = context.out.colour}));
    return plan->isReady() ? ExitCode::Done : ExitCode::Stale;
}

} // namespace

std::vector<Verb> applyVerbs()
{
    const std::string codes =
        "Exit codes: 5 where the cluster is not as the plan saw it, or something stands in its way "
        "(nothing was applied), 6 where a part is applied, or a delete is accepted and something holds the object.";
    Verb apply{
        .path = {"apply"},
        .summary = "Carries out a plan, step by step, and keeps in the journal what was before",
        .usage = "PLAN [--yes] [flags]",
        .examples = {{"a plan that was read", "apply plan.json"}, {"in a script", "apply plan.json --yes"}},
        .flags = applyFlags(),
        .arguments = {{.name = "PLAN", .offers = Offers::Files}},
        .run = applies,
        .note = "Each object has to be as the plan saw it, and the server's dry run has to come to what the plan "
                "shows. After its time (10 minutes) what it predicts has to come out the same, too. It stops at the "
                "first failure, and with Ctrl+C behind the step that is under way; a second Ctrl+C stops at once and "
                "leaves what became of that step unknown.\n" +
                codes};
    Verb undo{.path = {"undo"},
              .summary = "Takes back a plan that was applied, by another plan",
              .usage = "[PLAN] [--save FILE | --yes] [flags]",
              .examples = {{"the last one", "undo"},
                           {"one of `history`, into a file to read first", "undo 3f2a91 --save undo.json"}},
              .flags = applyFlags(),
              .arguments = {{.name = "PLAN"}},
              .run = undoes,
              .note =
                  "What others changed since stays as it is; where it is the same field, it is a conflict. Values of "
                  "Secrets are not kept, so their change cannot be undone.\n" +
                  codes};
    undo.flags.insert(undo.flags.begin(), noChecksFlag());
    undo.flags.insert(undo.flags.begin(), {.name = "orphan", .help = "leaves what the deleted objects own"});
    undo.flags.insert(undo.flags.begin(), conflictFlag());
    undo.flags.insert(
        undo.flags.begin(),
        {.name = "save", .value = "FILE", .help = "writes the plan, and applies nothing", .offers = Offers::Files});
    return {std::move(apply), std::move(undo)};
}

} // namespace cli
