// Secret values: from preflight to undo, and nowhere on the way.
#include "core/base/shown.h"
#include "core/kube/files.h"
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

#include <filesystem>

namespace tst_secrets {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

constexpr const char* First = "canary-first-4711";
constexpr const char* Second = "canary-second-0815";

std::string manifest(const std::string& value)
{
    return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: oss-secret\n  namespace: default\nstringData:\n  akId: "
           "an-id-of-the-test\n  akSecret: " +
           value + "\n";
}

/// The Secret of a file of its own.
Wish secretOf(const std::filesystem::path& file, const std::string& value)
{
    test::write(file, manifest(value));
    Wish wish = Given::wish({{"apiVersion", "v1"},
                             {"kind", "Secret"},
                             {"metadata", {{"name", "oss-secret"}, {"namespace", "default"}}},
                             {"stringData", {{"akId", "an-id-of-the-test"}, {"akSecret", value}}}},
                            file.string());
    wish.text = manifest(value);
    return wish;
}

constexpr const char* Record = "kubectl.kubernetes.io/last-applied-configuration";

/// What `kubectl apply` makes of the manifest: the object by an update, and its record in an annotation.
void applyByKubectl(Given& given, const Wish& wish)
{
    Json object = wish.object;
    object["metadata"]["annotations"][Record] = wish.object.dump();
    given.api().updateAs("kubectl-client-side-apply", object);
}

std::string akSecretIn(Given& given)
{
    return given.api().object("secrets", "default", "oss-secret")["data"]["akSecret"].get<std::string>();
}

/// Every form in which a value could stand somewhere.
bool shows(const std::string& text)
{
    for (const std::string value : {First, Second, "an-id-of-the-test"})
        if (holds(text, value) || holds(text, core::kube::toBase64(value))) return true;
    return false;
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void goThroughWithoutBeingWritten()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        const auto create = given.makeOf({secretOf(file, First)});
        QVERIFY2(create.has_value(), create ? "" : create.error().text().c_str());
        QVERIFY(!shows(toText(*create)));
        const auto read = readPlan(toText(*create));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(given.apply(*read).end, Applied::End::Done);
        QVERIFY(given.api().object("secrets", "default", "oss-secret")["data"]["akSecret"] ==
                core::kube::toBase64(First));

        const auto change = given.makeOf({secretOf(file, Second)});
        QCOMPARE(linesOf(change->steps.front()), std::string("~ .data.akSecret \"(secret)\" \"(secret)\"\n"));
        QVERIFY(!shows(toText(*change)));
        QCOMPARE(given.apply(*change).end, Applied::End::Done);
        QVERIFY(given.api().object("secrets", "default", "oss-secret")["data"]["akSecret"] ==
                core::kube::toBase64(Second));

        const auto undo = given.undo();
        QVERIFY(undo->steps.empty());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        QVERIFY(holds(undo->notUndone.front(), "cannot be undone"));
        given.journal.reset(); // the log is folded in
        for (const auto& entry : std::filesystem::recursive_directory_iterator(given.folder.file("state")))
            if (entry.is_regular_file()) QVERIFY2(!shows(test::read(entry.path())), entry.path().c_str());
    }

