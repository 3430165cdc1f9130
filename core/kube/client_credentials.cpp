#include "core/kube/client_credentials.h"

#include <utility>

#include "core/base/shown.h"
#include "core/kube/pem.h"

namespace core::kube {
namespace {

std::vector<std::string> pemFiles(const Tls& tls)
{
    std::vector<std::string> files;
    for (const std::string& file : {tls.ca.file, tls.certificate.file, tls.key.file})
        if (!file.empty()) files.push_back(file);
    return files;
}

std::chrono::sys_seconds wallNow()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

} // namespace

std::vector<Secret> Credential::secrets() const
{
    std::vector<Secret> all;
    for (const Header& header : headers) {
        if (header.name != "Authorization") continue;
        all.push_back(header.value);
        const std::string& text = header.value.reveal();
        if (const std::size_t blank = text.find(' '); blank != std::string::npos)
            all.emplace_back(text.substr(blank + 1));
    }
    if (ran) all.push_back(ran->token);
    if (!token.empty()) all.push_back(token);
    if (!password.empty()) all.push_back(password);
    return all;
}

Credentials::Credentials(const Connection& connection, Consents consents, Environment environment, RunLimits limits,
                         std::chrono::milliseconds files, Post post)
    : m_connection(connection)
    , m_post(std::move(post))
    , m_files(pemFiles(connection.tls))
    , m_filesFresh(files)
    , m_filesRead(std::chrono::steady_clock::now())
    , m_here(std::make_shared<bool>(true))
{
    if (!connection.auth.tokenFile.empty()) m_tokenFile.emplace(connection.auth.tokenFile);
    if (hasProgram())
        m_exec = std::make_unique<ExecSession>(
            [connection, consents = std::move(consents), environment = std::move(environment), limits,
             stop = m_stop.get_token()] { return runExec(connection, consents, environment, limits, stop); });
}

Credentials::~Credentials()
{
    *m_here = false;
    m_stop.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

bool Credentials::hasProgram() const
{
    return m_connection.isTls && m_connection.auth.exec && !m_connection.auth.isStatic(m_connection.tls);
}

void Credentials::get(Answer answer)
{
    readChangedFiles();
    if (m_tokenFile) {
        auto token = m_tokenFile->token(std::chrono::steady_clock::now());
        if (!token) {
            ApiError error = troubleOf(Trouble::Credentials, token.error().what, token.error().where);
            error.error.fault = token.error().fault;
            return answer(tl::unexpected(std::move(error)));
        }
        return answer(made(*token, {}));
    }
    if (!m_exec) return answer(made({}, {}));
    if (!m_running && m_ran && (!m_ran->expires || wallNow() < *m_ran->expires)) return answer(made({}, m_ran));
    m_waiting.push_back(std::move(answer));
    if (m_running) return;
    run([](ExecSession& session) { return session.credential(wallNow()); },
        [this](const ExecAnswer& ran) {
            const std::vector<Answer> waiting = std::exchange(m_waiting, {});
            ApiError error = troubleOf(Trouble::Credentials, ran.error.what, ran.error.where);
            error.error.fault = ran.error.fault;
            for (const Answer& one : waiting) {
                if (ran.fault == ExecFault::None)
                    one(made({}, ran.credential));
                else
                    one(tl::unexpected(error));
            }
        });
}

void Credentials::refused(const Credential& used, std::function<void(bool)> answer)
{
    if (m_tokenFile) return answer(m_tokenFile->refused(used.token, std::chrono::steady_clock::now()));
    if (!m_exec || !used.ran) return answer(false);
    if (m_ran && !(*m_ran == *used.ran)) return answer(true); // another request was refused first
    if (m_running) {
        m_then.emplace_back([this, ran = *used.ran, answer = std::move(answer)] { answer(m_ran && !(*m_ran == ran)); });
        return;
    }
    run([ran = *used.ran](ExecSession& session) { return session.refused(ran, wallNow()); },
        [ran = *used.ran, answer = std::move(answer)](const ExecAnswer& now) {
            answer(now.fault == ExecFault::None && !(now.credential == ran));
        });
}

/// One run at a time. What it says comes back to the thread that asked, and then those who came meanwhile get theirs.
void Credentials::run(std::function<ExecAnswer(ExecSession&)> ask, std::function<void(const ExecAnswer&)> then)
{
    m_running = true;
    if (m_thread.joinable()) m_thread.join(); // it has posted its answer: it is at its end
    m_thread = std::thread([this, here = m_here, post = m_post, ask = std::move(ask), then = std::move(then)] {
        post([this, here, answer = ask(*m_exec), then] {
            if (!*here) return;
            m_running = false;
            m_ran = answer.fault == ExecFault::None ? std::optional(answer.credential) : std::nullopt;
            if (answer.fault == ExecFault::None) m_said = answer.said;
            then(answer);
            for (const auto& next : std::exchange(m_then, {})) next();
            // Whoever waits for credentials came while a refused one was being replaced.
            const std::vector<Answer> waiting = std::exchange(m_waiting, {});
            for (const Answer& one : waiting) get(one);
        });
    });
}

void Credentials::readChangedFiles()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_filesRead < m_filesFresh) return;
    m_filesRead = now;
    if (m_files.changed().empty()) return;
    // A pair is exchanged file by file: it counts once both halves fit, and until then the old one does.
    Tls fresh = m_connection.tls;
    const auto read = [](const std::string& file) { return readFile(file, CertificateBytes); };
    if (!fresh.ca.file.empty())
        if (auto text = read(fresh.ca.file); text && judgeCa(*text) == CaFault::None) m_connection.tls.ca.text = *text;
    if (fresh.certificate.file.empty() && fresh.key.file.empty()) return;
    if (!fresh.certificate.file.empty())
        if (auto text = read(fresh.certificate.file)) fresh.certificate.text = std::move(*text);
    if (!fresh.key.file.empty())
        if (auto text = read(fresh.key.file)) fresh.key.text = Secret(std::move(*text));
    if (judgePair(fresh.certificate.text, fresh.key.text) != PairFault::None) return;
    m_connection.tls.certificate = fresh.certificate;
    m_connection.tls.key = fresh.key;
}

ApiResult<Credential> Credentials::made(const std::optional<Secret>& token,
                                        const std::optional<ExecCredential>& ran) const
{
    Credential credential;
    credential.tls = m_connection.tls;
    credential.ran = ran;
    if (token) credential.token = *token;
    credential.password = m_connection.auth.password;
    std::optional<Secret> bearer = token;
    if (ran && !ran->token.empty()) bearer = ran->token;
    credential.headers = requestHeaders(m_connection, bearer);
    for (const Header& header : credential.headers)
        if (!header.sendable())
            return tl::unexpected(troubleOf(
                Trouble::Credentials,
                "The header " + shown(header.name) + " cannot be sent: a control character stands in its value.", ""));
    if (ran && !ran->certificate.empty()) {
        credential.tls.certificate = {Pem::From::Data, "", ran->certificate};
        credential.tls.key = {Pem::From::Data, "", ran->key};
    }
    return credential;
}

} // namespace core::kube
