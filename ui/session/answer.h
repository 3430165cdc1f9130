#pragma once

#include <QString>
#include <QVector>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"
#include "core/snapshot/what_if.h"
#include "core/text/yaml.h"
#include "ui/widgets/code_view.h"

/// What the window asks the engine while a person types, and what it gets back. Plain values.
namespace ui {

using JobId = quint64;

/// One text that is open: a tab.
struct Source {
    QString id;   ///< stays the same while the tab is open
    QString name; ///< "deploy.yaml"
    QString text;
};

/// What is tried without being written into any text.
struct WhatIf {
    std::optional<qint64> replicas;                   ///< of the previewed workload
    std::vector<core::snapshot::Change> changes;      ///< of the fleet
    bool allowEcsProvision = false;                   ///< spec.autoScaling.ecsProvision of the policy
    std::vector<core::model::TargetCluster> division; ///< pinned as static weights in the policy
    [[nodiscard]] bool empty() const { return !replicas && changes.empty() && !allowEcsProvision && division.empty(); }
};

struct Request {
    std::vector<Source> sources;
    WhatIf whatIf;
    QString workload; ///< keyOf(...) of the one that `whatIf` changes; empty: the first
};

/// A fault or a warning, at its place in a text; `source` is empty where it belongs to none.
struct Problem {
    QString source;
    QString sourceName;
    Mark mark;
    bool operator==(const Problem&) const = default;
};

/// A document of a source, as it was read for this answer.
struct SourceDocument {
    QString source;
    core::text::Document document;
};

struct Answer {
    JobId job{};
    std::vector<Problem> problems;
    /// False: a text is not YAML, or states what no workload and no policy can state, so nothing was previewed; the first
    /// such fault is at `brokenSource` and `brokenLine`.
    bool readable = true;
    QString brokenSource;
    int brokenLine = 0;
    QString brokenWhat; ///< what is wrong there, and what to do about it
    std::vector<SourceDocument> documents;
    std::vector<core::preview::Preview> previews; ///< one a workload, in the order of the texts
    core::snapshot::FleetPtr fleet;               ///< that was previewed against, what-ifs applied
    WhatIf whatIf;
    QString failure; ///< a what-if that cannot be: the sentence; previews are then without it
    /// The places alone: what would help is still being looked for, and problems and documents come with that.
    bool isPlacement = false;
};

/// Which workload: "Deployment default/qwen3-8b".
[[nodiscard]] QString keyOf(const core::model::ObjectRef& ref);
/// The document that states this object; none if no text does.
[[nodiscard]] const SourceDocument* documentOf(const Answer& answer, const core::model::ObjectRef& ref);
/// The document of the policy that the preview names, by its "namespace/name" text.
[[nodiscard]] const SourceDocument* policyDocument(const Answer& answer, const std::string& policy);

/// Hears the placement while what would help is looked for: an answer that isPlacement.
using Placed = std::function<void(Answer)>;

/// Reads, previews, maps every problem to its place: the whole of what the worker does for a keystroke. Pure.
/// `cache` keeps the parsed texts and what the previews rest on between calls; only what changed is read and asked again.
class SourceCache;
[[nodiscard]] Answer answerTo(const Request& request, const core::snapshot::FleetPtr& fleet, SourceCache& cache,
                              std::stop_token stop = {}, const Placed& placed = {});

class SourceCache {
public:
    struct Entry {
        QString id;
        QString text;
        core::text::File file;
    };
    /// The parsed text; what `keep` does not name is forgotten by the next call of forgetOthers.
    const core::text::File& read(const Source& source);
    void forgetOthers(const std::vector<Source>& keep);
    [[nodiscard]] core::preview::Memory& previews() { return m_previews; }

private:
    std::vector<std::unique_ptr<Entry>> m_entries;
    core::preview::Memory m_previews;
};

} // namespace ui
