#include <QTest>

#include "tests/cli/running.h"
#include "tests/support/support.h"

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
        row("snapshot-show-help", "snapshot show --help");
        row("snapshot-verify-help", "snapshot verify --help");
        row("snapshot-diff-help", "snapshot diff --help");
        row("config-view-help", "config view --help");
        row("completion-help", "completion --help");
        row("version-help", "version --help");
        row("completion-bash", "completion bash");
        row("completion-zsh", "completion zsh");
        row("completion-fish", "completion fish");

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

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
