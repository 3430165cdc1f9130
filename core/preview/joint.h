#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/facts.h"

/// Several clusters buy at once: every stock cell and every quota of an account is there once, whoever asks. Detail of this
/// room.
namespace core::preview {

/// What the clusters share, and what is left of it. Absent: no limit is known.
class Ledger {
public:
    explicit Ledger(End end)
        : m_end(end)
    {}
    /// Instances that the offer's cell and the account's quotas still allow, whoever asks.
    [[nodiscard]] std::optional<std::int64_t> left(const estimate::Provisionable& what, std::size_t offer) const;
    [[nodiscard]] std::optional<std::int64_t> leftOfCell(const estimate::Offer& offer) const;
    /// Of the quota's own unit.
    [[nodiscard]] std::optional<std::int64_t> leftOfQuota(const estimate::Provisionable& what,
                                                          const estimate::QuotaRoom& quota) const;
    void take(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes);
    /// What the whole purchase would take is there.
    [[nodiscard]] bool allows(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes) const;
    void setEnd(End end) { m_end = end; }

    /// The name under which clusters share a quota.
    [[nodiscard]] static std::string quotaKey(const estimate::Provisionable& what, const estimate::QuotaRoom& quota);

private:
    End m_end;
    std::map<estimate::CellKey, std::int64_t> m_taken;
    std::map<std::string, std::int64_t> m_used;
};

/// One cluster that wants replicas on new nodes.
struct Buyer {
    std::size_t site{};
    const estimate::Provisionable* what{}; ///< what it may buy; outlives the buyer
    std::int64_t wanted{};                 ///< replicas
    estimate::Purchase got{};              ///< one entry an offer
    [[nodiscard]] std::int64_t placed() const { return wanted - got.missing; }
};

/// Serves everybody as far as the ledger goes, most replicas first, then each in proportion to what it wants, then in the
/// order in which the provisioners take types. What is bought leaves the ledger.
void buyTogether(std::vector<Buyer>& buyers, Ledger& ledger);

/// Takes what was bought out of the cluster's own rooms and addresses, so that it can be asked again for the rest.
void shrink(estimate::Provisionable& what, const estimate::Purchase& bought);

} // namespace core::preview
