#include "core/text/resolve.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/base/words.h"

namespace core::text {
namespace {

constexpr std::string_view TagPrefix = "tag:yaml.org,2002:";

using ascii::isDigit;

bool isTrue(std::string_view s)
{
    return isOneOf(s, {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"});
}

bool isFalse(std::string_view s)
{
    return isOneOf(s, {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"});
}

bool isNull(std::string_view s)
{
    return isOneOf(s, {"", "~", "null", "Null", "NULL"});
}

bool isNan(std::string_view s)
{
    return isOneOf(s, {".nan", ".NaN", ".NAN"});
}

bool isInfinite(std::string_view s)
{
    if (!s.empty() && (s.front() == '+' || s.front() == '-')) s.remove_prefix(1);
    return isOneOf(s, {".inf", ".Inf", ".INF"});
}

std::string withoutUnderscores(std::string_view s)
{
    std::string out;
    out.reserve(s.size());
    std::copy_if(s.begin(), s.end(), std::back_inserter(out), [](char c) { return c != '_'; });
    return out;
}

/// All of `digits` in `base`; none if it is not a number or too large.
std::optional<std::uint64_t> magnitude(std::string_view digits, int base)
{
    std::uint64_t n = 0;
    const char* last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, n, base);
    if (digits.empty() || error != std::errc() || end != last) return std::nullopt;
    return n;
}

struct Radix {
    int base;
    std::size_t prefix;
};

Radix radixOf(std::string_view s)
{
    if (s.size() < 2 || s[0] != '0') return {10, 0};
    switch (s[1]) {
    case 'x':
    case 'X': return {16, 2};
    case 'o':
    case 'O': return {8, 2};
    case 'b':
    case 'B': return {2, 2};
    default: return {8, 1};
    }
}

std::optional<Json> signedNumber(bool negative, std::uint64_t n, bool unsignedAllowed)
{
    constexpr std::uint64_t half = std::uint64_t{1} << 63U;
    if (negative) {
        if (n > half) return std::nullopt;
        return Json(n == half ? INT64_MIN : -static_cast<std::int64_t>(n));
    }
    if (n < half) return Json(static_cast<std::int64_t>(n));
    if (!unsignedAllowed) return std::nullopt;
    return Json(n);
}

/// Go's ParseInt, then ParseUint (no sign), both with base 0; then go-yaml's own look at "0b".
std::optional<Json> integer(std::string_view s)
{
    std::string_view rest = s;
    const bool sign = !rest.empty() && (rest.front() == '-' || rest.front() == '+');
    const bool negative = sign && rest.front() == '-';
    if (sign) rest.remove_prefix(1);
    const Radix radix = radixOf(rest);
    if (const auto n = magnitude(rest.substr(radix.prefix), radix.base)) return signedNumber(negative, *n, !sign);
    if (s.substr(0, 2) == "0b" && s.size() > 3 && (s[2] == '-' || s[2] == '+')) {
        if (const auto n = magnitude(s.substr(3), 2)) return signedNumber(s[2] == '-', *n, false);
    }
    return std::nullopt;
}

std::size_t digitsFrom(std::string_view s, std::size_t at)
{
    while (at < s.size() && isDigit(s[at])) ++at;
    return at;
}

/// [sign] ( . digits | digits [ . digits* ] ) [ e [sign] digits ]
bool looksLikeFloat(std::string_view s, bool signAllowed)
{
    std::size_t i = 0;
    if (signAllowed && i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    const std::size_t whole = digitsFrom(s, i);
    std::size_t end = whole;
    if (end < s.size() && s[end] == '.') {
        end = digitsFrom(s, end + 1);
        if (whole == i && end == whole + 1) return false;
    } else if (whole == i) {
        return false;
    }
    if (end == s.size()) return true;
    if (s[end] != 'e' && s[end] != 'E') return false;
    ++end;
    if (end < s.size() && (s[end] == '+' || s[end] == '-')) ++end;
    return end < s.size() && digitsFrom(s, end) == s.size();
}

/// None when it is too large; what is too small is zero, as in Go.
std::optional<double> floating(std::string_view s)
{
    if (!s.empty() && s.front() == '+') s.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error == std::errc::result_out_of_range) {
        // from_chars leaves the value alone; only the exponent's sign or a leading zero tells small from large.
        const std::size_t e = s.find_first_of("eE");
        const bool small = e != std::string_view::npos ? s.substr(e + 1, 1) == "-"
                                                       : s.substr(0, 2) == "0." || s.substr(0, 1) == "." ||
                                                             s.substr(0, 2) == "-0" || s.substr(0, 2) == "-.";
        if (small) return s.front() == '-' ? -0.0 : 0.0;
        return std::nullopt;
    }
    if (error != std::errc()) return std::nullopt;
    return value;
}

struct Shortest {
    std::string digits; ///< without point
    int exponent = 0;   ///< of the first digit
};

template <class Float>
Shortest shortest(Float value)
{
    std::array<char, 64> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = text.find('e');
    Shortest out;
    for (const char c : text.substr(0, e)) {
        if (c != '.') out.digits += c;
    }
    std::string_view exponent = text.substr(e + 1);
    if (exponent.front() == '+') exponent.remove_prefix(1);
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), out.exponent);
    return out;
}

/// encoding/json writes a float with an integer value below 1e21 as an integer, and readers then see one.
Json jsonNumber(double value)
{
    if (value == 0) return Json(0);
    if (std::abs(value) >= 1e21 || std::floor(value) != value) return Json(value);
    const Shortest s = shortest(value);
    std::string digits = s.digits;
    digits.resize(static_cast<std::size_t>(s.exponent) + 1, '0');
    if (const auto n = magnitude(digits, 10)) {
        if (auto exact = signedNumber(value < 0, *n, true)) return *exact;
    }
    return Json(value);
}

Resolved floatResult(double value)
{
    Resolved r;
    r.isFloat = true;
    r.number = value;
    r.unfit = !std::isfinite(value);
    r.value = r.unfit ? Json(nullptr) : jsonNumber(value);
    return r;
}

Resolved plainResult(Json value)
{
    Resolved r;
    r.value = std::move(value);
    return r;
}

/// Go's FormatFloat(x, 'g', -1, 32), as keys are spelled.
std::string floatKey(double number)
{
    if (std::isnan(number)) return ".nan";
    const float value = static_cast<float>(number);
    if (std::isinf(value)) return value > 0 ? ".inf" : "-.inf";
    const std::string sign = std::signbit(value) ? "-" : "";
    if (value == 0) return sign + "0";
    const Shortest s = shortest(value);
    if (s.exponent < -4 || s.exponent >= 6) {
        std::string e = std::to_string(std::abs(s.exponent));
        if (e.size() < 2) e.insert(0, 1, '0');
        std::string mantissa = s.digits.substr(0, 1);
        if (s.digits.size() > 1) mantissa += "." + s.digits.substr(1);
        return sign + mantissa + (s.exponent < 0 ? "e-" : "e+") + e;
    }
    std::string digits = s.digits;
    if (s.exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-s.exponent - 1), '0') + digits;
    const std::size_t whole = static_cast<std::size_t>(s.exponent) + 1;
    if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0');
    return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::optional<std::string> decodeBase64(std::string_view text)
{
    std::string out;
    unsigned bits = 0;
    int have = 0;
    std::size_t padding = 0;
    std::size_t symbols = 0;
    for (const char c : text) {
        if (c == '\n' || c == '\r') continue; // as Go's decoder; other blanks are faults
        ++symbols;
        if (c == '=') {
            ++padding;
            continue;
        }
        unsigned v = 0;
        if (c >= 'A' && c <= 'Z') {
            v = static_cast<unsigned>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            v = static_cast<unsigned>(c - 'a') + 26;
        } else if (isDigit(c)) {
            v = static_cast<unsigned>(c - '0') + 52;
        } else if (c == '+' || c == '/') {
            v = c == '+' ? 62 : 63;
        } else {
            return std::nullopt;
        }
        if (padding > 0) return std::nullopt;
        bits = ((bits << 6U) | v) & 0xFFFFFFU;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out += static_cast<char>((bits >> static_cast<unsigned>(have)) & 0xFFU);
        }
    }
    if (symbols % 4 != 0 || padding > 2) return std::nullopt;
    return out;
}

} // namespace

Resolved resolvePlain(std::string_view text)
{
    if (isNull(text)) return plainResult(nullptr);
    if (isTrue(text)) return plainResult(true);
    if (isFalse(text)) return plainResult(false);
    const char first = text.front();
    if (first == '.' || first == '+' || first == '-') {
        if (isNan(text)) return floatResult(std::nan(""));
        if (isInfinite(text)) return floatResult(first == '-' ? -HUGE_VAL : HUGE_VAL);
    }
    if (first == '.' && looksLikeFloat(text, false)) {
        if (const auto value = floating(text)) return floatResult(*value);
    }
    if (isDigit(first) || first == '+' || first == '-') {
        const std::string plain = withoutUnderscores(text);
        if (auto n = integer(plain)) return plainResult(std::move(*n));
        if (looksLikeFloat(plain, true)) {
            if (const auto value = floating(plain)) return floatResult(*value);
        }
    }
    return plainResult(std::string(text));
}

Resolved resolveTagged(std::string_view tag, std::string_view text)
{
    Resolved asText = plainResult(std::string(text));
    if (tag.substr(0, TagPrefix.size()) != TagPrefix) return asText;
    const std::string_view name = tag.substr(TagPrefix.size());
    if (name == "binary") {
        if (auto bytes = decodeBase64(text)) return plainResult(validUtf8(*bytes));
        asText.fault = "The text tagged !!binary is not base64.";
        return asText;
    }
    if (name != "bool" && name != "int" && name != "float" && name != "null") return asText;
    Resolved r = resolvePlain(text);
    const bool whole = r.value.is_number() && !r.isFloat;
    if (name == "bool" && r.value.is_boolean()) return r;
    if (name == "int" && whole) return r;
    if (name == "null" && r.value.is_null() && !r.isFloat) return r;
    if (name == "float" && r.isFloat) return r;
    if (name == "float" && whole) return floatResult(r.value.get<double>());
    asText.fault = "The tag !!" + std::string(name) + " does not fit this value.";
    return asText;
}

std::optional<std::string> keyText(const Resolved& key)
{
    if (key.isFloat) return floatKey(key.number);
    if (key.value.is_string()) return key.value.get<std::string>();
    if (key.value.is_boolean()) return key.value.get<bool>() ? "true" : "false";
    if (key.value.is_number_unsigned()) return std::nullopt;
    if (key.value.is_number_integer()) return std::to_string(key.value.get<std::int64_t>());
    return std::nullopt;
}

std::size_t utf8Length(std::string_view text, std::size_t at)
{
    return codePointAt(text, at).length;
}

void appendUtf8(std::string& out, unsigned c)
{
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

std::string validUtf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t n = utf8Length(bytes, i);
        if (n == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
        } else {
            out.append(bytes.substr(i, n));
            i += n;
        }
    }
    return out;
}

} // namespace core::text
