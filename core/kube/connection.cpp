#include "core/kube/connection.h"

#include <algorithm>
#include <chrono>

#include "core/kube/checks.h"
#include "core/kube/files.h"
#include "core/kube/pem.h"
#include "core/kube/problems.h"
#include "core/kube/token_file.h"
#include "core/model/age.h"

namespace core::kube {
namespace {

constexpr std::chrono::days EndsSoon{30}; // of a client certificate: as long before it is said
constexpr std::string_view ExecExtension = "client.authentication.k8s.io/exec";

/// The context, cluster and user of one connection.
struct Entries {
    std::string context;
    Context chosen;
    std::optional<Cluster> cluster;
    std::optional<User> user;
};

class Chooser {
public:
    Chooser(const Kubeconfig& config, std::string_view context)
        : m_config(config)
        , m_asked(context)
    {}

    Chosen choose()
    {
        if (!find() || !check()) return failed(Stage::Config);
        if (!fill()) {
            m_chosen.connection.reset();
            return failed(Stage::Config);
        }
        if (!m_url) {
            add(error(Reason::BadServerUrl,
                      "The server of the cluster " + inQuotes(m_entries.chosen.cluster) +
                          " cannot be used: " + m_url.error().what,
                      "Write it as https://host:port.", shown(m_entries.cluster->origin)));
            return failed(Stage::ServerUrl);
        }
        if (!tls()) return failed(Stage::Tls);
        if (!transport()) return failed(Stage::Transport);
        remark();
        return std::move(m_chosen);
    }

private:
    void add(Problem problem) { m_chosen.problems.push_back(std::move(problem)); }

    Chosen failed(Stage stage)
    {
        m_chosen.failed = stage;
        return std::move(m_chosen);
    }

    bool find()
    {
        m_entries.context = m_asked.empty() ? m_config.currentContext : std::string(m_asked);
        const auto found = m_config.contexts.find(m_entries.context);
        if (found != m_config.contexts.end()) {
            m_entries.chosen = found->second;
        } else if (!m_entries.context.empty()) {
            add(error(Reason::ContextNotFound, "There is no context " + inQuotes(m_entries.context) + ".",
                      m_asked.empty()             ? "Correct `current-context`, or choose a context."
                      : m_config.contexts.empty() ? "Choose one that is there."
                                                  : "Choose one that is there: " + contextNames() + "."));
            return false;
        }
        const auto user = m_config.users.find(m_entries.chosen.user);
        if (user != m_config.users.end()) m_entries.user = located(user->second);
        const auto cluster = m_config.clusters.find(m_entries.chosen.cluster);
        if (cluster != m_config.clusters.end()) m_entries.cluster = located(cluster->second);
        return true;
    }

    [[nodiscard]] std::string contextNames() const
    {
        std::string names;
        for (const auto& [name, context] : m_config.contexts) names += (names.empty() ? "" : ", ") + inQuotes(name);
        return names;
    }

    /// client-go calls a missing cluster an empty configuration; here stands what is missing.
    Problem whyNoCluster() const
    {
        if (m_config.empty())
            return error(Reason::EmptyConfig, "There is no connection in the kubeconfig.",
                         "Name a kubeconfig with --kubeconfig or KUBECONFIG, or a saved connection with --connection.");
        if (m_config.contexts.count(m_entries.context) == 0)
            return error(Reason::NoContext, "No context is chosen, and the kubeconfig has no `current-context`.",
                         "Choose a context with --context.");
        const bool named = !m_entries.chosen.cluster.empty();
        return error(named ? Reason::ClusterNotFound : Reason::ContextNoCluster,
                     "The context " + inQuotes(m_entries.context) +
                         (named ? " names the cluster " + inQuotes(m_entries.chosen.cluster) + ", which is not there."
                                : " names no cluster."),
                     named ? "Add the cluster, or correct the name." : "Add `cluster`.",
                     shown(m_entries.chosen.origin));
    }

    bool check()
    {
        if (m_entries.user)
            for (Problem& problem : userProblems(m_entries.chosen.user, *m_entries.user)) add(std::move(problem));
        if (!m_entries.cluster)
            add(whyNoCluster());
        else
            for (Problem& problem : clusterProblems(m_entries.chosen.cluster, *m_entries.cluster))
                add(std::move(problem));
        return !anyError(m_chosen.problems);
    }

