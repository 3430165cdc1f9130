// What gives way where a window is narrow, and what leads from one screen to another.
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/models.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/rows.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/check_model.h"
#include "ui/screens/plan/checks_pane.h"
#include "ui/screens/plan/live_dialog.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/theme.h"
#include "ui/widgets/squeeze.h"
#include "ui/widgets/tables.h"

namespace tst_narrow {

using ui::editor::PlacementModel;
using ui::editor::PlacementRow;

namespace {

constexpr int patienceMs = 20'000;

/// A preview with a share in this zone, or in another one of its pool.
core::preview::Preview boughtIn(const std::string& zone)
{
    core::preview::Preview preview = test::handMade();
    core::preview::Share& share = preview.clusters[1].shares.back();
    share.zone = zone;
    share.otherZones.clear();
    share.stockBefore = core::Range::exactly(3);
    share.stockAfter = core::Range{2, 3};
    share.zoneIsChoice = true;
    return preview;
}

const PlacementRow* rowIn(const std::vector<PlacementRow>& rows, const QString& place)
{
    for (const PlacementRow& cluster : rows)
        for (const PlacementRow& row : cluster.children)
            if (row.where.contains(place)) return &row;
    return nullptr;
}

} // namespace

class Narrow final : public QObject {
    Q_OBJECT
private slots:
    void theRegionGivesWayAndTheZoneStays_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("shorter");
        QTest::addColumn<QString>("shortest");
        const auto row = [](const char* zone, const char* shorter, const char* shortest) {
            QTest::newRow(zone) << QString::fromUtf8(zone) << QString::fromUtf8(shorter) << QString::fromUtf8(shortest);
        };
        row("cn-hangzhou-h", "\u2026hangzhou-h", "\u2026-h");
        row("us-east-1a", "\u2026east-1a", "\u2026-1a");
        row("z-1", "z-1", "\u2026-1");
        row("rack7", "rack7", "rack7");
    }
    void theRegionGivesWayAndTheZoneStays()
    {
        QFETCH(const QString, zone);
        QFETCH(const QString, shorter);
        QFETCH(const QString, shortest);
        const QString part = QStringLiteral(" \u00B7 ");
        const QString tail = QStringLiteral(" or another");
        const std::vector<PlacementRow> rows = ui::editor::placementRows(boughtIn(zone.toStdString()));
        const PlacementRow* row = rowIn(rows, part + zone + tail);
        QVERIFY(row != nullptr);
        QCOMPARE(row->shorter.size(), 2);
        QVERIFY2(row->shorter[0].endsWith(part + shorter + tail), qPrintable(row->shorter[0]));
        QVERIFY2(row->shorter[1].endsWith(part + shortest + tail), qPrintable(row->shorter[1]));
        QVERIFY(row->shorter[1].startsWith(row->where.section(part, 0, 0)));
    }

    void theLongestFormThatFitsIsShown()
    {
        const QFontMetrics metrics(QGuiApplication::font());
        const QString whole = QStringLiteral("gpu-a10-training \u00B7 cn-hangzhou-h or another");
        const QString tail = QStringLiteral(" \u00B7 \u2026-h or another");
        const QStringList forms{QStringLiteral("gpu-a10-training \u00B7 \u2026hangzhou-h or another"),
                                QStringLiteral("gpu-a10-training") + tail};
        const auto width = [&](const QString& text) { return metrics.horizontalAdvance(text); };
        QCOMPARE(ui::fitting(whole, forms, metrics, width(whole)), whole);
        QCOMPARE(ui::fitting(whole, forms, metrics, width(forms[0])), forms[0]);
        QCOMPARE(ui::fitting(whole, forms, metrics, width(forms[1])), forms[1]);
        const int narrow = width(tail) + 6 * metrics.averageCharWidth();
        QVERIFY(narrow < width(forms[1]));
        const QString cut = ui::fitting(whole, forms, metrics, narrow);
        QVERIFY2(cut.endsWith(tail) && cut.startsWith(QLatin1Char('g')), qPrintable(cut));
        QVERIFY(width(cut) <= narrow + 1);
        QCOMPARE(ui::fitting(whole, {}, metrics, 10), whole); // of what has no shorter form the view takes the middle
    }

