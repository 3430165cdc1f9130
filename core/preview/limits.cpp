#include "core/preview/limits.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/estimate/not_held.h"
#include "core/preview/claim_limits.h"
#include "core/preview/guards.h"
#include "core/preview/refusals.h"
#include "core/preview/shares.h"
#include "core/schedule/taint_text.h"

namespace core::preview {
namespace {

using estimate::Limit;

/// Where it is the pods' claims that keep them off nodes, what would help; empty: it is not.
std::string claimFixOf(const Facts& facts, std::size_t site, const estimate::Running& running)
{
    const Site& here = facts.site(site);
    // Replicas that keep each other out by a claim that only one pod may use.
    if (!running.rule.empty()) return claimFix(*here.data, *here.ask, estimate::Plugin::VolumeRestrictions);
    for (const estimate::RefusedNodes& one : running.refused)
        if (std::string fix = claimFix(*here.data, *here.ask, one.refusal.plugin); !fix.empty()) return fix;
    return {};
}

/// What would help where no pool may add a node.
std::string fixWithoutPools(Facts& facts, std::size_t site, const estimate::Running& running)
{
    if (std::string ofClaims = claimFixOf(facts, site, running); !ofClaims.empty()) return ofClaims;
    if (!running.rule.empty()) return "loosen the rule, or add a node or a pool there";
    if (!namedNodeText(facts.site(site), running).empty())
        return "take nodeName out of the pod template, or make room on that node";
    if (!facts.keptOff(site).empty()) return "loosen the rule, or add a node or a pool there";
    return guardsText(facts, site, running).empty() ? "add a node or a pool there"
                                                    : std::string(guardsFix) + ", or add a node or a pool there";
}

bool restsOnComingClaims(const Site& site)
{
    const std::vector<estimate::NotHeld> all = estimate::notHeldFor(*site.data, *site.ask);
    return std::any_of(all.begin(), all.end(), [](const estimate::NotHeld& one) { return one.comesAlong; });
}

/// Neither nodes that run nor pools give more.
Limited withoutPools(Facts& facts, std::size_t site, const estimate::Running& running, bool poolsKnown)
{
    // Pods that wait for ever for their volumes need no pool.
    if (const std::string& never = facts.site(site).ask->never; !never.empty()) return {Limit::Rule, never};
    const std::string text = limitOfNodes(facts, site);
    if (facts.site(site).ask->daemon) {
        const bool never = !running.refused.empty() &&
                           std::all_of(running.refused.begin(), running.refused.end(),
                                       [](const estimate::RefusedNodes& one) { return one.refusal.unresolvable; });
        return {running.known ? Limit::Rule : Limit::None, text + ", and no node is bought for a DaemonSet",
                never ? "narrow the nodeSelector of the DaemonSet to nodes that can take its pod"
                      : "narrow the nodeSelector of the DaemonSet, or make room on its nodes"};
    }
    if (Limited claims = noNodeTakes(*facts.site(site).data, *facts.site(site).ask); !claims.text.empty())
        return claims;
    if (poolsKnown && running.known && !running.range().isExact())
        return {Limit::None, text + ", and there is no elastic pool",
                restsOnVirtual(facts.site(site), running) ? "add a node or a pool there to be sure"
                : restsOnComingClaims(facts.site(site))   ? "see that the claim binds there"
                                                          : "look at the nodes' cards, or add a node or a pool there"};
    const bool known =
        poolsKnown && facts.site(site).data->nodesKnown && (running.known || running.range() == Range::exactly(0));
    if (!known && poolsKnown) return {Limit::None, text + ", and there is no elastic pool"};
    if (const std::string pools = poolsWithoutTypes(*facts.site(site).data); !known && !pools.empty())
        return {Limit::None, text + ", and the instance types of node pool " + pools + " are not known"};
    if (!known) return {Limit::None, text + ", and its node pools are not known"};
    return {Limit::Rule, text + ", and there is no elastic pool", fixWithoutPools(facts, site, running)};
}

struct Refused {
    std::string text;
    std::string fix;
};

/// Why an empty node of the offer is refused, and what would change it.
Refused refusedBy(const Facts& facts, std::size_t site, const estimate::Offer& offer)
{
    using estimate::Plugin;
    const estimate::Ask& ask = *facts.site(site).ask;
    const std::string text = refusalText(offer, ask);
    if (offer.refusal->plugin == Plugin::NodeName)
        return {text, "take nodeName out of the pod template: a node that is bought has another name"};
    if (offer.refusal->plugin == Plugin::TaintToleration)
        for (const estimate::AskPod& one : ask.pods)
            if (const auto* taint = model::untolerated(offer.node->node.taints, one.pod.spec.tolerations)) {
                return {text,
                        "tolerate " + schedule::toText(*taint) + " in the pod template, or add a pool without it"};
            }
    const std::string ofClaims = claimFix(*facts.site(site).data, ask, offer.refusal->plugin);
    return {text, ofClaims.empty() ? "change the pod, or add a pool whose nodes take it" : ofClaims};
}

/// "OverridePolicy default/o": by whom the pods of the cluster are others, where the fleet's would be taken; empty: nobody.
std::string madeUnfitBy(Facts& facts, std::size_t site)
{
    const Site& here = facts.site(site);
    if (!here.heardAsk || here.overrides.empty()) return {};
    const auto takes = [](const estimate::Offer& offer) { return !offer.refusal; };
    const auto& offers = facts.offersSeen(site).offers;
    if (std::none_of(offers.begin(), offers.end(), takes)) return {};
    std::vector<std::string> names;
    for (const model::OverrideEffect& effect : here.overrides)
        names.push_back(effect.policy.kind + " " + effect.policy.shortText());
    return listed(names);
}

/// Every offer refuses the pod.
Limited byRule(Facts& facts, std::size_t site, const estimate::Provisionable& what)
{
    const auto undescribed = std::find_if(what.offers.begin(), what.offers.end(), [](const estimate::Offer& one) {
        return one.doubt == estimate::Doubt::Type;
    });
    const estimate::Offer& offer = undescribed != what.offers.end() ? *undescribed : what.offers.front();
    const std::string& pool = nameOf(facts.site(site).data->pools[offer.pool]);
    if (offer.doubt == estimate::Doubt::Type) // unknown is not "no"
        return {Limit::None,
                "whether the pod fits an empty " + offer.instanceType + " of pool " + pool +
                    " is not known: the snapshot lacks this instance type",
                "describe it in fleet.yaml under `instanceTypes`"};
    Refused refused = refusedBy(facts, site, offer);
    if (const std::string overrides = madeUnfitBy(facts, site); !overrides.empty())
        refused.fix = "change what " + overrides + " makes of the pod there, or add a pool whose nodes take it";
    return {Limit::Rule,
            "the pod does not fit an empty " + offer.instanceType + " of pool " + pool + ": " + refused.text,
            refused.fix};
}

/// Nobody says how much there is, not even that there is none.
bool isUnknown(const estimate::Offer& offer)
{
    return offer.stockBounds && offer.stock.instances == Range{0, std::nullopt};
}

/// Nodes of each offer that are taken.
template <class Take>
void forTaken(const std::vector<Buyer>& buyers, Take take)
{
    for (const Buyer& buyer : buyers)
        for (std::size_t i = 0; i < buyer.got.nodes.size(); ++i)
            if (buyer.got.nodes[i] > 0) take(buyer, buyer.what->offers[i], static_cast<std::uint32_t>(i));
}

std::string besides(const Facts& facts, const std::set<std::size_t>& others, const char* one, const char* several)
{
    std::vector<std::string> names;
    for (const std::size_t site : others) names.push_back(facts.site(site).data->cluster.name);
    return names.empty() ? std::string() : ", which " + listed(names) + (names.size() == 1 ? one : several);
}

/// Cells that have nothing left for another replica: first those that others buy from, and who, then the rest.
Limited byStock(const Facts& facts, std::size_t site, const estimate::Provisionable& what,
                const std::vector<Buyer>& buyers)
{
    std::map<estimate::CellKey, std::int64_t> taken;
    std::map<estimate::CellKey, std::set<std::size_t>> othersOf;
    forTaken(buyers, [&](const Buyer& buyer, const estimate::Offer& offer, std::uint32_t index) {
        if (!offer.stockBounds) return;
        taken[offer.stock.key] += buyer.got.nodes[index];
        if (buyer.site != site) othersOf[offer.stock.key].insert(buyer.site);
    });
    std::vector<std::string> shared;
    std::vector<std::string> rest;
    std::set<std::size_t> others;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || !offer.stockBounds) continue;
        if (offer.stock.instances.lower - taken[offer.stock.key] >= offer.nodesPerReplica) continue;
        const std::set<std::size_t>& here = othersOf[offer.stock.key];
        others.insert(here.begin(), here.end());
        std::vector<std::string>& cells = here.empty() ? rest : shared;
        std::string cell = cellText(offer);
        if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(std::move(cell));
    }
    if (shared.empty()) return {Limit::Stock, rest.empty() ? std::string() : "stock of " + listed(rest)};
    return {Limit::Stock, "stock of " + listed(shared) + besides(facts, others, " buys from, too", " buy from, too") +
                              (rest.empty() ? std::string() : ", and of " + listed(rest))};
}

