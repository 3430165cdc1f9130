// What others wrote into an element that the text says no longer: a server takes it along, and names no conflict.
#include "core/base/words.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_others_inside {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

namespace {

constexpr const char* Side = ".spec.template.spec.containers[name=\"side\"]";

Json withSide()
{
    Json object = deployment("a", 1);
    object["spec"]["template"]["spec"]["containers"].push_back({{"name", "side"}, {"image", "side:1"}});
    return object;
}

Json& containersOf(Json& deployment)
{
    return deployment["spec"]["template"]["spec"]["containers"];
}

/// As `kubectl patch` does: the image of the second container, and a variable of its own.
void writeInside(Given& given)
{
    Json live = given.api().object("deployments", "default", "a");
    Json& side = containersOf(live)[1];
    side["image"] = "side:HOTFIX";
    side["env"] = Json::array({{{"name", "X"}, {"value", "y"}}});
    given.api().updateAs("oncall", live);
}

/// A server's defaults, which nobody is on record for.
std::optional<Json> addPolicies(Json& object, bool)
{
    if (object["kind"] != "Deployment") return std::nullopt;
    for (Json& one : containersOf(object))
        if (!one.contains("imagePullPolicy")) one["imagePullPolicy"] = "IfNotPresent";
    return std::nullopt;
}

} // namespace

class TestOthersInside : public QObject {
    Q_OBJECT

private slots:
    void whatOthersWroteIntoWhatGoesIsNamedAndOpen()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        writeInside(given);
        const auto plan = given.make({deployment("a", 1)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.front();
        QCOMPARE(step.conflicts.size(), std::size_t(2));
        QCOMPARE(step.conflicts[0].field, std::string(Side) + ".env");
        QCOMPARE(step.conflicts[1].field, std::string(Side) + ".image");
        for (const Conflict& one : step.conflicts) QVERIFY2(holds(one.manager, "\"oncall\""), one.manager.c_str());
        QVERIFY(step.conflicts[1].theirs == "side:HOTFIX" && step.conflicts[1].yours.is_null());
        QVERIFY(step.isOpen());
        QCOMPARE(given.apply(*plan).end, Applied::End::NotReady);
        QCOMPARE(given.api().object("deployments", "default", "a")["spec"]["template"]["spec"]["containers"].size(),
                 std::size_t(2));
    }

    /// What nobody but Berth wrote into goes as ever, and so does what only the control plane's programs wrote.
    void whatIsBerthsAloneGoesWithoutAQuestion()
    {
        Given given;
        given.api().setAdmission(addPolicies);
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        Json live = given.api().object("deployments", "default", "a");
        containersOf(live)[1]["terminationMessagePolicy"] = "File";
        given.api().updateAs("kube-controller-manager", live);
        const auto plan = given.make({deployment("a", 1)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(plan->isReady() && plan->steps.front().conflicts.empty());
    }

    void whatIsLeftKeepsItsElement()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        writeInside(given);
        const auto plan = given.make({deployment("a", 3)}, {{"all", Choice::Leave}});
        QVERIFY2(plan.has_value() && plan->isReady(), plan ? "" : plan.error().text().c_str());
        Json said = plan->steps.front().object;
        QCOMPARE(containersOf(said).size(), std::size_t(2));
        QVERIFY2(!containersOf(said)[1].contains("image"), said.dump().c_str());
        const Applied applied = given.apply(*readPlan(toText(*plan)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        Json after = given.api().object("deployments", "default", "a");
        QCOMPARE(containersOf(after).size(), std::size_t(2));
        QVERIFY2(containersOf(after)[1]["image"] == "side:HOTFIX", after["spec"].dump().c_str());
        QVERIFY2(containersOf(after)[1]["env"][0]["name"] == "X", after["spec"].dump().c_str());
        QVERIFY(after["spec"]["replicas"] == 3);
    }

    void whatIsSharedIsSaid()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        writeInside(given);
        const auto plan = given.make({deployment("a", 3)}, {{"all", Choice::Share}});
        QVERIFY2(plan.has_value() && plan->isReady(), plan ? "" : plan.error().text().c_str());
        Json said = plan->steps.front().object;
        QCOMPARE(containersOf(said).size(), std::size_t(2));
        QVERIFY2(containersOf(said)[1]["image"] == "side:HOTFIX", said.dump().c_str());
    }

    /// Its undo says what somebody had said, and no default of the server; whose it was is told.
    void whatIsTakenGoesAndItsUndoNamesTheOwner()
    {
        Given given;
        given.api().setAdmission(addPolicies);
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        writeInside(given);
        const auto plan = given.make({deployment("a", 1)}, {{"all", Choice::TakeOver}});
        QVERIFY2(plan.has_value() && plan->isReady(), plan ? "" : plan.error().text().c_str());
        const Applied applied = given.apply(*readPlan(toText(*plan)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        Json after = given.api().object("deployments", "default", "a");
        QCOMPARE(containersOf(after).size(), std::size_t(1));

        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        Json said = undo->steps.front().object;
        QVERIFY2(holds(said.dump(), "side:HOTFIX"), said.dump().c_str());
        QVERIFY2(!holds(said.dump(), "imagePullPolicy"), said.dump().c_str());
        const std::string lost = core::joined(undo->notUndone, "\n");
        QVERIFY2(holds(lost, "oncall") && holds(lost, "image"), lost.c_str());
        const Applied back = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(back.end == Applied::End::Done, whyOf(back).c_str());
        after = given.api().object("deployments", "default", "a");
        QVERIFY2(holds(after["spec"].dump(), "side:HOTFIX"), after["spec"].dump().c_str());
    }

    /// The key of a port is its number: another number is another port.
    void aPortOfAnotherNumberTakesNothingAlong()
    {
        Given given;
        const auto service = [](int port) {
            return Json{{"apiVersion", "v1"},
                        {"kind", "Service"},
                        {"metadata", {{"name", "lb"}, {"namespace", "default"}}},
                        {"spec",
                         {{"selector", {{"app", "z"}}},
                          {"ports", Json::array({{{"name", "p"}, {"port", port}, {"protocol", "TCP"}}})}}}};
        };
        QCOMPARE(given.apply(*given.make({service(80)})).end, Applied::End::Done);
        Json live = given.api().object("services", "default", "lb");
        live["spec"]["ports"][0]["nodePort"] = 30111;
        given.api().updateAs("netops", live);
        const auto plan = given.make({service(81)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.front();
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QVERIFY2(step.conflicts.front().field.ends_with("].nodePort"), step.conflicts.front().field.c_str());
        QVERIFY2(holds(step.conflicts.front().manager, "netops"), step.conflicts.front().manager.c_str());
        QVERIFY(step.conflicts.front().theirs == 30111 && step.isOpen());
    }

    void anUndoTakesNothingAlongEither()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 1)})).end, Applied::End::Done);
        QCOMPARE(given.apply(*given.make({withSide()})).end, Applied::End::Done);
        writeInside(given);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        QVERIFY(undo->steps.front().isOpen());
        const std::string said = core::joined(undo->notUndone, "\n");
        QVERIFY2(!holds(said, "so it stays"), said.c_str());
    }
};

BERTH_TEST(TestOthersInside)

} // namespace tst_others_inside

#include "tst_others_inside.moc"
