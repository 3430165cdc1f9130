#include <algorithm>
#include <filesystem>

#include "app/cli/change_effects.h"
#include "app/cli/change_source.h"
#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/field_faults.h"
#include "app/cli/render_plan.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/diff.h"
#include "core/change/repository.h"
#include "core/change/undo.h"
#include "core/change/wishes.h"
#include "core/live/live.h"

namespace cli {
namespace {

namespace change = core::change;

/// The texts, or those of a plan that is made again.
std::optional<std::vector<change::Wish>> wished(Context& context, const Arguments& arguments,
                                                const std::string& cluster, const OpenClusters& clusters,
                                                ExitCode& code)
{
    code = ExitCode::Failed;
    auto manifests = readManifests(context, arguments.all("filename"), arguments.isOn("recursive"));
    std::string edit;
    if (!manifests || !pinDivision(context, arguments, clusters, *manifests, edit, code)) return std::nullopt;
    // The file stays as it is: the edit is for the person to see, and to take over.
    if (!edit.empty()) writeAll(context.err.descriptor, edit);
    auto wishes = wishesOf(context, arguments, *manifests, cluster, code);
    if (wishes && wishes->empty()) { // a template that came to nothing must not look like success
        code = context.misused("There is no object in " +
                                   core::joined(arguments.all("filename"), ", ",
                                                [](const std::string& name) { return core::shown(name); }) +
                                   ".",
                               "Name a file with manifests.");
        return std::nullopt;
    }
    if (wishes) sayFieldFaults(context, *manifests, *clusters.apis.at(cluster));
    return wishes;
}

/// Texts go to one cluster, and a division to those that it names; a plan that is made again, to those that it has steps in; what its checks miss, to any.
std::optional<std::set<std::string>> needed(const Arguments& arguments, const std::optional<change::Plan>& before)
{
    if (arguments.isOn("add-fixes")) return std::nullopt;
    if (before) return clustersOf(*before);
    std::set<std::string> names;
    if (arguments.has("cluster")) names.insert(arguments.text("cluster"));
    for (const std::string& word : arguments.all("set-division")) names.insert(word.substr(0, word.find('=')));
    return names;
}

/// That of a file, or of the journal.
std::optional<change::Plan> planBefore(Context& context, const Arguments& arguments)
{
    if (arguments.has("from")) return planIn(context, arguments.text("from"));
    const auto journal = openJournal(context);
    if (!journal) return std::nullopt;
    const auto digest = change::findPlan(*journal, arguments.text("again"));
    auto plan = digest ? change::planOf(*journal, *digest) : tl::unexpected(digest.error());
    if (!plan) {
        context.fail(plan.error());
        return std::nullopt;
    }
    plan->undoes.clear(); // it is what it does that is wanted once more
    return std::move(*plan);
}

std::optional<std::vector<change::Wish>> wishedBefore(Context& context, const change::Plan& before,
                                                      const change::Apis& apis, ExitCode& code)
{
    auto wishes = change::wishesOf(before, apis);
    if (wishes) return std::move(*wishes);
    code = context.fail(wishes.error());
    return std::nullopt;
}

/// The plan once more, with what its checks miss.
core::Result<change::Plan> withFixes(Context& context, const Arguments& arguments, const change::Plan& plan,
                                     std::vector<change::Wish> wishes, const OpenClusters& clusters,
                                     const change::MakeOptions& options)
{
    change::Fixes fixes = change::fixesOf(plan, wishes);
    for (const std::string& left : fixes.left) context.say({.weight = Weight::Note, .what = left});
    if (fixes.wishes.empty()) return plan;
    for (change::Wish& fix : fixes.wishes) wishes.push_back(std::move(fix));
    core::Result<change::Plan> made = change::makePlan(wishes, clusters.apis, options);
    if (made) predict(context, arguments, *made, clusters, true);
    return made;
}

/// Of texts that their cluster agrees with already a step each, which says what they say.
std::vector<change::Step> agreedSteps(const change::Plan& plan, const std::vector<change::Wish>& wishes,
                                      const change::Apis& apis, const std::string& nameSpace)
{
    std::vector<change::Step> agreed;
    for (const change::Wish& wish : wishes) {
        const auto api = apis.find(wish.cluster);
        if (wish.action != change::Step::Action::Apply || api == apis.end() || change::isSecret(wish.object)) continue;
        change::Step step;
        step.target = api->second->target();
        step.what = change::whatOf(wish, *api->second, nameSpace);
        step.object = change::withoutServerFields(wish.object);
        if (!step.what.ns.empty()) step.object["metadata"]["namespace"] = step.what.ns;
        const bool isPlanned = std::ranges::any_of(plan.steps, [&](const change::Step& one) {
            return one.what == step.what && one.target.isSame(step.target);
        });
        if (isPlanned) continue;
        if (const auto live = api->second->get(step.what)) step.seen.object = change::withoutServerFields(live->object);
        agreed.push_back(std::move(step));
    }
    return agreed;
}

/// The plan that the texts and the clusters make; says what is wrong on the way. @param checks  with what the clusters lack for it
/// @param agreed  gets what is in no step
std::optional<change::Plan> planned(Context& context, const Arguments& given, bool checks, ExitCode& code,
                                    std::vector<change::Step>* agreed = nullptr)
{
    Arguments arguments = given;
    const bool again = arguments.has("from") || arguments.has("again");
    if (again == arguments.has("filename") || (arguments.has("from") && arguments.has("again"))) {
        code = context.misused(again ? "--from and --again take the texts of a plan; they exclude each other, and -f."
                                     : "No manifest is named.",
                               "Name one: `" + context.program + " plan -f deploy.yaml`.");
        return std::nullopt;
    }
    std::optional<change::Plan> before;
    if (again && !(before = planBefore(context, arguments))) {
        code = ExitCode::Failed;
        return std::nullopt;
    }
    if (before) arguments = byPlan(context, given, *before);
    auto decisions = decisionsOf(context, arguments, code);
    if (!decisions) return std::nullopt;
    const bool readOnly = arguments.isOn("read-only");
    const auto clusters = openClusters(context, arguments, !readOnly, code, needed(arguments, before));
    if (!clusters) return std::nullopt;
    const std::string cluster = arguments.has("cluster") ? arguments.text("cluster") : clusters->preferred;
    if (!clusters->apis.contains(cluster)) {
        code = ExitCode::Failed;
        context.say({.what = "The fleet has no cluster of this name that is reached.", .where = core::shown(cluster)});
        return std::nullopt;
    }
    auto wishes = before ? wishedBefore(context, *before, clusters->apis, code)
                         : wished(context, arguments, cluster, *clusters, code);
    if (!wishes) return std::nullopt;
    change::MakeOptions options;
    options.made = core::live::systemNow();
    options.by = change::whoAmI();
    options.nameSpace = arguments.has("namespace") ? arguments.text("namespace") : clusters->nameSpace;
    options.decisions = *decisions;
    options.local = readOnly;
    if (before) options.title = before->title;
    if (before) options.undoes = before->undoes;
    if (before) sayFieldFaults(context, *before, clusters->apis);
    code = ExitCode::Failed;
    core::Result<change::Plan> plan = change::makePlan(*wishes, clusters->apis, options);
    if (!plan) {
        context.fail(plan.error());
        return std::nullopt;
    }
    if (!isEachThere(context, *decisions, *plan, *wishes, code)) return std::nullopt;
    if (agreed != nullptr) *agreed = agreedSteps(*plan, *wishes, clusters->apis, options.nameSpace);
    predict(context, arguments, *plan, *clusters, checks);
    if (checks && arguments.isOn("add-fixes")) plan = withFixes(context, arguments, *plan, *wishes, *clusters, options);
    if (!plan) {
        context.fail(plan.error());
        return std::nullopt;
    }
    if (before) plan->notUndone = before->notUndone;
    plan->connection = arguments.text("connection");
    return std::move(*plan);
}

Table::Look lookOf(const Context& context, const Arguments& arguments)
{
    return {.wide = false,
            .headers = !arguments.isOn("no-headers"),
            .columns = static_cast<std::size_t>(context.out.columns),
            .colour = context.out.colour};
}

/// What stands in the way of applying it, as an exit code.
ExitCode standing(const change::Plan& plan)
{
    bool open = false;
    for (const change::Step& step : plan.steps) {
        if (step.refused) return ExitCode::Failed;
        open = open || step.isOpen();
    }
    return open ? ExitCode::Stale : ExitCode::Done;
}

/// A file of somebody's repository: a link stays one, and the file as readable as it was.
core::Result<void> rewrite(const std::string& name, const std::string& bytes)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path file = fs::canonical(name, error);
    if (error) return writeFile(name, bytes);
    const fs::perms mode = fs::status(file, error).permissions();
    auto written = writeFile(file.string(), bytes);
    if (written && !error) fs::permissions(file, mode, error);
    return written;
}

/// Writes the plan's changes into the documents of a folder, and prints them as a patch.
/// @param agreed  what the cluster says already, and the folder may not
ExitCode patches(Context& context, const change::Plan& plan, const std::vector<change::Step>& agreed,
                 const std::string& folder, bool prune)
{
    auto manifests = readManifests(context, {folder}, true);
    if (!manifests) return ExitCode::Failed;
    std::map<std::string, std::string> before; // by file
    std::string patch;
    std::vector<Message> notes;
    std::vector<change::Step> steps = plan.steps;
    steps.insert(steps.end(), agreed.begin(), agreed.end());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const change::Step& step = steps[i];
        const Manifest* found = nullptr;
        for (const Manifest& one : manifests->documents) {
            if (!change::isAbout(one.document.value(), step)) continue;
            if (found != nullptr) {
                context.say({.what = "Two documents of the folder are " + nameText(step) + ".",
                             .where = core::shown(found->text->name) + ", " + core::shown(one.text->name),
                             .fix = "Name the folder of one of them."});
                return ExitCode::Failed;
            }
            found = &one;
        }
        if (found == nullptr && i >= plan.steps.size()) continue; // nothing of it would change
        if (found == nullptr) {
            context.say({.what = "No document of the folder is " + nameText(step) + ".", .where = core::shown(folder)});
            continue;
        }
        const auto changed = change::changedText(found->document, step, prune);
        if (!changed) {
            context.fail(changed.error());
            continue;
        }
        for (const std::string& note : {change::staysSentence(*changed, prune), change::unaskedSentence(*changed)})
            if (!note.empty())
                notes.push_back({.weight = Weight::Note, .what = note, .where = core::shown(found->text->name)});
        before.try_emplace(found->text->name, found->text->bytes);
        Manifests again;
        for (const auto& one : manifests->texts)
            if (!addText(context, again, one->name, one.get() == found->text ? changed->text : one->bytes))
                return ExitCode::Failed;
        *manifests = std::move(again);
    }
    if (context.errors() > 0) return ExitCode::Failed; // all of the plan, or nothing of it
    for (const auto& text : manifests->texts) {
        const auto was = before.find(text->name);
        if (was == before.end() || was->second == text->bytes) continue;
        if (auto written = rewrite(text->name, text->bytes); !written) return context.fail(written.error());
        patch += change::unifiedDiff(was->second, text->bytes, text->name, text->name);
    }
    if (!patch.empty())
        context.write(patch);
    else
        context.write(notes.empty() ? "The folder says so already.\n" : "Nothing of the folder changes.\n");
    for (const Message& note : notes) context.sayAfter(note);
    return ExitCode::Done;
}

