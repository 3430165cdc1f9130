#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "core/base/shown.h"
#include "core/kube/connection.h"
#include "core/kube/files.h"
#include "core/kube/pem.h"
#include "core/kube/token_file.h"
#include "tests/core/kube/stub_server.h"
#include "tests/support/test.h"

namespace tst_kubeconfig {

using namespace core::kube;
using core::Json;
using core::Secret;

namespace {

constexpr const char* Canary = "canary-7f3a";

/// One cluster, one user with the lines given, one context.
std::string kubeconfig(const std::string& user, const std::string& server = "https://10.0.0.1:6443",
                       const std::string& more = {})
{
    return "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster:\n    server: " + server + "\n" + more +
           "users:\n- name: u\n  user:\n" + user +
           "contexts:\n- name: x\n  context: {cluster: c, user: u}\ncurrent-context: x\n";
}

bool has(const Problems& problems, Reason reason)
{
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& p) { return p.reason == reason; });
}

std::string everything(const Problems& problems)
{
    std::string all;
    for (const Problem& p : problems) all += p.what + "|" + p.where + "|" + p.fix + "\n";
    return all;
}

} // namespace

class TestKubeconfig : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const std::string& name, const std::string& text)
    {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private slots:
    void typeFaultsNameThePlaceAndNeverTheValue_data()
    {
        QTest::addColumn<QString>("user");
        QTest::newRow("number") << "    token: 123456789123\n";
        QTest::newRow("list") << "    token: [canary-7f3a]\n";
        QTest::newRow("mapping") << "    password: {canary-7f3a: canary-7f3a}\n";
        QTest::newRow("not base64") << "    client-key-data: canary-7f3a!\n";
        QTest::newRow("no number") << "    token: .inf\n";
        QTest::newRow("syntax") << "    token: canary-7f3a: x: [\n";
        QTest::newRow("escape") << "    token: \"canary-7f3a\\q\"\n";
    }
    void typeFaultsNameThePlaceAndNeverTheValue()
    {
        QFETCH(QString, user);
        const Loaded loaded = read(kubeconfig(user.toStdString()), "/k/config");
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.config.empty());
        const std::string all = everything(loaded.problems);
        QVERIFY2(all.find("/k/config:") != std::string::npos, all.c_str());
        for (const char* secret : {Canary, "123456789123", "inf"})
            QVERIFY2(all.find(secret) == std::string::npos, all.c_str());
    }

    void aRepeatedKeyCountsLastAndIsSaid()
    {
        const Loaded loaded = read(kubeconfig("    token: first\n    token: second\n"), "/k/config");
        QVERIFY(loaded.ok());
        QVERIFY(has(loaded.problems, Reason::DuplicateKey));
        QCOMPARE(loaded.config.users.at("u").token.reveal(), std::string("second"));
    }

    void onlyTheFirstDocumentCounts()
    {
        const Loaded loaded = read("---\n---\n" + kubeconfig("    token: t\n"), "/k/config");
        QVERIFY(loaded.ok());
        QVERIFY(loaded.config.empty());
        QVERIFY(has(loaded.problems, Reason::DocumentIgnored));
    }

    void crossedNamesAreSaid()
    {
        const std::string a = write("a", kubeconfig("    token: t-a\n"));
        std::string second = kubeconfig("    token: t-b\n", "https://b:6443");
        second.replace(second.find("- name: x"), 9, "- name: z");
        const std::string b = write("b", second);
        const Loaded loaded = load(lookup({{"KUBECONFIG", a + ":" + b}}, "/"));
        QVERIFY2(loaded.ok(), everything(loaded.problems).c_str());
        QVERIFY(has(loaded.problems, Reason::CrossedMerge));
        QCOMPARE(choose(loaded.config, "z").connection->auth.token.reveal(), std::string("t-a"));
        QVERIFY(!has(load(lookup({{"KUBECONFIG", a}}, "/")).problems, Reason::CrossedMerge));
    }

    void anExplicitFileHasToBeThere()
    {
        const std::string gone = m_folder.path().toStdString() + "/gone";
        QVERIFY(!load(lookup({}, "/", gone)).ok());
        QVERIFY(load(lookup({{"KUBECONFIG", gone}}, "/")).ok());
    }

    void whatClientGoPassesOverIsSaid()
    {
        const Chosen plain = choose(read(kubeconfig("    token: t\n", "http://h:1"), "/k/c").config);
        QVERIFY(plain.ok());
        QVERIFY(has(plain.problems, Reason::CredentialsDropped));
        QVERIFY(requestHeaders(*plain.connection, std::nullopt).empty());
        const Chosen header = choose(read(kubeconfig("    token: \"t\\r\\nX: 1\"\n"), "/k/c").config);
        QVERIFY(header.ok());
        QVERIFY(has(header.problems, Reason::HeaderNotSendable));
        Kubeconfig missing = read(kubeconfig("    token: t\n"), "/k/c").config;
        missing.users.clear();
        QVERIFY(has(choose(missing).problems, Reason::UserNotFound));
        missing.clusters.clear();
        QVERIFY(has(choose(missing).problems, Reason::ClusterNotFound));
        QVERIFY(!has(choose(missing).problems, Reason::EmptyConfig));
    }

    void certificatesThatEndAreSaid_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("said"); // empty: nothing
        QTest::newRow("fault 41: over") << -1 << "The client certificate of the user \"u\" was valid until 20";
        QTest::newRow("fault 41: soon over") << 29 << "The client certificate of the user \"u\" is valid only until 20";
        QTest::newRow("fault 41: not soon") << 31 << "";
    }
    void certificatesThatEndAreSaid()
    {
        QFETCH(int, days);
        QFETCH(QString, said);
        const long day = 86400;
        const test::Identity identity = test::Authority().issue("me", "", -2 * day, days * day);
        const std::string user = "    client-certificate-data: " + toBase64(identity.certificate) +
                                 "\n    client-key-data: " + toBase64(identity.key) + "\n";
        const Chosen chosen = choose(read(kubeconfig(user), "/k/c").config);
        QVERIFY(chosen.ok());
        QCOMPARE(has(chosen.problems, Reason::CertificateEnds), !said.isEmpty());
        const std::string all = everything(chosen.problems);
        QVERIFY2(all.find(said.toStdString()) != std::string::npos, all.c_str());
        // Nothing of it is used where there is no TLS.
        QVERIFY(!has(choose(read(kubeconfig(user, "http://h:1"), "/k/c").config).problems, Reason::CertificateEnds));
    }

    void theRedactedViewHoldsNoSecret()
    {
        const std::string user =
            "    token: canary-7f3a\n    password: canary-7f3a\n    client-key-data: Y2FuYXJ5LTdmM2E=\n"
            "    auth-provider: {name: oidc, config: {id-token: canary-7f3a, client-id: shown}}\n"
            "    exec: {command: p, apiVersion: v, env: [{name: A, value: canary-7f3a}]}\n";
        const Kubeconfig config =
            read(kubeconfig(user, "https://a:canary-7f3a@h", "    proxy-url: http://me:canary-7f3a@p\n"), "/k/c")
                .config;
        const std::string text = view(config, Show::Redacted).dump();
        QVERIFY2(text.find(Canary) == std::string::npos && text.find("Y2FuYXJ5") == std::string::npos, text.c_str());
        QVERIFY(text.find("DATA+OMITTED") != std::string::npos);
        QVERIFY(text.find("REDACTED") != std::string::npos);
        QVERIFY(view(config, Show::Raw).dump().find(Canary) != std::string::npos);
        QVERIFY(everything(validate(config)).find(Canary) == std::string::npos);
        QVERIFY(everything(choose(config).problems).find(Canary) == std::string::npos);
    }

    void foreignNamesAreEscaped()
    {
        QCOMPARE(core::shown("a\x1b[31m\n\xE2\x80\xAEz\xFF"), std::string("a\\x1b[31m\\n\\u202ez\\xff"));
        QVERIFY(core::shown(std::string(5000, 'x')).size() < 300);
        QCOMPARE(core::shown("集群-α"), std::string("集群-α"));
        std::string text = kubeconfig("    token: t\n");
        text.replace(text.find("cluster: c,"), 10, "cluster: \"\\e[2J\"");
        const std::string all = everything(choose(read(text, "/k/c").config).problems);
        QVERIFY2(all.find("\\x1b[2J") != std::string::npos && all.find('\x1b') == std::string::npos, all.c_str());
    }

    void filesAreBoundedAndPipesAreNotWaitedFor()
    {
        const std::string pipe = m_folder.path().toStdString() + "/pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(readFile(pipe, 10).error().kind, FileFault::Kind::NotAFile);
        QCOMPARE(readFile("/dev/zero", 1000).error().kind, FileFault::Kind::TooLarge);
        QCOMPARE(readFile(m_folder.path().toStdString(), 10).error().kind, FileFault::Kind::Directory);
    }

    void hostileTextsAreRefusedInTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
        for (char c = 'b'; c < 'k'; ++c) {
            bomb += std::string(1, c) + ": &" + c + " [";
            for (int i = 0; i < 10; ++i) bomb += std::string(i > 0 ? "," : "") + "*" + static_cast<char>(c - 1);
            bomb += "]\n";
        }
        const auto row = [](const char* name, const std::string& text, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << reason;
        };
        row("alias bomb", bomb, "yaml_excessive_aliasing");
        row("deep brackets", "a: " + std::string(20'000, '['), "too_deep");
        row("deep JSON", std::string(20'000, '[') + std::string(20'000, ']'), "too_deep");
        row("huge", std::string(KubeconfigBytes + 1, 'a'), "file_too_large");
        row("NUL", std::string("a: b\0c\n", 7), "yaml_encoding");
        row("escape in the text", "a: \x1b[2J\n", "yaml_encoding");
        row("UTF-16",
            std::string("\xFF\xFE"
                        "a\0:\0",
                        6),
            "yaml_encoding");
        row("an alias of itself", "a: &a [*a]\n", "yaml_syntax");
        row("a Secret", "apiVersion: v1\nkind: Secret\ndata: {token: Y2FuYXJ5}\n", "unknown_kind_or_version");
        row("a web page", "<!DOCTYPE html><html></html>\n", "type_mismatch");
    }
    void hostileTextsAreRefusedInTime()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        const Loaded loaded = read(text.toStdString(), "/k/config");
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.config.empty());
        const auto found = std::find_if(loaded.problems.begin(), loaded.problems.end(),
                                        [](const Problem& p) { return p.severity == core::text::Severity::Error; });
        QCOMPARE(QString::fromUtf8(name(found->reason).data()), reason);
    }

    void everyFileNamedIsListed()
    {
        const auto found = references(
            read(kubeconfig("    tokenFile: ../../etc/token\n    client-key: k.pem\n"), "/home/me/config").config);
        QCOMPARE(found.size(), std::size_t(2));
        const auto outside = std::find_if(found.begin(), found.end(), [](const Reference& r) { return r.outside; });
        QCOMPARE(outside->path, std::string("/etc/token"));
        QCOMPARE(std::count_if(found.begin(), found.end(), [](const Reference& r) { return r.outside; }), 1);
    }

    void aTokenFileIsReadAgain()
    {
        const std::string path = write("token", "one\n");
        TokenFile file(path);
        const TokenFile::Time start{};
        using namespace std::chrono_literals;
        QCOMPARE(file.token(start)->reveal(), std::string("one"));
        write("token", "two");
        QCOMPARE(file.token(start + 49s)->reveal(), std::string("one"));
        QCOMPARE(file.token(start + 50s)->reveal(), std::string("two"));
        write("token", "three");
        QVERIFY(file.refused(Secret("two"), start + 51s));
        QVERIFY(!file.refused(Secret("three"), start + 52s));
        QCOMPARE(file.token(start + 52s)->reveal(), std::string("three"));
        std::filesystem::remove(path);
        QCOMPARE(file.token(start + 500s)->reveal(), std::string("three"));
        QVERIFY(!TokenFile(path).token(start));
    }

    void changedFilesAreNoticed()
    {
        const std::string path = write("watched", "one");
        const std::string later = m_folder.path().toStdString() + "/later";
        Watch watch({path, later});
        QVERIFY(watch.changed().empty());
        write("watched", "three");
        QCOMPARE(watch.changed(), std::vector<std::string>{path});
        QVERIFY(watch.changed().empty());
        write("later", "");
        QCOMPARE(watch.changed(), std::vector<std::string>{later});
        std::filesystem::remove(path);
        QCOMPARE(watch.changed(), std::vector<std::string>{path});
    }
};

BERTH_TEST(TestKubeconfig)

} // namespace tst_kubeconfig

#include "tst_kubeconfig.moc"
