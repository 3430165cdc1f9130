#include "ui/screens/editor/preview_pane.h"

#include <QAccessible>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "core/preview/price_dates.h"
#include "ui/models/tree_memory.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/engine_texts.h"
#include "ui/theme/icon.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/share_bar.h"
#include "ui/widgets/squeeze.h"
#include "ui/widgets/tables.h"

namespace ui::editor {

using core::preview::Preview;
using theme::Meaning;

namespace {

/// Of the names of workloads in their list, in letters.
constexpr int shortestName = 16;
constexpr int longestName = 48;

/// Of a table without rows the headers are all that there is to read.
void fitHeader(QTreeView& view)
{
    for (int c = 0; c < view.model()->columnCount(); ++c)
        if (!view.isColumnHidden(c) && view.columnWidth(c) < view.header()->sectionSizeHint(c))
            view.setColumnWidth(c, view.header()->sectionSizeHint(c));
}

/// What the other columns leave, of which one may be stretched.
int roomOfFirst(const QTreeView& view)
{
    const QHeaderView& header = *view.header();
    int room = view.viewport()->width();
    for (int c = 1; c < header.count(); ++c) {
        if (view.isColumnHidden(c)) continue;
        const bool isStretched = header.sectionResizeMode(c) == QHeaderView::Stretch ||
                                 (header.stretchLastSection() && header.visualIndex(c) == header.count() - 1);
        room -= isStretched ? header.sectionSizeHint(c) : view.columnWidth(c);
    }
    return room;
}

} // namespace

PreviewPane::PreviewPane(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_placementModel(new PlacementModel(this))
    , m_capacityModel(new CapacityModel(this))
    , m_remedyModel(new RemedyModel(this))
    , m_scaledModel(new ScaledModel(this))
    , m_rolloutModel(new RolloutModel(this))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_stack->addWidget(m_state);

    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    column->setSpacing(theme::space(2));
    column->addWidget(buildSummary());
    m_shares = new ShareBar(content);
    column->addWidget(m_shares);

    m_splitter = new QSplitter(Qt::Vertical, content);
    m_splitter->setChildrenCollapsible(false);
    m_placement = makeView(m_placementModel, QStringLiteral("placement"), tr("Placement by cluster"), true, m_splitter);
    new TreeMemory(m_placement, PlacementModel::IdRole, 1); // the view owns it
    m_splitter->addWidget(m_placement);
    auto* lower = new QWidget(m_splitter);
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, theme::space(1), 0, 0);
    lowerColumn->setSpacing(theme::space(1));
    lowerColumn->addWidget(buildWhy());
    lowerColumn->addWidget(buildTabs(), 1);
    m_splitter->addWidget(lower);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    column->addWidget(m_splitter, 1);
    m_whatIf = new WhatIfBar(content);
    column->addWidget(m_whatIf);
    m_stack->addWidget(content);

    connect(m_placement->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PreviewPane::selectionChanged);
    connect(m_placement, &QTreeView::activated, this, &PreviewPane::whyRequested);
    m_placementRoom = new Squeeze(m_placement, PlacementModel::Where, {PlacementModel::Why, PlacementModel::Stock},
                                  PlacementModel::Node);
    connect(m_shares, &ShareBar::activated, this, [this](const QString& name) {
        for (int i = 0; i < m_placementModel->rowCount(); ++i) {
            const QModelIndex at = m_placementModel->index(i, 0);
            if (at.data(PlacementModel::IdRole).toString() == name) m_placement->setCurrentIndex(at);
        }
    });
    m_dimTimer.setSingleShot(true);
    m_dimTimer.setInterval(dimAfterMs);
    connect(&m_dimTimer, &QTimer::timeout, this, [this] { dimFormer(true); });
    recolour();
}

