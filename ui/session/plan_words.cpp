#include "ui/session/plan_words.h"

#include <QCoreApplication>

#include <algorithm>

#include "core/base/shown.h"
#include "core/change/outline.h"
#include "core/change/wishes.h"
#include "core/model/age.h"
#include "core/text/yaml.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

namespace ui {
namespace {

namespace change = core::change;
using change::Step;
using theme::Tone;
using State = change::StepEnd::State;

constexpr std::size_t LongestValue = 400; ///< characters
constexpr std::size_t LongestSaid = 4000;

class PlanWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Plan)
};

/// What somebody else wrote: as it is, line by line, without what moves a cursor.
QString lines(const std::string& text)
{
    return qt(core::shownEnds(text, LongestSaid));
}

QString valueText(const core::Json& value)
{
    if (value.is_null()) return {};
    if (value.is_string() && value == change::Mask)
        return PlanWords::tr("(secret)", "stands for a value that is not shown");
    return qt(core::shown(value.dump(-1, ' ', false, core::Json::error_handler_t::replace), LongestValue));
}

FieldChange fieldView(const change::Difference& one)
{
    using Kind = change::Difference::Kind;
    using Why = change::Difference::Why;
    FieldChange field;
    field.kind = one.kind == Kind::Added     ? FieldChange::Kind::Added
                 : one.kind == Kind::Removed ? FieldChange::Kind::Removed
                                             : FieldChange::Kind::Changed;
    field.path = one.path.empty() ? QStringLiteral(".") : qt(core::shown(one.path));
    field.before = valueText(one.before);
    field.after = valueText(one.after);
    if (one.why == Why::Server) field.by = PlanWords::tr("the server", "who makes a change");
    if (one.why == Why::Unsaid) field.by = PlanWords::tr("the text says it no longer");
    if (one.why == Why::Defaulted) field.by = PlanWords::tr("a default of the server");
    return field;
}

FieldConflict conflictView(const change::Conflict& one)
{
    using Choice = change::Conflict::Choice;
    using Way = FieldConflict::Way;
    const Way way = one.choice == Choice::Leave      ? Way::Leave
                    : one.choice == Choice::TakeOver ? Way::TakeOver
                    : one.choice == Choice::Share    ? Way::Share
                                                     : Way::Open;
    return {nameText(one.field), nameText(one.manager), valueText(one.theirs), valueText(one.yours), way,
            engineText(one.why)};
}

/// What the server says of single fields, where its sentence does not say it already.
QString withCauses(const QString& sentence, const std::string& message,
                   const std::vector<core::kube::StatusCause>& causes)
{
    QStringList said{sentence};
    for (const std::string& cause : core::kube::causesBesides(message, causes)) said << lines(cause);
    return said.join(QLatin1Char('\n'));
}

/// The server's own words.
QString sayWhy(const change::StepEnd& end)
{
    return end.why.empty() ? QString() : withCauses(engineText(lines(end.why).toStdString()), end.why, end.causes);
}

/// The field of the first cause that the text has. Servers name fields without the dot in front, but in conflicts.
std::string complaintOf(const core::Json& object, const std::vector<core::kube::StatusCause>& causes)
{
    for (const auto& cause : causes) {
        if (cause.field.empty()) continue;
        const std::string pointer =
            change::pointerAt(object, cause.field.front() == '.' ? cause.field : "." + cause.field);
        if (!pointer.empty()) return pointer;
    }
    return {};
}

void tellCheck(const Step& step, StepView& view)
{
    if (step.refused) {
        view.checkTone = Tone::Error;
        view.check = PlanWords::tr("refused");
        view.refusal =
            withCauses(step.refused->code == 0 ? engineText(step.refused->message) : lines(step.refused->message),
                       step.refused->message, step.refused->causes);
        return;
    }
    switch (step.checked) {
    case Step::Checked::DryRun:
        view.checkTone = Tone::Ok;
        view.check = PlanWords::tr("accepted");
        break;
    case Step::Checked::NotYet:
        view.checkTone = Tone::Progress;
        view.check = PlanWords::tr("after an earlier step");
        break;
    case Step::Checked::Impossible:
        view.checkTone = Tone::Attention;
        view.check = PlanWords::tr("no dry run");
        view.isUnchecked = true;
        break;
    case Step::Checked::Local: view.check = PlanWords::tr("not asked"); break;
    }
}

