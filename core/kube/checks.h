#pragma once

#include "core/kube/kubeconfig.h"

/// What is wrong with single entries. Not for other rooms.
namespace core::kube {

[[nodiscard]] Problems clusterProblems(const std::string& name, const Cluster& cluster);
[[nodiscard]] Problems userProblems(const std::string& name, const User& user);
/// Of its references too.
[[nodiscard]] Problems contextProblems(const std::string& name, const Context& context, const Kubeconfig& config);
/// The sentence for an auth-provider, and what to do instead; none where it would do.
[[nodiscard]] std::optional<Problem> providerProblem(const std::string& user, const AuthProvider& provider);

} // namespace core::kube
