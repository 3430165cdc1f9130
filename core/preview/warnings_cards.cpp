#include <algorithm>
#include <charconv>

#include "core/base/words.h"
#include "core/preview/warnings_pools.h"

namespace core::preview {
namespace {

/// Pods that one card is offered to, and the node label that says so; 1: it is offered once.
struct CardShares {
    std::int64_t pods = 1;
    std::string label;
};
/// The count's own label before those that say no more than that there are several.
/// @source NVIDIA/k8s-device-plugin, GPU feature discovery's labels of shared GPUs
CardShares sharesOfCard(const model::Labels& labels)
{
    constexpr const char* count = "nvidia.com/gpu.replicas";
    constexpr const char* mode = "nvidia.com/gpu.sharing-strategy";
    constexpr const char* product = "nvidia.com/gpu.product";
    const auto text = [&](std::string_view key) {
        const auto at = labels.find(key);
        return at == labels.end() ? std::string_view() : std::string_view(at->second);
    };
    std::int64_t stated = 1;
    const std::string_view written = text(count);
    std::from_chars(written.data(), written.data() + written.size(), stated);
    if (stated > 1) return {stated, count};
    if (text(mode) == "time-slicing" || text(mode) == "mps") return {2, mode};
    if (text(product).ends_with("-SHARED")) return {2, product};
    return {};
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
        std::string label;
        const auto count = [&](const model::Labels& labels, std::int64_t here, const std::string& where) {
            CardShares shares = sharesOfCard(labels);
            if (shares.pods < 2) return;
            pods += here;
            if (shares.pods <= most) return;
            example = where;
            label = std::move(shares.label);
            most = shares.pods;
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
                         " offers each of its cards " + std::to_string(most) + " times (" + label + "), so up to " +
                         std::to_string(most) + " pods share the time and the memory of one.",
                     "Keep the workload to nodes without that label by a nodeAffinity, or make sure that a card holds "
                     "so many.");
    }
}

} // namespace core::preview
