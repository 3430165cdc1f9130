#include <QtTest>

#include "core/base/words.h"
#include "core/preview/scaled.h"
#include "core/snapshot/build.h"
#include "tests/core/preview/given.h"
#include "tests/support/test.h"

namespace tst_scaled {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

std::vector<Json> handedIn(const std::string& scaler)
{
    auto out = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    for (auto& document : given::documents(scaler)) out.push_back(std::move(document));
    return out;
}

QString named(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits: return u"fits"_s;
    case Verdict::Partly: return u"partly"_s;
    case Verdict::DoesNotFit: return u"does not fit"_s;
    case Verdict::Preempts: return u"preempts"_s;
    case Verdict::Unknown: return u"unknown"_s;
    case Verdict::Nothing: return u"nothing"_s;
    case Verdict::Refused: return u"refused"_s;
    case Verdict::Suspended:
    case Verdict::Held:
    case Verdict::UpdateStuck:
    case Verdict::UpdateUnsure: break; // of a number of replicas only room is asked
    }
    return {};
}

QString cases(const std::vector<Json>& documents, const snapshot::FleetPtr& fleet, std::stop_token stop = {})
{
    const auto read = readManifests(documents, *fleet);
    if (read.questions.size() != 1) qFatal("one question was expected");
    const Prepared prepared = prepare(read.questions.front(), *fleet);
    Facts facts(prepared, fleet);
    QStringList lines;
    for (const ScaledCase& one : scaledCases(prepared, facts, stop)) {
        const QString cost =
            one.newCost ? QString::number(static_cast<double>(one.newCost->micros) / 1e6, 'f', 2) : u"-"_s;
        lines << u"%1 %2: %3 placed, %4 new, %5 %6"_s.arg(QString::fromStdString(one.label))
                     .arg(one.replicas)
                     .arg(one.placed)
                     .arg(QString::fromStdString(core::toText(Range{one.bought.sure, one.bought.most})))
                     .arg(cost, named(one.verdict));
    }
    return lines.join(u'\n');
}

/// The fleet of the fixture without its own autoscaler.
snapshot::FleetPtr unscaled()
{
    snapshot::Fleet copy = *given::fleet("hpa-2-8");
    copy.scalers.clear();
    return snapshot::freeze(std::move(copy));
}

std::string hpa(int min, int max)
{
    return R"(
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: qwen3-8b, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  minReplicas: )" +
           std::to_string(min) + "\n  maxReplicas: " + std::to_string(max) + "\n";
}

} // namespace

class TestScaled : public QObject {
    Q_OBJECT
private slots:
    void hpa_data();
    void hpa();
    void keepsWhatTheCurrentNumberHas();
    void tellsWhatThatNumberIsPreviewedAs();
    void nothingScales();
    void inMembersEachHasItsBounds();
    void cronRules();
    void cronMovesTheBoundsOfAFederatedHpa();
    void cronOfAFederatedHpaHasARowForEachBound();
    void kedaFromZero();
    void kedaPaused();
    void stopsWhenAsked();
};

void TestScaled::hpa_data()
{
    QTest::addColumn<int>("min");
    QTest::addColumn<int>("max");
    QTest::addColumn<QString>("cases");
    // Four run; three more can be bought. What cannot be placed as a whole leaves what runs.
    QTest::newRow("2 to 8") << 2 << 8
                            << u"min 2: 2 placed, 0 new, - fits\n"
                               "current 4: 4 placed, 0 new, - fits\n"
                               "max 8: 4 placed, 0 new, - refused\n"
                               "most that fits 7: 7 placed, 3 new, 28.60 fits\n"
                               "first that does not fit 8: 4 placed, 0 new, - refused"_s;
    QTest::newRow("2 to 7") << 2 << 7
                            << u"min 2: 2 placed, 0 new, - fits\n"
                               "current 4: 4 placed, 0 new, - fits\n"
                               "max 7: 7 placed, 3 new, 28.60 fits"_s;
    QTest::newRow("9 to 100") << 9 << 100 << u"first that does not fit 8"_s;
}

void TestScaled::hpa()
{
    QFETCH(int, min);
    QFETCH(int, max);
    QFETCH(QString, cases);
    const QString got = tst_scaled::cases(handedIn(tst_scaled::hpa(min, max)), given::fleet("hpa-2-8"));
    if (min < 9)
        QCOMPARE(got, cases);
    else
        QVERIFY2(got.contains(cases), qPrintable(got));
}

