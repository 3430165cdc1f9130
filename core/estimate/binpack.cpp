#include "core/estimate/binpack.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "core/estimate/fit_state.h"
#include "core/snapshot/build.h"

namespace core::estimate {

namespace {

using detail::Code;
using detail::Effect;
using snapshot::ClusterData;

constexpr std::string_view hostname = "kubernetes.io/hostname";
constexpr std::size_t firstSpares = 4;
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

/// Nodes that are alike: one that exists, or so many created ones that hold the same.
struct Slot {
    std::size_t place{}; ///< index into Packing::m_rows
    std::int64_t nodes = 1;
    std::vector<std::int64_t> pods; ///< on each of them, by group
    bool takenFor = false;          ///< an existing node that counts as added (see spreadElsewhere)
    [[nodiscard]] bool empty() const
    {
        return std::all_of(pods.begin(), pods.end(), [](std::int64_t count) { return count == 0; });
    }
};

model::Pod prepared(model::Pod pod)
{
    pod.spec = model::withDefaults(std::move(pod.spec));
    return pod;
}

/// The packing itself. The rules are Fit's, asked of a table whose first rows are the existing nodes and whose others are
/// spare ones of the template; what is placed is added to the table's requested amounts and to each group's Fit.
class Packing {
public:
    explicit Packing(const PackQuestion& question);
    PackAnswer run();

private:
    struct Kind {
        model::Pod pod;
        model::Requests requests;
        std::vector<std::pair<std::size_t, Amount>> takes; ///< column of the table, amount
    };

    void build();
    void restore(const Slot& slot, bool created);
    void add(const Kind& kind, std::size_t row, std::int64_t count);
    void effect(std::size_t kind, std::size_t row, std::int64_t count);
    [[nodiscard]] std::size_t row(const Slot& slot) const { return m_rows[slot.place]; }
    void makeRoomFor(std::size_t spares);
    [[nodiscard]] std::size_t spare();

    [[nodiscard]] std::int64_t room(std::size_t group, const Slot& slot) const;
    void put(std::size_t group, Slot& slot, std::int64_t count);
    std::size_t put(std::size_t group, std::vector<Slot>& slots, std::size_t at, std::int64_t each, std::int64_t& left);
    Slot copyOf(const Slot& slot, std::int64_t nodes);
    void fillAny(std::size_t group, std::vector<Slot>& slots, std::int64_t& left);
    bool spreadElsewhere(std::size_t group);
    Slot& lastNode();
    bool addNode();
    bool fillNew(std::size_t group, std::int64_t left);
    void fillAlike(std::size_t group, std::int64_t each, std::int64_t& left);
    bool fillFast(std::size_t group, std::int64_t left);
    [[nodiscard]] std::vector<std::size_t> order() const;
    [[nodiscard]] std::optional<std::size_t> forFastPath(const std::vector<std::size_t>& order,
                                                         const std::vector<std::int64_t>& left) const;
    void placeOnExisting(std::vector<std::int64_t>& left, PackAnswer& answer);
    [[nodiscard]] PackAnswer& summed(PackAnswer& answer) const;

