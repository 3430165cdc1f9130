#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"
#include "app/cli/live_get.h"
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

/// What a fleet's control plane does not have: it is the members' that is meant.
bool isOfMembers(const std::string& resource)
{
    return core::isOneOf(resource, {"node", "nodes", "no", "pod", "pods", "po"});
}

/// Names of our own for what every fleet calls otherwise.
std::string resourceOf(const std::string& word, const core::live::Connections& connections)
{
    if (word == "bindings" || word == "binding") return "resourcebindings";
    const auto members = connections.membersResource();
    if ((word == "clusters" || word == "cluster") && members) return members->fullName();
    return word;
}

struct Form {
    bool members = false; ///< with the cluster of each row
    bool allNamespaces = false;
    bool wide = false;
    bool headers = true;
};

/// A cluster's rows with what `-A` and `-M` add.
Table dressed(const Answer& answer, Table table, const std::vector<Got>& rows, const Form& form)
{
    if (form.members) {
        const bool pods = answer.resource->kind == "Pod"; // nobody adopts those
        std::vector<std::string> adoption;
        for (const Got& row : rows) adoption.push_back(answer.ofFleet ? "-" : isAdopted(row.labels) ? "Y" : "N");
        core::object::insertColumn(table, 1, {"CLUSTER"},
                                   std::vector<std::string>(rows.size(), core::shown(answer.cluster)));
        if (!pods) core::object::insertColumn(table, table.columns.size(), {"ADOPTION"}, adoption);
    }
    if (form.allNamespaces && answer.resource->namespaced) {
        std::vector<std::string> namespaces;
        for (const Got& row : rows) namespaces.push_back(core::shown(row.nameSpace));
        core::object::insertColumn(table, 0, {"NAMESPACE"}, namespaces);
    }
    return table;
}

/// Rows of several clusters below one head: that of the first; columns that another has besides are left out.
void append(Table& all, Table more)
{
    if (all.columns.empty()) {
        all = std::move(more);
        return;
    }
    for (const auto& row : more.rows) {
        auto& cells = all.rows.emplace_back();
        for (const auto& column : all.columns) {
            const auto at = std::find_if(more.columns.begin(), more.columns.end(),
                                         [&](const auto& other) { return other.title == column.title; });
            cells.push_back(at == more.columns.end() ? std::string()
                                                     : row[static_cast<std::size_t>(at - more.columns.begin())]);
        }
    }
}

core::Json withoutSecrets(core::Json object)
{
    if (object.value("kind", "") == "Secret")
        for (const char* key : {"data", "stringData"}) object.erase(key);
    if (object.contains("metadata")) object["metadata"].erase("managedFields");
    return object;
}

core::Json documentOf(const std::vector<Answer>& answers, bool members)
{
    core::Json items = core::Json::array();
    for (const Answer& answer : answers)
        for (const Got& got : answer.rows) {
            core::Json object = withoutSecrets(got.object);
            if (members)
                items.push_back({{"cluster", answer.cluster}, {"object", std::move(object)}});
            else
                items.push_back(std::move(object));
        }
    if (members) return {{"apiVersion", "berth/v1"}, {"kind", "FleetObjectList"}, {"items", std::move(items)}};
    return {{"apiVersion", "v1"}, {"kind", "List"}, {"items", std::move(items)}};
}

/// `-w`: rows as they change, until it is interrupted, or no cluster can be watched any more.
class Watching {
public:
    Watching(Context& context, const Form& form)
        : m_context(context)
        , m_form(form)
    {}

    ExitCode run(std::vector<Answer> answers)
    {
        for (Answer& answer : answers) {
            if (!answer.error.empty() || !answer.session) continue;
            const std::scoped_lock lock(m_mutex);
            ++m_open;
            m_answers.push_back(std::make_unique<Answer>(std::move(answer)));
        }
        for (const auto& answer : m_answers) follow(*answer, answer->resourceVersion);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open == 0; });
        return m_context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
    }

