#include "core/preview/prepared.h"

#include <algorithm>

#include "core/estimate/capacity.h"
#include "core/preview/alone.h"
#include "core/schedule/admission.h"
#include "core/schedule/divide.h"
#include "core/schedule/match.h"

namespace core::preview {
namespace {

/// What is handed in stands for the fleet's object of the same name.
template <class T>
std::vector<T> merged(const std::vector<T>& stated, const std::vector<T>& fleets)
{
    std::vector<T> out = stated;
    for (const T& one : fleets) {
        const bool replaced =
            std::any_of(stated.begin(), stated.end(), [&](const T& other) { return sameObject(one.ref, other.ref); });
        if (!replaced) out.push_back(one);
    }
    return out;
}

const Json* objectOf(const model::Workload& workload, const std::vector<Json>& objects)
{
    const auto at = std::find_if(objects.begin(), objects.end(),
                                 [&](const Json& one) { return sameObject(model::refOf(one), workload.ref); });
    return at == objects.end() ? nullptr : &*at;
}

Engine engineOf(const std::optional<model::Policy>& policy, const snapshot::Fleet& fleet)
{
    if (fleet.engine == "direct") return Engine::Direct;
    if (policy) return prunesPolicy(*policy, fleet) ? Engine::Karmada : Engine::AckOne;
    return fleet.engine == "karmada" ? Engine::Karmada : Engine::AckOne;
}

/// What Karmada's interpreter takes from one replica's template, and ACK One with it.
model::ReplicaRequirements requirementsOf(const model::Workload& workload)
{
    model::ReplicaRequirements out;
    out.ns = workload.ref.ns;
    if (workload.components.empty()) return out;
    const model::PodSpec spec = model::withDefaults(workload.components.front().pod.spec);
    for (const auto& [name, amount] : model::podRequests(spec)) {
        if (amount == 0) continue;
        out.resourceRequest.emplace(name,
                                    name == "cpu" ? model::Quantity::ofMilli(amount) : model::Quantity::of(amount));
    }
    out.priorityClassName = spec.priorityClassName;
    if (!spec.nodeSelector.empty() || spec.requiredNodeAffinity || !spec.tolerations.empty()) {
        out.nodeClaim = model::NodeClaim{spec.requiredNodeAffinity, spec.nodeSelector, spec.tolerations};
    }
    return out;
}

bool fullCopyOf(const model::Workload& workload, Engine engine)
{
    if (workload.interpretation == model::Interpretation::FullCopy) return true;
    return engine == Engine::Karmada && model::karmadaInterpreter(workload.ref) != model::KarmadaInterpreter::Replicas;
}

/// Only an operator's own interpreter, which Karmada asks before its own, gives the binding of such a kind replicas.
bool dividedByOwnInterpreter(const model::Workload& workload, Engine engine, const model::BindingSpec& binding)
{
    return engine == Engine::Karmada && binding.replicas > 0 && !estimate::isDaemonSet(workload) &&
           workload.interpretation != model::Interpretation::FullCopy &&
           model::karmadaInterpreter(workload.ref) == model::KarmadaInterpreter::None;
}

/// All replicas of a gang land in one member cluster.
/// @source shared reference, alibaba §1.2 (customSchedulingType)
void asGang(model::Placement& placement)
{
    auto& constraints = placement.spreadConstraints;
    std::erase_if(constraints, [](const auto& one) { return one.field == model::SpreadConstraint::Field::Cluster; });
    model::SpreadConstraint single;
    single.fieldText = "cluster";
    single.minGroups = 1;
    single.maxGroups = 1;
    constraints.push_back(single);
}

/// Ordered groups as primary and backups: the first term with the others as its overflow.
void asOverflow(model::Placement& placement)
{
    model::AffinityTerm& first = placement.clusterAffinities.front();
    for (std::size_t i = 1; i < placement.clusterAffinities.size(); ++i)
        first.overflow.push_back(placement.clusterAffinities[i]);
    placement.clusterAffinities.resize(1);
}

/// The fleet's own policy of this name suspends scheduling, so the binding's flag is only its copy.
bool suspendsInFleet(const Prepared& prepared)
{
    const auto& all = prepared.fleet->policies;
    return std::any_of(all.begin(), all.end(), [&](const model::Policy& one) {
        return one.suspendScheduling && sameObject(one.ref, prepared.policy->ref);
    });
}

void makeSpec(Prepared& out, const model::Workload& workload)
{
    model::BindingSpec& spec = out.binding.spec;
    spec.resource = workload.ref;
    if (spec.uid.empty()) spec.uid = workload.uid;
    spec.placement = out.policy->placement;
    schedule::applyDefaults(*spec.placement);
    spec.schedulerName = out.policy->schedulerName;
    if (out.gang) asGang(*spec.placement);
    if (out.groupsOverflow) asOverflow(*spec.placement);
    out.bindingSuspended = spec.suspendScheduling && !suspendsInFleet(out);
    spec.suspendScheduling = out.policy->suspendScheduling || out.bindingSuspended;
    spec.components.clear();
    if (out.fullCopy) {
        spec.replicas = 0;
        spec.requirements.reset();
        return;
    }
    spec.replicas = workload.replicas;
    spec.requirements = requirementsOf(workload);
}

/// Those that target the workload, and those that target one of them: a CronFederatedHPA may move a FederatedHPA's bounds.
void keepScalersOf(const model::Workload& workload, std::vector<model::Scaler>& scalers)
{
    std::vector<model::ObjectRef> direct;
    for (const model::Scaler& scaler : scalers)
        if (model::targets(scaler, workload.ref)) direct.push_back(scaler.ref);
    std::erase_if(scalers, [&](const model::Scaler& scaler) {
        return !model::targets(scaler, workload.ref) &&
               std::none_of(direct.begin(), direct.end(),
                            [&](const model::ObjectRef& ref) { return model::targets(scaler, ref); });
    });
}

/// Where the manifest does not say, Karmada labels the fleet's object that a HorizontalPodAutoscaler scales.
/// @source karmada pkg/controllers/hpascaletargetmarker
bool retainsMembers(const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    if (prepared.engine == Engine::Direct || prepared.alone) return false;
    if (prepared.running == nullptr || workload.labels.contains(model::retainReplicasLabel))
        return model::retainsReplicas(workload.ref, workload.labels);
    const bool scaled = std::ranges::any_of(prepared.scalers, [&](const model::Scaler& one) {
        return one.ref.kind == "HorizontalPodAutoscaler" && model::targets(one, workload.ref);
    });
    model::Issues ignored;
    return scaled && model::retainsReplicas(workload.ref, model::readWorkload(*prepared.running, "", ignored).labels);
}

bool isFinished(const Json& job)
{
    const Json::json_pointer conditions("/status/conditions");
    if (!job.contains(conditions) || !job.at(conditions).is_array()) return false;
    const Json& all = job.at(conditions);
    return std::any_of(all.begin(), all.end(), [](const Json& one) {
        return one.is_object() && one.value("status", Json()) == "True" &&
               (one.value("type", Json()) == "Complete" || one.value("type", Json()) == "Failed");
    });
}

std::optional<std::int64_t> numberAt(const Json& object, const char* pointer)
{
    const Json::json_pointer at(pointer);
    if (!object.contains(at) || !object.at(at).is_number_integer()) return std::nullopt;
    return std::max<std::int64_t>(0, object.at(at).get<std::int64_t>());
}

/// Of one Job, or of the parts of a divided one. Absent: nobody tells.
std::optional<std::int64_t> leftOf(const std::vector<const Json*>& jobs, std::optional<std::int64_t> completions)
{
    if (jobs.empty()) return std::nullopt;
    if (std::all_of(jobs.begin(), jobs.end(), [](const Json* one) { return isFinished(*one); })) return 0;
    std::int64_t done = 0;
    for (const Json* one : jobs) done += numberAt(*one, "/status/succeeded").value_or(0);
    if (!completions || done == 0) return std::nullopt;
    return std::max<std::int64_t>(0, *completions - done);
}

/// A manifest has no status: what a Job has done is told by the object of its name.
/// @source k8s.io/kubernetes job_controller.go: a finished Job is not synced; manageJob wants no more pods than are left
std::optional<std::int32_t> atOnceOf(const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    std::optional<std::int32_t> out = workload.atOnce;
    if (workload.ref.kind != "Job" || workload.ref.group() != "batch") return out;
    const std::optional<std::int64_t> completions = numberAt(workload.object, "/spec/completions");
    std::vector<const Json*> parts;
    for (const snapshot::ClusterPtr& cluster : prepared.fleet->clusters)
        if (const Json* own = objectOf(workload, cluster->workloads)) parts.push_back(own);
    std::optional<std::int64_t> left;
    if (prepared.running != nullptr && isFinished(*prepared.running)) {
        left = 0;
    } else if (givesCopies(prepared) && prepared.fleet->clusters.size() > 1) {
        // Each does all of it, and the fleet's object sums up.
        if (parts.size() < prepared.fleet->clusters.size()) return out;
        std::int64_t most = 0;
        for (const Json* one : parts) most = std::max(most, leftOf({one}, completions).value_or(workload.replicas));
        left = most;
    } else {
        if (prepared.running != nullptr) left = leftOf({prepared.running}, completions);
        if (!left) left = leftOf(parts, completions);
    }
    if (left && *left < out.value_or(workload.replicas)) out = static_cast<std::int32_t>(*left);
    return out;
}

void choosePolicy(Prepared& out, const std::vector<model::Policy>& policies)
{
    const model::Workload& workload = out.question->workload;
    schedule::PolicyMatch match = schedule::matchPolicy(policies, workload, readBy(*out.fleet));
    const auto& stated = out.question->policy;
    std::vector<model::Policy> alone;
    if (stated && (match.policy == nullptr || !sameObject(match.policy->ref, stated->ref))) {
        alone = {*stated};
        match = schedule::matchPolicy(alone, workload);
    }
    if (match.policy == nullptr) return;
    out.policy = *match.policy;
    out.policyWhy = match.why;
    out.claimed = match.claimed;
    for (std::size_t i = 0; i < match.others.size(); ++i)
        out.out.push_back({match.others[i]->ref, match.whyNot[i].text, match.whyNot[i].byRank});
    const std::string reader(out.fleet->engine == "karmada" ? nameOf(Engine::Karmada) : nameOf(Engine::AckOne));
    for (const model::Policy* other : match.unread) {
        out.unread.push_back(other->ref);
        out.out.push_back(
            {other->ref, reader + " does not read policies of group " + std::string(other->ref.group()) + "."});
    }
}

} // namespace

bool prunesPolicy(const model::Policy& policy, const snapshot::Fleet& fleet)
{
    return policy.api == model::PolicyApi::Karmada && fleet.engine != "direct";
}

bool sameObject(const model::ObjectRef& one, const model::ObjectRef& other)
{
    return one.kind == other.kind && one.name == other.name && one.nsOrDefault() == other.nsOrDefault() &&
           one.group() == other.group();
}

std::vector<model::Policy> policiesOf(const Question& question, const snapshot::Fleet& fleet)
{
    std::vector<model::Policy> stated = question.policies;
    if (question.policy) {
        std::erase_if(stated, [&](const auto& one) { return sameObject(one.ref, question.policy->ref); });
        stated.push_back(*question.policy);
    }
    return merged(stated, fleet.policies);
}

std::vector<model::OverridePolicy> overridesOf(const Question& question, const snapshot::Fleet& fleet)
{
    const model::Workload& workload = question.workload;
    std::vector<model::OverridePolicy> out = merged(question.overrides, fleet.overrides);
    std::erase_if(out, [&](const model::OverridePolicy& policy) {
        return !policy.selectors.empty() && // else it takes everything of its namespace
               std::none_of(policy.selectors.begin(), policy.selectors.end(), [&](const auto& selector) {
                   return model::selects(selector, workload.ref, workload.labels);
               });
    });
    return out;
}

Json sentTo(const model::Cluster& cluster, const Json& object, const std::vector<model::OverridePolicy>& overrides,
            model::Issues& refused, std::vector<model::OverrideEffect>* effects)
{
    Json changed = model::overridden(object, overrides, identityOf(cluster), refused, effects);
    if (refused.empty()) return changed;
    if (effects != nullptr) effects->clear();
    return object;
}

model::ClusterIdentity identityOf(const model::Cluster& cluster)
{
    return {cluster.name, cluster.labels, cluster.provider, cluster.region, cluster.zones};
}

bool letsIn(const model::Placement& placement, const model::Cluster& cluster)
{
    const model::ClusterIdentity identity = identityOf(cluster);
    const auto isIn = [&](const model::AffinityTerm& term) {
        return matches(term.affinity, identity) ||
               std::any_of(term.overflow.begin(), term.overflow.end(),
                           [&](const model::AffinityTerm& one) { return matches(one.affinity, identity); });
    };
    if (!placement.clusterAffinities.empty())
        return std::any_of(placement.clusterAffinities.begin(), placement.clusterAffinities.end(), isIn);
    return !placement.clusterAffinity || matches(*placement.clusterAffinity, identity);
}

std::optional<model::PolicyApi> readBy(const snapshot::Fleet& fleet)
{
    if (fleet.engine == "direct") return {};
    return fleet.engine == "karmada" ? model::PolicyApi::Karmada : model::PolicyApi::AckOne;
}

std::string_view nameOf(Engine engine)
{
    switch (engine) {
    case Engine::AckOne: return "ACK One";
    case Engine::Karmada: return "Karmada";
    case Engine::Direct: return "Berth";
    }
    return {};
}

bool givesCopies(const Prepared& prepared)
{
    return prepared.fullCopy || schedule::strategyOf(prepared.binding.spec) == schedule::Strategy::Duplicated;
}

Prepared prepare(const Question& question, const snapshot::Fleet& fleet)
{
    Prepared out;
    out.question = &question;
    out.fleet = &fleet;
    const model::Workload& workload = question.workload;

    choosePolicy(out, policiesOf(question, fleet));
    out.alone = !out.policy && isFleetOfOne(fleet);
    if (out.alone) out.policy = staysIn(fleet.clusters.front()->cluster.name, workload.ref);
    out.engine = engineOf(out.policy, fleet);
    out.running = objectOf(workload, fleet.workloads);
    out.overrides = overridesOf(question, fleet);
    out.scalers = merged(question.scalers, fleet.scalers);
    keepScalersOf(workload, out.scalers);
    out.retainsReplicas = retainsMembers(out);

    if (const model::Binding* binding = bindingOf(workload, fleet)) out.binding = *binding;
    out.previousStated = question.previous.has_value();
    if (question.previous) out.binding.spec.clusters = *question.previous;
    out.atOnce = workload.atOnce;
    if (!out.policy) return out;

    const auto& scheduling = out.policy->placement.replicaScheduling;
    const bool pruned = prunesPolicy(*out.policy, fleet);
    out.daemon = estimate::isDaemonSet(workload);
    out.ecsProvision = out.policy->ecsProvision && !pruned && !out.daemon;
    out.gang = scheduling && scheduling->customSchedulingType == "Gang" && !pruned;
    out.ownInterpreter = dividedByOwnInterpreter(workload, out.engine, out.binding.spec);
    out.fullCopy = !out.ownInterpreter && fullCopyOf(workload, out.engine);
    const auto& groups = out.policy->placement.clusterAffinities;
    out.groupsOverflow =
        out.engine == Engine::AckOne && groups.size() > 1 &&
        std::all_of(groups.begin(), groups.end(), [](const auto& one) { return one.overflow.empty(); });
    makeSpec(out, workload);
    out.atOnce = atOnceOf(out);
    return out;
}

Prepared withReplicas(Prepared prepared, std::int32_t replicas)
{
    if (!prepared.fullCopy) prepared.binding.spec.replicas = replicas;
    return prepared;
}

Prepared withQuestion(Prepared prepared, const Question& question)
{
    prepared.question = &question;
    auto& requirements = prepared.binding.spec.requirements;
    if (requirements) requirements = requirementsOf(question.workload);
    return prepared;
}

Prepared asKarmadaReads(Prepared prepared)
{
    prepared.groupsOverflow = false;
    prepared.binding.spec.placement = prepared.policy->placement;
    schedule::applyDefaults(*prepared.binding.spec.placement);
    if (prepared.gang) asGang(*prepared.binding.spec.placement);
    return prepared;
}

const model::Binding* bindingOf(const model::Workload& workload, const snapshot::Fleet& fleet)
{
    for (const model::Binding& binding : fleet.bindings)
        if (sameObject(binding.spec.resource, workload.ref)) return &binding;
    return nullptr;
}

bool lacksPrevious(const Prepared& prepared)
{
    return prepared.engine != Engine::Direct && !prepared.previousStated && prepared.binding.ref.name.empty() &&
           prepared.binding.spec.clusters.empty();
}

const Json* ownObjectIn(const Prepared& prepared, const snapshot::ClusterData& cluster)
{
    return objectOf(prepared.question->workload, cluster.workloads);
}

const Json* runningIn(const Prepared& prepared, const snapshot::ClusterData& cluster)
{
    return prepared.running != nullptr ? prepared.running : ownObjectIn(prepared, cluster);
}

std::int64_t previousOf(const Prepared& prepared, std::string_view cluster)
{
    for (const model::TargetCluster& target : prepared.binding.spec.clusters)
        if (target.name == cluster) return target.replicas;
    return 0;
}

} // namespace core::preview
