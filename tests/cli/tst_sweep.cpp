// That the search for secret values finds them: in texts, in base64, in a journal's database, in a snapshot's packed frame.
#include <QTest>

#include <fstream>

#include "core/change/journal.h"
#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "tests/support/secrets.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_sweep {

namespace {

/// As a program writes a file, and not a test.
void leak(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

} // namespace

class TestSweep : public QObject {
    Q_OBJECT

private slots:
    void findsAValueWhereverItStands_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray value("canary-4711");
        QTest::newRow("as it is") << "log: token=" + value + "\n";
        for (const char* before : {"", "x", "xy"})
            QTest::addRow("base64 after %zu bytes", strlen(before)) << (QByteArray(before) + value).toBase64();
    }
    void findsAValueWhereverItStands()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(test::holdsSecret(bytes.toStdString()));
        const test::TempFolder folder;
        leak(folder.file("log"), bytes.toStdString());
        QCOMPARE(test::filesWithSecrets(folder.path()).size(), std::size_t(1));
        std::filesystem::remove(folder.file("log"));
    }

    void leavesOutWhatTheTestItselfWrote()
    {
        const test::TempFolder folder;
        test::write(folder.file("secret.yaml"), "token: canary-4711\n");
        QVERIFY(test::filesWithSecrets(folder.path()).empty());
        leak(folder.file("secret.yaml"), "token: canary-4711 # again, by somebody else\n");
        QCOMPARE(test::filesWithSecrets(folder.path()).size(), std::size_t(1));
        std::filesystem::remove(folder.file("secret.yaml"));
    }

    void findsItInAJournal()
    {
        const test::TempFolder folder;
        {
            auto journal = core::change::Journal::open(folder.file("journal.db").string());
            core::change::Entry entry;
            entry.plan = "p";
            entry.state = core::change::Entry::State::Planned;
            entry.body = {{"note", "canary-4711"}};
            QVERIFY(journal->append(entry).has_value());
            QVERIFY(!test::filesWithSecrets(folder.path()).empty()); // in its write-ahead log
        }
        QVERIFY(!test::filesWithSecrets(folder.path()).empty());
        for (const auto& file : test::filesWithSecrets(folder.path())) std::filesystem::remove(file);
    }

    void findsItInASnapshot()
    {
        const test::TempFolder folder;
        core::snapshot::Fleet fleet;
        fleet.name = "canary-4711";
        QVERIFY(core::snapshot::save(*core::snapshot::freeze(fleet), folder.file("f.berth").string()).has_value());
        QCOMPARE(test::filesWithSecrets(folder.path()).size(), std::size_t(1));
        std::filesystem::remove(folder.file("f.berth"));
    }
};

BERTH_TEST(TestSweep)

} // namespace tst_sweep

#include "tst_sweep.moc"
