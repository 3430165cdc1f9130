#include <QRegularExpression>
#include <QTest>

#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/support/test.h"

namespace tst_seed {

using namespace core;
using preview::Remedy;
using preview::Share;

namespace {

const std::string policy = "manifests/propagationpolicy.yaml";

std::vector<model::TargetCluster> before(std::initializer_list<std::pair<const char*, int>> clusters)
{
    std::vector<model::TargetCluster> out;
    for (const auto& [name, replicas] : clusters) out.push_back({name, replicas, {}});
    return out;
}

} // namespace

/// What issue 3 says must come out, figure by figure.
class TestSeed : public QObject {
    Q_OBJECT

private slots:
    void placesWhereTheStockIs_data()
    {
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("deployment");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("placement");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<bool>("stockAsked");
        QTest::addColumn<QString>("remedy");
        const QString seed = QStringLiteral("propagationpolicy");
        QTest::newRow("stock in both") << "both-stocked"
                                       << "deploy" << seed << "c-hz-01 2/2 +2, c-hz-02 2/2 +2"
                                       << "fits" << true << "";
        QTest::newRow("stock in one") << "one-stocked"
                                      << "deploy" << seed << "c-hz-01 4/4 +4"
                                      << "fits" << true << "";
        QTest::newRow("three shared by both") << "shared-three"
                                              << "deploy" << seed << "c-hz-01 2/2 +2, c-hz-02 2/1 +1"
                                              << "partly" << true << "ask for 3 replicas";
        QTest::newRow("two shared, four in a third")
            << "shared-two-third-four"
            << "deploy-6"
            << "policy-three-clusters"
            << "c-hz-01 2/1 +1, c-hz-02 1/1 +1, c-hz-03 3/3 +3"
            << "partly" << true << "divide as c-hz-01 1, c-hz-02 1 and c-hz-03 4, pinned as static weights";
        QTest::newRow("no stock") << "no-stock"
                                  << "deploy" << seed << ""
                                  << "does not fit" << true
                                  << "wait until there is stock of 4 ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h";
        QTest::newRow("no provisioning") << "both-stocked"
                                         << "deploy"
                                         << "policy-no-provision"
                                         << ""
                                         << "does not fit" << false
                                         << "set spec.autoScaling.ecsProvision: true in the policy";
        QTest::newRow("running nodes are enough") << "running-enough"
                                                  << "deploy" << seed << "c-hz-01 2/2, c-hz-02 2/2"
                                                  << "fits" << false << "";
        QTest::newRow("duplicated") << "both-stocked"
                                    << "deploy"
                                    << "policy-duplicated"
                                    << "c-hz-01 4/4 +4, c-hz-02 4/4 +4"
                                    << "fits" << true << "";
    }
    void placesWhereTheStockIs()
    {
        QFETCH(QString, fleet);
        QFETCH(QString, deployment);
        QFETCH(QString, policy);
        const auto answer = asked::preview(fleet.toStdString(), {"manifests/" + deployment.toStdString() + ".yaml",
                                                                 "manifests/" + policy.toStdString() + ".yaml"});
        const QString shown = asked::tree(answer);
        QTEST(asked::placement(answer), "placement");
        QTEST(asked::verdict(answer), "verdict");
        QTEST(answer.stockAsked, "stockAsked");
        QTEST(asked::firstRemedy(answer), "remedy");
        QVERIFY2(!shown.isEmpty(), qPrintable(shown));
    }

    void scalesDownInProportion()
    {
        const auto answer = asked::preview("both-stocked", {"manifests/deploy-2.yaml", policy},
                                           before({{"c-hz-01", 2}, {"c-hz-02", 2}}));
        QCOMPARE(asked::placement(answer), QStringLiteral("c-hz-01 1/1 +1, c-hz-02 1/1 +1"));
        QVERIFY(answer.moves.empty());
    }

    void showsTheCellBeforeAndAfter()
    {
        const auto answer = asked::preview("shared-three", {"manifests/deploy.yaml", policy});
        const Share& first = asked::cluster(answer, "c-hz-01").shares.front();
        const Share& second = asked::cluster(answer, "c-hz-02").shares.front();
        QCOMPARE(first.kind, Share::Kind::New);
        QCOMPARE(first.pool, std::string("gpu-a10"));
        QCOMPARE(first.zone, std::string("cn-hangzhou-h"));
        QCOMPARE(first.instanceType, std::string("ecs.gn7i-c8g1.2xlarge"));
        QVERIFY(first.stockBefore == Range::exactly(3) && first.stockAfter == Range::exactly(1));
        QVERIFY(second.stockBefore == Range::exactly(1) && second.stockAfter == Range::exactly(0));
        QCOMPARE(asked::cluster(answer, "c-hz-02").shortOf, std::int64_t{1});
        QVERIFY(
            asked::tree(answer).contains(QStringLiteral("c-hz-01 and c-hz-02 share the stock of ecs.gn7i-c8g1.2xlarge "
                                                        "in cn-hangzhou-h: 3 instances for 4 asked.")));
    }

