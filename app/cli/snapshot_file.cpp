#include "app/cli/snapshot_file.h"

#include <cerrno>
#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

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

} // namespace

Flag forceFlag()
{
    return {.name = "force", .help = "replace FILE even if it is not a snapshot"};
}

bool mayWrite(Context& context, const Arguments& arguments, const std::string& path, ExitCode& code)
{
    if (path == "-" && context.out.isTerminal) {
        code = context.misused("A snapshot is no text for a terminal.", "Name a file, or send the output to one.");
        return false;
    }
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        code = context.misused("It is a folder, and a snapshot is one file: " + path + ".", "Name a file in it.");
        return false;
    }
    if (path != "-" && !arguments.isOn("force") && !mayReplace(path)) {
        context.say({.what = "There is a file of this name, and it is not a snapshot.",
                     .where = path,
                     .fix = "Name another file, or replace this one with --force."});
        code = ExitCode::Failed;
        return false;
    }
    return true;
}

ExitCode writeSnapshot(Context& context, const Arguments& arguments, const core::snapshot::Fleet& fleet,
                       const std::string& path)
{
    if (path == "-") {
        context.write(core::snapshot::pack(fleet));
        return ExitCode::Done;
    }
    std::error_code ignored;
    const Uninterrupted whole;
    if (const core::Result<void> saved = core::snapshot::save(fleet, path); !saved) {
        return context.fail(saved.error());
    }
    const std::uintmax_t bytes = std::filesystem::file_size(path, ignored);
    const std::string& output = arguments.text("output");
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

} // namespace cli
