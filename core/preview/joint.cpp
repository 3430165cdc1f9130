#include "core/preview/joint.h"

#include <algorithm>
#include <set>

#include "core/preview/flow.h"

namespace core::preview {
namespace {

using Nodes = std::vector<std::int64_t>;

/// Nodes of each offer at most, if nobody else bought.
std::vector<std::optional<std::int64_t>> allowances(const estimate::Provisionable& what, const Ledger& ledger)
{
    std::vector<std::optional<std::int64_t>> out;
    out.reserve(what.offers.size());
    for (std::size_t i = 0; i < what.offers.size(); ++i) out.push_back(ledger.left(what, i));
    return out;
}

estimate::Purchase nothing(const Buyer& buyer)
{
    estimate::Purchase out;
    out.nodes.assign(buyer.what->offers.size(), 0);
    out.replicas.assign(buyer.what->offers.size(), 0);
    out.missing = buyer.wanted;
    return out;
}

std::int64_t missingOf(const std::vector<Buyer>& buyers)
{
    std::int64_t sum = 0;
    for (const Buyer& buyer : buyers) sum += buyer.got.missing;
    return sum;
}

/// A purchase within the ledger: where its own first choice needs more of a quota than is left, it takes fewer nodes.
void buyAlone(Buyer& buyer, Ledger& ledger)
{
    buyer.got = estimate::purchase(*buyer.what, buyer.wanted, allowances(*buyer.what, ledger));
    for (std::size_t i = buyer.got.nodes.size(); i > 0 && !ledger.allows(*buyer.what, buyer.got.nodes); --i) {
        const std::size_t offer = i - 1;
        while (buyer.got.nodes[offer] > 0 && !ledger.allows(*buyer.what, buyer.got.nodes)) {
            --buyer.got.nodes[offer];
            const std::int64_t held =
                std::min(buyer.got.replicas[offer], buyer.what->offers[offer].replicasOn(buyer.got.nodes[offer]));
            buyer.got.missing += buyer.got.replicas[offer] - held;
            buyer.got.replicas[offer] = held;
            buyer.got.missingBy = estimate::Limit::Quota;
        }
    }
    ledger.take(*buyer.what, buyer.got.nodes);
}

/// One after the other, as if the first always won the race.
std::vector<Buyer> inTurn(std::vector<Buyer> buyers, Ledger ledger)
{
    for (Buyer& buyer : buyers) buyAlone(buyer, ledger);
    return buyers;
}

/// What the flow deals out, cut to what the ledger really allows.
bool addAllotment(const std::vector<Buyer>& buyers, const std::vector<Nodes>& round, std::int64_t unit, Ledger& ledger,
                  std::vector<Nodes>& allotted)
{
    bool any = false;
    for (std::size_t b = 0; b < buyers.size(); ++b) {
        for (std::size_t o = 0; o < round[b].size(); ++o) {
            if (round[b][o] == 0) continue;
            const std::int64_t left = ledger.left(*buyers[b].what, o).value_or(round[b][o]);
            const std::int64_t given = std::min(round[b][o], left / unit * unit);
            if (given <= 0) continue;
            Nodes taken(round[b].size(), 0);
            taken[o] = given;
            ledger.take(*buyers[b].what, taken);
            allotted[b][o] += given;
            any = true;
        }
    }
    return any;
}

void buyAllotted(std::vector<Buyer>& buyers, const std::vector<Nodes>& allotted)
{
    for (std::size_t b = 0; b < buyers.size(); ++b) {
        std::vector<std::optional<std::int64_t>> instances;
        for (const std::int64_t nodes : allotted[b]) instances.emplace_back(nodes);
        buyers[b].got = estimate::purchase(*buyers[b].what, buyers[b].wanted, instances);
    }
}

std::vector<Buyer> byFlow(std::vector<Buyer> buyers, Ledger ledger)
{
    constexpr int mostRounds = 50;
    std::set<std::int64_t> units;
    std::vector<Nodes> allotted;
    for (const Buyer& buyer : buyers) {
        for (const estimate::Offer& offer : buyer.what->offers)
            if (!offer.refusal) units.insert(std::max<std::int64_t>(1, offer.nodesPerReplica));
        allotted.emplace_back(buyer.what->offers.size(), 0);
    }
    for (Buyer& buyer : buyers) buyer.got = nothing(buyer);
    for (const std::int64_t unit : units) {
        for (int round = 0; round < mostRounds && missingOf(buyers) > 0; ++round) {
            std::vector<std::int64_t> missing;
            for (const Buyer& buyer : buyers) missing.push_back(buyer.got.missing);
            const auto more = allotByFlow(buyers, missing, allotted, ledger, unit);
            if (!addAllotment(buyers, more, unit, ledger, allotted)) break;
            buyAllotted(buyers, allotted);
        }
    }
    return buyers;
}

} // namespace

std::string Ledger::quotaKey(const estimate::Provisionable& what, const estimate::QuotaRoom& quota)
{
    const std::string account = quota.offers.empty() ? "" : what.offers[quota.offers.front()].stock.key.account;
    return account + '\n' + quota.name;
}

std::optional<std::int64_t> Ledger::leftOfCell(const estimate::Offer& offer) const
{
    if (!offer.stockBounds) return std::nullopt;
    const Range& there = offer.stock.instances;
    if (m_end == End::Upper && !there.upper) return std::nullopt;
    const std::int64_t all = m_end == End::Upper ? *there.upper : there.lower;
    const auto taken = m_taken.find(offer.stock.key);
    return std::max<std::int64_t>(0, all - (taken == m_taken.end() ? 0 : taken->second));
}

std::optional<std::int64_t> Ledger::leftOfQuota(const estimate::Provisionable& what,
                                                const estimate::QuotaRoom& quota) const
{
    if (!quota.left) return std::nullopt;
    const auto used = m_used.find(quotaKey(what, quota));
    return std::max<std::int64_t>(0, *quota.left - (used == m_used.end() ? 0 : used->second));
}

std::optional<std::int64_t> Ledger::left(const estimate::Provisionable& what, std::size_t offer) const
{
    std::optional<std::int64_t> out = leftOfCell(what.offers[offer]);
    for (const estimate::PoolRoom& room : what.rooms) {
        const bool unknown = room.pool == what.offers[offer].pool && !room.nodes;
        if (unknown && m_end == End::Lower) out = 0; // at worst the pool is full
    }
    for (const estimate::QuotaRoom& quota : what.quotas) {
        if (std::find(quota.offers.begin(), quota.offers.end(), offer) == quota.offers.end()) continue;
        const auto left = leftOfQuota(what, quota);
        if (!left) continue;
        const std::int64_t nodes = *left / std::max<std::int64_t>(1, quota.perNode);
        out = out ? std::min(*out, nodes) : nodes;
    }
    return out;
}

void Ledger::take(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes)
{
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i] > 0 && what.offers[i].stockBounds) m_taken[what.offers[i].stock.key] += nodes[i];
    for (const estimate::QuotaRoom& quota : what.quotas) {
        std::int64_t used = 0;
        for (const std::uint32_t offer : quota.offers) used += nodes[offer] * quota.perNode;
        if (used > 0) m_used[quotaKey(what, quota)] += used;
    }
}

