#include "core/preview/limits.h"

#include <algorithm>
#include <set>

#include "core/preview/shares.h"

namespace core::preview {
namespace {

using estimate::Limit;

Limited byNodes(const Facts& facts, std::size_t site, const estimate::Running& running)
{
    const std::string& name = facts.site(site).data->cluster.name;
    if (!running.known) return {Limit::None, "what is free on the nodes of " + name + " is not known"};
    const auto nodes = static_cast<std::int64_t>(facts.site(site).data->nodes.size());
    std::string text;
    if (nodes == 0)
        text = "there is no node";
    else if (running.replicas > 0)
        text = "its " + counted(nodes, "node") + (nodes == 1 ? " has" : " have") + " room for " +
               counted(running.replicas, "replica") + " in all";
    else
        text = nodes == 1 ? "its one node takes no further replica"
                          : "none of its " + counted(nodes, "node") + " takes a further replica";
    if (nodes > 0 && !running.refused.empty()) text += " (" + refusalText(running.refused.front().refusal) + ")";
    return {Limit::Rule, text + ", and there is no elastic pool", "add a node or a pool there"};
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

Limited byStock(const Facts& facts, std::size_t site, const estimate::Provisionable& what,
                const std::vector<Buyer>& buyers)
{
    std::vector<std::string> cells;
    std::set<std::string> others;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || !offer.stockBounds) continue;
        const std::string cell = offer.instanceType + " in " + offer.zone;
        if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
        for (const Buyer& buyer : buyers) {
            if (buyer.site == site) continue;
            for (std::size_t i = 0; i < buyer.what->offers.size(); ++i)
                if (buyer.got.nodes[i] > 0 && buyer.what->offers[i].stock.key == offer.stock.key)
                    others.insert(facts.site(buyer.site).data->cluster.name);
        }
    }
    std::string text = "stock of " + listed(cells);
    if (!others.empty())
        text += ", which " + listed({others.begin(), others.end()}) +
                (others.size() == 1 ? " buys from, too" : " buy from, too");
    return {Limit::Stock, text};
}

} // namespace

std::string counted(std::int64_t count, const std::string& one)
{
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

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

std::string refusalText(const estimate::Refusal& refusal)
{
    if (refusal.reasons.empty()) return std::string(estimate::nameOf(refusal.plugin));
    const bool never = refusal.unresolvable && refusal.plugin == estimate::Plugin::NodeResourcesFit;
    return listed(refusal.reasons) + (never ? ", even when empty" : "");
}

Limited limitOf(Facts& facts, std::size_t site, bool overQuota, const std::vector<Buyer>& buyers)
{
    const estimate::Running& running = facts.runningOf(site);
    const std::string& name = facts.site(site).data->cluster.name;
    if (overQuota) return {Limit::Quota, "quota " + running.quotaName + " of the namespace in " + name};
    const estimate::Provisionable& what = facts.offersOf(site);
    if (!what.known) return {Limit::None, "the node pools of " + name + " are not known"};
    if (what.offers.empty()) return byNodes(facts, site, running);
    const bool allRefuse = std::all_of(what.offers.begin(), what.offers.end(),
                                       [](const auto& offer) { return offer.refusal.has_value(); });
    if (allRefuse) return byRule(facts, site, what);
    const auto buyer = std::find_if(buyers.begin(), buyers.end(), [&](const Buyer& one) { return one.site == site; });
    const Limit by = buyer == buyers.end() ? what.binding : buyer->got.missingBy;
    if (by == Limit::Stock || (by == Limit::None && what.binding == Limit::Stock))
        return byStock(facts, site, what, buyers);
    if (by == what.binding && !what.bindingText.empty()) return {by, what.bindingText};
    // The account's quota or the pool is there for several, and others were served first.
    for (const estimate::QuotaRoom& quota : what.quotas)
        if (by == Limit::Quota && quota.left) return {by, "quota " + quota.name};
    return {by == Limit::None ? what.binding : by, what.bindingText};
}

} // namespace core::preview