/// Quotas that have nothing left for another node, and who else uses them.
Limited byQuota(const Facts& facts, std::size_t site, const estimate::Provisionable& what,
                const std::vector<Buyer>& buyers)
{
    std::set<std::uint32_t> shortOf;
    std::vector<std::string> names;
    for (const estimate::QuotaRoom& quota : what.quotas) {
        if (!quota.left || shortOf.contains(quota.quota)) continue;
        std::int64_t step = 1;
        for (const std::uint32_t offer : quota.offers) step = std::max(step, what.offers[offer].nodesPerReplica);
        if (*quota.left - usedOf(quota.quota, buyers) >= quota.perNode * step) continue;
        shortOf.insert(quota.quota);
        names.push_back(quotaText(facts.fleet().quotas[quota.quota]));
    }
    std::set<std::size_t> others;
    for (const Buyer& buyer : buyers)
        for (const std::uint32_t quota : shortOf)
            if (buyer.site != site && usedOf(quota, {buyer}) > 0) others.insert(buyer.site);
    const std::string text = names.empty() ? std::string() : (names.size() == 1 ? "quota " : "quotas ") + listed(names);
    return {Limit::Quota, text + besides(facts, others, " uses, too", " use, too")};
}

} // namespace

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 5;
    std::string out;
    const std::size_t shown = std::min(names.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == names.size();
        if (i > 0) out += last ? " and " : ", ";
        out += names[i];
    }
    return names.size() > most ? out + " and " + std::to_string(names.size() - most) + " more" : out;
}

