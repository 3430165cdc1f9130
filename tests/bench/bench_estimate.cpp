/// How many replicas fit on the nodes that run: over columns, against reading those columns at all, against the obvious
/// implementation, and beside Karmada's node estimator. Times are CPU times of one thread; ratios stand at the end.

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/estimate/capacity.h"
#include "core/model/pod.h"
#include "core/snapshot/tables.h"

namespace {

using namespace core;

constexpr Amount gib = Amount{1} << 30;

// --- one million nodes, each with an amount of its own --------------------------------------------------------------

const std::vector<std::string> resources = {"cpu", "memory", "pods", "ephemeral-storage", "nvidia.com/gpu"};

/// Nodes in three pools, two zones and twenty taint sets; every free amount is drawn.
snapshot::ClusterData distinctNodes(std::size_t count)
{
    std::mt19937_64 dice(20261123);
    const auto roll = [&](Amount low, Amount high) { return std::uniform_int_distribution<Amount>(low, high)(dice); };
    snapshot::ClusterData data;
    data.nodesKnown = data.podsKnown = true;
    snapshot::NodeTable& nodes = data.nodes;
    nodes.resources = resources;
    const std::array<Amount, 5> size = {96'000, 760 * gib, 128, 500 * gib, 8};
    for (std::size_t r = 0; r < resources.size(); ++r) {
        nodes.allocatable.emplace_back(count, size[r]);
        nodes.requested.emplace_back(count);
        for (Amount& used : nodes.requested.back()) used = roll(0, size[r]);
        nodes.capacity.push_back(nodes.allocatable.back());
    }
    for (const char* key : {"pool", "topology.kubernetes.io/zone"}) {
        snapshot::LabelColumn column;
        column.key = key;
        const bool pool = column.key == "pool";
        for (const char* value : {"a", "b", "c"}) column.distinct.intern(value);
        for (std::size_t i = 0; i < count; ++i)
            column.values.push_back(static_cast<snapshot::Id>(roll(1, pool ? 3 : 2)));
        nodes.labels.push_back(std::move(column));
    }
    for (int i = 0; i < 20; ++i)
        nodes.taintSets.push_back(
            {{"nvidia.com/gpu", "", "NoSchedule"},
             {"team-" + std::to_string(i / 2), "x", i % 2 == 0 ? "NoSchedule" : "PreferNoSchedule"}});
    for (std::size_t i = 0; i < count; ++i) {
        nodes.names.push("node-" + std::to_string(i));
        nodes.taintSet.push_back(static_cast<std::uint32_t>(roll(0, 19)));
        nodes.unschedulable.push_back(roll(0, 49) == 0 ? 1 : 0);
        nodes.ready.push_back(roll(0, 49) == 0 ? 0 : 1);
    }
    nodes.pool.assign(count, snapshot::noRow);
    nodes.lostCards.assign(count, 0);
    nodes.faultSet.assign(count, 0);
    nodes.faultSets = {{}};
    nodes.created.assign(count, 0);
    data.pods.firstOfNode.assign(count + 1, 0);
    return data;
}

model::Pod podOf(const std::map<std::string, std::string>& requests)
{
    model::Container container;
    container.name = "main";
    for (const auto& [name, text] : requests) container.requests[name] = *model::Quantity::parse(text);
    model::Pod pod;
    pod.ns = "default";
    pod.labels = {{"app", "bench"}};
    pod.spec.containers = {container};
    return pod;
}

estimate::Ask askOf(model::Pod pod)
{
    estimate::Ask ask;
    pod.spec = model::withDefaults(std::move(pod.spec));
    ask.pods.push_back({pod, model::podRequests(pod.spec), 1, {}});
    return ask;
}

estimate::Ask gpuAsk()
{
    model::Pod pod =
        podOf({{"cpu", "1500m"}, {"memory", "3Gi"}, {"ephemeral-storage", "7Gi"}, {"nvidia.com/gpu", "1"}});
    pod.spec.nodeSelector = {{"pool", "b"}};
    model::Requirement zone;
    zone.key = "topology.kubernetes.io/zone";
    zone.values = {"a", "b"};
    model::NodeSelectorTerm term;
    term.expressions = {zone};
    pod.spec.requiredNodeAffinity = {{term}};
    pod.spec.tolerations = {{"nvidia.com/gpu", "Exists", "", ""}};
    for (int i = 0; i < 5; ++i) pod.spec.tolerations.push_back({"team-" + std::to_string(i), "Exists", "", ""});
    return askOf(std::move(pod));
}

constexpr std::size_t million = 1'000'000;

const snapshot::ClusterData& millionNodes()
{
    static const snapshot::ClusterData data = distinctNodes(million);
    return data;
}

void columnsEstimate(benchmark::State& state)
{
    const snapshot::ClusterData& data = millionNodes();
    const estimate::Ask ask = gpuAsk();
    std::int64_t replicas = 0;
    for (auto _ : state) benchmark::DoNotOptimize(replicas = estimate::runningReplicas(data, ask));
    state.counters["replicas"] = static_cast<double>(replicas);
}

template <class T>
std::uint64_t sumOf(const std::vector<T>& column)
{
    return std::accumulate(column.begin(), column.end(), std::uint64_t{0},
                           [](std::uint64_t sum, T value) { return sum + static_cast<std::uint64_t>(value); });
}

/// Reads every column that the estimate reads, once, and adds it up.
void columnsSum(benchmark::State& state)
{
    const snapshot::NodeTable& nodes = millionNodes().nodes;
    for (auto _ : state) {
        std::uint64_t sum =
            sumOf(nodes.taintSet) + sumOf(nodes.unschedulable) + sumOf(nodes.ready) + sumOf(nodes.lostCards);
        for (std::size_t r = 0; r < resources.size(); ++r)
            sum += sumOf(nodes.allocatable[r]) + sumOf(nodes.requested[r]);
        for (const snapshot::LabelColumn& label : nodes.labels) sum += sumOf(label.values);
        benchmark::DoNotOptimize(sum);
    }
}

// --- the obvious implementation -------------------------------------------------------------------------------------

struct ObviousNode {
    std::string name;
    std::unordered_map<std::string, std::string> labels;
    std::unordered_map<std::string, Amount> allocatable; // quantities already parsed
    std::unordered_map<std::string, Amount> requested;
    std::vector<model::Taint> taints;
    bool unschedulable = false;
    bool ready = true;
};

std::vector<ObviousNode> obviousNodes(const snapshot::ClusterData& data)
{
    std::vector<ObviousNode> all(data.nodes.size());
    for (std::size_t row = 0; row < all.size(); ++row) {
        ObviousNode& node = all[row];
        node.name = data.nodes.names[row];
        for (const auto& [key, value] : data.nodes.labelsOf(row)) node.labels[key] = value;
        for (std::size_t r = 0; r < resources.size(); ++r) {
            node.allocatable[resources[r]] = data.nodes.allocatable[r][row];
            node.requested[resources[r]] = data.nodes.requested[r][row];
        }
        node.taints = data.nodes.taintSets[data.nodes.taintSet[row]];
        node.unschedulable = data.nodes.unschedulable[row] != 0;
        node.ready = data.nodes.ready[row] != 0;
    }
    return all;
}

std::int64_t obviousReplicas(const std::vector<ObviousNode>& nodes, const estimate::AskPod& ask)
{
    std::int64_t sum = 0;
    for (const ObviousNode& node : nodes) {
        if (node.unschedulable || !node.ready) continue;
        if (model::untolerated(node.taints, ask.pod.spec.tolerations) != nullptr) continue;
        bool matches = true;
        for (const auto& [key, value] : ask.pod.spec.nodeSelector) {
            const auto label = node.labels.find(key);
            matches = matches && label != node.labels.end() && label->second == value;
        }
        for (const model::Requirement& one : ask.pod.spec.requiredNodeAffinity->front().expressions) {
            const auto label = node.labels.find(one.key);
            matches = matches && label != node.labels.end() &&
                      std::find(one.values.begin(), one.values.end(), label->second) != one.values.end();
        }
        if (!matches) continue;
        Amount fitting = node.allocatable.at("pods") - node.requested.at("pods");
        for (const auto& [name, amount] : ask.requests) {
            const auto total = node.allocatable.find(name);
            const auto used = node.requested.find(name);
            const Amount free = (total == node.allocatable.end() ? 0 : total->second) -
                                (used == node.requested.end() ? 0 : used->second);
            fitting = std::min(fitting, free / amount);
        }
        sum += std::max<Amount>(0, fitting);
    }
    return sum;
}

void obviousEstimate(benchmark::State& state)
{
    const std::vector<ObviousNode> nodes = obviousNodes(millionNodes());
    const estimate::Ask ask = gpuAsk();
    if (obviousReplicas(nodes, ask.pods.front()) != estimate::runningReplicas(millionNodes(), ask))
        state.SkipWithError("the two do not agree");
    for (auto _ : state) benchmark::DoNotOptimize(obviousReplicas(nodes, ask.pods.front()));
}

// --- Karmada's node estimator, "node replicas" ----------------------------------------------------------------------

struct KarmadaRow {
    int nodes;
    int pods;
    int workers;
    double cpuNs; ///< of the Go code, CPU time per estimate
};
/// @source shared reference, karmada §8: Go 1.27, 2 vCPU AMD EPYC, 2026-11
constexpr std::array<KarmadaRow, 12> karmadaRows = {{{1000, 0, 1, 1'062'986},
                                                     {1000, 0, 16, 1'514'288},
                                                     {10000, 0, 1, 18'617'500},
                                                     {10000, 0, 16, 22'843'429},
                                                     {100000, 0, 1, 198'332'000},
                                                     {100000, 0, 16, 214'390'000},
                                                     {1000, 20, 1, 1'379'174},
                                                     {1000, 20, 16, 1'559'488},
                                                     {10000, 20, 1, 19'987'125},
                                                     {10000, 20, 16, 15'589'000},
                                                     {100000, 20, 1, 227'160'000},
                                                     {100000, 20, 16, 244'079'000}}};

/// As §8 describes them; `distinct`: each node with a cpu and memory of its own.
std::unique_ptr<snapshot::ClusterData> karmadaNodes(int count, int pods, bool distinct)
{
    std::mt19937_64 dice(7);
    snapshot::detail::TableBuilder builder;
    for (int i = 0; i < count; ++i) {
        model::Node node;
        node.name = "node-" + std::to_string(1'000'000 + i);
        node.labels = {
            {"kubernetes.io/hostname", node.name}, {"pool", "general"}, {"zone", "z" + std::to_string(i % 3)}};
        node.allocatable = {{"cpu", 64'000}, {"memory", 256 * gib}, {"pods", 110}, {"ephemeral-storage", 200 * gib}};
        if (distinct) {
            node.allocatable["cpu"] -= static_cast<Amount>(dice() % 40'000);
            node.allocatable["memory"] -= static_cast<Amount>(dice() % static_cast<std::uint64_t>(200 * gib));
        }
        node.capacity = node.allocatable;
        if (i % 10 == 9) node.taints = {{"dedicated", "gpu", "NoSchedule"}};
        for (int p = 0; p < pods; ++p) {
            model::Pod pod = podOf({{"cpu", "500m"}, {"memory", "1Gi"}});
            pod.name = node.name + "-" + std::to_string(p);
            pod.spec.nodeName = node.name;
            pod.phase = "Running";
            builder.add(pod);
        }
        builder.add(std::move(node));
    }
    auto data = std::make_unique<snapshot::ClusterData>();
    data->nodesKnown = data->podsKnown = true;
    builder.finish(*data);
    return data;
}

void karmadaReplicas(benchmark::State& state, int count, int pods, bool distinct)
{
    static std::map<std::tuple<int, int, bool>, std::unique_ptr<snapshot::ClusterData>> made;
    auto& data = made[{count, pods, distinct}];
    if (!data) data = karmadaNodes(count, pods, distinct);
    model::Pod pod = podOf({{"cpu", "500m"}, {"memory", "512Mi"}});
    pod.spec.nodeSelector = {{"pool", "general"}};
    const estimate::Ask ask = askOf(std::move(pod));
    std::int64_t replicas = 0;
    for (auto _ : state) benchmark::DoNotOptimize(replicas = estimate::runningReplicas(*data, ask));
    state.counters["replicas"] = static_cast<double>(replicas);
    if (!distinct && replicas != std::int64_t{count} / 1000 * (pods == 0 ? 99'000 : 81'000))
        state.SkipWithError("not Karmada's answer");
}

// --- the ratios -----------------------------------------------------------------------------------------------------

class Ratios : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            if (run.error_occurred) m_failed = true;
            const double ns = run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations);
            const std::string name = run.run_name.function_name;
            if (!m_ns.contains(name) || ns < m_ns[name]) m_ns[name] = ns; // the quietest repetition
        }
    }
    void print() const
    {
        std::printf("\n%-44s %12s %12s %9s\n", "", "ns", "against ns", "ratio");
        if (has("columns/estimate") && has("columns/sum"))
            line("1 000 000 nodes: estimate / sum of columns", m_ns.at("columns/estimate"), m_ns.at("columns/sum"),
                 m_ns.at("columns/estimate") / m_ns.at("columns/sum"));
        if (has("columns/estimate") && has("obvious/estimate"))
            line("1 000 000 nodes: obvious / estimate", m_ns.at("columns/estimate"), m_ns.at("obvious/estimate"),
                 m_ns.at("obvious/estimate") / m_ns.at("columns/estimate"));
        for (const bool distinct : {false, true}) {
            double logs = 0;
            int count = 0;
            for (const KarmadaRow& row : karmadaRows) {
                const std::string name = nameOf(row.nodes, row.pods, distinct);
                if (!has(name)) continue;
                line(name + " par=" + std::to_string(row.workers), m_ns.at(name), row.cpuNs, row.cpuNs / m_ns.at(name));
                logs += std::log(row.cpuNs / m_ns.at(name));
                ++count;
            }
            if (count > 0)
                std::printf("%-44s %12s %12s %9.0f\n",
                            distinct ? "geometric mean, distinct nodes" : "geometric mean, nodes as described", "", "",
                            std::exp(logs / count));
        }
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    static std::string nameOf(int nodes, int pods, bool distinct)
    {
        return std::string("karmada/") + (distinct ? "distinct" : "replicas") + "/nodes=" + std::to_string(nodes) +
               " pods=" + std::to_string(pods);
    }

private:
    std::map<std::string, double> m_ns;
    bool m_failed = false;
    [[nodiscard]] bool has(const std::string& name) const { return m_ns.contains(name); }
    static void line(const std::string& what, double ns, double against, double ratio)
    {
        std::printf("%-44s %12.0f %12.0f %9.2f\n", what.c_str(), ns, against, ratio);
    }
};

} // namespace

int main(int argc, char** argv)
{
    benchmark::RegisterBenchmark("columns/sum", columnsSum)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("columns/estimate", columnsEstimate)->Unit(benchmark::kMicrosecond);
    for (const bool distinct : {false, true})
        for (const int pods : {0, 20})
            for (const int nodes : {1000, 10000, 100000})
                benchmark::RegisterBenchmark(Ratios::nameOf(nodes, pods, distinct).c_str(), karmadaReplicas, nodes,
                                             pods, distinct)
                    ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("obvious/estimate", obviousEstimate)->Unit(benchmark::kMicrosecond);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    Ratios ratios;
    benchmark::RunSpecifiedBenchmarks(&ratios);
    ratios.print();
    return ratios.failed() ? 1 : 0;
}
