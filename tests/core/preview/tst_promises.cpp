#include <QTest>

#include "core/base/words.h"
#include "core/preview/batch.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/core/preview/schema.h"
#include "tests/support/test.h"

namespace tst_promises {

using namespace core;
using namespace one_cluster;
using namespace Qt::StringLiterals;

namespace {

const preview::Warning* warningOf(const preview::Preview& answer, const char* id)
{
    for (const preview::Warning& one : answer.warnings)
        if (one.id == id) return &one;
    return nullptr;
}

QString remedies(const preview::Preview& answer)
{
    QStringList out;
    for (const preview::Remedy& one : answer.remedies) out << QString::fromStdString(one.text);
    return out.join(u'\n');
}

/// Of what a warning says to do; empty: there is none.
QString fixOf(const preview::Preview& answer, const char* id)
{
    const preview::Warning* one = warningOf(answer, id);
    return one == nullptr ? QString() : QString::fromStdString(one->remedy);
}

QString whyOf(const preview::Preview& answer)
{
    QString out = QString::fromStdString(preview::toTree(answer.why));
    for (const preview::ClusterResult& one : answer.clusters) out += QString::fromStdString(preview::toTree(one.why));
    return out;
}

/// Two clusters that share a cell, and a third with a zone of its own.
snapshot::FleetPtr sharingFleet(std::int64_t shared, std::int64_t own)
{
    return sharing::fleetOf({.clusters = {{.name = "a"}, {.name = "b"}, {.name = "d", .zone = "cn-hangzhou-i"}},
                             .stock = {{"cn-hangzhou-h", type, shared}, {"cn-hangzhou-i", type, own}}});
}

/// One cluster with these things about it, and stock for `stock`.
snapshot::FleetPtr altered(std::int64_t stock, const std::function<void(snapshot::Fleet&)>& fleet,
                           const std::function<void(snapshot::ClusterData&)>& cluster = {})
{
    snapshot::Fleet out = *fleetOf({}, {}, stock, cluster);
    if (fleet) fleet(out);
    return snapshot::freeze(std::move(out));
}

/// Static weights of 1 each.
std::vector<Json> pinned(std::int64_t replicas, const std::vector<std::string>& names)
{
    std::string weights;
    for (const std::string& name : names)
        weights += (weights.empty() ? "" : ", ") + ("{targetCluster: {clusterNames: [" + name + "]}, weight: 1}");
    return given::documents(given::oneCardEach(replicas, "      replicaSchedulingType: Divided\n"
                                                         "      replicaDivisionPreference: Weighted\n"
                                                         "      weightPreference: {staticWeightList: [" +
                                                             weights + "]}\n"));
}

} // namespace

/// What is offered has been tried, and what is taken for granted is said.
class TestPromises : public QObject {
    Q_OBJECT

private slots:
    void noDivisionIsOfferedWhereNoneWorks()
    {
        const auto works = sharing::preview(sharingFleet(2, 4), 6, "Weighted");
        QCOMPARE(
            fixOf(works, "over-capacity"),
            u"Pin a 1, b 1, d 4 as static weights, which places 1 replica more, or give one of the clusters a type "
            "or zone of its own."_s);
        const auto none = sharing::preview(sharingFleet(2, 2), 6, "Weighted");
        QVERIFY(warningOf(none, "over-capacity") != nullptr);
        QVERIFY2(!fixOf(none, "over-capacity").contains(u"Pin "_s), fixOf(none, "over-capacity").toUtf8().constData());
    }