    void whatACutCellHidesItsTipSays()
    {
        PlacementModel model;
        model.setRows(ui::editor::placementRows(boughtIn("cn-hangzhou-h")));
        for (int c = 0; c < model.rowCount(); ++c) {
            const QModelIndex cluster = model.index(c, 0);
            for (int r = 0; r < model.rowCount(cluster); ++r) {
                const QModelIndex where = model.index(r, PlacementModel::Where, cluster);
                const QString tip = where.data(Qt::ToolTipRole).toString();
                QVERIFY(tip.contains(where.data().toString()));
                QVERIFY2(tip.contains(where.siblingAtColumn(PlacementModel::Stock).data().toString()), qPrintable(tip));
                const QModelIndex nodes = where.siblingAtColumn(PlacementModel::Node);
                QVERIFY(nodes.data(Qt::ToolTipRole).toString().contains(nodes.data().toString()));
                QVERIFY(where.siblingAtColumn(PlacementModel::Replicas).data(ui::ShorterRole).isNull());
            }
        }
    }

    /// The sentence first, then what can be done without, then words are narrowed; and all of it comes back.
    void columnsGiveWayOneAfterTheOther()
    {
        QStandardItemModel model(1, 5);
        const QStringList cells{QStringLiteral("production-inference-cluster-hangzhou-gpu-tenant"),
                                QStringLiteral("12 running, ~7 new*, 4 replicas short"), QStringLiteral("6 to ~4"),
                                QStringLiteral("~19.0652"), QStringLiteral("stock of ecs.a in z-1")};
        for (int c = 0; c < 5; ++c) model.setItem(0, c, new QStandardItem(cells[c]));
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        auto* squeeze = new ui::Squeeze(view.get(), 0, {4, 2}, 1);
        view->resize(1800, 200);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        for (int c = 0; c < 4; ++c) view->resizeColumnToContents(c);
        squeeze->fit();
        const int letter = view->fontMetrics().averageCharWidth();
        const int name = view->columnWidth(0);
        const int words = view->columnWidth(1);
        const int stock = view->columnWidth(2);
        const int figure = view->columnWidth(3);
        QVERIFY(!view->isColumnHidden(4) && !view->isColumnHidden(2));
        QVERIFY(name > 20 * letter && words > 20 * letter && stock > 10);

        view->resize(words + stock + figure + 17 * letter, 200);
        QTRY_VERIFY(view->isColumnHidden(4));
        QVERIFY(!view->isColumnHidden(2));
        view->resize(words + figure + 17 * letter, 200);
        QTRY_VERIFY(view->isColumnHidden(2));
        QCOMPARE(view->columnWidth(1), words);
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        squeeze->fit(); // what has gone is not taken for what needs no room
        QVERIFY(view->isColumnHidden(2));
        view->resize(words + figure + 10 * letter, 200);
        QTRY_VERIFY(view->columnWidth(1) < words);
        QVERIFY(view->columnWidth(0) >= 16 * letter);
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        view->resize(1800, 200);
        QTRY_VERIFY(!view->isColumnHidden(4) && !view->isColumnHidden(2));
        QCOMPARE(view->columnWidth(0), name);
        QCOMPARE(view->columnWidth(1), words);
        QCOMPARE(view->columnWidth(2), stock);
    }

    /// An empty table does not stand in front of the only help.
    void whatWouldHelpIsInFrontWhereNoClusterHasRoom()
    {
        ui::editor::PreviewPane pane;
        ui::Answer answer = test::handMadeAnswer();
        core::preview::Preview& preview = answer.previews.front();
        preview.rollout.clear();
        preview.remedies.resize(1);
        for (auto& cluster : preview.clusters) {
            cluster.candidate = false;
            cluster.range = {0, 0};
        }
        pane.showAnswer(answer);
        const auto* tabs = pane.findChild<QTabWidget*>();
        QVERIFY(tabs);
        QCOMPARE(tabs->currentWidget()->objectName(), QStringLiteral("remedies"));
    }

