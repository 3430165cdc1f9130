#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/estimate/fit.h"
#include "core/estimate/node_match.h"
#include "core/snapshot/fleet.h"

/// What a Fit prepares. Detail of this room: the counting of replicas reads it too, so that there is one set of rules.
namespace core::estimate::detail {

/// A refusal in one number, so that a million rows can be compared: plug-in, kind of reason, shortages. 0: fits.
/// Bits 0–7 plug-in + 1, 8–11 which of the plug-in's reasons, 12 unresolvable, 16 too many pods, 17… requests by index.
using Code = std::uint64_t;
inline constexpr std::string_view hostnameLabel = "kubernetes.io/hostname";
inline constexpr Code unresolvableBit = Code{1} << 12;
inline constexpr Code tooManyPodsBit = Code{1} << 16;
[[nodiscard]] constexpr Code codeOf(Plugin plugin, unsigned reason = 0, bool unresolvable = true)
{
    return (static_cast<Code>(plugin) + 1) | (static_cast<Code>(reason) << 8) | (unresolvable ? unresolvableBit : 0);
}
[[nodiscard]] constexpr Plugin pluginOf(Code code)
{
    return static_cast<Plugin>((code & 0xff) - 1);
}
[[nodiscard]] constexpr unsigned reasonOf(Code code)
{
    return static_cast<unsigned>((code >> 8) & 0xf);
}
[[nodiscard]] constexpr Code shortageBit(std::size_t request)
{
    return Code{1} << (17 + (request < 46 ? request : 46));
}

/// One requested resource and its columns (nullptr where no node has it).
struct Need {
    std::string name;
    Amount amount{};
    const Amount* allocatable = nullptr;
    const Amount* requested = nullptr;
    const Amount* gone = nullptr; ///< what pods that are left out hold; nullptr: none are
    [[nodiscard]] Amount total(std::size_t row) const { return allocatable == nullptr ? 0 : allocatable[row]; }
    [[nodiscard]] Amount used(std::size_t row) const
    {
        return (requested == nullptr ? 0 : requested[row]) - (gone == nullptr ? 0 : gone[row]);
    }
};

/// A count for every value of a node label.
struct DomainCount {
    std::string key;
    const snapshot::LabelColumn* column = nullptr; ///< nullptr: no node has the label
    std::vector<std::int32_t> count;               ///< by id; [absent] unused
    [[nodiscard]] snapshot::Id domain(std::size_t row) const
    {
        return column == nullptr ? snapshot::absent : column->values[row];
    }
};

struct SpreadCount {
    DomainCount at;
    std::int64_t maxSkew = 1;
    std::int64_t minDomains = 1;
    bool self = false; ///< the pod counts itself
    bool honorAffinity = true;
    bool honorTaints = false;
    model::LabelSelector selector;      ///< with matchLabelKeys
    bool selects = false;               ///< false: absent or empty selectors count nothing
    std::vector<std::uint8_t> eligible; ///< by row: its pods count
    std::vector<std::uint8_t> domains;  ///< by id: 1 where a node is eligible
    std::int64_t minimum = 0;           ///< over the domains; 0 if there are fewer than minDomains
    std::size_t domainCount = 0;
};

/// A required (anti)affinity term of the pod, its namespaces already resolved.
struct AffinityTerm {
    model::LabelSelector selector;
    std::vector<std::string> namespaces;
    bool allNamespaces = false;
    std::string topologyKey;
    bool selects = true; ///< false: no selector, matches nothing
    [[nodiscard]] bool matches(const std::string& ns, const model::Labels& labels) const;
};
[[nodiscard]] AffinityTerm affinityTerm(const model::PodAffinityTerm& term, const model::Pod& owner,
                                        const snapshot::ClusterData& data);
/// Does `term` of `owner` (a pod that is there) match the pod `other`, whose namespace has these labels?
[[nodiscard]] bool existingTermMatches(const model::PodAffinityTerm& term, const model::Pod& owner,
                                       const model::Pod& other, const model::Labels& namespaceLabels);
[[nodiscard]] model::Labels namespaceLabels(const snapshot::ClusterData& data, const std::string& ns);
[[nodiscard]] model::LabelSelector spreadSelector(const model::TopologySpread& spread, const model::Labels& podLabels,
                                                  bool& selects);

struct HostPortUse {
    std::string ip;
    std::string protocol;
    std::int32_t port{};
};
[[nodiscard]] std::vector<HostPortUse> hostPortsOf(const model::PodSpec& spec);
[[nodiscard]] bool clash(const std::vector<HostPortUse>& a, const std::vector<HostPortUse>& b);

/// What a pod of some kind does to an ask once it is on a node.
struct Effect {
    bool port = false;                 ///< takes a host port that the ask wants
    std::vector<std::size_t> spreads;  ///< constraints that count it
    bool wanted = false;               ///< matches all affinity terms
    std::vector<std::size_t> anti;     ///< anti-affinity terms that match it
    std::vector<std::size_t> repelled; ///< entries of State::repelled that it adds to
    [[nodiscard]] bool nothing() const
    {
        return !port && !wanted && spreads.empty() && anti.empty() && repelled.empty();
    }
};

/// The same, wherever the node is.
struct Touch {
    Effect effect;                       ///< without `repelled`
    std::vector<std::string> repelledBy; ///< topology keys of its anti-affinity against the ask
};

/// What the pods of daemon sets that a new node comes with do to an ask there.
struct Brought {
    bool port = false;
    bool wanted = false;               ///< one matches all affinity terms
    std::vector<std::int64_t> spreads; ///< by constraint, how many of them it counts
    std::vector<std::size_t> anti;     ///< anti-affinity terms that match one
    std::vector<std::string> repelledBy;
    [[nodiscard]] bool nothing() const
    {
        return !port && !wanted && spreads.empty() && anti.empty() && repelledBy.empty();
    }
    [[nodiscard]] std::int64_t countedBy(std::size_t spread) const
    {
        return spread < spreads.size() ? spreads[spread] : 0;
    }
};
/// Whether a constraint of a pod in `ns` counts another pod; kube-scheduler counts nothing for an empty selector.
[[nodiscard]] bool counts(const SpreadCount& spread, const std::string& ns, const model::Pod& other);

/// A condition that a claim's volume puts on nodes.
struct VolumeNodes {
    std::vector<std::uint8_t> fits; ///< by row
    Code refusal{};
};

} // namespace core::estimate::detail

