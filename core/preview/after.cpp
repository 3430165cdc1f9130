#include "core/preview/after.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/estimate/namespace_quota.h"
#include "core/preview/evicted.h"
#include "core/preview/leavers.h"
#include "core/preview/shares.h"
#include "core/snapshot/store.h"

namespace core::preview {
namespace {

/// A node that fills up.
struct Place {
    std::string node;
    model::Requests free;
    std::int64_t pods = -1; ///< how many more it takes; −1: as its free resources tell
};

bool holds(const Place& place, const model::Requests& requests)
{
    if (place.pods == 0) return false;
    return std::all_of(requests.begin(), requests.end(), [&](const auto& entry) {
        const auto at = place.free.find(entry.first);
        return entry.second <= 0 || (at != place.free.end() && at->second >= entry.second);
    });
}

void take(Place& place, const model::Requests& requests)
{
    if (place.pods > 0) --place.pods;
    for (const auto& [name, amount] : requests) place.free[name] -= amount;
}

model::Requests withPod(model::Requests requests)
{
    requests.try_emplace("pods", 1);
    return requests;
}

model::Quantity quantityOf(const std::string& name, Amount amount)
{
    return name == "cpu" ? model::Quantity::ofMilli(amount) : model::Quantity::of(amount);
}

/// The last number of a pod of this name that an earlier preview added.
std::int64_t lastNumber(const snapshot::ClusterData& data, const OwnPods& own, const std::string& name)
{
    std::int64_t last = 0;
    for (const std::uint32_t row : own.in(data)) {
        const std::string_view pod = data.pods.names[row];
        std::int64_t number = 0;
        if (pod.starts_with(name)) std::from_chars(pod.data() + name.size(), pod.data() + pod.size(), number);
        last = std::max(last, number);
    }
    return last;
}

class After {
public:
    After(const Prepared& prepared, Facts& facts, const snapshot::FleetPtr& fleet)
        : m_facts(facts)
        , m_fleet(fleet)
        , m_stock(fleet->stock)
        , m_quotas(fleet->quotas)
        , m_workload(prepared.question->workload.ref)
        , m_name(prepared.question->workload.ref.name + "-new-")
    {
        for (std::size_t i = 0; i < facts.size(); ++i)
            m_pods = std::max(m_pods, lastNumber(*facts.site(i).data, facts.own(), m_name));
    }

    snapshot::FleetPtr run(const Preview& preview, LeftOpen& open)
    {
        m_open = &open;
        open.workload = preview.workload.name;
        snapshot::FleetChange change;
        for (const ClusterResult& result : preview.clusters) {
            const auto site = siteOf(result.name);
            if (site) change.clusters.push_back(changeOf(*site, result));
            if (mayBeChosen(result) && !result.range.isExact()) open.divided.insert(result.name);
        }
        for (const RolloutStep& step : preview.rollout) takeMeanwhile(step, preview);
        change.stock = std::move(m_stock);
        change.quotas = std::move(m_quotas);
        return snapshot::Store(m_fleet).apply(std::move(change));
    }

private:
    [[nodiscard]] std::optional<std::size_t> siteOf(const std::string& name) const
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            if (m_facts.site(i).data->cluster.name == name) return i;
        return std::nullopt;
    }