QWidget* PreviewPane::buildSummary()
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space(1));
    auto* top = new QHBoxLayout;
    top->setSpacing(theme::space(2));
    m_glyph = new QLabel(box);
    top->addWidget(m_glyph);
    m_headline = new ElidedLabel(box);
    m_headline->setFont(theme::strong(theme::headline(font())));
    top->addWidget(m_headline);
    m_snapshot = new ElidedLabel(box, Qt::ElideMiddle);
    m_snapshot->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // what the verdict leaves
    m_snapshot->setFont(theme::caption(font()));
    m_snapshot->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(m_snapshot, 1);
    column->addLayout(top);
    m_facts = new ElidedLabel(box);
    column->addWidget(m_facts);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(theme::space(2));
    m_workloads = new QComboBox(box);
    m_workloads->setAccessibleName(tr("Workload that is shown"));
    m_workloads->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_workloads->setMinimumContentsLength(shortestName);
    m_workloads->hide();
    bottom->addWidget(m_workloads);
    m_subject = new ElidedLabel(box);
    m_subject->setFont(theme::caption(font()));
    bottom->addWidget(m_subject, 1);
    column->addLayout(bottom);
    m_note = new QLabel(box);
    m_note->setFont(theme::caption(font()));
    m_note->setWordWrap(true);
    m_note->setAccessibleName(tr("State of the preview"));
    m_note->hide();
    column->addWidget(m_note);
    connect(m_workloads, &QComboBox::activated, this, [this](int index) {
        m_current = index;
        if (const Preview* preview = current()) show(*preview);
        emit workloadChanged();
    });
    return box;
}

QWidget* PreviewPane::buildWhy()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space(2));
    auto* title = new QLabel(tr("Why"), box);
    title->setFont(theme::strong(font()));
    row->addWidget(title, 0, Qt::AlignTop);
    m_why = new QLabel(box);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_why, 1, Qt::AlignTop);
    m_full = new QPushButton(tr("&Full reasoning"), box);
    connect(m_full, &QPushButton::clicked, this, [this] {
        clearSelection();
        emit whyRequested();
    });
    row->addWidget(m_full, 0, Qt::AlignTop);
    return box;
}

QWidget* PreviewPane::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("More about the preview"));
    m_capacities =
        makeView(m_capacityModel, QStringLiteral("capacities"), tr("Capacities of each cluster"), false, m_tabs);
    m_remedies = makeView(m_remedyModel, QStringLiteral("remedies"), tr("What would help"), false, m_tabs);
    m_scaled = makeView(m_scaledModel, QStringLiteral("scaled"), tr("When it is scaled"), false, m_tabs);
    m_rollout = makeView(m_rolloutModel, QStringLiteral("rollout"), tr("The update on its way"), false, m_tabs);
    m_capacitiesRoom = new Squeeze(m_capacities, CapacityModel::Cluster, {CapacityModel::BindingLimit});
    m_rolloutRoom = new Squeeze(m_rollout, RolloutModel::Cluster, {RolloutModel::Verdict});
    m_remedies->header()->setStretchLastSection(false);
    m_remedies->header()->setSectionResizeMode(RemedyModel::Text, QHeaderView::Stretch);
    for (QTreeView* view : {m_remedies, m_scaled, m_rollout}) view->hide();
    m_tabs->addTab(m_capacities, tr("Capacities"));
    connect(m_remedies, &QTreeView::activated, this, [this](const QModelIndex& at) {
        if (const RemedyRow* row = m_remedyModel->row(at)) tryRemedy(row->index);
    });
    return m_tabs;
}

void PreviewPane::showState(StatePanel::State state, const QString& sentence, const QString& more,
                            std::vector<StatePanel::Step> steps)
{
    m_previews.clear();
    m_staleWhy.clear();
    m_state->show(state, sentence, more, std::move(steps));
    m_stack->setCurrentWidget(m_state);
    emit selectionChanged();
}

void PreviewPane::showAnswer(const Answer& answer)
{
    const QString before = workload();
    m_isPlacement = answer.isPlacement;
    m_previews = answer.previews;
    m_current = 0;
    const QSignalBlocker quiet(m_workloads);
    m_workloads->clear();
    m_workloads->setMinimumContentsLength(shortestName);
    for (std::size_t i = 0; i < m_previews.size(); ++i) {
        addWorkload(m_previews[i]);
        if (keyOf(m_previews[i].workload) == before) m_current = static_cast<int>(i);
    }
    m_workloads->setCurrentIndex(m_current);
    m_workloads->setVisible(m_previews.size() > 1);
    m_staleWhy = answer.failure;
    if (const Preview* preview = current()) {
        if (!answer.whatIf.replicas) m_whatIf->setStatedReplicas(preview->stated);
        show(*preview);
        m_stack->setCurrentIndex(1);
    }
    updateNote();
}

