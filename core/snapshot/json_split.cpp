#include "core/snapshot/json_split.h"

#include <algorithm>
#include <cctype>

namespace core::snapshot::detail {
namespace {

/// Finds where objects begin and end. Grammar is the decoder's business; here only quotes and brackets count.
class Scanner {
public:
    Scanner(const JsonSplitter::Sink& sink, const JsonSplitter::ListEnd& end, const SplitLimits& limits, bool decode)
        : m_sink(sink)
        , m_end(end)
        , m_limits(limits)
        , m_decode(decode)
    {}

    Result<void> feed(std::string_view piece);
    Result<void> finish();
    [[nodiscard]] bool stopped() const { return m_stopped; }
    [[nodiscard]] const Envelope& envelope() const { return m_envelope; }

private:
    const JsonSplitter::Sink& m_sink;
    const JsonSplitter::ListEnd& m_end;
    const SplitLimits& m_limits;
    bool m_decode;
    bool m_stopped = false;

    std::string m_document; ///< the current document without the items of its list
    std::string m_item;
    std::string m_brackets; ///< open ones
    std::string m_key;      ///< the last text at depth 1 of the document
    bool m_inText = false;
    bool m_escaped = false;
    bool m_started = false; ///< inside a document
    bool m_isList = false;
    bool m_afterKey = false; ///< a colon at depth 1 has come
    bool m_inItems = false;
    std::size_t m_line = 1;
    std::size_t m_documentLine = 1;
    std::size_t m_itemLine = 1;
    std::size_t m_items = 0;
    bool m_bom = true;
    Envelope m_envelope;

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    auto malformed(std::size_t line, const std::string& what) const
    {
        return failure(Fault::Malformed, what, "line " + std::to_string(line));
    }
    [[nodiscard]] bool insideItem() const { return m_inItems && m_brackets.size() > 2; }
    Result<void> take(char c);
    Result<void> open(char c);
    Result<void> close(char c);
    Result<void> endItem();
    Result<void> endDocument();
    Result<Json> decode(const std::string& text, std::size_t line) const;
};

Result<Json> Scanner::decode(const std::string& text, std::size_t line) const
{
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        const std::size_t end = std::min(error.byte, text.size());
        const auto lines =
            static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        return malformed(line + lines,
                         "This is not JSON: something is wrong here or shortly before. Get the dump again.");
    } catch (const Json::exception&) {
        return malformed(line, "A number in this object is beyond what JSON readers hold. Get the dump again.");
    }
}

Result<void> Scanner::open(char c)
{
    if (m_brackets.size() >= m_limits.depth)
        return malformed(m_line, "Collections are nested deeper than " + std::to_string(m_limits.depth) +
                                     ". Kubernetes writes no such objects.");
    if (m_brackets.empty()) {
        if (c != '{')
            return malformed(m_line, "Expected an object here: a dump of `kubectl get -o json` begins with {.");
        m_started = true;
        m_documentLine = m_line;
    }
    if (m_brackets.size() == 1 && c == '[' && m_afterKey && m_key == "items") {
        m_inItems = m_isList = true;
        m_document += '[';
        m_brackets += c;
        return {};
    }
    if (m_inItems && m_brackets.size() == 2) {
        if (c != '{') return malformed(m_line, "Expected an object as an item of the list.");
        m_item.clear();
        m_itemLine = m_line;
    }
    m_brackets += c;
    (insideItem() ? m_item : m_document) += c;
    return {};
}

Result<void> Scanner::close(char c)
{
    const char opened = c == '}' ? '{' : '[';
    if (m_brackets.empty() || m_brackets.back() != opened)
        return malformed(m_line, std::string("A ") + c + " without what it closes.");
    const bool item = insideItem();
    (item ? m_item : m_document) += c;
    m_brackets.pop_back();
    if (item && m_brackets.size() == 2) return endItem();
    if (m_inItems && m_brackets.size() == 1) m_inItems = false;
    if (m_brackets.empty()) return endDocument();
    return {};
}

Result<void> Scanner::endItem()
{
    ++m_items;
    if (!m_decode) return {};
    auto value = decode(m_item, m_itemLine);
    if (!value) return tl::unexpected(value.error());
    m_stopped = !m_sink(std::move(*value), {m_itemLine, m_items, true});
    return {};
}

Result<void> Scanner::endDocument()
{
    auto value = decode(m_document, m_documentLine);
    if (!value) return tl::unexpected(value.error());
    if (!m_decode) {
        m_envelope = envelopeOf(*value);
        m_stopped = true;
    } else if (!m_isList) {
        m_stopped = !m_sink(std::move(*value), {m_documentLine, 0, false});
    } else if (m_end) {
        m_end(envelopeOf(*value), {m_documentLine, 0, true});
    }
    m_document.clear();
    m_key.clear();
    m_started = m_isList = m_afterKey = false;
    m_items = 0;
    return {};
}

Result<void> Scanner::take(char c)
{
    if (c == '{' || c == '[') return open(c);
    if (c == '}' || c == ']') return close(c);
    if (!m_started) return malformed(m_line, "Expected an object here: a dump of `kubectl get -o json` begins with {.");
    if (m_brackets.size() == 1) {
        if (c == '"') m_key.clear();
        m_afterKey = c == ':';
    }
    if (m_inItems && m_brackets.size() == 2) {
        if (c != ',') return malformed(m_line, "Expected an object as an item of the list.");
        return {};
    }
    if (c == '"') m_inText = true;
    (insideItem() ? m_item : m_document) += c;
    return {};
}

Result<void> Scanner::feed(std::string_view piece)
{
    if (m_bom && piece.starts_with("\xEF\xBB\xBF")) piece.remove_prefix(3);
    m_bom = false;
    std::size_t at = 0;
    while (at < piece.size() && !m_stopped) {
        if (m_item.size() > m_limits.objectBytes || m_document.size() > m_limits.objectBytes)
            return failure(Fault::TooLarge,
                           "One object takes more than " + std::to_string(m_limits.objectBytes >> 20U) +
                               " MiB. Kubernetes keeps no such objects; this is not a dump.",
                           "line " +
                               std::to_string(m_item.size() > m_limits.objectBytes ? m_itemLine : m_documentLine));
        if (m_inText) {
            std::string& out = insideItem() ? m_item : m_document;
            const bool key = m_brackets.size() == 1;
            if (m_escaped) {
                out += piece[at++];
                m_escaped = false;
                continue;
            }
            const std::size_t end = std::min(piece.find_first_of("\"\\", at), piece.size());
            const std::string_view plain = piece.substr(at, end - at);
            m_line += static_cast<std::size_t>(std::count(plain.begin(), plain.end(), '\n'));
            out += plain;
            if (key) m_key += plain.substr(0, 64);
            at = end;
            if (at >= piece.size()) break;
            m_escaped = piece[at] == '\\';
            m_inText = m_escaped;
            out += piece[at++];
            continue;
        }
        const char c = piece[at++];
        if (c == '\n') ++m_line;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            // Line ends stay, so that the decoder counts the same lines; a blank stays where it keeps two words apart.
            std::string& out = insideItem() ? m_item : m_document;
            if (m_started && (c == '\n' || (!out.empty() && std::isalnum(static_cast<unsigned char>(out.back())) != 0)))
                out += c == '\n' ? c : ' ';
            continue;
        }
        if (auto taken = take(c); !taken) return taken;
    }
    return {};
}

