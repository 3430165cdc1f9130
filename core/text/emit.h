#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/text/tree.h"

/// Values as text: whole (toYaml) and in pieces, for edits.
namespace core::text {

/// How a text lays out its blocks.
struct Shape {
    std::size_t step = 2; ///< columns that a nested mapping is indented by
    std::size_t dash = 0; ///< columns that a list is indented by under its key
    std::string_view lineEnd = "\n";
};

/// Where a scalar stands. Json: all strings in double quotes.
enum class Context { Block, Flow, Json };

/// On one line. `wish`: the quoting to keep if the value allows it; Plain where there is none to keep.
[[nodiscard]] std::string scalarText(const Json& value, Context context, Style wish = Style::Plain);
[[nodiscard]] std::string keyText(std::string_view key, Context context);
/// Any value on one line.
[[nodiscard]] std::string flowText(const Json& value, Context context);
/// A string as a `|` block whose lines stand at `column`, which is `step` deeper than what it belongs to; none where a
/// block cannot hold it. Starts with the header, ends without line end.
[[nodiscard]] std::optional<std::string> literalText(std::string_view text, std::size_t column, std::size_t step,
                                                     std::string_view lineEnd);
/// A collection that is not empty, as lines at `column`; the first without its indentation, the last without its end.
[[nodiscard]] std::string blockText(const Json& value, std::size_t column, const Shape& shape);
/// `key: value` of a block mapping at `column`, in the same form.
[[nodiscard]] std::string entryText(const std::string& key, const Json& value, std::size_t column, const Shape& shape);
/// `- value` of a block sequence at `column`, in the same form.
[[nodiscard]] std::string itemText(const Json& value, std::size_t column, const Shape& shape);

[[nodiscard]] inline bool isLeaf(const Json& value)
{
    return !value.is_structured() || value.empty();
}

} // namespace core::text
