#include <charconv>

#include "core/base/ascii.h"
#include "core/text/builder.h"
#include "core/text/resolve.h"

namespace core::text {
namespace {

constexpr std::string_view Digits = "0123456789";

class JsonReader {
public:
    JsonReader(const Source& source, std::size_t start, std::size_t end, Reading reading, const Limits& limits,
               std::size_t& nodesLeft)
        : m_source(source)
        , m_text(source.text().substr(0, end))
        , m_at(start)
        , m_reading(reading)
        , m_limits(limits)
        , m_builder(limits.depth, nodesLeft)
    {}

    Piece read()
    {
        Piece piece;
        for (skip(); m_at < m_text.size(); skip()) {
            if (piece.documents.size() >= m_limits.documents) {
                fail(m_at, "There are too many documents in one text.", "Split the text into several files.",
                     Cause::Size);
            } else {
                document();
            }
            if (m_fault) {
                piece.fault = std::move(m_fault);
                return piece;
            }
            piece.documents.push_back({m_builder.take(), true});
        }
        return piece;
    }

private:
    enum class Next { Value, KeyOrEnd, ValueOrEnd, CommaOrEnd, Done };

    void document()
    {
        Next next = Next::Value;
        while (next != Next::Done && !m_fault) {
            skip();
            next = step(next);
        }
    }

    Next step(Next next)
    {
        const char c = peek();
        if (next == Next::CommaOrEnd) {
            if (c == closer()) return close();
            if (c != ',') return unexpected("a comma or the closing bracket");
            ++m_at;
            skip();
            return inMapping() ? key() : value();
        }
        if (next != Next::Value && c == closer()) return close();
        return next == Next::KeyOrEnd ? key() : value();
    }

    Next value()
    {
        const char c = peek();
        if (m_builder.tooMany())
            return fail(m_at, "The text has too many values.", "Split it into several files.", Cause::Size);
        if (c == '{' || c == '[') return open(c);
        Node made;
        made.start = made.outer = m_at;
        if (inMapping()) made.lead = m_colon;
        if (c == '"') {
            made.style = Style::Double;
            if (!string(made.text)) return Next::Done;
        } else if (!literal(made.text)) {
            return Next::Done;
        }
        made.end = m_at;
        m_builder.add(std::move(made));
        return after();
    }

    Next key()
    {
        if (peek() != '"') return unexpected("a key in double quotes");
        if (m_builder.tooMany())
            return fail(m_at, "The text has too many values.", "Split it into several files.", Cause::Size);
        Node made;
        made.style = Style::Double;
        made.start = made.outer = m_at;
        if (!string(made.text)) return Next::Done;
        made.end = m_at;
        m_builder.add(std::move(made));
        skip();
        if (peek() != ':') return unexpected("a colon after the key");
        m_colon = m_at++;
        return Next::Value;
    }

    Next open(char c)
    {
        if (m_builder.tooDeep()) {
            return fail(m_at, "The text is nested more than " + std::to_string(m_limits.depth) + " levels deep.",
                        "Flatten it; no Kubernetes object is that deep.", Cause::Depth);
        }
        Node made;
        made.kind = c == '{' ? Kind::Mapping : Kind::Sequence;
        made.style = Style::Flow;
        made.start = made.outer = m_at++;
        if (inMapping()) made.lead = m_colon;
        m_builder.open(std::move(made));
        return c == '{' ? Next::KeyOrEnd : Next::ValueOrEnd;
    }

    Next close()
    {
        m_builder.close(++m_at);
        return after();
    }

    [[nodiscard]] Next after() const { return m_builder.depth() == 0 ? Next::Done : Next::CommaOrEnd; }
    [[nodiscard]] bool inMapping() const
    {
        return m_builder.depth() > 0 && m_builder.node(m_builder.current()).kind == Kind::Mapping;
    }
    [[nodiscard]] char closer() const { return inMapping() ? '}' : ']'; }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skip()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) ++m_at;
    }

    Next fail(std::size_t at, std::string what, std::string fix, Cause cause = Cause::Syntax)
    {
        m_fault = Problem{Severity::Error, std::move(what), m_source.span(at, std::min(at + 1, m_text.size())),
                          std::move(fix), cause};
        return Next::Done;
    }

    Next unexpected(const std::string& wanted)
    {
        if (m_at < m_text.size()) {
            return fail(m_at, "This is not JSON: here should be " + wanted + ".", "Mend the JSON at this place.");
        }
        const std::size_t opened = m_builder.depth() > 0 ? m_builder.node(m_builder.current()).start : m_at;
        return fail(opened, "The bracket opened here is never closed.", "Close it with `}` or `]`.");
    }

