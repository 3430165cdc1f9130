#include "ui/session/plan_desk.h"

#include <QMetaObject>

#include <algorithm>
#include <functional>
#include <utility>

#include "core/live/live.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_work.h"

namespace ui {

PlanDesk::PlanDesk(const QString& journal, QObject* parent)
    : QObject(parent)
    , m_work(std::make_unique<PlanWork>(journal))
    , m_reader(std::make_unique<PlanWork>(journal))
{
    m_ages.setSingleShot(true);
    connect(&m_ages, &QTimer::timeout, this, &PlanDesk::changed);
    constexpr int betweenLooksMs = 3'000; // a fleet that is alive changes twice a second
    m_looks.setSingleShot(true);
    m_looks.setInterval(betweenLooksMs);
    connect(&m_looks, &QTimer::timeout, this, &PlanDesk::look);
}

PlanDesk::~PlanDesk()
{
    m_making.request_stop();
    m_looking.request_stop();
    m_comparing.request_stop();
    m_afterThisStep.request_stop();
}

void PlanDesk::setWay(const PlanWay& way)
{
    m_way = way;
    markProduction();
    emit wayChanged();
    emit changed();
}

void PlanDesk::markProduction()
{
    if (!m_view) return;
    for (StepView& step : m_view->steps) step.isProduction = m_way.isProduction(step.cluster, step.clusterUid);
}

PlanWay PlanDesk::wayNow() const
{
    PlanWay way = m_way;
    if (m_newestFleet && !way.connection.isEmpty()) way.fleet = m_newestFleet();
    return way;
}

void PlanDesk::make(Request request)
{
    if (m_doing == Doing::Applying) return; // its plan is not to go
    const quint64 job = ++m_newest;
    m_making.request_stop();
    m_looking.request_stop(); // it would be waited for
    m_making = std::stop_source();
    m_request = std::move(request);
    m_asked.clear();
    m_doing = Doing::Planning;
    m_worker.post(
        [this, job, making = std::move(m_request.making), newer = m_making](const std::stop_token& quit) mutable {
            if (newer.stop_requested()) return;
            const std::stop_callback whenQuit(quit, [&newer] { newer.request_stop(); });
            core::Result<Draft> made = making(*m_work, newer.get_token());
            QMetaObject::invokeMethod(
                this, [this, job, made = std::move(made)] { come(job, made); }, Qt::QueuedConnection);
        });
    emit changed();
}

void PlanDesk::come(quint64 job, const core::Result<Draft>& made)
{
    if (job != m_newest) return; // late: a newer one is on its way
    m_doing = Doing::Nothing;
    if (!made) {
        for (const SecretAsk& one : m_asked) m_sources.erase({one.secret, one.key});
        m_asks = std::exchange(m_asked, {});
        if (m_request.replaces == Replaces::Plan) {
            m_isFormer = m_view.has_value();
            m_failed = m_request.repeat;
        }
        emit changed();
        emit failed(errorText(made.error()));
        lookAgain();
        return;
    }
    ++m_number;
    m_draft = *made;
    m_view = m_draft->view;
    m_choices = std::move(m_request.choices);
    m_choices.fixes = m_draft->added();
    m_planned = std::move(m_request.texts);
    m_changedTexts = changedTextsNow(); // somebody may have typed meanwhile
    m_failed = nullptr;
    markProduction();
    m_applied.reset();
    m_isStale = false;
    m_isFormer = false;
    m_changedSince.clear();
    constexpr core::Seconds longest = std::chrono::hours(24); // a plan may come from anybody
    if (!m_view->file.isEmpty()) lookAgain();                 // it may be of long ago, and of another cluster
    const auto left = m_view->validUntil - core::live::systemNow();
    m_ages.start(static_cast<int>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::clamp<core::Seconds>(left, {}, longest)).count()));
    emit changed();
}

