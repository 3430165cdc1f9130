#include "core/schedule/filters/filters.h"

namespace core::schedule::scoring {

/// Also where the binding has 0 replicas.
void clusterLocality(const Ask& ask, std::span<std::int64_t> scores)
{
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += ask.isTarget[i] != 0 ? 100 : 0;
}

} // namespace core::schedule::scoring
