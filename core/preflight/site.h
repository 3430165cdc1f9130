#pragma once

#include "core/preflight/fixes.h"
#include "core/preflight/lookups.h"
#include "core/preflight/references.h"

/// One cluster under the checks. Detail of this room.
namespace core::preflight::detail {

struct Site {
    const Question& question;
    const model::Workload& workload; ///< as the cluster gets it: overrides make another of it
    const References& references;    ///< of `workload`
    const preview::Preview& preview;
    const preview::ClusterResult& result;
    const snapshot::Fleet& fleet;
    const snapshot::ClusterData& data;
    const Facts& facts;
    const AllFacts& all;
    std::string ns;                ///< of the workload
    const model::Policy* policy{}; ///< that decides; none: none does

    [[nodiscard]] const std::string& name() const { return data.cluster.name; }
    [[nodiscard]] const model::Found& found(const model::Lookup& what) const { return foundIn(facts, what); }
    /// The manifest that it lacks, from the texts or another cluster.
    [[nodiscard]] Template templateFor(const model::Lookup& what) const { return templateOf(what, question, all); }
};

/// Whether the fleet brings there what the cluster does not have yet: what was handed in, or is in the fleet.
struct Brought {
    enum class Is { No, Yes, Unknown };
    Is is = Is::No;
    std::string by{};  ///< "PropagationPolicy default/pp selects it"
    std::string why{}; ///< of Unknown: what keeps it from being known
};
[[nodiscard]] Brought broughtBy(const Site& site, const model::Lookup& what);
/// What the fleet's own control plane is asked for, once the clusters have answered.
/// @param policy  that decides; none: none does
[[nodiscard]] std::vector<model::Lookup> askedOfFleet(const Question& question, const model::Policy* policy,
                                                      const snapshot::Fleet& fleet, const AllFacts& all);
/// What it answered.
[[nodiscard]] const Facts& ofFleet(const AllFacts& all);
/// What its replicas there ask for, with the claims that they bring along, as the cluster lets them in.
[[nodiscard]] estimate::Ask askIn(const Site& site);

class Checks {
public:
    explicit Checks(std::string cluster)
        : m_cluster(std::move(cluster))
    {}
    /// The check is filled in further by who adds it.
    Check& add(std::string id, Check::State state, std::string text, std::string evidence = {},
               std::string remedy = {});
    /// Of what is not known: why it is not. That the cluster gives no answer is said once, and of none of its objects.
    void addUnknown(std::string id, const std::string& what, const model::Found& found);
    /// Of an object that is there. @return whether it is on its way out: then the check that says so is added
    bool addGoing(const char* id, const std::string& what, const Json& object);
    /// Of what is not there yet, and comes along. @return whether it does or may: then the check that says so is added
    bool addBrought(const char* id, const std::string& what, const Brought& brought);
    [[nodiscard]] std::vector<Check> take() { return std::move(m_out); }

private:
    std::string m_cluster;
    bool m_saidUnreached = false;
    std::vector<Check> m_out;
};

void checkObjects(const Site& site, Checks& out); ///< namespace, kind, object, who else scales it, secrets, config maps
void checkStorage(const Site& site, Checks& out); ///< claims, volumes, where the weights are, datasets
void checkImages(const Site& site, Checks& out);
void checkNodes(const Site& site, Checks& out); ///< devices, pools, quota

/// How far an address is from a region: nothing to say of one that is no such address.
struct Distance {
    Check::State state;
    std::string text;   ///< "is the internal endpoint of cn-shanghai, which this cluster (cn-hangzhou) does not reach"
    std::string remedy; ///< may be empty
};
[[nodiscard]] std::optional<Distance> distanceOf(const std::string& address, const std::string& region);

} // namespace core::preflight::detail
