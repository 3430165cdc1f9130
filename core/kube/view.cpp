#include "core/kube/files.h"
#include "core/kube/pem.h"
#include "core/kube/problems.h"
#include "core/kube/url.h"

namespace core::kube {
namespace {

constexpr const char* OmittedData = "DATA+OMITTED";
constexpr const char* Redacted = "REDACTED";

/// Writes what is set, as Go's `omitempty` does.
class Writer {
public:
    explicit Writer(Show show)
        : m_show(show)
    {}

    Json document(const Kubeconfig& config)
    {
        Json out{{"kind", "Config"},
                 {"apiVersion", "v1"},
                 {"preferences", Json::object()},
                 {"current-context", config.currentContext}};
        if (config.colors) out["preferences"]["colors"] = true;
        extensions(out["preferences"], config.preferences);
        out["clusters"] = named(config.clusters, "cluster", &Writer::cluster);
        out["users"] = named(config.users, "user", &Writer::user);
        out["contexts"] = named(config.contexts, "context", &Writer::context);
        extensions(out, config.extensions);
        return out;
    }

private:
    [[nodiscard]] bool raw() const { return m_show == Show::Raw; }

    template <class T>
    Json named(const std::map<std::string, T>& entries, const char* key, Json (Writer::*write)(const T&))
    {
        if (entries.empty()) return nullptr;
        Json list = Json::array();
        for (const auto& [name, entry] : entries) list.push_back({{"name", name}, {key, (this->*write)(entry)}});
        return list;
    }

    static void extensions(Json& out, const Extensions& entries)
    {
        if (entries.empty()) return;
        Json& list = out["extensions"] = Json::array();
        for (const auto& [name, value] : entries) list.push_back({{"name", name}, {"extension", value}});
    }

    static void text(Json& out, const char* key, const std::string& value)
    {
        if (!value.empty()) out[key] = value;
    }
    void data(Json& out, const char* key, const std::string& bytes)
    {
        if (!bytes.empty()) out[key] = raw() ? toBase64(bytes) : OmittedData;
    }
    void secret(Json& out, const char* key, const Secret& value)
    {
        if (!value.empty()) out[key] = raw() ? value.reveal() : Redacted;
    }

    static Json list(const Strings& values) { return values ? Json(*values) : Json(); }

    /// A URL, without its password where secrets are not shown.
    [[nodiscard]] std::string url(const std::string& written) const
    {
        const auto parsed = raw() ? failure(Fault::Cancelled, "") : parseUrl(written);
        if (parsed && parsed->password) return parsed->shown();
        if (!raw() && !parsed && written.find('@') != std::string::npos)
            return Redacted; // whatever it is, it may hold a password
        return written;
    }

    Json cluster(const Cluster& cluster)
    {
        Json out{{"server", url(cluster.server)}};
        text(out, "tls-server-name", cluster.tlsServerName);
        if (cluster.insecure) out["insecure-skip-tls-verify"] = true;
        text(out, "certificate-authority", cluster.caFile);
        data(out, "certificate-authority-data", cluster.caData);
        text(out, "proxy-url", url(cluster.proxyUrl.reveal()));
        if (cluster.disableCompression) out["disable-compression"] = true;
        extensions(out, cluster.extensions);
        return out;
    }

    Json context(const Context& context)
    {
        Json out{{"cluster", context.cluster}, {"user", context.user}};
        text(out, "namespace", context.nameSpace);
        extensions(out, context.extensions);
        return out;
    }

    Json user(const User& user)
    {
        Json out = Json::object();
        text(out, "client-certificate", user.certificateFile);
        data(out, "client-certificate-data", user.certificateData);
        text(out, "client-key", user.keyFile);
        data(out, "client-key-data", user.keyData.reveal());
        secret(out, "token", user.token);
        text(out, "tokenFile", user.tokenFile);
        text(out, "as", user.as.user);
        text(out, "as-uid", user.as.uid);
        if (user.as.groups && !user.as.groups->empty()) out["as-groups"] = *user.as.groups;
        for (const auto& [key, values] : user.as.extra) out["as-user-extra"][key] = list(values);
        text(out, "username", user.username);
        secret(out, "password", user.password);
        if (user.provider) out["auth-provider"] = provider(*user.provider);
        if (user.exec) out["exec"] = exec(*user.exec);
        extensions(out, user.extensions);
        return out;
    }

    Json provider(const AuthProvider& provider)
    {
        Json out{{"name", provider.name}, {"config", Json()}};
        if (!provider.config) return out;
        Json config = Json::object();
        for (const auto& [key, value] : *provider.config) {
            const bool open =
                raw() || key == "idp-issuer-url" || key == "client-id" || key == "tenant-id" || key == "extra-scopes";
            config[key] = open ? value.reveal() : Redacted;
        }
        out["config"] = std::move(config);
        return out;
    }

