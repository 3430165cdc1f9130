// Around a plan: what its clusters lack for it, what a delete takes along, and what changed since it was made.
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "core/change/plan.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/plan_window.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/history/history_screen.h"
#include "ui/screens/plan/apply_dialog.h"
#include "ui/screens/plan/check_model.h"
#include "ui/screens/plan/checks_pane.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/session/plan_desk.h"
#include "ui/widgets/message_bar.h"

namespace tst_plan_checks {

using core::Json;
using ui::CheckView;
using ui::PlanDesk;

namespace {

Json configMap(const std::string& name)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}}},
            {"data", {{"k", "v"}}}};
}
/// A workload that refers to the ConfigMap "flags" and the Secret "hub".
Json deployment(int replicas)
{
    Json object = test::deploymentObject("a", replicas, 1);
    object["metadata"].erase("uid");
    Json& container = object["spec"]["template"]["spec"]["containers"][0];
    container["envFrom"] = Json::array({{{"configMapRef", {{"name", "flags"}}}}});
    container["env"] =
        Json::array({{{"name", "T"}, {"valueFrom", {{"secretKeyRef", {{"name", "hub"}, {"key", "token"}}}}}}});
    return object;
}
Json policy()
{
    return Json::parse(R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
        "metadata": {"name": "pp", "namespace": "default"},
        "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "a"}],
                 "placement": {"clusterAffinity": {"clusterNames": ["m1"]},
                               "replicaScheduling": {"replicaSchedulingType": "Duplicated"}}}})");
}
Json kubeSystem(const std::string& uid)
{
    return {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}, {"uid", uid}}}};
}
Json space(const std::string& name)
{
    return {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", name}}}};
}

} // namespace

class PlanChecks final : public test::PlanWindow {
    Q_OBJECT
private slots:
    void init()
    {
        folder = std::make_unique<test::TempFolder>();
        serve("uid-of-fleet");
    }
    void cleanup()
    {
        window.reset();
        fleet.reset();
        folder.reset();
    }

    void whatAClusterLacksIsSaidAndMadeByAStep()
    {
        open();
        // On a slow machine the first snapshot comes before all is read; what is not yet, is "not known" to a check.
        QTRY_VERIFY_WITH_TIMEOUT(
            window->session().clusters().size() == 2 &&
                std::ranges::none_of(window->session().clusters(),
                                     [](const ui::ClusterState& one) { return one.tone == ui::theme::Tone::Progress; }),
            patienceMs);
        plan({deployment(2), policy(), configMap("flags")});
        const CheckView* check = checkAbout(QStringLiteral("ConfigMap default/flags"));
        QVERIFY2(check && check->state == CheckView::State::Fails && check->canBeAdded, qPrintable(checksText()));
        QCOMPARE(check->cluster, QStringLiteral("m1"));
        QVERIFY2(check->fix.contains(QStringLiteral("name: flags")), qPrintable(check->fix));
        const ui::Remark said = ui::plan::blockingText(*desk().view());
        QVERIFY2(said.tone == ui::theme::Tone::Error &&
                     said.text.contains(QStringLiteral("m1: ConfigMap default/flags")),
                 qPrintable(said.text));
        QVERIFY(hasText(said.text)); // before Apply, whichever tab is shown
        QVERIFY(action("plan.apply")->isEnabled());
        QCOMPARE(test::unnamed(*window).join(QLatin1Char(' ')), QString());
        select(QStringLiteral("ConfigMap default/flags"));
        QVERIFY(hasText(QStringLiteral("wanted by")));
        pressShown(QStringLiteral("Add the fix to the plan"));
        waitForPlan();
        check = checkAbout(QStringLiteral("ConfigMap default/flags"));
        QVERIFY(check && check->state == CheckView::State::Mended && !check->canBeAdded);
        QVERIFY(hasStep(QStringLiteral("m1"), QStringLiteral("ConfigMap default/flags")));
        // The Secret has no manifest anywhere: it is to be written, and its values are nobody's to make up.
        const CheckView* secret = checkAbout(QStringLiteral("Secret default/hub"));
        QVERIFY(secret && secret->state == CheckView::State::Fails && !secret->canBeAdded);
        const int before = window->editor().tabCount();
        select(QStringLiteral("Secret default/hub"));
        pressShown(QStringLiteral("Open the fix in the editor"));
        QCOMPARE(window->editor().tabCount(), before + 1);
        QVERIFY(window->editor().currentTab()->editor().toPlainText().contains(QStringLiteral("name: hub")));
        QVERIFY(window->editor().isVisible());
        trigger("go.plan");
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(!fleet->api("m1").object("configmaps", "default", "flags").is_null());
    }

