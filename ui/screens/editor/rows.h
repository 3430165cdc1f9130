#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>
#include <vector>

#include "core/base/units.h"
#include "core/preview/preview.h"
#include "core/preview/reasons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/share_bar.h"

/// What the Editor screen shows, made from a preview: plain rows, no widgets.
///
/// Every figure shows its kind: observed without a mark, predicted with "~" before it, assumed with "*" behind it (the
/// assumption in the tooltip), unknown as "-". Ranges are shown as ranges; a total with an unknown part reads "≥".
namespace ui::editor {

using core::preview::Preview;

/// "3", "0–2", "≥ 3"; "-" where nothing is known (any number from 0 on).
[[nodiscard]] QString rangeText(const core::Range& range, const QLocale& locale = {});
/// "28.50": two decimals, more only where they are not zero; never through floating point.
[[nodiscard]] QString moneyText(std::int64_t micros, const QLocale& locale = {});

/// The verdict and what goes with it: what the eye finds first.
struct Summary {
    theme::Tone tone = theme::Tone::Plain;
    QString headline; ///< "2 of 4 replicas fit"
    QString facts;    ///< "~3 new nodes · new ~28.50 CNY/h"
    QString subject;  ///< "default/qwen3-8b · policy demo-policy · ACK One"
    QString why;      ///< the first reason
};
[[nodiscard]] Summary summary(const Preview& preview, const QLocale& locale = {});
/// Of several workloads together: the worst tone, and how many of them run as asked. `why` is the order in which they are placed;
/// the rest is empty.
[[nodiscard]] Summary summary(const std::vector<Preview>& previews, const QLocale& locale = {});

/// A line of the placement tree: a cluster, a pool's zone in it, a node.
struct PlacementRow {
    QString id;
    theme::Tone tone = theme::Tone::Plain;
    QString where;
    QStringList shorter; ///< `where` in fewer letters, the longest first
    QString replicas;
    QString node;
    QString stock;
    QString perHour;
    QString why;
    QString tip;     ///< assumptions and full texts
    QString cluster; ///< whose reasons Details shows for it
    bool quiet = false;
    std::vector<PlacementRow> children;
};
/// Clusters with replicas first, by name; then candidates without; more than `inlineExcluded` excluded ones go into a
/// group of their own.
[[nodiscard]] std::vector<PlacementRow> placementRows(const Preview& preview, const QLocale& locale = {},
                                                      std::size_t inlineExcluded = 6);

/// The three capacities of a candidate, never added up.
struct CapacityRow {
    QString cluster;
    QString now;
    QString room;
    QString deliverable;
    QString limit;    ///< "stock: ecs.gn7i… in cn-hangzhou-h"
    int binding = -1; ///< column that the limit binds: 2 room, 3 deliverable; -1 none
};
[[nodiscard]] std::vector<CapacityRow> capacityRows(const Preview& preview, const QLocale& locale = {});

struct RemedyRow {
    int index = 0; ///< in Preview::remedies
    QString text;
    QString places; ///< "+2"
    QString costs;
    bool canTry = false;
};
[[nodiscard]] std::vector<RemedyRow> remedyRows(const Preview& preview, const QLocale& locale = {});

struct ScaledRow {
    theme::Tone tone = theme::Tone::Plain;
    QString label;
    QString replicas;
    QString placed;
    QString newNodes;
    QString cost;
};
[[nodiscard]] std::vector<ScaledRow> scaledRows(const Preview& preview, const QLocale& locale = {});

struct RolloutRow {
    theme::Tone tone = theme::Tone::Plain;
    QString cluster;
    QString replicas;
    QString surge;
    QString unavailable;
    /// "~1 × ecs.gn7i… · gpu-a10 · cn-hangzhou-h"; several below each other, then those without a node.
    QString newNodes;
    QString stock;
    QString perHour; ///< what the bill grows by meanwhile
    QString verdict;
};
[[nodiscard]] std::vector<RolloutRow> rolloutRows(const Preview& preview, const QLocale& locale = {});

/// A line of the reasoning; the tree leads from the answer to nodes, pools and cells.
struct ReasonRow {
    QString id;
    theme::Tone tone = theme::Tone::Plain;
    QString text;
    std::vector<ReasonRow> children;
};
[[nodiscard]] std::vector<ReasonRow> reasonRows(const core::preview::Reason& reason);
/// Plain text for a ticket, two spaces a level.
[[nodiscard]] QString reasonTree(const core::preview::Reason& reason, int depth = 0);

[[nodiscard]] QVector<ShareBar::Segment> segments(const Preview& preview);

} // namespace ui::editor
