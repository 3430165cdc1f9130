#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/template_change.h"

/// What of a workload runs in a cluster, and whether the manifest makes other pods of it. Detail of this room.
namespace core::preview {

/// Kinds whose controller replaces pods; the others keep their pods or may not be changed at all.
[[nodiscard]] bool replacesPods(const model::Workload& workload);

/// What a cluster's pods tell of the template that they were made of. Values of variables, annotations and probes they do not.
struct ShownByPods {
    bool any = false; ///< some run there
    TemplateChange change;
    bool alike = true;         ///< the new ones ask for the same places as they do
    bool imageUnknown = false; ///< of some the snapshot has no image, and nothing else differs
};
/// What others write into pods (sidecars, tolerations, a LimitRange's defaults) may be theirs: it differs only perhaps. So does what
/// some show and others do not, as in the middle of an update.
/// @param ask  as the cluster's API server makes it of the manifest
[[nodiscard]] ShownByPods shownByPods(const estimate::Ask& ask, const OwnPods& own, const snapshot::ClusterData& data);

/// One cluster's copy of the workload on its way from what runs to what the manifest makes of it.
struct Copies {
    model::Workload after;
    TemplateChange change;
    bool alike = false;    ///< as of ShownByPods
    bool underWay = false; ///< what changes was applied before, and its update has not ended
    Rows young{};          ///< pods that hold a place and are of that update
    [[nodiscard]] bool mayChange() const { return !change.at.empty() || !change.perhaps.empty(); }
};
/// The fleet's object tells what runs; where a snapshot lacks it the cluster's own does, and else the pods.
[[nodiscard]] Copies copiesIn(const Prepared& prepared, const Facts& facts, std::size_t site);
/// An update that was applied before and has not ended: the object tells what is wanted by now, the pods what runs.
struct UnderWay {
    TemplateChange change; ///< of old pods; both empty: there is none
    bool alike = true;     ///< as of ShownByPods
    Rows young;            ///< as of Copies; none where nobody tells which they are
    [[nodiscard]] bool any() const { return !change.at.empty() || !change.perhaps.empty(); }
};
/// Of Deployments: ReplicaSets beside each other, or a status that counts fewer pods of the newest template than there are. Where
/// no object tells what is wanted there is none: copiesIn compares the pods.
[[nodiscard]] UnderWay underWayIn(const Prepared& prepared, const Facts& facts, std::size_t site);
/// Fields that the manifest's pods state and of which a snapshot's pods keep no value: "env", "securityContext".
[[nodiscard]] std::vector<std::string> notShownByPods(const Json& object);
/// What to add to a snapshot that lacks the object.
[[nodiscard]] std::string addsTheObject(const Prepared& prepared);

} // namespace core::preview
