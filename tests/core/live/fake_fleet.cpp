#include "tests/core/live/fake_fleet.h"

#include <algorithm>
#include <utility>

#include "core/kube/pem.h"

namespace test {

using core::Json;

namespace {

const Authority& authority()
{
    static const Authority made;
    return made;
}

std::string apiVersionOf(const FakeApi::Resource& resource)
{
    return resource.group.empty() ? resource.version : resource.group + "/" + resource.version;
}

std::string textOf(const Json& object, const char* key)
{
    return object.value(key, std::string());
}

Json statusOf(int code, const std::string& reason, const std::string& message)
{
    return {{"kind", "Status"}, {"apiVersion", "v1"}, {"metadata", Json::object()}, {"status", "Failure"},
            {"code", code},     {"reason", reason},   {"message", message}};
}

} // namespace

void FakeApi::serveResource(Resource resource)
{
    const std::scoped_lock lock(m_mutex);
    m_resources.push_back(std::move(resource));
}

void FakeApi::allowOnlyIn(const std::string& nameSpace)
{
    const std::scoped_lock lock(m_mutex);
    m_onlyIn = nameSpace;
}

bool FakeApi::isInsideOf(const std::string& plural, const std::string& nameSpace) const
{
    const std::scoped_lock lock(m_mutex);
    const bool hasNone = std::none_of(m_resources.begin(), m_resources.end(),
                                      [&](const Resource& one) { return one.plural == plural && one.namespaced; });
    return m_onlyIn.empty() || hasNone || nameSpace == m_onlyIn;
}

void FakeApi::dropResource(const std::string& plural)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_resources, [&](const Resource& one) { return one.plural == plural; });
    m_objects.erase(plural);
    m_changed.notify_all();
}

