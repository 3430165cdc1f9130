#include "app/cli/live_get.h"

#include <algorithm>
#include <atomic>
#include <future>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/cache_parts.h"
#include "core/kube/client_list.h"
#include "core/kube/client_table.h"
#include "core/live/rights.h"
#include "core/model/fleet_mark.h"

namespace cli {
namespace {

namespace kube = core::kube;
using core::Json;
using Rows = core::object::Table;

bool isBinding(const kube::ApiResource& resource)
{
    return core::isOneOf(resource.kind, {"ResourceBinding", "ClusterResourceBinding"});
}

/// As kubectl spells titles.
std::string upper(std::string text)
{
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

Rows plainTable(const kube::Table& from)
{
    Rows table;
    for (const kube::TableColumn& column : from.columns)
        table.columns.push_back({upper(column.name), column.priority > 0});
    for (const kube::TableRow& row : from.rows) {
        auto& cells = table.rows.emplace_back();
        for (const Json& cell : row.cells) cells.push_back(kube::cellText(cell));
    }
    return table;
}

void takeObject(Json object, const kube::ApiResource& resource, Answer& answer)
{
    object["kind"] = resource.kind;
    object["apiVersion"] = resource.apiVersion();
    const Json& metadata = object["metadata"];
    Got got{metadata.value("namespace", ""), metadata.value("name", ""),           metadata.value("labels", Json()), {},
            metadata.value("uid", ""),       metadata.value("resourceVersion", "")};
    got.object = std::move(object);
    answer.rows.push_back(std::move(got));
}

void printObjects(Answer& answer, core::Time now)
{
    std::vector<Json> objects;
    for (const Got& got : answer.rows) objects.push_back(got.object);
    answer.table = isBinding(*answer.resource)
                       ? core::object::printedBindings(objects, now)
                       : core::object::printed(answer.resource->group, answer.resource->kind, objects, now);
}

/// Rows of other names go.
void keepNames(Answer& answer, const std::vector<std::string>& names)
{
    if (names.empty()) return;
    std::vector<Got> rows;
    std::vector<std::vector<std::string>> cells;
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
        if (std::find(names.begin(), names.end(), answer.rows[i].name) == names.end()) continue;
        rows.push_back(std::move(answer.rows[i]));
        if (i < answer.table.rows.size()) cells.push_back(std::move(answer.table.rows[i]));
    }
    answer.rows = std::move(rows);
    answer.table.rows = std::move(cells);
}

/// What the server leaves out.
std::vector<std::pair<std::string, std::string>> selectionOf(const Ask& what)
{
    std::vector<std::pair<std::string, std::string>> query;
    if (!what.selector.empty()) query.emplace_back("labelSelector", what.selector);
    if (!what.fields.empty()) query.emplace_back("fieldSelector", what.fields);
    const bool one =
        what.fields.empty() && what.names.size() == 1 && what.names.front().find_first_of(",=\\!") == std::string::npos;
    if (one) query.emplace_back("fieldSelector", "metadata.name=" + what.names.front());
    return query;
}

void setError(Answer& answer, const kube::ApiError& error)
{
    answer.error = error.error.what;
    answer.fix = ruleFor(error, *answer.resource, "list");
}

/// Whether the server prints it, and what is wanted.
bool isAsWanted(const kube::Table& table, const kube::ApiResource& resource)
{
    return table.printed && (!isBinding(resource) ||
                             std::any_of(table.columns.begin(), table.columns.end(),
                                         [](const kube::TableColumn& c) { return upper(c.name) == "ALLAVAILABLE"; }));
}

Got gotOf(const kube::TableRow& row)
{
    return {row.nameSpace, row.name, row.labels, row.object, row.uid, row.resourceVersion};
}

/// Whole objects: they were asked for, or the server prints no rows, or not the columns that are wanted.
void askForObjects(const kube::Session& session, const Ask& what, std::shared_ptr<Answer> answer, core::Time now,
                   const std::shared_ptr<std::promise<Answer>>& done)
{
    kube::ListRequest request;
    request.path = answer->path;
    request.query = selectionOf(what);
    kube::list(session, std::move(request),
               {.item =
                    [answer](const kube::Item& item) {
                        takeObject(item.document(), *answer->resource, *answer);
                        return true;
                    },
                .restart = [answer] { answer->rows.clear(); },
                .done =
                    [answer, done, now, names = what.names](const kube::ApiResult<kube::ListEnd>& end) {
                        if (!end)
                            setError(*answer, end.error());
                        else
                            answer->resourceVersion = end->resourceVersion;
                        printObjects(*answer, now);
                        keepNames(*answer, names);
                        done->set_value(std::move(*answer));
                    }});
}

void askForRows(const kube::Session& session, const Ask& what, std::shared_ptr<Answer> answer, core::Time now,
                const std::shared_ptr<std::promise<Answer>>& done)
{
    kube::TableRequest request;
    request.path = answer->path;
    request.now = now;
    request.objects = what.objects;
    request.query = selectionOf(what);
    kube::table(session, std::move(request), [=](const kube::ApiResult<kube::Table>& table) {
        if (!table) {
            setError(*answer, table.error());
            return done->set_value(std::move(*answer));
        }
        if (!isAsWanted(*table, *answer->resource)) return askForObjects(session, what, answer, now, done);
        answer->table = plainTable(*table);
        answer->resourceVersion = table->resourceVersion;
        for (const kube::TableRow& row : table->rows) answer->rows.push_back(gotOf(row));
        keepNames(*answer, what.names);
        done->set_value(std::move(*answer));
    });
}

/// What each name was answered; none: no object can be called so.
using OfNames = std::vector<std::optional<kube::ApiResult<kube::Table>>>;

/// A server says which object is not there; of what it does not serve at all it names none.
bool saysNotThere(const kube::ApiError& error, const std::string& name)
{
    return error.code == 404 && error.message.find(core::shown(name)) != std::string::npos;
}

void addFault(Answer& answer, const std::string& name, const kube::ApiError& error)
{
    const std::string& what = error.error.what;
    if (answer.error.find(what) == std::string::npos) answer.error += (answer.error.empty() ? "" : " ") + what;
    if (answer.fix.empty()) answer.fix = ruleFor(error, *answer.resource, "get");
    answer.unanswered.push_back(name);
}

void takeNames(Answer& answer, const std::vector<std::string>& names, const OfNames& tables, bool printed,
               core::Time now)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!tables[i]) continue;
        const kube::ApiResult<kube::Table>& table = *tables[i];
        if (!table) {
            if (!saysNotThere(table.error(), names[i])) addFault(answer, names[i], table.error());
            continue;
        }
        if (!printed) {
            for (const kube::TableRow& row : table->rows)
                if (row.object.is_object()) takeObject(row.object, *answer.resource, answer);
            continue;
        }
        Rows rows = plainTable(*table);
        if (answer.table.columns.empty()) answer.table.columns = std::move(rows.columns);
        for (auto& row : rows.rows) {
            row.resize(answer.table.columns.size()); // a server that is being updated may print one more
            answer.table.rows.push_back(std::move(row));
        }
        for (const kube::TableRow& row : table->rows) answer.rows.push_back(gotOf(row));
    }
    if (!printed) printObjects(answer, now);
}

