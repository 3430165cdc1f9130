#include "core/preview/choices.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "core/preview/mixes.h"

namespace core::preview {
namespace {

using estimate::CellKey;
using estimate::Offer;
using estimate::Provisionable;

/// Clusters buy from the same cells there.
using Market = std::tuple<std::string, std::string, bool>; ///< account, zone, spot
using Taken = std::map<CellKey, std::int64_t>;

/// Rows of one pool in one zone: their nodes may be of any of these types.
struct Purchase {
    std::vector<Chosen> rows;
    std::map<std::string, MixType> types;  ///< that may be taken, by name
    std::map<std::string, MixType> priced; ///< those whose price is known
    std::map<std::string, std::int64_t>
        stock;           ///< nodes of a type that there are for all who buy it; absent: no end is known
    bool counted = true; ///< `types` are all: of kinds of pods that are not alike nobody counted what a node takes
    bool ofStock = true; ///< bounded by what others take, too
    std::int64_t sure{}; ///< replicas, or pods of groups
    std::int64_t all{};
};

bool couldBeTaken(const Offer& other, const Offer& offer)
{
    if (&other == &offer) return true;
    if (other.pool != offer.pool || other.zone != offer.zone || other.spot != offer.spot || other.refusal) return false;
    return !other.stockBounds || other.stock.instances.upper != 0;
}

std::int64_t gainOf(const Provisionable& what, const Offer& offer)
{
    return what.groups ? offer.podsPerNode : offer.replicasPerNode;
}

std::int64_t heldBy(const Chosen& row)
{
    return row.what->groups ? row.share->nodes * row.offer->podsPerNode : row.share->replicas;
}

/// What others leave of its stock, at most.
std::optional<std::int64_t> stockLeft(const Offer& offer, const Taken& taken)
{
    if (!offer.stockBounds || !offer.stock.instances.upper) return std::nullopt;
    const auto gone = taken.find(offer.stock.key);
    return std::max<std::int64_t>(0, *offer.stock.instances.upper - (gone == taken.end() ? 0 : gone->second));
}

std::int64_t mostOf(const Provisionable& what, const Offer& offer, const Taken& taken)
{
    constexpr std::int64_t endless = 1'000'000'000;
    std::int64_t most = offer.addresses.value_or(endless);
    for (const estimate::PoolRoom& room : what.rooms)
        if (room.pool == offer.pool) most = std::min(most, room.nodes.value_or(endless));
    const auto index = static_cast<std::uint32_t>(&offer - what.offers.data());
    for (const estimate::QuotaRoom& quota : what.quotas)
        if (quota.left && std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end())
            most = std::min(most, *quota.left / quota.perNode);
    if (const auto left = stockLeft(offer, taken)) most = std::min(most, *left);
    return std::max<std::int64_t>(0, most);
}

/// Empty: no price is known.
std::string currencyOf(const Offer& offer)
{
    return offer.price ? offer.price->perHour.currency : std::string();
}

Purchase purchaseOf(std::vector<Chosen> rows, const Taken& taken)
{
    Purchase out;
    out.rows = std::move(rows);
    const Offer& first = *out.rows.front().offer;
    out.ofStock = first.stockBounds;
    for (const Chosen& row : out.rows) {
        out.all += heldBy(row);
        if (!row.share->unsure) out.sure += heldBy(row);
    }
    // What is left after a purchase (Chosen::what) holds less than the whole; the first row was bought from the whole.
    const Provisionable& what = *out.rows.front().what;
    for (const Offer& other : what.offers) {
        if (!couldBeTaken(other, first)) continue;
        MixType type{gainOf(what, other), mostOf(what, other, taken), 0};
        out.counted = out.counted && type.gain > 0;
        if (type.gain <= 0) continue;
        out.types[other.instanceType] = type;
        if (const auto left = stockLeft(other, taken)) out.stock[other.instanceType] = *left;
        if (!other.price || currencyOf(other) != currencyOf(first)) continue;
        type.price = other.price->perHour.micros;
        out.priced[other.instanceType] = type;
    }
    return out;
}

std::vector<MixType> listOf(const std::map<std::string, MixType>& types)
{
    std::vector<MixType> out;
    for (const auto& [name, type] : types) out.push_back(type);
    return out;
}

std::int64_t ownCost(const Chosen& row)
{
    return row.offer->price->perHour.micros * row.share->nodes;
}

/// Purchases of one market as if they were one: it may mix what they may not, so its ends are never inside theirs. Each has its own
/// room; the stock is there once.
/// @param cheap  which end is looked for
std::int64_t pooled(const std::vector<Purchase>& all, bool cheap)
{
    std::map<std::string, MixType> types;
    std::int64_t replicas = 0;
    for (const Purchase& one : all) {
        replicas += cheap ? one.sure : one.all;
        for (const auto& [name, type] : one.priced) {
            const auto [at, isNew] = types.try_emplace(name, type);
            if (isNew) continue;
            at->second.most += type.most;
            at->second.gain = cheap ? std::max(at->second.gain, type.gain) : std::min(at->second.gain, type.gain);
        }
    }
    for (const Purchase& one : all)
        for (const auto& [name, left] : one.stock)
            if (const auto at = types.find(name); at != types.end()) at->second.most = std::min(at->second.most, left);
    const MixCosts costs = costsOf(listOf(types), replicas);
    return cheap ? costs.least : costs.most;
}

/// How far the cost of a row alone may go from what it is.
std::int64_t apart(const Purchase& purchase, const Chosen& row, bool cheap)
{
    const MixCosts costs = costsOf(listOf(purchase.priced), heldBy(row));
    if (!costs.covered) return 0;
    return std::max<std::int64_t>(0, cheap ? ownCost(row) - costs.least : costs.most - ownCost(row));
}

/// Deals what all rows together may save, or cost more, out to them.
std::map<const Share*, std::int64_t> dealt(const std::vector<Purchase>& all, std::int64_t whole, bool cheap)
{
    std::map<const Share*, std::int64_t> out;
    const Share* last = nullptr;
    for (const Purchase& purchase : all)
        for (const Chosen& row : purchase.rows) {
            if (cheap && row.share->unsure) continue;
            const std::int64_t part = std::min(whole, apart(purchase, row, cheap));
            out[row.share] = part;
            whole -= part;
            last = row.share;
        }
    if (last != nullptr) out[last] += whole; // nodes that only several rows together could fill
    return out;
}

void addCosts(const std::vector<Purchase>& all)
{
    std::int64_t own = 0;
    std::int64_t ownSure = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const Purchase& purchase : all) {
        for (const Chosen& row : purchase.rows) {
            own += ownCost(row);
            if (!row.share->unsure) ownSure += ownCost(row);
        }
        least += costsOf(listOf(purchase.priced), purchase.sure).least;
        most += costsOf(listOf(purchase.priced), purchase.all).most;
    }
    if (all.size() > 1) {
        least = std::max(least, pooled(all, true));
        most = std::min(most, pooled(all, false));
    }
    const auto saved = dealt(all, std::max<std::int64_t>(0, ownSure - least), true);
    const auto more = dealt(all, std::max<std::int64_t>(0, most - own), false);
    for (const Purchase& purchase : all)
        for (const Chosen& row : purchase.rows) {
            const std::string& currency = row.offer->price->perHour.currency;
            const auto less = saved.find(row.share);
            CostRange cost{{ownCost(row) - (less == saved.end() ? 0 : less->second), currency},
                           MoneyPerHour{ownCost(row) + more.at(row.share), currency}};
            if (purchase.priced.size() < purchase.types.size()) cost.upper.reset();
            row.share->choice.reset();
            if (!cost.upper || cost.lower != *cost.upper) row.share->choice = std::move(cost);
        }
}

/// Of its type as many as the other types do not take, and no more than it needs where they take none.
void addStock(const Purchase& purchase)
{
    for (const Chosen& row : purchase.rows) {
        Share& share = *row.share;
        const auto own = purchase.types.find(share.instanceType);
        if (!share.stockBefore) continue;
        if (own == purchase.types.end()) { // another type as well, and nothing of this one
            share.stockAfter->upper = share.stockBefore->upper;
            continue;
        }
        std::int64_t others = 0;
        for (const auto& [name, type] : purchase.types)
            if (name != share.instanceType) others += std::min(type.most, purchase.all) * type.gain;
        const std::int64_t gain = own->second.gain;
        const auto nodesFor = [gain](std::int64_t replicas) {
            return std::max<std::int64_t>(0, (replicas + gain - 1) / gain);
        };
        const std::int64_t needed = share.unsure || !purchase.counted ? 0 : nodesFor(purchase.sure - others);
        Range after = *share.stockBefore;
        after.lower = std::max<std::int64_t>(0, after.lower - nodesFor(purchase.all));
        if (after.upper) after.upper = std::max(after.lower, *after.upper - needed);
        share.stockAfter = after;
    }
}

/// Another type costs nobody knows what.
void leaveOpen(const Purchase& purchase)
{
    for (const Chosen& row : purchase.rows)
        row.share->choice = CostRange{{ownCost(row), currencyOf(*row.offer)}, std::nullopt};
}

bool isPriced(const Chosen& row)
{
    return row.offer->price.has_value();
}

} // namespace

