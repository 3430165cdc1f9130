#include "core/model/workload.h"

#include <QtTest>

#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_workload {

using namespace core;
using namespace core::model;
using namespace Qt::StringLiterals;

namespace {

Json json(std::string_view yaml)
{
    const auto file = text::parse(yaml);
    if (!file.ok() || file.documents.size() != 1) qFatal("the test's own text is not one document");
    return file.documents.front().value();
}

/// "E /spec/replicas: sentence" by line, without the remedies.
QString listed(const Issues& issues)
{
    QStringList lines;
    for (const auto& issue : issues) {
        const char letter = issue.severity == Severity::Error ? 'E' : issue.severity == Severity::Warning ? 'W' : 'N';
        lines << QString::fromStdString(std::string(1, letter) + " " + issue.path + ": " + issue.what);
    }
    return lines.join(u'\n');
}

std::string deployment(std::string_view spec, std::string_view resources = "")
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: default}\nspec:\n" +
           std::string(spec) +
           "  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n"
           "      containers:\n      - name: server\n        image: example.com/server:1\n" +
           std::string(resources);
}

} // namespace

class TestWorkload : public QObject {
    Q_OBJECT
private slots:
    void readsTheSeed();
    void countsReplicas_data();
    void countsReplicas();
    void saysWhereAJobRunsFewerPodsThanAreDivided_data();
    void saysWhereAJobRunsFewerPodsThanAreDivided();
    void findsFaults_data();
    void findsFaults();
    void everyIssueHasAPlace();
    void saysWhereAFieldBelongs();
    void readsRollout_data();
    void readsRollout();
    void roundsRollout_data();
    void roundsRollout();
    void readsGroups_data();
    void readsGroups();
    void leaderTakesTheWorkersTemplate();
    void readsAnyKindWithATemplate();
    void knowsWorkloads_data();
    void knowsWorkloads();
    void knowsKarmadasInterpreters();
    void leavesTheShellItsVariables();
    void sparkPodsCarryTheOverhead();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
};

void TestWorkload::readsTheSeed()
{
    Issues issues;
    const auto w = readWorkload(json(test::readFixture("seed/deploy.yaml")), "", issues);
    QCOMPARE(listed(issues), QString());
    QCOMPARE(w.ref.shortText(), "default/qwen3-8b");
    QCOMPARE(w.replicas, 4);
    QVERIFY(w.replicasStated);
    QCOMPARE(w.replicasPath, "/spec/replicas");
    QVERIFY(w.interpretation == Interpretation::Divisible);
    QCOMPARE(w.components.size(), 1U);
    QCOMPARE(w.components[0].path, "/spec/template");
    QCOMPARE(podRequests(withDefaults(w.components[0].pod.spec)).at("nvidia.com/gpu"), 1);
    QVERIFY(w.rollout == RolloutStrategy({.progressDeadlineSeconds = 600}));
}

void TestWorkload::countsReplicas_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<bool>("stated");
    QTest::addColumn<QString>("path");
    const auto job = [](const char* spec) {
        return QString::fromUtf8("apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec:\n%1  template: {spec: "
                                 "{restartPolicy: Never, "
                                 "containers: [{name: a, image: b}]}}\n")
            .arg(QString::fromUtf8(spec));
    };
    QTest::newRow("a Deployment without")
        << QString::fromStdString(deployment("")) << 1 << false << u"/spec/replicas"_s;
    QTest::newRow("none") << QString::fromStdString(deployment("  replicas: 0\n")) << 0 << true << u"/spec/replicas"_s;
    QTest::newRow("most") << QString::fromStdString(deployment("  replicas: 2147483647\n")) << 2147483647 << true
                          << u"/spec/replicas"_s;
    QTest::newRow("a Job alone") << job("") << 1 << false << u"/spec/parallelism"_s;
    QTest::newRow("a parallel Job") << job("  parallelism: 8\n") << 8 << true << u"/spec/parallelism"_s;
    QTest::newRow("more than are to complete, as the scheduler divides them")
        << job("  parallelism: 8\n  completions: 3\n") << 8 << true << u"/spec/parallelism"_s;
    QTest::newRow("completions alone") << job("  completions: 3\n") << 1 << false << u"/spec/parallelism"_s;
}

