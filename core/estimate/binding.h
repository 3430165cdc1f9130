#pragma once

#include <string>

#include "core/estimate/capacity.h"
#include "core/estimate/offers.h"

namespace core::estimate::detail {

/// The limit that keeps an answer from being larger, and its text. Detail of this room.
struct Binding {
    Limit limit = Limit::None;
    std::string text;
};
/// The one limit whose absence would give most. Where several hold only together (room for 3 and stock of 3), the one that
/// the operator can change least: stock, quota, then their own.
[[nodiscard]] Binding bindingOf(const Provisionable& what, const Joined& joined, const JointAnswer& answer);

} // namespace core::estimate::detail
