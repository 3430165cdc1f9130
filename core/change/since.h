#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/change/make.h"
#include "core/object/fields.h"

/// What became of an object since a plan changed it, field by field; detail of undoing.
namespace core::change {

/// How Berth's own entry is named in conflicts.
[[nodiscard]] std::string ownName();

/// What control planes write by themselves is nobody's work: counts, bindings, the labels of what was propagated.
[[nodiscard]] bool isControllers(const std::string& manager);

/// Those that stand in no other of them, sorted.
[[nodiscard]] std::vector<std::string> topmost(const object::FieldSet& fields);
/// Those that are wanted by their paths, with all that is inside of these.
[[nodiscard]] object::FieldSet picked(const object::FieldSet& fields,
                                      const std::function<bool(const std::string&)>& isWanted);

/// What takes a change back.
struct Back {
    /// What Berth has to say so that the fields that the change touched are as they were: those with their old values, and what else Berth
    /// owns by now as it is. What the change added is not said, and so goes; what Berth came to own beside others is left to them.
    Json text;
    /// Touched fields that are another since, and that no server would see a conflict in. Left ones are in the text already.
    std::vector<Conflict> disputed;
    std::vector<std::string> stays; ///< fields that the change added and that others own by now
};
/// @param intent     of a change of an object that was there
/// @param after      the object as the change left it
/// @param live       as it is now, with the owners that it has when the text is applied
Back backOf(const Json& intent, const Json& after, const Json& live, const std::vector<Decision>& decisions);

/// Berth's and kubectl's entries as a change of owners is taken back: what the plan gave each is taken away again, what it took of each is
/// given back. What came since stays with whom it came to: fields that another plan or kubectl wrote, or took away. What the plan took by
/// force of somebody else goes back there, in an entry of these fields alone: else it would be nobody's.
/// @param first   the object as it was before the plan
/// @param before  the same before this change of it: whose owners come back
/// @param end     as the plan left it
/// @param live    as it is now
/// @return metadata.managedFields, of these owners alone, for withTakenOwners
[[nodiscard]] Json ownersBack(const Json& first, const Json& before, const Json& end, const Json& live,
                              const std::vector<Decision>& decisions);

/// What was written into an object since it was made, by anybody but the control planes' own programs. No values of the status. What is
/// masked counts as written where neither its version nor its owners' records say otherwise.
[[nodiscard]] std::vector<Conflict> writtenSince(const Json& after, const Json& live);

/// Fields that others came to own since it was made, with the values that it was made with: they apply it, too. By anybody but the
/// control planes' own programs.
[[nodiscard]] std::vector<Conflict> appliedSince(const Json& after, const Json& live);

} // namespace core::change
