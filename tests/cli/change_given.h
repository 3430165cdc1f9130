#pragma once

#include <map>
#include <string>

#include "tests/cli/running.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"

namespace test {

/// One cluster that takes writes, a kubeconfig for it, and a folder for the journal.
class GivenCluster {
public:
    GivenCluster()
    {
        api().serveCluster();
        api().serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        put("kubeconfig", fleet.kubeconfig());
    }
    FakeApi& api() { return fleet.control(); }
    void put(const std::string& name, const std::string& text) const { test::write(folder.file(name), text); }
    [[nodiscard]] std::string read(const std::string& name) const { return test::read(folder.file(name)); }
    [[nodiscard]] Ran run(const QStringList& words, std::map<QString, QString> environment = {}) const
    {
        environment[QStringLiteral("KUBECONFIG")] = path("kubeconfig");
        environment[QStringLiteral("XDG_STATE_HOME")] = path("state");
        return test::ran({.words = words, .environment = environment, .folder = path("")});
    }
    [[nodiscard]] QString path(const std::string& name) const
    {
        return QString::fromStdString((folder.path() / name).string());
    }

    FakeFleet fleet;
    TempFolder folder;
};

} // namespace test
