#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

/// Detail: a JSON file of any size, object by object. A list (`{"kind": "List", "items": [ … ]}`) hands out its items one
/// after the other, so that a dump of a gigabyte needs memory for one object.
namespace core::snapshot::detail {

/// The next piece of the text; empty at its end. An Error stops the reading.
using Source = std::function<Result<std::string_view>()>;

struct SplitLimits {
    std::size_t objectBytes = 16U << 20U; ///< one object; a server keeps at most 1.5 MiB
    std::size_t depth = 100;
};

/// What a list says of its items; they are often without kind and apiVersion of their own.
struct Envelope {
    std::string apiVersion;
    std::string kind;
    bool isPage = false;                   ///< more items are to come: servers hand long lists out page by page
    std::optional<std::int64_t> remaining; ///< how many, where a page says so
    bool operator==(const Envelope&) const = default;
};

/// @param list  a list, with its items or without
[[nodiscard]] Envelope envelopeOf(const Json& list);

/// Where an object begins in its file.
struct ItemPlace {
    std::size_t line = 1;
    std::size_t item = 0; ///< number of the item in its list; 0 for what is not in one
    bool inList = false;
};

class JsonSplitter {
public:
    /// `item` gets every object with its text decoded. False stops the reading.
    using Sink = std::function<bool(Json&&, const ItemPlace&)>;
    /// What a list says of itself, behind its items; `place` is where it begins.
    using ListEnd = std::function<void(const Envelope&, const ItemPlace&)>;
    /// @errors Malformed with "line N" in `where`, TooLarge; and what `source` says.
    [[nodiscard]] static Result<void> read(const Source& source, const Sink& sink, const SplitLimits& limits = {},
                                           const ListEnd& end = {});
    /// The list's own words, without decoding its items; of the first document.
    [[nodiscard]] static Result<Envelope> envelope(const Source& source, const SplitLimits& limits = {});
};

} // namespace core::snapshot::detail
