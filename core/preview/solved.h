#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/joined.h"
#include "core/preview/known.h"
#include "core/preview/mixes.h"

/// What was worked out already for a workload, whichever question asked. Detail of this room.
namespace core::preview {

using OffersPtr = std::shared_ptr<const estimate::Provisionable>;

/// A trial changes one limit, a value of stock some cells and a keystroke one number; most clusters and most groups of buyers
/// see none of it: theirs is the same problem as before, and has the same answer.
class Solved {
public:
    /// estimate::detail::together
    [[nodiscard]] estimate::detail::JointAnswer together(const estimate::detail::JointProblem& problem);

    /// What a cluster could buy for an ask.
    struct OffersFor {
        snapshot::ClusterPtr cluster;
        std::shared_ptr<const estimate::Ask> ask;
        std::shared_ptr<const estimate::Catalogue> catalogue;
        bool named = true;
        bool operator==(const OffersFor& other) const;
    };
    [[nodiscard]] OffersPtr offers(const OffersFor& question);

    /// Offers once some of them are taken.
    struct Rest {
        OffersPtr of;
        std::vector<std::int64_t> nodes;           ///< by offer, that are taken out of rooms and addresses
        std::vector<std::int64_t> replicas;        ///< on them, by offer; empty: it is others who bought
        std::vector<estimate::detail::Cap> quotas; ///< what is left, by entry of `of->quotas`
        bool quotasStay = false;                   ///< instead of `quotas`
        bool formula = false; ///< the most: nodes give what the formula says, domains come about in the roomiest order
        bool operator==(const Rest&) const = default;
    };
    [[nodiscard]] OffersPtr rest(const Rest& question);

    /// estimate::purchase
    [[nodiscard]] const estimate::Purchase& purchase(const OffersPtr& what, std::int64_t replicas,
                                                     std::vector<estimate::detail::Cap> instances, bool named);
    /// What a cluster may buy as a problem, and the stock cell of each of its offers: equal cells have equal numbers.
    struct Joined : estimate::detail::Joined {
        std::vector<std::size_t> cellOf; ///< by offer of the problem; npos: of a pool that skips the stock check
    };
    [[nodiscard]] const Joined& joined(const OffersPtr& what, estimate::detail::End end,
                                       std::vector<estimate::detail::Cap> instances);
    /// Cells that have a number by now.
    [[nodiscard]] std::size_t cells() const { return m_cells.size(); }
    [[nodiscard]] KnownMixes& mixes() { return m_mixes; }

    /// Another question is asked: what the one before did not need is dropped.
    void turn();
    /// From here on everything is worked out anew: what is known must not be seen in any answer.
    void keepNone();

private:
    struct Wanted {
        OffersPtr of;
        std::int64_t replicas{}; ///< or an end
        bool named = false;
        std::vector<estimate::detail::Cap> instances;
        bool operator==(const Wanted&) const = default;
        [[nodiscard]] std::uint64_t digest() const;
    };
    Known<estimate::detail::JointProblem, estimate::detail::JointAnswer> m_together{1024};
    Known<OffersFor, OffersPtr> m_offers{4096};
    Known<Rest, OffersPtr> m_rests{4096};
    Known<Wanted, estimate::Purchase> m_purchases{16384};
    Known<Wanted, Joined> m_joined{4096};
    std::map<estimate::CellKey, std::size_t> m_cells; ///< as many as the cloud sells
    KnownMixes m_mixes;
};

} // namespace core::preview
