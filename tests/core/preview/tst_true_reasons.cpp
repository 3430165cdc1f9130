#include <QTest>

#include "tests/core/preview/running_pods.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_true_reasons {

using namespace core;
using namespace core::preview;
using sharing::Spec;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge";
constexpr const char* zoneH = "cn-hangzhou-h";
constexpr const char* zoneI = "cn-hangzhou-i";

QString remedies(const Preview& preview)
{
    QStringList out;
    for (const Remedy& remedy : preview.remedies) out << QString::fromStdString(remedy.text);
    return out.join(QLatin1Char('\n'));
}

QString warned(const Preview& preview, const std::string& id)
{
    for (const Warning& warning : preview.warnings)
        if (warning.id == id) return QString::fromStdString(warning.text);
    return {};
}

/// The seed's workload, its policy with JSON merged into it.
Preview with(const snapshot::FleetPtr& fleet, const char* policyPatch)
{
    auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    documents[1].merge_patch(Json::parse(policyPatch));
    return preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
}

/// The fleet with one cluster changed.
snapshot::FleetPtr changed(const snapshot::FleetPtr& fleet, const std::string& cluster,
                           const std::function<void(snapshot::ClusterData&)>& change)
{
    snapshot::Fleet out = *fleet;
    for (snapshot::ClusterPtr& data : out.clusters) {
        if (data->cluster.name != cluster) continue;
        auto copy = std::make_shared<snapshot::ClusterData>(*data);
        change(*copy);
        data = std::move(copy);
    }
    return std::make_shared<const snapshot::Fleet>(std::move(out));
}

Spec two()
{
    Spec spec;
    spec.clusters = {{.name = "a"}, {.name = "b", .zone = zoneI}};
    return spec;
}

} // namespace

/// Verdicts, reasons and remedies that a person would act on: each is true, and the one that helps is among them.
class TestTrueReasons : public QObject {
    Q_OBJECT

private slots:
    void aSentenceInASentenceEndsOnce()
    {
        QCOMPARE(filled("Unscheduled: %1.", {"there is no room."}), "Unscheduled: there is no room.");
        QCOMPARE(filled("\u672A\u8C03\u5EA6\uFF1A%1\u3002", {"\u4E0D\u8DB3\u3002"}),
                 "\u672A\u8C03\u5EA6\uFF1A\u4E0D\u8DB3\u3002");
        QCOMPARE(filled("%1 and %2.", {"one.", "two."}), "one. and two.");
    }

    void aChangeThatTheSchedulerRefusesIsNoSuccess()
    {
        const Preview refused = with(given::fleet("rollout-full-pool"),
                                     R"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["c-hz-01"]}}}})");
        QCOMPARE(asked::verdict(refused), QStringLiteral("refused"));
        QVERIFY(!runsAsAsked(refused));
        QCOMPARE(asked::placement(refused), QStringLiteral("c-hz-01 2/2, c-hz-02 2/2"));
        const QString tree = asked::tree(refused);
        QVERIFY2(tree.contains(QStringLiteral("c-hz-02 keeps 2 replicas, and the policy wants none there.")),
                 qPrintable(tree));
        QVERIFY2(remedies(refused).contains(QStringLiteral("add c-hz-02 to the clusters of the policy")),
                 qPrintable(remedies(refused)));
        QVERIFY2(remedies(refused).contains(QStringLiteral("wait until there is stock of")),
                 qPrintable(remedies(refused)));
    }

    /// Without the engine's record what runs wants room besides itself; with it, it would stay.
    void whatRunsWithoutARecordIsNoSureNo()
    {
        snapshot::Fleet fleet = *given::fleet("rollout-full-pool");
        fleet.bindings.clear();
        const auto without = std::make_shared<const snapshot::Fleet>(std::move(fleet));
        const Preview open = with(without, "{}");
        QCOMPARE(asked::verdict(open), QStringLiteral("unknown"));
        QCOMPARE(open.placed + open.unsure, std::int64_t{4});
        QVERIFY(!runsAsAsked(open));
        QVERIFY(!warned(open, "previous-unknown").isEmpty());
        // A policy that wants it nowhere is as certain as ever.
        const Preview away = with(without, R"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["zz"]}}}})");
        QCOMPARE(asked::verdict(away), QStringLiteral("does not fit"));
    }

