#include "ui/session/plan_work.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/change/apply.h"
#include "core/change/fields.h"
#include "core/change/outline.h"
#include "core/change/undo.h"
#include "core/change/wishes.h"
#include "core/live/live.h"
#include "core/live/lookup.h"
#include "core/preflight/of_changes.h"
#include "core/preview/effects.h"
#include "core/text/told.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_words.h"
#include "ui/session/text.h"

namespace ui {

namespace change = core::change;
using core::Fault;

namespace {

class PlanWorkWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Plan)
};

/// Of objects that are not there: whether their namespace is, or comes with the text.
void lookForNamespaces(const change::Plan& plan, change::Api& api, PlanView& view)
{
    std::map<std::string, bool> known; // whether it is missing; all steps are of one cluster
    for (const change::Step& step : plan.steps)
        if (step.what.kind == "Namespace") known[step.what.name] = false;
    for (StepView& step : view.steps) {
        if (step.kind != StepView::Kind::Create || step.what.ns.empty()) continue;
        const auto [at, isNew] = known.emplace(step.what.ns, false);
        if (isNew) {
            const auto got = api.get({"v1", "Namespace", "", step.what.ns});
            at->second = !got && got.error().code == 404;
        }
        if (at->second) step.lacksNamespace = qt(core::shown(step.what.ns));
    }
}

/// One wish an object of the texts. @errors Malformed: a text cannot be read (where: its line)
core::Result<std::vector<change::Wish>> wishesOf(const std::vector<PlanText>& texts, const std::string& cluster)
{
    std::vector<change::Wish> wishes;
    for (const PlanText& text : texts) {
        const core::text::File file = core::text::parse(text.text.toStdString());
        for (const core::text::Problem& problem : file.problems)
            if (problem.severity == core::text::Severity::Error)
                return core::failure(Fault::Malformed, problem.what,
                                     text.name.toStdString() + ":" + std::to_string(problem.span.start.line));
        for (std::size_t i = 0; i < file.documents.size(); ++i)
            change::addWishes(wishes, file.documents[i], {cluster, text.path.toStdString(), i});
    }
    if (wishes.empty()) return core::failure(Fault::NotFound, "There is no object in the texts.");
    return wishes;
}

/// What the server's schemas do not know of the texts: "deploy.yaml:7:5: …", one a line.
QStringList fieldFaultsOf(const std::vector<PlanText>& texts, change::Api& api)
{
    QStringList said;
    for (const PlanText& text : texts) {
        const core::text::File file = core::text::parse(text.text.toStdString());
        for (const core::text::Document& document : file.documents)
            for (const core::model::Issue& issue : change::fieldFaults(document.value(), {}, api)) {
                const core::text::Place place = core::text::toldSpan(document, issue.path).start;
                said << QStringLiteral("%1:%2:%3: %4 %5")
                            .arg(text.name)
                            .arg(place.line)
                            .arg(place.column)
                            .arg(engineText(issue.what), engineText(issue.fix))
                            .trimmed();
            }
    }
    return said;
}

/// "demo-policy + qwen3-8b", of what is wished for.
std::string titleOf(const std::vector<change::Wish>& wishes)
{
    constexpr std::size_t most = 2;
    std::vector<std::string> names;
    for (const change::Wish& wish : wishes) {
        std::string name = core::model::refOf(wish.object).name;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    std::string title;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) title += (i == 0 ? "" : " + ") + names[i];
    if (names.size() > most) title += " + " + std::to_string(names.size() - most);
    return title;
}

change::MakeOptions optionsOf(const PlanClusters::Open& open, std::string title)
{
    change::MakeOptions options;
    options.made = core::live::systemNow();
    options.by = change::whoAmI();
    options.title = std::move(title);
    options.nameSpace = open.nameSpace;
    options.local = open.isReadOnly;
    return options;
}

std::vector<change::Wish> wishesOf(const change::Plan& plan)
{
    std::vector<change::Wish> wishes;
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        if (!change::isPreparation(plan, i)) wishes.push_back(change::wishOf(plan.steps[i]));
    return wishes;
}

