#include "core/estimate/fit.h"

#include <algorithm>
#include <array>

#include "core/estimate/card_sharing.h"
#include "core/estimate/fit_state.h"

namespace core::estimate {

using detail::Code;
using detail::codeOf;
using detail::shortageBit;
using detail::tooManyPodsBit;
using detail::unresolvableBit;

namespace {

constexpr std::array<std::string_view, 15> names = {
    "NodeUnschedulable", "NodeName",           "TaintToleration",  "NodeAffinity",  "NodePorts",
    "NodeResourcesFit",  "VolumeRestrictions", "NodeVolumeLimits", "VolumeBinding", "VolumeZone",
    "PodTopologySpread", "InterPodAffinity",   "GpuSharing",       "GpuFault",      "NodeNotReady"};

/// kube-scheduler 1.36's texts, by plug-in and reason number.
std::string_view reasonText(Plugin plugin, unsigned reason)
{
    switch (plugin) {
    case Plugin::NodeUnschedulable: return "node(s) were unschedulable";
    case Plugin::NodeName: return "node(s) didn't match the requested node name";
    case Plugin::TaintToleration: return "node(s) had untolerated taint(s)";
    case Plugin::NodeAffinity:
        return reason == 0   ? "node(s) didn't match Pod's node affinity/selector"
               : reason == 1 ? "" // excluded in PreFilter: no text
                             : "pod affinity terms conflict";
    case Plugin::NodePorts: return "node(s) didn't have free ports for the requested pod ports";
    case Plugin::NodeResourcesFit: return "";
    case Plugin::VolumeRestrictions:
        return "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode";
    case Plugin::NodeVolumeLimits: return "node(s) exceed max volume count";
    case Plugin::VolumeBinding:
        return reason == 1 ? "node(s) didn't find available persistent volumes to bind"
                           : "node(s) didn't match PersistentVolume's node affinity";
    case Plugin::VolumeZone: return "node(s) had no available volume zone";
    case Plugin::PodTopologySpread:
        return reason == 0 ? "node(s) didn't match pod topology spread constraints"
                           : "node(s) didn't match pod topology spread constraints (missing required label)";
    case Plugin::InterPodAffinity:
        return reason == 0   ? "node(s) didn't match pod affinity rules"
               : reason == 1 ? "node(s) didn't match pod anti-affinity rules"
                             : "node(s) didn't satisfy existing pods anti-affinity rules";
    case Plugin::GpuSharing:
        return reason == 0   ? "node(s) share their cards in another mode"
               : reason == 1 ? "node(s) had no single card with enough left"
                             : "node(s) had no card that is large enough";
    case Plugin::GpuFault: return "node(s) lost cards to a fault";
    case Plugin::NodeNotReady: return "node(s) were not ready";
    }
    return "";
}

} // namespace

std::string_view nameOf(Plugin plugin)
{
    return names.at(static_cast<std::size_t>(plugin));
}

Fit::State::State(const snapshot::ClusterData& clusterData, const model::Pod& ask,
                  std::optional<std::int32_t> leaveOutBelow, std::vector<std::uint8_t> there)
    : data(clusterData)
    , pod(ask)
    , requests(model::podRequests(ask.spec))
    , m_leaveOutBelow(leaveOutBelow)
    , m_there(std::move(there))
{
    prepareNeeds();
    prepareNodes();
    preparePorts();
    prepareVolumes();
    prepareSpread();
    prepareAffinity();
    preparePlaced();
    prepareSharing();
}

bool Fit::State::counted(std::size_t podRow) const
{
    const snapshot::PodTable& table = data.pods;
    return (table.state[podRow] & snapshot::HoldsResources) != 0 && table.node[podRow] != snapshot::noRow &&
           (m_leftOutShape.empty() || m_leftOutShape[table.shape[podRow]] == 0);
}

Code Fit::State::beforeResources(std::size_t row) const
{
    if (everywhere) return *everywhere;
    if (named && (*named)[row] == 0) return codeOf(Plugin::NodeAffinity, 1);
    const snapshot::NodeTable& nodes = data.nodes;
    if (nodes.unschedulable[row] != 0 && !toleratesCordon) return codeOf(Plugin::NodeUnschedulable);
    if (!pod.spec.nodeName.empty() && nodes.names[row] != pod.spec.nodeName) return codeOf(Plugin::NodeName);
    if (taintsOk[nodes.taintSet[row]] == 0) return codeOf(Plugin::TaintToleration);
    if (!match.passes(nodes, row)) return codeOf(Plugin::NodeAffinity);
    if (!portsTaken.empty() && portsTaken[row] != 0) return codeOf(Plugin::NodePorts, 0, false);
    return 0;
}

Code Fit::State::resourcesCode(std::size_t row, std::int64_t more) const
{
    Code code = 0;
    if (pods.used(row) + more + 1 > pods.total(row)) code |= tooManyPodsBit;
    bool never = false;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const detail::Need& need = needs[i];
        const Amount total = need.total(row);
        if (need.amount <= total - need.used(row) - more * need.amount) continue;
        code |= shortageBit(i);
        never = never || need.amount > total;
    }
    return code == 0 ? 0 : code | codeOf(Plugin::NodeResourcesFit, 0, never);
}

