#include <algorithm>

#include <QtTest>

#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

/// What is handed in beside the workload and comes to its clusters with it.
namespace tst_brought {

using namespace core;
using namespace one_cluster;
using namespace Qt::StringLiterals;

namespace {

Json claimOf(const std::string& storageClass)
{
    Json out = Json::parse(R"({"apiVersion": "v1", "kind": "PersistentVolumeClaim",
        "metadata": {"name": "m", "namespace": "default"},
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "20Gi"}}}})");
    out["spec"]["storageClassName"] = storageClass;
    return out;
}

/// Two nodes of a card each, no pools; a class that waits for the first pod.
snapshot::FleetPtr fleetWith(const std::string& engine, const std::function<void(snapshot::ClusterData&)>& alter = {})
{
    snapshot::Fleet fleet =
        *one_cluster::fleetOf({node("n1", 1), node("n2", 1)}, {}, 0, [&](snapshot::ClusterData& data) {
            data.pools.clear();
            model::StorageClass essd;
            essd.name = "essd";
            essd.provisioner = "diskplugin.csi.alibabacloud.com";
            essd.waitForFirstConsumer = true;
            data.storageClasses = {essd};
            if (alter) alter(data);
        });
    fleet.engine = engine;
    return snapshot::freeze(std::move(fleet));
}

/// One replica that mounts the claim, and the policy.
std::vector<Json> mounting()
{
    auto out = documents("Deployment", 1);
    out[0]["spec"]["template"]["spec"]["volumes"] =
        Json::parse(R"([{"name": "m", "persistentVolumeClaim": {"claimName": "m"}}])");
    return out;
}

QString said(const preview::Preview& preview, const char* id)
{
    for (const preview::Warning& warning : preview.warnings)
        if (warning.id == id) return QString::fromStdString(warning.text);
    return {};
}

bool isNotRead(const std::vector<Json>& documents, const snapshot::FleetPtr& fleet)
{
    const auto read = preview::readManifests(documents, *fleet);
    return std::any_of(read.issues.begin(), read.issues.end(),
                       [](const model::Issue& one) { return one.what.find("is not read") != std::string::npos; });
}

} // namespace

class TestBrought : public QObject {
    Q_OBJECT
private slots:
    void claimsThatComeAlong_data()
    {
        QTest::addColumn<QString>("policy"); // a patch of it
        QTest::addColumn<QString>("storageClass");
        QTest::addColumn<qlonglong>("placed");
        QTest::addColumn<qlonglong>("unsure");
        const QString deps = u"{\"spec\": {\"propagateDeps\": true}}"_s;
        QTest::newRow("nobody brings it") << u"{}"_s << u"essd"_s << 0LL << 0LL;
        QTest::newRow("the workload's policy") << deps << u"essd"_s << 1LL << 0LL;
        QTest::newRow("a class that is not there") << deps << u"other"_s << 0LL << 1LL;
    }
    void claimsThatComeAlong()
    {
        QFETCH(QString, policy);
        QFETCH(QString, storageClass);
        QFETCH(qlonglong, placed);
        QFETCH(qlonglong, unsure);
        const auto fleet = fleetWith("ackone");
        auto given = mounting();
        given[1].merge_patch(Json::parse(policy.toStdString()));
        given.push_back(claimOf(storageClass.toStdString()));
        const auto answer = answerOf(given, fleet);
        QCOMPARE(qlonglong{answer.placed}, placed);
        QCOMPARE(qlonglong{answer.unsure}, unsure);
        QCOMPARE(said(answer, "claim-comes-along").contains(u"default/m"_s), unsure > 0);
        QCOMPARE(isNotRead(given, fleet), placed + unsure == 0);
    }

    void aPolicyMaySelectIt()
    {
        const auto fleet = fleetWith("ackone");
        auto given = mounting();
        given[1]["spec"]["resourceSelectors"].push_back(
            Json::parse(R"({"apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": "m"})"));
        given.push_back(claimOf("essd"));
        QCOMPARE(qlonglong{answerOf(given, fleet).placed}, 1LL);
    }

    /// Whether that one has propagateDeps, a snapshot does not hold.
    void aPolicyOfTheFleetMayBringIt()
    {
        auto given = mounting();
        snapshot::Fleet fleet = *fleetWith("ackone");
        model::Issues issues;
        fleet.policies = {model::readPolicy(given[1], "", issues)};
        const auto frozen = snapshot::freeze(std::move(fleet));
        given[1] = claimOf("essd");
        const auto answer = answerOf(given, frozen);
        QCOMPARE(qlonglong{answer.placed}, 0LL);
        QCOMPARE(qlonglong{answer.unsure}, 1LL);
    }

    /// The claim is in the fleet's control plane since earlier.
    void aClaimOfTheFleetComesAlong()
    {
        auto given = mounting();
        snapshot::Fleet fleet = *fleetWith("ackone");
        fleet.claims = {claimOf("essd")};
        const auto frozen = snapshot::freeze(std::move(fleet));
        QCOMPARE(qlonglong{answerOf(given, frozen).placed}, 0LL);
        given[1]["spec"]["propagateDeps"] = true;
        QCOMPARE(qlonglong{answerOf(given, frozen).placed}, 1LL);
    }

    void anApplyBringsAllOfIt()
    {
        auto given = mounting();
        given[1] = claimOf("essd");
        QCOMPARE(qlonglong{answerOf(given, fleetWith("direct")).placed}, 1LL);
    }

    void aQuotaIsRaisedByTheSameApply()
    {
        const auto fleet = fleetWith("direct", [](snapshot::ClusterData& data) {
            const std::string gpu = "requests.nvidia.com/gpu";
            data.quotas = {
                {"default", "q", {{gpu, model::Quantity::of(1)}}, {{gpu, model::Quantity::of(0)}}, Json::object()}};
        });
        auto given = documents("Deployment", 2);
        given.erase(given.begin() + 1);
        QCOMPARE(qlonglong{answerOf(given, fleet).placed}, 1LL);
        given.push_back(Json::parse(R"({"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "q"},
            "spec": {"hard": {"requests.nvidia.com/gpu": "4"}}})"));
        QCOMPARE(qlonglong{answerOf(given, fleet).placed}, 2LL);
    }

    void aRuntimeClassComesWithItsPods()
    {
        const auto fleet =
            fleetWith("direct", [](snapshot::ClusterData& data) { data.admission.runtimeClassesKnown = true; });
        auto given = documents("Deployment", 1);
        given.erase(given.begin() + 1);
        given[0]["spec"]["template"]["spec"]["runtimeClassName"] = "nvidia";
        QCOMPARE(qlonglong{answerOf(given, fleet).placed}, 0LL);
        given.push_back(Json::parse(R"({"apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass",
            "metadata": {"name": "nvidia"}, "handler": "nvidia"})"));
        QCOMPARE(qlonglong{answerOf(given, fleet).placed}, 1LL);
    }
};

BERTH_TEST(TestBrought)

} // namespace tst_brought

#include "tst_brought.moc"
