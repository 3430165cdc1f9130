// An undo of what a plan created, beside what others put into it, below it, or made of it since.
#include "core/base/words.h"
#include "core/change/outline.h"
#include "core/change/wishes.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_undo_created {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

namespace {

Json inNamespace(Json object, const std::string& ns)
{
    object["metadata"]["namespace"] = ns;
    return object;
}

} // namespace

class TestUndoCreated : public QObject {
    Q_OBJECT

private slots:
    void whatCameIntoANamespaceSinceIsSaid()
    {
        Given given;
        const Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "gns"}}}};
        QCOMPARE(given.apply(*given.make({ns})).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const Plan plan = *readPlan(toText(*undo));
        const auto put = [&](const std::string& name) {
            Json map = configMap(name, {{"k", "v"}});
            map["metadata"]["namespace"] = "gns";
            given.api().put(map);
        };
        put("kube-root-ca.crt"); // the control plane's own
        put("late");
        const Applied stale = given.apply(plan);
        QCOMPARE(stale.end, Applied::End::Stale);
        const std::string why = whyOf(stale);
        QVERIFY2(holds(why, "Namespace gns: 1 ConfigMap (late) would go along by now"), why.c_str());
        QVERIFY(!given.api().object("namespaces", "", "gns").is_null());
        const auto again = given.undo({{"all", Choice::TakeOver}}); // it shows both
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        given.api().remove("configmaps", "gns", "late"); // what is gone by itself is no reason
        const Applied applied = given.apply(*readPlan(toText(*again)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
    }

    /// Its name begins as those of the control plane's programs do.
    void aToolIsNoPartOfTheControlPlane_data()
    {
        QTest::addColumn<QString>("manager");
        QTest::addColumn<bool>("isAsked"); // whether to lose what it wrote
        QTest::newRow("a tool") << "kube-green" << true;
        QTest::newRow("another") << "kube-deployer" << true;
        QTest::newRow("a program of the control plane") << "kube-scheduler" << false;
        QTest::newRow("of a node") << "kubelet" << false;
        QTest::newRow("of a cloud") << "cloud-controller-manager" << false;
    }
    void aToolIsNoPartOfTheControlPlane()
    {
        QFETCH(QString, manager);
        QFETCH(bool, isAsked);
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        Json live = given.api().object("configmaps", "default", "m");
        live["data"]["a"] = "1";
        given.api().updateAs(manager.toStdString(), live);
        QCOMPARE(given.undo()->isReady(), !isAsked);
    }

    /// Pods come and go with what runs them; what somebody hung below the object is another matter.
    void whatAControllerMadeAnewIsNoReason()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const std::string uid = given.api().object("deployments", "default", "a")["metadata"]["uid"];
        Wish wish = Given::wish(deployment("a", 2));
        wish.action = Step::Action::Delete;
        const auto plan = given.makeOf({wish});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const auto put = [&](Json object, bool isRun) {
            object["metadata"]["ownerReferences"] =
                Json::array({{{"uid", uid}, {"kind", "Deployment"}, {"name", "a"}, {"controller", isRun}}});
            given.api().put(object);
        };
        put(configMap("hung", {{"k", "v"}}), false);
        const Applied stale = given.apply(*plan);
        QCOMPARE(stale.end, Applied::End::Stale);
        const std::string why = whyOf(stale);
        QVERIFY2(holds(why, "Deployment default/a: 1 ConfigMap (hung) would go along by now"), why.c_str());
        given.api().remove("configmaps", "default", "hung");
        put(configMap("run", {{"k", "v"}}), true);
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
    }

    void whatOthersDeletedIsMadeAgainOnlyWhereThatIsDecided()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"a", "1"}}));
        QCOMPARE(given.apply(*given.make({configMap("m", {{"a", "2"}})})).end, Applied::End::Done);
        given.api().remove("configmaps", "default", "m");
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->steps.empty());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        QVERIFY2(holds(undo->notUndone.front(), "ConfigMap default/m: Others deleted it since, and it stays deleted."),
                 undo->notUndone.front().c_str());
        const auto decided = given.undo({{"all", Choice::TakeOver}});
        QVERIFY2(decided.has_value(), decided ? "" : decided.error().text().c_str());
        QCOMPARE(decided->steps.size(), std::size_t(1));
        QVERIFY(decided->steps.front().isCreate());
        QVERIFY2(holds(decided->steps.front().notes.front(), "Others deleted it since."),
                 decided->steps.front().notes.front().c_str());
        const Applied applied = given.apply(*readPlan(toText(*decided)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QVERIFY(given.api().object("configmaps", "default", "m")["data"]["a"] == "1");
    }

    /// With the values that it was made with: no value tells of them.
    void whoAppliesACreatedObjectTooIsAsked()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        given.api().applyAs("ci-bot", configMap("m", {{"k", "v"}}));
        const auto open = given.undo();
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        QCOMPARE(open->steps.size(), std::size_t(1));
        const Step& step = open->steps.front();
        QVERIFY(step.isOpen());
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string(".data.k"));
        QVERIFY2(holds(step.conflicts.front().manager, "ci-bot"), step.conflicts.front().manager.c_str());
        const auto left = given.undo({{"all", Choice::Leave}});
        QVERIFY(left.has_value() && left->steps.empty() && left->notUndone.size() == 1);
        const auto taken = given.undo({{"all", Choice::TakeOver}});
        QVERIFY(taken.has_value() && taken->isReady());
        QCOMPARE(given.apply(*readPlan(toText(*taken))).end, Applied::End::Done);
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
    }

    void whatOthersMadeAgainIsTheirs()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        given.api().remove("configmaps", "default", "m");
        given.api().applyAs("berth", configMap("m", {{"k", "v"}})); // even by the same name
        const std::vector<std::vector<Decision>> all{
            {}, {{".metadata.uid", Choice::Leave}}, {{"all", Choice::TakeOver}}};
        for (const std::vector<Decision>& decisions : all) {
            const auto undo = given.undo(decisions);
            QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
            QVERIFY(undo->steps.empty());
            QCOMPARE(undo->notUndone.size(), std::size_t(1));
            QVERIFY2(holds(undo->notUndone.front(), "ConfigMap default/m: It was deleted and made again since: what is "
                                                    "there now is another object, and stays."),
                     undo->notUndone.front().c_str());
        }
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
    }

    /// A delete, and one that cascades: what goes along is in no record, and nobody makes it again.
    void whatWentAlongWithADeleteIsSaid()
    {
        for (const bool orphans : {false, true}) {
            Given given;
            given.api().applyAs("berth", configMap("owner", {{"k", "v"}}));
            const std::string uid = given.api().object("configmaps", "default", "owner")["metadata"]["uid"];
            const auto put = [&](const char* name, bool isRun) {
                Json object = configMap(name, {{"k", "v"}});
                object["metadata"]["ownerReferences"] =
                    Json::array({{{"uid", uid}, {"kind", "ConfigMap"}, {"name", "owner"}, {"controller", isRun}}});
                given.api().put(object);
            };
            put("run", true); // its controller makes it again
            put("hung-a", false);
            put("hung-b", false);
            Wish wish = Given::wish(configMap("owner", {{"k", "v"}}));
            wish.action = Step::Action::Delete;
            MakeOptions options;
            options.made = given.now;
            options.orphans = orphans;
            const auto plan = makePlan({wish}, given.apis, options);
            QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
            const std::string lost = lostText(plan->steps.front());
            QCOMPARE(lost, orphans ? std::string()
                                   : "No undo brings back what goes along with it: 2 ConfigMap (hung-a, hung-b).");
            const auto read = readPlan(toText(*plan));
            QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
            QCOMPARE(lostText(read->steps.front()), lost);
            QCOMPARE(given.apply(*read).end, Applied::End::Done);
            const auto undo = given.undo();
            QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
            QVERIFY(undo->steps.size() == 1 && undo->steps.front().isCreate());
            const std::string said = core::joined(undo->notUndone, "\n");
            QCOMPARE(said, orphans
                               ? std::string()
                               : "ConfigMap default/owner: What went along does not come back: 2 ConfigMap (hung-a, "
                                 "hung-b).");
        }
    }

    /// Nothing owns them unless the StatefulSet says so, and no person made them.
    void theClaimsOfACreatedStatefulSetAreNoConflict_data()
    {
        QTest::addColumn<QString>("policy"); // whenDeleted; empty: none is said
        QTest::addColumn<bool>("isOwned");
        QTest::addColumn<bool>("inItsNamespace"); // which goes, too
        QTest::addColumn<QString>("lost");
        QTest::addColumn<QString>("stays");
        QTest::addColumn<QString>("unknown");
        const QString both = QStringLiteral("2 PersistentVolumeClaim (data-db-0, data-db-1)");
        QTest::newRow("left") << QString() << false << false << QString() << both << QString();
        QTest::newRow("left, said so") << QStringLiteral("Retain") << false << false << QString() << both << QString();
        QTest::newRow("deleted with it") << QStringLiteral("Delete") << true << false << both << QString() << QString();
        QTest::newRow("not owned yet") << QStringLiteral("Delete") << false << false << QString() << QString() << both;
        QTest::newRow("in its namespace") << QString() << false << true << both << QString() << QString();
    }
    void theClaimsOfACreatedStatefulSetAreNoConflict()
    {
        QFETCH(QString, policy);
        QFETCH(bool, isOwned);
        QFETCH(bool, inItsNamespace);
        QFETCH(QString, lost);
        QFETCH(QString, stays);
        QFETCH(QString, unknown);
        Given given;
        Json set = deployment("db", 2);
        set["kind"] = "StatefulSet";
        set["spec"]["volumeClaimTemplates"] = Json::array({{{"metadata", {{"name", "data"}}}}});
        if (!policy.isEmpty())
            set["spec"]["persistentVolumeClaimRetentionPolicy"]["whenDeleted"] = policy.toStdString();
        const std::string ns = inItsNamespace ? "gns" : "default";
        set["metadata"]["namespace"] = ns;
        std::vector<Json> made{set};
        if (inItsNamespace)
            made.push_back({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "gns"}}}});
        QCOMPARE(given.apply(*given.make(made)).end, Applied::End::Done);
        const std::string uid = given.api().object("statefulsets", ns, "db")["metadata"]["uid"];
        for (const char* name : {"data-db-0", "data-db-1"}) {
            Json claim{{"apiVersion", "v1"}, {"kind", "PersistentVolumeClaim"}};
            claim["metadata"] = {{"name", name}, {"namespace", ns}};
            if (isOwned)
                claim["metadata"]["ownerReferences"] =
                    Json::array({{{"uid", uid}, {"kind", "StatefulSet"}, {"name", "db"}, {"controller", false}}});
            given.api().put(claim);
        }
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY2(undo->isReady(), toText(*undo).c_str());
        std::string goes;
        std::string left;
        std::string open;
        for (const Step& step : undo->steps) {
            goes += lostText(step);
            left += staysText(step);
            for (const std::string& one : step.notLookedFor)
                if (holds(one, "persistentVolumeClaimRetentionPolicy")) open += one;
        }
        QCOMPARE(QString::fromStdString(goes),
                 lost.isEmpty() ? QString() : "No undo brings back what goes along with it: " + lost + ".");
        QCOMPARE(QString::fromStdString(left),
                 stays.isEmpty() ? QString() : "Kubernetes leaves what was made for it, with its data: " + stays + ".");
        QVERIFY2(unknown.isEmpty() ? open.empty() : holds(open, unknown.toStdString()), open.c_str());
        QCOMPARE(given.apply(*readPlan(toText(*undo))).end, Applied::End::Done);
    }

    void whatIsNamedLikeAClaimIsNone()
    {
        Given given;
        Json set = inNamespace(deployment("db", 2), "gns");
        set["kind"] = "StatefulSet";
        set["spec"]["volumeClaimTemplates"] = Json::array({{{"metadata", {{"name", "data"}}}}});
        const Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "gns"}}}};
        QCOMPARE(given.apply(*given.make({ns, set})).end, Applied::End::Done);
        Json claim{{"apiVersion", "v1"}, {"kind", "PersistentVolumeClaim"}, {"metadata", {{"name", "data-db-copy"}}}};
        given.api().put(inNamespace(claim, "gns"));
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(!undo->isReady());
        QVERIFY(undo->steps.back().conflicts.front().theirs == Json::array({"data-db-copy"}));
    }

    void whatOthersPutIntoACreatedNamespaceIsDecided()
    {
        Given given;
        const Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "gns"}}}};
        const Json ours = inNamespace(configMap("ours", {{"k", "v"}}), "gns");
        QCOMPARE(given.apply(*given.make({ns, ours})).end, Applied::End::Done);
        QVERIFY(given.undo()->isReady());
        given.api().put(inNamespace(configMap("kube-root-ca.crt", {{"k", "v"}}), "gns")); // the control plane's own
        Json token{{"apiVersion", "v1"}, {"kind", "Secret"}, {"metadata", {{"name", "default-token-x2"}}}};
        token["metadata"]["annotations"] = {{"kubernetes.io/service-account.name", "default"},
                                            {"kubernetes.io/service-account.uid", "u-default"}};
        Json account{{"apiVersion", "v1"}, {"kind", "ServiceAccount"}, {"metadata", {{"name", "default"}}}};
        account["metadata"]["uid"] = "u-default";
        given.api().serveResource({"", "v1", "serviceaccounts", "ServiceAccount", true, {}, {}});
        given.connect(true);
        given.api().put(inNamespace(account, "gns"));
        given.api().put(inNamespace(token, "gns"));
        const auto own = given.undo();
        QVERIFY2(own.has_value(), own ? "" : own.error().text().c_str());
        QVERIFY2(own->isReady(), own->steps.back().conflicts.empty() ? "" : toText(*own).c_str());
        given.api().put(inNamespace(configMap("late", {{"k", "v"}}), "gns"));

        const auto open = given.undo();
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        QVERIFY(open->steps.size() == 2 && !open->isReady());
        const Step& step = open->steps.back();
        QCOMPARE(step.what.kind, std::string("Namespace"));
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string("ConfigMap"));
        QVERIFY2(step.conflicts.front().theirs == Json::array({"late"}), step.conflicts.front().theirs.dump().c_str());
        QCOMPARE(given.apply(*readPlan(toText(*open))).end, Applied::End::NotReady);

        const auto left = given.undo({{"all", Choice::Leave}});
        QVERIFY2(left.has_value(), left ? "" : left.error().text().c_str());
        QVERIFY(left->steps.size() == 1 && left->steps.front().what.name == "ours");
        const std::string said = core::joined(left->notUndone, "\n");
        QVERIFY2(holds(said, "Namespace gns: It stays, for it would take along what others made: ConfigMap (late)."),
                 said.c_str());

        const auto taken = given.undo({{"ConfigMap", Choice::TakeOver}});
        QVERIFY2(taken.has_value(), taken ? "" : taken.error().text().c_str());
        const Applied applied = given.apply(*readPlan(toText(*taken)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QVERIFY(given.api().object("namespaces", "", "gns").is_null());
        const auto back = given.undo(); // of that undo
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        const std::string lost = core::joined(back->notUndone, "\n");
        QVERIFY2(holds(lost, "Namespace gns: What others had made went along, and does not come back: ConfigMap "
                             "(late)."),
                 lost.c_str());
    }

    /// In whatever namespace they stand.
    void whatOthersMadeOfACreatedKindIsDecided()
    {
        Given given;
        const Json definition{{"apiVersion", "apiextensions.k8s.io/v1"},
                              {"kind", "CustomResourceDefinition"},
                              {"metadata", {{"name", "widgets.x.io"}}},
                              {"spec",
                               {{"group", "x.io"},
                                {"scope", "Namespaced"},
                                {"names", {{"plural", "widgets"}, {"kind", "Widget"}}},
                                {"versions", Json::array({{{"name", "v1"}}})}}}};
        const auto widget = [](const char* name, const char* ns) {
            return Json{{"apiVersion", "x.io/v1"},
                        {"kind", "Widget"},
                        {"metadata", {{"name", name}, {"namespace", ns}}},
                        {"spec", {{"size", 1}}}};
        };
        QCOMPARE(given.apply(*given.make({definition, widget("ours", "default")})).end, Applied::End::Done);
        QVERIFY(given.undo()->isReady());
        given.api().put(widget("theirs", "kube-system"));
        const auto open = given.undo();
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        QVERIFY(!open->isReady());
        const Step& step = open->steps.back();
        QCOMPARE(step.what.kind, std::string("CustomResourceDefinition"));
        QCOMPARE(step.dependants.size(), std::size_t(1));
        QCOMPARE(textOf(step.dependants.front()), std::string("2 Widget (default/ours, kube-system/theirs)"));
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string("Widget.x.io"));
        QVERIFY(step.conflicts.front().theirs == Json::array({"kube-system/theirs"}));

        const auto left = given.undo({{"Widget.x.io", Choice::Leave}});
        QVERIFY2(left.has_value(), left ? "" : left.error().text().c_str());
        QVERIFY(left->steps.size() == 1 && left->steps.front().what.kind == "Widget" && left->isReady());
        const std::string said = core::joined(left->notUndone, "\n");
        QVERIFY2(holds(said, "It stays, for it would take along what others made: Widget.x.io (kube-system/theirs)."),
                 said.c_str());
        const auto taken = given.undo({{"all", Choice::TakeOver}});
        QVERIFY2(taken.has_value() && taken->isReady(), taken ? "" : taken.error().text().c_str());
        given.api().put(widget("late", "default")); // as with a namespace, what came since is said
        const Applied stale = given.apply(*readPlan(toText(*taken)));
        QCOMPARE(stale.end, Applied::End::Stale);
        QVERIFY2(holds(whyOf(stale), "1 Widget (default/late) would go along by now"), whyOf(stale).c_str());
    }

    void whatOthersHungBelowACreatedObjectIsDecided()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("owner", {{"k", "v"}})})).end, Applied::End::Done);
        const std::string uid = given.api().object("configmaps", "default", "owner")["metadata"]["uid"];
        const auto put = [&](const char* name, bool isRun) {
            Json object = configMap(name, {{"k", "v"}});
            object["metadata"]["ownerReferences"] =
                Json::array({{{"uid", uid}, {"kind", "ConfigMap"}, {"name", "owner"}, {"controller", isRun}}});
            given.api().put(object);
        };
        put("run", true); // a controller's: it follows its owner
        QVERIFY(given.undo()->isReady());
        put("hung", false);
        const auto open = given.undo();
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        QVERIFY(open->steps.size() == 1 && !open->isReady());
        QVERIFY(open->steps.front().conflicts.front().theirs == Json::array({"hung"}));
        const auto left = given.undo({{"all", Choice::Leave}});
        QVERIFY(left.has_value() && left->steps.empty() && left->notUndone.size() == 1);
    }

    void whatIsLeftKeepsItsNamespace()
    {
        Given given;
        const Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "gns"}}}};
        const Json kept = inNamespace(configMap("kept", {{"k", "v"}}), "gns");
        const Json other = inNamespace(configMap("other", {{"k", "v"}}), "gns");
        QCOMPARE(given.apply(*given.make({ns, kept, other})).end, Applied::End::Done);
        Json live = given.api().object("configmaps", "gns", "kept");
        live["data"]["b"] = "2";
        given.api().updateAs("kubectl-patch", live);
        const auto undo = given.undo({{"all", Choice::Leave}});
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        QCOMPARE(undo->steps.front().what.name, std::string("other"));
        const std::string said = core::joined(undo->notUndone, "\n");
        QVERIFY2(holds(said, "ConfigMap gns/kept: It stays, with what was written into it since."), said.c_str());
        QVERIFY2(holds(said, "Namespace gns: It stays too, for it would take along what stays: ConfigMap gns/kept."),
                 said.c_str());
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QVERIFY(!given.api().object("namespaces", "", "gns").is_null());
        QVERIFY(given.api().object("configmaps", "gns", "kept")["data"]["b"] == "2");
        QVERIFY(given.api().object("configmaps", "gns", "other").is_null());
        QCOMPARE(given.undo({{"all", Choice::TakeOver}})->steps.size(), std::size_t(1)); // of that undo
    }

    /// The garbage collector would take it along, at once or by what stands between.
    void whatIsLeftKeepsItsOwners()
    {
        for (const bool between : {false, true}) {
            Given given;
            QCOMPARE(given.apply(*given.make({configMap("owner", {{"k", "v"}}), configMap("kept", {{"k", "v"}})})).end,
                     Applied::End::Done);
            const auto own = [](Json object, const Json& owner) {
                object["metadata"]["ownerReferences"] = Json::array({{{"apiVersion", "v1"},
                                                                      {"kind", "ConfigMap"},
                                                                      {"name", owner["metadata"]["name"]},
                                                                      {"uid", owner["metadata"]["uid"]}}});
                return object;
            };
            Json owner = given.api().object("configmaps", "default", "owner");
            if (between) {
                given.api().updateAs("kubectl-create", own(configMap("middle", {{"k", "v"}}), owner));
                owner = given.api().object("configmaps", "default", "middle");
            }
            Json live = own(given.api().object("configmaps", "default", "kept"), owner);
            live["data"]["b"] = "2";
            given.api().updateAs("kubectl-patch", live);
            const auto undo = given.undo({{"all", Choice::Leave}, {"ConfigMap", Choice::TakeOver}});
            QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
            const std::string said = core::joined(undo->notUndone, "\n");
            QVERIFY2(undo->steps.empty(), said.c_str());
            QVERIFY2(holds(said, "ConfigMap default/owner: It stays too, for it would take along what stays: ConfigMap "
                                 "default/kept."),
                     said.c_str());
        }
    }
};

BERTH_TEST(TestUndoCreated)

} // namespace tst_undo_created

#include "tst_undo_created.moc"
