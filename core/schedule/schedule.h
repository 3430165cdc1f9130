#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/binding.h"
#include "core/model/cluster.h"
#include "core/schedule/divide.h"

/// One scheduling cycle as Karmada's scheduler runs it: filter, score, select, divide; and the cycle of a binding around
/// it, which decides whether anything is to be done and walks the affinity groups. Decision for decision.
/// @source shared reference, karmada §1–5; recorded cases `select`, `filter`, `e2e`
namespace core::schedule {

/// The fleet's member clusters, prepared once and asked by many cycles. Order is the caller's; a member is its index.
class Members {
public:
    explicit Members(std::vector<model::Cluster> clusters);
    ~Members();
    Members(Members&&) noexcept;
    Members& operator=(Members&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] const model::Cluster& cluster(std::uint32_t member) const;
    [[nodiscard]] const model::ClusterIdentity& identity(std::uint32_t member) const;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

    struct Data;
    [[nodiscard]] const Data& data() const { return *m_data; }

private:
    std::unique_ptr<Data> m_data;
};

/// Replicas (or whole sets, where components are scheduled as sets) that each asked member could still take, one entry a
/// member asked. `NoLimit` and `NoAnswer` both leave a cluster at spec.replicas.
inline constexpr std::int64_t NoLimit = 2147483647;
inline constexpr std::int64_t NoAnswer = -1;
using Availability =
    std::function<std::vector<std::int64_t>(const model::BindingSpec& spec, const std::vector<std::uint32_t>& members)>;

/// What the cycle is run with. Gates stand at Karmada's defaults.
struct Options {
    Availability available;                         ///< required; the least of all estimators
    bool enableEmptyWorkloadPropagation = false;    ///< selected clusters that got 0 replicas are listed too
    bool multiplePodTemplatesScheduling = false;    ///< gate: several components are placed as whole sets
    bool workloadAffinity = false;                  ///< gate: needs `bindings`
    const std::vector<model::Binding>* bindings{};  ///< cached bindings of the fleet
    const std::vector<model::Binding>* assigning{}; ///< in flight; of one binding the larger resourceVersion counts
};

/// True where a binding's components are placed as whole sets: the gate is on, there are at least two, and a cluster
/// constraint asks for exactly one cluster. Availability is then counted in sets.
[[nodiscard]] bool placesSets(const model::BindingSpec& spec, const Options& options);

/// A cluster that a filter refused.
struct Excluded {
    std::uint32_t member{};
    std::string plugin; ///< "TaintToleration"
    std::string reason; ///< Karmada's text
};

struct Selected {
    std::uint32_t member{};
    std::int64_t score{}; ///< 0 or 100
    std::int32_t overflowOrder{};
    std::int64_t available{};   ///< allocatable and what the binding has there already
    std::int32_t allocatable{}; ///< could still be added
};

struct CycleError {
    enum class Kind { NoClusterFit, Unschedulable, Other };
    Kind kind{};
    std::string message; ///< Karmada's text, with plug-ins in registration order
};

struct Cycle {
    std::vector<Excluded> excluded;      ///< by the first plug-in that refuses, in registration order
    std::vector<std::uint32_t> deleting; ///< members that are being deleted: skipped without a reason
    std::vector<Selected> selected;      ///< in selection order
    std::vector<Selected> passed;    ///< every cluster that passed the filters, sorted; `selected` is chosen from it
    Divided divided;                 ///< empty where `error` is set before division
    std::optional<CycleError> error; ///< also when division refused
    [[nodiscard]] const std::vector<model::TargetCluster>& clusters() const { return divided.clusters; }
};

/// One cycle for the affinity term that `status.observedAffinity` names (Karmada's generic scheduler).
[[nodiscard]] Cycle cycle(const Members& members, const model::BindingSpec& spec, const model::BindingStatus& status,
                          const Options& options);

/// What the scheduler makes of a binding: whether it is its turn, the groups tried, what it writes.
struct BindingCycle {
    bool scheduled = false; ///< false: nothing to do
    std::string trigger;    ///< why it was its turn: "placement changed", "replicas changed", …
    struct Tried {
        std::string term; ///< empty without clusterAffinities
        Cycle cycle;
    };
    std::vector<Tried> tried;                   ///< in order; the last one is the chosen one unless all failed
    std::vector<model::TargetCluster> clusters; ///< spec.clusters afterwards
    std::string conditionStatus;                ///< of Scheduled: "True", "False"
    std::string conditionReason;                ///< Success, NoClusterFit, Unschedulable, SchedulerError, …
    std::string message;
    std::string observedAffinity; ///< afterwards
    bool retry = false;
    bool lastScheduledTimeSet = false;
    std::int64_t observedGeneration{};
    std::optional<std::string> appliedPlacement; ///< the annotation afterwards
};
[[nodiscard]] BindingCycle scheduleBinding(const Members& members, const model::Binding& binding,
                                           const Options& options);

} // namespace core::schedule
