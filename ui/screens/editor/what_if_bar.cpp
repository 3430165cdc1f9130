#include "ui/screens/editor/what_if_bar.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

#include "ui/session/engine_texts.h"
#include "ui/theme/theme.h"

namespace ui::editor {
namespace {

constexpr int mostReplicas = 1'000'000;

/// Also on the field inside a spin box, which is what has the focus.
void nameIt(QWidget* widget, const QString& name)
{
    widget->setAccessibleName(name);
    if (auto* field = widget->findChild<QLineEdit*>()) field->setAccessibleName(name);
}

QLabel* labelFor(QWidget* buddy, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setBuddy(buddy);
    QString name = text;
    nameIt(buddy, name.remove(QLatin1Char('&')));
    return label;
}

/// A combo box that does not ask for the width of its longest entry.
QComboBox* narrowCombo(int characters, QWidget* parent)
{
    auto* combo = new QComboBox(parent);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(characters);
    return combo;
}

} // namespace

WhatIfBar::WhatIfBar(QWidget* parent)
    : QWidget(parent)
    , m_replicas(new QSpinBox(this))
    , m_without(narrowCombo(6, this))
    , m_cell(narrowCombo(8, this))
    , m_stock(new QSpinBox(this))
    , m_keep(new QPushButton(tr("&Keep"), this))
    , m_reset(new QPushButton(tr("Rese&t"), this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::space(2));
    grid->setVerticalSpacing(theme::space(1));
    auto* title = new QLabel(tr("What if"), this);
    title->setFont(theme::strong(font()));

    m_replicas->setRange(0, mostReplicas);
    m_replicas->setGroupSeparatorShown(true);
    m_without->addItem(tr("no cluster", "what if: without no cluster"));
    m_cell->addItem(tr("as in the snapshot"));
    m_stock->setRange(0, 100'000);
    m_stock->setEnabled(false);
    m_keep->setToolTip(tr("Write what is tried into the text, as one step that can be undone"));
    m_reset->setToolTip(tr("Preview the text as it is"));

    auto* first = new QHBoxLayout;
    first->setSpacing(theme::space(2));
    first->addWidget(labelFor(m_replicas, tr("&replicas"), this));
    first->addWidget(m_replicas);
    first->addWidget(labelFor(m_without, tr("&without"), this));
    first->addWidget(m_without, 1);
    auto* second = new QHBoxLayout;
    second->setSpacing(theme::space(2));
    second->addWidget(labelFor(m_cell, tr("&stock"), this));
    second->addWidget(m_cell, 1);
    second->addWidget(m_stock);
    nameIt(m_stock, tr("instances in stock"));
    grid->addWidget(title, 0, 0);
    grid->addLayout(first, 0, 1);
    grid->addWidget(m_reset, 0, 2);
    grid->addLayout(second, 1, 1);
    grid->addWidget(m_keep, 1, 2);
    grid->setColumnStretch(1, 1);

    connect(m_replicas, &QSpinBox::valueChanged, this, &WhatIfBar::announce);
    connect(m_without, &QComboBox::currentIndexChanged, this, &WhatIfBar::announce);
    connect(m_stock, &QSpinBox::valueChanged, this, &WhatIfBar::announce);
    connect(m_cell, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_stock->setEnabled(index > 0);
        const QSignalBlocker quiet(m_stock);
        if (index > 0) {
            const auto& cell = m_cells[static_cast<std::size_t>(index - 1)];
            m_stock->setValue(static_cast<int>(std::min<std::int64_t>(cell.instances.lower, m_stock->maximum())));
        }
        announce();
    });
    connect(m_keep, &QPushButton::clicked, this, &WhatIfBar::keepRequested);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        reset();
        emit changed();
    });
    m_keep->setEnabled(false);
    m_reset->setEnabled(false);
}

void WhatIfBar::setFleet(const core::snapshot::FleetPtr& fleet)
{
    fill(fleet);
    reset();
}

void WhatIfBar::updateFleet(const core::snapshot::FleetPtr& fleet)
{
    const QString without = m_without->currentData().toString();
    const QString cell = m_cell->currentIndex() > 0 ? m_cell->currentText() : QString();
    fill(fleet);
    const QSignalBlocker quietWithout(m_without);
    const QSignalBlocker quietCell(m_cell);
    if (!without.isEmpty()) m_without->setCurrentIndex(std::max(0, m_without->findData(without)));
    if (!cell.isEmpty()) m_cell->setCurrentIndex(std::max(0, m_cell->findText(cell)));
    m_stock->setEnabled(m_cell->currentIndex() > 0);
}

