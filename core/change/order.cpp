#include <array>
#include <string_view>

#include "core/base/words.h"
#include "core/change/plan.h"

namespace core::change {
namespace {

/// @source Helm 3.15 releaseutil.InstallOrder, with quotas and policies where an admission or an engine has to know them first
constexpr std::array<std::string_view, 24> Order{"Namespace",
                                                 "CustomResourceDefinition",
                                                 "PriorityClass",
                                                 "StorageClass",
                                                 "ResourceQuota",
                                                 "LimitRange",
                                                 "NetworkPolicy",
                                                 "PodDisruptionBudget",
                                                 "ServiceAccount",
                                                 "Secret",
                                                 "ConfigMap",
                                                 "PersistentVolume",
                                                 "PersistentVolumeClaim",
                                                 "ClusterRole",
                                                 "ClusterRoleBinding",
                                                 "Role",
                                                 "RoleBinding",
                                                 "ClusterOverridePolicy",
                                                 "OverridePolicy",
                                                 "ClusterPropagationPolicy",
                                                 "PropagationPolicy",
                                                 "Service",
                                                 "", // what is not named here
                                                 "HorizontalPodAutoscaler"};

} // namespace

int rankOf(const model::ObjectRef& what)
{
    int rank = 0;
    int others = 0;
    for (const std::string_view kind : Order) {
        if (kind == what.kind) return rank;
        if (kind.empty()) others = rank;
        ++rank;
    }
    const bool waits =
        isOneOf(what.kind, {"FederatedHPA", "CronFederatedHPA", "ScaledObject", "Ingress", "APIService"});
    return waits ? rank : others;
}

} // namespace core::change
