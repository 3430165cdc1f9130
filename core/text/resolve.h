#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

/// Scalars as sigs.k8s.io/yaml resolves them: go-yaml v2's rules, then encoding/json's.
namespace core::text {

struct Resolved {
    Json value;
    bool unfit = false;   ///< .inf, .nan: YAML has it, JSON does not
    std::string fault;    ///< what the tag refuses; the value is then the text
    bool isFloat = false; ///< before JSON made an integer of it; decides the spelling of keys
    double number = 0;    ///< where isFloat
};

/// A scalar without tag and without quotes.
[[nodiscard]] Resolved resolvePlain(std::string_view text);
/// A scalar with a tag (long form, "tag:yaml.org,2002:int"), quoted or not. Tags that are not known leave a string.
[[nodiscard]] Resolved resolveTagged(std::string_view tag, std::string_view text);
/// What a key becomes: its text. None for what cannot be a key (null, an integer above 2^63).
[[nodiscard]] std::optional<std::string> keyText(const Resolved& key);

/// Bytes that are not UTF-8 replaced by U+FFFD, one each, as encoding/json does.
[[nodiscard]] std::string validUtf8(std::string_view bytes);
/// The length of the valid UTF-8 sequence at `at`, 0 if there is none.
[[nodiscard]] std::size_t utf8Length(std::string_view text, std::size_t at);
void appendUtf8(std::string& out, unsigned codePoint);

} // namespace core::text