    /// What was added to mend a check stays for a changed text, as that text has it; what nothing asks for any more is said.
    void aFixStaysForAChangedText()
    {
        open();
        QTRY_VERIFY_WITH_TIMEOUT(
            window->session().clusters().size() == 2 &&
                std::ranges::none_of(window->session().clusters(),
                                     [](const ui::ClusterState& one) { return one.tone == ui::theme::Tone::Progress; }),
            patienceMs);
        const QString fix = QStringLiteral("ConfigMap default/flags");
        plan({deployment(2), policy(), configMap("flags")});
        const CheckView* check = checkAbout(fix);
        QVERIFY2(check && check->state == CheckView::State::Fails && check->canBeAdded, qPrintable(checksText()));
        select(fix);
        pressShown(QStringLiteral("Add the fix to the plan"));
        waitForPlan();
        QVERIFY(hasStep(QStringLiteral("m1"), fix));

        Json flags = configMap("flags");
        flags["data"]["k"] = "w";
        change({deployment(4), policy(), flags});
        trigger("plan.again");
        waitForPlan();
        QVERIFY(desk().changedTexts().isEmpty());
        QVERIFY2(hasStep(QStringLiteral("m1"), fix), qPrintable(checksText()));
        QVERIFY(desk().view()->fixesLeft.isEmpty());
        for (const ui::StepView& step : desk().view()->steps)
            if (step.object == fix) QVERIFY2(step.after.contains(QStringLiteral("k: w")), qPrintable(step.after));

        Json without = deployment(4);
        without["spec"]["template"]["spec"]["containers"][0].erase("envFrom");
        change({without, policy(), flags});
        trigger("plan.again");
        waitForPlan();
        QVERIFY(!hasStep(QStringLiteral("m1"), fix));
        QCOMPARE(desk().view()->fixesLeft.join(QLatin1Char('|')), QStringLiteral("m1: ") + fix);
        QVERIFY2(bar().isVisible() && bar().sentence().contains(QStringLiteral("m1: ") + fix),
                 qPrintable(bar().sentence()));
        trigger("plan.make"); // from the beginning: nothing is left of what was added
        waitForPlan();
        QVERIFY(desk().view()->fixesLeft.isEmpty());
    }

    /// As the command's plans do: who reads one from a file goes the same way.
    void aPlanKeepsTheNameOfItsConnection()
    {
        open();
        plan({configMap("m")});
        const auto saved = [&](const char* name) {
            QSignalSpy done(&desk(), &PlanDesk::saved);
            const QString path = qt(folder->file(name));
            desk().save(path);
            if (done.isEmpty()) done.wait(patienceMs);
            const auto read = core::change::readPlan(test::read(path.toStdString()));
            return read ? read->connection : std::string("not read");
        };
        QCOMPARE(saved("made.json"), std::string("prod"));
        trigger("plan.again");
        waitForPlan();
        QCOMPARE(saved("again.json"), std::string("prod"));
        trigger("plan.apply");
        waitForEnd();
        desk().undo(desk().applied()->digest);
        waitForPlan();
        QCOMPARE(saved("undo.json"), std::string("prod"));
    }

    /// Where the fleet cannot be read nothing is checked, and the plan is there nevertheless.
    void aClusterThatIsNotReachedIsNotKnown()
    {
        fleet->setMood("m1", test::FakeFleet::Mood::Refused);
        open();
        plan({deployment(2), policy()});
        QVERIFY(desk().view()->steps.size() == 2);
        const CheckView* check = checkAbout(QStringLiteral("ConfigMap default/flags"));
        QVERIFY(!check || check->state == CheckView::State::Unknown);
        QVERIFY(ui::plan::blockingText(*desk().view()).text.isEmpty());
    }

    void theWorstStandsFirst()
    {
        using State = CheckView::State;
        ui::PlanView view;
        for (const State state :
             {State::Passes, State::Warns, State::Fails, State::Mended, State::Unknown, State::Fails})
            view.checks.push_back({state, QStringLiteral("c"), QStringLiteral("t"), {}, {}, {}, false});
        QList<int> numbers;
        for (const auto& row : ui::plan::checkRows(view)) numbers << row.number;
        QCOMPARE(numbers, (QList<int>{2, 5, 4, 1, 3, 0}));
        QCOMPARE(ui::plan::checksText(view).text,
                 QStringLiteral(
                     "1 of 6 checks of the clusters pass, 1 by a step of the plan, 1 warns, 2 fail, 1 not known"));
        QVERIFY(ui::plan::checksText({}).text.isEmpty());
    }

