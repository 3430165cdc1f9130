#pragma once

#include <string>
#include <vector>

#include "app/cli/config.h"
#include "app/cli/verb.h"
#include "core/base/result.h"

namespace cli {

/// Runs one command line; the exit code of the process.
[[nodiscard]] int run(int count, const char* const* words);

/// Every flag of a verb from the strongest source that states it.
///
/// @param given  what stands on the command line, by flag
/// @errors Malformed: a value that the flag does not take (`where` is its source)
[[nodiscard]] core::Result<Arguments>
resolved(const Verb& verb, const std::map<std::string, std::vector<std::string>>& given, const Config& config);

} // namespace cli
