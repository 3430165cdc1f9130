#include <QtTest>

#include "core/preview/effects.h"
#include "core/snapshot/build.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

/// What the snapshot does not tell is in no figure for certain, and a range holds all that it could be.
namespace tst_unknowns {

using namespace core;
using namespace Qt::StringLiterals;

namespace {

const std::string type = "ecs.gn7i-c8g1.2xlarge";
using Alter = std::function<void(snapshot::ClusterData&)>;

model::Node node(const std::string& name, std::int64_t cards)
{
    model::Node out;
    out.name = name;
    out.labels = {{"kubernetes.io/hostname", name}, {"topology.kubernetes.io/zone", "cn-hangzhou-h"}};
    out.allocatable = {{"cpu", 7900}, {"memory", std::int64_t{28} << 30U}, {"pods", 60}, {"nvidia.com/gpu", cards}};
    out.capacity = out.allocatable;
    out.conditions = {{"Ready", "True", {}, {}}};
    return out;
}

model::Pod waiting(const std::string& name, std::int32_t priority)
{
    model::Pod out;
    out.ns = "default";
    out.name = name;
    out.spec.priority = priority;
    out.spec.containers.emplace_back();
    out.spec.containers.front().requests["nvidia.com/gpu"] = model::Quantity::of(1);
    out.phase = "Pending";
    return out;
}

/// Its first cluster altered.
snapshot::FleetPtr fleetOf(const sharing::Spec& spec, const std::vector<model::Node>& nodes,
                           const std::vector<model::Pod>& pods, const Alter& alter)
{
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    snapshot::ClusterData data = *fleet.clusters.front();
    snapshot::buildTables(data, nodes, pods);
    if (alter) alter(data);
    fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
    return snapshot::freeze(std::move(fleet));
}

/// One cluster with a pool of `type`, and so many instances in stock.
snapshot::FleetPtr fleetOf(const std::vector<model::Node>& nodes, std::int64_t stock, const Alter& alter)
{
    return fleetOf({.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, stock}}}, nodes, {}, alter);
}

preview::Preview answerOf(std::vector<Json> documents, const snapshot::FleetPtr& fleet)
{
    return preview::preview(preview::readManifests(documents, *fleet).questions.front(), fleet);
}

std::vector<Json> asking(std::int64_t replicas, const std::string& division = "Weighted")
{
    return given::documents(sharing::manifests(replicas, division));
}

/// "0..3": replicas; "0..1": new nodes
QString certain(const preview::Preview& preview)
{
    return u"%1..%2"_s.arg(preview.placed).arg(preview.placed + preview.unsure);
}
QString nodes(const preview::Preview& preview)
{
    const preview::NewNodes bought = preview::newNodesOf(preview);
    return u"%1..%2"_s.arg(bought.sure).arg(bought.most);
}

QString said(const preview::Preview& preview, const char* id)
{
    for (const preview::Warning& warning : preview.warnings)
        if (warning.id == id) return QString::fromStdString(warning.text);
    return {};
}

} // namespace

class TestUnknowns : public QObject {
    Q_OBJECT
private slots:
    void parts_data();
    void parts();
    void whereBothMayTakeAllEitherMay_data();
    void whereBothMayTakeAllEitherMay();
    void aTypeInDoubtIsTakenInItsTurnOrPassedBy_data();
    void aTypeInDoubtIsTakenInItsTurnOrPassedBy();
    void aScalerThatSeesNoVolumesMayBuyInVain_data();
    void aScalerThatSeesNoVolumesMayBuyInVain();
    void aScalerThatHasSeenNoNodeMayBuyInVain_data();
    void aScalerThatHasSeenNoNodeMayBuyInVain();
    void devicesThatPodsClaim();
    void saysWhatIsInDoubtAndNotStock_data();
    void saysWhatIsInDoubtAndNotStock();
    void podsThatMayBeEvictedTakeNoNode_data();
    void podsThatMayBeEvictedTakeNoNode();
    void whatTheyBuyElsewhereIsGone();
    void aPoolOfProcessorsOffersNoCards_data();
    void aPoolOfProcessorsOffersNoCards();
    void clustersThatNobodyListedMayBeThere_data();
    void clustersThatNobodyListedMayBeThere();
    void aFleetOfOneRunsItItself();
    void aClusterThatNobodyReachedMayHoldTheRest_data();
    void aClusterThatNobodyReachedMayHoldTheRest();
    void aPolicyThatNobodyMayReadMaySelectIt();
};

void TestUnknowns::clustersThatNobodyListedMayBeThere_data()
{
    QTest::addColumn<QString>("division");
    QTest::newRow("divided") << u"Weighted"_s;
    QTest::newRow("copied") << u"Duplicated"_s;
}

