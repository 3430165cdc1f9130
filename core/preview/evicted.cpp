#include "core/preview/evicted.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/estimate/fit_state.h"
#include "core/preview/after.h"
#include "core/preview/choices.h"
#include "core/preview/joint.h"
#include "core/preview/shares.h"
#include "core/preview/waiting.h"

namespace core::preview {
namespace {

/// Pods that are alike.
struct Comers {
    estimate::Ask ask;
    std::int64_t pods{};
};

std::set<std::string> victimsOf(const std::vector<Share>& shares)
{
    std::set<std::string> out;
    for (const Share& share : shares)
        for (const Victim& one : share.victims) out.insert(one.pod);
    return out;
}

/// Some make way, and which ones is not told.
bool hasUntold(const std::vector<Share>& shares)
{
    return std::any_of(shares.begin(), shares.end(), [](const Share& share) {
        return share.preempts && share.replicas > 0 && share.victims.empty();
    });
}

std::int32_t lowestPriority(const model::Workload& workload, const snapshot::ClusterData& data)
{
    std::int32_t out = std::numeric_limits<std::int32_t>::max();
    for (const model::Component& one : workload.components)
        out = std::min(out, estimate::priorityOf(one.pod.spec, data));
    return out;
}

std::vector<Comers> comersOf(const snapshot::ClusterData& data, const std::vector<Share>& shares,
                             const std::vector<Question>* beside)
{
    const std::set<std::string> victims = victimsOf(shares);
    if (victims.empty()) return {};
    std::set<std::uint32_t> others;
    if (beside != nullptr)
        for (const Question& one : *beside)
            for (const std::uint32_t row : OwnPods(one.workload).in(data)) others.insert(row);
    const snapshot::PodTable& pods = data.pods;
    std::map<std::pair<std::uint32_t, std::string>, Comers> kinds; // by shape and namespace
    for (std::uint32_t row = 0; row < pods.size(); ++row) {
        const snapshot::PodShape& shape = pods.shapes[pods.shape[row]];
        if (!comesBack(shape.pod) || others.contains(row) || !victims.contains(fullPodName(data, row))) continue;
        const std::string ns = podName(data, row).first;
        Comers& kind = kinds[{pods.shape[row], ns}];
        if (++kind.pods > 1) continue;
        model::Pod pod = shape.pod;
        pod.ns = ns;
        pod.spec.nodeName.clear();
        kind.ask.pods.push_back({std::move(pod), shape.requests, 1, {}});
    }
    std::vector<Comers> out;
    for (auto& [key, kind] : kinds) {
        kind.ask.upTo = kind.pods;
        out.push_back(std::move(kind));
    }
    return out;
}

/// Nodes, and what they cost.
struct Bill {
    std::int64_t nodes{};
    std::optional<MoneyPerHour> cost;
    bool partial = false;
};

void add(Bill& sum, const Bill& part)
{
    sum.nodes += part.nodes;
    addCost(sum.cost, sum.partial, part.cost, part.partial);
}

std::int64_t perNode(const estimate::Offer& offer, End end)
{
    const std::int64_t most = std::max(offer.replicasPerNode, offer.mostPerNode);
    return std::max<std::int64_t>(1, end == End::Lower ? most : offer.replicasPerNode);
}

/// Of what is bought, or may be instead, the fewest nodes at the lowest price, or the most at the highest.
Bill billOf(const estimate::Provisionable& what, const std::vector<std::int64_t>& nodes, std::int64_t pods, End end)
{
    std::set<std::size_t> may;
    bool isOpen = false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i] == 0) continue;
        may.insert(i);
        for (std::size_t other = 0; other < nodes.size(); ++other) {
            if (other == i || !mayBeInstead(what, what.offers[i], what.offers[other])) continue;
            may.insert(other);
            isOpen = true;
        }
    }
    Bill out;
    if (!isOpen) {
        for (const std::size_t i : may) {
            out.nodes += nodes[i];
            addCost(out.cost, out.partial, what.offers[i].price, nodes[i]);
        }
        return out;
    }
    std::optional<std::int64_t> each;
    std::optional<model::Price> price;
    for (const std::size_t i : may) {
        const estimate::Offer& offer = what.offers[i];
        const std::int64_t here = perNode(offer, end);
        if (!each || (end == End::Lower ? here > *each : here < *each)) each = here;
        const bool comparable = offer.price && (!price || price->perHour.currency == offer.price->perHour.currency);
        out.partial = out.partial || !comparable;
        if (!comparable) continue;
        const std::int64_t micros = offer.price->perHour.micros;
        if (!price || (end == End::Lower ? micros < price->perHour.micros : micros > price->perHour.micros))
            price = offer.price;
    }
    out.nodes = (pods + *each - 1) / *each;
    const bool partial = out.partial;
    addCost(out.cost, out.partial, price, out.nodes);
    if (partial && end == End::Lower) out.cost.reset(); // one of no known price may cost less
    return out;
}

/// Those that come back look for nodes once everybody else has one.
class ComingBack {
public:
    explicit ComingBack(snapshot::FleetPtr after)
        : m_after(std::move(after))
        , m_stock(*m_after)
    {}

