#include "core/preview/widen.h"

#include <algorithm>

#include "core/estimate/joined.h"
#include "core/preview/limits.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

using Kind = Remedy::Kind;

bool isBought(const Share& share)
{
    return share.kind == Share::Kind::New && !share.unsure;
}

bool isOf(const Share& share, const snapshot::ClusterData& data, const estimate::Offer& offer)
{
    return share.pool == nameOf(data.pools[offer.pool]) && share.zone == offer.zone &&
           share.instanceType == offer.instanceType && share.spot == offer.spot;
}

/// Nodes that the outcome buys for certain, of those that `counts` takes.
template <class Counts>
std::int64_t boughtIn(const ClusterOutcome& cluster, const Counts& counts)
{
    std::int64_t nodes = 0;
    for (const Share& share : cluster.shares)
        if (isBought(share) && counts(share)) nodes += share.nodes;
    return nodes;
}

std::int64_t boughtOfPool(const Outcome& outcome, std::size_t site, const std::string& pool)
{
    return boughtIn(outcome.clusters[site], [&](const Share& share) { return share.pool == pool; });
}

std::int64_t boughtOfPool(const Outcome& outcome, std::size_t site, const std::string& pool, const std::string& zone)
{
    return boughtIn(outcome.clusters[site],
                    [&](const Share& share) { return share.pool == pool && share.zone == zone; });
}

std::int64_t boughtOfCell(const Facts& facts, const Outcome& outcome, const snapshot::SetStock& cell)
{
    std::int64_t nodes = 0;
    for (std::size_t site = 0; site < outcome.clusters.size(); ++site) {
        if (facts.site(site).data->account != cell.account) continue;
        nodes += boughtIn(outcome.clusters[site], [&](const Share& share) {
            return share.zone == cell.zone && share.instanceType == cell.instanceType && share.spot == cell.spot;
        });
    }
    return nodes;
}

/// In the quota's own unit.
std::int64_t boughtOfQuota(Facts& facts, const Outcome& outcome, std::uint32_t quota)
{
    std::int64_t used = 0;
    for (std::size_t site = 0; site < outcome.clusters.size(); ++site) {
        if (std::none_of(outcome.clusters[site].shares.begin(), outcome.clusters[site].shares.end(), isBought))
            continue;
        const snapshot::ClusterData& data = *facts.site(site).data;
        const estimate::Provisionable& what = facts.offersOf(site);
        for (const estimate::QuotaRoom& room : what.quotas) {
            if (room.quota != quota) continue;
            for (const std::uint32_t index : room.offers)
                used += room.perNode * boughtIn(outcome.clusters[site], [&](const Share& share) {
                            return isOf(share, data, what.offers[index]);
                        });
        }
    }
    return used;
}

/// Collects them for one cluster, each limit once.
class Collector {
public:
    Collector(Facts& facts, std::size_t site, const Outcome& outcome, std::int64_t missing)
        : m_facts(facts)
        , m_what(facts.offersOf(site))
        , m_data(*facts.site(site).data)
        , m_site(site)
        , m_outcome(outcome)
        , m_missing(missing)
    {}

    std::vector<Widening> all()
    {
        for (const estimate::PoolRoom& room : m_what.rooms) addPool(room);
        for (const estimate::QuotaRoom& room : m_what.quotas) addQuota(room);
        for (const estimate::Offer& offer : m_what.offers)
            if (!offer.refusal) addStock(offer);
        for (const estimate::Offer& offer : m_what.offers)
            if (!offer.refusal) addAddresses(offer);
        return std::move(m_out);
    }

private:
    Widening& add(Kind kind, snapshot::Change change, std::int64_t now, std::int64_t wanted, std::int64_t others)
    {
        Widening one;
        one.kind = kind;
        one.change = std::move(change);
        one.now = now;
        one.most = std::max(now, others) + wanted; // what is used may be more than the limit by now
        one.others = others;
        one.site = m_site;
        m_out.push_back(std::move(one));
        return m_out.back();
    }

    void addPool(const estimate::PoolRoom& room)
    {
        const model::NodePool& pool = m_data.pools[room.pool];
        if (!room.nodes || !pool.maxSize || room.cutByBatch) return;
        const auto buys = [&](const estimate::Offer& one) { return one.pool == room.pool && !one.refusal; };
        const auto offer = std::find_if(m_what.offers.begin(), m_what.offers.end(), buys);
        if (offer == m_what.offers.end()) return;
        const std::int64_t wanted = offer->nodesFor(m_missing);
        if (*room.nodes >= boughtOfPool(m_outcome, m_site, nameOf(pool)) + wanted) return;
        const std::string& id = pool.id.empty() ? pool.name : pool.id;
        add(Kind::RaisePoolMax, snapshot::SetPoolMax{m_data.cluster.name, id, 0}, *pool.maxSize, wanted,
            estimate::sizeOf(m_data, room.pool))
            .pool = nameOf(pool);
    }

