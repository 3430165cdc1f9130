#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/snapshot/file.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/engine_texts.h"
#include "ui/session/live_feed.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

namespace tst_session {

using ui::Answer;
using ui::Mark;
using ui::Request;

namespace {

/// An engine that waits at a gate, so that a test decides when an answer is there.
class Gate {
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    ui::Session::Engine engine()
    {
        return [this](const Request& request, const core::snapshot::FleetPtr& fleet, ui::SourceCache&,
                      std::stop_token stop, const ui::Placed&) {
            ++started;
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return m_open; });
            stopped += stop.stop_requested() ? 1 : 0;
            Answer answer;
            answer.fleet = fleet;
            answer.brokenSource = request.workload; // which question this answers
            return answer;
        };
    }
    std::atomic<int> started = 0;
    std::atomic<int> stopped = 0;

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = false;
};

Request named(const QString& name)
{
    Request request;
    request.workload = name;
    return request;
}

Answer answerOf(const std::vector<std::pair<QString, QString>>& sources, const ui::WhatIf& what = {})
{
    Request request;
    for (const auto& [id, text] : sources) request.sources.push_back({id, id + QStringLiteral(".yaml"), text});
    request.whatIf = what;
    ui::SourceCache cache;
    return ui::answerTo(request, test::smallFleet(), cache);
}

const QString w = QStringLiteral("w");
const QString p = QStringLiteral("p");

} // namespace

class Session final : public QObject {
    Q_OBJECT
private slots:
    /// What was read before a cluster died is not "live".
    void aClusterThatDiedIsNotLive_data()
    {
        using Why = core::kube::PartState::Why;
        QTest::addColumn<std::vector<Why>>("parts");
        QTest::addColumn<ui::theme::Tone>("tone");
        QTest::addColumn<QString>("state");
        QTest::newRow("live") << std::vector{Why::Synced, Why::Polled, Why::NotServed} << ui::theme::Tone::Ok
                              << QStringLiteral("live");
        QTest::newRow("one part is old") << std::vector{Why::Synced, Why::Stale} << ui::theme::Tone::Attention
                                         << QStringLiteral("live, 1 of 2 known");
        QTest::newRow("all are old") << std::vector{Why::Stale, Why::Stale, Why::NotServed} << ui::theme::Tone::Error
                                     << QStringLiteral("not reached");
        QTest::newRow("rights are missing") << std::vector{Why::Forbidden, Why::Forbidden} << ui::theme::Tone::Attention
                                            << QStringLiteral("live, 0 of 2 known");
    }
    void aClusterThatDiedIsNotLive()
    {
        QFETCH(std::vector<core::kube::PartState::Why>, parts);
        QFETCH(ui::theme::Tone, tone);
        QFETCH(QString, state);
        core::live::ClusterView view;
        view.reached.state = core::live::Reached::State::Reached;
        for (const auto why : parts) {
            core::live::Part part{"nodes", "", {}, "why"};
            part.state.why = why;
            if (why != core::kube::PartState::Why::Forbidden) part.state.asOf.emplace();
            view.parts.push_back(part);
        }
        const ui::ClusterState made = ui::stateOf(view);
        QCOMPARE(made.tone, tone);
        QCOMPARE(made.state, state);
    }

    /// Everything runs on, and not as the policy wants it.
    void aRefusedChangeIsAProblem()
    {
        const auto opened = core::snapshot::open(test::fixture("fleets/rollout-full-pool").string());
        QVERIFY(opened.has_value());
        QString policy = QString::fromStdString(test::readFixture("manifests/propagationpolicy.yaml"));
        policy.remove(QStringLiteral("      - c-hz-02\n"));
        ui::Request request;
        request.sources = {{w, w, QString::fromStdString(test::readFixture("manifests/deploy.yaml"))}, {p, p, policy}};
        ui::SourceCache cache;
        const ui::Answer answer = ui::answerTo(request, opened->fleet, cache);
        QCOMPARE(answer.previews.size(), std::size_t{1});
        QVERIFY(std::any_of(answer.problems.begin(), answer.problems.end(), [](const ui::Problem& problem) {
            return problem.mark.what.startsWith(QStringLiteral("The scheduler refuses the placement"));
        }));
    }

