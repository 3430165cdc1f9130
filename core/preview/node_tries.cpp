#include "core/preview/node_tries.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/preview/limits.h"
#include "core/schedule/placement_text.h"
#include "core/schedule/taint_text.h"
#include "core/snapshot/infer.h"

namespace core::preview {

std::string namedNodes(const snapshot::ClusterData& data, const std::vector<std::uint32_t>& rows)
{
    std::vector<std::string> names;
    for (const std::uint32_t row : rows) names.emplace_back(data.nodes.names[row]);
    return (rows.size() == 1 ? "node " : "nodes ") + listed(names) + " of " + data.cluster.name;
}

namespace {

constexpr std::size_t mostTaints = 2; ///< of a cluster, those on most nodes
constexpr std::size_t mostValues = 2; ///< of one condition, that the pods could ask for instead

void give(snapshot::NodeTable& nodes, const NodeTry& one)
{
    for (const std::uint32_t row : one.rows) {
        if (one.uncordons) nodes.unschedulable[row] = 0;
        if (one.makesReady) nodes.ready[row] = 1;
        std::vector<model::Taint> taints = nodes.taintSets[nodes.taintSet[row]];
        std::erase_if(taints, [&](const model::Taint& taint) {
            const bool cordon = taint.key == "node.kubernetes.io/unschedulable";
            return isKubernetesOwn(taint) && (cordon ? one.uncordons : one.makesReady);
        });
        nodes.taintSet[row] = static_cast<std::uint32_t>(nodes.taintSets.size());
        nodes.taintSets.push_back(std::move(taints));
    }
}

/// Pools whose empty nodes the taint alone keeps the pods off, as far as is told.
std::map<model::Taint, std::set<std::string>> taintsOfPools(Facts& facts, std::size_t site)
{
    std::map<model::Taint, std::set<std::string>> out;
    for (const estimate::Offer& offer : facts.offersOf(site).offers) {
        if (!offer.refusal || offer.refusal->plugin != estimate::Plugin::TaintToleration) continue;
        for (const estimate::AskPod& one : facts.site(site).ask->pods)
            if (const auto* taint = model::untolerated(offer.node->node.taints, one.pod.spec.tolerations))
                out[*taint].insert(nameOf(facts.site(site).data->pools[offer.pool]));
    }
    return out;
}

void addTolerations(Facts& facts, std::size_t site, std::vector<NodeTry>& out)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    auto pools = taintsOfPools(facts, site);
    auto ofNodes = taintsAgainst(data, *facts.site(site).ask);
    if (ofNodes.size() > mostTaints) ofNodes.resize(mostTaints);
    for (const auto& [taint, rows] : ofNodes) {
        out.push_back({"tolerate taint " + schedule::toText(taint) + " of " + namedNodes(data, rows),
                       {},
                       false,
                       false,
                       PodEdit{taint, std::nullopt, {}}});
        pools.erase(taint);
    }
    for (const auto& [taint, names] : pools)
        out.push_back({"tolerate taint " + schedule::toText(taint) + (names.size() == 1 ? " of pool " : " of pools ") +
                           listed({names.begin(), names.end()}) + " of " + data.cluster.name,
                       {},
                       false,
                       false,
                       PodEdit{taint, std::nullopt, {}}});
}

/// Values of the label on nodes that would take the pods but for the condition, and on those that pools could buy; of these none
/// that is a node's own, which nobody knows before it is there. "": none, which lets in all nodes where each has its own.
std::vector<std::string> valuesInstead(Facts& facts, std::size_t site, const Condition& condition)
{
    std::map<std::string, std::int64_t> found;
    const bool eachHasItsOwn = condition.wants && snapshot::isOfOneNode(condition.wants->key);
    for (const KeptOff& one : facts.keptOff(site))
        if (std::find(one.conditions.begin(), one.conditions.end(), condition) != one.conditions.end())
            for (const auto& [value, nodes] : one.has) {
                found[value] += nodes;
                if (eachHasItsOwn && !value.empty()) found[std::string()] += nodes;
            }
    for (const estimate::Offer& offer : facts.offersOf(site).offers) {
        if (!offer.refusal || offer.refusal->plugin != estimate::Plugin::NodeAffinity || !condition.wants) continue;
        const model::Labels& labels = offer.node->node.labels;
        if (model::matches(*condition.wants, labels)) continue;
        const auto label = labels.find(condition.wants->key);
        ++found[label == labels.end() || eachHasItsOwn ? std::string() : label->second];
    }
    std::vector<std::string> out;
    for (const auto& [value, nodes] : mostFirst(found)) out.push_back(value);
    return out;
}

std::string sentenceOf(const Condition& condition, const std::string& value)
{
    if (value.empty()) return "take " + toText(condition) + " out of the pod template";
    if (condition.ofSelector) return "set " + toText(condition) + " of the pod template to " + value;
    return "let " + toText(condition) + " of the pod template take " + value + ", too";
}

void addConditions(Facts& facts, std::size_t site, std::vector<NodeTry>& out)
{
    for (const Condition& condition : conditionsOf(*facts.site(site).ask)) {
        const bool takesValues = condition.wants && condition.wants->op == model::Requirement::Op::In;
        std::vector<std::string> values = valuesInstead(facts, site, condition);
        if (!takesValues && !values.empty()) values = {std::string()};
        const bool asAWhole = std::any_of(facts.keptOff(site).begin(), facts.keptOff(site).end(), [&](const auto& one) {
            return std::find(one.conditions.begin(), one.conditions.end(), condition) != one.conditions.end();
        });
        if (values.empty() && asAWhole) values = {std::string()};
        if (values.size() > mostValues) values.resize(mostValues);
        for (const std::string& value : values)
            out.push_back({sentenceOf(condition, value), {}, false, false, PodEdit{std::nullopt, condition, value}});
    }
}

// ---- the manifest with an edit

Json* inside(Json& value, std::initializer_list<const char*> keys)
{
    Json* at = &value;
    for (const char* key : keys) {
        const auto found = at->is_object() ? at->find(key) : at->end();
        if (!at->is_object() || found == at->end()) return nullptr;
        at = &*found;
    }
    return at;
}

bool isWritten(const Json& expression, const model::Requirement& wanted)
{
    if (!expression.is_object() || expression.value("key", Json()) != wanted.key ||
        expression.value("operator", Json()) != schedule::operatorText(wanted.op))
        return false;
    const Json values = expression.value("values", Json::array());
    if (!values.is_array() || values.size() != wanted.values.size()) return wanted.values.empty();
    return std::all_of(values.begin(), values.end(), [&](const Json& value) {
        return std::any_of(wanted.values.begin(), wanted.values.end(), [&](const auto& one) { return value == one; });
    });
}

void editAffinity(const PodEdit& edit, Json& spec)
{
    constexpr auto required = "requiredDuringSchedulingIgnoredDuringExecution";
    Json* affinity = inside(spec, {"affinity", "nodeAffinity"});
    Json* terms = inside(spec, {"affinity", "nodeAffinity", required, "nodeSelectorTerms"});
    if (affinity == nullptr || terms == nullptr || !terms->is_array()) return;
    if (!edit.condition->wants) {
        affinity->erase(required);
        return;
    }
    Json* expressions = terms->size() == 1 ? inside(terms->front(), {"matchExpressions"}) : nullptr;
    if (expressions == nullptr || !expressions->is_array()) return;
    for (std::size_t i = 0; i < expressions->size(); ++i) {
        if (!isWritten((*expressions)[i], *edit.condition->wants)) continue;
        if (edit.value.empty())
            expressions->erase(i);
        else
            (*expressions)[i]["values"].push_back(edit.value);
        break;
    }
    if (expressions->empty()) affinity->erase(required); // a term without any matches no node
}

void apply(const PodEdit& edit, Json& spec)
{
    if (edit.tolerates) {
        const model::Toleration one = tolerationOf(*edit.tolerates);
        Json written{{"key", one.key}, {"operator", one.op}, {"effect", one.effect}};
        if (!one.value.empty()) written["value"] = one.value;
        if (!spec["tolerations"].is_array()) spec["tolerations"] = Json::array();
        spec["tolerations"].push_back(std::move(written));
    }
    if (!edit.condition) return;
    if (!edit.condition->ofSelector) return editAffinity(edit, spec);
    Json* selector = inside(spec, {"nodeSelector"});
    const model::Requirement& wanted = *edit.condition->wants;
    if (selector == nullptr || selector->value(wanted.key, Json()) != wanted.values.front()) return;
    if (edit.value.empty())
        selector->erase(wanted.key);
    else
        (*selector)[wanted.key] = edit.value;
}

} // namespace

