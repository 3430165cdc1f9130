// What was applied on the client's side under whatever name, and what only its record tells of.
#include "core/base/words.h"
#include "core/model/fleet_mark.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_take_over {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

namespace {

constexpr const char* Record = "kubectl.kubernetes.io/last-applied-configuration";

Json recorded(const Json& text)
{
    Json object = text;
    object["metadata"]["annotations"][Record] = text.dump();
    return object;
}

Json both()
{
    return configMap("m", {{"a", "1"}, {"b", "1"}});
}

Json onlyA(const char* value = "1")
{
    return configMap("m", {{"a", value}});
}

Json liveOf(Given& given)
{
    return given.api().object("configmaps", "default", "m");
}

bool isOf(const Json& managedFields, const std::string& manager, const Json::json_pointer& field)
{
    return std::any_of(managedFields.begin(), managedFields.end(), [&](const Json& owner) {
        return owner["manager"] == manager && owner["fieldsV1"].contains(field);
    });
}

const Json::json_pointer FieldA("/f:data/f:a");
const Json::json_pointer FieldB("/f:data/f:b");

} // namespace

class TestTakeOver : public QObject {
    Q_OBJECT

private slots:
    void takesOverWhateverNameApplied_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::newRow("a CI job's") << std::string("ci-deployer");
        QTest::newRow("kubectl") << std::string("kubectl");
        QTest::newRow("its own") << std::string("kubectl-client-side-apply");
    }
    void takesOverWhateverNameApplied()
    {
        QFETCH(std::string, name);
        Given given;
        given.api().updateAs(name, recorded(both()));
        const Json before = liveOf(given);
        const auto plan = given.make({onlyA("2")});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QVERIFY(plan->steps.front().action == Step::Action::Owners);
        QCOMPARE(plan->steps.front().takesOver, std::vector<std::string>{name});
        QVERIFY(plan->steps.back().conflicts.empty());
        QCOMPARE(linesOf(plan->steps.back()), std::string("~ .data.a \"1\" \"2\"\n- .data.b \"1\" null\n"));
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = liveOf(given);
        QVERIFY2(after["data"] == Json({{"a", "2"}}), after.dump(1).c_str());
        QVERIFY(after["metadata"]["annotations"].contains(Record));
        QVERIFY(given.make({onlyA("2")})->steps.empty()); // nothing is left to take

        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const Applied undone = given.apply(*undo);
        QVERIFY2(undone.end == Applied::End::Done, whyOf(undone).c_str());
        const Json now = liveOf(given);
        QVERIFY2(now["data"] == before["data"], now.dump(1).c_str());
        const Json managers = now["metadata"]["managedFields"];
        QVERIFY2(isOf(managers, name, FieldA) && isOf(managers, name, FieldB), managers.dump(1).c_str());
        QVERIFY2(!isOf(managers, "berth", FieldA) && !isOf(managers, "berth", FieldB), managers.dump(1).c_str());
    }

    void removesWhatTheTextSaysNoLongerWhereNothingElseDiffers()
    {
        Given given;
        given.api().updateAs("ci-deployer", recorded(both()));
        const auto plan = given.make({onlyA()});
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QCOMPARE(linesOf(plan->steps.back()), std::string("- .data.b \"1\" null\n"));
    }

    /// As a server of before 1.18 left objects, and who resets them: no managers, and the record all the same.
    void takesOverByTheRecordWhereNoManagerIsKnown()
    {
        Given given;
        given.api().put(recorded(both()));
        QVERIFY(!liveOf(given)["metadata"].contains("managedFields"));
        const auto plan = given.make({onlyA()});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QCOMPARE(plan->steps.front().takesOver, std::vector<std::string>{"before-first-apply"});
        QCOMPARE(linesOf(plan->steps.back()), std::string("- .data.b \"1\" null\n"));
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QVERIFY2(liveOf(given)["data"] == Json({{"a", "1"}}), liveOf(given).dump(1).c_str());
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const Applied undone = given.apply(*undo);
        QVERIFY2(undone.end == Applied::End::Done, whyOf(undone).c_str());
        const Json now = liveOf(given);
        QVERIFY2(now["data"] == both()["data"], now.dump(1).c_str());
        QVERIFY2(!isOf(now["metadata"]["managedFields"], "berth", FieldA), now.dump(1).c_str());
    }

    /// Who keeps objects by a repository, or is a controller, puts back what is taken: that stays a conflict.
    void takesNothingFromMachines()
    {
        for (const std::string name : {"argocd-controller", "karmada-controller-manager"}) {
            Given given;
            given.api().updateAs(name, recorded(both()));
            const auto plan = given.make({onlyA("2")});
            QCOMPARE(plan->steps.size(), std::size_t(1));
            const Step& step = plan->steps.front();
            QVERIFY(step.takesOver.empty());
            QCOMPARE(step.conflicts.size(), std::size_t(1));
            QVERIFY2(holds(step.conflicts.front().manager, name), step.conflicts.front().manager.c_str());
        }
    }

    /// What came down with the fleet's object: Karmada's own manager may have any name, as that of the recording had, and its entry has the
    /// record of who applied on the fleet.
    void takesNothingOfAFleetsCopy()
    {
        const Json all = Json::parse(test::read(test::source("tests/vectors/karmada-live/member-drift.json")));
        Json copy;
        for (const Json& one : all["objects"])
            if (copy.is_null() && one["kind"] == "Deployment" && !core::model::fleetMark(one).empty()) copy = one;
        QVERIFY(!copy.is_null());
        for (const char* key : {"managedFields", "resourceVersion", "uid", "creationTimestamp", "generation"})
            copy["metadata"].erase(key);
        copy.erase("status");
        copy["spec"]["template"]["metadata"].erase("creationTimestamp");
        Json text = copy; // the fleet's, whose record the recorder left out
        text["metadata"] = {{"name", copy["metadata"]["name"]}, {"namespace", copy["metadata"]["namespace"]}};
        copy["metadata"]["annotations"][Record] = text.dump();
        text["spec"]["template"]["spec"]["containers"][0]["image"] = "another";
        text["spec"].erase("replicas");

        Given given;
        given.api().updateAs("controller-manager", copy);
        const auto plan = given.make({text});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(1));
        const Step& step = plan->steps.front();
        QVERIFY(step.action == Step::Action::Apply && step.takesOver.empty());
        QVERIFY2(!holds(linesOf(step), "karmada.io"), linesOf(step).c_str());
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QVERIFY2(holds(step.conflicts.front().manager, "controller-manager"), step.conflicts.front().manager.c_str());
        QVERIFY(step.gitOps && isByFleet(*step.gitOps));

        const std::string field = step.conflicts.front().field;
        const Applied applied = given.apply(*given.make({text}, {{field, Choice::TakeOver}}));
        QCOMPARE(applied.end, Applied::End::NotReady);
        QVERIFY2(holds(whyOf(applied), "Karmada keeps it as the fleet's object is (label karmada.io/managed)"),
                 whyOf(applied).c_str());
        // Nor where somebody applied to the copy besides.
        clientSideApply(given.api(), copy);
        const auto again = given.make({text});
        QCOMPARE(again->steps.size(), std::size_t(1));
        QVERIFY2(!holds(linesOf(again->steps.front()), "karmada.io"), linesOf(again->steps.front()).c_str());
    }

    /// A plan may come from anybody, and nobody's fields go because it calls him an applier.
    void aPlanMakesNobodyAnApplier()
    {
        Json owner = {{"manager", "them"}, {"operation", "Update"}, {"apiVersion", "v1"}, {"fieldsType", "FieldsV1"}};
        owner["fieldsV1"]["f:metadata"]["f:annotations"][std::string("f:") + Record] = Json::object();
        const Json said = Json::array({owner});
        Json managed = said;
        managed[0]["fieldsV1"] = Json::object();
        managed[0]["fieldsV1"]["f:data"]["f:a"] = Json::object();
        const Json after = withTakenOwners(managed, said);
        QVERIFY2(isOf(after, "them", FieldA), after.dump(1).c_str());
        // Of one who is: what the plan says is what he has.
        managed[0]["fieldsV1"]["f:metadata"] = said[0]["fieldsV1"]["f:metadata"];
        QVERIFY(!isOf(withTakenOwners(managed, said), "them", FieldA));
    }

    /// The step of managers holds the object as it was, and would be the last word on it where it stands behind.
    void predictsNothingOfManagers()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 3));
        const auto changed = [](const Plan& plan) {
            std::string all;
            for (const auto& one : changesOf(plan, plan.steps.front().target))
                all += one.before.is_null() && one.after.is_null()
                           ? "none;"
                           : one.before.at("spec").at("replicas").dump() + ">" +
                                 one.after.at("spec").at("replicas").dump() + ";";
            return all;
        };
        const auto plan = given.make({deployment("a", 5)});
        QCOMPARE(changed(*plan), std::string("none;3>5;"));
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(changed(*undo), std::string("5>3;none;"));
    }

    /// The names of fields are others in the version that was applied: `backend` of v1beta1 is `defaultBackend`.
    void takesOverWhatAnotherVersionNamesOtherwise()
    {
        const Json old = {{"apiVersion", "networking.k8s.io/v1beta1"},
                          {"kind", "Ingress"},
                          {"metadata", {{"name", "i"}, {"namespace", "default"}}},
                          {"spec", {{"backend", {{"serviceName", "s2"}, {"servicePort", 80}}}}}};
        Json text = old;
        text["apiVersion"] = "networking.k8s.io/v1";
        text["spec"] = {{"defaultBackend", {{"service", {{"name", "s"}, {"port", {{"number", 80}}}}}}}};
        Json live = text;
        live["spec"]["defaultBackend"]["service"]["name"] = "s2";
        live["metadata"]["annotations"][Record] = old.dump();
        const Json nothing = Json::object();
        Json owner = {{"manager", "kubectl-client-side-apply"}, {"operation", "Update"}};
        owner["apiVersion"] = "networking.k8s.io/v1beta1";
        owner["fieldsType"] = "FieldsV1";
        owner["fieldsV1"]["f:metadata"]["f:annotations"] = {{".", nothing}, {std::string("f:") + Record, nothing}};
        owner["fieldsV1"]["f:spec"]["f:backend"] = {
            {".", nothing}, {"f:serviceName", nothing}, {"f:servicePort", nothing}};
        live["metadata"]["managedFields"] = Json::array({owner});
        const auto taken = takeOver(live, text);
        QVERIFY(taken.has_value());
        QCOMPARE(taken->managers, std::vector<std::string>{"kubectl-client-side-apply"});
        const Json::json_pointer service("/f:spec/f:backend/f:serviceName");
        QVERIFY2(isOf(taken->managedFields, "berth", service), taken->managedFields.dump(1).c_str());
        QVERIFY2(!isOf(taken->managedFields, "kubectl-client-side-apply", service),
                 taken->managedFields.dump(1).c_str());
    }
};

BERTH_TEST(TestTakeOver)

} // namespace tst_take_over

#include "tst_take_over.moc"
