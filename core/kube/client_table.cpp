#include "core/kube/client_table.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/kube/client_decode.h"
#include "core/kube/client_list.h"
#include "core/model/age.h"

namespace core::kube {
namespace {

using simdjson::dom::element;

constexpr std::size_t MostColumns = 200;
constexpr std::size_t CellLength = 10'000; // characters that are shown of one
constexpr const char* RowsName = "rows";

std::vector<TableColumn> columnsOf(element tableObject)
{
    std::vector<TableColumn> columns;
    for (const element one : elementsOf(tableObject, "columnDefinitions")) {
        if (columns.size() == MostColumns) break;
        TableColumn& column = columns.emplace_back();
        column.name = shown(textOf(one, "name"));
        column.type = std::string(textOf(one, "type"));
        column.format = std::string(textOf(one, "format"));
        column.description = std::string(textOf(one, "description"));
        std::int64_t priority = 0;
        if (const auto found = memberOf(one, "priority"); found && found->get(priority) == simdjson::SUCCESS)
            column.priority = static_cast<int>(std::clamp<std::int64_t>(priority, 0, 1000));
    }
    return columns;
}

std::vector<TableColumn> plainColumns()
{
    std::vector<TableColumn> columns(2);
    columns[0].name = "Name";
    columns[0].format = "name";
    columns[1].name = "Age";
    for (TableColumn& column : columns) column.type = "string";
    return columns;
}

void nameRow(const Item& item, TableRow& row)
{
    row.nameSpace = std::string(item.head().nameSpace);
    row.name = std::string(item.head().name);
    row.uid = std::string(item.head().uid);
    row.resourceVersion = std::string(item.head().resourceVersion);
    const auto metadata = memberOf(elementOf(item), "metadata");
    if (const auto labels = metadata ? memberOf(*metadata, "labels") : std::nullopt; labels && labels->is_object())
        row.labels = documentOf(*labels);
}

TableRow rowOf(element printed)
{
    TableRow row;
    for (const element cell : elementsOf(printed, "cells")) {
        if (row.cells.size() == MostColumns) break;
        row.cells.push_back(documentOf(cell));
    }
    if (const auto object = memberOf(printed, "object"); object && object->is_object()) nameRow(Item(&*object), row);
    return row;
}

/// Of an object as it is: what kubectl prints where it knows nothing of a kind.
TableRow rowOf(const Item& item, Time now)
{
    TableRow row;
    nameRow(item, row);
    const auto metadata = memberOf(elementOf(item), "metadata");
    const auto created = model::parseTime(metadata ? textOf(*metadata, "creationTimestamp") : std::string_view());
    row.cells = {row.name, created ? Json(model::humanDuration(now - *created)) : Json("<unknown>")};
    return row;
}

/// A row of a table has no metadata of its own, and an object always has.
bool isRow(element one)
{
    const auto cells = memberOf(one, "cells");
    return cells && cells->is_array() && !memberOf(one, "metadata");
}

TableRow rowOf(const Item& item, Time now, bool printed, bool withObject)
{
    TableRow row = printed ? rowOf(elementOf(item)) : rowOf(item, now);
    const auto object = printed ? memberOf(elementOf(item), "object") : std::optional(elementOf(item));
    if (withObject && object) row.object = documentOf(*object);
    return row;
}

/// A table has no name.
bool isObject(element one)
{
    const auto metadata = memberOf(one, "metadata");
    return metadata && !textOf(*metadata, "name").empty();
}

void fit(Table& made)
{
    for (TableRow& row : made.rows) row.cells.resize(made.columns.size());
}

class TableRun : public std::enable_shared_from_this<TableRun> {
public:
    TableRun(const Session& session, TableRequest request, std::function<void(ApiResult<Table>)> done)
        : m_where(session.name() + " GET " + request.path)
        , m_request(std::move(request))
        , m_done(std::move(done))
    {}

    void start(const Session& session, std::stop_token stop)
    {
        ListRequest request;
        request.path = m_request.path;
        request.query = m_request.query;
        request.query.emplace_back("includeObject", m_request.objects ? "Object" : "Metadata");
        request.pageSize = m_request.pageSize;
        request.accept = TableAccept;
        request.array = RowsName;
        request.orArray = "items";
        request.limits = m_request.limits;
        list(session, std::move(request),
             {.item = [self = shared_from_this()](const Item& item) { return self->take(item); },
              .restart = [self = shared_from_this()] { self->m_table.rows.clear(); },
              .done = [self = shared_from_this()](ApiResult<ListEnd> end) { self->ended(std::move(end)); }},
             std::move(stop));
    }

private:
    bool take(const Item& item)
    {
        if (m_table.rows.size() == m_request.most) return false;
        m_table.printed = isRow(elementOf(item));
        m_table.rows.push_back(rowOf(item, m_request.now, m_table.printed, m_request.objects));
        return true;
    }

