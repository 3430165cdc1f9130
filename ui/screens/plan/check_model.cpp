#include "ui/screens/plan/check_model.h"

#include <algorithm>

#include "ui/theme/icon.h"

namespace ui::plan {
namespace {

using CheckState = CheckView::State;

int weightOf(CheckState state)
{
    switch (state) {
    case CheckState::Fails: return 0;
    case CheckState::Unknown: return 1;
    case CheckState::Warns: return 2;
    case CheckState::Mended: return 3;
    case CheckState::Passes: return 4;
    }
    return 4;
}

} // namespace

std::vector<CheckRow> checkRows(const PlanView& plan)
{
    std::vector<CheckRow> rows;
    for (const CheckView& check : plan.checks) rows.push_back({static_cast<int>(rows.size()), check});
    std::stable_sort(rows.begin(), rows.end(), [](const CheckRow& a, const CheckRow& b) {
        return weightOf(a.check.state) < weightOf(b.check.state);
    });
    return rows;
}

QString stateText(CheckState state)
{
    switch (state) {
    case CheckState::Passes: return CheckModel::tr("passes", "a check");
    case CheckState::Mended: return CheckModel::tr("a step makes it", "a check that fails without the plan");
    case CheckState::Warns: return CheckModel::tr("warns", "a check");
    case CheckState::Fails: return CheckModel::tr("fails", "a check");
    case CheckState::Unknown: return CheckModel::tr("not known", "a check");
    }
    return {};
}

theme::Tone toneOf(CheckState state)
{
    switch (state) {
    case CheckState::Passes: return theme::Tone::Ok;
    case CheckState::Mended: return theme::Tone::Progress;
    case CheckState::Warns:
    case CheckState::Unknown: return theme::Tone::Attention;
    case CheckState::Fails: return theme::Tone::Error;
    }
    return theme::Tone::Plain;
}

QVariant CheckModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case State: return tr("State");
    case Cluster: return tr("Cluster");
    case What: return tr("What", "is checked");
    case Evidence: return tr("Evidence");
    default: return {};
    }
}

QVariant CheckModel::cell(const CheckRow& row, int column, int role) const
{
    const CheckView& check = row.check;
    QString text;
    switch (column) {
    case State: text = stateText(check.state); break;
    case Cluster: text = check.cluster.isEmpty() ? tr("the fleet") : check.cluster; break;
    case What: text = check.text; break;
    case Evidence: text = check.evidence; break;
    default: break;
    }
    switch (role) {
    case Qt::DisplayRole: return text.simplified();
    case Qt::ToolTipRole: return text;
    case Qt::DecorationRole: return column == State ? QVariant(theme::icon(toneOf(check.state))) : QVariant();
    case Qt::AccessibleTextRole:
        return column == State ? theme::word(toneOf(check.state)) + QStringLiteral(": ") + text : text;
    default: return {};
    }
}

} // namespace ui::plan
