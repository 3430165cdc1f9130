#include "core/model/quantity.h"

#include <array>
#include <cmath>
#include <limits>

#include "core/base/ascii.h"

namespace core::model {

namespace {

__extension__ using Wide = __int128;

constexpr int nano = -9;
constexpr int mostDigits = 38; ///< of a signed 128-bit number
constexpr Amount largest = std::numeric_limits<Amount>::max();

using ascii::isDigit;

Wide powerOf10(int exponent)
{
    Wide out = 1;
    for (int i = 0; i < exponent; ++i) out *= 10;
    return out;
}

int digitsOf(Wide value)
{
    constexpr Amount chunk = 1'000'000'000'000'000'000; // divisions of 128 bits are dear
    int digits = 0;
    for (; value >= chunk || value <= -chunk; value /= chunk) digits += 18;
    for (auto rest = static_cast<Amount>(value); rest != 0; rest /= 10) ++digits;
    return digits;
}

std::string digitsText(Wide value)
{
    if (value == 0) return "0";
    std::string out;
    for (; value != 0; value /= 10) out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    return out;
}

/// The parts of "-12.5e3": sign, digits before and after the point, the rest.
struct Parts {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::string_view suffix;
};

std::string_view takeDigits(std::string_view& rest)
{
    std::size_t n = 0;
    while (n < rest.size() && isDigit(rest[n])) ++n;
    const std::string_view out = rest.substr(0, n);
    rest.remove_prefix(n);
    return out;
}

/// A suffix has letters of the known ones, then maybe a sign and digits; anything else is not the shape of a quantity.
bool suffixShape(std::string_view suffix)
{
    constexpr std::string_view letters = "eEinumkKMGTP";
    std::size_t at = 0;
    while (at < suffix.size() && letters.find(suffix[at]) != std::string_view::npos) ++at;
    if (at < suffix.size() && (suffix[at] == '-' || suffix[at] == '+')) ++at;
    while (at < suffix.size() && isDigit(suffix[at])) ++at;
    return at == suffix.size();
}

std::optional<Parts> split(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    Parts out;
    if (text.front() == '-' || text.front() == '+') {
        out.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    while (!text.empty() && text.front() == '0') text.remove_prefix(1);
    out.whole = takeDigits(text);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        out.fraction = takeDigits(text);
    }
    out.suffix = text;
    if (!suffixShape(text)) return std::nullopt;
    return out;
}

struct Unit {
    int base = 10;
    std::int32_t exponent = 0;
    Quantity::Format format = Quantity::Format::DecimalSI;
};

constexpr std::string_view decimalLetters = "num kMGTPE"; // 10^-9 … 10^18 in steps of three
constexpr std::string_view binaryLetters = "KMGTPE";      // 2^10 … 2^60

std::optional<Unit> unitOf(std::string_view suffix)
{
    if (suffix.empty()) return Unit{};
    if (suffix.size() == 1) {
        const auto at = decimalLetters.find(suffix.front());
        if (at == std::string_view::npos) return std::nullopt;
        return Unit{10, static_cast<std::int32_t>(at) * 3 + nano, Quantity::Format::DecimalSI};
    }
    if (suffix.size() == 2 && suffix[1] == 'i') {
        const auto at = binaryLetters.find(suffix.front());
        if (at == std::string_view::npos) return std::nullopt;
        return Unit{2, static_cast<std::int32_t>(at + 1) * 10, Quantity::Format::BinarySI};
    }
    if (suffix.front() != 'e' && suffix.front() != 'E') return std::nullopt;
    std::string_view digits = suffix.substr(1);
    const bool negative = digits.front() == '-';
    if (digits.front() == '-' || digits.front() == '+') digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 6) return std::nullopt; // nobody means 10^1000000
    std::int32_t exponent = 0;
    for (const char c : digits) {
        if (!isDigit(c)) return std::nullopt;
        exponent = exponent * 10 + (c - '0');
    }
    return Unit{10, negative ? -exponent : exponent, Quantity::Format::DecimalExponent};
}

std::string suffixOf(std::int32_t exponent, Quantity::Format format)
{
    if (exponent == 0) return {};
    if (format == Quantity::Format::DecimalSI && exponent >= nano && exponent <= 18)
        return std::string(1, decimalLetters[static_cast<std::size_t>((exponent - nano) / 3)]);
    return "e" + std::to_string(exponent);
}

} // namespace

Quantity Quantity::normal(Wide mantissa, std::int32_t scale, Format format)
{
    Quantity out;
    out.m_format = format;
    if (mantissa == 0) return out;
    if (mantissa >= std::numeric_limits<Amount>::min() && mantissa <= largest) {
        auto rest = static_cast<Amount>(mantissa);
        for (; rest % 10 == 0; rest /= 10) ++scale;
        mantissa = rest;
    }
    for (; mantissa % 10 == 0; mantissa /= 10) ++scale;
    out.m_mantissa = mantissa;
    out.m_scale = scale;
    out.m_places = scale < 0 ? -scale : 0;
    return out;
}