void TestUnknowns::clustersThatNobodyListedMayBeThere()
{
    QFETCH(QString, division);
    auto documents = asking(2, division.toStdString());
    documents[1]["spec"]["placement"]["clusterAffinity"]["clusterNames"] = {"hz"};
    snapshot::Fleet fleet = *sharing::fleetOf({});
    const auto none = answerOf(documents, snapshot::freeze(snapshot::Fleet(fleet)));
    QVERIFY(none.verdict != preview::Verdict::Unknown);
    QVERIFY(asked::tree(none).contains(u"the fleet has no cluster of that name"_s));
    QVERIFY2(!asked::tree(none).contains(u"clusters are available"_s), qPrintable(asked::tree(none)));
    for (const char* what : {"propagationpolicies", "overridepolicies", "resourcebindings", "workloads"})
        fleet.gaps.push_back({"", what, "what is there", "Let the user list them."});
    fleet.gaps.push_back({"", "clusters.cluster.karmada.io", "which clusters there are", "Let the user list clusters.",
                          snapshot::GapKind::Clusters});
    const auto open = answerOf(documents, snapshot::freeze(std::move(fleet)));
    QVERIFY(open.verdict == preview::Verdict::Unknown);
    QCOMPARE(certain(open), u"0..2"_s);
    QVERIFY(!preview::runsAsAsked(open));
    QVERIFY2(asked::tree(open).contains(u"The policy names hz, and which clusters the fleet has is not known."_s),
             qPrintable(asked::tree(open)));
    QVERIFY2(said(open, "snapshot-gap").contains(u"clusters.cluster.karmada.io"_s), // the first of them
             qPrintable(said(open, "snapshot-gap")));
    QVERIFY(preview::assumptionOf(open) != nullptr);
    QVERIFY((preview::conditionsOf(open) == std::vector<std::string>{"there are no other clusters"}));
    QVERIFY(preview::conditionsOf(none).empty());
}

void TestUnknowns::aPolicyThatNobodyMayReadMaySelectIt()
{
    auto documents = asking(3);
    documents.resize(1);
    snapshot::Fleet fleet = *sharing::fleetOf({.clusters = {{.name = "c"}, {.name = "d"}}});
    const auto left = answerOf(documents, snapshot::freeze(snapshot::Fleet(fleet)));
    QCOMPARE(asked::verdict(left), u"does not fit"_s);
    QVERIFY(!preview::isSelected(left));
    fleet.gaps.push_back({"", "propagationpolicies.policy.karmada.io", "where workloads go", "Let the user list them.",
                          snapshot::GapKind::Policies});
    const auto unread = snapshot::freeze(std::move(fleet));
    const auto open = answerOf(documents, unread);
    QCOMPARE(asked::verdict(open), u"unknown"_s);
    QCOMPARE(certain(open), u"0..3"_s);
    QVERIFY(!preview::runsAsAsked(open));
    QVERIFY(!preview::isSelected(open));
    const QString why = u"default/server may be selected by a policy that Berth may not read: needs `list "
                        "propagationpolicies`."_s;
    QVERIFY2(asked::tree(open).contains(why), qPrintable(asked::tree(open)));
    QCOMPARE(QString::fromStdString(toText(asked::cluster(open, "c").why)), why);
    QVERIFY(said(open, "snapshot-gap").contains(u"where workloads go"_s));
    const auto effects = preview::effectsOf({{nullptr, documents[0], {}}}, unread);
    const auto& whole = effects.ofChanges.front().effects.front();
    QCOMPARE(whole.placed, (Range{0, 3}));
    QCOMPARE(QString::fromStdString(whole.notes.front()), why);
}

void TestUnknowns::aClusterThatNobodyReachedMayHoldTheRest_data()
{
    QTest::addColumn<bool>("karmada");
    QTest::addColumn<QString>("division");
    QTest::addColumn<bool>("reached");
    for (const char* division : {"Weighted", "Aggregated"})
        for (const bool karmada : {false, true})
            for (const bool reached : {false, true})
                QTest::addRow("%s, %s, %s", karmada ? "Karmada" : "ACK One", division,
                              reached ? "reached" : "not reached")
                    << karmada << QString::fromLatin1(division) << reached;
}

