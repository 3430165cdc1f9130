#include "core/model/policy.h"

#include <QtTest>

#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_policy {

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

QString listed(const Issues& issues)
{
    QStringList lines;
    for (const auto& issue : issues) {
        const char letter = issue.severity == Severity::Error ? 'E' : issue.severity == Severity::Warning ? 'W' : 'N';
        lines << QString::fromStdString(std::string(1, letter) + " " + issue.path + ": " + issue.what);
    }
    return lines.join(u'\n');
}

/// A policy without a fault, with `spec` lines added and `placement` lines in its placement.
QString policy(const char* spec, const char* placement, const char* group = "policy.karmada.io/v1alpha1")
{
    return u"apiVersion: %1\nkind: PropagationPolicy\nmetadata: {name: p, namespace: default}\nspec:\n"
           "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: w}]\n%2  placement:\n    clusterTolerations: []\n%3"_s
               .arg(QString::fromUtf8(group), QString::fromUtf8(spec), QString::fromUtf8(placement));
}

constexpr auto divided =
    "    replicaScheduling: {replicaSchedulingType: Divided, replicaDivisionPreference: Weighted}\n";

} // namespace

class TestPolicy : public QObject {
    Q_OBJECT
private slots:
    void readsTheSeed();
    void namesThePlaceholders();
    void readsTheOldSpelling();
    void knowsItsKinds_data();
    void knowsItsKinds();
    void findsFaults_data();
    void findsFaults();
    void everyFaultHasARemedy();
    void saysWhatDeletionDoes_data();
    void saysWhatDeletionDoes();
    void ranksSelectors_data();
    void ranksSelectors();
};

void TestPolicy::readsTheSeed()
{
    Issues issues;
    const auto p = readPolicy(json(test::readFixture("manifests/propagationpolicy.yaml")), "", issues);
    QVERIFY2(!hasErrors(issues), qPrintable(listed(issues)));
    QVERIFY(p.api == PolicyApi::AckOne);
    QVERIFY(p.ecsProvision);
    QVERIFY(!p.preserveOnDeletion);
    QCOMPARE(p.conflictResolution, "Overwrite");
    QCOMPARE(p.selectors.size(), 1U);
    QCOMPARE(p.selectors[0].name, "qwen3-8b");
    QVERIFY(p.placement.clusterAffinity.has_value());
    QCOMPARE(p.placement.clusterAffinity->clusterNames, (std::vector<std::string>{"c-hz-01", "c-hz-02"}));
    QCOMPARE(p.placement.replicaScheduling->weightPreference->dynamicWeight, "AvailableReplicas");
}

void TestPolicy::namesThePlaceholders()
{
    Issues issues;
    (void)readPolicy(json(test::readFixture("seed/propagationpolicy.yaml")), "", issues);
    QStringList errors;
    for (const auto& issue : issues)
        if (issue.severity == Severity::Error)
            errors << QString::fromStdString(issue.path + ": " + issue.what + " " + issue.fix);
    QCOMPARE(
        errors.join(u'\n'),
        u"/spec/placement/clusterAffinity/clusterNames/0: The placeholder \"${cluster1-id}\" is still in the text. "
        u"Replace the placeholder with its value.\n"
        "/spec/placement/clusterAffinity/clusterNames/1: The placeholder \"${cluster2-id}\" is still in the text. Replace the placeholder with its value."_s);
}

void TestPolicy::readsTheOldSpelling()
{
    Issues issues;
    const auto p = readPolicy(json("apiVersion: one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\nmetadata: "
                                   "{name: p}\nspec:\n  prune: false\n"
                                   "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: w}]\n"
                                   "  placement:\n    clusterAffinity: {clusterIds: [c1, c2]}\n    replicaScheduling: "
                                   "{replicaSchedulingType: Duplicated}\n"),
                              "", issues);
    QVERIFY(p.api == PolicyApi::AckOneOld);
    QVERIFY(p.preserveOnDeletion);
    QCOMPARE(p.placement.clusterAffinity->clusterNames, (std::vector<std::string>{"c1", "c2"}));
    for (const auto& issue : issues) QVERIFY2(issue.severity == Severity::Note, qPrintable(listed(issues)));
}

