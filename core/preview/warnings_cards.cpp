#include <algorithm>
#include <charconv>

#include "core/base/words.h"
#include "core/preview/warnings_pools.h"

namespace core::preview {
namespace {

/// Pods that one card is offered to; 1: it is offered once.
/// @source NVIDIA/k8s-device-plugin, GPU feature discovery's labels of shared GPUs
std::int64_t sharesOfCard(const model::Labels& labels)
{
    const auto text = [&](std::string_view key) {
        const auto at = labels.find(key);
        return at == labels.end() ? std::string_view() : std::string_view(at->second);
    };
    std::int64_t shares = 1;
    const std::string_view stated = text("nvidia.com/gpu.replicas");
    std::from_chars(stated.data(), stated.data() + stated.size(), shares);
    const std::string_view strategy = text("nvidia.com/gpu.sharing-strategy");
    const bool shared =
        strategy == "time-slicing" || strategy == "mps" || text("nvidia.com/gpu.product").ends_with("-SHARED");
    return std::max<std::int64_t>(shares, shared ? 2 : 1);
}

} // namespace

/// kube-scheduler counts what a node offers, and such a node offers each card several times.
void warnOfSlicedCards(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const Site& facts = answer.facts.site(site);
        const auto takesCards = [](const estimate::AskPod& pod) {
            return model::amountIn(pod.requests, "nvidia.com/gpu") > 0 ||
                   model::amountIn(pod.requests, "nvidia.com/gpu.shared") > 0;
        };
        const auto& asked = facts.ask->pods;
        if (std::none_of(asked.begin(), asked.end(), takesCards)) continue;
        std::int64_t pods = 0;
        std::int64_t most = 1;
        std::string example;
        const auto count = [&](const model::Labels& labels, std::int64_t here, const std::string& where) {
            const std::int64_t shares = sharesOfCard(labels);
            if (shares < 2) return;
            pods += here;
            if (shares > most) example = where;
            most = std::max(most, shares);
        };
        std::int64_t onNodes = 0;
        for (const Share& share : answer.outcome.clusters[site].shares)
            if (share.kind == Share::Kind::Running && !share.unsure && !share.preempts) onNodes += share.replicas;
        const snapshot::NodeTable& nodes = facts.data->nodes;
        const auto countRows = [&](const auto& places) {
            for (const auto& [row, here] : places) count(nodes.labelsOf(row), here, std::string(nodes.names[row]));
        };
        const std::int64_t stay = facts.staying();
        if (onNodes > 0 && stay > 0) countRows(facts.stayingOn);
        if (onNodes > stay) countRows(answer.facts.boundIn(site, onNodes - stay).places);
        for (const Buying& one : buying)
            if (one.site == site && one.offer != nullptr)
                count(one.offer->node->node.labels, one.share->replicas * facts.ask->podsPerReplica(),
                      "a new node of pool " + nameOf(*one.pool));
        if (pods == 0) continue;
        warnings.add("cards-shared",
                     counted(pods, "pod") + " in " + answer.name(site) + " would get no whole card: " + example +
                         " offers each of its cards " + std::to_string(most) +
                         " times (nvidia.com/gpu.sharing-strategy), so up to " + std::to_string(most) +
                         " pods share the time and the memory of one.",
                     "Keep the workload to nodes without that label by a nodeAffinity, or make sure that a card holds "
                     "so many.");
    }
}

} // namespace core::preview
