// Verbs that change clusters, against a fleet that is made up.
#include <QTest>

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>

#include "app/cli/render_plan.h"
#include "core/change/apply.h"
#include "core/change/kube_api.h"
#include "core/change/undo.h"
#include "core/model/age.h"
#include "tests/cli/change_given.h"
#include "tests/core/kube/client_support.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_change {

using core::Json;
using test::Ran;
using test::client::holds;
namespace change = core::change;

namespace {

using Given = test::GivenCluster;

Json deployment(const std::string& name, int replicas)
{
    Json object = test::deploymentObject(name, replicas, 1);
    object["metadata"].erase("uid");
    return object;
}
Json configMap(const std::string& name, const std::string& value)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"data", {{"k", value}}}};
}

/// A control plane with two members, and a workload with its policy.
class FleetOfTwo : public Given {
public:
    FleetOfTwo()
    {
        api().serveKarmada();
        fleet.member("m1").put(test::nodeObject("m1-a", 8));
        fleet.member("m2").put(test::nodeObject("m2-a", 4));
        put("deploy.yaml", deployment("qwen3-8b", 4).dump());
        put("policy.yaml", R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default"},
            "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}],
                     "placement": {"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference":
                                   "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}}}})");
        put("kubeconfig", fleet.kubeconfig());
    }
};

} // namespace

class TestChange : public QObject {
    Q_OBJECT

private slots:
    void fieldsThatTheServerDoesNotKnowAreSaidWithTheirPlace()
    {
        Given given;
        given.put("a.yaml", "apiVersion: apps/v1\n"
                            "kind: Deployment\n"
                            "metadata: {name: a, namespace: default}\n"
                            "spec:\n"
                            "  replica: 3\n"
                            "  replicas: \"2\"\n"
                            "  selector: {}\n");
        // A server that publishes nothing of it is no fault.
        QVERIFY(!given.run({"plan", "-f", "a.yaml", "--no-effects"}).err.contains("schema"));
        given.api().setSchemas(test::Schemas);
        for (const char* verb : {"plan", "diff"}) {
            const Ran ran = given.run({verb, "-f", "a.yaml", "--no-effects"});
            QVERIFY2(ran.err.contains("a.yaml:5:12: warning: The server's schema of Deployment has no field "
                                      ".spec.replica.") &&
                         ran.err.contains("Did you mean replicas?"),
                     ran.err.constData());
            QVERIFY2(ran.err.contains("a.yaml:6:13: warning:") && ran.err.contains("wants a whole number"),
                     ran.err.constData());
        }
        // The server refuses such a text; a plan of it is printed, and is no plan to apply.
        const Ran plan = given.run({"plan", "-f", "a.yaml", "--no-effects"});
        QVERIFY2(plan.code == 1 && plan.out.contains("refused"), (plan.out + plan.err).constData());
    }

    /// They point where those of a file do, into the text that the plan keeps.
    void fieldsOfAPlanThatTheServerDoesNotKnowAreSaidWithTheirPlace()
    {
        Given given;
        given.put("a.yaml", "apiVersion: apps/v1\n"
                            "kind: Deployment\n"
                            "metadata: {name: a, namespace: default}\n"
                            "spec:\n"
                            "  replica: 3\n"
                            "  templates:\n"
                            "    spec: {}\n"
                            "  selector: {}\n");
        // The server refuses it, and publishes nothing yet that would say where.
        const Ran made = given.run({"plan", "-f", "a.yaml", "--no-effects", "--save", "plan.json"});
        QVERIFY2(made.code == 1 && made.out.contains("strict decoding error"), (made.out + made.err).constData());
        given.api().setSchemas(test::Schemas);
        for (const QStringList& words : {QStringList{"apply", "plan.json", "--yes", "--no-effects"},
                                         QStringList{"plan", "--from", "plan.json", "--no-effects"}}) {
            const Ran ran = given.run(words);
            for (const char* said : {"Deployment default/a, line 5, column 12 of its text", // the value
                                     "Deployment default/a, line 6, column 3 of its text",  // over lines: the key
                                     "has no field .spec.replica.", "Did you mean replicas?",
                                     "has no field .spec.templates.", "Did you mean template?", "  replica: 3"})
                QVERIFY2(ran.err.contains(said), (words.first().toUtf8() + ": " + ran.err).constData());
        }
    }