    /// Weights and copies that look at no capacity: only what was tried and helps stands in the remedy.
    void strategiesAreTried()
    {
        const auto fleet = sharingFleet(0, 4);
        const auto weights = answerOf(pinned(4, {"a", "d"}), fleet);
        QCOMPARE(weights.placed, 2);
        QVERIFY2(remedies(weights).contains(u"divide by dynamicWeight: AvailableReplicas instead of static weights"_s),
                 remedies(weights).toUtf8().constData());
        QVERIFY(fixOf(weights, "static-weights-ignore-capacity").startsWith(u"Divide by dynamicWeight"_s));
        const auto empty = answerOf(pinned(4, {"a", "d"}), sharingFleet(0, 0));
        QCOMPARE(fixOf(empty, "static-weights-ignore-capacity"), u"Make room there, or ask for fewer replicas."_s);

        const auto copies = answerOf(given::documents(sharing::manifests(2, "Duplicated")), fleet);
        QVERIFY2(remedies(copies).contains(u"name only d in the policy: the others do not hold all replicas"_s),
                 remedies(copies).toUtf8().constData());
        QVERIFY2(remedies(copies).contains(u"divide 2 replicas over the clusters instead of 2 in each"_s),
                 remedies(copies).toUtf8().constData());
        const auto nowhere = answerOf(given::documents(sharing::manifests(2, "Duplicated")), sharingFleet(0, 0));
        QCOMPARE(fixOf(nowhere, "duplicated-ignores-capacity"), u"Make room there, or ask for fewer replicas."_s);
    }

    /// Fewer in each cluster are fewer in all; what is placed now is not given up for it.
    void fewerCopies()
    {
        const auto fleet = sharing::fleetOf({.clusters = {{.name = "a"}, {.name = "d", .zone = "cn-hangzhou-i"}},
                                             .stock = {{"cn-hangzhou-h", type, 2}, {"cn-hangzhou-i", type, 2}}});
        const auto answer = answerOf(given::documents(sharing::manifests(3, "Duplicated")), fleet);
        QCOMPARE(answer.placed, 4);
        QVERIFY2(remedies(answer).contains(u"ask for 2 replicas in each cluster"_s),
                 remedies(answer).toUtf8().constData());
    }

