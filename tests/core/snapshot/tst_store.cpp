#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/snapshot/build.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/sections.h"
#include "core/snapshot/store.h"
#include "tests/support/test.h"

namespace tst_store {

using namespace core;
using namespace core::snapshot;

namespace {

model::Node node(int index, std::mt19937& random)
{
    model::Node n;
    n.name = "n" + std::to_string(index);
    n.labels = {{"zone", random() % 2 == 0 ? "a" : "b"},
                {"alibabacloud.com/nodepool-id", "p" + std::to_string(random() % 3)}};
    n.allocatable = {{"cpu", 1000 + static_cast<Amount>(random() % 8) * 1000}, {"memory", 1 << 30}, {"pods", 10}};
    if (random() % 2 == 0) n.allocatable["nvidia.com/gpu"] = 8;
    if (random() % 3 == 0) n.allocatable["rdma/hca"] = 1;
    n.capacity = n.allocatable;
    if (random() % 3 == 0) n.taints = {{"k", std::to_string(random() % 2), "NoSchedule"}};
    n.unschedulable = random() % 5 == 0;
    n.conditions = {{"Ready", random() % 4 == 0 ? "False" : "True", "", ""}};
    if (random() % 4 == 0) n.conditions.push_back({"NvidiaXID79Error", "True", "", "card"});
    n.creationTime = "2026-01-0" + std::to_string(1 + random() % 9) + "T00:00:00Z";
    return n;
}

model::Pod pod(int index, int nodes, std::mt19937& random)
{
    static const char* const phases[] = {"Pending", "Running", "Running", "Succeeded", "Failed"};
    model::Pod p;
    p.ns = index % 2 == 0 ? "default" : "team";
    p.name = "p" + std::to_string(index);
    p.phase = phases[random() % 5];
    if (random() % 4 != 0)
        p.spec.nodeName = "n" + std::to_string(random() % static_cast<unsigned>(nodes + 2)); // two that never exist
    p.labels = {{"app", std::to_string(random() % 3)}};
    if (random() % 6 == 0) p.owners = {{"apps/v1", "DaemonSet", "agent", "u", true}};
    if (random() % 6 == 0) p.deletionTime = "2026-02-01T00:00:00Z";
    p.ready = random() % 2 == 0;
    p.startTime = "2026-01-01T00:00:0" + std::to_string(random() % 10) + "Z";
    model::Container c;
    c.name = "c";
    c.args = {"--api-key", "k" + std::to_string(random() % 2)};
    c.requests["cpu"] = model::Quantity::ofMilli(100 * static_cast<Amount>(1 + random() % 3));
    p.spec.containers = {c};
    return p;
}

std::vector<model::NodePool> pools(std::mt19937& random)
{
    std::vector<model::NodePool> list(random() % 4);
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].id = "p" + std::to_string(list.size() - i);
        list[i].maxSize = static_cast<std::int64_t>(random() % 9);
    }
    return list;
}

/// What is true, object by object; the obvious implementation.
struct Truth {
    std::map<std::string, model::Node> nodes;
    std::map<std::pair<std::string, std::string>, model::Pod> pods;
    std::vector<model::NodePool> pools;
    bool nodesKnown = false, podsKnown = false, poolsKnown = false;

    void apply(const ClusterChange& change)
    {
        for (const auto& name : change.goneNodes) nodes.erase(name);
        for (const auto& n : change.nodes) nodes[n.name] = n;
        for (const auto& name : change.gonePods) pods.erase(name);
        for (const auto& p : change.pods) pods[{p.ns, p.name}] = p;
        if (change.pools) pools = *change.pools;
        nodesKnown = nodesKnown || !change.nodes.empty();
        podsKnown = podsKnown || !change.pods.empty();
        poolsKnown = poolsKnown || change.pools.has_value();
    }
    [[nodiscard]] FleetPtr fleet(const Fleet& like) const
    {
        ClusterData data;
        data.cluster.name = "c";
        data.pools = pools;
        data.nodesKnown = nodesKnown;
        data.podsKnown = podsKnown;
        data.poolsKnown = poolsKnown;
        std::vector<model::Node> n;
        std::vector<model::Pod> p;
        for (const auto& [name, value] : nodes) n.push_back(value);
        for (const auto& [name, value] : pods) p.push_back(value);
        buildTables(data, std::move(n), std::move(p));
        Fleet fleet;
        fleet.name = like.name;
        fleet.clusters = {freezeCluster(std::move(data))};
        return freeze(std::move(fleet));
    }
};

