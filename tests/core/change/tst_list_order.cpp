// The order of lists whose elements have names, where a server keeps the one that there is.
#include <algorithm>
#include <atomic>

#include "core/base/words.h"
#include "core/change/list_order.h"
#include "tests/core/change/old_api.h"
#include "tests/support/test.h"

namespace tst_list_order {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

const Json::json_pointer Pod("/spec/template/spec");
constexpr const char* InitContainers = ".spec.template.spec.initContainers";
constexpr const char* Environment = ".spec.template.spec.containers[name=\"c\"].env";

Json named(const std::vector<std::string>& names, const char* key)
{
    Json list = Json::array();
    for (const std::string& name : names) list.push_back({{"name", name}, {key, "1"}});
    return list;
}

Json withInit(const std::vector<std::string>& names)
{
    Json object = deployment("a", 2);
    object[Pod]["initContainers"] = named(names, "image");
    return object;
}

Json withEnv(const std::vector<std::string>& names, const std::string& image = "i")
{
    Json object = deployment("a", 2, image);
    object[Pod]["containers"][0]["env"] = named(names, "value");
    return object;
}

/// A server that keeps the order of names, and adds behind it: they are in the order of the alphabet. A patch has its own order.
void keepOrder(Given& given, std::atomic<bool>& isApply)
{
    given.api().setWriteHook([&](const test::StubRequest& request, bool before) {
        if (before) isApply = !request.body.starts_with('[');
    });
    given.api().setAdmission([&](Json& object, bool) -> std::optional<Json> {
        if (!isApply || object["kind"] != "Deployment") return std::nullopt;
        const auto sort = [](Json& list) {
            std::sort(list.begin(), list.end(), [](const Json& a, const Json& b) {
                return a["name"].get<std::string>() < b["name"].get<std::string>();
            });
        };
        Json& pod = object[Pod];
        if (pod.contains("initContainers")) sort(pod["initContainers"]);
        if (pod["containers"][0].contains("env")) sort(pod["containers"][0]["env"]);
        return std::nullopt;
    });
}

} // namespace

class TestListOrder : public QObject {
    Q_OBJECT

private slots:
    void findsWhatIsInAnotherOrder()
    {
        const auto orders =
            ordersOf(withInit({"i3", "i1", "i2"}), withInit({"i1", "i2"}), withInit({"i1", "i2", "i3"}));
        QCOMPARE(orders.size(), std::size_t(1));
        QCOMPARE(orders.front().path, std::string(InitContainers));
        QVERIFY(orders.front().isKept() && !orders.front().moves());
        const std::string text = orderText(orders.front(), true);
        QVERIFY2(holds(text, "text i3, i1, i2; cluster i1, i2, i3."), text.c_str());
        QVERIFY(ordersOf(withInit({"i1"}), withInit({"i1", "i2"}), withInit({"i1", "i2"})).empty());
        const auto moved = ordersOf(withEnv({"B", "A"}), withEnv({"A", "B"}), withEnv({"B", "A"}));
        QVERIFY(moved.size() == 1 && moved.front().moves() && !moved.front().isKept());
        QCOMPARE(moved.front().path, std::string(Environment));
    }

    void takesTheOrderOfAnother()
    {
        const Json state = inOrderOf(withEnv({"B", "N", "A"}), withEnv({"A", "X", "B"}));
        QVERIFY2(state == withEnv({"A", "B", "N"}), state.dump(1).c_str());
    }

    void doesNotSayThatTheyAgree_data()
    {
        QTest::addColumn<bool>("isInit");
        QTest::newRow("init containers") << true;
        QTest::newRow("environment") << false;
    }
    void doesNotSayThatTheyAgree()
    {
        QFETCH(bool, isInit);
        const auto text = [&](const std::vector<std::string>& names) {
            return isInit ? withInit(names) : withEnv(names);
        };
        Given given;
        std::atomic<bool> isApply = true;
        keepOrder(given, isApply);
        given.api().applyAs("berth", text({"a1", "a2"}));
        QVERIFY(given.make({text({"a1", "a2"})})->stillDiffers.empty());
        const auto plan = given.make({text({"a2", "a1"})});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(plan->steps.empty());
        QCOMPARE(plan->unchanged.size(), std::size_t(1));
        QCOMPARE(plan->stillDiffers.size(), std::size_t(1));
        const std::string& said = plan->stillDiffers.front();
        QVERIFY2(holds(said, std::string("The order of ") + (isInit ? InitContainers : Environment) +
                                 " differs: text a2, a1; cluster a1, a2."),
                 said.c_str());
        QVERIFY2(holds(said, "kubectl replace"), said.c_str());
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(read->stillDiffers, plan->stillDiffers);
    }

    void saysBeforehandThatWhatIsNewComesLast()
    {
        Given given;
        std::atomic<bool> isApply = true;
        keepOrder(given, isApply);
        given.api().applyAs("berth", withInit({"i1", "i2"}));
        const auto plan = given.make({withInit({"i3", "i1", "i2"})});
        QCOMPARE(plan->steps.size(), std::size_t(1));
        const std::string notes = core::joined(plan->steps.front().notes, "\n");
        QVERIFY2(holds(notes, "will not be the text's: text i3, i1, i2; cluster i1, i2, i3."), notes.c_str());
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
    }

    void saysNothingWhereTheServerTakesTheOrder()
    {
        Given given;
        given.api().applyAs("berth", withInit({"i1", "i2"}));
        const auto plan = given.make({withInit({"i3", "i1", "i2"})});
        QVERIFY2(plan->steps.front().notes.empty(), core::joined(plan->steps.front().notes, "\n").c_str());
        const auto swapped = given.make({withInit({"i2", "i1"})});
        QCOMPARE(swapped->steps.size(), std::size_t(1));
        QVERIFY(swapped->stillDiffers.empty());
    }

    void workedOutHereItIsTheServersOrder()
    {
        Given given;
        given.api().applyAs("berth", withInit({"i1", "i2"}));
        const auto old = std::make_shared<OldApi>(given.apis.at("c-1"));
        given.apis["c-1"] = old;
        MakeOptions options;
        options.made = given.now;
        options.local = true;
        const std::vector<Wish> wishes{Given::wish(withInit({"i2", "i1"}))};
        const auto plan = makePlan(wishes, given.apis, options);
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(plan->steps.empty());
        QCOMPARE(plan->stillDiffers.size(), std::size_t(1));
        old->minor = 22;
        const auto newer = makePlan(wishes, given.apis, options);
        QCOMPARE(newer->steps.size(), std::size_t(1));
        QVERIFY(newer->stillDiffers.empty());
    }

    /// Seen on a real server: the take-over was done, and the step behind it failed: it would change less than the plan shows.
    void aTakeoverShowsTheOrderThatComes()
    {
        Given given;
        std::atomic<bool> isApply = true;
        keepOrder(given, isApply);
        clientSideApply(given.api(), withEnv({"A", "B"}));
        const auto plan = given.make({withEnv({"B", "A"}, "j")});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(2));
        const std::string lines = linesOf(plan->steps.back());
        QCOMPARE(lines, std::string("~ .spec.template.spec.containers[name=\"c\"].image \"i\" \"j\"\n"));
        const std::string notes = core::joined(plan->steps.back().notes, "\n");
        QVERIFY2(holds(notes, "text B, A; cluster A, B."), notes.c_str());
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, whyOf(applied).c_str());
    }
};

BERTH_TEST(TestListOrder)

} // namespace tst_list_order

#include "tst_list_order.moc"
