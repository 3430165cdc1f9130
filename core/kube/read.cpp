#include <set>
#include <utility>

#include "core/kube/files.h"
#include "core/kube/pem.h"
#include "core/kube/problems.h"

namespace core::kube {
namespace {

/// A value and its JSON Pointer.
struct At {
    const Json* value;
    std::string pointer;
};

std::string_view kindOf(const Json& value)
{
    if (value.is_boolean()) return "true or false";
    if (value.is_number()) return "a number";
    if (value.is_string()) return "a text";
    return value.is_array() ? "a list" : "a mapping";
}

/// The typed half of decoding: what encoding/json does with client-go's structs (case counts, unknown keys are passed over, null is
/// as good as absent). Values that do not fit are told with their place, never with their content.
class ConfigDecoder {
public:
    ConfigDecoder(const text::Document& document, const std::string& path, Problems& problems)
        : m_document(document)
        , m_path(path)
        , m_problems(problems)
    {}

    Kubeconfig decode()
    {
        Kubeconfig config;
        const At top{&m_document.value(), ""};
        if (!is(top, &Json::is_object, "a mapping") || !isKubeconfig(top)) return config;
        if (const auto preferences = child(top, "preferences"); preferences && isObject(*preferences)) {
            boolean(*preferences, "colors", config.colors);
            extensions(*preferences, config.preferences);
        }
        named(top, "clusters", "cluster", config.clusters, &ConfigDecoder::cluster);
        named(top, "users", "user", config.users, &ConfigDecoder::user);
        named(top, "contexts", "context", config.contexts, &ConfigDecoder::context);
        string(top, "current-context", config.currentContext);
        extensions(top, config.extensions);
        return config;
    }

private:
    [[nodiscard]] std::string where(const std::string& pointer) const
    {
        const text::Place place = m_document.locateNearest(pointer).value.start;
        return m_path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }

    void mismatch(const At& at, std::string_view wanted)
    {
        const std::size_t slash = at.pointer.rfind('/');
        const std::string key =
            slash == std::string::npos ? "The file" : "`" + shown(at.pointer.substr(slash + 1)) + "`";
        const bool scalar = at.value->is_boolean() || at.value->is_number();
        m_problems.push_back(error(
            Reason::TypeMismatch,
            key + " has to be " + std::string(wanted) + " and is " + std::string(kindOf(*at.value)) + ".",
            scalar && wanted == "a text" ? "Put the value in quotes." : "Write " + std::string(wanted) + " there.",
            where(at.pointer)));
    }

    bool is(const At& at, bool (Json::*test)() const noexcept, std::string_view wanted)
    {
        if ((at.value->*test)()) return true;
        mismatch(at, wanted);
        return false;
    }
    bool isObject(const At& at) { return is(at, &Json::is_object, "a mapping"); }

    /// Of a mapping; none where it is absent or null.
    static std::optional<At> child(const At& parent, const std::string& key)
    {
        const auto found = parent.value->find(key);
        if (found == parent.value->end() || found->is_null()) return std::nullopt;
        return At{&*found, parent.pointer + "/" + text::pointerPart(key)};
    }

    static At item(const At& list, std::size_t i)
    {
        return {&(*list.value)[i], list.pointer + "/" + std::to_string(i)};
    }

    void string(const At& parent, const char* key, std::string& out)
    {
        const auto at = child(parent, key);
        if (at && is(*at, &Json::is_string, "a text")) out = at->value->get<std::string>();
    }

    void secret(const At& parent, const char* key, Secret& out)
    {
        const auto at = child(parent, key);
        if (at && is(*at, &Json::is_string, "a text")) out = Secret(at->value->get<std::string>());
    }

    void boolean(const At& parent, const char* key, bool& out)
    {
        const auto at = child(parent, key);
        if (at && is(*at, &Json::is_boolean, "true or false")) out = at->value->get<bool>();
    }

    void bytes(const At& parent, const char* key, std::string& out)
    {
        const auto at = child(parent, key);
        if (!at || !is(*at, &Json::is_string, "a text")) return;
        auto decoded = fromBase64(at->value->get_ref<const std::string&>());
        if (decoded) {
            out = std::move(*decoded);
            return;
        }
        m_problems.push_back(error(Reason::Base64, "`" + std::string(key) + "` is not base64.",
                                   "Encode the file with `base64 -w0`, or name the file by the key without `-data`.",
                                   where(at->pointer)));
    }

