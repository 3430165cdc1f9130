#include <QTest>

#include <rapidcheck.h>

#include "core/model/labels.h"
#include "tests/support/test.h"

namespace tst_labels {

using namespace core;
using namespace core::model;

namespace {

rc::Gen<Requirement> requirement()
{
    return rc::gen::exec([] {
        Requirement made;
        made.key = *rc::gen::element<std::string>("app", "tier", "example.com/zone", "a.b-c_d");
        made.op = *rc::gen::element(Requirement::Op::In, Requirement::Op::NotIn, Requirement::Op::Exists,
                                    Requirement::Op::DoesNotExist, Requirement::Op::Gt, Requirement::Op::Lt);
        const bool list = made.op == Requirement::Op::In || made.op == Requirement::Op::NotIn;
        if (made.op == Requirement::Op::Gt || made.op == Requirement::Op::Lt)
            made.values = {std::to_string(*rc::gen::inRange(0, 100))};
        if (list) {
            made.values = *rc::gen::container<std::vector<std::string>>(
                2, rc::gen::element<std::string>("x", "y", "1", "v1.2", "A_b"));
            std::sort(made.values.begin(), made.values.end());
            made.values.erase(std::unique(made.values.begin(), made.values.end()), made.values.end());
        }
        return made;
    });
}

rc::Gen<Labels> labels()
{
    // Drawn with repetition: a set of distinct keys larger than there are keys could not be made.
    return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
                            rc::gen::pair(rc::gen::element<std::string>("app", "tier", "example.com/zone", "a.b-c_d"),
                                          rc::gen::element<std::string>("x", "y", "1", "57", "", "v1.2"))),
                        [](const auto& plain) { return Labels(plain.begin(), plain.end()); });
}

} // namespace

class TestLabels : public QObject {
    Q_OBJECT

private slots:
    void selects_data()
    {
        QTest::addColumn<QString>("selector");
        QTest::addColumn<bool>("bare"); // no labels at all
        QTest::addColumn<bool>("web");  // app=web, n=5
        QTest::addColumn<QString>("printed");
        const auto row = [](const char* text, bool bare, bool web, const char* printed) {
            QTest::newRow(text) << text << bare << web << printed;
        };
        row("app=web", false, true, "app=web");
        row("app == web", false, true, "app==web");
        row("app!=web", true, false, "app!=web");
        row("app in (db, web)", false, true, "app in (db,web)");
        row("app notin (db)", true, true, "app notin (db)");
        row("app", false, true, "app");
        row("!app", true, false, "!app");
        row("n>4", false, true, "n>4");
        row("n<5", false, false, "n<5");
        row("app>4", false, false, "app>4");
        row("n=5,app=web", false, true, "app=web,n=5");
        row("app=", false, false, "app=");
    }
    void selects()
    {
        QFETCH(QString, selector);
        QFETCH(bool, bare);
        QFETCH(bool, web);
        QFETCH(QString, printed);
        const auto read = parseSelector(selector.toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(matches(*read, {}), bare);
        QCOMPARE(matches(*read, {{"app", "web"}, {"n", "5"}}), web);
        QCOMPARE(QString::fromStdString(toText(*read)), printed);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("selector");
        for (const char* text :
             {"app=web=x", "app in", "app in ()x", "in (a)", "a b", "=x", "a>x", "a in (b", "-a", "a=-b", ",,"})
            QTest::newRow(text) << text;
    }
    void refuses()
    {
        QFETCH(QString, selector);
        const auto read = parseSelector(selector.toStdString());
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().fault, Fault::Malformed);
        QVERIFY(!read.error().what.empty());
    }

    void anInvalidSelectorMatchesNothingAndAnEmptyOneEverything()
    {
        Issues issues;
        const LabelSelector wrong =
            readLabelSelector({{"matchExpressions", {{{"key", "a"}, {"operator", "Is"}}}}}, "/spec/selector", issues);
        QVERIFY(!wrong.valid && !matches(wrong, {}) && !matches(wrong, {{"a", "1"}}));
        QVERIFY(hasErrors(issues));
        QVERIFY(issues[0].path.starts_with("/spec/selector/matchExpressions/0"));
        issues.clear();
        const LabelSelector empty = readLabelSelector(Json::object(), "", issues);
        QVERIFY(empty.valid && matches(empty, {}) && issues.empty());
        QCOMPARE(QString::fromStdString(toText(empty)), QString("<none>"));
        QCOMPARE(QString::fromStdString(toText(wrong)), QString("<error>"));
    }

    void fieldsCompareAsTexts()
    {
        const auto read = parseFieldSelector("metadata.name=a\\,b,status.phase!=Running");
        QVERIFY(read.has_value());
        QVERIFY(matches(*read, {{"metadata.name", "a,b"}, {"status.phase", "Pending"}}));
        QVERIFY(!matches(*read, {{"metadata.name", "a,b"}, {"status.phase", "Running"}}));
        QVERIFY(!parseFieldSelector("metadata.name").has_value());
    }

    void namesHaveRules()
    {
        QVERIFY(!invalidLabelKey("app.kubernetes.io/name"));
        QVERIFY(invalidLabelKey("Upper.io/name").has_value());
        QVERIFY(invalidLabelKey(std::string(64, 'a')).has_value());
        QVERIFY(invalidLabelKey("a/").has_value());
        QVERIFY(!invalidLabelValue(""));
        QVERIFY(invalidLabelValue("-a").has_value());
        QVERIFY(invalidLabelValue(std::string(64, 'a')).has_value());
        QVERIFY(!invalidDnsSubdomain("a-1.b"));
        QVERIFY(invalidDnsSubdomain("a_b").has_value());
    }

    void laws()
    {
        QVERIFY(rc::check("a printed selector reads back and selects the same", [] {
            auto all = *rc::gen::container<std::vector<Requirement>>(requirement());
            std::ranges::stable_sort(all, {}, &Requirement::key);
            const auto set = *labels();
            const std::string text = toText(all);
            const auto again = parseSelector(text);
            RC_ASSERT(again.has_value());
            RC_ASSERT(toText(*again) == text);
            RC_ASSERT(matches(*again, set) == matches(all, set));
        }));
        QVERIFY(rc::check("NotIn is the opposite of In", [] {
            auto one = *requirement();
            if (one.op != Requirement::Op::In && one.op != Requirement::Op::NotIn) return;
            const auto set = *labels();
            const bool was = matches(one, set);
            one.op = one.op == Requirement::Op::In ? Requirement::Op::NotIn : Requirement::Op::In;
            RC_ASSERT(matches(one, set) != was);
        }));
    }
};

BERTH_TEST(TestLabels)

} // namespace tst_labels

#include "tst_labels.moc"