    const PackQuestion& m_question;
    std::vector<Kind> m_kinds; ///< groups, then the template's own pods
    std::size_t m_groups;
    std::size_t m_spares = firstSpares;
    ClusterData m_data;
    std::vector<std::size_t> m_rows; ///< existing nodes as given, then spare ones
    std::vector<std::unique_ptr<Fit::State>> m_fits;
    std::vector<std::vector<Effect>> m_effects; ///< [group][kind]
    std::vector<std::uint8_t> m_alone;          ///< by group: its pods are nothing to each other
    bool m_ruled = false;                       ///< some pod matters to some group by more than its resources
    std::vector<Slot> m_existing;
    std::vector<Slot> m_new;
    std::size_t m_usedSpares = 0;
    std::int64_t m_permissions;
    std::int64_t m_uncounted = 0; ///< nodes of the fast path that are only counted
    std::vector<std::int64_t> m_scheduled;
};

Packing::Packing(const PackQuestion& question)
    : m_question(question)
    , m_groups(question.groups.size())
    , m_permissions(question.maxNodes == 0 ? unlimited : std::max<std::int64_t>(question.maxNodes, 0))
    , m_scheduled(question.groups.size(), 0)
{
    for (const PackGroup& group : question.groups) m_kinds.push_back({prepared(group.pod), {}, {}});
    for (const model::Pod& pod : question.node.pods) m_kinds.push_back({prepared(pod), {}, {}});
    for (Kind& kind : m_kinds) kind.requests = model::podRequests(kind.pod.spec);
    for (std::size_t i = 0; i < question.existing.size(); ++i) {
        m_existing.push_back({i, 1, {}, false});
        m_existing.back().pods.assign(m_groups, 0);
    }
    build();
}

/// The table with its spare rows, and what is placed so far.
void Packing::build()
{
    std::vector<model::Node> nodes;
    std::vector<model::Pod> residents;
    std::vector<std::string> names;
    for (const PackNode& existing : m_question.existing) {
        nodes.push_back(existing.node);
        for (const model::Pod& pod : existing.pods) {
            residents.push_back(pod);
            residents.back().name = "resident-" + std::to_string(residents.size());
            residents.back().spec.nodeName = existing.node.name;
        }
    }
    for (std::size_t i = 0; i < m_spares; ++i) {
        model::Node node = m_question.node.node;
        node.name += "-e-" + std::to_string(i);
        node.labels[std::string(hostname)] = node.name;
        nodes.push_back(std::move(node));
    }
    for (const model::Node& node : nodes) names.push_back(node.name);
    m_data = ClusterData{};
    snapshot::buildTables(m_data, std::move(nodes), std::move(residents));
    m_rows.clear();
    for (const std::string& name : names) m_rows.push_back(m_data.nodes.row(name));
    for (Kind& kind : m_kinds) {
        kind.takes.clear();
        for (const auto& [name, amount] : kind.requests)
            if (const auto column = m_data.nodes.resource(name)) kind.takes.emplace_back(*column, amount);
        kind.takes.emplace_back(*m_data.nodes.resource("pods"), 1);
    }
    std::vector<std::uint8_t> there(m_data.nodes.size(), 0);
    for (const Slot& slot : m_existing) there[row(slot)] = 1;
    m_fits.clear();
    m_effects.assign(m_groups, {});
    m_alone.assign(m_groups, 1);
    for (std::size_t group = 0; group < m_groups; ++group) {
        m_fits.push_back(std::make_unique<Fit::State>(m_data, m_kinds[group].pod, std::nullopt, there));
        Fit::State& fit = *m_fits.back();
        for (const Kind& kind : m_kinds) m_effects[group].push_back(fit.effectOf(kind.pod));
        m_alone[group] = fit.spreads.empty() && m_effects[group][group].nothing() ? 1 : 0;
        m_ruled = m_ruled || !fit.spreads.empty() ||
                  !std::ranges::all_of(m_effects[group], [](const Effect& one) { return one.nothing(); });
    }
    for (const Slot& slot : m_existing) restore(slot, false);
    for (const Slot& slot : m_new) restore(slot, true);
}

void Packing::restore(const Slot& slot, bool created)
{
    const std::size_t at = row(slot);
    if (created) {
        for (const auto& fit : m_fits) fit->open(at);
        for (std::size_t kind = m_groups; kind < m_kinds.size(); ++kind) {
            add(m_kinds[kind], at, 1);
            effect(kind, at, 1);
        }
    }
    for (std::size_t group = 0; group < m_groups; ++group) {
        if (slot.pods[group] == 0) continue;
        add(m_kinds[group], at, slot.pods[group]);
        effect(group, at, slot.pods[group]);
    }
}

void Packing::add(const Kind& kind, std::size_t row, std::int64_t count)
{
    for (const auto& [column, amount] : kind.takes) m_data.nodes.requested[column][row] += amount * count;
}

void Packing::effect(std::size_t kind, std::size_t row, std::int64_t count)
{
    for (std::size_t group = 0; m_ruled && group < m_groups; ++group)
        m_fits[group]->place(m_effects[group][kind], row, static_cast<std::int32_t>(count));
}

void Packing::makeRoomFor(std::size_t spares)
{
    if (m_usedSpares + spares <= m_spares) return;
    m_spares *= 2;
    build();
}

std::size_t Packing::spare()
{
    makeRoomFor(1);
    return m_existing.size() + m_usedSpares++;
}

/// Pods of the group that this node takes now; of a group whose pods matter to each other, at most one is sure.
std::int64_t Packing::room(std::size_t group, const Slot& slot) const
{
    const Fit::State& fit = *m_fits[group];
    if (fit.code(row(slot), false) != 0) return 0;
    return m_alone[group] != 0 ? fit.room(row(slot)) : 1;
}

void Packing::put(std::size_t group, Slot& slot, std::int64_t count)
{
    slot.pods[group] += count;
    add(m_kinds[group], row(slot), count);
    effect(group, row(slot), count);
}

/// Some of the slot's nodes, as a slot of their own.
Slot Packing::copyOf(const Slot& slot, std::int64_t nodes)
{
    Slot copy{spare(), nodes, slot.pods, false};
    restore(copy, true);
    return copy;
}

/// Up to `each` pods on every node of slots[at], first nodes first; the slot falls apart where they end. The next slot.
std::size_t Packing::put(std::size_t group, std::vector<Slot>& slots, std::size_t at, std::int64_t each,
                         std::int64_t& left)
{
    const std::int64_t full = std::min(slots[at].nodes, left / each);
    const std::int64_t rest = full < slots[at].nodes ? left - full * each : 0;
    const std::int64_t untouched = slots[at].nodes - full - (rest > 0 ? 1 : 0);
    left -= full * each + rest;
    std::vector<Slot> tail;
    makeRoomFor(2); // a table that is built anew knows nothing of the tail
    if (full > 0 && rest > 0) tail.push_back(copyOf(slots[at], 1));
    if (untouched > 0 && full + rest > 0) tail.push_back(copyOf(slots[at], untouched));
    slots[at].nodes -= std::accumulate(tail.begin(), tail.end(), std::int64_t{0},
                                       [](std::int64_t sum, const Slot& slot) { return sum + slot.nodes; });
    if (full > 0)
        put(group, slots[at], each);
    else if (rest > 0)
        put(group, slots[at], rest);
    if (full > 0 && rest > 0) put(group, tail.front(), rest);
    const std::size_t added = tail.size();
    slots.insert(slots.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::make_move_iterator(tail.begin()),
                 std::make_move_iterator(tail.end()));
    return at + 1 + added;
}

/// First fit over nodes that are there, until a pod fits none. The search leaves cordoned nodes out.
void Packing::fillAny(std::size_t group, std::vector<Slot>& slots, std::int64_t& left)
{
    const auto cordoned = [&](const Slot& slot) { return m_data.nodes.unschedulable[row(slot)] != 0; };
    if (m_alone[group] != 0) {
        for (std::size_t at = 0; left > 0 && at < slots.size();) {
            const std::int64_t each = cordoned(slots[at]) ? 0 : room(group, slots[at]);
            at = each == 0 ? at + 1 : put(group, slots, at, each, left);
        }
        return;
    }
    while (left > 0) {
        const auto found =
            std::ranges::find_if(slots, [&](const Slot& slot) { return !cordoned(slot) && room(group, slot) > 0; });
        if (found == slots.end()) return;
        put(group, *found, 1);
        --left;
    }
}

/// A pod with a spread over hosts that the last node refuses for its spread: any other node, existing ones too, which then
/// count as added.
bool Packing::spreadElsewhere(std::size_t group)
{
    const auto& spreads = m_kinds[group].pod.spec.topologySpread;
    if (!std::ranges::any_of(spreads, [](const auto& spread) { return spread.topologyKey == hostname; })) return false;
    const Code code = m_fits[group]->code(row(m_new.back()), false);
    if (code == 0 || detail::pluginOf(code) != Plugin::PodTopologySpread || detail::reasonOf(code) != 0) return false;
    for (auto* slots : {&m_existing, &m_new})
        for (Slot& slot : *slots) {
            if (&slot == &m_new.back() || m_data.nodes.unschedulable[row(slot)] != 0 || room(group, slot) == 0)
                continue;
            put(group, slot, 1);
            slot.takenFor = true;
            return true;
        }
    return false;
}

/// The newest node, alone in its slot.
Slot& Packing::lastNode()
{
    if (m_new.back().nodes > 1) {
        Slot last = copyOf(m_new.back(), 1);
        --m_new.back().nodes;
        m_new.push_back(std::move(last));
    }
    return m_new.back();
}

bool Packing::addNode()
{
    if (m_permissions == 0) return false;
    --m_permissions;
    Slot slot{spare(), 1, std::vector<std::int64_t>(m_groups, 0), false};
    restore(slot, true);
    m_new.push_back(std::move(slot));
    return true;
}

/// The newest node only, else one more. False: no more nodes may be added.
bool Packing::fillNew(std::size_t group, std::int64_t left)
{
    std::int64_t& scheduled = m_scheduled[group];
    while (left > 0) {
        if (!m_new.empty()) {
            if (const std::int64_t each = std::min(room(group, m_new.back()), left); each > 0) {
                put(group, lastNode(), each);
                scheduled += each;
                left -= each;
                continue;
            }
            if (spreadElsewhere(group)) {
                ++scheduled;
                --left;
                continue;
            }
            if (m_new.back().empty()) return true; // one more would refuse as well
        }
        if (!addNode()) return false;
        const std::int64_t each = std::min(room(group, m_new.back()), left);
        if (each == 0) return true; // the empty node stays
        put(group, m_new.back(), each);
        scheduled += each;
        left -= each;
        if (!m_ruled) fillAlike(group, each, left);
    }
    return true;
}

/// More nodes like the one that was just filled, as many as get full.
void Packing::fillAlike(std::size_t group, std::int64_t each, std::int64_t& left)
{
    const std::int64_t more = std::min(left / each, m_permissions);
    m_new.back().nodes += more;
    if (m_permissions != unlimited) m_permissions -= more;
    m_scheduled[group] += more * each;
    left -= more * each;
}

/// One node is packed, the rest is counted. False: no more nodes may be added.
bool Packing::fillFast(std::size_t group, std::int64_t left)
{
    if (left == 0) return true;
    if (!addNode()) return false;
    std::int64_t each = 0;
    for (std::int64_t more = 1; more > 0 && each < left; each += more) {
        more = std::min(room(group, m_new.back()), left - each);
        if (more > 0) put(group, m_new.back(), more);
    }
    m_scheduled[group] += each;
    if (each == 0) return true;
    const std::int64_t wanted = (left + each - 1) / each - 1;
    const std::int64_t counted = std::min(wanted, m_permissions);
    if (m_permissions != unlimited) m_permissions -= counted;
    m_uncounted += counted;
    m_scheduled[group] += std::min(left - each, counted * each);
    return counted == wanted;
}

/// By cpu and memory against the template, largest first. Cards are not looked at.
std::vector<std::size_t> Packing::order() const
{
    const model::Requests& allocatable = m_question.node.node.allocatable;
    std::vector<double> scores;
    for (std::size_t group = 0; group < m_groups; ++group) {
        double score = 0;
        for (const char* name : {"cpu", "memory"}) {
            const auto total = allocatable.find(name);
            if (total == allocatable.end() || total->second <= 0) continue;
            if (const auto request = m_kinds[group].requests.find(name); request != m_kinds[group].requests.end())
                score += static_cast<double>(request->second) / static_cast<double>(total->second);
        }
        scores.push_back(m_question.groups[group].count > 0 ? score : 0);
    }
    std::vector<std::size_t> order(m_groups);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    return order;
}

bool hasAntiAffinity(const model::PodSpec& spec, bool ofHosts)
{
    return std::ranges::any_of(spec.requiredAntiAffinity,
                               [&](const auto& term) { return (term.topologyKey == hostname) == ofHosts; });
}

/// The group that gains most from the fast path; the later one of equals. Absent: none may take it.
std::optional<std::size_t> Packing::forFastPath(const std::vector<std::size_t>& order,
                                                const std::vector<std::int64_t>& left) const
{
    const auto amount = [](const model::Requests& list, const std::string& name) {
        const auto found = list.find(name);
        return found == list.end() ? 0.0 : static_cast<double>(found->second);
    };
    std::optional<std::size_t> best;
    std::int64_t mostSaved = 0;
    for (const std::size_t group : order) {
        const model::Pod& pod = m_kinds[group].pod;
        if (left[group] <= 0) continue;
        std::int64_t nodes = 0;
        for (const model::PodAffinityTerm& term : pod.spec.requiredAntiAffinity)
            if (term.topologyKey == hostname && term.selector && model::matches(*term.selector, pod.labels))
                nodes = left[group];
        if (!pod.spec.containers.empty())
            for (const char* name : {"cpu", "memory"}) { // of the first container, against the node's capacity
                const auto& requests = pod.spec.containers.front().requests;
                const auto request = requests.find(name);
                const double total = amount(m_question.node.node.capacity, name);
                if (request == requests.end() || total <= 0) continue;
                const double need = static_cast<double>(model::amountOf(name, request->second));
                nodes = std::max(nodes,
                                 static_cast<std::int64_t>(std::ceil(static_cast<double>(left[group]) * need / total)));
            }
        const std::int64_t saved = nodes > 0 ? left[group] - left[group] / nodes : 0;
        const bool may = pod.spec.topologySpread.empty() && !hasAntiAffinity(pod.spec, false);
        if (saved < mostSaved || !may) continue;
        best = group;
        mostSaved = saved;
    }
    return best;
}

void Packing::placeOnExisting(std::vector<std::int64_t>& left, PackAnswer& answer)
{
    for (std::size_t group = 0; group < m_groups; ++group) fillAny(group, m_existing, left[group]);
    for (const Slot& slot : m_existing)
        for (std::size_t group = 0; group < m_groups; ++group)
            for (std::int64_t i = 0; i < slot.pods[group]; ++i)
                answer.onExisting.emplace_back(m_question.existing[slot.place].node.name,
                                               m_question.groups[group].name);
    answer.podsOnExisting = static_cast<std::int64_t>(answer.onExisting.size());
}

PackAnswer& Packing::summed(PackAnswer& answer) const
{
    answer.scheduledByGroup = m_scheduled;
    answer.podsScheduled = std::accumulate(m_scheduled.begin(), m_scheduled.end(), std::int64_t{0});
    answer.nodesAdded = m_uncounted;
    for (const Slot& slot : m_existing) answer.nodesAdded += slot.takenFor ? 1 : 0;
    for (const Slot& slot : m_new) {
        answer.nodesAdded += slot.empty() ? 0 : slot.nodes;
        if (!m_question.fastPath)
            answer.perNewNode.insert(answer.perNewNode.end(), static_cast<std::size_t>(slot.nodes), slot.pods);
    }
    return answer;
}

PackAnswer Packing::run()
{
    PackAnswer answer;
    std::vector<std::int64_t> left;
    for (const PackGroup& group : m_question.groups) left.push_back(std::max<std::int64_t>(group.count, 0));
    if (!m_existing.empty()) placeOnExisting(left, answer);
    answer.podsOffered = std::accumulate(left.begin(), left.end(), std::int64_t{0});
    std::vector<std::size_t> groups = order();
    const auto fast = m_question.fastPath ? forFastPath(groups, left) : std::nullopt;
    if (fast) {
        std::erase(groups, *fast);
        groups.push_back(*fast);
    }
    bool more = true;
    for (const std::size_t group : groups) {
        const std::int64_t before = left[group];
        fillAny(group, m_new, left[group]);
        m_scheduled[group] += before - left[group];
        if (more) more = group == fast ? fillFast(group, left[group]) : fillNew(group, left[group]);
    }
    return summed(answer);
}

} // namespace

PackAnswer pack(const PackQuestion& question)
{
    return Packing(question).run();
}

} // namespace core::estimate