    Strings strings(const At& parent, const std::string& key)
    {
        const auto at = child(parent, key);
        if (!at || !is(*at, &Json::is_array, "a list")) return std::nullopt;
        std::vector<std::string> out;
        for (std::size_t i = 0; i < at->value->size(); ++i) {
            const At one = item(*at, i);
            if (one.value->is_null())
                out.emplace_back();
            else if (is(one, &Json::is_string, "a text"))
                out.push_back(one.value->get<std::string>());
        }
        return out;
    }

    bool isKubeconfig(const At& top)
    {
        const std::size_t before = m_problems.size();
        std::string version;
        std::string kind;
        string(top, "apiVersion", version);
        string(top, "kind", kind);
        if (m_problems.size() > before) return false;
        if ((version.empty() || version == "v1") && (kind.empty() || kind == "Config")) return true;
        m_problems.push_back(error(Reason::UnknownKindOrVersion,
                                   "This is " + (kind.empty() ? "something" : inQuotes(kind)) + " of version " +
                                       (version.empty() ? "v1" : inQuotes(version)) + ", not a kubeconfig.",
                                   "A kubeconfig says `apiVersion: v1` and `kind: Config`.", where("/kind")));
        return false;
    }

    /// A list of `{name, <key>}`, as a map.
    template <class T>
    void named(const At& top, const char* list, const char* key, std::map<std::string, T>& out,
               T (ConfigDecoder::*body)(const At&))
    {
        const auto at = child(top, list);
        if (!at || !is(*at, &Json::is_array, "a list")) return;
        for (std::size_t i = 0; i < at->value->size(); ++i) {
            const At one = item(*at, i);
            std::string name;
            T made{};
            if (!one.value->is_null()) {
                if (!isObject(one)) continue;
                string(one, "name", name);
                if (const auto inside = child(one, key); inside && isObject(*inside)) made = (this->*body)(*inside);
            }
            if constexpr (!std::is_same_v<T, Json>) made.origin = m_path;
            if (!out.emplace(name, std::move(made)).second) duplicate(list, name, one.pointer);
        }
    }

    void duplicate(const char* list, const std::string& name, const std::string& pointer)
    {
        m_problems.push_back(error(Reason::DuplicateName,
                                   "The name " + inQuotes(name) + " stands twice in `" + std::string(list) + "`.",
                                   "Rename or remove one of the two.", where(pointer)));
    }

    void extensions(const At& parent, Extensions& out)
    {
        const auto at = child(parent, "extensions");
        if (!at || !is(*at, &Json::is_array, "a list")) return;
        for (std::size_t i = 0; i < at->value->size(); ++i) {
            const At one = item(*at, i);
            if (one.value->is_null()) continue;
            if (!isObject(one)) continue;
            std::string name;
            string(one, "name", name);
            const auto body = child(one, "extension");
            if (!out.emplace(name, body ? *body->value : Json()).second) duplicate("extensions", name, one.pointer);
        }
    }

    Cluster cluster(const At& at)
    {
        Cluster made;
        string(at, "server", made.server);
        string(at, "tls-server-name", made.tlsServerName);
        boolean(at, "insecure-skip-tls-verify", made.insecure);
        string(at, "certificate-authority", made.caFile);
        bytes(at, "certificate-authority-data", made.caData);
        secret(at, "proxy-url", made.proxyUrl);
        boolean(at, "disable-compression", made.disableCompression);
        extensions(at, made.extensions);
        return made;
    }

    Context context(const At& at)
    {
        Context made;
        string(at, "cluster", made.cluster);
        string(at, "user", made.user);
        string(at, "namespace", made.nameSpace);
        extensions(at, made.extensions);
        return made;
    }

    User user(const At& at)
    {
        User made;
        string(at, "client-certificate", made.certificateFile);
        bytes(at, "client-certificate-data", made.certificateData);
        string(at, "client-key", made.keyFile);
        std::string key;
        bytes(at, "client-key-data", key);
        made.keyData = Secret(std::move(key));
        secret(at, "token", made.token);
        string(at, "tokenFile", made.tokenFile);
        impersonation(at, made.as);
        string(at, "username", made.username);
        secret(at, "password", made.password);
        if (const auto provider = child(at, "auth-provider"); provider && isObject(*provider))
            made.provider = authProvider(*provider);
        if (const auto exec = child(at, "exec"); exec && isObject(*exec)) made.exec = execOf(*exec);
        extensions(at, made.extensions);
        return made;
    }

