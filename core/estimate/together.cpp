#include "core/estimate/together.h"

#include <algorithm>

#include "core/estimate/board.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/placing.h"

namespace core::estimate {

std::vector<std::string> togetherKeys(const snapshot::ClusterData& cluster, const Ask& ask)
{
    if (ask.pods.empty() || ask.daemon || !ask.never.empty()) return {};
    if (ask.isGroup()) {
        if (ask.exclusiveTopologyKey.empty()) return {};
        return {ask.exclusiveTopologyKey};
    }
    if (ask.pods.front().pod.spec.requiredAffinity.empty()) return {};
    const Fit::State state(cluster, ask.pods.front().pod);
    if (!state.affinityToSelf || !state.affinityEmpty) return {};
    std::vector<std::string> keys;
    for (const detail::DomainCount& at : state.affinity)
        if (std::find(keys.begin(), keys.end(), at.key) == keys.end()) keys.push_back(at.key);
    return keys;
}

bool areBesideEachOther(const snapshot::ClusterData& cluster, const Ask& ask, const std::vector<std::string>& keys)
{
    if (ask.pods.empty()) return false;
    const auto isOf = [&](const model::PodAffinityTerm& term) {
        return std::find(keys.begin(), keys.end(), term.topologyKey) != keys.end();
    };
    const auto& terms = ask.pods.front().pod.spec.requiredAffinity;
    return std::any_of(terms.begin(), terms.end(), isOf) && Fit::State(cluster, ask.pods.front().pod).affinityToSelf;
}

std::vector<FirstPlace> firstPlaces(const snapshot::ClusterData& cluster, const Ask& ask,
                                    const std::vector<std::string>& keys)
{
    std::vector<FirstPlace> out;
    detail::Board board(cluster, ask.pods);
    for (const auto& [row, replicas] : detail::placesOfFirst(board, ask)) {
        FirstPlace place;
        for (const std::string& key : keys)
            if (const snapshot::LabelColumn* column = cluster.nodes.label(key))
                place.labels[key] = std::string(column->distinct.text(column->values[row]));
        place.replicas = replicas;
        out.push_back(std::move(place));
    }
    return out;
}

Ask onlyIn(Ask ask, const model::Labels& place)
{
    ask.firstAt.clear();
    for (AskPod& one : ask.pods)
        for (const auto& [key, value] : place) {
            const auto [at, isNew] = one.pod.spec.nodeSelector.try_emplace(key, value);
            if (!isNew && at->second != value) return {};
        }
    return ask;
}

bool isTaken(const snapshot::ClusterData& cluster, const Ask& ask, const model::Labels& place)
{
    const std::string& key = ask.exclusiveTopologyKey;
    const snapshot::LabelColumn* column = key.empty() ? nullptr : cluster.nodes.label(key);
    const auto value = place.find(key);
    if (column == nullptr || value == place.end()) return false;
    const snapshot::Id id = column->distinct.find(value->second);
    return id != snapshot::absent && detail::takenDomains(cluster, key)[id] != 0;
}

} // namespace core::estimate
