#include <algorithm>

#include "core/change/apply.h"
#include "core/change/judge.h"

namespace core::change {
namespace {

/// The intent that an open entry belongs to.
Result<std::optional<Entry>> intentFor(const Journal& journal, const Entry& open)
{
    if (open.state == Entry::State::Intent) return std::optional(open);
    Result<std::vector<Entry>> all = journal.entries(open.plan);
    if (!all) return tl::unexpected(all.error());
    std::optional<Entry> last;
    for (Entry& entry : *all)
        if (entry.step == open.step && entry.state == Entry::State::Intent) last = std::move(entry);
    return last;
}

/// The first step of a later plan for the same object: what that plan saw is what the open one had come to, and what is there now is its
/// own doing.
Result<std::optional<Entry>> nextFor(const Journal& journal, const Entry& intent)
{
    Result<std::vector<Entry>> all = journal.entries({});
    if (!all) return tl::unexpected(all.error());
    for (Entry& entry : *all) {
        const bool later = entry.number > intent.number && entry.plan != intent.plan;
        if (!later || entry.state != Entry::State::Intent) continue;
        const bool same = entry.body.value("cluster", std::string()) == intent.body.value("cluster", std::string()) &&
                          refOf(entry.body) == refOf(intent.body);
        if (same) return std::optional(std::move(entry));
    }
    return std::optional<Entry>();
}

/// An open step is judged; what is certain is written down.
Result<Settled> settled(Journal& journal, const Entry& open, const Entry& intent, const Apis& apis, Time now,
                        const std::string& who)
{
    Settled result{open, Entry::State::Unknown, {}};
    const Json& body = intent.body;
    Api* api = apiOf(apis, {body.value("cluster", std::string()), body.value("server", std::string()),
                            body.value("clusterUid", std::string())});
    if (api == nullptr) {
        result.why = "Its cluster is not reached.";
        return result;
    }
    const bool answered = open.state == Entry::State::Unknown && !open.body.value("mayArrive", true);
    const bool mayArrive = !answered && now < intent.time + MayStillArrive;
    const auto next = nextFor(journal, intent);
    if (!next) return tl::unexpected(next.error());
    const Judgement found = *next ? judge(intent.body, (*next)->body.value("before", Json()), mayArrive)
                                  : judge(intent.body, *api, mayArrive);
    result.state = found.state;
    result.why = found.why;
    if (found.state == Entry::State::Unknown && open.state == Entry::State::Unknown) return result;
    Entry end = open;
    end.time = now;
    end.who = who;
    end.state = found.state;
    end.body = {{"why", found.why}, {"settled", true}};
    if (found.state == Entry::State::Done) end.body["after"] = intent.body.value("expected", Json());
    if (found.state == Entry::State::Unknown) end.body["mayArrive"] = true;
    const auto written = journal.append(std::move(end));
    if (!written) return tl::unexpected(written.error());
    return result;
}

} // namespace

Result<std::vector<Settled>> settle(Journal& journal, const Apis& apis, Time now, const std::string& who)
{
    std::vector<Settled> all;
    const auto before = journal.open();
    if (!before) return tl::unexpected(before.error());
    if (before->empty()) return all;
    // Who holds this is alive, and will write the end itself.
    const auto alone = journal.beginApplying();
    if (!alone) return tl::unexpected(alone.error());
    const auto open = journal.open();
    if (!open) return tl::unexpected(open.error());
    for (const Entry& entry : *open) {
        const auto intent = intentFor(journal, entry);
        if (!intent) return tl::unexpected(intent.error());
        if (!*intent) continue;
        auto one = settled(journal, entry, **intent, apis, now, who);
        if (!one) return tl::unexpected(one.error());
        all.push_back(std::move(*one));
    }
    return all;
}

} // namespace core::change
