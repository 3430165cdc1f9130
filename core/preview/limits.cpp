#include "core/preview/limits.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

using estimate::Limit;

/// A rule among the replicas where nodes have room left for more of them. Else of all refusals that of the nodes that come
/// nearest to taking a replica: what is merely used up before what never fits, and both before nodes that are meant for
/// others.
std::string nearest(const estimate::Running& running)
{
    using estimate::Plugin;
    const auto rank = [](const estimate::RefusedNodes& one) {
        const Plugin plugin = one.refusal.plugin;
        const bool forOthers = plugin <= Plugin::NodeAffinity || plugin == Plugin::NodeNotReady;
        return forOthers ? 0 : one.refusal.unresolvable ? 1 : 2;
    };
    if (!running.rule.empty()) return running.rule;
    if (running.lostCards > 0)
        return "faults isolate " + std::to_string(running.lostCards) + (running.lostCards == 1 ? " card" : " cards");
    if (running.heldByLowerPriority > 0)
        return "pods of lower priority hold places for " + counted(running.heldByLowerPriority, "replica");
    std::vector<estimate::RefusedNodes> all = running.filled;
    all.insert(all.end(), running.refused.begin(), running.refused.end());
    const auto best = std::max_element(all.begin(), all.end(),
                                       [&](const auto& one, const auto& other) { return rank(one) < rank(other); });
    // Where others have room, nodes that are meant for something else are not what is missing.
    if (best == all.end() || (running.replicas > 0 && rank(*best) == 0)) return {};
    return refusalText(best->refusal);
}

/// Why the nodes that run take no more.
std::string byNodes(const Facts& facts, std::size_t site, const estimate::Running& running)
{
    if (!facts.site(site).data->nodesKnown) return "its nodes are not known";
    const auto nodes = static_cast<std::int64_t>(facts.site(site).data->nodes.size());
    std::string text;
    if (nodes == 0)
        text = "there is no node";
    else if (!running.known && running.range() != Range::exactly(0))
        return "what its pods hold is not known";
    else if (running.known && !running.range().isExact())
        text = "its " + counted(nodes, "node") + (nodes == 1 ? " has" : " have") + " room for " +
               toText(running.range()) + " replicas, as " +
               (running.lostCards > 0 ? "nobody says which cards are the faulty ones"
                                      : "some pods do not say which card they hold");
    else if (running.replicas > 0)
        text = "its " + counted(nodes, "node") + (nodes == 1 ? " has" : " have") + " room for " +
               counted(running.replicas, "replica") + " in all";
    else
        text = nodes == 1 ? "its one node takes no further replica"
                          : "none of its " + counted(nodes, "node") + " takes a further replica";
    const std::string why = nodes > 0 && running.range().isExact() ? nearest(running) : std::string();
    return why.empty() ? text : text + " (" + why + ")";
}

/// Neither nodes that run nor pools give more.
Limited withoutPools(const Facts& facts, std::size_t site, const estimate::Running& running, bool poolsKnown)
{
    const std::string text = byNodes(facts, site, running);
    if (facts.site(site).ask->daemon)
        return {running.known ? Limit::Rule : Limit::None, text + ", and no node is bought for a DaemonSet",
                "narrow the nodeSelector of the DaemonSet, or make room on its nodes"};
    if (poolsKnown && running.known && !running.range().isExact())
        return {Limit::None, text + ", and there is no elastic pool",
                "look at the nodes' cards, or add a node or a pool there"};
    const bool known =
        poolsKnown && facts.site(site).data->nodesKnown && (running.known || running.range() == Range::exactly(0));
    if (!known)
        return {Limit::None,
                text + (poolsKnown ? ", and there is no elastic pool" : ", and its node pools are not known")};
    return {Limit::Rule, text + ", and there is no elastic pool",
            running.rule.empty() ? "add a node or a pool there" : "loosen the rule, or add a node or a pool there"};
}

/// Every offer refuses the pod.
Limited byRule(const Facts& facts, std::size_t site, const estimate::Provisionable& what)
{
    const estimate::Offer& offer = what.offers.front();
    return {Limit::Rule,
            "the pod does not fit an empty " + offer.instanceType + " of pool " +
                nameOf(facts.site(site).data->pools[offer.pool]) + ": " + refusalText(*offer.refusal),
            "change the pod, or add a pool whose nodes take it"};
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
        std::string cell = offer.instanceType + " in " + offer.zone;
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

std::string quotaText(const model::Quota& quota)
{
    const std::string of = quota.families.empty() ? std::string() : " of " + listed(quota.families);
    const std::string in = quota.region.empty() ? std::string() : " in " + quota.region;
    return (quota.name.empty() ? quota.unit : quota.name) + of + in;
}

std::string refusalText(const estimate::Refusal& refusal)
{
    if (refusal.reasons.empty()) return std::string(estimate::nameOf(refusal.plugin));
    const bool never = refusal.unresolvable && refusal.plugin == estimate::Plugin::NodeResourcesFit;
    return listed(refusal.reasons) + (never ? ", even when empty" : "");
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

std::string limitOfNodes(Facts& facts, std::size_t site)
{
    return byNodes(facts, site, facts.runningOf(site));
}

Limited limitOf(Facts& facts, std::size_t site, bool overQuota, const std::vector<Buyer>& buyers)
{
    const estimate::Running& running = facts.runningOf(site);
    const std::string& name = facts.site(site).data->cluster.name;
    if (overQuota)
        return {kindOfAdmission(running), namespaceQuotaText(running) + (turnsAway(running) ? "" : " in " + name)};
    const estimate::Provisionable& what = facts.offersOf(site);
    if (!what.known || what.offers.empty()) return withoutPools(facts, site, running, what.known);
    const bool allRefuse = std::all_of(what.offers.begin(), what.offers.end(),
                                       [](const auto& offer) { return offer.refusal.has_value(); });
    if (allRefuse) return byRule(facts, site, what);
    const auto buyer = std::find_if(buyers.begin(), buyers.end(), [&](const Buyer& one) { return one.site == site; });
    const bool named = buyer != buyers.end() && buyer->got.missingBy != Limit::None;
    const Limit by = named ? buyer->got.missingBy : what.binding;
    std::string text = named ? buyer->got.missingText : what.bindingText;
    if (by != Limit::Stock && by != Limit::Quota) return {by, std::move(text)};
    Limited out = by == Limit::Stock ? byStock(facts, site, what, buyers) : byQuota(facts, site, what, buyers);
    // Several hold it together, each with a little left.
    if (out.text.empty()) out.text = std::move(text);
    return out;
}

} // namespace core::preview
