#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/preview/limits.h"
#include "core/preview/rollout_course.h"
#include "core/preview/rollout_needs.h"

namespace core::preview {

Stuck Rollout::contends(const Rolling& one)
{
    std::vector<std::string> names;
    std::set<std::size_t> all = one.rivals;
    all.insert(one.site);
    std::string limit;
    for (const std::size_t site : all) {
        names.push_back(m_facts.site(site).data->cluster.name);
        if (limit.empty()) limit = m_worst.outcome.clusters[site].shortText;
    }
    limit.resize(std::min(limit.size(), limit.find(", which "))); // who else buys from it is said here
    Stuck out{"The update may not finish in " + m_facts.site(one.site).data->cluster.name + ": " + listed(names) +
                  " update at once, and each needs for its new pods what is there for fewer of them" +
                  (limit.empty() ? std::string() : " (" + limit + ")") + ".",
              "Update one cluster after the other (suspension.dispatchingOnClusters of the policy)"};
    if (finishesWithoutSurge(one, End::Lower))
        out.remedy += "; or set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile";
    out.remedy += ".";
    return out;
}

Stuck Rollout::stuck(const Rolling& one, End end)
{
    const model::Workload& after = m_copies[one.site].after;
    const std::string& name = m_facts.site(one.site).data->cluster.name;
    if (after.suspended)
        return {"The update waits in " + name + ": the workload is paused, so the old pods stay and no new one starts.",
                "Remove spec.paused to let it begin; preview it without to see what it needs."};
    if (after.rollout.type == model::RolloutStrategy::Type::OnDelete)
        return {"The update waits in " + name + ": with OnDelete somebody has to delete the old pods.",
                "Write type: RollingUpdate, or delete them."};
    if (!one.moments) return {}; // unknown is not "no"
    const Room room = roomWithPools(one, end);
    const Rest rest = restOf(one.update, room);
    if (rest.finished(one.update)) return {};
    const std::int64_t inTheEnd = room(one.update.allGone());
    Stuck out = inTheEnd < one.update.allNew() ? staysPending(one, inTheEnd, end) : stops(one, rest, end);
    out.why.insert(0, std::string("The update ") + (end == End::Upper ? "cannot" : "may not") + " finish in " + name +
                          ": ");
    return out;
}

Stuck Rollout::stops(const Rolling& one, const Rest& rest, End end)
{
    const std::string room =
        (end == End::Upper ? "there is room for " : "room is certain for ") + std::to_string(rest.up) + ".";
    std::string out = "with maxSurge " + std::to_string(one.update.surge) + " and maxUnavailable " +
                      std::to_string(one.update.unavailable) + " of " + counted(one.update.replicas, "replica") + ", ";
    const std::int64_t gone = rest.gone - one.update.begun;
    const std::string old = counted(one.update.old - one.update.begun, "old one");
    if (gone == 0)
        out += counted(rest.needed, "new one has", "new ones have") + " to be ready before the first of " + old +
               " goes, and " + room;
    else
        out += "it stops once " + std::to_string(gone) + " of " + old + (gone == 1 ? " is" : " are") +
               " gone: " + counted(rest.needed, "new one has", "new ones have") +
               " to be ready before the next goes, and " + room;
    if (one.disk)
        out += " One on another node is bound there and stays in ContainerCreating (Multi-Attach error): claim " +
               one.disk->claim + " is ReadWriteOnce, and an old pod's node has its disk.";
    const std::int64_t refused = refusedOf(one, rest.needed, rest.gone, end);
    if (refused > 0) out += refusedText(one, end);
    std::vector<std::string> remedies;
    if (finishesWithoutSurge(one, end))
        remedies.push_back("set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile");
    if (refused > 0) remedies.push_back(whatAdmits(one, refused) + andANode(one, rest, end));
    const std::string bought =
        one.disk || refused > 0
            ? std::string()
            : whatABoughtNodeNeeds(m_facts, one.site, boughtIn(one, end) + rest.needed - rest.up, end);
    if (!bought.empty()) remedies.push_back(bought);
    if (remedies.empty()) remedies.emplace_back("free a node, or roll back");
    std::string all = joined(remedies, "; or ");
    all.front() = ascii::upper(all.front());
    return {out, all + "."};
}

std::string Rollout::refusedText(const Rolling& one, End end) const
{
    return std::string(" The API server ") + (end == End::Upper ? "refuses" : "may refuse") +
           " more new pods than that: " + namespaceQuotaText(m_facts.runningOf(one.site)) + ".";
}

std::string Rollout::whatAdmits(const Rolling& one, std::int64_t replicas) const
{
    const estimate::Running& running = m_facts.runningOf(one.site);
    if (!running.turnedAway.empty()) return running.turnedAwayFix;
    if (!running.quotaWants.empty()) return "state a " + running.quotaWants + ", or change the quota";
    return "raise quota " + running.quotaName + " of the namespace, so that it admits " + counted(replicas, "replica") +
           " more";
}

std::string Rollout::andANode(const Rolling& one, const Rest& rest, End end)
{
    const std::int64_t lacking = rest.needed - onNodes(one, rest.gone, end).value_or(rest.needed);
    const std::string node = lacking > 0 ? whatABoughtNodeNeeds(m_facts, one.site, lacking, end) : std::string();
    return node.empty() ? node : " and " + node;
}

Stuck Rollout::staysPending(const Rolling& one, std::int64_t room, End end)
{
    const std::int64_t refused = refusedOf(one, one.update.allNew(), one.update.allGone(), end);
    if (refused > 0 && one.update.allNew() - refused <= room) {
        std::string fix = whatAdmits(one, refused);
        fix.front() = ascii::upper(fix.front());
        return {"of " + counted(one.update.allNew(), "new replica") + " " + std::to_string(refused) +
                    (end == End::Upper ? " would" : " may") + " not be created even when every old one is gone." +
                    refusedText(one, end),
                fix + "."};
    }
    // A quota that turns some away is not why the others find no node.
    const ClusterOutcome& worst = m_worst.outcome.clusters[one.site];
    const std::string why = worst.overQuota > 0 ? limitOf(factsThen(), one.site, false, {}).text : worst.shortText;
    return {"of " + counted(one.update.allNew(), "new replica") + " " +
                std::to_string(one.update.allNew() - std::max<std::int64_t>(0, room)) +
                (end == End::Upper ? " would" : " may") + " stay Pending even when every old one is gone" +
                (why.empty() ? std::string() : " (" + why + ")") + ".",
            room > 0 ? "Ask for less in the pod template, for fewer replicas, or give the cluster more nodes."
                     : "Ask for less in the pod template, or give the cluster nodes that take it."};
}

} // namespace core::preview
