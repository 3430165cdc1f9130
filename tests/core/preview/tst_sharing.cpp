#include <QTest>

#include <random>

#include "tests/core/estimate/objects.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_sharing {

using namespace core;

namespace {

using sharing::Spec;

constexpr const char* small = "ecs.gn7i-c8g1.2xlarge";

Spec random(unsigned seed)
{
    std::mt19937 dice(seed);
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    Spec spec;
    spec.types = {{small, 8, 1},
                  {"ecs.gn7i-c32g1.8xlarge", 32, 1},
                  {"ecs.gn7i-c16g2.4xlarge", 16, 2},
                  {"ecs.gn7e-c64g4.16xlarge", 64, 4}};
    const int clusters = 2 + roll(2);
    for (int c = 0; c < clusters; ++c) {
        sharing::Cluster one;
        one.name = "c-" + std::to_string(c + 1);
        one.zone = roll(2) == 0 ? "cn-hangzhou-h" : "cn-hangzhou-i";
        one.most = 1 + roll(5);
        one.types.clear();
        for (const sharing::Type& type : spec.types)
            if (roll(3) == 0) one.types.push_back(type.name);
        if (one.types.empty()) one.types.push_back(spec.types[static_cast<std::size_t>(roll(4))].name);
        if (roll(6) == 0) one.addresses = roll(4);
        spec.clusters.push_back(std::move(one));
    }
    for (const char* zone : {"cn-hangzhou-h", "cn-hangzhou-i"})
        for (const sharing::Type& type : spec.types) spec.stock.push_back({zone, type.name, roll(4)});
    if (roll(4) != 0) spec.quotas.push_back({"gpu", roll(9), {"gn7i"}, "cn-hangzhou", "q-gpu"});
    if (roll(2) == 0) spec.quotas.push_back({"vcpu", 8 * roll(14), {"gn7i", "gn7e"}, "cn-hangzhou", "q-vcpu"});
    return spec;
}

std::int64_t mostOf(const Spec& spec, const preview::Preview& answer, std::int64_t podsOfGroup = 1)
{
    std::vector<std::int64_t> given;
    for (const sharing::Cluster& cluster : spec.clusters)
        given.push_back(asked::cluster(answer, cluster.name).replicas);
    return sharing::byTrying(spec, given, podsOfGroup);
}

QString explained(const preview::Preview& answer)
{
    QString all = asked::tree(answer);
    for (const auto& cluster : answer.clusters) all += QString::fromStdString(preview::toTree(cluster.why));
    return all;
}

} // namespace

