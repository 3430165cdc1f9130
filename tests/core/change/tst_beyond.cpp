// What the cluster has that the text does not, and an apply leaves: named, but for what the server and its controllers write.
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_beyond {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

Json& podOf(Json& object)
{
    return object["spec"]["template"]["spec"];
}

} // namespace

class TestBeyond : public QObject {
    Q_OBJECT

private slots:
    void whatOthersAddedIsNamedWithThem()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 1)})).end, Applied::End::Done);
        Json live = given.api().object("deployments", "default", "a");
        podOf(live)["hostNetwork"] = true;
        podOf(live)["dnsPolicy"] = "ClusterFirst"; // a default, whoever is on record for it
        podOf(live)["containers"].push_back({{"name", "debug"}, {"image", "debug:1"}});
        live["metadata"]["annotations"]["tool.argoproj.io/seen"] = "x"; // a tool's own mark
        given.api().updateAs("kubectl-patch", live);
        const auto plan = given.make({deployment("a", 1)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(plan->steps.empty() && plan->unchanged.size() == 1);
        const std::string said = beyondSentence(*plan);
        QVERIFY2(said == "The cluster has 2 fields that the text does not: "
                         ".spec.template.spec.containers[name=\"debug\"] (kubectl-patch), "
                         ".spec.template.spec.hostNetwork (kubectl-patch).",
                 said.c_str());
    }

    void whatARepositorysToolKeepsIsNamedBesideAChange()
    {
        Given given;
        Json kept = deployment("a", 1);
        kept["metadata"]["labels"]["team"] = "ml";
        given.api().applyAs("argocd-controller", kept);
        Json text = deployment("a", 1);
        text["metadata"]["annotations"]["note"] = "new";
        const auto plan = given.make({text});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(!plan->steps.empty());
        const std::string said = beyondSentence(*plan);
        QVERIFY2(holds(said, ".metadata.labels.team (argocd-controller)"), said.c_str());
    }

    void controllersAndNobodyAreNotNamed()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 1)})).end, Applied::End::Done);
        Json live = given.api().object("deployments", "default", "a");
        podOf(live)["nodeName"] = "n1";
        given.api().updateAs("kube-controller-manager", live);
        const auto plan = given.make({deployment("a", 1)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY2(plan->beyond.empty() && beyondSentence(*plan).empty(), beyondSentence(*plan).c_str());
    }

    void onlyTheFirstAreNamed()
    {
        Plan plan;
        plan.beyond = {"a", "b", "c", "d", "e", "f", "g"};
        QCOMPARE(QString::fromStdString(beyondSentence(plan)),
                 QStringLiteral("The cluster has 7 fields that the text does not: a, b, c, d, e and 2 more."));
    }
};

BERTH_TEST(TestBeyond)

} // namespace tst_beyond

#include "tst_beyond.moc"