/// Each name by itself: who may get objects may not always list them.
/// @source fault table, row 63
void askForNames(const kube::Session& session, const std::vector<std::string>& names, bool printed, const Ask& what,
                 const std::shared_ptr<Answer>& answer, core::Time now,
                 const std::shared_ptr<std::promise<Answer>>& done)
{
    const auto tables = std::make_shared<OfNames>(names.size());
    const auto open = std::make_shared<std::atomic<std::size_t>>(names.size());
    const auto one = [=] {
        if (open->fetch_sub(1) != 1) return;
        const bool wanted = std::all_of(tables->begin(), tables->end(), [&](const auto& table) {
            return !table || !*table || isAsWanted(**table, *answer->resource);
        });
        if (printed && !wanted) return askForNames(session, names, false, what, answer, now, done);
        takeNames(*answer, names, *tables, printed, now);
        done->set_value(std::move(*answer));
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto path = answer->resource->pathOf(what.nameSpace, names[i]);
        if (!path) {
            one();
            continue;
        }
        kube::TableRequest request;
        request.path = *path;
        request.now = now;
        request.objects = what.objects;
        kube::tableOfOne(session, std::move(request), printed, [tables, i, one](kube::ApiResult<kube::Table> table) {
            (*tables)[i] = std::move(table);
            one();
        });
    }
}