    void impersonation(const At& at, Impersonation& out)
    {
        string(at, "as", out.user);
        string(at, "as-uid", out.uid);
        out.groups = strings(at, "as-groups");
        const auto extra = child(at, "as-user-extra");
        if (!extra || !isObject(*extra)) return;
        for (const auto& [key, value] : extra->value->items()) out.extra[key] = strings(*extra, key);
    }

    AuthProvider authProvider(const At& at)
    {
        AuthProvider made;
        string(at, "name", made.name);
        const auto config = child(at, "config");
        if (!config || !isObject(*config)) return made;
        made.config.emplace();
        for (const auto& [key, value] : config->value->items()) secret(*config, key.c_str(), (*made.config)[key]);
        return made;
    }

    Exec execOf(const At& at)
    {
        Exec made;
        string(at, "command", made.command);
        made.args = strings(at, "args");
        if (const auto env = child(at, "env"); env && is(*env, &Json::is_array, "a list")) made.env = environment(*env);
        string(at, "apiVersion", made.apiVersion);
        string(at, "installHint", made.installHint);
        boolean(at, "provideClusterInfo", made.provideClusterInfo);
        string(at, "interactiveMode", made.interactiveMode);
        constexpr std::string_view Group = "client.authentication.k8s.io/";
        const bool old =
            made.apiVersion == std::string(Group) + "v1beta1" || made.apiVersion == std::string(Group) + "v1alpha1";
        if (made.interactiveMode.empty() && old) made.interactiveMode = "IfAvailable";
        return made;
    }

    std::vector<EnvVar> environment(const At& list)
    {
        std::vector<EnvVar> out;
        for (std::size_t i = 0; i < list.value->size(); ++i) {
            const At one = item(list, i);
            EnvVar variable;
            if (!one.value->is_null()) {
                if (!isObject(one)) continue;
                string(one, "name", variable.name);
                secret(one, "value", variable.value);
            }
            out.push_back(std::move(variable));
        }
        return out;
    }

    const text::Document& m_document;
    const std::string& m_path;
    Problems& m_problems;
};

Reason reasonOf(text::Cause cause)
{
    switch (cause) {
    case text::Cause::Syntax: return Reason::YamlSyntax;
    case text::Cause::Encoding: return Reason::YamlEncoding;
    case text::Cause::Depth: return Reason::TooDeep;
    case text::Cause::Size: return Reason::FileTooLarge;
    case text::Cause::Aliases: return Reason::YamlExcessiveAliasing;
    case text::Cause::Value: return Reason::UnsupportedValue;
    case text::Cause::Repeated: return Reason::DuplicateKey;
    case text::Cause::Ignored: return Reason::DocumentIgnored;
    }
    return Reason::YamlSyntax;
}

/// The reader's sentences, in ours. A value that JSON cannot hold is quoted in its sentence, and may be a token.
Problem problemOf(const text::Problem& said, const std::string& path)
{
    Problem problem{reasonOf(said.cause), said.severity, shown(said.what, 400),
                    path + ":" + std::to_string(said.span.start.line) + ":" + std::to_string(said.span.start.column),
                    said.fix};
    if (said.cause == text::Cause::Value)
        problem.what = "A number that JSON, and so Kubernetes, does not have stands here.";
    return problem;
}

} // namespace

Loaded read(std::string_view text, const std::string& path)
{
    Loaded loaded;
    loaded.files.push_back(path);
    const text::File file = text::parse(text, text::Reading::Kubeconfig, {.bytes = KubeconfigBytes});
    for (const text::Problem& said : file.problems) loaded.problems.push_back(problemOf(said, path));
    if (!loaded.ok() || file.documents.empty()) return loaded;
    loaded.config = ConfigDecoder(file.documents.front(), path, loaded.problems).decode();
    if (!loaded.ok()) loaded.config = {};
    return loaded;
}

Cluster located(Cluster cluster)
{
    cluster.caFile = pathIn(folderOf(cluster.origin), cluster.caFile);
    return cluster;
}

User located(User user)
{
    const std::string folder = folderOf(user.origin);
    for (std::string* path : {&user.certificateFile, &user.keyFile, &user.tokenFile}) *path = pathIn(folder, *path);
    if (user.exec && user.exec->command.find('/') != std::string::npos)
        user.exec->command = pathIn(folder, user.exec->command);
    return user;
}

bool Loaded::ok() const
{
    return !anyError(problems);
}

} // namespace core::kube
