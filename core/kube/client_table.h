#pragma once

#include "core/kube/client.h"
#include "core/kube/client_item.h"
#include "core/kube/client_split.h"

/// Lists as the server prints them: columns and cells. How they are laid out is the command's business.
namespace core::kube {

struct TableColumn {
    std::string name;   ///< "Ready"
    std::string type;   ///< "string", "integer", "date"
    std::string format; ///< "name": the column that names the object
    std::string description;
    int priority = 0; ///< above 0: only with `-o wide`
    bool operator==(const TableColumn&) const = default;
};

struct TableRow {
    std::vector<Json> cells; ///< one a column; null where there is nothing
    std::string nameSpace;
    std::string name;
    std::string uid;
    std::string resourceVersion;
    Json labels; ///< an object, or null
    Json object; ///< with TableRequest::objects; else null
    bool operator==(const TableRow&) const = default;
};

struct Table {
    std::vector<TableColumn> columns; ///< in an event of a watch: none but in the first
    std::vector<TableRow> rows;
    std::string resourceVersion; ///< to watch from
    bool printed = true;         ///< false: the server has no tables, and the columns are our Name and Age
    bool consistent = true;      ///< as of ListEnd
    std::vector<std::string> warnings;
    std::optional<Time> serverTime;
};

/// As kubectl asks for it; a server without tables answers with the plain list.
inline constexpr const char* TableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io,"
                                           "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

struct TableRequest {
    std::string path; ///< "/apis/apps/v1/deployments"
    std::vector<std::pair<std::string, std::string>> query;
    int pageSize = 500;         ///< @source kubectl's --chunk-size
    std::size_t most = 500'000; ///< rows that are kept
    Time now{};                 ///< for the ages where the server does not print
    bool objects = false;       ///< each row with its whole object, not its metadata only
    SplitLimits limits;
};

/// Page by page, faults met as by `list` (client_list.h). `done` is called once, on the client's thread.
/// @errors those of `list`; TooLarge: more rows than are kept
void table(const Session& session, TableRequest request, std::function<void(ApiResult<Table>)> done,
           std::stop_token stop = {});

/// One object by its path, as a table of one row: who may get it may not always list it.
/// @param printed  as the server prints it; else, and where it does not print, the row has the whole object, and the columns are ours
/// @errors those of `Session::send`; Malformed: the answer is no object
void tableOfOne(const Session& session, TableRequest request, bool printed, std::function<void(ApiResult<Table>)> done,
                std::stop_token stop = {});

/// What a watch with TableAccept sends as an object: a table of one row. None where it is no table; then the server sends objects.
[[nodiscard]] std::optional<Table> readTable(const Item& item);

/// As kubectl prints a cell: texts up to their first line end ("..." then follows), nothing for null, lists and maps
/// as Go does. Escaped (core/base/shown.h).
/// @source k8s.io/cli-runtime/pkg/printers/tableprinter.go, printTable, 0.32
[[nodiscard]] std::string cellText(const Json& cell);

} // namespace core::kube
