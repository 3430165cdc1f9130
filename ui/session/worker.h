#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace ui {

/// Work that must not hold up the window: one thing after the other, on a thread of its own.
class Worker {
public:
    using Job = std::function<void(const std::stop_token& quit)>;

    Worker();
    ~Worker(); ///< what has not begun is dropped; what runs is told to stop, and waited for
    void post(Job job);

private:
    void work(const std::stop_token& quit);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::jthread m_thread; // last: it stops before what it uses goes
};

} // namespace ui
