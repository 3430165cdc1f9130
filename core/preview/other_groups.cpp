#include "core/preview/other_groups.h"

#include <algorithm>

#include "core/preview/limits.h"

namespace core::preview {
namespace {

using model::SpreadConstraint;

std::string byText(const SpreadConstraint& constraint)
{
    return constraint.label.empty() ? constraint.fieldText : constraint.label;
}

/// The scheduler spreads by clusters and regions alone.
bool isKnown(const SpreadConstraint& constraint)
{
    using Field = SpreadConstraint::Field;
    return constraint.label.empty() && (constraint.field == Field::Cluster || constraint.field == Field::Region);
}

/// One constraint, and others in its place.
class Groups {
public:
    Groups(const Prepared& prepared, std::size_t index, std::size_t clusters, const TryGroups& helps)
        : m_prepared(prepared)
        , m_is(prepared.binding.spec.placement->spreadConstraints[index])
        , m_index(index)
        , m_clusters(static_cast<std::int64_t>(clusters))
        , m_helps(helps)
        , m_of("of the policy's spread constraint by " + byText(m_is))
    {}

    [[nodiscard]] bool fewer() const
    {
        for (std::int64_t groups = m_is.minGroups - 1; groups >= 1; --groups) {
            Prepared other = m_prepared;
            listOf(other)[m_index].minGroups = groups;
            const std::string rest = stateMost(listOf(other));
            if (m_helps(other, "lower minGroups " + m_of + " from " + std::to_string(m_is.minGroups) + " to " +
                                   std::to_string(groups) + rest))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool more() const
    {
        for (std::int64_t groups = m_is.maxGroups + 1; m_is.maxGroups > 0 && groups <= m_clusters; ++groups) {
            Prepared other = m_prepared;
            listOf(other)[m_index].maxGroups = groups;
            if (m_helps(other, "raise maxGroups " + m_of + " from " + std::to_string(m_is.maxGroups) + " to " +
                                   std::to_string(groups)))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool without() const
    {
        if (isKnown(m_is)) return false;
        Prepared other = m_prepared;
        listOf(other).erase(listOf(other).begin() + static_cast<std::ptrdiff_t>(m_index));
        return m_helps(other, "take the spread constraint by " + byText(m_is) +
                                  " out of the policy: the scheduler spreads by clusters and regions alone");
    }

private:
    static std::vector<SpreadConstraint>& listOf(Prepared& prepared)
    {
        return prepared.binding.spec.placement->spreadConstraints;
    }

    /// Without a most, the scheduler chooses none.
    /// @return  what to write besides
    [[nodiscard]] std::string stateMost(std::vector<SpreadConstraint>& constraints) const
    {
        std::string out;
        for (SpreadConstraint& one : constraints) {
            if (one.maxGroups > 0) continue;
            one.maxGroups = std::max(one.minGroups, m_clusters);
            out += "; state maxGroups by " + byText(one) + ", as without it none is chosen";
        }
        return out;
    }

    const Prepared& m_prepared;
    const SpreadConstraint& m_is;
    std::size_t m_index;
    std::int64_t m_clusters;
    const TryGroups& m_helps;
    std::string m_of;
};

/// Of groups of which it is not said how many at most the scheduler reads 0 at most, so that no other number helps.
bool withMost(const Prepared& prepared, std::size_t clusters, const TryGroups& helps)
{
    Prepared other = prepared;
    std::vector<std::string> stated;
    for (SpreadConstraint& one : other.binding.spec.placement->spreadConstraints) {
        if (!isKnown(one) || one.maxGroups != 0) continue;
        one.maxGroups = std::max(one.minGroups, static_cast<std::int64_t>(clusters));
        stated.push_back(byText(one) + " to " + std::to_string(one.maxGroups));
    }
    return !stated.empty() && helps(other, "set maxGroups of the policy's spread constraint by " + listed(stated) +
                                               ": the scheduler reads a missing one as 0");
}

} // namespace

bool otherGroups(const Prepared& prepared, std::size_t clusters, const TryGroups& helps)
{
    if (withMost(prepared, clusters, helps)) return true;
    bool found = false;
    for (std::size_t i = 0; i < prepared.binding.spec.placement->spreadConstraints.size(); ++i) {
        const bool ofGang = prepared.gang && prepared.binding.spec.placement->spreadConstraints[i].field ==
                                                 SpreadConstraint::Field::Cluster;
        if (ofGang) continue; // its one cluster is no constraint that the policy states
        const Groups groups(prepared, i, clusters, helps);
        if (groups.fewer())
            found = true;
        else if (!groups.more())
            found = groups.without() || found;
    }
    return found;
}

} // namespace core::preview
