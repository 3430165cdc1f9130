#pragma once

#include <string>
#include <vector>

#include <QString>

#include "core/preview/preview.h"
#include "tests/core/preview/given.h"

/// Whole previews of the fixtures, and their figures as text.
namespace asked {

inline core::preview::Question question(const std::string& fleet, const std::vector<std::string>& manifests,
                                        const std::vector<core::model::TargetCluster>& previous = {})
{
    const auto read = core::preview::readManifests(given::manifests(manifests), *given::fleet(fleet));
    if (read.questions.size() != 1) qFatal("the manifests hold %zu workloads", read.questions.size());
    core::preview::Question out = read.questions.front();
    if (!previous.empty()) out.previous = previous;
    return out;
}

inline core::preview::Preview preview(const std::string& fleet, const std::vector<std::string>& manifests,
                                      const std::vector<core::model::TargetCluster>& previous = {})
{
    return core::preview::preview(question(fleet, manifests, previous), given::fleet(fleet));
}

/// "c-hz-01 2/2 +2, c-hz-02 2/1 +1": given/placed, nodes bought; clusters with nothing are left out.
inline QString placement(const core::preview::Preview& preview)
{
    QStringList out;
    for (const auto& cluster : preview.clusters) {
        if (cluster.replicas == 0) continue;
        qint64 bought = 0;
        for (const auto& share : cluster.shares)
            if (share.kind == core::preview::Share::Kind::New) bought += share.nodes;
        QString text = QString::fromStdString(cluster.name) + QLatin1Char(' ') + QString::number(cluster.replicas) +
                       QLatin1Char('/') + QString::number(cluster.placed);
        if (bought > 0) text += QStringLiteral(" +%1").arg(bought);
        out << text;
    }
    return out.join(QStringLiteral(", "));
}

inline QString verdict(const core::preview::Preview& preview)
{
    switch (preview.verdict) {
    case core::preview::Verdict::Fits: return QStringLiteral("fits");
    case core::preview::Verdict::Preempts: return QStringLiteral("preempts");
    case core::preview::Verdict::Partly: return QStringLiteral("partly");
    case core::preview::Verdict::DoesNotFit: return QStringLiteral("does not fit");
    case core::preview::Verdict::Unknown: return QStringLiteral("unknown");
    case core::preview::Verdict::Nothing: return QStringLiteral("nothing");
    case core::preview::Verdict::Refused: return QStringLiteral("refused");
    case core::preview::Verdict::Suspended: return QStringLiteral("suspended");
    case core::preview::Verdict::Held: return QStringLiteral("held");
    case core::preview::Verdict::UpdateStuck: return QStringLiteral("update stuck");
    case core::preview::Verdict::UpdateUnsure: return QStringLiteral("update unsure");
    }
    return {};
}

inline QString firstRemedy(const core::preview::Preview& preview)
{
    return preview.remedies.empty() ? QString() : QString::fromStdString(preview.remedies.front().text);
}

inline QString tree(const core::preview::Preview& preview)
{
    return QString::fromStdString(core::preview::toTree(preview.why));
}

inline const core::preview::ClusterResult& cluster(const core::preview::Preview& preview, const std::string& name)
{
    for (const auto& one : preview.clusters)
        if (one.name == name) return one;
    qFatal("no cluster %s", name.c_str());
}

} // namespace asked