    void newestWins()
    {
        Gate gate;
        ui::Session session(nullptr, gate.engine());
        QStringList answered;
        connect(&session, &ui::Session::answered, this, [&](const Answer& a) { answered << a.brokenSource; });
        session.ask(named(QStringLiteral("first")));
        QTRY_COMPARE(gate.started, 1);
        for (int i = 0; i < 50; ++i) session.ask(named(QStringLiteral("typed %1").arg(i)));
        session.ask(named(QStringLiteral("last")));
        QTRY_VERIFY(gate.stopped >= 1); // the running one was told to stop
        gate.open();
        QTRY_COMPARE(answered, QStringList{QStringLiteral("last")});
        QVERIFY(gate.started <= 52);
    }

    void lateAnswersAreDropped()
    {
        Gate gate;
        gate.open();
        ui::Session session(nullptr, gate.engine());
        QStringList answered;
        connect(&session, &ui::Session::answered, this, [&](const Answer& a) { answered << a.brokenSource; });
        session.ask(named(QStringLiteral("old")));
        while (gate.started < 1) std::this_thread::yield(); // its answer is on the way, and cannot be received yet
        session.ask(named(QStringLiteral("new")));
        QTRY_VERIFY(answered.contains(QStringLiteral("new")));
        QCOMPARE(answered, QStringList{QStringLiteral("new")});
    }

    /// The places first, what would help behind them; a newer question ends the search for the older one's.
    void placesComeBeforeWhatHelps()
    {
        Gate gate;
        std::atomic<int> placings = 0;
        const ui::Session::Engine whole = gate.engine();
        ui::Session session(nullptr, [&](const Request& request, const core::snapshot::FleetPtr& fleet,
                                         ui::SourceCache& cache, std::stop_token stop, const ui::Placed& placed) {
            Answer placement;
            placement.isPlacement = true;
            placement.brokenSource = request.workload;
            placed(placement);
            ++placings;
            return whole(request, fleet, cache, stop, placed);
        });
        QStringList heard;
        connect(&session, &ui::Session::placed, this,
                [&](const Answer& a) { heard << QStringLiteral("placed ") + a.brokenSource; });
        connect(&session, &ui::Session::answered, this,
                [&](const Answer& a) { heard << QStringLiteral("answered ") + a.brokenSource; });
        session.ask(named(QStringLiteral("old")));
        QTRY_COMPARE(heard, QStringList{QStringLiteral("placed old")});
        session.ask(named(QStringLiteral("new")));
        QTRY_COMPARE(heard, (QStringList{QStringLiteral("placed old"), QStringLiteral("placed new")}));
        QCOMPARE(gate.stopped, 1);
        gate.open();
        const QStringList all{QStringLiteral("placed old"), QStringLiteral("placed new"),
                              QStringLiteral("answered new")};
        QTRY_COMPARE(heard, all);
        // Where the whole answer is there as soon, the places alone are not shown before it.
        session.ask(named(QStringLiteral("quick")));
        while (placings < 3 || gate.started < 3) std::this_thread::yield();
        QTRY_VERIFY(heard.contains(QStringLiteral("answered quick")));
        QVERIFY(heard.size() == 4 || heard.indexOf(QStringLiteral("placed quick")) == 3);
    }

    /// The places that are told first are those of the whole answer; nothing is told where nothing is left to look for.
    void whatIsToldFirstIsTheSameAnswer()
    {
        const auto demo = core::snapshot::openDemo();
        QVERIFY(demo.has_value());
        for (const qint64 replicas : {qint64{1}, qint64{500}}) {
            Request request;
            request.sources = {{w, w, test::workloadText()}, {p, p, test::policyText()}};
            request.whatIf.replicas = replicas;
            std::vector<Answer> told;
            ui::SourceCache cache;
            const Answer whole = ui::answerTo(request, demo->fleet, cache, {},
                                              [&](Answer placement) { told.push_back(std::move(placement)); });
            QCOMPARE(whole.previews.size(), std::size_t{1});
            const core::preview::Preview& all = whole.previews.front();
            QVERIFY(!whole.isPlacement);
            QCOMPARE(told.size(), std::size_t{all.placed < all.replicas ? 1U : 0U});
            QCOMPARE(all.placed < all.replicas, replicas == 500);
            if (told.empty()) continue;
            QVERIFY(told.front().isPlacement);
            QVERIFY(!all.remedies.empty() && told.front().previews.front().remedies.empty());
            core::preview::Preview places = all;
            places.remedies.clear();
            places.warnings.clear();
            places.scaled.clear();
            QCOMPARE(QByteArray::fromStdString(core::preview::toJson(told.front().previews.front()).dump()),
                     QByteArray::fromStdString(core::preview::toJson(places).dump()));
        }
    }

