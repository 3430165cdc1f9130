#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/secret.h"
#include "core/text/yaml.h"

/// Kubeconfigs, read as client-go 0.36 reads them: the list of files, their merge, the connection of a context, and `kubectl config
/// view`. What client-go passes over in silence or misnames is read the same here, and said (a Problem of severity Warning, or the
/// real reason). Kubeconfigs are read, watched (core/kube/files.h), and never written.
///
/// A kubeconfig is untrusted: nothing is run and no server is reached by what stands here. Programs that hand out credentials are run
/// by core/kube/exec_plugin.h, after consent.
namespace core::kube {

/// Why a kubeconfig, or a connection of it, does not do. One for each class of fault that client-go has.
enum class Reason {
    AuthProviderConfig,
    AuthProviderUnknown,
    BadCaPem,
    BadCertPem,
    BadKeyPem,
    BadNamespace,
    BadProxyUrl,
    BadServerUrl,
    Base64,
    CaFileAndData,
    CaUnreadable,
    CertFileAndData,
    CertKeyMismatch,
    CertUnreadable,
    CertWithoutKey,
    ClusterNotFound,
    ContextNoCluster,
    ContextNoUser,
    ContextNotFound,
    DuplicateKey, ///< warning: the last one counts
    DuplicateName,
    EmptyConfig,
    EmptyContextName,
    EmptyTokenFile,
    ExecAndAuthProvider,
    ExecBadApiVersion,
    ExecBadInteractiveMode,
    ExecEnvNoName,
    ExecNoApiVersion,
    ExecNoCommand,
    ExecNoInteractiveMode,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    ImpersonationWithoutUser,
    InsecureWithCa,
    IsDirectory,
    KeyFileAndData,
    KeyUnreadable,
    MultipleAuthMethods,
    NoContext, ///< no context is chosen and none is current
    NoServer,
    TooDeep,
    TypeMismatch,
    UnknownKindOrVersion,
    UnsupportedValue,
    UserNotFound,
    YamlEncoding,
    YamlExcessiveAliasing,
    YamlSyntax,
    CertificateEnds,    ///< warning: the client certificate is over, or will be within 30 days
    CredentialsDropped, ///< warning: the server is not https, so nothing secret is sent to it
    CrossedMerge,       ///< warning: two files have different entries of one name, and a context crosses them
    DocumentIgnored,    ///< warning: only the first document of a file counts
    ExecRisky,          ///< warning: others may change the program, or a variable makes it run other code
    ExecNotUsed,        ///< warning: static credentials win over the program
    HeaderNotSendable,  ///< warning: a control character stands in what would be a header
    MetadataAddress,    ///< warning: the server or its proxy is where clouds hand out a machine's credentials
    NotVerified,        ///< warning: whoever answers is taken for the server
};
[[nodiscard]] std::string_view name(Reason reason); ///< "ca_unreadable"

/// What is wrong, where, and what to do. Foreign names in it are escaped (core/base/shown.h); never a secret.
struct Problem {
    Reason reason{};
    text::Severity severity = text::Severity::Error;
    std::string what;
    std::string where; ///< "/home/me/.kube/config:12:5"; may be empty
    std::string fix;
    bool operator==(const Problem&) const = default;
};
using Problems = std::vector<Problem>;

/// Absent, null and empty lists are told apart, since kubectl prints them apart.
using Strings = std::optional<std::vector<std::string>>;
/// Values of `extensions`, by name.
using Extensions = std::map<std::string, Json>;

struct Cluster {
    std::string server; ///< as written
    std::string tlsServerName;
    bool insecure = false; ///< insecure-skip-tls-verify
    std::string caFile;
    std::string caData; ///< decoded
    Secret proxyUrl;    ///< secret, since it may hold a password
    bool disableCompression = false;
    Extensions extensions;
    std::string origin; ///< the file that it stands in
    bool operator==(const Cluster&) const = default;
};

struct EnvVar {
    std::string name;
    Secret value;
    bool operator==(const EnvVar&) const = default;
};

/// A program that hands out credentials (users[].user.exec).
struct Exec {
    std::string command; ///< with a slash: a path; without: to be found in PATH
    Strings args;
    std::optional<std::vector<EnvVar>> env;
    std::string apiVersion;
    std::string installHint;
    bool provideClusterInfo = false;
    std::string interactiveMode; ///< Never, IfAvailable, Always; defaulted for v1beta1 and v1alpha1
    bool operator==(const Exec&) const = default;
};

/// users[].user.auth-provider, which client-go has given up but for OpenID Connect.
struct AuthProvider {
    std::string name;
    std::optional<std::map<std::string, Secret>> config;
    bool operator==(const AuthProvider&) const = default;
};

struct Impersonation {
    std::string user;
    std::string uid;
    Strings groups;
    std::map<std::string, Strings> extra;
    [[nodiscard]] bool any() const { return !uid.empty() || (groups && !groups->empty()) || !extra.empty(); }
    bool operator==(const Impersonation&) const = default;
};

struct User {
    std::string certificateFile;
    std::string certificateData; ///< decoded
    std::string keyFile;
    Secret keyData; ///< decoded
    Secret token;
    std::string tokenFile;
    Impersonation as;
    std::string username;
    Secret password;
    std::optional<AuthProvider> provider;
    std::optional<Exec> exec;
    Extensions extensions;
    std::string origin;
    bool operator==(const User&) const = default;
};

struct Context {
    std::string cluster;
    std::string user;
    std::string nameSpace;
    Extensions extensions;
    std::string origin;
    bool operator==(const Context&) const = default;
};

/// One file, or several merged. Paths in it are as written, standing on the folder of their entry's `origin`.
struct Kubeconfig {
    bool colors = false;
    Extensions preferences;
    std::map<std::string, Cluster> clusters;
    std::map<std::string, User> users;
    std::map<std::string, Context> contexts;
    std::string currentContext;
    Extensions extensions;
    [[nodiscard]] bool empty() const { return *this == Kubeconfig{}; }
    bool operator==(const Kubeconfig&) const = default;
};

/// What was read; `config` holds what could be, even where something could not.
struct Loaded {
    Kubeconfig config;
    Problems problems;
    std::vector<std::string> files;   ///< read, in order
    std::vector<std::string> missing; ///< of the list, and absent
    [[nodiscard]] bool ok() const;    ///< no errors; warnings may be
};

/// One text. `path` is where it stands, and absolute. Reads no file.
[[nodiscard]] Loaded read(std::string_view text, const std::string& path);

/// The entry with its paths made absolute; `~` and `$NAME` are not expanded.
[[nodiscard]] Cluster located(Cluster cluster);
[[nodiscard]] User located(User user);

using Environment = std::map<std::string, std::string>;
[[nodiscard]] Environment processEnvironment();

/// Which files: the explicit one, else those of KUBECONFIG, else ~/.kube/config.
struct Lookup {
    std::vector<std::string> paths;
    std::string folder;      ///< the working directory
    bool explicitly = false; ///< the one file has to be there
    bool listed = false;     ///< KUBECONFIG names them: it is worth a warning when none is there
};
[[nodiscard]] Lookup lookup(const Environment& environment, std::string folder, const std::string& explicitPath = {});

/// Reads and merges. Missing files of the list are passed over; any other fault of one file is an error, the others count.
/// Per named entry the first file that has it wins whole; `current-context` is the first that is set.
[[nodiscard]] Loaded load(const Lookup& lookup);
[[nodiscard]] Kubeconfig merge(const std::vector<Kubeconfig>& files);

/// Everything that is wrong with any context, user or cluster, not only with the one chosen. Opens the files that are named.
/// @source clientcmd.Validate
[[nodiscard]] Problems validate(const Kubeconfig& config);

/// What `kubectl config view -o json` prints, as a document. Redacted, it holds no secret: what kubectl redacts, and besides the
/// tokens of auth-providers, values of exec environments and passwords in URLs. Raw is for the person's own eyes and files.
enum class Show { Redacted, Raw };
[[nodiscard]] Json view(const Kubeconfig& config, Show show);
/// `--minify` (of the current context) and `--flatten` (files become data).
[[nodiscard]] tl::expected<Kubeconfig, Problem> minified(const Kubeconfig& config);
[[nodiscard]] tl::expected<Kubeconfig, Problem> flattened(const Kubeconfig& config);

/// A file that a kubeconfig makes Berth read, to be listed at import.
struct Reference {
    std::string path;
    std::string of;       ///< `user "admin", tokenFile`
    bool outside = false; ///< of the folder that the kubeconfig is in
    bool isRun = false;   ///< a program, which is asked for by itself
};
[[nodiscard]] std::vector<Reference> references(const Kubeconfig& config);

} // namespace core::kube