/// Of one cluster it is known that it has a card, of the other nothing: three are too many for the first alone.
void TestUnknowns::aClusterThatNobodyReachedMayHoldTheRest()
{
    QFETCH(bool, karmada);
    QFETCH(QString, division);
    QFETCH(bool, reached);
    auto documents = asking(3, division.toStdString());
    documents[1]["spec"].erase("autoScaling");
    if (karmada) documents[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
    snapshot::Fleet fleet = *fleetOf(
        {.clusters = {{.name = "c"}, {.name = "d"}}, .stock = {{"cn-hangzhou-h", type, 0}}}, {node("a", 1)}, {}, {});
    if (karmada) fleet.engine = "karmada";
    snapshot::ClusterData other = *fleet.clusters.back();
    other.pools.clear();
    if (!reached) other.nodesKnown = other.podsKnown = other.poolsKnown = false;
    fleet.clusters.back() = snapshot::freezeCluster(std::move(other));
    const auto answer = answerOf(documents, snapshot::freeze(std::move(fleet)));
    QCOMPARE(asked::verdict(answer), reached ? u"does not fit"_s : u"unknown"_s);
    QCOMPARE(certain(answer), reached ? u"0..0"_s : u"0..3"_s);
    const auto namesIt = [](const preview::Warning& one) { return one.remedy.find("Reach d if") != std::string::npos; };
    QCOMPARE(std::any_of(answer.warnings.begin(), answer.warnings.end(), namesIt), !reached);
    QCOMPARE(asked::tree(answer).contains(u"d may be short of"_s), !reached);
    if (reached) return;
    const preview::Reason* because = preview::numberBecause(asked::cluster(answer, "d").why);
    QVERIFY(because != nullptr);
    QVERIFY(because->id ==
            (division == u"Aggregated"_s ? preview::ReasonId::ByFewestUnknown : preview::ReasonId::ByAvailableUnknown));
}

/// What is applied to the server of one cluster runs there; the same fleet with an engine in front leaves it alone.
void TestUnknowns::aFleetOfOneRunsItItself()
{
    auto documents = asking(3);
    documents.resize(1);
    snapshot::Fleet fleet = *fleetOf({node("a", 4)}, 0, {});
    const auto left = answerOf(documents, snapshot::freeze(snapshot::Fleet(fleet)));
    QCOMPARE(asked::verdict(left), u"does not fit"_s);
    QVERIFY(asked::tree(left).contains(u"No policy selects"_s));
    fleet.engine = "direct";
    const auto one = snapshot::freeze(std::move(fleet));
    const auto runs = answerOf(documents, one);
    QCOMPARE(asked::placement(runs), u"c 3/3"_s);
    QCOMPARE(asked::verdict(runs), u"fits"_s);
    QVERIFY(runs.policy.empty());
    QVERIFY2(asked::tree(runs).contains(u"all of it runs in c itself"_s), qPrintable(asked::tree(runs)));
    // One after the other they take from the same nodes.
    auto two = documents;
    two.push_back(documents.front());
    two.back()["metadata"]["name"] = "other";
    const auto both = preview::previewBatch(preview::readManifests(two, *one).questions, one);
    QCOMPARE(asked::placement(both[0]), u"c 3/3"_s);
    QCOMPARE(asked::placement(both[1]), u"c 3/1"_s);
}

/// Beside a pool of three cards one of a type that nobody described: its name, or its labels, tell whether it could have any.
void TestUnknowns::aPoolOfProcessorsOffersNoCards_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("labelled"); ///< the pool says that its nodes have cards
    QTest::addColumn<bool>("mayOffer");
    QTest::newRow("general purpose") << u"ecs.g7.xlarge"_s << false << false;
    QTest::newRow("bare metal, compute") << u"ecs.ebmc7.32xlarge"_s << false << false;
    QTest::newRow("shared") << u"ecs.e-c1m2.large"_s << false << false;
    QTest::newRow("general purpose, and the pool says otherwise") << u"ecs.g7.xlarge"_s << true << true;
    QTest::newRow("cards") << u"ecs.gn99i-c8g1.2xlarge"_s << false << true;
    QTest::newRow("another cloud's") << u"m5.xlarge"_s << false << true;
}

void TestUnknowns::aPoolOfProcessorsOffersNoCards()
{
    QFETCH(QString, type);
    QFETCH(bool, labelled);
    QFETCH(bool, mayOffer);
    const auto fleet = fleetOf({}, 3, [&](snapshot::ClusterData& data) {
        model::NodePool other = data.pools.front();
        other.id = other.name = "cpu";
        other.instanceTypes = {type.toStdString()};
        if (labelled) other.labels["aliyun.accelerator/nvidia_name"] = "NVIDIA-A10";
        data.pools.push_back(std::move(other));
    });
    const auto three = answerOf(asking(3, "Duplicated"), fleet);
    QVERIFY(three.verdict == preview::Verdict::Fits);
    QCOMPARE(certain(three), u"3..3"_s);
    const auto four = answerOf(asking(4, "Duplicated"), fleet);
    QCOMPARE(certain(four), mayOffer ? u"3..4"_s : u"3..3"_s);
    QVERIFY(four.verdict == (mayOffer ? preview::Verdict::Unknown : preview::Verdict::Partly));
    QCOMPARE(said(four, "not-certain").contains(u"instance types that the snapshot does not describe"_s), mayOffer);
    const auto& capacities = four.clusters.front().capacities;
    QCOMPARE(capacities.deliverable, (mayOffer ? Range{3, std::nullopt} : Range::exactly(3)));
}

