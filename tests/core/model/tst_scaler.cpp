#include <QtTest>

#include "core/model/workload.h"
#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_scaler {

using namespace core;
using namespace core::model;
using namespace Qt::StringLiterals;

namespace {

Json json(std::string_view yaml)
{
    const auto file = text::parse(yaml);
    if (!file.ok() || file.documents.size() != 1) qFatal("the test's own text is not one document");
    return file.documents.front().value();
}

QString listed(const Issues& issues)
{
    QStringList lines;
    for (const auto& issue : issues) {
        const char letter = issue.severity == Severity::Error ? 'E' : issue.severity == Severity::Warning ? 'W' : 'N';
        lines << QString::fromStdString(std::string(1, letter) + " " + issue.path + ": " + issue.what);
    }
    return lines.join(u'\n');
}

QString number(const std::optional<std::int64_t>& n)
{
    return n ? QString::number(*n) : u"-"_s;
}

} // namespace

class TestScaler : public QObject {
    Q_OBJECT
private slots:
    void readsBounds_data();
    void readsBounds();
    void readsRules();
    void findsFaults_data();
    void findsFaults();
    void findsItsTarget_data();
    void findsItsTarget();
};

void TestScaler::readsBounds_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("bounds"); // min max current target
    const auto hpa =
        u"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: x}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}, "_s;
    QTest::newRow("HPA") << hpa + u"minReplicas: 2, maxReplicas: 8}"_s << u"2 8 - Deployment x/w"_s;
    QTest::newRow("HPA's default") << hpa + u"maxReplicas: 8}\nstatus: {currentReplicas: 3, desiredReplicas: 5}"_s
                                   << u"1 8 3 Deployment x/w"_s;
    QTest::newRow("HPA that has not looked")
        << hpa + u"maxReplicas: 8}\nstatus: {desiredReplicas: 5}"_s << u"1 8 5 Deployment x/w"_s;
    QTest::newRow("HPA that has not asked")
        << hpa + u"maxReplicas: 8}\nstatus: {currentReplicas: 3, desiredReplicas: 0}"_s << u"1 8 3 Deployment x/w"_s;
    QTest::newRow("FederatedHPA")
        << u"apiVersion: autoscaling.karmada.io/v1alpha1\nkind: FederatedHPA\nmetadata: {name: a}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}, minReplicas: 3, maxReplicas: 30}"_s
        << u"3 30 - Deployment w"_s;
    const auto keda =
        u"apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a, namespace: x}\nspec: {scaleTargetRef: {name: w}"_s;
    QTest::newRow("ScaledObject") << keda + u"}"_s << u"0 100 - Deployment x/w"_s;
    QTest::newRow("ScaledObject, idle") << keda + u", minReplicaCount: 2, idleReplicaCount: 0, maxReplicaCount: 9}"_s
                                        << u"0 9 - Deployment x/w"_s;
    const auto paused = [](const QString& notes) {
        return u"apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a, namespace: x, annotations: {"_s +
               notes + u"}}\nspec: {scaleTargetRef: {name: w}, minReplicaCount: 2, maxReplicaCount: 9}"_s;
    };
    const QString number = u"autoscaling.keda.sh/paused-replicas: '3'"_s;
    const QString there = u"autoscaling.keda.sh/paused: "_s;
    QTest::newRow("ScaledObject, paused at a number") << paused(number) << u"3 3 - Deployment x/w"_s;
    QTest::newRow("ScaledObject, paused as it is") << paused(there + u"'true'"_s) << u"- - - Deployment x/w"_s;
    QTest::newRow("ScaledObject, both") << paused(number + u", "_s + there + u"'true'"_s) << u"3 3 - Deployment x/w"_s;
    QTest::newRow("ScaledObject, not paused") << paused(there + u"'false'"_s) << u"2 9 - Deployment x/w"_s;
    QTest::newRow("ScaledObject, paused by a word that is none")
        << paused(there + u"'yes'"_s) << u"- - - Deployment x/w"_s;
}

void TestScaler::readsBounds()
{
    QFETCH(QString, yaml);
    const auto object = json(yaml.toStdString());
    QVERIFY(isScaler(object));
    Issues issues;
    const auto s = readScaler(object, "", issues);
    QVERIFY2(issues.empty(), qPrintable(listed(issues)));
    QTEST(number(s.min) + u' ' + number(s.max) + u' ' + number(s.current) + u' ' +
              QString::fromStdString(s.target.kind + " " + s.target.shortText()),
          "bounds");
}

