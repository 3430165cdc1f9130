#include "ui/screens/history/history_screen.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/frame/actions.h"
#include "ui/screens/history/history_model.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/shell_words.h"
#include "ui/widgets/squeeze.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/tables.h"

namespace ui::history {

HistoryScreen::HistoryScreen(PlanDesk& desk, Actions& actions, QWidget* parent)
    : Screen(parent)
    , m_desk(desk)
    , m_message(new MessageBar(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePanel(this))
    , m_model(new HistoryModel(this))
    , m_view(makeView(m_model, QStringLiteral("history"), tr("Plans that were applied"), false, this))
    , m_stepsModel(new StepsModel(this))
    , m_steps(makeView(m_stepsModel, QStringLiteral("history-steps"), tr("Steps of the plan"), false, this))
    , m_why(new QLabel(this))
    , m_diff(new DiffText(tr("The object before and after"), this))
{
    registerActions(actions);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
    bar->setSpacing(theme::space(2));
    for (QAction* action : {m_undo, m_onceMore, m_export, m_settle}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    bar->addStretch(1);
    column->addLayout(bar);
    column->addWidget(m_message);
    auto* full = new QSplitter(Qt::Vertical, this);
    full->setChildrenCollapsible(false);
    auto* lower = new QSplitter(Qt::Horizontal, full);
    lower->setChildrenCollapsible(false);
    lower->addWidget(m_steps);
    auto* right = new QWidget(lower);
    auto* inside = new QVBoxLayout(right);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
    inside->addWidget(m_why);
    inside->addWidget(m_diff, 1);
    lower->addWidget(right);
    lower->setSizes({500, 500});
    full->addWidget(m_view);
    full->addWidget(lower);
    full->setSizes({400, 400});
    m_pages->addWidget(m_empty);
    m_pages->addWidget(full);
    column->addWidget(m_pages, 1);
    m_empty->show(StatePanel::State::Loading, tr("The journal is being read."));

    m_squeeze = new Squeeze(m_steps, StepsModel::Object, {StepsModel::Why}); // the label beside it says why
    for (QTreeView* view : {m_view, m_steps}) view->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryScreen::choose);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryScreen::showStep);
    connect(&m_desk, &PlanDesk::historyChanged, this, &HistoryScreen::fill);
    connect(&m_desk, &PlanDesk::detailsCame, this, &HistoryScreen::showDetails);
    connect(&m_desk, &PlanDesk::historyFailed, this, [this](const QString& what) {
        m_message->say(theme::Tone::Error, what);
        if (!m_desk.history())
            m_empty->show(StatePanel::State::Failed, tr("The journal cannot be read."), what,
                          {{tr("Try again"), [this] { m_desk.readHistory(); }}});
    });
    connect(&m_desk, &PlanDesk::settled, this, [this](const QStringList& said) {
        m_message->say(theme::Tone::Ok, said.isEmpty() ? tr("Every step has an end.") : said.join(QLatin1Char('\n')));
    });
    connect(&m_desk, &PlanDesk::exported, this,
            [this](const QString& path) { m_message->say(theme::Tone::Ok, tr("Saved: %1").arg(path)); });
    connect(&m_desk, &PlanDesk::changed, this, &HistoryScreen::showButtons);
    showButtons();
}

void HistoryScreen::registerActions(Actions& actions)
{
    const QString section = tr("History");
    m_undo =
        actions.add(QStringLiteral("history.undo"), section, tr("&Undo the plan\u2026"), {}, this, [this] { undo(); });
    m_undo->setIcon(theme::icon(QStringLiteral("edit-undo")));
    m_onceMore = actions.add(QStringLiteral("history.again"), section, tr("Apply &again\u2026"), {}, this,
                             [this] { onceMore(); });
    m_onceMore->setIcon(theme::icon(QStringLiteral("view-refresh")));
    m_export = actions.add(QStringLiteral("history.export"), section, tr("&Export\u2026"),
                           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}, this, [this] { exportPlan(); });
    m_export->setIcon(theme::icon(QStringLiteral("document-save-as")));
    m_settle =
        actions.add(QStringLiteral("history.settle"), section, tr("&Ask the cluster"), {}, this, [this] { settle(); });
    m_settle->setIcon(theme::icon(QStringLiteral("question")));
}

QList<QWidget*> HistoryScreen::panes()
{
    if (m_pages->currentIndex() == 0) return {m_empty};
    return {m_view, m_steps, m_diff};
}

void HistoryScreen::showEvent(QShowEvent* event)
{
    Screen::showEvent(event);
    m_desk.readHistory(); // another program may have written
}

const HistoryRow* HistoryScreen::current() const
{
    return m_model->row(m_view->currentIndex());
}

