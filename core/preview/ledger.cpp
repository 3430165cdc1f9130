#include "core/preview/joint.h"

#include <algorithm>

/// What is left of stock and quotas while buyers take from them.
namespace core::preview {

std::optional<std::int64_t> Ledger::leftOfCell(const estimate::Offer& offer) const
{
    if (!offer.stockBounds) return std::nullopt;
    const Range& there = offer.stock.instances;
    if (m_end == End::Upper && !there.upper) return std::nullopt;
    const std::int64_t all = m_end == End::Upper ? *there.upper : there.lower;
    const auto taken = m_taken.find(offer.stock.key);
    return std::max<std::int64_t>(0, all - (taken == m_taken.end() ? 0 : taken->second));
}

std::vector<std::optional<std::int64_t>> Ledger::cellsOf(const estimate::Provisionable& what) const
{
    std::vector<std::optional<std::int64_t>> out;
    out.reserve(what.offers.size());
    for (const estimate::Offer& offer : what.offers) {
        const bool none = m_end == End::Lower && !offer.refusal && estimate::isUnsure(what, offer);
        out.push_back(none ? std::optional(estimate::leftOut) : leftOfCell(offer));
    }
    return out;
}

std::vector<std::optional<std::int64_t>> Ledger::quotasOf(const estimate::Provisionable& what) const
{
    std::vector<std::optional<std::int64_t>> out;
    out.reserve(what.quotas.size());
    for (const estimate::QuotaRoom& quota : what.quotas) out.push_back(leftOfQuota(quota));
    return out;
}

std::optional<std::int64_t> Ledger::leftOfQuota(const estimate::QuotaRoom& quota) const
{
    if (!quota.left) return std::nullopt;
    const auto used = m_used.find(quota.quota);
    return std::max<std::int64_t>(0, *quota.left - (used == m_used.end() ? 0 : used->second));
}

void Ledger::take(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes)
{
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i] != 0 && what.offers[i].stockBounds) m_taken[what.offers[i].stock.key] += nodes[i];
    for (const estimate::QuotaRoom& quota : what.quotas) m_used[quota.quota] += quota.usedBy(nodes);
}

void Ledger::giveBack(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes)
{
    std::vector<std::int64_t> back;
    for (const std::int64_t n : nodes) back.push_back(-n);
    take(what, back);
}

bool Ledger::allows(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes) const
{
    std::map<estimate::CellKey, std::int64_t> wanted;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i] == 0) continue;
        const auto left = leftOfCell(what.offers[i]);
        if (left && (wanted[what.offers[i].stock.key] += nodes[i]) > *left) return false;
    }
    std::map<std::uint32_t, std::int64_t> used;
    for (const estimate::QuotaRoom& quota : what.quotas) {
        std::int64_t& sum = used[quota.quota];
        sum += quota.usedBy(nodes);
        const auto left = leftOfQuota(quota);
        if (left && sum > *left) return false;
    }
    return true;
}

} // namespace core::preview
