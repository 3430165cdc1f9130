#pragma once

#include <compare>
#include <string>
#include <vector>

#include "core/base/json.h"

/// Objects that are looked up when a question comes up, instead of being watched: what is asked of a cluster, and what came of it.
namespace core::model {

struct Lookup {
    /// How much of it. What is not asked for does not come over the wire.
    enum class Form {
        Whole,
        Metadata, ///< its metadata only
        Printed   ///< as the server prints it, `{"Type": "Opaque", "Data": 2}`: of a Secret, whose values nobody wants.
                  ///< Of metadata only what tells that it is being deleted
    };
    std::string group; ///< empty: the core's
    std::string kind;
    std::string ns;   ///< empty: of what has no namespace, or in all of them
    std::string name; ///< empty: all of them, as a list
    Form form = Form::Whole;
    std::vector<std::string> keep{}; ///< of a list's items, by JSON Pointer; empty: all
    auto operator<=>(const Lookup&) const = default;
};

struct LookupAt {
    std::string cluster; ///< by its name in the fleet; empty: the fleet's own control plane
    Lookup what;
};

struct Found {
    enum class State {
        Unknown, ///< nobody was asked, or it was not told: `why`
        There,
        Absent,
        NotServed ///< the cluster does not know the kind
    };
    State state = State::Unknown;
    Json object{};            ///< of There; of a list `{"items": […], "complete": true}`
    std::string why{};        ///< of Unknown: what is wrong and what to do
    bool isUnreached = false; ///< of Unknown: the cluster gave no answer, and would give none to another question
    bool operator==(const Found&) const = default;
    [[nodiscard]] bool there() const { return state == State::There; }
};

} // namespace core::model