std::int64_t Fit::State::room(std::size_t row) const
{
    std::int64_t count = pods.total(row) - pods.used(row);
    for (const detail::Need& need : needs) count = std::min(count, (need.total(row) - need.used(row)) / need.amount);
    return std::max<std::int64_t>(count, 0);
}

Code Fit::State::topologyCode(std::size_t row) const
{
    const Code spread = spreadCode(row);
    return spread != 0 ? spread : affinityCode(row);
}

Code Fit::State::ownCode(std::size_t row) const
{
    if (mode != nullptr && modeOk[mode->values[row]] == 0) return codeOf(Plugin::GpuSharing);
    if (sharesCards()) {
        const Range onCards = detail::podsOnNode(data, row, {m_gpuMemory, m_gpuCore}, m_leftOutShape);
        const bool tooSmall = detail::memoryOfCard(data, row) < m_gpuMemory;
        if (onCards.lower == 0) return codeOf(Plugin::GpuSharing, tooSmall ? 2 : 1, tooSmall);
    }
    if (m_cards > 0 && data.nodes.lostCards[row] > 0) {
        const auto cards = std::find_if(needs.begin(), needs.end(),
                                        [](const detail::Need& need) { return need.name == "nvidia.com/gpu"; });
        const Amount free = cards->total(row) - cards->used(row);
        if (m_cards > free - static_cast<Amount>(data.nodes.lostCards[row])) return codeOf(Plugin::GpuFault, 0, false);
    }
    if (data.nodes.ready[row] == 0) return codeOf(Plugin::NodeNotReady, 0, false);
    return 0;
}

Code Fit::State::code(std::size_t row, bool ours) const
{
    Code code = beforeResources(row);
    if (code == 0) code = resourcesCode(row);
    if (code == 0) code = volumesCode(row);
    if (code == 0) code = topologyCode(row);
    if (code == 0 && ours) code = ownCode(row);
    return code;
}

Code Fit::State::fixedCode(std::size_t row, bool ours) const
{
    Code code = beforeResources(row);
    if (code == 0) code = volumesCode(row);
    if (code == 0 && ours && mode != nullptr && modeOk[mode->values[row]] == 0) code = codeOf(Plugin::GpuSharing);
    if (code == 0 && ours && data.nodes.ready[row] == 0) code = codeOf(Plugin::NodeNotReady, 0, false);
    return code;
}

