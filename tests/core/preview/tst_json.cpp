#include <QtTest>

#include "core/preview/batch.h"
#include "tests/core/preview/asked.h"
#include "tests/core/preview/schema.h"
#include "tests/support/test.h"

namespace tst_json {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

Share bought()
{
    Share share;
    share.kind = Share::Kind::New;
    share.replicas = 2;
    share.nodes = 2;
    share.pool = "gpu-a10";
    share.zone = "cn-hangzhou-h";
    share.instanceType = "ecs.gn7i-c8g1.2xlarge";
    share.stockBefore = Range{3, std::nullopt};
    share.stockAfter = Range{1, std::nullopt};
    model::Price price;
    price.region = "cn-hangzhou";
    price.perHour = {9'500'000, "CNY"};
    price.seen = Time(std::chrono::seconds(1'763'000'000));
    share.price = price;
    return share;
}

ClusterResult cluster(const std::string& name)
{
    ClusterResult out;
    out.name = name;
    out.candidate = true;
    out.replicas = 3;
    out.previous = 1;
    out.range = {2, 3};
    out.placed = 2;
    out.shortOf = 1;
    out.capacities = {Range::exactly(0), Range::exactly(1),      {10, 10},
                      {3, std::nullopt}, estimate::Limit::Stock, "stock"};
    out.shares = {bought()};
    out.why = {ReasonId::ClusterChosen, {name, "3 replicas"}, {{ReasonId::RunningCapacity, {"0 replicas"}, {}}}};
    return out;
}

/// Every list has an entry, every optional is there.
Preview full()
{
    Preview out;
    out.workload = {"apps/v1", "Deployment", "default", "qwen3-8b"};
    out.policy = "default/demo-policy";
    out.engine = "ACK One";
    out.replicas = 4;
    out.verdict = Verdict::Partly;
    out.placed = 3;
    out.stockAsked = true;
    out.affinityGroup = "cloud";
    out.clusters = {cluster("c-hz-01"), cluster("c-hz-02")};
    out.moves = {{"c-hz-01", "c-hz-02", 1}};
    Remedy remedy;
    remedy.kind = Remedy::Kind::RaisePoolMax;
    remedy.text = "raise it";
    remedy.placesMore = 1;
    remedy.costs = CostRange{{9'500'001, "CNY"}, MoneyPerHour{9'500'001, "CNY"}};
    remedy.division = {{"c-hz-01", 4, {}}};
    remedy.changes = {snapshot::WithoutCluster{"c"},
                      snapshot::SetStock{"z", "t", {1, std::nullopt}},
                      snapshot::SetPoolMax{"c", "p", 4},
                      snapshot::SetQuota{"q", 8},
                      snapshot::SetAddresses{"c", "p", "z", 9},
                      snapshot::WithoutNode{"c", "n"}};
    remedy.replicas = 3;
    out.remedies = {remedy};
    out.warnings = {
        {"descheduler-clock", "It looks too soon.", "Have it wait.", model::Severity::Warning, "/metadata/name"}};
    RolloutStep step;
    step.cluster = "c-hz-01";
    step.replicas = 2;
    step.surge = 1;
    step.newNodes = 1;
    step.goneAtWorst = 1;
    step.places = {out.clusters.front().shares.front()};
    step.pending = 1;
    step.newCost = MoneyPerHour{9'500'000, "CNY"};
    step.newCostPartial = true;
    step.canFinish = false;
    step.stuck = "No room.";
    step.remedy = "Make some.";
    out.rollout = {step};
    out.holds = {{{ReasonId::PodsGated, {"a"}, {}}, "c-hz-01", "take it out"}};
    out.scaled = {{"max", 8, Verdict::DoesNotFit, 4, 0, {4, 4, {}, {}}, MoneyPerHour{38'000'000, "CNY"}}};
    out.newCost = MoneyPerHour{28'500'000, "CNY"};
    out.newCostPartial = true;
    out.why = {ReasonId::SomePlaced, {"3", "4 replicas"}, {out.clusters.front().why}};
    out.issues = {{model::Severity::Warning, "/spec", "What.", "Fix."}};
    out.snapshot = "0123456789abcdef";
    return out;
}

QString faultOf(const Json& value, bool closed = true)
{
    static const Json root = schema::ofPreview();
    return QString::fromStdString(schema::fault(value, root, root, closed));
}

} // namespace

class TestJson : public QObject {
    Q_OBJECT
private slots:
    void isAsTheSchemaSays_data();
    void isAsTheSchemaSays();
    void theSchemaFindsFaults_data();
    void theSchemaFindsFaults();
    void unknownIsNeverZero();
    void moneyIsExact_data();
    void moneyIsExact();
    void reasonsKeepTheirTree();
    void sumsOfSeveralCurrenciesStandApart();
    void sameBytes_data();
    void sameBytes();
};

void TestJson::isAsTheSchemaSays_data()
{
    QTest::addColumn<bool>("full");
    QTest::newRow("full") << true;
    QTest::newRow("empty") << false;
}

void TestJson::isAsTheSchemaSays()
{
    QFETCH(bool, full);
    QCOMPARE(faultOf(toJson(full ? tst_json::full() : Preview())), QString());
}

void TestJson::theSchemaFindsFaults_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value"); // JSON; empty: removed
    QTest::addColumn<QString>("fault");
    QTest::newRow("missing") << u"/verdict"_s << QString() << u" lacks verdict"_s;
    QTest::newRow("word") << u"/verdict"_s << u"\"Maybe\""_s << u"/verdict is not one of"_s;
    QTest::newRow("type") << u"/clusters/1/replicas"_s << u"\"3\""_s << u"/clusters/1/replicas is not \"integer\""_s;
    QTest::newRow("negative") << u"/clusters/0/placed"_s << u"-1"_s << u"/clusters/0/placed is below 0"_s;
    QTest::newRow("deep") << u"/why/parts/0/parts/0/id"_s << u"7"_s << u"/why/parts/0/parts/0/id is not \"string\""_s;
    QTest::newRow("version") << u"/apiVersion"_s << u"\"berth/v2\""_s << u"/apiVersion is not \"berth/v1\""_s;
    QTest::newRow("not described") << u"/more"_s << u"1"_s << u"/more is not described"_s;
    QTest::newRow("floating money") << u"/newCost/perHour"_s << u"28.5"_s << u"/newCost is none of the forms"_s;
}

void TestJson::theSchemaFindsFaults()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, fault);
    Json json = toJson(full());
    if (value.isEmpty())
        json.erase(pointer.toStdString().substr(1));
    else
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    QVERIFY2(faultOf(json).startsWith(fault), qPrintable(faultOf(json)));
}

