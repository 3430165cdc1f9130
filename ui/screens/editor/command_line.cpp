#include "ui/screens/editor/command_line.h"

#include "ui/session/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <variant>

namespace ui::editor {
namespace {

class CommandLineWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::CommandLine)
};

struct Flag {
    QString operator()(const core::snapshot::WithoutCluster& c) const
    {
        return QStringLiteral("--without-cluster ") + shellQuoted(qt(c.cluster));
    }
    QString operator()(const core::snapshot::SetStock& s) const
    {
        QString cell = (s.account.empty() ? QString() : qt(s.account) + QLatin1Char('/')) + qt(s.zone) +
                       QLatin1Char('/') + qt(s.instanceType);
        if (s.spot) cell += QStringLiteral("/spot");
        QString range = QString::number(s.instances.lower);
        if (!s.instances.isExact()) {
            range += QStringLiteral("..");
            if (s.instances.upper) range += QString::number(*s.instances.upper);
        }
        return QStringLiteral("--set-stock ") + shellQuoted(cell + QLatin1Char('=') + range);
    }
    QString operator()(const core::snapshot::SetPoolMax& p) const
    {
        return QStringLiteral("--pool-max ") +
               shellQuoted(QStringLiteral("%1/%2=%3").arg(qt(p.cluster), qt(p.pool)).arg(p.maxSize));
    }
    QString operator()(const core::snapshot::SetQuota& q) const
    {
        const QString name = q.region.empty() ? qt(q.name) : qt(q.region) + QLatin1Char('/') + qt(q.name);
        return QStringLiteral("--set-quota ") + shellQuoted(QStringLiteral("%1=%2").arg(name).arg(q.limit));
    }
    QString operator()(const core::snapshot::SetAddresses& a) const
    {
        return QStringLiteral("--set-addresses ") +
               shellQuoted(QStringLiteral("%1/%2/%3=%4").arg(qt(a.cluster), qt(a.pool), qt(a.zone)).arg(a.free));
    }
    QString operator()(const core::snapshot::WithoutNode& n) const
    {
        return QStringLiteral("--without-node ") + shellQuoted(QStringLiteral("%1/%2").arg(qt(n.cluster), qt(n.node)));
    }
};

} // namespace

QStringList notInCommand(const WhatIf& what, bool severalWorkloads)
{
    QStringList left;
    if (severalWorkloads && !what.division.empty()) left << CommandLineWords::tr("the division that works");
    return left;
}

QString previewCommand(const QStringList& files, const QString& fleet, const WhatIf& what, const QString& workload,
                       const QString& connection)
{
    QStringList words{QStringLiteral("berthctl preview")};
    for (const QString& file : files) words << QStringLiteral("-f ") + shellQuoted(file);
    if (!connection.isEmpty())
        words << QStringLiteral("--connection ") + shellQuoted(connection);
    else
        words << (fleet.isEmpty() ? QStringLiteral("--demo") : QStringLiteral("--fleet ") + shellQuoted(fleet));
    if (what.replicas) {
        const QString number = QString::number(*what.replicas);
        words << QStringLiteral("--set-replicas ") +
                     shellQuoted(workload.isEmpty() ? number : workload + QLatin1Char('=') + number);
    }
    for (const core::snapshot::Change& change : what.changes) words << std::visit(Flag{}, change);
    for (const core::model::TargetCluster& target : what.division) {
        words << QStringLiteral("--set-division ") +
                     shellQuoted(QStringLiteral("%1=%2").arg(qt(target.name)).arg(target.replicas));
    }
    if (what.allowEcsProvision) words << QStringLiteral("--ecs-provision");
    return words.join(QLatin1Char(' '));
}

} // namespace ui::editor
