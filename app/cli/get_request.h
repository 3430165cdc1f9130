#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

/// What `get` and `describe` ask for, as kubectl takes it: `deploy`, `deploy,cm`, `deploy web web-2`, `deploy/web cm/web`.
namespace cli {

struct Requested {
    std::string resource;           ///< as it was typed
    std::vector<std::string> names; ///< empty: all
    bool ofCategory = false;        ///< one of what `all`, or another category, stands for
    bool operator==(const Requested&) const = default;
};
/// @errors Malformed: the two forms mixed, or a slash too many
/// @source k8s.io/cli-runtime/pkg/resource/builder.go, 0.32: ResourceTypeOrNameArgs
[[nodiscard]] core::Result<std::vector<Requested>> requestedBy(const std::vector<std::string>& words);

} // namespace cli
