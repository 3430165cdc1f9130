#include "core/kube/checks.h"

#include "core/kube/files.h"
#include "core/kube/problems.h"
#include "core/kube/url.h"

#include <algorithm>

namespace core::kube {
namespace {

void openable(Problems& problems, Reason reason, const std::string& path, const char* key, const std::string& of)
{
    if (path.empty()) return;
    const auto opened = tryOpen(path);
    if (opened) return;
    const std::string what =
        "The file of `" + std::string(key) + "` of " + of + " cannot be read: " + opened.error().what + ".";
    const char* const fix =
        "Correct the path (`~` and variables are not expanded), or put the content in by the key with `-data`.";
    problems.push_back(error(reason, what, fix, shown(path)));
    if (opened.error().kind == FileFault::Kind::Missing)
        problems.push_back(error(Reason::FileMissing, what, fix, shown(path)));
}

void notBoth(Problems& problems, Reason reason, bool file, bool data, const char* key, const std::string& of)
{
    if (file && data)
        problems.push_back(error(reason,
                                 "`" + std::string(key) + "` and `" + key + "-data` are both given for " + of + ".",
                                 "Remove one of the two."));
}

Problems execProblems(const std::string& of, const User& user)
{
    Problems problems;
    const auto add = [&](Reason reason, const std::string& what, const char* fix) {
        problems.push_back(error(reason, what, fix, shown(user.origin)));
    };
    const Exec& exec = *user.exec;
    if (user.provider)
        add(Reason::ExecAndAuthProvider, "`exec` and `auth-provider` are both given for " + of + ".",
            "Remove `auth-provider`.");
    if (exec.command.empty())
        add(Reason::ExecNoCommand, "`exec` of " + of + " has no `command`.",
            "Name the program that hands out the credentials.");
    if (exec.apiVersion.empty())
        add(Reason::ExecNoApiVersion, "`exec` of " + of + " has no `apiVersion`.",
            "Write `client.authentication.k8s.io/v1`.");
    for (const EnvVar& variable : exec.env.value_or(std::vector<EnvVar>{}))
        if (variable.name.empty()) {
            add(Reason::ExecEnvNoName, "A variable in `exec.env` of " + of + " has no name.", "Name it, or remove it.");
            break;
        }
    if (exec.interactiveMode.empty())
        add(Reason::ExecNoInteractiveMode, "`exec` of " + of + " has no `interactiveMode`.",
            "Write `Never`, `IfAvailable` or `Always`.");
    else if (exec.interactiveMode != "Never" && exec.interactiveMode != "IfAvailable" &&
             exec.interactiveMode != "Always")
        add(Reason::ExecBadInteractiveMode,
            "`interactiveMode` of " + of + " is " + inQuotes(exec.interactiveMode) + ".",
            "Write `Never`, `IfAvailable` or `Always`.");
    return problems;
}

void certificateProblems(Problems& problems, const User& user, const std::string& of)
{
    if (user.certificateFile.empty() && user.certificateData.empty()) return;
    notBoth(problems, Reason::CertFileAndData, !user.certificateFile.empty(), !user.certificateData.empty(),
            "client-certificate", of);
    notBoth(problems, Reason::KeyFileAndData, !user.keyFile.empty(), !user.keyData.empty(), "client-key", of);
    if (user.keyFile.empty() && user.keyData.empty())
        problems.push_back(error(Reason::CertWithoutKey, "There is a client certificate for " + of + ", but no key.",
                                 "Add `client-key` or `client-key-data`.", shown(user.origin)));
    openable(problems, Reason::CertUnreadable, located(user).certificateFile, "client-certificate", of);
    openable(problems, Reason::KeyUnreadable, located(user).keyFile, "client-key", of);
}

/// Up to 63 letters, digits and hyphens, the first and last not a hyphen; all lower case.
bool isNamespace(std::string_view text)
{
    const auto alnum = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (text.size() > 63 || text.empty() || !alnum(text.front()) || !alnum(text.back())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return alnum(c) || c == '-'; });
}

} // namespace

Problems clusterProblems(const std::string& name, const Cluster& cluster)
{
    Problems problems;
    const std::string of = "the cluster " + inQuotes(name);
    if (cluster.server.empty())
        problems.push_back(error(Reason::NoServer, "No server is given for " + of + ".",
                                 "Add `server`, the URL of its API.", shown(cluster.origin)));
    if (!cluster.proxyUrl.empty()) {
        const auto url = parseUrl(cluster.proxyUrl.reveal());
        const bool known = url && (url->scheme == "http" || url->scheme == "https" || url->scheme == "socks5");
        if (!known)
            problems.push_back(error(Reason::BadProxyUrl,
                                     "`proxy-url` of " + of +
                                         (url ? " has the scheme " + inQuotes(url->scheme) + "." : " is not a URL."),
                                     "It has to start with http://, https:// or socks5://.", shown(cluster.origin)));
    }
    notBoth(problems, Reason::CaFileAndData, !cluster.caFile.empty(), !cluster.caData.empty(), "certificate-authority",
            of);
    openable(problems, Reason::CaUnreadable, located(cluster).caFile, "certificate-authority", of);
    return problems;
}

