// Any text: every document in it is read as a workload, a policy, an override and a scaler, whatever it says it is, and the
// overrides are applied. What must hold: nothing crashes, counts are counts, every issue speaks of a place in its document.
#include <string_view>
#include <vector>

#include "core/model/hints.h"
#include "core/model/policy.h"
#include "core/model/workload.h"
#include "core/text/yaml.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::model;

void checkPlaces(const Issues& issues)
{
    for (const auto& issue : issues) {
        must(issue.path.empty() || issue.path.front() == '/', "an issue's path is a JSON Pointer");
        must(!issue.what.empty(), "an issue says something");
    }
}

void readAsWorkload(const Json& object, const std::vector<OverridePolicy>& overrides)
{
    Issues issues;
    (void)isWorkload(object);
    for (const auto* templatePath : {"", "/spec/template", "/spec/jobTemplate/spec/template", "/"}) {
        const auto workload = readWorkload(object, "", issues, templatePath);
        must(workload.replicas >= 0, "replicas are never negative");
        must(workload.podsPerReplica() >= 0, "pods are never negative");
        for (const auto total : {0, 1, 3, 1000}) {
            const auto step = rolloutStep(workload.rollout, total);
            must(step.surge >= 0 && step.unavailable >= 0 && step.unavailable <= total,
                 "a rollout's step is within its replicas");
        }
        (void)karmadaInterpreter(workload.ref);
        for (const auto& component : workload.components) (void)podRequests(withDefaults(component.pod.spec));
    }
    ClusterIdentity cluster;
    cluster.name = "c1";
    cluster.zones = {"z1"};
    (void)overridden(object, overrides, cluster, issues);
    checkPlaces(issues);
}

void readAsPolicy(const Json& object)
{
    Issues issues;
    (void)isPolicy(object);
    const auto policy = readPolicy(object, "", issues);
    for (const auto& selector : policy.selectors)
        must(selects(selector, policy.ref, {}) == (matchRank(selector, policy.ref, {}) > 0), "selects what it ranks");
    checkPlaces(issues);
}

void readAsScaler(const Json& object)
{
    Issues issues;
    (void)isScaler(object);
    const auto scaler = readScaler(object, "", issues);
    (void)targets(scaler, scaler.target);
    checkPlaces(issues);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = text::parse(textOf(data, size));
    std::vector<OverridePolicy> overrides;
    Issues issues;
    for (const auto& document : file.documents) {
        (void)isOverridePolicy(document.value());
        overrides.push_back(readOverridePolicy(document.value(), "", issues));
    }
    checkPlaces(issues);
    for (const auto& document : file.documents) {
        readAsWorkload(document.value(), overrides);
        readAsPolicy(document.value());
        readAsScaler(document.value());
    }
    return 0;
}
