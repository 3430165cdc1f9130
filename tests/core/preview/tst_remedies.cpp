#include <QTest>

#include <random>

#include "core/preview/variant.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_remedies {

using namespace core;
using core::preview::Preview;
using core::preview::Question;
using core::preview::Remedy;
using sharing::Spec;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge";
constexpr const char* two = "ecs.gn7i-c16g2.4xlarge";

bool canTry(const Remedy& remedy)
{
    return !remedy.changes.empty() || remedy.replicas || !remedy.division.empty() ||
           remedy.kind == Remedy::Kind::AllowEcsProvision;
}

/// The question and the fleet as they are once the remedy is done.
Preview after(Question question, snapshot::FleetPtr fleet, const Remedy& remedy)
{
    const auto changed = snapshot::whatIf(fleet, remedy.changes);
    if (!changed) qFatal("%s", changed.error().text().c_str());
    fleet = *changed;
    preview::Variant variant;
    variant.replicas = remedy.replicas;
    variant.division = remedy.division;
    variant.allowEcsProvision = remedy.kind == Remedy::Kind::AllowEcsProvision;
    preview::apply(variant, question, fleet);
    return preview::preview(question, fleet);
}

/// Every remedy that can be tried does what it says. @return  what does not; empty: all do
QString broken(const Question& question, const snapshot::FleetPtr& fleet)
{
    const Preview before = preview::preview(question, fleet);
    for (const Remedy& remedy : before.remedies) {
        const QString text = QString::fromStdString(remedy.text);
        if (!canTry(remedy)) continue;
        const Preview done = after(question, fleet, remedy);
        if (!remedy.placesMore) return text + QStringLiteral(": can be tried and claims nothing");
        if ((preview::verdictOf(done.rollout) == preview::Verdict::UpdateStuck) !=
            text.contains(QStringLiteral("the update cannot finish even then")))
            return text + QStringLiteral(": the update is another than it says");
        if (remedy.replicas) {
            if (done.placed < *remedy.replicas) return text + QStringLiteral(": does not fit");
        } else if (done.placed != before.placed + *remedy.placesMore) {
            return text +
                   QStringLiteral(": %1 + %2 became %3").arg(before.placed).arg(*remedy.placesMore).arg(done.placed);
        }
    }
    return {};
}

Question asks(const snapshot::FleetPtr& fleet, std::int64_t replicas, const std::string& division = "Weighted")
{
    return sharing::question(fleet, replicas, division);
}

const Remedy* find(const Preview& preview, Remedy::Kind kind)
{
    for (const Remedy& remedy : preview.remedies)
        if (remedy.kind == kind) return &remedy;
    return nullptr;
}

QString texts(const Preview& preview)
{
    QStringList all;
    for (const Remedy& remedy : preview.remedies)
        all << QString::fromStdString(remedy.text) +
                   (remedy.placesMore ? QStringLiteral(" +%1").arg(*remedy.placesMore) : QString());
    return all.join(QLatin1Char('\n'));
}

/// One cluster with a pool of one type, in one zone.
Spec single(const char* type = one)
{
    Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 2}};
    spec.clusters = {{.name = "c-1", .types = {type}}};
    spec.stock = {{"cn-hangzhou-h", type, 50}};
    return spec;
}

} // namespace

/// What is offered where something is short: each was tried, and asks for no more than it needs.
class TestRemedies : public QObject {
    Q_OBJECT

private slots:
    /// Of remedies that place as many the one that costs nothing comes first.
    void theCheaperOfEqualsComesFirst()
    {
        auto node = one_cluster::node("n1", 2);
        node.unschedulable = true;
        const auto fleet = one_cluster::fleetOf({node}, {}, 5, [](snapshot::ClusterData& data) {
            data.pools.front().size = data.pools.front().maxSize = 1;
        });
        snapshot::Fleet priced = *fleet;
        model::Price price;
        price.instanceType = one;
        price.region = "cn-hangzhou";
        price.perHour = {9'500'000, "CNY"};
        priced.prices = {price};
        const Preview preview =
            one_cluster::answerOf(one_cluster::documents("Deployment", 2), snapshot::freeze(std::move(priced)));
        const QString all = texts(preview);
        const auto free = all.indexOf(QStringLiteral("uncordon node n1 of c +2"));
        const auto dear = all.indexOf(QStringLiteral("raise the maximum of pool gpu"));
        QVERIFY2(free >= 0 && dear > free, qPrintable(all));
    }

