#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/units.h"

/// Figures as text, the same in every locale. What is not known is "-".
namespace cli {

inline const std::string unknownText = "-";
/// A text that may be missing.
[[nodiscard]] std::string orDash(const std::string& text);

[[nodiscard]] std::string countText(const std::optional<std::int64_t>& count);
/// `value` / 10^places without trailing zeros: 7488, 3 → "7.488".
[[nodiscard]] std::string decimalText(std::int64_t value, unsigned places);
/// "3", "0..2", ">= 3"; "-" where nothing is known (any number from 0 on).
[[nodiscard]] std::string rangeText(const core::Range& range);
/// "28.50 CNY": two decimals, more only where they are not zero.
[[nodiscard]] std::string moneyText(const core::MoneyPerHour& money);

} // namespace cli