/// What the plan would bring about, on the fleet as the window has it.
core::Result<core::model::ChangeEffects> effectsOf(const change::Plan& plan, const PlanWay& way,
                                                   const PlanClusters::Open& open, const std::stop_token& stop)
{
    const auto control = open.apis.find(open.preferred);
    if (!way.fleet || control == open.apis.end()) return change::withoutFleet();
    return core::preview::effectsOf(change::changesOf(plan, control->second->target()), way.fleet, stop);
}

constexpr std::chrono::seconds checkPatience{5}; ///< for a cluster to be reached, and once more for its answers

std::set<std::string> clustersOf(const PlanDraft& draft)
{
    std::set<std::string> names;
    for (const change::Wish& wish : draft.wishes) names.insert(wish.cluster);
    return names;
}

/// The wishes in the clusters that the plan was made for, by the names that these have now.
core::Result<std::vector<change::Wish>> renamed(const PlanDraft& draft, const change::Apis& apis)
{
    std::map<std::string, std::string> names;
    for (const change::Step& step : draft.plan.steps) {
        const change::Api* api = change::apiOf(apis, step.target);
        if (api == nullptr)
            return core::failure(apis.contains(step.target.cluster) ? Fault::Conflict : Fault::Unavailable,
                                 change::whyNone(apis, step.target), core::shown(step.target.cluster));
        names[step.target.cluster] = api->target().cluster;
    }
    std::vector<change::Wish> wishes = draft.wishes;
    for (change::Wish& wish : wishes)
        if (const auto name = names.find(wish.cluster); name != names.end()) wish.cluster = name->second;
    return wishes;
}

std::shared_ptr<PlanDraft> draftOf(change::Plan plan, std::vector<change::Wish> wishes, const PlanWay& way,
                                   const std::string& readOnlyBy = {})
{
    // Who reads it from a file goes the same way. One that is only looked at keeps what it says.
    if (!way.connection.isEmpty()) plan.connection = way.connection.toStdString();
    auto draft = std::make_shared<PlanDraft>();
    draft->view = viewOf(plan);
    draft->view.connection = way.connection;
    draft->view.readOnlyBy = qt(core::shown(readOnlyBy));
    draft->view.checks = checksOf(plan, wishes);
    draft->plan = std::move(plan);
    draft->wishes = std::move(wishes);
    return draft;
}

/// Those that are left out, each behind the nearest step that it stood behind and that is still there.
void putBackLeftOut(const std::vector<StepView>& before, const std::set<QString>& leftOut, std::vector<StepView>& steps)
{
    const auto placeOf = [&](const QString& id) {
        return std::find_if(steps.begin(), steps.end(), [&](const StepView& one) { return one.id == id; });
    };
    auto behind = steps.begin();
    for (const StepView& step : before) {
        if (leftOut.count(step.subject) > 0 && placeOf(step.id) == steps.end()) {
            StepView left = step;
            left.wanted = false;
            left.number = 0;
            behind = steps.insert(behind, std::move(left));
            ++behind;
        } else if (const auto at = placeOf(step.id); at != steps.end()) {
            behind = at + 1;
        }
    }
}

core::Result<std::string> readPlanFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return core::failure(QFileInfo::exists(path) ? Fault::Denied : Fault::NotFound, "The plan cannot be read.",
                             core::shown(path.toStdString()));
    return file.read(static_cast<qint64>(change::LargestPlan) + 1).toStdString();
}

core::Result<void> writeFile(const QString& path, const std::string& text)
{
    const int number = core::replaceFile(path.toStdString(), text);
    if (number == 0) return {};
    return core::failure(Fault::Denied, std::string("It cannot be written: ") + std::strerror(number) + ".",
                         core::shown(path.toStdString()));
}

} // namespace

core::Result<void> PlanWork::exportPlan(const QString& digest, Export what, const QString& path)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    if (what == Export::Record) {
        const auto record = change::recordOf(**kept, digest.toStdString());
        return record ? writeFile(path, record->dump(2) + "\n") : tl::unexpected(record.error());
    }
    const auto plan = change::planOf(**kept, digest.toStdString());
    return plan ? writeFile(path, change::toText(*plan)) : tl::unexpected(plan.error());
}

