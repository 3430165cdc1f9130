// A fleet of real control planes: what Berth finds, reads and prints there, beside what kubectl does.
#include <QTest>

#include <future>
#include <set>
#include <sstream>

#include "core/base/json.h"
#include "core/text/yaml.h"
#include "tests/cli/running.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/control_plane.h"
#include "tests/support/test.h"

namespace tst_real_fleet {

using core::Json;
using test::ControlPlane;
using test::Ran;

namespace {

Json nodeOf(const std::string& name, int gpus)
{
    const Json amounts{{"cpu", "16"}, {"memory", "64Gi"}, {"pods", "110"}, {"nvidia.com/gpu", std::to_string(gpus)}};
    return {
        {"apiVersion", "v1"},
        {"kind", "Node"},
        {"metadata",
         {{"name", name}, {"labels", {{"topology.kubernetes.io/zone", "z-1"}, {"node-role.kubernetes.io/gpu", ""}}}}},
        {"status",
         {{"capacity", amounts},
          {"allocatable", amounts},
          {"nodeInfo",
           {{"kubeletVersion", "v1.20.2"},
            {"osImage", "Debian"},
            {"kernelVersion", "6.1"},
            {"containerRuntimeVersion", "containerd://1.6"},
            {"machineID", ""},
            {"systemUUID", ""},
            {"bootID", ""},
            {"kubeProxyVersion", ""},
            {"operatingSystem", "linux"},
            {"architecture", "amd64"}}},
          {"addresses", Json::array({{{"type", "InternalIP"}, {"address", "10.0.0.1"}}})},
          {"conditions", Json::array({{{"type", "Ready"},
                                       {"status", "True"},
                                       {"reason", "KubeletReady"},
                                       {"message", ""},
                                       {"lastHeartbeatTime", "2026-01-01T00:00:00Z"},
                                       {"lastTransitionTime", "2026-01-01T00:00:00Z"}}})}}}};
}

Json clusterOf(const std::string& name)
{
    return {{"apiVersion", "cluster.karmada.io/v1alpha1"},
            {"kind", "Cluster"},
            {"metadata", {{"name", name}}},
            {"spec", {{"syncMode", "Push"}, {"region", "r-1"}, {"provider", ""}}},
            {"status",
             {{"kubernetesVersion", "v1.20.2"},
              {"apiEnablements",
               Json::array({{{"groupVersion", "apps/v1"},
                             {"resources", Json::array({{{"name", "deployments"}, {"kind", "Deployment"}}})}}})},
              {"conditions", Json::array({{{"type", "Ready"},
                                           {"status", "True"},
                                           {"reason", "ClusterReady"},
                                           {"message", "cluster is healthy"},
                                           {"lastTransitionTime", "2026-01-01T00:00:00Z"}}})}}}};
}

Json bindingOf(const std::string& name, const std::string& available)
{
    const auto condition = [](const char* type, const std::string& status) {
        return Json{{"type", type},
                    {"status", status},
                    {"reason", "r"},
                    {"message", ""},
                    {"lastTransitionTime", "2026-01-01T00:00:00Z"}};
    };
    return {{"apiVersion", "work.karmada.io/v1alpha2"},
            {"kind", "ResourceBinding"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"spec",
             {{"resource",
               {{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"namespace", "default"}, {"name", "qwen3-8b"}}},
              {"replicas", 2},
              {"schedulerName",
               "s"}, // what a real server takes for what it is, and for null when it is built on another Go
              {"clusters", Json::array({{{"name", "hz"}, {"replicas", 2}}})}}},
            {"status",
             {{"conditions", Json::array({condition("Scheduled", "True"), condition("FullyApplied", "True"),
                                          condition("AllAvailable", available)})},
              {"aggregatedStatus", Json::array({{{"clusterName", "hz"},
                                                 {"applied", true},
                                                 {"health", "Healthy"},
                                                 {"status", {{"replicas", 2}, {"availableReplicas", 0}}}}})}}}};
}

QByteArray bytes(const Json& json)
{
    return QByteArray::fromStdString(json.dump());
}

QString textOf(const Json& object, const char* key)
{
    return QString::fromStdString(object.at(key).get<std::string>());
}

/// kubectl fills empty cells at the end of a line with blanks; Berth cuts them off.
QByteArray withoutBlanksAtEnds(const QByteArray& text)
{
    QList<QByteArray> lines = text.split('\n');
    for (QByteArray& line : lines)
        while (line.endsWith(' ')) line.chop(1);
    return lines.join('\n');
}

/// What of `part` is not in `whole`, as a path; empty where all is.
std::string lostOf(const Json& part, const Json& whole, const std::string& path = {})
{
    if (part.is_object()) {
        for (const auto& [key, value] : part.items()) {
            const bool none = value.is_null() || (value.is_object() && value.empty());
            if (!whole.is_object() || (!whole.contains(key) && !none)) return path + "/" + key;
            if (whole.contains(key))
                if (const std::string lost = lostOf(value, whole[key], path + "/" + key); !lost.empty()) return lost;
        }
        return {};
    }
    if (!part.is_array()) return part == whole ? std::string() : path;
    if (!whole.is_array() || part.size() != whole.size()) return path;
    for (std::size_t i = 0; i < part.size(); ++i)
        if (const std::string lost = lostOf(part[i], whole[i], path + "/" + std::to_string(i)); !lost.empty())
            return lost;
    return {};
}

/// The fields that it has, wherever in a list.
void addFields(const Json& value, const std::string& path, std::set<std::string>& fields)
{
    fields.insert(path + " " + value.type_name());
    if (value.is_array())
        for (const Json& element : value) addFields(element, path + "[]", fields);
    if (value.is_object())
        for (const auto& [key, member] : value.items()) addFields(member, path + "." + key, fields);
}

const std::set<std::string>& karmadaKinds()
{
    static const std::set<std::string> kinds{"Cluster",         "PropagationPolicy",      "ClusterPropagationPolicy",
                                             "OverridePolicy",  "ClusterOverridePolicy",  "FederatedResourceQuota",
                                             "ResourceBinding", "ClusterResourceBinding", "Work"};
    return kinds;
}

/// Objects of Karmada's that were recorded: each that has a field which none before it had.
std::vector<Json> recorded()
{
    std::vector<Json> objects;
    std::set<std::string> seen;
    for (const auto& entry : std::filesystem::directory_iterator(test::source("tests/vectors/karmada-live"))) {
        if (entry.path().extension() != ".json") continue;
        const Json all = Json::parse(test::read(entry.path()));
        for (Json object : all["objects"]) {
            if (!object.is_object() || !karmadaKinds().contains(object.value("kind", ""))) continue;
            for (const char* key : {"uid", "resourceVersion", "creationTimestamp", "generation", "managedFields",
                                    "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"})
                object["metadata"].erase(key);
            const std::size_t before = seen.size();
            addFields(object, object["kind"], seen);
            if (seen.size() == before) continue;
            object["metadata"]["name"] = "recorded-" + std::to_string(objects.size());
            object["metadata"].erase("finalizers");
            if (object["metadata"].contains("namespace")) object["metadata"]["namespace"] = "default";
            objects.push_back(std::move(object));
        }
    }
    return objects;
}

} // namespace

class TestRealFleet : public QObject {
    Q_OBJECT