Quantity Quantity::of(Amount units, Format format)
{
    return normal(units, 0, format);
}

Quantity Quantity::ofMilli(Amount milli, Format format)
{
    return normal(milli, -3, format);
}

Result<Quantity> Quantity::parse(std::string_view text)
{
    const auto shown = [text] { return std::string(text.substr(0, 40)); };
    const auto parts = split(text);
    if (!parts)
        return failure(Fault::Malformed,
                       "\"" + shown() + "\" is not a quantity: a number, then a suffix such as m, k, M, Gi or e3");
    const auto unit = unitOf(parts->suffix);
    if (!unit)
        return failure(Fault::Malformed,
                       "\"" + shown() + "\" has an unknown suffix \"" + std::string(parts->suffix.substr(0, 20)) +
                           "\"; use n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3");
    std::string digits(parts->whole.empty() ? std::string_view("0") : parts->whole);
    digits += parts->fraction;
    // How many digits Kubernetes takes as a 64-bit number and a power of ten; longer ones become a decimal of nine places.
    const bool binary = unit->base == 2;
    const auto places = static_cast<std::int32_t>(std::min<std::size_t>(parts->fraction.size(), 1'000'000));
    const std::int32_t scale = (binary ? 0 : unit->exponent) - places;
    const bool plain =
        binary ? parts->fraction.empty() && digits.size() + static_cast<std::size_t>(unit->exponent) * 3 / 10 <= 14
               : digits.size() <= 18 && scale >= nano;

    Wide mantissa = 0;
    std::int32_t dropped = 0; // digits beyond what 128 bits hold
    bool lost = false;
    std::size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) first = digits.size();
    const std::size_t room = binary ? 19 : mostDigits - 1;
    for (std::size_t i = first; i < digits.size(); ++i) {
        if (i - first < room) {
            mantissa = mantissa * 10 + (digits[i] - '0');
        } else {
            ++dropped;
            lost = lost || digits[i] != '0';
        }
    }
    if (lost) ++mantissa;
    if (mantissa == 0) {
        Quantity zero;
        zero.m_format = unit->format;
        zero.m_places = plain ? std::max(0, -scale) : -nano;
        return zero;
    }
    if (binary) {
        // Beyond 2^63-1 it is capped, so the 19 digits kept are enough.
        const Wide shifted = mantissa << unit->exponent;
        const int extra = dropped - places; // power of ten still to be applied
        if (extra > 0 || (extra == 0 && shifted > largest))
            mantissa = largest;
        else
            mantissa = shifted;
        if (extra >= 0) {
            Quantity out = normal(parts->negative ? -mantissa : mantissa, 0, unit->format);
            out.m_places = plain || mantissa == largest ? 0 : -nano;
            return out;
        }
        Quantity out = normal(mantissa, extra, unit->format);
        bool exact = true;
        Wide nanos =
            digitsOf(out.m_mantissa) + out.m_scale > 29 ? Wide{largest} * powerOf10(9) : out.rounded(nano, exact);
        if (nanos > Wide{largest} * powerOf10(9)) nanos = Wide{largest} * powerOf10(9);
        const Format format = nanos < powerOf10(9) ? Format::DecimalSI : unit->format;
        out = normal(parts->negative ? -nanos : nanos, nano, format);
        out.m_places = -nano;
        return out;
    }
    Quantity out = normal(mantissa, scale + dropped, unit->format);
    if (out.m_scale < nano) {
        bool exact = true;
        out = normal(out.rounded(nano, exact), nano, unit->format);
    }
    if (parts->negative) out.m_mantissa = -out.m_mantissa;
    out.m_places = plain ? std::max(0, -scale) : -nano;
    const bool kept = plain && scale % 3 == 0 && digits.front() != '0' && !digits.ends_with("000");
    if (kept) out.m_written = std::string(text);
    return out;
}

/// In units of 10^decimalScale, rounded away from zero; |answer| is at most 38 digits.
Quantity::Wide Quantity::rounded(int decimalScale, bool& exact) const
{
    const int shift = m_scale - decimalScale;
    exact = true;
    if (shift >= 0) {
        if (digitsOf(m_mantissa) + shift > mostDigits) {
            exact = false;
            return m_mantissa < 0 ? -powerOf10(mostDigits - 1) : powerOf10(mostDigits - 1);
        }
        return m_mantissa * powerOf10(shift);
    }
    if (-shift > mostDigits - 1) {
        exact = m_mantissa == 0;
        return m_mantissa < 0 ? -1 : m_mantissa > 0 ? 1 : 0;
    }
    const Wide divisor = powerOf10(-shift);
    const Wide quotient = m_mantissa / divisor;
    const Wide rest = m_mantissa % divisor;
    exact = rest == 0;
    return rest > 0 ? quotient + 1 : rest < 0 ? quotient - 1 : quotient;
}

