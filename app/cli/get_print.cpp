#include "app/cli/get_print.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "app/cli/table.h"
#include "core/base/shown.h"
#include "core/base/split.h"
#include "core/base/words.h"
#include "core/change/secrets.h"

namespace cli {

core::object::Table inColumnsOf(const core::object::Table& head, core::object::Table more)
{
    if (head.columns.empty()) return more;
    core::object::Table table;
    table.columns = head.columns;
    for (const auto& row : more.rows) {
        auto& cells = table.rows.emplace_back();
        for (const auto& column : head.columns) {
            const auto at = std::ranges::find(more.columns, column.title, &core::object::TableColumn::title);
            const auto i = static_cast<std::size_t>(at - more.columns.begin());
            cells.push_back(at == more.columns.end() || i >= row.size() ? std::string() : row[i]);
        }
    }
    return table;
}

std::string csvText(const core::object::Table& table, bool headers)
{
    std::vector<std::string> titles;
    for (const auto& column : table.columns) titles.push_back(column.title);
    std::string text = headers ? csvLine(titles) : std::string();
    for (const auto& row : table.rows) text += csvLine(row);
    return text;
}

std::string nameOf(const Answer& answer, const Got& got)
{
    return kindText(*answer.resource) + "/" + core::shown(got.name);
}

std::string namesOf(const std::vector<GetAnswer>& all)
{
    std::string text;
    for (const GetAnswer& one : all)
        for (const Answer& answer : one.answers)
            for (const Got& got : answer.rows) text += nameOf(answer, got) + "\n";
    return text;
}

namespace {

using core::Json;
using core::Result;
using core::object::JsonPath;

std::string labelsText(const Json& labels)
{
    if (!labels.is_object() || labels.empty()) return "<none>";
    std::vector<std::string> all;
    for (const auto& [key, value] : labels.items()) all.push_back(key + "=" + core::object::plainText(value));
    std::sort(all.begin(), all.end());
    return core::shown(core::joined(all, ","), std::string::npos);
}

/// @source kubectl 1.32 formatLabelHeaders
std::string labelTitle(const std::string& label)
{
    std::string title = core::shown(label.substr(label.rfind('/') + 1));
    for (char& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return title;
}

/// Below the head of the first.
void append(core::object::Table& all, core::object::Table more)
{
    if (all.columns.empty()) {
        all = std::move(more);
        return;
    }
    for (auto& row : inColumnsOf(all, std::move(more)).rows) all.rows.push_back(std::move(row));
}

/// In which order objects stand.
Result<std::vector<std::size_t>> orderOf(const std::vector<Json>& objects, const std::optional<JsonPath>& by)
{
    std::vector<std::size_t> order(objects.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!by) return order;
    std::vector<Json> keys;
    bool any = objects.empty();
    for (const Json& object : objects) {
        const auto values = by->values(object);
        if (!values) return tl::unexpected(values.error());
        any = any || !values->empty();
        keys.push_back(values->empty() ? Json() : values->front());
    }
    if (!any)
        return core::failure(core::Fault::Malformed, "None of the objects has the field that --sort-by names.", "");
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return core::object::sortsBefore(keys[a], keys[b]); });
    return order;
}

template <class T>
std::vector<T> inOrder(std::vector<T> list, const std::vector<std::size_t>& order)
{
    std::vector<T> sorted;
    sorted.reserve(order.size());
    for (const std::size_t at : order) sorted.push_back(std::move(list[at]));
    return sorted;
}

} // namespace

namespace {

/// In place of a value: how long it is, as kubectl describes them.
std::string lengthOf(const Json& value, bool isEncoded)
{
    std::size_t bytes = 0;
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        const std::size_t end = text.find_last_not_of('=');
        bytes = !isEncoded ? text.size() : end == std::string::npos ? 0 : (end + 1) * 3 / 4;
    }
    return "(secret, " + core::counted(static_cast<std::int64_t>(bytes), "byte") + ")";
}

} // namespace

Json withoutSecrets(Json object)
{
    if (object.contains("metadata") && object["metadata"].is_object()) object["metadata"].erase("managedFields");
    return core::change::masked(object, lengthOf);
}

std::size_t GetAnswer::rows() const
{
    return std::accumulate(answers.begin(), answers.end(), std::size_t{0},
                           [](std::size_t sum, const Answer& answer) { return sum + answer.rows.size(); });
}

