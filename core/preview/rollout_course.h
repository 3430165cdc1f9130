#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/estimate/attachments.h"
#include "core/preview/outcome.h"
#include "core/preview/rollout_moments.h"
#include "core/preview/rollout_walk.h"
#include "core/preview/running_template.h"

/// The updates of all clusters at once. Detail of rollout.cpp; why one does not finish, and what to do, is in rollout_stuck.cpp.
namespace core::preview {

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
    std::vector<std::int64_t> replicas;
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
    /// @see rolloutSteps
    [[nodiscard]] std::vector<RolloutStep> run();

private:
    using Numbers = std::vector<std::int64_t>; ///< by cluster of the fleet

    void readCopies();
    /// Where the manifest is what was applied before, and its update has not ended.
    void goOnIn(std::size_t site);
    [[nodiscard]] Rolling rollingIn(std::size_t site);
    [[nodiscard]] std::optional<estimate::Attachment> diskIn(std::size_t site) const;
    /// Pods are counted where they can be told; else the fleet's own record stands, unless more were read than it has.
    [[nodiscard]] std::int64_t oldIn(std::size_t site) const;
    [[nodiscard]] bool podsTold(std::size_t site) const;
    [[nodiscard]] static Room roomNow(const Rolling& one);
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
    void buyForTheWorst();
    [[nodiscard]] AtWorst atWorstOf(const Numbers& replicas);
    /// The same if the clusters run so much.
    [[nodiscard]] bool finishesWith(const Rolling& one, const Numbers& replicas);
    /// An update that finishes alone, and not beside the others: they are after the same machines, and who buys them first is
    /// not known.
    void findRivals();
    [[nodiscard]] Facts& factsThen() { return m_then ? *m_then : m_facts; }
    /// New replicas that fit nodes that run. Absent: no limit is known.
    [[nodiscard]] static std::optional<std::int64_t> onNodes(const Rolling& one, std::int64_t gone, End end);
    /// New replicas on nodes that are bought at the worst moment. At the upper end with those that only stock's upper end or
    /// cards that cannot be read would cover: unknown is not "no".
    [[nodiscard]] std::int64_t boughtIn(const Rolling& one, End end);
    /// New replicas that have a place beside the old ones that stay.
    [[nodiscard]] Range placesFor(const Rolling& one, std::int64_t gone, const Outcome& outcome) const;
    /// The same where this cluster is at another moment than its worst one, of those that may be there by then.
    [[nodiscard]] Range placesAt(const Rolling& one, std::int64_t gone);
    [[nodiscard]] Room roomWithPools(const Rolling& one, End end);
    /// New replicas that the API server lets in beside the old ones that are left. Absent: all.
    [[nodiscard]] std::optional<std::int64_t> admittedAt(const Rolling& one, std::int64_t gone, End end) const;
    /// So many new replicas are not even created then.
    [[nodiscard]] std::int64_t refusedOf(const Rolling& one, std::int64_t wanted, std::int64_t gone, End end) const;
    void judge(Rolling& one);
    /// An update that stops comes to no moment after that.
    /// @return  whether another moment is the worst of one
    bool stopsBefore();
    /// New replicas of the worst moment that nodes have room for if of equal old ones those go first that leave more.
    [[nodiscard]] static std::int64_t perhapsOnNodes(const Rolling& one);
    RolloutStep describe(const Rolling& one);
    [[nodiscard]] Stuck contends(const Rolling& one);
    /// Unknown is not "no", and not "yes".
    static void asPerhaps(RolloutStep& step, const std::string& where);
    /// Where the new replicas of the worst moment stand: nodes that run, then nodes that are bought.
    std::vector<Share> placesIn(const Rolling& one);
    /// Why it does not finish if this end is the truth; at the lower one only what is promised counts.
    Stuck stuck(const Rolling& one, End end);
    Stuck stops(const Rolling& one, const Rest& rest, End end);
    /// " The API server refuses more new pods than that: quota q of the namespace."
    [[nodiscard]] std::string refusedText(const Rolling& one, End end) const;
    /// "raise quota q of the namespace, so that it admits 1 replica more"
    [[nodiscard]] std::string whatAdmits(const Rolling& one, std::int64_t replicas) const;
    /// What more is missing than the quota: " and wait for stock of …"; empty: nothing.
    std::string andANode(const Rolling& one, const Rest& rest, End end);
    [[nodiscard]] bool finishesWithoutSurge(const Rolling& one, End end);
    /// @param room  for new ones once every old one that goes is gone
    Stuck staysPending(const Rolling& one, std::int64_t room, End end);

    const Prepared& m_prepared;
    Facts& m_facts;
    const Numbers& m_replicas;
    Numbers m_old; ///< replicas that run now
    std::vector<Copies> m_copies;
    std::vector<Rolling> m_rolling;
    std::unique_ptr<Facts> m_then; ///< at the worst moment, where old pods are gone by then
    AtWorst m_worst;               ///< with every pod of that moment there
};

} // namespace core::preview
