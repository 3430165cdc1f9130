// Plans that are carried out: conflicts, take-over, staleness, failures, undo.
#include "core/change/wishes.h"
#include <atomic>

#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_apply {

using namespace core::change;
using namespace test::change;
using test::client::holds;
using Choice = Conflict::Choice;

namespace {

constexpr const char* LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

Json replicasOnly(const std::string& name, int replicas)
{
    return {{"apiVersion", "apps/v1"},
            {"kind", "Deployment"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"spec", {{"replicas", replicas}}}};
}

Json denial(int code, const char* reason, const char* message)
{
    return {{"kind", "Status"}, {"status", "Failure"}, {"code", code}, {"reason", reason}, {"message", message}};
}

/// The way to a server that has gone: it says so, and counts how often somebody wanted to know.
class Gone final : public Api {
public:
    explicit Gone(const Target& target)
        : m_target(target)
    {}
    std::atomic<int> asked = 0;

    [[nodiscard]] const Target& target() const override { return m_target; }
    [[nodiscard]] std::optional<bool> isNamespaced(const core::model::ObjectRef& /*what*/) override { return true; }
    void refresh() override {}
    [[nodiscard]] core::kube::ApiResult<Got> get(const core::model::ObjectRef& /*what*/) override { return no(); }
    [[nodiscard]] core::kube::ApiResult<Got> apply(const core::model::ObjectRef& /*what*/, const Json& /*config*/,
                                                   const ApplyOptions& /*options*/) override
    {
        return no();
    }
    [[nodiscard]] core::kube::ApiResult<Got> patch(const core::model::ObjectRef& /*what*/, const Json& /*operations*/,
                                                   bool /*dryRun*/) override
    {
        return no();
    }
    [[nodiscard]] core::kube::ApiResult<Got> remove(const core::model::ObjectRef& /*what*/, const Lock& /*lock*/,
                                                    const RemoveOptions& /*options*/) override
    {
        return no();
    }
    [[nodiscard]] Listed list(const std::string& /*ns*/) override
    {
        ++asked;
        return {};
    }

private:
    core::kube::ApiResult<Got> no()
    {
        ++asked;
        return tl::unexpected(core::kube::troubleOf(core::kube::Trouble::Connect, "Nobody answers at h:1.", "c-1"));
    }
    Target m_target;
};

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) all += text + "\n";
    return all;
}

} // namespace

