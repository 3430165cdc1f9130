#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/claim_templates.h"
#include "core/estimate/starting.h"
#include "core/preview/kept_off.h"
#include "core/preview/prepared.h"
#include "core/preview/solved.h"
#include "core/preview/workload_pods.h"
#include "core/schedule/schedule.h"
#include "core/snapshot/what_if.h"

/// What every cluster could take, asked once and kept for the whole preview. Detail of this room.
namespace core::preview {

/// Which end of an interval is taken for the truth.
enum class End { Lower, Upper };

/// Where so many more replicas would be bound on nodes that exist; see estimate::bindOnRunning.
struct Bound {
    std::int64_t replicas{};
    std::vector<std::pair<std::uint32_t, std::int64_t>> places;
};

struct FirstRoom; // together.h
struct Waiters;   // waiting.h
struct Waited;
struct Ahead; // ahead.h
struct Rank;

/// One cluster of the fleet. Counts are replicas. What was worked out is shared by whoever asks something that changes
/// nothing about it: a trial, or the next question.
struct Site {
    const snapshot::ClusterData* data{};
    std::shared_ptr<const estimate::Ask> ask;
    std::shared_ptr<const estimate::Running> running;
    std::shared_ptr<const std::vector<KeptOff>> keptOff;
    std::shared_ptr<const estimate::Catalogue> catalogue;
    std::shared_ptr<const estimate::Catalogue> outdated; ///< of before: its node templates still hold
    OffersPtr offers;                                    ///< keep the cluster that they were made for
    std::shared_ptr<const Bound> bound;                  ///< of the number that was asked last
    std::shared_ptr<const Waiters> waiting;              ///< of other workloads
    std::shared_ptr<const Ahead> ahead;                  ///< of pods that come and go
    std::shared_ptr<const estimate::Running> between;    ///< `running` with these
    std::shared_ptr<const estimate::StartingNodes> starting;
    std::shared_ptr<const Ahead> aheadStarted;      ///< as `ahead`, once those nodes are ready
    std::shared_ptr<const estimate::Running> later; ///< as `between`, likewise
    std::optional<Range> heard;                     ///< by Karmada's estimators
    /// The pod as the fleet has it, which is what a scheduler's estimators are asked for: overrides come after the
    /// division. nullptr: `ask`
    std::shared_ptr<const estimate::Ask> heardAsk;
    std::shared_ptr<const estimate::Running> heardRunning;
    OffersPtr heardOffers;
    OffersPtr heardAnyVolume;  ///< what an autoscaler answers that looks at no volumes
    std::int64_t existing = 0; ///< of this workload, holding a place on a node now
    std::vector<std::pair<std::uint32_t, std::int64_t>> existingOn; ///< row, pods
    /// Of groups of pods, the node of each pod, group by group; those that stay where some leave come first.
    std::vector<std::vector<std::uint32_t>> groupsOn;
    std::int64_t lost = 0; ///< of this workload, on nodes that are unreachable: `existing` leaves them out
    std::vector<std::uint32_t> lostNodes; ///< rows
    /// Of `existing`, on nodes that are not ready and that Kubernetes has not given up: whether they run is not known.
    std::int64_t silent = 0;
    std::vector<std::uint32_t> silentNodes; ///< rows
    std::int64_t onTheirWay =
        0; ///< of the previous placement, not among the pods that exist: they take their room first
    /// Of `onTheirWay`, those that may run all the same: the snapshot does not hold all pods.
    std::int64_t unread = 0;
    std::optional<std::int32_t> overriddenReplicas; ///< an override states another number here, or `retains`
    bool retains = false;     ///< that number is of the cluster's own object, and stands (model::retainsReplicas)
    estimate::ClaimTies ties; ///< of a StatefulSet's claims
    std::optional<std::int64_t> daemonNodes;      ///< of a DaemonSet: nodes that get a pod; absent: unknown
    std::vector<model::OverrideEffect> overrides; ///< what makes the pods of here other pods
    bool overrideFails = false;                   ///< a rule cannot be applied: no change of the workload is sent here
    /// Rows of its pods that hold a place and go, as the manifest makes pods of them that ask for other places. What a scheduler
    /// hears knows nothing of that.
    Rows replaced;
    std::int64_t leaving = 0; ///< replicas of `existing` in these
    /// Whether they go is not known: what nodes take in the end is a range of both.
    bool mayStay = false;
    /// Pods would go, and each come back to a volume of its own: where, one ask does not tell. The end shows them where they are.
    bool tiedApart = false;
    std::vector<std::pair<std::uint32_t, std::int64_t>> stayingOn; ///< `existingOn` without these
    std::shared_ptr<const snapshot::ClusterData> atEnd;            ///< the cluster without these; nullptr: none goes
    std::shared_ptr<const estimate::Running> runningAtEnd;         ///< `running` of it
    /// Of `existing`, those that surely keep their places.
    [[nodiscard]] std::int64_t staying() const { return existing - leaving; }
};

/// The node takes none of the workload's pods yet: it starts. One that is Ready and lacks only its cards takes pods without.
[[nodiscard]] bool startsFor(const Site& site, std::size_t row);

class Facts {
public:
    /// @param before  of another question or another fleet: what is the same is taken over. Absent: nothing is known yet
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before = nullptr);
    /// The same question against a glimpse of the same fleet (snapshot/what_if.h).
    [[nodiscard]] Facts glimpsed(const Prepared& prepared, snapshot::FleetPtr glimpse) const;
    /// The same question while an update is on its way: pods that run keep their places.
    [[nodiscard]] Facts meanwhile(const Prepared& prepared, snapshot::FleetPtr fleet) const;

