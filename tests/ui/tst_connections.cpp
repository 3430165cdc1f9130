// Saved connections, import, and a live fleet in the window.
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QIcon>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/actions.h"
#include "ui/frame/main_window.h"
#include "ui/screens/connections/connections_screen.h"
#include "ui/screens/connections/import_dialog.h"
#include "ui/screens/connections/models.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/connection_book.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/message_bar.h"

namespace tst_connections {

using test::FakeFleet;

namespace {

constexpr int patienceMs = 20'000;

QString qt(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// A fleet of two clusters with nodes.
void fill(FakeFleet& fleet)
{
    fleet.control().serveKarmada();
    test::FakeApi& first = fleet.member("m1");
    first.put(test::nodeObject("m1-a", 8));
    fleet.member("m2").put(test::nodeObject("m2-a", 4));
}

const char* const withProgram = "apiVersion: v1\n"
                                "kind: Config\n"
                                "current-context: a\n"
                                "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\n"
                                "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                "users:\n"
                                "- name: u\n"
                                "  user:\n"
                                "    exec:\n"
                                "      apiVersion: client.authentication.k8s.io/v1\n"
                                "      interactiveMode: Never\n"
                                "      args: [get-token]\n"
                                "      command: ";

} // namespace

class Connections final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        folder = std::make_unique<test::TempFolder>();
        fleet = std::make_unique<FakeFleet>();
        fill(*fleet);
        kubeconfig = folder->file("kube/config", fleet->kubeconfig()).string();
        settings = folder->file("berth/config.yaml").string();
    }
    void cleanup()
    {
        window.reset();
        fleet.reset();
        folder.reset();
    }

    void theOfferSaysWhatIsNew()
    {
        core::settings::Settings known;
        known.connections = {{.name = "fleet", .kubeconfig = kubeconfig, .context = "fleet"}};
        const ui::ImportOffer offer = ui::offerOf({qt(kubeconfig)}, known);
        QVERIFY(offer.faults.isEmpty());
        QCOMPARE(offer.rows.size(), std::size_t{3});
        QCOMPARE(offer.rows[0].context, QStringLiteral("fleet"));
        QVERIFY(offer.rows[0].can && !offer.rows[0].wanted);
        QVERIFY(offer.rows[0].result.contains(QStringLiteral("fleet")));
        QVERIFY(offer.rows[1].can && offer.rows[1].wanted);
        QCOMPARE(offer.rows[1].signsIn, QStringLiteral("token"));
        for (const ui::ImportRow& row : offer.rows) // what the files hold stays in them
            QVERIFY(!(row.server + row.signsIn + row.result).contains(QStringLiteral("canary")));
    }

    void whatSignsInByAnAddressIsNotShown()
    {
        const auto file = folder->file("url", "apiVersion: v1\n"
                                              "kind: Config\n"
                                              "current-context: a\n"
                                              "clusters: [{name: c, cluster: {server: "
                                              "'https://bob:CANARY1@127.0.0.1:1/?token=CANARY2'}}]\n"
                                              "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                              "users: [{name: u, user: {token: CANARY3}}]\n");
        const ui::ImportOffer offer = ui::offerOf({qt(file)}, {});
        QCOMPARE(offer.rows.size(), std::size_t{1});
        QCOMPARE(offer.rows[0].server, QStringLiteral("https://***@127.0.0.1:1/?***"));
    }

    void aServerThatIsNotVerifiedIsOfferedInRed()
    {
        using Model = ui::connections::ImportModel;
        const auto file = folder->file("lab", "apiVersion: v1\n"
                                              "kind: Config\n"
                                              "clusters: [{name: c, cluster: {server: 'https://c'}},"
                                              " {name: lab, cluster: {server: 'https://lab',"
                                              " insecure-skip-tls-verify: true}}]\n"
                                              "contexts: [{name: a, context: {cluster: c, user: u}},"
                                              " {name: b, context: {cluster: lab, user: u}}]\n"
                                              "users: [{name: u, user: {token: canary}}]\n");
        Model model(nullptr);
        model.setRows(ui::offerOf({qt(file)}, {}).rows);
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex verified = model.index(0, Model::Server);
        const QModelIndex lab = model.index(1, Model::Server);
        QVERIFY(!verified.data().toString().contains(QStringLiteral("not verified")));
        QVERIFY(!verified.data(Qt::ForegroundRole).isValid());
        QCOMPARE(lab.data().toString(), QStringLiteral("https://lab")); // nothing that takes its room
        QVERIFY(!lab.data(Qt::DecorationRole).value<QIcon>().isNull() && !verified.data(Qt::DecorationRole).isValid());
        QVERIFY(lab.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("(not verified)")));
        QCOMPARE(lab.data(Qt::ForegroundRole).value<QColor>(), ui::theme::color(ui::theme::Meaning::Error));
        QVERIFY(lab.data(Qt::ToolTipRole).toString().contains(QStringLiteral("whoever answers")));
    }

