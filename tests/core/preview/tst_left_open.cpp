// What workloads take whose place is not determined, and what that leaves to those after them; kinds of pods in groups.
#include <QtTest>

#include "core/preview/preview.h"
#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_left_open {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t million = 1000000;
const std::string smaller = "ecs.gn7i-c8g1.2xlarge";
const std::string larger = "ecs.gn7i-c16g1.4xlarge";

/// Of a workload of one card a pod, or of none.
struct Asked {
    std::string name;
    std::int64_t replicas{};
    std::string cpu;
    bool card = true;
    std::string zone{};
};

std::vector<Json> documentsOf(const std::vector<Asked>& all)
{
    std::vector<Json> out;
    for (const Asked& one : all) {
        auto documents = given::documents(sharing::manifests(one.replicas, "Weighted"));
        Json& workload = documents[0];
        workload["metadata"]["name"] = one.name;
        workload["spec"]["selector"]["matchLabels"]["app"] = one.name;
        Json& pod = workload["spec"]["template"];
        pod["metadata"]["labels"]["app"] = one.name;
        Json& container = pod["spec"]["containers"][0];
        if (!one.card) container["resources"].erase("limits");
        container["resources"]["requests"]["cpu"] = one.cpu;
        if (!one.zone.empty()) pod["spec"]["nodeSelector"]["topology.kubernetes.io/zone"] = one.zone;
        documents[1]["metadata"]["name"] = "policy-" + one.name;
        documents[1]["spec"]["resourceSelectors"][0]["name"] = one.name;
        for (Json& document : documents) out.push_back(std::move(document));
    }
    return out;
}

std::vector<Preview> answersOf(const std::vector<Asked>& all, const snapshot::FleetPtr& fleet)
{
    return previewBatch(readManifests(documentsOf(all), *fleet).questions, fleet);
}

QString brief(const Preview& one)
{
    return u"%1, %2 sure and %3 perhaps%4"_s.arg(asked::verdict(one))
        .arg(one.placed)
        .arg(one.unsure)
        .arg(runsAsAsked(one) ? u", as asked"_s : QString());
}

QString costOf(const NewNodes& bought)
{
    if (!bought.cost || !bought.cost->upper) return u"open"_s;
    return u"%1..%2"_s.arg(bought.cost->lower.micros / million).arg(bought.cost->upper->micros / million);
}

