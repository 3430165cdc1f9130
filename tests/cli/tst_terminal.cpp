#include <QTest>

#include <array>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include "app/cli/message.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/cli/width.h"
#include "core/base/shown.h"
#include "core/model/hints.h"
#include "tests/cli/running.h"
#include "tests/support/test.h"

namespace tst_terminal {

namespace {

/// A pseudo-terminal, and what a program wrote there.
class Terminal {
public:
    Terminal()
    {
        std::array<char, 128> name{};
        winsize size{};
        size.ws_row = 24;
        size.ws_col = 100;
        m_ok = ::openpty(&m_near, &m_far, name.data(), nullptr, &size) == 0;
        m_path = QString::fromUtf8(name.data());
        if (m_ok) ::fcntl(m_near, F_SETFL, O_NONBLOCK);
    }
    ~Terminal()
    {
        ::close(m_near);
        ::close(m_far);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] QString path() const { return m_path; }
    QByteArray shown() const
    {
        QByteArray all;
        std::array<char, 4096> piece{};
        for (ssize_t got = 0; (got = ::read(m_near, piece.data(), piece.size())) > 0;) all.append(piece.data(), got);
        return all.replace("\r\n", "\n");
    }

private:
    int m_near = -1;
    int m_far = -1;
    bool m_ok = false;
    QString m_path;
};

} // namespace

/// Colour and width: only on a terminal, and never in the way of a pipe.
class TestTerminal : public QObject {
    Q_OBJECT

private slots:
    void coloursOnlyWhereTheyAreWanted_data()
    {
        QTest::addColumn<bool>("terminal");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("flag");
        QTest::addColumn<bool>("coloured");
        const auto row = [](const char* name, bool terminal, const char* variable, const char* value, const char* flag,
                            bool coloured) {
            QTest::newRow(name) << terminal << QString::fromUtf8(variable) << QString::fromUtf8(value)
                                << QString::fromUtf8(flag) << coloured;
        };
        row("a pipe", false, "", "", "", false);
        row("a terminal", true, "", "", "", true);
        row("NO_COLOR", true, "NO_COLOR", "1", "", false);
        row("NO_COLOR, empty", true, "NO_COLOR", "", "", true);
        row("a dumb terminal", true, "TERM", "dumb", "", false);
        row("never", true, "", "", "--color=never", false);
        row("always, into a pipe", false, "", "", "--color=always", true);
        row("always beats NO_COLOR", true, "NO_COLOR", "1", "--color=always", true);
        row("by the environment", true, "BERTH_COLOR", "never", "", false);
    }

    void coloursOnlyWhereTheyAreWanted()
    {
        QFETCH(const bool, terminal);
        QFETCH(const QString, variable);
        QFETCH(const QString, value);
        QFETCH(const QString, flag);
        QFETCH(const bool, coloured);
        const Terminal pty;
        if (!pty.ok()) QSKIP("this system gives no pseudo-terminals");
        test::Run run{.words = {"snapshot", "verify", "tests/fixtures/fleets/both-stocked"}};
        if (!flag.isEmpty()) run.words << flag;
        run.environment[QStringLiteral("TERM")] = QStringLiteral("xterm");
        if (!variable.isEmpty()) run.environment[variable] = value;
        if (terminal) run.terminal = pty.path();
        const test::Ran ran = test::ran(run);
        QCOMPARE(ran.code, 0);
        const QByteArray shown = terminal ? pty.shown() : ran.out;
        QVERIFY2(shown.contains("o sound"), shown.constData()); // the word is there, coloured or not
        QCOMPARE(shown.contains('\x1b'), coloured);
    }

    void fitsTheTerminal_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<int>("most");
        QTest::newRow("as the terminal says") << QString() << 100;
        QTest::newRow("as COLUMNS says") << QStringLiteral("88") << 88;
    }

    void fitsTheTerminal()
    {
        QFETCH(const QString, columns);
        QFETCH(const int, most);
        const Terminal pty;
        if (!pty.ok()) QSKIP("this system gives no pseudo-terminals");
        test::Run run{.words = {"snapshot", "diff", "tests/fixtures/fleets/hpa-2-8",
                                "tests/fixtures/fleets/shared-three", "--color=never"},
                      .terminal = pty.path()};
        if (!columns.isEmpty()) run.environment[QStringLiteral("COLUMNS")] = columns;
        QCOMPARE(test::ran(run).code, 0);
        const QByteArray shown = pty.shown();
        QVERIFY2(shown.contains("CLUSTER"), shown.constData());
        for (const QByteArray& line : shown.split('\n')) {
            QVERIFY2(cli::widthOf(line.toStdString()) <= std::size_t(most), line.constData());
        }
        // Piped, nothing is cut, whatever COLUMNS says.
        run.terminal.clear();
        const QByteArray piped = test::ran(run).out;
        QVERIFY(piped.contains("gn7i-c8g1.2xlarge"));
        QVERIFY(!piped.contains("…"));
    }

