#include "ui/screens/plan/plan_screen.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/frame/actions.h"
#include "ui/models/tree_memory.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/change_pane.h"
#include "ui/screens/plan/checks_pane.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/screens/plan/secrets_form.h"
#include "ui/screens/plan/step_model.h"
#include "ui/screens/plan/step_pane.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/widgets/alert_label.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/tables.h"

namespace ui::plan {
namespace {

using Doing = PlanDesk::Doing;

constexpr int settlingMs = 1000; ///< a second click of a pair is over by then, and a glance at the plan was possible

void say(QLabel& glyph, QLabel& label, const Remark& remark)
{
    const int size = label.fontMetrics().height();
    glyph.setVisible(remark.tone != theme::Tone::Plain && !remark.text.isEmpty());
    if (remark.tone != theme::Tone::Plain)
        glyph.setPixmap(theme::icon(remark.tone).pixmap(QSize(size, size), label.devicePixelRatioF()));
    label.setText(remark.text);
    label.setAccessibleName(theme::word(remark.tone).isEmpty()
                                ? remark.text
                                : theme::word(remark.tone) + QStringLiteral(": ") + remark.text);
}

} // namespace

PlanScreen::PlanScreen(PlanDesk& desk, Actions& actions, QWidget* parent)
    : Screen(parent)
    , m_desk(desk)
    , m_message(new MessageBar(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePanel(this))
    , m_secrets(new SecretsForm(this))
    , m_model(new StepModel(this))
    , m_steps(makeView(m_model, QStringLiteral("plan-steps"), tr("Steps of the plan"), true, this))
    , m_checks(new ChecksPane(this))
    , m_changes(new ChangePane(this))
    , m_step(new StepPane(this))
    , m_settling(new QTimer(this))
{
    m_settling->setObjectName(QStringLiteral("plan-settling"));
    m_settling->setSingleShot(true);
    m_settling->setInterval(settlingMs);
    connect(m_settling, &QTimer::timeout, this, &PlanScreen::showButtons);
    registerActions(actions);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_pages, 1);
    auto* full = new QWidget(this);
    auto* inside = new QVBoxLayout(full);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(buildHead());
    m_tabs = new QTabWidget(full);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Steps and checks of the plan"));
    m_tabs->tabBar()->setAccessibleName(tr("Steps and checks of the plan"));
    m_rows = new QSplitter(Qt::Vertical, m_tabs);
    m_rows->setChildrenCollapsible(false);
    m_columns = new QSplitter(Qt::Horizontal, m_rows);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_changes);
    m_columns->addWidget(m_step);
    m_columns->setSizes({600, 400});
    m_rows->addWidget(m_steps);
    m_rows->addWidget(m_columns);
    m_rows->setSizes({300, 500});
    m_tabs->addTab(m_rows, tr("Steps"));
    m_tabs->addTab(m_checks, tr("Checks"));
    inside->addWidget(m_tabs, 1);
    inside->addWidget(buildFoot());
    m_pages->addWidget(m_empty);
    m_pages->addWidget(full);
    m_pages->addWidget(m_secrets);
    connect(m_secrets, &SecretsForm::answered, &m_desk, &PlanDesk::answerSecrets);
    connect(m_secrets, &SecretsForm::cancelled, &m_desk, &PlanDesk::cancelSecrets);

    m_steps->setSelectionMode(QAbstractItemView::SingleSelection);
    new TreeMemory(m_steps, StepModel::IdRole, 1);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanScreen::showStep);
    connect(m_model, &StepModel::wanted, &m_desk, &PlanDesk::setWanted);
    connect(m_step, &StepPane::textWanted, this, &Screen::textWanted);
    connect(m_step, &StepPane::decided, &m_desk, &PlanDesk::decide);
    connect(m_checks, &ChecksPane::fixWanted, &m_desk, &PlanDesk::addFix);
    connect(m_checks, &ChecksPane::draftWanted, this,
            [this](const QString& text) { emit draftWanted(tr("fix.yaml", "the name of a text"), text); });
    connect(&m_desk, &PlanDesk::changed, this, &PlanScreen::choose);
    connect(&m_desk, &PlanDesk::failed, this, [this](const QString& what) {
        const QString former = m_desk.view() && m_desk.isFormer()
                                   ? QLatin1Char('\n') + tr("What is shown is the former plan; it can be read, "
                                                            "and applied only after it is made again.")
                                   : QString();
        std::vector<MessageBar::Action> next;
        if (m_desk.view() || m_desk.hasFailed())
            next.push_back({tr("Re-plan"), [this] { m_desk.again(); }});
        else
            next.push_back({tr("Plan again"), [this] { emit planWanted(); }});
        if (m_desk.view() && m_desk.isFormer()) // what was asked for may never come
            next.push_back({tr("Make the former plan again"), [this] { m_desk.formerAgain(); }});
        m_message->say(theme::Tone::Error, what + former, std::move(next));
        m_saysTexts = false;
        if (!m_desk.view()) showEmpty();
    });
    connect(&m_desk, &PlanDesk::ended, this, &PlanScreen::showMessage);
    connect(&m_desk, &PlanDesk::saved, this, [this](const QString& path) {
        m_message->say(theme::Tone::Ok, tr("Saved: %1").arg(path));
        choose();
    });
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] { m_desk.stop(); });
    choose();
}

