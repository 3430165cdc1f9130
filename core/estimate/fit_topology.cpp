#include <algorithm>
#include <limits>
#include <map>

#include "core/estimate/card_sharing.h"
#include "core/estimate/fit_state.h"

/// Rules between pods: topology spread with DoNotSchedule, required affinity and anti-affinity both ways.
/// @source kube-scheduler 1.36, plug-ins PodTopologySpread and InterPodAffinity; shared reference, autoscaling §2
namespace core::estimate {

using detail::Code;
using detail::codeOf;
using detail::DomainCount;
using detail::SpreadCount;

namespace detail {

model::Labels namespaceLabels(const snapshot::ClusterData& data, const std::string& ns)
{
    const auto at = std::lower_bound(data.namespaces.begin(), data.namespaces.end(), ns,
                                     [](const auto& entry, const std::string& name) { return entry.first < name; });
    return at != data.namespaces.end() && at->first == ns ? at->second : model::Labels{};
}

namespace {

/// The selector with the owner's values of matchLabelKeys (In) and mismatchLabelKeys (NotIn).
model::LabelSelector withKeys(model::LabelSelector selector, const std::vector<std::string>& keys,
                              const std::vector<std::string>& notKeys, const model::Labels& labels)
{
    const auto add = [&](const std::string& key, model::Requirement::Op op) {
        const auto label = labels.find(key);
        if (label == labels.end()) return;
        model::Requirement requirement;
        requirement.key = key;
        requirement.op = op;
        requirement.values = {label->second};
        selector.requirements.push_back(std::move(requirement));
    };
    for (const std::string& key : keys) add(key, model::Requirement::Op::In);
    for (const std::string& key : notKeys) add(key, model::Requirement::Op::NotIn);
    return selector;
}

} // namespace

AffinityTerm affinityTerm(const model::PodAffinityTerm& term, const model::Pod& owner,
                          const snapshot::ClusterData& data)
{
    AffinityTerm result;
    result.topologyKey = term.topologyKey;
    result.selects = term.selector && term.selector->valid;
    if (term.selector)
        result.selector = withKeys(*term.selector, term.matchLabelKeys, term.mismatchLabelKeys, owner.labels);
    result.namespaces = term.namespaces;
    if (term.namespaces.empty() && !term.namespaceSelector) result.namespaces.push_back(owner.ns);
    if (term.namespaceSelector && term.namespaceSelector->valid) {
        if (term.namespaceSelector->requirements.empty()) result.allNamespaces = true;
        for (const auto& [name, labels] : data.namespaces)
            if (!result.allNamespaces && model::matches(*term.namespaceSelector, labels))
                result.namespaces.push_back(name);
    }
    return result;
}

bool AffinityTerm::matches(const std::string& ns, const model::Labels& labels) const
{
    if (!selects) return false;
    if (!allNamespaces && std::find(namespaces.begin(), namespaces.end(), ns) == namespaces.end()) return false;
    return model::matches(selector, labels);
}

bool existingTermMatches(const model::PodAffinityTerm& term, const model::Pod& owner, const model::Pod& other,
                         const model::Labels& otherNamespaceLabels)
{
    if (!term.selector || !term.selector->valid) return false;
    const auto& list = term.namespaces;
    bool inNamespace = list.empty() && !term.namespaceSelector
                           ? other.ns == owner.ns
                           : std::find(list.begin(), list.end(), other.ns) != list.end();
    if (!inNamespace && term.namespaceSelector && term.namespaceSelector->valid)
        inNamespace = model::matches(*term.namespaceSelector, otherNamespaceLabels);
    return inNamespace &&
           model::matches(withKeys(*term.selector, term.matchLabelKeys, term.mismatchLabelKeys, owner.labels),
                          other.labels);
}

model::LabelSelector spreadSelector(const model::TopologySpread& spread, const model::Labels& podLabels, bool& selects)
{
    model::LabelSelector selector = spread.selector.value_or(model::LabelSelector{});
    const std::size_t written = selector.requirements.size();
    selector = withKeys(std::move(selector), spread.matchLabelKeys, {}, podLabels);
    // An absent selector selects nothing, unless matchLabelKeys make one.
    selects = (spread.selector && selector.valid) || selector.requirements.size() > written;
    return selector;
}

bool counts(const SpreadCount& spread, const std::string& ns, const model::Pod& other)
{
    return spread.selects && !spread.selector.requirements.empty() && other.ns == ns &&
           model::matches(spread.selector, other.labels);
}

} // namespace detail

namespace {

DomainCount domainCount(const snapshot::NodeTable& nodes, const std::string& key)
{
    DomainCount at;
    at.key = key;
    at.column = nodes.label(key);
    if (at.column != nullptr) at.count.assign(at.column->distinct.size() + 1, 0);
    return at;
}

/// The fewest that any domain has.
void setMinimum(SpreadCount& spread)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    spread.domainCount = 0;
    for (std::size_t id = 1; id < spread.domains.size(); ++id) {
        if (spread.domains[id] == 0) continue;
        ++spread.domainCount;
        least = std::min<std::int64_t>(least, spread.at.count[id]);
    }
    const bool few = static_cast<std::int64_t>(spread.domainCount) < spread.minDomains;
    spread.minimum = few || spread.domainCount == 0 ? 0 : least;
}

} // namespace

