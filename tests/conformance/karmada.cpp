#include <algorithm>
#include <map>

#include "core/model/cluster.h"
#include "core/schedule/divide.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core;

std::vector<schedule::Candidate> candidatesOf(const Json& list)
{
    std::vector<schedule::Candidate> out;
    model::Issues issues;
    for (const Json& item : list) {
        const model::Cluster cluster = model::readCluster(item.at("cluster"), "", issues);
        schedule::Candidate one;
        one.cluster = {item.at("name").get<std::string>(), cluster.labels, cluster.provider, cluster.region,
                       cluster.zones};
        one.overflowOrder = item.value("overflowOrder", 0);
        one.allocatable = item.value("allocatableReplicas", 0);
        one.available = item.value("availableReplicas", std::int64_t{0});
        out.push_back(std::move(one));
    }
    return out;
}

std::map<std::string, std::int64_t> asMap(const Json& clusters)
{
    std::map<std::string, std::int64_t> out;
    for (const Json& item : clusters) out[item.at("name").get<std::string>()] = item.value("replicas", std::int64_t{0});
    return out;
}

/// The order of equals above twelve candidates is an accident of Go's sort: only how many of them got how much is judged.
bool sameClasses(const std::map<std::string, std::int64_t>& got, const Json& expect, const model::BindingSpec& spec,
                 schedule::Mode mode)
{
    std::map<std::string, std::int64_t> previous;
    if (mode == schedule::Mode::Up)
        for (const model::TargetCluster& target : spec.clusters) previous[target.name] = target.replicas;
    for (const Json& tie : expect.at("tieClasses")) {
        std::vector<std::int64_t> deltas;
        for (const Json& member : tie.at("members")) {
            const auto name = member.get<std::string>();
            const auto found = got.find(name);
            deltas.push_back((found == got.end() ? 0 : found->second) - previous[name]);
        }
        std::ranges::sort(deltas, std::greater<>{});
        if (Json(deltas) != tie.at("deltas")) return false;
    }
    std::int64_t total = 0;
    for (const auto& [name, replicas] : got) total += replicas;
    return total == spec.replicas;
}

Outcome divisionCase(const Json& line)
{
    const Json& input = line.at("input");
    const Json& expect = line.at("expect");
    model::Issues issues;
    const model::BindingSpec spec = model::readBindingSpec(input.at("spec"), "", issues);
    const model::BindingStatus status = model::readBindingStatus(input.value("status", Json::object()), "", issues);
    const schedule::Divided divided = schedule::divide(candidatesOf(input.at("candidates")), spec, status);
    if (divided.refused) {
        const bool unschedulable = divided.refused->kind == schedule::Refused::Kind::Unschedulable;
        const Json got{{"kind", unschedulable ? "Unschedulable" : "Other"}, {"message", divided.refused->message}};
        return compare(got, expect.value("error", Json("an answer")));
    }
    std::map<std::string, std::int64_t> got;
    for (const model::TargetCluster& target : divided.clusters) got[target.name] = target.replicas;
    if (!expect.contains("clusters")) return {false, Json(got).dump(), expect.dump()};
    const bool loose = expect.value("boundaryTie", line.value("boundaryTie", false)) && expect.contains("tieClasses") &&
                       !expect.value("exactOrderStable", false);
    if (loose) return {sameClasses(got, expect, spec, divided.mode), Json(got).dump(), expect.dump()};
    return compare(Json(got), Json(asMap(expect.at("clusters"))));
}

} // namespace

void addKarmada(Groups& groups)
{
    groups["division"] = divisionCase;
}

} // namespace conformance
