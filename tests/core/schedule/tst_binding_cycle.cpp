#include "core/schedule/schedule.h"

#include <QtTest>

#include "core/schedule/admission.h"
#include "core/schedule/placement_text.h"
#include "tests/core/schedule/given.h"
#include "tests/support/test.h"

namespace tst_binding_cycle {

using namespace core;
using given::ClusterOf;
using schedule::Members;

namespace {

constexpr const char* dynamic = R"("replicaScheduling": {"replicaSchedulingType": "Divided",
    "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}})";
constexpr const char* groups = R"("clusterAffinities": [{"affinityName": "own", "clusterNames": ["a"]},
    {"affinityName": "cloud", "clusterNames": ["b", "c"]}])";
constexpr const char* recorded = "policy.karmada.io/applied-placement";

std::string braced(const std::string& text)
{
    return '{' + text + '}';
}

Members abc()
{
    return Members({ClusterOf("a"), ClusterOf("b"), ClusterOf("c")});
}

/// A binding whose placement has been applied already.
model::Binding binding(std::int32_t replicas, const std::string& placement,
                       std::vector<model::TargetCluster> clusters = {})
{
    model::Binding out;
    out.generation = 7;
    out.spec = given::deployment(replicas, placement.c_str());
    out.spec.clusters = std::move(clusters);
    out.annotations[recorded] = placement;
    return out;
}

QString text(const schedule::BindingCycle& cycle)
{
    return given::text(cycle.clusters) + " " + QString::fromStdString(cycle.conditionReason) +
           (cycle.retry ? " retry" : "");
}

} // namespace

