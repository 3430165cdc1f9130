// pictures FOLDER [--few]: the window in its states, themes, sizes, scales and languages, and contact sheets of them.
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPainter>
#include <QProcess>
#include <QSpinBox>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>

#include <cstdio>
#include <functional>

#include "core/text/yaml.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/resources.h"
#include "ui/screens/connections/connections_screen.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/connection_book.h"
#include "ui/session/plan_desk.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/message_bar.h"

namespace {

constexpr int patienceMs = 20'000;

/// Waits for the window's next answer that `enough` accepts.
bool settled(ui::MainWindow& window, const std::function<bool()>& enough)
{
    QElapsedTimer clock;
    clock.start();
    while (!enough() && clock.elapsed() < patienceMs) {
        QEventLoop loop;
        QObject::connect(&window.editor(), &ui::editor::EditorScreen::settled, &loop, &QEventLoop::quit);
        QObject::connect(&window.session(), &ui::Session::fleetFailed, &loop, &QEventLoop::quit);
        QTimer::singleShot(500, &loop, &QEventLoop::quit);
        loop.exec();
    }
    QCoreApplication::processEvents();
    return enough();
}

bool showDemo(ui::MainWindow& window)
{
    window.openDemo();
    window.editor().openExamples();
    return settled(window, [&] { return window.editor().preview().hasPreview(); });
}

/// A fleet of the tests with manifests of the same; the lower part shows the table of this name.
bool showFixture(ui::MainWindow& window, const char* fleet, const std::vector<const char*>& manifests,
                 const char* table)
{
    const auto path = [](const char* folder, const char* name) {
        return QString::fromStdString(test::fixture(std::string(folder) + "/" + name).string());
    };
    window.openFleet(path("fleets", fleet));
    QStringList files;
    for (const char* name : manifests) files << path("manifests", name);
    window.editor().openFiles(files);
    const auto shown = [&] { return window.editor().preview().findChild<QTreeView*>(QLatin1String(table)); };
    if (!settled(window, [&] {
            return window.editor().preview().hasPreview() && shown() != nullptr && shown()->model()->rowCount() > 0;
        }))
        return false;
    for (QTabWidget* tabs : window.editor().preview().findChildren<QTabWidget*>())
        if (const int at = tabs->indexOf(shown()); at >= 0) tabs->setCurrentIndex(at);
    return true;
}

/// Live clusters, one of them refused, and the kubeconfig that reaches them; in a folder that goes with it.
struct LiveFleet {
    LiveFleet()
    {
        fleet.control().serveKarmada();
        for (const char* name : {"c-hz-01", "c-sh-02"})
            fleet.member(name).put(test::nodeObject(std::string(name) + "-a", 8));
        fleet.member("c-bj-03", test::FakeFleet::Mood::Refused);
        kubeconfig = folder.file("config", fleet.kubeconfig()).string();
    }
    test::FakeFleet fleet;
    test::TempFolder folder;
    std::string kubeconfig;
};

/// Three connections: the fleet, tested; one whose server is not there; one without its file.
bool showConnections(ui::MainWindow& window)
{
    static LiveFleet live;
    const std::string dead = live.folder
                                 .file("dead", "apiVersion: v1\nkind: Config\ncurrent-context: lab\n"
                                               "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1', "
                                               "insecure-skip-tls-verify: true}}]\n"
                                               "contexts: [{name: lab, context: {cluster: c, user: u}}]\n"
                                               "users: [{name: u, user: {token: x}}]\n")
                                 .string();
    ui::ConnectionBook& book = window.connections();
    using core::settings::Class;
    book.put({.name = "prod-fleet",
              .kubeconfig = live.kubeconfig,
              .context = "fleet",
              .of = Class::Production,
              .readOnly = true});
    book.put({.name = "sh-admin",
              .kubeconfig = live.kubeconfig,
              .context = "member-c-sh-02",
              .memberOf = "prod-fleet",
              .cluster = "c-sh-02"});
    book.put({.name = "lab", .kubeconfig = dead, .of = Class::Test});
    book.put({.name = "gone", .kubeconfig = "/no/such/kubeconfig"});
    if (!settled(window, [&] { return book.rows().size() == 4; })) return false;
    window.goTo(QStringLiteral("connections"));
    const QString names[] = {QStringLiteral("prod-fleet"), QStringLiteral("lab")};
    for (const QString& name : names) book.test(name);
    if (!settled(window, [&] { return !book.isTesting(names[0]) && !book.isTesting(names[1]); })) return false;
    window.connectionsScreen().select(names[0]);
    emit window.connectionsScreen().detailsWanted();
    return true;
}

/// A fleet of one with what a plan needs: a Deployment that somebody else owns a field of, and a Secret of which less can be undone.
struct PlanFleet {
    PlanFleet()
    {
        fleet.control().serveCluster();
        fleet.control().serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        fleet.control().serveResource(
            {"policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy", true, {}, {}});
        fleet.control().put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}}}});
        fleet.control().put(test::nodeObject("hz-a", 8));
        kubeconfig = folder.file("config", fleet.kubeconfig()).string();
    }
    static core::Json qwen(int replicas, const char* image)
    {
        core::Json object = test::deploymentObject("qwen3-8b", replicas, 1);
        object["metadata"].erase("uid");
        object["spec"]["template"]["spec"]["containers"][0]["image"] = image;
        return object;
    }
    static core::Json policy()
    {
        return {{"apiVersion", "policy.karmada.io/v1alpha1"},
                {"kind", "PropagationPolicy"},
                {"metadata", {{"name", "demo-policy"}, {"namespace", "default"}}},
                {"spec",
                 {{"placement", {{"clusterAffinity", {{"clusterNames", core::Json::array({"c-hz-01", "c-sh-02"})}}}}},
                  {"resourceSelectors",
                   core::Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", "qwen3-8b"}}})}}}};
    }
    test::FakeFleet fleet;
    test::TempFolder folder;
    std::string kubeconfig;
};

void wait(ui::MainWindow& window, const std::function<bool()>& enough)
{
    QElapsedTimer clock;
    clock.start();
    while (!enough() && clock.elapsed() < patienceMs) {
        QEventLoop loop;
        QObject::connect(&window.plans(), &ui::PlanDesk::changed, &loop, &QEventLoop::quit);
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

/// The window on that fleet, with the texts planned.
bool showPlan(ui::MainWindow& window, PlanFleet& of, const std::vector<core::Json>& objects, bool readOnly = false)
{
    window.connections().put({.name = "prod-fleet",
                              .kubeconfig = of.kubeconfig,
                              .context = "fleet",
                              .of = core::settings::Class::Production,
                              .readOnly = readOnly});
    if (!settled(window, [&] { return window.connections().rows().size() == 1; })) return false;
    window.openConnection(QStringLiteral("prod-fleet"));
    if (!settled(window, [&] { return window.session().isLive(); })) return false;
    window.editor().newTab();
    std::string text;
    for (const core::Json& object : objects) text += "---\n" + core::text::toYaml(object);
    window.editor().currentTab()->editor().replaceText(QString::fromStdString(text));
    window.actions().get(QStringLiteral("plan.make"))->trigger();
    const auto isMade = [&] { return window.plans().doing() == ui::PlanDesk::Doing::Nothing && window.plans().view(); };
    wait(window, isMade);
    QCoreApplication::processEvents();
    return isMade();
}

bool apply(ui::MainWindow& window)
{
    auto* const action = window.actions().get(QStringLiteral("plan.apply"));
    if (!settled(window, [&] { return action->isEnabled(); }))
        return false; // it takes no click in a plan's first second
    action->trigger();
    const auto isDone = [&] {
        return window.plans().applied() && window.plans().doing() == ui::PlanDesk::Doing::Nothing;
    };
    wait(window, isDone);
    QCoreApplication::processEvents();
    return isDone();
}

/// The dialog that is open above the window.
QDialog* dialogOf(const ui::MainWindow& window)
{
    for (auto* dialog : window.findChildren<QDialog*>())
        if (dialog->isVisible()) return dialog;
    return nullptr;
}

/// The window, with its dialog where one is open.
QPixmap pictureOf(ui::MainWindow& window)
{
    QPixmap picture = window.grab();
    if (QDialog* dialog = dialogOf(window)) {
        const QPixmap above = dialog->grab();
        const QPoint middle(window.width() / 2, window.height() / 2);
        QPainter painter(&picture);
        painter.fillRect(window.rect(), QColor(0, 0, 0, 110));
        painter.drawPixmap(middle - QPoint(dialog->width() / 2, dialog->height() / 2), above);
    }
    return picture;
}

void selectStep(ui::MainWindow& window, int row)
{
    auto* steps = window.findChild<QTreeView*>(QStringLiteral("plan-steps"));
    steps->setCurrentIndex(steps->model()->index(row, 0));
}

struct State {
    const char* name;
    bool (*reach)(ui::MainWindow&);
};

const State states[] = {
    {"empty", [](ui::MainWindow&) { return true; }},
    {"loading",
     [](ui::MainWindow& window) {
         window.editor().openExamples();
         emit window.session().opening(QStringLiteral("prod-fleet"));
         return true;
     }},
    {"full", showDemo},
    {"short",
     [](ui::MainWindow& window) {
         if (!showDemo(window)) return false;
         window.editor().preview().whatIf().findChild<QSpinBox*>()->setValue(24);
         window.actions().get(QStringLiteral("view.why"))->trigger();
         return settled(window, [&] { return window.editor().preview().current()->replicas == 24; });
     }},
    {"update",
     [](ui::MainWindow& window) {
         return showFixture(window, "rollout-full-pool", {"deploy-new-image.yaml", "propagationpolicy.yaml"},
                            "rollout");
     }},
    {"groups",
     [](ui::MainWindow& window) {
         if (!showFixture(window, "leader-worker-set", {"leaderworkerset.yaml", "policy-leaderworkerset.yaml"},
                          "capacities"))
             return false;
         ui::YamlEdit& policy = window.editor().currentTab()->editor();
         policy.setPlainText(policy.toPlainText().replace(QStringLiteral(": Divided"), QStringLiteral(": Duplicated")));
         return settled(window, [&] { return window.editor().preview().current()->replicas == 4; });
     }},
    {"failed",
     [](ui::MainWindow& window) {
         window.openFleet(QStringLiteral("/no/such/fleet.berth"));
         return settled(window, [&] { return !window.editor().message().sentence().isEmpty(); });
     }},
    {"stale",
     [](ui::MainWindow& window) {
         if (!showDemo(window)) return false;
         ui::YamlEdit& text = window.editor().currentTab()->editor();
         text.goTo(10, 1); // "replicas" deeper than its neighbours
         text.insertPlainText(QStringLiteral("   "));
         return settled(window, [&] {
             return !text.marks().isEmpty() && text.marks().front().severity == ui::Mark::Severity::Error;
         });
     }},
    {"noconnection",
     [](ui::MainWindow& window) {
         window.goTo(QStringLiteral("connections"));
         return true;
     }},
    {"connections", showConnections},
    {"noplan",
     [](ui::MainWindow& window) {
         window.goTo(QStringLiteral("plan"));
         return true;
     }},
    {"plan",
     [](ui::MainWindow& window) {
         static PlanFleet of;
         of.fleet.control().applyAs("gitops-agent", PlanFleet::qwen(2, "registry.example/qwen:1"), true);
         if (!showPlan(window, of, {PlanFleet::qwen(4, "registry.example/qwen:2"), PlanFleet::policy()})) return false;
         selectStep(window, 1);
         return true;
     }},
    {"planchecks",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().serveKarmada();
         for (const char* name : {"c-hz-01", "c-sh-02"}) {
             test::FakeApi& member = of.fleet.member(name);
             for (const auto& [plural, kind] :
                  {std::pair("secrets", "Secret"), std::pair("serviceaccounts", "ServiceAccount")})
                 member.serveResource({"", "v1", plural, kind, true, {}, {}});
             for (const char* space : {"kube-system", "default"})
                 member.put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", space}}}});
             member.put(test::nodeObject(std::string(name) + "-a", 8));
         }
         of.kubeconfig = of.folder.file("config", of.fleet.kubeconfig()).string();
         core::Json object = PlanFleet::qwen(4, "registry.example/qwen:2");
         core::Json& container = object["spec"]["template"]["spec"]["containers"][0];
         container["envFrom"] = core::Json::array({{{"configMapRef", {{"name", "qwen3-8b-flags"}}}}});
         container["env"] = core::Json::array(
             {{{"name", "HF_TOKEN"}, {"valueFrom", {{"secretKeyRef", {{"name", "hub"}, {"key", "token"}}}}}}});
         const core::Json flags{{"apiVersion", "v1"},
                                {"kind", "ConfigMap"},
                                {"metadata", {{"name", "qwen3-8b-flags"}, {"namespace", "default"}}},
                                {"data", {{"VLLM_USE_V1", "1"}}}};
         if (!showPlan(window, of, {object, PlanFleet::policy(), flags})) return false;
         auto* checks = window.findChild<QTreeView*>(QStringLiteral("plan-checks"));
         for (QTabWidget* tabs : window.findChildren<QTabWidget*>())
             if (tabs->count() == 2 && tabs->isAncestorOf(checks)) tabs->setCurrentIndex(1);
         return checks->model()->rowCount() > 0;
     }},
    {"planpart",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().applyAs("berth", PlanFleet::qwen(2, "registry.example/qwen:1"), true);
         of.fleet.control().setAdmission([](core::Json& object, bool dryRun) -> std::optional<core::Json> {
             if (dryRun || object["kind"] != "Deployment") return std::nullopt;
             return core::Json{{"kind", "Status"},
                               {"status", "Failure"},
                               {"code", 403},
                               {"reason", "Forbidden"},
                               {"message", "admission webhook \"quota.example\" denied the request: team-a may use 2 "
                                           "GPUs of A10 and asks for 4"}};
         });
         if (!showPlan(window, of, {PlanFleet::qwen(4, "registry.example/qwen:2"), PlanFleet::policy()})) return false;
         if (!apply(window)) return false;
         selectStep(window, 1);
         for (QTabWidget* tabs : window.findChildren<QTabWidget*>())
             if (tabs->count() == 3 && tabs->isVisible()) tabs->setCurrentIndex(1);
         return true;
     }},
    {"planreadonly",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().applyAs("berth", PlanFleet::qwen(2, "registry.example/qwen:1"), true);
         if (!showPlan(window, of, {PlanFleet::qwen(4, "registry.example/qwen:2"), PlanFleet::policy()}, true))
             return false;
         for (QTabWidget* tabs : window.findChildren<QTabWidget*>())
             if (tabs->count() == 3 && tabs->isVisible()) tabs->setCurrentIndex(2);
         return true;
     }},
    {"plannothing",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().applyAs("berth", PlanFleet::policy());
         return showPlan(window, of, {PlanFleet::policy()});
     }},
    {"comparelive",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().applyAs("berth", PlanFleet::qwen(2, "registry.example/qwen:1"), true);
         if (!showPlan(window, of, {PlanFleet::qwen(4, "registry.example/qwen:2"), PlanFleet::policy()})) return false;
         window.goTo(QStringLiteral("editor"));
         window.actions().get(QStringLiteral("plan.compare-live"))->trigger();
         const auto isShown = [&] {
             const QDialog* dialog = dialogOf(window);
             return dialog != nullptr && dialog->findChild<QComboBox*>()->count() > 1;
         };
         wait(window, isShown);
         QCoreApplication::processEvents();
         return isShown();
     }},
    {"import",
     [](ui::MainWindow& window) {
         static LiveFleet live;
         window.openPaths({QString::fromStdString(live.kubeconfig)});
         const auto isRead = [&] {
             const QDialog* dialog = dialogOf(window);
             const auto* view = dialog == nullptr ? nullptr : dialog->findChild<QTreeView*>(QStringLiteral("import"));
             return view != nullptr && view->model()->rowCount() > 0;
         };
         wait(window, isRead);
         QCoreApplication::processEvents();
         return isRead();
     }},
    {"history",
     [](ui::MainWindow& window) {
         PlanFleet of;
         of.fleet.control().applyAs("berth", PlanFleet::qwen(2, "registry.example/qwen:1"), true);
         if (!showPlan(window, of, {PlanFleet::qwen(4, "registry.example/qwen:2"), PlanFleet::policy()})) return false;
         if (!apply(window)) return false;
         window.goTo(QStringLiteral("history"));
         wait(window, [&] { return window.plans().history() && !window.plans().history()->rows.empty(); });
         auto* steps = window.findChild<QTreeView*>(QStringLiteral("history-steps"));
         return settled(window, [&] { return steps->model()->rowCount() == 2; });
     }},
    {"live",
     [](ui::MainWindow& window) {
         if (!showConnections(window)) return false;
         window.openConnection(QStringLiteral("prod-fleet"));
         window.editor().openExamples();
         return settled(window, [&] { return window.session().isLive() && window.editor().preview().hasPreview(); });
     }},
};

