#include "core/model/labels.h"

#include <algorithm>
#include <charconv>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/match_value.h"
#include "core/model/read.h"

namespace core::model {

namespace {

using Op = Requirement::Op;

using ascii::isAlnum;

/// A name's characters: letters and digits at both ends, and - _ . between.
bool isName(std::string_view text)
{
    if (text.empty() || !isAlnum(text.front()) || !isAlnum(text.back())) return false;
    return std::ranges::all_of(text, [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; });
}

/// Go's strconv.ParseInt in base 10.
std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    const bool plus = text.starts_with('+');
    if (plus) text.remove_prefix(1);
    if (plus && text.starts_with('-')) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

using hints::inQuotes;

/// What is wrong with a requirement, as a sentence.
std::optional<std::string> fault(const Requirement& requirement)
{
    if (auto wrong = invalidLabelKey(requirement.key)) return wrong;
    const auto& values = requirement.values;
    switch (requirement.op) {
    case Op::In:
    case Op::NotIn:
        if (values.empty()) return "In and NotIn need at least one value";
        break;
    case Op::Exists:
    case Op::DoesNotExist:
        if (!values.empty()) return "Exists and DoesNotExist take no values";
        break;
    case Op::Gt:
    case Op::Lt:
        if (values.size() != 1) return "Gt and Lt take exactly one value";
        if (!wholeNumber(values.front())) return inQuotes(values.front()) + " is not a whole number";
        break;
    }
    for (const std::string& value : values)
        if (auto wrong = invalidLabelValue(value)) return wrong;
    return std::nullopt;
}

void tidy(Requirement& requirement)
{
    std::ranges::sort(requirement.values);
    const auto first = std::unique(requirement.values.begin(), requirement.values.end());
    requirement.values.erase(first, requirement.values.end());
}

void sortByKey(std::vector<Requirement>& requirements)
{
    std::ranges::stable_sort(requirements, {}, &Requirement::key);
}

// --- the text form ---------------------------------------------------------------------------------------------------

struct Token {
    enum class Kind {
        End,
        Identifier,
        In,
        NotIn,
        Comma,
        Open,
        Close,
        Not,
        Equals,
        DoubleEquals,
        NotEquals,
        Greater,
        Less,
        Wrong
    };
    Kind kind = Kind::End;
    std::string text;
};

class Lexer {
public:
    explicit Lexer(std::string_view text)
        : m_rest(text.substr(0, text.find('\0')))
    {}

    Token next()
    {
        while (!m_rest.empty() && isBlank(m_rest.front())) m_rest.remove_prefix(1);
        if (m_rest.empty()) return {};
        return isSpecial(m_rest.front()) ? special() : word();
    }

private:
    using Kind = Token::Kind;
    std::string_view m_rest;

    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
    static bool isSpecial(char c) { return std::string_view("=!(),><").find(c) != std::string_view::npos; }

    Token word()
    {
        std::size_t n = 0;
        while (n < m_rest.size() && !isBlank(m_rest[n]) && !isSpecial(m_rest[n])) ++n;
        std::string text(m_rest.substr(0, n));
        m_rest.remove_prefix(n);
        const Kind kind = text == "in" ? Kind::In : text == "notin" ? Kind::NotIn : Kind::Identifier;
        return {kind, std::move(text)};
    }

    Token special()
    {
        const bool two = m_rest.starts_with("==") || m_rest.starts_with("!=");
        std::string text(m_rest.substr(0, two ? 2 : 1));
        m_rest.remove_prefix(text.size());
        if (text == "==") return {Kind::DoubleEquals, text};
        if (text == "!=") return {Kind::NotEquals, text};
        switch (text.front()) {
        case '=': return {Kind::Equals, text};
        case '!': return {Kind::Not, text};
        case '(': return {Kind::Open, text};
        case ')': return {Kind::Close, text};
        case ',': return {Kind::Comma, text};
        case '>': return {Kind::Greater, text};
        case '<': return {Kind::Less, text};
        default: return {Kind::Wrong, text};
        }
    }
};

class SelectorParser {
public:
    explicit SelectorParser(std::string_view text)
    {
        Lexer lexer(text);
        do {
            m_tokens.push_back(lexer.next());
        } while (m_tokens.back().kind != Kind::End);
    }

