// What changes bring about: figures per cluster, put to the change that causes them.
#include <QTest>

#include "core/preview/effects.h"
#include "core/preview/preview.h"
#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "core/snapshot/what_if.h"
#include "core/text/yaml.h"
#include "tests/core/preview/given.h"
#include "tests/support/test.h"

namespace tst_effects {

using core::Json;
using core::Range;
using core::model::ChangeEffects;
using core::model::Effect;
using core::model::ObjectChange;
using core::preview::effectsOf;
using core::snapshot::FleetPtr;

namespace {

Json manifest(std::size_t which)
{
    const auto files = core::snapshot::demoManifests();
    return core::text::parse(files[which].text).documents.front().value();
}
Json deployment(int replicas)
{
    Json object = manifest(0);
    object["spec"]["replicas"] = replicas;
    return object;
}
Json policy()
{
    return manifest(1);
}
FleetPtr demo()
{
    static const FleetPtr fleet = core::snapshot::openDemo()->fleet;
    return fleet;
}
QString linesOf(const ChangeEffects::OfOne& one)
{
    QStringList lines;
    for (const std::string& line : one.lines) lines << QString::fromStdString(line);
    return lines.join(QLatin1Char('\n'));
}

/// The demo with the workload, its policy and the binding that divided it.
FleetPtr running(int replicas)
{
    core::snapshot::Fleet fleet = *demo();
    core::model::Issues issues;
    fleet.policies.push_back(core::model::readPolicy(policy(), "", issues));
    fleet.workloads.push_back(deployment(replicas));
    core::model::Binding binding;
    binding.spec.resource = core::model::refOf(deployment(replicas));
    binding.spec.replicas = replicas;
    binding.spec.clusters.resize(1);
    binding.spec.clusters.front().name = "c-sh-02";
    binding.spec.clusters.front().replicas = replicas;
    fleet.bindings.push_back(binding);
    return core::snapshot::freeze(std::move(fleet));
}

} // namespace

class TestEffects : public QObject {
    Q_OBJECT

private slots:
    /// A server that knows no clusters: alone, what is applied runs there; with a policy it goes where the policy says.
    void aPolicyDividesOnAFleetOfOne()
    {
        core::snapshot::Fleet fleet = *demo();
        fleet.engine = "direct";
        fleet.clusters.resize(1);
        core::snapshot::ClusterData data = *fleet.clusters.front();
        data.cluster.name = "one"; // which the policy does not name
        fleet.clusters.front() = core::snapshot::freezeCluster(std::move(data));
        const FleetPtr one = core::snapshot::freeze(std::move(fleet));
        const QString divided = linesOf(effectsOf({{{}, policy(), {}}, {{}, deployment(2), {}}}, one).ofChanges[1]);
        const auto documents = core::preview::readManifests({deployment(2), policy()}, *one);
        const auto preview = core::preview::preview(documents.questions.front(), one);
        QCOMPARE(preview.placed, 0);
        QVERIFY2(divided.startsWith("default/qwen3-8b: 0 of 2 replicas get a node"), qPrintable(divided));
    }
    /// Where there is no fleet, no policy keeps copies.
    void aDeleteWithoutAFleetSpeaksOfNoPolicy()
    {
        const std::vector<ObjectChange> gone = {{deployment(2), {}, {}}};
        QVERIFY(!effectsOf(gone, running(2)).ofChanges[0].effects.front().notes.empty());
        core::snapshot::Fleet fleet = *demo();
        fleet.engine = "direct";
        fleet.clusters.resize(1);
        core::snapshot::ClusterData data = *fleet.clusters.front();
        data.workloads.push_back(deployment(2));
        fleet.clusters.front() = core::snapshot::freezeCluster(std::move(data));
        fleet.policies.clear();
        fleet.bindings.clear();
        const ChangeEffects effects = effectsOf(gone, core::snapshot::freeze(std::move(fleet)));
        QVERIFY(!effects.ofChanges[0].effects.empty());
        QVERIFY(effects.ofChanges[0].effects.front().notes.empty());
    }
    void aNewWorkloadHasWhatThePreviewSays()
    {
        const ChangeEffects effects = effectsOf({{{}, policy(), {}}, {{}, deployment(4), {}}}, demo());
        QCOMPARE(effects.snapshot, demo()->digest);
        QVERIFY(effects.taken == demo()->takenAt && effects.open.empty());
        QVERIFY(effects.ofChanges[0].effects.empty()); // a policy alone places nothing
        const std::vector<Effect>& all = effects.ofChanges[1].effects;
        QCOMPARE(all.size(), std::size_t(3));
        const auto questions = core::preview::readManifests({policy(), deployment(4)}, *demo()).questions;
        const core::preview::Preview preview = core::preview::preview(questions.front(), demo());
        QVERIFY(all[0].cluster.empty() && all[0].placed == Range::exactly(preview.placed));
        QCOMPARE(all[0].cost->lower.micros, preview.newCost->micros);
        QVERIFY(!all[0].notes.empty()); // the descheduler's clock
        QVERIFY2(linesOf(effects.ofChanges[1])
                     .startsWith("default/qwen3-8b: 4 of 4 replicas get a node, +3 nodes, +28.5978 CNY/h"),
                 qPrintable(linesOf(effects.ofChanges[1])));
        QVERIFY2(linesOf(effects.ofChanges[1])
                     .contains("\nc-hz-01: 0 -> 2 replicas, +2 nodes of ecs.gn7i-c8g1.2xlarge in pool gpu-a10, "
                               "+19.0652 CNY/h\n"),
                 qPrintable(linesOf(effects.ofChanges[1])));
    }

