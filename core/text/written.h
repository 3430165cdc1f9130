#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What a written scalar says, by the rules of go-yaml v2 (libyaml's, YAML 1.1). The text of libfyaml 0.7.12 is not used: it
/// leaks memory where many quotes are doubled, and reads beyond its buffer in some folded blocks.
namespace core::text {

/// Without quotes, maybe over several lines.
[[nodiscard]] std::string plainText(std::string_view written);
/// What stands between single quotes.
[[nodiscard]] std::string singleQuotedText(std::string_view written);
/// What stands between double quotes; its escapes are known to be good.
[[nodiscard]] std::string doubleQuotedText(std::string_view written);

/// A `|` or `>` block.
struct BlockText {
    std::string text;
    std::size_t end = 0;               ///< behind the last line that has something on it, its line end excluded
    std::optional<std::size_t> tooFar; ///< a tab that stands where the indentation should
};
/// @param all     the text up to the end of the document
/// @param header  where its `|` or `>` stands
/// @param parent  the column of the block collection that it is in; none at the top
[[nodiscard]] BlockText blockScalar(std::string_view all, std::size_t header, std::optional<std::size_t> parent);

} // namespace core::text