ExitCode makesPlan(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const bool patching = arguments.has("patch-into");
    if (arguments.isOn("prune") && !patching)
        return context.misused("--prune is of --patch-into.", "Name the folder of the manifests with --patch-into.");
    std::vector<change::Step> agreed;
    const auto plan = planned(context, arguments, !arguments.isOn("no-checks"), code, patching ? &agreed : nullptr);
    if (!plan) return code;
    if (arguments.has("save")) {
        if (auto saved = writeFile(arguments.text("save"), change::toText(*plan)); !saved)
            return context.fail(saved.error());
    }
    if (patching) return patches(context, *plan, agreed, arguments.text("patch-into"), arguments.isOn("prune"));
    const std::string& output = arguments.text("output");
    if (output == "json")
        context.write(change::toText(*plan));
    else if (output == "diff")
        context.write(planDiff(*plan));
    else
        context.write(planText(*plan, lookOf(context, arguments)));
    return standing(*plan);
}

/// Whether a field would be another, or is another's. Who owns what alone is no difference.
bool differs(const change::Step& step)
{
    return !step.diff.empty() || !step.conflicts.empty() || step.action == change::Step::Action::Delete;
}

ExitCode diffs(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto plan = planned(context, arguments, false, code);
    if (!plan) return code;
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write(change::toJson(*plan), output);
    } else if (output == "diff") {
        context.write(planDiff(*plan));
    } else {
        for (const change::Step& step : plan->steps)
            if (differs(step))
                context.write(nameText(step) + "\n" + fieldsText(step, context.out.colour) + ownedText(step) +
                              effectsText(step));
        context.write(predictedText(*plan));
    }
    if (!plan->beyond.empty()) // beside a patch or a document, not in it
        context.sayAfter({.weight = Weight::Note, .what = change::beyondSentence(*plan)});
    for (const change::Step& step : plan->steps)
        if (step.refused) context.say({.what = step.refused->message, .where = nameText(step)});
    for (const std::string& one : plan->stillDiffers) context.say({.weight = Weight::Warning, .what = one});
    if (context.errors() > 0) return ExitCode::Failed;
    const bool any = !plan->stillDiffers.empty() || std::ranges::any_of(plan->steps, differs);
    return any ? differencesCode(arguments.text("exit-code")) : ExitCode::Done;
}

} // namespace

