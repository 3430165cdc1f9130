#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/kube/exec_plugin.h"
#include "core/kube/mask.h"
#include "core/kube/problems.h"

namespace core::kube {
namespace {

using Clock = std::chrono::steady_clock;

class Pipe {
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0) m_ends = {-1, -1};
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    [[nodiscard]] int reader() const { return m_ends[0]; }
    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeEnd(std::size_t end)
    {
        if (m_ends[end] >= 0) ::close(m_ends[end]);
        m_ends[end] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

/// The program in a group of its own, so that all of it can be ended.
class Child {
public:
    Child(const std::string& file, const std::vector<std::string>& args, const Environment& environment,
          const Pipe& out, const Pipe& err)
    {
        std::vector<std::string> words{file};
        words.insert(words.end(), args.begin(), args.end());
        std::vector<std::string> variables;
        for (const auto& [key, value] : environment) variables.push_back(key + "=" + value);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, out.writer(), 1);
        posix_spawn_file_actions_adddup2(&actions, err.writer(), 2);
        posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        sigset_t all;
        sigfillset(&all);
        posix_spawnattr_setsigdefault(&attributes, &all);
        sigemptyset(&all);
        posix_spawnattr_setsigmask(&attributes, &all);
        m_error = ::posix_spawn(&m_pid, file.c_str(), &actions, &attributes, pointers(words).data(),
                                pointers(variables).data());
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { end(); }

    [[nodiscard]] int error() const { return m_error; }

    /// Its exit code once it has ended, as a shell gives it (128 and the signal); none while it runs.
    std::optional<int> ended()
    {
        if (m_code) return m_code;
        int status = 0;
        const pid_t who = ::waitpid(m_pid, &status, WNOHANG);
        if (who == m_pid) m_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return m_code;
    }

    void end()
    {
        if (m_error != 0) return;
        ::kill(-m_pid, SIGKILL); // what it started may outlive it
        if (m_code) return;
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_code = 137;
    }

private:
    static std::vector<char*> pointers(std::vector<std::string>& texts)
    {
        std::vector<char*> out;
        out.reserve(texts.size() + 1);
        for (std::string& text : texts) out.push_back(text.data());
        out.push_back(nullptr);
        return out;
    }

    pid_t m_pid = 0;
    int m_error = 0;
    std::optional<int> m_code;
};

/// False at the end of the stream.
bool readSome(int fd, std::string& into)
{
    std::array<char, 16384> buffer;
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
    const bool more = got > 0 || (got < 0 && errno == EINTR);
    volatile char* bytes = buffer.data();
    for (ssize_t i = 0; i < got; ++i) bytes[i] = '\0';
    return more;
}

} // namespace

Result<Ran> runProgram(const std::string& file, const std::vector<std::string>& args, const Environment& environment,
                       const std::vector<Secret>& secrets, const RunLimits& limits, const std::stop_token& stop)
{
    const std::string where = shown(file);
    Pipe out;
    Pipe err;
    if (out.reader() < 0 || err.reader() < 0)
        return failure(Fault::Unavailable, "There are too many open files to run a program.", where);
    Child child(file, args, environment, out, err);
    if (child.error() != 0)
        return failure(child.error() == ENOENT ? Fault::NotFound : Fault::Denied,
                       "The program cannot be started (error " + std::to_string(child.error()) + ").", where);
    out.closeEnd(1);
    err.closeEnd(1);
    const auto until = Clock::now() + limits.time;
    Ran ran;
    std::string output;
    std::array<pollfd, 2> streams{{{out.reader(), POLLIN, 0}, {err.reader(), POLLIN, 0}}};
    while (!(child.ended() && streams[0].fd < 0 && streams[1].fd < 0)) {
        if (stop.stop_requested()) return failure(Fault::Cancelled, "The program was stopped.", where);
        if (Clock::now() >= until) {
            std::vector<Secret> all = secrets;
            for (Secret& word : wordsOf(Secret(output))) all.push_back(std::move(word));
            return failure(Fault::Unavailable,
                           "The program did not end within " +
                               std::to_string(std::chrono::duration_cast<std::chrono::seconds>(limits.time).count()) +
                               " s and was killed. It last said: " + masked(ran.errors, all),
                           where);
        }
        ::poll(streams.data(), streams.size(), 50);
        const bool over = child.ended().has_value(); // what it started may hold the streams open for ever
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (streams[i].fd < 0) continue;
            if (streams[i].revents == 0) {
                if (over) streams[i].fd = -1;
                continue;
            }
            if (!readSome(streams[i].fd, i == 0 ? output : ran.errors)) streams[i].fd = -1;
        }
        if (output.size() > limits.output)
            return failure(Fault::TooLarge,
                           "The program printed more than " + std::to_string(limits.output >> 10U) +
                               " KiB and was killed.",
                           where);
        if (ran.errors.size() > limits.errors) ran.errors.erase(0, ran.errors.size() - limits.errors);
    }
    ran.exitCode = *child.ended();
    ran.output = Secret(std::move(output));
    return ran;
}

} // namespace core::kube
