#include "core/kube/exec_files.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/words.h"
#include "core/kube/files.h"

namespace core::kube {
namespace {

bool isRegular(const std::string& path)
{
    struct stat s {};
    return ::stat(path.c_str(), &s) == 0 && S_ISREG(s.st_mode);
}

bool isProgram(const std::string& path)
{
    return isRegular(path) && ::access(path.c_str(), X_OK) == 0;
}

bool beginsAsScript(const std::string& path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return false;
    std::array<char, 2> begin{};
    const bool is = ::read(fd, begin.data(), begin.size()) == 2 && begin[0] == '#' && begin[1] == '!';
    ::close(fd);
    return is;
}

bool looksLikeCode(const std::string& path)
{
    static constexpr std::array<std::string_view, 22> Suffixes{
        ".sh", ".bash", ".zsh", ".ksh", ".fish", ".py",  ".pyc", ".pyz", ".pl",  ".pm",  ".rb",
        ".js", ".mjs",  ".cjs", ".ts",  ".php",  ".lua", ".tcl", ".awk", ".ps1", ".jar", ".so"};
    struct stat s {};
    if (::stat(path.c_str(), &s) == 0 && (s.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0) return true;
    const bool hasSuffix =
        std::any_of(Suffixes.begin(), Suffixes.end(), [&](std::string_view suffix) { return path.ends_with(suffix); });
    return hasSuffix || beginsAsScript(path);
}

/// "python" of "/usr/bin/python3.11"
std::string_view toolOf(std::string_view path)
{
    path = path.substr(path.rfind('/') + 1);
    while (!path.empty() && std::string_view("0123456789.-").find(path.back()) != std::string_view::npos)
        path.remove_suffix(1);
    return path;
}

bool isShell(std::string_view tool)
{
    return isOneOf(tool, {"sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "yash"});
}

bool isInterpreter(std::string_view tool)
{
    return isShell(tool) ||
           isOneOf(tool, {"python", "pypy",  "perl", "ruby", "node", "nodejs", "deno", "bun",   "php",    "lua",
                          "luajit", "tclsh", "pwsh", "java", "awk",  "gawk",   "mawk", "guile", "groovy", "Rscript"});
}

/// Runs the program that its arguments name.
bool isLauncher(std::string_view tool)
{
    return isOneOf(tool, {"env", "nohup", "setsid", "nice", "ionice", "timeout", "stdbuf", "time", "sudo", "doas",
                          "busybox", "xargs", "unshare", "flock", "chroot"});
}

/// Whether the code stands in the next argument, in a module that is found by its name, or is read from the input.
bool isInline(std::string_view tool, std::string_view arg)
{
    if (arg == "-") return true;
    if (arg.starts_with("--"))
        return isOneOf(arg.substr(0, arg.find('=')), {"--eval", "--print", "--command", "--execute", "--run"});
    if (arg.size() < 2 || arg.front() != '-') return tool == "deno" && arg == "eval";
    const std::string_view letters = arg.substr(1);
    const auto has = [&](std::string_view any) { return letters.find_first_of(any) != std::string_view::npos; };
    if (isShell(tool)) return has("cs");
    if (tool == "python" || tool == "pypy") return !isOneOf(letters.substr(0, 1), {"W", "X"}) && has("cm");
    if (tool == "perl" || tool == "ruby") return !isOneOf(letters.substr(0, 1), {"I", "M", "m", "r"}) && has("eE");
    if (tool == "php") return isOneOf(letters, {"r", "B", "R", "E"});
    return isOneOf(letters, {"e", "p", "pe", "E", "c", "Command", "EncodedCommand"});
}

/// Options of interpreters whose value comes next; where it is a file, it is code or tells where some is.
bool takesValue(std::string_view tool, std::string_view arg)
{
    if (isOneOf(arg, {"--rcfile", "--init-file", "--require", "--import", "--loader", "--experimental-loader", "-cp",
                      "-classpath", "--class-path", "--module-path"}))
        return true;
    if (isShell(tool)) return isOneOf(arg, {"-o", "+o", "-O", "+O"});
    if (tool == "python" || tool == "pypy") return isOneOf(arg, {"-W", "-X"});
    return isOneOf(arg, {"-r", "-I"});
}

class ArgumentReading {
public:
    ArgumentReading(const std::vector<std::string>& args, const Environment& environment)
        : m_args(args)
        , m_environment(environment)
    {}

    ArgumentFiles read(const std::string& program)
    {
        run(program, 0);
        for (std::size_t i = 0; i < m_args.size(); ++i) {
            for (const std::string& path : pathsOf(m_args[i])) add(i, path, false);
            if (!m_made.interpreter.empty()) addWords(i);
        }
        std::stable_sort(m_made.files.begin(), m_made.files.end(),
                         [](const ArgumentFile& a, const ArgumentFile& b) { return a.argument < b.argument; });
        return std::move(m_made);
    }

private:
    static std::vector<std::string> pathsOf(const std::string& arg)
    {
        std::vector<std::string> paths{arg};
        if (const std::size_t mark = arg.find('='); mark != std::string::npos) paths.push_back(arg.substr(mark + 1));
        return paths;
    }

    bool add(std::size_t argument, const std::string& path, bool isCode)
    {
        const bool isKnown = std::ranges::any_of(
            m_made.files, [&](const ArgumentFile& file) { return file.argument == argument && file.path == path; });
        if (isKnown) return true;
        if (!isRegular(path)) return false;
        m_made.files.push_back({argument, path, isCode || looksLikeCode(path)});
        return true;
    }

    /// Scripts in a line of code: `-c "exec /opt/login.sh --token"`.
    void addWords(std::size_t argument)
    {
        constexpr std::string_view Between = " \t\r\n;|&()<>{}[],=`$'\"";
        const std::string_view line = m_args[argument];
        for (std::size_t at = line.find_first_not_of(Between); at != std::string_view::npos;) {
            const std::size_t end = std::min(line.find_first_of(Between, at), line.size());
            const std::string word(line.substr(at, end - at));
            if (word.find('/') != std::string::npos && isRegular(word) && looksLikeCode(word))
                add(argument, word, true);
            at = line.find_first_not_of(Between, end);
        }
    }

    /// The arguments from `at` on are those of `program`.
    void run(const std::string& program, std::size_t at)
    {
        const std::string_view tool = toolOf(program);
        if (isLauncher(tool))
            launch(tool, at);
        else if (isInterpreter(tool) && !interpret(tool, at))
            m_made.interpreter = std::string(tool);
    }

    void launch(std::string_view tool, std::size_t at)
    {
        for (std::size_t i = at; i < m_args.size(); ++i) {
            const std::string& arg = m_args[i];
            if (arg.starts_with('-') || arg.find('=') != std::string::npos) continue;
            const auto program = programOf(arg, m_environment);
            if (!program) continue;
            add(i, *program, true);
            return run(arg, i + 1);
        }
        m_made.interpreter = std::string(tool);
    }

    /// @return whether a file that is named has its code
    bool interpret(std::string_view tool, std::size_t at)
    {
        const bool isAwk = tool.ends_with("awk");
        for (std::size_t i = at; i < m_args.size(); ++i) {
            const std::string& arg = m_args[i];
            if (isInline(tool, arg)) return false;
            if (isAwk && !arg.starts_with('-') && (i == at || m_args[i - 1] != "-f")) return false;
            if (!arg.starts_with('-') && !arg.starts_with('+')) {
                if (add(i, arg, true)) return true;
                if (!isShell(tool) || arg.find('/') != std::string::npos) continue;
                if (const auto script = programOf(arg, m_environment)) return add(i, *script, true); // as shells do
                continue;
            }
            if (const std::size_t mark = arg.find('='); mark != std::string::npos) add(i, arg.substr(mark + 1), true);
            if (!takesValue(tool, arg) || i + 1 == m_args.size()) continue;
            ++i;
            add(i, m_args[i], true);
        }
        return false;
    }

    const std::vector<std::string>& m_args;
    const Environment& m_environment;
    ArgumentFiles m_made;
};

} // namespace

std::optional<std::string> programOf(const std::string& command, const Environment& environment)
{
    if (command.find('/') != std::string::npos) return isProgram(command) ? std::optional(command) : std::nullopt;
    const auto path = environment.find("PATH");
    std::string_view rest = path == environment.end() ? std::string_view("/usr/local/bin:/usr/bin:/bin") : path->second;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        const std::string_view folder = rest.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
        if (folder.empty() || folder.front() != '/') continue;
        std::string candidate = pathIn(folder, command);
        if (isProgram(candidate)) return candidate;
    }
    return std::nullopt;
}

ArgumentFiles argumentFiles(const std::string& program, const std::vector<std::string>& args,
                            const Environment& environment)
{
    return ArgumentReading(args, environment).read(program);
}

} // namespace core::kube