QList<QWidget*> PlanScreen::panes()
{
    if (m_pages->currentWidget() == m_secrets) return {m_secrets};
    if (m_pages->currentIndex() == 0) return {m_empty};
    if (m_tabs->currentWidget() == m_checks) return {m_checks->list()};
    return {m_steps, m_changes->fields(), m_step};
}

const StepView* PlanScreen::current() const
{
    const QModelIndex at = m_steps->currentIndex();
    const StepRow* row = m_model->row(at.parent().isValid() ? at.parent() : at);
    if (row == nullptr || !m_desk.view()) return nullptr;
    for (const StepView& step : m_desk.view()->steps)
        if (step.id == row->id) return &step;
    return nullptr;
}

void PlanScreen::choose()
{
    const bool isFull = m_desk.view() && !m_desk.view()->steps.empty();
    m_secrets->show(m_desk.secretAsks());
    const bool asks = !m_desk.secretAsks().empty();
    m_pages->setCurrentIndex(asks ? 2 : isFull ? 1 : 0);
    if (isFull)
        showPlan();
    else
        showEmpty();
    showButtons();
}

void PlanScreen::showEmpty()
{
    using State = StatePanel::State;
    const PlanWay& way = m_desk.way();
    if (m_desk.doing() == Doing::Planning) {
        m_empty->show(State::Loading, tr("The plan is being made."),
                      way.isReadOnly()
                          ? tr("%1 is read-only: what would change is worked out here.").arg(way.connection)
                          : tr("The server is asked what it would make of the text; it changes nothing."));
        return;
    }
    if (const auto& view = m_desk.view()) {
        QString more = tr("Compared %1 on %2.", "time, connection").arg(clockText(view->made), view->connection);
        if (!view->unchanged.isEmpty()) more += QLatin1Char('\n') + view->unchanged.join(QStringLiteral(", "));
        if (!view->stillDiffers.isEmpty() && !view->beyond.isEmpty()) more += QLatin1Char('\n') + view->beyond;
        if (!view->stillDiffers.isEmpty()) more += QLatin1Char('\n') + view->stillDiffers.join(QLatin1Char('\n'));
        if (!view->notUndone.isEmpty()) more += QLatin1Char('\n') + view->notUndone.join(QLatin1Char('\n'));
        const QStringList& others = m_desk.changedTexts();
        m_empty->show(State::Empty,
                      !others.isEmpty() ? tr("The text was changed since it was compared: %1", "names of texts")
                                              .arg(others.join(QStringLiteral(", ")))
                      : !view->stillDiffers.isEmpty()
                          ? tr("Nothing that an apply changes, but text and cluster differ.")
                      : !view->beyond.isEmpty()   ? tr("Nothing to apply.") + QLatin1Char(' ') + view->beyond
                      : view->undoes.isEmpty()    ? tr("Nothing to change: text and cluster agree.")
                      : view->notUndone.isEmpty() ? tr("Nothing to undo: the cluster is as it was before.")
                      : view->unchanged.isEmpty()
                          ? tr("Nothing of it can be undone.")
                          : tr("Nothing that an undo changes, but not all is known to be as it was before."),
                      more, {{tr("Compare again"), [this] { m_desk.again(); }}});
        return;
    }
    if (way.connection.isEmpty()) {
        m_empty->show(State::Empty, tr("Plans are made on a live fleet, and none is open."),
                      tr("Open a connection, and plan what stands in the editor. A plan that somebody saved can be "
                         "read without one."),
                      {{tr("Open a connection"), [this] { emit connectionsWanted(); }},
                       {tr("Open plan\u2026"), [this] { emit openPlanWanted(); }}});
        return;
    }
    m_empty->show(
        State::Empty, tr("No plan yet."),
        tr("A plan says what the texts of the editor would change on %1, and changes nothing.").arg(way.connection),
        {{tr("Plan what stands in the editor"), [this] { emit planWanted(); }},
         {tr("Open plan\u2026"), [this] { emit openPlanWanted(); }}});
}

