#include "core/preview/kept_off.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/words.h"
#include "core/estimate/fit_state.h"
#include "core/preview/limits.h"
#include "core/schedule/taint_text.h"

namespace core::preview {
namespace {

constexpr std::size_t mostAskedOf = 3; ///< asked about; each counts the cluster's nodes once more

model::Requirement entryOf(const std::string& key, const std::string& value)
{
    return {key, model::Requirement::Op::In, {value}, "="};
}

/// Terms that any of will do are one condition.
bool isAlone(const model::PodSpec& spec)
{
    return spec.requiredNodeAffinity && spec.requiredNodeAffinity->size() == 1 &&
           spec.requiredNodeAffinity->front().valid && spec.requiredNodeAffinity->front().fields.empty();
}

std::vector<Condition> conditionsOf(const model::PodSpec& spec)
{
    std::vector<Condition> out;
    for (const auto& [key, value] : spec.nodeSelector) out.push_back({true, entryOf(key, value)});
    if (!spec.requiredNodeAffinity) return out;
    if (!isAlone(spec)) {
        out.push_back({false, std::nullopt});
        return out;
    }
    for (const model::Requirement& one : spec.requiredNodeAffinity->front().expressions) out.push_back({false, one});
    return out;
}

bool meets(const model::Labels& labels, const model::PodSpec& spec, const Condition& condition)
{
    if (condition.wants) return model::matches(*condition.wants, labels);
    return std::any_of(spec.requiredNodeAffinity->begin(), spec.requiredNodeAffinity->end(),
                       [&](const model::NodeSelectorTerm& term) {
                           return term.valid && !(term.expressions.empty() && term.fields.empty()) &&
                                  term.fields.empty() && model::matches(term.expressions, labels);
                       });
}

/// The pod without it.
void drop(const Condition& condition, model::PodSpec& spec)
{
    if (condition.ofSelector) {
        const auto entry = spec.nodeSelector.find(condition.wants->key);
        if (entry != spec.nodeSelector.end() && entry->second == condition.wants->values.front())
            spec.nodeSelector.erase(entry);
        return;
    }
    if (!spec.requiredNodeAffinity) return;
    if (!condition.wants) return spec.requiredNodeAffinity.reset();
    if (!isAlone(spec)) return;
    std::erase(spec.requiredNodeAffinity->front().expressions, *condition.wants);
    if (spec.requiredNodeAffinity->front().expressions.empty()) spec.requiredNodeAffinity.reset();
}

std::string valueAt(const snapshot::LabelColumn* column, std::uint32_t row)
{
    return column == nullptr ? std::string() : std::string(column->distinct.text(column->values[row]));
}

/// What the ask without the rule finds that it does not find with it.
std::optional<KeptOff> gained(const snapshot::ClusterData& data, const estimate::Ask& without,
                              const estimate::Running& now)
{
    const estimate::Running then = estimate::running(data, without);
    KeptOff out;
    out.replicas = then.replicas - now.replicas;
    if (out.replicas <= 0) return std::nullopt;
    std::set<std::uint32_t> already;
    for (const auto& [row, pods] : now.perNode)
        if (pods > 0) already.insert(row);
    for (const auto& [row, pods] : then.perNode)
        if (pods > 0 && !already.contains(row)) out.rows.push_back(row);
    return out;
}

/// What is gained without these, all at once.
std::optional<KeptOff> without(const std::vector<Condition>& conditions, const std::vector<model::Taint>& taints,
                               const snapshot::ClusterData& data, estimate::Ask ask, const estimate::Running& now)
{
    for (estimate::AskPod& one : ask.pods) {
        for (const Condition& condition : conditions) drop(condition, one.pod.spec);
        for (const model::Taint& taint : taints) one.pod.spec.tolerations.push_back(tolerationOf(taint));
    }
    auto out = gained(data, ask, now);
    if (!out) return out;
    out->conditions = conditions;
    out->taints = taints;
    if (conditions.size() != 1 || !conditions.front().wants) return out;
    const snapshot::LabelColumn* column = data.nodes.label(conditions.front().wants->key);
    std::map<std::string, std::int64_t> counts;
    for (const std::uint32_t row : out->rows) ++counts[valueAt(column, row)];
    out->has = mostFirst(counts);
    return out;
}

bool refusedBy(const estimate::Running& now, estimate::Plugin plugin)
{
    return std::any_of(now.refused.begin(), now.refused.end(),
                       [&](const estimate::RefusedNodes& one) { return one.refusal.plugin == plugin; });
}

/// Of a set of taints, what they mean for the ask.
struct Against {
    bool passing = false;              ///< some say that the node does not stay, or is not set up
    std::optional<model::Taint> taint; ///< the first of the others that some pod does not tolerate
};

Against againstOf(const std::vector<model::Taint>& taints, const estimate::Ask& ask)
{
    Against out;
    for (const estimate::AskPod& one : ask.pods)
        for (const model::Taint& taint : taints) {
            if (isKubernetesOwn(taint) || model::untolerated({taint}, one.pod.spec.tolerations) == nullptr) continue;
            if (estimate::isPassing(taint))
                out.passing = true;
            else if (!out.taint)
                out.taint = taint;
        }
    return out;
}

} // namespace

model::Toleration tolerationOf(const model::Taint& taint)
{
    return {taint.key, taint.value.empty() ? "Exists" : "Equal", taint.value, taint.effect};
}

bool isKubernetesOwn(const model::Taint& taint)
{
    return taint.key.starts_with("node.kubernetes.io/");
}

bool isPassing(const snapshot::ClusterData& data, const estimate::Ask& ask, std::uint32_t row)
{
    return againstOf(data.nodes.taintSets[data.nodes.taintSet[row]], ask).passing;
}

std::vector<std::pair<model::Taint, std::vector<std::uint32_t>>> taintsAgainst(const snapshot::ClusterData& data,
                                                                               const estimate::Ask& ask)
{
    std::vector<Against> bySet;
    for (const auto& taints : data.nodes.taintSets) bySet.push_back(againstOf(taints, ask));
    std::map<model::Taint, std::vector<std::uint32_t>> found;
    for (std::uint32_t row = 0; row < data.nodes.size(); ++row) {
        const Against& against = bySet[data.nodes.taintSet[row]];
        if (!against.passing && against.taint) found[*against.taint].push_back(row);
    }
    std::vector<std::pair<model::Taint, std::vector<std::uint32_t>>> out(found.begin(), found.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& one, const auto& other) { return one.second.size() > other.second.size(); });
    return out;
}

