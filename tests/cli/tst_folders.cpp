#include <QTest>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "core/base/json.h"
#include "tests/cli/running.h"
#include "tests/support/test.h"

namespace tst_folders {

namespace {

/// A folder of manifests and a fleet of one cluster beside it.
class Folder {
public:
    /// @param stock  rows of fleet.yaml, or "[]"; empty: it says nothing of stock
    /// @param pool   more lines of the pool
    explicit Folder(const QString& stock, const QString& pool = {})
    {
        QDir(m_folder.path()).mkpath("app/chart/templates");
        QDir(m_folder.path()).mkpath("fleet/clusters/c0123456789abcdef");
        put("fleet/clusters/c0123456789abcdef/nodes.json", R"({"apiVersion": "v1", "kind": "NodeList", "items": []})");
        put("fleet/clusters/c0123456789abcdef/pods.json", R"({"apiVersion": "v1", "kind": "PodList", "items": []})");
        put("fleet/fleet.yaml",
            QStringLiteral("apiVersion: berth/v1\nkind: FleetExtras\ntakenAt: 2026-11-23T09:40:00Z\nclusters:\n"
                           "- name: c0123456789abcdef\n  alias: hangzhou\n  region: cn-hangzhou\n"
                           "  zones: [cn-hangzhou-h]\n  nodePools:\n"
                           "  - {id: np, name: gpu, maxSize: 8, size: 0, instanceTypes: [ecs.gn7i-c8g1.2xlarge], "
                           "zones: [{zone: cn-hangzhou-h, freeAddresses: 250}]") +
                pool + QStringLiteral("}\n") + (stock.isEmpty() ? QString() : QStringLiteral("stock: ") + stock) +
                QStringLiteral("\n"));
        put("app/policy.yaml", "apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\n"
                               "metadata: {name: p, namespace: default}\nspec:\n  autoScaling: {ecsProvision: true}\n"
                               "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}]\n  placement:\n"
                               "    replicaScheduling: {replicaSchedulingType: Divided, replicaDivisionPreference: "
                               "Weighted, weightPreference: {dynamicWeight: AvailableReplicas}}\n");
    }
    void put(const QString& name, const QString& text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("a file of a test");
        file.write(text.toUtf8());
    }
    void deployment(const QString& name, int replicas, const QString& cpu = QStringLiteral("1"))
    {
        put("app/" + name + ".yaml",
            QStringLiteral("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %1, "
                           "namespace: default}\nspec:\n  replicas: %2\n  selector: "
                           "{matchLabels: {app: %1}}\n  template:\n    metadata: {labels: "
                           "{app: %1}}\n    spec:\n      containers:\n      - {name: s, image: "
                           "'s:1', resources: {requests: {cpu: %3}, limits: "
                           "{nvidia.com/gpu: 1}}}\n")
                .arg(name)
                .arg(replicas)
                .arg(cpu));
    }
    test::Ran run(const QStringList& more)
    {
        return test::ran(
            {.words = QStringList{"preview", "-f", "app", "--fleet", "fleet"} + more, .folder = m_folder.path()});
    }
    test::Ran runs(const QStringList& words) { return test::ran({.words = words, .folder = m_folder.path()}); }

private:
    QTemporaryDir m_folder;
};

const QString three = QStringLiteral("[{zone: cn-hangzhou-h, instanceType: ecs.gn7i-c8g1.2xlarge, instances: 3, seen: "
                                     "2026-11-23T09:39:00Z}]");

} // namespace

/// Folders of manifests, as people have them.
class TestFolders : public QObject {
    Q_OBJECT

private slots:
    void saysOnceWhatItSaysOfAFileOfTheFleet()
    {
        Folder folder(three);
        folder.deployment("a", 1);
        folder.put("fleet/m.yaml",
                   "apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: q, namespace: "
                   "default}\nspec:\n  conflictResolution: Overwrite\n  resourceSelectors: [{apiVersion: apps/v1, "
                   "kind: Deployment, name: other}]\n  placement: {}\n");
        const test::Ran ran = folder.run({"-f", "fleet/m.yaml"});
        QCOMPARE(QString(ran.err).count(QStringLiteral("is overwritten")), 1);
    }

    /// One line for the whole, and one exit code by the worst.
    void severalHaveOneAnswer()
    {
        Folder folder(three);
        folder.deployment("a", 2);
        folder.deployment("b", 2);
        const test::Ran table = folder.run({"--require-fit"});
        QVERIFY2(table.out.contains("TOTAL"), table.out.constData());
        QVERIFY2(table.out.contains("1 of 2 as asked, ~2 of 4 replicas"), table.out.constData());
        QVERIFY(table.out.contains("order: Placed in the order in which they were handed in"));
        QCOMPARE(table.code, 4);
        QVERIFY2(table.err.contains("default/b gets a node for 0 of 2 replicas"), table.err.constData());
        // The first takes two of the three; the second is told of what is left, and the flag states what is there for both.
        QVERIFY2(table.out.contains("wait until there is stock of 4 ecs.gn7i-c8g1.2xlarge"), table.out.constData());
        QVERIFY2(table.out.contains("--set-stock cn-hangzhou-h/ecs.gn7i-c8g1.2xlarge=4"), table.out.constData());
        const test::Ran json = folder.run({"-o", "json"});
        QCOMPARE(core::Json::parse(json.out.toStdString())["total"]["placed"].get<int>(), 2);
        for (const char* output : {"wide", "markdown", "yaml"})
            QVERIFY(folder.run({"-o", output}).out.contains("in the order in which they were handed in"));
        // What it prints does not change the code.
        const test::Ran name = folder.run({"-o", "name", "--require-fit"});
        QCOMPARE(name.out, QByteArray("deployment.apps/a\ndeployment.apps/b\n"));
        QCOMPARE(name.code, 4);
    }

