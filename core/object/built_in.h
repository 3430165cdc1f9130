#pragma once

#include <span>
#include <string_view>

/// The built-in kinds as a table. Detail of this room; schema.h reads it.
namespace core::object {

/// One type a line: its name ("@" before it: a map that is owned as a whole), then its fields, each `name:type` and what is said of it,
/// in this order:
///   type    s text, n number, b boolean, ? a value of any kind (quantity, port, time), * anything; a type's name; [list]; {map}
///   =text   the value where the field is missing, as list keys see it
///   @ %     this map is owned as a whole, or member by member, whatever its type says
///   /a,b    a list whose elements are told apart by these fields; /= a set. Without: owned as a whole
///   +key    strategic merge: elements merge by this field; + alone: values merge
///   !       strategic merge: $retainKeys
///   ~       Go leaves it out when it is zero or empty;  ^ Go always writes it: a struct or zero, ^- null, ^0 the number 0, ^q the text "0"
[[nodiscard]] std::span<const std::string_view> builtInTypes();

struct BuiltInKind {
    std::string_view apiVersion;
    std::string_view kind;
    std::string_view type;
};
[[nodiscard]] std::span<const BuiltInKind> builtInKinds();

} // namespace core::object
