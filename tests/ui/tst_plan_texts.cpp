// The texts that a plan is of: what is planned once they were changed, what a failed request asks for once more, and the texts
// beside what is there.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>

#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/plan_window.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/live_dialog.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/session/plan_desk.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/message_bar.h"

namespace tst_plan_texts {

using core::Json;
using ui::PlanDesk;

namespace {

Json deployment(int replicas)
{
    Json object = test::deploymentObject("a", replicas, 1);
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

} // namespace

class PlanTexts final : public test::PlanWindow {
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

    void whatStandsInTheEditorIsComparedAgain()
    {
        api().applyAs("berth", configMap("m", "one"));
        open();
        type(configMap("m", "one"));
        make();
        QVERIFY(desk().view()->steps.empty());
        change(configMap("m", "two"));
        QVERIFY(hasText(QStringLiteral("The text was changed since it was compared")));
        QVERIFY(!hasText(QStringLiteral("text and cluster agree")));
        press(*screen<ui::plan::PlanScreen>(), QStringLiteral("Compare again"));
        waitForPlan();
        QCOMPARE(desk().view()->steps.size(), std::size_t(1));
        QCOMPARE(desk().view()->steps[0].fields[0].after, QStringLiteral("\"two\""));
    }

    void applyGivesWayWhileTheTextIsAnother()
    {
        api().applyAs("berth", deployment(2));
        open();
        type(deployment(3));
        make();
        QVERIFY(action("plan.apply")->isEnabled());
        change(deployment(5));
        QVERIFY(!action("plan.apply")->isEnabled() && action("plan.again")->isEnabled());
        QVERIFY(bar().isVisible());
        QVERIFY2(bar().sentence().contains(QStringLiteral("The text was changed since the plan was made: untitled-")),
                 qPrintable(bar().sentence()));
        desk().apply({}); // whatever the buttons say
        QCOMPARE(desk().doing(), PlanDesk::Doing::Nothing);
        change(deployment(3)); // typed back
        QVERIFY(action("plan.apply")->isEnabled() && !bar().isVisible());
        change(deployment(5));
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(desk().changedTexts().isEmpty());
        QCOMPARE(desk().view()->steps[0].fields[0].after, QStringLiteral("5"));
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 5);
    }

    /// Who clicks Re-plan twice, or on Apply as soon as it is there, has not seen what came.
    void aSecondClickAppliesNothing()
    {
        api().applyAs("berth", deployment(2));
        open();
        type(deployment(3));
        make();
        change(deployment(5));
        auto* apply = button(QStringLiteral("Apply 1 step"));
        const QToolButton* again = nullptr; // the bar above has one of its own
        for (const auto* one : screen<ui::plan::PlanScreen>()->findChildren<QToolButton*>())
            if (one->defaultAction() == action("plan.again")) again = one;
        QVERIFY(apply && again);
        QVERIFY(!apply->isEnabled());
        const auto placeOf = [](const QWidget& one) { return QRect(one.mapToGlobal(QPoint()), one.size()); };
        QTRY_VERIFY(placeOf(*again).right() < placeOf(*apply).left());
        const QRect was = placeOf(*apply);
        settling()->setInterval(10 * patienceMs); // whatever the machine's speed
        trigger("plan.again");
        QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == PlanDesk::Doing::Nothing && desk().changedTexts().isEmpty(),
                                 patienceMs);
        QTRY_COMPARE(placeOf(*apply), was);
        QVERIFY(!apply->isEnabled() && !action("plan.apply")->isEnabled());
        QCOMPARE(apply->accessibleDescription(), QStringLiteral("The plan came just now. Look at it first."));
        QTest::mouseClick(apply, Qt::LeftButton);
        action("plan.apply")->trigger();
        QCOMPARE(desk().doing(), PlanDesk::Doing::Nothing);
        settling()->start(0);
        QTRY_VERIFY(apply->isEnabled());
        QVERIFY(apply->accessibleDescription().isEmpty());
    }

    void whatWasChosenStaysForAnotherText()
    {
        open();
        typeAll({configMap("m1", "v"), configMap("m2", "v")});
        make();
        QCOMPARE(desk().view()->wanted(), 2);
        for (const ui::StepView& step : desk().view()->steps)
            if (step.name == QStringLiteral("m2")) {
                desk().setWanted(QString(step.id), false);
                break;
            }
        waitForPlan();
        QCOMPARE(desk().view()->wanted(), 1);
        changeAll({configMap("m1", "w"), configMap("m2", "w")});
        trigger("plan.again");
        waitForPlan();
        QCOMPARE(desk().view()->wanted(), 1);
        QCOMPARE(desk().view()->steps.size(), std::size_t(2));
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(api().object("configmaps", "default", "m1")["data"]["k"] == "w");
        QVERIFY(api().object("configmaps", "default", "m2").is_null());
    }

