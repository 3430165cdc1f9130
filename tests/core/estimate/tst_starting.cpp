#include <QTest>

#include "core/estimate/fit.h"
#include "core/estimate/starting.h"
#include "core/model/age.h"
#include "core/snapshot/build.h"
#include "tests/support/test.h"

namespace tst_starting {

using namespace core;
using namespace Qt::StringLiterals;
using estimate::Starting;

namespace {

constexpr std::int64_t now = 1'795'000'000;
const std::string type = "ecs.gn7i-c8g1.2xlarge";

std::string minutesAgo(std::int64_t minutes)
{
    return minutes < 0 ? std::string() : model::toText(Time(Seconds(now - minutes * 60)));
}

struct Case {
    bool ready = false;
    std::int64_t cards = 1;  ///< allocatable; -1: the resource is not there
    std::int64_t has = -1;   ///< capacity; -1: as allocatable
    std::int64_t age = 3;    ///< [min]; -1: no time
    std::int64_t since = -1; ///< [min] its Ready condition is what it is; -1: no time
    std::string taint{};
    bool labelled = true;
    bool clock = true; ///< when the snapshot was taken is known
    std::string fault{};
};

snapshot::FleetPtr fleetOf(const Case& one)
{
    model::Node node;
    node.name = "n";
    node.labels = {{"kubernetes.io/hostname", "n"},
                   {"node.kubernetes.io/instance-type", type},
                   {"topology.kubernetes.io/zone", "cn-hangzhou-h"},
                   {"alibabacloud.com/nodepool-id", "gpu"}};
    if (one.labelled) {
        node.labels["aliyun.accelerator/nvidia_name"] = "NVIDIA-A10";
        node.labels["aliyun.accelerator/nvidia_count"] = "1";
    }
    node.allocatable = {{"cpu", 7900}, {"memory", std::int64_t{28} << 30U}, {"pods", 60}};
    node.capacity = node.allocatable;
    if (one.cards >= 0) node.allocatable["nvidia.com/gpu"] = node.capacity["nvidia.com/gpu"] = one.cards;
    if (one.has >= 0) node.capacity["nvidia.com/gpu"] = one.has;
    node.conditions = {{"Ready", one.ready ? "True" : "False", {}, {}}};
    if (!one.fault.empty()) node.conditions.push_back({one.fault, "True", {}, {}});
    node.creationTime = minutesAgo(one.age);
    node.readySince = minutesAgo(one.since);
    if (!one.taint.empty()) node.taints = {{one.taint, "", "NoSchedule"}};

    snapshot::ClusterData data;
    data.cluster.name = "c";
    data.nodesKnown = data.podsKnown = data.poolsKnown = true;
    model::NodePool pool;
    pool.id = "gpu";
    pool.maxSize = 4;
    pool.instanceTypes = {type};
    pool.zones = {{"cn-hangzhou-h", 9}};
    data.pools = {pool};
    model::Pod daemon;
    daemon.name = "d";
    daemon.spec.containers.emplace_back();
    daemon.spec.containers.front().requests["cpu"] = model::Quantity::ofMilli(100);
    daemon.spec.containers.front().ports = {{"", "TCP", 9400}};
    daemon.spec.tolerations = {{"", "Exists", "", ""}};
    data.daemonSets = {snapshot::shapeOf(daemon)};
    snapshot::buildTables(data, {node}, {});
    snapshot::Fleet fleet;
    if (one.clock) fleet.takenAt = Time(Seconds(now));
    fleet.instanceTypes = {{type, 8, 30720, "NVIDIA A10", 1, 24 * 1024, 48, "test"}};
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    return snapshot::freeze(std::move(fleet));
}

QString wordOf(Starting how)
{
    return how == Starting::Surely ? u"surely"_s : how == Starting::Perhaps ? u"perhaps"_s : u"no"_s;
}

} // namespace

/// Which nodes are on their way, and what they will have.
class TestStarting : public QObject {
    Q_OBJECT

private slots:
    void tellsStartingFromBroken_data()
    {
        QTest::addColumn<QString>("is");
        QTest::addColumn<int>("index");
        m_cases.clear();
        const auto row = [this](const char* name, const QString& is, const Case& one) {
            QTest::newRow(name) << is << static_cast<int>(m_cases.size());
            m_cases.push_back(one);
        };
        row("ready, with its card", u"no"_s, {.ready = true});
        row("not ready, registered a while ago", u"surely"_s, {});
        row("the same, and never was", u"surely"_s, {.since = 3});
        row("was ready, and is not any more", u"perhaps"_s, {.age = 10, .since = 2});
        row("at the limit", u"surely"_s, {.age = 15});
        row("beyond the limit", u"no"_s, {.age = 16});
        row("not ready for days", u"no"_s, {.age = 9000, .since = 4000});
        row("of a reboot a minute ago", u"no"_s, {.age = 9000, .since = 1});
        row("on its way out", u"no"_s, {.taint = "goatscaler.io/node-terminating"});
        row("no time of its own", u"no"_s, {.age = -1});
        row("the snapshot's time is not known", u"perhaps"_s, {.since = 3, .clock = false});
        row("nor since when it is so", u"no"_s, {.clock = false});
        row("ready, without the resource", u"surely"_s, {.ready = true, .cards = -1});
        row("ready, with 0 of it", u"surely"_s, {.ready = true, .cards = 0});
        row("ready since long, without it", u"no"_s, {.ready = true, .cards = -1, .age = 9000, .since = 8000});
        row("ready anew a while ago, without it", u"surely"_s, {.ready = true, .cards = -1, .age = 9000, .since = 2});
        row("ready since nobody knows when", u"perhaps"_s, {.ready = true, .cards = -1, .age = 9000});
        row("without the label an autoscaler looks at", u"perhaps"_s, {.ready = true, .cards = -1, .labelled = false});
        row("registered cards, none of them healthy", u"no"_s, {.ready = true, .cards = 0, .has = 1});
        row("its cards are isolated", u"no"_s, {.ready = true, .cards = 0, .fault = "NvidiaXID79Error"});
    }
    void tellsStartingFromBroken()
    {
        QFETCH(QString, is);
        QFETCH(int, index);
        const auto fleet = fleetOf(m_cases[static_cast<std::size_t>(index)]);
        const estimate::StartingNodes nodes = estimate::startingIn(*fleet, *fleet->clusters.front());
        QCOMPARE(wordOf(nodes.at(0)), is);
        QCOMPARE(nodes.any(), is != u"no"_s);
        QCOMPARE(nodes.surely != nullptr, is == u"surely"_s);
    }

