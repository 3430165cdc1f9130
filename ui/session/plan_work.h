#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/change/journal.h"
#include "core/change/make.h"
#include "ui/session/history_view.h"
#include "ui/session/plan_clusters.h"
#include "ui/session/plan_view.h"

namespace ui {

/// A plan with what it was made of. Nobody changes one: what is looked at is what is saved and applied.
struct PlanDraft {
    core::change::Plan plan;
    std::vector<core::change::Wish> wishes; ///< of every step, those that are left out among them
    PlanView view;
    std::size_t fixes = 0; ///< so many of the wishes, the last ones, mend checks
    [[nodiscard]] std::vector<AddedFix> added() const;
};
using PlanDraftPtr = std::shared_ptr<const PlanDraft>;

/// The work behind ui/session/plan_desk.h: reads, asks servers, writes the journal. Of one thread, and not the window's.
class PlanWork {
public:
    explicit PlanWork(QString journal)
        : m_journalPath(std::move(journal))
    {}

    /// Values of Secrets that texts do not hold: somebody has to say first where each is to be had. Pure.
    [[nodiscard]] static std::vector<SecretAsk> secretsWanted(const std::vector<PlanText>& texts);
    /// @param secrets  where they are to be had
    [[nodiscard]] core::Result<PlanDraftPtr> make(const PlanWay& way, const std::vector<PlanText>& texts,
                                                  const std::vector<SecretAsk>& secrets, const std::stop_token& stop);
    [[nodiscard]] core::Result<PlanDraftPtr> undo(const PlanWay& way, const QString& digest,
                                                  const std::stop_token& stop);
    /// Reads the file; asks nobody.
    [[nodiscard]] static core::Result<PlanDraftPtr> open(const QString& path);
    /// The same once more, with what was said of it. @param fresh  kubeconfigs are read anew, too
    [[nodiscard]] core::Result<PlanDraftPtr> again(const PlanWay& way, const PlanDraft& draft,
                                                   const PlanChoices& choices, bool fresh, const std::stop_token& stop);
    /// The draft with the fix of a check among its wishes, to be made again. @param check  its place in the plan; none: of all of them
    [[nodiscard]] static PlanDraftPtr withFixes(const PlanDraft& draft, std::optional<std::size_t> check);
    /// A plan of changed texts with what was chosen of the one before: those of its fixes that are still asked for, too; the others
    /// stand in PlanView::fixesLeft.
    [[nodiscard]] core::Result<PlanDraftPtr> chosen(const PlanWay& way, PlanDraftPtr draft, const PlanChoices& choices,
                                                    const std::stop_token& stop);
    /// The objects of a text beside those that are there, as a plan that asks for no dry run. What the text does not say differs in nothing.
    [[nodiscard]] core::Result<PlanView> compare(const PlanWay& way, const PlanText& text, const std::stop_token& stop);
    /// A plan of the journal, made once more on how the clusters are now.
    [[nodiscard]] core::Result<PlanDraftPtr> onceMore(const PlanWay& way, const QString& digest,
                                                      const std::stop_token& stop);
    /// What the clusters have changed of its objects since; sentences. Empty: nothing, or it cannot be told.
    [[nodiscard]] QStringList changedSince(const PlanWay& way, const PlanDraft& draft, const std::stop_token& stop);
    [[nodiscard]] static core::Result<void> save(const PlanDraft& draft, const QString& path);

    struct Ended {
        AppliedView applied;
        std::vector<StepView> steps; ///< with how each ended
    };
    /// @param progress  a step's number, from 0, and how it stands
    [[nodiscard]] core::Result<Ended> apply(const PlanWay& way, const PlanDraft& draft, const ApplyWish& wish,
                                            const std::function<void(int, Remark)>& progress,
                                            const std::stop_token& afterThisStep, const std::stop_token& quit);

    [[nodiscard]] core::Result<HistoryView> history();
    enum class Export { Plan, Record }; ///< Record: with the objects as they were before and after
    [[nodiscard]] core::Result<void> exportPlan(const QString& digest, Export what, const QString& path);
    [[nodiscard]] core::Result<HistoryDetails> details(const QString& digest);
    /// Asks the clusters about every step without an end. @return a sentence each
    [[nodiscard]] core::Result<QStringList> settle(const PlanWay& way, const std::stop_token& stop);

private:
    core::Result<core::change::Journal*> journal();
    core::Result<PlanClusters::Open> openFor(const PlanWay& way, const core::change::Plan& plan,
                                             const std::set<std::string>& names, bool fresh,
                                             const std::stop_token& stop);
    void foresee(core::change::Plan& plan, const PlanWay& way, const PlanClusters::Open& open,
                 const std::stop_token& stop);

    QString m_journalPath;
    std::optional<core::change::Journal> m_journal;
    PlanClusters m_clusters;
};

} // namespace ui