/// Those that are asked for one by one, each once; none: it is a list that is asked for.
std::vector<std::string> singleNames(const Ask& what, const kube::ApiResource& resource)
{
    std::vector<std::string> names;
    if (what.watched || !what.selector.empty() || !what.fields.empty()) return names;
    if (resource.namespaced && what.nameSpace.empty()) return names; // wherever they are
    for (const std::string& name : what.names)
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    return names;
}

} // namespace

std::vector<Answer> ask(const std::vector<core::live::Reached>& clusters, const Ask& what, kube::Milliseconds most,
                        core::Time now)
{
    std::vector<std::pair<Answer, std::future<Answer>>> asked;
    for (const core::live::Reached& cluster : clusters) {
        Answer answer;
        answer.cluster = cluster.name;
        answer.ofFleet = cluster.place == kube::Place::Fleet;
        answer.session = cluster.session;
        const kube::ApiResource* resource = cluster.discovery->find(what.resource);
        if (resource == nullptr && what.ofCategory) continue;
        auto done = std::make_shared<std::promise<Answer>>();
        if (resource == nullptr) {
            answer.error = "The cluster has no \"" + core::shown(what.resource) + "\".";
            done->set_value(answer);
        } else {
            answer.resource = *resource;
            answer.path = resource->path(resource->namespaced ? what.nameSpace : std::string());
        }
        asked.emplace_back(answer, done->get_future());
        if (resource == nullptr) continue;
        auto shared = std::make_shared<Answer>(answer);
        if (const auto names = singleNames(what, *resource); !names.empty())
            askForNames(*cluster.session, names, !what.documents, what, shared, now, done);
        else if (what.documents)
            askForObjects(*cluster.session, what, shared, now, done);
        else
            askForRows(*cluster.session, what, shared, now, done);
    }
    const auto until = std::chrono::steady_clock::now() + most;
    std::vector<Answer> answers;
    for (auto& [answer, future] : asked) {
        if (future.wait_until(until) == std::future_status::ready) {
            answers.push_back(future.get());
        } else {
            answer.error = "It has not answered in time.";
            answers.push_back(std::move(answer));
        }
    }
    return answers;
}

Rows rowsOf(const kube::Item& item, const Answer& of, std::vector<Got>& rows, core::Time now)
{
    rows.clear();
    if (const auto table = kube::readTable(item)) {
        for (const kube::TableRow& row : table->rows)
            rows.push_back({row.nameSpace, row.name, row.labels, {}, row.uid, row.resourceVersion});
        return plainTable(*table);
    }
    Answer one;
    one.resource = of.resource;
    takeObject(item.document(), *of.resource, one);
    printObjects(one, now);
    rows = std::move(one.rows);
    return std::move(one.table);
}

std::string ruleFor(const kube::ApiError& error, const kube::ApiResource& resource, std::string_view verb)
{
    if (error.code != 403) return {};
    const std::vector<std::string> verbs =
        verb == "get" ? std::vector<std::string>{"get"} : std::vector<std::string>{"list", "watch"};
    return core::live::onOneLine("This " + kube::needsText(verb, resource.group, resource.plural, verbs));
}

bool knows(const Answer& answer, const std::string& name)
{
    if (answer.error.empty()) return true;
    return !answer.unanswered.empty() &&
           std::find(answer.unanswered.begin(), answer.unanswered.end(), name) == answer.unanswered.end();
}

std::string kindText(const kube::ApiResource& resource)
{
    return resource.singular + (resource.group.empty() ? "" : "." + resource.group);
}

bool isAdopted(const Json& labels)
{
    return !core::model::fleetMark({{"metadata", {{"labels", labels}}}}).empty();
}

} // namespace cli
