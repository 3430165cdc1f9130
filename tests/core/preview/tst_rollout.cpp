#include <QtTest>

#include "core/preview/price_dates.h"
#include "core/preview/rollout.h"
#include "core/preview/template_change.h"
#include "core/snapshot/build.h"
#include "core/snapshot/privacy.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/given.h"
#include "tests/support/test.h"

namespace tst_rollout {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

/// The manifest with JSON merged into its spec.
Question question(const snapshot::FleetPtr& fleet, const std::string& manifest, const QString& spec)
{
    auto documents = given::manifests({manifest, "manifests/propagationpolicy.yaml"});
    documents.front()["spec"].merge_patch(Json::parse(spec.toStdString()));
    auto read = readManifests(documents, *fleet);
    if (read.questions.size() != 1) qFatal("one question was expected");
    return read.questions.front();
}

std::vector<RolloutStep> steps(const Question& asked, const snapshot::FleetPtr& fleet)
{
    const Prepared prepared = prepare(asked, *fleet);
    Facts facts(prepared, fleet);
    const Decision decision = decide(prepared, facts);
    return rolloutSteps(prepared, facts, decision);
}

/// Why it does not finish, and what to do.
QString said(const RolloutStep& step)
{
    return QString::fromStdString(step.stuck + (step.remedy.empty() ? "" : " " + step.remedy));
}

/// "c-hz-01 2 +1 -0, 1 node: stuck"
QString listed(const std::vector<RolloutStep>& steps)
{
    QStringList lines;
    for (const RolloutStep& step : steps)
        lines << u"%1 %2 +%3 -%4, %5 new: %6"_s.arg(QString::fromStdString(step.cluster))
                     .arg(step.replicas)
                     .arg(step.surge)
                     .arg(step.unavailable)
                     .arg(step.newNodes)
                     .arg(step.unsure      ? u"may finish"_s
                          : step.canFinish ? u"finishes"_s
                                           : u"stuck"_s);
    return lines.join(u'\n');
}

snapshot::FleetPtr changed(const snapshot::FleetPtr& fleet, const std::vector<snapshot::Change>& changes)
{
    const auto out = snapshot::whatIf(fleet, changes);
    if (!out) qFatal("%s", out.error().text().c_str());
    return *out;
}

const std::string a10 = "ecs.gn7i-c8g1.2xlarge";

model::Workload workload(const QString& podTemplate)
{
    Json object = Json::parse(R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},
        "spec":{"replicas":1,"selector":{"matchLabels":{"app":"a"}}}})");
    object["spec"]["template"] = Json::parse(podTemplate.toStdString());
    model::Issues ignored;
    return model::readWorkload(object, "", ignored);
}

} // namespace

class TestRollout : public QObject {
    Q_OBJECT
private slots:
    void fullPool_data();
    void fullPool();
    void updatesThatShareTheLastInstanceMayNotFinish_data();
    void updatesThatShareTheLastInstanceMayNotFinish();
    void oneThatGrowsMayFinishBeforeTheOther();
    void stockNobodyPromisedMayNotDo_data();
    void stockNobodyPromisedMayNotDo();
    void saysWhatItBuysMeanwhile();
    void datesItsPrices();
    void saysWhatStaysPending();
    void whatAQuotaRefusesIsNotPending_data();
    void whatAQuotaRefusesIsNotPending();
    void saysWhyAndWhatHelps();
    void largerPodsDoNotFitWhereOldOnesWere();
    void nothingRunsNothingRolls();
    void templateChange_data();
    void templateChange();
    void readsWhatOlderSnapshotsKept();
};

