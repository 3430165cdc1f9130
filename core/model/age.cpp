#include "core/model/age.h"

#include <array>
#include <cmath>
#include <limits>

#include <date/date.h>

namespace core::model {

namespace {

using std::chrono::nanoseconds;
constexpr std::int64_t day = 24;
constexpr std::int64_t year = 365 * day;

std::string two(std::int64_t big, const char* bigUnit, std::int64_t small, const char* smallUnit)
{
    std::string out = std::to_string(big) + bigUnit;
    if (small != 0) out += std::to_string(small) + smallUnit;
    return out;
}

/// What both forms say of moments that have not come: two seconds of clock difference are nothing.
std::string beforeNow(std::int64_t seconds)
{
    return seconds < -1 ? "<invalid>" : "0s";
}

/// Whole units as Go's Duration.Hours() and its like give them: through a double, which rounds the last nanosecond up.
std::int64_t whole(nanoseconds duration, std::int64_t unit)
{
    const std::int64_t units = duration.count() / unit;
    const std::int64_t rest = duration.count() % unit;
    return static_cast<std::int64_t>(static_cast<double>(units) +
                                     static_cast<double>(rest) / static_cast<double>(unit));
}

std::string one(std::int64_t count, const char* unit)
{
    return std::to_string(count) + unit;
}

} // namespace

std::string humanDuration(nanoseconds duration)
{
    if (const std::int64_t seconds = whole(duration, 1'000'000'000); seconds < 120)
        return seconds < 0 ? beforeNow(seconds) : one(seconds, "s");
    const std::int64_t seconds = duration.count() / 1'000'000'000; // from here on Go divides whole numbers
    const std::int64_t minutes = seconds / 60;
    if (minutes < 10) return two(minutes, "m", seconds % 60, "s");
    if (minutes < 180) return one(minutes, "m");
    const std::int64_t hours = minutes / 60;
    if (hours < 8) return two(hours, "h", minutes % 60, "m");
    if (hours < 2 * day) return one(hours, "h");
    if (hours < 8 * day) return two(hours / day, "d", hours % day, "h");
    if (hours < 2 * year) return one(hours / day, "d");
    if (hours < 8 * year) return two(hours / year, "y", hours / day % 365, "d");
    return one(hours / year, "y");
}

std::string shortHumanDuration(nanoseconds duration)
{
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t seconds = whole(duration, second);
    if (seconds < 0) return beforeNow(seconds);
    if (seconds < 60) return one(seconds, "s");
    if (const std::int64_t minutes = whole(duration, 60 * second); minutes < 60) return one(minutes, "m");
    const std::int64_t hours = whole(duration, 3600 * second);
    if (hours < day) return one(hours, "h");
    if (hours < year) return one(hours / day, "d");
    return one(hours / year, "y");
}

Result<Time> parseTime(std::string_view text)
{
    const auto wrong = [&] {
        return failure(Fault::Malformed,
                       "\"" + std::string(text.substr(0, 40)) + "\" is not a time; write it like 2026-11-23T09:41:00Z");
    };
    std::string_view rest = text;
    const auto digits = [&rest](std::size_t count) {
        int value = rest.size() < count ? -1 : 0;
        for (std::size_t i = 0; i < count && value >= 0; ++i)
            value = rest[i] >= '0' && rest[i] <= '9' ? value * 10 + (rest[i] - '0') : -1;
        if (value >= 0) rest.remove_prefix(count);
        return value;
    };
    const auto sign = [&rest](std::string_view any) {
        const bool there = !rest.empty() && any.find(rest.front()) != std::string_view::npos;
        if (there) rest.remove_prefix(1);
        return there;
    };
    const int y = digits(4);
    if (y < 0 || !sign("-")) return wrong();
    const int m = digits(2);
    if (m < 0 || !sign("-")) return wrong();
    const int d = digits(2);
    if (d < 0 || !sign("Tt ")) return wrong();
    const int hour = digits(2);
    if (hour < 0 || !sign(":")) return wrong();
    const int minute = digits(2);
    if (minute < 0 || !sign(":")) return wrong();
    const int second = digits(2);
    const date::year_month_day when{date::year(y), date::month(static_cast<unsigned>(m)),
                                    date::day(static_cast<unsigned>(d))};
    if (!when.ok() || hour > 23 || minute > 59 || second < 0 || second > 60) return wrong();
    if (sign(".")) {
        if (digits(1) < 0) return wrong();
        while (digits(1) >= 0) {
        }
    }
    int offset = 0; // minutes east of Greenwich
    if (!sign("Zz")) {
        const bool west = rest.starts_with('-');
        if (!sign("+-")) return wrong();
        const int hours = digits(2);
        if (hours < 0 || hours > 23 || !sign(":")) return wrong();
        const int minutes = digits(2);
        if (minutes < 0 || minutes > 59) return wrong();
        offset = (hours * 60 + minutes) * (west ? -1 : 1);
    }
    if (!rest.empty()) return wrong();
    return Time{date::sys_days(when).time_since_epoch()} + std::chrono::hours(hour) +
           std::chrono::minutes(minute - offset) + Seconds(second);
}

std::string toText(Time time)
{
    return date::format("%FT%TZ", date::floor<std::chrono::seconds>(time));
}

Result<nanoseconds> parseDuration(std::string_view text)
{
    const auto wrong = [&] {
        return failure(Fault::Malformed, "\"" + std::string(text.substr(0, 40)) +
                                             "\" is not a duration; write it like 300ms, 90s or 1h30m");
    };
    struct Unit {
        std::string_view name;
        double nanos;
    };
    constexpr std::array<Unit, 8> units{{{"ns", 1},
                                         {"us", 1e3},
                                         {"\xC2\xB5s", 1e3},
                                         {"\xCE\xBCs", 1e3},
                                         {"ms", 1e6},
                                         {"s", 1e9},
                                         {"m", 60e9},
                                         {"h", 3600e9}}};
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    if (rest == "0") return nanoseconds{0};
    if (rest.empty()) return wrong();
    long double sum = 0;
    while (!rest.empty()) {
        long double number = 0;
        long double place = 0;
        bool digits = false;
        std::size_t n = 0;
        for (; n < rest.size() && ((rest[n] >= '0' && rest[n] <= '9') || (rest[n] == '.' && place == 0)); ++n) {
            if (rest[n] == '.') {
                place = 1;
                continue;
            }
            digits = true;
            number = number * 10 + (rest[n] - '0');
            place *= 10;
        }
        if (!digits) return wrong();
        if (place > 1) number /= place;
        rest.remove_prefix(n);
        const Unit* unit = nullptr;
        for (const Unit& candidate : units)
            if (rest.starts_with(candidate.name) && (!unit || candidate.name.size() > unit->name.size()))
                unit = &candidate;
        if (!unit) return wrong();
        rest.remove_prefix(unit->name.size());
        sum += number * static_cast<long double>(unit->nanos);
        if (!(sum <= static_cast<long double>(std::numeric_limits<std::int64_t>::max())))
            return wrong(); // nor what is no number
    }
    const auto nanos = static_cast<std::int64_t>(std::llround(sum));
    return nanoseconds{negative ? -nanos : nanos};
}

} // namespace core::model
