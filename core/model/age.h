#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/units.h"

/// Ages and times as kubectl prints and Kubernetes writes them.
namespace core::model {

/// "7m47s", "3d4h", "2y10d": k8s.io/apimachinery duration.HumanDuration.
[[nodiscard]] std::string humanDuration(std::chrono::nanoseconds duration);
/// "7m", "3d": duration.ShortHumanDuration.
[[nodiscard]] std::string shortHumanDuration(std::chrono::nanoseconds duration);

/// RFC 3339, as in metadata.creationTimestamp; fractions of a second are cut. @errors Malformed.
[[nodiscard]] Result<Time> parseTime(std::string_view text);
[[nodiscard]] std::string toText(Time time); ///< "2026-11-23T09:41:00Z"
/// Go durations as in manifests: "1m30s", "300ms". @errors Malformed.
[[nodiscard]] Result<std::chrono::nanoseconds> parseDuration(std::string_view text);

} // namespace core::model
