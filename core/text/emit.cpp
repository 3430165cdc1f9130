#include "core/text/emit.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/base/words.h"
#include "core/text/resolve.h"

namespace core::text {
namespace {

using ascii::isDigit;

bool has(std::string_view set, char c)
{
    return set.find(c) != std::string_view::npos;
}

/// A number in base 60, as other YAML 1.1 readers see `12:30`.
bool isBase60(std::string_view s)
{
    if (s.find(':') == std::string_view::npos) return false;
    if (s[0] == '+' || s[0] == '-') s.remove_prefix(1);
    if (s.empty() || !isDigit(s[0])) return false;
    return s.find_first_not_of("0123456789_:.") == std::string_view::npos;
}

/// Up to two digits; moves past them.
std::optional<int> shortNumber(std::string_view& s)
{
    std::size_t n = 0;
    int value = 0;
    while (n < 2 && n < s.size() && isDigit(s[n])) value = value * 10 + (s[n++] - '0');
    if (n == 0) return std::nullopt;
    s.remove_prefix(n);
    return value;
}

bool skip(std::string_view& s, char c)
{
    if (s.empty() || s[0] != c) return false;
    s.remove_prefix(1);
    return true;
}

int daysOf(int year, int month)
{
    static constexpr std::array<int, 12> Days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return Days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool isZone(std::string_view s)
{
    if (s == "Z") return true;
    return s.size() == 6 && (s[0] == '+' || s[0] == '-') && isDigit(s[1]) && isDigit(s[2]) && s[3] == ':' &&
           isDigit(s[4]) && isDigit(s[5]);
}

/// What go-yaml takes for a timestamp: it leaves it a string, but quotes it when it writes.
bool isTimestamp(std::string_view s)
{
    if (s.size() < 8 || !std::all_of(s.begin(), s.begin() + 4, isDigit) || s[4] != '-') return false;
    const int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
    s.remove_prefix(5);
    const auto month = shortNumber(s);
    if (!month || *month < 1 || *month > 12 || !skip(s, '-')) return false;
    const auto day = shortNumber(s);
    if (!day || *day < 1 || *day > daysOf(year, *month)) return false;
    if (s.empty()) return true;
    const bool zoned = s[0] == 'T' || s[0] == 't';
    if (!zoned && s[0] != ' ') return false;
    s.remove_prefix(1);
    const auto hour = shortNumber(s);
    if (!hour || *hour > 23 || !skip(s, ':')) return false;
    const auto minute = shortNumber(s);
    if (!minute || *minute > 59 || !skip(s, ':')) return false;
    const auto second = shortNumber(s);
    if (!second || *second > 59) return false;
    if (skip(s, '.')) {
        const std::size_t digits = std::min(s.find_first_not_of("0123456789"), s.size());
        if (digits == 0) return false;
        s.remove_prefix(digits);
    }
    return zoned ? isZone(s) : s.empty();
}

/// What can stand in a text as it is; the rest needs an escape.
bool isPrintable(std::string_view s, std::size_t at, std::size_t length)
{
    const auto byte = static_cast<unsigned char>(s[at]);
    if (length == 1) return byte >= 0x20 && byte < 0x7F;
    if (length == 2) return byte != 0xC2 || static_cast<unsigned char>(s[at + 1]) >= 0xA0;
    const std::string_view code = s.substr(at, 3);
    return length == 3 && code != "\xEF\xBB\xBF" && code != "\xEF\xBF\xBE" && code != "\xEF\xBF\xBF" &&
           code != "\xE2\x80\xA8" && code != "\xE2\x80\xA9"; // BOM, no characters, line and paragraph separators
}

/// Which spellings a string allows.
struct Allowed {
    bool plain = true, flowPlain = true, single = true, literal = true;
};

Allowed spellings(std::string_view s)
{
    Allowed allowed;
    if (s.empty()) return {false, false, true, false};
    bool lines = false;
    for (std::size_t i = 0; i < s.size();) {
        const std::size_t length = utf8Length(s, i);
        const char c = s[i];
        if (c == '\n') {
            lines = true;
            if (i > 0 && s[i - 1] == ' ') allowed.literal = false;
        } else if (length == 0 || !isPrintable(s, i, length)) {
            return {false, false, false, false};
        }
        const bool blankBefore = i == 0 || s[i - 1] == ' ' || s[i - 1] == '\n';
        const bool blankAfter = i + 1 >= s.size() || s[i + 1] == ' ' || s[i + 1] == '\n';
        if ((c == ':' && blankAfter) || (c == '#' && blankBefore)) allowed.plain = false;
        if (has(",?[]{}:", c)) allowed.flowPlain = false;
        i += std::max<std::size_t>(length, 1);
    }
    const char first = s.front();
    const bool blankSecond = s.size() == 1 || s[1] == ' ' || s[1] == '\n';
    if (has(",[]{}&*!|>'\"%@`#", first) || (has("?:-", first) && blankSecond)) allowed.plain = false;
    if (s.substr(0, 3) == "---" || s.substr(0, 3) == "...") allowed.plain = false;
    if (first == ' ' || s.back() == ' ' || lines) allowed.plain = false;
    if (s.back() == ' ') allowed.literal = false;
    if (lines) allowed.single = false;
    allowed.flowPlain = allowed.flowPlain && allowed.plain && first != '-';
    return allowed;
}

bool readsAsString(std::string_view s)
{
    return s != "<<" && resolvePlain(s).value.is_string() && !isBase60(s) && !isTimestamp(s);
}

void escapeByte(std::string& out, unsigned code, char letter, int digits)
{
    static constexpr std::string_view Hex = "0123456789ABCDEF";
    out += '\\';
    out += letter;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += Hex[(code >> static_cast<unsigned>(shift)) & 0xFU];
}

std::string doubleQuoted(const std::string& bytes)
{
    const std::string s = validUtf8(bytes);
    std::string out = "\"";
    for (std::size_t i = 0; i < s.size();) {
        const std::size_t length = std::max<std::size_t>(utf8Length(s, i), 1);
        const char c = s[i];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n' || c == '\t' || c == '\r') {
            out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
        } else if (isPrintable(s, i, length)) {
            out += s.substr(i, length);
        } else {
            const unsigned code = codePointAt(s, i).value;
            if (code <= 0xFF) {
                escapeByte(out, code, 'x', 2);
            } else if (code <= 0xFFFF) {
                escapeByte(out, code, 'u', 4);
            } else {
                escapeByte(out, code, 'U', 8);
            }
        }
        i += length;
    }
    return out + "\"";
}

std::string singleQuoted(std::string_view s)
{
    std::string out = "'";
    for (const char c : s) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

std::string jsonText(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string stringText(const std::string& s, Context context, Style wish)
{
    if (context == Context::Json) return jsonText(s);
    const Allowed allowed = spellings(s);
    if (wish == Style::Double) return doubleQuoted(s);
    if (wish == Style::Single && allowed.single) return singleQuoted(s);
    if (!readsAsString(s)) return doubleQuoted(s);
    if (context == Context::Flow ? allowed.flowPlain : allowed.plain) return s;
    return allowed.single ? singleQuoted(s) : doubleQuoted(s);
}

constexpr std::size_t LongestSimpleKey = 128; // as go-yaml; longer ones are written behind a `? `

/// Letters after digits and signs, numbers by their value: the order of keys in kubectl's output.
bool keyBefore(std::string_view a, std::string_view b)
{
    const auto isLetter = [](char c) { return ascii::isLetter(c) || (c & '\x80') != 0; };
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
    if (i == a.size() || i == b.size()) return a.size() < b.size();
    const auto byByte = [&] { return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[i]); };
    if (isLetter(a[i]) && isLetter(b[i])) return byByte();
    if (isLetter(a[i]) || isLetter(b[i])) {
        const bool afterDigit = i > 0 && isDigit(a[i - 1]);
        return afterDigit == isLetter(a[i]);
    }
    const auto digitsFrom = [i](std::string_view s) {
        std::size_t end = i;
        while (end < s.size() && isDigit(s[end])) ++end;
        return s.substr(i, end - i);
    };
    std::string_view left = digitsFrom(a);
    std::string_view right = digitsFrom(b);
    bool inNumber = false; // a number that began before the difference: its length decides, zeros included
    for (std::size_t j = i; j > 0 && isDigit(a[j - 1]) && !inNumber; --j) inNumber = a[j - 1] != '0';
    const auto stripped = [&](std::string_view s) {
        if (!inNumber) s.remove_prefix(std::min(s.find_first_not_of('0'), s.size()));
        return s;
    };
    const std::string_view leftValue = stripped(left);
    const std::string_view rightValue = stripped(right);
    if (leftValue.size() != rightValue.size()) return leftValue.size() < rightValue.size();
    if (leftValue != rightValue) return leftValue < rightValue;
    if (left.size() != right.size()) return left.size() < right.size();
    return byByte();
}

std::vector<const std::string*> sortedKeys(const Json::object_t& object)
{
    std::vector<const std::string*> keys;
    keys.reserve(object.size());
    for (const auto& [key, value] : object) keys.push_back(&key);
    std::stable_sort(keys.begin(), keys.end(), [](const auto* a, const auto* b) { return keyBefore(*a, *b); });
    return keys;
}

} // namespace

std::string scalarText(const Json& value, Context context, Style wish)
{
    if (value.is_string()) return stringText(value.get_ref<const std::string&>(), context, wish);
    if (value.is_structured()) return value.is_array() ? "[]" : "{}";
    return jsonText(value);
}

std::string keyText(std::string_view key, Context context)
{
    return stringText(std::string(key), context, Style::Plain);
}

std::string flowText(const Json& value, Context context)
{
    if (isLeaf(value)) return scalarText(value, context);
    const Context inner = context == Context::Json ? context : Context::Flow;
    if (value.is_array())
        return "[" + joined(value, ", ", [&](const Json& item) { return flowText(item, inner); }) + "]";
    const auto& object = value.get_ref<const Json::object_t&>();
    const auto member = [&](const std::string* key) {
        return keyText(*key, inner) + ": " + flowText(object.at(*key), inner);
    };
    return "{" + joined(sortedKeys(object), ", ", member) + "}";
}

std::optional<std::string> literalText(std::string_view text, std::size_t column, std::size_t step,
                                       std::string_view lineEnd)
{
    if (text.find('\n') == std::string_view::npos || step == 0 || step > 9 || !spellings(text).literal)
        return std::nullopt;
    std::string out = "|";
    if (text.front() == ' ' || text.front() == '\n') out += std::to_string(step);
    if (text.back() != '\n') {
        out += '-';
    } else {
        if (text.size() == 1 || text[text.size() - 2] == '\n') out += '+';
        text.remove_suffix(1);
    }
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += lineEnd;
        if (end > 0) out += std::string(column, ' ');
        out += text.substr(0, end);
        if (end == text.size()) return out;
        text.remove_prefix(end + 1);
    }
}

namespace {

/// What follows `key:` or `-`, the blank in front included.
std::string leafText(const Json& value, std::size_t column, std::size_t step, std::string_view lineEnd)
{
    if (value.is_string()) {
        if (auto block = literalText(value.get_ref<const std::string&>(), column, step, lineEnd)) return " " + *block;
    }
    return " " + scalarText(value, Context::Block);
}

} // namespace

std::string entryText(const std::string& key, const Json& value, std::size_t column, const Shape& shape)
{
    const std::string name = keyText(key, Context::Block);
    const bool longKey = name.size() > LongestSimpleKey;
    const std::string indent(column, ' ');
    std::string out = longKey ? "? " + name + std::string(shape.lineEnd) + indent + ":" : name + ":";
    if (isLeaf(value)) return out + leafText(value, column + shape.step, shape.step, shape.lineEnd);
    const std::size_t inner = column + (value.is_array() && !longKey ? shape.dash : shape.step);
    return out + std::string(shape.lineEnd) + std::string(inner, ' ') + blockText(value, inner, shape);
}

std::string itemText(const Json& value, std::size_t column, const Shape& shape)
{
    if (isLeaf(value)) return "-" + leafText(value, column + 2, 2, shape.lineEnd);
    return "- " + blockText(value, column + 2, shape);
}

std::string blockText(const Json& value, std::size_t column, const Shape& shape)
{
    std::string out;
    const std::string between = std::string(shape.lineEnd) + std::string(column, ' ');
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : between) + text; };
    if (value.is_array()) {
        for (const Json& item : value) add(itemText(item, column, shape));
        return out;
    }
    const auto& object = value.get_ref<const Json::object_t&>();
    for (const std::string* key : sortedKeys(object)) add(entryText(*key, object.at(*key), column, shape));
    return out;
}

std::string toYaml(const Json& value)
{
    return (isLeaf(value) ? scalarText(value, Context::Block) : blockText(value, 0, {})) + "\n";
}

} // namespace core::text
