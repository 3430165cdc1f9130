#include "core/preview/left_open.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <queue>

#include "core/base/words.h"
#include "core/preview/choices.h"
#include "core/preview/facts.h"
#include "core/preview/shares.h"
#include "core/preview/trial.h"

namespace core::preview {
namespace {

using Amounts = std::map<std::string, Amount>;

/// Pods like that, by what is free; where nothing that it asks for bounds them, many.
std::int64_t fitting(const Amounts& free, const model::Requests& requests)
{
    std::int64_t out = std::numeric_limits<std::int32_t>::max();
    for (const auto& [name, amount] : requests) {
        if (amount <= 0) continue;
        const auto at = free.find(name);
        out = std::min<std::int64_t>(out, at == free.end() ? 0 : std::max<Amount>(0, at->second) / amount);
    }
    return out;
}

/// Another choice of the autoscaler in place of this offer.
bool mayStandFor(const estimate::Provisionable& what, std::size_t one, std::size_t other)
{
    const estimate::Offer& is = what.offers[one];
    const estimate::Offer& may = what.offers[other];
    if (one == other) return true;
    // Replicas with rules among themselves: each pool and zone keeps what it is shown to hold.
    if (!what.domains.empty() && (may.pool != is.pool || may.zone != is.zone)) return false;
    // Nobody knows when such a type's turn is, or of what it takes the turn.
    if (estimate::isTypeOpen(what, may)) return true;
    if (estimate::isTypeOpen(what, is)) return !may.refusal && estimate::mostNodesOf(what, may) != 0;
    return mayBeInstead(what, is, may);
}

/// The cluster's nodes without the pods that may be elsewhere.
class Nodes {
public:
    explicit Nodes(const snapshot::NodeTable& nodes)
        : m_nodes(nodes)
    {}
    Amounts& free(const std::string& node)
    {
        const auto [at, isNew] = m_free.try_emplace(node);
        const std::uint32_t row = m_nodes.row(node);
        if (isNew && row != snapshot::noRow)
            for (std::size_t r = 0; r < m_nodes.resources.size(); ++r)
                at->second[m_nodes.resources[r]] = m_nodes.allocatable[r][row] - m_nodes.requested[r][row];
        return at->second;
    }

private:
    const snapshot::NodeTable& m_nodes;
    std::map<std::string, Amounts> m_free;
};

/// Places pods that may be anywhere, so that the pods of a question lose most, or least.
class Elsewhere {
public:
    Elsewhere(const snapshot::ClusterData& base, const estimate::Ask& ask, const estimate::Running& running)
        : m_nodes(base.nodes)
        , m_ask(ask)
    {
        for (const auto& places : {running.perNode, running.perhapsOn})
            for (const auto& [row, pods] : places) m_fits[std::string(base.nodes.names[row])] += pods;
    }
    void place(const OpenPods& open, bool worst, std::vector<model::Pod>& out)
    {
        model::Requests requests = open.ask.requests;
        requests.try_emplace("pods", 1);
        std::map<std::string, std::int64_t> most = open.most;
        auto left = static_cast<std::int64_t>(open.pods.size());
        std::priority_queue<Try> queue;
        for (const auto& [node, pods] : most)
            if (const auto next = tried(node, requests, std::min(pods, left), worst)) queue.push(*next);
        while (left > 0 && !queue.empty()) {
            const Try best = queue.top();
            queue.pop();
            std::int64_t& room = most[best.node];
            const std::int64_t taken = std::min({best.pods, room, left});
            if (taken <= 0) continue;
            for (std::int64_t n = 0; n < taken; ++n) {
                model::Pod pod = open.pods[open.pods.size() - static_cast<std::size_t>(left)];
                pod.spec.nodeName = best.node;
                out.push_back(std::move(pod));
                --left;
            }
            for (const auto& [name, amount] : requests) m_nodes.free(best.node)[name] -= amount * taken;
            room -= taken;
            if (const auto next = tried(best.node, requests, std::min(room, left), worst)) queue.push(*next);
        }
        for (; left > 0; --left) out.push_back(open.pods[open.pods.size() - static_cast<std::size_t>(left)]);
    }

private:
    struct Try {
        double each{}; ///< the higher, the sooner
        std::string node;
        std::int64_t pods{};
        bool operator<(const Try& other) const { return each != other.each ? each < other.each : node > other.node; }
    };
    [[nodiscard]] std::int64_t fits(const std::string& node, const Amounts& free) const
    {
        const auto at = m_fits.find(node);
        if (!m_ask.isGroup() && at == m_fits.end()) return 0;
        std::int64_t out = 0;
        for (const estimate::AskPod& pod : m_ask.pods) out += fitting(free, pod.requests) * pod.count;
        return m_ask.isGroup() ? out : std::min(out, at->second);
    }
    /// The number of pods there that takes most from the question for each of them, or one that takes least.
    std::optional<Try> tried(const std::string& node, const model::Requests& requests, std::int64_t most, bool worst)
    {
        Amounts free = m_nodes.free(node);
        most = std::min(most, fitting(free, requests));
        if (most <= 0) return std::nullopt;
        const std::int64_t before = fits(node, free);
        std::optional<Try> out;
        for (std::int64_t k = 1; k <= most; ++k) {
            for (const auto& [name, amount] : requests) free[name] -= amount;
            const double lost = static_cast<double>(before - fits(node, free)) / static_cast<double>(k);
            const double each = worst ? lost : -lost;
            if (!out || each > out->each) out = Try{each, node, k};
            if (before == 0) break;
        }
        return out;
    }