/// With the sign of its verdict, so that one that does not fit is seen while another is shown.
void PreviewPane::addWorkload(const Preview& preview)
{
    const Summary verdict = summary(preview, locale());
    const QString key = nameText(keyOf(preview.workload).toStdString());
    // As wide as the names are, to a bound: a combo box cuts what it has no room for, and says nothing.
    const int length = std::clamp(static_cast<int>(key.size()), m_workloads->minimumContentsLength(), longestName);
    m_workloads->setMinimumContentsLength(length);
    const QFontMetrics metrics(m_workloads->font());
    m_workloads->addItem(
        theme::icon(verdict.tone),
        metrics.elidedText(key, Qt::ElideMiddle, metrics.horizontalAdvance(QLatin1Char('X')) * length));
    const int at = m_workloads->count() - 1;
    m_workloads->setItemData(at, key + QStringLiteral(": ") + verdict.headline, Qt::ToolTipRole);
    m_workloads->setItemData(at, key + QStringLiteral(": ") + verdict.headline, Qt::AccessibleTextRole);
}

const Preview* PreviewPane::current() const
{
    const auto at = static_cast<std::size_t>(m_current);
    return at < m_previews.size() ? &m_previews[at] : nullptr;
}

QString PreviewPane::priceDates() const
{
    return engineText(core::preview::priceDates(m_previews));
}

QString PreviewPane::workload() const
{
    const Preview* preview = current();
    return preview ? keyOf(preview->workload) : QString();
}

void PreviewPane::show(const Preview& preview)
{
    showVerdict(preview);
    m_shares->setSegments(segments(preview));
    m_placementModel->setCurrency(preview.newCost ? QString::fromStdString(preview.newCost->currency) : QString());
    m_placementModel->setRows(placementRows(preview, locale()));
    fillTabs(preview);
    fitColumns();
    emit selectionChanged();
}

