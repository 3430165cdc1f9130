#include <algorithm>
#include <array>
#include <memory>

#include "core/estimate/admission.h"
#include "core/estimate/capacity.h"
#include "core/estimate/card_sharing.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/node_labels.h"
#include "core/estimate/node_match.h"
#include "core/snapshot/catalogue.h"
#include "core/snapshot/infer.h"

/// A node that does not exist yet.
/// @source shared reference, autoscaling §2 "Template of a node that does not exist", alibaba §2.3
namespace core::estimate {
namespace {

using model::InstanceType;
using model::NodePool;
using snapshot::NodeTable;

constexpr Amount mib = Amount{1} << 20;
constexpr Amount gib = Amount{1} << 30;
/// The CSI driver's own, which the node affinity of cloud disks asks for.
constexpr std::string_view diskZoneLabel = "topology.diskplugin.csi.alibabacloud.com/zone";

Amount allocatableAt(const NodeTable& nodes, std::string_view name, std::size_t row)
{
    const auto column = nodes.resource(name);
    return column && !nodes.allocatable[*column].empty() ? nodes.allocatable[*column][row] : 0;
}

/// A node of this pool (absent: of any) and type to copy: one that is ready and has its cards, in this zone before another.
std::uint32_t nodeToCopy(const NodeTable& nodes, std::optional<std::uint32_t> pool, const std::string& instanceType,
                         const std::string& zone, const InstanceType* type)
{
    std::uint32_t best = snapshot::noRow;
    int bestRank = -1;
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        if ((pool && nodes.pool[row] != *pool) || detail::typeAt(nodes, row) != instanceType) continue;
        // Without its cards the device plugin has not spoken yet; a MIG node names them otherwise, and lists no type's count.
        const bool whole = detail::labelAt(nodes, detail::modeLabel, row).empty() ||
                           detail::labelAt(nodes, detail::modeLabel, row) == "default";
        if (type != nullptr && type->gpus > 0 && whole && allocatableAt(nodes, "nvidia.com/gpu", row) == 0 &&
            std::none_of(nodes.resources.begin(), nodes.resources.end(), [&](const std::string& name) {
                return (name.starts_with("nvidia.com/mig-") || name.starts_with("nvidia.com/gpu.shared")) &&
                       allocatableAt(nodes, name, row) > 0;
            }))
            continue;
        if (allocatableAt(nodes, "cpu", row) == 0) continue;
        const int rank =
            (nodes.ready[row] != 0 ? 2 : 0) + (detail::labelAt(nodes, detail::zoneLabel, row) == zone ? 1 : 0);
        if (rank <= bestRank) continue;
        best = static_cast<std::uint32_t>(row);
        bestRank = rank;
    }
    return best;
}

void addTaints(std::vector<model::Taint>& taints, const std::vector<model::Taint>& more)
{
    for (const model::Taint& taint : more) {
        const auto same = std::find_if(taints.begin(), taints.end(), [&](const model::Taint& other) {
            return other.key == taint.key && other.effect == taint.effect;
        });
        if (!isPassing(taint) && same == taints.end()) taints.push_back(taint);
    }
}

/// Yitian types are Arm, and so were the two Ampere families before them.
std::string architecture(const std::string& instanceType)
{
    const std::string family = model::familyOf(instanceType);
    static constexpr std::array<std::string_view, 8> arm = {"g8y", "c8y", "r8y", "g6r", "c6r", "g9y", "c9y", "r9y"};
    const bool is = std::any_of(arm.begin(), arm.end(), [&](std::string_view one) { return family == one; });
    return is ? "arm64" : "amd64";
}

std::optional<snapshot::CardMemory> memoryOfCard(const InstanceType& type)
{
    if (!type.gpuMemoryMib) return std::nullopt;
    return snapshot::usableMemory(snapshot::builtInCards(), type.gpuModel, *type.gpuMemoryMib);
}

void addLabels(model::Labels& labels, const NodePool& pool, const std::string& instanceType, const std::string& zone,
               const InstanceType* type)
{
    labels["kubernetes.io/os"] = "linux";
    labels.try_emplace("kubernetes.io/arch", architecture(instanceType));
    labels["kubernetes.io/hostname"] = "new-" + pool.id;
    labels[std::string(detail::typeLabel)] = labels["beta.kubernetes.io/instance-type"] = instanceType;
    if (!zone.empty()) {
        labels[std::string(detail::zoneLabel)] = labels["failure-domain.beta.kubernetes.io/zone"] = zone;
        labels[std::string(diskZoneLabel)] = zone;
        const std::string region = model::regionOf(zone);
        labels["topology.kubernetes.io/region"] = labels["failure-domain.beta.kubernetes.io/region"] = region;
    }
    labels["alibabacloud.com/nodepool-id"] = labels["node.alibabacloud.com/nodepool-id"] = pool.id;
    labels["node.alibabacloud.com/instance-charge-type"] = "PostPaid";
    labels["k8s.aliyun.com"] = "true";
    if (pool.scaler.empty() || pool.scaler == "goatscaler") labels["goatscaler.io/managed"] = "true";
    if (type != nullptr && type->gpus > 0) {
        std::string card = type->gpuModel;
        std::replace(card.begin(), card.end(), ' ', '-');
        labels.try_emplace("aliyun.accelerator/nvidia_name", card);
        labels.try_emplace("aliyun.accelerator/nvidia_count", std::to_string(type->gpus));
        const auto memory = memoryOfCard(*type);
        if (memory && memory->least == memory->most) // else its driver tells
            labels.try_emplace(std::string(detail::cardMemoryLabel), std::to_string(memory->least) + "MiB");
    }
    for (const auto& [key, value] : pool.labels) labels[key] = value;
}

/// What a node must not take over from the one that it copies.
void dropOwnLabels(model::Labels& labels)
{
    for (const std::string_view key : snapshot::OwnNodeLabels) labels.erase(std::string(key));
}

/// Cards as the node's sharing mode offers them.
void addCards(model::Requests& allocatable, const InstanceType& type, const model::Labels& labels)
{
    if (type.gpus <= 0) return;
    const auto mode = labels.find(detail::modeLabel);
    if (mode == labels.end() || detail::modeServes(mode->second, 1, 0, 0)) {
        allocatable["nvidia.com/gpu"] = type.gpus;
        return;
    }
    allocatable["aliyun.com/gpu-count"] = type.gpus;
    if (const auto memory = memoryOfCard(type)) // whole GiB of each card
        allocatable[std::string(detail::gpuMemoryResource)] = type.gpus * (memory->most / 1024);
    if (detail::modeServes(mode->second, 0, 0, 1)) allocatable[std::string(detail::gpuCoreResource)] = type.gpus * 100;
}

/// ACK's reservation (Kubernetes 1.28 and later), as the Alibaba Cloud Karpenter provider has it: of the cores 6 %, 1 %,
/// 0.5 %, 0.5 % and 0.25 % of each further one; of memory the smaller of 11 MiB a pod + 255 and a quarter, and the 200 MiB
/// that measured nodes have less.
model::Requests byFormula(const InstanceType& type, const NodePool& pool, const model::Labels& labels)
{
    constexpr std::int64_t podsWithoutCni = 110;
    constexpr std::int64_t usualDiskGib = 120; // the console's default, where a pool states none
    const std::int64_t pods = type.maxPods.value_or(podsWithoutCni);
    // In tenths of a milli-core, so that 0.25 % stays whole.
    std::int64_t tenths = 0;
    for (std::int64_t core = 1; core <= std::min<std::int64_t>(type.vcpu, 4); ++core)
        tenths += core == 1 ? 600 : core == 2 ? 100 : 50;
    tenths += std::max<std::int64_t>(0, type.vcpu - 4) * 25;
    const std::int64_t reservedMib = std::min(11 * pods + 255, type.memoryMib / 4) + 200;
    model::Requests allocatable;
    allocatable["cpu"] = std::max<Amount>(0, type.vcpu * 1000 - (tenths + 9) / 10);
    allocatable["memory"] = std::max<Amount>(0, type.memoryMib - reservedMib) * mib;
    allocatable["pods"] = pods;
    const std::int64_t disk = pool.systemDiskGib > 0 ? pool.systemDiskGib : usualDiskGib;
    allocatable["ephemeral-storage"] = disk * gib / 10 * 9; // the kubelet evicts at 10 % free
    addCards(allocatable, type, labels);
    return allocatable;
}

/// What a node has for certain where the formula says `allocatable`: the one node that was measured had 7488m of cpu and 61715Mi
/// where it gives 7910m and 63700Mi.
/// @source shared reference, autoscaling §2 "Allocatable"
model::Requests surelyOf(const model::Requests& allocatable)
{
    return {{"cpu", model::amountIn(allocatable, "cpu") * 7488 / 7910},
            {"memory", model::amountIn(allocatable, "memory") / 63700 * 61715}};
}

/// Where the cards' memory is a range, its lower end is what is sure.
void addSureMemory(model::Requests& surely, const model::Requests& allocatable, const InstanceType& type)
{
    const auto memory = memoryOfCard(type);
    if (!memory || !allocatable.contains(std::string(detail::gpuMemoryResource))) return;
    const Amount least = type.gpus * (memory->least / 1024);
    if (least < model::amountIn(allocatable, detail::gpuMemoryResource))
        surely[std::string(detail::gpuMemoryResource)] = least;
}

/// A pool states one allocatable; with several types it holds for those that it can be true of.
bool statedFor(const NodePool& pool, const InstanceType* type)
{
    if (!pool.allocatable) return false;
    if (pool.instanceTypes.size() <= 1 || type == nullptr) return true;
    const Amount cpu = model::amountIn(*pool.allocatable, "cpu");
    const Amount memory = model::amountIn(*pool.allocatable, "memory");
    const auto near = [](Amount stated, Amount whole) { return stated <= whole && stated > whole / 2; };
    return near(cpu, type->vcpu * 1000) && near(memory, type->memoryMib * mib) &&
           (type->gpus == 0) == (model::amountIn(*pool.allocatable, "nvidia.com/gpu") == 0);
}

/// What rules between pods read of one.
model::Pod forRules(const model::Pod& pod)
{
    model::Pod out;
    out.ns = pod.ns;
    out.labels = pod.labels;
    out.owners = pod.owners;
    out.spec.requiredAntiAffinity = pod.spec.requiredAntiAffinity;
    model::Container& container = out.spec.containers.emplace_back();
    for (detail::HostPortUse& use : detail::hostPortsOf(pod.spec))
        container.ports.push_back({std::move(use.ip), std::move(use.protocol), use.port});
    return out;
}

/// @source shared reference, autoscaling §2 (each daemon set whose pod passes the node's selector, affinity and taints) and §3
///         (they sit in the template before any pod)
void addDaemonSets(NodeTemplate& out, const snapshot::ClusterData& cluster)
{
    const model::Node& node = out.node;
    model::Requests& sum = out.daemonSets;
    sum["pods"] = 0;
    std::vector<model::Pod> pods;
    for (const snapshot::PodShape& shape : cluster.daemonSets) {
        // Its pods, too, get what limit ranges and their runtime class add. Most get nothing, and are not copied.
        std::optional<Ask> changed;
        if (changesPod(cluster, shape.pod)) {
            Ask plain;
            plain.pods.push_back({shape.pod, shape.requests, 1, {}});
            changed = admitted(plain, cluster);
        }
        const model::PodSpec& spec = changed ? changed->pods.front().pod.spec : shape.pod.spec;
        const model::Requests& requests = changed ? changed->pods.front().requests : shape.requests;
        if (model::untolerated(node.taints, spec.tolerations) != nullptr ||
            !detail::matchesNode(spec.nodeSelector, spec.requiredNodeAffinity, node))
            continue;
        for (const auto& [name, amount] : requests) sum[name] += amount;
        ++sum["pods"];
        pods.push_back(forRules(shape.pod));
    }
    if (!pods.empty()) out.daemonPods = std::make_shared<const std::vector<model::Pod>>(std::move(pods));
}

/// Its scaler has no node of the pool to copy.
bool isAtZero(const snapshot::ClusterData& cluster, std::uint32_t pool)
{
    const NodeTable& nodes = cluster.nodes;
    if (!cluster.nodesKnown) return cluster.pools[pool].size == 0;
    for (std::size_t row = 0; row < nodes.size(); ++row)
        if (nodes.pool[row] == pool && nodes.ready[row] != 0) return false;
    return true;
}

/// cluster-autoscaler's own idea of a node that it has none of: what the instance type has, 110 pods, no taints. Which labels it knows
/// depends on the tags of the scaling group; here it knows them all.
NodeTemplate plannedBy(const snapshot::ClusterData& cluster, const model::Node& real, const InstanceType& type)
{
    constexpr Amount podsOfAny = 110;
    NodeTemplate out;
    out.node = real;
    out.node.taints.clear();
    out.node.allocatable = {{"cpu", type.vcpu * 1000}, {"memory", type.memoryMib * mib}, {"pods", podsOfAny}};
    out.node.allocatable["ephemeral-storage"] = model::amountIn(real.allocatable, "ephemeral-storage");
    if (type.gpus > 0) out.node.allocatable["nvidia.com/gpu"] = type.gpus;
    out.node.capacity = out.node.allocatable;
    out.allocatableSource = "the instance type";
    addDaemonSets(out, cluster);
    return out;
}

} // namespace