bool Fit::State::eligibleForSpread(const SpreadCount& spread, std::size_t row) const
{
    if (spread.honorAffinity && !match.passes(data.nodes, row)) return false;
    return !spread.honorTaints || taintsOk[data.nodes.taintSet[row]] != 0;
}

void Fit::State::prepareSpread()
{
    for (const model::TopologySpread& spread : pod.spec.topologySpread) {
        if (!spread.hard) continue;
        SpreadCount count;
        count.at = domainCount(data.nodes, spread.topologyKey);
        count.maxSkew = spread.maxSkew;
        count.minDomains = spread.minDomains.value_or(1);
        count.honorAffinity = spread.honorAffinity;
        count.honorTaints = spread.honorTaints;
        count.selector = detail::spreadSelector(spread, pod.labels, count.selects);
        count.self = count.selects && model::matches(count.selector, pod.labels);
        if (count.at.column != nullptr) count.domains.assign(count.at.count.size(), 0);
        spreads.push_back(std::move(count));
    }
    if (spreads.empty()) return;

    if (!std::all_of(spreads.begin(), spreads.end(), [](const SpreadCount& s) { return s.at.column != nullptr; }))
        return;
    for (SpreadCount& spread : spreads) {
        spread.eligible.assign(data.nodes.size(), 0);
        for (std::size_t row = 0; row < data.nodes.size(); ++row)
            if (m_there.empty() || m_there[row] != 0) openFor(spread, row);
    }
}

/// Only nodes with every key count, and only where the constraint's policies let them.
void Fit::State::openFor(SpreadCount& spread, std::size_t row)
{
    if (!std::all_of(spreads.begin(), spreads.end(),
                     [row](const SpreadCount& s) { return s.at.domain(row) != snapshot::absent; }) ||
        !eligibleForSpread(spread, row))
        return;
    spread.eligible[row] = 1;
    spread.domains[spread.at.domain(row)] = 1;
}

void Fit::State::open(std::size_t row)
{
    const detail::Brought* brought = broughtTo(row);
    for (std::size_t i = 0; i < spreads.size(); ++i) {
        SpreadCount& spread = spreads[i];
        if (spread.eligible.empty()) continue;
        const bool before = spread.eligible[row] != 0;
        openFor(spread, row);
        if (brought != nullptr && !before && spread.eligible[row] != 0)
            spread.at.count[spread.at.domain(row)] += static_cast<std::int32_t>(brought->countedBy(i));
        setMinimum(spread);
    }
}

void Fit::State::prepareAffinity()
{
    for (const model::PodAffinityTerm& term : pod.spec.requiredAffinity)
        affinityTerms.push_back(detail::affinityTerm(term, pod, data));
    for (const model::PodAffinityTerm& term : pod.spec.requiredAntiAffinity)
        antiTerms.push_back(detail::affinityTerm(term, pod, data));
    for (const detail::AffinityTerm& term : affinityTerms)
        affinity.push_back(domainCount(data.nodes, term.topologyKey));
    for (const detail::AffinityTerm& term : antiTerms) {
        anti.push_back(domainCount(data.nodes, term.topologyKey));
        antiToSelf.push_back(term.matches(pod.ns, pod.labels));
    }
    affinityToSelf =
        !affinityTerms.empty() && std::all_of(affinityTerms.begin(), affinityTerms.end(),
                                              [this](const auto& term) { return term.matches(pod.ns, pod.labels); });
}

