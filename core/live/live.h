#pragma once

#include <cstdint>

#include "core/live/connect.h"
#include "core/snapshot/extras.h"
#include "core/snapshot/fleet.h"

/// A live fleet: the connections (connect.h), what each cluster has (core/kube/cache.h), and the snapshot that comes of it.
///
///     LiveFleet live({.connect = {.fleet = *chosen.connection}, .now = systemNow});
///     live.start();
///     live.settle(30s);                       // each part is known, or is not and says why
///     FleetPtr fleet = live.update();         // and again, whenever the newest is wanted
///
/// What is not known is a named gap of the fleet, with the right that is missing where that is why. A list that is half there is never
/// taken for the whole.
namespace core::live {

/// The clock of a program that runs now.
[[nodiscard]] Time systemNow();

struct LiveOptions {
    ConnectOptions connect;
    snapshot::Extras extras; ///< what Kubernetes does not hold
    std::function<Time()> now;
    /// After which a part that is not followed any more is a gap of the snapshot, with its age: what was known of it stays.
    Seconds oldAfter{60};
};

/// One resource of a cluster.
struct Part {
    std::string resource; ///< "nodes", "deployments.apps"
    std::string gives;    ///< what is unknown without it
    kube::PartState state;
    std::string why; ///< what is wrong, and what to do; empty where nothing is
};
struct ClusterView {
    Reached reached;
    std::vector<Part> parts; ///< none before it was reached
};

class LiveFleet {
public:
    explicit LiveFleet(LiveOptions options);
    ~LiveFleet();
    LiveFleet(const LiveFleet&) = delete;
    LiveFleet& operator=(const LiveFleet&) = delete;

    void start();
    /// Waits until there is nothing more to come of what can be had; meanwhile puts in what has come. @return whether it is so
    bool settle(kube::Milliseconds most, const std::stop_token& stop = {});
    /// Puts in what came since, and says what is missing now. From one thread at a time, not the client's.
    snapshot::FleetPtr update();
    [[nodiscard]] snapshot::FleetPtr fleet() const; ///< the last one; from any thread
    /// Grows with whatever comes in: as long as it stays, an update would only make the ages newer. From any thread.
    [[nodiscard]] std::uint64_t changes() const;
    /// The control plane first, where there is one; then by name.
    [[nodiscard]] std::vector<ClusterView> clusters() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<Connections> m_connections;
};

} // namespace core::live
