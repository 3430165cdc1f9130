#include "ui/session/plan_work.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>

#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/change/apply.h"
#include "core/change/outline.h"
#include "core/change/undo.h"
#include "core/change/wishes.h"
#include "core/live/live.h"
#include "core/preview/effects.h"
#include "ui/session/plan_words.h"
#include "ui/session/text.h"

namespace ui {

namespace change = core::change;
using core::Fault;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ui::Plan)
};

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

std::set<std::string> clustersOf(const PlanDraft& draft)
{
    std::set<std::string> names;
    for (const change::Wish& wish : draft.wishes) names.insert(wish.cluster);
    return names;
}

std::shared_ptr<PlanDraft> draftOf(change::Plan plan, std::vector<change::Wish> wishes, const PlanWay& way)
{
    auto draft = std::make_shared<PlanDraft>();
    draft->view = viewOf(plan);
    draft->view.connection = way.connection;
    draft->plan = std::move(plan);
    draft->wishes = std::move(wishes);
    return draft;
}

/// Those that are left out, each behind the step that it stood behind.
void putBackLeftOut(const std::vector<StepView>& before, const std::set<QString>& leftOut, std::vector<StepView>& steps)
{
    QString behind;
    for (const StepView& step : before) {
        if (leftOut.count(step.id) > 0) {
            StepView left = step;
            left.wanted = false;
            left.number = 0;
            auto at = std::find_if(steps.begin(), steps.end(), [&](const StepView& one) { return one.id == behind; });
            if (at != steps.end()) ++at;
            steps.insert(behind.isEmpty() ? steps.begin() : at, std::move(left));
        }
        behind = step.id;
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

} // namespace

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

core::Result<PlanDraftPtr> PlanWork::make(const PlanWay& way, const std::vector<PlanText>& texts,
                                          const std::stop_token& stop)
{
    const auto open = m_clusters.open(way, {}, true, stop);
    if (!open) return tl::unexpected(open.error());
    auto wishes = wishesOf(texts, open->preferred);
    if (!wishes) return tl::unexpected(wishes.error());
    auto plan = change::makePlan(*wishes, open->apis, optionsOf(*open, titleOf(*wishes)));
    if (!plan) return tl::unexpected(plan.error());
    change::put(*plan, effectsOf(*plan, way, *open, stop));
    return draftOf(std::move(*plan), std::move(*wishes), way);
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
    change::put(*plan, effectsOf(*plan, way, *open, stop));
    auto wishes = wishesOf(*plan);
    return draftOf(std::move(*plan), std::move(wishes), way);
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
    const auto open = m_clusters.open(way, clustersOf(draft), fresh, stop);
    if (!open) return tl::unexpected(open.error());
    std::vector<change::Wish> wanted;
    for (const change::Wish& wish : draft.wishes) {
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
    auto plan = change::makePlan(wanted, open->apis, optionsOf(*open, draft.plan.title));
    if (!plan) return tl::unexpected(plan.error());
    plan->undoes = draft.plan.undoes;
    plan->notUndone = draft.plan.notUndone;
    change::put(*plan, effectsOf(*plan, way, *open, stop));
    auto made = draftOf(std::move(*plan), draft.wishes, way);
    putBackLeftOut(draft.view.steps, choices.leftOut, made->view.steps);
    return made;
}

core::Result<void> PlanWork::save(const PlanDraft& draft, const QString& path)
{
    const int number = core::replaceFile(path.toStdString(), change::toText(draft.plan));
    if (number == 0) return {};
    return core::failure(Fault::Denied, std::string("It cannot be written: ") + std::strerror(number) + ".",
                         core::shown(path.toStdString()));
}

core::Result<PlanWork::Ended> PlanWork::apply(const PlanWay& way, const PlanDraft& draft, const ApplyWish& wish,
                                              const std::function<void(int, Remark)>& progress,
                                              const std::stop_token& afterThisStep, const std::stop_token& quit)
{
    const auto kept = journal();
    if (!kept) return tl::unexpected(kept.error());
    const auto open = m_clusters.open(way, clustersOf(draft), false, quit);
    if (!open) return tl::unexpected(open.error());
    if (open->isReadOnly)
        return core::failure(Fault::Denied, "The connection is saved as read-only.",
                             core::shown(way.connection.toStdString()));
    using State = change::Entry::State;
    using End = change::StepEnd::State;
    change::ApplyPlanOptions options;
    options.who = change::whoAmI();
    options.now = core::live::systemNow;
    options.overGitOps = wish.overGitOps;
    options.unchecked = wish.unchecked;
    options.stop = afterThisStep;
    options.predict = [&](const change::Plan& plan) { return effectsOf(plan, way, *open, quit); };
    options.progress = [&](std::size_t step, State state) {
        const End end = state == State::Done ? End::Done : state == State::Failed ? End::Failed : End::Unknown;
        progress(static_cast<int>(step),
                 state == State::Intent ? Remark{theme::Tone::Progress, Words::tr("is being applied")} : endOf(end));
    };
    const auto applied = change::applyPlan(draft.plan, open->apis, **kept, options);
    if (!applied) return tl::unexpected(applied.error());
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
