#include "core/preview/others_nodes.h"

#include <algorithm>

namespace core::preview {
namespace {

bool asksFor(const model::PodSpec& spec, const std::string& key, const std::string& value)
{
    const auto own = spec.nodeSelector.find(key);
    if (own != spec.nodeSelector.end() && own->second == value) return true;
    if (!spec.requiredNodeAffinity) return false;
    return std::any_of(
        spec.requiredNodeAffinity->begin(), spec.requiredNodeAffinity->end(), [&](const model::NodeSelectorTerm& term) {
            return std::any_of(term.expressions.begin(), term.expressions.end(), [&](const model::Requirement& one) {
                return one.op == model::Requirement::Op::In && one.key == key &&
                       std::find(one.values.begin(), one.values.end(), value) != one.values.end();
            });
        });
}

/// Some taint that says the same as the label keeps some pod of the workload off.
bool keepsOff(std::vector<model::Taint> taints, const estimate::Ask& ask, const std::string& key,
              const std::string& value)
{
    std::erase_if(taints, [&](const model::Taint& taint) { return taint.key != key && taint.value != value; });
    return std::any_of(ask.pods.begin(), ask.pods.end(), [&](const estimate::AskPod& one) {
        return model::untolerated(taints, one.pod.spec.tolerations) != nullptr;
    });
}

/// Some pod of another workload asks for nodes of this label.
bool isAskedForByOthers(Facts& facts, std::size_t site, const std::string& key, const std::string& value)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    std::vector<bool> own(data.pods.size(), false);
    for (const std::uint32_t row : facts.own().in(data)) own[row] = true;
    for (std::size_t row = 0; row < data.pods.size(); ++row) {
        const snapshot::PodShape& shape = data.pods.shapes[data.pods.shape[row]];
        if (!own[row] && !shape.daemonSet && asksFor(shape.pod.spec, key, value)) return true;
    }
    return false;
}

/// Nodes that have the label, and those that pools would buy with it, are all kept for others by a taint that says the same.
bool isTainted(Facts& facts, std::size_t site, const std::string& key, const std::string& value)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    const estimate::Ask& ask = *facts.site(site).ask;
    bool any = false;
    if (const snapshot::LabelColumn* column = data.nodes.label(key); column != nullptr) {
        for (std::uint32_t row = 0; row < data.nodes.size(); ++row) {
            if (column->values[row] == snapshot::absent || column->distinct.text(column->values[row]) != value)
                continue;
            if (!keepsOff(data.nodes.taintSets[data.nodes.taintSet[row]], ask, key, value)) return false;
            any = true;
        }
    }
    for (const estimate::Offer& offer : facts.offersOf(site).offers) {
        const auto label = offer.node->node.labels.find(key);
        if (label == offer.node->node.labels.end() || label->second != value) continue;
        if (!keepsOff(offer.node->node.taints, ask, key, value)) return false;
        any = true;
    }
    return any;
}

} // namespace

bool takesOthersNodes(Facts& facts, std::size_t site, const NodeTry& what)
{
    if (!what.edit || !what.edit->condition || !what.edit->condition->wants || what.edit->value.empty()) return false;
    const std::string& key = what.edit->condition->wants->key;
    // A label with a domain says what a node is (a model, a zone), which anybody may ask for; one without is the fleet's own.
    const bool isOwn = key.find('/') == std::string::npos;
    return (isOwn && isAskedForByOthers(facts, site, key, what.edit->value)) ||
           isTainted(facts, site, key, what.edit->value);
}

} // namespace core::preview
