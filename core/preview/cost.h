#pragma once

#include <optional>

#include "core/estimate/capacity.h"
#include "core/preview/preview.h"

/// What nodes cost whose type the provisioner chooses. Detail of this room.
namespace core::preview {

/// For what the share holds, over the types of the offer's pool that fit the pod in its zone and have stock, or may have: each
/// with the nodes that it takes. Absent: all come to the same, or the offer's own price is unknown.
[[nodiscard]] std::optional<CostRange> choiceOf(const estimate::Provisionable& what, const estimate::Offer& offer,
                                                const Share& share);

} // namespace core::preview
