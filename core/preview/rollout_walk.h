#pragma once

#include <cstdint>
#include <functional>
#include <optional>

/// A rolling update, step by step, as counts. Detail of this room.
///
/// The controllers of Deployment, StatefulSet and LeaderWorkerSet keep two promises: never more than `replicas + surge` at
/// a time, never fewer than `replicas − unavailable` ready. So what may happen next depends on two numbers only: how many
/// old replicas are gone, and how many new ones are up.
/// @source k8s.io/kubernetes pkg/controller/deployment/rolling.go (NewRSNewReplicas, reconcileOldReplicaSets),
///         pkg/controller/statefulset/stateful_set_control.go (rollingUpdateStatefulSet)
namespace core::preview {

struct Update {
    std::int64_t replicas{};    ///< wanted in the end, of both templates
    std::int64_t old{};         ///< run now
    std::int64_t surge{};       ///< rounded
    std::int64_t unavailable{}; ///< rounded; never 0 where `surge` is
    std::int64_t partition{};   ///< StatefulSet: so many keep the old template
    std::int64_t begun{}; ///< of `old`, those that are new already: the walk begins once they are gone and made anew

    /// New ones in the end.
    [[nodiscard]] std::int64_t allNew() const;
    /// Old ones that go.
    [[nodiscard]] std::int64_t allGone() const;
    /// New ones that may be there once `gone` old ones are not.
    [[nodiscard]] std::int64_t mayBeNew(std::int64_t gone) const;
    /// Old ones that may be gone once `up` new ones are ready.
    [[nodiscard]] std::int64_t mayBeGone(std::int64_t up) const;
    /// New ones that have to be ready before one more than `gone` goes.
    [[nodiscard]] std::int64_t neededAt(std::int64_t gone) const;
};

/// New replicas that find a place once so many old ones are gone; never fewer where more are gone.
using Room = std::function<std::int64_t(std::int64_t gone)>;

/// Where new replicas stand on nodes that are bought: the moment at which most have to be.
struct WorstMoment {
    std::int64_t gone{};   ///< old replicas that are gone by then
    std::int64_t wanted{}; ///< new replicas by then
};
/// Which of several moments that are alike and have new ones.
enum class Ties { Earliest, Latest };
/// @param room  on nodes that run now
/// @param rest  old ones that are gone where it comes to rest; absent: it comes to its end
/// A long walk is looked at in at most some hundred moments.
[[nodiscard]] WorstMoment worstMoment(const Update& update, const Room& room, Ties ties = Ties::Earliest,
                                      std::optional<std::int64_t> rest = std::nullopt);

/// Where the update comes to rest.
struct Rest {
    std::int64_t gone{};
    std::int64_t up{};     ///< new ones that are ready
    std::int64_t needed{}; ///< that have to be before another old one goes; 0: every old one that goes is gone
    std::int64_t room{};   ///< for new ones, by then
    [[nodiscard]] bool finished(const Update& update) const { return needed == 0 && up >= update.allNew(); }
};
/// @param room  on nodes that run and on those that can be bought
[[nodiscard]] Rest restOf(const Update& update, const Room& room);

} // namespace core::preview
