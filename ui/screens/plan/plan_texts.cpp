#include "ui/screens/plan/plan_texts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/widgets/shell_words.h"

namespace ui::plan {
namespace {

class PlanTextsWords {
    Q_DECLARE_TR_FUNCTIONS(ui::plan::Texts)
};

} // namespace

QString clockText(core::Time time)
{
    const QDateTime local = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
    const QLocale locale;
    const QString clock = locale.toString(local.time(), QLocale::ShortFormat);
    return local.date() == QDate::currentDate()
               ? clock
               : locale.toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
}

QString titleText(const PlanView& plan)
{
    if (!plan.undoes.isEmpty())
        return PlanTextsWords::tr("Plan %1, undoes %2", "digests").arg(plan.digest.left(7), plan.undoes.left(7));
    return PlanTextsWords::tr("Plan %1  %2", "digest, title").arg(plan.digest.left(7), plan.title).trimmed();
}

QString countsText(const PlanView& plan)
{
    QStringList parts{PlanTextsWords::tr("+ %n create", nullptr, plan.count(StepView::Kind::Create)),
                      PlanTextsWords::tr("~ %n change", nullptr, plan.count(StepView::Kind::Change)),
                      PlanTextsWords::tr("\u2212 %n delete", nullptr, plan.count(StepView::Kind::Delete))};
    if (const int unknown = plan.count(StepView::Kind::Unknown); unknown > 0)
        parts << PlanTextsWords::tr("? %n not read", "steps", unknown);
    return parts.join(QStringLiteral("   "));
}

QString timesText(const PlanView& plan)
{
    QStringList parts{PlanTextsWords::tr("made %1", "time").arg(clockText(plan.made))};
    if (!plan.by.isEmpty())
        parts.back() = PlanTextsWords::tr("made %1 by %2", "time, user").arg(clockText(plan.made), plan.by);
    if (!plan.connection.isEmpty()) parts << PlanTextsWords::tr("on %1", "a connection").arg(plan.connection);
    if (!plan.snapshot.isEmpty()) parts << PlanTextsWords::tr("snapshot %1").arg(plan.snapshot.left(7));
    parts << PlanTextsWords::tr("valid until %1", "time").arg(clockText(plan.validUntil));
    if (!plan.unchanged.isEmpty())
        parts << PlanTextsWords::tr("%n object(s) unchanged", nullptr, static_cast<int>(plan.unchanged.size()));
    return parts.join(QStringLiteral(", "));
}

Remark dryRunText(const PlanView& plan)
{
    int accepted = 0;
    int refused = 0;
    int later = 0;
    int asked = 0;
    for (const StepView& step : plan.steps) {
        if (!step.wanted) continue;
        asked += step.checkTone == theme::Tone::Plain ? 0 : 1;
        accepted += step.checkTone == theme::Tone::Ok ? 1 : 0;
        refused += step.checkTone == theme::Tone::Error ? 1 : 0;
        later += step.checkTone == theme::Tone::Progress ? 1 : 0;
    }
    const int all = plan.wanted();
    if (all == 0) return {};
    if (asked == 0 && !plan.readOnlyBy.isEmpty())
        return {theme::Tone::Attention,
                PlanTextsWords::tr("server dry run: not asked, %1 leads to the same cluster and is read-only",
                                   "a connection")
                    .arg(plan.readOnlyBy)};
    if (asked == 0)
        return {theme::Tone::Plain, PlanTextsWords::tr("server dry run: not asked, the connection is read-only")};
    const QString text = PlanTextsWords::tr("server dry run: accepted %1 of %2").arg(accepted).arg(all);
    if (refused > 0) return {theme::Tone::Error, PlanTextsWords::tr("%1, refused %2", "steps").arg(text).arg(refused)};
    if (later > 0)
        return {theme::Tone::Progress,
                PlanTextsWords::tr("%1, %2 after an earlier step", "steps").arg(text).arg(later)};
    return {accepted == all ? theme::Tone::Ok : theme::Tone::Attention, text};
}

Remark undoText(const PlanView& plan)
{
    QStringList lost;
    for (const StepView& step : plan.steps) {
        if (!step.wanted || !step.isUnread) continue;
        QString why = step.refusal; // a cause a line
        why.replace(QLatin1Char('\n'), QLatin1Char(' '));
        const QString said =
            why.isEmpty()
                ? PlanTextsWords::tr("%1 could not be read, so what it was is not kept.", "object").arg(step.object)
                : PlanTextsWords::tr("%1 could not be read, so what it was is not kept: %2", "object, why")
                      .arg(step.object, why);
        if (!lost.contains(said)) lost << said; // a take-over has two steps of it
    }
    for (const StepView& step : plan.steps)
        if (step.wanted && step.checkTone != theme::Tone::Error && !step.loss.isEmpty())
            lost << QStringLiteral("%1: %2").arg(step.object, step.loss);
    if (!lost.isEmpty())
        return {theme::Tone::Attention, PlanTextsWords::tr("Undo: not all of it. %1").arg(lost.join(QLatin1Char(' ')))};
    // What the server refuses is never applied; and of what is created there is no object before.
    int refused = 0;
    int created = 0;
    int changed = 0;
    for (const StepView& step : plan.steps) {
        if (!step.wanted) continue;
        (step.checkTone == theme::Tone::Error ? refused : step.kind == StepView::Kind::Create ? created : changed) += 1;
    }
    if (created + changed == 0) {
        if (refused == 0) return {};
        return {theme::Tone::Plain, PlanTextsWords::tr("Nothing can be applied, so there is nothing to undo.")};
    }
    if (changed == 0)
        return {
            theme::Tone::Ok,
            PlanTextsWords::tr("Undo: %n step(s) can be undone; the undo deletes what they create.", nullptr, created)};
    if (created == 0)
        return {theme::Tone::Ok,
                PlanTextsWords::tr("Undo: %n step(s) can be undone; the objects before are kept.", nullptr, changed)};
    return {theme::Tone::Ok,
            PlanTextsWords::tr("Undo: %n step(s) can be undone; the objects before are kept, and the undo deletes "
                               "what is created.",
                               nullptr, created + changed)};
}

Remark checksText(const PlanView& plan)
{
    using State = CheckView::State;
    if (plan.checks.empty()) return {};
    QStringList parts{
        PlanTextsWords::tr("%1 of %n check(s) of the clusters pass", nullptr, static_cast<int>(plan.checks.size()))
            .arg(plan.count(State::Passes))};
    const auto add = [&](int count, const QString& text) {
        if (count > 0) parts << text;
    };
    const int fails = plan.count(State::Fails);
    const int warns = plan.count(State::Warns);
    const int unknown = plan.count(State::Unknown);
    add(plan.count(State::Mended), PlanTextsWords::tr("%n by a step of the plan", "checks", plan.count(State::Mended)));
    add(warns, PlanTextsWords::tr("%n warn", "checks", warns));
    add(fails, PlanTextsWords::tr("%n fail", "checks", fails));
    add(unknown, PlanTextsWords::tr("%n not known", "checks", unknown));
    return {fails > 0             ? theme::Tone::Error
            : warns + unknown > 0 ? theme::Tone::Attention
                                  : theme::Tone::Ok,
            parts.join(QStringLiteral(", "))};
}

Remark blockingText(const PlanView& plan)
{
    QStringList said;
    int more = 0;
    constexpr int most = 2;
    for (const CheckView& check : plan.checks) {
        if (check.state != CheckView::State::Fails) continue;
        if (said.size() < most)
            said << PlanTextsWords::tr("%1: %2", "cluster, what it lacks").arg(check.cluster, check.text);
        else
            ++more;
    }
    if (said.isEmpty()) return {};
    QString text =
        PlanTextsWords::tr("Replicas will not run. %1.", "what the clusters lack").arg(said.join(QStringLiteral("; ")));
    if (more > 0) text += QLatin1Char(' ') + PlanTextsWords::tr("%n more: see Checks.", nullptr, more);
    return {theme::Tone::Error, text};
}

QString blockText(const PlanView& plan, const PlanWay& way)
{
    if (way.connection.isEmpty()) return PlanTextsWords::tr("No connection is open that it could be applied to.");
    if (!plan.connection.isEmpty() && plan.connection != way.connection)
        return PlanTextsWords::tr("The plan was made on %1, and %2 is open.", "connections")
            .arg(plan.connection, way.connection);
    if (!way.unreached.isEmpty()) return way.unreached;
    int open = 0;
    for (const StepView& step : plan.steps) {
        if (!step.wanted) continue;
        if (step.checkTone == theme::Tone::Error)
            return PlanTextsWords::tr("The server refuses step %1. Mend the text, or leave the step out.")
                .arg(step.number);
        open += step.open();
    }
    if (open > 0) return PlanTextsWords::tr("%n conflict(s) have no way out yet.", nullptr, open);
    return plan.wanted() == 0 ? PlanTextsWords::tr("Every step is left out.") : QString();
}

std::optional<QString> commandOf(const PlanView& plan, QString& why)
{
    const QString connection =
        plan.connection.isEmpty() ? QString() : QStringLiteral(" --connection ") + shellQuoted(plan.connection);
    if (!plan.file.isEmpty()) return QStringLiteral("berthctl apply ") + shellQuoted(plan.file) + connection;
    QString ways;
    QStringList files;
    for (const StepView& step : plan.steps) {
        if (!step.wanted) {
            why = PlanTextsWords::tr("No flag leaves a step out. Save the plan, and the command applies it.");
            return std::nullopt;
        }
        for (const FieldConflict& one : step.conflicts) {
            const char* word = one.way == FieldConflict::Way::Leave      ? "leave"
                               : one.way == FieldConflict::Way::TakeOver ? "take"
                               : one.way == FieldConflict::Way::Share    ? "share"
                                                                         : nullptr;
            const QString flag = QStringLiteral(" --conflict ") +
                                 shellQuoted(one.field + QLatin1Char('=') + QLatin1String(word ? word : ""));
            if (word != nullptr && !ways.contains(flag)) ways += flag;
        }
        for (const QString& one : step.secrets) ways += QStringLiteral(" --secret ") + shellQuoted(one);
        if (step.source.isEmpty() && plan.undoes.isEmpty()) {
            why = PlanTextsWords::tr("The command reads files, and %1 stands in none. Save the plan, or the text.")
                      .arg(step.object);
            return std::nullopt;
        }
        if (!files.contains(step.source)) files << step.source;
    }
    if (!plan.undoes.isEmpty()) return QStringLiteral("berthctl undo ") + plan.undoes.left(12) + ways + connection;
    QString command = QStringLiteral("berthctl plan");
    for (const QString& file : files) command += QStringLiteral(" -f ") + shellQuoted(file);
    return command + ways + connection;
}

} // namespace ui::plan
