#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/pod.h"
#include "core/snapshot/fleet.h"

/// Does a pod fit a node: kube-scheduler's default filters, over the columns of one cluster.
///
/// A Fit is prepared once for a pod and a cluster (selectors become sets of label ids, taints a flag a taint set, spread
/// and affinity counts a table a domain) and then asked row by row, or for all rows at once.
/// @source shared reference, autoscaling §2; recorded cases `fit`
namespace core::estimate {

/// In the order in which kube-scheduler asks them; the first that refuses is the reason.
enum class Plugin {
    NodeUnschedulable,
    NodeName,
    TaintToleration,
    NodeAffinity,
    NodePorts,
    NodeResourcesFit,
    VolumeRestrictions,
    NodeVolumeLimits,
    VolumeBinding,
    VolumeZone,
    PodTopologySpread,
    InterPodAffinity,
    GpuSharing,  ///< ours, after kube-scheduler's: the node's sharing mode and its single cards
    GpuFault,    ///< ours: cards that the node's conditions isolate
    NodeNotReady ///< ours: nothing is counted on a node that is not ready
};
[[nodiscard]] std::string_view nameOf(Plugin plugin);

struct Refusal {
    Plugin plugin{};
    std::vector<std::string> reasons; ///< kube-scheduler's texts, sorted
    bool unresolvable = false;        ///< more than the whole node could ever give: "never fits", not "full now"
    std::string by{}; ///< the daemon set whose pod keeps others off; empty: none, and of nodes that run not told
    bool operator==(const Refusal&) const = default;
};

class Fit {
public:
    /// `pod` has its defaults (model::withDefaults). `data` must outlive the Fit.
    Fit(const snapshot::ClusterData& data, const model::Pod& pod);
    ~Fit();
    Fit(Fit&&) noexcept;
    Fit& operator=(Fit&&) noexcept;

    /// Empty: the pod fits row `row`.
    [[nodiscard]] std::optional<Refusal> check(std::size_t row) const;
    /// The same for every row: 1 where it fits. Only kube-scheduler's plug-ins up to `last`.
    [[nodiscard]] std::vector<std::uint8_t> checkAll() const;
    /// Rows that pass everything except resources and what depends on other new pods: the candidates of a count.
    [[nodiscard]] const std::vector<std::uint8_t>& eligible() const;

    struct State;

private:
    std::unique_ptr<State> m_state;
};

} // namespace core::estimate
