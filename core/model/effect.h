#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/model/object_ref.h"

/// What changes of objects would bring about, in figures: core/preview predicts it (effects.h), and plans carry it (core/change).
namespace core::model {

/// What nodes cost an hour where that is not one figure: stock, or the choice of a type, decides.
struct CostRange {
    MoneyPerHour lower;
    std::optional<MoneyPerHour> upper; ///< absent: something that may be taken has no known price
    bool operator==(const CostRange&) const = default;
};

/// Nodes that would be bought in one place.
struct BoughtNodes {
    std::string instanceType;
    std::string pool;
    bool isChoice = false; ///< the provisioner may take another type of the pool
    Range count;           ///< from those that are sure to come to all that stock may give
    bool operator==(const BoughtNodes&) const = default;
};

/// Whether the new pods of a changed template can take over from the old ones, in every cluster.
enum class UpdateEnd { Finishes, Unsure, Stuck };
/// "the update may not finish"; empty: it finishes, or there is none.
[[nodiscard]] constexpr const char* updateText(UpdateEnd end)
{
    return end == UpdateEnd::Stuck    ? "the update cannot finish"
           : end == UpdateEnd::Unsure ? "the update may not finish"
                                      : "";
}

/// For one workload in one cluster; with an empty `cluster`, in the fleet as a whole.
struct Effect {
    ObjectRef workload;
    std::string cluster;
    std::optional<std::int64_t> before; ///< replicas that it has there; absent: where they are may not be read
    Range after;                        ///< that it would have, over the values of stock
    Range placed;                       ///< of them, those that get a node
    std::vector<BoughtNodes> nodes;
    std::optional<CostRange> cost;          ///< of `nodes`; absent: none is bought, or no price is known
    UpdateEnd update = UpdateEnd::Finishes; ///< of the fleet as a whole; why, and what to do, is among `notes`
    std::vector<std::string> notes;         ///< what the change adds to worry about; of the fleet as a whole
    bool operator==(const Effect&) const = default;
};

/// What is not known of the clusters may be room, or none: whether nodes are bought for it is not known, which is not "none".
/// @param areBought  some nodes are, for certain or perhaps
[[nodiscard]] inline bool areNodesUnknown(bool areBought, const Range& placed)
{
    return !areBought && !placed.isExact();
}

struct ObjectChange {
    Json before;         ///< the object as it is; null: there is none
    Json after;          ///< as it would be; null: it goes
    std::string cluster; ///< that it stands in by itself; empty: on the fleet's control plane, or the only cluster
    bool isBeforeUnknown = false; ///< `before` is null because it may not be read: it may be there all the same
};

struct ChangeEffects {
    struct OfOne {
        std::vector<Effect>
            effects; ///< of a workload first the fleet as a whole, then each cluster where something changes
        std::vector<std::string> lines; ///< the same in words
    };
    std::vector<OfOne> ofChanges;  ///< one a change, in their order
    std::string snapshot;          ///< the fleet's digest
    std::optional<Time> taken;     ///< the snapshot
    std::vector<std::string> open; ///< sentences: what is not predicted, and why
};

} // namespace core::model