std::string toText(const Condition& condition)
{
    const std::string kind = condition.ofSelector ? "nodeSelector" : "node affinity";
    return condition.wants ? kind + " " + model::toText(std::vector{*condition.wants}) : kind;
}

std::vector<Condition> conditionsOf(const estimate::Ask& ask)
{
    std::vector<Condition> out;
    for (const estimate::AskPod& one : ask.pods)
        for (Condition& condition : conditionsOf(one.pod.spec))
            if (std::find(out.begin(), out.end(), condition) == out.end()) out.push_back(std::move(condition));
    return out;
}

std::optional<Condition> unmetBy(const model::Labels& labels, const estimate::Ask& ask)
{
    for (const estimate::AskPod& one : ask.pods)
        for (Condition& condition : conditionsOf(one.pod.spec))
            if (!meets(labels, one.pod.spec, condition)) return std::move(condition);
    return std::nullopt;
}

std::vector<KeptOff> keptOff(const snapshot::ClusterData& data, const estimate::Ask& ask, const estimate::Running& now)
{
    std::vector<Condition> conditions;
    std::vector<model::Taint> taints;
    if (refusedBy(now, estimate::Plugin::NodeAffinity)) conditions = conditionsOf(ask);
    if (refusedBy(now, estimate::Plugin::TaintToleration)) {
        for (const auto& [taint, rows] : taintsAgainst(data, ask))
            if (taints.size() < mostAskedOf) taints.push_back(taint);
        if (conditions.empty()) conditions = conditionsOf(ask); // the taint is asked first
    }
    std::vector<KeptOff> out;
    const auto add = [&](std::optional<KeptOff> one) {
        if (one) out.push_back(std::move(*one));
    };
    for (const Condition& condition : conditions) add(without({condition}, {}, data, ask, now));
    for (const model::Taint& taint : taints) add(without({}, {taint}, data, ask, now));
    if (out.empty() && conditions.size() + taints.size() > 1) add(without(conditions, taints, data, ask, now));
    std::stable_sort(out.begin(), out.end(),
                     [](const KeptOff& one, const KeptOff& other) { return one.replicas > other.replicas; });
    return out;
}

std::string nameOf(const KeptOff& one)
{
    std::vector<std::string> names;
    for (const Condition& condition : one.conditions) names.push_back(toText(condition));
    for (const model::Taint& taint : one.taints) names.push_back("taint " + schedule::toText(taint));
    return listed(names);
}

std::string toText(const KeptOff& one)
{
    std::string out =
        one.rows.empty()
            ? "there would be room for " + counted(one.replicas, "replica") + " but for " + nameOf(one)
            : counted(static_cast<std::int64_t>(one.rows.size()), "node") + " would take one but for " + nameOf(one);
    std::vector<std::string> values;
    for (const auto& [value, nodes] : one.has)
        if (!value.empty()) values.push_back(value);
    if (!values.empty()) out += ", where they have " + listed(values);
    if (values.empty() && !one.has.empty()) out += ", a label that they lack";
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> valuesOf(const snapshot::NodeTable& nodes, std::string_view key)
{
    const snapshot::LabelColumn* column = nodes.label(key);
    std::map<std::string, std::int64_t> counts;
    for (std::uint32_t row = 0; column != nullptr && row < nodes.size(); ++row)
        if (column->values[row] != snapshot::absent) ++counts[valueAt(column, row)];
    return mostFirst(counts);
}

} // namespace core::preview