void HistoryScreen::fill()
{
    const HistoryView& history = *m_desk.history();
    m_model->setRows(history.rows);
    m_pages->setCurrentIndex(history.rows.empty() ? 0 : 1);
    if (history.rows.empty()) {
        m_empty->show(StatePanel::State::Empty, tr("No plan was applied yet."),
                      tr("Every plan that is applied, here or by berthctl, stands here with the objects as they were."),
                      {{tr("Plan what stands in the editor"), [this] { emit planWanted(); }}});
    } else if (!m_sized) {
        m_sized = true;
        for (int c = 0; c < HistoryModel::Plan; ++c) m_view->resizeColumnToContents(c);
        const int em = m_view->fontMetrics().averageCharWidth();
        m_view->setColumnWidth(HistoryModel::What, std::min(m_view->columnWidth(HistoryModel::What), em * 56));
    }
    if (!history.fault.isEmpty())
        m_message->say(theme::Tone::Error, tr("The journal was edited, or an entry is missing. %1").arg(history.fault));
    else if (history.unknown > 0)
        m_message->say(theme::Tone::Attention,
                       tr("Of %n step(s) it is not known whether they were done.", nullptr, history.unknown),
                       {{tr("Ask the cluster"), [this] { settle(); }}});
    else if (history.held > 0)
        m_message->say(
            theme::Tone::Attention,
            tr("%n object(s) that were deleted are still there: something holds them.", nullptr, history.held),
            {{tr("Ask the cluster"), [this] { settle(); }}});
    // The rows may have moved: the plan that is looked at stays.
    int row = 0;
    for (std::size_t i = 0; i < history.rows.size(); ++i)
        if (history.rows[i].digest == m_digest) row = static_cast<int>(i);
    m_digest.clear();
    m_view->setCurrentIndex(m_model->index(row, HistoryModel::When));
    choose();
}

void HistoryScreen::choose()
{
    const HistoryRow* row = current();
    showButtons();
    if (row == nullptr) {
        m_stepsModel->setRows({});
        m_diff->show({});
        return;
    }
    if (row->digest == m_digest) return;
    m_digest = row->digest;
    m_desk.readDetails(m_digest);
}

void HistoryScreen::showDetails(const HistoryDetails& details)
{
    if (details.digest != m_digest) return; // late: another plan is looked at
    m_stepsModel->setRows(details.steps);
    for (int c = 0; c < StepsModel::Why; ++c) m_steps->resizeColumnToContents(c);
    m_squeeze->fit();
    if (!m_steps->currentIndex().isValid()) m_steps->setCurrentIndex(m_stepsModel->index(0, 0));
    showStep();
}

void HistoryScreen::showStep()
{
    const HistoryStep* step = m_stepsModel->row(m_steps->currentIndex());
    m_why->setText(step == nullptr ? QString() : step->why);
    m_why->setVisible(!m_why->text().isEmpty());
    m_diff->show(step == nullptr ? std::vector<DiffLine>() : linesOf(step->unified));
}

void HistoryScreen::showButtons()
{
    const HistoryRow* row = current();
    const bool isOpen = !m_desk.way().connection.isEmpty();
    const bool isIdle = m_desk.doing() != PlanDesk::Doing::Applying;
    m_undo->setEnabled(row != nullptr && row->done > 0 && isOpen && isIdle);
    m_undo->setToolTip(!isOpen ? tr("Open the connection that the plan was applied to first.")
                       : row != nullptr && row->done == 0
                           ? tr("Nothing of this plan was done.")
                           : tr("Makes a plan that takes it back, to be reviewed as any"));
    m_onceMore->setEnabled(row != nullptr && isOpen && isIdle);
    m_onceMore->setToolTip(isOpen ? tr("Makes a new plan of it, on how the clusters are now, to be reviewed as any")
                                  : tr("Open the connection that the plan was applied to first."));
    m_export->setEnabled(row != nullptr);
    m_export->setToolTip(tr("Saves the plan, or the record of it with the objects before and after"));
    m_settle->setEnabled(isOpen && isIdle && m_desk.history() &&
                         m_desk.history()->unknown + m_desk.history()->held > 0);
    m_settle->setToolTip(tr("Asks the clusters about steps that nobody knows the end of"));
}

void HistoryScreen::undo()
{
    const HistoryRow* row = current();
    if (row == nullptr) return;
    if (m_desk.way().connection.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("Open the connection that the plan was applied to first: %1.").arg(row->where),
                       {{tr("Open a connection"), [this] { emit connectionsWanted(); }}});
        return;
    }
    if (!m_undo->isEnabled()) return;
    m_desk.undo(row->digest);
    emit planShown();
}

void HistoryScreen::onceMore()
{
    const HistoryRow* row = current();
    if (row == nullptr || !m_onceMore->isEnabled()) return;
    m_desk.onceMore(row->digest);
    emit planShown();
}

void HistoryScreen::exportPlan()
{
    const HistoryRow* row = current();
    if (row == nullptr || !isVisible()) return;
    const QString plan = tr("The plan, to be applied again (*.json)");
    const QString record = tr("The record, with the objects before and after (*.json)");
    QString chosen = plan;
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export"), QStringLiteral("plan-%1.json").arg(row->digest.left(12)),
                                     plan + QStringLiteral(";;") + record, &chosen);
    if (!path.isEmpty()) m_desk.exportPlan(row->digest, chosen == record, QFileInfo(path).absoluteFilePath());
}

void HistoryScreen::settle()
{
    if (m_desk.way().connection.isEmpty()) {
        m_message->say(theme::Tone::Attention, tr("Open the connection that reaches the cluster first."),
                       {{tr("Open a connection"), [this] { emit connectionsWanted(); }}});
        return;
    }
    m_message->say(theme::Tone::Progress, tr("The clusters are asked."));
    m_desk.settle();
}

void HistoryScreen::copyCommand()
{
    const HistoryRow* row = current();
    const QString command =
        QStringLiteral("berthctl history") + (row == nullptr ? QString() : QLatin1Char(' ') + row->digest.left(12));
    QGuiApplication::clipboard()->setText(command);
    m_message->say(theme::Tone::Ok, tr("Copied: %1").arg(command));
}

} // namespace ui::history
