#pragma once

#include <functional>

#include "core/kube/client.h"

/// Rights, asked of a server before, or after, it refuses.
namespace core::live {

/// @source authorization.k8s.io/v1, ResourceAttributes
struct Right {
    std::string verb;
    std::string group; ///< empty: the core's
    std::string resource;
    std::string subresource{};
    std::string nameSpace{}; ///< empty: in all of them
    std::string name{};      ///< empty: of all of them
    bool operator==(const Right&) const = default;

    [[nodiscard]] std::string text() const; ///< "list nodes", "get clusters/proxy of c-sh-02"
    [[nodiscard]] std::string rule() const; ///< as it stands below `rules:` of a role
};

/// A sentence that ends in a rule, as one line that can be shown and copied: "… to a role: - {apiGroups: [""], …}".
[[nodiscard]] std::string onOneLine(std::string_view text);

/// Asks whether the session's user has it; changes nothing. `done` is called once, on the client's thread.
void ask(const kube::Session& session, const Right& right, std::function<void(kube::ApiResult<bool>)> done,
         std::stop_token stop = {});

} // namespace core::live
