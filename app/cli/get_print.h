#pragma once

#include <optional>

#include "app/cli/get_request.h"
#include "app/cli/live_get.h"
#include "core/object/jsonpath.h"

/// What clusters answered to `get`, as it is printed.
namespace cli {

struct Form {
    bool members = false; ///< with the cluster of each row
    bool allNamespaces = false;
    bool wide = false;
    bool headers = true;
    bool labels = false;                ///< --show-labels
    std::vector<std::string> columns{}; ///< -L: labels that have a column of their own
    bool withKind = false;              ///< names as "deployment.apps/web": several kinds are asked for
};
/// A cluster's rows with what `-A`, `-M`, `-L` and `--show-labels` add.
[[nodiscard]] core::object::Table dressed(const Answer& answer, core::object::Table table, const std::vector<Got>& rows,
                                          const Form& form);

/// A cluster that is not in an answer, and why.
struct Unreached {
    std::string cluster; ///< empty: those of which it is not known whether there are any
    std::string why;
};

/// One request and what came of it.
struct GetAnswer {
    Requested what;
    Form form;
    std::vector<Answer> answers;
    std::vector<Unreached> unreached;
    [[nodiscard]] std::size_t rows() const;
};
/// Rows of several clusters as one table.
/// @param by  their order, by what stands there in each object; none: as they came
/// @errors Malformed: no object has it
[[nodiscard]] core::Result<core::object::Table> tableOf(const GetAnswer& one,
                                                        const std::optional<core::object::JsonPath>& by);

/// Rows of several clusters below one head: columns that only one has besides are left out.
[[nodiscard]] core::object::Table inColumnsOf(const core::object::Table& head, core::object::Table more);

/// A table as RFC 4180 has it, with line feeds: every column, those of `wide`, too.
[[nodiscard]] std::string csvText(const core::object::Table& table, bool headers);

/// "deployment.apps/web", and a line each of all.
[[nodiscard]] std::string nameOf(const Answer& answer, const Got& got);
[[nodiscard]] std::string namesOf(const std::vector<GetAnswer>& all);

/// An object as it may be shown: of a Secret the keys and how long each value is, and without who manages which field.
[[nodiscard]] core::Json withoutSecrets(core::Json object);
/// All objects, in that order; those of members with their cluster as a member `cluster`. Values of Secrets are left out.
[[nodiscard]] core::Result<std::vector<core::Json>> objectsOf(const std::vector<GetAnswer>& all,
                                                              const std::optional<core::object::JsonPath>& by);
/// A `List` as kubectl has it, or the only object where one is asked for by its name; of members a `berth/v1 FleetObjectList`, with the
/// clusters that are not in it.
[[nodiscard]] core::Json documentOf(const std::vector<GetAnswer>& all, std::vector<core::Json> objects);

/// `custom-columns=NAME:.metadata.name,…`. @errors Malformed
[[nodiscard]] core::Result<std::string> customColumns(const std::string& columns,
                                                      const std::vector<core::Json>& objects, bool headers);

} // namespace cli
