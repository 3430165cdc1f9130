#include "core/schedule/filters/filters.h"

namespace core::schedule::scoring {

/// Karmada lists it and gives every cluster nothing.
void clusterAffinity(const Ask& /*ask*/, std::span<std::int64_t> /*scores*/) {}

} // namespace core::schedule::scoring