core::Result<change::Journal*> PlanWork::journal()
{
    if (m_journal) return &*m_journal;
    if (m_journalPath.isEmpty())
        return core::failure(Fault::NotFound, "There is no place for the journal. Set XDG_STATE_HOME, or HOME.");
    auto opened = change::Journal::open(m_journalPath.toStdString());
    if (!opened) return tl::unexpected(opened.error());
    m_journal.emplace(std::move(*opened));
    return &*m_journal;
}

/// The clusters that a plan was made for may have other names here: then all are asked who they are.
core::Result<PlanClusters::Open> PlanWork::openFor(const PlanWay& way, const change::Plan& plan,
                                                   const std::set<std::string>& names, bool fresh,
                                                   const std::stop_token& stop)
{
    auto open = m_clusters.open(way, names, fresh, stop);
    if (!open) return open;
    const bool found = std::all_of(plan.steps.begin(), plan.steps.end(), [&](const change::Step& step) {
        return change::apiOf(open->apis, step.target) != nullptr;
    });
    if (found) return open;
    std::set<std::string> all = names;
    for (const core::live::Reached& one : m_clusters.reached({}, {}, stop)) all.insert(one.name);
    return m_clusters.open(way, all, false, stop);
}

/// What it would bring about, and what the clusters lack for it.
void PlanWork::foresee(change::Plan& plan, const PlanWay& way, const PlanClusters::Open& open,
                       const std::stop_token& stop)
{
    change::put(plan, effectsOf(plan, way, open, stop));
    const auto control = open.apis.find(open.preferred);
    if (!way.fleet || control == open.apis.end()) return;
    const auto ask = [&](const std::vector<core::model::LookupAt>& lookups) {
        std::set<std::string> names;
        for (const core::model::LookupAt& one : lookups)
            if (!one.cluster.empty()) names.insert(one.cluster);
        return core::live::lookUp(m_clusters.reached(names, checkPatience, stop), lookups, checkPatience, stop);
    };
    core::preflight::OfChanges found =
        core::preflight::checksOf(change::changesOf(plan, control->second->target()), way.fleet, ask, stop);
    plan.checks = std::move(found.checks);
    plan.notChecked = std::move(found.open);
}

std::vector<SecretAsk> PlanWork::secretsWanted(const std::vector<PlanText>& texts)
{
    std::vector<SecretAsk> asks;
    const auto wishes = wishesOf(texts, {});
    if (!wishes) return asks; // what is wrong with the texts is said when the plan is made
    for (const change::WantedSecret& one : change::secretsWanted(*wishes))
        asks.push_back({qt(one.secret.name), qt(one.key), {}, {}});
    return asks;
}

core::Result<PlanDraftPtr> PlanWork::make(const PlanWay& way, const std::vector<PlanText>& texts,
                                          const std::vector<SecretAsk>& secrets, const std::stop_token& stop)
{
    const auto open = m_clusters.open(way, {}, true, stop);
    if (!open) return tl::unexpected(open.error());
    auto wishes = wishesOf(texts, open->preferred);
    if (!wishes) return tl::unexpected(wishes.error());
    for (change::Wish& wish : *wishes)
        for (const SecretAsk& one : secrets)
            if (change::isSecret(wish.object) && core::model::refOf(wish.object).name == one.secret.toStdString())
                wish.secrets.push_back({.key = one.key.toStdString(),
                                        .from = one.from == SecretAsk::From::File
                                                    ? change::SecretRef::From::File
                                                    : change::SecretRef::From::Environment,
                                        .name = one.name.toStdString(),
                                        .pointer = {},
                                        .digest = {}});
    QStringList faults = fieldFaultsOf(texts, *open->apis.at(open->preferred));
    auto plan = change::makePlan(*wishes, open->apis, optionsOf(*open, titleOf(*wishes)));
    if (!plan) return tl::unexpected(plan.error());
    foresee(*plan, way, *open, stop);
    auto made = draftOf(std::move(*plan), std::move(*wishes), way, open->readOnlyBy);
    made->view.fieldFaults = std::move(faults);
    return made;
}