    std::unique_ptr<test::Kubernetes> m_kubernetes;

    [[nodiscard]] ControlPlane& plane(const std::string& name) const { return (*m_kubernetes)[name]; }
    [[nodiscard]] Ran run(const QStringList& words, const QString& kubeconfig) const
    {
        return test::ran({.words = words, .environment = {{QStringLiteral("KUBECONFIG"), kubeconfig}}});
    }
    [[nodiscard]] Ran onFleet(const QStringList& words) const
    {
        QStringList all = words;
        for (const char* name : {"hz", "sh"})
            all += QStringList{"--member", QString(name) + "=" + plane(name).kubeconfig()};
        return run(all, plane("fleet").kubeconfig());
    }

private slots:
    void initTestCase()
    {
        BERTH_NEEDS_KUBERNETES();
        m_kubernetes = std::make_unique<test::Kubernetes>(std::vector<test::ControlPlaneOptions>{
            {.name = "fleet", .controllers = false, .customResources = {"fleet.yaml"}},
            {.name = "hz", .scheduler = true, .customResources = {"member.yaml"}},
            {.name = "sh", .controllers = false}});
        QVERIFY2(m_kubernetes->problem().isEmpty(), qPrintable(m_kubernetes->problem()));
        plane("hz").put(bytes(nodeOf("hz-gpu1", 1)));
        plane("hz").put(bytes(nodeOf("hz-gpu2", 1)));
        plane("sh").put(bytes(nodeOf("sh-gpu1", 4)));
        // Admission taints new nodes; without controllers nobody takes that off when they are ready.
        plane("sh").must({"taint", "node", "sh-gpu1", "node.kubernetes.io/not-ready:NoSchedule-"});
        plane("hz").until({"get", "serviceaccount", "default"}); // pods want it
        const auto manifest = [](const char* name) {
            return QByteArray::fromStdString(test::readFixture(std::string("manifests/") + name));
        };
        plane("hz").must({"apply", "-f-"}, manifest("model-storage.yaml"));
        plane("hz").must({"apply", "-f-"}, manifest("deploy-2.yaml"));
        plane("fleet").must({"apply", "-f-"}, manifest("deploy-2.yaml"));
        plane("fleet").must({"apply", "-f-"},
                            QByteArray::fromStdString(test::readFixture("seed/propagationpolicy.yaml")));
        plane("fleet").put(bytes(clusterOf("hz")));
        plane("fleet").put(bytes(clusterOf("sh")));
        plane("fleet").put(bytes(bindingOf("qwen3-8b-deployment", "False")));
        plane("fleet").put(bytes(bindingOf("other-deployment", "True")));
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_kubernetes) m_kubernetes->printLogs();
    }

