#include "core/estimate/scale_in.h"

#include <cmath>

#include "core/model/age.h"
#include "core/model/read.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core;

struct OnNode {
    model::Node node;
    std::vector<model::Pod> pods;
};

OnNode onNode(const Json& item)
{
    model::Issues issues;
    OnNode out{model::readNode(item.at("node"), "", issues), {}};
    if (const Json* pods = model::read::member(item, "pods"))
        for (const Json& pod : *pods) {
            out.pods.push_back(model::readPod(pod, "", issues));
            out.pods.back().spec = model::withDefaults(std::move(out.pods.back().spec));
        }
    return out;
}

Time timeOf(const Json& input)
{
    return model::parseTime(input.at("now").get<std::string>()).value();
}

bool same(double got, const Json& want)
{
    if (want == "+Inf") return std::isinf(got) && got > 0;
    return want.is_number() && std::abs(got - want.get<double>()) <= 1e-9;
}

Outcome utilizationCase(const Json& line)
{
    const Json& input = line.at("input");
    const Json& expect = line.at("expect");
    const OnNode on = onNode(input.at("node"));
    const estimate::UtilizationOptions options{input.value("gpu_resource", ""), input.value("ignore_daemonsets", false),
                                               input.value("ignore_mirror", false)};
    const estimate::Utilization got = estimate::utilization(on.node, on.pods, timeOf(input), options);
    const bool passed = got.resource == expect.at("resource") && same(got.cpu, expect.at("cpu")) &&
                        same(got.memory, expect.at("memory")) && same(got.gpu, expect.at("gpu")) &&
                        same(got.utilization, expect.at("utilization"));
    return {passed, std::to_string(got.utilization) + " of " + got.resource, expect.dump()};
}

Outcome drainCase(const Json& line)
{
    const Json& input = line.at("input");
    const OnNode on = onNode(input.at("node"));
    std::vector<estimate::DisruptionBudget> budgets;
    model::Issues issues;
    if (const Json* list = model::read::member(input, "pdbs"))
        for (const Json& item : *list) budgets.push_back(estimate::readDisruptionBudget(item, "", issues));
    const estimate::DrainOptions options{input.at("skip_system_pods").get<bool>(),
                                         input.at("skip_local_storage").get<bool>(),
                                         input.at("skip_custom_controller_pods").get<bool>()};
    const estimate::Drain got = estimate::drain(on.pods, budgets, timeOf(input), options);
    Json out{{"drainable", got.drainable}};
    if (got.drainable)
        out.update({{"move", got.move}, {"daemonset", got.daemonSet}});
    else
        out.update({{"blocking_pod", got.blockingPod}, {"reason", got.reason}});
    return compare(out, line.at("expect"));
}

} // namespace

void addScaleIn(Groups& groups)
{
    groups["utilization"] = utilizationCase;
    groups["drain"] = drainCase;
}

} // namespace conformance