void PlanScreen::showPlan()
{
    const PlanView& plan = *m_desk.view();
    m_title->setText(m_desk.isFormer() ? tr("Former plan: %1").arg(titleText(plan)) : titleText(plan));
    m_counts->setText(countsText(plan));
    m_times->setWhole(m_desk.doing() == Doing::Planning ? tr("The plan is being made.") : timesText(plan));
    m_unverified->warn(
        m_desk.way().isInsecure
            ? tr("The server of %1 is not verified: whoever answers gets what is applied.").arg(m_desk.way().connection)
            : QString());
    // What the server said, and what can be undone, is of the cluster as it was.
    const bool isOvertaken =
        m_desk.isSpent() && (!m_desk.applied() || m_desk.applied()->end == AppliedView::End::Stale);
    Remark dryRun = dryRunText(plan);
    if (isOvertaken && !dryRun.text.isEmpty())
        dryRun = {theme::Tone::Attention, tr("%1, when the plan was made", "what the server said").arg(dryRun.text)};
    if (!plan.stillDiffers.isEmpty()) {
        if (!dryRun.text.isEmpty()) dryRun.text += QStringLiteral(". ");
        dryRun.text += plan.stillDiffers.join(QLatin1Char(' '));
        if (dryRun.tone != theme::Tone::Error) dryRun.tone = theme::Tone::Attention;
    }
    say(*m_checkGlyph, *m_check, dryRun);
    m_beyond->setText(plan.beyond); // no step takes it away
    m_beyond->setVisible(!plan.beyond.isEmpty());
    say(*m_undoGlyph, *m_undo, undoText(plan));
    if (!plan.notUndone.isEmpty())
        say(*m_undoGlyph, *m_undo,
            {theme::Tone::Attention,
             tr("This plan cannot undo everything. %1").arg(plan.notUndone.join(QLatin1Char(' ')))});
    if (m_desk.applied() || isOvertaken) say(*m_undoGlyph, *m_undo, {}); // what was done of it is History's
    m_model->setChangeable(m_desk.doing() == Doing::Nothing && !m_desk.applied() && !m_desk.way().connection.isEmpty());
    m_model->setRows(stepRows(plan));
    if (!m_steps->currentIndex().isValid()) m_steps->setCurrentIndex(m_model->index(0, 0));
    if (m_shown == 0) // later, the widths are the person's
        for (int c = 0; c < StepModel::More; ++c) {
            m_steps->resizeColumnToContents(c);
            if (c != StepModel::Target && c != StepModel::Object) continue; // a long name leaves the others their room
            const int most =
                std::max(m_steps->viewport()->width() * 3 / 10, m_steps->fontMetrics().averageCharWidth() * 28);
            m_steps->setColumnWidth(c, std::min(m_steps->columnWidth(c), most));
        }
    if (m_shown != m_desk.number()) { // what was said and allowed was of another
        m_message->dismiss();
        m_saysTexts = false;
        m_overGitOps->setChecked(false);
        m_unchecked->setChecked(false);
        showTextFaults();
    }
    m_shown = m_desk.number();
    showStep();
    showChecks();
    showStale();
}

/// Of the texts, before anybody asks why the server refuses them, or drops what it does not know, or where a fix went.
void PlanScreen::showTextFaults()
{
    constexpr int most = 4;
    const QStringList& all = m_desk.view()->fieldFaults;
    QStringList lines = all.mid(0, most);
    const int more = static_cast<int>(all.size()) - most;
    if (more > 0) lines << tr("%n more.", "fields that the server does not know", more);
    const QStringList& fixes = m_desk.view()->fixesLeft;
    if (!fixes.isEmpty())
        lines << tr("Was added to the plan before, and is not added again, because no check asks for it now: %1",
                    "objects")
                     .arg(fixes.join(QStringLiteral("; ")));
    if (!lines.isEmpty()) m_message->say(theme::Tone::Attention, lines.join(QLatin1Char('\n')));
}

