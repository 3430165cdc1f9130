#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/live_source.h"
#include "core/base/shown.h"
#include "core/base/words.h"
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
std::vector<Row> checked(const std::vector<Reached>& clusters, kube::Milliseconds most)
{
    std::vector<Row> rows;
    std::vector<core::live::Question> questions;
    for (const Reached& cluster : clusters) {
        rows.push_back({cluster, {}});
        if (cluster.state != Reached::State::Reached) continue;
        for (core::live::UsedRight& one : core::live::usedRights(*cluster.discovery, cluster.place)) {
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

std::string missingOf(const Row& row)
{
    if (row.cluster.missing) return row.cluster.missing->text();
    std::vector<std::string> missing;
    for (const Checked& one : row.rights)
        if (one.has && !*one.has) missing.push_back(one.right.text());
    return core::joined(missing);
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
        const std::string missing = missingOf(row);
        table.add({core::shown(row.cluster.name),
                   row.cluster.place == kube::Place::Fleet ? "fleet" : "member",
                   std::string(core::live::name(row.cluster.way)),
                   {std::string(stateOf(row.cluster.state)), reached ? Tone::Plain : Tone::Bad},
                   rights,
                   missing.empty() ? "-" : missing});
    }
    return table;
}

ExitCode doctor(Context& context, const Arguments& arguments)
{
    if (arguments.has("role")) {
        const auto place = arguments.text("role") == "fleet" ? kube::Place::Fleet : kube::Place::Member;
        context.write(kube::minimalRoles(place));
        return ExitCode::Done;
    }
    ExitCode code{};
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    auto options = liveOptions(context, arguments, code);
    if (!options) return code;
    core::live::Connections connections(std::move(options->connect));
    connections.start();
    connections.wait(*most);
    const std::vector<Row> rows = checked(connections.clusters(), *most);
    const std::string& output = arguments.text("output");
    bool well = !rows.empty();
    for (const Row& row : rows) well = well && row.cluster.state == Reached::State::Reached && missingOf(row).empty();
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(rows), output);
        return well ? ExitCode::Done : ExitCode::Failed;
    }
    context.write(tableOf(rows), arguments);
    for (const Row& row : rows) sayWhy(context, row.cluster);
    for (const kube::Place place : {kube::Place::Fleet, kube::Place::Member}) {
        const bool missing = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
            return row.cluster.place == place && !row.cluster.missing && !missingOf(row).empty();
        });
        if (!missing) continue;
        context.write(place == kube::Place::Fleet ? "\n# All that is read of the fleet; bind it to the user:\n"
                                                  : "\n# All that is read of a member; bind it to the user there:\n");
        context.write(kube::minimalRoles(place));
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
                           {"the rights that a member has to give, for kubectl apply", "doctor --role member"}},
              .flags = {{.name = "role",
                         .value = "OF",
                         .help = "print the role that holds all rights, and ask nobody",
                         .choices = {"fleet", "member"}}},
              .run = doctor,
              .note = "Exit code 1 where something is missing. Only questions about one's own rights are sent."};
    for (Flag& flag : connectionFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "json", "yaml"}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