void TestPolicy::knowsItsKinds_data()
{
    QTest::addColumn<QString>("apiVersion");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("propagation");
    QTest::addColumn<bool>("override");
    QTest::newRow("ACK One") << u"policy.one.alibabacloud.com/v1alpha1"_s << u"PropagationPolicy"_s << true << false;
    QTest::newRow("ACK One, old") << u"one.alibabacloud.com/v1alpha1"_s << u"PropagationPolicy"_s << true << false;
    QTest::newRow("Karmada, of the cluster")
        << u"policy.karmada.io/v1alpha1"_s << u"ClusterPropagationPolicy"_s << true << false;
    QTest::newRow("an override") << u"policy.karmada.io/v1alpha1"_s << u"OverridePolicy"_s << false << true;
    QTest::newRow("another project's") << u"core.kubeadmiral.io/v1alpha1"_s << u"PropagationPolicy"_s << false << false;
    QTest::newRow("nothing") << u""_s << u""_s << false << false;
}

void TestPolicy::knowsItsKinds()
{
    QFETCH(QString, apiVersion);
    QFETCH(QString, kind);
    const Json object{{"apiVersion", apiVersion.toStdString()}, {"kind", kind.toStdString()}};
    QTEST(isPolicy(object), "propagation");
    QTEST(isOverridePolicy(object), "override");
}

