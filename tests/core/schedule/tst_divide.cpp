#include "core/schedule/divide.h"
#include "tests/support/test.h"

#include <QtTest>

#include <random>

namespace tst_divide {

using namespace core::schedule;
using core::model::BindingSpec;
using core::model::BindingStatus;

namespace {

Candidate candidate(const std::string& name, std::int32_t allocatable, std::int32_t already = 0)
{
    Candidate out;
    out.cluster.name = name;
    out.allocatable = allocatable;
    out.available = std::int64_t{allocatable} + already;
    return out;
}

BindingSpec asking(std::int32_t replicas, const char* preference, bool dynamic)
{
    BindingSpec out;
    out.replicas = replicas;
    core::model::ReplicaScheduling scheduling;
    scheduling.type = "Divided";
    scheduling.divisionPreference = preference;
    if (dynamic) scheduling.weightPreference = core::model::WeightPreference{{}, "AvailableReplicas"};
    out.placement.emplace().replicaScheduling = scheduling;
    return out;
}

QString text(const Divided& divided)
{
    if (divided.refused) return QString::fromStdString(divided.refused->message);
    QStringList out;
    for (const auto& target : divided.clusters)
        out << QString::fromStdString(target.name) + QLatin1Char('=') + QString::number(target.replicas);
    return out.join(QLatin1Char(' '));
}

} // namespace

class TestDivide : public QObject {
    Q_OBJECT

private slots:
    void seedsFourReplicasGoTwoAndTwo()
    {
        QCOMPARE(text(divide({candidate("a", 8), candidate("b", 8)}, asking(4, "Weighted", true), {})), "a=2 b=2");
        QCOMPARE(text(divide({candidate("a", 8), candidate("b", 0)}, asking(4, "Weighted", true), {})), "a=4");
    }

    void threeInstancesThatTwoShareLookLikeSix()
    {
        QCOMPARE(text(divide({candidate("a", 3), candidate("b", 3)}, asking(4, "Weighted", true), {})), "a=2 b=2");
    }

    void scalingDownFollowsWhereReplicasAre()
    {
        BindingSpec spec = asking(2, "Weighted", true);
        spec.clusters = {{"a", 2, {}}, {"b", 2, {}}};
        const Divided divided = divide({candidate("a", 0), candidate("b", 100)}, spec, {});
        QCOMPARE(text(divided), "a=1 b=1");
        QVERIFY(divided.mode == Mode::Down);
    }

    void whatExistsStaysWhenMoreIsAdded()
    {
        BindingSpec spec = asking(6, "Weighted", true);
        spec.clusters = {{"a", 4, {}}};
        QCOMPARE(text(divide({candidate("a", 0, 4), candidate("b", 9)}, spec, {})), "a=4 b=2");
    }

    void tooLittleIsSaidInKarmadasWords()
    {
        QCOMPARE(text(divide({candidate("a", 1), candidate("b", 2)}, asking(4, "Weighted", true), {})),
                 "failed to scale up: Clusters available replicas 3 are not enough to schedule.");
    }

    void aggregationTakesAsFewAsHoldIt()
    {
        const Divided divided =
            divide({candidate("a", 5), candidate("b", 9), candidate("c", 5)}, asking(10, "Aggregated", false), {});
        QCOMPARE(text(divided), "a=4 b=6");
        QVERIFY(divided.boundaryTie);
    }

    void firstPlacementsAreNeverOverCapacityAndAddUp()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            std::vector<Candidate> candidates;
            std::int64_t room = 0;
            for (unsigned i = 0; i < 1 + random() % 15; ++i) {
                candidates.push_back(candidate("m" + std::to_string(i), static_cast<std::int32_t>(random() % 40)));
                room += candidates.back().allocatable;
            }
            if (room == 0) continue;
            const auto replicas = static_cast<std::int32_t>(1 + random() % static_cast<unsigned>(room));
            const bool aggregated = round % 2 == 0;
            const Divided divided =
                divide(candidates, asking(replicas, aggregated ? "Aggregated" : "Weighted", !aggregated), {});
            QVERIFY(!divided.refused);
            std::int64_t sum = 0;
            for (const auto& target : divided.clusters) {
                sum += target.replicas;
                const auto found = std::find_if(candidates.begin(), candidates.end(),
                                                [&](const Candidate& one) { return one.cluster.name == target.name; });
                QVERIFY(found != candidates.end());
                QVERIFY(target.replicas <= found->allocatable);
            }
            QCOMPARE(sum, std::int64_t{replicas});
        }
    }
};

BERTH_TEST(TestDivide)

} // namespace tst_divide

#include "tst_divide.moc"
