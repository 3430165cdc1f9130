#include <QTest>

#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

namespace tst_kept_off {

using namespace core;
using preview::Preview;

namespace {

/// Three nodes with one card each that nobody uses, and no pool that could buy.
snapshot::FleetPtr idle(const model::Labels& labels, const std::vector<model::Taint>& taints)
{
    std::vector<model::Node> nodes;
    for (const char* name : {"n1", "n2", "n3"}) {
        nodes.push_back(one_cluster::node(name, 1));
        nodes.back().labels.insert(labels.begin(), labels.end());
        nodes.back().taints = taints;
    }
    return one_cluster::fleetOf(nodes, {}, 0, [](snapshot::ClusterData& data) { data.pools.clear(); });
}

std::vector<Json> documents(std::int64_t replicas, const QString& podPatch)
{
    auto out = one_cluster::documents("Deployment", replicas);
    out[0]["spec"]["template"]["spec"].merge_patch(Json::parse(podPatch.toStdString()));
    return out;
}

QString texts(const Preview& preview)
{
    QStringList out;
    for (const preview::Remedy& remedy : preview.remedies)
        out << QString::fromStdString(remedy.text) +
                   (remedy.placesMore ? QStringLiteral(" +%1").arg(*remedy.placesMore) : QString());
    return out.join(QLatin1Char('\n'));
}

QString boundBy(const Preview& preview)
{
    return QString::fromStdString(preview.clusters.front().capacities.bindingText);
}

QString affinity(const char* expressions)
{
    return QStringLiteral(R"({"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":
                             {"nodeSelectorTerms":[{"matchExpressions":%1}]}}}})")
        .arg(QLatin1String(expressions));
}

} // namespace

/// Idle nodes that a condition of the pods, or a taint, keeps them off: it is named, and what would change it is tried.
class TestKeptOff : public QObject {
    Q_OBJECT

private slots:
    void theRuleIsNamedAndItsRemedyHolds_data()
    {
        QTest::addColumn<QString>("pod");    ///< merged into the template's spec
        QTest::addColumn<bool>("tainted");   ///< the nodes are
        QTest::addColumn<QString>("bound");  ///< what holds the cluster back
        QTest::addColumn<QString>("remedy"); ///< with what it claims to place besides
        QTest::addColumn<QString>("mended"); ///< merged into the template's spec as the remedy says
        const QString plain = QStringLiteral("{}");
        const QString typo = QStringLiteral(R"({"nodeSelector":{"gpu":"A100"}})");
        QTest::newRow("selector") << typo << false
                                  << "3 nodes would take one but for nodeSelector gpu=A100, where they have A10"
                                  << "set nodeSelector gpu=A100 of the pod template to A10 +3"
                                  << R"({"nodeSelector":{"gpu":"A10"}})";
        QTest::newRow("selector of a label that they lack")
            << R"({"nodeSelector":{"room":"7"}})" << false
            << "3 nodes would take one but for nodeSelector room=7, a label that they lack"
            << "take nodeSelector room=7 out of the pod template +3"
            << R"({"nodeSelector":null})";
        QTest::newRow("affinity")
            << affinity(R"([{"key":"gpu","operator":"In","values":["A100","H100"]}])") << false
            << "3 nodes would take one but for node affinity gpu in (A100,H100), where they have A10"
            << "let node affinity gpu in (A100,H100) of the pod template take A10, too +3"
            << affinity(R"([{"key":"gpu","operator":"In","values":["A100","H100","A10"]}])");
        QTest::newRow("affinity that rules out")
            << affinity(R"([{"key":"gpu","operator":"NotIn","values":["A10"]}])") << false
            << "3 nodes would take one but for node affinity gpu notin (A10), where they have A10"
            << "take node affinity gpu notin (A10) out of the pod template +3"
            << R"({"affinity":null})";
        QTest::newRow("taint") << plain << true << "3 nodes would take one but for taint dedicated=train:NoSchedule"
                               << "tolerate taint dedicated=train:NoSchedule of nodes n1, n2 and n3 of c +3"
                               << R"({"tolerations":[{"key":"dedicated","operator":"Exists"}]})";
        QTest::newRow("both together")
            << typo << true
            << "3 nodes would take one but for nodeSelector gpu=A100 and taint dedicated=train:NoSchedule, where they "
               "have A10"
            << "do both: tolerate taint dedicated=train:NoSchedule of nodes n1, n2 and n3 of c; set nodeSelector "
               "gpu=A100 of the pod template to A10 +3"
            << R"({"nodeSelector":{"gpu":"A10"},"tolerations":[{"key":"dedicated","operator":"Exists"}]})";
    }
    void theRuleIsNamedAndItsRemedyHolds()
    {
        QFETCH(QString, pod);
        QFETCH(bool, tainted);
        QFETCH(QString, bound);
        QFETCH(QString, remedy);
        QFETCH(QString, mended);
        const std::vector<model::Taint> taints{{"dedicated", "train", "NoSchedule"}};
        const auto fleet = idle({{"gpu", "A10"}}, tainted ? taints : std::vector<model::Taint>());
        const Preview preview = one_cluster::answerOf(documents(3, pod), fleet);
        QCOMPARE(preview.placed, 0);
        QCOMPARE(boundBy(preview), bound);
        QVERIFY2(texts(preview).split(QLatin1Char('\n')).contains(remedy), qPrintable(texts(preview)));
        auto after = documents(3, pod);
        after[0]["spec"]["template"]["spec"].merge_patch(Json::parse(mended.toStdString()));
        QCOMPARE(one_cluster::answerOf(after, fleet).placed, 3);
    }

