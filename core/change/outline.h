#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/change/journal.h"
#include "core/change/plan.h"

/// What a person asks of a plan before reading it: how much it does, and what would come of each step.
namespace core::change {

struct Counts {
    std::size_t creates = 0;
    std::size_t changes = 0;
    std::size_t deletes = 0;
};
/// Steps that change managers alone count as none, and so do those of objects that could not be read.
[[nodiscard]] Counts countsOf(const Plan& plan);

/// The state that a step would lead to: what is there, with the differences put in. Null where it deletes.
[[nodiscard]] Json resultOf(const Step& step);

/// The object before and after as YAML, and what differs as `diff -u` prints it.
struct Patch {
    std::string before; ///< empty: there is none
    std::string after;
    std::string unified;
};
[[nodiscard]] Patch patchOf(const Step& step);

/// Whether the server refused the step because the object's namespace is not there.
[[nodiscard]] bool missesNamespace(const Step& step);
/// Whether a step of the plan makes, or changes, the object there.
[[nodiscard]] bool isMadeBy(const Plan& plan, const std::string& cluster, const model::ObjectRef& what);
/// Whether the plan itself makes all that a check misses.
[[nodiscard]] bool isMended(const Plan& plan, const model::Check& check);
/// Checks that fail and that the plan does not mend: replicas will not run there.
[[nodiscard]] std::vector<const model::Check*> blocking(const Plan& plan);

/// "3 Pod (a-1, a-2, a-3)"
[[nodiscard]] std::string textOf(const Dependants& dependants);
[[nodiscard]] std::string textOf(const std::vector<Dependants>& all);

/// What goes along and does not come back, and what stays that was made for it: a sentence each; empty: nothing does.
[[nodiscard]] std::string lostText(const Step& step);
[[nodiscard]] std::string staysText(const Step& step);

/// What would be lost by the step whatever is undone later: a sentence; empty: undoing it brings everything back.
[[nodiscard]] std::string lossOf(const Step& step);
[[nodiscard]] std::string lossOfDelete(const std::string& kind);
inline constexpr const char* SecretIsLost = "The values that a Secret had are not kept, so this cannot be undone.";

/// What the journal says of one step of a plan.
struct StepRecord {
    std::optional<Entry> intent; ///< the last one
    std::optional<Entry> end;    ///< what came of it; none: nobody knows
    /// Done, Failed, Accepted, or Unknown.
    [[nodiscard]] Entry::State state() const;
};
/// By the step's number in the plan; those that were never begun are left out. @param entries  of one plan
[[nodiscard]] std::map<int, StepRecord> recordsOf(const std::vector<Entry>& entries);

struct Ends {
    std::size_t steps = 0; ///< of the plan
    std::size_t done = 0;
    std::size_t failed = 0;
    std::size_t unknown = 0;
    std::size_t accepted = 0; ///< deletes that something holds
};
/// @param head  the plan's own entry
[[nodiscard]] Ends endsOf(const Entry& head, const std::vector<Entry>& entries);

/// "user@host"
[[nodiscard]] std::string whoAmI();

} // namespace core::change
