#pragma once

#include "core/kube/kubeconfig.h"
#include "core/kube/url.h"

/// What a client needs to speak to the server of one context.
namespace core::kube {

/// The stages of client-go, in their order: what failed earlier hides what would fail later.
enum class Stage { Config, ServerUrl, Tls, Transport };

/// A text of certificates, and where it came from. `text` is empty where the file could not be read.
struct Pem {
    enum class From { None, File, Data };
    From from = From::None;
    std::string file;
    std::string text;
};
struct PrivateKey {
    Pem::From from = Pem::From::None;
    std::string file;
    Secret text;
};

struct Tls {
    bool insecure = false;  ///< certificates are not verified: shown in red wherever the connection appears
    std::string serverName; ///< asked for and verified instead of the host
    Pem ca;                 ///< None: the system's authorities
    Pem certificate;
    PrivateKey key;
};

struct Auth {
    Secret token;          ///< of the file, where there is no other
    std::string tokenFile; ///< wins over `token` on each request, read again as it changes (core/kube/token_file.h)
    std::string username;
    Secret password;
    std::optional<Exec> exec;
    std::optional<AuthProvider> provider;
    Json execConfig; ///< the cluster's extension "client.authentication.k8s.io/exec", for the program
    [[nodiscard]] bool isStatic(const Tls& tls) const; ///< a token, basic or a certificate: `exec` is then not run
};

struct Connection {
    std::string context; ///< names, as in the kubeconfig
    std::string cluster;
    std::string user;
    std::string host; ///< as configured
    Url baseUrl;      ///< after defaulting; empty where the stage ServerUrl failed
    std::string nameSpace = "default";
    bool isTls = false; ///< false: no credential and no TLS setting is used, impersonation aside
    Tls tls;
    Auth auth;
    std::optional<Impersonation> as;
    std::optional<Url> proxy; ///< of the cluster; without it the environment decides (core/kube/proxy.h)
    bool disableCompression = false;
};

/// The connection as far as it got, what is wrong with it (errors), and what should be known (warnings).
struct Chosen {
    std::optional<Connection> connection; ///< there once the stage Config is passed
    std::optional<Stage> failed;          ///< the first stage that failed; none: it is good
    Problems problems;
    [[nodiscard]] bool ok() const { return !failed; }
};

/// The connection of a context, by its name or, with an empty name, of the current one. Reads the files it names, runs nothing, and
/// reaches no server.
/// @source clientcmd.DirectClientConfig.ClientConfig, rest.DefaultServerURL, transport.TLSConfigFor, client-go 0.36.2
[[nodiscard]] Chosen choose(const Kubeconfig& config, std::string_view context = {});

/// Which server it leads to: a digest of the address, without a password in it, of the name that TLS asks for, and of the authority.
[[nodiscard]] std::string serverDigest(const Connection& connection);

struct Header {
    std::string name;
    Secret value;
    /// False where the value holds a control character: it would be another header, or the end of all; such a request is not sent.
    [[nodiscard]] bool sendable() const;
};
/// What every request carries, exec programs and auth-providers aside. `token` is that of the token file now, where there is one.
[[nodiscard]] std::vector<Header> requestHeaders(const Connection& connection, const std::optional<Secret>& fileToken);
/// `Impersonate-*` only.
[[nodiscard]] std::vector<Header> impersonationHeaders(const Impersonation& as);

} // namespace core::kube
