#pragma once

#include <string>
#include <vector>

#include "core/live/connect.h"
#include "core/object/table.h"

/// What clusters answer to `get`: each for itself, all at once.
namespace cli {

struct Ask {
    std::string resource;           ///< as it was typed: "deploy", "rb"
    std::string nameSpace;          ///< empty: all of them
    std::vector<std::string> names; ///< empty: all; without selectors each is asked for by itself, as kubectl does
    std::string selector;
    std::string fields{};    ///< a field selector
    bool documents = false;  ///< objects, not rows
    bool objects = false;    ///< rows, each with its object
    bool watched = false;    ///< a watch goes on from here: then it is a list, which has a version
    bool ofCategory = false; ///< clusters that do not have it have no answer, and no fault
};

/// One object, or its row.
struct Got {
    std::string nameSpace;
    std::string name;
    core::Json labels;
    core::Json object; ///< with `documents` or `objects`
    std::string uid{};
    std::string resourceVersion{};
};

struct Answer {
    std::string cluster;
    bool ofFleet = false; ///< the control plane's
    std::optional<core::kube::Session> session;
    std::optional<core::kube::ApiResource> resource;
    std::string path;          ///< that was asked for
    core::object::Table table; ///< a row for each of `rows`
    std::vector<Got> rows;
    std::string resourceVersion;           ///< to watch from
    std::string error;                     ///< why there is no answer; empty: there is
    std::vector<std::string> unanswered{}; ///< with `error`: the names that it is about; empty: all of them
    std::string fix;                       ///< the rule that it takes, where a right is missing
};

/// The clusters that a verb means: the control plane, or the members. `name` picks some. Each was reached.
[[nodiscard]] std::vector<Answer> ask(const std::vector<core::live::Reached>& clusters, const Ask& what,
                                      core::kube::Milliseconds most, core::Time now);

/// The rows that a watch of it sends for a change; none where it is no row.
[[nodiscard]] core::object::Table rowsOf(const core::kube::Item& item, const Answer& of, std::vector<Got>& rows,
                                         core::Time now);

/// What gives the right to get, list or watch it, where that is what is missing; empty: it is something else.
[[nodiscard]] std::string ruleFor(const core::kube::ApiError& error, const core::kube::ApiResource& resource,
                                  std::string_view verb);

/// Whether the cluster said if it has an object of this name.
[[nodiscard]] bool knows(const Answer& answer, const std::string& name);

/// "deployment.apps", as kubectl puts it in front of names.
[[nodiscard]] std::string kindText(const core::kube::ApiResource& resource);
/// Whether the fleet put it there. @source karmadactl get: karmada.io/managed
[[nodiscard]] bool isAdopted(const core::Json& labels);

} // namespace cli