Result<void> Scanner::finish()
{
    if (m_stopped) return {};
    if (m_started || m_inText)
        return malformed(m_line, "The text ends inside an object" +
                                     (m_items > 0 ? ", after " + std::to_string(m_items) + " items" : std::string()) +
                                     ": the dump was cut. Get it again.");
    return {};
}

Result<void> readAll(Scanner& scanner, const Source& source)
{
    while (!scanner.stopped()) {
        const Result<std::string_view> piece = source();
        if (!piece) return tl::unexpected(piece.error());
        if (piece->empty()) return scanner.finish();
        if (auto fed = scanner.feed(*piece); !fed) return fed;
    }
    return {};
}

} // namespace

Envelope envelopeOf(const Json& list)
{
    Envelope out;
    if (!list.is_object()) return out;
    for (const auto& [key, target] : {std::pair("apiVersion", &out.apiVersion), std::pair("kind", &out.kind)})
        if (const auto at = list.find(key); at != list.end() && at->is_string()) *target = at->get<std::string>();
    const auto metadata = list.find("metadata");
    if (metadata == list.end() || !metadata->is_object()) return out;
    if (const auto left = metadata->find("remainingItemCount"); left != metadata->end() && left->is_number_integer())
        if (const auto count = left->get<std::int64_t>(); count > 0) out.remaining = count;
    const auto token = metadata->find("continue");
    const bool goesOn = token != metadata->end() && token->is_string() && !token->get_ref<const std::string&>().empty();
    out.isPage = goesOn || out.remaining.has_value();
    return out;
}

Result<void> JsonSplitter::read(const Source& source, const Sink& sink, const SplitLimits& limits, const ListEnd& end)
{
    Scanner scanner(sink, end, limits, true);
    return readAll(scanner, source);
}

Result<Envelope> JsonSplitter::envelope(const Source& source, const SplitLimits& limits)
{
    const Sink nothing = [](Json&&, const ItemPlace&) { return true; };
    const ListEnd noEnd;
    Scanner scanner(nothing, noEnd, limits, false);
    const Result<void> done = readAll(scanner, source);
    if (!done) return tl::unexpected(done.error());
    return scanner.envelope();
}

} // namespace core::snapshot::detail
