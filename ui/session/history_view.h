#pragma once

#include <QString>
#include <QStringList>

#include <vector>

#include "core/base/units.h"
#include "ui/theme/theme.h"

/// The journal as the window shows it: plain values, in words.
namespace ui {

/// A plan that was applied.
struct HistoryRow {
    QString digest;
    core::Time time{};
    QString who;
    QString where; ///< its clusters
    QString what;  ///< its title, or its objects
    theme::Tone tone = theme::Tone::Plain;
    QString end;    ///< "2 of 2 done"
    QString undoes; ///< the digest of the plan that it took back; may be empty
    QString undoneBy;
    int done = 0;
    int unknown = 0; ///< steps that nobody knows the end of
    int held = 0;    ///< deletes that were accepted, and whose objects are still there
    bool operator==(const HistoryRow&) const = default;
};

struct HistoryView {
    std::vector<HistoryRow> rows; ///< the newest first
    int unknown = 0;              ///< steps of all of them
    int held = 0;
    QString fault;       ///< an entry is missing or was edited; empty: none
    bool isWhole = true; ///< false: there are older ones
};

/// One step of a plan, with what the journal kept of it.
struct HistoryStep {
    int number = 0;
    core::Time time{};
    QString cluster;
    QString object;
    theme::Tone tone = theme::Tone::Plain;
    QString end;
    QString why;
    QString unified; ///< what was before and what is after, as `diff -u` prints it
    bool operator==(const HistoryStep&) const = default;
};
struct HistoryDetails {
    QString digest;
    std::vector<HistoryStep> steps;
};

} // namespace ui
