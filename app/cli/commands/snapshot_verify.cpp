#include "app/cli/commands/snapshot.h"
#include "app/cli/fleet_source.h"

namespace cli {
namespace {

ExitCode verify(Context& context, const Arguments& arguments)
{
    const std::vector<std::string>& paths = arguments.all("FLEET");
    if (paths.empty()) return context.misused("No snapshot is given.", "Name one or more files.");
    Table table({{"FILE"}, {"STATE"}, {"DIGEST"}, {"CLUSTERS"}, {"GAPS"}});
    core::Json items = core::Json::array();
    bool sound = true;
    for (const std::string& path : paths) {
        const core::Result<core::snapshot::Opened> opened = core::snapshot::open(path);
        if (!opened) {
            context.fail(opened.error());
            const bool damaged = opened.error().fault == core::Fault::Malformed;
            table.add({path, {damaged ? "x damaged" : "x unreadable", Tone::Bad}, "-", "-", "-"});
            items.push_back({{"file", path}, {"sound", false}, {"fault", opened.error().text()}});
            sound = false;
            continue;
        }
        const core::snapshot::Fleet& fleet = *opened->fleet;
        table.add({path,
                   {"o sound", Tone::Good},
                   fleet.digest,
                   std::to_string(fleet.clusters.size()),
                   std::to_string(fleet.gaps.size())});
        items.push_back({{"file", path},
                         {"sound", true},
                         {"digest", fleet.digest},
                         {"clusters", fleet.clusters.size()},
                         {"gaps", fleet.gaps.size()}});
    }
    const std::string& output = arguments.text("output");
    if (output == "json" || output == "yaml") {
        context.write(core::Json{{"apiVersion", "berth/v1"}, {"kind", "SnapshotVerification"}, {"items", items}},
                      output);
    } else {
        context.write(table, arguments);
    }
    return sound ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

Verb snapshotVerify()
{
    return {.path = {"snapshot", "verify"},
            .summary = "Reads snapshots to their last byte and says whether they are whole",
            .usage = "SNAPSHOT... [flags]",
            .examples = {{"before it is sent away", "snapshot verify fleet.berth"}},
            .flags = {outputFlag({"table", "json", "yaml"}), headersFlag()},
            .arguments = {{.name = "FLEET", .repeats = true, .offers = Offers::Snapshots}},
            .run = verify};
}

} // namespace cli
