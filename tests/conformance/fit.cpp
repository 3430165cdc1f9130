#include <algorithm>

#include "core/estimate/fit_state.h"
#include "core/model/read.h"
#include "core/snapshot/build.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Json;
using namespace core;

template <class Read>
auto listOf(const Json& object, const char* key, Read read)
{
    model::Issues issues;
    std::vector<decltype(read(object, std::string(), issues))> out;
    if (const Json* list = model::read::member(object, key))
        for (const Json& item : *list) out.push_back(read(item, "", issues));
    return out;
}

void addObjects(snapshot::ClusterData& data, const Json& objects)
{
    data.listed = {true, true, true, true}; // what a case does not list it has not
    data.claims = listOf(objects, "pvcs", model::readClaim);
    data.volumes = listOf(objects, "pvs", model::readVolume);
    data.storageClasses = listOf(objects, "storage_classes", model::readStorageClass);
    if (const Json* list = model::read::member(objects, "namespaces"))
        for (const Json& item : *list) {
            model::Issues issues;
            data.namespaces.emplace_back(item.at("metadata").at("name").get<std::string>(),
                                         model::read::labels(item.at("metadata"), "labels", "", issues));
        }
    std::ranges::sort(data.namespaces);
}

snapshot::ClusterData clusterOf(const Json& input)
{
    snapshot::ClusterData data;
    std::vector<model::Node> nodes;
    std::vector<model::Pod> pods;
    model::Issues issues;
    for (const Json& item : input.at("nodes")) {
        nodes.push_back(model::readNode(item.at("node"), "", issues));
        for (model::Pod pod : listOf(item, "pods", model::readPod)) {
            pod.spec.nodeName = nodes.back().name;                // they count where they are listed
            pod.name = "resident-" + std::to_string(pods.size()); // several may have one name
            pods.push_back(std::move(pod));
        }
    }
    snapshot::buildTables(data, std::move(nodes), std::move(pods));
    addObjects(data, input.value("objects", Json::object()));
    return data;
}

Outcome fitCase(const Json& line)
{
    const Json& input = line.at("input");
    const snapshot::ClusterData data = clusterOf(input);
    model::Issues issues;
    model::Pod pod = model::readPod(input.at("pod"), "", issues);
    pod.spec = model::withDefaults(std::move(pod.spec));
    const estimate::Fit::State state(data, pod);
    const std::vector<std::uint8_t> all = estimate::Fit(data, pod).checkAll();
    Json got = Json::object();
    for (std::size_t row = 0; row < data.nodes.size(); ++row) {
        const auto code = state.code(row, false); // only kube-scheduler's own rules are in the cases
        if ((all[row] != 0) != (code == 0)) return {false, "checkAll() and code() differ", line.at("expect").dump()};
        Json one{{"fits", code == 0}};
        if (code != 0) {
            const estimate::Refusal refusal = state.refusal(code, row);
            one["plugin"] = estimate::nameOf(refusal.plugin);
            one["reasons"] = refusal.reasons;
        }
        got[std::string(data.nodes.names[row])] = std::move(one);
    }
    return compare(got, line.at("expect").at("nodes"));
}

} // namespace

void addFit(Groups& groups)
{
    groups["fit"] = fitCase;
}

} // namespace conformance
