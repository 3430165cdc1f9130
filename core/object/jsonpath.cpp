#include "core/object/jsonpath.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/model/quantity.h"

namespace core::object {

struct JsonPath::Node {
    enum class Kind { Text, List, Field, Wildcard, Recursive, Slice, Filter, Union, Range, End, Literal };
    Kind kind{};
    std::string text{};              ///< Text, Field; the operator of a Filter
    std::vector<Node> nodes{};       ///< List: steps of an expression; Union: a list each; Filter: left, then right
    Json literal{};                  ///< Literal
    std::optional<long> bounds[3]{}; ///< Slice: from, to, step
    bool single = false;             ///< Slice: [n], which has to be there
};

namespace {

using Node = JsonPath::Node;
using Kind = Node::Kind;
using Values = std::vector<Json>;

constexpr int DeepestPath = 100; // of an expression, and of values that `..` visits

Error wrong(const std::string& what)
{
    return {Fault::Malformed, "JSONPath: " + what, {}};
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

bool isWordEnd(char c)
{
    return isSpace(c) || c == ',' || c == '.' || c == '[' || c == ']' || c == '$' || c == '@' || c == '{' || c == '}' ||
           c == '\'' || c == '"';
}

/// The text between quotes; `\n`, `\t`, `\"` and the like are what they stand for.
Result<std::string> unquoted(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case '\\': out += '\\'; break;
        case '"': out += '"'; break;
        case '\'': out += '\''; break;
        default: return tl::unexpected(wrong("the escape \\" + std::string(1, text[i]) + " is not known."));
        }
    }
    return out;
}

class Parser {
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {}

    Result<std::vector<Node>> run()
    {
        std::vector<Node> nodes;
        int open = 0;
        while (m_at < m_text.size()) {
            if (m_text[m_at] != '{') {
                const std::size_t end = std::min(m_text.find('{', m_at), m_text.size());
                nodes.push_back({.kind = Kind::Text, .text = std::string(m_text.substr(m_at, end - m_at))});
                m_at = end;
                continue;
            }
            ++m_at;
            auto node = braces();
            if (!node) return tl::unexpected(node.error());
            open += node->kind == Kind::Range ? 1 : node->kind == Kind::End ? -1 : 0;
            if (open < 0) return tl::unexpected(wrong("{end} without {range}."));
            nodes.push_back(std::move(*node));
        }
        if (open > 0) return tl::unexpected(wrong("{range} without {end}."));
        return nodes;
    }

    /// What stands between braces, or in a filter: steps until one of the characters that end it.
    Result<Node> expression(std::string_view ends, int depth)
    {
        if (depth > DeepestPath) return tl::unexpected(wrong("it is nested too deep."));
        Node list{.kind = Kind::List};
        while (m_at < m_text.size() && ends.find(m_text[m_at]) == std::string_view::npos) {
            auto step = oneStep(depth);
            if (!step) return tl::unexpected(step.error());
            if (*step) list.nodes.push_back(std::move(**step));
        }
        return list;
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

private:
    std::string_view m_text;
    std::size_t m_at = 0;

    [[nodiscard]] bool startsWith(std::string_view word) const
    {
        return m_text.substr(m_at).starts_with(word) &&
               (m_at + word.size() == m_text.size() || isWordEnd(m_text[m_at + word.size()]));
    }

    Result<Node> braces()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) ++m_at;
        Kind kind = Kind::List;
        if (startsWith("range")) {
            kind = Kind::Range;
            m_at += 5;
        } else if (startsWith("end")) {
            kind = Kind::End;
            m_at += 3;
        }
        auto list = expression("}", 0);
        if (!list) return list;
        if (atEnd()) return tl::unexpected(wrong("a { is not closed."));
        ++m_at;
        list->kind = kind;
        return list;
    }

