#include "core/preview/effects.h"

#include <algorithm>
#include <map>

#include "core/base/words.h"
#include "core/preview/alone.h"
#include "core/preview/own_storage.h"
#include "core/preview/prepared.h"
#include "core/preview/preview.h"
#include "core/preview/priority_classes.h"
#include "core/preview/shares.h"
#include "core/schedule/match.h"
#include "core/snapshot/assemble.h"

namespace core::preview {
namespace {

using model::ChangeEffects;
using model::Effect;
using model::ObjectChange;
using model::ObjectRef;
using snapshot::Fleet;
using snapshot::FleetPtr;

constexpr std::size_t MostWorkloads = 32; ///< asked of one policy or plan; what is more is said
constexpr std::size_t MostStates = 8;     ///< of the changes one after the other; with more only the ends are asked

ObjectRef refIn(const Json& object)
{
    ObjectRef ref = model::refOf(object);
    if (ref.ns.empty() && !ref.kind.starts_with("Cluster") && !isPriorityClass(ref)) ref.ns = "default";
    return ref;
}

/// What the changes say of workloads in the cluster, besides those that the fleet has, as where it may not list them.
std::vector<Json> unlisted(const Fleet& fleet, const snapshot::ClusterPtr& cluster,
                           const std::vector<ObjectChange>& changes)
{
    std::vector<Json> out;
    for (const ObjectChange& change : changes) {
        const bool isHere =
            change.cluster.empty() ? fleet.clusters.size() == 1 : change.cluster == cluster->cluster.name;
        if (!isHere || !change.before.is_object() || !model::isWorkload(change.before)) continue;
        const ObjectRef ref = refIn(change.before);
        const auto isIt = [&](const Json& one) { return sameObject(refIn(one), ref); };
        if (std::ranges::none_of(cluster->workloads, isIt) && std::ranges::none_of(out, isIt))
            out.push_back(change.before);
    }
    return out;
}
/// Without what the changes take away: a question that does not hand it in is then not answered by the fleet's.
FleetPtr without(const FleetPtr& fleet, const std::vector<ObjectRef>& gone)
{
    if (gone.empty()) return fleet;
    const auto isGone = [&](const ObjectRef& ref) {
        return std::ranges::any_of(gone, [&](const ObjectRef& one) { return sameObject(one, ref); });
    };
    auto fork = std::make_shared<Fleet>(*fleet);
    std::erase_if(fork->policies, [&](const auto& one) { return isGone(one.ref); });
    std::erase_if(fork->overrides, [&](const auto& one) { return isGone(one.ref); });
    std::erase_if(fork->scalers, [&](const auto& one) { return isGone(one.ref); });
    std::erase_if(fork->workloads, [&](const Json& one) { return isGone(refIn(one)); });
    return fork;
}

/// It could be chosen, and nothing has room there, now or on nodes to be bought.
bool takesNothing(const ClusterResult& cluster)
{
    const auto& has = cluster.capacities;
    return mayBeChosen(cluster) && has.running == Range::exactly(0) && has.deliverable == Range::exactly(0) &&
           !has.bindingText.empty();
}

model::UpdateEnd endOf(const std::vector<RolloutStep>& rollout)
{
    const Verdict verdict = verdictOf(rollout);
    return verdict == Verdict::UpdateStuck    ? model::UpdateEnd::Stuck
           : verdict == Verdict::UpdateUnsure ? model::UpdateEnd::Unsure
                                              : model::UpdateEnd::Finishes;
}

/// To buy at the worst moment: from what comes whatever the stock is. None is sure where it may be no update.
Range nodesAtWorst(const RolloutStep& step)
{
    const NewNodes bought = newNodesAmong(step.places);
    Range out = bought.most > 0 ? Range{bought.sure, bought.most} : Range::exactly(step.newNodes);
    if (!step.perhapsAt.empty()) out.lower = 0;
    return out;
}

/// @param knowsBefore  where its replicas are now could be read
Effect wholeOf(const Preview& preview, bool knowsBefore)
{
    Effect effect;
    effect.workload = preview.workload;
    if (knowsBefore) effect.before = 0;
    for (const ClusterResult& one : preview.clusters)
        if (effect.before) *effect.before += one.previous;
    effect.after = Range::exactly(preview.replicas);
    effect.placed = {preview.placed, preview.placed + preview.unsure};
    const NewNodes bought = newNodesOf(preview);
    if (bought.most > 0) {
        effect.nodes.push_back({{}, {}, false, {bought.sure, bought.most}});
        effect.cost = bought.cost;
        if (preview.newCost && (!bought.cost || preview.newCostPartial))
            effect.cost = CostRange{*preview.newCost, std::nullopt}; // of a price that is not known this is a bound
    }
    if (preview.verdict == Verdict::Refused)
        effect.notes.push_back("The scheduler refuses this placement, and the previous one stands.");
    if (preview.verdict == Verdict::Suspended)
        effect.notes.push_back("Scheduling is suspended: this happens once that ends.");
    if (preview.placed < preview.replicas)
        for (const ClusterResult& one : preview.clusters)
            if (takesNothing(one)) effect.notes.push_back(one.name + " takes none: " + one.capacities.bindingText);
    if (preview.stockUntried) effect.notes.push_back("What other values of stock would come to was not tried.");
    for (const Reason& one : preview.why.parts)
        if (one.id == ReasonId::PolicyMayBe) effect.notes.push_back(toText(one));
    for (const Hold& hold : preview.holds)
        effect.notes.push_back((hold.cluster.empty() ? "" : hold.cluster + ": ") + toText(hold.reason));
    effect.update = endOf(preview.rollout);
    for (const RolloutStep& step : preview.rollout) {
        if (!step.stuck.empty()) effect.notes.push_back(step.stuck + " " + step.remedy);
        if (const Range nodes = nodesAtWorst(step); nodes != Range::exactly(0))
            effect.notes.push_back(step.cluster + ": the update needs " + toText(nodes) +
                                   (nodes == Range::exactly(1) ? " node" : " nodes") + " more at its worst moment.");
    }
    return effect;
}

std::optional<Effect> inCluster(const Preview& preview, const ClusterResult& cluster, bool knowsBefore)
{
    Effect effect;
    effect.workload = preview.workload;
    effect.cluster = cluster.name;
    if (knowsBefore) effect.before = cluster.previous;
    effect.after = mayBeChosen(cluster) ? cluster.range : Range::exactly(cluster.replicas);
    const std::int64_t get = cluster.replicas - cluster.shortOf;
    effect.placed = effect.after.isExact() ? Range{get, get + cluster.unsure} : effect.after;
    std::vector<Share> bought;
    for (const Share& share : cluster.shares) {
        if (share.kind != Share::Kind::New) continue;
        bought.push_back(share);
        const Range count = nodesOf(share);
        std::string pool = share.pool;
        for (const std::string& other : share.otherPools) pool += " or " + other;
        const auto same = std::ranges::find_if(effect.nodes, [&](const model::BoughtNodes& one) {
            return one.instanceType == share.instanceType && one.pool == pool;
        });
        if (same == effect.nodes.end()) {
            effect.nodes.push_back({share.instanceType, std::move(pool), share.typeIsChoice, count});
            continue;
        }
        same->count.lower += count.lower;
        same->count.upper = *same->count.upper + *count.upper; // nodesOf has both ends
        same->isChoice = same->isChoice || share.typeIsChoice;
    }
    effect.cost = costOf(bought);
    const bool changes = effect.after != Range::exactly(effect.before.value_or(0)) || !effect.nodes.empty();
    return changes ? std::optional(effect) : std::nullopt;
}

/// What of the answer a change can be the cause of.
struct Answer {
    std::vector<Effect> effects;
    std::vector<Warning> warnings;

