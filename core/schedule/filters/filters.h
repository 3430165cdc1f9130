#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedule/ask.h"

/// The filters: what keeps a cluster from being a candidate. Each looks at interned values, so that it reads a distinct
/// taint list, label value or set of APIs once. Detail of this room.
namespace core::schedule {

/// What the filters have made of each member so far. A member that is refused stays so: the first word counts.
class Verdicts {
public:
    explicit Verdicts(std::size_t members)
        : m_refusal(members, 0)
    {}
    /// The number to refuse with; reasons are few and shared.
    [[nodiscard]] std::uint16_t reason(std::string_view plugin, std::string text);
    void refuse(std::uint32_t member, std::uint16_t reason)
    {
        if (m_refusal[member] == 0) m_refusal[member] = reason;
    }
    [[nodiscard]] bool passes(std::uint32_t member) const { return m_refusal[member] == 0; }
    struct Refusal {
        std::string_view plugin;
        std::string reason;
    };
    /// Of a member that does not pass.
    [[nodiscard]] const Refusal& refusal(std::uint32_t member) const { return m_refusals[m_refusal[member] - 1U]; }
    [[nodiscard]] std::size_t size() const { return m_refusal.size(); }

private:
    std::vector<std::uint16_t> m_refusal; ///< 0: passes
    std::vector<Refusal> m_refusals;
};

struct Filter {
    std::string_view name; ///< Karmada's
    std::string_view help; ///< what has to hold for a cluster to pass, as a sentence
    void (*judge)(const Ask& ask, std::string_view name, Verdicts& out);
};

struct Score {
    std::string_view name;
    std::string_view help;
    void (*add)(const Ask& ask, std::span<std::int64_t> scores); ///< one entry a member
};

/// In Karmada's order of registration: a cluster's reason is that of the first one that refuses it.
[[nodiscard]] std::span<const Filter> filters();
[[nodiscard]] std::span<const Score> scores();

namespace filtering {
void apiEnablement(const Ask& ask, std::string_view name, Verdicts& out);
void taintToleration(const Ask& ask, std::string_view name, Verdicts& out);
void clusterAffinity(const Ask& ask, std::string_view name, Verdicts& out);
void spreadConstraint(const Ask& ask, std::string_view name, Verdicts& out);
void clusterEviction(const Ask& ask, std::string_view name, Verdicts& out);
void workloadAffinity(const Ask& ask, std::string_view name, Verdicts& out);
void workloadAntiAffinity(const Ask& ask, std::string_view name, Verdicts& out);
} // namespace filtering

namespace scoring {
void clusterLocality(const Ask& ask, std::span<std::int64_t> scores);
void clusterAffinity(const Ask& ask, std::span<std::int64_t> scores);
} // namespace scoring

} // namespace core::schedule
