#include <algorithm>

#include "core/change/apply.h"
#include "core/change/judge.h"
#include "core/model/age.h"

namespace core::change {
namespace {

/// The intent that an open entry belongs to; null: there is none.
const Entry* intentFor(const std::vector<Entry>& all, const Entry& open)
{
    const Entry* last = nullptr;
    for (const Entry& entry : all)
        if (entry.plan == open.plan && entry.step == open.step && entry.state == Entry::State::Intent) last = &entry;
    return last;
}

/// The first step of a later plan for the same object: what that plan saw is what the open one had come to, and what is there now is its
/// own doing. Null: there is none.
const Entry* nextFor(const std::vector<Entry>& all, const Entry& intent)
{
    for (const Entry& entry : all) {
        const bool later = entry.number > intent.number && entry.plan != intent.plan;
        if (!later || entry.state != Entry::State::Intent) continue;
        const bool same = entry.body.value("cluster", std::string()) == intent.body.value("cluster", std::string()) &&
                          refOf(entry.body) == refOf(intent.body);
        if (same) return &entry;
    }
    return nullptr;
}

/// An open step is judged; what is certain is written down.
Result<Settled> settled(Journal& journal, const std::vector<Entry>& all, const Entry& open, const Entry& intent,
                        const Apis& apis, Time now, const std::string& who)
{
    Settled result{open, Entry::State::Unknown, {}};
    const Json& body = intent.body;
    Api* api = apiOf(apis, {body.value("cluster", std::string()), body.value("server", std::string()),
                            body.value("clusterUid", std::string()), body.value("address", std::string())});
    if (api == nullptr) {
        result.why = "Its cluster is not reached.";
        return result;
    }
    const bool answered = open.state == Entry::State::Unknown && !open.body.value("mayArrive", true);
    const bool mayArrive = !answered && now < intent.time + MayStillArrive;
    const Entry* next = nextFor(all, intent);
    Judgement found{Entry::State::Accepted, {}};
    if (next != nullptr) found = judge(intent.body, next->body.value("before", Json()), mayArrive);
    if (found.state == Entry::State::Accepted) found = judge(intent.body, *api, mayArrive); // it went on since
    if (open.state == Entry::State::Accepted && found.state == Entry::State::Unknown) found.state = open.state;
    result.state = found.state;
    result.why = found.why;
    if (found.state == Entry::State::Unknown && mayArrive) result.why += untilWhen(intent.time, now);
    const bool isOpen = found.state == Entry::State::Unknown || found.state == Entry::State::Accepted;
    if (isOpen && open.state == found.state) return result;
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

std::string untilWhen(Time sent, Time now)
{
    const Time until = sent + MayStillArrive;
    return now < until ? " Until " + model::toText(until) + " it may still come; ask then." : std::string();
}

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
    const auto entries = journal.entries();
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *open) {
        const Entry* intent = intentFor(*entries, entry);
        if (intent == nullptr) continue;
        auto one = settled(journal, *entries, entry, *intent, apis, now, who);
        if (!one) return tl::unexpected(one.error());
        all.push_back(std::move(*one));
    }
    return all;
}

} // namespace core::change
