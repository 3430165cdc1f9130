#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "core/estimate/fit_state.h"

/// Volumes: claims that are missing or unbound, volumes tied to nodes or zones, classes with allowed topologies.
/// @source kube-scheduler 1.36, plug-ins VolumeRestrictions, VolumeBinding, VolumeZone; shared reference, autoscaling §2
namespace core::estimate {
namespace {

using detail::codeOf;
using detail::VolumeNodes;
using model::PersistentVolume;
using model::PersistentVolumeClaim;

constexpr std::array<std::string_view, 4> zoneLabels = {"failure-domain.beta.kubernetes.io/zone",
                                                        "failure-domain.beta.kubernetes.io/region",
                                                        "topology.kubernetes.io/zone", "topology.kubernetes.io/region"};

struct Use {
    std::string claim;
    bool ephemeral = false;
};

template <class T>
const T* byName(const std::vector<T>& list, const std::string& name)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.name == name; });
    return at == list.end() ? nullptr : &*at;
}

const PersistentVolumeClaim* claimOf(const snapshot::ClusterData& data, const std::string& ns, const std::string& name)
{
    const auto at = std::find_if(data.claims.begin(), data.claims.end(),
                                 [&](const PersistentVolumeClaim& c) { return c.name == name && c.ns == ns; });
    return at == data.claims.end() ? nullptr : &*at;
}

bool delaysBinding(const snapshot::ClusterData& data, const PersistentVolumeClaim& claim)
{
    const model::StorageClass* storageClass =
        claim.storageClass.empty() ? nullptr : byName(data.storageClasses, claim.storageClass);
    return storageClass != nullptr && storageClass->waitForFirstConsumer && claim.volumeName.empty();
}

bool isBound(const PersistentVolumeClaim& claim)
{
    return claim.bound && !claim.volumeName.empty();
}

/// Its volume, or the class that would make one, may be there and is not in the snapshot: what that asks of nodes is not known.
bool restsOnUnknown(const snapshot::ClusterData& data, const PersistentVolumeClaim& claim)
{
    if (claim.bound && claim.volumeName.empty()) return true;
    if (isBound(claim)) return !data.listed.volumes && byName(data.volumes, claim.volumeName) == nullptr;
    return !data.listed.storageClasses && claim.volumeName.empty() && !claim.storageClass.empty() &&
           byName(data.storageClasses, claim.storageClass) == nullptr;
}

std::vector<std::uint8_t> rowsOf(const snapshot::NodeTable& nodes,
                                 const std::optional<std::vector<model::NodeSelectorTerm>>& terms)
{
    std::vector<std::uint8_t> rows(nodes.size(), 1);
    if (!terms) return rows;
    // The binder asks a node that has only labels: a field of the term sees an empty name.
    std::vector<detail::TermTest> tests;
    for (const model::NodeSelectorTerm& term : *terms) tests.push_back(detail::termTest(nodes, term));
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] =
            std::any_of(tests.begin(), tests.end(),
                        [&](const detail::TermTest& test) {
                            return !test.never &&
                                   std::all_of(test.fields.begin(), test.fields.end(),
                                               [](const auto& field) { return detail::fieldPasses(field, ""); }) &&
                                   std::all_of(test.labels.begin(), test.labels.end(),
                                               [row](const detail::LabelTest& label) { return label.passes(row); });
                        })
                ? 1
                : 0;
    return rows;
}

bool isOf(const PersistentVolume& volume, const PersistentVolumeClaim& claim)
{
    return volume.claimName == claim.name && volume.claimNs == claim.ns;
}

bool offers(const PersistentVolume& volume, const PersistentVolumeClaim& claim)
{
    if (!volume.phase.empty() && volume.phase != "Available") return false;
    if (claim.selector && !model::matches(*claim.selector, volume.labels)) return false;
    return std::all_of(claim.accessModes.begin(), claim.accessModes.end(), [&](const std::string& mode) {
        return std::find(volume.accessModes.begin(), volume.accessModes.end(), mode) != volume.accessModes.end();
    });
}