    void addsUpPricesOfTheCatalogue()
    {
        const auto answer = asked::preview("both-stocked", {"manifests/deploy.yaml", policy});
        const Share& share = asked::cluster(answer, "c-hz-01").shares.front();
        QVERIFY(share.price.has_value());
        QVERIFY(answer.newCost.has_value() && !answer.newCostPartial);
        QCOMPARE(answer.newCost->micros, share.price->perHour.micros * 4);
    }

    void offersADivisionThatWorks()
    {
        const auto answer = asked::preview("shared-two-third-four",
                                           {"manifests/deploy-6.yaml", "manifests/policy-three-clusters.yaml"});
        const Remedy& remedy = answer.remedies.front();
        QCOMPARE(remedy.kind, Remedy::Kind::OtherDivision);
        QCOMPARE(remedy.placesMore.value_or(-1), std::int64_t{1});
        QVERIFY(remedy.division == before({{"c-hz-01", 1}, {"c-hz-02", 1}, {"c-hz-03", 4}}));
    }

    void fillsNodesThatRunBeforeItBuys()
    {
        const auto answer =
            asked::preview("affinity-groups", {"manifests/deploy-5.yaml", "manifests/policy-groups-overflow.yaml"});
        const Remedy& remedy = answer.remedies.front();
        QCOMPARE(remedy.kind, Remedy::Kind::OtherDivision);
        QVERIFY(remedy.division == before({{"c-hz-01", 2}, {"idc-01", 3}}));
    }

    void dividesWhereNodesAreCheapest()
    {
        const auto priced = [](std::int64_t first, std::int64_t second) {
            auto fleet = std::make_shared<snapshot::Fleet>(*given::fleet("both-stocked"));
            for (const auto& [zone, micros] : {std::pair{"cn-hangzhou-h", first}, std::pair{"cn-hangzhou-i", second}}) {
                model::Price price;
                price.zone = zone;
                price.region = "cn-hangzhou";
                price.instanceType = "ecs.gn7i-c8g1.2xlarge";
                price.perHour = {micros, "CNY"};
                fleet->prices.insert(fleet->prices.begin(), price);
            }
            preview::Question question =
                asked::question("both-stocked", {"manifests/deploy.yaml", "manifests/policy-no-provision.yaml"});
            question.policy->api = model::PolicyApi::Karmada;
            question.policies.clear();
            const auto answer = preview::preview(question, fleet);
            QString out;
            if (answer.remedies.empty()) return out;
            for (const auto& target : answer.remedies.front().division)
                out += QString::fromStdString(target.name) + QLatin1Char(' ') + QString::number(target.replicas);
            return out;
        };
        QCOMPARE(priced(1'000'000, 2'000'000), QStringLiteral("c-hz-01 4"));
        QCOMPARE(priced(2'000'000, 1'000'000), QStringLiteral("c-hz-02 4"));
    }

    void offersOnlyWhatPlacesMore()
    {
        for (const char* fleet : {"shared-three", "no-stock", "one-stocked", "both-stocked"}) {
            for (const std::string file : {"propagationpolicy", "policy-no-provision"}) {
                const auto answer = asked::preview(fleet, {"manifests/deploy.yaml", "manifests/" + file + ".yaml"});
                for (const Remedy& remedy : answer.remedies) {
                    QVERIFY2(!remedy.placesMore || *remedy.placesMore > 0 || remedy.replicas, remedy.text.c_str());
                    QVERIFY2(remedy.text.find("+0") == std::string::npos, remedy.text.c_str());
                }
            }
        }
    }

    void saysWhichRuleHolds()
    {
        const auto answer =
            asked::preview("affinity-groups-3", {"manifests/deploy-5.yaml", "manifests/policy-groups-karmada.yaml"},
                           before({{"idc-01", 3}}));
        const Remedy& remedy = answer.remedies.back();
        QCOMPARE(remedy.kind, Remedy::Kind::ChangeRule);
        QCOMPARE(remedy.text, std::string("idc-01: its one node takes no further replica (Insufficient "
                                          "nvidia.com/gpu), and there is no elastic pool; add a node or a pool there"));
    }