void TestWorkload::countsReplicas()
{
    QFETCH(QString, yaml);
    Issues issues;
    const auto w = readWorkload(json(yaml.toStdString()), "", issues);
    QTEST(w.replicas, "replicas");
    QTEST(w.replicasStated, "stated");
    QTEST(QString::fromStdString(w.replicasPath), "path");
    QVERIFY2(!hasErrors(issues), qPrintable(listed(issues)));
}

void TestWorkload::saysWhereAJobRunsFewerPodsThanAreDivided_data()
{
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("said"); // empty: nothing
    QTest::newRow("few to complete") << u"completions: 3}"_s << u"no more than 3 pods run"_s;
    QTest::newRow("few left") << u"completions: 10}\nstatus: {succeeded: 8}"_s << u"no more than 2 pods run"_s;
    QTest::newRow("all done") << u"completions: 4}\nstatus: {succeeded: 9}"_s << u"no more than 0 pods run"_s;
    QTest::newRow("enough left") << u"completions: 10}\nstatus: {succeeded: 6}"_s << u""_s;
    QTest::newRow("a queue of work") << u"}\nstatus: {succeeded: 6}"_s << u""_s;
}

void TestWorkload::saysWhereAJobRunsFewerPodsThanAreDivided()
{
    QFETCH(QString, more);
    QFETCH(QString, said);
    Issues issues;
    const auto w = readWorkload(
        json("apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {parallelism: 4, template: {spec: "
             "{restartPolicy: Never, containers: [{name: a, image: b}]}}, " +
             more.toStdString() + "\n"),
        "", issues);
    QCOMPARE(w.replicas, 4);
    QCOMPARE(issues.empty(), said.isEmpty());
    QVERIFY2(said.isEmpty() || listed(issues).contains(said), qPrintable(listed(issues)));
}

