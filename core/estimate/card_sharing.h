#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/snapshot/fleet.h"

/// Pods that take a part of a card: `aliyun.com/gpu-mem` (GiB) and `aliyun.com/gpu-core.percentage` fit on one card, never
/// on the sum over a node's cards. Detail of this room.
/// @source shared reference, alibaba §1.3: one sharing mode a node, resources of the other modes become 0, at most 20 pods
///         a card; annotations of ACK's scheduler (`scheduler.framework.gpushare.allocation`) and of the open-source
///         extender (`ALIYUN_COM_GPU_MEM_IDX`) name the card of a pod
namespace core::estimate::detail {

inline constexpr std::string_view gpuMemoryResource = "aliyun.com/gpu-mem";
inline constexpr std::string_view gpuCoreResource = "aliyun.com/gpu-core.percentage";
inline constexpr std::int64_t podsPerCard = 20;

/// Its value is a node's sharing mode.
inline constexpr std::string_view modeLabel = "ack.node.gpu.schedule";

/// Does a node in this mode serve such a request? Unknown modes do.
[[nodiscard]] bool modeServes(std::string_view mode, Amount cards, Amount memory, Amount core);

struct CardAsk {
    Amount memory{};
    Amount core{};
};
struct CardUse {
    Amount memory{};
    Amount core{};
    std::optional<std::size_t> card; ///< absent: not readable
    bool onSeveral = false;          ///< of no readable card: its annotations name others than one
};
/// How many pods fit on `cards` equal cards, `lost` of which are broken (unknown which). Lower and upper differ where a
/// pod's card cannot be read, or a card is lost: they are the least and the most over all cards that such pods could be on,
/// where that is at most a thousand steps to try, and else bounds of it.
[[nodiscard]] Range podsOnCards(std::int64_t cards, std::int64_t lost, Amount memoryPerCard, Amount corePerCard,
                                const CardAsk& ask, const std::vector<CardUse>& uses);
/// The card that a pod's annotations name.
[[nodiscard]] std::optional<std::size_t> cardOf(const model::Labels& annotations);
/// They name some, or cannot be read.
[[nodiscard]] bool namesCards(const model::Labels& annotations);

/// The same for a row of a cluster, its pods read from the tables; `leftOut` marks shapes that do not count.
[[nodiscard]] Range podsOnNode(const snapshot::ClusterData& data, std::size_t row, const CardAsk& ask,
                               const std::vector<std::uint8_t>& leftOut);
/// Largest memory that one card of the row has; 0: it shares none.
[[nodiscard]] Amount memoryOfCard(const snapshot::ClusterData& data, std::size_t row);

} // namespace core::estimate::detail
