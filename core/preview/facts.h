#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/prepared.h"
#include "core/schedule/schedule.h"
#include "core/snapshot/what_if.h"

/// What every cluster could take, asked once and kept for the whole preview. Detail of this room.
namespace core::preview {

/// Which end of an interval is taken for the truth.
enum class End { Lower, Upper };

/// One cluster of the fleet. Counts are replicas.
struct Site {
    const snapshot::ClusterData* data{};
    std::shared_ptr<const estimate::Ask> ask;         ///< what was asked of a cluster is shared by those who try
    std::shared_ptr<const estimate::Running> running; ///< something else: only what changed is asked anew
    std::shared_ptr<const estimate::Provisionable> offers;
    std::optional<Range> heard;                                     ///< by Karmada's estimators
    std::int64_t existing = 0;                                      ///< of this workload, holding a place on a node now
    std::vector<std::pair<std::uint32_t, std::int64_t>> existingOn; ///< row, pods
    std::int64_t onTheirWay =
        0; ///< of the previous placement, not among the pods that exist: they take their room first
    std::optional<std::int32_t> overriddenReplicas; ///< an override states another number here
};

class Facts {
public:
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet);
    /// The same question against a fleet in which something changed, or after a placement was written: what did not change
    /// is not asked again.
    /// @param changes  all there are; without them, stock or a quota that differs is asked anew everywhere
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts& before,
          const std::vector<snapshot::Change>& changes = {});

    [[nodiscard]] std::size_t size() const { return m_sites.size(); }
    [[nodiscard]] const Site& site(std::size_t index) const { return m_sites[index]; }
    [[nodiscard]] const snapshot::Fleet& fleet() const { return *m_fleet; }
    [[nodiscard]] const snapshot::FleetPtr& fleetPtr() const { return m_fleet; }
    [[nodiscard]] const schedule::Members& members() const { return *m_members; }
    [[nodiscard]] const estimate::Stock& stock() const { return *m_stock; }
    [[nodiscard]] const model::Issues& issues() const { return m_issues; } ///< of overrides that cannot be applied

    /// Replicas besides those that exist, on nodes that run; capped by the namespace's quota. No upper end: unknown.
    Range running(std::size_t index);
    /// The same with what pools could deliver.
    Range available(std::size_t index);
    /// What the scheduler hears: replicas besides those that exist or are on their way. ACK One's asks as the node does; Karmada's takes the least of its own estimators, which is
    /// another number: they know no ports, no spread, no limits that stand for requests.
    Range heard(std::size_t index, bool withPools);
    const estimate::Running& runningOf(std::size_t index);
    const estimate::Provisionable& offersOf(std::size_t index);

    /// Replicas of `count` that need a place besides those that exist.
    [[nodiscard]] std::int64_t toPlace(std::size_t index, std::int64_t count) const;

private:
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before,
          const std::vector<snapshot::Change>& changes);
    [[nodiscard]] const Site* find(const snapshot::ClusterData& data) const;
    void prepareSite(Site& site, const Prepared& prepared);
    [[nodiscard]] Range heardByKarmada(const Site& site) const;
    std::shared_ptr<const estimate::Ask> m_ask; ///< of the manifest as it is
    std::vector<Site> m_sites;
    snapshot::FleetPtr m_fleet;
    std::unique_ptr<schedule::Members> m_members;
    std::unique_ptr<estimate::Stock> m_stock;
    bool m_karmada = false;
    std::optional<model::ReplicaRequirements> m_requirements; ///< as Karmada's interpreter sees them
    model::Issues m_issues;
};

/// lower + lower, upper + upper; an absent upper end stays absent.
[[nodiscard]] Range sum(const Range& one, const Range& other);
/// Both ends at most `limit`.
[[nodiscard]] Range capped(Range range, std::int64_t limit);

} // namespace core::preview
