#include "core/snapshot/sample.h"

#include <array>

#include "core/model/age.h"
#include "core/snapshot/build.h"

namespace core::snapshot {
namespace {

constexpr Amount gib = Amount{1} << 30U;
constexpr std::int64_t takenAt = 1'795'000'000; // 2026-11-18, a moment like any other

/// SplitMix64: the same numbers on every machine and library.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// 0 … sides-1
    std::int64_t roll(std::int64_t sides)
    {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(sides));
    }

private:
    std::uint64_t m_state;
};

struct Place {
    const char* region;
    std::array<const char*, 2> zones;
};
constexpr std::array<Place, 4> places = {{{"cn-hangzhou", {"cn-hangzhou-h", "cn-hangzhou-i"}},
                                          {"cn-beijing", {"cn-beijing-f", "cn-beijing-g"}},
                                          {"cn-shanghai", {"cn-shanghai-e", "cn-shanghai-f"}},
                                          {"cn-shenzhen", {"cn-shenzhen-d", "cn-shenzhen-e"}}}};

// Specifications as ECS lists them; GPU nodes of 8 cards, small elastic types, and plain nodes.
const std::array<model::InstanceType, 4> types = {{
    {"ecs.g7.4xlarge", 16, 64 * 1024, "", 0, std::nullopt, std::nullopt, "sample"},
    {"ecs.gn7i-c8g1.2xlarge", 8, 30 * 1024, "NVIDIA A10", 1, 24 * 1024, 48, "sample"},
    {"ecs.gn7i-c32g1.32xlarge", 128, 752 * 1024, "NVIDIA A10", 4, 24 * 1024, 110, "sample"},
    {"ecs.ebmgn7ix.32xlarge", 128, 1024 * 1024, "NVIDIA A10", 8, 24 * 1024, 110, "sample"},
}};
constexpr std::array<std::int64_t, 4> hourlyMicros = {3'120'000, 9'530'000, 61'000'000, 110'000'000};

std::string numbered(const std::string& what, int number)
{
    std::string digits = std::to_string(number);
    return what + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

model::NodePool pool(int index, const Place& place, Dice& dice)
{
    model::NodePool p;
    p.id = numbered("np", index);
    p.name = index % 2 == 0 ? "gpu-a10" : "gpu-a10-spot";
    p.spot = index % 2 == 1;
    p.maxSize = 2 + dice.roll(9);
    p.size = 0;
    p.instanceTypes = {types[1].name};
    if (dice.roll(2) == 0) p.instanceTypes.push_back(types[2].name);
    for (const char* zone : place.zones) p.zones.push_back({zone, 50 + dice.roll(200)});
    p.labels = {{"pool", p.name}};
    p.taints = {{"nvidia.com/gpu", "", "NoSchedule"}};
    p.systemDiskGib = 120;
    p.scaler = "goatscaler";
    p.scalerVersion = "0.5.2";
    return p;
}

model::Node node(const std::string& cluster, int index, bool gpu, const Place& place, Dice& dice)
{
    const model::InstanceType& type = gpu ? types[3] : types[0];
    const std::string zone = place.zones[static_cast<std::size_t>(dice.roll(2))];
    model::Node n;
    n.name = numbered(cluster + "-node-", index);
    n.labels = {{"kubernetes.io/hostname", n.name},
                {"kubernetes.io/arch", "amd64"},
                {"kubernetes.io/os", "linux"},
                {"node.kubernetes.io/instance-type", type.name},
                {"topology.kubernetes.io/region", place.region},
                {"topology.kubernetes.io/zone", zone},
                {"alibabacloud.com/nodepool-id", gpu ? "np-fixed-gpu" : "np-fixed-cpu"}};
    if (gpu) {
        n.labels["aliyun.accelerator/nvidia_name"] = "NVIDIA-A10";
        n.labels["aliyun.accelerator/nvidia_count"] = "8";
        n.taints = {{"nvidia.com/gpu", "", "NoSchedule"}};
    }
    n.capacity = {{"cpu", type.vcpu * 1000},
                  {"memory", type.memoryMib * (Amount{1} << 20U)},
                  {"pods", 110},
                  {"ephemeral-storage", 120 * gib}};
    n.allocatable = n.capacity;
    n.allocatable["cpu"] -= 150 + 10 * dice.roll(10);
    n.allocatable["memory"] -= 2 * gib + dice.roll(4) * (gib / 8);
    if (gpu) n.capacity["nvidia.com/gpu"] = n.allocatable["nvidia.com/gpu"] = type.gpus;
    n.unschedulable = dice.roll(40) == 0;
    n.conditions = {{"Ready", dice.roll(50) == 0 ? "False" : "True", "KubeletReady", ""}};
    if (gpu && dice.roll(30) == 0)
        n.conditions.push_back({"NvidiaXID79Error", "True", "NodeHasNvidiaXID79Error", "Xid 79"});
    n.creationTime = model::toText(Time(Seconds(takenAt - 86'400 - dice.roll(30 * 86'400))));
    return n;
}