detail::Touch Fit::State::touchOf(const model::Pod& other) const
{
    detail::Touch touch;
    detail::Effect& effect = touch.effect;
    effect.port = !ports.empty() && detail::clash(ports, detail::hostPortsOf(other.spec));
    for (std::size_t i = 0; i < spreads.size(); ++i)
        if (detail::counts(spreads[i], pod.ns, other)) effect.spreads.push_back(i);
    effect.wanted =
        !affinityTerms.empty() && std::all_of(affinityTerms.begin(), affinityTerms.end(),
                                              [&](const auto& term) { return term.matches(other.ns, other.labels); });
    for (std::size_t t = 0; t < antiTerms.size(); ++t)
        if (antiTerms[t].matches(other.ns, other.labels)) effect.anti.push_back(t);
    if (other.spec.requiredAntiAffinity.empty()) return touch;
    const model::Labels ownNamespace = detail::namespaceLabels(data, pod.ns);
    for (const model::PodAffinityTerm& term : other.spec.requiredAntiAffinity)
        if (detail::existingTermMatches(term, other, pod, ownNamespace)) touch.repelledBy.push_back(term.topologyKey);
    return touch;
}

detail::Effect Fit::State::effectOf(const model::Pod& other)
{
    detail::Touch touch = touchOf(other);
    detail::Effect& effect = touch.effect;
    std::erase_if(effect.spreads, [this](std::size_t i) { return spreads[i].eligible.empty(); });
    for (const std::string& key : touch.repelledBy) {
        auto at = std::find_if(repelled.begin(), repelled.end(), [&](const DomainCount& d) { return d.key == key; });
        if (at == repelled.end()) at = repelled.insert(at, domainCount(data.nodes, key));
        effect.repelled.push_back(static_cast<std::size_t>(at - repelled.begin()));
    }
    return std::move(touch.effect);
}

detail::Brought Fit::State::broughtBy(const snapshot::DaemonPods& pods) const
{
    detail::Brought brought;
    if (!pods) return brought;
    for (const model::Pod& one : *pods) {
        const detail::Touch touch = touchOf(one);
        brought.port = brought.port || touch.effect.port;
        brought.wanted = brought.wanted || touch.effect.wanted;
        if (!touch.effect.spreads.empty()) brought.spreads.resize(spreads.size(), 0);
        for (const std::size_t i : touch.effect.spreads) ++brought.spreads[i];
        brought.anti.insert(brought.anti.end(), touch.effect.anti.begin(), touch.effect.anti.end());
        brought.repelledBy.insert(brought.repelledBy.end(), touch.repelledBy.begin(), touch.repelledBy.end());
    }
    return brought;
}

const detail::Brought* Fit::State::broughtTo(std::size_t row) const
{
    return m_broughtTo.empty() || m_broughtTo[row] == 0 ? nullptr : &m_brought[m_broughtTo[row] - 1];
}

/// On nodes that are there these are pods like any; what others bring counts on themselves until they are.
void Fit::State::prepareExpected()
{
    std::map<const void*, std::uint32_t> known; // nodes of one template share them
    for (const auto& [name, pods] : data.expected) {
        const std::uint32_t row = data.nodes.row(name);
        if (row == snapshot::noRow || !pods) continue;
        if (m_there.empty() || m_there[row] != 0) {
            for (const model::Pod& one : *pods) add(effectOf(one), row, 1, true);
            continue;
        }
        const auto [at, isNew] = known.try_emplace(pods.get(), static_cast<std::uint32_t>(m_brought.size() + 1));
        if (isNew) m_brought.push_back(broughtBy(pods));
        const detail::Brought& brought = m_brought[at->second - 1];
        if (brought.nothing()) continue;
        m_broughtTo.resize(data.nodes.size(), 0);
        m_broughtTo[row] = at->second;
        if (!brought.port) continue;
        portsTaken.resize(data.nodes.size(), 0);
        portsTaken[row] = 1;
    }
}

