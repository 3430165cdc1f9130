// What verbs that change clusters print of Secrets, and where they take their values from.
#include <QTest>

#include "tests/cli/change_given.h"
#include "tests/core/kube/client_support.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_change_secrets {

using test::Ran;
using test::client::holds;
using Given = test::GivenCluster;

class TestChangeSecrets : public QObject {
    Q_OBJECT

private slots:
    void aFaultOfASecretInAPlanShowsNoLine()
    {
        Given given;
        given.put("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ntipe: Opaque\n"
                            "stringData: {pin: canary-pin}\n");
        const Ran made = given.run({"plan", "-f", "s.yaml", "--no-effects", "--save", "plan.json"});
        QVERIFY2(made.code == 1 && made.out.contains("strict decoding error"), (made.out + made.err).constData());
        given.api().setSchemas(test::Schemas);
        const Ran ran = given.run({"plan", "--from", "plan.json", "--no-effects"});
        QVERIFY2(ran.err.contains("Secret default/s: warning:") && ran.err.contains(".tipe"), ran.err.constData());
        QVERIFY2(!ran.err.contains("of its text") && !(ran.err + ran.out).contains("canary"), ran.err.constData());
    }

    void aPlaceholderIsNoValueOfASecret()
    {
        Given given;
        given.put("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {key: \"${KEY}\"}\n");
        const Ran refused = given.run({"plan", "-f", "s.yaml", "--no-effects"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("is a placeholder") && refused.err.contains("--secret s/key=env:NAME"),
                 refused.err.constData());
        const Ran plan = given.run({"plan", "-f", "s.yaml", "--no-effects", "--secret", "s/key=env:VALUE_OF_KEY"},
                                   {{QStringLiteral("VALUE_OF_KEY"), QStringLiteral("canary-x")}});
        QVERIFY2(plan.code == 0 && !(plan.out + plan.err).contains("canary"), (plan.out + plan.err).constData());
    }

    void aSecretThatNoTextNamesIsToldFrom()
    {
        Given given;
        given.put("s.yaml",
                  "apiVersion: v1\nkind: Secret\nmetadata: {name: oss-secret}\nstringData: {key: canary-1}\n");
        const Ran slip =
            given.run({"plan", "-f", "s.yaml", "--no-effects", "--secret", "oss-secrte/key=env:VALUE_OF_KEY"},
                      {{QStringLiteral("VALUE_OF_KEY"), QStringLiteral("canary-2")}});
        QCOMPARE(slip.code, 2);
        QVERIFY2(slip.err.contains("oss-secrte") && slip.err.contains("Did you mean oss-secret?"),
                 slip.err.constData());
        QVERIFY2(!slip.err.contains("canary") && !slip.out.contains("canary"), slip.err.constData());
        given.put("c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\n");
        const Ran none = given.run({"plan", "-f", "c.yaml", "--no-effects", "--secret", "s/key=env:VALUE_OF_KEY"});
        QCOMPARE(none.code, 2);
        QVERIFY2(none.err.contains("No text is a Secret"), none.err.constData());
    }

    void aFaultInASecretDoesNotShowItsLine()
    {
        Given given;
        given.api().setSchemas(test::Schemas);
        given.put("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {pin: 4711}\n");
        const Ran ran = given.run({"plan", "-f", "s.yaml", "--no-effects"});
        QVERIFY2(ran.err.contains("s.yaml:4:19: warning:"), ran.err.constData());
        QVERIFY2(!(ran.err + ran.out).contains("4711"), ran.err.constData());
    }

    void aSlipOfANameInASecretShowsNoValue()
    {
        Given given;
        given.put("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringdata: {pin: canary-pin}\n");
        for (const bool hasSchemas : {false, true}) {
            if (hasSchemas) given.api().setSchemas(test::Schemas);
            for (const QStringList& words :
                 {QStringList{"plan", "-f", "s.yaml", "--no-effects", "--save", "plan.json"},
                  QStringList{"plan", "-f", "s.yaml", "--no-effects", "-o", "json"},
                  QStringList{"plan", "--from", "plan.json", "--no-effects"}, QStringList{"diff", "-f", "s.yaml"}}) {
                const Ran ran = given.run(words);
                QVERIFY2((ran.out + ran.err).contains("stringdata"), (ran.out + ran.err).constData());
                QVERIFY2(!(ran.out + ran.err).contains("canary"), (ran.out + ran.err).constData());
            }
        }
        const auto file = test::read(given.folder.file("plan.json"));
        QVERIFY(file.find("stringdata") != std::string::npos && file.find("canary") == std::string::npos);
    }

    void aFaultOfYamlInASecretDoesNotShowItsLine()
    {
        Given given;
        given.put("s.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\n---\napiVersion: v1\nkind: Secret\n"
                            "metadata: {name: s}\nstringData: {pin: canary-pin, pin: canary-pin-2}\n");
        const Ran ran = given.run({"plan", "-f", "s.yaml", "--no-effects"});
        QVERIFY2(ran.err.contains("s.yaml:8:"), ran.err.constData());
        QVERIFY2(!(ran.err + ran.out).contains("canary"), ran.err.constData());
        given.put("m.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\napiVersion: v1\nkind: ConfigMap\n"
                            "metadata: {name: s}\ndata: {pin: shown-1, pin: shown-2}\n");
        const Ran open = given.run({"plan", "-f", "m.yaml", "--no-effects"});
        QVERIFY2(open.err.contains("shown-2"), open.err.constData()); // only that document keeps its lines to itself
    }

    /// Two masks are the same text, and a value that changes is a change all the same.
    void aDiffShowsThatASecretsValueChangesAndNoValue()
    {
        Given given;
        const auto secret = [](const std::string& value) {
            return "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: default}\nstringData: {sk: " + value +
                   "}\n";
        };
        given.put("s.yaml", secret("canary-one"));
        QCOMPARE(given.run({"plan", "-f", "s.yaml", "--save", "plan.json"}).code, 0);
        const Ran made = given.run({"apply", "plan.json", "--yes"});
        QVERIFY2(made.code == 0, made.err.constData());
        given.put("s.yaml", secret("canary-two"));
        const Ran diff = given.run({"diff", "-f", "s.yaml", "-o", "diff"});
        QVERIFY2(diff.out.contains("(secret, before)") && diff.out.contains("(secret, changed)"), diff.out.constData());
        QVERIFY2(!diff.out.contains("canary"), diff.out.constData());
    }

    void keepsTheValuesOfTheSeedsSecretToItself()
    {
        Given given;
        given.put("secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: oss-secret\nstringData:\n"
                                 "  akId: canary-id-4711\n  akSecret: <your-oss-sk>\n");
        const std::map<QString, QString> environment{{QStringLiteral("OSS_SK"), QStringLiteral("canary-secret-0815")}};
        const Ran plan = given.run(
            {"plan", "-f", "secret.yaml", "--secret", "oss-secret/akSecret=env:OSS_SK", "--save", "plan.json"},
            environment);
        QVERIFY2(plan.code == 0, plan.err.constData());
        QCOMPARE(given.run({"plan", "-f", "secret.yaml", "--secret", "oss-secret/akSecret=canary-typed"}).code, 2);
        const Ran apply = given.run({"apply", "plan.json", "--yes"}, environment);
        QVERIFY2(apply.code == 0, apply.err.constData());
        QVERIFY(given.api().object("secrets", "default", "oss-secret")["data"]["akSecret"] ==
                core::kube::toBase64("canary-secret-0815"));
        given.put("secret.yaml", given.read("secret.yaml") + "  more: canary-more-42\n");
        const Ran diff = given.run({"diff", "-f", "secret.yaml", "-o", "diff"});
        const Ran history = given.run({"history", "-o", "json"});
        std::string all =
            (plan.out + plan.err + apply.out + apply.err + diff.out + diff.err + history.out).toStdString();
        for (const auto& entry : std::filesystem::recursive_directory_iterator(given.folder.path()))
            if (entry.is_regular_file() && entry.path().filename() != "secret.yaml" &&
                entry.path().filename() != "kubeconfig")
                all += test::read(entry.path());
        for (const std::string value : {"canary-id-4711", "canary-secret-0815", "canary-more-42"}) {
            QVERIFY(!holds(all, value));
            QVERIFY(!holds(all, core::kube::toBase64(value)));
        }
    }
};

BERTH_TEST(TestChangeSecrets)

} // namespace tst_change_secrets

#include "tst_change_secrets.moc"