void remark(const Step& step, StepView& view)
{
    const auto say = [&view](Tone tone, const QString& text) { view.remarks.push_back({tone, text}); };
    if (step.action == Step::Action::Owners) // the step behind it says the same
        for (const std::string& manager : step.takesOver)
            say(Tone::Attention, PlanWords::tr("Takes over the fields that %1 managed.").arg(nameText(manager)));
    if (step.gitOps) {
        view.gitOps = nameText(step.gitOps->tool);
        if (!step.gitOps->application.empty())
            view.gitOps += QStringLiteral(" (%1)").arg(nameText(step.gitOps->application));
        if (change::isByFleet(*step.gitOps))
            say(Tone::Attention,
                PlanWords::tr("%1 keeps this object as the fleet's is and will put the change back (%2). Change the "
                              "fleet's object, give this cluster an OverridePolicy, or suspend its policy "
                              "(spec.suspension) first.")
                    .arg(view.gitOps, engineText(core::shown(step.gitOps->evidence))));
        else
            say(Tone::Attention,
                PlanWords::tr("%1 keeps this object as its repository says and will put the change back (%2). "
                              "Change it there: Copy diff gives the patch.")
                    .arg(view.gitOps, engineText(core::shown(step.gitOps->evidence))));
    }
    for (const change::SecretRef& ref : step.secrets)
        say(Tone::Plain, PlanWords::tr("The value of %1 is read when the plan is applied: %2.")
                             .arg(nameText(ref.key), engineText(ref.text())));
    for (const std::string& warning : step.warnings)
        say(Tone::Attention, PlanWords::tr("The server warns: %1").arg(lines(warning)));
    for (const std::string& note : step.notes) say(Tone::Attention, engineText(core::shown(note, LongestSaid)));
    for (const change::Dependants& one : step.dependants) view.dependants << nameText(change::textOf(one));
    view.orphans = step.orphans;
    if (!view.dependants.isEmpty())
        say(Tone::Attention, (step.orphans ? PlanWords::tr("Leaves behind, without their owner: %1", "objects")
                                           : PlanWords::tr("Takes along: %1", "objects that go with a deleted one"))
                                 .arg(view.dependants.join(QStringLiteral(", "))));
    for (const std::string& said : {change::lostText(step), change::staysText(step)})
        if (!said.empty() && said != change::lossOf(step))
            say(Tone::Attention, engineText(core::shown(said, LongestSaid)));
    for (const std::string& open : step.notLookedFor) say(Tone::Attention, engineText(core::shown(open, LongestSaid)));
}

CheckView::State stateOf(const change::Plan& plan, const core::model::Check& check)
{
    using CheckState = core::model::Check::State;
    switch (check.state) {
    case CheckState::Passes: return CheckView::State::Passes;
    case CheckState::Unknown: return CheckView::State::Unknown;
    case CheckState::Warns:
    case CheckState::Fails: break;
    }
    if (change::isMended(plan, check)) return CheckView::State::Mended;
    return check.state == CheckState::Warns ? CheckView::State::Warns : CheckView::State::Fails;
}

} // namespace

QString aboutObject(const std::string& said)
{
    const std::size_t colon = said.find(": ");
    const std::size_t space = said.find(' ');
    const bool isNamed = colon != std::string::npos && space < colon && said.find(' ', space + 1) == colon + 1;
    if (!isNamed) return engineText(said);
    return nameText(said.substr(0, colon + 2)) + engineText(said.substr(colon + 2));
}

