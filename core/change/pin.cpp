#include "core/change/pin.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/change/edited.h"
#include "core/model/object_ref.h"

namespace core::change {
namespace {

constexpr const char* Scheduling = "/spec/placement/replicaScheduling";

} // namespace

Result<std::string> pinned(const text::Document& policy, const Division& division)
{
    if (!isOneOf(model::refOf(policy.value()).kind, {"PropagationPolicy", "ClusterPropagationPolicy"}))
        return failure(Fault::Malformed, "A division is pinned in a PropagationPolicy or a ClusterPropagationPolicy.");
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
