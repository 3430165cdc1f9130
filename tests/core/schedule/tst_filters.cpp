#include "core/schedule/filters/filters.h"

#include <QtTest>

#include <random>

#include "core/schedule/affinity.h"
#include "tests/core/schedule/given.h"
#include "tests/support/test.h"

namespace tst_filters {

using namespace core;
using given::ClusterOf;
using schedule::Members;

namespace {

/// What the filter of that name says of the only cluster: empty where it passes.
QString verdict(const char* name, const model::Cluster& cluster, const model::BindingSpec& spec,
                const schedule::Options& options = {}, const model::BindingStatus& status = {})
{
    const Members members({cluster});
    const auto ask = schedule::Ask::of(members.data(), spec, status, options);
    for (const schedule::Filter& filter : schedule::filters()) {
        if (filter.name != name) continue;
        schedule::Verdicts verdicts(1);
        filter.judge(ask, filter.name, verdicts);
        return verdicts.passes(0) ? QString() : QString::fromStdString(verdicts.refusal(0).reason);
    }
    return QStringLiteral("no such filter");
}

model::BindingSpec targeting(model::BindingSpec spec, const std::string& cluster)
{
    spec.clusters.push_back({cluster, 1, {}});
    return spec;
}

model::Binding other(const std::string& name, std::int64_t version, const std::string& group,
                     const std::vector<std::string>& clusters)
{
    model::Binding out;
    out.ref.ns = "default";
    out.ref.name = name;
    out.resourceVersion = version;
    out.spec.affinityGroup = group;
    out.spec.antiAffinityGroup = group;
    for (const std::string& one : clusters) out.spec.clusters.push_back({one, 1, {}});
    return out;
}

} // namespace

class TestFilters : public QObject {
    Q_OBJECT

private slots:
    void oneCluster_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<model::Cluster>("cluster");
        QTest::addColumn<model::BindingSpec>("spec");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* title, const char* filter, const model::Cluster& cluster,
                            const model::BindingSpec& spec, const char* reason) {
            QTest::addRow("%s: %s", filter, title) << QString(filter) << cluster << spec << QString(reason);
        };
        const auto any = given::deployment(1, "{}");
        const char* noApi = "cluster(s) did not have the API resource";
        row("serves it", "APIEnablement", ClusterOf("a").serves("apps/v1", "Deployment"), any, "");
        row("serves another version", "APIEnablement", ClusterOf("a").serves("apps/v1beta1", "Deployment"), any, noApi);
        row("is there already", "APIEnablement", ClusterOf("a").serves("v1", "Pod"), targeting(any, "a"), "");
        row("nothing known", "APIEnablement", ClusterOf("a"), any, "");