    void whatADeleteTakesAlongIsSaidBeforeIt()
    {
        open();
        plan({deployment(2)});
        trigger("plan.apply");
        waitForEnd();
        const std::string uid = api().object("deployments", "default", "a")["metadata"]["uid"];
        Json binding{{"apiVersion", "work.karmada.io/v1alpha2"},
                     {"kind", "ResourceBinding"},
                     {"metadata",
                      {{"name", "a-deployment"},
                       {"namespace", "default"},
                       {"ownerReferences",
                        Json::array({{{"uid", uid}, {"kind", "Deployment"}, {"name", "a"}, {"controller", true}}})}}}};
        api().put(binding);
        desk().undo(desk().applied()->digest);
        waitForPlan();
        const ui::StepView& step = desk().view()->steps.front();
        QCOMPARE(step.kind, ui::StepView::Kind::Delete);
        QCOMPARE(step.dependants.join(QLatin1Char('|')), QStringLiteral("1 ResourceBinding (a-deployment)"));
        QVERIFY(hasText(QStringLiteral("Takes along: 1 ResourceBinding (a-deployment)")));
        trigger("plan.apply");
        auto* dialog = window->findChild<ui::plan::ApplyDialog*>();
        QVERIFY(dialog);
        bool isSaid = false;
        for (const auto* label : dialog->findChildren<QLabel*>())
            isSaid = isSaid || label->text() == QStringLiteral("Goes along: 1 ResourceBinding (a-deployment)");
        QVERIFY(isSaid);
        dialog->reject();
    }

    void aChangeOfTheClusterIsSaidAsSoonAsItIsSeen()
    {
        api().applyAs("berth", deployment(2));
        open();
        plan({deployment(4)});
        QVERIFY(action("plan.apply")->isEnabled());
        Json status = api().object("deployments", "default", "a");
        status["status"]["observedGeneration"] = 7; // a status goes on, and is nothing to the plan
        api().updateAs("kube-controller-manager", status);
        QTest::qWait(4'000); // longer than between two looks
        QVERIFY(desk().changedSince().isEmpty() && action("plan.apply")->isEnabled());
        Json other = deployment(3);
        api().applyAs("somebody", other, true);
        QTRY_VERIFY_WITH_TIMEOUT(!desk().changedSince().isEmpty(), patienceMs);
        QVERIFY2(bar().sentence().contains(QStringLiteral("not as the plan saw it")) &&
                     bar().sentence().contains(QStringLiteral(".spec.replicas")),
                 qPrintable(bar().sentence()));
        QVERIFY(!action("plan.apply")->isEnabled());
        press(bar(), QStringLiteral("Re-plan"));
        waitForPlan();
        QVERIFY(desk().changedSince().isEmpty());
    }

    void anUndoDoesNotGoToAnotherClusterOfTheSameName()
    {
        open();
        plan({configMap("m")});
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(desk().applied());
        const QString digest = desk().applied()->digest;
        window.reset();
        serve("uid-of-another");
        api().applyAs("berth", configMap("m"));
        open();
        QSignalSpy failed(&desk(), &PlanDesk::failed);
        desk().undo(digest);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        const QString said = failed.front().front().toString();
        QVERIFY2(said.contains(QStringLiteral("another one than the plan was made for")) &&
                     said.contains(QStringLiteral("Undo it through a connection or a kubeconfig that leads to")),
                 qPrintable(said));
        QVERIFY(!desk().view());
        QVERIFY(!hasText(QStringLiteral("Nothing to undo")));
        QVERIFY(!api().object("configmaps", "default", "m").is_null());
    }

    /// The id came back with another cluster behind it.
    void aPlanForAnotherClusterOfTheSameNameIsRefused()
    {
        open();
        plan({configMap("m")});
        const QString path = qt(folder->file("plan.json"));
        QSignalSpy saved(&desk(), &PlanDesk::saved);
        desk().save(path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, patienceMs);
        window.reset();
        serve("uid-of-another");
        open();
        window->openPaths({path});
        waitForPlan();
        trigger("plan.again");
        QTRY_VERIFY_WITH_TIMEOUT(bar().sentence().contains(QStringLiteral("another one than the plan was made for")),
                                 patienceMs);
        QVERIFY(desk().doing() == PlanDesk::Doing::Nothing);
        QCOMPARE(desk().view()->file, path); // what was there stays
        // And it is found without being asked.
        QTRY_VERIFY_WITH_TIMEOUT(!desk().changedSince().isEmpty() || desk().isSpent(), patienceMs);
        QVERIFY(api().object("configmaps", "default", "m").is_null());
    }

    void aPlanOfTheHistoryIsExportedAndAppliedAgain()
    {
        open();
        plan({configMap("m")});
        trigger("plan.apply");
        waitForEnd();
        const QString digest = desk().applied()->digest;
        trigger("go.history");
        QTRY_VERIFY_WITH_TIMEOUT(action("history.again")->isEnabled() && action("history.export")->isEnabled(),
                                 patienceMs);
        QSignalSpy exported(&desk(), &PlanDesk::exported);
        const QString path = qt(folder->file("out.json"));
        desk().exportPlan(digest, false, path);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, patienceMs);
        const auto read = core::change::readPlan(test::read(path.toStdString()));
        QVERIFY(read.has_value());
        QCOMPARE(QString::fromStdString(core::change::digestOf(*read)), digest);
        desk().exportPlan(digest, true, path);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 2, patienceMs);
        const Json record = Json::parse(test::read(path.toStdString()));
        QVERIFY(record["kind"] == "HistoryOfPlan" && record["items"].size() == 3);

