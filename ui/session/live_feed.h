#pragma once

#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "core/live/live.h"
#include "ui/theme/theme.h"

namespace ui {

/// How one cluster of a live fleet stands, in words.
struct ClusterState {
    struct Part {
        QString resource; ///< "nodes"
        QString gives;    ///< what is unknown without it
        theme::Tone tone = theme::Tone::Plain;
        QString why;                      ///< empty where nothing is wrong
        std::optional<core::Time> asOf{}; ///< of what is known and not followed just now
        bool operator==(const Part&) const = default;
    };
    QString name;
    bool isFleet = false; ///< the control plane
    QString way;          ///< "through the fleet"
    theme::Tone tone = theme::Tone::Plain;
    QString state; ///< "live", "loading 3 of 12", "refused"
    QString why;   ///< what is wrong and what to do; empty where nothing is
    std::vector<Part> parts;
    bool operator==(const ClusterState&) const = default;
};
[[nodiscard]] ClusterState stateOf(const core::live::ClusterView& view);

/// A fleet that is live, on a thread of its own: snapshots as it changes, at most two a second, and how its clusters stand. A first
/// snapshot comes once all that can be had is there, or after three seconds with what is; what is not there yet is a gap of it.
class LiveFeed final : public QObject {
    Q_OBJECT
public:
    explicit LiveFeed(core::live::LiveOptions options, QObject* parent = nullptr);
    ~LiveFeed() override; ///< ends every request

    /// A snapshot now, though nothing changed but the ages.
    void refresh();

signals:
    void fleetCame(const core::snapshot::FleetPtr& fleet);
    void clustersChanged(const std::vector<ui::ClusterState>& clusters);
    /// Which cluster the connection leads to, once, where that may be read (core::kube::clusterUid).
    void identified(const std::string& clusterUid);

private:
    void work(const std::stop_token& quit);

    core::live::LiveOptions m_options;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_refresh = false;
    std::jthread m_worker; // last: it stops before what it uses goes
};

} // namespace ui
