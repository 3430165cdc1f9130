#include <algorithm>

#include "core/kube/exec_plugin.h"
#include "core/kube/pem.h"
#include "core/kube/problems.h"
#include "core/model/age.h"

namespace core::kube {
namespace {

constexpr std::string_view V1 = "client.authentication.k8s.io/v1";
constexpr std::string_view V1Beta1 = "client.authentication.k8s.io/v1beta1";

ExecAnswer faulty(ExecFault fault, std::string what)
{
    return {fault, {}, {Fault::Malformed, "The exec program " + std::move(what), ""}};
}

/// A text of an object; none where it is another type. Absent and null are empty.
std::optional<std::string> textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

ExecAnswer readStatus(const Json& status)
{
    const auto token = textOf(status, "token");
    const auto certificate = textOf(status, "clientCertificateData");
    const auto key = textOf(status, "clientKeyData");
    const auto expires = textOf(status, "expirationTimestamp");
    if (!token || !certificate || !key || !expires)
        return faulty(ExecFault::BadOutput, "printed a credential with a field that is not a text.");
    ExecAnswer answer;
    if (!expires->empty()) {
        const auto time = model::parseTime(*expires);
        if (!time) return faulty(ExecFault::BadOutput, "printed an expiry that is not a time (RFC 3339).");
        answer.credential.expires = std::chrono::floor<std::chrono::seconds>(*time);
    }
    if (token->empty() && certificate->empty() && key->empty())
        return faulty(ExecFault::NoCredential, "printed neither a token nor a certificate with its key.");
    if (certificate->empty() != key->empty())
        return faulty(ExecFault::HalfKeyPair, "printed only one of certificate and key.");
    answer.credential.token = Secret(*token);
    answer.credential.certificate = *certificate;
    answer.credential.key = Secret(*key);
    if (!certificate->empty() && judgePair(*certificate, answer.credential.key) != PairFault::None)
        return faulty(ExecFault::BadKeyPair,
                      "printed a certificate and a key that cannot be read or do not belong together.");
    return answer;
}

bool startsAsJson(std::string_view text)
{
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

/// What client-go takes for JSON it reads as nothing else: a comma too many is a fault there, where YAML allows it. What is behind a byte
/// order mark it reads as YAML. @return "line 1, column 95"; empty: it is JSON, or begins as something else
/// @source k8s.io/apimachinery pkg/runtime/serializer/recognizer, pkg/util/yaml: IsJSONBuffer
std::string notJsonAt(std::string text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || text[first] != '{') return {};
    for (char& c : text)
        if (static_cast<unsigned char>(c) >= 0x80U) c = '?'; // how it is encoded is looked at elsewhere
    try {
        if (Json::parse(text).is_object()) return {};
    } catch (const Json::parse_error& error) {
        const std::size_t at = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
        const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        const std::size_t line = at > 0 ? text.rfind('\n', at - 1) : std::string::npos;
        const std::size_t column = line == std::string::npos ? at + 1 : at - line;
        return "line " + std::to_string(lines + 1) + ", column " + std::to_string(column);
    } catch (const Json::exception&) {
        return {}; // a figure that is too large is one all the same
    }
    return {};
}

} // namespace

std::string_view name(ExecFault fault)
{
    switch (fault) {
    case ExecFault::None: return "";
    case ExecFault::BadOutput: return "bad_output";
    case ExecFault::VersionMismatch: return "version_mismatch";
    case ExecFault::NoStatus: return "no_status";
    case ExecFault::NoCredential: return "no_credential";
    case ExecFault::HalfKeyPair: return "half_key_pair";
    case ExecFault::BadKeyPair: return "bad_key_pair";
    case ExecFault::ExitCode: return "exit_code";
    case ExecFault::NotRun: return "not_run";
    }
    return {};
}

ExecAnswer readExecCredential(const Secret& output, std::string_view apiVersion)
{
    if (const std::string at = notJsonAt(output.reveal()); !at.empty())
        return faulty(ExecFault::BadOutput, "printed something that begins as JSON and is none from " + at + " on.");
    const text::File file = text::parse(output.reveal(), text::Reading::Kubeconfig, {.bytes = 1U << 20U, .depth = 50});
    bool more = false;
    for (const text::Problem& problem : file.problems) more = more || problem.cause == text::Cause::Ignored;
    if (!file.ok() || (more && startsAsJson(output.reveal())))
        return faulty(ExecFault::BadOutput, "printed something else than one ExecCredential in JSON.");
    const Json value = file.documents.empty() ? Json::object() : file.documents.front().value();
    if (!value.is_object()) return faulty(ExecFault::BadOutput, "printed a text and no ExecCredential in JSON.");
    const auto version = textOf(value, "apiVersion");
    const auto kind = textOf(value, "kind");
    if (!version || !kind || (!kind->empty() && *kind != "ExecCredential") ||
        (!version->empty() && *version != V1 && *version != V1Beta1))
        return faulty(ExecFault::BadOutput, "printed an object that is not an ExecCredential.");
    if (*version != apiVersion)
        return faulty(ExecFault::VersionMismatch, "speaks " +
                                                      (version->empty() ? std::string("no version") : shown(*version)) +
                                                      ", and the kubeconfig asks for " + shown(apiVersion) + ".");
    const auto status = value.find("status");
    if (status == value.end() || status->is_null()) return faulty(ExecFault::NoStatus, "printed no status.");
    if (!status->is_object()) return faulty(ExecFault::BadOutput, "printed a status that is not a mapping.");
    return readStatus(*status);
}

std::string execInfo(const Connection& connection, bool interactive)
{
    Json spec{{"interactive", interactive}};
    if (connection.auth.exec && connection.auth.exec->provideClusterInfo) {
        Json cluster{{"server", connection.host}};
        const Tls& tls = connection.tls;
        if (!tls.serverName.empty()) cluster["tls-server-name"] = tls.serverName;
        if (tls.insecure) cluster["insecure-skip-tls-verify"] = true;
        if (!tls.ca.text.empty()) cluster["certificate-authority-data"] = toBase64(tls.ca.text);
        if (connection.proxy) cluster["proxy-url"] = connection.proxy->whole().reveal();
        if (connection.disableCompression) cluster["disable-compression"] = true;
        cluster["config"] = connection.auth.execConfig;
        spec["cluster"] = std::move(cluster);
    }
    const std::string version = connection.auth.exec ? connection.auth.exec->apiVersion : std::string(V1);
    return Json{{"kind", "ExecCredential"}, {"apiVersion", version}, {"spec", std::move(spec)}}.dump();
}

ExecAnswer ExecSession::fetch(Time now)
{
    ++m_runs;
    m_last = m_fetch();
    m_have = m_last.fault == ExecFault::None;
    const bool useless = !m_have || (m_last.credential.expires && *m_last.credential.expires <= now);
    m_useless = useless ? m_useless + 1 : 0;
    const int doublings = std::min(m_useless - 3, 6);
    m_notBefore = m_useless < 3 ? Time{} : now + std::chrono::seconds(std::min(1 << doublings, 60));
    return m_last;
}

ExecAnswer ExecSession::credential(Time now)
{
    const bool fresh = m_have && (!m_last.credential.expires || now < *m_last.credential.expires);
    if (fresh || now < m_notBefore) return m_last;
    return fetch(now);
}

ExecAnswer ExecSession::refused(const ExecCredential& used, Time now)
{
    if (m_have && !(m_last.credential == used)) return m_last; // another request was refused first
    return fetch(now);
}

} // namespace core::kube
