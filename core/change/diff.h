#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

/// What differs between two states of an object, field by field, in the words of the API server: `.spec.template.spec.containers[name="c"].image`.
namespace core::change {

struct Difference {
    enum class Kind { Added, Removed, Changed };
    /// Who makes it.
    enum class Why {
        Said,      ///< the text
        Defaulted, ///< the server adds what the text does not say
        Server,    ///< the server, or a webhook, changes what the text does not say
        Unsaid     ///< the text says it no longer
    };
    std::string path;
    Kind kind{};
    Why why{};
    Json before; ///< null where there is none; of a Secret's value: Mask
    Json after;
    bool operator==(const Difference&) const = default;
};

struct Diff {
    std::vector<Difference> differences; ///< by path; without those that are folded
    std::vector<Difference> folded;      ///< Defaulted
    int managed = 0; ///< fields that the server keeps for itself: versions, times, managedFields, status
    [[nodiscard]] bool empty() const { return differences.empty(); }
    bool operator==(const Diff&) const = default;
};

/// Null: the map has none, or is none.
[[nodiscard]] const Json* memberOf(const Json* map, const std::string& key);

/// From `before` to `after`, two states as the server has them or would have them; null: there is none. What is secret is compared and
/// never shown.
/// @param said  what the text says; it tells what is a default. Null: everything is meant
[[nodiscard]] Diff diff(const Json& before, const Json& after, const Json& said);

/// The same as one object: without what the server keeps for itself. For comparing, and for people.
[[nodiscard]] Json withoutServerFields(const Json& object);

/// The value at a path as it is written in a Difference and in the server's conflicts; null where there is none. What a path means
/// depends on the object: names of fields may have dots in them.
[[nodiscard]] const Json* valueAt(const Json& object, std::string_view path);
/// Whether both have the same there, or neither has anything.
[[nodiscard]] bool isSameAt(const Json& one, const Json& other, std::string_view path);
/// What stands there as it may be shown: without what is secret, by where it stands in the whole object.
[[nodiscard]] Json shownAt(const Json& object, std::string_view path);
/// The place as a JSON pointer; empty where there is none.
[[nodiscard]] std::string pointerAt(const Json& object, std::string_view path);

/// Whether a path is the other one, or leads to what is inside of it.
[[nodiscard]] bool isWithin(std::string_view path, std::string_view outer);

/// Takes what stands there out of its map or list, which are there.
void removeAt(Json& object, const Json::json_pointer& place);

/// Two texts as `diff -u` prints them; empty where they are equal.
[[nodiscard]] std::string unifiedDiff(const std::string& before, const std::string& after,
                                      const std::string& beforeName, const std::string& afterName);

} // namespace core::change
