#pragma once

#include <cstdint>
#include <vector>

#include "core/estimate/joint.h"

/// Detail of this room.
namespace core::estimate::detail {

/// Nodes that may still be bought, of all or of a choice, one by one.
class Shelf {
public:
    Shelf(const JointProblem& problem, const JointAnswer* choice)
        : m_left(problem)
        , m_choice(choice)
    {
        if (choice != nullptr) m_chosen = choice->nodes;
    }
    [[nodiscard]] bool has(std::size_t offer) const
    {
        if (m_choice != nullptr) return m_chosen[offer] > 0;
        const JointOffer& one = m_left.offers[offer];
        const auto holds = [](const Cap& cap, std::int64_t amount) { return !cap || *cap >= amount; };
        bool all = one.gain > 0 && holds(m_left.pools[one.pool], 1) && holds(m_left.places[one.place], 1) &&
                   holds(m_left.cells[one.cell], 1) && holds(one.most, 1);
        for (std::size_t q = 0; q < m_left.quotas.size(); ++q) all = all && holds(m_left.quotas[q], one.weights[q]);
        return all;
    }
    void take(std::size_t index) { move(index, -1); }
    void giveBack(std::size_t index) { move(index, 1); }

private:
    void move(std::size_t index, std::int64_t sign)
    {
        const JointOffer& offer = m_left.offers[index];
        if (m_choice != nullptr) {
            m_chosen[index] += sign;
            return;
        }
        const auto add = [sign](Cap& cap, std::int64_t amount) {
            if (cap) *cap += sign * amount;
        };
        add(m_left.pools[offer.pool], 1);
        add(m_left.places[offer.place], 1);
        add(m_left.cells[offer.cell], 1);
        for (std::size_t q = 0; q < m_left.quotas.size(); ++q) add(m_left.quotas[q], offer.weights[q]);
    }

    JointProblem m_left;
    const JointAnswer* m_choice;
    std::vector<std::int64_t> m_chosen;
};

} // namespace core::estimate::detail
