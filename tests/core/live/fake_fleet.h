#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/object/apply.h"
#include "tests/core/kube/stub_server.h"

/// A fleet to test against: a control plane and its members behind one HTTPS server, with discovery, lists, watches, rights and
/// tables, as far as Berth asks. Members are reached through the control plane's proxy.
namespace test {

/// One API server's resources and objects. Thread-safe.
class FakeApi {
public:
    struct Resource {
        std::string group;
        std::string version;
        std::string plural;
        std::string kind;
        bool namespaced = false;
        std::vector<std::string> subresources{};
        std::vector<std::string> shortNames{};
        std::vector<std::string> categories{};
    };
    void serveResource(Resource resource);
    /// As when a definition is deleted: its objects go, its watches end.
    void dropResource(const std::string& plural);
    /// What members have: the core's and those of apps, batch, storage.k8s.io, scheduling.k8s.io, autoscaling.
    void serveCluster();
    /// What a Karmada control plane has.
    void serveKarmada();

    /// An object of a resource that is served; an object of the same name is replaced.
    void put(const core::Json& object);
    void remove(const std::string& plural, const std::string& nameSpace, const std::string& name);
    /// While no watch could tell: all of them end, and no version from before is kept.
    void removeUnseen(const std::string& plural, const std::string& nameSpace, const std::string& name);
    void forbid(const std::string& plural);     ///< to list and watch it
    void forbidList(const std::string& plural); ///< the same, and to get its objects is allowed
    /// Discovery lists it, and it is answered with 404.
    void setLost(const std::string& plural, bool lost);
    void forbidGet(const std::string& plural);
    /// Reviews of rights answer yes for this namespace alone, and for what has none.
    void allowOnlyIn(const std::string& nameSpace);
    void allow(const std::string& plural);
    /// The table that a list of it is printed as, and of one object the row of its name; else a table is refused and the plain list sent.
    void setTable(const std::string& plural, const core::Json& table);
    /// `/openapi/v2`; empty: it publishes none.
    void setSchemas(const std::string& document);

    // Writes (fake_writes.cpp): server-side apply, JSON patches and deletes of single objects, with dry runs.
    /// Looks at what would be stored, and may change it; a Status denies it.
    using Admission = std::function<std::optional<core::Json>(core::Json& object, bool dryRun)>;
    void setAdmission(Admission admission);
    /// Changes what a refusal of server-side apply names: servers differ.
    void setConflictNames(std::function<void(core::Json& causes)> names);
    /// Called before a write is looked at, and before it is answered; on the connection's thread.
    void setWriteHook(std::function<void(const StubRequest&, bool before)> hook);
    /// Namespaces have to be there before what stands in them.
    void enforceNamespaces() { m_enforcesNamespaces = true; }
    void setClock(const std::string& time) { m_clock = time; }
    /// Null: there is none.
    [[nodiscard]] core::Json object(const std::string& plural, const std::string& nameSpace,
                                    const std::string& name) const;
    /// As other clients do it: server-side apply, or a whole object.
    void applyAs(const std::string& manager, const core::Json& config, bool force = false);
    void updateAs(const std::string& manager, const core::Json& object);
    [[nodiscard]] int writing() const { return m_writing; } ///< writes that are not answered yet

    /// @param path behind the server's own, with the query
    void serve(const StubRequest& request, const std::string& path, StubConnection& to);
    [[nodiscard]] bool isInsideOf(const std::string& plural, const std::string& nameSpace) const;
    [[nodiscard]] bool mayList(const std::string& plural) const;
    [[nodiscard]] bool mayGet(const std::string& plural) const;

private:
    [[nodiscard]] core::Json discovery(bool core) const;
    void list(const Resource& resource, const std::string& nameSpace, const std::string& path, bool asTable,
              StubConnection& to);
    void watch(const Resource& resource, const std::string& nameSpace, const std::string& path, StubConnection& to);

    void answerObject(const Resource& resource, const std::string& nameSpace, const std::string& name,
                      const StubRequest& request, StubConnection& to);
    core::Json applied(const Resource& resource, const std::string& nameSpace, const std::string& name,
                       const core::Json& live, const StubRequest& request);
    core::Json patched(const Resource& resource, const core::Json& live, const StubRequest& request);
    core::Json removed(const Resource& resource, const core::Json& live, const StubRequest& request);
    core::Json stored(const Resource& resource, const core::Json& live, core::object::Managed managed,
                      const StubRequest& request);
    static void addDefaultsOfSecret(core::Json& config);
    void change(const core::Json& object, const std::function<core::Json(const Resource&, const std::string&,
                                                                         const std::string&, const core::Json&)>& how);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Admission m_admission;
    std::function<void(const StubRequest&, bool)> m_writeHook;
    std::function<void(core::Json&)> m_conflictNames;
    std::atomic<bool> m_enforcesNamespaces{false};
    std::atomic<int> m_writing{0};
    std::string m_clock = "2026-11-29T12:00:00Z";
    int m_kept = 0; ///< the oldest version that can be watched from; 0: all are kept
    std::vector<Resource> m_resources;
    std::map<std::string, std::map<std::pair<std::string, std::string>, core::Json>> m_objects; ///< [plural][ns, name]
    std::map<std::string, core::Json> m_tables;
    std::string m_schemas;
    std::set<std::string> m_forbidden;
    std::set<std::string> m_forbiddenToList;
    std::set<std::string> m_forbiddenToGet;
    std::set<std::string> m_lost;
    std::string m_onlyIn;
    struct Event {
        int version;
        std::string plural;
        std::string nameSpace;
        std::string text;
    };
    std::vector<Event> m_history;
    int m_version = 100;
};

class FakeFleet {
public:
    enum class Mood { Well, Dead, Slow, Refused }; ///< Refused: the control plane does not let through
    FakeFleet();

    FakeApi& control() { return m_control; }
    /// Adds a member and its Cluster object.
    FakeApi& member(const std::string& name, Mood mood = Mood::Well);
    FakeApi& api(const std::string& member); ///< one that was added
    void setMood(const std::string& name, Mood mood);
    [[nodiscard]] int port() const { return m_server->port(); }
    [[nodiscard]] const StubServer& server() const { return *m_server; }
    /// A kubeconfig that reaches it, with the contexts "fleet" and "member-NAME" for each member (its own address).
    [[nodiscard]] std::string kubeconfig() const;
    /// How members are reached: Karmada's proxy, or the Cluster Gateway's.
    void useGateway();

private:
    void serve(const StubRequest& request, StubConnection& to);

    FakeApi m_control;
    mutable std::mutex m_mutex;
    std::map<std::string, std::unique_ptr<FakeApi>> m_members;
    std::map<std::string, Mood> m_moods;
    std::string m_proxies = "/apis/cluster.karmada.io/v1alpha1/clusters/";
    std::unique_ptr<StubServer> m_server;
};

/// Objects of tests. @param gpus of its allocatable
[[nodiscard]] core::Json nodeObject(const std::string& name, int gpus, const std::string& zone = "z-1");
[[nodiscard]] core::Json podObject(const std::string& name, const std::string& node, int gpus);
[[nodiscard]] core::Json deploymentObject(const std::string& name, int replicas, int gpus);
[[nodiscard]] core::Json clusterObject(const std::string& name);

} // namespace test
