#include <QTest>

#include "core/estimate/attachments.h"
#include "core/estimate/claim_templates.h"
#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_claims {

using namespace core;
using namespace core::estimate;
using namespace Qt::StringLiterals;
using fleets::node;
using fleets::pod;
using fleets::shown;

namespace {

/// Claim "models", bound to a volume of this driver.
std::string claim(const std::string& mode, const std::string& driver = "diskplugin.csi.alibabacloud.com")
{
    return "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: models, namespace: default}\n"
           "spec: {volumeName: pv, accessModes: [" +
           mode +
           "], resources: {requests: {storage: 20Gi}}}\nstatus: {phase: Bound}\n"
           "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv}\nspec: {capacity: {storage: 20Gi}, "
           "accessModes: [" +
           mode + "], csi: {driver: " + driver +
           ", volumeHandle: d-1}, claimRef: {namespace: default, name: models}}\nstatus: {phase: Bound}\n";
}

/// The same, not bound before its first pod is.
std::string waiting(const std::string& mode, const std::string& provisioner)
{
    return "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: models, namespace: default}\n"
           "spec: {storageClassName: sc, accessModes: [" +
           mode +
           "], resources: {requests: {storage: 20Gi}}}\nstatus: {phase: Pending}\n"
           "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: sc}\nprovisioner: " +
           provisioner + "\nvolumeBindingMode: WaitForFirstConsumer\n";
}

const std::string mount = "volumes: [{name: m, persistentVolumeClaim: {claimName: models}}]";

std::string card(const std::string& name)
{
    return node(name, "cpu: 8, memory: 30Gi, nvidia.com/gpu: 1");
}
std::string cards(const std::string& name, int number)
{
    return node(name, "cpu: 8, memory: 30Gi, nvidia.com/gpu: " + std::to_string(number));
}

/// A StatefulSet whose pods each bring a claim of this class.
model::Workload ofTemplate(const std::string& storageClass)
{
    return fleets::workload(
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: w, namespace: default}\nspec:\n  replicas: 4\n"
        "  selector: {matchLabels: {app: w}}\n  template:\n    metadata: {labels: {app: w}}\n    spec: {containers: "
        "[{name: c, image: i, resources: {requests: {nvidia.com/gpu: 1}}}]}\n  volumeClaimTemplates: [{metadata: "
        "{name: "
        "data}, spec: {storageClassName: " +
        storageClass + ", accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}}}]\n");
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT

private slots:
    void keepsReplicasWhereTheirClaimIs_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("running");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("deliverable");
        QTest::addColumn<QString>("binding");
        const auto row = [](const char* name, const std::string& objects, const char* running, const char* rule,
                            const char* deliverable, const char* binding) {
            QTest::newRow(name) << QString::fromStdString(objects) << running << rule << deliverable << binding;
        };
        const char* lone = "claim models, which only one pod may use";
        const std::string user = pod("user", "other", "cpu: 1", "", mount);
        row("any number of pods", claim("ReadWriteMany"), "0", "", "5",
            "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("one pod, on a node to be bought", claim("ReadWriteOncePod"), "0", "", "1", lone);
        row("one pod, on a node that runs", claim("ReadWriteOncePod") + card("a") + card("b"), "1", lone, "0",
            "VolumeRestrictions: node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod "
            "access "
            "mode");
        row("one pod, and that runs", claim("ReadWriteOncePod") + card("a") + cards("other", 0) + user, "0", "", "0",
            "VolumeRestrictions: node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod "
            "access "
            "mode");
        // kube-scheduler does not look at disks that one node attaches (attachments.h).
        row("one node at a time, as nobody looks", claim("ReadWriteOnce") + card("a") + cards("other", 2) + user, "3",
            "", "5", "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("many nodes read it", claim("ReadWriteOnce, ReadOnlyMany") + card("a") + card("b"), "2", "", "5",
            "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("what is mounted without being attached",
            claim("ReadWriteOnce", "nasplugin.csi.alibabacloud.com") + card("a") + card("b"), "2", "", "5",
            "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
    }
    void tellsDisksThatOneNodeAttaches_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("attachments"); ///< claim: nodes
        const auto row = [](const char* name, const std::string& objects, const char* attachments) {
            QTest::newRow(name) << QString::fromStdString(objects) << attachments;
        };
        const std::string user = pod("user", "other", "cpu: 1", "", mount);
        row("any number of nodes", claim("ReadWriteMany"), "");
        row("one node, none yet", claim("ReadWriteOnce") + card("a"), "models:");
        row("one node, and which", claim("ReadWriteOnce") + card("a") + cards("other", 2) + user, "models: other");
        row("one pod, as the scheduler sees to it", claim("ReadWriteOncePod"), "");
        row("many nodes read it", claim("ReadWriteOnce, ReadOnlyMany"), "");
        row("what is mounted without being attached", claim("ReadWriteOnce", "nasplugin.csi.alibabacloud.com"), "");
        row("a disk to be made", waiting("ReadWriteOnce", "diskplugin.csi.alibabacloud.com"), "models:");
        row("a share to be made", waiting("ReadWriteOnce", "nasplugin.csi.alibabacloud.com"), "");
    }
    void tellsDisksThatOneNodeAttaches()
    {
        QFETCH(QString, objects);
        const auto fleet = fleets::fleet(objects.toStdString());
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        QStringList out;
        for (const Attachment& one :
             attachmentsOf(cluster, askFor(fleets::workload(fleets::deployment("nvidia.com/gpu: 1", mount)), 100))) {
            out << QString::fromStdString(one.claim) + ":";
            for (const std::uint32_t at : one.rows)
                out.back() += " " + QString::fromStdString(std::string(cluster.nodes.names[at]));
        }
        QTEST(out.join(u' '), "attachments");
    }