    bool literal(std::string& out)
    {
        const std::size_t start = m_at;
        const auto wordByte = [](char c) { return ascii::isAlnum(c) || c == '+' || c == '-' || c == '.'; };
        while (m_at < m_text.size() && wordByte(m_text[m_at])) ++m_at;
        out = std::string(m_text.substr(start, m_at - start));
        if (out == "true" || out == "false" || out == "null" || isNumber(out)) return true;
        m_at = start;
        unexpected("a value");
        return false;
    }

    static bool isNumber(std::string_view s)
    {
        if (s.substr(0, 1) == "-") s.remove_prefix(1);
        std::size_t n = s.find_first_not_of(Digits);
        if (n == 0 || s.empty() || (s[0] == '0' && s.size() > 1 && n != 1)) return false;
        if (n == std::string_view::npos) return true;
        s.remove_prefix(n);
        if (s[0] == '.') {
            s.remove_prefix(1);
            n = std::min(s.find_first_not_of(Digits), s.size());
            if (n == 0) return false;
            s.remove_prefix(n);
            if (s.empty()) return true;
        }
        if (s[0] != 'e' && s[0] != 'E') return false;
        s.remove_prefix(1);
        if (!s.empty() && (s[0] == '+' || s[0] == '-')) s.remove_prefix(1);
        return !s.empty() && s.find_first_not_of(Digits) == std::string_view::npos;
    }

    bool string(std::string& out)
    {
        const std::size_t opened = m_at++;
        while (m_at < m_text.size()) {
            const std::size_t stop = std::min(m_text.find_first_of("\"\\\n\r", m_at), m_text.size());
            out.append(m_text.substr(m_at, stop - m_at));
            m_at = stop;
            if (m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r') break;
            if (m_text[m_at] == '"') {
                ++m_at;
                return true;
            }
            if (!escape(out)) return false;
        }
        fail(opened, "The string that starts here has no closing quote.", "Add the closing `\"`.");
        return false;
    }

    bool escape(std::string& out)
    {
        static constexpr std::string_view From = "\"\\/bfnrt";
        static constexpr std::string_view To = "\"\\/\b\f\n\r\t";
        const std::size_t at = m_at++;
        const char c = peek();
        if (c == 'u') return unicode(out, at);
        const std::size_t which = m_at < m_text.size() ? From.find(c) : std::string_view::npos;
        if (which == std::string_view::npos || (c == '/' && m_reading == Reading::Kubeconfig)) {
            fail(at, "This escape in a string is unknown.", "Write a backslash as `\\\\`.");
            return false;
        }
        ++m_at;
        out += To[which];
        return true;
    }

    std::optional<unsigned> hex4()
    {
        unsigned value = 0;
        if (m_at + 4 > m_text.size()) return std::nullopt;
        const char* first = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(first, first + 4, value, 16);
        if (error != std::errc() || end != first + 4) return std::nullopt;
        m_at += 4;
        return value;
    }

    bool unicode(std::string& out, std::size_t at)
    {
        ++m_at;
        const auto first = hex4();
        if (!first) {
            fail(at, "`\\u` must be followed by four hexadecimal digits.", "Write a backslash as `\\\\`.");
            return false;
        }
        if (*first < 0xD800 || *first > 0xDFFF) {
            appendUtf8(out, *first);
            return true;
        }
        if (m_reading == Reading::Kubeconfig) { // read as YAML there, whose escapes know no surrogates
            fail(at, "This escape is half of a character.", "Write the character itself, or one `\\U` with 8 digits.",
                 Cause::Encoding);
            return false;
        }
        appendUtf8(out, *first < 0xDC00 ? paired(*first) : 0xFFFD);
        return true;
    }

    /// A lone surrogate reads as U+FFFD, as in encoding/json.
    unsigned paired(unsigned high)
    {
        const std::size_t before = m_at;
        if (m_text.substr(m_at, 2) == "\\u") {
            m_at += 2;
            const auto low = hex4();
            if (low && *low >= 0xDC00 && *low <= 0xDFFF) return 0x10000 + ((high - 0xD800) << 10U) + (*low - 0xDC00);
        }
        m_at = before;
        return 0xFFFD;
    }

    const Source& m_source;
    std::string_view m_text;
    std::size_t m_at;
    Reading m_reading;
    const Limits& m_limits;
    Builder m_builder;
    std::size_t m_colon = Nowhere;
    std::optional<Problem> m_fault;
};

} // namespace

Piece readJson(const Source& source, std::size_t start, std::size_t end, Reading reading, const Limits& limits,
               std::size_t& nodesLeft)
{
    return JsonReader(source, start, end, reading, limits, nodesLeft).read();
}

} // namespace core::text
