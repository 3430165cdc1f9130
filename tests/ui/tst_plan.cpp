// From the editor's text to a plan, its applying and its undoing, by the widgets.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>

#include "core/change/journal.h"
#include "core/text/yaml.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/held_writes.h"
#include "tests/ui/plan_window.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/class_strip.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/history/history_model.h"
#include "ui/screens/history/history_screen.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/screens/plan/secrets_form.h"
#include "ui/screens/plan/step_model.h"
#include "ui/session/connection_book.h"
#include "ui/session/plan_desk.h"
#include "ui/widgets/message_bar.h"

namespace tst_plan {

using core::Json;
using test::HeldWrites;
using ui::PlanDesk;

namespace {

Json deployment(const std::string& name, int replicas)
{
    Json object = test::deploymentObject(name, replicas, 1);
    object["metadata"].erase("uid");
    return object;
}
Json configMap(const std::string& name, const std::string& value)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"data", {{"k", value}}}};
}
Json forbidden(const std::string& message)
{
    return {{"kind", "Status"}, {"status", "Failure"}, {"code", 403}, {"reason", "Forbidden"}, {"message", message}};
}

} // namespace

class Plans final : public test::PlanWindow {
    Q_OBJECT
private slots:
    void init()
    {
        folder = std::make_unique<test::TempFolder>();
        fleet = std::make_unique<test::FakeFleet>();
        api().serveCluster();
        api().serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        api().put(test::nodeObject("n-1", 8));
        kubeconfig = folder->file("kube/config", fleet->kubeconfig()).string();
    }
    void cleanup()
    {
        window.reset();
        fleet.reset();
        folder.reset();
    }

    void isMadeAppliedAndUndone()
    {
        api().applyAs("berth", deployment("a", 2));
        open();
        type(deployment("a", 4).dump() + "\n" + configMap("m", "v").dump());
        trigger("plan.make");
        QVERIFY(isShown<ui::plan::PlanScreen>());
        waitForPlan();
        const ui::PlanView& plan = *desk().view();
        QCOMPARE(plan.steps.size(), std::size_t(2));
        QCOMPARE(ui::plan::countsText(plan), QStringLiteral("+ 1 create   ~ 1 change   \u2212 0 delete"));
        QCOMPARE(ui::plan::dryRunText(plan).text, QStringLiteral("server dry run: accepted 2 of 2"));
        QVERIFY(api().object("configmaps", "default", "m").is_null()); // nothing is done yet
        QCOMPARE(test::unnamed(*window).join(QLatin1Char(' ')), QString());
        const auto* apply = button(QStringLiteral("Apply 2 steps"));
        QVERIFY(apply);
        QVERIFY(apply->isEnabled());
        QVERIFY(!apply->isDefault() && !apply->autoDefault());

        select(QStringLiteral("Deployment default/a"));
        const auto* fields = window->findChild<QTreeView*>(QStringLiteral("plan-fields"));
        QCOMPARE(fields->model()->index(0, 0).data().toString(), QStringLiteral("~ spec.replicas"));
        QCOMPARE(fields->model()->index(0, 1).data().toString(), QStringLiteral("2"));
        QCOMPARE(fields->model()->index(0, 2).data().toString(), QStringLiteral("4"));

        trigger("plan.apply");
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("2 of 2 applied."));
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
        QVERIFY(!api().object("configmaps", "default", "m").is_null());
        QVERIFY(!action("plan.apply")->isEnabled()); // the same once more is another plan
        QCOMPARE(steps()->model()->index(0, ui::plan::StepModel::State).data().toString(), QStringLiteral("done"));