    /// Between the two the pane shows the new places, and what helped before stays where it is.
    void thePaneKeepsWhatHelpedUntilTheNewIsThere()
    {
        const auto demo = core::snapshot::openDemo();
        QVERIFY(demo.has_value());
        const auto answerFor = [&](qint64 replicas, Answer* placement) {
            Request request;
            request.sources = {{w, w, test::workloadText()}, {p, p, test::policyText()}};
            request.whatIf.replicas = replicas;
            ui::SourceCache cache;
            return ui::answerTo(request, demo->fleet, cache, {}, [&](Answer told) { *placement = std::move(told); });
        };
        Answer first;
        Answer second;
        const Answer before = answerFor(500, &first);
        const Answer after = answerFor(12, &second);
        ui::editor::PreviewPane pane;
        pane.setFleet(demo->fleet, QStringLiteral("demo"));
        pane.showAnswer(before);
        const auto* table = pane.findChild<QTreeView*>(QStringLiteral("remedies"));
        QVERIFY(table != nullptr);
        const QPalette usual = table->palette();
        const int rows = table->model()->rowCount();
        QVERIFY(rows > 0);
        pane.showAnswer(second);
        QCOMPARE(pane.current()->replicas, std::int64_t{12});
        QCOMPARE(table->model()->rowCount(), rows);
        const QString tried = pane.whatIf().words();
        pane.tryRemedy(0); // of an answer before: nothing happens
        QCOMPARE(pane.whatIf().words(), tried);
        QVERIFY(table->palette() == usual); // no flicker
        QTRY_VERIFY(table->palette() != usual);
        pane.showAnswer(after);
        pane.setFleet(test::smallFleet(), QStringLiteral("another"));
        pane.showAnswer(second);
        QCOMPARE(table->model()->rowCount(), 0); // what helped in another fleet
        pane.showAnswer(after);
        QCOMPARE(table->model()->rowCount(), static_cast<int>(after.previews.front().remedies.size()));
        QVERIFY(table->palette() == usual);
    }

    void slownessIsSaidAndTakenBack()
    {
        Gate gate;
        ui::Session session(nullptr, gate.engine());
        QSignalSpy slow(&session, &ui::Session::slowChanged);
        session.ask(named(QStringLiteral("slow")));
        QTRY_COMPARE(slow.count(), 1);
        QVERIFY(slow.at(0).at(0).toBool());
        gate.open();
        QTRY_COMPARE(slow.count(), 2);
        QVERIFY(!slow.at(1).at(0).toBool());
    }

    void endsWhileTheEngineRuns()
    {
        Gate gate;
        auto session = std::make_unique<ui::Session>(nullptr, gate.engine());
        session->ask(named(QStringLiteral("endless")));
        QTRY_COMPARE(gate.started, 1);
        session.reset(); // must not hang, nor touch what is gone
        QCOMPARE(gate.stopped, 1);
    }

    void opensTheDemo()
    {
        ui::Session session;
        QSignalSpy changed(&session, &ui::Session::fleetChanged);
        session.openDemo();
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(session.isDemo());
        QVERIFY(session.fleet()->clusters.size() >= 3);
        QVERIFY(session.fleetPath().isEmpty());
    }

    void opensFoldersAndSnapshots()
    {
        const test::TempFolder folder;
        const std::string file = folder.file("fleet.berth").string();
        QVERIFY(core::snapshot::save(*test::smallFleet(), file));
        ui::Session session;
        QSignalSpy changed(&session, &ui::Session::fleetChanged);
        session.openFleet(QString::fromStdString(file));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(session.fleet()->digest, test::smallFleet()->digest);
        session.openFleet(QString::fromStdString(test::fixture("fleets/both-stocked").string()));
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(session.fleet()->clusters.size(), std::size_t{2});
    }

