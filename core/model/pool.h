#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/model/node.h"

/// Elastic node pools, the types they buy, and what the cloud could still give: what Kubernetes does not hold.
namespace core::model {

/// What an instance type has (ECS DescribeInstanceTypes; vendor pages).
struct InstanceType {
    std::string name; ///< "ecs.gn7i-c8g1.2xlarge"
    std::int64_t vcpu{};
    std::int64_t memoryMib{};
    std::string gpuModel; ///< "NVIDIA A10"; empty: none
    std::int64_t gpus{};
    std::optional<std::int64_t> gpuMemoryMib; ///< each card, nominal
    std::optional<std::int64_t> maxPods;      ///< by the CNI; absent: unknown
    std::string source;
    bool operator==(const InstanceType&) const = default;
};

/// A zone that a pool can buy in: one or more of its vSwitches.
struct PoolZone {
    std::string zone;                          ///< "cn-hangzhou-h"
    std::optional<std::int64_t> freeAddresses; ///< absent: unknown
    bool operator==(const PoolZone&) const = default;
};

struct NodePool {
    std::string id;
    std::string name;
    bool elastic = true; ///< automatic scaling is on
    bool spot = false;
    bool spotFallback = false;       ///< compensate_with_on_demand
    bool skipInventoryCheck = false; ///< private pools: stock is not a bound
    std::int64_t minSize = 0;
    std::optional<std::int64_t> maxSize; ///< absent: unknown
    std::optional<std::int64_t> size;    ///< nodes now; absent: counted by the label alibabacloud.com/nodepool-id
    std::vector<std::string> instanceTypes;
    std::vector<PoolZone> zones;
    Labels labels;
    std::vector<Taint> taints;
    std::int64_t systemDiskGib = 0;
    std::optional<Requests> allocatable; ///< stated or once seen; replaces the reservation formula
    std::string allocatableSource;
    std::string scaler;                ///< goatscaler, cluster-autoscaler, karpenter; empty: unknown
    std::string scalerVersion;         ///< "0.6.1"; empty: unknown
    std::optional<std::int64_t> batch; ///< most nodes in one scale-out; absent: the scaler's default
    std::optional<std::int64_t> scaleInDelaySeconds;
    bool operator==(const NodePool&) const = default;
};
/// As people call it.
[[nodiscard]] inline const std::string& nameOf(const NodePool& pool)
{
    return pool.name.empty() ? pool.id : pool.name;
}
/// ACK's own, unless another is stated.
[[nodiscard]] inline bool isGoatScaler(const NodePool& pool)
{
    return pool.scaler.empty() || pool.scaler == "goatscaler";
}

/// Where a figure of stock comes from; the order is that of trust when several speak of one cell.
enum class StockBasis { Exact, Negative, AtLeast, Score, Category, Unknown };

/// How many instances of a type the cloud could still give in a zone.
struct StockCell {
    std::string account; ///< stock is shared inside one account and region; empty: the fleet's only one
    std::string zone;
    std::string instanceType;
    bool spot = false;
    StockBasis basis = StockBasis::Unknown;
    Range instances;          ///< an absent upper end: no limit known (a pool's own room bounds it)
    std::string category;     ///< WithStock, ClosedWithStock, … where the basis is one
    std::string source;       ///< "ConfigMap kube-system/np1-inventory-status", "pools.yaml"
    std::optional<Time> seen; ///< absent: age unknown
    bool privatePool = false;
    bool operator==(const StockCell&) const = default;
};

/// A quota of the account: cards or vCPUs of a family in a region.
struct Quota {
    std::string account;
    std::string region;
    std::vector<std::string> families; ///< "gn7i", "ebmgn7ix"
    std::string unit;                  ///< "gpu", "vcpu" or "instance"
    std::optional<std::int64_t> limit;
    std::optional<std::int64_t> used;
    std::string name; ///< "q_ecs_gn7i_postpay_g"
    std::string source;
    std::optional<Time> seen;
    bool operator==(const Quota&) const = default;
};

/// A price of an instance type in a region (or one zone of it).
struct Price {
    std::string region;
    std::string zone; ///< empty: every zone of the region
    std::string instanceType;
    bool spot = false;
    MoneyPerHour perHour;
    std::string source;
    std::optional<Time> seen;
    bool operator==(const Price&) const = default;
};

/// "ecs.gn7i-c8g1.2xlarge" → "gn7i". Empty if it is not an instance type's name.
[[nodiscard]] std::string familyOf(std::string_view instanceType);
/// "ecs.gn7i-c8g1.2xlarge" → 8: vCPUs by the size that the name ends with; a few types have some more. Absent: it tells no size.
/// @source Alibaba Cloud ECS, naming of instance types: large is 2 vCPUs, xlarge 4, <n>xlarge n × 4
[[nodiscard]] std::optional<std::int64_t> vcpuByName(std::string_view instanceType);
/// "cn-hangzhou-h" → "cn-hangzhou"; "ap-southeast-1a" → "ap-southeast-1".
[[nodiscard]] std::string regionOf(std::string_view zone);

} // namespace core::model
