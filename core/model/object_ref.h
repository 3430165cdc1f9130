#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace core::model {

/// Which object: what its manifest says of itself.
struct ObjectRef {
    std::string apiVersion; ///< "apps/v1"
    std::string kind;       ///< "Deployment"
    std::string ns;         ///< empty for what has no namespace, or none stated
    std::string name;
    auto operator<=>(const ObjectRef&) const = default;

    [[nodiscard]] std::string group() const; ///< "apps"; empty for the core group
    /// A manifest without a namespace is applied to "default" unless the context says otherwise.
    [[nodiscard]] std::string_view nsOrDefault() const { return ns.empty() ? std::string_view("default") : ns; }
    /// "default/qwen3-8b", or the name alone.
    [[nodiscard]] std::string shortText() const { return ns.empty() ? name : ns + "/" + name; }
};

/// apiVersion, kind, metadata.namespace, metadata.name; missing members stay empty.
[[nodiscard]] ObjectRef refOf(const Json& object);

/// Chart.yaml of Helm: it has an apiVersion, and is no object of a cluster.
/// @source helm.sh/docs/topics/charts (The Chart.yaml File: apiVersion, name and version are required)
[[nodiscard]] bool isHelmChart(const Json& document);

} // namespace core::model
