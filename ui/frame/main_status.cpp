// The status line of the window: what is open, how old it is, what may be changed.
#include <QDockWidget>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

#include "core/snapshot/describe.h"
#include "ui/frame/actions.h"
#include "ui/frame/class_strip.h"
#include "ui/frame/main_window.h"
#include "ui/frame/snapshot_panel.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/session/connection_book.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/widgets/alert_label.h"

namespace ui {

void MainWindow::buildStatusBar()
{
    const auto cell = [this](std::function<void()> open) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [open = std::move(open)] { open(); });
        statusBar()->addWidget(button);
        return button;
    };
    statusBar()->setSizeGripEnabled(false);
    m_fleetCell = cell([this] { showSnapshotDetails(); });
    m_accessCell = cell([this] { goTo(QStringLiteral("connections")); });
    m_unverified = new AlertLabel(QStringLiteral("unverified"), this);
    statusBar()->addWidget(m_unverified);
    m_stockCell = cell([this] { showSnapshotDetails(); });
    m_priceCell = cell([this] { showSnapshotDetails(); });
    m_problemCell = cell([this] {
        m_problems->show();
        m_editor->problems()->setFocus();
    });
    describeFleet();
    describeWay();
    describeProblems(0, 0);
}

void MainWindow::describeFleet()
{
    const core::snapshot::FleetPtr fleet = m_session->fleet();
    for (QToolButton* cell : {m_stockCell, m_priceCell}) cell->setVisible(fleet != nullptr);
    if (!fleet) {
        m_fleetCell->setText(tr("no fleet is open"));
        m_fleetCell->setAccessibleName(m_fleetCell->text());
        retitle();
        return;
    }
    if (m_session->isLive()) {
        describeLive();
    } else {
        m_unreachedSince.reset(); // of the fleet before
        m_editor->preview().setUnreached({});
        m_fleetCell->setIcon(theme::icon(QStringLiteral("snapshot")));
        m_fleetCell->setText(tr("%1: snapshot of %2, offline").arg(m_session->fleetName(), timeText(fleet->takenAt)));
        m_fleetCell->setToolTip(
            tr("Snapshot %1. Nothing is live: this window reads a file.").arg(QString::fromStdString(fleet->digest)));
    }
    m_stockCell->setText(fleet->stock.empty()
                             ? tr("stock not known")
                             : tr("stock %1", "age").arg(ageText(core::snapshot::describe(*fleet).stockAge)));
    m_stockCell->setToolTip(tr("Age of the oldest stock figure, against the moment of the snapshot."));
    describePrices();
    for (QToolButton* cell : {m_fleetCell, m_stockCell}) cell->setAccessibleName(cell->text());
    m_snapshotPanel->show(*fleet, m_session->fleetName(), m_session->notes());
    retitle();
}

void MainWindow::describeLive()
{
    if (!m_session->isLive()) return;
    int all = 0;
    int reached = 0;
    QStringList troubles;
    theme::Tone tone = theme::Tone::Ok;
    for (const ClusterState& cluster : m_session->clusters()) {
        if (!cluster.isFleet) ++all;
        if (!cluster.isFleet && (cluster.tone == theme::Tone::Ok || cluster.tone == theme::Tone::Progress ||
                                 (cluster.tone == theme::Tone::Attention && !cluster.parts.empty())))
            ++reached;
        if (cluster.tone != theme::Tone::Ok && cluster.tone != theme::Tone::Progress) {
            tone = theme::Tone::Attention;
            const QString name = cluster.isFleet ? tr("control plane") : clusterText(cluster.name.toStdString());
            troubles << (cluster.why.isEmpty()
                             ? tr("%1: %2", "cluster, how it stands").arg(name, cluster.state)
                             : tr("%1: %2; %3", "cluster, how it stands, why").arg(name, cluster.state, cluster.why));
        } else if (cluster.tone == theme::Tone::Progress && tone == theme::Tone::Ok) {
            tone = theme::Tone::Progress;
        }
    }
    m_fleetCell->setIcon(theme::icon(tone));
    QString text = tr("%1: %2 of %n cluster(s) live", "connection, number", all)
                       .arg(m_session->fleetName(), locale().toString(reached));
    const QString away = unreachedText();
    if (away.isEmpty())
        m_unreachedSince.reset();
    else if (!m_unreachedSince)
        m_unreachedSince = QDateTime::currentDateTime();
    if (m_unreachedSince)
        text = tr("%1, not reached since %2", "how a fleet stands, time")
                   .arg(text, m_unreachedSince->time().toString(QStringLiteral("HH:mm:ss")));
    m_fleetCell->setText(text);
    m_editor->preview().setUnreached(
        m_unreachedSince
            ? tr("%1 is not reached since %2. What is shown is old: it is of what was known then.", "connection, time")
                  .arg(m_session->connection(), m_unreachedSince->time().toString(QStringLiteral("HH:mm:ss")))
            : QString());
    if (away != m_plans->way().unreached) describeWay();
    troubles.prepend(
        tr("Newest snapshot %1, of %2.")
            .arg(QString::fromStdString(m_session->fleet()->digest).left(7), timeText(m_session->fleet()->takenAt)));
    m_fleetCell->setToolTip(troubles.join(QLatin1Char('\n')));
    m_fleetCell->setAccessibleName(m_fleetCell->text());
}

