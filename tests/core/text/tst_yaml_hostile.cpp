#include "tests/core/text/reading.h"
#include "tests/support/test.h"

#include <chrono>

#include <sys/resource.h>

namespace tst_yaml_hostile {

using namespace core::text;
using namespace reading;

namespace {

std::string repeated(const std::string& piece, std::size_t times)
{
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Each level repeats the one before: 10^levels items when written out.
std::string bomb(int levels)
{
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < levels; ++i) {
        const std::string n = std::to_string(i);
        const std::string last = "*a" + std::to_string(i - 1);
        text += "a" + n + ": &a" + n + " [" + repeated(last + ", ", 9) + last + "]\n";
    }
    return text;
}

std::string staircase(int steps)
{
    std::string text;
    for (int i = 0; i < steps; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    return text;
}

} // namespace

/// Whatever the bytes are: a sentence, in bounded time and memory.
class TestYamlHostile : public QObject {
    Q_OBJECT

private slots:
    void refusesInBoundedTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const std::string& text, const char* problem) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << problem;
        };
        const std::size_t deep = 100'000;
        row("brackets", repeated("[", deep), nullptr);
        row("brackets in YAML", "a: " + repeated("[", deep), "The text is nested more than 100 levels deep.");
        row("braces", "a: " + repeated("{", deep), "The text is nested more than 100 levels deep.");
        row("pairs", repeated("{\"a\":", deep), nullptr);
        row("closed brackets", repeated("[", deep) + repeated("]", deep),
            "The text is nested more than 100 levels deep.");
        row("dashes", repeated("- ", deep), "The text is nested more than 100 levels deep.");
        row("question marks", repeated("? ", deep), "The text is nested more than 100 levels deep.");
        row("staircase", staircase(2000), "The text is nested more than 100 levels deep.");
        row("bomb of nine", bomb(9), "The aliases of this document repeat too much: it would grow beyond all bounds.");
        row("bomb of thirty", bomb(30),
            "The aliases of this document repeat too much: it would grow beyond all bounds.");
        row("long text repeated", "a: &a " + std::string(1U << 20U, 'x') + "\nb: [" + repeated("*a, ", 5000) + "]\n",
            "The aliases of this document repeat too much: it would grow beyond all bounds.");
        row("merge bomb", bomb(6) + "m: {<<: [{k: *a5}, {l: *a5}]}\n",
            "The aliases of this document repeat too much: it would grow beyond all bounds.");
        row("NUL", std::string("a: x\0y\n", 7), "A NUL byte stands in the text.");
        row("only NUL", std::string(1000, '\0'), "A NUL byte stands in the text.");
        row("bad UTF-8", "a: \xC0\x80\n", "The text is not UTF-8 here.");
        row("surrogate in UTF-8", "a: \xED\xA0\x80\n", "The text is not UTF-8 here.");
        row("beyond Unicode", "a: \xF4\x90\x80\x80\n", "The text is not UTF-8 here.");
        row("cut UTF-8", "a: \xE2\x82", "The text is not UTF-8 here.");
        row("too many values", "a: [" + repeated("1,", 1'200'000) + "]", "The text has too many values.");
        row("too many documents", repeated("a\n---\n", 11'000), "There are too many documents in one text.");
        row("anchors", "a: " + repeated("&a ", deep), "The anchor or alias here is not well formed.");
        row("tags", "a: " + repeated("!!str ", deep), nullptr);
        row("quotes", "a: " + repeated("\"", deep + 1), nullptr);
        row("unclosed quote of many lines", "a: \"" + repeated("x y\n  ", deep),
            "The string that starts here has no closing quote.");
    }
    void refusesInBoundedTime()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const double before = cpuSeconds();
        const File file = parse(text.toStdString());
        QVERIFY2(cpuSeconds() - before < 10, "far too slow");
        QVERIFY(!file.ok());
        if (!problem.isNull()) QCOMPARE(shown(file.problems.back().what), problem);
    }