    void deploymentsGetPodsThatAreBound()
    {
        const auto areBound = [&] {
            const QByteArray nodes = plane("hz").must({"get", "pods", "-o", "jsonpath={.items[*].spec.nodeName}"});
            return nodes.split(' ').size() == 2 && nodes.contains("hz-gpu1") && nodes.contains("hz-gpu2");
        };
        QVERIFY(test::comesTrue(areBound));
    }

    /// The schemas of resources/crds hold every object that a running Karmada had, and lose nothing of it.
    void theSchemasTakeWhatKarmadaWrites()
    {
        const std::vector<Json> objects = recorded();
        QVERIFY2(objects.size() > 20, "the recorded objects are there");
        const Json list{{"apiVersion", "v1"}, {"kind", "List"}, {"items", objects}};
        std::istringstream made(
            plane("fleet").must({"create", "--dry-run=server", "-f-", "-ojson"}, bytes(list)).toStdString());
        for (const Json& object : objects) {
            Json taken;
            made >> taken;
            const std::string lost = lostOf(object["spec"], taken["spec"]);
            QVERIFY2(lost.empty(), ("spec" + lost + " of " + object.dump()).c_str());
        }
    }

    void theSchemasKeepEachStatus()
    {
        std::map<std::string, Json> largest;
        for (const Json& object : recorded()) {
            Json& best = largest[object["kind"]];
            if (best.is_null() ||
                object.value("status", Json()).dump().size() > best.value("status", Json()).dump().size())
                best = object;
        }
        for (auto& [kind, object] : largest) {
            if (!object.contains("status") || object["status"].empty()) continue;
            plane("fleet").put(bytes(object));
            const QStringList one{QString::fromStdString(kind), textOf(object["metadata"], "name")};
            const QByteArray kept = plane("fleet").must(QStringList{"get", "-ojson"} + one);
            const std::string lost = lostOf(object["status"], Json::parse(kept.toStdString())["status"]);
            QVERIFY2(lost.empty(),
                     ("status" + lost + " of " + kind + " in " + kept.toStdString() + " of " + object.dump()).c_str());
            plane("fleet").must(QStringList{"delete", "--wait=false"} + one);
        }
    }

    void theSchemasRefuseWhatIsNone()
    {
        Json policy = Json::parse(plane("fleet")
                                      .must({"get", "propagationpolicies.policy.one.alibabacloud.com", "-ojson"})
                                      .toStdString())["items"][0];
        policy["spec"]["placement"]["replicaScheduling"]["replicaDivisionPreference"] = "Half";
        const Ran ran = plane("fleet").kubectl({"replace", "-f-"}, bytes(policy));
        QVERIFY2(ran.code != 0 && ran.err.contains("Aggregated"), ran.err.constData());
    }

