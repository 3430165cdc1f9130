#include "core/preview/refusals.h"

#include <algorithm>
#include <limits>
#include <set>

#include "core/estimate/card_sharing.h"
#include "core/model/hints.h"
#include "core/model/quantity.h"
#include "core/preview/kept_off.h"
#include "core/preview/limits.h"
#include "core/schedule/taint_text.h"
#include "core/snapshot/infer.h"

namespace core::preview {
namespace {

using estimate::Plugin;

constexpr std::string_view insufficient = "Insufficient ";

bool isOfBytes(std::string_view resource)
{
    return resource == "memory" || resource == "ephemeral-storage" || resource.starts_with("hugepages-");
}

/// "7.91", "27.5Gi"
std::string amountText(std::string_view resource, Amount amount)
{
    if (amount == std::numeric_limits<Amount>::max())
        return "more than can be counted"; // 1e300, cut to what a number holds
    if (resource == "cpu") return model::Quantity::ofMilli(amount).decimal();
    if (!isOfBytes(resource)) return std::to_string(amount);
    Amount unit = 1;
    const char* name = "";
    for (const char* next : {"Ki", "Mi", "Gi"}) {
        if (amount / unit < 1024) break;
        unit *= 1024;
        name = next;
    }
    const Amount hundredths = amount / unit * 100 + (amount % unit * 100 + unit / 2) / unit;
    return model::Quantity::ofMilli(hundredths * 10).decimal() + name;
}

/// Of one pod, the one that asks for most.
Amount askedOf(const estimate::Ask& ask, std::string_view resource)
{
    Amount most = 0;
    for (const estimate::AskPod& one : ask.pods) most = std::max(most, model::amountIn(one.requests, resource));
    return most;
}

/// The most that a node which is too small for it has, empty.
Amount mostOfTooSmall(const snapshot::NodeTable& nodes, std::string_view resource, Amount asked)
{
    Amount most = 0;
    const auto column = nodes.resource(resource);
    if (!column) return most;
    for (const Amount amount : nodes.allocatable[*column])
        if (amount < asked) most = std::max(most, amount);
    return most;
}

/// Each reason, with the figures of the resource that it names.
template <class Has>
std::string withFigures(const estimate::Refusal& refusal, const estimate::Ask& ask, Has has)
{
    std::vector<std::string> out;
    for (const std::string& reason : refusal.reasons) {
        out.push_back(reason);
        if (!reason.starts_with(insufficient)) continue;
        const std::string resource = reason.substr(insufficient.size());
        const Amount asked = askedOf(ask, resource);
        out.back() += " (asks " + amountText(resource, asked) + ", " + has(resource, asked) + ")";
    }
    return listed(out);
}

/// What the pods ask of cards and a node in this sharing mode does not give out, "nvidia.com/gpu"; empty: it serves them.
std::string_view notGivenOut(std::string_view mode, const estimate::Ask& ask)
{
    namespace detail = estimate::detail;
    constexpr std::string_view cards = "nvidia.com/gpu";
    const auto asked = [&](std::string_view resource) { return askedOf(ask, resource); };
    if (!detail::modeServes(mode, asked(cards), 0, 0)) return cards;
    for (const std::string_view resource : {detail::gpuMemoryResource, detail::gpuCoreResource})
        if (!detail::modeServes(mode, 0, resource == detail::gpuMemoryResource ? asked(resource) : 0,
                                resource == detail::gpuCoreResource ? asked(resource) : 0))
            return resource;
    return {};
}

/// "; nodes in sharing mode share (label ack.node.gpu.schedule) give out no nvidia.com/gpu". Empty: the refusal has
/// another cause. In a mode that does not serve it a node has none of the resource, so it is kube-scheduler that refuses.
std::string otherModes(const std::set<std::string>& modes, const estimate::Ask& ask, const estimate::Refusal& refusal)
{
    if (refusal.plugin != Plugin::GpuSharing && refusal.plugin != Plugin::NodeResourcesFit) return {};
    std::vector<std::string> names;
    std::string_view resource;
    for (const std::string& mode : modes) {
        const std::string_view lacks = notGivenOut(mode, ask);
        const bool named = refusal.plugin == Plugin::GpuSharing ||
                           std::find(refusal.reasons.begin(), refusal.reasons.end(),
                                     std::string(insufficient) + std::string(lacks)) != refusal.reasons.end();
        if (lacks.empty() || !named || (!resource.empty() && lacks != resource)) continue;
        resource = lacks;
        names.push_back(mode);
    }
    if (names.empty()) return {};
    return "; nodes in sharing mode " + listed(names) + " (label " + std::string(estimate::detail::modeLabel) +
           ") give out no " + std::string(resource);
}

std::set<std::string> modesOf(const snapshot::NodeTable& nodes)
{
    std::set<std::string> out;
    for (const auto& [mode, number] : valuesOf(nodes, estimate::detail::modeLabel)) out.insert(mode);
    return out;
}

std::set<std::string> modesOf(const model::Labels& labels)
{
    const auto mode = labels.find(std::string(estimate::detail::modeLabel));
    return mode == labels.end() ? std::set<std::string>() : std::set<std::string>{mode->second};
}

bool isLacking(const snapshot::NodeTable& nodes, const Condition& condition)
{
    if (!condition.wants || condition.wants->op != model::Requirement::Op::In) return false;
    const auto values = valuesOf(nodes, condition.wants->key);
    return std::none_of(values.begin(), values.end(), [&](const auto& one) {
        const auto& wanted = condition.wants->values;
        return std::find(wanted.begin(), wanted.end(), one.first) != wanted.end();
    });
}

std::string didYouMean(std::string_view word, const std::vector<std::string_view>& known)
{
    const auto close = model::hints::nearest(word, known);
    return close ? "; did you mean " + *close + "?" : std::string();
}

/// "no node has gpu=A100, they have A10 and T4; did you mean A10?"
std::string lacking(const snapshot::NodeTable& nodes, const model::Requirement& wants)
{
    const auto values = valuesOf(nodes, wants.key);
    std::vector<std::string> names;
    std::vector<std::string_view> known;
    for (const auto& [value, number] : values) {
        names.push_back(value);
        known.push_back(value);
    }
    if (!names.empty())
        return "no node has " + model::toText(std::vector{wants}) + ", they have " + listed(names) +
               (wants.values.empty() ? std::string() : didYouMean(wants.values.front(), known));
    for (const snapshot::LabelColumn& column : nodes.labels) known.push_back(column.key);
    return "no node has label " + wants.key + didYouMean(wants.key, known);
}

} // namespace

std::string refusalText(const estimate::Refusal& refusal)
{
    if (refusal.reasons.empty()) return std::string(estimate::nameOf(refusal.plugin));
    const bool never = refusal.unresolvable && refusal.plugin == Plugin::NodeResourcesFit;
    return listed(refusal.reasons) + (never ? ", even when empty" : "");
}

std::string refusalText(const snapshot::ClusterData& data, const estimate::Ask& ask, const estimate::Refusal& refusal)
{
    std::string plain = refusalText(refusal);
    if (refusal.plugin == Plugin::NodeResourcesFit && refusal.unresolvable)
        return withFigures(refusal, ask,
                           [&](const std::string& resource, Amount asked) {
                               const Amount most = mostOfTooSmall(data.nodes, resource, asked);
                               return (most > 0 ? "has at most " : "has ") + amountText(resource, most);
                           }) +
               ", even when empty" + otherModes(modesOf(data.nodes), ask, refusal);
    if (refusal.plugin == Plugin::GpuSharing) return plain + otherModes(modesOf(data.nodes), ask, refusal);
    if (refusal.plugin != Plugin::NodeAffinity || data.nodes.size() == 0 || refusal.reasons.empty()) return plain;
    for (const Condition& condition : conditionsOf(ask))
        if (isLacking(data.nodes, condition)) return plain + " (" + lacking(data.nodes, *condition.wants) + ")";
    return plain;
}

std::string refusalText(const estimate::Offer& offer, const estimate::Ask& ask)
{
    const estimate::Refusal& refusal = *offer.refusal;
    const estimate::NodeTemplate& node = *offer.node;
    // An offer is an empty node: that it is even when empty goes without saying.
    const std::string plain = refusal.reasons.empty() ? refusalText(refusal) : listed(refusal.reasons);
    const std::string mode = otherModes(modesOf(node.node.labels), ask, refusal);
    if (!refusal.by.empty()) return plain + " (a pod of DaemonSet " + refusal.by + " is there)";
    if (refusal.plugin == Plugin::GpuSharing) return plain + mode;
    if (refusal.plugin == Plugin::NodeResourcesFit)
        return withFigures(refusal, ask,
                           [&](const std::string& resource, Amount) {
                               const Amount taken = model::amountIn(node.daemonSets, resource);
                               return std::string(node.assumed ? "has about " : "has ") +
                                      amountText(resource, model::amountIn(node.node.allocatable, resource)) +
                                      (taken > 0 ? ", of which daemon sets take " + amountText(resource, taken)
                                                 : std::string());
                           }) +
               mode;
    if (refusal.plugin == Plugin::TaintToleration)
        for (const estimate::AskPod& one : ask.pods)
            if (const auto* taint = model::untolerated(node.node.taints, one.pod.spec.tolerations))
                return plain + " {" + schedule::toText(*taint) + "}";
    if (refusal.plugin != Plugin::NodeAffinity) return plain;
    const auto unmet = unmetBy(node.node.labels, ask);
    if (!unmet) return plain;
    if (!unmet->wants) return plain + " (" + toText(*unmet) + ")";
    if (snapshot::isOfOneNode(unmet->wants->key)) return plain + " (" + toText(*unmet) + ", it has a value of its own)";
    const auto label = node.node.labels.find(unmet->wants->key);
    return plain + " (" + toText(*unmet) + ", " +
           (label == node.node.labels.end() ? "it has no such label" : "it has " + label->second) + ")";
}

} // namespace core::preview