    /// What came first was short; what comes later is read as well, as far as there is room.
    void aLongerNameTakesWhatIsLeft()
    {
        ui::editor::PreviewPane pane;
        pane.resize(1400, 700);
        pane.setVisible(true); // its own show() is another
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        ui::Answer answer = test::handMadeAnswer();
        pane.showAnswer(answer);
        auto* view = pane.findChild<QTreeView*>(QStringLiteral("placement"));
        QVERIFY(view);
        const int before = view->columnWidth(0);
        for (auto& cluster : answer.previews.front().clusters) cluster.name += "-of-the-inference-platform-of-hangzhou";
        const auto need = [&] { return static_cast<QAbstractItemView*>(view)->sizeHintForColumn(0); };
        pane.showAnswer(answer);
        QVERIFY(need() > before);
        QVERIFY2(view->columnWidth(0) >= need(), qPrintable(QString::number(view->columnWidth(0))));
        pane.resize(700, 700); // and no further
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        pane.resize(1400, 700);
        QTRY_VERIFY(view->columnWidth(0) >= need());
    }

    void headersOfAnEmptyTableAreWhole()
    {
        ui::editor::PreviewPane pane;
        pane.resize(1400, 700);
        pane.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        for (const auto* name : {"placement", "capacities"})
            pane.findChild<QTreeView*>(QLatin1String(name))->setColumnWidth(1, 10);
        ui::Answer answer = test::handMadeAnswer();
        answer.previews.front().clusters.clear();
        pane.showAnswer(answer);
        const auto areWhole = [](const QTreeView& view) {
            for (int c = 0; c + 1 < view.model()->columnCount(); ++c)
                if (view.isColumnHidden(c) || view.columnWidth(c) < view.header()->sectionSizeHint(c)) return false;
            return view.model()->rowCount() == 0;
        };
        for (const auto* name : {"placement", "capacities"})
            QTRY_VERIFY2(areWhole(*pane.findChild<QTreeView*>(QLatin1String(name))), name);
    }

    /// A sentence stands in the room of the empty cells before it, whichever of these columns have gone.
    void aSentenceIsReadWhereItsFirstEmptyCellHasGone()
    {
        QStandardItemModel model(1, 6); // name, figure, words, two that are empty, the sentence
        const QStringList cells{QStringLiteral("c-sh-02"), QStringLiteral("~2"), QStringLiteral("2 short"), {}, {}, {}};
        for (int c = 0; c < 6; ++c) model.setItem(0, c, new QStandardItem(cells[c]));
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        view->resize(700, 100);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        for (const int gone : {3, 5}) view->setColumnHidden(gone, true);
        const QImage without = view->viewport()->grab().toImage();
        model.item(0, 5)->setText(QStringLiteral("c-sh-02 is short of 2 replicas: no stock"));
        const QImage with = view->viewport()->grab().toImage();
        QVERIFY(!without.isNull());
        QVERIFY(with != without);
    }

    void tabsLoseTheirMiddleAndTheirTipsDoNot()
    {
        Desk desk;
        ui::editor::EditorScreen& editor = desk.window->editor();
        const QString name = QStringLiteral("propagation-policy-of-production-inference-qwen3-235b.yaml");
        editor.openDraft(name, QStringLiteral("a: 1\n"));
        editor.openDraft(QStringLiteral("b.yaml"), QStringLiteral("a: 1\n"));
        auto* tabs = editor.findChild<QTabWidget*>(QStringLiteral("texts"));
        QCOMPARE(tabs->elideMode(), Qt::ElideMiddle);
        desk.window->resize(1024, 640);
        const QTabBar* bar = tabs->tabBar();
        const int whole = bar->fontMetrics().horizontalAdvance(name);
        const int letter = bar->fontMetrics().averageCharWidth();
        QTRY_VERIFY(bar->tabRect(0).width() < whole);
        QVERIFY(bar->tabRect(0).width() > 14 * letter); // and no less than can be told apart
        QVERIFY2(tabs->tabToolTip(0).contains(name), qPrintable(tabs->tabToolTip(0)));
    }

