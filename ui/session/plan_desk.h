#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "ui/session/history_view.h"
#include "ui/session/plan_view.h"
#include "ui/session/worker.h"

namespace ui {

class PlanWork;
struct PlanDraft;

/// The plan that is being looked at, and the journal: made, changed, saved, applied, undone on a thread of its own. Every call returns
/// at once; signals tell what came of it. Of wishes for a plan the newest wins.
class PlanDesk final : public QObject {
    Q_OBJECT
public:
    enum class Doing { Nothing, Planning, Applying };

    /// @param journal  its file; empty: nothing can be applied
    explicit PlanDesk(const QString& journal, QObject* parent = nullptr);
    ~PlanDesk() override;

    /// What plans are made on from now on.
    void setWay(const PlanWay& way);
    [[nodiscard]] const PlanWay& way() const { return m_way; }
    /// What stands in the editor, when it is wanted; every open text, empty ones among them.
    void setTexts(std::function<std::vector<PlanText>()> now) { m_textsNow = std::move(now); }
    /// They may be others by now.
    void lookAtTexts();
    /// Where the newest snapshot of that fleet is to be had, when it is wanted.
    void setFleet(std::function<core::snapshot::FleetPtr()> newest) { m_newestFleet = std::move(newest); }

    /// Where the texts lack values of Secrets, it is asked first where they are to be had (secretAsks).
    void plan(const std::vector<PlanText>& texts);
    /// What has to be said before the plan is made; empty: nothing.
    [[nodiscard]] const std::vector<SecretAsk>& secretAsks() const { return m_asks; }
    void answerSecrets(const std::vector<SecretAsk>& asks);
    void cancelSecrets();
    void undo(const QString& digest);
    void open(const QString& path);
    /// What was asked for last, from how the clusters and the texts of the editor are now; what was chosen stays.
    void again();
    void formerAgain();                   ///< the plan that is looked at, although another was asked for and failed
    void addFix(int check);               ///< of PlanView::checks, as steps of the plan; -1: all that can be added
    void onceMore(const QString& digest); ///< a plan of the journal, as a new one
    /// The objects of a text beside those that are there: compared() or notCompared() tells. The plan stays what it is.
    void compare(const PlanText& text);
    void stopComparing();
    /// The fleet may have changed: what the plan was made on is looked at again, soon, and not more often than is worth it.
    void lookAgain();
    void setWanted(const QString& step, bool wanted);
    void decide(const QString& step, const QString& field, FieldConflict::Way way);
    void save(const QString& path);
    void apply(const ApplyWish& wish);
    void stop(); ///< after the step that is under way; while a plan is made, at once

    [[nodiscard]] const std::optional<PlanView>& view() const { return m_view; }
    [[nodiscard]] const std::optional<AppliedView>& applied() const { return m_applied; }
    [[nodiscard]] quint64 number() const { return m_number; } ///< another one for each plan that came
    [[nodiscard]] Doing doing() const { return m_doing; }
    [[nodiscard]] bool isStopping() const { return m_doing == Doing::Applying && m_afterThisStep.stop_requested(); }
    /// The plan has to be made again before it can be applied: it was applied, the cluster is another by now, it is too old, or
    /// another was wanted.
    [[nodiscard]] bool isSpent() const;
    /// A plan that was to come in its place could not be made: it can be read, and is not what was asked for.
    [[nodiscard]] bool isFormer() const { return m_isFormer; }
    /// There is a request that failed, and again() repeats it.
    [[nodiscard]] bool hasFailed() const { return m_failed != nullptr; }
    /// Texts of the editor that the plan was made of and that say something else by now: their names.
    [[nodiscard]] const QStringList& changedTexts() const { return m_changedTexts; }
    /// What the clusters have changed of its objects since it was made; sentences.
    [[nodiscard]] const QStringList& changedSince() const { return m_changedSince; }
    [[nodiscard]] bool isOld() const; ///< past PlanView::validUntil