void PlanDesk::plan(const std::vector<PlanText>& texts)
{
    if (m_doing == Doing::Applying) return;
    m_texts = texts;
    m_textChoices = std::exchange(m_kept, {});
    std::vector<SecretAsk> asks = PlanWork::secretsWanted(texts);
    bool areKnown = true;
    for (SecretAsk& one : asks) {
        const auto said = m_sources.find({one.secret, one.key});
        if (said != m_sources.end()) one = said->second;
        areKnown = areKnown && said != m_sources.end();
    }
    if (areKnown) return planWith(asks);
    m_asks = std::move(asks);
    emit changed();
}

void PlanDesk::answerSecrets(const std::vector<SecretAsk>& asks)
{
    for (const SecretAsk& one : asks) m_sources[{one.secret, one.key}] = one;
    planWith(asks);
}

void PlanDesk::cancelSecrets()
{
    m_asks.clear();
    emit changed();
}

void PlanDesk::planWith(const std::vector<SecretAsk>& secrets)
{
    m_asks.clear();
    const PlanChoices& choices = m_textChoices;
    const auto making = [way = wayNow(), texts = m_texts, secrets,
                         choices](PlanWork& work, const std::stop_token& stop) -> core::Result<Draft> {
        auto made = work.make(way, texts, secrets, stop);
        if (!made) return made;
        return work.chosen(way, *made, choices, stop); // which objects the texts speak of is known only now
    };
    make({making, [this, choices] { planTexts(choices); }, choices, m_texts});
    m_asked = secrets; // it is asked again where it did not lead to a plan
}

void PlanDesk::undo(const QString& digest)
{
    make(
        {[way = wayNow(), digest](PlanWork& work, const std::stop_token& stop) { return work.undo(way, digest, stop); },
         [this, digest] { undo(digest); }});
}

void PlanDesk::open(const QString& path)
{
    make({.making = [path](PlanWork&, const std::stop_token&) { return PlanWork::open(path); },
          .repeat = nullptr,
          .replaces = Replaces::Nothing});
}

void PlanDesk::again()
{
    if (const std::function<void()> repeat = m_failed) return repeat();
    againWith(choices(), true);
}

void PlanDesk::againWith(const PlanChoices& choices, bool fresh)
{
    if (standsElseInEditor()) return planTexts(choices);
    remake(choices, fresh);
}

void PlanDesk::formerAgain()
{
    remake(m_choices, true);
}

/// The window hands the texts over, or says in the editor what is in the way.
void PlanDesk::planTexts(const PlanChoices& choices)
{
    m_kept = choices;
    emit textsWanted();
    m_kept = {};
}

QStringList PlanDesk::changedTextsNow() const
{
    QStringList names;
    if (m_planned.empty() || !m_textsNow) return names;
    const std::vector<PlanText> now = m_textsNow();
    for (const PlanText& was : m_planned)
        for (const PlanText& is : now) // one whose tab was closed says nothing else
            if (is.id == was.id && is.text != was.text) names << is.name;
    return names;
}

/// Whether to plan the editor's texts would be to plan others than those of this plan.
bool PlanDesk::standsElseInEditor() const
{
    if (m_planned.empty() || !m_textsNow) return false;
    std::vector<PlanText> now = m_textsNow();
    std::erase_if(now, [](const PlanText& text) { return text.text.trimmed().isEmpty(); });
    if (now.empty()) return !m_changedTexts.isEmpty(); // all are closed: what was planned is what there is
    return !std::is_permutation(now.begin(), now.end(), m_planned.begin(), m_planned.end());
}

void PlanDesk::lookAtTexts()
{
    QStringList names = changedTextsNow();
    if (names == m_changedTexts) return;
    m_changedTexts = std::move(names);
    emit changed();
    lookAgain(); // it was not looked at while it was spent
}

void PlanDesk::remake(PlanChoices choices, bool fresh)
{
    if (!m_draft) return;
    const auto making = [way = wayNow(), draft = m_draft, choices, fresh](PlanWork& work, const std::stop_token& stop) {
        return work.again(way, *draft, choices, fresh, stop);
    };
    make({making, [this, choices, fresh] { againWith(choices, fresh); }, choices, m_planned});
}

