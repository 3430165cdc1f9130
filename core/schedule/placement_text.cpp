#include "core/schedule/placement_text.h"

#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace core::schedule {

std::string_view operatorText(model::Requirement::Op op)
{
    using Op = model::Requirement::Op;
    switch (op) {
    case Op::In: return "In";
    case Op::NotIn: return "NotIn";
    case Op::Exists: return "Exists";
    case Op::DoesNotExist: return "DoesNotExist";
    case Op::Gt: return "Gt";
    case Op::Lt: return "Lt";
    }
    return {};
}

namespace {

using Ordered = nlohmann::ordered_json;

Ordered expression(const model::Requirement& one)
{
    Ordered out{{"key", one.key}, {"operator", operatorText(one.op)}};
    if (!one.values.empty()) out["values"] = one.values;
    return out;
}

/// An operator that nobody knows: what was written is not known any more, but that it is invalid is.
Ordered invalidExpression()
{
    return {{"key", "invalid"}, {"operator", "Invalid"}};
}

Ordered selector(const model::LabelSelector& selector)
{
    Ordered labels = Ordered::object();
    Ordered expressions = Ordered::array();
    for (const model::Requirement& one : selector.requirements) {
        if (one.spelled == "=")
            labels[one.key] = one.values.front();
        else
            expressions.push_back(expression(one));
    }
    if (!selector.valid) expressions.push_back(invalidExpression());
    Ordered out = Ordered::object();
    if (!labels.empty()) out["matchLabels"] = labels;
    if (!expressions.empty()) out["matchExpressions"] = expressions;
    return out;
}

void addAffinity(Ordered& out, const model::ClusterAffinity& affinity)
{
    if (affinity.labelSelector) out["labelSelector"] = selector(*affinity.labelSelector);
    if (!affinity.fieldSelector.empty() || !affinity.fieldSelectorValid) {
        Ordered expressions = Ordered::array();
        for (const model::Requirement& one : affinity.fieldSelector) expressions.push_back(expression(one));
        if (!affinity.fieldSelectorValid) expressions.push_back(invalidExpression());
        out["fieldSelector"] = Ordered{{"matchExpressions", expressions}};
    }
    if (!affinity.clusterNames.empty()) out["clusterNames"] = affinity.clusterNames;
    if (!affinity.exclude.empty()) out["exclude"] = affinity.exclude;
}

Ordered term(const model::AffinityTerm& one)
{
    Ordered out{{"affinityName", one.name}};
    addAffinity(out, one.affinity);
    for (const model::AffinityTerm& overflow : one.overflow) out["overflowAffinities"].push_back(term(overflow));
    return out;
}

void addText(Ordered& out, const char* key, const std::string& text)
{
    if (!text.empty()) out[key] = text;
}

Ordered toleration(const model::Toleration& one)
{
    Ordered out = Ordered::object();
    addText(out, "key", one.key);
    addText(out, "operator", one.op);
    addText(out, "value", one.value);
    addText(out, "effect", one.effect);
    return out;
}

Ordered constraint(const model::SpreadConstraint& one)
{
    Ordered out = Ordered::object();
    addText(out, "spreadByField", one.fieldText);
    addText(out, "spreadByLabel", one.label);
    if (one.maxGroups != 0) out["maxGroups"] = one.maxGroups;
    if (one.minGroups != 0) out["minGroups"] = one.minGroups;
    return out;
}

Ordered scheduling(const model::ReplicaScheduling& one)
{
    Ordered out = Ordered::object();
    addText(out, "replicaSchedulingType", one.type);
    addText(out, "replicaDivisionPreference", one.divisionPreference);
    addText(out, "customSchedulingType", one.customSchedulingType);
    if (!one.weightPreference) return out;
    Ordered weights = Ordered::object();
    for (const model::StaticWeight& rule : one.weightPreference->staticWeights) {
        Ordered target = Ordered::object();
        addAffinity(target, rule.target);
        weights["staticWeightList"].push_back(Ordered{{"targetCluster", target}, {"weight", rule.weight}});
    }
    addText(weights, "dynamicWeight", one.weightPreference->dynamicWeight);
    out["weightPreference"] = weights;
    return out;
}

} // namespace

std::string placementText(const model::Placement& placement)
{
    Ordered out = Ordered::object();
    if (placement.clusterAffinity) {
        out["clusterAffinity"] = Ordered::object();
        addAffinity(out["clusterAffinity"], *placement.clusterAffinity);
    }
    for (const auto& one : placement.clusterAffinities) out["clusterAffinities"].push_back(term(one));
    for (const auto& one : placement.clusterTolerations) out["clusterTolerations"].push_back(toleration(one));
    for (const auto& one : placement.spreadConstraints) out["spreadConstraints"].push_back(constraint(one));
    if (placement.replicaScheduling) out["replicaScheduling"] = scheduling(*placement.replicaScheduling);
    const auto group = [&](const char* kind, const std::string& key) {
        if (!key.empty()) out["workloadAffinity"][kind] = Ordered{{"groupByLabelKey", key}};
    };
    group("affinity", placement.workloadAffinityKey);
    group("antiAffinity", placement.workloadAntiAffinityKey);
    // Text that is not UTF-8 (from a file of unknown origin) is replaced, never an exception.
    return out.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

std::optional<model::Placement> placementOf(std::string_view text)
{
    const Json object = Json::parse(text, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    model::Issues ignored;
    return model::readPlacement(object, "", ignored);
}

} // namespace core::schedule