void TestRollout::fullPool_data()
{
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<qint64>("stockH");
    QTest::addColumn<qint64>("stockI");
    QTest::addColumn<qint64>("poolMax");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* manifest, const QString& spec, int h, int i, int most,
                        const QString& expected) {
        QTest::newRow(name) << QString::fromLatin1(manifest) << spec << qint64(h) << qint64(i) << qint64(most)
                            << expected;
    };
    const auto* newImage = "manifests/deploy-new-image.yaml";
    row("full", newImage, u"{}"_s, 0, 0, 2, u"c-hz-01 2 +1 -0, 0 new: stuck\nc-hz-02 2 +1 -0, 0 new: stuck"_s);
    row("the same image", "manifests/deploy.yaml", u"{}"_s, 0, 0, 2, QString());
    row("one less meanwhile", newImage, uR"({"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}})"_s, 0, 0,
        2, u"c-hz-01 2 +0 -1, 0 new: finishes\nc-hz-02 2 +0 -1, 0 new: finishes"_s);
    row("all at once", newImage, uR"({"strategy":{"type":"Recreate"}})"_s, 0, 0, 2,
        u"c-hz-01 2 +0 -2, 0 new: finishes\nc-hz-02 2 +0 -2, 0 new: finishes"_s);
    row("paused", newImage, uR"({"paused":true})"_s, 0, 0, 2,
        u"c-hz-01 2 +0 -0, 0 new: stuck\nc-hz-02 2 +0 -0, 0 new: stuck"_s);
    row("a larger pool without stock", newImage, u"{}"_s, 0, 0, 4,
        u"c-hz-01 2 +1 -0, 0 new: stuck\nc-hz-02 2 +1 -0, 0 new: stuck"_s);
    row("stock in a full pool", newImage, u"{}"_s, 4, 4, 2,
        u"c-hz-01 2 +1 -0, 0 new: stuck\nc-hz-02 2 +1 -0, 0 new: stuck"_s);
    row("stock in one zone", newImage, u"{}"_s, 1, 0, 3,
        u"c-hz-01 2 +1 -0, 1 new: finishes\nc-hz-02 2 +1 -0, 0 new: stuck"_s);
    row("room for the surge", newImage, u"{}"_s, 1, 1, 3,
        u"c-hz-01 2 +1 -0, 1 new: finishes\nc-hz-02 2 +1 -0, 1 new: finishes"_s);
    row("a surge of two, room for one", newImage,
        uR"({"strategy":{"rollingUpdate":{"maxSurge":2,"maxUnavailable":0}}})"_s, 1, 1, 3,
        u"c-hz-01 2 +2 -0, 1 new: finishes\nc-hz-02 2 +2 -0, 1 new: finishes"_s);
}

void TestRollout::fullPool()
{
    QFETCH(QString, manifest);
    QFETCH(QString, spec);
    QFETCH(qint64, stockH);
    QFETCH(qint64, stockI);
    QFETCH(qint64, poolMax);
    const auto fleet =
        changed(given::fleet("rollout-full-pool"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(stockH)},
                                                    snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(stockI)},
                                                    snapshot::SetPoolMax{"c-hz-01", "np-a10", poolMax},
                                                    snapshot::SetPoolMax{"c-hz-02", "np-a10", poolMax}});
    QTEST(listed(steps(question(fleet, manifest.toStdString(), spec), fleet)), "expected");
}

/// Each alone could, and who buys it first is not known.
void TestRollout::updatesThatShareTheLastInstanceMayNotFinish_data()
{
    QTest::addColumn<qint64>("stock"); // of the zone that both buy in
    QTest::addColumn<QString>("expected");
    const auto both = [](int first, int second, const QString& verdict) {
        return u"c-hz-01 2 +1 -0, %1 new: %3\nc-hz-02 2 +1 -0, %2 new: %3"_s.arg(first).arg(second).arg(verdict);
    };
    QTest::newRow("none") << qint64(0) << both(0, 0, u"stuck"_s);
    QTest::newRow("one") << qint64(1) << both(1, 0, u"may finish"_s);
    QTest::newRow("two") << qint64(2) << both(1, 1, u"finishes"_s);
}

