#include "core/preview/batch.h"

#include <algorithm>

#include "core/preview/after.h"
#include "core/preview/memory.h"
#include "core/preview/preview.h"

namespace core::preview {
namespace {

/// The worse the higher.
int rankOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Nothing: return 0;
    case Verdict::Fits: return 1;
    case Verdict::Preempts: return 2;
    case Verdict::UpdateUnsure: return 3;
    case Verdict::Unknown: return 4;
    case Verdict::UpdateStuck: return 5;
    case Verdict::Suspended: return 6;
    case Verdict::Held: return 7;
    case Verdict::Partly: return 8;
    case Verdict::Refused: return 9;
    case Verdict::DoesNotFit: return 10;
    }
    return 0;
}

void addCost(BatchTotal& total, const Preview& preview, const NewNodes& bought)
{
    total.costPartial = total.costPartial || preview.newCostPartial;
    if (bought.most == 0) return;
    if (!bought.cost) {
        total.costPartial = true;
    } else if (!total.bought.cost) {
        total.bought.cost = bought.cost;
    } else if (total.bought.cost->lower.currency != bought.cost->lower.currency) {
        total.costPartial = true;
    } else {
        CostRange& sum = *total.bought.cost;
        sum.lower.micros += bought.cost->lower.micros;
        if (sum.upper && bought.cost->upper)
            sum.upper->micros += bought.cost->upper->micros;
        else
            sum.upper.reset();
    }
}

} // namespace

BatchTotal totalOf(const std::vector<Preview>& previews)
{
    BatchTotal out;
    out.workloads = previews.size();
    for (const Preview& one : previews) {
        out.asAsked += runsAsAsked(one) ? 1U : 0U;
        out.replicas += one.replicas;
        out.placed += one.placed;
        out.unsure += one.unsure;
        if (rankOf(one.verdict) > rankOf(out.verdict)) out.verdict = one.verdict;
        const NewNodes bought = newNodesOf(one);
        out.bought.sure += bought.sure;
        out.bought.most += bought.most;
        addCost(out, one, bought);
    }
    if (out.costPartial && out.bought.cost) out.bought.cost->upper.reset();
    return out;
}

std::string orderText()
{
    const std::string order =
        "Placed in the order in which they were handed in (files by name, documents from the top): each "
        "takes from what those before it leave.";
    return order + " The clusters take them as they come, so another order may leave others short.";
}

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