class TestApply : public QObject {
    Q_OBJECT

private slots:
    void aClusterThatIsGoneIsAskedOnce()
    {
        Given given;
        std::vector<Json> many;
        for (int i = 0; i < 40; ++i) many.push_back(configMap("m" + std::to_string(i), {{"k", "v"}}));
        const auto plan = given.make(many);
        QVERIFY(plan.has_value());
        const auto gone = std::make_shared<Gone>(given.apis.at("c-1")->target());
        given.apis["c-1"] = gone;
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::NotReady);
        QCOMPARE(joined(applied.why), std::string("c-1: Nobody answers at h:1.\n"));
        QVERIFY(gone->asked <= 8); // those that were asked at once
        QVERIFY(given.journal->open()->empty());
        const auto none = given.make(many);
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().what, std::string("Nobody answers at h:1."));
        QVERIFY(gone->asked <= 16);
    }
    void appliesAndKeepsWhatWasBefore()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4), configMap("m", {{"k", "v"}})});
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
        QVERIFY(given.api().object("configmaps", "default", "m")["data"]["k"] == "v");
        const auto entries = *given.journal->entries();
        std::string states;
        for (const Entry& entry : entries) states += std::string(name(entry.state)) + " ";
        QCOMPARE(states, std::string("planned intent done intent done "));
        const auto kept = std::ranges::find_if(entries, [](const Entry& entry) {
            return entry.state == Entry::State::Intent && entry.body.value("kind", "") == "Deployment";
        });
        QVERIFY(kept->body["before"]["spec"]["replicas"] == 2);
        QCOMPARE(kept->who, std::string("a@b"));
        QVERIFY(given.journal->verify().has_value());
    }

    /// fault 67: the field, its owner, both values, and three ways out; none is taken by itself
    void namesTheConflictAndItsThreeWaysOut_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<bool>("theirsStill");
        QTest::newRow("leave theirs") << static_cast<int>(Choice::Leave) << 2 << true;
        QTest::newRow("take over") << static_cast<int>(Choice::TakeOver) << 5 << false;
        QTest::newRow("share their value") << static_cast<int>(Choice::Share) << 2 << true;
    }
    void namesTheConflictAndItsThreeWaysOut()
    {
        QFETCH(int, choice);
        QFETCH(int, replicas);
        QFETCH(bool, theirsStill);
        Given given;
        given.api().applyAs("gitops-agent", deployment("a", 2));
        Json wanted = replicasOnly("a", 5);
        wanted["metadata"]["labels"] = {{"x", "y"}};
        const auto open = given.make({wanted});
        const Step& step = open->steps.front();
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string(".spec.replicas"));
        QCOMPARE(step.conflicts.front().manager, std::string("\"gitops-agent\""));
        QVERIFY(step.conflicts.front().theirs == 2 && step.conflicts.front().yours == 5);
        QVERIFY(!open->isReady());
        QCOMPARE(given.apply(*open).end, Applied::End::NotReady);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 2);

        const auto plan = given.make({wanted}, {{".spec.replicas", static_cast<Choice>(choice)}});
        QVERIFY(plan->isReady());
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == replicas);
        QVERIFY(after["metadata"]["labels"]["x"] == "y");
        bool theirs = false;
        for (const Json& owner : after["metadata"]["managedFields"])
            if (owner["manager"] == "gitops-agent") theirs = owner["fieldsV1"]["f:spec"].contains("f:replicas");
        QCOMPARE(theirs, theirsStill);
    }

    void leavesWhatNobodyElseIsOnRecordFor_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<bool>("isSaid"); // in what is applied, or the field would go with the text
        QTest::newRow("before owners were recorded") << "nobody" << false;
        QTest::newRow("by kubectl apply") << "kubectl" << true;
        QTest::newRow("by Berth") << "berth" << true;
    }
    void leavesWhatNobodyElseIsOnRecordFor()
    {
        QFETCH(QString, made);
        QFETCH(bool, isSaid);
        Given given;
        if (made == "kubectl") {
            clientSideApply(given.api(), deployment("a", 2));
        } else {
            given.api().applyAs("berth", deployment("a", 2));
            if (made == "nobody") {
                Json live = given.api().object("deployments", "default", "a");
                live["metadata"].erase("managedFields");
                given.api().put(live);
            }
        }
        const auto plan = given.make({deployment("a", 5, "new")}, {{".spec.replicas", Choice::Leave}});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.back();
        QVERIFY2(plan->isReady() && linesOf(step).find("replicas") == std::string::npos, linesOf(step).c_str());
        QCOMPARE(step.conflicts.size(), std::size_t(1));
        QCOMPARE(step.conflicts.front().field, std::string(".spec.replicas"));
        QVERIFY(step.conflicts.front().manager.empty());
        QVERIFY(step.conflicts.front().theirs == 2 && step.conflicts.front().yours == 5);
        QCOMPARE(step.object["spec"].contains("replicas"), isSaid);
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 2);
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "new");
    }

    void takesNothingByForceThatCameLater()
    {
        Given given;
        given.api().applyAs("one", replicasOnly("a", 2));
        Json wanted = replicasOnly("a", 5);
        wanted["metadata"]["labels"] = {{"x", "y"}};
        const auto plan = given.make({wanted}, {{".spec.replicas", Choice::TakeOver}});
        Json label = replicasOnly("a", 2);
        label["spec"].erase("replicas");
        label["metadata"]["labels"] = {{"x", "other"}};
        given.api().applyAs("two", label);
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY(given.api().object("deployments", "default", "a")["metadata"]["labels"]["x"] == "other");
    }

    /// Servers before 1.21 own nodeSelector member by member.
    void takesOverWhatAnotherServerOwnsInSmallerPieces()
    {
        Json text = deployment("a", 2);
        text["spec"]["template"]["spec"]["nodeSelector"] = {{"pool", "gpu"}};
        Json live = text;
        live["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = text.dump();
        live["metadata"]["managedFields"] = Json::array(
            {{{"manager", "kubectl-client-side-apply"},
              {"operation", "Update"},
              {"apiVersion", "apps/v1"},
              {"fieldsType", "FieldsV1"},
              {"fieldsV1",
               {{"f:spec",
                 {{"f:replicas", Json::object()},
                  {"f:strategy", {{"f:type", Json::object()}}},
                  {"f:template",
                   {{"f:spec", {{"f:nodeSelector", {{".", Json::object()}, {"f:pool", Json::object()}}}}}}}}}}}}});
        const auto taken = core::change::takeOver(live, text);
        QVERIFY(taken.has_value());
        const Json::json_pointer selector("/fieldsV1/f:spec/f:template/f:spec/f:nodeSelector");
        int owners = 0;
        for (const Json& owner : taken->managedFields) {
            const bool berth = owner["manager"] == "berth";
            QVERIFY2(owner.contains(selector) == berth, taken->managedFields.dump().c_str());
            QVERIFY(owner.contains(Json::json_pointer("/fieldsV1/f:spec/f:strategy")) != berth); // a default stays
            ++owners;
        }
        QCOMPARE(owners, 2);
    }

    void takesOverFromClientSideApplyWithoutLosingFields()
    {
        Given given;
        Json old = deployment("a", 2);
        old["metadata"]["labels"] = {{"goes", "1"}, {"stays", "1"}};
        clientSideApply(given.api(), old);
        Json other = replicasOnly("a", 0);
        other.erase("spec"); // an empty one would own all of it
        other["metadata"]["annotations"] = {{"of-another", "1"}};
        given.api().applyAs("another", other);
        Json wanted = deployment("a", 3);
        wanted["metadata"]["labels"] = {{"stays", "1"}};

        const auto plan = given.make({wanted});
        const Step& step = plan->steps.back();
        QVERIFY(step.conflicts.empty()); // kubectl apply is the same person
        QCOMPARE(plan->steps.front().takesOver, std::vector<std::string>{"kubectl-client-side-apply"});
        QCOMPARE(step.takesOver, std::vector<std::string>{"kubectl-client-side-apply"});
        QCOMPARE(linesOf(step), std::string("- .metadata.labels.goes \"1\" null\n~ .spec.replicas 2 3\n"));
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 3);
        QVERIFY(!after["metadata"]["labels"].contains("goes"));
        QVERIFY(after["metadata"]["labels"]["stays"] == "1");
        QVERIFY(after["metadata"]["annotations"]["of-another"] == "1");
        QVERIFY(after["metadata"]["annotations"].contains(LastApplied)); // the old tool's own; nobody asked for its end
        // What the server had added belongs to the old entry, and is not lost.
        QVERIFY(after["spec"]["progressDeadlineSeconds"] == 600);
        // The next plan finds nothing left to take.
        QVERIFY(given.make({wanted})->steps.empty());
    }

    void saysWhoManagesItSinceByKubectlApply()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        QCOMPARE(given.apply(*given.make({deployment("a", 3)})).end, Applied::End::Done);
        const auto plan = given.make({deployment("a", 4)});
        QCOMPARE(plan->steps.size(), std::size_t(1));
        Json live = given.api().object("deployments", "default", "a");
        Json owner = {{"manager", "kubectl-client-side-apply"}, {"operation", "Update"}, {"apiVersion", "apps/v1"}};
        owner["time"] = "2026-11-29T12:05:00Z";
        owner["fieldsType"] = "FieldsV1";
        owner["fieldsV1"]["f:spec"]["f:replicas"] = Json::object();
        live["metadata"]["managedFields"].push_back(owner);
        given.api().put(live);
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Stale);
        const std::string why = joined(applied.why);
        QVERIFY2(holds(why, "\"kubectl-client-side-apply\" manages it by `kubectl apply` now") &&
                     holds(why, "Make the plan again."),
                 why.c_str());
    }

    /// fault 66: the plan is refused with what is another, and by whom
    void refusesAStalePlanAndSaysByWhom()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4), configMap("m", {{"k", "v"}})});
        given.api().setClock("2026-11-29T12:05:00Z");
        Json scaled = given.api().object("deployments", "default", "a");
        scaled["spec"]["replicas"] = 7;
        given.api().updateAs("kubectl-scale", scaled);
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Stale);
        const std::string why = joined(applied.why);
        QVERIFY2(holds(why, ".spec.replicas") && holds(why, "\"kubectl-scale\" using apps/v1 at 2026-11-29T12:05:00Z"),
                 why.c_str());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null()); // nothing at all was done
        QVERIFY(given.journal->entries()->empty());
    }

    /// Taking a text over is one step and its values another: what came of the object is said once.
    void saysOnceWhatCameOfAnObject()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        QVERIFY(plan->steps.size() > 1);
        Json scaled = given.api().object("deployments", "default", "a");
        scaled["spec"]["replicas"] = 7;
        given.api().updateAs("kubectl-scale", scaled);
        const std::vector<std::string> said = changedSince(*plan, given.apis, std::stop_token());
        QCOMPARE(said.size(), std::size_t{1});
        QVERIFY2(holds(said.front(), ".spec.replicas"), said.front().c_str());
    }

    void isNotStaleBecauseOfAStatus()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        Json live = given.api().object("deployments", "default", "a");
        live["status"]["readyReplicas"] = 2;
        given.api().put(live);
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
    }

    /// The controller counts each change of the template, a moment after it.
    void isNotStaleBecauseOfTheRevision()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        Json live = given.api().object("deployments", "default", "a");
        live["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = "1";
        given.api().put(live);
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const auto next = given.make({deployment("a", 5)});
        live = given.api().object("deployments", "default", "a");
        live["metadata"]["annotations"]["a"] = "b";
        given.api().put(live);
        QCOMPARE(given.apply(*next).end, Applied::End::Stale); // others count
    }

    void isStaleWhereTheObjectCameOrWent()
    {
        Given given;
        const auto create = given.make({configMap("m", {{"k", "v"}})});
        given.api().applyAs("other", configMap("m", {{"z", "1"}}));
        QCOMPARE(given.apply(*create).end, Applied::End::Stale);
        const auto change = given.make({configMap("m", {{"k", "v"}})});
        given.api().remove("configmaps", "default", "m");
        QCOMPARE(given.apply(*change).end, Applied::End::Stale);
        given.api().applyAs("other", configMap("m", {{"z", "1"}}));
        const Applied again = given.apply(*change);
        QCOMPARE(again.end, Applied::End::Stale);
        QVERIFY2(holds(joined(again.why), "made again"), joined(again.why).c_str());
    }

    void refusesAPlanThatDoesMoreThanItShows()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        Plan plan = *given.make({deployment("a", 4)});
        plan.steps.front().object["spec"]["template"]["spec"]["containers"][0]["image"] = "evil";
        const auto read = readPlan(toText(plan)); // its digest is right: whoever made it could do that
        QVERIFY(read.has_value());
        const Applied applied = given.apply(*read);
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY2(holds(joined(applied.why), "image"), joined(applied.why).c_str());
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 2);
    }

    void refusesAnotherCluster()
    {
        Given given;
        Plan plan = *given.make({deployment("a", 4)});
        plan.steps.front().target.uid = "of-another";
        const Applied applied = given.apply(plan);
        QCOMPARE(applied.end, Applied::End::NotReady);
        QVERIFY(given.api().object("deployments", "default", "a").is_null());
    }

    void stopsAtTheFirstFailureWithTheServersWords()
    {
        Given given;
        bool refuse = false;
        given.api().setAdmission([&](Json& object, bool) -> std::optional<Json> {
            if (refuse && object["metadata"]["name"] == "b")
                return denial(403, "Forbidden", "admission webhook \"policy\" denied the request: no b today");
            return std::nullopt;
        });
        const auto plan =
            given.make({configMap("a", {{"k", "v"}}), configMap("b", {{"k", "v"}}), configMap("c", {{"k", "v"}})});
        ApplyPlanOptions options;
        options.progress = [&](std::size_t step, Entry::State state) {
            refuse = refuse || (step == 0 && state == Entry::State::Done);
        };
        const Applied applied = given.apply(*plan, options);
        QCOMPARE(applied.end, Applied::End::Partly);
        QCOMPARE(applied.steps[1].why, std::string("admission webhook \"policy\" denied the request: no b today"));
        QCOMPARE(applied.steps[2].state, StepEnd::State::NotReached);
        QVERIFY(!given.api().object("configmaps", "default", "a").is_null());
        QVERIFY(given.api().object("configmaps", "default", "b").is_null());
        QVERIFY(given.api().object("configmaps", "default", "c").is_null());
        QCOMPARE(given.stateOf(1), std::string("failed"));
    }

    /// fault 15: the answer is lost; the object is read again and compared
    void looksAgainWhereTheAnswerWasLost()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        test::StubServer lossy(test::client::trusted(),
                               [&](const test::StubRequest& request, test::StubConnection& to) {
                                   if (request.method == "PATCH" && !request.asks("dryRun")) {
                                       given.api().applyAs("berth", deployment("a", 4), true);
                                       return to.reset();
                                   }
                                   given.api().serve(request, request.target, to);
                               });
        const auto session = *given.client.open(test::client::connectionTo(lossy), [] {
            core::kube::SessionOptions options;
            options.name = "c-1";
            options.mayWrite = true;
            return options;
        }());
        auto discovery = std::make_shared<const core::kube::Discovery>(*core::kube::discovered(session));
        given.apis = {{"c-1", kubeApi({"c-1", "x", session, discovery, {}})}};
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Done);
        QCOMPARE(given.stateOf(0), std::string("done"));
    }

    void asksBeforeItChangesWhatGitOpsKeeps_data()
    {
        QTest::addColumn<QString>("metadata");
        QTest::addColumn<QString>("manager");
        QTest::addColumn<QString>("tool");
        QTest::newRow("Argo CD's tracking id")
            << R"({"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:default/a"}})"
            << "m"
            << "Argo CD";
        QTest::newRow("Argo CD's label") << R"({"labels": {"argocd.argoproj.io/instance": "shop"}})"
                                         << "m"
                                         << "Argo CD";
        QTest::newRow("Flux's label") << R"({"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}})"
                                      << "m"
                                      << "Flux";
        QTest::newRow("Flux's label of a chart") << R"({"labels": {"helm.toolkit.fluxcd.io/name": "shop"}})"
                                                 << "m"
                                                 << "Flux";
        QTest::newRow("Argo CD's manager") << "{}"
                                           << "argocd-controller"
                                           << "Argo CD";
        QTest::newRow("Flux's manager") << "{}"
                                        << "kustomize-controller"
                                        << "Flux";
        QTest::newRow("the fleet's mark, under whatever manager") << R"({"labels": {"karmada.io/managed": "true"}})"
                                                                  << "controller-manager"
                                                                  << "Karmada";
        QTest::newRow("the fleet's Work") << R"({"annotations": {"work.karmada.io/name": "a-1"}})"
                                          << "m"
                                          << "Karmada";
        QTest::newRow("what Argo CD says of the fleet's object came down with it")
            << R"({"labels": {"karmada.io/managed": "true", "argocd.argoproj.io/instance": "shop"}})"
            << "m"
            << "Karmada";
        QTest::newRow("a template's own words are no evidence")
            << R"({"labels": {"karmada.io/managed": "false", "resourcetemplate.karmada.io/retain-replicas": "true"}})"
            << "m"
            << "";
        QTest::newRow("the label of every chart is no evidence")
            << R"({"labels": {"app.kubernetes.io/instance": "shop"}})"
            << "m"
            << "";
    }
    void asksBeforeItChangesWhatGitOpsKeeps()
    {
        QFETCH(QString, metadata);
        QFETCH(QString, manager);
        QFETCH(QString, tool);
        Given given;
        Json kept = deployment("a", 2);
        kept["metadata"].merge_patch(Json::parse(metadata.toStdString()));
        given.api().applyAs(manager.toStdString(), kept);
        Json label = replicasOnly("a", 0);
        label["spec"].erase("replicas");
        label["metadata"]["labels"]["mine"] = "1";
        const auto plan = given.make({label});
        const auto& gitOps = plan->steps.front().gitOps;
        QCOMPARE(gitOps ? gitOps->tool : std::string(), tool.toStdString());
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, tool.isEmpty() ? Applied::End::Done : Applied::End::NotReady);
        ApplyPlanOptions options;
        options.overGitOps = true;
        if (!tool.isEmpty()) QCOMPARE(given.apply(*plan, options).end, Applied::End::Done);
        // And before it is taken back.
        const auto undo = given.undo();
        QCOMPARE(undo->steps.front().gitOps.has_value(), !tool.isEmpty());
    }

    /// What the journal keeps of a plan is the plan: it can be handed on, and made once more.
    void aPlanOfTheJournalIsMadeOnceMore()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const std::string secret = given.folder
                                       .file("s.yaml", R"({"apiVersion": "v1", "kind": "Secret",
            "metadata": {"name": "s", "namespace": "default"}, "stringData": {"k": "value-once-more"}})")
                                       .string();
        Wish wish = Given::wish(Json::parse(R"({"apiVersion": "v1", "kind": "Secret",
            "metadata": {"name": "s", "namespace": "default"}, "stringData": {"k": "value-once-more"}})"),
                                secret);
        const auto plan = given.makeOf({Given::wish(deployment("a", 4)), wish});
        QCOMPARE(given.apply(*plan).done(), std::size_t(2));
        const auto kept = planOf(*given.journal, digestOf(*plan));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().text().c_str());
        QCOMPARE(toText(*kept), toText(*plan));
        QCOMPARE(given.apply(*given.undo()).done(), std::size_t(2));
        const auto wishes = wishesOf(*kept, given.apis);
        const auto again = given.makeOf(*wishes);
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE(again->steps.size(), std::size_t(2));
        QVERIFY(again->steps[0].isCreate() &&
                again->steps[0].secrets.size() == 1); // its value comes from the file again
        QCOMPARE(linesOf(again->steps[1]), std::string("~ .spec.replicas 2 4\n"));
        QCOMPARE(given.apply(*again).done(), std::size_t(2));
        QVERIFY(!planOf(*given.journal, "nothing").has_value());
    }

    void undoesACreateAndAChange()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4, "j"), configMap("m", {{"k", "v"}})});
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->undoes, digestOf(*plan));
        QCOMPARE(undo->steps.size(), std::size_t(2));
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null()); // a dry run deletes nothing
        const auto read = readPlan(toText(*undo));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 2);
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i");
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
        // What was undone can be undone.
        const auto redo = given.undo();
        QCOMPARE(given.apply(*redo).end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
        QVERIFY(given.api().object("configmaps", "default", "m")["data"]["k"] == "v");
    }

    /// Seen with a Service of a real server: its addresses were said, and the next text, which does not say them, was refused.
    void makesAgainWhatWasSaidAndNotWhatTheServerAdded()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 2)})).end, Applied::End::Done);
        QCOMPARE(given.apply(*given.undo()).end, Applied::End::Done);
        const auto redo = given.undo();
        QVERIFY(redo->steps.front().object["spec"]["replicas"] == 2);
        QVERIFY(!redo->steps.front().object["spec"].contains("progressDeadlineSeconds"));
        QCOMPARE(given.apply(*redo).end, Applied::End::Done);
        QVERIFY(given.make({deployment("a", 2)})->steps.empty());
    }

    void undoesATakeoverAndAField()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        given.api().applyAs("agent", replicasOnly("a", 3), true);
        Json wanted = deployment("a", 5);
        wanted["metadata"]["labels"] = {{"new", "1"}};
        const Json managers = given.api().object("deployments", "default", "a")["metadata"]["managedFields"];
        const auto plan = given.make({wanted}, {{".spec.replicas", Choice::TakeOver}});
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 5);
        const auto undo = given.undo();
        QVERIFY2(!holds(joined(undo->notUndone), "agent"), joined(undo->notUndone).c_str());
        const Applied applied = given.apply(*undo);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 3);
        QVERIFY(!after["metadata"].contains("labels") || !after["metadata"]["labels"].contains("new"));
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i"); // nothing of before is lost
        QVERIFY2(core::change::takenOwners(after["metadata"]["managedFields"], true) ==
                     core::change::takenOwners(managers, true),
                 after["metadata"]["managedFields"].dump(1).c_str()); // and kubectl apply has what it had
        const auto agents = [](const Json& all) {
            for (const Json& one : all)
                if (one["manager"] == "agent") return one["fieldsV1"];
            return Json();
        };
        QVERIFY2(agents(after["metadata"]["managedFields"]) == agents(managers), // and so has who applied beside it
                 after["metadata"]["managedFields"].dump(1).c_str());
    }

    /// Seen on a real server: what it had added to a port was kubectl's, and the undo said it, and took over once more.
    void anUndoTakesNothingOver()
    {
        Given given;
        Json text = deployment("a", 2);
        const Json::json_pointer ports("/spec/template/spec/containers/0/ports");
        text[ports] = Json::array({{{"containerPort", 80}}});
        Json object = text;
        object["metadata"]["annotations"][LastApplied] = text.dump();
        object[ports][0]["protocol"] = "TCP";
        given.api().updateAs("kubectl-client-side-apply", object);
        const Json before = given.api().object("deployments", "default", "a");
        text["spec"]["replicas"] = 1;
        QCOMPARE(given.apply(*given.make({text})).end, Applied::End::Done);
        const Json after = given.api().object("deployments", "default", "a");
        for (const bool redo : {false, true, false}) {
            const auto plan = given.undo();
            QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
            QCOMPARE(plan->steps.size(), std::size_t(2));
            const Applied applied = given.apply(*readPlan(toText(*plan)));
            QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
            const Json now = given.api().object("deployments", "default", "a");
            const Json& wanted = redo ? after : before;
            QVERIFY2(now["spec"] == wanted["spec"], now["spec"].dump(1).c_str());
            QVERIFY2(core::change::takenOwners(now["metadata"]["managedFields"], false) ==
                         core::change::takenOwners(wanted["metadata"]["managedFields"], false),
                     now["metadata"]["managedFields"].dump(1).c_str());
        }
    }

    /// Seen on a real server: managers were changed, the apply was refused, and nothing could be undone.
    void saysWhatWasChangedWhereATakeoverIsCutShort()
    {
        Given given;
        clientSideApply(given.api(), deployment("a", 2));
        const Json before = given.api().object("deployments", "default", "a");
        const auto plan = given.make({deployment("a", 3)});
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QVERIFY(plan->steps.front().action == Step::Action::Owners);
        bool taken = false;
        given.api().setAdmission([&](const Json& object, bool dryRun) -> std::optional<Json> {
            const bool says = object["spec"]["replicas"] == 3;
            taken = taken || !says;
            if (!says || !taken || dryRun) return std::nullopt;
            return denial(403, "Forbidden", "no such thing");
        });
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QCOMPARE(applied.end, Applied::End::Partly);
        QVERIFY(applied.steps[0].state == StepEnd::State::Done && applied.steps[1].state == StepEnd::State::Failed);
        QCOMPARE(given.stateOf(0), std::string("done"));
        QCOMPARE(given.stateOf(1), std::string("failed"));
        given.api().setAdmission({});
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        const Applied undone = given.apply(*undo);
        QVERIFY2(undone.end == Applied::End::Done, whyOf(undone).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["metadata"]["managedFields"] == before["metadata"]["managedFields"]);
        QVERIFY(after["spec"] == before["spec"]);
    }

    /// Without the entry "." of an element that goes, a server keeps an empty one, and refuses it.
    void takesElementsWhole()
    {
        Given given;
        Json text = deployment("a", 2);
        const Json::json_pointer containers("/spec/template/spec/containers");
        text[containers].push_back({{"name", "side"}, {"image", "s"}});
        clientSideApply(given.api(), text);
        const Json live = given.api().object("deployments", "default", "a");
        const auto taken = core::change::takeOver(live, deployment("a", 2));
        QVERIFY(taken.has_value());
        const Json::json_pointer element(R"(/fieldsV1/f:spec/f:template/f:spec/f:containers/k:{"name":"side"})");
        int whole = 0;
        for (const Json& owner : taken->managedFields) {
            if (!owner.contains(element) || !owner.at(element).contains(".")) continue;
            QVERIFY2(owner["manager"] == "berth", owner.dump(1).c_str());
            ++whole;
        }
        QCOMPARE(whole, 1);
    }

    /// As Berth had left objects behind: its entry without the elements' own.
    void mendsATakeoverThatLeftElementsOut()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        Json live = given.api().object("deployments", "default", "a");
        QVERIFY(!core::change::takeOver(live, deployment("a", 2)));
        const Json whole = live["metadata"]["managedFields"];
        const Json::json_pointer element(R"(/0/fieldsV1/f:spec/f:template/f:spec/f:containers/k:{"name":"c"})");
        live["metadata"]["managedFields"][element].erase(".");
        const auto mended = core::change::takeOver(live, deployment("a", 2));
        QVERIFY(mended && mended->managers.empty());
        QVERIFY2(mended->managedFields == whole, mended->managedFields.dump(1).c_str());
    }

    void undoLeavesWhatOthersChangedSince()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        QCOMPARE(given.apply(*given.make({deployment("a", 4, "j")})).end, Applied::End::Done);
        Json theirs = given.api().object("deployments", "default", "a");
        theirs["spec"]["replicas"] = 9;
        theirs["metadata"]["labels"]["theirs"] = "1";
        given.api().updateAs("autoscaler", theirs);
        const auto open = given.undo();
        QCOMPARE(open->steps.front().conflicts.size(), std::size_t(1));
        QCOMPARE(open->steps.front().conflicts.front().field, std::string(".spec.replicas"));
        const Applied applied = given.apply(*given.undo({{"all", Choice::Leave}}));
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        const Json after = given.api().object("deployments", "default", "a");
        QVERIFY(after["spec"]["replicas"] == 9);
        QVERIFY(after["metadata"]["labels"]["theirs"] == "1");
        QVERIFY(after["spec"]["template"]["spec"]["containers"][0]["image"] == "i");
    }

    void stopsBetweenSteps()
    {
        Given given;
        std::stop_source stop;
        ApplyPlanOptions options;
        options.stop = stop.get_token();
        options.progress = [&](std::size_t, Entry::State state) {
            if (state == Entry::State::Done) stop.request_stop();
        };
        const Applied applied =
            given.apply(*given.make({configMap("a", {{"k", "v"}}), configMap("b", {{"k", "v"}})}), options);
        QCOMPARE(applied.end, Applied::End::Stopped);
        QCOMPARE(applied.done(), std::size_t(1));
        QVERIFY(given.api().object("configmaps", "default", "b").is_null());
    }

    void onlyOneProcessApplies()
    {
        Given given;
        const auto held = given.journal->beginApplying();
        QVERIFY(held.has_value());
        const auto plan = given.make({configMap("a", {{"k", "v"}})});
        ApplyPlanOptions options;
        options.now = [&] { return given.now; };
        const auto applied = applyPlan(*plan, given.apis, *given.journal, options);
        QVERIFY(!applied.has_value());
        QCOMPARE(applied.error().fault, core::Fault::Conflict);
        QVERIFY(given.api().object("configmaps", "default", "a").is_null());
    }
};

BERTH_TEST(TestApply)

} // namespace tst_apply

#include "tst_apply.moc"