    void whatTheClusterHasBesidesIsSaidBesideTheSteps()
    {
        api().applyAs("berth", deployment(2));
        Json live = api().object("deployments", "default", "a");
        live["spec"]["template"]["spec"]["hostNetwork"] = true;
        api().updateAs("kubectl-patch", live);
        open();
        type(deployment(3));
        make();
        QCOMPARE(desk().view()->steps.size(), std::size_t(1));
        QVERIFY2(hasText(QStringLiteral(".spec.template.spec.hostNetwork (kubectl-patch)")),
                 qPrintable(desk().view()->beyond));
    }

    /// One more text is nothing against the plan of the others, and is planned with them the next time.
    void oneMoreTextIsPlannedTheNextTime()
    {
        open();
        type(configMap("m1", "v"));
        make();
        type(configMap("m2", "v"));
        QVERIFY(desk().changedTexts().isEmpty() && action("plan.apply")->isEnabled());
        trigger("plan.again");
        waitForPlan();
        QCOMPARE(desk().view()->steps.size(), std::size_t(2));
    }

    void whatFailedIsAskedForOnceMore()
    {
        open();
        type(configMap("m", "one"));
        make();
        trigger("plan.apply");
        waitForEnd();
        desk().undo(desk().applied()->digest);
        waitForPlan();
        QVERIFY(!desk().view()->undoes.isEmpty());
        change(configMap("m", "two"));
        QVERIFY(desk().changedTexts().isEmpty()); // an undo is of no text
        trigger("plan.again");
        waitForPlan();
        QVERIFY(!desk().view()->undoes.isEmpty());

        folder->file("kube/config", "no kubeconfig: [");
        trigger("plan.make");
        QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == PlanDesk::Doing::Nothing && desk().hasFailed(), patienceMs);
        QVERIFY(desk().isFormer() && bar().sentence().contains(QStringLiteral("former plan")));
        folder->file("kube/config", fleet->kubeconfig());
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(!desk().isFormer() && !desk().hasFailed());
        QVERIFY(desk().view()->undoes.isEmpty());
        QCOMPARE(desk().view()->steps[0].fields[0].after, QStringLiteral("\"two\""));
    }

    void aTextThatWasChangedSinceItFailedIsPlannedAsItIs()
    {
        open();
        type(configMap("m", "one"));
        make();
        folder->file("kube/config", "no kubeconfig: [");
        trigger("plan.again");
        QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == PlanDesk::Doing::Nothing && desk().hasFailed(), patienceMs);
        change(configMap("m", "two"));
        folder->file("kube/config", fleet->kubeconfig());
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(!desk().hasFailed() && desk().changedTexts().isEmpty());
        QVERIFY2(desk().view()->steps[0].after.contains(QStringLiteral("two")),
                 qPrintable(desk().view()->steps[0].after));
    }

    void aTextStandsBesideWhatIsThere()
    {
        api().applyAs("berth", deployment(2));
        api().applyAs("berth", configMap("m", "v"));
        open();
        typeAll({deployment(4), configMap("m", "v"), configMap("n", "v")});
        auto* dialog = compare();
        QVERIFY(dialog);
        auto* objects = dialog->findChild<QComboBox*>();
        QTRY_COMPARE_WITH_TIMEOUT(objects->count(), 3, patienceMs);
        QCOMPARE(test::unnamed(*dialog).join(QLatin1Char(' ')), QString());
        choose(*objects, QStringLiteral("Deployment default/a"));
        QVERIFY2(says(*dialog, QStringLiteral("1 field differs.")), qPrintable(textsOf(*dialog)));
        const QString shown = textsOf(*dialog);
        QVERIFY2(shown.contains(QStringLiteral("replicas: 2")) && shown.contains(QStringLiteral("replicas: 4")),
                 qPrintable(shown));
        for (const char* kept : {"managedFields", "resourceVersion", "uid:", "status:"})
            QVERIFY2(!shown.contains(QLatin1String(kept)), kept);
        for (const auto* text : dialog->findChildren<ui::DiffText*>()) QVERIFY(text->isReadOnly());
        choose(*objects, QStringLiteral("ConfigMap default/n"));
        QVERIFY(says(*dialog, QStringLiteral("It is not there")));
        choose(*objects, QStringLiteral("ConfigMap default/m"));
        QVERIFY(says(*dialog, QStringLiteral("Text and cluster agree.")));
        QVERIFY(api().object("configmaps", "default", "n").is_null()); // it was read, and nothing else
        QVERIFY(!desk().view());
        dialog->close();
    }

    void noValueOfASecretIsShownBesideAnother()
    {
        Json secret{{"apiVersion", "v1"},
                    {"kind", "Secret"},
                    {"metadata", {{"name", "s"}, {"namespace", "default"}}},
                    {"data", {{"key", "Y2FuYXJ5LXRoZXJl"}}}};
        api().applyAs("somebody", secret);
        secret.erase("data");
        secret["stringData"] = {{"key", "canary-of-a-text"}};
        open();
        type(secret);
        auto* dialog = compare();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(says(*dialog, QStringLiteral("Secret default/s is not compared")), patienceMs);
        dialog->close();
        QTRY_VERIFY(!window->findChild<ui::plan::LiveDialog*>());

        window->editor().openFiles({qt(folder->file("secret.json", secret.dump()))});
        dialog = compare();
        QVERIFY(dialog);
        auto* objects = dialog->findChild<QComboBox*>();
        QTRY_COMPARE_WITH_TIMEOUT(objects->count(), 1, patienceMs);
        QCOMPARE(objects->itemText(0), QStringLiteral("Secret default/s"));
        const QString shown = textsOf(*dialog);
        QVERIFY(shown.contains(QStringLiteral("name: s")));
        QVERIFY2(!shown.contains(QStringLiteral("canary")) && !shown.contains(QStringLiteral("Y2FuYXJ5")),
                 qPrintable(shown));
        dialog->close();
    }

    void whereTheNamespaceIsNotThereEitherItIsSaid()
    {
        api().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        open();
        Json elsewhere = configMap("n", "v");
        elsewhere["metadata"]["namespace"] = "nowhere";
        Json made = configMap("o", "v");
        made["metadata"]["namespace"] = "made";
        typeAll({configMap("m", "v"), elsewhere, made,
                 Json{{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "made"}}}}});
        auto* dialog = compare();
        QVERIFY(dialog);
        auto* objects = dialog->findChild<QComboBox*>();
        QTRY_COMPARE_WITH_TIMEOUT(objects->count(), 4, patienceMs);
        choose(*objects, QStringLiteral("ConfigMap nowhere/n"));
        QVERIFY(says(*dialog, QStringLiteral("neither is its namespace nowhere")));
        for (const char* other : {"ConfigMap default/m", "ConfigMap made/o", "Namespace made"}) {
            choose(*objects, QLatin1String(other));
            QVERIFY2(says(*dialog, QStringLiteral("It is not there: the text would create it.")), other);
        }
        dialog->close();
    }

    void whereNobodyAnswersItIsSaidAndTriedAgain()
    {
        open();
        type(configMap("m", "v"));
        folder->file("kube/config", "no kubeconfig: [");
        auto* dialog = compare();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(says(*dialog, QStringLiteral("It could not be compared.")), patienceMs);
        folder->file("kube/config", fleet->kubeconfig());
        press(*dialog, QStringLiteral("Try again"));
        QTRY_COMPARE_WITH_TIMEOUT(dialog->findChild<QComboBox*>()->count(), 1, patienceMs);
        QVERIFY(says(*dialog, QStringLiteral("It is not there")));
        dialog->close();
    }

    void withoutALiveFleetThereIsNothingToCompareWith()
    {
        openWindow();
        type(configMap("m", "v"));
        QVERIFY(!compare());
        QVERIFY(window->editor().message().sentence().contains(QStringLiteral("No fleet is open")));
        window->openDemo();
        QTRY_VERIFY_WITH_TIMEOUT(window->session().fleet() != nullptr, patienceMs);
        QVERIFY(!compare());
        QVERIFY(window->editor().message().sentence().contains(QStringLiteral("is a snapshot")));
    }

    /// The cluster changes while it is asked whether fields are to be taken over.
    void whatIsConfirmedTooLateIsNotAppliedAndSaysSo()
    {
        api().applyAs("gitops-agent", deployment(2));
        open();
        type(deployment(4));
        make();
        QRadioButton* take = nullptr;
        for (auto* one : screen<ui::plan::PlanScreen>()->findChildren<QRadioButton*>())
            if (one->text().remove(QLatin1Char('&')).startsWith(QStringLiteral("Take over"))) take = one;
        QVERIFY(take);
        take->click();
        waitForPlan();
        QVERIFY(hasText(QStringLiteral("server dry run: accepted 1 of 1")));
        QVERIFY(hasText(QStringLiteral("Undo: ")));
        trigger("plan.apply");
        auto* asked = window->findChild<ui::plan::ApplyDialog*>();
        QVERIFY(asked);
        api().setClock("2099-01-01T00:00:00Z");
        api().applyAs("somebody", deployment(7), true);
        QTRY_VERIFY_WITH_TIMEOUT(!desk().changedSince().isEmpty(), patienceMs);
        press(*asked, QStringLiteral("Take over 1 field"));
        QVERIFY(bar().isVisible());
        QVERIFY2(bar().sentence().contains(QStringLiteral("not as the plan saw it")) &&
                     bar().sentence().contains(QStringLiteral("somebody")),
                 qPrintable(bar().sentence()));
        QVERIFY(!action("plan.apply")->isEnabled() && action("plan.again")->isEnabled());
        QVERIFY(hasText(QStringLiteral("accepted 1 of 1, when the plan was made")));
        QVERIFY(!hasText(QStringLiteral("Undo: ")));
        QCOMPARE(desk().doing(), PlanDesk::Doing::Nothing);
        QVERIFY(api().object("deployments", "default", "a")["spec"]["replicas"] == 7);
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(desk().changedSince().isEmpty());
    }

    void withoutAFleetNothingIsSaidToBeInOrder()
    {
        const auto saysCell = [this](const char* text) {
            for (const auto* one : window->findChildren<QToolButton*>())
                if (one->text() == QLatin1String(text)) return true;
            return false;
        };
        openWindow();
        QVERIFY(saysCell("not checked against a fleet"));
        QVERIFY(!saysCell("no problems"));
        window->openDemo();
        QTRY_VERIFY_WITH_TIMEOUT(window->session().fleet() != nullptr, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!saysCell("not checked against a fleet"), patienceMs);
    }

    void itIsSaidWhichNameIsToBeTyped()
    {
        ui::PlanView plan;
        ui::StepView step;
        step.kind = ui::StepView::Kind::Delete;
        step.cluster = QStringLiteral("prod");
        step.object = QStringLiteral("ConfigMap default/m");
        step.name = QStringLiteral("m");
        step.isProduction = true;
        plan.steps.push_back(step);
        ui::plan::ApplyDialog dialog(plan);
        dialog.show();
        const QString why = QStringLiteral("Nothing is deleted before these names are typed: m");
        QVERIFY(says(dialog, QStringLiteral("Type the name of what is deleted, m:")));
        QVERIFY(says(dialog, why));
        QPushButton* yes = nullptr;
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->text().remove(QLatin1Char('&')) == QStringLiteral("Delete 1 object")) yes = one;
        QVERIFY(yes && !yes->isEnabled());
        QCOMPARE(yes->toolTip(), why);
        dialog.findChild<QLineEdit*>()->setText(QStringLiteral("m"));
        QVERIFY(yes->isEnabled() && !says(dialog, why));
    }