    /// Below another screen the list says of which texts it speaks, and leads there.
    void aProblemLeadsToItsTextFromEveryScreen()
    {
        Desk desk;
        ui::editor::EditorScreen& editor = desk.window->editor();
        editor.openDraft(QStringLiteral("broken.yaml"), QStringLiteral("a: 1\nb: [\n"));
        editor.openDraft(QStringLiteral("other.yaml"), QStringLiteral("a: 1\n"));
        const auto isOfBroken = [](const ui::Problem& one) { return one.sourceName == QLatin1String("broken.yaml"); };
        QTRY_VERIFY_WITH_TIMEOUT(std::any_of(editor.problemRows().begin(), editor.problemRows().end(), isOfBroken),
                                 patienceMs);
        auto* dock = desk.window->findChild<QDockWidget*>(QStringLiteral("problems-dock"));
        auto* list = dock->findChild<QTreeView*>(QStringLiteral("problems"));
        QVERIFY(list != nullptr);
        QVERIFY2(dock->windowTitle().startsWith(QLatin1String("Problems (")), qPrintable(dock->windowTitle()));
        desk.window->goTo(QStringLiteral("plan"));
        QVERIFY(!editor.isVisible());
        QVERIFY2(dock->windowTitle().startsWith(QLatin1String("Problems of the editor's texts (")),
                 qPrintable(dock->windowTitle()));
        const auto at = std::find_if(editor.problemRows().begin(), editor.problemRows().end(), isOfBroken);
        const int row = static_cast<int>(at - editor.problemRows().begin());
        const QModelIndex place = list->model()->index(row, 0);
        QVERIFY(place.data().toString().startsWith(QLatin1String("broken.yaml:")));
        emit list->activated(place);
        QVERIFY(editor.isVisible());
        QCOMPARE(editor.currentTab()->name(), QStringLiteral("broken.yaml"));
        QVERIFY2(dock->windowTitle().startsWith(QLatin1String("Problems (")), qPrintable(dock->windowTitle()));

        desk.window->goTo(QStringLiteral("connections"));
        QVERIFY(!editor.isVisible());
        desk.window->actions().get(QStringLiteral("edit.next-problem"))->trigger(); // F8
        QVERIFY(editor.isVisible());
    }

    /// What a cluster lacks is read in full where there is room for it, and leaves the evidence some where there is little.
    void whatIsCheckedTakesTheRoomThatThereIs()
    {
        ui::PlanView plan;
        ui::CheckView check;
        check.state = ui::CheckView::State::Fails;
        check.cluster = QStringLiteral("c-hz-01");
        check.text = QStringLiteral("ConfigMap default/qwen3-8b-flags-of-production is not there, and two more are not "
                                    "known: containers do not start");
        check.evidence = QStringLiteral("wanted by envFrom of container c");
        plan.checks.push_back(check);
        ui::plan::ChecksPane pane;
        pane.resize(1800, 700);
        pane.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        pane.show(plan, true);
        auto* view = pane.findChild<QTreeView*>(QStringLiteral("plan-checks"));
        const QFontMetrics metrics = view->fontMetrics();
        const int whole = metrics.horizontalAdvance(check.text);
        QTRY_VERIFY(view->columnWidth(ui::plan::CheckModel::What) > whole);
        pane.resize(whole + 10 * metrics.averageCharWidth(), 700);
        QTRY_VERIFY(view->columnWidth(ui::plan::CheckModel::What) < whole);
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        QVERIFY(view->columnWidth(ui::plan::CheckModel::Evidence) > 10 * metrics.averageCharWidth());
    }

    /// The dialog stays on the screen whatever an object is called, and its words at its top where nothing differs.
    void whatAgreesIsSaidAtTheTopOfTheComparison()
    {
        ui::PlanDesk desk{QString()};
        ui::plan::LiveDialog dialog(desk, {QStringLiteral("a.yaml"), {}, QStringLiteral("a: 1")});
        dialog.show();
        const QSize most = dialog.screen()->availableSize();
        QVERIFY(dialog.width() <= most.width() && dialog.height() <= most.height());
        QSignalSpy failed(&desk, &ui::PlanDesk::notCompared); // there is no connection
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        ui::PlanView view;
        view.connection = QStringLiteral("prod");
        const QString name = QStringLiteral("ConfigMap default/") + QString(240, QLatin1Char('m'));
        view.unchanged << name;
        ui::StepView step;
        step.kind = ui::StepView::Kind::Create;
        step.object = QStringLiteral("ConfigMap default/n");
        view.steps.push_back(step);
        emit desk.compared(view);
        auto* objects = dialog.findChild<QComboBox*>();
        QCOMPARE(objects->count(), 2);
        QVERIFY(dialog.minimumSizeHint().width() < dialog.fontMetrics().horizontalAdvance(name));
        QCOMPARE(objects->itemData(0, Qt::ToolTipRole).toString(),
                 QStringLiteral("ConfigMap default/n: It is not there: the text would create it."));
        objects->setCurrentIndex(1);
        QCOMPARE(objects->toolTip(), name);
        const QLabel* said = nullptr;
        for (const auto* label : dialog.findChildren<QLabel*>())
            if (label->text() == QLatin1String("Text and cluster agree.")) said = label;
        QVERIFY(said && said->isVisible());
        QTRY_VERIFY(said->height() <= 2 * said->fontMetrics().height());
        QVERIFY(said->y() < dialog.height() / 2);
    }

