#include <QTest>

#include <algorithm>
#include <filesystem>

#include "core/base/shown.h"
#include "core/kube/connection.h"
#include "core/kube/exec_plugin.h"
#include "core/kube/url.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

// Kubeconfigs that want something of whoever opens them. What is tried is in the rows; that nothing runs, nothing leaks and
// nothing reaches the screen unescaped holds for every one.

namespace tst_hostile {

using namespace core::kube;
using core::Fault;

namespace {

constexpr const char* Canary = "canary-7f3a";
const QString none;

std::string everything(const Problems& problems)
{
    std::string all;
    for (const Problem& p : problems) all += p.what + "|" + p.where + "|" + p.fix + "|";
    return all;
}

/// With nothing in it that moves a cursor, changes a colour or turns the direction of writing.
bool isPlain(const std::string& text)
{
    const auto controls = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(text.begin(), text.end(), controls)) return false;
    for (const char* turn :
         {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u0085", "\u009b"})
        if (text.find(turn) != std::string::npos) return false;
    return true;
}

std::string config(const std::string& cluster, const std::string& user, const std::string& context = "x")
{
    return "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {" + cluster +
           "}\nusers:\n- name: u\n  user: {" + user + "}\ncontexts:\n- name: " + context +
           "\n  context: {cluster: c, user: u}\ncurrent-context: " + context + "\n";
}

const std::string good = "server: 'https://10.0.0.1:6443'";
const std::string token = "token: canary-7f3a";

} // namespace

class TestHostile : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;

    /// A program that leaves a mark if anything runs it.
    [[nodiscard]] std::string trap() const
    {
        const auto path = m_folder.file("trap", "#!/bin/sh\ntouch " + mark() + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path.string();
    }
    [[nodiscard]] std::string mark() const { return m_folder.file("ran").string(); }

private slots:
    void nothingRunsLeaksOrReachesTheScreen_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason"); // of a problem that has to be among those found; empty: any or none
        QTest::addColumn<bool>("connects");  // whether a connection comes out of it
        const auto row = [](const char* name, const std::string& text, const QString& reason, bool connects) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << reason << connects;
        };
        const std::string file = trap();
        const std::string v1 = "apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never";
        // Programs.
        row("runs a program", config(good, "exec: {command: '" + file + "', " + v1 + "}"), none, true);
        row("runs a shell", config(good, "exec: {command: /bin/sh, args: [-c, 'touch " + mark() + "'], " + v1 + "}"),
            none, true);
        row("hides the program behind a token", config(good, token + ", exec: {command: '" + file + "', " + v1 + "}"),
            "exec_not_used", true);
        row("preloads a library",
            config(good, "exec: {command: /bin/true, env: [{name: LD_PRELOAD, value: /tmp/x.so}], " + v1 + "}"), none,
            true);
        row("names a program beside the file", config(good, "exec: {command: ./trap, " + v1 + "}"), none, true);
        row("a command of the old gcp provider",
            config(good, "auth-provider: {name: gcp, config: {cmd-path: '" + file + "', cmd-args: 'x'}}"),
            "auth_provider_unknown", true);
        row("a provider with a name that is a command", config(good, "auth-provider: {name: '$(" + file + ")'}"),
            "auth_provider_unknown", true);
        row("a hint that writes to the terminal",
            config(good, "exec: {command: no-such-7f3a, installHint: \"\\e]0;gone\\a\\e[2J run me\", " + v1 + "}"),
            none, true);
        row("arguments that hide behind a line end",
            config(good, "exec: {command: '" + file + "', args: [\"get\\n\\e[1A\\e[2Krm\"], " + v1 + "}"), none, true);
        row("an unknown version",
            config(good, "exec: {command: '" + file + "', apiVersion: evil/v1, interactiveMode: Never}"),
            "exec_bad_api_version", true);
        // Other people's files.
        row("a token file of the system", config(good, "tokenFile: /etc/shadow-7f3a"), none, false);
        row("a token file of a user", config(good, "tokenFile: ../../../root/.ssh/id_ed25519"), none, false);
        row("a device that never ends", config(good, "tokenFile: /dev/zero"), none, false);
        row("a key that is a folder", config(good, "client-certificate: /etc, client-key: /etc"), none, true);
        row("an authority that is a device", config(good + ", certificate-authority: /dev/zero", token),
            "file_too_large", true);
        row("an authority that is no certificate",
            config(good + ", certificate-authority-data: Y2FuYXJ5LTdmM2E=", token), "bad_ca_pem", true);
        // Names.
        row("a context that clears the screen", config(good, token, "\"\\e[2J\\e[H\""), none, true);
        row("a context that reads backwards", config(good, token, "\"\\u202Eyaml.exe\""), none, true);
        row("a context that is a path", config(good, token, "../../.ssh/config"), none, true);
        row("a context of a hundred thousand letters", config(good, token, std::string(100000, 'x')), none, true);
        row("a user that is not there and rings",
            "clusters: [{name: c, cluster: {" + good +
                "}}]\ncontexts: [{name: x, context: {cluster: c, user: \"\\a\\r\\u009b\"}}]\n"
                "current-context: x\n",
            "user_not_found", true);
        row("a cluster that is not there",
            "contexts: [{name: x, context: {cluster: \"\\e[31mred\"}}]\ncurrent-context: x\n", "cluster_not_found",
            false);
        // Servers and proxies.
        row("the metadata service", config("server: 'https://169.254.169.254'", token), "metadata_address", true);
        row("the metadata service, in one number", config("server: 'https://2852039166'", token), "metadata_address",
            true);
        row("the metadata service, in hexadecimal", config("server: 'https://0xa9.0xfe.0xa9fe'", token),
            "metadata_address", true);
        row("the metadata service, inside IPv6", config("server: 'https://[::ffff:169.254.169.254]'", token),
            "metadata_address", true);
        row("Alibaba Cloud's metadata service", config("server: 'http://100.100.100.200'", token), "metadata_address",
            true);
        row("a proxy at the metadata service", config(good + ", proxy-url: 'http://169.254.169.254:80'", token),
            "metadata_address", true);
        row("a proxy with a password", config(good + ", proxy-url: 'http://me:canary-7f3a@proxy:3128'", token), none,
            true);
        row("a proxy that is a file", config(good + ", proxy-url: 'file:///etc/passwd'", token), "bad_proxy_url",
            false);
        row("a server with a password", config("server: 'https://me:canary-7f3a@h'", token), none, true);
        row("a server that is a script", config("server: 'javascript:alert(1)'", token), none, true);
        row("a server with a line end", config("server: \"https://h/\\r\\nHost: evil\"", token), "bad_server_url",
            true);
        row("a server in clear", config("server: 'http://h'", token), "credentials_dropped", true);
        row("nobody verifies the server", config(good + ", insecure-skip-tls-verify: true", token), "not_verified",
            true);
        row("nobody verifies, with an authority beside",
            config(good + ", insecure-skip-tls-verify: true, certificate-authority-data: Y2FuYXJ5LTdmM2E=", token),
            "insecure_with_ca", true);
        // Headers.
        row("a token with a header in it", config(good, "token: \"canary-7f3a\\r\\nX-Remote-User: root\""),
            "header_not_sendable", true);
        row("acts as another, with a header in it",
            config(good, token + ", as: \"me\\r\\nImpersonate-Group: system:masters\""), "header_not_sendable", true);
        row("groups without a user", config(good, token + ", as-groups: ['system:masters']"),
            "impersonation_without_user", false);
    }

