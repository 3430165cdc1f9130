#include "core/schedule/selection.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <random>
#include <tuple>

#include "tests/core/schedule/given.h"
#include "tests/support/test.h"

namespace tst_selection {

using namespace core;
using given::ClusterOf;
using schedule::Members;

namespace {

using Groups = std::vector<schedule::RegionWeight>;
using Set = std::vector<std::uint32_t>;

/// The search as Karmada writes it: every set that the walk takes is kept, sorted, and gone through.
Set obviousRegions(const Groups& groups, std::int64_t fewest, std::int64_t most, std::int64_t target)
{
    Set order(groups.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {},
                      [&](std::uint32_t i) { return std::tuple(groups[i].value, -groups[i].weight, groups[i].name); });
    struct Path {
        Set set;
        std::int64_t weight{}, value{};
    };
    std::vector<Path> taken;
    Set path;
    const std::function<void(std::size_t, std::int64_t)> walk = [&](std::size_t begin, std::int64_t sum) {
        const auto length = static_cast<std::int64_t>(path.size());
        if (sum >= target && length >= fewest && length <= most) {
            Path one{path, 0, sum};
            for (const std::uint32_t i : path) one.weight += groups[i].weight;
            std::ranges::sort(one.set, {},
                              [&](std::uint32_t i) { return std::tuple(-groups[i].weight, groups[i].name); });
            taken.push_back(one);
            return;
        }
        if (length >= most) return;
        for (std::size_t i = begin; i < order.size(); ++i) {
            path.push_back(order[i]);
            walk(i + 1, sum + groups[order[i]].value);
            path.pop_back();
        }
    };
    walk(0, 0);
    if (taken.empty()) return {};
    std::ranges::stable_sort(taken, {}, [](const Path& one) { return std::tuple(-one.weight, -one.value); });
    Set best = taken.front().set;
    for (const Path& one : taken)
        if (one.set.size() < best.size() && std::equal(one.set.begin(), one.set.end(), best.begin())) best = one.set;
    return best;
}

/// "a:30 b:20" of what is selected, or the error.
QString text(const Members& members, const schedule::Cycle& cycle)
{
    if (cycle.error) return QString::fromStdString(cycle.error->message);
    std::string out;
    for (const auto& one : cycle.selected)
        out += (out.empty() ? "" : " ") + members.identity(one.member).name + ':' + std::to_string(one.available);
    return QString::fromStdString(out);
}

} // namespace

class TestSelection : public QObject {
    Q_OBJECT

private slots:
    void constraints_data()
    {
        QTest::addColumn<QString>("placement");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("selected");
        const auto row = [](const char* title, const QString& constraints, const char* scheduling, int replicas,
                            const char* selected) {
            QTest::newRow(title) << QString(R"({"spreadConstraints": [%1], "replicaScheduling": {%2}})")
                                        .arg(constraints, QString(scheduling))
                                 << replicas << QString(selected);
        };
        // a 10, b 20, c 5 in region r; d 40 in region s; e 30 in none
        const char* dynamic = R"("replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted",
            "weightPreference": {"dynamicWeight": "AvailableReplicas"})";
        const char* weighted = R"("replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted",
            "weightPreference": {"staticWeightList": [{"targetCluster": {}, "weight": 1}]})";
        const char* duplicated = R"("replicaSchedulingType": "Duplicated")";
        const auto by = [](const char* field, int fewest, int most) {
            return QString(R"({"spreadByField": "%1", "minGroups": %2, "maxGroups": %3})")
                .arg(field)
                .arg(fewest)
                .arg(most);
        };
        row("none", "", dynamic, 4, "d:40 e:30 b:20 a:10 c:5");
        row("at most two", by("cluster", 1, 2), dynamic, 4, "d:40 e:30");
        row("more than there are", by("cluster", 6, 8), dynamic, 4,
            "failed to select clusters: the number of feasible clusters is less than spreadConstraint.MinGroups");
        row("two do not hold them", by("cluster", 1, 2), dynamic, 71,
            "failed to select clusters: no enough resource when selecting 2 clusters");
        row("duplicated looks at no capacity", by("cluster", 1, 2), duplicated, 500, "d:40 e:30");
        row("no clusters at all", by("cluster", 0, 0), duplicated, 4,
            "failed to assign replicas: no clusters available to schedule");
        row("static weights pass over constraints", by("cluster", 1, 2), weighted, 4, "d:40 e:30 b:20 a:10 c:5");
        row("zones alone are not supported", by("zone", 1, 2), dynamic, 4,
            "0/5 clusters are available: 5 cluster(s) did not have zones property.");
        row("two regions, one each", by("region", 2, 2), dynamic, 4, "b:20 d:40"); // of equal scores: by name
        row("two regions, three clusters", by("region", 2, 2) + ',' + by("cluster", 2, 3), dynamic, 4,
            "b:20 d:40 a:10");
        row("three regions", by("region", 3, 3), dynamic, 4,
            "failed to select clusters: the number of feasible region is less than spreadConstraint.MinGroups");
        row("more clusters than two regions have", by("region", 2, 2) + ',' + by("cluster", 5, 6), dynamic, 4,
            "failed to select clusters: the number of clusters is less than the cluster spreadConstraint.MinGroups");
    }

    void constraints()
    {
        QFETCH(const QString, placement);
        QFETCH(const int, replicas);
        QFETCH(const QString, selected);
        const Members members({ClusterOf("a").region("r"), ClusterOf("b").region("r"), ClusterOf("c").region("r"),
                               ClusterOf("d").region("s"), ClusterOf("e")});
        auto cycle = schedule::cycle(members, given::deployment(replicas, placement.toUtf8().constData()), {},
                                     given::roomFor({10, 20, 5, 40, 30}));
        QCOMPARE(text(members, cycle), selected);
    }

    void aFullClusterIsSwappedForARoomyOne()
    {
        // Already there: they stand in front although they are full.
        const Members members({ClusterOf("a"), ClusterOf("b"), ClusterOf("c"), ClusterOf("d")});
        auto spec = given::deployment(12, R"({"spreadConstraints": [{"spreadByField": "cluster", "minGroups": 1,
            "maxGroups": 2}], "replicaScheduling": {"replicaSchedulingType": "Divided",
            "replicaDivisionPreference": "Aggregated"}})");
        spec.clusters = {{"a", 2, {}}, {"b", 1, {}}};
        const auto cycle = schedule::cycle(members, spec, {}, given::roomFor({0, 0, 10, 10}));
        QCOMPARE(text(members, cycle), QString("a:2 c:10"));
    }

    void unknownAndUnlimitedRoomBecomesWhatIsAsked()
    {
        const Members members({ClusterOf("a"), ClusterOf("b"), ClusterOf("c")});
        const auto cycle = schedule::cycle(members, given::deployment(7, "{}"), {},
                                           given::roomFor({schedule::NoLimit, schedule::NoAnswer, 3}));
        QCOMPARE(text(members, cycle), QString("a:7 b:7 c:3"));
    }

    void nobodyIsAskedAboutWhatHasNoReplicas()
    {
        const Members members({ClusterOf("a")});
        auto spec = given::deployment(0, "{}");
        spec.requirements.reset();
        schedule::Options options;
        options.available = [](const auto&, const auto&) -> std::vector<std::int64_t> { qFatal("asked"); };
        const auto cycle = schedule::cycle(members, spec, {}, options);
        QCOMPARE(cycle.selected.front().allocatable, INT32_MAX);
        QCOMPARE(given::text(cycle.clusters()), QString("a=0"));
    }

    void manyCandidatesAreInTheSameOrderAsFew()
    {
        std::mt19937 random(3);
        const auto small = [&](unsigned below) { return static_cast<std::int64_t>(random() % below); };
        for (int round = 0; round < 40; ++round) {
            std::vector<model::Cluster> clusters;
            std::vector<std::int64_t> room;
            auto spec = given::deployment(5, "{}");
            std::vector<std::int64_t> scores;
            std::vector<std::uint32_t> all;
            for (std::uint32_t i = 0; i < 10 + random() % 400; ++i) {
                clusters.push_back(ClusterOf("m" + std::to_string(i * 7919 % 1009)));
                room.push_back(small(round % 2 == 0 ? 5 : 2'000'000'000));
                scores.push_back(small(2) * 100);
                if (random() % 5 == 0) spec.clusters.push_back({clusters.back().name, 3, {}});
                all.push_back(i);
            }
            const Members members(clusters);
            const auto options = given::roomFor(room);
            const model::BindingStatus status;
            const auto ask = schedule::Ask::of(members.data(), spec, status, options);
            const auto sorted = schedule::candidates(ask, all, scores);
            QCOMPARE(sorted.size(), all.size());
            const auto place = [&](const schedule::Selected& one) {
                return std::tuple(one.overflowOrder, -one.score, -one.available, members.identity(one.member).name);
            };
            for (std::size_t i = 1; i < sorted.size(); ++i) QVERIFY(place(sorted[i - 1]) < place(sorted[i]));
        }
    }

    void regionsAreChosenAsTheWholeWalkWould()
    {
        std::mt19937 random(5);
        const auto small = [&](unsigned below) { return static_cast<std::int64_t>(random() % below); };
        for (int round = 0; round < 2000; ++round) {
            Groups groups;
            for (unsigned i = 0; i < 1 + random() % 8; ++i)
                groups.push_back({i + 1, 1 + small(4), 1000 * small(3) + 100 * small(2)});
            const std::int64_t fewest = small(4);
            const std::int64_t most = fewest + small(4);
            const std::int64_t target = small(9);
            QCOMPARE(schedule::chooseRegions(groups, fewest, most, target),
                     obviousRegions(groups, fewest, most, target));
        }
    }

    void manyRegionsAreNoTrouble()
    {
        Groups groups;
        for (std::uint32_t i = 0; i < 80; ++i) groups.push_back({i + 1, 1 + i % 7, 1000 * (i % 11) + i % 3});
        const auto chosen = schedule::chooseRegions(groups, 20, 40, 60); // walking every set would never end
        QVERIFY(chosen.size() >= 20 && chosen.size() <= 40);
    }
};

BERTH_TEST(TestSelection)

} // namespace tst_selection

#include "tst_selection.moc"
