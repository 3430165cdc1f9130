#include "core/preview/after.h"
#include "core/preview/memory.h"
#include "core/preview/preview.h"

namespace core::preview {

std::vector<Preview> previewBatch(const std::vector<Question>& questions, snapshot::FleetPtr fleet,
                                  std::stop_token stop, Memory* memory)
{
    Memory own;
    if (memory == nullptr) memory = &own; // most clusters are the same for the next one
    std::vector<Preview> out;
    out.reserve(questions.size());
    const std::string asked = fleet->digest;
    for (std::size_t i = 0; i < questions.size() && !stop.stop_requested(); ++i) {
        Preview one = preview(questions[i], fleet, stop, memory);
        if (i + 1 < questions.size() && !stop.stop_requested()) {
            const Prepared prepared = prepare(questions[i], *fleet);
            Facts facts(prepared, fleet, memory->kept().last(questions[i].workload.ref));
            fleet = fleetAfter(prepared, facts, fleet, one);
        }
        one.snapshot = asked; // the fleets in between are nobody's file
        out.push_back(std::move(one));
    }
    return out;
}

} // namespace core::preview
