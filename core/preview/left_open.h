#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/preview.h"
#include "core/snapshot/store.h"

/// A preview shows one outcome of several. What the others would leave to the workloads after it. Detail of this room.
namespace core::preview {

/// New nodes that may be of any of these offers: which, the autoscaler says.
struct OpenBuy {
    std::vector<std::size_t> offers;
    Range nodes; ///< of all of them together
    std::map<std::size_t, std::int64_t> shown;
    bool undescribed = false; ///< some are of types that nobody described
    [[nodiscard]] bool isOpen() const { return offers.size() > 1 || undescribed; }
    /// Fewest and most nodes of one of the offers.
    [[nodiscard]] Range of(const estimate::Provisionable& what, std::size_t offer) const;
};
/// Of one cluster; every share of new nodes is in one of them.
[[nodiscard]] std::vector<OpenBuy> openBuysOf(const estimate::Provisionable& what, const snapshot::ClusterData& data,
                                              const std::vector<Share>& shares);

/// Replicas of a workload on nodes that run, and where else they might be: the scheduler's choice is not known.
struct OpenPods {
    estimate::AskPod ask;
    std::vector<model::Pod> pods;
    std::map<std::string, std::int64_t> most; ///< by node, pods
};

/// What one preview leaves open.
class LeftOpen {
public:
    std::string workload; ///< its name
    std::map<std::string, std::vector<OpenPods>> pods;
    std::map<std::string, std::vector<std::string>> nodes; ///< bought, and perhaps others
    /// Besides what is shown to be taken, at worst.
    std::map<std::pair<std::string, std::uint32_t>, std::int64_t> pools;                   ///< by cluster, pool
    std::map<std::tuple<std::string, std::uint32_t, std::string>, std::int64_t> addresses; ///< and zone
    std::map<std::uint32_t, std::int64_t> quotas;
    std::set<std::string> divided;                   ///< clusters that may get other numbers
    std::map<estimate::CellKey, std::int64_t> taken; ///< of stock at most, what is shown included

    /// @param shown  what the fleet after it already has of it
    void add(const snapshot::ClusterData& data, const estimate::Provisionable& what, const OpenBuy& buy);
    [[nodiscard]] bool isOpen() const
    {
        return !pods.empty() || !nodes.empty() || !pools.empty() || !addresses.empty() || !quotas.empty() ||
               !divided.empty();
    }
};

/// Stock is handed on as what may be left of it; the rest is tried: the question is asked again where those before took what
/// hurts it most, and where they took what hurts it least.
/// @param shown   the answer on `fleet`, where they took what is shown
/// @return        that the answer hangs on it; absent: it is the same
[[nodiscard]] std::optional<Warning> hangsOn(const std::vector<LeftOpen>& before, const Question& question,
                                             const snapshot::FleetPtr& fleet, const Preview& shown,
                                             std::stop_token stop);

} // namespace core::preview
