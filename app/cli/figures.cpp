#include "app/cli/figures.h"

namespace cli {
namespace {

std::string fixedText(std::int64_t value, unsigned places, unsigned fewest)
{
    const bool negative = value < 0;
    std::string digits = std::to_string(negative ? -(value + 1) : value);
    if (negative) { // the most negative number has no positive twin
        std::size_t i = digits.size();
        while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
        if (i == 0) {
            digits.insert(digits.begin(), '1');
        } else {
            ++digits[i - 1];
        }
    }
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    std::string decimals = digits.substr(digits.size() - places);
    while (decimals.size() > fewest && decimals.back() == '0') decimals.pop_back();
    return (negative ? "-" : "") + digits.substr(0, digits.size() - places) + (decimals.empty() ? "" : "." + decimals);
}

} // namespace

std::string orDash(const std::string& text)
{
    return text.empty() ? unknownText : text;
}

std::string countText(const std::optional<std::int64_t>& count)
{
    return count ? std::to_string(*count) : unknownText;
}

std::string decimalText(std::int64_t value, unsigned places)
{
    return fixedText(value, places, 0);
}

std::string rangeText(const core::Range& range)
{
    if (range.isExact()) return std::to_string(range.lower);
    if (range.upper) return std::to_string(range.lower) + ".." + std::to_string(*range.upper);
    return range.lower == 0 ? unknownText : ">= " + std::to_string(range.lower);
}

std::string moneyText(const core::MoneyPerHour& money)
{
    return fixedText(money.micros, 6, 2) + (money.currency.empty() ? "" : " " + money.currency);
}

} // namespace cli