    void nothingRunsLeaksOrReachesTheScreen()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        QFETCH(bool, connects);
        const std::string path = m_folder.file("config", text.toStdString()).string();
        const auto before = std::chrono::steady_clock::now();
        const Loaded loaded = load(lookup({}, "/", path));
        const Chosen chosen = choose(loaded.config);
        Problems problems = loaded.problems;
        for (const Problems& more : {chosen.problems, validate(loaded.config)})
            problems.insert(problems.end(), more.begin(), more.end());
        std::string said = everything(problems);
        if (chosen.connection && chosen.connection->auth.exec) {
            const auto what = invocation(*chosen.connection->auth.exec, {{"PATH", "/usr/bin:/bin"}});
            said += what ? what->commandLine() + everything(what->warnings) : what.error().what + what.error().where;
            const ExecAnswer answer = runExec(*chosen.connection, Consents(), {{"PATH", "/usr/bin:/bin"}}, {}, {});
            QVERIFY(answer.fault != ExecFault::None);
            said += answer.error.what + answer.error.where;
        }
        for (const Reference& file : references(loaded.config)) said += core::shown(file.path) + file.of;
        QVERIFY(std::chrono::steady_clock::now() - before < std::chrono::seconds(20));

        QVERIFY2(!std::filesystem::exists(mark()), "something ran");
        QVERIFY2(isPlain(said), core::shown(said).c_str());
        QVERIFY2(said.find(Canary) == std::string::npos, said.c_str());
        QVERIFY2(view(loaded.config, Show::Redacted).dump().find(Canary) == std::string::npos,
                 "the view shows a secret");
        QVERIFY2(said.size() < 8000, "a sentence has no end");
        QCOMPARE(chosen.connection.has_value(), connects);
        const auto isIt = [&](const Problem& p) { return QString::fromUtf8(name(p.reason).data()) == reason; };
        QVERIFY2(reason.isEmpty() || std::any_of(problems.begin(), problems.end(), isIt), said.c_str());
        if (chosen.connection) {
            // What would be sent is either whole headers or nothing.
            for (const Header& header : requestHeaders(*chosen.connection, std::nullopt)) {
                const std::string value(header.value.reveal());
                const bool breaks = value.find_first_of("\r\n") != std::string::npos;
                QVERIFY(!(breaks && header.sendable()));
            }
        }
    }

    void filesOutsideTheFoldersOfAKubeconfigAreNamed()
    {
        const auto found = references(
            read(config(good + ", certificate-authority: /etc/ca.pem", "tokenFile: ../t, client-key: k/key.pem"),
                 "/home/me/k/config")
                .config);
        const auto outside = std::count_if(found.begin(), found.end(), [](const Reference& r) { return r.outside; });
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(outside, 2);
    }

    void addressesThatNoClusterHas_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("is");
        for (const char* host :
             {"169.254.169.254", "169.254.0.1", "169.254.43518", "fe80::1", "fe80::1%eth0", "fd00:ec2::254",
              "metadata.google.internal.", "METADATA", "100.100.100.200", "0251.0376.0251.0376"})
            QTest::newRow(host) << QString::fromLatin1(host) << true;
        for (const char* host : {"10.0.0.1", "127.0.0.1", "localhost", "100.100.100.201", "metadata.example.com",
                                 "fd00:ec2::255", "::1", "169.253.0.1", "", "169.254.169.254.nip.io"})
            QTest::newRow(host) << QString::fromLatin1(host) << false;
    }
    void addressesThatNoClusterHas()
    {
        QFETCH(QString, host);
        QFETCH(bool, is);
        QCOMPARE(isMetadataAddress(host.toStdString()), is);
    }
};

BERTH_TEST(TestHostile)

} // namespace tst_hostile

#include "tst_hostile.moc"
