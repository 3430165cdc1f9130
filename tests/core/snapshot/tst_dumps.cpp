#include <QTest>

#include <algorithm>
#include <random>

#include "core/snapshot/assemble.h"
#include "core/snapshot/file.h"
#include "core/snapshot/json_split.h"
#include "tests/support/test.h"

namespace tst_dumps {

using namespace core;
using namespace core::snapshot;

namespace {

const std::string nodeA =
    "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"a\", \"labels\": "
    "{\"topology.kubernetes.io/zone\": \"cn-hangzhou-h\", \"topology.kubernetes.io/region\": \"cn-hangzhou\"}},\n  "
    "\"status\": {\"allocatable\": {\"cpu\": \"8\", \"memory\": \"30Gi\", \"pods\": \"48\", \"nvidia.com/gpu\": "
    "\"1\"}, \"capacity\": {\"cpu\": \"8\", \"memory\": \"32Gi\", \"pods\": \"48\", \"nvidia.com/gpu\": \"1\"}, "
    "\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}";
const std::string nodeB = "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"b\"}, \"status\": "
                          "{\"allocatable\": {\"cpu\": \"4\"}, \"capacity\": {\"cpu\": \"4\"}}}";
const std::string podP = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p\", \"namespace\": "
                         "\"default\"}, \"spec\": {\"nodeName\": \"a\", \"containers\": [{\"name\": \"c\", "
                         "\"resources\": {\"requests\": {\"cpu\": \"500m\", \"nvidia.com/gpu\": \"1\"}, \"limits\": "
                         "{\"nvidia.com/gpu\": \"1\"}}}]}, \"status\": {\"phase\": \"Running\"}}";
const std::string secret = "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"s\", "
                           "\"namespace\": \"default\"}, \"data\": {\"k\": \"aHVudGVyMg==\"}}";
const std::string stock =
    "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"np-1-inventory-status\", "
    "\"namespace\": \"kube-system\"},\n  \"data\": {\"status\": \"{\\\"SupplySeqs\\\": [{\\\"InstanceType\\\": "
    "\\\"ecs.gn7i-c8g1.2xlarge\\\", \\\"Zone\\\": \\\"cn-hangzhou-h\\\", \\\"State\\\": \\\"WithStock\\\", "
    "\\\"New\\\": 1}, {\\\"InstanceType\\\": \\\"x\\\"}], \\\"Health\\\": {}}\"}}";

std::string listOf(const std::string& kind, const std::vector<std::string>& items)
{
    std::string text = "{\"apiVersion\": \"v1\", \"kind\": \"" + kind + "\", \"metadata\": {}, \"items\": [";
    for (std::size_t i = 0; i < items.size(); ++i) text += (i == 0 ? "" : ",\n") + items[i];
    return text + "]}";
}

/// The item without its own kind and apiVersion, as a server's typed list has it.
std::string bare(std::string item)
{
    const std::string words = "\"apiVersion\": \"v1\", \"kind\": \"";
    const std::size_t at = item.find(words);
    const std::size_t end = item.find("\", ", at + words.size()) + 3;
    return item.erase(at, end - at);
}

bool hasGap(const Fleet& fleet, const std::string& cluster, const std::string& what)
{
    return std::any_of(fleet.gaps.begin(), fleet.gaps.end(), [&](const Gap& gap) {
        return gap.cluster == cluster && gap.what == what && !gap.unknown.empty() && !gap.remedy.empty();
    });
}

bool hasNote(const Opened& opened, const std::string& words)
{
    return std::any_of(opened.notes.begin(), opened.notes.end(),
                       [&](const Note& note) { return note.what.find(words) != std::string::npos; });
}

} // namespace

#define OPENED(name, ...)                                                                                              \
    const Result<Opened> name##Result = openDumps(__VA_ARGS__);                                                        \
    QVERIFY2(name##Result.has_value(), name##Result ? "" : name##Result.error().text().c_str());                       \
    const Opened& name = *name##Result

class TestDumps : public QObject {
    Q_OBJECT

private slots:
    void readsEveryShapeOfAList_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        const auto q = [](const std::string& s) { return QString::fromStdString(s); };
        QTest::newRow("a list of mixed kinds") << "all.json" << q(listOf("List", {nodeA, podP, nodeB}));
        QTest::newRow("kubectl's order of members")
            << "all.json"
            << q("{\"apiVersion\": \"v1\", \"items\": [" + nodeA + "," + nodeB + "," + podP + "], \"kind\": \"List\"}");
        QTest::newRow("single objects one after the other") << "all.json" << q(nodeA + "\n" + podP + nodeB);
        QTest::newRow("a byte order mark") << "all.json" << q("\xEF\xBB\xBF" + listOf("List", {nodeA, podP, nodeB}));
        QTest::newRow("JSON in a YAML file") << "all.yaml" << q(listOf("List", {nodeA, podP, nodeB}));
        QTest::newRow("documents of YAML")
            << "all.yml" << q("---\n" + nodeA + "\n---\n" + podP + "\n---\n" + nodeB + "\n");
        QTest::newRow("a list in a list") << "all.json" << q(listOf("List", {listOf("List", {nodeA, nodeB}), podP}));
    }
    void readsEveryShapeOfAList()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        OPENED(opened, {{"clusters/c1/" + file.toStdString(), text.toStdString()}}, "f");
        const ClusterData* data = opened.fleet->cluster("c1");
        QVERIFY(data != nullptr);
        QCOMPARE(data->nodes.size(), std::size_t{2});
        QCOMPARE(data->pods.size(), std::size_t{1});
        QVERIFY(data->nodesKnown && data->podsKnown && !data->poolsKnown);
        QCOMPARE(data->nodes.requested[0][data->nodes.row("a")], Amount{500});
    }

