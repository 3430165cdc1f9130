#include <QTest>

#include "core/preview/rollout_walk.h"
#include "tests/support/test.h"

namespace tst_rollout_walk {

using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

/// Places at first, and one more for every so many old ones that go.
Room room(std::int64_t first, std::int64_t goneForOne)
{
    return [=](std::int64_t gone) { return first + (goneForOne == 0 ? 0 : gone / goneForOne); };
}

/// The controllers' own loop, one pod at a time: new ones start while the surge and the room allow it and are ready at
/// once, then an old one goes if enough are ready.
Rest oneByOne(const Update& update, const Room& room)
{
    std::int64_t gone = 0;
    std::int64_t up = 0;
    for (bool moved = true; moved;) {
        moved = false;
        while (up < update.allNew() && update.old - gone + up < update.replicas + update.surge && up < room(gone)) {
            ++up;
            moved = true;
        }
        if (gone < update.allGone() && update.old - gone + up - 1 >= update.replicas - update.unavailable) {
            ++gone;
            moved = true;
        }
    }
    return {gone, up, 0, room(gone)};
}

} // namespace

class TestRolloutWalk : public QObject {
    Q_OBJECT
private slots:
    void rests_data();
    void rests();
    void isTheControllersLoop();
    void worst_data();
    void worst();
    void worstBeforeItStops();
};

void TestRolloutWalk::rests_data()
{
    QTest::addColumn<Update>("update");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("goneForOne");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char* name, Update update, qint64 first, qint64 goneForOne, const QString& rest) {
        QTest::newRow(name) << update << first << goneForOne << rest;
    };
    row("no place besides", {4, 4, 1, 0, 0}, 0, 1, u"gone 0 up 0 needs 1 of 0"_s);
    row("one place besides", {4, 4, 1, 0, 0}, 1, 1, u"gone 4 up 4 needs 0 of 5, done"_s);
    row("one may be missing", {4, 4, 0, 1, 0}, 0, 1, u"gone 4 up 4 needs 0 of 4, done"_s);
    row("pods twice as large", {4, 4, 0, 1, 0}, 0, 2, u"gone 1 up 0 needs 1 of 0"_s);
    row("pods twice as large, one place besides", {4, 4, 0, 1, 0}, 1, 2, u"gone 3 up 2 needs 3 of 2"_s);
    row("all at once", {4, 4, 0, 4, 0}, 0, 2, u"gone 4 up 2 needs 0 of 2"_s);
    row("half keeps the old template", {4, 4, 0, 1, 2}, 0, 1, u"gone 2 up 2 needs 0 of 2, done"_s);
    row("scaled up with it", {6, 4, 1, 0, 0}, 2, 1, u"gone 0 up 2 needs 3 of 2"_s);
    row("scaled down with it", {2, 4, 1, 0, 0}, 0, 1, u"gone 4 up 2 needs 0 of 4, done"_s);
}

void TestRolloutWalk::rests()
{
    QFETCH(Update, update);
    QFETCH(qint64, first);
    QFETCH(qint64, goneForOne);
    const Rest rest = restOf(update, room(first, goneForOne));
    const QString said = u"gone %1 up %2 needs %3 of %4%5"_s.arg(rest.gone)
                             .arg(rest.up)
                             .arg(rest.needed)
                             .arg(rest.room)
                             .arg(rest.finished(update) ? u", done"_s : QString());
    QTEST(said, "rest");
}

void TestRolloutWalk::isTheControllersLoop()
{
    std::int64_t checked = 0;
    for (std::int64_t replicas = 1; replicas <= 6; ++replicas)
        for (std::int64_t old = 1; old <= 7; ++old)
            for (std::int64_t surge = 0; surge <= 3; ++surge)
                for (std::int64_t unavailable = surge == 0 ? 1 : 0; unavailable <= replicas; ++unavailable)
                    for (std::int64_t partition = 0; partition <= 2; ++partition)
                        for (std::int64_t first = 0; first <= 4; ++first)
                            for (std::int64_t goneForOne = 0; goneForOne <= 3; ++goneForOne) {
                                const Update update{replicas, old, surge, unavailable, partition};
                                const Rest said = restOf(update, room(first, goneForOne));
                                const Rest obvious = oneByOne(update, room(first, goneForOne));
                                const QString what = u"%1 of %2 +%3 -%4 from %5, %6 and %7"_s.arg(old)
                                                         .arg(replicas)
                                                         .arg(surge)
                                                         .arg(unavailable)
                                                         .arg(partition)
                                                         .arg(first)
                                                         .arg(goneForOne);
                                QVERIFY2(said.gone == obvious.gone && said.up == obvious.up,
                                         qPrintable(u"%1: gone %2 up %3, not gone %4 up %5"_s.arg(what)
                                                        .arg(said.gone)
                                                        .arg(said.up)
                                                        .arg(obvious.gone)
                                                        .arg(obvious.up)));
                                QCOMPARE(said.needed == 0, obvious.gone == update.allGone());
                                ++checked;
                            }
    QVERIFY(checked > 10000);
}

void TestRolloutWalk::worst_data()
{
    QTest::addColumn<Update>("update");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("goneForOne");
    QTest::addColumn<QString>("worst");
    const auto row = [](const char* name, Update update, qint64 first, qint64 goneForOne, const QString& worst) {
        QTest::newRow(name) << update << first << goneForOne << worst;
    };
    row("at the start", {4, 4, 1, 0, 0}, 0, 1, u"gone 0 wants 1"_s);
    row("enough besides", {4, 4, 1, 0, 0}, 3, 1, u"gone 0 wants 1"_s);
    row("an old one goes first", {4, 4, 0, 1, 0}, 0, 1, u"gone 1 wants 1"_s);
    row("two old ones go first", {4, 4, 0, 2, 0}, 0, 1, u"gone 2 wants 2"_s);
    row("scaled down with it", {1, 2, 1, 0, 0}, 1, 1, u"gone 1 wants 1"_s);
    row("nothing passes on", {4, 4, 0, 1, 0}, 0, 0, u"gone 4 wants 4"_s);
    row("pods twice as large", {4, 4, 1, 0, 0}, 1, 2, u"gone 3 wants 4"_s);
    row("all but two", {4, 4, 1, 0, 2}, 0, 0, u"gone 1 wants 2"_s);
}

void TestRolloutWalk::worst()
{
    QFETCH(Update, update);
    QFETCH(qint64, first);
    QFETCH(qint64, goneForOne);
    const WorstMoment worst = worstMoment(update, room(first, goneForOne));
    QTEST(u"gone %1 wants %2"_s.arg(worst.gone).arg(worst.wanted), "worst");
}

/// Of an update that stops, nothing after that is its worst moment.
void TestRolloutWalk::worstBeforeItStops()
{
    const Update update{4, 4, 1, 1, 0};
    const Room none = room(0, 4);
    const Rest rest = restOf(update, none);
    QCOMPARE(rest.gone, 1);
    QVERIFY(worstMoment(update, none).gone > rest.gone);
    const WorstMoment worst = worstMoment(update, none, Ties::Earliest, rest.gone);
    QCOMPARE(worst.gone, 1);
    QCOMPARE(worst.wanted, 2);
}

BERTH_TEST(TestRolloutWalk)

} // namespace tst_rollout_walk

#include "tst_rollout_walk.moc"
