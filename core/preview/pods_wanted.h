#pragma once

#include "core/preview/preview.h"

/// Pods that have to run near those of another workload. Detail of this room.
namespace core::preview {

/// The answer leaves replicas without a node where their required pod affinity finds no pod, and pods of the other question are
/// what it looks for: once they run there, there may be room.
/// @param fleet  that was asked
/// @source k8s.io/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/filtering.go: one pod has to match all terms; the
///         first pod of a set that matches its own terms waits for nobody
[[nodiscard]] bool waitsForPodsOf(const Preview& preview, const Question& question, const Question& other,
                                  const snapshot::FleetPtr& fleet);

} // namespace core::preview
