#include "core/preview/limits.h"

#include <algorithm>
#include <optional>

#include "core/base/words.h"
#include "core/estimate/not_held.h"
#include "core/preview/ahead.h"
#include "core/preview/guards.h"
#include "core/preview/refusals.h"

/// What holds replicas back on nodes that run.
namespace core::preview {
namespace {

/// "2 Insufficient nvidia.com/gpu, 1 node(s) were unschedulable", as kube-scheduler counts them.
std::string countedByReason(const Site& site, std::vector<estimate::RefusedNodes> all)
{
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& one, const auto& other) { return one.nodes > other.nodes; });
    std::vector<std::string> texts;
    for (const estimate::RefusedNodes& one : all)
        texts.push_back(std::to_string(one.nodes) + " " + refusalText(*site.data, *site.ask, one.refusal));
    return listed(texts);
}

/// A rule among the replicas where nodes have room left for more of them. Else of all refusals that of the nodes that come
/// nearest to taking a replica: what is merely used up before what never fits, and both before nodes that are meant for
/// others.
std::string nearest(const Site& site, const estimate::Running& running)
{
    using estimate::Plugin;
    const auto rank = [](const estimate::RefusedNodes& one) {
        const Plugin plugin = one.refusal.plugin;
        const bool forOthers = plugin <= Plugin::NodeAffinity || plugin == Plugin::NodeNotReady;
        return forOthers ? 0 : one.refusal.unresolvable ? 1 : 2;
    };
    if (const std::string rule = ruleAmong(site, running); !rule.empty()) return rule;
    if (running.lostCards > 0)
        return "faults isolate " + std::to_string(running.lostCards) + (running.lostCards == 1 ? " card" : " cards");
    if (running.heldByLowerPriority > 0)
        return "pods of lower priority hold places for " + counted(running.heldByLowerPriority, "replica");
    std::vector<estimate::RefusedNodes> all;
    if (!site.ask->daemon) all = running.filled;
    for (const estimate::RefusedNodes& one : running.refused) {
        // Its controller makes no pod for those, so none is missing there.
        if (site.ask->daemon && one.refusal.plugin <= Plugin::NodeAffinity) continue;
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.refusal == one.refusal; });
        if (same == all.end())
            all.push_back(one);
        else
            same->nodes += one.nodes;
    }
    const auto kept = [](const estimate::RefusedNodes& one) {
        const Plugin plugin = one.refusal.plugin;
        return plugin == Plugin::NodeUnschedulable || plugin == Plugin::TaintToleration ||
               plugin == Plugin::NodeNotReady;
    };
    if (all.size() > 1 && std::any_of(all.begin(), all.end(), kept)) return countedByReason(site, all);
    const auto best = std::max_element(all.begin(), all.end(),
                                       [&](const auto& one, const auto& other) { return rank(one) < rank(other); });
    // Where others have room, nodes that are meant for something else are not what is missing.
    if (best == all.end() || (running.replicas > 0 && rank(*best) == 0)) return {};
    return refusalText(*site.data, *site.ask, best->refusal);
}

/// Somebody, or what ails the node, keeps everything off it.
bool isOutOfUse(const estimate::RefusedNodes& one)
{
    return one.refusal.plugin == estimate::Plugin::NodeUnschedulable ||
           one.refusal.plugin == estimate::Plugin::NodeNotReady;
}

/// "StorageClass essd is not in the snapshot"; empty: all that the pods name is known.
std::string unheldText(const Facts& facts, std::size_t site)
{
    std::vector<std::string> names;
    std::vector<std::string> coming;
    for (const estimate::NotHeld& one : estimate::notHeldFor(*facts.site(site).data, *facts.site(site).ask))
        (one.comesAlong ? coming : names).push_back(estimate::toText(one));
    if (!names.empty()) return listed(names) + (names.size() == 1 ? " is" : " are") + " not in the snapshot";
    return coming.empty() ? std::string() : "it is not known " + listed(coming);
}

} // namespace

