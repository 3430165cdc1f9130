#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "core/kube/cache.h"
#include "core/live/rights.h"
#include "core/snapshot/assemble.h"

/// The clusters of a fleet, found and reached: by the fleet's kubeconfig alone, through the proxy that Karmada or ACK One's Cluster
/// Gateway serves, or by kubeconfigs of their own, which win. A server that knows of no other clusters is a fleet of one.
///
/// Everything goes on at once: a cluster that is slow, dead or refused is a row of its own, and costs the others nothing.
namespace core::live {

enum class Way {
    Direct,        ///< by the connection that was given: the control plane, or the only cluster
    ThroughFleet,  ///< by the fleet's proxy
    OwnKubeconfig, ///< by one that was given for it
    None           ///< there is no proxy, and no kubeconfig
};
[[nodiscard]] std::string_view name(Way way); ///< "through the fleet"

struct Reached {
    enum class State {
        Connecting,  ///< for the first time
        Reached,     ///< it has told what it serves
        Refused,     ///< the user may not
        Unreachable, ///< or something else went wrong; it is tried again
    };
    std::string name;
    kube::Place place = kube::Place::Member;
    Way way = Way::Direct;
    State state = State::Connecting;
    std::string server;  ///< kube::serverDigest of the connection; empty: there is none
    std::string address; ///< of the connection, host and port, escaped; for sentences
    std::string program; ///< that hands out its credentials, escaped; empty: none does
    std::string proxy;   ///< kube::byWayOf the proxy to it; empty: there is none
    std::optional<kube::Session> session;
    std::shared_ptr<const kube::Discovery> discovery; ///< once it was reached
    int looks = 0;                                    ///< how often it has told what it serves
    std::optional<snapshot::DescribedCluster> object; ///< as the fleet describes it
    std::optional<kube::ApiError> error;
    std::optional<Right> missing; ///< with Refused, where it is known: of the fleet, to let it through
    void isReachedBy(const kube::Connection& connection, const kube::Environment& environment);
    /// What is wrong and what to do; empty where nothing is.
    [[nodiscard]] std::string why() const;
};

struct ConnectOptions {
    kube::Connection fleet;
    std::string name;                                ///< of a fleet of one; empty: the context's
    std::map<std::string, kube::Connection> members; ///< kubeconfigs of their own, by cluster
    kube::Consents consents;
    kube::Environment environment;
    kube::ClientOptions client;
    bool mayWrite = false; ///< whether the sessions give a right to write (core/change asks for one)
    bool readOnly = false; ///< they give none, whatever `mayWrite` says: of a connection that was saved so
    kube::CacheOptions cache;
    /// Between two looks at what a cluster serves, without anything that hints at a change. @source client-go's cached discovery
    kube::Milliseconds lookAgain{600'000};
};

/// The connection to a member through the fleet; none where the fleet has no proxy, or the name is none that a cluster can have.
[[nodiscard]] std::optional<kube::Connection> throughFleet(const kube::Connection& fleet,
                                                           const kube::Discovery& discovery, const std::string& member);

/// Whom somebody waits for, besides the control plane.
struct WaitFor {
    bool members = true;           ///< false: the control plane alone
    std::set<std::string> names{}; ///< of members; empty: all there are
};

class Connections {
public:
    /// Called on the client's thread. Not to wait, and not to end the connections.
    struct Listener {
        std::function<void(const Reached&)> changed; ///< new, reached, refused, described anew
        std::function<void(const std::string&)> gone;
    };
    explicit Connections(ConnectOptions options, Listener listener = {});
    ~Connections();
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    void start();
    /// The control plane first, where there is one; then by name.
    [[nodiscard]] std::vector<Reached> clusters() const;
    /// How the list of clusters stands; none in a fleet of one.
    [[nodiscard]] std::optional<kube::PartState> membersPart() const;
    [[nodiscard]] std::optional<kube::ApiResource> membersResource() const;
    /// Why it is not known which clusters the fleet has, on one line and with what to do; empty: it is known.
    [[nodiscard]] std::string whyMembersUnknown() const;
    /// Waits until each cluster was reached or was not, at most that long. @return whether they were
    bool wait(kube::Milliseconds most, const std::stop_token& stop = {}) const;
    /// The same of those whom the answer needs: one that is dead costs only who asks for it. A name that no cluster has is waited for
    /// until the fleet has told of all.
    bool wait(const WaitFor& whom, kube::Milliseconds most, const std::stop_token& stop = {}) const;
    [[nodiscard]] std::shared_ptr<kube::Turns> turns() const;
    /// What it serves seems to have changed: it is asked anew after a back-off, and `changed` is called whatever it says. On the
    /// client's thread. @param name empty: the control plane
    void lookAgain(const std::string& name);

private:
    struct Shared;
    kube::Client m_client;
    std::shared_ptr<Shared> m_shared;
};

} // namespace core::live