/// One cluster, a pool of both types, at 10 and at 12 an hour.
snapshot::FleetPtr fleetOf(std::int64_t ofSmall, std::int64_t ofLarge, const std::string& version = "0.6.1")
{
    sharing::Spec spec;
    spec.types = {{smaller, 8, 1}, {larger, 16, 1}};
    spec.clusters = {{.name = "c", .types = {smaller, larger}}};
    spec.stock = {{"cn-hangzhou-h", smaller, ofSmall}, {"cn-hangzhou-h", larger, ofLarge}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    for (const auto& [type, price] : {std::pair(smaller, 10), std::pair(larger, 12)}) {
        model::Price one;
        one.region = "cn-hangzhou";
        one.instanceType = type;
        one.perHour = {price * million, "CNY"};
        fleet.prices.push_back(one);
    }
    snapshot::ClusterData data = *fleet.clusters.front();
    data.pools.front().scalerVersion = version;
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    return snapshot::freeze(std::move(fleet));
}

/// One type, two zones.
snapshot::FleetPtr zonesOf(std::int64_t each)
{
    sharing::Spec spec;
    spec.clusters = {{.name = "c"}};
    spec.stock = {{"cn-hangzhou-h", smaller, each}, {"cn-hangzhou-i", smaller, each}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    snapshot::ClusterData data = *fleet.clusters.front();
    data.pools.front().zones.push_back({"cn-hangzhou-i", 250});
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    return snapshot::freeze(std::move(fleet));
}

model::Node node(const std::string& name, std::int64_t cards, const std::string& zone = "cn-hangzhou-h")
{
    model::Node out;
    out.name = name;
    out.labels = {{"kubernetes.io/hostname", name}, {"topology.kubernetes.io/zone", zone}};
    out.allocatable = {{"cpu", 8000}, {"memory", Amount{30} << 30U}, {"pods", 48}};
    if (cards > 0) out.allocatable["nvidia.com/gpu"] = cards;
    out.capacity = out.allocatable;
    out.conditions = {{"Ready", "True", {}, {}}};
    return out;
}

snapshot::FleetPtr running(const std::vector<model::Node>& nodes)
{
    snapshot::Fleet fleet = *fleetOf(0, 0);
    snapshot::ClusterData data = *fleet.clusters.front();
    snapshot::buildTables(data, nodes, {});
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    return snapshot::freeze(std::move(fleet));
}

const Warning* hanging(const Preview& preview)
{
    for (const Warning& one : preview.warnings)
        if (one.id == "earlier-open") return &one;
    return nullptr;
}

} // namespace

class TestLeftOpen : public QObject {
    Q_OBJECT
private slots:
    void typesThatMayBeTaken();
    void zonesThatMayBeTaken();
    void whatItCostsHangsOnThem();
    void nodesThatMayBeTaken();
    void kindsOfPods_data();
    void kindsOfPods();
    void anAutoscalerThatSeesNoVolumesSaysMore();
    void whatNoPolicySelectsHangsOnNothing();
    void nodesOfAnUndescribedTypeMayBeTaken_data();
    void nodesOfAnUndescribedTypeMayBeTaken();
};

/// The second needs the larger type, which the first may take.
void TestLeftOpen::typesThatMayBeTaken()
{
    const std::vector<Asked> both{{"a", 2, "4"}, {"b", 2, "10"}};
    const auto open = answersOf(both, fleetOf(2, 2));
    QCOMPARE(brief(open[0]), u"fits, 2 sure and 0 perhaps, as asked"_s);
    QCOMPARE(brief(open[1]), u"unknown, 0 sure and 2 perhaps"_s);
    QCOMPARE(brief(answersOf(both, fleetOf(2, 3))[1]), u"unknown, 0 sure and 2 perhaps"_s);
    QCOMPARE(brief(answersOf(both, fleetOf(2, 4))[1]), u"fits, 2 sure and 0 perhaps, as asked"_s);
    // The version takes the smallest first.
    QCOMPARE(brief(answersOf(both, fleetOf(2, 2, "0.5.0"))[1]), u"fits, 2 sure and 0 perhaps, as asked"_s);
}

void TestLeftOpen::zonesThatMayBeTaken()
{
    const auto second = [](std::int64_t first, const snapshot::FleetPtr& fleet) {
        return brief(answersOf({{"a", first, "4"}, {"b", 2, "4", true, "cn-hangzhou-h"}}, fleet)[1]);
    };
    QCOMPARE(second(2, zonesOf(2)), u"unknown, 0 sure and 2 perhaps"_s);
    QCOMPARE(second(2, zonesOf(4)), u"fits, 2 sure and 0 perhaps, as asked"_s);
    QCOMPARE(second(4, zonesOf(2)), u"does not fit, 0 sure and 0 perhaps"_s); // both are empty then
}

void TestLeftOpen::whatItCostsHangsOnThem()
{
    const auto answers = answersOf({{"a", 2, "4"}, {"b", 2, "4"}}, fleetOf(2, 4));
    QCOMPARE(costOf(newNodesOf(answers[0])), u"20..24"_s);
    QCOMPARE(costOf(newNodesOf(answers[1])), u"20..24"_s);
    QVERIFY(runsAsAsked(answers[1]));
}

/// A pod without a card goes to either node, and on the only one with a card it leaves too little.
void TestLeftOpen::nodesThatMayBeTaken()
{
    const auto fleet = running({node("cpu-1", 0), node("gpu-1", 1)});
    const auto open = answersOf({{"a", 1, "4", false}, {"b", 1, "6"}}, fleet);
    QVERIFY(runsAsAsked(open[0]));
    QVERIFY(hanging(open[1]) != nullptr);
    QVERIFY(hanging(open[1])->text.find("What a, placed before, takes of the clusters is not sure") == 0);
    QVERIFY(!runsAsAsked(open[1]));
    const auto enough = answersOf({{"a", 1, "4", false}, {"b", 1, "3"}}, fleet);
    QVERIFY(hanging(enough[1]) == nullptr);
    QCOMPARE(brief(enough[1]), u"fits, 1 sure and 0 perhaps, as asked"_s);
}

void TestLeftOpen::kindsOfPods_data()
{
    QTest::addColumn<qint64>("ofLarger");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("bought");
    // Leaders may take the large ones that all workers need; whoever finds none has seen all four taken.
    QTest::newRow("perhaps") << qint64{4} << u"0.6.1"_s << u"unknown, 0 sure and 2 perhaps"_s << u"4..6: 40..72"_s;
    QTest::newRow("surely") << qint64{6} << u"0.6.1"_s << u"fits, 2 sure and 0 perhaps, as asked"_s
                            << u"6..6: 68..72"_s;
    QTest::newRow("no choice") << qint64{4} << u"0.5.0"_s << u"fits, 2 sure and 0 perhaps, as asked"_s
                               << u"6..6: 68..68"_s;
}

/// Two groups of a leader that fits either type, and of two workers that fit the larger one.
void TestLeftOpen::kindsOfPods()
{
    QFETCH(qint64, ofLarger);
    QFETCH(QString, version);
    const auto fleet = fleetOf(3, ofLarger, version.toStdString());
    auto documents = given::documents(sharing::manifests(2, "Weighted", 3));
    Json& pods = documents[0]["spec"]["leaderWorkerTemplate"];
    pods["leaderTemplate"] = pods["workerTemplate"];
    pods["leaderTemplate"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = "4";
    pods["workerTemplate"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = "10";
    const Preview answer = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
    QTEST(brief(answer), "answer");
    const NewNodes bought = newNodesOf(answer);
    QTEST(u"%1..%2: %3"_s.arg(bought.sure).arg(bought.most).arg(costOf(bought)), "bought");
}

/// Two replicas run for certain where the volume is. GOATScaler counts nodes of another zone, too, so the division goes through.
void TestLeftOpen::anAutoscalerThatSeesNoVolumesSaysMore()
{
    snapshot::Fleet fleet = *zonesOf(2);
    snapshot::ClusterData data = *fleet.clusters.front();
    model::NodePool other = data.pools.front();
    data.pools.front().zones = {{"cn-hangzhou-h", 250}};
    other.id = other.name = "gpu-i";
    other.zones = {{"cn-hangzhou-i", 250}};
    data.pools.push_back(other);
    snapshot::buildTables(data, {node("n-1", 1, "cn-hangzhou-i"), node("n-2", 1, "cn-hangzhou-i")}, {});
    data.listed.claims = data.listed.volumes = true;
    model::PersistentVolumeClaim claim;
    claim.ns = "default";
    claim.name = "d";
    claim.volumeName = "pv";
    claim.bound = true;
    claim.accessModes = {"ReadWriteMany"};
    data.claims = {claim};
    model::PersistentVolume volume;
    volume.name = "pv";
    volume.accessModes = {"ReadWriteMany"};
    model::NodeSelectorTerm term;
    term.expressions.push_back({"topology.kubernetes.io/zone", model::Requirement::Op::In, {"cn-hangzhou-i"}, {}});
    volume.nodeAffinity = {term};
    data.volumes = {volume};
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    const auto frozen = snapshot::freeze(std::move(fleet));
    auto documents = documentsOf({{"a", 4, "4"}});
    documents[0]["spec"]["template"]["spec"]["volumes"] =
        Json::array({{{"name", "d"}, {"persistentVolumeClaim", {{"claimName", "d"}}}}});
    const Preview answer = preview::preview(readManifests(documents, *frozen).questions.front(), frozen);
    QCOMPARE(brief(answer), u"unknown, 2 sure and 2 perhaps"_s);
}

/// Nobody places it, so nothing that those before it take is asked for.
void TestLeftOpen::whatNoPolicySelectsHangsOnNothing()
{
    const auto fleet = fleetOf(2, 2);
    auto documents = documentsOf({{"a", 2, "4"}, {"b", 2, "4"}});
    documents.pop_back(); // the policy of b
    const auto previews = previewBatch(readManifests(documents, *fleet).questions, fleet);
    QCOMPARE(previews.size(), std::size_t{2});
    QVERIFY(previews[1].policy.empty());
    QCOMPARE(brief(previews[1]), u"does not fit, 0 sure and 0 perhaps"_s);
    QVERIFY(previews[1].warnings.empty());
}

void TestLeftOpen::nodesOfAnUndescribedTypeMayBeTaken_data()
{
    QTest::addColumn<qint64>("most");      ///< nodes of the pool
    QTest::addColumn<qint64>("instances"); ///< of the account's quota; 0: there is none
    QTest::addColumn<bool>("hangs");
    QTest::newRow("they may fill the pool") << qint64{4} << qint64{0} << true;
    QTest::newRow("there is room for both") << qint64{8} << qint64{0} << false;
    QTest::newRow("they may use up the quota") << qint64{8} << qint64{4} << true;
}

/// The first takes two nodes of two cards, or up to four of a type that nobody described.
void TestLeftOpen::nodesOfAnUndescribedTypeMayBeTaken()
{
    QFETCH(qint64, most);
    QFETCH(qint64, instances);
    QFETCH(bool, hangs);
    const std::string two = "ecs.gn7i-c16g2.4xlarge";
    const std::string unknown = "ecs.gn7i-c99g1.2xlarge";
    sharing::Spec spec;
    spec.types = {{two, 16, 2}};
    spec.clusters = {{.name = "c", .types = {two, unknown}, .most = most}};
    spec.stock = {{"cn-hangzhou-h", two, 9}, {"cn-hangzhou-h", unknown, 9}};
    if (instances > 0) spec.quotas = {{.unit = "instance", .left = instances}};
    const auto answers = answersOf({{"a", 4, "1"}, {"b", 2, "1"}}, sharing::fleetOf(spec));
    QCOMPARE(answers[0].placed, 4);
    QCOMPARE(answers[1].placed, 2);
    QCOMPARE(hanging(answers[1]) != nullptr, hangs);
    if (hangs) QVERIFY(!runsAsAsked(answers[1]));
    if (hangs)
        QVERIFY(hanging(answers[1])->text.find("0 of 2 replicas get one here for certain, not 2.") !=
                std::string::npos);
}

BERTH_TEST(TestLeftOpen)

} // namespace tst_left_open

#include "tst_left_open.moc"