void TestRollout::updatesThatShareTheLastInstanceMayNotFinish()
{
    QFETCH(qint64, stock);
    snapshot::Fleet one = *given::fleet("rollout-full-pool");
    snapshot::ClusterData second = *one.clusters[1];
    second.pools.front().zones = one.clusters[0]->pools.front().zones;
    one.clusters[1] = snapshot::freezeCluster(std::move(second));
    const auto fleet =
        changed(snapshot::freeze(std::move(one)),
                {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(stock)},
                 snapshot::SetPoolMax{"c-hz-01", "np-a10", 5}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
    const auto found = steps(question(fleet, "manifests/deploy-new-image.yaml", u"{}"_s), fleet);
    QTEST(listed(found), "expected");
    if (stock != 1) return;
    for (const RolloutStep& step : found) {
        QVERIFY2(said(step).contains(u"c-hz-01 and c-hz-02 update at once"_s), qPrintable(said(step)));
        QVERIFY2(said(step).contains(u"Update one cluster after the other"_s), qPrintable(said(step)));
    }
}

/// Each needs two new ones before the first old one goes. Replicas that come with the update are none of one that has not
/// begun, so the cluster that gets both instances finishes.
void TestRollout::oneThatGrowsMayFinishBeforeTheOther()
{
    snapshot::Fleet one = *given::fleet("rollout-full-pool");
    snapshot::ClusterData second = *one.clusters[1];
    second.pools.front().zones = one.clusters[0]->pools.front().zones;
    one.clusters[1] = snapshot::freezeCluster(std::move(second));
    const auto fleet =
        changed(snapshot::freeze(std::move(one)),
                {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(2)},
                 snapshot::SetPoolMax{"c-hz-01", "np-a10", 5}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
    const auto asked = question(fleet, "manifests/deploy-new-image.yaml", uR"({"replicas":6})"_s);
    const Prepared prepared = prepare(asked, *fleet);
    Facts facts(prepared, fleet);
    Decision decision = decide(prepared, facts);
    decision.replicas = {3, 3};
    const auto found = rolloutSteps(prepared, facts, decision);
    QCOMPARE(found.size(), 2U);
    for (const RolloutStep& step : found) {
        QVERIFY2(step.canFinish && step.unsure, qPrintable(said(step)));
        QVERIFY2(said(step).contains(u"c-hz-01 and c-hz-02 update at once"_s), qPrintable(said(step)));
    }
}

void TestRollout::stockNobodyPromisedMayNotDo_data()
{
    QTest::addColumn<qint64>("least"); // of the stock in cn-hangzhou-h; cn-hangzhou-i has enough
    QTest::addColumn<qint64>("most");  // -1: no upper end
    QTest::addColumn<qint64>("surge");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("why");
    const QString other = u"\nc-hz-02 2 +%1 -0, %1 new: finishes"_s;
    const QString text =
        u"The update may not finish in c-hz-01: with maxSurge 1 and maxUnavailable 0 of 2 replicas, 1 new one has to "
        u"be "
        "ready before the first of 2 old ones goes, and room is certain for 0. Set maxSurge: 0 and maxUnavailable: 1, "
        "which does without one replica meanwhile; or wait for stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h (now "
        "%1)."_s;
    const auto row = [](const char* name, int least, int most, int surge, const QString& expected, const char* verdict,
                        const QString& why) {
        QTest::newRow(name) << qint64(least) << qint64(most) << qint64(surge) << expected
                            << QString::fromLatin1(verdict) << why;
    };
    row("maybe none", 0, 2, 1, u"c-hz-01 2 +1 -0, 1 new: may finish"_s + other.arg(1), "UpdateUnsure",
        text.arg(u"0\u20132"_s));
    row("nobody knows", 0, -1, 1, u"c-hz-01 2 +1 -0, 1 new: may finish"_s + other.arg(1), "UpdateUnsure",
        text.arg(u"unknown"_s));
    row("one at least", 1, -1, 1, u"c-hz-01 2 +1 -0, 1 new: finishes"_s + other.arg(1), "Fits", QString());
    row("one is enough for two", 1, 2, 2, u"c-hz-01 2 +2 -0, 2 new: finishes"_s + other.arg(2), "Fits", QString());
    row("none at all", 0, 0, 1, u"c-hz-01 2 +1 -0, 0 new: stuck"_s + other.arg(1), "UpdateStuck",
        QString(text)
            .replace(u"may not"_s, u"cannot"_s)
            .replace(u"room is certain"_s, u"there is room"_s)
            .arg(u"none"_s));
}

void TestRollout::stockNobodyPromisedMayNotDo()
{
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    QFETCH(qint64, surge);
    const Range stock{least, most < 0 ? std::nullopt : std::optional<std::int64_t>(most)};
    const auto fleet = changed(
        given::fleet("rollout-full-pool"),
        {snapshot::SetStock{"cn-hangzhou-h", a10, stock}, snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(4)},
         snapshot::SetPoolMax{"c-hz-01", "np-a10", 5}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
    const QString spec = uR"({"strategy":{"rollingUpdate":{"maxSurge":%1,"maxUnavailable":0}}})"_s.arg(surge);
    const Preview answer = preview::preview(question(fleet, "manifests/deploy-new-image.yaml", spec), fleet);
    QTEST(listed(answer.rollout), "expected");
    QTEST(QString::fromStdString(toJson(answer)["verdict"].get<std::string>()), "verdict");
    QTEST(said(answer.rollout.front()), "why");
    QCOMPARE(runsAsAsked(answer), answer.rollout.front().stuck.empty());
    const auto says = [&](const char* id) {
        return std::any_of(answer.warnings.begin(), answer.warnings.end(), [&](const Warning& warning) {
            return warning.id == id &&
                   warning.text == answer.rollout.front().stuck +
                                       " It is an update, as spec/containers/0/image of the pod template differs." &&
                   warning.remedy == answer.rollout.front().remedy;
        });
    };
    QCOMPARE(says(updateUnsure), answer.rollout.front().unsure);
    QCOMPARE(says(updateStuck), !answer.rollout.front().canFinish);
}

/// Pool, type, stock and cost of the nodes that the surge takes.
void TestRollout::saysWhatItBuysMeanwhile()
{
    auto fleet =
        changed(given::fleet("rollout-full-pool"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(3)},
                                                    snapshot::SetPoolMax{"c-hz-01", "np-a10", 4}});
    snapshot::Fleet priced = *fleet;
    model::Price price;
    price.instanceType = a10;
    price.region = "cn-hangzhou";
    price.perHour = {9'500'000, "CNY"};
    priced.prices = {price};
    fleet = snapshot::freeze(std::move(priced));
    const auto all = steps(question(fleet, "manifests/deploy-new-image.yaml",
                                    uR"({"strategy":{"rollingUpdate":{"maxSurge":2,"maxUnavailable":0}}})"_s),
                           fleet);
    QCOMPARE(all.size(), 2U);
    const RolloutStep& step = all.front();
    QVERIFY(step.canFinish);
    QCOMPARE(step.goneAtWorst, 0);
    QCOMPARE(step.newNodes, 2);
    QCOMPARE(step.places.size(), 1U);
    const Share& share = step.places.front();
    QCOMPARE(QString::fromStdString(share.pool + " " + share.zone + " " + share.instanceType),
             u"gpu-a10 cn-hangzhou-h "_s + QString::fromStdString(a10));
    QCOMPARE(share.replicas, 2);
    QCOMPARE(share.stockBefore.value(), Range::exactly(3));
    QCOMPARE(share.stockAfter.value(), Range::exactly(1));
    QCOMPARE(step.newCost.value().micros, 19'000'000);
    QVERIFY(!step.newCostPartial);
    QVERIFY(all.back().places.empty());
    QVERIFY(!all.back().newCost.has_value());
    QCOMPARE(step.pending, 0);
    QCOMPARE(all.back().pending, 2);

    Preview answer;
    answer.rollout = all;
    NewNodes update = updateNodesOf(answer);
    QCOMPARE(update.sure, 2);
    QCOMPARE(update.most, 2);
    QCOMPARE(update.cost.value().upper.value().micros, 19'000'000);
    answer.rollout.front().perhapsAt = "spec/containers/0/image"; // whether it is one is not known
    update = updateNodesOf(answer);
    QCOMPARE(update.sure, 0);
    QCOMPARE(update.most, 2);
    QCOMPARE(update.cost.value().lower.micros, 0);
    QCOMPARE(update.cost.value().upper.value().micros, 19'000'000);
}

/// An update is priced like a placement, and both say from when the prices are.
void TestRollout::datesItsPrices()
{
    const auto fleet =
        changed(given::fleet("rollout-full-pool"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(3)},
                                                    snapshot::SetPoolMax{"c-hz-01", "np-a10", 4}});
    const Preview answer = preview::preview(question(fleet, "manifests/deploy-new-image.yaml", u"{}"_s), fleet);
    QVERIFY(std::all_of(answer.clusters.begin(), answer.clusters.end(), [](const ClusterResult& cluster) {
        return std::all_of(cluster.shares.begin(), cluster.shares.end(),
                           [](const Share& share) { return share.kind == Share::Kind::Running; });
    }));
    QCOMPARE(QString::fromStdString(priceDates({answer})), u"2024-12-01"_s);
}

/// Two new ones may be there at once, and there is a node for one of them.
void TestRollout::saysWhatStaysPending()
{
    const auto fleet =
        changed(given::fleet("rollout-full-pool"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(1)},
                                                    snapshot::SetPoolMax{"c-hz-01", "np-a10", 4}});
    const auto all = steps(question(fleet, "manifests/deploy-new-image.yaml",
                                    uR"({"strategy":{"rollingUpdate":{"maxSurge":2,"maxUnavailable":0}}})"_s),
                           fleet);
    const RolloutStep& step = all.front();
    QVERIFY(step.canFinish);
    QCOMPARE(step.surge, 2);
    QCOMPARE(step.places.front().replicas, 1);
    QCOMPARE(step.pending, 1);
}

