#include "ui/screens/plan/field_model.h"

#include <algorithm>

#include "ui/widgets/tables.h"

namespace ui::plan {
namespace {

QString signOf(FieldChange::Kind kind)
{
    switch (kind) {
    case FieldChange::Kind::Added: return QStringLiteral("+");
    case FieldChange::Kind::Removed: return QStringLiteral("\u2212");
    case FieldChange::Kind::Changed: return QStringLiteral("~");
    }
    return {};
}

void put(std::vector<FieldRow>& rows, const QStringList& parts, const QString& above, const FieldChange& field,
         bool isFolded)
{
    const QString path = above + parts.front();
    auto at = std::find_if(rows.begin(), rows.end(), [&](const FieldRow& row) { return row.id == path; });
    if (at == rows.end()) {
        FieldRow fresh;
        fresh.id = path;
        fresh.label = parts.front();
        fresh.isFolded = isFolded;
        at = rows.insert(rows.end(), std::move(fresh));
    }
    at->isFolded = at->isFolded && isFolded;
    if (parts.size() > 1) {
        put(at->children, parts.mid(1), path, field, isFolded);
        return;
    }
    at->sign = signOf(field.kind);
    at->before = field.before;
    at->after = field.after;
    at->by = field.by;
}

/// What holds one other only says it in one row.
void fold(std::vector<FieldRow>& rows)
{
    for (FieldRow& row : rows) {
        while (row.sign.isEmpty() && row.children.size() == 1) {
            FieldRow only = std::move(row.children.front());
            only.label = row.label + only.label;
            row = std::move(only);
        }
        fold(row.children);
    }
}

void trim(std::vector<FieldRow>& rows)
{
    for (FieldRow& row : rows) {
        if (row.label.size() > 1 && row.label.startsWith(QLatin1Char('.'))) row.label.remove(0, 1);
        trim(row.children);
    }
}

/// What differs of two values, with ever less of what is the same beside it.
QStringList differingForms(const QString& value, const QString& other)
{
    const qsizetype shorter = std::min(value.size(), other.size());
    qsizetype before = 0;
    while (before < shorter && value[before] == other[before]) ++before;
    qsizetype after = 0;
    while (after < shorter - before && value[value.size() - 1 - after] == other[other.size() - 1 - after]) ++after;
    QStringList forms;
    for (const qsizetype kept : {32, 24, 16, 12, 8, 6, 4, 2}) {
        const qsizetype from = before > kept + 1 ? before - kept : 0; // for one letter there is no dot
        const qsizetype left = after > kept + 1 ? after - kept : 0;
        if (from == 0 && left == 0) continue;
        forms << (from > 0 ? QStringLiteral("\u2026") : QString()) + value.mid(from, value.size() - from - left) +
                     (left > 0 ? QStringLiteral("\u2026") : QString());
    }
    forms.removeDuplicates();
    return forms;
}

} // namespace

QStringList partsOf(const QString& path)
{
    QStringList parts;
    bool quoted = false;
    int depth = 0;
    QString part;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QChar c = path[i];
        if (quoted && c == QLatin1Char('\\') && i + 1 < path.size()) {
            part += c;
            part += path[++i];
            continue;
        }
        if (depth > 0 && c == QLatin1Char('"')) quoted = !quoted;
        const bool starts = depth == 0 && (c == QLatin1Char('.') || c == QLatin1Char('['));
        if (starts && !part.isEmpty()) {
            parts << part;
            part.clear();
        }
        if (!quoted && c == QLatin1Char('[')) ++depth;
        if (!quoted && c == QLatin1Char(']')) --depth;
        part += c;
    }
    if (!part.isEmpty()) parts << part;
    return parts;
}

std::vector<FieldRow> fieldRows(const StepView& step, bool withFolded)
{
    std::vector<FieldRow> rows;
    for (const FieldChange& field : step.fields) put(rows, partsOf(field.path), {}, field, false);
    if (withFolded)
        for (const FieldChange& field : step.folded) put(rows, partsOf(field.path), {}, field, true);
    fold(rows);
    trim(rows);
    return rows;
}

QVariant FieldModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Field: return tr("Field");
    case Before: return tr("Now", "the value of a field");
    case After: return tr("Then", "the value of a field once the plan is applied");
    case By: return tr("By", "who changes a field");
    default: return {};
    }
}

QVariant FieldModel::cell(const FieldRow& row, int column, int role) const
{
    QString text;
    switch (column) {
    case Field: text = row.sign.isEmpty() ? row.label : row.sign + QLatin1Char(' ') + row.label; break;
    case Before: text = row.before; break;
    case After: text = row.after; break;
    case By: text = row.by; break;
    default: break;
    }
    switch (role) {
    case Qt::DisplayRole: return text;
    case Qt::ToolTipRole: return column == Field ? row.id : text;
    case ShorterRole: // images differ at their end
        if (row.sign != QLatin1String("~")) return {};
        if (column == Before) return differingForms(row.before, row.after);
        if (column == After) return differingForms(row.after, row.before);
        return {};
    case Qt::FontRole: return theme::fixed();
    case Qt::ForegroundRole:
        if (row.isFolded || row.sign.isEmpty() || column == By) return theme::color(theme::Meaning::Quiet);
        if (row.sign == QLatin1String("+")) return theme::color(theme::Meaning::Ok);
        if (row.sign != QLatin1String("~")) return theme::color(theme::Meaning::Error);
        return {};
    case Qt::AccessibleTextRole: {
        if (column != Field || row.sign.isEmpty()) return text;
        const QString what = row.sign == QLatin1String("+")   ? tr("added: %1", "a field")
                             : row.sign == QLatin1String("~") ? tr("changed: %1", "a field")
                                                              : tr("removed: %1", "a field");
        return what.arg(row.id);
    }
    default: return {};
    }
}

} // namespace ui::plan
