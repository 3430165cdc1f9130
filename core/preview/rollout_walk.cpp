#include "core/preview/rollout_walk.h"

#include <algorithm>

namespace core::preview {
namespace {

constexpr std::int64_t mostMoments = 256; ///< each asks every node of the cluster

} // namespace

std::int64_t Update::allNew() const
{
    return std::max<std::int64_t>(0, replicas - partition);
}

std::int64_t Update::allGone() const
{
    return std::max<std::int64_t>(0, old - partition);
}

std::int64_t Update::mayBeNew(std::int64_t gone) const
{
    return std::clamp<std::int64_t>(replicas + surge - (old - gone), 0, allNew());
}

std::int64_t Update::mayBeGone(std::int64_t up) const
{
    return std::clamp<std::int64_t>(old + up - (replicas - unavailable), 0, allGone());
}

std::int64_t Update::neededAt(std::int64_t gone) const
{
    return std::max<std::int64_t>(0, replicas - unavailable - (old - gone) + 1);
}

WorstMoment worstMoment(const Update& update, const Room& room, Ties ties, std::optional<std::int64_t> rest)
{
    const std::int64_t last = std::min(rest.value_or(update.allGone()), update.allGone());
    const std::int64_t stride = last / mostMoments + 1;
    WorstMoment worst{update.begun, update.mayBeNew(update.begun)};
    std::int64_t most = worst.wanted - room(update.begun);
    for (std::int64_t gone = update.begun; gone < last;) {
        gone = std::min(last, std::max(update.mayBeGone(update.mayBeNew(gone)), gone + stride));
        const std::int64_t wanted = update.mayBeNew(gone);
        const std::int64_t bought = wanted - room(gone);
        // Before there is any new one, nothing is told of where they stand.
        const bool isLess = ties == Ties::Latest ? bought < most : bought <= most;
        if (wanted == 0 || (worst.wanted > 0 && isLess)) continue;
        most = bought;
        worst = {gone, wanted};
    }
    return worst;
}

Rest restOf(const Update& update, const Room& room)
{
    const std::int64_t last = update.allGone();
    const std::int64_t stride = last / mostMoments + 1;
    for (std::int64_t gone = update.begun;;) {
        const std::int64_t places = room(gone);
        const std::int64_t up = std::clamp<std::int64_t>(places, 0, update.mayBeNew(gone));
        if (gone == last) return {gone, up, 0, places};
        const std::int64_t next = update.mayBeGone(up);
        if (next <= gone) return {gone, up, update.neededAt(gone), places};
        // With more gone there is no less room, so nothing stops it before `mayBeGone(places)`.
        gone = std::min(last, std::max({next, update.mayBeGone(places), gone + stride}));
    }
}

} // namespace core::preview
