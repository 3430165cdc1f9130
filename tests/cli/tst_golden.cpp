#include <QTest>

#include "tests/cli/running.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_golden {

/// Every verb's output in every form, held against tests/fixtures/golden/<name>.txt.
class TestGolden : public QObject {
    Q_OBJECT

private slots:
    void printsTheSame_data()
    {
        QTest::addColumn<QString>("line");
        const auto row = [](const char* name, const char* line) { QTest::newRow(name) << QString::fromUtf8(line); };
        row("help", "--help");
        row("no-verb", "");
        row("snapshot-help", "snapshot --help");
        row("snapshot-pack-help", "snapshot pack --help");
        row("snapshot-take-help", "snapshot take --help");
        row("get-help", "get --help");
        row("import-help", "import --help");
        row("connections-help", "connections --help");
        row("connections-list-help", "connections list --help");
        row("connections-test-help", "connections test --help");
        for (const char* verb : {"diff", "plan", "apply", "undo", "history"})
            row((std::string(verb) + "-help").c_str(), (std::string(verb) + " --help").c_str());
        row("doctor-help", "doctor --help");
        row("doctor-role-member", "doctor --role member");
        row("doctor-role-fleet", "doctor --role fleet");
        row("snapshot-show-help", "snapshot show --help");
        row("snapshot-verify-help", "snapshot verify --help");
        row("snapshot-diff-help", "snapshot diff --help");
        row("config-view-help", "config view --help");
        row("completion-help", "completion --help");
        row("version-help", "version --help");
        row("completion-bash", "completion bash");
        row("completion-zsh", "completion zsh");
        row("completion-fish", "completion fish");

        row("preview-help", "preview --help");
        row("explain-help", "explain --help");
        row("preview-demo", "preview --demo");
        row("preview-demo-wide", "preview --demo -o wide");
        row("preview-demo-json", "preview --demo -o json");
        row("preview-demo-yaml", "preview --demo -o yaml");
        row("preview-demo-markdown", "preview --demo -o markdown");
        row("preview-demo-name", "preview --demo -o name");
        row("preview-no-headers", "preview --demo --no-headers");
        row("preview-require-fit", "preview --demo --require-fit --set-replicas 40");
        row("preview-what-if", "preview --demo --without-cluster c-hz-01 --set-stock "
                               "cn-shanghai-g/ecs.gn7i-c8g1.2xlarge=2..5 --pool-max c-sh-02/gpu-a10=20");
        row("preview-several", "preview -f tests/fixtures/manifests/deploy.yaml -f "
                               "tests/fixtures/manifests/leaderworkerset.yaml -f "
                               "tests/fixtures/manifests/propagationpolicy.yaml -f "
                               "tests/fixtures/manifests/policy-leaderworkerset.yaml --fleet "
                               "tests/fixtures/fleets/both-stocked");
        row("preview-stuck", "preview -f tests/fixtures/manifests/deploy-new-image.yaml -f "
                             "tests/fixtures/manifests/propagationpolicy.yaml --fleet "
                             "tests/fixtures/fleets/rollout-full-pool --require-fit -o markdown");
        row("preview-assumed", "preview -f tests/fixtures/manifests/deploy.yaml -f "
                               "tests/fixtures/manifests/propagationpolicy.yaml --fleet "
                               "tests/fixtures/fleets/both-stocked -o markdown");
        row("preview-stuck-and-short", "preview -f tests/fixtures/manifests/deploy-new-image.yaml -f "
                                       "tests/fixtures/manifests/propagationpolicy.yaml --fleet "
                                       "tests/fixtures/fleets/rollout-full-pool --set-replicas 6 --require-fit");
        row("explain-demo", "explain --demo");
        row("explain-demo-cluster", "explain --demo --cluster c-sh-02");

        row("snapshot-show", "snapshot show --demo");
        row("snapshot-show-wide", "snapshot show --demo -o wide");
        row("snapshot-show-json", "snapshot show --demo -o json");
        row("snapshot-show-yaml", "snapshot show --demo -o yaml");
        row("snapshot-show-name", "snapshot show --demo -o name");
        row("snapshot-show-no-headers", "snapshot show tests/fixtures/fleets/hpa-2-8 --no-headers");
        row("snapshot-verify", "snapshot verify tests/fixtures/fleets/both-stocked LICENSE");
        row("snapshot-verify-json", "snapshot verify tests/fixtures/fleets/both-stocked LICENSE -o json");
        row("snapshot-diff", "snapshot diff tests/fixtures/fleets/both-stocked tests/fixtures/fleets/shared-three");
        row("snapshot-diff-json",
            "snapshot diff tests/fixtures/fleets/both-stocked tests/fixtures/fleets/shared-three -o json");
        row("snapshot-diff-yaml",
            "snapshot diff tests/fixtures/fleets/both-stocked tests/fixtures/fleets/shared-three -o yaml");
        row("snapshot-diff-none",
            "snapshot diff tests/fixtures/fleets/both-stocked tests/fixtures/fleets/both-stocked --exit-code");

        row("config-view", "config view");
        row("config-view-origin", "config view --origin");
        row("config-view-yaml", "config view --origin -o yaml");
        row("config-view-json", "config view -o json");
    }

    void printsTheSame()
    {
        QFETCH(const QString, line);
        const test::Run run{.words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts)};
        const std::string name = std::string("golden/") + QTest::currentDataTag() + ".txt";
        const QByteArray difference = test::differsFromGolden(name, test::transcript(run, test::ran(run)));
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
};

BERTH_TEST(TestGolden)

} // namespace tst_golden

#include "tst_golden.moc"
