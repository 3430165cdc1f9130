#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/preview/trial.h"

/// Limits that somebody could widen: a pool's maximum, an account's quota, a cell's stock, a vSwitch's free addresses. Detail of
/// this room.
namespace core::preview {

/// "wait until there is stock of 4 ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"
[[nodiscard]] std::string sentenceOf(const snapshot::SetStock& cell);
/// "free addresses, or add a vSwitch, in cn-hangzhou-h of pool gpu in c-hz-01: 4 instead of 1"
/// @param pool  its name
[[nodiscard]] std::string sentenceOf(const snapshot::SetAddresses& addresses, const std::string& pool,
                                     std::int64_t now);

struct Widening {
    Remedy::Kind kind{};     ///< RaisePoolMax, AskQuota, Wait or FreeAddresses
    snapshot::Change change; ///< which limit it is; of stock with its interval as it is now
    std::int64_t now{};      ///< what the limit is
    std::int64_t most{};     ///< enough for everything that is missing
    std::int64_t others{};   ///< what the limit counts besides what this question buys
    std::size_t site{};      ///< RaisePoolMax, FreeAddresses: whose pool it is
    std::string pool;        ///< its name
    std::uint32_t quota{};   ///< AskQuota: index into Fleet::quotas

    /// The same change to another value.
    [[nodiscard]] snapshot::Change to(std::int64_t value) const;
    /// "raise the maximum of pool gpu-a10 in c-hz-01 from 2 to 4"
    [[nodiscard]] std::string sentence(const Facts& facts, std::int64_t value) const;
    /// The least value under which the outcome stands: what it buys for certain, and what was counted before.
    [[nodiscard]] std::int64_t neededBy(Facts& facts, const Outcome& outcome) const;
};

/// Those that hold the cluster's offers back, were it to buy what is missing besides what it buys.
[[nodiscard]] std::vector<Widening> wideningsOf(Facts& facts, std::size_t site, const Outcome& outcome,
                                                std::int64_t missing);

/// A trial and the least values with which it comes out so.
struct Widened {
    Trial trial;
    std::vector<std::int64_t> values; ///< one a widening
    /// That set them. Where stock's lower end alone places everything, its upper end is left out: nothing reads it.
    std::vector<snapshot::Change> changes;
    bool asTried = true; ///< the trial is of these very changes
};
/// Tries them together. Absent: that places no more.
/// @param settled  settledOf the answer
[[nodiscard]] std::optional<Widened> tryWidenings(const Prepared& prepared, Facts& facts, std::int64_t settled,
                                                  const std::vector<Widening>& all);

} // namespace core::preview
