#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/prepared.h"
#include "core/schedule/schedule.h"

/// What every cluster could take, asked once and kept for the whole preview. Detail of this room.
namespace core::preview {

/// One cluster of the fleet. Counts are replicas.
struct Site {
    const snapshot::ClusterData* data{};
    estimate::Ask ask;
    std::optional<estimate::Running> running;
    std::optional<estimate::Provisionable> offers;
    std::int64_t existing = 0;                                      ///< of this workload, holding a place on a node now
    std::vector<std::pair<std::uint32_t, std::int64_t>> existingOn; ///< row, pods
    std::optional<std::int32_t> overriddenReplicas;                 ///< an override states another number here
};

class Facts {
public:
    Facts(const Prepared& prepared, snapshot::FleetPtr fleet);

    [[nodiscard]] std::size_t size() const { return m_sites.size(); }
    [[nodiscard]] const Site& site(std::size_t index) const { return m_sites[index]; }
    [[nodiscard]] const snapshot::Fleet& fleet() const { return *m_fleet; }
    [[nodiscard]] const schedule::Members& members() const { return *m_members; }
    [[nodiscard]] const estimate::Stock& stock() const { return *m_stock; }
    [[nodiscard]] const model::Issues& issues() const { return m_issues; } ///< of overrides that cannot be applied

    /// Replicas besides those that exist, on nodes that run; capped by the namespace's quota. No upper end: unknown.
    Range running(std::size_t index);
    /// The same with what pools could deliver.
    Range available(std::size_t index);
    const estimate::Running& runningOf(std::size_t index);
    const estimate::Provisionable& offersOf(std::size_t index);

    /// Replicas of `count` that need a place besides those that exist.
    [[nodiscard]] std::int64_t toPlace(std::size_t index, std::int64_t count) const;

private:
    void prepareSite(Site& site, const Prepared& prepared);
    std::vector<Site> m_sites;
    snapshot::FleetPtr m_fleet;
    std::unique_ptr<schedule::Members> m_members;
    std::unique_ptr<estimate::Stock> m_stock;
    model::Issues m_issues;
};

/// lower + lower, upper + upper; an absent upper end stays absent.
[[nodiscard]] Range sum(const Range& one, const Range& other);
/// Both ends at most `limit`.
[[nodiscard]] Range capped(Range range, std::int64_t limit);

} // namespace core::preview