/// What clusters share is there once, and the most is made of it.
class TestSharing : public QObject {
    Q_OBJECT

private slots:
    void placesAsManyAsTrying_data()
    {
        QTest::addColumn<QString>("division");
        for (const char* division : {"Duplicated", "Weighted", "Aggregated"})
            QTest::newRow(division) << QString::fromUtf8(division);
    }
    void placesAsManyAsTrying()
    {
        QFETCH(QString, division);
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(150)); ++seed) {
            const Spec spec = random(seed);
            const auto fleet = sharing::fleetOf(spec);
            auto question = sharing::question(fleet, 2 + seed % 5, division.toStdString());
            question.workload.uid = "u"; // equals have an order: one division is what is tried
            const auto answer = preview::preview(question, fleet);
            const std::int64_t placed = answer.placed + answer.unsure; // whatever types are taken, and at best
            QVERIFY2(placed == mostOf(spec, answer),
                     qPrintable(QStringLiteral("fleet %1: %2 of %3").arg(seed).arg(placed).arg(mostOf(spec, answer))));
        }
    }

    /// Groups lie across types, and a part of one is nothing. Where not all become whole, so many do in the best order.
    void placesAsManyGroupsAsTrying_data() { placesAsManyAsTrying_data(); }
    void placesAsManyGroupsAsTrying()
    {
        QFETCH(QString, division);
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(150)); ++seed) {
            const Spec spec = random(seed);
            const std::int64_t pods = 2 + seed % 3;
            const auto answer = sharing::preview(sharing::fleetOf(spec), 1 + seed % 3, division.toStdString(), pods);
            const std::int64_t placed = answer.placed + answer.unsure;
            const std::int64_t most = mostOf(spec, answer, pods);
            QVERIFY2(placed == most, qPrintable(QStringLiteral("fleet %1: %2 of %3").arg(seed).arg(placed).arg(most)));
        }
    }

    /// What clusters are called decides nothing.
    void namesDecideNothing()
    {
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(150)); ++seed) {
            Spec spec = random(seed);
            const auto before = sharing::preview(sharing::fleetOf(spec), 2 + seed % 5, "Duplicated");
            for (sharing::Cluster& cluster : spec.clusters)
                cluster.name = "x-" + std::string(1, '9' - cluster.name.back() + '0');
            std::reverse(spec.clusters.begin(), spec.clusters.end());
            const auto after = sharing::preview(sharing::fleetOf(spec), 2 + seed % 5, "Duplicated");
            QVERIFY2(before.placed == after.placed, qPrintable(QStringLiteral("fleet %1").arg(seed)));
        }
    }

    /// Two clusters, one of which buys nodes of two cards for one replica each.
    void sharesAQuotaOfUnequalNodes()
    {
        Spec spec;
        spec.types = {{small, 8, 1}, {"ecs.gn7i-c16g2.4xlarge", 4, 2}};
        for (const bool first : {true, false}) {
            spec.clusters = {{.name = first ? "c-1" : "c-2", .types = {small}},
                             {.name = first ? "c-2" : "c-1", .types = {"ecs.gn7i-c16g2.4xlarge"}}};
            spec.stock = {{"cn-hangzhou-h", small}, {"cn-hangzhou-h", "ecs.gn7i-c16g2.4xlarge"}};
            spec.quotas = {{"vcpu", 20, {"gn7i"}, "cn-hangzhou", "q-vcpu"}};
            const auto answer = sharing::preview(sharing::fleetOf(spec), 4, "Duplicated");
            QCOMPARE(answer.placed, mostOf(spec, answer));
        }
    }

    /// Quotas of one name in two regions are two.
    void quotasOfTwoRegionsAreTwo()
    {
        Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2", .zone = "cn-shanghai-b", .region = "cn-shanghai"}};
        spec.stock = {{"cn-hangzhou-h", small}, {"cn-shanghai-b", small}};
        spec.quotas = {{.left = 2, .region = "cn-hangzhou"}, {.left = 2, .region = "cn-shanghai"}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 2, "Duplicated");
        QCOMPARE(answer.placed, 4);
    }

    /// A shared quota is named as the quota, with what is asked of it and what it has.
    void namesTheQuota()
    {
        Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2"}};
        spec.stock = {{"cn-hangzhou-h", small, 50}};
        spec.quotas = {{.left = 3, .name = "q_ecs_gn7i_postpay_g"}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 4, "Weighted");
        QCOMPARE(answer.placed, 3);
        const QString why = explained(answer);
        QVERIFY2(
            why.contains(QStringLiteral("c-1 and c-2 share quota q_ecs_gn7i_postpay_g of gn7i in cn-hangzhou: 3 GPUs "
                                        "left for 4 asked.")),
            qPrintable(why));
        QVERIFY2(why.contains(QStringLiteral("c-2 is short of 1 replica: quota q_ecs_gn7i_postpay_g of gn7i in "
                                             "cn-hangzhou, which c-1 uses, too.")),
                 qPrintable(why));
        QVERIFY2(!why.contains(QStringLiteral("share the stock")), qPrintable(why));
        QVERIFY2(!why.contains(QStringLiteral("short of 1 replica: stock")), qPrintable(why));
    }

    /// A quota of the account counts in every zone, and raising another one that is not in the way gives nothing.
    void whatIsAdvisedHelpsAgainstTheSharedQuota()
    {
        Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2", .zone = "cn-hangzhou-i"}};
        const std::string cards = "requests.nvidia.com/gpu";
        spec.clusters.front().namespaceQuotas = {{"default",
                                                  "rq",
                                                  {{cards, objects::quantity("3")}},
                                                  {{cards, objects::quantity("0")}},
                                                  core::Json::object()}};
        spec.stock = {{"cn-hangzhou-h", small, 9}, {"cn-hangzhou-i", small, 9}};
        spec.quotas = {{.left = 6}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 8, "Weighted");
        QCOMPARE(answer.placed, 6);
        const auto over = std::find_if(answer.warnings.begin(), answer.warnings.end(),
                                       [](const auto& one) { return one.id == "over-capacity"; });
        QVERIFY(over != answer.warnings.end());
        QVERIFY2(over->text.ends_with("It asks each cluster alone and does not see what they share."),
                 over->text.c_str());
        const QString remedy = QString::fromStdString(over->remedy);
        QVERIFY2(remedy.contains(QStringLiteral("for more of quota q of gn7i in cn-hangzhou")), qPrintable(remedy));
        QVERIFY2(!remedy.contains(QStringLiteral("of its own")), qPrintable(remedy));
        for (const auto& one : answer.remedies)
            QVERIFY2(one.text.find("of quota rq") == std::string::npos, one.text.c_str());
    }

    /// And a shared cell only where the cell is short.
    void namesTheCellThatIsShort()
    {
        Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2"}};
        spec.stock = {{"cn-hangzhou-h", small, 3}};
        spec.quotas = {{.left = 30}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 4, "Weighted");
        const QString why = explained(answer);
        QVERIFY2(why.contains(QStringLiteral("c-1 and c-2 share the stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h: 3 "
                                             "instances for 4 asked.")),
                 qPrintable(why));
        QVERIFY2(!why.contains(QStringLiteral("share quota")), qPrintable(why));
    }

    void saysThatNothingOfTheCellIsLeft()
    {
        Spec spec;
        spec.clusters = {{.name = "a"}, {.name = "b"}};
        spec.stock = {{"cn-hangzhou-h", small, 0}};
        const QString why = explained(sharing::preview(sharing::fleetOf(spec), 2, "Duplicated"));
        QVERIFY2(why.contains(QStringLiteral("in cn-hangzhou-h: 0 instances for 4 asked.")), qPrintable(why));
    }

    void saysWhatEachGetsByWhoAsksFirst_data()
    {
        QTest::addColumn<bool>("hasOtherZone");
        QTest::addColumn<qint64>("stock");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("byOrder");
        QTest::addColumn<QString>("isShort");
        QTest::newRow("one is too few") << false << qint64(3) << 4 << QStringLiteral("a 1–2 and b 1–2")
                                        << QStringLiteral("a by 0 to 1, b by 0 to 1");
        // It may take all of the shared zone's, and leave what only it can buy.
        QTest::newRow("one has a zone of its own") << true << qint64(2) << 5 << QStringLiteral("a 1–3 and b 0–2")
                                                   << QStringLiteral("a by 0 to 2, b by 0 to 2");
        QTest::newRow("there is enough") << false << qint64(4) << 4 << QString() << QString();
    }
    void saysWhatEachGetsByWhoAsksFirst()
    {
        QFETCH(bool, hasOtherZone);
        QFETCH(qint64, stock);
        QFETCH(int, replicas);
        QFETCH(QString, byOrder);
        QFETCH(QString, isShort);
        Spec spec;
        spec.clusters = {{.name = "a"}, {.name = "b"}};
        spec.stock = {{"cn-hangzhou-h", small, stock}};
        if (hasOtherZone) {
            spec.clusters.front().otherZones = {"cn-hangzhou-i"};
            spec.stock.push_back({"cn-hangzhou-i", small, 1});
        }
        const auto answer = sharing::preview(sharing::fleetOf(spec), replicas, "Weighted");
        const QString why = explained(answer);
        const QString sentence = QStringLiteral("Replicas that get a node, by who asks first: ");
        QVERIFY2(byOrder.isEmpty() ? !why.contains(sentence) : why.contains(sentence + byOrder + QLatin1Char('.')),
                 qPrintable(why));
        const auto over = std::find_if(answer.warnings.begin(), answer.warnings.end(),
                                       [](const auto& one) { return one.id == "over-capacity"; });
        QCOMPARE(over == answer.warnings.end(), isShort.isEmpty());
        if (over != answer.warnings.end())
            QVERIFY2(QString::fromStdString(over->text).contains(isShort), over->text.c_str());
    }

    /// One of two clusters has a second type besides the cell that both buy from.
    void namesTheSharedCellOfSeveral()
    {
        Spec spec;
        spec.types = {{small, 8, 1}, {"ecs.gn7i-c16g1.4xlarge", 16, 1}};
        spec.clusters = {{.name = "a", .types = {"ecs.gn7i-c16g1.4xlarge", small}}, {.name = "b"}};
        spec.stock = {{"cn-hangzhou-h", "ecs.gn7i-c16g1.4xlarge", 3}, {"cn-hangzhou-h", small, 2}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 7, "Weighted");
        QCOMPARE(answer.placed, 5);
        const QString why = explained(answer);
        QVERIFY2(why.contains(QStringLiteral("a and b share the stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h: 2 "
                                             "instances for 4 asked.")),
                 qPrintable(why));
        QVERIFY2(why.contains(QStringLiteral("a is short of 1 replica: stock of ecs.gn7i-c8g1.2xlarge in "
                                             "cn-hangzhou-h, which b buys from, too, and of ecs.gn7i-c16g1.4xlarge in "
                                             "cn-hangzhou-h.")),
                 qPrintable(why));
        const auto over = std::find_if(answer.warnings.begin(), answer.warnings.end(),
                                       [](const auto& one) { return one.id == "over-capacity"; });
        QVERIFY(over != answer.warnings.end());
        QVERIFY2(over->text.ends_with("It asks each cluster alone and does not see what they share."),
                 over->text.c_str());
    }
};

BERTH_TEST(TestSharing)

} // namespace tst_sharing

#include "tst_sharing.moc"