    void refusesAHundredMegabytesAtOnce()
    {
        const std::string text(100U << 20U, 'x');
        const double before = cpuSeconds();
        const File file = parse(text);
        QVERIFY(cpuSeconds() - before < 0.05);
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(file.problems[0].what, std::string("The text has 100 MiB; 10 MiB is the most that is read."));
        QCOMPARE(file.problems[0].fix, std::string("Split it into several files."));
    }

    void acceptsWhatIsLargeButHonest_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("depth of a hundred", repeated("[", 100) + repeated("]", 100));
        row("list", repeated("- a\n", 200'000));
        row("long text", "a: |\n" + repeated("  x y z\n", 200'000));
        row("long plain", "a: " + repeated("x y z\n  ", 200'000));
        row("one long line", "a: [" + repeated("x, ", 200'000) + "]");
        row("comments", repeated("# c\n", 500'000) + "a: 1");
        row("blank lines", repeated("\n", 2'000'000) + "a: 1");
        row("aliases in measure", "a: &a [1, 2, 3]\nb: [" + repeated("*a, ", 10'000) + "]");
        row("many keys", [] {
            std::string text;
            for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
            return text;
        }());
    }
    void acceptsWhatIsLargeButHonest()
    {
        QFETCH(QByteArray, text);
        const File file = parse(text.toStdString());
        QVERIFY2(file.ok(), listed(file).c_str());
        QCOMPARE(file.documents.size(), std::size_t{1});
    }

    void takesTimeInProportionToTheText()
    {
        const auto seconds = [](std::size_t times) {
            const std::string text = repeated("- name: c\n  image: \"x:1\" # c\n  args: [a, 'b''', {c: 1}]\n", times);
            double best = 1e9;
            for (int i = 0; i < 3; ++i) {
                const double before = cpuSeconds();
                if (!parse(text).ok()) return 1e9;
                best = std::min(best, cpuSeconds() - before);
            }
            return best;
        };
        const double small = seconds(1'000);
        const double large = seconds(20'000);
        QVERIFY2(large < 20 * small * 4, "more than linear");
    }

    void keepsABoundedNumberOfProblems()
    {
        std::string text;
        for (int i = 0; i < 1000; ++i) text += "a: 1\n";
        const File file = parse(text);
        QCOMPARE(file.problems.size(), std::size_t{101});
        QCOMPARE(file.problems.back().what, std::string("There are more problems than are listed here."));
        QCOMPARE(parse(repeated("a: [\n---\n", 5000)).problems.size(), std::size_t{100});
    }

    void followsTheLimitsItIsGiven()
    {
        Limits limits;
        limits.depth = 3;
        QVERIFY(parse("[[[1]]]", Reading::Manifest, limits).ok());
        QVERIFY(!parse("[[[[1]]]]", Reading::Manifest, limits).ok());
        QVERIFY(!parse("a: {b: {c: {}}}", Reading::Manifest, limits).ok());
        limits.bytes = 4;
        QVERIFY(parse("a: 1", Reading::Manifest, limits).ok());
        QVERIFY(!parse("a: 12", Reading::Manifest, limits).ok());
    }

    void countsAliasesForDepth()
    {
        std::string text = "a0: &a0 [x]\n";
        for (int i = 1; i < 150; ++i)
            text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
        const File file = parse(text);
        QVERIFY(!file.ok());
        QCOMPARE(file.problems[0].what, std::string("Aliases nest this document more than 100 levels deep."));
    }

    void losesNoMemoryOnManyQuotes()
    {
        const std::string text = "a: '" + repeated("''", 2000) + "'\n";
        const auto resident = [] {
            rusage usage{};
            getrusage(RUSAGE_SELF, &usage);
            return usage.ru_maxrss; // kilobytes
        };
        for (int i = 0; i < 20; ++i) (void)parse(text);
        const long before = resident();
        for (int i = 0; i < 500; ++i) QVERIFY(parse(text).ok());
        QVERIFY2(resident() - before < 4096, "libfyaml's leak is back");
    }
};

BERTH_TEST(TestYamlHostile)

} // namespace tst_yaml_hostile

#include "tst_yaml_hostile.moc"