    /// A node in a mode that does not serve the pods has none of what they ask for: the mode is why, whoever refuses.
    void theSharingModeIsNamed_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("asks");
        QTest::addColumn<QString>("offers"); ///< of the nodes
        QTest::addColumn<QString>("text");
        const auto row = [](const char* mode, const char* asks, const char* offers, const char* text) {
            QTest::addRow("%s: %s", mode, asks) << mode << asks << offers << text;
        };
        row("share", "nvidia.com/gpu", "aliyun.com/gpu-mem",
            "Insufficient nvidia.com/gpu (asks 1, has 0), even when empty; nodes in sharing mode share (label "
            "ack.node.gpu.schedule) give out no nvidia.com/gpu");
        row("default", "aliyun.com/gpu-mem", "nvidia.com/gpu",
            "Insufficient aliyun.com/gpu-mem (asks 1, has 0), even when empty; nodes in sharing mode default (label "
            "ack.node.gpu.schedule) give out no aliyun.com/gpu-mem");
        row("cgpu", "nvidia.com/gpu", "nvidia.com/gpu", // the device plugin has not spoken yet
            "node(s) share their cards in another mode; nodes in sharing mode cgpu (label ack.node.gpu.schedule) give "
            "out no nvidia.com/gpu");
        row("share", "example.com/dev", "aliyun.com/gpu-mem",
            "Insufficient example.com/dev (asks 1, has 0), even when empty");
    }
    void theSharingModeIsNamed()
    {
        QFETCH(QString, mode);
        QFETCH(QString, asks);
        QFETCH(QString, offers);
        QFETCH(QString, text);
        auto node = one_cluster::node("n1", 0);
        node.labels["ack.node.gpu.schedule"] = mode.toStdString();
        node.allocatable[offers.toStdString()] = 24;
        auto manifests = documents(1, QStringLiteral("{}"));
        manifests[0]["spec"]["template"]["spec"]["containers"][0]["resources"] = {
            {"limits", {{asks.toStdString(), 1}}}};
        const auto running =
            one_cluster::fleetOf({node}, {}, 0, [](snapshot::ClusterData& data) { data.pools.clear(); });
        const QString why =
            QString::fromStdString(toTree(one_cluster::answerOf(manifests, running).clusters.front().why));
        QVERIFY2(why.contains(QStringLiteral("1 node: ") + text + QLatin1Char('.')), qPrintable(why));
    }
    void theSharingModeOfAPoolIsNamed()
    {
        const auto fleet = one_cluster::fleetOf({}, {}, 5, [](snapshot::ClusterData& data) {
            data.pools.front().labels["ack.node.gpu.schedule"] = "share";
        });
        const QString bound = boundBy(one_cluster::answerOf(documents(1, QStringLiteral("{}")), fleet));
        QVERIFY2(bound.endsWith(QStringLiteral("; nodes in sharing mode share (label ack.node.gpu.schedule) give out "
                                               "no nvidia.com/gpu")),
                 qPrintable(bound));
    }

    /// The scheduler places all or none: room for some is offered with as many replicas.
    void offersFewerWhereTheRoomIsNotEnough()
    {
        const auto fleet = idle({}, {{"dedicated", "train", "NoSchedule"}});
        const Preview preview = one_cluster::answerOf(documents(4, QStringLiteral("{}")), fleet);
        const QString remedy = QStringLiteral("do both: tolerate taint dedicated=train:NoSchedule of nodes n1, n2 and "
                                              "n3 of c; ask for 3 replicas +3");
        QVERIFY2(texts(preview).split(QLatin1Char('\n')).contains(remedy), qPrintable(texts(preview)));
        const auto three = documents(3, QStringLiteral(R"({"tolerations":[{"operator":"Exists"}]})"));
        QCOMPARE(one_cluster::answerOf(three, fleet).placed, 3);
    }

    /// Whoever tolerates a taint of a node that goes away has no place for long: such nodes hide no other's taint.
    void nodesThatGoAwayAreKeptByNoTaint()
    {
        std::vector<model::Node> nodes;
        for (const char* key : {"a", "b", "c"})
            for (const char* name : {"1", "2"}) {
                nodes.push_back(one_cluster::node(std::string(key) + name, 1));
                nodes.back().taints = {{key, "", "NoSchedule"}, {"ToBeDeletedByClusterAutoscaler", "1", "NoSchedule"}};
            }
        nodes.push_back(one_cluster::node("d", 1));
        nodes.back().taints = {{"node.kubernetes.io/unschedulable", "", "NoSchedule"}, {"d", "", "NoSchedule"}};
        nodes.push_back(one_cluster::node("e", 1));
        nodes.back().taints = {{"d", "", "NoSchedule"}};
        const auto fleet = one_cluster::fleetOf(nodes, {}, 0, [](snapshot::ClusterData& data) { data.pools.clear(); });
        const Preview preview = one_cluster::answerOf(documents(1, QStringLiteral("{}")), fleet);
        QVERIFY2(boundBy(preview).startsWith(QStringLiteral("1 node would take one but for taint d:NoSchedule")),
                 qPrintable(boundBy(preview)));
        const QString remedy = QStringLiteral("tolerate taint d:NoSchedule of nodes d and e of c +1");
        QVERIFY2(texts(preview).split(QLatin1Char('\n')).contains(remedy), qPrintable(texts(preview)));
    }

    /// Where nothing idles there, the rule is not what is in the way.
    void nodesThatAreFullAreKeptByNoRule()
    {
        std::vector<model::Pod> pods;
        for (const char* name : {"n1", "n2", "n3"}) pods.push_back(one_cluster::pod(std::string("on-") + name, name));
        std::vector<model::Node> nodes;
        for (const char* name : {"n1", "n2", "n3"}) {
            nodes.push_back(one_cluster::node(name, 1));
            nodes.back().taints = {{"dedicated", "train", "NoSchedule"}};
        }
        const auto fleet =
            one_cluster::fleetOf(nodes, pods, 0, [](snapshot::ClusterData& data) { data.pools.clear(); });
        const Preview preview = one_cluster::answerOf(documents(3, QStringLiteral("{}")), fleet);
        QCOMPARE(boundBy(preview), QStringLiteral("no elastic pool"));
        QVERIFY2(!texts(preview).contains(QStringLiteral("tolerate taint")), qPrintable(texts(preview)));
    }

    /// A node that is not bought yet has no name: the condition goes, or names a node that is there.
    void nobodyKnowsTheNameOfANewNode()
    {
        const QString pod = QStringLiteral(R"({"nodeSelector":{"kubernetes.io/hostname":"x"}})");
        const QString out = QStringLiteral("take nodeSelector kubernetes.io/hostname=x out of the pod template +1");
        const auto bought = one_cluster::answerOf(documents(1, pod), one_cluster::fleetOf({}, {}, 5));
        QVERIFY2(texts(bought).split(QLatin1Char('\n')).contains(out), qPrintable(texts(bought)));
        QVERIFY2(!texts(bought).contains(QStringLiteral("new-")), qPrintable(texts(bought)));
        QVERIFY2(boundBy(bought).contains(QStringLiteral("kubernetes.io/hostname=x, it has a value of its own)")),
                 qPrintable(boundBy(bought)));
        const auto there = one_cluster::answerOf(documents(1, pod), idle({}, {}));
        QVERIFY2(texts(there).split(QLatin1Char('\n')).contains(out), qPrintable(texts(there)));
        QVERIFY2(texts(there).contains(
                     QStringLiteral("set nodeSelector kubernetes.io/hostname=x of the pod template to n1 +1")),
                 qPrintable(texts(there)));
    }

    /// What is asked, what there is, and what might have been meant.
    void refusalsHaveFigures_data()
    {
        QTest::addColumn<QString>("pod");
        QTest::addColumn<bool>("pool"); ///< with one, that buys the type of the fixture
        QTest::addColumn<QString>("said");
        const QString cpu =
            QStringLiteral(R"({"containers":[{"name":"c","resources":{"requests":{"cpu":"16","memory":"64Gi"}}}]})");
        QTest::newRow("nodes")
            << cpu << false
            << "Insufficient cpu (asks 16, has at most 7.9) and Insufficient memory (asks 64Gi, has at "
               "most 28Gi), even when empty";
        QTest::newRow("an empty node of the pool")
            << cpu << true << "does not fit an empty ecs.gn7i-c8g1.2xlarge of pool gpu: Insufficient cpu (asks 16, has";
        QTest::newRow("a value that no node has")
            << R"({"nodeSelector":{"gpu":"NVIDIA-A1O"},"containers":[{"name":"c","resources":{"requests":{"cpu":"16"}}}]})"
            << false << "(no node has gpu=NVIDIA-A1O, they have NVIDIA-A10; did you mean NVIDIA-A10?)";
        QTest::newRow("a label that no node has")
            << R"({"nodeSelector":{"topology.kubernetes.io/zonne":"x"},"containers":[{"name":"c","resources":{"requests":{"cpu":"16"}}}]})"
            << false << "(no node has label topology.kubernetes.io/zonne; did you mean topology.kubernetes.io/zone?)";
        QTest::newRow("a label of the pool's nodes")
            << R"({"nodeSelector":{"node.kubernetes.io/instance-type":"ecs.other"}})" << true
            << "(nodeSelector node.kubernetes.io/instance-type=ecs.other, it has ecs.gn7i-c8g1.2xlarge)";
    }
    void refusalsHaveFigures()
    {
        QFETCH(QString, pod);
        QFETCH(bool, pool);
        QFETCH(QString, said);
        std::vector<model::Node> nodes{one_cluster::node("n1", 1)};
        nodes.back().labels["gpu"] = "NVIDIA-A10";
        const auto fleet =
            one_cluster::fleetOf(nodes, {one_cluster::pod("on-n1", "n1")}, 5, [&](snapshot::ClusterData& data) {
                if (!pool) data.pools.clear();
            });
        const QString all = texts(one_cluster::answerOf(documents(2, pod), fleet));
        QVERIFY2(all.contains(said), qPrintable(all));
    }
};

BERTH_TEST(TestKeptOff)

} // namespace tst_kept_off

#include "tst_kept_off.moc"