    [[nodiscard]] bool sameAs(const Answer& other) const
    {
        const auto texts = [](const Answer& answer) {
            std::vector<std::string> out;
            for (const Warning& one : answer.warnings) out.push_back(one.text);
            return out;
        };
        return effects == other.effects && texts(*this) == texts(other);
    }
};

Answer answerOf(const Preview& preview, bool knowsBefore)
{
    Answer answer{{wholeOf(preview, knowsBefore)}, preview.warnings};
    for (const ClusterResult& cluster : preview.clusters)
        if (auto effect = inCluster(preview, cluster, knowsBefore)) answer.effects.push_back(std::move(*effect));
    return answer;
}

/// Changes of one place: of the control plane, or of one cluster by itself.
class Together {
public:
    /// @param alone  the cluster that they stand in by themselves; empty: they are the fleet's
    Together(const std::vector<ObjectChange>& changes, FleetPtr fleet, std::string alone, std::stop_token stop,
             ChangeEffects& out)
        : m_changes(changes)
        , m_fleet(std::move(fleet))
        , m_alone(std::move(alone))
        , m_stop(std::move(stop))
        , m_out(out)
    {}

    void add(std::size_t change) { m_here.push_back(change); }

    void run()
    {
        findOthers();
        const std::size_t all = m_here.size();
        const std::map<ObjectRef, Answer> end = answers(all);
        std::map<ObjectRef, std::size_t> causes; // by workload: place in m_here
        std::map<ObjectRef, Answer> start;
        const bool isLong = all > MostStates;
        for (std::size_t k = isLong ? 0 : all - 1; !m_stop.stop_requested(); --k) {
            std::map<ObjectRef, Answer> state = answers(k);
            for (const auto& [workload, answer] : end) {
                const auto then = state.find(workload);
                if (causes.contains(workload) || (then != state.end() && then->second.sameAs(answer))) continue;
                causes[workload] = isLong ? ownChange(workload) : k;
            }
            if (k > 0) continue;
            start = std::move(state);
            break;
        }
        for (const auto& [workload, cause] : causes) {
            const auto before = start.find(workload);
            tell(end.at(workload), before == start.end() ? Answer{} : before->second,
                 m_out.ofChanges[m_here[cause]].effects);
        }
        for (const std::size_t change : m_here) tellOfRemoval(change);
    }

private:
    const std::vector<ObjectChange>& m_changes;
    FleetPtr m_fleet;
    std::string m_alone;
    std::stop_token m_stop;
    ChangeEffects& m_out;
    std::vector<std::size_t> m_here;
    std::vector<Json> m_others; ///< the fleet's workloads that a changed policy, override or scaler is about