    void saysWhyAClusterIsOut()
    {
        const auto answer = asked::preview("shared-two-third-four", {"manifests/deploy.yaml", policy});
        const auto& out = asked::cluster(answer, "c-hz-03");
        QVERIFY(!out.candidate);
        QCOMPARE(out.excludedBy, std::string("ClusterAffinity"));
        QVERIFY(!out.excludedReason.empty());
    }

    void ordersGroupsAsEachEngineReadsThem_data()
    {
        QTest::addColumn<QString>("deployment");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<int>("inDataCentre");
        QTest::addColumn<int>("inCloud");
        QTest::addColumn<QString>("placement");
        const QString ackOne = QStringLiteral("policy-groups");
        const QString karmada = QStringLiteral("policy-groups-karmada");
        QTest::newRow("ACK One, 3") << "deploy-3" << ackOne << 0 << 0 << "idc-01 3/3";
        QTest::newRow("ACK One, 3 to 5") << "deploy-5" << ackOne << 3 << 0 << "c-hz-01 2/2 +2, idc-01 3/3";
        QTest::newRow("ACK One, 5 to 3") << "deploy-3" << ackOne << 3 << 2 << "idc-01 3/3";
        QTest::newRow("Karmada, 3") << "deploy-3" << karmada << 0 << 0 << "idc-01 3/3";
        // Its scheduler sees no stock, so no group holds five, and what is there stays.
        QTest::newRow("Karmada, 3 to 5") << "deploy-5" << karmada << 3 << 0 << "idc-01 3/3";
        // A group that was left is not gone back to.
        QTest::newRow("Karmada, 5 to 3") << "deploy-3" << karmada << 0 << 5 << "c-hz-01 3/3 +3";
    }
    void ordersGroupsAsEachEngineReadsThem()
    {
        QFETCH(QString, deployment);
        QFETCH(QString, policy);
        QFETCH(int, inDataCentre);
        QFETCH(int, inCloud);
        std::vector<model::TargetCluster> previous;
        if (inDataCentre > 0) previous.push_back({"idc-01", inDataCentre, {}});
        if (inCloud > 0) previous.push_back({"c-hz-01", inCloud, {}});
        const auto answer = asked::preview(
            "affinity-groups",
            {"manifests/" + deployment.toStdString() + ".yaml", "manifests/" + policy.toStdString() + ".yaml"},
            previous);
        QTEST(asked::placement(answer), "placement");
    }

    void keepsAGroupInOneCluster()
    {
        const auto answer = asked::preview("leader-worker-set",
                                           {"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"});
        QCOMPARE(answer.podsPerReplica, std::int64_t{4});
        QCOMPARE(answer.replicas, std::int64_t{2});
        QCOMPARE(asked::placement(answer), QStringLiteral("c-hz-01 1/1 +4, c-hz-02 1/1 +4"));
        QCOMPARE(asked::verdict(answer), QStringLiteral("fits"));
    }

    void countsOneAsOne_data()
    {
        QTest::addColumn<int>("replicas");
        QTest::addColumn<int>("stock");
        QTest::addColumn<int>("poolMax");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("one placed") << 1 << 3 << 10 << "The one replica gets a node.";
        QTest::newRow("one not placed") << 1 << 0 << 10 << "The one replica gets no node.";
        QTest::newRow("one instance for two") << 2 << 1 << 10 << "cn-hangzhou-h: 1 instance for 2 asked.";
        QTest::newRow("one node more") << 4 << 3 << 1 << "Pool gpu-a10 has room for 1 node below its maximum.";
    }
    void countsOneAsOne()
    {
        QFETCH(int, replicas);
        QFETCH(int, stock);
        QFETCH(int, poolMax);
        preview::Question question = asked::question("shared-three", {"manifests/deploy.yaml", policy});
        question.workload.replicas = replicas;
        const auto fleet = snapshot::whatIf(
            given::fleet("shared-three"),
            {snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", Range::exactly(stock)},
             snapshot::SetPoolMax{"c-hz-01", "np-a10", poolMax}, snapshot::SetPoolMax{"c-hz-02", "np-a10", poolMax}});
        QVERIFY(fleet.has_value());
        const auto answer = preview::preview(question, *fleet);
        QString all = asked::tree(answer);
        for (const auto& cluster : answer.clusters) all += QString::fromStdString(preview::toTree(cluster.why));
        for (const auto& warning : answer.warnings)
            all += QString::fromStdString(warning.text + " " + warning.remedy) + QLatin1Char('\n');
        for (const Remedy& remedy : answer.remedies) all += QString::fromStdString(remedy.text) + QLatin1Char('\n');
        QFETCH(QString, sentence);
        QVERIFY2(all.contains(sentence), qPrintable(all));
        const QRegularExpression wrong(
            QStringLiteral("(?<![\\d.,])1 (replicas|nodes|instances|pods|cards|clusters|addresses)\\b"));
        QVERIFY2(!wrong.match(all).hasMatch(), qPrintable(all));
    }

