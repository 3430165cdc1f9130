#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <set>
#include <utility>

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/get_answers.h"
#include "app/cli/live_source.h"
#include "app/cli/pools_table.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/client_table.h"
#include "core/kube/client_watch.h"

namespace cli {
namespace {

namespace kube = core::kube;
using core::live::Reached;
using core::object::Table;

bool isPool(const Requested& one)
{
    return core::isOneOf(one.resource, {"pool", "pools", "nodepool", "nodepools"});
}
/// `-w`: rows as they change, until it is interrupted, or no cluster can be watched any more. One that does not answer is tried
/// again, less and less often.
class Watching {
public:
    /// @param what  whose selectors hold for what changes, too
    Watching(Context& context, const GetAnswer& of, const Ask& what)
        : m_context(context)
        , m_form(of.form)
        , m_names(of.what.names.begin(), of.what.names.end())
    {
        if (!what.selector.empty()) m_query.emplace_back("labelSelector", what.selector);
        if (!what.fields.empty()) m_query.emplace_back("fieldSelector", what.fields);
    }

    ExitCode run(std::vector<Answer> answers)
    {
        for (Answer& answer : answers) {
            if (!answer.error.empty() || !answer.session) continue;
            const std::scoped_lock lock(m_mutex);
            ++m_open;
            m_watched.push_back(std::make_unique<Watched>(std::move(answer)));
        }
        for (const auto& watched : m_watched) follow(*watched, watched->answer.resourceVersion);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open == 0; });
        return m_context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
    }

private:
    struct Watched {
        explicit Watched(Answer of)
            : answer(std::move(of))
        {}
        Answer answer;
        bool lost = false; ///< and that was said
        kube::Milliseconds wait = Soon;
    };
    static constexpr kube::Milliseconds Soon{1000};
    static constexpr kube::Milliseconds AtMost{30'000};

    void follow(Watched& watched, const std::string& from)
    {
        const Answer& answer = watched.answer;
        kube::WatchRequest request;
        request.path = answer.path;
        request.resourceVersion = from;
        request.accept = kube::TableAccept;
        request.query = m_query;
        kube::watch(*answer.session, std::move(request),
                    {.opened = [this, &watched] { opened(watched); },
                     .event =
                         [this, &answer](const kube::WatchEvent& event) {
                             if (event.type != kube::WatchEvent::Type::Bookmark) print(answer, event.item);
                             return true;
                         },
                     .done = [this, &watched](const kube::WatchEnd& end) { ended(watched, end); }},
                    m_chance);
    }

    void opened(Watched& watched)
    {
        watched.wait = Soon;
        if (!std::exchange(watched.lost, false)) return;
        const std::scoped_lock lock(m_mutex);
        m_context.say({.weight = Weight::Note,
                       .what = "It answers again; what changes is shown from here on.",
                       .where = core::shown(watched.answer.cluster)});
    }

    void print(const Answer& answer, const kube::Item& item)
    {
        std::vector<Got> rows;
        Table table = rowsOf(item, answer, rows, core::live::systemNow());
        const auto isOther = [this](const Got& row) { return !m_names.empty() && !m_names.contains(row.name); };
        if (std::ranges::any_of(rows, isOther)) return;                  // an event is of one object
        if (table.columns.empty()) table.columns = answer.table.columns; // only the first event of a watch has them
        writeAll(m_context.out.descriptor,
                 core::object::laidOut(dressed(answer, std::move(table), rows, m_form),
                                       {.wide = m_form.wide, .headers = false, .prefix = {}}));
    }

    void ended(Watched& watched, const kube::WatchEnd& end)
    {
        using Why = kube::WatchEnd::Why;
        const auto again = [&](const std::string& from) {
            const kube::Milliseconds wait = watched.wait;
            watched.wait = std::min(watched.wait * 2, AtMost);
            watched.answer.session->later(wait, [this, &watched, from] { follow(watched, from); });
        };
        switch (end.why) {
        case Why::Closed:
        case Why::Cut:
        case Why::Silent: again(end.resourceVersion); return;
        case Why::Expired:
        case Why::Garbage: again({}); return; // then all that there is comes first
        case Why::Busy:
        case Why::Unreachable: {
            if (!std::exchange(watched.lost, true)) {
                const std::scoped_lock lock(m_mutex);
                m_context.say(
                    {.weight = Weight::Note,
                     .what = "The connection is lost, and tried again; what is shown is the last that it said. " +
                             (end.error ? end.error->error.what : std::string()),
                     .where = core::shown(watched.answer.cluster)});
            }
            again(end.resourceVersion);
            return;
        }
        default: break;
        }
        const std::scoped_lock lock(m_mutex);
        if (end.error) m_context.say({.what = end.error->error.what, .where = core::shown(watched.answer.cluster)});
        --m_open;
        m_changed.notify_all();
    }

    Context& m_context;
    Form m_form;
    std::set<std::string> m_names;
    std::vector<std::pair<std::string, std::string>> m_query;
    kube::Chance m_chance = kube::systemChance();
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<Watched>> m_watched;
    int m_open = 0;
};

/// Node pools are no objects of a server: they are told by nodes, ConfigMaps and fleet.yaml, as a snapshot has them.
ExitCode getPools(Context& context, const Arguments& arguments)
{
    if (arguments.isOn("watch")) return context.misused("Pools are not watched.", "Leave out -w.");
    const std::string& output = arguments.text("output");
    if (!core::isOneOf(output, {"table", "wide", "json", "yaml"}) || arguments.has("sort-by"))
        return context.misused("Pools are printed as table, wide, json or yaml, in their own order.");
    ExitCode code = ExitCode::Failed;
    std::unique_ptr<core::live::LiveFleet> live;
    const auto opened = openLive(context, arguments, code, &live);
    if (!opened) return code;
    code = ExitCode::Done;
    const auto& clusters = arguments.all("cluster");
    std::vector<std::string> known;
    for (const core::live::ClusterView& view : live->clusters())
        if (view.reached.place == kube::Place::Member) {
            known.push_back(view.reached.name);
            if (view.reached.state != Reached::State::Reached &&
                (clusters.empty() || std::ranges::find(clusters, view.reached.name) != clusters.end()))
                code = ExitCode::Failed;
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
    const bool watches = arguments.isOn("watch");
    if (named && arguments.has("selector"))
        code = context.misused("Names and -l exclude each other.", "Leave out one of them.");
    else if (named && arguments.has("field-selector"))
        code = context.misused("Names and --field-selector exclude each other.", "Leave out one of them.");
    else if (watches && request.what.size() > 1)
        code = context.misused("Only one resource can be watched.", "Name one.");
    else if (watches && (request.path || request.sortBy || !request.columns.empty()))
        code = context.misused("-w prints rows as they come: it knows no --sort-by, jsonpath or custom-columns.");
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
        text += (text.empty() ? "" : "\n") +
                core::object::laidOut(*table, {.wide = one.form.wide, .headers = one.form.headers, .prefix = {}});
    }
    return text;
}

std::string namesOf(const std::vector<GetAnswer>& all)
{
    std::string text;
    for (const GetAnswer& one : all)
        for (const Answer& answer : one.answers)
            for (const Got& got : answer.rows) text += kindText(*answer.resource) + "/" + core::shown(got.name) + "\n";
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
    const Form form{.members = false,
                    .allNamespaces = arguments.isOn("all-namespaces"),
                    .wide = request->output == "wide",
                    .headers = !arguments.isOn("no-headers"),
                    .labels = arguments.isOn("show-labels"),
                    .withKind = request->what.size() > 1};
    auto asked = askClusters(context, arguments, request->what, base, form, code);
    if (!asked) return code;
    std::vector<GetAnswer>& answers = asked->answers;
    const std::size_t rows = std::transform_reduce(answers.begin(), answers.end(), std::size_t{0}, std::plus<>(),
                                                   [](const GetAnswer& one) { return one.rows(); });
    const bool watches = arguments.isOn("watch");
    if (request->documents()) {
        writeDocuments(context, answers, *request, form.headers);
    } else if (request->output == "name") {
        context.write(namesOf(answers));
    } else if (rows > 0) {
        const auto text = tablesOf(context, answers, *request);
        if (text && watches)
            writeAll(context.out.descriptor, *text);
        else if (text)
            context.write(*text);
    } else if (context.errors() == 0 && !watches) {
        sayNothingFound(context, answers, asked->nameSpace);
    }
    if (watches) return Watching(context, answers.front(), base).run(std::move(answers.front().answers));
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
        {.name = "field-selector", .value = "FIELDS", .help = "only what has these fields: status.phase=Running"});
    verb.flags.push_back({.name = "show-labels", .help = "with the labels in the last column"});
    verb.flags.push_back({.name = "watch", .letter = 'w', .help = "goes on with what changes"});
    for (Flag& flag : liveFleetFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "wide", "json", "yaml", "name", "jsonpath=", "custom-columns="}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
