#pragma once

#include "ui/screens/screen.h"
#include "ui/session/history_view.h"

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace ui {

class Actions;
class DiffText;
class MessageBar;
class PlanDesk;
class Squeeze;
class StatePanel;

namespace history {

class HistoryModel;
class StepsModel;

/// What was done to clusters: when, by whom, what came of it, with the objects before and after; and the way back.
class HistoryScreen final : public Screen {
    Q_OBJECT
public:
    HistoryScreen(PlanDesk& desk, Actions& actions, QWidget* parent = nullptr);

    [[nodiscard]] QList<QWidget*> panes() override;
    void undo() override;
    void copyCommand() override;
    [[nodiscard]] MessageBar& message() { return *m_message; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void registerActions(Actions& actions);
    void fill();
    void choose();
    void showDetails(const HistoryDetails& details);
    void showStep();
    void showButtons();
    void onceMore();
    void exportPlan();
    void settle();
    [[nodiscard]] const HistoryRow* current() const;

    PlanDesk& m_desk;
    MessageBar* m_message;
    QStackedWidget* m_pages;
    StatePanel* m_empty;
    HistoryModel* m_model;
    QTreeView* m_view;
    StepsModel* m_stepsModel;
    QTreeView* m_steps;
    Squeeze* m_squeeze = nullptr;
    QLabel* m_why;
    DiffText* m_diff;
    QAction* m_undo = nullptr;
    QAction* m_onceMore = nullptr;
    QAction* m_export = nullptr;
    QAction* m_settle = nullptr;
    QString m_digest; ///< whose steps are shown, or asked for
    bool m_sized = false;
};

} // namespace history
} // namespace ui
