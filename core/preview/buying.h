#pragma once

#include <cstdint>
#include <vector>

#include "core/preview/joint.h"
#include "core/preview/outcome.h"

/// Which replicas need a new node, and who buys what for them. Detail of outcome.cpp.
namespace core::preview {

/// How one cluster's replicas come to a place, before anybody buys.
struct Needs {
    std::int64_t existing{};
    std::int64_t onNodes{};
    std::int64_t
        preempting{};        ///< where pods of lower priority make way: the scheduler sees to that before anybody buys
    std::int64_t starting{}; ///< on nodes that start: nothing is bought for those that no other node takes
    std::int64_t beingBought{};    ///< on nodes that are bought already, and not there yet
    std::int64_t perhapsOnNodes{}; ///< only if cards that cannot be read are free, or nobody comes first
    std::int64_t cameOnNodes{};    ///< of those, where that is taken for the truth (Coming)
    std::int64_t toBuy{};
    std::int64_t toBuySurely{}; ///< of these, whatever quotas hold whose use is not known
    std::int64_t overQuota{};   ///< the namespace's quota admits no more pods
    std::int64_t unsent{};      ///< the fleet does not send them: nothing is looked for or bought for them
};

/// Whose view it is: a scheduler divides before overrides are applied, and does not know where they fail.
enum class Sending {
    AsTheSchedulerThinks,
    AsTheFleetDoes,
};

/// They have a place, or are not sent to one (which holds.h tells), and nothing is bought for them.
[[nodiscard]] std::int64_t placedOn(const Needs& needs);

/// Both purchases: what is sure, from stock's lower ends and after pods that wait already (waiting.h); then what stock's
/// upper ends would cover besides if nobody else came first. From the upper end there is but one: where nothing is bought at
/// the lower one, no groups are begun there either.
struct Purchases {
    End from{};
    std::vector<Needs> needs; ///< one a cluster
    std::vector<Buyer> first;
    std::vector<Buyer> perhaps;
    Ledger before{End::Lower}; ///< what there was for `first`
    std::int64_t untried{};    ///< replicas that a better choice might place besides
};
[[nodiscard]] Purchases buyFor(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail, End from,
                               const Coming& coming = {}, Sending sending = Sending::AsTheFleetDoes);

} // namespace core::preview