    /// @param comers  of one cluster
    /// @param isOpen  whether they buy any: others wait there already, or nodes start
    void place(const std::string& cluster, const std::vector<Comers>& comers, bool isOpen)
    {
        const snapshot::ClusterData* data = m_after->cluster(cluster);
        if (data == nullptr) return;
        std::vector<std::int64_t> least;
        std::vector<std::int64_t> most;
        Bill fewest; // several kinds may share nodes
        for (const Comers& kind : comers) {
            const Range fits = estimate::running(*data, kind.ask).range();
            const bool mayBeTaken = isOpen || &kind != &comers.front();
            const std::int64_t atMost = kind.pods - (mayBeTaken ? 0 : std::min(kind.pods, fits.lower));
            const std::int64_t atLeast = kind.pods - std::min(kind.pods, fits.upper.value_or(kind.pods));
            const estimate::Provisionable what = estimate::provisionable(*m_after, *data, kind.ask, m_stock);
            std::int64_t missing = atMost; // at worst
            if (!isOpen) {
                const auto [bill, without] = buy(what, {atLeast, atMost}, m_sure, least);
                if (bill.nodes > fewest.nodes) fewest = bill;
                missing = without;
            }
            const auto [bill, without] = buy(what, {atMost, atMost}, m_perhaps, most);
            add(m_most, bill);
            const bool isOpenEnded = estimate::isOpenEnded(what);
            if (isOpenEnded && without > 0) { // on nodes of which nobody knows what they cost
                m_most.nodes += without;
                m_most.partial = true;
            }
            const std::int64_t found = isOpenEnded ? atLeast : std::min(atLeast, atMost - without);
            m_out.pods += kind.pods;
            m_out.pending.lower += atLeast - found;
            *m_out.pending.upper += std::max(missing, atLeast - found);
        }
        add(m_least, fewest);
    }

    [[nodiscard]] Evicted take()
    {
        NewNodes& bought = m_out.bought;
        bought.most = m_most.nodes;
        bought.sure = std::min(m_least.nodes, m_most.nodes);
        m_out.costPartial = m_most.partial;
        if (bought.most == 0) return std::move(m_out);
        m_out.cost = m_shown;
        if (!m_most.cost) return std::move(m_out);
        const MoneyPerHour none{0, m_most.cost->currency};
        const bool isKnown = m_least.cost && m_least.cost->currency == none.currency;
        bought.sureCost = isKnown ? *m_least.cost : none;
        bought.cost = CostRange{*bought.sureCost, m_most.cost};
        if (m_most.partial) bought.cost->upper.reset();
        return std::move(m_out);
    }

private:
    /// @param pods  that look for a node: their bill is that of the fewest
    /// @return      the bill, and of the most those that find none
    std::pair<Bill, std::int64_t> buy(estimate::Provisionable what, const Range& pods, Ledger& ledger,
                                      std::vector<std::int64_t>& nodes)
    {
        nodes.resize(what.offers.size(), 0);
        reserve(what, nodes);
        for (estimate::QuotaRoom& quota : what.quotas) quota.left = ledger.leftOfQuota(quota);
        const auto cells = ledger.cellsOf(what);
        std::int64_t without = *pods.upper;
        if (without > 0) without = estimate::purchase(what, *pods.upper, cells, false).missing;
        if (pods.lower == 0) return {Bill{}, without};
        const estimate::Purchase got = estimate::purchase(what, pods.lower, cells, false);
        ledger.take(what, got.nodes);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            nodes[i] += got.nodes[i];
            bool partial = false; // the bill says so
            if (ledger.end() == End::Upper) addCost(m_shown, partial, what.offers[i].price, got.nodes[i]);
        }
        return {billOf(what, got.nodes, pods.lower - got.missing, ledger.end()), without};
    }

    snapshot::FleetPtr m_after;
    estimate::Stock m_stock;
    Ledger m_sure{End::Lower};
    Ledger m_perhaps{End::Upper};
    Bill m_least;
    Bill m_most;
    std::optional<MoneyPerHour> m_shown;
    Evicted m_out;
};

} // namespace

bool comesBack(const model::Pod& pod)
{
    return std::any_of(pod.owners.begin(), pod.owners.end(), [](const model::OwnerRef& owner) {
        return owner.controller && owner.kind != "DaemonSet" && owner.kind != "Node";
    });
}

bool evicts(const Preview& preview, const Question& question, const Question& earlier, const snapshot::Fleet& fleet)
{
    const OwnPods own(earlier.workload);
    for (const ClusterResult& cluster : preview.clusters) {
        const std::set<std::string> victims = victimsOf(cluster.shares);
        const bool untold = hasUntold(cluster.shares);
        const snapshot::ClusterData* data = fleet.cluster(cluster.name);
        if (data == nullptr || (victims.empty() && !untold)) continue;
        const std::int32_t priority = lowestPriority(question.workload, *data);
        for (const std::uint32_t row : own.holdingIn(*data)) {
            if (victims.contains(fullPodName(*data, row))) return true;
            const model::PodSpec& spec = data->pods.shapes[data->pods.shape[row]].pod.spec;
            if (untold && estimate::priorityOf(spec, *data) < priority) return true;
        }
    }
    return false;
}

std::optional<Evicted> evictedBy(const Prepared& prepared, Facts& facts, const Preview& preview,
                                 const std::vector<Question>* beside)
{
    std::optional<ComingBack> back;
    std::vector<std::string> untold;
    for (std::size_t site = 0; site < facts.size(); ++site) {
        const ClusterResult& cluster = preview.clusters[site]; // one a cluster of the fleet, in its order
        if (hasUntold(cluster.shares)) untold.push_back(cluster.name);
        const std::vector<Comers> comers = comersOf(*facts.site(site).data, cluster.shares, beside);
        if (comers.empty()) continue;
        if (!back) back.emplace(fleetAfter(prepared, facts, facts.fleetPtr(), preview));
        const auto& starting = facts.site(site).starting; // nodes that they may come to as well
        const bool isOpen = (starting && starting->any()) || !facts.waiters(site).kinds.empty();
        back->place(cluster.name, comers, isOpen);
    }
    if (!back && untold.empty()) return std::nullopt;
    Evicted out = back ? back->take() : Evicted{};
    out.untold = std::move(untold);
    return out;
}

} // namespace core::preview
