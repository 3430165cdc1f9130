#pragma once

#include <filesystem>
#include <string_view>

/// What tests wrote themselves; detail of this folder.
namespace test {

/// The file holds what `write` wrote into it the last time.
[[nodiscard]] bool isAsWritten(const std::filesystem::path& file, std::string_view bytes);

} // namespace test