    void addQuota(const estimate::QuotaRoom& room)
    {
        const model::Quota& quota = m_facts.fleet().quotas[room.quota];
        if (!room.left || !quota.limit || room.offers.empty()) return;
        for (const Widening& one : m_out)
            if (one.kind == Kind::AskQuota && one.quota == room.quota) return;
        const std::int64_t wanted = m_what.offers[room.offers.front()].nodesFor(m_missing) * room.perNode;
        if (*room.left >= boughtOfQuota(m_facts, m_outcome, room.quota) + wanted) return;
        add(Kind::AskQuota, snapshot::SetQuota{quota.name, 0, quota.region}, *quota.limit, wanted,
            quota.used.value_or(*quota.limit - *room.left))
            .quota = room.quota;
    }

    void addStock(const estimate::Offer& offer)
    {
        if (!offer.stockBounds) return;
        const estimate::CellKey& key = offer.stock.key;
        snapshot::SetStock cell{key.zone, key.instanceType, {}, key.spot, key.account};
        for (const Widening& one : m_out)
            if (const auto* other = std::get_if<snapshot::SetStock>(&one.change))
                if (snapshot::sameThing(*other, cell)) return;
        const std::int64_t now = std::max<std::int64_t>(0, offer.stock.instances.lower);
        const std::int64_t wanted = offer.nodesFor(m_missing);
        if (now >= boughtOfCell(m_facts, m_outcome, cell) + wanted) return;
        cell.instances = offer.stock.instances;
        add(Kind::Wait, std::move(cell), now, wanted, 0);
    }

    void addAddresses(const estimate::Offer& offer)
    {
        if (!offer.addresses) return;
        const model::NodePool& pool = m_data.pools[offer.pool];
        const std::string& id = pool.id.empty() ? pool.name : pool.id;
        const snapshot::SetAddresses change{m_data.cluster.name, id, offer.zone, 0};
        for (const Widening& one : m_out)
            if (const auto* other = std::get_if<snapshot::SetAddresses>(&one.change))
                if (snapshot::sameThing(*other, change)) return;
        const std::int64_t wanted = offer.nodesFor(m_missing);
        if (*offer.addresses >= boughtOfPool(m_outcome, m_site, nameOf(pool), offer.zone) + wanted) return;
        add(Kind::FreeAddresses, change, *offer.addresses, wanted, 0).pool = nameOf(pool);
    }

    Facts& m_facts;
    const estimate::Provisionable& m_what;
    const snapshot::ClusterData& m_data;
    std::size_t m_site;
    const Outcome& m_outcome;
    std::int64_t m_missing;
    std::vector<Widening> m_out;
};

/// A change's value, whichever limit it is.
struct SetTo {
    std::int64_t value;
    snapshot::Change operator()(snapshot::SetPoolMax one) const
    {
        one.maxSize = value;
        return one;
    }
    snapshot::Change operator()(snapshot::SetQuota one) const
    {
        one.limit = value;
        return one;
    }
    snapshot::Change operator()(snapshot::SetStock one) const
    {
        one.instances.lower = value; // more than is promised may still be there
        if (one.instances.upper) one.instances.upper = std::max(*one.instances.upper, value);
        return one;
    }
    snapshot::Change operator()(snapshot::SetAddresses one) const
    {
        one.free = value;
        return one;
    }
    template <class Other>
    snapshot::Change operator()(Other one) const
    {
        return one;
    }
};

std::vector<snapshot::Change> changesTo(const std::vector<Widening>& all, const std::vector<std::int64_t>& values)
{
    std::vector<snapshot::Change> out;
    for (std::size_t i = 0; i < all.size(); ++i) out.push_back(all[i].to(values[i]));
    return out;
}

Widened widened(Trial trial, const std::vector<Widening>& all, std::vector<std::int64_t> values)
{
    Widened out{std::move(trial), std::move(values), {}, true};
    out.changes = changesTo(all, out.values);
    if (out.trial.decision.fromUpperEnd || out.trial.settled < out.trial.asked) return out;
    for (snapshot::Change& change : out.changes)
        if (auto* stock = std::get_if<snapshot::SetStock>(&change); stock != nullptr && !stock->instances.isExact()) {
            stock->instances.upper = stock->instances.lower;
            out.asTried = false;
        }
    return out;
}