void TestRollout::whatAQuotaRefusesIsNotPending_data()
{
    QTest::addColumn<qint64>("pods"); // that the namespace may have; two run
    QTest::addColumn<qint64>("placed");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("refused");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, int pods, int placed, int pending, int refused, const QString& why) {
        QTest::newRow(name) << qint64(pods) << qint64(placed) << qint64(pending) << qint64(refused) << why;
    };
    row("used up", 2, 0, 0, 2,
        u"The update cannot finish in c-hz-01: with maxSurge 2 and maxUnavailable 0 of 2 replicas, 1 new one has to be "
        "ready before the first of 2 old ones goes, and there is room for 0. The API server refuses more new pods than "
        "that: quota rq of the namespace. Set maxSurge: 0 and maxUnavailable: 1, which does without one replica "
        "meanwhile; or raise quota rq of the namespace, so that it admits 1 replica more."_s);
    row("room for one", 3, 1, 0, 1, QString());
    row("room for all, and a node for one", 4, 1, 1, 0, QString());
}

/// The API server creates no pod beyond a quota, whatever the nodes have.
void TestRollout::whatAQuotaRefusesIsNotPending()
{
    QFETCH(qint64, pods);
    snapshot::Fleet limited =
        *changed(given::fleet("rollout-full-pool"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(1)},
                                                     snapshot::SetPoolMax{"c-hz-01", "np-a10", 4}});
    snapshot::ClusterData data = *limited.clusters.front();
    data.quotas = {{"default", "rq", {{"pods", model::Quantity::of(pods)}}, {{"pods", model::Quantity::of(2)}}, {}}};
    limited.clusters.front() = snapshot::freezeCluster(std::move(data));
    const auto fleet = snapshot::freeze(std::move(limited));
    auto asked = question(fleet, "manifests/deploy-new-image.yaml",
                          uR"({"strategy":{"rollingUpdate":{"maxSurge":2,"maxUnavailable":0}}})"_s);
    QCOMPARE(asked.workload.ref.nsOrDefault(), std::string("default"));
    const RolloutStep step = steps(asked, fleet).front();
    std::int64_t placed = 0;
    for (const Share& share : step.places) placed += share.replicas;
    QTEST(qint64{placed}, "placed");
    QTEST(qint64{step.pending}, "pending");
    QTEST(qint64{step.refused}, "refused");
    QCOMPARE(step.refusedBy, std::string(step.refused > 0 ? "quota rq of the namespace" : ""));
    QTEST(said(step), "why");
}