    void keepsTheFleetWhereAnotherCannotBeOpened_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const std::string whole = core::snapshot::pack(*test::smallFleet());
        QTest::newRow("cut") << QByteArray::fromStdString(whole.substr(0, whole.size() / 2));
        std::string flipped = whole;
        flipped[flipped.size() - 9] = static_cast<char>(flipped[flipped.size() - 9] ^ 1);
        QTest::newRow("a bit flipped") << QByteArray::fromStdString(flipped);
        QTest::newRow("something else") << QByteArray("not a snapshot");
    }

    void keepsTheFleetWhereAnotherCannotBeOpened()
    {
        QFETCH(QByteArray, bytes);
        const test::TempFolder folder;
        const auto path = folder.file("fleet.berth", bytes.toStdString());
        ui::Session session;
        session.setFleet(test::smallFleet(), QStringLiteral("small"));
        QSignalSpy failed(&session, &ui::Session::fleetFailed);
        session.openFleet(QString::fromStdString(path.string()));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed.at(0).at(1).toString().isEmpty());
        QCOMPARE(session.fleetName(), QStringLiteral("small"));
    }

    void saysSyntaxErrorsAtTheirPlace()
    {
        const Answer answer = answerOf({{w, QStringLiteral("kind: Deployment\n  a: 1\n")}, {p, test::policyText()}});
        QVERIFY(!answer.readable);
        QCOMPARE(answer.brokenSource, w);
        QCOMPARE(answer.brokenLine, 2);
        QVERIFY(answer.previews.empty());
        QVERIFY(!answer.problems.empty());
        QCOMPARE(answer.problems.front().sourceName, QStringLiteral("w.yaml"));
    }

    void saysFaultsAtTheirPlace_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("line");
        QTest::newRow("replicas of -1") << "replicas: 4"
                                        << "replicas: -1" << 8;
        QTest::newRow("replicas as text") << "replicas: 4"
                                          << "replicas: \"4\"" << 8;
        QTest::newRow("a quantity with a typo") << "8Gi"
                                                << "8.5.Gi" << 19;
        QTest::newRow("a selector that matches nothing") << "matchLabels: {app: demo}"
                                                         << "matchLabels: {app: other}" << 9;
    }

    void saysFaultsAtTheirPlace()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, line);
        const QString text = test::workloadText().replace(from, to);
        const Answer answer = answerOf({{w, text}, {p, test::policyText()}});
        QStringList said;
        for (const ui::Problem& problem : answer.problems) {
            said << QStringLiteral("%1:%2 %3").arg(problem.source).arg(problem.mark.startLine).arg(problem.mark.what);
            if (problem.source == w && problem.mark.severity == Mark::Severity::Error) {
                QCOMPARE(problem.mark.startLine, line);
                QVERIFY(!answer.readable);
                QVERIFY(answer.previews.empty());
                QCOMPARE(answer.brokenLine, line);
                QVERIFY(answer.brokenWhat.startsWith(problem.mark.what));
                // What is wrong, and below it what to do: not every fault is a sentence with its stop.
                if (!problem.mark.fix.isEmpty())
                    QCOMPARE(answer.brokenWhat, problem.mark.what + QLatin1Char('\n') + problem.mark.fix);
                return;
            }
        }
        QFAIL(qPrintable(said.join(QLatin1Char('\n'))));
    }

    /// What is wrong on every fleet is said before one is open; what a fleet may have is not.
    void withoutAFleetTheTextsAreCheckedByThemselves()
    {
        const auto alone = [](const QString& workload, const QString& policy) {
            Request request;
            request.sources = {{w, QStringLiteral("w.yaml"), workload}, {p, QStringLiteral("p.yaml"), policy}};
            ui::SourceCache cache;
            return ui::answerTo(request, nullptr, cache);
        };
        const auto has = [](const Answer& answer, const QString& part, int line) {
            return std::any_of(answer.problems.begin(), answer.problems.end(), [&](const ui::Problem& problem) {
                return problem.mark.what.contains(part) && problem.mark.startLine == line;
            });
        };
        const QString text = test::workloadText();
        const Answer good = alone(text, test::policyText());
        QVERIFY(good.readable && good.previews.empty());
        for (const ui::Problem& problem : good.problems) QVERIFY(problem.mark.severity != Mark::Severity::Error);

        const Answer typo =
            alone(QString(text).replace(QStringLiteral("8Gi"), QStringLiteral("1.5.Gi")), test::policyText());
        QVERIFY(has(typo, QStringLiteral("is not a quantity"), 19) && !typo.readable);
        const Answer placeholder =
            alone(QString(text).replace(QStringLiteral("replicas: 4"), QStringLiteral("replicas: ${REPLICAS}")),
                  test::policyText());
        QVERIFY(has(placeholder, QStringLiteral("placeholder"), 8) && !placeholder.readable);
        const QString misses = test::policyText().replace(QStringLiteral("kind: Deployment, name: demo"),
                                                          QStringLiteral("kind: Deployment, name: demon"));
        const Answer selector = alone(text, misses);
        QVERIFY(selector.readable);
        QVERIFY(has(selector, QStringLiteral("selects nothing of what was handed in."), 8));
        const Answer policy = alone(QString(), misses); // what it selects may run in a fleet
        for (const ui::Problem& problem : policy.problems)
            QVERIFY(!problem.mark.what.contains(QStringLiteral("selects nothing")));
    }

    void namesEveryWorkloadThatDoesNotFit()
    {
        const QString other = QString(test::workloadText())
                                  .replace(QStringLiteral("name: demo"), QStringLiteral("name: large"))
                                  .replace(QStringLiteral("replicas: 4"), QStringLiteral("replicas: 400"));
        const QString policy = test::policyText();
        const QString second = QString(policy).replace(QStringLiteral("demo"), QStringLiteral("large"));
        const QString q = QStringLiteral("q");
        const QString large = QStringLiteral("large");
        const Answer answer = answerOf({{w, test::workloadText()}, {p, policy}, {large, other}, {q, second}});
        QCOMPARE(answer.previews.size(), std::size_t{2});
        const auto found = std::any_of(answer.problems.begin(), answer.problems.end(), [&](const ui::Problem& problem) {
            return problem.source == large && problem.mark.severity == Mark::Severity::Warning &&
                   problem.mark.what.contains(QLatin1String("400 replicas"));
        });
        QVERIFY(found);
    }

    void whatToDoStandsApart()
    {
        const auto opened = core::snapshot::open(test::fixture("fleets/shared-three").string());
        QVERIFY(opened.has_value());
        Request request;
        for (const char* name : {"deploy", "propagationpolicy"}) {
            const std::string text = test::readFixture(std::string("manifests/") + name + ".yaml");
            request.sources.push_back({QLatin1String(name), QLatin1String(name), QString::fromStdString(text)});
        }
        ui::SourceCache cache;
        const Answer answer = ui::answerTo(request, opened->fleet, cache);
        QCOMPARE(answer.previews.size(), std::size_t{1});
        const core::preview::Preview& preview = answer.previews.front();
        QVERIFY(!preview.remedies.empty());
        QVERIFY(!preview.warnings.empty());
        const auto fixOf = [&](const QString& what) {
            for (const ui::Problem& problem : answer.problems)
                if (problem.mark.what == what) return problem.mark.fix;
            return QStringLiteral("not said");
        };
        const QString verdict = fixOf(ui::reasonText(preview.why));
        QCOMPARE(verdict.toLower(), ui::qt(preview.remedies.front().text).toLower());
        QVERIFY(verdict.front().isUpper());
        for (const core::preview::Warning& warning : preview.warnings)
            QCOMPARE(fixOf(ui::qt(warning.text)), ui::qt(warning.remedy));
    }

    void previewsAndTriesOut()
    {
        const Answer plain = answerOf({{w, test::workloadText()}, {p, test::policyText()}});
        QVERIFY(plain.readable);
        QCOMPARE(plain.previews.size(), std::size_t{1});
        QCOMPARE(plain.previews.front().replicas, 4);
        QCOMPARE(ui::keyOf(plain.previews.front().workload), QStringLiteral("Deployment default/demo"));
        ui::WhatIf what;
        what.replicas = 6;
        what.changes = {core::snapshot::WithoutCluster{test::smallFleet()->clusters.front()->cluster.name}};
        const Answer tried = answerOf({{w, test::workloadText()}, {p, test::policyText()}}, what);
        QCOMPARE(tried.previews.front().replicas, 6);
        QCOMPARE(tried.previews.front().clusters.size(), plain.previews.front().clusters.size() - 1);
        what.changes = {core::snapshot::WithoutCluster{"none"}};
        QVERIFY(!answerOf({{w, test::workloadText()}}, what).failure.isEmpty());
    }

    void readsOnlyWhatChanged()
    {
        ui::SourceCache cache;
        const ui::Source one{w, w, test::workloadText()};
        const core::text::File* first = &cache.read(one);
        const void* tree = &first->documents.front().tree();
        QCOMPARE(static_cast<const void*>(&cache.read(one).documents.front().tree()), tree);
        const ui::Source changed{w, w, test::workloadText() + QStringLiteral("# more\n")};
        QVERIFY(static_cast<const void*>(&cache.read(changed).documents.front().tree()) != tree);
        cache.forgetOthers({});
    }
};

BERTH_TEST(Session)

} // namespace tst_session

#include "tst_session.moc"
