#include "core/preview/settling.h"

#include <algorithm>

#include "core/preview/joint.h"

namespace core::preview {
namespace {

/// Buyers whose provisioners pick among types or zones, and those from whom such a choice may take what they need.
std::vector<std::uint8_t> concerned(Facts& facts, const Purchases& bought)
{
    std::vector<std::uint8_t> out;
    std::vector<Buyer> all;
    for (const Buyer& buyer : bought.first) {
        out.push_back(choosesOffers(facts.offersOf(buyer.site)) ? 1 : 0);
        all.push_back({buyer.site, buyer.what, bought.needs[buyer.site].toBuy});
    }
    if (std::find(out.begin(), out.end(), 1) == out.end() || std::find(out.begin(), out.end(), 0) == out.end())
        return out;
    for (const std::vector<std::size_t>& group : inEachOthersWay(all, bought.before)) {
        if (std::none_of(group.begin(), group.end(), [&](std::size_t b) { return out[b] != 0; })) continue;
        for (const std::size_t b : group)
            if (!all[b].what->groups && all[b].what->domains.empty()) out[b] = 1; // else they keep what they are shown
    }
    return out;
}

} // namespace

Choices::Choices(Facts& facts, const Purchases& bought)
    : m_solved(facts.solved())
    , m_from(bought.from)
    , m_sure(bought.before)
    , m_site(facts.size(), none)
{
    const std::vector<std::uint8_t> chosen = concerned(facts, bought);
    for (std::size_t b = 0; b < bought.first.size(); ++b) {
        const Buyer& buyer = bought.first[b];
        if (chosen[b] != 0) {
            m_site[buyer.site] = m_all.size();
            m_all.push_back({buyer, {buyer.site, facts.offersPtr(buyer.site), bought.needs[buyer.site].toBuy}, {}});
            continue;
        }
        m_sure.take(*buyer.what, buyer.got.nodes);
        if (m_from == End::Lower) m_most.take(*buyer.what, buyer.got.nodes);
    }
    for (const Buyer& buyer : bought.perhaps)
        if (m_site[buyer.site] == none) m_sure.take(*buyer.what, buyer.got.nodes);
    for (Choosing& one : m_all) {
        if (m_from == End::Upper) one.sure = {one.sure.site, one.sure.what, 0};
        leave(one.sure, m_sure);
        leave(one.most, m_most);
    }
}

void Choices::add(const Buyer& buyer, const estimate::Offer& offer, Share& share)
{
    if (m_site[buyer.site] == none) return;
    const auto index = static_cast<std::uint32_t>(&offer - buyer.what->offers.data());
    m_all[m_site[buyer.site]].rows.emplace_back(&share, index);
}

std::vector<std::int64_t> Choices::settle(Detail detail)
{
    constexpr std::int64_t mostTried = 4000;
    constexpr std::int64_t mostOfMany = 1000; // of an outcome among many
    std::vector<std::int64_t> out(m_site.size(), 0);
    if (m_all.empty()) return out;
    const std::vector<std::int64_t> without =
        detail == Detail::Sure
            ? perhapsWithout(m_all, {m_sure, m_most, mostOfMany, m_solved})
            : addChoices(m_all, {m_sure, m_most, detail == Detail::All ? mostTried : mostOfMany, m_solved});
    for (std::size_t i = 0; i < m_all.size(); ++i) out[m_all[i].sure.site] = without[i];
    return out;
}

void Choices::leave(Buyer& buyer, const Ledger& ledger)
{
    buyer.what = m_solved.rest({buyer.what, {}, {}, ledger.quotasOf(*buyer.what), false, false});
}

} // namespace core::preview