void TestJson::unknownIsNeverZero()
{
    Preview preview = full();
    preview.newCost.reset();
    preview.policy.clear();
    preview.scaled.front().newCost.reset();
    preview.remedies.front().costs.reset();
    preview.remedies.front().replicas.reset();
    Share& share = preview.clusters.front().shares.front();
    share.price.reset();
    share.stockBefore.reset();
    const Json json = toJson(preview);
    for (const auto* pointer : {"/newCost", "/policy", "/scaled/0/newCost", "/remedies/0/costs", "/remedies/0/replicas",
                                "/clusters/0/shares/0/price", "/clusters/0/shares/0/stockBefore"})
        QVERIFY2(json.at(Json::json_pointer(pointer)).is_null(), pointer);
    QCOMPARE(json["clusters"][0]["capacities"]["deliverable"].dump(), std::string(R"({"min":3})"));
    QCOMPARE(faultOf(json), QString());
}

/// What cannot be added stands by currency, of one answer and of several.
void TestJson::sumsOfSeveralCurrenciesStandApart()
{
    Preview one = full();
    one.newCostPartial = false;
    QVERIFY(toJson(one).at("newCostByCurrency").empty());
    Preview other = one;
    for (ClusterResult& cluster : other.clusters) cluster.shares.front().price->perHour.currency = "USD";
    const Json total = toJson(std::vector{one, other}).at("total");
    const auto sum = [](const std::string& currency) {
        const Json money{{"perHour", "38.00"}, {"currency", currency}};
        return Json{{"min", money}, {"max", money}};
    };
    QCOMPARE(total.at("newCostByCurrency").dump(), Json({sum("CNY"), sum("USD")}).dump());
    one.clusters.front().shares.front().price->perHour.currency = "USD";
    one.clusters.front().shares.front().zoneIsChoice = true;
    one.clusters.front().shares.front().otherZones = {"cn-hangzhou-i"};
    const Json mixed = toJson(one);
    QCOMPARE(mixed.at("newCostByCurrency").size(), std::size_t{2});
    QCOMPARE(mixed["clusters"][0]["shares"][0]["otherZones"].dump(), std::string("[\"cn-hangzhou-i\"]"));
    QVERIFY(mixed["clusters"][0]["shares"][0]["zoneIsChoice"].get<bool>());
    QCOMPARE(faultOf(mixed), QString());
    // Nodes of which no price is known may cost in any of them.
    for (ClusterResult& cluster : other.clusters) cluster.shares.front().price.reset();
    const Json open = toJson(std::vector{one, other}).at("total");
    QVERIFY(open.at("newCostByCurrency").at(0).at("max").is_null());
}

