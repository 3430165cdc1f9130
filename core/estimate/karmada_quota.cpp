#include <algorithm>
#include <limits>
#include <map>

#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/model/read.h"

/// The scheduler-estimator's quota plug-in.
namespace core::estimate::karmada {

namespace {

using model::BindingComponent;
using model::Requests;
using snapshot::NamespaceQuota;

constexpr std::string_view requestsPrefix = "requests.";
constexpr std::string_view limitsPrefix = "limits.";

/// cpu, memory and extended resources; nothing else is looked at.
bool isComputed(std::string_view name)
{
    return name == "cpu" || name == "memory" ||
           (name.find('/') != std::string_view::npos && name.find("kubernetes.io/") == std::string_view::npos &&
            !name.starts_with(requestsPrefix));
}

bool requirementMatches(const Json& item, const std::string& priorityClass)
{
    model::Issues ignored;
    if (model::read::text(item, "scopeName", {}, ignored) != "PriorityClass") return false;
    const std::string op = model::read::text(item, "operator", {}, ignored);
    const std::vector<std::string> values = model::read::texts(item, "values", {}, ignored);
    const bool listed = std::ranges::find(values, priorityClass) != values.end();
    if (!std::ranges::all_of(values, [](const std::string& value) { return !model::invalidLabelValue(value); }))
        return false;
    if (op == "Exists") return !priorityClass.empty();
    if (op == "DoesNotExist") return values.empty() && priorityClass.empty();
    if (op == "In") return !priorityClass.empty() && listed;
    return op == "NotIn" && !values.empty() && (priorityClass.empty() || !listed);
}

/// No scope at all, or any that speaks of this priority class. Other scopes match nothing.
bool applies(const NamespaceQuota& quota, const std::string& priorityClass)
{
    bool any = false;
    bool matched = false;
    if (const Json* scopes = model::read::member(quota.scopes, "scopes"); scopes != nullptr && scopes->is_array())
        for (const Json& scope : *scopes) {
            any = true;
            matched = matched || (scope == "PriorityClass" && !priorityClass.empty());
        }
    if (const Json* selector = model::read::member(quota.scopes, "scopeSelector"))
        if (const Json* list = model::read::member(*selector, "matchExpressions"); list != nullptr && list->is_array())
            for (const Json& item : *list) {
                any = true;
                matched = matched || requirementMatches(item, priorityClass);
            }
    return !any || matched;
}

/// What is left, by the name that a pod requests: "requests.cpu" stands for "cpu" and goes before it.
Requests freeOf(const NamespaceQuota& quota)
{
    Requests free;
    for (const auto& [name, hard] : quota.hard) {
        if (name.starts_with(limitsPrefix)) continue;
        const std::string plain = name.starts_with(requestsPrefix) ? name.substr(requestsPrefix.size()) : name;
        const auto used = quota.used.find(name);
        if (!isComputed(plain) || used == quota.used.end()) continue;
        free[plain] = model::amountOf(plain, hard - used->second);
    }
    return free;
}

/// noLimit: the quota does not speak of anything that is requested.
std::int64_t setsWithin(const Requests& free, const Requests& request)
{
    std::int64_t sets = std::numeric_limits<std::int64_t>::max();
    for (const auto& [name, amount] : request)
        if (const auto left = free.find(name); left != free.end() && amount > 0)
            sets = std::min(sets, left->second / amount);
    if (sets > noLimit) return noLimit;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(sets));
}

Requests requestOf(const model::ReplicaRequirements& requirements)
{
    Requests out;
    for (const auto& [name, quantity] : requirements.resourceRequest) out[name] = model::amountOf(name, quantity);
    return out;
}

Requests requestOfSet(const NamespaceQuota& quota, const std::vector<BindingComponent>& components)
{
    Requests out;
    for (const BindingComponent& component : components) {
        if (!component.requirements || !applies(quota, component.requirements->priorityClassName)) continue;
        for (const auto& [name, amount] : requestOf(*component.requirements))
            if (isComputed(name)) out[name] += amount * component.replicas;
    }
    return out;
}

Estimate answer(std::int64_t count, std::string_view ofZero)
{
    if (count == noLimit) return {count, Estimate::Code::Success, "ResourceQuotaEstimator found no quota constraints"};
    if (count == 0) return {0, Estimate::Code::Unschedulable, std::string(ofZero)};
    return {count, Estimate::Code::Success, {}};
}

} // namespace

Estimate quotaReplicas(const std::vector<NamespaceQuota>& quotas, const model::ReplicaRequirements& requirements)
{
    std::int64_t replicas = noLimit;
    for (const NamespaceQuota& quota : quotas)
        if (quota.ns == requirements.ns && applies(quota, requirements.priorityClassName))
            replicas = std::min(replicas, setsWithin(freeOf(quota), requestOf(requirements)));
    return answer(replicas, "zero replica is estimated by ResourceQuotaEstimator");
}

Estimate quotaComponentSets(const std::vector<NamespaceQuota>& quotas, const std::vector<BindingComponent>& components,
                            const std::string& ns)
{
    if (components.empty())
        return {noLimit, Estimate::Code::Success, "ResourceQuotaEstimator received empty components list"};
    if (ns.empty()) return {noLimit, Estimate::Code::Success, {}};
    std::int64_t sets = noLimit;
    for (const NamespaceQuota& quota : quotas) {
        if (quota.ns != ns) continue;
        sets = std::min(sets, setsWithin(freeOf(quota), requestOfSet(quota, components)));
        if (sets == 0) break;
    }
    return answer(sets, "zero component sets estimated by ResourceQuotaEstimator");
}

} // namespace core::estimate::karmada