    /// A field that is empty is nothing but its outline.
    void anEmptyFieldIsSeenOnDark()
    {
        ui::theme::apply(*qApp, ui::theme::Scheme::Dark);
        QWidget page;
        QLineEdit field(&page);
        QSpinBox number(&page);
        page.resize(300, 100);
        field.setGeometry(10, 10, 200, 30);
        number.setGeometry(10, 50, 200, 30);
        page.setVisible(true);
        QWidget other(&page); // has the focus in their place
        other.setFocusPolicy(Qt::StrongFocus);
        other.show();
        other.setFocus();
        const QImage image = page.grab().toImage().convertToFormat(QImage::Format_RGB32);
        const QRgb line = ui::theme::color(ui::theme::Meaning::Quiet).rgb();
        const auto seen = [&](const QRect& rect) {
            int count = 0;
            for (int x = rect.left(); x <= rect.right(); ++x) count += image.pixel(x, rect.top()) == line ? 1 : 0;
            return count;
        };
        const int ofField = seen(field.geometry());
        const int ofNumber = seen(number.geometry());
        ui::theme::apply(*qApp, ui::theme::Scheme::Light);
        QVERIFY2(ofField > 150, qPrintable(QString::number(ofField)));
        QVERIFY2(ofNumber > 150, qPrintable(QString::number(ofNumber)));
    }

    void theNameThatIsToBeTypedCanBeCopied()
    {
        ui::PlanView plan;
        ui::StepView step;
        step.kind = ui::StepView::Kind::Delete;
        step.cluster = QStringLiteral("prod");
        step.object = QStringLiteral("ConfigMap default/a-long-name-7f9c");
        step.name = QStringLiteral("a-long-name-7f9c");
        step.isProduction = true;
        plan.steps.push_back(step);
        ui::plan::ApplyDialog dialog(plan);
        dialog.show();
        QCOMPARE(test::unnamed(dialog).join(QLatin1Char(' ')), QString());
        const QLabel* said = nullptr;
        for (const auto* label : dialog.findChildren<QLabel*>())
            if (label->text().contains(QLatin1String("Type the name of what is deleted, a-long-name-7f9c:")))
                said = label;
        QVERIFY(said && said->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
        auto* field = dialog.findChild<QLineEdit*>();
        QToolButton* copy = nullptr;
        for (auto* one : dialog.findChildren<QToolButton*>())
            if (one->text() == QLatin1String("Copy the name")) copy = one;
        QVERIFY(field && copy);
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), step.name);
        QVERIFY(field->text().isEmpty()); // to mean it is the person's part
        field->paste();
        QCOMPARE(field->text(), step.name);
        bool isOpen = false;
        for (const auto* one : dialog.findChildren<QPushButton*>())
            isOpen = isOpen || (one->text().contains(QLatin1String("Delete 1 object")) && one->isEnabled());
        QVERIFY(isOpen);
    }

private:
    struct Desk {
        Desk()
            : window(std::make_unique<ui::MainWindow>(ui::MainWindow::Options{
                  QString::fromStdString(folder.file("state").string()), ui::theme::Choice::Light}))
        {
            window->resize(1280, 800);
            window->show();
        }
        test::TempFolder folder;
        std::unique_ptr<ui::MainWindow> window;
    };
};

BERTH_TEST(Narrow)

} // namespace tst_narrow

#include "tst_narrow.moc"