core::Result<PlanView> PlanWork::compare(const PlanWay& way, const PlanText& text, const std::stop_token& stop)
{
    auto wishes = wishesOf({text}, {});
    if (!wishes) return tl::unexpected(wishes.error());
    const auto open = m_clusters.open(way, {}, true, stop);
    if (!open) return tl::unexpected(open.error());
    QStringList left;
    std::erase_if(*wishes, [&](const change::Wish& wish) { // their values would have to be asked for
        if (change::secretsWanted({wish}).empty()) return false;
        const core::model::ObjectRef what = core::model::refOf(wish.object);
        left << PlanWorkWords::tr("%1 is not compared: its values stand in no file. Save the text, and compare again.")
                    .arg(qt(core::shown(what.kind + " " + what.shortText())));
        return true;
    });
    for (change::Wish& wish : *wishes) wish.cluster = open->preferred;
    change::MakeOptions options = optionsOf(*open, {});
    options.local = true;
    const auto plan = change::makePlan(*wishes, open->apis, options);
    if (!plan) return tl::unexpected(plan.error());
    PlanView view = viewOf(*plan);
    lookForNamespaces(*plan, *open->apis.at(open->preferred), view);
    view.connection = way.connection;
    view.notChecked = std::move(left);
    return view;
}

core::Result<PlanDraftPtr> PlanWork::undo(const PlanWay& way, const QString& digest, const std::stop_token& stop)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    const auto entries = (*kept)->entries(digest.toStdString());
    if (!entries) return tl::unexpected(entries.error());
    std::set<std::string> names;
    for (const auto& [step, record] : change::recordsOf(*entries))
        if (record.intent) names.insert(record.intent->body.value("cluster", std::string()));
    const auto open = m_clusters.open(way, names, true, stop);
    if (!open) return tl::unexpected(open.error());
    auto plan = change::undoPlan(**kept, digest.toStdString(), open->apis,
                                 optionsOf(*open, "undo of " + digest.left(12).toStdString()));
    if (!plan) return tl::unexpected(plan.error());
    foresee(*plan, way, *open, stop);
    auto wishes = wishesOf(*plan);
    return draftOf(std::move(*plan), std::move(wishes), way, open->readOnlyBy);
}

core::Result<PlanDraftPtr> PlanWork::open(const QString& path)
{
    const auto bytes = readPlanFile(path);
    if (!bytes) return tl::unexpected(bytes.error());
    auto plan = change::readPlan(*bytes);
    if (!plan) {
        core::Error error = plan.error();
        error.where = core::shown(path.toStdString()) + (error.where.empty() ? "" : " " + error.where);
        return tl::unexpected(error);
    }
    auto wishes = wishesOf(*plan);
    auto draft = draftOf(std::move(*plan), std::move(wishes), {});
    draft->view.file = path;
    return draft;
}

core::Result<PlanDraftPtr> PlanWork::again(const PlanWay& way, const PlanDraft& draft, const PlanChoices& choices,
                                           bool fresh, const std::stop_token& stop)
{
    const auto open = openFor(way, draft.plan, clustersOf(draft), fresh, stop);
    if (!open) return tl::unexpected(open.error());
    auto wishes = renamed(draft, open->apis);
    if (!wishes) return tl::unexpected(wishes.error());
    std::vector<change::Wish> wanted;
    for (const change::Wish& wish : *wishes) {
        const auto api = open->apis.find(wish.cluster);
        if (api == open->apis.end())
            return core::failure(Fault::Unavailable, "The cluster is not reached.", core::shown(wish.cluster));
        const QString id = stepId(wish.cluster, change::whatOf(wish, *api->second, open->nameSpace));
        if (choices.leftOut.count(id) > 0) continue;
        wanted.push_back(wish);
        if (const auto ways = choices.ways.find(id); ways != choices.ways.end())
            for (const auto& [field, chosen] : ways->second)
                wanted.back().decisions.push_back({field.toStdString(), choiceOf(chosen)});
    }
    change::MakeOptions options = optionsOf(*open, draft.plan.title);
    options.undoes = draft.plan.undoes;
    auto plan = change::makePlan(wanted, open->apis, options);
    if (!plan) return tl::unexpected(plan.error());
    // What stays by a decision is said anew; the rest is as it was.
    plan->notUndoable = draft.plan.notUndoable;
    const auto& before = draft.plan.notUndone;
    plan->notUndone.insert(plan->notUndone.begin(), before.begin(),
                           before.begin() + static_cast<std::ptrdiff_t>(plan->notUndoable));
    foresee(*plan, way, *open, stop);
    auto made = draftOf(std::move(*plan), std::move(*wishes), way, open->readOnlyBy);
    made->fixes = draft.fixes;
    made->view.fieldFaults = draft.view.fieldFaults;
    putBackLeftOut(draft.view.steps, choices.leftOut, made->view.steps);
    return made;
}

