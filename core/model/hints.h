#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"

/// What the readers of manifests and policies say about wrong spelling and left-over templates. Detail of this room.
namespace core::model::hints {

/// Adds an issue.
void add(Issues& issues, Severity severity, std::string path, std::string what, std::string fix = {});
/// Adds those of `more` that speak of no value that `issues` already speaks of with the same or greater severity: one
/// fault, one sentence.
void addOthers(Issues& issues, Issues more);

/// The value at a JSON Pointer, or nullptr (also for a malformed pointer).
[[nodiscard]] const Json* find(const Json& root, std::string_view pointer);

/// A name in quotes, fit to be shown (core/base/shown.h) and cut to a readable length; for sentences.
[[nodiscard]] std::string inQuotes(std::string_view text);

/// The candidate that differs least from `word` (case is no difference), if that is little enough to be a slip of the
/// keyboard: at most two edits, and at most a third of the word.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string_view>& candidates);

/// An issue at `path` if `word` is none of `known`: "unknown …; did you mean …?". Empty words pass.
/// @return true if the word is known
bool checkWord(std::string_view word, std::string_view role, const std::vector<std::string_view>& known,
               const std::string& path, Severity severity, Issues& issues);
/// What checkFields says of a field.
[[nodiscard]] std::string unknownField(std::string_view key);
/// A warning for each member of `object` that is none of `known`. Nothing if it is not an object.
void checkFields(const Json& object, const std::vector<std::string_view>& known, const std::string& path,
                 Issues& issues);

/// Says a name that is missing, a name or a namespace that is no text (`y` is a boolean) or that no server takes.
void checkMetadata(const Json& object, const std::string& path, Issues& issues);

/// `${…}` left in any string value or key below `value`: an error at its path that names the variable. Where Kubernetes
/// or a program reads such text itself it is less: a warning in annotations, environment values, commands and arguments
/// (Kubernetes expands only `$(…)`), and nothing in the text that a shell in the command will read.
/// At most 50 are said; nothing deeper than 100 levels is read.
void findPlaceholders(const Json& value, const std::string& path, Issues& issues);

/// True if the value is a string with a placeholder in it, whose issue findPlaceholders says.
[[nodiscard]] bool isPlaceholder(const Json& value);

/// A whole number in [0, 2147483647] at `object[key]`, as replicas are; what else is there becomes an issue with its
/// remedy, and absent.
/// @param what  the field in words, "replicas"
[[nodiscard]] std::optional<std::int32_t> count(const Json& object, std::string_view key, const std::string& path,
                                                std::string_view what, Issues& issues);

} // namespace core::model::hints