    Result<std::vector<Requirement>> parse()
    {
        std::vector<Requirement> out;
        while (peek().kind != Kind::End) {
            if (peek().kind != Kind::Identifier && peek().kind != Kind::Not) return wrong("a key or \"!\"");
            auto one = requirement();
            if (!one) return tl::unexpected(one.error());
            out.push_back(std::move(*one));
            if (peek().kind == Kind::End) break;
            if (peek().kind != Kind::Comma) return wrong("\",\" or the end");
            take();
            if (peek().kind != Kind::Identifier && peek().kind != Kind::Not) return wrong("a key after \",\"");
        }
        sortByKey(out);
        return out;
    }

private:
    using Kind = Token::Kind;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;

    /// `in` and `notin` are ordinary words everywhere but in the place of an operator.
    [[nodiscard]] Token peek() const
    {
        Token token = m_tokens[m_at];
        if (token.kind == Kind::In || token.kind == Kind::NotIn) token.kind = Kind::Identifier;
        return token;
    }
    Token take()
    {
        Token token = peek();
        if (m_at + 1 < m_tokens.size()) ++m_at;
        return token;
    }
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view expected) const
    {
        const Token& token = m_tokens[m_at];
        const std::string found = token.kind == Kind::End ? "the end" : inQuotes(token.text);
        return failure(Fault::Malformed,
                       "in the selector, found " + found + " where " + std::string(expected) + " was expected");
    }

    Result<Requirement> requirement()
    {
        Requirement out;
        const bool negated = peek().kind == Kind::Not;
        if (negated) take();
        if (peek().kind != Kind::Identifier) return wrong("a key");
        out.key = take().text;
        if (auto bad = invalidLabelKey(out.key)) return failure(Fault::Malformed, *bad);
        if (negated || peek().kind == Kind::End || peek().kind == Kind::Comma) {
            out.op = negated ? Op::DoesNotExist : Op::Exists;
            return out;
        }
        const Token token = m_tokens[m_at];
        switch (token.kind) {
        case Kind::In: out.op = Op::In; break;
        case Kind::NotIn: out.op = Op::NotIn; break;
        case Kind::Equals:
        case Kind::DoubleEquals:
            out.op = Op::In;
            out.spelled = token.text;
            break;
        case Kind::NotEquals:
            out.op = Op::NotIn;
            out.spelled = token.text;
            break;
        case Kind::Greater: out.op = Op::Gt; break;
        case Kind::Less: out.op = Op::Lt; break;
        default: return wrong("one of in, notin, =, ==, !=, >, <");
        }
        take();
        const bool set = token.kind == Kind::In || token.kind == Kind::NotIn;
        if (auto values = set ? valueSet() : oneValue())
            out.values = std::move(*values);
        else
            return tl::unexpected(values.error());
        tidy(out);
        if (auto bad = fault(out)) return failure(Fault::Malformed, *bad);
        return out;
    }

    Result<std::vector<std::string>> oneValue()
    {
        if (peek().kind == Kind::End || peek().kind == Kind::Comma) return std::vector<std::string>{""};
        if (peek().kind != Kind::Identifier) return wrong("a value");
        return std::vector<std::string>{take().text};
    }

