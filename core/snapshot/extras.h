#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/snapshot/fleet.h"

/// `fleet.yaml` (or `fleet.json`) at the top of a folder of dumps: what Kubernetes does not hold.
///
/// Every field but `apiVersion` and `kind` is optional; a missing one is "not known", never zero. Unknown fields are said
/// and skipped; another kind or version, and a list or mapping that is none, are errors. Times are RFC 3339 in UTC.
///
/// ```yaml
/// apiVersion: berth/v1
/// kind: FleetExtras
/// name: gpu-fleet                    # shown as the fleet's name
/// engine: ackone                     # ackone | karmada | direct; absent: by the policies' apiVersion
/// takenAt: 2026-11-23T09:40:00Z      # when the dumps were made: every age is counted from here
/// seen: 2026-11-23T09:40:00Z         # of what this file states and gives no `seen` of its own
/// clusters:
/// - name: c-hz-01                    # the folder's name in clusters/, and the Cluster object's
///   account: "1055"                  # whose stock and quota it buys from; absent: the fleet's only account
///   alias: hangzhou                  # what people call it, where its name is an id
///   id: c0a1…                        # these fields fill in what a Cluster object does not say
///   provider: alibabacloud
///   region: cn-hangzhou
///   zones: [cn-hangzhou-h, cn-hangzhou-i]
///   kubernetesVersion: v1.32.1
///   labels: {env: prod}
///   taints: [{key: k, value: v, effect: NoSchedule}]
///   nodePools:                       # stated, even as []: the cluster's pools are known
///   - id: np-a10                     # the value of the node label alibabacloud.com/nodepool-id
///     name: gpu-a10
///     elastic: true                  # default true: it buys nodes by itself
///     minSize: 0
///     maxSize: 10
///     size: 2                        # nodes now; absent: counted by label
///     instanceTypes: [ecs.gn7i-c8g1.2xlarge]
///     zones:                         # a name, or a name with the free addresses of its vSwitches
///     - cn-hangzhou-h
///     - {zone: cn-hangzhou-i, freeAddresses: 250}
///     labels: {pool: a10}            # that its new nodes get
///     taints: [{key: nvidia.com/gpu, effect: NoSchedule}]
///     spot: false
///     spotFallback: false            # buys on demand where spot is short
///     skipInventoryCheck: false      # a private pool: stock is not a bound
///     systemDiskGib: 120
///     allocatable: {cpu: 7488m, memory: 27Gi, nvidia.com/gpu: 1}   # of a new node; replaces the formula
///     allocatableSource: seen on 2026-11-01
///     scaler: goatscaler             # goatscaler | cluster-autoscaler | karpenter
///     scalerVersion: 0.6.1
///     batch: 180                     # most nodes in one scale-out
///     scaleInDelaySeconds: 600
/// stock:                             # what the cloud could still give; several rows may speak of one cell. []: none; absent: unknown
/// - zone: cn-hangzhou-h
///   instanceType: ecs.gn7i-c8g1.2xlarge
///   account: "1055"
///   spot: false
///   basis: exact                     # exact | at-least | category | score | negative | unknown
///   instances: 3                     # a number, or {min: 3, max: 8}; without max: no limit known. By basis where absent.
///                                    # Of a score the score: 5 and more as WithStock, 1 to 4 as ClosedWithStock
///   category: WithStock              # WithStock | ClosedWithStock | WithoutStock | ClosedWithoutStock
///   privatePool: false
///   source: DescribeAvailableResource
///   seen: 2026-11-23T09:38:00Z
/// quotas:
/// - {name: q_ecs_gn7i_postpay_g, account: "1055", region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 64, used: 12}
/// prices:                            # before the program's own catalogue, which fills in the rest
/// - {instanceType: ecs.gn7i-c8g1.2xlarge, region: cn-hangzhou, zone: cn-hangzhou-h, spot: false, perHour: "9.50",
///    currency: CNY, source: contract 2026, seen: 2026-11-01T00:00:00Z}
/// instanceTypes:                     # the same; memoryMib or memoryGib; gpuMemoryMib as a card is sold, or as its driver shows it
/// - {name: ecs.gn7i-c8g1.2xlarge, vcpu: 8, memoryGib: 30, gpuModel: NVIDIA A10, gpus: 1, gpuMemoryMib: 24576, maxPods: 48}
/// descheduler: {periodSeconds: 120, thresholdSeconds: 30}
/// ```
namespace core::snapshot {

/// One cluster's part. `cluster` holds only what the file states.
struct ClusterExtras {
    model::Cluster cluster;
    std::string account;
    std::string alias;                                 ///< empty: none
    std::optional<std::vector<model::NodePool>> pools; ///< absent: not known
};

struct Extras {
    std::string name;
    std::string engine;
    std::optional<Time> takenAt;
    std::optional<Time> seen;
    std::vector<ClusterExtras> clusters;
    std::map<std::string, std::string> aliases;         ///< by the clusters' names
    std::optional<std::vector<model::StockCell>> stock; ///< absent: not known
    std::vector<model::Quota> quotas;
    std::vector<model::Price> prices;
    std::vector<model::InstanceType> instanceTypes;
    Json descheduler; ///< null where not stated
};

/// True for a document of this kind.
[[nodiscard]] bool isExtras(const Json& object);
/// True for one that, where such a document belongs, can only be meant so: with a misspelt kind, or none.
[[nodiscard]] bool isMeantAsExtras(const Json& object);
/// Never fails: what is wrong is said with its path and left out. `source` is put where a row states none.
[[nodiscard]] Extras readExtras(const Json& object, const std::string& source, model::Issues& issues);

/// "9.5" or "9.50" → 9 500 000 micro-units an hour; at most six decimals, not negative.
[[nodiscard]] std::optional<std::int64_t> moneyMicros(std::string_view decimal);
/// What a category means as an interval: WithStock 1 … no limit known, ClosedWithStock 0 … 2 (a setting, not a fact),
/// WithoutStock and ClosedWithoutStock 0. An unknown word is 0 … no limit known.
/// @source shared reference, alibaba §4.5
[[nodiscard]] Range categoryRange(std::string_view category);
/// What a score of the cloud means: 5 and more as WithStock, 1 to 4 as ClosedWithStock, else none.
/// @source shared reference, alibaba §4.5 (DescribeElasticStrength, HealthScore)
[[nodiscard]] Range scoreRange(std::int64_t score);

} // namespace core::snapshot