    /// None: something that says nothing (a blank, `$`, `@`).
    Result<std::optional<Node>> oneStep(int depth)
    {
        const char c = m_text[m_at];
        if (isSpace(c) || c == '$' || c == '@') {
            ++m_at;
            return std::optional<Node>();
        }
        if (c == '.' && m_text.substr(m_at).starts_with("..")) {
            ++m_at; // the second dot begins the field
            if (m_at + 1 == m_text.size() || m_text[m_at + 1] == '[' || m_text[m_at + 1] == '*') ++m_at;
            return std::optional(Node{.kind = Kind::Recursive});
        }
        if (c == '.') {
            ++m_at;
            return fieldOrNothing();
        }
        if (c == '*') {
            ++m_at;
            return std::optional(Node{.kind = Kind::Wildcard});
        }
        if (c == '[') return brackets(depth);
        if (c == '"' || c == '\'') return quoted();
        if (c == '-' || (c >= '0' && c <= '9')) return number();
        return word();
    }

    Result<std::optional<Node>> fieldOrNothing()
    {
        if (m_at < m_text.size() && m_text[m_at] == '*') {
            ++m_at;
            return std::optional(Node{.kind = Kind::Wildcard});
        }
        std::string name;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\' && m_at + 1 < m_text.size()) {
                name += m_text[++m_at];
                continue;
            }
            if (isWordEnd(c) || isOperator(c)) break;
            name += c;
        }
        if (name.empty()) return std::optional<Node>();
        return std::optional(Node{.kind = Kind::Field, .text = std::move(name)});
    }
    static bool isOperator(char c) { return c == '=' || c == '!' || c == '<' || c == '>' || c == ')' || c == '('; }

    Result<std::optional<Node>> quoted()
    {
        const std::size_t end = closing(m_at);
        if (end == std::string_view::npos) return tl::unexpected(wrong("a quoted text is not closed."));
        auto text = unquoted(m_text.substr(m_at + 1, end - m_at - 1));
        if (!text) return tl::unexpected(text.error());
        m_at = end + 1;
        return std::optional(Node{.kind = Kind::Literal, .literal = std::move(*text)});
    }
    /// Where the quote at `from` is closed.
    [[nodiscard]] std::size_t closing(std::size_t from) const
    {
        for (std::size_t i = from + 1; i < m_text.size(); ++i) {
            if (m_text[i] == '\\')
                ++i;
            else if (m_text[i] == m_text[from])
                return i;
        }
        return std::string_view::npos;
    }

    Result<std::optional<Node>> number()
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && (m_text[m_at] == '-' || m_text[m_at] == '.' || m_text[m_at] == 'e' ||
                                        (m_text[m_at] >= '0' && m_text[m_at] <= '9')))
            ++m_at;
        Json value = Json::parse(m_text.substr(start, m_at - start), nullptr, false);
        if (!value.is_number())
            return tl::unexpected(wrong("this is no number: " + std::string(m_text.substr(start, m_at - start)) + "."));
        return std::optional(Node{.kind = Kind::Literal, .literal = std::move(value)});
    }

    /// `true`, `false`; or a first field without its dot, which kubectl refuses as well.
    Result<std::optional<Node>> word()
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && !isWordEnd(m_text[m_at]) && !isOperator(m_text[m_at])) ++m_at;
        const std::string_view text = m_text.substr(start, m_at - start);
        if (text == "true" || text == "false")
            return std::optional(Node{.kind = Kind::Literal, .literal = Json(text == "true")});
        if (m_at == start)
            return tl::unexpected(wrong("this character does not belong here: " + std::string(1, m_text[m_at]) + "."));
        return tl::unexpected(wrong("\"" + std::string(text) + "\" is not known. Write a field with its dot: ." +
                                    std::string(text) + "."));
    }

    Result<std::optional<Node>> brackets(int depth)
    {
        const std::size_t end = closingBracket();
        if (end == std::string_view::npos) return tl::unexpected(wrong("a [ is not closed."));
        const std::string_view inside = withoutBlanks(m_text.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        if (inside == "*") return std::optional(Node{.kind = Kind::Wildcard});
        if (inside.starts_with("?(") && inside.ends_with(")"))
            return filter(inside.substr(2, inside.size() - 3), depth);
        const std::vector<std::string_view> parts = apart(inside);
        Node all{.kind = Kind::Union};
        for (const std::string_view part : parts) {
            auto one = element(withoutBlanks(part), depth);
            if (!one) return tl::unexpected(one.error());
            all.nodes.push_back(std::move(*one));
        }
        if (all.nodes.size() == 1) return std::optional(std::move(all.nodes.front()));
        return std::optional(std::move(all));
    }
    [[nodiscard]] std::size_t closingBracket() const
    {
        int open = 0;
        for (std::size_t i = m_at; i < m_text.size(); ++i) {
            if (m_text[i] == '"' || m_text[i] == '\'') {
                i = closing(i);
                if (i == std::string_view::npos) return i;
            } else if (m_text[i] == '[') {
                ++open;
            } else if (m_text[i] == ']' && --open == 0) {
                return i;
            }
        }
        return std::string_view::npos;
    }
    /// At commas outside of quotes.
    static std::vector<std::string_view> apart(std::string_view text)
    {
        std::vector<std::string_view> parts;
        std::size_t start = 0;
        char quote = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (quote != 0) {
                if (text[i] == '\\')
                    ++i;
                else if (text[i] == quote)
                    quote = 0;
            } else if (text[i] == '"' || text[i] == '\'') {
                quote = text[i];
            } else if (text[i] == ',') {
                parts.push_back(text.substr(start, i - start));
                start = i + 1;
            }
        }
        parts.push_back(text.substr(start));
        return parts;
    }

    /// 'name', 'a.b' in a union, n, from:to:step.
    Result<Node> element(std::string_view text, int depth)
    {
        const bool isQuoted =
            text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front();
        if (isQuoted) {
            auto name = unquoted(text.substr(1, text.size() - 2));
            if (!name) return tl::unexpected(name.error());
            return Node{.kind = Kind::Field, .text = std::move(*name)};
        }
        if (text.starts_with('.') || text.starts_with('@') || text.starts_with('$'))
            return Parser(text).expression("", depth + 1);
        Node slice{.kind = Kind::Slice, .single = text.find(':') == std::string_view::npos};
        std::size_t part = 0;
        for (std::size_t start = 0; start <= text.size() && part < 3; ++part) {
            const std::size_t end = std::min(text.find(':', start), text.size());
            const std::string_view number = withoutBlanks(text.substr(start, end - start));
            if (!number.empty()) {
                long value = 0;
                const auto [at, error] = std::from_chars(number.data(), number.data() + number.size(), value);
                if (error != std::errc() || at != number.data() + number.size())
                    return tl::unexpected(wrong("this is no index: " + std::string(text) + "."));
                slice.bounds[part] = value;
            }
            start = end + 1;
            if (end == text.size()) break;
        }
        if (text.empty() || (slice.single && !slice.bounds[0]) || std::count(text.begin(), text.end(), ':') > 2)
            return tl::unexpected(wrong("this is no index: [" + std::string(text) + "]."));
        return slice;
    }

    Result<std::optional<Node>> filter(std::string_view text, int depth)
    {
        if (text.find("&&") != std::string_view::npos || text.find("||") != std::string_view::npos)
            return tl::unexpected(wrong("a filter holds one comparison; && and || are not known."));
        if (text.find("=~") != std::string_view::npos)
            return tl::unexpected(wrong("regular expressions are not known."));
        Node node{.kind = Kind::Filter};
        std::string_view left = text;
        std::string_view right;
        char quote = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (quote != 0) {
                if (c == '\\')
                    ++i;
                else if (c == quote)
                    quote = 0;
                continue;
            }
            if (c == '"' || c == '\'') {
                quote = c;
                continue;
            }
            if (c != '=' && c != '!' && c != '<' && c != '>') continue;
            const bool two = i + 1 < text.size() && text[i + 1] == '=';
            if (!two && (c == '=' || c == '!'))
                return tl::unexpected(wrong("compare with ==, !=, <, <=, > or >=: " + std::string(text) + "."));
            node.text = std::string(text.substr(i, two ? 2 : 1));
            left = text.substr(0, i);
            right = text.substr(i + node.text.size());
            break;
        }
        if (node.text.empty()) node.text = "exists";
        for (const std::string_view side : {left, right}) {
            if (node.text == "exists" && side.data() != left.data()) break;
            auto list = Parser(side).expression("", depth + 1);
            if (!list) return tl::unexpected(list.error());
            node.nodes.push_back(std::move(*list));
        }
        return std::optional(std::move(node));
    }
};

