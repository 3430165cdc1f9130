#include <memory>

#include "core/estimate/binpack.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/snapshot/build.h"
#include "core/snapshot/tables.h"
#include "tests/bench/against_go.h"

/// Bin packing, the filter chain and Karmada's component sets on the workloads of which Go's figures are known.
namespace {

using namespace core;

constexpr Amount gib = Amount{1} << 30;

model::Quantity quantity(const std::string& text)
{
    return model::Quantity::parse(text).value();
}

/// 96 cores, 760 GiB, 8 GPUs, 128 pods, one taint, three zones, ten pool labels.
model::Node gpuNode(std::size_t index)
{
    model::Node node;
    node.name = "node-" + std::to_string(1'000'000 + index);
    node.labels = {{"kubernetes.io/hostname", node.name},
                   {"topology.kubernetes.io/zone", "zone-" + std::to_string(index % 3)}};
    for (int i = 0; i < 10; ++i)
        node.labels["pool.example.com/label-" + std::to_string(i)] =
            "value-" + std::to_string((index + static_cast<std::size_t>(i)) % 7);
    node.taints = {{"nvidia.com/gpu", "", "NoSchedule"}};
    node.allocatable = {{"cpu", 96'000}, {"memory", 760 * gib}, {"nvidia.com/gpu", 8}, {"pods", 128}};
    node.capacity = node.allocatable;
    return node;
}

model::Pod gpuPod(int gpus)
{
    model::Pod pod;
    pod.ns = "default";
    pod.labels = {{"app", "vllm"}};
    model::Container container;
    container.name = "c";
    container.requests = {{"cpu", quantity("8")}, {"memory", quantity("64Gi")}};
    container.limits = {{"nvidia.com/gpu", model::Quantity::of(gpus)}};
    pod.spec.containers = {container};
    pod.spec.tolerations = {{"nvidia.com/gpu", "Exists", "", ""}};
    pod.spec = model::withDefaults(std::move(pod.spec));
    return pod;
}

/// Adds a required node affinity of two terms.
model::Pod withAffinity(model::Pod pod)
{
    model::NodeSelectorTerm one;
    one.expressions = {{"topology.kubernetes.io/zone", model::Requirement::Op::In, {"zone-0", "zone-1"}, {}},
                       {"pool.example.com/label-3", model::Requirement::Op::NotIn, {"value-5"}, {}}};
    model::NodeSelectorTerm other;
    other.expressions = {{"topology.kubernetes.io/zone", model::Requirement::Op::In, {"zone-2"}, {}}};
    pod.spec.requiredNodeAffinity = {{one, other}};
    return pod;
}

/// Node i holds i mod 9 pods of one GPU. Kept: a fleet of this size takes a while to make.
const snapshot::ClusterData& cluster(std::size_t nodes)
{
    static std::map<std::size_t, std::unique_ptr<snapshot::ClusterData>> made;
    auto& data = made[nodes];
    if (data) return *data;
    data = std::make_unique<snapshot::ClusterData>();
    snapshot::detail::TableBuilder builder;
    model::Pod resident = gpuPod(1);
    for (std::size_t i = 0; i < nodes; ++i) {
        const model::Node node = gpuNode(i);
        for (std::size_t k = 0; k < i % 9; ++k) {
            resident.name = "pod-" + std::to_string(i) + "-" + std::to_string(k);
            resident.spec.nodeName = node.name;
            builder.add(resident);
        }
        builder.add(node);
    }
    builder.finish(*data);
    return *data;
}

void build(benchmark::State& state, std::size_t nodes)
{
    std::vector<model::Node> all;
    std::vector<model::Pod> pods;
    for (std::size_t i = 0; i < nodes; ++i) {
        all.push_back(gpuNode(i));
        for (std::size_t k = 0; k < i % 9; ++k) {
            pods.push_back(gpuPod(1));
            pods.back().name = "pod-" + std::to_string(i) + "-" + std::to_string(k);
            pods.back().spec.nodeName = all.back().name;
        }
    }
    for (auto _ : state) {
        snapshot::ClusterData data;
        snapshot::buildTables(data, all, pods);
        benchmark::DoNotOptimize(data.nodes.requested.data());
    }
}

/// One pod against every node: preparing the Fit is part of it.
void chain(benchmark::State& state, std::size_t nodes, const model::Pod& pod)
{
    const snapshot::ClusterData& data = cluster(nodes);
    for (auto _ : state) {
        const std::vector<std::uint8_t> fits = estimate::Fit(data, pod).checkAll();
        benchmark::DoNotOptimize(fits.data());
    }
}

void resources(benchmark::State& state, std::size_t nodes)
{
    const estimate::Fit::State fit(cluster(nodes), gpuPod(2));
    for (auto _ : state) {
        std::size_t fitting = 0;
        for (std::size_t row = 0; row < nodes; ++row) fitting += fit.resourcesCode(row) == 0 ? 1 : 0;
        benchmark::DoNotOptimize(fitting);
    }
}

/// One pod against one node through the whole chain, preparing included.
void oneNode(benchmark::State& state, std::size_t nodes)
{
    const snapshot::ClusterData& data = cluster(nodes);
    const model::Pod pod = gpuPod(2);
    for (auto _ : state) {
        const auto refusal = estimate::Fit(data, pod).check(nodes / 2);
        benchmark::DoNotOptimize(&refusal);
    }
}

/// Places a pod of two GPUs on the first node that takes it, and counts it there; anew where the cluster is full.
void place(benchmark::State& state, std::size_t nodes)
{
    snapshot::ClusterData data = cluster(nodes);
    const model::Pod pod = gpuPod(2);
    const model::Requests requests = model::podRequests(pod.spec);
    std::size_t from = 0; // as the original: the search goes on after the node that took the last one
    for (auto _ : state) {
        const estimate::Fit::State fit(data, pod);
        for (std::size_t i = 0; i < nodes; ++i) {
            const std::size_t row = (from + i) % nodes;
            if (fit.code(row, false) != 0) continue;
            for (const auto& [name, amount] : requests) data.nodes.requested[*data.nodes.resource(name)][row] += amount;
            ++data.nodes.requested[*data.nodes.resource("pods")][row];
            from = row + 1;
            break;
        }
    }
}

struct Groups {
    std::vector<std::pair<int, std::int64_t>> gpusAndPods;
    std::int64_t nodes; ///< the known answer
};

void pack(benchmark::State& state, const Groups& groups, bool fast)
{
    estimate::PackQuestion question;
    question.node.node = gpuNode(0);
    question.fastPath = fast;
    for (const auto& [gpus, pods] : groups.gpusAndPods)
        question.groups.push_back({"g" + std::to_string(gpus), gpuPod(gpus), pods});
    for (auto _ : state) {
        const estimate::PackAnswer answer = estimate::pack(question);
        if (answer.nodesAdded != groups.nodes) state.SkipWithError("another number of nodes");
        benchmark::DoNotOptimize(answer.perNewNode.data());
    }
}

/// The original project's own benchmark: 50 000 pods of 50m/100 and 1000 of 95m/190 on nodes of 1000m/5000, 100 pods.
void packOwn(benchmark::State& state)
{
    estimate::PackQuestion question;
    question.node.node.name = "template";
    question.node.node.labels = {{"topology.kubernetes.io/zone", "zone-mars"}};
    question.node.node.allocatable = {{"cpu", 1000}, {"memory", 5000}, {"pods", 100}};
    question.node.node.capacity = question.node.node.allocatable;
    question.maxNodes = 3000;
    for (const auto& [cpu, memory, count] :
         {std::tuple{50, 100, std::int64_t{50'000}}, std::tuple{95, 190, std::int64_t{1000}}}) {
        model::Pod pod;
        pod.ns = "universe";
        pod.labels = {{"app", "estimatee"}};
        model::Container container;
        container.requests = {{"cpu", model::Quantity::ofMilli(cpu)}, {"memory", model::Quantity::of(memory)}};
        pod.spec.containers = {container};
        question.groups.push_back({std::to_string(cpu), pod, count});
    }
    for (auto _ : state) {
        const estimate::PackAnswer answer = estimate::pack(question);
        if (answer.nodesAdded != 2595) state.SkipWithError("another number of nodes");
    }
}

/// 64 cores, 256 GiB, 110 pods; every tenth with a taint that nothing tolerates.
const snapshot::ClusterData& plainCluster(std::size_t nodes, std::size_t podsEach)
{
    static std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<snapshot::ClusterData>> made;
    auto& data = made[{nodes, podsEach}];
    if (data) return *data;
    data = std::make_unique<snapshot::ClusterData>();
    snapshot::detail::TableBuilder builder;
    model::Pod resident;
    resident.ns = "default";
    model::Container container;
    container.requests = {{"cpu", quantity("500m")}, {"memory", quantity("1Gi")}};
    resident.spec.containers = {container};
    for (std::size_t i = 0; i < nodes; ++i) {
        model::Node node;
        node.name = "node-" + std::to_string(1'000'000 + i);
        node.labels = {{"kubernetes.io/hostname", node.name}, {"pool", "general"}, {"disk", "ssd"}};
        node.allocatable = {{"cpu", 64'000}, {"memory", 256 * gib}, {"pods", 110}, {"ephemeral-storage", 200 * gib}};
        node.capacity = node.allocatable;
        if (i % 10 == 0) node.taints = {{"dedicated", "gpu", "NoSchedule"}};
        for (std::size_t k = 0; k < podsEach; ++k) {
            resident.name = "pod-" + std::to_string(i) + "-" + std::to_string(k);
            resident.spec.nodeName = node.name;
            builder.add(resident);
        }
        builder.add(std::move(node));
    }
    builder.finish(*data);
    return *data;
}

model::BindingComponent component(const std::string& name, std::int32_t replicas, const char* cpu, const char* memory)
{
    model::ReplicaRequirements requirements;
    requirements.nodeClaim.emplace();
    requirements.nodeClaim->nodeSelector = {{"pool", "general"}};
    requirements.resourceRequest = {{"cpu", quantity(cpu)}, {"memory", quantity(memory)}};
    return {name, replicas, requirements};
}

void componentSets(benchmark::State& state, std::size_t podsEach, std::int64_t answer)
{
    const snapshot::ClusterData& data = plainCluster(1000, podsEach);
    const std::vector<model::BindingComponent> set = {component("leader", 1, "1", "2Gi"),
                                                      component("worker", 4, "2", "4Gi")};
    for (auto _ : state)
        if (estimate::karmada::nodeComponentSets(data, set).count != answer)
            state.SkipWithError("another number of sets");
}

template <class... Args>
void add(const std::string& name, Args&&... args)
{
    benchmark::RegisterBenchmark(name.c_str(), std::forward<Args>(args)...)
        ->MeasureProcessCPUTime()
        ->Unit(benchmark::kMicrosecond);
}

void addAll()
{
    for (const std::size_t nodes : {std::size_t{5000}, std::size_t{50'000}}) {
        const std::string size = "/" + std::to_string(nodes);
        add("chain/nothing-fits" + size, chain, nodes, gpuPod(16));
        add("chain/affinity" + size, chain, nodes, withAffinity(gpuPod(16)));
        add("chain-fits/plain" + size, chain, nodes, gpuPod(2));
        add("fit/resources" + size, resources, nodes);
        add("fit/one-node" + size, oneNode, nodes);
        add("fit/place" + size, place, nodes);
    }
    add("build/5000", build, std::size_t{5000});
    const std::vector<std::pair<std::string, Groups>> packs = {{"1000x1", {{{1, 1000}}, 125}},
                                                               {"1000x8", {{{8, 1000}}, 1000}},
                                                               {"10000x1", {{{1, 10'000}}, 1250}},
                                                               {"10000x4", {{{4, 10'000}}, 5000}},
                                                               {"10000x8", {{{8, 10'000}}, 10'000}}};
    for (const auto& [name, groups] : packs) {
        add("pack/" + name, pack, groups, false);
        add("pack-fast/" + name, pack, groups, true);
    }
    add("pack/four-groups", pack, Groups{{{1, 2500}, {2, 2500}, {3, 2500}, {4, 2500}}, 3438}, false);
    add("pack/own-benchmark", packOwn);
    add("sets/1000-nodes-0-pods", componentSets, std::size_t{0}, std::int64_t{6400});
    add("sets/1000-nodes-20-pods", componentSets, std::size_t{20}, std::int64_t{5400});
}

/// CPU time an operation (the own benchmark and building: wall), Go 1.27, AMD EPYC Milan 2.4 GHz, 2 vCPU; where two runs
/// are known, the faster.
const bench::GoNanoseconds go = {{"chain/nothing-fits/5000", 4.7e3 * 5000},
                                 {"chain/nothing-fits/50000", 5.7e3 * 50'000},
                                 {"chain/affinity/5000", 3.4e3 * 5000},
                                 {"chain/affinity/50000", 4.2e3 * 50'000},
                                 {"fit/resources/5000", 5.2e3 * 5000},
                                 {"fit/resources/50000", 6.0e3 * 50'000},
                                 {"fit/one-node/5000", 0.57e6},
                                 {"fit/one-node/50000", 27e6},
                                 {"fit/place/5000", 1.45e6},
                                 {"fit/place/50000", 38e6},
                                 {"build/5000", 129e3 * 5000},
                                 {"pack/1000x1", 0.038e9},
                                 {"pack/1000x8", 0.19e9},
                                 {"pack/10000x1", 1.39e9},
                                 {"pack/10000x4", 5.5e9},
                                 {"pack/10000x8", 17.3e9},
                                 {"pack/four-groups", 3.4e9},
                                 {"pack/own-benchmark", 8.4e9},
                                 {"pack-fast/1000x1", 0.7e6},
                                 {"pack-fast/1000x8", 0.8e6},
                                 {"pack-fast/10000x1", 8.7e6},
                                 {"pack-fast/10000x4", 2.7e6},
                                 {"pack-fast/10000x8", 28e6},
                                 {"sets/1000-nodes-0-pods", 5'017'081'000},
                                 {"sets/1000-nodes-20-pods", 4'177'796'000}};

} // namespace

int main(int argc, char** argv)
{
    addAll();
    return bench::run(argc, argv, go);
}
