#include "core/change/pin.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/edited.h"
#include "core/model/hints.h"
#include "core/model/object_ref.h"

namespace core::change {
namespace {

constexpr const char* Scheduling = "/spec/placement/replicaScheduling";

/// A weight for a cluster that is not there would be taken by the server, and come to nothing.
tl::unexpected<Error> noneSuch(const std::string& name, const std::vector<std::string>& clusters)
{
    const auto near = model::hints::nearest(name, {clusters.begin(), clusters.end()});
    return failure(Fault::NotFound, "There is no cluster " + shown(name) + ". There are: " + few(clusters) + "." +
                                        (near ? " Did you mean " + *near + "?" : ""));
}

} // namespace

Result<std::string> pinned(const text::Document& policy, const Division& division,
                           const std::vector<std::string>& clusters)
{
    if (!isOneOf(model::refOf(policy.value()).kind, {"PropagationPolicy", "ClusterPropagationPolicy"}))
        return failure(Fault::Malformed, "A division is pinned in a PropagationPolicy or a ClusterPropagationPolicy.");
    for (const auto& [cluster, replicas] : division)
        if (!clusters.empty() && std::ranges::find(clusters, cluster) == clusters.end())
            return noneSuch(cluster, clusters);
    Json weights = Json::array();
    for (const auto& [cluster, replicas] : division)
        if (replicas > 0) weights.push_back({{"targetCluster", {{"clusterNames", {cluster}}}}, {"weight", replicas}});
    if (weights.empty()) return failure(Fault::Malformed, "The division gives no cluster a replica.");
    Edited edited(policy);
    const std::string scheduling = Scheduling;
    for (const auto& [name, value] :
         {std::pair("/replicaSchedulingType", "Divided"), std::pair("/replicaDivisionPreference", "Weighted")})
        if (auto set = edited.set(scheduling + name, value); !set) return tl::unexpected(set.error());
    const std::string preference = scheduling + "/weightPreference";
    if (auto gone = edited.remove(preference + "/dynamicWeight"); !gone) return tl::unexpected(gone.error());
    if (auto set = edited.set(preference + "/staticWeightList", weights); !set) return tl::unexpected(set.error());
    return edited.text();
}

} // namespace core::change
