// Whether a connection works, stage by stage, and what a saved connection leads to.
#include <QTest>

#include "core/live/probe.h"
#include "core/live/saved.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_probe {

using namespace core::live;
using namespace std::chrono_literals;
using State = ProbeStep::State;

namespace {

core::kube::Connection connection(const std::string& kubeconfig, const std::string& context = "fleet")
{
    const core::kube::Loaded loaded = core::kube::read(kubeconfig, "/k/config");
    const core::kube::Chosen chosen = core::kube::choose(loaded.config, context);
    if (!chosen.ok()) qFatal("a connection of a test: %s", chosen.problems.front().what.c_str());
    return *chosen.connection;
}

Probe probed(const core::kube::Connection& connection)
{
    return probe({.connection = connection, .consents = {}, .environment = {}, .most = 5000ms});
}

/// "configuration passed, resolve passed, …"
std::string told(const Probe& probe)
{
    std::string text;
    for (const ProbeStep& one : probe.steps)
        text += (text.empty() ? "" : ", ") + std::string(name(one.stage)) + " " + std::string(name(one.state));
    return text;
}

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

private slots:
    void aFleetThatIsWell()
    {
        test::FakeFleet fleet;
        fleet.control().serveKarmada();
        const Probe made = probed(connection(fleet.kubeconfig()));
        QCOMPARE(told(made),
                 std::string("configuration passed, resolve passed, connect passed, TLS passed, authenticate "
                             "passed, authorise passed, version passed, fleet passed"));
        QVERIFY(made.ok() && made.worst() == nullptr && made.missing.empty());
        QCOMPARE(made.place, core::kube::Place::Fleet);
        QVERIFY(made.steps[3].took && made.steps[4].took);
        QVERIFY(!made.steps[6].what.empty());
    }

    void aRightThatIsMissingIsNamed()
    {
        test::FakeFleet fleet;
        fleet.control().serveCluster();
        fleet.control().forbid("nodes");
        const Probe made = probed(connection(fleet.kubeconfig()));
        QVERIFY(made.ok());
        QCOMPARE(made.place, core::kube::Place::Member);
        QCOMPARE(made.worst()->stage, ProbeStage::Authorise);
        QVERIFY(made.worst()->what.starts_with("Missing: list nodes, watch nodes."));
        QCOMPARE(made.missing.size(), std::size_t{2});
    }

    void nobodyListens()
    {
        core::kube::Connection nowhere;
        {
            test::FakeFleet fleet;
            fleet.control().serveCluster();
            nowhere = connection(fleet.kubeconfig());
        }
        const Probe made = probed(nowhere);
        QCOMPARE(told(made),
                 std::string("configuration passed, resolve passed, connect failed, TLS skipped, authenticate "
                             "skipped, authorise skipped, version skipped, fleet skipped"));
        QVERIFY(!made.worst()->what.empty());
    }

    void anotherAuthority()
    {
        test::FakeFleet fleet;
        fleet.control().serveCluster();
        core::kube::Connection other = connection(fleet.kubeconfig());
        other.tls.ca = {};
        const Probe made = probed(other);
        QCOMPARE(made.worst()->stage, ProbeStage::Tls);
        QCOMPARE(made.worst()->state, State::Failed);
        QCOMPARE(made.steps[2].state, State::Passed);

        other.tls.insecure = true;
        const Probe open = probed(other);
        QVERIFY(open.ok());
        QCOMPARE(open.worst()->stage, ProbeStage::Tls);
        QCOMPARE(open.worst()->state, State::Doubtful);
    }

    void aProgramThatIsNotAllowedIsNotRun()
    {
        const test::TempFolder folder;
        const std::string program = folder.file("login", "#!/bin/sh\ntouch " + folder.file("ran").string() + "\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        test::FakeFleet fleet;
        fleet.control().serveCluster();
        core::kube::Connection made = connection(fleet.kubeconfig());
        made.auth = {};
        made.tls.certificate = {};
        made.tls.key = {};
        made.auth.exec = core::kube::Exec{.command = program,
                                          .args = {},
                                          .env = {},
                                          .apiVersion = "client.authentication.k8s.io/v1",
                                          .installHint = {},
                                          .interactiveMode = "Never"};
        const Probe tried = probed(made);
        QCOMPARE(tried.worst()->stage, ProbeStage::Authenticate);
        QCOMPARE(tried.steps[1].state, State::Skipped); // nothing was sent
        QVERIFY(!std::filesystem::exists(folder.file("ran")));
    }

    void aSavedWayNamesItsPrograms()
    {
        const test::TempFolder folder;
        const std::string program = folder.file("login", "#!/bin/sh\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        const std::string kubeconfig = folder.file("config", "apiVersion: v1\n"
                                                             "kind: Config\n"
                                                             "current-context: a\n"
                                                             "clusters: [{name: c, cluster: {server: 'https://c'}}]\n"
                                                             "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                                             "users:\n"
                                                             "- name: u\n"
                                                             "  user:\n"
                                                             "    exec:\n"
                                                             "      apiVersion: client.authentication.k8s.io/v1\n"
                                                             "      interactiveMode: Never\n"
                                                             "      command: " +
                                                                 program + "\n");
        core::settings::Settings settings;
        settings.connections = {{.name = "prod", .kubeconfig = kubeconfig},
                                {.name = "own", .kubeconfig = kubeconfig, .memberOf = "prod", .cluster = "c-2"},
                                {.name = "lost", .kubeconfig = "/nowhere", .memberOf = "prod"},
                                {.name = "other", .kubeconfig = kubeconfig}};
        SavedWay way = savedWay(settings, settings.connections[0], {}, "/");
        QVERIFY(way.connect);
        QCOMPARE(way.connect->name, std::string("prod"));
        QCOMPARE(way.connect->members.size(), std::size_t{1});
        QVERIFY(way.connect->members.count("c-2") == 1);
        QCOMPARE(way.programs.size(), std::size_t{2});
        QVERIFY(!way.programs[0].allowed);
        QVERIFY(!way.connect->consents.allows(way.programs[0].what));
        QVERIFY(!way.problems.empty()); // of the one that is lost

        QVERIFY(!way.connect->readOnly);
        settings.connections[1].readOnly = true; // a way to one of its clusters
        QVERIFY(savedWay(settings, settings.connections[0], {}, "/").connect->readOnly);
        settings.connections[1].readOnly = false;

        settings.consents = {{way.programs[0].what.digest, program, {}}};
        way = savedWay(settings, settings.connections[0], {}, "/");
        QVERIFY(way.programs[0].allowed);
        QVERIFY(way.connect->consents.allows(way.programs[0].what));

        test::write(program, "#!/bin/sh\nexit 1\n"); // another program now
        QVERIFY(!savedWay(settings, settings.connections[0], {}, "/").programs[0].allowed);

        way = savedWay(settings, settings.connections[2], {}, "/");
        QVERIFY(!way.connect && way.problems.size() == 1);
    }
};

BERTH_TEST(TestProbe)

} // namespace tst_probe

#include "tst_probe.moc"