Question edited(const Question& question, const std::vector<PodEdit>& edits)
{
    Question out = question;
    model::Issues ignored;
    Json object = question.workload.object;
    for (const model::Component& one : model::readWorkload(object, "", ignored).components) {
        const Json::json_pointer path(one.path + "/spec");
        if (!object.contains(path) || !object[path].is_object()) continue;
        for (const PodEdit& edit : edits) apply(edit, object[path]);
    }
    const model::Workload read = model::readWorkload(object, "", ignored);
    if (read.components.size() != out.workload.components.size()) return out;
    for (std::size_t i = 0; i < read.components.size(); ++i) { // the rest has got what only the question knows
        model::PodSpec& spec = out.workload.components[i].pod.spec;
        spec.nodeSelector = read.components[i].pod.spec.nodeSelector;
        spec.requiredNodeAffinity = read.components[i].pod.spec.requiredNodeAffinity;
        spec.tolerations = read.components[i].pod.spec.tolerations;
    }
    out.workload.object = std::move(object);
    return out;
}

std::vector<NodeTry> nodeTriesOf(Facts& facts, std::size_t site)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    NodeTry cordoned;
    cordoned.uncordons = true;
    NodeTry unready;
    unready.makesReady = true;
    for (std::uint32_t row = 0; row < data.nodes.size(); ++row) {
        if (isPassing(data, *facts.site(site).ask, row)) continue;
        if (data.nodes.unschedulable[row] != 0) cordoned.rows.push_back(row);
        if (data.nodes.ready[row] == 0 && facts.site(site).starting->at(row) != estimate::Starting::Surely)
            unready.rows.push_back(row);
    }
    std::vector<NodeTry> out;
    if (!cordoned.rows.empty()) {
        cordoned.sentence = "uncordon " + namedNodes(data, cordoned.rows);
        out.push_back(std::move(cordoned));
    }
    if (!facts.site(site).ask->daemon) { // more nodes would be more pods of it, and those that are short stay so
        addTolerations(facts, site, out);
        addConditions(facts, site, out);
    }
    if (!unready.rows.empty()) {
        unready.sentence = "bring " + namedNodes(data, unready.rows) + " back to Ready";
        out.push_back(std::move(unready));
    }
    return out;
}

NodesTried tryNodes(const Prepared& prepared, Facts& facts, std::size_t site, const std::vector<NodeTry>& tries)
{
    std::vector<PodEdit> edits;
    snapshot::ClusterData data = *facts.site(site).data;
    bool ofNodes = false;
    for (const NodeTry& one : tries) {
        if (one.edit) edits.push_back(*one.edit);
        ofNodes = ofNodes || !one.rows.empty();
        give(data.nodes, one);
    }
    NodesTried out;
    out.prepared = prepared;
    if (!edits.empty()) {
        out.question = std::make_shared<const Question>(edited(*prepared.question, edits));
        out.prepared = withQuestion(prepared, *out.question);
    }
    out.trial = edits.empty()
                    ? tryCluster(prepared, facts, site, std::move(data))
                    : tryPods(out.prepared, facts, site, ofNodes ? std::optional(std::move(data)) : std::nullopt);
    return out;
}

} // namespace core::preview
