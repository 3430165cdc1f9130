#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/preview/preview.h"
#include "core/snapshot/file.h"
#include "core/text/yaml.h"
#include "tests/support/support.h"

/// Manifests and fleets of the fixtures, as the rooms' own readers read them.
namespace given {

inline std::vector<core::Json> documents(std::string_view yaml)
{
    const auto file = core::text::parse(yaml);
    if (!file.ok()) qFatal("the test's own text cannot be read");
    std::vector<core::Json> out;
    for (const auto& document : file.documents) out.push_back(document.value());
    return out;
}

inline std::vector<core::Json> manifests(const std::vector<std::string>& names)
{
    std::vector<core::Json> out;
    for (const std::string& name : names)
        for (core::Json& document : documents(test::readFixture(name))) out.push_back(std::move(document));
    return out;
}

/// A Deployment of one card a replica, and a policy of ACK One.
/// @param scheduling  lines that stand under replicaScheduling
inline std::string oneCardEach(std::int64_t replicas, const std::string& scheduling, std::int64_t podsOfGroup = 1)
{
    const std::string version = podsOfGroup > 1 ? "leaderworkerset.x-k8s.io/v1" : "apps/v1";
    const std::string kind = podsOfGroup > 1 ? "LeaderWorkerSet" : "Deployment";
    const std::string spec = "      containers:\n      - name: server\n        image: server:1\n"
                             "        resources: {limits: {nvidia.com/gpu: 1}}\n---\n";
    const std::string pods =
        podsOfGroup > 1 ? "\n  leaderWorkerTemplate:\n    size: " + std::to_string(podsOfGroup) +
                              "\n    workerTemplate:\n     metadata: {labels: {app: server}}\n     spec:\n" + spec
                        : "\n  selector: {matchLabels: {app: server}}\n  template:\n    metadata: {labels: {app: "
                          "server}}\n    spec:\n" +
                              spec;
    return "apiVersion: " + version + "\nkind: " + kind +
           "\nmetadata: {name: server, namespace: default}\nspec:\n  replicas: " + std::to_string(replicas) + pods +
           "apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\n"
           "metadata: {name: policy, namespace: default}\nspec:\n  autoScaling: {ecsProvision: true}\n"
           "  resourceSelectors: [{apiVersion: " +
           version + ", kind: " + kind +
           ", name: server}]\n  placement:\n"
           "    replicaScheduling:\n" +
           scheduling;
}

inline core::snapshot::FleetPtr fleet(const std::string& name)
{
    const auto opened = core::snapshot::open(test::fixture("fleets/" + name).string());
    if (!opened) qFatal("the fixture %s cannot be opened: %s", name.c_str(), opened.error().text().c_str());
    return opened->fleet;
}

inline QString listed(const core::model::Issues& issues)
{
    QStringList lines;
    for (const auto& issue : issues) {
        const char letter = issue.severity == core::model::Severity::Error     ? 'E'
                            : issue.severity == core::model::Severity::Warning ? 'W'
                                                                               : 'N';
        lines << QString::fromStdString(std::string(1, letter) + " " + issue.path + ": " + issue.what +
                                        (issue.fix.empty() ? "" : " | " + issue.fix));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace given