    bool fill()
    {
        Connection& made = m_chosen.connection.emplace();
        const Cluster& cluster = *m_entries.cluster;
        made.context = m_entries.context;
        made.cluster = m_entries.chosen.cluster;
        made.user = m_entries.chosen.user;
        made.host = withoutQuery(cluster.server);
        if (!m_entries.chosen.nameSpace.empty()) made.nameSpace = m_entries.chosen.nameSpace;
        made.disableCompression = cluster.disableCompression;
        if (!cluster.proxyUrl.empty()) made.proxy = *parseUrl(cluster.proxyUrl.reveal());
        m_url = serverUrl(made.host);
        if (m_url) made.baseUrl = *m_url;
        made.isTls = m_url && m_url->scheme == "https";
        if (m_entries.user && !m_entries.user->as.user.empty()) made.as = m_entries.user->as;
        if (!made.isTls) return true;
        made.tls.insecure = cluster.insecure;
        made.tls.serverName = cluster.tlsServerName;
        made.tls.ca = {from(cluster.caData.empty(), cluster.caFile), cluster.caData.empty() ? cluster.caFile : "",
                       cluster.caData};
        return !m_entries.user || identify(made, *m_entries.user, cluster);
    }

    static Pem::From from(bool noData, const std::string& file)
    {
        return !noData ? Pem::From::Data : file.empty() ? Pem::From::None : Pem::From::File;
    }

    /// A server with a path is taken without query and fragment.
    static std::string withoutQuery(const std::string& server)
    {
        auto url = parseUrl(server);
        if (!url || url->scheme.empty() || !url->opaque.empty() || url->path.size() <= 1) return server;
        url->hasQuery = false;
        url->fragment.clear();
        return url->whole().reveal();
    }

    bool identify(Connection& made, const User& user, const Cluster& cluster)
    {
        made.auth.token = user.token;
        made.auth.tokenFile = user.tokenFile;
        if (user.token.empty() && !user.tokenFile.empty()) {
            auto text = readFile(user.tokenFile, CredentialBytes);
            if (!text) {
                add(unreadable(text.error(), "token file", user.tokenFile));
                return false;
            }
            made.auth.token = Secret(std::move(*text));
        }
        if (!user.certificateFile.empty() || !user.certificateData.empty()) {
            const bool noData = user.certificateData.empty();
            made.tls.certificate = {from(noData, user.certificateFile), noData ? user.certificateFile : "",
                                    user.certificateData};
            const bool noKey = user.keyData.empty();
            made.tls.key = {from(noKey, user.keyFile), noKey ? user.keyFile : "", user.keyData};
        }
        made.auth.username = user.username;
        made.auth.password = user.password;
        made.auth.exec = user.exec;
        made.auth.provider = user.provider;
        const auto extension = cluster.extensions.find(std::string(ExecExtension));
        if (user.exec && extension != cluster.extensions.end()) made.auth.execConfig = extension->second;
        return true;
    }

    static Problem unreadable(const FileFault& fault, const std::string& what, const std::string& path)
    {
        const Reason reason = fault.kind == FileFault::Kind::Missing     ? Reason::FileMissing
                              : fault.kind == FileFault::Kind::Directory ? Reason::IsDirectory
                              : fault.kind == FileFault::Kind::TooLarge  ? Reason::FileTooLarge
                                                                         : Reason::FileUnreadable;
        return error(reason, "The " + what + " cannot be read: " + fault.what + ".",
                     "Correct the path in the kubeconfig.", shown(path));
    }

    bool tls()
    {
        Tls& tls = m_chosen.connection->tls;
        const bool hasCa = tls.ca.from != Pem::From::None;
        const bool bothFiles = tls.certificate.from == Pem::From::File && tls.key.from == Pem::From::File;
        bool good = true;
        if (hasCa && tls.insecure) {
            add(error(Reason::InsecureWithCa,
                      "A certificate authority is given, and certificates are not to be verified.",
                      "Remove `insecure-skip-tls-verify`."));
            good = false;
        }
        std::string key;
        good = content(tls.ca.from, tls.ca.file, tls.ca.text, "certificate authority", good) && good;
        good = content(tls.certificate.from, tls.certificate.file, tls.certificate.text, "client certificate", good) &&
               good;
        good = content(tls.key.from, tls.key.file, key, "client key", good) && good;
        if (tls.key.from == Pem::From::File) tls.key.text = Secret(std::move(key));
        if (!good) return false;
        return caIsGood(tls.ca) && pairIsGood(tls, bothFiles);
    }

    /// Reads the file of a PEM; said only as the first fault, as client-go stops there.
    bool content(Pem::From from, const std::string& file, std::string& text, const char* what, bool say)
    {
        if (from != Pem::From::File) return true;
        auto read = readFile(file, CertificateBytes);
        if (read) {
            text = std::move(*read);
            return true;
        }
        if (say) add(unreadable(read.error(), what, file));
        return false;
    }