    Nodes m_nodes;
    const estimate::Ask& m_ask;
    std::map<std::string, std::int64_t> m_fits;
};

/// The fleet as those before may have left it.
class OtherOutcomes {
public:
    OtherOutcomes(const std::vector<LeftOpen>& before, const Question& question, const snapshot::FleetPtr& fleet)
        : m_before(before)
        , m_question(question)
        , m_fleet(fleet)
    {
        snapshot::FleetChange change;
        for (const snapshot::ClusterPtr& data : fleet->clusters) {
            snapshot::ClusterChange one;
            one.cluster = data->cluster.name;
            for (const LeftOpen& open : before)
                if (const auto at = open.pods.find(one.cluster); at != open.pods.end())
                    for (const OpenPods& pods : at->second)
                        for (const model::Pod& pod : pods.pods) one.gonePods.emplace_back(pod.ns, pod.name);
            if (!one.gonePods.empty()) change.clusters.push_back(std::move(one));
        }
        m_hasPods = !change.clusters.empty();
        m_base = m_hasPods ? snapshot::Store(fleet).apply(std::move(change)) : fleet;
    }
    [[nodiscard]] bool hasPods() const { return m_hasPods; }
    [[nodiscard]] snapshot::FleetPtr at(bool worst)
    {
        snapshot::FleetChange change;
        const Prepared prepared = prepare(m_question, *m_base);
        Facts facts(prepared, m_base);
        for (std::size_t site = 0; site < facts.size(); ++site) {
            snapshot::ClusterChange one = changeOf(facts, site, worst);
            if (one.pods.empty() && one.goneNodes.empty() && !one.pools) continue;
            change.clusters.push_back(std::move(one));
        }
        if (worst) change.quotas = quotas();
        return snapshot::Store(m_base).apply(std::move(change));
    }

private:
    [[nodiscard]] snapshot::ClusterChange changeOf(Facts& facts, std::size_t site, bool worst) const
    {
        const snapshot::ClusterData& data = *facts.site(site).data;
        snapshot::ClusterChange out;
        out.cluster = data.cluster.name;
        std::optional<Elsewhere> elsewhere;
        for (const LeftOpen& open : m_before) {
            if (const auto at = open.pods.find(out.cluster); at != open.pods.end()) {
                if (!elsewhere) elsewhere.emplace(data, *facts.site(site).ask, facts.runningOf(site));
                for (const OpenPods& pods : at->second) elsewhere->place(pods, worst, out.pods);
            }
            if (!worst) continue;
            if (const auto at = open.nodes.find(out.cluster); at != open.nodes.end())
                out.goneNodes.insert(out.goneNodes.end(), at->second.begin(), at->second.end());
            growPools(open, data, out);
        }
        return out;
    }
    static void growPools(const LeftOpen& open, const snapshot::ClusterData& data, snapshot::ClusterChange& out)
    {
        for (std::uint32_t p = 0; p < data.pools.size(); ++p) {
            if (const auto at = open.pools.find({out.cluster, p}); at != open.pools.end()) {
                if (!out.pools) out.pools = data.pools;
                if ((*out.pools)[p].size) *(*out.pools)[p].size += at->second;
            }
            for (std::size_t z = 0; z < data.pools[p].zones.size(); ++z) {
                const auto at = open.addresses.find({out.cluster, p, data.pools[p].zones[z].zone});
                if (at == open.addresses.end() || !data.pools[p].zones[z].freeAddresses) continue;
                if (!out.pools) out.pools = data.pools;
                std::int64_t& free = *(*out.pools)[p].zones[z].freeAddresses;
                free = std::max<std::int64_t>(0, free - at->second);
            }
        }
    }
    [[nodiscard]] std::vector<model::Quota> quotas() const
    {
        std::vector<model::Quota> out = m_base->quotas;
        for (const LeftOpen& open : m_before)
            for (const auto& [quota, amount] : open.quotas)
                if (out[quota].used) *out[quota].used += amount;
        return out;
    }

