#pragma once

#include <QProcess>
#include <QTest>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/cli/running.h"
#include "tests/core/kube/stub_server.h"
#include "tests/support/support.h"

/// A real Kubernetes for tests: one etcd, and kube-apiservers with what belongs to them on free ports of the loopback interface.
///
///     void initTestCase()
///     {
///         BERTH_NEEDS_KUBERNETES();
///         kubernetes = std::make_unique<test::Kubernetes>(std::vector<test::ControlPlaneOptions>{{.name = "fleet"}, {.name = "hz"}});
///         QVERIFY2(kubernetes->problem().isEmpty(), qPrintable(kubernetes->problem()));
///     }
///     void cleanup() { if (QTest::currentTestFailed()) kubernetes->printLogs(); }
///
/// installer/kubernetes.sh builds the programs once. All of them end with the test, also where it crashes.
namespace test {

/// Why there is none on this machine, as a sentence; empty where there is.
[[nodiscard]] std::string whyNoKubernetes();
/// BERTH_REQUIRE_APISERVER=1: a test that cannot run has failed, and is not skipped.
[[nodiscard]] bool requiresKubernetes();

#define BERTH_NEEDS_KUBERNETES()                                                                                       \
    if (const std::string why = test::whyNoKubernetes(); !why.empty()) {                                               \
        if (test::requiresKubernetes()) QFAIL(why.c_str());                                                            \
        QSKIP(why.c_str());                                                                                            \
    }

/// Asks again and again. Other than QTRY_VERIFY it counts the time that the question takes.
template <class Question>
[[nodiscard]] bool comesTrue(const Question& question, std::chrono::milliseconds within = std::chrono::minutes(1))
{
    const auto until = std::chrono::steady_clock::now() + within;
    while (!question()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

struct ControlPlaneOptions {
    std::string name; ///< of the context in its kubeconfigs, too
    bool controllers =
        true; ///< kube-controller-manager; nodes stay as they were made, whether or not anybody renews them
    bool scheduler = false;
    std::string sharesWith{};                   ///< another one: a second server of the same objects
    std::vector<std::string> serverFlags{};     ///< of kube-apiserver, besides
    std::vector<std::string> customResources{}; ///< files of resources/crds
};

class Kubernetes;

class ControlPlane {
public:
    [[nodiscard]] const std::string& name() const { return m_options.name; }
    [[nodiscard]] std::string url() const;
    /// An administrator's, with a token.
    [[nodiscard]] QString kubeconfig() const;
    /// The text of one for somebody else. @param user as it stands behind `user:`, in YAML
    [[nodiscard]] std::string kubeconfigOf(const std::string& user) const;
    /// By a client certificate of that name; it has no rights but those that are bound to it.
    [[nodiscard]] std::string kubeconfigByCertificate(const std::string& userName) const;

    /// Debian's kubectl, as the administrator.
    [[nodiscard]] Ran kubectl(const QStringList& words, const QByteArray& input = {}) const;
    /// The same, where a failure ends the test's program.
    QByteArray must(const QStringList& words, const QByteArray& input = {}) const;
    /// Again and again until it succeeds.
    void until(const QStringList& words) const;
    /// Creates an object, and then its status where it has one: `kubectl create` leaves it out where it is a subresource.
    void put(const QByteArray& object) const;

    void stopServer();  ///< kube-apiserver only, at once
    void startServer(); ///< on the same port; it takes some seconds

private:
    friend class Kubernetes;
    ControlPlane(ControlPlaneOptions options, const Kubernetes& of);
    void start(QProcess& process, const std::string& program, QStringList flags);
    [[nodiscard]] QString waitUntilReady();
    void startControllers();
    [[nodiscard]] QString resourceOf(const nlohmann::json& object) const;

    ControlPlaneOptions m_options;
    const Kubernetes& m_of;
    int m_port;
    QProcess m_server;
    QProcess m_controllers;
    QProcess m_scheduler;
};

class Kubernetes {
public:
    explicit Kubernetes(std::vector<ControlPlaneOptions> wanted);
    ~Kubernetes();
    Kubernetes(const Kubernetes&) = delete;
    Kubernetes& operator=(const Kubernetes&) = delete;

    [[nodiscard]] const QString& problem() const { return m_problem; } ///< why it did not come up; empty: it did
    [[nodiscard]] ControlPlane& operator[](const std::string& name) const;
    void printLogs() const; ///< what went wrong in each, once
    /// A file in the folder that goes away with it, written.
    [[nodiscard]] QString file(const std::string& name, const std::string& bytes) const;

private:
    friend class ControlPlane;
    [[nodiscard]] QString path(const std::string& name) const;
    void bringUp();

    TempFolder m_folder;
    Authority m_authority;
    int m_etcdPort = 0;
    QProcess m_etcd;
    std::vector<std::unique_ptr<ControlPlane>> m_planes;
    QString m_problem;
    mutable bool m_logsPrinted = false;
};

} // namespace test