private:
    void follow(const Answer& answer, const std::string& from)
    {
        kube::WatchRequest request;
        request.path = answer.path;
        request.resourceVersion = from;
        request.accept = kube::TableAccept;
        kube::watch(*answer.session, std::move(request),
                    {.opened = {},
                     .event =
                         [this, &answer](const kube::WatchEvent& event) {
                             if (event.type != kube::WatchEvent::Type::Bookmark) print(answer, event.item);
                             return true;
                         },
                     .done = [this, &answer](const kube::WatchEnd& end) { ended(answer, end); }},
                    m_chance);
    }

    void print(const Answer& answer, const kube::Item& item)
    {
        std::vector<Got> rows;
        Table table = rowsOf(item, answer, rows, core::live::systemNow());
        if (table.columns.empty()) table.columns = answer.table.columns; // only the first event of a watch has them
        writeAll(m_context.out.descriptor,
                 core::object::laidOut(dressed(answer, std::move(table), rows, m_form),
                                       {.wide = m_form.wide, .headers = false, .prefix = {}}));
    }

    void ended(const Answer& answer, const kube::WatchEnd& end)
    {
        using Why = kube::WatchEnd::Why;
        if (end.why == Why::Closed || end.why == Why::Cut || end.why == Why::Silent) {
            answer.session->later(kube::Milliseconds(1000),
                                  [this, &answer, from = end.resourceVersion] { follow(answer, from); });
            return;
        }
        const std::scoped_lock lock(m_mutex);
        if (end.error) m_context.say({.what = end.error->error.what, .where = core::shown(answer.cluster)});
        --m_open;
        m_changed.notify_all();
    }

    Context& m_context;
    Form m_form;
    kube::Chance m_chance = kube::systemChance();
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<Answer>> m_answers;
    int m_open = 0;
};

/// The clusters that are meant, as far as they were reached; says of the others why not.
std::vector<Reached> meant(Context& context, const Arguments& arguments, const std::vector<Reached>& all, bool members)
{
    std::vector<Reached> clusters;
    for (const Reached& one : all) {
        const bool isFleet = one.place == kube::Place::Fleet;
        const auto& names = arguments.all("cluster");
        if (isFleet == members && !(all.size() == 1 && !isFleet)) continue;
        if (!isFleet && !names.empty() && std::find(names.begin(), names.end(), one.name) == names.end()) continue;
        if (one.state == Reached::State::Reached)
            clusters.push_back(one);
        else
            sayWhy(context, one);
    }
    return clusters;
}

/// Node pools are no objects of a server: they are told by nodes, ConfigMaps and fleet.yaml, as a snapshot has them.
ExitCode getPools(Context& context, const Arguments& arguments)
{
    if (arguments.isOn("watch")) return context.misused("Pools are not watched.", "Leave out -w.");
    ExitCode code = ExitCode::Failed;
    const auto opened = openLive(context, arguments, code);
    if (!opened) return code;
    const std::string& output = arguments.text("output");
    const auto& clusters = arguments.all("cluster");
    if (output == "json" || output == "yaml") {
        context.write(poolsJson(*opened->fleet, clusters), output);
        return ExitCode::Done;
    }
    const cli::Table table = poolsTable(*opened->fleet, clusters);
    if (table.empty())
        context.say({.weight = Weight::Note,
                     .what = "No node pool is known.",
                     .fix = "State them in fleet.yaml, and name it with --extras."});
    else
        context.write(table, arguments);
    return ExitCode::Done;
}

