#include "ui/screens/editor/keep.h"

#include <QCoreApplication>

#include <algorithm>
#include <variant>

#include "core/model/policy.h"
#include "core/model/workload.h"
#include "core/preview/variant.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

namespace ui::editor {
namespace {

using core::Json;
using core::text::Document;
using core::text::Patches;

class KeepWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Keep)
};

class Keeper {
public:
    Keeper(const Answer& answer, const core::preview::Preview& preview, const WhatIf& what)
        : m_answer(answer)
        , m_preview(preview)
        , m_what(what)
    {}

    Kept run()
    {
        if (m_what.replicas) replicas();
        for (const core::snapshot::Change& change : m_what.changes) std::visit(*this, change);
        if (m_what.allowEcsProvision) inPolicy("/spec/autoScaling/ecsProvision", true);
        if (!m_what.division.empty()) division();
        return std::move(m_kept);
    }

    void operator()(const core::snapshot::WithoutCluster& gone)
    {
        const SourceDocument* policy = policyOfPreview();
        if (!policy) return;
        const Json groups =
            policy->document.value().value(Json::json_pointer("/spec/placement/clusterAffinities"), Json::array());
        if (!groups.is_array() || groups.empty()) {
            leaveOut(*policy, "/spec/placement/clusterAffinity", gone.cluster);
            return;
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            leaveOut(*policy, "/spec/placement/clusterAffinities/" + std::to_string(i), gone.cluster);
        }
    }
    void operator()(const core::snapshot::SetStock&)
    {
        m_kept.cannot.push_back(KeepWords::tr("Stock is the cloud's; no text can set it."));
    }
    void operator()(const core::snapshot::SetPoolMax& max)
    {
        m_kept.cannot.push_back(KeepWords::tr("The maximum of pool %1 is set in its cluster, %2, not in a manifest.")
                                    .arg(nameText(max.pool), clusterText(max.cluster)));
    }
    void operator()(const core::snapshot::SetQuota& quota)
    {
        m_kept.cannot.push_back(
            KeepWords::tr("Quota %1 is the account's; ask the cloud for it.").arg(nameText(quota.name)));
    }
    void operator()(const core::snapshot::SetAddresses& addresses)
    {
        m_kept.cannot.push_back(KeepWords::tr("Free addresses of pool %1 in %2 are its vSwitch's, not in a manifest.")
                                    .arg(nameText(addresses.pool), clusterText(addresses.cluster)));
    }
    void operator()(const core::snapshot::WithoutNode& node)
    {
        m_kept.cannot.push_back(KeepWords::tr("Node %1 of %2 is taken out by cordoning it, not in a manifest.")
                                    .arg(nameText(node.node), clusterText(node.cluster)));
    }

private:
    void leaveOut(const SourceDocument& policy, const std::string& affinity, const std::string& cluster)
    {
        const Json names = policy.document.value().value(Json::json_pointer(affinity + "/clusterNames"), Json::array());
        // Out of the list that names it; where none does, into the list of those that are left out. A list that became
        // empty would name every cluster.
        const auto at = std::find(names.begin(), names.end(), Json(cluster));
        if (at != names.end() && names.size() > 1) {
            add(policy, core::text::removeValue(policy.document,
                                                affinity + "/clusterNames/" + std::to_string(at - names.begin())));
        } else if (names.empty() || at != names.end()) {
            add(policy, core::text::setValue(policy.document, affinity + "/exclude/-", cluster));
        }
    }

    void replicas()
    {
        const SourceDocument* workload = documentOf(m_answer, m_preview.workload);
        if (!workload) {
            m_kept.cannot.push_back(KeepWords::tr("The workload stands in none of the open texts."));
            return;
        }
        core::model::Issues ignored;
        const core::model::Workload read = core::model::readWorkload(workload->document.value(), {}, ignored);
        if (read.replicasPath.empty()) {
            m_kept.cannot.push_back(KeepWords::tr("A %1 has no number of replicas.").arg(nameText(read.ref.kind)));
            return;
        }
        add(*workload, core::text::setValue(workload->document, read.replicasPath, *m_what.replicas));
    }

    void division()
    {
        Json weights = Json::array();
        for (const core::model::TargetCluster& target : m_what.division) {
            weights.push_back({{"targetCluster", {{"clusterNames", {target.name}}}}, {"weight", target.replicas}});
        }
        inPolicy("/spec/placement/replicaScheduling",
                 {{"replicaSchedulingType", "Divided"},
                  {"replicaDivisionPreference", "Weighted"},
                  {"weightPreference", {{"staticWeightList", std::move(weights)}}}});
        gatherGroups();
    }

    /// As the preview of a division has it: several ordered groups become one that names its clusters.
    void gatherGroups()
    {
        const SourceDocument* policy = policyDocument(m_answer, m_preview.policy);
        if (!policy) return;
        core::model::Issues ignored;
        const core::model::Policy read = core::model::readPolicy(policy->document.value(), {}, ignored);
        if (!core::preview::comesInTiers(read.placement)) return;
        Json names = Json::array();
        for (const core::model::TargetCluster& target : m_what.division) names.push_back(target.name);
        const std::string& name = read.placement.clusterAffinities.front().name;
        inPolicy("/spec/placement/clusterAffinities",
                 Json::array({{{"affinityName", name}, {"clusterNames", std::move(names)}}}));
    }

    void inPolicy(const std::string& pointer, const Json& value)
    {
        if (const SourceDocument* policy = policyOfPreview()) {
            add(*policy, core::text::setValue(policy->document, pointer, value));
        }
    }

    const SourceDocument* policyOfPreview()
    {
        const SourceDocument* policy = policyDocument(m_answer, m_preview.policy);
        if (!policy) m_kept.cannot.push_back(KeepWords::tr("The policy stands in none of the open texts."));
        return policy;
    }

    void add(const SourceDocument& where, const core::Result<Patches>& patches)
    {
        if (!patches) {
            m_kept.cannot.push_back(engineText(patches.error().what));
            return;
        }
        for (TextEdit& edit : m_kept.edits) {
            if (edit.source != where.source) continue;
            edit.patches.insert(edit.patches.end(), patches->begin(), patches->end());
            std::stable_sort(edit.patches.begin(), edit.patches.end(),
                             [](const auto& a, const auto& b) { return a.offset < b.offset; });
            return;
        }
        m_kept.edits.push_back({where.source, *patches});
    }

    const Answer& m_answer;
    const core::preview::Preview& m_preview;
    const WhatIf& m_what;
    Kept m_kept;
};

} // namespace

Kept keep(const Answer& answer, const core::preview::Preview& preview, const WhatIf& what)
{
    return Keeper(answer, preview, what).run();
}

} // namespace ui::editor
