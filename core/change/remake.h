#pragma once

#include "core/change/make.h"
#include "core/object/apply.h"
#include "core/text/yaml.h"

/// How one step is worked out; detail of this room.
namespace core::change {

/// Of an object that others write to whenever it is to be deleted or changed.
inline constexpr const char* KeepsMoving = "It is changed time and again just now: make the plan again in a moment.";

/// What the texts of a server say, without secrets.
[[nodiscard]] Refused refusedOf(const kube::ApiError& error, const Redactor& redactor);

/// What a plan keeps of an object that is there. @param live  null: there is none
[[nodiscard]] Seen seenOf(const Json& live);
/// A text of an object's metadata; empty where there is none.
[[nodiscard]] std::string metadataText(const Json& object, const char* key);
/// Who the object is, and nothing more.
[[nodiscard]] Json identityOf(const model::ObjectRef& what);

/// Who owns what, and no value; a JSON patch.
[[nodiscard]] Json ownersPatch(const TakeOver& takeOver);

/// Who owns what of the object. Where no manager is on record but what `kubectl apply` said is, all of it is that apply's, by the name
/// that a server gives it.
[[nodiscard]] Json managedFieldsOf(const Json& live);

/// Whether a take-over speaks of this one of an object's managers: Berth, or who applied on the client's side.
/// @param all  of the object
[[nodiscard]] bool isTaken(const object::Owner& owner, const object::Owners& all);

/// With the entry "." of every element of a list that has others. What somebody applied always has it.
/// @source structured-merge-diff ToFieldSet
[[nodiscard]] Json withElements(const Json& fieldsV1);

[[nodiscard]] Beside besideOf(const std::vector<Step>& steps, std::size_t i);

} // namespace core::change
