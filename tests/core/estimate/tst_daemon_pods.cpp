#include <QTest>

#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_daemon_pods {

using namespace core;
using namespace core::estimate;
using fleets::a10;
using fleets::deployment;
using fleets::pool;
using fleets::shown;

namespace {

const std::string host = "kubernetes.io/hostname";
const std::string zone = "topology.kubernetes.io/zone";

std::string daemonSet(const std::string& spec, const std::string& container = "", const std::string& ns = "default",
                      const std::string& labels = "d: exporter")
{
    return "---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: exporter, namespace: " + ns +
           "}\nspec: {selector: {matchLabels: {d: exporter}}, template: {metadata: {labels: {" + labels +
           "}}, spec: {" + spec + (spec.empty() ? "" : ", ") +
           "containers: [{name: c, image: i, resources: {requests: {cpu: 100m}}" +
           (container.empty() ? "" : ", " + container) + "}]}}}\n";
}

std::string affinity(const std::string& kind, const std::string& labels, const std::string& key = host)
{
    return "affinity: {" + kind + ": {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: " + key +
           ", labelSelector: {matchLabels: {" + labels + "}}}]}}";
}

std::string port(int number, const std::string& more = "")
{
    return "ports: [{containerPort: 80, hostPort: " + std::to_string(number) + more + "}]";
}

/// One card a pod, so that a node of the pool takes one.
std::string cards(const std::string& spec = "", const std::string& container = "")
{
    return deployment("nvidia.com/gpu: 1, cpu: 4", spec, container);
}

/// A pool of two nodes at most, in one zone, and stock for more.
snapshot::FleetPtr fleetOf(const std::string& objects, const std::string& more = "")
{
    return fleets::fleet(objects, "  nodePools:\n" + pool("maxSize: 2, zones: [cn-hangzhou-h]" + more),
                         fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "9"));
}

Provisionable offersFor(const snapshot::FleetPtr& fleet, const Ask& ask)
{
    return provisionable(*fleet, *fleet->cluster("c"), ask, Stock(*fleet));
}

std::vector<std::optional<std::int64_t>> unbounded(const Provisionable& what)
{
    return std::vector<std::optional<std::int64_t>>(what.offers.size());
}

} // namespace

