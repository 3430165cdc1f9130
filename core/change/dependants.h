#pragma once

#include "core/change/plan.h"

/// What goes along when an object is deleted.
namespace core::change {

/// By Kubernetes' garbage collector: each object whose owners are all gone, one after the other, by kind. One that somebody else owns
/// too stays. @param uid  of the object that is deleted
/// @source kubernetes.io, Garbage Collection: owner references; an owner stands in the same namespace, or in none
[[nodiscard]] std::vector<Dependants> dependantsOf(const std::string& uid, const Listed& there);

/// Asks for each delete of a plan what is there besides, and says of each what goes along, or stays behind where Step::orphans: what
/// stands in a namespace, the objects of a definition's kind, what an object owns.
/// Of a StatefulSet's volume claims, which nothing owns unless it says so, what goes is Step::lost and what is left is Step::stays.
/// @param steps  all of the plan. @return of each what others made of what goes: none of the steps is of it, no controller made it of what
///               goes, and the control plane does not keep it by itself
/// @source kubernetes.io, StatefulSets: persistentVolumeClaimRetentionPolicy
std::vector<std::vector<Dependants>> findDependants(const std::vector<Step*>& steps, const Apis& apis);

/// What others made and an undo would take along, as a conflict of its delete: its field is the kind, "Widget.demo.io", and no path.
[[nodiscard]] Conflict disputeOf(const Dependants& others);
[[nodiscard]] bool isBeside(const Conflict& conflict);
/// "Widget.demo.io (kube-public/theirs)"
[[nodiscard]] std::string besideText(const Conflict& conflict);

/// Sentences that say what goes along now and is not in the plan. What is gone by itself since is none, nor what a controller made anew of
/// what the plan shows, nor what the control plane keeps in every namespace.
[[nodiscard]] std::vector<std::string> dependantsDiffer(const Plan& planned, const Apis& apis);

} // namespace core::change