// What an expression finds.

Result<Values> evaluated(const Node& node, const Values& input, int depth);

Result<Values> steps(const Node& list, const Values& input, int depth)
{
    Values values = input;
    for (const Node& node : list.nodes) {
        auto next = evaluated(node, values, depth);
        if (!next) return next;
        values = std::move(*next);
    }
    return values;
}

void visit(const Json& value, Values& out, int depth)
{
    if (!value.is_structured() || depth > DeepestPath) return;
    out.push_back(value);
    for (const Json& inner : value) visit(inner, out, depth + 1);
}

Result<void> slice(const Node& node, const Json& list, Values& out)
{
    const auto size = static_cast<long>(list.size());
    const long step = node.bounds[2].value_or(1);
    if (step <= 0) return tl::unexpected(wrong("the step of a slice has to be above 0."));
    const auto fromEnd = [size](long index) { return index < 0 ? index + size : index; };
    long from = fromEnd(node.bounds[0].value_or(0));
    long to = fromEnd(node.bounds[1].value_or(size));
    if (node.single) {
        to = from + 1;
        if (from < 0 || from >= size)
            return tl::unexpected(wrong("there is no entry [" + std::to_string(*node.bounds[0]) + "]: the list has " +
                                        std::to_string(size) + "."));
    }
    from = std::max(from, 0L);
    to = std::min(to, size);
    for (long i = from; i < to; i += step) out.push_back(list[static_cast<std::size_t>(i)]);
    return {};
}

