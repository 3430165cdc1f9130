#pragma once

#include "core/change/journal.h"
#include "core/change/make.h"

/// Taking back a plan that was applied: another plan, reviewed as any. What was made is deleted, what was deleted is made again, and of
/// what was changed each field gets the value that it had: what others (or later plans) changed since stays, and is a conflict where it is
/// the same field; so is what others wrote into an object that was made, that they apply it too, and what they made that would go along with
/// it (core/change/dependants.h), which nothing brings back. What others deleted is made again where that is decided, and what they made in
/// its place is theirs. A Secret's values are said as they are, from where the plan had them, so that its other fields can be undone. Who
/// owned nothing before owns nothing afterwards, where another owner is left; `kubectl apply` has again what the plan took of it, beside
/// what came since, and so has a third of the same object. What is left where it was made keeps its namespace, its owners and its kind.
namespace core::change {

/// The whole digest of a plan of the journal by its beginning; empty: the last one that was applied.
/// @errors NotFound; Conflict: several begin so
[[nodiscard]] Result<std::string> findPlan(const Journal& journal, const std::string& prefix);

/// A plan as it was applied, as the journal keeps it: to hand on, or to make it again (core/change/wishes.h).
/// @errors NotFound: the journal has no such plan; and those of readPlan
[[nodiscard]] Result<Plan> planOf(const Journal& journal, const std::string& digest);

/// Every entry of a plan, with the objects before and after: `berth/v1 HistoryOfPlan`.
[[nodiscard]] Result<Json> recordOf(const Journal& journal, const std::string& digest);

/// It is undone on the cluster that it was applied to, whatever leads there; of that name alone only where the journal knows no more.
/// @errors NotFound: no such plan, or nothing of it was done; Conflict: of a step it is not known whether it was done, or another
///         cluster has the name by now; Unavailable: its cluster is not reached; and those of makePlan. What cannot be undone (values of Secrets) stands in Plan::notUndone
[[nodiscard]] Result<Plan> undoPlan(const Journal& journal, const std::string& digest, const Apis& apis,
                                    MakeOptions options);

} // namespace core::change
