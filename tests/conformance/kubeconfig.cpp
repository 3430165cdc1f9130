#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/kube/connection.h"
#include "core/kube/exec_plugin.h"
#include "core/kube/pem.h"
#include "core/kube/token_file.h"
#include "tests/conformance/groups.h"
#include "tests/support/support.h"

namespace conformance {

namespace {

using core::Json;
using namespace core::kube;
namespace fs = std::filesystem;

/// The case's own directory, gone when it is judged.
class Scratch {
public:
    [[nodiscard]] const std::string& path() const { return m_path; }

    [[nodiscard]] std::string filled(std::string text) const { return replaced(std::move(text), "{DIR}", m_path); }
    /// The answer, with the directory's place taken out again.
    [[nodiscard]] Json emptied(const Json& answer) const
    {
        return Json::parse(replaced(answer.dump(), m_path, "{DIR}"));
    }

    void write(const Json& file) const
    {
        const fs::path path = m_folder.file(file.at("name").get<std::string>());
        if (file.value("dir", false))
            fs::create_directories(path);
        else if (file.contains("content_b64"))
            test::write(path, *fromBase64(file.at("content_b64").get<std::string>()));
        else
            test::write(path, filled(file.at("content").get<std::string>()));
    }

private:
    static std::string replaced(std::string text, const std::string& from, const std::string& to)
    {
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
        return text;
    }