/// Volumes of the claim's class with the rows that each may serve.
struct Candidate {
    const PersistentVolume* volume = nullptr;
    std::vector<std::uint8_t> rows;
};
std::vector<Candidate> candidatesFor(const snapshot::ClusterData& data, const snapshot::NodeTable& nodes,
                                     const std::string& storageClass)
{
    std::vector<Candidate> list;
    for (const PersistentVolume& volume : data.volumes)
        if (volume.storageClass == storageClass) list.push_back({&volume, rowsOf(nodes, volume.nodeAffinity)});
    return list;
}

/// The volume that the binder would take for the claim on this row; nullptr: none.
const PersistentVolume* matchFor(const std::vector<Candidate>& candidates, const PersistentVolumeClaim& claim,
                                 std::size_t row, const std::set<const PersistentVolume*>& chosen)
{
    const PersistentVolume* smallest = nullptr;
    for (const Candidate& candidate : candidates) {
        const PersistentVolume& volume = *candidate.volume;
        const bool mine = isOf(volume, claim);
        if (chosen.contains(&volume) || (!volume.claimName.empty() && !mine) || volume.capacity < claim.request)
            continue;
        if (mine) return candidate.rows[row] != 0 ? &volume : nullptr;
        if (candidate.rows[row] == 0 || !offers(volume, claim)) continue;
        if (smallest == nullptr || volume.capacity < smallest->capacity) smallest = &volume;
    }
    return smallest;
}

std::vector<std::uint8_t> provisionableRows(const snapshot::ClusterData& data, const snapshot::NodeTable& nodes,
                                            const PersistentVolumeClaim& claim)
{
    const model::StorageClass* storageClass = byName(data.storageClasses, claim.storageClass);
    if (storageClass == nullptr || storageClass->provisioner.empty() ||
        storageClass->provisioner == "kubernetes.io/no-provisioner")
        return std::vector<std::uint8_t>(nodes.size(), 0);
    if (storageClass->allowedTopologies.empty()) return std::vector<std::uint8_t>(nodes.size(), 1);
    return rowsOf(nodes, storageClass->allowedTopologies);
}

std::vector<std::string> zonesIn(const std::string& label)
{
    std::vector<std::string> zones;
    std::size_t start = 0;
    while (start <= label.size()) {
        const std::size_t end = std::min(label.find("__", start), label.size());
        std::string zone = label.substr(start, end - start);
        zone.erase(0, zone.find_first_not_of(' '));
        zone.erase(zone.find_last_not_of(' ') + 1);
        if (zone.empty()) return {}; // not a list of zones: the label is not looked at
        zones.push_back(std::move(zone));
        start = end + 2;
    }
    return zones;
}

VolumeNodes zoneRows(const snapshot::NodeTable& nodes, const std::string& key, const std::vector<std::string>& values)
{
    VolumeNodes result{std::vector<std::uint8_t>(nodes.size(), 1), codeOf(Plugin::VolumeZone)};
    std::array<const snapshot::LabelColumn*, 4> columns{};
    for (std::size_t i = 0; i < zoneLabels.size(); ++i) columns[i] = nodes.label(zoneLabels[i]);
    const bool zone = key.ends_with("/zone");
    const snapshot::LabelColumn* plain = nodes.label(key);
    const snapshot::LabelColumn* general = columns[zone ? 2 : 3];
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        const auto has = [row](const snapshot::LabelColumn* column) {
            return column != nullptr && column->values[row] != snapshot::absent;
        };
        if (std::none_of(columns.begin(), columns.end(), has)) continue; // a node without zones takes any
        const snapshot::LabelColumn* column = has(plain) ? plain : has(general) ? general : nullptr;
        result.fits[row] = column != nullptr && std::find(values.begin(), values.end(),
                                                          column->distinct.text(column->values[row])) != values.end()
                               ? 1
                               : 0;
    }
    return result;
}

