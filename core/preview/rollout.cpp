#include "core/preview/rollout.h"

#include <algorithm>
#include <cctype>

#include "core/preview/template_change.h"
#include "core/preview/workload_pods.h"
#include "core/snapshot/store.h"

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

/// Kinds whose controller replaces pods; the others keep their pods or may not be changed at all.
bool replacesPods(const model::Workload& workload)
{
    if (workload.ref.kind == "DaemonSet") return false; // one pod a node: no place besides is ever asked for
    return workload.rollout.type != model::RolloutStrategy::Type::OnDelete || workload.ref.kind == "StatefulSet";
}

/// What one cluster's copy of the workload is, before and after.
struct Copies {
    model::Workload before;
    model::Workload after;
    bool changes = false;
};

model::Workload copyFor(const Prepared& prepared, const Json& object, const model::Cluster& cluster)
{
    model::Issues ignored;
    const model::ClusterIdentity identity{cluster.name, cluster.labels, cluster.provider, cluster.region,
                                          cluster.zones};
    return model::readWorkload(
        prepared.overrides.empty() ? object : model::overridden(object, prepared.overrides, identity, ignored), "",
        ignored);
}

std::string times(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

class Rollout {
public:
    Rollout(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome)
        : m_prepared(prepared)
        , m_facts(facts)
        , m_replicas(decision.replicas)
        , m_outcome(outcome)
        , m_old(facts.size(), 0)
    {}

    std::vector<RolloutStep> run()
    {
        readCopies();
        std::vector<RolloutStep> steps;
        if (m_rolling.empty()) return steps;
        m_most = m_replicas;
        for (const std::size_t site : m_rolling) m_most[site] += stepOf(site).surge;
        m_worst = outcomeOf(m_prepared, m_facts, m_most);
        for (const std::size_t site : m_rolling) steps.push_back(describe(site));
        return steps;
    }

private:
    void readCopies()
    {
        const bool alike = m_prepared.overrides.empty();
        std::optional<Copies> shared;
        m_copies.resize(m_facts.size());
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            m_old[i] = oldIn(i);
            if (m_replicas[i] == 0 || m_old[i] == 0) continue;
            if (!alike || !shared) shared = copiesFor(m_facts.site(i).data->cluster);
            m_copies[i] = *shared;
            const bool any = shared->after.rollout.partition < m_replicas[i];
            if (shared->changes && any) m_rolling.push_back(i);
        }
    }

    [[nodiscard]] Copies copiesFor(const model::Cluster& cluster) const
    {
        Copies out{copyFor(m_prepared, *m_prepared.running, cluster),
                   copyFor(m_prepared, m_prepared.question->workload.object, cluster), false};
        out.changes = !templateChange(out.before, out.after).empty();
        return out;
    }

    /// Pods are counted where they can be told; else the fleet's own record stands.
    [[nodiscard]] std::int64_t oldIn(std::size_t site) const
    {
        return podsTold(site) ? m_facts.site(site).existing
                              : previousOf(m_prepared, m_facts.site(site).data->cluster.name);
    }

    [[nodiscard]] bool podsTold(std::size_t site) const
    {
        return m_facts.site(site).data->podsKnown && m_prepared.question->workload.selector.has_value();
    }

    [[nodiscard]] model::RolloutStep stepOf(std::size_t site) const
    {
        return model::rolloutStep(m_copies[site].after.rollout, m_replicas[site]);
    }

    /// New pods that have to be ready besides every old one before the first old one may go.
    [[nodiscard]] std::int64_t firstNeeds(std::size_t site, std::int64_t unavailable) const
    {
        return std::max<std::int64_t>(0, m_replicas[site] - unavailable - m_old[site] + 1);
    }

    /// Places for new pods while every old one stays.
    [[nodiscard]] std::int64_t besides(std::size_t site) const
    {
        const ClusterOutcome& worst = m_worst.clusters[site];
        return std::max<std::int64_t>(0, worst.placed + worst.unsure - std::min(m_old[site], m_most[site]));
    }

    RolloutStep describe(std::size_t site)
    {
        const model::RolloutStep numbers = stepOf(site);
        RolloutStep out;
        out.cluster = m_facts.site(site).data->cluster.name;
        out.replicas = m_replicas[site];
        out.surge = numbers.surge;
        out.unavailable = numbers.unavailable;
        out.newNodes = m_worst.clusters[site].newNodes;
        out.stuck = stuck(site, numbers);
        out.canFinish = out.stuck.empty();
        return out;
    }

    std::string stuck(std::size_t site, const model::RolloutStep& numbers)
    {
        const model::Workload& after = m_copies[site].after;
        const std::string& name = m_facts.site(site).data->cluster.name;
        if (after.suspended) return "The update waits in " + name + ": the workload is paused. Remove spec.paused.";
        if (after.rollout.type == model::RolloutStrategy::Type::OnDelete)
            return "The update waits in " + name +
                   ": with OnDelete somebody has to delete the old pods. Write type: RollingUpdate, or delete them.";
        if (!podsTold(site) || !m_facts.runningOf(site).known) return {}; // unknown is not "no"
        const std::int64_t needs = firstNeeds(site, numbers.unavailable);
        if (besides(site) < needs) return noPlaceBesides(site, numbers, needs);
        return doesNotEnd(site);
    }

    std::string noPlaceBesides(std::size_t site, const model::RolloutStep& numbers, std::int64_t needs)
    {
        const std::string& name = m_facts.site(site).data->cluster.name;
        std::string out = "The update cannot finish in " + name + ": with maxSurge " + std::to_string(numbers.surge) +
                          " and maxUnavailable " + std::to_string(numbers.unavailable) + " of " +
                          times(m_replicas[site], "replica", "replicas") + ", " +
                          times(needs, "new one has", "new ones have") + " to be ready before the first of " +
                          times(m_old[site], "old one", "old ones") + " goes, and there is room for " +
                          std::to_string(besides(site)) + ". ";
        std::vector<std::string> remedies;
        if (firstNeeds(site, std::max<std::int64_t>(1, numbers.unavailable)) <= besides(site))
            remedies.push_back("set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile");
        const std::string bought = whatABoughtNodeNeeds(site, needs - besides(site));
        if (!bought.empty()) remedies.push_back(bought);
        if (remedies.empty()) remedies.emplace_back("free a node, or roll back");
        std::string all = remedies.front();
        for (std::size_t i = 1; i < remedies.size(); ++i) all += "; or " + remedies[i];
        all.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(all.front())));
        return out + all + ".";
    }

    /// The elastic pool with the fewest things in its way, and those.
    std::string whatABoughtNodeNeeds(std::size_t site, std::int64_t replicas)
    {
        const snapshot::ClusterData& data = *m_facts.site(site).data;
        const estimate::Provisionable& what = m_facts.offersOf(site);
        std::vector<std::string> best;
        bool found = false;
        for (const estimate::Offer& offer : what.offers) {
            if (offer.refusal) continue;
            std::vector<std::string> missing = missingFor(data, what, offer, offer.nodesFor(replicas));
            if (!found || missing.size() < best.size()) best = std::move(missing);
            found = true;
        }
        std::string out;
        for (const std::string& one : best) out += (out.empty() ? "" : " and ") + one;
        return out;
    }

    std::vector<std::string> missingFor(const snapshot::ClusterData& data, const estimate::Provisionable& what,
                                        const estimate::Offer& offer, std::int64_t nodes) const
    {
        std::vector<std::string> out;
        const model::NodePool& pool = data.pools[offer.pool];
        const std::string& poolName = pool.name.empty() ? pool.id : pool.name;
        for (const estimate::PoolRoom& room : what.rooms)
            if (room.pool == offer.pool && room.nodes && *room.nodes < nodes && pool.maxSize)
                out.push_back("raise the maximum of pool " + poolName + " from " + std::to_string(*pool.maxSize) +
                              " to " + std::to_string(*pool.maxSize - *room.nodes + nodes));
        if (offer.addresses && *offer.addresses < nodes)
            out.push_back("free addresses in the vSwitches of pool " + poolName + " in " + offer.zone);
        if (offer.stockBounds && offer.stock.instances.upper && *offer.stock.instances.upper < nodes)
            out.push_back("wait for stock of " + offer.instanceType + " in " + offer.zone + " (now " +
                          estimate::toText(offer.stock) + ")");
        for (const estimate::QuotaRoom& quota : what.quotas) {
            const auto index = static_cast<std::uint32_t>(&offer - what.offers.data());
            const bool ours = std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end();
            if (ours && quota.left && *quota.left < nodes * quota.perNode)
                out.push_back("ask for more of quota " + quota.name);
        }
        return out;
    }

    /// With every old pod gone, do the new ones fit? Only asked where they are placed otherwise than the old ones.
    std::string doesNotEnd(std::size_t site)
    {
        const std::string& name = m_facts.site(site).data->cluster.name;
        std::int64_t missing = m_outcome.clusters[site].shortOf - m_outcome.clusters[site].unsure;
        if (!placedAlike(m_copies[site].before, m_copies[site].after)) missing = missingWithoutOldPods(site);
        if (missing <= 0) return {};
        return "The update cannot finish in " + name + ": of " +
               times(m_replicas[site], "new replica", "new replicas") + " " + std::to_string(missing) +
               " would stay Pending even when every old one is gone" +
               (m_outcome.clusters[site].shortText.empty() ? std::string()
                                                           : " (" + m_outcome.clusters[site].shortText + ")") +
               ". Ask for less in the pod template, for fewer replicas, or give the cluster more nodes.";
    }

    std::int64_t missingWithoutOldPods(std::size_t site)
    {
        const Site& here = m_facts.site(site);
        snapshot::Fleet alone = m_facts.fleet();
        alone.clusters.clear();
        for (const auto& cluster : m_facts.fleet().clusters)
            if (cluster.get() == here.data) alone.clusters.push_back(cluster);
        snapshot::ClusterChange change;
        change.cluster = here.data->cluster.name;
        for (const std::uint32_t row : podsOf(*here.data, m_prepared.question->workload))
            change.gonePods.push_back(podName(*here.data, row));
        snapshot::FleetChange changes;
        changes.clusters.push_back(std::move(change));
        const auto start = std::make_shared<const snapshot::Fleet>(std::move(alone));
        const snapshot::FleetPtr without = snapshot::Store(start).apply(std::move(changes));
        const estimate::Running running = estimate::running(*without->clusters.front(), here.ask);
        const Range bought = m_facts.offersOf(site).deliverable;
        if (!bought.upper) return 0;
        return m_replicas[site] - running.upper.value_or(running.replicas) - *bought.upper;
    }

    const Prepared& m_prepared;
    Facts& m_facts;
    const Numbers& m_replicas;
    const Outcome& m_outcome;
    Numbers m_old; ///< replicas that run now
    std::vector<Copies> m_copies;
    std::vector<std::size_t> m_rolling;
    Numbers m_most;  ///< with the surge
    Outcome m_worst; ///< with every old pod and every surge pod there
};

} // namespace

std::vector<RolloutStep> rolloutSteps(const Prepared& prepared, Facts& facts, const Decision& decision,
                                      const Outcome& outcome)
{
    if (prepared.running == nullptr || !replacesPods(prepared.question->workload)) return {};
    return Rollout(prepared, facts, decision, outcome).run();
}

} // namespace core::preview
