// The part of the plans' work that reads the journal.
#include <QCoreApplication>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/apply.h"
#include "core/change/outline.h"
#include "core/live/live.h"
#include "core/text/yaml.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_words.h"
#include "ui/session/plan_work.h"
#include "ui/session/text.h"

namespace ui {

namespace change = core::change;
using change::Entry;
using theme::Tone;

namespace {

constexpr std::size_t MostPlans = 500;

class HistoryWorkWords {
    Q_DECLARE_TR_FUNCTIONS(ui::History)
};

std::string textAt(const core::Json& map, const char* key)
{
    const auto found = map.is_object() ? map.find(key) : map.end();
    return map.is_object() && found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

QString nameOf(const core::Json& object)
{
    const std::string ns = textAt(object, "namespace");
    const std::string name = textAt(object, "name");
    return qt(core::shown(textAt(object, "kind") + " " + (ns.empty() ? name : ns + "/" + name)));
}

QString endText(const change::Ends& ends)
{
    QStringList words{HistoryWorkWords::tr("%1 of %2 done", "steps").arg(ends.done).arg(ends.steps)};
    if (ends.failed > 0) words << HistoryWorkWords::tr("%1 failed", "steps").arg(ends.failed);
    if (ends.accepted > 0) words << HistoryWorkWords::tr("%1 accepted, and held", "deletes").arg(ends.accepted);
    if (ends.unknown > 0) words << HistoryWorkWords::tr("%1 unknown", "steps").arg(ends.unknown);
    return words.join(QStringLiteral(", "));
}

HistoryRow rowOf(const Entry& head, const std::vector<Entry>& entries)
{
    HistoryRow row;
    row.digest = qt(head.plan);
    row.time = head.time;
    row.who = qt(core::shown(head.who));
    row.undoes = qt(textAt(head.body, "undoes"));
    std::set<std::string> clusters;
    QStringList objects;
    if (head.body.is_object() && head.body.contains("steps"))
        for (const core::Json& step : head.body["steps"]) {
            clusters.insert(core::shown(textAt(step, "cluster")));
            if (const QString name = nameOf(step); !objects.contains(name)) objects << name; // a take-over has it twice
        }
    row.where = qt(core::joined(clusters));
    constexpr int most = 3;
    const int more = static_cast<int>(objects.size()) - most;
    row.what = QStringList(objects.mid(0, most)).join(QStringLiteral(", "));
    if (more > 0) row.what = HistoryWorkWords::tr("%1 and %n more", "objects", more).arg(row.what);
    const change::Ends ends = change::endsOf(head, entries);
    row.done = static_cast<int>(ends.done);
    row.unknown = static_cast<int>(ends.unknown);
    row.held = static_cast<int>(ends.accepted);
    row.end = endText(ends);
    row.tone = ends.unknown + ends.accepted > 0              ? Tone::Attention
               : ends.failed > 0 || (ends.done < ends.steps) ? Tone::Error
                                                             : Tone::Ok;
    return row;
}

QString unifiedOf(const change::StepRecord& record)
{
    const auto yaml = [](const core::Json& object) {
        return object.is_object() ? core::text::toYaml(change::withoutServerFields(object)) : std::string();
    };
    const core::Json& body = record.intent->body;
    const std::string before = yaml(body.value("before", core::Json()));
    const core::Json expected = body.value("expected", core::Json());
    const std::string after =
        yaml(record.end && record.end->body.is_object() ? record.end->body.value("after", expected) : expected);
    const bool isDone = record.state() == Entry::State::Done;
    return qt(change::unifiedDiff(before, after, before.empty() ? "/dev/null" : "before",
                                  after.empty() ? "/dev/null"
                                  : isDone      ? "after"
                                                : "wanted"));
}

} // namespace

core::Result<HistoryView> PlanWork::history()
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    HistoryView view;
    if (const auto whole = (*kept)->verify(); !whole) view.fault = errorText(whole.error());
    const auto heads = (*kept)->plans(MostPlans);
    if (!heads) return tl::unexpected(heads.error());
    view.isWhole = heads->size() < MostPlans;
    for (const Entry& head : *heads) {
        const auto entries = (*kept)->entries(head.plan);
        if (!entries) return tl::unexpected(entries.error());
        view.rows.push_back(rowOf(head, *entries));
        view.unknown += view.rows.back().unknown;
        view.held += view.rows.back().held;
    }
    for (const HistoryRow& one : view.rows)
        if (!one.undoes.isEmpty() && one.done > 0)
            for (HistoryRow& other : view.rows)
                if (other.digest == one.undoes) other.undoneBy = one.digest;
    return view;
}

core::Result<HistoryDetails> PlanWork::details(const QString& digest)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    const auto entries = (*kept)->entries(digest.toStdString());
    if (!entries) return tl::unexpected(entries.error());
    HistoryDetails details{digest, {}};
    const auto records = change::recordsOf(*entries);
    const core::Json* steps = nullptr;
    for (const Entry& entry : *entries)
        if (entry.step < 0 && entry.body.is_object() && entry.body.contains("steps")) steps = &entry.body["steps"];
    for (std::size_t i = 0; steps != nullptr && i < steps->size(); ++i) {
        HistoryStep step;
        step.number = static_cast<int>(i) + 1;
        step.cluster = qt(core::shown(textAt((*steps)[i], "cluster")));
        step.object = nameOf((*steps)[i]);
        const auto record = records.find(static_cast<int>(i));
        Remark end = endOf(change::StepEnd::State::NotReached);
        if (record != records.end()) {
            const Entry::State state = record->second.state();
            end = endOf(change::stateOf(state));
            if (record->second.end) {
                step.time = record->second.end->time;
                step.why = engineText(core::shown(textAt(record->second.end->body, "why"), 4000));
            } else if (record->second.intent) {
                step.time = record->second.intent->time;
                step.why = HistoryWorkWords::tr("It was begun, and nobody wrote down its end.");
            }
            if (record->second.intent) step.unified = unifiedOf(record->second);
        }
        step.tone = end.tone;
        step.end = end.text;
        details.steps.push_back(std::move(step));
    }
    return details;
}

core::Result<QStringList> PlanWork::settle(const PlanWay& way, const std::stop_token& stop)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    const auto before = (*kept)->open();
    if (!before) return tl::unexpected(before.error());
    std::set<std::string> names;
    for (const Entry& one : *before) {
        const auto entries = (*kept)->entries(one.plan);
        if (!entries) return tl::unexpected(entries.error());
        for (const auto& [step, record] : change::recordsOf(*entries))
            if (record.intent) names.insert(textAt(record.intent->body, "cluster"));
    }
    const auto open = m_clusters.open(way, names, true, stop);
    if (!open) return tl::unexpected(open.error());
    const auto settled = change::settle(**kept, open->apis, core::live::systemNow(), change::whoAmI());
    if (!settled) return tl::unexpected(settled.error());
    QStringList said;
    for (const change::Settled& one : *settled) {
        const Remark end = endOf(change::stateOf(one.state));
        said << HistoryWorkWords::tr("Step %1 of %2: %3. %4", "number, plan, end, why")
                    .arg(one.entry.step + 1)
                    .arg(qt(one.entry.plan).left(12), end.text, engineText(core::shown(one.why, 500)));
    }
    return said;
}

} // namespace ui