namespace core::estimate {

struct Ask; // capacity.h

struct Fit::State {
    /// `there`: by row, 0 for a node that is not there before open() is called; empty: all are.
    State(const snapshot::ClusterData& clusterData, const model::Pod& ask,
          std::optional<std::int32_t> leaveOutBelow = {}, std::vector<std::uint8_t> there = {});

    /// The first refusal on a row; 0: fits. `ours`: also the rules that kube-scheduler does not have.
    [[nodiscard]] detail::Code code(std::size_t row, bool ours = true) const;
    /// Everything that neither free resources nor other new pods change; 0: passes.
    [[nodiscard]] detail::Code fixedCode(std::size_t row, bool ours = true) const;
    [[nodiscard]] detail::Code beforeResources(std::size_t row) const;
    /// @param more  of this pod on the row besides those that it holds
    [[nodiscard]] detail::Code resourcesCode(std::size_t row, std::int64_t more = 0) const;
    [[nodiscard]] detail::Code volumesCode(std::size_t row) const;
    [[nodiscard]] detail::Code volumesCodeForNew(const model::Labels& labels) const; ///< of a node with these labels
    /// A pod of `other` takes a place: what it holds of the claims of this one.
    void use(const State& other);
    [[nodiscard]] detail::Code topologyCode(std::size_t row) const;
    [[nodiscard]] detail::Code spreadCode(std::size_t row) const;
    [[nodiscard]] detail::Code affinityCode(std::size_t row) const;
    [[nodiscard]] detail::Code ownCode(std::size_t row) const;
    [[nodiscard]] Refusal refusal(detail::Code code, std::size_t row) const;
    [[nodiscard]] Refusal refusal(detail::Code code) const;
    /// The rules for a node that does not exist yet, on which `used` is taken; 0: fits.
    [[nodiscard]] detail::Code codeForNew(const model::Node& node, const model::Requests& used,
                                          const detail::Brought& brought) const;
    [[nodiscard]] detail::Brought broughtBy(const snapshot::DaemonPods& pods) const;

    /// How many of this pod the row takes by resources and pods alone.
    [[nodiscard]] std::int64_t room(std::size_t row) const;
    /// What pods of another kind (its defaults applied) do to this ask, and doing it: `pods` of them land on `row`. Their
    /// resources are not part of it: those are in the table.
    [[nodiscard]] detail::Effect effectOf(const model::Pod& other);
    [[nodiscard]] detail::Touch touchOf(const model::Pod& other) const;
    void place(const detail::Effect& effect, std::size_t row, std::int32_t number = 1);
    /// A node comes into being.
    void open(std::size_t row);