    /// What is placed and runs goes, and that is no quiet thing.
    void aPolicyThatFitsNowhereTakesThePlacementAway()
    {
        const auto fleet = given::fleet("rollout-full-pool");
        const Preview away = with(fleet, R"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["zz"]}}}})");
        QCOMPARE(away.placed, std::int64_t{0});
        const QString text = warned(away, "placement-taken-away");
        QVERIFY2(text.contains(QStringLiteral("4 replicas will be removed (c-hz-01 2, c-hz-02 2), of which 4 hold")),
                 qPrintable(text));
        QCOMPARE(away.warnings.front().severity, model::Severity::Error);
        // Where the scheduler refuses for want of room it keeps them, and where nothing was placed nothing goes.
        const Preview kept = with(fleet, R"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["c-hz-01"]}}}})");
        QCOMPARE(warned(kept, "placement-taken-away"), QString());
        const Preview fresh =
            with(given::fleet("both-stocked"), R"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["zz"]}}}})");
        QCOMPARE(warned(fresh, "placement-taken-away"), QString());
    }

    /// Clusters that hold replicas pass the filter, ready or not.
    void aClusterThatIsNotReadyIsSaid()
    {
        const auto fleet = changed(given::fleet("rollout-full-pool"), "c-hz-02", [](snapshot::ClusterData& data) {
            data.cluster.taints.emplace_back();
            data.cluster.taints.back().key = "cluster.karmada.io/not-ready";
            data.cluster.taints.back().effect = "NoSchedule";
        });
        const QString text = warned(with(fleet, "{}"), "cluster-not-ready");
        QVERIFY2(text.startsWith(QStringLiteral("c-hz-02 is not ready, and the scheduler gives it 2 replicas")),
                 qPrintable(text));
        QCOMPARE(warned(with(given::fleet("rollout-full-pool"), "{}"), "cluster-not-ready"), QString());
    }

    /// A cluster more is counted as the policy with it is previewed, on top of what stands.
    void aClusterMoreIsCountedAsItIsPreviewed_data()
    {
        QTest::addColumn<bool>(
            "stands"); // four are placed, two in each cluster; else none is, and either has too little
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("cluster");
        QTest::newRow("where some are now") << true << R"(["zz"])"
                                            << R"(["zz","c-hz-01"])"
                                            << "c-hz-01";
        QTest::newRow("both together") << false << R"(["a"])"
                                       << R"(["a","b"])"
                                       << "b";
    }
    void aClusterMoreIsCountedAsItIsPreviewed()
    {
        QFETCH(bool, stands);
        QFETCH(QString, now);
        QFETCH(QString, with);
        QFETCH(QString, cluster);
        Spec spec = two();
        spec.stock = {{zoneH, one, 2}, {zoneI, one, 4}};
        const auto fleet = stands ? given::fleet("rollout-full-pool") : sharing::fleetOf(spec);
        const auto under = [&](const QString& names) {
            auto documents = stands ? given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"})
                                    : given::documents(sharing::manifests(5, "Weighted"));
            documents[1]["spec"]["placement"]["clusterAffinity"] = {{"clusterNames", Json::parse(names.toStdString())}};
            return preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        };
        const Preview before = under(now);
        const Preview after = under(with);
        QVERIFY(after.placed > before.placed);
        const auto found = std::find_if(before.remedies.begin(), before.remedies.end(), [&](const Remedy& remedy) {
            return remedy.text == "add " + cluster.toStdString() + " to the clusters of the policy";
        });
        QVERIFY(found != before.remedies.end());
        QCOMPARE(found->placesMore, after.placed - before.placed);
    }

