#pragma once

#include "ui/screens/screen.h"
#include "ui/session/plan_view.h"

class QAction;
class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QTreeView;

namespace ui {

class Actions;
class AlertLabel;
class ElidedLabel;
class MessageBar;
class PlanDesk;
class StatePanel;

namespace plan {

class ChangePane;
class ChecksPane;
class StepModel;
class SecretsForm;
class StepPane;

/// The plan that is looked at: what exactly would change, who else owns it, whether there is a way back; and its applying.
class PlanScreen final : public Screen {
    Q_OBJECT
public:
    PlanScreen(PlanDesk& desk, Actions& actions, QWidget* parent = nullptr);

    [[nodiscard]] QList<QWidget*> panes() override;
    void copyCommand() override;
    [[nodiscard]] MessageBar& message() { return *m_message; }
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& state);

private:
    void registerActions(Actions& actions);
    QWidget* buildHead();
    QWidget* buildFoot();
    void choose();
    void showEmpty();
    void showPlan();
    void showMessage();
    void showStep();
    void showTextFaults();
    void showChecks();
    void showStale();
    void showButtons();
    void save();
    void apply();
    void sendApply();
    void copyPatch();
    [[nodiscard]] const StepView* current() const;

    PlanDesk& m_desk;
    MessageBar* m_message;
    QStackedWidget* m_pages;
    StatePanel* m_empty;
    SecretsForm* m_secrets; ///< the page that asks before a plan is made
    QLabel* m_title = nullptr;
    QLabel* m_counts = nullptr;
    ElidedLabel* m_times = nullptr;
    AlertLabel* m_unverified = nullptr;
    QLabel* m_checkGlyph = nullptr;
    QLabel* m_check = nullptr;
    QLabel* m_beyond = nullptr;
    QTabWidget* m_tabs = nullptr;
    QSplitter* m_rows = nullptr;
    QSplitter* m_columns = nullptr;
    StepModel* m_model;
    QTreeView* m_steps;
    ChecksPane* m_checks;
    ChangePane* m_changes;
    StepPane* m_step;
    QLabel* m_undoGlyph = nullptr;
    QLabel* m_undo = nullptr;
    QLabel* m_blockingGlyph = nullptr;
    QLabel* m_blocking = nullptr;
    QCheckBox* m_overGitOps = nullptr;
    QCheckBox* m_unchecked = nullptr;
    QPushButton* m_apply = nullptr;
    QAction* m_applyAction = nullptr;
    QAction* m_againAction = nullptr;
    QAction* m_saveAction = nullptr;
    QAction* m_stopAction = nullptr;
    QAction* m_patchAction = nullptr;
    QAction* m_commandAction = nullptr;
    quint64 m_shown = 0;      ///< the number of the plan that is shown
    quint64 m_settled = 0;    ///< the number of the plan that m_settling runs for, or ran
    QTimer* m_settling;       ///< while it runs, the plan came just now, and a click is not meant for it
    bool m_saysTexts = false; ///< the message is that texts were changed
};

} // namespace plan
} // namespace ui