void Fit::State::add(const detail::Effect& effect, std::size_t row, std::int32_t number, bool counts)
{
    const auto addAt = [&](DomainCount& at) {
        const snapshot::Id id = at.domain(row);
        if (id != snapshot::absent) at.count[id] += number;
        return id != snapshot::absent;
    };
    if (effect.port) {
        portsTaken.resize(data.nodes.size(), 0);
        portsTaken[row] = 1;
    }
    for (const std::size_t i : effect.spreads)
        if (counts && spreads[i].eligible[row] != 0) addAt(spreads[i].at);
    if (effect.wanted)
        for (DomainCount& at : affinity)
            if (addAt(at)) affinityEmpty = false;
    for (const std::size_t t : effect.anti) addAt(anti[t]);
    for (const std::size_t at : effect.repelled) addAt(repelled[at]);
}

void Fit::State::place(const detail::Effect& effect, std::size_t row, std::int32_t number)
{
    if (effect.nothing()) return;
    add(effect, row, number, true);
    for (const std::size_t i : effect.spreads) setMinimum(spreads[i]);
}

/// By shape first: a cluster has few shapes and many pods.
void Fit::State::preparePlaced()
{
    const snapshot::PodTable& table = data.pods;
    std::vector<detail::Effect> effects;
    bool any = false;
    for (const snapshot::PodShape& shape : table.shapes) {
        effects.push_back(effectOf(shape.pod));
        any = any || !effects.back().nothing();
    }
    for (std::size_t p = 0; any && p < table.size(); ++p)
        if (const detail::Effect& effect = effects[table.shape[p]]; !effect.nothing() && counted(p))
            add(effect, table.node[p], 1, (table.state[p] & snapshot::Terminating) == 0); // spread: none that leaves
    prepareExpected();
    for (SpreadCount& spread : spreads) setMinimum(spread);
}

Code Fit::State::spreadCode(std::size_t row) const
{
    for (const SpreadCount& spread : spreads) {
        const snapshot::Id id = spread.at.domain(row);
        if (id == snapshot::absent) return codeOf(Plugin::PodTopologySpread, 1);
        const std::int64_t there = spread.domains[id] != 0 ? spread.at.count[id] : 0;
        if (there + (spread.self ? 1 : 0) - spread.minimum > spread.maxSkew)
            return codeOf(Plugin::PodTopologySpread, 0, false);
    }
    return 0;
}

Code Fit::State::affinityCode(std::size_t row) const
{
    const detail::Brought* brought = broughtTo(row);
    bool exist = true;
    for (const DomainCount& at : affinity) {
        const snapshot::Id id = at.domain(row);
        if (id == snapshot::absent) return codeOf(Plugin::InterPodAffinity, 0);
        exist = exist && (at.count[id] > 0 || (brought != nullptr && brought->wanted));
    }
    if (!exist && !(affinityEmpty && affinityToSelf)) return codeOf(Plugin::InterPodAffinity, 0);
    for (const DomainCount& at : anti)
        if (const snapshot::Id id = at.domain(row); id != snapshot::absent && at.count[id] > 0)
            return codeOf(Plugin::InterPodAffinity, 1, false);
    if (brought != nullptr)
        for (const std::size_t t : brought->anti)
            if (anti[t].domain(row) != snapshot::absent) return codeOf(Plugin::InterPodAffinity, 1, false);
    for (const DomainCount& at : repelled)
        if (const snapshot::Id id = at.domain(row); id != snapshot::absent && at.count[id] > 0)
            return codeOf(Plugin::InterPodAffinity, 2, false);
    if (brought != nullptr)
        for (const std::string& key : brought->repelledBy)
            if (const auto* column = data.nodes.label(key);
                column != nullptr && column->values[row] != snapshot::absent)
                return codeOf(Plugin::InterPodAffinity, 2, false);
    return 0;
}

bool Fit::State::ruledAmongThemselves() const
{
    return !spreads.empty() || affinityToSelf || !aloneClaims.empty() ||
           std::find(antiToSelf.begin(), antiToSelf.end(), true) != antiToSelf.end();
}