    bool caIsGood(const Pem& ca)
    {
        if (ca.text.empty()) return true;
        const CaFault fault = judgeCa(ca.text);
        if (fault == CaFault::None) return true;
        const char* const what = fault == CaFault::NoPem           ? "is not in PEM"
                                 : fault == CaFault::NoCertificate ? "holds no certificate"
                                                                   : "holds a certificate that cannot be read";
        add(error(Reason::BadCaPem,
                  "The certificate authority of the cluster " + inQuotes(m_chosen.connection->cluster) + " " + what +
                      ".",
                  "Fetch the kubeconfig anew.", shown(ca.file)));
        return false;
    }

    /// Where both are files client-go looks at them when it connects, since they may be exchanged until then.
    bool pairIsGood(const Tls& tls, bool bothFiles)
    {
        if (tls.certificate.from == Pem::From::None || tls.key.from == Pem::From::None) return true;
        const PairFault fault = judgePair(tls.certificate.text, tls.key.text);
        if (fault == PairFault::None) return true;
        const Reason reason = fault == PairFault::Certificate ? Reason::BadCertPem
                              : fault == PairFault::Key       ? Reason::BadKeyPem
                                                              : Reason::CertKeyMismatch;
        const char* const what = fault == PairFault::Certificate ? "The client certificate of the user "
                                 : fault == PairFault::Key
                                     ? "The client key of the user "
                                     : "Client certificate and key do not belong together, for the user ";
        const char* const rest = fault == PairFault::Mismatch ? "."
                                 : fault == PairFault::Key    ? " cannot be read; keys with a passphrase are not."
                                                              : " cannot be read.";
        Problem problem = error(reason, what + inQuotes(m_chosen.connection->user) + rest, "Fetch the kubeconfig anew.",
                                shown(tls.key.file));
        if (bothFiles) problem.severity = text::Severity::Warning;
        add(std::move(problem));
        return bothFiles;
    }

    bool transport()
    {
        const Auth& auth = m_chosen.connection->auth;
        const std::string of = "the user " + inQuotes(m_chosen.connection->user);
        if (auth.exec && auth.exec->apiVersion != "client.authentication.k8s.io/v1" &&
            auth.exec->apiVersion != "client.authentication.k8s.io/v1beta1") {
            add(error(Reason::ExecBadApiVersion,
                      "`exec` of " + of + " has the apiVersion " + inQuotes(auth.exec->apiVersion) +
                          ", which is not spoken.",
                      "Use a version of the program that speaks client.authentication.k8s.io/v1 (or v1beta1)."));
            return false;
        }
        if (auth.provider)
            if (auto problem = providerProblem(m_chosen.connection->user, *auth.provider)) {
                add(std::move(*problem));
                return false;
            }
        const bool token = !auth.token.empty() || !auth.tokenFile.empty();
        if (!auth.username.empty() && token) {
            add(error(Reason::MultipleAuthMethods, "A token and a user name are both given for " + of + ".",
                      "Remove one of the two."));
            return false;
        }
        if (auth.token.empty() && !auth.tokenFile.empty()) {
            add(error(Reason::EmptyTokenFile, "The token file of " + of + " is empty.", "Write a token into it.",
                      shown(auth.tokenFile)));
            return false;
        }
        return true;
    }

    /// What is good and yet should be known.
    void remark()
    {
        const Connection& made = *m_chosen.connection;
        if (!m_entries.user) {
            const bool named = !made.user.empty();
            add(warning(
                named ? Reason::UserNotFound : Reason::ContextNoUser,
                "The context " + inQuotes(made.context) +
                    (named ? " names the user " + inQuotes(made.user) + ", which is not there" : " names no user") +
                    ": requests are anonymous.",
                "Add the user, or correct the name."));
        } else if (!made.isTls && hasCredentials(*m_entries.user)) {
            add(warning(Reason::CredentialsDropped,
                        "The server is reached over " + shown(made.baseUrl.scheme) +
                            ", so no token, password, certificate or exec program is used.",
                        "Write https:// in front of the server if it speaks TLS."));
        }
        const auto remarkAddress = [&](const Url& url, const char* role) {
            if (isMetadataAddress(url.hostname()))
                add(warning(Reason::MetadataAddress,
                            "The " + std::string(role) + " of the cluster " + inQuotes(made.cluster) + ", " +
                                shown(url.hostname()) +
                                ", is an address of a cloud's metadata service, not of a cluster.",
                            "Do not connect unless you know why it is there."));
        };
        remarkAddress(made.baseUrl, "server");
        if (made.proxy) remarkAddress(*made.proxy, "proxy");
        if (made.isTls && made.tls.insecure)
            add(warning(Reason::NotVerified,
                        "Whoever answers is taken for the cluster " + inQuotes(made.cluster) +
                            ": its certificate is not verified (`insecure-skip-tls-verify`).",
                        "Give its `certificate-authority` instead."));
        if (made.isTls) remarkEnd(made);
        if (made.auth.exec && made.auth.isStatic(made.tls))
            add(warning(Reason::ExecNotUsed,
                        "The exec program of the user " + inQuotes(made.user) +
                            " is not run: its other credentials are used.",
                        "Remove them to use the program."));
        for (const Header& header : requestHeaders(made, fileToken(made.auth)))
            if (!header.sendable())
                add(warning(Reason::HeaderNotSendable,
                            "The header " + shown(header.name) +
                                " cannot be sent: a control character stands in its value.",
                            "Remove the line end or control character from the token, user name or group."));
    }

