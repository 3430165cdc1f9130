#include <QTest>

#include "core/estimate/namespace_quota.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_admitted {

using namespace core;
using namespace core::preview;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge";
constexpr const char* zoneH = "cn-hangzhou-h";

/// A cluster whose pool has stock of eight cards; its namespace has this quota, and this range.
snapshot::FleetPtr fleetWith(const model::ResourceList& hard, const model::ResourceList& used,
                             const model::LimitItem& limits = {},
                             const std::vector<model::PersistentVolumeClaim>& claims = {})
{
    sharing::Spec spec;
    spec.clusters = {{.name = "a"}};
    spec.clusters.front().namespaceQuotas = {{"default", "rq", hard, used, {}}};
    spec.stock = {{zoneH, one, 8}};
    snapshot::Fleet out = *sharing::fleetOf(spec);
    snapshot::ClusterData data = *out.clusters.front();
    if (!limits.type.empty()) data.admission.limitRanges = {{"default", "lr", {limits}}};
    data.storageClasses.emplace_back().name = "essd";
    data.storageClasses.back().isDefault = true;
    data.claims = claims;
    out.clusters.front() = snapshot::freezeCluster(std::move(data));
    return std::make_shared<const snapshot::Fleet>(std::move(out));
}

model::ResourceList amounts(const std::vector<std::pair<std::string, std::string>>& all)
{
    model::ResourceList out;
    for (const auto& [name, text] : all) out.emplace(name, *model::Quantity::parse(text));
    return out;
}

/// Each replica a claim of 10Gi, of the default class.
Preview statefulSet(const snapshot::FleetPtr& fleet, std::int64_t replicas)
{
    auto documents = given::documents(sharing::manifests(replicas, "Weighted"));
    documents[0]["kind"] = "StatefulSet";
    documents[0]["spec"]["volumeClaimTemplates"] = Json::parse(
        R"([{"metadata":{"name":"d"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"10Gi"}}}}])");
    documents[1]["spec"]["resourceSelectors"][0]["kind"] = "StatefulSet";
    return preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
}

QString remedies(const Preview& preview)
{
    QStringList out;
    for (const Remedy& remedy : preview.remedies) out << QString::fromStdString(remedy.text);
    return out.join(QLatin1Char('\n'));
}

} // namespace

