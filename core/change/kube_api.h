#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/change/api.h"
#include "core/kube/client_discovery.h"

/// A cluster that is reached over the network.
namespace core::change {

struct KubeApiOptions {
    std::string cluster;
    std::string server; ///< kube::serverDigest of its connection
    kube::Session session;
    std::shared_ptr<const kube::Discovery> discovery;
    std::stop_token stop;
    /// Which saved connection forbids to write to the cluster, now that it is known which one it is; empty: none.
    std::function<std::string(const Target&)> readOnlyBy{};
    std::string address{}; ///< host and port, for sentences
};

/// How fast a person's plan may ask: each object takes some requests, all of them at once.
/// @source kubectl 1.32, cli-runtime genericclioptions (QPS 50, burst 300)
inline constexpr double PerSecond = 50;
inline constexpr int Burst = 300;

/// Asks for the identity of the cluster; where the session only reads, every write is refused by the client below.
[[nodiscard]] std::shared_ptr<Api> kubeApi(KubeApiOptions options);

} // namespace core::change
