// Plans that delete, and what comes between a plan and what it sends.
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_deletes {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

/// The way to a server that answers a delete, dry or not, in its own words.
class Between final : public Api {
public:
    Between(std::shared_ptr<Api> to, std::function<void(Got&)> removed)
        : m_to(std::move(to))
        , m_removed(std::move(removed))
    {}
    [[nodiscard]] const Target& target() const override { return m_to->target(); }
    [[nodiscard]] std::optional<bool> isNamespaced(const core::model::ObjectRef& what) override
    {
        return m_to->isNamespaced(what);
    }
    void refresh() override { m_to->refresh(); }
    [[nodiscard]] core::kube::ApiResult<Got> get(const core::model::ObjectRef& what) override
    {
        return m_to->get(what);
    }
    [[nodiscard]] core::kube::ApiResult<Got> apply(const core::model::ObjectRef& what, const Json& config,
                                                   const ApplyOptions& options) override
    {
        return m_to->apply(what, config, options);
    }
    [[nodiscard]] core::kube::ApiResult<Got> patch(const core::model::ObjectRef& what, const Json& operations,
                                                   bool dryRun) override
    {
        return m_to->patch(what, operations, dryRun);
    }
    [[nodiscard]] core::kube::ApiResult<Got> remove(const core::model::ObjectRef& what, const Lock& lock,
                                                    const RemoveOptions& options) override
    {
        auto answer = m_to->remove(what, lock, options);
        if (answer) m_removed(*answer);
        return answer;
    }
    [[nodiscard]] Listed list(const std::string& ns) override { return m_to->list(ns); }

private:
    std::shared_ptr<Api> m_to;
    std::function<void(Got&)> m_removed;
};

} // namespace

class TestDeletes : public QObject {
    Q_OBJECT

private slots:
    /// fault 73: a finalizer keeps the object
    void saysWhatADeleteWaitsFor()
    {
        Given given;
        Json map = configMap("m", {{"k", "v"}});
        map["metadata"]["finalizers"] = {"x.io/keep"};
        QCOMPARE(given.apply(*given.make({map})).end, Applied::End::Done);
        const std::string waits = "waits for its finalizers: x.io/keep";
        const Applied held = given.apply(*given.undo());
        QCOMPARE(held.end, Applied::End::Accepted);
        QVERIFY(held.steps.front().state == StepEnd::State::Accepted);
        QVERIFY2(holds(held.steps.front().why, waits), whyOf(held).c_str());
        QCOMPARE(given.stateOf(0), std::string("accepted"));
        const auto redo = given.undo(); // it cannot be made again yet
        QVERIFY(!redo && holds(redo.error().what, waits));

        // Neither a change nor agreement is what it seems: both go.
        for (const char* value : {"v", "w"}) {
            const auto plan = given.make({configMap("m", {{"k", value}})});
            QVERIFY(plan->unchanged.empty() && plan->steps.size() == 1 && !plan->isReady());
            QVERIFY2(holds(plan->steps.front().refused->message, waits), plan->steps.front().refused->message.c_str());
        }
        // What lets it go is meant for it.
        Json free = configMap("m", {{"k", "v"}});
        free["metadata"]["finalizers"] = Json::array();
        QVERIFY(given.make({free})->isReady());

        const std::size_t count = given.journal->entries()->size();
        auto settled = settle(*given.journal, given.apis, given.now, "a@b");
        QVERIFY(settled && settled->size() == 1 && settled->front().state == Entry::State::Accepted);
        QVERIFY2(holds(settled->front().why, waits), settled->front().why.c_str());
        QCOMPARE(given.journal->entries()->size(), count); // nothing new
        Apis none;
        settled = settle(*given.journal, none, given.now, "a@b");
        QVERIFY(settled && settled->front().state == Entry::State::Unknown);
        given.api().remove("configmaps", "default", "m");
        settled = settle(*given.journal, given.apis, given.now, "a@b");
        QVERIFY(settled && settled->front().state == Entry::State::Done);
        QCOMPARE(given.stateOf(0), std::string("done"));
        QVERIFY(given.journal->open()->empty());
        QCOMPARE(given.apply(*given.undo()).end, Applied::End::Done);
        QVERIFY(!given.api().object("configmaps", "default", "m").is_null());
    }

