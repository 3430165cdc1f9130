#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/model/binding.h"
#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/model/policy.h"

/// What of an object may enter a snapshot. A snapshot is handed to others: what placement does not read stays outside.
///
///  * Secrets are never read. managedFields, last-applied configurations and statuses (but for replica counts) go.
///  * Annotations: only those that placement reads (`isKeptAnnotation`).
///  * Of a pod's volumes: claims and those that lie on its node; not its ConfigMaps, Secrets and tokens.
///  * Environment: names stay; values only of settings of known servers (`isKeptVariable`), and never of a name or a
///    value that speaks of a token, key, password or secret.
///  * Arguments and scripts stay, because a server's flags decide what its memory holds; the value of a flag or of an
///    assignment whose name ends in token, key, password, secret … becomes "REDACTED", as does the user part of a URL.
///  * Of manifests, and of what overrides write into them, the texts of those fields that are read (kept_fields.h); of all
///    others numbers and switches. Overrides of Secrets and ConfigMaps keep no value at all. An override of a single
///    argument keeps numbers, flags, paths and words of less than 8 characters: it does not say whose value that is.
///  * Whether a manifest changes a template has to be seen all the same, since that replaces pods. So of a template's
///    values that are dropped (env, annotations, secrets in arguments, unread texts) a mark of 8 bits stays: "REDACTED-3f". That is on
///    purpose too little to confirm a guess: of all guesses one in 256 has the same mark, whoever tries them, and a token of
///    128 bits keeps 120. A value that can only be one of a few may be told by it; such a value is no secret. The mark has no
///    salt: another one in each snapshot would give 8 more bits with each. The price: one change in 256 is not seen.
namespace core::snapshot {

[[nodiscard]] bool isKeptAnnotation(std::string_view key);
[[nodiscard]] bool isKeptVariable(std::string_view name);
/// "--api-key", "HF_TOKEN", "aws_secret_access_key": names whose value is nobody's business. "--max-tokens",
/// "--tokenizer" and "--pad-token-id" are not.
[[nodiscard]] bool isSecretName(std::string_view name);
enum class Blank { Plain, Marked };
/// The same script or argument, with what could be secret in it blanked.
[[nodiscard]] std::string withoutSecrets(std::string_view text, Blank how = Blank::Plain);
/// A list of arguments: also `--api-key` and its value as two entries.
[[nodiscard]] std::vector<std::string> withoutSecrets(std::vector<std::string> arguments, Blank how = Blank::Plain);

/// "REDACTED-3f": what stands for a value of a template.
[[nodiscard]] std::string markOf(std::string_view value);
[[nodiscard]] bool isMark(std::string_view text);
/// What stands for a value: blanked or, of a template, marked. What is one already stays.
[[nodiscard]] std::string inPlaceOf(std::string_view value, Blank how);
/// The same text with every mark as "REDACTED" alone, as snapshots before version 1.2 have it.
[[nodiscard]] std::string withoutMarks(std::string_view text);
/// A member of a trimmed manifest: its templates' values are marked. Without it (before version 1.2) what is not there may
/// have been dropped.
inline constexpr const char* marksValues = "valuesMarked";

/// The cheap part of the next one: whole annotations and volumes.
void dropUnread(model::Pod& pod);
/// Of a node, what no table keeps: annotations, and conditions that neither isolate cards nor say that it is ready.
void dropUnread(model::Node& node);
/// In place: annotations, volumes, environment, arguments.
void keepOnlyWhatPlacementReads(model::Pod& pod);
/// A workload's manifest, trimmed: metadata, spec with its pod templates blanked as above, replica counts of the status.
[[nodiscard]] Json trimmedWorkload(const Json& object);
/// In place: what the overriders write, as if it stood in the manifest that they change. Each stays, at its place and with its
/// operator, so that whether it can be applied is known.
void keepOnlyWhatPlacementReads(model::OverridePolicy& policy);
/// What a cluster says of an object that it refuses, without the values of the object that it quotes.
void keepOnlyWhatPlacementReads(model::AppliedTo& applied);

} // namespace core::snapshot