    /// The values that Berth owns are said again, from where the plan had them: else they would go.
    void aLabelBesideThemIsUndone()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        QCOMPARE(given.apply(*given.makeOf({secretOf(file, First)})).end, Applied::End::Done);
        Wish labelled = secretOf(file, First);
        labelled.object["metadata"]["labels"] = {{"new", "1"}};
        const auto change = given.makeOf({labelled});
        QVERIFY2(holds(linesOf(change->steps.front()), "+ .metadata.labels"), linesOf(change->steps.front()).c_str());
        QCOMPARE(given.apply(*change).end, Applied::End::Done);
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        QVERIFY2(undo->notUndone.empty(), undo->notUndone.empty() ? "" : undo->notUndone.front().c_str());
        QVERIFY(!shows(toText(*undo)));
        const Applied applied = given.apply(*readPlan(toText(*undo)));
        QVERIFY2(applied.end == Applied::End::Done, applied.steps.back().why.c_str());
        const Json after = given.api().object("secrets", "default", "oss-secret");
        QVERIFY2(!after["metadata"].contains("labels") || after["metadata"]["labels"].empty(),
                 after["metadata"].dump().c_str());
        QCOMPARE(akSecretIn(given), core::kube::toBase64(First));
    }

    void aLabelStaysWhereTheirSourceIsAnother()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        QCOMPARE(given.apply(*given.makeOf({secretOf(file, First)})).end, Applied::End::Done);
        Wish labelled = secretOf(file, First);
        labelled.object["metadata"]["labels"] = {{"new", "1"}};
        QCOMPARE(given.apply(*given.makeOf({labelled})).end, Applied::End::Done);
        test::write(file, manifest(Second));
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->steps.empty());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        const std::string& said = undo->notUndone.front();
        QVERIFY2(holds(said, ".data.akId, .data.akSecret") && holds(said, ".metadata.labels"), said.c_str());
        QVERIFY(!shows(said));
    }

    /// Whatever became of the values beside it: nothing is to be undone, and nothing has to be said again.
    void aKeyThatOthersChangedStaysForThatReason()
    {
        Given given;
        QCOMPARE(given.apply(*given.makeOf({secretOf(given.folder.file("secret.yaml"), First)})).end,
                 Applied::End::Done);
        const auto file = given.folder.file("more.yaml");
        Wish more = secretOf(file, First);
        more.text += "  k2: one-more\n";
        test::write(file, more.text);
        more.object["stringData"]["k2"] = "one-more";
        const auto plan = given.makeOf({more});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, applied.steps.back().why.c_str());
        Json live = given.api().object("secrets", "default", "oss-secret");
        live["data"]["k2"] = core::kube::toBase64("another");
        given.api().updateAs("kubectl-patch", live);
        test::write(file, manifest(Second));
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QVERIFY(undo->steps.empty());
        QCOMPARE(undo->notUndone.size(), std::size_t(1));
        const std::string& said = undo->notUndone.front();
        QVERIFY2(holds(said, "Others changed .data.k2 since, so it stays."), said.c_str());
    }

    void undoOfACreatedSecretDeletesIt()
    {
        Given given;
        const auto create = given.makeOf({secretOf(given.folder.file("secret.yaml"), First)});
        QCOMPARE(given.apply(*create).end, Applied::End::Done);
        QCOMPARE(given.apply(*given.undo()).end, Applied::End::Done);
        QVERIFY(given.api().object("secrets", "default", "oss-secret").is_null());
    }

    /// Seen on a real server: the take-over, a step of the plan's own, had made the Secret another than was planned with.
    void areAppliedAfterATakeOver()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        applyByKubectl(given, secretOf(file, First));
        const auto plan = given.makeOf({secretOf(file, Second)});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->steps.size(), std::size_t(2));
        QVERIFY(plan->steps.front().action == Step::Action::Owners);
        QVERIFY(!shows(toText(*plan)));
        const auto read = readPlan(toText(*plan));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        const Applied applied = given.apply(*read);
        QVERIFY2(applied.end == Applied::End::Done, applied.steps.back().why.c_str());
        QCOMPARE(akSecretIn(given), core::kube::toBase64(Second));
    }

    void areNotAppliedWhereSomebodyChangesThemAfterATakeOver()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        applyByKubectl(given, secretOf(file, First));
        const auto plan = given.makeOf({secretOf(file, Second)});
        QCOMPARE(plan->steps.size(), std::size_t(2));
        ApplyPlanOptions options;
        options.progress = [&](std::size_t step, Entry::State state) {
            if (step != 0 || state != Entry::State::Done) return;
            given.api().applyAs("another", {{"apiVersion", "v1"},
                                            {"kind", "Secret"},
                                            {"metadata", {{"name", "oss-secret"}, {"namespace", "default"}}},
                                            {"data", {{"more", core::kube::toBase64("more")}}}});
        };
        const Applied applied = given.apply(*plan, options);
        QCOMPARE(applied.end, Applied::End::Partly);
        QVERIFY2(holds(applied.steps.back().why, "after the plan was made"), applied.steps.back().why.c_str());
        QCOMPARE(akSecretIn(given), core::kube::toBase64(First));
    }

    /// The text of a Secret that was exported has the record of `kubectl apply` in it, with the values of before.
    void areNotShownByTheRecordOfKubectlInAText()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        applyByKubectl(given, secretOf(file, First));
        const Json before = given.api().object("secrets", "default", "oss-secret");
        Wish wish = secretOf(file, Second);
        wish.object["metadata"]["annotations"] = {{Record, "{\"stringData\":{\"akSecret\":\"canary-second-0815\"}}"}};
        wish.object["metadata"]["annotations"]["kapp.k14s.io/original"] = Second; // never "(secret)" in the cluster
        const auto plan = given.makeOf({wish}, {{"all", core::change::Conflict::Choice::TakeOver}});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        for (const Step& step : plan->steps) {
            QVERIFY(step.conflicts.empty());
            if (step.action != Step::Action::Apply) continue; // that one names who has which field
            QVERIFY2(!holds(step.object.dump(), "last-applied"), step.object.dump().c_str());
            QVERIFY2(!holds(step.object.dump(), "kapp"), step.object.dump().c_str());
        }
        QVERIFY(!shows(toText(*plan)));
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, applied.steps.back().why.c_str());
        const Json after = given.api().object("secrets", "default", "oss-secret");
        QVERIFY(after["metadata"]["annotations"] == before["metadata"]["annotations"]); // kubectl's own, as it was
    }

    void areMaskedByWhereTheyStandInTheWholeObject()
    {
        const Json object{{"apiVersion", "v1"},
                          {"kind", "Secret"},
                          {"metadata", {{"name", "a"}, {"annotations", {{Record, First}, {"note", "seen"}}}}},
                          {"type", "Opaque"},
                          {"data", {{"akId", First}}},
                          {"stringdata", {{"akSecret", First}}}};
        const std::string record = std::string(".metadata.annotations.") + Record;
        for (const std::string& path : {record, std::string(".data.akId"), std::string(".data"),
                                        std::string(".stringdata.akSecret"), std::string(".metadata")})
            QVERIFY2(!shows(core::change::shownAt(object, path).dump()), path.c_str());
        QVERIFY(core::change::shownAt(object, ".type") == "Opaque");
        QVERIFY(core::change::shownAt(object, ".metadata.annotations.note") == "seen");
        QVERIFY(core::change::shownAt(object, ".none").is_null());
    }

    /// What no value stands in is to be read; what is public beside a password tells nothing.
    void leaveOtherAnnotationsAsTheyAre()
    {
        Json annotations{{"note", "read by the team checkout"}, {"x.io/on", "true"}, {"x.io/db", "db.example.com"}};
        annotations["x.io/stage"] = "production-eu";
        annotations["x.io/json"] = "{\"a\":  1}";
        annotations["kubernetes.io/service-account.name"] = "default";
        const Json object{
            {"apiVersion", "v1"},
            {"kind", "Secret"},
            {"metadata", {{"name", "a"}, {"namespace", "default"}, {"annotations", annotations}}},
            {"data", {{"namespace", core::kube::toBase64("default")}}},
            {"stringData", {{"host", "db.example.com"}, {"on", "true"}, {"STAGE", "production"}, {"password", First}}}};
        const Json hidden = masked(object);
        QVERIFY2(hidden["metadata"] == object["metadata"], hidden.dump().c_str());
        QVERIFY(!shows(hidden.dump()) && masked(hidden) == hidden);
        QVERIFY(core::change::tellingAnnotations(object).empty());
    }

    /// The plan would have to carry it, or write the mask in its place.
    void inAnAnnotationAreNoneOfAPlan()
    {
        Given given;
        Wish wish = secretOf(given.folder.file("secret.yaml"), First);
        wish.object["metadata"]["annotations"]["note"] = std::string("it is ") + First;
        const auto plan = given.makeOf({wish});
        QVERIFY(!plan.has_value());
        QVERIFY2(holds(plan.error().text(), "The annotation note tells values of the Secret"),
                 plan.error().text().c_str());
        QVERIFY(!shows(plan.error().text()));
        wish.object["metadata"]["annotations"]["note"] = "mine";
        QCOMPARE(given.apply(*given.makeOf({wish})).end, Applied::End::Done);
        QVERIFY(given.api().object("secrets", "default", "oss-secret")["metadata"]["annotations"]["note"] == "mine");
        // In the cluster others may have written one: it stands in no plan and in no record.
        Json live = given.api().object("secrets", "default", "oss-secret");
        live["metadata"]["annotations"]["theirs"] = First;
        given.api().updateAs("kubectl-edit", live);
        wish.object["metadata"]["annotations"]["note"] = "other";
        const auto beside = given.makeOf({wish});
        QVERIFY2(beside.has_value(), beside ? "" : beside.error().text().c_str());
        QVERIFY(!shows(toText(*beside)));
        QCOMPARE(given.apply(*beside).end, Applied::End::Done);
        live = given.api().object("secrets", "default", "oss-secret");
        QVERIFY(live["metadata"]["annotations"]["theirs"] == First);
        const auto entries = given.journal->entries();
        for (const Entry& entry : *entries) QVERIFY(!shows(entry.body.dump()));
    }

    void areRefusedWhereTheyAreNoText()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        test::write(file, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: default\nstringData:\n"
                          "  pass: 471108\n");
        const auto plan = given.makeOf({Given::wish({{"apiVersion", "v1"},
                                                     {"kind", "Secret"},
                                                     {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                                                     {"stringData", {{"pass", 471108}}}},
                                                    file.string())});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(plan->steps.size() == 1 && plan->steps.front().refused);
        const std::string& why = plan->steps.front().refused->message;
        QVERIFY2(holds(why, "The value of the key pass is not a text. Write it in quotes."), why.c_str());
        QVERIFY(!holds(toText(*plan), "471108"));
    }

    void areRefusedWhereTheSourceIsAnother()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        const auto plan = given.makeOf({secretOf(file, First)});
        test::write(file, manifest(Second));
        const Applied applied = given.apply(*plan);
        QCOMPARE(applied.end, Applied::End::Stale);
        QVERIFY(!shows(applied.why.front()));
        QVERIFY(given.api().object("secrets", "default", "oss-secret").is_null());
    }

    void comeFromTheEnvironment()
    {
        Given given;
        qputenv("BERTH_TEST_SECRET", First);
        Wish wish = secretOf(given.folder.file("secret.yaml"), "<your-oss-sk>");
        wish.secrets = {{"akSecret", SecretRef::From::Environment, "BERTH_TEST_SECRET", {}, {}}};
        const auto plan = given.makeOf({wish});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QVERIFY(!shows(toText(*plan)));
        QCOMPARE(given.apply(*plan).end, Applied::End::Done);
        QVERIFY(given.api().object("secrets", "default", "oss-secret")["data"]["akSecret"] ==
                core::kube::toBase64(First));
        qputenv("BERTH_TEST_SECRET", Second);
        const auto other = given.makeOf({wish});
        qunsetenv("BERTH_TEST_SECRET");
        QCOMPARE(given.apply(*other).end, Applied::End::Stale);
    }

    void areNotTakenFromStandardInput()
    {
        Given given;
        Wish wish = secretOf(given.folder.file("secret.yaml"), First);
        wish.source = "-";
        const auto plan = given.makeOf({wish});
        QVERIFY(!plan.has_value());
        QVERIFY(!shows(plan.error().text()));
    }

    /// Left out, an apply would have taken away what the Secret holds.
    void areRefusedWhereTheyAreNoMap_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value"); // with ' for "
        for (const char* member : {"data", "stringData"}) {
            QTest::addRow("%s: a text", member) << member << "'akSecret=canary-first-4711'";
            QTest::addRow("%s: a list", member) << member << "[{'name': 'akSecret', 'value': 'canary-first-4711'}]";
        }
    }
    void areRefusedWhereTheyAreNoMap()
    {
        QFETCH(QString, member);
        QFETCH(QString, value);
        Given given;
        const auto file = given.folder.file("secret.yaml");
        QCOMPARE(given.apply(*given.makeOf({secretOf(file, First)})).end, Applied::End::Done);
        Wish wish = secretOf(file, First);
        wish.object.erase("stringData");
        wish.object[member.toStdString()] = Json::parse(test::client::json(value.toStdString()));
        const auto plan = given.makeOf({wish});
        QVERIFY(!plan.has_value());
        QVERIFY2(holds(plan.error().text(), "no map of keys"), plan.error().text().c_str());
        QVERIFY2(holds(plan.error().text(), "." + member.toStdString()), plan.error().text().c_str());
        QVERIFY(!shows(plan.error().text()));
        QCOMPARE(akSecretIn(given), core::kube::toBase64(First));
    }

    /// No server takes those, and the plan that says so would hold the value.
    void areNotPlannedUnderAKindThatIsWrittenOtherwise()
    {
        for (const char* kind : {"secret", "SECRET", "Secrets", "Sercet"}) {
            Given given;
            Wish wish = secretOf(given.folder.file("secret.yaml"), First);
            wish.object["kind"] = kind;
            const auto plan = given.makeOf({wish});
            QVERIFY2(!plan.has_value(), kind);
            QVERIFY2(holds(plan.error().text(), "Write kind: Secret."), plan.error().text().c_str());
            QVERIFY(!shows(plan.error().text()));
        }
    }

    /// The masks of two values are the same, whoever wrote the second.
    void areNotDeletedByAnUndoWhereSomebodyWroteThemSince_data()
    {
        QTest::addColumn<bool>("isOwn");
        QTest::newRow("another manager") << false;
        QTest::newRow("a later plan, within the same second") << true;
    }
    void areNotDeletedByAnUndoWhereSomebodyWroteThemSince()
    {
        QFETCH(bool, isOwn);
        Given given;
        const auto file = given.folder.file("secret.yaml");
        QCOMPARE(given.apply(*given.makeOf({secretOf(file, First)})).end, Applied::End::Done);
        given.api().applyAs(
            isOwn ? Manager : "another",
            {{"apiVersion", "v1"},
             {"kind", "Secret"},
             {"metadata", {{"name", "oss-secret"}, {"namespace", "default"}}},
             {"data",
              {{"akId", core::kube::toBase64("an-id-of-the-test")}, {"akSecret", core::kube::toBase64(Second)}}}},
            true);
        QCOMPARE(akSecretIn(given), core::kube::toBase64(Second));
        const auto undo = given.undo();
        QVERIFY2(undo.has_value(), undo ? "" : undo.error().text().c_str());
        QCOMPARE(undo->steps.size(), std::size_t(1));
        const auto& conflicts = undo->steps.front().conflicts;
        const auto at = std::ranges::find(conflicts, ".data.akSecret", &core::change::Conflict::field);
        QVERIFY(at != conflicts.end());
        QVERIFY(at->choice == core::change::Conflict::Choice::Open);
        QVERIFY2(holds(at->manager, isOwn ? Manager : "another"), at->manager.c_str());
        QVERIFY(!shows(toText(*undo)));
        QVERIFY(given.apply(*undo).end != Applied::End::Done);
        QCOMPARE(akSecretIn(given), core::kube::toBase64(Second));
    }

    /// Somebody's label is no value: it is said, and the values are in no doubt.
    void areInNoDoubtWhereAnotherWroteALabel()
    {
        Given given;
        const auto file = given.folder.file("secret.yaml");
        QCOMPARE(given.apply(*given.makeOf({secretOf(file, First)})).end, Applied::End::Done);
        given.api().applyAs(
            "another", {{"apiVersion", "v1"},
                        {"kind", "Secret"},
                        {"metadata", {{"name", "oss-secret"}, {"namespace", "default"}, {"labels", {{"a", "b"}}}}}});
        const auto undo = given.undo();
        QCOMPARE(undo->steps.size(), std::size_t(1));
        for (const core::change::Conflict& one : undo->steps.front().conflicts)
            QVERIFY2(one.field.starts_with(".metadata.labels"), one.field.c_str());
        QVERIFY(!undo->steps.front().conflicts.empty());
    }

    /// A server keeps what was said as stringData under data, and its owner under stringData: it sees no conflict.
    void areAConflictWhereAnotherSaidThemAsStringData_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("left") << ".data.akSecret" << false;
        QTest::newRow("left, as the text names it") << ".stringData.akSecret" << false;
        QTest::newRow("taken") << ".data.akSecret" << true;
    }
    void areAConflictWhereAnotherSaidThemAsStringData()
    {
        using Choice = core::change::Conflict::Choice;
        QFETCH(QString, field);
        QFETCH(bool, isTaken);
        Given given;
        Json owner{{"manager", "gitbot"}, {"operation", "Apply"}, {"apiVersion", "v1"}};
        owner["time"] = "2026-11-29T11:00:00Z";
        owner["fieldsType"] = "FieldsV1";
        owner["fieldsV1"]["f:stringData"]["f:akSecret"] = Json::object();
        Json live{{"apiVersion", "v1"}, {"kind", "Secret"}, {"type", "Opaque"}};
        live["metadata"] = {{"name", "oss-secret"}, {"namespace", "default"}};
        live["metadata"]["managedFields"] = Json::array({owner});
        live["data"]["akSecret"] = core::kube::toBase64(Second);
        given.api().put(live);

        const auto file = given.folder.file("secret.yaml");
        const auto open = given.makeOf({secretOf(file, First)});
        QVERIFY2(open.has_value(), open ? "" : open.error().text().c_str());
        const auto& conflicts = open->steps.front().conflicts;
        QCOMPARE(conflicts.size(), std::size_t(1));
        QCOMPARE(conflicts.front().field, std::string(".data.akSecret"));
        QCOMPARE(conflicts.front().manager, std::string("\"gitbot\""));
        QVERIFY(conflicts.front().choice == Choice::Open);
        QVERIFY(!shows(toText(*open)));

        const auto plan =
            given.makeOf({secretOf(file, First)}, {{field.toStdString(), isTaken ? Choice::TakeOver : Choice::Leave}});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        const Applied applied = given.apply(*plan);
        QVERIFY2(applied.end == Applied::End::Done, applied.steps.back().why.c_str());
        QCOMPARE(akSecretIn(given), core::kube::toBase64(isTaken ? First : Second));
    }

    void areNotToldByAServerThatTellsThem()
    {
        Given given;
        given.api().setAdmission([](Json&, bool) -> std::optional<Json> {
            return Json{
                {"kind", "Status"},
                {"status", "Failure"},
                {"code", 422},
                {"reason", "Invalid"},
                {"message", std::string("the value ") + First + " is weak, " + core::kube::toBase64(First) + " too"},
                {"details", {{"causes", Json::array({{{"message", First}, {"field", "data"}}})}}}};
        });
        const auto plan = given.makeOf({secretOf(given.folder.file("secret.yaml"), First)});
        QVERIFY(plan->steps.front().refused.has_value());
        QVERIFY(!shows(toText(*plan)));
        QVERIFY2(holds(plan->steps.front().refused->message, "(secret)"), plan->steps.front().refused->message.c_str());
    }

    void areMaskedWhereverTheyStand_data()
    {
        QTest::addColumn<QString>("document"); // with ' for "
        QTest::newRow("data") << "{'kind': 'Secret', 'data': {'a': 'Y2FuYXJ5LWZpcnN0LTQ3MTE='}}";
        QTest::newRow("stringData") << "{'kind': 'Secret', 'stringData': {'a': 'canary-first-4711'}}";
        QTest::newRow("under a slip of a name")
            << "{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'a'}, 'stringdata': {'a': "
               "'canary-first-4711'}}";
        QTest::newRow("in the record of another tool")
            << "{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'annotations': {'kapp.k14s.io/original': "
               "'canary-first-4711'}}}";
        QTest::newRow("slid below metadata")
            << "{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'a', 'akSecret': 'canary-first-4711'}}";
        QTest::newRow("in the type") << "{'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'a'}, 'type': "
                                        "{'a': 'canary-first-4711'}}";
        QTest::newRow("inside of another object, field by field")
            << "{'kind': 'Object', 'spec': {'manifest': {'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': "
               "'a'}, 'Data': {'a': 'canary-first-4711'}}}}";
        QTest::newRow("of a kind in small letters")
            << "{'apiVersion': 'v1', 'kind': 'secret', 'metadata': {'name': 'a'}, 'data': {'a': 'canary-first-4711'}}";
        QTest::newRow("of a kind in the plural")
            << "{'apiVersion': 'v1', 'kind': 'Secrets', 'metadata': {'name': 'a'}, 'data': {'a': 'canary-first-4711'}}";
        QTest::newRow("of a kind whose name is capital")
            << "{'apiVersion': 'v1', 'Kind': 'Secret', 'metadata': {'name': 'a'}, 'data': {'a': 'canary-first-4711'}}";
        QTest::newRow("of another kind, as text")
            << "{'apiVersion': 'v1', 'kind': 'Sercet', 'metadata': {'name': 'a'}, 'stringData': {'a': "
               "'canary-first-4711'}}";
        QTest::newRow("in a list of its own, without the kind")
            << "{'apiVersion': 'v1', 'kind': 'SecretList', 'items': [{'metadata': {'name': 'a'}, 'data': {'a': "
               "'canary-first-4711'}}]}";
        QTest::newRow("repeated in an annotation")
            << "{'kind': 'Secret', 'metadata': {'name': 'a', 'annotations': {'note': 'was canary-first-4711 once'}}, "
               "'data': {'a': 'Y2FuYXJ5LWZpcnN0LTQ3MTE='}}";
        QTest::newRow("repeated in base64")
            << "{'kind': 'Secret', 'metadata': {'name': 'a', 'annotations': {'note': 'Y2FuYXJ5LWZpcnN0LTQ3MTE='}}, "
               "'stringData': {'a': 'canary-first-4711'}}";
        QTest::newRow("in the record of a tool that nobody knows")
            << "{'kind': 'Secret', 'metadata': {'annotations': {'x.io/was': '{\\'data\\': {\\'a\\': "
               "\\'canary-first-4711\\'}}'}}}";
        QTest::newRow("in such a record as YAML")
            << "{'kind': 'Secret', 'metadata': {'annotations': {'x.io/was': 'kind: Secret\\nstringData:\\n  a: "
               "canary-first-4711\\n'}}}";
        QTest::newRow("not a map") << "{'kind': 'Secret', 'data': 'canary-first-4711'}";
        QTest::newRow("in a list")
            << "{'kind': 'List', 'items': [{'kind': 'Secret', 'data': {'a': 'canary-first-4711'}}]}";
        QTest::newRow("in a Work of Karmada") << "{'kind': 'Work', 'spec': {'workload': {'manifests': [{'kind': "
                                                 "'Secret', 'data': {'a': 'canary-first-4711'}}]}}}";
        QTest::newRow("in the record of kubectl apply")
            << "{'kind': 'Secret', 'metadata': {'annotations': {'kubectl.kubernetes.io/last-applied-configuration': "
               "'{\\'kind\\': \\'Secret\\', \\'stringData\\': {\\'a\\': \\'canary-first-4711\\'}}'}}}";
        QTest::newRow("in a record that is none")
            << "{'kind': 'Secret', 'metadata': {'annotations': {'kubectl.kubernetes.io/last-applied-configuration': "
               "'canary-first-4711'}}}";
    }
    void areMaskedWhereverTheyStand()
    {
        QFETCH(QString, document);
        const Json raw = Json::parse(test::client::json(document.toStdString()));
        QVERIFY(!shows(masked(raw).dump()));
        Step step;
        step.object = step.seen.object = raw;
        Plan plan;
        plan.steps.push_back(step);
        QVERIFY(!shows(toText(plan)));
        Given given;
        Entry entry;
        entry.plan = "p";
        entry.body = {{"before", raw}};
        QVERIFY(!shows(given.journal->append(entry)->body.dump()));
    }

    /// What a policy would write into Secrets is a value of a Secret, whatever overrider says it.
    void ofAPolicyThatOverridesThemAreNoneOfAPlan_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("selectors"); // with ' for "
        QTest::addColumn<QString>("overriders");
        const QString secrets = "[{'apiVersion': 'v1', 'kind': 'Secret', 'name': 'a'}]";
        const QString one =
            "{'plaintext': [{'path': '/data/ak', 'operator': 'replace', 'value': 'canary-first-4711'}]}";
        QTest::newRow("one value") << "OverridePolicy" << secrets << one;
        QTest::newRow("of the cluster") << "ClusterOverridePolicy" << secrets << one;
        QTest::newRow("of Secrets among others")
            << "OverridePolicy"
            << "[{'apiVersion': 'v1', 'kind': 'ConfigMap'}, {'apiVersion': 'v1', 'kind': 'secret'}]" << one;
        QTest::newRow("of everything") << "OverridePolicy"
                                       << "[]" << one;
        QTest::newRow("of no kind") << "OverridePolicy"
                                    << "[{'name': 'a'}]" << one;
        QTest::newRow("all values")
            << "OverridePolicy" << secrets
            << "{'plaintext': [{'path': '/stringData', 'operator': 'add', 'value': {'ak': 'canary-first-4711'}}]}";
        QTest::newRow("in a list")
            << "OverridePolicy" << secrets
            << "{'plaintext': [{'path': '/data/ak', 'operator': 'add', 'value': ['canary-first-4711']}]}";
        QTest::newRow("inside of a text") << "OverridePolicy" << secrets
                                          << "{'fieldOverrider': [{'fieldPath': '/data/conf', 'json': [{'subPath': "
                                             "'/ak', 'operator': 'replace', 'value': 'canary-first-4711'}]}]}";
        QTest::newRow("by what is not known yet")
            << "OverridePolicy" << secrets << "{'newOverrider': [{'value': 'canary-first-4711'}]}";
    }
    void ofAPolicyThatOverridesThemAreNoneOfAPlan()
    {
        QFETCH(QString, kind);
        QFETCH(QString, selectors);
        QFETCH(QString, overriders);
        const auto parsed = [](const QString& text) { return Json::parse(test::client::json(text.toStdString())); };
        for (const char* group : {"policy.karmada.io/v1alpha1", "policy.one.alibabacloud.com/v1alpha1"}) {
            const Json policy{{"apiVersion", group},
                              {"kind", kind.toStdString()},
                              {"metadata", {{"name", "a"}, {"namespace", "default"}}},
                              {"spec",
                               {{"resourceSelectors", parsed(selectors)},
                                {"overrideRules", Json::array({{{"overriders", parsed(overriders)}}})}}}};
            QVERIFY2(!shows(masked(policy).dump()), masked(policy).dump().c_str());
            QVERIFY(masked(policy)["spec"]["resourceSelectors"] == policy["spec"]["resourceSelectors"]);
            Given given;
            for (const Json& text : {policy, masked(policy)}) { // the mask would be written in a value's place
                const auto plan = given.make({text});
                QVERIFY(!plan.has_value());
                QVERIFY2(holds(plan.error().what, "The policy writes values into Secrets"), plan.error().what.c_str());
            }
            Json once = policy; // as it was once written
            once["spec"]["overriders"] = once["spec"]["overrideRules"][0]["overriders"];
            once["spec"].erase("overrideRules");
            QVERIFY2(!shows(masked(once).dump()), masked(once).dump().c_str());
        }
    }

    void ofOtherObjectsAPolicyMaySay()
    {
        for (const char* spec :
             {"{'resourceSelectors': [{'apiVersion': 'apps/v1', 'kind': 'Deployment'}], 'overrideRules': "
              "[{'overriders': "
              "{'plaintext': [{'path': '/spec/replicas', 'operator': 'replace', 'value': 3}]}}]}",
              "{'resourceSelectors': [{'apiVersion': 'v1', 'kind': 'ConfigMap'}], 'overrideRules': [{'overriders': "
              "{'plaintext': [{'path': '/data/k', 'operator': 'replace', 'value': 'v'}]}}]}",
              "{'overrideRules': [{'overriders': {'plaintext': [{'path': '/spec/replicas', 'operator': 'replace', "
              "'value': 3}]}}]}",
              "{'resourceSelectors': [{'apiVersion': 'v1', 'kind': 'Secret'}], 'overrideRules': [{'overriders': "
              "{'labelsOverrider': [{'operator': 'add', 'value': {'a': 'b'}}], 'plaintext': [{'path': '/data/k', "
              "'operator': 'remove'}, {'path': '/metadata/labels/a', 'operator': 'add', 'value': 'b'}]}}]}"}) {
            const Json policy{{"apiVersion", "policy.karmada.io/v1alpha1"},
                              {"kind", "OverridePolicy"},
                              {"metadata", {{"name", "a"}}},
                              {"spec", Json::parse(test::client::json(spec))}};
            QVERIFY2(masked(policy) == policy, masked(policy).dump().c_str());
            QVERIFY(!overridesSecret(policy) && !holdsSecretInside(policy));
        }
    }

    /// Another group's kind of the same name has fields of its own, and what only names a Secret is none.
    void leavesWhatIsNoSecretAsItIs()
    {
        for (const Json& object : {Json{{"apiVersion", "vault.example.com/v1"},
                                        {"kind", "Secret"},
                                        {"metadata", {{"name", "a"}}},
                                        {"spec", {{"path", "kv/a"}}}},
                                   Json{{"apiVersion", "v1"}, {"kind", "Secret"}, {"name", "a"}, {"uid", "u"}}})
            QVERIFY2(masked(object) == object, masked(object).dump().c_str());
    }

    void refusesAPlanThatCarriesAValue()
    {
        Given given;
        Json document = toJson(*given.makeOf({secretOf(given.folder.file("secret.yaml"), First)}));
        document["steps"][0]["object"]["data"]["akSecret"] = core::kube::toBase64(Second);
        document.erase("digest");
        document["digest"] = "sha256:" + core::kube::sha256(document.dump());
        QVERIFY(!readPlan(document.dump()).has_value());
    }

    /// A plan that is applied from another folder finds no file of this name, and says where it looked.
    void areLookedForInAFolderThatIsSaid()
    {
        const auto relative = readSource({"k", SecretRef::From::File, "no-such.yaml", {}, {}});
        QVERIFY(!relative && relative.error().fault == core::Fault::NotFound);
        const std::string folder = core::shown(core::kube::currentFolder());
        QVERIFY2(holds(relative.error().what, "looked for in " + folder), relative.error().what.c_str());
        const auto whole = readSource({"k", SecretRef::From::File, "/no-such.yaml", {}, {}});
        QVERIFY(!whole && !holds(whole.error().what, "looked for in"));
    }

    void cannotBeReadFromAFileWhoseContentThePlanDidNotKnow()
    {
        Given given;
        test::write(given.folder.file("private"), "canary-first-4711");
        Plan plan = *given.makeOf({secretOf(given.folder.file("secret.yaml"), Second)});
        plan.steps.front().secrets.front().name = given.folder.file("private").string();
        plan.steps.front().secrets.front().pointer.clear();
        const auto read = readPlan(toText(plan));
        QVERIFY(read.has_value());
        QCOMPARE(given.apply(*read).end, Applied::End::Stale);
        for (const test::StubRequest& request : given.fleet.server().requests())
            QVERIFY(!holds(request.body, core::kube::toBase64("canary-first-4711")));
    }
};

BERTH_TEST(TestSecrets)

} // namespace tst_secrets

#include "tst_secrets.moc"
