#include "ui/screens/plan/apply_dialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::plan {
namespace {

bool isDelete(const StepView& step)
{
    return step.wanted && step.kind == StepView::Kind::Delete;
}

int fieldsTaken(const PlanView& plan)
{
    int count = 0;
    for (const StepView& step : plan.steps) count += step.wanted ? step.takenOver() : 0;
    return count;
}

} // namespace

bool isAskedAbout(const PlanView& plan)
{
    return plan.count(StepView::Kind::Delete) > 0 || fieldsTaken(plan) > 0;
}

ApplyDialog::ApplyDialog(const PlanView& plan, QWidget* parent)
    : QDialog(parent)
    , m_why(new QLabel(this))
{
    setWindowTitle(tr("Apply the plan"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(theme::space(2));
    const int deletes = plan.count(StepView::Kind::Delete);
    const int taken = fieldsTaken(plan);
    auto* inside = new QWidget(this);
    auto* form = new QFormLayout(inside);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto line = [&](const QString& text) {
        auto* label = new QLabel(text, inside);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        form->addRow(label);
    };
    if (deletes > 0) line(tr("%n object(s) will be deleted:", nullptr, deletes));
    for (const StepView& step : plan.steps) {
        if (!isDelete(step)) continue;
        line(QStringLiteral("\u2212 %1: %2").arg(step.cluster, step.object));
        if (!step.dependants.isEmpty())
            line((step.orphans ? tr("Stays without its owner: %1", "objects") : tr("Goes along: %1", "objects"))
                     .arg(step.dependants.join(QStringLiteral(", "))));
        if (!step.loss.isEmpty()) line(step.loss);
        if (!step.isProduction) continue;
        auto* name = new QLineEdit(inside);
        name->setAccessibleName(tr("The name of %1").arg(step.object));
        // To be copied by a person who reads it; the field stays empty until somebody means it.
        auto* copy = new QToolButton(inside);
        copy->setText(tr("Copy the name"));
        copy->setAccessibleName(tr("Copy the name of %1").arg(step.object));
        copy->setFocusPolicy(Qt::StrongFocus);
        connect(copy, &QToolButton::clicked, this, [text = step.name] { QGuiApplication::clipboard()->setText(text); });
        auto* both = new QHBoxLayout;
        both->addWidget(name, 1);
        both->addWidget(copy);
        auto* label =
            new QLabel(tr("This is production. Type the name of what is deleted, %1:").arg(step.name), inside);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        form->addRow(label);
        form->addRow(both);
        connect(name, &QLineEdit::textChanged, this, &ApplyDialog::look);
        m_names.emplace_back(name, step.name);
    }
    if (taken > 0) line(tr("%n field(s) will be taken from those who own them, by force:", nullptr, taken));
    for (const StepView& step : plan.steps)
        for (const FieldConflict& conflict : step.conflicts)
            if (step.wanted && conflict.way == FieldConflict::Way::TakeOver)
                line(QStringLiteral("! %1 %2 (%3)").arg(step.object, conflict.field, conflict.manager));
    auto* area = new QScrollArea(this);
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    column->addWidget(area, 1);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    column->addWidget(m_why);

    auto* buttons = new QDialogButtonBox(this);
    m_apply = buttons->addButton(deletes > 0 ? tr("Delete %n object(s)", nullptr, deletes)
                                             : tr("Take over %n field(s)", nullptr, taken),
                                 QDialogButtonBox::DestructiveRole);
    QPushButton* keep = buttons->addButton(tr("Do not apply"), QDialogButtonBox::RejectRole);
    m_apply->setAutoDefault(false);
    keep->setDefault(true);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    if (m_names.empty()) keep->setFocus();
    look();
    const int em = fontMetrics().height();
    resize(em * 34, std::min(em * 28, column->sizeHint().height() + inside->sizeHint().height()));
}

void ApplyDialog::look()
{
    QStringList missing;
    for (const auto& [field, name] : m_names)
        if (field->text().trimmed() != name) missing << name;
    const QString why =
        missing.isEmpty()
            ? QString()
            : tr("Nothing is deleted before these names are typed: %1").arg(missing.join(QStringLiteral(", ")));
    m_apply->setEnabled(missing.isEmpty());
    m_apply->setToolTip(why);
    m_apply->setAccessibleDescription(why);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

} // namespace ui::plan