    snapshot::ClusterChange changeOf(std::size_t site, const ClusterResult& result)
    {
        snapshot::ClusterChange change;
        change.cluster = result.name;
        change.gonePods = leaversOf(m_facts, m_workload, site, result, *m_open);
        const Site& here = m_facts.site(site);
        const std::int64_t existing = std::min(here.staying(), result.replicas);
        const std::int64_t existingStarting = std::min(existing, startingOn(here));
        std::int64_t running = existingStarting - existing;
        std::int64_t waiting = -existingStarting; // on nodes that start
        std::vector<Place> later;
        // Pods of a group find their places among all nodes that its cluster's groups use.
        std::vector<Place> all;
        std::vector<Place> parts;
        buyOpen(site, result.shares);
        for (const Share& share : result.shares) {
            if (share.preempts) {
                std::vector<Place> places = evict(site, share, change);
                fill(site, places, share.replicas, change);
                continue;
            }
            if (share.starting && share.of == Share::Of::Whole && !here.ask->isGroup()) {
                waiting += share.replicas;
                addRunning(m_facts.started(site).nodes, share, later);
                continue;
            }
            if (share.kind == Share::Kind::Running) running += share.replicas;
            if (share.kind == Share::Kind::Running && share.of == Share::Of::Part)
                addRunning(m_facts.started(site).nodes, share, parts);
            if (share.kind != Share::Kind::New) continue;
            if (holdsNothing(share, here.ask->isGroup())) continue;
            std::vector<Place> places = buy(site, share, change);
            if (here.ask->isGroup())
                all.insert(all.end(), places.begin(), places.end());
            else
                fill(site, places, share.replicas, change);
        }
        if (running > 0) bind(site, running, change);
        if (waiting > 0) fill(site, later, waiting, change);
        if (!all.empty()) {
            all.insert(all.begin(), parts.begin(), parts.end());
            const std::int64_t others =
                std::max<std::int64_t>(0, running) + std::max<std::int64_t>(0, waiting) + preemptingOf(result.shares);
            fill(site, all, result.placed - result.unsent - existing - others, change);
        }
        const std::int64_t more = result.placed - result.unsent - existing - leavingOf(here, result.replicas);
        const auto& quotas = m_facts.dataAtEnd(site).quotas;
        if ((more == 0 && here.replaced.empty()) || quotas.empty()) return change;
        change.quotas.emplace();
        for (const snapshot::NamespaceQuota& quota : quotas)
            change.quotas->push_back(estimate::quotaAfter(quota, *here.ask, more));
        return change;
    }

    /// Of those that are there, pods on nodes that start.
    [[nodiscard]] static std::int64_t startingOn(const Site& here)
    {
        std::int64_t out = 0;
        for (const auto& [row, pods] : here.stayingOn)
            if (startsFor(here, row)) out += pods;
        return here.ask->isGroup() ? 0 : out;
    }

    static Place placeOn(const snapshot::NodeTable& nodes, std::size_t row, std::int64_t pods)
    {
        Place place{std::string(nodes.names[row]), {}, pods};
        for (std::size_t r = 0; r < nodes.resources.size(); ++r)
            if (!nodes.allocatable[r].empty())
                place.free[nodes.resources[r]] = nodes.allocatable[r][row] - nodes.requested[r][row];
        return place;
    }

    static void addRunning(const snapshot::NodeTable& nodes, const Share& share, std::vector<Place>& places)
    {
        for (const std::string& name : share.nodeNames) places.push_back(placeOn(nodes, nodes.row(name), -1));
    }

    void bind(std::size_t site, std::int64_t replicas, snapshot::ClusterChange& change)
    {
        const Site& here = m_facts.site(site);
        std::vector<Place> places;
        const snapshot::ClusterData& data = m_facts.dataAtEnd(site);
        for (const auto& [row, pods] : estimate::bindOnRunning(data, *here.ask, replicas))
            places.push_back(placeOn(data.nodes, row, pods));
        const std::size_t first = change.pods.size();
        fill(site, places, replicas, change);
        if (!here.ask->isGroup())
            leaveOpen(site, {change.pods.begin() + static_cast<std::ptrdiff_t>(first), change.pods.end()});
    }