Result<bool> compares(const std::string& by, const Json& a, const Json& b)
{
    if (by == "==") return a == b;
    if (by == "!=") return a != b;
    const bool alike = (a.is_number() && b.is_number()) || (a.is_string() && b.is_string());
    if (!alike) return tl::unexpected(wrong("values of two kinds cannot be compared by " + by + "."));
    if (by == "<") return a < b;
    if (by == "<=") return a <= b;
    return by == ">" ? b < a : b <= a;
}

Result<bool> passes(const Node& filter, const Json& item, int depth)
{
    const auto left = steps(filter.nodes.front(), {item}, depth + 1);
    if (!left) return tl::unexpected(left.error());
    if (filter.text == "exists") return !left->empty();
    const auto right = steps(filter.nodes.back(), {item}, depth + 1);
    if (!right) return tl::unexpected(right.error());
    if (left->empty() || right->empty()) return false;
    if (left->size() > 1 || right->size() > 1)
        return tl::unexpected(wrong("a filter compares single values, and there are several."));
    return compares(filter.text, left->front(), right->front());
}

Result<Values> evaluated(const Node& node, const Values& input, int depth)
{
    Values out;
    if (depth > DeepestPath) return tl::unexpected(wrong("it is nested too deep."));
    if (node.kind == Kind::Literal) return Values{node.literal};
    if (node.kind == Kind::List) return steps(node, input, depth + 1);
    if (node.kind == Kind::Union) {
        for (const Node& one : node.nodes) {
            auto values = evaluated(one, input, depth + 1);
            if (!values) return values;
            for (Json& value : *values) out.push_back(std::move(value));
        }
        return out;
    }
    for (const Json& value : input) {
        switch (node.kind) {
        case Kind::Field:
            if (const auto at = value.is_object() ? value.find(node.text) : value.end(); at != value.end())
                out.push_back(*at);
            break;
        case Kind::Wildcard:
            if (value.is_structured())
                for (const Json& inner : value) out.push_back(inner);
            break;
        case Kind::Recursive: visit(value, out, depth); break;
        case Kind::Slice:
            if (value.is_null()) break;
            if (!value.is_array()) return tl::unexpected(wrong("what [ ] asks for an entry is no list."));
            if (auto sliced = slice(node, value, out); !sliced) return tl::unexpected(sliced.error());
            break;
        case Kind::Filter:
            if (!value.is_array()) break;
            for (const Json& item : value) {
                const auto kept = passes(node, item, depth);
                if (!kept) return tl::unexpected(kept.error());
                if (*kept) out.push_back(item);
            }
            break;
        case Kind::Text:
        case Kind::List:
        case Kind::Union:
        case Kind::Range:
        case Kind::End:
        case Kind::Literal: break;
        }
    }
    return out;
}

