#include "core/preview/rollout.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/estimate/attachments.h"
#include "core/preview/limits.h"
#include "core/preview/rollout_moments.h"
#include "core/preview/rollout_needs.h"
#include "core/preview/rollout_walk.h"
#include "core/preview/running_template.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

/// Why an update does not finish, and what to do; empty: it finishes.
struct Stuck {
    std::string why;
    std::string remedy;
};

/// One cluster on its way.
struct Rolling {
    std::size_t site{};
    Update update;
    std::unique_ptr<Moments> moments;
    WorstMoment worst{};
    /// Groups whose new pods ask for other places than the old ones: what goes leaves parts of groups, which a node that is bought
    /// makes whole, so that nodes which run and those which are bought do not add up.
    bool partsOfGroups = false;
    /// A disk that one node attaches, and which old pods have: while any of them is left, new ones run only beside it.
    std::optional<estimate::Attachment> disk{};
    /// Clusters whose updates buy the last of what this one needs, or whose last this one buys: who comes first, finishes.
    std::set<std::size_t> rivals{};
    bool canFinish = true;
    Stuck held{}; ///< why it does not, or may not
};

/// What comes of it where clusters run so much.
struct AtWorst {
    Numbers replicas;
    Outcome outcome;
    /// New replicas there are places for at another moment of one cluster, nodes that can be bought with those that run: by site and
    /// old replicas that are gone (Rolling::partsOfGroups).
    std::map<std::pair<std::size_t, std::int64_t>, Range> others;
};

class Rollout {
public:
    Rollout(const Prepared& prepared, Facts& facts, const Decision& decision)
        : m_prepared(prepared)
        , m_facts(facts)
        , m_replicas(decision.replicas)
        , m_old(facts.size(), 0)
    {}