void addChoices(const std::vector<Chosen>& rows, const std::vector<Chosen>& fixed)
{
    Taken taken;
    for (const Chosen& row : fixed)
        if (row.offer->stockBounds && !row.share->unsure) taken[row.offer->stock.key] += row.share->nodes;
    std::map<std::tuple<Market, std::size_t, std::uint32_t>, std::vector<Chosen>> byPool;
    for (const Chosen& row : rows) {
        const CellKey& cell = row.offer->stock.key;
        byPool[{{cell.account, cell.zone, cell.spot}, row.site, row.offer->pool}].push_back(row);
    }
    std::map<std::tuple<Market, std::string, std::size_t>, std::vector<Purchase>> together;
    std::size_t apartFromStock = 0;
    for (auto& [key, list] : byPool) {
        Purchase purchase = purchaseOf(std::move(list), taken);
        addStock(purchase);
        if (!std::all_of(purchase.rows.begin(), purchase.rows.end(), isPriced)) continue;
        if (!purchase.counted) {
            leaveOpen(purchase);
            continue;
        }
        const std::size_t of = purchase.ofStock ? 0 : ++apartFromStock;
        together[{std::get<0>(key), currencyOf(*purchase.rows.front().offer), of}].push_back(std::move(purchase));
    }
    for (const auto& [key, purchases] : together) addCosts(purchases);
}

} // namespace core::preview
