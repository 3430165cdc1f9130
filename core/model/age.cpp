#include "core/model/age.h"

#include <array>
#include <cmath>
#include <limits>
#include <sstream>

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
    const std::int64_t rest = duration.count() % unit;
    return static_cast<std::int64_t>(static_cast<double>(duration.count() / unit) +
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
    const std::string shown(text.substr(0, 40));
    std::istringstream in{std::string(text.substr(0, 64))};
    date::sys_time<nanoseconds> moment;
    const bool zulu = text.ends_with('Z') || text.ends_with('z');
    in >> date::parse(zulu ? "%FT%TZ" : "%FT%T%Ez", moment);
    if (text.size() > 64 || in.fail() || in.peek() != std::istringstream::traits_type::eof())
        return failure(Fault::Malformed, "\"" + shown + "\" is not a time; write it like 2026-11-23T09:41:00Z");
    return std::chrono::floor<std::chrono::seconds>(moment);
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
        if (sum > static_cast<long double>(std::numeric_limits<std::int64_t>::max())) return wrong();
    }
    const auto nanos = static_cast<std::int64_t>(std::llround(sum));
    return nanoseconds{negative ? -nanos : nanos};
}

} // namespace core::model
