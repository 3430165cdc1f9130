#include <cerrno>
#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "app/cli/commands/snapshot.h"
#include "app/cli/fleet_source.h"
#include "core/snapshot/file.h"

namespace cli {
namespace {

/// Ctrl+C waits while this lives, so that no half-written file stays behind.
class Uninterrupted {
public:
    Uninterrupted()
    {
        sigset_t interrupt;
        ::sigemptyset(&interrupt);
        ::sigaddset(&interrupt, SIGINT);
        ::sigprocmask(SIG_BLOCK, &interrupt, &m_before);
    }
    ~Uninterrupted() { ::sigprocmask(SIG_SETMASK, &m_before, nullptr); }
    Uninterrupted(const Uninterrupted&) = delete;
    Uninterrupted& operator=(const Uninterrupted&) = delete;

private:
    sigset_t m_before{};
};

/// False for a file that is there and is no snapshot: replacing it would lose something.
bool mayReplace(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return errno == ENOENT;
    char first[8] = {};
    const ssize_t got = ::read(descriptor, first, sizeof first);
    ::close(descriptor);
    return got == 0 || (got > 0 && static_cast<unsigned char>(first[0]) == 0x89);
}

ExitCode pack(Context& context, const Arguments& arguments)
{
    const std::string path = arguments.text("FILE");
    if (path.empty()) {
        return context.misused("No file to write is given.",
                               "Name it behind the fleet: `" + context.program + " snapshot pack fleet/ fleet.berth`.");
    }
    if (path == "-" && context.out.isTerminal) {
        return context.misused("A snapshot is no text for a terminal.", "Name a file, or send the output to one.");
    }
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        return context.misused("It is a folder, and a snapshot is one file: " + path + ".", "Name a file in it.");
    }
    if (path != "-" && !arguments.isOn("force") && !mayReplace(path)) {
        context.say({.what = "There is a file of this name, and it is not a snapshot.",
                     .where = path,
                     .fix = "Name another file, or replace this one with --force."});
        return ExitCode::Failed;
    }
    const auto opened = openFleet(context, arguments.text("FLEET"));
    if (!opened) return ExitCode::Failed;
    if (opened->extrasHaveErrors) { // a snapshot does not tell later that something is missing in it
        context.say({.what = "Nothing is packed: what fleet.yaml states could not all be read.",
                     .where = arguments.text("FLEET"),
                     .fix = "Mend the errors above."});
        return ExitCode::Failed;
    }
    if (path == "-") {
        context.write(core::snapshot::pack(*opened->fleet));
        return ExitCode::Done;
    }
    const Uninterrupted whole;
    if (const core::Result<void> saved = core::snapshot::save(*opened->fleet, path); !saved) {
        return context.fail(saved.error());
    }
    const std::uintmax_t bytes = std::filesystem::file_size(path, ignored);
    const std::string& output = arguments.text("output");
    const core::snapshot::Fleet& fleet = *opened->fleet;
    if (output == "json" || output == "yaml") {
        context.write(core::Json{{"apiVersion", "berth/v1"},
                                 {"kind", "PackedSnapshot"},
                                 {"file", path},
                                 {"bytes", bytes},
                                 {"fleet", fleet.name},
                                 {"digest", fleet.digest},
                                 {"clusters", fleet.clusters.size()},
                                 {"gaps", fleet.gaps.size()}},
                      output);
        return ExitCode::Done;
    }
    Table table({{"FILE"}, {"BYTES"}, {"FLEET"}, {"DIGEST"}, {"CLUSTERS"}, {"GAPS"}});
    table.add({path, std::to_string(bytes), fleet.name, fleet.digest, std::to_string(fleet.clusters.size()),
               std::to_string(fleet.gaps.size())});
    context.write(table, arguments);
    return ExitCode::Done;
}

} // namespace

Verb snapshotPack()
{
    return {.path = {"snapshot", "pack"},
            .summary = "Writes a fleet into one file that holds all that a preview needs, and nothing secret",
            .usage = "DIR FILE [flags]",
            .examples = {{"what kubectl prints, cluster by cluster", "snapshot pack fleet/ fleet.berth"}},
            .flags = {{.name = "force", .help = "replace FILE even if it is not a snapshot"},
                      outputFlag({"table", "json", "yaml"}),
                      headersFlag()},
            .arguments = {{.name = "FLEET", .offers = Offers::Snapshots}, {.name = "FILE", .offers = Offers::Files}},
            .run = pack,
            .note = "DIR holds clusters/NAME/nodes.json and pods.json (kubectl get nodes -o json, kubectl get pods -A "
                    "-o json), fleet/ with policies and bindings, and fleet.yaml with pools, stock and prices.\n"
                    "The same fleet gives the same bytes. FILE may be - for standard output."};
}

} // namespace cli
