#include <QTest>

#include <set>

#include "core/snapshot/faults.h"
#include "core/snapshot/privacy.h"
#include "tests/support/test.h"

namespace tst_privacy {

using namespace core::snapshot;

class TestPrivacy : public QObject {
    Q_OBJECT

private slots:
    void knowsSecretNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("secret");
        for (const char* name : {"--api-key", "HF_TOKEN", "hfToken", "HUGGING_FACE_HUB_TOKEN", "AWS_SECRET_ACCESS_KEY",
                                 "password", "DB_PASSWD", "VLLM_API_KEY", "--ssl-key", "Authorization"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const char* name : {"--max-tokens", "--tokenizer", "--tokenizer-mode", "--pad-token-id",
                                 "--max-num-batched-tokens", "KEYBOARD", "--key-size", "MONKEY", "author", "--disk"})
            QTest::newRow(name) << QString::fromLatin1(name) << false;
    }
    void knowsSecretNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, secret);
        QCOMPARE(isSecretName(name.toStdString()), secret);
    }

    void blanksWhatARefusalQuotes_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("kept");
        QTest::newRow("a conflict") << "Failed to apply all manifests (0/1): resource default/a already exists in m1"
                                    << "Failed to apply all manifests (0/1): resource default/a already exists in m1";
        QTest::newRow("a value") << "Deployment \"a\" is invalid: spec.x: Invalid value: \"s3\\\"cr3t\": must be short"
                                 << R"(Deployment "a" is invalid: spec.x: Invalid value: REDACTED: must be short)";
        QTest::newRow("two values") << R"(x: Invalid value: "one": a, y: Unsupported value: "two")"
                                    << "x: Invalid value: REDACTED: a, y: Unsupported value: REDACTED";
        QTest::newRow("an object") << R"(x: Invalid value: {"env":"s3cr3t"}: field is immutable)"
                                   << "x: Invalid value: REDACTED";
        QTest::newRow("cut off") << "x: Invalid value: \"s3cr3t\\"
                                 << "x: Invalid value: REDACTED";
        QTest::newRow("an address") << "webhook https://me:s3cr3t@host/x failed"
                                    << "webhook https://REDACTED@host/x failed";
    }
    void blanksWhatARefusalQuotes()
    {
        QFETCH(QString, message);
        core::model::AppliedTo applied{"m1", false, "Unknown", message.toStdString()};
        keepOnlyWhatPlacementReads(applied);
        QTEST(QString::fromStdString(applied.message), "kept");
    }

    void blanksSecretsInScripts_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("blanked");
        QTest::newRow("plain") << "vllm serve /models/q --max-model-len 8192 --tensor-parallel=1"
                               << "vllm serve /models/q --max-model-len 8192 --tensor-parallel=1";
        QTest::newRow("flag and value") << "vllm serve m --api-key sk-123 --port 8000"
                                        << "vllm serve m --api-key REDACTED --port 8000";
        QTest::newRow("flag=value") << "vllm serve m --api-key=sk-123"
                                    << "vllm serve m --api-key=REDACTED";
        QTest::newRow("assignment") << "HF_TOKEN=hf_abc vllm serve m"
                                    << "HF_TOKEN=REDACTED vllm serve m";
        QTest::newRow("export, quoted") << "export HF_TOKEN=\"hf abc\"; run"
                                        << "export HF_TOKEN=REDACTED; run";
        QTest::newRow("header") << "curl -H 'Authorization: Bearer abc.def' http://x"
                                << "curl -H 'Authorization: REDACTED http://x";
        QTest::newRow("user in a URL") << "git clone https://me:pw@host/x"
                                       << "git clone https://REDACTED@host/x";
        QTest::newRow("a number is no secret") << "--eos-token 2"
                                               << "--eos-token 2";
        QTest::newRow("a flag is no value") << "--trust-token --port 1"
                                            << "--trust-token --port 1";
        QTest::newRow("at the end") << "--api-key"
                                    << "--api-key";
    }
    void blanksSecretsInScripts()
    {
        QFETCH(QString, script);
        QFETCH(QString, blanked);
        QCOMPARE(QString::fromStdString(withoutSecrets(std::string_view(script.toStdString()))), blanked);
    }

    void blanksTheArgumentBehindAFlag()
    {
        const std::vector<std::string> got =
            withoutSecrets(std::vector<std::string>{"serve", "--api-key", "sk-1", "--port", "8000", "--password=x"});
        const std::vector<std::string> wanted = {"serve",  "--api-key", "REDACTED",
                                                 "--port", "8000",      "--password=REDACTED"};
        QCOMPARE(got, wanted);
    }

    void trimsManifests()
    {
        const core::Json object = core::Json::parse(R"({
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "a", "managedFields": [{}], "resourceVersion": "7",
                         "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "hunter2", "goatscaler.io/x": "1"}},
            "spec": {"replicas": 2, "template": {"metadata": {"annotations": {"vault": "hunter2"}}, "spec": {"containers": [{
                "name": "c", "args": ["--api-key", "hunter2"],
                "env": [{"name": "HF_TOKEN", "value": "hunter2"}, {"name": "VLLM_USE_V1", "value": "1"}, {"name": "OTHER", "value": "hunter2"},
                        {"name": "S", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}]}}},
            "status": {"replicas": 2, "conditions": [{"message": "hunter2"}]}})");
        const core::Json trimmed = trimmedWorkload(object);
        QVERIFY(trimmed.dump().find("hunter2") == std::string::npos);
        QVERIFY(!trimmed["metadata"].contains("managedFields"));
        QCOMPARE(trimmed["metadata"]["annotations"].dump(), std::string(R"({"goatscaler.io/x":"1"})"));
        const core::Json& env = trimmed["spec"]["template"]["spec"]["containers"][0]["env"];
        QCOMPARE(env[0]["name"].get<std::string>(), std::string("HF_TOKEN"));
        QCOMPARE(env[0]["value"].get<std::string>(), markOf("hunter2"));
        QCOMPARE(trimmed["spec"]["template"]["metadata"]["annotations"]["vault"].get<std::string>(), markOf("hunter2"));
        QCOMPARE(trimmed["spec"]["template"]["spec"]["containers"][0]["args"][1].get<std::string>(), markOf("hunter2"));
        QVERIFY(trimmed[marksValues].get<bool>());
        QVERIFY(trimmedWorkload(trimmed) == trimmed); // marks are no values to be marked
        QCOMPARE(env[1].dump(), std::string(R"({"name":"VLLM_USE_V1","value":"1"})"));
        QCOMPARE(trimmed["status"].dump(), std::string(R"({"replicas":2})"));
        QCOMPARE(trimmed["spec"]["replicas"].get<int>(), 2);
    }

    /// A mark tells that a value is another one, not which: many values have the same.
    void marksAreTooShortToConfirmAGuess()
    {
        std::set<std::string> marks;
        for (int i = 0; i < 20000; ++i) marks.insert(markOf("password" + std::to_string(i)));
        QCOMPARE(marks.size(), std::size_t{256});
        for (const std::string& mark : marks) QVERIFY(isMark(mark) && withoutMarks(mark) == "REDACTED");
        QCOMPARE(withoutMarks("a REDACTED-3f b REDACTED c REDACTED-x"),
                 std::string("a REDACTED b REDACTED c REDACTED-x"));
        QVERIFY(!isMark("REDACTED") && !isMark("REDACTED-3F") && !isMark("REDACTED-3fa"));
    }

    void countsIsolatedCards_data()
    {
        QTest::addColumn<QStringList>("conditions"); // type, status, message
        QTest::addColumn<int>("cards");
        QTest::addColumn<int>("isolated");
        QTest::newRow("healthy") << QStringList{"Ready", "True", ""} << 8 << 0;
        QTest::newRow("a fault that is over") << QStringList{"NvidiaXID79Error", "False", ""} << 8 << 0;
        QTest::newRow("unknown") << QStringList{"NvidiaXID79Error", "Unknown", ""} << 8 << 0;
        QTest::newRow("no card named") << QStringList{"NvidiaXID79Error", "True", "Xid 79"} << 8 << 1;
        QTest::newRow("one card, two signs")
            << QStringList{"NvidiaXID79Error", "True", "", "NvidiaDeviceLost", "True", ""} << 8 << 1;
        QTest::newRow("two cards by UUID")
            << QStringList{"NvidiaXID48Error", "True",
                           "GPU-b850f46d-d5ea-c752-ddf3-c4453e44d3f7, GPU-a850f46d-d5ea-c752-ddf3-c4453e44d3f7"}
            << 8 << 2;
        QTest::newRow("the same card by both names")
            << QStringList{"NvidiaXID48Error", "True", "GPU-b850f46d-d5ea-c752-ddf3-c4453e44d3f7 (0000:03:00)"} << 8
            << 1;
        QTest::newRow("never more than there are")
            << QStringList{"NvidiaXID48Error", "True", "GPU-b850f46d-d5 GPU-a850f46d-d5"} << 1 << 1;
        QTest::newRow("a node without cards") << QStringList{"NvidiaXID48Error", "True", ""} << 0 << 0;
        QTest::newRow("another component's condition") << QStringList{"NvidiaSomething", "True", ""} << 8 << 0;
    }
    void countsIsolatedCards()
    {
        QFETCH(QStringList, conditions);
        QFETCH(int, cards);
        QFETCH(int, isolated);
        std::vector<core::model::NodeCondition> list;
        for (int i = 0; i + 2 < conditions.size(); i += 3)
            list.push_back(
                {conditions[i].toStdString(), conditions[i + 1].toStdString(), "", conditions[i + 2].toStdString()});
        QCOMPARE(isolatedCards(cardFaults(list), cards), static_cast<std::uint32_t>(isolated));
    }
};

BERTH_TEST(TestPrivacy)

} // namespace tst_privacy

#include "tst_privacy.moc"