/// What the pods of daemon sets are to others on a node that does not exist yet.
class TestDaemonPods : public QObject {
    Q_OBJECT

private slots:
    void onNewNodes_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<QString>("refusal"); // empty: two pods come onto two nodes
        QTest::addColumn<QString>("by");
        const auto row = [](const char* name, const std::string& objects, const std::string& manifest,
                            const char* refusal = "", const char* by = "exporter") {
            QTest::newRow(name) << QString::fromStdString(objects) << QString::fromStdString(manifest) << refusal
                                << (*refusal == '\0' ? "" : by);
        };
        const char* taken = "node(s) didn't have free ports for the requested pod ports";
        const char* near = "node(s) didn't match pod affinity rules";
        const char* apart = "node(s) didn't match pod anti-affinity rules";
        const char* repelled = "node(s) didn't satisfy existing pods anti-affinity rules";
        const std::string web = "ports: [{containerPort: 9400}]";
        row("strangers", daemonSet(""), cards());
        row("a host port of both", daemonSet("", port(8080)), cards("", port(8080)), taken);
        row("the host's network for both", daemonSet("hostNetwork: true", web), cards("hostNetwork: true", web), taken);
        row("a host port, and the host's network", daemonSet("hostNetwork: true", web), cards("", port(9400)), taken);
        row("a port of its own network", daemonSet("hostNetwork: true", web), cards("", web));
        row("another port", daemonSet("", port(8081)), cards("", port(8080)));
        row("another protocol", daemonSet("", port(8080, ", protocol: UDP")), cards("", port(8080)));
        row("another address", daemonSet("", port(8080, ", hostIP: 10.0.0.1")),
            cards("", port(8080, ", hostIP: 10.0.0.2")));
        row("the port, on other nodes", daemonSet("nodeSelector: {rack: r1}", port(8080)), cards("", port(8080)));
        row("wants to be apart", daemonSet(""), cards(affinity("podAntiAffinity", "d: exporter")), apart);
        row("apart by zone", daemonSet(""), cards(affinity("podAntiAffinity", "d: exporter", zone)), apart);
        row("apart by a label that no node has", daemonSet(""),
            cards(affinity("podAntiAffinity", "d: exporter", "rack")));
        row("apart from those of its own namespace", daemonSet("", "", "kube-system"),
            cards(affinity("podAntiAffinity", "d: exporter")));
        row("is kept apart", daemonSet(affinity("podAntiAffinity", "app: w")), cards(), repelled);
        row("is kept apart by zone", daemonSet(affinity("podAntiAffinity", "app: w", zone)), cards(), repelled);
        row("others are kept apart", daemonSet(affinity("podAntiAffinity", "app: other")), cards());
        row("it keeps those of its own namespace apart",
            daemonSet(affinity("podAntiAffinity", "app: w"), "", "kube-system"), cards());
        row("wants to be near", daemonSet(""), cards(affinity("podAffinity", "d: exporter")));
        row("near by zone", daemonSet(""), cards(affinity("podAffinity", "d: exporter", zone)));
        row("near what is elsewhere", daemonSet("nodeSelector: {rack: r1}"),
            cards(affinity("podAffinity", "d: exporter")), near, "");
        row("near itself, as the daemon set is", daemonSet("", "", "default", "d: exporter, app: w"),
            cards(affinity("podAffinity", "app: w")));
        // The node that runs has none of them, the new one starts with one.
        row("spread with it", fleets::node("a", "cpu: 1") + daemonSet("", "", "default", "d: exporter, app: w"),
            cards("topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: "
                  "DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]"),
            "node(s) didn't match pod topology spread constraints", "");
        row("spread with it, more loosely",
            fleets::node("a", "cpu: 1") + daemonSet("", "", "default", "d: exporter, app: w"),
            cards("topologySpreadConstraints: [{maxSkew: 2, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: "
                  "DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]"));
    }
    void onNewNodes()
    {
        QFETCH(QString, objects);
        QFETCH(QString, manifest);
        QFETCH(QString, refusal);
        QFETCH(QString, by);
        const auto fleet = fleetOf(objects.toStdString());
        const Provisionable got = offersFor(fleet, askFor(fleets::workload(manifest.toStdString()), 1000));
        QCOMPARE(got.offers.size(), std::size_t{1});
        const std::optional<Refusal>& is = got.offers.front().refusal;
        QCOMPARE(is ? QString::fromStdString(is->reasons.front()) : QString(), refusal);
        QCOMPARE(is ? QString::fromStdString(is->by) : QString(), by);
        QCOMPARE(shown(got.deliverable), refusal.isEmpty() ? QString("2") : QString("0"));
        QCOMPARE(got.binding, refusal.isEmpty() ? Limit::Yours : Limit::Rule);
    }

    /// A pool whose nodes the daemon set leaves out is the one that is bought from.
    void buysWhereTheyAreNot()
    {
        const auto fleet =
            fleets::fleet(daemonSet("nodeSelector: {pool: x}", port(8080)),
                          "  nodePools:\n" + pool("maxSize: 2, zones: [cn-hangzhou-h], labels: {pool: x}") +
                              pool("maxSize: 2, zones: [cn-hangzhou-h]", a10, "np-b"),
                          fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "9"));
        const Provisionable got = offersFor(fleet, askFor(fleets::workload(cards("", port(8080))), 1000));
        QCOMPARE(got.offers.size(), std::size_t{2});
        for (const Offer& offer : got.offers) QCOMPARE(offer.refusal.has_value(), offer.pool == 0);
        QCOMPARE(shown(got.deliverable), QString("2"));
    }

    /// Each node brings one that the constraint counts: with a skew of 1 no zone may get a second node once both have one.
    void spreadOverZonesWithIt_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("ns");
        QTest::addColumn<int>("maxSkew");
        QTest::addColumn<QString>("took"); // of 5
        QTest::addColumn<QString>("deliverable");
        QTest::newRow("it is not counted") << ""
                                           << "d: exporter"
                                           << "default" << 1 << "3 2"
                                           << "10";
        QTest::newRow("it is counted") << ""
                                       << "d: exporter, app: w"
                                       << "default" << 1 << "1 1"
                                       << "2-10";
        QTest::newRow("of a larger skew") << ""
                                          << "d: exporter, app: w"
                                          << "default" << 2 << "3 2"
                                          << "10";
        QTest::newRow("of another namespace") << ""
                                              << "d: exporter, app: w"
                                              << "kube-system" << 1 << "3 2"
                                              << "10";
        // One zone starts with one more, so that they take turns.
        QTest::newRow("it runs in one zone")
            << QString::fromStdString(fleets::node("a", "cpu: 1", zone + ": cn-hangzhou-h") +
                                      fleets::pod("exporter-1", "a", "cpu: 100m", "d: exporter, app: w"))
            << "d: exporter, app: w"
            << "default" << 1 << "2 3"
            << "1-10";
    }
    void spreadOverZonesWithIt()
    {
        QFETCH(QString, objects);
        QFETCH(QString, labels);
        QFETCH(QString, ns);
        QFETCH(int, maxSkew);
        const auto fleet =
            fleets::fleet(objects.toStdString() + daemonSet("", "", ns.toStdString(), labels.toStdString()),
                          "  nodePools:\n" + pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
                          fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "9") +
                              fleets::stock("cn-hangzhou-i", "9"));
        const Provisionable got = offersFor(
            fleet, askFor(fleets::workload(cards("topologySpreadConstraints: [{maxSkew: " + std::to_string(maxSkew) +
                                                 ", topologyKey: " + zone +
                                                 ", whenUnsatisfiable: DoNotSchedule, labelSelector: "
                                                 "{matchLabels: {app: w}}}]")),
                          1000));
        QCOMPARE(got.offers.size(), std::size_t{2});
        const Purchase bought = purchase(got, 5, unbounded(got));
        QTEST(QString("%1 %2").arg(bought.replicas[0]).arg(bought.replicas[1]), "took");
        QTEST(shown(got.deliverable), "deliverable");
    }

    /// What a type has is not known; that the port is taken is.
    void ofATypeThatNobodyDescribed()
    {
        const auto fleet =
            fleets::fleet(daemonSet("", port(8080)),
                          "  nodePools:\n" + pool("maxSize: 2, zones: [cn-hangzhou-h]", "ecs.gn9x.2xlarge"),
                          "stock:\n" + fleets::stock("cn-hangzhou-h", "9", "ecs.gn9x.2xlarge"));
        const Provisionable got = offersFor(fleet, askFor(fleets::workload(cards("", port(8080))), 1000));
        QCOMPARE(shown(got.deliverable), QString("0"));
        QVERIFY(got.offers.front().refusal && got.offers.front().refusal->plugin == Plugin::NodePorts);
        QVERIFY(got.offers.front().doubt == Doubt::None);
    }

    void groupsNearThem()
    {
        const auto fleet = fleetOf(daemonSet(""));
        Ask ask = askFor(fleets::workload(cards(affinity("podAffinity", "d: exporter"))), 20);
        ask.pods.front().count = 2;
        const Provisionable got = offersFor(fleet, ask);
        QCOMPARE(shown(got.deliverable), QString("1"));
        const Purchase bought = purchase(got, 1, unbounded(got));
        QCOMPARE(bought.missing, 0);
        QCOMPARE(bought.nodes, (std::vector<std::int64_t>{2}));
    }

    /// A group of which a new node takes only some pods does not become whole.
    void groupsKeptOff_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("container");
        const auto row = [](const char* name, const std::string& objects, const std::string& spec,
                            const std::string& container) {
            QTest::newRow(name) << QString::fromStdString(objects) << QString::fromStdString(spec)
                                << QString::fromStdString(container);
        };
        row("by a port", daemonSet("", port(8080)), "", port(8080));
        row("by its own rule", daemonSet(""), affinity("podAntiAffinity", "d: exporter"), "");
    }
    void groupsKeptOff()
    {
        QFETCH(QString, objects);
        QFETCH(QString, spec);
        QFETCH(QString, container);
        const auto fleet = fleetOf(objects.toStdString());
        Ask ask = askFor(fleets::workload(cards()), 20);
        const Ask head =
            askFor(fleets::workload(deployment("cpu: 2", spec.toStdString(), container.toStdString())), 20);
        ask.pods.insert(ask.pods.begin(), head.pods.front());
        const Provisionable got = offersFor(fleet, ask);
        QCOMPARE(shown(got.deliverable), QString("0"));
        QCOMPARE(got.binding, Limit::Rule);
        QCOMPARE(purchase(got, 1, unbounded(got)).missing, 1);
        // Without the daemon set the two are one group on one node.
        QCOMPARE(shown(offersFor(fleetOf(""), ask).deliverable), QString("2"));
    }
};

BERTH_TEST(TestDaemonPods)

} // namespace tst_daemon_pods

#include "tst_daemon_pods.moc"
