#include <QTest>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "core/preview/variant.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_remedies_hold {

using namespace core;
using core::preview::CostRange;
using core::preview::Preview;
using core::preview::Remedy;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge"; // one card
constexpr const char* two = "ecs.gn7i-c16g2.4xlarge";

struct Case {
    snapshot::FleetPtr fleet;
    std::vector<std::string> clusters;
    std::int64_t replicas{};
    std::string division;
    std::vector<std::string> named{}; ///< clusters that the policy names; empty: all of them
};

/// Up to three clusters that share two zones, types of one card and of two, and a quota.
Case caseOf(int seed)
{
    std::mt19937 dice(static_cast<unsigned>(seed));
    const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
    Case out;
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 2}};
    const std::int64_t clusters = roll(4) == 0 ? 1 : 2 + roll(2);
    for (std::int64_t c = 0; c < clusters; ++c) {
        sharing::Cluster cluster{.name = "c-" + std::to_string(c)};
        cluster.zone = roll(2) == 0 ? "cn-hangzhou-h" : "cn-hangzhou-i";
        if (roll(3) == 0) cluster.types = {one, two};
        cluster.most = roll(2) == 0 ? 20 : roll(4);
        if (roll(4) == 0) cluster.addresses = roll(4);
        out.clusters.push_back(cluster.name);
        spec.clusters.push_back(std::move(cluster));
    }
    if (roll(2) == 0) spec.quotas = {{.unit = "gpu", .left = 2 + roll(6)}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    for (const auto& [name, price] : {std::pair{one, 10}, std::pair{two, 18}}) {
        model::Price of;
        of.region = "cn-hangzhou";
        of.instanceType = name;
        of.perHour = {price, "CNY"};
        fleet.prices.push_back(of);
    }
    std::vector<snapshot::Change> changes;
    for (const char* zone : {"cn-hangzhou-h", "cn-hangzhou-i"})
        for (const char* type : {one, two}) {
            const std::int64_t lower = roll(4);
            changes.push_back(snapshot::SetStock{zone, type, {lower, lower + (roll(3) == 0 ? 1 + roll(2) : 0)}});
        }
    out.fleet = *snapshot::whatIf(snapshot::freeze(std::move(fleet)), changes);
    out.replicas = 1 + roll(5);
    const char* divisions[] = {"Static", "Static", "Weighted", "Aggregated", "Duplicated"};
    out.division = divisions[roll(5)];
    if (out.clusters.size() > 1 && roll(3) == 0) out.named.assign(out.clusters.begin(), out.clusters.end() - 1);
    return out;
}

/// The same where stock is promised only to be at least so much, and clusters may have a second pool.
Case openCaseOf(int seed)
{
    Case out = caseOf(seed);
    std::mt19937 dice(static_cast<unsigned>(seed));
    snapshot::Fleet fleet = *out.fleet;
    for (model::StockCell& cell : fleet.stock) {
        cell.basis = model::StockBasis::AtLeast;
        cell.instances.upper.reset();
    }
    for (snapshot::ClusterPtr& cluster : fleet.clusters) {
        if (dice() % 2 == 0) continue;
        snapshot::ClusterData data = *cluster;
        model::NodePool second = data.pools.front();
        second.id = second.name = "second";
        second.instanceTypes = {two};
        second.maxSize = static_cast<std::int64_t>(dice() % 4);
        data.pools.push_back(std::move(second));
        cluster = snapshot::freezeCluster(std::move(data));
    }
    out.fleet = snapshot::freeze(std::move(fleet));
    return out;
}

/// By static weights, which look at no capacity, each cluster gets as much as any other.
std::string textOf(const Case& about)
{
    if (about.division != "Static") return sharing::manifests(about.replicas, about.division);
    std::string weights;
    for (const std::string& name : about.clusters)
        weights += (weights.empty() ? "" : ", ") + ("{targetCluster: {clusterNames: [" + name + "]}, weight: 1}");
    return given::oneCardEach(about.replicas, "      replicaSchedulingType: Divided\n"
                                              "      replicaDivisionPreference: Weighted\n"
                                              "      weightPreference: {staticWeightList: [" +
                                                  weights + "]}\n");
}

