#include <QtTest>

#include <algorithm>
#include <map>
#include <random>

#include "core/schedule/selection.h"
#include "tests/core/schedule/given.h"
#include "tests/support/test.h"

namespace tst_divide_oracle {

using namespace core;
using given::ClusterOf;
using schedule::Candidate;
using schedule::Members;

namespace {

using Placed = std::map<std::string, std::int64_t>;

/// The division as the rules say it, seat by seat, on names.
class Obvious {
public:
    Obvious(const std::vector<Candidate>& candidates, const model::BindingSpec& spec)
        : m_candidates(candidates)
        , m_spec(spec)
    {
        for (const auto& target : spec.clusters)
            for (const Candidate& one : candidates)
                if (one.cluster.name == target.name) m_previous[target.name] = target.replicas;
    }

    /// "not enough" where there is too little.
    QString operator()()
    {
        const auto strategy = schedule::strategyOf(m_spec);
        Placed result;
        if (strategy == schedule::Strategy::Static) {
            deal(staticWeights(), m_spec.replicas, result);
            return text(result);
        }
        std::int64_t assigned = 0;
        for (const auto& [name, replicas] : m_previous) assigned += replicas;
        if (assigned == m_spec.replicas) return text(m_previous);
        const bool adding = assigned < m_spec.replicas;
        const std::int64_t target = adding ? m_spec.replicas - assigned : m_spec.replicas;
        std::vector<std::pair<std::string, std::int64_t>> weights;
        if (adding)
            for (const Candidate& one : m_candidates) weights.emplace_back(one.cluster.name, one.allocatable);
        else
            for (const auto& one : m_spec.clusters)
                if (m_previous.count(one.name) != 0) weights.emplace_back(one.name, one.replicas);
        std::int64_t sum = 0;
        for (const auto& [name, weight] : weights) sum += weight;
        if (sum < target) return QStringLiteral("not enough");
        if (strategy == schedule::Strategy::Aggregated) cut(weights, adding, target);
        if (adding) result = m_previous;
        deal(weights, target, result);
        return text(result);
    }

private:
    const std::vector<Candidate>& m_candidates;
    const model::BindingSpec& m_spec;
    Placed m_previous;

    std::vector<std::pair<std::string, std::int64_t>> staticWeights() const
    {
        std::vector<std::pair<std::string, std::int64_t>> out;
        for (const Candidate& one : m_candidates) {
            std::int64_t weight = 0;
            for (const auto& rule : m_spec.placement->replicaScheduling->weightPreference->staticWeights)
                if (model::matches(rule.target, one.cluster)) weight = std::max(weight, rule.weight);
            if (weight > 0) out.emplace_back(one.cluster.name, weight);
        }
        if (out.empty())
            for (const Candidate& one : m_candidates) out.emplace_back(one.cluster.name, 1);
        return out;
    }

    void cut(std::vector<std::pair<std::string, std::int64_t>>& weights, bool adding, std::int64_t target)
    {
        std::ranges::stable_sort(weights, std::ranges::greater{}, [](const auto& one) { return one.second; });
        if (adding)
            std::stable_partition(weights.begin(), weights.end(),
                                  [&](const auto& one) { return m_previous[one.first] > 0; });
        std::int64_t sum = 0;
        std::size_t taken = 0;
        while (sum < target) sum += weights[taken++].second;
        weights.resize(taken);
    }

    void deal(const std::vector<std::pair<std::string, std::int64_t>>& weights, std::int64_t seats,
              Placed& result) const
    {
        const bool ascending = schedule::tieOrder(m_spec.uid) == schedule::TieOrder::Ascending;
        std::map<std::string, std::int64_t> given;
        for (; seats > 0; --seats) {
            const std::pair<std::string, std::int64_t>* best = nullptr;
            for (const auto& one : weights) {
                if (one.second <= 0) continue;
                if (!best || goesBefore(one, *best, given, ascending)) best = &one;
            }
            if (!best) break;
            ++given[best->first];
        }
        for (const auto& [name, replicas] : given) result[name] += replicas;
    }

    static bool goesBefore(const std::pair<std::string, std::int64_t>& a, const std::pair<std::string, std::int64_t>& b,
                           std::map<std::string, std::int64_t>& given, bool ascending)
    {
        const double qa = static_cast<double>(a.second) / static_cast<double>(2 * given[a.first] + 1);
        const double qb = static_cast<double>(b.second) / static_cast<double>(2 * given[b.first] + 1);
        if (qa != qb) return qa > qb;
        if (given[a.first] != given[b.first]) return given[a.first] < given[b.first];
        return ascending ? a.first < b.first : a.first > b.first;
    }

    static QString text(const Placed& placed)
    {
        std::vector<model::TargetCluster> out;
        for (const auto& [name, replicas] : placed)
            if (replicas > 0) out.push_back({name, static_cast<std::int32_t>(replicas), {}});
        return given::text(out);
    }
};

QString text(const schedule::Divided& divided)
{
    return divided.refused ? QStringLiteral("not enough") : given::text(divided.clusters);
}

const char* const strategies[] = {
    R"({"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Aggregated"}})",
    R"({"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted",
        "weightPreference": {"dynamicWeight": "AvailableReplicas"}}})",
    R"({"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted",
        "weightPreference": {"staticWeightList": [
            {"targetCluster": {"labelSelector": {"matchLabels": {"env": "x"}}}, "weight": 3},
            {"targetCluster": {"clusterNames": ["m1", "m4"]}, "weight": 5}]}}})"};

} // namespace

class TestDivideOracle : public QObject {
    Q_OBJECT

private slots:
    /// Columns, closed form and all: the same as the rules seat by seat, for candidates and for members of a fleet.
    void agreesWithSeatBySeat()
    {
        std::mt19937 random(29);
        for (int round = 0; round < 1500; ++round) {
            const auto n = static_cast<unsigned>(1 + random() % 24);
            std::vector<model::Cluster> clusters;
            std::vector<std::int64_t> room;
            std::vector<std::uint32_t> all;
            auto spec = given::deployment(static_cast<std::int32_t>(1 + random() % 60), strategies[round % 3]);
            spec.uid = "uid-" + std::to_string(round);
            for (unsigned i = 0; i < n; ++i) {
                ClusterOf one("m" + std::to_string(i));
                if (random() % 2 == 0) one.label("env", "x");
                clusters.push_back(one);
                room.push_back(static_cast<std::int64_t>(random() % 12));
                all.push_back(i);
                if (random() % 3 == 0)
                    spec.clusters.push_back({clusters.back().name, static_cast<std::int32_t>(random() % 6), {}});
            }
            std::ranges::shuffle(spec.clusters, random);
            const Members members(clusters);
            const auto options = given::roomFor(room);
            const model::BindingStatus status;
            const auto ask = schedule::Ask::of(members.data(), spec, status, options);
            const std::vector<std::int64_t> scores(n, 0);
            const auto selected = schedule::candidates(ask, all, scores);
            std::vector<Candidate> candidates;
            for (const auto& one : selected)
                candidates.push_back({members.identity(one.member), one.overflowOrder, one.allocatable, one.available});
            const QString want = Obvious(candidates, spec)();
            QCOMPARE(text(schedule::divide(candidates, spec, status)), want);
            QCOMPARE(text(schedule::divide(ask, selected)), want);
        }
    }
};

BERTH_TEST(TestDivideOracle)

} // namespace tst_divide_oracle

#include "tst_divide_oracle.moc"
