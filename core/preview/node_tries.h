#pragma once

#include <string>
#include <vector>

#include "core/preview/kept_off.h"
#include "core/preview/trial.h"

/// Nodes that exist, or that pools could buy, and that somebody could give to the workload. Detail of this room.
namespace core::preview {

/// One change of the pod template: a toleration more, or another condition on nodes.
struct PodEdit {
    std::optional<model::Taint> tolerates;
    std::optional<Condition> condition; ///< that is not there any more, or
    std::string value;                  ///< lets this value in; empty: it is taken out
    bool operator==(const PodEdit&) const = default;
};
/// The manifest with it, and what is read of it.
[[nodiscard]] Question edited(const Question& question, const std::vector<PodEdit>& edits);

/// One thing to do: about nodes of a cluster, as a change of its data, or about the pods.
struct NodeTry {
    std::string sentence; ///< "uncordon node n-1 of a"
    std::vector<std::uint32_t> rows;
    bool uncordons = false;
    bool makesReady = false;
    std::optional<PodEdit> edit;
};
/// Cordoned nodes, nodes that are not ready, taints that the pods do not tolerate, and conditions of the pods on labels; whether
/// that helps is not tried. Without nodes that are on their way out, or not set up yet, as taints of their controllers say.
[[nodiscard]] std::vector<NodeTry> nodeTriesOf(Facts& facts, std::size_t site);

/// "node n-1 of a", "nodes n-1 and n-2 of a"
[[nodiscard]] std::string namedNodes(const snapshot::ClusterData& data, const std::vector<std::uint32_t>& rows);

/// The question as it is then.
struct NodesTried {
    std::shared_ptr<const Question> question; ///< that `prepared` is made of
    Prepared prepared;
    Trial trial;
};
/// Where all of them are done.
[[nodiscard]] NodesTried tryNodes(const Prepared& prepared, Facts& facts, std::size_t site,
                                  const std::vector<NodeTry>& tries);

} // namespace core::preview
