#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/leaving_order.h"

/// One cluster in the course of an update: what runs there once so many old replicas are gone. Detail of this room.
namespace core::preview {

class Moments {
public:
    /// @param alike  new replicas ask for the same places as old ones: where they get them, one for one, no node has to be
    ///               asked again
    /// @param young  pods that are new ones already; in order. They count as old ones that go first: their places are new ones'
    Moments(const Prepared& prepared, Facts& facts, std::size_t site, bool alike, const Rows& young = {});

    /// New replicas that fit nodes that run, whichever of equal old ones go first. As Facts::running: lower end, and upper end
    /// or no limit.
    [[nodiscard]] Range running(std::int64_t gone);
    /// The same if of equals those go first that leave least room.
    [[nodiscard]] Range runningAtWorst(std::int64_t gone) { return runningIn(gone, End::Lower); }
    /// Of these, those that fit these nodes. Of groups of pods none is told.
    [[nodiscard]] std::int64_t runningOn(const std::vector<std::uint32_t>& rows, std::int64_t gone, End end) const;
    /// New replicas that the namespace's quota admits then. Absent: there is none.
    [[nodiscard]] std::optional<std::int64_t> admitted(std::int64_t gone, End end);
    /// The fleet's cluster without the old pods that go first; of equals at the lower end those that leave least room, at the
    /// upper end those that leave most.
    [[nodiscard]] snapshot::ClusterPtr without(std::int64_t gone, End end = End::Lower) const;

private:
    [[nodiscard]] bool placesPassOn();
    [[nodiscard]] Rows goneBy(std::int64_t gone, End end) const;
    [[nodiscard]] Range runningIn(std::int64_t gone, End end);
    [[nodiscard]] snapshot::ClusterPtr withoutRows(const Rows& rows) const;
    /// What each leaves room for as it goes, of those that go by nodes.
    [[nodiscard]] std::map<std::uint32_t, std::int64_t> roomOfEach(const LeavingOrder& order) const;
    void orderEquals(LeavingOrder order);

    Facts* m_facts;
    std::size_t m_site;
    bool m_alike;
    std::vector<Rows>
        m_order; ///< old replicas, those that go first before others; of equals, those that leave least room
    std::vector<Rows> m_bestOrder; ///< of equals, those that leave most room first; empty: it is the same
    std::map<std::pair<std::int64_t, End>, Range> m_known;
    std::map<std::pair<std::int64_t, End>, std::int64_t> m_admitted;
};

} // namespace core::preview
