#include <QTest>

#include <filesystem>

#include <sys/resource.h>
#include <unistd.h>

#include "tests/cli/running.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_bad_input {

namespace fs = std::filesystem;

namespace {

const QString manifests = QStringLiteral("tests/fixtures/manifests/");
const QString fleet = QStringLiteral("tests/fixtures/fleets/both-stocked");

QString qt(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

std::string deployment(const std::string& name, const std::string& replicas, const std::string& more = {})
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name +
           ", namespace: default}\nspec:\n  replicas: " + replicas +
           "\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec:\n" +
           "      containers:\n      - name: c\n        image: i\n" + more;
}

/// Peak of what children of this process held at one time [KiB].
long peakOfChildren()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}

} // namespace

/// What people hand in by mistake: a sentence with place and remedy, an exit code, no data on standard output, and a
/// bounded use of memory.
class TestBadInput : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("with"); ///< the other half of workload and policy
        QTest::addColumn<int>("code");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* file, const char* with, int code, const QStringList& says) {
            QTest::newRow(file) << QString::fromUtf8(file) << QString::fromUtf8(with) << code << says;
        };
        const char* policy = "propagationpolicy.yaml";
        const char* workload = "deploy.yaml";
        row("wrong-indent", policy, 1, {"wrong-indent.yaml:10:3: error:", "indentation", "fix: Indent"});
        row("duplicate-key", policy, 1, {"duplicate-key.yaml:10:3: error:", "stands twice", "fix: Remove one"});
        row("replicas-negative", policy, 1, {":9:13: error:", "cannot be negative", "^^", "fix: Write 0 or more"});
        row("replicas-quoted", policy, 1, {":9:13: error:", "not a number", "without quotes"});
        row("replicas-huge", policy, 0, {":9:13: warning:", "more than any fleet runs"});
        row("quantity-typo", policy, 1, {":43:21: error:", "\"1.5.Gi\" is not a quantity", "fix: Write it like 500m"});
        row("quantity-overflow", policy, 0, {":43:21: warning:", "No node has as much memory"});
        row("gpu-fraction", policy, 1, {":42:29: error:", "whole devices only"});
        row("selector-without-match", policy, 1, {":10:3: error:", "does not match the labels"});
        row("policy-misspelt", workload, 1, {":18:30: error:", "Did you mean Divided?", "clusterNames?"});
        row("policy-selects-nothing", workload, 0, {":14:11: warning:", "selects nothing", "Did you mean qwen3-8b?"});
        row("policy-unknown-cluster", workload, 0,
            {":24:9: warning:", "no cluster \"c-hz-20\"", "Did you mean c-hz-02?"});
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, with);
        QFETCH(const int, code);
        QFETCH(const QStringList, says);
        const test::Ran ran = test::ran({.words = {"preview", "-f", "tests/fixtures/bad/" + file + ".yaml", "-f",
                                                   manifests + with, "--fleet", fleet}});
        QVERIFY2(ran.code == code, ran.err.constData());
        for (const QString& text : says) QVERIFY2(QString::fromUtf8(ran.err).contains(text), ran.err.constData());
        QCOMPARE(ran.out.isEmpty(), code != 0);
    }

    void pointsAtTheCharacter()
    {
        const test::Ran ran =
            test::ran({.words = {"preview", "-f", "-", "--fleet", fleet},
                       .input = QByteArray::fromStdString("\xEF\xBB\xBF# 名\n" + deployment("a", "${REPLICAS}"))});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("standard input:6:13: error:"), ran.err.constData());
        QVERIFY2(ran.err.contains("     6 |   replicas: ${REPLICAS}\n"), ran.err.constData());
        QVERIFY2(ran.err.contains("       |             ^^^^^^^^^^^\n"), ran.err.constData());
    }

    void alignsTheCaretBelowWideCharacters()
    {
        const test::Ran ran = test::ran({.words = {"preview", "-f", "-", "--fleet", fleet},
                                         .input = QByteArray("{\"名字\": \"杭州\", \"a\": 1, \"a\": 2}\n")});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("     1 | {\"名字\": \"杭州\", \"a\": 1, \"a\": 2}\n"), ran.err.constData());
        QVERIFY2(ran.err.contains("       |                          ^^^\n"), ran.err.constData());
    }

    void showsAPieceOfALongLine()
    {
        const QByteArray line = "{" + QByteArray("\"k\": 1, ").repeated(5000) + "\"z\": 2}";
        const test::Ran ran = test::ran({.words = {"preview", "-f", "-", "--fleet", fleet}, .input = line});
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.err.size() < 30'000);
        for (const QByteArray& shown : ran.err.split('\n')) QVERIFY2(shown.size() < 400, shown.constData());
    }

    void endsWithAUsageError_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& words, const char* says) {
            QTest::newRow(name) << words << QString::fromUtf8(says);
        };
        row("no manifests", {"preview", "--fleet", fleet}, "No manifests are given");
        row("no fleet", {"preview", "-f", "x.yaml"}, "No fleet is given");
        row("replicas below zero", {"preview", "--demo", "--set-replicas", "-1"}, "not of the form");
        row("replicas above all", {"preview", "--demo", "--set-replicas", "4000000000"}, "not of the form");
        row("stock without a zone", {"preview", "--demo", "--set-stock", "ecs.x=3"}, "ZONE/TYPE[/spot]=N");
        row("stock backwards", {"preview", "--demo", "--set-stock", "z/t=3..1"}, "MIN..MAX");
        row("a division that gives nothing", {"preview", "--demo", "--set-division", "c-hz-01=0"}, "no weight");
        row("a pool without a cluster", {"preview", "--demo", "--pool-max", "gpu=3"}, "CLUSTER/POOL=N");
    }

    void endsWithAUsageError()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, says);
        const test::Ran ran = test::ran({.words = words});
        QVERIFY2(ran.code == 2, ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

    void failsOnWhatIsNotThere_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& words, const char* says) {
            QTest::newRow(name) << words << QString::fromUtf8(says);
        };
        row("manifests", {"preview", "-f", "nowhere.yaml", "--fleet", fleet}, "Check the path");
        row("a fleet", {"preview", "-f", manifests + "deploy.yaml", "--fleet", "nowhere"}, "Check the path");
        row("a workload that is not there", {"preview", "--demo", "--set-replicas", "llama=3"}, "Name one of");
        row("a cluster to explain", {"explain", "--demo", "--cluster", "c-xx"}, "Name one of");
        row("a cluster", {"preview", "--demo", "--without-cluster", "c-xx"}, "There are: c-bj-03");
        row("a pool", {"preview", "--demo", "--pool-max", "c-hz-01/gpu=3"}, "There are: system, gpu-a10");
        row("a quota", {"preview", "--demo", "--set-quota", "q=3"}, "There are:");
        row("a quota elsewhere", {"preview", "--demo", "--set-quota", "cn-mars/q=3"}, "There is no quota cn-mars/q");
        row("a zone of a pool", {"preview", "--demo", "--set-addresses", "c-hz-01/gpu-a10/cn-mars-a=3"},
            "There is no zone of pool gpu-a10 in c-hz-01 named cn-mars-a");
        row("a cell", {"preview", "--demo", "--set-stock", "cn-hangzhou-z/ecs.gn7i-c8g1.2xlarge=3"}, "No pool");
        row("a cell of an account", {"preview", "--demo", "--set-stock", "x/cn-hangzhou-h/ecs.gn7i-c8g1.2xlarge=3"},
            "of account x");
        row("a division", {"preview", "--demo", "--set-division", "c-xx=3"}, "Name one of");
        row("a binding", {"preview", "--demo", "--previous", manifests + "deploy.yaml"}, "No ResourceBinding");
    }

    void failsOnWhatIsNotThere()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, says);
        const test::Ran ran = test::ran({.words = words});
        QVERIFY2(ran.code == 1, ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

    void aWhatIfThatIsASlipIsAllThatIsSaid_data()
    {
        QTest::addColumn<QStringList>("flag");
        QTest::addColumn<QString>("near");
        QTest::newRow("a cluster") << QStringList{"--without-cluster", "c-hz-1"} << "c-hz-01";
        QTest::newRow("a pool's cluster") << QStringList{"--pool-max", "c-hz-1/gpu-a10=3"} << "c-hz-01";
        QTest::newRow("a pool") << QStringList{"--pool-max", "c-hz-01/gpu-a1=3"} << "gpu-a10";
        QTest::newRow("a division") << QStringList{"--set-division", "c-hz-1=3"} << "c-hz-01";
        QTest::newRow("a workload") << QStringList{"--set-replicas", "qwen-8b=3"} << "qwen3-8b";
    }
    void aWhatIfThatIsASlipIsAllThatIsSaid()
    {
        QFETCH(const QStringList, flag);
        QFETCH(const QString, near);
        const test::Ran ran = test::ran({.words = QStringList{"preview", "--demo"} + flag});
        const QString said = QString::fromUtf8(ran.err);
        QCOMPARE(ran.code, 1);
        QVERIFY2(said.startsWith(flag.join(' ') + ": error: "), ran.err.constData());
        QVERIFY2(said.contains("Did you mean " + near + "?"), ran.err.constData());
        QVERIFY2(!said.contains("warning:"), ran.err.constData());
    }

    void aNameThatIsNoTextIsOneFault()
    {
        const test::TempFolder folder;
        test::write(folder.file("p.yaml"), "apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\n"
                                           "metadata: {name: p, namespace: default}\nspec:\n"
                                           "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}]\n"
                                           "  placement:\n    clusterAffinities:\n    - affinityName: y\n"
                                           "      clusterNames: [c-hz-01]\n");
        const test::Ran ran =
            test::ran({.words = {"preview", "--demo", "-f", QString::fromStdString(folder.file("p.yaml").string())}});
        QVERIFY2(ran.err.count("error:") == 1 && ran.err.contains("expected a text"), ran.err.constData());
    }

    void offersWhatFitsHoweverMuchIsAsked_data()
    {
        QTest::addColumn<QString>("replicas");
        for (const char* replicas : {"9", "1000", "1000000000", "2147483647"}) {
            QTest::newRow(replicas) << QString::fromUtf8(replicas);
        }
    }

    void offersWhatFitsHoweverMuchIsAsked()
    {
        QFETCH(const QString, replicas);
        const test::Ran ran =
            test::ran({.words = {"preview", "-f", manifests + "deploy.yaml", "-f", manifests + "propagationpolicy.yaml",
                                 "--fleet", fleet, "--set-replicas", replicas}});
        QVERIFY2(ran.out.contains("try: ask for 8 replicas"), ran.out.constData());
    }

    void readsFolders()
    {
        const test::TempFolder folder;
        folder.file("deep/deploy.yaml", test::readFixture("manifests/deploy.yaml"));
        folder.file("deep/policy.yaml", test::readFixture("manifests/propagationpolicy.yaml"));
        folder.file("README.md", "no manifest");
        const QString path = qt(folder.path());
        const test::Ran flat = test::ran({.words = {"preview", "-f", path, "--fleet", fleet}});
        QCOMPARE(flat.code, 1);
        QVERIFY2(flat.err.contains("Add -R"), flat.err.constData());
        const test::Ran deep = test::ran({.words = {"preview", "-R", "-f", path, "--fleet", fleet, "-o", "name"}});
        QVERIFY2(deep.code == 0, deep.err.constData());
        QCOMPARE(deep.out, QByteArray("deployment.apps/qwen3-8b\n"));
    }

    void saysThatItMayNotRead()
    {
        if (::geteuid() == 0) QSKIP("root may read everything");
        const test::TempFolder folder;
        fs::create_directories(folder.path() / "locked");
        fs::permissions(folder.path() / "locked", fs::perms::none);
        for (const QStringList& words : {QStringList{"preview", "-f", qt(folder.path() / "locked"), "--fleet", fleet},
                                         QStringList{"snapshot", "show", qt(folder.path() / "locked")}}) {
            const test::Ran ran = test::ran({.words = words});
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.err.contains("No permission"), ran.err.constData());
        }
        fs::permissions(folder.path() / "locked", fs::perms::owner_all);
    }

    void refusesADamagedSnapshot_data()
    {
        QTest::addColumn<int>("cut");
        QTest::addColumn<int>("flip");
        for (const int percent : {0, 1, 10, 50, 90, 99}) {
            QTest::addRow("cut at %d %%", percent) << percent << -1;
            QTest::addRow("a bit at %d %%", percent) << -1 << percent;
        }
    }

    void refusesADamagedSnapshot()
    {
        QFETCH(const int, cut);
        QFETCH(const int, flip);
        const test::TempFolder folder;
        const fs::path file = folder.file("a.berth");
        QCOMPARE(test::ran({.words = {"snapshot", "pack", fleet, qt(file)}}).code, 0);
        std::string bytes = test::read(file);
        const auto at = [&](int percent) { return bytes.size() * static_cast<std::size_t>(percent) / 100; };
        if (cut >= 0) bytes.resize(at(cut));
        if (flip >= 0) bytes[at(flip)] = static_cast<char>(bytes[at(flip)] ^ 0x10);
        test::write(file, bytes);
        for (const QStringList& words :
             {QStringList{"snapshot", "verify", qt(file)}, QStringList{"snapshot", "show", qt(file)},
              QStringList{"preview", "-f", manifests + "deploy.yaml", "--fleet", qt(file)}}) {
            const test::Ran ran = test::ran({.words = words});
            QVERIFY2(ran.code == 1, ran.err.constData());
            QVERIFY2(ran.err.contains("a.berth"), ran.err.constData());
        }
    }

    void staysSmallWithAHundredMegabytes()
    {
        const test::TempFolder folder;
        const fs::path file = folder.file("big.yaml", std::string(100U << 20U, 'a'));
        const test::Ran ran = test::ran({.words = {"preview", "-f", qt(file), "--fleet", fleet}});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("big.yaml: error: The text is larger than 10 MiB"), ran.err.constData());
        QVERIFY2(peakOfChildren() < 300'000, std::to_string(peakOfChildren()).c_str());
    }
};

BERTH_TEST(TestBadInput)

} // namespace tst_bad_input

#include "tst_bad_input.moc"