    [[nodiscard]] bool wholeCards() const { return m_cards > 0; }
    [[nodiscard]] bool sharesCards() const { return m_gpuMemory > 0 || m_gpuCore > 0; }
    /// What of its claims keeps a second pod away: "claim models, which only one pod may use"; empty: nothing.
    [[nodiscard]] std::string claimRule() const;
    /// Rules that one new pod makes for the next: spread, anti-affinity against itself, affinity to itself, claims that only
    /// one pod may use.
    [[nodiscard]] bool ruledAmongThemselves() const;
    [[nodiscard]] bool counted(std::size_t podRow) const; ///< holds resources and is not left out
    [[nodiscard]] const std::vector<std::uint8_t>& leftOutShapes() const { return m_leftOutShape; } ///< empty: none
    [[nodiscard]] Amount gpuMemory() const { return m_gpuMemory; } ///< of shared cards, GiB
    [[nodiscard]] Amount gpuCore() const { return m_gpuCore; }     ///< of shared cards, percent

    const snapshot::ClusterData& data;
    model::Pod pod;
    model::Requests requests;
    std::vector<detail::Need> needs; ///< those that kube-scheduler asks for, by name; amounts > 0
    detail::Need pods;

    std::optional<detail::Code> everywhere; ///< a PreFilter refused
    std::string everywhereReason;
    std::optional<std::vector<std::uint8_t>> named; ///< 0: excluded by metadata.name in PreFilter
    bool toleratesCordon = false;
    std::vector<std::uint8_t> taintsOk; ///< by taint set
    detail::NodeMatch match;
    std::vector<detail::HostPortUse> ports;
    std::vector<std::uint8_t> portsTaken;     ///< by row; empty: none clash anywhere
    std::vector<std::string> aloneClaims;     ///< of the pod: ReadWriteOncePod
    bool claimConflict = false;               ///< one of them is in use
    std::vector<detail::VolumeNodes> volumes; ///< VolumeBinding's before VolumeZone's
    std::vector<detail::SpreadCount> spreads;
    std::vector<detail::AffinityTerm> affinityTerms;
    std::vector<detail::AffinityTerm> antiTerms;
    std::vector<detail::DomainCount> affinity; ///< pods that match all terms, one a term
    bool affinityEmpty = true;                 ///< no pod matches them anywhere
    bool affinityToSelf = false;               ///< the pod matches all of its own terms
    std::vector<detail::DomainCount> anti;     ///< one a term
    std::vector<bool> antiToSelf;              ///< the pod matches this term of its own
    std::vector<detail::DomainCount> repelled; ///< existing pods' anti-affinity against this pod, one a key
    mutable std::vector<std::uint8_t> eligibleRows;
    std::vector<std::uint8_t> modeOk; ///< by value id of the sharing mode label
    const snapshot::LabelColumn* mode = nullptr;

private:
    void prepareNeeds();
    void prepareNodes();
    void preparePorts();
    void prepareVolumes();
    void prepareUsers();
    [[nodiscard]] std::vector<detail::VolumeNodes> volumesOn(const snapshot::NodeTable& nodes) const;
    void prepareSpread();
    void prepareAffinity();
    void preparePlaced();
    void prepareExpected();
    [[nodiscard]] const detail::Brought* broughtTo(std::size_t row) const;
    void prepareSharing();
    void add(const detail::Effect& effect, std::size_t row, std::int32_t number, bool spreads);
    void openFor(detail::SpreadCount& spread, std::size_t row);
    [[nodiscard]] bool eligibleForSpread(const detail::SpreadCount& spread, std::size_t row) const;

    // Claims of the pod, in `data`: those with a volume, and those whose class waits for a consumer, the smallest first.
    std::vector<const model::PersistentVolumeClaim*> m_bound;
    std::vector<const model::PersistentVolumeClaim*> m_waiting;
    std::vector<std::vector<model::NodeSelectorTerm>> m_places; ///< of volumes that say so themselves, each to be met
    std::optional<std::int32_t> m_leaveOutBelow;
    std::vector<std::uint8_t> m_there;
    std::vector<std::uint8_t> m_leftOutShape;
    std::vector<detail::Brought> m_brought;
    std::vector<std::uint32_t>
        m_broughtTo; ///< by row, from 1, of nodes that are not there yet; 0 none; empty: none at all
    std::vector<std::vector<Amount>> m_gone; ///< by need, then pods last
    Amount m_cards = 0;
    Amount m_gpuMemory = 0;
    Amount m_gpuCore = 0;
};

/// Value of a pod's priority in this cluster.
[[nodiscard]] std::int32_t priorityOf(const model::PodSpec& spec, const snapshot::ClusterData& data);
/// A class, or a pod itself, may rule out that it takes anybody's place.
[[nodiscard]] bool preempts(const snapshot::ClusterData& cluster, const Ask& ask);
/// Taints that a node gets and loses on its way, or on its way out; a new node has none of them once it is ready.
[[nodiscard]] bool isPassing(const model::Taint& taint);
/// True for names that NodeResourcesFit looks at.
[[nodiscard]] bool isCounted(std::string_view resource);

} // namespace core::estimate
