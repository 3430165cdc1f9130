// The plan screen's head and foot, and its commands.
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/frame/actions.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/widgets/alert_label.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

namespace ui::plan {

void PlanScreen::registerActions(Actions& actions)
{
    const QString section = tr("Plan");
    const auto add = [&](const char* id, const QString& text, const char* icon, const QList<QKeySequence>& keys,
                         std::function<void()> run) {
        QAction* action = actions.add(QString::fromLatin1(id), section, text, keys, this, std::move(run));
        if (icon != nullptr) action->setIcon(theme::icon(QString::fromLatin1(icon)));
        return action;
    };
    m_applyAction =
        add("plan.apply", tr("&Apply"), nullptr,
            {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)},
            [this] { apply(); });
    m_againAction = add("plan.again", tr("&Re-plan"), "view-refresh",
                        {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Return)}, [this] { m_desk.again(); });
    m_stopAction = add("plan.stop", tr("S&top after this step"), nullptr, {}, [this] { m_desk.stop(); });
    m_saveAction = add("plan.save", tr("&Save plan\u2026"), "document-save-as", {}, [this] { save(); });
    m_commandAction = add("plan.copy-command", tr("&Copy as command"), "edit-copy", {}, [this] { copyCommand(); });
    m_patchAction = add("plan.copy-diff", tr("Copy &diff"), "edit-copy", {}, [this] { copyPatch(); });
}

QWidget* PlanScreen::buildHead()
{
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    column->setSpacing(theme::space(1));
    auto* first = new QHBoxLayout;
    first->setSpacing(theme::space(4));
    m_title = new QLabel(head);
    m_title->setFont(theme::strong(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_counts = new QLabel(head);
    first->addWidget(m_title);
    first->addStretch(1);
    first->addWidget(m_counts);
    column->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(theme::space(2));
    m_times = new ElidedLabel(head);
    m_checkGlyph = new QLabel(head);
    m_check = new QLabel(head);
    second->addWidget(m_times, 1);
    second->addWidget(m_checkGlyph);
    second->addWidget(m_check);
    column->addLayout(second);
    m_unverified = new AlertLabel(QStringLiteral("plan-unverified"), head);
    m_unverified->setWordWrap(true);
    column->addWidget(m_unverified);
    m_beyond = new QLabel(head);
    m_beyond->setObjectName(QStringLiteral("plan-beyond"));
    m_beyond->setWordWrap(true);
    m_beyond->setTextFormat(Qt::PlainText);
    column->addWidget(m_beyond);
    return head;
}

QWidget* PlanScreen::buildFoot()
{
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    column->setSpacing(theme::space(2));
    auto* first = new QHBoxLayout;
    first->setSpacing(theme::space(2));
    m_undoGlyph = new QLabel(foot);
    m_undo = new QLabel(foot);
    m_undo->setWordWrap(true);
    m_undo->setTextFormat(Qt::PlainText);
    first->addWidget(m_undoGlyph, 0, Qt::AlignTop);
    first->addWidget(m_undo, 1);
    column->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(theme::space(2));
    m_blockingGlyph = new QLabel(foot);
    m_blocking = new QLabel(foot);
    m_blocking->setWordWrap(true);
    m_blocking->setTextFormat(Qt::PlainText);
    second->addWidget(m_blockingGlyph, 0, Qt::AlignTop);
    second->addWidget(m_blocking, 1);
    column->addLayout(second);
    m_overGitOps = new QCheckBox(foot);
    m_unchecked = new QCheckBox(tr("Apply although the server has no dry run for a step"), foot);
    for (QCheckBox* box : {m_overGitOps, m_unchecked}) {
        column->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &PlanScreen::showButtons);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::space(2));
    const auto button = [&](QAction* action) {
        auto* made = new QToolButton(foot);
        made->setDefaultAction(action);
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(made);
        return made;
    };
    // Re-plan stands where Apply never comes: who clicks it twice applies nothing.
    for (QAction* action : {m_saveAction, m_commandAction, m_patchAction, m_againAction}) button(action);
    row->addStretch(1);
    auto* stop = button(m_stopAction);
    connect(m_stopAction, &QAction::changed, stop, [this, stop] { stop->setVisible(m_stopAction->isVisible()); });
    m_apply = new QPushButton(foot); // never the one that Enter takes
    m_apply->setAutoDefault(false);
    connect(m_apply, &QPushButton::clicked, m_applyAction, &QAction::trigger);
    row->addWidget(m_apply);
    column->addLayout(row);
    return foot;
}

void PlanScreen::apply()
{
    // Only what is before the person's eyes is applied.
    if (!isVisible() || !m_desk.view() || !m_applyAction->isEnabled()) return;
    if (!isAskedAbout(*m_desk.view())) {
        sendApply();
        return;
    }
    auto* dialog = new ApplyDialog(*m_desk.view(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QString digest = m_desk.view()->digest;
    connect(dialog, &QDialog::accepted, this, [this, digest] {
        // What was asked about, and nothing that came in between.
        if (m_desk.view() && m_desk.view()->digest == digest) sendApply();
    });
    dialog->open();
}

void PlanScreen::sendApply()
{
    if (m_desk.isSpent()) { // something changed while it was asked about: said where the person looks now
        choose();
        return;
    }
    m_message->dismiss();
    m_desk.apply({m_overGitOps->isChecked(), m_unchecked->isChecked()});
}

void PlanScreen::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save plan"), QStringLiteral("plan.json"),
                                                      tr("Plans (*.json);;All files (*)"));
    if (!path.isEmpty()) m_desk.save(QFileInfo(path).absoluteFilePath());
}

void PlanScreen::copyCommand()
{
    if (!m_desk.view() || m_desk.view()->steps.empty()) return;
    QString why;
    const std::optional<QString> command = commandOf(*m_desk.view(), why);
    if (!command) {
        m_message->say(theme::Tone::Attention, why, {{tr("Save plan\u2026"), [this] { save(); }}});
        return;
    }
    QGuiApplication::clipboard()->setText(*command);
    m_message->say(theme::Tone::Ok, tr("Copied: %1").arg(*command));
}

void PlanScreen::copyPatch()
{
    if (!m_desk.view()) return;
    QString patch;
    for (const StepView& step : m_desk.view()->steps)
        if (step.wanted) patch += step.unified;
    QGuiApplication::clipboard()->setText(patch);
    m_message->say(theme::Tone::Ok, tr("The diff is copied."));
}

} // namespace ui::plan
