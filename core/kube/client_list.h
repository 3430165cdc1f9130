#pragma once

#include "core/kube/client.h"
#include "core/kube/client_item.h"
#include "core/kube/client_split.h"

/// Lists, page by page, each item handed on as soon as it is there: memory is that of one item, even where a server sends the whole
/// list at once.
namespace core::kube {

struct ListRequest {
    std::string path;                                       ///< "/api/v1/pods"
    std::vector<std::pair<std::string, std::string>> query; ///< selectors
    std::string resourceVersion;                            ///< empty: the newest
    int pageSize = 500;                                     ///< @source client-go's pager; 0: all at once
    std::string accept = "application/json";
    std::string array = "items"; ///< "rows" of a table
    std::string orArray;         ///< another that does as well
    /// Whether pages may be of different states where `continue` has expired. Who goes on to watch wants one state.
    bool mayMix = true;
    SplitLimits limits;
};

/// How a list ended well.
struct ListEnd {
    std::string apiVersion; ///< of the list: "v1", "PodList"
    std::string kind;
    std::string resourceVersion; ///< to watch from
    std::size_t items = 0;       ///< since the last restart
    int pages = 0;
    /// False where a page came from a newer state than those before it: what was deleted between the two may be among the items.
    bool consistent = true;
    bool complete = true; ///< false: `item` wanted no more
    std::string envelope; ///< the first page without its items, in JSON
    std::vector<std::string> warnings;
    std::optional<Time> serverTime;
};

struct ListHandlers {
    std::function<bool(const Item&)> item; ///< false: no more is wanted
    std::function<void()> restart;         ///< all items so far are void: the list begins again
    std::function<void(ApiResult<ListEnd>)> done;
};

/// Called on the client's thread, `done` once and last. What goes wrong on the way is met as follows; whatever else is an error, and
/// then the items so far are not the list.
/// - The version is too old, or not there yet: once more without one.
/// - `continue` has expired: goes on with the token that the server gives for that (`mayMix`; `consistent` is then false), else once
///   from the beginning; where it expires again, all at once.
/// - The server takes too long for a page: half of it, down to 50.
/// - A page breaks off: the same page again, what had come of it left out; the first page begins again. Three times in a row.
/// @errors besides those of `Session::send`: Malformed, TooLarge
/// @source client-go 0.36 tools/pager; fault table, rows 1, 3, 11, 14, 30, 31
void list(const Session& session, ListRequest request, ListHandlers handlers, std::stop_token stop = {});

} // namespace core::kube