preview::Question questionOf(const Case& about, const snapshot::FleetPtr& fleet)
{
    std::vector<Json> documents = given::documents(textOf(about));
    if (!about.named.empty()) documents[1]["spec"]["placement"]["clusterAffinity"]["clusterNames"] = about.named;
    return preview::readManifests(documents, *fleet).questions.front();
}

/// What a person does who reads a remedy that changes the policy or a pool; false: it is none of those.
bool edit(const Remedy& remedy, Case& about)
{
    const std::string& text = remedy.text;
    const auto word = [&](const std::string& before, const std::string& after) {
        const std::size_t from = text.find(before) + before.size();
        return text.substr(from, text.find(after, from) - from);
    };
    if (remedy.kind == Remedy::Kind::AddCluster) {
        about.named.push_back(word("add ", " to"));
    } else if (text.starts_with("divide ")) {
        about.division = "Weighted";
    } else if (text.starts_with("name only ")) {
        about.named.clear();
        for (const std::string& name : about.clusters)
            if (word("name only ", " in the policy").find(name) != std::string::npos) about.named.push_back(name);
    } else if (remedy.kind == Remedy::Kind::OtherType) {
        snapshot::Fleet fleet = *about.fleet;
        for (snapshot::ClusterPtr& cluster : fleet.clusters) {
            if (cluster->cluster.name != word(" in ", " buy")) continue;
            snapshot::ClusterData data = *cluster;
            data.pools.front().instanceTypes.push_back(word("buy ", ", too"));
            cluster = snapshot::freezeCluster(std::move(data));
        }
        about.fleet = snapshot::freeze(std::move(fleet));
    } else {
        return false;
    }
    return true;
}

Preview ask(const Case& about, const preview::Variant& variant, const std::vector<snapshot::Change>& changes)
{
    snapshot::FleetPtr fleet = changes.empty() ? about.fleet : *snapshot::whatIf(about.fleet, changes);
    preview::Question question = questionOf(about, fleet);
    preview::apply(variant, question, fleet);
    return preview::preview(question, fleet);
}

/// Least and most of what new nodes cost; of none nothing.
std::pair<std::int64_t, std::int64_t> costOf(const Preview& answer)
{
    const preview::NewNodes bought = preview::newNodesOf(answer);
    if (!bought.cost) return {0, 0};
    return {bought.cost->lower.micros, bought.cost->upper.value_or(bought.cost->lower).micros};
}

QString told(const Preview& answer)
{
    const auto [least, most] = costOf(answer);
    return QStringLiteral("%1+%2 of %3 at %4..%5")
        .arg(answer.placed)
        .arg(answer.unsure)
        .arg(answer.replicas)
        .arg(least)
        .arg(most);
}

/// A division of `asked` that is cheaper, at its dearest and as shown, and places as much; empty: there is none.
QString cheaperThan(const Case& about, const Preview& offered)
{
    std::vector<model::TargetCluster> division;
    QString out;
    const std::function<void(std::size_t, std::int64_t)> from = [&](std::size_t next, std::int64_t open) {
        if (!out.isEmpty()) return;
        if (next == about.clusters.size()) {
            if (open > 0) return;
            preview::Variant variant;
            variant.division = division;
            const Preview other = ask(about, variant, {});
            if (other.placed < offered.placed || !other.newCost || !offered.newCost) return;
            if (other.newCost->micros < offered.newCost->micros && costOf(other).second < costOf(offered).second)
                for (const auto& target : division)
                    out += QString::fromStdString(target.name) + QStringLiteral("=%1 ").arg(target.replicas);
            return;
        }
        for (std::int64_t n = 0; n <= open; ++n) {
            if (n > 0) division.push_back({about.clusters[next], static_cast<std::int32_t>(n), {}});
            from(next + 1, open - n);
            if (n > 0) division.pop_back();
        }
    };
    from(0, about.replicas);
    return out;
}

} // namespace

