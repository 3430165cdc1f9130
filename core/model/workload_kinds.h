#pragma once

#include <string>

#include "core/model/workload.h"

/// How each kind's manifest is read. Detail of this room.
namespace core::model::kinds {

/// Reads everything but the reference and metadata from `object` into `workload`, whose `ref` is already there.
/// Paths below `path` are those of `object`.
using Read = void (*)(Workload& workload, const Json& object, const std::string& path, Issues& issues);

/// The reader of a kind; nullptr if it is none that is known by name.
[[nodiscard]] Read readerOf(const ObjectRef& ref);

/// Kinds whose replica is a group of pods: LeaderWorkerSet, Ray's, Kubeflow's, Volcano's, JobSet, SparkApplication.
[[nodiscard]] Read groupReaderOf(const ObjectRef& ref);

/// Adds a component for the pod template at `pointer` (relative to the object), and says what is wrong in it.
/// @return false if there is no template; that is said
bool addComponent(Workload& workload, const Json& object, const std::string& path, const std::string& pointer,
                  std::string name, std::int32_t pods, Issues& issues);

/// `key` of `object` as "3" or "25%"; `otherwise` where it is missing or wrong.
[[nodiscard]] IntOrPercent intOrPercent(const Json& object, std::string_view key, const std::string& path,
                                        IntOrPercent otherwise, Issues& issues);

/// The object at `key`, or an empty object.
[[nodiscard]] const Json& child(const Json& object, std::string_view key);

/// Says what the API server, or the nodes, would not accept in a pod template: no containers, names twice, extended
/// resources in fractions or with requests unlike limits, requests above limits, amounts beyond any node.
void checkTemplate(const Json& podTemplate, const std::string& path, Issues& issues);
/// Says volumeMounts that name none of the pod's volumes: the API server refuses such a pod.
/// @param claimTemplates  of a StatefulSet: volumes have their names
/// @param severity        of another's kind, whose operator may add volumes, it is a warning
void checkMounts(const Json& podTemplate, const Json& claimTemplates, Severity severity, const std::string& path,
                 Issues& issues);

/// Says a version of a built-in kind that no server has.
void checkVersion(const ObjectRef& ref, const std::string& path, Issues& issues);
/// Say fields that the API server does not know: of the spec of a built-in kind, of a pod's, of a container.
void checkSpecFields(const ObjectRef& ref, const Json& spec, const std::string& path, Issues& issues);
void checkPodFields(const Json& spec, const std::string& path, Issues& issues);
void checkContainerFields(const Json& container, const std::string& path, Issues& issues);
/// Say values of a pod's spec, of a built-in kind's around it, that the API server refuses: words that are none, numbers
/// out of their range, fields that are missing or cannot stand together.
void checkPodValues(const Json& spec, const std::string& path, Issues& issues);
void checkSpecValues(const ObjectRef& ref, const Json& spec, const std::string& path, Issues& issues);

/// Says a selector that is missing, empty, or does not select the template's own labels.
void checkSelector(const Workload& workload, const Json& spec, const std::string& path, bool required, Issues& issues);

} // namespace core::model::kinds