    Result<std::vector<std::string>> valueSet()
    {
        if (peek().kind != Kind::Open) return wrong("\"(\"");
        take();
        std::vector<std::string> out;
        bool wantsValue = true; // an empty place before a comma or the end is the empty value
        while (true) {
            const Token token = peek();
            if (token.kind == Kind::Identifier) {
                if (!wantsValue) return wrong("\",\" or \")\"");
                out.push_back(take().text);
                wantsValue = false;
            } else if (token.kind == Kind::Comma) {
                if (wantsValue) out.emplace_back();
                take();
                wantsValue = true;
            } else if (token.kind == Kind::Close) {
                if (wantsValue) out.emplace_back();
                take();
                return out;
            } else {
                return wrong("\",\", \")\" or a value");
            }
        }
    }
};

// --- field selectors -------------------------------------------------------------------------------------------------

std::vector<std::string> splitTerms(std::string_view text)
{
    std::vector<std::string> out(1);
    bool escaped = false;
    for (const char c : text) {
        if (!escaped && c == ',') {
            out.emplace_back();
            continue;
        }
        out.back() += c;
        escaped = !escaped && c == '\\';
    }
    return out;
}

Result<std::string> unescaped(std::string_view text)
{
    std::string out;
    bool escaped = false;
    for (const char c : text) {
        const bool special = c == '\\' || c == ',' || c == '=';
        if (escaped && !special)
            return failure(Fault::Malformed, "in the field selector, \\ may stand before \\ , = only");
        if (!escaped && c == '\\') {
            escaped = true;
            continue;
        }
        if (!escaped && special)
            return failure(Fault::Malformed, std::string("in the field selector, write \\") + c + " inside a value");
        out += c;
        escaped = false;
    }
    if (escaped) return failure(Fault::Malformed, "the field selector ends with a lone \\");
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ',' || c == '=') out += '\\';
        out += c;
    }
    return out;
}

} // namespace

bool matches(const Requirement& requirement, const Labels& labels)
{
    const auto found = labels.find(requirement.key);
    return matches(requirement, found == labels.end() ? nullptr : &found->second);
}

bool matches(const Requirement& requirement, const std::string* value)
{
    const auto isListed = [&] { return std::ranges::find(requirement.values, *value) != requirement.values.end(); };
    switch (requirement.op) {
    case Op::In: return value && isListed();
    case Op::NotIn: return !value || !isListed();
    case Op::Exists: return value != nullptr;
    case Op::DoesNotExist: return value == nullptr;
    case Op::Gt:
    case Op::Lt: {
        if (!value || requirement.values.size() != 1) return false;
        const auto mine = wholeNumber(*value);
        const auto bound = wholeNumber(requirement.values.front());
        if (!mine || !bound) return false;
        return requirement.op == Op::Gt ? *mine > *bound : *mine < *bound;
    }
    }
    return false;
}

bool matches(const std::vector<Requirement>& requirements, const Labels& labels)
{
    return std::ranges::all_of(requirements, [&](const Requirement& one) { return matches(one, labels); });
}

bool matches(const LabelSelector& selector, const Labels& labels)
{
    return selector.valid && matches(selector.requirements, labels);
}

LabelSelector readLabelSelector(const Json& selector, const std::string& path, Issues& issues)
{
    return read::labelSelector(selector, path, issues);
}

LabelSelector read::labelSelector(Value selector, const Path& path, Issues& issues)
{
    LabelSelector out;
    if (!selector.isObject()) {
        out.valid = selector.isNull();
        if (!out.valid)
            issues.push_back({Severity::Error, path.text(), "a label selector is a mapping",
                              "write matchLabels or matchExpressions"});
        return out;
    }
    const std::size_t before = issues.size();
    const Path whole(path, "matchLabels");
    for (const auto& [key, value] : read::labels(selector, "matchLabels", path, issues)) {
        Requirement one{key, Op::In, {value}, "="};
        if (auto bad = fault(one))
            issues.push_back({Severity::Error, Path(whole, key).text(), *bad, "Write it as Kubernetes takes it."});
        out.requirements.push_back(std::move(one));
    }
    for (Requirement& one : read::requirements(selector, "matchExpressions", path, issues, out.valid)) {
        const bool known = one.op != Op::Gt && one.op != Op::Lt;
        if (auto bad =
                known ? fault(one) : std::optional<std::string>("Gt and Lt are not operators of a label selector"))
            issues.push_back({Severity::Error, Path(path, "matchExpressions").text(), *bad, {}});
        tidy(one);
        out.requirements.push_back(std::move(one));
    }
    out.valid = out.valid && issues.size() == before;
    sortByKey(out.requirements);
    return out;
}

Result<std::vector<Requirement>> parseSelector(std::string_view text)
{
    if (text.size() > 1'000'000)
        return failure(Fault::TooLarge, "a selector of more than a million characters is refused");
    return SelectorParser(text).parse();
}