void PlanDesk::addFix(int check)
{
    if (!m_draft) return;
    const std::optional<std::size_t> which = check < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(check));
    const auto making = [way = wayNow(), draft = m_draft, now = choices(), which](PlanWork& work,
                                                                                  const std::stop_token& stop) {
        return work.again(way, *PlanWork::withFixes(*draft, which), now, false, stop);
    };
    const auto repeat = [this, check] {
        if (standsElseInEditor()) return planTexts(m_choices); // the check was of another text
        addFix(check);
    };
    make({making, repeat, choices(), m_planned});
}

void PlanDesk::onceMore(const QString& digest)
{
    make({[way = wayNow(), digest](PlanWork& work, const std::stop_token& stop) {
              return work.onceMore(way, digest, stop);
          },
          [this, digest] { onceMore(digest); }});
}

void PlanDesk::compare(const PlanText& text)
{
    stopComparing();
    m_looking.request_stop(); // it would be waited for
    m_comparing = std::stop_source();
    m_worker.post([this, way = m_way, text, comparing = m_comparing](const std::stop_token& quit) mutable {
        if (comparing.stop_requested()) return;
        const std::stop_callback whenQuit(quit, [&comparing] { comparing.request_stop(); });
        core::Result<PlanView> made = m_work->compare(way, text, comparing.get_token());
        QMetaObject::invokeMethod(
            this,
            [this, comparing, made = std::move(made)] {
                if (comparing.stop_requested()) return; // nobody waits for it any more
                if (made)
                    emit compared(*made);
                else
                    emit notCompared(errorText(made.error()));
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::stopComparing()
{
    m_comparing.request_stop();
}

void PlanDesk::lookAgain()
{
    if (m_view && !m_looks.isActive()) m_looks.start();
}

void PlanDesk::look()
{
    const bool isOfThis = m_view && (m_view->connection.isEmpty() || m_view->connection == m_way.connection);
    if (!isOfThis || m_way.connection.isEmpty() || m_doing != Doing::Nothing || isSpent() || m_isLooking) return;
    m_isLooking = true;
    m_looking = std::stop_source();
    m_worker.post([this, way = m_way, draft = m_draft, looking = m_looking](const std::stop_token& quit) mutable {
        const std::stop_callback whenQuit(quit, [&looking] { looking.request_stop(); });
        QStringList said;
        if (!looking.stop_requested()) said = m_work->changedSince(way, *draft, looking.get_token());
        QMetaObject::invokeMethod(
            this,
            [this, draft, said, isWhole = !looking.stop_requested()] {
                m_isLooking = false;
                if (m_draft != draft || m_applied || !isWhole || said == m_changedSince) return;
                m_changedSince = said;
                m_isStale = !said.isEmpty();
                emit changed();
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::setWanted(const QString& step, bool wanted)
{
    PlanChoices now = choices();
    QString subject = step;
    if (m_draft)
        for (const StepView& one : m_draft->view.steps)
            if (one.id == step) subject = one.subject;
    if (wanted)
        now.leftOut.erase(subject);
    else
        now.leftOut.insert(subject);
    remake(std::move(now), false);
}

void PlanDesk::decide(const QString& step, const QString& field, FieldConflict::Way way)
{
    PlanChoices now = choices();
    now.ways[step][field] = way;
    remake(std::move(now), false);
}

void PlanDesk::save(const QString& path)
{
    if (!m_draft) return;
    m_worker.post([this, path, draft = m_draft](const std::stop_token&) {
        const core::Result<void> done = PlanWork::save(*draft, path);
        QMetaObject::invokeMethod(
            this,
            [this, path, draft, done] {
                if (done && m_view && m_draft == draft) m_view->file = path;
                if (done)
                    emit saved(path);
                else
                    emit failed(errorText(done.error()));
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::apply(const ApplyWish& wish)
{
    if (m_doing != Doing::Nothing || !m_view || isSpent()) return;
    m_doing = Doing::Applying;
    m_looking.request_stop();
    m_applied.reset();
    m_afterThisStep = std::stop_source();
    const auto progress = [this](int step, const Remark& said) {
        QMetaObject::invokeMethod(
            this,
            [this, step, said] {
                if (!m_view || m_doing != Doing::Applying) return;
                for (StepView& one : m_view->steps)
                    if (one.number == step + 1) {
                        one.endTone = said.tone;
                        one.end = said.text;
                    }
                emit changed();
            },
            Qt::QueuedConnection);
    };
    m_worker.post([this, way = wayNow(), draft = m_draft, wish, progress,
                   after = m_afterThisStep.get_token()](const std::stop_token& quit) {
        core::Result<PlanWork::Ended> ended = m_work->apply(way, *draft, wish, progress, after, quit);
        QMetaObject::invokeMethod(
            this,
            [this, ended = std::move(ended)] {
                m_doing = Doing::Nothing;
                if (ended) {
                    m_applied = ended->applied;
                    m_isStale = m_applied->end == AppliedView::End::Stale;
                    m_view->steps = ended->steps;
                    markProduction();
                }
                emit changed();
                if (!ended) emit failed(errorText(ended.error()));
                emit this->ended();
                readHistory();
            },
            Qt::QueuedConnection);
    });
    emit changed();
}

void PlanDesk::stop()
{
    if (m_doing == Doing::Applying) {
        m_afterThisStep.request_stop();
        emit changed();
    } else if (m_doing == Doing::Planning) {
        ++m_newest;
        m_making.request_stop();
        m_doing = Doing::Nothing;
        emit changed();
    }
}

bool PlanDesk::isSpent() const
{
    // One that stands in a file may have waited for somebody else's yes; that the cluster is as it saw it is looked at in any case.
    if (m_isStale || m_isFormer || !m_changedTexts.isEmpty() || (isOld() && m_view->file.isEmpty())) return true;
    return m_applied && m_applied->end != AppliedView::End::NotBegun;
}

bool PlanDesk::isOld() const
{
    return m_view && core::live::systemNow() >= m_view->validUntil;
}

void PlanDesk::readHistory()
{
    m_readWorker.post([this](const std::stop_token&) {
        core::Result<HistoryView> read = m_reader->history();
        QMetaObject::invokeMethod(
            this,
            [this, read = std::move(read)] {
                if (!read) {
                    emit historyFailed(errorText(read.error()));
                    return;
                }
                m_history = *read;
                emit historyChanged();
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::readDetails(const QString& digest)
{
    m_readWorker.post([this, digest](const std::stop_token&) {
        core::Result<HistoryDetails> read = m_reader->details(digest);
        QMetaObject::invokeMethod(
            this,
            [this, read = std::move(read)] {
                if (read)
                    emit detailsCame(*read);
                else
                    emit historyFailed(errorText(read.error()));
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::exportPlan(const QString& digest, bool asRecord, const QString& path)
{
    m_readWorker.post([this, digest, asRecord, path](const std::stop_token&) {
        const core::Result<void> done =
            m_reader->exportPlan(digest, asRecord ? PlanWork::Export::Record : PlanWork::Export::Plan, path);
        QMetaObject::invokeMethod(
            this,
            [this, path, done] {
                if (done)
                    emit exported(path);
                else
                    emit historyFailed(errorText(done.error()));
            },
            Qt::QueuedConnection);
    });
}

void PlanDesk::settle()
{
    m_worker.post([this, way = m_way](const std::stop_token& quit) {
        core::Result<QStringList> done = m_work->settle(way, quit);
        QMetaObject::invokeMethod(
            this,
            [this, done = std::move(done)] {
                if (done)
                    emit settled(*done);
                else
                    emit historyFailed(errorText(done.error()));
                readHistory();
            },
            Qt::QueuedConnection);
    });
}

} // namespace ui