    /// By a kubeconfig as it is found: a certificate, an authority, a context.
    void importsAndReaches()
    {
        const QString file = m_kubernetes->file("by-certificate", plane("sh").kubeconfigByCertificate("nobody"));
        const Ran ran = run({"doctor", "-o", "json"}, file);
        const Json items = Json::parse(ran.out.toStdString())["items"];
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(textOf(items[0], "cluster"), QString("sh"));
        QCOMPARE(textOf(items[0], "state"), QString("reached"));
        QCOMPARE(ran.code, 1); // it may not read anything there
        const Ran get = run({"get", "nodes"}, file);
        QCOMPARE(get.code, 1);
        QVERIFY2(get.err.contains("nobody"), get.err.constData()); // whom the certificate names
    }

    void findsTheFleetsClusters()
    {
        const Ran well = onFleet({"doctor", "-o", "json"});
        QVERIFY2(well.code == 0, (well.out + well.err).constData());
        const Json items = Json::parse(well.out.toStdString())["items"];
        QCOMPARE(items.size(), std::size_t(3));
        QCOMPARE(textOf(items[0], "role"), QString("fleet"));
        QCOMPARE(textOf(items[1], "cluster"), QString("hz"));
        QCOMPARE(textOf(items[1], "way"), QString("own kubeconfig"));
        for (const Json& item : items) {
            QCOMPARE(textOf(item, "state"), QString("reached"));
            for (const Json& right : item["rights"]) QVERIFY2(right["has"] == true, right.dump().c_str());
        }
        // This server has Karmada's objects, and not its proxy: a cluster without a kubeconfig of its own is told so.
        const Ran without = run({"doctor"}, plane("fleet").kubeconfig());
        QCOMPARE(without.code, 1);
        QVERIFY2(without.err.contains("hz: ") && without.err.contains("kubeconfig"), without.err.constData());
    }

