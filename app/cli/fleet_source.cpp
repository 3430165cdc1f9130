#include "app/cli/fleet_source.h"

#include "app/cli/live_source.h"
#include "core/base/words.h"
#include "core/model/age.h"
#include "core/snapshot/assemble.h"
#include "core/snapshot/describe.h"

namespace cli {
namespace {

std::optional<core::snapshot::Opened> said(Context& context, core::Result<core::snapshot::Opened> opened)
{
    if (!opened) {
        context.fail(opened.error());
        return std::nullopt;
    }
    for (const core::snapshot::Note& note : opened->notes) {
        context.say({.weight = weightOf(note.severity), .what = note.what, .where = note.where});
    }
    return std::move(*opened);
}

std::string older(const char* what, const std::optional<core::Seconds>& age)
{
    if (!age) return std::string("; age of ") + what + " unknown";
    if (age->count() == 0) return {};
    const core::Seconds length = age->count() < 0 ? -*age : *age;
    return std::string("; ") + what + " " + core::model::humanDuration(length) +
           (age->count() < 0 ? " newer" : " older");
}

} // namespace

Flag fleetFlag()
{
    return {.name = "fleet",
            .value = "SNAPSHOT|DIR",
            .help = "snapshot file, or folder of kubectl dumps",
            .offers = Offers::Snapshots,
            .configurable = true};
}

Flag demoFlag()
{
    return {.name = "demo", .help = "the demo fleet that is part of the program"};
}

std::optional<core::snapshot::Opened> openFleet(Context& context, const std::string& path)
{
    return said(context, core::snapshot::open(path));
}

std::optional<core::snapshot::Opened> openDemo(Context& context)
{
    return said(context, core::snapshot::openDemo());
}

std::optional<core::snapshot::Opened> openFleet(Context& context, const Arguments& arguments, ExitCode& code,
                                                std::unique_ptr<core::live::LiveFleet>* kept)
{
    code = ExitCode::Failed;
    const Value& fleet = arguments.of("FLEET").words.empty() ? arguments.of("fleet") : arguments.of("FLEET");
    const bool demo = arguments.isOn("demo");
    if (arguments.isOn("live") || arguments.has("connection")) { // a saved connection is a live fleet
        const Source said = arguments.of(arguments.isOn("live") ? "live" : "connection").source;
        if ((demo && arguments.of("demo").source == said) || (!fleet.words.empty() && fleet.source == said)) {
            code = context.misused("--live and another fleet are given, and only one can be meant.",
                                   "Leave one of them out.");
            return std::nullopt;
        }
        if ((!demo || said < arguments.of("demo").source) && (fleet.words.empty() || said < fleet.source))
            return openLive(context, arguments, code, kept);
    }
    if (!demo && fleet.words.empty()) {
        code = context.misused(
            "No fleet is given.",
            "Name a snapshot or a folder of dumps with --fleet, or take --demo, --live or --connection.");
        return std::nullopt;
    }
    if (demo && !fleet.words.empty() && fleet.source == arguments.of("demo").source) {
        code = context.misused("A fleet and --demo are given, and only one can be meant.", "Leave one of them out.");
        return std::nullopt;
    }
    if (demo && (fleet.words.empty() || arguments.of("demo").source < fleet.source)) return openDemo(context);
    return openFleet(context, fleet.words.back());
}

namespace {

/// "2 gaps: pods of c-hz-01, price of ecs.g7.large"; of many the first ones, and what shows the others.
std::string gapsText(const std::vector<core::snapshot::Gap>& gaps)
{
    constexpr std::size_t most = 3;
    const std::vector<core::snapshot::SameGap> same = core::snapshot::sameGaps(gaps);
    std::string text = core::counted(static_cast<std::int64_t>(gaps.size()), "gap") + ": ";
    const std::size_t named = same.size() <= most ? same.size() : most - 1;
    for (std::size_t i = 0; i < named; ++i) text += (i == 0 ? "" : ", ") + core::snapshot::titleOf(same[i]);
    if (named < same.size())
        text += " and " + std::to_string(same.size() - named) + " more, which `berthctl snapshot show` lists";
    return text;
}

} // namespace

std::string originLine(const core::snapshot::Fleet& fleet)
{
    const core::snapshot::FleetSummary summary = core::snapshot::describe(fleet);
    std::string line = "snapshot " + summary.digest;
    if (!summary.name.empty()) line += " of " + summary.name;
    line += summary.takenAt ? ", taken " + core::model::toText(*summary.takenAt) : ", time unknown";
    std::optional<core::Seconds> oldest;
    bool unknown = false;
    for (const core::snapshot::ClusterSummary& cluster : summary.clusters) {
        unknown = unknown || !cluster.nodesAge;
        if (cluster.nodesAge && (!oldest || *oldest < *cluster.nodesAge)) oldest = cluster.nodesAge;
    }
    if (summary.takenAt && !summary.clusters.empty()) line += older("nodes", unknown ? std::nullopt : oldest);
    if (summary.takenAt && summary.stockCells > 0) line += older("stock", summary.stockAge);
    if (!summary.gaps.empty()) line += "; " + gapsText(summary.gaps);
    return line;
}

} // namespace cli
