// Plans on a real kube-apiserver: made, refused, applied, undone, and cut off, beside what kubectl says of it.
#include <QElapsedTimer>
#include <QTest>

#include <set>

#include "core/base/json.h"
#include "core/change/journal.h"
#include "core/change/make.h"
#include "tests/cli/kill_judge.h"
#include "tests/cli/running.h"
#include "tests/support/control_plane.h"
#include "tests/support/test.h"

namespace tst_real_change {

using core::Json;
using test::ControlPlane;
using test::Ran;

namespace {

Json deployment(const std::string& name, int replicas, const std::string& image = "i:1")
{
    return {{"apiVersion", "apps/v1"},
            {"kind", "Deployment"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"spec",
             {{"replicas", replicas},
              {"selector", {{"matchLabels", {{"app", name}}}}},
              {"template",
               {{"metadata", {{"labels", {{"app", name}}}}},
                {"spec", {{"containers", Json::array({{{"name", "c"}, {"image", image}}})}}}}}}}};
}
Json configMap(const std::string& name, const Json& data)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"data", data}};
}

QByteArray bytes(const Json& json)
{
    return QByteArray::fromStdString(json.dump());
}

/// Who applies or updates the field, as kubectl shows it.
std::set<std::string> ownersOf(const Json& object, const std::string& pointer)
{
    std::set<std::string> owners;
    for (const Json& entry : object["metadata"]["managedFields"])
        if (entry["fieldsV1"].contains(Json::json_pointer(pointer))) owners.insert(entry["manager"]);
    return owners;
}

/// Owners without the entries "." of what has others.
Json withoutSelves(const Json& owners)
{
    if (!owners.is_structured()) return owners;
    Json out = owners;
    if (out.is_object()) out.erase(".");
    for (Json& inside : out) inside = withoutSelves(inside);
    return out;
}

} // namespace

class TestRealChange : public QObject {
    Q_OBJECT

    std::unique_ptr<test::Kubernetes> m_kubernetes;
    test::TempFolder m_folder;

    [[nodiscard]] ControlPlane& plane() const { return (*m_kubernetes)["c1"]; }
    [[nodiscard]] QString path(const std::string& name) const
    {
        return QString::fromStdString((m_folder.path() / name).string());
    }
    [[nodiscard]] Ran run(const QStringList& words) const
    {
        return test::ran({.words = words,
                          .environment = {{QStringLiteral("KUBECONFIG"), plane().kubeconfig()},
                                          {QStringLiteral("XDG_STATE_HOME"), path("state")}},
                          .folder = path("")});
    }
    void put(const std::string& name, const Json& object) const { test::write(m_folder.file(name), object.dump()); }
    [[nodiscard]] Json seen(const QString& kind, const QString& name) const
    {
        const Ran ran = plane().kubectl({"get", kind, name, "-o", "json"});
        return ran.code == 0 ? Json::parse(ran.out.toStdString()) : Json();
    }
    /// What the controller writes into a Deployment makes a plan stale.
    void awaitRevision(const std::string& name, const std::string& revision = "1") const
    {
        const Json::json_pointer place("/metadata/annotations/deployment.kubernetes.io~1revision");
        QVERIFY(test::comesTrue([&] {
            const Json object = seen("deployment", QString::fromStdString(name));
            return object.contains(place) && object.at(place) == revision;
        }));
    }
    /// Plans and applies; the code of whichever failed.
    [[nodiscard]] Ran applied(const QStringList& more = {}) const
    {
        const Ran plan = run(QStringList{"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"} + more);
        return plan.code != 0 ? plan : run({"apply", "plan.json", "--yes"});
    }

private slots:
    void initTestCase()
    {
        BERTH_NEEDS_KUBERNETES();
        m_kubernetes = std::make_unique<test::Kubernetes>(std::vector<test::ControlPlaneOptions>{{.name = "c1"}});
        QVERIFY2(m_kubernetes->problem().isEmpty(), qPrintable(m_kubernetes->problem()));
    }
    void cleanup()
    {
        if (m_kubernetes && QTest::currentTestFailed()) m_kubernetes->printLogs();
    }

