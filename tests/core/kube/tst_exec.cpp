#include <QTest>

#include <chrono>
#include <filesystem>

#include <sys/stat.h>

#include "core/kube/exec_plugin.h"
#include "core/kube/login_path.h"
#include "core/kube/mask.h"
#include "core/kube/pem.h"
#include "core/kube/proxy.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_exec {

using namespace core::kube;
using core::Fault;
using core::Secret;
using namespace std::chrono_literals;

namespace {

constexpr const char* Canary = "canary-7f3a";
constexpr const char* Good =
    R"({"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t"}})";

} // namespace

class TestExec : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;

    std::string script(const std::string& name, const std::string& body) const
    {
        const auto path = m_folder.file(name, "#!/bin/sh\n" + body);
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path.string();
    }

    static Connection connection(const std::string& command)
    {
        Connection made;
        made.host = "https://h";
        made.auth.exec = Exec{command, {}, {}, "client.authentication.k8s.io/v1", "", false, "Never"};
        return made;
    }

    static ExecAnswer allowedRun(const Connection& c, const Environment& environment, const RunLimits& limits = {})
    {
        Consents consents;
        const auto what = invocation(*c.auth.exec, environment);
        if (what) consents.allow(*what);
        return runExec(c, consents, environment, limits, {});
    }