void PreviewPane::showVerdict(const Preview& preview)
{
    const Summary s = summary(preview, locale());
    // The head of several workloads is about all of them; what is below it is about the one that is shown.
    const bool several = m_previews.size() > 1;
    const Summary head = several ? summary(m_previews, locale()) : s;
    const bool changed = m_headline->whole() != head.headline;
    m_tone = head.tone;
    m_headline->setWhole(head.headline);
    m_headline->setAccessibleName(theme::word(head.tone) + QStringLiteral(": ") + head.headline);
    if (several) m_headline->setToolTip(head.why);
    m_workloads->setToolTip(several ? head.why : QString());
    m_facts->setWhole(head.facts);
    const QString between = QStringLiteral(" \u00B7 ");
    m_subject->setWhole(!several            ? s.subject
                        : s.facts.isEmpty() ? s.headline + between + s.subject
                                            : s.headline + between + s.facts + between + s.subject);
    m_why->setText(s.why);
    m_snapshot->setWhole(m_snapshotLine);
    drawGlyph();
    if (changed) {
        QAccessibleEvent alert(m_headline, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void PreviewPane::fillTabs(const Preview& preview)
{
    m_capacityModel->setRows(capacityRows(preview, locale()));
    if (!m_isPlacement || keyOf(preview.workload) != m_helped) { // another's remedies help nobody
        m_dimTimer.stop();
        dimFormer(false);
        fillWhatHelps(preview);
    } else if (!m_dimmed && !m_dimTimer.isActive()) {
        m_dimTimer.start(); // from the first that came without: typing on does not put it off
    }
    m_rolloutModel->setRows(rolloutRows(preview, locale()));
    const bool comes = m_tabs->indexOf(m_rollout) < 0;
    setTab(m_rollout, tr("Update"), !preview.rollout.empty());
    // Later the person has chosen.
    if (comes && core::preview::verdictOf(preview.rollout) == core::preview::Verdict::UpdateStuck)
        m_tabs->setCurrentWidget(m_rollout);
}

void PreviewPane::fillWhatHelps(const Preview& preview)
{
    m_helped = keyOf(preview.workload);
    m_remedyModel->setRows(remedyRows(preview, locale()));
    m_scaledModel->setRows(scaledRows(preview, locale()));
    const auto remedies = static_cast<int>(preview.remedies.size());
    const bool comes = m_tabs->indexOf(m_remedies) < 0;
    setTab(m_remedies, tr("What would help (%1)").arg(locale().toString(remedies)), remedies > 0);
    // No cluster has room to be told of: an empty table does not stand in front of the only help.
    if (comes && remedies > 0 && m_capacityModel->rowCount() == 0) m_tabs->setCurrentWidget(m_remedies);
    setTab(m_scaled, tr("When scaled"), !preview.scaled.empty());
}

/// What is shown of an answer before reads as such; it keeps the focus and its place.
void PreviewPane::dimFormer(bool dim)
{
    if (m_dimmed == dim) return;
    m_dimmed = dim;
    QPalette colours;
    if (dim) {
        colours = palette();
        for (const auto role : {QPalette::Text, QPalette::WindowText})
            colours.setColor(role, theme::color(Meaning::Quiet));
    }
    for (QTreeView* view : {m_remedies, m_scaled}) view->setPalette(colours);
}

void PreviewPane::setTab(QWidget* page, const QString& title, bool shown)
{
    const int at = m_tabs->indexOf(page);
    if (shown && at < 0) {
        int place = 0; // whatever came first, they stand in one order
        for (const QTreeView* other : {m_capacities, m_remedies, m_scaled, m_rollout}) {
            if (other == page) break;
            place += m_tabs->indexOf(other) >= 0 ? 1 : 0;
        }
        m_tabs->insertTab(place, page, title);
    } else if (shown) {
        m_tabs->setTabText(at, title);
    } else if (at >= 0) {
        m_tabs->removeTab(at);
        page->hide();
    }
}

void PreviewPane::fitColumns()
{
    // Fitted to the first rows of each table; later they only grow, where a figure would not be readable: columns must
    // not move under the pointer while a person types.
    for (QTreeView* view : {m_placement, m_capacities, m_remedies, m_scaled, m_rollout}) {
        if (view->model()->rowCount() == 0) {
            fitHeader(*view);
            continue;
        }
        const bool first = !m_fitted.contains(view);
        m_fitted.insert(view);
        if (view->columnWidth(0) < view->header()->sectionSizeHint(0)) view->resizeColumnToContents(0);
        const int last = view->model()->columnCount() - (view->header()->stretchLastSection() ? 1 : 0);
        for (int c = 0; c < last; ++c) {
            if (view->header()->sectionResizeMode(c) == QHeaderView::Stretch) continue;
            const int need = static_cast<QAbstractItemView*>(view)->sizeHintForColumn(c);
            if (first || (c > 0 && need > view->columnWidth(c))) view->resizeColumnToContents(c);
            // A longer name takes what is left; where a sentence gives way to it, Squeeze sees to that.
            if (!first && c == 0 && (view == m_remedies || view == m_scaled))
                view->setColumnWidth(0, std::max(view->columnWidth(0), std::min(need, roomOfFirst(*view))));
        }
    }
    m_placementRoom->fit();
    m_capacitiesRoom->fit();
    m_rolloutRoom->fit();
}

void PreviewPane::markStale(const QString& why)
{
    m_staleWhy = why;
    updateNote();
}

void PreviewPane::setSlow(bool slow)
{
    m_slow = slow;
    updateNote();
}

void PreviewPane::setUnreached(const QString& why)
{
    m_unreached = why;
    updateNote();
}

QString PreviewPane::note() const
{
    return m_note->text();
}

void PreviewPane::updateNote()
{
    QStringList parts;
    if (!m_unreached.isEmpty()) parts << m_unreached;
    if (!m_staleWhy.isEmpty()) parts << m_staleWhy;
    const QString tried = m_whatIf->words();
    if (!tried.isEmpty()) parts << tr("What if: %1. Not in the text.").arg(tried);
    if (m_slow) parts << tr("recomputing\u2026");
    const QString text = parts.join(QStringLiteral("  "));
    if (text == m_note->text() && m_note->isVisibleTo(this) == !text.isEmpty()) return;
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void PreviewPane::setFleet(const core::snapshot::FleetPtr& fleet, const QString& name)
{
    // What is shown stays until the next answer, and cannot become a stale preview of another fleet.
    if (!fleet || fleet->digest != m_digest) {
        m_previews.clear();
        m_helped.clear();
    }
    m_fitted.clear(); // its names are others
    m_whatIf->setFleet(fleet);
    nameFleet(fleet, name);
}

void PreviewPane::updateFleet(const core::snapshot::FleetPtr& fleet, const QString& name)
{
    m_whatIf->updateFleet(fleet);
    nameFleet(fleet, name);
}

void PreviewPane::nameFleet(const core::snapshot::FleetPtr& fleet, const QString& name)
{
    m_digest = fleet ? fleet->digest : std::string();
    m_snapshotLine = fleet ? tr("%1, snapshot %2").arg(name, QString::fromStdString(fleet->digest).left(7)) : QString();
    m_snapshot->setWhole(m_snapshotLine);
    m_snapshot->setToolTip(fleet ? tr("Snapshot %1").arg(QString::fromStdString(fleet->digest)) : QString());
}

const core::preview::Reason* PreviewPane::selectedReason() const
{
    const Preview* preview = current();
    if (!preview) return nullptr;
    const PlacementRow* row = m_placementModel->row(m_placement->currentIndex());
    if (!row) return &preview->why;
    for (const core::preview::ClusterResult& cluster : preview->clusters) {
        if (QString::fromStdString(cluster.name) == row->cluster && cluster.candidate) return &cluster.why;
    }
    return &preview->why;
}

QString PreviewPane::selectedSubject() const
{
    const PlacementRow* row = m_placementModel->row(m_placement->currentIndex());
    if (row && selectedReason() != (current() ? &current()->why : nullptr))
        return clusterText(row->cluster.toStdString());
    return current() ? summary(*current(), locale()).headline : QString();
}

QString PreviewPane::selectedCluster() const
{
    const PlacementRow* row = m_placementModel->row(m_placement->currentIndex());
    return row ? row->cluster : QString();
}

void PreviewPane::setPlacementActions(const QList<QAction*>& actions)
{
    m_placement->addActions(actions);
    m_placement->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void PreviewPane::clearSelection()
{
    m_placement->setCurrentIndex({});
    m_placement->clearSelection();
}

void PreviewPane::tryRemedy(int index)
{
    const Preview* preview = current();
    if (!preview || index < 0 || index >= static_cast<int>(preview->remedies.size())) return;
    const std::vector<RemedyRow> rows = remedyRows(*preview, locale());
    if (rows[static_cast<std::size_t>(index)].canTry) {
        m_whatIf->tryRemedy(preview->remedies[static_cast<std::size_t>(index)]);
    }
}

void PreviewPane::setRemedyKeys(const QStringList& keys)
{
    m_remedyModel->setKeys(keys);
}

QByteArray PreviewPane::saveLayout() const
{
    return m_splitter->saveState();
}

void PreviewPane::restoreLayout(const QByteArray& state)
{
    m_splitter->restoreState(state);
}

void PreviewPane::refreshDensity()
{
    for (QTreeView* view : {m_placement, m_capacities, m_remedies, m_scaled, m_rollout}) {
        view->doItemsLayout();
    }
}

void PreviewPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void PreviewPane::drawGlyph()
{
    const int size = m_headline->fontMetrics().height();
    m_glyph->setPixmap(
        m_tone == theme::Tone::Plain ? QPixmap() : theme::icon(m_tone).pixmap(QSize(size, size), devicePixelRatioF()));
}

void PreviewPane::recolour()
{
    drawGlyph();
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme::color(Meaning::Quiet));
    m_subject->setPalette(quiet);
    m_snapshot->setPalette(quiet);
    QPalette attention = palette();
    attention.setColor(QPalette::WindowText, theme::color(Meaning::Attention));
    m_note->setPalette(attention);
    if (std::exchange(m_dimmed, false)) dimFormer(true);
}

} // namespace ui::editor
