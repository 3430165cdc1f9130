#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace ui {

/// $XDG_STATE_HOME/berth, by default ~/.local/state/berth; a relative value is ignored, as the specification asks.
[[nodiscard]] QString stateFolder();

/// Writes one small file again and again without ever holding up the one who types: on a thread of its own, the newest
/// content wins, into a temporary file that takes the old one's place, readable by its owner only.
class StateWriter final {
public:
    explicit StateWriter(QString path);
    ~StateWriter(); ///< what was handed in last is on disk before this returns

    /// `content` is called on the writer's thread.
    void write(std::function<QByteArray()> content);
    /// Waits until everything handed in so far is on disk.
    void flush();

private:
    void work(const std::stop_token& quit);
    void save(const QByteArray& bytes) const;

    QString m_path;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable m_idle;
    std::optional<std::function<QByteArray()>> m_next;
    bool m_busy = false;
    std::jthread m_worker;
};

} // namespace ui