    void keepsReplicasWhereTheirClaimIs()
    {
        QFETCH(QString, objects);
        const auto fleet =
            fleets::fleet(objects.toStdString(), "  nodePools:\n" + fleets::pool("maxSize: 10, zones: [cn-hangzhou-h]"),
                          fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "5"));
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        const Ask ask = askFor(fleets::workload(fleets::deployment("nvidia.com/gpu: 1", mount)), 100);
        const Running running = estimate::running(cluster, ask);
        QTEST(shown(running.range()), "running");
        QTEST(QString::fromStdString(running.rule), "rule");
        QCOMPARE(runningReplicas(cluster, ask), running.replicas);
        std::int64_t bound = 0;
        for (const auto& [at, pods] : bindOnRunning(cluster, ask, 100)) bound += pods;
        QCOMPARE(bound, running.replicas);
        const Provisionable what = provisionable(*fleet, cluster, ask, Stock(*fleet));
        QTEST(shown(what.deliverable), "deliverable");
        QTEST(QString::fromStdString(what.bindingText), "binding");
        const Purchase got = purchase(what, 3, std::vector<std::optional<std::int64_t>>(what.offers.size(), 5));
        QCOMPARE(3 - got.missing, std::min<std::int64_t>(3, what.deliverable.lower));
    }

    void refusesATemplateWhoseClassIsNotThere_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("running");
        QTest::addColumn<QString>("deliverable");
        const auto sc = [](const std::string& name) {
            return "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: " + name +
                   "}\nprovisioner: diskplugin.csi.alibabacloud.com\nvolumeBindingMode: WaitForFirstConsumer\n";
        };
        const std::string volume =
            "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv}\nspec: {capacity: "
            "{storage: 20Gi}, accessModes: [ReadWriteOnce], storageClassName: fast}\nstatus: "
            "{phase: Available}\n";
        const auto row = [](const char* name, const std::string& objects, const char* running,
                            const char* deliverable) {
            QTest::newRow(name) << QString::fromStdString(card("a") + objects) << running << deliverable;
        };
        row("it is there", sc("fast"), "1", "5");
        row("another is", sc("slow"), "0", "0");
        row("a volume that is there names it", sc("slow") + volume, "1", "5");
        row("classes are not known", "", "0-1", "0-5");
        row("there is no class", "---\napiVersion: storage.k8s.io/v1\nkind: StorageClassList\nitems: []\n", "0", "0");
    }
    void refusesATemplateWhoseClassIsNotThere()
    {
        QFETCH(QString, objects);
        const auto fleet =
            fleets::fleet(objects.toStdString(), "  nodePools:\n" + fleets::pool("maxSize: 10, zones: [cn-hangzhou-h]"),
                          fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "5"));
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        const model::Workload workload = ofTemplate("fast");
        Ask ask = askFor(workload, 100);
        (void)tieToClaims(workload, cluster, 0, ask);
        const Running running = estimate::running(cluster, ask);
        QTEST(shown(running.range()), "running");
        QCOMPARE(runningReplicas(cluster, ask), running.replicas);
        const Provisionable what = provisionable(*fleet, cluster, ask, Stock(*fleet));
        QTEST(shown(what.deliverable), "deliverable");
        if (running.range() != Range::exactly(0)) return;
        const std::string why = "storageclass.storage.k8s.io \"fast\" not found for claim template data";
        QCOMPARE(running.refused.front().refusal.reasons.front(), why);
        QCOMPARE(what.bindingText, "VolumeBinding: " + why);
    }

    /// GOATScaler sees no volumes: whether these are there, in one zone, or a class makes them there, it may buy elsewhere.
    void doubtsNodesWhereNoVolumeIs_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("zones");
        QTest::addColumn<QString>("running");
        QTest::addColumn<QString>("deliverable");
        const auto in = [](const char* zone) {
            return std::string("[{key: topology.kubernetes.io/zone, ") + "values: [" + zone + "]}]";
        };
        const std::string byClass =
            "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: "
            "diskplugin.csi.alibabacloud.com\nvolumeBindingMode: WaitForFirstConsumer\nallowedTopologies: "
            "[{matchLabelExpressions: " +
            in("cn-hangzhou-h") + "}]\n";
        std::string bound =
            "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: "
            "diskplugin.csi.alibabacloud.com\n";
        for (const char* at : {"0", "1", "2", "3"})
            bound +=
                std::string("---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data-w-") + at +
                ", namespace: default}\nspec: {volumeName: pv" + at +
                ", storageClassName: fast}\nstatus: {phase: Bound}\n"
                "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv" +
                at +
                "}\nspec: {capacity: {storage: 20Gi}, storageClassName: fast, nodeAffinity: {required: "
                "{nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: "
                "[cn-hangzhou-h]}]}]}}}\nstatus: {phase: Bound}\n";
        for (const auto& [name, objects] : {std::pair{"by class", byClass}, std::pair{"bound", bound}}) {
            const QString what = QString::fromStdString(objects);
            QTest::addRow("%s, a pool of that zone", name) << what << u"cn-hangzhou-h"_s << u"1"_s << u"5"_s;
            QTest::addRow("%s, a pool of two", name) << what << u"cn-hangzhou-h, cn-hangzhou-i"_s << u"1"_s << u"0-5"_s;
        }
    }
    void doubtsNodesWhereNoVolumeIs()
    {
        QFETCH(QString, objects);
        QFETCH(QString, zones);
        const std::string nodes =
            node("a", "cpu: 8, memory: 30Gi, nvidia.com/gpu: 1", "topology.kubernetes.io/zone: cn-hangzhou-h") +
            node("b", "cpu: 8, memory: 30Gi, nvidia.com/gpu: 1", "topology.kubernetes.io/zone: cn-hangzhou-i");
        const auto fleet =
            fleets::fleet(nodes + objects.toStdString(),
                          "  nodePools:\n" + fleets::pool("maxSize: 10, zones: [" + zones.toStdString() + "]"),
                          fleets::typesYaml() + "stock:\n" + fleets::stock("cn-hangzhou-h", "5") +
                              fleets::stock("cn-hangzhou-i", "5"));
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        const model::Workload workload = ofTemplate("fast");
        Ask ask = askFor(workload, 100);
        (void)tieToClaims(workload, cluster, 0, ask);
        QVERIFY(!ask.pods.front().pod.spec.requiredNodeAffinity); // the manifest asks for none
        const Running running = estimate::running(cluster, ask);
        QTEST(shown(running.range()), "running");
        QCOMPARE(running.refused.size(), std::size_t{1});
        QVERIFY(running.refused.front().refusal.plugin == Plugin::VolumeBinding);
        QTEST(shown(provisionable(*fleet, cluster, ask, Stock(*fleet)).deliverable), "deliverable");
    }

    /// Of a group every pod uses it, leader and workers.
    void refusesAGroupWhoseClaimIsForOnePod()
    {
        const auto replicas = [](const std::string& mode, const std::string& nodes) {
            const auto fleet = fleets::fleet(claim(mode) + nodes);
            Ask ask = askFor(fleets::workload(fleets::deployment("nvidia.com/gpu: 1", mount)), 100);
            ask.pods.push_back(ask.pods.front());
            return running(*fleet->clusters.front(), ask).replicas;
        };
        QCOMPARE(replicas("ReadWriteMany", card("a") + card("b")), 1);
        QCOMPARE(replicas("ReadWriteOnce", card("a") + card("b")), 1);
        QCOMPARE(replicas("ReadWriteOncePod", cards("b", 2)), 0);
    }
};

BERTH_TEST(TestClaims)

} // namespace tst_claims

#include "tst_claims.moc"
