#include "core/base/words.h"
#include "core/preview/effects.h"
#include "core/preview/shares.h"

namespace core::preview {
namespace {

std::string replicasText(const model::Effect& effect)
{
    const std::string after = toText(effect.after);
    if (effect.cluster.empty()) {
        if (effect.after == Range::exactly(0)) return "no replicas are asked for";
        return toText(effect.placed) + " of " + counted(effect.after.lower, "replica") + " get a node";
    }
    std::string text = (effect.before ? std::to_string(*effect.before) : std::string("?")) + " -> " + after +
                       (effect.after == Range::exactly(1) ? " replica" : " replicas");
    if (effect.placed != effect.after) text += ", of which " + toText(effect.placed) + " get a node";
    return text;
}

std::string nodesText(const model::BoughtNodes& nodes)
{
    const bool one = nodes.count == Range::exactly(1);
    const std::string type = nodes.instanceType.empty() ? std::string() : " of " + nodes.instanceType; // of several
    return "+" + toText(nodes.count) + (one ? " node" : " nodes") + type +
           (nodes.isChoice && !nodes.instanceType.empty() ? " or another type" : "") +
           (nodes.pool.empty() ? "" : " in pool " + nodes.pool);
}

std::string costText(const model::CostRange& cost)
{
    const std::string& currency = cost.lower.currency;
    std::string text = "+" + decimal(cost.lower.micros);
    if (!cost.upper)
        text = "at least " + text;
    else if (!(*cost.upper == cost.lower))
        text += "–" + decimal(cost.upper->micros);
    return text + (currency.empty() ? "" : " " + currency) + "/h";
}

} // namespace

std::vector<std::string> linesOf(const model::Effect& effect)
{
    std::string text =
        (effect.cluster.empty() ? effect.workload.shortText() : effect.cluster) + ": " + replicasText(effect);
    // A place for all is not yet an update that comes through.
    if (effect.update != model::UpdateEnd::Finishes) text += std::string(", ") + model::updateText(effect.update);
    if (effect.cluster.empty()) {
        Range count;
        count.upper = 0;
        for (const model::BoughtNodes& nodes : effect.nodes) {
            count.lower += nodes.count.lower;
            if (count.upper && nodes.count.upper)
                *count.upper += *nodes.count.upper;
            else
                count.upper.reset();
        }
        if (model::areNodesUnknown(!effect.nodes.empty(), effect.placed))
            text += std::string(", ") + "new nodes unknown";
        if (!effect.nodes.empty()) text += ", +" + toText(count) + (count == Range::exactly(1) ? " node" : " nodes");
    } else {
        for (const model::BoughtNodes& nodes : effect.nodes) text += ", " + nodesText(nodes);
    }
    if (effect.cost)
        text += ", " + costText(*effect.cost);
    else if (!effect.nodes.empty())
        text += ", price unknown";
    std::vector<std::string> lines{std::move(text)};
    lines.insert(lines.end(), effect.notes.begin(), effect.notes.end());
    return lines;
}

} // namespace core::preview
