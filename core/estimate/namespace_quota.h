#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"

namespace core::estimate::detail {

/// What the ResourceQuotas of the pods' namespace still allow. Detail of this room.
struct QuotaLeft {
    std::optional<std::int64_t> replicas; ///< absent: none applies
    std::optional<std::int64_t> sure;     ///< the same, if what is not known to be in use is all in use
    std::string unknown;                  ///< a quota of which it is not known; empty: none
    std::string name;                     ///< of the one that allows least
    std::string limit;                    ///< what of its spec.hard does: "count/deployments.apps"
    std::string wants; ///< "cpu limit": what its pods have to state and do not, so that it turns them away; else empty
};
/// Where its use is not known, the pods that are there hold what they hold, and the rest may be in use or not. One that
/// limits cpu or memory turns away pods that state none of it, as its admission does. Claims that replicas bring along count
/// by their number and their bytes; of objects that are made once (Ask::objects) a quota that is used up admits none.
/// @source kubernetes 1.36, resource quota: tracked names and scopes
[[nodiscard]] QuotaLeft namespaceQuota(const snapshot::ClusterData& cluster, const Ask& ask);

/// The same of other quotas of the cluster.
[[nodiscard]] QuotaLeft namespaceQuota(const snapshot::ClusterData& cluster,
                                       const std::vector<snapshot::NamespaceQuota>& quotas, const Ask& ask);

/// What one replica takes of a resource as the quota names it. Absent: the quota turns its pods away.
[[nodiscard]] std::optional<Amount> needOf(const snapshot::NamespaceQuota& quota, const std::string& name,
                                           const Ask& ask);

} // namespace core::estimate::detail

namespace core::estimate {

/// The namespace's quota once `replicas` more have come (fewer: have gone), where it counts them.
[[nodiscard]] snapshot::NamespaceQuota quotaAfter(snapshot::NamespaceQuota quota, const Ask& ask,
                                                  std::int64_t replicas);

/// The cluster's quotas once these pods have gone: what they take, whatever comes after them asks for. Their claims stay.
[[nodiscard]] std::vector<snapshot::NamespaceQuota> quotasWithout(const snapshot::ClusterData& cluster,
                                                                  const std::vector<std::uint32_t>& pods);

} // namespace core::estimate
