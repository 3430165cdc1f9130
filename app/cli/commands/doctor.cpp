#include <algorithm>
#include <map>

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/live_source.h"
#include "core/base/shown.h"
#include "core/live/probe.h"

namespace cli {
namespace {

namespace kube = core::kube;
using core::live::Reached;
using core::live::Right;

/// One right of one cluster, and whether it is there.
struct Checked {
    Right right;
    std::string gives;
    std::optional<bool> has; ///< none: the server does not say
};
struct Row {
    Reached cluster;
    std::vector<Checked> rights;
};

/// Asks every cluster at once for each right.
/// @param nameSpace of what stands in one; empty: in all
std::vector<Row> checked(const std::vector<Reached>& clusters, const std::string& nameSpace, kube::Milliseconds most)
{
    std::vector<Row> rows;
    std::vector<core::live::Question> questions;
    for (const Reached& cluster : clusters) {
        rows.push_back({cluster, {}});
        if (cluster.state != Reached::State::Reached) continue;
        std::vector<core::live::UsedRight> used = core::live::usedRights(*cluster.discovery, cluster.place);
        if (cluster.place == kube::Place::Member)
            for (core::live::UsedRight& one : core::live::preflightRights(*cluster.discovery)) {
                one.gives = "preflight: " + one.gives;
                used.push_back(std::move(one));
            }
        for (core::live::UsedRight& one : used) {
            const kube::ApiResource* resource = cluster.discovery->byName(one.right.group, one.right.resource);
            if (resource != nullptr && resource->namespaced && one.right.nameSpace.empty())
                one.right.nameSpace = nameSpace;
            questions.push_back({*cluster.session, one.right});
            rows.back().rights.push_back({std::move(one.right), std::move(one.gives), std::nullopt});
        }
    }
    const auto has = core::live::askAll(questions, most);
    std::size_t at = 0;
    for (Row& row : rows)
        for (Checked& one : row.rights) one.has = has[at++];
    return rows;
}

std::string_view stateOf(Reached::State state)
{
    switch (state) {
    case Reached::State::Connecting: return "no answer";
    case Reached::State::Reached: return "reached";
    case Reached::State::Refused: return "refused";
    case Reached::State::Unreachable: return "unreachable";
    }
    return {};
}

bool isMissing(const Checked& one)
{
    return one.has && !*one.has;
}

std::size_t missingOf(const Row& row)
{
    if (row.cluster.missing) return 1;
    return static_cast<std::size_t>(std::count_if(row.rights.begin(), row.rights.end(), isMissing));
}

/// "propagationpolicies.policy.karmada.io": several groups have a resource of one name.
std::string resourceOf(const Right& right)
{
    return right.resource + (right.group.empty() ? "" : "." + right.group) +
           (right.subresource.empty() ? "" : "/" + right.subresource) +
           (right.name.empty() ? "" : " of " + core::shown(right.name)) +
           (right.nameSpace.empty() ? "" : " in " + core::shown(right.nameSpace));
}

/// A line each: "list, watch configmaps in kube-system", and what is unknown without.
Table missingTable(const std::vector<Row>& rows)
{
    Table table({{"CLUSTER"}, {"MISSING RIGHT"}, {"UNKNOWN WITHOUT IT"}});
    for (const Row& row : rows) {
        const std::string name = core::shown(row.cluster.name);
        if (row.cluster.missing)
            table.add({name, row.cluster.missing->verb + " " + resourceOf(*row.cluster.missing),
                       "what is there, but for what the fleet says of it"});
        for (std::size_t i = 0; i < row.rights.size(); ++i) {
            if (!isMissing(row.rights[i])) continue;
            const std::string resource = resourceOf(row.rights[i].right);
            const std::string gives = row.rights[i].gives;
            std::string verbs = row.rights[i].right.verb;
            const auto follows = [&](std::size_t next) {
                return next < row.rights.size() && isMissing(row.rights[next]) && row.rights[next].gives == gives &&
                       resourceOf(row.rights[next].right) == resource;
            };
            for (; follows(i + 1); ++i) verbs += ", " + row.rights[i + 1].right.verb;
            table.add({name, verbs + " " + resource, gives});
        }
    }
    return table;
}

core::Json jsonOf(const std::vector<Row>& rows)
{
    core::Json items = core::Json::array();
    for (const Row& row : rows) {
        core::Json rights = core::Json::array();
        for (const Checked& one : row.rights)
            rights.push_back({{"verb", one.right.verb},
                              {"group", one.right.group},
                              {"resource", one.right.resource},
                              {"namespace", one.right.nameSpace},
                              {"has", one.has ? core::Json(*one.has) : core::Json()},
                              {"unknownWithout", one.gives}});
        items.push_back({{"cluster", row.cluster.name},
                         {"role", row.cluster.place == kube::Place::Fleet ? "fleet" : "member"},
                         {"way", core::live::name(row.cluster.way)},
                         {"state", stateOf(row.cluster.state)},
                         {"why", row.cluster.why()},
                         {"rights", std::move(rights)}});
    }
    return {{"apiVersion", "berth/v1"}, {"kind", "ConnectionReport"}, {"items", std::move(items)}};
}

Table tableOf(const std::vector<Row>& rows)
{
    Table table({{"CLUSTER"}, {"ROLE"}, {"WAY"}, {"STATE"}, {"RIGHTS"}, {"MISSING"}});
    for (const Row& row : rows) {
        std::size_t has = 0;
        std::size_t unknown = 0;
        for (const Checked& one : row.rights) {
            has += one.has && *one.has ? 1 : 0;
            unknown += one.has ? 0 : 1;
        }
        const bool reached = row.cluster.state == Reached::State::Reached;
        std::string rights = reached ? std::to_string(has) + " of " + std::to_string(row.rights.size()) : "-";
        if (unknown > 0) rights += ", " + std::to_string(unknown) + " unknown";
        const std::size_t missing = missingOf(row);
        table.add({core::shown(row.cluster.name),
                   row.cluster.place == kube::Place::Fleet ? "fleet" : "member",
                   std::string(core::live::name(row.cluster.way)),
                   {std::string(stateOf(row.cluster.state)), reached ? Tone::Plain : Tone::Bad},
                   rights,
                   missing == 0 ? "-" : std::to_string(missing)});
    }
    return table;
}

/// The rights that were asked for, of every cluster of the place: a Role in each namespace, a ClusterRole for what has none.
std::string rolesOf(const std::vector<Row>& rows, kube::Place place)
{
    using Resource = std::pair<std::string, std::string>;                    // group, plural
    std::map<std::string, std::map<Resource, std::vector<std::string>>> all; // [namespace]
    for (const Row& row : rows)
        for (const Checked& one : row.rights) {
            if (row.cluster.place != place || !one.right.name.empty()) continue;
            auto& verbs = all[one.right.nameSpace][{one.right.group, one.right.resource}];
            if (std::ranges::find(verbs, one.right.verb) == verbs.end()) verbs.push_back(one.right.verb);
        }
    std::string made;
    for (const auto& [nameSpace, resources] : all) {
        made += (made.empty() ? "" : "---\n") +
                kube::roleHead(nameSpace.empty() ? "ClusterRole" : "Role", kube::readerName(place), nameSpace);
        for (const auto& [resource, verbs] : resources) made += kube::ruleFor(resource.first, resource.second, verbs);
    }
    return made;
}

ExitCode doctor(Context& context, const Arguments& arguments)
{
    const std::string nameSpace = arguments.text("namespace");
    if (arguments.has("role") && !nameSpace.empty())
        return context.misused("--role asks nobody, so it does not know what stands in a namespace.",
                               "Leave out one of --role and -n.");
    if (arguments.has("role")) {
        const auto place = arguments.text("role") == "fleet" ? kube::Place::Fleet : kube::Place::Member;
        context.write(kube::minimalRoles(place));
        return ExitCode::Done;
    }
    ExitCode code{};
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    auto way = liveOptions(context, arguments, code);
    if (!way) return code;
    core::live::Connections connections(std::move(way->options.connect));
    connections.start();
    connections.wait(*most);
    const std::vector<Reached> all = connections.clusters();
    if (!all.empty()) rememberCluster(context, *way, all.front());
    const std::vector<Row> rows = checked(all, nameSpace, *most);
    const std::string& output = arguments.text("output");
    bool well = !rows.empty();
    for (const Row& row : rows) well = well && row.cluster.state == Reached::State::Reached && missingOf(row) == 0;
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(rows), output);
        return well ? ExitCode::Done : ExitCode::Failed;
    }
    context.write(tableOf(rows), arguments);
    if (const Table missing = missingTable(rows); !missing.empty()) {
        context.write("\n");
        context.write(missing, arguments);
    }
    for (const Row& row : rows) sayWhy(context, row.cluster);
    for (const kube::Place place : {kube::Place::Fleet, kube::Place::Member}) {
        const bool missing = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
            return row.cluster.place == place && !row.cluster.missing && missingOf(row) > 0;
        });
        if (!missing) continue;
        context.write(place == kube::Place::Fleet ? "\n# All that is read of the fleet; bind it to the user:\n"
                                                  : "\n# All that is read of a member; bind it to the user there:\n");
        context.write(nameSpace.empty() ? kube::minimalRoles(place) : rolesOf(rows, place));
    }
    return well ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

std::vector<Verb> doctorVerbs()
{
    Verb verb{.path = {"doctor"},
              .summary = "Checks every cluster of a live fleet: whether it is reached, and which rights are missing",
              .usage = "[--kubeconfig FILE] [--context NAME] [flags]",
              .examples = {{"the fleet of the current context", "doctor"},
                           {"what a user of one namespace may read", "doctor -n default"},
                           {"the rights that a member has to give, for kubectl apply", "doctor --role member"}},
              .flags = {{.name = "role",
                         .value = "OF",
                         .help = "print the role that holds all rights, and ask nobody",
                         .choices = {"fleet", "member"}},
                        {.name = "namespace",
                         .letter = 'n',
                         .value = "NAME",
                         .help = "rights in this namespace alone, and of what has none"}},
              .run = doctor,
              .note = "Exit code 1 where something is missing. Only questions about one's own rights are sent."};
    for (Flag& flag : connectionFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "json", "yaml"}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