    void measures_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("plain") << QByteArray("gpu-a10") << 7;
        QTest::newRow("Chinese") << QByteArray("华东1（杭州）") << 13;
        QTest::newRow("Korean") << QByteArray("서울") << 4;
        QTest::newRow("half-width katakana") << QByteArray("ｶﾀｶﾅ") << 4;
        QTest::newRow("a combining accent") << QByteArray("e\xCC\x81") << 1;
        QTest::newRow("a joiner") << QByteArray("a\xE2\x80\x8D"
                                                "b")
                                  << 2;
        QTest::newRow("an emoji") << QByteArray("\xF0\x9F\x9A\xA2") << 2;
        QTest::newRow("an arrow") << QByteArray("→") << 1;
        QTest::newRow("no UTF-8") << QByteArray("\xFF\xC3") << 2;
        QTest::newRow("cut in a character") << QByteArray("\xE5\x8D") << 2;
    }

    void measures()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, width);
        QCOMPARE(cli::widthOf(text.toStdString()), std::size_t(width));
    }

    void showsNothingThatATerminalObeys()
    {
        QCOMPARE(cli::harmless("a\x1b[31m\n\t\x7F"), std::string("a\\x1b[31m\\n\\t\\x7f"));
        QCOMPARE(cli::harmless("\xC2\x9B"
                               "31m 杭州"),
                 std::string("\\x9b31m 杭州")); // the one-byte CSI
        QCOMPARE(cli::harmless("\xFF\xE5\x8D"), std::string("\\xff\\xe5\\x8d"));
        QCOMPARE(cli::harmless("\xEF\xBF\xBD"), std::string("\xEF\xBF\xBD"));
        QCOMPARE(cli::harmless("a\u202Eb\u200B"), std::string("a\\u202eb\\u200b")); // turned, and not seen
        QCOMPARE(cli::harmless(std::string(5000, 'x')).size(), 5000U);
        QCOMPARE(core::model::hints::inQuotes("a\u202E\n"), std::string("\"a\\u202e\\n\""));
    }

    void breaksLinesBetweenWords()
    {
        using Lines = std::vector<std::string>;
        QCOMPARE(cli::wrapped("one two three", 7), (Lines{"one two", "three"}));
        QCOMPARE(cli::wrapped("one two", 3), (Lines{"one", "two"}));
        QCOMPARE(cli::wrapped("instance", 4), (Lines{"inst", "ance"}));
        QCOMPARE(cli::wrapped("杭州上海", 5), (Lines{"杭州", "上海"}));
        QCOMPARE(cli::wrapped("", 5), (Lines{""}));
        QCOMPARE(cli::cut("杭州上海", 5), std::string("杭州…"));
    }

    void alignsWhateverTheWidth()
    {
        cli::Table table({{"NAME"}, {"WIDE", true}, {"WHY"}});
        table.add({"杭州", "x", "full"});
        table.add({"a\nb", "y", ""});
        QCOMPARE(table.text({}), std::string("NAME  WHY\n杭州  full\na\\nb\n"));
        QCOMPARE(table.text({.wide = true, .headers = false}), std::string("杭州  x  full\na\\nb  y\n"));
        QCOMPARE(table.markdown({}), std::string("| NAME | WHY |\n| --- | --- |\n| 杭州 | full |\n| a\\\\nb | |\n"));
    }

    void valuesBetweenCommasAreQuotedWhereThatIsNeeded()
    {
        cli::Table table({{"NAME"}, {"WIDE", true}, {"WHY"}});
        table.add({"a,b", "x", "says \"no\""});
        QCOMPARE(table.csv({}), std::string("NAME,WIDE,WHY\n\"a,b\",x,\"says \"\"no\"\"\"\n"));
        QCOMPARE(table.csv({.headers = false}), std::string("\"a,b\",x,\"says \"\"no\"\"\"\n"));
    }

    void linesOfAForeignTextStayLines()
    {
        const std::string text = "a\r\n  b\x1b[31m\nerror: c\n\n";
        QCOMPARE(core::shownLines(text, 100, "\n    "), std::string("a\n      b\\x1b[31m\n    error: c"));
        QCOMPARE(core::shownLines(text, 100, " "), std::string("a b\\x1b[31m error: c"));
        QCOMPARE(core::shownLines("abcdef\nx", 4), std::string("abcd… (8 bytes)"));
        QCOMPARE(core::shownLines("abc\nxyz", 4), std::string("abc\nx… (7 bytes)"));
        // Nothing of it stands where a message of ours begins.
        QCOMPARE(cli::toText({.what = "a\nerror: b", .where = {}, .fix = "c\nd"}, false),
                 std::string("error: a\n    error: b\n  fix: c\n    d\n"));
    }

    void wrapsTheLastColumnAndCutsTheOthers()
    {
        cli::Table table({{"CLUSTER"}, {"WHY"}});
        table.add({"a-cluster-with-a-long-name-in-it", "the node pool has reached its maximum"});
        QCOMPARE(table.text({.columns = 46}), std::string("CLUSTER               WHY\n"
                                                          "a-cluster-with-a-lo…  the node pool has\n"
                                                          "                      reached its maximum\n"));
    }
};

BERTH_TEST(TestTerminal)

} // namespace tst_terminal

#include "tst_terminal.moc"
