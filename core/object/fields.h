#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/object/schema.h"

/// Sets of fields, as `metadata.managedFields[].fieldsV1` writes them: `f:name` a member, `k:{"name":"c"}` an element by its keys,
/// `v:"x"` an element by its value, `i:0` an element by its place.
namespace core::object {

/// Of an element of a keyed list; none where a key is missing and has no fallback, or the element is none that such a list holds.
[[nodiscard]] std::optional<std::string> elementOf(const Type& list, const Json& element);

/// `.name`, `[name="c"]`, `[="x"]`, `[0]`.
[[nodiscard]] std::string textOf(std::string_view element);

using Path = std::vector<std::string>; ///< of elements as fieldsV1 writes them

class FieldSet {
public:
    /// @errors Malformed: not a map, an element that is none, or nested too deep.
    [[nodiscard]] static Result<FieldSet> read(const Json& fieldsV1);
    [[nodiscard]] Json fieldsV1() const;
    /// One text a field, those of one level before what is below them.
    [[nodiscard]] std::vector<std::string> paths() const;

    [[nodiscard]] bool empty() const;
    void insert(const Path& path);
    [[nodiscard]] bool has(std::string_view element) const { return m_members.contains(element); }
    /// What the set says of the inside of an element; null where that is nothing.
    [[nodiscard]] const FieldSet* below(std::string_view element) const;

    [[nodiscard]] FieldSet unionWith(const FieldSet& other) const;
    [[nodiscard]] FieldSet intersection(const FieldSet& other) const;
    [[nodiscard]] FieldSet difference(const FieldSet& other) const;
    /// With every declared field that has something below it a member too.
    [[nodiscard]] FieldSet withNamedFields(const Type* type) const;

    bool operator==(const FieldSet&) const = default;

private:
    std::set<std::string, std::less<>> m_members;
    std::map<std::string, FieldSet, std::less<>> m_below; ///< none of them empty

    void addPaths(const std::string& prefix, std::vector<std::string>& paths) const;
    void keep(const std::string& element, FieldSet&& set);
    static Result<FieldSet> readLevel(const Json& fieldsV1, int levels);
};

/// What somebody who applies this object would own.
[[nodiscard]] FieldSet fieldsOf(const Json& object, const Type* type);

/// What differs. A field that was of another shape is modified.
struct Comparison {
    FieldSet removed;
    FieldSet modified;
    FieldSet added;
};
[[nodiscard]] Comparison compare(const Json& before, const Json& after, const Type* type);

/// Both, where they differ the second's; lists with keys keep the first's order where the second does not say another.
[[nodiscard]] Json merged(const Json& object, const Json& applied, const Type* type);

/// Only the fields of the set, and the keys of the list elements that they stand in.
[[nodiscard]] Json only(const Json& object, const FieldSet& fields, const Type* type);

/// Without the fields of the set.
[[nodiscard]] Json without(const Json& object, const FieldSet& fields, const Type* type);

} // namespace core::object
