#include <QTest>

#include <utility>

#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_overrides {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

const std::string a10 = "ecs.gn7i-c8g1.2xlarge";

/// Two clusters without nodes, a and b, with a zone and three instances each.
snapshot::FleetPtr twoClusters()
{
    sharing::Spec spec;
    for (const auto& [name, zone] : {std::pair{"a", "cn-hangzhou-h"}, std::pair{"b", "cn-hangzhou-i"}}) {
        spec.clusters.push_back({name, zone});
        spec.stock.push_back({zone, a10, 3});
    }
    return sharing::fleetOf(spec);
}

/// The workload with an override in cluster a.
Preview overridden(const snapshot::FleetPtr& fleet, std::int64_t replicas, const std::string& division,
                   const std::string& patches)
{
    const std::string policy = "---\napiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: OverridePolicy\n"
                               "metadata: {name: o, namespace: default}\nspec:\n"
                               "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: server}]\n"
                               "  overrideRules:\n  - targetCluster: {clusterNames: [a]}\n"
                               "    overriders: {plaintext: [" +
                               patches + "]}\n";
    const auto read = readManifests(given::documents(sharing::manifests(replicas, division) + policy), *fleet);
    return preview::preview(read.questions.front(), fleet);
}

const std::string elsewhere = "{path: /spec/template/spec/nodeSelector, operator: add, value: {disk: ssd}}";
const std::string bigger =
    R"({path: "/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu", operator: replace, value: 2})";
const std::string replicas = "{path: /spec/replicas, operator: replace, value: 1}";
const std::string nowhere = "{path: /spec/none/x, operator: replace, value: 1}";

bool warns(const Preview& preview, const std::string& id, const std::string& text)
{
    return std::any_of(preview.warnings.begin(), preview.warnings.end(),
                       [&](const Warning& one) { return one.id == id && one.text.find(text) != std::string::npos; });
}

} // namespace