    void hasItsCardsAndRoomForDaemonSets()
    {
        const auto fleet = fleetOf({.cards = -1, .taint = "node.kubernetes.io/not-ready"});
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        const estimate::StartingNodes nodes = estimate::startingIn(*fleet, cluster);
        QVERIFY(nodes.surely != nullptr && nodes.all == nodes.surely);
        const snapshot::NodeTable& then = nodes.surely->nodes;
        QCOMPARE(then.names[0], cluster.nodes.names[0]);
        QVERIFY(then.ready[0] != 0);
        QVERIFY(then.taintSets[then.taintSet[0]].empty());
        QCOMPARE(then.allocatable[*then.resource("nvidia.com/gpu")][0], std::int64_t{1});
        QCOMPARE(then.allocatable[*then.resource("cpu")][0], std::int64_t{7800}); // its own, less the daemon set's
    }

    /// They are there before any other, as on a node that is yet to be bought.
    void isNotForPodsThatItsDaemonSetsKeepOff()
    {
        const auto fleet = fleetOf({.cards = -1, .taint = "node.kubernetes.io/not-ready"});
        const estimate::StartingNodes nodes = estimate::startingIn(*fleet, *fleet->clusters.front());
        QVERIFY(nodes.surely != nullptr);
        const auto withPort = [](std::int32_t port) {
            model::Pod pod;
            pod.ns = "default";
            pod.spec.containers.emplace_back();
            pod.spec.containers.front().ports = {{"", "TCP", port}};
            return pod;
        };
        const auto refused = estimate::Fit(*nodes.surely, withPort(9400)).check(0);
        QVERIFY(refused && refused->plugin == estimate::Plugin::NodePorts);
        QVERIFY(!estimate::Fit(*nodes.surely, withPort(9401)).check(0));
    }

    /// Since when a node is ready survives the file, and is part of the digest.
    void theTimeIsKept()
    {
        const auto with = fleetOf({.since = 3});
        const auto without = fleetOf({});
        QVERIFY(with->digest != without->digest);
        QCOMPARE(with->clusters.front()->nodes.changedAt(0), now - 180);
        QCOMPARE(without->clusters.front()->nodes.changedAt(0), std::int64_t{0});
    }

private:
    std::vector<Case> m_cases;
};

BERTH_TEST(TestStarting)

} // namespace tst_starting

#include "tst_starting.moc"
