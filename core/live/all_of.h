#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/kube/client.h"

/// Detail of this room.
namespace core::live::detail {

/// Asks `count` things at once and waits for their answers, at most that long. In their order; none: it has not come in time.
/// @param ask  (index, answer): has `answer(value)` called once, from any thread, now or later
template <class T, class Ask>
[[nodiscard]] std::vector<std::optional<T>> allOf(std::size_t count, kube::Milliseconds most,
                                                  const std::stop_token& stop, const Ask& ask)
{
    struct Open {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::vector<std::optional<T>> answers;
        std::size_t left = 0;
    };
    const auto open = std::make_shared<Open>();
    open->answers.resize(count);
    open->left = count;
    for (std::size_t i = 0; i < count; ++i)
        ask(i, [open, i](std::optional<T> answer) {
            const std::scoped_lock lock(open->mutex);
            open->answers[i] = std::move(answer);
            if (--open->left == 0) open->changed.notify_all();
        });
    std::unique_lock lock(open->mutex);
    open->changed.wait_for(lock, stop, most, [&] { return open->left == 0; });
    return open->answers; // late answers may still come in to `open`
}

} // namespace core::live::detail