/// One of a handful of applications.
model::Pod application(int kind)
{
    static const std::array<std::array<Amount, 3>, 6> sizes = {{{100, 128, 0},
                                                                {250, 512, 0},
                                                                {1000, 2048, 0},
                                                                {2000, 8192, 1},
                                                                {4000, 16384, 1},
                                                                {8000, 65536, 2}}}; // milli, MiB, cards
    const auto& [milli, mib, cards] = sizes[static_cast<std::size_t>(kind) % sizes.size()];
    const std::string name = (cards > 0 ? "llm-" : "web-") + std::to_string(kind);
    model::Pod pod;
    pod.ns = kind % 3 == 0 ? "default" : "team-" + std::to_string(kind % 3);
    pod.labels = {{"app", name}, {"pod-template-hash", "7d9f" + std::to_string(kind)}};
    pod.owners = {{"apps/v1", "ReplicaSet", name + "-7d9f", "", true}};
    model::Container container;
    container.name = "main";
    container.image = "registry.example.com/" + name + ":1.0";
    container.requests = {{"cpu", model::Quantity::ofMilli(milli)},
                          {"memory", model::Quantity::of(mib << 20U, model::Quantity::Format::BinarySI)}};
    if (cards > 0) {
        container.command = {"vllm", "serve", "/models/" + name};
        container.requests["nvidia.com/gpu"] = container.limits["nvidia.com/gpu"] = model::Quantity::of(cards);
        pod.spec.tolerations = {{"nvidia.com/gpu", "Exists", "", ""}};
    }
    pod.spec.containers = {container};
    pod.spec.priority = 0;
    pod.spec.schedulerName = "default-scheduler";
    pod.spec.restartPolicy = "Always";
    return pod;
}

model::Pod agent()
{
    model::Pod pod = application(0);
    pod.ns = "kube-system";
    pod.labels = {{"k8s-app", "node-agent"}};
    pod.owners = {{"apps/v1", "DaemonSet", "node-agent", "", true}};
    pod.spec.containers.front().image = "registry.example.com/node-agent:2.1";
    pod.spec.tolerations = {{"", "Exists", "", ""}};
    pod.spec.priority = 2'000'001'000;
    pod.spec.priorityClassName = "system-node-critical";
    return pod;
}

