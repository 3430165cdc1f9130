// A repository's document becomes what the text says, whatever the cluster has.
#include "core/change/repository.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

namespace tst_repository {

using namespace core::change;
using core::Json;

namespace {

const std::string Kept = "# ours\n"
                         "apiVersion: apps/v1\n"
                         "kind: Deployment\n"
                         "metadata:\n"
                         "  name: a\n"
                         "  labels:\n"
                         "    team: \"ml\"\n"
                         "spec:\n"
                         "  replicas: 2 # two\n"
                         "  template:\n"
                         "    spec:\n"
                         "      containers:\n"
                         "      - name: main # the server\n"
                         "        image: 'main:1'\n"
                         "        env:\n"
                         "        - {name: A, value: x}\n"
                         "        - {name: B, value: y}\n"
                         "      - name: side\n"
                         "        image: side:1\n";

core::text::Document documentOf(const std::string& text)
{
    return core::text::parse(text).documents.front();
}

/// What the operator says: `Kept`, edited.
Step stepOf(Json object)
{
    Step step;
    object["metadata"]["namespace"] = "default";
    step.what = core::model::refOf(object);
    step.seen.uid = "u"; // there, and its fields are a repository's tool's: nothing that server-side apply would change
    step.object = std::move(object);
    return step;
}
Json keptObject()
{
    return documentOf(Kept).value();
}
Json& podOf(Json& object)
{
    return object["spec"]["template"]["spec"];
}

std::string without(std::string text, const std::string& part)
{
    const std::size_t at = text.find(part);
    return at == std::string::npos ? text : text.erase(at, part.size());
}

} // namespace

class TestRepository : public QObject {
    Q_OBJECT

private slots:
    void whatTheTextSaysNoLongerIsTakenOutBesideWhatChanges()
    {
        Json object = keptObject();
        object["metadata"].erase("labels");
        podOf(object)["containers"].erase(1);
        podOf(object)["containers"][0]["env"].erase(1);
        podOf(object)["containers"][0]["image"] = "main:2";
        const auto text = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        std::string wanted = without(Kept, "  labels:\n    team: \"ml\"\n");
        wanted = without(wanted, "      - name: side\n        image: side:1\n");
        wanted = without(wanted, "        - {name: B, value: y}\n");
        wanted.replace(wanted.find("main:1"), 6, "main:2");
        QCOMPARE(QString::fromStdString(*text), QString::fromStdString(wanted));
    }

    void nothingIsWrittenWhereItSaysSoAlready()
    {
        const auto text = changedText(documentOf(Kept), stepOf(keptObject()));
        QVERIFY(text.has_value() && *text == Kept);
    }

    void listsComeInTheOrderOfTheText()
    {
        Json object = keptObject();
        Json& env = podOf(object)["containers"][0]["env"];
        env = Json::array({{{"name", "N"}, {"value", "n"}}, env[1], env[0]});
        const auto text = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json now = documentOf(*text).value();
        QCOMPARE(QString::fromStdString(podOf(now).dump()), QString::fromStdString(podOf(object).dump()));
        QVERIFY(text->find("# two") != std::string::npos && text->find("# the server") != std::string::npos);
    }

    void theOnlyElementIsReplaced()
    {
        Json object = keptObject();
        podOf(object)["containers"] = Json::array({{{"name", "other"}, {"image", "other:1"}}});
        const auto text = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json now = documentOf(*text).value();
        QVERIFY(podOf(now) == podOf(object));
    }

    void whatWasLeftToItsOwnerStays()
    {
        Json object = keptObject();
        object["spec"].erase("replicas");
        Step step = stepOf(object);
        step.conflicts = {{".spec.replicas", "\"autoscaler\"", 3, 2, Conflict::Choice::Leave}};
        const auto left = changedText(documentOf(Kept), step);
        QVERIFY(left.has_value() && *left == Kept);
        step.conflicts.clear();
        const auto gone = changedText(documentOf(Kept), step);
        QVERIFY(gone.has_value() && *gone == without(Kept, "  replicas: 2 # two\n"));
    }
};

BERTH_TEST(TestRepository)

} // namespace tst_repository

#include "tst_repository.moc"