/// 1: a claim that waits for its first consumer would find no volume on this row. `waiting`: the smallest first.
std::vector<std::uint8_t> unbindableRows(const snapshot::ClusterData& data, const snapshot::NodeTable& nodes,
                                         const std::vector<const PersistentVolumeClaim*>& waiting)
{
    std::vector<std::uint8_t> unbindable(nodes.size(), 0);
    std::vector<std::vector<Candidate>> candidates;
    std::vector<std::vector<std::uint8_t>> canProvision;
    for (const PersistentVolumeClaim* claim : waiting) {
        candidates.push_back(candidatesFor(data, nodes, claim->storageClass));
        canProvision.push_back(provisionableRows(data, nodes, *claim));
    }
    for (std::size_t row = 0; row < nodes.size() && !waiting.empty(); ++row) {
        std::set<const PersistentVolume*> chosen;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (const PersistentVolume* volume = matchFor(candidates[i], *waiting[i], row, chosen))
                chosen.insert(volume);
            else if (canProvision[i][row] == 0)
                unbindable[row] = 1;
        }
    }
    return unbindable;
}

detail::Code firstRefusal(const std::vector<VolumeNodes>& volumes, std::size_t row)
{
    for (const VolumeNodes& volume : volumes)
        if (volume.fits[row] == 0) return volume.refusal;
    return 0;
}

bool haveCommon(const std::vector<std::string>& one, const std::vector<std::string>& other)
{
    return std::any_of(one.begin(), one.end(), [&](const std::string& name) {
        return std::find(other.begin(), other.end(), name) != other.end();
    });
}

/// A table of one node of which only the labels count, as the binder sees it.
snapshot::NodeTable tableOf(const model::Labels& labels)
{
    snapshot::NodeTable table;
    table.names.push("");
    for (const auto& [key, value] : labels) {
        snapshot::LabelColumn column;
        column.key = key;
        column.values = {column.distinct.intern(value)};
        table.labels.push_back(std::move(column));
    }
    return table;
}

} // namespace

void Fit::State::prepareVolumes()
{
    std::vector<Use> uses;
    for (const model::PodVolume& volume : pod.spec.volumes) {
        if (volume.kind == model::PodVolume::Kind::Claim) uses.push_back({volume.claim, false});
        // A claim that stands for those of a template, one a pod.
        if (volume.kind == model::PodVolume::Kind::EphemeralClaim && !volume.claim.empty())
            uses.push_back({volume.claim, true});
        // The controller makes the claim of an ephemeral volume once the pod exists; a template has none yet.
        if (volume.kind == model::PodVolume::Kind::EphemeralClaim && !pod.name.empty() &&
            claimOf(data, pod.ns, pod.name + "-" + volume.name) != nullptr)
            uses.push_back({pod.name + "-" + volume.name, true});
    }
    for (const model::PodVolume& volume : pod.spec.volumes)
        if (!volume.places.empty()) m_places.push_back(volume.places);
    if ((uses.empty() && m_places.empty()) || everywhere) return;
    const auto refuse = [this](Plugin plugin, std::string reason) {
        everywhere = codeOf(plugin, 15);
        everywhereReason = std::move(reason);
    };

    std::vector<const PersistentVolumeClaim*> bound;
    std::vector<const PersistentVolumeClaim*> waiting;
    for (const Use& use : uses) {
        const PersistentVolumeClaim* claim = claimOf(data, pod.ns, use.claim);
        if (claim == nullptr && !data.listed.claims) continue; // not_held.h
        if (claim == nullptr)
            return refuse(Plugin::VolumeRestrictions, "persistentvolumeclaim \"" + use.claim + "\" not found");
        const auto& modes = claim->accessModes;
        if (!use.ephemeral && std::find(modes.begin(), modes.end(), "ReadWriteOncePod") != modes.end())
            aloneClaims.push_back(claim->name);
    }
    for (const Use& use : uses) {
        const PersistentVolumeClaim* claim = claimOf(data, pod.ns, use.claim);
        if (claim == nullptr || restsOnUnknown(data, *claim)) continue;
        if (isBound(*claim))
            bound.push_back(claim);
        else if (delaysBinding(data, *claim))
            waiting.push_back(claim);
        else
            return refuse(Plugin::VolumeBinding, "pod has unbound immediate PersistentVolumeClaims");
    }
    for (const PersistentVolumeClaim* claim : bound)
        if (byName(data.volumes, claim->volumeName) == nullptr)
            return refuse(Plugin::VolumeZone, "persistentvolume \"" + claim->volumeName + "\" not found");

    prepareUsers();
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const auto* a, const auto* b) { return a->request < b->request; });
    m_bound = std::move(bound);
    m_waiting = std::move(waiting);
    volumes = volumesOn(data.nodes);
}