using Nodes = std::vector<Node>;

/// The {end} that belongs to the {range} at `at`.
std::size_t endOf(const Nodes& nodes, std::size_t at)
{
    int open = 0;
    for (; at < nodes.size(); ++at) {
        open += nodes[at].kind == Kind::Range ? 1 : nodes[at].kind == Kind::End ? -1 : 0;
        if (open == 0) return at;
    }
    return nodes.size();
}

Result<void> print(const Nodes& nodes, std::size_t from, std::size_t to, const Json& root, std::string& out)
{
    for (std::size_t i = from; i < to; ++i) {
        const Node& node = nodes[i];
        if (node.kind == Kind::Text) {
            out += node.text;
            continue;
        }
        const auto values = steps(node, {root}, 0);
        if (!values) return tl::unexpected(values.error());
        if (node.kind == Kind::Range) {
            const std::size_t end = endOf(nodes, i);
            for (const Json& value : *values)
                if (auto printed = print(nodes, i + 1, end, value, out); !printed) return printed;
            i = end;
            continue;
        }
        for (std::size_t k = 0; k < values->size(); ++k) out += (k == 0 ? "" : " ") + plainText((*values)[k]);
    }
    return {};
}

/// Runs of digits by their value, the rest byte by byte.
/// @source github.com/fvbommel/sortorder NaturalLess
bool naturallyLess(std::string_view a, std::string_view b)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < a.size() && k < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[k])) {
            if (a[i] != b[k]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[k]);
            ++i;
            ++k;
            continue;
        }
        const auto run = [&](std::string_view text, std::size_t& at) {
            while (at < text.size() && text[at] == '0') ++at;
            const std::size_t start = at;
            while (at < text.size() && isDigit(text[at])) ++at;
            return text.substr(start, at - start);
        };
        const std::size_t zeros = i;
        const std::size_t otherZeros = k;
        const std::string_view one = run(a, i);
        const std::string_view other = run(b, k);
        if (one.size() != other.size()) return one.size() < other.size();
        if (one != other) return one < other;
        if (i - zeros != k - otherZeros) return i - zeros < k - otherZeros;
    }
    return a.size() - i < b.size() - k;
}

} // namespace

Result<JsonPath> JsonPath::parse(std::string_view text)
{
    auto nodes = Parser(text).run();
    if (!nodes) return tl::unexpected(nodes.error());
    JsonPath path;
    path.m_nodes = std::make_shared<const std::vector<Node>>(std::move(*nodes));
    return path;
}

Result<JsonPath> JsonPath::parseRelaxed(std::string_view text)
{
    text = withoutBlanks(text);
    if (text.starts_with('{') && text.ends_with('}')) text = withoutBlanks(text.substr(1, text.size() - 2));
    if (text.empty()) return tl::unexpected(wrong("a field is to be named: .metadata.name."));
    return parse("{" + std::string(text.starts_with('.') || text.starts_with('[') ? "" : ".") + std::string(text) +
                 "}");
}

Result<std::string> JsonPath::text(const Json& root) const
{
    std::string out;
    if (auto printed = print(*m_nodes, 0, m_nodes->size(), root, out); !printed) return tl::unexpected(printed.error());
    return out;
}

Result<std::vector<Json>> JsonPath::values(const Json& root) const
{
    if (m_nodes->empty()) return std::vector<Json>{};
    return steps(m_nodes->back(), {root}, 0);
}

std::string plainText(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool sortsBefore(const Json& a, const Json& b)
{
    if (a.is_null() || b.is_null()) return a.is_null() && !b.is_null();
    if (!a.is_string() || !b.is_string()) return a < b;
    const auto& one = a.get_ref<const std::string&>();
    const auto& other = b.get_ref<const std::string&>();
    const auto amount = model::Quantity::parse(one);
    const auto otherAmount = model::Quantity::parse(other);
    return amount && otherAmount ? *amount < *otherAmount : naturallyLess(one, other);
}

} // namespace core::object
