// What comes in of one cluster, until it is put into the fleet.
#include <QTest>

#include "core/live/gather.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/test.h"

namespace tst_gather {

using namespace core::live;
using namespace std::chrono_literals;
using core::Json;
using core::Time;
using core::kube::ApiResource;

namespace {

ApiResource resource(const std::string& group, const std::string& kind)
{
    ApiResource made;
    made.group = group;
    made.version = "v1";
    made.kind = kind;
    return made;
}

const ApiResource Nodes = resource("", "Node");
const ApiResource Pods = resource("", "Pod");
const ApiResource Deployments = resource("apps", "Deployment");
const Time Start(1800000000s);

core::snapshot::ClusterChange taken(ClusterGather& gather)
{
    return gather.take("c", {}, Start);
}

} // namespace

class TestGather : public QObject {
    Q_OBJECT

private slots:
    void halfAListIsPartial()
    {
        ClusterGather gather;
        gather.put(Nodes, test::nodeObject("a", 1));
        QVERIFY(gather.changed());
        auto change = taken(gather);
        QVERIFY(change.partial && change.nodes.size() == 1 && !change.nodesOrigin);
        gather.whole(Nodes, {"live: c", Start});
        change = taken(gather);
        QVERIFY(change.partial && change.nodes.empty() && change.nodesOrigin); // of pods nothing is known yet
        gather.whole(Pods, {"live: c", Start});
        QVERIFY(!taken(gather).partial);
        QVERIFY(!gather.changed());
    }

    void theLastWordOfABatchStands()
    {
        ClusterGather gather;
        gather.put(Pods, test::podObject("p", "a", 1));
        gather.gone(Pods, "default", "p");
        auto change = taken(gather);
        QVERIFY(change.batch && change.batch->size() == 0U && change.gonePods.size() == 1);
        gather.gone(Pods, "default", "p");
        gather.put(Pods, test::podObject("p", "b", 1));
        change = taken(gather);
        QVERIFY(change.batch && change.batch->size() == 1 && change.gonePods.size() == 1); // a store drops first
    }

    void theRestComesAsAWhole()
    {
        ClusterGather gather;
        static_cast<void>(taken(gather));
        Json web = test::deploymentObject("web", 1, 1);
        gather.put(Deployments, web);
        gather.put(Deployments, test::deploymentObject("api", 1, 1));
        auto change = taken(gather);
        QVERIFY(change.rest);
        QCOMPARE(change.rest->data.workloads.size(), std::size_t(2));
        web["metadata"]["ownerReferences"] = Json::array({{{"kind", "App"}, {"name", "x"}}}); // its owner stands for it
        gather.put(Deployments, web);
        QCOMPARE(taken(gather).rest->data.workloads.size(), std::size_t(1));
        gather.gone(Deployments, "default", "api");
        QVERIFY(taken(gather).rest->data.workloads.empty());
        gather.gone(Deployments, "default", "api");
        QVERIFY(!gather.changed());
    }

    void aConfirmationMakesYoungerNowAndThen()
    {
        ClusterGather gather;
        gather.whole(Nodes, {"live: c", Start});
        static_cast<void>(taken(gather));
        gather.confirm("Node", Start + 10s);
        gather.confirm("Pod", Start + 100s); // of these there is no list yet
        QVERIFY(!gather.changed());
        gather.confirm("Node", Start + 31s);
        const auto change = taken(gather);
        QVERIFY(change.nodesOrigin && change.nodesOrigin->seen == Start + 31s);
        QCOMPARE(change.nodesOrigin->source, std::string("live: c"));
        QVERIFY(!change.podsOrigin);
    }
};

BERTH_TEST(TestGather)

} // namespace tst_gather

#include "tst_gather.moc"