void TestUnknowns::parts_data()
{
    QTest::addColumn<QString>("division");
    QTest::addColumn<Alter>("alter");
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<QString>("newNodes");
    QTest::addColumn<QString>("why");
    const Alter noPools = [](snapshot::ClusterData& data) {
        data.pools.clear();
        data.poolsKnown = false;
    };
    // The scheduler places all three or none: two have a node only if the third one may get one, too.
    QTest::newRow("pools, divided by room") << u"Weighted"_s << noPools << u"0..3"_s << u"0..1"_s
                                            << u"3 replicas rest on node pools that the snapshot lacks."_s;
    QTest::newRow("pools, copied") << u"Duplicated"_s << noPools << u"2..3"_s << u"0..1"_s
                                   << u"1 replica rests on node pools that the snapshot lacks."_s;
    QTest::newRow("what a pool buys")
        << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) { data.pools.front().instanceTypes.clear(); })
        << u"2..3"_s << u"0..1"_s
        << u"1 replica rests on instance types of node pools that the snapshot does not tell."_s;
    QTest::newRow("what a type has") << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
        data.pools.front().instanceTypes = {"ecs.gn9.new"};
    }) << u"2..3"_s << u"0..1"_s << u"1 replica rests on instance types that the snapshot does not describe."_s;
    QTest::newRow("whether a type that nobody knows has all the pool's room")
        << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
               data.pools.front().instanceTypes = {"ecs.gn9.new"};
               data.pools.front().maxSize = 0;
           })
        << u"2..2"_s << u"0..0"_s << QString();
    QTest::newRow("a pool's zones, of which one has stock")
        << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
               data.pools.front().zones.clear();
               data.cluster.zones = {"cn-hangzhou-h", "cn-hangzhou-i"};
           })
        << u"2..3"_s << u"0..1"_s
        << u"1 replica rests on stock that nobody has promised, and on the zones of a node pool, which are not known."_s;
    QTest::newRow("a pool's zones, where there is one") << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
        data.pools.front().zones.clear();
        data.cluster.zones = {"cn-hangzhou-h"};
    }) << u"3..3"_s << u"1..1"_s << QString();
    QTest::newRow("nodes, and with them how many the pool has")
        << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
               data.nodes = {};
               data.pods = {};
               data.nodesKnown = false;
               data.pools.front().size.reset();
           })
        << u"0..3"_s << u"0..3"_s << u"3 replicas rest on nodes and pods that the snapshot lacks."_s;
    // No node has a card, so whatever runs on them, it is what can be bought that decides.
    QTest::newRow("pods, of nodes that take none") << u"Duplicated"_s << Alter([](snapshot::ClusterData& data) {
        snapshot::buildTables(data, {node("cpu", 0)}, {});
        data.podsKnown = false;
        data.pools.front().maxSize.reset();
    }) << u"0..3"_s << u"0..3"_s << u"3 replicas rest on a node pool's maximum or size that is not known."_s;
}

void TestUnknowns::parts()
{
    QFETCH(QString, division);
    QFETCH(Alter, alter);
    QFETCH(QString, why);
    const auto answer = answerOf(asking(3, division.toStdString()), fleetOf({node("a", 2)}, 9, alter));
    QTEST(certain(answer), "replicas");
    QTEST(nodes(answer), "newNodes");
    const bool open = answer.unsure > 0;
    if (open) QCOMPARE(asked::verdict(answer), u"unknown"_s);
    const QString text = said(answer, "not-certain") + said(answer, "stock-not-promised");
    QCOMPARE(text, why);
}

/// Dynamic resource allocation: which devices there are is not read, so no room that is counted is sure.
void TestUnknowns::whereBothMayTakeAllEitherMay_data()
{
    QTest::addColumn<qint64>("replicas");
    QTest::addColumn<qint64>("besides"); ///< replicas that no node takes that runs, were it empty
    QTest::newRow("what runs has room for all, perhaps") << qint64{2} << qint64{0};
    QTest::newRow("and for some") << qint64{3} << qint64{1};
}