    [[nodiscard]] std::size_t ownChange(const ObjectRef& workload) const
    {
        for (std::size_t i = 0; i < m_here.size(); ++i)
            if (sameObject(refIn(m_changes[m_here[i]].after), workload)) return i;
        return m_here.size() - 1;
    }

    /// Objects without those that are workloads, as they are or as they would be.
    [[nodiscard]] std::vector<Json> rules(bool after) const
    {
        std::vector<Json> documents;
        for (const std::size_t i : m_here) {
            const Json& object = after ? m_changes[i].after : m_changes[i].before;
            if (object.is_object() && !model::isWorkload(object)) documents.push_back(object);
        }
        return documents;
    }

    /// Whether nobody could tell if it is there.
    [[nodiscard]] bool isUnread(const ObjectRef& workload) const
    {
        return std::ranges::any_of(m_here, [&](std::size_t i) {
            return m_changes[i].isBeforeUnknown && sameObject(refIn(m_changes[i].after), workload);
        });
    }

    /// Of what is made anew, or is one cluster's, nothing is anywhere else.
    [[nodiscard]] bool knowsBefore(const ObjectRef& workload) const
    {
        if (isUnread(workload)) return false;
        if (!m_alone.empty() || !snapshot::hasUnreadBindings(*m_fleet)) return true;
        const auto isBinding = [&](const model::Binding& one) { return sameObject(one.spec.resource, workload); };
        const auto isNew = [&](std::size_t i) {
            return !m_changes[i].before.is_object() && sameObject(refIn(m_changes[i].after), workload);
        };
        return std::ranges::any_of(m_fleet->bindings, isBinding) || std::ranges::any_of(m_here, isNew);
    }

