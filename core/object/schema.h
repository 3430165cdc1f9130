#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

/// What the API server knows of a kind's fields, as far as merging needs it: which lists have keys, what is owned as a whole, how
/// a strategic merge goes. Types are shared and live as long as the program.
namespace core::object {

struct Type;

enum class Scalar { Any, Text, Number, Boolean };

/// How a field is written by the server's Go structs.
enum class Written {
    AsGiven,      ///< a pointer: whatever is there, null left out
    UnlessZero,   ///< left out when it is "", 0, false, {} or []
    AlwaysStruct, ///< a struct, or a scalar that is always written
    AlwaysNull,   ///< null when it is missing
    AlwaysZero,   ///< the number 0
    AlwaysText    ///< the quantity "0"
};

struct Field {
    const Type* type = nullptr;
    std::optional<std::string> fallback; ///< the value where it is missing, as list keys see it
    bool merges = false;                 ///< strategic merge of a list; without mergeKey: of its values
    std::string mergeKey;
    bool retainsKeys = false;
    Written written = Written::AsGiven;
};

/// A type may allow several shapes: what is deduced from the document allows all three.
struct Type {
    std::optional<Scalar> scalar;

    bool list = false;
    bool keyed = false; ///< elements are told apart by `keys`, or by their value where there are none; else atomic
    std::vector<std::string> keys; ///< sorted
    const Type* element = nullptr;

    bool map = false;
    bool atomicMap = false;
    std::map<std::string, Field, std::less<>> fields;
    const Type* values = nullptr; ///< of members that are not in `fields`; null: there are none

    [[nodiscard]] const Field* field(std::string_view name) const;
    /// Of a map's member: its field's, or `values`; null where the schema has no such field.
    [[nodiscard]] const Type* member(std::string_view name) const;
    [[nodiscard]] bool isDeduced() const { return scalar && list && map; }
};

/// Of a built-in kind, or null: a custom resource, or a version that this program does not know.
[[nodiscard]] const Type* builtInType(std::string_view apiVersion, std::string_view kind);

/// For what has no schema: maps member by member, lists as a whole.
[[nodiscard]] const Type* deducedType();

/// builtInType() of the object's apiVersion and kind, else deducedType().
[[nodiscard]] const Type* typeOf(const Json& object);

/// The object as the server's Go structs write it: zero where a field is always written, nothing where it is empty and need not be.
/// Unchanged for deduced types.
[[nodiscard]] Json asServed(const Json& object, const Type* type);

enum class Misfit { UnknownField, WrongType, DuplicateKey, MissingKey };

struct Problem {
    Misfit misfit{};
    std::string path; ///< `.spec.template.spec.containers[name="c"].image`
    std::string what; ///< one sentence
    bool operator==(const Problem&) const = default;
};

/// Where the object does not fit its type. `duplicates`: lists may hold one key twice, as those of an update may.
[[nodiscard]] std::vector<Problem> misfits(const Json& object, const Type* type, bool duplicates);

} // namespace core::object
