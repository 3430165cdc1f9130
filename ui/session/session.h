#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/file.h"
#include "ui/session/answer.h"
#include "ui/session/live_feed.h"

namespace ui {

/// The one bridge between the window and the engine: a worker thread, questions in, values out as signals.
///
/// Every call returns at once. Of questions the newest wins: it cancels the one that runs, and an answer that is not the
/// newest's is never shown. Reading a fleet goes through the same thread, in order.
class Session final : public QObject {
    Q_OBJECT
public:
    /// Computes an answer; answerTo(...) unless a test puts something slower or odder in its place.
    using Engine =
        std::function<Answer(const Request&, const core::snapshot::FleetPtr&, SourceCache&, std::stop_token, Placed)>;

    explicit Session(QObject* parent = nullptr, Engine engine = answerTo);
    ~Session() override;

    /// A snapshot file or a folder of dumps.
    void openFleet(const QString& path);
    /// The fleet in the program's resources.
    void openDemo();
    /// A fleet that is already there.
    void setFleet(core::snapshot::FleetPtr fleet, const QString& name, std::vector<core::snapshot::Note> notes = {});

    /// A fleet as it is now, and from then on. @param connection its name among the saved ones
    void openLive(const QString& connection, core::live::LiveOptions options);

    [[nodiscard]] core::snapshot::FleetPtr fleet() const { return m_fleet; }
    /// The saved connection that the fleet is read by; empty: it is not live.
    [[nodiscard]] QString connection() const { return m_connection; }
    [[nodiscard]] bool isLive() const { return m_feed != nullptr && m_fleet != nullptr && m_came; }
    /// Of a live fleet: how its clusters stand.
    [[nodiscard]] const std::vector<ClusterState>& clusters() const { return m_clusters; }
    /// What a cluster of the live fleet is called from now on; empty: nothing else than its name.
    void nameCluster(const QString& cluster, const QString& alias);
    void refresh(); ///< of a live fleet: a snapshot now
    /// The path that it was opened from; empty for the demo and for a fleet that was handed in.
    [[nodiscard]] QString fleetPath() const { return m_path; }
    /// What a title says: the fleet's own name, or the file's.
    [[nodiscard]] QString fleetName() const { return m_name; }
    [[nodiscard]] bool isDemo() const { return m_demo; }
    [[nodiscard]] const std::vector<core::snapshot::Note>& notes() const { return m_notes; }

    JobId ask(Request request);

    /// A run counts as slow, and is shown to be running, from here on.
    static constexpr int slowAfterMs = 100;

signals:
    void opening(const QString& name);
    void fleetChanged();
    /// The same fleet, a newer snapshot of it.
    void fleetUpdated();
    void clustersChanged();
    /// Which cluster a connection leads to that is open.
    void identified(const QString& connection, const std::string& clusterUid);
    /// The fleet before it, if there was one, stays.
    void fleetFailed(const QString& name, const QString& what);
    /// Of the newest question the places, while what would help is still looked for; `answered` follows, unless a newer
    /// question comes before it. Left out where the whole answer is there as soon.
    void placed(const ui::Answer& answer);
    void answered(const ui::Answer& answer);
    /// A question has run for longer than slowAfterMs; and that it no longer does.
    void slowChanged(bool slow);

private:
    void take(core::snapshot::FleetPtr fleet); ///< the newest, with the names that its clusters are shown by
    struct Opening {
        QString path; ///< empty: the demo
        QString name;
    };
    struct Asking {
        JobId job{};
        Request request;
        core::snapshot::FleetPtr fleet;
        std::stop_source stop;
    };

    void work(const std::stop_token& quit);
    void open(Opening opening);
    void enqueue(Opening opening);
    void receivePlacement(JobId job, Answer answer);
    void receive(JobId job, Answer answer);
    void come(const core::snapshot::FleetPtr& fleet);
    void endLive();

    Engine m_engine;
    core::snapshot::FleetPtr m_fleet;
    QString m_path;
    QString m_name;
    bool m_demo = false;
    std::vector<core::snapshot::Note> m_notes;
    std::unique_ptr<LiveFeed> m_feed;
    QString m_connection;
    bool m_came = false;   ///< the live fleet's first snapshot
    bool m_blamed = false; ///< it was said that it cannot be reached
    std::vector<ClusterState> m_clusters;
    std::map<std::string, std::string> m_aliases; ///< said since the live fleet was opened
    JobId m_newest = 0;
    QTimer m_slowTimer;
    bool m_slow = false;

    // Shared with the worker.
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Opening> m_opening;
    std::optional<Asking> m_asking;
    std::stop_source m_running{std::nostopstate};
    std::atomic<JobId> m_finished = 0; ///< the last one whose whole answer is on its way

    SourceCache m_cache;   // the worker's alone
    std::jthread m_worker; // last: it stops before what it uses goes
};

} // namespace ui