class TestBindingCycle : public QObject {
    Q_OBJECT

private slots:
    void triggers_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("trigger");
        QTest::newRow("nothing changed") << ""
                                         << "";
        QTest::newRow("never applied") << "unrecorded"
                                       << "placement changed";
        QTest::newRow("another placement") << "tolerations"
                                           << "placement changed";
        QTest::newRow("an unreadable record is left alone") << "unreadable"
                                                            << "";
        QTest::newRow("more replicas") << "replicas"
                                       << "replicas changed";
        QTest::newRow("a reschedule") << "reschedule"
                                      << "reschedule asked for";
        QTest::newRow("a reschedule of before") << "old reschedule"
                                                << "";
        QTest::newRow("duplicated is always scheduled") << "duplicated"
                                                        << "duplicated";
        QTest::newRow("so is what has no replicas") << "config map"
                                                    << "duplicated";
        QTest::newRow("a cluster goes") << "deleting"
                                        << "a target cluster is being deleted";
        QTest::newRow("suspended") << "suspended"
                                   << "";
    }

    void triggers()
    {
        QFETCH(const QString, change);
        QFETCH(const QString, trigger);
        model::Binding one = binding(4, braced(dynamic), {{"a", 2, {}}, {"b", 2, {}}});
        one.status.lastScheduledTime = "2026-01-02T03:04:05Z";
        std::vector<model::Cluster> clusters{ClusterOf("a"), ClusterOf("b"), ClusterOf("c")};
        if (change == "unrecorded") one.annotations.clear();
        if (change == "tolerations") one.spec.placement->clusterTolerations.push_back({"gpu", "Exists", "", ""});
        if (change == "unreadable") one.annotations[recorded] = "{";
        if (change == "replicas") one.spec.replicas = 5;
        if (change == "reschedule") one.spec.rescheduleTriggeredAt = "2026-01-02T03:04:06Z";
        if (change == "old reschedule") one.spec.rescheduleTriggeredAt = "2026-01-02T03:04:04Z";
        if (change == "duplicated")
            one = binding(2, R"({"replicaScheduling": {"replicaSchedulingType": "Duplicated"}})");
        if (change == "config map") {
            one = binding(0, braced(dynamic));
            one.spec.requirements.reset();
        }
        if (change == "deleting") clusters[1].deleting = true;
        if (change == "suspended") {
            one.spec.replicas = 9;
            one.spec.suspendScheduling = true;
        }
        const auto cycle = schedule::scheduleBinding(Members(clusters), one, given::roomFor({9, 9, 9}));
        QCOMPARE(QString::fromStdString(cycle.trigger), trigger);
        QCOMPARE(cycle.scheduled, !trigger.isEmpty());
        if (!cycle.scheduled) QCOMPARE(cycle.clusters, one.spec.clusters);
    }

    void whatIsNotScheduledIsStillObserved()
    {
        const auto cycle =
            schedule::scheduleBinding(abc(), binding(2, braced(dynamic), {{"a", 2, {}}}), given::roomFor({9, 9, 9}));
        QVERIFY(!cycle.scheduled);
        QCOMPARE(cycle.observedGeneration, std::int64_t{7});
        QVERIFY(cycle.conditionStatus.empty());
    }

    void ofGroupsOnlyTheObservedOneCounts()
    {
        const std::string now = braced(std::string(groups) + ',' + dynamic);
        model::Binding one = binding(2, now, {{"a", 2, {}}});
        one.status.observedAffinity = "own";
        one.spec.placement->clusterAffinities[1].affinity.clusterNames = {"c"};
        QVERIFY(!schedule::scheduleBinding(abc(), one, given::roomFor({9, 9, 9})).scheduled);
        one.spec.placement->clusterAffinities[0].affinity.clusterNames = {"c"};
        QVERIFY(schedule::scheduleBinding(abc(), one, given::roomFor({9, 9, 9})).scheduled);
        one.spec.placement = given::placement(now.c_str());
        one.spec.placement->clusterAffinities[1].affinity.clusterNames = {"c"};
        one.status.observedAffinity.clear();
        QVERIFY(schedule::scheduleBinding(abc(), one, given::roomFor({9, 9, 9})).scheduled);
    }

    void groupsAreTriedInTurn()
    {
        model::Binding one = binding(3, braced(std::string(groups) + ',' + dynamic));
        one.annotations.clear();
        const auto first = schedule::scheduleBinding(abc(), one, given::roomFor({3, 9, 9}));
        QCOMPARE(text(first), QString("a=3 Success"));
        QCOMPARE(first.observedAffinity, std::string("own"));
        const auto second = schedule::scheduleBinding(abc(), one, given::roomFor({2, 9, 9}));
        QCOMPARE(second.tried.size(), std::size_t{2});
        QCOMPARE(text(second), QString("b=2 c=1 Success"));
        QCOMPARE(second.observedAffinity, std::string("cloud"));
        QCOMPARE(second.message, std::string("Binding has been scheduled successfully."));
    }

    void earlierGroupsAreNotGoneBackToUnlessARescheduleIsAskedFor()
    {
        model::Binding one = binding(4, braced(std::string(groups) + ',' + dynamic), {{"b", 2, {}}, {"c", 1, {}}});
        one.status.observedAffinity = "cloud";
        one.status.lastScheduledTime = "2026-01-02T03:04:05Z";
        QCOMPARE(schedule::scheduleBinding(abc(), one, given::roomFor({9, 9, 9})).observedAffinity,
                 std::string("cloud"));
        one.spec.rescheduleTriggeredAt = "2026-01-02T03:04:06Z";
        QCOMPARE(schedule::scheduleBinding(abc(), one, given::roomFor({9, 9, 9})).observedAffinity, std::string("own"));
    }

    void failures_data()
    {
        QTest::addColumn<QString>("placement");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("message");
        QTest::addColumn<bool>("isRecorded");
        QTest::newRow("no cluster fits: emptied")
            << R"("clusterAffinity": {"clusterNames": ["x"]})"
            << " NoClusterFit"
            << "0/3 clusters are available: 3 cluster(s) did not match the placement cluster affinity constraint."
            << true;
        QTest::newRow("too little room: kept, retried") << R"("clusterAffinity": {"clusterNames": ["b"]})"
                                                        << "a=1 Unschedulable retry"
                                                        << "failed to assign replicas: failed to scale up: Clusters "
                                                           "available replicas 1 are not enough to schedule."
                                                        << false;
        QTest::newRow("a constraint that cannot be met: kept, retried")
            << R"("spreadConstraints": [{"spreadByField": "cluster", "minGroups": 5, "maxGroups": 5}])"
            << "a=1 SchedulerError retry"
            << "failed to select clusters: the number of feasible clusters is less than spreadConstraint.MinGroups"
            << false;
        QTest::newRow("the first group's error is told")
            << R"("clusterAffinities": [{"affinityName": "g", "clusterNames": ["x"]},
                 {"affinityName": "h", "clusterNames": ["b"]}])"
            << " NoClusterFit"
            << "0/3 clusters are available: 3 cluster(s) did not match the placement cluster affinity constraint."
            << true;
    }

    void failures()
    {
        QFETCH(const QString, placement);
        QFETCH(const QString, outcome);
        QFETCH(const QString, message);
        QFETCH(const bool, isRecorded);
        model::Binding one = binding(5, braced(placement.toStdString() + ',' + dynamic), {{"a", 1, {}}});
        one.annotations.clear();
        one.status.observedGeneration = 3;
        const auto cycle = schedule::scheduleBinding(abc(), one, given::roomFor({1, 1, 1}));
        QCOMPARE(text(cycle), outcome);
        QCOMPARE(QString::fromStdString(cycle.message), message);
        QCOMPARE(cycle.conditionStatus, std::string("False"));
        QCOMPARE(cycle.observedGeneration, std::int64_t{3});
        QVERIFY(!cycle.lastScheduledTimeSet);
        QCOMPARE(cycle.appliedPlacement.has_value(), isRecorded);
        QVERIFY(cycle.observedAffinity.empty());
    }

    void overflowTiersAreFilledInOrder()
    {
        const char* tiers =
            R"("clusterAffinities": [{"affinityName": "g", "clusterNames": ["a"], "overflowAffinities": [
            {"affinityName": "o", "clusterNames": ["b"]}, {"affinityName": "p", "clusterNames": ["c"]}]}])";
        model::Binding one = binding(9, braced(std::string(tiers) + ',' + dynamic));
        one.annotations.clear();
        QCOMPARE(text(schedule::scheduleBinding(abc(), one, given::roomFor({4, 3, 9}))),
                 QString("a=4 b=3 c=2 Success"));
        const auto tooLittle = schedule::scheduleBinding(abc(), one, given::roomFor({4, 3, 1}));
        QCOMPARE(QString::fromStdString(tooLittle.message),
                 QString("failed to assign replicas: Clusters available replicas are not enough to schedule."));
    }

    void wholeSetsOfComponents()
    {
        model::Binding one = binding(0, R"({"spreadConstraints": [{"spreadByField": "cluster", "minGroups": 1,
            "maxGroups": 1}], "replicaScheduling": {"replicaSchedulingType": "Divided",
            "replicaDivisionPreference": "Aggregated"}})");
        one.annotations.clear();
        one.spec.components = {{"head", 1, {}}, {"worker", 3, {}}};
        auto options = given::roomFor({0, 2, 1});
        options.multiplePodTemplatesScheduling = true;
        QVERIFY(schedule::placesSets(one.spec, options));
        const auto cycle = schedule::scheduleBinding(abc(), one, options);
        QCOMPARE(text(cycle), QString("b=0 Success"));
        QCOMPARE(cycle.clusters[0].components,
                 (std::vector<std::pair<std::string, std::int32_t>>{{"head", 1}, {"worker", 3}}));
        options.multiplePodTemplatesScheduling = false;
        QVERIFY(!schedule::placesSets(one.spec, options));
    }

    void emptyTargetsAreListedWhereThatIsOn()
    {
        auto options = given::roomFor({9, 0, 0});
        const auto spec = given::deployment(1, braced(dynamic).c_str());
        QCOMPARE(given::text(schedule::cycle(abc(), spec, {}, options).clusters()), QString("a=1"));
        options.enableEmptyWorkloadPropagation = true;
        QCOMPARE(given::text(schedule::cycle(abc(), spec, {}, options).clusters()), QString("a=1 b=0 c=0"));
    }

    void theRecordReadsBackAsThePlacement()
    {
        const auto placement =
            given::placement(R"({"clusterAffinity": {"labelSelector": {"matchLabels": {"env": "prod"},
            "matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["a", "b"]}]},
            "fieldSelector": {"matchExpressions": [{"key": "zone", "operator": "Exists"}]}, "clusterNames": ["a"],
            "exclude": ["b"]}, "clusterTolerations": [{"key": "k", "operator": "Exists", "effect": "NoSchedule"}],
            "spreadConstraints": [{"spreadByField": "region", "minGroups": 1, "maxGroups": 2}],
            "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted",
            "weightPreference": {"staticWeightList": [{"targetCluster": {"clusterNames": ["a"]}, "weight": 2}]}},
            "workloadAffinity": {"affinity": {"groupByLabelKey": "app"}}})");
        QVERIFY(schedule::placementOf(schedule::placementText(placement)) == placement);
    }

    void aRecordThatSaysTheSameStaysAsItIsWritten()
    {
        const std::string written =
            R"({"clusterTolerations": [{"key": "k", "operator": "Exists", "tolerationSeconds": 300}]})";
        const model::Binding one = binding(1, written);
        QCOMPARE(schedule::scheduleBinding(abc(), one, given::roomFor({1, 1, 1})).appliedPlacement.value(), written);
    }

    void admissionFillsIn()
    {
        auto placement = given::placement(R"({"replicaScheduling": {}, "spreadConstraints": [{"maxGroups": 2}]})");
        schedule::applyDefaults(placement);
        QCOMPARE(placement.replicaScheduling->type, std::string("Divided"));
        QCOMPARE(placement.replicaScheduling->divisionPreference, std::string("Weighted"));
        QCOMPARE(placement.spreadConstraints[0].minGroups, std::int64_t{1});
        QVERIFY(placement.spreadConstraints[0].field == model::SpreadConstraint::Field::Cluster);
    }

    void dividedWithoutAPreferenceIsAnError()
    {
        const auto cycle = schedule::cycle(
            abc(), given::deployment(1, R"({"replicaScheduling": {"replicaSchedulingType": "Divided"}})"), {},
            given::roomFor({1, 1, 1}));
        QVERIFY(cycle.error->kind == schedule::CycleError::Kind::Other);
        QVERIFY(cycle.error->message.find("unsupported replica scheduling strategy") != std::string::npos);
    }
};

BERTH_TEST(TestBindingCycle)

} // namespace tst_binding_cycle

#include "tst_binding_cycle.moc"
