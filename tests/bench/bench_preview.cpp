#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "core/preview/preview.h"
#include "core/snapshot/sample.h"
#include "core/text/yaml.h"

/// What a text costs, the first time and at a keystroke: it is read, sorted into questions and previewed against 100 clusters ×
/// 100 nodes × 20 pods. Target: a keystroke under 16 ms on one core.
namespace {

using namespace core;

/// A pod's spec, behind whose key it stands.
std::string pod(const std::string& name, int cores)
{
    return R"(
        tolerations:
        - key: nvidia.com/gpu
          operator: Exists
        containers:
        - name: )" +
           name + R"(
          image: registry.example.com/vllm-openai:v0.9.1
          command: [sh, -c, vllm serve /models/qwen3-8b --max-model-len 8192]
          resources:
            requests:
              cpu: ")" +
           std::to_string(cores) + R"("
              memory: 16Gi
            limits:
              nvidia.com/gpu: "1"
)";
}

std::string policy(const std::string& apiVersion, const std::string& kind)
{
    return R"(---
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata:
  name: demo-policy
  namespace: default
spec:
  autoScaling:
    ecsProvision: true
  resourceSelectors:
  - apiVersion: )" +
           apiVersion + "\n    kind: " + kind + R"(
    name: qwen3-8b
  placement:
    replicaScheduling:
      replicaSchedulingType: Divided
      replicaDivisionPreference: Weighted
      weightPreference:
        dynamicWeight: AvailableReplicas
)";
}

std::string manifest(int replicas, int cores)
{
    return R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: qwen3-8b
  namespace: default
spec:
  replicas: )" +
           std::to_string(replicas) + R"(
  selector:
    matchLabels:
      app: qwen3-8b
  template:
    metadata:
      labels:
        app: qwen3-8b
    spec:)" +
           pod("vllm", cores) + policy("apps/v1", "Deployment");
}

/// The same as groups of a leader and three workers.
std::string groups(int replicas)
{
    return R"(apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata:
  name: qwen3-8b
  namespace: default
spec:
  replicas: )" +
           std::to_string(replicas) + R"(
  leaderWorkerTemplate:
    size: 4
    leaderTemplate:
      spec:)" +
           pod("leader", 2) + "    workerTemplate:\n      spec:" + pod("worker", 4) +
           policy("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet");
}

const snapshot::FleetPtr& fleet()
{
    static const snapshot::FleetPtr made = snapshot::sample({.clusters = 100, .nodes = 100, .podsPerNode = 20});
    return made;
}

preview::Preview answer(const std::string& text, preview::Memory* memory, const snapshot::FleetPtr& fleet)
{
    const text::File file = text::parse(text);
    std::vector<Json> documents;
    for (const text::Document& document : file.documents) documents.push_back(document.value());
    const preview::Manifests manifests = preview::readManifests(documents, *fleet);
    if (manifests.questions.size() != 1) std::abort();
    return preview::preview(manifests.questions.front(), fleet, {}, memory);
}

/// Every turn asks for another text than the one before.
void ask(benchmark::State& state, const std::string& text, const std::string& other, preview::Memory* memory,
         const snapshot::FleetPtr& in = fleet())
{
    preview::Preview last = answer(text, memory, in); // the fleet is made before the clock starts
    std::size_t turn = 0;
    for (auto _ : state) {
        last = answer(turn++ % 2 == 0 ? other : text, memory, in);
        benchmark::DoNotOptimize(last);
    }
    state.counters["placed"] = static_cast<double>(last.placed);
    state.counters["stockAsked"] = last.stockAsked ? 1 : 0;
    state.counters["triedStock"] = last.overStock ? 1 : 0;
    state.counters["remedies"] = static_cast<double>(last.remedies.size());
}

void firstPreview(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    ask(state, manifest(replicas, 4), manifest(replicas + 1, 4), nullptr);
}

void keystrokeInReplicas(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    preview::Memory memory;
    ask(state, manifest(replicas, 4), manifest(replicas + 1, 4), &memory);
}

void keystrokeInTemplate(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    preview::Memory memory;
    ask(state, manifest(replicas, 4), manifest(replicas, 5), &memory);
}

void firstPreviewOfGroups(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    ask(state, groups(replicas), groups(replicas + 1), nullptr);
}

void keystrokeInGroups(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    preview::Memory memory;
    ask(state, groups(replicas), groups(replicas + 1), &memory);
}

/// Fleets small enough for every value of their ranged stock to be tried; stock is asked for, as by 1 000 replicas of 100 clusters.
void keystrokeOverStock(benchmark::State& state)
{
    const auto clusters = static_cast<int>(state.range(0));
    preview::Memory memory;
    ask(state, manifest(clusters * 10, 4), manifest(clusters * 10 + 1, 4), &memory,
        snapshot::sample({.clusters = clusters, .nodes = 100, .podsPerNode = 20}));
}

// Running nodes are enough; stock is asked for; more than there is.
BENCHMARK(firstPreview)->Arg(300)->Arg(1000)->Arg(8000)->Unit(benchmark::kMillisecond);
BENCHMARK(keystrokeInReplicas)->Arg(300)->Arg(1000)->Arg(8000)->Unit(benchmark::kMillisecond);
BENCHMARK(keystrokeInTemplate)->Arg(300)->Arg(1000)->Arg(8000)->Unit(benchmark::kMillisecond);
BENCHMARK(firstPreviewOfGroups)->Arg(75)->Arg(250)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(keystrokeInGroups)->Arg(75)->Arg(250)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(keystrokeOverStock)->Arg(5)->Arg(15)->Arg(45)->Arg(46)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