/// Nobody knows what is free on the nodes, nor what could be bought: none of either may be there.
void TestUnknowns::whereBothMayTakeAllEitherMay()
{
    QFETCH(qint64, replicas);
    QFETCH(qint64, besides);
    const auto fleet = fleetOf({node("a", 2)}, 9, [](snapshot::ClusterData& data) {
        data.pools.clear();
        data.poolsKnown = false;
        data.podsKnown = false;
    });
    const auto answer = answerOf(asking(replicas), fleet);
    QCOMPARE(certain(answer), u"0..%1"_s.arg(replicas));
    QCOMPARE(nodes(answer), u"0..%1"_s.arg(replicas));
    QVERIFY(!preview::newNodesOf(answer).cost.has_value());
    QVERIFY(answer.newCostPartial);
    std::int64_t counted = 0;
    for (const preview::Share& share : answer.clusters.front().shares) {
        counted += share.replicas;
        if (share.kind != preview::Share::Kind::New) continue;
        QCOMPARE(share.replicas, besides);
        QCOMPARE(share.of == preview::Share::Of::Part, besides == 0);
    }
    QCOMPARE(counted, replicas);
}

void TestUnknowns::aTypeInDoubtIsTakenInItsTurnOrPassedBy_data()
{
    QTest::addColumn<QString>("version"); ///< of the scaler: before 0.6.0 the smallest type comes first
    QTest::addColumn<QString>("cpu");     ///< of a pod: of 8 cores a measured node had too little for 7600m
    QTest::addColumn<qint64>("small");    ///< in stock, at 10 each
    QTest::addColumn<qint64>("cards");    ///< of the large type, of which there is enough
    QTest::addColumn<qint64>("price");    ///< of the large type
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<QString>("newNodes");
    QTest::addColumn<QString>("cost");
    QTest::newRow("as many nodes, at another price")
        << u"0.5.4"_s << u"7600m"_s << qint64{5} << qint64{1} << qint64{11} << u"0..2"_s << u"2..2"_s << u"20..22"_s;
    QTest::newRow("the large type takes both")
        << u"0.5.4"_s << u"7600m"_s << qint64{5} << qint64{4} << qint64{38} << u"0..2"_s << u"1..2"_s << u"20..38"_s;
    QTest::newRow("of the small type there is one")
        << u"0.5.4"_s << u"7600m"_s << qint64{1} << qint64{1} << qint64{11} << u"1..2"_s << u"2..2"_s << u"21..22"_s;
    QTest::newRow("there is none of it") << u"0.5.4"_s << u"7600m"_s << qint64{0} << qint64{1} << qint64{11}
                                         << u"2..2"_s << u"2..2"_s << u"22..22"_s;
    QTest::newRow("any type may come first")
        << u"0.6.1"_s << u"7600m"_s << qint64{5} << qint64{1} << qint64{11} << u"0..2"_s << u"2..2"_s << u"20..22"_s;
    QTest::newRow("no doubt") << u"0.5.4"_s << u"1000m"_s << qint64{5} << qint64{1} << qint64{11} << u"2..2"_s
                              << u"2..2"_s << u"20..20"_s;
}