bool Ledger::allows(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes) const
{
    std::map<estimate::CellKey, std::int64_t> wanted;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i] == 0) continue;
        const auto left = leftOfCell(what.offers[i]);
        if (left && (wanted[what.offers[i].stock.key] += nodes[i]) > *left) return false;
    }
    std::map<std::string, std::int64_t> used;
    for (const estimate::QuotaRoom& quota : what.quotas) {
        const auto left = leftOfQuota(what, quota);
        std::int64_t& sum = used[quotaKey(what, quota)];
        for (const std::uint32_t offer : quota.offers) sum += nodes[offer] * quota.perNode;
        if (left && sum > *left) return false;
    }
    return true;
}

void buyTogether(std::vector<Buyer>& buyers, Ledger& ledger)
{
    // Where nobody stands in another's way, everybody gets what he would get alone.
    bool clash = false;
    Ledger together = ledger;
    for (Buyer& buyer : buyers) {
        buyer.got = estimate::purchase(*buyer.what, buyer.wanted, allowances(*buyer.what, ledger));
        clash = clash || !together.allows(*buyer.what, buyer.got.nodes);
        if (clash) break;
        together.take(*buyer.what, buyer.got.nodes);
    }
    if (!clash) {
        ledger = std::move(together);
        return;
    }
    std::vector<Buyer> shared = byFlow(buyers, ledger);
    if (missingOf(shared) > 0) {
        std::vector<Buyer> turns = inTurn(buyers, ledger);
        if (missingOf(turns) < missingOf(shared)) shared = std::move(turns);
    }
    buyers = std::move(shared);
    for (const Buyer& buyer : buyers) ledger.take(*buyer.what, buyer.got.nodes);
}

void shrink(estimate::Provisionable& what, const estimate::Purchase& bought)
{
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        if (bought.nodes[i] == 0) continue;
        const std::uint32_t pool = what.offers[i].pool;
        const std::string zone = what.offers[i].zone;
        for (estimate::PoolRoom& room : what.rooms)
            if (room.pool == pool && room.nodes) *room.nodes -= bought.nodes[i];
        for (estimate::Offer& offer : what.offers)
            if (offer.pool == pool && offer.zone == zone && offer.addresses) *offer.addresses -= bought.nodes[i];
    }
}

} // namespace core::preview
