#include "core/estimate/namespace_quota.h"

#include <algorithm>

#include "core/model/read.h"

namespace core::estimate::detail {
namespace {

/// One scope: does it hold for the pod? Pods of the workloads counted here have no deadline of their own.
bool scopeHolds(std::string_view scope, std::string_view op, const Json* values, const model::PodSpec& spec)
{
    if (scope == "Terminating") return false;
    if (scope == "NotTerminating") return true;
    if (scope == "BestEffort") return model::qosClass(spec) == "BestEffort";
    if (scope == "NotBestEffort") return model::qosClass(spec) != "BestEffort";
    if (scope == "CrossNamespacePodAffinity") {
        const auto crosses = [](const model::PodAffinityTerm& term) {
            return !term.namespaces.empty() || term.namespaceSelector.has_value();
        };
        return std::any_of(spec.requiredAffinity.begin(), spec.requiredAffinity.end(), crosses) ||
               std::any_of(spec.requiredAntiAffinity.begin(), spec.requiredAntiAffinity.end(), crosses);
    }
    if (scope != "PriorityClass") return false; // a scope that nobody here knows: the quota is left alone
    const bool has = !spec.priorityClassName.empty();
    const bool listed =
        values != nullptr && values->is_array() &&
        std::any_of(values->begin(), values->end(), [&](const Json& value) { return value == spec.priorityClassName; });
    if (op == "In") return has && listed;
    if (op == "NotIn") return !listed;
    if (op == "DoesNotExist") return !has;
    return has;
}

bool applies(const snapshot::NamespaceQuota& quota, const model::PodSpec& spec)
{
    if (!quota.scopes.is_object()) return true;
    if (const Json* scopes = model::read::member(quota.scopes, "scopes"); scopes != nullptr && scopes->is_array())
        for (const Json& scope : *scopes)
            if (scope.is_string() && !scopeHolds(scope.get<std::string>(), "Exists", nullptr, spec)) return false;
    const Json* selector = model::read::member(quota.scopes, "scopeSelector");
    const Json* terms = selector == nullptr ? nullptr : model::read::member(*selector, "matchExpressions");
    if (terms == nullptr || !terms->is_array()) return true;
    for (const Json& term : *terms) {
        const Json* scope = model::read::member(term, "scopeName");
        const Json* op = model::read::member(term, "operator");
        if (scope == nullptr || !scope->is_string()) continue;
        if (!scopeHolds(scope->get<std::string>(), op != nullptr && op->is_string() ? op->get<std::string>() : "",
                        model::read::member(term, "values"), spec))
            return false;
    }
    return true;
}

/// What a pod takes of a quota's resource. Absent: the quota turns a pod away that does not state it.
std::optional<Amount> takenOf(std::string_view name, const model::Requests& requests, const model::Requests& limits)
{
    if (name == "pods" || name == "count/pods") return 1;
    const bool ofLimits = name.starts_with("limits.");
    std::string_view resource = name;
    if (ofLimits) resource.remove_prefix(7);
    if (name.starts_with("requests.")) resource.remove_prefix(9);
    const model::Requests& list = ofLimits ? limits : requests;
    const auto at = list.find(resource);
    if (at != list.end() && at->second > 0) return at->second;
    if (resource == "cpu" || resource == "memory") return std::nullopt;
    return 0;
}

/// How claims count: "essd.storageclass.storage.k8s.io/requests.storage" of its class alone.
/// @source k8s.io/kubernetes pkg/quota/v1/evaluator/core/persistent_volume_claims.go
struct ClaimName {
    std::string_view storageClass; ///< empty: of every class
    bool bytes = false;            ///< false: their number
};
std::optional<ClaimName> claimName(std::string_view name)
{
    constexpr std::string_view infix = ".storageclass.storage.k8s.io/";
    ClaimName out;
    if (const std::size_t at = name.find(infix); at != std::string_view::npos) {
        out.storageClass = name.substr(0, at);
        name.remove_prefix(at + infix.size());
    }
    out.bytes = name == "requests.storage";
    if (out.bytes || name == "persistentvolumeclaims") return out;
    return out.storageClass.empty() && name == "count/persistentvolumeclaims" ? std::optional(out) : std::nullopt;
}

/// What each replica's new claims take.
Amount takenByClaims(const ClaimName& what, const Ask& ask)
{
    Amount taken = 0;
    for (const NewClaim& claim : ask.claims)
        if (what.storageClass.empty() || what.storageClass == claim.storageClass)
            taken += what.bytes ? claim.storage : 1;
    return taken;
}

/// Replicas that bring no new claim along.
std::int64_t withClaims(const Ask& ask)
{
    std::int64_t least = ask.claims.empty() ? 0 : ask.claims.front().there;
    for (const NewClaim& claim : ask.claims) least = std::min(least, claim.there);
    return least;
}

/// Names whose unit is that of a pod's resource, so that amounts compare.
std::string_view unitOf(std::string_view name)
{
    if (name.starts_with("limits.")) return name.substr(7);
    if (name.starts_with("requests.")) return name.substr(9);
    return name;
}

/// "cpu limit", "memory request"
std::string wordsOf(std::string_view name)
{
    return std::string(unitOf(name)) + (name.starts_with("limits.") ? " limit" : " request");
}

void lower(std::optional<std::int64_t>& least, std::int64_t value)
{
    least = std::min(least.value_or(value), value);
}

/// What the pods, or claims, that are there take of it: the least that is in use.
Amount heldByPods(const snapshot::ClusterData& cluster, const snapshot::NamespaceQuota& quota, std::string_view name)
{
    Amount held = 0;
    if (const auto what = claimName(name)) {
        for (const model::PersistentVolumeClaim& claim : cluster.claims)
            if (claim.ns == quota.ns && (what->storageClass.empty() || what->storageClass == claim.storageClass))
                held += what->bytes ? claim.request : 1;
        return held;
    }
    const snapshot::PodTable& pods = cluster.pods;
    const snapshot::Id ns = pods.namespaces.find(quota.ns);
    if (ns == snapshot::absent) return 0;
    for (std::size_t row = 0; row < pods.size(); ++row) {
        if (pods.ns[row] != ns || (pods.state[row] & (snapshot::HoldsResources | snapshot::Pending)) == 0) continue;
        const snapshot::PodShape& shape = pods.shapes[pods.shape[row]];
        if (applies(quota, shape.pod.spec))
            held += takenOf(name, shape.requests, model::podLimits(shape.pod.spec)).value_or(0);
    }
    return held;
}

/// @return  without replicas: it counts nothing that is asked for
QuotaLeft allowed(const snapshot::ClusterData& cluster, const snapshot::NamespaceQuota& quota, const Ask& ask)
{
    QuotaLeft least;
    least.name = quota.name;
    for (const auto& [name, hard] : quota.hard) {
        const bool once = std::find(ask.objects.begin(), ask.objects.end(), name) != ask.objects.end();
        const std::optional<Amount> need = once ? 1 : needOf(quota, name, ask);
        if (need == 0) continue;
        const auto used = quota.used.find(name);
        const bool known = used != quota.used.end();
        const Amount taken = known ? model::amountOf(unitOf(name), used->second) : heldByPods(cluster, quota, name);
        const Amount free = model::amountOf(unitOf(name), hard) - taken;
        if (once && free > 0) continue; // one is all that it takes
        const std::int64_t more = claimName(name) ? withClaims(ask) : 0;
        const std::int64_t replicas = !need || free <= 0 ? more : more + free / *need;
        if (!least.replicas || replicas < *least.replicas) least.limit = name;
        lower(least.replicas, replicas);
        lower(least.sure, known ? replicas : more);
        if (!known && replicas > 0) least.unknown = quota.name;
        if (!need && least.wants.empty()) least.wants = wordsOf(name);
    }
    return least;
}

} // namespace

QuotaLeft namespaceQuota(const snapshot::ClusterData& cluster, const Ask& ask)
{
    return namespaceQuota(cluster, cluster.quotas, ask);
}

QuotaLeft namespaceQuota(const snapshot::ClusterData& cluster, const std::vector<snapshot::NamespaceQuota>& quotas,
                         const Ask& ask)
{
    QuotaLeft left;
    if (ask.pods.empty()) return left;
    for (const snapshot::NamespaceQuota& quota : quotas) {
        if (quota.ns != ask.pods.front().pod.ns) continue;
        QuotaLeft here = allowed(cluster, quota, ask);
        if (!here.replicas) continue;
        std::optional<std::int64_t> sure = left.sure;
        lower(sure, *here.sure);
        std::string unknown = left.unknown.empty() ? here.unknown : left.unknown;
        if (!left.replicas || *here.replicas < *left.replicas) left = std::move(here);
        left.sure = sure;
        left.unknown = std::move(unknown);
    }
    return left;
}

std::optional<Amount> needOf(const snapshot::NamespaceQuota& quota, const std::string& name, const Ask& ask)
{
    if (const auto what = claimName(name)) return takenByClaims(*what, ask);
    Amount need = 0;
    for (const AskPod& pod : ask.pods) {
        if (!applies(quota, pod.pod.spec)) continue;
        const auto taken = takenOf(name, pod.requests, model::podLimits(pod.pod.spec));
        if (!taken) return std::nullopt;
        need += *taken * pod.count;
    }
    return need;
}

} // namespace core::estimate::detail

