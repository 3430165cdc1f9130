// An undo beside what came after the plan that is undone.
#include <atomic>

#include "core/base/words.h"
#include "core/change/outline.h"
#include "core/change/wishes.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_undo {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

namespace {

/// Whether the manager is on record for a field.
bool owns(const Json& object, const std::string& manager)
{
    for (const Json& one : object["metadata"]["managedFields"])
        if (one["manager"] == manager && !one.value("fieldsV1", Json::object()).empty()) return true;
    return false;
}

/// The manager's entry; null: it has none.
Json entryOf(const Json& object, const std::string& manager)
{
    for (const Json& one : object["metadata"]["managedFields"])
        if (one["manager"] == manager) return one["fieldsV1"];
    return {};
}
constexpr const char* Kubectl = "kubectl-client-side-apply";
constexpr const char* Image = R"(/f:spec/f:template/f:spec/f:containers/k:{"name":"c"}/f:image)";
constexpr const char* NewVariable = R"(/f:spec/f:template/f:spec/f:containers/k:{"name":"c"}/f:env/k:{"name":"NEW"})";
constexpr const char* Replicas = "/f:spec/f:replicas";

bool says(const Json& entry, const char* place)
{
    return entry.is_object() && entry.contains(Json::json_pointer(place));
}

core::Result<Plan> undoOf(const Given& given, const Plan& plan, const std::vector<Decision>& decisions = {})
{
    MakeOptions options;
    options.made = given.now;
    options.decisions = decisions;
    return undoPlan(*given.journal, digestOf(plan), given.apis, options);
}

Json envOf(const Json& deployment)
{
    return deployment["spec"]["template"]["spec"]["containers"][0].value("env", Json());
}

constexpr const char* PreferenceField = ".spec.placement.replicaScheduling.weightPreference";
const Json::json_pointer Preference("/spec/placement/replicaScheduling/weightPreference");

/// A policy that a plan pinned, on a server that refuses null in the place of an object. @param blocks  it refuses what is left without
/// both, too. @return as it was before
Json pinned(Given& given, const std::shared_ptr<std::atomic<bool>>& blocks)
{
    Json policy{{"apiVersion", "policy.karmada.io/v1alpha1"},
                {"kind", "PropagationPolicy"},
                {"metadata", {{"name", "p"}, {"namespace", "default"}}},
                {"spec", {{"placement", {{"replicaScheduling", {{"replicaSchedulingType", "Divided"}}}}}}}};
    given.api().applyAs("kubectl", policy);
    Json before = given.api().object("propagationpolicies", "default", "p");
    policy[Preference]["dynamicWeight"] = "AvailableReplicas";
    policy["spec"]["priority"] = 1;
    const Applied applied = given.apply(*given.make({policy}));
    if (applied.end != Applied::End::Done) qFatal("%s", whyOf(applied).c_str());
    const auto isPatch = std::make_shared<std::atomic<bool>>(false);
    const auto isOut = std::make_shared<std::atomic<bool>>(false);
    given.api().setWriteHook([isPatch](const test::StubRequest& request, bool begins) {
        if (begins) *isPatch = request.header("content-type") == "application/json-patch+json";
    });
    given.api().setAdmission([blocks, isPatch, isOut](Json& next, bool dryRun) -> std::optional<Json> {
        if (next["kind"] != "PropagationPolicy") return std::nullopt;
        Json status{{"kind", "Status"}, {"status", "Failure"}, {"code", 422}, {"reason", "Invalid"}};
        status["message"] = "PropagationPolicy \"p\" is invalid";
        const bool isThere = next.contains(Preference) && !next.at(Preference).empty();
        if (isThere || *isPatch || *isOut) {
            if (*blocks && !dryRun && !isThere && !next["spec"].contains("priority")) return status;
            if (!dryRun) *isOut = !isThere;
            return std::nullopt;
        }
        Json cause{{"reason", "FieldValueInvalid"}, {"field", "spec.placement.replicaScheduling.weightPreference"}};
        cause["message"] = "Invalid value: \"null\": weightPreference in body must be of type object: \"null\"";
        status["details"]["causes"] = Json::array({cause});
        return status;
    });
    return before;
}

} // namespace

