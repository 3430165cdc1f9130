#include "ui/screens/plan/step_model.h"

#include "ui/theme/icon.h"
#include "ui/widgets/tables.h"

namespace ui::plan {
namespace {

QString signOf(StepView::Kind kind)
{
    switch (kind) {
    case StepView::Kind::Create: return QStringLiteral("+");
    case StepView::Kind::Change: return QStringLiteral("~");
    case StepView::Kind::Delete: return QStringLiteral("\u2212");
    case StepView::Kind::Managers: return QStringLiteral("=");
    case StepView::Kind::Unknown: return QStringLiteral("?");
    }
    return {};
}

QString changeText(const StepView& step)
{
    if (step.kind != StepView::Kind::Change) return kindText(step.kind);
    return StepModel::tr("%n field(s)", "that a step changes", static_cast<int>(step.fields.size()));
}

QString conflictText(const StepView& step)
{
    if (step.conflicts.empty()) return QStringLiteral("-");
    const QString all = StepModel::tr("%n field(s)", "in conflict", static_cast<int>(step.conflicts.size()));
    return step.open() == 0 ? all : StepModel::tr("%1, %n open", "fields in conflict", step.open()).arg(all);
}

/// The first cause that a refusal names: where it names several, its first line only says that there are some.
QString firstCause(const QString& refusal)
{
    const QString first = refusal.section(QLatin1Char('\n'), 0, 0);
    const QString next = refusal.section(QLatin1Char('\n'), 1, 1).trimmed();
    return first.trimmed().endsWith(QLatin1Char(':')) && !next.isEmpty() ? next : first;
}

/// What is worth knowing before the step is looked at.
QString firstOf(const StepView& step)
{
    if (!step.refusal.isEmpty()) return firstCause(step.refusal);
    if (!step.loss.isEmpty()) return step.loss;
    if (!step.dependants.isEmpty() && !step.orphans)
        return StepModel::tr("takes along %1", "objects that go with a deleted one")
            .arg(step.dependants.join(QStringLiteral(", ")));
    if (!step.gitOps.isEmpty()) return StepModel::tr("%1 will put it back", "a GitOps tool").arg(step.gitOps);
    return step.effects.isEmpty() ? QString() : step.effects.front();
}

} // namespace

QString kindText(StepView::Kind kind)
{
    switch (kind) {
    case StepView::Kind::Create: return StepModel::tr("create");
    case StepView::Kind::Change: return StepModel::tr("change", "what a step does");
    case StepView::Kind::Delete: return StepModel::tr("delete");
    case StepView::Kind::Managers: return StepModel::tr("managers", "who owns which fields changes, and no value");
    case StepView::Kind::Unknown: return StepModel::tr("unknown", "whether the object is there");
    }
    return {};
}

std::vector<StepRow> stepRows(const PlanView& plan)
{
    std::vector<StepRow> rows;
    for (const StepView& step : plan.steps) {
        StepRow row;
        row.id = step.id;
        row.step = step.wanted ? QString::number(step.number) : QStringLiteral("-");
        row.sign = signOf(step.kind);
        row.target = step.cluster;
        row.object = step.object;
        row.change = changeText(step);
        row.conflicts = conflictText(step);
        row.conflictTone = step.open() > 0 ? theme::Tone::Attention : theme::Tone::Plain;
        row.isWanted = step.wanted;
        if (!step.wanted) {
            row.state = StepModel::tr("left out");
        } else if (!step.end.isEmpty()) {
            row.stateTone = step.endTone;
            row.state = step.end;
        } else {
            row.stateTone = step.checkTone;
            row.state = step.check;
        }
        row.more = step.endWhy.isEmpty() ? firstOf(step) : step.endWhy.section(QLatin1Char('\n'), 0, 0);
        row.tip = step.endWhy.isEmpty() ? step.refusal : step.endWhy;
        if (step.wanted && step.effects.size() > 1)
            for (const QString& effect : step.effects) {
                StepRow child;
                child.id = QString::number(row.children.size());
                child.more = QStringLiteral("~ ") + effect;
                child.tip = StepModel::tr("Predicted");
                child.isStep = false;
                row.children.push_back(std::move(child));
            }
        rows.push_back(std::move(row));
    }
    return rows;
}

Qt::ItemFlags StepModel::flags(const QModelIndex& at) const
{
    Qt::ItemFlags flags = TreeModel::flags(at);
    const StepRow* of = row(at);
    if (of != nullptr && of->isStep && at.column() == Step && m_isChangeable) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool StepModel::setData(const QModelIndex& at, const QVariant& value, int role)
{
    const StepRow* of = row(at);
    if (of == nullptr || role != Qt::CheckStateRole || !flags(at).testFlag(Qt::ItemIsUserCheckable)) return false;
    emit wanted(of->id, value.toInt() == Qt::Checked); // the plan is made again, and then the box changes
    return true;
}

QVariant StepModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Step: return tr("Step");
    case Target: return tr("Target");
    case Object: return tr("Object");
    case Change: return tr("Change");
    case Conflicts: return tr("Conflicts");
    case State: return tr("State");
    case More: return tr("Consequence");
    default: return {};
    }
}

QVariant StepModel::cell(const StepRow& row, int column, int role) const
{
    const theme::Tone tone = column == State       ? row.stateTone
                             : column == Conflicts ? row.conflictTone
                                                   : theme::Tone::Plain;
    QString text;
    switch (column) {
    case Step: text = row.isStep ? row.step + QStringLiteral("  ") + row.sign : QString(); break;
    case Target: text = row.target; break;
    case Object: text = row.object; break;
    case Change: text = row.change; break;
    case Conflicts: text = row.conflicts; break;
    case State: text = row.state; break;
    case More: text = row.more; break;
    default: break;
    }
    switch (role) {
    case Qt::DisplayRole: return text;
    case Qt::ToolTipRole: return row.tip.isEmpty() || column < State ? text : row.tip;
    case ElideMiddleRole: return column == Target || column == Object;
    case Qt::DecorationRole: return tone == theme::Tone::Plain ? QVariant() : QVariant(theme::icon(tone));
    case Qt::CheckStateRole:
        if (column != Step || !row.isStep) return {};
        return row.isWanted ? Qt::Checked : Qt::Unchecked;
    case Qt::ForegroundRole:
        return row.isWanted && row.isStep ? QVariant() : QVariant(theme::color(theme::Meaning::Quiet));
    case Qt::AccessibleTextRole:
        if (column == Step && row.isStep) return tr("step %1, %2", "number, what it does").arg(row.step, row.change);
        return theme::word(tone).isEmpty() ? text : theme::word(tone) + QStringLiteral(": ") + text;
    default: return {};
    }
}

} // namespace ui::plan