void TestPolicy::findsFaults_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char* name, const QString& yaml, const char* issues) {
        QTest::newRow(name) << yaml << QString::fromUtf8(issues);
    };
    const auto placed = [](const char* lines) { return policy("", (std::string(divided) + lines).c_str()); };
    row("none", placed(""), "");
    row("an unknown version", policy("", divided, "policy.karmada.io/v1beta1"),
        "W /apiVersion: The version \"v1beta1\" of policy.karmada.io is not known; it is read as v1alpha1.");
    row("both affinities",
        placed("    clusterAffinity: {clusterNames: [a]}\n    clusterAffinities: [{affinityName: x, clusterNames: "
               "[b]}]\n"),
        "E /spec/placement/clusterAffinities: clusterAffinity and clusterAffinities stand side by side; the fleet "
        "accepts only one of them.");
    row("groups with one name",
        placed("    clusterAffinities: [{affinityName: x, clusterNames: [a]}, {affinityName: x, clusterNames: [b]}]\n"),
        "E /spec/placement/clusterAffinities/1/affinityName: Two affinity groups are named \"x\".");
    row("a group without a name", placed("    clusterAffinities: [{clusterNames: [a]}]\n"),
        "E /spec/placement/clusterAffinities/0: The affinity group has no affinityName.");
    row("a cluster twice", placed("    clusterAffinity: {clusterNames: [a, b, a]}\n"),
        "W /spec/placement/clusterAffinity/clusterNames/2: The cluster \"a\" is named twice.");
    row("a misspelt field", placed("    clusterAffinity: {clusterName: [a]}\n"),
        "W /spec/placement/clusterAffinity/clusterName: The field \"clusterName\" is not known here.");
    row("no scheduling", policy("", ""),
        "N /spec/placement: Without replicaScheduling every chosen cluster gets all replicas (Duplicated).");
    row("no scheduling type", policy("", "    replicaScheduling: {replicaDivisionPreference: Weighted}\n"),
        "N /spec/placement/replicaScheduling: Without replicaSchedulingType every chosen cluster gets all replicas "
        "(Duplicated).");
    row("weights without Divided",
        policy("", "    replicaScheduling: {replicaSchedulingType: Duplicated, weightPreference: {dynamicWeight: "
                   "AvailableReplicas}}\n"),
        "W /spec/placement/replicaScheduling/weightPreference: With replicaSchedulingType Duplicated every cluster "
        "gets all replicas: the weights have no effect.");
    row("a misspelt type", policy("", "    replicaScheduling: {replicaSchedulingType: divided}\n"),
        "E /spec/placement/replicaScheduling/replicaSchedulingType: \"divided\" is not a known replica scheduling "
        "type.");
    row("more groups at least than at most",
        placed("    spreadConstraints: [{spreadByField: cluster, minGroups: 3, maxGroups: 2}]\n"),
        "E /spec/placement/spreadConstraints/0/minGroups: minGroups (3) is above maxGroups (2).");
    row("regions without clusters", placed("    spreadConstraints: [{spreadByField: region, minGroups: 1}]\n"),
        "E /spec/placement/spreadConstraints: A constraint by region, zone or provider needs one by cluster beside "
        "it.");
    row("spreading by label", placed("    spreadConstraints: [{spreadByLabel: team}]\n"),
        "W /spec/placement/spreadConstraints/0/spreadByLabel: The scheduler does not spread by label.");
    row("a weight of nothing",
        policy("", "    replicaScheduling: {replicaSchedulingType: Divided, weightPreference: {staticWeightList: "
                   "[{targetCluster: {clusterNames: [a]}, weight: 0}]}}\n"),
        "E /spec/placement/replicaScheduling/weightPreference/staticWeightList/0/weight: A static weight is at least "
        "1.");
    row("a weight below nothing",
        policy("", "    replicaScheduling: {replicaSchedulingType: Divided, weightPreference: {staticWeightList: "
                   "[{targetCluster: {clusterNames: [a]}, weight: -2}]}}\n"),
        "E /spec/placement/replicaScheduling/weightPreference/staticWeightList/0/weight: A static weight is at least "
        "1.");
    row("overwriting", policy("  conflictResolution: Overwrite\n", divided),
        "W /spec/conflictResolution: An object of the same name that is in a cluster already, whoever made it, is "
        "overwritten.");
    row("no selector",
        u"apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: p}\nspec:\n  placement:\n"_s +
            QString::fromUtf8(divided),
        "E /spec: The policy selects nothing.");
    row("a selector of another namespace",
        u"apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: p, namespace: a}\nspec:\n"
        "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, namespace: b}]\n  placement:\n"_s +
            QString::fromUtf8(divided),
        "W /spec/resourceSelectors/0/namespace: The policy is in \"a\" and selects only there, not in \"b\".");
    row("a selector of any kind",
        u"apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: p}\nspec:\n  resourceSelectors: [{apiVersion: apps/v1}]\n  placement:\n"_s +
            QString::fromUtf8(divided),
        "E /spec/resourceSelectors/0: The selector does not say the kind.");
    row("no spec", u"{apiVersion: policy.karmada.io/v1alpha1, kind: PropagationPolicy, metadata: {name: p}}"_s,
        "E : The policy has no spec.");
}

void TestPolicy::findsFaults()
{
    QFETCH(QString, yaml);
    Issues issues;
    (void)readPolicy(json(yaml.toStdString()), "", issues);
    QTEST(listed(issues), "issues");
}

void TestPolicy::everyFaultHasARemedy()
{
    Issues issues;
    (void)readPolicy(json(test::readFixture("bad/policy-misspelt.yaml")), "", issues);
    QStringList fixes;
    for (const auto& issue : issues) {
        QVERIFY2(!issue.fix.empty(), issue.what.c_str());
        fixes << QString::fromStdString(issue.fix);
    }
    QVERIFY2(fixes.contains(u"Did you mean Divided?"_s), qPrintable(fixes.join(u'\n')));
    QVERIFY2(fixes.contains(u"Did you mean clusterNames? A server refuses what it does not know."_s),
             qPrintable(fixes.join(u'\n')));
}