    const std::vector<LeftOpen>& m_before;
    const Question& m_question;
    const snapshot::FleetPtr& m_fleet;
    snapshot::FleetPtr m_base;
    bool m_hasPods = false;
};

} // namespace

Range OpenBuy::of(const estimate::Provisionable& what, std::size_t offer) const
{
    const auto most = [&](std::size_t index) {
        return std::max(estimate::mostNodesOf(what, what.offers[index]).value_or(*nodes.upper),
                        shown.contains(index) ? shown.at(index) : std::int64_t{0});
    };
    std::int64_t least = nodes.lower;
    for (const std::size_t other : offers)
        if (other != offer) least = std::max<std::int64_t>(0, least - most(other));
    return {least, std::max(least, std::min(*nodes.upper, most(offer)))};
}

namespace {

/// Those that compete for the same offers are one.
void joinBuys(OpenBuy buy, std::vector<OpenBuy>& all)
{
    for (std::size_t k = 0; k < all.size();) {
        const bool meets = std::any_of(buy.offers.begin(), buy.offers.end(), [&](std::size_t offer) {
            return std::find(all[k].offers.begin(), all[k].offers.end(), offer) != all[k].offers.end();
        });
        if (!meets) {
            ++k;
            continue;
        }
        buy.offers.insert(buy.offers.end(), all[k].offers.begin(), all[k].offers.end());
        buy.nodes = sum(buy.nodes, all[k].nodes);
        for (const auto& [offer, count] : all[k].shown) buy.shown[offer] += count;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(k));
    }
    std::sort(buy.offers.begin(), buy.offers.end());
    buy.offers.erase(std::unique(buy.offers.begin(), buy.offers.end()), buy.offers.end());
    all.push_back(std::move(buy));
}

/// Nodes of which not even the pool is told: of any type that nobody described.
void addUndescribed(const estimate::Provisionable& what, const Range& nodes, std::vector<OpenBuy>& all)
{
    OpenBuy buy{{}, nodes, {}};
    for (std::size_t i = 0; i < what.offers.size(); ++i)
        if (estimate::isTypeOpen(what, what.offers[i])) buy.offers.push_back(i);
    if (!buy.offers.empty()) joinBuys(std::move(buy), all);
}

} // namespace

std::vector<OpenBuy> openBuysOf(const estimate::Provisionable& what, const snapshot::ClusterData& data,
                                const std::vector<Share>& shares)
{
    std::vector<OpenBuy> out;
    for (const Share& share : shares) {
        if (share.kind != Share::Kind::New || share.nodes == 0) continue;
        const Range nodes = nodesOf(share);
        const auto at = offerOf(what, data, share);
        if (!at && share.pool.empty()) addUndescribed(what, {nodes.lower, nodes.upper.value_or(share.nodes)}, out);
        if (!at) continue;
        const std::size_t index = *at;
        // What may be bought in vain is not among the nodes that are there afterwards.
        const std::int64_t shown = holdsNothing(share, what.groups != nullptr) ? 0 : share.nodes;
        OpenBuy buy{{}, {nodes.lower, std::max(nodes.upper.value_or(share.nodes), share.nodes)}, {{index, shown}}};
        for (std::size_t other = 0; other < what.offers.size(); ++other)
            if (mayStandFor(what, index, other)) buy.offers.push_back(other);
        joinBuys(std::move(buy), out);
    }
    for (OpenBuy& buy : out)
        buy.undescribed = std::any_of(buy.offers.begin(), buy.offers.end(), [&](std::size_t offer) {
            return estimate::isTypeOpen(what, what.offers[offer]);
        });
    return out;
}