/// Nothing runs yet: the scaler leaves from what is placed first, and a number that does not fit takes nothing of it away.
void TestScaled::keepsWhatTheCurrentNumberHas()
{
    QCOMPARE(cases(handedIn(tst_scaled::hpa(2, 20)), given::fleet("one-stocked")),
             u"min 2: 2 placed, 2 new, 19.07 fits\n"
             "current 4: 4 placed, 4 new, 38.13 fits\n"
             "max 20: 4 placed, 4 new, 38.13 refused\n"
             "most that fits 4: 4 placed, 4 new, 38.13 fits\n"
             "first that does not fit 5: 4 placed, 4 new, 38.13 refused"_s);
    QCOMPARE(cases(handedIn(tst_scaled::hpa(1, 20)), given::fleet("no-stock")),
             u"min 1: 0 placed, 0 new, - does not fit\n"
             "current 4: 0 placed, 0 new, - does not fit\n"
             "max 20: 0 placed, 0 new, - does not fit\n"
             "first that does not fit 1: 0 placed, 0 new, - does not fit"_s);
}

/// A row and a preview of its number, from the same start, are one answer.
void TestScaled::tellsWhatThatNumberIsPreviewedAs()
{
    for (const std::string name : {"hpa-2-8", "one-stocked"}) {
        const auto fleet = given::fleet(name);
        Question question = readManifests(handedIn(tst_scaled::hpa(2, 8)), *fleet).questions.front();
        const Prepared prepared = prepare(question, *fleet);
        Facts facts(prepared, fleet);
        std::vector<model::TargetCluster> now;
        for (const ClusterResult& one : preview::preview(question, fleet).clusters)
            if (one.replicas > 0) now.push_back({one.name, static_cast<std::int32_t>(one.replicas), {}});
        question.previous = now;
        for (const ScaledCase& one : scaledCases(prepared, facts, {})) {
            question.workload.replicas = static_cast<std::int32_t>(one.replicas);
            const Preview same = preview::preview(question, fleet);
            QCOMPARE(one.placed, same.placed);
            QCOMPARE(one.unsure, same.unsure);
            QCOMPARE(one.bought.most, newNodesOf(same).most);
            QCOMPARE(named(one.verdict), named(same.verdict));
        }
    }
}

void TestScaled::nothingScales()
{
    QCOMPARE(cases(handedIn(""), unscaled()), QString());
}

void TestScaled::inMembersEachHasItsBounds()
{
    const std::string policy = R"(---
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata: {name: scalers, namespace: default}
spec:
  resourceSelectors: [{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler}]
  placement: {clusterAffinity: {clusterNames: [c-hz-01, c-hz-02]}, replicaScheduling: {replicaSchedulingType: Duplicated}}
)";
    QCOMPARE(cases(handedIn(tst_scaled::hpa(1, 3) + policy), unscaled()), u"min 2: 2 placed, 0 new, - fits\n"
                                                                          "current 4: 4 placed, 0 new, - fits\n"
                                                                          "max 6: 6 placed, 2 new, 19.07 fits"_s);
}