void WhatIfBar::fill(const core::snapshot::FleetPtr& fleet)
{
    const QSignalBlocker quietWithout(m_without);
    const QSignalBlocker quietCell(m_cell);
    while (m_without->count() > 1) m_without->removeItem(1);
    while (m_cell->count() > 1) m_cell->removeItem(1);
    m_cells.clear();
    if (!fleet) return;
    for (const core::snapshot::ClusterPtr& cluster : fleet->clusters)
        m_without->addItem(clusterText(cluster->cluster.name), QString::fromStdString(cluster->cluster.name));
    fillStock(*fleet);
}

void WhatIfBar::fillStock(const core::snapshot::Fleet& fleet)
{
    for (const core::model::StockCell& cell : fleet.stock) {
        const bool known = std::any_of(m_cells.begin(), m_cells.end(), [&](const core::model::StockCell& c) {
            return c.zone == cell.zone && c.instanceType == cell.instanceType && c.spot == cell.spot &&
                   c.account == cell.account;
        });
        if (!known) m_cells.push_back(cell);
    }
    for (const core::model::StockCell& cell : m_cells) {
        QString text = nameText(cell.instanceType) + QStringLiteral(" \u00B7 ") + nameText(cell.zone);
        if (!cell.account.empty()) text += tr(", account %1", "behind a stock cell").arg(nameText(cell.account));
        if (cell.spot) text += tr(", spot", "behind a stock cell");
        m_cell->addItem(text);
        m_cell->setItemData(m_cell->count() - 1, text, Qt::ToolTipRole);
    }
}

void WhatIfBar::setStatedReplicas(qint64 replicas)
{
    const bool tried = m_replicas->value() != m_stated;
    const int stated = static_cast<int>(std::clamp<qint64>(replicas, 0, std::numeric_limits<int>::max()));
    m_stated = stated;
    const QSignalBlocker quiet(m_replicas);
    // Only for a text that asks for more: the box is as wide as its largest figure.
    m_replicas->setMaximum(std::max({mostReplicas, stated, tried ? m_replicas->value() : 0}));
    if (tried) return;
    m_replicas->setValue(stated);
}

void WhatIfBar::tryRemedy(const core::preview::Remedy& remedy)
{
    for (const core::snapshot::Change& change : remedy.changes) core::snapshot::put(m_tried.changes, change);
    if (!remedy.division.empty()) m_tried.division = remedy.division;
    if (remedy.kind == core::preview::Remedy::Kind::AllowEcsProvision) m_tried.allowEcsProvision = true;
    const QString text = engineText(remedy.text);
    m_triedText += m_triedText.isEmpty() ? text : QStringLiteral(", ") + text;
    if (remedy.replicas) {
        const QSignalBlocker quiet(m_replicas);
        m_replicas->setValue(static_cast<int>(std::clamp<std::int64_t>(*remedy.replicas, 0, m_replicas->maximum())));
    }
    announce();
}

void WhatIfBar::reset()
{
    const QSignalBlocker quietReplicas(m_replicas);
    const QSignalBlocker quietWithout(m_without);
    const QSignalBlocker quietCell(m_cell);
    m_tried = {};
    m_triedText.clear();
    m_replicas->setValue(static_cast<int>(m_stated));
    m_without->setCurrentIndex(0);
    m_cell->setCurrentIndex(0);
    m_stock->setEnabled(false);
    m_keep->setEnabled(false);
    m_reset->setEnabled(false);
}

WhatIf WhatIfBar::whatIf() const
{
    WhatIf what = m_tried;
    if (m_replicas->value() != m_stated) what.replicas = m_replicas->value();
    if (m_without->currentIndex() > 0) {
        what.changes.emplace_back(core::snapshot::WithoutCluster{m_without->currentData().toString().toStdString()});
    }
    if (m_cell->currentIndex() > 0) {
        const core::model::StockCell& cell = m_cells[static_cast<std::size_t>(m_cell->currentIndex() - 1)];
        what.changes.emplace_back(core::snapshot::SetStock{
            cell.zone, cell.instanceType, core::Range::exactly(m_stock->value()), cell.spot, cell.account});
    }
    return what;
}

QString WhatIfBar::words() const
{
    QStringList parts;
    if (m_replicas->value() != m_stated) parts << tr("replicas %1").arg(locale().toString(m_replicas->value()));
    if (m_without->currentIndex() > 0) parts << tr("without %1").arg(m_without->currentText());
    if (m_cell->currentIndex() > 0) {
        parts << tr("stock of %1 is %2").arg(m_cell->currentText(), locale().toString(m_stock->value()));
    }
    if (!m_triedText.isEmpty()) parts << m_triedText;
    return parts.join(QStringLiteral(", "));
}

void WhatIfBar::announce()
{
    const bool tries = !whatIf().empty();
    m_keep->setEnabled(tries);
    m_reset->setEnabled(tries);
    emit changed();
}

} // namespace ui::editor
