#include <algorithm>
#include <set>

#include "app/cli/change_source.h"
#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/live_source.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/apply.h"
#include "core/change/undo.h"
#include "core/kube/client_error.h"
#include "core/live/live.h"
#include "core/model/age.h"

namespace cli {
namespace {

namespace change = core::change;
using change::Entry;

/// How many plans are listed.
constexpr std::size_t MostPlans = 100;

std::string textAt(const core::Json& map, const char* key)
{
    return map.is_object() ? map.value(key, std::string()) : std::string();
}

std::string textOf(const change::Ends& ends)
{
    std::string words = std::to_string(ends.done) + " of " + std::to_string(ends.steps) + " done";
    if (ends.failed > 0) words += ", " + std::to_string(ends.failed) + " failed";
    if (ends.accepted > 0) words += ", " + std::to_string(ends.accepted) + " accepted";
    if (ends.unknown > 0) words += ", " + std::to_string(ends.unknown) + " unknown";
    return words;
}

std::string objectsOf(const Entry& head)
{
    std::string text;
    if (!head.body.is_object() || !head.body.contains("steps")) return "-";
    std::vector<std::string> names; // a take-over has its object twice
    for (const core::Json& step : head.body["steps"]) {
        std::string name = core::shown(textAt(step, "kind")) + " " + core::shown(textAt(step, "name"));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > 3) text += " and " + std::to_string(names.size() - 3) + " more";
    return text.empty() ? "-" : text;
}

/// The clusters of a plan's steps, each once, as they were called then.
std::set<std::string> touchedClusters(const Entry& head)
{
    std::set<std::string> names;
    if (head.body.is_object() && head.body.contains("steps"))
        for (const core::Json& step : head.body["steps"])
            if (std::string name = textAt(step, "cluster"); !name.empty()) names.insert(std::move(name));
    return names;
}

core::Json objectsJson(const Entry& head)
{
    core::Json objects = core::Json::array();
    if (!head.body.is_object() || !head.body.contains("steps")) return objects;
    for (const core::Json& step : head.body["steps"]) {
        core::Json object = core::Json::object();
        for (const char* key : {"action", "cluster", "apiVersion", "kind", "namespace", "name"})
            object[key] = textAt(step, key);
        objects.push_back(std::move(object));
    }
    return objects;
}

/// One row a plan.
ExitCode listPlans(Context& context, const Arguments& arguments, const change::Journal& journal)
{
    const auto heads = journal.plans(MostPlans);
    if (!heads) return context.fail(heads.error());
    Table table({{"TIME"}, {"PLAN"}, {"BY"}, {"CLUSTER"}, {"RESULT"}, {"UNDOES"}, {"OBJECTS"}});
    core::Json items = core::Json::array();
    for (const Entry& head : *heads) {
        const auto entries = journal.entries(head.plan);
        if (!entries) return context.fail(entries.error());
        const change::Ends counts = change::endsOf(head, *entries);
        const std::string undone = textAt(head.body, "undoes");
        const std::set<std::string> clusters = touchedClusters(head);
        table.add({core::model::toText(head.time),
                   head.plan.substr(0, 12),
                   core::shown(head.who),
                   clusters.empty()
                       ? "-"
                       : core::joined(clusters, ", ", [](const std::string& one) { return core::shown(one); }),
                   {textOf(counts), counts.unknown + counts.accepted > 0 ? Tone::Attention
                                    : counts.failed > 0                  ? Tone::Bad
                                                                         : Tone::Plain},
                   undone.empty() ? "-" : core::shown(undone.substr(0, 12)),
                   objectsOf(head)});
        items.push_back({{"time", core::model::toText(head.time)},
                         {"plan", head.plan},
                         {"by", head.who},
                         {"undoes", undone},
                         {"clusters", clusters},
                         {"objects", objectsJson(head)},
                         {"steps", counts.steps},
                         {"done", counts.done},
                         {"failed", counts.failed},
                         {"accepted", counts.accepted},
                         {"unknown", counts.unknown}});
    }
    if (items.empty()) // what stands beside an empty one may tell that it was not always so
        if (const auto whole = journal.verify(); !whole) return context.fail(whole.error());
    if (arguments.text("output") == "json")
        context.write({{"apiVersion", "berth/v1"}, {"kind", "History"}, {"items", std::move(items)}}, "json");
    else if (table.empty())
        context.say({.weight = Weight::Note, .what = "No plan was applied yet."});
    else
        context.write(table, arguments);
    return ExitCode::Done;
}

/// The plan as it was applied.
ExitCode exportPlan(Context& context, const Arguments& arguments, const change::Journal& journal)
{
    const auto digest = change::findPlan(journal, arguments.text("PLAN"));
    const auto plan = digest ? change::planOf(journal, *digest) : tl::unexpected(digest.error());
    if (!plan) return context.fail(plan.error());
    context.write(change::toText(*plan));
    return ExitCode::Done;
}

/// Every entry of one plan.
ExitCode showPlan(Context& context, const Arguments& arguments, const change::Journal& journal)
{
    const auto digest = change::findPlan(journal, arguments.text("PLAN"));
    if (!digest) return context.fail(digest.error());
    if (arguments.text("output") == "json") {
        const auto record = change::recordOf(journal, *digest);
        if (!record) return context.fail(record.error());
        context.write(*record, "json");
        return ExitCode::Done;
    }
    const auto entries = journal.entries(*digest);
    if (!entries) return context.fail(entries.error());
    Table table({{"TIME"}, {"STEP"}, {"STATE"}, {"OBJECT"}, {"WHY"}});
    std::map<int, std::string> names;
    for (const Entry& entry : *entries) {
        if (entry.state == Entry::State::Intent)
            names[entry.step] = core::shown(textAt(entry.body, "kind")) + " " + core::shown(textAt(entry.body, "name"));
        const std::string why = textAt(entry.body, "why");
        const std::string name = names[entry.step];
        table.add({core::model::toText(entry.time), entry.step < 0 ? "-" : std::to_string(entry.step + 1),
                   std::string(change::name(entry.state)), name.empty() ? "-" : name,
                   why.empty() ? "-" : core::shownEnds(why, core::kube::LongestMessage, " ")});
    }
    context.write(table, arguments);
    return ExitCode::Done;
}

/// Says that the journal is whole, or where it is not.
bool verifies(Context& context, const change::Journal& journal)
{
    const auto whole = journal.verify();
    if (!whole) {
        context.fail(whole.error());
        return false;
    }
    const auto entries = journal.entries();
    if (entries)
        context.say(
            {.weight = Weight::Note,
             .what = core::counted(static_cast<std::int64_t>(entries->size()), "entry", "entries") + ", chain whole."});
    else
        context.fail(entries.error());
    return entries.has_value();
}

bool settles(Context& context, const Arguments& arguments, change::Journal& journal, ExitCode& code)
{
    const auto clusters = openClusters(context, arguments, false, code);
    if (!clusters) return false;
    const auto settled = change::settle(journal, clusters->apis, core::live::systemNow(), change::whoAmI());
    if (!settled) {
        code = context.fail(settled.error());
        return false;
    }
    for (const change::Settled& one : *settled)
        context.say({.weight = Weight::Note,
                     .what = "Step " + std::to_string(one.entry.step + 1) + " of " + one.entry.plan.substr(0, 12) +
                             " is " + std::string(change::name(one.state)) + ": " + core::shownLines(one.why, 500)});
    return true;
}

void sayOpen(Context& context, const std::vector<Entry>& open)
{
    const auto held = std::ranges::count(open, Entry::State::Accepted, &Entry::state);
    const auto unknown = static_cast<std::int64_t>(open.size()) - held;
    const std::string fix = "`" + context.program + " history --settle` asks the clusters.";
    if (unknown > 0)
        context.say(
            {.weight = Weight::Warning,
             .what = "Of " + core::counted(unknown, "step", "steps") + " it is not known whether they were done.",
             .fix = fix});
    if (held > 0)
        context.say({.weight = Weight::Warning,
                     .what = core::counted(held, "object that was deleted is", "objects that were deleted are") +
                             " still there: something holds them.",
                     .fix = fix});
}

ExitCode history(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    auto journal = openJournal(context);
    if (!journal) return ExitCode::Failed;
    if (arguments.isOn("verify") && !verifies(context, *journal)) return ExitCode::Failed;
    if (arguments.isOn("settle") && !settles(context, arguments, *journal, code)) return code;
    const auto open = journal->open();
    if (!open) return context.fail(open.error());
    sayOpen(context, *open);
    if (arguments.text("output") == "plan") return exportPlan(context, arguments, *journal);
    return arguments.has("PLAN") ? showPlan(context, arguments, *journal) : listPlans(context, arguments, *journal);
}

} // namespace

std::vector<Verb> historyVerbs()
{
    Verb verb{.path = {"history"},
              .summary = "Prints what was applied: when, by whom, and what came of it",
              .usage = "[PLAN] [--settle] [--verify] [flags]",
              .examples = {{"the last plans", "history"},
                           {"one of them, with the objects as they were before", "history 3f2a91 -o json"},
                           {"the plan itself, to hand on", "history 3f2a91 -o plan"},
                           {"what became of a step that was cut off", "history --settle"}},
              .flags = {{.name = "settle", .help = "ask the clusters about steps without an end"},
                        {.name = "verify", .help = "check that no entry is missing or was edited"}},
              .arguments = {{.name = "PLAN"}},
              .run = history,
              .note = "The journal is $XDG_STATE_HOME/berth/journal.db. It holds no value of a Secret."};
    for (Flag& flag : connectionFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "csv", "json", "plan"}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
