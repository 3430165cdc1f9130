#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/joined.h"

namespace core::estimate::detail {

/// The limit that keeps an answer from being larger, and its text. Detail of this room.
struct Binding {
    Limit limit = Limit::None;
    std::string text;
};
/// "NodeResourcesFit: Insufficient nvidia.com/gpu"
[[nodiscard]] std::string textOf(const Refusal& refusal);

/// The problem with limits of this kind alone; without any.
[[nodiscard]] JointProblem withOnly(JointProblem problem, std::optional<LimitRef::Of> kept);

/// What a problem gives.
using Solve = std::function<JointAnswer(const JointProblem&)>;

/// The one limit whose absence would give most. Where several hold only together, the one that leaves least; where several leave
/// the same (room for 3 and stock of 3), all of these, the one first that the operator can change least: stock, quota, then their
/// own.
/// @param solve  by which to find out, the cheaper way first
[[nodiscard]] Binding bindingOf(const Provisionable& what, const Joined& joined, const JointAnswer& answer,
                                const std::vector<Solve>& solve = {many, most});
/// Rules among the replicas, where no limit on nodes holds them; none: there are no such rules.
[[nodiscard]] Binding amongThemselves(const Provisionable& what);
/// For groups: `answer.nodes` are those of a purchase that falls short.
[[nodiscard]] Binding bindingOfGroups(const Provisionable& what, const Joined& joined, const JointAnswer& answer);
/// Whole groups, up to `upTo`; nodes with those that groups which fall short would take.
[[nodiscard]] JointAnswer mostGroups(const Provisionable& what, const Joined& joined, const JointProblem& problem,
                                     std::int64_t upTo);

} // namespace core::estimate::detail
