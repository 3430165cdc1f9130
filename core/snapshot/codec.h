#pragma once

#include <type_traits>

#include "core/snapshot/binary.h"
#include "core/snapshot/fleet.h"

/// Detail: which fields of each type are written, in which order. Part of the file format: a new field goes into a new
/// section, or the format's major version rises (format.md).
namespace core::snapshot::detail {

template <>
inline constexpr auto lastOf<model::Requirement::Op> = model::Requirement::Op::Lt;
template <>
inline constexpr auto lastOf<model::PodVolume::Kind> = model::PodVolume::Kind::Other;
template <>
inline constexpr auto lastOf<model::SpreadConstraint::Field> = model::SpreadConstraint::Field::Unknown;
template <>
inline constexpr auto lastOf<model::PolicyApi> = model::PolicyApi::Karmada;
template <>
inline constexpr auto lastOf<model::StockBasis> = model::StockBasis::Unknown;

/// What a struct of these members, in this order, takes: a member that someone adds to a type and that is not written
/// here stops the compiler, unless it hides in padding.
template <class... M>
consteval std::size_t sizeOfMembers()
{
    std::size_t size = 0;
    std::size_t widest = 1;
    ((size = (size + alignof(M) - 1) / alignof(M) * alignof(M) + sizeof(M),
      widest = alignof(M) > widest ? alignof(M) : widest),
     ...);
    return (size + widest - 1) / widest * widest;
}
template <class V>
struct Check {
    template <class... M>
    constexpr void operator()(M&... /*members*/) const
    {
        static_assert(sizeof(V) == sizeOfMembers<std::remove_const_t<M>...>(), "a member is missing in codec.h");
    }
};

#define BERTH_FIELDS(Type, ...)                                                                                        \
    template <class A, class V>                                                                                        \
    requires std::is_same_v<std::remove_const_t<V>, Type>                                                              \
    void fields(A& a, V& v)                                                                                            \
    {                                                                                                                  \
        if constexpr (std::is_same_v<Type, V>) Check<V>{}(__VA_ARGS__);                                                \
        a(__VA_ARGS__);                                                                                                \
    }

BERTH_FIELDS(core::Range, v.lower, v.upper)
BERTH_FIELDS(core::MoneyPerHour, v.micros, v.currency)
BERTH_FIELDS(model::ObjectRef, v.apiVersion, v.kind, v.ns, v.name)
BERTH_FIELDS(model::Requirement, v.key, v.op, v.values, v.spelled)
BERTH_FIELDS(model::LabelSelector, v.requirements, v.valid)
BERTH_FIELDS(model::Taint, v.key, v.value, v.effect)
BERTH_FIELDS(model::Toleration, v.key, v.op, v.value, v.effect)
BERTH_FIELDS(model::NodeSelectorTerm, v.expressions, v.fields, v.valid)
BERTH_FIELDS(model::PodAffinityTerm, v.selector, v.namespaces, v.namespaceSelector, v.topologyKey, v.matchLabelKeys,
             v.mismatchLabelKeys)
BERTH_FIELDS(model::TopologySpread, v.maxSkew, v.topologyKey, v.hard, v.selector, v.minDomains, v.honorAffinity,
             v.honorTaints, v.matchLabelKeys)
BERTH_FIELDS(model::HostPort, v.ip, v.protocol, v.port)
BERTH_FIELDS(model::Container, v.name, v.image, v.command, v.args, v.env, v.requests, v.limits, v.ports,
             v.containerPorts, v.sidecar)
/// Where its volume is, says no pod of a snapshot: estimates add that.
template <class A, class V>
requires std::is_same_v<std::remove_const_t<V>, model::PodVolume>
void fields(A& a, V& v)
{
    if constexpr (std::is_same_v<model::PodVolume, V>) Check<V>{}(v.name, v.kind, v.claim, v.places);
    a(v.name, v.kind, v.claim);
}
BERTH_FIELDS(model::OwnerRef, v.apiVersion, v.kind, v.name, v.uid, v.controller)
BERTH_FIELDS(model::Pod, v.name, v.ns, v.uid, v.labels, v.annotations, v.owners, v.spec, v.phase, v.nominatedNodeName,
             v.startTime, v.creationTime, v.deletionTime, v.ready, v.mirror)
BERTH_FIELDS(model::NodeCondition, v.type, v.status, v.reason, v.message)
BERTH_FIELDS(model::Node, v.name, v.labels, v.annotations, v.taints, v.unschedulable, v.capacity, v.allocatable,
             v.conditions, v.creationTime, v.readySince, v.providerId)
BERTH_FIELDS(model::PersistentVolumeClaim, v.ns, v.name, v.storageClass, v.classStated, v.volumeName, v.bound,
             v.accessModes, v.selector, v.request)
BERTH_FIELDS(model::PersistentVolume, v.name, v.labels, v.storageClass, v.nodeAffinity, v.claimNs, v.claimName,
             v.accessModes, v.capacity, v.csiDriver, v.phase)
BERTH_FIELDS(model::StorageClass, v.name, v.provisioner, v.waitForFirstConsumer, v.isDefault, v.allowedTopologies)
BERTH_FIELDS(model::ResourceModel, v.grade, v.min)
BERTH_FIELDS(model::AllocatableModeling, v.grade, v.count)
BERTH_FIELDS(model::ResourceSummary, v.allocatable, v.allocated, v.allocating, v.modelings)
BERTH_FIELDS(model::Cluster, v.name, v.labels, v.provider, v.region, v.zones, v.taints, v.apiEnablements,
             v.apiEnablementsComplete, v.deleting, v.summary, v.models, v.kubernetesVersion, v.id)
BERTH_FIELDS(model::NodeClaim, v.hardNodeAffinity, v.nodeSelector, v.tolerations)
BERTH_FIELDS(model::ReplicaRequirements, v.nodeClaim, v.resourceRequest, v.ns, v.priorityClassName)
BERTH_FIELDS(model::BindingComponent, v.name, v.replicas, v.requirements)
BERTH_FIELDS(model::TargetCluster, v.name, v.replicas, v.components)
BERTH_FIELDS(model::GracefulEvictionTask, v.fromCluster)
BERTH_FIELDS(model::ClusterAffinity, v.labelSelector, v.fieldSelector, v.fieldSelectorValid, v.clusterNames, v.exclude)
BERTH_FIELDS(model::SpreadConstraint, v.field, v.fieldText, v.label, v.minGroups, v.maxGroups)
BERTH_FIELDS(model::StaticWeight, v.target, v.weight)
BERTH_FIELDS(model::WeightPreference, v.staticWeights, v.dynamicWeight)
BERTH_FIELDS(model::ReplicaScheduling, v.type, v.divisionPreference, v.weightPreference, v.customSchedulingType)
BERTH_FIELDS(model::Placement, v.clusterAffinity, v.clusterAffinities, v.clusterTolerations, v.spreadConstraints,
             v.replicaScheduling, v.workloadAffinityKey, v.workloadAntiAffinityKey)
BERTH_FIELDS(model::BindingSpec, v.resource, v.uid, v.replicas, v.requirements, v.components, v.clusters, v.placement,
             v.evictions, v.rescheduleTriggeredAt, v.schedulerName, v.suspendScheduling, v.affinityGroup,
             v.antiAffinityGroup)
BERTH_FIELDS(model::BindingCondition, v.type, v.status, v.reason, v.message)
BERTH_FIELDS(model::BindingStatus, v.lastScheduledTime, v.observedAffinity, v.observedGeneration, v.conditions)
BERTH_FIELDS(model::Binding, v.ref, v.labels, v.annotations, v.generation, v.resourceVersion, v.spec, v.status)
BERTH_FIELDS(model::AppliedTo, v.cluster, v.applied, v.health, v.message)
BERTH_FIELDS(ClusterReport, v.cluster, v.conditions)
BERTH_FIELDS(BindingReport, v.binding, v.applied)
BERTH_FIELDS(Reported, v.clusters, v.bindings)
BERTH_FIELDS(model::ResourceSelector, v.apiVersion, v.kind, v.ns, v.name, v.labelSelector)
BERTH_FIELDS(model::OverrideRule, v.target, v.overriders)
BERTH_FIELDS(model::OverridePolicy, v.ref, v.clusterScoped, v.selectors, v.rules)
BERTH_FIELDS(model::Scaler::Step, v.schedule, v.suspend, v.replicas, v.min, v.max)
BERTH_FIELDS(model::Scaler, v.ref, v.target, v.min, v.max, v.current, v.steps)
BERTH_FIELDS(model::InstanceType, v.name, v.vcpu, v.memoryMib, v.gpuModel, v.gpus, v.gpuMemoryMib, v.maxPods, v.source)
BERTH_FIELDS(model::PoolZone, v.zone, v.freeAddresses)
BERTH_FIELDS(model::NodePool, v.id, v.name, v.elastic, v.spot, v.spotFallback, v.skipInventoryCheck, v.minSize,
             v.maxSize, v.size, v.instanceTypes, v.zones, v.labels, v.taints, v.systemDiskGib, v.allocatable,
             v.allocatableSource, v.scaler, v.scalerVersion, v.batch, v.scaleInDelaySeconds)
BERTH_FIELDS(model::StockCell, v.account, v.zone, v.instanceType, v.spot, v.basis, v.instances, v.category, v.source,
             v.seen, v.privatePool)
BERTH_FIELDS(model::Quota, v.account, v.region, v.families, v.unit, v.limit, v.used, v.name, v.source, v.seen)
BERTH_FIELDS(model::Price, v.region, v.zone, v.instanceType, v.spot, v.perHour, v.source, v.seen)
BERTH_FIELDS(Origin, v.source, v.seen)
BERTH_FIELDS(model::LimitItem, v.type, v.min, v.max, v.defaults, v.defaultRequests, v.maxRatio)
BERTH_FIELDS(model::LimitRange, v.ns, v.name, v.items)
BERTH_FIELDS(model::RuntimeClass, v.name, v.overhead, v.nodeSelector, v.tolerations)
BERTH_FIELDS(Admission, v.limitRanges, v.runtimeClasses, v.neverPreempting, v.defaultPriorityClass, v.limitRangesKnown,
             v.runtimeClassesKnown, v.priorityClassesKnown)
BERTH_FIELDS(NamespaceQuota, v.ns, v.name, v.hard, v.used, v.scopes)
BERTH_FIELDS(PodShape, v.pod, v.requests, v.daemonSet, v.holdsPorts)

#undef BERTH_FIELDS

/// Without its kind, which is read from the text (kindOf, assemble.h).
template <class A, class V>
requires std::is_same_v<std::remove_const_t<V>, Gap>
void fields(A& a, V& v)
{
    if constexpr (std::is_same_v<Gap, V>) Check<V>{}(v.cluster, v.what, v.unknown, v.remedy, v.kind);
    a(v.cluster, v.what, v.unknown, v.remedy);
}

/// Without what only templates have: shapes of pods are without it (tables.cpp).
template <class A, class V>
requires std::is_same_v<std::remove_const_t<V>, model::PodSpec>
void fields(A& a, V& v)
{
    if constexpr (std::is_same_v<model::PodSpec, V>)
        Check<V>{}(v.containers, v.initContainers, v.overhead, v.podRequests, v.podLimits, v.nodeName, v.nodeSelector,
                   v.requiredNodeAffinity, v.requiredAffinity, v.requiredAntiAffinity, v.topologySpread, v.tolerations,
                   v.volumes, v.schedulingGates, v.priority, v.priorityClassName, v.schedulerName, v.preemptionPolicy,
                   v.hostNetwork, v.restartPolicy, v.terminationGracePeriodSeconds, v.runtimeClassName,
                   v.resourceClaims, v.beyondBaseline);
    a(v.containers, v.initContainers, v.overhead, v.podRequests, v.podLimits, v.nodeName, v.nodeSelector,
      v.requiredNodeAffinity, v.requiredAffinity, v.requiredAntiAffinity, v.topologySpread, v.tolerations, v.volumes,
      v.schedulingGates, v.priority, v.priorityClassName, v.schedulerName, v.preemptionPolicy, v.hostNetwork,
      v.restartPolicy, v.terminationGracePeriodSeconds);
}

// An overflow tier has no tiers of its own: written flat, so that no bytes can nest them.
inline void fields(Writer& a, const model::AffinityTerm& v)
{
    a(v.name, v.affinity);
    a.number(v.overflow.size());
    for (const model::AffinityTerm& tier : v.overflow) a(tier.name, tier.affinity);
}
inline void fields(Reader& a, model::AffinityTerm& v)
{
    a(v.name, v.affinity);
    const std::size_t tiers = a.count(2);
    for (std::size_t i = 0; i < tiers && !a.failed(); ++i) {
        model::AffinityTerm& tier = v.overflow.emplace_back();
        a(tier.name, tier.affinity);
    }
}

/// To whom dispatching is suspended, in place of a flag: nobody (0), all (1), or these clusters (2, then their names).
inline void suspension(Writer& a, const model::Policy& v)
{
    a.number(v.suspendDispatching ? 1 : v.suspendDispatchingOn.empty() ? 0 : 2);
    if (!v.suspendDispatching && !v.suspendDispatchingOn.empty()) a(v.suspendDispatchingOn);
}
inline void suspension(Reader& a, model::Policy& v)
{
    const std::uint64_t whom = a.number();
    v.suspendDispatching = whom == 1;
    if (whom == 2) a(v.suspendDispatchingOn);
    if (whom > 2 || (whom == 2 && v.suspendDispatchingOn.empty())) a.fail("a suspension of nothing that is known");
}
template <class A, class V>
requires std::is_same_v<std::remove_const_t<V>, model::Policy>
void fields(A& a, V& v)
{
    if constexpr (std::is_same_v<model::Policy, V>)
        Check<V>{}(v.ref, v.api, v.clusterScoped, v.selectors, v.placement, v.priority, v.preemption, v.ecsProvision,
                   v.suspendScheduling, v.suspendDispatching, v.suspendDispatchingOn, v.preserveOnDeletion,
                   v.conflictResolution, v.schedulerName, v.activationPreference, v.creationTime, v.deleting);
    a(v.ref, v.api, v.clusterScoped, v.selectors, v.placement, v.priority, v.preemption, v.ecsProvision,
      v.suspendScheduling);
    suspension(a, v);
    a(v.preserveOnDeletion, v.conflictResolution, v.schedulerName, v.activationPreference, v.creationTime, v.deleting);
}

/// The bytes of one value: its identity for comparing, sorting and finding equal ones.
template <class T>
[[nodiscard]] std::string encoded(const T& value)
{
    Writer writer;
    writer(value);
    return std::move(writer.out);
}

} // namespace core::snapshot::detail
