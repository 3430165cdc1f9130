#include <QTest>

#include <algorithm>

#include "core/snapshot/file.h"
#include "tests/support/test.h"

namespace tst_dump_gaps {

using namespace core;
using namespace core::snapshot;

namespace {

std::string nodeOf(const std::string& name, const std::string& metadata = {}, const std::string& cards = "1",
                   const std::string& spec = "{}")
{
    return "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"" + name + "\"" + metadata +
           "}, \"spec\": " + spec +
           ", \"status\": {\"allocatable\": {\"cpu\": \"8\", \"pods\": \"48\", \"nvidia.com/gpu\": \"" + cards +
           "\"}}}";
}

std::string podOf(const std::string& name, const std::string& cards = "1", const std::string& phase = "Running")
{
    return "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"" + name +
           "\", \"namespace\": \"default\"}, \"spec\": {\"nodeName\": \"a\", \"containers\": [{\"name\": \"c\", "
           "\"resources\": {\"requests\": {\"cpu\": \"500m\"}, \"limits\": {\"nvidia.com/gpu\": \"" +
           cards + "\"}}}]}, \"status\": {\"phase\": \"" + phase + "\"}}";
}

std::string listOf(const std::string& kind, const std::string& items, const std::string& metadata = "{}")
{
    return "{\"apiVersion\": \"v1\", \"kind\": \"" + kind + "\", \"metadata\": " + metadata + ", \"items\": [" + items +
           "]}";
}

const std::string unreadable = "1.5.Gi";
const std::string page = "{\"continue\": \"abc\"}";
const std::string pageOfMore = "{\"continue\": \"abc\", \"remainingItemCount\": 2}";

const Gap* gapOf(const Fleet& fleet, const std::string& what)
{
    const auto found =
        std::find_if(fleet.gaps.begin(), fleet.gaps.end(), [&](const Gap& gap) { return gap.what == what; });
    return found == fleet.gaps.end() ? nullptr : &*found;
}

/// "where: what" of those that hold the words.
QStringList notesWith(const Opened& opened, const std::string& words)
{
    QStringList found;
    for (const Note& note : opened.notes)
        if (note.what.find(words) != std::string::npos) found << QString::fromStdString(note.where + ": " + note.what);
    return found;
}

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

/// What a folder of dumps holds and could not be read, and what is not all of its list.
class TestDumpGaps : public QObject {
    Q_OBJECT

private slots:
    void whatCouldNotBeReadIsAGap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("gap");
        QTest::addColumn<QString>("remedy");
        const QString mend = QStringLiteral(" could be read: mend it there, or get the file again.");
        const QString again =
            QStringLiteral(": get it again with `kubectl get … -o json`, which reads them all, or put "
                           "all pages into this file.");
        QTest::newRow("a pod's amount") << "pods.json" << q(listOf("List", podOf("p", unreadable))) << "pods"
                                        << "Not all of Pod default/p (clusters/c1/pods.json:1)" + mend;
        QTest::newRow("amounts of two pods")
            << "pods.json" << q(listOf("List", podOf("p", unreadable) + "," + podOf("r", unreadable))) << "pods"
            << "Not all of Pod default/p (clusters/c1/pods.json:1) and 1 more could be read: mend them there, or get "
               "the "
               "files again.";
        QTest::newRow("a pod without spec")
            << "x.json" << q("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p\"}}") << "pods"
            << "Not all of Pod p (clusters/c1/x.json:1)" + mend;
        QTest::newRow("a pod without a name")
            << "pods.json" << q(listOf("PodList", "{\"metadata\": {}, \"spec\": {}}")) << "pods"
            << "Not all of a Pod without a name (clusters/c1/pods.json:1)" + mend;
        QTest::newRow("a node's amount") << "nodes.json" << q(nodeOf("b", {}, unreadable)) << "nodes"
                                         << "Not all of Node b (clusters/c1/nodes.json:1)" + mend;
        QTest::newRow("a page, named by its file")
            << "pods.json" << q(listOf("List", "", pageOfMore)) << "pods"
            << "clusters/c1/pods.json:1 is one page of a list, and 2 of it are to come" + again;
        QTest::newRow("a page, named by its kind")
            << "x.json" << q(listOf("PodList", "", page)) << "pods"
            << "clusters/c1/x.json:1 is one page of a list, and more of it is to come" + again;
        QTest::newRow("a page, named by its items")
            << "x.json" << q(listOf("List", podOf("p"), page)) << "pods"
            << "clusters/c1/x.json:1 is one page of a list, and more of it is to come" + again;
        QTest::newRow("a page in YAML") << "x.yaml" << q(listOf("NodeList", "", pageOfMore)) << "nodes"
                                        << "clusters/c1/x.yaml:1 is one page of a list, and 2 of it are to come" +
                                               again;
        QTest::newRow("a page of claims")
            << "x.json" << q(listOf("PersistentVolumeClaimList", "", page)) << "volume claims"
            << "clusters/c1/x.json:1 is one page of a list, and more of it is to come" + again;
        QTest::newRow("a refusal as text")
            << "pods.json"
            << "Error from server (Forbidden): pods is forbidden: User \"x\" cannot list it\n"
            << "pods"
            << "Add `kubectl get pods -A -o json` of c1 as clusters/c1/pods.json.";
    }
    void whatCouldNotBeReadIsAGap()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, gap);
        const std::vector<DumpFile> sound = {{"clusters/c1/a.json", nodeOf("a")},
                                             {"clusters/c1/b.json", podOf("b")},
                                             {"clusters/c1/persistentvolumeclaims.json", listOf("List", "")}};
        const auto before = openDumps(sound, "f");
        QVERIFY(before.has_value() && !before->dumpsHaveErrors);
        QVERIFY(gapOf(*before->fleet, gap.toStdString()) == nullptr);