std::vector<Verb> planVerbs()
{
    Verb diff{.path = {"diff"},
              .summary = "Prints what manifests would change in a cluster, field by field, by the server's dry run",
              .usage = "-f FILE... [flags]",
              .examples = {{"what a text changes", "diff -f deploy.yaml"},
                           {"as a patch, for the repository that a GitOps tool reads", "diff -f deploy.yaml -o diff"},
                           {"in a script: exit code 3 if anything differs", "diff -f app/ -R --exit-code"}},
              .flags = textFlags(),
              .run = diffs,
              .note = "Nothing is changed: a dry run is sent, or with --read-only not even that. Defaults and what the "
                      "server keeps for itself are hidden; of Secrets is shown that a value changes, never the value.\n"
                      "Fields that the cluster has and the text does not are named with their owners; an apply leaves "
                      "them, so with nothing else the exit code is 0."};
    diff.flags.push_back(exitCodeFlag());
    Flag form = outputFlag({"fields", "diff", "json", "yaml"});
    form.preset = "fields";
    diff.flags.push_back(std::move(form));

    Verb plan{.path = {"plan"},
              .summary = "Makes a plan of what manifests would change: a document to read, hand on and apply",
              .usage = "-f FILE... [--save PLAN] [flags]",
              .examples = {{"what would be done", "plan -f deploy.yaml -f policy.yaml"},
                           {"into a file, for `apply`", "plan -f deploy.yaml --save plan.json"},
                           {"a field that another manager owns is left to it",
                            "plan -f deploy.yaml --conflict .spec.replicas=leave"},
                           {"a division that a preview found, pinned as static weights",
                            "plan -f policy.yaml --set-division c-hz-01=3 --set-division c-sh-02=1"},
                           {"into the repository that a GitOps tool reads",
                            "plan -f deploy.yaml --patch-into ../fleet-repo/apps"},
                           {"one whose time is over, made again", "plan --from plan.json --save plan.json"},
                           {"what `history` says was applied, applied again", "plan --again 3f2a91 --save plan.json"},
                           {"with what its clusters lack for it", "plan -f deploy.yaml -f policy.yaml --add-fixes"},
                           {"a Secret whose value stands in the environment",
                            "plan -f model-storage.yaml --secret oss-secret/akSecret=env:OSS_SECRET"}},
              .flags = textFlags(),
              .run = makesPlan,
              .note = "Nothing is changed. A plan holds no value of a Secret, but where it is to be had.\n"
                      "What it would bring about (~) is predicted on the fleet as it is now, or on --fleet.\n"
                      "What its clusters lack for it (claims, secrets, namespaces) is looked up and said; --add-fixes "
                      "adds the steps that make it.\n"
                      "Exit code 1 where a server refuses a step, 5 where a conflict has no way out yet."};
    plan.flags.push_back({.name = "patch-into",
                          .value = "DIR",
                          .help = "writes the change into the manifests of a folder, and applies nothing",
                          .offers = Offers::Folders});
    plan.flags.push_back({.name = "prune", .help = "with --patch-into: also takes out what the text lacks"});
    plan.flags.push_back(
        {.name = "add-fixes", .help = "puts into the plan what its clusters lack: namespaces, claims, volumes"});
    plan.flags.push_back(noChecksFlag());
    plan.flags.push_back({.name = "from",
                          .value = "PLAN",
                          .help = "makes a plan again, of its texts, in the place of -f",
                          .offers = Offers::Files});
    plan.flags.push_back(
        {.name = "again", .value = "PLAN", .help = "makes a plan of `history` once more, in the place of -f"});
    plan.flags.push_back(
        {.name = "save", .value = "PLAN", .help = "writes the plan to a file", .offers = Offers::Files});
    plan.flags.push_back(outputFlag({"table", "diff", "json"}));
    plan.flags.push_back(headersFlag());
    return {std::move(diff), std::move(plan)};
}

} // namespace cli
