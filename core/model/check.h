#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

/// What one check of a cluster came to: core/preflight makes it, and plans carry it (core/change).
namespace core::model {

struct Check {
    /// Fails: replicas will not run there. Warns: they may, with less than they could have, or for longer.
    enum class State { Passes, Warns, Fails, Unknown };
    std::string id;      ///< stable: "claim", "pull-secret"
    std::string cluster; ///< empty: of the fleet
    State state = State::Unknown;
    std::string text;        ///< "PersistentVolumeClaim default/qwen3-8b is bound"
    std::string evidence;    ///< object and field that tell; may be empty
    std::string remedy;      ///< what to do; empty where nothing is
    std::vector<Json> fix{}; ///< manifests to apply to that cluster; values of Secrets are left to fill in
    bool operator==(const Check&) const = default;
};

[[nodiscard]] constexpr std::string_view name(Check::State state) ///< "passes"
{
    switch (state) {
    case Check::State::Passes: return "passes";
    case Check::State::Warns: return "warns";
    case Check::State::Fails: return "fails";
    case Check::State::Unknown: return "unknown";
    }
    return {};
}

/// Stands in a fix for what a person has to fill in first.
inline constexpr const char* FillIn = "<fill in>";
/// Whether a fix can be applied as it is. A Secret never: values are read from nowhere but where a person says.
[[nodiscard]] inline bool isComplete(const Json& fix)
{
    if (fix.is_string()) return fix != FillIn;
    if (fix.is_object() && fix.value("kind", Json()) == "Secret") return false;
    return !fix.is_structured() || std::all_of(fix.begin(), fix.end(), isComplete);
}

[[nodiscard]] inline Json toJson(const Check& check)
{
    return {{"check", check.id},  {"cluster", check.cluster},   {"state", name(check.state)},
            {"text", check.text}, {"evidence", check.evidence}, {"remedy", check.remedy},
            {"fix", check.fix}};
}

} // namespace core::model