        std::vector<DumpFile> files = sound;
        files.push_back({"clusters/c1/" + file.toStdString(), text.toStdString()});
        const auto opened = openDumps(files, "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QVERIFY(opened->dumpsHaveErrors);
        const Gap* found = gapOf(*opened->fleet, gap.toStdString());
        QVERIFY(found != nullptr);
        QCOMPARE(found->cluster, std::string("c1"));
        QTEST(q(found->remedy), "remedy");
        const ClusterData& data = *opened->fleet->cluster("c1");
        QCOMPARE(data.podsKnown, gap != "pods");
        QCOMPARE(data.nodesKnown, gap != "nodes");
        QCOMPARE(data.listed.claims, gap != "volume claims");

        const auto again = unpack(pack(*opened->fleet), "f");
        QVERIFY(again.has_value());
        const Gap* kept = gapOf(**again, gap.toStdString());
        QVERIFY(kept != nullptr && *kept == *found);
    }

    /// What could be read of it counts; a node that may seem to take what it does not is not counted.
    void whatCouldBeReadStays()
    {
        const auto opened =
            openDumps({{"clusters/c1/pods.json", podOf("p", unreadable)},
                       {"clusters/c1/nodes.json", nodeOf("a") + nodeOf("b", {}, unreadable) +
                                                      nodeOf("c", {}, "1", "{\"taints\": [{\"key\": 5}]}")}},
                      "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        const ClusterData& data = *opened->fleet->cluster("c1");
        QCOMPARE(data.pods.size(), std::size_t{1});
        QCOMPARE(data.nodes.requested[0][data.nodes.row("a")], Amount{500});
        QVERIFY(data.nodes.row("b") != noRow);
        QCOMPARE(data.nodes.row("c"), noRow);
        const Gap* gap = gapOf(*opened->fleet, "nodes");
        QVERIFY(gap != nullptr &&
                gap->remedy.find("Node b (clusters/c1/nodes.json:1) and 1 more") != std::string::npos);
    }

    void aPodThatIsOverIsNoGap_data()
    {
        QTest::addColumn<QString>("phase");
        QTest::addColumn<bool>("known");
        QTest::newRow("Running") << "Running" << false;
        QTest::newRow("Succeeded") << "Succeeded" << true;
        QTest::newRow("Failed") << "Failed" << true;
    }
    void aPodThatIsOverIsNoGap()
    {
        QFETCH(QString, phase);
        const auto opened = openDumps({{"clusters/c1/pods.json", podOf("p", unreadable, phase.toStdString())},
                                       {"clusters/c1/nodes.json", nodeOf("a")}},
                                      "f");
        QVERIFY(opened.has_value());
        QTEST(opened->fleet->cluster("c1")->podsKnown, "known");
    }

    /// `kubectl get --raw` page after page into one file.
    void theLastPageMakesTheListWhole_data()
    {
        QTest::addColumn<QString>("last");
        QTest::addColumn<bool>("known");
        QTest::newRow("the last page") << QStringLiteral("{\"resourceVersion\": \"1\"}") << true;
        QTest::newRow("none is left") << QStringLiteral("{\"continue\": \"\", \"remainingItemCount\": 0}") << true;
        QTest::newRow("another page") << q(page) << false;
    }
    void theLastPageMakesTheListWhole()
    {
        QFETCH(QString, last);
        QFETCH(bool, known);
        const auto opened = openDumps({{"clusters/c1/pods.json", listOf("PodList", podOf("p"), pageOfMore) + "\n" +
                                                                     listOf("PodList", podOf("r"), last.toStdString())},
                                       {"clusters/c1/nodes.json", nodeOf("a")}},
                                      "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QCOMPARE(opened->fleet->cluster("c1")->pods.size(), std::size_t{2});
        QCOMPARE(opened->fleet->cluster("c1")->podsKnown, known);
        QCOMPARE(opened->dumpsHaveErrors, !known);
        QCOMPARE(notesWith(*opened, "This is one page of a list").isEmpty(), known);
    }

    void aPageOfTheFleetsListsIsAGap_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("gap");
        QTest::addColumn<int>("kind");
        const std::string policy =
            "{\"apiVersion\": \"policy.one.alibabacloud.com/v1alpha1\", \"kind\": \"PropagationPolicy\", \"metadata\": "
            "{\"name\": \"p\", \"namespace\": \"d\"}, \"spec\": {}}";
        QTest::newRow("policies") << q(listOf("List", policy, page))
                                  << "propagationpolicies.policy.one.alibabacloud.com" << int(GapKind::Policies);
        QTest::newRow("policies, none of them here")
            << q(listOf("ClusterPropagationPolicyList", "", page)) << "clusterpropagationpolicies.policy.karmada.io"
            << int(GapKind::Policies);
        QTest::newRow("bindings") << q(listOf("ResourceBindingList", "", page)) << "resourcebindings.work.karmada.io"
                                  << int(GapKind::Bindings);
        QTest::newRow("clusters") << q(listOf("ClusterList", "", page)) << "clusters.cluster.karmada.io"
                                  << int(GapKind::Clusters);
    }
    void aPageOfTheFleetsListsIsAGap()
    {
        QFETCH(QString, text);
        QFETCH(QString, gap);
        const auto opened =
            openDumps({{"clusters/c1/nodes.json", nodeOf("a")}, {"fleet/x.json", text.toStdString()}}, "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QVERIFY(opened->dumpsHaveErrors);
        const Gap* found = gapOf(*opened->fleet, gap.toStdString());
        QVERIFY(found != nullptr && found->cluster.empty());
        QTEST(int(found->kind), "kind");
        QVERIFY(found->remedy.starts_with("fleet/x.json:1 is one page of a list"));
        const auto again = unpack(pack(*opened->fleet), "f");
        QVERIFY(again.has_value());
        const Gap* kept = gapOf(**again, gap.toStdString());
        QVERIFY(kept != nullptr && *kept == *found);
    }

    void oneClusterUnderTwoNames_data()
    {
        QTest::addColumn<QString>("ofHz");
        QTest::addColumn<QString>("ofSh");
        QTest::addColumn<QString>("said");
        const auto uid = [](const char* id) { return QStringLiteral(", \"uid\": \"%1\"").arg(QLatin1String(id)); };
        QTest::newRow("the same uid")
            << uid("u-1") << uid("u-1")
            << "clusters/sh/nodes.json: 1 node of sh is also one of hz in clusters/hz/nodes.json: a has the same "
               "metadata.uid in both. One cluster was dumped under two names, and its room is counted twice. Get the "
               "dumps of one of them again with its own kubectl context, or take its folder away.";
        QTest::newRow("others") << uid("u-1") << uid("u-2") << "";
        QTest::newRow("no uid, one provider's id")
            << ""
            << ""
            << "clusters/sh/nodes.json: 1 node of sh is also one of hz in clusters/hz/nodes.json: a has the same "
               "spec.providerID in both. One cluster was dumped under two names, and its room is counted twice. Get "
               "the "
               "dumps of one of them again with its own kubectl context, or take its folder away.";
    }
    void oneClusterUnderTwoNames()
    {
        QFETCH(QString, ofHz);
        QFETCH(QString, ofSh);
        const std::string spec = "{\"providerID\": \"kind://a\"}";
        const auto opened = openDumps({{"clusters/hz/nodes.json", nodeOf("a", ofHz.toStdString(), "1", spec)},
                                       {"clusters/hz/older.json", nodeOf("a", ofHz.toStdString(), "1", spec)},
                                       {"clusters/sh/nodes.json", nodeOf("a", ofSh.toStdString(), "1", spec)}},
                                      "f");
        QVERIFY(opened.has_value());
        QTEST(notesWith(*opened, "under two names").join(QLatin1Char('\n')), "said");
    }

    void podsOfOneNamespaceOnly_data()
    {
        QTest::addColumn<QString>("workload");
        QTest::addColumn<QString>("remedy");
        const auto workload = [](const char* kind, const char* ns, const char* status) {
            return QStringLiteral(
                       "{\"apiVersion\": \"apps/v1\", \"kind\": \"%1\", \"metadata\": {\"name\": \"x\", "
                       "\"namespace\": \"%2\"}, \"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": "
                       "\"c\"}]}}}, \"status\": {%3}}")
                .arg(QLatin1String(kind), QLatin1String(ns), QLatin1String(status));
        };
        const QString again = QStringLiteral(" are not in the dump: %1 x has 3. Get them again with `kubectl get pods "
                                             "-A -o json`.");
        QTest::newRow("daemons") << workload("DaemonSet", "kube-system", "\"currentNumberScheduled\": 3")
                                 << "The pods of namespace kube-system" + again.arg("DaemonSet");
        QTest::newRow("replicas") << workload("Deployment", "web", "\"readyReplicas\": 3")
                                  << "The pods of namespace web" + again.arg("Deployment");
        QTest::newRow("none are said to be there")
            << workload("DaemonSet", "kube-system", "\"currentNumberScheduled\": 0") << "";
        QTest::newRow("a manifest") << workload("Deployment", "web", "") << "";
        QTest::newRow("of a namespace that is there")
            << workload("DaemonSet", "default", "\"currentNumberScheduled\": 3") << "";
    }
    void podsOfOneNamespaceOnly()
    {
        QFETCH(QString, workload);
        QFETCH(QString, remedy);
        const auto opened = openDumps({{"clusters/c1/nodes.json", nodeOf("a")},
                                       {"clusters/c1/pods.json", listOf("List", podOf("p"))},
                                       {"clusters/c1/x.json", workload.toStdString()}},
                                      "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        const Gap* gap = gapOf(*opened->fleet, "pods");
        QCOMPARE(gap == nullptr ? QString() : q(gap->remedy), remedy);
        // What is free there is not known, so nothing is certain of it.
        QCOMPARE(opened->fleet->cluster("c1")->podsKnown, remedy.isEmpty());
    }

    void whatLiesBesideTheFoldersOfClusters()
    {
        const std::string limits =
            "{\"apiVersion\": \"v1\", \"kind\": \"LimitRange\", \"metadata\": {\"name\": \"l\", \"namespace\": \"d\"}}";
        const std::string claim = R"({"apiVersion": "v1", "kind": "PersistentVolumeClaim",)"
                                  R"( "metadata": {"name": "c", "namespace": "d"}})";
        const std::string interpreter =
            R"({"apiVersion": "config.karmada.io/v1alpha1", "kind": "ResourceInterpreterCustomization", "metadata": {"name": "r"}})";
        const auto opened =
            openDumps({{"clusters/hz.json", listOf("List", nodeOf("a") + "," + nodeOf("b"))},
                       {"clusters/sh/nodes.json", nodeOf("c")},
                       {"fleet/all.json", listOf("List", limits + "," + claim + "," + interpreter + "," + podOf("p"))}},
                      "f");
        QVERIFY(opened.has_value());
        const QStringList said{"clusters/hz.json: 2 of kind Node not read: what a cluster holds lies in "
                               "clusters/<name>/. Put this file there.",
                               "fleet/all.json: 1 of kind Pod not read: what a cluster holds lies in clusters/<name>/. "
                               "Put this file there."};
        QCOMPARE(notesWith(*opened, "Put this file there"), said);
        // The fleet's own server has some of its own.
        QCOMPARE(notesWith(*opened, "placement does not need"),
                 QStringList{": 1 of kind LimitRange not read: placement does not need it."});
        QCOMPARE(notesWith(*opened, "interpreter of your own").size(), 1);
        QCOMPARE(opened->fleet->claims.size(), 1U); // which policies may bring to clusters
    }

    void saysWhatATextIs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("UTF-16") << "pods.json" << QByteArray("\xFF\xFE{\0\r\0", 6)
                                << "The file is written in UTF-16, as PowerShell does it with >";
        QTest::newRow("UTF-16 without its mark") << "pods.json" << QByteArray("{\0\r\0", 4) << "written in UTF-16";
        QTest::newRow("a table") << "pods.json" << QByteArray("NAMESPACE   NAME   READY\ndefault   p   1/1\n")
                                 << "This is a table as kubectl prints it for people. Get it again with -o json.";
        QTest::newRow("a table in YAML") << "nodes.yaml" << QByteArray("NAME   STATUS\na   Ready\n") << "a table";
        QTest::newRow("nothing found") << "pods.json" << QByteArray("No resources found\n")
                                       << "This is what kubectl says to people: \"No resources found\".";
        QTest::newRow("nothing found, in YAML") << "pods.yaml" << QByteArray("No resources found\n") << "to people";
        QTest::newRow("a warning") << "pods.json" << QByteArray("Warning: v1 X is deprecated\n{\"kind\": \"List\"}")
                                   << "A line of text stands before the JSON: \"Warning: v1 X is deprecated\".";
        QTest::newRow("a line of a log") << "pods.json" << QByteArray("W1123 09:40:00.1 x\n{\"kind\": \"List\"}")
                                         << "A line of text stands before the JSON: \"W1123 09:40:00.1 x\".";
        QTest::newRow("no connection") << "pods.json" << QByteArray("Unable to connect to the server: EOF\n")
                                       << "This is what kubectl said when it failed: \"Unable to connect";
        QTest::newRow("YAML") << "pods.json" << QByteArray("apiVersion: v1\nitems: []\n") << "Name it .yaml.";
        QTest::newRow("something else") << "pods.json" << QByteArray("hello\n") << "begins with {";
    }
    void saysWhatATextIs()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const auto opened = openDumps({{"clusters/c1/" + file.toStdString(), text.toStdString()}}, "f");
        QVERIFY(!opened.has_value());
        QVERIFY2(q(opened.error().what).contains(said), opened.error().what.c_str());
        QCOMPARE(q(opened.error().where), "f/clusters/c1/" + file + ":1");
    }
};

BERTH_TEST(TestDumpGaps)

} // namespace tst_dump_gaps

#include "tst_dump_gaps.moc"
