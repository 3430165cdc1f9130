#include "ui/session/window_words.h"

#include <QRegularExpression>

#include <vector>

namespace ui {
namespace {

/// An end of a sentence, as the command says it and as the window does; "*" stands for a name or a value.
struct Advice {
    const char* command;
    const char* window;
};

constexpr Advice advice[] = {
    {"Name its kubeconfig with `--member *`.",
     "Import its own kubeconfig under Connections, as a cluster of this fleet."},
    {"Name the cluster's own kubeconfig with `--member *`, or",
     "Import the cluster's own kubeconfig under Connections, or"},
    {"Name a file that you may read in --kubeconfig or KUBECONFIG.", "Choose a file that you may read."},
    {"Name a kubeconfig with --kubeconfig or KUBECONFIG, or a saved connection with --connection.",
     "Choose another kubeconfig, or a saved connection."},
    {"Choose a context with --context.", "Choose a context."},
    {"Hand it in with --previous to say where the replicas are.",
     "Add it to the fleet's snapshot to say where the replicas are."},
    {", or hand it in with --previous.", "."},
    {"Make the plan again with --conflict FIELD=leave, take or share.",
     "Choose for each field: leave, take or share it."},
    {"To make it again as it was before the plan, say --conflict all=take.", "To make it again, apply its text."},
    {"Say --unchecked to apply it nevertheless.", "Tick the box to apply it nevertheless."},
    {"Change the repository, or say --over-gitops.", "Change the repository, or tick the box."},
    {", or say --prune.", "."},
    {"(spec.suspension) first; or say --over-gitops.", "(spec.suspension) first; or tick the box."},
    {"Plan with --read-only, or let it write.", "Let it write, under Connections."},
    {"Leave out --read-only.", "Let the connection write, under Connections."},
    {"Name the manifest's file, or where the value is to be had: --secret *.",
     "Save the manifest as a file, or say beside the plan where the value is to be had."},
    {"Say where it is to be had: --secret *.", "Say beside the plan where it is to be had."},
    {", which snapshots and --extras read;", ", which snapshots read;"},
    {"State them in fleet.yaml.", "State them in the fleet.yaml of a snapshot."}, // a connection has none
    {"State them in fleet.yaml (--extras)", "State them in the fleet.yaml of a snapshot"},
    {"List them in fleet.yaml (--extras) under",
     "Save a snapshot with the command, and list them in its fleet.yaml under"},
    {"`history --settle` asks the cluster.", "Ask the cluster, under History."},
};

struct AdviceRule {
    QRegularExpression command;
    QString window;
};

std::vector<AdviceRule> adviceRules()
{
    std::vector<AdviceRule> made;
    for (const Advice& one : advice) {
        QString pattern = QRegularExpression::escape(QString::fromLatin1(one.command));
        pattern.replace(QStringLiteral("\\*"), QStringLiteral("[^\\s`]+?"));
        if (pattern.endsWith(QStringLiteral("+?\\."))) pattern += QStringLiteral("(?= |$)"); // a value may hold dots
        QRegularExpression command(pattern);
        command.optimize(); // now, not on the thread that types
        made.push_back({command, QString::fromLatin1(one.window)});
    }
    return made;
}

} // namespace

QString inWindowsWords(QString english)
{
    if (!english.contains(QLatin1String("--")) && !english.contains(QLatin1String("in fleet.yaml."))) return english;
    static const std::vector<AdviceRule> all = adviceRules();
    for (const AdviceRule& rule : all) english.replace(rule.command, rule.window);
    return english;
}

} // namespace ui