    void readHistory();
    void readDetails(const QString& digest);
    void settle();
    void exportPlan(const QString& digest, bool asRecord, const QString& path);
    [[nodiscard]] const std::optional<HistoryView>& history() const { return m_history; }

signals:
    void textsWanted();                   ///< what stands in the editor is to be planned
    void changed();                       ///< the plan, how it stands, or what is being done
    void failed(const QString& sentence); ///< of a plan: what was there stays
    void saved(const QString& path);
    void ended(); ///< applying
    void compared(const ui::PlanView& view);
    void notCompared(const QString& sentence);
    void wayChanged();

    void historyChanged();
    void detailsCame(const ui::HistoryDetails& details);
    void historyFailed(const QString& sentence);
    void settled(const QStringList& sentences);
    void exported(const QString& path);

private:
    using Draft = std::shared_ptr<const PlanDraft>;
    using Making = std::function<core::Result<Draft>(PlanWork&, const std::stop_token&)>;
    enum class Replaces { Plan, Nothing }; ///< Nothing: what is looked at stays what it is where this fails
    struct Request {
        Making making;
        std::function<void()> repeat; ///< asks for the same, on how everything is then
        PlanChoices choices{};
        std::vector<PlanText> texts{}; ///< of the editor, that it is made of; empty: it is made of something else
        Replaces replaces = Replaces::Plan;
    };
    void make(Request request);
    void come(quint64 job, const core::Result<Draft>& made);
    void planTexts(const PlanChoices& choices);
    void againWith(const PlanChoices& choices, bool fresh);
    [[nodiscard]] QStringList changedTextsNow() const;
    [[nodiscard]] bool standsElseInEditor() const;
    void remake(PlanChoices choices, bool fresh);
    void markProduction();
    void look();
    [[nodiscard]] const PlanChoices& choices() const
    {
        return m_doing == Doing::Planning ? m_request.choices : m_choices;
    }

    [[nodiscard]] PlanWay wayNow() const; ///< with the fleet
    void planWith(const std::vector<SecretAsk>& secrets);

    PlanWay m_way;
    std::function<core::snapshot::FleetPtr()> m_newestFleet;
    std::function<std::vector<PlanText>()> m_textsNow;
    Draft m_draft;                  ///< what is looked at
    std::optional<PlanView> m_view; ///< of it, with how applying goes
    std::optional<AppliedView> m_applied;
    std::optional<HistoryView> m_history;
    std::vector<PlanText> m_texts;                              ///< that are planned, or wait for an answer
    std::vector<SecretAsk> m_asks;                              ///< not answered yet
    std::vector<SecretAsk> m_asked;                             ///< of m_texts, as they were answered
    std::map<std::pair<QString, QString>, SecretAsk> m_sources; ///< by secret and key: what was said before
    PlanChoices m_kept;                                         ///< for the texts that are asked for just now
    PlanChoices m_textChoices;                                  ///< of m_texts, while they are asked for
    PlanChoices m_choices;                                      ///< of the plan that is looked at
    std::vector<PlanText> m_planned;                            ///< of the editor, that it was made of
    QStringList m_changedTexts;                                 ///< of m_planned
    Request m_request;                                          ///< of the one that is being made
    std::function<void()> m_failed;                             ///< what was asked for last, and could not be made
    Doing m_doing = Doing::Nothing;
    bool m_isStale = false;
    bool m_isFormer = false;
    quint64 m_newest = 0;
    quint64 m_number = 0;
    std::stop_source m_making;
    std::stop_source m_afterThisStep;
    QTimer m_ages;  ///< until the plan is too old
    QTimer m_looks; ///< until the clusters are looked at again
    std::stop_source m_looking;
    std::stop_source m_comparing;
    bool m_isLooking = false;
    QStringList m_changedSince;

    std::unique_ptr<PlanWork> m_work;   // m_worker's alone
    std::unique_ptr<PlanWork> m_reader; // m_readWorker's alone: the journal can be read while a server is waited for
    Worker m_readWorker;
    Worker m_worker; // last: it stops before what it uses goes
};

} // namespace ui
