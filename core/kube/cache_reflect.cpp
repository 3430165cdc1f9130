#include "core/kube/cache_reflect.h"

#include <algorithm>

namespace core::kube {
namespace {

constexpr int MethodNotAllowedCode = 405;

const Step TakeTurn{Step::Do::Turn, {}, {}};

/// No object is without a name, or has one that could be taken for another's key.
bool hasName(const ObjectHead& head)
{
    const auto plain = [](std::string_view text) { return text.find('/') == std::string_view::npos; };
    return !head.name.empty() && plain(head.name) && plain(head.nameSpace);
}

} // namespace

std::string_view name(PartState::Why why)
{
    switch (why) {
    case PartState::Why::Waiting: return "waiting";
    case PartState::Why::Listing: return "listing";
    case PartState::Why::Synced: return "synced";
    case PartState::Why::Polled: return "polled";
    case PartState::Why::Stale: return "stale";
    case PartState::Why::Failing: return "failing";
    case PartState::Why::Forbidden: return "forbidden";
    case PartState::Why::Unauthorized: return "unauthorized";
    case PartState::Why::NotServed: return "not_served";
    case PartState::Why::Stopped: return "stopped";
    }
    return {};
}

Reflector::Reflector(const ReflectLimits& limits, Chance chance)
    : m_limits(limits)
    , m_chance(std::move(chance))
    , m_backoff(limits.backoff)
{}

Step Reflector::later(Step then, Milliseconds wait)
{
    m_then = std::move(then);
    return {Step::Do::Wait, std::max(wait, Milliseconds(0)), {}};
}

Step Reflector::start()
{
    return nudge();
}

Step Reflector::nudge()
{
    const auto wait = static_cast<Milliseconds::rep>(m_chance() * static_cast<double>(m_limits.spread.count()));
    m_polls = 0;
    m_silent = 0;
    m_onlyPolls = false;
    return later(m_version.empty() ? TakeTurn : Step{Step::Do::Watch, {}, {}}, Milliseconds(wait));
}

Step Reflector::due(Moment now)
{
    return m_then.what == Step::Do::Watch ? beginWatch(now) : std::exchange(m_then, {});
}

Step Reflector::turn(Moment /*now*/)
{
    m_known.beginSweep();
    // What comes of a list that breaks off may be of any state, older ones too: from here on only a whole list helps.
    m_version.clear();
    if (!m_state.asOf) m_state.why = PartState::Why::Listing;
    // Without a version: what the server has that is newest, for a state that is older than what was seen would go backwards.
    return {Step::Do::List, {}, {}};
}

Step Reflector::beginWatch(Moment now)
{
    m_then = {};
    m_watchedAt = now.steady;
    m_order = versionNumber(m_version);
    m_outOfOrder = false;
    return {Step::Do::Watch, {}, m_version};
}

void Reflector::isCurrent(Moment now, PartState::Why why)
{
    m_state.why = why;
    m_state.asOf = now.time;
    m_state.error.reset();
    if (why == PartState::Why::Synced) m_state.missing.clear();
}

void Reflector::isStale(const std::optional<ApiError>& error)
{
    m_state.why = m_state.asOf ? PartState::Why::Stale : PartState::Why::Failing;
    m_state.error = error;
}

Step Reflector::rest(PartState::Why why, const ApiError& error, std::string missing)
{
    m_state.why = why;
    m_state.error = error;
    m_state.missing = std::move(missing);
    m_then = {};
    return {};
}

Step Reflector::afterBackoff(Step then, const ApiError* error, Moment now)
{
    Milliseconds wait = m_backoff.next(now.steady, m_chance);
    if (error != nullptr && error->retryAfter)
        wait = std::max(wait, std::min<Milliseconds>(*error->retryAfter, m_limits.longestWait));
    return later(std::move(then), wait);
}

Step Reflector::pollLater()
{
    const auto more = static_cast<Milliseconds::rep>(m_chance() * static_cast<double>(m_limits.poll.count()));
    return later(TakeTurn, m_limits.poll + Milliseconds(more));
}

Step Reflector::listed(const ApiResult<ListEnd>& end, Moment now,
                       const std::function<void(std::string_view, std::string_view)>& gone)
{
    if (end) {
        m_known.sweep(gone);
        m_version = end->resourceVersion;
        m_listedAt = now.steady;
        if (m_polls > 0) --m_polls;
        if (m_onlyPolls || m_version.empty() || m_polls > 0) {
            isCurrent(now, PartState::Why::Polled);
            return pollLater();
        }
        isCurrent(now, PartState::Why::Synced);
        return beginWatch(now);
    }
    const ApiError& error = end.error();
    switch (whyOf(error)) {
    case WatchEnd::Why::Stopped: m_state.why = PartState::Why::Stopped; return {};
    case WatchEnd::Why::Denied: return rest(PartState::Why::Forbidden, error, "list");
    case WatchEnd::Why::Unauthorized: return rest(PartState::Why::Unauthorized, error);
    case WatchEnd::Why::NotServed: return rest(PartState::Why::NotServed, error);
    default: break;
    }
    isStale(error);
    return afterBackoff(TakeTurn, &error, now);
}

KnownObjects::Seen Reflector::item(const ObjectHead& head)
{
    return hasName(head) ? m_known.see(head) : KnownObjects::Seen::Same;
}

void Reflector::opened(Moment now)
{
    isCurrent(now, PartState::Why::Synced);
}

Reflector::Observed Reflector::event(WatchEvent::Type type, const ObjectHead& head, Moment now)
{
    isCurrent(now, PartState::Why::Synced);
    // Events count in the order in which they come. Where one is older than what came before it, something was restored or repeated,
    // and only a list tells what is there. (Old servers give a deleted object the version that it had last.)
    const auto number = versionNumber(head.resourceVersion);
    if (number && m_order && *number < *m_order) {
        m_outOfOrder = m_outOfOrder || type != WatchEvent::Type::Deleted || m_known.isOther(head);
    } else if (number) {
        m_order = number;
    }
    Observed made;
    made.goOn = !m_outOfOrder;
    switch (type) {
    case WatchEvent::Type::Added:
    case WatchEvent::Type::Modified:
        made.put = item(head);
        if (made.put == KnownObjects::Seen::Same) made.put.reset();
        break;
    case WatchEvent::Type::Deleted: made.gone = m_known.forget(head.nameSpace, head.name); break;
    case WatchEvent::Type::Bookmark: break;
    }
    return made;
}

/// Nothing is to be watched from the version that was seen last, whatever happens until the list is there.
Step Reflector::listAgain(const ApiError* error, Moment now)
{
    m_version.clear();
    return afterBackoff(TakeTurn, error, now);
}

Step Reflector::watchAgain(Moment now)
{
    const auto since = std::chrono::floor<Milliseconds>(now.steady - m_watchedAt);
    return later({Step::Do::Watch, {}, {}}, m_limits.pace - since);
}

Step Reflector::watched(const WatchEnd& end, Moment now)
{
    using Why = WatchEnd::Why;
    if (!end.resourceVersion.empty()) m_version = end.resourceVersion;
    // Not back to the version of an object that was deleted: a server that forgot what came since would not be noticed.
    if (const auto number = versionNumber(m_version); number && m_order && *number < *m_order)
        m_version = std::to_string(*m_order);
    const bool isShort = now.steady - m_watchedAt < m_limits.shortWatch;
    const ApiError* const error = end.error ? &*end.error : nullptr;
    const Step watchStep{Step::Do::Watch, {}, {}};
    m_silent = end.why == Why::Silent && !end.heard ? m_silent + 1 : 0;

    switch (end.why) {
    case Why::Closed:
        if (end.heard || !isShort) return watchAgain(now);
        isStale(end.error);
        return listAgain(nullptr, now);
    case Why::Cut:
    case Why::Silent:
        if (m_silent >= m_limits.silentWatches) {
            m_silent = 0;
            m_polls = m_limits.pollsInstead;
            return later(TakeTurn, Milliseconds(0));
        }
        isStale(end.error);
        if (end.heard || (end.answered && !isShort)) return watchAgain(now);
        return afterBackoff(watchStep, error, now);
    case Why::Busy:
    case Why::Unreachable: isStale(end.error); return afterBackoff(watchStep, error, now);
    case Why::Expired:
        isStale(end.error);
        m_version.clear();
        // A server that was restored gives versions again that it gave before, to other objects.
        if (error != nullptr && error->isVersionTooLarge()) m_known.distrust();
        if (now.steady - m_listedAt >= m_limits.quickRelist) return later(TakeTurn, Milliseconds(0));
        return listAgain(error, now);
    case Why::Denied:
        m_onlyPolls = true;
        m_state.why = PartState::Why::Polled;
        m_state.missing = "watch";
        return pollLater();
    case Why::NotServed:
        isStale(end.error);
        if (error != nullptr && error->code == MethodNotAllowedCode) {
            m_onlyPolls = true;
            m_state.why = PartState::Why::Polled;
            m_state.error.reset();
            return pollLater();
        }
        return listAgain(error, now); // the list says whether it is gone
    case Why::Garbage:
    case Why::Failed: isStale(end.error); return listAgain(error, now);
    case Why::Unauthorized: return rest(PartState::Why::Unauthorized, *end.error);
    case Why::Stopped:
        if (m_outOfOrder) {
            isStale(std::nullopt);
            m_known.distrust();
            return listAgain(nullptr, now);
        }
        return {};
    }
    return {};
}

PartState Reflector::state() const
{
    PartState made = m_state;
    made.objects = m_known.size();
    return made;
}

} // namespace core::kube