std::int64_t usedOf(std::uint32_t quota, const std::vector<Buyer>& buyers)
{
    std::int64_t used = 0;
    for (const Buyer& buyer : buyers)
        for (const estimate::QuotaRoom& room : buyer.what->quotas)
            if (room.quota == quota) used += room.usedBy(buyer.got.nodes);
    return used;
}

std::string unitOf(const model::Quota& quota)
{
    if (quota.unit == "gpu") return "GPU";
    return quota.unit == "vcpu" ? "vCPU" : quota.unit;
}

std::string quotaText(const model::Quota& quota)
{
    const std::string of = quota.families.empty() ? std::string() : " of " + listed(quota.families);
    const std::string in = quota.region.empty() ? std::string() : " in " + quota.region;
    return (quota.name.empty() ? quota.unit : quota.name) + of + in;
}

bool turnsAway(const estimate::Running& running)
{
    return !running.quotaWants.empty() || !running.turnedAway.empty();
}

Limit kindOfAdmission(const estimate::Running& running)
{
    return running.turnedAway.empty() ? Limit::Quota : Limit::Rule;
}

std::string namespaceQuotaText(const estimate::Running& running)
{
    if (!running.turnedAway.empty()) return running.turnedAway;
    const std::string text = "quota " + running.quotaName + " of the namespace";
    return running.quotaWants.empty() ? text : text + " turns away pods without a " + running.quotaWants;
}