    void findOthers()
    {
        for (const bool after : {false, true}) {
            const std::vector<Json> documents = rules(after);
            if (documents.empty()) continue;
            for (const Question& question : readManifests(documents, *m_fleet).questions) {
                const auto isIt = [&](const Json& other) { return sameObject(refIn(other), question.workload.ref); };
                const bool isChanged = std::ranges::any_of(
                    m_here, [&](std::size_t i) { return isIt(m_changes[i].before) || isIt(m_changes[i].after); });
                if (!isChanged && std::ranges::none_of(m_others, isIt)) m_others.push_back(question.workload.object);
            }
        }
        if (m_others.size() <= MostWorkloads) return;
        m_out.open.push_back("Of " + std::to_string(m_others.size()) +
                             " workloads of the fleet that the changes are about, the first " +
                             std::to_string(MostWorkloads) + " are predicted.");
        m_others.resize(MostWorkloads);
    }

    /// With the first `done` changes.
    [[nodiscard]] std::map<ObjectRef, Answer> answers(std::size_t done) const
    {
        std::vector<Json> documents = m_others;
        std::vector<ObjectRef> gone;
        for (std::size_t i = 0; i < m_here.size(); ++i) {
            const ObjectChange& change = m_changes[m_here[i]];
            const Json& object = i < done ? change.after : change.before;
            if (object.is_object())
                documents.push_back(object);
            else
                gone.push_back(refIn(i < done ? change.before : change.after));
        }
        const FleetPtr fleet = without(m_fleet, gone);
        std::vector<Question> questions = readManifests(documents, *fleet).questions;
        if (!m_alone.empty())
            for (Question& question : questions) question.policy = staysIn(m_alone, question.workload.ref);
        std::map<ObjectRef, Answer> all;
        for (const Preview& one : previewBatch(questions, fleet, m_stop)) {
            Answer answer = answerOf(one, knowsBefore(one.workload));
            if (!m_alone.empty()) // the others are about a fleet that divides
                std::erase_if(answer.warnings,
                              [](const Warning& warning) { return warning.severity != model::Severity::Error; });
            if (isUnread(one.workload)) { // what runs of it already needs no node
                for (Effect& effect : answer.effects) {
                    effect.nodes.clear();
                    effect.cost.reset();
                }
                answer.effects.front().notes.emplace_back(
                    "What it has now could not be read, so which nodes it needs besides is not known.");
            }
            all.emplace(one.workload, std::move(answer));
        }
        return all;
    }

    /// What the end has besides the beginning.
    static void tell(Answer end, const Answer& start, std::vector<Effect>& effects)
    {
        for (const Warning& warning : end.warnings) {
            if (warning.id == updateStuck || warning.id == updateUnsure)
                continue; // a note of the whole, with its remedy
            const bool isNew =
                std::ranges::none_of(start.warnings, [&](const Warning& other) { return other.text == warning.text; });
            if (isNew || warning.severity == model::Severity::Error) end.effects.front().notes.push_back(warning.text);
        }
        effects.insert(effects.end(), end.effects.begin(), end.effects.end());
    }

    /// A workload that goes takes its replicas along; a policy that goes leaves the question who places them then.
    void tellOfRemoval(std::size_t index)
    {
        const ObjectChange& change = m_changes[index];
        if (change.after.is_object() || !change.before.is_object()) return;
        const ObjectRef ref = refIn(change.before);
        const std::string name = ref.kind + " " + ref.shortText();
        if (model::isPolicy(change.before)) {
            tellOfPolicy(index, name);
            return;
        }
        if (!model::isWorkload(change.before))
            return; // an override, a scaler: what they do to workloads is an effect of those
        for (const model::Binding& binding : m_fleet->bindings) {
            if (!sameObject(binding.spec.resource, ref)) continue;
            std::vector<Effect>& told = m_out.ofChanges[index].effects;
            Effect whole;
            whole.workload = ref;
            whole.before = 0;
            for (const model::TargetCluster& target : binding.spec.clusters) {
                Effect effect;
                effect.workload = ref;
                effect.cluster = target.name;
                effect.before = target.replicas;
                effect.after = effect.placed = Range::exactly(0);
                *whole.before += target.replicas;
                told.push_back(std::move(effect));
            }
            whole.after = whole.placed = Range::exactly(0);
            if (m_fleet->engine != "direct") // a server without a fleet has no policies
                whole.notes.push_back("Clusters keep their copies where the policy preserves resources on deletion.");
            told.insert(told.begin(), std::move(whole));
            return;
        }
        m_out.open.push_back("Where the replicas of " + name +
                             " are is not known, so what goes with it is not either.");
    }