    /// Karmada's scheduler hears of no stock; what its policy divides by does.
    void pinsWhatThePolicyWouldDivide_data()
    {
        QTest::addColumn<qint64>("here"); ///< stock
        QTest::addColumn<qint64>("there");
        QTest::addColumn<QString>("division");
        QTest::newRow("as much") << qint64{4} << qint64{4} << QStringLiteral("divide as c-1 2 and c-2 2");
        QTest::newRow("more here") << qint64{6} << qint64{2} << QStringLiteral("divide as c-1 3 and c-2 1");
        QTest::newRow("nothing there") << qint64{6} << qint64{0} << QStringLiteral("divide as c-1 4");
    }
    void pinsWhatThePolicyWouldDivide()
    {
        QFETCH(qint64, here);
        QFETCH(qint64, there);
        QFETCH(QString, division);
        Spec spec = single();
        spec.clusters.push_back({.name = "c-2", .zone = "cn-hangzhou-i"});
        spec.stock = {{"cn-hangzhou-h", one, here}, {"cn-hangzhou-i", one, there}};
        const auto fleet = sharing::fleetOf(spec);
        auto documents = given::documents(sharing::manifests(4, "Weighted"));
        documents[1]["apiVersion"] = "policy.karmada.io/v1alpha1";
        const Question question = preview::readManifests(documents, *fleet).questions.front();
        const Preview preview = preview::preview(question, fleet);
        const Remedy* remedy = find(preview, Remedy::Kind::OtherDivision);
        QVERIFY2(remedy != nullptr, qPrintable(texts(preview)));
        QCOMPARE(QString::fromStdString(remedy->text), division + QStringLiteral(", pinned as static weights"));
        QCOMPARE(broken(question, fleet), QString());
    }

