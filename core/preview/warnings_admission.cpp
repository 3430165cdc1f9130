#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/estimate/admission.h"
#include "core/estimate/not_held.h"
#include "core/preview/warnings.h"

/// What API servers, and things that nobody here reads, make of the pods.
namespace core::preview {
namespace {

/// Names of the candidates for which it holds: "a, b and c"; empty: none.
template <class Holds>
std::string candidatesWhere(const Answer& answer, const Holds& holds)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < answer.clusters(); ++i)
        if (answer.decision.candidate[i] != 0 && holds(i)) names.push_back(answer.name(i));
    return listed(names);
}

template <class Holds>
bool anyPod(const Answer& answer, std::size_t site, const Holds& holds)
{
    const auto& pods = answer.facts.site(site).ask->pods;
    return std::any_of(pods.begin(), pods.end(), [&](const estimate::AskPod& one) { return holds(one.pod.spec); });
}

/// What any pod of the workload says, wherever it may run.
template <class Take>
std::vector<std::string> saidByPods(const Answer& answer, const Take& take)
{
    std::set<std::string> out;
    for (std::size_t i = 0; i < answer.clusters(); ++i)
        if (answer.decision.candidate[i] != 0)
            for (const estimate::AskPod& one : answer.facts.site(i).ask->pods) take(one.pod.spec, out);
    return {out.begin(), out.end()};
}

model::Requests amountsOf(const model::ResourceList& list)
{
    model::Requests out;
    for (const auto& [name, quantity] : list) out.emplace(name, model::amountOf(name, quantity));
    return out;
}

std::string textOf(const std::string& name, Amount amount)
{
    const bool bytes = name == "memory" || name == "ephemeral-storage";
    return (name == "cpu" ? model::Quantity::ofMilli(amount)
                          : model::Quantity::of(amount, bytes ? model::Quantity::Format::BinarySI
                                                              : model::Quantity::Format::DecimalSI))
        .text();
}

void podLevel(const Answer& answer, Warnings& warnings)
{
    const auto& components = answer.prepared.question->workload.components;
    const bool states = std::any_of(components.begin(), components.end(), [](const model::Component& one) {
        return !one.pod.spec.podRequests.empty() || !one.pod.spec.podLimits.empty();
    });
    if (!states) return;
    const auto clustersOf = [&](estimate::PodLevel which) {
        return candidatesWhere(answer, [&](std::size_t i) {
            return estimate::podLevelResources(answer.facts.site(i).data->cluster) == which;
        });
    };
    constexpr const char* id = "pod-level-resources";
    if (const std::string names = clustersOf(estimate::PodLevel::Ignored); !names.empty())
        warnings.add(id,
                     "The Kubernetes version of " + names +
                         " drops the pod's own spec.resources, so it is not counted there.",
                     "State requests and limits at the containers.");
    if (const std::string names = clustersOf(estimate::PodLevel::Gated); !names.empty())
        warnings.add(id,
                     "The Kubernetes version of " + names +
                         " reads the pod's own spec.resources only with the feature gate PodLevelResources, which "
                         "is off by default, so it is not counted there.",
                     "State requests and limits at the containers, or upgrade to 1.34.");
    if (const std::string names = clustersOf(estimate::PodLevel::Unknown); !names.empty())
        warnings.add(id,
                     "The pod's own spec.resources is counted in " + names +
                         ", whose Kubernetes version is not known; before 1.34 it counts nothing by default.",
                     "State kubernetesVersion of the cluster in fleet.yaml.");
}

/// What the namespace's LimitRanges let pods ask for that ask for nothing: "cpu 9", by cluster.
void limitRanges(const Answer& answer, Warnings& warnings)
{
    std::map<std::string, std::vector<std::string>> clusters; // by what is added
    const estimate::Ask plain = estimate::askFor(answer.prepared.question->workload, 1);
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& site = answer.facts.site(i);
        if (answer.decision.candidate[i] == 0 || site.data->admission.limitRanges.empty()) continue;
        std::set<std::string> added;
        for (std::size_t k = 0; k < std::min(plain.pods.size(), site.ask->pods.size()); ++k)
            for (const auto& [name, amount] : site.ask->pods[k].requests)
                if (amount > 0 && model::amountIn(plain.pods[k].requests, name) == 0 &&
                    model::amountIn(amountsOf(site.ask->pods[k].pod.spec.overhead), name) == 0)
                    added.insert(name + " " + textOf(name, amount));
        if (!added.empty()) clusters[listed({added.begin(), added.end()})].push_back(answer.name(i));
    }
    for (const auto& [what, names] : clusters)
        warnings.add("limit-range-defaults",
                     "The namespace's limit ranges in " + listed(names) + " make each pod ask for " + what +
                         ", which the manifest leaves open; it is counted.",
                     "State requests to ask for other amounts.");
}

