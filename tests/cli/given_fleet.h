#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <map>

#include "tests/cli/running.h"
#include "tests/core/live/fake_fleet.h"

namespace test {

/// Two clusters that can be reached, and their fleet's kubeconfig in a folder.
class GivenFleet {
public:
    GivenFleet()
    {
        fleet.control().serveKarmada();
        fleet.member("m1").put(nodeObject("m1-a", 8));
        fleet.member("m2").put(nodeObject("m2-a", 4));
        put("deploy.yaml", deploymentObject("qwen3-8b", 4, 1).dump());
        put("policy.yaml", R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default"},
            "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}],
                     "placement": {"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference":
                                   "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}}}})");
    }
    void put(const QString& name, const std::string& text)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("a file of a test");
        file.write(QByteArray::fromStdString(text));
    }
    Ran run(const QStringList& words)
    {
        put("kubeconfig", fleet.kubeconfig());
        environment["KUBECONFIG"] = folder.filePath("kubeconfig");
        return ran({.words = words, .environment = environment, .folder = folder.path()});
    }

    FakeFleet fleet;
    QTemporaryDir folder;
    std::map<QString, QString> environment;
};

} // namespace test