/// Pods that use its claims already.
void Fit::State::prepareUsers()
{
    if (aloneClaims.empty()) return;
    const snapshot::PodTable& table = data.pods;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (!counted(i) || table.namespaces.text(table.ns[i]) != pod.ns) continue;
        for (const model::PodVolume& volume : table.shapes[table.shape[i]].pod.spec.volumes)
            claimConflict =
                claimConflict || (volume.kind == model::PodVolume::Kind::Claim &&
                                  std::find(aloneClaims.begin(), aloneClaims.end(), volume.claim) != aloneClaims.end());
    }
}

std::string Fit::State::claimRule() const
{
    return aloneClaims.empty() ? std::string() : "claim " + aloneClaims.front() + ", which only one pod may use";
}

void Fit::State::use(const State& other)
{
    claimConflict = claimConflict || haveCommon(aloneClaims, other.aloneClaims);
}

std::vector<VolumeNodes> Fit::State::volumesOn(const snapshot::NodeTable& nodes) const
{
    const std::size_t rows = nodes.size();
    std::vector<VolumeNodes> zones;
    std::vector<std::uint8_t> conflict(rows, 0); // a bound volume's node affinity
    for (const PersistentVolumeClaim* claim : m_bound) {
        const PersistentVolume& volume = *byName(data.volumes, claim->volumeName);
        if (volume.nodeAffinity) {
            const std::vector<std::uint8_t> fits = rowsOf(nodes, volume.nodeAffinity);
            for (std::size_t row = 0; row < rows; ++row)
                if (fits[row] == 0) conflict[row] = 1;
        }
        for (const std::string_view key : zoneLabels) {
            const auto label = volume.labels.find(key);
            if (label == volume.labels.end()) continue;
            const std::vector<std::string> values = zonesIn(label->second);
            if (!values.empty()) zones.push_back(zoneRows(nodes, std::string(key), values));
        }
    }

    std::vector<std::uint8_t> unbindable = unbindableRows(data, nodes, m_waiting);
    for (const auto& places : m_places) {
        const std::vector<std::uint8_t> there = rowsOf(nodes, places);
        for (std::size_t row = 0; row < rows; ++row)
            if (there[row] == 0) unbindable[row] = 1;
    }
    VolumeNodes both{std::vector<std::uint8_t>(rows, 1), codeOf(Plugin::VolumeBinding, 2)};
    VolumeNodes affinityOnly{std::vector<std::uint8_t>(rows, 1), codeOf(Plugin::VolumeBinding, 0)};
    VolumeNodes bindOnly{std::vector<std::uint8_t>(rows, 1), codeOf(Plugin::VolumeBinding, 1)};
    bool any = false;
    for (std::size_t row = 0; row < rows; ++row) {
        any = any || conflict[row] != 0 || unbindable[row] != 0;
        if (conflict[row] != 0 && unbindable[row] != 0) both.fits[row] = 0;
        if (conflict[row] != 0) affinityOnly.fits[row] = 0;
        if (unbindable[row] != 0) bindOnly.fits[row] = 0;
    }
    std::vector<VolumeNodes> all;
    if (any) all = {std::move(both), std::move(affinityOnly), std::move(bindOnly)};
    std::move(zones.begin(), zones.end(), std::back_inserter(all));
    return all;
}

detail::Code Fit::State::volumesCode(std::size_t row) const
{
    if (claimConflict) return codeOf(Plugin::VolumeRestrictions, 0, false);
    return firstRefusal(volumes, row);
}

detail::Code Fit::State::volumesCodeForNew(const model::Labels& labels) const
{
    if (claimConflict) return codeOf(Plugin::VolumeRestrictions, 0, false);
    if (m_bound.empty() && m_waiting.empty() && m_places.empty()) return 0;
    return firstRefusal(volumesOn(tableOf(labels)), 0);
}

} // namespace core::estimate
