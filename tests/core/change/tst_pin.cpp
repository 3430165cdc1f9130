// A division written into a policy as static weights.
#include <QTest>

#include "core/change/pin.h"
#include "tests/support/test.h"

namespace tst_pin {

using core::change::Division;
using core::change::pinned;

namespace {

core::Result<std::string> pin(const std::string& text, const Division& division, std::size_t document = 0)
{
    return pinned(core::text::parse(text).documents.at(document), division);
}

constexpr const char* Policy = "# ours\n"
                               "apiVersion: policy.karmada.io/v1alpha1\n"
                               "kind: PropagationPolicy\n"
                               "metadata:\n"
                               "  name: demo # keep\n"
                               "spec:\n"
                               "  placement:\n"
                               "    replicaScheduling:\n"
                               "      replicaSchedulingType: Divided\n"
                               "      replicaDivisionPreference: Weighted # why\n"
                               "      weightPreference:\n"
                               "        dynamicWeight: AvailableReplicas\n";

} // namespace

class TestPin : public QObject {
    Q_OBJECT

private slots:
    void writesTheDivisionAndKeepsTheRest()
    {
        const auto text = pin(Policy, {{"c-1", 3}, {"c-2", 0}, {"c-3", 1}});
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        QVERIFY(text->starts_with("# ours\n"));
        for (const char* kept : {"name: demo # keep\n", "replicaDivisionPreference: Weighted # why\n"})
            QVERIFY2(text->find(kept) != std::string::npos, text->c_str());
        QVERIFY(text->find("dynamicWeight") == std::string::npos);
        const core::Json value = core::text::parse(*text).documents.at(0).value();
        const core::Json& list =
            value["spec"]["placement"]["replicaScheduling"]["weightPreference"]["staticWeightList"];
        QCOMPARE(list.dump(), std::string(R"([{"targetCluster":{"clusterNames":["c-1"]},"weight":3},)"
                                          R"({"targetCluster":{"clusterNames":["c-3"]},"weight":1}])"));
    }

    void makesWhatIsNotThereYet()
    {
        const auto text = pin("kind: ClusterPropagationPolicy\nspec:\n  placement: {}\n", {{"c-1", 2}});
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        const core::Json value = core::text::parse(*text).documents.at(0).value();
        QVERIFY(value["spec"]["placement"]["replicaScheduling"]["replicaSchedulingType"] == "Divided");
        const auto again = pin(*text, {{"c-1", 2}});
        QCOMPARE(*again, *text); // nothing to write
    }

    void leavesTheOtherDocumentsOfTheTextAlone()
    {
        const std::string other = "kind: ConfigMap\ndata: {a: b} # x\n---\n";
        const auto text = pin(other + Policy, {{"c-1", 2}}, 1);
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        QVERIFY(text->starts_with(other));
        QCOMPARE(core::text::parse(*text).documents.size(), std::size_t(2));
    }

    void refusesAClusterThatIsNotThere()
    {
        const auto document = core::text::parse(Policy).documents.at(0);
        QVERIFY(pinned(document, {{"east-1", 3}}, {"east-1", "west-1"}).has_value());
        const auto none = pinned(document, {{"east-1", 3}, {"wset-1", 1}}, {"east-1", "west-1"});
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().fault, core::Fault::NotFound);
        const std::string said = none.error().what;
        QVERIFY2(said.find("no cluster wset-1") != std::string::npos, said.c_str());
        QVERIFY2(said.find("east-1, west-1") != std::string::npos, said.c_str());
        QVERIFY2(said.find("Did you mean west-1?") != std::string::npos, said.c_str());
    }

    void refusesWhatIsNone()
    {
        QVERIFY(!pin("kind: Deployment\n", {{"c-1", 2}}).has_value());
        QVERIFY(!pin(Policy, {{"c-1", 0}}).has_value());
        QVERIFY(!pin(Policy, {}).has_value());
    }
};

BERTH_TEST(TestPin)

} // namespace tst_pin

#include "tst_pin.moc"
