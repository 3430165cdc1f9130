#include "core/schedule/match.h"

#include <algorithm>

namespace core::schedule {

namespace {

using model::Policy;

/// 0 where the policy does not select the workload.
int rankOf(const Policy& policy, const model::Workload& workload)
{
    if (!policy.clusterScoped && policy.ref.nsOrDefault() != workload.ref.nsOrDefault()) return 0;
    int best = 0;
    for (const model::ResourceSelector& selector : policy.selectors)
        best = std::max(best, model::matchRank(selector, workload.ref, workload.labels));
    return best;
}

struct Ranked {
    const Policy* policy{};
    int rank{};
};

bool before(const Ranked& a, const Ranked& b)
{
    if (a.policy->clusterScoped != b.policy->clusterScoped) return !a.policy->clusterScoped;
    if (a.policy->priority != b.policy->priority) return a.policy->priority > b.policy->priority;
    if (a.rank != b.rank) return a.rank > b.rank;
    return a.policy->ref.name < b.policy->ref.name;
}

std::string howItSelects(int rank)
{
    return rank == 3 ? "by name" : rank == 2 ? "by label" : "by kind";
}

/// Why `first` stands before `second`.
std::string reason(const Ranked& first, const Ranked& second)
{
    const std::string other = second.policy->ref.shortText();
    if (first.policy->clusterScoped != second.policy->clusterScoped)
        return "A PropagationPolicy stands before the ClusterPropagationPolicy " + other + ".";
    if (first.policy->priority != second.policy->priority)
        return "Its priority " + std::to_string(first.policy->priority) + " is higher than the " +
               std::to_string(second.policy->priority) + " of " + other + ".";
    if (first.rank != second.rank)
        return "It selects the workload " + howItSelects(first.rank) + ", " + other + " only " +
               howItSelects(second.rank) + ".";
    return "Its name comes before " + other + ", which selects the workload alike.";
}

bool hasClaimed(const Policy& policy, const model::Workload& workload)
{
    // An annotation that is not there names nothing, a policy without a name neither.
    const auto names = [&](const char* key, std::string_view name) {
        const auto found = workload.annotations.find(key);
        return found != workload.annotations.end() && found->second == name;
    };
    if (policy.ref.name.empty()) return false;
    if (policy.clusterScoped) return names("clusterpropagationpolicy.karmada.io/name", policy.ref.name);
    return names("propagationpolicy.karmada.io/name", policy.ref.name) &&
           names("propagationpolicy.karmada.io/namespace", policy.ref.nsOrDefault());
}

/// @source Karmada's preemption: only with `Always`; a namespaced policy takes from a cluster-scoped one whatever the
/// priorities, never the other way round.
bool takesFrom(const Ranked& policy, const Ranked& holder)
{
    if (policy.policy->preemption != "Always") return false;
    if (policy.policy->clusterScoped != holder.policy->clusterScoped) return !policy.policy->clusterScoped;
    return policy.policy->priority > holder.policy->priority;
}

std::string claimHolds(const Ranked& against)
{
    return "It has claimed the workload; " + against.policy->ref.shortText() + " may not take it over.";
}

} // namespace

PolicyMatch matchPolicy(const std::vector<Policy>& policies, const model::Workload& workload,
                        std::optional<model::PolicyApi> read)
{
    PolicyMatch out;
    std::vector<Ranked> ranked;
    for (const Policy& policy : policies) {
        const int rank = rankOf(policy, workload);
        if (rank == 0) continue;
        if (policy.deleting)
            out.skipped.push_back(&policy);
        else
            ranked.push_back({&policy, rank});
    }
    if (read) {
        const bool karmada = *read == model::PolicyApi::Karmada;
        const auto isRead = [&](const Ranked& one) {
            return (one.policy->api == model::PolicyApi::Karmada) == karmada;
        };
        if (std::ranges::any_of(ranked, isRead))
            for (auto one = ranked.begin(); one != ranked.end();) {
                if (isRead(*one)) {
                    ++one;
                    continue;
                }
                out.unread.push_back(one->policy);
                one = ranked.erase(one);
            }
    }
    if (ranked.empty()) return out;
    std::ranges::stable_sort(ranked, before);

    auto chosen = ranked.begin();
    out.why = ranked.size() == 1 ? "It is the only policy that selects the workload." : reason(ranked[0], ranked[1]);
    const auto holder =
        std::ranges::find_if(ranked, [&](const Ranked& one) { return hasClaimed(*one.policy, workload); });
    if (holder != ranked.end() && holder != chosen) {
        const auto taker = std::ranges::find_if(ranked, [&](const Ranked& one) { return takesFrom(one, *holder); });
        chosen = taker == ranked.end() ? holder : taker;
        out.why = taker == ranked.end()
                      ? claimHolds(ranked[0])
                      : "It takes the workload over from " + holder->policy->ref.shortText() + " (preemption: Always).";
    }
    out.policy = chosen->policy;
    out.claimed = holder != ranked.end();
    for (auto one = ranked.begin(); one != ranked.end(); ++one) {
        if (one == chosen) continue;
        out.others.push_back(one->policy);
        const bool byRank = before(*chosen, *one);
        const bool gaveWay = one == holder; // to one that took the workload over
        out.whyNot.push_back({gaveWay            ? out.why
                              : byRank           ? reason(*chosen, *one)
                              : chosen == holder ? claimHolds(*one)
                                                 : out.why,
                              byRank});
    }
    return out;
}

} // namespace core::schedule
