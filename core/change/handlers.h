#pragma once

#include <string>
#include <vector>

#include "core/change/plan.h"

/// Probes and hooks that go, or ask another way; detail of this room. A server before 1.21 leaves an empty structure in the place of one
/// whose members go, fills it with defaults, and then refuses that.
/// @source structured-merge-diff#184, kubernetes#99037; kube-apiserver 1.20.2
namespace core::change {

struct Handler {
    std::string place; ///< a JSON pointer into the live object
    Json wanted;       ///< null: it goes
};
/// Those of containers that stay, where such a server would refuse it.
[[nodiscard]] std::vector<Handler> handlersGoing(const Json& live, const Json& state);

/// Whether a server's words are of one that was left behind.
[[nodiscard]] bool isOfHandler(const Refused& refused);

/// The way out: a sentence for each.
[[nodiscard]] std::vector<std::string> handlerRemedies(const model::ObjectRef& what,
                                                       const std::vector<Handler>& handlers);

} // namespace core::change
