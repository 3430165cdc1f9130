#pragma once

#include <simdjson.h>

#include "core/base/result.h"
#include "core/kube/client_item.h"
#include "core/kube/client_split.h"

/// JSON from a server, decoded by simdjson. Not for other rooms.
namespace core::kube {

/// One text after the other, in memory that is used again. Never more than one decoded text at a time.
class Decoder {
public:
    explicit Decoder(const SplitLimits& limits = {})
        : m_parser(limits.piece)
        , m_depth(limits.depth)
    {}
    /// @param json with SplitPadding bytes behind it that may be read. @errors Malformed: it is no object, or no JSON
    [[nodiscard]] Result<simdjson::dom::element> object(std::string_view json);
    /// Of a text that nothing is known to follow: it is given the padding.
    [[nodiscard]] Result<simdjson::dom::element> padded(std::string json);

private:
    simdjson::dom::parser m_parser;
    std::size_t m_depth;
    std::size_t m_capacity = 0;
};

/// A text member; empty where it is missing or another type.
[[nodiscard]] std::string_view textOf(simdjson::dom::element object, std::string_view key);
[[nodiscard]] std::optional<simdjson::dom::element> memberOf(simdjson::dom::element object, std::string_view key);
/// A list member's elements; none where it is missing or another type.
[[nodiscard]] std::vector<simdjson::dom::element> elementsOf(simdjson::dom::element object, std::string_view key);
/// @param without paths of members that are left out
[[nodiscard]] Json documentOf(simdjson::dom::element element, std::span<const std::string_view> without = {});
[[nodiscard]] inline const simdjson::dom::element& elementOf(const Item& item)
{
    return *static_cast<const simdjson::dom::element*>(item.element());
}

} // namespace core::kube
