// What window and command remember, in a file that stays the person's.
#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/settings/settings.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_settings {

using namespace core::settings;

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void aFileThatIsNotThereHoldsNothing()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("berth/config.yaml"));
        const auto read = file.read();
        QVERIFY(read && read->connections.empty() && read->faults.empty());
        QVERIFY(!std::filesystem::exists(file.path())); // reading makes none
    }

    void howSoonAPartIsOldMayBeStated()
    {
        const auto of = [](const std::string& value) {
            return settingsOf(core::text::parse("old-after: " + value + "\n"), "c.yaml");
        };
        QVERIFY(of("90").oldAfter == core::Seconds(90) && of("\"90s\"").oldAfter == core::Seconds(90));
        QVERIFY(!of("null").oldAfter && of("null").faults.empty());
        for (const char* wrong : {"0", "-1", "1.5", "soon", "99999999999", "[1]", "{a: 1}", "true", "\"\""}) {
            const Settings read = of(wrong);
            QVERIFY2(!read.oldAfter && read.faults.size() == 1, wrong);
            QCOMPARE(read.faults[0].where, std::string("c.yaml:1"));
        }
    }

    void whatIsPutIsRead()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("berth/config.yaml"));
        const Connection fleet{.name = "prod",
                               .kubeconfig = "/home/a/.kube/config",
                               .context = "admin: \"x\"",
                               .of = Class::Production,
                               .readOnly = true};
        const Connection own{.name = "sh", .kubeconfig = "/sh.yaml", .memberOf = "prod", .cluster = "c-2"};
        QVERIFY(file.put(fleet));
        QVERIFY(file.put(own));
        auto read = file.read();
        QVERIFY(read && read->faults.empty());
        QCOMPARE(read->connections, (std::vector{fleet, own}));
        struct stat status {};
        QCOMPARE(::stat(file.path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        const std::filesystem::path at = file.path(); // and nobody else learns what is beside it
        QCOMPARE(::stat(at.parent_path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);

        QVERIFY(file.put(fleet)); // twice is once
        QCOMPARE(file.read()->connections.size(), std::size_t{2});
        QVERIFY(file.remove("prod")); // and what is a way to one of its clusters
        QVERIFY(file.read()->connections.empty());
    }

    void aListOfKubeconfigsIsKept()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("berth/config.yaml"));
        Connection merged{.name = "prod", .context = "x", .readOnly = true};
        merged.kubeconfigs = {"/k/a.yaml", "/k/b.yaml"};
        merged.serverDigest = "03ab";
        QVERIFY(file.put(merged));
        auto read = file.read();
        QVERIFY(read && read->faults.empty());
        QCOMPARE(read->connections, std::vector{merged});
        QVERIFY(file.remember("prod", "7f1c"));
        merged.clusterUid = "7f1c";
        merged.kubeconfigs.pop_back();
        QVERIFY(file.put(merged)); // it leads elsewhere now
        QCOMPARE(file.read()->connections.front().clusterUid, std::string());
        merged.kubeconfigs = {"/k/a.yaml", "b.yaml"};
        QVERIFY(!file.put(merged)); // where would it stand?
        const auto of = [](const std::string& list) {
            const std::string text = "connections: [{name: a, kubeconfigs: " + list + "}]\n";
            return settingsOf(core::text::parse(text), "c.yaml");
        };
        QVERIFY(of("[/a, /b]").faults.empty());
        for (const char* wrong : {"/a", "[1]", "{a: /b}"}) QCOMPARE(of(wrong).faults.size(), std::size_t{1});
    }

    void theClusterIsRememberedUntilTheConnectionLeadsElsewhere()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("berth/config.yaml"));
        QVERIFY(file.put({.name = "prod", .kubeconfig = "/a", .context = "x", .readOnly = true}));
        QVERIFY(file.remember("prod", "7f1c"));
        QVERIFY(file.remember("nobody", "1"));
        Connection saved = file.read()->connections.front();
        QCOMPARE(saved.clusterUid, std::string("7f1c"));
        saved.of = Class::Production;
        QVERIFY(file.put(saved));
        QCOMPARE(file.read()->connections.front().clusterUid, std::string("7f1c"));
        saved.context = "y";
        QVERIFY(file.put(saved));
        QCOMPARE(file.read()->connections.front().clusterUid, std::string());
        QCOMPARE(file.read()->connections.size(), std::size_t(1));
    }

    void theRestOfTheTextStays()
    {
        const test::TempFolder folder;
        const std::string text = "# mine\n"
                                 "color: never   # on a printer\n"
                                 "connections:\n"
                                 "# the test lab\n"
                                 "- name: lab\n"
                                 "  kubeconfig: '/lab.yaml'\n"
                                 "  note: ask Lee\n"
                                 "fleet: /srv/fleet.berth\n";
        const std::string path = folder.file("config.yaml", text);
        const SettingsFile file(path);
        Connection lab = *file.read()->connection("lab");
        lab.of = Class::Test;
        QVERIFY(file.put(lab));
        std::string now = test::read(path);
        QVERIFY(now.starts_with("# mine\ncolor: never   # on a printer\nconnections:\n# the test lab\n"));
        QVERIFY(now.find("note: ask Lee") != std::string::npos);
        QVERIFY(now.ends_with("fleet: /srv/fleet.berth\n"));
        QCOMPARE(file.read()->connection("lab")->of, Class::Test);

        QVERIFY(file.put({.name = "second", .kubeconfig = "/2", .memberOf = "lab", .cluster = "b"}));
        Connection renamed = lab;
        renamed.name = "laboratory";
        QVERIFY(file.put(renamed, "lab"));
        const auto read = file.read();
        QVERIFY(!read->connection("lab"));
        QCOMPARE(read->connection("second")->memberOf, std::string("laboratory"));
        QCOMPARE(file.put(renamed, "second").error().fault, core::Fault::Conflict);
    }

    void onlyCommentsStay()
    {
        const test::TempFolder folder;
        const std::string path = folder.file("config.yaml", "# nothing yet");
        const SettingsFile file(path);
        QVERIFY(file.put({.name = "a", .context = "x"}));
        QVERIFY(test::read(path).starts_with("# nothing yet\napiVersion: berth/v1\n"));
        QCOMPARE(file.read()->connections.size(), std::size_t{1});
    }

    void oneWrongEntryCostsTheOthersNothing()
    {
        const test::TempFolder folder;
        const std::string path = folder.file("config.yaml", "connections:\n"
                                                            "- name: good\n"
                                                            "- kubeconfig: /nameless\n"
                                                            "- name: relative\n"
                                                            "  kubeconfig: lab.yaml\n"
                                                            "- name: good\n"
                                                            "- 7\n"
                                                            "- name: odd\n"
                                                            "  class: toy\n"
                                                            "  readOnly: maybe\n"
                                                            "consents: none\n");
        const auto read = SettingsFile(path).read();
        QVERIFY(read);
        QCOMPARE(read->connections.size(), std::size_t{2});
        QVERIFY(read->connection("odd")->readOnly); // what cannot be read protects
        QCOMPARE(read->connection("odd")->of, Class::Unstated);
        QCOMPARE(read->faults.size(), std::size_t{7});
        QVERIFY(read->faults.front().where.ends_with("config.yaml:3"));
        QVERIFY(read->faults.back().where.ends_with(":11"));
    }

    void aBrokenFileIsNotOverwritten()
    {
        const test::TempFolder folder;
        const std::string text = "connections: [\n";
        const std::string path = folder.file("config.yaml", text);
        const auto put = SettingsFile(path).put({.name = "a"});
        QVERIFY(!put);
        QCOMPARE(put.error().fault, core::Fault::Malformed);
        QVERIFY(put.error().where.starts_with(path + ":"));
        QCOMPARE(test::read(path), text);
    }

    void aLinkStaysOne()
    {
        const test::TempFolder folder;
        const auto real = folder.file("dotfiles/config.yaml", "color: never\n");
        const auto link = folder.file("config.yaml");
        std::filesystem::create_symlink(real, link);
        QVERIFY(SettingsFile(link).put({.name = "a"}));
        QVERIFY(std::filesystem::is_symlink(link));
        QVERIFY(test::read(real).find("name: a") != std::string::npos);
    }

    void consentsComeAndGo()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("config.yaml"));
        const Consent consent{"9f2c", "/usr/bin/cloud-cli", core::Time(std::chrono::seconds(1'800'000'000))};
        QVERIFY(file.allow(consent));
        QVERIFY(file.allow(consent));
        QCOMPARE(file.read()->consents, std::vector{consent});
        QVERIFY(file.read()->allows("9f2c") && !file.read()->allows("9f2"));
        QVERIFY(file.withdraw("9f2c"));
        QVERIFY(file.read()->consents.empty());
    }

    void namesThatCannotBe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kubeconfig");
        QTest::newRow("none") << ""
                              << "/a";
        QTest::newRow("two lines") << "a\nb"
                                   << "/a";
        QTest::newRow("hidden") << QString("a") + QChar(0x202E) << "/a";
        QTest::newRow("relative") << "a"
                                  << "a.yaml";
    }
    void namesThatCannotBe()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, kubeconfig);
        const test::TempFolder folder;
        const SettingsFile file(folder.file("config.yaml"));
        const auto put = file.put({.name = name.toStdString(), .kubeconfig = kubeconfig.toStdString()});
        QVERIFY(!put);
        QVERIFY(!std::filesystem::exists(file.path()));
    }

    void twoProgramsLoseNothing()
    {
        const test::TempFolder folder;
        const SettingsFile file(folder.file("config.yaml"));
        constexpr int Programs = 4;
        constexpr int Each = 25;
        std::vector<pid_t> programs;
        for (int p = 0; p < Programs; ++p) {
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                bool well = true;
                for (int i = 0; i < Each; ++i)
                    well = file.put({.name = "c" + std::to_string(p) + "-" + std::to_string(i)}) && well;
                ::_exit(well ? 0 : 1);
            }
            programs.push_back(child);
        }
        for (const pid_t child : programs) {
            int status = 0;
            ::waitpid(child, &status, 0);
            QCOMPARE(status, 0);
        }
        QCOMPARE(file.read()->connections.size(), static_cast<std::size_t>(Programs * Each));
    }

    void whereTheFileIs()
    {
        const auto of = [](std::map<std::string, std::string> values) {
            return pathOf([values](const char* name) -> const char* {
                const auto value = values.find(name);
                return value == values.end() ? nullptr : value->second.c_str();
            });
        };
        QCOMPARE(of({{"XDG_CONFIG_HOME", "/c"}, {"HOME", "/h"}}), std::string("/c/berth/config.yaml"));
        QCOMPARE(of({{"XDG_CONFIG_HOME", "c"}, {"HOME", "/h"}}), std::string("/h/.config/berth/config.yaml"));
        QCOMPARE(of({}), std::string());
    }
};

BERTH_TEST(TestSettings)

} // namespace tst_settings

#include "tst_settings.moc"