/// What makes the workload of a cluster another one, and who hears of it.
class TestOverrides : public QObject {
    Q_OBJECT

private slots:
    /// Overrides come after the division: the scheduler asks for the pod as the fleet has it.
    void divisionHearsThePodOfTheFleet_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a selector that no node has") << QString::fromStdString(elsewhere) << u"a 2/0, b 2/2 +2"_s;
        QTest::newRow("more cards than a node has") << QString::fromStdString(bigger) << u"a 2/0, b 2/2 +2"_s;
        QTest::newRow("replicas") << QString::fromStdString(replicas) << u"a 1/1 +1, b 2/2 +2"_s;
    }
    void divisionHearsThePodOfTheFleet()
    {
        QFETCH(QString, patch);
        const Preview answer = overridden(twoClusters(), 4, "Weighted", patch.toStdString());
        QTEST(asked::placement(answer), "expected");
        const bool narrows = answer.placed < answer.replicas;
        QCOMPARE(warns(answer, "over-capacity", "an override gives the cluster another one"), narrows);
        QVERIFY(!warns(answer, "over-capacity", "anti-affinity"));
        // The pod as it is handed in would be taken: it is the override that has to change.
        const auto saysSo = [](const Remedy& one) {
            return one.text.ends_with(
                "; change what OverridePolicy default/o makes of the pod there, or add a pool whose "
                "nodes take it");
        };
        QCOMPARE(std::any_of(answer.remedies.begin(), answer.remedies.end(), saysSo), narrows);
    }

    /// A cluster that an override makes roomier is not seen as such.
    void roomThatAnOverrideMakesIsNotHeard()
    {
        const Preview answer = overridden(
            twoClusters(), 2, "Weighted",
            R"({path: "/spec/template/spec/containers/0/resources/limits", operator: replace, value: {cpu: 1}})");
        QCOMPARE(answer.clusters[0].replicas, 1);
        QCOMPARE(answer.clusters[1].replicas, 1);
    }

    /// The fleet makes no Work of what it cannot override, with the rules that could be applied or without.
    void nothingIsSentWhereAnOverrideFails()
    {
        const Preview answer = overridden(twoClusters(), 4, "Weighted", replicas + ", " + nowhere);
        QVERIFY(hasErrors(answer));
        QCOMPARE(asked::verdict(answer), u"held"_s);
        QCOMPARE(answer.clusters[0].replicas, 2); // the other patch of the rule counts for nothing
        QCOMPARE(answer.holds.size(), 1U);
        QCOMPARE(answer.holds.front().cluster, "a");
        QVERIFY(holdsSome(answer));
        QVERIFY(asked::tree(answer).contains(u"The fleet sends nothing of this to a"_s));
    }

    /// What is not sent needs no node: none is bought, none is paid for, and its stock is left for others.
    void nothingIsBoughtWhereAnOverrideFails()
    {
        const Preview answer = overridden(twoClusters(), 4, "Weighted", nowhere);
        QCOMPARE(asked::verdict(answer), u"held"_s);
        QCOMPARE(asked::placement(answer), u"a 2/2, b 2/2 +2"_s);
        QVERIFY(answer.clusters[0].shares.empty());
        QCOMPARE(answer.clusters[0].unsent, 2);
        QCOMPARE(answer.clusters[1].unsent, 0);
        QCOMPARE(newNodesOf(answer).most, 2);
    }

    /// Without selectors it is for everything of its namespace.
    void aPolicyWithoutSelectorsTakesEverything()
    {
        auto documents = given::documents(sharing::manifests(4, "Weighted"));
        documents.push_back(given::documents("apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: OverridePolicy\n"
                                             "metadata: {name: o, namespace: default}\nspec:\n  overrideRules:\n"
                                             "  - targetCluster: {clusterNames: [a]}\n"
                                             "    overriders: {plaintext: [" +
                                             replicas + "]}\n")
                                .front());
        const auto fleet = twoClusters();
        QCOMPARE(asked::placement(preview::preview(readManifests(documents, *fleet).questions.front(), fleet)),
                 u"a 1/1 +1, b 2/2 +2"_s);
    }

    /// An override that comes with the change makes other pods of those that run; one that the fleet has already does not.
    void anOverrideThatIsNewIsAnUpdate()
    {
        const auto steps = [](bool known, const char* patch) {
            auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
            documents.push_back(
                given::documents("apiVersion: policy.one.alibabacloud.com/v1alpha1\n"
                                 "kind: OverridePolicy\nmetadata: {name: o, namespace: default}\nspec:\n"
                                 "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}]\n"
                                 "  overrideRules:\n  - targetCluster: {clusterNames: [c-hz-02]}\n"
                                 "    overriders: {plaintext: [" +
                                 std::string(patch) + "]}\n")
                    .front());
            const auto fleet = given::fleet("rollout-full-pool");
            Question question = readManifests(documents, *fleet).questions.front();
            snapshot::Fleet own = *fleet;
            if (known) own.overrides = std::exchange(question.overrides, {});
            const Preview answer = preview::preview(question, snapshot::freeze(std::move(own)));
            QStringList out;
            for (const RolloutStep& step : answer.rollout) out << QString::fromStdString(step.cluster);
            for (const Hold& hold : answer.holds) out << u"held in "_s + QString::fromStdString(hold.cluster);
            return out.join(u", "_s);
        };
        const char* image = "{path: /spec/template/spec/containers/0/image, operator: replace, value: other:2}";
        QCOMPARE(steps(false, image), u"c-hz-02"_s);
        QCOMPARE(steps(true, image), QString());
        QCOMPARE(steps(false, nowhere.c_str()), QString()); // nothing is sent, and nothing would change
    }

    /// An update that is not sent is not stuck: it does not begin.
    void noUpdateBeginsWhereAnOverrideFails()
    {
        auto documents = given::manifests({"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"});
        documents.push_back(given::documents("apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: OverridePolicy\n"
                                             "metadata: {name: o, namespace: default}\nspec:\n"
                                             "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}]\n"
                                             "  overrideRules:\n  - overriders: {plaintext: [" +
                                             nowhere + "]}\n")
                                .front());
        snapshot::Fleet own = *given::fleet("rollout-full-pool");
        for (const bool known : {true, false}) { // else the pods tell what runs
            if (!known) own.workloads.clear();
            const auto fleet = snapshot::freeze(snapshot::Fleet(own));
            const Preview answer = preview::preview(readManifests(documents, *fleet).questions.front(), fleet);
            QCOMPARE(asked::verdict(answer), u"held"_s);
            QVERIFY(answer.rollout.empty());
            QCOMPARE(answer.holds.size(), 2U);
        }
    }

    /// One rule that fails takes those of another policy, or of another rule, along.
    void rulesThatCouldBeAppliedCountForNothingThen()
    {
        const std::string twoRules = replicas +
                                     "]}\n  - targetCluster: {clusterNames: [a]}\n"
                                     "    overriders: {plaintext: [" +
                                     nowhere;
        const Preview answer = overridden(twoClusters(), 4, "Weighted", twoRules);
        QCOMPARE(asked::verdict(answer), u"held"_s);
        QCOMPARE(answer.clusters[0].replicas, 2);
    }
};

BERTH_TEST(TestOverrides)

} // namespace tst_overrides

#include "tst_overrides.moc"