    std::vector<RolloutStep> run()
    {
        readCopies();
        std::vector<RolloutStep> steps;
        if (m_rolling.empty()) return steps;
        for (Rolling& one : m_rolling)
            if (one.moments) one.worst = worstMoment(one.update, roomNow(one), tiesOf(one));
        buyForTheWorst();
        findRivals();
        for (Rolling& one : m_rolling) judge(one);
        if (stopsBefore()) buyForTheWorst();
        for (Rolling& one : m_rolling) steps.push_back(describe(one));
        return steps;
    }

private:
    void readCopies()
    {
        // One comparison does for all where the fleet's object is what runs everywhere.
        const bool alike =
            m_prepared.running != nullptr && m_prepared.overrides.empty() && m_prepared.question->overrides.empty();
        std::optional<Copies> shared;
        m_copies.resize(m_facts.size());
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            m_old[i] = oldIn(i);
            if (m_replicas[i] == 0 || m_old[i] == 0 || m_facts.site(i).overrideFails) continue;
            if (!alike || !shared) shared = copiesIn(m_prepared, m_facts, i);
            m_copies[i] = *shared;
            if (shared->mayChange()) m_rolling.push_back(rollingIn(i));
        }
    }

    [[nodiscard]] Rolling rollingIn(std::size_t site)
    {
        const Copies& copies = m_copies[site];
        // A paused one starts nothing of the new template.
        const model::RolloutStep numbers =
            copies.after.suspended ? model::RolloutStep{} : model::rolloutStep(copies.after.rollout, m_replicas[site]);
        Rolling out;
        out.site = site;
        out.update = {m_replicas[site], m_old[site], numbers.surge, numbers.unavailable,
                      copies.after.rollout.partition};
        out.worst = {0, out.update.mayBeNew(0)};
        const bool any = out.update.allNew() > 0; // else the partition keeps every pod as it is
        if (!any || copies.after.suspended || !podsTold(site) || !m_facts.runningOf(site).known) return out;
        out.disk = diskIn(site);
        out.moments = std::make_unique<Moments>(m_prepared, m_facts, site, copies.alike);
        out.partsOfGroups = m_facts.site(site).ask->isGroup() && !copies.alike;
        return out;
    }

    [[nodiscard]] std::optional<estimate::Attachment> diskIn(std::size_t site) const
    {
        const Site& here = m_facts.site(site);
        for (estimate::Attachment& one : estimate::attachmentsOf(*here.data, *here.ask))
            for (const auto& [row, pods] : here.existingOn)
                if (std::binary_search(one.rows.begin(), one.rows.end(), row)) return std::move(one);
        return std::nullopt;
    }

    /// Pods are counted where they can be told; else the fleet's own record stands, unless more were read than it has.
    [[nodiscard]] std::int64_t oldIn(std::size_t site) const
    {
        const Site& here = m_facts.site(site);
        if (podsTold(site)) return here.existing;
        return std::max(here.existing, previousOf(m_prepared, here.data->cluster.name));
    }

    [[nodiscard]] bool podsTold(std::size_t site) const
    {
        return m_facts.site(site).data->podsKnown && m_facts.own().canTell();
    }

    [[nodiscard]] static Room roomNow(const Rolling& one)
    {
        return [&one](std::int64_t gone) { return one.moments->running(gone).lower; };
    }

    /// As many groups may lack more nodes the more of them are new.
    [[nodiscard]] static Ties tiesOf(const Rolling& one) { return one.partsOfGroups ? Ties::Latest : Ties::Earliest; }

    /// What runs if these clusters are at their worst moment and the others have not begun: those buy nothing, not even for
    /// replicas that come with the update.
    template <class Takes>
    [[nodiscard]] Numbers atWorst(const Takes& takes) const
    {
        Numbers out = m_replicas;
        for (const Rolling& one : m_rolling)
            out[one.site] = m_old[one.site] - one.worst.gone + (takes(one) ? one.worst.wanted : 0);
        return out;
    }

    /// All clusters come to their worst moment at once, so that what they share is there once.
    void buyForTheWorst()
    {
        snapshot::Fleet then = m_facts.fleet();
        const Numbers most = atWorst([](const Rolling&) { return true; });
        bool changes = false;
        for (const Rolling& one : m_rolling) {
            if (one.worst.gone == 0) continue;
            then.clusters[one.site] = one.moments->without(one.worst.gone);
            changes = true;
        }
        if (changes || m_facts.replacesAny()) // what runs then keeps its places for the moment
            m_then = std::make_unique<Facts>(m_facts.meanwhile(
                m_prepared, changes ? std::make_shared<const snapshot::Fleet>(std::move(then)) : m_facts.fleetPtr()));
        else
            m_then.reset();
        m_worst = atWorstOf(most);
    }

    [[nodiscard]] AtWorst atWorstOf(const Numbers& replicas)
    {
        return {replicas, outcomeOf(factsThen(), replicas), {}};
    }

    /// The same if the clusters run so much.
    [[nodiscard]] bool finishesWith(const Rolling& one, const Numbers& replicas)
    {
        AtWorst tried = atWorstOf(replicas);
        std::swap(m_worst, tried);
        const bool out = restOf(one.update, roomWithPools(one, End::Upper)).finished(one.update);
        std::swap(m_worst, tried);
        return out;
    }

    /// An update that finishes alone, and not beside the others: they are after the same machines, and who buys them first is
    /// not known.
    void findRivals()
    {
        constexpr std::size_t few = 16; // each of them is tried against each
        if (m_rolling.size() < 2 || m_rolling.size() > few) return;
        for (Rolling& one : m_rolling) {
            if (!one.moments || restOf(one.update, roomWithPools(one, End::Upper)).finished(one.update)) continue;
            const auto isOne = [&](const Rolling& other) { return &other == &one; };
            if (!finishesWith(one, atWorst(isOne))) continue;
            std::vector<Rolling*> buying;
            for (Rolling& other : m_rolling)
                if (!isOne(other) && other.moments && m_worst.outcome.clusters[other.site].newNodes > 0)
                    buying.push_back(&other);
            std::vector<Rolling*> rivals;
            for (Rolling* other : buying)
                if (finishesWith(one, atWorst([&](const Rolling& each) { return &each != other; })))
                    rivals.push_back(other);
            for (Rolling* other : rivals.empty() ? buying : rivals) {
                one.rivals.insert(other->site);
                other->rivals.insert(one.site);
            }
        }
    }

    [[nodiscard]] Facts& factsThen() { return m_then ? *m_then : m_facts; }

    /// New replicas that fit nodes that run. Absent: no limit is known.
    [[nodiscard]] static std::optional<std::int64_t> onNodes(const Rolling& one, std::int64_t gone, End end)
    {
        const Range range = one.moments->running(gone);
        return end == End::Lower ? range.lower : range.upper;
    }

    /// New replicas on nodes that are bought at the worst moment. At the upper end with those that only stock's upper end or
    /// cards that cannot be read would cover: unknown is not "no".
    [[nodiscard]] std::int64_t boughtIn(const Rolling& one, End end)
    {
        if (!one.moments) return 0;
        const Range places = placesFor(one, one.worst.gone, m_worst.outcome);
        const Range running = one.moments->runningAtWorst(one.worst.gone); // as the pools were asked
        const std::optional<std::int64_t> there = end == End::Lower ? running.lower : running.upper;
        return there ? std::max<std::int64_t>(0, (end == End::Upper ? *places.upper : places.lower) - *there) : 0;
    }

    /// New replicas that have a place beside the old ones that stay.
    [[nodiscard]] Range placesFor(const Rolling& one, std::int64_t gone, const Outcome& outcome) const
    {
        const ClusterOutcome& here = outcome.clusters[one.site];
        const std::int64_t stay = m_old[one.site] - gone;
        return {std::max<std::int64_t>(0, here.placed - stay),
                std::max<std::int64_t>(0, here.placed + here.unsure - stay)};
    }

    /// The same where this cluster is at another moment than its worst one, of those that may be there by then.
    [[nodiscard]] Range placesAt(const Rolling& one, std::int64_t gone)
    {
        if (gone == one.worst.gone) return placesFor(one, gone, m_worst.outcome);
        const std::pair<std::size_t, std::int64_t> key(one.site, gone);
        const auto known = m_worst.others.find(key);
        if (known != m_worst.others.end()) return known->second;
        snapshot::Fleet fleet = factsThen().fleet();
        fleet.clusters[one.site] = gone > 0 ? one.moments->without(gone) : m_facts.fleet().clusters[one.site];
        Facts facts = m_facts.meanwhile(m_prepared, std::make_shared<const snapshot::Fleet>(std::move(fleet)));
        Numbers replicas = m_worst.replicas;
        replicas[one.site] = m_old[one.site] - gone + one.update.mayBeNew(gone);
        const Range out = placesFor(one, gone, outcomeOf(facts, replicas, Detail::Bought));
        m_worst.others.emplace(key, out);
        return out;
    }

    [[nodiscard]] Room roomWithPools(const Rolling& one, End end)
    {
        const std::int64_t bought = boughtIn(one, end);
        const std::int64_t most = one.update.replicas + one.update.surge;
        return [this, &one, bought, most, end](std::int64_t gone) {
            const std::optional<std::int64_t> there = onNodes(one, gone, end);
            std::int64_t all = there ? *there + bought : most;
            if (there && one.partsOfGroups) {
                const Range places = placesAt(one, gone);
                all = end == End::Upper ? *places.upper : places.lower;
            }
            if (one.disk && gone < one.update.allGone())
                all = std::min(all, one.moments->runningOn(one.disk->rows, gone, end));
            return std::min(all, admittedAt(one, gone, end).value_or(all));
        };
    }

    /// New replicas that the API server lets in beside the old ones that are left. Absent: all.
    [[nodiscard]] std::optional<std::int64_t> admittedAt(const Rolling& one, std::int64_t gone, End end) const
    {
        const estimate::Running& running = m_facts.runningOf(one.site);
        if (turnsAway(running)) return 0; // whatever goes
        return one.moments ? one.moments->admitted(gone, end) : std::nullopt;
    }

    /// So many new replicas are not even created then.
    [[nodiscard]] std::int64_t refusedOf(const Rolling& one, std::int64_t wanted, std::int64_t gone, End end) const
    {
        return std::max<std::int64_t>(0, wanted - admittedAt(one, gone, end).value_or(wanted));
    }

    void judge(Rolling& one)
    {
        one.held = stuck(one, End::Upper);
        one.canFinish = one.held.why.empty() || !one.rivals.empty();
        if (!one.rivals.empty())
            one.held = contends(one);
        else if (one.canFinish)
            one.held = stuck(one, End::Lower);
    }

    /// An update that stops comes to no moment after that.
    /// @return  whether another moment is the worst of one
    bool stopsBefore()
    {
        std::vector<std::pair<Rolling*, WorstMoment>> earlier;
        for (Rolling& one : m_rolling) {
            if (!one.moments || one.canFinish) continue;
            const Rest rest = restOf(one.update, roomWithPools(one, End::Upper));
            if (rest.gone >= one.worst.gone) continue;
            earlier.emplace_back(&one, worstMoment(one.update, roomNow(one), tiesOf(one), rest.gone));
        }
        for (auto& [one, worst] : earlier) one->worst = worst;
        return !earlier.empty();
    }

    /// New replicas of the worst moment that nodes have room for if of equal old ones those go first that leave more.
    [[nodiscard]] static std::int64_t perhapsOnNodes(const Rolling& one)
    {
        const Range all = one.moments->running(one.worst.gone);
        const Range worst = one.moments->runningAtWorst(one.worst.gone);
        return all.upper && worst.upper ? std::max<std::int64_t>(0, *all.upper - *worst.upper) : 0;
    }

    RolloutStep describe(const Rolling& one)
    {
        const ClusterOutcome& worst = m_worst.outcome.clusters[one.site];
        RolloutStep out;
        out.cluster = m_facts.site(one.site).data->cluster.name;
        out.replicas = one.update.replicas;
        out.surge = one.update.surge;
        out.unavailable = one.update.unavailable;
        out.keepOld = std::min(one.update.partition, one.update.replicas);
        out.newNodes = worst.newNodes;
        out.goneAtWorst = one.worst.gone;
        out.places = placesIn(one);
        out.podsPerReplica = m_facts.site(one.site).ask->podsPerReplica();
        if (one.moments) { // unknown is not "no"
            out.pending = one.worst.wanted;
            for (const Share& share : out.places) out.pending -= share.replicas;
            out.pending -= perhapsOnNodes(one);
            out.pending = std::max<std::int64_t>(0, out.pending);
            out.refused = std::min(out.pending, refusedOf(one, one.worst.wanted, one.worst.gone, End::Upper));
            if (out.refused > 0) out.refusedBy = namespaceQuotaText(m_facts.runningOf(one.site));
            out.pending -= out.refused;
        }
        out.newCost = worst.newCost;
        out.newCostPartial = worst.newCostPartial;
        if (const auto cost = costOf(out.places); cost && out.newCostPartial) out.newCost = cost->lower; // a bound
        out.canFinish = one.canFinish;
        out.stuck = one.held.why;
        out.remedy = one.held.remedy;
        out.unsure = out.canFinish && !out.stuck.empty();
        const std::string& perhaps = m_copies[one.site].change.perhaps;
        if (!perhaps.empty()) asPerhaps(out, perhaps);
        return out;
    }

    [[nodiscard]] Stuck contends(const Rolling& one)
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

    /// Unknown is not "no", and not "yes".
    static void asPerhaps(RolloutStep& step, const std::string& where)
    {
        step.perhapsAt = where;
        step.unsure = !step.stuck.empty();
        step.canFinish = true;
        if (step.unsure) step.stuck = "If it is an update: " + step.stuck;
    }

    /// Where the new replicas of the worst moment stand: nodes that run, then nodes that are bought.
    std::vector<Share> placesIn(const Rolling& one)
    {
        const ClusterOutcome& worst = m_worst.outcome.clusters[one.site];
        const std::int64_t there =
            podsTold(one.site) ? m_old[one.site] - one.worst.gone : m_facts.site(one.site).existing;
        std::int64_t onNodes = worst.placed - there;
        for (const Share& share : worst.shares)
            if (share.preempts || share.starting)
                onNodes -= share.replicas;
            else if (share.kind == Share::Kind::New)
                onNodes -= replicasOf(share).lower;
        std::vector<Share> out;
        if (onNodes > 0) out = sharesOnNodes(factsThen(), one.site, 0, onNodes);
        bool bought =
            false; // what comes after that is of the same groups, on nodes that run; before it are the old ones
        for (const Share& share : worst.shares) {
            bought = bought || share.kind == Share::Kind::New;
            const bool rest = bought && share.kind == Share::Kind::Running && share.of == Share::Of::Part;
            if (share.preempts || share.starting || share.kind == Share::Kind::New || rest) out.push_back(share);
        }
        return out;
    }

    /// Why it does not finish if this end is the truth; at the lower one only what is promised counts.
    Stuck stuck(const Rolling& one, End end)
    {
        const model::Workload& after = m_copies[one.site].after;
        const std::string& name = m_facts.site(one.site).data->cluster.name;
        if (after.suspended)
            return {"The update waits in " + name +
                        ": the workload is paused, so the old pods stay and no new one starts.",
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
        out.why.insert(0, std::string("The update ") + (end == End::Upper ? "cannot" : "may not") + " finish in " +
                              name + ": ");
        return out;
    }

    Stuck stops(const Rolling& one, const Rest& rest, End end)
    {
        const std::string room =
            (end == End::Upper ? "there is room for " : "room is certain for ") + std::to_string(rest.up) + ".";
        std::string out = "with maxSurge " + std::to_string(one.update.surge) + " and maxUnavailable " +
                          std::to_string(one.update.unavailable) + " of " + counted(one.update.replicas, "replica") +
                          ", ";
        if (rest.gone == 0)
            out += counted(rest.needed, "new one has", "new ones have") + " to be ready before the first of " +
                   counted(one.update.old, "old one") + " goes, and " + room;
        else
            out += "it stops once " + std::to_string(rest.gone) + " of " + counted(one.update.old, "old one") +
                   (rest.gone == 1 ? " is" : " are") +
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

    /// " The API server refuses more new pods than that: quota q of the namespace."
    [[nodiscard]] std::string refusedText(const Rolling& one, End end) const
    {
        return std::string(" The API server ") + (end == End::Upper ? "refuses" : "may refuse") +
               " more new pods than that: " + namespaceQuotaText(m_facts.runningOf(one.site)) + ".";
    }

    /// "raise quota q of the namespace, so that it admits 1 replica more"
    [[nodiscard]] std::string whatAdmits(const Rolling& one, std::int64_t replicas) const
    {
        const estimate::Running& running = m_facts.runningOf(one.site);
        if (!running.turnedAway.empty()) return running.turnedAwayFix;
        if (!running.quotaWants.empty()) return "state a " + running.quotaWants + ", or change the quota";
        return "raise quota " + running.quotaName + " of the namespace, so that it admits " +
               counted(replicas, "replica") + " more";
    }

    /// What more is missing than the quota: " and wait for stock of …"; empty: nothing.
    std::string andANode(const Rolling& one, const Rest& rest, End end)
    {
        const std::int64_t lacking = rest.needed - onNodes(one, rest.gone, end).value_or(rest.needed);
        const std::string node = lacking > 0 ? whatABoughtNodeNeeds(m_facts, one.site, lacking, end) : std::string();
        return node.empty() ? node : " and " + node;
    }

    [[nodiscard]] bool finishesWithoutSurge(const Rolling& one, End end)
    {
        Update other = one.update;
        other.surge = 0;
        other.unavailable = 1;
        return !(other.surge == one.update.surge && other.unavailable == one.update.unavailable) &&
               restOf(other, roomWithPools(one, end)).finished(other);
    }

    /// @param room  for new ones once every old one that goes is gone
    Stuck staysPending(const Rolling& one, std::int64_t room, End end)
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

    const Prepared& m_prepared;
    Facts& m_facts;
    const Numbers& m_replicas;
    Numbers m_old; ///< replicas that run now
    std::vector<Copies> m_copies;
    std::vector<Rolling> m_rolling;
    std::unique_ptr<Facts> m_then; ///< at the worst moment, where old pods are gone by then
    AtWorst m_worst;               ///< with every pod of that moment there
};

} // namespace

std::vector<RolloutStep> rolloutSteps(const Prepared& prepared, Facts& facts, const Decision& decision)
{
    if (!replacesPods(prepared.question->workload)) return {};
    return Rollout(prepared, facts, decision).run();
}

} // namespace core::preview
