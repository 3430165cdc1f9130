#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/cli/table.h"
#include "core/preview/preview.h"

/// A preview as text: for a terminal, for a merge request, and its reasons as a tree.
namespace cli {

struct PreviewText {
    const std::vector<core::preview::Preview>& previews;
    std::string origin; ///< the line about the snapshot
    /// The command that tries a remedy; empty where none does.
    std::function<std::string(const core::preview::Preview&, const core::preview::Remedy&)> command;
    Table::Look look{};
    bool extras =
        true; ///< a fleet.yaml goes with the snapshot, or is given; live without one, its way in has to be said
};

[[nodiscard]] std::string previewText(const PreviewText& what);
[[nodiscard]] std::string previewMarkdown(const PreviewText& what);

/// The reasons of the answer and then of every cluster, those that are out last; or of some clusters only. Two spaces a
/// level.
[[nodiscard]] std::string reasonsText(const core::preview::Preview& preview, const std::vector<std::string>& clusters,
                                      const Table::Look& look);

/// "; prices of 2024-12-01": of the prices that the figures rest on; empty where there are none.
[[nodiscard]] std::string pricesText(const std::vector<core::preview::Preview>& previews);

} // namespace cli
