#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/fit_state.h"

/// New pods put on existing nodes one by one, each seeing the ones before: resources, ports, spread and affinity among
/// them. Detail of this room.
///
/// The rules are those of Fit::State: the board only keeps its counts up to date.
namespace core::estimate::detail {

class Board {
public:
    Board(const snapshot::ClusterData& data, const std::vector<AskPod>& pods,
          std::optional<std::int32_t> leaveOutBelow = {}, const std::vector<std::uint8_t>& there = {});

    [[nodiscard]] std::size_t kinds() const { return m_kinds.size(); }
    [[nodiscard]] const Fit::State& state(std::size_t kind) const { return *m_kinds[kind].state; }
    [[nodiscard]] bool fits(std::size_t kind, std::size_t row) const { return code(kind, row) == 0; }
    [[nodiscard]] Code code(std::size_t kind, std::size_t row) const;
    /// Pods that resources alone still allow there.
    [[nodiscard]] std::int64_t room(std::size_t kind, std::size_t row) const;
    void place(std::size_t kind, std::size_t row);
    /// Takes the last pod placed away again.
    void undo();
    [[nodiscard]] std::size_t placed() const { return m_moves.size(); }
    [[nodiscard]] std::pair<std::size_t, std::size_t> move(std::size_t index) const { return m_moves[index]; }

    /// A node comes into being that was left out of `there`.
    void open(std::size_t row);
    /// What spread constraints count, to go back to after nodes came into being in vain. By kind.
    [[nodiscard]] std::vector<std::vector<SpreadCount>> spreads() const;
    void restore(const std::vector<std::vector<SpreadCount>>& spreads);

    /// Pods of this kind already in the domains that its spread constraints count there: the lower, the sooner.
    [[nodiscard]] std::int64_t crowd(std::size_t kind, std::size_t row) const;
    /// Grows whenever the least count of one of its spread constraints does, so that rows that were refused may fit again.
    [[nodiscard]] std::int64_t level(std::size_t kind) const;

private:
    struct Kind {
        std::unique_ptr<Fit::State> state;
        std::vector<std::vector<Amount>> gone; ///< by need, then pods: minus what was placed
        std::vector<std::int64_t> shared;      ///< pods that single cards still take; empty: the pod shares none
        bool conflictBefore = false;           ///< of its claims, before anything was placed
    };
    const snapshot::ClusterData* m_data;
    std::vector<Kind> m_kinds;
    std::vector<std::vector<Effect>> m_effects; ///< [placed kind][kind that it acts on]
    std::vector<std::pair<std::size_t, std::size_t>> m_moves;
    std::vector<std::int64_t> m_portUses; ///< [placed kind * rows + row]; empty: no kind holds ports
    std::vector<std::vector<std::uint8_t>> m_portsBefore;

    void prepare(Kind& kind);
    void add(std::size_t kind, std::size_t row, std::int64_t sign);
    void setClaims();
    void setPorts(std::size_t placed, std::size_t row, std::int64_t sign);
};

} // namespace core::estimate::detail
