#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// That no secret value gets into what Berth writes, over the whole suite: every secret value that a test uses holds the word "canary",
/// and is looked for, as it is and in base64, in
///   - all that the command prints (running.cpp), and
///   - every file of a TempFolder when the folder goes: journals, plans, snapshots (which are unpacked), settings, logs. What a test wrote
///     there itself, by `write`, is what the value came from, and is left out.
/// Where one is found the program ends and says where: a test that lets a value out cannot pass.
namespace test {

[[nodiscard]] bool holdsSecret(std::string_view bytes);
/// Files below the folder that hold one, without those that `write` has written last.
[[nodiscard]] std::vector<std::filesystem::path> filesWithSecrets(const std::filesystem::path& folder);
/// Ends the program where one is found.
void mustHoldNoSecret(std::string_view bytes, const std::string& what);

} // namespace test
