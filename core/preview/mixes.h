#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/units.h"
#include "core/estimate/joint.h"
#include "core/preview/known.h"

/// What nodes cost where a provisioner picks among types as the stock of each allows. Detail of this room.
namespace core::preview {

/// Nodes of one type that may be taken.
struct MixType {
    std::int64_t gain = 1; ///< replicas that a node takes, ≥ 1
    std::int64_t most{};   ///< nodes
    std::int64_t price{};  ///< of a node, ≥ 0
};
struct MixCosts {
    std::int64_t least{};
    std::int64_t most{};
    bool covered = true; ///< false: all the types together take fewer; both figures are those of all their nodes
};
/// The cheapest and the dearest mix of nodes that takes so many replicas, of which somebody would still buy the last node if
/// that is the largest.
///
/// Exact where all types gain the same, or replicas × types are few (20 000); else the ends of fractional mixes, which are
/// never inside the true ones.
[[nodiscard]] MixCosts costsOf(const std::vector<MixType>& types, std::int64_t replicas);

/// Buyers who take nodes until each has what he wants, or nothing is left for him. A limit is an interval: nodes never go
/// beyond what `most` has of it, and it may hold back as soon as what `sure` has of it is taken.
struct MixProblem {
    estimate::detail::JointProblem most; ///< `turn` is counted over all pools of a buyer; `wanted` has everybody
    estimate::detail::JointProblem sure; ///< the same offers and limits
    std::vector<std::optional<std::int64_t>> prices; ///< of a node, by offer; absent: unknown
    std::vector<std::int64_t> shown;                 ///< nodes of one mix, by offer
    std::vector<std::uint8_t> whole;                 ///< by buyer: a mix that leaves him without does not come about
    bool operator==(const MixProblem&) const = default;
};
/// Over all mixes, of one buyer or of all together.
struct MixEnds {
    Range replicas; ///< no more than are wanted
    Range nodes;
    std::optional<std::int64_t> leastCost; ///< of mixes whose nodes all have a price; absent: there is none
    std::optional<std::int64_t> mostCost;
    bool priced = true; ///< all mixes are such

    void include(const MixEnds& other); ///< as another mix
    void add(const MixEnds& other);     ///< as another buyer's
    void becomeOne();                   ///< the upper ends are the lower ones
};
struct AllMixes {
    std::vector<MixEnds> buyers; ///< each by himself
    MixEnds together;
    std::vector<Range> taken; ///< nodes, by offer; empty: not every mix was tried
};
/// Mixes that were tried already. Of many buyers each is looked at by himself, and few trials change what he may buy.
class KnownMixes {
public:
    /// A problem, and how many mixes of it may be tried.
    struct Question {
        MixProblem problem;
        std::int64_t most{};
        bool operator==(const Question&) const = default;
        [[nodiscard]] std::uint64_t digest() const;
    };
    Known<Question, std::optional<AllMixes>> tried{2048}; ///< absent: there are more
    Known<Question, MixEnds> ofOne{8192};
    void turn()
    {
        tried.turn();
        ofOne.turn();
    }
    void keepNone()
    {
        tried.keepNone();
        ofOne.keepNone();
    }
};
/// Every mix that may come about: offers of a later turn are taken where those before leave a buyer without, and nodes are
/// bought one after the other as long as somebody is without, the largest of the last turn perhaps as the last.
/// @param most  to be tried. Where there are more, each buyer alone, beside others who take what they may; where those are too many, bounds of what each
///              limit alone allows, which are never inside the true ends (of replicas, the worst of a few orders)
[[nodiscard]] AllMixes mixesOf(const MixProblem& problem, std::int64_t most, KnownMixes& known);
/// No mix leaves any buyer without: seen at the limits alone, so false where it takes more than that to tell.
[[nodiscard]] bool coversWhatever(const MixProblem& problem);

} // namespace core::preview
