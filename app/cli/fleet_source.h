#pragma once

#include <memory>
#include <optional>

#include "app/cli/context.h"
#include "core/live/live.h"
#include "core/snapshot/file.h"

/// The fleet that a verb works on: a snapshot, a folder of dumps, or the demo.
namespace cli {

[[nodiscard]] Flag fleetFlag();
[[nodiscard]] Flag demoFlag();

/// Opens a snapshot or a folder and says what was read with doubts.
[[nodiscard]] std::optional<core::snapshot::Opened> openFleet(Context& context, const std::string& path);
[[nodiscard]] std::optional<core::snapshot::Opened> openDemo(Context& context);
/// By the argument, or --fleet or --demo, whichever is there and stands in the stronger place.
/// @param code  what to end with where nothing is returned
/// @param kept  gets the fleet itself, if it is a live one
[[nodiscard]] std::optional<core::snapshot::Opened> openFleet(Context& context, const Arguments& arguments,
                                                              ExitCode& code,
                                                              std::unique_ptr<core::live::LiveFleet>* kept = nullptr);

/// "snapshot 7f3a… of gpu-fleet, taken 2026-11-23T09:40:00Z; stock 2m older; 3 gaps": what every table rests on.
[[nodiscard]] std::string originLine(const core::snapshot::Fleet& fleet);

} // namespace cli