private slots:
    /// fault 48: a desktop's PATH lacks what the person's shell adds.
    void theLoginShellSaysWhereProgramsAre()
    {
        const std::string folder = m_folder.file("tools").string();
        std::filesystem::create_directories(folder);
        std::filesystem::copy_file(script("cloud-cli", "true\n"), folder + "/cloud-cli");
        const std::string shell =
            script("shell", "echo a greeting of the shell\n[ \"$1\" = -l ] && PATH=$PATH:" + folder +
                                "\nexport PATH\nexec /bin/sh -c \"$3\"\n");
        const Environment bare{{"PATH", "/usr/bin:/bin"}, {"SHELL", shell}};
        const auto path = loginShellPath(bare, {.time = 5s});
        QVERIFY(path.has_value());
        QCOMPARE(*path, "/usr/bin:/bin:" + folder);
        const Exec exec{"cloud-cli", {}, {}, "client.authentication.k8s.io/v1", "", false, "Never"};
        QVERIFY(!invocation(exec, bare));
        QCOMPARE(invocation(exec, withFolders(bare, *path))->file, folder + "/cloud-cli");

        QVERIFY(!loginShellPath({{"PATH", "/bin"}}, {.time = 5s}));
        QVERIFY(!loginShellPath({{"SHELL", "sh"}}, {.time = 5s})); // not from PATH
        QVERIFY(!loginShellPath({{"SHELL", script("deaf", "true\n")}}, {.time = 5s}));
        const auto start = std::chrono::steady_clock::now();
        QVERIFY(!loginShellPath({{"PATH", "/bin"}, {"SHELL", script("slow", "sleep 60\n")}}, {.time = 200ms}));
        QVERIFY(std::chrono::steady_clock::now() - start < 20s);
    }

    void foldersOfTheShellComeBehind()
    {
        QCOMPARE(withFolders({{"PATH", "/a:/b"}}, "/b:/c::relative:/c:/a").at("PATH"), std::string("/a:/b:/c"));
        QCOMPARE(withFolders({}, "/c").at("PATH"), std::string("/c"));
    }

    void nothingRunsWithoutConsentOrAfterAChange()
    {
        const std::string mark = m_folder.file("ran").string();
        const std::string file = script("plugin", "touch " + mark + "\necho '" + Good + "'\n");
        Connection c = connection(file);
        Consents consents;
        QCOMPARE(runExec(c, consents, {}, {}, {}).error.fault, Fault::Denied);
        QVERIFY(!std::filesystem::exists(mark));
        consents.allow(*invocation(*c.auth.exec, {}));
        consents = Consents(consents.json());

        Connection other = c;
        other.auth.exec->args = std::vector<std::string>{"more"};
        QCOMPARE(runExec(other, consents, {}, {}, {}).error.fault, Fault::Denied);
        other = c;
        other.auth.exec->env = std::vector<EnvVar>{{"LD_PRELOAD", Secret("/x.so")}};
        QCOMPARE(runExec(other, consents, {}, {}, {}).error.fault, Fault::Denied);
        QVERIFY(!invocation(*other.auth.exec, {})->warnings.empty());
        QVERIFY(!std::filesystem::exists(mark));

        QCOMPARE(runExec(c, consents, {{"PATH", "/usr/bin:/bin"}}, {}, {}).credential.token.reveal(), std::string("t"));
        QVERIFY(std::filesystem::exists(mark));
        std::filesystem::remove(mark);
        script("plugin", "touch " + mark + "\necho swapped\n");
        QCOMPARE(runExec(c, consents, {}, {}, {}).error.fault, Fault::Denied);
        QVERIFY(!std::filesystem::exists(mark));
    }

    /// The interpreter stays what it is, and what it does is in the script.
    void theScriptOfAnInterpreterIsPartOfTheConsent_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("sh") << QStringList{"sh", "FILE"};
        QTest::newRow("with options") << QStringList{"sh", "-eu", "FILE", "get-token"};
        QTest::newRow("started by another") << QStringList{"env", "A=1", "sh", "FILE"};
    }
    void theScriptOfAnInterpreterIsPartOfTheConsent()
    {
        QFETCH(QStringList, words);
        const std::string said = "echo '" + std::string(Good) + "'\n";
        const std::string file = m_folder.file("login", said).string(); // neither executable nor named as a script
        Connection c = connection(words.front().toStdString());
        c.auth.exec->args.emplace();
        for (const QString& one : words.mid(1))
            c.auth.exec->args->push_back(one == QLatin1String("FILE") ? file : one.toStdString());
        const Environment environment{{"PATH", "/usr/bin:/bin"}};
        Consents consents;
        consents.allow(*invocation(*c.auth.exec, environment));
        QCOMPARE(runExec(c, consents, environment, {}, {}).credential.token.reveal(), std::string("t"));
        const std::string mark = m_folder.file("swapped-ran").string();
        m_folder.file("login", "touch " + mark + "\n" + said);
        QCOMPARE(runExec(c, consents, environment, {}, {}).error.fault, Fault::Denied);
        QVERIFY(!std::filesystem::exists(mark));
        m_folder.file("login", said);
        QCOMPARE(runExec(c, consents, environment, {}, {}).fault, ExecFault::None);
    }

    void whichFilesOfTheArgumentsConsentIsTo_data()
    {
        QTest::addColumn<QStringList>("words"); // @name: that file
        QTest::addColumn<QString>("scripts");
        QTest::addColumn<QString>("noted"); // the places of what is told
        QTest::newRow("a script without a mark") << QStringList{"sh", "@plain"} << "plain"
                                                 << "plain";
        QTest::newRow("what the script reads") << QStringList{"sh", "-e", "@plain", "@cache.json"} << "plain"
                                               << "plain cache.json";
        QTest::newRow("a line of code") << QStringList{"sh", "-c", "exec @tool --now"} << "tool"
                                        << "tool sh";
        QTest::newRow("a pipe") << QStringList{"sh", "@pipe"} << ""
                                << "sh";
        QTest::newRow("no code at all") << QStringList{"sh"} << ""
                                        << "sh";
        QTest::newRow("a program's program") << QStringList{"env", "A=1", "@tool", "@plain"} << "tool"
                                             << "tool plain";
        QTest::newRow("a hook and a cache")
            << QStringList{"@tool", "--hook=@marked", "--cache", "@cache.json", "--dir=@folder"} << "marked"
            << "marked cache.json";
        QTest::newRow("words") << QStringList{"@tool", "get-token", "--server-id", "x=y"} << ""
                               << "";
    }
    void whichFilesOfTheArgumentsConsentIsTo()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, scripts);
        QFETCH(QString, noted);
        const std::string folder = m_folder.file("named").string();
        std::filesystem::create_directories(folder + "/folder");
        m_folder.file("named/plain", "true\n");
        m_folder.file("named/cache.json", "{}\n");
        m_folder.file("named/marked", "#!/bin/sh\n");
        script("named/tool", "true\n");
        std::filesystem::remove(folder + "/pipe");
        QCOMPARE(::mkfifo((folder + "/pipe").c_str(), 0600), 0);
        std::vector<std::string> all;
        for (QString one : words)
            all.push_back(one.replace(QLatin1Char('@'), QString::fromStdString(folder + "/")).toStdString());
        Exec exec;
        exec.command = all.front();
        exec.args = std::vector<std::string>(all.begin() + 1, all.end());
        const auto what = invocation(exec, {{"PATH", "/usr/bin:/bin"}});
        QVERIFY(what.has_value());
        QStringList found;
        for (const Invocation::Script& one : what->scripts)
            found << QString::fromStdString(one.path).section(QLatin1Char('/'), -1);
        QCOMPARE(found.join(QLatin1Char(' ')), scripts);
        QStringList told;
        for (const Problem& one : what->notes) told << QString::fromStdString(one.where).section(QLatin1Char('/'), -1);
        QCOMPARE(told.join(QLatin1Char(' ')), noted);
    }

    /// What was allowed before scripts were looked at stays so where there are none, whatever a cache of tokens holds.
    void consentsToWhatNamesNoScriptStay()
    {
        Exec exec;
        exec.command = script("cli", "");
        exec.args = {"get-token", "--cache", m_folder.file("tokens.json", "{}").string()};
        const auto made = invocation(exec, {});
        const core::Json all{
            {"file", made->file}, {"content", made->fileDigest}, {"args", made->args}, {"env", core::Json::array()}};
        QCOMPARE(made->digest, sha256(all.dump()));
        m_folder.file("tokens.json", "{\"a\":1}");
        QCOMPARE(invocation(exec, {})->digest, made->digest);
    }

    void whatIsAskedIsTheExactCommandLineEscaped()
    {
        const std::string file = script("cli", "");
        const Exec exec{file,
                        std::vector<std::string>{"get-token", "a b", "\x1b[2J; rm -rf ~"},
                        std::vector<EnvVar>{{"A", Secret("1")}},
                        "",
                        "",
                        false,
                        "Never"};
        QCOMPARE(invocation(exec, {})->commandLine(), "A=1 " + file + " get-token 'a b' '\\x1b[2J; rm -rf ~'");
    }

    /// What is printed goes into builds' logs; consent is to the digest, which has the values.
    void whatStandsBehindTheNameOfASecretIsNotPrinted()
    {
        const std::string file = script("cli", "");
        Exec exec;
        exec.command = file;
        exec.args = {"get-token", "--client-secret=arg-leak", "--password", "pw-leak", "--token-file", "/run/t",
                     "--region=x"};
        exec.env = {{"AWS_SECRET_ACCESS_KEY", Secret("env-leak")}, {"AWS_PROFILE", Secret("prod")}};
        const auto made = invocation(exec, {});
        QCOMPARE(made->commandLine(),
                 "AWS_SECRET_ACCESS_KEY=*** AWS_PROFILE=prod " + file +
                     " get-token --client-secret=*** --password *** --token-file /run/t --region=x");
        exec.env->front().value = Secret("other");
        QVERIFY(invocation(exec, {})->digest != made->digest);
    }

    void noArgumentTellsASecret_data()
    {
        QTest::addColumn<QStringList>("args");
        QTest::addColumn<QString>("line");
        const auto row = [](const char* name, const QStringList& args, const char* line) {
            QTest::newRow(name) << args << QString::fromUtf8(line);
        };
        row("a variable as an argument", {"AK_SECRET=CANARY"}, "'AK_SECRET=***'");
        row("a command in an argument", {"-c", "TOKEN=CANARY exec foo"}, "-c 'TOKEN=*** exec foo'");
        row("a header", {"--header", "X-Api-Key: CANARY"}, "--header 'X-Api-Key: ***'");
        row("JSON", {"--data={\"password\":\"CANARY\"}"}, "'--data={\"password\":\"***\"}'");
        row("a query", {"--url=https://h/?a=1&access_token=CANARY"}, "'--url=https://h/?a=1&access_token=***'");
        row("a signature", {"--url=https://h/?sig=CANARY"}, "'--url=https://h/?sig=***'");
        row("a user and a password", {"--auth", "bob:CANARY"}, "--auth bob:***");
        row("those of curl", {"-u", "bob:CANARY", "h"}, "-u bob:*** h");
        row("--pass", {"--pass", "CANARY"}, "--pass ***");
        row("--pw", {"--pw=CANARY"}, "--pw=***");
        row("--jwt", {"--jwt", "CANARY"}, "--jwt ***");
        row("--otp", {"--otp", "CANARY"}, "--otp ***");
        row("-p", {"-p", "CANARY"}, "-p ***");
        row("-p, joined", {"-pCANARY"}, "-p***");
        row("-p, joined, in small letters", {"-pcanary"}, "-p***");
        row("-p with =", {"-p=CANARY"}, "-p***");
        row("-u, joined", {"-ubob:CANARY"}, "-ubob:***");
        row("--user with =", {"--user=bob:CANARY"}, "--user=bob:***");
        row("in a command of a shell", {"-c", "mysql -uroot -pCANARY x"}, "-c 'mysql -uroot -p*** x'");
        row("apart, in a command of a shell", {"-c", "login -p CANARY && y"}, "-c 'login -p *** && y'");
        row("a long one behind one dash", {"-passphrase", "CANARY"}, "-passphrase ***");
        row("as Windows has it", {"/TOKEN:CANARY"}, "'/TOKEN:***'");
        row("what is none",
            {"-profile", "prod", "-port=80", "-project-id", "x", "--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630",
             "--user", "me", "--bypass=1"},
            "-profile prod -port=80 -project-id x --server-id 6dae42f8-4368-4678-94ff-3960e28e3630 --user me "
            "--bypass=1");
    }
    void noArgumentTellsASecret()
    {
        QFETCH(QStringList, args);
        QFETCH(QString, line);
        const std::string file = script("cli", "");
        Exec exec;
        exec.command = file;
        exec.args.emplace();
        for (const QString& one : args) exec.args->push_back(one.toStdString());
        const QString whole = QString::fromStdString(invocation(exec, {})->commandLine());
        QCOMPARE(whole, QString::fromStdString(file) + " " + line);
    }

    void aHeaderThatSignsInIsNotPrinted()
    {
        Exec exec;
        exec.command = script("cli", "");
        exec.args = {"-H", "Authorization: Bearer CANARY"};
        const std::string line = invocation(exec, {})->commandLine();
        QVERIFY2(line.find("CANARY") == std::string::npos && line.find("Authorization: ***") != std::string::npos,
                 line.c_str());
    }

    /// A proxy's address holds a password as often as not.
    void theUserOfAnAddressIsNotPrinted()
    {
        const std::string file = script("cli", "");
        Exec exec;
        exec.command = file;
        exec.args = {"get-token", "--proxy=http://me:CANARY1@p:1", "https://host/path", "me@host"};
        exec.env = {{"HTTPS_PROXY", Secret("http://me:CANA'RY/@2@p:1")},
                    {"http_proxy", Secret("me:CANARY3@p:1")},
                    {"MYTOK", Secret("CANARY4")},
                    {"NO_PROXY", Secret("10.0.0.0/8")}};
        QCOMPARE(invocation(exec, {})->commandLine(),
                 "HTTPS_PROXY='http://***@p:1' http_proxy='***@p:1' MYTOK=*** NO_PROXY=10.0.0.0/8 " + file +
                     " get-token '--proxy=http://***@p:1' https://host/path me@host");
    }

    void anAddressIsShownWithoutWhatSignsIn()
    {
        const auto shown = [](const char* address) { return QByteArray::fromStdString(shownAddress(address)); };
        QCOMPARE(shown("https://host:6443"), QByteArray("https://host:6443"));
        QCOMPARE(shown("https://host:6443/k8s/clusters/c-1"), QByteArray("https://host:6443/k8s/clusters/c-1"));
        QCOMPARE(shown("https://bob:CANARY@host:1/?token=CANARY"), QByteArray("https://***@host:1/?***"));
        QCOMPARE(shown("https://bob:a/CANARY@host"), QByteArray("https://***@host"));
        QCOMPARE(shown("https://bob:a?CANARY@host"), QByteArray("https://***"));
        QCOMPARE(shown("https://host/?token=a@CANARY"), QByteArray("https://***"));
        QCOMPARE(shown("bob:CANARY@host:8080"), QByteArray("***@host:8080"));
        QCOMPARE(shown("host?to=http://CANARY"), QByteArray("host?***"));
        QCOMPARE(shown("https://host/#CANARY"), QByteArray("https://host/#***"));
        QCOMPARE(shown(""), QByteArray());
    }

    void whatAProgramSaysIsMasked_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("behind a name") << QByteArray("login failed: password: hunter2xyz\n")
                                       << QByteArray("login failed: password: ***");
        QTest::newRow("joined") << QByteArray("client_secret=abc retry") << QByteArray("client_secret=*** retry");
        QTest::newRow("a name and no value")
            << QByteArray("token expired at 10:00") << QByteArray("token expired at 10:00");
        QTest::newRow("a path") << QByteArray("no token-file: /run/x") << QByteArray("no token-file: /run/x");
    }
    void whatAProgramSaysIsMasked()
    {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(masked(said.toStdString(), {})), shown);
    }

    void noFormOfASecretIsTold_data()
    {
        QTest::addColumn<QByteArray>("said"); // with CANARY where the secret stands
        QTest::newRow("JSON") << QByteArray("{\"token\":\"CANARY\"}");
        QTest::newRow("JSON with blanks") << QByteArray("{\"access_token\" : \"CANARY x\", \"a\": 1}");
        QTest::newRow("a member alone") << QByteArray("\"refreshToken\": \"CANARY\"");
        QTest::newRow("Alibaba Cloud's secret") << QByteArray("{\"AccessKeySecret\":\"CANARY\"}");
        QTest::newRow("Alibaba Cloud's token") << QByteArray("{\"SecurityToken\": \"CANARY\"}");
        QTest::newRow("JSON in a text") << QByteArray("msg=\"bad answer {\\\"token\\\":\\\"CANARY\\\"}\"");
        QTest::newRow("a quote in the value") << QByteArray("{\"password\": \"a\\\"CANARY\"}");
        QTest::newRow("a comma in the value") << QByteArray("password: a,CANARY");
        QTest::newRow("a colon at its begin") << QByteArray("password=\":a CANARY\"");
        QTest::newRow("a list") << QByteArray("{\"tokens\": [\"a]b\", \"CANARY\"], \"a\": 1}");
        QTest::newRow("an option") << QByteArray("run cli --client-secret CANARY again");
        QTest::newRow("an option in quotes") << QByteArray("args: [\"--client-secret\", \"CANARY\"]");
        QTest::newRow("an option with =") << QByteArray("--password=CANARY");
        QTest::newRow("a quoted word behind a name") << QByteArray("invalid token 'CANARY'");
        QTest::newRow("the user of an address") << QByteArray("dial https://me:CANARY@idp.example.com/: refused");
        QTest::newRow("any sign in its password") << QByteArray("dial https://me:a/CANARY@idp.example.com/: refused");
        QTest::newRow("the query of an address") << QByteArray("get https://idp/x?a=b&access_token=CANARY: refused");
        QTest::newRow("a header") << QByteArray("Authorization: Bearer CANARY");
        QTest::newRow("a header in lower case") << QByteArray("authorization: basic CANARY");
        QTest::newRow("bearer alone") << QByteArray("sent bearer CANARY");
        QTest::newRow("PEM") << QByteArray("-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----\n");
        QTest::newRow("PEM that is cut off") << QByteArray("-----BEGIN PRIVATE KEY-----\nCANARY\n");
        QTest::newRow("a web token") << QByteArray("got abcdefghi.CANARYcanary.abcdefghi back");
        QTest::newRow("a key of a cloud") << QByteArray("got wJalrXUtnFEMI/K7MDENG/bPxRfiCANARY back");
        QTest::newRow("the code of a log-in") << QByteArray("open http://127.0.0.1:8000/cb?code=CANARY");
        QTest::newRow("another parameter before it") << QByteArray("open http://127.0.0.1/cb?state=a&code=CANARY");
        QTest::newRow("the user of curl") << QByteArray("run curl -u me:CANARY idp.example.com");
        QTest::newRow("the user of curl, joined") << QByteArray("run curl -ume:CANARY idp.example.com");
        QTest::newRow("the user of curl, in a word") << QByteArray("run curl --user=me:CANARY idp.example.com");
        QTest::newRow("the user of curl, quoted") << QByteArray("run curl -u 'me:a CANARY' idp.example.com");
        QTest::newRow("in a sentence") << QByteArray("the password is CANARY now");
        QTest::newRow("in a sentence, quoted") << QByteArray("the password is 'a CANARY' now");
        QTest::newRow("behind a colon in a sentence") << QByteArray("your token is: CANARY");
        QTest::newRow("a passphrase and its value") << QByteArray("tried passphrase CANARY twice");
        QTest::newRow("on the next line, in German") << QByteArray("Passwort:\n  CANARY\n");
        QTest::newRow("behind a program's own name") << QByteArray("sent accessKeySecret CANARY8 to sts");
        QTest::newRow("behind one with _") << QByteArray("tried client_secret CANARY8");
        QTest::newRow("in colours") << QByteArray("\x1b[31mtoken\x1b[0m: CANARY");
    }
    void noFormOfASecretIsTold()
    {
        QFETCH(QByteArray, said);
        const std::string shown = masked(said.toStdString(), {});
        QVERIFY2(shown.find("CANARY") == std::string::npos && shown.find("***") != std::string::npos, shown.c_str());
    }

    void whatIsNoSecretIsTold_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a sentence") << QByteArray("error: no login for profile prod: run cli login (exit 2)");
        QTest::newRow("an address") << QByteArray("dial tcp: lookup idp.example.com on 10.0.0.1:53: no such host");
        QTest::newRow("JSON") << QByteArray("{\"kind\":\"Status\",\"code\":401,\"message\":\"expired\"}");
        QTest::newRow("of a password") << QByteArray("error: the password is wrong, and a password is required");
        QTest::newRow("of a variable") << QByteArray("AWS_SECRET_ACCESS_KEY must be set, and access_token expired");
        QTest::newRow("of a token") << QByteArray("the token is expired");
        QTest::newRow("a code of an error") << QByteArray("ended with code=12, see -u");
        QTest::newRow("a time") << QByteArray("2026-11-30T12:00:00.123456789Z ERROR expired");
        QTest::newRow("a path") << QByteArray("open /home/me/.kube/cache/oidc-login/2f1a9c3e: no such file");
    }
    void whatIsNoSecretIsTold()
    {
        QFETCH(QByteArray, said);
        QCOMPARE(QByteArray::fromStdString(masked(said.toStdString(), {})), said);
    }

    void whatAProgramPrintedIsMaskedInWhatItSays_data()
    {
        QTest::addColumn<QByteArray>("printed");
        QTest::newRow("an answer that is refused")
            << QByteArray("{\"kind\":\"Other\",\"status\":{\"token\":\"canarytoken\"}}");
        QTest::newRow("of YAML") << QByteArray("status:\n  token: canarytoken\n");
        QTest::newRow("the token alone") << QByteArray("canarytoken\n");
        QTest::newRow("an assignment") << QByteArray("TOKEN=canarytoken\n");
        QTest::newRow("what cannot be read") << QByteArray("{\"token\": \"canarytoken\", [");
    }
    void whatAProgramPrintedIsMaskedInWhatItSays()
    {
        QFETCH(QByteArray, printed);
        const auto words = wordsOf(Secret(printed.toStdString()));
        const std::string shown = masked("cached canarytoken for later", words);
        QCOMPARE(QByteArray::fromStdString(shown), QByteArray("cached *** for later"));
    }

    void aMissingProgramSaysItsHint()
    {
        Exec exec;
        exec.command = "no-such-program-7f3a";
        exec.installHint = "Install\x1b[31m it";
        const auto what = invocation(exec, {{"PATH", "/usr/bin:.:" + m_folder.path().string()}});
        QCOMPARE(what.error().fault, Fault::NotFound);
        QVERIFY(what.error().what.find("Install\\x1b[31m it") != std::string::npos);
    }

    /// fault 46.
    void aHangingProgramIsKilledWithItsChildren()
    {
        const std::string file = script("hang", "echo waiting for $WHO >&2\nsleep 600 &\nsleep 600\n");
        Connection c = connection(file);
        c.auth.exec->env = std::vector<EnvVar>{{"WHO", Secret("hidden-value")}};
        const auto before = std::chrono::steady_clock::now();
        const auto answer = allowedRun(c, {{"PATH", "/usr/bin:/bin"}}, {.time = 300ms});
        QCOMPARE(answer.error.fault, Fault::Unavailable);
        QVERIFY(answer.error.what.find("waiting for ***") != std::string::npos);
        QVERIFY(std::chrono::steady_clock::now() - before < 20s);
    }

    void aProgramThatLeavesAChildBehindIsNotWaitedFor()
    {
        const std::string file = script("leave", std::string("sleep 600 &\necho '") + Good + "'\n");
        QCOMPARE(allowedRun(connection(file), {{"PATH", "/usr/bin:/bin"}}, {.time = 20s}).credential.token.reveal(),
                 std::string("t"));
    }

    void outputIsBounded()
    {
        const std::string file = script("loud", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done\n");
        QCOMPARE(allowedRun(connection(file), {}, {.output = 100'000}).error.fault, Fault::TooLarge);
    }

    /// fault 49.
    void stderrIsShownWithItsSecretsMasked()
    {
        const std::string file = script(
            "fail",
            "echo \"no login for $WHO, token=abc123 eyJhbGciOi.e30.c2ln Bearer zzz\" >&2\necho canary-7f3a\nexit 3\n");
        Connection c = connection(file);
        c.auth.exec->env = std::vector<EnvVar>{{"WHO", Secret("hidden-value")}};
        const ExecAnswer answer = allowedRun(c, {});
        QCOMPARE(answer.fault, ExecFault::ExitCode);
        const std::string text = answer.error.text();
        QVERIFY2(text.find("no login for ***") != std::string::npos && text.find("code 3") != std::string::npos,
                 text.c_str());
        for (const char* secret : {"hidden-value", "abc123", "eyJ", "zzz", Canary})
            QVERIFY2(text.find(secret) == std::string::npos, text.c_str());
    }

    /// What it says last tells what is wrong: as lines, and no more of them than a person reads.
    void linesOfStderrStayLinesAndThePathIsSaid()
    {
        const std::string file =
            script("lines", "i=1\nwhile [ $i -le 30 ]; do echo \"line $i.\" >&2; i=$((i+1)); done\n"
                            "echo \"token=abc123\" >&2\nexit 3\n");
        const ExecAnswer answer = allowedRun(connection(file), {{"PATH", "/usr/bin:/bin"}});
        QCOMPARE(answer.fault, ExecFault::ExitCode);
        const std::string& what = answer.error.what;
        QVERIFY2(what.find("code 3. Its PATH was /usr/bin:/bin. It said: line 12.\nline 13.\n") != std::string::npos,
                 what.c_str());
        QVERIFY2(what.find("\nline 30.\ntoken=") != std::string::npos, what.c_str());
        QVERIFY2(what.find("line 11.") == std::string::npos && what.find("abc123") == std::string::npos, what.c_str());
        QVERIFY2(what.find("\\n") == std::string::npos, what.c_str());
    }

    /// A wrong option is named by most programs, with all that stands in it.
    void anArgumentIsNotToldByTheProgramEither()
    {
        Connection c = connection(script("echoes", "echo \"no such words: $*\" >&2\nexit 2\n"));
        c.auth.exec->args = {"-phunter", "-u", "bob:correct horse", "--password", "battery"};
        const std::string text = allowedRun(c, {{"PATH", "/usr/bin:/bin"}}).error.text();
        QVERIFY2(text.find("no such words: -p*** -u bob:***") != std::string::npos, text.c_str());
        for (const char* secret : {"hunter", "horse", "battery"})
            QVERIFY2(text.find(secret) == std::string::npos, text.c_str());
        const auto made = invocation(*c.auth.exec, {});
        c.auth.exec->args->front() = "-pother"; // the same line, and not what was allowed
        QCOMPARE(invocation(*c.auth.exec, {})->commandLine(), made->commandLine());
        QVERIFY(invocation(*c.auth.exec, {})->digest != made->digest);
    }

    void whatIsNoCredentialIsSaidOnce_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("fault");
        const auto row = [](const char* name, const std::string& members, const char* fault) {
            QTest::newRow(name) << QByteArray::fromStdString("{\"kind\":\"ExecCredential\"" + members + "}")
                                << QByteArray(fault);
        };
        const std::string version = ",\"apiVersion\":\"client.authentication.k8s.io/v1\"";
        QTest::newRow("fault 47: garbage") << QByteArray("welcome, canary-7f3a") << QByteArray("bad_output");
        row("fault 47: another version", ",\"apiVersion\":\"client.authentication.k8s.io/v1alpha1\",\"status\":{}",
            "bad_output");
        row("fault 47: no version", ",\"status\":{\"token\":\"canary-7f3a\"}", "version_mismatch");
        row("fault 47: no status", version, "no_status");
        row("fault 47: a comma too many", version + ",\"status\":{\"token\":\"canary-7f3a\",}", "bad_output");
        row("fault 47: a certificate without its key",
            version + ",\"status\":{\"clientCertificateData\":\"canary-7f3a\"}", "half_key_pair");
    }
    /// With what it logged, at most 500 characters of it, and not a word of its output, which may be a secret.
    void whatIsNoCredentialIsSaidOnce()
    {
        QFETCH(QByteArray, output);
        QFETCH(QByteArray, fault);
        const std::string file =
            script("odd", "printf 'log\\033[31m %800s' end >&2\ncat <<'E'\n" + output.toStdString() + "\nE\n");
        const Connection c = connection(file);
        ExecSession session([&] { return allowedRun(c, {{"PATH", "/usr/bin:/bin"}}); });
        const ExecSession::Time now{1'000'000s};
        ExecAnswer answer;
        for (int i = 0; i < 10; ++i) answer = session.credential(now);
        QCOMPARE(session.runs(), 3);
        QCOMPARE(QByteArray(name(answer.fault).data()), fault);
        const std::string text = answer.error.text();
        QVERIFY2(text.find("It said: log    ") != std::string::npos, text.c_str());
        QVERIFY(text.size() < 900 && text.find(Canary) == std::string::npos);
    }

    void saysFromWhereOnItIsNoJson()
    {
        const auto whatOf = [](const std::string& output) {
            return readExecCredential(Secret(output), "client.authentication.k8s.io/v1").error.what;
        };
        const std::string what = whatOf("{\n\"a\": 1,}");
        QVERIFY2(what.find("none from line 2, column 8 on.") != std::string::npos, what.c_str());
        const std::string cut = whatOf("{\"a\"");
        QVERIFY2(cut.find("none from line 1, column 5 on.") != std::string::npos, cut.c_str());
        const std::string token =
            "\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"\xc3\xa9\"}}";
        QVERIFY2(whatOf("{" + token).empty(), whatOf("{" + token).c_str());
    }

    /// fault 50: a program that hands out what is over is not run for every request.
    void credentialsThatAreOverAreNotFetchedForEver()
    {
        const ExecSession::Time start{1'000'000s};
        ExecAnswer over;
        over.credential.token = Secret("t");
        over.credential.expires = start - 10s;
        ExecSession session([&] { return over; });
        for (int i = 0; i < 10; ++i) QCOMPARE(session.credential(start).credential.token.reveal(), std::string("t"));
        QCOMPARE(session.runs(), 3);
        for (int i = 0; i < 10; ++i) (void)session.credential(start + 1s);
        QCOMPARE(session.runs(), 4);
        for (int i = 0; i < 10; ++i) (void)session.credential(start + 2s);
        QCOMPARE(session.runs(), 4); // two seconds by now
    }

    void theEnvironmentIsClean()
    {
        const std::string file = script(
            "env",
            R"(printf '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"%s|%s|%s|%s"}}' "$HOME" "$PYTHONPATH" "$BERTH_X" "$AWS_PROFILE")");
        const ExecAnswer answer = allowedRun(
            connection(file), {{"HOME", "/h"}, {"PYTHONPATH", "/p"}, {"BERTH_X", "b"}, {"AWS_PROFILE", "prod"}});
        QCOMPARE(answer.credential.token.reveal(), std::string("/h|||prod"));
        for (const char* no : {"LD_PRELOAD", "BASH_ENV", "NODE_OPTIONS", "IFS"}) QVERIFY2(!isPassed(no), no);
    }

    /// fault 51.
    void aTerminalIsNeverGiven()
    {
        Connection c = connection(script("ask", ""));
        c.auth.exec->interactiveMode = "Always";
        const ExecAnswer answer = allowedRun(c, {});
        QCOMPARE(answer.error.fault, Fault::Unsupported);
        QVERIFY(answer.error.what.find("Log in with it there first") != std::string::npos);
    }

    void credentialsAreKeptUntilTheyExpireAndFailuresBackOff()
    {
        ExecAnswer next;
        next.credential.token = Secret("one");
        const ExecSession::Time start{1'000'000s};
        next.credential.expires = start + 100s;
        ExecSession session([&] { return next; });
        (void)session.credential(start);
        (void)session.credential(start + 99s);
        QCOMPARE(session.runs(), 1);
        next.credential.expires = start + 200s;
        (void)session.credential(start + 100s);
        QCOMPARE(session.runs(), 2);
        ExecCredential old;
        old.token = Secret("older");
        (void)session.refused(old, start + 101s); // another request has fetched a newer one
        QCOMPARE(session.runs(), 2);
        next.fault = ExecFault::BadOutput;
        for (int i = 0; i < 10; ++i) (void)session.credential(start + 300s);
        QCOMPARE(session.runs(), 5);
        (void)session.credential(start + 301s);
        QCOMPARE(session.runs(), 6);
        (void)session.credential(start + 302s);
        QCOMPARE(session.runs(), 6);
    }

    void proxiesAreChosenAsGoDoes_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("noProxy");
        QTest::addColumn<bool>("proxied");
        const auto row = [](const char* server, const char* list, bool proxied) {
            QTest::newRow((std::string(server) + " " + list).c_str()) << server << list << proxied;
        };
        row("https://a.example", "", true);
        row("https://localhost:6443", "", false);
        row("https://127.0.0.9", "", false);
        row("https://[::1]:6443", "", false);
        row("https://a.example", "*", false);
        row("https://a.example", "example", false);
        row("https://a.example", "b, A.Example ", false);
        row("https://a.example", ".a.example", true);
        row("https://x.a.example", ".a.example", false);
        row("https://x.a.example", "*.a.example", false);
        row("https://a.example", "*.a.example", true);
        row("https://xa.example", "a.example", true);
        row("https://a.example", "a.example:443", false);
        row("https://a.example", "a.example:6443", true);
        row("https://10.1.2.3", "10.0.0.0/8", false);
        row("https://11.1.2.3", "10.0.0.0/8", true);
        row("https://10.1.2.3:6443", "10.1.2.3:6443", false);
        row("https://[2001:db8::1]", "2001:db8::/32", false);
        row("https://[2001:db8::1]:6443", "[2001:db8::1]:6443", false);
        row("http://a.example", "", false); // HTTP_PROXY is not set
    }
    void proxiesAreChosenAsGoDoes()
    {
        QFETCH(QString, server);
        QFETCH(QString, noProxy);
        QFETCH(bool, proxied);
        const Environment environment{{"https_proxy", "p.example:3128"}, {"NO_PROXY", noProxy.toStdString()}};
        const auto proxy = environmentProxy(environment, *parseUrl(server.toStdString()));
        QVERIFY(proxy.has_value());
        QCOMPARE(proxy->has_value(), proxied);
        if (proxied) QCOMPARE((*proxy)->shown(), std::string("http://p.example:3128"));
    }
};

BERTH_TEST(TestExec)

} // namespace tst_exec

#include "tst_exec.moc"