std::vector<CheckView> checksOf(const change::Plan& plan, const std::vector<change::Wish>& wishes)
{
    std::vector<CheckView> views;
    for (const core::model::Check& check : plan.checks) {
        CheckView view;
        view.state = stateOf(plan, check);
        view.cluster = nameText(check.cluster);
        view.text = engineText(core::shown(check.text, LongestSaid));
        view.evidence = engineText(lines(check.evidence).toStdString());
        view.remedy = engineText(lines(check.remedy).toStdString());
        for (const core::Json& fix : check.fix) view.fix += QStringLiteral("---\n") + qt(core::text::toYaml(fix));
        view.canBeAdded = !change::fixesOf(plan, wishes, check).wishes.empty();
        views.push_back(std::move(view));
    }
    return views;
}

QString stepId(const std::string& cluster, const core::model::ObjectRef& what)
{
    return qt(cluster + " " + what.group() + "/" + what.kind + " " + what.shortText());
}

StepView viewOf(const Step& step, int number)
{
    StepView view;
    view.id = view.subject = stepId(step.target.cluster, step.what);
    view.number = number;
    view.kind = step.action == Step::Action::Delete   ? StepView::Kind::Delete
                : step.action == Step::Action::Owners ? StepView::Kind::Managers
                : step.seen.isUnknown                 ? StepView::Kind::Unknown
                : step.isCreate()                     ? StepView::Kind::Create
                                                      : StepView::Kind::Change;
    if (view.kind == StepView::Kind::Managers)
        view.id += QStringLiteral(" managers"); // the object's own step has the other
    view.isUnread = step.seen.isUnknown;
    view.cluster = nameText(step.target.cluster);
    view.clusterUid = nameText(step.target.uid);
    view.object = nameText(step.what.kind + " " + step.what.shortText());
    view.name = nameText(step.what.name);
    view.what = step.what;
    view.source = step.source == "-" ? QString() : qt(step.source);
    for (const change::SecretRef& ref : step.secrets)
        if (ref.pointer.empty() && ref.from != change::SecretRef::From::Keychain)
            view.secrets << QStringLiteral("%1/%2=%3:%4")
                                .arg(view.name, nameText(ref.key),
                                     ref.from == change::SecretRef::From::File ? QStringLiteral("file")
                                                                               : QStringLiteral("env"),
                                     nameText(ref.name));
    for (const auto& one : step.diff.differences) view.fields.push_back(fieldView(one));
    for (const auto& one : step.diff.folded) view.folded.push_back(fieldView(one));
    view.managed = step.diff.managed;
    for (const auto& one : step.conflicts) view.conflicts.push_back(conflictView(one));
    tellCheck(step, view);
    if (step.refused) view.complaint = complaintOf(step.object, step.refused->causes);
    remark(step, view);
    for (const std::string& effect : step.effects) view.effects << engineText(core::shown(effect, LongestSaid));
    view.loss = engineText(change::lossOf(step));
    const change::Patch patch = change::patchOf(step);
    view.before = qt(patch.before);
    view.after = qt(patch.after);
    view.unified = qt(patch.unified);
    return view;
}

PlanView viewOf(const change::Plan& plan)
{
    PlanView view;
    view.digest = qt(change::digestOf(plan));
    view.title = nameText(plan.title);
    view.by = nameText(plan.by);
    view.undoes = qt(plan.undoes);
    view.snapshot = nameText(plan.snapshot);
    view.made = plan.made;
    view.validUntil = plan.validUntil;
    for (const Step& step : plan.steps) view.steps.push_back(viewOf(step, static_cast<int>(view.steps.size()) + 1));
    for (const std::string& one : plan.unchanged) view.unchanged << nameText(one);
    for (const std::string& one : plan.notChecked) view.notChecked << engineText(core::shown(one, LongestSaid));
    for (const std::string& one : plan.stillDiffers) view.stillDiffers << aboutObject(core::shown(one, LongestSaid));
    for (const std::string& one : plan.notUndone) view.notUndone << aboutObject(core::shown(one, LongestSaid));
    view.beyond = engineText(core::shown(change::beyondSentence(plan), LongestSaid));
    view.isReady = plan.isReady();
    return view;
}

Remark endOf(State state)
{
    switch (state) {
    case State::NotReached: return {Tone::Plain, PlanWords::tr("not reached", "a step of a plan")};
    case State::Done: return {Tone::Ok, PlanWords::tr("done", "a step of a plan")};
    case State::Failed: return {Tone::Error, PlanWords::tr("failed", "a step of a plan")};
    case State::Unknown: return {Tone::Attention, PlanWords::tr("unknown", "whether a step was done")};
    case State::Accepted: return {Tone::Attention, PlanWords::tr("accepted, and held", "a delete")};
    }
    return {};
}