    void whatIsPlannedIsWhatKubectlSees()
    {
        put("a.json", deployment("first", 2));
        const Ran diff = run({"diff", "-f", "a.json", "--exit-code"});
        QVERIFY2(diff.code == 3 && diff.out.contains("+ "), (diff.out + diff.err).constData());
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json"});
        QVERIFY2(plan.code == 0 && plan.out.contains("accepted"), (plan.out + plan.err).constData());
        QVERIFY2(plan.out.contains("predicted on snapshot"), (plan.out + plan.err).constData());
        QVERIFY(seen("deployment", "first").is_null()); // a dry run was all
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 0);
        const Json object = seen("deployment", "first");
        QCOMPARE(object["spec"]["replicas"].get<int>(), 2);
        QVERIFY(ownersOf(object, "/f:spec/f:replicas") == std::set<std::string>{"berth"});
        QCOMPARE(run({"diff", "-f", "a.json", "--exit-code"}).code, 0);
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 5); // it was made since
    }

    /// Whether the server takes the order or keeps its own: what is said of it is what comes of it.
    void saysTheOrderThatComes_data()
    {
        QTest::addColumn<bool>("isTakenOver");
        QTest::newRow("of Berth") << false;
        QTest::newRow("of kubectl apply") << true;
    }
    void saysTheOrderThatComes()
    {
        QFETCH(bool, isTakenOver);
        const Json::json_pointer place("/spec/template/spec/containers/0/env");
        const QString name = isTakenOver ? QStringLiteral("order-kubectl") : QStringLiteral("order-berth");
        const auto text = [&](const std::vector<std::string>& names, const char* image) {
            Json object = deployment(name.toStdString(), 1, image);
            object[place] = Json::array();
            for (const std::string& one : names) object[place].push_back({{"name", one}, {"value", "1"}});
            return object;
        };
        put("a.json", text({"A", "B"}, "i:1"));
        if (isTakenOver)
            plane().must({"apply", "-f", "-"}, bytes(text({"A", "B"}, "i:1")));
        else
            QCOMPARE(applied().code, 0);
        awaitRevision(name.toStdString());
        put("a.json", text({"B", "A"}, "i:2"));
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QVERIFY2(plan.code == 0, (plan.out + plan.err).constData());
        const Ran done = run({"apply", "plan.json", "--yes"});
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        const bool isKept = seen("deployment", name)[place][0]["name"] == "A";
        QVERIFY2(plan.out.contains("text B, A; cluster A, B.") == isKept, plan.out.constData());
        const Ran diff = run({"diff", "-f", "a.json", "--exit-code"});
        QVERIFY2(diff.code == (isKept ? 3 : 0), (diff.out + diff.err).constData());
        QVERIFY2(run({"plan", "-f", "a.json"}).out.contains("cluster agree") != isKept, diff.err.constData());
    }

    /// An old server refuses it; what is said then helps.
    void aProbeGoesOrTheWayOutIsSaid()
    {
        const Json::json_pointer probe("/spec/template/spec/containers/0/readinessProbe");
        Json text = deployment("probed", 1);
        text[probe] = {{"httpGet", {{"port", 80}, {"path", "/x"}}}};
        plane().must({"apply", "-f", "-"}, bytes(text));
        awaitRevision("probed");
        put("a.json", deployment("probed", 1));
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        if (plan.out.contains("kubectl patch Deployment probed -n default --type=json"))
            plane().must({"patch", "Deployment", "probed", "-n", "default", "--type=json", "-p",
                          R"([{"op":"remove","path":"/spec/template/spec/containers/0/readinessProbe"}])"});
        else
            QVERIFY2(plan.code == 0, (plan.out + plan.err).constData());
        awaitRevision("probed", plan.code == 0 ? "1" : "2");
        const Ran done = applied();
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        QVERIFY(!seen("deployment", "probed").contains(probe));
    }

    /// By the server's own schemas, of what is built in and of what a definition describes.
    void unknownFieldsAreSaidAndFieldsExplained()
    {
        test::write(m_folder.file("odd.yaml"), "apiVersion: apps/v1\n"
                                               "kind: Deployment\n"
                                               "metadata: {name: odd, namespace: default}\n"
                                               "spec:\n"
                                               "  replica: 2\n"
                                               "  selector: {matchLabels: {app: odd}}\n"
                                               "  template:\n"
                                               "    metadata: {labels: {app: odd}}\n"
                                               "    spec:\n"
                                               "      containers:\n"
                                               "      - name: c\n"
                                               "        image: i:1\n"
                                               "        imagePullPolice: Always\n"
                                               "        resources: {limits: {cpu: 2, memory: 1Gi}}\n"
                                               "        ports: [{containerPort: \"80\"}]\n");
        const Ran plan = run({"plan", "-f", "odd.yaml", "--no-effects"});
        for (const char* said :
             {"odd.yaml:5:12: warning: The server's schema of Deployment has no field .spec.replica.",
              "Did you mean replicas?", "odd.yaml:13:26:", "Did you mean imagePullPolicy?",
              "odd.yaml:15:33:", "wants a whole number"})
            QVERIFY2(plan.err.contains(said), plan.err.constData());
        QVERIFY2(!plan.err.contains("odd.yaml:14:"), plan.err.constData()); // a quantity may be a number
        QVERIFY(seen("deployment", "odd").is_null());

        for (const char* path : {"deployment.spec.replicas", "pods.spec.containers", "policy.spec", "deploy"}) {
            const Ran ours = run({"explain", path});
            const Ran theirs = plane().kubectl({"explain", QString::fromLatin1(path)});
            if (theirs.code != 0) continue; // no such kind on this server
            QVERIFY2(ours.code == 0 && ours.out.contains("DESCRIPTION:\n"), (ours.out + ours.err).constData());
            // kubectl breaks lines elsewhere: every word of its description stands in ours, in its order.
            const auto words = [](const QByteArray& text) {
                QString all = QString::fromUtf8(text);
                all = all.mid(all.indexOf(QStringLiteral("DESCRIPTION:")) + 12);
                return all.left(all.indexOf(QStringLiteral("FIELDS:"))).simplified();
            };
            QVERIFY2(words(ours.out).contains(words(theirs.out).left(200)),
                     (ours.out.left(2000) + theirs.out.left(2000)).constData());
        }
        QVERIFY(run({"explain", "deployment.spec.replica"}).err.contains("Did you mean replicas?"));
    }

    void theServersRefusalIsToldWithItsField()
    {
        Json wrong = deployment("wrong", -1);
        put("a.json", wrong);
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QCOMPARE(plan.code, 1);
        QVERIFY2(plan.out.contains("spec.replicas"), plan.out.constData());
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 5);
        QVERIFY(seen("deployment", "wrong").is_null());
    }

    void aConflictHasThreeWaysOut_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QStringList>("owners");
        QTest::newRow("leave") << "leave" << 2 << QStringList{"other"};
        QTest::newRow("take") << "take" << 4 << QStringList{"berth"};
        QTest::newRow("share") << "share" << 2 << QStringList{"berth", "other"};
    }
    void aConflictHasThreeWaysOut()
    {
        QFETCH(QString, way);
        QFETCH(int, replicas);
        QFETCH(QStringList, owners);
        const std::string name = "c-" + way.toStdString();
        plane().must({"apply", "--server-side", "--field-manager=other", "-f", "-"}, bytes(deployment(name, 2)));
        put("a.json", deployment(name, 4));
        const Ran open = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QCOMPARE(open.code, 5);
        QVERIFY2(open.out.contains(".spec.replicas is owned by \"other\": theirs 2, yours 4"), open.out.constData());
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 5);
        QCOMPARE(seen("deployment", QString::fromStdString(name))["spec"]["replicas"].get<int>(), 2);
        const Ran done = applied({"--conflict", ".spec.replicas=" + way});
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        const Json object = seen("deployment", QString::fromStdString(name));
        QCOMPARE(object["spec"]["replicas"].get<int>(), replicas);
        std::set<std::string> wanted;
        for (const QString& one : owners) wanted.insert(one.toStdString());
        QVERIFY2(ownersOf(object, "/f:spec/f:replicas") == wanted, object.dump().c_str());
    }

    /// A server of 1.20 leaves the image out of its answer where a value of `env` conflicts too.
    void eachFieldThatForceTakesIsNamed()
    {
        const auto text = [](int replicas, const std::string& image, const std::string& value) {
            Json object = deployment("each", replicas);
            Json& container = object["spec"]["template"]["spec"]["containers"][0];
            container["image"] = image;
            container["env"] = Json::array({{{"name", "A"}, {"value", value}}});
            return object;
        };
        plane().must({"apply", "--server-side", "--field-manager=gitbot", "-f", "-"}, bytes(text(2, "nginx:1", "1")));
        put("a.json", text(5, "nginx:2", "7"));
        const Ran open = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QCOMPARE(open.code, 5);
        for (const char* field : {".spec.replicas is owned by \"gitbot\"", "].value is owned by \"gitbot\"",
                                  "].image is owned by \"gitbot\": theirs \"nginx:1\", yours \"nginx:2\""})
            QVERIFY2(open.out.contains(field), (field + open.out).constData());
        QVERIFY2(open.out.contains("3 fields, 3 open"), open.out.constData());
        QVERIFY2(!open.out.contains("conflict with"), open.out.constData());
    }

    void theOthersChangeInBetweenIsNotOverwritten()
    {
        put("a.json", configMap("between", {{"k", "ours"}}));
        QCOMPARE(applied().code, 0);
        put("a.json", configMap("between", {{"k", "ours2"}}));
        QCOMPARE(run({"plan", "-f", "a.json", "--save", "plan.json"}).code, 0);
        plane().must({"apply", "--server-side", "--force-conflicts", "--field-manager=other", "-f", "-"},
                     bytes(configMap("between", {{"k", "theirs"}})));
        const Ran stale = run({"apply", "plan.json", "--yes"});
        QVERIFY2(stale.code == 5 && stale.err.contains("other"), stale.err.constData());
        QVERIFY(seen("configmap", "between")["data"]["k"] == "theirs");
    }

    void takesOverFromKubectlApplyWithoutLosingFields()
    {
        Json text = deployment("old", 2);
        text["metadata"]["labels"] = {{"team", "a"}};
        text["spec"]["template"]["spec"]["nodeSelector"] = {{"pool", "gpu"}};
        plane().must({"apply", "-f", "-"}, bytes(text));
        const Json before = seen("deployment", "old");
        text["spec"]["template"]["spec"]["containers"][0]["image"] = "i:2";
        put("a.json", text);
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QVERIFY2(plan.code == 0 && plan.out.contains("takes over what kubectl-client-side-apply managed"),
                 (plan.out + plan.err).constData());
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 0);
        const Json after = seen("deployment", "old");
        Json wanted = before["spec"];
        wanted["template"]["spec"]["containers"][0]["image"] = "i:2";
        QVERIFY2(after["spec"] == wanted, Json::diff(wanted, after["spec"]).dump().c_str());
        QVERIFY(after["metadata"]["labels"] == before["metadata"]["labels"]);
        QVERIFY2(ownersOf(after, "/f:spec/f:template/f:spec/f:nodeSelector") == std::set<std::string>{"berth"},
                 after["metadata"]["managedFields"].dump().c_str());
        text["spec"]["template"]["spec"].erase("nodeSelector"); // it is Berth's now: what is no longer said goes
        put("a.json", text);
        QCOMPARE(applied().code, 0);
        QVERIFY(!seen("deployment", "old")["spec"]["template"]["spec"].contains("nodeSelector"));
    }

    /// The first thing after a take-over is its undo: kubectl then has again what it had, its record included, and goes on by it.
    void undoGivesBackWhatWasTakenOver_data()
    {
        QTest::addColumn<QByteArray>("change"); ///< a JSON patch of what `kubectl apply` said
        QTest::newRow("a value") << QByteArray(R"([{"op":"replace","path":"/spec/replicas","value":3}])");
        QTest::newRow("a field of a container")
            << QByteArray(R"([{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"i:2"}])");
        QTest::newRow("a default that is now said")
            << QByteArray(R"([{"op":"add","path":"/spec/progressDeadlineSeconds","value":300}])");
        QTest::newRow("what is no longer said")
            << QByteArray(R"([{"op":"remove","path":"/spec/template/spec/nodeSelector"}])");
        QTest::newRow("an element less") << QByteArray(
            R"([{"op":"remove","path":"/spec/template/spec/containers/0/env/0"}])");
        QTest::newRow("an element more") << QByteArray(
            R"([{"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"d","image":"d"}}])");
    }
    void undoGivesBackWhatWasTakenOver()
    {
        QFETCH(QByteArray, change);
        const QString name = QStringLiteral("back-") + QString::number(qHash(change));
        Json text = deployment(name.toStdString(), 2);
        text["metadata"]["labels"] = {{"team", "a"}};
        text["spec"]["template"]["spec"]["nodeSelector"] = {{"pool", "gpu"}};
        text["spec"]["strategy"] = Json::object(); // as `kubectl create --dry-run -o yaml` writes them
        Json& container = text["spec"]["template"]["spec"]["containers"][0];
        container["resources"] = Json::object();
        container["ports"] = Json::array({{{"containerPort", 80}}}); // the server adds the protocol, and keys by it
        container["env"] = Json::array();
        for (const char* one : {"A", "B", "C"}) container["env"].push_back({{"name", one}, {"value", "1"}});
        plane().must({"apply", "-f", "-"}, bytes(text));
        awaitRevision(name.toStdString());
        const Json before = seen("deployment", name);
        put("a.json", text.patch(Json::parse(change.toStdString())));
        const Ran done = applied();
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        const Ran undo = run({"undo", "--yes"});
        QVERIFY2(undo.code == 0, (undo.out + undo.err).constData());
        Json after = seen("deployment", name);
        if (undo.err.contains("The order does not come back: .spec.template.spec.containers[name=\"c\"].env")) {
            const Json::json_pointer env("/spec/template/spec/containers/0/env");
            QVERIFY(after[env] != before[env]);
            std::sort(after[env].begin(), after[env].end());
        }
        QVERIFY2(after["spec"] == before["spec"], Json::diff(before["spec"], after["spec"]).dump().c_str());
        QVERIFY(after["metadata"]["labels"] == before["metadata"]["labels"]);
        const char* record = "kubectl.kubernetes.io/last-applied-configuration";
        QVERIFY(after["metadata"]["annotations"][record] == before["metadata"]["annotations"][record]);
        const auto taken = [](const Json& object) {
            return core::change::takenOwners(object["metadata"]["managedFields"], true);
        };
        QVERIFY2(taken(after) == taken(before), Json::diff(taken(before), taken(after)).dump().c_str());
        const Ran redo = run({"undo", "--yes"}); // of the undo
        QVERIFY2(redo.code == 0, (redo.out + redo.err).constData());
        QCOMPARE(run({"diff", "-f", "a.json", "--exit-code"}).code, 0);
        QCOMPARE(run({"undo", "--yes"}).code, 0);
        text["metadata"].erase("labels");
        text["spec"]["replicas"] = 1;
        plane().must({"apply", "-f", "-"}, bytes(text));
        const Json again = seen("deployment", name);
        QVERIFY(again["spec"]["replicas"] == 1 && !again["metadata"].contains("labels"));
    }

    void undoGivesBackBesideWhatKubectlWroteSince()
    {
        Json text = deployment("beside", 2);
        text["metadata"]["labels"] = {{"team", "a"}};
        plane().must({"apply", "-f", "-"}, bytes(text));
        awaitRevision("beside");
        text["metadata"]["labels"]["team"] = "b";
        put("a.json", text);
        const Ran done = applied();
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        text["metadata"]["annotations"]["note"] = "hi";
        plane().must({"apply", "-f", "-"}, bytes(text));
        const Ran undo = run({"undo", "--yes"});
        QVERIFY2(undo.code == 0, (undo.out + undo.err).constData());
        const Json after = seen("deployment", "beside");
        QVERIFY(after["metadata"]["labels"]["team"] == "a" && after["metadata"]["annotations"]["note"] == "hi");
        for (const char* field :
             {"/f:metadata/f:annotations/f:note", "/f:metadata/f:labels/f:team", "/f:spec/f:replicas"})
            QVERIFY2(ownersOf(after, field) == std::set<std::string>{"kubectl-client-side-apply"},
                     after["metadata"]["managedFields"].dump(1).c_str());
    }

    /// Elements of keyed lists that the text drops go whole: without its entry "." a server would keep an empty one, and refuse it.
    void takesOverWhatDropsAnElement_data()
    {
        QTest::addColumn<bool>("container");
        QTest::addColumn<bool>("stuck"); ///< by a take-over that left the entries out, as Berth had made them
        QTest::newRow("a variable") << false << false;
        QTest::newRow("a container") << true << false;
        QTest::newRow("a variable, stuck") << false << true;
        QTest::newRow("a container, stuck") << true << true;
    }
    void takesOverWhatDropsAnElement()
    {
        QFETCH(bool, container);
        QFETCH(bool, stuck);
        const std::string name = std::string("drops-") + (container ? "c" : "e") + (stuck ? "-stuck" : "");
        const QString there = QString::fromStdString(name);
        Json text = deployment(name, 2);
        const Json wanted = deployment(name, 2, "i:2");
        const Json::json_pointer containers("/spec/template/spec/containers");
        if (container)
            text[containers].push_back({{"name", "side"}, {"image", "s:1"}});
        else
            text[containers][0]["env"] =
                Json::array({{{"name", "A"}, {"value", "1"}}, {{"name", "B"}, {"value", "2"}}});
        Json said = wanted;
        if (!container) said[containers][0]["env"] = Json::array({{{"name", "A"}, {"value", "1"}}});
        plane().must({"apply", "-f", "-"}, bytes(text));
        awaitRevision(name);
        if (stuck) {
            const auto taken = core::change::takeOver(seen("deployment", there), said);
            QVERIFY(taken.has_value());
            const Json patch = Json::array({{{"op", "replace"},
                                             {"path", "/metadata/managedFields"},
                                             {"value", withoutSelves(taken->managedFields)}}});
            plane().must({"patch", "deployment", there, "--type=json", "-p", QString::fromStdString(patch.dump())});
        }
        put("a.json", said);
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QVERIFY2(plan.code == 0 &&
                     plan.out.contains(container ? "- .spec.template.spec.containers[name=\"side\"]"
                                                 : "- .spec.template.spec.containers[name=\"c\"].env[name=\"B\"]"),
                 (plan.out + plan.err).constData());
        const Ran done = run({"apply", "plan.json", "--yes"});
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        Json after = seen("deployment", there);
        QCOMPARE(after[containers].size(), std::size_t(1));
        QVERIFY(after[containers][0]["image"] == "i:2");
        if (!container) QVERIFY(after[containers][0]["env"] == said[containers][0]["env"]);
        awaitRevision(name, "2");
        QCOMPARE(run({"diff", "-f", "a.json", "--exit-code"}).code, 0);
        const Ran undo = run({"undo", "--yes"});
        QVERIFY2(undo.code == 0, (undo.out + undo.err).constData());
        after = seen("deployment", there);
        QCOMPARE(after[containers].size(), text[containers].size());
        QCOMPARE(after[containers][0].value("env", Json()).size(), text[containers][0].value("env", Json()).size());
    }

    /// A delete that finalizers hold is accepted and not done, nothing is applied to what goes, and it is followed to its end.
    void followsADeleteThatIsHeld()
    {
        Json map = configMap("held", {{"k", "v"}});
        map["metadata"]["finalizers"] = {"berth.test/keep"};
        put("a.json", map);
        QCOMPARE(applied().code, 0);
        const Ran undo = run({"undo", "--yes"});
        QCOMPARE(undo.code, 6);
        QVERIFY2(undo.out.contains("accepted") && undo.out.contains("waits for its finalizers: berth.test/keep"),
                 (undo.out + undo.err).constData());
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QVERIFY2(plan.code != 0 && plan.out.contains("waits for its finalizers: berth.test/keep") &&
                     !plan.out.contains("agree"),
                 (plan.out + plan.err).constData());
        QCOMPARE(run({"apply", "plan.json", "--yes"}).code, 5);
        const Ran held = run({"history", "--settle"});
        QVERIFY2(held.code == 0 && held.err.contains("is accepted: It is being deleted since"), held.err.constData());
        plane().must(
            {"patch", "configmap", "held", "--type=json", "-p", R"([{"op":"remove","path":"/metadata/finalizers"}])"});
        const Ran gone = run({"history", "--settle"});
        QVERIFY2(gone.code == 0 && gone.err.contains("is done: The object is gone."), gone.err.constData());
        QCOMPARE(run({"undo", "--yes"}).code, 0); // of the undo: it is made again
        QVERIFY(seen("configmap", "held")["data"]["k"] == "v");
        plane().must(
            {"patch", "configmap", "held", "--type=json", "-p", R"([{"op":"remove","path":"/metadata/finalizers"}])"});
    }

    void undoesAndDoesAgain()
    {
        put("a.json", configMap("u", {{"a", "1"}, {"b", "1"}}));
        QCOMPARE(applied().code, 0);
        const Json before = seen("configmap", "u");
        put("a.json", configMap("u", {{"a", "2"}, {"c", "2"}}));
        QCOMPARE(applied().code, 0);
        const Json after = seen("configmap", "u");
        QVERIFY(after["data"] == (Json{{"a", "2"}, {"c", "2"}}));
        const Ran undo = run({"undo", "--yes"});
        QVERIFY2(undo.code == 0, undo.err.constData());
        QVERIFY(seen("configmap", "u")["data"] == before["data"]);
        const Ran redo = run({"undo", "--yes"}); // of the undo
        QVERIFY2(redo.code == 0, redo.err.constData());
        QVERIFY(seen("configmap", "u")["data"] == after["data"]);
        QCOMPARE(run({"history", "--verify"}).code, 0);
    }

    /// What the journal keeps as the object after is what kubectl shows: fields, managers and all.
    void theJournalHasWhatKubectlSees()
    {
        put("a.json", configMap("j", {{"k", "v"}}));
        QCOMPARE(applied().code, 0);
        const auto journal = core::change::Journal::open((m_folder.path() / "state/berth/journal.db").string());
        QVERIFY(journal.has_value());
        const std::vector<core::change::Entry> entries = *journal->entries();
        const Json kept = entries.back().body["after"];
        const Json object = seen("configmap", "j");
        QVERIFY2(kept["metadata"]["managedFields"] == object["metadata"]["managedFields"], kept.dump().c_str());
        QVERIFY(kept["data"] == object["data"] && kept["metadata"]["uid"] == object["metadata"]["uid"]);
    }

    void aSecretsValueIsInTheClusterAndNowhereElse()
    {
        put("a.json", {{"apiVersion", "v1"},
                       {"kind", "Secret"},
                       {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                       {"stringData", {{"token", "canary-real-5150"}}}});
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json"});
        QVERIFY2(plan.code == 0, plan.err.constData());
        const Ran done = run({"apply", "plan.json", "--yes"});
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY(seen("secret", "s")["data"]["token"] == "Y2FuYXJ5LXJlYWwtNTE1MA==");
        QByteArray all = plan.out + plan.err + done.out + done.err;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path()))
            if (entry.is_regular_file() && entry.path().filename() != "a.json")
                all += QByteArray::fromStdString(test::read(entry.path()));
        QVERIFY(!all.contains("canary-real-5150") && !all.contains("Y2FuYXJ5LXJlYWwtNTE1MA"));
    }

    /// The text as `kubectl get -o yaml` gives it, with kubectl's record in it.
    void aSecretOfKubectlApplyIsTakenOverAndChanged()
    {
        Json text{{"apiVersion", "v1"},
                  {"kind", "Secret"},
                  {"metadata", {{"name", "old"}, {"namespace", "default"}}},
                  {"stringData", {{"token", "canary-real-6160"}}}};
        plane().must({"apply", "-f", "-"}, bytes(text));
        Json exported = seen("secret", "old");
        exported["data"]["token"] = "Y2FuYXJ5LXJlYWwtNzE3MA=="; // canary-real-7170
        put("a.json", exported);
        const Ran plan = run({"plan", "-f", "a.json", "--save", "plan.json", "--no-effects"});
        QVERIFY2(plan.code == 0, (plan.out + plan.err).constData());
        const Ran done = run({"apply", "plan.json", "--yes"});
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        const Json after = seen("secret", "old");
        QVERIFY(after["data"]["token"] == "Y2FuYXJ5LXJlYWwtNzE3MA==");
        QVERIFY(after["metadata"]["annotations"] == exported["metadata"]["annotations"]);
        QByteArray all = plan.out + plan.err + done.out + done.err;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path()))
            if (entry.is_regular_file() && entry.path().filename() != "a.json")
                all += QByteArray::fromStdString(test::read(entry.path()));
        for (const char* value : {"canary-real", "Y2FuYXJ5LXJlYWwt"}) QVERIFY2(!all.contains(value), value);
    }

    /// `kill -9` of the client at random instants: from its start on, or from the first thing that it writes down on.
    void survivesBeingKilled()
    {
        const int asked = qEnvironmentVariableIntValue("BERTH_KILL_ROUNDS");
        const int rounds = asked > 0 ? asked : 40;
        const std::filesystem::path journal = m_folder.path() / "killed/berth/journal.db";
        test::KillJudge judge(test::read(plane().kubeconfig().toStdString()), journal);
        const auto written = [&] {
            std::error_code none;
            const auto size = std::filesystem::file_size(journal.string() + "-wal", none);
            return none ? std::uintmax_t(0) : size;
        };
        std::mt19937 chance(20261129);
        int killed = 0;
        qint64 whole[2] = {5, 5}; // milliseconds from the start, and from the first entry on
        std::map<std::string, int> states;
        for (int round = 0; round < rounds; ++round) {
            const core::change::Plan plan = judge.planFor(round);
            test::write(m_folder.file("kill.json"), core::change::toText(plan));
            QProcess child;
            QProcessEnvironment environment;
            environment.insert(QStringLiteral("HOME"), path(""));
            environment.insert(QStringLiteral("KUBECONFIG"), plane().kubeconfig());
            environment.insert(QStringLiteral("XDG_STATE_HOME"), path("killed"));
            child.setProcessEnvironment(environment);
            const bool fromEntry = round % 4 != 0;
            const std::uintmax_t before = written();
            child.start(QString::fromStdString(test::program("berthctl").string()),
                        {QStringLiteral("apply"), path("kill.json"), QStringLiteral("--yes")});
            QVERIFY(child.waitForStarted());
            while (fromEntry && written() == before && !child.waitForFinished(1)) {
            }
            QElapsedTimer since;
            since.start();
            qint64& length = whole[fromEntry ? 1 : 0];
            if (round == 0 || round == 1) { // how long it takes when it is let
                QVERIFY(child.waitForFinished(60'000));
                length = std::max<qint64>(since.elapsed(), length);
            }
            child.waitForFinished(static_cast<int>(chance() % static_cast<unsigned long>(length + length / 8)));
            if (child.state() != QProcess::NotRunning) {
                child.kill();
                ++killed;
            }
            QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished(60'000));
            QTest::qWait(250); // what the server has got it carries out
            const QString fault = judge.agrees(plan, states);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
        QVERIFY2(killed > rounds / 4, "too few were killed in time for the test to say anything");
        qInfo("%d rounds, %d killed; steps: %d done, %d failed, %d unknown, %d not begun", rounds, killed,
              states["done"], states["failed"], states["unknown"], states[""]);
    }

    /// Servers before 1.28 leave null where the last member of an object goes, and refuse it.
    void undoTakesOutAnObjectWhoseLastMemberGoes()
    {
        plane().must(
            {"create", "-f", QString::fromStdString((test::source("resources/crds") / "fleet.yaml").string())});
        plane().until({"wait", "--for=condition=Established", "crd", "--all"});
        Json policy{{"apiVersion", "policy.karmada.io/v1alpha1"},
                    {"kind", "PropagationPolicy"},
                    {"metadata", {{"name", "p"}, {"namespace", "default"}}},
                    {"spec",
                     {{"resourceSelectors", Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}}})},
                      {"placement",
                       {{"clusterAffinity", {{"clusterNames", Json::array({"m"})}}},
                        {"replicaScheduling", {{"replicaSchedulingType", "Divided"}}}}}}}};
        plane().must({"apply", "--server-side", "--field-manager=other", "-f", "-"}, bytes(policy));
        const Json before = seen("propagationpolicy", "p");
        Json& scheduling = policy["spec"]["placement"]["replicaScheduling"];
        scheduling["weightPreference"]["dynamicWeight"] = "AvailableReplicas";
        put("a.json", policy);
        const Ran done = applied();
        QVERIFY2(done.code == 0, (done.out + done.err).constData());
        const Json::json_pointer place("/spec/placement/replicaScheduling/weightPreference");
        QVERIFY(seen("propagationpolicy", "p").contains(place));
        const Ran undo = run({"undo", "--yes"});
        QVERIFY2(undo.code == 0, (undo.out + undo.err).constData());
        const Json after = seen("propagationpolicy", "p");
        QVERIFY2(!after.contains(place) && after["spec"] == before["spec"], after["spec"].dump().c_str());
        const Ran again = run({"undo", "--yes"}); // of the undo
        QVERIFY2(again.code == 0, (again.out + again.err).constData());
        QVERIFY(seen("propagationpolicy", "p")[place] == Json({{"dynamicWeight", "AvailableReplicas"}}));
    }
};

BERTH_TEST(TestRealChange)

} // namespace tst_real_change

#include "tst_real_change.moc"
