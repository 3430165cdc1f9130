#pragma once

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

#include "core/preview/preview.h"
#include "ui/screens/editor/models.h"
#include "ui/session/answer.h"
#include "ui/widgets/state_panel.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace ui {
class ElidedLabel;
class ShareBar;
class Squeeze;
} // namespace ui

namespace ui::editor {

class WhatIfBar;

/// The right side of the Editor: the verdict first, who gets how many, where on what, why, what limits, what would help,
/// and what would be if.
class PreviewPane final : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPane(QWidget* parent = nullptr);

    /// Instead of a preview: why there is none, and what to do.
    void showState(StatePanel::State state, const QString& sentence, const QString& more = {},
                   std::vector<StatePanel::Step> steps = {});
    /// A new answer, or its places alone: what would help and when it is scaled stay those of the answer before, dimmed where
    /// theirs take long. The workload that is shown stays; another is chosen if it is not there.
    void showAnswer(const Answer& answer);
    /// The last preview stays, marked with why it is not of the text as it stands.
    void markStale(const QString& why);
    void setSlow(bool slow);
    /// What is shown is of what was known of a fleet that nobody reaches now; empty: it is reached, or a file.
    void setUnreached(const QString& why);
    void setFleet(const core::snapshot::FleetPtr& fleet, const QString& name);
    /// A newer snapshot of the same fleet: what is shown and what is tried stay.
    void updateFleet(const core::snapshot::FleetPtr& fleet, const QString& name);

    [[nodiscard]] const core::preview::Preview* current() const;
    [[nodiscard]] QString workload() const;   ///< key of the shown one
    [[nodiscard]] QString priceDates() const; ///< of the prices that the costs rest on; empty: of none
    [[nodiscard]] bool hasPreview() const { return !m_previews.empty(); }
    [[nodiscard]] QString note() const; ///< what is to be known of all that is shown; empty: nothing
    [[nodiscard]] WhatIfBar& whatIf() { return *m_whatIf; }
    /// Of the row that is selected in the tree, else of the whole answer.
    [[nodiscard]] const core::preview::Reason* selectedReason() const;
    [[nodiscard]] QString selectedSubject() const;

    void tryRemedy(int index);
    void clearSelection();
    /// Of the row that is selected; empty: none is.
    [[nodiscard]] QString selectedCluster() const;
    /// What a right click on the placement offers.
    void setPlacementActions(const QList<QAction*>& actions);

    /// What to press to try the first remedy, the second, …
    void setRemedyKeys(const QStringList& keys);
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& state);
    void refreshDensity();

    /// What is dimmed only where the whole answer takes longer than this: nothing flickers while a person types.
    static constexpr int dimAfterMs = 150;

signals:
    void whyRequested(); ///< the full reasoning is asked for
    void selectionChanged();
    void workloadChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void nameFleet(const core::snapshot::FleetPtr& fleet, const QString& name);
    QWidget* buildSummary();
    QWidget* buildWhy();
    QWidget* buildTabs();
    void addWorkload(const core::preview::Preview& preview);
    void show(const core::preview::Preview& preview);
    void showVerdict(const core::preview::Preview& preview);
    void fillTabs(const core::preview::Preview& preview);
    void fillWhatHelps(const core::preview::Preview& preview);
    void dimFormer(bool dim);
    void setTab(QWidget* page, const QString& title, bool shown);
    void updateNote();
    void drawGlyph();
    void recolour();
    void fitColumns();

    std::vector<core::preview::Preview> m_previews;
    int m_current = 0;
    QString m_staleWhy;
    QString m_unreached;
    bool m_slow = false;
    bool m_isPlacement = false; ///< what would help is of an answer before
    QString m_helped;           ///< the workload that what would help is of, in this fleet
    bool m_dimmed = false;
    QTimer m_dimTimer;
    QString m_snapshotLine;
    std::string m_digest; ///< of the fleet
    theme::Tone m_tone = theme::Tone::Plain;

    QStackedWidget* m_stack;
    StatePanel* m_state;
    QLabel* m_glyph;
    ElidedLabel* m_headline;
    ElidedLabel* m_snapshot;
    ElidedLabel* m_subject;
    QComboBox* m_workloads;
    ElidedLabel* m_facts;
    QLabel* m_note;
    ShareBar* m_shares;
    QSplitter* m_splitter;
    PlacementModel* m_placementModel;
    QTreeView* m_placement;
    Squeeze* m_placementRoom;
    QLabel* m_why;
    QPushButton* m_full;
    QTabWidget* m_tabs;
    CapacityModel* m_capacityModel;
    RemedyModel* m_remedyModel;
    ScaledModel* m_scaledModel;
    RolloutModel* m_rolloutModel;
    QTreeView* m_capacities;
    QTreeView* m_remedies;
    QTreeView* m_scaled;
    QTreeView* m_rollout;
    Squeeze* m_rolloutRoom;
    Squeeze* m_capacitiesRoom;
    WhatIfBar* m_whatIf;
    QSet<const QTreeView*> m_fitted;
};

} // namespace ui::editor