/// Whoever does what a remedy says sees what it promised.
class TestRemediesHold : public QObject {
    Q_OBJECT

private slots:
    void asPromised_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < test::rounds(300); ++seed) QTest::addRow("fleet %d", seed) << seed;
    }
    void asPromised()
    {
        QFETCH(int, seed);
        const Case about = caseOf(seed);
        const Preview before = ask(about, {}, {});
        ++m_fleets;
        for (const Remedy& remedy : before.remedies) {
            preview::Variant variant;
            variant.division = remedy.division;
            variant.replicas = remedy.replicas;
            variant.allowEcsProvision = remedy.kind == Remedy::Kind::AllowEcsProvision;
            Case then = about;
            const bool edited = edit(remedy, then);
            if (variant.empty() && remedy.changes.empty() && !edited) {
                QVERIFY2(!remedy.placesMore, remedy.text.c_str());
                continue;
            }
            const Preview after = ask(then, variant, remedy.changes);
            ++m_tried;
            if (edited) ++m_edited;
            ++m_by[about.division];
            const QByteArray line = (QString::fromStdString(remedy.text) + QStringLiteral(": ") + told(before) +
                                     QStringLiteral(" -> ") + told(after))
                                        .toUtf8();
            QVERIFY2(remedy.placesMore == std::max<std::int64_t>(0, after.placed - before.placed), line.constData());
            if (after.replicas < before.replicas)
                QVERIFY2(after.placed == after.replicas, line.constData()); // asked for less, so that all of it runs
            else
                QVERIFY2(after.placed > before.placed || after.placed + after.unsure > before.placed + before.unsure,
                         line.constData());
            QVERIFY2(remedy.costs && remedy.costs->upper, line.constData());
            const std::int64_t atLeast = costOf(after).first - costOf(before).first;
            const std::int64_t atMost = costOf(after).second - costOf(before).second;
            QVERIFY2(remedy.costs->lower.micros == std::min(atLeast, atMost), line.constData());
            QVERIFY2(remedy.costs->upper->micros == std::max(atLeast, atMost), line.constData());
            // Of those that place all, the cheapest; where none does, one that places more.
            if (remedy.kind != Remedy::Kind::OtherDivision || after.placed < after.replicas) continue;
            ++m_divisions;
            const QString cheaper = cheaperThan(about, after);
            QVERIFY2(cheaper.isEmpty(), (cheaper.toUtf8() + line).constData());
        }
    }
    void asPromisedOfOpenStock_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < test::rounds(60); ++seed) QTest::addRow("fleet %d", seed) << seed;
    }
    void asPromisedOfOpenStock()
    {
        QFETCH(int, seed);
        const Case about = openCaseOf(seed);
        const Preview before = ask(about, {}, {});
        for (const Remedy& remedy : before.remedies) {
            if (remedy.changes.empty()) continue;
            const Preview after = ask(about, {}, remedy.changes);
            const QByteArray line = (QString::fromStdString(remedy.text) + QStringLiteral(": ") + told(before) +
                                     QStringLiteral(" -> ") + told(after))
                                        .toUtf8();
            QVERIFY2(remedy.placesMore == std::max<std::int64_t>(0, after.placed - before.placed), line.constData());
            QVERIFY2(after.placed > before.placed || after.placed + after.unsure > before.placed + before.unsure,
                     line.constData());
        }
    }
    /// Only where all of them ran.
    void cleanupTestCase()
    {
        if (m_fleets < 300) return;
        QVERIFY2(m_tried > 150, QByteArray::number(m_tried).constData());
        QVERIFY2(m_divisions > 10, QByteArray::number(m_divisions).constData());
        QVERIFY2(m_edited > 30, QByteArray::number(m_edited).constData());
        for (const char* division : {"Static", "Duplicated"})
            QVERIFY2(m_by[division] > 30, (division + QByteArray::number(m_by[division])).constData());
    }

private:
    int m_fleets = 0;
    int m_tried = 0;
    int m_divisions = 0;             ///< of `m_tried`
    int m_edited = 0;                ///< likewise, those that are edits of texts
    std::map<std::string, int> m_by; ///< likewise, by the policy's division
};

BERTH_TEST(TestRemediesHold)

} // namespace tst_remedies_hold

#include "tst_remedies_hold.moc"
