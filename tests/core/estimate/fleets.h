#pragma once

#include <string>
#include <vector>

#include <QString>

#include "core/estimate/capacity.h"
#include "core/model/workload.h"
#include "core/snapshot/file.h"
#include "core/text/yaml.h"

/// Small fleets and workloads of the estimate room's tests, from few lines of YAML.
namespace fleets {

/// A node; the arguments are YAML flow mappings and lists: node("a", "cpu: 8, memory: 32Gi", "zone: z1").
inline std::string node(const std::string& name, const std::string& allocatable, const std::string& labels = "",
                        const std::string& spec = "", const std::string& conditions = "")
{
    return "---\napiVersion: v1\nkind: Node\nmetadata: {name: " + name + ", labels: {kubernetes.io/hostname: " + name +
           (labels.empty() ? "" : ", " + labels) + "}}\nspec: {" + spec + "}\nstatus: {allocatable: {pods: 110, " +
           allocatable + "}, capacity: {pods: 110, " + allocatable + "}, conditions: [{type: Ready, status: 'True'}" +
           (conditions.empty() ? "" : ", " + conditions) + "]}\n";
}

/// A running pod on a node.
inline std::string pod(const std::string& name, const std::string& onNode, const std::string& requests,
                       const std::string& labels = "", const std::string& spec = "", const std::string& more = "")
{
    return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: default, labels: {" + labels +
           "}" + (more.empty() ? "" : ", " + more) + "}\nspec: {nodeName: " + onNode +
           (spec.empty() ? "" : ", " + spec) + ", containers: [{name: c, image: i, resources: {requests: {" + requests +
           "}}}]}\nstatus: {phase: Running}\n";
}

/// A Deployment; `spec` is added to its pod's.
inline std::string deployment(const std::string& requests, const std::string& spec = "",
                              const std::string& container = "")
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w, namespace: default}\nspec:\n  replicas: 4\n"
           "  selector: {matchLabels: {app: w}}\n  template:\n    metadata: {labels: {app: w}}\n    spec: {" +
           spec + (spec.empty() ? "" : ", ") + "containers: [{name: c, image: i, resources: {requests: {" + requests +
           "}}" + (container.empty() ? "" : ", " + container) + "}]}\n";
}

/// "3", "1-10", "0-?"
inline QString shown(const core::Range& range)
{
    if (range.isExact()) return QString::number(range.lower);
    return QString::number(range.lower) + "-" + (range.upper ? QString::number(*range.upper) : "?");
}

inline core::model::Workload workload(const std::string& yaml)
{
    const auto file = core::text::parse(yaml);
    if (!file.ok() || file.documents.size() != 1) qFatal("the test's own text is not one document");
    core::model::Issues issues;
    return core::model::readWorkload(file.documents.front().value(), "", issues);
}

// Pools, stock and types, as fleet.yaml has them.
inline const std::string a10 = "ecs.gn7i-c8g1.2xlarge"; // 8 vCPU, 30 GiB, 1 A10

inline std::string pool(const std::string& more, const std::string& types = a10, const std::string& id = "np-a10")
{
    return "  - {id: " + id + ", size: 0, instanceTypes: [" + types + "], " + more + "}\n";
}
inline std::string stock(const std::string& zone, const std::string& instances, const std::string& type = a10,
                         const std::string& more = "basis: exact")
{
    return "- {zone: " + zone + ", instanceType: " + type + ", " + more + ", instances: " + instances + "}\n";
}
inline std::string typesYaml()
{
    return "instanceTypes:\n- {name: " + a10 +
           ", vcpu: 8, memoryGib: 30, gpuModel: NVIDIA A10, gpus: 1, gpuMemoryMib: "
           "24576, maxPods: 48}\n- {name: ecs.gn7i-c32g1.16xlarge, vcpu: 64, memoryGib: 376, gpuModel: NVIDIA A10, "
           "gpus: "
           "2, gpuMemoryMib: 24576, maxPods: 110}\n- {name: ecs.gn7i-c48g1.12xlarge, vcpu: 48, memoryGib: 310, "
           "gpuModel: "
           "NVIDIA A10, gpus: 4, gpuMemoryMib: 24576, maxPods: 110}\n- {name: ecs.g7.xlarge, vcpu: 4, memoryGib: 16}\n";
}

/// One cluster "c"; `extras` are its fields and the fleet's in fleet.yaml.
inline core::snapshot::FleetPtr fleet(const std::string& objects, const std::string& clusterExtras = "",
                                      const std::string& fleetExtras = "")
{
    const std::string extras = "apiVersion: berth/v1\nkind: FleetExtras\ntakenAt: '2026-11-23T09:40:00Z'\n"
                               "seen: '2026-11-23T09:39:00Z'\nclusters:\n- name: c\n  region: cn-hangzhou\n  zones: "
                               "[cn-hangzhou-h, cn-hangzhou-i]\n" +
                               clusterExtras + fleetExtras;
    // A list of a kind makes it known, even where it is empty.
    std::vector<core::snapshot::DumpFile> files = {
        {"fleet.yaml", extras},
        {"clusters/c/nodes.yaml", "apiVersion: v1\nkind: NodeList\nitems: []\n"},
        {"clusters/c/pods.yaml", "apiVersion: v1\nkind: PodList\nitems: []\n"},
        {"clusters/c/pvc.yaml", "apiVersion: v1\nkind: List\nitems: []\n"},
        {"clusters/c/pv.yaml", "apiVersion: v1\nkind: List\nitems: []\n"}};
    if (!objects.empty()) files.push_back({"clusters/c/objects.yaml", objects});
    const auto opened = core::snapshot::openDumps(std::move(files), "test");
    if (!opened) qFatal("%s: %s", opened.error().where.c_str(), opened.error().what.c_str());
    for (const core::snapshot::Note& note : opened->notes)
        if (note.severity == core::model::Severity::Error) qFatal("%s: %s", note.where.c_str(), note.what.c_str());
    return opened->fleet;
}

} // namespace fleets