void TestUnknowns::aTypeInDoubtIsTakenInItsTurnOrPassedBy()
{
    QFETCH(QString, version);
    QFETCH(QString, cpu);
    QFETCH(qint64, small);
    QFETCH(qint64, cards);
    QFETCH(qint64, price);
    QFETCH(QString, replicas);
    const std::string large = "ecs.gn7i-large";
    snapshot::Fleet fleet =
        *sharing::fleetOf({.types = {{type, 8, 1}, {large, 16 * cards, cards}},
                           .clusters = {{.name = "c", .types = {type, large}, .version = version.toStdString()}},
                           .stock = {{"cn-hangzhou-h", type, small}, {"cn-hangzhou-h", large, 5}}});
    constexpr std::int64_t unit = 1'000'000;
    for (const auto& [name, perHour] : {std::pair{type, std::int64_t{10}}, std::pair{large, std::int64_t{price}}}) {
        model::Price one;
        one.region = "cn-hangzhou";
        one.instanceType = name;
        one.perHour = {perHour * unit, "CNY"};
        fleet.prices.push_back(one);
    }
    auto documents = asking(2);
    documents[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = cpu.toStdString();
    const auto answer = answerOf(documents, snapshot::freeze(std::move(fleet)));
    QCOMPARE(certain(answer), replicas);
    QTEST(nodes(answer), "newNodes");
    const auto cost = preview::newNodesOf(answer).cost;
    QVERIFY(cost && cost->upper);
    QTEST(u"%1..%2"_s.arg(cost->lower.micros / unit).arg(cost->upper->micros / unit), "cost");
    const bool sure = replicas == u"2..2"_s;
    QCOMPARE(asked::verdict(answer), sure ? u"fits"_s : u"unknown"_s);
    QCOMPARE(preview::runsAsAsked(answer), sure);
    for (const preview::Share& share : answer.clusters.front().shares) QCOMPARE(share.typeIsChoice, !sure);
    const QString text = said(answer, "not-certain");
    QCOMPARE(text.contains(u"new nodes that have all that ACK's reservation formula says"_s), !sure);
}

void TestUnknowns::aScalerThatSeesNoVolumesMayBuyInVain_data()
{
    QTest::addColumn<QString>("scaler");
    QTest::addColumn<qint64>("elsewhere"); ///< in stock of the zone where the volume cannot be mounted
    QTest::addColumn<qint64>("there");     ///< of the volume's own; -1: the pool does not buy there
    QTest::addColumn<qint64>("given");     ///< replicas that the division gives
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<QString>("newNodes");
    QTest::addColumn<QString>("cost"); ///< a node at 10
    const auto row = [](const char* name, const char* scaler, qint64 elsewhere, qint64 there, qint64 given,
                        const char* replicas, const char* newNodes, const char* cost) {
        QTest::newRow(name) << QString::fromLatin1(scaler) << elsewhere << there << given
                            << QString::fromLatin1(replicas) << QString::fromLatin1(newNodes)
                            << QString::fromLatin1(cost);
    };
    row("one where the volume is", "goatscaler", 5, 1, 2, "0..1", "0..2", "0..20");
    row("one of each", "goatscaler", 1, 1, 2, "0..1", "0..2", "0..20");
    row("none where the volume is", "goatscaler", 5, 0, 2, "0..0", "0..2", "0..20");
    row("no pool where the volume is", "goatscaler", 5, -1, 2, "0..0", "0..2", "0..20");
    row("none elsewhere", "goatscaler", 0, 5, 2, "2..2", "2..2", "20..20");
    row("enough in both", "goatscaler", 5, 5, 2, "0..2", "0..2", "0..20");
    row("it sees volumes", "cluster-autoscaler", 5, 0, 0, "0..0", "0..0", "");
}

/// By documentation GOATScaler looks at no volumes: the division hears what it could buy in any zone, and nodes of the wrong
/// one are paid.
void TestUnknowns::aScalerThatSeesNoVolumesMayBuyInVain()
{
    QFETCH(QString, scaler);
    QFETCH(qint64, elsewhere);
    QFETCH(qint64, there);
    const std::string zone = "cn-hangzhou-i";
    sharing::Spec spec{.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, elsewhere}}};
    if (there >= 0) {
        spec.clusters.front().otherZones = {zone};
        spec.stock.push_back({zone, type, there});
    }
    snapshot::Fleet fleet = *fleetOf(spec, {}, {}, [&](snapshot::ClusterData& data) {
        data.pools.front().scaler = scaler.toStdString();
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
        term.expressions.push_back({"topology.kubernetes.io/zone", model::Requirement::Op::In, {zone}, {}});
        volume.nodeAffinity = {term};
        data.volumes = {volume};
    });
    constexpr std::int64_t unit = 1'000'000;
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = type;
    price.perHour = {10 * unit, "CNY"};
    fleet.prices.push_back(price);
    auto documents = asking(2);
    documents[0]["spec"]["template"]["spec"]["volumes"] =
        Json::array({{{"name", "d"}, {"persistentVolumeClaim", {{"claimName", "d"}}}}});
    const auto answer = answerOf(documents, snapshot::freeze(std::move(fleet)));
    QTEST(qint64{asked::cluster(answer, "c").replicas}, "given");
    QTEST(certain(answer), "replicas");
    QTEST(nodes(answer), "newNodes");
    const auto cost = preview::newNodesOf(answer).cost;
    const QString text =
        cost ? u"%1..%2"_s.arg(cost->lower.micros / unit).arg(cost->upper ? cost->upper->micros / unit : -1)
             : QString();
    QTEST(text, "cost");
    const bool inVain = scaler == u"goatscaler"_s && elsewhere > 0;
    QCOMPARE(!said(answer, "volumes-not-scaled").isEmpty(), inVain);
    QCOMPARE(preview::runsAsAsked(answer), answer.placed == 2);
}