    /// What it has placed, and what becomes of that.
    /// @source Karmada, seen running (shared reference, karmada §9): a policy that goes gives up its claim and nothing else. ACK One's
    ///         pages say of spec.preserveResourcesOnDeletion no more than that members keep their copies with it.
    void tellOfPolicy(std::size_t index, const std::string& name)
    {
        model::Issues ignored;
        const model::Policy policy = model::readPolicy(m_changes[index].before, "", ignored);
        std::vector<std::string> placed;
        for (const Question& question : readManifests({m_changes[index].before}, *m_fleet).questions) {
            const ObjectRef& workload = question.workload.ref;
            const auto of = schedule::matchPolicy(m_fleet->policies, question.workload, readBy(*m_fleet));
            if (of.policy == nullptr || !sameObject(of.policy->ref, policy.ref)) continue;
            for (const model::Binding& binding : m_fleet->bindings)
                if (sameObject(binding.spec.resource, workload) && !binding.spec.clusters.empty())
                    placed.push_back(workload.kind + " " + workload.shortText() + " in " +
                                     joined(binding.spec.clusters, ", ", &model::TargetCluster::name));
        }
        if (placed.empty()) return;
        const std::string what = name + " has placed " + joined(placed, "; ") + ". ";
        const bool isKarmada = policy.api == model::PolicyApi::Karmada;
        m_out.open.push_back(
            what + (isKarmada ? "It stays there, and changes of it reach no cluster until another policy selects it."
                    : policy.preserveOnDeletion
                        ? "Clusters keep their copies: the policy preserves resources on deletion."
                        : "Clusters may delete it with the policy: it does not preserve "
                          "resources on deletion, and ACK One does not document what happens."));
    }
};

} // namespace

bool concernsPlacement(const Json& object)
{
    return object.is_object() &&
           (model::isWorkload(object) || model::isPolicy(object) || model::isOverridePolicy(object) ||
            model::isScaler(object) || isPriorityClass(model::refOf(object)));
}

ChangeEffects effectsOf(const std::vector<ObjectChange>& changes, const FleetPtr& fleet, std::stop_token stop)
{
    ChangeEffects out;
    out.snapshot = fleet->digest;
    out.taken = fleet->takenAt;
    out.ofChanges.resize(changes.size());
    // As for a preview, a policy that comes along makes it a fleet that divides.
    const bool isOne =
        fleet->clusters.size() == 1 && fleet->policies.empty() && fleet->bindings.empty() &&
        std::ranges::none_of(changes, [](const ObjectChange& one) { return model::isPolicy(one.after); });
    std::map<std::string, Together> places;
    const FleetPtr stored = withOwnStorage(changes, fleet, isOne);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const ObjectChange& change = changes[i];
        if (!concernsPlacement(change.before) && !concernsPlacement(change.after)) continue;
        FleetPtr seen = stored;
        std::string name;
        if (!change.cluster.empty() || isOne) {
            const auto cluster = std::ranges::find_if(stored->clusters, [&](const snapshot::ClusterPtr& one) {
                return isOne || one->cluster.name == change.cluster;
            });
            if (cluster == stored->clusters.end()) {
                out.open.push_back("The snapshot has no cluster " + change.cluster +
                                   ", so nothing is predicted of it.");
                continue;
            }
            seen = alone(*stored, *cluster, unlisted(*stored, *cluster, changes));
            name = (*cluster)->cluster.name;
        }
        places.try_emplace(change.cluster, changes, seen, name, stop, out).first->second.add(i);
    }
    for (auto& [cluster, together] : places) together.run();
    for (ChangeEffects::OfOne& one : out.ofChanges)
        for (const Effect& effect : one.effects)
            for (std::string& line : linesOf(effect)) one.lines.push_back(std::move(line));
    return out;
}

} // namespace core::preview
