#include <QTest>

#include <QProcess>
#include <QStandardPaths>

#include "tests/cli/running.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_completion {

/// The scripts are shell, and offer what the verbs have.
class TestCompletion : public QObject {
    Q_OBJECT

    static QByteArray shell(const QString& program, const QStringList& words, const QByteArray& input, int* code)
    {
        QProcess process;
        process.start(program, words);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(60'000);
        *code = process.exitCode();
        return process.readAllStandardOutput() + process.readAllStandardError();
    }

private slots:
    void isWellFormed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"bash", "zsh", "fish"}) QTest::newRow(name) << QString::fromUtf8(name);
    }

    void isWellFormed()
    {
        QFETCH(const QString, name);
        const test::Ran script = test::ran({.words = {"completion", name}});
        QCOMPARE(script.code, 0);
        QVERIFY(script.err.isEmpty());
        const QString program = QStandardPaths::findExecutable(name);
        if (program.isEmpty()) QSKIP("this shell is not installed");
        int code = -1;
        const QByteArray said =
            shell(program, {name == QLatin1String("fish") ? "--no-execute" : "-n"}, script.out, &code);
        QVERIFY2(code == 0 && said.isEmpty(), said.constData());
    }

    void offers_data()
    {
        QTest::addColumn<QString>("words"); ///< as bash hands them over; the last one is being typed
        QTest::addColumn<QString>("offered");
        QTest::newRow("verbs") << QStringLiteral("berthctl snap") << QStringLiteral("snapshot");
        QTest::newRow("verbs of a noun") << QStringLiteral("berthctl snapshot ve") << QStringLiteral("verify");
        QTest::newRow("flags") << QStringLiteral("berthctl snapshot show --d") << QStringLiteral("--demo");
        QTest::newRow("flags of every verb") << QStringLiteral("berthctl version --co") << QStringLiteral("--color");
        QTest::newRow("values") << QStringLiteral("berthctl snapshot show -o w") << QStringLiteral("wide");
        QTest::newRow("values behind =") << QStringLiteral("berthctl snapshot show --output = y")
                                         << QStringLiteral("yaml");
        QTest::newRow("shells") << QStringLiteral("berthctl completion f") << QStringLiteral("fish");
        QTest::newRow("files") << QStringLiteral("berthctl snapshot show READM") << QStringLiteral("README.md");
    }

    void offers()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, offered);
        const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
        if (bash.isEmpty()) QSKIP("bash is not installed");
        QByteArray script = test::ran({.words = {"completion", "bash"}}).out;
        script += "cd '" + QByteArray::fromStdString(test::source("").string()) + "'\n";
        script += "compopt() { :; }\n"; // works only while a person completes
        script += "COMP_WORDS=(" + words.toUtf8() + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_berthctl\n";
        script += "echo \"${COMPREPLY[*]}\"\n";
        int code = -1;
        const QByteArray said = shell(bash, {}, script, &code);
        QCOMPARE(QString::fromUtf8(said).trimmed(), offered);
    }
};

BERTH_TEST(TestCompletion)

} // namespace tst_completion

#include "tst_completion.moc"