    void thePolicyThatComesLastIsTheCause()
    {
        const ChangeEffects effects = effectsOf({{{}, deployment(4), {}}, {{}, policy(), {}}}, demo());
        QVERIFY(!effects.ofChanges[1].effects.empty());
        QVERIFY(effects.ofChanges[0].effects.empty());
    }

    void moreReplicasAreToldFromWhereTheyAre()
    {
        const ChangeEffects effects = effectsOf({{deployment(1), deployment(3), {}}}, running(1));
        const std::vector<Effect>& all = effects.ofChanges[0].effects;
        QVERIFY(all.front().before == 1);
        QVERIFY(all.front().after == Range::exactly(3));
        std::int64_t before = 0;
        for (const Effect& one : all)
            if (!one.cluster.empty()) before += one.before.value();
        QVERIFY2(before <= 1 && all.size() > 1, qPrintable(linesOf(effects.ofChanges[0])));
    }

    /// Where the bindings may not be read, none that is here says nothing of where the replicas are; of what is made anew none is.
    void whatNobodyMayReadIsNoNumber()
    {
        core::snapshot::Fleet fleet = *running(1);
        fleet.bindings.clear();
        fleet.gaps.push_back({"", "resourcebindings.work.karmada.io", "what was placed where", "Let them be listed.",
                              core::snapshot::GapKind::Bindings});
        const FleetPtr unread = core::snapshot::freeze(std::move(fleet));
        const ChangeEffects effects = effectsOf({{deployment(1), deployment(3), {}}}, unread);
        const std::vector<Effect>& all = effects.ofChanges[0].effects;
        QVERIFY(all.size() > 1);
        for (const Effect& one : all) QVERIFY(!one.before);
        QVERIFY2(linesOf(effects.ofChanges[0]).contains(QStringLiteral(": ? -> ")),
                 qPrintable(linesOf(effects.ofChanges[0])));
        const ChangeEffects anew = effectsOf({{{}, deployment(3), {}}}, unread);
        for (const Effect& one : anew.ofChanges[0].effects) QVERIFY(one.before == 0);
    }

    /// A person who may not get the object does not know that there is none.
    void whatMayBeThereUnreadIsNoNumber()
    {
        const ChangeEffects effects = effectsOf({{{}, deployment(3), {}, true}}, running(1));
        const std::vector<Effect>& all = effects.ofChanges[0].effects;
        QVERIFY(all.size() > 1);
        for (const Effect& one : all) {
            QVERIFY(!one.before);
            QVERIFY(one.nodes.empty() && !one.cost);
        }
        const QString lines = linesOf(effects.ofChanges[0]);
        QVERIFY2(lines.contains(QStringLiteral(": ? -> ")), qPrintable(lines));
        QVERIFY2(lines.contains(QStringLiteral("could not be read")), qPrintable(lines));
    }