void TestPolicy::saysWhatDeletionDoes_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("said");
    QTest::newRow("ACK One")
        << policy("  preserveResourcesOnDeletion: false\n", divided, "policy.one.alibabacloud.com/v1alpha1")
        << u"W /spec/preserveResourcesOnDeletion: Deleting the workload or the policy in the fleet deletes the workload in every cluster."_s;
    QTest::newRow("Karmada") << policy("  preserveResourcesOnDeletion: false\n", divided)
                             << u"W /spec/preserveResourcesOnDeletion: Deleting the workload in the fleet deletes it "
                                u"in every cluster. Deleting only the policy leaves it "
                                "running there, but later changes do not travel until another policy selects it."_s;
    QTest::newRow("kept") << policy("  preserveResourcesOnDeletion: true\n", divided,
                                    "policy.one.alibabacloud.com/v1alpha1")
                          << QString();
    QTest::newRow("kept, then back under its name")
        << policy("  preserveResourcesOnDeletion: true\n", divided)
        << u"W /spec/preserveResourcesOnDeletion: With conflictResolution Abort, a workload that is deleted and created again can stall: the kept copies count as foreign."_s;
    QTest::newRow("the old word in the new group")
        << policy("  prune: false\n", divided, "policy.one.alibabacloud.com/v1alpha1")
        << u"W /spec/prune: prune is an old spelling that this API version does not know."_s;
}

void TestPolicy::saysWhatDeletionDoes()
{
    QFETCH(QString, yaml);
    Issues issues;
    (void)readPolicy(json(yaml.toStdString()), "", issues);
    QTEST(listed(issues), "said");
}

void TestPolicy::ranksSelectors_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<int>("rank");
    QTest::newRow("by name") << u"{apiVersion: apps/v1, kind: Deployment, name: w, namespace: default}"_s << 3;
    QTest::newRow("the name decides over the labels")
        << u"{apiVersion: apps/v1, kind: Deployment, name: w, labelSelector: {matchLabels: {app: z}}}"_s << 3;
    QTest::newRow("by labels") << u"{apiVersion: apps/v1, kind: Deployment, labelSelector: {matchLabels: {app: w}}}"_s
                               << 2;
    QTest::newRow("all of the kind") << u"{apiVersion: apps/v1, kind: Deployment}"_s << 1;
    QTest::newRow("other labels")
        << u"{apiVersion: apps/v1, kind: Deployment, labelSelector: {matchLabels: {app: z}}}"_s << 0;
    QTest::newRow("another version") << u"{apiVersion: apps/v1beta1, kind: Deployment, name: w}"_s << 0;
    QTest::newRow("another namespace") << u"{apiVersion: apps/v1, kind: Deployment, name: w, namespace: prod}"_s << 0;
    QTest::newRow("another name") << u"{apiVersion: apps/v1, kind: Deployment, name: x}"_s << 0;
}

void TestPolicy::ranksSelectors()
{
    QFETCH(QString, selector);
    const Json object{{"apiVersion", "policy.karmada.io/v1alpha1"},
                      {"kind", "PropagationPolicy"},
                      {"metadata", {{"name", "p"}}},
                      {"spec", {{"resourceSelectors", Json::array({json(selector.toStdString())})}}}};
    Issues issues;
    const auto p = readPolicy(object, "", issues);
    QCOMPARE(p.selectors.size(), 1U);
    const ObjectRef workload{"apps/v1", "Deployment", "", "w"}; // no namespace: it goes to "default"
    QTEST(matchRank(p.selectors.front(), workload, {{"app", "w"}}), "rank");
    QFETCH(int, rank);
    QCOMPARE(selects(p.selectors.front(), workload, {{"app", "w"}}), rank > 0);
}

BERTH_TEST(TestPolicy)

} // namespace tst_policy

#include "tst_policy.moc"