    void gateNamesWhatIsTakenForGranted()
    {
        Folder folder({}, QStringLiteral(", skipInventoryCheck: true"));
        folder.deployment("a", 2);
        const test::Ran ran = folder.run({"--require-fit"});
        QCOMPARE(ran.code, 4);
        QVERIFY2(ran.err.contains("skips the stock check (SkipInventoryCheck)"), ran.err.constData());
        QVERIFY2(ran.out.contains("yes, if stock is there"), ran.out.constData());
        Folder old(QString(three).replace("09:39", "06:39"));
        old.deployment("a", 2);
        const test::Ran later = old.run({"--require-fit"});
        QCOMPARE(later.code, 4);
        QVERIFY2(later.err.contains("was read 3 hours before the snapshot"), later.err.constData());
        Folder fresh(three);
        fresh.deployment("a", 2);
        QCOMPARE(fresh.run({"--require-fit"}).code, 0);
    }

    /// One chart beside the manifests: it is named, and the rest is answered.
    void templatesOfHelmAreLeftOut()
    {
        Folder folder(three);
        folder.deployment("a", 2);
        folder.put("app/chart/templates/deployment.yaml",
                   "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\n"
                   "spec: {}\n{{- end }}\n");
        const test::Ran ran = folder.run({"-R"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("app/chart/templates/deployment.yaml: warning: This is a template of Helm"),
                 ran.err.constData());
        QVERIFY(ran.out.contains("default/a"));
        // One that is named is asked for.
        QCOMPARE(folder.run({"-f", "app/chart/templates/deployment.yaml"}).code, 1);
    }

    /// Its own files are no manifests, whatever their keys are called.
    void filesOfAChartArePassedBy()
    {
        Folder folder(three);
        folder.deployment("a", 2);
        folder.put("app/chart/Chart.yaml", "apiVersion: v2\nname: chat\nversion: 1.0.0\n");
        folder.put("app/chart/values.yaml", "metadata: {team: a}\nspec: {replicas: 3}\n");
        const test::Ran ran = folder.run({"-R"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        for (const char* name : {"Chart.yaml", "values.yaml"}) {
            const QByteArray said =
                QByteArray("app/chart/") + name + ": note: This is a Helm chart's own file, no manifest";
            QVERIFY2(ran.err.contains(said), ran.err.constData());
        }
        QVERIFY(ran.out.contains("default/a"));
        // Values beside no chart are a manifest that lacks its kind.
        folder.put("app/chart/Chart.yaml", "name: chat\n");
        QCOMPARE(folder.run({"-R"}).code, 1);
    }

    /// That there is no stock is known, and that nobody tells is not.
    void noStockIsNotUnknownStock()
    {
        Folder none(QStringLiteral("[]"));
        none.deployment("a", 2);
        const test::Ran certain = none.run({"-o", "json"});
        QCOMPARE(core::Json::parse(certain.out.toStdString())["verdict"].get<std::string>(), "DoesNotFit");
        Folder unknown({});
        unknown.deployment("a", 2);
        const test::Ran open = unknown.run({"-o", "json"});
        QCOMPARE(core::Json::parse(open.out.toStdString())["verdict"].get<std::string>(), "Unknown");
    }

    /// No figure of twenty digits.
    void hugeRequestsPrintSanely()
    {
        Folder folder(three);
        folder.deployment("a", 1, QStringLiteral("1e300"));
        for (const char* output : {"table", "wide", "markdown"}) {
            const test::Ran ran = folder.run({"-o", output});
            QVERIFY2(!ran.out.contains("9223372036854775") && !ran.out.contains("00000000000000"), ran.out.constData());
        }
    }

    void snapshotsShowAliases()
    {
        Folder folder(three);
        const test::Ran table = folder.runs({"snapshot", "show", "fleet"});
        QVERIFY2(table.out.contains("\nhangzhou  cn-hangzhou"), table.out.constData());
        QVERIFY(folder.runs({"snapshot", "show", "fleet", "--pools"}).out.contains("hangzhou "));
        const core::Json json =
            core::Json::parse(folder.runs({"snapshot", "show", "fleet", "-o", "json"}).out.toStdString());
        QCOMPARE(json["clusters"][0]["name"].get<std::string>(), "c0123456789abcdef");
        QCOMPARE(json["clusters"][0]["alias"].get<std::string>(), "hangzhou");
        QVERIFY(folder.runs({"snapshot", "show", "fleet", "-o", "name"}).out.contains("cluster/c0123456789abcdef"));
    }
};

BERTH_TEST(TestFolders)

} // namespace tst_folders

#include "tst_folders.moc"
