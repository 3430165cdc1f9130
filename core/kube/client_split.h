#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

/// Cuts what comes from a server into the pieces that are decoded one by one: items of a list, events of a watch. It looks at quotes and
/// brackets only; grammar is the decoder's business. Memory is that of one piece, whatever comes.
namespace core::kube {

/// Bytes behind a piece that may be read (and hold anything), as simdjson wants them.
constexpr std::size_t SplitPadding = 64;

struct SplitLimits {
    std::size_t piece =
        16U << 20U; ///< bytes of one item or event; a server keeps at most 1.5 MiB, and 4 MiB have to pass
    std::size_t envelope = 1U << 20U; ///< bytes of a list besides its items
    std::size_t depth = 100;
};

/// A piece; false: no more is wanted. It is gone after the call.
using PieceSink = std::function<bool(std::string_view)>;

/// One object, brackets and all, that comes in pieces.
class ObjectCutter {
public:
    ObjectCutter(PieceSink sink, const SplitLimits& limits)
        : m_sink(std::move(sink))
        , m_limits(limits)
    {}
    /// @param at of the first byte of the object, or of what comes next of it; then behind it, or at the end of the bytes
    /// @return   whether it was whole, and handed out. @errors TooLarge.  Malformed: too deep
    [[nodiscard]] Result<bool> take(std::string_view bytes, std::size_t& at);
    [[nodiscard]] bool hasPart() const { return !m_part.empty(); } ///< it has begun and not ended
    [[nodiscard]] bool stopped() const { return m_stopped; }       ///< by the sink

private:
    void handOut(std::string_view bytes, std::size_t from, std::size_t end);

    PieceSink m_sink;
    SplitLimits m_limits;
    std::string m_part; ///< what came of it in earlier pieces
    std::size_t m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_stopped = false;
};

/// `{"kind": …, "metadata": …, "items": [ … ]}`, in pieces that end anywhere.
class ItemSplitter {
public:
    /// @param array   the member whose elements are the items; each of them an object
    /// @param orArray another that does as well
    ItemSplitter(std::string array, PieceSink sink, const SplitLimits& limits = {}, std::string orArray = {});

    /// @errors Malformed: it is not such a list.  TooLarge: an item, or all besides the items
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    /// The end of the text. @errors Malformed: it was not the end of the list
    [[nodiscard]] Result<void> finish() const;
    /// The list with an empty array of items.
    [[nodiscard]] const std::string& envelope() const { return m_envelope; }
    [[nodiscard]] std::size_t items() const { return m_items; }       ///< handed out; not the one that is being
    [[nodiscard]] bool stopped() const { return m_cutter.stopped(); } ///< by the sink

private:
    enum class At { Start, Envelope, FirstItem, Item, BehindItem, NextItem, End };

    [[nodiscard]] Result<void> outside(char c);
    [[nodiscard]] Result<void> envelope(char c);
    [[nodiscard]] bool isArray() const;

    std::string m_array;
    std::string m_orArray;
    SplitLimits m_limits;
    ObjectCutter m_cutter;
    At m_at = At::Start;
    std::size_t m_items = 0;

    std::string m_envelope;
    std::string m_key; ///< the last text of the outermost object, as written
    std::size_t m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_colon = false; ///< behind the key
    bool m_had = false;   ///< the array of items
};

/// Objects behind each other, with blanks, line ends or nothing between them.
/// @source apimachinery 0.36 runtime/serializer/json: the frames of a stream are JSON values, lines only by habit
class ObjectSplitter {
public:
    explicit ObjectSplitter(PieceSink sink, const SplitLimits& limits = {})
        : m_cutter(std::move(sink), limits)
    {}
    /// @errors Malformed: something else than an object, or one too deep.  TooLarge: an object
    [[nodiscard]] Result<void> feed(std::string_view bytes);
    /// Whether an object has begun and not ended: what stands in it is not to be used.
    [[nodiscard]] bool hasPart() const { return m_cutter.hasPart(); }
    [[nodiscard]] bool stopped() const { return m_cutter.stopped(); }

private:
    ObjectCutter m_cutter;
};

} // namespace core::kube