void PlanScreen::showChecks()
{
    const PlanView& plan = *m_desk.view();
    const Remark said = checksText(plan);
    const bool isOpen = m_desk.doing() == Doing::Nothing && !m_desk.applied() && !m_desk.way().connection.isEmpty();
    m_checks->show(plan, isOpen);
    const int at = m_tabs->indexOf(m_checks);
    const bool isChecked = !plan.checks.empty() || !plan.notChecked.isEmpty();
    m_tabs->setTabVisible(at, isChecked);
    m_tabs->tabBar()->setVisible(isChecked); // nothing to choose between
    const int fails = plan.count(CheckView::State::Fails);
    m_tabs->setTabText(at, fails > 0 ? tr("Checks (%n fail)", nullptr, fails) : tr("Checks"));
    m_tabs->setTabIcon(at, said.tone == theme::Tone::Plain ? QIcon() : theme::icon(said.tone));
    m_tabs->setTabToolTip(at, said.text);
    say(*m_blockingGlyph, *m_blocking, m_desk.applied() ? Remark() : blockingText(plan));
    m_blocking->setVisible(!m_blocking->text().isEmpty());
}

/// Said as soon as it is known, and not only when somebody wants to apply it.
void PlanScreen::showStale()
{
    const PlanView& plan = *m_desk.view();
    if (m_desk.applied() || m_desk.doing() != Doing::Nothing || m_desk.isFormer()) return;
    const bool isOther = !m_desk.changedTexts().isEmpty();
    if (std::exchange(m_saysTexts, isOther) && !isOther) m_message->dismiss(); // it was typed back
    if (isOther) {
        m_message->say(theme::Tone::Attention,
                       tr("The text was changed since the plan was made: %1. The plan is of the former text. Make it "
                          "again before it is applied.",
                          "names of texts")
                           .arg(m_desk.changedTexts().join(QStringLiteral(", "))),
                       {{tr("Re-plan"), [this] { m_desk.again(); }}});
        return;
    }
    if (!m_desk.changedSince().isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("The cluster is not as the plan saw it. Make it again before it is applied.") +
                           QLatin1Char('\n') + m_desk.changedSince().join(QLatin1Char('\n')),
                       {{tr("Re-plan"), [this] { m_desk.again(); }}});
        return;
    }
    if (m_desk.isOld())
        m_message->say(
            theme::Tone::Attention,
            plan.file.isEmpty()
                ? tr("The plan is of %1 and was valid until %2. Make it again before it is applied.")
                      .arg(clockText(plan.made), clockText(plan.validUntil))
                : tr("The plan is of %1. What it predicts may be old; whether the cluster is as it saw it is "
                     "looked at before anything is applied.")
                      .arg(clockText(plan.made)),
            {{tr("Re-plan"), [this] { m_desk.again(); }}});
}

void PlanScreen::showStep()
{
    const StepView* step = current();
    m_changes->show(step);
    m_step->show(step, m_desk.doing() == Doing::Nothing && !m_desk.applied() && !m_desk.way().connection.isEmpty());
}