void TestJson::moneyIsExact_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0.00"_s;
    QTest::newRow("cents") << qint64(9'500'000) << u"9.50"_s;
    QTest::newRow("millionths") << qint64(9'500'001) << u"9.500001"_s;
    QTest::newRow("below one") << qint64(1'200) << u"0.0012"_s;
    QTest::newRow("less") << qint64(-1'250'000) << u"-1.25"_s;
    QTest::newRow("most") << std::numeric_limits<qint64>::max() << u"9223372036854.775807"_s;
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << u"-9223372036854.775808"_s;
}

void TestJson::moneyIsExact()
{
    QFETCH(qint64, micros);
    Preview preview;
    preview.newCost = MoneyPerHour{micros, "CNY"};
    QTEST(QString::fromStdString(toJson(preview)["newCost"]["perHour"].get<std::string>()), "text");
}

void TestJson::reasonsKeepTheirTree()
{
    const Json why = toJson(full())["why"];
    QCOMPARE(why["id"].get<std::string>(), std::string("SomePlaced"));
    QCOMPARE(why["text"].get<std::string>(), std::string("3 of 4 replicas get a node."));
    QCOMPARE(why["parts"][0]["parts"][0]["text"].get<std::string>(),
             std::string("Nodes that run have room for 0 replicas."));
}

void TestJson::sameBytes_data()
{
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("policy");
    const auto row = [](const char* fleet, const char* manifest, const char* policy) {
        QTest::newRow(fleet) << QString::fromLatin1(manifest) << QString::fromLatin1(policy);
    };
    row("both-stocked", "deploy", "propagationpolicy");
    row("shared-three", "deploy", "propagationpolicy");
    row("shared-two-third-four", "deploy-6", "policy-three-clusters");
    row("no-stock", "deploy", "propagationpolicy");
    row("running-enough", "deploy", "policy-duplicated");
    row("affinity-groups", "deploy-5", "policy-groups");
    row("rollout-full-pool", "deploy-new-image", "propagationpolicy");
    row("hpa-2-8", "deploy", "propagationpolicy");
    row("leader-worker-set", "leaderworkerset", "policy-leaderworkerset");
}

/// Whole previews, as the command writes them: what the schema says, and twice the same.
void TestJson::sameBytes()
{
    QFETCH(QString, manifest);
    QFETCH(QString, policy);
    const std::vector<std::string> files{"manifests/" + manifest.toStdString() + ".yaml",
                                         "manifests/" + policy.toStdString() + ".yaml"};
    const Json once = toJson(asked::preview(QTest::currentDataTag(), files));
    QCOMPARE(faultOf(once), QString());
    QCOMPARE(once.dump(2), toJson(asked::preview(QTest::currentDataTag(), files)).dump(2));
}

BERTH_TEST(TestJson)

} // namespace tst_json

#include "tst_json.moc"
