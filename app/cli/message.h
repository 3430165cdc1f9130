#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/issue.h"
#include "core/text/yaml.h"

/// What the command says beside its data: what is wrong, where, and what to do about it.
namespace cli {

enum class Weight { Error, Warning, Note };
[[nodiscard]] Weight weightOf(core::model::Severity severity);

/// The piece of a text that a message speaks of: its line is shown with a caret below.
struct Excerpt {
    std::string_view text; ///< the whole text
    core::text::Span span;
};

struct Message {
    Weight weight = Weight::Error;
    std::string what;
    std::string where{}; ///< "deploy.yaml" or "deploy.yaml:14:9"
    std::string fix{};
    std::optional<Excerpt> excerpt{};
};

/// One message with its line ends:
///
///     deploy.yaml:14:3: error: The key `replicas` stands here a second time.
///        14 |   replicas: 6
///           |   ^^^^^^^^
///       fix: Remove one of the two.
///
/// A note is its first line.
[[nodiscard]] std::string toText(const Message& message, bool colour);

[[nodiscard]] Message messageOf(const core::Error& error);

} // namespace cli
