#include "app/cli/get_watch.h"

#include <algorithm>
#include <utility>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/client_table.h"
#include "core/live/live.h"

namespace cli {
namespace {

namespace kube = core::kube;

} // namespace

Watching::Watching(Context& context, const GetAnswer& of, const Ask& what, std::string output)
    : m_context(context)
    , m_form(of.form)
    , m_output(std::move(output))
    , m_names(of.what.names.begin(), of.what.names.end())
{
    if (!what.selector.empty()) m_query.emplace_back("labelSelector", what.selector);
    if (!what.fields.empty()) m_query.emplace_back("fieldSelector", what.fields);
}

bool Watching::documents() const
{
    return core::isOneOf(m_output, {"json", "yaml"});
}

void Watching::begin(const std::vector<GetAnswer>& all, bool rows)
{
    const std::scoped_lock lock(m_mutex);
    if (documents()) {
        for (const GetAnswer& one : all)
            for (const Answer& answer : one.answers)
                for (const Got& got : answer.rows)
                    if (rows) print(answer, got.object);
        return;
    }
    if (m_output == "name") {
        if (rows) writeAll(m_context.out.descriptor, namesOf(all));
        return;
    }
    auto table = tableOf(all.front(), {});
    if (!table) return;
    m_head.columns = table->columns;
    if (rows && !table->rows.empty()) print(std::move(*table));
}

ExitCode Watching::run(std::vector<Answer> answers)
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

void Watching::follow(Watched& watched, const std::string& from)
{
    const Answer& answer = watched.answer;
    kube::WatchRequest request;
    request.path = answer.path;
    request.resourceVersion = from;
    if (!documents()) request.accept = kube::TableAccept;
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

void Watching::opened(Watched& watched)
{
    watched.wait = Soon;
    ++watched.turn;
    if (std::exchange(watched.lost, false)) note(watched, "It answers again; what changes is shown from here on.");
}

void Watching::print(const Answer& answer, const kube::Item& item)
{
    std::vector<Got> rows;
    core::object::Table table = rowsOf(item, answer, rows, core::live::systemNow());
    const auto isOther = [this](const Got& row) { return !m_names.empty() && !m_names.contains(row.name); };
    if (std::ranges::any_of(rows, isOther)) return; // an event is of one object
    const std::scoped_lock lock(m_mutex);
    if (documents()) {
        for (Got& row : rows) print(answer, std::move(row.object));
        return;
    }
    if (m_output == "name") {
        for (const Got& row : rows) writeAll(m_context.out.descriptor, nameOf(answer, row) + "\n");
        return;
    }
    if (table.columns.empty()) table.columns = answer.table.columns; // only the first event of a watch has them
    print(inColumnsOf(m_head, dressed(answer, std::move(table), rows, m_form)));
}

/// Below what was printed: its columns only grow.
void Watching::print(core::object::Table table)
{
    const bool headers = m_form.headers && !std::exchange(m_isHeaded, true);
    writeAll(m_context.out.descriptor,
             m_output == "csv"
                 ? csvText(table, headers)
                 : core::object::laidOut(table,
                                         {.wide = m_form.wide, .headers = headers, .prefix = {}, .widths = &m_widths}));
}

void Watching::print(const Answer& answer, core::Json object)
{
    object = withoutSecrets(std::move(object));
    if (m_form.members) object = {{"cluster", answer.cluster}, {"object", std::move(object)}};
    const std::string text = documentText(object, m_output);
    writeAll(m_context.out.descriptor, m_output == "yaml" ? "---\n" + text : text);
}

void Watching::ended(Watched& watched, const kube::WatchEnd& end)
{
    using Why = kube::WatchEnd::Why;
    const std::string why = end.error ? " " + end.error->error.what : std::string();
    switch (end.why) {
    case Why::Closed: // as every watch is, after a while. A server that ends does the same.
    case Why::Cut:
    case Why::Silent:
        again(watched, end.resourceVersion);
        lookAgain(watched, why);
        return;
    case Why::Expired:
    case Why::Garbage: again(watched, {}); return; // then all that there is comes first
    case Why::Busy:
    case Why::Unreachable:
        sayLost(watched, " is lost", why);
        again(watched, end.resourceVersion);
        return;
    default: break;
    }
    const std::scoped_lock lock(m_mutex);
    if (end.error)
        m_context.say({.what = end.error->error.what,
                       .where = core::shown(watched.answer.cluster),
                       .fix = ruleFor(*end.error, *watched.answer.resource, "watch")});
    --m_open;
    m_changed.notify_all();
}

void Watching::again(Watched& watched, const std::string& from)
{
    const kube::Milliseconds wait = watched.wait;
    watched.wait = std::min(watched.wait * 2, AtMost);
    watched.answer.session->later(wait, [this, &watched, from] { follow(watched, from); });
}

/// The session tries more than once before it says that nobody is there, and takes its time for it.
void Watching::lookAgain(Watched& watched, std::string why)
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_open;
    }
    watched.answer.session->later(Soon + Noticed, [this, &watched, turn = watched.turn, why = std::move(why)] {
        if (watched.turn == turn) sayLost(watched, " was cut", why);
        const std::scoped_lock lock(m_mutex);
        --m_open;
        m_changed.notify_all();
    });
}

/// Once, until it is back.
void Watching::sayLost(Watched& watched, const std::string& how, const std::string& why)
{
    if (std::exchange(watched.lost, true)) return;
    note(watched, "The watch of " + watched.answer.resource->plural + how +
                      ", and Berth tries again until it is back; what is shown is the last that it said." + why);
}

/// As often as it happens: the context says each text once.
void Watching::note(const Watched& watched, std::string what) const
{
    writeAll(m_context.err.descriptor,
             toText({.weight = Weight::Note, .what = std::move(what), .where = core::shown(watched.answer.cluster)},
                    m_context.err.colour));
}

} // namespace cli