void PlanScreen::showButtons()
{
    const auto& plan = m_desk.view();
    const bool isIdle = m_desk.doing() == Doing::Nothing;
    const bool isApplying = m_desk.doing() == Doing::Applying;
    const bool isReadOnly = m_desk.way().isReadOnly() || (plan && !plan->readOnlyBy.isEmpty());
    const bool isThere = plan && !plan->steps.empty();
    QString tool;
    bool unchecked = false;
    for (const StepView& step : isThere ? plan->steps : std::vector<StepView>()) {
        if (step.wanted && !step.gitOps.isEmpty()) tool = step.gitOps;
        unchecked = unchecked || (step.wanted && step.isUnchecked);
    }
    m_overGitOps->setVisible(!tool.isEmpty() && !isReadOnly);
    m_overGitOps->setText(tr("Apply although %1 will put the change back").arg(tool));
    m_unchecked->setVisible(unchecked && !isReadOnly);
    QString block = isThere ? blockText(*plan, m_desk.way()) : tr("There is no plan.");
    if (block.isEmpty() && !tool.isEmpty() && !m_overGitOps->isChecked())
        block = tr("%1 keeps an object of it. Change it where it is kept, or tick the box.").arg(tool);
    if (block.isEmpty() && unchecked && !m_unchecked->isChecked())
        block = tr("The server has no dry run for a step. Tick the box to apply it nevertheless.");
    if (block.isEmpty() && !m_desk.changedTexts().isEmpty())
        block = tr("The text was changed since the plan was made.");
    const bool isSpent = isThere && m_desk.isSpent();
    if (block.isEmpty() && isSpent) block = tr("The plan was applied already, or is out of date. Make it again first.");
    if (m_desk.view() && std::exchange(m_settled, m_desk.number()) != m_desk.number()) m_settling->start();
    if (block.isEmpty() && m_settling->isActive()) block = tr("The plan came just now. Look at it first.");
    m_applyAction->setVisible(!isReadOnly);
    m_apply->setVisible(!isReadOnly);
    m_applyAction->setEnabled(isIdle && block.isEmpty() && !isReadOnly);
    m_apply->setEnabled(m_applyAction->isEnabled());
    m_apply->setText(isApplying ? tr("Applying\u2026") : tr("Apply %n step(s)", nullptr, plan ? plan->wanted() : 0));
    m_apply->setToolTip(block.isEmpty()
                            ? tr("%1: %2", "command, keys")
                                  .arg(m_apply->text(), m_applyAction->shortcut().toString(QKeySequence::NativeText))
                            : block);
    m_apply->setAccessibleDescription(block);
    m_againAction->setEnabled(isIdle && (plan || m_desk.hasFailed()) && !m_desk.way().connection.isEmpty());
    m_saveAction->setEnabled(isThere);
    m_commandAction->setEnabled(isThere);
    m_patchAction->setEnabled(isThere);
    m_stopAction->setVisible(!isIdle);
    m_stopAction->setEnabled(!isIdle && !m_desk.isStopping());
    m_stopAction->setText(!isApplying           ? tr("S&top")
                          : m_desk.isStopping() ? tr("Stops after this step")
                                                : tr("S&top after this step"));
    m_stopAction->setToolTip(tr("Esc"));
}

void PlanScreen::showMessage()
{
    const auto& applied = m_desk.applied();
    if (!applied) return;
    using End = AppliedView::End;
    std::vector<MessageBar::Action> actions;
    if (applied->next > 1)
        actions.push_back({tr("Retry from step %1").arg(applied->next), [this] { m_desk.again(); }});
    else if (applied->end != End::Done)
        actions.push_back({tr("Re-plan"), [this] { m_desk.again(); }});
    if (applied->done > 0 && applied->end != End::Unknown)
        actions.push_back({applied->end == End::Done ? tr("Undo")
                           : applied->done == 1      ? tr("Undo step 1")
                                                     : tr("Undo steps 1 to %1").arg(applied->done),
                           [this, digest = applied->digest] { m_desk.undo(digest); }});
    const QString why = applied->why.join(QLatin1Char('\n'));
    const QString count = tr("%1 of %2 applied.").arg(applied->done).arg(applied->all);
    switch (applied->end) {
    case End::Done: m_message->say(theme::Tone::Ok, count, std::move(actions)); break;
    case End::NotBegun:
        m_message->say(theme::Tone::Error, tr("Nothing was applied.") + QLatin1Char('\n') + why, std::move(actions));
        break;
    case End::Stale:
        m_message->say(theme::Tone::Attention,
                       tr("Nothing was applied: the cluster is not as the plan saw it.") + QLatin1Char('\n') + why,
                       std::move(actions));
        break;
    case End::Failed:
    case End::Partly: m_message->say(theme::Tone::Error, count + QLatin1Char(' ') + why, std::move(actions)); break;
    case End::Unknown:
        m_message->say(theme::Tone::Attention,
                       tr("It is not known whether a step was done. History asks the cluster.") + QLatin1Char('\n') +
                           why,
                       {{tr("History"), [this] { emit historyWanted(); }}});
        break;
    case End::Accepted:
        m_message->say(theme::Tone::Attention,
                       count + QLatin1Char(' ') + tr("What is deleted is still there:") + QLatin1Char('\n') + why,
                       {{tr("History"), [this] { emit historyWanted(); }}});
        break;
    case End::Stopped: m_message->say(theme::Tone::Attention, tr("Stopped. %1").arg(count), std::move(actions)); break;
    }
}

QByteArray PlanScreen::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_rows->saveState() << m_columns->saveState();
    return bytes;
}

void PlanScreen::restoreLayout(const QByteArray& state)
{
    QByteArray rows;
    QByteArray columns;
    QDataStream in(state);
    in >> rows >> columns;
    if (in.status() != QDataStream::Ok) return;
    m_rows->restoreState(rows);
    m_columns->restoreState(columns);
}

} // namespace ui::plan
