// Probes that servers before Kubernetes 1.21 cannot take out.
#include "core/base/words.h"
#include "core/change/handlers.h"
#include "tests/core/change/old_api.h"
#include "tests/support/test.h"

namespace tst_handlers {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

const Json::json_pointer Container("/spec/template/spec/containers/0");
constexpr const char* Place = "/spec/template/spec/containers/0/readinessProbe";

Json probed(const char* way)
{
    Json object = deployment("a", 2);
    object[Container]["readinessProbe"] = {{way, {{"port", 80}}}, {"periodSeconds", 30}};
    return object;
}

/// The server refuses whatever has no probe that asks over TCP.
void refuseProbes(Given& given)
{
    given.api().setAdmission([](Json& object, bool) -> std::optional<Json> {
        if (object["kind"] != "Deployment" || object[Container].contains(Json::json_pointer("/readinessProbe/httpGet")))
            return std::nullopt;
        const char* words =
            "spec.template.spec.containers[0].readinessProbe: Required value: must specify a handler type";
        return Json{{"kind", "Status"},    {"apiVersion", "v1"}, {"status", "Failure"},
                    {"reason", "Invalid"}, {"code", 422},        {"message", words}};
    });
}

} // namespace

class TestHandlers : public QObject {
    Q_OBJECT

private slots:
    void findsThoseThatGoOrAskAnotherWay()
    {
        const auto gone = handlersGoing(probed("httpGet"), deployment("a", 2));
        QCOMPARE(gone.size(), std::size_t(1));
        QCOMPARE(gone.front().place, std::string(Place));
        QVERIFY(gone.front().wanted.is_null());
        const auto other = handlersGoing(probed("httpGet"), probed("tcpSocket"));
        QCOMPARE(other.size(), std::size_t(1));
        QVERIFY(other.front().wanted == probed("tcpSocket")[Container]["readinessProbe"]);
        QVERIFY(handlersGoing(probed("httpGet"), probed("httpGet")).empty());
        QVERIFY2(handlersGoing(probed("tcpSocket"), probed("httpGet")).empty(), "it leaves no default behind");
        QVERIFY(handlersGoing(deployment("a", 2), probed("httpGet")).empty());
        Json left = probed("httpGet"); // what defaults leave of it where others own them
        left[Container]["readinessProbe"]["httpGet"] = {{"port", 0}, {"scheme", "HTTP"}};
        const auto defaults = handlersGoing(probed("httpGet"), left);
        QVERIFY(defaults.size() == 1 && defaults.front().wanted.is_null());
        Json without = probed("httpGet");
        without[Container]["name"] = "other";
        QVERIFY2(handlersGoing(probed("httpGet"), without).empty(), "its container goes with it");
    }

    void saysTheWayOut_data()
    {
        QTest::addColumn<std::string>("patch");
        const Json probe = probed("tcpSocket")[Container]["readinessProbe"];
        QTest::newRow("gone") << Json::array({Json{{"op", "remove"}, {"path", Place}}}).dump();
        QTest::newRow("another way")
            << Json::array({Json{{"op", "replace"}, {"path", Place}, {"value", probe}}}).dump();
    }
    void saysTheWayOut()
    {
        QFETCH(std::string, patch);
        const bool goes = holds(patch, "remove");
        Given given;
        given.api().applyAs("berth", probed("httpGet"));
        refuseProbes(given);
        const auto plan = given.make({goes ? deployment("a", 2) : probed("tcpSocket")});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Step& step = plan->steps.front();
        QVERIFY(step.refused.has_value());
        const std::string notes = core::joined(step.notes, "\n");
        QVERIFY2(holds(notes, "kubectl patch Deployment a -n default --type=json -p '" + patch + "'`."), notes.c_str());
    }

    void anUndoSaysItToo()
    {
        Given given;
        given.api().applyAs("berth", probed("tcpSocket"));
        const Applied done = given.apply(*given.make({probed("httpGet")}));
        QVERIFY2(done.end == Applied::End::Done, whyOf(done).c_str());
        refuseProbes(given);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->steps.front().refused.has_value());
        const std::string notes = core::joined(undo->steps.front().notes, "\n");
        QVERIFY2(holds(notes, "replace"), notes.c_str());
    }

    /// Seen on a real server: the take-over was done, and the step behind it refused.
    void aTakeoverIsRefusedBeforehand()
    {
        Given given;
        clientSideApply(given.api(), probed("httpGet"));
        const auto old = std::make_shared<OldApi>(given.apis.at("c-1"));
        given.apis["c-1"] = old;
        const auto plan = given.make({deployment("a", 2)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(!plan->isReady());
        const std::string notes = core::joined(plan->steps.back().notes, "\n");
        QVERIFY2(holds(notes, "remove"), notes.c_str());
        QVERIFY(given.make({probed("httpGet")})->isReady());
        old->minor = 21;
        QVERIFY(given.make({deployment("a", 2)})->isReady());
        old->minor.reset();
        QVERIFY(given.make({deployment("a", 2)})->isReady());
    }
};

BERTH_TEST(TestHandlers)

} // namespace tst_handlers

#include "tst_handlers.moc"