/// A purchase takes the first offer as far as it goes, so what it took of a widened limit may be more than what is needed.
Widened smallest(const Prepared& prepared, Facts& facts, const std::vector<Widening>& all,
                 std::vector<std::int64_t> values, Trial trial)
{
    constexpr std::size_t fewClusters = 32; // beyond, a try costs more than a smaller number is worth
    for (std::size_t i = 0; i < all.size() && facts.size() <= fewClusters; ++i) {
        std::int64_t fails = all[i].now;
        while (fails + 1 < values[i]) {
            std::vector<std::int64_t> less = values;
            less[i] = fails + (values[i] - fails) / 2;
            auto tried = tryFleet(prepared, facts, changesTo(all, less));
            if (tried && tried->settled >= trial.settled) {
                values = std::move(less);
                trial = std::move(*tried);
            } else {
                fails = less[i];
            }
        }
    }
    return widened(std::move(trial), all, std::move(values));
}

} // namespace

std::string sentenceOf(const snapshot::SetStock& cell)
{
    return "wait until there is stock of " + std::to_string(cell.instances.lower) + " " + (cell.spot ? "spot " : "") +
           cell.instanceType + " in " + cell.zone + (cell.account.empty() ? "" : " of account " + cell.account);
}

std::string sentenceOf(const snapshot::SetAddresses& addresses, const std::string& pool, std::int64_t now)
{
    return "free addresses, or add a vSwitch, in " + addresses.zone + " of pool " + pool + " in " + addresses.cluster +
           ": " + std::to_string(addresses.free) + " instead of " + std::to_string(now);
}

snapshot::Change Widening::to(std::int64_t value) const
{
    return std::visit(SetTo{value}, change);
}

std::string Widening::sentence(const Facts& facts, std::int64_t value) const
{
    if (kind == Kind::RaisePoolMax)
        return "raise the maximum of pool " + pool + " in " + facts.site(site).data->cluster.name + " from " +
               std::to_string(now) + " to " + std::to_string(value);
    if (kind == Kind::AskQuota)
        return "ask for quota " + facts.fleet().quotas[quota].name + " of " + std::to_string(value) + " instead of " +
               std::to_string(now);
    const snapshot::Change there = to(value);
    if (const auto* cell = std::get_if<snapshot::SetStock>(&there)) return sentenceOf(*cell);
    return sentenceOf(std::get<snapshot::SetAddresses>(there), pool, now);
}

std::int64_t Widening::neededBy(Facts& facts, const Outcome& outcome) const
{
    std::int64_t used = 0;
    if (kind == Kind::RaisePoolMax)
        used = boughtOfPool(outcome, site, pool);
    else if (kind == Kind::AskQuota)
        used = boughtOfQuota(facts, outcome, quota);
    else if (const auto* cell = std::get_if<snapshot::SetStock>(&change))
        used = boughtOfCell(facts, outcome, *cell);
    else
        used = boughtOfPool(outcome, site, pool, std::get<snapshot::SetAddresses>(change).zone);
    return std::clamp(others + used, std::min(now + 1, most), most);
}

std::vector<Widening> wideningsOf(Facts& facts, std::size_t site, const Outcome& outcome, std::int64_t missing)
{
    return Collector(facts, site, outcome, missing).all();
}

std::optional<Widened> tryWidenings(const Prepared& prepared, Facts& facts, std::int64_t settled,
                                    const std::vector<Widening>& all)
{
    std::vector<std::int64_t> most;
    for (const Widening& one : all) most.push_back(one.most);
    auto trial = tryFleet(prepared, facts, changesTo(all, most));
    if (!trial || trial->settled <= settled) return std::nullopt;
    std::vector<std::int64_t> least;
    for (const Widening& one : all) least.push_back(one.neededBy(facts, trial->outcome));
    if (least == most) return smallest(prepared, facts, all, std::move(most), std::move(*trial));
    // With less, clusters are heard to have less room, and the engine may divide otherwise.
    auto again = tryFleet(prepared, facts, changesTo(all, least));
    if (again && again->settled >= trial->settled)
        return smallest(prepared, facts, all, std::move(least), std::move(*again));
    return smallest(prepared, facts, all, std::move(most), std::move(*trial));
}

} // namespace core::preview