void tell(const change::StepEnd& end, const core::Json& object, StepView& step)
{
    step.complaint = complaintOf(object, end.causes);
    const Remark said = endOf(end.state);
    step.endTone = said.tone;
    step.end = said.text;
    step.endWhy = sayWhy(end);
    for (const std::string& warning : end.warnings)
        step.remarks.push_back({Tone::Attention, PlanWords::tr("The server warns: %1").arg(lines(warning))});
}

AppliedView viewOf(const change::Applied& applied)
{
    using End = change::Applied::End;
    AppliedView view;
    view.digest = qt(applied.plan);
    view.all = static_cast<int>(applied.steps.size());
    view.done = static_cast<int>(applied.done());
    switch (applied.end) {
    case End::Done: view.end = AppliedView::End::Done; break;
    case End::NotReady: view.end = AppliedView::End::NotBegun; break;
    case End::Stale: view.end = AppliedView::End::Stale; break;
    case End::Failed: view.end = AppliedView::End::Failed; break;
    case End::Partly: view.end = AppliedView::End::Partly; break;
    case End::Unknown: view.end = AppliedView::End::Unknown; break;
    case End::Accepted: view.end = AppliedView::End::Accepted; break;
    case End::Stopped: view.end = AppliedView::End::Stopped; break;
    }
    for (const std::string& why : applied.why) view.why << aboutObject(why);
    for (std::size_t i = 0; i < applied.steps.size(); ++i) {
        const change::StepEnd& step = applied.steps[i];
        if (step.state == State::Done) continue;
        if (view.next == 0 && step.state != State::Accepted) view.next = static_cast<int>(i) + 1;
        if (!step.why.empty()) view.why << sayWhy(step);
    }
    return view;
}

change::Conflict::Choice choiceOf(FieldConflict::Way way)
{
    using Choice = change::Conflict::Choice;
    switch (way) {
    case FieldConflict::Way::Open: return Choice::Open;
    case FieldConflict::Way::Leave: return Choice::Leave;
    case FieldConflict::Way::TakeOver: return Choice::TakeOver;
    case FieldConflict::Way::Share: return Choice::Share;
    }
    return Choice::Open;
}

const core::settings::Connection* PlanWay::saved() const
{
    return settings.connection(connection.toStdString());
}

bool PlanWay::isReadOnly() const
{
    return readOnly || (saved() != nullptr && core::settings::isReadOnly(settings, *saved()));
}

bool PlanWay::isProduction(const QString& cluster, const QString& uid) const
{
    return saved() != nullptr && core::settings::classOf(settings, *saved(), cluster.toStdString(),
                                                         uid.toStdString()) == core::settings::Class::Production;
}

bool PlanWay::isProduction() const
{
    return saved() != nullptr && isProduction({}, qt(saved()->clusterUid));
}

int StepView::open() const
{
    return static_cast<int>(std::count_if(conflicts.begin(), conflicts.end(), [](const FieldConflict& one) {
        return one.way == FieldConflict::Way::Open;
    }));
}

int StepView::takenOver() const
{
    return static_cast<int>(std::count_if(conflicts.begin(), conflicts.end(), [](const FieldConflict& one) {
        return one.way == FieldConflict::Way::TakeOver;
    }));
}

int PlanView::count(StepView::Kind kind) const
{
    return static_cast<int>(std::count_if(steps.begin(), steps.end(),
                                          [kind](const StepView& step) { return step.wanted && step.kind == kind; }));
}

int PlanView::wanted() const
{
    return static_cast<int>(
        std::count_if(steps.begin(), steps.end(), [](const StepView& step) { return step.wanted; }));
}

int PlanView::count(CheckView::State state) const
{
    return static_cast<int>(
        std::count_if(checks.begin(), checks.end(), [state](const CheckView& check) { return check.state == state; }));
}

} // namespace ui
