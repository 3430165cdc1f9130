#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/memory.h"
#include "core/preview/preview.h"

/// What workloads of a batch buy, their scalers may take elsewhere than is shown, and what those after them need with it. Detail of
/// batch.cpp.
namespace core::preview {

class ChoicesBefore {
public:
    /// @param facts  what the preview was worked out from
    void add(Facts& facts, const Preview& preview);
    /// Lowers what is sure of a preview to the least that it comes to if those before it take, as far as they may, any one of the
    /// cells that it buys from.
    /// @param fleet  what those before leave as they are shown
    void lower(Preview& shown, const Question& question, const snapshot::FleetPtr& fleet, std::stop_token stop,
               Memory& memory) const;

private:
    struct Bought {
        std::string workload;
        estimate::CellKey cell;
        std::int64_t nodes{};
        std::vector<estimate::CellKey> instead; ///< cells that may be taken as well
    };
    [[nodiscard]] std::vector<snapshot::Change> shiftedTo(const estimate::CellKey& cell,
                                                          const estimate::Stock& stock) const;
    std::vector<Bought> m_bought;
};

} // namespace core::preview