    /// Of clusters that may not be listed nobody knows whether nodes are bought: that is not none.
    void nodesOfClustersThatAreNotKnownAreUnknown()
    {
        core::preview::Preview preview;
        preview.replicas = 2;
        preview.unsure = 2;
        QVERIFY(core::preview::newNodesOf(preview).unknown);
        QVERIFY(!core::preview::toJson(preview)["newNodes"].contains("max"));
        QVERIFY(core::preview::totalOf({preview, preview}).bought.unknown);
        preview.placed = 2;
        preview.unsure = 0;
        QVERIFY(!core::preview::newNodesOf(preview).unknown);
        QVERIFY(core::preview::toJson(preview)["newNodes"].contains("max"));
    }

    void aRangeOfReplicasWithoutNodesLeavesTheNodesOpen()
    {
        Effect whole;
        whole.workload = core::model::refOf(deployment(2));
        whole.after = Range::exactly(2);
        whole.placed = {0, 2};
        QCOMPARE(core::preview::linesOf(whole).front(),
                 std::string("default/qwen3-8b: 0–2 of 2 replicas get a node, new nodes unknown"));
        whole.placed = Range::exactly(2);
        QCOMPARE(core::preview::linesOf(whole).front(), std::string("default/qwen3-8b: 2 of 2 replicas get a node"));
    }

