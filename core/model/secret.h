#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace core::model {

/// Where `kubectl apply` keeps what it said the last time: a whole object as a text.
inline constexpr const char* LastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";

/// Kubernetes' own kind by its version, not another group's resource of the same name.
[[nodiscard]] bool isOfCoreGroup(const Json& object);
/// Whether an object means to be a Secret: by its kind in whatever case or number ("secret", "Secrets", `Kind: Secret`), or by a
/// `stringData` beside another kind. No server takes some of those, and what stands in them is a value all the same.
[[nodiscard]] bool meansSecret(const Json& object);
/// A SecretList, in whatever case: its items need not say their kind.
[[nodiscard]] bool meansSecrets(const Json& object);
/// `data` or `stringData`, in whatever case.
[[nodiscard]] bool isNameOfValues(std::string_view member);
/// The members of a Secret that hold its values: `data`, `stringData`, and those that no Secret has: a slip ("stringdata") in one that
/// has.
/// @source k8s.io/api/core/v1 Secret
[[nodiscard]] std::vector<std::string> valueMembers(const Json& secret);

} // namespace core::model
