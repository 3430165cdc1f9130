#pragma once

#include <QWidget>

#include "ui/session/plan_view.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace ui {
class FairColumns;
} // namespace ui

namespace ui::plan {

class CheckModel;

/// Whether the clusters are ready for what the plan places: each check with its evidence and, where there is one, the manifest that
/// mends it.
class ChecksPane final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksPane(QWidget* parent = nullptr);

    void show(const PlanView& plan, bool isChangeable);
    [[nodiscard]] QWidget* list() const;

signals:
    void fixWanted(int check);             ///< as steps of the plan; -1: all that can be added
    void draftWanted(const QString& text); ///< the manifests, to be filled in

private:
    void showCheck();

    CheckModel* m_model;
    QTreeView* m_view;
    FairColumns* m_columns;
    QLabel* m_summary;
    QPushButton* m_all;
    QLabel* m_text;
    QLabel* m_evidence;
    QLabel* m_remedy;
    QPlainTextEdit* m_fix;
    QPushButton* m_add;
    QPushButton* m_draft;
    bool m_isChangeable = false;
};

} // namespace ui::plan