    /// Nodes that run and could take these pods as well.
    void leaveOpen(std::size_t site, std::vector<model::Pod> pods)
    {
        const Site& here = m_facts.site(site);
        const estimate::Running& running = m_facts.runningAtEnd(site);
        std::map<std::string, std::int64_t> taken;
        for (const model::Pod& pod : pods) ++taken[pod.spec.nodeName];
        std::map<std::string, std::int64_t> most = taken;
        for (const auto& places : {running.perNode, running.perhapsOn})
            for (const auto& [row, count] : places) {
                std::int64_t& of = most[std::string(here.data->nodes.names[row])];
                of = std::max(of, count);
            }
        if (pods.empty() || most == taken) return;
        m_open->pods[here.data->cluster.name].push_back({here.ask->pods.front(), std::move(pods), std::move(most)});
    }

    /// Of stock what may be taken; a share's own nodes are bought in turn.
    void buyOpen(std::size_t site, const std::vector<Share>& shares)
    {
        const auto isNew = [](const Share& share) { return share.kind == Share::Kind::New; };
        if (std::none_of(shares.begin(), shares.end(), isNew)) return;
        const estimate::Provisionable& what = m_facts.offersOf(site);
        m_isOpen.assign(what.offers.size(), false);
        for (const OpenBuy& buy : openBuysOf(what, *m_facts.site(site).data, shares)) {
            std::map<estimate::CellKey, Range> cells; // pools may share one
            for (const std::size_t index : buy.offers) {
                const estimate::Offer& offer = what.offers[index];
                const Range nodes = buy.of(what, index);
                if (offer.stockBounds) {
                    const auto [at, isFirst] = cells.try_emplace(offer.stock.key, nodes);
                    if (!isFirst) at->second = {0, std::max(*at->second.upper, *nodes.upper)};
                }
                m_isOpen[index] = buy.isOpen();
            }
            for (const auto& [key, nodes] : cells) {
                m_open->taken[key] += *nodes.upper;
                if (buy.isOpen()) takeStock(key, nodes);
            }
            if (buy.isOpen()) m_open->add(*m_facts.site(site).data, what, buy);
        }
    }

    /// Most nodes of each offer that these shares buy.
    [[nodiscard]] static std::map<std::size_t, std::int64_t> mostOf(const std::vector<OpenBuy>& buys,
                                                                    const estimate::Provisionable& what)
    {
        std::map<std::size_t, std::int64_t> out;
        for (const OpenBuy& buy : buys)
            for (const std::size_t index : buy.offers) {
                std::int64_t& nodes = out[index];
                nodes = std::max(nodes, *buy.of(what, index).upper);
            }
        return out;
    }

    /// What an update needs while it goes on and not in the end: all workloads begin at once, so for those after it that is there
    /// only perhaps, which stock's lower end says.
    void takeMeanwhile(const RolloutStep& step, const Preview& preview)
    {
        const auto site = siteOf(step.cluster);
        const auto isNew = [](const Share& share) { return share.kind == Share::Kind::New; };
        if (!site || std::none_of(step.places.begin(), step.places.end(), isNew)) return;
        const snapshot::ClusterData& data = *m_facts.site(*site).data;
        const estimate::Provisionable& what = m_facts.offersOf(*site);
        std::map<std::size_t, std::int64_t> inTheEnd;
        for (const ClusterResult& result : preview.clusters)
            if (result.name == step.cluster) inTheEnd = mostOf(openBuysOf(what, data, result.shares), what);
        for (const OpenBuy& buy : openBuysOf(what, data, step.places)) {
            OpenBuy more{buy.offers, Range::exactly(0), {}};
            std::map<estimate::CellKey, std::int64_t> cells; // pools may share one
            for (const auto& [index, nodes] : mostOf({buy}, what)) {
                const auto end = inTheEnd.find(index);
                const std::int64_t meanwhile = nodes - (end == inTheEnd.end() ? 0 : end->second);
                if (meanwhile <= 0) continue;
                const estimate::Offer& offer = what.offers[index];
                more.nodes.upper = std::max(*more.nodes.upper, meanwhile);
                if (!offer.stockBounds) continue;
                std::int64_t& most = cells[offer.stock.key];
                most = std::max(most, meanwhile);
            }
            for (const auto& [key, nodes] : cells) {
                m_open->taken[key] += nodes;
                takeStock(key, {0, nodes});
            }
            if (*more.nodes.upper > 0) m_open->add(data, what, more);
        }
    }