void TestRollout::saysWhyAndWhatHelps()
{
    const auto fleet = given::fleet("rollout-full-pool");
    const auto all = steps(question(fleet, "manifests/deploy-new-image.yaml", u"{}"_s), fleet);
    QCOMPARE(all.size(), 2U);
    QCOMPARE(
        said(all.front()),
        u"The update cannot finish in c-hz-01: with maxSurge 1 and maxUnavailable 0 of 2 replicas, 1 new one has to "
        "be ready before the first of 2 old ones goes, and there is room for 0. Set maxSurge: 0 and maxUnavailable: "
        "1, which does without one replica meanwhile; or raise the maximum of pool gpu-a10 from 2 to 3 and wait for "
        "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h (now none)."_s);
}

void TestRollout::largerPodsDoNotFitWhereOldOnesWere()
{
    const auto fleet = given::fleet("rollout-full-pool");
    auto asked = question(fleet, "manifests/deploy-new-image.yaml",
                          uR"({"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}})"_s);
    asked.workload.object["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["nvidia.com/gpu"] = "2";
    model::Issues ignored;
    asked.workload = model::readWorkload(asked.workload.object, "", ignored);
    const auto all = steps(asked, fleet);
    QCOMPARE(all.size(), 2U);
    QVERIFY(!all.front().canFinish);
    QCOMPARE(all.front().goneAtWorst, 1); // the second stays, as no new one is ready
    QCOMPARE(all.front().pending, 1);
    QVERIFY2(all.front().stuck.find("of 2 new replicas 2 would stay Pending") != std::string::npos,
             all.front().stuck.c_str());
}

