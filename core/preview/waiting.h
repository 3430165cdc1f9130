#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"

/// Pods of other workloads that wait for a node. Detail of this room.
///
/// What the engine decides does not see them: its estimators count what nodes have free and what stock there is, not who
/// waits. What really happens does: a provisioner was asked by them before it will be asked by this workload, and it serves
/// whoever asks from the same cells, pools and quotas. Whether it still serves them, or their owner takes them back, nobody
/// can tell from a snapshot. So replicas that are bought are a range: at its lower end every pod that waits is served first,
/// in the provisioner's order and at stock's lower end; at its upper end none of them buys anything. Those of other clusters
/// count, too, as far as they buy from the same cells. Nodes that pods of lower priority asked for are no loss where the
/// workload's own pods may have them: kube-scheduler binds those first, and evicts whoever is there already.
namespace core::preview {

/// Those of one cluster that no node that runs would take.
struct Waiters {
    struct Kind {
        estimate::Ask ask;
        std::int64_t pods{};
        estimate::Provisionable offers;
    };
    std::vector<Kind> kinds;                            ///< 64 at most; more would take longer than the answer
    std::shared_ptr<const estimate::Catalogue> offered; ///< what `offers` are of
};

/// What those of one cluster buy if they are served first.
struct WaitingBuy {
    std::size_t site{};
    std::vector<std::int64_t> pods;    ///< by offer of the cluster
    std::vector<std::int64_t> nodes;   ///< likewise
    std::vector<std::int64_t> yielded; ///< of `nodes`, those for pods that the workload's own may evict
};
struct Waited {
    std::vector<WaitingBuy> buys; ///< of clusters where any do
    Ledger left{End::Lower};      ///< what they leave
};
/// The workload's own pods may evict them.
[[nodiscard]] bool yields(Facts& facts, std::size_t site, const Waiters::Kind& kind);
/// Worked out once for these facts.
[[nodiscard]] const Waited& waitedOf(Facts& facts);
/// Takes out of what they buy the nodes that so many replicas in the cluster would have instead of them. Where the workload may
/// use one instance type alone: of several, the one that they buy may be worth less to it than what it keeps it from.
void yieldTo(Waited& waited, std::size_t site, const estimate::Provisionable& offers, std::int64_t replicas);
/// What they leave of the cluster's own rooms, addresses and quotas; nullptr: all of it.
[[nodiscard]] OffersPtr leftBehind(const Waited& waited, std::size_t site, const OffersPtr& offers, Solved& solved);

} // namespace core::preview
