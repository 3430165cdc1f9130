#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "core/kube/client_error.h"

/// How fast a client may ask, and when it asks again. Pure: time and chance are arguments.
namespace core::kube {

using Milliseconds = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock::time_point;
/// A number from 0 to 1, 1 excluded.
using Chance = std::function<double()>;
/// Seeded anew each time. Not for two threads at once.
[[nodiscard]] Chance systemChance();

/// Waits that double, each lengthened by chance to at most its double, so that clients that lost one server do not come back in step.
/// @source client-go 0.36 reflector: 0.8 s, factor 2, at most 30 s, forgotten after 2 min without one
class Backoff {
public:
    struct Limits {
        Milliseconds first{800};
        Milliseconds most{30'000}; ///< before chance
        Milliseconds forgotten{120'000};
    };
    Backoff() = default;
    explicit Backoff(const Limits& limits)
        : m_limits(limits)
    {}
    [[nodiscard]] Milliseconds next(Steady now, const Chance& chance);
    void reset() { m_next = {}; }

private:
    Limits m_limits;
    std::optional<Milliseconds> m_next;
    Steady m_last{};
};

/// At most `perSecond` in the long run, `burst` of them at once.
class Bucket {
public:
    Bucket(double perSecond, int burst)
        : m_perSecond(perSecond)
        , m_burst(burst)
        , m_tokens(burst)
    {}
    /// None: one was taken. Else how long there is none.
    [[nodiscard]] std::optional<Milliseconds> take(Steady now);

private:
    double m_perSecond;
    double m_burst;
    double m_tokens;
    std::optional<Steady> m_last;
};

/// One failed attempt of a request.
struct Attempt {
    bool reads = true;      ///< repeating it changes nothing
    bool delivered = false; ///< a part of the answer was handed on already
    int number = 1;         ///< from 1
    int most = 1;           ///< attempts that the caller grants
};

enum class Again {
    No,
    Backoff,   ///< after a wait of the back-off
    RetryAfter ///< after the wait that the server asks for
};
/// Whether to ask again. A read: after what a moment may mend (429, 5xx, a connection that did not come or ended). A write: only after
/// 429, which the server answers before it does anything; everything else may have been done. @param longest of the server's waits
/// @source the fault table, rows 7 to 13; client-go rest: at most 10 waits that the server asks for
[[nodiscard]] Again again(const ApiError& error, const Attempt& attempt, Seconds longest);

} // namespace core::kube
