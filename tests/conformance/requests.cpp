#include "core/model/pod.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core::model;

/// Names asked for as zero may be there or not, on both sides.
Json asRecorded(const Requests& requests)
{
    Json out = Json::object();
    for (const auto& [name, amount] : requests)
        if (amount != 0) out[name == "cpu" ? "cpu_milli" : name] = amount;
    return out;
}

Json withoutZeros(const Json& recorded)
{
    Json out = Json::object();
    for (const auto& [name, amount] : recorded.items())
        if (amount != 0) out[name] = amount;
    return out;
}

Outcome podRequestsCase(const Json& line)
{
    Issues issues;
    const Pod pod = readPod(line.at("input").at("pod"), "", issues);
    const PodSpec spec = withDefaults(pod.spec);
    const Json& expect = line.at("expect");
    Json want;
    for (const char* key : {"requests", "requests_no_overhead", "requests_undefaulted", "limits", "scoring_requests"})
        want[key] = withoutZeros(expect.at(key));
    want["qos"] = expect.at("qos");
    Json got;
    got["requests"] = asRecorded(podRequests(spec));
    got["requests_no_overhead"] = asRecorded(podRequests(spec, {.overhead = false}));
    got["requests_undefaulted"] = asRecorded(podRequests(pod.spec));
    got["limits"] = asRecorded(podLimits(spec));
    got["scoring_requests"] = asRecorded(podRequests(spec, {.scoring = true}));
    got["qos"] = qosClass(spec);
    return compare(got, want);
}

} // namespace

void addPodRequests(Groups& groups)
{
    groups["pod_requests"] = podRequestsCase;
}

} // namespace conformance
