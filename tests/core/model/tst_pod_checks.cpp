#include <QtTest>

#include "core/model/policy.h"
#include "core/model/workload.h"
#include "core/text/yaml.h"
#include "tests/support/test.h"

namespace tst_pod_checks {

using namespace core;
using namespace core::model;

class TestPodChecks : public QObject {
    Q_OBJECT
private slots:
    void saysWhatAServerRefuses_data();
    void saysWhatAServerRefuses();
    void aPolicyHasAName_data();
    void aPolicyHasAName();
};

/// "path: sentence" of each issue.
QString listed(const Issues& issues)
{
    QStringList lines;
    for (const Issue& issue : issues) lines << QString::fromStdString(issue.path + ": " + issue.what);
    return lines.join(QLatin1Char('\n'));
}

void TestPodChecks::saysWhatAServerRefuses_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("says"); // below the pod's spec; empty: nothing
    const auto row = [](const char* name, const char* spec, const char* says) {
        QTest::newRow(name) << QString::fromUtf8(spec) << QString::fromUtf8(says);
    };
    row("nothing wrong",
        "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}], "
        "tolerations: [{key: x, operator: Exists, effect: NoExecute, tolerationSeconds: 5}]",
        "");
    row("anti-affinity without a key",
        "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}}]}}",
        "/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey: topologyKey has to be "
        "stated.");
    row("a misspelt word", "topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedul}]",
        "/topologySpreadConstraints/0/whenUnsatisfiable: \"DoNotSchedul\" is not a known whenUnsatisfiable.");
    row("no skew", "topologySpreadConstraints: [{topologyKey: z, whenUnsatisfiable: DoNotSchedule}]",
        "/topologySpreadConstraints/0/maxSkew: maxSkew has to be stated.");
    row("a misspelt effect", "tolerations: [{key: x, operator: Exists, effect: NoScheduling}]",
        "/tolerations/0/effect: \"NoScheduling\" is not a known taint effect.");
    row("no values",
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
        "[{matchExpressions: [{key: a, operator: In}]}]}}}",
        "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/"
        "values: Operator In needs at least one value.");
    row("a restart that is none", "initContainers: [{name: i, image: i, restartPolicy: always}]",
        "/initContainers/0/restartPolicy: \"always\" is not a known restartPolicy.");
    row("a port too high", "initContainers: [{name: i, image: i, ports: [{containerPort: 80, hostPort: 80800}]}]",
        "/initContainers/0/ports/0/hostPort: hostPort is 80800, and has to be from 0 to 65535.");
    row("a misspelt resource", "initContainers: [{name: i, image: i, resources: {requests: {memroy: 1Gi}}}]",
        "/initContainers/0/resources/requests/memroy: A container cannot ask for \"memroy\".");
}

void TestPodChecks::saysWhatAServerRefuses()
{
    QFETCH(QString, spec);
    QFETCH(QString, says);
    const auto file =
        text::parse("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: "
                    "b}], " +
                    spec.toStdString() + "}\n");
    QVERIFY(file.ok());
    Issues issues;
    (void)readWorkload(file.documents.front().value(), "", issues);
    QCOMPARE(listed(issues), says.isEmpty() ? says : QStringLiteral("/spec") + says);
}

void TestPodChecks::aPolicyHasAName_data()
{
    QTest::addColumn<QString>("metadata");
    QTest::addColumn<QString>("says");
    QTest::newRow("a boolean") << "{name: true}"
                               << "/metadata/name: The name is not a text.";
    QTest::newRow("a number") << "{name: 123}"
                              << "/metadata/name: The name is not a text.";
    QTest::newRow("none") << "{namespace: a}"
                          << "/metadata: The name is missing.";
    QTest::newRow("a namespace of figures") << "{name: p, namespace: 123}"
                                            << "/metadata/namespace: The namespace is not a text.";
}

void TestPodChecks::aPolicyHasAName()
{
    QFETCH(QString, metadata);
    QFETCH(QString, says);
    const auto file = text::parse(
        "apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: " + metadata.toStdString() +
        "\nspec: {resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}], placement: "
        "{replicaScheduling: {replicaSchedulingType: Duplicated}}}\n");
    QVERIFY(file.ok());
    Issues issues;
    (void)readPolicy(file.documents.front().value(), "", issues);
    QCOMPARE(listed(issues), says);
}

BERTH_TEST(TestPodChecks)

} // namespace tst_pod_checks

#include "tst_pod_checks.moc"
