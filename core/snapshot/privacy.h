#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/model/node.h"
#include "core/model/pod.h"

/// What of an object may enter a snapshot. A snapshot is handed to others: what placement does not read stays outside.
///
///  * Secrets are never read. managedFields, last-applied configurations and statuses (but for replica counts) go.
///  * Annotations: only those that placement reads (`isKeptAnnotation`).
///  * Of a pod's volumes: claims and those that lie on its node; not its ConfigMaps, Secrets and tokens.
///  * Environment: names stay; values only of settings of known servers (`isKeptVariable`), and never of a name or a
///    value that speaks of a token, key, password or secret.
///  * Arguments and scripts stay, because a server's flags decide what its memory holds; the value of a flag or of an
///    assignment whose name ends in token, key, password, secret … becomes "REDACTED", as does the user part of a URL.
namespace core::snapshot {

[[nodiscard]] bool isKeptAnnotation(std::string_view key);
[[nodiscard]] bool isKeptVariable(std::string_view name);
/// "--api-key", "HF_TOKEN", "aws_secret_access_key": names whose value is nobody's business. "--max-tokens",
/// "--tokenizer" and "--pad-token-id" are not.
[[nodiscard]] bool isSecretName(std::string_view name);
/// The same script or argument, with what could be secret in it blanked.
[[nodiscard]] std::string withoutSecrets(std::string_view text);
/// A list of arguments: also `--api-key` and its value as two entries.
[[nodiscard]] std::vector<std::string> withoutSecrets(std::vector<std::string> arguments);

/// The cheap part of the next one: whole annotations and volumes.
void dropUnread(model::Pod& pod);
/// Of a node, what no table keeps: annotations, and conditions that neither isolate cards nor say that it is ready.
void dropUnread(model::Node& node);
/// In place: annotations, volumes, environment, arguments.
void keepOnlyWhatPlacementReads(model::Pod& pod);
/// A workload's manifest, trimmed: metadata, spec with its pod templates blanked as above, replica counts of the status.
[[nodiscard]] Json trimmedWorkload(const Json& object);

} // namespace core::snapshot