    /// The share's nodes without its victims. Those that a controller makes anew wait for a node from then on.
    std::vector<Place> evict(std::size_t site, const Share& share, snapshot::ClusterChange& change) const
    {
        const Site& here = m_facts.site(site);
        std::vector<Place> places;
        addRunning(m_facts.dataAtEnd(site).nodes, share, places);
        const snapshot::PodTable& pods = here.data->pods;
        for (std::uint32_t row = 0; row < pods.size(); ++row) {
            const auto name = podName(*here.data, row);
            const std::string full = fullPodName(*here.data, row);
            const auto is = [&](const Victim& one) { return one.pod == full; };
            if (std::none_of(share.victims.begin(), share.victims.end(), is)) continue;
            change.gonePods.push_back(name);
            if (comesBack(pods.shapes[pods.shape[row]].pod)) change.pods.push_back(madeAnew(pods, row, name));
            const std::string_view node = here.data->nodes.names[pods.node[row]];
            const auto at =
                std::find_if(places.begin(), places.end(), [&](const Place& one) { return one.node == node; });
            if (at == places.end()) continue;
            for (const auto& [resource, amount] : withPod(pods.shapes[pods.shape[row]].requests))
                at->free[resource] += amount;
        }
        return places;
    }

    static model::Pod madeAnew(const snapshot::PodTable& pods, std::uint32_t row,
                               const std::pair<std::string, std::string>& name)
    {
        model::Pod out = pods.shapes[pods.shape[row]].pod;
        out.ns = name.first;
        out.name = name.second + "-anew";
        out.spec.nodeName.clear();
        out.phase = "Pending";
        return out;
    }

    /// The nodes, empty but for their daemon sets.
    std::vector<Place> buy(std::size_t site, const Share& share, snapshot::ClusterChange& change)
    {
        const Site& here = m_facts.site(site);
        const estimate::Provisionable& what = m_facts.offersOf(site);
        const auto index = offerOf(what, *here.data, share);
        if (!index) return {};
        std::vector<Place> places;
        for (std::int64_t n = 0; n < share.nodes; ++n) places.push_back(addNode(here, what.offers[*index], change));
        if (m_isOpen[*index])
            for (const Place& place : places) m_open->nodes[here.data->cluster.name].push_back(place.node);
        payFor(here, what, *index, share.nodes, change);
        return places;
    }

    Place addNode(const Site& here, const estimate::Offer& offer, snapshot::ClusterChange& change) const
    {
        model::Node node = offer.node->node;
        node.name = "new-" + here.data->pools[offer.pool].id + "-" +
                    std::to_string(here.data->nodes.size() + change.nodes.size() + 1);
        node.labels["kubernetes.io/hostname"] = node.name;
        Place place{node.name, node.allocatable, -1};
        // The sum of what they ask for stands on one pod; by the rules between pods each counts as it is.
        if (offer.node->daemonPods) {
            std::size_t number = 0;
            for (model::Pod pod : *offer.node->daemonPods) {
                pod.name = "daemon-" + std::to_string(++number) + "-of-" + node.name;
                pod.spec.nodeName = node.name;
                pod.phase = "Running";
                if (pod.owners.empty()) pod.owners.push_back({"apps/v1", "DaemonSet", pod.name, {}, true});
                if (number == 1)
                    for (const auto& [name, amount] : offer.node->daemonSets)
                        if (name != "pods") pod.spec.containers.front().requests[name] = quantityOf(name, amount);
                change.pods.push_back(std::move(pod));
            }
        }
        for (const auto& [name, amount] : offer.node->daemonSets) place.free[name] -= amount;
        change.nodes.push_back(std::move(node));
        return place;
    }

