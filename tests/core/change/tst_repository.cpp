// What the text says otherwise than the cluster is written into a repository's document; all else of it stays.
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

Json keptObject()
{
    return documentOf(Kept).value();
}
/// What the operator says: `Kept`, edited. The cluster has it as it is.
Step stepOf(Json object, Json live = keptObject())
{
    Step step;
    object["metadata"]["namespace"] = live["metadata"]["namespace"] = "default";
    step.what = core::model::refOf(object);
    step.seen.uid = "u";
    step.seen.object = std::move(live);
    step.object = std::move(object);
    return step;
}
Json& podOf(Json& object)
{
    return object["spec"]["template"]["spec"];
}

std::string withImage(std::string text)
{
    return text.replace(text.find("main:1"), 6, "main:2");
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
        const auto kept = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().text().c_str());
        QCOMPARE(QString::fromStdString(kept->text), QString::fromStdString(withImage(Kept)));
        QCOMPARE(QString::fromStdString(staysSentence(*kept, false)),
                 QStringLiteral("The document has 3 fields that the text does not: .metadata.labels, "
                                ".spec.template.spec.containers[name=\"main\"].env[name=\"B\"], "
                                ".spec.template.spec.containers[name=\"side\"]; they stay. Take them out in the file "
                                "where they are to go, or say --prune."));
        const auto text = changedText(documentOf(Kept), stepOf(object), true);
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        std::string wanted = without(Kept, "  labels:\n    team: \"ml\"\n");
        wanted = without(wanted, "      - name: side\n        image: side:1\n");
        wanted = without(wanted, "        - {name: B, value: y}\n");
        QCOMPARE(QString::fromStdString(text->text), QString::fromStdString(withImage(wanted)));
        QVERIFY(text->stays.empty());
    }

    void aPartialTextChangesWhatItSays()
    {
        Json object = keptObject();
        object["metadata"].erase("labels");
        object["spec"] = {
            {"template",
             {{"spec", {{"containers", Json::array({{{"name", "side"}, {"image", "side:1"}, {"tty", true}}})}}}}}};
        const auto text = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json wanted = keptObject();
        podOf(wanted)["containers"][1]["tty"] = true; // in the element of that name, not in the first one
        QCOMPARE(QString::fromStdString(documentOf(text->text).value().dump()), QString::fromStdString(wanted.dump()));
    }

    /// A base of overlays: what it became in the cluster is not its own.
    void whatTextAndClusterAgreeOnIsNotWritten()
    {
        Json live = keptObject();
        live["metadata"]["labels"]["env"] = "prod";
        live["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = "1";
        live["spec"]["replicas"] = 3;
        podOf(live)["containers"][0]["resources"] = {{"limits", {{"cpu", "1"}, {"memory", "1Gi"}}}};
        std::swap(podOf(live)["containers"][0]["env"][0], podOf(live)["containers"][0]["env"][1]);
        Json object = live;
        podOf(object)["containers"][0]["image"] = "main:2";
        const auto text = changedText(documentOf(Kept), stepOf(object, live), true);
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        QCOMPARE(QString::fromStdString(text->text), QString::fromStdString(withImage(Kept)));
        QCOMPARE(QString::fromStdString(unaskedSentence(*text)),
                 QStringLiteral("The cluster is as the text says in 4 fields that the document has otherwise or not at "
                                "all: .metadata.annotations, .metadata.labels.env, .spec.replicas, "
                                ".spec.template.spec.containers[name=\"main\"].resources. They were not written."));
        podOf(object)["containers"][0]["resources"]["limits"]["cpu"] = "2";
        const auto inside = changedText(documentOf(Kept), stepOf(object, live));
        QVERIFY2(inside.has_value(), inside ? "" : inside.error().text().c_str());
        Json now = documentOf(inside->text).value();
        QCOMPARE(QString::fromStdString(podOf(now)["containers"][0]["resources"].dump()),
                 QStringLiteral("{\"limits\":{\"cpu\":\"2\"}}"));
    }

    void whatTheClusterHasNotIsNotPruned()
    {
        Json object = keptObject();
        object["metadata"].erase("labels");
        const auto text = changedText(documentOf(Kept), stepOf(object, object), true);
        QVERIFY(text.has_value() && text->text == Kept);
        QCOMPARE(QString::fromStdString(staysSentence(*text, true)),
                 QStringLiteral("The document has 1 field that the text does not: .metadata.labels; it stays: the "
                                "cluster does not have it either."));
    }

    void aPartOfAnElementOfAnotherFileHasNoPlace()
    {
        Json live = keptObject();
        podOf(live)["containers"].push_back({{"name", "mesh"}, {"image", "mesh:1"}});
        Json object = live;
        podOf(object)["containers"][2]["image"] = "mesh:2";
        const auto text = changedText(documentOf(Kept), stepOf(object, live));
        QVERIFY(!text.has_value() && text.error().fault == core::Fault::NotFound);
    }

    void nothingIsWrittenWhereItSaysSoAlready()
    {
        const auto text = changedText(documentOf(Kept), stepOf(keptObject()));
        QVERIFY(text.has_value() && text->text == Kept && text->stays.empty());
    }

    void listsComeInTheOrderOfTheText()
    {
        Json object = keptObject();
        Json& env = podOf(object)["containers"][0]["env"];
        env = Json::array({{{"name", "N"}, {"value", "n"}}, env[1], env[0]});
        const auto text = changedText(documentOf(Kept), stepOf(object));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json now = documentOf(text->text).value();
        QCOMPARE(QString::fromStdString(podOf(now).dump()), QString::fromStdString(podOf(object).dump()));
        QVERIFY(text->text.find("# two") != std::string::npos && text->text.find("# the server") != std::string::npos);
    }

    void aNewOrderBringsNoValues()
    {
        Json live = keptObject();
        podOf(live)["containers"][0]["env"][0]["value"] = "prod";
        Json object = live;
        std::swap(podOf(object)["containers"][0]["env"][0], podOf(object)["containers"][0]["env"][1]);
        const auto text = changedText(documentOf(Kept), stepOf(object, live));
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json now = documentOf(text->text).value();
        Json wanted = keptObject();
        std::swap(podOf(wanted)["containers"][0]["env"][0], podOf(wanted)["containers"][0]["env"][1]);
        QCOMPARE(QString::fromStdString(podOf(now).dump()), QString::fromStdString(podOf(wanted).dump()));
    }

    void theOnlyElementIsReplaced()
    {
        Json object = keptObject();
        podOf(object)["containers"] = Json::array({{{"name", "other"}, {"image", "other:1"}}});
        const auto text = changedText(documentOf(Kept), stepOf(object), true);
        QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
        Json now = documentOf(text->text).value();
        QVERIFY(podOf(now) == podOf(object));
    }

    void whatWasLeftToItsOwnerStays()
    {
        Json object = keptObject();
        object["spec"].erase("replicas");
        Step step = stepOf(object);
        step.conflicts = {{".spec.replicas", "\"autoscaler\"", 3, 2, Conflict::Choice::Leave}};
        const auto left = changedText(documentOf(Kept), step, true);
        QVERIFY(left.has_value() && left->text == Kept && left->stays.empty());
        step.conflicts.clear();
        const auto gone = changedText(documentOf(Kept), step, true);
        QVERIFY(gone.has_value() && gone->text == without(Kept, "  replicas: 2 # two\n"));
    }
};

BERTH_TEST(TestRepository)

} // namespace tst_repository

#include "tst_repository.moc"