/// What a cluster's API server lets in besides pods: claims, and the workload's own object.
class TestAdmitted : public QObject {
    Q_OBJECT

private slots:
    void claimsCountInTheQuota_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("hard");
        QTest::addColumn<int>("admitted"); // -1: it does not count them
        QTest::newRow("number") << "persistentvolumeclaims"
                                << "3" << 2;
        QTest::newRow("objects") << "count/persistentvolumeclaims"
                                 << "3" << 2;
        QTest::newRow("bytes") << "requests.storage"
                               << "35Gi" << 3;
        QTest::newRow("of the class") << "essd.storageclass.storage.k8s.io/persistentvolumeclaims"
                                      << "2" << 1;
        QTest::newRow("bytes of the class") << "essd.storageclass.storage.k8s.io/requests.storage"
                                            << "20Gi" << 1;
        QTest::newRow("another class") << "slow.storageclass.storage.k8s.io/requests.storage"
                                       << "0" << -1;
    }
    void claimsCountInTheQuota()
    {
        QFETCH(QString, name);
        QFETCH(QString, hard);
        QFETCH(int, admitted);
        const bool bytes = name.endsWith(u"storage");
        const auto fleet = fleetWith(amounts({{name.toStdString(), hard.toStdString()}}),
                                     amounts({{name.toStdString(), bytes ? "1Gi" : "1"}}));
        const Preview preview = statefulSet(fleet, 4);
        QCOMPARE(preview.placed, std::int64_t{admitted < 0 ? 4 : 0}); // the scheduler places all or none
        const ClusterResult& a = asked::cluster(preview, "a");
        QCOMPARE(a.capacities.deliverable.lower, std::int64_t{admitted < 0 ? 8 : admitted});
        if (admitted >= 0) QCOMPARE(a.capacities.bindingText, std::string("quota rq of the namespace"));
    }

    /// How much could be bought is not known; the quota leaves more than is asked for, or less.
    void aQuotaIsBlamedOnlyForWhatItHoldsBack_data()
    {
        QTest::addColumn<QString>("hard");
        QTest::addColumn<bool>("blamed");
        QTest::newRow("it leaves room") << "8" << false;
        QTest::newRow("it leaves less") << "2" << true;
    }
    void aQuotaIsBlamedOnlyForWhatItHoldsBack()
    {
        QFETCH(QString, hard);
        QFETCH(bool, blamed);
        snapshot::Fleet fleet = *fleetWith(amounts({{"requests.nvidia.com/gpu", hard.toStdString()}}),
                                           amounts({{"requests.nvidia.com/gpu", "0"}}));
        snapshot::ClusterData data = *fleet.clusters.front();
        data.pools.clear();
        data.poolsKnown = false;
        fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
        const Preview preview = sharing::preview(snapshot::freeze(std::move(fleet)), 3, "Duplicated");
        QCOMPARE(asked::cluster(preview, "a").capacities.binding == estimate::Limit::Quota, blamed);
        QVERIFY(!remedies(preview).contains(u"raise quota")); // by itself it is not known to help
    }

    /// No pool would help pods that the API server turns away.
    void aClassThatIsNotThereIsTheLimit()
    {
        snapshot::Fleet fleet = *fleetWith({}, {});
        snapshot::ClusterData data = *fleet.clusters.front();
        data.pools.clear();
        data.admission.priorityClassesKnown = true;
        fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
        auto documents = given::documents(sharing::manifests(2, "Duplicated"));
        documents[0]["spec"]["template"]["spec"]["priorityClassName"] = "llm-high";
        const snapshot::FleetPtr there = snapshot::freeze(std::move(fleet));
        const Preview preview = preview::preview(readManifests(documents, *there).questions.front(), there);
        QCOMPARE(asked::cluster(preview, "a").capacities.bindingText,
                 std::string("pods of priority class llm-high are turned away: there is none of that name"));
        QVERIFY2(remedies(preview).contains(u"create PriorityClass llm-high"), qPrintable(remedies(preview)));
        QVERIFY2(!remedies(preview).contains(u"add a node"), qPrintable(remedies(preview)));
    }

    /// Nor would one help pods that wait for ever for their volumes.
    void aStorageClassThatIsNotThereIsTheLimit()
    {
        for (const bool pools : {false, true}) {
            snapshot::Fleet fleet = *fleetWith({}, {});
            snapshot::ClusterData data = *fleet.clusters.front();
            if (!pools) data.pools.clear();
            data.storageClasses.front().isDefault = false;
            data.listed.storageClasses = true;
            fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
            const Preview preview = statefulSet(snapshot::freeze(std::move(fleet)), 2);
            QCOMPARE(preview.placed, std::int64_t{0});
            const ClusterResult& a = asked::cluster(preview, "a");
            QVERIFY(a.capacities.binding == estimate::Limit::Rule);
            QCOMPARE(a.capacities.bindingText, std::string("no default storage class for claim template d"));
            QVERIFY2(remedies(preview).contains(u"or name one that it has: essd"), qPrintable(remedies(preview)));
        }
    }

    /// Replicas that find their claims bring none along.
    void claimsThatAreThereCountAlready()
    {
        const auto hard = amounts({{"persistentvolumeclaims", "3"}});
        std::vector<model::PersistentVolumeClaim> claims(2);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            claims[i].ns = "default";
            claims[i].name = "d-server-" + std::to_string(i);
        }
        const auto fleet = fleetWith(hard, amounts({{"persistentvolumeclaims", "2"}}), {}, claims);
        QCOMPARE(asked::verdict(statefulSet(fleet, 3)), QStringLiteral("fits"));
        QVERIFY(asked::verdict(statefulSet(fleet, 4)) != QStringLiteral("fits"));
    }

    void claimsThatALimitRangeTurnsAway_data()
    {
        QTest::addColumn<QString>("min");
        QTest::addColumn<QString>("max");
        QTest::addColumn<QString>("text");
        QTest::newRow("too large") << "1Gi"
                                   << "5Gi"
                                   << "whose storage is above its maximum of 5Gi";
        QTest::newRow("too small") << "20Gi"
                                   << "50Gi"
                                   << "whose storage is below its minimum of 20Gi";
        QTest::newRow("within") << "10Gi"
                                << "10Gi"
                                << "";
    }
    void claimsThatALimitRangeTurnsAway()
    {
        QFETCH(QString, min);
        QFETCH(QString, max);
        QFETCH(QString, text);
        model::LimitItem item;
        item.type = "PersistentVolumeClaim";
        item.min = amounts({{"storage", min.toStdString()}});
        item.max = amounts({{"storage", max.toStdString()}});
        const Preview preview = statefulSet(fleetWith({}, {}, item), 2);
        QCOMPARE(preview.placed, std::int64_t{text.isEmpty() ? 2 : 0});
        QVERIFY2(text.isEmpty() || remedies(preview).contains(text), qPrintable(remedies(preview)));
        // Pods without claims are none of its business.
        const auto fleet = fleetWith({}, {}, item);
        QCOMPARE(asked::verdict(sharing::preview(fleet, 2, "Weighted")), QStringLiteral("fits"));
    }

    void anObjectThatAQuotaDoesNotAdmit_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("hard");
        QTest::addColumn<bool>("admits");
        QTest::newRow("none") << "count/deployments.apps"
                              << "2" << false;
        QTest::newRow("one more") << "count/deployments.apps"
                                  << "3" << true;
        QTest::newRow("its ReplicaSet") << "count/replicasets.apps"
                                        << "2" << false;
        QTest::newRow("of another kind") << "count/jobs.batch"
                                         << "2" << true;
    }
    void anObjectThatAQuotaDoesNotAdmit()
    {
        QFETCH(QString, name);
        QFETCH(QString, hard);
        QFETCH(bool, admits);
        const auto fleet =
            fleetWith(amounts({{name.toStdString(), hard.toStdString()}}), amounts({{name.toStdString(), "2"}}));
        Question question = sharing::question(fleet, 2, "Weighted");
        QCOMPARE(preview::preview(question, fleet).placed, std::int64_t{admits ? 2 : 0});
        // Where it is already, it counts already.
        question.previous = std::vector<model::TargetCluster>{{"a", 1, {}}};
        QCOMPARE(asked::verdict(preview::preview(question, fleet)), QStringLiteral("fits"));
    }

    void whatItTakesIsCountedOn()
    {
        snapshot::NamespaceQuota quota;
        quota.ns = "default";
        for (const char* name : {"persistentvolumeclaims", "requests.storage", "count/deployments.apps"}) {
            quota.hard[name] = model::Quantity::of(1000);
            quota.used[name] = model::Quantity::of(5);
        }
        estimate::Ask ask;
        ask.pods.emplace_back().pod.ns = "default";
        ask.claims = {{"d", "essd", 10, 1}};
        ask.objects = {"count/deployments.apps"};
        const auto used = [&](const char* name, std::int64_t replicas) {
            return model::amountOf("", estimate::quotaAfter(quota, ask, replicas).used.at(name));
        };
        QCOMPARE(used("persistentvolumeclaims", 3), Amount{7}); // one is there
        QCOMPARE(used("requests.storage", 3), Amount{25});
        QCOMPARE(used("persistentvolumeclaims", -3), Amount{5}); // claims outlive their pods
        QCOMPARE(used("count/deployments.apps", 3), Amount{6});
        QCOMPARE(used("count/deployments.apps", -3), Amount{5});
    }

    /// One that was handed in stands for the clusters' own, and for those that lack it.
    void aClassThatWasHandedIn_data()
    {
        QTest::addColumn<int>("priority"); // of the template
        QTest::addColumn<bool>("isIn");
        QTest::newRow("its number") << 7 << true;
        QTest::newRow("no number") << -1 << true;
        QTest::newRow("another number") << 5 << false;
    }
    void aClassThatWasHandedIn()
    {
        QFETCH(int, priority);
        QFETCH(bool, isIn);
        snapshot::Fleet fleet = *fleetWith({}, {});
        snapshot::ClusterData data = *fleet.clusters.front();
        data.priorityClasses = {{"high", 1}};
        data.admission.priorityClassesKnown = true;
        fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
        auto documents = given::documents(sharing::manifests(2, "Weighted"));
        for (const char* name : {"high", "new"}) {
            auto with = documents;
            Json& spec = with[0]["spec"]["template"]["spec"];
            spec["priorityClassName"] = name;
            if (priority >= 0) spec["priority"] = priority;
            with.push_back(Json{{"apiVersion", "scheduling.k8s.io/v1"},
                                {"kind", "PriorityClass"},
                                {"metadata", {{"name", name}}},
                                {"value", 7}});
            const auto shared = std::make_shared<const snapshot::Fleet>(fleet);
            const Preview preview = preview::preview(readManifests(with, fleet).questions.front(), shared);
            QCOMPARE(preview.placed, std::int64_t{isIn ? 2 : 0});
        }
    }

    void aQuotaOfTheFleetIsSaid_data()
    {
        QTest::addColumn<QString>("used"); // empty: not known
        QTest::addColumn<QString>("says");
        QTest::newRow("room is left") << "4"
                                      << "";
        QTest::newRow("room for one") << "7"
                                      << "ask for 3 fewer";
        QTest::newRow("its use is not known") << ""
                                              << "Add its status";
    }
    void aQuotaOfTheFleetIsSaid()
    {
        QFETCH(const QString, used);
        QFETCH(const QString, says);
        snapshot::Fleet fleet = *fleetWith({}, {});
        const model::ResourceList use =
            used.isEmpty() ? model::ResourceList{} : amounts({{"nvidia.com/gpu", used.toStdString()}});
        fleet.federatedQuotas = {{"default", "q", amounts({{"nvidia.com/gpu", "8"}, {"pods", "100"}}), use, {}},
                                 {"other", "q", amounts({{"nvidia.com/gpu", "0"}}), {}, {}}};
        const auto shared = std::make_shared<const snapshot::Fleet>(fleet);
        const auto read = readManifests(given::documents(sharing::manifests(4, "Weighted")), fleet);
        const Preview preview = preview::preview(read.questions.front(), shared);
        QCOMPARE(preview.placed, 4); // the gate is off by default
        QStringList remedies;
        for (const Warning& warning : preview.warnings)
            if (warning.id == "federated-quota") remedies << QString::fromStdString(warning.remedy);
        QCOMPARE(remedies.size(), says.isEmpty() ? 0 : 1);
        QVERIFY2(remedies.join(QLatin1Char(' ')).contains(says), qPrintable(remedies.join(QLatin1Char(' '))));
    }
};

BERTH_TEST(TestAdmitted)

} // namespace tst_admitted

#include "tst_admitted.moc"
