#pragma once

#include <memory_resource>

#include "core/schedule/divide.h"

/// Division over columns: what divide() and the cycle both come to. Detail of this room.
namespace core::schedule {

struct Slate {
    struct Entry {
        std::uint32_t rank{}; ///< of its name among those here, or in a larger fleet
        std::int32_t overflowOrder{};
        std::int32_t allocatable{};
        std::int32_t previous{}; ///< replicas that the binding has there
        std::int64_t available{};
    };
    explicit Slate(std::pmr::memory_resource& arena)
        : memory(&arena)
        , entries(memory)
        , names(memory)
        , byName(memory)
        , previousOrder(memory)
        , staticWeights(memory)
    {}

    std::pmr::memory_resource* memory;
    std::pmr::vector<Entry> entries; ///< in selection order
    std::pmr::vector<const std::string*> names;
    std::pmr::vector<std::uint32_t> byName;        ///< entries in the order of their names
    std::pmr::vector<std::uint32_t> previousOrder; ///< entries that the binding names, in its order
    std::pmr::vector<std::int64_t> staticWeights;  ///< Strategy::Static only, one an entry
};

/// The largest weight of the rules that match; `matches(i)` answers for the i-th rule.
[[nodiscard]] std::int64_t staticWeight(const std::vector<model::StaticWeight>& rules, const auto& matches)
{
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (rules[i].weight > weight && matches(i)) weight = rules[i].weight;
    return weight;
}
/// The rules of a static division; empty: all alike.
[[nodiscard]] const std::vector<model::StaticWeight>& staticRules(const model::BindingSpec& spec);

[[nodiscard]] Divided divide(const Slate& slate, const model::BindingSpec& spec, const model::BindingStatus& status);

} // namespace core::schedule
