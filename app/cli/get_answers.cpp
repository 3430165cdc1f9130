#include "app/cli/get_answers.h"

#include <algorithm>
#include <set>

#include "app/cli/live_source.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/snapshot/assemble.h"

namespace cli {
namespace {

namespace kube = core::kube;
using core::live::Reached;

/// What a fleet's control plane does not have: it is the members' that is meant.
bool isOfMembers(const std::string& resource)
{
    return core::isOneOf(resource, {"node", "nodes", "no", "pod", "pods", "po"});
}

bool wantsMembers(const Arguments& arguments, const Requested& what)
{
    return arguments.isOn("members") || arguments.has("cluster") || (!what.ofCategory && isOfMembers(what.resource));
}

/// Each category taken apart: what any of the clusters that are asked has in it.
/// @source kubectl 1.32: cli-runtime resource.Builder.ReplaceAliases, client-go restmapper/category_expansion.go
std::vector<Requested> withoutCategories(const std::vector<Requested>& what, const std::vector<Reached>& all,
                                         const Arguments& arguments)
{
    const bool isFleet = !all.empty() && all.front().place == kube::Place::Fleet;
    std::vector<Requested> made;
    for (const Requested& one : what) {
        const std::size_t known = made.size();
        for (const Reached& cluster : all) {
            Requested part{one.resource, one.names, true};
            const bool isAsked = !isFleet || (cluster.place == kube::Place::Fleet) != wantsMembers(arguments, part);
            if (!isAsked || cluster.state != Reached::State::Reached || !cluster.discovery) continue;
            for (const kube::ApiResource* resource : cluster.discovery->inCategory(one.resource)) {
                part.resource = resource->fullName();
                if (std::ranges::find(made, part) == made.end()) made.push_back(part);
            }
        }
        if (made.size() == known) made.push_back(one);
    }
    return made;
}

/// Names of our own for what every fleet calls otherwise.
std::string resourceOf(const std::string& word, const core::live::Connections& connections)
{
    if (word == "bindings" || word == "binding") return "resourcebindings";
    const auto members = connections.membersResource();
    if ((word == "clusters" || word == "cluster") && members) return members->fullName();
    return word;
}

/// @param why  Connections::whyMembersUnknown
void sayMembersUnknown(Context& context, const std::string& fleet, const std::string& why)
{
    context.say({.what = why, .where = core::shown(fleet) + ": " + core::snapshot::whichClusters});
}

/// Asks the clusters that are meant; of those that are not reached it is said why.
GetAnswer answerOf(Context& context, const Arguments& arguments, const Requested& what, const Ask& base, Form form,
                   const core::live::Connections& connections, kube::Milliseconds most)
{
    const std::vector<Reached> all = connections.clusters();
    const bool isFleet = all.front().place == kube::Place::Fleet;
    const auto& names = arguments.all("cluster");
    form.members = isFleet && wantsMembers(arguments, what);
    GetAnswer made{what, form, {}, {}};
    if (form.members && names.empty()) // those that are named are there
        if (const std::string why = connections.whyMembersUnknown(); !why.empty()) {
            made.unreached.push_back({{}, why});
            sayMembersUnknown(context, all.front().name, why);
        }
    std::vector<Reached> clusters;
    for (const Reached& one : all) {
        const bool ofFleet = one.place == kube::Place::Fleet;
        if (isFleet && ofFleet == form.members) continue;
        if (!ofFleet && !names.empty() && std::find(names.begin(), names.end(), one.name) == names.end()) continue;
        if (one.state == Reached::State::Reached) {
            clusters.push_back(one);
            continue;
        }
        made.unreached.push_back({one.name, one.why()});
        context.say({.what = one.why(), .where = core::shown(one.name)});
    }
    Ask ask = base;
    ask.resource = what.ofCategory ? what.resource : resourceOf(what.resource, connections);
    ask.names = what.names;
    ask.ofCategory = what.ofCategory;
    made.answers = cli::ask(clusters, ask, most, core::live::systemNow());
    return made;
}

/// Names that no cluster has.
void sayWhatIsNotThere(Context& context, const GetAnswer& one)
{
    std::set<std::string> found;
    for (const Answer& answer : one.answers)
        for (const Got& row : answer.rows) found.insert(row.name);
    for (const std::string& name : one.what.names) {
        const auto isKnown = [&](const Answer& answer) { return knows(answer, name); };
        const auto by = std::ranges::find_if(one.answers, isKnown);
        if (found.contains(name) || by == one.answers.end()) continue;
        const bool whole = one.unreached.empty() && std::ranges::all_of(one.answers, isKnown);
        context.say({.what = by->resource->fullName() + " \"" + core::shown(name) + "\" not found" +
                             (whole ? "." : " in the clusters that answered.")});
    }
}

} // namespace

bool knowsClusters(Context& context, const Arguments& arguments, const std::vector<std::string>& known)
{
    bool all = true;
    for (const std::string& name : arguments.all("cluster")) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto near = core::model::hints::nearest(name, {known.begin(), known.end()});
        context.say({.what = "The fleet has no cluster " + core::shown(name) + ".",
                     .where = "--cluster",
                     .fix = near ? "Did you mean " + core::shown(*near) + "?"
                                 : "`" + context.program + " get clusters` lists them."});
        all = false;
    }
    return all;
}