    void printsWhatKubectlPrints_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* where, const QStringList& words) {
            QTest::addRow("%s: get %s", where, qPrintable(words.join(' '))) << QString(where) << words;
        };
        for (const char* resource : {"nodes", "pods", "deployments", "deploy", "replicasets", "namespaces",
                                     "serviceaccounts", "crd", "priorityclasses", "lws"}) {
            row("hz", {resource});
            row("hz", {resource, "-o", "wide"});
        }
        for (const char* resource : {"pods", "configmaps", "events", "clusterroles"}) row("hz", {resource, "-A"});
        row("hz", {"pods", "-l", "app=qwen3-8b"});
        row("hz", {"pods", "-n", "kube-system"});
        row("hz", {"deployments.apps", "qwen3-8b"});
        row("hz", {"nodes", "--no-headers"});
        row("hz", {"nodes", "-o", "name"});
        for (const char* resource :
             {"clusters", "resourcebindings", "rb", "propagationpolicies.policy.one.alibabacloud.com", "deployments"}) {
            row("fleet", {resource});
            row("fleet", {resource, "-o", "wide"});
        }
        row("fleet", {"resourcebinding", "-A"});
        row("hz", {"deploy/qwen3-8b"});
        row("hz", {"deploy,sa"});
        row("hz", {"nodes", "--show-labels"});
        row("hz", {"clusterroles", "--sort-by", ".metadata.uid"});
        row("hz", {"clusterroles", "--sort-by=metadata.name", "-o", "name"});
        row("hz",
            {"nodes", "-o", "jsonpath={range .items[*]}{.metadata.name}{\"\\t\"}{.status.allocatable}{\"\\n\"}{end}"});
        row("hz", {"node", "hz-gpu1", "-o", "jsonpath={.metadata.name}"});
        row("hz",
            {"clusterroles", "-o", "jsonpath={.items[?(@.metadata.name==\"edit\")].rules[0:2]['verbs','resources']}"});
        row("hz", {"clusterroles", "-o", "jsonpath={..metadata.name}"});
        row("hz", {"clusterroles", "-o", "custom-columns=N:.metadata.name,V:.rules[*].verbs[0],X:.nothing"});
        row("fleet",
            {"rb", "-o", "custom-columns=N:metadata.name,C:{.spec.clusters[*].name}", "--sort-by=.metadata.name"});
    }
    void printsWhatKubectlPrints()
    {
        QFETCH(QString, where);
        QFETCH(QStringList, words);
        const ControlPlane& of = plane(where.toStdString());
        // Ages go on: both are asked at once, until they were asked within one second.
        QByteArray ours;
        QByteArray theirs;
        for (int attempt = 0; attempt < 20; ++attempt) {
            auto asked = std::async(std::launch::async, [&] { return of.kubectl(QStringList{"get"} + words); });
            const Ran our = run(QStringList{"get"} + words, of.kubeconfig());
            const Ran their = asked.get();
            QVERIFY2(their.code == 0, their.err.constData());
            QVERIFY2(our.code == 0, our.err.constData());
            ours = our.out;
            theirs = withoutBlanksAtEnds(their.out);
            if (ours == theirs) break;
        }
        QCOMPARE(QString::fromUtf8(ours), QString::fromUtf8(theirs));
    }

    /// A kind that kubectl has no form of its own for. This kubectl is old, and prints who manages which field; what stands below that
    /// is aligned by itself then, so blanks are not compared.
    void describesAsKubectlDoes()
    {
        const ControlPlane& of = plane("fleet");
        const QStringList words{"describe", "propagationpolicies.policy.one.alibabacloud.com"};
        const auto lines = [](const QByteArray& text) {
            QStringList kept;
            bool managed = false;
            for (const QString& line : QString::fromUtf8(text).split(u'\n')) {
                managed = line == u"  Managed Fields:" || (managed && line.startsWith(u"    "));
                if (!managed) kept << line.simplified();
            }
            return kept;
        };
        const QStringList theirs = lines(of.kubectl(words).out);
        QVERIFY(theirs.size() > 10);
        QCOMPARE(lines(run(words, of.kubeconfig()).out), theirs);
    }

    void printsTheBindingsInAckOnesColumns()
    {
        const Ran ran = onFleet({"get", "resourcebinding", "qwen3-8b-deployment", "--no-headers"});
        QVERIFY2(ran.out.simplified().startsWith("qwen3-8b-deployment True True False"), ran.out.constData());
    }

    void seesWhatEveryClusterHas()
    {
        const Ran ran = onFleet({"get", "deploy", "-M"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.out.contains("qwen3-8b   hz        0/2"), ran.out.constData());
        const Ran nodes = onFleet({"get", "nodes", "-o", "name"});
        QCOMPARE(QString::fromUtf8(nodes.out), QString("node/hz-gpu1\nnode/hz-gpu2\nnode/sh-gpu1\n"));
    }

    void followsWhatChanges()
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert("KUBECONFIG", plane("sh").kubeconfig());
        process.setProcessEnvironment(environment);
        process.start(QString::fromStdString(test::program("berthctl").string()), {"get", "configmaps", "-w"});
        QByteArray seen;
        const auto shows = [&](const QByteArray& text) {
            return test::comesTrue([&] {
                process.waitForReadyRead(50);
                seen += process.readAllStandardOutput();
                return seen.simplified().contains(text);
            });
        };
        plane("sh").must({"create", "configmap", "before"});
        QVERIFY2(shows("before 0"), seen.constData());
        plane("sh").must({"patch", "configmap", "before", "--type=merge", "-p", R"({"data": {"a": "b"}})"});
        QVERIFY2(shows("before 1"), seen.constData());
        process.kill();
        process.waitForFinished();
    }

    void previewsOnTheLiveFleetAsOnItsSnapshot()
    {
        deploymentsGetPodsThatAreBound(); // this one may be run alone
        const QString snapshot = m_kubernetes->file("fleet.berth", "");
        const Ran taken = onFleet({"snapshot", "take", "-o", snapshot});
        QVERIFY2(taken.code == 0, taken.err.constData());
        QVERIFY2(!taken.err.contains("hz") && !taken.err.contains("sh"),
                 taken.err.constData()); // nothing was kept from it
        const Json policy{{"apiVersion", "policy.one.alibabacloud.com/v1alpha1"},
                          {"kind", "PropagationPolicy"},
                          {"metadata", {{"name", "pp"}, {"namespace", "default"}}},
                          {"spec",
                           {{"resourceSelectors",
                             Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", "new"}}})},
                            {"placement",
                             {{"clusterAffinity", {{"clusterNames", {"hz", "sh"}}}},
                              {"replicaScheduling",
                               {{"replicaSchedulingType", "Divided"},
                                {"weightPreference", {{"dynamicWeight", "AvailableReplicas"}}}}}}}}}};
        const QStringList ask{"preview",
                              "-o",
                              "json",
                              "-f",
                              m_kubernetes->file("new.json", test::deploymentObject("new", 3, 1).dump()),
                              "-f",
                              m_kubernetes->file("policy.json", policy.dump())};
        const Ran live = onFleet(ask + QStringList{"--live"});
        const Ran file = run(ask + QStringList{"--fleet", snapshot}, {});
        QVERIFY2(live.code == file.code, live.err.constData());
        const Json ofLive = Json::parse(live.out.toStdString());
        const Json ofFile = Json::parse(file.out.toStdString());
        QCOMPARE(ofLive["clusters"].dump(), ofFile["clusters"].dump());
        QVERIFY2(ofLive["clusters"].size() == 2, live.out.constData());
        QVERIFY2(live.out.contains("sh-gpu1"),
                 live.out.constData()); // the four GPUs that are free are there; those of hz are taken
        QVERIFY(!test::read(snapshot.toStdString()).empty());
    }

    /// A service account without rights is told which it lacks; with the role that `doctor --role` prints it has all.
    void theRoleThatIsPrintedIsEnough_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("lacks");
        QTest::newRow("member") << "member"
                                << "sh"
                                << "list, watch nodes";
        QTest::newRow("fleet") << "fleet"
                               << "fleet"
                               << "list, watch clusters.cluster.karmada.io";
    }
    void theRoleThatIsPrintedIsEnough()
    {
        QFETCH(QString, role);
        QFETCH(QString, where);
        QFETCH(QString, lacks);
        const ControlPlane& of = plane(where.toStdString());
        const QString file = m_kubernetes->file(role.toStdString() + "-reader", of.kubeconfigByCertificate("reader"));
        QStringList words{"doctor"};
        if (role == "fleet")
            for (const char* name : {"hz", "sh"})
                words += QStringList{"--member", QString(name) + "=" + plane(name).kubeconfig()};
        const Ran before = run(words, file);
        QCOMPARE(before.code, 1);
        QVERIFY2((before.out + before.err).contains(lacks.toUtf8()), (before.out + before.err).constData());
        const Ran roles = run({"doctor", "--role", role}, {});
        of.must({"apply", "-f-"}, roles.out);
        const QString reader = "berth-reader-" + role;
        for (const QString& part : {reader, reader + "-preflight", reader + "-preflight-secrets"})
            if (roles.out.contains(("name: " + part + "\n").toUtf8()))
                of.must({"create", "clusterrolebinding", part, "--clusterrole=" + part, "--user=reader"});
        if (roles.out.contains("kind: Role\n"))
            of.must({"create", "rolebinding", "reader", "-n", "kube-system", "--role=" + reader, "--user=reader"});
        const Ran after = run(words, file);
        QVERIFY2(after.code == 0, (after.out + after.err).constData());
        words.front() = "snapshot";
        words.insert(1, "take");
        const Ran taken = run(words + QStringList{"-o", m_kubernetes->file("by-reader.berth", "")}, file);
        QVERIFY2(taken.code == 0 && !taken.err.contains("warning"), taken.err.constData());
    }

    void namesTheRuleThatIsMissing()
    {
        const QString file = m_kubernetes->file("stranger", plane("hz").kubeconfigByCertificate("stranger"));
        const Ran taken = run({"snapshot", "take", "-o", m_kubernetes->file("stranger.berth", ""), "-v"}, file);
        QVERIFY2(taken.err.contains("needs `list nodes`") && taken.err.contains("resources: [\"nodes\"]"),
                 taken.err.constData());
    }
};

BERTH_TEST(TestRealFleet)

} // namespace tst_real_fleet

#include "tst_real_fleet.moc"
