#include "app/cli/commands/snapshot.h"
#include "app/cli/figures.h"
#include "app/cli/fleet_source.h"
#include "core/snapshot/diff.h"

namespace cli {
namespace {

using core::snapshot::Difference;
using core::snapshot::FieldChange;

const char* wordOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added: return "added";
    case Difference::Kind::Gone: return "gone";
    case Difference::Kind::Changed: return "changed";
    }
    return "";
}

Cell cellOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added: return {"+ added", Tone::Good};
    case Difference::Kind::Gone: return {"- gone", Tone::Bad};
    case Difference::Kind::Changed: return {"~ changed", Tone::Attention};
    }
    return {};
}

Table tableOf(const std::vector<Difference>& differences)
{
    Table table({{"CHANGE"}, {"WHAT"}, {"CLUSTER"}, {"NAME"}, {"FIELD"}, {"BEFORE"}, {"AFTER"}});
    for (const Difference& d : differences) {
        if (d.fields.empty()) table.add({cellOf(d.kind), d.what, orDash(d.cluster), orDash(d.name), "-", "-", "-"});
        for (const FieldChange& field : d.fields) {
            table.add({cellOf(d.kind), d.what, orDash(d.cluster), orDash(d.name), field.field, orDash(field.before),
                       orDash(field.after)});
        }
    }
    return table;
}

core::Json jsonOf(const std::vector<Difference>& differences, const std::string& before, const std::string& after)
{
    core::Json items = core::Json::array();
    for (const Difference& d : differences) {
        core::Json fields = core::Json::array();
        for (const FieldChange& field : d.fields) {
            fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
        }
        items.push_back({{"change", wordOf(d.kind)},
                         {"what", d.what},
                         {"cluster", d.cluster},
                         {"name", d.name},
                         {"fields", std::move(fields)}});
    }
    return {{"apiVersion", "berth/v1"},
            {"kind", "SnapshotDiff"},
            {"before", before},
            {"after", after},
            {"items", std::move(items)}};
}

ExitCode diff(Context& context, const Arguments& arguments)
{
    const std::string& before = arguments.text("BEFORE");
    const std::string& after = arguments.text("AFTER");
    if (after.empty()) {
        return context.misused("Two fleets are compared, and " + std::string(before.empty() ? "none is" : "one is") +
                                   " given.",
                               "Name the one before and the one after.");
    }
    const auto first = openFleet(context, before);
    const auto second = openFleet(context, after);
    if (!first || !second) return ExitCode::Failed;
    const std::vector<Difference> differences = core::snapshot::diff(*first->fleet, *second->fleet);
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(differences, first->fleet->digest, second->fleet->digest), output);
    } else if (!differences.empty()) {
        context.write(tableOf(differences), arguments);
    }
    return differences.empty() ? ExitCode::Done : differencesCode(arguments.text("exit-code"));
}

} // namespace

Verb snapshotDiff()
{
    return {
        .path = {"snapshot", "diff"},
        .summary = "Prints what differs between two fleets; nothing where nothing does",
        .usage = "BEFORE AFTER [flags]",
        .examples = {{"in a script: exit code 3 if anything differs", "snapshot diff monday.berth fleet/ --exit-code"}},
        .flags = {exitCodeFlag(), outputFlag({"table", "json", "yaml"}), headersFlag()},
        .arguments = {{.name = "BEFORE", .offers = Offers::Snapshots}, {.name = "AFTER", .offers = Offers::Snapshots}},
        .run = diff};
}

} // namespace cli
