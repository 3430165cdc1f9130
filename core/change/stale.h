#pragma once

#include "core/change/make.h"

/// Whether a step, or a plan, is still what it was planned as; detail of this room.
namespace core::change {

/// Sentences that say what is another now, and by whom; empty where nothing is.
/// @param early  no step was done yet: what an earlier one makes need not be there
[[nodiscard]] std::vector<std::string> differs(const Step& planned, const Made& now, Time made, bool early);

/// What is another about the object itself; empty: nothing, or its status alone. @param live  null: there is none now
[[nodiscard]] std::string seenDiffers(const Seen& was, const Json& live, Time made);

/// Without what a controller counts there, after each change, and nobody decides by.
/// @source k8s.io/kubernetes pkg/controller/deployment/util: RevisionAnnotation
[[nodiscard]] Json withoutCounts(Json object);

/// Sentences that say what would come of the plan's steps now, where that is not what the plan says; empty: the same, figure for figure.
[[nodiscard]] std::vector<std::string> effectsDiffer(const Plan& planned, const model::ChangeEffects& now);

} // namespace core::change