Amount Quantity::scaled(int decimalScale) const
{
    bool exact = true;
    const Wide value = rounded(decimalScale, exact);
    if (value > largest) return largest;
    if (value < std::numeric_limits<Amount>::min()) return std::numeric_limits<Amount>::min();
    return static_cast<Amount>(value);
}

bool Quantity::exceeds(int decimalScale) const
{
    bool exact = true;
    const Wide value = rounded(decimalScale, exact);
    return value > largest || value < std::numeric_limits<Amount>::min();
}

Amount Quantity::value() const
{
    return scaled(0);
}

Amount Quantity::milli() const
{
    return scaled(-3);
}

double Quantity::approximate() const
{
    return static_cast<double>(static_cast<long double>(m_mantissa) * std::pow(10.0L, m_scale));
}

std::string Quantity::decimal() const
{
    const bool negative = m_mantissa < 0;
    std::string digits = digitsText(negative ? -m_mantissa : m_mantissa);
    int scale = m_scale;
    if (m_mantissa == 0) scale = 0;
    if (scale > 0) {
        digits.append(static_cast<std::size_t>(scale), '0');
        scale = 0;
    }
    for (; - scale < m_places; --scale) digits += '0';
    if (scale < 0) {
        const auto places = static_cast<std::size_t>(-scale);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return negative ? "-" + digits : digits;
}

std::string Quantity::canonical() const
{
    if (m_mantissa == 0) return "0";
    const std::string sign = m_mantissa < 0 ? "-" : "";
    const Wide magnitude = m_mantissa < 0 ? -m_mantissa : m_mantissa;
    Format format = m_format;
    if (format == Format::BinarySI) {
        bool exact = true;
        Wide units = rounded(0, exact);
        if (units < 0) units = -units;
        if (!exact || units < 1024) {
            format = Format::DecimalSI; // a binary suffix would lose digits or say nothing
        } else {
            int times = 0;
            for (; units % 1024 == 0 && times < 6; ++times) units /= 1024;
            return sign + digitsText(units) +
                   (times == 0 ? std::string{}
                               : std::string(1, binaryLetters[static_cast<std::size_t>(times - 1)]) + "i");
        }
    }
    std::int32_t exponent = m_scale;
    std::string digits = digitsText(magnitude);
    for (; exponent % 3 != 0; --exponent) digits += '0';
    if (format == Format::DecimalSI)
        for (; exponent > 18; --exponent) // no letter beyond E
            digits += '0';
    return sign + digits + suffixOf(exponent, format);
}

std::string Quantity::text() const
{
    return m_written.empty() ? canonical() : m_written;
}

int Quantity::sign() const
{
    return m_mantissa < 0 ? -1 : m_mantissa > 0 ? 1 : 0;
}

Quantity Quantity::negated() const
{
    Quantity out = *this;
    out.m_mantissa = -out.m_mantissa;
    out.m_written.clear();
    return out;
}

Quantity Quantity::operator+(const Quantity& other) const
{
    const Format format = isZero() ? other.m_format : m_format;
    if (isZero() || other.isZero()) {
        Quantity out = isZero() ? other : *this;
        out.m_format = format;
        out.m_written.clear();
        return out;
    }
    const std::int32_t scale = std::min(m_scale, other.m_scale);
    bool exact = true;
    bool otherExact = true;
    const Wide a = rounded(scale, exact);
    const Wide b = other.rounded(scale, otherExact);
    if (!exact || !otherExact) { // too far apart for 38 digits: the smaller one does not count
        Quantity out = m_scale > other.m_scale ? *this : other;
        out.m_format = format;
        out.m_written.clear();
        return out;
    }
    Wide sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) sum = a < 0 ? -powerOf10(mostDigits - 1) : powerOf10(mostDigits - 1);
    return normal(sum, scale, format);
}

Quantity Quantity::operator-(const Quantity& other) const
{
    Quantity out = *this + other.negated();
    out.m_format = isZero() ? other.m_format : m_format;
    return out;
}

std::strong_ordering operator<=>(const Quantity& a, const Quantity& b)
{
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    if (a.isZero()) return std::strong_ordering::equal;
    const int sizeA = digitsOf(a.m_mantissa) + a.m_scale;
    const int sizeB = digitsOf(b.m_mantissa) + b.m_scale;
    if (sizeA != sizeB) return a.sign() > 0 ? sizeA <=> sizeB : sizeB <=> sizeA;
    const std::int32_t scale = std::min(a.m_scale, b.m_scale); // same size: both fit when aligned
    bool exact = true;
    const Wide left = a.rounded(scale, exact);
    const Wide right = b.rounded(scale, exact);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

Amount amountOf(std::string_view resourceName, const Quantity& quantity)
{
    return resourceName == "cpu" ? quantity.milli() : quantity.value();
}

} // namespace core::model