void TestWorkload::findsFaults_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char* name, const std::string& yaml, const char* issues) {
        QTest::newRow(name) << QString::fromStdString(yaml) << QString::fromUtf8(issues);
    };
    const auto limits = [](std::string_view lines) {
        return deployment("  replicas: 1\n", "        resources:\n" + std::string(lines));
    };
    const std::string ray =
        "apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: r}\nspec: {headGroupSpec: "
        "{template: {spec: {containers: [{name: a, image: b}]}}}, workerGroupSpecs: [{groupName: w, "
        "template: {spec: {containers: [{name: a, image: b}]}}, ";
    row("more workers than the group's maximum", ray + "replicas: 9, maxReplicas: 5}]}\n",
        "W /spec/workerGroupSpecs/0/replicas: replicas: 9 is outside of minReplicas and maxReplicas; KubeRay runs 5.");
    row("as many as the maximum", ray + "replicas: 5, maxReplicas: 5}]}\n", "");
    row("replicas below zero", deployment("  replicas: -1\n"),
        "E /spec/replicas: replicas is -1; it cannot be negative.");
    row("replicas beyond 32 bits", deployment("  replicas: 4294967296\n"),
        "E /spec/replicas: replicas is 4294967296; Kubernetes keeps it in 32 bits.");
    row("replicas beyond all bounds", deployment("  replicas: 99999999999999999999\n"),
        "E /spec/replicas: replicas is 1e+20; Kubernetes keeps it in 32 bits.");
    row("a misspelt field", deployment("  replica: 4\n"), "W /spec/replica: The field \"replica\" is not known here.");
    row("a misspelt field of a container", deployment("  replicas: 1\n", "        imagePulPolicy: Always\n"),
        "W /spec/template/spec/containers/0/imagePulPolicy: The field \"imagePulPolicy\" is not known here.");
    const auto version = [](const std::string& one) { // in place of the first line
        return "apiVersion: " + one + "\n" + deployment("  replicas: 1\n").substr(deployment("").find('\n') + 1);
    };
    row("a version that is gone", version("apps/v1beta1"), "E /apiVersion: \"apps/v1beta1\" has no kind Deployment.");
    row("the core group", version("v1"), "E /apiVersion: \"v1\" has no kind Deployment.");
    row("replicas beyond reason", deployment("  replicas: 1000000000\n"),
        "W /spec/replicas: 1000000000 pods are more than any fleet runs: Kubernetes supports 150000 in a cluster.");
    row("replicas in quotes", deployment("  replicas: \"4\"\n"),
        "E /spec/replicas: replicas is the text \"4\", not a number.");
    row("a half replica", deployment("  replicas: 1.5\n"),
        "E /spec/replicas: replicas is 1.5, which is not a whole number.");
    row("replicas as a list", deployment("  replicas: [1]\n"), "E /spec/replicas: replicas is not a number.");
    row("a placeholder for replicas", deployment("  replicas: ${REPLICAS}\n"),
        "E /spec/replicas: The placeholder \"${REPLICAS}\" is still in the text.");
    row("a placeholder in a quantity", limits("          limits: {memory: \"${MEM}\"}\n"),
        "E /spec/template/spec/containers/0/resources/limits/memory: The placeholder \"${MEM}\" is still in the text.");
    row("a fraction of a card", limits("          limits: {nvidia.com/gpu: 500m}\n"),
        "E /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu: nvidia.com/gpu is handed out in whole "
        "devices only, not 500m.");
    row("fewer cards asked for than allowed",
        limits("          limits: {nvidia.com/gpu: 2}\n          requests: {nvidia.com/gpu: 1}\n"),
        "E /spec/template/spec/containers/0/resources/requests/nvidia.com~1gpu: nvidia.com/gpu has the request 1 and "
        "the limit 2; for "
        "devices they must be equal.");
    row("cards without a limit", limits("          requests: {nvidia.com/gpu: 1}\n"),
        "E /spec/template/spec/containers/0/resources/requests/nvidia.com~1gpu: nvidia.com/gpu is requested without a "
        "limit.");
    row("a request above its limit", limits("          limits: {cpu: 1}\n          requests: {cpu: 1500m}\n"),
        "E /spec/template/spec/containers/0/resources/requests/cpu: The request of cpu (1500m) is above its limit "
        "(1).");
    row("a negative amount", limits("          limits: {cpu: -1}\n"),
        "E /spec/template/spec/containers/0/resources/limits/cpu: The amount of cpu is negative.");
    row("an amount beyond any node", limits("          limits: {cpu: 1e9}\n"),
        "W /spec/template/spec/containers/0/resources/limits/cpu: No node has as much cpu as 1G.");
    row("cards with a unit", limits("          limits: {nvidia.com/gpu: 1Gi}\n"),
        "W /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu: nvidia.com/gpu is counted, and 1Gi of it "
        "means 1073741824.");
    row("memory of cards in thousands, without a unit", limits("          limits: {nvidia.com/gpumem: 3000}\n"), "");
    row("the same in quotes", limits("          limits: {nvidia.com/gpumem: \"10000\"}\n"), "");
    row("thousands with a unit, as written", limits("          limits: {nvidia.com/gpumem: 3000k}\n"),
        "W /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpumem: nvidia.com/gpumem is counted, and "
        "3000k of it means 3000000.");
    row("memory of cards with a unit", limits("          limits: {aliyun.com/gpu-mem: 8k}\n"),
        "W /spec/template/spec/containers/0/resources/limits/aliyun.com~1gpu-mem: aliyun.com/gpu-mem is counted, and "
        "8k of it means 8000.");
    row("an eighth of a byte", limits("          limits: {memory: 128m}\n"),
        "W /spec/template/spec/containers/0/resources/limits/memory: 128m of memory is a fraction of a byte: m means "
        "thousandths.");
    row("a number of bytes that is whole, with a point", limits("          limits: {memory: 1.5Gi}\n"), "");
    row("the same of less than one unit", limits("          limits: {memory: 0.5Gi}\n"), "");
    row("bytes that are not whole, with a point", limits("          limits: {memory: 0.3Ki}\n"),
        "W /spec/template/spec/containers/0/resources/limits/memory: 307200m of memory is a fraction of a byte: m "
        "means "
        "thousandths.");
    row("a number of cards that is whole, with a point", limits("          limits: {nvidia.com/gpu: \"2.0\"}\n"), "");
    row("the same in a binary unit", limits("          limits: {nvidia.com/gpu: 0.5Ki}\n"), "");
    row("half a card", limits("          limits: {nvidia.com/gpu: 0.5}\n"),
        "E /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu: nvidia.com/gpu is handed out in whole "
        "devices only, not 500m.");
    row("cards with a unit and a point", limits("          limits: {nvidia.com/gpu: 1.5Gi}\n"),
        "W /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu: nvidia.com/gpu is counted, and 1536Mi of "
        "it means 1610612736.");
    row("a shell's variable outside of a shell", deployment("", "        args: [\"--size=${SIZE}\"]\n"),
        "W /spec/template/spec/containers/0/args/0: The placeholder \"${SIZE}\" reaches the container as it is.");
    row("nothing can be replaced", deployment("  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}\n"),
        "E /spec/strategy/rollingUpdate: maxSurge and maxUnavailable are both 0: no pod could ever be replaced.");
    row("a misspelt strategy", deployment("  strategy: {type: Recreated}\n"),
        "E /spec/strategy/type: \"Recreated\" is not a known strategy.");
    row("a percentage without a number", deployment("  strategy: {rollingUpdate: {maxSurge: a%}}\n"),
        "E /spec/strategy/rollingUpdate/maxSurge: maxSurge is \"a%\", neither a number nor a percentage.");
    row("no selector",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template: {spec: {containers: [{name: "
        "a, image: b}]}}\n",
        "E /spec: The selector is missing.");
    row("a selector of other labels",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n"
        "  template: {metadata: {labels: {app: api}}, spec: {containers: [{name: a, image: b}]}}\n",
        "E /spec/selector: The selector app=web does not match the labels of the pod template.");
    row("a selector that is none",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: a b}}\n"
        "  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}\n",
        "E /spec/selector/matchLabels/app: \"a b\" is not a label value: at most 63 letters, digits, -, _ or ., with a "
        "letter or digit at both ends");
    row("no containers",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n"
        "  template: {metadata: {labels: {app: web}}, spec: {containers: []}}\n",
        "E /spec/template/spec/containers: The pod has no containers.");
    row("no template",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n",
        "E /spec: The pod template is missing.");
    row("one name for two containers",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}, {name: a, image: "
        "c}]}\n",
        "E /spec/containers/1/name: Two containers have the name \"a\".");
    row("a label that is none",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n"
        "  template: {metadata: {labels: {app: web, bad key!: x}}, spec: {nodeSelector: {zone: a b}, "
        "containers: [{name: a, image: b}]}}\n",
        "E /spec/template/metadata/labels/bad key!: \"bad key!\" is not a label key: its name is 1 to 63 letters, "
        "digits, -, _ or ., with a letter or digit at both ends\nE /spec/template/spec/nodeSelector/zone: \"a b\" is "
        "not a label value: at most 63 letters, digits, -, _ or ., with a letter or digit at both ends");
    row("an Exists with a value", deployment("", "      tolerations: [{key: a, operator: Exists, value: x}]\n"),
        "E /spec/template/spec/tolerations/0/value: A toleration with operator Exists takes every value, and none may "
        "be written.");
    row("a toleration of nothing", deployment("", "      tolerations: [{effect: NoSchedule}]\n"),
        "E /spec/template/spec/tolerations/0: A toleration without a key tolerates nothing.");
    row("a toleration of everything", deployment("", "      tolerations: [{operator: Exists}, {key: a, value: b}]\n"),
        "");
    row("a misspelt operator", deployment("", "      tolerations: [{key: a, operator: Exist}]\n"),
        "E /spec/template/spec/tolerations/0/operator: \"Exist\" is not a known operator.");
    row("a skew of 0",
        deployment("", "      topologySpreadConstraints:\n      - {maxSkew: 0, topologyKey: z, whenUnsatisfiable: "
                       "DoNotSchedule}\n"),
        "E /spec/template/spec/topologySpreadConstraints/0/maxSkew: maxSkew is 0, and has to be 1 or more.");
    const std::string mount = "        volumeMounts: [{name: data, mountPath: /data}]\n";
    row("a mount of no volume", deployment("", mount),
        "E /spec/template/spec/containers/0/volumeMounts/0/name: The pod has no volume \"data\", which this container "
        "mounts.");
    row("a mount of a claim template",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n  serviceName: web\n  selector: "
        "{matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: "
        "b, "
        "volumeMounts: [{name: data, mountPath: /d}, {name: cache, mountPath: /c}]}], volumes: [{name: cache, "
        "emptyDir: "
        "{}}]}}\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: "
        "{requests: {storage: 1Gi}}}}]\n",
        "");
    row("a Job that never ends",
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {containers: [{name: a, image: "
        "b}]}}}\n",
        "E /spec/template/spec: A Job's pods need restartPolicy OnFailure or Never; without one it is Always.");
}

void TestWorkload::findsFaults()
{
    QFETCH(QString, yaml);
    Issues issues;
    (void)readWorkload(json(yaml.toStdString()), "", issues);
    QTEST(listed(issues), "issues");
    for (const auto& issue : issues) QVERIFY2(!issue.fix.empty(), issue.what.c_str());
}

/// A server refuses it, which a mere "not known" does not tell.
void TestWorkload::saysWhereAFieldBelongs()
{
    Json slipped = json(deployment("  replicas: 1\n"));
    slipped["spec"]["template"]["spec"]["replicas"] = 3;
    slipped["spec"]["template"]["spec"]["nothingOfTheKind"] = 3;
    Issues issues;
    (void)readWorkload(slipped, "", issues);
    QCOMPARE(issues.size(), 2U);
    for (const auto& issue : issues) // in the order of the text, or of the alphabet
        QCOMPARE(
            issue.fix,
            issue.path == "/spec/template/spec/replicas"
                ? std::string("Move it to spec.replicas, or remove it: a server refuses it here.")
                : std::string("A server refuses what it does not know: move it to where it belongs, or remove it."));
}

void TestWorkload::everyIssueHasAPlace()
{
    const auto file = text::parse(test::readFixture("bad/quantity-typo.yaml"));
    QCOMPARE(file.documents.size(), 1U);
    Issues issues;
    (void)readWorkload(file.documents.front().value(), "", issues);
    QCOMPARE(issues.size(), 1U);
    const auto place = file.documents.front().locate(issues.front().path);
    QVERIFY(place.has_value());
    const auto at = place->value.start.offset;
    QCOMPARE(file.documents.front().text().substr(at, 7), "1.5.Gi\n");
}

void TestWorkload::readsRollout_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("rollout");
    const auto row = [](const char* name, const char* head, const char* spec, const char* rollout) {
        QTest::newRow(name)
            << QString::fromUtf8(head) +
                   u"metadata: {name: w}\nspec:\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n"_s +
                   QString::fromUtf8(spec)
            << QString::fromUtf8(rollout);
    };
    const char* deploy = "apiVersion: apps/v1\nkind: Deployment\n";
    const char* stateful = "apiVersion: apps/v1\nkind: StatefulSet\n";
    const char* daemon = "apiVersion: apps/v1\nkind: DaemonSet\n";
    row("Deployment", deploy, "", "rolling surge 25% unavailable 25%");
    row("Deployment, stated", deploy, "  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n",
        "rolling surge 1 unavailable 0");
    row("Deployment, recreated", deploy, "  strategy: {type: Recreate}\n", "recreate surge 25% unavailable 25%");
    row("StatefulSet", stateful, "", "rolling surge 0 unavailable 1");
    row("StatefulSet with partition", stateful,
        "  updateStrategy: {rollingUpdate: {partition: 2, maxUnavailable: 30%}}\n",
        "rolling surge 0 unavailable 30% partition 2");
    row("StatefulSet by hand", stateful, "  updateStrategy: {type: OnDelete}\n", "ondelete surge 0 unavailable 1");
    row("DaemonSet", daemon, "", "rolling surge 0 unavailable 1");
    row("CloneSet", "apiVersion: apps.kruise.io/v1alpha1\nkind: CloneSet\n", "", "rolling surge 0 unavailable 20%");
}

void TestWorkload::readsRollout()
{
    QFETCH(QString, yaml);
    Issues issues;
    const auto r = readWorkload(json(yaml.toStdString()), "", issues).rollout;
    const auto number = [](const IntOrPercent& n) { return std::to_string(n.value) + (n.percent ? "%" : ""); };
    const auto* type = r.type == RolloutStrategy::Type::RollingUpdate ? "rolling"
                       : r.type == RolloutStrategy::Type::Recreate    ? "recreate"
                                                                      : "ondelete";
    auto got = std::string(type) + " surge " + number(r.maxSurge) + " unavailable " + number(r.maxUnavailable);
    if (r.partition > 0) got += " partition " + std::to_string(r.partition);
    QTEST(QString::fromStdString(got), "rollout");
    QVERIFY2(!hasErrors(issues), qPrintable(listed(issues)));
}

void TestWorkload::roundsRollout_data()
{
    QTest::addColumn<int>("surge");
    QTest::addColumn<int>("unavailable");
    QTest::addColumn<bool>("percent");
    QTest::addColumn<bool>("roundsUp");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("extra");
    QTest::addColumn<int>("missing");
    QTest::newRow("surge up, unavailable down") << 25 << 25 << true << false << 10 << 3 << 2;
    QTest::newRow("two replicas by the defaults") << 25 << 25 << true << false << 2 << 1 << 0;
    QTest::newRow("nothing at all becomes one down") << 0 << 25 << true << false << 2 << 0 << 1;
    QTest::newRow("a DaemonSet's unavailable up") << 0 << 10 << true << true << 5 << 0 << 1;
    QTest::newRow("never more than there are") << 0 << 5 << false << false << 3 << 0 << 3;
    QTest::newRow("whole numbers stay") << 2 << 1 << false << false << 4 << 2 << 1;
    QTest::newRow("of nothing, nothing") << 25 << 25 << true << false << 0 << 0 << 0;
}

void TestWorkload::roundsRollout()
{
    QFETCH(int, surge);
    QFETCH(int, unavailable);
    QFETCH(bool, percent);
    QFETCH(bool, roundsUp);
    QFETCH(int, total);
    RolloutStrategy strategy;
    strategy.maxSurge = {surge, percent};
    strategy.maxUnavailable = {unavailable, percent};
    strategy.unavailableRoundsUp = roundsUp;
    const auto step = rolloutStep(strategy, total);
    QTEST(static_cast<int>(step.surge), "extra");
    QTEST(static_cast<int>(step.unavailable), "missing");
}

void TestWorkload::readsGroups_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("groups");
    const auto row = [](const char* name, const char* yaml, const char* groups) {
        QTest::newRow(name) << QString::fromUtf8(yaml).replace(u"TEMPLATE"_s,
                                                               u"{spec: {containers: [{name: a, image: b}]}}"_s)
                            << QString::fromUtf8(groups);
    };
    row("LeaderWorkerSet",
        "apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\n"
        "metadata: {name: w, annotations: {leaderworkerset.sigs.k8s.io/exclusive-topology: rack}}\n"
        "spec: {replicas: 2, leaderWorkerTemplate: {size: 4, leaderTemplate: TEMPLATE, workerTemplate: TEMPLATE}}\n",
        "2 x leader 1, worker 3; together in rack");
    row("LeaderWorkerSet of leaders",
        "apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: {name: w}\nspec: "
        "{leaderWorkerTemplate: {workerTemplate: TEMPLATE}}\n",
        "1 x leader 1");
    row("RayCluster",
        "apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: r}\nspec:\n  headGroupSpec: {template: TEMPLATE}\n  "
        "workerGroupSpecs:\n"
        "  - {groupName: big, replicas: 2, numOfHosts: 4, template: TEMPLATE}\n  - {template: TEMPLATE}\n",
        "1 x head 1, big 8, worker-2 0");
    row("RayCluster that scales",
        "apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: r}\nspec:\n  enableInTreeAutoscaling: true\n  "
        "headGroupSpec: {template: TEMPLATE}\n"
        "  workerGroupSpecs: [{groupName: big, replicas: 1, minReplicas: 2, maxReplicas: 6, template: TEMPLATE}]\n",
        "1 x head 1, big 2 (2 to 6)");
    row("RayService",
        "apiVersion: ray.io/v1\nkind: RayService\nmetadata: {name: r}\nspec:\n  rayClusterConfig:\n    headGroupSpec: "
        "{template: TEMPLATE}\n"
        "    workerGroupSpecs: [{groupName: gpu, replicas: 3, template: TEMPLATE}]\n",
        "1 x head 1, gpu 3");
    row("RayJob",
        "apiVersion: ray.io/v1\nkind: RayJob\nmetadata: {name: r}\nspec:\n  suspend: true\n  rayClusterSpec: "
        "{headGroupSpec: {template: TEMPLATE}}\n",
        "1 x head 1; suspended");
    row("PyTorchJob",
        "apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nmetadata: {name: p}\nspec: {pytorchReplicaSpecs: {Master: "
        "{template: TEMPLATE}, Worker: {replicas: 3, template: TEMPLATE}}}\n",
        "1 x master 1, worker 3");
    row("MPIJob",
        "apiVersion: kubeflow.org/v2beta1\nkind: MPIJob\nmetadata: {name: p}\nspec: {mpiReplicaSpecs: {Launcher: "
        "{template: TEMPLATE}, Worker: {template: TEMPLATE}}}\n",
        "1 x launcher 1, worker 0");
    row("Volcano's Job",
        "apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: v}\nspec: {tasks: [{name: ps, replicas: 2, "
        "template: TEMPLATE}, {replicas: 4, template: TEMPLATE}]}\n",
        "1 x ps 2, group-2 4");
    row("JobSet",
        "apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: v}\nspec: {replicatedJobs: [{name: w, "
        "replicas: 2, template: {spec: {parallelism: 3, template: TEMPLATE}}}]}\n",
        "1 x w 6");
    row("SparkApplication",
        "apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: {name: s}\nspec: {type: Scala, "
        "driver: {cores: 1}, executor: {instances: 5, memory: 4g}}\n",
        "1 x driver 1, executor 5");
}

void TestWorkload::readsGroups()
{
    QFETCH(QString, yaml);
    Issues issues;
    const auto w = readWorkload(json(yaml.toStdString()), "", issues);
    QVERIFY2(!hasErrors(issues), qPrintable(listed(issues)));
    QVERIFY(w.interpretation == Interpretation::Group);
    std::string got = std::to_string(w.replicas) + " x ";
    for (const auto& c : w.components) {
        got += (&c == w.components.data() ? "" : ", ") + c.name + " " + std::to_string(c.pods);
        if (c.minPods || c.maxPods)
            got += " (" + std::to_string(c.minPods.value_or(0)) + " to " + std::to_string(c.maxPods.value_or(-1)) + ")";
    }
    if (!w.exclusiveTopologyKey.empty()) got += "; together in " + w.exclusiveTopologyKey;
    if (w.suspended) got += "; suspended";
    QTEST(QString::fromStdString(got), "groups");
}

void TestWorkload::leaderTakesTheWorkersTemplate()
{
    Issues issues;
    const auto w = readWorkload(json("apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: {name: "
                                     "w}\nspec: {leaderWorkerTemplate: {size: 3, "
                                     "workerTemplate: {spec: {containers: [{name: a, image: b, resources: {limits: "
                                     "{nvidia.com/gpu: 2}}}]}}}}\n"),
                                "", issues);
    QCOMPARE(w.components.size(), 2U);
    QCOMPARE(w.components[0].path, "/spec/leaderWorkerTemplate/workerTemplate");
    QVERIFY(w.components[0].pod == w.components[1].pod);
    QCOMPARE(w.podsPerReplica(), 3);
}

void TestWorkload::readsAnyKindWithATemplate()
{
    Issues issues;
    const auto object =
        json("apiVersion: example.com/v1\nkind: Server\nmetadata: {name: s}\nspec:\n  pods:\n    replicas: 3\n"
             "    podTemplate: {spec: {containers: [{name: a, image: b}]}}\n");
    QVERIFY(!isWorkload(object));
    const auto w = readWorkload(object, "", issues, "/spec/pods/podTemplate");
    QVERIFY2(issues.empty(), qPrintable(listed(issues)));
    QVERIFY(w.interpretation == Interpretation::FullCopy);
    QCOMPARE(w.replicas, 3);
    QCOMPARE(w.replicasPath, "/spec/pods/replicas");
    QCOMPARE(w.components.at(0).path, "/spec/pods/podTemplate");
    Issues missing;
    (void)readWorkload(object, "", missing, "no pointer");
    QVERIFY(hasErrors(missing));
}

void TestWorkload::knowsWorkloads_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<bool>("known");
    QTest::newRow("Deployment, however broken") << u"{apiVersion: apps/v1, kind: Deployment}"_s << true;
    QTest::newRow("any with containers")
        << u"{apiVersion: x/v1, kind: Thing, spec: {template: {spec: {containers: []}}}}"_s << true;
    QTest::newRow("a template of something else")
        << u"{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, spec: {template: {spec: {project: p}}}}"_s
        << false;
    QTest::newRow("a Job's template")
        << u"{apiVersion: x/v1, kind: Thing, spec: {jobTemplate: {spec: {template: {spec: {containers: []}}}}}}"_s
        << true;
    QTest::newRow("a ConfigMap") << u"{apiVersion: v1, kind: ConfigMap, data: {}}"_s << false;
    QTest::newRow("a list") << u"[]"_s << false;
    QTest::newRow("nothing") << u"{}"_s << false;
}

void TestWorkload::knowsWorkloads()
{
    QFETCH(QString, yaml);
    QTEST(isWorkload(json(yaml.toStdString())), "known");
}

void TestWorkload::knowsKarmadasInterpreters()
{
    const auto of = [](const char* apiVersion, const char* kind) {
        return karmadaInterpreter({apiVersion, kind, "", ""});
    };
    QVERIFY(of("apps/v1", "Deployment") == KarmadaInterpreter::Replicas);
    QVERIFY(of("batch/v1", "Job") == KarmadaInterpreter::Replicas);
    QVERIFY(of("ray.io/v1", "RayService") == KarmadaInterpreter::Components);
    QVERIFY(of("apps/v1", "ReplicaSet") == KarmadaInterpreter::None);
    QVERIFY(of("batch.volcano.sh/v1alpha1", "Job") == KarmadaInterpreter::Components);
    QVERIFY(of("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet") == KarmadaInterpreter::None);
}

void TestWorkload::leavesTheShellItsVariables()
{
    Issues issues;
    (void)readWorkload(json(deployment("", "        command: [/bin/sh, -c, 'echo ${HOME}']\n")), "", issues);
    QCOMPARE(listed(issues), QString());
    Issues image;
    (void)readWorkload(json(deployment("  paused: false\n",
                                       "        command: [sh, -c, 'echo ${HOME}']\n        workingDir: ${DIR}\n")),
                       "", image);
    QCOMPARE(listed(image),
             u"E /spec/template/spec/containers/0/workingDir: The placeholder \"${DIR}\" is still in the text."_s);
}

void TestWorkload::sparkPodsCarryTheOverhead()
{
    Issues issues;
    const auto w = readWorkload(
        json("apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: {name: s}\nspec: {type: "
             "Python, "
             "driver: {memory: 512m}, executor: {cores: 4, memory: 4g, gpu: {name: nvidia.com/gpu, quantity: 1}}}\n"),
        "", issues);
    const auto driver = podRequests(withDefaults(w.components.at(0).pod.spec));
    const auto executor = podRequests(withDefaults(w.components.at(1).pod.spec));
    QCOMPARE(driver.at("cpu"), 1000);
    QCOMPARE(driver.at("memory"), (512 + 384) * 1048576LL); // 40 % would be less than 384 MiB
    QCOMPARE(executor.at("cpu"), 4000);
    QCOMPARE(executor.at("memory"), 4294967296LL + 1717986918LL); // 40 % of 4 GiB
    QCOMPARE(executor.at("nvidia.com/gpu"), 1);
}

void TestWorkload::survivesWrongTypes_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto* kind :
         {"apps/v1 Deployment", "apps/v1 StatefulSet", "apps/v1 DaemonSet", "batch/v1 Job", "batch/v1 CronJob",
          "v1 Pod", "leaderworkerset.x-k8s.io/v1 LeaderWorkerSet", "ray.io/v1 RayCluster", "ray.io/v1 RayJob",
          "ray.io/v1 RayService", "kubeflow.org/v1 PyTorchJob", "batch.volcano.sh/v1alpha1 Job",
          "jobset.x-k8s.io/v1alpha2 JobSet", "sparkoperator.k8s.io/v1beta2 SparkApplication",
          "apps.kruise.io/v1alpha1 CloneSet", "example.com/v1 Other"})
        QTest::newRow(kind) << QString::fromUtf8(kind);
}