ClusterChange change(std::mt19937& random, int nodes, int pods)
{
    ClusterChange c;
    c.cluster = "c";
    for (auto i = random() % 3; i > 0; --i)
        c.nodes.push_back(node(static_cast<int>(random() % static_cast<unsigned>(nodes)), random));
    for (auto i = random() % 2; i > 0; --i)
        c.goneNodes.push_back("n" + std::to_string(random() % static_cast<unsigned>(nodes)));
    for (auto i = random() % 8; i > 0; --i)
        c.pods.push_back(pod(static_cast<int>(random() % static_cast<unsigned>(pods)), nodes, random));
    for (auto i = random() % 3; i > 0; --i) {
        const int index = static_cast<int>(random() % static_cast<unsigned>(pods));
        c.gonePods.emplace_back(index % 2 == 0 ? "default" : "team", "p" + std::to_string(index));
    }
    if (random() % 5 == 0) c.pools = pools(random);
    return c;
}

/// One kind of change to one of the pods or nodes that are there.
ClusterChange oneChange(unsigned kind, const Truth& truth, int& names, std::mt19937& random)
{
    ClusterChange c{.cluster = "c"};
    const auto any = [&random](const auto& map) {
        return std::next(map.begin(), static_cast<std::ptrdiff_t>(random() % map.size()));
    };
    if (kind == 0 || truth.pods.empty() || truth.nodes.empty()) { // added, in one of many namespaces
        c.nodes = truth.nodes.empty() ? std::vector{node(0, random)} : std::vector<model::Node>{};
        c.pods = {pod(names++, 6, random)};
        if (random() % 3 == 0) c.pods[0].ns = "ns" + std::to_string(random() % 20);
        return c;
    }
    model::Pod p = any(truth.pods)->second;
    const std::string other = any(truth.nodes)->first;
    switch (kind) {
    case 1: p.ready = !p.ready; break;
    case 2: p.labels["app"] = std::to_string(random() % 9); break; // another shape
    case 3: p.spec.nodeName = other; break;
    case 4: c.gonePods = {{p.ns, p.name}, {"nobody", p.name}, {p.ns, "no"}}; return c;
    case 5: p.spec.nodeName = "missing" + std::to_string(random() % 3); break;
    case 6: p.phase = random() % 2 == 0 ? "Succeeded" : "Running"; break;
    case 7: p.spec.nodeName.clear(); break;
    case 8: p.spec.containers[0].requests["nvidia.com/gpu"] = model::Quantity::ofMilli(1000); break;
    case 9: c.nodes = {node(static_cast<int>(random() % 9), random)}; return c;
    case 10: c.goneNodes = {other}; return c;
    case 11: // gone and back, in several versions
        c.gonePods = {{p.ns, p.name}};
        c.pods = {p};
        p.spec.nodeName = other;
        break;
    default: // many at once
        for (const auto& [name, one] : truth.pods)
            if (random() % 2 == 0) c.pods.push_back(one), c.pods.back().spec.nodeName = any(truth.nodes)->first;
        return c;
    }
    c.pods.push_back(p);
    return c;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private slots:
    void patchedIsTheSameAsRebuilt_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void patchedIsTheSameAsRebuilt()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        Fleet empty;
        empty.name = "f";
        Store store(freeze(std::move(empty)));
        Truth truth;
        for (int step = 0; step < 40; ++step) {
            const ClusterChange c = change(random, 6, 20);
            truth.apply(c);
            const FleetPtr patched = store.apply({{c}, {}, {}, {}});
            if (patched->clusters.empty()) continue; // nothing has been said yet
            const FleetPtr rebuilt = truth.fleet(*patched);
            QVERIFY2(snapshot::detail::sectionsOf(*patched) == snapshot::detail::sectionsOf(*rebuilt),
                     ("step " + std::to_string(step)).c_str());
            QCOMPARE(patched->digest, rebuilt->digest);
            QCOMPARE(patched->clusters[0]->nodes.requested, rebuilt->clusters[0]->nodes.requested);
        }
    }

    void eachKindOfChangeIsTheSameAsRebuilt_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void eachKindOfChangeIsTheSameAsRebuilt()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        Store store(freeze({}));
        Truth truth;
        int names = 0;
        for (int step = 0; step < test::rounds(400); ++step) {
            const unsigned kind = step < 60 ? 0 : static_cast<unsigned>(random() % 13);
            const ClusterChange c = oneChange(kind, truth, names, random);
            truth.apply(c);
            const FleetPtr patched = store.apply({.clusters = {c}});
            const FleetPtr rebuilt = truth.fleet(*patched);
            const auto fault = "step " + std::to_string(step) + ", kind " + std::to_string(kind);
            QVERIFY2(snapshot::detail::sectionsOf(*patched) == snapshot::detail::sectionsOf(*rebuilt), fault.c_str());
            QVERIFY2(patched->digest == rebuilt->digest, fault.c_str());
            const ClusterData& is = *patched->clusters[0];
            const ClusterData& must = *rebuilt->clusters[0];
            QVERIFY2(is.nodes.requested == must.nodes.requested, fault.c_str());
            QVERIFY2(is.pods.firstOfNode == must.pods.firstOfNode, fault.c_str());
        }
    }

    /// Many shapes, of which a change makes, alters or leaves a few.
    void manyShapesAreTheSameAsRebuilt()
    {
        constexpr int pods = 150;
        std::mt19937 random(5);
        Store store(freeze({}));
        Truth truth;
        ClusterChange all{.cluster = "c"};
        for (int i = 0; i < 6; ++i) all.nodes.push_back(node(i, random));
        for (int i = 0; i < pods; ++i) {
            all.pods.push_back(pod(i, 6, random));
            all.pods.back().labels["app"] = "app-" + std::to_string(i * 2 / 3); // some share one
        }
        const auto isAsRebuilt = [&](const ClusterChange& c) {
            truth.apply(c);
            const FleetPtr patched = store.apply({.clusters = {c}});
            const FleetPtr rebuilt = truth.fleet(*patched);
            return patched->clusters[0]->pods.shapes == rebuilt->clusters[0]->pods.shapes &&
                   snapshot::detail::sectionsOf(*patched) == snapshot::detail::sectionsOf(*rebuilt) &&
                   patched->digest == rebuilt->digest;
        };
        QVERIFY(isAsRebuilt(all));
        QVERIFY(store.fleet()->clusters[0]->pods.shapes.size() > std::size_t{80});
        int names = pods;
        for (int step = 0; step < test::rounds(150); ++step) {
            const unsigned kind = static_cast<unsigned>(random() % 12);
            ClusterChange c = oneChange(kind, truth, names, random);
            for (model::Pod& p : c.pods) // to a shape that another has, or one that is new
                if (random() % 3 == 0) p.labels["app"] = "app-" + std::to_string(random() % (2U * pods));
            QVERIFY2(isAsRebuilt(c), ("step " + std::to_string(step) + ", kind " + std::to_string(kind)).c_str());
        }
    }

    /// A table is copied with each event; its shapes, which are most of it, are not.
    void shapesThatStayAreShared()
    {
        std::mt19937 random(3);
        ClusterChange all{.cluster = "c", .nodes = {node(0, random), node(1, random)}};
        for (int i = 0; i < 40; ++i) {
            model::Pod p = pod(i, 2, random);
            p.phase = "Running";
            p.spec.nodeName = "n" + std::to_string(i % 2);
            p.labels = {{"app", std::to_string(i)}};
            all.pods.push_back(p);
        }
        Store store(freeze({}));
        const FleetPtr first = store.apply({.clusters = {all}});
        const auto newShapes = [](const FleetPtr& before, const FleetPtr& after) {
            std::set<const PodShape*> known;
            for (const PodShape& shape : before->clusters[0]->pods.shapes) known.insert(&shape);
            const PodShapes& shapes = after->clusters[0]->pods.shapes;
            return std::count_if(shapes.begin(), shapes.end(),
                                 [&](const PodShape& shape) { return !known.contains(&shape); });
        };
        QCOMPARE(first->clusters[0]->pods.shapes.size(), std::size_t{40});

        all.pods[0].ready = !all.pods[0].ready;
        const FleetPtr ready = store.apply({.clusters = {{.cluster = "c", .pods = {all.pods[0]}}}});
        QVERIFY(ready->digest != first->digest);
        QCOMPARE(newShapes(first, ready), std::ptrdiff_t{0});

        all.pods[0].labels["app"] = "another";
        const FleetPtr changed = store.apply({.clusters = {{.cluster = "c", .pods = {all.pods[0]}}}});
        QCOMPARE(newShapes(ready, changed), std::ptrdiff_t{1});
        QCOMPARE(changed->clusters[0]->pods.shapes.size(), std::size_t{40});

        const FleetPtr oneMore = store.apply({.clusters = {{.cluster = "c", .nodes = {node(2, random)}}}});
        QCOMPARE(newShapes(changed, oneMore), std::ptrdiff_t{0});
    }

    /// Pods that are reduced as they come, some of them gone again, make the same fleet as they do by themselves.
    void aBatchIsWhatItsPodsAre()
    {
        std::mt19937 random(11);
        Store plainly(freeze({}));
        Store batched(freeze({}));
        for (int step = 0; step < 60; ++step) {
            ClusterChange plain = change(random, 6, 20);
            std::vector<model::Pod> pods;
            std::set<std::pair<std::string, std::string>> names;
            PodBatch batch;
            for (auto i = random() % 12; i > 0; --i) {
                model::Pod p = pod(static_cast<int>(random() % 20), 6, random);
                if (random() % 3 == 0) {
                    std::erase_if(pods, [&](const auto& other) { return other.ns == p.ns && other.name == p.name; });
                    names.erase({p.ns, p.name});
                    batch.drop(p.ns, p.name);
                    plain.gonePods.emplace_back(p.ns, p.name);
                } else {
                    pods.push_back(p);
                    names.emplace(p.ns, p.name);
                    batch.put(std::move(p));
                }
            }
            QCOMPARE(batch.size(), names.size());
            ClusterChange inBatch = plain;
            plain.pods.insert(plain.pods.begin(), pods.begin(), pods.end()); // what the change states comes last
            inBatch.batch = std::make_shared<const PodBatch>(std::move(batch));
            const FleetPtr is = batched.apply({.clusters = {inBatch}});
            const FleetPtr must = plainly.apply({.clusters = {plain}});
            QVERIFY(snapshot::detail::sectionsOf(*is) == snapshot::detail::sectionsOf(*must));
            QCOMPARE(is->digest, must->digest);
        }
    }

    void podsOfOneOwnerShareAShape()
    {
        std::mt19937 random(1);
        ClusterChange c{.cluster = "c", .nodes = {node(0, random)}};
        model::Pod p = pod(0, 1, random);
        for (int i = 0; i < 3; ++i) {
            const std::string own = std::to_string(i);
            p.name = "p" + own;
            p.uid = own;
            p.annotations = {{"k8s.aliyun.com/pod-ips", "10.0.0." + own}, {"ALIYUN_COM_GPU_MEM_ASSUME_TIME", own}};
            p.spec.volumes = {{"kube-api-access-" + own, model::PodVolume::Kind::Other, "", {}},
                              {"data", model::PodVolume::Kind::Claim, "data", {}}};
            c.pods.push_back(p);
        }
        Store store(freeze({}));
        const FleetPtr fleet = store.apply({.clusters = {c}});
        const PodTable& pods = fleet->clusters[0]->pods;
        QCOMPARE(pods.size(), std::size_t{3});
        QCOMPARE(pods.shapes.size(), std::size_t{1});
        QVERIFY(pods.shapes[0].pod.annotations.empty());
        QCOMPARE(pods.shapes[0].pod.spec.volumes.size(), std::size_t{1});
    }

    void sharesWhatDidNotChange()
    {
        const FleetPtr before = sample({.clusters = 3});
        Store store(before);
        std::mt19937 random(1);
        model::Pod p = pod(1, 1, random);
        const FleetPtr after = store.apply({{{.cluster = before->clusters[1]->cluster.name, .pods = {p}}}, {}, {}, {}});
        QCOMPARE(after->clusters[0].get(), before->clusters[0].get());
        QVERIFY(after->clusters[1].get() != before->clusters[1].get());
        QCOMPARE(after->clusters[2].get(), before->clusters[2].get());
        QCOMPARE(store.fleet().get(), after.get());
        QCOMPARE(before->clusters[1]->pods.size() + 1, after->clusters[1]->pods.size());
    }

    void aChangeOfNothingIsTheSameFleet()
    {
        const FleetPtr before = sample({});
        Store store(before);
        const FleetPtr after = store.apply({{{.cluster = before->clusters[0]->cluster.name}}, {}, {}, {}});
        QCOMPARE(after->digest, before->digest);
        QCOMPARE(after->clusters[0].get(), before->clusters[0].get());
    }

    void theRestIsReplacedAndTablesStay()
    {
        std::mt19937 random(1);
        model::Pod p = pod(0, 1, random);
        p.spec.nodeName = "n0";
        model::Node n = node(0, random);
        n.labels["topology.kubernetes.io/zone"] = "r-1a";
        n.labels["topology.kubernetes.io/region"] = "r-1";
        Store store(freeze({}));
        store.apply({{{.cluster = "c", .nodes = {n}, .pods = {p}}}});
        ClusterRest rest;
        rest.described = false;
        rest.data.namespaces = {{"team", {{"a", "b"}}}};
        rest.data.pools = pools(random);
        const ClusterRest kept = rest;
        const FleetPtr first = store.apply({{{.cluster = "c", .rest = rest}}});
        QCOMPARE(first->clusters[0]->namespaces.size(), std::size_t(1));
        QCOMPARE(first->clusters[0]->nodes.size(), std::size_t(1));
        QCOMPARE(first->clusters[0]->pods.size(), std::size_t(1));
        QVERIFY(first->clusters[0]->nodesKnown);
        QCOMPARE(first->clusters[0]->cluster.name, std::string("c"));
        QCOMPARE(first->clusters[0]->cluster.region, std::string("r-1")); // of its node, since nothing else says
        // The same as if all had come at once.
        Store other(freeze({}));
        const FleetPtr once = other.apply({{{.cluster = "c", .nodes = {n}, .pods = {p}, .rest = kept}}});
        QCOMPARE(once->digest, first->digest);
        rest.data.namespaces.clear();
        QVERIFY(store.apply({{{.cluster = "c", .rest = rest}}})->clusters[0]->namespaces.empty());
    }

    void whatIsNotWholeIsNotKnown()
    {
        std::mt19937 random(1);
        Store store(freeze({}));
        const FleetPtr half = store.apply({{{.cluster = "c", .nodes = {node(0, random)}, .partial = true}}});
        QVERIFY(!half->clusters[0]->nodesKnown);
        QCOMPARE(half->clusters[0]->nodes.size(), std::size_t(1));
        ClusterChange end{.cluster = "c", .partial = true};
        end.nodesOrigin = Origin{"live: c", std::nullopt};
        const FleetPtr whole = store.apply({{end}});
        QVERIFY(whole->clusters[0]->nodesKnown && !whole->clusters[0]->podsKnown);
        ClusterChange none{.cluster = "d"};
        none.podsOrigin = Origin{"live: d", std::nullopt};
        QVERIFY(store.apply({{none}})->cluster("d")->podsKnown); // there are none, and that is known
    }

    void aFleetsRestIsReplacedAndClustersStay()
    {
        const FleetPtr before = sample({.clusters = 3});
        Store store(before);
        Fleet rest;
        rest.name = "other";
        FleetChange change;
        change.rest = rest;
        change.goneClusters = {before->clusters[1]->cluster.name, "nobody"};
        const FleetPtr after = store.apply(change);
        QCOMPARE(after->name, std::string("other"));
        QVERIFY(after->policies.empty());
        QCOMPARE(after->clusters.size(), std::size_t(2));
        QCOMPARE(after->clusters[0].get(), before->clusters[0].get());
        QCOMPARE(after->clusters[1].get(), before->clusters[2].get());
    }

    void aNodeThatComesGetsItsPods()
    {
        std::mt19937 random(1);
        model::Pod p = pod(0, 1, random);
        p.phase = "Running";
        p.spec.nodeName = "n0";
        Fleet empty;
        Store store(freeze(std::move(empty)));
        const FleetPtr early = store.apply({{{.cluster = "c", .pods = {p}}}, {}, {}, {}});
        QCOMPARE(early->clusters[0]->pods.node[0], noRow);
        const FleetPtr late = store.apply({{{.cluster = "c", .nodes = {node(0, random)}}}, {}, {}, {}});
        QCOMPARE(late->clusters[0]->pods.node[0], 0U);
        QCOMPARE(late->clusters[0]->nodes.requested[2][0], Amount{1});
        const FleetPtr gone = store.apply({{{.cluster = "c", .goneNodes = {"n0"}}}, {}, {}, {}});
        QCOMPARE(gone->clusters[0]->pods.node[0], noRow);
        QCOMPARE((gone->clusters[0]->pods.state[0] & HoldsResources), 0);
    }
};

BERTH_TEST(TestStore)

} // namespace tst_store

#include "tst_store.moc"
