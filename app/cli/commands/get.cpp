#include <algorithm>
#include <numeric>

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/get_answers.h"
#include "app/cli/get_watch.h"
#include "app/cli/live_source.h"
#include "app/cli/pools_table.h"
#include "core/base/shown.h"
#include "core/base/split.h"
#include "core/base/words.h"
#include "core/snapshot/assemble.h"

namespace cli {
namespace {

namespace kube = core::kube;
using core::live::Reached;
using core::object::Table;

bool isPool(const Requested& one)
{
    return core::isOneOf(one.resource, {"pool", "pools", "nodepool", "nodepools"});
}

/// Node pools are no objects of a server: they are told by nodes, ConfigMaps and fleet.yaml, as a snapshot has them.
ExitCode getPools(Context& context, const Arguments& arguments)
{
    if (arguments.isOn("watch") || arguments.isOn("watch-only"))
        return context.misused("Pools are not watched.", "Leave out -w.");
    const std::string& output = arguments.text("output");
    if (!core::isOneOf(output, {"table", "wide", "csv", "json", "yaml"}) || arguments.has("sort-by"))
        return context.misused("Pools are printed as table, wide, csv, json or yaml, in their own order.");
    ExitCode code = ExitCode::Failed;
    std::unique_ptr<core::live::LiveFleet> live;
    const auto opened = openLive(context, arguments, code, &live);
    if (!opened) return code;
    code = ExitCode::Done;
    const auto& clusters = arguments.all("cluster");
    std::vector<std::string> known;
    const core::snapshot::Gap* unlisted = core::snapshot::gapOfClusters(*opened->fleet);
    for (const core::live::ClusterView& view : live->clusters())
        if (view.reached.place == kube::Place::Member) {
            known.push_back(view.reached.name);
            if (view.reached.state != Reached::State::Reached &&
                (clusters.empty() || std::ranges::find(clusters, view.reached.name) != clusters.end()))
                code = ExitCode::Failed;
        }
    const bool allKnown = !clusters.empty() && std::ranges::all_of(clusters, [&](const std::string& name) {
        return std::ranges::find(known, name) != known.end();
    });
    if (unlisted != nullptr && !allKnown) {
        context.say({.what = unlisted->remedy, .where = "fleet: " + unlisted->unknown});
        code = ExitCode::Failed;
        if (!clusters.empty()) return code;
    }
    if (!knowsClusters(context, arguments, known)) return ExitCode::Failed;
    if (output == "json" || output == "yaml") {
        context.write(poolsJson(*opened->fleet, clusters), output);
        return code;
    }
    const cli::Table table = poolsTable(*opened->fleet, clusters);
    if (table.empty())
        context.say({.weight = Weight::Note,
                     .what = "No node pool is known.",
                     .fix = "State them in fleet.yaml, and name it with --extras."});
    else
        context.write(table, arguments);
    return code;
}

/// What is asked for, of whom, and how it is printed.
struct Request {
    std::vector<Requested> what;
    std::optional<core::object::JsonPath> path; ///< -o jsonpath=
    std::optional<core::object::JsonPath> sortBy;
    std::string columns; ///< -o custom-columns=
    std::string output;
    [[nodiscard]] bool documents() const { return path || !columns.empty() || core::isOneOf(output, {"json", "yaml"}); }
};

std::optional<Request> requestOf(Context& context, const Arguments& arguments, ExitCode& code)
{
    std::vector<std::string> words = arguments.all("RESOURCE");
    const auto& names = arguments.all("NAME");
    words.insert(words.end(), names.begin(), names.end());
    auto what = requestedBy(words);
    if (!what) {
        code = context.misused(what.error().what);
        return std::nullopt;
    }
    Request request{std::move(*what), {}, {}, {}, arguments.text("output")};
    if (request.what.empty()) {
        code = context.misused("Nothing to get is named.", "Name it: `" + context.program + " get deploy -M`.");
        return std::nullopt;
    }
    const auto read = [&](const std::string& text, auto parse) -> std::optional<core::object::JsonPath> {
        auto path = parse(text);
        if (path) return std::move(*path);
        code = context.misused(path.error().what);
        return std::nullopt;
    };
    constexpr std::string_view jsonPath = "jsonpath=";
    constexpr std::string_view customColumns = "custom-columns=";
    if (request.output.starts_with(jsonPath) &&
        !(request.path = read(request.output.substr(jsonPath.size()), core::object::JsonPath::parse)))
        return std::nullopt;
    if (arguments.has("sort-by") &&
        !(request.sortBy = read(arguments.text("sort-by"), core::object::JsonPath::parseRelaxed)))
        return std::nullopt;
    if (request.output.starts_with(customColumns)) {
        request.columns = request.output.substr(customColumns.size());
        const auto checked = cli::customColumns(request.columns, {}, true);
        if (!checked) {
            code = context.misused(checked.error().what);
            return std::nullopt;
        }
    }
    const bool named = std::ranges::any_of(request.what, [](const Requested& one) { return !one.names.empty(); });
    const bool watches = arguments.isOn("watch") || arguments.isOn("watch-only");
    if (named && arguments.has("selector"))
        code = context.misused("Names and -l exclude each other.", "Leave out one of them.");
    else if (named && arguments.has("field-selector"))
        code = context.misused("Names and --field-selector exclude each other.", "Leave out one of them.");
    else if (watches && request.what.size() > 1)
        code = context.misused("Only one resource can be watched.", "Name one.");
    else if (watches && (request.path || request.sortBy || !request.columns.empty()))
        code = context.misused("-w prints what comes as it comes: it knows no --sort-by, jsonpath or custom-columns.");
    else
        return request;
    return std::nullopt;
}

/// One table for each resource that is asked for. @return none: something is wrong, and said
std::optional<std::string> tablesOf(Context& context, const std::vector<GetAnswer>& all, const Request& request)
{
    std::string text;
    for (const GetAnswer& one : all) {
        const auto table = tableOf(one, request.sortBy);
        if (!table) {
            context.fail(table.error());
            return std::nullopt;
        }
        if (one.rows() == 0) continue;
        text += text.empty() ? "" : "\n";
        text += request.output == "csv"
                    ? csvText(*table, one.form.headers)
                    : core::object::laidOut(*table, {.wide = one.form.wide, .headers = one.form.headers, .prefix = {}});
    }
    return text;
}

void writeDocuments(Context& context, const std::vector<GetAnswer>& all, const Request& request, bool headers)
{
    auto objects = objectsOf(all, request.sortBy);
    if (!objects) {
        context.fail(objects.error());
        return;
    }
    const bool single = all.size() == 1 && all.front().what.names.size() == 1;
    if (single && objects->empty() && !all.front().form.members) return; // that it is not there was said
    if (!request.columns.empty() || request.path) {
        core::Result<std::string> text;
        if (request.path)
            text = request.path->text(single && objects->size() == 1
                                          ? objects->front()
                                          : core::Json{{"apiVersion", "v1"}, {"kind", "List"}, {"items", *objects}});
        else
            text = cli::customColumns(request.columns, *objects, headers);
        if (text)
            context.write(*text);
        else
            context.fail(text.error());
        return;
    }
    context.write(documentOf(all, std::move(*objects)), request.output);
}

void sayNothingFound(Context& context, const std::vector<GetAnswer>& all, const std::string& nameSpace)
{
    const bool namespaced = std::ranges::any_of(all, [](const GetAnswer& one) {
        return std::ranges::any_of(one.answers,
                                   [](const Answer& answer) { return answer.resource && answer.resource->namespaced; });
    });
    context.say({.weight = Weight::Note,
                 .what = "No resources found" +
                         (namespaced && !nameSpace.empty() ? " in " + core::shown(nameSpace) + " namespace." : ".")});
}

/// -L a,b -L c
std::vector<std::string> labelColumns(const Arguments& arguments)
{
    std::vector<std::string> labels;
    for (const std::string& word : arguments.all("label-columns"))
        for (const std::string_view label : core::split(word, ','))
            if (!label.empty()) labels.emplace_back(label);
    return labels;
}

ExitCode get(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const auto request = requestOf(context, arguments, code);
    if (!request) return code;
    if (std::ranges::any_of(request->what, isPool)) {
        if (request->what.size() == 1 && request->what.front().names.empty()) return getPools(context, arguments);
        return context.misused("Node pools are listed alone, and all of them.", "Name them alone: `get pools`.");
    }
    Ask base;
    base.selector = arguments.text("selector");
    base.fields = arguments.text("field-selector");
    base.documents = request->documents();
    base.objects = request->sortBy.has_value();
    base.watched = arguments.isOn("watch") || arguments.isOn("watch-only");
    const Form form{.members = false,
                    .allNamespaces = arguments.isOn("all-namespaces"),
                    .wide = request->output == "wide",
                    .headers = !arguments.isOn("no-headers"),
                    .labels = arguments.isOn("show-labels"),
                    .columns = labelColumns(arguments)};
    auto asked = askClusters(context, arguments, request->what, base, form, code);
    if (!asked) return code;
    std::vector<GetAnswer>& answers = asked->answers;
    const std::size_t rows = std::transform_reduce(answers.begin(), answers.end(), std::size_t{0}, std::plus<>(),
                                                   [](const GetAnswer& one) { return one.rows(); });
    if (arguments.isOn("watch") || arguments.isOn("watch-only")) {
        if (answers.size() != 1) return context.misused("Only one resource can be watched.", "Name one.");
        Watching watching(context, answers.front(), base, request->output);
        watching.begin(answers, !arguments.isOn("watch-only"));
        return watching.run(std::move(answers.front().answers));
    }
    if (request->documents()) {
        writeDocuments(context, answers, *request, form.headers);
    } else if (request->output == "name") {
        context.write(namesOf(answers));
    } else if (rows > 0) {
        if (const auto text = tablesOf(context, answers, *request)) context.write(*text);
    } else if (context.errors() == 0 && !arguments.isOn("ignore-not-found")) {
        sayNothingFound(context, answers, asked->nameSpace);
    }
    return context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

std::vector<Verb> getVerbs()
{
    Verb verb{
        .path = {"get"},
        .summary = "Prints what a live fleet has: of its control plane, or with -M of every cluster",
        .usage = "RESOURCE[,RESOURCE] [NAME...] | RESOURCE/NAME... [-M] [-n NAMESPACE | -A] [flags]",
        .examples = {{"the fleet's clusters", "get clusters"},
                     {"where the replicas of a Deployment are", "get deploy qwen3-8b -M"},
                     {"what the node pools could still buy", "get pools --extras fleet.yaml"},
                     {"whether everything was placed and runs", "get resourcebinding"},
                     {"nodes of one cluster, as they change", "get nodes --cluster c-hz-01 -w"},
                     {"the columns that one wants",
                      "get nodes -o custom-columns=NAME:.metadata.name,CLUSTER:.cluster,CPU:.status.allocatable.cpu"}},
        .flags = selectionFlags(),
        .arguments = {{.name = "RESOURCE"}, {.name = "NAME", .repeats = true}},
        .run = get,
        .note = "Resources are named as for kubectl: deploy, deployments.apps, rb. Nodes, pods and pools are those of "
                "the members. Values of Secrets are not printed. For jsonpath and custom-columns an object of a member "
                "has its cluster as .cluster."};
    verb.flags.push_back({.name = "sort-by", .value = "PATH", .help = "by a field of the objects: .metadata.name"});
    verb.flags.push_back(
        {.name = "field-selector", .value = "FIELDS", .help = "of these fields: status.phase=Running"});
    verb.flags.push_back({.name = "show-labels", .help = "with the labels in the last column"});
    verb.flags.push_back({.name = "label-columns",
                          .letter = 'L',
                          .value = "LABELS",
                          .help = "these labels, a column each",
                          .repeats = true});
    verb.flags.push_back({.name = "ignore-not-found", .help = "names that are not there are no fault"});
    verb.flags.push_back({.name = "watch", .letter = 'w', .help = "goes on with what changes"});
    verb.flags.push_back({.name = "watch-only", .help = "the same, without what is there"});
    for (Flag& flag : liveFleetFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "wide", "csv", "json", "yaml", "name", "jsonpath=", "custom-columns="}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
