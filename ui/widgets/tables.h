#pragma once

#include <Qt>

#include <QStringList>

class QAbstractItemModel;
class QFontMetrics;
class QTreeView;
class QWidget;

namespace ui {

/// A tree or table as all of them look and behave here: uniform rows in the density in force, no frame, Ctrl+C copies
/// the selected rows with their headers as tab-separated text, sections can be moved and are remembered by `name`.
[[nodiscard]] QTreeView* makeView(QAbstractItemModel* model, const QString& name, const QString& accessibleName,
                                  bool isTree, QWidget* parent);
/// What a cell of such a table says in fewer letters, for a column that is too narrow: a QStringList, the longest first. Of the last
/// one, what stands behind " \u00B7 " stays whole, and what stands before it loses its middle.
inline constexpr int ShorterRole = Qt::UserRole + 100;
/// Of a name that stands in another column than the first: it loses its middle.
inline constexpr int ElideMiddleRole = Qt::UserRole + 101;
/// The longest of these that fits; else the last one, shortened as above.
/// @param room  [pixels]
[[nodiscard]] QString fitting(const QString& whole, const QStringList& shorter, const QFontMetrics& metrics, int room);
/// Selected rows (all when none is) with headers, for the clipboard.
[[nodiscard]] QString copyText(const QTreeView& view);

/// Sentences in full, over as many lines as the width needs, for a tree from makeView.
void wrapRows(QTreeView& view);

} // namespace ui