    /// Whole replicas, pod by pod, onto the first place that has room.
    void fill(std::size_t site, std::vector<Place>& places, std::int64_t replicas, snapshot::ClusterChange& change)
    {
        for (std::int64_t n = 0; n < replicas; ++n) {
            const std::string replica = "new-" + std::to_string(m_pods + 1);
            for (const estimate::AskPod& ask : m_facts.site(site).ask->pods)
                for (std::int32_t k = 0; k < ask.count; ++k) put(places, ask, replica, change);
        }
    }

    void put(std::vector<Place>& places, const estimate::AskPod& ask, const std::string& replica,
             snapshot::ClusterChange& change)
    {
        const model::Requests requests = withPod(ask.requests);
        auto at =
            std::find_if(places.begin(), places.end(), [&](const Place& place) { return holds(place, requests); });
        // Which pod of a group is on which node is not told; a place that the count foresaw is still one.
        if (at == places.end())
            at = std::find_if(places.begin(), places.end(), [](const Place& place) { return place.pods > 0; });
        if (at == places.end()) return;
        take(*at, requests);
        model::Pod pod = ask.pod;
        pod.ns = pod.ns.empty() ? "default" : pod.ns;
        pod.name = m_name + std::to_string(++m_pods);
        pod.spec.nodeName = at->node;
        pod.phase = "Running";
        m_facts.own().mark(pod, replica);
        change.pods.push_back(std::move(pod));
    }

    void payFor(const Site& here, const estimate::Provisionable& what, std::size_t index, std::int64_t nodes,
                snapshot::ClusterChange& change)
    {
        const estimate::Offer& offer = what.offers[index];
        if (!change.pools) change.pools = here.data->pools;
        model::NodePool& pool = (*change.pools)[offer.pool];
        if (pool.size) *pool.size += nodes;
        for (model::PoolZone& zone : pool.zones)
            if (zone.zone == offer.zone && zone.freeAddresses)
                zone.freeAddresses = std::max<std::int64_t>(0, *zone.freeAddresses - nodes);
        if (offer.stockBounds && !m_isOpen[index]) takeStock(offer.stock.key, Range::exactly(nodes));
        for (const estimate::QuotaRoom& quota : what.quotas)
            if (std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end())
                takeQuota(quota, nodes * quota.perNode);
    }

    /// Every source that speaks of the cell, so that the same one is believed afterwards, of the same age.
    void takeStock(const estimate::CellKey& key, const Range& nodes)
    {
        for (model::StockCell& cell : m_stock) {
            if (estimate::CellKey{cell.account, cell.zone, cell.instanceType, cell.spot} != key) continue;
            cell.instances.lower = std::max<std::int64_t>(0, cell.instances.lower - *nodes.upper);
            if (cell.instances.upper)
                cell.instances.upper = std::max<std::int64_t>(0, *cell.instances.upper - nodes.lower);
        }
    }

    void takeQuota(const estimate::QuotaRoom& room, std::int64_t amount)
    {
        if (m_quotas[room.quota].used) *m_quotas[room.quota].used += amount;
    }

    Facts& m_facts;
    const snapshot::FleetPtr& m_fleet;
    std::vector<model::StockCell> m_stock;
    std::vector<model::Quota> m_quotas;
    model::ObjectRef m_workload;
    std::string m_name;      ///< of new pods, before their number
    std::int64_t m_pods = 0; ///< the last number
    LeftOpen* m_open = nullptr;
    std::vector<bool> m_isOpen; ///< by offer of the cluster that is looked at
};

} // namespace

snapshot::FleetPtr fleetAfter(const Prepared& prepared, Facts& facts, const snapshot::FleetPtr& fleet,
                              const Preview& preview, LeftOpen* open)
{
    LeftOpen unheard;
    return After(prepared, facts, fleet).run(preview, open == nullptr ? unheard : *open);
}

} // namespace core::preview
