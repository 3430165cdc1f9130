#include "core/schedule/webster.h"
#include "tests/support/test.h"

#include <QtTest>

#include <numeric>
#include <random>

namespace tst_webster {

using namespace core::schedule;

namespace {

/// The rule as it is written: one seat at a time, looking at everybody.
std::vector<std::int32_t> obvious(const std::vector<std::int64_t>& votes, const std::vector<std::uint32_t>& ranks,
                                  std::int64_t seats, TieOrder ties)
{
    std::vector<std::int32_t> out(votes.size(), 0);
    for (std::int64_t seat = 0; seat < seats; ++seat) {
        std::size_t best = votes.size();
        for (std::size_t i = 0; i < votes.size(); ++i) {
            if (votes[i] <= 0) continue;
            if (best == votes.size()) {
                best = i;
                continue;
            }
            const double mine = static_cast<double>(votes[i]) / static_cast<double>(2 * out[i] + 1);
            const double other = static_cast<double>(votes[best]) / static_cast<double>(2 * out[best] + 1);
            const bool earlier = ties == TieOrder::Ascending ? ranks[i] < ranks[best] : ranks[i] > ranks[best];
            if (mine > other || (mine == other && (out[i] < out[best] || (out[i] == out[best] && earlier)))) best = i;
        }
        if (best == votes.size()) break;
        ++out[best];
    }
    return out;
}

} // namespace

class TestWebster : public QObject {
    Q_OBJECT

private slots:
    void tieOrderFollowsTheUid()
    {
        QVERIFY(tieOrder("") == TieOrder::Ascending);
        QVERIFY(tieOrder("a") == TieOrder::Ascending);  // FNV-1a of "a" is e40c292c
        QVERIFY(tieOrder("b") == TieOrder::Descending); // e70c2de5
    }

    void equalsGoByNameInTheDirectionOfTheUid()
    {
        const std::vector<std::int64_t> votes{5, 5, 5};
        const std::vector<std::uint32_t> ranks{2, 0, 1};
        QCOMPARE(webster(votes, ranks, 1, TieOrder::Ascending), (std::vector<std::int32_t>{0, 1, 0}));
        QCOMPARE(webster(votes, ranks, 1, TieOrder::Descending), (std::vector<std::int32_t>{1, 0, 0}));
        QCOMPARE(webster(votes, ranks, 4, TieOrder::Ascending), (std::vector<std::int32_t>{1, 2, 1}));
    }

    void nobodyWithoutVotesGetsASeat()
    {
        QCOMPARE(
            webster(std::vector<std::int64_t>{0, 7, -3}, std::vector<std::uint32_t>{0, 1, 2}, 9, TieOrder::Ascending),
            (std::vector<std::int32_t>{0, 9, 0}));
        QCOMPARE(webster(std::vector<std::int64_t>{0, 0}, std::vector<std::uint32_t>{0, 1}, 9, TieOrder::Ascending),
                 (std::vector<std::int32_t>{0, 0}));
    }

    void agreesWithOneSeatAtATime()
    {
        std::mt19937_64 random(20261124);
        for (int round = 0; round < 3000; ++round) {
            const auto parties = 1 + random() % 20;
            // Small votes make ties, huge ones make doubles round.
            const std::int64_t most = round % 3 == 0 ? 4 : round % 3 == 1 ? 150 : 4'000'000'000'000'000;
            std::vector<std::int64_t> votes(parties);
            for (std::int64_t& vote : votes)
                vote = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1));
            std::vector<std::uint32_t> ranks(parties);
            std::iota(ranks.begin(), ranks.end(), 0U);
            std::shuffle(ranks.begin(), ranks.end(), random);
            const auto seats = static_cast<std::int64_t>(random() % 400);
            const TieOrder ties = random() % 2 == 0 ? TieOrder::Ascending : TieOrder::Descending;
            QCOMPARE(webster(votes, ranks, seats, ties), obvious(votes, ranks, seats, ties));
        }
    }
};

BERTH_TEST(TestWebster)

} // namespace tst_webster

#include "tst_webster.moc"
