// What becomes of a context that is known already, and the copies of kubeconfigs.
#include <QTest>

#include <sys/stat.h>

#include "core/live/taking.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_taking {

using namespace core::live;
namespace settings = core::settings;

namespace {

const char* const Kubeconfig = "apiVersion: v1\nkind: Config\ncurrent-context: b\n"
                               "clusters:\n- {name: c, cluster: {server: 'https://c', certificate-authority: ca.pem}}\n"
                               "- {name: d, cluster: {server: 'https://d'}}\n"
                               "contexts:\n- {name: a, context: {cluster: c, user: u}}\n"
                               "- {name: b, context: {cluster: d, user: v}}\n"
                               "users:\n- {name: u, user: {tokenFile: token}}\n- {name: v, user: {token: canary}}\n";

settings::Settings saved()
{
    settings::Settings all;
    all.connections = {{.name = "prod",
                        .kubeconfig = "/k/old",
                        .context = "a",
                        .of = settings::Class::Production,
                        .readOnly = true,
                        .clusterUid = "uid",
                        .aliases = {{"c1", "hangzhou"}}}};
    return all;
}

} // namespace

class TestTaking : public QObject {
    Q_OBJECT

private slots:
    void aNameThatIsTakenReplacesNothing()
    {
        const auto made = connectionOf({.made = {.name = "prod", .kubeconfig = "/k/new"}, .replaces = {}}, saved());
        QVERIFY(!made);
        QCOMPARE(static_cast<int>(made.error().fault), static_cast<int>(core::Fault::Conflict));
        QVERIFY(connectionOf({.made = {.name = "prod-2", .kubeconfig = "/k/new"}, .replaces = {}}, saved()));
        QVERIFY(!connectionOf({.made = {.name = "x"}, .replaces = "gone"}, saved()));
    }

    void whatReplacesIsNoLessCareful()
    {
        const auto made = connectionOf({.made = {.name = "x", .kubeconfig = "/k/new", .context = "b"},
                                        .replaces = "prod",
                                        .of = settings::Class::Test},
                                       saved());
        QVERIFY(made);
        settings::Connection wanted = saved().connections.front();
        wanted.kubeconfig = "/k/new";
        wanted.context = "b";
        QVERIFY(*made == wanted);
    }

    void aCopyHoldsTheOneContextAndWhatItNeeds()
    {
        const test::TempFolder folder;
        const std::string file = folder.file("kube/config", Kubeconfig).string();
        static_cast<void>(folder.file("kube/ca.pem", "authority"));
        const std::string path = (folder.path() / "berth/config.yaml").string();
        const settings::Connection a{.name = "a/..", .kubeconfig = file, .context = "a"};
        const auto copy = keepCopy(path, a, {}, "/");
        QVERIFY2(copy.has_value(), copy ? "" : copy.error().what.c_str());
        QCOMPARE(*copy, (folder.path() / "berth/kubeconfigs/a_...yaml").string());
        struct stat facts {};
        QCOMPARE(::stat(copy->c_str(), &facts), 0);
        QCOMPARE(static_cast<int>(facts.st_mode & 0777U), 0600);
        const core::kube::Loaded loaded = core::kube::read(test::read(*copy), *copy);
        QVERIFY(loaded.ok());
        QCOMPARE(loaded.config.contexts.size(), 1U);
        QCOMPARE(loaded.config.currentContext, "a");
        QCOMPARE(loaded.config.clusters.at("c").caData, "authority");
        QVERIFY(loaded.config.clusters.at("c").caFile.empty());
        QCOMPARE(loaded.config.users.at("u").tokenFile, (folder.path() / "kube/token").string()); // it changes
        QVERIFY(test::read(*copy).find("canary") == std::string::npos);
        const auto second = keepCopy(path, a, {}, "/");
        QVERIFY(second && *second != *copy); // nothing is written over
    }

    void aProgramBesideItsKubeconfigIsNotFoundFromACopy()
    {
        const test::TempFolder folder;
        const std::string file = folder
                                     .file("config", "apiVersion: v1\nkind: Config\n"
                                                     "clusters: [{name: c, cluster: {server: 'https://c'}}]\n"
                                                     "contexts: [{name: a, context: {cluster: c, user: u}}]\n"
                                                     "users: [{name: u, user: {exec: {command: ./login, apiVersion: "
                                                     "client.authentication.k8s.io/v1, interactiveMode: Never}}}]\n")
                                     .string();
        const auto copy = keepCopy((folder.path() / "config.yaml").string(),
                                   {.name = "a", .kubeconfig = file, .context = "a"}, {}, "/");
        QVERIFY(!copy);
        QCOMPARE(static_cast<int>(copy.error().fault), static_cast<int>(core::Fault::Unsupported));
    }

    void onlyCopiesThatNobodyUsesGo()
    {
        const test::TempFolder folder;
        const std::string path = (folder.path() / "berth/config.yaml").string();
        const std::string own = folder.file("berth/kubeconfigs/a.yaml", "x").string();
        const std::string other = folder.file("elsewhere/a.yaml", "x").string();
        settings::Settings all;
        all.connections = {{.name = "a", .kubeconfig = own}};
        dropCopy(path, own, all);
        QVERIFY(std::filesystem::exists(own));
        dropCopy(path, own, {});
        QVERIFY(!std::filesystem::exists(own));
        dropCopy(path, other, {});
        QVERIFY(std::filesystem::exists(other));
    }
};

BERTH_TEST(TestTaking)

} // namespace tst_taking

#include "tst_taking.moc"
