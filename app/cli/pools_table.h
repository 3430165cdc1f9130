#pragma once

#include "app/cli/table.h"
#include "core/base/json.h"
#include "core/snapshot/fleet.h"

/// Node pools of a fleet, and what the clouds could still give each: a row for every instance type and zone that it buys in.
namespace cli {

/// @param clusters  only of these; empty: of all
[[nodiscard]] Table poolsTable(const core::snapshot::Fleet& fleet, const std::vector<std::string>& clusters = {});
[[nodiscard]] core::Json poolsJson(const core::snapshot::Fleet& fleet, const std::vector<std::string>& clusters = {});

} // namespace cli
