#pragma once

#include <cstdint>
#include <vector>

#include "core/model/node.h"

/// Cards that a node's fault conditions isolate.
///
/// ACK's node-problem-detector (1.2.24+) with its device plugin (0.17.0+) sets a node condition for a GPU fault and takes
/// the faulty card away from new pods. The conditions do not say in a documented form how many cards they isolate, so
/// the count is conservative: the distinct cards (UUIDs, PCI addresses) that their messages name, and one card where
/// no message names any (one broken card often sets several conditions at once).
/// @source alibabacloud.com/help, "Node auto repair" (list of GPU conditions) and "GPU anomaly detection and automatic
///         fencing" (versions, behaviour), read 2025-12
namespace core::snapshot {

/// True for a condition type that isolates a card, whatever its status.
[[nodiscard]] bool isolatesCards(const model::NodeCondition& condition);
/// The conditions of a node that isolate cards now (status True), sorted, each type once.
[[nodiscard]] std::vector<model::NodeCondition> cardFaults(const std::vector<model::NodeCondition>& conditions);
/// Cards that these faults isolate, never more than `cards`.
[[nodiscard]] std::uint32_t isolatedCards(const std::vector<model::NodeCondition>& faults, std::int64_t cards);

} // namespace core::snapshot
