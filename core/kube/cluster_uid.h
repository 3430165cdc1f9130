#pragma once

#include <stop_token>
#include <string>

#include "core/kube/client.h"

namespace core::kube {

/// Which cluster answers, whatever name or address led to it: the uid of its namespace kube-system, which stays as long as the cluster
/// does. Empty where it may not be read. Waits for the answer.
[[nodiscard]] std::string clusterUid(const Session& session, const std::stop_token& stop = {});

} // namespace core::kube
