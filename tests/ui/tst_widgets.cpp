#include <QAccessible>
#include <QClipboard>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPaintEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTreeView>

#include <memory>

#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/screens/editor/models.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fair_columns.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/share_bar.h"
#include "ui/widgets/squeeze.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/tables.h"

namespace tst_widgets {

using ui::Mark;
using ui::YamlEdit;

namespace {

Mark mark(int line, int from, int to, Mark::Severity severity = Mark::Severity::Error)
{
    Mark m;
    m.severity = severity;
    m.startLine = m.endLine = line;
    m.startColumn = from;
    m.endColumn = to;
    m.what = QStringLiteral("wrong");
    return m;
}

/// Pixels of about this colour.
int count(const QImage& image, const QColor& colour)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor at = image.pixelColor(x, y);
            found += std::abs(at.red() - colour.red()) + std::abs(at.green() - colour.green()) +
                                 std::abs(at.blue() - colour.blue()) <
                             12
                         ? 1
                         : 0;
        }
    }
    return found;
}

/// What of a widget was painted.
class Painted final : public QObject {
public:
    explicit Painted(QWidget* widget)
        : QObject(widget)
    {
        widget->installEventFilter(this);
    }
    QRegion what;

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) what += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
};

} // namespace

class Widgets final : public QObject {
    Q_OBJECT
private slots:
    void textIsWhatWasPutIn()
    {
        YamlEdit edit;
        const QString text = QStringLiteral("a: \"\u00A0\"\nb: \U0001F600\n");
        edit.setPlainText(text);
        QCOMPARE(edit.text(), text);
    }

