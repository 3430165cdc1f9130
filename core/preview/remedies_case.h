#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"
#include "core/preview/trial.h"
#include "core/preview/widen.h"

/// What remedies are tried on, and how one is offered. Detail of this room.
namespace core::preview::remedies {

using Kind = Remedy::Kind;

/// Trials of one kind. Each decides anew for the whole fleet, so a large one gets fewer: a keystroke waits for them.
[[nodiscard]] inline std::size_t trialsFor(std::size_t clusters)
{
    return clusters <= 16 ? 6 : 1;
}

/// The question, what came out, and what a trial is held against.
struct Case {
    const Prepared& prepared;
    Facts& facts;
    const Decision& decision;
    const Outcome& outcome;
    std::int64_t asked;
    std::int64_t settled; ///< settledOf
    Sure sure;            ///< of the answer, whatever the stock is
    std::stop_token stop;
    std::vector<std::size_t> blocked; ///< clusters that hold fewer than they were given or could have been given
    std::vector<Remedy> out{};
    std::size_t mostTrials = trialsFor(facts.size());
    bool widened = false; ///< one limit alone helps

    [[nodiscard]] std::int64_t missing() const { return asked - settled; }
    [[nodiscard]] const snapshot::ClusterData& data(std::size_t index) const { return *facts.site(index).data; }
    [[nodiscard]] const std::string& name(std::size_t index) const { return data(index).cluster.name; }
};

/// @param sure  what the trial comes to
void add(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
         std::vector<snapshot::Change> changes = {});
/// @return  false: it would help neither at the worst values of stock nor at the best, and is not offered
bool offer(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
           std::vector<snapshot::Change> changes = {});
/// With the changes as they are offered.
bool offerWidened(Case& all, Kind kind, std::string sentence, const Widened& widened);

// ---- what the policy could say instead (remedies_policy.cpp)

void otherDivision(Case& all);
/// What looks at no capacity, and what does.
void otherStrategy(Case& all);
/// @return  a spread constraint that cannot be met is all that is wrong
bool groupsOfThePolicy(Case& all);
/// Clusters that only the policy's affinity keeps out, and that could hold some of what is missing, or hold it now.
void addCluster(Case& all);
/// Clusters that only their taints keep out; one that several of them have is tried once.
void tolerateTaint(Case& all);
void allowEcsProvision(Case& all);

// ---- what could change in the fleet, and about the pods (remedies_fleet.cpp)

/// What the widenings of the blocked clusters do, each alone; a limit that several clusters meet is tried once.
void widen(Case& all, Kind kind);
/// Two limits of one cluster that hold together, where none alone does.
void widenTwo(Case& all);
void otherType(Case& all);
/// Nodes that are there and kept from the workload, and pools whose nodes would be: each alone, and where none alone helps, all
/// of a cluster. What is changed about the pods is tried once, whichever clusters it is for.
void freeNodes(Case& all);
/// Nodes that start are ready by themselves. A scheduler sees nothing of what they will have, and gives the room to nobody before.
void awaitStarting(Case& all);
/// Pods on the way out give up their room by themselves.
void awaitLeaving(Case& all);

} // namespace core::preview::remedies
