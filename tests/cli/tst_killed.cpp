// What the journal says of a command that was killed while it changed a cluster.
#include <QTest>

#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>

#include <atomic>
#include <csignal>
#include <random>
#include <thread>

#include <signal.h>

#include "core/change/apply.h"
#include "tests/cli/change_given.h"
#include "tests/cli/kill_judge.h"
#include "tests/support/test.h"

namespace tst_killed {

namespace change = core::change;
using Given = test::GivenCluster;

namespace {

/// The server's side of it: when the command has begun, and when nothing is under way any more.
class Judge : public test::KillJudge {
public:
    explicit Judge(Given& given)
        : KillJudge(given.fleet.kubeconfig(), given.folder.path() / "state/berth/journal.db")
        , m_given(given)
    {}

    /// Writes take a moment, before and after they are stored, so that many are cut off on their way.
    void slowDown(unsigned seed)
    {
        m_writes = 0;
        m_given.api().setWriteHook([this, seed](const test::StubRequest& request, bool before) {
            if (request.asks("dryRun")) return;
            ++m_writes;
            std::this_thread::sleep_for(std::chrono::milliseconds((before ? seed : seed >> 8U) % 12));
        });
    }

    [[nodiscard]] int writes() const { return m_writes; } ///< of this round, begun or ended
    [[nodiscard]] std::size_t reads() const { return m_given.fleet.server().count(); }

    /// Writes wait until they are let go.
    void hold()
    {
        m_writes = 0;
        m_isHeld = true;
        m_given.api().setWriteHook([this](const test::StubRequest& request, bool before) {
            if (request.asks("dryRun") || !before) return;
            ++m_writes;
            for (int i = 0; m_isHeld && i < 6'000; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        });
    }
    void letGo() { m_isHeld = false; }

    /// Until nothing is under way any more.
    void quiet() const
    {
        for (int still = 0; still < 3;) {
            const std::size_t count = m_given.fleet.server().count();
            std::this_thread::sleep_for(std::chrono::milliseconds(8));
            still = m_given.api().writing() == 0 && count == m_given.fleet.server().count() ? still + 1 : 0;
        }
    }

private:
    Given& m_given;
    std::atomic<int> m_writes{0};
    std::atomic<bool> m_isHeld{false};
};

void startApply(QProcess& child, const Given& given)
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), given.path(""));
    environment.insert(QStringLiteral("KUBECONFIG"), given.path("kubeconfig"));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), given.path("state"));
    child.setProcessEnvironment(environment);
    child.start(QString::fromStdString(test::program("berthctl").string()),
                {QStringLiteral("apply"), given.path("plan.json"), QStringLiteral("--yes")});
}

} // namespace

class TestKilled : public QObject {
    Q_OBJECT

private slots:
    /// `kill -9` at any instant: what the journal says is so, or it says that it is unknown.
    void survivesBeingKilled()
    {
        const int rounds = qEnvironmentVariableIntValue("BERTH_KILL_ROUNDS") > 0
                               ? qEnvironmentVariableIntValue("BERTH_KILL_ROUNDS")
                               : 30;
        Given given;
        Judge judge(given);
        std::mt19937 chance(20261129);
        int killed = 0;
        qint64 fromReadOn = 0; // milliseconds that a whole one takes
        qint64 fromWriteOn = 0;
        std::map<std::string, int> states;
        for (int round = 0; round < rounds; ++round) {
            const change::Plan plan = judge.planFor(round);
            given.put("plan.json", change::toText(plan));
            judge.slowDown(static_cast<unsigned>(chance()));
            QProcess child;
            const std::size_t before = judge.reads();
            startApply(child, given);
            // From its first request on (before, it has touched nothing), or from its first write on.
            const bool fromWrite = round % 3 != 0;
            const auto begun = [&] { return fromWrite ? judge.writes() > 0 : judge.reads() > before; };
            while (!begun() && !child.waitForFinished(1)) {
            }
            QElapsedTimer since;
            since.start();
            qint64& whole = fromWrite ? fromWriteOn : fromReadOn;
            if (round < 3) { // how long it takes when it is let
                QVERIFY(child.waitForFinished(60'000));
                whole = std::max<qint64>(since.elapsed(), 5);
            }
            child.waitForFinished(static_cast<int>(chance() % static_cast<unsigned long>(whole + whole / 8)));
            if (child.state() != QProcess::NotRunning) {
                child.kill();
                ++killed;
            }
            QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished(60'000));
            judge.quiet();
            const QString fault = judge.agrees(plan, states);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
        QVERIFY2(killed > rounds / 4, "too few were killed in time for the test to say anything");
        qInfo("%d rounds, %d killed; steps: %d done, %d failed, %d unknown, %d not begun", rounds, killed,
              states["done"], states["failed"], states["unknown"], states[""]);
    }

    /// The first Ctrl+C says at once what it waits for, the second does not wait: what became of the step is unknown.
    void saysWhatCtrlCWaitsFor()
    {
        Given given;
        Judge judge(given);
        const change::Plan plan = judge.planFor(1);
        given.put("plan.json", change::toText(plan));
        judge.hold();
        const auto release = qScopeGuard([&] { judge.letGo(); });
        QProcess child;
        startApply(child, given);
        QTRY_VERIFY_WITH_TIMEOUT(judge.writes() > 0, 30'000);
        ::kill(static_cast<pid_t>(child.processId()), SIGINT);
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += child.readAllStandardError()).contains("Ctrl+C again stops at once"), 5'000);
        QCOMPARE(child.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(child.processId()), SIGINT);
        QVERIFY(child.waitForFinished(5'000));
        QCOMPARE(child.exitStatus(), QProcess::NormalExit);
        QCOMPARE(child.exitCode(), 130);
        judge.letGo();
        judge.quiet();
        {
            auto journal = change::Journal::open((given.folder.path() / "state/berth/journal.db").string());
            QVERIFY(journal.has_value());
            const auto entries = journal->entries(change::digestOf(plan));
            QVERIFY(entries.has_value() && !entries->empty());
            QVERIFY(change::stateOf(entries->back().state) == change::StepEnd::State::Unknown);
        }
        std::map<std::string, int> states;
        QCOMPARE(judge.agrees(plan, states), QString());
    }
};

BERTH_TEST(TestKilled)

} // namespace tst_killed

#include "tst_killed.moc"
