#include "ui/screens/plan/step_pane.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "ui/theme/icon.h"
#include "ui/widgets/breakable_label.h"

namespace ui::plan {
namespace {

using Way = FieldConflict::Way;

QLabel* wrapped(const QString& text, QWidget* page)
{
    return new BreakableLabel(text, page);
}

/// Whether what is shown differs by no more than the ways that were chosen: then nothing is built anew, and the focus stays.
bool isSameShape(const StepView& one, const StepView& other)
{
    if (one.id != other.id || one.refusal != other.refusal || one.remarks != other.remarks ||
        one.effects != other.effects || one.loss != other.loss || one.endWhy != other.endWhy ||
        one.complaint != other.complaint || one.conflicts.size() != other.conflicts.size())
        return false;
    for (std::size_t i = 0; i < one.conflicts.size(); ++i) {
        FieldConflict a = one.conflicts[i];
        a.way = other.conflicts[i].way;
        if (!(a == other.conflicts[i])) return false;
    }
    return true;
}

} // namespace

StepPane::StepPane(QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("What is to be known and decided of the step"));
}

void StepPane::show(const StepView* step, bool isChangeable)
{
    if (step == nullptr) {
        m_shown.reset();
        m_ways.clear();
        auto* nothing = wrapped(tr("Select a step to see what it changes."), this);
        nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        nothing->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
        setWidget(nothing);
        return;
    }
    if (!m_shown || !isSameShape(*m_shown, *step)) build(*step);
    m_shown = *step;
    for (const FieldConflict& conflict : step->conflicts) {
        const auto found = m_ways.find(conflict.field);
        if (found == m_ways.end()) continue;
        QButtonGroup* group = found->second;
        group->setExclusive(false); // none is chosen as long as the conflict is open
        for (QAbstractButton* button : group->buttons()) {
            button->setChecked(group->id(button) == static_cast<int>(conflict.way));
            button->setEnabled(isChangeable && step->wanted);
        }
        group->setExclusive(true);
    }
}

void StepPane::build(const StepView& step)
{
    m_ways.clear();
    m_step = step.id;
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(theme::space(2), theme::space(2), theme::space(2), theme::space(2));
    column->setSpacing(theme::space(2));
    if (!step.endWhy.isEmpty()) addRemark(page, *column, {step.endTone, step.endWhy});
    if (!step.refusal.isEmpty()) addRemark(page, *column, {theme::Tone::Error, step.refusal});
    if (!step.refusal.isEmpty() || !step.endWhy.isEmpty()) {
        auto* row = new QHBoxLayout;
        auto* show = new QPushButton(tr("Show in the text"), page);
        show->setAutoDefault(false);
        connect(show, &QPushButton::clicked, this,
                [this, what = step.what, at = step.complaint] { emit textWanted(what, at); });
        row->addWidget(show);
        row->addStretch(1);
        column->addLayout(row);
    }
    for (const FieldConflict& conflict : step.conflicts) addConflict(page, *column, conflict);
    for (const Remark& remark : step.remarks) addRemark(page, *column, remark);
    if (!step.loss.isEmpty()) addRemark(page, *column, {theme::Tone::Attention, step.loss});
    for (const QString& effect : step.effects)
        addRemark(page, *column, {theme::Tone::Plain, tr("Predicted: %1").arg(effect)});
    if (column->count() == 0)
        column->addWidget(wrapped(tr("Nobody else owns a field of it, and the server has nothing to say."), page));
    column->addStretch(1);
    setWidget(page);
}

void StepPane::addRemark(QWidget* page, QVBoxLayout& column, const Remark& remark)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::space(2));
    auto* text = wrapped(remark.text, page);
    if (remark.tone != theme::Tone::Plain) {
        auto* glyph = new QLabel(page);
        const int size = fontMetrics().height();
        glyph->setPixmap(theme::icon(remark.tone).pixmap(QSize(size, size), devicePixelRatioF()));
        row->addWidget(glyph, 0, Qt::AlignTop);
        text->setAccessibleName(theme::word(remark.tone) + QStringLiteral(": ") + remark.text);
    }
    row->addWidget(text, 1);
    column.addLayout(row);
}

void StepPane::addConflict(QWidget* page, QVBoxLayout& column, const FieldConflict& conflict)
{
    auto* title = wrapped(conflict.field, page);
    title->setFont(theme::strong(theme::fixed()));
    column.addWidget(title);
    column.addWidget(wrapped(conflict.manager.isEmpty()
                                 ? tr("Nobody else is on record as its owner; it stays as the cluster has it.")
                                 : tr("Owned by %1", "the manager of a field").arg(conflict.manager),
                             page));
    const auto value = [&](const QString& who, const QString& what) {
        auto* row = new QHBoxLayout;
        row->setSpacing(theme::space(2));
        auto* head = new QLabel(who, page);
        head->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("theirs__")));
        auto* text = wrapped(what.isEmpty() ? QStringLiteral("-") : what, page);
        text->setFont(theme::fixed());
        row->addWidget(head, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        column.addLayout(row);
    };
    value(tr("theirs", "the value of who owns a field"), conflict.theirs);
    value(tr("yours", "the value that the text says"), conflict.yours);
    if (!conflict.why.isEmpty()) column.addWidget(wrapped(conflict.why, page));
    auto* group = new QButtonGroup(page);
    for (const auto& [way, text, tip] :
         {std::tuple{Way::Leave, tr("Leave theirs"), tr("The field is dropped from what is applied.")},
          std::tuple{Way::TakeOver, tr("Take over the field"),
                     tr("Yours is applied by force. Who owned the field may put it back.")},
          std::tuple{Way::Share, tr("Share it"), tr("Their value is applied, and both own the field.")}}) {
        auto* button = new QRadioButton(text, page);
        button->setToolTip(tip);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(conflict.field, text));
        button->setAccessibleDescription(tip);
        group->addButton(button, static_cast<int>(way));
        column.addWidget(button);
        auto* more = wrapped(tip, page);
        more->setContentsMargins(theme::space(6), 0, 0, 0);
        more->setFont(theme::caption(font()));
        column.addWidget(more);
    }
    connect(group, &QButtonGroup::idClicked, this,
            [this, field = conflict.field](int id) { emit decided(m_step, field, static_cast<Way>(id)); });
    m_ways[conflict.field] = group;
}

} // namespace ui::plan
