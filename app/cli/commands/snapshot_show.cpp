#include "app/cli/commands/snapshot.h"
#include "app/cli/figures.h"
#include "app/cli/fleet_source.h"
#include "app/cli/pools_table.h"
#include "core/base/words.h"
#include "core/model/age.h"
#include "core/snapshot/describe.h"
#include "core/snapshot/names.h"

namespace cli {
namespace {

using core::snapshot::ClusterSummary;
using core::snapshot::FleetSummary;

bool isCard(const std::string& resource)
{
    return resource.find('/') != std::string::npos && !resource.starts_with("hugepages") &&
           !resource.starts_with("attachable-volumes");
}

/// "5/6 nvidia.com/gpu": what pods hold of what ready nodes give.
std::string cardsText(const ClusterSummary& cluster)
{
    if (!cluster.nodes) return "-";
    std::vector<std::string> cards;
    for (const auto& [resource, amount] : cluster.allocatable) {
        if (!isCard(resource) || amount == 0) continue;
        const core::Amount used = core::model::amountIn(cluster.requested, resource);
        cards.push_back((cluster.pods ? std::to_string(used) : "-") + "/" + std::to_string(amount) + " " + resource);
    }
    std::string text = core::joined(cards);
    if (cluster.lostCards > 0) text += " (" + std::to_string(cluster.lostCards) + " isolated)";
    return text.empty() ? "0" : text;
}

/// Cores, with what is left of a thousandth: "7.5".
std::string coresText(const ClusterSummary& cluster)
{
    const auto at = cluster.allocatable.find("cpu");
    return !cluster.nodes ? "-" : at == cluster.allocatable.end() ? "0" : decimalText(at->second, 3);
}

std::string memoryText(const ClusterSummary& cluster)
{
    const auto at = cluster.allocatable.find("memory");
    return !cluster.nodes ? "-" : at == cluster.allocatable.end() ? "0" : std::to_string(at->second >> 30) + "Gi";
}

std::string ageText(const std::optional<core::Seconds>& age)
{
    return age ? core::model::humanDuration(*age) : "-";
}

core::Json jsonOf(const std::optional<core::Seconds>& age)
{
    return age ? core::Json(age->count()) : core::Json();
}

core::Json jsonOf(const std::optional<std::int64_t>& count)
{
    return count ? core::Json(*count) : core::Json();
}

core::Json jsonOf(const ClusterSummary& c, const std::string& alias)
{
    return {
        {"name", c.name},
        {"alias", alias.empty() ? core::Json() : core::Json(alias)},
        {"region", c.region},
        {"nodes", jsonOf(c.nodes)},
        {"readyNodes", jsonOf(c.readyNodes)},
        {"pods", jsonOf(c.pods)},
        {"pendingPods", jsonOf(c.pendingPods)},
        {"pools", jsonOf(c.pools)},
        {"allocatable", c.allocatable},
        {"requested", c.requested},
        {"isolatedCards", c.lostCards},
        {"ageSeconds", {{"nodes", jsonOf(c.nodesAge)}, {"pods", jsonOf(c.podsAge)}, {"pools", jsonOf(c.poolsAge)}}}};
}

core::Json jsonOf(const FleetSummary& s, const core::snapshot::Fleet& fleet)
{
    core::Json clusters = core::Json::array();
    for (const ClusterSummary& cluster : s.clusters)
        clusters.push_back(jsonOf(cluster, core::snapshot::aliasOf(fleet, cluster.name)));
    core::Json gaps = core::Json::array();
    for (const core::snapshot::Gap& gap : s.gaps) {
        gaps.push_back(
            {{"cluster", gap.cluster}, {"missing", gap.what}, {"unknown", gap.unknown}, {"remedy", gap.remedy}});
    }
    return {{"apiVersion", "berth/v1"},
            {"kind", "SnapshotSummary"},
            {"name", s.name},
            {"digest", s.digest},
            {"takenAt", s.takenAt ? core::Json(core::model::toText(*s.takenAt)) : core::Json()},
            {"clusters", std::move(clusters)},
            {"policies", s.policies},
            {"overrides", s.overrides},
            {"bindings", s.bindings},
            {"autoscalers", s.scalers},
            {"workloads", s.workloads},
            {"stockCells", s.stockCells},
            {"stockAgeSeconds", jsonOf(s.stockAge)},
            {"quotas", s.quotas},
            {"prices", s.prices},
            {"instanceTypes", s.instanceTypes},
            {"gaps", std::move(gaps)}};
}

std::string tables(const FleetSummary& s, const Table::Look& look)
{
    Table fleet({{"FLEET"},
                 {"DIGEST"},
                 {"TAKEN"},
                 {"POLICIES"},
                 {"BINDINGS"},
                 {"WORKLOADS"},
                 {"STOCK CELLS"},
                 {"STOCK AGE"},
                 {"OVERRIDES", true},
                 {"AUTOSCALERS", true},
                 {"QUOTAS", true},
                 {"PRICES", true},
                 {"TYPES", true}});
    const auto number = [](std::size_t n) { return std::to_string(n); };
    fleet.add({s.name, s.digest, s.takenAt ? core::model::toText(*s.takenAt) : "-", number(s.policies),
               number(s.bindings), number(s.workloads), number(s.stockCells), ageText(s.stockAge), number(s.overrides),
               number(s.scalers), number(s.quotas), number(s.prices), number(s.instanceTypes)});

    Table clusters({{"CLUSTER"},
                    {"REGION"},
                    {"NODES"},
                    {"READY"},
                    {"PODS"},
                    {"PENDING"},
                    {"POOLS"},
                    {"CPU", true},
                    {"MEMORY", true},
                    {"NODES AGE", true},
                    {"PODS AGE", true},
                    {"POOLS AGE", true},
                    {"GAPS"},
                    {"CARDS HELD/ALLOCATABLE"}});
    for (const ClusterSummary& c : s.clusters) {
        clusters.add({c.name, c.region.empty() ? "-" : c.region, countText(c.nodes), countText(c.readyNodes),
                      countText(c.pods), countText(c.pendingPods), countText(c.pools), coresText(c), memoryText(c),
                      ageText(c.nodesAge), ageText(c.podsAge), ageText(c.poolsAge), number(c.gaps), cardsText(c)});
    }
    std::string text = fleet.text(look);
    if (!clusters.empty()) text += "\n" + clusters.text(look);
    if (s.gaps.empty()) return text;
    Table gaps({{"CLUSTER"}, {"MISSING"}, {"SO IT IS UNKNOWN"}, {"REMEDY"}});
    for (const core::snapshot::Gap& gap : s.gaps) {
        gaps.add({gap.cluster.empty() ? "(fleet)" : gap.cluster, gap.what, gap.unknown, gap.remedy});
    }
    return text + "\n" + gaps.text(look);
}

ExitCode show(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto opened = openFleet(context, arguments, code);
    if (!opened) return code;
    const FleetSummary summary = core::snapshot::describe(*opened->fleet);
    const core::snapshot::ClusterNames names(*opened->fleet);
    const std::string& output = arguments.text("output");
    const Table::Look look{.wide = output == "wide",
                           .headers = !arguments.isOn("no-headers"),
                           .columns = static_cast<std::size_t>(context.out.columns),
                           .colour = context.out.colour,
                           .names = &names};
    if (arguments.isOn("pools") && output != "name") {
        if (output == "json" || output == "yaml")
            context.write(poolsJson(*opened->fleet), output);
        else
            context.write(poolsTable(*opened->fleet).text(look));
        return ExitCode::Done;
    }
    if (output == "json" || output == "yaml") {
        context.write(jsonOf(summary, *opened->fleet), output);
    } else if (output == "name") {
        for (const ClusterSummary& cluster : summary.clusters)
            context.write("cluster/" + harmless(cluster.name) + "\n");
    } else {
        context.write(tables(summary, look));
    }
    return ExitCode::Done;
}

} // namespace

Verb snapshotShow()
{
    return {.path = {"snapshot", "show"},
            .summary = "Prints what a fleet holds, how old it is, and what is missing in it",
            .usage = "SNAPSHOT|DIR|--demo [flags]",
            .examples = {{"a file or a folder of dumps", "snapshot show fleet.berth"},
                         {"the demo", "snapshot show --demo -o wide"},
                         {"its node pools, with stock and prices", "snapshot show --demo --pools"}},
            .flags = {{.name = "pools", .help = "its node pools, a line for each instance type and zone"},
                      outputFlag({"table", "wide", "json", "yaml", "name"}),
                      headersFlag(),
                      fleetFlag(),
                      demoFlag()},
            .arguments = {{.name = "FLEET", .offers = Offers::Snapshots}},
            .run = show};
}

} // namespace cli