void FakeApi::serveCluster()
{
    for (const auto& [plural, kind, namespaced] :
         {std::tuple("nodes", "Node", false), std::tuple("pods", "Pod", true),
          std::tuple("namespaces", "Namespace", false), std::tuple("resourcequotas", "ResourceQuota", true),
          std::tuple("limitranges", "LimitRange", true),
          std::tuple("persistentvolumeclaims", "PersistentVolumeClaim", true),
          std::tuple("persistentvolumes", "PersistentVolume", false), std::tuple("configmaps", "ConfigMap", true)})
        serveResource({"", "v1", plural, kind, namespaced, {}, {}});
    serveResource({"apps", "v1", "daemonsets", "DaemonSet", true, {}, {"ds"}});
    serveResource({"apps", "v1", "deployments", "Deployment", true, {"scale"}, {"deploy"}});
    serveResource({"apps", "v1", "statefulsets", "StatefulSet", true, {}, {"sts"}});
    serveResource({"batch", "v1", "jobs", "Job", true, {}, {}});
    serveResource({"autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, {}, {"hpa"}});
    serveResource({"node.k8s.io", "v1", "runtimeclasses", "RuntimeClass", false, {}, {}});
    serveResource({"scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false, {}, {"pc"}});
    serveResource({"storage.k8s.io", "v1", "storageclasses", "StorageClass", false, {}, {"sc"}});
}

void FakeApi::serveKarmada()
{
    serveResource({"", "v1", "namespaces", "Namespace", false, {}, {}});
    serveResource({"apps", "v1", "deployments", "Deployment", true, {"scale"}, {"deploy"}});
    serveResource({"cluster.karmada.io", "v1alpha1", "clusters", "Cluster", false, {"proxy", "status"}, {}});
    serveResource({"policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy", true, {}, {"pp"}});
    serveResource({"work.karmada.io", "v1alpha2", "resourcebindings", "ResourceBinding", true, {}, {"rb"}});
}

void FakeApi::put(const Json& object)
{
    const std::scoped_lock lock(m_mutex);
    const auto resource = std::find_if(m_resources.begin(), m_resources.end(), [&](const Resource& r) {
        return r.kind == textOf(object, "kind") && apiVersionOf(r) == textOf(object, "apiVersion");
    });
    if (resource == m_resources.end()) return;
    Json kept = object;
    Json& metadata = kept["metadata"];
    const std::string ns = textOf(metadata, "namespace");
    const std::string name = textOf(metadata, "name");
    metadata["resourceVersion"] = std::to_string(++m_version);
    if (!metadata.contains("uid")) metadata["uid"] = "uid-" + resource->plural + "-" + ns + "-" + name;
    auto& objects = m_objects[resource->plural];
    const bool isNew = !objects.contains({ns, name});
    m_history.push_back({m_version, resource->plural, ns,
                         Json{{"type", isNew ? "ADDED" : "MODIFIED"}, {"object", kept}}.dump() + "\n"});
    objects[{ns, name}] = std::move(kept);
    m_changed.notify_all();
}

void FakeApi::removeUnseen(const std::string& plural, const std::string& nameSpace, const std::string& name)
{
    const std::scoped_lock lock(m_mutex);
    m_objects[plural].erase({nameSpace, name});
    m_kept = ++m_version;
    m_changed.notify_all();
}

void FakeApi::remove(const std::string& plural, const std::string& nameSpace, const std::string& name)
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_objects[plural].find({nameSpace, name});
    if (at == m_objects[plural].end()) return;
    at->second["metadata"]["resourceVersion"] = std::to_string(++m_version);
    m_history.push_back(
        {m_version, plural, nameSpace, Json{{"type", "DELETED"}, {"object", at->second}}.dump() + "\n"});
    m_objects[plural].erase(at);
    m_changed.notify_all();
}

void FakeApi::forbid(const std::string& plural)
{
    const std::scoped_lock lock(m_mutex);
    m_forbidden.insert(plural);
}

void FakeApi::forbidList(const std::string& plural)
{
    const std::scoped_lock lock(m_mutex);
    m_forbiddenToList.insert(plural);
}

void FakeApi::allow(const std::string& plural)
{
    const std::scoped_lock lock(m_mutex);
    m_forbidden.erase(plural);
}

void FakeApi::setTable(const std::string& plural, const Json& table)
{
    const std::scoped_lock lock(m_mutex);
    m_tables[plural] = table;
}

void FakeApi::setSchemas(const std::string& document)
{
    const std::scoped_lock lock(m_mutex);
    m_schemas = document;
}

void FakeApi::setLost(const std::string& plural, bool lost)
{
    const std::scoped_lock lock(m_mutex);
    if (lost)
        m_lost.insert(plural);
    else
        m_lost.erase(plural);
}

void FakeApi::forbidGet(const std::string& plural)
{
    const std::scoped_lock lock(m_mutex);
    m_forbiddenToGet.insert(plural);
}

bool FakeApi::mayGet(const std::string& plural) const
{
    const std::scoped_lock lock(m_mutex);
    return !m_forbiddenToGet.contains(plural);
}

bool FakeApi::mayList(const std::string& plural) const
{
    const std::scoped_lock lock(m_mutex);
    return !m_forbidden.contains(plural) && !m_forbiddenToList.contains(plural);
}

Json FakeApi::discovery(bool core) const
{
    std::map<std::pair<std::string, std::string>, Json> versions; // [group, version]
    for (const Resource& r : m_resources) {
        if (r.group.empty() != core) continue;
        Json one{{"resource", r.plural},
                 {"responseKind", {{"group", r.group}, {"version", r.version}, {"kind", r.kind}}},
                 {"scope", r.namespaced ? "Namespaced" : "Cluster"},
                 {"singularResource", ""},
                 {"verbs", {"get", "list", "watch"}},
                 {"shortNames", r.shortNames},
                 {"categories", r.categories}};
        for (const std::string& sub : r.subresources)
            one["subresources"].push_back({{"subresource", sub}, {"verbs", {"get"}}});
        auto& version = versions[{r.group, r.version}];
        version["version"] = r.version;
        version["resources"].push_back(std::move(one));
    }
    std::map<std::string, Json> groups;
    for (auto& [key, version] : versions) {
        Json& group = groups[key.first];
        group["metadata"] = key.first.empty() ? Json::object() : Json{{"name", key.first}};
        group["versions"].push_back(std::move(version));
    }
    Json items = Json::array();
    for (auto& [name, group] : groups) items.push_back(std::move(group));
    return {{"kind", "APIGroupDiscoveryList"},
            {"apiVersion", "apidiscovery.k8s.io/v2"},
            {"metadata", Json::object()},
            {"items", std::move(items)}};
}

void FakeApi::serve(const StubRequest& request, const std::string& path, StubConnection& to)
{
    const std::string plain = path.substr(0, path.find('?'));
    if (plain == "/version") return to.answer(200, R"({"major":"1","minor":"32","gitVersion":"v1.32.3"})");
    if (plain == "/openapi/v2") {
        std::string text;
        {
            const std::scoped_lock lock(m_mutex);
            text = m_schemas;
        }
        return text.empty() ? to.answer(404, "404 page not found", {{"Content-Type", "text/plain"}})
                            : to.answer(200, text);
    }
    if (plain == "/api" || plain == "/apis") {
        std::string text;
        {
            const std::scoped_lock lock(m_mutex);
            text = discovery(plain == "/api").dump();
        }
        return to.answer(200, text,
                         {{"Content-Type", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"}});
    }
    if (plain.ends_with("/selfsubjectaccessreviews")) {
        const Json asked = Json::parse(request.body)["spec"]["resourceAttributes"];
        const std::string resource = textOf(asked, "resource");
        const bool allowed = (textOf(asked, "verb") == "get" ? mayGet(resource) : mayList(resource)) &&
                             isInsideOf(resource, textOf(asked, "namespace"));
        return to.answer(201, Json{{"kind", "SelfSubjectAccessReview"}, {"status", {{"allowed", allowed}}}}.dump());
    }
    std::optional<Resource> found;
    std::string ns;
    std::string name; // empty: the list
    {
        const std::scoped_lock lock(m_mutex);
        for (const Resource& r : m_resources) {
            const std::string root =
                r.group.empty() ? "/api/" + r.version + "/" : "/apis/" + r.group + "/" + r.version + "/";
            if (!plain.starts_with(root)) continue;
            std::string rest = plain.substr(root.size());
            std::string inside;
            if (rest.starts_with("namespaces/") && rest.find('/', 11) != std::string::npos) {
                inside = rest.substr(11, rest.find('/', 11) - 11);
                rest = rest.substr(rest.find('/', 11) + 1);
            }
            const std::size_t slash = std::min(rest.find('/'), rest.size());
            if (rest.substr(0, slash) != r.plural || rest.find('/', slash + 1) != std::string::npos) continue;
            if (m_lost.contains(r.plural)) continue;
            found = r;
            ns = inside;
            name = slash < rest.size() ? rest.substr(slash + 1) : std::string();
        }
    }
    if (!found) return to.answer(404, statusOf(404, "NotFound", "the server could not find it").dump());
    bool refused = !mayList(found->plural);
    if (!name.empty()) {
        const std::scoped_lock lock(m_mutex);
        refused = m_forbidden.contains(found->plural);
    }
    if (refused) return to.answer(403, statusOf(403, "Forbidden", found->plural + " is forbidden").dump());
    if (!name.empty()) return answerObject(*found, ns, name, request, to);
    if (path.find("watch=1") != std::string::npos) return watch(*found, ns, path, to);
    list(*found, ns, path, request.header("accept").find("as=Table") != std::string::npos, to);
}

void FakeApi::list(const Resource& resource, const std::string& nameSpace, const std::string& path, bool asTable,
                   StubConnection& to)
{
    static_cast<void>(path);
    Json items = Json::array();
    Json table;
    int version = 0;
    {
        const std::scoped_lock lock(m_mutex);
        version = m_version;
        for (const auto& [key, object] : m_objects[resource.plural]) {
            if (!nameSpace.empty() && key.first != nameSpace) continue;
            Json item = object;
            item.erase("kind"); // as servers do
            item.erase("apiVersion");
            items.push_back(std::move(item));
        }
        if (asTable && m_tables.contains(resource.plural)) table = m_tables[resource.plural];
    }
    if (!table.is_null()) return to.answer(200, table.dump());
    to.answer(200, Json{{"kind", resource.kind + "List"},
                        {"apiVersion", apiVersionOf(resource)},
                        {"metadata", {{"resourceVersion", std::to_string(version)}}},
                        {"items", std::move(items)}}
                       .dump());
}

void FakeApi::watch(const Resource& resource, const std::string& nameSpace, const std::string& path, StubConnection& to)
{
    const std::size_t at = path.find("resourceVersion=");
    int from = at == std::string::npos ? 0 : std::atoi(path.c_str() + at + 16);
    std::unique_lock lock(m_mutex);
    const int kept = m_kept;
    std::string first; // without a version: what there is
    if (from > 0 && from < kept) {
        lock.unlock();
        return to.answer(410, statusOf(410, "Expired", "too old resource version").dump());
    }
    if (from == 0 && kept > 0) {
        for (const auto& [key, object] : m_objects[resource.plural])
            if (nameSpace.empty() || key.first == nameSpace)
                first += Json{{"type", "ADDED"}, {"object", object}}.dump() + "\n";
        from = m_version;
    }
    to.begin(200);
    for (bool open = true; open;) {
        std::string text = std::exchange(first, {});
        for (const Event& event : m_history)
            if (event.version > from && event.plural == resource.plural &&
                (nameSpace.empty() || event.nameSpace == nameSpace))
                text += event.text;
        from = m_version;
        const bool served = std::any_of(m_resources.begin(), m_resources.end(),
                                        [&](const Resource& one) { return one.plural == resource.plural; });
        if (!served || m_kept != kept) break;
        lock.unlock();
        open = to.piece(text.empty() ? "\n" : text); // without anything to say, to find out whether the client is there
        lock.lock();
        if (open) m_changed.wait_for(lock, std::chrono::milliseconds(20));
    }
    lock.unlock();
    to.piece({}); // the answer ends, as a server's does
}

FakeFleet::FakeFleet()
    : m_server(
          std::make_unique<StubServer>(StubTls{authority().issue("fake fleet", "IP:127.0.0.1,DNS:localhost"), {}, 0},
                                       [this](const StubRequest& request, StubConnection& to) { serve(request, to); }))
{}

FakeApi& FakeFleet::member(const std::string& name, Mood mood)
{
    FakeApi* made = nullptr;
    {
        const std::scoped_lock lock(m_mutex);
        auto& one = m_members[name];
        one = std::make_unique<FakeApi>();
        made = one.get();
        m_moods[name] = mood;
    }
    made->serveCluster();
    m_control.put(clusterObject(name));
    return *made;
}

FakeApi& FakeFleet::api(const std::string& member)
{
    const std::scoped_lock lock(m_mutex);
    return *m_members.at(member);
}

void FakeFleet::setMood(const std::string& name, Mood mood)
{
    const std::scoped_lock lock(m_mutex);
    m_moods[name] = mood;
}

void FakeFleet::useGateway()
{
    const std::scoped_lock lock(m_mutex);
    m_proxies = "/apis/cluster.core.oam.dev/v1alpha1/clustergateways/";
}

std::string FakeFleet::kubeconfig() const
{
    const std::string ca = core::kube::toBase64(authority().pem());
    const std::string server = "https://127.0.0.1:" + std::to_string(port());
    std::string contexts = "contexts:\n- {name: fleet, context: {cluster: fleet, user: u}}\n";
    std::string clusters =
        "clusters:\n- {name: fleet, cluster: {server: \"" + server + "\", certificate-authority-data: " + ca + "}}\n";
    const std::scoped_lock lock(m_mutex);
    for (const auto& [name, api] : m_members) {
        contexts += "- {name: member-" + name + ", context: {cluster: " + name + ", user: u}}\n";
        clusters += "- {name: " + name + ", cluster: {server: \"" + server + "/own/" + name +
                    "\", certificate-authority-data: " + ca + "}}\n";
    }
    return "apiVersion: v1\nkind: Config\ncurrent-context: fleet\n" + contexts + clusters +
           "users:\n- {name: u, user: {token: canary-7f3a-token}}\n";
}

void FakeFleet::serve(const StubRequest& request, StubConnection& to)
{
    std::string path = request.target;
    FakeApi* api = &m_control;
    Mood mood = Mood::Well;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [name, member] : m_members) {
            const std::string through = m_proxies + name + "/proxy";
            const std::string own = "/own/" + name;
            const bool isThrough = path.starts_with(through + "/");
            if (!isThrough && !path.starts_with(own + "/")) continue;
            api = member.get();
            mood = isThrough ? m_moods.at(name) : Mood::Well;
            path = path.substr(isThrough ? through.size() : own.size());
            break;
        }
    }
    switch (mood) {
    case Mood::Well: break;
    case Mood::Dead: return to.answer(503, statusOf(503, "ServiceUnavailable", "dial tcp: no route to host").dump());
    case Mood::Slow: return to.hang();
    case Mood::Refused: return to.answer(403, statusOf(403, "Forbidden", "clusters/proxy is forbidden").dump());
    }
    if (path.ends_with("/selfsubjectaccessreviews") && api == &m_control) {
        const Json asked = Json::parse(request.body)["spec"]["resourceAttributes"];
        if (textOf(asked, "subresource") == "proxy") {
            const std::scoped_lock lock(m_mutex);
            const bool allowed = m_moods[textOf(asked, "name")] != Mood::Refused;
            return to.answer(201, Json{{"kind", "SelfSubjectAccessReview"}, {"status", {{"allowed", allowed}}}}.dump());
        }
    }
    api->serve(request, path, to);
}

Json nodeObject(const std::string& name, int gpus, const std::string& zone)
{
    const Json amounts{{"cpu", "32"}, {"memory", "128Gi"}, {"pods", "110"}, {"nvidia.com/gpu", std::to_string(gpus)}};
    return {{"apiVersion", "v1"},
            {"kind", "Node"},
            {"metadata",
             {{"name", name},
              {"labels", {{"topology.kubernetes.io/zone", zone}, {"topology.kubernetes.io/region", "r-1"}}}}},
            {"spec", Json::object()},
            {"status",
             {{"allocatable", amounts},
              {"capacity", amounts},
              {"conditions", Json::array({{{"type", "Ready"}, {"status", "True"}}})}}}};
}

Json podObject(const std::string& name, const std::string& node, int gpus)
{
    return {
        {"apiVersion", "v1"},
        {"kind", "Pod"},
        {"metadata", {{"name", name}, {"namespace", "default"}}},
        {"spec",
         {{"nodeName", node},
          {"containers", Json::array({{{"name", "c"},
                                       {"image", "i"},
                                       {"resources", {{"limits", {{"nvidia.com/gpu", std::to_string(gpus)}}}}}}})}}},
        {"status", {{"phase", "Running"}}}};
}

Json deploymentObject(const std::string& name, int replicas, int gpus)
{
    Json pod = podObject("p", "", gpus);
    pod["spec"].erase("nodeName");
    return {{"apiVersion", "apps/v1"},
            {"kind", "Deployment"},
            {"metadata", {{"name", name}, {"namespace", "default"}, {"uid", "uid-" + name}}},
            {"spec",
             {{"replicas", replicas},
              {"selector", {{"matchLabels", {{"app", name}}}}},
              {"template", {{"metadata", {{"labels", {{"app", name}}}}}, {"spec", pod["spec"]}}}}}};
}

Json clusterObject(const std::string& name)
{
    return {{"apiVersion", "cluster.karmada.io/v1alpha1"},
            {"kind", "Cluster"},
            {"metadata", {{"name", name}, {"labels", {{"env", "test"}}}}},
            {"spec", {{"syncMode", "Push"}, {"region", "r-1"}}},
            {"status", {{"kubernetesVersion", "v1.32.1"}}}};
}

} // namespace test