    [[nodiscard]] std::size_t size() const { return m_sites.size(); }
    [[nodiscard]] const Site& site(std::size_t index) const { return m_sites[index]; }
    [[nodiscard]] const snapshot::Fleet& fleet() const { return *m_fleet; }
    [[nodiscard]] const snapshot::FleetPtr& fleetPtr() const { return m_fleet; }
    [[nodiscard]] const schedule::Members& members() const { return *m_members; }
    [[nodiscard]] const estimate::Stock& stock() const { return *m_stock; }
    [[nodiscard]] const estimate::Prices& prices() const { return *m_prices; }
    [[nodiscard]] const OwnPods& own() const { return m_own; }
    [[nodiscard]] Engine engine() const { return m_engine; }
    [[nodiscard]] const model::Issues& issues() const { return m_issues; } ///< of overrides that cannot be applied

    /// Replicas besides those that exist, on nodes that run; capped by the namespace's quota. No upper end: unknown.
    Range running(std::size_t index);
    /// The same with what pools could deliver.
    Range available(std::size_t index);
    /// Of what pools could deliver, what the namespace's quota admits besides what nodes that run take.
    Range deliverable(std::size_t index);
    /// The namespace's quota admits fewer than there is room for, on nodes that run and, with pools, on those to be bought.
    /// Where the room's upper end is not known, and so the quota its one known bound, it has to admit fewer than are wanted, too.
    /// @param wanted  replicas that the cluster is to have
    bool quotaBinds(std::size_t index, bool withPools, std::int64_t wanted);
    /// What the scheduler hears: replicas besides those that exist or are on their way. ACK One's asks as the node does, and that it
    /// counts a cluster's ResourceQuota is an assumption (ReasonId::QuotaAssumed): it is documented nowhere. Karmada's takes the least of its own estimators, which is
    /// another number: they know no ports, no spread, no limits that stand for requests.
    Range heard(std::size_t index, bool withPools);
    /// What the autoscaler says that it could add where it does not see that the pods' volume is elsewhere: it counts those places,
    /// too. nullptr: it sees all that matters.
    const estimate::Provisionable* offersOfAnyVolume(std::size_t index);
    /// What Karmada's hears on nodes that run where no scheduler-estimator does. Where the snapshot holds a cluster's nodes, `heard`
    /// takes for granted that one does.
    [[nodiscard]] Range heardWithoutEstimator(std::size_t index) const;
    /// As running() and available(), of the pod that the scheduler asks for. Of replicas that have to be near each other, the place
    /// that has most: of nodes that run, and of these with what pools could add, it may be another.
    Range asSeen(std::size_t index, bool withPools);
    /// What pools could add of that pod.
    const estimate::Provisionable& offersSeen(std::size_t index);
    const estimate::Running& runningOf(std::size_t index);
    /// The same of the end state, which pods that an update replaces have left, those that may stay (Site::mayStay), too.
    const estimate::Running& runningAtEnd(std::size_t index);
    [[nodiscard]] const snapshot::ClusterData& dataAtEnd(std::size_t index) const;
    /// As running() and available(), besides those that keep their places.
    Range roomAtEnd(std::size_t index, bool withPools);
    [[nodiscard]] bool replacesAny() const;
    /// What keeps it off nodes that run.
    const std::vector<KeptOff>& keptOff(std::size_t index);
    /// What nodes that run will really take in the end state, whoever comes first and whoever leaves them (ahead.h);
    /// `runningOf` is what they take now, as a scheduler's estimators count it.
    const estimate::Running& reallyRunning(std::size_t index);
    const Ahead& aheadOf(std::size_t index);
    /// The same once nodes that start are ready.
    const Ahead& aheadStarted(std::size_t index);
    /// The same once nodes that start are ready (estimate/starting.h), those in doubt at the upper end; never fewer.
    const estimate::Running& onceStarted(std::size_t index);
    /// What these nodes take besides.
    Range starting(std::size_t index);
    /// The cluster with nodes that start as they will be; its rows are those of Site::data.
    [[nodiscard]] const snapshot::ClusterData& started(std::size_t index) const;
    /// reallyRunning() without what the namespace's quota does not admit.
    Range fitsNow(std::size_t index);
    const OffersPtr& offersPtr(std::size_t index);
    const estimate::Provisionable& offersOf(std::size_t index) { return *offersPtr(index); }
    /// What the cluster could buy for another's pods.
    estimate::Provisionable offersFor(std::size_t index, const estimate::Ask& ask);
    const Bound& boundIn(std::size_t index, std::int64_t replicas);
    /// Places that the first pod of those that must stay together may come to.
    const FirstRoom& firstRoom(std::size_t index);
    [[nodiscard]] Solved& solved() { return *m_solved; }
    /// Pods of other workloads, and what they buy if they are served first; waitedOf() fills the latter in.
    const Waiters& waiters(std::size_t index);
    [[nodiscard]] std::shared_ptr<const Waited>& waited() { return m_waited; }