void TestRollout::nothingRunsNothingRolls()
{
    const auto fleet = given::fleet("both-stocked");
    QVERIFY(steps(question(fleet, "manifests/deploy-new-image.yaml", u"{}"_s), fleet).empty());
}

void TestRollout::templateChange_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("perhaps");
    const auto row = [](const char* name, const QString& before, const QString& after, const QString& change,
                        const QString& perhaps = {}) { QTest::newRow(name) << before << after << change << perhaps; };
    const QString plain = uR"({"metadata":{"labels":{"app":"a"}},"spec":{"containers":[
        {"name":"a","image":"a:1","resources":{"limits":{"cpu":"1","nvidia.com/gpu":1}},"ports":[{"containerPort":80}]}]}})"_s;
    row("same", plain, plain, QString());
    row("filled in", uR"({"metadata":{"creationTimestamp":null,"labels":{"app":"a"}},"spec":{
        "restartPolicy":"Always","dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler","securityContext":{},
        "terminationGracePeriodSeconds":30,"containers":[{"name":"a","image":"a:1","imagePullPolicy":"IfNotPresent",
        "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",
        "resources":{"limits":{"cpu":"1000m","nvidia.com/gpu":"1"}},
        "ports":[{"containerPort":80,"protocol":"TCP"}]}]}})"_s,
        plain, QString());
    const auto with = [&plain](const QString& what, const QString& by) { return QString(plain).replace(what, by); };
    row("image", plain, with(u"a:1"_s, u"a:2"_s), u"spec/containers/0/image"_s);
    row("amount", plain, with(u"\"cpu\":\"1\""_s, u"\"cpu\":\"2\""_s), u"spec/containers/0/resources/limits/cpu"_s);
    row("label", plain, with(u"{\"app\":\"a\"}"_s, u"{\"app\":\"a\",\"v\":\"2\"}"_s), u"metadata/labels/v"_s);
    row("port", plain, with(u"\"containerPort\":80"_s, u"\"containerPort\":81"_s),
        u"spec/containers/0/ports/0/containerPort"_s);
    row("a container more", plain, with(u"\"containers\":["_s, u"\"containers\":[{\"name\":\"b\",\"image\":\"b\"},"_s),
        u"spec/containers"_s);
    row("no longer the default", plain, with(u"\"spec\":{"_s, u"\"spec\":{\"dnsPolicy\":\"None\","_s),
        u"spec/dnsPolicy"_s);
    const auto env = [&with](const QString& entries) {
        return with(u"\"image\":"_s, u"\"env\":["_s + entries + u"],\"image\":"_s);
    };
    const auto variable = [](const char* name, const char* value) {
        return uR"({"name":"%1","value":"%2"})"_s.arg(QLatin1String(name), QLatin1String(value));
    };
    const QString value0 = u"spec/containers/0/env/0/value"_s;
    row("env", env(variable("X", "1")), env(variable("X", "2")), value0);
    row("the same env", env(variable("X", "1")), env(variable("X", "1")), QString());
    row("a secret in env", env(variable("TOKEN", "abc")), env(variable("TOKEN", "abd")), value0);
    row("an env that has a value now", env(u"{\"name\":\"X\"}"_s), env(variable("X", "1")), value0);
    row("no value is an empty one", env(u"{\"name\":\"X\"}"_s), env(variable("X", "")), QString());
    const auto command = [&with](const char* key) {
        return with(u"\"image\":"_s,
                    uR"("command":["sh","-c","serve --api-key=%1 --port 80"],"image":)"_s.arg(QLatin1String(key)));
    };
    row("a secret in a flag", command("aaa"), command("bbb"), u"spec/containers/0/command/2"_s);
    row("the same secret in a flag", command("aaa"), command("aaa"), QString());
    const auto annotated = [&with](const QString& entries) {
        return with(u"\"metadata\":{"_s, u"\"metadata\":{\"annotations\":{"_s + entries + u"},"_s);
    };
    const QString note1 = u"\"note\":\"1\""_s;
    row("annotation", annotated(note1), annotated(u"\"note\":\"2\""_s), u"metadata/annotations/note"_s);
    row("an annotation more", plain, annotated(note1), u"metadata/annotations/note"_s);
    row("an annotation of others", annotated(note1 + u",\"restartedAt\":\"9\""_s), annotated(note1), QString());
    const auto probe = [&with](const char* header) {
        return with(u"\"image\":"_s, uR"("livenessProbe":{"periodSeconds":10,"httpGet":{"port":80,"scheme":"HTTP",
            "httpHeaders":[{"name":"Authorization","value":"%1"}]}},"image":)"_s.arg(QLatin1String(header)));
    };
    row("a secret in a probe", probe("Bearer a"), probe("Bearer b"),
        u"spec/containers/0/livenessProbe/httpGet/httpHeaders/0/value"_s);
    row("the same probe", probe("Bearer a"), probe("Bearer a"), QString());
    const auto mounted = [&with](const char* path) {
        return with(u"\"spec\":{"_s,
                    uR"("spec":{"volumes":[{"name":"v","hostPath":{"path":"%1"}}],)"_s.arg(QLatin1String(path)));
    };
    row("a path of the node", mounted("/data"), mounted("/other"), u"spec/volumes/0/hostPath/path"_s);
    row("the same path of the node", mounted("/data"), mounted("/data"), QString());
    // What the API server writes into a stored object, and how it spells quantities.
    const auto variableOf = [&env](const char* more) {
        return env(uR"({"name":"X","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"%1}}})"_s.arg(
            QLatin1String(more)));
    };
    row("no divisor", variableOf(R"(,"divisor":"0")"), variableOf(""), QString());
    row("a divisor in other words", variableOf(R"(,"divisor":"1Mi")"), variableOf(R"(,"divisor":"1024Ki")"), QString());
    row("another divisor", variableOf(R"(,"divisor":"0")"), variableOf(R"(,"divisor":"1Mi")"),
        u"spec/containers/0/env/0/valueFrom/resourceFieldRef/divisor"_s);
    const auto get = [&with](const char* path) {
        return with(u"\"image\":"_s,
                    uR"("startupProbe":{"httpGet":{"port":80%1}},"image":)"_s.arg(QLatin1String(path)));
    };
    row("no path", get(R"(,"path":"/","scheme":"HTTP")"), get(""), QString());
    row("another path", get(R"(,"path":"/")"), get(R"(,"path":"/health")"),
        u"spec/containers/0/startupProbe/httpGet/path"_s);
    const auto volume = [&with](const char* source) {
        return with(u"\"spec\":{"_s, uR"("spec":{"volumes":[{"name":"v",%1}],)"_s.arg(QLatin1String(source)));
    };
    row("a size in other words", volume(R"("emptyDir":{"medium":"Memory","sizeLimit":"512Mi"})"),
        volume(R"("emptyDir":{"medium":"Memory","sizeLimit":"0.5Gi"})"), QString());
    row("another size", volume(R"("emptyDir":{"sizeLimit":"1Gi"})"), volume(R"("emptyDir":{"sizeLimit":"2Gi"})"),
        u"spec/volumes/0/emptyDir/sizeLimit"_s);
    row("a token's hour", volume(R"("projected":{"defaultMode":420,"sources":[
        {"serviceAccountToken":{"path":"t","expirationSeconds":3600}}]})"),
        volume(R"("projected":{"sources":[{"serviceAccountToken":{"path":"t"}}]})"), QString());
    row("a token's two hours", volume(R"("projected":{"sources":[
        {"serviceAccountToken":{"path":"t","expirationSeconds":3600}}]})"),
        volume(R"("projected":{"sources":[{"serviceAccountToken":{"path":"t","expirationSeconds":7200}}]})"),
        u"spec/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds"_s);
    row("no port of the node", plain, with(u"\"containerPort\":80"_s, u"\"containerPort\":80,\"hostPort\":0"_s),
        QString());
    row("a false like none", plain, with(u"\"spec\":{"_s, u"\"spec\":{\"hostNetwork\":false,"_s), QString());
    row("a false unlike none", plain, with(u"\"spec\":{"_s, u"\"spec\":{\"automountServiceAccountToken\":false,"_s),
        u"spec/automountServiceAccountToken"_s);
    row("a disk's defaults", volume(R"("rbd":{"image":"i","pool":"rbd","user":"admin","keyring":"/etc/ceph/keyring"})"),
        volume(R"("rbd":{"image":"i"})"), QString());
    row("another pool", volume(R"("rbd":{"image":"i","pool":"rbd"})"), volume(R"("rbd":{"image":"i","pool":"fast"})"),
        u"spec/volumes/0/rbd/pool"_s);
    row("metadata of nulls", volume(R"("ephemeral":{"volumeClaimTemplate":{"metadata":{"creationTimestamp":null},
        "spec":{"volumeMode":"Filesystem"}}})"),
        volume(R"("ephemeral":{"volumeClaimTemplate":{"spec":{}}})"), QString());
    row("a null of the manifest", plain, with(u"\"spec\":{"_s, u"\"spec\":{\"affinity\":null,"_s), QString());
    // Snapshots of older versions dropped values without a mark: what they were is not known.
    const QString old = u"old"_s;
    row("env, long ago", old + env(variable("X", "1")), env(variable("X", "1")), QString(), value0);
    row("a flag, long ago", old + command("aaa"), command("aaa"), QString(), u"spec/containers/0/command/2"_s);
    row("an annotation, long ago", old + annotated(note1), annotated(note1), QString(), u"metadata/annotations/note"_s);
    row("what is kept is known", old + env(variable("VLLM_USE_V1", "1")), env(variable("VLLM_USE_V1", "0")), value0);
    row("an image, long ago", old + env(variable("X", "1")), env(variable("X", "1")).replace(u"a:1"_s, u"a:2"_s),
        u"spec/containers/0/image"_s);
}