QString MainWindow::unreachedText() const
{
    const std::vector<ClusterState>& all = m_session->clusters();
    if (!m_session->isLive() || all.empty()) return {};
    // The control plane stands first, or the only cluster: it is what plans are applied to.
    const ClusterState& first = all.front();
    if (first.tone != theme::Tone::Error) return {};
    return tr("%1 is not reached now: nothing can be applied to it. It is tried again by itself.")
        .arg(m_session->connection());
}

/// What plans are made on, and whether anything may be changed there.
void MainWindow::describeWay()
{
    PlanWay way{m_session->isLive() ? m_session->connection() : QString(), m_book->settings(), m_isReadOnly};
    way.unreached = unreachedText();
    const ConnectionRow* row = way.connection.isEmpty() ? nullptr : m_book->row(way.connection);
    way.isInsecure = row != nullptr && row->isInsecure;
    m_unverified->warn(way.isInsecure ? tr("server not verified") : QString());
    m_unverified->setToolTip(tr("Whoever answers is taken for the server of %1.").arg(way.connection));
    const bool isOpen = !way.connection.isEmpty();
    m_actions->get(QStringLiteral("view.read-only"))->setChecked(m_isReadOnly);
    m_accessCell->setVisible(isOpen || m_isReadOnly);
    m_accessCell->setText(way.isReadOnly() ? tr("read-only") : tr("may be changed", "a fleet, by plans"));
    m_accessCell->setToolTip(m_isReadOnly       ? tr("This window only reads, whatever the connection allows.")
                             : way.isReadOnly() ? tr("The connection is saved as read-only: plans can be made, saved "
                                                     "and copied, not applied.")
                                                : tr("Plans that you apply change the fleet. Nothing else does."));
    m_accessCell->setAccessibleName(m_accessCell->text());
    if (isOpen && way.isProduction())
        m_strip->warn(way.connection, way.isReadOnly(), way.isInsecure);
    else
        m_strip->hide();
    m_plans->setWay(way);
}

void MainWindow::describePrices()
{
    const core::snapshot::FleetPtr fleet = m_session->fleet();
    if (!fleet) return;
    // Of the prices that the preview rests on; where it buys nothing, there is no date to tell.
    const QString dates = m_editor->preview().priceDates();
    m_priceCell->setVisible(!dates.isEmpty() || fleet->prices.empty());
    m_priceCell->setText(dates.isEmpty() ? tr("prices not known") : tr("prices of %1", "date").arg(dates));
    m_priceCell->setAccessibleName(m_priceCell->text());
}

void MainWindow::describeProblems(int errors, int warnings)
{
    QStringList parts;
    if (errors > 0) parts << tr("%n error(s)", nullptr, errors);
    if (warnings > 0) parts << tr("%n warning(s)", nullptr, warnings);
    const bool isAlone = !m_session->fleet(); // what the texts say of a fleet is not checked then
    m_problemCell->setText(!parts.isEmpty() ? parts.join(QStringLiteral(", "))
                           : isAlone        ? tr("not checked against a fleet")
                                            : tr("no problems"));
    m_problemCell->setAccessibleName(m_problemCell->text());
    m_problemCell->setIcon(theme::icon(errors > 0     ? theme::Tone::Error
                                       : warnings > 0 ? theme::Tone::Attention
                                       : isAlone      ? theme::Tone::Plain
                                                      : theme::Tone::Ok));
    m_problemCell->setToolTip(isAlone ? tr("Of the texts that are open in the editor. No fleet is open: only what they "
                                           "say by themselves was checked.")
                                      : tr("Of the texts that are open in the editor."));
    m_problemCount = errors + warnings;
    nameProblems();
}

/// Below another screen the list says whose problems these are.
void MainWindow::nameProblems()
{
    if (m_problems == nullptr) return;
    const QString count = locale().toString(m_problemCount);
    if (m_stack->currentWidget() == m_editor)
        m_problems->setWindowTitle(m_problemCount == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
    else
        m_problems->setWindowTitle(m_problemCount == 0
                                       ? tr("Problems of the editor's texts")
                                       : tr("Problems of the editor's texts (%1)", "number").arg(count));
}

} // namespace ui
