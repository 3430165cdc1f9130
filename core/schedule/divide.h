#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/binding.h"
#include "core/model/policy.h"
#include "core/schedule/webster.h"

/// How many replicas each chosen cluster gets: Karmada's division, decision for decision.
/// @source shared reference, karmada §2; recorded cases `division`
namespace core::schedule {

/// A cluster that selection has chosen.
struct Candidate {
    model::ClusterIdentity cluster; ///< static weights match by it
    std::int32_t overflowOrder = 0; ///< 0: the affinity term itself, k: its k-th overflow term
    std::int32_t allocatable = 0;   ///< replicas that could still be added
    std::int64_t available = 0;     ///< allocatable and what the binding already has there
};

enum class Strategy {
    NotDivided, ///< no replicas to divide: every candidate gets the object
    Duplicated,
    Static,
    Dynamic,
    Aggregated,
    Unsupported, ///< Divided without a preference that the scheduler knows; admission fills it in (admission.h)
};

/// What the previous placement means for this division.
enum class Mode {
    None, ///< it does not count (Duplicated, Static, not divided)
    Up,   ///< what is there stays, the rest is added
    Down, ///< what is there shrinks in proportion
    Kept, ///< it has as many replicas as are asked for
    Fresh ///< a reschedule was asked for: it is forgotten
};

/// One cluster's part in the arithmetic, for the explanation.
struct Part {
    std::uint32_t candidate{}; ///< index into the candidates; of a cycle: into `selected`
    std::int64_t weight{};
    std::int32_t seats{}; ///< given in this round
};

/// Why nothing was divided.
struct Refused {
    enum class Kind { Unschedulable, Other };
    Kind kind = Kind::Unschedulable;
    std::string message; ///< Karmada's text
};

struct Divided {
    std::vector<model::TargetCluster> clusters; ///< by name; zero entries only for Strategy::NotDivided
    std::optional<Refused> refused;
    Strategy strategy = Strategy::NotDivided;
    Mode mode = Mode::None;
    std::int64_t target = 0;  ///< seats given in this round
    std::vector<Part> parts;  ///< in the order of the division; of the last tier where there are several
    bool boundaryTie = false; ///< the aggregated cut falls inside a run of equal weights: their order decides
};

[[nodiscard]] Strategy strategyOf(const model::BindingSpec& spec);

/// @param candidates  in selection order
/// @param spec        replicas, previous placement (`clusters`), placement, UID
/// @param status      lastScheduledTime and the observed affinity term
[[nodiscard]] Divided divide(const std::vector<Candidate>& candidates, const model::BindingSpec& spec,
                             const model::BindingStatus& status);

} // namespace core::schedule
