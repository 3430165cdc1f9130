#include "ui/session/session.h"

#include "ui/session/engine_texts.h"

#include <QFileInfo>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace ui {

Session::Session(QObject* parent, Engine engine)
    : QObject(parent)
    , m_engine(std::move(engine))
{
    m_slowTimer.setSingleShot(true);
    m_slowTimer.setInterval(slowAfterMs);
    connect(&m_slowTimer, &QTimer::timeout, this, [this] {
        m_slow = true;
        emit slowChanged(true);
    });
    m_worker = std::jthread([this](const std::stop_token& quit) { work(quit); });
}

Session::~Session()
{
    m_worker.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_running.request_stop();
    }
    m_worker.join(); // before any member goes; results still under way are dropped with this object
}

void Session::openFleet(const QString& path)
{
    enqueue({path, QFileInfo(path).fileName()});
}

void Session::openDemo()
{
    enqueue({QString(), tr("demo fleet")});
}

void Session::enqueue(Opening opening)
{
    emit this->opening(opening.name);
    {
        const std::lock_guard lock(m_mutex);
        m_opening = std::move(opening);
        m_running.request_stop(); // a new fleet makes the running answer old
    }
    m_wake.notify_one();
}

void Session::openLive(const QString& connection, core::live::LiveOptions options)
{
    emit opening(connection);
    endLive();
    m_connection = connection;
    {
        const std::lock_guard lock(m_mutex);
        m_opening.reset(); // the newest wish counts
    }
    m_feed = std::make_unique<LiveFeed>(std::move(options));
    connect(m_feed.get(), &LiveFeed::fleetCame, this, &Session::come);
    connect(m_feed.get(), &LiveFeed::clustersChanged, this, [this](const std::vector<ClusterState>& clusters) {
        m_clusters = clusters;
        emit clustersChanged();
    });
    connect(m_feed.get(), &LiveFeed::identified, this,
            [this, connection](const std::string& uid) { emit identified(connection, uid); });
}

void Session::endLive()
{
    m_feed.reset();
    m_connection.clear();
    m_aliases.clear();
    m_came = m_blamed = false;
    if (!std::exchange(m_clusters, {}).empty()) emit clustersChanged();
}

void Session::nameCluster(const QString& cluster, const QString& alias)
{
    m_aliases[cluster.toStdString()] = alias.toStdString();
    if (!isLive()) return;
    take(m_fleet);
    emit fleetUpdated();
}

void Session::refresh()
{
    if (m_feed) m_feed->refresh();
}

void Session::come(const core::snapshot::FleetPtr& fleet)
{
    // A server that was never reached leaves what was open as it is; it is tried again behind that.
    if (!m_came && fleet->clusters.empty()) {
        const auto worst =
            std::find_if(m_clusters.begin(), m_clusters.end(), [](const ClusterState& c) { return !c.why.isEmpty(); });
        if (worst != m_clusters.end() && !std::exchange(m_blamed, true)) emit fleetFailed(m_connection, worst->why);
        if (worst != m_clusters.end()) return;
    }
    take(fleet);
    if (std::exchange(m_came, true)) {
        emit fleetUpdated();
        return;
    }
    m_path.clear();
    m_demo = false;
    m_name = m_connection;
    m_notes.clear();
    emit fleetChanged();
}

void Session::take(core::snapshot::FleetPtr fleet)
{
    m_fleet = std::move(fleet);
    installClusterNames(m_fleet ? core::snapshot::ClusterNames(*m_fleet, m_aliases) : core::snapshot::ClusterNames());
}

void Session::setFleet(core::snapshot::FleetPtr fleet, const QString& name, std::vector<core::snapshot::Note> notes)
{
    endLive();
    take(std::move(fleet));
    m_path.clear();
    m_demo = false;
    m_name = name;
    m_notes = std::move(notes);
    emit fleetChanged();
}

JobId Session::ask(Request request)
{
    const JobId job = ++m_newest;
    {
        const std::lock_guard lock(m_mutex);
        m_asking = Asking{job, std::move(request), m_fleet, std::stop_source()};
        m_running.request_stop();
    }
    m_wake.notify_one();
    // While one is slow already, the sign stays until an answer is there.
    if (!m_slow && !m_slowTimer.isActive()) m_slowTimer.start();
    return job;
}

void Session::work(const std::stop_token& quit)
{
    while (!quit.stop_requested()) {
        std::optional<Opening> opening;
        std::optional<Asking> asking;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return m_opening || m_asking; })) return;
            if (m_opening) {
                opening = std::exchange(m_opening, std::nullopt);
            } else {
                asking = std::exchange(m_asking, std::nullopt);
                m_running = asking->stop;
            }
        }
        if (opening) {
            open(std::move(*opening));
            continue;
        }
        const auto hear = [this, job = asking->job, stop = asking->stop.get_token()](Answer placement) {
            if (stop.stop_requested()) return;
            QMetaObject::invokeMethod(
                this, [this, job, a = std::move(placement)]() mutable { receivePlacement(job, std::move(a)); },
                Qt::QueuedConnection);
        };
        Answer answer = m_engine(asking->request, asking->fleet, m_cache, asking->stop.get_token(), hear);
        if (asking->stop.stop_requested()) continue;
        m_finished = asking->job;
        QMetaObject::invokeMethod(
            this, [this, job = asking->job, a = std::move(answer)]() mutable { receive(job, std::move(a)); },
            Qt::QueuedConnection);
    }
}

void Session::open(Opening opening)
{
    core::Result<core::snapshot::Opened> opened =
        opening.path.isEmpty() ? core::snapshot::openDemo() : core::snapshot::open(opening.path.toStdString());
    QMetaObject::invokeMethod(
        this,
        [this, opening = std::move(opening), opened = std::move(opened)]() mutable {
            if (!opened) {
                emit fleetFailed(opening.name, errorText(opened.error()));
                return;
            }
            endLive();
            take(std::move(opened->fleet));
            m_notes = std::move(opened->notes);
            m_path = opening.path;
            m_demo = opening.path.isEmpty();
            m_name = m_fleet->name.empty() ? opening.name : QString::fromStdString(m_fleet->name);
            emit fleetChanged();
        },
        Qt::QueuedConnection);
}

void Session::receivePlacement(JobId job, Answer answer)
{
    if (job != m_newest || job == m_finished) return; // late, or the whole of it is behind this in the queue
    answer.job = job;
    emit placed(answer);
}

void Session::receive(JobId job, Answer answer)
{
    if (job != m_newest) return; // late: a newer question is on its way
    m_slowTimer.stop();
    if (std::exchange(m_slow, false)) emit slowChanged(false);
    answer.job = job;
    emit answered(answer);
}

} // namespace ui