void LeftOpen::add(const snapshot::ClusterData& data, const estimate::Provisionable& what, const OpenBuy& buy)
{
    std::map<std::uint32_t, std::int64_t> ofPool;
    std::map<std::pair<std::uint32_t, std::string>, std::int64_t> ofZone;
    for (const std::size_t index : buy.offers) {
        const estimate::Offer& offer = what.offers[index];
        const auto at = buy.shown.find(index);
        const std::int64_t shown = at == buy.shown.end() ? 0 : at->second;
        ofPool[offer.pool] += shown;
        ofZone[{offer.pool, offer.zone}] += shown;
    }
    const std::string& cluster = data.cluster.name;
    for (const auto& [pool, shown] : ofPool)
        if (*buy.nodes.upper > shown) pools[{cluster, pool}] += *buy.nodes.upper - shown;
    for (const auto& [place, shown] : ofZone)
        if (*buy.nodes.upper > shown) addresses[{cluster, place.first, place.second}] += *buy.nodes.upper - shown;
    std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> ofQuota; // most a node, shown
    for (const estimate::QuotaRoom& quota : what.quotas)
        for (const std::uint32_t index : quota.offers) {
            if (std::find(buy.offers.begin(), buy.offers.end(), index) == buy.offers.end()) continue;
            auto& [most, shown] = ofQuota[quota.quota];
            most = std::max(most, quota.perNode);
            if (const auto at = buy.shown.find(index); at != buy.shown.end()) shown += at->second * quota.perNode;
        }
    for (const estimate::QuotaRoom& quota : what.openQuotas) {
        const auto isOf = [&](std::size_t index) {
            return std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end();
        };
        if (std::none_of(buy.offers.begin(), buy.offers.end(), isOf)) continue;
        std::int64_t& most = ofQuota[quota.quota].first;
        most = std::max(most, quota.perNode == 0 ? quota.left.value_or(0) : quota.perNode);
    }
    for (const auto& [quota, used] : ofQuota) {
        const std::int64_t more = used.first * *buy.nodes.upper - used.second;
        if (more > 0) quotas[quota] += more;
    }
}

std::optional<Warning> hangsOn(const std::vector<LeftOpen>& before, const Question& question,
                               const snapshot::FleetPtr& fleet, const Preview& shown, std::stop_token stop)
{
    std::vector<LeftOpen> open;
    for (const LeftOpen& one : before)
        if (one.isOpen()) open.push_back(one);
    if (open.empty() || shown.verdict == Verdict::Nothing) return std::nullopt;
    if (!isSelected(shown)) return std::nullopt; // it goes nowhere
    std::vector<std::string> names;
    for (const LeftOpen& one : open) names.push_back(one.workload);
    const std::string text = "What " + joined(names) + ", placed before, takes of the clusters is not sure";
    const std::string remedy = "Preview it again once that runs, or keep the two on nodes of their own.";
    const auto warning = [&](const std::string& then, bool assumes) {
        return Warning{.id = "earlier-open", .text = text + then, .remedy = remedy, .path = {}, .assumes = assumes};
    };
    for (const ClusterResult& cluster : shown.clusters)
        for (const LeftOpen& one : open)
            if (mayBeChosen(cluster) && one.divided.contains(cluster.name))
                return warning(", and it shares " + cluster.name + " with it.", true);
    std::unique_ptr<Facts> facts; // clusters that are the same are not counted anew
    const auto answerOn = [&](const snapshot::FleetPtr& other) {
        const Prepared prepared = prepare(question, *other);
        auto here = std::make_unique<Facts>(prepared, other, facts.get());
        const Trial trial = tryQuestion(prepared, *here);
        const std::pair out(sureOf(prepared, *here, trial), trial.updateStuck);
        facts = std::move(here);
        return out;
    };
    OtherOutcomes others(open, question, fleet);
    const auto [as, isStuck] = answerOn(fleet);
    for (const bool worst : {true, false}) {
        if (stop.stop_requested() || (!worst && !others.hasPods())) break;
        const auto [other, stops] = answerOn(others.at(worst));
        if (stops && !isStuck) return warning("; if it takes all that it may, the update here cannot finish.", true);
        if (other.placed == as.placed && other.most == as.most && other.cost == as.cost) continue;
        if (other.placed == as.placed)
            return warning(
                "; if it takes other nodes, what is bought here may be another number, or cost more or less.", false);
        return warning("; if it takes other nodes, " + std::to_string(other.placed) + " of " +
                           std::to_string(shown.replicas) + " replicas get one here for certain, not " +
                           std::to_string(as.placed) + ".",
                       true);
    }
    return std::nullopt;
}

} // namespace core::preview