    void remarkEnd(const Connection& made)
    {
        const auto facts = certificateFacts(made.tls.certificate.text);
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        if (!facts || facts->notAfter - now > EndsSoon) return;
        const std::string of = "The client certificate of the user " + inQuotes(made.user);
        const std::string when = model::toText(facts->notAfter) + ".";
        add(warning(Reason::CertificateEnds,
                    facts->notAfter < now ? of + " was valid until " + when : of + " is valid only until " + when,
                    "Log in again, or fetch the kubeconfig anew.", shown(made.tls.certificate.file)));
    }

    static std::optional<Secret> fileToken(const Auth& auth)
    {
        if (auth.tokenFile.empty()) return std::nullopt;
        auto token = readToken(auth.tokenFile);
        return token ? std::optional(std::move(*token)) : std::nullopt;
    }

    static bool hasCredentials(const User& user)
    {
        return !user.token.empty() || !user.tokenFile.empty() || !user.username.empty() || user.exec || user.provider ||
               !user.certificateFile.empty() || !user.certificateData.empty();
    }

    const Kubeconfig& m_config;
    std::string_view m_asked;
    Entries m_entries;
    Result<Url> m_url;
    Chosen m_chosen;
};

/// Characters of a header's name stay, others and % are escaped, as rest.headerKeyEscape does.
std::string escapedKey(std::string_view key)
{
    static constexpr std::string_view Legal =
        "!#$&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return percentEncoded(key, [](char c) { return Legal.find(c) == std::string_view::npos; });
}

/// As Go writes header names: each part that a hyphen ends starts with a capital.
std::string canonical(std::string name)
{
    bool upper = true;
    for (char& c : name) {
        if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        upper = c == '-';
    }
    return name;
}

} // namespace

bool Auth::isStatic(const Tls& tls) const
{
    const bool certificate = tls.certificate.from != Pem::From::None && tls.key.from != Pem::From::None;
    return !token.empty() || !tokenFile.empty() || !username.empty() || certificate;
}

Chosen choose(const Kubeconfig& config, std::string_view context)
{
    return Chooser(config, context).choose();
}

std::string serverDigest(const Connection& connection)
{
    return sha256(connection.baseUrl.shown() + "\n" + connection.tls.serverName + "\n" + connection.tls.ca.text);
}

bool Header::sendable() const
{
    const std::string& text = value.reveal();
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

std::vector<Header> impersonationHeaders(const Impersonation& as)
{
    std::vector<Header> headers{{"Impersonate-User", Secret(as.user)}};
    if (!as.uid.empty()) headers.push_back({"Impersonate-Uid", Secret(as.uid)});
    for (const std::string& group : as.groups.value_or(std::vector<std::string>{}))
        headers.push_back({"Impersonate-Group", Secret(group)});
    for (const auto& [key, values] : as.extra)
        for (const std::string& value : values.value_or(std::vector<std::string>{}))
            headers.push_back({canonical("Impersonate-Extra-" + escapedKey(key)), Secret(value)});
    return headers;
}

std::vector<Header> requestHeaders(const Connection& connection, const std::optional<Secret>& fileToken)
{
    std::vector<Header> headers;
    const Auth& auth = connection.auth;
    const Secret& token = fileToken ? *fileToken : auth.token;
    if (!auth.username.empty())
        headers.push_back({"Authorization", Secret("Basic " + toBase64(auth.username + ":" + auth.password.reveal()))});
    else if (!token.empty())
        headers.push_back({"Authorization", Secret("Bearer " + token.reveal())});
    if (connection.as)
        for (Header& header : impersonationHeaders(*connection.as)) headers.push_back(std::move(header));
    return headers;
}

} // namespace core::kube
