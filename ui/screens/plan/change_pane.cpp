#include "ui/screens/plan/change_pane.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/screens/plan/field_model.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/tables.h"

namespace ui::plan {

ChangePane::ChangePane(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_model(new FieldModel(this))
    , m_fields(makeView(m_model, QStringLiteral("plan-fields"), tr("Fields that the step changes"), true, this))
    , m_folded(new QCheckBox(this))
    , m_pair(new DiffPair(tr("Now", "a text"), tr("Then", "a text once the plan is applied"), this))
    , m_unified(new DiffText(tr("The change as a patch"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("How the change is shown"));
    m_tabs->tabBar()->setAccessibleName(tr("How the change is shown"));
    auto* page = new QWidget(m_tabs);
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_fields, 1);
    m_folded->setContentsMargins(theme::space(2), 0, 0, 0);
    inside->addWidget(m_folded);
    m_tabs->addTab(page, tr("Fields"));
    m_tabs->addTab(m_pair, tr("YAML side by side"));
    m_tabs->addTab(m_unified, tr("YAML unified"));
    m_fields->setTextElideMode(Qt::ElideMiddle); // images differ at their end
    column->addWidget(m_tabs);
    connect(m_folded, &QCheckBox::toggled, this, &ChangePane::fill);
    m_folded->hide();
}

QWidget* ChangePane::fields() const
{
    return m_fields;
}

void ChangePane::showTexts()
{
    m_tabs->setCurrentWidget(m_pair);
}

void ChangePane::show(const StepView* step)
{
    if (step == nullptr)
        m_step.reset();
    else if (m_step && *m_step == *step)
        return;
    else
        m_step = *step;
    fill();
}

void ChangePane::fill()
{
    const StepView step = m_step.value_or(StepView());
    m_model->setRows(fieldRows(step, m_folded->isChecked()));
    m_fields->expandAll();
    const int em = m_fields->fontMetrics().averageCharWidth();
    const int room = std::max(m_fields->viewport()->width(), em * 60);
    const auto fit = [&](FieldModel::Column column, int least, int most) {
        m_fields->resizeColumnToContents(column);
        m_fields->setColumnWidth(column, std::clamp(m_fields->columnWidth(column), least, std::max(least, most)));
    };
    const auto isMadeByOthers = [](const FieldChange& one) { return !one.by.isEmpty(); };
    const bool withBy = m_folded->isChecked() || std::any_of(step.fields.begin(), step.fields.end(), isMadeByOthers);
    m_fields->setColumnHidden(FieldModel::By, !withBy);
    fit(FieldModel::Field, em * 16, room * 9 / 25);
    fit(FieldModel::Before, em * 8, room * (withBy ? 6 : 8) / 25);
    fit(FieldModel::After, em * 8, room * (withBy ? 6 : 8) / 25);
    QStringList hidden;
    if (!step.folded.empty()) hidden << tr("%n default(s)", "fields", static_cast<int>(step.folded.size()));
    if (step.managed > 0) hidden << tr("%n kept by the server", "fields", step.managed);
    m_folded->setVisible(!hidden.isEmpty());
    m_folded->setEnabled(!step.folded.empty());
    m_folded->setText(tr("Show defaults (hidden: %1)", "a list").arg(hidden.join(QStringLiteral(", "))));
    m_pair->show(sideBySide(step.before, step.after, step.unified));
    m_unified->show(linesOf(step.unified));
}

} // namespace ui::plan
