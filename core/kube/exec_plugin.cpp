#include "core/kube/exec_plugin.h"

#include <algorithm>
#include <array>

#include <sys/stat.h>

#include "core/base/ascii.h"
#include "core/kube/exec_files.h"
#include "core/kube/files.h"
#include "core/kube/mask.h"
#include "core/kube/pem.h"
#include "core/kube/problems.h"

namespace core::kube {
namespace {

bool runsOtherCode(std::string_view variable)
{
    static constexpr std::array<std::string_view, 14> Names{
        "PATH",     "BASH_ENV", "ENV",          "PYTHONPATH", "PYTHONSTARTUP",     "PYTHONHOME", "PERL5LIB",
        "PERL5OPT", "RUBYOPT",  "NODE_OPTIONS", "GCONV_PATH", "JAVA_TOOL_OPTIONS", "IFS",        "SHELLOPTS"};
    return variable.rfind("LD_", 0) == 0 || variable.rfind("DYLD_", 0) == 0 ||
           std::find(Names.begin(), Names.end(), variable) != Names.end();
}

bool othersMayWrite(const std::string& path)
{
    struct stat s {};
    return ::stat(path.c_str(), &s) == 0 && (s.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

void warn(Invocation& made)
{
    std::vector<std::string> files{made.file};
    for (const Invocation::Script& script : made.scripts) files.push_back(script.path);
    for (const std::string& file : files)
        if (othersMayWrite(file))
            made.warnings.push_back(warning(Reason::ExecRisky, "Others may change the program.",
                                            "Take away their right to write: chmod go-w.", shown(file)));
    for (const EnvVar& variable : made.env)
        if (runsOtherCode(variable.name))
            made.warnings.push_back(warning(
                Reason::ExecRisky, "The variable " + shown(variable.name) + " can make the program run other code.",
                "Allow it only if you know why the kubeconfig sets it."));
}

std::string word(std::string_view text)
{
    static constexpr std::string_view Plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@%+~";
    const std::string safe = shown(withoutNamed(withoutUser(text)), 4000);
    return !safe.empty() && safe.find_first_not_of(Plain) == std::string::npos ? safe : "'" + safe + "'";
}

/// "password=…", "token:…": the place behind the name of a secret; npos: no such word.
std::size_t behindSecretName(std::string_view word)
{
    const std::size_t mark = word.find_first_of("=:");
    return mark != std::string_view::npos && namesSecret(word.substr(0, mark)) ? mark + 1 : std::string_view::npos;
}

/// "--user=me:password", "-ume:password": the place behind the colon; npos: no such word.
std::size_t behindUser(std::string_view word)
{
    constexpr std::size_t None = std::string_view::npos;
    const std::size_t mark = word.find_first_of("=:");
    if (mark == None) return None;
    const bool isNamed = word[mark] == '=' && namesUser(word.substr(0, mark));
    const bool isJoined = word[mark] == ':' && mark > 2 && word.starts_with("-u");
    const std::size_t colon = isNamed ? word.find(':', mark) : isJoined ? mark : None;
    return colon == None || word.substr(colon).starts_with("://") ? None : colon + 1;
}

/// An argument as it may be seen, and the part of it that may not.
struct Told {
    std::string text;
    std::string hidden;
};
std::vector<Told> toldOf(const std::vector<std::string>& args)
{
    constexpr std::size_t None = std::string::npos;
    std::vector<Told> all;
    bool secret = false; // the value of an option that names one
    bool user = false;   // `me:password`
    for (const std::string& arg : args) {
        const bool isOption = arg.starts_with('-');
        std::size_t value = None;
        for (const auto& behind : {behindSecretName, behindUser, behindShortPassword})
            if (isOption && value == None) value = behind(arg);
        const std::size_t colon = arg.find(':');
        if (user && !isOption && colon != None && !arg.substr(colon).starts_with("://")) value = colon + 1;
        if (secret && !isOption) value = 0;
        if (value < arg.size())
            all.push_back({(value > 0 ? word(arg.substr(0, value)) : "") + "***", arg.substr(value)});
        else
            all.push_back({word(arg), {}});
        const bool isAlone = isOption && value == None && arg.find('=') == None;
        secret = isAlone && (arg == "-p" || namesSecret(arg));
        user = namesUser(arg);
    }
    return all;
}

/// What a variable is set to, in words. A proxy may be written without its scheme: `me:password@host:3128`.
std::string valueOf(const EnvVar& variable)
{
    if (namesSecret(variable.name)) return "***";
    const std::string& value = variable.value.reveal();
    const std::size_t user = value.rfind('@');
    const bool isProxy = ascii::lowered(variable.name).ends_with("proxy") && value.find("://") == std::string::npos;
    return word(isProxy && user < value.size() ? "***" + value.substr(user) : value);
}

ExecAnswer notRun(Fault fault, std::string what, std::string where)
{
    return {ExecFault::NotRun, {}, {fault, std::move(what), std::move(where)}};
}

/// The arguments' scripts and programs, looked at as the program is; `scripts` and `notes` of `made`.
Result<void> lookAtArguments(Invocation& made, const Environment& environment)
{
    Environment own = environment;
    for (const EnvVar& variable : made.env) own[variable.name] = variable.value.reveal();
    const ArgumentFiles named = argumentFiles(made.file, made.args, own);
    const std::vector<Told> told = toldOf(made.args);
    for (const ArgumentFile& file : named.files) {
        const std::string where = told[file.argument].hidden.empty() ? word(file.path) : "***";
        if (!file.isCode) {
            made.notes.push_back(warning(Reason::ExecRisky,
                                         "The arguments name this file: consent is not to its content.",
                                         "The program may find something else in it the next time.", where));
            continue;
        }
        const auto content = readFile(file.path, ProgramBytes);
        if (!content)
            return failure(Fault::Denied,
                           "The program that an argument names cannot be looked at: " + content.error().what + ".",
                           where);
        made.scripts.push_back({file.path, sha256(*content)});
        made.notes.push_back(warning(Reason::ExecRisky,
                                     "The arguments name this program: consent is to its content too.",
                                     "It is asked again where it changes.", where));
    }
    if (!named.interpreter.empty())
        made.notes.push_back(warning(Reason::ExecRisky,
                                     "The interpreter runs code that is in no file which the arguments name.",
                                     "What it loads besides is not looked at.", shown(named.interpreter)));
    return {};
}

} // namespace

std::string Invocation::commandLine() const
{
    std::string line;
    for (const EnvVar& variable : env) line += shown(variable.name) + "=" + valueOf(variable) + " ";
    line += word(file);
    for (const Told& arg : toldOf(args)) line += " " + arg.text;
    return line;
}

Result<Invocation> invocation(const Exec& exec, const Environment& environment)
{
    const auto file = programOf(exec.command, environment);
    if (!file) {
        const std::string hint =
            exec.installHint.empty() ? "Install it, or correct `command`." : shown(exec.installHint, 500);
        return failure(Fault::NotFound, "The exec program is not there. " + hint, shown(exec.command));
    }
    const auto content = readFile(*file, ProgramBytes);
    if (!content)
        return failure(Fault::Denied, "The exec program cannot be looked at: " + content.error().what + ".",
                       shown(*file));
    Invocation made;
    made.file = *file;
    made.fileDigest = sha256(*content);
    made.args = exec.args.value_or(std::vector<std::string>{});
    made.env = exec.env.value_or(std::vector<EnvVar>{});
    if (const auto looked = lookAtArguments(made, environment); !looked) return tl::unexpected(looked.error());
    Json env = Json::array();
    for (const EnvVar& variable : made.env) env.push_back({variable.name, variable.value.reveal()});
    Json all{{"file", made.file}, {"content", made.fileDigest}, {"args", made.args}, {"env", std::move(env)}};
    for (const Invocation::Script& script : made.scripts) all["scripts"].push_back({script.path, script.digest});
    made.digest = sha256(all.dump(-1, ' ', false, Json::error_handler_t::replace));
    warn(made);
    return made;
}

Consents::Consents(const Json& json)
{
    if (!json.is_array()) return;
    for (const Json& digest : json)
        if (digest.is_string() && digest.get_ref<const std::string&>().size() == 64)
            m_digests.insert(digest.get<std::string>());
}

bool isPassed(std::string_view variable)
{
    static constexpr std::array<std::string_view, 30> Names{"HOME",
                                                            "USER",
                                                            "LOGNAME",
                                                            "PATH",
                                                            "LANG",
                                                            "LANGUAGE",
                                                            "TZ",
                                                            "TMPDIR",
                                                            "DISPLAY",
                                                            "WAYLAND_DISPLAY",
                                                            "DBUS_SESSION_BUS_ADDRESS",
                                                            "SSH_AUTH_SOCK",
                                                            "BROWSER",
                                                            "GNUPGHOME",
                                                            "HTTP_PROXY",
                                                            "HTTPS_PROXY",
                                                            "NO_PROXY",
                                                            "ALL_PROXY",
                                                            "http_proxy",
                                                            "https_proxy",
                                                            "no_proxy",
                                                            "all_proxy",
                                                            "SSL_CERT_FILE",
                                                            "SSL_CERT_DIR",
                                                            "CURL_CA_BUNDLE",
                                                            "REQUESTS_CA_BUNDLE",
                                                            "KUBECONFIG",
                                                            "VAULT_ADDR",
                                                            "USERPROFILE",
                                                            "KRB5CCNAME"};
    static constexpr std::array<std::string_view, 13> Starts{
        "LC_",     "XDG_",      "AWS_", "ALIBABA_CLOUD_", "ALICLOUD_", "AZURE_",       "AAD_",
        "GOOGLE_", "CLOUDSDK_", "OS_",  "OIDC_",          "TELEPORT_", "TENCENTCLOUD_"};
    return std::find(Names.begin(), Names.end(), variable) != Names.end() ||
           std::any_of(Starts.begin(), Starts.end(),
                       [&](std::string_view start) { return variable.rfind(start, 0) == 0; });
}

ExecAnswer runExec(const Connection& connection, const Consents& consents, const Environment& environment,
                   const RunLimits& limits, std::stop_token stop)
{
    if (!connection.auth.exec)
        return notRun(Fault::NotFound, "The connection has no exec program.", shown(connection.context));
    const Exec& exec = *connection.auth.exec;
    if (exec.interactiveMode == "Always")
        return notRun(
            Fault::Unsupported,
            "The exec program wants to ask in a terminal (`interactiveMode: Always`). Log in with it there first.",
            shown(exec.command));
    const auto what = invocation(exec, environment); // the file as it is now
    if (!what) return {ExecFault::NotRun, {}, what.error()};
    if (!consents.allows(*what))
        return notRun(
            Fault::Denied,
            "The exec program has not been allowed, or it, its scripts, arguments or variables changed since.",
            shown(what->file));
    Environment variables;
    for (const auto& [key, value] : environment)
        if (isPassed(key)) variables[key] = value;
    std::vector<Secret> secrets;
    for (const EnvVar& variable : what->env) {
        variables[variable.name] = variable.value.reveal();
        secrets.push_back(variable.value);
    }
    for (const Told& arg : toldOf(what->args)) secrets.emplace_back(arg.hidden); // it may say what it was called with
    variables["KUBERNETES_EXEC_INFO"] = execInfo(connection, false);
    const auto ran = runProgram(what->file, what->args, variables, secrets, limits, std::move(stop));
    if (!ran) return {ExecFault::NotRun, {}, ran.error()};
    ExecAnswer answer = ran->exitCode == 0 ? readExecCredential(ran->output, exec.apiVersion) : ExecAnswer{};
    if (ran->exitCode != 0)
        answer = {ExecFault::ExitCode,
                  {},
                  {Fault::Unavailable, "The exec program ended with code " + std::to_string(ran->exitCode) + ".", ""}};
    if (answer.fault == ExecFault::None) {
        secrets.push_back(answer.credential.token);
        secrets.push_back(answer.credential.key);
        if (!ran->errors.empty()) answer.said = masked(ran->errors, secrets);
        return answer;
    }
    answer.error.where = shown(what->file);
    for (Secret& word : wordsOf(ran->output)) secrets.push_back(std::move(word)); // whatever it is, it is not told
    if (const auto path = variables.find("PATH"); answer.fault == ExecFault::ExitCode && path != variables.end())
        answer.error.what += " Its PATH was " + shown(path->second, 500) + "."; // what it looks for may stand elsewhere
    if (!ran->errors.empty()) answer.error.what += " It said: " + maskedLines(ran->errors, secrets);
    return answer;
}

} // namespace core::kube
