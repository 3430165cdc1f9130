#include "ui/session/worker.h"

#include <utility>

namespace ui {

Worker::Worker()
    : m_thread([this](const std::stop_token& quit) { work(quit); })
{}

Worker::~Worker()
{
    m_thread.request_stop();
    m_thread.join();
}

void Worker::post(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Worker::work(const std::stop_token& quit)
{
    while (!quit.stop_requested()) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_jobs.empty(); })) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(quit);
    }
}

} // namespace ui
