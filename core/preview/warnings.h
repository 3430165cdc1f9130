#pragma once

#include <algorithm>
#include <vector>

#include "core/base/words.h"
#include "core/preview/engine.h"
#include "core/preview/limits.h"
#include "core/preview/outcome.h"
#include "core/snapshot/assemble.h"

/// What a person should know beside the answer, each with its remedy. Detail of this room.
namespace core::preview {

/// In a fixed order: about the object, about changes to come, about the answer, about the policy, about the clouds and pools, about the
/// clocks, about the snapshot. Ids are stable; one id may come several times (one a cluster, one a gap).
/// @param preview  all but its warnings
[[nodiscard]] std::vector<Warning> warningsOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                              const Outcome& outcome, const Preview& preview);

/// Collects them. What each part looks at is in its own file.
class Warnings {
public:
    /// @param text    what is wrong, and where
    /// @param remedy  what to do about it
    void add(std::string id, std::string text, std::string remedy)
    {
        m_list.push_back({.id = std::move(id), .text = std::move(text), .remedy = std::move(remedy), .path = {}});
    }
    void add(Warning warning) { m_list.push_back(std::move(warning)); }
    /// Errors first.
    [[nodiscard]] std::vector<Warning> take()
    {
        std::stable_partition(m_list.begin(), m_list.end(),
                              [](const Warning& one) { return one.severity == model::Severity::Error; });
        return std::move(m_list);
    }

private:
    std::vector<Warning> m_list;
};

/// "3 replicas rest on "
[[nodiscard]] inline std::string restOn(std::int64_t count)
{
    return counted(count, "replica") + (count == 1 ? " rests on " : " rest on ");
}

/// "2 nodes", "0 to 2 nodes"
[[nodiscard]] std::string countedBetween(const Range& range, const std::string& one);

enum class CostIs { Exactly, AtLeast, AtMost };
/// " They cost at most 19 CNY an hour."
[[nodiscard]] std::string theyCost(CostIs bound, const MoneyPerHour& cost);

/// What the snapshot lacks; of several clusters in one line.
/// @param assumes  the answer takes for granted that there is nothing more
[[nodiscard]] Warning warningOf(const snapshot::SameGap& one, bool assumes);

struct Answer {
    const Prepared& prepared;
    Facts& facts;
    const Decision& decision;
    const Outcome& outcome;
    const Preview& preview;
    [[nodiscard]] std::size_t clusters() const { return outcome.clusters.size(); }
    [[nodiscard]] const std::string& name(std::size_t site) const { return facts.site(site).data->cluster.name; }
};

/// Fields that cannot change, replicas that run without a binding, groups that scale themselves, constraints that choose
/// nothing.
void warnOfWorkload(const Answer& answer, Warnings& warnings);
/// Updates that cannot finish, numbers of an autoscaler that do not fit.
void warnOfChanges(const Answer& answer, Warnings& warnings);
/// Strategies that look at no capacity, copies, ordered groups, numbers that do not add up, groups that do not become whole, ties with
/// stock.
void warnOfDivision(const Answer& answer, Warnings& warnings);
/// What replicas that are not certain rest on. Called by warnOfDivision.
void warnOfOpenEnds(const Answer& answer, Warnings& warnings);
/// Pools at their end, stock that is old, gone, hidden or not promised, what the provisioner cannot do.
void warnOfPools(const Answer& answer, Warnings& warnings);
/// What Karmada does not see of nodes by the resource models of its clusters.
void warnOfResourceModels(const Answer& answer, Warnings& warnings);
/// Nodes that cluster-autoscaler may buy for pods that fit none of them.
void warnOfBlindBuying(const Answer& answer, Warnings& warnings);
/// What API servers make of the pods, and what they ask for that nobody here reads.
void warnOfAdmission(const Answer& answer, Warnings& warnings);
/// Descheduler, autoscalers, zones, what the snapshot does not hold.
void warnOfSurroundings(const Answer& answer, Warnings& warnings);

} // namespace core::preview
