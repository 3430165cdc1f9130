#pragma once

#include <QString>

#include <string>
#include <vector>

#include "core/schedule/schedule.h"

/// Given: clusters, bindings and policies in a few words, written as JSON where that is shorter.
namespace given {

inline core::Json json(const char* text)
{
    return core::Json::parse(text);
}

/// A cluster by name; the rest as in a Cluster's spec, labels as "a=1".
struct ClusterOf {
    core::model::Cluster cluster;
    explicit ClusterOf(const std::string& name) { cluster.name = name; }
    ClusterOf& label(const std::string& key, const std::string& value)
    {
        cluster.labels[key] = value;
        return *this;
    }
    ClusterOf& region(const std::string& name)
    {
        cluster.region = name;
        return *this;
    }
    ClusterOf& provider(const std::string& name)
    {
        cluster.provider = name;
        return *this;
    }
    ClusterOf& zones(std::vector<std::string> names)
    {
        cluster.zones = std::move(names);
        return *this;
    }
    ClusterOf& taint(const std::string& key, const std::string& value, const std::string& effect)
    {
        cluster.taints.push_back({key, value, effect});
        return *this;
    }
    ClusterOf& serves(const std::string& apiVersion, const std::string& kind)
    {
        if (!cluster.apiEnablements) cluster.apiEnablements.emplace();
        cluster.apiEnablements->emplace_back(apiVersion, kind);
        return *this;
    }
    ClusterOf& deleting()
    {
        cluster.deleting = true;
        return *this;
    }
    operator core::model::Cluster() const { return cluster; } // NOLINT(google-explicit-constructor)
};

inline core::model::Placement placement(const char* text)
{
    core::model::Issues ignored;
    return core::model::readPlacement(json(text), "", ignored);
}

inline core::model::BindingSpec deployment(std::int32_t replicas, const char* placementText)
{
    core::model::BindingSpec out;
    out.resource = {"apps/v1", "Deployment", "default", "web"};
    out.replicas = replicas;
    out.requirements.emplace();
    out.placement = placement(placementText);
    return out;
}

/// Every member can take `room[i]` more.
inline core::schedule::Options roomFor(std::vector<std::int64_t> room)
{
    core::schedule::Options out;
    out.available = [room = std::move(room)](const core::model::BindingSpec& /*spec*/,
                                             const std::vector<std::uint32_t>& members) {
        std::vector<std::int64_t> answer;
        for (const std::uint32_t member : members) answer.push_back(room.at(member));
        return answer;
    };
    return out;
}

/// "a=2 b=3"
inline QString text(const std::vector<core::model::TargetCluster>& clusters)
{
    std::string out;
    for (const auto& one : clusters) out += (out.empty() ? "" : " ") + one.name + '=' + std::to_string(one.replicas);
    return QString::fromStdString(out);
}

} // namespace given