    /// A taint of the cluster alone keeps out what would place all; one that says that it is not well had better stay.
    void toleratesATaintOfTheCluster_data()
    {
        QTest::addColumn<QStringList>("keys");
        QTest::addColumn<QString>("offered");
        QTest::newRow("one") << QStringList{"maint"}
                             << QStringLiteral("tolerate maint=yes:NoSchedule of c-2 in the policy");
        QTest::newRow("two") << QStringList{"maint", "team"}
                             << QStringLiteral(
                                    "tolerate maint=yes:NoSchedule and team=yes:NoSchedule of c-2 in the policy");
        QTest::newRow("not well") << QStringList{"maint", "cluster.karmada.io/not-ready"} << QString();
    }
    void toleratesATaintOfTheCluster()
    {
        QFETCH(QStringList, keys);
        QFETCH(QString, offered);
        Spec spec = single();
        spec.clusters.push_back({.name = "c-2", .zone = "cn-hangzhou-i"});
        spec.stock = {{"cn-hangzhou-h", one, 1}, {"cn-hangzhou-i", one, 5}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        snapshot::ClusterData data = *fleet.clusters.back();
        for (const QString& key : keys) data.cluster.taints.push_back({key.toStdString(), "yes", "NoSchedule"});
        fleet.clusters.back() = snapshot::freezeCluster(std::move(data));
        const snapshot::FleetPtr frozen = snapshot::freeze(std::move(fleet));
        const Question question = asks(frozen, 4);
        const Preview before = preview::preview(question, frozen);
        QCOMPARE(before.placed, std::int64_t{0});
        const Remedy* found = nullptr;
        for (const Remedy& remedy : before.remedies)
            if (remedy.text.starts_with("tolerate ")) found = &remedy;
        QCOMPARE(found != nullptr, !offered.isEmpty());
        if (found == nullptr) return;
        QVERIFY2(QString::fromStdString(found->text).startsWith(offered), found->text.c_str());
        QCOMPARE(found->placesMore.value_or(0), std::int64_t{4});
        Question tolerant = question;
        for (const QString& key : keys)
            tolerant.policy->placement.clusterTolerations.push_back({key.toStdString(), "Equal", "yes", "NoSchedule"});
        QCOMPARE(preview::preview(tolerant, frozen).placed, std::int64_t{4});
    }

    void doWhatTheySay_data()
    {
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QStringList>("manifests");
        for (const char* fleet : {"both-stocked", "one-stocked", "no-stock", "shared-three", "shared-two-third-four",
                                  "affinity-groups", "affinity-groups-3", "rollout-full-pool"}) {
            for (const char* policy : {"propagationpolicy", "policy-no-provision", "policy-duplicated", "policy-groups",
                                       "policy-groups-karmada", "policy-groups-overflow", "policy-three-clusters"}) {
                for (const char* workload : {"deploy", "deploy-5", "deploy-6"})
                    QTest::addRow("%s %s %s", fleet, policy, workload)
                        << QString::fromUtf8(fleet)
                        << QStringList{QStringLiteral("manifests/%1.yaml").arg(QLatin1String(workload)),
                                       QStringLiteral("manifests/%1.yaml").arg(QLatin1String(policy))};
            }
        }
    }
    void doWhatTheySay()
    {
        QFETCH(QString, fleet);
        QFETCH(QStringList, manifests);
        std::vector<std::string> names;
        for (const QString& name : manifests) names.push_back(name.toStdString());
        const QString wrong = broken(asked::question(fleet.toStdString(), names), given::fleet(fleet.toStdString()));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void doWhatTheySayOnRandomFleets()
    {
        int offered = 0;
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(80)); ++seed) {
            std::mt19937 dice(seed);
            const auto roll = [&](unsigned sides) { return static_cast<int>(dice() % sides); };
            Spec spec;
            spec.types = {{one, 8, 1}, {two, 16, 2}};
            const int clusters = 1 + roll(3);
            for (int c = 0; c < clusters; ++c) {
                sharing::Cluster cluster{.name = "c-" + std::to_string(c + 1)};
                cluster.types = {roll(2) == 0 ? one : two};
                cluster.most = roll(4);
                cluster.addresses = roll(5);
                spec.clusters.push_back(std::move(cluster));
            }
            for (const char* type : {one, two}) spec.stock.push_back({"cn-hangzhou-h", type, roll(4)});
            if (roll(2) == 0) spec.quotas = {{"gpu", roll(5), {"gn7i"}, "cn-hangzhou", "q"}};
            const auto fleet = sharing::fleetOf(spec);
            const int replicas = 1 + roll(8);
            const Question question = asks(fleet, replicas, roll(2) == 0 ? "Weighted" : "Duplicated");
            const QString wrong = broken(question, fleet);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("fleet %1: %2").arg(seed).arg(wrong)));
            offered += static_cast<int>(preview::preview(question, fleet).remedies.size());
        }
        QVERIFY2(offered >= test::rounds(72), qPrintable(QString::number(offered)));
    }

    /// A gain is one at every value that stock may have, as the answer's figures are.
    void doWhatTheySayWhateverTheStock()
    {
        int offered = 0;
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(60)); ++seed) {
            std::mt19937 dice(seed);
            const auto roll = [&](unsigned sides) { return static_cast<int>(dice() % sides); };
            Spec spec = single();
            spec.clusters.clear();
            std::vector<snapshot::Change> changes;
            const int clusters = 2 + roll(2);
            for (int i = 0; i < clusters; ++i) {
                const std::string name(1, static_cast<char>('a' + i));
                const std::string zone = "cn-hangzhou-" + (i == 1 && roll(2) == 0 ? std::string("a") : name);
                spec.clusters.push_back({.name = name, .zone = zone, .types = {one}, .most = 2 + roll(6)});
                const std::int64_t lower = roll(4);
                changes.push_back(snapshot::SetStock{zone, one, Range{lower, lower + roll(4)}});
            }
            const auto fleet = *snapshot::whatIf(sharing::fleetOf(spec), changes);
            const Question question = asks(fleet, 2 + roll(8), roll(3) == 0 ? "Aggregated" : "Weighted");
            const QString wrong = broken(question, fleet);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
            offered += static_cast<int>(preview::preview(question, fleet).remedies.size());
        }
        QVERIFY2(offered > test::rounds(60) / 2, qPrintable(QString::number(offered)));
    }

    void sayWhereAnUpdateCannotFinish()
    {
        Question scaled = asked::question("rollout-full-pool",
                                          {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"});
        scaled.workload.replicas = 6;
        const auto fleet = given::fleet("rollout-full-pool");
        QVERIFY(asked::firstRemedy(preview::preview(scaled, fleet)).contains(QStringLiteral("cannot finish")));
        QCOMPARE(broken(scaled, fleet), QString());
    }
    void asksForNoMoreThanItNeeds_data()
    {
        QTest::addColumn<QString>("limit"); ///< what holds
        QTest::addColumn<QString>("type");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<qint64>("replicas");
        QTest::addColumn<qint64>("value"); ///< what has to be asked for
        // Pods of one card; a node of two takes two.
        for (const std::string limit : {"pool", "quota", "stock", "addresses"}) {
            const bool cards = limit == "quota";
            QTest::newRow((limit + ", one card").c_str())
                << QString::fromStdString(limit) << one << qint64{1} << qint64{4} << qint64{4};
            QTest::newRow((limit + ", two cards").c_str())
                << QString::fromStdString(limit) << two << qint64{cards ? 2 : 1} << qint64{5} << qint64{cards ? 6 : 3};
        }
    }
    void asksForNoMoreThanItNeeds()
    {
        QFETCH(QString, limit);
        QFETCH(QString, type);
        QFETCH(qint64, now);
        QFETCH(qint64, replicas);
        QFETCH(qint64, value);
        const std::string name = type.toStdString();
        Spec spec = single(name.c_str());
        Remedy::Kind kind = Remedy::Kind::RaisePoolMax;
        if (limit == QLatin1String("pool")) spec.clusters.front().most = now;
        if (limit == QLatin1String("quota")) {
            spec.quotas = {{"gpu", now, {"gn7i"}, "cn-hangzhou", "q"}};
            kind = Remedy::Kind::AskQuota;
        }
        if (limit == QLatin1String("stock")) {
            spec.stock.front().instances = now;
            kind = Remedy::Kind::Wait;
        }
        if (limit == QLatin1String("addresses")) {
            spec.clusters.front().addresses = now;
            kind = Remedy::Kind::FreeAddresses;
        }
        const auto fleet = sharing::fleetOf(spec);
        const Preview short_ = preview::preview(asks(fleet, replicas), fleet);
        const Remedy* remedy = find(short_, kind);
        QVERIFY2(remedy != nullptr, qPrintable(texts(short_)));
        QCOMPARE(remedy->changes.size(), std::size_t{1});
        const snapshot::Change& change = remedy->changes.front();
        std::int64_t asked = -1;
        if (const auto* pool = std::get_if<snapshot::SetPoolMax>(&change)) asked = pool->maxSize;
        if (const auto* quota = std::get_if<snapshot::SetQuota>(&change)) asked = quota->limit;
        if (const auto* stock = std::get_if<snapshot::SetStock>(&change)) asked = stock->instances.lower;
        if (const auto* free = std::get_if<snapshot::SetAddresses>(&change)) asked = free->free;
        QVERIFY2(asked == value, remedy->text.c_str());
        QCOMPARE(*remedy->placesMore, replicas - short_.placed);
        QVERIFY(broken(asks(fleet, replicas), fleet).isEmpty());
    }

    /// An upper end is stated only where something reads it.
    void statesStockAsShortAsItCan()
    {
        const auto waits = [](std::int64_t most, std::int64_t replicas, const std::string& division) {
            Spec spec = single();
            spec.clusters.front().most = most;
            const auto fleet =
                *snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", one, {1, 8}}});
            const Question question = asks(fleet, replicas, division);
            const Preview answer = preview::preview(question, fleet);
            const Remedy* remedy = find(answer, Remedy::Kind::Wait);
            if (remedy == nullptr) qFatal("%s", qPrintable(texts(answer)));
            if (!broken(question, fleet).isEmpty()) qFatal("%s", qPrintable(broken(question, fleet)));
            return std::get<snapshot::SetStock>(remedy->changes.front()).instances;
        };
        QCOMPARE(waits(50, 4, "Weighted"), Range::exactly(4));
        QCOMPARE(waits(3, 5, "Duplicated"), (Range{3, 8})); // two stay short, whatever there is
    }

    /// Two limits of the same height: neither alone helps.
    void offersTwoChangesWhereOneDoesNotHelp()
    {
        Spec spec = single();
        spec.clusters.front().most = 2;
        spec.stock.front().instances = 2;
        const auto fleet = sharing::fleetOf(spec);
        const Preview answer = preview::preview(asks(fleet, 4), fleet);
        const Remedy* both = find(answer, Remedy::Kind::RaisePoolMax);
        QVERIFY2(both != nullptr, qPrintable(texts(answer)));
        QCOMPARE(
            QString::fromStdString(both->text),
            QStringLiteral("do both: raise the maximum of pool gpu in c-1 from 2 to 4; wait until there is stock of "
                           "4 ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"));
        QCOMPARE(both->placesMore.value_or(-1), 4 - answer.placed);
        QVERIFY(broken(asks(fleet, 4), fleet).isEmpty());
        // Where one helps, two are not offered.
        spec.stock.front().instances = 50;
        const auto stocked = sharing::fleetOf(spec);
        QVERIFY(!texts(preview::preview(asks(stocked, 4), stocked)).contains(QStringLiteral("do both")));
    }

    /// Of two quotas of one name, that of the region which is short.
    void asksForTheRegionsQuota()
    {
        Spec spec = single();
        spec.clusters.push_back({.name = "c-2", .zone = "cn-beijing-h", .most = 1, .region = "cn-beijing"});
        spec.stock.push_back({"cn-beijing-h", one, 50});
        spec.quotas = {{"gpu", 1, {"gn7i"}, "cn-beijing", "q"}, {"gpu", 2, {"gn7i"}, "cn-hangzhou", "q"}};
        const auto fleet = sharing::fleetOf(spec);
        const Preview answer = preview::preview(asks(fleet, 8), fleet);
        const Remedy* remedy = find(answer, Remedy::Kind::AskQuota);
        QVERIFY2(remedy != nullptr, qPrintable(texts(answer)));
        const auto& quota = std::get<snapshot::SetQuota>(remedy->changes.front());
        QCOMPARE(quota.region, std::string("cn-hangzhou"));
        QVERIFY(broken(asks(fleet, 8), fleet).isEmpty());
    }

    void lowersGroupsThatCannotBeMet()
    {
        Spec spec = single();
        spec.clusters.push_back({.name = "c-2"});
        const auto fleet = sharing::fleetOf(spec);
        Question question = asks(fleet, 4);
        model::SpreadConstraint constraint;
        constraint.fieldText = "cluster";
        constraint.minGroups = constraint.maxGroups = 3;
        question.policy->placement.spreadConstraints = {constraint};
        question.policies.clear();
        const Preview answer = preview::preview(question, fleet);
        QCOMPARE(answer.placed, std::int64_t{0});
        QVERIFY2(texts(answer).contains(
                     QStringLiteral("lower minGroups of the policy's spread constraint by cluster from 3 to 2 +4")),
                 qPrintable(texts(answer)));
    }

    /// Weights of 1 and 3 place three of six, and all of no more than two: who asks for those has one less.
    void asksForNoFewerThanRun_data()
    {
        QTest::addColumn<qint64>("poolOfB");
        QTest::addColumn<QString>("expected");
        QTest::newRow("three of six run") << qint64(1) << QString();
        QTest::newRow("five of six run, and of five all") << qint64(4) << QStringLiteral("ask for 5 replicas");
    }
    void asksForNoFewerThanRun()
    {
        QFETCH(qint64, poolOfB);
        Spec spec = single();
        spec.clusters = {{.name = "a", .most = poolOfB == 1 ? 2 : 1}, {.name = "b", .most = poolOfB}};
        const auto fleet = sharing::fleetOf(spec);
        const std::string yaml = given::oneCardEach(
            6, "      replicaSchedulingType: Divided\n      replicaDivisionPreference: Weighted\n"
               "      weightPreference: {staticWeightList: [{targetCluster: {clusterNames: [a]}, weight: 1}, "
               "{targetCluster: {clusterNames: [b]}, weight: 3}]}\n");
        const Preview answer =
            preview::preview(core::preview::readManifests(given::documents(yaml), *fleet).questions.front(), fleet);
        const Remedy* remedy = find(answer, Remedy::Kind::FewerReplicas);
        QTEST(remedy == nullptr ? QString() : QString::fromStdString(remedy->text), "expected");
    }

    /// What nobody promised is in no price: where stock's lower end is too little for all, nothing is sure, and a larger pool
    /// alone makes nothing sure either.
    void pricesWhatIsSure()
    {
        Spec spec = single();
        spec.clusters.front().most = 1;
        auto fleet = std::make_shared<snapshot::Fleet>(*sharing::fleetOf(spec));
        model::Price price;
        price.region = "cn-hangzhou";
        price.instanceType = one;
        price.perHour = {1'000'000, "CNY"};
        fleet->prices = {price};
        for (const auto& [stock, changes] : {std::pair{Range::exactly(50), 1U}, std::pair{Range{2, 50}, 2U}}) {
            const auto stocked = *snapshot::whatIf(snapshot::freeze(snapshot::Fleet(*fleet)),
                                                   {snapshot::SetStock{"cn-hangzhou-h", one, stock}});
            const Preview answer = preview::preview(asks(stocked, 4), stocked);
            const Remedy* remedy = find(answer, Remedy::Kind::RaisePoolMax);
            QVERIFY2(remedy != nullptr, qPrintable(texts(answer)));
            QVERIFY(remedy->costs.has_value());
            QCOMPARE(remedy->changes.size(), std::size_t{changes});
            QCOMPARE(remedy->costs->lower.micros, std::int64_t{4000000});
        }
    }

    /// Two clusters were given what one cell holds: with a third more run, if not all.
    void aDivisionThatPlacesMoreIsOffered()
    {
        Spec spec = single();
        spec.clusters = {{.name = "a"}, {.name = "b"}, {.name = "c", .zone = "cn-hangzhou-i"}};
        spec.stock = {{"cn-hangzhou-h", one, 4}, {"cn-hangzhou-i", one, 3}};
        const auto fleet = sharing::fleetOf(spec);
        const Preview answer = preview::preview(asks(fleet, 8, "Aggregated"), fleet);
        QCOMPARE(answer.placed, std::int64_t{4});
        const Remedy* remedy = find(answer, Remedy::Kind::OtherDivision);
        QVERIFY2(remedy != nullptr, qPrintable(texts(answer)));
        QCOMPARE(remedy->placesMore, std::optional<std::int64_t>(3));
    }

    /// What is named to be left out is let in where it is named.
    void whatThePolicyLeavesOutIsLetIn_data()
    {
        QTest::addColumn<QString>("affinity");
        QTest::addColumn<QString>("expected");
        QTest::newRow("by exclude") << QStringLiteral(R"({"exclude":["c-2"]})")
                                    << QStringLiteral("take c-2 out of `exclude` in the policy");
        QTest::newRow("by names") << QStringLiteral(R"({"clusterNames":["c-1"]})")
                                  << QStringLiteral("add c-2 to the clusters of the policy");
        QTest::newRow("by both") << QStringLiteral(R"({"clusterNames":["c-1"],"exclude":["c-2"]})")
                                 << QStringLiteral("take c-2 out of `exclude` in the policy, and add it to its "
                                                   "clusters");
    }
    void whatThePolicyLeavesOutIsLetIn()
    {
        QFETCH(QString, affinity);
        Spec spec = single();
        spec.clusters.push_back({.name = "c-2", .zone = "cn-hangzhou-i", .types = {one}});
        spec.stock = {{"cn-hangzhou-h", one, 2}, {"cn-hangzhou-i", one, 5}};
        const auto fleet = sharing::fleetOf(spec);
        auto documents = given::documents(sharing::manifests(4, "Weighted"));
        documents[1]["spec"]["placement"]["clusterAffinity"] = Json::parse(affinity.toStdString());
        const Preview answer =
            preview::preview(core::preview::readManifests(documents, *fleet).questions.front(), fleet);
        const Remedy* remedy = find(answer, Remedy::Kind::AddCluster);
        QVERIFY2(remedy != nullptr, qPrintable(texts(answer)));
        QTEST(QString::fromStdString(remedy->text), "expected");
    }

    void aLaterChangeTakesThePlace()
    {
        std::vector<snapshot::Change> changes{snapshot::SetQuota{"q", 3, "cn-hangzhou"},
                                              snapshot::SetPoolMax{"c", "p", 2}};
        snapshot::put(changes, snapshot::SetQuota{"q", 9, "cn-hangzhou"});
        snapshot::put(changes, snapshot::SetQuota{"q", 5, "cn-beijing"});
        QCOMPARE(changes.size(), std::size_t{3});
        QCOMPARE(std::get<snapshot::SetQuota>(changes[1]).limit, std::int64_t{9});
    }
};

BERTH_TEST(TestRemedies)

} // namespace tst_remedies

#include "tst_remedies.moc"
