#pragma once

#include <optional>

#include "ui/screens/editor/models.h"
#include "ui/screens/editor/workspace.h"
#include "ui/screens/screen.h"
#include "ui/session/plan_view.h"
#include "ui/session/session.h"

class QFileSystemWatcher;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QTreeView;

namespace ui {
class Actions;
class MessageBar;
class StatePanel;
} // namespace ui

namespace ui::editor {

class ExplainPanel;
class PreviewPane;
class TextTab;

/// Workload and policy on the left, where every replica would land on the right; recomputed at every keystroke, off the
/// GUI thread.
class EditorScreen final : public Screen {
    Q_OBJECT
public:
    EditorScreen(Session& session, Actions& actions, QWidget* parent = nullptr);

    void openFiles(const QStringList& paths);
    /// The program's own examples, where they are not open yet.
    void openExamples();
    void newTab();
    void openDraft(const QString& name, const QString& text); ///< a text that no file has

    [[nodiscard]] Workspace workspace() const;
    void restore(const Workspace& workspace);
    /// Texts that nobody has but this window.
    [[nodiscard]] QStringList unsavedNames() const;

    [[nodiscard]] QWidget* details() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    /// What the bottom dock shows.
    [[nodiscard]] QWidget* problems();
    /// The part of the window's title that speaks of this screen: "policy.yaml".
    [[nodiscard]] QString subject() const;
    /// The file behind it, for the window; empty for none.
    [[nodiscard]] QString filePath() const;
    [[nodiscard]] bool isModified() const;

    [[nodiscard]] TextTab* currentTab() const;
    [[nodiscard]] TextTab* tab(int index) const;
    [[nodiscard]] int tabCount() const;
    [[nodiscard]] PreviewPane& preview() { return *m_preview; }
    [[nodiscard]] MessageBar& message() { return *m_message; }
    [[nodiscard]] const std::vector<Problem>& problemRows() const;
    /// What would be copied as a command; none with the reason shown in the message bar.
    [[nodiscard]] std::optional<QString> command();
    /// Every open text as it stands, empty ones among them.
    [[nodiscard]] std::vector<PlanText> texts() const;
    /// Those that are to be planned; none, with the reason in the message bar, where a Secret's value would have to be kept.
    [[nodiscard]] std::optional<std::vector<PlanText>> textsToPlan();
    /// The caret to a place of the document that states the object; the message bar says where none does.
    void showObject(const core::model::ObjectRef& what, const std::string& pointer);
    void undo() override;
    void copyCommand() override;

    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& state);
    void refreshDensity();

signals:
    void liveWanted(const ui::PlanText& text); ///< beside what is there
    void subjectChanged();
    void problemsChanged(int errors, int warnings);
    void problemsWanted();
    void editorWanted(); ///< what a person chose stands on this screen
    /// A text, a tab or a caret changed: drafts are due.
    void workspaceChanged();
    /// The newest question's places are on screen; what would help may still be looked for.
    void placementShown();
    /// The newest question is answered and shown.
    void settled();

private:
    void registerActions(Actions& actions);
    void compareLive();
    TextTab* addTab();
    void closeTab(int index);
    void save(TextTab* tab);
    void saveAs(TextTab* tab);
    void saveAll(const QStringList& ids); ///< of tabs, in their order, as far as each of them comes into its file
    void ask();
    void receivePlacement(const Answer& answer);
    void receive(const Answer& answer);
    void showFleetState();
    void showNothing(const Answer& answer);
    void showProblems(const Answer& answer);
    void shareProblemColumns();
    void goToProblem(int step);
    void showProblem(const Problem& problem);
    void keepWhatIf();
    void writeRemedy(int index);
    void write(const WhatIf& what); ///< into the texts, one undoable step each
    void nameRemedies();
    void retitle();
    void watchFiles(); ///< those of the open texts, and their folders: a file is often replaced by another one
    void compareWithFiles();
    void explain();
    [[nodiscard]] TextTab* tabOf(const QString& id) const;

    Session& m_session;
    QSplitter* m_splitter;
    QStackedWidget* m_left;
    QTabWidget* m_tabs;
    StatePanel* m_empty;
    MessageBar* m_message;
    PreviewPane* m_preview;
    ExplainPanel* m_explain;
    ProblemModel* m_problemModel;
    QTreeView* m_problems;
    QFileSystemWatcher* m_watcher;
    QTimer* m_compareTimer;              ///< a program that writes does so in several steps
    std::vector<QAction*> m_tryRemedy;   ///< one a key
    std::vector<QAction*> m_writeRemedy; ///< the same remedies, as edits of the text
    std::optional<Answer> m_answer;      ///< the newest
    std::optional<Answer> m_good;        ///< the newest with a preview
    QString m_opening;                   ///< a fleet that is being read
    QString m_fleetFault;
    int m_problem = -1; ///< where F8 stands
    int m_untitled = 0;
};

} // namespace ui::editor
