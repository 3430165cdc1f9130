#include <QProcess>
#include <QTest>

#include <csignal>
#include <filesystem>

#include "core/base/json.h"
#include "tests/cli/running.h"
#include "tests/core/preview/schema.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_command {

namespace fs = std::filesystem;

namespace {

QString qt(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

/// True once the process has its own way to end on Ctrl+C.
bool catchesInterrupts(qint64 process)
{
    const QString status = QString::fromStdString(test::read("/proc/" + std::to_string(process) + "/status"));
    const QString mask = status.section(QStringLiteral("SigCgt:"), 1).section(QLatin1Char('\n'), 0, 0).trimmed();
    return (mask.toULongLong(nullptr, 16) & (1ULL << (SIGINT - 1))) != 0;
}

const QString fleet = QStringLiteral("tests/fixtures/fleets/both-stocked");
const QString otherFleet = QStringLiteral("tests/fixtures/fleets/shared-three");

} // namespace

/// What scripts rely on: exit codes, what goes where, environment and configuration.
class TestCommand : public QObject {
    Q_OBJECT

private slots:
    void endsWith_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QString& line, int code, const char* says) {
            QTest::newRow(name) << line << code << QString::fromUtf8(says);
        };
        row("done", QStringLiteral("version"), 0, "");
        row("help is no fault", QStringLiteral("snapshot show --help"), 0, "");
        row("a verb that is not there", QStringLiteral("prview"), 2, "There is no verb \"prview\"");
        row("a verb that is not there, with flags", QStringLiteral("prview -f a.yaml --fleet b"), 2,
            "There is no verb \"prview\"");
        row("help of a verb that is not there", QStringLiteral("nope --help"), 2, "There is no verb \"nope\"");
        row("help of a noun's verb that is not there", QStringLiteral("help snapshot pck"), 2, "did you mean pack?");
        row("help as a verb", QStringLiteral("help snapshot show"), 0, "");
        row("help alone", QStringLiteral("help"), 0, "");
        row("version as a flag", QStringLiteral("--version"), 0, "");
        row("a misspelt verb", QStringLiteral("versoin"), 2, "did you mean version?");
        row("a misspelt flag", QStringLiteral("snapshot show --dmeo"), 2, "did you mean --demo?");
        row("a flag without its value", QStringLiteral("snapshot show --fleet"), 2, "--fleet needs a value");
        row("a form that is not there", QStringLiteral("snapshot show --demo -o jsn"), 2, "did you mean json?");
        row("\"=\" behind a letter", QStringLiteral("snapshot show --demo -o=json"), 0, "");
        row("\"=\" behind a letter that is not there", QStringLiteral("snapshot show --demo -x=json"), 2,
            "There is no flag \"-x\"");
        row("an argument too many", QStringLiteral("snapshot show a b"), 2, "one argument too many: \"b\"");
        row("manifests without -f", QStringLiteral("preview --demo deploy.yaml"), 2,
            "Manifests are named with -f: -f \"deploy.yaml\".");
        row("no fleet", QStringLiteral("snapshot show"), 2, "No fleet is given");
        row("two fleets", QStringLiteral("snapshot show --demo --fleet x"), 2, "only one can be meant");
        row("a shell that nobody knows", QStringLiteral("completion tcsh"), 2, "bash, zsh, fish");
        row("a fleet that is not there", QStringLiteral("snapshot show nowhere"), 1, "no such file or folder");
        row("no difference", QStringLiteral("snapshot diff %1 %1 --exit-code").arg(fleet), 0, "");
        row("a difference", QStringLiteral("snapshot diff %1 %2").arg(fleet, otherFleet), 0, "");
        row("a difference, asked for", QStringLiteral("snapshot diff %1 %2 --exit-code").arg(fleet, otherFleet), 3, "");
        row("asked for in front", QStringLiteral("snapshot diff --exit-code %1 %2").arg(fleet, otherFleet), 3, "");
        row("as kubectl says it", QStringLiteral("snapshot diff %1 %2 --exit-code=kubectl").arg(fleet, otherFleet), 1,
            "");
        row("as Terraform says it", QStringLiteral("snapshot diff %1 %2 --exit-code=terraform").arg(fleet, otherFleet),
            2, "");
    }

    void endsWith()
    {
        QFETCH(const QString, line);
        QFETCH(const int, code);
        QFETCH(const QString, says);
        const test::Ran ran = test::ran({.words = line.split(QLatin1Char(' '))});
        QVERIFY2(ran.code == code, ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QCOMPARE(ran.err.isEmpty(), says.isEmpty());
        if (code == 1 && !says.isEmpty()) QVERIFY(ran.out.isEmpty()); // what is wrong is no data
    }

    void packsTheSameBytesAndReadsThemBack()
    {
        const test::TempFolder folder;
        const fs::path file = folder.file("a.berth");
        QCOMPARE(test::ran({.words = {"snapshot", "pack", fleet, qt(file)}}).code, 0);
        const std::string bytes = test::read(file);
        QCOMPARE(test::ran({.words = {"snapshot", "pack", fleet, qt(file)}}).code, 0);
        QVERIFY(test::read(file) == bytes);
        const test::Ran piped = test::ran({.words = {"snapshot", "pack", fleet, "-"}});
        QVERIFY(piped.out.toStdString() == bytes);
        QVERIFY((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
        QCOMPARE(test::ran({.words = {"snapshot", "diff", fleet, qt(file), "--exit-code"}}).code, 0);
        QCOMPARE(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), std::ptrdiff_t{1});
    }

    void packsNothingOfAFleetWithErrors_data()
    {
        QTest::addColumn<QByteArray>("pool");
        QTest::addColumn<int>("code");
        QTest::newRow("sound") << QByteArray("maxSize: 4") << 0;
        QTest::newRow("a warning") << QByteArray("maxSize: 4, maxiSize: 4") << 0;
        QTest::newRow("an error") << QByteArray("maxSize: four") << 1;
    }

    void packsNothingOfAFleetWithErrors()
    {
        QFETCH(const QByteArray, pool);
        QFETCH(const int, code);
        const test::TempFolder folder;
        folder.file("fleet/fleet.yaml",
                    "apiVersion: berth/v1\nkind: FleetExtras\nclusters:\n- name: a\n  nodePools:\n  - {id: "
                    "np1, " +
                        pool.toStdString() + "}\n");
        folder.file("fleet/clusters/a/nodes.json", R"({"kind":"NodeList","apiVersion":"v1","items":[]})");
        for (const QString& to : {qt(folder.path() / "a.berth"), QStringLiteral("-")}) {
            const test::Ran ran = test::ran({.words = {"snapshot", "pack", qt(folder.path() / "fleet"), to}});
            QVERIFY2(ran.code == code, ran.err.constData());
            QCOMPARE(ran.err.contains("fleet.yaml:6:"), pool != "maxSize: 4");
            QCOMPARE(ran.err.contains("Nothing is packed"), code != 0);
            QCOMPARE(ran.out.isEmpty(), code != 0);
        }
        QCOMPARE(fs::exists(folder.path() / "a.berth"), code == 0);
    }

    /// What is missing stands in the snapshot; whoever packs it has to know, and a script by the code.
    void packsWhatCouldBeReadAndSaysSo_data()
    {
        QTest::addColumn<QByteArray>("pods");
        QTest::addColumn<int>("code");
        QTest::newRow("all") << QByteArray(R"({"kind":"PodList","apiVersion":"v1","items":[]})") << 0;
        QTest::newRow("a page") << QByteArray(
                                       R"({"kind":"PodList","apiVersion":"v1","metadata":{"continue":"a"},"items":[]})")
                                << 1;
        QTest::newRow("a refusal") << QByteArray(R"({"kind":"Status","apiVersion":"v1","status":"Failure"})") << 1;
        QTest::newRow("a pod that cannot be read")
            << QByteArray(R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"d"}})") << 1;
    }

    void packsWhatCouldBeReadAndSaysSo()
    {
        QFETCH(const QByteArray, pods);
        QFETCH(const int, code);
        const test::TempFolder folder;
        folder.file("fleet/clusters/a/nodes.json", R"({"kind":"NodeList","apiVersion":"v1","items":[]})");
        folder.file("fleet/clusters/a/pods.json", pods.toStdString());
        const QString file = qt(folder.path() / "a.berth");
        const test::Ran ran = test::ran({.words = {"snapshot", "pack", qt(folder.path() / "fleet"), file}});
        QVERIFY2(ran.code == code, ran.err.constData());
        QCOMPARE(ran.err.contains("Not all that the dumps hold could be read"), code != 0);
        const test::Ran shown = test::ran({.words = {"snapshot", "show", file, "-o", "json"}});
        QCOMPARE(shown.code, 0);
        QCOMPARE(shown.out.contains("what is free on its nodes"), code != 0);
    }

    void aFleetFileThatIsNoneFailsEverything_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("kind") << QByteArray("apiVersion: berth/v1\nkind: FleetExtra\n") << QByteArray("2:7");
        QTest::newRow("version") << QByteArray("apiVersion: berth/v9\nkind: FleetExtras\n") << QByteArray("1:13");
        QTest::newRow("list") << QByteArray("apiVersion: berth/v1\nkind: FleetExtras\nstock: 5\n") << QByteArray("3:8");
    }

    void aFleetFileThatIsNoneFailsEverything()
    {
        QFETCH(const QByteArray, written);
        QFETCH(const QByteArray, place);
        const test::TempFolder folder;
        folder.file("fleet/fleet.yaml", written.toStdString());
        folder.file("fleet/clusters/a/nodes.json", R"({"kind":"NodeList","apiVersion":"v1","items":[]})");
        const QString from = qt(folder.path() / "fleet");
        const QString manifest = qt(test::fixture("manifests/deploy.yaml"));
        for (const QStringList& words : {QStringList{"snapshot", "pack", from, qt(folder.path() / "a.berth")},
                                         QStringList{"preview", "--fleet", from, "-f", manifest}}) {
            const test::Ran ran = test::ran({.words = words});
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.err.contains("fleet.yaml:" + place + ": error"), ran.err.constData());
        }
    }

    void neverReplacesWhatIsNoSnapshot()
    {
        const test::TempFolder folder;
        const fs::path file = folder.file("notes.txt", "mine");
        const test::Ran refused = test::ran({.words = {"snapshot", "pack", fleet, qt(file)}});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--force"), refused.err.constData());
        QVERIFY(test::read(file) == "mine");
        QCOMPARE(test::ran({.words = {"snapshot", "pack", fleet, qt(file), "--force"}}).code, 0);
        QVERIFY(test::read(file) != "mine");
    }

    void takesFlagThenEnvironmentThenFile()
    {
        const test::TempFolder folder;
        folder.file("berth/config.yaml", "apiVersion: berth/v1\nkind: Config\noutput: json\ncolour: red\n");
        const std::map<QString, QString> file{{"XDG_CONFIG_HOME", qt(folder.path())}};
        std::map<QString, QString> environment = file;
        environment["BERTH_OUTPUT"] = QStringLiteral("yaml");
        environment["BERTH_DEMO"] = QStringLiteral("yes");
        const auto firstLine = [](const test::Ran& ran) { return ran.out.split('\n').first(); };
        QCOMPARE(firstLine(test::ran({.words = {"version"}, .environment = file})), QByteArray("{"));
        QCOMPARE(firstLine(test::ran({.words = {"version"}, .environment = environment})),
                 QByteArray("apiVersion: berth/v1"));
        QVERIFY(
            test::ran({.words = {"version", "-o", "table"}, .environment = environment}).out.startsWith("berthctl "));
        QCOMPARE(test::ran({.words = {"snapshot", "show"}, .environment = environment}).code, 0);

        const test::Ran view =
            test::ran({.words = {"config", "view", "--origin", "-o", "table"}, .environment = environment});
        QVERIFY2(view.out.contains("yaml   BERTH_OUTPUT"), view.out.constData());
        QVERIFY2(view.err.contains("config.yaml:4: colour"), view.err.constData());
        const test::Ran origin =
            test::ran({.words = {"config", "view", "--origin", "-o", "table"}, .environment = file});
        QVERIFY2(origin.out.contains("/berth/config.yaml:3\n"), origin.out.constData());
    }

    void refusesAConfigurationThatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("syntax") << QByteArray("output: [\n") << QByteArray("config.yaml:1");
        QTest::newRow("a list") << QByteArray("- a\n") << QByteArray("key: value");
        QTest::newRow("a list as a value") << QByteArray("output: [a]\n") << QByteArray("config.yaml:1");
        QTest::newRow("a value that is none") << QByteArray("color: red\n") << QByteArray("auto, always, never");
    }

    void refusesAConfigurationThatItCannotRead()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, says);
        const test::TempFolder folder;
        folder.file("berth/config.yaml", text.toStdString());
        const test::Ran ran =
            test::ran({.words = {"version"}, .environment = {{"XDG_CONFIG_HOME", qt(folder.path())}}});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(says), ran.err.constData());
    }

    void isAPluginOfKubectl()
    {
        const test::Ran ran = test::ran({.words = {"--help"}, .program = QStringLiteral("kubectl-berth")});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.out.contains("  kubectl berth VERB [flags]"), ran.out.constData());
        QVERIFY(!ran.out.contains("berthctl"));
    }

    /// What is said of the texts stands below the answer, which matters more.
    void saysTheAnswerBeforeWhatIsWrongWithTexts()
    {
        QProcess shell;
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.setWorkingDirectory(qt(test::source("")));
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QStringLiteral("exec \"$0\" preview --demo"),
                     qt(fs::path(QCoreApplication::applicationDirPath().toStdString()) / "berthctl")});
        QVERIFY(shell.waitForFinished());
        const QByteArray all = shell.readAll();
        const auto answer = all.indexOf("\n! ");
        const auto ofTexts = all.indexOf(": warning: Deleting the workload");
        QVERIFY2(answer >= 0 && ofTexts >= 0, all.constData());
        QVERIFY2(answer < ofTexts, all.constData());
    }

    void saysTheVersionOfTheCheckout()
    {
        const test::Ran ran = test::ran({.words = {"version", "-o", "json"}});
        const core::Json version = core::Json::parse(ran.out.toStdString());
        QCOMPARE(version.at("kind").get<std::string>(), std::string("Version"));
        QVERIFY(!version.at("build").get<std::string>().empty());
    }

    void saysWhenTheOutputIsFull()
    {
        if (!fs::exists("/dev/full")) QSKIP("this system has no /dev/full");
        const test::Ran ran = test::ran({.words = {"version"}, .terminal = QStringLiteral("/dev/full")});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("cannot be written"), ran.err.constData());
    }

    void endsWith130WhenInterrupted()
    {
        QProcess process;
        process.start(QString::fromStdString(test::program("berthctl").string()), {"preview", "-f", "-", "--demo"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY(catchesInterrupts(process.processId()));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }

    /// Who reads the JSON gets its schema from the program that wrote it.
    void printsTheSchemaOfItsJson()
    {
        const test::Ran printed = test::ran({.words = {"explain", "PlacementPreview"}});
        QCOMPARE(printed.code, 0);
        QCOMPARE(printed.out,
                 QByteArray::fromStdString(test::read(test::source("resources/schema/preview.schema.json"))));
        const core::Json rules = core::Json::parse(printed.out.toStdString());
        const test::Ran demo = test::ran({.words = {"preview", "--demo", "-o", "json"}});
        const core::Json answer = core::Json::parse(demo.out.toStdString());
        const core::Json& rule = answer["kind"] == "PlacementPreview" ? rules : rules["definitions"]["list"];
        QCOMPARE(QString::fromStdString(schema::fault(answer, rule, rules, true)), QString());
        const test::Ran yaml = test::ran({.words = {"explain", "PlacementPreview", "-o", "yaml"}});
        QVERIFY2(yaml.out.contains("title: PlacementPreview of berth/v1"), yaml.out.constData());
        QVERIFY(test::ran({.words = {"preview", "--help"}}).out.contains("explain PlacementPreview"));
    }

    void helpFitsOneScreenAndHasExamplesFirst_data()
    {
        QTest::addColumn<QStringList>("verb");
        for (const char* verb : {"", "preview", "explain", "snapshot pack", "snapshot show", "snapshot verify",
                                 "snapshot diff", "config view", "completion", "version"}) {
            QTest::newRow(verb) << QString::fromUtf8(verb).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        }
    }

    void helpFitsOneScreenAndHasExamplesFirst()
    {
        QFETCH(const QStringList, verb);
        const test::Ran ran = test::ran({.words = verb + QStringList{"--help"}});
        const QList<QByteArray> lines = ran.out.split('\n');
        QVERIFY2(lines.size() <= 52, ran.out.constData());
        for (const QByteArray& line : lines) QVERIFY2(line.size() <= 90, line.constData());
        if (ran.out.contains("Examples:")) QVERIFY(ran.out.indexOf("Examples:") < ran.out.indexOf("Usage:"));
    }
};

BERTH_TEST(TestCommand)

} // namespace tst_command

#include "tst_command.moc"