void runtimeClass(const Answer& answer, Warnings& warnings)
{
    const std::string names = candidatesWhere(answer, [&](std::size_t i) {
        return anyPod(answer, i, [&](const model::PodSpec& spec) {
            return estimate::runtimeClassUnknown(*answer.facts.site(i).data, spec);
        });
    });
    if (names.empty()) return;
    const std::vector<std::string> classes = saidByPods(answer, [](const model::PodSpec& spec, auto& out) {
        if (!spec.runtimeClassName.empty()) out.insert(spec.runtimeClassName);
    });
    warnings.add("runtime-class-unknown",
                 "What runtime class " + listed(classes) + " adds to the pods in " + names +
                     " is not known: the snapshot lacks the class, which may bring overhead, a node selector and "
                     "tolerations, or not be there at all.",
                 "Add what `kubectl get runtimeclasses -o json` prints.");
}

/// What the pods name of a kind whose list the snapshot lacks: by kind and names, the clusters.
void notHeld(const Answer& answer, Warnings& warnings)
{
    struct Missing {
        std::string plural;
        std::vector<std::string> clusters;
    };
    std::map<std::string, Missing> all;
    std::map<std::string, std::vector<std::string>> coming; // by claims
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        if (answer.decision.candidate[i] == 0) continue;
        std::map<std::string, std::vector<std::string>> names; // by kind, as kubectl takes it
        std::vector<std::string> claims;
        for (const estimate::NotHeld& one : estimate::notHeldFor(*answer.facts.site(i).data, *answer.facts.site(i).ask))
            if (one.comesAlong)
                claims.push_back(one.name);
            else
                names[one.plural].push_back(estimate::toText(one));
        if (!claims.empty()) coming[listed(claims)].push_back(answer.name(i));
        for (const auto& [plural, of] : names) {
            Missing& missing = all[listed(of)];
            missing.plural = plural;
            missing.clusters.push_back(answer.name(i));
        }
    }
    for (const auto& [names, missing] : all)
        warnings.add("not-in-snapshot",
                     "The snapshot lacks the " + missing.plural + " of " + listed(missing.clusters) +
                         ", and the pods name " + names +
                         ": whether that lets them in, and on which nodes, is not known, so no place there is sure.",
                     "Add what `kubectl get " + missing.plural + " -A -o json` prints.");
    for (const auto& [claims, clusters] : coming)
        warnings.add("claim-comes-along",
                     "Whether claim " + claims + " comes to " + listed(clusters) +
                         " with the workload and gets a volume there is not known, so no place there is sure: the room "
                         "is that for pods whose claim binds.",
                     "Hand in the policy that brings it and what makes its volume, too.");
}

void quotaUse(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        if (answer.decision.candidate[i] == 0) continue;
        const estimate::Running& running = answer.facts.runningOf(i);
        if (running.quotaUnknown.empty()) continue;
        warnings.add("quota-use-unknown",
                     "How much of quota " + running.quotaUnknown + " of the namespace is in use in " + answer.name(i) +
                         " is not known: the snapshot lacks its status.used. Its limit admits at most " +
                         counted(*admittedBy(running), "replica") + " more, and nothing is sure.",
                     "Add what `kubectl get resourcequotas -A -o json` prints.");
    }
}

/// What a replica's pods ask for before any cluster adds to it, as Karmada counts a binding.
model::Requests askedByReplica(const Answer& answer)
{
    model::Requests sum;
    for (const estimate::AskPod& one : estimate::askFor(answer.prepared.question->workload, 1).pods)
        for (const auto& [name, amount] : one.requests) sum[name] += amount * one.count;
    return sum;
}