Refusal Fit::State::refusal(Code code) const
{
    Refusal refusal;
    refusal.plugin = detail::pluginOf(code);
    refusal.unresolvable = (code & unresolvableBit) != 0;
    if (refusal.plugin == Plugin::NodeResourcesFit) {
        if ((code & tooManyPodsBit) != 0) refusal.reasons.emplace_back("Too many pods");
        for (std::size_t i = 0; i < needs.size(); ++i)
            if ((code & shortageBit(i)) != 0) refusal.reasons.push_back("Insufficient " + needs[i].name);
        std::sort(refusal.reasons.begin(), refusal.reasons.end());
        return refusal;
    }
    const bool stated = everywhere && *everywhere == code && !everywhereReason.empty();
    const std::string text =
        stated ? everywhereReason : std::string(reasonText(refusal.plugin, detail::reasonOf(code)));
    if (refusal.plugin == Plugin::VolumeBinding && !stated && detail::reasonOf(code) == 2) // both, sorted
        refusal.reasons.emplace_back(reasonText(Plugin::VolumeBinding, 1));
    if (!text.empty()) refusal.reasons.push_back(text);
    return refusal;
}

Refusal Fit::State::refusal(Code code, std::size_t row) const
{
    if (detail::pluginOf(code) == Plugin::NodeResourcesFit && needs.size() > 46) { // the last bit stands for several
        Refusal exact = refusal(code & ~shortageBit(46));
        for (std::size_t i = 46; i < needs.size(); ++i)
            if (needs[i].amount > needs[i].total(row) - needs[i].used(row))
                exact.reasons.push_back("Insufficient " + needs[i].name);
        std::sort(exact.reasons.begin(), exact.reasons.end());
        return exact;
    }
    return refusal(code);
}

Fit::Fit(const snapshot::ClusterData& data, const model::Pod& pod)
    : m_state(std::make_unique<State>(data, pod))
{}
Fit::~Fit() = default;
Fit::Fit(Fit&&) noexcept = default;
Fit& Fit::operator=(Fit&&) noexcept = default;

std::optional<Refusal> Fit::check(std::size_t row) const
{
    const Code code = m_state->code(row);
    if (code == 0) return std::nullopt;
    return m_state->refusal(code, row);
}

std::vector<std::uint8_t> Fit::checkAll() const
{
    const State& state = *m_state;
    const snapshot::NodeTable& nodes = state.data.nodes;
    const std::size_t rows = nodes.size();
    std::vector<std::uint8_t> fits(rows, state.everywhere ? 0 : 1);
    if (state.everywhere) return fits;
    if (state.named)
        for (std::size_t i = 0; i < rows; ++i) fits[i] = (*state.named)[i];
    if (!state.toleratesCordon)
        for (std::size_t i = 0; i < rows; ++i)
            fits[i] = static_cast<std::uint8_t>(fits[i] & static_cast<std::uint8_t>(nodes.unschedulable[i] == 0));
    for (std::size_t i = 0; i < rows; ++i)
        fits[i] = static_cast<std::uint8_t>(fits[i] & state.taintsOk[nodes.taintSet[i]]);
    state.match.apply(nodes, 0, rows, fits.data());
    if (!state.pod.spec.nodeName.empty())
        for (std::size_t i = 0; i < rows; ++i)
            if (fits[i] != 0 && nodes.names[i] != state.pod.spec.nodeName) fits[i] = 0;
    for (const detail::Need& need : state.needs)
        for (std::size_t i = 0; i < rows; ++i)
            fits[i] = static_cast<std::uint8_t>(fits[i] &
                                                static_cast<std::uint8_t>(need.amount <= need.total(i) - need.used(i)));
    for (std::size_t i = 0; i < rows; ++i) {
        if (fits[i] == 0) continue;
        if (state.pods.used(i) + 1 > state.pods.total(i) || (!state.portsTaken.empty() && state.portsTaken[i] != 0) ||
            state.volumesCode(i) != 0 || state.topologyCode(i) != 0)
            fits[i] = 0;
    }
    return fits;
}

const std::vector<std::uint8_t>& Fit::eligible() const
{
    const State& state = *m_state;
    if (state.eligibleRows.empty()) {
        state.eligibleRows.resize(state.data.nodes.size());
        for (std::size_t row = 0; row < state.eligibleRows.size(); ++row)
            state.eligibleRows[row] = state.fixedCode(row) == 0 ? 1 : 0;
    }
    return state.eligibleRows;
}

} // namespace core::estimate