std::string doubtOf(const estimate::Provisionable& what, const estimate::Offer& offer)
{
    using estimate::Doubt;
    switch (offer.doubt) {
    case Doubt::None: break;
    case Doubt::Type: return "what the instance type has is not known";
    case Doubt::Zone: return "the pool may buy in another zone, as its zones are not known";
    case Doubt::Sidecars: return "GOATScaler is documented to add no nodes for pods with native sidecar containers";
    case Doubt::Volume:
        return "GOATScaler does not look at volumes and may buy where the pods' volume cannot be mounted";
    case Doubt::Devices: return "whether the devices are free that the pods claim is not known";
    case Doubt::NotHeld: return "the snapshot lacks claims or classes that the pods name";
    case Doubt::Planned:
        return "cluster-autoscaler plans the pool with its smallest type, and whether the pods fit that one is not "
               "known";
    case Doubt::Size:
        return "the pod fits by what is assumed of the node (ACK's reservation formula, the usual system disk), and "
               "not if it has less";
    }
    for (const estimate::PoolRoom& room : what.rooms)
        if (room.pool == offer.pool && (!room.nodes || room.sizeOpen))
            return room.sizeOpen ? "how many nodes the pool has is not known" : "the pool's maximum is not known";
    return estimate::isUnsure(what, offer) ? "the limit or the use of a quota is not known" : "";
}

std::string instanceText(const std::string& type, bool spot)
{
    return spot ? "spot " + type : type;
}

std::string cellText(const estimate::Offer& offer)
{
    return instanceText(offer.instanceType, offer.spot) + " in " + offer.zone;
}

bool stockIsOpen(const estimate::Offer& offer)
{
    return !offer.refusal && offer.stockBounds && !offer.stock.instances.isExact();
}

std::string poolsWithoutTypes(const snapshot::ClusterData& data)
{
    std::vector<std::string> names;
    if (data.poolsKnown)
        for (const model::NodePool& pool : data.pools)
            if (pool.elastic && pool.instanceTypes.empty() && pool.maxSize != 0) names.push_back(nameOf(pool));
    return few(names);
}

namespace {

/// Where nothing that could be bought is certain, why; empty: something is, or it is stock that is not.
std::string doubtOfAll(const estimate::Provisionable& what)
{
    std::string out;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || estimate::mostNodesOf(what, offer) == 0) continue;
        const std::string doubt = doubtOf(what, offer);
        if (doubt.empty()) return {};
        if (out.empty()) out = doubt;
    }
    return out;
}

/// Its nodes would take the pods, and what they have is used up: no rule of anybody's keeps more from running.
bool areFull(const Site& site, const estimate::Running& running)
{
    if (site.ask->daemon || !running.known || !running.range().isExact() || !ruleAmong(site, running).empty())
        return false;
    const auto isUsedUp = [](const estimate::RefusedNodes& one) {
        return !one.refusal.unresolvable && (one.refusal.plugin == estimate::Plugin::NodeResourcesFit ||
                                             one.refusal.plugin == estimate::Plugin::GpuSharing);
    };
    return !(running.refused.empty() && running.filled.empty()) &&
           std::all_of(running.refused.begin(), running.refused.end(), isUsedUp) &&
           std::all_of(running.filled.begin(), running.filled.end(), isUsedUp);
}

