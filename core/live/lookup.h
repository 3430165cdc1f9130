#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/live/connect.h"
#include "core/model/lookup.h"

/// Looks single objects up in clusters, when a question needs them.
namespace core::live {

struct LookupIn {
    kube::Session session;
    std::shared_ptr<const kube::Discovery> discovery;
    model::Lookup what;
};

/// Of a list, items that are read at most; a longer one is not `complete`.
inline constexpr std::size_t MostListed = 500;

/// Asks all at once, of as many servers as there are, and waits. In their order. What may not be read is Unknown, with the rule that
/// it takes; nothing but reads is sent.
[[nodiscard]] std::vector<model::Found> lookUp(const std::vector<LookupIn>& lookups, kube::Milliseconds most,
                                               const std::stop_token& stop = {});

/// The same of clusters by their names, and of the fleet by none; of one that is not reached, it is Unknown, and why.
[[nodiscard]] std::vector<model::Found> lookUp(const std::vector<Reached>& clusters,
                                               const std::vector<model::LookupAt>& lookups, kube::Milliseconds most,
                                               const std::stop_token& stop = {});

} // namespace core::live
