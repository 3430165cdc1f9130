#pragma once

#include "core/change/plan.h"

/// What goes along when an object is deleted.
namespace core::change {

/// By Kubernetes' garbage collector: each object whose owners are all gone, one after the other, by kind. One that somebody else owns
/// too stays. @param uid  of the object that is deleted
/// @source kubernetes.io, Garbage Collection: owner references; an owner stands in the same namespace, or in none
[[nodiscard]] std::vector<Dependants> dependantsOf(const std::string& uid, const Listed& there);

/// Asks for each delete of the plan what is there besides, and says of each what goes along, or stays behind where Step::orphans.
void findDependants(Plan& plan, const Apis& apis);

/// Sentences that say what goes along now and is not in the plan. What is gone by itself since is none, nor what a controller made anew of
/// what the plan shows, nor what the control plane keeps in every namespace.
[[nodiscard]] std::vector<std::string> dependantsDiffer(const Plan& planned, const Apis& apis);

} // namespace core::change