    test::TempFolder m_folder;
    std::string m_path = m_folder.path().string();
};

/// Got and want, field by field; only what is recorded is asked.
struct Sheet {
    Json got = Json::object();
    Json want = Json::object();
    void ask(const char* key, Json mine, Json recorded)
    {
        got[key] = std::move(mine);
        want[key] = std::move(recorded);
    }
};

Json reasons(const Problems& problems)
{
    std::set<std::string> names;
    for (const Problem& problem : problems)
        if (problem.severity == core::text::Severity::Error) names.emplace(name(problem.reason));
    return names;
}

Json pemView(Pem::From from, const std::string& file, const std::string& text)
{
    if (from == Pem::From::None) return {{"source", "none"}};
    Json out{{"source", from == Pem::From::File ? "file" : "data"},
             {"bytes", text.size()},
             {"pem_blocks", pemBlocks(text)},
             {"sha256", sha256(text)}};
    if (from == Pem::From::File) out["file"] = file;
    return out;
}

Json execView(const Exec& exec)
{
    Json env = Json::array();
    for (const EnvVar& variable : exec.env.value_or(std::vector<EnvVar>{}))
        env.push_back({{"name", variable.name}, {"value", variable.value.reveal()}});
    return {{"api_version", exec.apiVersion},
            {"args", exec.args.value_or(std::vector<std::string>{})},
            {"command", exec.command},
            {"env", std::move(env)},
            {"install_hint", exec.installHint},
            {"interactive_mode", exec.interactiveMode},
            {"provide_cluster_info", exec.provideClusterInfo}};
}

Json authView(const Auth& auth)
{
    Json out{{"bearer_token", auth.token.reveal()},
             {"bearer_token_file", auth.tokenFile},
             {"password", auth.password.reveal()},
             {"username", auth.username}};
    if (auth.exec) out["exec"] = execView(*auth.exec);
    if (!auth.provider) return out;
    Json config;
    if (auth.provider->config) {
        config = Json::object();
        for (const auto& [key, value] : *auth.provider->config) config[key] = value.reveal();
    }
    out["auth_provider"] = {{"name", auth.provider->name}, {"config", std::move(config)}};
    return out;
}

Json impersonationView(const Impersonation& as)
{
    Json extra = Json::object();
    for (const auto& [key, values] : as.extra) extra[key] = values ? Json(*values) : Json();
    const bool groups = as.groups && !as.groups->empty();
    return {{"user", as.user},
            {"uid", as.uid},
            {"groups", groups ? Json(*as.groups) : Json()},
            {"extra", std::move(extra)}};
}

void headersView(const Connection& connection, Json& out)
{
    std::optional<core::Secret> token;
    if (!connection.auth.tokenFile.empty())
        if (auto read = readToken(connection.auth.tokenFile)) token = std::move(*read);
    Json headers = Json::object();
    bool sendable = true;
    for (const Header& header : requestHeaders(connection, token)) {
        headers[header.name].push_back(header.value.reveal());
        sendable = sendable && header.sendable();
    }
    out["request_headers"] = std::move(headers);
    out["request_headers_sendable"] = sendable;
}

Json effective(const Chosen& chosen)
{
    const Connection& c = *chosen.connection;
    const Tls& tls = c.tls;
    Json out{{"host", c.host},
             {"namespace", c.nameSpace},
             {"tls_transport", c.isTls},
             {"disable_compression", c.disableCompression},
             {"tls",
              {{"insecure", tls.insecure},
               {"server_name", tls.serverName},
               {"ca", pemView(tls.ca.from, tls.ca.file, tls.ca.text)},
               {"client_cert", pemView(tls.certificate.from, tls.certificate.file, tls.certificate.text)},
               {"client_key", pemView(tls.key.from, tls.key.file, tls.key.text.reveal())}}},
             {"auth", authView(c.auth)}};
    if (c.as) out["impersonate"] = impersonationView(*c.as);
    if (c.proxy) out["proxy"] = c.proxy->whole().reveal();
    if (chosen.failed != Stage::ServerUrl) out["base_url"] = c.baseUrl.whole().reveal();
    const Json all = reasons(chosen.problems);
    const bool wrapped =
        chosen.failed != Stage::ServerUrl && all != Json{"empty_token_file"} && all != Json{"multiple_auth_methods"};
    if (wrapped) headersView(c, out);
    return out;
}

std::string_view stageName(Stage stage)
{
    switch (stage) {
    case Stage::Config: return "config";
    case Stage::ServerUrl: return "server_url";
    case Stage::Tls: return "tls";
    case Stage::Transport: return "transport";
    }
    return {};
}

/// client-go says "empty configuration" or "no server" where a context's cluster, or a context, is missing; the real reason is ours.
bool sameReason(const std::string& got, const std::string& want)
{
    static const std::set<std::string> Real{"cluster_not_found", "context_no_cluster", "no_context",
                                            "context_not_found"};
    return got == want || ((want == "empty_config" || want == "no_server") && Real.count(got) > 0);
}

/// Every reason of either side has one on the other that means the same.
bool sameReasons(const Json& got, const Json& want)
{
    const auto met = [](const Json& some, const Json& others, bool swap) {
        return std::all_of(some.begin(), some.end(), [&](const Json& one) {
            return std::any_of(others.begin(), others.end(), [&](const Json& other) {
                return swap ? sameReason(other, one) : sameReason(one, other);
            });
        });
    };
    return met(got, want, false) && met(want, got, true);
}

void askFailure(Sheet& sheet, const char* stage, const Problems& problems, const Json& expect)
{
    sheet.ask("stage", stage, expect.value("stage", Json()));
    const auto first = std::find_if(problems.begin(), problems.end(),
                                    [](const Problem& p) { return p.severity == core::text::Severity::Error; });
    const std::string mine = first == problems.end() ? "" : std::string(name(first->reason));
    const std::string recorded = expect.value("error_class", "");
    const Json all = reasons(problems);
    const bool among = all.find(recorded) != all.end() || std::find(all.begin(), all.end(), recorded) != all.end();
    sheet.ask("error_class", sameReason(mine, recorded) || among ? recorded : mine, recorded);
    if (!expect.contains("reasons")) return;
    const Json& want = expect.at("reasons");
    sheet.ask("reasons", sameReasons(all, want) ? want : all, want);
}

void askViews(Sheet& sheet, const Scratch& scratch, const Kubeconfig& config, const std::string& context,
              const Json& expect)
{
    const auto recorded = [&](const char* key) {
        const Json& value = expect.at(key);
        return value == "same_as_merged" ? expect.at("merged") : value;
    };
    if (expect.contains("merged")) sheet.ask("merged", scratch.emptied(view(config, Show::Raw)), expect.at("merged"));
    const auto flat = flattened(config);
    sheet.ask("flatten_fails", !flat, expect.contains("flatten_error"));
    if (flat && expect.contains("flattened"))
        sheet.ask("flattened", scratch.emptied(view(*flat, Show::Raw)), recorded("flattened"));
    Kubeconfig chosen = config;
    if (!context.empty()) chosen.currentContext = context;
    const auto small = minified(chosen);
    sheet.ask("minify_fails", !small, expect.contains("minify_error"));
    if (small && expect.contains("minified"))
        sheet.ask("minified", scratch.emptied(view(*small, Show::Raw)), recorded("minified"));
}

Outcome kubeconfigCase(const Json& line)
{
    const Scratch scratch;
    for (const Json& file : line.at("files")) scratch.write(file);
    Environment environment{{"HOME", scratch.path() + "/nohome"}};
    for (const auto& [key, value] : line.at("env").items()) environment[key] = scratch.filled(value.get<std::string>());
    const std::string context = line.at("context").is_string() ? line.at("context").get<std::string>() : "";
    const Json& expect = line.at("expect");

    Sheet sheet;
    const Loaded loaded = load(lookup(environment, scratch.path()));
    if (!loaded.ok()) {
        sheet.ask("ok", false, expect.at("ok"));
        askFailure(sheet, "load", loaded.problems, expect);
        return compare(sheet.got, sheet.want);
    }
    askViews(sheet, scratch, loaded.config, context, expect);
    const auto missing = std::any_of(loaded.problems.begin(), loaded.problems.end(),
                                     [](const Problem& p) { return p.reason == Reason::FileMissing; });
    sheet.ask("warns_of_missing_files", missing, expect.contains("warnings"));
    const Json all = reasons(validate(loaded.config));
    sheet.ask("validate_all", all, expect.value("validate_all_reasons", Json::array()));

    const Chosen chosen = choose(loaded.config, context);
    sheet.ask("ok", chosen.ok(), expect.at("ok"));
    if (!chosen.ok()) askFailure(sheet, std::string(stageName(*chosen.failed)).c_str(), chosen.problems, expect);
    sheet.ask("effective", chosen.connection ? scratch.emptied(effective(chosen)) : Json(),
              expect.value("effective", Json()));
    return compare(sheet.got, sheet.want);
}

/// Three GETs as the recording made them, the last answered 401, a minute apart. A TLS handshake asks for the credential too.
Outcome execCredentialCase(const Json& line)
{
    const Scratch scratch;
    const std::string program = scratch.path() + "/plugin";
    const auto text = [&](const char* key) { return line.at(key).get<std::string>(); };
    std::ofstream(scratch.path() + "/out", std::ios::binary) << text("stdout");
    std::ofstream(scratch.path() + "/err", std::ios::binary) << text("stderr");
    std::ofstream(program) << "#!/bin/sh\ncd \"$(dirname \"$0\")\"\ncat out\ncat err >&2\nexit "
                           << line.at("exit_code").get<int>() << "\n";
    fs::permissions(program, fs::perms::owner_all);

    Connection connection;
    connection.auth.exec =
        Exec{program, {}, {}, "client.authentication.k8s.io/" + text("api_version"), "", false, "Never"};
    Consents consents;
    const Environment environment = processEnvironment();
    if (const auto what = invocation(*connection.auth.exec, environment)) consents.allow(*what);
    ExecSession session([&] { return runExec(connection, consents, environment, {}, {}); });

    const Json& expect = line.at("expect");
    Sheet sheet;
    ExecSession::Time now{std::chrono::seconds(1'800'000'000)};
    const ExecAnswer first = session.credential(now);
    const Header header{"Authorization", core::Secret("Bearer " + first.credential.token.reveal())};
    const bool good = first.fault == ExecFault::None && header.sendable();
    if (good) (void)session.credential(now); // the handshake
    sheet.ask("ok", good, expect.at("ok"));
    const std::string fault =
        first.fault == ExecFault::None ? (good ? "" : "bad_header") : std::string(name(first.fault));
    sheet.ask("error_class", fault, expect.value("error_class", ""));
    sheet.ask("runs_after_first_request", session.runs(), expect.at("runs_after_first_request"));
    now += std::chrono::minutes(1);
    (void)session.credential(now);
    sheet.ask("runs_after_second_request", session.runs(), expect.at("runs_after_second_request"));
    now += std::chrono::minutes(1);
    const ExecAnswer last = session.credential(now);
    if (good) (void)session.refused(last.credential, now); // what failed never reached the server
    sheet.ask("runs_after_request_answered_401", session.runs(), expect.at("runs_after_request_answered_401"));
    if (good)
        sheet.ask("first_request",
                  {{"authorization", first.credential.token.empty() ? "" : header.value.reveal()},
                   {"client_cert", !first.credential.certificate.empty()}},
                  expect.at("first_request"));
    return compare(sheet.got, sheet.want);
}

} // namespace

void addKubeconfig(Groups& groups)
{
    groups["exec_credential"] = execCredentialCase;
    groups["kubeconfig"] = kubeconfigCase;
}

} // namespace conformance
