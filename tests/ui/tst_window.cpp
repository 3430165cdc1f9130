#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

#include "core/snapshot/build.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/details_dock.h"
#include "ui/frame/main_window.h"
#include "ui/frame/shortcuts_dialog.h"
#include "ui/screens/connections/import_dialog.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/connection_book.h"
#include "ui/session/engine_texts.h"
#include "ui/theme/icon.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_panel.h"

namespace tst_window {

namespace {

/// A window on the demo fleet with a workload and a policy in files, and a folder of its own for its state.
class Desk {
public:
    explicit Desk(bool open = true)
    {
        deploy = QString::fromStdString(folder.file("deploy.yaml", workload().toStdString()).string());
        policy = QString::fromStdString(folder.file("policy.yaml", policyOfDemo().toStdString()).string());
        start();
        if (!open) return;
        window->openDemo();
        window->openPaths({deploy, policy});
    }

    /// Ends the window without any farewell, as a kill would, once what it had to write is written; opens the next one.
    void restart()
    {
        window->saveWorkspaceNow();
        window.reset();
        start();
    }
    void start()
    {
        window = std::make_unique<ui::MainWindow>(ui::MainWindow::Options{state(), ui::theme::Choice::Light});
        window->resize(1280, 800);
        window->show();
        restored = window->restoreWorkspace();
    }

    /// The newest question is answered.
    [[nodiscard]] bool settles() const
    {
        QSignalSpy settled(&window->editor(), &ui::editor::EditorScreen::settled);
        return settled.wait(20'000);
    }
    [[nodiscard]] QString state() const { return QString::fromStdString(folder.file("state").string()); }
    [[nodiscard]] ui::editor::EditorScreen& editor() const { return window->editor(); }
    [[nodiscard]] ui::editor::PreviewPane& preview() const { return window->editor().preview(); }
    [[nodiscard]] ui::editor::TextTab& tab(int index) const { return *window->editor().tab(index); }
    void front(int index) const { editor().findChild<QTabWidget*>(QStringLiteral("texts"))->setCurrentIndex(index); }
    void trigger(const char* id) const { window->actions().get(QString::fromLatin1(id))->trigger(); }

    static QString workload() { return test::workloadText(); }
    static QString policyOfDemo() { return test::policyText(); }

    test::TempFolder folder;
    QString deploy;
    QString policy;
    std::unique_ptr<ui::MainWindow> window;
    bool restored = false;
};

/// Presses the button of the next dialog that has this text.
void answerNextDialog(const QString& button)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button] {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            auto* box = qobject_cast<QMessageBox*>(top);
            if (!box || !box->isVisible()) continue;
            for (QAbstractButton* b : box->buttons()) {
                if (b->text() != button) continue;
                timer->deleteLater();
                b->click();
                return;
            }
        }
    });
    timer->start(5);
}

void replace(ui::YamlEdit& edit, const QString& from, const QString& to)
{
    QTextCursor found = edit.document()->find(from);
    QVERIFY2(!found.isNull(), qPrintable(from));
    found.insertText(to);
}

} // namespace

class Window final : public QObject {
    Q_OBJECT
private slots:
    void opensTheDemoWithItsManifests()
    {
        Desk desk(false);
        QVERIFY(!desk.restored);
        desk.window->openDemo();
        desk.editor().openExamples();
        QTRY_VERIFY(desk.preview().hasPreview());
        QVERIFY(desk.editor().tabCount() >= 2);
        QVERIFY(!desk.editor().isModified());
        const core::preview::Preview* shown = desk.preview().current();
        QCOMPARE(shown->clusters.size(), desk.window->session().fleet()->clusters.size());
        auto* tree = desk.window->findChild<QTreeView*>(QStringLiteral("placement"));
        QVERIFY(tree->model()->rowCount() > 0);
        QCOMPARE(*desk.editor().command(), QStringLiteral("berthctl preview --demo"));
        QCOMPARE(test::unnamed(*desk.window).join(QLatin1Char(',')), QString());
    }

