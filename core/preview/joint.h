#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/facts.h"
#include "core/preview/solved.h"

/// Several clusters buy at once: every stock cell and every quota of an account is there once, whoever asks. Detail of this
/// room.
namespace core::preview {

/// What the clusters share, and what is left of it. Absent: no limit is known.
class Ledger {
public:
    explicit Ledger(End end)
        : m_end(end)
    {}
    [[nodiscard]] End end() const { return m_end; }
    /// From here on stock is at its upper end, and buyers come shrunk: their quotas are what is left.
    void turnToUpper()
    {
        m_end = End::Upper;
        m_used.clear();
    }
    /// Instances.
    [[nodiscard]] std::optional<std::int64_t> leftOfCell(const estimate::Offer& offer) const;
    /// Instances by offer, as far as stock goes: none where at worst the pool is full.
    [[nodiscard]] std::vector<std::optional<std::int64_t>> cellsOf(const estimate::Provisionable& what) const;
    /// By entry of `what.quotas`, of the quota's own unit.
    [[nodiscard]] std::vector<std::optional<std::int64_t>> quotasOf(const estimate::Provisionable& what) const;
    /// Of the quota's own unit.
    [[nodiscard]] std::optional<std::int64_t> leftOfQuota(const estimate::QuotaRoom& quota) const;
    void take(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes);
    void giveBack(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes);
    /// What the whole purchase would take is there.
    [[nodiscard]] bool allows(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes) const;

private:
    End m_end;
    std::map<estimate::CellKey, std::int64_t> m_taken;
    std::map<std::uint32_t, std::int64_t> m_used; ///< by quota of the fleet
};

/// One cluster that wants replicas on new nodes.
struct Buyer {
    std::size_t site{};
    OffersPtr what;           ///< what it may buy, its quotas as the ledger has them
    std::int64_t wanted{};    ///< replicas
    estimate::Purchase got{}; ///< one entry an offer
    [[nodiscard]] std::int64_t placed() const { return wanted - got.missing; }
};

/// How purchases are worked out.
struct HowToBuy {
    Solved& solved;    ///< what is known already
    bool named = true; ///< false: what holds the missing back is not said
};

/// Serves everybody as far as the ledger goes, most replicas first, then each in proportion to what it wants, then in the
/// order in which the provisioners take types. What is bought leaves the ledger.
/// @return  replicas that a better choice might place besides: 0 where the most was found, as it is unless many clusters
///          share quotas that count their types differently
std::int64_t buyTogether(std::vector<Buyer>& buyers, Ledger& ledger, const HowToBuy& how);

/// Buyers who stand in each other's way, directly or through others: they share a cell or a quota that does not hold what
/// all of them together might take. Every buyer is in one group.
[[nodiscard]] std::vector<std::vector<std::size_t>> inEachOthersWay(const std::vector<Buyer>& buyers,
                                                                    const Ledger& ledger);

/// What the buyers may buy as one problem, whatever they have got, the same offers at either end of stock: cells and quotas are everybody's, rooms and addresses each
/// buyer's own. Their quotas are as the ledger has them.
struct SharedProblem {
    estimate::detail::JointProblem problem;
    std::vector<std::size_t> first;                 ///< of the problem's offers, by buyer
    std::vector<std::vector<std::uint32_t>> offers; ///< those of the buyer's that stand there, by buyer
};
[[nodiscard]] SharedProblem sharedProblem(const std::vector<Buyer>& buyers, const Ledger& ledger, Solved& solved);

/// Takes what was bought out of the cluster's own rooms and addresses, so that it can be asked again for the rest. Of quotas a
/// ledger tells what is left.
/// @param nodes, replicas  by offer
void shrink(estimate::Provisionable& what, const std::vector<std::int64_t>& nodes,
            const std::vector<std::int64_t>& replicas);
/// The same of nodes that others of the cluster buy.
void reserve(estimate::Provisionable& what, const std::vector<std::int64_t>& nodes);

/// What the buyer may buy besides.
/// @param ledger   what is left of quotas
/// @param formula  the most: nodes give what the formula says, domains come about in the roomiest order
[[nodiscard]] OffersPtr restOf(const Buyer& buyer, const Ledger& ledger, bool formula, Solved& solved);

/// What holds back what the buyer misses, once everybody has bought.
/// @param ledger  what is left to all
void nameShortage(Buyer& buyer, const Ledger& ledger, Solved& solved);

} // namespace core::preview