    void whatMayNotFitAtAllIsUnknown()
    {
        Spec spec;
        spec.clusters = {{.name = "a"}, {.name = "b"}, {.name = "c", .zone = zoneI}};
        spec.stock = {{zoneI, one, 2}};
        const auto fleet = *snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{zoneH, one, Range{1, 4}}});
        const Preview preview = sharing::preview(fleet, 6, "Weighted");
        QCOMPARE(preview.placed, std::int64_t{0});
        QVERIFY(preview.unsure > 0 && preview.unsure < 6);
        QCOMPARE(asked::verdict(preview), QStringLiteral("unknown"));
        // Only who gets none whatever the stock is, is short.
        std::int64_t shortOf = 0;
        for (const ClusterResult& cluster : preview.clusters) {
            const bool is = cluster.shortOf > cluster.unsure;
            shortOf += cluster.shortOf - cluster.unsure;
            const QString named =
                QString::fromStdString(cluster.name + " by " + std::to_string(cluster.shortOf - cluster.unsure));
            QCOMPARE(warned(preview, "over-capacity").contains(named), is);
        }
        QVERIFY(shortOf > 0);
        // A gang runs as a whole, so a part of it is none.
        auto documents = given::documents(sharing::manifests(6, "Weighted"));
        documents[1]["spec"]["placement"]["replicaScheduling"]["customSchedulingType"] = "Gang";
        const Preview gang = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        QCOMPARE(asked::verdict(gang), QStringLiteral("does not fit"));
        QVERIFY(!remedies(gang).contains(QStringLiteral("maxGroups"))); // which the policy does not state
    }

    void stockThatNobodyStatesIsNoMaximum()
    {
        Spec spec = two();
        spec.stock = {{zoneH, one, 5}, {"cn-hangzhou-x", one, 2}};
        const Preview preview = sharing::preview(sharing::fleetOf(spec), 4, "Weighted");
        const Capacities& capacities = asked::cluster(preview, "b").capacities;
        QCOMPARE(capacities.bindingText, "stock of " + std::string(one) + " in cn-hangzhou-i is not known");
        QVERIFY(capacities.binding == estimate::Limit::Stock);
        QVERIFY2(asked::tree(preview).contains(QStringLiteral("is the zone mistyped?")),
                 qPrintable(asked::tree(preview)));
        spec.stock[1].zone = zoneI;
        QVERIFY(
            !asked::tree(sharing::preview(sharing::fleetOf(spec), 4, "Weighted")).contains(QStringLiteral("mistyped")));
    }

    /// A limit that is exceeded already is raised past what is used.
    void limitsThatAreExceededCanBeRaised()
    {
        Spec spec = two();
        spec.clusters.pop_back();
        spec.stock = {{zoneH, one, 50}};
        spec.quotas = {{.left = 5}};
        snapshot::Fleet over = *sharing::fleetOf(spec);
        over.quotas.front().used = 9;
        const auto byQuota = std::make_shared<const snapshot::Fleet>(over);
        QVERIFY2(remedies(sharing::preview(byQuota, 4, "Weighted"))
                     .contains(QStringLiteral("ask for quota q of 13 instead of 5")),
                 qPrintable(remedies(sharing::preview(byQuota, 4, "Weighted"))));
        spec.quotas.clear();
        spec.clusters.front().most = 3;
        const auto byPool = changed(sharing::fleetOf(spec), "a", [](auto& data) { data.pools.front().size = 5; });
        QVERIFY2(remedies(sharing::preview(byPool, 4, "Weighted"))
                     .contains(QStringLiteral("raise the maximum of pool gpu in a from 3 to 9")),
                 qPrintable(remedies(sharing::preview(byPool, 4, "Weighted"))));
    }

    void groupsThatAreTooManyAreWhatIsChanged_data()
    {
        QTest::addColumn<QByteArray>("constraints");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("too many") << QByteArray(R"([{"spreadByField":"cluster","minGroups":3,"maxGroups":3}])")
                                  << "lower minGroups of the policy's spread constraint by cluster from 3 to 2";
        QTest::newRow("too many, and no most")
            << QByteArray(R"([{"spreadByField":"cluster","minGroups":3}])") << "; state maxGroups by cluster";
        QTest::newRow("no most") << QByteArray(R"([{"spreadByField":"cluster","minGroups":1}])")
                                 << "set maxGroups of the policy's spread constraint by cluster to 2: the scheduler "
                                    "reads a missing one as 0";
        QTest::newRow("0 at most") << QByteArray(R"([{"spreadByField":"cluster","minGroups":1,"maxGroups":0}])")
                                   << "set maxGroups of the policy's spread constraint by cluster to 2";
        QTest::newRow("too few") << QByteArray(R"([{"spreadByField":"cluster","minGroups":1,"maxGroups":1}])")
                                 << "raise maxGroups of the policy's spread constraint by cluster from 1 to 2";
        QTest::newRow("by label") << QByteArray(R"([{"spreadByLabel":"zone","minGroups":1,"maxGroups":1}])")
                                  << "take the spread constraint by zone out of the policy";
    }
    void groupsThatAreTooManyAreWhatIsChanged()
    {
        QFETCH(QByteArray, constraints);
        QFETCH(QString, remedy);
        Spec spec = two();
        spec.stock = {{zoneH, one, 3}, {zoneI, one, 3}};
        const auto fleet = sharing::fleetOf(spec);
        auto documents = given::documents(sharing::manifests(4, "Weighted"));
        documents[1]["spec"]["placement"]["spreadConstraints"] = Json::parse(constraints.toStdString());
        const Preview preview = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        QCOMPARE(asked::verdict(preview), QStringLiteral("does not fit"));
        QVERIFY2(remedies(preview).contains(remedy), qPrintable(remedies(preview)));
        QVERIFY2(!remedies(preview).contains(QStringLiteral("add a node")), qPrintable(remedies(preview)));
    }

    /// Of zones that only the autoscaler takes for room, no rule among the replicas is to blame.
    void aVolumeOfOneZoneIsWhatIsShort()
    {
        Spec spec;
        spec.clusters = {{.name = "a", .otherZones = {zoneI}}, {.name = "b", .zone = "cn-hangzhou-j"}};
        spec.stock = {{zoneH, one, 5}, {zoneI, one, 1}, {"cn-hangzhou-j", one, 5}};
        snapshot::FleetPtr fleet = sharing::fleetOf(spec);
        for (const std::string name : {"a", "b"})
            fleet = changed(fleet, name, [&](snapshot::ClusterData& data) {
                model::PersistentVolumeClaim claim;
                claim.ns = "default";
                claim.name = "c";
                claim.volumeName = "v";
                claim.bound = true;
                claim.accessModes = {"ReadWriteMany"};
                data.claims = {claim};
                model::PersistentVolume volume;
                volume.name = "v";
                volume.claimNs = "default";
                volume.claimName = "c";
                volume.accessModes = claim.accessModes;
                volume.phase = "Bound";
                if (name == "a")
                    volume.nodeAffinity = {model::NodeSelectorTerm{
                        {{"topology.kubernetes.io/zone", model::Requirement::Op::In, {zoneI}, {}}}, {}, true}};
                data.volumes = {volume};
                data.listed.claims = data.listed.volumes = true;
            });
        auto documents = given::documents(sharing::manifests(4, "Weighted"));
        documents[0]["spec"]["template"]["spec"]["volumes"] =
            Json::parse(R"([{"name":"v","persistentVolumeClaim":{"claimName":"c"}}])");
        const Preview preview = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        const QString text = warned(preview, "over-capacity");
        QVERIFY2(text.contains(QStringLiteral("a by 1. It counts what GOATScaler could add in every zone")),
                 qPrintable(text + asked::tree(preview)));
    }

    /// People's name for a cluster is none that a policy may use.
    void whatAPolicyIsToNameIsTheClustersOwnName()
    {
        Spec spec = two();
        spec.stock = {{zoneH, one, 3}, {zoneI, one, 3}};
        snapshot::Fleet called = *sharing::fleetOf(spec);
        called.aliases = {{"a", "hangzhou"}, {"b", "shang hai"}};
        const auto fleet = std::make_shared<const snapshot::Fleet>(std::move(called));
        auto documents = given::documents(sharing::manifests(2, "Weighted"));
        documents[1]["spec"]["placement"]["clusterAffinity"]["clusterNames"] = Json::array({"hangzhou"});
        const Manifests read = readManifests(documents, *fleet);
        QVERIFY2(given::listed(read.issues).contains(QStringLiteral("Did you mean a?")),
                 qPrintable(given::listed(read.issues)));
        const QString offered = remedies(preview::preview(read.questions.front(), fleet));
        QVERIFY2(offered.contains(QStringLiteral("write `a` in place of hangzhou in the clusters of the policy")),
                 qPrintable(offered));
        QVERIFY2(offered.contains(QStringLiteral("add `b` (shang hai) to the clusters of the policy")),
                 qPrintable(offered));
    }

    /// Nodes that are there and kept from the workload are counted by reason and offered.
    void nodesThatAreKeptAreNamed()
    {
        const auto fleet = given::fleet("running-enough");
        const auto only = R"({"spec":{"autoScaling":{"ecsProvision":false}}})";
        const auto cordoned = changed(fleet, "c-hz-01", [](snapshot::ClusterData& data) {
            for (std::uint8_t& is : data.nodes.unschedulable) is = 1;
        });
        QVERIFY(with(fleet, only).placed > 0);
        QVERIFY2(remedies(with(cordoned, only)).contains(QStringLiteral("uncordon node")),
                 qPrintable(remedies(with(cordoned, only))));
        const auto tainted = changed(fleet, "c-hz-01", [](snapshot::ClusterData& data) {
            data.nodes.taintSets.push_back({{"dedicated", "others", "NoSchedule"}});
            for (std::uint32_t& set : data.nodes.taintSet)
                set = static_cast<std::uint32_t>(data.nodes.taintSets.size() - 1);
            data.nodes.unschedulable.front() = 1;
            data.pools.clear();
        });
        const Preview preview = with(tainted, only);
        QVERIFY2(remedies(preview).contains(QStringLiteral("tolerate taint dedicated=others:NoSchedule of node")),
                 qPrintable(remedies(preview)));
        QVERIFY2(remedies(preview).contains(QStringLiteral("1 node(s) were unschedulable")),
                 qPrintable(remedies(preview)));
    }

    /// A node that its controllers take away, or have yet to set up, is nothing to be tolerated, nor to be uncordoned.
    void nodesThatLeaveAreNotOffered_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("offered");
        for (const char* key :
             {"goatscaler.io/node-terminating", "ToBeDeletedByClusterAutoscaler", "karpenter.sh/disrupted",
              "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/out-of-service",
              "node.cloudprovider.kubernetes.io/shutdown"})
            QTest::newRow(key) << key << false;
        QTest::newRow("somebody's own") << "dedicated" << true;
    }
    void nodesThatLeaveAreNotOffered()
    {
        QFETCH(QString, key);
        const auto fleet = given::fleet("running-enough");
        for (const bool cordoned : {false, true}) {
            const auto tainted = changed(fleet, "c-hz-01", [&](snapshot::ClusterData& data) {
                data.nodes.taintSets.push_back({{key.toStdString(), "", "NoSchedule"}});
                for (std::uint32_t& set : data.nodes.taintSet)
                    set = static_cast<std::uint32_t>(data.nodes.taintSets.size() - 1);
                if (cordoned)
                    for (std::uint8_t& is : data.nodes.unschedulable) is = 1;
                data.pools.clear();
                for (std::uint32_t& pool : data.nodes.pool) pool = snapshot::noRow;
            });
            const QString text = remedies(with(tainted, R"({"spec":{"autoScaling":{"ecsProvision":false}}})"));
            const bool tolerates = text.contains(QStringLiteral("tolerate taint ") + key);
            const bool any = tolerates || (cordoned && text.contains(QStringLiteral("uncordon")));
            QFETCH(bool, offered);
            if (!key.startsWith(QStringLiteral("node.kubernetes.io/"))) {
                QVERIFY2(any == offered, qPrintable(text));
            } else {
                QVERIFY2(!tolerates, qPrintable(text));
            }
        }
    }

    /// Pods on a node that Kubernetes has lost are evicted, so they need another place.
    void replicasOnLostNodesDoNotRun()
    {
        const auto fleet = given::fleet("rollout-full-pool");
        const auto lost = changed(fleet, "c-hz-01", [](snapshot::ClusterData& data) {
            data.nodes.taintSets.push_back({{"node.kubernetes.io/unreachable", "", "NoExecute"}});
            for (std::size_t row = 0; row < data.nodes.size(); ++row) {
                data.nodes.taintSet[row] = static_cast<std::uint32_t>(data.nodes.taintSets.size() - 1);
                data.nodes.ready[row] = 0;
            }
        });
        QCOMPARE(with(fleet, "{}").placed, std::int64_t{4});
        const Preview preview = with(lost, "{}");
        QCOMPARE(preview.placed, std::int64_t{2});
        QCOMPARE(asked::verdict(preview), QStringLiteral("partly"));
        QVERIFY2(asked::tree(preview).contains(QStringLiteral("Kubernetes has lost")),
                 qPrintable(asked::tree(preview)));
    }

    /// The taint comes a moment after the node was heard for the last time: until then nobody knows whether they run.
    void replicasOnNodesThatAreNotReadyAreNotSure()
    {
        const auto fleet = given::fleet("rollout-full-pool");
        const auto silent = changed(fleet, "c-hz-01", [](snapshot::ClusterData& data) {
            for (std::size_t row = 0; row < data.nodes.size(); ++row) data.nodes.ready[row] = 0;
        });
        QCOMPARE(warned(with(fleet, "{}"), "nodes-not-ready"), QString());
        const Preview preview = with(silent, "{}");
        QCOMPARE(preview.placed, std::int64_t{4});
        QVERIFY(!runsAsAsked(preview));
        const QString said = warned(preview, "nodes-not-ready");
        QVERIFY2(said.startsWith(QStringLiteral("2 replicas count as running on ")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral(" of c-hz-01, not Ready")), qPrintable(said));
        const auto warning = std::find_if(preview.warnings.begin(), preview.warnings.end(),
                                          [](const auto& one) { return one.id == "nodes-not-ready"; });
        QVERIFY(warning->assumes);
    }

    /// Of two clusters with room for 2 and for 4: not that it gets so many, but what decided the number.
    void aNumberHasAReason_data()
    {
        QTest::addColumn<QString>("scheduling"); ///< of the policy's placement
        QTest::addColumn<QString>("previous");   ///< "a 1": besides, what ran before
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        const auto row = [](const char* name, const char* scheduling, const char* previous, const char* a,
                            const char* b) {
            QTest::newRow(name) << QString::fromLatin1(scheduling) << QString::fromLatin1(previous)
                                << QString::fromLatin1(a) << QString::fromLatin1(b);
        };
        const char* const dynamic = "replicaSchedulingType: Divided, replicaDivisionPreference: Weighted, "
                                    "weightPreference: {dynamicWeight: AvailableReplicas}";
        row("copies", "replicaSchedulingType: Duplicated", "", "Every chosen cluster gets 3 replicas.",
            "Every chosen cluster gets 3 replicas.");
        row("what is available", dynamic, "", "Divided by available replicas: it can take 2 of 6.",
            "Divided by available replicas: it can take 4 of 6.");
        row("packed", "replicaSchedulingType: Divided, replicaDivisionPreference: Aggregated", "",
            "The policy asks for as few clusters as hold all, and others with more room or with replicas do.",
            "As few clusters as hold all, the largest first: it can take 4.");
        row("static weights",
            "replicaSchedulingType: Divided, replicaDivisionPreference: Weighted, weightPreference: "
            "{staticWeightList: [{targetCluster: {clusterNames: [a]}, weight: 2}, {targetCluster: {clusterNames: "
            "[b]}, weight: 1}]}",
            "", "The policy's static weights give it 2 of 3.", "The policy's static weights give it 1 of 3.");
        row("static weights of no cluster here",
            "replicaSchedulingType: Divided, replicaDivisionPreference: Weighted, weightPreference: "
            "{staticWeightList: [{targetCluster: {clusterNames: [x]}, weight: 2}]}",
            "", "No static weight of the policy names a cluster here, so all get the same share.",
            "No static weight of the policy names a cluster here, so all get the same share.");
        row("fewer than ran before", dynamic, "a 2, b 4", "It keeps its share of what ran before: 2 of 6.",
            "It keeps its share of what ran before: 4 of 6.");
        row("as many as ran before", dynamic, "a 1, b 2", "It keeps the 1 replica that it had.",
            "It keeps the 2 replicas that it had.");
    }
    void aNumberHasAReason()
    {
        QFETCH(QString, scheduling);
        QFETCH(QString, previous);
        Spec spec = two();
        spec.stock = {{zoneH, one, 2}, {zoneI, one, 4}};
        const auto fleet = sharing::fleetOf(spec);
        const auto documents = given::documents(given::oneCardEach(3, "      {" + scheduling.toStdString() + "}\n"));
        Question question = readManifests(documents, *fleet).questions.front();
        std::vector<model::TargetCluster> before;
        for (const QString& part : previous.split(QStringLiteral(", "), Qt::SkipEmptyParts))
            before.push_back({part.left(1).toStdString(), part.mid(2).toInt(), {}});
        if (!before.empty()) question.previous = before;
        const Preview preview = preview::preview(question, fleet);
        for (const char* name : {"a", "b"}) {
            const Reason* because = numberBecause(asked::cluster(preview, name).why);
            QVERIFY2(because != nullptr, name);
            QTEST(QString::fromStdString(toText(*because)), name);
        }
    }
    /// With room in both, one group of clusters may be enough for the spread constraints.
    void whoIsSelectedIsPartOfTheReason()
    {
        Spec spec = two();
        spec.stock = {{zoneH, one, 2}, {zoneI, one, 4}};
        const auto fleet = sharing::fleetOf(spec);
        auto documents = given::documents(sharing::manifests(3, "Weighted"));
        documents[1]["spec"]["placement"]["spreadConstraints"] =
            Json::parse(R"([{"spreadByField":"cluster","minGroups":1,"maxGroups":1}])");
        const Preview preview = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        const QString tree = QString::fromStdString(toTree(asked::cluster(preview, "b").why));
        QVERIFY2(tree.contains(QStringLiteral("The spread constraints select 1 of 2 clusters that passed the filters")),
                 qPrintable(tree));
    }

    /// What the pods of a pool refuse is said by name.
    void aPoolsTaintIsNamed()
    {
        Spec spec = two();
        spec.stock = {{zoneH, one, 5}, {zoneI, one, 5}};
        auto fleet = sharing::fleetOf(spec);
        for (const char* name : {"a", "b"})
            fleet = changed(fleet, name, [](auto& data) {
                data.pools.front().taints = {{"dedicated", "others", "NoSchedule"}};
            });
        const Preview preview = sharing::preview(fleet, 4, "Weighted");
        QVERIFY2(remedies(preview).contains(QStringLiteral("tolerate dedicated=others:NoSchedule in the pod template")),
                 qPrintable(remedies(preview)));
        QVERIFY(asked::cluster(preview, "a").capacities.bindingText.find("dedicated=others") != std::string::npos);
    }

    /// What was written before and does not run yet is among what is to be placed, and in what there is room for.
    void roomForTheFirstPassIsBesideWhatRuns()
    {
        const auto fleet = running_pods::fleetWith(running_pods::runningPods(2), {}, {one_cluster::node("m", 3)});
        const QString more = asked::tree(running_pods::answerTo(running_pods::documents(5), fleet, 4));
        QVERIFY2(more.contains(QStringLiteral(
                     "Nodes that run have room for 3 replicas more than run, so no stock is asked for.")),
                 qPrintable(more));
        const auto empty = running_pods::fleetWith({}, {}, {one_cluster::node("m", 4)});
        const QString all = asked::tree(running_pods::answerTo(running_pods::documents(3), empty, 2));
        QVERIFY2(all.contains(QStringLiteral("Nodes that run have room for 4 replicas, so no stock is asked for.")),
                 qPrintable(all));
    }
};

BERTH_TEST(TestTrueReasons)

} // namespace tst_true_reasons

#include "tst_true_reasons.moc"