bool isPassing(const model::Taint& taint)
{
    return snapshot::isPassing(taint);
}

NodeTemplate nodeTemplate(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, std::uint32_t pool,
                          const std::string& instanceType, const std::string& zone)
{
    const NodePool& of = cluster.pools.at(pool);
    const NodeTable& nodes = cluster.nodes;
    const InstanceType* type = fleet.instanceType(instanceType);
    NodeTemplate out;
    out.node.name = "new-" + of.id;
    const std::uint32_t row = nodeToCopy(nodes, pool, instanceType, zone, type);
    if (row != snapshot::noRow) {
        out.node.labels = nodes.labelsOf(row);
        dropOwnLabels(out.node.labels);
    }
    addLabels(out.node.labels, of, instanceType, zone, type);
    addTaints(out.node.taints, of.taints);
    if (row != snapshot::noRow) {
        addTaints(out.node.taints, nodes.taintSets[nodes.taintSet[row]]);
        for (std::size_t i = 0; i < nodes.resources.size(); ++i)
            if (!nodes.allocatable[i].empty() && nodes.allocatable[i][row] > 0)
                out.node.allocatable[nodes.resources[i]] = nodes.allocatable[i][row];
        out.allocatableSource = "a node of this pool";
    } else if (statedFor(of, type)) {
        out.node.allocatable = *of.allocatable;
        // Pods and disk are not what people write down.
        const model::Requests usual = byFormula(type != nullptr ? *type : InstanceType{}, of, out.node.labels);
        for (const char* name : {"pods", "ephemeral-storage"})
            out.node.allocatable.try_emplace(name, model::amountIn(usual, name));
        out.allocatableSource = of.allocatableSource.empty() ? "stated" : of.allocatableSource;
    } else if (type != nullptr) {
        out.node.allocatable = byFormula(*type, of, out.node.labels);
        const std::uint32_t alike = nodeToCopy(nodes, std::nullopt, instanceType, zone, type);
        if (alike != snapshot::noRow) {
            // Pods, disk and how cards are shared are the pool's own.
            for (const char* name : {"cpu", "memory"}) out.node.allocatable[name] = allocatableAt(nodes, name, alike);
            out.allocatableSource = "a node of this type in another pool";
        } else {
            out.allocatableSource = "ACK reservation formula (estimate)";
            out.assumed = true;
            out.surely = surelyOf(out.node.allocatable);
        }
        addSureMemory(out.surely, out.node.allocatable, *type);
    }
    // A disk whose size nobody states is as large as the console proposes, or not.
    if (row == snapshot::noRow && of.systemDiskGib == 0 && (type != nullptr || statedFor(of, type)) &&
        !(of.allocatable && of.allocatable->contains("ephemeral-storage")))
        out.surely["ephemeral-storage"] = 0;
    out.node.capacity = out.node.allocatable;
    addDaemonSets(out, cluster);
    if (of.scaler == "cluster-autoscaler" && type != nullptr && isAtZero(cluster, pool))
        out.planned = std::make_shared<const NodeTemplate>(plannedBy(cluster, out.node, *type));
    return out;
}

} // namespace core::estimate