std::optional<Asked> askClusters(Context& context, const Arguments& arguments, const std::vector<Requested>& what,
                                 Ask base, const Form& form, ExitCode& code)
{
    const auto most = patience(context, arguments, code);
    if (!most) return std::nullopt;
    auto way = liveOptions(context, arguments, code);
    if (!way) return std::nullopt;
    code = ExitCode::Failed;
    Asked made;
    made.nameSpace = arguments.isOn("all-namespaces") ? std::string()
                     : arguments.has("namespace")     ? arguments.text("namespace")
                                                      : way->options.connect.fleet.nameSpace;
    base.nameSpace = made.nameSpace;
    made.connections = std::make_unique<core::live::Connections>(std::move(way->options.connect));
    core::live::Connections& connections = *made.connections;
    connections.start();
    const bool members = std::ranges::any_of(what, [&](const Requested& one) { return wantsMembers(arguments, one); });
    const auto& only = arguments.all("cluster");
    connections.wait({.members = members, .names = {only.begin(), only.end()}}, *most);
    const std::vector<Reached> all = connections.clusters();
    const bool isFleet = !all.empty() && all.front().place == kube::Place::Fleet;
    if (all.empty() || (isFleet && all.front().state != Reached::State::Reached)) {
        sayNotReached(context, all);
        return std::nullopt;
    }
    rememberCluster(context, *way, all.front());
    std::vector<std::string> known;
    for (const Reached& one : all)
        if (one.place == kube::Place::Member) known.push_back(one.name);
    const bool allKnown = std::ranges::all_of(
        only, [&](const std::string& name) { return std::ranges::find(known, name) != known.end(); });
    if (const std::string why = connections.whyMembersUnknown(); !allKnown && !why.empty()) {
        sayMembersUnknown(context, all.front().name, why); // nobody can say whether it has them
        return std::nullopt;
    }
    if (!knowsClusters(context, arguments, known)) return std::nullopt;
    const std::vector<Requested> each = withoutCategories(what, all, arguments);
    Form formOfEach = form;
    formOfEach.withKind = each.size() > 1;
    for (const Requested& one : each)
        made.answers.push_back(answerOf(context, arguments, one, base, formOfEach, connections, *most));
    for (const GetAnswer& one : made.answers) {
        for (const Answer& answer : one.answers)
            if (!answer.error.empty())
                context.say({.what = answer.error, .where = core::shown(answer.cluster), .fix = answer.fix});
        if (!arguments.isOn("ignore-not-found")) sayWhatIsNotThere(context, one);
    }
    return made;
}

std::vector<Flag> selectionFlags()
{
    return {{.name = "members", .letter = 'M', .help = "of every member cluster"},
            {.name = "cluster", .value = "NAME", .help = "of this member only", .repeats = true},
            {.name = "namespace", .letter = 'n', .value = "NAME", .help = "else that of the context"},
            {.name = "all-namespaces", .letter = 'A', .help = "in all namespaces"},
            {.name = "selector", .letter = 'l', .value = "LABELS", .help = "only what has these labels"}};
}

} // namespace cli