Problems userProblems(const std::string& name, const User& user)
{
    Problems problems;
    const std::string of = "the user " + inQuotes(name);
    certificateProblems(problems, user, of);
    if (user.exec)
        for (Problem& problem : execProblems(of, user)) problems.push_back(std::move(problem));
    if (!user.token.empty() && (!user.username.empty() || !user.password.empty()))
        problems.push_back(error(Reason::MultipleAuthMethods,
                                 "A token and a user name with password are both given for " + of + ".",
                                 "Remove one of the two.", shown(user.origin)));
    if (user.as.any() && user.as.user.empty())
        problems.push_back(error(Reason::ImpersonationWithoutUser,
                                 "For " + of + " a uid, groups or extra are to be impersonated, but no user.",
                                 "Add `as`, the user's name.", shown(user.origin)));
    return problems;
}

Problems contextProblems(const std::string& name, const Context& context, const Kubeconfig& config)
{
    Problems problems;
    const auto add = [&](Reason reason, const std::string& what, const char* fix) {
        problems.push_back(error(reason, what, fix, shown(context.origin)));
    };
    const std::string of = "The context " + inQuotes(name);
    if (name.empty())
        add(Reason::EmptyContextName, "A context has no name.", "Give it a name, so that it can be chosen.");
    if (context.user.empty())
        add(Reason::ContextNoUser, of + " names no user: requests would be anonymous.", "Add `user`.");
    else if (config.users.count(context.user) == 0)
        add(Reason::UserNotFound,
            of + " names the user " + inQuotes(context.user) + ", which is not there: requests would be anonymous.",
            "Add the user, or correct the name.");
    if (context.cluster.empty())
        add(Reason::ContextNoCluster, of + " names no cluster.", "Add `cluster`.");
    else if (config.clusters.count(context.cluster) == 0)
        add(Reason::ClusterNotFound, of + " names the cluster " + inQuotes(context.cluster) + ", which is not there.",
            "Add the cluster, or correct the name.");
    if (!context.nameSpace.empty() && !isNamespace(context.nameSpace))
        add(Reason::BadNamespace,
            of + " has the namespace " + inQuotes(context.nameSpace) + ", which no namespace can be called.",
            "Use up to 63 lower-case letters, digits and hyphens.");
    return problems;
}

std::optional<Problem> providerProblem(const std::string& user, const AuthProvider& provider)
{
    const std::string of = "the user " + inQuotes(user);
    if (provider.name == "oidc") {
        const auto has = [&](const char* key) {
            if (!provider.config) return false;
            const auto found = provider.config->find(key);
            return found != provider.config->end() && !found->second.empty();
        };
        for (const char* key : {"idp-issuer-url", "client-id"})
            if (!has(key))
                return error(Reason::AuthProviderConfig,
                             "The auth-provider \"oidc\" of " + of + " has no `" + key + "`.",
                             "Add it, or use an exec program such as kubelogin (`kubectl oidc-login`).");
        return std::nullopt;
    }
    std::string fix = "Use an exec program that hands out credentials, or a token.";
    if (provider.name == "azure") fix = "Use the exec program kubelogin: `kubelogin convert-kubeconfig`.";
    if (provider.name == "gcp")
        fix = "Use the exec program gke-gcloud-auth-plugin: `gcloud container clusters get-credentials`.";
    if (provider.name == "openstack") fix = "Use the exec program client-keystone-auth.";
    return error(Reason::AuthProviderUnknown,
                 "The auth-provider " + inQuotes(provider.name) + " of " + of + " is no longer part of Kubernetes.",
                 std::move(fix));
}

Problems validate(const Kubeconfig& config)
{
    Problems problems;
    const auto take = [&](Problems more) {
        for (Problem& problem : more) problems.push_back(std::move(problem));
    };
    if (config.empty()) {
        problems.push_back(
            error(Reason::EmptyConfig, "There is no connection in the kubeconfig.",
                  "Name a kubeconfig with --kubeconfig or KUBECONFIG, or a saved connection with --connection."));
        return problems;
    }
    if (!config.currentContext.empty() && config.contexts.count(config.currentContext) == 0)
        problems.push_back(error(Reason::ContextNotFound,
                                 "The current context " + inQuotes(config.currentContext) + " is not there.",
                                 "Choose another one, or correct `current-context`."));
    for (const auto& [name, context] : config.contexts) take(contextProblems(name, context, config));
    for (const auto& [name, user] : config.users) take(userProblems(name, user));
    for (const auto& [name, cluster] : config.clusters) take(clusterProblems(name, cluster));
    return problems;
}

} // namespace core::kube