    void previewsWhatIsTyped()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        QCOMPARE(desk.preview().current()->replicas, 4);
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 7"));
        QTRY_COMPARE(desk.preview().current()->replicas, 7);
        QVERIFY(desk.window->isWindowModified());
        desk.front(0);
        desk.trigger("edit.undo");
        QTRY_COMPARE(desk.preview().current()->replicas, 4);
        QVERIFY(!desk.window->isWindowModified());
        desk.trigger("edit.redo");
        QTRY_COMPARE(desk.preview().current()->replicas, 7);
    }

    void keepsTheLastGoodPreviewThroughAnError_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no YAML") << QStringLiteral("   replicas: 4");
        QTest::newRow("a placeholder") << QStringLiteral("  replicas: ${REPLICAS}");
    }

    void keepsTheLastGoodPreviewThroughAnError()
    {
        QFETCH(QString, text);
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        replace(desk.tab(0).editor(), QStringLiteral("  replicas: 4"), text);
        const auto labels = desk.preview().findChildren<QLabel*>();
        const auto isStale = [&] {
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* l) {
                return l->isVisible() && l->text().startsWith(QLatin1String("From the text before line"));
            });
        };
        QTRY_VERIFY(isStale());
        QVERIFY(desk.preview().hasPreview());
        QVERIFY(desk.preview().current()->replicas == 4);
        // F8 goes to the place.
        desk.tab(0).editor().goTo(1, 1);
        desk.trigger("edit.next-problem");
        QCOMPARE(desk.tab(0).editor().caretLine(), desk.tab(0).editor().marks().front().startLine);
        desk.tab(0).editor().undo();
        QTRY_VERIFY(!isStale());
    }

    void keepsNoPreviewOfAnotherFleet()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        replace(desk.tab(0).editor(), QStringLiteral("  replicas: 4"), QStringLiteral("   replicas: 4"));
        desk.window->openPaths({QString::fromStdString(test::fixture("fleets/no-stock").string())});
        auto* state = desk.preview().findChild<ui::StatePanel*>();
        QTRY_VERIFY(state->isVisible() && state->accessibleName().contains(QLatin1String("No preview yet: line")));
        QVERIFY(!desk.preview().hasPreview());
        desk.tab(0).editor().undo();
        QTRY_VERIFY(desk.preview().hasPreview());
    }

    void inANarrowWindowNothingScrollsSideways()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        auto* placement = desk.preview().findChild<QTreeView*>(QStringLiteral("placement"));
        desk.window->resize(1920, 1000);
        QTRY_VERIFY(!placement->isColumnHidden(ui::editor::PlacementModel::Why));
        const int wide = placement->columnWidth(ui::editor::PlacementModel::Where);
        desk.window->resize(1024, 640);
        QTRY_VERIFY(placement->isColumnHidden(ui::editor::PlacementModel::Why));
        QCOMPARE(placement->horizontalScrollBar()->maximum(), 0);
        desk.window->resize(1920, 1000);
        QTRY_VERIFY(!placement->isColumnHidden(ui::editor::PlacementModel::Why));
        QCOMPARE(placement->columnWidth(ui::editor::PlacementModel::Where), wide);
    }

    void givesNoVerdictOnAnError()
    {
        Desk desk(false);
        desk.window->openDemo();
        const QString text = Desk::workload().replace(QStringLiteral("replicas: 4"), QStringLiteral("replicas: ${N}"));
        desk.window->openPaths({QString::fromStdString(desk.folder.file("n.yaml", text.toStdString()).string())});
        const auto says = [&](const char* words) {
            const auto labels = desk.preview().findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [words](const QLabel* l) {
                return l->isVisible() && l->text().contains(QLatin1String(words));
            });
        };
        QTRY_VERIFY(says("line 8 of n.yaml"));
        QVERIFY(says("${N}"));
        QVERIFY(!desk.preview().hasPreview());
    }

    void marksTheWorkloadsThatDoNotFit()
    {
        Desk desk;
        const QString large = Desk::workload()
                                  .replace(QStringLiteral("name: demo"), QStringLiteral("name: large"))
                                  .replace(QStringLiteral("replicas: 4"), QStringLiteral("replicas: 400"));
        desk.window->openPaths({QString::fromStdString(desk.folder.file("large.yaml", large.toStdString()).string())});
        QComboBox* choice = nullptr;
        for (QComboBox* combo : desk.preview().findChildren<QComboBox*>()) {
            if (combo->accessibleName() == QLatin1String("Workload that is shown")) choice = combo;
        }
        QTRY_COMPARE(choice->count(), 2);
        QCOMPARE(choice->itemIcon(1).pixmap(16, 16).toImage(),
                 ui::theme::icon(ui::theme::Tone::Error).pixmap(16, 16).toImage());
        const QString spoken = choice->itemData(1, Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith(QLatin1String("Deployment default/large: ")), qPrintable(spoken));
    }

    void showsLongNamesOfWorkloadsWhole()
    {
        Desk desk;
        QString other = Desk::workload();
        other.replace(QStringLiteral("name: demo"), QStringLiteral("name: qwen3-235b-a22b-instruct"));
        const std::string longest(63, 'w');
        QString third = Desk::workload();
        third.replace(QStringLiteral("name: demo"), QStringLiteral("name: ") + QString::fromStdString(longest));
        desk.window->openPaths({QString::fromStdString(desk.folder.file("a.yaml", other.toStdString()).string()),
                                QString::fromStdString(desk.folder.file("b.yaml", third.toStdString()).string())});
        QComboBox* choice = nullptr;
        for (QComboBox* combo : desk.preview().findChildren<QComboBox*>()) {
            if (combo->accessibleName() == QLatin1String("Workload that is shown")) choice = combo;
        }
        QTRY_COMPARE(choice->count(), 3);
        QStringList shown;
        for (int i = 0; i < choice->count(); ++i) shown << choice->itemText(i);
        QVERIFY2(shown.contains(QStringLiteral("Deployment default/qwen3-235b-a22b-instruct")),
                 qPrintable(shown.join(u' ')));
        const int at =
            static_cast<int>(std::find_if(shown.begin(), shown.end(),
                                          [](const QString& text) { return text.contains(QStringLiteral("www")); }) -
                             shown.begin());
        QVERIFY(shown.value(at).contains(QChar(0x2026)));
        QVERIFY(choice->itemData(at, Qt::ToolTipRole).toString().contains(QString::fromStdString(longest)));
        for (const QString& text : std::as_const(shown))
            QVERIFY2(choice->fontMetrics().horizontalAdvance(text) < choice->sizeHint().width(), qPrintable(text));
    }

    void survivesBadInput_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* name : {"duplicate-key", "gpu-fraction", "policy-misspelt", "policy-selects-nothing",
                                 "policy-unknown-cluster", "quantity-overflow", "quantity-typo", "replicas-huge",
                                 "replicas-negative", "replicas-quoted", "selector-without-match", "wrong-indent"}) {
            QTest::newRow(name) << QStringLiteral("bad/%1.yaml").arg(QLatin1String(name));
        }
    }

    void survivesBadInput()
    {
        QFETCH(QString, file);
        Desk desk(false);
        desk.window->openDemo();
        desk.window->openPaths({QString::fromStdString(test::fixture(file.toStdString()).string())});
        QTRY_VERIFY(desk.window->session().fleet());
        QTRY_VERIFY(!desk.editor().problemRows().empty());
        for (const ui::Problem& problem : desk.editor().problemRows()) QVERIFY(!problem.mark.what.isEmpty());
    }

    /// The tab says that its text is at fault, also while another is in front.
    void marksTheTabOfAFaultyText()
    {
        Desk desk;
        auto* tabs = desk.editor().findChild<QTabWidget*>(QStringLiteral("texts"));
        QTRY_VERIFY(desk.preview().hasPreview());
        QVERIFY(tabs->tabIcon(0).isNull() && tabs->tabIcon(1).isNull());
        desk.front(0);
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: -4"));
        desk.front(1);
        QTRY_VERIFY(!tabs->tabIcon(0).isNull());
        QVERIFY(tabs->tabIcon(1).isNull());
        replace(desk.tab(0).editor(), QStringLiteral("replicas: -4"), QStringLiteral("replicas: 4"));
        QTRY_VERIFY(tabs->tabIcon(0).isNull());
    }

    void refusesFilesThatAreNoText()
    {
        Desk desk;
        const auto bad = desk.folder.file("bad.yaml", std::string("a: 1\n\0", 6));
        const int tabs = desk.editor().tabCount();
        desk.window->openPaths({QString::fromStdString(bad.string()), QStringLiteral("/no/such/file.yaml")});
        QCOMPARE(desk.editor().tabCount(), tabs);
        QVERIFY(desk.editor().message().sentence().contains(QLatin1String("NUL")));
        QVERIFY(desk.editor().message().sentence().contains(QLatin1String("is not there")));
    }

    /// A pipe is read once, and one that nobody writes to never ends: neither is opened, and the window goes on.
    void refusesAPipe()
    {
        Desk desk;
        const int tabs = desk.editor().tabCount();
        const std::string pipe = desk.folder.file("pipe.yaml").string();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        desk.window->openPaths({QString::fromStdString(pipe)});
        QCOMPARE(desk.editor().tabCount(), tabs);
        QVERIFY(desk.editor().message().sentence().contains(QLatin1String("is a pipe or a device")));

        int ends[2] = {-1, -1}; // as a shell hands on what a program writes
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], "a: 1\n", 5), ssize_t{5});
        ::close(ends[1]);
        const QString handed = QStringLiteral("/dev/fd/%1").arg(ends[0]);
        desk.window->openPaths({handed});
        QCOMPARE(desk.editor().tabCount(), tabs);
        QVERIFY(desk.editor().message().sentence().contains(handed));
        char left[8] = {};
        QCOMPARE(::read(ends[0], left, sizeof left), ssize_t{5}); // nobody took anything out of it
        ::close(ends[0]);
    }

    /// Beside a fleet that is named a folder is one of manifests: it never takes the fleet's place.
    void opensTheManifestsOfAFolder()
    {
        Desk desk(false);
        desk.window->openFleet(QString::fromStdString(test::fixture("fleets/no-stock").string()));
        QTRY_VERIFY(desk.window->session().fleet());
        const auto fleet = desk.window->session().fleet();
        (void)desk.folder.file("app/policy.yaml", "a: 1\n");
        const auto first = desk.folder.file("app/deploy.yml", "b: 1\n");
        (void)desk.folder.file("app/README.md", "no manifest\n");
        (void)desk.folder.file("app/.hidden.yaml", "c: 1\n");
        const int tabs = desk.editor().tabCount();
        desk.window->openPaths({QString::fromStdString(first.parent_path().string())}, true);
        QCOMPARE(desk.editor().tabCount(), tabs + 2);
        QCOMPARE(desk.tab(tabs).name(), QStringLiteral("deploy.yml"));
        QCOMPARE(desk.tab(tabs + 1).name(), QStringLiteral("policy.yaml"));
        const auto empty = desk.folder.file("none/README.md", "no manifest\n");
        desk.window->openPaths({QString::fromStdString(empty.parent_path().string())}, true);
        QVERIFY(desk.editor().message().sentence().contains(QLatin1String("none holds no .yaml")));
        QCOMPARE(desk.window->session().fleet(), fleet);
    }

    void saves()
    {
        Desk desk;
        desk.front(0);
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 5"));
        QVERIFY(desk.tab(0).isModified());
        QVERIFY(!desk.editor().command()); // it would read the file, which has another text
        desk.trigger("file.save");
        QVERIFY(!desk.tab(0).isModified());
        QCOMPARE(QString::fromStdString(test::read(desk.folder.file("deploy.yaml"))), desk.tab(0).editor().text());
        QTRY_VERIFY(desk.window->session().isDemo());
        QTRY_VERIFY(desk.preview().hasPreview());
        QCOMPARE(*desk.editor().command(),
                 QStringLiteral("berthctl preview -f %1 -f %2 --demo").arg(desk.deploy, desk.policy));
        desk.trigger("edit.copy-command");
        QCOMPARE(QGuiApplication::clipboard()->text(), *desk.editor().command());
    }

    void asksBeforeItOverwritesAForeignChange()
    {
        Desk desk;
        desk.front(0);
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 5"));
        test::write(desk.folder.file("deploy.yaml"), "kind: Other\n");
        desk.trigger("file.save");
        QVERIFY(desk.tab(0).isModified());
        QCOMPARE(test::read(desk.folder.file("deploy.yaml")), std::string("kind: Other\n"));
        QVERIFY(desk.tab(0).message().isVisible());
        for (QPushButton* button : desk.tab(0).message().findChildren<QPushButton*>()) {
            if (button->text() == QLatin1String("Take the file's text")) button->click();
        }
        QCOMPARE(desk.tab(0).editor().text(), QStringLiteral("kind: Other\n"));
        desk.tab(0).editor().undo(); // nothing is lost
        QVERIFY(desk.tab(0).editor().text().contains(QLatin1String("replicas: 5")));
    }

    void takesAForeignChangeOverWhereNothingWasTyped()
    {
        Desk desk;
        const QString before = desk.tab(0).editor().text();
        const auto aside = desk.folder.file("aside.yaml", "kind: Other\n"); // as git does: another file in its place
        std::filesystem::rename(aside, desk.folder.file("deploy.yaml"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.tab(0).editor().text(), QStringLiteral("kind: Other\n"), 20'000);
        QVERIFY(!desk.tab(0).isModified());
        QVERIFY(desk.tab(0).message().sentence().contains(QLatin1String("changed by another program")));
        test::write(desk.folder.file("deploy.yaml"), "kind: Third\n"); // the one that is there now is followed, too
        QTRY_COMPARE_WITH_TIMEOUT(desk.tab(0).editor().text(), QStringLiteral("kind: Third\n"), 20'000);
        desk.tab(0).editor().undo(); // nothing is lost
        desk.tab(0).editor().undo();
        QCOMPARE(desk.tab(0).editor().text(), before);
        QVERIFY(desk.tab(0).isModified());
    }

    void aForeignChangeBesideAnOwnOneIsSaid()
    {
        Desk desk;
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 5"));
        const QString own = desk.tab(0).editor().text();
        test::write(desk.folder.file("deploy.yaml"), "kind: Other\n");
        QTRY_VERIFY_WITH_TIMEOUT(desk.tab(0).message().sentence().contains(QLatin1String("The text here was changed")),
                                 20'000);
        QCOMPARE(desk.tab(0).editor().text(), own);
        test::write(desk.folder.file("deploy.yaml"), own.toStdString()); // both say the same again
        QTRY_VERIFY_WITH_TIMEOUT(!desk.tab(0).isModified(), 20'000);
        QVERIFY(desk.tab(0).message().sentence().isEmpty());
    }

    void aTextWhoseFileIsGoneIsUnsaved()
    {
        Desk desk;
        const std::string bytes = test::read(desk.folder.file("deploy.yaml"));
        std::filesystem::remove(desk.folder.file("deploy.yaml"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.tab(0).hasUnsavedText(), 20'000);
        QVERIFY(desk.tab(0).message().sentence().contains(QLatin1String("stands only here")));
        test::write(desk.folder.file("deploy.yaml"), bytes);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.tab(0).hasUnsavedText(), 20'000);
        QVERIFY(desk.tab(0).message().sentence().isEmpty());
    }

    void asksBeforeItDiscards()
    {
        Desk desk;
        desk.front(0);
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 5"));
        answerNextDialog(QStringLiteral("Keep it open"));
        desk.trigger("file.close-tab");
        QCOMPARE(desk.editor().tabCount(), 2);
        answerNextDialog(QStringLiteral("Discard the text"));
        desk.trigger("file.close-tab");
        QCOMPARE(desk.editor().tabCount(), 1);
        desk.trigger("file.close-tab"); // nothing to lose: no dialog
        QCOMPARE(desk.editor().tabCount(), 0);
    }

    void restoresAfterAKill()
    {
        Desk desk;
        QTRY_VERIFY(desk.window->session().fleet());
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 9"));
        desk.tab(0).editor().goTo(8, 3);
        desk.trigger("file.new");
        desk.tab(2).editor().insertPlainText(QStringLiteral("kind: ConfigMap\n"));
        desk.front(0);
        desk.restart();
        QVERIFY(desk.restored);
        QCOMPARE(desk.editor().tabCount(), 3);
        QVERIFY(desk.tab(0).editor().text().contains(QLatin1String("replicas: 9")));
        QVERIFY(desk.tab(0).isModified());
        QCOMPARE(desk.tab(0).editor().caretLine(), 8);
        QVERIFY(!desk.tab(1).isModified());
        QCOMPARE(desk.tab(1).path(), desk.policy);
        QCOMPARE(desk.tab(2).editor().text(), QStringLiteral("kind: ConfigMap\n"));
        QTRY_VERIFY(desk.window->session().isDemo());
        QTRY_VERIFY(desk.preview().hasPreview());
        QCOMPARE(desk.preview().current()->replicas, 9);
    }

    void writesDraftsWhileOneTypes()
    {
        Desk desk;
        replace(desk.tab(0).editor(), QStringLiteral("replicas: 4"), QStringLiteral("replicas: 11"));
        const QString path = desk.state() + QStringLiteral("/drafts.json");
        QTRY_VERIFY([&] { // without any farewell
            QFile file(path);
            return file.open(QIODevice::ReadOnly) && file.readAll().contains("replicas: 11");
        }());
    }

    void leavesNoSecretBehind()
    {
        Desk desk;
        desk.trigger("file.new");
        desk.tab(2).editor().insertPlainText(
            QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  key: hunter2\n"));
        desk.window->saveWorkspaceNow();
        QFile file(desk.state() + QStringLiteral("/drafts.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("hunter2"));
        QVERIFY(bytes.contains("stringData"));
        answerNextDialog(QStringLiteral("Stay")); // leaving would lose it, so it asks
        QVERIFY(!desk.window->close());
        desk.restart();
        QVERIFY(desk.tab(2).message().isVisible());
    }

    void anIncompleteDraftAsksBeforeItIsSaved()
    {
        Desk desk;
        const QString path = desk.state() + QStringLiteral("/lacking.yaml");
        const QByteArray before("apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  a: one\n");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(before);
        file.close();
        ui::editor::Draft draft;
        draft.path = path;
        draft.name = QStringLiteral("lacking.yaml");
        draft.text =
            QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  b: <fill in>\n");
        draft.modified = true;
        draft.complete = false;
        ui::editor::TextTab tab;
        tab.restore(draft);
        QVERIFY(tab.lacksValues());
        QVERIFY(!tab.draft().complete); // nor at the next restart
        bool saved = false;
        tab.saveTo(path, [&saved] { saved = true; });
        QVERIFY(!saved);
        QVERIFY(tab.isModified());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
        QVERIFY2(tab.message().sentence().contains(QLatin1String("comes from a draft")),
                 qPrintable(tab.message().sentence()));
    }

    void restoresGeometryAndSplitters()
    {
        Desk desk;
        auto* splitter = desk.editor().findChild<QSplitter*>();
        desk.window->resize(1111, 777);
        QCoreApplication::processEvents();
        splitter->setSizes({300, 700});
        const QList<int> sizes = splitter->sizes();
        QVERIFY(desk.window->close());
        desk.restart();
        QCoreApplication::processEvents();
        desk.window->resize(1111, 777);
        QCoreApplication::processEvents();
        const QList<int> after = desk.editor().findChild<QSplitter*>()->sizes();
        QVERIFY2(std::abs(after.front() - sizes.front()) < 20, qPrintable(QString::number(after.front())));
    }

    void triesAndKeeps()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        auto* spin = desk.preview().whatIf().findChild<QSpinBox*>();
        spin->setValue(2);
        QTRY_COMPARE(desk.preview().current()->replicas, 2);
        QVERIFY(!desk.tab(0).isModified()); // only tried
        desk.trigger("what-if.keep");
        QVERIFY(desk.tab(0).editor().text().contains(QLatin1String("replicas: 2 # the number")));
        QTRY_VERIFY(desk.preview().whatIf().whatIf().empty());
        desk.tab(0).editor().undo(); // one step
        QCOMPARE(desk.tab(0).editor().text(), Desk::workload());
        spin->setValue(3);
        QTRY_COMPARE(desk.preview().current()->replicas, 3);
        desk.trigger("what-if.reset");
        QTRY_COMPARE(desk.preview().current()->replicas, 4);
    }

    void triesRemediesWithOneKey()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        ui::Answer answer = test::handMadeAnswer();
        desk.preview().showAnswer(answer);
        desk.trigger("what-if.remedy-2"); // "ask for 2 replicas"
        QCOMPARE(desk.preview().whatIf().whatIf().replicas, std::optional<qint64>(2));
        desk.trigger("what-if.remedy-3"); // waiting cannot be tried
        QVERIFY(desk.preview().whatIf().whatIf().changes.empty());
    }

    void opensWhatIsDropped()
    {
        Desk desk(false);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(desk.deploy),
                      QUrl::fromLocalFile(QString::fromStdString(test::fixture("fleets/both-stocked").string()))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(desk.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(desk.window.get(), &drop);
        QCOMPARE(desk.editor().tabCount(), 1);
        QTRY_VERIFY(desk.window->session().fleet());
        QCOMPARE(desk.window->session().fleet()->clusters.size(), std::size_t{2});
    }

    void remembersAndForgetsWhatWasOpened()
    {
        Desk desk;
        QMenu* recent = nullptr;
        for (QMenu* menu : desk.window->findChildren<QMenu*>()) {
            if (menu->title() == QLatin1String("&Recent")) recent = menu;
        }
        QVERIFY(recent);
        const auto texts = [&] {
            emit recent->aboutToShow();
            QStringList all;
            for (const QAction* action : recent->actions()) all << action->text();
            return all;
        };
        QVERIFY(texts().contains(desk.deploy));
        for (QAction* action : recent->actions()) {
            if (action->text() == QLatin1String("&Clear the list")) action->trigger();
        }
        QVERIFY(!texts().contains(desk.deploy));
    }

    void saysWhyThereIsNoPreview()
    {
        Desk desk(false);
        auto* state = desk.preview().findChild<ui::StatePanel*>();
        QVERIFY(state->isVisible());
        QVERIFY(state->accessibleName().contains(QLatin1String("needs a snapshot")));
        desk.window->openFleet(QStringLiteral("/no/such/fleet"));
        QTRY_COMPARE(state->state(), ui::StatePanel::State::Failed);
        desk.window->openDemo();
        QTRY_VERIFY(state->accessibleName().contains(QLatin1String("Nothing to preview yet")));
    }

    void everyShortcutIsTakenOnce()
    {
        Desk desk(false);
        QMap<QString, QString> owner;
        for (const ui::Actions::Entry& entry : desk.window->actions().all()) {
            for (const QKeySequence& key : entry.action->shortcuts()) {
                const QString text = key.toString();
                QVERIFY2(!owner.contains(text),
                         qPrintable(text + QStringLiteral(": ") + owner.value(text) + QStringLiteral(", ") + entry.id));
                owner.insert(text, entry.id);
            }
        }
        QVERIFY(owner.contains(QStringLiteral("F8")));
        QVERIFY(ui::shortcutRows(desk.window->actions()).size() > 20);
        ui::ShortcutsDialog dialog(desk.window->actions(), desk.window.get());
        dialog.show();
        QCOMPARE(test::unnamed(dialog).join(QLatin1Char(',')), QString());
    }

    /// Qt's own texts are a package of their own, which may not be there.
    void buttonsOfQtsSpeakTheLanguageOfTheWindow()
    {
        class Words final : public QTranslator {
        public:
            QString translate(const char* context, const char* source, const char*, int) const override
            {
                const bool isOurs = QByteArrayView(context).startsWith("ui::");
                const QByteArrayView word(source);
                return isOurs && (word == "Close" || word == "Cancel")
                           ? QStringLiteral("our %1").arg(QString::fromLatin1(source))
                           : QString();
            }
            bool isEmpty() const override { return false; }
        };
        Desk desk(false);
        Words words;
        QVERIFY(QCoreApplication::installTranslator(&words));
        const ui::ShortcutsDialog shortcuts(desk.window->actions(), desk.window.get());
        const ui::connections::ImportDialog import(desk.window->connections(), {QStringLiteral("/nowhere")});
        QCoreApplication::removeTranslator(&words);
        const auto texts = [](const QDialog& dialog) {
            QStringList all;
            for (const QPushButton* button : dialog.findChildren<QPushButton*>()) all << button->text();
            return all;
        };
        QVERIFY2(texts(shortcuts).contains(QStringLiteral("our Close")), qPrintable(texts(shortcuts).join(u',')));
        QVERIFY2(texts(import).contains(QStringLiteral("our Cancel")), qPrintable(texts(import).join(u',')));
    }

    void aDamagedSnapshotIsNamedAsOne()
    {
        Desk desk(false);
        auto* state = desk.preview().findChild<ui::StatePanel*>();
        const auto file = desk.folder.file("cut.berth", std::string("\x88"
                                                                    "BERTH\0\1\2",
                                                                    9));
        desk.window->openPaths({QString::fromStdString(file.string())});
        QTRY_COMPARE(state->state(), ui::StatePanel::State::Failed);
        QVERIFY2(desk.editor().message().sentence().contains(QLatin1String("not a Berth snapshot")),
                 qPrintable(desk.editor().message().sentence()));
    }

    void keysCanBeChanged()
    {
        const test::TempFolder state;
        const auto options = [&] {
            return ui::MainWindow::Options{QString::fromStdString(state.path().string()), ui::theme::Choice::Light};
        };
        {
            ui::MainWindow window(options());
            ui::ShortcutsDialog dialog(window.actions(), &window);
            dialog.show();
            auto* view = dialog.findChild<QTreeView*>(QStringLiteral("shortcuts"));
            const auto choose = [&](const char* title) {
                const QModelIndexList found = view->model()->match(view->model()->index(0, 1), Qt::DisplayRole,
                                                                   QString::fromLatin1(title), 1, Qt::MatchExactly);
                QVERIFY(!found.isEmpty());
                view->setCurrentIndex(found.front());
            };
            auto* keys = dialog.findChild<QKeySequenceEdit*>();
            const auto press = [&](const QString& text) {
                for (QPushButton* button : dialog.findChildren<QPushButton*>())
                    if (button->text() == text) button->click();
            };
            choose("Next pane");
            QCOMPARE(keys->keySequence(), QKeySequence(Qt::Key_F6));
            keys->setKeySequence(QKeySequence(Qt::Key_F8)); // of "Next problem"
            press(QStringLiteral("&Set"));
            QCOMPARE(window.actions().get(QStringLiteral("view.next-pane"))->shortcut(), QKeySequence(Qt::Key_F6));
            keys->setKeySequence(QKeySequence(Qt::Key_F7));
            press(QStringLiteral("&Set"));
            QCOMPARE(window.actions().get(QStringLiteral("view.next-pane"))->shortcut(), QKeySequence(Qt::Key_F7));
        }
        {
            ui::MainWindow window(options());
            ui::Actions& actions = window.actions();
            QCOMPARE(actions.get(QStringLiteral("view.next-pane"))->shortcut(), QKeySequence(Qt::Key_F7));
            actions.setKeys(QStringLiteral("view.next-pane"),
                            actions.entry(QStringLiteral("view.next-pane"))->defaults);
        }
        ui::MainWindow window(options());
        QCOMPARE(window.actions().get(QStringLiteral("view.next-pane"))->shortcut(), QKeySequence(Qt::Key_F6));
    }

    void panesAreWalkedBothWays()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        desk.window->activateWindow();
        QTRY_VERIFY(desk.window->isActiveWindow());
        desk.front(0);
        desk.editor().currentTab()->editor().setFocus();
        QWidget* text = QApplication::focusWidget();
        desk.trigger("view.next-pane");
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("placement"));
        desk.trigger("view.previous-pane");
        QCOMPARE(QApplication::focusWidget(), text);
        desk.trigger("view.previous-pane");
        QCOMPARE(QApplication::focusWidget(), desk.editor().problems());
    }

    void aRemedyIsWrittenIntoTheTextAndUndone()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        replace(desk.tab(1).editor(), QStringLiteral("Divided"),
                QStringLiteral("Divided\n      replicaDivisionPreference: Weighted\n"
                               "      weightPreference: {dynamicWeight: AvailableReplicas}\n"
                               "  autoScaling: {ecsProvision: true}"));
        ui::YamlEdit& text = desk.tab(0).editor();
        QTextCursor all(text.document());
        const qsizetype at = text.text().indexOf(QStringLiteral("replicas: 4")) + 10;
        all.setPosition(static_cast<int>(at));
        all.deleteChar();
        all.insertText(QStringLiteral("24"));
        QTRY_COMPARE(desk.preview().current()->replicas, 24);
        const QString asked = text.text();
        QAction* write = nullptr;
        for (int i = 1; i <= 9 && !write; ++i) {
            QAction* one = desk.window->actions().get(QStringLiteral("what-if.write-%1").arg(i));
            if (one->isVisible() && one->text().contains(QLatin1String("ask for"))) write = one;
        }
        QVERIFY(write);
        write->trigger();
        QVERIFY(text.text() != asked);
        QTRY_COMPARE(desk.preview().current()->verdict, core::preview::Verdict::Fits);
        text.undo();
        QCOMPARE(text.text(), asked);
    }

    void statusBarOpensWhatItReports()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        auto* details = desk.window->findChild<QDockWidget*>(QStringLiteral("details"));
        QVERIFY(details->isHidden());
        for (QToolButton* cell : desk.window->findChildren<QToolButton*>()) {
            if (cell->text().contains(QLatin1String("snapshot of"))) cell->click();
        }
        QVERIFY(!details->isHidden());
        desk.trigger("view.why");
        auto* reasons = desk.window->findChild<QTreeView*>(QStringLiteral("reasoning"));
        QVERIFY(reasons->isVisible());
        QVERIFY(reasons->model()->rowCount() > 0);
        QCOMPARE(test::unnamed(*desk.window).join(QLatin1Char(',')), QString());
    }

    void clustersGoByTheNamesThatPeopleKnow()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        core::snapshot::Fleet fleet = *desk.window->session().fleet();
        fleet.aliases["c-hz-01"] = "hangzhou";
        desk.window->session().setFleet(core::snapshot::freeze(std::move(fleet)), QStringLiteral("named"), {});
        auto* tree = desk.window->findChild<QTreeView*>(QStringLiteral("placement"));
        QTRY_COMPARE(tree->model()->index(0, 0).data().toString(), QStringLiteral("hangzhou"));
        QVERIFY(tree->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains(QLatin1String("c-hz-01")));
        QVERIFY(ui::engineText("c-hz-01 is full.") == QLatin1String("hangzhou is full."));
        auto* without = desk.window->findChild<ui::editor::WhatIfBar*>()->findChild<QComboBox*>();
        const int at = without->findText(QStringLiteral("hangzhou"));
        QVERIFY(at > 0);
        without->setCurrentIndex(at); // leaves out the cluster, whatever it is called
        QTRY_VERIFY(tree->model()->index(0, 0).data().toString() != QLatin1String("hangzhou"));
        desk.window->openDemo();
        QTRY_COMPARE(tree->model()->index(0, 0).data().toString(), QStringLiteral("c-hz-01"));
    }

    void detailsCanBeReadInANarrowWindow()
    {
        Desk desk;
        QTRY_VERIFY(desk.preview().hasPreview());
        auto* details = desk.window->findChild<ui::DetailsDock*>();
        const int line = desk.window->fontMetrics().averageCharWidth() * 42;
        for (const int width : {1024, 1600, 1024, 1600}) {
            desk.window->resize(width, 700);
            QCoreApplication::processEvents();
            desk.window->resize(width, 700); // on its way it was as wide as the screen and a column beside it
            desk.trigger("view.why");
            QTRY_VERIFY(details->isSeen());
            QTRY_VERIFY2(details->width() >= line, qPrintable(QString::number(details->width())));
            QCOMPARE(desk.window->width(), width); // the window does not grow for it
            QCOMPARE(desk.window->dockWidgetArea(details),
                     width < ui::DetailsDock::narrowWindow ? Qt::BottomDockWidgetArea : Qt::RightDockWidgetArea);
            desk.trigger("view.details");
            QTRY_VERIFY(!details->isSeen());
            desk.trigger("view.details");
            QTRY_VERIFY(details->isSeen());
        }
    }
};

BERTH_TEST(Window)

} // namespace tst_window

#include "tst_window.moc"