core::Result<PlanDraftPtr> PlanWork::onceMore(const PlanWay& way, const QString& digest, const std::stop_token& stop)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    auto plan = change::planOf(**kept, digest.toStdString());
    if (!plan) return tl::unexpected(plan.error());
    plan->undoes.clear(); // what it does is wanted once more, whatever it was for
    plan->notUndone.clear();
    plan->notUndoable = 0;
    auto wishes = wishesOf(*plan);
    return again(way, *draftOf(std::move(*plan), std::move(wishes), way), {}, true, stop);
}

QStringList PlanWork::changedSince(const PlanWay& way, const PlanDraft& draft, const std::stop_token& stop)
{
    const auto open = openFor(way, draft.plan, clustersOf(draft), false, stop);
    QStringList said;
    if (!open) return said;
    for (const std::string& why : change::changedSince(draft.plan, open->apis, stop)) said << aboutObject(why);
    return said;
}

core::Result<void> PlanWork::save(const PlanDraft& draft, const QString& path)
{
    return writeFile(path, change::toText(draft.plan));
}

core::Result<PlanWork::Ended> PlanWork::apply(const PlanWay& way, const PlanDraft& draft, const ApplyWish& wish,
                                              const std::function<void(int, Remark)>& progress,
                                              const std::stop_token& afterThisStep, const std::stop_token& quit)
{
    std::set<std::size_t> begun;
    const auto tellOthers = [&](const Remark& said) {
        for (std::size_t i = 0; i < draft.plan.steps.size(); ++i)
            if (!begun.contains(i)) progress(static_cast<int>(i), said);
    };
    const auto fail = [&](const core::Error& error) {
        tellOthers({}); // they stand as they were
        return tl::unexpected(error);
    };
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    // Servers may take long to say how they stand; until then nothing has been written.
    tellOthers({theme::Tone::Progress, PlanWorkWords::tr("waits for the server")});
    const auto open = openFor(way, draft.plan, clustersOf(draft), false, quit);
    if (!open) return fail(open.error());
    if (open->isReadOnly) {
        const std::string by = open->readOnlyBy.empty() ? way.connection.toStdString() : open->readOnlyBy;
        return fail({Fault::Denied, "The connection is saved as read-only.", core::shown(by)});
    }
    using State = change::Entry::State;
    change::ApplyPlanOptions options;
    options.who = change::whoAmI();
    options.now = core::live::systemNow;
    options.overGitOps = wish.overGitOps;
    options.unchecked = wish.unchecked;
    options.stop = afterThisStep;
    options.predict = [&](const change::Plan& plan) { return effectsOf(plan, way, *open, quit); };
    options.progress = [&](std::size_t step, State state) {
        begun.insert(step);
        progress(static_cast<int>(step), state == State::Intent
                                             ? Remark{theme::Tone::Progress, PlanWorkWords::tr("is being applied")}
                                             : endOf(change::stateOf(state)));
    };
    const auto applied = change::applyPlan(draft.plan, open->apis, **kept, options);
    if (!applied) return fail(applied.error());
    Ended ended{viewOf(*applied), draft.view.steps};
    const bool isBegun =
        ended.applied.end != AppliedView::End::NotBegun && ended.applied.end != AppliedView::End::Stale;
    for (StepView& step : ended.steps) {
        if (step.number == 0 || !isBegun) continue;
        const auto at = static_cast<std::size_t>(step.number) - 1;
        tell(applied->steps[at], draft.plan.steps[at].object, step);
    }
    return ended;
}

} // namespace ui
