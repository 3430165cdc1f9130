#include "app/cli/preview_question.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <variant>

#include "app/cli/fleet_source.h"
#include "app/cli/live_source.h"
#include "app/cli/what_if.h"
#include "app/cli/words.h"
#include "core/base/words.h"
#include "core/model/binding.h"
#include "core/model/hints.h"
#include "core/preview/variant.h"
#include "core/snapshot/file.h"
#include "core/snapshot/names.h"

namespace cli {
namespace {

namespace hints = core::model::hints;
using core::preview::Question;
using core::snapshot::FleetPtr;

bool isBinding(const core::Json& object)
{
    const std::string kind = core::model::refOf(object).kind;
    return kind == "ResourceBinding" || kind == "ClusterResourceBinding";
}

bool sameObject(core::model::ObjectRef a, core::model::ObjectRef b)
{
    if (a.ns.empty()) a.ns = "default";
    if (b.ns.empty()) b.ns = "default";
    return a.kind == b.kind && a.group() == b.group() && a.ns == b.ns && a.name == b.name;
}

/// A binding states where the replicas are, and since when: it takes the place of the fleet's own.
void putBinding(core::snapshot::Fleet& fleet, core::model::Binding binding)
{
    std::erase_if(fleet.bindings, [&](const core::model::Binding& other) {
        return sameObject(other.spec.resource, binding.spec.resource);
    });
    fleet.bindings.push_back(std::move(binding));
}

using Bindings = std::vector<core::model::Binding>;

/// `--previous`: bindings in place of the fleet's. Absent: they cannot be read.
std::optional<Bindings> previousOf(Context& context, const Arguments& arguments)
{
    Bindings out;
    if (!arguments.has("previous")) return out;
    const auto read = readManifests(context, arguments.all("previous"), false);
    if (!read) return std::nullopt;
    core::model::Issues issues;
    const auto take = [&](const core::Json& object, const std::string& path) {
        if (isBinding(object)) out.push_back(core::model::readBinding(object, path, issues));
    };
    for (std::size_t i = 0; i < read->documents.size(); ++i) {
        const core::Json& document = read->documents[i].document.value();
        const std::string path = "/" + std::to_string(i);
        if (document.is_object() && document.contains("items") && document["items"].is_array()) {
            std::size_t k = 0;
            for (const core::Json& item : document["items"]) take(item, path + "/items/" + std::to_string(k++));
        } else {
            take(document, path);
        }
    }
    for (const core::model::Issue& issue : issues) context.say(messageOf(issue, *read));
    if (core::model::hasErrors(issues)) return std::nullopt;
    return out;
}

FleetPtr withBindings(const FleetPtr& fleet, const Bindings& bindings)
{
    if (bindings.empty()) return fleet;
    auto fork = std::make_shared<core::snapshot::Fleet>(*fleet); // its clusters are shared
    for (const core::model::Binding& binding : bindings) putBinding(*fork, binding);
    return fork;
}

/// A file that is handed in lies in the fleet's folder too, and as its folder was read this was said of it.
bool isSaidOf(const core::snapshot::Opened& opened, const Arguments& arguments, const core::model::Issue& issue,
              const Message& message)
{
    if (issue.severity == core::model::Severity::Error || !arguments.has("fleet")) return false;
    const auto fileOf = [](const std::string& where) {
        return std::filesystem::path(where.substr(0, where.find(':'))).lexically_normal();
    };
    const std::filesystem::path file = fileOf(message.where);
    const std::filesystem::path folder = arguments.text("fleet");
    return std::any_of(opened.notes.begin(), opened.notes.end(), [&](const core::snapshot::Note& note) {
        return note.what.find(": " + issue.what) != std::string::npos &&
               (folder / fileOf(note.where)).lexically_normal() == file;
    });
}

/// One of them is of one of the workloads.
bool areOfThese(Context& context, const Arguments& arguments, const Bindings& bindings,
                const std::vector<Question>& questions)
{
    const bool any = std::any_of(bindings.begin(), bindings.end(), [&](const core::model::Binding& binding) {
        return std::any_of(questions.begin(), questions.end(), [&](const Question& question) {
            return sameObject(question.workload.ref, binding.spec.resource);
        });
    });
    if (any || !arguments.has("previous")) return true;
    context.say({.what = "No ResourceBinding of the workload is in what --previous names.",
                 .where = arguments.text("previous"),
                 .fix = "Take what `kubectl get resourcebinding -o yaml` prints on the fleet."});
    return false;
}

std::string names(const std::vector<Question>& questions)
{
    return core::joined(questions, ", ", [](const Question& q) { return q.workload.ref.shortText(); });
}

/// "Did you mean c-hz-01? Name one of: c-bj-03, c-hz-01."
std::string nearFix(const std::string& word, const std::vector<std::string>& known, const std::string& all)
{
    const auto near = hints::nearest(word, {known.begin(), known.end()});
    return (near ? "Did you mean " + *near + "? " : "") + "Name one of: " + all + ".";
}

/// What-ifs of workloads and policies.
std::optional<ExitCode> vary(Context& context, const WhatIf& what, std::vector<Question>& questions, FleetPtr& fleet)
{
    const bool one = what.replicas || !what.division.empty();
    if (one && questions.size() != 1) {
        return context.misused("There are several workloads (" + names(questions) +
                                   "), and the what-if does not say which.",
                               "Write --set-replicas NAME=N, or hand in one workload.");
    }
    for (const auto& [name, replicas] : what.replicasOf) {
        const bool isThere = std::ranges::any_of(questions, [&name = name](const Question& question) {
            return name == question.workload.ref.name || name == question.workload.ref.shortText();
        });
        if (isThere) continue;
        std::vector<std::string> known;
        for (const Question& question : questions)
            for (const std::string& word : {question.workload.ref.name, question.workload.ref.shortText()})
                known.push_back(word);
        context.say({.what = "No workload that was handed in is called " + hints::inQuotes(name) + ".",
                     .where = "--set-replicas " + shellWord(name + "=" + std::to_string(replicas)),
                     .fix = nearFix(name, known, names(questions))});
        return ExitCode::Failed;
    }
    for (Question& question : questions) {
        core::preview::Variant variant{
            .replicas = what.replicas, .allowEcsProvision = what.ecsProvision, .division = what.division};
        for (const auto& [name, replicas] : what.replicasOf) {
            if (name == question.workload.ref.name || name == question.workload.ref.shortText())
                variant.replicas = replicas;
        }
        core::preview::apply(variant, question, fleet);
    }
    return std::nullopt;
}

/// Clusters by their own names, where a flag calls them as people do.
void takeOwnNames(WhatIf& what, const core::snapshot::ClusterNames& names)
{
    const auto own = [&](std::string& cluster) {
        if (std::string name = names.named(cluster); !name.empty()) cluster = std::move(name);
    };
    for (core::model::TargetCluster& target : what.division) own(target.name);
    for (core::snapshot::Change& change : what.changes)
        std::visit(
            [&](auto& one) {
                if constexpr (requires { one.cluster; }) own(one.cluster);
            },
            change);
}

/// Names of clusters are checked here: a policy may name what is not there, a what-if may not.
bool clustersAreThere(Context& context, const WhatIf& what, const core::snapshot::Fleet& fleet)
{
    const core::snapshot::ClusterNames names(fleet);
    const std::string known =
        core::joined(fleet.clusters, ", ", [&](const auto& cluster) { return names.both(cluster->cluster.name); });
    for (const core::model::TargetCluster& target : what.division) {
        if (fleet.cluster(target.name) != nullptr) continue;
        std::vector<std::string> each;
        for (const auto& cluster : fleet.clusters)
            for (const std::string& one : {cluster->cluster.name, names.of(cluster->cluster.name)}) each.push_back(one);
        context.say({.what = "The fleet has no cluster \"" + target.name + "\".",
                     .where = "--set-division " + shellWord(target.name + "=" + std::to_string(target.replicas)),
                     .fix = nearFix(target.name, each, known)});
        return false;
    }
    return true;
}

/// The accounts whose pools buy from the cell.
std::set<std::string> buyersOf(const core::snapshot::SetStock& set, const core::snapshot::Fleet& fleet)
{
    std::set<std::string> out;
    for (const auto& cluster : fleet.clusters)
        for (const core::model::NodePool& pool : cluster->pools) {
            const auto inZone = [&](const core::model::PoolZone& zone) { return zone.zone == set.zone; };
            const auto& types = pool.instanceTypes;
            if (std::find(types.begin(), types.end(), set.instanceType) != types.end() &&
                std::any_of(pool.zones.begin(), pool.zones.end(), inZone))
                out.insert(cluster->account);
        }
    return out;
}

/// A cell that no pool buys from and no stock speaks of is a slip of the pen, as is an account that was left out.
bool cellsAreThere(Context& context, const WhatIf& what, const core::snapshot::Fleet& fleet)
{
    for (const core::snapshot::Change& change : what.changes) {
        const auto* set = std::get_if<core::snapshot::SetStock>(&change);
        if (set == nullptr) continue;
        const std::set<std::string> accounts = buyersOf(*set, fleet);
        const bool known = std::any_of(fleet.stock.begin(), fleet.stock.end(), [&](const auto& cell) {
            return cell.zone == set->zone && cell.instanceType == set->instanceType && cell.account == set->account;
        });
        if (accounts.contains(set->account) || (known && accounts.empty())) continue;
        const std::string of = set->account.empty() ? std::string() : " of account " + set->account;
        std::string forms;
        for (const std::string& account : accounts)
            forms += (forms.empty() ? "" : " or ") + (account.empty() ? "" : account + "/") + set->zone + "/" +
                     set->instanceType;
        context.say({.what = "No pool of the fleet buys " + set->instanceType + " in " + set->zone +
                             (of.empty() && !accounts.empty() ? " for an account without a name" : of) + ".",
                     .where = joined(flagsOf(change), " "),
                     .fix = forms.empty() ? "Check the names: a pool has to list both." : "Write " + forms + "."});
        return false;
    }
    return true;
}

/// The fleet as the flags have it; says which of them names what is not there.
FleetPtr changed(Context& context, const WhatIf& what, FleetPtr fleet)
{
    const FleetPtr asItIs = fleet;
    for (const core::snapshot::Change& change : what.changes) { // one by one: then it is known which one it is
        const core::Result<FleetPtr> forked = core::snapshot::whatIf(fleet, {change});
        if (!forked) {
            context.say({.what = forked.error().what, .where = joined(flagsOf(change), " ")});
            return nullptr;
        }
        fleet = *forked;
    }
    return clustersAreThere(context, what, *fleet) && cellsAreThere(context, what, *asItIs) ? fleet : nullptr;
}

std::optional<Manifests> manifestsOf(Context& context, const Arguments& arguments)
{
    if (arguments.has("filename")) {
        return readManifests(context, arguments.all("filename"), arguments.isOn("recursive"));
    }
    Manifests manifests;
    for (core::snapshot::DumpFile& file : core::snapshot::demoManifests()) {
        if (!addText(context, manifests, "demo/manifests/" + file.path, std::move(file.text))) return std::nullopt;
    }
    return manifests;
}

const Manifest* manifestOf(const Manifests& manifests, const core::model::ObjectRef& workload)
{
    for (const Manifest& manifest : manifests.documents) {
        if (sameObject(core::model::refOf(manifest.document.value()), workload)) return &manifest;
    }
    return nullptr;
}

} // namespace

std::vector<Flag> questionFlags()
{
    std::vector<Flag> flags{{.name = "filename",
                             .letter = 'f',
                             .value = "FILE|DIR|-",
                             .help = "manifests; repeatable",
                             .repeats = true,
                             .offers = Offers::Files},
                            {.name = "recursive", .letter = 'R', .help = "read subfolders too"},
                            fleetFlag(),
                            demoFlag(),
                            liveFlag(),
                            {.name = "previous",
                             .value = "FILE",
                             .help = "bindings: where the replicas are now",
                             .repeats = true,
                             .offers = Offers::Files}};
    for (Flag& flag : liveFleetFlags()) flags.push_back(std::move(flag));
    for (Flag& flag : whatIfFlags()) flags.push_back(std::move(flag));
    return flags;
}

std::optional<Answered> answered(Context& context, const Arguments& arguments, ExitCode& code)
{
    core::Result<WhatIf> what = readWhatIf(arguments);
    if (!what) {
        context.fail(what.error());
        code = ExitCode::Usage;
        return std::nullopt;
    }
    if (!arguments.has("filename") && !arguments.isOn("demo")) {
        code = context.misused("No manifests are given.",
                               "Name files or folders with -f; with --demo the demo's own are taken.");
        return std::nullopt;
    }
    std::unique_ptr<core::live::LiveFleet> live;
    context.hold(); // a slip in a what-if is not to be looked for below what is to be said of the fleet
    const auto opened = openFleet(context, arguments, code, &live);
    if (!opened) return std::nullopt;
    code = ExitCode::Failed;
    takeOwnNames(*what, core::snapshot::ClusterNames(*opened->fleet));
    FleetPtr fleet = changed(context, *what, opened->fleet);
    if (!fleet) {
        if (!live) context.onlyErrors(); // who was not reached may be who is not there
        return std::nullopt;
    }
    const std::optional<Manifests> texts = manifestsOf(context, arguments);
    if (!texts) return std::nullopt;

    const std::optional<Bindings> previous = previousOf(context, arguments);
    if (!previous) return std::nullopt;
    core::preview::Manifests manifests =
        core::preview::readManifests(texts->values(), *withBindings(opened->fleet, *previous));
    for (const core::model::Issue& issue : manifests.issues)
        if (Message message = messageOf(issue, *texts); !isSaidOf(*opened, arguments, issue, message))
            context.sayAfter(message);
    if (core::model::hasErrors(manifests.issues)) return std::nullopt;
    if (manifests.questions.empty()) {
        if (context.errors() == 0)
            context.say(
                {.what = "There is no workload to preview in " +
                         joined(arguments.isOn("demo") && !arguments.has("filename") ? Words{"the demo"}
                                                                                     : arguments.all("filename"),
                                ", ") +
                         ".",
                 .fix = "Hand in the manifest of a Deployment, or of what else has a pod template, with its policy."});
        return std::nullopt;
    }
    if (!areOfThese(context, arguments, *previous, manifests.questions)) return std::nullopt;
    fleet = withBindings(fleet, *previous);
    if (const auto misused = vary(context, *what, manifests.questions, fleet)) {
        code = *misused;
        context.onlyErrors();
        return std::nullopt;
    }
    context.release();
    Answered answer{opened->fleet, {}, {}, texts->values(), std::move(live), !what->empty()};
    if (manifests.questions.size() == 1) {
        answer.previews.push_back(core::preview::preview(manifests.questions.front(), fleet));
    } else {
        answer.previews = core::preview::previewBatch(manifests.questions, fleet);
    }
    for (const core::preview::Preview& preview : answer.previews) {
        const Manifest* manifest = manifestOf(*texts, preview.workload);
        for (const core::model::Issue& issue : preview.issues) context.say(messageOf(issue, *texts, manifest));
    }
    answer.questions = std::move(manifests.questions);
    return answer;
}

} // namespace cli