        const char* taint = "cluster(s) had untolerated taint {gpu=no:NoSchedule}";
        const auto tolerating =
            given::deployment(1, R"({"clusterTolerations": [{"key": "gpu", "operator": "Exists"}]})");
        row("no taint", "TaintToleration", ClusterOf("a"), any, "");
        row("NoSchedule", "TaintToleration", ClusterOf("a").taint("gpu", "no", "NoSchedule"), any, taint);
        row("without value", "TaintToleration", ClusterOf("a").taint("gpu", "", "NoExecute"), any,
            "cluster(s) had untolerated taint {gpu:NoExecute}");
        row("PreferNoSchedule", "TaintToleration", ClusterOf("a").taint("gpu", "no", "PreferNoSchedule"), any, "");
        row("NoSelect", "TaintToleration", ClusterOf("a").taint("gpu", "", "NoSelect"), any,
            "cluster(s) had untolerated taint {gpu:NoSelect}");
        row("NoSelectIfNew", "TaintToleration", ClusterOf("a").taint("gpu", "", "NoSelectIfNew"), any,
            "cluster(s) had untolerated taint {gpu:NoSelectIfNew}");
        row("PreferNoSelect", "TaintToleration", ClusterOf("a").taint("gpu", "", "PreferNoSelect"), any, "");
        row("tolerated", "TaintToleration", ClusterOf("a").taint("gpu", "no", "NoSchedule"), tolerating, "");
        row("the second is not", "TaintToleration",
            ClusterOf("a").taint("gpu", "", "NoSchedule").taint("dc", "x", "NoSchedule"), tolerating,
            "cluster(s) had untolerated taint {dc=x:NoSchedule}");
        row("is there already", "TaintToleration", ClusterOf("a").taint("gpu", "no", "NoSchedule"), targeting(any, "a"),
            "");
        // For how long it is tolerated is the taint manager's to count; who schedules looks whether it is.
        const auto forAWhile = [](const char* toleration) {
            return given::deployment(
                1,
                (std::string(R"({"clusterTolerations": [{"key": "gpu", "operator": "Exists", )") + toleration + "}]}")
                    .c_str());
        };
        const auto leaving = ClusterOf("a").taint("gpu", "no", "NoExecute");
        const char* left = "cluster(s) had untolerated taint {gpu=no:NoExecute}";
        row("for 300 s", "TaintToleration", leaving, forAWhile(R"("effect": "NoExecute", "tolerationSeconds": 300)"),
            "");
        row("for 0 s", "TaintToleration", leaving, forAWhile(R"("effect": "NoExecute", "tolerationSeconds": 0)"), "");
        row("for a while, of every effect", "TaintToleration", leaving, forAWhile(R"("tolerationSeconds": 300)"), "");
        row("for a while, of another effect", "TaintToleration", leaving,
            forAWhile(R"("effect": "NoSchedule", "tolerationSeconds": 300)"), left);
        row("NoExecute, is there already", "TaintToleration", leaving, targeting(any, "a"), "");

