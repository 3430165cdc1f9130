// From texts to a plan, and the plan as a document.
#include <condition_variable>
#include <mutex>

#include "core/change/outline.h"
#include "core/change/wishes.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_plan {

using namespace core::change;
using namespace test::change;
using test::client::holds;

class TestPlan : public QObject {
    Q_OBJECT

private slots:
    void showsACreateWithItsDefaultsFolded()
    {
        Given given;
        const auto plan = given.make({deployment("a", 2)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(1));
        const Step& step = plan->steps.front();
        QVERIFY(step.isCreate());
        QVERIFY(!step.refused);
        QCOMPARE(step.checked, Step::Checked::DryRun);
        QVERIFY2(holds(linesOf(step), "+ .spec.replicas null 2"), linesOf(step).c_str());
        QVERIFY(!holds(linesOf(step), "progressDeadlineSeconds"));
        QVERIFY(std::ranges::any_of(step.diff.folded,
                                    [](const Difference& one) { return one.path == ".spec.progressDeadlineSeconds"; }));
        QVERIFY(given.api().object("deployments", "default", "a").is_null()); // a dry run stores nothing
        QVERIFY(plan->isReady());
    }

    void showsAChangeFieldByFieldInTheServersWords()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4, "j")});
        QCOMPARE(linesOf(plan->steps.front()),
                 std::string("~ .spec.replicas 2 4\n~ .spec.template.spec.containers[name=\"c\"].image \"i\" \"j\"\n"));
    }

    void leavesOutWhatChangesNothing()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 2)});
        QVERIFY(plan->steps.empty());
        QCOMPARE(plan->unchanged, std::vector<std::string>{"Deployment default/a"});
    }

    void saysWhatGoesBecauseTheTextSaysItNoLonger()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"a", "1"}, {"b", "2"}}));
        const auto plan = given.make({configMap("m", {{"a", "1"}})});
        QCOMPARE(linesOf(plan->steps.front()), std::string("- .data.b \"2\" null\n"));
        QCOMPARE(plan->steps.front().diff.differences.front().why, Difference::Why::Unsaid);
    }

    void putsFirstWhatOthersNeed()
    {
        Given given;
        Json policy{{"apiVersion", "policy.karmada.io/v1alpha1"},
                    {"kind", "PropagationPolicy"},
                    {"metadata", {{"name", "p"}, {"namespace", "default"}}},
                    {"spec", {{"resourceSelectors", Json::array()}}}};
        Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "n"}}}};
        Json quota{
            {"apiVersion", "v1"}, {"kind", "ResourceQuota"}, {"metadata", {{"name", "q"}, {"namespace", "default"}}}};
        const auto plan = given.make({deployment("a", 1), policy, quota, ns});
        std::string kinds;
        for (const Step& step : plan->steps) kinds += step.what.kind + " ";
        QCOMPARE(kinds, std::string("Namespace ResourceQuota PropagationPolicy Deployment "));
    }

    void waitsWithTheDryRunForANamespaceOfTheSamePlan()
    {
        Given given;
        given.api().enforceNamespaces();
        Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "n"}}}};
        Json map = configMap("m", {{"a", "1"}});
        map["metadata"]["namespace"] = "n";
        const auto plan = given.make({map, ns});
        QCOMPARE(plan->steps[1].checked, Step::Checked::NotYet);
        QVERIFY(plan->isReady());
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.done(), std::size_t(2));
        QVERIFY(given.api().object("configmaps", "n", "m")["data"]["a"] == Json("1"));
        map["metadata"]["namespace"] = "elsewhere";
        const auto refused = given.make({map});
        QVERIFY(refused->steps.front().refused.has_value());
        QVERIFY(!refused->isReady());
    }

    /// A plan may come from anybody, with a digest that fits.
    void whatIsNotYetLookedAtIsWrittenAsItIsShown()
    {
        Given given;
        const auto plan = given.make({configMap("m", {{"a", "1"}})});
        Plan forged = *plan;
        forged.steps.front().checked = Step::Checked::NotYet;
        forged.steps.front().diff = core::change::diff({}, forged.steps.front().object, {});
        Applied applied = given.apply(*readPlan(toText(forged)));
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY2(holds(whyOf(applied), "The server can look at it now"), whyOf(applied).c_str());
        forged.steps.front().object["data"]["evil"] = "x";
        applied = given.apply(*readPlan(toText(forged)));
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY2(holds(whyOf(applied), "The plan shows other fields than it would write."), whyOf(applied).c_str());
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
    }

    /// Whatever its file says.
    void noPlanIsValidForLongerThanAnyOther()
    {
        Given given;
        Plan plan = *given.make({configMap("m", {{"a", "1"}})});
        plan.validUntil = plan.made + std::chrono::hours(9'000);
        given.now += ValidFor + core::Seconds(1);
        const Applied applied = given.apply(*readPlan(toText(plan)));
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY2(holds(whyOf(applied), "The plan was valid until 2026-11-29T12:10:00Z"), whyOf(applied).c_str());
        Plan early = *given.make({configMap("m", {{"a", "1"}})});
        early.made += std::chrono::hours(9'000); // it is not made yet
        early.validUntil = early.made + ValidFor;
        QCOMPARE(given.apply(*readPlan(toText(early))).end, Applied::End::Stale);
        QVERIFY(given.api().object("configmaps", "default", "m").is_null());
    }

    void waitsForAKindThatTheSamePlanDefines()
    {
        Given given;
        Json crd{{"apiVersion", "apiextensions.k8s.io/v1"},
                 {"kind", "CustomResourceDefinition"},
                 {"metadata", {{"name", "widgets.x.io"}}},
                 {"spec",
                  {{"group", "x.io"},
                   {"scope", "Namespaced"},
                   {"names", {{"plural", "widgets"}, {"kind", "Widget"}}},
                   {"versions", Json::array({{{"name", "v1"}}})}}}};
        Json widget{{"apiVersion", "x.io/v1"},
                    {"kind", "Widget"},
                    {"metadata", {{"name", "w"}, {"namespace", "default"}}},
                    {"spec", {{"size", 1}}}};
        const auto plan = given.make({widget, crd});
        QVERIFY(plan->isReady());
        QCOMPARE(plan->steps[1].checked, Step::Checked::NotYet);
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.done(), std::size_t(2));
        QVERIFY(given.api().object("widgets", "default", "w")["spec"]["size"] == Json(1));
    }

    /// fault 68: the server's words, with the field
    /// Who may not read an object does not know whether it would be made or changed.
    void whatMayNotBeReadIsNotACreate()
    {
        class Closed final : public Api {
        public:
            explicit Closed(std::shared_ptr<Api> api)
                : m_api(std::move(api))
            {}
            [[nodiscard]] const Target& target() const override { return m_api->target(); }
            [[nodiscard]] std::optional<bool> isNamespaced(const core::model::ObjectRef& what) override
            {
                return m_api->isNamespaced(what);
            }
            void refresh() override {}
            [[nodiscard]] core::kube::ApiResult<Got> get(const core::model::ObjectRef& /*what*/) override
            {
                core::kube::ApiError error;
                error.code = 403;
                error.message = "forbidden";
                return tl::unexpected(error);
            }
            [[nodiscard]] core::kube::ApiResult<Got> apply(const core::model::ObjectRef& what, const Json& config,
                                                           const ApplyOptions& options) override
            {
                return m_api->apply(what, config, options);
            }
            [[nodiscard]] core::kube::ApiResult<Got> patch(const core::model::ObjectRef& what, const Json& operations,
                                                           bool dryRun) override
            {
                return m_api->patch(what, operations, dryRun);
            }
            [[nodiscard]] core::kube::ApiResult<Got> remove(const core::model::ObjectRef& what, const Lock& lock,
                                                            const RemoveOptions& options) override
            {
                return m_api->remove(what, lock, options);
            }
            [[nodiscard]] Listed list(const std::string& ns) override { return m_api->list(ns); }

        private:
            std::shared_ptr<Api> m_api;
        };
        Given given;
        given.apis["c-1"] = std::make_shared<Closed>(given.apis["c-1"]);
        const auto plan = given.make({configMap("m", {{"k", "v"}})});
        QVERIFY(plan->steps.front().refused && plan->steps.front().seen.isUnknown);
        QVERIFY(!plan->steps.front().isCreate());
        QVERIFY(changesOf(*plan, plan->steps.front().target).front().isBeforeUnknown);
        QCOMPARE(countsOf(*plan).creates + countsOf(*plan).changes, std::size_t(0));
        const auto read = readPlan(toText(*plan));
        QVERIFY(read && read->steps == plan->steps);
    }

    void keepsTheServersRefusal()
    {
        Given given;
        given.api().setAdmission([](Json&, bool) -> std::optional<Json> {
            return Json{{"kind", "Status"},
                        {"status", "Failure"},
                        {"code", 422},
                        {"reason", "Invalid"},
                        {"message", "Deployment \"a\" is invalid: spec.replicas: must be even"},
                        {"details",
                         {{"causes", Json::array({{{"reason", "FieldValueInvalid"},
                                                   {"message", "must be even"},
                                                   {"field", "spec.replicas"}}})}}}};
        });
        const auto plan = given.make({deployment("a", 3)});
        const Step& step = plan->steps.front();
        QVERIFY(step.refused.has_value());
        QCOMPARE(step.refused->message, std::string("Deployment \"a\" is invalid: spec.replicas: must be even"));
        QCOMPARE(step.refused->causes.front().field, std::string("spec.replicas"));
        QCOMPARE(given.apply(*plan).end, Applied::End::NotReady);
        QVERIFY(given.api().object("deployments", "default", "a").is_null());
    }

    /// Webhooks say the cause last.
    void saysTheEndOfALongRefusal()
    {
        Given given;
        given.api().setAdmission([](Json&, bool) -> std::optional<Json> {
            return Json{{"kind", "Status"},
                        {"status", "Failure"},
                        {"code", 403},
                        {"reason", "Forbidden"},
                        {"message", "denied: " + std::string(3000, 'x') + " no label team"}};
        });
        const Applied applied = given.apply(*given.make({deployment("a", 3)}));
        QCOMPARE(applied.end, Applied::End::NotReady);
        QVERIFY(applied.why.front().ends_with("xx no label team"));
    }

    /// fault 69: strict fields are asked for
    void refusesUnknownFields()
    {
        Given given;
        Json wrong = deployment("a", 1);
        wrong["spec"]["replicass"] = 2;
        const auto plan = given.make({wrong});
        QVERIFY(plan->steps.front().refused.has_value());
        QVERIFY2(holds(plan->steps.front().refused->message, "replicass"),
                 plan->steps.front().refused->message.c_str());
        QVERIFY(std::ranges::any_of(given.fleet.server().requests(), [](const test::StubRequest& request) {
            return request.method == "PATCH" && request.asks("fieldValidation=Strict") && request.asks("dryRun=All");
        }));
    }

    /// fault 71: no dry run is followed by a real write
    void saysWhenThereIsNoDryRun()
    {
        Given given;
        given.api().setAdmission([](Json&, bool dryRun) -> std::optional<Json> {
            if (!dryRun) return std::nullopt;
            return Json{{"kind", "Status"},
                        {"status", "Failure"},
                        {"code", 400},
                        {"reason", "BadRequest"},
                        {"message", "admission webhook \"w\" does not support dry run"}};
        });
        const auto plan = given.make({deployment("a", 3)});
        QCOMPARE(plan->steps.front().checked, Step::Checked::Impossible);
        QVERIFY(given.api().object("deployments", "default", "a").is_null());
        QCOMPARE(given.apply(*plan).end, Applied::End::NotReady);
        QVERIFY(given.api().object("deployments", "default", "a").is_null());
        ApplyPlanOptions options;
        options.unchecked = true;
        QCOMPARE(given.apply(*plan, options).end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == Json(3));
    }

    /// fault 72: what no server takes is not sent
    void refusesWhatIsTooLarge()
    {
        Given given;
        const auto plan = given.make({configMap("m", {{"a", std::string(std::size_t(4) << 20U, 'x')}})});
        QVERIFY(plan->steps.front().refused.has_value());
        QVERIFY2(holds(plan->steps.front().refused->message, "3 MiB"), plan->steps.front().refused->message.c_str());
    }

    void isWorkedOutHereWhereTheConnectionOnlyReads()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        given.connect(false);
        const auto refused = given.make({deployment("a", 4)});
        QVERIFY(refused->steps.front().refused.has_value());
        QVERIFY2(holds(refused->steps.front().refused->message, "only reads"),
                 refused->steps.front().refused->message.c_str());
        MakeOptions options;
        options.local = true;
        options.made = given.now;
        const auto plan = makePlan({Given::wish(deployment("a", 4))}, given.apis, options);
        QCOMPARE(plan->steps.front().checked, Step::Checked::Local);
        QCOMPARE(linesOf(plan->steps.front()), std::string("~ .spec.replicas 2 4\n"));
        for (const test::StubRequest& request : given.fleet.server().requests()) QVERIFY(request.method != "PATCH");
        // Saved, and handed to somebody who may write.
        given.connect(true);
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(given.apply(*read).end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == Json(4));
    }

    void isTheSameDocumentEachTime()
    {
        Given given;
        given.api().applyAs("other", deployment("b", 2));
        const auto objects = std::vector<Json>{deployment("a", 2), deployment("b", 5)};
        const auto plan = given.make(objects);
        const auto again = given.make(objects);
        QCOMPARE(toText(*plan), toText(*again));
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(toText(*read), toText(*plan));
        QVERIFY(*read == *plan);
    }

    void refusesADocumentThatIsNotWhole_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("resealed");
        QTest::newRow("edited") << "/steps/0/object/spec/replicas"
                                << "9" << false;
        QTest::newRow("edited, with a digest of its own, of another object") << "/steps/0/name"
                                                                             << "\"z\"" << true;
        QTest::newRow("a path for a name") << "/steps/0/object/metadata/name"
                                           << "\"../x\"" << true;
        QTest::newRow("another version") << "/apiVersion"
                                         << "\"berth/v9\"" << true;
        QTest::newRow("a step that is none") << "/steps/0"
                                             << "7" << true;
        QTest::newRow("a word that is none") << "/steps/0/action"
                                             << "\"destroy\"" << true;
        QTest::newRow("no object") << "/steps/0/object"
                                   << "null" << true;
        QTest::newRow("no steps") << "/steps"
                                  << "{}" << true;
        QTest::newRow("secrets of what is no Secret")
            << "/steps/0/secrets"
            << R"([{"key":"a","from":"file","name":"/etc/shadow","pointer":"","digest":""}])" << true;
    }
    void refusesADocumentThatIsNotWhole()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(bool, resealed);
        Given given;
        Json document = toJson(*given.make({deployment("a", 2)}));
        document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        if (resealed) {
            document.erase("digest");
            document["digest"] = "sha256:" + core::kube::sha256(document.dump());
        }
        const auto read = readPlan(document.dump());
        QVERIFY(!read.has_value());
        QVERIFY(!read.error().what.empty());
    }

    void refusesHostileBytes()
    {
        for (const std::string& text : {std::string(), std::string("{"), std::string(200'000, '['),
                                        std::string("\xff\xfe"), std::string("{\"kind\":\"Plan\"}"), std::string("[]")})
            QVERIFY(!readPlan(text).has_value());
    }

    void aWayOutIsTakenForOneObjectAlone()
    {
        Given given;
        given.api().applyAs("gitops-agent", deployment("a", 2));
        given.api().applyAs("gitops-agent", deployment("b", 2));
        std::vector<Wish> wishes{Given::wish(deployment("a", 4)), Given::wish(deployment("b", 4))};
        wishes[0].decisions = {{".spec.replicas", Conflict::Choice::TakeOver}};
        const auto plan = given.makeOf(wishes, {{"all", Conflict::Choice::Leave}});
        QVERIFY(plan.has_value());
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QVERIFY(plan->steps[0].what.name == "a" && plan->steps[0].isForced());
        QVERIFY(!plan->steps[1].isForced() && plan->steps[1].diff.empty());
        const auto open = given.makeOf(wishes);
        QCOMPARE(open->steps.size(), std::size_t(2));
        QVERIFY(!open->steps[0].isOpen() && open->steps[1].isOpen());
    }

    /// A server of 1.20 names the list in the place of what else conflicts; by force it would take all of it.
    void namesEachFieldThatForceWouldTake()
    {
        Given given;
        const auto text = [](int replicas, const std::string& image, const std::string& value) {
            Json object = deployment("a", replicas, image);
            object["spec"]["template"]["spec"]["containers"][0]["env"] =
                Json::array({{{"name", "A"}, {"value", value}}});
            return object;
        };
        const std::string container = ".spec.template.spec.containers[name=\"c\"]";
        given.api().applyAs("gitbot", text(2, "nginx:1", "1"));
        given.api().setConflictNames([&](Json& causes) {
            Json kept = Json::array();
            for (Json& cause : causes)
                if (cause["field"] != container + ".image") kept.push_back(std::move(cause));
            kept.push_back({{"reason", "FieldManagerConflict"},
                            {"message", "conflict with \"gitbot\""},
                            {"field", container + ".env"}});
            kept.push_back({{"reason", "FieldManagerConflict"},
                            {"message", "conflict with \"webhook\""},
                            {"field", container + ".env[name=\"A\"]"}});
            causes = std::move(kept);
        });
        const auto linesOfConflicts = [](const Step& step) {
            std::string lines;
            for (const Conflict& one : step.conflicts) lines += one.field + " " + one.manager + "\n";
            return lines;
        };
        const std::string wanted = ".spec.replicas \"gitbot\"\n" + container + ".env[name=\"A\"] \"webhook\"\n" +
                                   container + ".env[name=\"A\"].value \"gitbot\"\n" + container +
                                   ".image \"gitbot\"\n";
        const auto plan = given.make({text(5, "nginx:2", "7")});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(linesOfConflicts(plan->steps.front()), wanted);
        std::vector<Decision> decisions;
        for (const Conflict& one : plan->steps.front().conflicts)
            if (one.field != container + ".image") decisions.push_back({one.field, Conflict::Choice::TakeOver});
        const auto partly = given.make({text(5, "nginx:2", "7")}, decisions);
        QVERIFY2(partly->steps.front().isOpen(), "the image would be taken though nobody decided so");
        QCOMPARE(given.apply(*partly).end, Applied::End::NotReady);
        decisions.push_back({container + ".image", Conflict::Choice::TakeOver});
        QCOMPARE(given.apply(*given.make({text(5, "nginx:2", "7")}, decisions)).end, Applied::End::Done);
    }

    void saysInWhichDocumentANameIsMissing()
    {
        Given given;
        const core::text::File file = core::text::parse("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
                                                        "---\napiVersion: v1\nkind: Pod\n"
                                                        "metadata: {generateName: a-}\n");
        std::vector<Wish> wishes;
        for (std::size_t i = 0; i < file.documents.size(); ++i)
            addWishes(wishes, file.documents[i], {"c-1", "kinds.yaml", i});
        const auto plan = given.makeOf(wishes);
        QVERIFY(!plan.has_value());
        QCOMPARE(plan.error().where, std::string("kinds.yaml, line 5"));
        QVERIFY2(holds(plan.error().what, "has a generateName"), plan.error().what.c_str());
    }

    void isMadeAgainFromItsSteps()
    {
        Given given;
        given.api().applyAs("gitops-agent", deployment("a", 2));
        std::vector<Wish> wishes{Given::wish(deployment("a", 4)), Given::wish(configMap("m", {{"k", "v"}}))};
        wishes[0].decisions = {{".spec.replicas", Conflict::Choice::TakeOver}};
        wishes[0].text = "text";
        const auto plan = given.makeOf(wishes);
        QVERIFY(plan.has_value());
        wishes.clear();
        for (const Step& step : plan->steps) wishes.push_back(wishOf(step));
        QVERIFY(*given.makeOf(wishes) == *plan);
    }

    /// An id that comes back with another cluster behind it.
    void anotherClusterOfTheSameNameIsNotTaken()
    {
        Given given;
        const auto plan = given.make({deployment("a", 2)});
        QVERIFY(wishesOf(*plan, given.apis).has_value());
        Given other; // its cluster is called c-1 as well
        other.api().put({{"apiVersion", "v1"},
                         {"kind", "Namespace"},
                         {"metadata", {{"name", "kube-system"}, {"uid", "u-of-another"}}}});
        other.connect(true);
        const auto wishes = wishesOf(*plan, other.apis);
        QVERIFY(!wishes.has_value());
        QCOMPARE(wishes.error().fault, core::Fault::Conflict);
        QVERIFY2(holds(wishes.error().what, "another one than the plan was made for"), wishes.error().what.c_str());
        const std::string elsewhere = whyNone({{"hz", other.apis.at("c-1")}}, plan->steps.front().target);
        QVERIFY2(holds(elsewhere, "The plan is for it, and these are reached: hz."), elsewhere.c_str());
        const auto nobody = wishesOf(*plan, {});
        QVERIFY(!nobody.has_value() && nobody.error().fault == core::Fault::Unavailable);
        // By another name it is found.
        const auto renamed = wishesOf(*plan, Apis{{"c-2", given.apis.at("c-1")}});
        QVERIFY(renamed.has_value() && renamed->front().cluster == "c-1");
    }

    void checksStandInTheDocument()
    {
        Given given;
        auto plan = given.make({configMap("m", {{"k", "v"}})});
        using State = core::model::Check::State;
        const Json claim{{"apiVersion", "v1"},
                         {"kind", "PersistentVolumeClaim"},
                         {"metadata", {{"name", "w"}, {"namespace", "default"}}}};
        plan->checks = {{"claim", "c-1", State::Fails, "it is not there", "evidence", "make it", {claim}},
                        {"quota", "c-1", State::Passes, "enough", {}, {}}};
        plan->notChecked = {"Somebody was not asked."};
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(*read == *plan);
        QCOMPARE(blocking(*plan).size(), std::size_t(1));
        Json other = Json::parse(toText(*plan));
        other["checks"][0]["state"] = "splendid";
        QVERIFY(!readPlan(other.dump()).has_value());
    }

    void keepsWhetherAnUpdateFinishes()
    {
        Given given;
        auto plan = given.make({configMap("m", {{"k", "v"}})});
        core::model::Effect whole;
        whole.workload = plan->steps.front().what;
        plan->steps.front().predicted.assign(3, whole);
        plan->steps.front().predicted[1].update = core::model::UpdateEnd::Unsure;
        plan->steps.front().predicted[2].update = core::model::UpdateEnd::Stuck;
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(read->steps == plan->steps);
    }

    void whatAClusterLacksIsAddedAndThenBlocksNoMore()
    {
        Given given;
        std::vector<Wish> wishes{Given::wish(deployment("a", 2))};
        Json secret{{"apiVersion", "v1"},
                    {"kind", "Secret"},
                    {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                    {"stringData", {{"k", "value-of-fix"}}}};
        auto plan = given.makeOf(wishes);
        using State = core::model::Check::State;
        Json empty = secret;
        empty["stringData"]["k"] = core::model::FillIn;
        Json volume{{"apiVersion", "v1"},
                    {"kind", "PersistentVolume"},
                    {"metadata", {{"name", "v"}}},
                    {"spec", {{"csi", {{"volumeAttributes", {{"akId", core::model::FillIn}}}}}}}};
        plan->checks = {{"config-map", "c-1", State::Fails, "a", {}, {}, {configMap("m", {{"k", "v"}})}},
                        {"config-map", "c-1", State::Warns, "b", {}, {}, {configMap("m", {{"k", "v"}})}},
                        {"secret", "c-1", State::Fails, "c", {}, {}, {empty}},
                        {"claim", "c-1", State::Fails, "d", {}, {}, {volume}},
                        {"quota", "c-1", State::Fails, "e", {}, {}}};
        Fixes fixes = fixesOf(*plan, wishes);
        QCOMPARE(fixes.wishes.size(), std::size_t(1)); // two checks want the same
        QCOMPARE(fixes.left.size(), std::size_t(2));   // values are nobody's to make up
        wishes.push_back(fixes.wishes.front());
        auto more = given.makeOf(wishes);
        more->checks = plan->checks;
        QCOMPARE(more->steps.size(), std::size_t(2));
        QVERIFY(isMended(*more, more->checks[0]) && !isMended(*more, more->checks[2]) &&
                !isMended(*more, more->checks[4]));
        QCOMPARE(blocking(*more).size(), std::size_t(3));
        QVERIFY(fixesOf(*more, wishes, more->checks[0]).wishes.empty()); // it is a step by now
        // The texts say where the values are: then the Secret goes along, by reference.
        const std::string path = given.folder.file("s.yaml", secret.dump()).string();
        wishes.push_back(Given::wish(secret, path));
        fixes = fixesOf(*more, wishes, more->checks[2]);
        QVERIFY(fixes.left.empty());
        QCOMPARE(fixes.wishes.size(), std::size_t(1));
        QCOMPARE(fixes.wishes.front().source, path);
    }

    /// The members got it, and the fleet itself refused what stands in it.
    void aNamespaceThatIsNowhereIsMadeOnTheFleetFirst()
    {
        Given given;
        given.api().enforceNamespaces();
        Json map = configMap("m", {{"a", "1"}});
        map["metadata"]["namespace"] = "n";
        Json other = configMap("o", {{"a", "1"}});
        other["metadata"]["namespace"] = "n";
        std::vector<Wish> wishes{Given::wish(map), Given::wish(other)};
        auto plan = given.makeOf(wishes);
        QVERIFY(missesNamespace(plan->steps.front()));
        Json ns{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "n"}, {"labels", {{"x", "y"}}}}}};
        plan->checks = {{"namespace", "m1", core::model::Check::State::Fails, "a", {}, {}, {ns}}};
        const Fixes one = fixesOf(*plan, wishes, plan->checks.front());
        QCOMPARE(one.wishes.size(), std::size_t(2));
        const Fixes fixes = fixesOf(*plan, wishes);
        QCOMPARE(fixes.wishes.size(), std::size_t(2)); // once for both objects, and the member's
        QCOMPARE(fixes.wishes.front().cluster, std::string("c-1"));
        QVERIFY(fixes.wishes.front().object == ns);
        QCOMPARE(fixes.wishes.back().cluster, std::string("m1"));
        wishes.push_back(fixes.wishes.front());
        const auto more = given.makeOf(wishes);
        QVERIFY(more->isReady());
        QCOMPARE(more->steps.front().what.kind, std::string("Namespace"));
        QVERIFY(fixesOf(*more, wishes).wishes.empty());
        const Applied applied = given.apply(*more);
        QCOMPARE(applied.done(), std::size_t(3));
        QVERIFY(given.api().object("configmaps", "n", "m")["data"]["a"] == Json("1"));
    }

    void aDeleteSaysWhatGoesAlong()
    {
        Given given;
        given.api().serveResource({"apps", "v1", "replicasets", "ReplicaSet", true, {}, {}});
        given.connect(true);
        given.api().applyAs("berth", deployment("a", 2));
        const std::string uid = given.api().object("deployments", "default", "a")["metadata"]["uid"];
        const auto owned = [&](const char* version, const char* kind, const char* name,
                               std::vector<std::string> owners) {
            Json object{{"apiVersion", version},
                        {"kind", kind},
                        {"metadata", {{"name", name}, {"namespace", "default"}, {"uid", std::string("u-") + name}}}};
            for (const std::string& owner : owners)
                object["metadata"]["ownerReferences"].push_back({{"uid", owner}, {"kind", "X"}, {"name", "x"}});
            given.api().put(object);
        };
        owned("apps/v1", "ReplicaSet", "a-1", {uid});
        owned("v1", "Pod", "a-1-x", {"u-a-1"});
        owned("v1", "Pod", "a-1-y", {"u-a-1"});
        owned("v1", "Pod", "other", {"u-somebody"});
        owned("v1", "ConfigMap", "shared", {uid, "u-somebody"}); // another owner keeps it
        Wish wish = Given::wish(deployment("a", 2));
        wish.action = Step::Action::Delete;
        const auto plan = given.makeOf({wish});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.front();
        std::string said;
        for (const Dependants& one : step.dependants) said += textOf(one) + "; ";
        QVERIFY2(said == "2 Pod (a-1-x, a-1-y); 1 ReplicaSet (a-1); ", said.c_str());
        QVERIFY2(step.notLookedFor.empty(), step.notLookedFor.empty() ? "" : step.notLookedFor.front().c_str());
        QVERIFY(*readPlan(toText(*plan)) == *plan);
        given.api().forbid("pods");
        const auto blind = given.makeOf({wish});
        QVERIFY(blind->steps.front().notLookedFor.size() == 1 &&
                holds(blind->steps.front().notLookedFor.front(), "Whether pods go along is not known"));
        // Each refusal has a text of its own; they are one line still, with one rule.
        given.api().forbid("configmaps");
        given.api().forbid("replicasets");
        const auto blinder = given.makeOf({wish});
        const std::vector<std::string>& lines = blinder->steps.front().notLookedFor;
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY2(holds(lines.front(), "needs `list` of them. Add this rule to a role: - {apiGroups: [\"\", \"apps\"], "
                                      "resources: [\"configmaps\", \"pods\", \"replicasets\"], verbs: [\"list\"]}"),
                 lines.front().c_str());
    }

    void aNamespaceTakesAlongAllThatStandsInIt()
    {
        Given given;
        given.api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "n"}, {"uid", "u-n"}}}});
        Json map = configMap("m", {{"k", "v"}});
        map["metadata"]["namespace"] = "n";
        given.api().put(map);
        Wish wish = Given::wish({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "n"}}}});
        wish.action = Step::Action::Delete;
        const auto plan = given.makeOf({wish});
        QCOMPARE(plan->steps.front().dependants.size(), std::size_t(1));
        QCOMPARE(textOf(plan->steps.front().dependants.front()), std::string("1 ConfigMap (m)"));
    }

    void whatItOwnsCanStay()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"k", "v"}}));
        std::string sent;
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
            if (before && request.method == "DELETE") sent += request.body;
        });
        Wish wish = Given::wish(configMap("m", {}));
        wish.action = Step::Action::Delete;
        MakeOptions options;
        options.made = given.now;
        options.orphans = true;
        const auto plan = makePlan({wish}, given.apis, options);
        QVERIFY(plan.has_value() && plan->steps.front().orphans);
        QCOMPARE(given.apply(*plan).done(), std::size_t(1));
        given.api().setWriteHook({});
        QVERIFY2(holds(sent, "\"propagationPolicy\":\"Orphan\"") && !holds(sent, "Background"), sent.c_str());
    }

    void countsAndShowsWhatWouldCome()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4), configMap("m", {{"k", "v"}})});
        const Counts counts = countsOf(*plan);
        QVERIFY(counts.creates == 1 && counts.changes == 1 && counts.deletes == 0);
        for (const Step& step : plan->steps)
            if (step.what.kind == "Deployment") QVERIFY(resultOf(step)["spec"]["replicas"] == 4);
    }

    void takesListsApart()
    {
        const auto file = core::text::parse("kind: List\napiVersion: v1\nitems:\n- kind: A\n- kind: B\n---\nkind: C\n");
        std::vector<Wish> wishes;
        for (std::size_t i = 0; i < file.documents.size(); ++i) addWishes(wishes, file.documents[i], {"c", "f", i});
        QCOMPARE(wishes.size(), std::size_t(3));
        QCOMPARE(wishes[1].place, std::string("/0/items/1"));
        QCOMPARE(wishes[2].place, std::string("/1"));
        QVERIFY(wishes[0].text.empty() && holds(wishes[2].text, "kind: C"));
    }

    /// Forty objects took four seconds, one answer after the other.
    void asksOfManyObjectsAtOnce()
    {
        Given given;
        std::mutex mutex;
        std::condition_variable another;
        int inside = 0;
        int most = 0;
        given.api().setWriteHook([&](const test::StubRequest&, bool before) {
            std::unique_lock lock(mutex);
            inside += before ? 1 : -1;
            most = std::max(most, inside);
            another.notify_all();
            if (before) another.wait_for(lock, std::chrono::seconds(2), [&] { return most > 1; });
        });
        std::vector<Json> objects;
        for (int i = 0; i < 12; ++i) objects.push_back(configMap("m" + std::to_string(i), {{"k", "v"}}));
        const auto plan = given.make(objects);
        QVERIFY(plan.has_value());
        QVERIFY2(most > 1, "one after the other");
        QCOMPARE(plan->steps.size(), std::size_t(12));
        for (int i = 0; i < 12; ++i) // in their order all the same
            QCOMPARE(plan->steps[static_cast<std::size_t>(i)].what.name, "m" + std::to_string(i));
        given.api().setWriteHook({});
    }

    void refusesTheSameObjectTwice()
    {
        Given given;
        const auto plan = given.make({deployment("a", 2), deployment("a", 3)});
        QVERIFY(!plan.has_value());
        QCOMPARE(plan.error().fault, core::Fault::Conflict);
    }
};

BERTH_TEST(TestPlan)

} // namespace tst_plan

#include "tst_plan.moc"