void TestRollout::templateChange()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const bool old = before.startsWith(u"old"_s);
    Json kept = snapshot::trimmedWorkload(workload(old ? before.mid(3) : before).object);
    if (old) {
        kept.erase(snapshot::marksValues);
        Json& podTemplate = kept["spec"]["template"];
        podTemplate["metadata"].erase("annotations");
        Json& container = podTemplate["spec"]["containers"][0];
        for (Json& one : container["env"])
            if (one.contains("value") && snapshot::isMark(one["value"].get<std::string>())) one.erase("value");
        for (Json& one : container["command"]) one = snapshot::withoutMarks(one.get<std::string>());
        for (const char* key : {"env", "command"})
            if (container[key].is_null()) container.erase(key);
    }
    model::Issues ignored;
    const preview::TemplateChange got =
        preview::templateChange(model::readWorkload(kept, "", ignored), workload(after));
    QTEST(QString::fromStdString(got.at), "change");
    QTEST(QString::fromStdString(got.perhaps), "perhaps");
}

/// They kept texts that are left out today: the same ones are no change.
void TestRollout::readsWhatOlderSnapshotsKept()
{
    const QString pod = uR"({"metadata":{"labels":{"app":"a"}},"spec":{"subdomain":"%1","containers":[
        {"name":"a","image":"a:1","workingDir":"/data"}]}})"_s;
    Json before = workload(pod.arg(u"aaa"_s)).object;
    before[snapshot::marksValues] = true;
    model::Issues ignored;
    const model::Workload running = model::readWorkload(before, "", ignored);
    QVERIFY(preview::templateChange(running, workload(pod.arg(u"aaa"_s))) == preview::TemplateChange{});
    QCOMPARE(preview::templateChange(running, workload(pod.arg(u"bbb"_s))).at, std::string("spec/subdomain"));
}

BERTH_TEST(TestRollout)

} // namespace tst_rollout

#include "tst_rollout.moc"
