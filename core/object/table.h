#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"

/// Objects as the rows that `kubectl get` prints, for servers that do not print, and objects that were read elsewhere; and rows as
/// kubectl lays them out.
namespace core::object {

struct TableColumn {
    std::string title; ///< "UP-TO-DATE"
    bool wide = false; ///< only with `-o wide`
    bool operator==(const TableColumn&) const = default;
};
struct Table {
    std::vector<TableColumn> columns; ///< the first names the object
    std::vector<std::vector<std::string>> rows;
    bool operator==(const Table&) const = default;
};

/// One row an object, in their order, without namespaces. Kinds whose columns are not known get NAME and AGE.
/// @param now what ages are counted to
/// @source kubectl 1.32 and kube-apiserver 1.20 (pkg/printers/internalversion/printers.go) for their own kinds;
///         additionalPrinterColumns of Karmada f8fdd02; recorded tables of a running Karmada
[[nodiscard]] Table printed(std::string_view group, std::string_view kind, const std::vector<Json>& objects, Time now);

/// Bindings in the columns of ACK One: SCHEDULED, FULLYAPPLIED, OVERRIDDEN, ALLAVAILABLE. Where no condition says whether all
/// replicas are available, what the clusters report does; "-" is not known.
[[nodiscard]] Table printedBindings(const std::vector<Json>& bindings, Time now);

/// Puts a column in front of the one at `at`. @param cells one a row
void insertColumn(Table& table, std::size_t at, TableColumn column, const std::vector<std::string>& cells);

struct Layout {
    bool wide = false;
    bool headers = true;
    std::string prefix; ///< in front of names: "deployment.apps/"
    /// Of what stands above, for rows that come one by one; gets what they are with these. @source kubectl's tabwriter, RememberedWidths
    std::vector<std::size_t>* widths = nullptr;
};
/// Columns as wide as their widest cell, three blanks between them, blanks to the right of the last cut off.
[[nodiscard]] std::string laidOut(const Table& table, const Layout& layout = {});

/// An age as kubectl writes it: "16s", "<unknown>" of a time that is missing, "<invalid>" of one to come.
[[nodiscard]] std::string ageOf(std::string_view time, Time now);

} // namespace core::object