namespace {

/// How many of a kind are in the domain that a node with these labels belongs to. Absent: the node lacks the label.
std::optional<std::int32_t> countAt(const DomainCount& at, const model::Labels& labels)
{
    const auto label = labels.find(at.key);
    if (label == labels.end()) return std::nullopt;
    if (at.column == nullptr) return 0;
    const snapshot::Id id = at.column->distinct.find(label->second);
    return id == snapshot::absent ? 0 : at.count[id];
}

} // namespace

Code Fit::State::codeForNew(const model::Node& node, const model::Requests& used, const detail::Brought& brought) const
{
    if (everywhere) return *everywhere;
    if (named) return codeOf(Plugin::NodeAffinity, 1); // a name that is not given yet cannot be asked for
    if (node.unschedulable && !toleratesCordon) return codeOf(Plugin::NodeUnschedulable);
    if (!pod.spec.nodeName.empty()) return codeOf(Plugin::NodeName);
    if (model::untolerated(node.taints, pod.spec.tolerations) != nullptr) return codeOf(Plugin::TaintToleration);
    if (!detail::matchesNode(pod.spec.nodeSelector, pod.spec.requiredNodeAffinity, node))
        return codeOf(Plugin::NodeAffinity);
    if (brought.port) return codeOf(Plugin::NodePorts, 0, false);
    using model::amountIn;
    Code code = 0;
    bool never = false;
    if (amountIn(used, "pods") + 1 > amountIn(node.allocatable, "pods")) code |= detail::tooManyPodsBit;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const Amount total = amountIn(node.allocatable, needs[i].name);
        if (needs[i].amount <= total - amountIn(used, needs[i].name)) continue;
        code |= detail::shortageBit(i);
        never = never || needs[i].amount > total;
    }
    if (code != 0) return code | codeOf(Plugin::NodeResourcesFit, 0, never);
    if (const Code volume = volumesCodeForNew(node.labels); volume != 0) return volume;
    for (std::size_t i = 0; i < spreads.size(); ++i) {
        const SpreadCount& spread = spreads[i];
        const auto there = countAt(spread.at, node.labels);
        if (!there) return codeOf(Plugin::PodTopologySpread, 1);
        // A domain that is new makes the least count what its node brings.
        const snapshot::Id id = spread.at.column == nullptr
                                    ? snapshot::absent
                                    : spread.at.column->distinct.find(node.labels.find(spread.at.key)->second);
        const bool known = id != snapshot::absent && spread.domains[id] != 0;
        const std::int64_t own = brought.countedBy(i);
        const std::size_t domains = spread.domainCount + (known ? 0 : 1);
        const bool few = static_cast<std::int64_t>(domains) < spread.minDomains;
        const std::int64_t least = known          ? spread.minimum
                                   : few          ? 0
                                   : domains == 1 ? own
                                                  : std::min(own, spread.minimum);
        if ((known ? *there : 0) + own + (spread.self ? 1 : 0) - least > spread.maxSkew)
            return codeOf(Plugin::PodTopologySpread, 0, false);
    }
    bool exist = true;
    for (const DomainCount& at : affinity) {
        const auto there = countAt(at, node.labels);
        if (!there) return codeOf(Plugin::InterPodAffinity, 0);
        exist = exist && (*there > 0 || brought.wanted);
    }
    if (!exist && !(affinityEmpty && affinityToSelf)) return codeOf(Plugin::InterPodAffinity, 0);
    for (const DomainCount& at : anti)
        if (countAt(at, node.labels).value_or(0) > 0) return codeOf(Plugin::InterPodAffinity, 1, false);
    for (const std::size_t t : brought.anti)
        if (node.labels.contains(anti[t].key)) return codeOf(Plugin::InterPodAffinity, 1, false);
    for (const DomainCount& at : repelled)
        if (countAt(at, node.labels).value_or(0) > 0) return codeOf(Plugin::InterPodAffinity, 2, false);
    for (const std::string& key : brought.repelledBy)
        if (node.labels.contains(key)) return codeOf(Plugin::InterPodAffinity, 2, false);
    const auto label = node.labels.find(detail::modeLabel);
    if (label != node.labels.end() && (wholeCards() || sharesCards()) &&
        !detail::modeServes(label->second, m_cards, m_gpuMemory, m_gpuCore))
        return codeOf(Plugin::GpuSharing);
    return 0;
}

} // namespace core::estimate
