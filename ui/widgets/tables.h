#pragma once

class QAbstractItemModel;
class QString;
class QTreeView;
class QWidget;

namespace ui {

/// A tree or table as all of them look and behave here: uniform rows in the density in force, no frame, Ctrl+C copies
/// the selected rows with their headers as tab-separated text, sections can be moved and are remembered by `name`.
[[nodiscard]] QTreeView* makeView(QAbstractItemModel* model, const QString& name, const QString& accessibleName,
                                  bool isTree, QWidget* parent);
/// Selected rows (all when none is) with headers, for the clipboard.
[[nodiscard]] QString copyText(const QTreeView& view);

/// Sentences in full, over as many lines as the width needs, for a tree from makeView.
void wrapRows(QTreeView& view);

} // namespace ui