/// Every value of each kind's typical spec in turn becomes a number, a text, a list, a mapping and nothing.
void TestWorkload::survivesWrongTypes()
{
    QFETCH(QString, kind);
    Json object{{"apiVersion", kind.section(u' ', 0, 0).toStdString()},
                {"kind", kind.section(u' ', 1).toStdString()},
                {"metadata", {{"name", "x"}}}};
    const Json wrong[] = {7, "text", Json::array({1}), {{"a", 1}}, nullptr, -0.5};
    for (const auto& value : wrong) {
        object["spec"] = value;
        Issues issues;
        (void)readWorkload(object, "", issues);
        QVERIFY2(hasErrors(issues), value.dump().c_str());
        for (const auto* key :
             {"replicas", "selector", "template", "strategy", "updateStrategy", "jobTemplate", "leaderWorkerTemplate",
              "headGroupSpec", "workerGroupSpecs", "rayClusterSpec", "rayClusterConfig", "pytorchReplicaSpecs", "tasks",
              "replicatedJobs", "driver", "executor", "dynamicAllocation", "containers", "parallelism"}) {
            object["spec"] = {{key, value}};
            (void)readWorkload(object, "", issues);
        }
    }
}

BERTH_TEST(TestWorkload)

} // namespace tst_workload

#include "tst_workload.moc"
