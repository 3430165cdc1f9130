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

} // namespace core::change
