#include <QTest>

#include "core/object/patch.h"
#include "tests/core/object/documents.h"
#include "tests/support/test.h"

namespace tst_patch {

using namespace core;
using namespace core::object;

namespace {

Json json(const char* text)
{
    return Json::parse(text);
}

} // namespace

class TestPatch : public QObject {
    Q_OBJECT

private slots:
    /// The table of RFC 7386, appendix A.
    void mergesAsTheStandardSays_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* object, const char* patch, const char* result) {
            QTest::addRow("%s + %s", object, patch) << object << patch << result;
        };
        row(R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})");
        row(R"({"a":"b"})", R"({"a":null})", R"({})");
        row(R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})");
        row(R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})");
        row(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})");
        row(R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})");
        row(R"(["a","b"])", R"(["c","d"])", R"(["c","d"])");
        row(R"({"a":"b"})", R"(["c"])", R"(["c"])");
        row(R"({"a":"foo"})", R"(null)", R"(null)");
        row(R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})");
        row(R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})");
        row(R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})");
    }
    void mergesAsTheStandardSays()
    {
        QFETCH(QString, object);
        QFETCH(QString, patch);
        QFETCH(QString, result);
        const auto merged = applyMergePatch(Json::parse(object.toStdString()), Json::parse(patch.toStdString()));
        QVERIFY(merged);
        QCOMPARE(QString::fromStdString(merged->dump()),
                 QString::fromStdString(Json::parse(result.toStdString()).dump()));
    }

    void patchesAsTheStandardSays_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("result"); // or the fault
        const auto row = [](const char* name, const char* object, const char* patch, const char* result) {
            QTest::newRow(name) << object << patch << result;
        };
        row("add a member", R"({"a":1})", R"([{"op":"add","path":"/b","value":2}])", R"({"a":1,"b":2})");
        row("add replaces", R"({"a":1})", R"([{"op":"add","path":"/a","value":2}])", R"({"a":2})");
        row("add an element", R"({"l":[1,3]})", R"([{"op":"add","path":"/l/1","value":2}])", R"({"l":[1,2,3]})");
        row("add at the end", R"({"l":[1]})", R"([{"op":"add","path":"/l/-","value":2}])", R"({"l":[1,2]})");
        row("add behind the last", R"({"l":[1]})", R"([{"op":"add","path":"/l/1","value":2}])", R"({"l":[1,2]})");
        row("add beyond the end", R"({"l":[1]})", R"([{"op":"add","path":"/l/2","value":2}])", "NotFound");
        row("add below what is not there", R"({})", R"([{"op":"add","path":"/a/b","value":2}])", "NotFound");
        row("add below a text", R"({"a":"x"})", R"([{"op":"add","path":"/a/b","value":2}])", "NotFound");
        row("add below null", R"({"a":null})", R"([{"op":"add","path":"/a/b","value":2}])", "NotFound");
        row("add the whole", R"({"a":1})", R"([{"op":"add","path":"","value":{}}])", R"({})");
        row("no index with a zero before it", R"({"l":[1,2]})", R"([{"op":"replace","path":"/l/01","value":2}])",
            "NotFound");
        row("no index below zero", R"({"l":[1,2]})", R"([{"op":"remove","path":"/l/-1"}])", "NotFound");
        row("remove", R"({"a":1,"l":[1,2,3]})", R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/l/1"}])",
            R"({"l":[1,3]})");
        row("remove what is not there", R"({})", R"([{"op":"remove","path":"/a"}])", "NotFound");
        row("remove the whole", R"({})", R"([{"op":"remove","path":""}])", "Malformed");
        row("remove behind the last", R"({"l":[1]})", R"([{"op":"remove","path":"/l/-"}])", "NotFound");
        row("replace", R"({"a":1})", R"([{"op":"replace","path":"/a","value":null}])", R"({"a":null})");
        row("replace what is not there", R"({})", R"([{"op":"replace","path":"/a","value":1}])", "NotFound");
        row("move", R"({"a":{"b":1},"c":{}})", R"([{"op":"move","from":"/a/b","path":"/c/d"}])",
            R"({"a":{},"c":{"d":1}})");
        row("move in a list", R"({"l":[1,2,3]})", R"([{"op":"move","from":"/l/0","path":"/l/2"}])", R"({"l":[2,3,1]})");
        row("move onto itself", R"({"a":1})", R"([{"op":"move","from":"/a","path":"/a"}])", R"({"a":1})");
        row("move into itself", R"({"a":{"b":{}}})", R"([{"op":"move","from":"/a","path":"/a/b/c"}])", "Malformed");
        row("a name that begins alike", R"({"a":1})", R"([{"op":"move","from":"/a","path":"/ab"}])", R"({"ab":1})");
        row("copy", R"({"a":{"b":1}})", R"([{"op":"copy","from":"/a","path":"/c"}])", R"({"a":{"b":1},"c":{"b":1}})");
        row("copy into itself", R"({"a":{"b":1}})", R"([{"op":"copy","from":"/a","path":"/a/c"}])",
            R"({"a":{"b":1,"c":{"b":1}}})");
        row("test", R"({"a":[1,{"b":2}]})", R"([{"op":"test","path":"/a","value":[1,{"b":2}]}])",
            R"({"a":[1,{"b":2}]})");
        row("test numbers by value", R"({"a":1})", R"([{"op":"test","path":"/a","value":1.0}])", R"({"a":1})");
        row("test that fails", R"({"a":1})",
            R"([{"op":"add","path":"/b","value":1},{"op":"test","path":"/a","value":"1"}])", "Conflict");
        row("escapes", R"({"a/b":1,"c~d":2})", R"([{"op":"remove","path":"/a~1b"},{"op":"remove","path":"/c~0d"}])",
            R"({})");
        row("~01 is ~1", R"({"~1":1})", R"([{"op":"replace","path":"/~01","value":2}])", R"({"~1":2})");
        row("an escape that is none", R"({"a":1})", R"([{"op":"remove","path":"/~2"}])", "Malformed");
        row("a path without a slash", R"({"a":1})", R"([{"op":"remove","path":"a"}])", "Malformed");
        row("no value", R"({"a":1})", R"([{"op":"add","path":"/a"}])", "Malformed");
        row("no such operation", R"({"a":1})", R"([{"op":"merge","path":"/a"}])", "Malformed");
        row("not a list", R"({"a":1})", R"({"op":"remove","path":"/a"})", "Malformed");
    }
    void patchesAsTheStandardSays()
    {
        QFETCH(QString, object);
        QFETCH(QString, patch);
        QFETCH(QString, result);
        const auto patched = applyJsonPatch(Json::parse(object.toStdString()), Json::parse(patch.toStdString()));
        if (patched) {
            QCOMPARE(QString::fromStdString(patched->dump()), result);
            return;
        }
        const Fault fault = patched.error().fault;
        QCOMPARE(QString(fault == Fault::NotFound    ? "NotFound"
                         : fault == Fault::Conflict  ? "Conflict"
                         : fault == Fault::Malformed ? "Malformed"
                                                     : "other"),
                 result);
    }

    /// Each copy doubles: without a limit twenty-odd operations would fill the memory.
    void copiesAreBounded()
    {
        Json patch = Json::array();
        for (int i = 0; i < 60; ++i) patch.push_back({{"op", "copy"}, {"from", "/a"}, {"path", "/a/-"}});
        const auto patched = applyJsonPatch(json(R"({"a":["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]})"), patch);
        QVERIFY(!patched);
        QVERIFY(patched.error().fault == Fault::TooLarge);
    }

    void whatIsNestedTooDeepIsRefused()
    {
        Json deep = Json::object();
        for (int i = 0; i < deepest; ++i) deep = Json{{"a", std::move(deep)}};
        QVERIFY(!applyMergePatch(Json::object(), deep));
        QVERIFY(!threeWayMergePatch({nullptr, deep, Json::object()}));
        QVERIFY(!applyJsonPatch(Json::object(), Json::array({Json{{"op", "add"}, {"path", "/a"}, {"value", deep}}})));
    }

    void aPatchOfTwoMakesTheSecond()
    {
        QVERIFY(rc::check("merge patch", [] {
            const Json before = *documents(true);
            const Json after = *documents(false);
            const auto made = applyMergePatch(before, mergePatch(before, after));
            RC_ASSERT(made.has_value());
            RC_ASSERT(*made == after);
            RC_ASSERT(mergePatch(after, after).empty());
        }));
        QVERIFY(rc::check("JSON patch", [] {
            const Json before = *documents(true);
            const Json after = *documents(true);
            const auto made = applyJsonPatch(before, jsonPatch(before, after));
            RC_ASSERT(made.has_value());
            RC_ASSERT(*made == after);
            RC_ASSERT(jsonPatch(before, before).empty());
        }));
    }

    /// Applied to what it made, the manifest has nothing left to say, and what it never named is still there.
    void applyingTwiceIsApplyingOnce()
    {
        QVERIFY(rc::check("three ways", [] {
            const Json original = *documents(false);
            const Json modified = *documents(false);
            const Json current = *documents(false);
            const auto patch = threeWayMergePatch({original, modified, current});
            RC_ASSERT(patch.has_value());
            const auto once = applyMergePatch(current, *patch);
            RC_ASSERT(once.has_value());
            const auto again = threeWayMergePatch({modified, modified, *once});
            RC_ASSERT(again.has_value());
            RC_ASSERT(again->empty());
            for (const auto& [key, value] : current.items())
                if (!original.contains(key) && !modified.contains(key)) RC_ASSERT(once->at(key) == value);
            for (const auto& [key, value] : original.items())
                if (!modified.contains(key)) RC_ASSERT(!once->contains(key));
        }));
    }

    void anotherObjectIsRefused()
    {
        const Json before = json(R"({"apiVersion":"v1","kind":"Foo","metadata":{"name":"x"}})");
        for (const char* path : {"/apiVersion", "/kind", "/metadata/name"}) {
            Json after = before;
            after[Json::json_pointer(path)] = "other";
            const auto patch = threeWayMergePatch({before, after, before});
            QVERIFY(!patch);
            QVERIFY(patch.error().fault == Fault::Conflict);
        }
    }
};

BERTH_TEST(TestPatch)

} // namespace tst_patch

#include "tst_patch.moc"
