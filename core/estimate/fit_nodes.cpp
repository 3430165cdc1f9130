#include <algorithm>
#include <array>

#include "core/estimate/card_sharing.h"
#include "core/estimate/fit_state.h"

/// The part of a Fit that looks at nodes and what they have left: resources, cordon, name, taints, selector, ports, and
/// the sharing mode of their cards.
namespace core::estimate {
namespace {

using detail::Code;
using detail::codeOf;
using detail::HostPortUse;

const model::Taint& cordonTaint()
{
    static const model::Taint taint{"node.kubernetes.io/unschedulable", "", "NoSchedule"};
    return taint;
}

std::string_view ipOf(const HostPortUse& port)
{
    return port.ip.empty() ? std::string_view("0.0.0.0") : std::string_view(port.ip);
}

} // namespace

bool isCounted(std::string_view resource)
{
    if (resource == "cpu" || resource == "memory" || resource == "ephemeral-storage") return true;
    if (resource.starts_with("hugepages-") || resource.starts_with("attachable-volumes-")) return true;
    if (resource.find("kubernetes.io/") != std::string_view::npos) return true;
    return resource.find('/') != std::string_view::npos && !resource.starts_with("requests.");
}

std::int32_t priorityOf(const model::PodSpec& spec, const snapshot::ClusterData& data)
{
    if (spec.priority) return *spec.priority;
    const std::string& stated = spec.priorityClassName;
    const std::string& priorityClass = stated.empty() ? data.admission.defaultPriorityClass : stated;
    const auto& classes = data.priorityClasses;
    const auto at = std::lower_bound(classes.begin(), classes.end(), priorityClass,
                                     [](const auto& entry, const std::string& name) { return entry.first < name; });
    if (at != classes.end() && at->first == priorityClass) return at->second;
    if (spec.priorityClassName == "system-cluster-critical") return 2'000'000'000;
    if (spec.priorityClassName == "system-node-critical") return 2'000'001'000;
    return 0;
}

namespace detail {

std::vector<HostPortUse> hostPortsOf(const model::PodSpec& spec)
{
    std::vector<HostPortUse> ports;
    const auto take = [&](const model::Container& container) {
        for (const model::HostPort& port : container.ports)
            if (port.port > 0) ports.push_back({port.ip, port.protocol.empty() ? "TCP" : port.protocol, port.port});
    };
    for (const model::Container& container : spec.containers) take(container);
    for (const model::Container& container : spec.initContainers)
        if (container.sidecar) take(container);
    return ports;
}

bool clash(const std::vector<HostPortUse>& a, const std::vector<HostPortUse>& b)
{
    for (const HostPortUse& mine : a)
        for (const HostPortUse& theirs : b)
            if (mine.port == theirs.port && mine.protocol == theirs.protocol &&
                (ipOf(mine) == ipOf(theirs) || ipOf(mine) == "0.0.0.0" || ipOf(theirs) == "0.0.0.0"))
                return true;
    return false;
}

} // namespace detail

void Fit::State::prepareNeeds()
{
    const snapshot::NodeTable& nodes = data.nodes;
    const auto needOf = [&](const std::string& name, Amount amount) {
        detail::Need need;
        need.name = name;
        need.amount = amount;
        if (const auto column = nodes.resource(name)) {
            if (!nodes.allocatable[*column].empty()) need.allocatable = nodes.allocatable[*column].data();
            if (*column < nodes.requested.size() && !nodes.requested[*column].empty())
                need.requested = nodes.requested[*column].data();
        }
        return need;
    };
    for (const auto& [name, amount] : requests)
        if (amount > 0 && isCounted(name)) needs.push_back(needOf(name, amount));
    pods = needOf("pods", 1);
    m_cards = model::amountIn(requests, "nvidia.com/gpu");
    m_gpuMemory = model::amountIn(requests, "aliyun.com/gpu-mem");
    m_gpuCore = model::amountIn(requests, "aliyun.com/gpu-core.percentage");

    if (!m_leaveOutBelow) return;
    const snapshot::PodTable& table = data.pods;
    m_leftOutShape.assign(table.shapes.size(), 0);
    for (std::size_t i = 0; i < table.shapes.size(); ++i)
        m_leftOutShape[i] = priorityOf(table.shapes[i].pod.spec, data) < *m_leaveOutBelow ? 1 : 0;
    m_gone.assign(needs.size() + 1, std::vector<Amount>(nodes.size(), 0));
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::uint32_t shape = table.shape[i];
        if (m_leftOutShape[shape] == 0 || table.node[i] == snapshot::noRow ||
            (table.state[i] & snapshot::HoldsResources) == 0)
            continue;
        for (std::size_t k = 0; k < needs.size(); ++k)
            m_gone[k][table.node[i]] += model::amountIn(table.shapes[shape].requests, needs[k].name);
        ++m_gone.back()[table.node[i]];
    }
    for (std::size_t k = 0; k < needs.size(); ++k) needs[k].gone = m_gone[k].data();
    pods.gone = m_gone.back().data();
}

void Fit::State::prepareNodes()
{
    const auto& tolerations = pod.spec.tolerations;
    toleratesCordon = std::any_of(tolerations.begin(), tolerations.end(), [](const model::Toleration& toleration) {
        return model::tolerates(toleration, cordonTaint());
    });
    for (const auto& taints : data.nodes.taintSets)
        taintsOk.push_back(model::untolerated(taints, tolerations) == nullptr ? 1 : 0);
    match = detail::NodeMatch(data.nodes, pod.spec.nodeSelector, pod.spec.requiredNodeAffinity);
    const auto onlyThese = detail::namedNodes(pod.spec.requiredNodeAffinity);
    if (!onlyThese) return;
    if (onlyThese->empty()) {
        everywhere = codeOf(Plugin::NodeAffinity, 2);
        return;
    }
    named.emplace(data.nodes.size(), std::uint8_t{0});
    for (const std::string& name : *onlyThese)
        if (const std::uint32_t row = data.nodes.row(name); row != snapshot::noRow) (*named)[row] = 1;
}

void Fit::State::preparePorts()
{
    ports = detail::hostPortsOf(pod.spec);
}

void Fit::State::prepareSharing()
{
    if (!wholeCards() && !sharesCards()) return;
    if ((mode = data.nodes.label(detail::modeLabel)) == nullptr) return;
    modeOk.assign(mode->distinct.size() + 1, 1);
    for (snapshot::Id id = 1; id < modeOk.size(); ++id)
        modeOk[id] = detail::modeServes(mode->distinct.text(id), m_cards, m_gpuMemory, m_gpuCore) ? 1 : 0;
}

} // namespace core::estimate