    Json exec(const Exec& exec)
    {
        Json out{{"command", exec.command},
                 {"args", list(exec.args)},
                 {"env", Json()},
                 {"provideClusterInfo", exec.provideClusterInfo}};
        if (exec.env) {
            Json variables = Json::array();
            for (const EnvVar& variable : *exec.env)
                variables.push_back({{"name", variable.name}, {"value", raw() ? variable.value.reveal() : Redacted}});
            out["env"] = std::move(variables);
        }
        text(out, "apiVersion", exec.apiVersion);
        text(out, "installHint", exec.installHint);
        text(out, "interactiveMode", exec.interactiveMode);
        return out;
    }

    Show m_show;
};

/// A file's content becomes data. The old content must not be there: kubectl does not choose either.
template <class Take>
std::optional<Problem> flatten(std::string& file, const std::string& path, bool hasData, Reason both, Take take)
{
    if (file.empty()) return std::nullopt;
    if (hasData) return error(both, "A file and data are both given.", "Remove one of the two.", shown(path));
    auto text = readFile(path, CertificateBytes);
    if (!text)
        return error(text.error().kind == FileFault::Kind::Directory ? Reason::IsDirectory : Reason::FileMissing,
                     "The file cannot be read: " + text.error().what + ".", "Correct the path.", shown(path));
    take(std::move(*text));
    file.clear();
    return std::nullopt;
}

} // namespace

Json view(const Kubeconfig& config, Show show)
{
    return Writer(show).document(config);
}

tl::expected<Kubeconfig, Problem> minified(const Kubeconfig& config)
{
    const auto no = [](Reason reason, std::string what) {
        return tl::unexpected<Problem>(
            error(reason, std::move(what), "Choose a context whose cluster and user are there."));
    };
    if (config.currentContext.empty()) return no(Reason::NoContext, "No context is chosen.");
    const auto context = config.contexts.find(config.currentContext);
    if (context == config.contexts.end())
        return no(Reason::ContextNotFound, "There is no context " + inQuotes(config.currentContext) + ".");
    Kubeconfig small = config;
    small.contexts = {*context};
    small.clusters.clear();
    small.users.clear();
    if (const std::string& name = context->second.cluster; !name.empty()) {
        const auto cluster = config.clusters.find(name);
        if (cluster == config.clusters.end())
            return no(Reason::ClusterNotFound, "There is no cluster " + inQuotes(name) + ".");
        small.clusters = {*cluster};
    }
    if (const std::string& name = context->second.user; !name.empty()) {
        const auto user = config.users.find(name);
        if (user == config.users.end()) return no(Reason::UserNotFound, "There is no user " + inQuotes(name) + ".");
        small.users = {*user};
    }
    return small;
}

tl::expected<Kubeconfig, Problem> flattened(const Kubeconfig& config)
{
    Kubeconfig flat = config;
    for (auto& [name, user] : flat.users) {
        const User files = located(user);
        const auto certificate = [&u = user](std::string text) { u.certificateData = std::move(text); };
        const auto key = [&u = user](std::string text) { u.keyData = Secret(std::move(text)); };
        if (auto problem = flatten(user.certificateFile, files.certificateFile, !user.certificateData.empty(),
                                   Reason::CertFileAndData, certificate))
            return tl::unexpected(std::move(*problem));
        if (auto problem = flatten(user.keyFile, files.keyFile, !user.keyData.empty(), Reason::KeyFileAndData, key))
            return tl::unexpected(std::move(*problem));
    }
    for (auto& [name, cluster] : flat.clusters) {
        const auto ca = [&c = cluster](std::string text) { c.caData = std::move(text); };
        if (auto problem =
                flatten(cluster.caFile, located(cluster).caFile, !cluster.caData.empty(), Reason::CaFileAndData, ca))
            return tl::unexpected(std::move(*problem));
    }
    return flat;
}

std::vector<Reference> references(const Kubeconfig& config)
{
    std::vector<Reference> found;
    const auto add = [&](const std::string& path, const std::string& of, const std::string& origin,
                         bool isRun = false) {
        if (path.empty()) return;
        const std::string folder = folderOf(origin) == "/" ? "/" : folderOf(origin) + "/";
        found.push_back({path, of, cleanPath(path).rfind(folder, 0) != 0, isRun});
    };
    for (const auto& [name, cluster] : config.clusters)
        add(located(cluster).caFile, "cluster " + inQuotes(name) + ", certificate-authority", cluster.origin);
    for (const auto& [name, entry] : config.users) {
        const User user = located(entry);
        add(user.certificateFile, "user " + inQuotes(name) + ", client-certificate", user.origin);
        add(user.keyFile, "user " + inQuotes(name) + ", client-key", user.origin);
        add(user.tokenFile, "user " + inQuotes(name) + ", tokenFile", user.origin);
        if (user.exec && user.exec->command.find('/') != std::string::npos)
            add(user.exec->command, "user " + inQuotes(name) + ", exec", user.origin, true);
    }
    return found;
}

} // namespace core::kube