        const char* affinity = "cluster(s) did not match the placement cluster affinity constraint";
        const auto named = given::deployment(1, R"({"clusterAffinity": {"clusterNames": ["a"]}})");
        row("none", "ClusterAffinity", ClusterOf("a"), any, "");
        row("named", "ClusterAffinity", ClusterOf("a"), named, "");
        row("not named", "ClusterAffinity", ClusterOf("b"), named, affinity);
        row("not even where it is already", "ClusterAffinity", ClusterOf("b"), targeting(named, "b"), affinity);
        row("excluded", "ClusterAffinity", ClusterOf("a"),
            given::deployment(1, R"({"clusterAffinity": {"clusterNames": ["a"], "exclude": ["a"]}})"), affinity);
        row("an invalid selector", "ClusterAffinity", ClusterOf("a").label("env", "prod"),
            given::deployment(1, R"({"clusterAffinity": {"labelSelector": {"matchExpressions": [
                {"key": "env", "operator": "Bogus", "values": ["prod"]}]}}})"),
            affinity);
        row("zones overlap", "ClusterAffinity", ClusterOf("a").zones({"z1", "z2"}),
            given::deployment(1, R"({"clusterAffinity": {"fieldSelector": {"matchExpressions": [
                {"key": "zone", "operator": "In", "values": ["z2", "z3"]}]}}})"),
            "");

        const auto spread = given::deployment(1, R"({"spreadConstraints": [
            {"spreadByField": "provider"}, {"spreadByField": "region"}, {"spreadByField": "zone"}]})");
        row("all stated", "SpreadConstraint", ClusterOf("a").provider("p").region("r").zones({"z"}), spread, "");
        row("no provider", "SpreadConstraint", ClusterOf("a").region("r"), spread,
            "cluster(s) did not have provider property");
        row("no region", "SpreadConstraint", ClusterOf("a").provider("p"), spread,
            "cluster(s) did not have region property");
        row("no zones", "SpreadConstraint", ClusterOf("a").provider("p").region("r"), spread,
            "cluster(s) did not have zones property");
        row("not asked", "SpreadConstraint", ClusterOf("a"), any, "");

        auto evicting = any;
        evicting.evictions = {{"a"}};
        row("evicted", "ClusterEviction", ClusterOf("a"), evicting, "cluster(s) is in the process of eviction");
        row("another is evicted", "ClusterEviction", ClusterOf("b"), evicting, "");
    }

    void oneCluster()
    {
        QFETCH(const QString, filter);
        QFETCH(const model::Cluster, cluster);
        QFETCH(const model::BindingSpec, spec);
        QFETCH(const QString, reason);
        QCOMPARE(verdict(filter.toLatin1().constData(), cluster, spec), reason);
    }

    void overflowTermsTakeInWorkloadsOnly()
    {
        const char* terms = R"({"clusterAffinities": [{"affinityName": "g", "clusterNames": ["a"],
            "overflowAffinities": [{"affinityName": "o", "clusterNames": ["b"]}]}]})";
        model::BindingStatus observing;
        observing.observedAffinity = "g";
        const char* refused = "cluster(s) did not match the placement cluster affinity constraint";
        auto spec = given::deployment(2, terms);
        QCOMPARE(verdict("ClusterAffinity", ClusterOf("b"), spec, {}, observing), QString());
        QCOMPARE(verdict("ClusterAffinity", ClusterOf("c"), spec, {}, observing), QString(refused));
        spec.replicas = 0;
        spec.requirements.reset();
        QCOMPARE(verdict("ClusterAffinity", ClusterOf("b"), spec, {}, observing), QString(refused));
        observing.observedAffinity = "unknown";
        QCOMPARE(verdict("ClusterAffinity", ClusterOf("c"), spec, {}, observing), QString());
    }

    void groupsOfWorkloads_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<bool>("gate");
        QTest::addColumn<QString>("reason");
        const QString apart = QStringLiteral("cluster already has workload with the same anti-affinity group");
        const QString together =
            QStringLiteral("ResourceBinding with the same affinity group does not target this cluster");
        // The group's other bindings: one on a and b, one (in flight, newer) on a.
        QTest::newRow("affinity: all are there") << "WorkloadAffinity"
                                                 << "a" << true << QString();
        QTest::newRow("affinity: one is not") << "WorkloadAffinity"
                                              << "b" << true << together;
        QTest::newRow("affinity: gate off") << "WorkloadAffinity"
                                            << "b" << false << QString();
        QTest::newRow("anti-affinity: one is there") << "WorkloadAntiAffinity"
                                                     << "b" << true << apart;
        QTest::newRow("anti-affinity: none is") << "WorkloadAntiAffinity"
                                                << "c" << true << QString();
    }

    void groupsOfWorkloads()
    {
        QFETCH(const QString, filter);
        QFETCH(const QString, cluster);
        QFETCH(const bool, gate);
        QFETCH(const QString, reason);
        const std::vector<model::Binding> cached{other("api-deployment", 1, "g=x", {"a", "b"}),
                                                 other("db-deployment", 2, "g=x", {"c"}),
                                                 other("web-deployment", 3, "g=x", {"c"}), // this very workload
                                                 other("free-deployment", 4, "g=y", {"c"})};
        const std::vector<model::Binding> assigning{other("db-deployment", 5, "g=x", {"a"})};
        schedule::Options options;
        options.workloadAffinity = gate;
        options.bindings = &cached;
        options.assigning = &assigning;
        auto spec = given::deployment(1, "{}");
        spec.affinityGroup = spec.antiAffinityGroup = "g=x";
        QCOMPARE(verdict(filter.toLatin1().constData(), ClusterOf(cluster.toStdString()), spec, options), reason);
        spec.clusters.push_back({cluster.toStdString(), 1, {}});
        QCOMPARE(verdict(filter.toLatin1().constData(), ClusterOf(cluster.toStdString()), spec, options), QString());
    }

    void theFirstOfAGroupMayGoAnywhere()
    {
        const std::vector<model::Binding> cached{other("api-deployment", 1, "g=x", {})};
        schedule::Options options;
        options.workloadAffinity = true;
        options.bindings = &cached;
        auto spec = given::deployment(1, "{}");
        spec.affinityGroup = "g=x";
        QCOMPARE(verdict("WorkloadAffinity", ClusterOf("a"), spec, options), QString());
    }

    void theFirstFilterInOrderGivesTheReason()
    {
        const Members members({ClusterOf("a").serves("v1", "Pod").taint("gpu", "no", "NoSchedule"),
                               ClusterOf("b").taint("gpu", "no", "NoSchedule"), ClusterOf("c").deleting()});
        const auto cycle = schedule::cycle(
            members, given::deployment(1, R"({"clusterAffinity": {"clusterNames": ["x"]}})"), {}, given::roomFor({}));
        QCOMPARE(cycle.excluded.size(), std::size_t{2});
        QCOMPARE(cycle.excluded[0].plugin, std::string("APIEnablement"));
        QCOMPARE(cycle.excluded[1].plugin, std::string("TaintToleration"));
        QCOMPARE(cycle.deleting, std::vector<std::uint32_t>{2});
        QCOMPARE(QString::fromStdString(cycle.error->message),
                 QString("0/3 clusters are available: 1 cluster(s) did not have the API resource, "
                         "1 cluster(s) had untolerated taint {gpu=no:NoSchedule}."));
    }

    /// As Karmada's FitError has it.
    void ofNoClusterNoReasonIsGiven()
    {
        const auto cycle = schedule::cycle(Members({}), given::deployment(1, "{}"), {}, given::roomFor({}));
        QVERIFY(cycle.error.has_value());
        QCOMPARE(cycle.error->message, std::string("0/0 clusters are available: no cluster exists."));
    }

    /// Columns and the rule on one cluster give the same answer.
    void columnsAgreeWithTheRule()
    {
        std::mt19937 random(11);
        const auto pick = [&](std::initializer_list<const char*> list) {
            return std::string(*(list.begin() + random() % list.size()));
        };
        const auto requirement = [&](std::initializer_list<const char*> keys) {
            model::Requirement one;
            one.key = pick(keys);
            one.op = static_cast<model::Requirement::Op>(random() % 6);
            if (one.op != model::Requirement::Op::Exists && one.op != model::Requirement::Op::DoesNotExist)
                for (unsigned i = 0; i < 1 + random() % 2; ++i) one.values.push_back(pick({"x", "y", "7", "30"}));
            return one;
        };
        for (int round = 0; round < 300; ++round) {
            std::vector<model::Cluster> clusters;
            for (int i = 0; i < 12; ++i) {
                ClusterOf one("m" + std::to_string(i));
                if (random() % 2 == 0) one.label("env", pick({"x", "y", "7"}));
                if (random() % 3 == 0) one.label("tier", pick({"x", "30"}));
                if (random() % 2 == 0) one.region(pick({"x", "y"}));
                if (random() % 2 == 0) one.provider(pick({"x", "y"}));
                if (random() % 2 == 0) one.zones({pick({"x", "y"}), pick({"7", "y"})});
                clusters.push_back(one);
            }
            model::ClusterAffinity affinity;
            if (random() % 2 == 0)
                for (unsigned i = 0; i < random() % 3; ++i)
                    affinity.fieldSelector.push_back(requirement({"region", "provider", "zone", "other"}));
            if (random() % 2 == 0) {
                affinity.labelSelector.emplace().valid = random() % 8 != 0;
                for (unsigned i = 0; i < random() % 3; ++i)
                    affinity.labelSelector->requirements.push_back(requirement({"env", "tier", "missing"}));
            }
            affinity.fieldSelectorValid = random() % 10 != 0;
            if (random() % 3 == 0) affinity.clusterNames = {"m1", "m2", "m3", "unknown"};
            if (random() % 3 == 0) affinity.exclude = {"m2", "m9"};
            const Members members(clusters);
            const schedule::Mask mask = schedule::matching(members.data(), affinity);
            for (std::uint32_t i = 0; i < members.size(); ++i)
                QCOMPARE(mask[i] != 0, model::matches(affinity, members.identity(i)));
        }
    }

    void everyFilterAndScoreHasHelp()
    {
        for (const auto& one : schedule::filters()) QVERIFY(!one.help.empty());
        for (const auto& one : schedule::scores()) QVERIFY(!one.help.empty());
    }
};

BERTH_TEST(TestFilters)

} // namespace tst_filters

#include "tst_filters.moc"