    /// Nobody has read the plan of an undo: it is printed before it is carried out.
    void anUndoIsPrintedBeforeItIsCarriedOut()
    {
        Given given;
        given.put("a.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--no-effects", "--save", "plan.json"}).code, 0);
        const Ran apply = given.run({"apply", "plan.json", "--yes", "--no-effects"});
        QCOMPARE(apply.code, 0);
        QVERIFY2(!apply.err.contains("ConfigMap default/m"), apply.err.constData()); // that one was a file
        const Ran undo = given.run({"undo", "--yes", "--no-effects"});
        QCOMPARE(undo.code, 0);
        QVERIFY2(undo.err.contains("delete") && undo.err.contains("ConfigMap default/m"), undo.err.constData());
    }

    void oneFieldThatIsLeftKeepsTheWholeOfWhatWasMade()
    {
        Given given;
        given.put("a.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--no-effects", "--save", "plan.json"}).code, 0);
        QCOMPARE(given.run({"apply", "plan.json", "--yes", "--no-effects"}).code, 0);
        Json theirs = given.api().object("configmaps", "default", "m");
        theirs["data"]["x"] = "1";
        theirs["data"]["y"] = "2";
        given.api().updateAs("kubectl-patch", theirs);
        const Ran undo =
            given.run({"undo", "--yes", "--no-effects", "--conflict", ".data.x=leave", "--conflict", ".data.y=take"});
        QVERIFY2(undo.err.contains("It stays, with what was written into it since"), undo.err.constData());
        QVERIFY2(!undo.err.contains("There is no conflict"), undo.err.constData());
        QVERIFY(given.api().object("configmaps", "default", "m")["data"]["y"] == "2");
        const Ran slip =
            given.run({"undo", "--yes", "--no-effects", "--conflict", ".data.x=leave", "--conflict", ".data.yy=take"});
        QCOMPARE(slip.code, 2);
        QVERIFY2(slip.err.contains("There is no conflict .data.yy") && slip.err.contains("Did you mean .data.y?"),
                 slip.err.constData());
        const Ran wrong = given.run({"undo", "--yes", "--no-effects", "--conflict", ".data.z=take"});
        QVERIFY2(wrong.code == 2 && wrong.err.contains("There is no conflict .data.z"), wrong.err.constData());
    }

    /// A member that the plan has nothing to do with is no news of it.
    void clustersThatAPlanDoesNotTouchAreNotSpokenOf()
    {
        FleetOfTwo given;
        given.fleet.member("elsewhere", test::FakeFleet::Mood::Refused);
        given.put("policy.yaml", R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default"},
            "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}],
                     "placement": {"clusterAffinity": {"clusterNames": ["m1", "m2"]}}}})");
        const Ran plan = given.run({"plan", "-f", "deploy.yaml", "-f", "policy.yaml"});
        QVERIFY2(!plan.err.contains("elsewhere"), plan.err.constData());
        given.fleet.setMood("m2", test::FakeFleet::Mood::Refused);
        const Ran touched = given.run({"plan", "-f", "deploy.yaml", "-f", "policy.yaml"});
        QVERIFY2(touched.err.contains("m2") && !touched.err.contains("elsewhere"), touched.err.constData());
    }

    void aPartOfFleetYamlSaysWhereItBelongs()
    {
        Given given;
        given.put("pools.yaml", "clusters:\n- {name: c-1, nodePools: []}\n");
        const Ran plan = given.run({"plan", "-f", "pools.yaml", "--no-effects"});
        QCOMPARE(plan.code, 1);
        QVERIFY2(plan.err.contains("belongs in fleet.yaml") && plan.err.contains("pools.yaml"), plan.err.constData());
    }

    void explainsAField()
    {
        Given given;
        given.api().setSchemas(test::Schemas);
        const Ran kind = given.run({"explain", "deploy"});
        QCOMPARE(kind.code, 0);
        QCOMPARE(QString::fromUtf8(kind.out), QStringLiteral("GROUP:      apps\n"
                                                             "KIND:       Deployment\n"
                                                             "VERSION:    v1\n\n"
                                                             "DESCRIPTION:\n"
                                                             "    A Deployment.\n"
                                                             "    It runs pods.\n\n"
                                                             "FIELDS:\n"
                                                             "  apiVersion\t<string>\n    <empty>\n\n"
                                                             "  kind\t<string>\n    <empty>\n\n"
                                                             "  metadata\t<Object>\n    <empty>\n\n"
                                                             "  spec\t<Spec>\n    What is wanted.\n"));
        const Ran field = given.run({"explain", "deployment.spec.replicas", "--context", "fleet"});
        QVERIFY2(field.out.contains("FIELD: replicas <integer>\n\nDESCRIPTION:\n    How many.\n"),
                 field.out.constData());
        const Ran spec = given.run({"explain", "deployments.apps.spec"});
        QVERIFY2(spec.out.contains("FIELD: spec <Spec>") && spec.out.contains("  selector\t<Object> -required-\n"),
                 (spec.out + spec.err).constData());
        const Json document = Json::parse(given.run({"explain", "deploy.spec", "-o", "json"}).out.toStdString());
        QCOMPARE(document["fields"].size(), 3U);
        const Ran none = given.run({"explain", "deploy.spec.replica"});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("has no field replica in spec.") && none.err.contains("Did you mean replicas?"),
                 none.err.constData());
        QCOMPARE(given.run({"explain", "nothing"}).code, 1);
        QCOMPARE(given.run({"explain", "deploy", "-f", "a.yaml"}).code, 2);
        given.api().setSchemas({});
        QCOMPARE(given.run({"explain", "deploy"}).code, 1);
    }

    void plansAppliesShowsAndUndoes()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        given.put("a.yaml", deployment("a", 4).dump() + "\n" + configMap("m", "v").dump());
        const Ran diff = given.run({"diff", "-f", "a.yaml", "--exit-code"});
        QCOMPARE(diff.code, 3);
        QVERIFY2(diff.out.contains("~ .spec.replicas 2 -> 4"), diff.out.constData());
        QCOMPARE(given.run({"diff", "-f", "a.yaml"}).code, 0);
        QCOMPARE(given.run({"diff", "-f", "a.yaml", "--exit-code=kubectl"}).code, 1);
        const Ran unified = given.run({"diff", "-f", "a.yaml", "-o", "diff"});
        QVERIFY2(unified.out.contains("\n-  replicas: 2\n+  replicas: 4\n"), unified.out.constData());
        QVERIFY2(unified.out.contains("--- /dev/null\n"), unified.out.constData());

        const Ran plan = given.run({"plan", "-f", "a.yaml", "--save", "plan.json"});
        QVERIFY2(plan.code == 0, plan.err.constData());
        QVERIFY2(plan.out.contains("ConfigMap default/m") && plan.out.contains("accepted"), plan.out.constData());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());

        QCOMPARE(given.run({"apply", "plan.json"}).code, 2); // nobody to ask
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        const Ran apply = given.run({"apply", "plan.json", "--yes"});
        QVERIFY2(apply.code == 0, apply.err.constData());
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 5); // it is stale now

        const Ran history = given.run({"history", "--verify"});
        QVERIFY2(history.code == 0 && history.out.contains("2 of 2 done"), history.out.constData());
        QVERIFY2(history.err.contains("5 entries, chain whole"), history.err.constData());
        QVERIFY2(history.out.contains("CLUSTER") && history.out.contains("fleet"), history.out.constData());
        const Json listed = Json::parse(given.run({"history", "-o", "json"}).out.toStdString());
        QCOMPARE(listed["items"].size(), std::size_t(1));
        QVERIFY2(listed["items"][0]["clusters"] == Json::array({"fleet"}), listed.dump().c_str());
        QCOMPARE(listed["items"][0]["objects"].size(), std::size_t(2));
        QVERIFY(listed["items"][0]["objects"][0]["name"] == "m" || listed["items"][0]["objects"][1]["name"] == "m");
        const QString digest = QString::fromStdString(listed["items"][0]["plan"].get<std::string>());
        QVERIFY(given.run({"history", digest.left(10)}).out.contains("intent"));

        const Ran saved = given.run({"undo", digest.left(10), "--save", "undo.json"});
        QVERIFY2(saved.code == 0, saved.err.constData());
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
        const Ran undo = given.run({"undo", "--yes", "-o", "json"});
        QVERIFY2(undo.code == 0, undo.err.constData());
        QVERIFY(Json::parse(undo.out.toStdString())["end"] == "done");
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 2);
        QVERIFY(given.run({"diff", "-f", "a.yaml", "--read-only"}).out.contains("~ .spec.replicas 2 -> 4"));
    }

    /// The file beside it tells that there was one.
    void aJournalThatIsGoneIsNoEmptyOne()
    {
        Given given;
        QVERIFY(given.run({"history"}).err.contains("No plan was applied yet"));
        given.put("a.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--save", "plan.json"}).code, 0);
        const Ran applied = given.run({"apply", "plan.json", "--yes"});
        QVERIFY2(applied.code == 0, applied.err.constData());
        for (const char* name : {"state/berth/journal.db", "state/berth/journal.db-wal", "state/berth/journal.db-shm"})
            std::filesystem::remove(given.folder.path() / name);
        for (const QStringList& words : {QStringList{"history"}, QStringList{"history", "-o", "json"}}) {
            const Ran history = given.run(words);
            QVERIFY(history.code != 0);
            QVERIFY2(history.err.contains("journal is missing") && !history.err.contains("No plan was applied"),
                     history.err.constData());
        }
    }

    void aFieldThatWouldGoIsOwnedAndYoursIsNone()
    {
        change::Step step;
        step.conflicts = {{".spec.a", "\"oncall\"", "x", {}, change::Conflict::Choice::Open}};
        const std::string text = cli::ownedText(step);
        QVERIFY2(holds(text, ".spec.a is owned by \"oncall\": theirs \"x\", yours none; "), text.c_str());
    }

    void whatCannotBeUndoneIsNoAgreement()
    {
        change::Plan plan;
        plan.notUndone = {"Secret default/s: its values are not kept."};
        const std::string text = cli::planText(plan, {});
        QVERIFY2(holds(text, "are not kept") && !holds(text, "agree"), text.c_str());
        plan.unchanged = {"ConfigMap default/m"};
        QVERIFY(holds(cli::planText(plan, {}), "text and cluster agree"));
    }

    void anotherOrderIsNoAgreement()
    {
        change::Plan plan;
        plan.unchanged = {"Deployment default/a"};
        plan.stillDiffers = {"Deployment default/a: The order of .x differs: text b, a; cluster a, b."};
        const std::string text = cli::planText(plan, {});
        QVERIFY2(holds(text, "text b, a; cluster a, b.") && !holds(text, "agree"), text.c_str());
    }

    void whatTheClusterHasAndTheTextNotIsNoAgreement()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        Json live = given.api().object("deployments", "default", "a");
        live["spec"]["template"]["spec"]["hostNetwork"] = true;
        given.api().updateAs("kubectl-patch", live);
        given.put("a.yaml", deployment("a", 2).dump());
        const Ran plan = given.run({"plan", "-f", "a.yaml", "--no-effects", "--no-checks"});
        QCOMPARE(plan.code, 0);
        QVERIFY2(plan.out.startsWith("Nothing to apply. The cluster has 1 field that the text does not: "
                                     ".spec.template.spec.hostNetwork (kubectl-patch).\n"),
                 plan.out.constData());
        const Ran diff = given.run({"diff", "-f", "a.yaml", "-o", "diff", "--exit-code"});
        QVERIFY2(diff.code == 0 && diff.err.contains("hostNetwork (kubectl-patch)"), diff.err.constData());
        QVERIFY2(diff.out.isEmpty(), diff.out.constData());
    }

    void asksForAWayOutOfConflicts()
    {
        Given given;
        given.api().applyAs("gitops-agent", deployment("a", 2));
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran open = given.run({"plan", "-f", "a.yaml", "--save", "plan.json"});
        QCOMPARE(open.code, 5);
        QVERIFY2(open.out.contains(".spec.replicas is owned by \"gitops-agent\": theirs 2, yours 4"),
                 open.out.constData());
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 5);
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--conflict", "x"}).code, 2);
        const Ran taken =
            given.run({"plan", "-f", "a.yaml", "--save", "plan.json", "--conflict", ".spec.replicas=take"});
        QVERIFY2(taken.code == 0, taken.out.constData());
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 0);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
    }

    void aWayOutOfNoConflictIsAMistake()
    {
        Given given;
        given.api().applyAs("gitops-agent", deployment("a", 2));
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran wrong = given.run({"plan", "-f", "a.yaml", "--conflict", ".spec.nosuch=take"});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("There is no conflict .spec.nosuch") &&
                     wrong.err.contains("Those there are: .spec.replicas"),
                 wrong.err.constData());
        const Ran slip = given.run(
            {"plan", "-f", "a.yaml", "--conflict", ".spec.replicas=leave", "--conflict", ".metadata.nmae=leave"});
        QCOMPARE(slip.code, 2);
        QVERIFY2(slip.err.contains("There is no conflict .metadata.nmae"), slip.err.constData());
        const Ran near = given.run({"plan", "-f", "a.yaml", "--conflict", ".spec.replcas=take"});
        QCOMPARE(near.code, 2);
        QVERIFY2(near.err.contains("Did you mean .spec.replicas?"), near.err.constData());
        // A field of the text that nobody else owns needs no way out, and a script may name one all the same.
        given.api().applyAs("berth", deployment("a", 4), true);
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--conflict", ".spec.replicas=leave"}).code, 0);
    }

    void whatAServerSaysInSeveralLinesStaysSo()
    {
        Given given;
        given.api().setAdmission([](Json&, bool) {
            return Json{{"kind", "Status"},
                        {"status", "Failure"},
                        {"code", 422},
                        {"reason", "Invalid"},
                        {"message", "the patch is wrong: errors:\n  .spec.replicas: \x1b[31mnot a number"}};
        });
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran plan = given.run({"plan", "-f", "a.yaml", "--no-effects"});
        QCOMPARE(plan.code, 1);
        QVERIFY2(plan.out.contains("errors:\n      .spec.replicas: \\x1b[31mnot a number\n"), plan.out.constData());
    }

    /// The folder may be the base of overlays, which the cluster has as they are rendered.
    void theFolderStaysWhereTheClusterAgreesWithTheText()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 4));
        std::filesystem::create_directories(given.folder.path() / "repo");
        given.put("repo/a.yaml", deployment("a", 2).dump());
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran done = given.run({"plan", "-f", "a.yaml", "--no-effects", "--patch-into", "repo"});
        QVERIFY2(done.code == 0 && done.out == "Nothing of the folder changes.\n", (done.out + done.err).constData());
        QVERIFY2(done.err.contains("The cluster is as the text says in 1 field"), done.err.constData());
        QCOMPARE(given.read("repo/a.yaml"), deployment("a", 2).dump());
    }

    void pinsADivisionInTheTextThatIsSeen()
    {
        Given given;
        given.api().serveResource(
            {"policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy", true, {}, {}});
        const std::string text =
            "apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata:\n  name: p\n"
            "spec:\n  placement:\n    clusterAffinity: {} # ours\n";
        given.put("policy.yaml", text);
        const Ran plan = given.run({"plan", "-f", "policy.yaml", "--set-division", "m1=3", "--save", "plan.json"});
        QVERIFY2(plan.code == 0, plan.err.constData());
        QVERIFY2(plan.err.contains("+++ policy.yaml") && plan.err.contains("+          weight: 3"),
                 plan.err.constData());
        QVERIFY(given.read("policy.yaml") == text);
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 0);
        const Json policy = given.api().object("propagationpolicies", "default", "p");
        QVERIFY(policy["spec"]["placement"]["replicaScheduling"]["weightPreference"]["staticWeightList"][0]["weight"] ==
                3);
        QCOMPARE(given.run({"plan", "-f", "policy.yaml", "--set-division", "m1"}).code, 2);
    }

    void aRefusalForWantOfANamespaceSaysWhatToDo()
    {
        Given given;
        given.api().enforceNamespaces();
        Json map = configMap("m", "v");
        map["metadata"]["namespace"] = "prod-ns";
        given.put("m.yaml", map.dump());
        const Ran plan = given.run({"plan", "-f", "m.yaml", "--no-effects", "--no-checks"});
        QVERIFY(plan.code != 0);
        QVERIFY2(plan.out.contains("prod-ns") && plan.out.contains("or --add-fixes, which adds it."),
                 plan.out.constData());
    }

    void pinsNoClusterThatIsNotThere()
    {
        FleetOfTwo given;
        given.put("policy.yaml",
                  "apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata:\n  name: p\n"
                  "spec:\n  placement:\n    clusterAffinity: {} # ours\n");
        const QStringList words{"plan", "-f", "policy.yaml", "--no-effects", "--no-checks", "--set-division", "m1=3"};
        const Ran plan = given.run(words);
        QVERIFY2(plan.err.contains("+          weight: 3"), plan.err.constData());
        const Ran none = given.run(words + QStringList{"--set-division", "m3=1"});
        QVERIFY(none.code != 0 && !none.err.contains("weight"));
        QVERIFY2(none.err.contains("There is no cluster m3. There are: m1, m2."), none.err.constData());
    }

    void changesAMemberThroughTheFleet()
    {
        Given given;
        given.api().serveKarmada();
        given.fleet.member("m1").put(
            {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        given.put("m.yaml", configMap("m", "v").dump());
        given.put("kubeconfig", given.fleet.kubeconfig());
        const Ran plan = given.run({"plan", "-f", "m.yaml", "--cluster", "m1", "--save", "plan.json"});
        QVERIFY2(plan.code == 0, plan.err.constData());
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 0);
        QVERIFY(given.fleet.api("m1").object("configmaps", "default", "m")["data"]["k"] == "v");
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--cluster", "nobody"}).code, 1);
    }

    void saysWhatWasPartlyApplied()
    {
        Given given;
        given.api().setAdmission([](Json& object, bool dryRun) -> std::optional<Json> {
            if (dryRun || object["metadata"]["name"] != "m2") return std::nullopt;
            return Json{{"kind", "Status"},
                        {"status", "Failure"},
                        {"code", 403},
                        {"reason", "Forbidden"},
                        {"message", "no more today"}};
        });
        given.put("a.yaml", configMap("m1", "v").dump() + "\n" + configMap("m2", "v").dump() + "\n" +
                                configMap("m3", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--save", "plan.json"}).code, 0);
        const Ran apply = given.run({"apply", "plan.json", "--yes"});
        QCOMPARE(apply.code, 6);
        QVERIFY2(apply.out.contains("no more today") && apply.out.contains("not reached"), apply.out.constData());
    }

    void predictsWhatAPlanBringsAbout()
    {
        FleetOfTwo given;
        const Ran plan = given.run({"plan", "-f", "policy.yaml", "-f", "deploy.yaml", "--save", "plan.json"});
        QVERIFY2(plan.code == 0, plan.err.constData());
        QVERIFY2(plan.out.contains("CONSEQUENCE") &&
                     plan.out.contains("~ default/qwen3-8b: 4 of 4 replicas get a node"),
                 plan.out.constData());
        QVERIFY2(plan.out.contains("  ~ m1: 0 -> "), plan.out.constData());
        QVERIFY2(plan.out.contains("~ predicted on snapshot ") && plan.out.contains(", valid until "),
                 plan.out.constData());
        const auto read = change::readPlan(given.read("plan.json"));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE((read->validUntil - read->made).count(), std::int64_t(600));
        QVERIFY(!read->snapshot.empty() && read->snapshotTaken);
        QVERIFY(read->steps.size() == 2 && read->steps[0].predicted.empty()); // the policy alone places nothing
        QVERIFY(read->steps[1].predicted.front().placed == core::Range::exactly(4));
        QVERIFY(change::toText(*read) == given.read("plan.json"));
        const Ran diff = given.run({"diff", "-f", "policy.yaml", "-f", "deploy.yaml"});
        QVERIFY2(diff.out.contains("  ~ m1: 0 -> "), diff.out.constData());
        const Ran none = given.run({"plan", "-f", "policy.yaml", "-f", "deploy.yaml", "--no-effects"});
        QVERIFY2(!none.out.contains("predicted"), none.out.constData());

        QCOMPARE(given.run({"snapshot", "take", "-o", "fleet.berth"}).code, 0);
        given.fleet.api("m1").put(test::nodeObject("m1-b", 400));
        const Ran old =
            given.run({"plan", "-f", "policy.yaml", "-f", "deploy.yaml", "--fleet", "fleet.berth", "-o", "json"});
        const auto onFile = change::readPlan(old.out.toStdString());
        QVERIFY(onFile.has_value() && onFile->steps[1].predicted == read->steps[1].predicted);
    }

    /// After its time a plan is applied only if what it shows comes out the same once more.
    void appliesAPlanWhoseTimeIsOverOnlyAsItWasRead()
    {
        FleetOfTwo given;
        QCOMPARE(given.run({"plan", "-f", "policy.yaml", "-f", "deploy.yaml", "--save", "plan.json"}).code, 0);
        change::Plan plan = *change::readPlan(given.read("plan.json"));
        plan.made -= std::chrono::hours(1);
        plan.validUntil -= std::chrono::hours(1);
        given.put("old.json", change::toText(plan));
        const Ran unasked = given.run({"apply", "old.json", "--yes", "--no-effects"});
        QVERIFY2(unasked.code == 5 && unasked.err.contains("The plan was valid until "), unasked.err.constData());

        given.fleet.api("m1").put(test::nodeObject("m1-b", 400)); // now it would be divided otherwise
        const Ran other = given.run({"apply", "old.json", "--yes"});
        QVERIFY2(other.code == 5 && other.err.contains("is another by now: Deployment default/qwen3-8b: "),
                 other.err.constData());
        QVERIFY2(other.err.contains("plan --from PLAN"), other.err.constData());
        QVERIFY(given.api().object("deployments", "default", "qwen3-8b").is_null());

        const Ran again = given.run({"plan", "--from", "old.json", "--save", "plan.json"});
        QVERIFY2(again.code == 0, again.err.constData());
        QVERIFY(!(change::readPlan(given.read("plan.json"))->steps[1].predicted == plan.steps[1].predicted));
        plan = *change::readPlan(given.read("plan.json"));
        plan.made -= std::chrono::hours(1);
        plan.validUntil -= std::chrono::hours(1);
        given.put("old.json", change::toText(plan));
        const Ran same = given.run({"apply", "old.json", "--yes"});
        QVERIFY2(same.code == 0, same.err.constData());
        QCOMPARE(given.run({"plan", "--from", "old.json", "-f", "deploy.yaml"}).code, 2);
    }

    /// No member is waited for that only the one who does not answer could name.
    void whoRefusesIsNotWaitedFor()
    {
        Given given;
        given.put("a.yaml", deployment("a", 4).dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--save", "plan.json", "--no-effects"}).code, 0);
        static const QRegularExpression port(QStringLiteral("127\\.0\\.0\\.1:\\d+"));
        QString text = QString::fromStdString(given.fleet.kubeconfig());
        text.replace(port, QStringLiteral("127.0.0.1:1"))
            .replace(QLatin1String("name: fleet"), QLatin1String("name: other"));
        text.replace(QLatin1String("cluster: fleet"), QLatin1String("cluster: other"));
        text.replace(QLatin1String("current-context: fleet"), QLatin1String("current-context: other"));
        given.put("kubeconfig", text.toStdString());
        QElapsedTimer timer;
        timer.start();
        const Ran ran = given.run({"apply", "plan.json", "--yes", "--request-timeout", "60s"});
        QVERIFY2(ran.code == 1 && ran.err.contains("Nobody answers"), ran.err.constData());
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }

    /// What is saved of a cluster counts by whatever file it is reached.
    void asksTheSettingsBeforeItWrites()
    {
        Given given;
        given.put("m.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--save", "plan.json"}).code, 0);
        const auto settings = [&](const std::string& lines) {
            std::filesystem::create_directories(given.folder.path() / "config/berth");
            given.put("config/berth/config.yaml", "apiVersion: berth/v1\nkind: Config\nconnections:\n- name: prod\n"
                                                  "  kubeconfig: " +
                                                      given.path("kubeconfig").toStdString() + "\n  context: fleet\n" +
                                                      lines);
        };
        const std::map<QString, QString> with{{QStringLiteral("XDG_CONFIG_HOME"), given.path("config")}};
        settings("  readOnly: true\n");
        for (const QStringList& way : {QStringList{}, {"--kubeconfig", "kubeconfig"}, {"--connection", "prod"}}) {
            const Ran refused = given.run(QStringList{"apply", "plan.json", "--yes"} + way, with);
            QVERIFY2(refused.code == 1 && refused.err.contains("prod is saved as read-only"), refused.err.constData());
            const QString place = given.path("config/berth/config.yaml") + ": connections, name prod, readOnly: error:";
            QVERIFY2(refused.err.contains(place.toUtf8()), refused.err.constData());
            const Ran undo = given.run(QStringList{"undo", "--yes"} + way, with);
            QVERIFY2(undo.code == 1, undo.err.constData());
        }
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        settings("  class: production\n");
        QCOMPARE(given.run({"apply", "plan.json", "--yes", "--connection", "prod"}, with).code, 0);
        const Ran unnamed = given.run({"undo", "--yes", "--kubeconfig", "kubeconfig"}, with);
        QVERIFY2(unnamed.code == 2 && unnamed.err.contains("deletes in production: fleet"), unnamed.err.constData());
        QCOMPARE(given.run({"undo", "--yes", "--confirm", "other"}, with).code, 2);
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
        const Ran undone = given.run({"undo", "--yes", "--confirm", "fleet"}, with);
        QVERIFY2(undone.code == 0, undone.err.constData());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        given.put("config/berth/config.yaml", "a: [");
        QVERIFY(given.run({"apply", "plan.json", "--yes"}, with).code != 0); // what may be written is not known
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
    }

    void diffNamesWhoOwnsAFieldAndPrintsNothingWhereNothingDiffers()
    {
        Given given;
        Json theirs = deployment("a", 2);
        given.api().applyAs("other", theirs);
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran conflict = given.run({"diff", "-f", "a.yaml"});
        QVERIFY2(conflict.out.contains(".spec.replicas is owned by \"other\": theirs 2, yours 4"),
                 (conflict.out + conflict.err).constData());
        // What kubectl apply has, and the text says the same: only the managers would be others.
        Json text = configMap("m", "v");
        Json object = text;
        object["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = text.dump();
        given.api().updateAs("kubectl-client-side-apply", object);
        given.put("m.yaml", text.dump());
        const Ran same = given.run({"diff", "-f", "m.yaml", "--exit-code", "--no-effects"});
        QVERIFY2(same.code == 0 && same.out.isEmpty(), (same.out + same.err).constData());
        // And of what was refused there is the refusal alone.
        given.put("x.yaml", Json{{"apiVersion", "v1"}, {"kind", "Nothing"}, {"metadata", {{"name", "x"}}}}.dump());
        const Ran refused = given.run({"diff", "-f", "x.yaml", "--no-effects"});
        QVERIFY2(refused.code == 1 && refused.out.isEmpty() && refused.err.contains("does not serve"),
                 (refused.out + refused.err).constData());
    }

    void aFileWithoutObjectsIsAMistake()
    {
        Given given;
        given.put("empty.yaml", "# nothing\n---\n");
        for (const char* verb : {"plan", "diff"}) {
            const Ran ran = given.run({verb, "-f", "empty.yaml"});
            QVERIFY2(ran.code == 2 && ran.err.contains("no object in empty.yaml"), (ran.out + ran.err).constData());
        }
    }

    /// Seen on a real server: what was read-only by 127.0.0.1 was written by localhost.
    void aPlanGoesWhereItWasMade()
    {
        Given given;
        Given other;
        other.api().put(
            {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}, {"uid", "other"}}}});
        given.put("kept", given.read("kubeconfig"));
        std::filesystem::create_directories(given.folder.path() / "config/berth");
        const std::string head = "apiVersion: berth/v1\nkind: Config\n";
        given.put("config/berth/config.yaml", head + "connections:\n- name: prod\n  kubeconfig: " +
                                                  given.path("kept").toStdString() + "\n  context: fleet\n");
        const std::map<QString, QString> with{{QStringLiteral("XDG_CONFIG_HOME"), given.path("config")}};
        given.put("m.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--connection", "prod", "--save", "plan.json"}, with).code, 0);
        given.put("kubeconfig", other.read("kubeconfig")); // what kubectl would use is another fleet by now
        given.put("config/berth/gone.yaml", given.read("config/berth/config.yaml"));
        given.put("config/berth/config.yaml", head);
        const Ran refused = given.run({"apply", "plan.json", "--yes"}, with);
        QVERIFY2(refused.code != 0 && refused.err.contains("none is saved by this name"), refused.err.constData());
        for (const int port : {given.fleet.port(), other.fleet.port()})
            QVERIFY2(refused.err.contains("127.0.0.1:" + QByteArray::number(port)), refused.err.constData());
        QVERIFY(other.api().object("configmaps", "default", "m").is_null());
        given.put("config/berth/config.yaml", given.read("config/berth/gone.yaml"));
        const Ran applied = given.run({"apply", "plan.json", "--yes"}, with);
        QVERIFY2(applied.code == 0 && applied.err.contains("By the saved connection prod"), applied.err.constData());
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
    }

    void readOnlyIsTheClusterAndNotItsAddress()
    {
        Given given;
        given.put("m.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--save", "plan.json"}).code, 0);
        std::string other = given.read("kubeconfig");
        const std::string address = "https://127.0.0.1:";
        other.replace(other.find(address), address.size(), "https://localhost:");
        given.put("other", other);
        std::filesystem::create_directories(given.folder.path() / "config/berth");
        given.put("config/berth/config.yaml",
                  "apiVersion: berth/v1\nkind: Config\nconnections:\n- name: prod\n  kubeconfig: " +
                      given.path("kubeconfig").toStdString() + "\n  context: fleet\n  readOnly: true\n");
        const std::map<QString, QString> with{{QStringLiteral("XDG_CONFIG_HOME"), given.path("config")}};
        const QStringList way{"--kubeconfig", "other"};
        // What is not known is said.
        const Ran unknown = given.run(QStringList{"plan", "-f", "m.yaml"} + way, with);
        QVERIFY2(unknown.code == 0 && unknown.err.contains("not known which cluster the read-only connection prod"),
                 unknown.err.constData());
        QCOMPARE(given.run({"connections", "test", "prod"}, with).code, 0);
        QVERIFY2(given.read("config/berth/config.yaml").find("clusterUid: ") != std::string::npos,
                 given.read("config/berth/config.yaml").c_str());
        const Ran refused = given.run(QStringList{"apply", "plan.json", "--yes"} + way, with);
        QVERIFY2(refused.code == 1 && refused.err.contains("prod is saved as read-only"), refused.err.constData());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        const Ran planned = given.run(QStringList{"plan", "-f", "m.yaml", "--read-only"} + way, with);
        QVERIFY2(planned.code == 0, planned.err.constData());
        // Nor where the cluster does not tell who it is, without saying so.
        given.api().forbidGet("namespaces");
        const Ran silent = given.run(QStringList{"plan", "-f", "m.yaml"} + way, with);
        QVERIFY2(silent.err.contains("does not tell which cluster it is"), silent.err.constData());
    }

    void leavesGitOpsAloneUnlessItIsSaid()
    {
        Given given;
        Json kept = deployment("a", 2);
        kept["metadata"]["labels"] = {{"kustomize.toolkit.fluxcd.io/name", "shop"}};
        given.api().applyAs("kustomize-controller", kept);
        given.put("a.yaml", deployment("a", 4).dump());
        const Ran plan = given.run({"plan", "-f", "a.yaml", "--save", "plan.json", "--conflict", "all=take"});
        QVERIFY2(plan.out.contains("Flux (shop) keeps this object and will put the change back"), plan.out.constData());
        const Ran refused = given.run({"apply", "plan.json", "--yes"});
        QCOMPARE(refused.code, 5);
        QVERIFY2(refused.err.contains("--over-gitops"), refused.err.constData());
        QCOMPARE(given.run({"apply", "plan.json", "--yes", "--over-gitops"}).code, 0);
    }

    void writesTheChangeIntoTheRepositorysTexts()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const std::string text = "# ours\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a # no namespace\n"
                                 "spec:\n  replicas: 2 # two\n  selector: {matchLabels: {app: a}}\n";
        const std::string other = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: other}\n";
        std::filesystem::create_directories(given.folder.path() / "repo/apps");
        given.put("repo/apps/all.yaml", other + "---\n" + text);
        std::string four = text;
        four.replace(four.find("replicas: 2"), 11, "replicas: 4");
        given.put("a.yaml", four);
        const Ran done = given.run({"plan", "-f", "a.yaml", "--no-effects", "--patch-into", "repo"});
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY2(done.out.contains("-  replicas: 2 # two\n+  replicas: 4 # two\n"), done.out.constData());
        QCOMPARE(QString::fromStdString(given.read("repo/apps/all.yaml")),
                 QString::fromStdString(other + "---\n" + four));
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 2); // nothing was applied
        QVERIFY(given.run({"plan", "-f", "a.yaml", "--no-effects", "--patch-into", "repo"}).out.contains("already"));
        given.put("repo/twice.yaml", text);
        const Ran twice = given.run({"plan", "-f", "a.yaml", "--no-effects", "--patch-into", "repo"});
        QVERIFY2(twice.code == 1 && twice.err.contains("twice.yaml"), twice.err.constData());
        given.put("m.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--patch-into", "repo"}).code, 1); // it is nowhere there
    }

    /// What Argo CD owns server-side apply leaves; the repository's file is what it takes it out by.
    void takesOutOfTheRepositoryWhatTheTextSaysNoLonger()
    {
        Given given;
        Json kept = deployment("a", 2);
        kept["metadata"]["labels"]["team"] = "ml";
        given.api().applyAs("argocd-controller", kept);
        std::filesystem::create_directories(given.folder.path() / "repo");
        given.put("real.yaml", kept.dump());
        namespace fs = std::filesystem;
        const fs::path real = given.folder.path() / "real.yaml";
        fs::permissions(real, fs::perms(0644));
        fs::create_symlink(real, given.folder.path() / "repo/a.yaml");
        given.put("a.yaml", deployment("a", 4).dump());
        const QStringList words{"plan", "-f", "a.yaml", "--no-effects", "--patch-into", "repo"};
        const Ran kind = given.run(words);
        QVERIFY2(kind.code == 0, kind.err.constData());
        QVERIFY2(kind.err.contains("that the text does not: .metadata.labels"), kind.err.constData());
        Json both = kept;
        both["spec"]["replicas"] = 4;
        QCOMPARE(QString::fromStdString(Json::parse(given.read("real.yaml")).dump()),
                 QString::fromStdString(both.dump()));
        QVERIFY(fs::is_symlink(given.folder.path() / "repo/a.yaml"));
        QVERIFY(fs::status(real).permissions() == fs::perms(0644));
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--no-effects", "--prune"}).code, 2);
        const Ran done = given.run(words + QStringList{"--prune"});
        QVERIFY2(done.code == 0, done.err.constData());
        const Json now = Json::parse(given.read("real.yaml"));
        QVERIFY2(now["spec"]["replicas"] == 4 && !now["metadata"].value("labels", Json::object()).contains("team"),
                 done.out.constData());
    }

    void saysWhatClustersLackAndAddsIt()
    {
        FleetOfTwo given;
        given.api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        for (const char* member : {"m1", "m2"})
            given.fleet.api(member).put(
                {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        Json object = deployment("qwen3-8b", 4);
        object["spec"]["template"]["spec"]["containers"][0]["envFrom"] =
            Json::array({{{"configMapRef", {{"name", "flags"}}}}});
        given.put("deploy.yaml", object.dump());
        given.put("flags.yaml", configMap("flags", "v").dump());
        const QStringList texts{"-f", "deploy.yaml", "-f", "policy.yaml", "-f", "flags.yaml"};
        const Ran lacking = given.run(QStringList{"plan", "--save", "plan.json"} + texts);
        QCOMPARE(lacking.code, 0); // it can be applied; that replicas will not run is said
        QVERIFY2(lacking.out.contains("x m1: ConfigMap default/flags is not there: containers do not start"),
                 lacking.out.constData());
        QVERIFY(!given.run(QStringList{"plan", "--no-checks"} + texts).out.contains("containers do not start"));
        const Json document = Json::parse(given.read("plan.json"));
        QVERIFY(std::ranges::any_of(document["checks"], [](const Json& check) {
            return check["cluster"] == "m1" && check["check"] == "config-map" && check["state"] == "fails";
        }));
        const Ran mended = given.run(QStringList{"plan", "--add-fixes", "--save", "fixes.json"} + texts);
        QVERIFY2(mended.code == 0 && mended.out.contains("a step of this plan makes it"), mended.out.constData());
        // What applying would not bring about is said before it is asked for.
        const Ran warned = given.run({"apply", "plan.json"});
        QVERIFY2(warned.code != 0 && warned.err.contains("Replicas will not run in m1: ConfigMap default/flags"),
                 warned.err.constData());
        const Ran applied = given.run({"apply", "fixes.json", "--yes"});
        QVERIFY2(applied.code == 0 && !applied.err.contains("Replicas will not run"), applied.err.constData());
        for (const char* member : {"m1", "m2"})
            QVERIFY(!given.fleet.api(member).object("configmaps", "default", "flags").is_null());
    }

    void aPlanOfTheHistoryIsHandedOnAndAppliedAgain()
    {
        Given given;
        given.put("m.yaml", configMap("m", "v").dump());
        QCOMPARE(given.run({"plan", "-f", "m.yaml", "--save", "plan.json"}).code, 0);
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 0);
        const std::string digest = Json::parse(given.read("plan.json"))["digest"];
        const QString begin = QString::fromStdString(digest.substr(digest.find(':') + 1, 12));
        const Ran out = given.run({"history", begin, "-o", "plan"});
        QVERIFY2(out.out.toStdString() == given.read("plan.json"), out.out.constData());
        given.api().remove("configmaps", "default", "m");
        const Ran again = given.run({"plan", "--again", begin, "--save", "again.json"});
        QVERIFY2(again.code == 0 && again.out.contains("create"), again.err.constData());
        QCOMPARE(given.run({"apply", "again.json", "--yes"}).code, 0);
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
        QVERIFY(given.run({"plan", "--again", begin, "-f", "m.yaml"}).code != 0);
        QVERIFY(given.run({"plan", "--again", "0000"}).err.contains("no plan that begins so"));
    }

    void anUndoSaysWhatGoesAlong()
    {
        Given given;
        given.api().serveResource({"apps", "v1", "replicasets", "ReplicaSet", true, {}, {}});
        given.put("a.yaml", deployment("a", 2).dump());
        QCOMPARE(given.run({"plan", "-f", "a.yaml", "--save", "plan.json"}).code, 0);
        QCOMPARE(given.run({"apply", "plan.json", "--yes"}).code, 0);
        const std::string uid = given.api().object("deployments", "default", "a")["metadata"]["uid"];
        given.api().put(
            {{"apiVersion", "apps/v1"},
             {"kind", "ReplicaSet"},
             {"metadata",
              {{"name", "a-1"},
               {"namespace", "default"},
               {"ownerReferences",
                Json::array({{{"uid", uid}, {"kind", "Deployment"}, {"name", "a"}, {"controller", true}}})}}}});
        const Ran undo = given.run({"undo", "--save", "undo.json"});
        QVERIFY2(undo.out.contains("! takes along: 1 ReplicaSet (a-1)"), undo.out.constData());
        QVERIFY2(!undo.out.contains("No undo brings back"), undo.out.constData()); // the controller makes it again
        const Ran kept = given.run({"undo", "--orphan", "--save", "undo.json"});
        QVERIFY2(kept.out.contains("! leaves behind, without their owner: 1 ReplicaSet (a-1)"), kept.out.constData());
    }
};

BERTH_TEST(TestChange)

} // namespace tst_change

#include "tst_change.moc"