/// Quotas of the whole fleet bind what the scheduler writes, where Karmada is told to look at them.
/// @source karmada pkg/webhook/resourcebinding: gate FederatedQuotaEnforcement, off by default
void federatedQuota(const Answer& answer, Warnings& warnings)
{
    const std::string ns(answer.prepared.question->workload.ref.nsOrDefault());
    std::int64_t more = 0;
    for (const ClusterResult& cluster : answer.preview.clusters) more += cluster.replicas - cluster.previous;
    if (more <= 0) return;
    const model::Requests replica = askedByReplica(answer);
    for (const snapshot::NamespaceQuota& quota : answer.facts.fleet().federatedQuotas) {
        if (quota.ns != ns) continue;
        for (const auto& [name, hard] : quota.hard) {
            const Amount need = model::amountIn(replica, name);
            if (need <= 0) continue;
            const auto used = quota.used.find(name);
            const Amount limit = model::amountOf(name, hard);
            const Amount taken = used == quota.used.end() ? 0 : model::amountOf(name, used->second);
            const std::int64_t room = std::max<Amount>(limit - taken, 0) / need;
            const bool isKnown = used != quota.used.end();
            constexpr Amount most = std::numeric_limits<Amount>::max();
            const Amount all = need > most / more ? most : need * more;
            if (room >= more && isKnown) continue;
            warnings.add(
                "federated-quota",
                "FederatedResourceQuota " + quota.ns + "/" + quota.name + " allows " + textOf(name, limit) + " of " +
                    name + " in all clusters together" +
                    (isKnown ? ", " + textOf(name, taken) + " of it in use" : ", and its use is not known") + ": " +
                    counted(more, "more replica asks", "more replicas ask") + " for " + textOf(name, all) + "." +
                    " Where Karmada's gate FederatedQuotaEnforcement is on (it is off by default), the "
                    "placement is " +
                    (room < more ? "refused" : "perhaps refused") +
                    " with QuotaExceeded, and what was placed before stands.",
                room < more ? "Raise spec.overall of the quota, or ask for " + std::to_string(more - room) + " fewer."
                            : "Add its status to the snapshot.");
        }
    }
}

void resourceClaims(const Answer& answer, Warnings& warnings)
{
    const std::vector<std::string> claims = saidByPods(answer, [](const model::PodSpec& spec, auto& out) {
        out.insert(spec.resourceClaims.begin(), spec.resourceClaims.end());
    });
    if (claims.empty()) return;
    warnings.add(
        "resource-claims",
        "The pods ask for devices by resource claim (" + listed(claims) +
            "), and no figure here counts those: whether such devices are free is not known.",
        "Look at `kubectl get resourceslices,resourceclaims` of the clusters, or ask for an extended resource.");
}

void otherScheduler(const Answer& answer, Warnings& warnings)
{
    const std::vector<std::string> names = saidByPods(answer, [](const model::PodSpec& spec, auto& out) {
        if (!spec.schedulerName.empty() && spec.schedulerName != "default-scheduler") out.insert(spec.schedulerName);
    });
    if (names.empty()) return;
    warnings.add("other-scheduler",
                 "The pods are bound by scheduler " + listed(names) +
                     ", and the figures are those of Kubernetes' own: what that one has of queues, gangs and rules is "
                     "not read, and where it does not run the pods stay Pending.",
                 "Check that it runs in the clusters, or take spec.schedulerName away.");
}

/// Which scheduler divides the binding. Karmada's own takes those of its name alone, which is also what a policy is given that
/// names none; no page of ACK One names the field.
/// @source karmada cmd/scheduler: `--scheduler-name`, default-scheduler
void otherDivider(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.engine == Engine::Direct) return;
    const std::string& name = answer.prepared.binding.spec.schedulerName;
    if (name.empty() || name == "default-scheduler") return;
    warnings.add(
        {.id = "other-divider",
         .text = "The policy leaves the workload to scheduler " + name +
                 ", and what is shown is what default-scheduler would do, " +
                 (answer.prepared.engine == Engine::AckOne
                      ? "of which ACK One does not document whether it takes what another is named for: "
                      : "which leaves alone what another is named for: ") +
                 "whether and how it is divided is not known.",
         .remedy = "Check that this scheduler runs in the fleet, or take spec.schedulerName out of the policy.",
         .path = {},
         .assumes = true});
}

} // namespace

void warnOfAdmission(const Answer& answer, Warnings& warnings)
{
    podLevel(answer, warnings);
    limitRanges(answer, warnings);
    runtimeClass(answer, warnings);
    notHeld(answer, warnings);
    quotaUse(answer, warnings);
    federatedQuota(answer, warnings);
    resourceClaims(answer, warnings);
    otherScheduler(answer, warnings);
    otherDivider(answer, warnings);
}

} // namespace core::preview