/// Pods that fit: what a node cannot hold any more is not put there.
std::vector<model::Pod> podsOf(const model::Node& node, int wanted, Dice& dice)
{
    std::vector<model::Pod> pods;
    model::Requests left = node.allocatable;
    for (int i = 0; i < wanted; ++i) {
        model::Pod pod =
            i == 0 ? agent() : application(static_cast<int>(dice.roll(left.contains("nvidia.com/gpu") ? 12 : 3)));
        bool fits = true;
        for (const auto& [name, quantity] : pod.spec.containers.front().requests)
            fits = fits && left[name] >= model::amountOf(name, quantity);
        if (!fits) pod = application(0);
        for (const auto& [name, quantity] : pod.spec.containers.front().requests)
            left[name] -= model::amountOf(name, quantity);
        pod.name = pod.owners.front().name + "-" + node.name + "-" + std::to_string(i);
        pod.spec.nodeName = node.name;
        pod.phase = "Running";
        pod.ready = dice.roll(20) != 0;
        pod.startTime = model::toText(Time(Seconds(takenAt - dice.roll(20 * 86'400))));
        pods.push_back(std::move(pod));
    }
    return pods;
}

ClusterPtr clusterOf(int index, const Sample& parameters, Dice& dice)
{
    const Place& place = places[static_cast<std::size_t>(index) % places.size()];
    ClusterData data;
    data.cluster.name = numbered("cluster-", index);
    data.cluster.provider = "alibabacloud";
    data.cluster.region = place.region;
    data.cluster.zones = {place.zones.begin(), place.zones.end()};
    data.cluster.labels = {{"env", index % 3 == 0 ? "staging" : "prod"}, {"region", place.region}};
    data.cluster.kubernetesVersion = "v1.32.1";
    for (int i = 0; i < parameters.elasticPools; ++i) data.pools.push_back(pool(i, place, dice));
    std::vector<model::Node> nodes;
    std::vector<model::Pod> pods;
    for (int i = 0; i < parameters.nodes; ++i) {
        const bool gpu = i % 10 < parameters.gpuNodesOf10;
        nodes.push_back(node(data.cluster.name, i, gpu, place, dice));
        for (model::Pod& pod : podsOf(nodes.back(), parameters.podsPerNode, dice)) pods.push_back(std::move(pod));
    }
    data.daemonSets = {shapeOf(agent())};
    data.namespaces = {{"default", {}}, {"kube-system", {}}, {"team-1", {{"team", "1"}}}, {"team-2", {{"team", "2"}}}};
    data.priorityClasses = {{"high", 1000}, {"system-node-critical", 2'000'001'000}};
    data.nodesKnown = data.podsKnown = data.poolsKnown = true;
    data.listed.daemonSets = true;
    data.nodesOrigin = data.podsOrigin = data.poolsOrigin = {"sample", Time(Seconds(takenAt))};
    buildTables(data, std::move(nodes), std::move(pods));
    return freezeCluster(std::move(data));
}

void addStock(Fleet& fleet, Dice& dice)
{
    const Time seen{Seconds(takenAt - 60)};
    for (const Place& place : places) {
        for (const char* zone : place.zones) {
            for (std::size_t type = 1; type < types.size(); ++type) {
                model::StockCell cell;
                cell.zone = zone;
                cell.instanceType = types[type].name;
                cell.spot = dice.roll(4) == 0;
                cell.basis = dice.roll(2) == 0 ? model::StockBasis::Exact : model::StockBasis::AtLeast;
                const std::int64_t count = dice.roll(12);
                cell.instances =
                    cell.basis == model::StockBasis::Exact ? Range::exactly(count) : Range{count, std::nullopt};
                cell.source = "sample";
                cell.seen = seen;
                fleet.stock.push_back(std::move(cell));
            }
        }
        for (std::size_t type = 0; type < types.size(); ++type)
            fleet.prices.push_back(
                {place.region, "", types[type].name, false, {hourlyMicros[type], "CNY"}, "sample", seen});
        model::Quota quota;
        quota.region = place.region;
        quota.families = {"gn7i", "ebmgn7ix"};
        quota.unit = "gpu";
        quota.limit = 64;
        quota.used = dice.roll(64);
        quota.name = "q_ecs_gn7i_postpay_g";
        quota.source = "sample";
        fleet.quotas.push_back(std::move(quota));
    }
    fleet.stockOrigin = fleet.pricesOrigin = {"sample", seen};
}

} // namespace

FleetPtr sample(const Sample& parameters)
{
    Dice dice(parameters.seed);
    Fleet fleet;
    fleet.name = "sample";
    fleet.takenAt = Time(Seconds(takenAt));
    for (int i = 0; i < parameters.clusters; ++i) fleet.clusters.push_back(clusterOf(i, parameters, dice));
    fleet.instanceTypes = {types.begin(), types.end()};
    addStock(fleet, dice);
    return freeze(std::move(fleet));
}

} // namespace core::snapshot
