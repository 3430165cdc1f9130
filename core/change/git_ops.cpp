#include <algorithm>
#include <array>

#include "core/change/plan.h"
#include "core/model/fleet_mark.h"

namespace core::change {
namespace {

struct Mark {
    const char* tool;
    const char* place; ///< "labels", "annotations"
    const char* key;
};
/// @source Argo CD 3.0 resource tracking (application.instanceLabelKey: its own label where another tool sets the usual one, and that
///         one only with one of Argo CD's annotations); Flux 2.6 kustomize- and helm-controller
constexpr std::array<Mark, 4> Marks{{{"Argo CD", "annotations", "argocd.argoproj.io/tracking-id"},
                                     {"Argo CD", "labels", "argocd.argoproj.io/instance"},
                                     {"Flux", "labels", "kustomize.toolkit.fluxcd.io/name"},
                                     {"Flux", "labels", "helm.toolkit.fluxcd.io/name"}}};
constexpr std::array<std::pair<const char*, const char*>, 4> Managers{{{"Argo CD", "argocd-controller"},
                                                                       {"Argo CD", "argocd-application-controller"},
                                                                       {"Flux", "kustomize-controller"},
                                                                       {"Flux", "helm-controller"}}};

std::string textOf(const Json* value)
{
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

/// The label of every chart and application; Argo CD's only where something else of the object is Argo CD's.
std::optional<GitOps> byInstanceLabel(const Json& metadata)
{
    const Json* labels = memberOf(&metadata, "labels");
    const Json* annotations = memberOf(&metadata, "annotations");
    const std::string name = textOf(memberOf(labels, "app.kubernetes.io/instance"));
    if (name.empty() || annotations == nullptr || !annotations->is_object()) return std::nullopt;
    for (const auto& [key, value] : annotations->items())
        if (key.starts_with("argocd.argoproj.io/"))
            return GitOps{"Argo CD", name, "label app.kubernetes.io/instance and annotation " + key};
    return std::nullopt;
}

} // namespace

std::optional<GitOps> gitOpsOf(const Json& live)
{
    // First: what keeps the fleet's object has its marks in the copy, too, and knows nothing of the copy.
    if (std::string mark = model::fleetMark(live); !mark.empty()) return GitOps{FleetTool, {}, std::move(mark)};
    const Json* metadata = memberOf(&live, "metadata");
    if (metadata == nullptr) return std::nullopt;
    for (const Mark& mark : Marks) {
        const Json* place = memberOf(metadata, mark.place);
        const std::string value = textOf(memberOf(place, mark.key));
        if (value.empty()) continue;
        const std::string kind = std::string(mark.place).substr(0, std::string_view(mark.place).size() - 1);
        return GitOps{mark.tool, value.substr(0, value.find(':')), kind + " " + mark.key};
    }
    if (auto found = byInstanceLabel(*metadata)) return found;
    const Json* owners = memberOf(metadata, "managedFields");
    if (owners == nullptr || !owners->is_array()) return std::nullopt;
    for (const Json& owner : *owners)
        for (const auto& [tool, manager] : Managers)
            if (textOf(memberOf(&owner, "manager")) == manager)
                return GitOps{tool, {}, std::string("manager ") + manager};
    return std::nullopt;
}

bool isByFleet(const GitOps& keeper)
{
    return keeper.tool == FleetTool;
}

bool isGitOps(const std::string& manager)
{
    return std::ranges::any_of(Managers, [&](const auto& one) { return manager == one.second; });
}

} // namespace core::change