    void placesCountCodePoints()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("a: \U0001F600\U0001F600 b\n"));
        QCOMPARE(edit.positionOf(1, 6), 7); // behind two characters of two units each
        edit.goTo(1, 6);
        QCOMPARE(edit.caretColumn(), 6);
        QCOMPARE(edit.positionOf(99, 99), 10); // past the end: the end
    }

    void enterIndents_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("spaces");
        QTest::newRow("same") << "  a: 1" << 2;
        QTest::newRow("behind a colon") << "  a:" << 4;
        QTest::newRow("behind a colon and a comment") << "  a: # why" << 4;
        QTest::newRow("item") << "- a: 1" << 2;
        QTest::newRow("item that opens") << "- a:" << 4;
        QTest::newRow("block text") << "a: |" << 2;
        QTest::newRow("nothing") << "" << 0;
    }

    void enterIndents()
    {
        QFETCH(QString, line);
        QFETCH(int, spaces);
        YamlEdit edit;
        edit.setPlainText(line);
        edit.moveCursor(QTextCursor::End);
        QTest::keyClick(&edit, Qt::Key_Return);
        QCOMPARE(edit.text(), line + QLatin1Char('\n') + QString(spaces, QLatin1Char(' ')));
        edit.undo();
        QCOMPARE(edit.text(), line);
    }

    void tabIndentsAndEscTabLeaves()
    {
        QWidget window;
        YamlEdit edit(&window);
        QPushButton next(&window);
        window.show();
        window.activateWindow();
        edit.setFocus();
        edit.setPlainText(QStringLiteral("a\nb\n"));
        edit.selectAll();
        QTest::keyClick(&edit, Qt::Key_Tab);
        QCOMPARE(edit.text(), QStringLiteral("  a\n  b\n"));
        QTest::keyClick(&edit, Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(edit.text(), QStringLiteral("a\nb\n"));
        QTest::keyClick(&edit, Qt::Key_Tab, Qt::ControlModifier); // another text is meant
        QCOMPARE(edit.text(), QStringLiteral("a\nb\n"));
        edit.moveCursor(QTextCursor::Start);
        QTest::keyClick(&edit, Qt::Key_Escape);
        QTest::keyClick(&edit, Qt::Key_Tab);
        QCOMPARE(edit.text(), QStringLiteral("a\nb\n"));
        QVERIFY(!edit.hasFocus());
    }

    void backspaceUnindents()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("    a"));
        edit.goTo(1, 5);
        QTest::keyClick(&edit, Qt::Key_Backspace);
        QCOMPARE(edit.text(), QStringLiteral("  a"));
    }

    void replacingIsOneStep()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("a: 1\nb: 2\n"));
        edit.goTo(2, 3);
        edit.replaceText(QStringLiteral("a: 9\nb: 9\n"));
        QCOMPARE(edit.caretLine(), 2);
        edit.undo();
        QCOMPARE(edit.text(), QStringLiteral("a: 1\nb: 2\n"));
        QVERIFY(!edit.document()->isUndoAvailable());
    }

    void foldsWhatIsDeeper()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("a:\n  b: 1\n  c:\n  - d\n\ne: 2\n"));
        QVERIFY(edit.canFold(1));
        QVERIFY(edit.canFold(3)); // a list at the level of its key
        QVERIFY(!edit.canFold(2));
        edit.toggleFold(1);
        QVERIFY(edit.isFolded(1));
        QVERIFY(!edit.document()->findBlockByNumber(3).isVisible());
        QVERIFY(edit.document()->findBlockByNumber(5).isVisible());
        edit.goTo(4, 3); // what is looked for is shown
        QVERIFY(edit.document()->findBlockByNumber(3).isVisible());
        edit.foldAtCaret(true);
        QVERIFY(!edit.document()->findBlockByNumber(3).isVisible());
        edit.unfoldAll();
        QVERIFY(edit.document()->findBlockByNumber(3).isVisible());
    }

    void marksAreUnderlinedAtTheirPlace()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("a: 1\nb: wrong\n"));
        edit.setMarks({mark(2, 4, 9), mark(99, 1, 1), mark(1, 99, 99)}); // places past the text are survived
        const auto selections = edit.extraSelections();
        const auto waves = std::count_if(selections.begin(), selections.end(), [](const QTextEdit::ExtraSelection& s) {
            return s.format.underlineStyle() == QTextCharFormat::WaveUnderline &&
                   s.cursor.selectedText() == QLatin1String("wrong");
        });
        QCOMPARE(waves, 1);
        edit.resize(400, 200);
        QVERIFY(count(edit.grab().toImage(), ui::theme::color(ui::theme::Tone::Error)) > 5); // and in the margin
    }

    /// A text is brought to its caret before the window has its size.
    void aWiderViewShowsTheBeginningsOfLinesAgain()
    {
        YamlEdit edit;
        edit.setPlainText((QString(200, QLatin1Char('x')) + QLatin1Char('\n')).repeated(40));
        const int character = edit.fontMetrics().averageCharWidth();
        edit.resize(edit.gutterWidth() + 10 * character, 300);
        edit.show();
        QVERIFY(QTest::qWaitForWindowExposed(&edit));
        edit.goTo(20, 18);
        QTRY_VERIFY(edit.horizontalScrollBar()->value() > 0);
        edit.resize(edit.gutterWidth() + 60 * character, 300);
        QTRY_COMPARE(edit.horizontalScrollBar()->value(), 0);
        edit.goTo(20, 150); // what the view does not reach stays in sight
        QVERIFY(edit.horizontalScrollBar()->value() > 0);
        edit.resize(edit.gutterWidth() + 80 * character, 300);
        QTRY_VERIFY(edit.viewport()->width() > 70 * character);
        QVERIFY(edit.horizontalScrollBar()->value() > 0);
    }

    void aLongWordIsBrokenAndCopiedAsItIs()
    {
        const QString text =
            QStringLiteral("spec.template.spec.containers[0].resources.limits.nvidia.com/gpu: a plain word");
        QWidget page;
        ui::BreakableLabel label(text, &page);
        const int character = label.fontMetrics().averageCharWidth();
        QVERIFY(label.minimumSizeHint().width() < 40 * character);
        QVERIFY(label.heightForWidth(24 * character) > 2 * label.fontMetrics().height());
        QCOMPARE(label.whole(), text);
        QCOMPARE(label.accessibleName(), text);
        label.setSelection(0, static_cast<int>(label.text().size()));
        QTest::keySequence(&label, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
        const ui::BreakableLabel prose(QStringLiteral("Nobody else owns it."), &page);
        QCOMPARE(prose.text(), prose.whole());
    }

    void pastedTabsBecomeSpaces()
    {
        YamlEdit edit;
        auto* data = new QMimeData; // the clipboard owns it
        data->setText(QStringLiteral("a:\r\n\t\tb: 1"));
        QGuiApplication::clipboard()->setMimeData(data);
        edit.paste();
        QCOMPARE(edit.text(), QStringLiteral("a:\n    b: 1"));
    }

    void colourOfKeysAndComments()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("# comment\nkey: value\n"));
        const auto formats = edit.document()->findBlockByNumber(1).layout()->formats();
        QVERIFY(!formats.isEmpty());
        QCOMPARE(formats.front().format.foreground().color(), ui::theme::color(ui::theme::Meaning::Accent));
        const auto comment = edit.document()->firstBlock().layout()->formats();
        QVERIFY(!comment.isEmpty());
        QCOMPARE(comment.front().format.foreground().color(), ui::theme::color(ui::theme::Meaning::Quiet));
    }

    void aLineWithoutEndHasNoColours()
    {
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("key: 1\n") + QString(30000, QLatin1Char('k')) + QStringLiteral(": 1\n"));
        const auto colours = [&edit](int line) {
            return edit.document()->findBlockByNumber(line).layout()->formats().size();
        };
        QTRY_VERIFY(colours(0) > 0);
        QCOMPARE(colours(1), qsizetype{0});
    }

    void findsRoundTheEnd()
    {
        QWidget window;
        YamlEdit edit(&window);
        ui::FindBar find(&window);
        find.setEditor(&edit);
        edit.setPlainText(QStringLiteral("one two\none\n"));
        window.show();
        find.open();
        auto* field = find.findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("one"));
        find.step(true);
        const int first = edit.textCursor().selectionStart();
        find.step(true);
        find.step(true);
        QCOMPARE(edit.textCursor().selectionStart(), first);
        find.step(false);
        QVERIFY(edit.textCursor().selectionStart() != first);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!find.isVisible());
    }

    void shareBarShowsSpeaksAndSelects()
    {
        ui::ShareBar bar;
        bar.resize(400, bar.sizeHint().height());
        bar.setSegments({{QStringLiteral("a"), 0, 2, 0, 0},
                         {QStringLiteral("none"), 1, 0, 0, 0},
                         {QStringLiteral("b"), 2, 0, 1, 1}});
        const QImage image = bar.grab().toImage();
        QVERIFY(count(image, ui::theme::series(0)) > 100);                       // solid
        QVERIFY(count(image, ui::theme::color(ui::theme::Meaning::Error)) > 20); // what is short is outlined
        const QString spoken = QAccessible::queryAccessibleInterface(&bar)->text(QAccessible::Description);
        QVERIFY2(spoken.contains(QLatin1String("b: 1 on a new node, 1 without a node")), qPrintable(spoken));
        QVERIFY(!spoken.contains(QLatin1String("none")));
        ui::ShareBar open;
        open.resize(bar.size());
        open.setSegments({{QStringLiteral("c"), 0, 1, 0, 0, 1}});
        QCOMPARE(QAccessible::queryAccessibleInterface(&open)->text(QAccessible::Description),
                 QStringLiteral("c: 1 on a running node, 1 not sure of a node"));
        QVERIFY(count(open.grab().toImage(), ui::theme::color(ui::theme::Meaning::Attention)) > 20);
        QSignalSpy activated(&bar, &ui::ShareBar::activated);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(380, 6));
        QCOMPARE(activated.at(0).at(0).toString(), QStringLiteral("b"));
        QTest::keyClick(&bar, Qt::Key_Left);
        QTest::keyClick(&bar, Qt::Key_Return);
        QCOMPARE(activated.at(1).at(0).toString(), QStringLiteral("a"));
        bar.setSegments({});
        bar.grab(); // nothing to divide by
    }

    void messagesOfferWhatCanBeDone()
    {
        ui::MessageBar bar;
        int done = 0;
        bar.say(ui::theme::Tone::Error, QStringLiteral("It failed."), {{QStringLiteral("Try again"), [&] { ++done; }}});
        QVERIFY(bar.isVisible());
        QVERIFY(bar.accessibleName().contains(QLatin1String("failed")));
        bar.findChild<QPushButton*>()->click();
        QCOMPARE(done, 1);
        QVERIFY(!bar.isVisible());
    }

    void aMessageIsNotSqueezedByItsButtons()
    {
        ui::MessageBar bar;
        const QString sentence =
            QStringLiteral("/srv/manifests/deploy.yaml was changed by another program since it was opened.");
        bar.say(ui::theme::Tone::Attention, sentence,
                {{QStringLiteral("Save anyway"), [] {}},
                 {QStringLiteral("Take the file's text"), [] {}},
                 {QStringLiteral("Save as"), [] {}}});
        const QLabel* text = nullptr;
        for (const QLabel* label : bar.findChildren<QLabel*>())
            if (label->text() == sentence) text = label;
        QVERIFY(text);
        const auto* button = bar.findChild<QPushButton*>();
        const auto isBelow = [&] { return button->mapTo(&bar, QPoint(0, 0)).y() > text->geometry().bottom(); };
        const int character = bar.fontMetrics().averageCharWidth();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        bar.resize(200 * character, bar.height());
        QTRY_VERIFY(bar.width() >= 200 * character && !isBelow());
        bar.resize(80 * character, bar.height());
        QTRY_VERIFY(isBelow());
        QTRY_VERIFY(text->width() >= 60 * character);
        bar.resize(200 * character, bar.height());
        QTRY_VERIFY(!isBelow());
    }

    void statesHaveStepsAndNoLeftovers()
    {
        ui::StatePanel panel;
        int done = 0;
        panel.show(ui::StatePanel::State::Failed, QStringLiteral("No"), QStringLiteral("because"),
                   {{QStringLiteral("Retry"), [&] { ++done; }}});
        panel.findChild<QPushButton*>()->click();
        QCOMPARE(done, 1);
        panel.show(ui::StatePanel::State::Loading, QStringLiteral("Opening"));
        for (const QPushButton* old : panel.findChildren<QPushButton*>()) QVERIFY(!old->isVisible());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(panel.findChildren<QPushButton*>().size(), 0);
        QCOMPARE(panel.accessibleName(), QStringLiteral("Opening"));
    }

    void longTextIsElidedAndWholeInTheTip()
    {
        ui::ElidedLabel label;
        label.setWhole(QString(300, QLatin1Char('x')));
        label.resize(60, 20);
        QVERIFY(label.minimumSizeHint().width() < 100);
        QCOMPARE(label.toolTip().size(), 300);
    }

    void tablesCopyAsText()
    {
        ui::editor::PlacementModel model;
        model.setRows(ui::editor::placementRows(test::handMade()));
        QTreeView* view = ui::makeView(&model, QStringLiteral("t"), QStringLiteral("Table"), true, nullptr);
        const QString all = ui::copyText(*view);
        QVERIFY(all.startsWith(QLatin1String("Where\tReplicas\t")));
        QVERIFY(all.contains(QLatin1String("\nc-sh-02\t")));
        view->setCurrentIndex(model.index(2, 0));
        QCOMPARE(ui::copyText(*view).count(QLatin1Char('\n')), 2);
        delete view;
    }

    /// It is painted over the columns before it: a part of it would be cut in the middle of a letter.
    void aColumnThatIsMovedRepaintsWholeRows()
    {
        QStandardItemModel model(1, 5);
        model.setItem(0, 0, new QStandardItem(QStringLiteral("c-hz-01")));
        model.setItem(0, 4, new QStandardItem(QStringLiteral("no node of it has the label that is asked for")));
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        view->resize(600, 200);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        QTest::qWait(50); // what showing it painted
        Painted painted(view->viewport());
        view->header()->resizeSection(3, view->columnWidth(3) + 20);
        QTRY_COMPARE(painted.what.boundingRect(), view->viewport()->rect());
    }

    /// A figure keeps the width that it needs, whether the sentence is there or not.
    void aNarrowTableKeepsItsFigures()
    {
        QStandardItemModel model(1, 3);
        const QString name = QStringLiteral("production-inference-cluster-hangzhou-gpu-tenant");
        model.setItem(0, 0, new QStandardItem(name));
        model.setItem(0, 1, new QStandardItem(QStringLiteral("~19.0652")));
        model.setItem(0, 2, new QStandardItem(QStringLiteral("stock of ecs.a in z-1")));
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        auto* squeeze = new ui::Squeeze(view.get(), 0, {2});
        view->resize(1200, 200);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        for (int c = 0; c < 2; ++c) view->resizeColumnToContents(c);
        squeeze->fit();
        QVERIFY(!view->isColumnHidden(2));
        const int nameWidth = view->columnWidth(0);
        const int figure = view->columnWidth(1);
        view->resize(nameWidth + figure + 20, 200);
        QTRY_VERIFY(view->isColumnHidden(2));
        QTRY_VERIFY(view->columnWidth(1) <= figure + 2);
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        squeeze->fit(); // what was stretched is not taken for what is needed
        QVERIFY(view->columnWidth(1) <= figure + 2);
        view->resize(nameWidth + figure + 20 * view->fontMetrics().averageCharWidth(), 200);
        QTRY_VERIFY(!view->isColumnHidden(2));
        QCOMPARE(view->columnWidth(0), nameWidth);
        view->resize(nameWidth / 2 + figure, 200);
        QTRY_VERIFY(view->isColumnHidden(2) && view->columnWidth(0) < nameWidth);
    }

    /// Names as clouds make them give way; what was found out of each can be read, and comes back into sight as it changes.
    void longNamesLeaveRoomForTheRest()
    {
        QStandardItemModel model(2, 4);
        const QString name = QStringLiteral("arn:aws:eks:eu-central-1:123456789012:cluster/production-inference-blue");
        const QStringList first{name, QStringLiteral("fleet"), QStringLiteral("https://a-long-host.example.com:6443"),
                                QStringLiteral("4 ms")};
        const QStringList second{QStringLiteral("lab"), QStringLiteral("-"), QStringLiteral("https://b"),
                                 QStringLiteral("5 ms")};
        for (int c = 0; c < 4; ++c) {
            model.setItem(0, c, new QStandardItem(first[c]));
            model.setItem(1, c, new QStandardItem(second[c]));
        }
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        const auto needs = [&view](int column) {
            return static_cast<QAbstractItemView*>(view.get())->sizeHintForColumn(column);
        };
        auto* columns = new ui::FairColumns(view.get(), {0, 2});
        const int narrow = needs(1) + 60 * view->fontMetrics().averageCharWidth();
        view->resize(narrow, 200);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        columns->fit();
        QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);
        QVERIFY(view->columnWidth(0) < needs(0) && view->columnWidth(1) >= needs(1));
        QVERIFY(view->columnWidth(3) >= needs(3));
        model.item(0, 3)->setText(QStringLiteral("fails: certificate"));
        columns->fit();
        QTRY_VERIFY(view->columnWidth(3) >= needs(3));
        view->resize(needs(0) + needs(1) + needs(2) + needs(3) + 200, 200);
        QTRY_VERIFY(view->columnWidth(0) >= needs(0) && view->columnWidth(2) >= needs(2));
        view->header()->resizeSection(0, 90); // from now on the widths are the person's
        view->resize(narrow, 200);
        QTRY_VERIFY(view->viewport()->width() <= narrow);
        QCOMPARE(view->columnWidth(0), 90);
    }

    /// By the address a person decides: it is whole where the others have to give way.
    void theColumnThatIsDecidedByKeepsItsRoom()
    {
        QStandardItemModel model(1, 5);
        const QString name = QStringLiteral("arn:aws:eks:eu-central-1:123456789012:cluster/production-inference-blue");
        const QStringList cells{name, QStringLiteral("https://10.11.12.13:6443"), name, QStringLiteral("lab"),
                                QStringLiteral("new")};
        for (int c = 0; c < cells.size(); ++c) model.setItem(0, c, new QStandardItem(cells[c]));
        const std::unique_ptr<QTreeView> view(
            ui::makeView(&model, QStringLiteral("view"), QStringLiteral("View"), false, nullptr));
        auto* columns = new ui::FairColumns(view.get(), {0, 1, 2, 3});
        columns->keep(1, 60);
        view->resize(72 * view->fontMetrics().averageCharWidth(), 200);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        columns->fit();
        QVERIFY(view->columnWidth(1) >= static_cast<QAbstractItemView*>(view.get())->sizeHintForColumn(1));
        QVERIFY(view->columnWidth(0) < view->columnWidth(1));
        QVERIFY(std::abs(view->columnWidth(0) - view->columnWidth(2)) <= 1);
    }

    void whatIfSaysWhatIsTried()
    {
        ui::editor::WhatIfBar bar;
        bar.setFleet(test::smallFleet());
        bar.setStatedReplicas(4);
        QVERIFY(bar.whatIf().empty());
        QVERIFY(bar.words().isEmpty());
        bar.tryRemedy(test::handMade().remedies[0]);
        bar.tryRemedy(test::handMade().remedies[1]);
        QCOMPARE(bar.whatIf().replicas, std::optional<qint64>(2));
        QCOMPARE(bar.whatIf().changes.size(), std::size_t{1});
        QVERIFY(bar.words().contains(QLatin1String("raise the maximum")));
        bar.setStatedReplicas(5); // typing goes on: what is tried stays
        QCOMPARE(bar.whatIf().replicas, std::optional<qint64>(2));
        bar.reset();
        QVERIFY(bar.whatIf().empty());
        bar.setStatedReplicas(1'000'000'000); // as the text has it
        QVERIFY(bar.whatIf().empty());
        QCOMPARE(bar.findChildren<QSpinBox*>().at(0)->value(), 1'000'000'000);
        bar.setStatedReplicas(4);
        QCOMPARE(bar.findChildren<QSpinBox*>().at(0)->value(), 4);
    }

    void everyIconIsThere()
    {
        for (const auto tone :
             {ui::theme::Tone::Ok, ui::theme::Tone::Progress, ui::theme::Tone::Attention, ui::theme::Tone::Error}) {
            QVERIFY(!ui::theme::icon(tone).isNull());
            QVERIFY(!ui::theme::word(tone).isEmpty());
        }
        const QImage image = ui::theme::icon(ui::theme::Tone::Error).pixmap(32, 32).toImage();
        QVERIFY(count(image, ui::theme::color(ui::theme::Tone::Error)) > 20);
    }

    void schemesReachEveryWidget()
    {
        ui::StatePanel panel;
        panel.show(ui::StatePanel::State::Empty, QStringLiteral("No manifest is open"));
        YamlEdit edit;
        edit.setPlainText(QStringLiteral("key: value\n"));
        edit.show();
        ui::theme::apply(*qApp, ui::theme::Scheme::Dark);
        QCoreApplication::processEvents();
        QCOMPARE(edit.palette().color(QPalette::Base),
                 ui::theme::color(ui::theme::Meaning::Base, ui::theme::Scheme::Dark));
        const auto formats = edit.document()->firstBlock().layout()->formats();
        QCOMPARE(formats.front().format.foreground().color(),
                 ui::theme::color(ui::theme::Meaning::Accent, ui::theme::Scheme::Dark));
        QVERIFY(count(panel.grab().toImage(), ui::theme::color(ui::theme::Meaning::Window, ui::theme::Scheme::Dark)) >
                500);
        ui::theme::apply(*qApp, ui::theme::Scheme::Light);
    }
};

BERTH_TEST(Widgets)

} // namespace tst_widgets

#include "tst_widgets.moc"
