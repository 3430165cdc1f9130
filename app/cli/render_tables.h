#pragma once

#include "app/cli/table.h"
#include "core/preview/preview.h"

/// The tables of a preview; terminal and Markdown show the same ones.
///
/// Every figure shows its kind: observed without a mark, predicted with "~" before it, assumed with "*" behind it,
/// unknown as "-". A total with an unknown part begins with ">=".
namespace cli {

using core::preview::Preview;

/// One line a workload.
[[nodiscard]] Table summaryTable(const std::vector<Preview>& previews);
/// Where the replicas land: one line for each cluster, pool and zone, clusters with replicas first.
/// @param everyCluster  false: of the clusters that are out, only the first few
[[nodiscard]] Table placementTable(const Preview& preview, bool everyCluster);
/// How many clusters `placementTable` leaves out.
[[nodiscard]] std::size_t clustersLeftOut(const Preview& preview);
/// What the candidates could take: now, by their pools' room, and deliverable; never added up.
[[nodiscard]] Table capacityTable(const Preview& preview);
[[nodiscard]] Table rolloutTable(const Preview& preview);
[[nodiscard]] Table scaledTable(const Preview& preview);

/// "yes", "~3 of 4", "no", "unknown"; "refused, as before", "refused, ~4 of 6 as before", "suspended", "placed, will not run", "update stuck".
[[nodiscard]] Cell fitsCell(const Preview& preview);
/// "~28.50 CNY", ">= ~9.50 CNY", "0", "-".
[[nodiscard]] std::string costText(const std::optional<core::MoneyPerHour>& cost, bool partial);
/// "~9.50..~12.30 CNY"
[[nodiscard]] std::string costRangeText(const core::preview::CostRange& cost);
/// New nodes, certain and unsure ones.
[[nodiscard]] std::int64_t newNodesOf(const Preview& preview);
/// True if what a new node gives is assumed somewhere in the preview.
[[nodiscard]] bool hasAssumptions(const Preview& preview);

} // namespace cli
