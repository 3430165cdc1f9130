#include "app/cli/get_watch.h"

#include <algorithm>
#include <utility>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/kube/client_list.h"
#include "core/kube/client_table.h"
#include "core/live/live.h"

namespace cli {
namespace {

namespace kube = core::kube;

constexpr std::size_t MostNamed = 20; ///< objects in one sentence

} // namespace

Watching::Watched::Watched(Answer of)
    : answer(std::move(of))
{
    for (const Got& row : answer.rows) known[{row.nameSpace, row.name}] = {row.uid, row.resourceVersion};
    answer.rows.clear();
    answer.table.rows.clear();
}

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
    kube::WatchRequest request;
    request.path = watched.answer.path;
    request.resourceVersion = from;
    if (!documents()) request.accept = kube::TableAccept;
    request.query = m_query;
    kube::watch(*watched.answer.session, std::move(request),
                {.opened = [this, &watched] { opened(watched); },
                 .event =
                     [this, &watched](const kube::WatchEvent& event) {
                         if (event.type != kube::WatchEvent::Type::Bookmark) take(watched, event);
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
    if (watched.missed) findGone(watched);
}

/// A watch without a version tells everything anew.
bool Watching::isNews(Watched& watched, const Got& row, kube::WatchEvent::Type type)
{
    const Key key{row.nameSpace, row.name};
    if (type == kube::WatchEvent::Type::Deleted) {
        watched.known.erase(key);
        return watched.gone.erase(row.uid) == 0;
    }
    const Version now{row.uid, row.resourceVersion};
    const auto [at, isNew] = watched.known.try_emplace(key, now);
    if (isNew) return true;
    const bool isSame = !now.resourceVersion.empty() && at->second == now;
    at->second = now;
    return !isSame;
}

void Watching::take(Watched& watched, const kube::WatchEvent& event)
{
    const Answer& answer = watched.answer;
    std::vector<Got> rows;
    core::object::Table table = rowsOf(event.item, answer, rows, core::live::systemNow());
    const auto isOther = [this](const Got& row) { return !m_names.empty() && !m_names.contains(row.name); };
    if (std::ranges::any_of(rows, isOther)) return; // an event is of one object
    if (!rows.empty() && !isNews(watched, rows.front(), event.type)) return;
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
        again(watched, watched.missed ? std::string() : end.resourceVersion); // everything may not have come
        lookAgain(watched, why);
        return;
    case Why::Expired:
    case Why::Garbage: // then all that there is comes first, and of what is gone nothing
        watched.missed = true;
        again(watched, {});
        return;
    case Why::Busy:
    case Why::Unreachable:
        sayLost(watched, " is lost", why);
        again(watched, watched.missed ? std::string() : end.resourceVersion);
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

/// What was there before, and is in no list that is made now. The watch is open by then: what goes from here on, it tells.
/// @source fault table, row 26
void Watching::findGone(Watched& watched)
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_open;
    }
    kube::ListRequest request;
    request.path = watched.answer.path;
    request.query = m_query;
    const auto before = std::make_shared<const std::map<Key, Version>>(watched.known);
    const auto gone = std::make_shared<std::map<Key, Version>>(*before);
    kube::list(*watched.answer.session, std::move(request),
               {.item =
                    [gone](const kube::Item& item) {
                        const kube::ObjectHead& head = item.head();
                        const auto at = gone->find({std::string(head.nameSpace), std::string(head.name)});
                        const bool isThere =
                            at != gone->end() && (at->second.uid.empty() || at->second.uid == head.uid);
                        if (isThere) gone->erase(at);
                        return true;
                    },
                .restart = [gone, before] { *gone = *before; },
                .done =
                    [this, &watched, gone, turn = watched.turn](const kube::ApiResult<kube::ListEnd>& end) {
                        if (!end)
                            note(watched, "What was deleted meanwhile is not known: " + end.error().error.what);
                        else if (watched.turn == turn)
                            sayGone(watched, *gone);
                        const std::scoped_lock lock(m_mutex);
                        --m_open;
                        m_changed.notify_all();
                    }});
}

void Watching::sayGone(Watched& watched, const std::map<Key, Version>& gone)
{
    watched.missed = false;
    std::string names;
    std::size_t count = 0;
    for (const auto& [key, version] : gone) {
        const auto at = watched.known.find(key);
        if (at == watched.known.end()) continue;                    // an event told it
        if (at->second.uid == version.uid) watched.known.erase(at); // else it is another by now
        if (!version.uid.empty()) watched.gone.insert(version.uid);
        if (++count > MostNamed) continue;
        names += (names.empty() ? "" : ", ") + kindText(*watched.answer.resource) + "/" + core::shown(key.second);
        if (!key.first.empty()) names += " in " + core::shown(key.first);
    }
    if (count > MostNamed) names += " and " + std::to_string(count - MostNamed) + " more";
    if (count > 0)
        note(watched, std::string(m_query.empty() ? "Deleted" : "Deleted, or no longer selected,") +
                          " while nobody watched: " + names + ".");
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
