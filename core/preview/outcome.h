#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/facts.h"
#include "core/preview/prepared.h"
#include "core/preview/reasons.h"

/// What really happens to a division: existing nodes first, then purchases, with every shared stock cell, pool room, quota
/// and free address counted once. Detail of this room.
namespace core::preview {

/// One cluster's part of it. Counts are replicas besides `newNodes`.
struct ClusterOutcome {
    std::int64_t placed{};     ///< those that have a node or get one; what exists already counts
    std::int64_t shortOf{};    ///< those that were given to the cluster and get none
    std::int64_t preempting{}; ///< of `placed`, those that run by evicting pods of lower priority
    std::int64_t newNodes{};   ///< nodes bought
    std::vector<Share> shares; ///< existing nodes first, then purchases; adds up to `placed` + `unsure` - `unsent`
    std::optional<MoneyPerHour> newCost;             ///< of `newNodes`; absent: no price is known of any of them
    bool newCostPartial = false;                     ///< some node's price is unknown, so `newCost` is a lower bound
    estimate::Limit shortBy = estimate::Limit::None; ///< what holds the short ones back
    std::string shortText;    ///< the same in words: "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"
    std::int64_t unsent{};    ///< of `placed`, those that the fleet does not send, as an override cannot be applied
    std::int64_t overQuota{}; ///< of `shortOf`, those that the namespace's quota does not admit
    /// Of `shortOf`, those that get a node if stock is at its upper end; their shares, nodes and cost are listed, too.
    std::int64_t unsure{};
    /// Of `unsure`, those that stand on nodes of which not everything can be read. Detail::All
    std::int64_t perhapsOnNodes{};
    /// Of `unsure`, groups of pods that would become whole one after the other, and perhaps do not: see Interleaved.
    std::int64_t interleaved{};
    /// Of `unsure`, those that have to be near the first pod, and may find no room where it comes to.
    std::int64_t apart{};
    /// Those that have a node or get one as others who share with it ask before it or after it: the rest here is of one order.
    /// Absent: every order comes to that. Detail::All
    std::optional<Range> byOrder{};
};

/// Clusters whose groups of pods are after the same places, which do not hold all of them. A group's pods are bound one by one,
/// beside those of the others, so a pod that is left over may be of another group than the last one.
struct Interleaved {
    std::vector<std::size_t> clusters;
    std::int64_t groups{};          ///< that look for places
    std::int64_t oneByOne{};        ///< of these, those that become whole if each waits for the one before
    std::int64_t surely{};          ///< the same in any order
    std::vector<std::int64_t> lost; ///< of `oneByOne`, those that are not sure; one entry a cluster of `clusters`
};

struct Outcome {
    std::vector<ClusterOutcome> clusters; ///< one a cluster of the fleet, in its order
    std::int64_t placed{};
    std::int64_t preempting{}; ///< of `placed`
    std::int64_t newNodes{};
    std::optional<MoneyPerHour> newCost; ///< absent: nothing is bought, or no price is known
    bool newCostPartial = false;
    std::int64_t unsure{};
    std::vector<Reason> shared; ///< cells and quotas that do not hold what clusters were given of them
    std::vector<Interleaved> interleaved;
    /// How the clusters best share a quota was not searched to its end: so many more than `placed` might get a node.
    std::int64_t untried{};
};

/// How much of an outcome is worked out.
enum class Detail {
    Sure,   ///< what is placed for certain, and its purchases alone as shares: enough to hold a try against another
    Bought, ///< with what only the upper ends of stock would cover; what is short has no words
    All,
};

/// Whether what may be room on nodes that exist turns out to be some, by cluster of the fleet; empty: the outcome has both.
using Coming = std::vector<std::uint8_t>;
/// Those to be tried where several clusters buy: what one of them need not buy is left for the others, so that no row by itself has
/// what all come to together. Empty: no cluster has such room, or but one buys.
[[nodiscard]] std::vector<Coming> comingsOf(Facts& facts, const std::vector<std::int64_t>& replicas);

/// @param replicas  one entry a cluster of the fleet: what the scheduler gives each
[[nodiscard]] Outcome outcomeOf(Facts& facts, const std::vector<std::int64_t>& replicas, Detail detail = Detail::All,
                                const Coming& coming = {});
/// Of what the scheduler decided, with what is sure of it.
[[nodiscard]] Outcome outcomeOf(Facts& facts, const Decision& decision, Detail detail = Detail::All,
                                const Coming& coming = {});
/// Replicas that the cluster is to have: what it was given and cannot hold, or else all that might be given to it.
[[nodiscard]] std::int64_t wantedOf(const Prepared& prepared, const Decision& decision, const ClusterOutcome& outcome,
                                    std::size_t index);
/// Only how many of them get a node; much cheaper, for trying many divisions. Of groups as many as become whole one after the other:
/// where all of a division do, their order is no matter.
[[nodiscard]] std::vector<std::int64_t> placedByCluster(Facts& facts, const std::vector<std::int64_t>& replicas);
[[nodiscard]] std::int64_t placedOf(Facts& facts, const std::vector<std::int64_t>& replicas);
/// By room alone; what else keeps work from running, holds.h tells.
/// @param asked  replicas that should run in the whole fleet
[[nodiscard]] Verdict verdictOf(const Prepared& prepared, std::int64_t asked, const Outcome& outcome);
/// What a room's verdict is of a decision: a placement that only stands because the scheduler refuses a new one is none.
[[nodiscard]] Verdict verdictOf(const Decision& decision, Verdict byRoom);
/// Replicas that have a node where the policy wants them. Of a decision that the scheduler refuses, those in clusters that it
/// could choose, and always fewer than what is asked.
[[nodiscard]] std::int64_t settledOf(const Decision& decision, const Outcome& outcome, std::int64_t asked);
/// The same of counts alone.
/// @param most  that might get a node
[[nodiscard]] Verdict verdictOf(const Prepared& prepared, std::int64_t asked, std::int64_t placed, std::int64_t most);

} // namespace core::preview