    void ended(ApiResult<ListEnd> end)
    {
        if (!end) return m_done(tl::unexpected(end.error()));
        if (!end->complete)
            return m_done(tl::unexpected(
                troubleOf(Trouble::TooLarge,
                          "There are more than " + std::to_string(m_request.most) + " rows. Ask for fewer.", m_where)));
        readEnvelope(std::move(end->envelope));
        m_table.resourceVersion = end->resourceVersion;
        m_table.consistent = end->consistent;
        m_table.warnings = std::move(end->warnings);
        m_table.serverTime = end->serverTime;
        fit(m_table);
        m_done(std::move(m_table));
    }

    void readEnvelope(std::string text)
    {
        Decoder decoder(m_request.limits);
        const auto envelope = decoder.padded(std::move(text)); // read before, by the list
        m_table.printed = envelope && memberOf(*envelope, RowsName).has_value();
        m_table.columns = m_table.printed ? columnsOf(*envelope) : plainColumns();
    }

    std::string m_where;
    TableRequest m_request;
    std::function<void(ApiResult<Table>)> m_done;
    Table m_table;
};

Result<Table> tableOf(Reply reply, const TableRequest& request)
{
    Decoder decoder(request.limits);
    const auto answer = decoder.padded(std::move(reply.body));
    if (!answer) return tl::unexpected(answer.error());
    Table made;
    made.warnings = std::move(reply.warnings);
    made.serverTime = reply.serverTime;
    made.printed = memberOf(*answer, RowsName).has_value() && !isObject(*answer);
    made.columns = made.printed ? columnsOf(*answer) : plainColumns();
    if (made.printed) {
        for (const element one : elementsOf(*answer, RowsName))
            if (isRow(one)) made.rows.push_back(rowOf(Item(&one), request.now, true, request.objects));
    } else if (isObject(*answer)) {
        made.rows.push_back(rowOf(Item(&*answer), request.now, false, true));
    } else {
        return failure(Fault::Malformed, "The answer is no object: it has no name.");
    }
    fit(made);
    return made;
}

} // namespace

void table(const Session& session, TableRequest request, std::function<void(ApiResult<Table>)> done,
           std::stop_token stop)
{
    std::make_shared<TableRun>(session, std::move(request), std::move(done))->start(session, std::move(stop));
}

void tableOfOne(const Session& session, TableRequest request, bool printed, std::function<void(ApiResult<Table>)> done,
                std::stop_token stop)
{
    Request one;
    one.path = request.path;
    one.query = request.query;
    if (printed) {
        one.accept = TableAccept;
        one.query.emplace_back("includeObject", request.objects ? "Object" : "Metadata");
    }
    const std::string where = session.name() + " GET " + request.path;
    session.send(std::move(one),
                 {.body = {},
                  .done =
                      [request = std::move(request), where, done = std::move(done)](ApiResult<Reply> reply) {
                          if (!reply) return done(tl::unexpected(reply.error()));
                          Result<Table> made = tableOf(std::move(*reply), request);
                          if (!made)
                              return done(tl::unexpected(troubleOf(Trouble::Malformed, made.error().what, where)));
                          done(std::move(*made));
                      }},
                 std::move(stop));
}

std::optional<Table> readTable(const Item& item)
{
    if (item.head().kind != "Table") return std::nullopt;
    Table made;
    made.columns = columnsOf(elementOf(item));
    made.resourceVersion = std::string(item.head().resourceVersion);
    for (const element one : elementsOf(elementOf(item), RowsName))
        if (isRow(one)) made.rows.push_back(rowOf(one));
    if (!made.columns.empty()) fit(made);
    return made;
}

std::string cellText(const Json& cell)
{
    switch (cell.type()) {
    case Json::value_t::null:
    case Json::value_t::discarded: return {};
    case Json::value_t::string: {
        const auto& text = cell.get_ref<const std::string&>();
        const std::size_t end = text.find_first_of("\f\n\r");
        return shown(std::string_view(text).substr(0, end), CellLength) + (end == std::string::npos ? "" : "...");
    }
    case Json::value_t::array:
    case Json::value_t::object: {
        std::string made = cell.is_array() ? "[" : "map[";
        for (auto one = cell.begin(); one != cell.end(); ++one) {
            if (one != cell.begin()) made += ' ';
            if (cell.is_object()) made += shown(one.key()) + ":";
            made += one->is_null() ? "<nil>" : cellText(*one);
        }
        return made + "]";
    }
    default: return cell.dump();
    }
}

} // namespace core::kube
