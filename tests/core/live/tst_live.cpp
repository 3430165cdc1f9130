// A fleet that is live: clusters found and reached, each in its own way or not at all, and the snapshots that come of it.
#include <QTest>

#include <algorithm>
#include <thread>

#include "core/live/live.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/test.h"

namespace tst_live {

using namespace core::live;
using namespace std::chrono_literals;
using core::snapshot::FleetPtr;
using test::FakeApi;
using test::FakeFleet;
using State = Reached::State;
using Mood = FakeFleet::Mood;

namespace {

constexpr auto Patience = core::kube::Milliseconds(20000);

core::kube::Connection connection(const FakeFleet& fleet, const std::string& context)
{
    const core::kube::Loaded loaded = core::kube::read(fleet.kubeconfig(), "/k/config");
    const core::kube::Chosen chosen = core::kube::choose(loaded.config, context);
    if (!chosen.ok()) qFatal("a connection of a test: %s", chosen.problems.front().what.c_str());
    return *chosen.connection;
}

LiveOptions optionsOf(const FakeFleet& fleet)
{
    LiveOptions options;
    options.connect.fleet = connection(fleet, "fleet");
    options.connect.client.limits.backoff = {2ms, 10ms, 1000ms};
    options.connect.client.limits.perSecond = 10000;
    options.connect.client.limits.burst = 1000;
    options.connect.client.limits.atOnce = 100;
    options.connect.cache.reflect.spread = 1ms;
    options.connect.cache.reflect.backoff = {2ms, 10ms, 1000ms};
    options.connect.cache.flush = 5ms;
    options.now = [] { return core::Time(std::chrono::seconds(1800000000)); };
    return options;
}

const ClusterView* viewOf(const std::vector<ClusterView>& views, const std::string& name)
{
    const auto at =
        std::find_if(views.begin(), views.end(), [&](const ClusterView& view) { return view.reached.name == name; });
    return at == views.end() ? nullptr : &*at;
}

const core::snapshot::Gap* gapOf(const FleetPtr& fleet, const std::string& cluster, const std::string& what)
{
    const auto at = std::find_if(fleet->gaps.begin(), fleet->gaps.end(), [&](const core::snapshot::Gap& gap) {
        return gap.cluster == cluster && gap.what == what;
    });
    return at == fleet->gaps.end() ? nullptr : &*at;
}

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// Two clusters with nodes and pods, a policy, a binding and a Deployment.
void fill(FakeFleet& fleet)
{
    fleet.control().serveKarmada();
    FakeApi& m1 = fleet.member("m1");
    m1.put(test::nodeObject("m1-a", 8));
    m1.put(test::nodeObject("m1-b", 8, "z-2"));
    m1.put(test::podObject("p", "m1-a", 3));
    FakeApi& m2 = fleet.member("m2");
    m2.put(test::nodeObject("m2-a", 4));
    fleet.control().put(test::deploymentObject("qwen3-8b", 4, 1));
    fleet.control().put(
        {{"apiVersion", "policy.karmada.io/v1alpha1"},
         {"kind", "PropagationPolicy"},
         {"metadata", {{"name", "pp"}, {"namespace", "default"}}},
         {"spec", {{"resourceSelectors", core::Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}}})}}}});
    fleet.control().put({{"apiVersion", "work.karmada.io/v1alpha2"},
                         {"kind", "ResourceBinding"},
                         {"metadata", {{"name", "qwen3-8b-deployment"}, {"namespace", "default"}}},
                         {"spec",
                          {{"resource", {{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", "qwen3-8b"}}},
                           {"clusters", core::Json::array({{{"name", "m1"}, {"replicas", 4}}})}}}});
}

/// Updates until it is so.
bool becomes(LiveFleet& live, const std::function<bool(const FleetPtr&)>& so)
{
    const auto until = std::chrono::steady_clock::now() + Patience;
    while (std::chrono::steady_clock::now() < until) {
        if (so(live.update())) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

} // namespace

class TestLive : public QObject {
    Q_OBJECT

private slots:
    void whoConnectsByAProxyIsToldWhich()
    {
        core::kube::Connection connection;
        connection.baseUrl = *core::kube::parseUrl("https://a.example:6443");
        Reached row;
        row.isReachedBy(connection, {});
        QVERIFY2(row.why().starts_with("a.example:6443 has not answered yet. Check"), row.why().c_str());
        row.isReachedBy(connection, {{"HTTPS_PROXY", "http://me:canary-7f3a-proxy@p.example:3128"}});
        QVERIFY2(row.why().starts_with("a.example:6443 has not answered yet by way of the proxy p.example:3128. It is "
                                       "set by HTTPS_PROXY (environment). Check"),
                 row.why().c_str());
        connection.proxy = *core::kube::parseUrl("http://me:canary-7f3a-proxy@q.example:8080");
        row.isReachedBy(connection, {});
        QVERIFY2(row.why().find("proxy q.example:8080. It is set by proxy-url (kubeconfig).") != std::string::npos &&
                     row.why().find("canary") == std::string::npos,
                 row.why().c_str());
    }
    /// fault 32: what stands in a list has no kind.
    void opensAFleetThroughItsProxy()
    {
        FakeFleet fleet;
        fill(fleet);
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr seen = live.update();
        QCOMPARE(seen->clusters.size(), std::size_t(2));
        QCOMPARE(seen->policies.size(), std::size_t(1));
        QCOMPARE(seen->bindings.size(), std::size_t(1));
        QCOMPARE(seen->workloads.size(), std::size_t(1));
        const auto* m1 = seen->cluster("m1");
        QVERIFY(m1 != nullptr);
        QCOMPARE(m1->nodes.size(), std::size_t(2));
        QCOMPARE(m1->pods.size(), std::size_t(1));
        QVERIFY(m1->nodesKnown && m1->podsKnown);
        QCOMPARE(QString::fromStdString(m1->nodesOrigin.source), QString("live: m1"));
        QCOMPARE(QString::fromStdString(m1->cluster.kubernetesVersion), QString("v1.32.1"));
        const auto gpu = m1->nodes.resource("nvidia.com/gpu");
        QVERIFY(gpu);
        QCOMPARE(m1->nodes.requested[*gpu][m1->nodes.row("m1-a")], core::Amount(3));
        const auto* m2 = seen->cluster("m2");
        QVERIFY(m2 != nullptr && m2->podsKnown); // it has none, and that is known
        for (const ClusterView& view : live.clusters()) {
            QVERIFY(view.reached.state == State::Reached);
            for (const Part& part : view.parts) QVERIFY2(part.why.empty(), part.why.c_str());
        }
        QVERIFY(viewOf(live.clusters(), "m1")->reached.way == Way::ThroughFleet);
    }

    void followsChanges()
    {
        FakeFleet fleet;
        fill(fleet);
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr before = live.update();
        FakeApi& m3 = fleet.member("m3");
        m3.put(test::nodeObject("m3-a", 2));
        fleet.control().put(test::deploymentObject("other", 1, 1));
        QVERIFY(becomes(live, [](const FleetPtr& now) {
            return now->cluster("m3") != nullptr && now->cluster("m3")->nodes.size() == 1 && now->workloads.size() == 2;
        }));
        QCOMPARE(before->clusters.size(), std::size_t(2));             // an old one stays as it was
        QVERIFY(before->cluster("m2") == live.fleet()->cluster("m2")); // what did not change is shared
        fleet.control().remove("clusters", "", "m3");
        fleet.control().remove("deployments", "default", "other");
        QVERIFY(
            becomes(live, [](const FleetPtr& now) { return now->clusters.size() == 2 && now->workloads.size() == 1; }));
    }

    /// What was known before the watch broke stays, and its age is said once it is older than its limit.
    void whatIsOldIsAGapWithItsAge()
    {
        FakeFleet fleet;
        fill(fleet);
        const auto later = std::make_shared<std::atomic<int>>(0);
        LiveOptions options = optionsOf(fleet);
        options.now = [later] { return systemNow() + core::Seconds(*later); };
        LiveFleet live(options);
        live.start();
        QVERIFY(live.settle(Patience));
        const auto gaps = [&] {
            std::set<std::string> old;
            for (const core::snapshot::Gap& gap : live.update()->gaps)
                if (gap.cluster == "m1") old.insert(gap.what);
            return old;
        };
        const std::set<std::string> before = gaps();
        fleet.setMood("m1", Mood::Dead);
        fleet.api("m1").dropResource("pods"); // its watches end
        QTRY_VERIFY(std::ranges::any_of(viewOf(live.clusters(), "m1")->parts, [](const Part& part) {
            return part.resource == "pods" && part.state.why == core::kube::PartState::Why::Stale;
        }));
        QVERIFY(gaps() == before); // not old yet
        *later = 12 * 60 + 5;
        std::set<std::string> wanted = before;
        wanted.insert("the last 12m of pods");
        // The dead server's other watches end, too, where the machine is slow: their ages are said as well.
        const std::set<std::string> now = gaps();
        QVERIFY(std::includes(now.begin(), now.end(), wanted.begin(), wanted.end()));
        const core::snapshot::Gap* gap = gapOf(live.fleet(), "m1", "the last 12m of pods");
        QVERIFY(holds(gap->unknown, "free"));
        QVERIFY(holds(gap->remedy, "may have changed"));
        QVERIFY(live.fleet()->cluster("m1")->podsKnown);
    }

    /// fault 76.
    void eachClusterHasItsOwnFate()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.member("dead", Mood::Dead);
        fleet.member("slow", Mood::Slow);
        fleet.member("refused", Mood::Refused);
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(becomes(live, [](const FleetPtr& now) { // before the slow one has answered
            const auto* m1 = now->cluster("m1");
            return m1 != nullptr && m1->podsKnown && m1->nodesKnown && gapOf(now, "refused", "connection") != nullptr &&
                   gapOf(now, "dead", "connection") != nullptr && now->policies.size() == 1;
        }));
        QTRY_VERIFY(viewOf(live.clusters(), "dead")->reached.state == State::Unreachable);
        QTRY_VERIFY(viewOf(live.clusters(), "refused")->reached.state == State::Refused);
        QVERIFY(!live.settle(core::kube::Milliseconds(50)));
        const auto views = live.clusters();
        QVERIFY(viewOf(views, "m1")->reached.state == State::Reached);
        QVERIFY(viewOf(views, "slow")->reached.state == State::Connecting);
        QVERIFY(viewOf(views, "dead")->reached.state == State::Unreachable);
        const Reached& refused = viewOf(views, "refused")->reached;
        QVERIFY(refused.state == State::Refused);
        QVERIFY(refused.missing.has_value());
        QCOMPARE(QString::fromStdString(refused.missing->text()), QString("get clusters/proxy of refused"));
        QVERIFY2(holds(refused.why(),
                       "- {apiGroups: [\"cluster.karmada.io\"], resources: [\"clusters/proxy\"], resourceNames: "),
                 refused.why().c_str());
        QVERIFY(holds(refused.why(), "resourceNames: [\"refused\"]"));
        // Each is in the fleet with what the fleet says of it.
        QCOMPARE(live.update()->clusters.size(), std::size_t(5));
        QVERIFY(!live.fleet()->cluster("dead")->nodesKnown);

        fleet.setMood("dead", Mood::Well);
        QVERIFY(becomes(live, [](const FleetPtr& now) { return now->cluster("dead")->nodesKnown; }));
    }

    void anOwnKubeconfigWins()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.member("refused", Mood::Refused).put(test::nodeObject("r-a", 1));
        LiveOptions options = optionsOf(fleet);
        options.connect.members["refused"] = connection(fleet, "member-refused");
        LiveFleet live(std::move(options));
        live.start();
        QVERIFY(live.settle(Patience));
        QCOMPARE(live.update()->cluster("refused")->nodes.size(), std::size_t(1));
        QVERIFY(viewOf(live.clusters(), "refused")->reached.way == Way::OwnKubeconfig);
    }

    void whatMayNotBeListedIsAGap()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.member("m3").put(test::nodeObject("m3-a", 2));
        fleet.member("m4").forbid("nodes");
        LiveOptions options = optionsOf(fleet);
        LiveFleet live(std::move(options));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr seen = live.update();
        QVERIFY(!seen->cluster("m4")->nodesKnown);
        QVERIFY(seen->cluster("m4")->podsKnown);
        const auto* gap = gapOf(seen, "m4", "nodes");
        QVERIFY(gap != nullptr);
        QVERIFY2(gap->remedy.ends_with(
                     "Unknown: needs `list nodes`. Add this rule to a ClusterRole: - {apiGroups: [\"\"], resources: "
                     "[\"nodes\"], verbs: [\"list\", \"watch\"]}"),
                 gap->remedy.c_str());
        QVERIFY(gapOf(seen, "m3", "nodes") == nullptr);
    }

    /// fault 61: a 404 of a whole resource has what the cluster serves looked at again, and the view of it goes.
    void whatAClusterServesMayChange()
    {
        FakeFleet fleet;
        fill(fleet);
        LiveOptions options = optionsOf(fleet);
        options.connect.lookAgain = 150ms;
        LiveFleet live(options);
        live.start();
        QVERIFY(live.settle(Patience));
        QCOMPARE(live.update()->bindings.size(), 1U);
        const auto follows = [&](const char* resource) {
            const std::vector<ClusterView> views = live.clusters();
            const auto& parts = viewOf(views, "fleet")->parts;
            return std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.resource == resource; });
        };
        fleet.control().dropResource("resourcebindings");
        QVERIFY(becomes(live, [&](const FleetPtr& now) {
            return now->bindings.empty() && !follows("resourcebindings.work.karmada.io");
        }));
        QCOMPARE(live.fleet()->policies.size(), 1U); // the others are as they were
        QVERIFY(gapOf(live.fleet(), "", "resourcebindings.work.karmada.io") == nullptr);

        // It comes back in another version.
        fleet.control().serveResource(
            {"work.karmada.io", "v1alpha3", "resourcebindings", "ResourceBinding", true, {}, {}});
        fleet.control().put({{"apiVersion", "work.karmada.io/v1alpha3"},
                             {"kind", "ResourceBinding"},
                             {"metadata", {{"name", "b"}, {"namespace", "default"}}},
                             {"spec",
                              {{"resource", {{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", "qwen3-8b"}}},
                               {"clusters", core::Json::array({{{"name", "m2"}, {"replicas", 4}}})}}}});
        QVERIFY(becomes(live, [](const FleetPtr& now) {
            return now->bindings.size() == 1 && now->bindings.front().spec.clusters.front().name == "m2";
        }));
    }

    /// What a server says of Kueue's API is known of its cluster (core/preview/holds.cpp).
    void tellsWhereKueueIsServed()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.api("m1").serveResource({"kueue.x-k8s.io", "v1beta1", "localqueues", "LocalQueue", true, {}, {}});
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr seen = live.update();
        QVERIFY(seen->cluster("m1")->servesKueue == true);
        QVERIFY(seen->cluster("m2")->servesKueue == false);
    }

    /// A resource that discovery lists and the server answers with 404 is asked for again, and not without end at once.
    void whatIsListedAndNotServedIsTriedAgain()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.control().setLost("resourcebindings", true);
        LiveOptions options = optionsOf(fleet);
        options.connect.cache.reflect.backoff = {50ms, 100ms, 1000ms};
        LiveFleet live(options);
        live.start();
        QVERIFY(live.settle(Patience));
        QVERIFY(live.update()->bindings.empty());
        const std::size_t before = fleet.server().count();
        std::this_thread::sleep_for(500ms);
        QVERIFY2(fleet.server().count() - before < 60, std::to_string(fleet.server().count() - before).c_str());
        fleet.control().setLost("resourcebindings", false);
        QVERIFY(becomes(live, [](const FleetPtr& now) { return now->bindings.size() == 1; }));
    }

    /// fault 65: what was in a namespace goes with it, and its part stays what it is: a list that is empty.
    void aNamespaceMayGoUnderAView()
    {
        FakeFleet fleet;
        fill(fleet);
        FakeApi& m1 = fleet.api("m1");
        m1.put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        m1.put(
            {{"apiVersion", "v1"},
             {"kind", "ConfigMap"},
             {"metadata", {{"name", "np1-inventory-status"}, {"namespace", "kube-system"}}},
             {"data",
              {{"status",
                R"({"SupplySeqs": [{"InstanceType": "ecs.gn7i-c8g1.2xlarge", "Zone": "cn-hangzhou-h", "State": "WithStock"}]})"}}}});
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        QVERIFY(becomes(live, [](const FleetPtr& now) { return !now->stock.empty(); }));
        m1.remove("configmaps", "kube-system", "np1-inventory-status");
        m1.remove("namespaces", "", "kube-system");
        QVERIFY(becomes(live, [](const FleetPtr& now) { return now->stock.empty(); }));
        QVERIFY(becomes(live, [&](const FleetPtr&) {
            const std::vector<ClusterView> views = live.clusters();
            const auto& parts = viewOf(views, "m1")->parts;
            return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
                return part.resource == "configmaps" && part.state.why == core::kube::PartState::Why::Synced &&
                       part.state.objects == 0;
            });
        }));
        QVERIFY(gapOf(live.fleet(), "m1", "configmaps") == nullptr);
    }

    void aNameLeadsNowhereElse()
    {
        FakeFleet fleet;
        core::kube::Discovery discovery;
        core::kube::ApiResource clusters;
        clusters.group = "cluster.karmada.io";
        clusters.version = "v1alpha1";
        clusters.plural = "clusters";
        clusters.subresources = {"proxy"};
        discovery.groups = {{clusters.group, {clusters.version}}};
        discovery.resources = {clusters};
        const auto through = [&](const std::string& name) {
            const auto made = throughFleet(connection(fleet, "fleet"), discovery, name);
            return made ? QString::fromStdString(made->baseUrl.path) : QString("none");
        };
        QCOMPARE(through("c-sh.02"), QString("/apis/cluster.karmada.io/v1alpha1/clusters/c-sh.02/proxy"));
        for (const char* name :
             {"", ".", "..", "a/../../../b", "a/b", "a%2fb", "a?b", "a#b", "A", "a b", "-a", "a\n", "a..b"})
            QCOMPARE(through(name), QString("none"));
        discovery.resources.front().subresources.clear();
        QCOMPARE(through("c-sh.02"), QString("none"));
    }

    void aPlainClusterIsAFleetOfOne()
    {
        FakeFleet fleet;
        fleet.control().serveCluster();
        fleet.control().put(test::nodeObject("a", 8));
        fleet.control().put(test::deploymentObject("web", 1, 1));
        LiveOptions options = optionsOf(fleet);
        options.connect.name = "lab";
        LiveFleet live(std::move(options));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr seen = live.update();
        QCOMPARE(seen->clusters.size(), std::size_t(1));
        const auto& only = *seen->clusters.front();
        QCOMPARE(QString::fromStdString(only.cluster.name), QString("lab"));
        QCOMPARE(QString::fromStdString(only.cluster.region), QString("r-1")); // of its nodes
        QCOMPARE(only.nodes.size(), std::size_t(1));
        QCOMPARE(only.workloads.size(), std::size_t(1));
        QVERIFY(seen->workloads.empty());
        QCOMPARE(QString::fromStdString(seen->engine), QString("direct")); // nobody divides what is applied there
    }

    void aFleetOfOpenClusterManagementUsesTheGateway()
    {
        FakeFleet fleet;
        FakeApi& control = fleet.control();
        control.serveResource(
            {"cluster.open-cluster-management.io", "v1", "managedclusters", "ManagedCluster", false, {}, {}});
        control.serveResource(
            {"cluster.core.oam.dev", "v1alpha1", "clustergateways", "ClusterGateway", false, {"proxy"}, {}});
        control.serveResource({"work.example.io", "v1", "resourcebindings", "ResourceBinding", true, {}, {}});
        fleet.useGateway();
        const std::string id = "c08f75a3678e24fda907369d17fbdcfa4";
        fleet.member(id).put(test::nodeObject("a", 8));
        control.put({{"apiVersion", "cluster.open-cluster-management.io/v1"},
                     {"kind", "ManagedCluster"},
                     {"metadata", {{"name", id}}}});
        control.put({{"apiVersion", "work.example.io/v1"},
                     {"kind", "ResourceBinding"},
                     {"metadata", {{"name", "b"}, {"namespace", "default"}}},
                     {"spec", {{"resource", {{"kind", "Deployment"}, {"name", "web"}, {"apiVersion", "apps/v1"}}}}}});
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        const FleetPtr seen = live.update();
        QVERIFY(seen->cluster(id) != nullptr);
        QCOMPARE(seen->cluster(id)->nodes.size(), std::size_t(1));
        QCOMPARE(seen->bindings.size(), std::size_t(1));
    }

    void aFleetThatMayNotListItsClustersSaysSo()
    {
        FakeFleet fleet;
        fill(fleet);
        fleet.control().forbid("clusters");
        LiveFleet live(optionsOf(fleet));
        live.start();
        QVERIFY(live.settle(Patience));
        const auto* gap = gapOf(live.update(), "", "clusters.cluster.karmada.io");
        QVERIFY(gap != nullptr);
        QVERIFY2(holds(gap->remedy, "needs `list clusters.cluster.karmada.io`"), gap->remedy.c_str());
        QCOMPARE(live.fleet()->policies.size(), std::size_t(1)); // the rest is there
    }
};

BERTH_TEST(TestLive)

} // namespace tst_live

#include "tst_live.moc"