        trigger("go.history");
        QTRY_VERIFY_WITH_TIMEOUT(history()->model()->rowCount() == 1, patienceMs);
        QCOMPARE(history()->model()->index(0, 4).data().toString(), QStringLiteral("2 of 2 done"));
        auto* kept = window->findChild<QTreeView*>(QStringLiteral("history-steps"));
        QTRY_COMPARE_WITH_TIMEOUT(kept->model()->rowCount(), 2, patienceMs);
        // Every column of the steps is there without scrolling, in the smallest window that is supported.
        window->resize(1024, 640);
        QTRY_VERIFY(kept->columnViewportPosition(ui::history::StepsModel::When) +
                        kept->columnWidth(ui::history::StepsModel::When) <=
                    kept->viewport()->width());
        QVERIFY(kept->fontMetrics().horizontalAdvance(
                    kept->model()->index(0, ui::history::StepsModel::When).data().toString()) <
                kept->columnWidth(ui::history::StepsModel::When));
        QCOMPARE(test::unnamed(*window).join(QLatin1Char(' ')), QString());
        trigger("edit.undo"); // Ctrl+Z
        QVERIFY(isShown<ui::plan::PlanScreen>());
        QTRY_VERIFY_WITH_TIMEOUT(!desk().view()->undoes.isEmpty() && desk().doing() == PlanDesk::Doing::Nothing,
                                 patienceMs);
        QCOMPARE(desk().view()->count(ui::StepView::Kind::Delete), 1);
        QVERIFY(!api().object("configmaps", "default", "m").is_null()); // it is reviewed as any
        trigger("plan.apply");
        auto* asked = window->findChild<ui::plan::ApplyDialog*>();
        QVERIFY(asked);
        QCOMPARE(test::unnamed(*asked).join(QLatin1Char(' ')), QString());
        press(*asked, QStringLiteral("Delete 1 object")); // not production: no name is asked for
        waitForEnd();
        QVERIFY(api().object("configmaps", "default", "m").is_null());
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 2);
        trigger("go.history");
        QTRY_VERIFY_WITH_TIMEOUT(history()->model()->rowCount() == 2, patienceMs);
        QTRY_VERIFY(history()->model()->index(1, 4).data().toString().contains(QStringLiteral("undone by")));
    }

    void saysWhatToDoWithoutAConnection()
    {
        openWindow();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        QVERIFY(isShown<ui::plan::PlanScreen>());
        QVERIFY(hasText(QStringLiteral("none is open")));
        QVERIFY(!desk().view());
        QVERIFY(!action("plan.apply")->isEnabled() && !action("plan.again")->isEnabled());
        press(*screen<ui::plan::PlanScreen>(), QStringLiteral("Open a connection"));
        QVERIFY(!isShown<ui::plan::PlanScreen>());
    }

    void fieldsThatTheServerDoesNotKnowAreSaidAtOnce()
    {
        api().setSchemas(R"({"swagger": "2.0", "definitions": {"ConfigMap": {"type": "object",
            "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"},
                           "data": {"type": "object", "additionalProperties": {"type": "string"}}},
            "x-kubernetes-group-version-kind": [{"group": "", "kind": "ConfigMap", "version": "v1"}]}}})");
        open();
        type("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: default}\ndate: {k: v}\n");
        trigger("plan.make");
        waitForPlan();
        QVERIFY2(message().contains(QStringLiteral(":4:7: The server's schema of ConfigMap has no field .date. "
                                                   "Did you mean data?")),
                 qPrintable(message()));
    }

    /// A plan keeps where a value is to be had. Nobody types the value, and it stands nowhere.
    void asksWhereTheValuesOfASecretAreToBeHad()
    {
        open();
        type("apiVersion: v1\nkind: Secret\nmetadata: {name: oss-secret, namespace: default}\n"
             "stringData: {akId: \"${AK_ID}\", akSecret: \"${AK_SECRET}\"}\n");
        trigger("plan.make");
        QVERIFY(isShown<ui::plan::PlanScreen>());
        QVERIFY(hasText(QStringLiteral("Where are they to be had?")));
        auto* form = window->findChild<ui::plan::SecretsForm*>();
        auto names = form->findChildren<QLineEdit*>();
        QCOMPARE(names.size(), 2);
        QCOMPARE(test::unnamed(*window).join(QLatin1Char(' ')), QString());
        const auto* make = buttonIn(*form, QStringLiteral("Make the plan"));
        QVERIFY(make && !make->isEnabled()); // nobody has said it
        qputenv("BERTH_TEST_VALUE", "canary-of-a-value");
        const auto file = folder->file("value", "canary-of-a-file");
        names[0]->setText(QStringLiteral("BERTH_TEST_NOT_THERE"));
        auto* from = form->findChildren<QComboBox*>().at(1);
        from->setCurrentIndex(1);
        names[1]->setText(qt(file));
        press(*form, QStringLiteral("Make the plan"));
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("BERTH_TEST_NOT_THERE")), patienceMs);
        QVERIFY(form->isVisible()); // and asks once more, with what was said
        names = form->findChildren<QLineEdit*>();
        QCOMPARE(names[1]->text(), qt(file));
        names[0]->setText(QStringLiteral("BERTH_TEST_VALUE"));
        press(*form, QStringLiteral("Make the plan"));
        waitForPlan();
        QCOMPARE(desk().view()->steps.size(), std::size_t(1));
        QCOMPARE(desk().view()->steps[0].secrets,
                 (QStringList{QStringLiteral("oss-secret/akId=env:BERTH_TEST_VALUE"),
                              QStringLiteral("oss-secret/akSecret=file:") + qt(file)}));
        const auto saved = folder->path() / "plan.json";
        desk().save(qt(saved));
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(saved), patienceMs);
        QVERIFY(test::read(saved).find("canary") == std::string::npos);
        trigger("plan.make"); // what was said is known
        QVERIFY(desk().secretAsks().empty());
        waitForPlan();
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(api().object("secrets", "default", "oss-secret")["data"]["akId"] ==
                Json(QByteArray("canary-of-a-value").toBase64().toStdString()));
    }

    void saysThatNothingIsToBeChanged()
    {
        api().applyAs("berth", configMap("m", "v"));
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(desk().view()->steps.empty());
        QVERIFY(hasText(QStringLiteral("Nothing to change")));
        QVERIFY(hasText(QStringLiteral("Compared ")));
        QVERIFY(!action("plan.apply")->isEnabled());
    }

    void aConflictIsDecidedByARadioButtonAndNothingElse()
    {
        api().applyAs("gitops-agent", deployment("a", 2));
        api().applyAs("gitops-agent", deployment("b", 2));
        open();
        type(deployment("a", 4).dump() + "\n" + deployment("b", 4).dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(!action("plan.apply")->isEnabled());
        QVERIFY(hasText(QStringLiteral("gitops-agent")));
        select(QStringLiteral("Deployment default/a"));
        for (const auto* radio : screen<ui::plan::PlanScreen>()->findChildren<QRadioButton*>())
            QVERIFY(!radio->isChecked());
        radio(QStringLiteral("Take over"))->click();
        waitForPlan();
        QCOMPARE(desk().view()->steps[0].conflicts[0].way, ui::FieldConflict::Way::TakeOver);
        QCOMPARE(desk().view()->steps[1].conflicts[0].way, ui::FieldConflict::Way::Open); // of b alone nothing was said
        QVERIFY(radio(QStringLiteral("Take over"))->isChecked());
        QVERIFY(!action("plan.apply")->isEnabled());
        select(QStringLiteral("Deployment default/b"));
        radio(QStringLiteral("Leave theirs"))->click();
        waitForPlan();
        QVERIFY(action("plan.apply")->isEnabled());
        trigger("plan.apply");
        auto* asked = window->findChild<ui::plan::ApplyDialog*>(); // by force: it is asked about
        QVERIFY(asked);
        press(*asked, QStringLiteral("Take over 1 field"));
        waitForEnd();
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 4);
        QVERIFY(api().object("deployments", "default", "b")["spec"]["replicas"] == 2);
    }

    void aStepThatIsLeftOutIsNotDone()
    {
        api().enforceNamespaces();
        api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        Json inside = configMap("m", "v");
        inside["metadata"]["namespace"] = "new";
        open();
        type(Json{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "new"}}}}.dump() + "\n" +
             inside.dump() + "\n" + configMap("other", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QCOMPARE(desk().view()->wanted(), 3);
        QVERIFY(action("plan.apply")->isEnabled());
        auto* model = steps()->model();
        QVERIFY(model->index(0, 2).data().toString().contains(QStringLiteral("Namespace")));
        QVERIFY(model->setData(model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        waitForPlan(); // the others are asked about again: one stands in the namespace
        QCOMPARE(desk().view()->wanted(), 2);
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(!action("plan.apply")->isEnabled());
        QVERIFY(ui::plan::dryRunText(*desk().view()).text.contains(QStringLiteral("refused 1")));
        for (int row = 1; row < 3; ++row)
            if (!model->index(row, 2).data().toString().contains(QStringLiteral("other")))
                QVERIFY(model->setData(model->index(row, 0), Qt::Unchecked, Qt::CheckStateRole));
        waitForPlan();
        trigger("plan.apply");
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("1 of 1 applied."));
        QVERIFY(api().object("namespaces", "", "new").is_null());
        QVERIFY(!api().object("configmaps", "default", "other").is_null());
    }

    /// Who manages an object changes for the sake of its step alone: there is one choice of both, whichever box is pressed.
    void theStepOfManagersIsLeftOutWithItsObject()
    {
        Json live = configMap("m", "v");
        live["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = live.dump();
        api().updateAs("kubectl-client-side-apply", live);
        open();
        type(configMap("m", "w").dump() + "\n" + configMap("other", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QCOMPARE(desk().view()->wanted(), 3);
        auto* model = steps()->model();
        QVERIFY(desk().view()->steps.front().kind == ui::StepView::Kind::Managers);
        for (int turn = 0; turn < 2; ++turn) {
            QVERIFY(model->setData(model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
            waitForPlan();
            QCOMPARE(desk().view()->wanted(), 1);
            QCOMPARE(model->rowCount(), 3);
            QCOMPARE(model->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
            QCOMPARE(model->index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
            QVERIFY(model->index(2, 2).data().toString().contains(QStringLiteral("other")));
            if (turn > 0) break;
            QVERIFY(model->setData(model->index(1, 0), Qt::Checked, Qt::CheckStateRole));
            waitForPlan();
            QCOMPARE(desk().view()->wanted(), 3);
            QCOMPARE(model->rowCount(), 3);
        }
        trigger("plan.apply");
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("1 of 1 applied."));
        QVERIFY(api().object("configmaps", "default", "m")["data"]["k"] == "v");
        QVERIFY(!api().object("configmaps", "default", "other").is_null());
    }

    void aPartThatIsAppliedIsSaidWithBothWaysOn()
    {
        applyAPart();
        QVERIFY2(message().contains(QStringLiteral("1 of 2 applied. no more today")), qPrintable(message()));
        QCOMPARE(steps()->model()->index(1, ui::plan::StepModel::State).data().toString(), QStringLiteral("failed"));
        api().setAdmission({});
        press(bar(), QStringLiteral("Retry from step 2"));
        waitForPlan();
        QCOMPARE(desk().view()->wanted(), 1);
        QCOMPARE(desk().view()->unchanged, QStringList{QStringLiteral("ConfigMap default/m1")});
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(!api().object("configmaps", "default", "m2").is_null());
    }

    void whatWasAppliedOfAPartIsUndone()
    {
        applyAPart();
        press(bar(), QStringLiteral("Undo step 1"));
        waitForPlan();
        QCOMPARE(desk().view()->steps.size(), std::size_t(1));
        QCOMPARE(desk().view()->count(ui::StepView::Kind::Delete), 1);
    }

    void stopsAfterTheStepThatIsUnderWay()
    {
        open();
        type(configMap("m1", "v").dump() + "\n" + configMap("m2", "v").dump());
        trigger("plan.make");
        waitForPlan();
        HeldWrites held(api(), HeldWrites::Which::Real);
        trigger("plan.apply");
        QTRY_VERIFY_WITH_TIMEOUT(held.reached(), patienceMs);
        const auto* model = steps()->model();
        QTRY_COMPARE(model->index(0, ui::plan::StepModel::State).data().toString(), QStringLiteral("is being applied"));
        QCOMPARE(model->index(1, ui::plan::StepModel::State).data().toString(), QStringLiteral("waits for the server"));
        QVERIFY(button(QStringLiteral("Stop after this step"), true));
        QTest::keyClick(steps(), Qt::Key_Escape);
        QVERIFY(desk().isStopping());
        held.letGo();
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("Stopped. 1 of 2 applied."));
        QVERIFY(!api().object("configmaps", "default", "m1").is_null());
        QVERIFY(api().object("configmaps", "default", "m2").is_null());
    }

    void aStalePlanIsNotAppliedAndSaysWhatIsAnother()
    {
        api().applyAs("berth", deployment("a", 2));
        open();
        type(deployment("a", 4).dump());
        trigger("plan.make");
        waitForPlan();
        api().setClock("2099-01-01T00:00:00Z");
        api().applyAs("somebody", deployment("a", 7), true);
        trigger("plan.apply");
        waitForEnd();
        QVERIFY2(message().contains(QStringLiteral("not as the plan saw it")) &&
                     message().contains(QStringLiteral("somebody")),
                 qPrintable(message()));
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 7);
        QVERIFY(button(QStringLiteral("Apply 1 step"), true)); // it keeps its place, and takes no click
        QVERIFY(!button(QStringLiteral("Apply 1 step"))->isEnabled());
        QVERIFY(!action("plan.apply")->isEnabled() && action("plan.again")->isEnabled());
        QCOMPARE(desk().view()->steps.size(), std::size_t(1)); // and stays readable
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(button(QStringLiteral("Apply 1 step"), true));
        QCOMPARE(desk().view()->steps[0].open(), 1); // somebody owns the field now
    }

    void whatTheServerRefusesIsSaidInItsWords()
    {
        api().setAdmission([](Json&, bool) -> std::optional<Json> { return forbidden("quota of team-a is used up"); });
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(hasText(QStringLiteral("quota of team-a is used up")));
        QVERIFY(!action("plan.apply")->isEnabled());
    }

    void whatTheServerComplainsOfIsShownInTheText()
    {
        api().setAdmission([](Json&, bool) -> std::optional<Json> {
            Json status = forbidden("Deployment.apps \"a\" is invalid");
            status["code"] = 422;
            status["reason"] = "Invalid";
            status["details"] = {
                {"causes",
                 {{{"reason", "FieldValueInvalid"}, {"message", "must not be negative"}, {"field", "spec.replicas"}}}}};
            return status;
        });
        open();
        type("# first\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\n" +
             core::text::toYaml(deployment("a", -1)));
        auto& text = window->editor().currentTab()->editor();
        trigger("plan.make");
        waitForPlan();
        select(QStringLiteral("Deployment default/a"));
        QVERIFY(hasText(QStringLiteral("spec.replicas: must not be negative")));
        press(*screen<ui::plan::PlanScreen>(), QStringLiteral("Show in the text"));
        QVERIFY(window->editor().isVisible());
        QCOMPARE(text.document()->findBlockByNumber(text.caretLine() - 1).text().trimmed(),
                 QStringLiteral("replicas: -1"));
    }

    void whatGitOpsKeepsIsAppliedOnlyWhereTheBoxSaysSo()
    {
        Json kept = deployment("a", 2);
        kept["metadata"]["labels"] = {{"kustomize.toolkit.fluxcd.io/name", "shop"}};
        api().applyAs("berth", kept);
        kept["spec"]["replicas"] = 4;
        open();
        type(kept.dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(!action("plan.apply")->isEnabled());
        auto* box = qobject_cast<QCheckBox*>(find(QStringLiteral("Apply although Flux (shop)")));
        QVERIFY(box);
        box->setChecked(true);
        QVERIFY(action("plan.apply")->isEnabled());
        trigger("plan.again"); // of another plan nothing was said
        waitForPlan();
        QVERIFY(!box->isChecked());
        QVERIFY(!action("plan.apply")->isEnabled());
        box->setChecked(true);
        trigger("plan.apply");
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("1 of 1 applied."));
    }

    void aPlanOfAnotherConnectionIsNotApplied()
    {
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(action("plan.apply")->isEnabled());
        window->openDemo();
        QTRY_VERIFY_WITH_TIMEOUT(!action("plan.apply")->isEnabled(), patienceMs);
        ui::PlanWay other = desk().way();
        other.connection = QStringLiteral("other");
        QVERIFY(ui::plan::blockText(*desk().view(), other).contains(QStringLiteral("made on prod")));
    }

    void whileNobodyAnswersNothingIsApplied()
    {
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(action("plan.apply")->isEnabled());
        QVERIFY(!cellWith(QStringLiteral("not reached")));
        ui::PlanWay away = desk().way();
        away.unreached = QStringLiteral("Nobody answers.");
        QCOMPARE(ui::plan::blockText(*desk().view(), away), away.unreached);

        fleet.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!action("plan.apply")->isEnabled(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(cellWith(QStringLiteral("not reached since")), patienceMs);
        QVERIFY(desk().way().unreached.contains(QStringLiteral("prod is not reached")));
        QVERIFY(!action("plan.apply")->isEnabled());
        QCOMPARE(ui::plan::blockText(*desk().view(), desk().way()), desk().way().unreached);
    }

    void aServerThatIsNotVerifiedIsSaidInRed()
    {
        open();
        const auto* said = window->findChild<QLabel*>(QStringLiteral("unverified"));
        const auto* saidOfPlans = window->findChild<QLabel*>(QStringLiteral("plan-unverified"));
        QVERIFY(said && !said->isVisible() && saidOfPlans);
        window.reset();

        std::string text = fleet->kubeconfig();
        const std::string key = "certificate-authority-data: ";
        for (auto at = text.find(key); at != std::string::npos; at = text.find(key))
            text.replace(at, text.find('}', at) - at, "insecure-skip-tls-verify: true");
        kubeconfig = folder->file("kube/insecure", text).string();
        open(core::settings::Class::Production);
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        said = window->findChild<QLabel*>(QStringLiteral("unverified"));
        saidOfPlans = window->findChild<QLabel*>(QStringLiteral("plan-unverified"));
        QTRY_VERIFY_WITH_TIMEOUT(said->isVisible() && saidOfPlans->isVisible(), patienceMs);
        QCOMPARE(said->text(), QStringLiteral("server not verified"));
        const QColor red = ui::theme::color(ui::theme::Meaning::Error);
        QCOMPARE(said->palette().color(QPalette::WindowText), red);
        QCOMPARE(saidOfPlans->palette().color(QPalette::WindowText), red);
        QVERIFY(saidOfPlans->text().contains(QStringLiteral("prod is not verified")));
        QCOMPARE(window->findChild<ui::ClassStrip*>()->text(), QStringLiteral("Production: prod, server not verified"));
    }

    void aFormerPlanIsReadAndNotApplied()
    {
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QVERIFY(!desk().isFormer());
        desk().open(qt(folder->file("broken.json", "{\"apiVersion\":\"berth/v1\",\"kind\":\"Plan\"}")));
        QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("broken.json")), patienceMs);
        QVERIFY(!desk().isFormer() && action("plan.apply")->isEnabled()); // nobody wanted another in its place

        desk().onceMore(QStringLiteral("0000000")); // the journal has no such plan
        QTRY_VERIFY_WITH_TIMEOUT(desk().isFormer(), patienceMs);
        QVERIFY(message().contains(QStringLiteral("What is shown is the former plan")));
        QVERIFY(hasText(QStringLiteral("Former plan: Plan ")));
        QVERIFY(!action("plan.apply")->isEnabled());
        desk().apply({}); // whatever the buttons say
        QCOMPARE(desk().doing(), PlanDesk::Doing::Nothing);
        QVERIFY(api().object("configmaps", "default", "m").is_null());

        press(bar(), QStringLiteral("Make the former plan again"));
        QTRY_VERIFY_WITH_TIMEOUT(!desk().isFormer(), patienceMs);
        QVERIFY(action("plan.apply")->isEnabled());
    }

    void aWindowThatIsClosedStopsBetweenTwoSteps()
    {
        open();
        type(configMap("m1", "v").dump() + "\n" + configMap("m2", "v").dump());
        window->editor().currentTab()->saveTo(qt(folder->file("a.yaml")), [] {});
        trigger("plan.make");
        waitForPlan();
        HeldWrites held(api(), HeldWrites::Which::Real);
        trigger("plan.apply");
        QTRY_VERIFY_WITH_TIMEOUT(held.reached(), patienceMs);
        QVERIFY(!window->close());
        QVERIFY(window->isVisible() && desk().isStopping());
        held.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), patienceMs);
        QVERIFY(!api().object("configmaps", "default", "m1").is_null());
        QVERIFY(api().object("configmaps", "default", "m2").is_null());
    }

    void aPlanIsSavedOpenedAndAppliedByAnother()
    {
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        const QString path = qt(folder->file("plan.json"));
        QSignalSpy saved(&desk(), &PlanDesk::saved);
        desk().save(path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, patienceMs);
        const QString digest = desk().view()->digest;
        trigger("edit.copy-command");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("berthctl apply %1 --connection prod").arg(path));
        window.reset();

        openWindow(); // without a connection it can be read
        window->openPaths({path});
        QVERIFY(isShown<ui::plan::PlanScreen>());
        waitForPlan();
        QCOMPARE(desk().view()->digest, digest);
        QVERIFY(!action("plan.apply")->isEnabled());
        auto* model = steps()->model();
        QVERIFY(!model->setData(model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        connectTo();
        QTRY_VERIFY_WITH_TIMEOUT(action("plan.apply")->isEnabled(), patienceMs);
        trigger("go.plan");
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(!api().object("configmaps", "default", "m").is_null());
    }

    void aFileThatIsNoPlanLeavesWhatIsThere()
    {
        openWindow();
        const QString path = qt(folder->file("broken.json", "{\"apiVersion\":\"berth/v1\",\"kind\":\"Plan\"}"));
        QSignalSpy failed(&desk(), &PlanDesk::failed);
        window->openPaths({path});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        QVERIFY(!desk().view());
        QVERIFY(message().contains(QStringLiteral("broken.json")));
    }

    void readOnlyTakesApplyAwayAndLeavesTheRest()
    {
        api().applyAs("berth", deployment("a", 2));
        open(core::settings::Class::Production, true);
        QVERIFY(cell(QStringLiteral("read-only")));
        const auto* strip = window->findChild<ui::ClassStrip*>();
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->text(), QStringLiteral("Production: prod, read-only"));
        type(deployment("a", 4).dump());
        trigger("plan.make");
        waitForPlan();
        QCOMPARE(desk().view()->steps[0].check, QStringLiteral("not asked")); // no dry run is sent
        QVERIFY(!button(QStringLiteral("Apply"), true));
        QVERIFY(!action("plan.apply")->isVisible() && !action("plan.apply")->isEnabled());
        QVERIFY(action("plan.save")->isEnabled() && action("plan.copy-command")->isEnabled());
        desk().apply({}); // whatever the buttons say
        waitForEnd();
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 2);
        QVERIFY(message().contains(QStringLiteral("read-only")));
    }

    void theWindowAloneCanBeReadOnly()
    {
        open();
        QVERIFY(cell(QStringLiteral("may be changed")));
        QVERIFY(!window->findChild<ui::ClassStrip*>()->isVisible());
        trigger("view.read-only");
        QVERIFY(cell(QStringLiteral("read-only")));
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QCOMPARE(desk().view()->steps[0].check, QStringLiteral("not asked"));
        QVERIFY(!action("plan.apply")->isVisible());
    }

    /// What one connection says of a cluster holds for it under every name: it is known by its uid.
    void readOnlyUnderAnotherNameTakesApplyAway()
    {
        std::string text = test::read(kubeconfig);
        text.replace(text.find("127.0.0.1"), 9, "localhost"); // another way to it
        core::settings::Connection other;
        other.name = "careful";
        other.kubeconfig = folder->file("other.yaml", text).string();
        other.context = "fleet";
        other.readOnly = true;
        other.clusterUid = uid();
        QVERIFY(core::settings::SettingsFile(folder->file("berth/config.yaml").string()).put(other).has_value());
        open();
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        QCOMPARE(desk().view()->readOnlyBy, QStringLiteral("careful"));
        QCOMPARE(desk().view()->steps[0].check, QStringLiteral("not asked"));
        QVERIFY(!action("plan.apply")->isVisible() && !action("plan.apply")->isEnabled());
        desk().apply({}); // whatever the buttons say
        waitForEnd();
        QVERIFY(api().object("configmaps", "default", "m").is_null());
        QVERIFY2(message().contains(QStringLiteral("careful")), qPrintable(message()));
    }

    void productionAsksForTheNameOfWhatGoes_data()
    {
        QTest::addColumn<bool>("underAnotherName");
        QTest::newRow("of the connection that is open") << false;
        QTest::newRow("of another to the same cluster") << true;
    }
    void productionAsksForTheNameOfWhatGoes()
    {
        QFETCH(bool, underAnotherName);
        core::settings::Connection other;
        other.name = "other";
        other.kubeconfig = "/nowhere";
        other.of = core::settings::Class::Production;
        other.clusterUid = uid();
        if (underAnotherName)
            QVERIFY(core::settings::SettingsFile(folder->file("berth/config.yaml").string()).put(other).has_value());
        open(underAnotherName ? core::settings::Class::Test : core::settings::Class::Production);
        type(configMap("m", "v").dump());
        trigger("plan.make");
        waitForPlan();
        trigger("plan.apply");
        waitForEnd();
        press(bar(), QStringLiteral("Undo"));
        waitForPlan();
        QCOMPARE(desk().view()->count(ui::StepView::Kind::Delete), 1);
        trigger("plan.apply");
        auto* asked = window->findChild<ui::plan::ApplyDialog*>();
        QVERIFY(asked);
        auto* yes = buttonIn(*asked, QStringLiteral("Delete 1 object"));
        QVERIFY(yes && !yes->isEnabled());
        asked->findChild<QLineEdit*>()->setText(QStringLiteral("mm"));
        QVERIFY(!yes->isEnabled());
        asked->findChild<QLineEdit*>()->setText(QStringLiteral("m"));
        QVERIFY(yes->isEnabled());
        yes->click();
        waitForEnd();
        QVERIFY(api().object("configmaps", "default", "m").is_null());
    }

    void aSecretIsPlannedFromItsFileOnly()
    {
        const Json secret{{"apiVersion", "v1"},
                          {"kind", "Secret"},
                          {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                          {"stringData", {{"key", "canary-of-a-secret"}}}};
        open();
        type(secret.dump());
        trigger("plan.make");
        QVERIFY(!isShown<ui::plan::PlanScreen>()); // the text stands in no file
        QVERIFY(window->editor().message().sentence().contains(QStringLiteral("Save first")));
        const QString path = qt(folder->file("secret.json", secret.dump()));
        window->editor().currentTab()->editor().replaceText(QString());
        window->editor().openFiles({path});
        trigger("plan.make");
        waitForPlan();
        const ui::StepView& step = desk().view()->steps[0];
        QVERIFY(!(step.after + step.unified + step.before).contains(QStringLiteral("canary")));
        QVERIFY(!step.fields.empty());
        for (const ui::FieldChange& field : step.fields)
            QVERIFY(!(field.after + field.before).contains(QStringLiteral("canary")));
        trigger("plan.apply");
        waitForEnd();
        QCOMPARE(message(), QStringLiteral("1 of 1 applied."));
        QVERIFY(api().object("secrets", "default", "s")["data"]["key"] == "Y2FuYXJ5LW9mLWEtc2VjcmV0");
        QVERIFY(test::read(folder->file("state/journal.db")).find("canary") == std::string::npos);
    }

    void aStepWithoutAnEndIsAskedFor()
    {
        open();
        {
            auto journal = core::change::Journal::open(folder->file("state/journal.db").string());
            QVERIFY(journal.has_value());
            core::change::Entry head;
            head.who = "a@b";
            head.plan = std::string(64, 'a');
            head.time =
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) - std::chrono::minutes(5);
            head.body = {
                {"steps", {{{"cluster", "prod"}, {"kind", "ConfigMap"}, {"namespace", "default"}, {"name", "m"}}}}};
            QVERIFY(journal->append(head).has_value());
            core::change::Entry begun = head;
            begun.step = 0;
            begun.state = core::change::Entry::State::Intent;
            begun.body = {{"action", "apply"},
                          {"cluster", "prod"},
                          {"server", "s"},
                          {"clusterUid", uid()},
                          {"apiVersion", "v1"},
                          {"kind", "ConfigMap"},
                          {"namespace", "default"},
                          {"name", "m"},
                          {"object", configMap("m", "v")},
                          {"before", nullptr},
                          {"expected", configMap("m", "v")}};
            QVERIFY(journal->append(begun).has_value());
        }
        api().applyAs("berth", configMap("m", "v"));
        trigger("go.history");
        QTRY_VERIFY_WITH_TIMEOUT(history()->model()->rowCount() == 1, patienceMs);
        QVERIFY(history()->model()->index(0, 4).data().toString().contains(QStringLiteral("1 unknown")));
        QTRY_VERIFY(action("history.settle")->isEnabled());
        trigger("history.settle");
        QTRY_COMPARE_WITH_TIMEOUT(history()->model()->index(0, 4).data().toString(), QStringLiteral("1 of 1 done"),
                                  patienceMs);
        QVERIFY(screen<ui::history::HistoryScreen>()->message().sentence().contains(QStringLiteral("Berth made it")));
    }

    void nothingHoldsUpTheWindow()
    {
        open();
        type(configMap("m", "v").dump());
        HeldWrites held(api(), HeldWrites::Which::DryRunsToo);
        trigger("plan.make"); // its dry run hangs
        QElapsedTimer clock;
        clock.start();
        trigger("go.editor");
        window->editor().currentTab()->editor().goTo(1, 1);
        QTest::keyClicks(&window->editor().currentTab()->editor(), QStringLiteral("# still typing"));
        QVERIFY(clock.elapsed() < 2000);
        QCOMPARE(desk().doing(), PlanDesk::Doing::Planning);
        desk().stop();
        QCOMPARE(desk().doing(), PlanDesk::Doing::Nothing);
        held.letGo();
        QVERIFY(!desk().view());
    }

private:
    /// Of two steps the second is denied.
    void applyAPart()
    {
        api().setAdmission([](Json& object, bool dryRun) -> std::optional<Json> {
            if (dryRun || object["metadata"]["name"] != "m2") return std::nullopt;
            return forbidden("no more today");
        });
        open();
        type(configMap("m1", "v").dump() + "\n" + configMap("m2", "v").dump());
        trigger("plan.make");
        waitForPlan();
        trigger("plan.apply");
        waitForEnd();
    }
};

BERTH_TEST(Plans)

} // namespace tst_plan

#include "tst_plan.moc"
