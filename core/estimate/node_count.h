#pragma once

#include <cstdint>
#include <vector>

#include "core/estimate/fit_state.h"

/// How many pods of one kind the nodes take, chunk by chunk over the columns. Detail of this room.
///
/// Counts hold for pods that have no rules among themselves. Divisions are done in doubles with an exact correction, so that
/// a compiler can take four rows at a time; a chunk with amounts beyond 2^51 is counted in integers.
namespace core::estimate::detail {

inline constexpr std::size_t rowsPerChunk = 512;

class NodeCount {
public:
    /// `state` must outlive this.
    explicit NodeCount(const Fit::State& state);

    /// 1 where a row of the chunk passes everything but resources.
    void eligible(std::size_t first, std::size_t count, std::uint8_t* mask) const;
    /// Pods that free resources and pod slots allow on each row, whatever the mask says; lost cards are taken off.
    void room(std::size_t first, std::size_t count, std::int64_t* pods) const;
    /// Sum of room over eligible rows. `onePodANode`: no row takes more than one.
    [[nodiscard]] std::int64_t total(bool onePodANode = false) const;

private:
    struct Column {
        const Amount* allocatable = nullptr;
        const Amount* requested = nullptr;
        const Amount* gone = nullptr;
        const std::uint32_t* lost = nullptr;
        Amount amount = 1;
    };
    const Fit::State* m_state;
    std::vector<Column> m_columns;
    bool m_nothing = false; ///< a requested resource is on no node
    bool m_anyTaints = false;

    bool quick(std::size_t first, std::size_t count, double* least) const;
    void exact(std::size_t first, std::size_t count, std::int64_t* pods) const;
};

} // namespace core::estimate::detail