    void keepsAGangInOneCluster_data()
    {
        QTest::addColumn<int>("weight"); // of c-hz-01; c-hz-02 has 1
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("placement");
        QTest::addColumn<QString>("leftOut"); // why the other gets nothing
        QTest::newRow("gang") << 1 << "Gang"
                              << "both-stocked"
                              << "c-hz-01 4/4 +4"
                              << "the gang is placed whole in c-hz-01";
        QTest::newRow("only one has a weight") << 0 << "Gang"
                                               << "both-stocked"
                                               << "c-hz-02 4/4 +4"
                                               << "the gang is placed whole in c-hz-02, as the static weights name "
                                                  "others";
        QTest::newRow("only one has room") << 1 << "Gang"
                                           << "one-stocked"
                                           << "c-hz-01 4/4 +4"
                                           << "room for 0 replicas only, and a gang is placed whole or not at all";
        QTest::newRow("none has room") << 1 << "Gang"
                                       << "no-stock"
                                       << ""
                                       << "";
        QTest::newRow("no gang") << 1 << ""
                                 << "both-stocked"
                                 << "c-hz-01 2/2 +2, c-hz-02 2/2 +2"
                                 << "";
    }
    void keepsAGangInOneCluster()
    {
        QFETCH(int, weight);
        QFETCH(QString, type);
        QFETCH(QString, fleet);
        preview::Question question = asked::question(fleet.toStdString(), {"manifests/deploy.yaml", policy});
        QVERIFY(question.policy.has_value());
        question.policies.clear();
        auto& scheduling = *question.policy->placement.replicaScheduling;
        scheduling.type = "Divided";
        scheduling.divisionPreference = "Weighted";
        scheduling.customSchedulingType = type.toStdString();
        scheduling.weightPreference.emplace();
        for (const auto& [name, share] : {std::pair{"c-hz-01", weight}, std::pair{"c-hz-02", 1}}) {
            model::StaticWeight rule;
            rule.target.clusterNames = {name};
            rule.weight = share;
            scheduling.weightPreference->staticWeights.push_back(rule);
        }
        const preview::Preview answer = preview::preview(question, given::fleet(fleet.toStdString()));
        QTEST(asked::placement(answer), "placement");
        QString leftOut;
        for (const preview::ClusterResult& cluster : answer.clusters)
            leftOut += QString::fromStdString(cluster.excludedReason);
        QTEST(leftOut, "leftOut");
        QCOMPARE(asked::tree(answer).contains(QStringLiteral("spread constraints")), false);
    }

    /// Karmada's API server prunes customSchedulingType; where no engine is between, what is written holds.
    void karmadaKnowsNoGang_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("placement");
        QTest::newRow("Karmada") << "karmada"
                                 << "c-hz-01 2/2 +2, c-hz-02 2/2 +2";
        QTest::newRow("Berth") << "direct"
                               << "c-hz-01 4/4 +4";
    }
    void karmadaKnowsNoGang()
    {
        QFETCH(QString, engine);
        preview::Question question = asked::question("both-stocked", {"manifests/deploy.yaml", policy});
        question.policies.clear();
        question.policy->api = model::PolicyApi::Karmada;
        auto& scheduling = *question.policy->placement.replicaScheduling;
        scheduling.type = "Divided";
        scheduling.divisionPreference = "Weighted";
        scheduling.customSchedulingType = "Gang";
        scheduling.weightPreference.emplace();
        for (const auto* name : {"c-hz-01", "c-hz-02"}) {
            model::StaticWeight rule;
            rule.target.clusterNames = {name};
            rule.weight = 1;
            scheduling.weightPreference->staticWeights.push_back(rule);
        }
        snapshot::Fleet fleet = *given::fleet("both-stocked");
        fleet.engine = engine.toStdString();
        QTEST(asked::placement(preview::preview(question, snapshot::freeze(std::move(fleet)))), "placement");
    }