ExitCode get(Context& context, const Arguments& arguments)
{
    ExitCode code{};
    const std::string& word = arguments.text("RESOURCE");
    if (word.empty())
        return context.misused("Nothing to get is named.", "Name it: `" + context.program + " get deploy -M`.");
    if (core::isOneOf(word, {"pool", "pools", "nodepool", "nodepools"})) return getPools(context, arguments);
    const auto most = patience(context, arguments, code);
    if (!most) return code;
    auto options = liveOptions(context, arguments, code);
    if (!options) return code;
    const std::string nameSpace =
        arguments.has("namespace") ? arguments.text("namespace") : options->connect.fleet.nameSpace;
    core::live::Connections connections(std::move(options->connect));
    connections.start();
    const std::string& output = arguments.text("output");
    const bool wantsMembers = arguments.isOn("members") || isOfMembers(word) || arguments.has("cluster");
    connections.wait(*most);
    const std::vector<Reached> all = connections.clusters();
    const bool isFleet = !all.empty() && all.front().place == kube::Place::Fleet;
    if (all.empty() || (isFleet && all.front().state != Reached::State::Reached)) {
        sayNotReached(context, all);
        return ExitCode::Failed;
    }
    Ask what;
    what.resource = resourceOf(word, connections);
    what.nameSpace = arguments.isOn("all-namespaces") ? std::string() : nameSpace;
    what.names = arguments.all("NAME");
    what.selector = arguments.text("selector");
    what.documents = output == "json" || output == "yaml";
    const Form form{.members = wantsMembers && isFleet,
                    .allNamespaces = arguments.isOn("all-namespaces"),
                    .wide = output == "wide",
                    .headers = !arguments.isOn("no-headers")};
    const auto now = core::live::systemNow();
    std::vector<Answer> answers = ask(meant(context, arguments, all, form.members), what, *most, now);
    Table table;
    std::size_t rows = 0;
    bool namespaced = false;
    for (const Answer& answer : answers) {
        if (!answer.error.empty()) {
            context.say({.what = answer.error, .where = core::shown(answer.cluster)});
            continue;
        }
        namespaced = answer.resource->namespaced;
        rows += answer.rows.size();
        append(table, dressed(answer, answer.table, answer.rows, form));
    }
    if (what.documents) {
        context.write(documentOf(answers, form.members), output);
    } else if (output == "name") {
        for (const Answer& answer : answers)
            for (const Got& got : answer.rows) {
                const std::string& group = answer.resource->group;
                context.write(answer.resource->singular + (group.empty() ? "" : "." + group) + "/" +
                              core::shown(got.name) + "\n");
            }
    } else if (rows > 0) {
        const std::string text =
            core::object::laidOut(table, {.wide = form.wide, .headers = form.headers, .prefix = {}});
        if (arguments.isOn("watch"))
            writeAll(context.out.descriptor, text);
        else
            context.write(text);
    } else if (context.errors() == 0 && !arguments.isOn("watch")) {
        if (!what.names.empty()) {
            context.say({.what = "There is no " + core::shown(word) + " " + core::shown(what.names.front()) + "."});
        } else {
            context.say({.weight = Weight::Note,
                         .what = "No resources found" + (namespaced && !what.nameSpace.empty()
                                                             ? " in " + core::shown(what.nameSpace) + " namespace."
                                                             : ".")});
        }
    }
    if (arguments.isOn("watch")) return Watching(context, form).run(std::move(answers));
    return context.errors() > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

std::vector<Verb> getVerbs()
{
    Verb verb{
        .path = {"get"},
        .summary = "Prints what a live fleet has: of its control plane, or with -M of every cluster",
        .usage = "RESOURCE [NAME...] [-M] [-n NAMESPACE | -A] [flags]",
        .examples = {{"the fleet's clusters", "get clusters"},
                     {"where the replicas of a Deployment are", "get deploy qwen3-8b -M"},
                     {"what the node pools could still buy", "get pools --extras fleet.yaml"},
                     {"whether everything was placed and runs", "get resourcebinding"},
                     {"nodes of one cluster, as they change", "get nodes --cluster c-hz-01 -w"}},
        .flags = {{.name = "members", .letter = 'M', .help = "of every member cluster"},
                  {.name = "cluster", .value = "NAME", .help = "of this member only", .repeats = true},
                  {.name = "namespace", .letter = 'n', .value = "NAME", .help = "else that of the context"},
                  {.name = "all-namespaces", .letter = 'A', .help = "in all namespaces"},
                  {.name = "selector", .letter = 'l', .value = "LABELS", .help = "only what has these labels"},
                  {.name = "watch", .letter = 'w', .help = "goes on with what changes"}},
        .arguments = {{.name = "RESOURCE"}, {.name = "NAME", .repeats = true}},
        .run = get,
        .note = "Resources are named as for kubectl: deploy, deployments.apps, rb. Nodes, pods and pools are those of "
                "the members. Values of Secrets are not printed."};
    for (Flag& flag : liveFleetFlags()) verb.flags.push_back(std::move(flag));
    verb.flags.push_back(outputFlag({"table", "wide", "json", "yaml", "name"}));
    verb.flags.push_back(headersFlag());
    return {std::move(verb)};
}

} // namespace cli