namespace core::estimate {

snapshot::NamespaceQuota quotaAfter(snapshot::NamespaceQuota quota, const Ask& ask, std::int64_t replicas)
{
    if (ask.pods.empty() || quota.ns != ask.pods.front().pod.ns) return quota;
    for (auto& [name, used] : quota.used) {
        const std::string_view unit = detail::unitOf(name);
        const Amount before = model::amountOf(unit, used);
        std::int64_t times = replicas;
        if (detail::claimName(name))
            times = std::max<std::int64_t>(0, replicas - detail::withClaims(ask)); // claims stay
        Amount more = detail::needOf(quota, name, ask).value_or(0) * times;
        if (replicas > 0 && std::find(ask.objects.begin(), ask.objects.end(), name) != ask.objects.end()) ++more;
        const Amount after = std::max<Amount>(0, before + more);
        if (after != before) used = unit == "cpu" ? model::Quantity::ofMilli(after) : model::Quantity::of(after);
    }
    return quota;
}

std::vector<snapshot::NamespaceQuota> quotasWithout(const snapshot::ClusterData& cluster,
                                                    const std::vector<std::uint32_t>& pods)
{
    std::vector<snapshot::NamespaceQuota> out = cluster.quotas;
    for (snapshot::NamespaceQuota& quota : out) {
        const snapshot::Id ns = cluster.pods.namespaces.find(quota.ns);
        for (auto& [name, used] : quota.used) {
            if (detail::claimName(name)) continue;
            const std::string_view unit = detail::unitOf(name);
            Amount freed = 0;
            for (const std::uint32_t row : pods) {
                const snapshot::PodShape& shape = cluster.pods.shapes[cluster.pods.shape[row]];
                if (cluster.pods.ns[row] == ns && detail::applies(quota, shape.pod.spec))
                    freed += detail::takenOf(name, shape.requests, model::podLimits(shape.pod.spec)).value_or(0);
            }
            if (freed == 0) continue;
            const Amount after = std::max<Amount>(0, model::amountOf(unit, used) - freed);
            used = unit == "cpu" ? model::Quantity::ofMilli(after) : model::Quantity::of(after);
        }
    }
    return out;
}

} // namespace core::estimate