private:
    static QString textOf(const std::vector<Json>& objects)
    {
        std::string text;
        for (const Json& object : objects) text += object.dump() + "\n---\n";
        return QString::fromStdString(text);
    }
    void typeAll(const std::vector<Json>& objects)
    {
        window->editor().newTab();
        changeAll(objects);
    }
    void changeAll(const std::vector<Json>& objects)
    {
        window->editor().currentTab()->editor().replaceText(textOf(objects));
    }
    void type(const Json& object) { typeAll(std::vector<Json>(1, object)); }
    void change(const Json& object) { changeAll(std::vector<Json>(1, object)); }
    void make()
    {
        trigger("plan.make");
        waitForPlan();
    }
    void waitForEnd()
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == PlanDesk::Doing::Nothing && desk().applied(), patienceMs);
    }
    /// The dialog; null: none opened.
    ui::plan::LiveDialog* compare()
    {
        trigger("plan.compare-live");
        return window->findChild<ui::plan::LiveDialog*>();
    }
    static void choose(QComboBox& objects, const QString& text)
    {
        const int at = objects.findText(text);
        if (at < 0) QFAIL(qPrintable(text));
        objects.setCurrentIndex(at);
    }
    /// Both sides, and the patch.
    static QString textsOf(const QWidget& in)
    {
        QStringList texts;
        for (const auto* one : in.findChildren<ui::DiffText*>()) texts << one->toPlainText();
        return texts.join(QLatin1Char('\n'));
    }
    static bool says(const QWidget& in, const QString& text)
    {
        for (const auto* label : in.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text)) return true;
        return false;
    }
    static void press(QWidget& in, const QString& text)
    {
        QCoreApplication::processEvents(); // a button that has just come is shown by its layout
        for (auto* one : in.findChildren<QPushButton*>())
            if (one->isVisible() && one->isEnabled() && one->text().remove(QLatin1Char('&')) == text)
                return one->click();
        QFAIL(qPrintable(QStringLiteral("there is no button %1").arg(text)));
    }
};

BERTH_TEST(PlanTexts)

} // namespace tst_plan_texts

#include "tst_plan_texts.moc"