void TestScaled::cronRules()
{
    QCOMPARE(cases(handedIn(R"(
apiVersion: autoscaling.karmada.io/v1alpha1
kind: CronFederatedHPA
metadata: {name: cron, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  rules:
  - {name: day, schedule: "0 8 * * *", targetReplicas: 6}
  - {name: night, schedule: "0 20 * * *", targetReplicas: 2}
  - {name: never, schedule: "0 1 * * *", targetReplicas: 50, suspend: true}
)"),
                   unscaled()),
             u"min 2: 2 placed, 0 new, - fits\n"
             "current 4: 4 placed, 0 new, - fits\n"
             "at 0 8 * * * 6: 6 placed, 2 new, 19.07 fits\n"
             "at 0 20 * * * 2: 2 placed, 0 new, - fits\n"
             "max 6: 6 placed, 2 new, 19.07 fits"_s);
}

void TestScaled::cronMovesTheBoundsOfAFederatedHpa()
{
    const QString got = cases(handedIn(R"(
apiVersion: autoscaling.karmada.io/v1alpha1
kind: FederatedHPA
metadata: {name: qwen3-8b, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  minReplicas: 3
  maxReplicas: 5
---
apiVersion: autoscaling.karmada.io/v1alpha1
kind: CronFederatedHPA
metadata: {name: cron, namespace: default}
spec:
  scaleTargetRef: {apiVersion: autoscaling.karmada.io/v1alpha1, kind: FederatedHPA, name: qwen3-8b}
  rules:
  - {name: day, schedule: "0 8 * * *", targetMaxReplicas: 7}
)"),
                              unscaled());
    QVERIFY2(got.startsWith(u"min 3: 3 placed"_s), qPrintable(got));
    QVERIFY2(got.endsWith(u"max 7: 7 placed, 3 new, 28.60 fits"_s), qPrintable(got));
}

/// Each rule has the bounds that it sets, and no other field of it counts.
void TestScaled::cronOfAFederatedHpaHasARowForEachBound()
{
    QCOMPARE(cases(handedIn(R"(
apiVersion: autoscaling.karmada.io/v1alpha1
kind: FederatedHPA
metadata: {name: qwen3-8b, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  minReplicas: 3
  maxReplicas: 5
---
apiVersion: autoscaling.karmada.io/v1alpha1
kind: CronFederatedHPA
metadata: {name: cron, namespace: default}
spec:
  scaleTargetRef: {apiVersion: autoscaling.karmada.io/v1alpha1, kind: FederatedHPA, name: qwen3-8b}
  rules:
  - {name: day, schedule: "0 8 * * *", timeZone: Asia/Shanghai, targetMinReplicas: 5, targetMaxReplicas: 7}
  - {name: night, schedule: "0 20 * * *", targetMinReplicas: 2, targetReplicas: 40}
  - {name: still, schedule: "0 22 * * *", targetMinReplicas: 3, targetMaxReplicas: 3}
  - {name: never, schedule: "0 1 * * *", targetMaxReplicas: 50, suspend: true}
)"),
                   unscaled()),
             u"min 2: 2 placed, 0 new, - fits\n"
             "current 4: 4 placed, 0 new, - fits\n"
             "min at 0 8 * * * (Asia/Shanghai) 5: 5 placed, 1 new, 9.53 fits\n"
             "max at 0 8 * * * (Asia/Shanghai) 7: 7 placed, 3 new, 28.60 fits\n"
             "min at 0 20 * * * 2: 2 placed, 0 new, - fits\n"
             "at 0 22 * * * 3: 3 placed, 0 new, - fits\n"
             "max 7: 7 placed, 3 new, 28.60 fits"_s);
}

void TestScaled::kedaFromZero()
{
    const QString got = cases(handedIn(R"(
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: qwen3-8b, namespace: default}
spec:
  scaleTargetRef: {name: qwen3-8b}
  maxReplicaCount: 6
)"),
                              unscaled());
    QVERIFY2(got.startsWith(u"min 0: 0 placed, 0 new, - nothing"_s), qPrintable(got));
    QVERIFY2(got.endsWith(u"max 6: 6 placed, 2 new, 19.07 fits"_s), qPrintable(got));
}

/// KEDA holds it, and no case is worked out besides.
void TestScaled::kedaPaused()
{
    const auto paused = [](const std::string& note) {
        return cases(handedIn(R"(
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: qwen3-8b, namespace: default, annotations: {autoscaling.keda.sh/)" +
                              note + R"(}}
spec:
  scaleTargetRef: {name: qwen3-8b}
  minReplicaCount: 1
  maxReplicaCount: 6
)"),
                     unscaled());
    };
    const QString held = paused("paused-replicas: '3'");
    QVERIFY2(held.startsWith(u"min 3: 3 placed"_s), qPrintable(held));
    QVERIFY2(held.contains(u"max 3: 3 placed"_s) && !held.contains(u" 6: "_s), qPrintable(held));
    QCOMPARE(paused("paused: 'true'"), QString());
}

void TestScaled::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const QString got = cases(handedIn(tst_scaled::hpa(2, 8)), unscaled(), stop.get_token());
    QVERIFY2(!got.contains(u"max"_s), qPrintable(got));
}

BERTH_TEST(TestScaled)

} // namespace tst_scaled

#include "tst_scaled.moc"
