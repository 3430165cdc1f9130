#pragma once

#include <string>
#include <vector>

#include "app/cli/verb.h"

/// One function a group of verbs; registry.cpp puts them together.
namespace cli {

[[nodiscard]] std::vector<Verb> previewVerbs();
[[nodiscard]] std::vector<Verb> preflightVerbs();
[[nodiscard]] std::vector<Verb> snapshotVerbs();
[[nodiscard]] std::vector<Verb> getVerbs();
[[nodiscard]] std::vector<Verb> describeVerbs();
[[nodiscard]] std::vector<Verb> connectionsVerbs();
[[nodiscard]] std::vector<Verb> planVerbs();
[[nodiscard]] std::vector<Verb> applyVerbs();
[[nodiscard]] std::vector<Verb> historyVerbs();
[[nodiscard]] std::vector<Verb> doctorVerbs();
[[nodiscard]] std::vector<Verb> configVerbs();
[[nodiscard]] std::vector<Verb> completionVerbs();
[[nodiscard]] std::vector<Verb> versionVerbs();

/// `-o`, with what the verb can print.
[[nodiscard]] Flag outputFlag(std::vector<std::string> choices);
[[nodiscard]] Flag headersFlag();
[[nodiscard]] Flag exitCodeFlag();

} // namespace cli