void TestUnknowns::aScalerThatHasSeenNoNodeMayBuyInVain_data()
{
    QTest::addColumn<QString>("scaler");
    QTest::addColumn<QString>("cpu"); ///< that a pod asks for, of 8 vCPU, of which ACK reserves 0.09
    QTest::addColumn<bool>("tainted");
    QTest::addColumn<bool>("seen"); ///< a node of the pool is ready, without a card that is free
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<QString>("division");
    QTest::addColumn<QString>("text"); ///< empty: nothing is said
    const auto row = [](const char* name, const char* scaler, const char* cpu, bool tainted, bool seen, qint64 stock,
                        const char* division, const char* text) {
        QTest::newRow(name) << QString::fromLatin1(scaler) << QString::fromLatin1(cpu) << tainted << seen << stock
                            << QString::fromLatin1(division) << QString::fromLatin1(text);
    };
    constexpr const char* autoscaler = "cluster-autoscaler";
    row("what is reserved", autoscaler, "7950m", false, false, 5, "Duplicated",
        "for 2 replicas without a node there it may buy up to 2 nodes in vain, idle and paid until the pool scales in. "
        "Such a node refuses the pod: Insufficient cpu (asks 7.95, has about 7.91). They cost at most 20.00 CNY");
    row("what stock is left", autoscaler, "7950m", false, false, 1, "Duplicated",
        "up to 1 node in vain, idle and paid until the pool scales in. Such a node refuses the pod: Insufficient cpu "
        "(asks 7.95, has about 7.91). They cost at most 10.00 CNY");
    row("no stock", autoscaler, "7950m", false, false, 0, "Duplicated", "");
    row("a taint", autoscaler, "1", true, false, 5, "Duplicated",
        "up to 2 nodes in vain, idle and paid until the pool scales in. Such a node refuses the pod: node(s) had "
        "untolerated taint(s) {x:NoSchedule}. They cost at most 20.00 CNY");
    row("should they come", autoscaler, "7950m", false, false, 5, "Weighted",
        "for 2 replicas, should they come there, it may buy up to 2 nodes in vain");
    row("it fits", autoscaler, "1", false, false, 5, "Duplicated", "");
    row("more than the type has", autoscaler, "8100m", false, false, 5, "Duplicated", "");
    row("a node to copy", autoscaler, "7950m", false, true, 5, "Duplicated", "");
    row("it knows what is reserved", "goatscaler", "7950m", false, false, 5, "Duplicated", "");
    row("it knows the taints", "goatscaler", "1", true, false, 5, "Duplicated", "");
}

/// Where it has no node of a pool to copy, cluster-autoscaler on ACK makes one up, of all that the instance type has and without
/// taints.
void TestUnknowns::aScalerThatHasSeenNoNodeMayBuyInVain()
{
    QFETCH(QString, scaler);
    QFETCH(QString, cpu);
    QFETCH(bool, tainted);
    QFETCH(bool, seen);
    QFETCH(qint64, stock);
    QFETCH(QString, division);
    QFETCH(QString, text);
    std::vector<model::Node> nodes;
    if (seen) {
        nodes.push_back(node("n", 1));
        nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
        nodes.back().labels["node.kubernetes.io/instance-type"] = type;
    }
    snapshot::Fleet fleet = *fleetOf({.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, stock}}}, nodes,
                                     {}, [&](snapshot::ClusterData& data) {
                                         data.pools.front().scaler = scaler.toStdString();
                                         if (tainted) data.pools.front().taints = {{"x", "", "NoSchedule"}};
                                     });
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = type;
    price.perHour = {10'000'000, "CNY"};
    fleet.prices.push_back(price);
    auto documents = asking(2, division.toStdString());
    documents[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = cpu.toStdString();
    const auto answer = answerOf(documents, snapshot::freeze(std::move(fleet)));
    const QString got = said(answer, "bought-blindly");
    QCOMPARE(got.isEmpty(), text.isEmpty());
    QVERIFY2(got.contains(text), qPrintable(got));
    QCOMPARE(preview::newNodesOf(answer).most, answer.placed + answer.unsure);
}

void TestUnknowns::devicesThatPodsClaim()
{
    auto documents = asking(3);
    documents[0]["spec"]["template"]["spec"]["resourceClaims"] =
        Json::parse(R"([{"name":"card","resourceClaimTemplateName":"t"}])");
    const auto answer = answerOf(documents, fleetOf({node("a", 2)}, 9, {}));
    QCOMPARE(certain(answer), u"0..3"_s);
    QCOMPARE(nodes(answer), u"0..3"_s);
    QCOMPARE(asked::verdict(answer), u"unknown"_s);
    QCOMPARE(answer.clusters.front().capacities.running, (Range{0, 2}));
    QVERIFY(said(answer, "resource-claims").contains(u"is not known"_s));
    QVERIFY(said(answer, "cards-not-read").isEmpty());
    // A pod that fits nowhere fits nowhere with them either.
    documents[0]["spec"]["template"]["spec"]["nodeSelector"] = Json{{"no", "such"}};
    QCOMPARE(asked::verdict(answerOf(documents, fleetOf({node("a", 2)}, 9, {}))), u"does not fit"_s);
}

