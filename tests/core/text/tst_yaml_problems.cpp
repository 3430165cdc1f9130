#include "tests/core/text/reading.h"
#include "tests/support/test.h"

namespace tst_yaml_problems {

using namespace core::text;
using namespace reading;

class TestYamlProblems : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("fix");
        const auto row = [](const char* name, const char* text, const char* problem, const char* fix) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(problem) << QString::fromUtf8(fix);
        };
        row("indented too deep", "a: 1\n  b: 2\n",
            "2:3 This key is indented like a part of the value above it, which is already complete.",
            "Indent it like the keys that it stands beside, or empty the value above.");
        row("list item too far left", "a:\n  - b\n - c\n", "3:2 The indentation of this line matches no line above it.",
            "Indent it exactly like the lines that it belongs with.");
        row("mapping too far left", "a:\n    b: 1\n  c: 2\n",
            "3:3 The indentation of this line matches no line above it.",
            "Indent it exactly like the lines that it belongs with.");
        row("tab", "a:\n\tb: 1\n", "2:1 A tab is used for indentation, where YAML allows only spaces.",
            "Replace the tab by spaces.");
        for (const auto& [name, text, place] :
             {std::tuple("tab at the start of a key below a value", "a: 1\n\tb: 1\n", "2:1"),
              std::tuple("tab in the first line", "\ta: 1\nb: 2\n", "1:1"),
              std::tuple("tab in the middle of an indentation", "a:\n  b: 1\n  \tc: 2\n", "3:3"),
              std::tuple("tab in front of a dash", "a:\n  - b: 1\n\t- b: 2\n", "3:1"),
              std::tuple("tab behind a dash", "a:\n-\tb: 1\n  c: 2\n", "2:2"),
              std::tuple("tab behind a dash and a blank", "a:\n  - \tb: 1\n    c: 2\n", "2:5"),
              std::tuple("tab behind the dash of a text", "a:\n-\tb\n", "2:2"),
              std::tuple("tab in a line above the fault", "a:\n  - \tb: 1\n      # c\n\n    d: 2\n", "2:5"),
              std::tuple("tab in the line of a text", "a:\n  b: x\n\ty\n", "3:1"),
              std::tuple("tab in a block of text", "a:\n  b: |\n\ty\n", "3:1")})
            row(name, text,
                (std::string(place) + " A tab is used for indentation, where YAML allows only spaces.").data(),
                "Replace the tab by spaces.");
        row("a fault below a tab that is right", "a: x\ty\n b: 1\n",
            "2:2 This key is indented like a part of the value above it, which is already complete.",
            "Indent it like the keys that it stands beside, or empty the value above.");
        row("duplicate", "a: 1\nb: 2\n'a': 3\n", "3:1 The key `a` stands twice in this mapping, on lines 1 and 3.",
            "Remove one of the two.");
        row("duplicate after conversion", "1: x\n\"1\": y\n",
            "2:1 The key `1` stands twice in this mapping, on lines 1 and 2.", "Remove one of the two.");
        row("duplicate in JSON", "{\"a\": 1,\n \"a\": 2}",
            "2:2 The key `a` stands twice in this mapping, on lines 1 and 2.", "Remove one of the two.");
        row("double quote", "a: \"x\nb: 1\n", "1:4 The string that starts here has no closing quote.",
            "Add the closing quote.");
        row("single quote", "a: 'x\nb: 1\n", "1:4 The string that starts here has no closing quote.",
            "Add the closing quote.");
        row("square bracket", "a: [1, 2\nb: 3\n", "1:4 The bracket `[` opened here is never closed.",
            "Close it with `]`.");
        row("brace", "a: {b: 1\n", "1:4 The bracket `{` opened here is never closed.", "Close it with `}`.");
        row("inner bracket", "a: {b: [1, 2}\nc: 3\n", "1:8 The bracket `[` opened here is never closed.",
            "Close it with `]`.");
        row("closing only", "a: ]\n", "1:4 This bracket closes nothing.", "Remove it, or add the bracket that opens.");
        row("missing comma", "a: {b: 1 \"c\": 2}\n", "1:13 A comma is missing in front of this.",
            "Add a comma, or close the bracket before it.");
        row("alias", "a: *nope\n", "1:4 No anchor `&nope` stands above this alias.",
            "Define it further up in the same document, or quote the text if it is one.");
        row("alias of the document before", "a: &x 1\n---\nb: *x\n", "3:4 No anchor `&x` stands above this alias.",
            "Define it further up in the same document, or quote the text if it is one.");
        row("alias in itself", "a: &x\n  b: *x\n", "2:6 The alias `*x` stands inside of what it repeats.",
            "Move the alias out of the value that has the anchor.");
        row("second colon", "a: b: c\n", "1:5 A second `: ` stands on this line.",
            "Quote the value, or put the inner key on a line of its own, indented deeper.");
        row("at sign", "a: @x\n", "1:4 A text that starts with this character must be quoted.",
            "Put the text in single quotes.");
        row("list on the line of its key", "a: - b\n", "1:4 A list cannot start on the line of its key.",
            "Put the `- ` on the next line, or quote the value if it is a text.");
        row("no colon", "a: b\nc\nd: e\n", nullptr, nullptr);
        row("dash without blank", "a: b\n-c\n",
            "2:1 This line is neither a `key: value` nor an item of the list above it.",
            "Check its indentation, and that a colon and a space follow the key.");
        row("escape", "a: \"\\q\"\n", "1:5 This escape in a double-quoted string is unknown.",
            "Write a backslash as `\\\\`, or put the text in single quotes.");
        row("escaped slash", "a: \"x\\/\"\n", "1:6 This escape in a double-quoted string is unknown.",
            "Write a backslash as `\\\\`, or put the text in single quotes.");
        row("template left in", "a: {{ .Values.x }}\n", "1:5 A mapping or list stands here as a key; a key is a text.",
            "Quote the value if `{{ … }}` is a template that was left in.");
        row("merge conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
            "2:1 A merge conflict was left in the text.",
            "Keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.");
        row("YAML 1.2", "%YAML 1.2\n---\na: 1\n", "1:1 Kubernetes reads YAML 1.1 only.", "Remove the `%YAML` line.");
        row("UTF-16",
            "\xFF\xFE"
            "a",
            "1:1 The text is written in UTF-16, which is not read.", "Save the file in UTF-8.");
        row("not UTF-8", "a: 1\nb: caf\xE9\n", "2:7 The text is not UTF-8 here.", "Save the file in UTF-8.");
        row("control character", "a: x\x01y\n", "1:5 A control character stands in the text.",
            "Remove it, or write it as an escape in double quotes.");
        row("JSON colon", "{\"a\": 1,\n \"b\" 2}", "2:6 This is not JSON: here should be a colon after the key.",
            "Mend the JSON at this place.");
        row("JSON string", "{\"a\": \"x\n}", "1:7 The string that starts here has no closing quote.", nullptr);
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        QFETCH(QString, fix);
        const File file = parse(text.toStdString());
        QVERIFY(!file.ok());
        const Problem& first = file.problems.front();
        const auto& start = first.span.start;
        QVERIFY(first.span.end.offset >= start.offset);
        QVERIFY(!first.what.empty() && first.what.back() == '.');
        if (!problem.isNull()) {
            QCOMPARE(QString("%1:%2 %3").arg(start.line).arg(start.column).arg(shown(first.what)), problem);
        }
        if (!fix.isNull()) QCOMPARE(shown(first.fix), fix);
    }

    void takesTabsThatAreNoIndentation() { QVERIFY(parse("a:\tb\nc: {\n\td: e}\nf: x\ty\ng:\n- h\t# i\n").ok()); }

    void keepsTheGoodDocuments_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<int>("line");
        QTest::newRow("bracket") << QByteArray("b: [1\n") << 4;
        QTest::newRow("quote") << QByteArray("x: 1\nb: 'x\n") << 5;
        QTest::newRow("bytes") << QByteArray("b: \xFF\n") << 4;
        QTest::newRow("NUL") << QByteArray("b: \0\n", 5) << 4;
        QTest::newRow("indent") << QByteArray("b: 1\n c: 2\n") << 5;
        QTest::newRow("alias") << QByteArray("b: *x\n") << 4;
        QTest::newRow("JSON") << QByteArray("{\"b\": 1\n") << 4;
    }
    void keepsTheGoodDocuments()
    {
        QFETCH(QByteArray, bad);
        QFETCH(int, line);
        const File file = parse("# first\na: 1\n---\n" + bad.toStdString() + "---\nc: 3\n");
        QCOMPARE(file.documents.size(), std::size_t{2});
        QCOMPARE(file.documents[0].value().dump(), std::string("{\"a\":1}"));
        QCOMPARE(file.documents[1].value().dump(), std::string("{\"c\":3}"));
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(file.problems[0].span.start.line), line);
    }

    void listsProblemsInTheOrderOfTheText()
    {
        const File file = parse("a: .inf\na: .nan\n---\nb: [\n---\nc: 1\nc: 2\n");
        QCOMPARE(shown(listed(file)),
                 QString("error 1:4 `.inf` is a number that JSON, and so Kubernetes, does not have.\n"
                         "error 2:1 The key `a` stands twice in this mapping, on lines 1 and 2.\n"
                         "error 2:4 `.nan` is a number that JSON, and so Kubernetes, does not have.\n"
                         "error 4:4 The bracket `[` opened here is never closed.\n"
                         "error 7:1 The key `c` stands twice in this mapping, on lines 6 and 7.\n"));
        QCOMPARE(file.documents.size(), std::size_t{2});
    }

    void takesTheLastDuplicateOfAKubeconfig()
    {
        const File file = parse("a: 1\nb: 2\na: 3\n", Reading::Kubeconfig);
        QVERIFY(file.ok());
        QCOMPARE(
            shown(listed(file)),
            QString("warning 3:1 The key `a` stands twice in this mapping, on lines 1 and 3; the last one counts.\n"));
        QCOMPARE(file.documents.at(0).value().dump(), std::string("{\"a\":3,\"b\":2}"));
        QCOMPARE(file.documents.at(0).locate("/a")->value.start.line, std::size_t{3});
    }

    void readsOnlyTheFirstDocumentOfAKubeconfig_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("two") << "a: 1\n---\nb: 2\n";
        QTest::newRow("second broken") << "a: 1\n---\nb: [\n";
        QTest::newRow("JSON") << "{\"a\": 1}\n{\"b\": 2}";
        QTest::newRow("JSON and more") << "{\"a\": 1} and more";
    }
    void readsOnlyTheFirstDocumentOfAKubeconfig()
    {
        QFETCH(QString, text);
        const File file = parse(text.toStdString(), Reading::Kubeconfig);
        QVERIFY2(file.ok(), listed(file).c_str());
        QCOMPARE(file.documents.size(), std::size_t{1});
        QCOMPARE(file.documents[0].value().dump(), std::string("{\"a\":1}"));
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(file.problems[0].what, std::string("Only the first document of a kubeconfig counts."));
    }

    /// As recorded from client-go (multi-doc-first-empty): what stands behind it does not count.
    void anEmptyFirstDocumentOfAKubeconfigCounts()
    {
        const File file = parse("---\n# c\n---\na: 1\n---\nb: 1", Reading::Kubeconfig);
        QVERIFY(file.ok());
        QVERIFY(file.documents.empty());
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(file.problems[0].cause, Cause::Ignored);
    }

    void knowsOnlyYamlEscapesInAKubeconfig()
    {
        QVERIFY(!parse(R"({"a": "\ud83d\ude00"})", Reading::Kubeconfig).ok());
        QVERIFY(!parse(R"({"a": "\/"})", Reading::Kubeconfig).ok());
        QVERIFY(parse(R"({"a": "\u00e9"})", Reading::Kubeconfig).ok());
    }
};

BERTH_TEST(TestYamlProblems)

} // namespace tst_yaml_problems

#include "tst_yaml_problems.moc"