    /// Of a Service a server answers a delete with the same Status, whether it is gone or only marked.
    void looksAgainWhateverTheServerAnswersToADelete()
    {
        Given given;
        Json map = configMap("m", {{"k", "v"}});
        map["metadata"]["finalizers"] = {"x.io/keep"};
        QCOMPARE(given.apply(*given.make({map})).end, Applied::End::Done);
        given.apis["c-1"] = std::make_shared<Between>(given.apis.at("c-1"), [](Got& answer) {
            answer.object = {{"kind", "Status"}, {"apiVersion", "v1"}, {"status", "Success"}};
        });
        const Applied held = given.apply(*given.undo());
        QCOMPARE(held.end, Applied::End::Accepted);
        QVERIFY2(holds(held.steps.front().why, "waits for its finalizers: x.io/keep"), whyOf(held).c_str());
        QCOMPARE(given.stateOf(0), std::string("accepted"));
    }

    /// A controller writes the status of what was just applied between the read and the delete.
    void aDeleteThatAStatusComesBeforeIsSentAgain()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 2)})).end, Applied::End::Done);
        int writes = 0;
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
            if (!before || request.method != "DELETE" || writes >= 4) return;
            ++writes;
            Json live = given.api().object("deployments", "default", "a");
            live["status"]["observedGeneration"] = writes;
            live["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = std::to_string(writes);
            given.api().put(live);
        });
        const auto plan = given.undo();
        QVERIFY(plan.has_value() && plan->steps.size() == 1);
        QVERIFY2(!plan->steps.front().refused, plan->steps.front().refused->message.c_str());
        QCOMPARE(writes, 4);
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) { // now as it is sent
            if (!before || request.method != "DELETE" || holds(request.body, "dryRun") || writes >= 6) return;
            ++writes;
            Json live = given.api().object("deployments", "default", "a");
            live["status"]["observedGeneration"] = writes;
            live["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = std::to_string(writes);
            given.api().put(live);
        });
        const Applied applied = given.apply(*plan);
        given.api().setWriteHook({});
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QCOMPARE(writes, 6);
        QVERIFY(given.api().object("deployments", "default", "a").is_null());
    }

    void aChangeThatAStatusComesBeforeIsSentAgain()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        int writes = 0;
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
            if (!before || request.method != "PATCH" || request.asks("dryRun") || writes > 0) return;
            ++writes;
            Json live = given.api().object("deployments", "default", "a");
            live["status"]["readyReplicas"] = 2;
            given.api().put(live);
        });
        const Applied applied = given.apply(*plan);
        given.api().setWriteHook({});
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
        QCOMPARE(writes, 1);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
    }

    void saysWhatToDoWhereADeleteMeetsOtherWrites()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({deployment("a", 2)})).end, Applied::End::Done);
        const auto plan = given.undo();
        QVERIFY(plan.has_value());
        int turn = 0;
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
            if (!before || request.method != "DELETE") return;
            Json live = given.api().object("deployments", "default", "a");
            live["status"]["observedGeneration"] = ++turn;
            given.api().put(live);
        });
        const auto never = given.undo(); // whatever is written comes first, each time
        QVERIFY(never.has_value() && never->steps.front().refused);
        const std::string why = never->steps.front().refused->message;
        QVERIFY2(holds(why, "Precondition failed") && holds(why, "make the plan again in a moment."), why.c_str());
        // Something else than a status, as it is sent: it is not deleted, and who did it is said.
        given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
            if (!before || request.method != "DELETE" || holds(request.body, "dryRun")) return;
            Json live = given.api().object("deployments", "default", "a");
            live["spec"]["replicas"] = 7;
            given.api().updateAs("kubectl-scale", live);
        });
        const Applied applied = given.apply(*plan);
        given.api().setWriteHook({});
        QCOMPARE(applied.end, Applied::End::Failed);
        QVERIFY2(holds(applied.steps.front().why, ".spec.replicas") &&
                     holds(applied.steps.front().why, "Make the plan again."),
                 whyOf(applied).c_str());
        QVERIFY(applied.steps.front().conflict);
        QVERIFY(!given.api().object("deployments", "default", "a").is_null());
    }
};

BERTH_TEST(TestDeletes)

} // namespace tst_deletes

#include "tst_deletes.moc"