        api().remove("configmaps", "default", "m");
        trigger("history.again");
        waitForPlan();
        QVERIFY(window->findChild<ui::plan::PlanScreen*>()->isVisible());
        QCOMPARE(desk().view()->steps.size(), std::size_t(1));
        QVERIFY(desk().view()->undoes.isEmpty());
        trigger("plan.apply");
        waitForEnd();
        QVERIFY(!api().object("configmaps", "default", "m").is_null());
    }

private:
    void serve(const std::string& uid)
    {
        fleet = std::make_unique<test::FakeFleet>();
        api().serveCluster();
        api().serveKarmada();
        api().serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        api().put(kubeSystem(uid));
        api().put(space("default"));
        test::FakeApi& member = fleet->member("m1");
        for (const auto& [plural, kind] :
             {std::pair("secrets", "Secret"), std::pair("serviceaccounts", "ServiceAccount")})
            member.serveResource({"", "v1", plural, kind, true, {}, {}});
        member.put(kubeSystem(uid + "-m1"));
        member.put(space("default"));
        member.put(test::nodeObject("m1-a", 8));
        kubeconfig = folder->file("kube/config", fleet->kubeconfig()).string();
    }
    void plan(const std::vector<Json>& objects)
    {
        std::string text;
        for (const Json& object : objects) text += object.dump() + "\n---\n";
        window->editor().newTab();
        window->editor().currentTab()->editor().replaceText(QString::fromStdString(text));
        trigger("plan.make");
        waitForPlan();
    }
    /// What stands in the text that was planned.
    void change(const std::vector<Json>& objects)
    {
        std::string text;
        for (const Json& object : objects) text += object.dump() + "\n---\n";
        window->editor().currentTab()->editor().replaceText(QString::fromStdString(text));
        QTRY_VERIFY_WITH_TIMEOUT(!desk().changedTexts().isEmpty(), patienceMs);
    }
    const CheckView* checkAbout(const QString& text)
    {
        for (const CheckView& check : desk().view()->checks)
            if (check.text.contains(text)) return &check;
        return nullptr;
    }
    QString checksText()
    {
        QStringList lines;
        for (const CheckView& check : desk().view()->checks)
            lines << QStringLiteral("%1 %2 %3").arg(int(check.state)).arg(check.cluster, check.text);
        return lines.join(QLatin1Char('\n'));
    }
    bool hasStep(const QString& cluster, const QString& object)
    {
        for (const ui::StepView& step : desk().view()->steps)
            if (step.cluster == cluster && step.object == object) return true;
        return false;
    }
    /// The check on the Checks tab.
    void select(const QString& text)
    {
        auto* view = window->findChild<QTreeView*>(QStringLiteral("plan-checks"));
        auto* tabs = window->findChild<ui::plan::PlanScreen*>()->findChild<QTabWidget*>();
        tabs->setCurrentWidget(window->findChild<ui::plan::ChecksPane*>());
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, ui::plan::CheckModel::What).data().toString().contains(text))
                return view->setCurrentIndex(view->model()->index(row, 0));
        QFAIL(qPrintable(text));
    }
    static void press(QWidget& in, const QString& text)
    {
        for (auto* one : in.findChildren<QPushButton*>())
            if (one->isVisible() && one->isEnabled() && one->text().remove(QLatin1Char('&')) == text)
                return one->click();
        QFAIL(qPrintable(QStringLiteral("there is no button %1").arg(text)));
    }
    void pressShown(const QString& text) { press(*window->findChild<ui::plan::PlanScreen*>(), text); }
};

BERTH_TEST(PlanChecks)

} // namespace tst_plan_checks

#include "tst_plan_checks.moc"
