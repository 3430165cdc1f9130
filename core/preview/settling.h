#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/preview/buying.h"
#include "core/preview/choices.h"

/// What provisioners that pick among types and zones leave of an outcome. Detail of outcome.cpp.
namespace core::preview {

/// Clusters whose provisioners pick among types or zones, those that they may leave without, and what the others leave them.
class Choices {
public:
    Choices(Facts& facts, const Purchases& bought);
    void add(const Buyer& buyer, const estimate::Offer& offer, Share& share);
    /// Once the rows are there.
    /// @return  of what is placed, replicas that some choice leaves without a node, by cluster
    [[nodiscard]] std::vector<std::int64_t> settle(Detail detail);

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    void leave(Buyer& buyer, const Ledger& ledger);

    Solved& m_solved;
    End m_from;
    Ledger m_sure;
    Ledger m_most{End::Upper};
    std::vector<std::size_t> m_site; ///< index into m_all, by cluster
    std::vector<Choosing> m_all;
};

} // namespace core::preview
