#include <QTest>

#include "tests/core/estimate/objects.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_limits {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* cards = "nvidia.com/gpu";

model::Quantity quantity(const std::string& text)
{
    return objects::quantity(text);
}

/// Clusters a and b, each with a pool and stock of eight cards in a zone of its own; a has a quota.
snapshot::FleetPtr withPools(const std::string& of, const std::string& hard, const std::string& used)
{
    sharing::Spec spec;
    spec.clusters = {{.name = "a"}, {.name = "b", .zone = "cn-hangzhou-i"}};
    spec.clusters.front().namespaceQuotas = {
        {"default", "rq", {{of, quantity(hard)}}, {{of, quantity(used)}}, Json::object()}};
    spec.stock = {{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", 8}, {"cn-hangzhou-i", "ecs.gn7i-c8g1.2xlarge", 8}};
    return sharing::fleetOf(spec);
}

/// One cluster of nodes with so many cards each, and no pools.
snapshot::FleetPtr withNodes(const std::vector<std::int64_t>& cardsOf)
{
    snapshot::Fleet fleet;
    fleet.engine = "ackone";
    snapshot::ClusterData data;
    data.cluster.name = "a";
    data.nodesKnown = data.podsKnown = data.poolsKnown = true;
    std::vector<model::Node> nodes;
    for (const std::int64_t has : cardsOf) {
        nodes.push_back(objects::node("n" + std::to_string(nodes.size()),
                                      has > 0 ? model::Requests{{cards, has}} : model::Requests{}));
    }
    snapshot::buildTables(data, std::move(nodes), {});
    fleet.clusters.push_back(snapshot::freezeCluster(std::move(data)));
    return snapshot::freeze(std::move(fleet));
}

QString whyIn(const Preview& answer, const std::string& cluster)
{
    return QString::fromStdString(toTree(asked::cluster(answer, cluster).why));
}

QString remedies(const Preview& answer)
{
    QStringList out;
    for (const Remedy& remedy : answer.remedies) out << QString::fromStdString(remedy.text);
    return out.join(u'\n');
}

/// Of cluster c without pools: nodes n1 and n2 of a card each.
Preview withoutPools(std::int64_t replicas, const char* pod, const std::vector<model::Pod>& others,
                     const std::function<void(snapshot::ClusterData&)>& alter = {})
{
    auto documents = one_cluster::documents("Deployment", replicas);
    documents[0]["spec"]["template"]["spec"].merge_patch(Json::parse(pod));
    return one_cluster::answerOf(documents,
                                 one_cluster::fleetOf({one_cluster::node("n1", 1), one_cluster::node("n2", 1)}, others,
                                                      0, [&](snapshot::ClusterData& data) {
                                                          data.pools.clear();
                                                          if (alter) alter(data);
                                                      }));
}

QString limitIn(const Preview& answer)
{
    return QString::fromStdString(asked::cluster(answer, "c").capacities.bindingText);
}

constexpr const char* claimM = R"({"volumes":[{"name":"m","persistentVolumeClaim":{"claimName":"m"}}]})";

} // namespace

/// What holds replicas back is what would have to change.
class TestLimits : public QObject {
    Q_OBJECT

private slots:
    void aSpentQuotaIsTheReason()
    {
        const auto fleet = withPools("requests.nvidia.com/gpu", "3", "3");
        const Preview answer = sharing::preview(fleet, 6, "Weighted");
        const QString why = whyIn(answer, "a");
        QVERIFY2(why.contains(u"It can take none: quota rq of the namespace leaves 0."_s), qPrintable(why));
        QCOMPARE(asked::cluster(answer, "a").capacities.deliverable, Range::exactly(0));
    }

    /// What is full buys nothing, whatever there is.
    void aFullPoolIsTheReasonAndNotStock()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "a", .most = 0}};
        const Preview full = sharing::preview(sharing::fleetOf(spec), 2, "Weighted");
        QCOMPARE(asked::cluster(full, "a").capacities.binding, estimate::Limit::Yours);
        QCOMPARE(asked::cluster(full, "a").capacities.bindingText, std::string("maximum of pool gpu"));
        spec.clusters.front().most = 3;
        const Preview open = sharing::preview(sharing::fleetOf(spec), 2, "Weighted");
        QCOMPARE(asked::cluster(open, "a").capacities.binding, estimate::Limit::Stock);
    }

    /// Where the policy buys nothing, stock holds nothing back; a cluster that is given its replicas whatever fits buys all the same.
    void withoutBuyingThePolicyIsTheReason()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "a"}};
        const auto fleet = sharing::fleetOf(spec);
        const auto boundBy = [&](const char* division) {
            auto documents = given::documents(sharing::manifests(2, division));
            documents[1]["spec"]["autoScaling"]["ecsProvision"] = false;
            const auto questions = preview::readManifests(documents, *fleet).questions;
            return asked::cluster(preview::preview(questions.front(), fleet), "a").capacities;
        };
        QCOMPARE(boundBy("Weighted").binding, estimate::Limit::Yours);
        QCOMPARE(boundBy("Weighted").bindingText,
                 std::string("no autoScaling.ecsProvision: true in the policy, so nothing is bought"));
        QCOMPARE(boundBy("Duplicated").binding, estimate::Limit::Stock);
    }

    void whatItAdmitsIsDeliverable()
    {
        const auto fleet = withPools("requests.nvidia.com/gpu", "3", "1");
        const Preview answer = sharing::preview(fleet, 12, "Weighted");
        const Capacities& a = asked::cluster(answer, "a").capacities;
        QCOMPARE(a.deliverable, Range::exactly(2));
        QCOMPARE(a.binding, estimate::Limit::Quota);
        QCOMPARE(a.bindingText, std::string("quota rq of the namespace"));
        QCOMPARE(asked::cluster(answer, "b").capacities.deliverable, Range::exactly(8));
        const QString all = remedies(answer);
        QVERIFY2(
            all.contains(
                u"a: raise requests.nvidia.com/gpu of quota rq of the namespace, which leaves room for 2 replicas"_s),
            qPrintable(all));
    }

    void aWideOneIsNot()
    {
        const auto fleet = withPools("requests.nvidia.com/gpu", "9", "1");
        const Preview answer = sharing::preview(fleet, 12, "Weighted");
        QCOMPARE(asked::cluster(answer, "a").capacities.binding, estimate::Limit::Stock);
    }

    void podsThatItTurnsAwayAreNamed()
    {
        const auto fleet = withPools("limits.cpu", "100", "0");
        const Preview answer = sharing::preview(fleet, 6, "Weighted");
        const QString why = whyIn(answer, "a");
        QVERIFY2(why.contains(u"It can take none: quota rq of the namespace turns away pods without a cpu limit."_s),
                 qPrintable(why));
        QVERIFY2(why.contains(u"Quota rq of the namespace turns away pods without a cpu limit."_s), qPrintable(why));
        const Preview many = sharing::preview(fleet, 12, "Weighted");
        QVERIFY2(remedies(many).contains(u"without a cpu limit; state one, or change the quota"_s),
                 qPrintable(remedies(many)));
    }

    /// Of a type that nobody describes nothing is known: the pod is not what has to change.
    void aTypeThatIsNotDescribedIsUnknown()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "a", .types = {"ecs.gn9.new"}}};
        spec.stock = {{"cn-hangzhou-h", "ecs.gn9.new", 8}};
        const QString all = remedies(sharing::preview(sharing::fleetOf(spec), 3, "Weighted"));
        QVERIFY2(
            all.contains(u"a: whether the pod fits an empty ecs.gn9.new of pool gpu is not known: the snapshot lacks "
                         "this instance type; describe it in fleet.yaml under `instanceTypes`"_s),
            qPrintable(all));
        QVERIFY2(!all.contains(u"change the pod"_s), qPrintable(all));
    }

    /// What leaves the same is named together: lifting one alone would give nothing.
    void limitsThatLeaveTheSameAreBothNamed_data()
    {
        QTest::addColumn<int>("room");
        QTest::addColumn<int>("stock");
        QTest::addColumn<QString>("by");
        const QString stock = u"stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"_s;
        QTest::newRow("nothing of either") << 0 << 0 << stock + u" and maximum of pool gpu"_s;
        QTest::newRow("three of each") << 3 << 3 << stock + u" and maximum of pool gpu"_s;
        QTest::newRow("less stock") << 3 << 2 << stock;
        QTest::newRow("less room") << 2 << 3 << u"maximum of pool gpu"_s;
        QTest::newRow("stock beyond some is not known") << 9 << -2 << stock + u" beyond 2 that are sure is not known"_s;
    }
    void limitsThatLeaveTheSameAreBothNamed()
    {
        QFETCH(int, room);
        QFETCH(int, stock);
        QFETCH(QString, by);
        const std::string type = "ecs.gn7i-c8g1.2xlarge";
        const auto empty = sharing::fleetOf({.clusters = {{.name = "a", .most = room}}});
        const Range there = stock < 0 ? Range{-stock, std::nullopt} : Range::exactly(stock);
        const auto fleet = *snapshot::whatIf(empty, {snapshot::SetStock{"cn-hangzhou-h", type, there}});
        const Preview answer = sharing::preview(fleet, 20, "Weighted");
        QCOMPARE(QString::fromStdString(answer.clusters.front().capacities.bindingText), by);
    }

    void nodesSayWhichRuleHolds_data()
    {
        QTest::addColumn<QString>("pod");
        QTest::addColumn<QString>("says");
        const QString term =
            uR"([{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"app":"server"}}}])"_s;
        QTest::newRow("anti-affinity")
            << u"{\"affinity\":{\"podAntiAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"_s + term +
                   u"}}}"_s
            << u"room for 2 replicas in all (anti-affinity by kubernetes.io/hostname)"_s;
        QTest::newRow("host port")
            << u"{\"hostNetwork\":true,\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":"
               "[{\"containerPort\":8000}],\"resources\":{\"limits\":{\"nvidia.com/gpu\":1}}}]}"_s
            << u"room for 2 replicas in all (host port 8000)"_s;
        QTest::newRow("spread")
            << u"{\"topologySpreadConstraints\":[{\"maxSkew\":1,\"topologyKey\":\"kubernetes.io/hostname\","
               "\"whenUnsatisfiable\":\"DoNotSchedule\",\"labelSelector\":{\"matchLabels\":{\"app\":\"server\"}}}]}"_s
            << u"room for 2 replicas in all (topology spread by kubernetes.io/hostname)"_s;
        QTest::newRow("full") << u"{}"_s << u"room for 8 replicas in all (Insufficient nvidia.com/gpu)"_s;
    }
    void nodesSayWhichRuleHolds()
    {
        QFETCH(QString, pod);
        QFETCH(QString, says);
        const auto fleet = withNodes({4, 4, 0}); // the third could never hold the pod
        auto documents = given::documents(sharing::manifests(12, "Weighted"));
        documents.front().merge_patch(Json{{"spec", {{"template", {{"spec", Json::parse(pod.toStdString())}}}}}});
        const Preview answer = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
        QVERIFY2(remedies(answer).contains(says), qPrintable(remedies(answer)));
    }

    /// What bounds the most is not why none is sure.
    void stockThatIsNotSureIsTheReasonAndNotThePool()
    {
        const std::string other = "ecs.gn7i-c16g1.4xlarge";
        sharing::Spec spec;
        spec.types.push_back({other, 16, 1});
        spec.clusters = {{.name = "a", .types = {spec.types.front().name, other}, .most = 7},
                         {.name = "b", .zone = "cn-hangzhou-i"}};
        spec.stock = {{"cn-hangzhou-i", spec.types.front().name, 5}};
        const auto fleet = *snapshot::whatIf(
            sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", spec.types.front().name, {0, std::nullopt}},
                                     snapshot::SetStock{"cn-hangzhou-h", other, {0, 2}}});
        const Preview answer = sharing::preview(fleet, 4, "Weighted");
        const Capacities& has = asked::cluster(answer, "a").capacities;
        QCOMPARE(has.deliverable, (Range{0, 7}));
        QCOMPARE(has.binding, estimate::Limit::Stock);
        QCOMPARE(QString::fromStdString(has.bindingText),
                 u"stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h and ecs.gn7i-c16g1.4xlarge in cn-hangzhou-h is not "
                 "known for sure"_s);
        QVERIFY2(whyIn(answer, "a").contains(u"is not known for sure"_s), qPrintable(whyIn(answer, "a")));
    }

    /// Of a range the lower end is in doubt, and what holds that one is named, whatever bounds the most.
    void whatHoldsTheLowerEndIsNamed()
    {
        const std::string type = "ecs.gn7i-c8g1.2xlarge";
        sharing::Spec spec;
        spec.clusters = {{.name = "a", .most = 6, .otherZones = {"cn-hangzhou-i"}}};
        const auto boundBy = [&](const Range& elsewhere) {
            const auto fleet =
                *snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", type, Range::exactly(2)},
                                                           snapshot::SetStock{"cn-hangzhou-i", type, elsewhere}});
            return asked::cluster(sharing::preview(fleet, 4, "Weighted"), "a").capacities;
        };
        const Capacities one = boundBy({1, std::nullopt});
        QCOMPARE(one.deliverable, (Range{3, 6}));
        QCOMPARE(one.binding, estimate::Limit::Stock);
        QCOMPARE(QString::fromStdString(one.bindingText),
                 u"stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i beyond one that is sure is not known"_s);
        const Capacities none = boundBy({0, 5});
        QCOMPARE(none.deliverable, (Range{2, 6}));
        QCOMPARE(QString::fromStdString(none.bindingText),
                 u"stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i is not known for sure"_s);
        const Capacities enough = boundBy({4, std::nullopt});
        QCOMPARE(enough.deliverable, Range::exactly(6));
        QCOMPARE(QString::fromStdString(enough.bindingText), u"maximum of pool gpu"_s);
    }

    /// The larger type, if it comes first, uses up a quota that the smaller one leaves room in.
    void aQuotaHoldsTheLowerEndWhereTypesAreOpen()
    {
        const std::string larger = "ecs.gn7i-c16g1.4xlarge";
        sharing::Spec spec;
        spec.types.push_back({larger, 16, 1});
        spec.clusters = {{.name = "a", .types = {spec.types.front().name, larger}, .most = 8}};
        spec.stock = {{"cn-hangzhou-h", spec.types.front().name, 4}, {"cn-hangzhou-h", larger, 4}};
        spec.quotas = {{"vcpu", 40}};
        const Preview answer = sharing::preview(sharing::fleetOf(spec), 4, "Weighted");
        const Capacities& has = asked::cluster(answer, "a").capacities;
        QCOMPARE(has.deliverable, (Range{3, 4}));
        QCOMPARE(has.binding, estimate::Limit::Quota);
        QCOMPARE(QString::fromStdString(has.bindingText), u"quota q"_s);
    }

    /// Where offers add up, each cell that binds is named.
    void everyCellThatBindsIsNamed()
    {
        sharing::Spec spec;
        spec.types.clear();
        spec.clusters = {{.name = "a", .types = {}}};
        for (int i = 0; i < 6; ++i) {
            const std::string type = "ecs.gn7i-c" + std::to_string(8 + i) + "g1.2xlarge";
            spec.types.push_back({type, 8 + i, 1});
            spec.clusters.front().types.push_back(type);
            spec.stock.push_back({"cn-hangzhou-h", type, 2});
            if (i != 1 && i != 5) continue;
            const Preview answer = sharing::preview(sharing::fleetOf(spec), 14, "Weighted");
            const QString text = QString::fromStdString(asked::cluster(answer, "a").capacities.bindingText);
            QVERIFY2(text.startsWith(u"stock of "_s), qPrintable(text));
            QCOMPARE(text.count(u" in cn-hangzhou-h"_s), i == 1 ? 2 : 4);
            QCOMPARE(text.endsWith(u" and 2 more"_s), i == 5);
        }
    }

    /// A virtual node has no cards that anybody could look at.
    void whatVirtualNodesStartIsNoMatterOfCards()
    {
        model::Node node = one_cluster::node("virtual-kubelet-h", 100);
        node.labels["type"] = "virtual-kubelet";
        snapshot::Fleet fleet =
            *one_cluster::fleetOf({node}, {}, 0, [](snapshot::ClusterData& data) { data.pools.clear(); });
        fleet.engine = "karmada";
        const auto karmada = snapshot::freeze(std::move(fleet));
        auto documents = one_cluster::documents("Deployment", 2);
        documents[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
        const Preview answer = one_cluster::answerOf(documents, karmada);
        QVERIFY2(remedies(answer).contains(u" replicas, as what a virtual node can start is not known, and there is no "
                                           u"elastic pool; add a node or a pool there to be sure"_s),
                 qPrintable(remedies(answer)));
    }

    /// Another node would not take the pod either: it is the claim that is wanted.
    void aClaimThatIsNotThereIsWhatHelps()
    {
        const Preview missing = withoutPools(2, claimM, {});
        QCOMPARE(limitIn(missing), u"no node, running or new, takes the pod without claim default/m"_s);
        QVERIFY2(remedies(missing).contains(u"; create PersistentVolumeClaim default/m there"_s),
                 qPrintable(remedies(missing)));
        QVERIFY2(!remedies(missing).contains(u"add a node"_s), qPrintable(remedies(missing)));
        const Preview unbound = withoutPools(2, claimM, {}, [](snapshot::ClusterData& data) {
            data.claims.emplace_back();
            data.claims.back().ns = "default";
            data.claims.back().name = "m";
        });
        QCOMPARE(limitIn(unbound), u"no node, running or new, takes the pod while claim default/m has no volume"_s);
        QVERIFY2(remedies(unbound).contains(u"; get claim default/m a volume: see its events"_s),
                 qPrintable(remedies(unbound)));
        QVERIFY2(!remedies(unbound).contains(u"add a node"_s), qPrintable(remedies(unbound)));
    }

    /// Not any node would do, one where the volume is would.
    void aVolumeElsewhereWantsANodeThere()
    {
        const Preview answer = withoutPools(2, claimM, {}, [](snapshot::ClusterData& data) {
            data.claims.emplace_back();
            data.claims.back().ns = "default";
            data.claims.back().name = "m";
            data.claims.back().volumeName = "v";
            data.claims.back().bound = true;
            data.claims.back().accessModes = {"ReadWriteMany"};
            data.volumes.emplace_back();
            data.volumes.back().name = "v";
            data.volumes.back().nodeAffinity.emplace();
            data.volumes.back().nodeAffinity->emplace_back();
            data.volumes.back().nodeAffinity->back().expressions = {
                {"topology.kubernetes.io/zone", model::Requirement::Op::In, {"cn-hangzhou-i"}, "in"}};
        });
        QVERIFY2(remedies(answer).contains(
                     u"; add a pool where the volume can be mounted, or use a volume that reaches these nodes"_s),
                 qPrintable(remedies(answer)));
    }

    /// Where some nodes are full and one has room, it is the pod on that one that would have to go.
    void aPodThatKeepsOthersOffIsNamed()
    {
        model::Pod guard = one_cluster::pod("guard", "n1");
        guard.spec.containers.front().requests = {{"cpu", quantity("1")}};
        guard.spec.requiredAntiAffinity.emplace_back();
        guard.spec.requiredAntiAffinity.back().topologyKey = "kubernetes.io/hostname";
        guard.spec.requiredAntiAffinity.back().selector.emplace(); // everybody's
        const Preview answer = withoutPools(2, "{}", {guard});
        const QString said = u"the anti-affinity of pod default/guard keeps the pod off 1 node"_s;
        QCOMPARE(limitIn(answer), said);
        QVERIFY2(remedies(answer).contains(u"its 2 nodes have room for 1 replica in all ("_s + said +
                                           u"), and there is no elastic pool; move or change that pod, or add"_s),
                 qPrintable(remedies(answer)));
        const Preview full = withoutPools(3, "{}", {});
        QVERIFY2(!remedies(full).contains(u"move or change"_s), qPrintable(remedies(full)));
    }

    /// That is nobody's rule.
    void fullNodesAreSaidToBeFull()
    {
        const Preview full = withoutPools(3, "{}", {});
        QCOMPARE(limitIn(full), u"its nodes are full, and no pool may add one"_s);
        QCOMPARE(asked::cluster(full, "c").capacities.binding, estimate::Limit::Yours);
        const Preview never =
            withoutPools(1, R"({"containers":[{"name":"c","resources":{"requests":{"cpu":"64"}}}]})", {});
        QCOMPARE(limitIn(never), u"no elastic pool"_s);
        QCOMPARE(asked::cluster(never, "c").capacities.binding, estimate::Limit::Rule);
    }

    void aNodeThatIsNamedIsSaid()
    {
        const Preview answer = withoutPools(2, R"({"nodeName":"n1"})", {});
        QCOMPARE(limitIn(answer), u"nodeName of the pod template asks for n1 alone"_s);
        QVERIFY2(remedies(answer).contains(u"(nodeName of the pod template asks for n1 alone), and there is no elastic "
                                           "pool; take nodeName out of the pod template"_s),
                 qPrintable(remedies(answer)));
    }

    /// Karmada sees no card where the grades name none: more nodes would change nothing.
    void resourceModelsAreTheReasonWhereTheyHide()
    {
        snapshot::Fleet fleet = *given::fleet("running-enough");
        for (auto& cluster : fleet.clusters) {
            snapshot::ClusterData data = *cluster;
            data.cluster.models = {{0, {{"cpu", quantity("0")}, {"memory", quantity("0")}}}};
            data.cluster.summary.emplace();
            data.cluster.summary->allocatable = {{"cpu", quantity("64")},
                                                 {"memory", quantity("1Ti")},
                                                 {cards, quantity("8")},
                                                 {"pods", quantity("100")}};
            data.cluster.summary->modelings = {{0, 4}};
            cluster = snapshot::freezeCluster(std::move(data));
        }
        const auto frozen = snapshot::freeze(std::move(fleet));
        auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
        documents[1].merge_patch(
            Json::parse(R"({"apiVersion":"policy.karmada.io/v1alpha1","spec":{"autoScaling":null}})"));
        const Preview answer = preview::preview(readManifests(documents, *frozen).questions.front(), frozen);
        const ClusterResult& cluster = asked::cluster(answer, "c-hz-01");
        QVERIFY(cluster.capacities.running.lower > 0);
        QCOMPARE(cluster.capacities.binding, estimate::Limit::Rule);
        QCOMPARE(QString::fromStdString(cluster.capacities.bindingText),
                 u"its resource models do not name nvidia.com/gpu, so Karmada sees none there"_s);
        QVERIFY2(whyIn(answer, "c-hz-01").contains(u"It can take none: its resource models do not name"_s),
                 qPrintable(whyIn(answer, "c-hz-01")));
        QVERIFY2(
            remedies(answer).contains(u"so Karmada sees none there; add it to the Cluster's spec.resourceModels"_s),
            qPrintable(remedies(answer)));
        QVERIFY2(!remedies(answer).contains(u"add a node or a pool"_s), qPrintable(remedies(answer)));
    }
};

BERTH_TEST(TestLimits)

} // namespace tst_limits

#include "tst_limits.moc"