void TestUnknowns::saysWhatIsInDoubtAndNotStock_data()
{
    QTest::addColumn<QString>("spec"); ///< merged into the pod template's
    QTest::addColumn<QString>("why");
    QTest::newRow("native sidecars")
        << uR"({"initContainers":[{"name":"s","image":"s","restartPolicy":"Always"}]})"_s
        << u"GOATScaler is documented to add no nodes for pods with native sidecar containers"_s;
    // Of 8 cores the formula leaves 7910m; a node that was measured had 512m less than its 8.
    QTest::newRow("all that the formula leaves")
        << uR"({"containers":[{"name":"c","image":"c","resources":{"requests":{"cpu":"7600m"},"limits":{"nvidia.com/gpu":1}}}]})"_s
        << u"the pod fits by what is assumed of the node (ACK's reservation formula, the usual system disk), and not if it has less"_s;
}

void TestUnknowns::saysWhatIsInDoubtAndNotStock()
{
    QFETCH(QString, spec);
    QFETCH(QString, why);
    for (const char* division : {"Duplicated", "Weighted"}) {
        auto documents = asking(3, division);
        documents[0]["spec"]["template"]["spec"].merge_patch(Json::parse(spec.toStdString()));
        const auto answer = answerOf(documents, fleetOf({}, 9, {}));
        QCOMPARE(certain(answer), u"0..3"_s);
        QCOMPARE(nodes(answer), u"0..3"_s);
        const auto& cluster = answer.clusters.front();
        QCOMPARE(QString::fromStdString(cluster.capacities.bindingText), why);
        QVERIFY(cluster.capacities.binding == estimate::Limit::None);
        QCOMPARE(cluster.capacities.room, Range::exactly(50));
        QCOMPARE(cluster.capacities.deliverable, (Range{0, 9}));
        const QString tree = QString::fromStdString(toTree(cluster.why));
        QVERIFY2(tree.contains(u"None of it is certain: "_s + why), qPrintable(tree));
        QVERIFY2(tree.contains(u"c may be short of 3 replicas: "_s), qPrintable(tree));
        QVERIFY2(!tree.contains(u"The cloud states no count"_s), qPrintable(tree));
    }
}

void TestUnknowns::podsThatMayBeEvictedTakeNoNode_data()
{
    QTest::addColumn<int>("priority"); ///< of three pods that wait; the workload's is 1000
    QTest::addColumn<bool>("never");   ///< the workload's pods preempt nobody
    QTest::addColumn<QString>("replicas");
    QTest::newRow("lower") << 999 << false << u"4..4"_s;
    QTest::newRow("the same") << 1000 << false << u"1..4"_s;
    QTest::newRow("lower, but nobody makes room") << 999 << true << u"1..4"_s;
}

/// Nodes are bought for every pod that waits, and kube-scheduler binds those of the highest priority first.
void TestUnknowns::podsThatMayBeEvictedTakeNoNode()
{
    QFETCH(int, priority);
    QFETCH(bool, never);
    auto documents = asking(4);
    documents[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    const std::vector<model::Pod> pods{waiting("x", priority), waiting("y", priority), waiting("z", priority)};
    const auto fleet = fleetOf({.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, 4}}}, {}, pods,
                               [&](snapshot::ClusterData& data) {
                                   data.priorityClasses = {{"high", 1000}};
                                   data.admission.priorityClassesKnown = true;
                                   if (never) data.admission.neverPreempting = {"high"};
                               });
    const auto answer = answerOf(documents, fleet);
    QTEST(certain(answer), "replicas");
    QCOMPARE(said(answer, "pending-pods-first").isEmpty(), answer.unsure == 0);
}

/// A node in another cluster is of no use here, whoever it was bought for.
void TestUnknowns::whatTheyBuyElsewhereIsGone()
{
    auto documents = asking(4);
    documents[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    documents[1]["spec"]["placement"]["clusterAffinity"] = Json{{"clusterNames", {"d"}}};
    const auto withClass = [](snapshot::ClusterData& data) {
        data.priorityClasses = {{"high", 1000}};
        data.admission.priorityClassesKnown = true;
    };
    snapshot::Fleet fleet =
        *fleetOf({.clusters = {{.name = "c"}, {.name = "d"}}, .stock = {{"cn-hangzhou-h", type, 4}}}, {},
                 {waiting("x", 1), waiting("y", 1), waiting("z", 1)}, withClass);
    snapshot::ClusterData data = *fleet.clusters.back();
    withClass(data);
    fleet.clusters.back() = snapshot::freezeCluster(std::move(data));
    QCOMPARE(certain(answerOf(documents, snapshot::freeze(std::move(fleet)))), u"1..4"_s);
}

BERTH_TEST(TestUnknowns)

} // namespace tst_unknowns

#include "tst_unknowns.moc"
