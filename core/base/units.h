#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

/// Numbers that carry their unit. Mixing two does not compile; unknown is std::optional, never 0 and never -1.
namespace core {

/// An amount of one resource as Kubernetes counts it in scheduling: cpu in milli-cores, every other name in whole units
/// (bytes, cards, pods). 64 bits hold 8 EiB.
using Amount = std::int64_t;

using Seconds = std::chrono::seconds;
/// UTC, whole seconds. Engine code never asks a clock; times come in with the data.
using Time = std::chrono::sys_seconds;

/// A rate of money in millionths of a currency unit an hour. Never floating point: totals must add up to the last digit.
struct MoneyPerHour {
    std::int64_t micros{};
    std::string currency; ///< ISO 4217, "CNY"

    bool operator==(const MoneyPerHour&) const = default;
};

/// Whole numbers from `lower` to `upper`, both included; an absent upper end is "no known limit".
struct Range {
    std::int64_t lower{};
    std::optional<std::int64_t> upper{};

    [[nodiscard]] static Range exactly(std::int64_t n) { return {n, n}; }
    [[nodiscard]] bool isExact() const { return upper && *upper == lower; }
    bool operator==(const Range&) const = default;
};

} // namespace core
