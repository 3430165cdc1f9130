#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QString>

#include "tests/core/preview/one_cluster.h"

/// A Deployment "server" whose pods run on one cluster's nodes, and manifests that change its template.
namespace running_pods {

namespace model = core::model;
namespace snapshot = core::snapshot;
namespace preview = core::preview;
using core::Json;
using Qt::StringLiterals::operator""_s;

using Pods = std::vector<model::Pod>;

/// The Deployment with JSON merged into its spec, and its policy. While it updates, one pod more and none less.
inline std::vector<Json> documents(std::int64_t replicas, const QString& spec = u"{}"_s)
{
    auto out = one_cluster::documents("Deployment", replicas);
    out[0]["spec"]["strategy"] = {{"rollingUpdate", {{"maxSurge", 1}, {"maxUnavailable", 0}}}};
    out[0]["spec"].merge_patch(Json::parse(spec.toStdString()));
    return out;
}

/// What is merged to get another container.
inline QString container(const QString& members)
{
    return uR"({"template":{"spec":{"containers":[{"name":"server",%1}]}}})"_s.arg(members);
}
inline const QString oneCard = uR"("resources":{"limits":{"nvidia.com/gpu":1}})"_s;
inline const QString newImage = container(uR"("image":"server:2",)"_s + oneCard);

inline model::Pod running(std::size_t number, const std::string& image = "server:1")
{
    model::Pod out = one_cluster::pod("server-5d4f9c7b8d-" + std::to_string(number), "n" + std::to_string(number));
    out.labels = {{"app", "server"}, {"pod-template-hash", "5d4f9c7b8d"}};
    out.owners = {{"apps/v1", "ReplicaSet", "server-5d4f9c7b8d", {}, true}};
    out.spec.containers.front().name = "server";
    out.spec.containers.front().image = image;
    return out;
}

inline Pods runningPods(std::size_t count)
{
    Pods out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(running(i));
    return out;
}

/// A node of one card for each pod, and nothing to buy.
inline snapshot::FleetPtr fleetWith(const Pods& pods, const std::function<void(snapshot::ClusterData&)>& alter = {},
                                    std::vector<model::Node> more = {})
{
    for (std::size_t i = 0; i < pods.size(); ++i) more.push_back(one_cluster::node("n" + std::to_string(i), 1));
    return one_cluster::fleetOf(more, pods, 0, alter);
}

inline preview::Preview answerTo(const std::vector<Json>& asked, const snapshot::FleetPtr& fleet, std::int32_t previous)
{
    auto question = preview::readManifests(asked, *fleet).questions.front();
    question.previous = {{"c", previous, {}}};
    return preview::preview(question, fleet);
}

inline QString said(const preview::Preview& answer, const std::string& id)
{
    for (const preview::Warning& one : answer.warnings)
        if (one.id == id) return QString::fromStdString(one.text + " " + one.remedy);
    return {};
}

} // namespace running_pods
