#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/settings/settings.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/plan/step_model.h"
#include "ui/session/plan_desk.h"
#include "ui/widgets/message_bar.h"

namespace test {

/// A window on a fleet of one server, and what a person finds on its Plan screen. A test makes `folder`, `fleet` and `kubeconfig`.
class PlanWindow : public QObject {
protected:
    static constexpr int patienceMs = 20'000;
    static QString qt(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

    FakeApi& api() { return fleet->control(); }
    void openWindow()
    {
        window = std::make_unique<ui::MainWindow>(ui::MainWindow::Options{
            qt(folder->file("state")), ui::theme::Choice::Light, qt(folder->file("berth/config.yaml"))});
        settling()->setInterval(0); // a second for every plan is long; aSecondClickAppliesNothing has it
        window->resize(1280, 800);
        window->show();
    }
    void connectTo()
    {
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
    }
    void open(core::settings::Class of = core::settings::Class::Unstated, bool readOnly = false)
    {
        core::settings::Connection connection;
        connection.of = of;
        connection.readOnly = readOnly;
        connection.name = "prod";
        connection.kubeconfig = kubeconfig;
        connection.context = "fleet";
        const auto put = core::settings::SettingsFile(folder->file("berth/config.yaml").string()).put(connection);
        if (!put) qFatal("%s", put.error().what.c_str());
        openWindow();
        connectTo();
    }
    void type(const std::string& text)
    {
        window->editor().newTab();
        window->editor().currentTab()->editor().replaceText(QString::fromStdString(text));
    }
    ui::PlanDesk& desk() { return window->plans(); }
    QAction* action(const char* id) { return window->actions().get(QString::fromLatin1(id)); }
    QTimer* settling() { return window->findChild<QTimer*>(QStringLiteral("plan-settling")); }
    void waitUntilSettled() { QTRY_VERIFY_WITH_TIMEOUT(!settling()->isActive(), patienceMs); }
    /// Of what came just now nothing is applied.
    void trigger(const char* id)
    {
        if (std::string_view(id) == "plan.apply") waitUntilSettled();
        action(id)->trigger();
    }
    void waitForPlan()
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == ui::PlanDesk::Doing::Nothing && desk().view() && !desk().applied(),
                                 patienceMs);
        waitUntilSettled();
    }
    void waitForEnd() { QTRY_VERIFY_WITH_TIMEOUT(desk().doing() == ui::PlanDesk::Doing::Nothing, patienceMs); }
    template <class Screen>
    Screen* screen()
    {
        return window->findChild<Screen*>();
    }
    template <class Screen>
    bool isShown()
    {
        return screen<Screen>()->isVisible();
    }
    QTreeView* steps() { return window->findChild<QTreeView*>(QStringLiteral("plan-steps")); }
    QTreeView* history() { return window->findChild<QTreeView*>(QStringLiteral("history")); }
    void select(const QString& object)
    {
        for (int row = 0; row < steps()->model()->rowCount(); ++row)
            if (steps()->model()->index(row, ui::plan::StepModel::Object).data().toString() == object)
                return steps()->setCurrentIndex(steps()->model()->index(row, 0));
        QFAIL(qPrintable(object));
    }
    ui::MessageBar& bar() { return screen<ui::plan::PlanScreen>()->message(); }
    QString message() { return bar().sentence(); }
    bool hasText(const QString& text)
    {
        for (const auto* label : screen<ui::plan::PlanScreen>()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text)) return true;
        return false;
    }
    static QPushButton* buttonIn(QWidget& in, const QString& text)
    {
        for (auto* one : in.findChildren<QPushButton*>())
            if (one->text().remove(QLatin1Char('&')).startsWith(text)) return one;
        return nullptr;
    }
    QAbstractButton* find(const QString& text)
    {
        for (auto* one : screen<ui::plan::PlanScreen>()->findChildren<QAbstractButton*>())
            if (one->isVisible() && one->text().remove(QLatin1Char('&')).startsWith(text)) return one;
        return nullptr;
    }
    QPushButton* button(const QString& text) { return qobject_cast<QPushButton*>(find(text)); }
    bool button(const QString& text, bool) { return find(text) != nullptr; }
    QRadioButton* radio(const QString& text) { return qobject_cast<QRadioButton*>(find(text)); }
    static void press(QWidget& in, const QString& text)
    {
        QPushButton* one = buttonIn(in, text);
        if (one == nullptr) QFAIL(qPrintable(QStringLiteral("there is no button %1").arg(text)));
        one->click();
    }
    bool cell(const QString& text)
    {
        for (const auto* one : window->findChildren<QToolButton*>())
            if (one->isVisible() && one->text() == text) return true;
        return false;
    }
    bool cellWith(const QString& part)
    {
        for (const auto* one : window->findChildren<QToolButton*>())
            if (one->isVisible() && one->text().contains(part)) return true;
        return false;
    }
    std::string uid() { return api().object("namespaces", "", "kube-system")["metadata"]["uid"].get<std::string>(); }

    std::unique_ptr<TempFolder> folder;
    std::unique_ptr<FakeFleet> fleet;
    std::unique_ptr<ui::MainWindow> window;
    std::string kubeconfig;
};

} // namespace test