    /// Of what clusters are given (one entry each), what runs there at one time.
    /// @source karmada pkg/controllers/binding/common.go: a Job's completions are divided in proportion to its parallelism,
    ///         unless every cluster gets a copy
    [[nodiscard]] std::vector<std::int64_t> atOnce(const std::vector<std::int64_t>& replicas) const;
    /// Replicas of `count` that need a place besides those that exist, as a scheduler counts them.
    [[nodiscard]] std::int64_t toPlace(std::size_t index, std::int64_t count) const;
    /// The same besides those that keep their places.
    [[nodiscard]] std::int64_t toStart(std::size_t index, std::int64_t count) const;

private:
    enum class Of { Question, Glimpse, Meanwhile };
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before, Of of);
    /// Which pods an update makes anew, and whether it does.
    struct Replacing {
        bool any = false;
        bool perhaps = false; ///< it is not known
        std::int64_t partition{};
    };
    [[nodiscard]] Replacing replacingIn(std::size_t index, const Prepared& prepared) const;
    /// Fills in Site::replaced and what goes with it.
    void replaceIn(Site& site, const Prepared& prepared);
    /// What nodes take if those that may go stay where they are, besides them. Site::mayStay
    [[nodiscard]] std::shared_ptr<const estimate::Running> withoutUpdate(Site& site, Rank rank,
                                                                         const estimate::StartingNodes* starting) const;
    static const std::shared_ptr<const estimate::Running>& atEnd(Site& site);
    /// The site of the same cluster, as nothing changed in it; nullptr: there is none.
    [[nodiscard]] const Site* find(const snapshot::ClusterData& data) const;
    void prepareSite(Site& site, const Prepared& prepared, const Site* old, const Facts* before);
    static void countDaemons(Site& site);
    /// Sets Ask::firstAt, once catalogues that still hold are taken over (together.cpp).
    void settleFirst(std::size_t index);
    /// On nodes that run alone, wherever the ask's first replica is taken to come to.
    [[nodiscard]] const estimate::Running&
    runningAnywhere(const Site& site, const std::shared_ptr<const estimate::Ask>& ask, const estimate::Running& there);
    [[nodiscard]] static Rank rankOf(const Site& site);
    static const estimate::Running& runningOf(Site& site);
    /// Of the pod as the fleet has it, where it is another: Site::heardAsk.
    static const estimate::Running& runningSeen(Site& site);
    /// What is at most left on nodes that run, and with pools on those to be bought, if all run of Site::unread. Absent: no
    /// limit is known.
    [[nodiscard]] std::optional<std::int64_t> mostBesidesUnread(std::size_t index, bool withPools);
    [[nodiscard]] static estimate::Ask askOf(const model::Workload& workload, const Prepared& prepared);
    [[nodiscard]] std::shared_ptr<const estimate::Ask> askIn(Site& site, const Prepared& prepared);
    /// With what the cluster's API server, and the claims of the workload's pods, make of it there.
    /// @param first  ordinal of the first pod that needs a place
    [[nodiscard]] static std::shared_ptr<const estimate::Ask> tied(Site& site, const Prepared& prepared,
                                                                   const model::Workload& workload,
                                                                   std::shared_ptr<const estimate::Ask> ask,
                                                                   std::int64_t first);
    /// Pods of a StatefulSet that are made anew find their claims: the ask is theirs then, and what a scheduler hears of is not.
    /// @return  false: these lie in several places, or some are missing, so that one ask does not speak for all
    [[nodiscard]] bool tieToOld(Site& site, const Prepared& prepared);
    /// What the namespace's quota admits of a range, besides so many.
    [[nodiscard]] Range admittedOf(std::size_t index, Range range, std::int64_t besides);
    /// On nodes that run, and with pools on those to be bought, whatever the quota admits.
    [[nodiscard]] Range roomIn(std::size_t index, bool withPools);
    /// @param atEnd  of the end state: for rules among replicas, what a scheduler hears of has other pods
    [[nodiscard]] OffersPtr offersMade(std::size_t index, const std::shared_ptr<const estimate::Ask>& ask, bool atEnd);
    [[nodiscard]] Range heardByKarmada(const Site& site, bool estimator) const;
    [[nodiscard]] const estimate::Catalogue& catalogueOf(Site& site);
    std::shared_ptr<const estimate::Ask> m_ask; ///< of the manifest as it is
    std::vector<Site> m_sites;
    snapshot::FleetPtr m_fleet;
    std::shared_ptr<const schedule::Members> m_members;
    std::shared_ptr<const estimate::Stock> m_stock;
    std::shared_ptr<const estimate::Prices> m_prices;
    std::shared_ptr<Solved> m_solved; ///< of the same workload
    std::shared_ptr<const Waited> m_waited;
    std::map<std::size_t, std::shared_ptr<const FirstRoom>> m_firstRooms; ///< by site, once asked for
    std::map<std::shared_ptr<const estimate::Ask>, std::shared_ptr<const estimate::Running>> m_anywhere;
    bool m_isGlimpse = false;
    bool m_isMeanwhile = false;
    std::optional<Replacing> m_replacesAlike; ///< of all clusters, where the fleet's object is what runs everywhere
    OwnPods m_own;
    Engine m_engine{};
    std::optional<model::ReplicaRequirements> m_requirements; ///< as Karmada's interpreter sees them
    std::optional<std::int64_t> m_atOnce;                     ///< as Prepared has it
    bool m_copies = false;                                    ///< each cluster has that many
    schedule::TieOrder m_ties{};
    model::Issues m_issues;
};

/// Replicas that the namespace's quota, or what else the API server asks, still admits; absent: there is nothing such.
[[nodiscard]] std::optional<std::int64_t> admittedBy(const estimate::Running& running);
/// The same, if quotas whose use is not known have nothing left.
[[nodiscard]] std::optional<std::int64_t> surelyAdmittedBy(const estimate::Running& running);
/// lower + lower, upper + upper; an absent upper end stays absent.
[[nodiscard]] Range sum(const Range& one, const Range& other);
/// From the worse end of the two to the better one; an absent upper end is the best.
[[nodiscard]] Range eitherEnd(const Range& one, const Range& other);
/// Both ends at most `limit`.
[[nodiscard]] Range capped(Range range, std::int64_t limit);

} // namespace core::preview
