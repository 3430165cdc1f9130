#include "core/preview/holds.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/base/words.h"
#include "core/estimate/attachments.h"
#include "core/preview/limits.h"
#include "core/preview/running_template.h"

namespace core::preview {
namespace {

class Holds {
public:
    Holds(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
          const std::vector<RolloutStep>& rollout)
        : m_prepared(prepared)
        , m_facts(facts)
        , m_outcome(outcome)
    {
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const std::string& name = facts.site(i).data->cluster.name;
            const bool rolls = std::any_of(rollout.begin(), rollout.end(),
                                           [&](const RolloutStep& step) { return step.cluster == name; });
            if (facts.toPlace(i, decision.replicas[i]) > 0) m_starting.push_back(i);
            if (facts.toPlace(i, decision.replicas[i]) > 0 || rolls) m_changing.push_back(i);
        }
    }

    std::vector<Hold> run()
    {
        bySuspendedScheduling();
        bySuspendedDispatching();
        byOverrides();
        byQueue();
        byWorkload();
        byGates();
        byAttachments();
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string policy() const { return m_prepared.policy->ref.shortText(); }

    void bySuspendedScheduling()
    {
        if (m_prepared.policy->suspendScheduling)
            m_out.push_back({{ReasonId::PolicySuspended, {policy()}, {}}, {}, {}});
        if (m_prepared.bindingSuspended)
            m_out.push_back(
                {{ReasonId::BindingSuspended, {m_prepared.question->workload.ref.shortText()}, {}}, {}, {}});
    }

    void bySuspendedDispatching()
    {
        if (m_changing.empty()) return;
        if (m_prepared.policy->suspendDispatching) {
            m_out.push_back({{ReasonId::DispatchSuspended, {policy()}, {}}, {}, {}});
            return;
        }
        const std::vector<std::string>& on = m_prepared.policy->suspendDispatchingOn;
        for (const std::size_t site : m_changing) {
            const std::string& name = m_facts.site(site).data->cluster.name;
            if (std::find(on.begin(), on.end(), name) != on.end())
                m_out.push_back({{ReasonId::DispatchSuspendedIn, {policy(), name}, {}}, name, {}});
        }
    }

    /// The binding controller makes no Work for the cluster, so what is there stays as it is.
    /// @source karmada pkg/controllers/binding/common.go ensureWork: an error of ApplyOverridePolicies ends it
    void byOverrides()
    {
        for (std::size_t site = 0; site < m_facts.size(); ++site) {
            const bool starts = std::find(m_starting.begin(), m_starting.end(), site) != m_starting.end();
            const std::string& name = m_facts.site(site).data->cluster.name;
            if (m_facts.site(site).overrideFails && (starts || wouldUpdate(site)))
                m_out.push_back({{ReasonId::NotSentIn, {name}, {}}, name, {}});
        }
    }

    /// Pods of another template run there.
    [[nodiscard]] bool wouldUpdate(std::size_t site) const
    {
        if (m_facts.site(site).existing == 0) return false;
        if (m_prepared.running == nullptr) return !copiesIn(m_prepared, m_facts, site).change.at.empty();
        model::Issues ignored;
        const model::Workload runs = model::readWorkload(*m_prepared.running, "", ignored);
        return !templateChange(runs, m_prepared.question->workload).at.empty();
    }

    /// @source Kueue apis/constants (queue-name, the label and the annotation that came before it), and the manager that MultiKueue
    /// sets in spec.managedBy
    [[nodiscard]] std::string queue() const
    {
        const model::Workload& workload = m_prepared.question->workload;
        constexpr const char* key = "kueue.x-k8s.io/queue-name";
        std::string name;
        if (const auto label = workload.labels.find(key); label != workload.labels.end()) name = label->second;
        if (const auto note = workload.annotations.find(key); name.empty() && note != workload.annotations.end())
            name = note->second;
        const Json::json_pointer by("/spec/managedBy");
        const bool several = workload.object.contains(by) && workload.object.at(by) == "kueue.x-k8s.io/multikueue";
        if (name.empty() && !several) return {};
        return (several ? "MultiKueue" : "Kueue") +
               (name.empty() ? std::string()
                             : " (LocalQueue " + std::string(workload.ref.nsOrDefault()) + "/" + name + ")");
    }

    /// Without Kueue's API its label means nothing there. @return none: not known
    [[nodiscard]] std::optional<bool> hasKueue(std::size_t site) const
    {
        const snapshot::ClusterData& data = *m_facts.site(site).data;
        if (data.servesKueue) return data.servesKueue;
        const auto& apis = data.cluster.apiEnablements;
        if (!apis) return std::nullopt;
        if (std::any_of(apis->begin(), apis->end(),
                        [](const auto& one) { return one.first.starts_with("kueue.x-k8s.io/"); }))
            return true;
        return data.cluster.apiEnablementsComplete ? std::optional(false) : std::nullopt;
    }

    /// What it holds back waits for quota, not for stock; admitted ones run, and only what is to start waits. What MultiKueue
    /// manages nobody else starts, whatever runs there.
    void byQueue()
    {
        const std::string name = queue();
        if (m_starting.empty() || name.empty()) return;
        std::vector<std::string> sure;
        std::vector<std::string> open;
        for (const std::size_t site : m_starting) {
            const std::optional<bool> has = name.starts_with("MultiKueue") ? true : hasKueue(site);
            if (has != false) (has ? sure : open).push_back(m_facts.site(site).data->cluster.name);
        }
        m_queued = !sure.empty() || !open.empty();
        if (sure.size() == m_starting.size()) {
            m_out.push_back({{ReasonId::Queued, {name}, {}}, {}, {}});
            return;
        }
        for (const std::string& cluster : sure)
            m_out.push_back({{ReasonId::QueuedIn, {name, cluster}, {}}, cluster, {}});
        if (open.size() == m_starting.size()) {
            m_out.push_back({{ReasonId::MayBeQueued, {name, listed(open)}, {}}, {}, {}});
            return;
        }
        for (const std::string& cluster : open)
            m_out.push_back({{ReasonId::MayBeQueued, {name, cluster}, {}}, cluster, {}});
    }

    /// A paused Deployment makes no ReplicaSet, and those that it has still scale: where it is new it starts no pod.
    /// @source k8s.io/kubernetes pkg/controller/deployment: sync() creates none
    void byWorkload()
    {
        const model::Workload& workload = m_prepared.question->workload;
        const bool paused = workload.ref.kind == "Deployment";
        if (!workload.suspended || m_starting.empty()) return;
        if (!paused && m_queued) return; // the queue suspends it, and ends that
        const std::string what = workload.ref.kind + " " + workload.ref.shortText();
        if (!paused || m_prepared.running == nullptr) {
            m_out.push_back({{ReasonId::WorkloadSuspended, {what, field(paused)}, {}}, {}, {}});
            return;
        }
        for (const std::size_t site : m_starting) {
            const std::string& name = m_facts.site(site).data->cluster.name;
            if (isNewTo(site)) m_out.push_back({{ReasonId::PausedIn, {what, name, field(paused)}, {}}, name, {}});
        }
    }

    /// No ReplicaSet of the Deployment is there. One that was paused before may have been sent there and made none.
    [[nodiscard]] bool isNewTo(std::size_t site) const
    {
        const Site& here = m_facts.site(site);
        if (!m_facts.own().in(*here.data).empty()) return false;
        if (!here.data->podsKnown) return previousOf(m_prepared, here.data->cluster.name) == 0;
        model::Issues ignored;
        return previousOf(m_prepared, here.data->cluster.name) == 0 ||
               model::readWorkload(*m_prepared.running, "", ignored).suspended;
    }

    [[nodiscard]] static std::string field(bool paused) { return paused ? "paused: true" : "suspend: true"; }

    /// Overrides may set them in some clusters only.
    void byGates()
    {
        std::set<std::string> said;
        for (const std::size_t site : m_changing) {
            std::set<std::string> gates;
            for (const estimate::AskPod& ask : m_facts.site(site).ask->pods)
                gates.insert(ask.pod.spec.schedulingGates.begin(), ask.pod.spec.schedulingGates.end());
            if (gates.empty()) continue;
            const std::string names = listed({gates.begin(), gates.end()});
            if (said.insert(names).second) m_out.push_back({{ReasonId::PodsGated, {names}, {}}, {}, {}});
        }
    }

    /// New replicas by the node on which they are bound: those that run, by their rows, and such as are bought, which hold so
    /// many each.
    struct Spots {
        std::map<std::uint32_t, std::int64_t> rows;
        std::int64_t mostOnOne = 0;
        std::int64_t all = 0;
    };
    [[nodiscard]] Spots spotsOf(std::size_t site) const
    {
        Spots out;
        const ClusterOutcome& outcome = m_outcome.clusters[site];
        const std::int64_t sent = outcome.placed - outcome.unsent;
        out.all = sent + outcome.unsure - std::min(m_facts.site(site).staying(), sent);
        std::int64_t onNodes = out.all;
        for (const Share& share : outcome.shares) {
            if ((share.kind != Share::Kind::New && !share.preempts) || share.nodes == 0) continue;
            onNodes -= share.replicas;
            out.mostOnOne = std::max(out.mostOnOne, (share.replicas + share.nodes - 1) / share.nodes);
        }
        if (onNodes <= 0) return out;
        for (const auto& [row, pods] : m_facts.boundIn(site, onNodes).places) {
            out.rows[row] += pods;
            out.mostOnOne = std::max(out.mostOnOne, out.rows[row]);
        }
        return out;
    }

    /// Where nobody uses the disk yet, it is attached where most of them are.
    void byAttachments()
    {
        for (const std::size_t site : m_starting) {
            const estimate::Ask& ask = *m_facts.site(site).ask;
            for (const estimate::Attachment& one : estimate::attachmentsOf(*m_facts.site(site).data, ask)) {
                const Spots spots = spotsOf(site);
                std::int64_t runs = one.rows.empty() ? spots.mostOnOne : 0;
                for (const std::uint32_t row : one.rows)
                    if (const auto at = spots.rows.find(row); at != spots.rows.end()) runs += at->second;
                const std::int64_t hang = spots.all - std::min(runs, spots.all);
                if (hang == 0) continue;
                const std::string& name = m_facts.site(site).data->cluster.name;
                m_out.push_back(
                    {{ReasonId::AttachedElsewhere, {counted(hang, "replica"), name, one.claim}, {}}, name, {}, hang});
                break; // one disk is enough to hang
            }
        }
    }

    const Prepared& m_prepared;
    Facts& m_facts;
    const Outcome& m_outcome;
    std::vector<std::size_t> m_starting; ///< clusters that are to start replicas
    std::vector<std::size_t> m_changing; ///< … or to replace some
    bool m_queued = false;               ///< or may be
    std::vector<Hold> m_out;
};

bool suspendsScheduling(const Hold& hold)
{
    return hold.reason.id == ReasonId::PolicySuspended || hold.reason.id == ReasonId::BindingSuspended;
}

std::string whatEnds(const Prepared& prepared, const Hold& hold)
{
    const std::string policy = prepared.policy->ref.shortText();
    switch (hold.reason.id) {
    case ReasonId::PolicySuspended: return "take suspension.scheduling out of policy " + policy;
    case ReasonId::BindingSuspended:
        return prepared.engine == Engine::AckOne
                   ? "let Kube Queue admit the workload: its namespace's quota (ElasticQuotaTree) has to have room"
                   : "let whoever suspended the fleet's binding (a queue?) admit the workload";
    case ReasonId::Queued:
    case ReasonId::QueuedIn:
    case ReasonId::MayBeQueued:
        return "look at its Workload object (`kubectl get workloads`), and at the quota of the ClusterQueue";
    case ReasonId::DispatchSuspended: return "take suspension.dispatching out of policy " + policy;
    case ReasonId::DispatchSuspendedIn:
        return "take " + hold.cluster + " out of suspension.dispatchingOnClusters of policy " + policy;
    case ReasonId::PausedIn:
    case ReasonId::WorkloadSuspended: return "take " + hold.reason.args.back() + " out of the manifest";
    case ReasonId::NotSentIn: return "correct the override's rule for " + hold.cluster + ", or take it out";
    case ReasonId::PodsGated: return "take schedulingGates out of the pod template, or let their owner remove them";
    case ReasonId::AttachedElsewhere:
        return "give each replica a claim of its own (volumeClaimTemplates of a StatefulSet), or use a volume that "
               "many "
               "nodes may mount (ReadWriteMany)";
    default: return {};
    }
}

} // namespace

std::vector<Hold> holdsOf(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                          const std::vector<RolloutStep>& rollout)
{
    std::vector<Hold> out = Holds(prepared, facts, decision, outcome, rollout).run();
    for (Hold& hold : out) hold.remedy = whatEnds(prepared, hold);
    return out;
}

Verdict verdictWith(Verdict byRoom, const std::vector<Hold>& holds, const std::vector<RolloutStep>& rollout)
{
    if (byRoom == Verdict::Nothing) return byRoom;
    if (std::any_of(holds.begin(), holds.end(), suspendsScheduling)) return Verdict::Suspended;
    if (byRoom != Verdict::Fits) return byRoom;
    const Verdict update = verdictOf(rollout);
    return holds.empty() || update == Verdict::UpdateStuck ? update : Verdict::Held;
}

std::vector<Remedy> remediesOfHolds(const std::vector<Hold>& holds)
{
    std::vector<Remedy> out;
    for (const Hold& hold : holds) {
        Remedy remedy;
        remedy.kind = Remedy::Kind::ChangeRule;
        remedy.text = hold.remedy;
        out.push_back(std::move(remedy));
    }
    return out;
}

} // namespace core::preview
