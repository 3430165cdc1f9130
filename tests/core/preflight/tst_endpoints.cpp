#include <QTest>

#include "core/preflight/endpoints.h"
#include "core/preflight/site.h"
#include "tests/support/test.h"

namespace tst_endpoints {

using core::preflight::Check;
using namespace core::preflight::detail;

class TestEndpoints : public QObject {
    Q_OBJECT

private slots:
    void readsNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("region"); // "-": no such name
        QTest::addColumn<bool>("internal");
        QTest::addColumn<QString>("inside");
        QTest::newRow("public bucket") << "oss-cn-hangzhou.aliyuncs.com"
                                       << "cn-hangzhou" << false << "oss-cn-hangzhou-internal.aliyuncs.com";
        QTest::newRow("of a bucket") << "https://weights.oss-ap-southeast-1.aliyuncs.com/qwen"
                                     << "ap-southeast-1" << false << "weights.oss-ap-southeast-1-internal.aliyuncs.com";
        QTest::newRow("internal") << "http://oss-cn-beijing-internal.aliyuncs.com"
                                  << "cn-beijing" << true << "";
        QTest::newRow("old VPC") << "vpc100-oss-cn-beijing.aliyuncs.com"
                                 << "cn-beijing" << true << "";
        QTest::newRow("accelerated") << "oss-accelerate.aliyuncs.com"
                                     << "" << false << "";
        QTest::newRow("the seed's registry")
            << "kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm-openai:v0.9.1"
            << "cn-shanghai" << false << "kube-ai-registry-vpc.cn-shanghai.cr.aliyuncs.com";
        QTest::newRow("its inside") << "kube-ai-registry-vpc.cn-shanghai.cr.aliyuncs.com/a:1"
                                    << "cn-shanghai" << true << "";
        QTest::newRow("personal") << "registry.cn-hangzhou.aliyuncs.com/a/b"
                                  << "cn-hangzhou" << false << "registry-vpc.cn-hangzhou.aliyuncs.com";
        QTest::newRow("personal inside") << "registry-internal.cn-hangzhou.aliyuncs.com/a/b"
                                         << "cn-hangzhou" << true << "";
        QTest::newRow("personal of its own")
            << "crpi-1a2b.cn-hangzhou.personal.cr.aliyuncs.com/a"
            << "cn-hangzhou" << false << "crpi-1a2b-vpc.cn-hangzhou.personal.cr.aliyuncs.com";
        QTest::newRow("file system") << "0a1b-x.cn-shanghai.nas.aliyuncs.com"
                                     << "cn-shanghai" << true << "";
        QTest::newRow("another's") << "docker.io/vllm/vllm-openai"
                                   << "-" << false << "";
        QTest::newRow("a look-alike") << "oss-cn-hangzhou.aliyuncs.com.example.org"
                                      << "-" << false << "";
        QTest::newRow("no name") << "server:1"
                                 << "-" << false << "";
        QTest::newRow("nothing") << ""
                                 << "-" << false << "";
    }
    void readsNames()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, region);
        QFETCH(const bool, internal);
        QFETCH(const QString, inside);
        const auto endpoint = endpointOf(text.toStdString());
        QCOMPARE(endpoint ? QString::fromStdString(endpoint->region) : QStringLiteral("-"), region);
        QCOMPARE(endpoint && endpoint->internal, internal);
        QCOMPARE(QString::fromStdString(internalFor(text.toStdString())), inside);
    }

    void tellsHowFarItIs()
    {
        using State = Check::State;
        const auto state = [](const char* address, const char* region) { return distanceOf(address, region)->state; };
        QCOMPARE(state("oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou"), State::Passes);
        QCOMPARE(state("oss-cn-hangzhou-internal.aliyuncs.com", "cn-shanghai"), State::Fails);
        QCOMPARE(state("oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"), State::Warns);
        QCOMPARE(state("oss-cn-hangzhou.aliyuncs.com", "cn-shanghai"), State::Warns);
        QCOMPARE(state("oss-cn-hangzhou.aliyuncs.com", ""), State::Unknown);
        QVERIFY(!distanceOf("10.0.0.1", "cn-hangzhou"));
    }
};

BERTH_TEST(TestEndpoints)

} // namespace tst_endpoints

#include "tst_endpoints.moc"
