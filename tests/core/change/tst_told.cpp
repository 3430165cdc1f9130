// What a person is told to do about a text that a server, or Berth, does not take as it is.
#include "core/base/words.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_told {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

class TestTold : public QObject {
    Q_OBJECT

private slots:
    /// `extensions` serves the objects of other groups.
    void oneObjectInTwoVersionsStandsThereTwice()
    {
        Given given;
        Json old = deployment("a", 1);
        old["apiVersion"] = "extensions/v1beta1";
        const auto plan = given.make({deployment("a", 1), old});
        QVERIFY(!plan.has_value());
        QVERIFY2(holds(plan.error().what, "twice") && holds(plan.error().where, "apps/v1, extensions/v1beta1"),
                 plan.error().text().c_str());
        // The kind alone makes no two objects the same.
        Json other = deployment("a", 1);
        other["apiVersion"] = "example.com/v1";
        const auto both = given.make({deployment("a", 1), other});
        QVERIFY2(both.has_value(), both ? "" : both.error().text().c_str());
    }

    void whatAServerSaysOfItsInsidesHasARemedy_data()
    {
        QTest::addColumn<std::string>("said");
        QTest::addColumn<std::string>("remedy");
        QTest::newRow("a quantity") << std::string(".resources.limits.cpu: expected string, got "
                                                   "&value.valueUnstructured{Value:4}")
                                    << std::string("Write the value in quotes.");
        QTest::newRow("one of several")
            << std::string(
                   "errors:\n  .spec.a[name=\"b\"].c/d: expected string, got &value.valueUnstructured{Value:1}\n"
                   "  .spec.replicas: field not declared in schema")
            << std::string("a text at .spec.a[name=\"b\"].c/d and nothing else");
        QTest::newRow("a port") << std::string(".spec.ports: element 0: associative list with keys has an element that "
                                               "omits key field \"protocol\" (and doesn't have default value)")
                                << std::string("Write protocol: TCP");
        QTest::newRow("another key") << std::string("an element that omits key field \"topologyKey\" (and so on)")
                                     << std::string("told apart by topologyKey");
        QTest::newRow("nothing of these") << std::string("no such thing") << std::string();
    }
    void whatAServerSaysOfItsInsidesHasARemedy()
    {
        QFETCH(std::string, said);
        QFETCH(std::string, remedy);
        Given given;
        given.api().setAdmission([&](const Json&, bool) -> std::optional<Json> {
            Json status = {{"kind", "Status"}, {"apiVersion", "v1"}, {"status", "Failure"}};
            status["reason"] = "Forbidden";
            status["code"] = 403;
            status["message"] = "failed to create typed patch object: " + said;
            return status;
        });
        const auto plan = given.make({deployment("a", 1)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.front();
        QVERIFY(step.refused.has_value());
        QCOMPARE(step.notes.empty(), remedy.empty());
        QVERIFY2(holds(core::joined(step.notes), remedy), core::joined(step.notes).c_str());
    }

    /// A server names a field as its owner wrote it, and the text knows it by another name.
    void aWayOutThatIsNoneSaysWhy()
    {
        Given given;
        given.api().applyAs("agent", configMap("m", {{"a", "1"}}));
        given.api().setConflictNames([](Json& causes) { causes[0]["field"] = ".data.former"; });
        for (const Choice choice : {Choice::Leave, Choice::Share}) {
            const auto plan = given.make({configMap("m", {{"a", "2"}})}, {{".data.former", choice}});
            QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
            const auto& all = plan->steps.front().conflicts;
            const auto one = std::find_if(all.begin(), all.end(),
                                          [](const Conflict& conflict) { return conflict.field == ".data.former"; });
            QVERIFY(one != all.end());
            QVERIFY(one->choice == Choice::Open);
            QVERIFY2(holds(one->why, "another version of its API"), one->why.c_str());
            const auto read = readPlan(toText(*plan));
            QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
            QVERIFY(read->steps.front().conflicts == plan->steps.front().conflicts);
        }
        const auto open = given.make({configMap("m", {{"a", "2"}})});
        for (const Conflict& one : open->steps.front().conflicts) QVERIFY2(one.why.empty(), one.why.c_str());
    }
};

BERTH_TEST(TestTold)

} // namespace tst_told

#include "tst_told.moc"