    void evictingIsSaid()
    {
        model::Pod other = pod("batch", "a");
        other.spec.priority = 0;
        model::Node cordoned = node("a", 1);
        cordoned.unschedulable = true;
        const auto fleet = fleetOf({cordoned}, {other}, 0, [](snapshot::ClusterData& data) {
            data.priorityClasses = {{"high", 1000}};
            data.admission.priorityClassesKnown = true;
        });
        auto asking = given::documents(sharing::manifests(1, "Duplicated"));
        asking[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
        const QString all = remedies(answerOf(asking, fleet));
        QVERIFY2(all.contains(u"uncordon node a of c; 1 replica of it would run only by evicting pods of lower "
                              "priority"_s),
                 all.toUtf8().constData());
    }

    void assumptionsKeepTheGateShut()
    {
        const auto asking = given::documents(sharing::manifests(2, "Weighted"));
        const auto counted = answerOf(asking, altered(4, {}));
        QVERIFY(preview::runsAsAsked(counted) && preview::assumptionOf(counted) == nullptr);
        const auto unseen = answerOf(
            asking, altered(0, {}, [](snapshot::ClusterData& data) { data.pools.front().skipInventoryCheck = true; }));
        QVERIFY(unseen.verdict == preview::Verdict::Fits);
        QVERIFY(!preview::runsAsAsked(unseen));
        QCOMPARE(preview::assumptionOf(unseen)->id, "stock-not-checked");
        const auto old = answerOf(asking, altered(4, [](snapshot::Fleet& fleet) {
                                      fleet.takenAt = Time{std::chrono::hours(10)};
                                      for (model::StockCell& cell : fleet.stock)
                                          cell.seen = Time{std::chrono::hours(9)};
                                  }));
        QVERIFY(old.verdict == preview::Verdict::Fits);
        QVERIFY(!preview::runsAsAsked(old));
        QCOMPARE(preview::assumptionOf(old)->id, "stock-old");
        const Json rules = schema::ofPreview();
        QCOMPARE(schema::fault(toJson(old), rules, rules, true), "");
        // A spot pool without a fallback: GOATScaler does not see that stock, whatever has been read of it.
        const auto ofSpot = [&](const char* scaler) {
            return answerOf(asking, altered(
                                        4,
                                        [](snapshot::Fleet& fleet) {
                                            for (model::StockCell& cell : fleet.stock) cell.spot = true;
                                        },
                                        [&](snapshot::ClusterData& data) {
                                            data.pools.front().spot = true;
                                            data.pools.front().scaler = scaler;
                                        }));
        };
        const auto spot = ofSpot("goatscaler");
        QVERIFY(spot.verdict == preview::Verdict::Fits);
        QVERIFY(!preview::runsAsAsked(spot));
        QCOMPARE(preview::assumptionOf(spot)->id, "spot-stock-unseen");
        QVERIFY((preview::conditionsOf(spot) == std::vector<std::string>{"stock is there"}));
        QVERIFY(preview::runsAsAsked(ofSpot("cluster-autoscaler"))); // that one finds out by asking
    }

    /// Karmada's scheduler takes the bindings that are left to it by name, and those of a policy that names none.
    void anotherSchedulerDividesAsItLikes()
    {
        auto asking = given::documents(sharing::manifests(2, "Weighted"));
        const auto fleet = fleetOf({node("a", 4)}, {}, 4);
        const auto named = [&](const char* name) {
            asking[1]["spec"]["schedulerName"] = name;
            return answerOf(asking, fleet);
        };
        const auto said = [](const preview::Preview& answer) {
            const preview::Warning* one = warningOf(answer, "other-divider");
            return one == nullptr ? QString() : QString::fromStdString(one->text);
        };
        QVERIFY(preview::runsAsAsked(named("default-scheduler")));
        QVERIFY(warningOf(named("default-scheduler"), "other-divider") == nullptr);
        const auto ofAckOne = named("mine");
        QVERIFY(!preview::runsAsAsked(ofAckOne));
        QVERIFY2(said(ofAckOne).contains(u"scheduler mine, "_s), qPrintable(said(ofAckOne)));
        QVERIFY2(said(ofAckOne).contains(u"ACK One does not document"_s), qPrintable(said(ofAckOne)));
        asking[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
        asking[1]["spec"].erase("autoScaling");
        const auto ofKarmada = named("mine");
        QVERIFY(!preview::runsAsAsked(ofKarmada));
        QVERIFY2(said(ofKarmada).contains(u"leaves alone what another is named for"_s), qPrintable(said(ofKarmada)));
        QVERIFY(warningOf(named("default-scheduler"), "other-divider") == nullptr);
    }

    /// Nobody documents that ACK One's scheduler counts a quota; Karmada's is documented not to.
    void quotaOfAckOneIsAssumed()
    {
        snapshot::NamespaceQuota quota;
        quota.ns = "default";
        quota.name = "q";
        quota.hard["requests.nvidia.com/gpu"] = model::Quantity::of(1);
        quota.used["requests.nvidia.com/gpu"] = model::Quantity::of(0);
        const auto fleet = altered(4, {}, [&](snapshot::ClusterData& data) { data.quotas = {quota}; });
        auto asking = given::documents(sharing::manifests(2, "Weighted"));
        QVERIFY(whyOf(answerOf(asking, fleet)).contains(u"ACK One does not document whether its scheduler counts"_s));
        asking[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
        asking[1]["spec"].erase("autoScaling");
        QVERIFY(!whyOf(answerOf(asking, fleet)).contains(u"does not document whether its scheduler counts"_s));
    }

    void statedEngineThatDoesNotReadThePolicy()
    {
        auto asking = given::documents(sharing::manifests(1, "Weighted"));
        const auto karmada = altered(4, [](snapshot::Fleet& fleet) { fleet.engine = "karmada"; });
        const auto answer = answerOf(asking, karmada);
        const auto* warning = warningOf(answer, "engine-differs");
        QVERIFY(warning != nullptr);
        QVERIFY(warning->text.find("engine: karmada (fleet.yaml, engine)") != std::string::npos);
        QVERIFY(warning->text.find("policy.one.alibabacloud.com") != std::string::npos);
        QVERIFY(warningOf(answerOf(asking, altered(4, {})), "engine-differs") == nullptr);
    }

    /// Of two policies of one name the one that the fleet's scheduler reads divides, in whatever order they are handed in.
    void aPolicyOfTheOtherGroupIsNotTaken()
    {
        const auto asking = given::documents(sharing::manifests(2, "Weighted"));
        auto other = asking[1];
        other["apiVersion"] = "policy.karmada.io/v1alpha1";
        other["spec"].erase("autoScaling");
        for (const std::string engine : {"ackone", "karmada"}) {
            const auto fleet = altered(4, [&](snapshot::Fleet& one) { one.engine = engine; });
            const auto first = answerOf({asking[0], asking[1], other}, fleet);
            const auto last = answerOf({other, asking[1], asking[0]}, fleet);
            for (const auto* answer : {&first, &last}) {
                QCOMPARE(answer->engine == "Karmada", engine == "karmada");
                const auto* warning = warningOf(*answer, "engine-differs");
                QVERIFY(warning != nullptr);
                QVERIFY(warning->text.find("does not read it") != std::string::npos);
            }
            QCOMPARE(first.placed, last.placed);
        }
    }

    /// Who hands a policy in takes the answer for its own: that another one divides is said, with what would change it.
    void aPolicyThatDoesNotApplyIsSaid()
    {
        const auto asking = given::documents(sharing::manifests(2, "Weighted"));
        const auto said = [&](bool claimed, std::int32_t priorityOfOld, bool oldHandedIn) {
            auto documents = asking;
            Json old = asking[1];
            old["metadata"]["name"] = "old";
            old["spec"]["priority"] = priorityOfOld;
            if (claimed)
                documents[0]["metadata"]["annotations"] = {{"propagationpolicy.karmada.io/name", "old"},
                                                           {"propagationpolicy.karmada.io/namespace", "default"}};
            documents[1]["spec"]["priority"] = 3;
            if (oldHandedIn) documents.push_back(old);
            model::Issues ignored;
            const model::Policy ofFleet = model::readPolicy(old, "", ignored);
            const auto answer =
                answerOf(documents, altered(4, [&](snapshot::Fleet& fleet) { fleet.policies = {ofFleet}; }));
            const auto* warning = warningOf(answer, "policy-not-taken");
            return warning == nullptr ? QString() : QString::fromStdString(warning->text + " | " + warning->remedy);
        };
        const QString notTaken = QStringLiteral("PropagationPolicy default/policy was handed in and does not apply: "
                                                "PropagationPolicy default/old propagates the workload. ");
        const QString orChange =
            QStringLiteral(" into it, or change or delete PropagationPolicy default/old in the fleet.");
        QCOMPARE(said(false, 5, false),
                 notTaken + u"Its priority 5 is higher than the 3 of default/policy. | Write a priority above 5"_s +
                     orChange);
        const QString byClaim =
            notTaken +
            u"It has claimed the workload; default/policy may not take it over. | Write preemption: Always "
            "and a priority above 1"_s +
            orChange;
        QCOMPARE(said(true, 1, false), byClaim);
        QCOMPARE(said(true, 1, true), byClaim); // no manifest tells of a claim
        QCOMPARE(said(false, 1, false), QString());
        QCOMPARE(said(false, 5, true), QString()); // which is first, their texts tell
    }

    /// Karmada goes by nodes only where a scheduler-estimator runs, and no snapshot says where one does.
    void estimatorsAreAssumed()
    {
        auto asking = given::documents(sharing::manifests(3, "Weighted"));
        asking[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
        asking[1]["spec"].erase("autoScaling");
        const auto withCards = [](std::int64_t cards) { // that the Cluster object counts; of the nodes one is taken
            return fleetOf({node("n1", 1), node("n2", 1)}, {pod("p", "n1")}, 0, [cards](snapshot::ClusterData& data) {
                data.cluster.summary.emplace();
                for (const auto& [name, amount] :
                     {std::pair{"pods", std::int64_t{60}}, std::pair{"nvidia.com/gpu", cards}})
                    data.cluster.summary->allocatable[name] = model::Quantity::of(amount);
            });
        };
        const auto differing = answerOf(asking, withCards(3));
        QCOMPARE(differing.clusters.front().replicas, 0);
        const preview::Warning* warning = warningOf(differing, "estimator-assumed");
        QVERIFY(warning != nullptr && warning->assumes);
        QVERIFY2(warning->text.find("would divide otherwise: c 3.") != std::string::npos, warning->text.c_str());
        QVERIFY(warningOf(answerOf(asking, withCards(2)), "estimator-assumed") == nullptr); // the same either way
    }

    /// GOATScaler sees no spot stock, so a pool with a fallback is counted at the other price, and that is said.
    void fallbackOfSpotHasAReason()
    {
        const auto fleet = altered(4, {}, [](snapshot::ClusterData& data) {
            data.pools.front().spot = data.pools.front().spotFallback = true;
        });
        const auto answer = answerOf(given::documents(sharing::manifests(2, "Weighted")), fleet);
        QVERIFY(warningOf(answer, "spot-falls-back") != nullptr);
        QVERIFY2(whyOf(answer).contains(u"wants spot instances and falls back on pay-as-you-go"_s),
                 whyOf(answer).toUtf8().constData());
    }

    /// Which of two clusters gets what both count is nobody's promise.
    void sharedThingsAreARace()
    {
        QVERIFY(whyOf(sharing::preview(sharingFleet(2, 4), 6, "Weighted")).contains(u"Who asks first gets it."_s));
    }

    /// Tiers that are filled one after the other are no scale-up of a workload that nobody placed before.
    void firstPlacementOverTiersAddsToNothing()
    {
        auto asking = given::documents(sharing::manifests(5, "Weighted"));
        asking[1]["spec"]["placement"]["clusterAffinities"] = Json::parse(
            R"([{"affinityName": "own", "clusterNames": ["a"]}, {"affinityName": "cloud", "clusterNames": ["d"]}])");
        const auto fleet = sharingFleet(3, 4);
        const auto first = answerOf(asking, fleet);
        QCOMPARE(asked::placement(first), u"a 3/3 +3, d 2/2 +2"_s);
        QVERIFY2(!whyOf(first).contains(u"added to the previous"_s), whyOf(first).toUtf8().constData());
        auto question = preview::readManifests(asking, *fleet).questions.front();
        question.previous = {{"a", 2, {}}};
        const auto later = preview::preview(question, fleet);
        QVERIFY2(whyOf(later).contains(u"3 replicas added to the previous 2"_s), whyOf(later).toUtf8().constData());
    }

    /// One pod a node: as many nodes as replicas leave. Two on one: one of them may stay, and keep the node.
    void nodesThatEmptyStayPaid()
    {
        const auto running = [](const std::vector<std::string>& on) {
            std::vector<model::Node> nodes;
            std::vector<model::Pod> pods;
            for (const std::string& name : on) {
                if (nodes.empty() || nodes.back().name != name) nodes.push_back(node(name, 2));
                nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
                pods.push_back(pod("server-" + std::to_string(pods.size()), name));
                pods.back().labels = {{"app", "server"}};
                pods.back().owners = {{"apps/v1", "ReplicaSet", "server-5d4f9c7b8d", {}, true}};
            }
            return fleetOf(nodes, pods, 4);
        };
        const auto shrink = [&](const snapshot::FleetPtr& fleet, std::int32_t from, std::int64_t to) {
            auto question =
                preview::readManifests(given::documents(sharing::manifests(to, "Weighted")), *fleet).questions.front();
            question.previous = {{"c", from, {}}};
            const auto answer = preview::preview(question, fleet);
            const preview::Warning* one = warningOf(answer, "idle-after-scale-down");
            return one == nullptr ? QString() : QString::fromStdString(one->text);
        };
        QVERIFY2(shrink(running({"n-1", "n-2", "n-3"}), 3, 1).contains(u"nothing else is on 2 nodes of pool gpu"_s),
                 shrink(running({"n-1", "n-2", "n-3"}), 3, 1).toUtf8().constData());
        QVERIFY(shrink(running({"n-1", "n-1", "n-2"}), 3, 2).contains(u"nothing else is on 0 to 1 node of pool gpu"_s));
        QCOMPARE(shrink(running({"n-1", "n-2"}), 2, 2), QString());
    }

    /// A group that lies on new nodes and on one that runs has a row of both.
    void anUpdateOfGroupsShowsEachOfItsNodes()
    {
        std::vector<model::Node> nodes{node("free", 1)};
        std::vector<model::Pod> pods;
        for (const char* group : {"0", "1"})
            for (const char* member : {"0", "1", "2", "3"}) {
                const std::string name = "n-" + std::string(group) + "-" + member;
                nodes.push_back(node(name, 1));
                pods.push_back(pod("server-" + std::string(group) + "-" + member, name));
                pods.back().labels = {{"leaderworkerset.sigs.k8s.io/name", "server"},
                                      {"leaderworkerset.sigs.k8s.io/group-index", group}};
            }
        auto asking = given::documents(given::oneCardEach(
            2, "      replicaSchedulingType: Divided\n      weightPreference: {dynamicWeight: AvailableReplicas}\n",
            4));
        core::Json update;
        update["maxSurge"] = 1;
        update["maxUnavailable"] = 1;
        asking[0]["spec"]["rolloutStrategy"]["type"] = "RollingUpdate";
        asking[0]["spec"]["rolloutStrategy"]["rollingUpdateConfiguration"] = update;
        core::Json was = asking[0];
        was["spec"]["leaderWorkerTemplate"]["workerTemplate"]["spec"]["containers"][0]["image"] = "server:0";
        snapshot::Fleet fleet = *fleetOf(nodes, pods, 3);
        fleet.workloads.push_back(was);
        const auto frozen = snapshot::freeze(std::move(fleet));
        auto question = preview::readManifests(asking, *frozen).questions.front();
        question.previous = {{"c", 2, {}}};
        const auto answer = preview::preview(question, frozen);
        QCOMPARE(answer.rollout.size(), std::size_t{1});
        const preview::RolloutStep& step = answer.rollout.front();
        QCOMPARE(step.podsPerReplica, 4);
        const core::Json written = toJson(answer);
        QVERIFY2(written["rollout"][0].value("podsPerReplica", core::Json()) == 4, written["rollout"].dump().c_str());
        QCOMPARE(schema::fault(written, schema::ofPreview(), schema::ofPreview(), true), "");
        std::int64_t bought = 0;
        std::vector<std::string> running;
        for (const preview::Share& share : step.places) {
            if (share.kind == preview::Share::Kind::New) bought += share.nodes;
            running.insert(running.end(), share.nodeNames.begin(), share.nodeNames.end());
        }
        QCOMPARE(bought, 3);
        QCOMPARE(running, std::vector<std::string>{"free"});
    }

    /// Of groups the last ones leave: where those that stay are is shown, and what comes free of the others. By number: in a
    /// table the tenth stands before the second.
    void groupsThatLeaveEmptyTheirNodes()
    {
        std::vector<model::Node> nodes;
        std::vector<model::Pod> pods;
        for (const char* group : {"10", "2"})
            for (const char* member : {"0", "1"}) {
                const std::string name = "n-" + std::string(group) + "-" + member;
                nodes.push_back(node(name, 2));
                nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
                pods.push_back(pod("server-" + std::string(group) + "-" + member, name));
                pods.back().labels = {{"app", "server"}, // as the template has it, so that nothing is made anew
                                      {"leaderworkerset.sigs.k8s.io/name", "server"},
                                      {"leaderworkerset.sigs.k8s.io/group-index", group}};
            }
        const auto fleet = fleetOf(nodes, pods, 4);
        auto asking = given::documents(given::oneCardEach(
            1, "      replicaSchedulingType: Divided\n      weightPreference: {dynamicWeight: AvailableReplicas}\n",
            2));
        auto question = preview::readManifests(asking, *fleet).questions.front();
        question.previous = {{"c", 2, {}}};
        const auto answer = preview::preview(question, fleet);
        std::vector<std::string> names;
        for (const preview::Share& share : answer.clusters.front().shares)
            names.insert(names.end(), share.nodeNames.begin(), share.nodeNames.end());
        const std::string where = joined(names, " ");
        QVERIFY2(where == "n-2-0 n-2-1", where.c_str());
        const preview::Warning* one = warningOf(answer, "idle-after-scale-down");
        QVERIFY(one != nullptr);
        const QString text = QString::fromStdString(one->text);
        QVERIFY2(text.contains(u"Once 1 replica has left c, nothing else is on 2 nodes of pool gpu"_s),
                 qPrintable(text));
    }

    /// A label by which another team finds its nodes, and one that a taint keeps for others.
    void nodesOfOthersAreNotOffered()
    {
        auto asking = given::documents(sharing::manifests(1, "Weighted"));
        asking[0]["spec"]["template"]["spec"]["nodeSelector"] = {{"team", "blue"}};
        model::Node red = node("r", 2);
        red.labels["team"] = "red";
        QVERIFY2(remedies(answerOf(asking, fleetOf({red}, {}, 0))).contains(u"team=blue of the pod template to red"_s),
                 remedies(answerOf(asking, fleetOf({red}, {}, 0))).toUtf8().constData());
        model::Pod theirs = pod("theirs", "r");
        theirs.spec.nodeSelector = {{"team", "red"}};
        QVERIFY(!remedies(answerOf(asking, fleetOf({red}, {theirs}, 0))).contains(u"to red"_s));
        red.taints = {{"team", "red", "NoSchedule"}};
        const QString tainted = remedies(answerOf(asking, fleetOf({red}, {}, 0)));
        QVERIFY2(!tainted.contains(u"to red"_s), tainted.toUtf8().constData());
    }

    /// What is to be created, or chosen instead.
    void classesThatAreMissingAreNamed()
    {
        auto asking = given::documents(sharing::manifests(1, "Weighted"));
        asking[0]["spec"]["template"]["spec"]["priorityClassName"] = "urgent";
        const auto fleet = altered(4, {}, [](snapshot::ClusterData& data) {
            data.priorityClasses = {{"high", 1000}, {"batch", 1}};
            data.admission.priorityClassesKnown = true;
        });
        const QString all = remedies(answerOf(asking, fleet));
        QVERIFY2(all.contains(u"create PriorityClass urgent there, or name one that it has: batch, high"_s),
                 all.toUtf8().constData());
    }

    void clustersHaveTheirAlias()
    {
        const auto fleet = altered(4, [](snapshot::Fleet& one) { one.aliases = {{"c", "hangzhou"}}; });
        const auto answer = answerOf(given::documents(sharing::manifests(1, "Weighted")), fleet);
        QCOMPARE(toJson(answer)["clusters"][0]["alias"].get<std::string>(), "hangzhou");
        QVERIFY(toJson(answerOf(given::documents(sharing::manifests(1, "Weighted")),
                                altered(4, {})))["clusters"][0]["alias"]
                    .is_null());
    }
};

BERTH_TEST(TestPromises)

} // namespace tst_promises

#include "tst_promises.moc"