class TestUndo : public QObject {
    Q_OBJECT

private slots:
    /// Another journal's plan, or a later one of the same: the same manager, and no server sees a conflict.
    void leavesWhatALaterPlanMade()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        QCOMPARE(given.apply(*given.make({deployment("a", 4)})).end, Applied::End::Done);
        Json later = deployment("a", 4, "fixed");
        later["spec"]["template"]["spec"]["containers"][0]["env"] = Json::array({{{"name", "FIX"}, {"value", "yes"}}});
        later["metadata"]["labels"]["new"] = "1";
        given.api().applyAs("berth", later, true);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        QCOMPARE(linesOf(undo->steps.front()), std::string("~ .spec.replicas 4 2\n"));
        QVERIFY(undo->isReady() && undo->steps.front().conflicts.empty());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 2);
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "fixed");
        QVERIFY2(envOf(after)[0]["name"] == "FIX", envOf(after).dump().c_str());
        QVERIFY(after["metadata"]["labels"]["new"] == "1");
    }

    void aFieldThatALaterPlanChangedIsDecided()
    {
        for (const Choice choice : {Choice::Leave, Choice::TakeOver}) {
            Given given;
            given.api().applyAs("berth", deployment("a", 2));
            QCOMPARE(given.apply(*given.make({deployment("a", 4, "j")})).end, Applied::End::Done);
            given.api().applyAs("berth", deployment("a", 9, "j"), true);
            const auto open = given.undo();
            QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
            const Step& step = open->steps.front();
            QCOMPARE(step.conflicts.size(), std::size_t(1));
            QCOMPARE(step.conflicts.front().field, std::string(".spec.replicas"));
            QCOMPARE(step.conflicts.front().manager, std::string("\"berth\""));
            QVERIFY(step.conflicts.front().theirs == 9 && step.conflicts.front().yours == 2);
            QCOMPARE(given.apply(*open).end, Applied::End::NotReady);
            QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 9);
            const auto wishes = wishesOf(*readPlan(toText(*open)), given.apis); // it stays open where it is made again
            const auto again = given.makeOf(*wishes);
            QVERIFY(again.has_value() && again->steps.front().isOpen());

            const auto undo = given.undo({{".spec.replicas", choice}});
            QVERIFY2(undo.has_value() && undo->isReady(), undo ? "" : undo.error().text().c_str());
            QCOMPARE(undo->steps.front().conflicts.size(), std::size_t(1));
            const Applied applied = given.apply(*readPlan(toText(*undo)));
            QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
            const Json after = given.api().object("deployments", "default", "a");
            QVERIFY(after["spec"]["replicas"] == (choice == Choice::Leave ? 9 : 2));
            QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i");
        }
    }

    void whatWasAddedAndChangedSinceIsDecided()
    {
        for (const Choice choice : {Choice::Leave, Choice::TakeOver}) {
            Given given;
            given.api().applyAs("berth", configMap("m", {{"a", "1"}}));
            QCOMPARE(given.apply(*given.make({configMap("m", {{"a", "1"}, {"b", "2"}})})).end, Applied::End::Done);
            given.api().applyAs("berth", configMap("m", {{"a", "1"}, {"b", "3"}}), true);
            QVERIFY(given.undo()->steps.front().isOpen());
            const auto undo = given.undo({{"all", choice}});
            QVERIFY2(undo.has_value() && undo->isReady(), undo ? "" : undo.error().text().c_str());
            const Applied applied = given.apply(*undo);
            QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
            const Json data = given.api().object("configmaps", "default", "m")["data"];
            QVERIFY2(data.contains("b") == (choice == Choice::Leave), data.dump().c_str());
            QVERIFY(data["a"] == "1");
        }
    }

    void saysWhatStaysBecauseOthersChangedIt()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"a", "1"}}));
        QCOMPARE(given.apply(*given.make({configMap("m", {{"a", "1"}, {"b", "2"}})})).end, Applied::End::Done);
        Json live = given.api().object("configmaps", "default", "m");
        live["data"]["b"] = "9";
        given.api().updateAs("kubectl-edit", live);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->steps.empty());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        QVERIFY2(holds(undo->notUndone.front(), "Others changed .data.b since"), undo->notUndone.front().c_str());
    }

    void whatOthersWroteIntoACreatedObjectIsDecided()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        // What a control plane writes is nobody's work.
        Json live = given.api().object("configmaps", "default", "m");
        live["metadata"]["annotations"]["counted"] = "1";
        given.api().updateAs("kube-controller-manager", live);
        QVERIFY(given.undo()->isReady());

        live = given.api().object("configmaps", "default", "m");
        live["data"]["a"] = "1";
        given.api().updateAs("kubectl-patch", live);
        const auto open = given.undo();
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        const Step& step = open->steps.front();
        QVERIFY(step.action == Step::Action::Delete && !open->isReady());
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string(".data.a"));
        QVERIFY2(holds(step.conflicts.front().manager, "kubectl-patch"), step.conflicts.front().manager.c_str());
        QCOMPARE(given.apply(*readPlan(toText(*open))).end, Applied::End::NotReady);
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
        const auto again = given.makeOf(*wishesOf(*open, given.apis));
        QVERIFY(again.has_value() && !again->isReady());

        const auto left = given.undo({{"all", Choice::Leave}});
        QVERIFY(left.has_value() && left->steps.empty());
        QVERIFY(left->notUndone.size() == 1 && holds(left->notUndone.front(), "It stays"));

        const auto taken = given.undo({{".data.a", Choice::TakeOver}});
        QVERIFY(taken.has_value() && taken->isReady());
        const Applied applied = given.apply(*readPlan(toText(*taken)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
    }

    /// Else the others could take away nothing any more, and would meet Berth where they change a value.
    void ownsNoMoreThanBefore()
    {
        Given given;
        given.api().applyAs("ci-bot", configMap("m", {{"a", "1"}, {"b", "1"}}));
        const Json wanted = configMap("m", {{"a", "1"}, {"b", "1"}, {"c", "1"}});
        QCOMPARE(given.apply(*given.make({wanted})).end, Applied::End::Done);
        QVERIFY(owns(given.api().object("configmaps", "default", "m"), "berth"));
        Applied applied = given.apply(*given.undo());
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        Json after = given.api().object("configmaps", "default", "m");
        QVERIFY2(after["data"] == Json({{"a", "1"}, {"b", "1"}}), after["data"].dump().c_str());
        QVERIFY(!owns(after, "berth") && owns(after, "ci-bot"));
        given.api().applyAs("ci-bot", configMap("m", {{"a", "1"}}));
        QVERIFY(!given.api().object("configmaps", "default", "m")["data"].contains("b"));

        given.api().applyAs("ci-bot", deployment("a", 2));
        Json labelled = deployment("a", 5);
        labelled["metadata"]["labels"]["new"] = "1";
        const auto shared = given.make({labelled}, {{".spec.replicas", Choice::Share}});
        QCOMPARE(given.apply(*shared).end, Applied::End::Done);
        QVERIFY(owns(given.api().object("deployments", "default", "a"), "berth"));
        applied = given.apply(*given.undo());
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        after = given.api().object("deployments", "default", "a");
        QVERIFY2(!owns(after, "berth"), after["metadata"]["managedFields"].dump(1).c_str());
        QVERIFY(after["spec"]["replicas"] == 2);
    }

    void givesUpItsShareWhereNoValueChanges()
    {
        Given given;
        given.api().applyAs("ci-bot", configMap("m", {{"a", "1"}}));
        const Json wanted = configMap("m", {{"a", "1"}, {"c", "1"}});
        QCOMPARE(given.apply(*given.make({wanted})).end, Applied::End::Done);
        given.api().applyAs("ci-bot", wanted);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        QVERIFY(undo->steps.front().diff.empty());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("configmaps", "default", "m");
        QVERIFY(!owns(after, "berth"));
        QVERIFY(after["data"] == wanted["data"]);
    }

    /// Berth gives up what it took over of kubectl: what it took by force of a third would be nobody's.
    void whatWasTakenOfAThirdBesideATakeoverIsTheirsAgain()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const Json scale{{"apiVersion", "apps/v1"},
                         {"kind", "Deployment"},
                         {"metadata", {{"name", "a"}, {"namespace", "default"}}},
                         {"spec", {{"replicas", 3}}}};
        given.api().applyAs("ci-bot", scale, true);
        const Json before = given.api().object("deployments", "default", "a");
        QVERIFY2(says(entryOf(before, "ci-bot"), Replicas), before["metadata"].dump(1).c_str());
        const auto plan = given.make({deployment("a", 4)}, {{"all", Choice::TakeOver}});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        QVERIFY(!says(entryOf(given.api().object("deployments", "default", "a"), "ci-bot"), Replicas));

        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const std::string said = core::joined(undo->notUndone, "\n");
        QVERIFY2(!holds(said, "ci-bot"), said.c_str());
        std::string notes;
        for (const Step& step : undo->steps) notes += core::joined(step.notes, "\n");
        QVERIFY2(holds(notes, "What was taken by force goes back to those who had it: \"ci-bot\"."), notes.c_str());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY2(after["spec"]["replicas"] == 3, after["spec"].dump().c_str());
        QVERIFY2(says(entryOf(after, "ci-bot"), Replicas), after["metadata"].dump(1).c_str());
        QVERIFY2(!says(entryOf(after, "berth"), Replicas), after["metadata"].dump(1).c_str());
        QVERIFY2(entryOf(after, Kubectl) == entryOf(before, Kubectl), entryOf(after, Kubectl).dump(1).c_str());
    }

    /// What an undo gave back to kubectl apply, the undo of that undo takes again, and says so.
    void anUndoOfAnUndoSaysWhoseTheFieldsAreThen()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        QCOMPARE(given.apply(*given.make({deployment("a", 4)})).end, Applied::End::Done);
        const auto notesOf = [](const Plan& plan) {
            std::string notes;
            for (const Step& step : plan.steps) notes += core::joined(step.notes, "\n") + "\n";
            return notes;
        };
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY2(holds(notesOf(*undo), "are its own again"), notesOf(*undo).c_str());
        QCOMPARE(given.apply(*readPlan(toText(*undo))).end, Applied::End::Done);
        const auto again = given.undo();
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QVERIFY2(holds(notesOf(*again), "are Berth's again"), notesOf(*again).c_str());
        QVERIFY2(!holds(notesOf(*again), "are its own again"), notesOf(*again).c_str());
        QVERIFY2(!holds(notesOf(*again), "gives up"), notesOf(*again).c_str());
    }

    /// Seen on a real server: what a later plan had added was left with no owner, and its undo found nothing to change.
    void givesBackATakeoverBesideALaterPlan()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const Json before = given.api().object("deployments", "default", "a");
        const auto first = given.make({deployment("a", 2, "j")});
        QVERIFY(first.has_value() && first->steps.size() == 2);
        QCOMPARE(given.apply(*first).end, Applied::End::Done);
        Json text = deployment("a", 2, "j");
        text["metadata"]["labels"]["zone"] = "z9";
        text["spec"]["template"]["spec"]["containers"][0]["env"] = Json::array({{{"name", "NEW"}, {"value", "n"}}});
        const auto second = given.make({text});
        QCOMPARE(given.apply(*second).end, Applied::End::Done);

        const auto undo = undoOf(given, *first, {{"all", Choice::TakeOver}});
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i");
        QVERIFY(after["metadata"]["labels"]["zone"] == "z9" && envOf(after)[0]["name"] == "NEW");
        QVERIFY2(entryOf(after, Kubectl) == entryOf(before, Kubectl), entryOf(after, Kubectl).dump(1).c_str());
        const Json mine = entryOf(after, "berth");
        QVERIFY2(says(mine, "/f:metadata/f:labels/f:zone"), mine.dump(1).c_str());
        QVERIFY2(says(mine, NewVariable) && !says(mine, Image) && !says(mine, Replicas), mine.dump(1).c_str());

        const auto later = undoOf(given, *second);
        QVERIFY2(later.has_value(), later ? "" : later.error().text().c_str());
        QCOMPARE(later->steps.size(), std::size_t(1));
        applied = given.apply(*readPlan(toText(*later)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        after = given.api().object("deployments", "default", "a");
        QVERIFY(!after["metadata"].contains("labels") || !after["metadata"]["labels"].contains("zone"));
        QVERIFY2(envOf(after).empty(), envOf(after).dump().c_str());
        QVERIFY2(entryOf(after, Kubectl) == entryOf(before, Kubectl), entryOf(after, Kubectl).dump(1).c_str());
    }

    void givesBackATakeoverBesideWhatKubectlWroteSince()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const Json before = given.api().object("deployments", "default", "a");
        QCOMPARE(given.apply(*given.make({deployment("a", 2, "j")})).end, Applied::End::Done);
        Json live = given.api().object("deployments", "default", "a");
        live["metadata"]["annotations"]["note"] = "hi";
        live["spec"]["minReadySeconds"] = 7;
        given.api().updateAs(Kubectl, live);
        const auto undo = given.undo({{"all", Choice::TakeOver}});
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i");
        QVERIFY(after["spec"]["minReadySeconds"] == 7 && after["metadata"]["annotations"]["note"] == "hi");
        Json theirs = entryOf(after, Kubectl);
        QVERIFY2(says(theirs, Image) && says(theirs, Replicas), theirs.dump(1).c_str());
        QVERIFY2(theirs["f:metadata"]["f:annotations"].contains("f:note"), theirs.dump(1).c_str());
        QVERIFY2(theirs["f:spec"].contains("f:minReadySeconds"), theirs.dump(1).c_str());
        QVERIFY2(!owns(after, "berth"), after["metadata"]["managedFields"].dump(1).c_str());
    }

    /// What is taken by force goes out of kubectl's entry by the undo's own first step.
    void givesBackATakeoverWhereKubectlWroteTheSameFieldSince()
    {
        Given given;
        clientSideApply(given.api(), configMap("m", {{"a", "1"}}));
        QCOMPARE(given.apply(*given.make({configMap("m", {{"a", "2"}})})).end, Applied::End::Done);
        const auto write = [&](const char* value) {
            Json live = given.api().object("configmaps", "default", "m");
            live["data"]["a"] = value;
            given.api().updateAs(Kubectl, live);
        };
        write("3");
        const auto undo = given.undo({{".data.a", Choice::TakeOver}});
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->isReady() && undo->steps.size() == 2 && undo->steps.front().isForced());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("configmaps", "default", "m");
        QVERIFY(after["data"]["a"] == "1");
        QVERIFY2(says(entryOf(after, Kubectl), "/f:data/f:a"), after["metadata"]["managedFields"].dump(1).c_str());
        QVERIFY2(!owns(after, "berth"), after["metadata"]["managedFields"].dump(1).c_str());
    }

    /// An undo that is made again of its steps was worked out of the managers that there were.
    void anUndoOfOtherManagersIsNotMadeAgain()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        QCOMPARE(given.apply(*given.make({deployment("a", 2, "j")})).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        MakeOptions options;
        options.made = given.now;
        options.undoes = undo->undoes;
        const auto wishes = wishesOf(*readPlan(toText(*undo)), given.apis);
        QVERIFY(wishes.has_value());
        const auto same = makePlan(*wishes, given.apis, options);
        QVERIFY(same.has_value() && same->isReady() && same->steps.size() == 2);
        Json live = given.api().object("deployments", "default", "a");
        live["spec"]["minReadySeconds"] = 7;
        given.api().updateAs(Kubectl, live);
        const auto again = makePlan(*wishes, given.apis, options);
        QVERIFY(again.has_value() && !again->isReady());
        const auto& refused = again->steps.back().refused;
        QVERIFY(refused && holds(refused->message, "Plan the undo anew."));
        QVERIFY(given.undo()->isReady());
    }

    /// What is left as a later plan has it stays that plan's.
    void givesNothingBackThatALaterPlanKeeps()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const auto first = given.make({deployment("a", 3, "j")});
        QCOMPARE(given.apply(*first).end, Applied::End::Done);
        const auto second = given.make({deployment("a", 3, "k")});
        QCOMPARE(given.apply(*second).end, Applied::End::Done);
        const auto undo = undoOf(given, *first, {{"all", Choice::Leave}});
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 2);
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "k");
        const Json mine = entryOf(after, "berth");
        const Json theirs = entryOf(after, Kubectl);
        QVERIFY2(says(mine, Image) && !says(mine, Replicas), mine.dump(1).c_str());
        QVERIFY2(!says(theirs, Image) && says(theirs, Replicas), theirs.dump(1).c_str());
        const auto later = undoOf(given, *second);
        QVERIFY2(later.has_value(), later ? "" : later.error().text().c_str());
        applied = given.apply(*readPlan(toText(*later)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "j");
    }

    /// A server of 1.20 leaves null in the place of an object whose last member goes, and refuses it.
    void takesOutFirstWhatTheServerCannotTakeOutWithTheRest()
    {
        Given given;
        const auto blocks = std::make_shared<std::atomic<bool>>(false);
        const Json before = pinned(given, blocks);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY2(undo->isReady(), toText(*undo).c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        const Step& step = undo->steps.front();
        QCOMPARE(step.takenOut.size(), std::size_t(1));
        QCOMPARE(step.takenOut.front().field, std::string(PreferenceField));
        QVERIFY2(step.takenOut.front().value == Json({{"dynamicWeight", "AvailableReplicas"}}), toText(*undo).c_str());
        const std::string said = core::joined(step.notes, "\n");
        QVERIFY2(holds(said, "weightPreference out with the rest: it is taken out by itself first"), said.c_str());
        const auto read = readPlan(toText(*undo));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(*read == *undo);
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("propagationpolicies", "default", "p");
        QVERIFY2(after["spec"] == before["spec"], after["spec"].dump().c_str());
        const auto back = given.undo(); // of the undo
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        const Applied again = given.apply(*back);
        QVERIFY2(again.end == Applied::End::Done, whyOf(again).c_str());
        const Json there = given.api().object("propagationpolicies", "default", "p");
        QVERIFY2(there["spec"]["priority"] == 1 && there.contains(Preference), there["spec"].dump().c_str());
    }

    /// The first request was carried out, and the second was not: nobody says that nothing was changed, and the same plan goes on.
    void goesOnWhereOnlyTheFirstOfTwoRequestsCameAbout()
    {
        Given given;
        const auto blocks = std::make_shared<std::atomic<bool>>(false);
        const Json before = pinned(given, blocks);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        *blocks = true;
        const Applied half = given.apply(*undo);
        QVERIFY2(half.end == Applied::End::Unknown, whyOf(half).c_str());
        QVERIFY2(holds(half.steps.front().why, "What goes first was taken out"), half.steps.front().why.c_str());
        QCOMPARE(given.stateOf(0), std::string("unknown"));
        Json live = given.api().object("propagationpolicies", "default", "p");
        QVERIFY2(!live.contains(Preference) && live["spec"].contains("priority"), live["spec"].dump().c_str());
        *blocks = false;
        const Applied whole = given.apply(*undo);
        QVERIFY2(whole.end == Applied::End::Done, whyOf(whole).c_str());
        live = given.api().object("propagationpolicies", "default", "p");
        QVERIFY2(live["spec"] == before["spec"], live["spec"].dump().c_str());
        QVERIFY(given.apply(*undo).end == Applied::End::Stale); // it was done since
        const auto back = given.undo();
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        const Applied again = given.apply(*back);
        QVERIFY2(again.end == Applied::End::Done, whyOf(again).c_str());
        live = given.api().object("propagationpolicies", "default", "p");
        QVERIFY2(live.contains(Preference), live["spec"].dump().c_str());
    }

    void takesOutNothingThatThePlanDoesNotShow()
    {
        Given given;
        const auto blocks = std::make_shared<std::atomic<bool>>(false);
        const Json before = pinned(given, blocks);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        Plan more = *undo;
        const Json live = given.api().object("propagationpolicies", "default", "p");
        more.steps.front().takenOut.push_back({".spec.placement", live["spec"]["placement"]});
        QVERIFY(!readPlan(toText(more)).has_value());
        more = *undo;
        more.steps.front().takenOut.front().value = {{"dynamicWeight", "x"}};
        QVERIFY(!readPlan(toText(more)).has_value());
        Plan less = *undo;
        less.steps.front().takenOut.clear();
        const Applied applied = given.apply(less);
        QVERIFY2(applied.end == Applied::End::Stale, whyOf(applied).c_str());
        QVERIFY2(holds(core::joined(applied.why, "\n"), "out with the rest, which the plan does not show"),
                 core::joined(applied.why, "\n").c_str());
        Json other = live;
        other[Preference]["dynamicWeight"] = "x";
        given.api().updateAs("kubectl-edit", other);
        QVERIFY(given.apply(*undo).end == Applied::End::Stale);
        QVERIFY(given.api().object("propagationpolicies", "default", "p")[Preference]["dynamicWeight"] == "x");
    }

    void advisesForceOnlyToWhoApplies()
    {
        Given given;
        given.api().updateAs("kubectl-create", configMap("m", {{"a", "1"}}));
        const auto plan = given.make({configMap("m", {{"a", "2"}})}, {{"all", Choice::TakeOver}});
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        const std::string& said = undo->notUndone.front();
        QVERIFY2(holds(said, "kubectl-create") && holds(said, "an update meets no conflict"), said.c_str());
        QVERIFY2(!holds(said, "--force-conflicts"), said.c_str());
    }

    /// A Deployment's controller counts there, and would fight over it.
    void makesAgainWithoutWhatAControllerCounts()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        Json live = given.api().object("deployments", "default", "a");
        live["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = "1";
        live["metadata"]["labels"]["theirs"] = "1";
        given.api().updateAs("kube-controller-manager", live);
        Wish wish = Given::wish(deployment("a", 2));
        wish.action = Step::Action::Delete;
        QCOMPARE(given.apply(*given.makeOf({wish})).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        const Json& metadata = undo->steps.front().object["metadata"];
        QVERIFY2(metadata["labels"]["theirs"] == "1", metadata.dump().c_str());
        QVERIFY2(!holds(metadata.dump(), "deployment.kubernetes.io/revision"), metadata.dump().c_str());
    }

    void saysNothingOfFieldsThatTheirOwnerHasAgain()
    {
        Given given;
        given.api().applyAs("ci-bot", configMap("m", {{"a", "1"}}));
        const auto plan = given.make({configMap("m", {{"a", "2"}})}, {{"all", Choice::TakeOver}});
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        const auto before = given.undo();
        QVERIFY2(before.has_value(), before ? "" : before.error().text().c_str());
        QCOMPARE(before->notUndone.size(), std::size_t(1));
        QVERIFY2(holds(before->notUndone.front(), "--force-conflicts"), before->notUndone.front().c_str());
        given.api().applyAs("ci-bot", configMap("m", {{"a", "3"}}), true);
        for (const Choice choice : {Choice::Leave, Choice::TakeOver}) {
            const auto undo = given.undo({{"all", choice}});
            QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
            for (const std::string& one : undo->notUndone) QVERIFY2(!holds(one, "--force-conflicts"), one.c_str());
        }
    }

    /// Contexts of two kubeconfigs often share a name, and a name may lead elsewhere by now.
    void anotherClusterOfTheSameNameIsLeftAlone()
    {
        for (const bool isCreated : {false, true}) {
            Given given;
            Given other; // its cluster is called c-1 as well, and the same was applied to it
            other.api().put({{"apiVersion", "v1"},
                             {"kind", "Namespace"},
                             {"metadata", {{"name", "kube-system"}, {"uid", "u-of-another"}}}});
            other.connect(true);
            for (Given* one : {&given, &other}) {
                if (!isCreated) one->api().applyAs("berth", configMap("m", {{"a", "1"}}));
                QCOMPARE(one->apply(*one->make({configMap("m", {{"a", "2"}})})).end, Applied::End::Done);
            }
            const std::string digest = *findPlan(*given.journal, {});
            MakeOptions options;
            options.made = given.now;
            for (const bool isThere : {true, false}) { // where it is not, nothing is known of the first, either
                if (!isThere) other.api().remove("configmaps", "default", "m");
                const auto undo = undoPlan(*given.journal, digest, other.apis, options);
                QVERIFY(!undo.has_value());
                QCOMPARE(undo.error().fault, core::Fault::Conflict);
                QCOMPARE(undo.error().where, std::string("ConfigMap default/m"));
                const std::string& what = undo.error().what;
                QVERIFY2(holds(what, "The cluster c-1 is another one than the plan was made for"), what.c_str());
                QVERIFY2(holds(what, "Undo it through a connection or a kubeconfig that leads to that cluster."),
                         what.c_str());
            }
            const auto nobody = undoPlan(*given.journal, digest, {}, options);
            QVERIFY(!nobody.has_value() && nobody.error().fault == core::Fault::Unavailable);
            QVERIFY2(holds(nobody.error().what, "The cluster c-1 is not reached."), nobody.error().what.c_str());
        }
    }

    void whatLeadsElsewhereAtTheSameAddressIsNamedByItsUid()
    {
        Given given;
        const core::kube::Loaded loaded = core::kube::read(given.fleet.kubeconfig(), "/k/config");
        const core::kube::Chosen chosen = core::kube::choose(loaded.config);
        const Apis apis{{"c-1", kubeApi({"c-1",
                                         core::kube::serverDigest(*chosen.connection),
                                         *given.client.open(*chosen.connection, {}),
                                         {},
                                         {},
                                         {},
                                         "127.0.0.1:6443"})}};
        Target target = apis.at("c-1")->target();
        QVERIFY(!target.uid.empty());
        target.uid = "u-before";
        QVERIFY(apiOf(apis, target) == nullptr);
        const std::string why = whyNone(apis, target);
        QVERIFY2(holds(why, "its address is the same, its identity is not."), why.c_str());
        QVERIFY2(holds(why, "The plan is for the one with the uid u-before, and "), why.c_str());
    }

    void aClusterThatTheJournalKnowsByItsNameAloneIsDoubted()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"a", "1"}}));
        QCOMPARE(given.apply(*given.make({configMap("m", {{"a", "2"}})})).end, Applied::End::Done);
        Given old; // its journal is as one that kept no identity
        const auto entries = *given.journal->entries();
        for (Entry entry : entries) {
            if (entry.state == Entry::State::Intent)
                for (const char* key : {"server", "clusterUid", "address"}) entry.body.erase(key);
            QVERIFY(old.journal->append(entry).has_value());
        }
        const std::string digest = *findPlan(*given.journal, {});
        MakeOptions options;
        options.made = given.now;
        const std::string doubt = "The journal knows no more of the cluster than its name. Make sure that c-1 is";
        const auto undo = undoPlan(*old.journal, digest, given.apis, options);
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        const std::string notes = core::joined(undo->steps.front().notes, "\n");
        QVERIFY2(holds(notes, doubt.c_str()), notes.c_str());
        QCOMPARE(given.apply(*undo).end, Applied::End::Done);
        const auto again = undoPlan(*old.journal, digest, given.apis, options);
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QVERIFY(again->steps.empty());
        const std::string said = core::joined(again->notUndone, "\n");
        QVERIFY2(holds(said, doubt.c_str()), said.c_str());
    }

    /// Seen with a Service of a real server: what it takes away with the type, and adds anew with it, is nobody's change.
    void whatTheServerTookInConsequenceIsNoConflict()
    {
        Given given;
        given.api().setAdmission([](Json& object, bool) -> std::optional<Json> {
            if (object["kind"] != "Service") return std::nullopt;
            if (object["spec"]["type"] == "LoadBalancer")
                object["spec"].emplace("externalTrafficPolicy", "Cluster");
            else
                object["spec"].erase("externalTrafficPolicy");
            return std::nullopt;
        });
        const auto service = [](const char* type) {
            return Json{{"apiVersion", "v1"},
                        {"kind", "Service"},
                        {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                        {"spec", {{"type", type}, {"selector", {{"app", "a"}}}}}};
        };
        Json applied = service("LoadBalancer");
        applied["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = applied.dump();
        applied["spec"]["externalTrafficPolicy"] = "Cluster"; // on kubectl's record, as a server adds it on its behalf
        given.api().updateAs(Kubectl, applied);
        const Applied done = given.apply(*given.make({service("ClusterIP")}));
        QVERIFY2(done.end == Applied::End::Done, whyOf(done).c_str());
        QVERIFY(!given.api().object("services", "default", "s")["spec"].contains("externalTrafficPolicy"));
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        for (const Step& step : undo->steps)
            QVERIFY2(step.conflicts.empty(), step.conflicts.empty() ? "" : step.conflicts.front().field.c_str());
        const Applied back = given.apply(*undo);
        QVERIFY2(back.end == Applied::End::Done, whyOf(back).c_str());
        const Json spec = given.api().object("services", "default", "s")["spec"];
        QVERIFY(spec["type"] == "LoadBalancer" && spec["externalTrafficPolicy"] == "Cluster");
    }
};

BERTH_TEST(TestUndo)

} // namespace tst_undo

#include "tst_undo.moc"