    void typedListsNameTheirItemsKind_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        const auto q = [](const std::string& s) { return QString::fromStdString(s); };
        QTest::newRow("kind first") << q(listOf("NodeList", {bare(nodeA), bare(nodeB)})) << "x.json";
        QTest::newRow("kind last") << q("{\"items\": [" + bare(nodeA) + "," + bare(nodeB) +
                                        "], \"kind\": \"NodeList\", \"apiVersion\": \"v1\"}")
                                   << "x.json";
        QTest::newRow("YAML") << q(listOf("NodeList", {bare(nodeA), bare(nodeB)})) << "x.yaml";
    }
    void typedListsNameTheirItemsKind()
    {
        QFETCH(QString, text);
        QFETCH(QString, file);
        OPENED(opened, {{"clusters/c1/" + file.toStdString(), text.toStdString()}}, "f");
        QCOMPARE(opened.fleet->cluster("c1")->nodes.size(), std::size_t{2});
    }

    void anEmptyListIsKnown_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("pods");
        QTest::newRow("pods by name") << "pods.json"
                                      << R"({"apiVersion":"v1","items":[],"kind":"List"})" << true;
        QTest::newRow("pods by kind") << "x.json"
                                      << R"({"apiVersion":"v1","items":[],"kind":"PodList"})" << true;
        QTest::newRow("something else") << "x.json"
                                        << R"({"apiVersion":"v1","items":[],"kind":"List"})" << false;
        QTest::newRow("YAML") << "pods.yaml"
                              << "apiVersion: v1\nitems: []\nkind: List\n"
                              << true;
    }
    void anEmptyListIsKnown()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(bool, pods);
        OPENED(opened, {{"clusters/c1/nodes.json", nodeA}, {"clusters/c1/" + file.toStdString(), text.toStdString()}},
               "f");
        QCOMPARE(opened.fleet->cluster("c1")->podsKnown, pods);
        QCOMPARE(hasGap(*opened.fleet, "c1", "pods"), !pods);
    }

    void noDaemonSetsIsNoGap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("gap");
        QTest::newRow("by name") << "daemonsets.json"
                                 << R"({"apiVersion":"v1","items":[],"kind":"List"})" << false;
        QTest::newRow("by kind") << "x.json"
                                 << R"({"apiVersion":"apps/v1","items":[],"kind":"DaemonSetList"})" << false;
        QTest::newRow("YAML") << "daemonsets.yaml"
                              << "apiVersion: v1\nitems: []\nkind: List\n"
                              << false;
        QTest::newRow("a refusal") << "daemonsets.json"
                                   << R"({"apiVersion":"v1","kind":"Status","status":"Failure"})" << true;
        QTest::newRow("something else") << "x.json"
                                        << R"({"apiVersion":"v1","items":[],"kind":"List"})" << true;
    }
    void noDaemonSetsIsNoGap()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        OPENED(opened,
               {{"clusters/c1/nodes.json", nodeA},
                {"clusters/c1/" + file.toStdString(), text.toStdString()},
                {"fleet.yaml",
                 "apiVersion: berth/v1\nkind: FleetExtras\nclusters: [{name: c1, nodePools: [{id: np}]}]\n"}},
               "f");
        QTEST(hasGap(*opened.fleet, "c1", "daemon sets"), "gap");
    }

    /// What was listed and is not there is not there; of what nobody listed that is not known, in the file as well.
    void whatNobodyListedIsAGap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("gap");
        const auto row = [](const char* file, const char* kind, const char* gap) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(kind) << QString::fromLatin1(gap);
        };
        row("persistentvolumeclaims.json", "PersistentVolumeClaimList", "volume claims");
        row("persistentvolumes.json", "PersistentVolumeList", "volumes");
        row("storageclasses.json", "StorageClassList", "storage classes");
        row("priorityclasses.json", "PriorityClassList", "priority classes");
        row("daemonsets.json", "DaemonSetList", "daemon sets");
    }
    void whatNobodyListedIsAGap()
    {
        QFETCH(QString, file);
        QFETCH(QString, kind);
        QFETCH(QString, gap);
        const DumpFile pools{
            "fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\nclusters: [{name: c1, nodePools: [{id: np}]}]\n"};
        const auto empty = [](const std::string& of) {
            return "{\"apiVersion\":\"v1\",\"items\":[],\"kind\":\"" + of + "\"}";
        };
        OPENED(without, {{"clusters/c1/nodes.json", nodeA}, pools}, "f");
        QVERIFY(hasGap(*without.fleet, "c1", gap.toStdString()));
        OPENED(byName, {{"clusters/c1/nodes.json", nodeA}, pools, {"clusters/c1/" + file.toStdString(), empty("List")}},
               "f");
        QVERIFY(!hasGap(*byName.fleet, "c1", gap.toStdString()));
        OPENED(byKind, {{"clusters/c1/nodes.json", nodeA}, pools, {"clusters/c1/x.json", empty(kind.toStdString())}},
               "f");
        QVERIFY(!hasGap(*byKind.fleet, "c1", gap.toStdString()));
        const auto again = unpack(pack(*byName.fleet), "f");
        QVERIFY(again);
        const ClusterData& was = *byName.fleet->cluster("c1");
        const ClusterData& is = *(*again)->cluster("c1");
        QVERIFY(is.listed == was.listed);
        QVERIFY(is.admission == was.admission);
        QVERIFY((*again)->digest == byName.fleet->digest);
        QVERIFY(was.listed != without.fleet->cluster("c1")->listed ||
                was.admission != without.fleet->cluster("c1")->admission);
    }

    void aMisspeltKindLosesNothing()
    {
        for (const std::string head : {"apiVersion: berth/v1\nkind: FleetExtra\n",
                                       "apiVersion: berth/v9\nkind: FleetExtras\n", "apiVersion: berth/v1\n"}) {
            OPENED(opened, {{"fleet.yaml", head + "clusters: [{name: c1, nodePools: [{id: np}]}]\n"}}, "f");
            QVERIFY(opened.extrasHaveErrors);
            QCOMPARE(opened.fleet->cluster("c1")->pools.size(), std::size_t{1});
        }
    }

    void saysWhatIsMissing()
    {
        OPENED(opened,
               {{"clusters/c1/nodes.json", nodeA},
                {"fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\nclusters:\n- name: c2\n  nodePools:\n  - {id: "
                               "np, instanceTypes: [unheard-of]}\n"}},
               "f");
        const Fleet& fleet = *opened.fleet;
        QVERIFY(hasGap(fleet, "c1", "pods"));
        QVERIFY(!hasGap(fleet, "c1", "nodes"));
        QVERIFY(hasGap(fleet, "c1", "node pools"));
        QVERIFY(hasGap(fleet, "c1", "Cluster object"));
        QVERIFY(hasGap(fleet, "c2", "nodes"));
        QVERIFY(!hasGap(fleet, "c2", "node pools"));
        QVERIFY(hasGap(fleet, "c2", "maximum of node pool np"));
        QVERIFY(hasGap(fleet, "c2", "zones of node pool np"));
        QVERIFY(hasGap(fleet, "", "stock"));
        QVERIFY(hasGap(fleet, "", "instance type unheard-of"));
        QVERIFY(hasGap(fleet, "", "price of unheard-of"));
        for (const Gap& gap : fleet.gaps) QVERIFY(gap.remedy.ends_with("."));
    }

    /// Pools are no objects: a folder has them in its fleet.yaml, a live fleet from a file that is handed in beside it.
    void saysWherePoolsAreToBeStated()
    {
        auto cluster = std::make_shared<ClusterData>();
        cluster->cluster.name = "c1";
        Fleet fleet;
        fleet.clusters.push_back(cluster);
        const auto remedy = [&fleet](ReadFrom from) {
            const std::vector<Gap> gaps = gapsOf(fleet, {}, from);
            const auto at =
                std::find_if(gaps.begin(), gaps.end(), [](const Gap& gap) { return gap.what == "node pools"; });
            return at == gaps.end() ? std::string() : at->remedy;
        };
        QVERIFY(remedy(ReadFrom::Folder).starts_with("List them in fleet.yaml under `clusters: [{name: c1,"));
        QVERIFY(remedy(ReadFrom::Live).starts_with("List them in fleet.yaml (--extras) under `clusters: [{name: c1,"));
    }

    void makesClustersUpFromTheirNodes()
    {
        OPENED(opened, {{"clusters/c1/nodes.json", nodeA}}, "some/folder");
        const model::Cluster& cluster = opened.fleet->cluster("c1")->cluster;
        QCOMPARE(cluster.region, std::string("cn-hangzhou"));
        QCOMPARE(cluster.zones, std::vector<std::string>{"cn-hangzhou-h"});
        QCOMPARE(opened.fleet->name, std::string("folder"));
    }

    void clusterObjectsAreTakenAsTheyAre()
    {
        OPENED(
            opened,
            {{"clusters/c1/nodes.json", nodeA},
             {"fleet/clusters.json",
              R"({"apiVersion": "cluster.karmada.io/v1alpha1", "kind": "Cluster", "metadata": {"name": "c1", "labels": {"env": "prod"}}, "spec": {}})"}},
            "f");
        const model::Cluster& cluster = opened.fleet->cluster("c1")->cluster;
        QCOMPARE(cluster.labels.at("env"), std::string("prod"));
        QVERIFY(cluster.region.empty()); // policies do not see one either
        QVERIFY(!hasGap(*opened.fleet, "c1", "Cluster object"));
    }

    void aFolderWithoutClustersIsOneCluster()
    {
        OPENED(opened, {{"nodes.json", nodeA}, {"pods.json", podP}}, "my-cluster");
        QCOMPARE(opened.fleet->clusters.size(), std::size_t{1});
        QCOMPARE(opened.fleet->clusters[0]->cluster.name, std::string("my-cluster"));
        QCOMPARE(opened.fleet->clusters[0]->pods.size(), std::size_t{1});
        OPENED(named,
               {{"nodes.json", nodeA},
                {"fleet.json", R"({"apiVersion": "berth/v1", "kind": "FleetExtras", "clusters": [{"name": "c9"}]})"}},
               "x");
        QCOMPARE(named.fleet->clusters.size(), std::size_t{1});
        QCOMPARE(named.fleet->clusters[0]->cluster.name, std::string("c9"));
    }

    void readsStockFromConfigMaps()
    {
        OPENED(opened,
               {{"clusters/c1/cm.json", stock},
                {"fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\ntakenAt: 2026-11-23T09:40:00Z\nclusters:\n- "
                               "{name: c1, account: '77', nodePools: [{id: np-1, spot: true}]}\n"}},
               "f");
        QCOMPARE(opened.fleet->stock.size(), std::size_t{1});
        const model::StockCell& cell = opened.fleet->stock[0];
        QCOMPARE(cell.instanceType, std::string("ecs.gn7i-c8g1.2xlarge"));
        QCOMPARE(cell.account, std::string("77"));
        QCOMPARE(cell.category, std::string("WithStock"));
        QVERIFY(cell.basis == model::StockBasis::Category && cell.spot && cell.seen.has_value());
    }

    /// A fault of fleet.yaml is said where it stands, not where the file begins.
    void faultsOfTheExtrasHaveTheirPlace()
    {
        OPENED(opened,
               {{"clusters/c1/all.json", listOf("List", {nodeA})},
                {"fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\nclusters:\n- name: c1\n  nodePools:\n"
                               "  - id: np-1\n    maxSize: ten\nstock:\n- {zone: z, instanceType: t, basis: sure}\n"}},
               "f");
        QStringList places;
        for (const Note& one : opened.notes)
            if (one.where.starts_with("fleet.yaml")) places << QString::fromStdString(one.where);
        QCOMPARE(places.join(' '), QString("fleet.yaml:7:14 fleet.yaml:9:37"));
    }

    void neverKeepsSecrets()
    {
        OPENED(opened, {{"clusters/c1/all.json", listOf("List", {secret, nodeA})}}, "f");
        QVERIFY(hasNote(opened, "1 Secret was skipped"));
        QVERIFY(pack(*opened.fleet).find("hunter2") == std::string::npos);
        QVERIFY(pack(*opened.fleet).find("aHVudGVyMg") == std::string::npos);
    }

    /// Each cluster's provisioner writes what the cloud told it, and of one cell they were told both.
    void saysWhereConfigMapsContradictEachOther()
    {
        std::string none = stock;
        none.replace(none.find("WithStock"), 9, "WithoutStock");
        OPENED(same, {{"clusters/c1/all.json", stock}, {"clusters/c2/all.json", stock}}, "f");
        QVERIFY(!hasNote(same, "promises less"));
        OPENED(opened, {{"clusters/c1/all.json", stock}, {"clusters/c2/all.json", none}}, "f");
        QVERIFY(hasNote(opened, "Of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h ConfigMap kube-system/np-1-inventory-status "
                                "of c2 says WithoutStock and ConfigMap kube-system/np-1-inventory-status of c1 says "
                                "WithStock; the one that promises less counts."));
    }

    void notesUnknownKindsOnceEach()
    {
        const std::string role =
            R"({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r"}})";
        OPENED(opened, {{"clusters/c1/all.json", listOf("List", {role, role, role, nodeA})}}, "f");
        QVERIFY(hasNote(opened, "3 of kind Role"));
        QCOMPARE(std::count_if(opened.notes.begin(), opened.notes.end(),
                               [](const Note& n) { return n.what.find("Role") != std::string::npos; }),
                 std::ptrdiff_t{1});
    }

    void theSameContentGivesTheSameBytes()
    {
        std::vector<std::string> items = {nodeA, nodeB, podP, stock};
        std::mt19937 random(1);
        std::string first;
        for (int round = 0; round < 6; ++round) {
            std::shuffle(items.begin(), items.end(), random);
            std::vector<DumpFile> files = {{"clusters/c1/all.json", listOf("List", items)},
                                           {"clusters/c2/nodes.json", nodeB}};
            std::shuffle(files.begin(), files.end(), random);
            OPENED(opened, files, "f");
            const std::string bytes = pack(*opened.fleet);
            if (round == 0) first = bytes;
            QVERIFY(bytes == first);
        }
    }

    void wrongInputIsASentenceWithItsPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        const auto q = [](const std::string& s) { return QByteArray::fromStdString(s); };
        const std::string good = listOf("List", {nodeA, nodeB});
        QTest::newRow("empty") << "a.json" << QByteArray() << "a.json";
        QTest::newRow("cut in an item") << "a.json" << q(good.substr(0, good.find("allocatable"))) << "a.json:2";
        QTest::newRow("cut in its first line") << "a.json" << q(good.substr(0, good.find("zone"))) << "a.json:1";
        QTest::newRow("cut between items") << "a.json" << q(good.substr(0, good.find(",\n{") + 2)) << "a.json:3";
        QTest::newRow("cut before its end") << "a.json" << q(good.substr(0, good.size() - 1)) << "a.json:";
        QTest::newRow("not JSON") << "a.json" << QByteArray("error: the server\n") << "a.json:1";
        QTest::newRow("a fault in an item")
            << "a.json" << q(listOf("List", {nodeB, R"({"kind": "Node",, "x": 1})"})) << "a.json:2";
        QTest::newRow("too deep") << "a.json" << (QByteArray("{\"a\":") + QByteArray(100'000, '[')) << "a.json:1";
        QTest::newRow("brackets exchanged") << "a.json" << QByteArray("{\"a\": [1}]") << "a.json:1";
        QTest::newRow("invalid UTF-8") << "a.json" << QByteArray("{\"kind\": \"\xff\xfe\"}") << "a.json:1";
        QTest::newRow("a wrong indent") << "a.yaml" << QByteArray("kind: Node\n  metadata: {}\n") << "a.yaml:2";
        QTest::newRow("a list of texts") << "a.json" << QByteArray("{\"items\": [\"a\"]}") << "a.json:1";
    }
    void wrongInputIsASentenceWithItsPlace()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        const auto opened = openDumps({{"clusters/c1/" + file.toStdString(), text.toStdString()}}, "f");
        QVERIFY(!opened.has_value());
        QVERIFY2(QString::fromStdString(opened.error().where).startsWith("f/clusters/c1/" + where),
                 opened.error().text().c_str());
        QVERIFY(opened.error().what.ends_with("."));
    }

    void aRefusalIsNoEmptyList_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("a Status") << QByteArray(
                                         R"({"kind": "Status", "status": "Failure", "message": "nodes is forbidden"})")
                                  << "nodes is forbidden";
        QTest::newRow("nothing") << QByteArray("{}") << "without kind";
    }
    void aRefusalIsNoEmptyList()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const auto opened = openDumps({{"clusters/c1/nodes.json", text.toStdString()}}, "f");
        QVERIFY(opened.has_value());
        QVERIFY(!opened->fleet->cluster("c1")->nodesKnown);
        QVERIFY(std::any_of(opened->notes.begin(), opened->notes.end(),
                            [&](const Note& note) { return QString::fromStdString(note.what).contains(said); }));
    }

    void refusesLargeYaml()
    {
        std::string text = "a: b\n";
        text.resize(100U << 20U, ' ');
        const auto opened = openDumps({{"clusters/c1/a.yaml", std::move(text)}}, "f");
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().fault, Fault::TooLarge);
        QVERIFY(opened.error().what.find("-o json") != std::string::npos);
    }

    void refusesYamlOfEndlesslyManyValues()
    {
        std::string text = "items:\n";
        for (int i = 0; i < 3'000'001; ++i) text += "- a\n";
        const auto opened = openDumps({{"clusters/c1/a.yaml", std::move(text)}}, "f");
        QVERIFY(!opened.has_value());
        QVERIFY2(opened.error().what.find("too many values") != std::string::npos, opened.error().what.c_str());
    }

    void splitsWhereverThePiecesEnd()
    {
        const std::string text =
            "\xEF\xBB\xBF" +
            listOf("List",
                   {nodeA, "{\"kind\": \"X\", \"t\": \"a \\\" ] } \\\\\", \"n\": [1, 2 , {\"items\": []}]}", podP}) +
            "\n" + nodeB;
        std::vector<std::string> whole;
        for (std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, text.size()}) {
            std::size_t at = 0;
            const snapshot::detail::Source source = [&]() -> Result<std::string_view> {
                const std::string_view next = std::string_view(text).substr(at, piece);
                at += next.size();
                return next;
            };
            std::vector<std::string> items;
            const auto done = snapshot::detail::JsonSplitter::read(
                source, [&](Json&& item, const snapshot::detail::ItemPlace& place) {
                    items.push_back(std::to_string(place.line) + " " + item.dump());
                    return true;
                });
            if (piece < 3) { // a byte order mark in pieces is none
                QVERIFY(!done.has_value());
                continue;
            }
            QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
            QCOMPARE(items.size(), std::size_t{4});
            if (whole.empty()) whole = items;
            QCOMPARE(items, whole);
        }
    }

    void refusesAnObjectThatIsTooLarge()
    {
        const std::string text = "{\"a\": \"" + std::string(2U << 20U, 'x') + "\"}";
        std::size_t at = 0;
        const auto done = snapshot::detail::JsonSplitter::read(
            [&]() -> Result<std::string_view> {
                const std::string_view next = std::string_view(text).substr(at, 4096);
                at += next.size();
                return next;
            },
            [](Json&&, const snapshot::detail::ItemPlace&) { return true; }, {.objectBytes = 1U << 20U, .depth = 100});
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().fault, Fault::TooLarge);
    }

    void opensTheDemo()
    {
        const auto demo = openDemo();
        QVERIFY2(demo.has_value(), demo ? "" : demo.error().text().c_str());
        QVERIFY(demo->fleet->clusters.size() >= 2);
        for (const Note& note : demo->notes)
            QVERIFY2(note.severity == model::Severity::Note, (note.where + ": " + note.what).c_str());
        for (const ClusterPtr& cluster : demo->fleet->clusters)
            QVERIFY(cluster->nodesKnown && cluster->podsKnown && cluster->poolsKnown);
        for (const Gap& gap : demo->fleet->gaps) qInfo("%s", (gap.cluster + ": " + gap.what).c_str());
    }
};

BERTH_TEST(TestDumps)

} // namespace tst_dumps

#include "tst_dumps.moc"
