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

/// What the server publishes of Deployments and Secrets, as 1.20 writes it.
inline const char* const Schemas = R"({"swagger": "2.0", "definitions": {
    "io.k8s.api.apps.v1.Deployment": {"type": "object", "description": "A Deployment.\nIt runs pods.",
        "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"},
                       "spec": {"description": "What is wanted.", "$ref": "#/definitions/Spec"}},
        "x-kubernetes-group-version-kind": [{"group": "apps", "kind": "Deployment", "version": "v1"}]},
    "Spec": {"type": "object", "required": ["selector"], "properties": {
        "replicas": {"type": "integer", "format": "int32", "description": "How many."},
        "selector": {"type": "object"}, "template": {"type": "object"}}},
    "io.k8s.api.core.v1.Secret": {"type": "object", "properties": {"apiVersion": {"type": "string"},
        "kind": {"type": "string"}, "metadata": {"type": "object"}, "type": {"type": "string"},
        "stringData": {"type": "object", "additionalProperties": {"type": "string"}}},
        "x-kubernetes-group-version-kind": [{"group": "", "kind": "Secret", "version": "v1"}]}}})";

} // namespace test