bool restsOnVirtual(const Site& site, const estimate::Running& running)
{
    const snapshot::NodeTable& nodes = site.data->nodes;
    if (!nodes.anyVirtual()) return false;
    if (site.ask->isGroup() && running.perhapsOn.empty()) return true; // where its pods would be is not told
    return !running.perhapsOn.empty() &&
           std::all_of(running.perhapsOn.begin(), running.perhapsOn.end(),
                       [&](const auto& one) { return one.first < nodes.size() && nodes.isVirtual(one.first); });
}

std::string ruleAmong(const Site& site, const estimate::Running& running)
{
    return site.ask->daemon ? std::string() : running.rule;
}

std::string namedNodeText(const Site& site, const estimate::Running& running)
{
    const auto isByName = [](const estimate::RefusedNodes& one) {
        return one.refusal.plugin == estimate::Plugin::NodeName;
    };
    if (std::none_of(running.refused.begin(), running.refused.end(), isByName)) return {};
    for (const estimate::AskPod& one : site.ask->pods)
        if (!one.pod.spec.nodeName.empty())
            return "nodeName of the pod template asks for " + one.pod.spec.nodeName + " alone";
    return {};
}

std::string keptOffText(Facts& facts, std::size_t site)
{
    std::vector<std::string> texts;
    if (facts.site(site).ask->daemon) return {}; // of nodes that its controller passes over
    for (const KeptOff& one : facts.keptOff(site)) texts.push_back(toText(one));
    if (texts.size() > 2) texts.resize(2);
    return joined(texts, "; ");
}

namespace {

/// Pods of others that wait for a node which keeps its room for them.
struct Nominated {
    std::int64_t pods{};
    std::int64_t replicas{}; ///< that fit beside them
};
/// Absent: they are in nobody's way.
std::optional<Nominated> nominatedOn(Facts& facts, std::size_t site, const estimate::Running& running)
{
    const std::int64_t pods = facts.aheadOf(site).nominated;
    if (pods == 0 || !running.range().isExact()) return std::nullopt;
    const auto beside = facts.reallyRunning(site).range().upper;
    if (!beside || *beside >= running.replicas) return std::nullopt;
    return Nominated{pods, *beside};
}

std::string nominatedText(std::int64_t pods)
{
    return counted(pods, "Pending pod") + (pods == 1 ? " keeps room on the node that it is nominated for"
                                                     : " keep room on the nodes that they are nominated for");
}

} // namespace

std::string limitOfNodes(Facts& facts, std::size_t site)
{
    const estimate::Running& running = facts.runningAtEnd(site);
    const std::optional<Nominated> nominated = nominatedOn(facts, site, running);
    const std::int64_t fits = nominated ? nominated->replicas : running.replicas;
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
               (!unheldText(facts, site).empty()            ? unheldText(facts, site)
                : restsOnVirtual(facts.site(site), running) ? "what a virtual node can start is not known"
                : estimate::claimsDevices(*facts.site(site).ask)
                    ? "whether the devices are free that the pods claim is not known"
                : running.lostCards > 0 ? "nobody says which cards are the faulty ones"
                                        : "some pods do not say which card they hold");
    else if (fits > 0)
        text = "its " + counted(nodes, "node") + (nodes == 1 ? " has" : " have") + " room for " +
               counted(fits, "replica") + " in all";
    else
        text = nodes == 1 ? "its one node takes no further replica"
                          : "none of its " + counted(nodes, "node") + " takes a further replica";
    std::string why = nominated ? nominatedText(nominated->pods) : std::string();
    if (nodes > 0 && !nominated && running.range().isExact()) {
        if (ruleAmong(facts.site(site), running).empty()) why = namedNodeText(facts.site(site), running);
        if (why.empty() && ruleAmong(facts.site(site), running).empty()) why = keptOffText(facts, site);
        if (why.empty()) why = guardsText(facts, site, running);
        if (why.empty() || std::any_of(running.refused.begin(), running.refused.end(), isOutOfUse))
            why += (why.empty() ? "" : "; ") + nearest(facts.site(site), running);
    }
    return why.empty() ? text : text + " (" + why + ")";
}

} // namespace core::preview
