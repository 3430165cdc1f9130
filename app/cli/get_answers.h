#pragma once

#include <memory>
#include <optional>

#include "app/cli/context.h"
#include "app/cli/get_print.h"

/// The clusters of a live fleet, asked for what `get` and `describe` name.
namespace cli {

struct Asked {
    std::unique_ptr<core::live::Connections> connections; ///< open, as long as somebody has more to ask
    std::vector<GetAnswer> answers; ///< one for each that was requested; of a category, for each in it
    std::string nameSpace;          ///< empty: all of them
};
/// Waits only for clusters that are asked. Says which were not reached, what they refused, and which names are nowhere.
/// @param base  without resource, names and namespace
/// @param code  what to end with where nothing is returned
[[nodiscard]] std::optional<Asked> askClusters(Context& context, const Arguments& arguments,
                                               const std::vector<Requested>& what, Ask base, const Form& form,
                                               ExitCode& code);

/// Says which clusters --cluster names and the fleet does not have. @return whether there was none
[[nodiscard]] bool knowsClusters(Context& context, const Arguments& arguments, const std::vector<std::string>& known);

/// -M, --cluster, -n, -A, -l.
[[nodiscard]] std::vector<Flag> selectionFlags();

} // namespace cli
