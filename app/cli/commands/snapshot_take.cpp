#include "app/cli/commands/snapshot.h"
#include "app/cli/live_source.h"
#include "app/cli/snapshot_file.h"

namespace cli {
namespace {

ExitCode take(Context& context, const Arguments& arguments)
{
    const std::string& path = arguments.text("file");
    if (path.empty())
        return context.misused("No file to write is given.",
                               "Name it: `" + context.program + " snapshot take -o fleet.berth`.");
    ExitCode code{};
    if (!mayWrite(context, arguments, path, code)) return code;
    const auto opened = openLive(context, arguments, code);
    if (!opened) return code;
    return writeSnapshot(context, arguments, *opened->fleet, path);
}

} // namespace

Verb snapshotTake()
{
    Verb verb{.path = {"snapshot", "take"},
              .summary = "Reads a live fleet into one file that holds all that a preview needs, and nothing secret",
              .usage = "-o FILE [--kubeconfig FILE] [--context NAME] [flags]",
              .examples = {{"the fleet of the current context", "snapshot take -o fleet.berth"},
                           {"a cluster that the fleet's user may not reach by its own kubeconfig",
                            "snapshot take --context fleet --member c-sh-02=sh.yaml -o fleet.berth"}},
              .flags = {{.name = "file", .letter = 'o', .value = "FILE", .help = "to write", .offers = Offers::Files},
                        forceFlag()},
              .run = take,
              .note = "The fleet's kubeconfig is enough: clusters are reached through its proxy. Only reads are sent; "
                      "what may not be read is a named gap in the file.\nFILE may be - for standard output."};
    for (Flag& flag : liveFleetFlags()) verb.flags.push_back(std::move(flag));
    Flag output = outputFlag({"table", "json", "yaml"});
    output.letter = 0;
    verb.flags.push_back(std::move(output));
    verb.flags.push_back(headersFlag());
    return verb;
}

} // namespace cli
