#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

/// Cuts what comes from a server into the pieces that are decoded one by one: items of a list, lines of a watch. It looks at quotes and
/// brackets only; grammar is the decoder's business. Memory is that of one piece, whatever comes.
namespace core::kube {

/// Bytes behind a piece that may be read (and hold anything), as simdjson wants them.
constexpr std::size_t SplitPadding = 64;

struct SplitLimits {
    std::size_t piece =
        16U << 20U; ///< bytes of one item or line; a server keeps at most 1.5 MiB, and 4 MiB have to pass
    std::size_t envelope = 1U << 20U; ///< bytes of a list besides its items
    std::size_t depth = 100;
};

/// A piece; false: no more is wanted. It is gone after the call.
using PieceSink = std::function<bool(std::string_view)>;

/// `{"kind": …, "metadata": …, "items": [ … ]}`, in pieces that end anywhere.
class ItemSplitter {
public:
    /// @param array the member whose elements are the items; each of them an object
    ItemSplitter(std::string array, PieceSink sink, const SplitLimits& limits = {});

    /// @errors Malformed: it is not such a list.  TooLarge: an item, or all besides the items
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    /// The end of the text. @errors Malformed: it was not the end of the list
    [[nodiscard]] Result<void> finish() const;
    /// The list with an empty array of items.
    [[nodiscard]] const std::string& envelope() const { return m_envelope; }
    [[nodiscard]] std::size_t items() const { return m_items; }
    [[nodiscard]] bool stopped() const { return m_stopped; } ///< by the sink

private:
    enum class At { Start, Envelope, FirstItem, Item, BehindItem, NextItem, End };

    [[nodiscard]] Result<void> outside(char c);
    [[nodiscard]] Result<void> envelope(char c);
    [[nodiscard]] Result<void> inItem(std::string_view bytes, std::size_t& at);
    [[nodiscard]] Result<void> handOut(std::string_view bytes, std::size_t from, std::size_t end);

    std::string m_array;
    PieceSink m_sink;
    SplitLimits m_limits;
    At m_at = At::Start;
    bool m_stopped = false;
    std::size_t m_items = 0;

    std::string m_envelope;
    std::string m_key; ///< the last text of the outermost object, as written
    std::size_t m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_colon = false; ///< behind the key
    bool m_had = false;   ///< the array of items

    std::string m_item; ///< what came of it in earlier pieces
    std::size_t m_itemDepth = 0;
    bool m_itemText = false;
    bool m_itemEscaped = false;
};

/// Lines that end with "\n" or "\r\n"; empty ones are passed over.
class LineSplitter {
public:
    explicit LineSplitter(PieceSink sink, const SplitLimits& limits = {})
        : m_sink(std::move(sink))
        , m_limits(limits)
    {}
    /// @errors TooLarge: a line
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    /// Whether a line has begun and not ended: what stands in it is not to be used.
    [[nodiscard]] bool hasPart() const { return !m_line.empty(); }
    [[nodiscard]] bool stopped() const { return m_stopped; }

private:
    [[nodiscard]] bool handOut(std::string_view line);

    PieceSink m_sink;
    SplitLimits m_limits;
    std::string m_line;
    bool m_stopped = false;
};

} // namespace core::kube
