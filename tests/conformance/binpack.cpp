#include "core/estimate/binpack.h"

#include "core/model/read.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core;

estimate::PackNode packNode(const Json& item)
{
    model::Issues issues;
    estimate::PackNode out{model::readNode(item.at("node"), "", issues), {}};
    if (const Json* pods = model::read::member(item, "pods"))
        for (const Json& pod : *pods) out.pods.push_back(model::readPod(pod, "", issues));
    return out;
}

estimate::PackQuestion questionOf(const Json& input)
{
    estimate::PackQuestion question;
    question.node = packNode(input.at("template"));
    if (const Json* existing = model::read::member(input, "existing"))
        for (const Json& item : *existing) question.existing.push_back(packNode(item));
    model::Issues issues;
    for (const Json& group : input.at("groups"))
        question.groups.push_back({group.at("name").get<std::string>(), model::readPod(group.at("pod"), "", issues),
                                   group.at("count").get<std::int64_t>()});
    question.maxNodes = input.value("max_nodes", std::int64_t{0});
    question.fastPath = input.value("fastpath", false);
    return question;
}

/// Groups without pods are left out, as the recording leaves them out.
Json byGroup(const estimate::PackQuestion& question, const std::vector<std::int64_t>& counts)
{
    Json out = Json::object();
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] != 0) out[question.groups[i].name] = counts[i];
    return out;
}

Outcome binpackCase(const Json& line)
{
    const estimate::PackQuestion question = questionOf(line.at("input"));
    const estimate::PackAnswer answer = estimate::pack(question);
    Json all{{"nodes_added", answer.nodesAdded},
             {"pods_offered", answer.podsOffered},
             {"pods_on_existing", answer.podsOnExisting},
             {"pods_scheduled", answer.podsScheduled},
             {"scheduled_by_group", byGroup(question, answer.scheduledByGroup)},
             {"on_existing", Json::object()},
             {"per_new_node", Json::array()}};
    for (const auto& [node, group] : answer.onExisting) {
        Json& count = all["on_existing"][node][group];
        count = (count.is_null() ? 0 : count.get<int>()) + 1;
    }
    for (const auto& counts : answer.perNewNode) all["per_new_node"].push_back(byGroup(question, counts));
    Json got = Json::object(); // what varied between the recorder's runs is not in the case
    for (const auto& [name, value] : line.at("expect").items())
        if (all.contains(name)) got[name] = all.at(name);
    return compare(got, line.at("expect"));
}

} // namespace

void addBinpack(Groups& groups)
{
    groups["binpack"] = binpackCase;
}

} // namespace conformance