    void overridesOfOtherFieldsLeaveAskedReplicasAlone()
    {
        auto question = asked::question("both-stocked", {"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
        model::Issues issues;
        question.overrides = {model::readOverridePolicy(given::documents(R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: OverridePolicy
metadata: {name: registry, namespace: default}
spec:
  resourceSelectors:
  - {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  overrideRules:
  - targetCluster: {clusterNames: [c-hz-02]}
    overriders:
      plaintext: [{path: /spec/template/spec/containers/0/image, operator: replace, value: "mirror/vllm:1"}]
)")
                                                            .front(),
                                                        "", issues)};
        question.workload.replicas = 6;
        const auto preview = core::preview::preview(question, given::fleet("both-stocked"));
        QCOMPARE(asked::placement(preview), QStringLiteral("c-hz-01 3/3 +3, c-hz-02 3/3 +3"));
        // Who changed what is said where it was changed, and whether the scheduler hears of it.
        const auto tree = [&](const core::preview::Preview& of, const char* cluster) {
            return QString::fromStdString(toTree(asked::cluster(of, cluster).why));
        };
        const auto said = QStringLiteral("OverridePolicy default/registry makes it another workload in c-hz-02: "
                                         "/spec/template/spec/containers/0/image.");
        QVERIFY2(tree(preview, "c-hz-02").contains(said), qPrintable(tree(preview, "c-hz-02")));
        QVERIFY(tree(preview, "c-hz-02").contains(QStringLiteral("Berth takes the pod as the fleet has it")));
        QVERIFY(!tree(preview, "c-hz-01").contains(QStringLiteral("OverridePolicy")));
        for (model::Policy& policy : question.policies) policy.api = model::PolicyApi::Karmada;
        if (question.policy) question.policy->api = model::PolicyApi::Karmada;
        const auto karmada = core::preview::preview(question, given::fleet("both-stocked"));
        QVERIFY(
            tree(karmada, "c-hz-02").contains(QStringLiteral("Karmada's scheduler asks for the pod as the fleet has")));
    }

    void saysWhatAnOverrideBreaks()
    {
        auto question = asked::question("both-stocked", {"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
        model::Issues issues;
        question.overrides = {model::readOverridePolicy(given::documents(R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: OverridePolicy
metadata: {name: selector, namespace: default}
spec:
  resourceSelectors:
  - {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  overrideRules:
  - targetCluster: {clusterNames: [c-hz-02]}
    overriders:
      plaintext: [{path: /spec/template/spec/nodeSelector, operator: add, value: {x: true}}]
)")
                                                            .front(),
                                                        "", issues)};
        const auto preview = core::preview::preview(question, given::fleet("both-stocked"));
        QVERIFY2(given::listed(preview.issues).contains(QStringLiteral("As overrides make it in c-hz-02")),
                 qPrintable(given::listed(preview.issues)));
    }

    void saysAtTheOverrideWhatItBreaks()
    {
        const auto broken = [](const char* patches) {
            auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
            documents.push_back(given::documents(R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: OverridePolicy
metadata: {name: o, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}]
  overrideRules:
  - targetCluster: {clusterNames: [c-hz-01]}
    overriders: {plaintext: [{path: /spec/replicas, operator: replace, value: 3}]}
  - targetCluster: {clusterNames: [c-hz-02]}
    overriders: {plaintext: )" + std::string(patches) +
                                                 "}\n")
                                    .front());
            const auto fleet = given::fleet("both-stocked");
            const auto read = core::preview::readManifests(documents, *fleet);
            return given::listed(core::preview::preview(read.questions.front(), fleet).issues);
        };
        const QString typed = broken("[{path: /metadata/labels, operator: add, value: {a: b}}, "
                                     "{path: /spec/replicas, operator: replace, value: three}]");
        QVERIFY2(typed.startsWith(QStringLiteral("E /2/spec/overrideRules/1/overriders/plaintext/1/value: ")),
                 qPrintable(typed));
        const QString nowhere = broken("[{path: /spec/none/x, operator: replace, value: 3}]");
        QVERIFY2(nowhere.startsWith(QStringLiteral("E /2/spec/overrideRules/1: Rule 2 of ")), qPrintable(nowhere));
    }

    void saysThatNoPolicySelectsIt()
    {
        const auto answer = asked::preview("both-stocked", {"manifests/deploy.yaml"});
        QCOMPARE(asked::verdict(answer), QStringLiteral("does not fit"));
        QCOMPARE(asked::tree(answer), QStringLiteral("None of 4 replicas gets a node.\n  No policy selects "
                                                     "default/qwen3-8b, so the fleet does not propagate it.\n"));
    }
};

BERTH_TEST(TestSeed)

} // namespace tst_seed

#include "tst_seed.moc"
