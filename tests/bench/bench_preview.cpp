#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "core/preview/preview.h"
#include "core/snapshot/sample.h"
#include "core/text/yaml.h"

/// What a keystroke costs: a changed text is read, sorted into questions and previewed against 100 clusters × 100 nodes ×
/// 20 pods. Target: under 16 ms on one core.
namespace {

using namespace core;

std::string manifest(int replicas, bool ecsProvision)
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
    spec:
      tolerations:
      - key: nvidia.com/gpu
        operator: Exists
      containers:
      - name: vllm
        image: registry.example.com/vllm-openai:v0.9.1
        command: [sh, -c, vllm serve /models/qwen3-8b --max-model-len 8192]
        resources:
          requests:
            cpu: "4"
            memory: 16Gi
          limits:
            nvidia.com/gpu: "1"
---
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata:
  name: demo-policy
  namespace: default
spec:
  autoScaling:
    ecsProvision: )" +
           (ecsProvision ? "true" : "false") + R"(
  resourceSelectors:
  - apiVersion: apps/v1
    kind: Deployment
    name: qwen3-8b
  placement:
    replicaScheduling:
      replicaSchedulingType: Divided
      replicaDivisionPreference: Weighted
      weightPreference:
        dynamicWeight: AvailableReplicas
)";
}

const snapshot::FleetPtr& fleet()
{
    static const snapshot::FleetPtr made = snapshot::sample({.clusters = 100, .nodes = 100, .podsPerNode = 20});
    return made;
}

preview::Preview answer(const std::string& text)
{
    const text::File file = text::parse(text);
    std::vector<Json> documents;
    for (const text::Document& document : file.documents) documents.push_back(document.value());
    const preview::Manifests manifests = preview::readManifests(documents, *fleet());
    if (manifests.questions.size() != 1) std::abort();
    return preview::preview(manifests.questions.front(), fleet());
}

/// @param state.range(0)  replicas; every turn asks for one more or less, as a changed text does
void fromAChangedText(benchmark::State& state)
{
    const auto replicas = static_cast<int>(state.range(0));
    const std::string texts[] = {manifest(replicas, true), manifest(replicas + 1, true)};
    if (fleet()->clusters.empty()) std::abort(); // made before the clock starts
    std::size_t turn = 0;
    preview::Preview last;
    for (auto _ : state) {
        last = answer(texts[turn++ % 2]);
        benchmark::DoNotOptimize(last);
    }
    state.counters["placed"] = static_cast<double>(last.placed);
    state.counters["stockAsked"] = last.stockAsked ? 1 : 0;
    state.counters["remedies"] = static_cast<double>(last.remedies.size());
}
// Running nodes are enough; stock is asked for; more than there is.
BENCHMARK(fromAChangedText)->Arg(300)->Arg(1000)->Arg(8000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