/// What one process draws: its scale comes from QT_SCALE_FACTOR.
int draw(QApplication& application, const QDir& folder, const QString& prefix, const QString& language, bool few)
{
    QLocale::setDefault(QLocale(language));
    ui::installTexts(application, QLocale());
    QStringList names;
    for (const auto& [theme, choice] :
         {std::pair{"light", ui::theme::Choice::Light}, std::pair{"dark", ui::theme::Choice::Dark},
          std::pair{"contrast", ui::theme::Choice::HighContrast}}) {
        for (const QSize size : {QSize(1024, 640), QSize(1920, 1080)}) {
            if (few && size.width() > 1024) continue;
            for (const State& state : states) {
                const test::TempFolder settings;
                ui::MainWindow window({QString::fromStdString(settings.file("state").string()), choice,
                                       QString::fromStdString(settings.file("config.yaml").string())});
                window.resize(size);
                window.show();
                const QString name =
                    QStringLiteral("%1-%2-%3-%4.png")
                        .arg(prefix, QLatin1String(theme), QString::number(size.width()), QLatin1String(state.name));
                QCoreApplication::processEvents();
                if (!state.reach(window)) {
                    std::fprintf(stderr, "%s: the state was not reached\n", qPrintable(name));
                    return 1;
                }
                QCoreApplication::processEvents();
                if (!pictureOf(window).save(folder.filePath(name))) {
                    std::fprintf(stderr, "%s cannot be written\n", qPrintable(folder.filePath(name)));
                    return 1;
                }
                names << name;
            }
        }
    }
    // The sheet: a row for each theme and size, a column for each state.
    constexpr int width = 640;
    constexpr int height = 400;
    const int columns = static_cast<int>(std::size(states));
    const int rows = static_cast<int>(names.size()) / columns;
    QImage sheet(columns * width, rows * height, QImage::Format_RGB32);
    sheet.fill(Qt::gray);
    QPainter painter(&sheet);
    for (int i = 0; i < names.size(); ++i) {
        const QImage one = QImage(folder.filePath(names[i]))
                               .scaled(width - 8, height - 8, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(i % columns * width + 4, i / columns * height + 4, one);
    }
    painter.end();
    return sheet.save(folder.filePath(QStringLiteral("sheet-%1.png").arg(prefix))) ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || arguments[1].startsWith(QLatin1Char('-'))) {
        std::fprintf(stderr, "usage: pictures FOLDER [--few]\n");
        return 2;
    }
    const QDir folder(arguments[1]);
    folder.mkpath(QStringLiteral("."));
    const bool few = arguments.contains(QStringLiteral("--few"));
    if (const QString part = qEnvironmentVariable("BERTH_PICTURES"); !part.isEmpty()) {
        test::dress(application);
        return draw(application, folder, part, part.section(QLatin1Char('-'), 0, 0), few);
    }
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
        for (const int scale : {1, 2}) {
            if (few && scale == 2) continue;
            QProcess child;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("BERTH_PICTURES"), QStringLiteral("%1-%2x").arg(language).arg(scale));
            environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QString::number(scale));
            child.setProcessEnvironment(environment);
            child.setProcessChannelMode(QProcess::ForwardedChannels);
            child.start(QApplication::applicationFilePath(), arguments.mid(1));
            if (!child.waitForFinished(300'000) || child.exitCode() != 0) return 1;
        }
    }
    return 0;
}