/// There are offers, and none takes the pods.
bool allRefuse(const estimate::Provisionable& what)
{
    return !what.offers.empty() && std::all_of(what.offers.begin(), what.offers.end(),
                                               [](const auto& offer) { return offer.refusal.has_value(); });
}

/// There is more to say of it than its reason.
bool isTold(estimate::Plugin plugin)
{
    using estimate::Plugin;
    return plugin == Plugin::TaintToleration || plugin == Plugin::NodeAffinity || plugin == Plugin::NodeResourcesFit ||
           plugin == Plugin::GpuSharing;
}

} // namespace

Limited limitOfPools(Facts& facts, std::size_t site)
{
    const estimate::Provisionable& what = facts.offersOf(site);
    const snapshot::ClusterData& cluster = *facts.site(site).data;
    std::vector<std::string> cells;
    bool open = what.deliverable.lower == 0;
    bool leastIsSure = true; // of each cell somebody says how much there is at least, and nobody how much at most
    std::int64_t sure = 0;
    std::vector<std::string> ranges; // of some it is not known, of others between which two numbers
    std::int64_t sureOfRanges = 0;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || estimate::mostNodesOf(what, offer) == 0) continue; // whatever its stock is
        open = open && isUnknown(offer);
        leastIsSure = leastIsSure && offer.stockBounds && !offer.stock.instances.upper;
        const std::string cell = cellText(offer);
        if (std::find(cells.begin(), cells.end(), cell) != cells.end()) continue; // of another pool, the same instances
        cells.push_back(cell);
        sure += offer.stock.instances.lower;
        if (!stockIsOpen(offer)) continue;
        ranges.push_back(cell);
        sureOfRanges += offer.stock.instances.lower;
    }
    if (allRefuse(what) && isTold(what.offers.front().refusal->plugin))
        return {what.binding, refusedBy(facts, site, what.offers.front()).text};
    if (what.known && what.offers.empty()) {
        if (Limited claims = noNodeTakes(cluster, *facts.site(site).ask); !claims.text.empty()) return claims;
        if (std::string text = namedNodeText(facts.site(site), facts.runningAtEnd(site)); !text.empty())
            return {Limit::Rule, std::move(text)};
        if (std::string text = keptOffText(facts, site); !text.empty()) return {Limit::Rule, std::move(text)};
        if (std::string text = guardsText(facts, site, facts.runningAtEnd(site)); !text.empty())
            return {Limit::Rule, std::move(text)};
        if (areFull(facts.site(site), facts.runningAtEnd(site)))
            return {Limit::Yours, cluster.nodes.size() == 1 ? "its node is full, and no pool may add one"
                                                            : "its nodes are full, and no pool may add one"};
    }
    if (const std::string doubt = doubtOfAll(what); !doubt.empty()) return {Limit::None, doubt};
    const std::string of = cluster.account.empty() ? std::string() : " of account " + cluster.account;
    const auto beyond = [&](const std::vector<std::string>& ofThem, std::int64_t there) {
        const std::string stock = "stock of " + listed(ofThem) + of;
        if (there == 0) return stock + " is not known for sure";
        if (there == 1) return stock + " beyond one that is sure is not known";
        return stock + " beyond " + std::to_string(there) + " that are sure is not known";
    };
    // What bounds the most, the pools' maximum for one, is far off where only so many instances are sure.
    if (!open && leastIsSure && !what.deliverable.isExact() && !cells.empty())
        return {Limit::Stock, beyond(cells, sure)};
    // None is sure, and it is not what bounds the most that keeps it at none.
    if (!open && what.deliverable.lower == 0 && !what.deliverable.isExact() && what.binding != Limit::Stock &&
        !ranges.empty())
        return {Limit::Stock, beyond(ranges, 0)};
    // Of a range it is the lower end that is in doubt, and another kind may hold that one.
    if (estimate::BoundBy least = open ? estimate::BoundBy{} : estimate::boundOfLeast(what);
        least.limit != Limit::None && least.limit != what.binding) {
        if (least.limit == Limit::Stock && !ranges.empty()) least.text = beyond(ranges, sureOfRanges);
        return {least.limit, std::move(least.text)};
    }
    if (!open || cells.empty()) return {what.binding, what.bindingText};
    return {Limit::Stock, "stock of " + listed(cells) + of + " is not known"};
}