    /// The table has a line for each; below it stands all that is said of the one that is selected.
    void whatIsWrongWithAContextIsReadable()
    {
        using Model = ui::connections::ImportModel;
        const std::string host = "https://a-very-long-name-of-a-server-of-somebody.region.example.com:6443";
        const auto file = folder->file("two", "apiVersion: v1\n"
                                              "kind: Config\n"
                                              "clusters: [{name: c, cluster: {server: '" +
                                                  host +
                                                  "'}}]\n"
                                                  "contexts: [{name: a-good, context: {cluster: c, user: u}},"
                                                  " {name: b-bad, context: {cluster: c, user: nobody}}]\n"
                                                  "users: [{name: u, user: {token: canary}}]\n");
        open();
        ui::connections::ImportDialog dialog(window->connections(), {qt(file)});
        dialog.open();
        Model& model = dialog.model();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, patienceMs);
        auto* view = dialog.findChild<QTreeView*>(QStringLiteral("import"));
        const auto* details = dialog.findChild<QLabel*>(QStringLiteral("import-details"));
        QVERIFY(view && details);
        QCOMPARE(view->currentIndex().row(), 1); // what is wrong is told first
        const QString whole = model.index(1, Model::Result).data(Qt::ToolTipRole).toString();
        QVERIFY(!whole.isEmpty() && details->isVisible() && details->text().contains(whole));
        QVERIFY(!model.index(1, Model::Result).data().toString().contains(QLatin1Char('\n')));
        const int character = view->fontMetrics().averageCharWidth();
        QTRY_VERIFY(view->viewport()->width() - view->visualRect(model.index(1, Model::Result)).left() >=
                    16 * character);
        view->setCurrentIndex(model.index(0, 0));
        const QString server = model.index(0, Model::Server).data().toString();
        QVERIFY(server.contains(QStringLiteral("a-very-long-name")) && details->text().contains(server));
    }

    void aBrokenEntryCostsTheOthersNothing()
    {
        const auto broken = folder->file("broken", "apiVersion: v1\n"
                                                   "kind: Config\n"
                                                   "clusters: [{name: c, cluster: {server: 'https://c'}}]\n"
                                                   "contexts: [{name: bad, context: {cluster: c, user: nobody}},"
                                                   " {name: good, context: {cluster: c, user: u}}]\n"
                                                   "users: [{name: u, user: {token: canary}}]\n");
        const ui::ImportOffer offer = ui::offerOf({qt(broken), qt(folder->file("none"))}, {});
        QCOMPARE(offer.rows.size(), std::size_t{2});
        QVERIFY(!offer.rows[0].can && !offer.rows[0].wanted);
        QVERIFY(!offer.rows[0].result.isEmpty());
        QVERIFY(offer.rows[1].can);
        QCOMPARE(offer.faults.size(), 1);
        QVERIFY(offer.faults.front().contains(QStringLiteral("none")));
    }

    /// Files come, change and go while the window is open; the window's own thread looks at none of the kubeconfigs.
    void whatChangesOnDiskIsNoticed()
    {
        ui::ConnectionBook book(qt(settings));
        const std::filesystem::path place = folder->path() / "later";
        book.put({.name = "later", .kubeconfig = place.string()});
        const QString later = QStringLiteral("later");
        const auto usable = [&] {
            const ui::ConnectionRow* row = book.row(later);
            return row != nullptr && row->server != QLatin1String("-");
        };
        QTRY_VERIFY_WITH_TIMEOUT(book.row(later) != nullptr, patienceMs);
        QVERIFY(!usable());
        std::filesystem::copy_file(kubeconfig, place);
        QTRY_VERIFY_WITH_TIMEOUT(usable(), patienceMs);
        std::filesystem::remove(place);
        QTRY_VERIFY_WITH_TIMEOUT(!usable(), patienceMs);
    }

    void importedTestedRenamedRemoved()
    {
        open();
        QVERIFY(window->connections().rows().empty());
        window->openPaths({qt(kubeconfig)}); // dropped
        auto* dialog = window->findChild<ui::connections::ImportDialog*>();
        QVERIFY(dialog);
        QCOMPARE(test::unnamed(*dialog), QStringList());
        auto& model = dialog->model();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, patienceMs);
        for (int row = 1; row < 3; ++row)
            QVERIFY(model.setData(model.index(row, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(
            model.setData(model.index(0, ui::connections::ImportModel::Name), QStringLiteral("prod"), Qt::EditRole));
        press(*dialog, QStringLiteral("Import 1"));
        QTRY_COMPARE(window->connections().rows().size(), std::size_t{1});
        const ui::ConnectionRow* row = window->connections().row(QStringLiteral("prod"));
        QVERIFY(row);
        QCOMPARE(row->role, QStringLiteral("-")); // nobody has looked
        QVERIFY(test::read(settings).find("canary") == std::string::npos);

        window->connections().test(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(!window->connections().isTesting(QStringLiteral("prod")), patienceMs);
        row = window->connections().row(QStringLiteral("prod"));
        QCOMPARE(row->tone, ui::theme::Tone::Ok);
        QCOMPARE(row->role, QStringLiteral("fleet"));
        QCOMPARE(row->stages.size(), std::size_t{8});

        auto& screen = window->connectionsScreen();
        auto* name = screen.findChild<QLineEdit*>();
        name->setText(QStringLiteral("production"));
        emit name->editingFinished();
        QTRY_VERIFY(window->connections().row(QStringLiteral("production")));
        row = window->connections().row(QStringLiteral("production"));
        QVERIFY(row->stages.size() == 8 && row->asOf); // it is the one that was tested
        QVERIFY(!window->connections().row(QStringLiteral("prod")));
        press(screen.message(), QStringLiteral("Undo"));
        QTRY_VERIFY(window->connections().row(QStringLiteral("prod")));
        QCOMPARE(window->connections().remove(QStringLiteral("prod")), QString());
        QTRY_VERIFY(window->connections().rows().empty());
        QCOMPARE(test::unnamed(*window), QStringList());
    }

    void aTimeBesideAWarningSaysWhatItIsOf()
    {
        test::FakeFleet lacking;
        lacking.control().serveCluster();
        lacking.control().forbid("nodes");
        save({.name = "lacking",
              .kubeconfig = folder->file("lacking", lacking.kubeconfig()).string(),
              .context = "fleet"});
        open();
        QTRY_VERIFY_WITH_TIMEOUT(window->connections().row(QStringLiteral("lacking")), patienceMs);
        window->connections().test(QStringLiteral("lacking"));
        QTRY_VERIFY_WITH_TIMEOUT(!window->connections().isTesting(QStringLiteral("lacking")), patienceMs);
        const ui::ConnectionRow* row = window->connections().row(QStringLiteral("lacking"));
        QCOMPARE(row->tone, ui::theme::Tone::Attention);
        QVERIFY2(row->state.endsWith(QStringLiteral(" ms, warns: Rights")), qPrintable(row->state));
        QVERIFY(row->why.contains(QStringLiteral("list nodes")));
    }

    void aLiveFleetComesAndGrows()
    {
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        QSignalSpy changed(&window->session(), &ui::Session::fleetChanged);
        QSignalSpy updated(&window->session(), &ui::Session::fleetUpdated);
        window->openConnection(QStringLiteral("prod"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, patienceMs);
        QVERIFY(window->session().isLive());
        QTRY_COMPARE_WITH_TIMEOUT(window->session().fleet()->clusters.size(), std::size_t{2}, patienceMs);
        QCOMPARE(window->session().fleetName(), QStringLiteral("prod"));
        QTRY_VERIFY(cell().contains(QStringLiteral("2 of 2 clusters live")));

        window->editor().newTab(); // and previews follow it
        fleet->api("m1").put(test::nodeObject("m1-b", 8));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().fleet()->clusters.front()->nodes.size() == 2, patienceMs);
        QCOMPARE(changed.count(), 1);
        QVERIFY(updated.count() >= 1);

        window->openDemo();
        QTRY_COMPARE(changed.count(), 2);
        QVERIFY(!window->session().isLive() && window->session().clusters().empty());
    }

    /// Rows are made anew with every change of the files; what was seen of a server is no part of those.
    void whatIsKnownOfAServerStaysWithItsAge()
    {
        core::settings::Connection saved{.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"};
        save(saved);
        open();
        const QString prod = QStringLiteral("prod");
        const auto state = [&] {
            auto* view = window->connectionsScreen().findChild<QTreeView*>(QStringLiteral("connections"));
            return view->model()->index(0, ui::connections::ConnectionsModel::State).data().toString();
        };
        window->openConnection(prod); // before its files are read
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("live")), patienceMs);
        saved.of = core::settings::Class::Staging;
        QCOMPARE(window->connections().put(saved), QString());
        QTRY_VERIFY(window->connections().row(prod)->saved.of == core::settings::Class::Staging);
        QVERIFY(state().startsWith(QStringLiteral("live")));
        window->openDemo();
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isDemo(), patienceMs);
        QVERIFY2(state().startsWith(QStringLiteral("reached, ")) && state().endsWith(QStringLiteral(" ago")),
                 qPrintable(state()));
        QVERIFY(window->connections().row(prod)->asOf);
        saved.context = "member-m1"; // another server
        QCOMPARE(window->connections().put(saved), QString());
        QTRY_COMPARE(state(), QStringLiteral("not tested"));
    }

    /// The strip of a production cluster is there at once, by whatever connection it is reached the next time.
    void openingRemembersWhichClusterItIs()
    {
        fleet->control().serveResource({"", "v1", "namespaces", "Namespace", false, {}, {}});
        const auto is = [&](const char* uid) {
            fleet->control().put(
                {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}, {"uid", uid}}}});
        };
        is("uid-1");
        save({.name = "guarded",
              .kubeconfig = "/nowhere",
              .of = core::settings::Class::Production,
              .clusterUid = "uid-1"});
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        auto* strip = window->findChild<QLabel*>(QStringLiteral("class-strip"));
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isHidden(), patienceMs); // another connection says so of the same cluster
        QVERIFY(test::read(settings).find("clusterUid: uid-1", test::read(settings).find("name: prod")) !=
                std::string::npos);
        is("uid-2");
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(
            window->connectionsScreen().message().sentence().contains(QStringLiteral("leads to another cluster")),
            patienceMs);
        QCOMPARE(window->connections().settings().connection("prod")->clusterUid, std::string("uid-1"));
    }

    void aClusterIsNamedWhereItIsSeen()
    {
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
        auto* name = window->actions().get(QStringLiteral("view.name-cluster"));
        QVERIFY(!name->isEnabled()); // nothing is selected
        window->editor().newTab();
        window->editor().currentTab()->editor().replaceText(qt(test::deploymentObject("a", 2, 1).dump()));
        auto* tree = window->findChild<QTreeView*>(QStringLiteral("placement"));
        QTRY_VERIFY_WITH_TIMEOUT(tree->model()->rowCount() > 0, patienceMs);
        const QModelIndex first = tree->model()->index(0, 0);
        const QString own = first.data().toString();
        tree->setCurrentIndex(first);
        QVERIFY(name->isEnabled() && tree->actions().contains(name));
        const auto answer = [&](const QString& text) {
            auto* dialog = window->findChild<QInputDialog*>();
            QVERIFY(dialog && dialog->labelText().contains(own));
            dialog->setTextValue(text);
            dialog->accept();
            QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
        };
        name->trigger();
        answer(QString(80, QLatin1Char('a')));
        auto* again = window->findChild<QInputDialog*>(); // what was wrong, and nothing is lost
        QVERIFY(again && again->labelText().contains(QStringLiteral("at most")) && again->textValue().size() == 80);
        answer(QStringLiteral(" hangzhou "));
        QTRY_COMPARE_WITH_TIMEOUT(tree->model()->index(0, 0).data().toString(), QStringLiteral("hangzhou"), patienceMs);
        QVERIFY(test::read(settings).find(own.toStdString() + ": hangzhou") != std::string::npos);
        name->trigger();
        answer(QString());
        QTRY_COMPARE_WITH_TIMEOUT(tree->model()->index(0, 0).data().toString(), own, patienceMs);
        QVERIFY(test::read(settings).find("hangzhou") == std::string::npos);
    }

    void whatIsTriedOutlivesASnapshot()
    {
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
        auto& whatIf = window->editor().preview().whatIf();
        core::preview::Remedy remedy;
        remedy.text = "x";
        remedy.changes = {core::snapshot::WithoutCluster{"m2"}};
        whatIf.tryRemedy(remedy);
        QSignalSpy updated(&window->session(), &ui::Session::fleetUpdated);
        window->session().refresh();
        QTRY_VERIFY(updated.count() >= 1);
        QVERIFY(!whatIf.whatIf().empty());
    }

    void aClusterThatIsRefusedIsSaid()
    {
        fleet->setMood("m2", FakeFleet::Mood::Refused);
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
        QTRY_VERIFY(cell().contains(QStringLiteral("1 of 2 clusters live")));
        const auto rows = ui::connections::detailRows(*window->connections().row(QStringLiteral("prod")),
                                                      window->session().clusters(), core::live::systemNow());
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const ui::connections::DetailRow& row) {
            return row.what == QStringLiteral("m2") && row.result.contains(QStringLiteral("clusters/proxy"));
        }));
    }

    void detailsTellTheAgeOfEveryPart()
    {
        ui::ConnectionRow row;
        row.name = QStringLiteral("prod");
        ui::ClusterState cluster;
        cluster.name = QStringLiteral("m1");
        const core::Time now(core::Seconds(1'800'000'000));
        cluster.parts = {{QStringLiteral("nodes"), QStringLiteral("what nodes there are"), ui::theme::Tone::Ok, {}, {}},
                         {QStringLiteral("pods"), QStringLiteral("what is free"), ui::theme::Tone::Attention,
                          QStringLiteral("The watch broke."), now - core::Seconds(720)}};
        QStringList said;
        for (const ui::connections::DetailRow& one : ui::connections::detailRows(row, {cluster}, now))
            said << one.what + QStringLiteral(": ") + one.result;
        QVERIFY2(said.contains(QStringLiteral("pods: as it was 12m ago, so it is uncertain: what is free. The watch "
                                              "broke.")),
                 qPrintable(said.join(QLatin1Char('\n'))));
        QVERIFY(said.contains(QStringLiteral("Followed as it changes: nodes")));
    }

    void whatCannotBeReachedLeavesWhatIsOpen()
    {
        const std::string dead = folder
                                     ->file("dead", "apiVersion: v1\n"
                                                    "kind: Config\n"
                                                    "current-context: a\n"
                                                    "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\n"
                                                    "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                                    "users: [{name: u, user: {token: canary}}]\n")
                                     .string();
        save({.name = "dead", .kubeconfig = dead});
        open();
        window->openDemo();
        QTRY_VERIFY(window->session().fleet() != nullptr);
        const auto before = window->session().fleet();
        QSignalSpy failed(&window->session(), &ui::Session::fleetFailed);
        window->openConnection(QStringLiteral("dead"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patienceMs);
        QCOMPARE(window->session().fleet(), before);
        QVERIFY(!window->session().isLive());
        QVERIFY(!failed.front().at(1).toString().isEmpty());
        QVERIFY(window->editor().message().sentence().contains(QStringLiteral("dead cannot be opened")));
        const ui::ConnectionRow* row = window->connections().row(QStringLiteral("dead"));
        QVERIFY(row && row->tone == ui::theme::Tone::Error);
        QCOMPARE(row->state, QStringLiteral("cannot be opened"));
        QCOMPARE(row->why, failed.front().at(1).toString());
        const auto details = ui::connections::detailRows(*row, {}, core::live::systemNow());
        QVERIFY(std::any_of(details.begin(), details.end(), [&](const ui::connections::DetailRow& one) {
            return one.result == failed.front().at(1).toString();
        }));
        press(window->editor().message(), QStringLiteral("Details"));
        QVERIFY(window->connectionsScreen().isVisible());
        press(window->connectionsScreen().message(), QStringLiteral("Retry"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, patienceMs);
        press(window->editor().message(), QStringLiteral("Retry"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 3, patienceMs);
    }

    /// What is shown of it stays, and is not taken for what is there now.
    void aFleetThatIsGoneIsSaidBesideThePreview()
    {
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        window->openConnection(QStringLiteral("prod"));
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isLive(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(cell().contains(QStringLiteral("2 of 2 clusters live")), patienceMs);
        const auto isSaid = [this] {
            return window->editor().preview().note().contains(QStringLiteral("prod is not reached since"));
        };
        QVERIFY(!isSaid());
        fleet.reset();
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(), patienceMs);
        window->openDemo();
        QTRY_VERIFY_WITH_TIMEOUT(window->session().isDemo(), patienceMs);
        QVERIFY(!isSaid());
    }

    void aProgramIsNotRunBeforeItIsAllowed()
    {
        const std::string program =
            folder->file("login", "#!/bin/sh\ntouch " + folder->file("ran").string() + "\n").string();
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        const std::string config = folder->file("exec", withProgram + program + "\n").string();
        save({.name = "cloud", .kubeconfig = config});
        open();
        window->openConnection(QStringLiteral("cloud"));
        auto& bar = window->connectionsScreen().message();
        QTRY_VERIFY_WITH_TIMEOUT(bar.sentence().contains(QStringLiteral("login get-token")), patienceMs);
        QVERIFY(!window->session().isLive());
        QVERIFY(!std::filesystem::exists(folder->file("ran")));
        QTRY_VERIFY(window->connections().row(QStringLiteral("cloud")));
        QCOMPARE(window->connections().row(QStringLiteral("cloud"))->tone, ui::theme::Tone::Attention);
        press(bar, QStringLiteral("Allow and open"));
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(folder->file("ran")), patienceMs);
        QVERIFY(test::read(settings).find("digest:") != std::string::npos);
    }

    void aConnectionThatIsGoneIsNamed()
    {
        open();
        window->openConnection(QStringLiteral("nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(window->connectionsScreen().message().sentence().contains(QStringLiteral("nowhere")),
                                 patienceMs);
    }

    /// A kubeconfig on a share that hangs: a pipe that nobody writes to.
    void aKubeconfigThatIsSlowToReadHoldsUpNothing()
    {
        const std::string slow = (folder->path() / "slow").string();
        QCOMPARE(::mkfifo(slow.c_str(), 0600), 0);
        const int writer = ::open(slow.c_str(), O_RDWR | O_CLOEXEC); // as long as it is open, a reader waits
        QVERIFY(writer >= 0);
        const std::string handed = "/dev/fd/" + std::to_string(writer); // of other pipes it says that they are no files
        open();
        save({.name = "slow", .kubeconfig = handed});
        window->connections().reload();
        QElapsedTimer clock;
        clock.start();
        window->openConnection(QStringLiteral("slow"));
        QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
        bool alive = false;
        QTimer::singleShot(50, this, [&alive] { alive = true; });
        QTRY_VERIFY_WITH_TIMEOUT(alive, patienceMs);
        QVERIFY2(window->connectionsScreen().message().sentence().isEmpty(), // it is not known yet
                 qPrintable(window->connectionsScreen().message().sentence()));
        ::close(writer); // and now there is an end
        QTRY_VERIFY_WITH_TIMEOUT(window->connectionsScreen().message().sentence().contains(QStringLiteral("slow")),
                                 patienceMs);
        std::filesystem::remove(slow);
    }

    /// Settings that changed on a share which hangs then: what was a file is a pipe that nobody writes to.
    void settingsThatAreSlowToReadHoldUpNothing()
    {
        save({.name = "fleet", .kubeconfig = kubeconfig, .context = "fleet"});
        const int file = ::open(settings.c_str(), O_RDONLY | O_CLOEXEC);
        const int regular = ::open(settings.c_str(), O_RDONLY | O_CLOEXEC);
        QVERIFY(file >= 0 && regular >= 0);
        ui::ConnectionBook book(QStringLiteral("/dev/fd/%1").arg(file));
        QTRY_COMPARE_WITH_TIMEOUT(book.rows().size(), std::size_t{1}, patienceMs);
        const std::string slow = (folder->path() / "slow").string();
        QCOMPARE(::mkfifo(slow.c_str(), 0600), 0);
        const int writer = ::open(slow.c_str(), O_RDWR | O_CLOEXEC); // as long as it is open, a reader waits
        QVERIFY(writer >= 0);
        QSignalSpy changed(&book, &ui::ConnectionBook::changed);
        QCOMPARE(::dup2(writer, file), file);
        std::atomic<bool> isOver = false;
        std::thread ends([&] { // whoever waits for it, at last
            for (int i = 0; i < 300 && !isOver; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
            static_cast<void>(::dup2(regular, file));
            ::close(writer);
        });
        QElapsedTimer clock;
        clock.start();
        QTest::qWait(4'500); // longer than between two looks
        const qint64 took = clock.elapsed();
        isOver = true;
        ends.join();
        QVERIFY2(took < 20'000, qPrintable(QString::number(took)));
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(book.rows().size(), std::size_t{1}, patienceMs); // the file is there again
        ::close(regular);
        std::filesystem::remove(slow);
    }

    void aPastedTextIsKeptWhereThePersonSaysAndNowhereElse()
    {
        open();
        ui::connections::ImportDialog dialog(window->connections(), {qt(folder->path() / "none")});
        dialog.open();
        QGuiApplication::clipboard()->setText(QString::fromStdString(test::read(kubeconfig)));
        press(dialog, QStringLiteral("Paste"));
        QTRY_COMPARE_WITH_TIMEOUT(dialog.model().rowCount(), 3, patienceMs);
        for (const ui::ImportRow& row : dialog.model().rows()) QVERIFY(row.can && row.wanted);
        QPushButton* import = nullptr;
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->text().startsWith(QStringLiteral("Import"))) import = one;
        QVERIFY(import && !import->isEnabled()); // nobody has said where
        auto* text = dialog.findChild<QPlainTextEdit*>();
        text->setPlainText(QStringLiteral("clusters: [")); // as it is typed
        QCOMPARE(dialog.model().rowCount(), 0);
        text->setPlainText(QString::fromStdString(test::read(kubeconfig)));
        QCOMPARE(dialog.model().rowCount(), 3);
        const auto place = folder->path() / "kept.yaml";
        for (auto* line : dialog.findChildren<QLineEdit*>())
            if (line->accessibleName().contains(QStringLiteral("kept"))) line->setText(qt(place));
        QVERIFY(import->isEnabled() && !std::filesystem::exists(place));
        import->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isVisible(), patienceMs);
        QCOMPARE(std::filesystem::status(place).permissions(),
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        QCOMPARE(test::read(place), test::read(kubeconfig));
        QTRY_COMPARE_WITH_TIMEOUT(window->connections().rows().size(), std::size_t{3}, patienceMs);
        const std::string saved = test::read(settings);
        QVERIFY(saved.find("kept.yaml") != std::string::npos && saved.find("token") == std::string::npos);
        std::filesystem::remove(place); // every other file is looked through for what it holds
    }

    void whatIsKnownIsSkippedReplacedOrKeptTwice()
    {
        using Model = ui::connections::ImportModel;
        using core::live::IfKnown;
        save({.name = "fleet", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        QTRY_COMPARE_WITH_TIMEOUT(window->connections().rows().size(), std::size_t{1}, patienceMs);
        const auto ask = [&](const std::function<void(ui::connections::ImportDialog&, Model&)>& with) {
            ui::connections::ImportDialog dialog(window->connections(), {qt(kubeconfig)});
            dialog.open();
            Model& model = dialog.model();
            QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, patienceMs);
            for (int row = 1; row < 3; ++row) model.setData(model.index(row, 0), Qt::Unchecked, Qt::CheckStateRole);
            QCOMPARE(model.index(0, Model::Known).data().toString(), QStringLiteral("skip"));
            QVERIFY(model.flags(model.index(0, Model::Known)) & Qt::ItemIsEditable);
            QVERIFY(!(model.flags(model.index(1, Model::Known)) & Qt::ItemIsEditable)); // it is new
            with(dialog, model);
        };
        const auto choose = [](Model& model, IfKnown what) {
            QVERIFY(model.setData(model.index(0, Model::Known), static_cast<int>(what), Qt::EditRole));
        };
        // Its name alone replaces nothing.
        ask([&](ui::connections::ImportDialog& dialog, Model& model) {
            choose(model, IfKnown::KeepBoth);
            QVERIFY(model.setData(model.index(0, Model::Name), QStringLiteral("fleet"), Qt::EditRole));
            press(dialog, QStringLiteral("Import 1"));
            QTRY_VERIFY_WITH_TIMEOUT(importButton(dialog)->isEnabled(), patienceMs);
            QVERIFY(dialog.isVisible());
            QCOMPARE(window->connections().settings().connections.size(), std::size_t{1});
            QVERIFY(model.setData(model.index(0, Model::Name), QStringLiteral("second"), Qt::EditRole));
            press(dialog, QStringLiteral("Import 1"));
            QTRY_VERIFY_WITH_TIMEOUT(!dialog.isVisible(), patienceMs);
        });
        QTRY_COMPARE_WITH_TIMEOUT(window->connections().rows().size(), std::size_t{2}, patienceMs);
        // Replaced: the class of one that is known, and a copy in the place of the file.
        ask([&](ui::connections::ImportDialog& dialog, Model& model) {
            choose(model, IfKnown::Replace);
            QCOMPARE(model.index(0, Model::Name).data().toString(), QStringLiteral("fleet"));
            auto* of = dialog.findChild<QComboBox*>();
            of->setCurrentIndex(of->findData(static_cast<int>(core::settings::Class::Staging)));
            for (auto* radio : dialog.findChildren<QRadioButton*>())
                if (radio->text().contains(QStringLiteral("credentials"))) radio->setChecked(true);
            press(dialog, QStringLiteral("Import 1"));
            // A folder that does not answer holds up another thread than this one, and nobody imports twice meanwhile.
            QVERIFY(dialog.isVisible() && !importButton(dialog)->isEnabled());
            QTRY_VERIFY_WITH_TIMEOUT(!dialog.isVisible(), patienceMs);
        });
        const auto* saved = window->connections().settings().connection("fleet");
        QVERIFY(saved && saved->of == core::settings::Class::Staging);
        const std::filesystem::path copy = saved->kubeconfig;
        QCOMPARE(copy, std::filesystem::path(settings).parent_path() / "kubeconfigs/fleet.yaml");
        QVERIFY(std::filesystem::exists(copy));
        QCOMPARE(window->connections().remove(QStringLiteral("fleet")), QString());
        QVERIFY(!std::filesystem::exists(copy)); // it holds credentials
    }

    void whatIsTickedCanBeTestedBeforeItIsSaved()
    {
        using Model = ui::connections::ImportModel;
        open();
        ui::connections::ImportDialog dialog(window->connections(), {qt(kubeconfig)});
        dialog.open();
        Model& model = dialog.model();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, patienceMs);
        QVERIFY(model.setData(model.index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        press(dialog, QStringLiteral("Test selected"));
        QTRY_COMPARE_WITH_TIMEOUT(model.rows()[0].testTone, ui::theme::Tone::Ok, patienceMs);
        QVERIFY(model.index(0, Model::Test).data().toString().endsWith(QStringLiteral("ms")));
        const auto* view = dialog.findChild<QTreeView*>(QStringLiteral("import"));
        QVERIFY(view->columnWidth(Model::Test) >=
                static_cast<const QAbstractItemView*>(view)->sizeHintForColumn(Model::Test));
        QCOMPARE(model.index(2, Model::Test).data().toString(), QStringLiteral("-"));
        QVERIFY(window->connections().settings().connections.empty());
        QCOMPARE(test::unnamed(dialog), QStringList());
    }

    void howSoonAPartIsOldIsTheSettingsWord()
    {
        save({.name = "fleet", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        const auto oldAfter = [&] {
            std::optional<core::Seconds> told;
            window->connections().readWay(QStringLiteral("fleet"), this, [&](const ui::ConnectionBook::Way& way) {
                told = way.options ? way.options->oldAfter : core::Seconds(-1);
            });
            const bool came = QTest::qWaitFor([&] { return told.has_value(); }, patienceMs);
            return came ? told->count() : -2;
        };
        QCOMPARE(oldAfter(), core::live::LiveOptions().oldAfter.count());
        std::ofstream(settings, std::ios::app) << "old-after: 240\n";
        window->connections().reload();
        QCOMPARE(oldAfter(), 240);
        QVERIFY(window->connections().faults().isEmpty());
    }

    void aTextThatCannotBeKeptImportsNothing()
    {
        open();
        const ui::ImportOffer offer = ui::offerOfText(QString::fromStdString(test::read(kubeconfig)), {});
        QCOMPARE(offer.rows.size(), std::size_t{3});
        for (const ui::ImportRow& row : offer.rows) QVERIFY(row.saved.kubeconfig.empty());
        QString fault;
        window->connections().importText(QStringLiteral("x"), qt(folder->path() / "no/folder"), offer.rows,
                                         {core::settings::Class::Test, true, false}, this,
                                         [&fault](const QString& said) { fault = said; });
        QTRY_VERIFY_WITH_TIMEOUT(!fault.isEmpty(), patienceMs);
        QVERIFY2(fault.contains(QStringLiteral("cannot be written")), qPrintable(fault));
        QVERIFY(window->connections().settings().connections.empty());
    }

    void aTextFromElsewhereReadsNoFileUnasked()
    {
        open();
        const std::string token = (folder->path() / "token").string();
        test::write(token, "canary");
        const std::string text = "apiVersion: v1\nkind: Config\ncurrent-context: a\n"
                                 "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                 "clusters: [{name: c, cluster: {server: 'https://c.example', tls-server-name: "
                                 "other.example}}]\nusers: [{name: u, user: {tokenFile: " +
                                 token + "}}]\n";
        ui::ImportOffer offer = ui::offerOfText(QString::fromStdString(text), {});
        QCOMPARE(offer.rows.size(), std::size_t{1});
        QVERIFY(offer.rows[0].can && offer.rows[0].wanted);
        QCOMPARE(offer.rows[0].asksFor, QStringList{QString::fromStdString(token)});
        QVERIFY(offer.rows[0].server.contains(QStringLiteral("other.example")));
        const std::filesystem::path kept = folder->path() / "pasted.yaml";
        std::optional<QString> fault;
        const auto import = [&] {
            fault.reset();
            window->connections().importText(QString::fromStdString(text), qt(kept), offer.rows,
                                             {core::settings::Class::Test, true, false}, this,
                                             [&fault](const QString& said) { fault = said; });
        };
        import();
        QTRY_VERIFY_WITH_TIMEOUT(fault.has_value(), patienceMs);
        QVERIFY2(fault->contains(QString::fromStdString(token)), qPrintable(*fault));
        QVERIFY(window->connections().settings().connections.empty());
        QVERIFY(!std::filesystem::exists(kept));
        offer.rows[0].mayReadFiles = true;
        import();
        QTRY_VERIFY_WITH_TIMEOUT(fault.has_value(), patienceMs);
        QCOMPARE(*fault, QString());
        QCOMPARE(window->connections().settings().connections.size(), std::size_t{1});

        // One that stands in a file is taken as it is: what it reads is told.
        const ui::ImportOffer own = ui::offerOf({qt(kept)}, {});
        QVERIFY(own.rows.size() == 1 && own.rows[0].asksFor.isEmpty());
        QVERIFY2(own.rows[0].result.contains(QString::fromStdString(token)), qPrintable(own.rows[0].result));
    }

    void aClustersOwnWayIsSaid()
    {
        save({.name = "prod", .kubeconfig = kubeconfig, .context = "fleet"});
        save({.name = "own", .kubeconfig = kubeconfig, .context = "fleet"});
        open();
        QTRY_COMPARE_WITH_TIMEOUT(window->connections().rows().size(), std::size_t{2}, patienceMs);
        auto& screen = window->connectionsScreen();
        screen.select(QStringLiteral("own"));
        auto* of = screen.findChildren<QComboBox*>().at(1);
        QCOMPARE(of->count(), 2); // nobody's, or the other's
        of->setCurrentIndex(of->findData(QStringLiteral("prod")));
        emit of->activated(of->currentIndex());
        QTRY_COMPARE(window->connections().settings().connection("own")->memberOf, std::string("prod"));
        auto* cluster = screen.findChildren<QLineEdit*>().at(1);
        QTRY_VERIFY(cluster->isEnabled());
        cluster->setText(QStringLiteral("c-hz-01"));
        emit cluster->editingFinished();
        QTRY_COMPARE(window->connections().settings().connection("own")->clusterName(), std::string("c-hz-01"));
        QTRY_COMPARE(window->connections().row(QStringLiteral("own"))->role, QStringLiteral("c-hz-01 of prod"));
        QCOMPARE(test::unnamed(*window), QStringList());
    }

    void theFileIsFollowed()
    {
        open();
        save({.name = "later", .kubeconfig = kubeconfig, .context = "fleet"}); // by another program
        QTRY_COMPARE_WITH_TIMEOUT(window->connections().rows().size(), std::size_t{1}, patienceMs);
    }

private:
    void open()
    {
        window = std::make_unique<ui::MainWindow>(
            ui::MainWindow::Options{QString(), ui::theme::Choice::Light, qt(settings)});
        window->resize(1280, 800);
        window->show();
    }
    void save(const core::settings::Connection& connection) const
    {
        const auto put = core::settings::SettingsFile(settings).put(connection);
        if (!put) qFatal("%s", put.error().what.c_str());
    }
    static void press(QWidget& in, const QString& text)
    {
        for (auto* button : in.findChildren<QAbstractButton*>())
            if (button->text().remove(QLatin1Char('&')).startsWith(text)) return button->click();
        QFAIL(qPrintable(QStringLiteral("there is no button %1").arg(text)));
    }
    static QAbstractButton* importButton(const QWidget& dialog)
    {
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Import "))) return button;
        return nullptr;
    }
    QString cell() const
    {
        for (const auto* button : window->findChildren<QToolButton*>())
            if (button->text().startsWith(QStringLiteral("prod:"))) return button->text();
        return {};
    }

    std::unique_ptr<test::TempFolder> folder;
    std::unique_ptr<FakeFleet> fleet;
    std::unique_ptr<ui::MainWindow> window;
    std::string kubeconfig;
    std::string settings;
};

BERTH_TEST(Connections)

} // namespace tst_connections

#include "tst_connections.moc"
