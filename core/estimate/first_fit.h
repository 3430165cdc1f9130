#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/units.h"

/// First fit of sets of replicas on nodes, counted by arithmetic. Detail of Karmada's estimators.
namespace core::estimate::detail {

/// One kind of replica in a set.
struct FitPart {
    std::int64_t replicas{};
    std::vector<Amount> need;         ///< by column; 0: does not ask for it
    std::vector<std::uint32_t> nodes; ///< where it may run, in order of the nodes
};

class FirstFit {
public:
    /// `free`: node after node, `columns` amounts each; negative ones count as 0.
    FirstFit(std::size_t columns, std::vector<Amount> free);

    /// Places one set; what a set that fails midway took stays taken.
    bool place(const std::vector<FitPart>& set);
    /// How often a whole set can be placed, at most `upTo`: the same as calling place() until it fails. Sets that land
    /// wholly on the nodes at which their parts stand are placed at once, by division.
    std::int64_t sets(const std::vector<FitPart>& set, std::int64_t upTo);
    /// Replicas of a part on one node; on every node of it, summed.
    [[nodiscard]] std::int64_t fitsOn(std::uint32_t node, const FitPart& part) const;
    [[nodiscard]] std::int64_t fitsOnAll(const FitPart& part) const;

private:
    /// Index into part.nodes from which on a replica may still fit: free amounts only shrink, so what is full stays full.
    using Cursors = std::vector<std::size_t>;
    bool placePart(const FitPart& part, std::size_t from);
    bool advance(const FitPart& part, std::size_t& cursor) const;
    [[nodiscard]] std::int64_t setsAtOnce(const std::vector<FitPart>& set, const Cursors& cursors) const;
    void take(std::uint32_t node, const FitPart& part, std::int64_t replicas);

    std::size_t m_columns;
    std::vector<Amount> m_free;
};

} // namespace core::estimate::detail
