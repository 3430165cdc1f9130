// What the window opens: fleets, connections, manifests, plans, and those of before.
#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>

#include "ui/frame/main_window.h"
#include "ui/screens/connections/connections_screen.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/session/plan_desk.h"

namespace ui {
namespace {

constexpr int mostRecent = 10;

/// The beginning of a file. Of what is none, nothing: a pipe can be read only once, and one that nobody writes to never ends.
QByteArray headOf(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return {};
    return file.read(64 * 1024);
}

/// A folder of dumps or a snapshot's file, a damaged one, too: what is named like one and is no text. All else is a text,
/// whatever its name ends in.
bool isFleet(const QString& path, const QByteArray& head)
{
    const QFileInfo info(path);
    if (info.isDir()) return true;
    if (head.startsWith("\x89"
                        "BERTH")) { // core/snapshot/format.md
        return true;
    }
    const bool named = path.endsWith(QLatin1String(".berth")) || path.endsWith(QLatin1String(".fleet"));
    return named && info.isFile() && (head.isEmpty() ? info.isReadable() : head.left(4096).contains('\0'));
}

/// By what it says of itself at its beginning.
bool isPlan(const QByteArray& head)
{
    static const QRegularExpression kind(QStringLiteral(R"("kind"\s*:\s*"Plan")"));
    return head.contains("berth/v1") && kind.match(QString::fromUtf8(head)).hasMatch();
}

/// By what each of them says of itself; a manifest never does.
bool isKubeconfig(const QByteArray& bytes)
{
    const QString head = QString::fromUtf8(bytes);
    static const QRegularExpression kind(QStringLiteral(R"(^["']?kind["']?\s*:\s*["']?Config["']?\s*,?\s*$)"),
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression json(QStringLiteral(R"("kind"\s*:\s*"Config")"));
    return (kind.match(head).hasMatch() || json.match(head).hasMatch()) && head.contains(QStringLiteral("clusters"));
}

} // namespace

void MainWindow::choosePlan()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open plan"), {}, tr("Plans (*.json);;All files (*)"));
    if (!path.isEmpty()) openPaths({path});
}

void MainWindow::chooseSnapshot()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open snapshot"), {}, tr("Snapshots (*.berth *.fleet);;All files (*)"));
    if (!path.isEmpty()) openFleet(path);
}

void MainWindow::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Open a folder of kubectl dumps"));
    if (!path.isEmpty()) openFleet(path);
}

void MainWindow::chooseManifests()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open manifests"), {},
                                                            tr("Manifests (*.yaml *.yml *.json);;All files (*)"));
    if (!paths.isEmpty()) m_editor->openFiles(paths);
}

void MainWindow::openFleet(const QString& path)
{
    m_session->openFleet(QFileInfo(path).absoluteFilePath());
}

void MainWindow::openConnection(const QString& name)
{
    goTo(QStringLiteral("connections")); // where it asks, if it has to
    m_connections->open(name);
}

void MainWindow::openDemo()
{
    m_session->openDemo();
}

void MainWindow::openPaths(const QStringList& paths, bool fleetIsNamed)
{
    QStringList manifests;
    QStringList kubeconfigs;
    for (const QString& path : paths) {
        const QByteArray head = headOf(path);
        if (fleetIsNamed && QFileInfo(path).isDir()) {
            manifests << path;
        } else if (isFleet(path, head)) {
            openFleet(path);
        } else if (isPlan(head)) {
            m_plans->open(QFileInfo(path).absoluteFilePath());
            goTo(QStringLiteral("plan"));
        } else if (isKubeconfig(head)) {
            kubeconfigs << path;
        } else {
            manifests << path;
        }
    }
    if (!manifests.isEmpty()) {
        goTo(QStringLiteral("editor"));
        m_editor->openFiles(manifests);
    }
    if (!kubeconfigs.isEmpty()) {
        goTo(QStringLiteral("connections"));
        m_connections->import(kubeconfigs);
    }
}

void MainWindow::noteRecent(const QString& path)
{
    if (!m_settings || !m_keepRecent) return;
    QStringList recent = m_settings->value(QStringLiteral("recent/paths")).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    while (recent.size() > mostRecent) recent.removeLast();
    m_settings->setValue(QStringLiteral("recent/paths"), recent);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    const QStringList recent =
        m_settings ? m_settings->value(QStringLiteral("recent/paths")).toStringList() : QStringList();
    for (const QString& path : recent) {
        QString shown = QDir::toNativeSeparators(path);
        shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
        connect(m_recent->addAction(shown), &QAction::triggered, this, [this, path] { openPaths({path}); });
    }
    if (recent.isEmpty()) m_recent->addAction(tr("nothing opened yet"))->setEnabled(false);
    m_recent->addSeparator();
    QAction* keep = m_recent->addAction(tr("&Remember what is opened"));
    keep->setCheckable(true);
    keep->setChecked(m_keepRecent);
    keep->setEnabled(m_settings != nullptr);
    connect(keep, &QAction::toggled, this, [this](bool on) {
        m_keepRecent = on;
        m_settings->setValue(QStringLiteral("recent/keep"), on);
        if (!on) m_settings->remove(QStringLiteral("recent/paths"));
    });
    QAction* clear = m_recent->addAction(tr("&Clear the list"));
    clear->setEnabled(!recent.isEmpty());
    connect(clear, &QAction::triggered, this, [this] { m_settings->remove(QStringLiteral("recent/paths")); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    openPaths(paths);
}

} // namespace ui