std::string toText(const std::vector<Requirement>& requirements)
{
    std::string out;
    for (const Requirement& one : requirements) {
        if (!out.empty()) out += ',';
        if (one.op == Op::DoesNotExist) out += '!';
        out += one.key;
        if (one.op == Op::Exists || one.op == Op::DoesNotExist) continue;
        if (one.op == Op::Gt || one.op == Op::Lt || !one.spelled.empty()) {
            out += one.op == Op::Gt ? ">" : one.op == Op::Lt ? "<" : one.spelled;
            if (!one.values.empty()) out += one.values.front();
            continue;
        }
        out += (one.op == Op::In ? " in (" : " notin (") + joined(one.values, ",") + ')';
    }
    return out;
}

std::string toText(const LabelSelector& selector)
{
    if (!selector.valid) return "<error>";
    return selector.requirements.empty() ? "<none>" : toText(selector.requirements);
}

Result<std::vector<FieldRequirement>> parseFieldSelector(std::string_view text)
{
    std::vector<std::string> terms = splitTerms(text);
    std::ranges::sort(terms);
    std::vector<FieldRequirement> out;
    for (const std::string& term : terms) {
        if (term.empty()) continue;
        const auto at = term.find('=');
        if (at == std::string::npos)
            return failure(Fault::Malformed, "cannot read " + inQuotes(term) +
                                                 " in the field selector; write field=value or field!=value");
        const bool negated = at > 0 && term[at - 1] == '!';
        const bool twice = !negated && at + 1 < term.size() && term[at + 1] == '=';
        auto value = unescaped(std::string_view(term).substr(at + (twice ? 2 : 1)));
        if (!value) return tl::unexpected(value.error());
        out.push_back({term.substr(0, negated ? at - 1 : at), negated ? "!=" : "=", std::move(*value)});
    }
    return out;
}

bool matches(const std::vector<FieldRequirement>& requirements, const Labels& fields)
{
    return std::ranges::all_of(requirements, [&](const FieldRequirement& one) {
        const auto found = fields.find(one.field);
        const std::string_view value = found == fields.end() ? std::string_view() : std::string_view(found->second);
        return (value == one.value) == (one.op == "=");
    });
}

std::string toText(const std::vector<FieldRequirement>& requirements)
{
    return joined(requirements, ",",
                  [](const FieldRequirement& one) { return one.field + one.op + escaped(one.value); });
}

std::optional<std::string> invalidLabelKey(std::string_view key)
{
    const auto slash = key.find('/');
    const std::string_view name = slash == std::string_view::npos ? key : key.substr(slash + 1);
    if (slash != std::string_view::npos) {
        if (auto bad = invalidDnsSubdomain(key.substr(0, slash)))
            return "the prefix of label key " + inQuotes(key) + " is wrong: " + *bad;
    }
    if (name.size() <= 63 && isName(name)) return std::nullopt;
    return inQuotes(key) +
           " is not a label key: its name is 1 to 63 letters, digits, -, _ or ., with a letter or digit at both ends";
}

std::optional<std::string> invalidLabelValue(std::string_view value)
{
    if (value.empty() || (value.size() <= 63 && isName(value))) return std::nullopt;
    return inQuotes(value) +
           " is not a label value: at most 63 letters, digits, -, _ or ., with a letter or digit at both ends";
}

std::optional<std::string> invalidDnsSubdomain(std::string_view name)
{
    const auto isLower = [](char c) { return ascii::isLower(c) || ascii::isDigit(c); };
    bool good = !name.empty() && name.size() <= 253;
    char before = '.';
    for (std::size_t i = 0; good && i < name.size(); ++i) {
        const char c = name[i];
        const bool edge = before == '.' || i + 1 == name.size() || name[i + 1] == '.';
        good = c == '.' ? isLower(before) : isLower(c) || (c == '-' && !edge);
        before = c;
    }
    if (good && name.back() != '.') return std::nullopt;
    return inQuotes(name) + " is not a DNS name: lower-case letters, digits, - and ., at most 253 characters";
}

std::optional<std::string> invalidDnsLabel(std::string_view name)
{
    constexpr std::size_t longest = 63;
    if (name.size() <= longest && name.find('.') == std::string_view::npos && !invalidDnsSubdomain(name))
        return std::nullopt;
    return inQuotes(name) + " is not a DNS label: lower-case letters, digits and -, at most 63 characters";
}

} // namespace core::model