    /// A place for every replica is no all-clear where the update stops on its way: what stops it, and what helps.
    void anUpdateThatMayNotFinishIsSaidWithWhatHelps()
    {
        const FleetPtr full = given::fleet("rollout-full-pool");
        const Json rule = given::manifests({"manifests/propagationpolicy.yaml"}).front();
        const std::vector<ObjectChange> changes{{rule, rule, {}},
                                                {given::manifests({"manifests/deploy.yaml"}).front(),
                                                 given::manifests({"manifests/deploy-new-image.yaml"}).front(),
                                                 {}}};
        const QString stuck = linesOf(effectsOf(changes, full).ofChanges[1]);
        QVERIFY2(stuck.startsWith("default/qwen3-8b: 4 of 4 replicas get a node, the update cannot finish"),
                 qPrintable(stuck));
        QVERIFY2(stuck.contains("there is room for 0. Set maxSurge: 0 and maxUnavailable: 1, which does without one "
                                "replica meanwhile; or raise the maximum of pool gpu-a10 from 2 to 3"),
                 qPrintable(stuck));
        QCOMPARE(stuck.count(QStringLiteral("The update cannot finish in c-hz-01")), 1);

        namespace snapshot = core::snapshot;
        const auto unsure = snapshot::whatIf(
            full, {snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", Range{0, 2}},
                   snapshot::SetStock{"cn-hangzhou-i", "ecs.gn7i-c8g1.2xlarge", Range::exactly(4)},
                   snapshot::SetPoolMax{"c-hz-01", "np-a10", 5}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
        QVERIFY(unsure);
        const QString lines = linesOf(effectsOf(changes, *unsure).ofChanges[1]);
        QVERIFY2(lines.startsWith("default/qwen3-8b: 4 of 4 replicas get a node, the update may not finish"),
                 qPrintable(lines));
        QCOMPARE(lines.count(QStringLiteral("The update may not finish in c-hz-01")), 1);
        QVERIFY2(lines.contains("c-hz-01: the update needs 0\u20131 nodes more at its worst moment."),
                 qPrintable(lines));
        QVERIFY2(lines.contains("c-hz-02: the update needs 1 node more at its worst moment."), qPrintable(lines));
    }

    void whatMovesNothingHasNoEffect()
    {
        Json noted = deployment(1);
        noted["metadata"]["annotations"]["note"] = "n";
        const ChangeEffects effects = effectsOf({{deployment(1), noted, {}}}, running(1));
        QVERIFY2(effects.ofChanges[0].effects.empty(), qPrintable(linesOf(effects.ofChanges[0])));
        QVERIFY(!effects.snapshot.empty());
        const ChangeEffects other = effectsOf({{{}, Json{{"kind", "ConfigMap"}, {"apiVersion", "v1"}}, {}}}, demo());
        QVERIFY(other.ofChanges[0].effects.empty());
    }

    void aPolicyIsAskedOfTheFleetsWorkloads()
    {
        Json other = policy();
        other["spec"]["placement"]["clusterAffinity"]["clusterNames"] = {"c-hz-01"};
        const ChangeEffects effects = effectsOf({{policy(), other, {}}}, running(2));
        const QString lines = linesOf(effects.ofChanges[0]);
        QVERIFY2(lines.contains("c-hz-01: 0 -> 2 replicas") && lines.contains("c-sh-02: 2 -> 0 replicas"),
                 qPrintable(lines));
    }

    void aWorkloadThatGoesTakesItsReplicasAlong()
    {
        const ChangeEffects effects = effectsOf({{deployment(2), {}, {}}}, running(2));
        const QString lines = linesOf(effects.ofChanges[0]);
        QVERIFY2(lines.contains("c-sh-02: 2 -> 0 replicas") && !lines.contains("CNY"), qPrintable(lines));
        const ChangeEffects unknown = effectsOf({{deployment(2), {}, {}}}, demo());
        QCOMPARE(unknown.open.size(), std::size_t(1));
    }

    void aPolicyThatGoesLeavesWhatItHasPlaced()
    {
        const ChangeEffects effects = effectsOf({{policy(), {}, {}}}, running(2));
        QCOMPARE(effects.open.size(), std::size_t(1));
        const QString said = QString::fromStdString(effects.open.front());
        QVERIFY2(said.contains("Deployment default/qwen3-8b in c-sh-02") && said.contains("ACK One does not document"),
                 qPrintable(said));
        Json karmada = policy();
        karmada["apiVersion"] = "policy.karmada.io/v1alpha1";
        core::snapshot::Fleet fleet = *running(2);
        core::model::Issues issues;
        fleet.policies = {core::model::readPolicy(karmada, "", issues)};
        const auto other = effectsOf({{karmada, {}, {}}}, core::snapshot::freeze(std::move(fleet)));
        QVERIFY2(!other.open.empty() && QString::fromStdString(other.open.front()).contains("It stays there"),
                 other.open.empty() ? "" : other.open.front().c_str());
        // One that has placed nothing takes nothing along.
        QVERIFY(effectsOf({{policy(), {}, {}}}, demo()).open.empty());
    }

    void whatIsWrittenToAMemberIsItsOwn()
    {
        const ChangeEffects effects = effectsOf({{{}, deployment(2), "c-sh-02"}}, demo());
        const std::vector<Effect>& all = effects.ofChanges[0].effects;
        QVERIFY2(all.size() == 2 && all[1].cluster == "c-sh-02" && all[1].after == Range::exactly(2),
                 qPrintable(linesOf(effects.ofChanges[0])));
        QCOMPARE(effectsOf({{{}, deployment(2), "nowhere"}}, demo()).open.size(), std::size_t(1));
    }

    /// One that may not be listed there, and yet was read.
    void whatAMemberHasIsAsTheChangeSaysWhereItIsNotListed()
    {
        const ChangeEffects effects = effectsOf({{deployment(2), deployment(3), "c-sh-02"}}, demo());
        const std::vector<Effect>& all = effects.ofChanges[0].effects;
        QVERIFY2(all.size() == 2 && all[1].cluster == "c-sh-02" && all[1].before == 2,
                 qPrintable(linesOf(effects.ofChanges[0])));
    }

    void nodesOfSeveralTypesNameNone()
    {
        Effect effect;
        effect.cluster = "c";
        effect.nodes.push_back({{}, "gpu", true, {0, 2}});
        const std::string line = core::preview::linesOf(effect).front();
        QVERIFY2(line.find("nodes in pool gpu") != std::string::npos, line.c_str());
    }

    /// Claims that a plan makes are there when its pods are; without them, they are named.
    void aClaimThatComesAlongIsCounted()
    {
        core::snapshot::Fleet fleet = *demo();
        for (core::snapshot::ClusterPtr& cluster : fleet.clusters) {
            core::snapshot::ClusterData data = *cluster;
            data.claims.clear();
            data.volumes.clear();
            cluster = core::snapshot::freezeCluster(std::move(data));
        }
        const FleetPtr bare = core::snapshot::freeze(std::move(fleet));
        const std::vector<ObjectChange> alone{{{}, policy(), {}}, {{}, deployment(2), {}}};
        const QString lacking = linesOf(effectsOf(alone, bare).ofChanges[1]);
        QVERIFY2(lacking.startsWith("default/qwen3-8b: 0 of 2 replicas get a node"), qPrintable(lacking));
        QVERIFY2(lacking.contains("c-hz-01 takes none: ") && lacking.contains("\"qwen3-8b\" not found"),
                 qPrintable(lacking));

        const Json claim = Json::parse(R"({"apiVersion":"v1","kind":"PersistentVolumeClaim",
            "metadata":{"name":"qwen3-8b","namespace":"default"},"spec":{"accessModes":["ReadWriteMany"],
            "storageClassName":"oss","volumeName":"models","resources":{"requests":{"storage":"20Gi"}}}})");
        const Json volume = Json::parse(R"({"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"models"},
            "spec":{"capacity":{"storage":"20Gi"},"accessModes":["ReadWriteMany"],"storageClassName":"oss"}})");
        std::vector<ObjectChange> all = alone;
        for (const core::snapshot::ClusterPtr& cluster : bare->clusters) {
            all.push_back({{}, volume, cluster->cluster.name});
            all.push_back({{}, claim, cluster->cluster.name});
        }
        const QString lines = linesOf(effectsOf(all, bare).ofChanges[1]);
        QVERIFY2(lines.startsWith("default/qwen3-8b: 2 of 2 replicas get a node"), qPrintable(lines));
        std::erase_if(all, [](const ObjectChange& change) { return change.after["kind"] == "PersistentVolume"; });
        const QString unbound = linesOf(effectsOf(all, bare).ofChanges[1]);
        QVERIFY2(unbound.startsWith("default/qwen3-8b: 0 of 2 replicas get a node"), qPrintable(unbound));
        Json made = claim; // by a class that makes volumes, in which no volume is named
        made["spec"].erase("volumeName");
        const Json oss = Json::parse(R"({"apiVersion":"storage.k8s.io/v1","kind":"StorageClass",
            "metadata":{"name":"oss"},"provisioner":"ossplugin.csi.alibabacloud.com"})");
        for (ObjectChange& change : all)
            if (change.after["kind"] == "PersistentVolumeClaim") change.after = made;
        for (const core::snapshot::ClusterPtr& cluster : bare->clusters)
            all.push_back({{}, oss, cluster->cluster.name});
        const QString provisioned = linesOf(effectsOf(all, bare).ofChanges[1]);
        QVERIFY2(provisioned.startsWith("default/qwen3-8b: 2 of 2 replicas get a node"), qPrintable(provisioned));
    }

    void aPriceThatIsNotKnownStaysUnknown()
    {
        core::snapshot::Fleet fleet = *demo();
        fleet.prices.clear();
        const FleetPtr without = core::snapshot::freeze(std::move(fleet));
        const ChangeEffects effects = effectsOf({{{}, policy(), {}}, {{}, deployment(4), {}}}, without);
        const QString lines = linesOf(effects.ofChanges[1]);
        QVERIFY2(lines.contains("+3 nodes, price unknown") && !lines.contains("CNY"), qPrintable(lines));
        for (const Effect& one : effects.ofChanges[1].effects) QVERIFY(!one.cost);
    }
};

BERTH_TEST(TestEffects)

} // namespace tst_effects

#include "tst_effects.moc"