std::vector<Reason> strayStock(Facts& facts, const std::vector<std::uint8_t>& candidates)
{
    std::map<std::string, std::string> unknown; // type → where a pool wants it
    std::set<std::string> zones;
    for (std::size_t site = 0; site < facts.size(); ++site) {
        for (const model::NodePool& pool : facts.site(site).data->pools) {
            for (const model::PoolZone& zone : pool.zones) zones.insert(zone.zone);
            const auto& any = facts.site(site).data->cluster.zones; // where the pool does not say
            if (pool.zones.empty()) zones.insert(any.begin(), any.end());
        }
        if (candidates[site] == 0) continue;
        for (const estimate::Offer& offer : facts.offersOf(site).offers)
            if (!offer.refusal && isUnknown(offer)) unknown.emplace(offer.instanceType, offer.zone);
    }
    std::vector<Reason> out;
    for (const estimate::Cell& cell : facts.stock().cells()) {
        const auto wanted = unknown.find(cell.key.instanceType);
        if (wanted == unknown.end() || zones.contains(cell.key.zone) || cell.basis == model::StockBasis::Unknown)
            continue;
        out.push_back({ReasonId::StrayStock, {cell.key.instanceType, cell.key.zone, wanted->second}, {}});
    }
    return out;
}

Limited limitOf(Facts& facts, std::size_t site, bool overQuota, const std::vector<Buyer>& buyers)
{
    const estimate::Running& running = facts.runningAtEnd(site);
    const std::string& name = facts.site(site).data->cluster.name;
    if (overQuota)
        return {kindOfAdmission(running), namespaceQuotaText(running) + (turnsAway(running) ? "" : " in " + name)};
    const estimate::Provisionable& what = facts.offersOf(site);
    if (!what.known || what.offers.empty()) return withoutPools(facts, site, running, what.known);
    if (allRefuse(what)) return byRule(facts, site, what);
    const auto buyer = std::find_if(buyers.begin(), buyers.end(), [&](const Buyer& one) { return one.site == site; });
    const bool named = buyer != buyers.end() && buyer->got.missingBy != Limit::None;
    // Sure nodes are enough, and what the scaler may take before them is not.
    if (buyer != buyers.end() && buyer->got.missing == 0 && what.domains.empty() && !what.groups)
        for (const estimate::Offer& offer : what.offers)
            if (!offer.refusal && offer.doubt == estimate::Doubt::Size && estimate::mostNodesOf(what, offer) != 0)
                return {Limit::None, doubtOf(what, offer)};
    const Limited pools = limitOfPools(facts, site);
    const Limit by = named ? buyer->got.missingBy : pools.by;
    std::string text = named ? buyer->got.missingText : pools.text;
    if (!named && pools.by != what.binding) return pools;
    if (by == Limit::Rule)
        return {by, std::move(text),
                claimFix(*facts.site(site).data, *facts.site(site).ask, estimate::Plugin::VolumeRestrictions)};
    if (by != Limit::Stock && by != Limit::Quota) return {by, std::move(text)};
    Limited out = by == Limit::Stock ? byStock(facts, site, what, buyers) : byQuota(facts, site, what, buyers);
    // Several hold it together, each with a little left.
    if (out.text.empty()) out.text = std::move(text);
    return out;
}

} // namespace core::preview
