#include <QTest>

#include "core/model/node.h"
#include "core/model/pool.h"
#include "core/model/storage.h"
#include "tests/support/test.h"

namespace tst_node {

using namespace core;
using namespace core::model;

/// Nodes, the names of what they are bought as, and the volumes that tie pods to them.
class TestNode : public QObject {
    Q_OBJECT

private slots:
    void readsANode()
    {
        Issues issues;
        const Node node = readNode(
            {{"metadata", {{"name", "a"}, {"labels", {{"zone", "h"}}}, {"creationTimestamp", "2026-01-01T00:00:00Z"}}},
             {"spec",
              {{"unschedulable", true},
               {"providerID", "x.i-1"},
               {"taints", {{{"key", "k"}, {"effect", "NoSchedule"}}}}}},
             {"status",
              {{"capacity", {{"cpu", "8"}, {"memory", "1Gi"}}},
               {"allocatable", {{"cpu", "7488m"}, {"nvidia.com/gpu", "1"}}},
               {"conditions", {{{"type", "Ready"}, {"status", "False"}, {"reason", "KubeletNotReady"}}}}}}},
            "", issues);
        QVERIFY(issues.empty());
        QCOMPARE(node.name, std::string("a"));
        QCOMPARE(node.capacity.at("memory"), Amount{1} << 30);
        QCOMPARE(node.allocatable.at("cpu"), Amount{7488});
        QCOMPARE(node.taints.at(0).key, std::string("k"));
        QVERIFY(node.unschedulable && !isReady(node));
    }

    void aNodeIsReadyUnlessItSaysOtherwise_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("ready");
        QTest::newRow("no condition") << "" << true;
        QTest::newRow("True") << "True" << true;
        QTest::newRow("False") << "False" << false;
        QTest::newRow("Unknown") << "Unknown" << false;
    }
    void aNodeIsReadyUnlessItSaysOtherwise()
    {
        QFETCH(QString, status);
        QFETCH(bool, ready);
        Node node;
        if (!status.isEmpty()) node.conditions.push_back({"Ready", status.toStdString(), {}, {}});
        QCOMPARE(isReady(node), ready);
    }

    void saysWhereANodeIsWrong()
    {
        Issues issues;
        const Node node =
            readNode({{"metadata", {{"name", "a"}}}, {"status", {{"allocatable", {{"cpu", "many"}, {"pods", "10"}}}}}},
                     "", issues);
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].path, std::string("/status/allocatable/cpu"));
        QVERIFY(!node.allocatable.contains("cpu")); // unknown is not zero
        QCOMPARE(node.allocatable.at("pods"), Amount{10});
    }

    void namesTellFamilyAndRegion_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("region");
        QTest::newRow("GPU") << "ecs.gn7i-c8g1.2xlarge"
                             << "gn7i"
                             << "cn-hangzhou-h"
                             << "cn-hangzhou";
        QTest::newRow("plain") << "ecs.g8i.2xlarge"
                               << "g8i"
                               << "ap-southeast-1a"
                               << "ap-southeast-1";
        QTest::newRow("bare metal") << "ecs.ebmgn7ix.32xlarge"
                                    << "ebmgn7ix"
                                    << "us-east-1b"
                                    << "us-east-1";
        QTest::newRow("another cloud") << "p4d.24xlarge"
                                       << ""
                                       << "idc"
                                       << "idc";
        QTest::newRow("nothing") << ""
                                 << ""
                                 << ""
                                 << "";
        QTest::newRow("half") << "ecs.gn7i"
                              << ""
                              << "a"
                              << "a";
    }
    void namesTellFamilyAndRegion()
    {
        QFETCH(QString, type);
        QFETCH(QString, family);
        QFETCH(QString, zone);
        QFETCH(QString, region);
        QCOMPARE(QString::fromStdString(familyOf(type.toStdString())), family);
        QCOMPARE(QString::fromStdString(regionOf(zone.toStdString())), region);
    }

    void readsAClaim()
    {
        Issues issues;
        const auto claim = readClaim({{"metadata", {{"name", "c"}, {"namespace", "d"}}},
                                      {"spec",
                                       {{"storageClassName", ""},
                                        {"volumeName", "v"},
                                        {"accessModes", {"ReadWriteOnce"}},
                                        {"selector", {{"matchLabels", {{"a", "b"}}}}},
                                        {"resources", {{"requests", {{"storage", "1.5Gi"}}}}}}},
                                      {"status", {{"phase", "Pending"}}}},
                                     "", issues);
        QVERIFY(issues.empty());
        QVERIFY(claim.classStated && claim.storageClass.empty() && !claim.bound);
        QCOMPARE(claim.request, Amount{1610612736});
        QVERIFY(matches(*claim.selector, {{"a", "b"}}));
        const Json bound = {
            {"metadata", {{"name", "c"}, {"annotations", {{"pv.kubernetes.io/bind-completed", "yes"}}}}}};
        QVERIFY(readClaim(bound, "", issues).bound);
    }

    void readsAVolumeAndItsZone()
    {
        Issues issues;
        const auto volume = readVolume(
            {{"metadata", {{"name", "v"}}},
             {"spec",
              {{"capacity", {{"storage", "10"}}},
               {"claimRef", {{"namespace", "d"}, {"name", "c"}}},
               {"csi", {{"driver", "diskplugin.csi.alibabacloud.com"}}},
               {"nodeAffinity",
                {{"required",
                  {{"nodeSelectorTerms",
                    {{{"matchExpressions", {{{"key", "zone"}, {"operator", "In"}, {"values", {"h"}}}}}}}}}}}}}},
             {"status", {{"phase", "Bound"}}}},
            "", issues);
        QVERIFY(issues.empty());
        QCOMPARE(volume.capacity, Amount{10});
        QCOMPARE(volume.claimNs + "/" + volume.claimName, std::string("d/c"));
        QCOMPARE(volume.nodeAffinity->at(0).expressions.at(0).values, std::vector<std::string>{"h"});
    }

    void readsAClass()
    {
        Issues issues;
        const auto made = readStorageClass(
            {{"metadata", {{"name", "s"}, {"annotations", {{"storageclass.kubernetes.io/is-default-class", "true"}}}}},
             {"provisioner", "p"},
             {"volumeBindingMode", "WaitForFirstConsumer"},
             {"allowedTopologies", {{{"matchLabelExpressions", {{{"key", "zone"}, {"values", {"h", "i"}}}}}}}}},
            "", issues);
        QVERIFY(issues.empty());
        QVERIFY(made.isDefault && made.waitForFirstConsumer);
        QVERIFY(matches(made.allowedTopologies.at(0).expressions, {{"zone", "i"}}));
        QVERIFY(!matches(made.allowedTopologies.at(0).expressions, {{"zone", "k"}}));
    }
};

BERTH_TEST(TestNode)

} // namespace tst_node

#include "tst_node.moc"