core::object::Table dressed(const Answer& answer, core::object::Table table, const std::vector<Got>& rows,
                            const Form& form)
{
    if (form.withKind && !table.columns.empty())
        for (auto& row : table.rows)
            if (!row.empty()) row.front().insert(0, kindText(*answer.resource) + "/");
    if (form.members) {
        const bool pods = answer.resource->kind == "Pod"; // nobody adopts those
        std::vector<std::string> adoption;
        for (const Got& row : rows) adoption.push_back(answer.ofFleet ? "-" : isAdopted(row.labels) ? "Y" : "N");
        core::object::insertColumn(table, 1, {"CLUSTER"},
                                   std::vector<std::string>(rows.size(), core::shown(answer.cluster)));
        if (!pods) core::object::insertColumn(table, table.columns.size(), {"ADOPTION"}, adoption);
    }
    for (const std::string& label : form.columns) {
        std::vector<std::string> values;
        for (const Got& row : rows) {
            const bool has = row.labels.is_object() && row.labels.contains(label);
            values.push_back(has ? core::shown(core::object::plainText(row.labels.at(label)), std::string::npos) : "");
        }
        core::object::insertColumn(table, table.columns.size(), {labelTitle(label)}, values);
    }
    if (form.labels) {
        std::vector<std::string> labels;
        for (const Got& row : rows) labels.push_back(labelsText(row.labels));
        core::object::insertColumn(table, table.columns.size(), {"LABELS"}, labels);
    }
    if (form.allNamespaces && answer.resource->namespaced) {
        std::vector<std::string> namespaces;
        for (const Got& row : rows) namespaces.push_back(core::shown(row.nameSpace));
        core::object::insertColumn(table, 0, {"NAMESPACE"}, namespaces);
    }
    return table;
}

Result<core::object::Table> tableOf(const GetAnswer& one, const std::optional<JsonPath>& by)
{
    core::object::Table table;
    std::vector<Json> objects;
    for (const Answer& answer : one.answers) {
        if (!answer.error.empty()) continue;
        if (answer.table.columns.empty()) continue; // it has none of the names: how rows look it did not say
        append(table, dressed(answer, answer.table, answer.rows, one.form));
        if (by)
            for (const Got& row : answer.rows) objects.push_back(row.object);
    }
    if (!by) return table;
    const auto order = orderOf(objects, by);
    if (!order) return tl::unexpected(order.error());
    table.rows = inOrder(std::move(table.rows), *order);
    return table;
}

Result<std::vector<Json>> objectsOf(const std::vector<GetAnswer>& all, const std::optional<JsonPath>& by)
{
    std::vector<Json> objects;
    for (const GetAnswer& one : all)
        for (const Answer& answer : one.answers)
            for (const Got& got : answer.rows) {
                objects.push_back(withoutSecrets(got.object));
                if (one.form.members) objects.back()["cluster"] = answer.cluster;
            }
    const auto order = orderOf(objects, by);
    if (!order) return tl::unexpected(order.error());
    return inOrder(std::move(objects), *order);
}

Json documentOf(const std::vector<GetAnswer>& all, std::vector<Json> objects)
{
    const bool members = std::any_of(all.begin(), all.end(), [](const GetAnswer& one) { return one.form.members; });
    if (!members) {
        const bool single = all.size() == 1 && all.front().what.names.size() == 1 && objects.size() == 1;
        if (single) return std::move(objects.front());
        return {{"apiVersion", "v1"}, {"kind", "List"}, {"items", std::move(objects)}};
    }
    Json items = Json::array();
    for (Json& object : objects) {
        Json cluster = object.value("cluster", Json());
        object.erase("cluster");
        items.push_back({{"cluster", std::move(cluster)}, {"object", std::move(object)}});
    }
    Json unreached = Json::array();
    for (const GetAnswer& one : all) {
        for (const Unreached& cluster : one.unreached)
            unreached.push_back(
                {{"cluster", cluster.cluster.empty() ? Json() : Json(cluster.cluster)}, {"why", cluster.why}});
        for (const Answer& answer : one.answers)
            if (!answer.error.empty()) unreached.push_back({{"cluster", answer.cluster}, {"why", answer.error}});
    }
    return {{"apiVersion", "berth/v1"},
            {"kind", "FleetObjectList"},
            {"items", std::move(items)},
            {"unreached", std::move(unreached)}};
}

Result<std::string> customColumns(const std::string& columns, const std::vector<Json>& objects, bool headers)
{
    core::object::Table table;
    std::vector<JsonPath> paths;
    for (const std::string_view column : core::split(columns, ',')) {
        const std::size_t colon = column.find(':');
        if (colon == std::string_view::npos || colon == 0)
            return core::failure(core::Fault::Malformed,
                                 "custom-columns takes HEADER:PATH, and this is none: " + core::shown(column) + ".",
                                 "");
        auto path = JsonPath::parseRelaxed(column.substr(colon + 1));
        if (!path) return tl::unexpected(path.error());
        table.columns.push_back({core::shown(column.substr(0, colon))});
        paths.push_back(std::move(*path));
    }
    for (const Json& object : objects) {
        auto& cells = table.rows.emplace_back();
        for (const JsonPath& path : paths) {
            const auto values = path.values(object);
            if (!values) return tl::unexpected(values.error());
            cells.push_back(values->empty()
                                ? "<none>"
                                : core::shown(core::joined(*values, ",", core::object::plainText), std::string::npos));
        }
    }
    return core::object::laidOut(table, {.wide = true, .headers = headers, .prefix = {}});
}

} // namespace cli