void TestScaler::readsRules()
{
    Issues issues;
    const auto s = readScaler(
        json("apiVersion: autoscaling.karmada.io/v1alpha1\nkind: CronFederatedHPA\nmetadata: "
             "{name: a, namespace: x}\nspec:\n"
             "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}\n  rules:\n"
             "  - {name: day, schedule: '0 8 * * 1-5', timeZone: Asia/Shanghai, targetReplicas: 12}\n  - {name: night, "
             "schedule: '0 20 * * *', targetReplicas: 2}\n"
             "  - {name: off, schedule: '@daily', targetReplicas: 99, suspend: true}\n"),
        "", issues);
    QVERIFY2(issues.empty(), qPrintable(listed(issues)));
    QCOMPARE(s.steps.size(), 3U);
    QCOMPARE(s.steps[0].schedule, "CRON_TZ=Asia/Shanghai 0 8 * * 1-5");
    QCOMPARE(s.steps[1].schedule, "0 20 * * *");
    QCOMPARE(number(s.steps[0].replicas), u"12"_s);
    QCOMPARE(s.steps[2].suspend, "true");
    QCOMPARE(number(s.min), u"2"_s); // what is suspended asks for nothing
    QCOMPARE(number(s.max), u"12"_s);
}

void TestScaler::findsFaults_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("issues");
    const auto hpa = u"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: "_s;
    const auto target = u"scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}, "_s;
    QTest::newRow("no target") << hpa + u"{maxReplicas: 3}"_s << u"E /spec: The scaler does not say what it scales."_s;
    QTest::newRow("no maximum") << hpa + u"{"_s + target + u"minReplicas: 1}"_s
                                << u"E /spec: maxReplicas is missing."_s;
    QTest::newRow("bounds crossed")
        << hpa + u"{"_s + target + u"minReplicas: 9, maxReplicas: 3}"_s
        << u"E /spec/minReplicas: The least number of replicas (9) is above the most (3)."_s;
    QTest::newRow("to zero")
        << hpa + u"{"_s + target + u"minReplicas: 0, maxReplicas: 3}"_s
        << u"W /spec/minReplicas: minReplicas is 0, which only clusters with the feature HPAScaleToZero accept."_s;
    QTest::newRow("no spec") << u"{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a}}"_s
                             << u"E : The scaler has no spec."_s;
    QTest::newRow("paused at no number")
        << u"{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a, annotations: {autoscaling.keda.sh/paused-replicas: '3 of them'}}, spec: {scaleTargetRef: {name: w}}}"_s
        << u"E /metadata/annotations/autoscaling.keda.sh~1paused-replicas: \"3 of them\" is no number of replicas to pause at."_s;
    QTest::newRow("a schedule of four fields")
        << u"apiVersion: autoscaling.karmada.io/v1alpha1\nkind: CronFederatedHPA\nmetadata: {name: a}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}, rules: [{schedule: '0 8 * *', targetReplicas: 1}]}"_s
        << u"E /spec/rules/0/schedule: \"0 8 * *\" is not a schedule of five fields."_s;
    QTest::newRow("a placeholder") << hpa + u"{"_s + target + u"maxReplicas: '${MAX}'}"_s
                                   << u"E /spec/maxReplicas: The placeholder \"${MAX}\" is still in the text."_s;
}

void TestScaler::findsFaults()
{
    QFETCH(QString, yaml);
    Issues issues;
    (void)readScaler(json(yaml.toStdString()), "", issues);
    QTEST(listed(issues), "issues");
}

void TestScaler::findsItsTarget_data()
{
    QTest::addColumn<QString>("apiVersion");
    QTest::addColumn<QString>("ns");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("hit");
    QTest::newRow("the same") << u"apps/v1"_s << u"default"_s << u"qwen3-8b"_s << true;
    QTest::newRow("another version of the group") << u"apps/v1beta2"_s << u"default"_s << u"qwen3-8b"_s << true;
    QTest::newRow("no namespace stated") << u"apps/v1"_s << u""_s << u"qwen3-8b"_s << true;
    QTest::newRow("another group") << u"example.com/v1"_s << u"default"_s << u"qwen3-8b"_s << false;
    QTest::newRow("another namespace") << u"apps/v1"_s << u"prod"_s << u"qwen3-8b"_s << false;
    QTest::newRow("another name") << u"apps/v1"_s << u"default"_s << u"qwen3"_s << false;
}

void TestScaler::findsItsTarget()
{
    QFETCH(QString, apiVersion);
    QFETCH(QString, ns);
    QFETCH(QString, name);
    Issues issues;
    const auto s = readScaler(json(test::readFixture("manifests/hpa.yaml")), "", issues);
    QTEST(targets(s, {apiVersion.toStdString(), "Deployment", ns.toStdString(), name.toStdString()}), "hit");
}

BERTH_TEST(TestScaler)

} // namespace tst_scaler

#include "tst_scaler.moc"
