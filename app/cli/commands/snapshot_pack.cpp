#include "app/cli/commands/snapshot.h"
#include "app/cli/fleet_source.h"
#include "app/cli/snapshot_file.h"

namespace cli {
namespace {

ExitCode pack(Context& context, const Arguments& arguments)
{
    const std::string path = arguments.text("FILE");
    if (path.empty()) {
        return context.misused("No file to write is given.",
                               "Name it behind the fleet: `" + context.program + " snapshot pack fleet/ fleet.berth`.");
    }
    ExitCode code{};
    if (!mayWrite(context, arguments, path, code)) return code;
    const auto opened = openFleet(context, arguments.text("FLEET"));
    if (!opened) return ExitCode::Failed;
    if (opened->extrasHaveErrors) { // a snapshot does not tell later that something is missing in it
        context.say({.what = "Nothing is packed: what fleet.yaml states could not all be read.",
                     .where = arguments.text("FLEET"),
                     .fix = "Mend the errors above."});
        return ExitCode::Failed;
    }
    const ExitCode written = writeSnapshot(context, arguments, *opened->fleet, path);
    if (written != ExitCode::Done || !opened->dumpsHaveErrors) return written;
    context.say({.what = "Not all that the dumps hold could be read, and the snapshot was written without it. "
                         "Its gaps say what that leaves open; `snapshot show` lists them.",
                 .where = path,
                 .fix = "Mend what is said above, and pack it again."});
    return ExitCode::Failed;
}

} // namespace

Verb snapshotPack()
{
    return {.path = {"snapshot", "pack"},
            .summary = "Writes a fleet into one file that holds all that a preview needs, and nothing secret",
            .usage = "DIR FILE [flags]",
            .examples = {{"what kubectl prints, cluster by cluster", "snapshot pack fleet/ fleet.berth"}},
            .flags = {forceFlag(), outputFlag({"table", "json", "yaml"}), headersFlag()},
            .arguments = {{.name = "FLEET", .offers = Offers::Snapshots}, {.name = "FILE", .offers = Offers::Files}},
            .run = pack,
            .note = "DIR holds clusters/NAME/nodes.json and pods.json (kubectl get nodes -o json, kubectl get pods -A "
                    "-o json), fleet/ with policies and bindings, and fleet.yaml with pools, stock and prices.\n"
                    "What could not be read is said, and is a gap in FILE; the exit code is then 1.\n"
                    "The same fleet gives the same bytes. FILE may be - for standard output."};
}

} // namespace cli
