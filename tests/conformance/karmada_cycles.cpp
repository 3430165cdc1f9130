#include <algorithm>
#include <map>

#include "core/estimate/karmada.h"
#include "core/schedule/filters/filters.h"
#include "core/schedule/placement_text.h"
#include "core/schedule/selection.h"
#include "tests/conformance/groups.h"

/// Whole cycles of Karmada's scheduler, and two of their steps.
namespace conformance {

namespace {

using core::Json;
using namespace core;

schedule::Members membersOf(const Json& list)
{
    model::Issues issues;
    std::vector<model::Cluster> clusters;
    for (const Json& item : list) clusters.push_back(model::readCluster(item, "", issues));
    return schedule::Members(std::move(clusters));
}

std::vector<model::Binding> bindingsOf(const Json& list)
{
    model::Issues issues;
    std::vector<model::Binding> out;
    for (const Json& item : list) out.push_back(model::readBinding(item, "", issues));
    return out;
}

/// What is asked: a binding, and what the scheduler is run with.
struct Case {
    explicit Case(const Json& input)
        : members(membersOf(input.at("clusters")))
        , bindings(bindingsOf(input.value("resourceBindings", Json::array())))
        , assigning(bindingsOf(input.value("assigningBindings", Json::array())))
    {
        model::Issues issues;
        binding.spec = model::readBindingSpec(input.at("spec"), "", issues);
        binding.status = model::readBindingStatus(input.value("status", Json::object()), "", issues);
        binding.generation = 1;
        binding.annotations = input.value("annotations", model::Labels());
        options.enableEmptyWorkloadPropagation = input.value("enableEmptyWorkloadPropagation", false);
        options.multiplePodTemplatesScheduling = input.value("multiplePodTemplatesScheduling", false);
        options.workloadAffinity = input.value("workloadAffinityGate", false);
        options.bindings = &bindings;
        options.assigning = &assigning;
    }
    schedule::Members members;
    std::vector<model::Binding> bindings;
    std::vector<model::Binding> assigning;
    model::Binding binding;
    schedule::Options options;
};

// --- filter ----------------------------------------------------------------------------------------------------------

Json verdictOf(const schedule::Ask& ask, const schedule::Filter& filter, std::uint32_t member)
{
    schedule::Verdicts verdicts(ask.fleet.size());
    filter.judge(ask, filter.name, verdicts);
    if (verdicts.passes(member)) return {{"code", "Success"}};
    return {{"code", "Unschedulable"}, {"reasons", {verdicts.refusal(member).reason}}};
}

Outcome filterCase(const Json& line)
{
    const Case asked(line.at("input"));
    const auto ask = schedule::Ask::of(asked.members.data(), asked.binding.spec, asked.binding.status, asked.options);
    Json got = Json::array();
    Json want = Json::array();
    for (const Json& expected : line.at("expect").at("results")) {
        const auto name = expected.at("cluster").get<std::string>();
        const auto member = asked.members.find(name);
        if (!member) return {false, "no member " + name, expected.dump()};
        Json plugins = Json::object();
        bool fits = true;
        for (const schedule::Filter& filter : schedule::filters()) {
            if (!expected.at("plugins").contains(filter.name)) continue;
            plugins[std::string(filter.name)] = verdictOf(ask, filter, *member);
            fits = fits && plugins[std::string(filter.name)].at("code") == "Success";
        }
        got.push_back({{"cluster", name}, {"fit", fits}, {"plugins", plugins}});
        want.push_back({{"cluster", name}, {"fit", expected.at("fit")}, {"plugins", expected.at("plugins")}});
    }
    return compare(got, want);
}

// --- select ----------------------------------------------------------------------------------------------------------

Json selectedJson(const schedule::Members& members, const schedule::Selected& one)
{
    return {{"name", members.identity(one.member).name},
            {"score", one.score},
            {"overflowOrder", one.overflowOrder},
            {"availableReplicas", one.available},
            {"allocatableReplicas", one.allocatable}};
}

Json regionsJson(const schedule::Ask& ask, const schedule::Choice& choice,
                 const std::vector<schedule::Selected>& sorted)
{
    Json out = Json::array();
    for (const schedule::RegionGroup& group : choice.regions) {
        Json clusters = Json::array();
        for (const std::uint32_t i : group.clusters) clusters.push_back(ask.fleet.identities[sorted[i].member].name);
        out.push_back({{"name", ask.fleet.region.values[group.id - 1]},
                       {"score", group.score},
                       {"availableReplicas", group.available},
                       {"clusters", clusters}});
    }
    return out;
}

Outcome selectCase(const Json& line)
{
    const Json& input = line.at("input");
    const Json& expect = line.at("expect");
    Case asked(input);
    const Json estimated = input.value("estimated", Json::object());
    asked.options.available = [&](const model::BindingSpec& /*spec*/, const std::vector<std::uint32_t>& members) {
        std::vector<std::int64_t> out;
        for (const std::uint32_t member : members)
            out.push_back(estimated.value(asked.members.identity(member).name, schedule::NoAnswer));
        return out;
    };
    std::vector<std::uint32_t> feasible;
    std::vector<std::int64_t> scores(asked.members.size(), 0);
    for (const Json& item : input.at("scores")) {
        const auto member = asked.members.find(item.at("name").get<std::string>());
        if (!member) continue;
        feasible.push_back(*member);
        scores[*member] = item.value("score", std::int64_t{0});
    }
    const auto ask = schedule::Ask::of(asked.members.data(), asked.binding.spec, asked.binding.status, asked.options);
    const auto sorted = schedule::candidates(ask, feasible, scores);
    const schedule::Choice choice = schedule::choose(ask, sorted);
    Json got = Json::object();
    if (choice.error.empty()) {
        got["selected"] = Json::array();
        for (const auto& one : choice.selected) got["selected"].push_back(selectedJson(asked.members, one));
    } else {
        got["error"] = {{"kind", "Other"}, {"message", choice.error}};
    }
    if (expect.contains("regions")) got["regions"] = regionsJson(ask, choice, sorted);
    return compare(got, expect);
}

// --- e2e -------------------------------------------------------------------------------------------------------------

/// Karmada's general estimator is the only one that the recordings had.
schedule::Availability generalEstimator(const Case& asked)
{
    return [&asked](const model::BindingSpec& spec, const std::vector<std::uint32_t>& members) {
        std::vector<std::int64_t> out;
        for (const std::uint32_t member : members) {
            const model::Cluster& cluster = asked.members.cluster(member);
            out.push_back(schedule::placesSets(spec, asked.options)
                              ? estimate::karmada::generalComponentSets(cluster, spec.components)
                              : estimate::karmada::generalReplicas(cluster, spec.requirements));
        }
        return out;
    };
}

Json clustersJson(const std::vector<model::TargetCluster>& clusters)
{
    Json out = Json::object();
    for (const model::TargetCluster& one : clusters) {
        Json components = Json::object();
        for (const auto& [name, replicas] : one.components) components[name] = replicas;
        out[one.name] = {{"replicas", one.replicas}, {"components", components}};
    }
    return out;
}

Json clustersJson(const Json& list)
{
    std::vector<model::TargetCluster> out;
    for (const Json& item : list) {
        model::TargetCluster one{item.at("name").get<std::string>(), item.value("replicas", 0), {}};
        for (const Json& part : item.value("components", Json::array()))
            one.components.emplace_back(part.at("name").get<std::string>(), part.value("replicas", 0));
        out.push_back(std::move(one));
    }
    return clustersJson(out);
}

/// Any of several recorded texts is right; the one that we give stands for them.
Json messageJson(const Json& expect, const std::string& message)
{
    const Json messages = expect.value("messages", Json::array());
    return std::ranges::find(messages, Json(message)) == messages.end() ? messages : Json(message);
}

const char* kindText(schedule::CycleError::Kind kind)
{
    switch (kind) {
    case schedule::CycleError::Kind::NoClusterFit: return "NoClusterFit";
    case schedule::CycleError::Kind::Unschedulable: return "Unschedulable";
    case schedule::CycleError::Kind::Other: break;
    }
    return "Other";
}

Outcome cycleCase(const Case& asked, const Json& expect)
{
    const schedule::Cycle cycle =
        schedule::cycle(asked.members, asked.binding.spec, asked.binding.status, asked.options);
    if (cycle.error)
        return compare({{"kind", kindText(cycle.error->kind)}, {"message", cycle.error->message}},
                       {{"kind", expect.value("error", Json::object()).value("kind", "none")},
                        {"message", messageJson(expect, cycle.error->message)}});
    return compare(clustersJson(cycle.clusters()), clustersJson(expect.value("clusters", Json::array())));
}

Outcome bindingCase(const Case& asked, const Json& expect)
{
    const schedule::BindingCycle cycle = schedule::scheduleBinding(asked.members, asked.binding, asked.options);
    const auto applied =
        cycle.appliedPlacement ? schedule::placementOf(*cycle.appliedPlacement) : std::optional<model::Placement>();
    const Json condition = expect.value("condition", Json::object());
    Json got{{"scheduled", cycle.scheduled},
             {"clusters", clustersJson(cycle.clusters)},
             {"status", cycle.conditionStatus},
             {"reason", cycle.conditionReason},
             {"message", cycle.message},
             {"observed", cycle.observedAffinity},
             {"retry", cycle.retry},
             {"lastScheduledTimeSet", cycle.lastScheduledTimeSet},
             {"generation", cycle.observedGeneration},
             {"recorded", cycle.appliedPlacement.has_value()},
             {"current", applied && applied == asked.binding.spec.placement}};
    const Json want{{"scheduled", expect.value("scheduled", false)},
                    {"clusters", clustersJson(expect.value("clusters", Json::array()))},
                    {"status", condition.value("status", "")},
                    {"reason", condition.value("reason", "")},
                    {"message", expect.contains("messages") ? messageJson(expect, cycle.message) : Json("")},
                    {"observed", expect.value("schedulerObservingAffinityName", "")},
                    {"retry", expect.value("retry", false)},
                    {"lastScheduledTimeSet", expect.value("lastScheduledTimeSet", false)},
                    {"generation", expect.value("schedulerObservedGeneration", 0)},
                    {"recorded", expect.value("appliedPlacementRecorded", false)},
                    {"current", expect.value("appliedPlacementCurrent", false)}};
    return compare(got, want);
}

Outcome endToEndCase(const Json& line)
{
    const Json& input = line.at("input");
    Case asked(input);
    asked.options.available = generalEstimator(asked);
    return input.value("kind", "") == "binding" ? bindingCase(asked, line.at("expect"))
                                                : cycleCase(asked, line.at("expect"));
}

} // namespace

void addCycles(Groups& groups)
{
    groups["filter"] = filterCase;
    groups["select"] = selectCase;
    groups["e2e"] = endToEndCase;
}

} // namespace conformance
