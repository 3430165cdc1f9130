#include "core/change/outline.h"

#include <algorithm>

#include <pwd.h>
#include <unistd.h>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/text/yaml.h"

namespace core::change {

Counts countsOf(const Plan& plan)
{
    Counts counts;
    for (const Step& step : plan.steps) {
        if (step.action == Step::Action::Owners || step.seen.isUnknown) continue;
        if (step.action == Step::Action::Delete)
            ++counts.deletes;
        else if (step.isCreate())
            ++counts.creates;
        else
            ++counts.changes;
    }
    return counts;
}

namespace {

void putIn(Json& result, const Json& said, const Difference& one)
{
    // A field that is not there yet has its place in what is said.
    const std::string there = pointerAt(result, one.path);
    const std::string place = there.empty() ? pointerAt(said, one.path) : there;
    if (place.empty()) return;
    const Json::json_pointer pointer(place);
    const bool hasParent = result.contains(pointer.parent_pointer());
    if (one.kind != Difference::Kind::Removed) {
        if (there.empty() && hasParent && result[pointer.parent_pointer()].is_array())
            result[pointer.parent_pointer()].push_back(one.after);
        else
            result[pointer] = one.after;
        return;
    }
    if (hasParent) removeAt(result, pointer);
}

/// Two masks are the same text, whatever they stand for.
void tellApart(Json& before, Json& after, const Difference& one)
{
    if (one.before != Json(Mask) || one.after != one.before) return;
    for (const auto& [side, text] : {std::pair(&before, "(secret, before)"), std::pair(&after, "(secret, changed)")}) {
        const std::string place = pointerAt(*side, one.path);
        if (!place.empty() && side->at(Json::json_pointer(place)) == one.before)
            (*side)[Json::json_pointer(place)] = text;
    }
}

} // namespace

Json resultOf(const Step& step)
{
    if (step.action == Step::Action::Delete) return {};
    if (!step.seen.there()) return step.object;
    Json result = step.seen.object;
    for (const Difference& one : step.diff.differences) {
        try {
            putIn(result, step.object, one);
        } catch (const Json::exception&) { // a plan may come from anybody: its differences need not fit its objects
            continue;
        }
    }
    return result;
}

Patch patchOf(const Step& step)
{
    Json seen = step.seen.object;
    Json result = resultOf(step);
    if (step.seen.there() && !result.is_null())
        for (const Difference& one : step.diff.differences) tellApart(seen, result, one);
    const std::string file =
        shown(step.target.cluster) + "/" + shown(step.what.kind) + "/" + shown(step.what.shortText());
    Patch patch;
    if (step.seen.there()) patch.before = text::toYaml(seen);
    if (!result.is_null()) patch.after = text::toYaml(result);
    patch.unified = unifiedDiff(patch.before, patch.after, step.seen.there() ? "live/" + file : "/dev/null",
                                result.is_null() ? "/dev/null" : "plan/" + file);
    return patch;
}

bool missesNamespace(const Step& step)
{
    constexpr int NotFound = 404;
    return step.refused && step.refused->code == NotFound && step.action == Step::Action::Apply &&
           !step.what.ns.empty() &&
           step.refused->message.find("namespaces \"" + step.what.ns + "\"") != std::string::npos;
}

bool isMadeBy(const Plan& plan, const std::string& cluster, const model::ObjectRef& what)
{
    return std::ranges::any_of(plan.steps, [&](const Step& step) {
        return step.action == Step::Action::Apply && !step.refused && step.target.cluster == cluster &&
               step.what.kind == what.kind && step.what.group() == what.group() && step.what.name == what.name &&
               (step.what.ns.empty() || step.what.ns == what.nsOrDefault());
    });
}

bool isMended(const Plan& plan, const model::Check& check)
{
    return !check.fix.empty() && std::ranges::all_of(check.fix, [&](const Json& fix) {
        return isMadeBy(plan, check.cluster, model::refOf(fix));
    });
}

std::vector<const model::Check*> blocking(const Plan& plan)
{
    std::vector<const model::Check*> out;
    for (const model::Check& check : plan.checks)
        if (check.state == model::Check::State::Fails && !isMended(plan, check)) out.push_back(&check);
    return out;
}

std::string textOf(const Dependants& dependants)
{
    std::vector<std::string> names;
    for (const std::string& name : dependants.names) names.push_back(shown(name));
    const std::int64_t more = dependants.count - static_cast<std::int64_t>(names.size());
    if (more > 0) names.push_back(std::to_string(more) + " more");
    return std::to_string(dependants.count) + " " + shown(dependants.kind) + " (" + joined(names) + ")";
}

std::string textOf(const std::vector<Dependants>& all)
{
    return joined(all, ", ", [](const Dependants& one) { return textOf(one); });
}

std::string lostText(const Step& step)
{
    return step.lost.empty() ? std::string()
                             : "No undo brings back what goes along with it: " + textOf(step.lost) + ".";
}

std::string staysText(const Step& step)
{
    return step.stays.empty() ? std::string()
                              : "Kubernetes leaves what was made for it, with its data: " + textOf(step.stays) + ".";
}

std::string lossOfDelete(const std::string& kind)
{
    if (kind == "Namespace") return "Everything in the namespace goes with it.";
    if (kind == "CustomResourceDefinition") return "Every object of the kind goes with it.";
    if (kind == "PersistentVolumeClaim" || kind == "PersistentVolume")
        return "What was written to the volume may go with it, as its reclaim policy says; nothing brings that back.";
    return {};
}

std::string lossOf(const Step& step)
{
    if (!step.seen.there()) return {};
    if (step.action == Step::Action::Owners) return {};
    if (step.what.kind == "Secret") return SecretIsLost;
    if (step.action != Step::Action::Delete) return {};
    const std::string loss = lossOfDelete(step.what.kind);
    return loss.empty() ? lostText(step) : loss;
}

Entry::State StepRecord::state() const
{
    const bool isKnown = end && (end->state == Entry::State::Done || end->state == Entry::State::Failed ||
                                 end->state == Entry::State::Accepted);
    return isKnown ? end->state : Entry::State::Unknown;
}

std::map<int, StepRecord> recordsOf(const std::vector<Entry>& entries)
{
    std::map<int, StepRecord> records;
    for (const Entry& entry : entries) {
        if (entry.step < 0) continue;
        StepRecord& record = records[entry.step];
        if (entry.state == Entry::State::Intent)
            record = {entry, std::nullopt};
        else
            record.end = entry;
    }
    return records;
}

Ends endsOf(const Entry& head, const std::vector<Entry>& entries)
{
    Ends ends;
    if (head.body.is_object() && head.body.contains("steps")) ends.steps = head.body["steps"].size();
    for (const auto& [step, record] : recordsOf(entries)) {
        const Entry::State state = record.state();
        if (state == Entry::State::Done)
            ++ends.done;
        else if (state == Entry::State::Failed)
            ++ends.failed;
        else if (state == Entry::State::Accepted)
            ++ends.accepted;
        else
            ++ends.unknown;
    }
    return ends;
}

std::string whoAmI()
{
    const passwd* user = ::getpwuid(::geteuid());
    char host[256] = {};
    static_cast<void>(::gethostname(host, sizeof host - 1));
    return (user != nullptr ? std::string(user->pw_name) : std::to_string(::geteuid())) + "@" + host;
}

} // namespace core::change
