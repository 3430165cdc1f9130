#pragma once

#include <QWidget>

#include "ui/screens/editor/models.h"

class QTreeView;

namespace ui {
class ElidedLabel;
}

namespace ui::editor {

/// The Details of a preview: the tree of reasons, from the figure that was asked about to nodes, pools and cells.
class ExplainPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ExplainPanel(QWidget* parent = nullptr);

    /// None: says that there is nothing to explain yet.
    void explain(const QString& subject, const core::preview::Reason* reason);

private:
    ElidedLabel* m_subject;
    ReasonModel* m_model;
    QTreeView* m_tree;
    core::preview::Reason m_reason;
};

} // namespace ui::editor
