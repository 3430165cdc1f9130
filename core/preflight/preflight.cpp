#include "core/preflight/preflight.h"

#include <algorithm>
#include <utility>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/model/deletion.h"
#include "core/preflight/site.h"
#include "core/preview/prepared.h"
#include "core/schedule/match.h"
#include "core/snapshot/assemble.h"

namespace core::preflight {
namespace detail {

Check& Checks::add(std::string id, Check::State state, std::string text, std::string evidence, std::string remedy)
{
    m_out.push_back({std::move(id), m_cluster, state, std::move(text), std::move(evidence), std::move(remedy)});
    return m_out.back();
}

void Checks::addUnknown(std::string id, const std::string& what, const model::Found& found)
{
    if (found.isUnreached) {
        if (!std::exchange(m_saidUnreached, true))
            add("reach", Check::State::Unknown, "the cluster is not reached: what it has is not known", found.why,
                "Once it answers, check again.");
        return;
    }
    add(std::move(id), Check::State::Unknown, what + ": not known", {},
        found.why.empty() ? "The cluster does not serve it." : found.why);
}

bool Checks::addGoing(const char* id, const std::string& what, const Json& object)
{
    const std::string since = model::deletionText(object);
    if (since.empty()) return false;
    add(id, Check::State::Fails, what + " is being deleted", what + " .metadata.deletionTimestamp",
        since + " Wait until it is gone, and make it anew.");
    return true;
}

bool Checks::addBrought(const char* id, const std::string& what, const Brought& brought)
{
    if (brought.is == Brought::Is::No) return false;
    if (brought.is == Brought::Is::Yes)
        add(id, Check::State::Passes, what + " is not there yet, and the fleet brings it", brought.by);
    else
        add(id, Check::State::Unknown, what + " is not there yet: whether the fleet brings it is not known", brought.by,
            brought.why.empty() ? "See whether the fleet has it, and a policy selects it." : brought.why);
    return true;
}

namespace {

bool isExcluded(const preview::ClusterResult& result)
{
    return !result.excludedBy.empty() && !preview::mayBeChosen(result);
}

/// Where the policy leaves it out there is nothing to be ready for; of another filter it tells what the cluster lacks.
bool isLetIn(const preview::ClusterResult& result)
{
    return !isExcluded(result) || result.excludedBy != "ClusterAffinity";
}

/// Member of the fleet, and answering.
void checkMember(const Site& site, Checks& out)
{
    const auto& reports = site.fleet.reported.clusters;
    const auto report = std::find_if(reports.begin(), reports.end(),
                                     [&](const snapshot::ClusterReport& one) { return one.cluster == site.name(); });
    if (report == reports.end()) return;
    const auto ready = std::find_if(report->conditions.begin(), report->conditions.end(),
                                    [](const model::BindingCondition& one) { return one.type == "Ready"; });
    if (ready == report->conditions.end()) return;
    const bool is = ready->status == "True";
    out.add("member", is ? Check::State::Passes : Check::State::Fails,
            is ? "member of the fleet, and ready" : "the fleet does not reach it: " + shown(ready->message),
            "Cluster " + shown(site.name()) + " .status.conditions Ready: " + shown(ready->status),
            is ? "" : "What is placed there is not carried out until it answers.");
}

/// One policy decides; others that select the workload too are a matter of order.
void checkPolicies(const schedule::PolicyMatch& match, Checks& out)
{
    if (match.policy == nullptr) return;
    const std::string name = shown(match.policy->ref.shortText());
    if (match.others.empty())
        out.add("policy", Check::State::Passes, "policy " + name + " alone selects it", match.policy->ref.kind);
    else
        out.add("policy", Check::State::Warns,
                "policy " + name + " decides, and " +
                    joined(match.others, ", ", [](const model::Policy* one) { return shown(one->ref.shortText()); }) +
                    (match.others.size() == 1 ? " selects it too" : " select it too"),
                match.why, "Narrow the resourceSelectors, so that one policy selects it.");
}

/// One that was handed in is previewed even where it selects something else.
const model::Policy* decidingIn(const std::vector<model::Policy>& policies, const preview::Preview& preview)
{
    const auto at = std::find_if(policies.begin(), policies.end(),
                                 [&](const model::Policy& one) { return one.ref.shortText() == preview.policy; });
    return at == policies.end() ? nullptr : &*at;
}

/// The workload of each cluster that gets another than the fleet has: its pods are checked as they will be there.
std::map<std::string, model::Workload> changedByOverrides(const Question& question, const snapshot::Fleet& fleet)
{
    std::map<std::string, model::Workload> out;
    const model::Workload& workload = question.workload();
    const std::vector<model::OverridePolicy> overrides = preview::overridesOf(question.placed, fleet);
    if (overrides.empty()) return out;
    for (const snapshot::ClusterPtr& data : fleet.clusters) {
        model::Issues ignored; // the preview says them
        const Json object = preview::sentTo(data->cluster, workload.object, overrides, ignored);
        if (object == workload.object) continue;
        model::Workload here = model::readWorkload(object, "", ignored);
        if (here.ref.ns.empty()) here.ref.ns = workload.ref.ns;
        out.insert_or_assign(data->cluster.name, std::move(here));
    }
    return out;
}

void put(std::vector<model::LookupAt> lookups, const Ask& ask, AllFacts& facts)
{
    std::vector<model::Found> found = ask(lookups);
    found.resize(lookups.size()); // what was not answered is unknown
    for (std::size_t i = 0; i < found.size(); ++i)
        facts[lookups[i].cluster].insert_or_assign(std::move(lookups[i].what), std::move(found[i]));
}

} // namespace
} // namespace detail

using namespace detail;

std::map<std::string, Facts> gathered(const Question& question, const preview::Preview& preview,
                                      const snapshot::Fleet& fleet, const Ask& ask)
{
    const std::vector<std::string> clusters = candidatesOf(preview);
    const std::map<std::string, model::Workload> changed = changedByOverrides(question, fleet);
    std::map<std::string, Facts> facts;
    for (;;) {
        std::vector<model::LookupAt> lookups;
        for (const std::string& cluster : clusters) {
            const auto here = changed.find(cluster);
            for (model::Lookup& what :
                 missing(here == changed.end() ? question.workload() : here->second, facts[cluster]))
                lookups.push_back({cluster, std::move(what)});
        }
        if (lookups.empty()) break;
        put(std::move(lookups), ask, facts);
    }
    const std::vector<model::Policy> policies = preview::policiesOf(question.placed, fleet);
    std::vector<model::LookupAt> lookups;
    for (model::Lookup& what : askedOfFleet(question, decidingIn(policies, preview), fleet, facts))
        lookups.push_back({{}, std::move(what)});
    if (!lookups.empty()) put(std::move(lookups), ask, facts);
    return facts;
}

std::vector<std::string> candidatesOf(const preview::Preview& preview)
{
    std::vector<std::string> names;
    for (const preview::ClusterResult& result : preview.clusters)
        if (isLetIn(result)) names.push_back(result.name);
    return names;
}

std::vector<Check> preflight(const Question& question, const preview::Preview& preview, const snapshot::Fleet& fleet,
                             const std::map<std::string, Facts>& facts)
{
    static const Facts none;
    const References stated = referencesOf(question.workload());
    const std::map<std::string, model::Workload> changed = changedByOverrides(question, fleet);
    const std::vector<model::Policy> policies = preview::policiesOf(question.placed, fleet);
    const schedule::PolicyMatch match = schedule::matchPolicy(policies, question.workload(), preview::readBy(fleet));
    Checks common{{}};
    if (const snapshot::Gap* gap =
            snapshot::gapOfClusters(fleet)) // with none of them nothing would be checked, in silence
        common.add("clusters", Check::State::Unknown, "not all clusters of the fleet are known", gap->what,
                   gap->remedy);
    checkPolicies(match, common);
    std::vector<Check> out = common.take();
    for (const preview::ClusterResult& result : preview.clusters) {
        const snapshot::ClusterData* data = fleet.cluster(result.name);
        if (data == nullptr) continue;
        Checks checks(result.name);
        if (!isLetIn(result)) continue;
        if (isExcluded(result)) checks.add("filter", Check::State::Fails, result.excludedReason, result.excludedBy);
        const auto found = facts.find(result.name);
        const auto here = changed.find(result.name);
        const References references = here == changed.end() ? stated : referencesOf(here->second);
        const Site site{question,
                        here == changed.end() ? question.workload() : here->second,
                        references,
                        preview,
                        result,
                        fleet,
                        *data,
                        found == facts.end() ? none : found->second,
                        facts,
                        std::string(question.workload().ref.nsOrDefault()),
                        decidingIn(policies, preview)};
        checkMember(site, checks);
        checkObjects(site, checks);
        checkStorage(site, checks);
        checkImages(site, checks);
        checkNodes(site, checks);
        for (Check& check : checks.take()) out.push_back(std::move(check));
    }
    return out;
}

Json toJson(const std::vector<Check>& checks)
{
    Json items = Json::array();
    for (const Check& check : checks) items.push_back(model::toJson(check));
    return {{"apiVersion", "berth/v1"}, {"kind", "PreflightReport"}, {"items", std::move(items)}};
}

} // namespace core::preflight
