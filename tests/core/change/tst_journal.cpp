// The journal: chained, only added to, and what becomes of an intent without an end.
#include "tests/core/change/change_support.h"
#include "tests/support/test.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tst_journal {

using namespace core::change;
using namespace test::change;
using test::client::holds;

namespace {

/// As somebody with a tool of their own.
int runSql(const std::filesystem::path& file, const std::string& sql)
{
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return code;
}

constexpr const char* DropGuards = "DROP TRIGGER entries_stay; DROP TRIGGER entries_last; ";

/// The intent that stands before what is never sent.
Entry intentFor(Given& given, const Plan& plan)
{
    MakeOptions options;
    const Made made = remake(plan.steps.front(), *given.apis.at("c-1"), options);
    Entry entry;
    entry.time = given.now;
    entry.plan = digestOf(plan);
    entry.step = 0;
    entry.state = Entry::State::Intent;
    entry.body = intentOf(plan.steps.front(), made);
    return *given.journal->append(entry);
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private slots:
    /// The window holds one and opens another to apply; without its lock a command would unlink the log that it writes into.
    void keepsItsLocksBesideAnother()
    {
        const Given given;
        const std::string file = given.folder.file("state/journal.db").string();
        QVERIFY(Journal::open(file).has_value()); // and closes it
        const pid_t child = ::fork();
        if (child == 0) {
            const int other = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
            struct flock all {};
            all.l_type = F_WRLCK;
            all.l_whence = SEEK_SET;
            ::_exit(other >= 0 && ::fcntl(other, F_GETLK, &all) == 0 && all.l_type != F_UNLCK ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void isOnlyAddedTo()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        const auto file = given.folder.file("state/journal.db");
        QVERIFY(runSql(file, "UPDATE entries SET who = 'x'") != SQLITE_OK);
        QVERIFY(runSql(file, "DELETE FROM entries") != SQLITE_OK);
        struct stat status {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }

    void showsWhatWasEditedOrIsMissing_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("who") << "UPDATE entries SET who = 'x' WHERE number = 2";
        QTest::newRow("the body") << "UPDATE entries SET body = '{}' WHERE number = 2";
        QTest::newRow("the state") << "UPDATE entries SET state = 'failed' WHERE number = 3";
        QTest::newRow("one is missing") << "DELETE FROM entries WHERE number = 2";
        QTest::newRow("the first is missing") << "DELETE FROM entries WHERE number = 1";
        QTest::newRow("the last is missing") << "DELETE FROM entries WHERE number = 3";
    }
    void showsWhatWasEditedOrIsMissing()
    {
        QFETCH(QString, sql);
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        QVERIFY(given.journal->verify().has_value());
        given.journal.reset();
        QCOMPARE(runSql(given.folder.file("state/journal.db"), DropGuards + sql.toStdString()), SQLITE_OK);
        given.openJournal();
        QVERIFY(!given.journal->verify().has_value());
    }

    /// A chain that is shorter than it was is not taken for the whole one, however much is written behind it.
    void neverForgetsThatItsEndWasLost_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("said");
        QTest::newRow("the last") << "DELETE FROM entries WHERE number = 3"
                                  << "up to 3 were lost at its end: 2 were left";
        QTest::newRow("all") << "DELETE FROM entries"
                             << "up to 3 were lost at its end: 0 were left";
    }
    void neverForgetsThatItsEndWasLost()
    {
        QFETCH(QString, sql);
        QFETCH(QString, said);
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        given.journal.reset();
        QCOMPARE(runSql(given.folder.file("state/journal.db"), DropGuards + sql.toStdString()), SQLITE_OK);
        for (const char* value : {"w", "x"}) {
            given.openJournal();
            QCOMPARE(given.apply(*given.make({configMap("m", {{"k", value}})})).end, Applied::End::Done);
            const auto whole = given.journal->verify();
            QVERIFY(!whole.has_value());
            QVERIFY2(whole.error().what.find(said.toStdString()) != std::string::npos, whole.error().what.c_str());
        }
        const auto entries = *given.journal->entries();
        QCOMPARE(std::ranges::count(entries, Entry::State::Lost, &Entry::state), std::ptrdiff_t(1)); // once
        QVERIFY(given.undo().has_value()); // and what is there still serves
    }

    /// The head alone is not trusted to be there.
    void anEndThatWentWithItsHeadIsMissed_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("later");
        QTest::newRow("the head alone") << ""
                                        << "says where the journal ends is missing"
                                        << "behind number 3 were lost cannot be told";
        QTest::newRow("the last") << "DELETE FROM entries WHERE number = 3"
                                  << "Entry 3 of the journal is missing"
                                  << "up to 3 were lost at its end: 2 were left";
        QTest::newRow("all") << "DELETE FROM entries"
                             << "Entry 1 of the journal is missing"
                             << "up to 3 were lost at its end: 0 were left";
    }
    void anEndThatWentWithItsHeadIsMissed()
    {
        QFETCH(QString, sql);
        QFETCH(QString, said);
        QFETCH(QString, later);
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        given.journal.reset();
        const auto file = given.folder.file("state/journal.db");
        QCOMPARE(runSql(file, DropGuards + sql.toStdString()), SQLITE_OK);
        QVERIFY(std::filesystem::remove(file.string() + ".head"));
        given.openJournal();
        const auto now = given.journal->verify();
        QVERIFY(!now.has_value());
        QVERIFY2(now.error().what.find(said.toStdString()) != std::string::npos, now.error().what.c_str());
        for (const char* value : {"w", "x"})
            QCOMPARE(given.apply(*given.make({configMap("m", {{"k", value}})})).end, Applied::End::Done);
        const auto whole = given.journal->verify();
        QVERIFY(!whole.has_value());
        QVERIFY2(whole.error().what.find(later.toStdString()) != std::string::npos, whole.error().what.c_str());
        const auto entries = *given.journal->entries();
        QCOMPARE(std::ranges::count(entries, Entry::State::Lost, &Entry::state), std::ptrdiff_t(1)); // once
    }

    /// An older copy of the database, with the head taken away.
    void anOlderCopyIsNotTakenForTheWhole()
    {
        Given given;
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "v"}})})).end, Applied::End::Done);
        given.journal.reset();
        const auto file = given.folder.file("state/journal.db");
        const std::string older = test::read(file);
        given.openJournal();
        QCOMPARE(given.apply(*given.make({configMap("m", {{"k", "w"}})})).end, Applied::End::Done);
        given.journal.reset();
        test::write(file, older);
        QVERIFY(std::filesystem::remove(file.string() + ".head"));
        given.openJournal();
        QVERIFY(!given.journal->verify().has_value());
    }

    /// Killed between its first entry and its head.
    void aFirstEntryWithoutItsHeadIsNoLoss()
    {
        Given given;
        Entry entry;
        entry.plan = "p";
        QVERIFY(given.journal->append(entry).has_value());
        QVERIFY(std::filesystem::remove(given.folder.file("state/journal.db").string() + ".head"));
        QVERIFY(given.journal->verify().has_value());
        QVERIFY(given.journal->append(entry).has_value());
        QVERIFY(given.journal->verify().has_value());
    }

    void refusesWhatIsNone()
    {
        const test::TempFolder folder;
        const auto file = folder.file("j.db", std::string(8192, 'x'));
        QVERIFY(!Journal::open(file.string()).has_value());
        const auto later = folder.file("later.db");
        QCOMPARE(runSql(later, "PRAGMA user_version = 99"), SQLITE_OK);
        const auto opened = Journal::open(later.string());
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().fault, core::Fault::Unsupported);
    }

    void settlesWhatWasCutOff_data()
    {
        QTest::addColumn<bool>("isThere"); // before
        QTest::addColumn<QString>("meanwhile");
        QTest::addColumn<int>("later"); // seconds
        QTest::addColumn<QString>("state");
        QTest::newRow("not sent, seen at once: it may still come") << true << "" << 5 << "unknown";
        QTest::newRow("not sent, seen later") << true << "" << 120 << "failed";
        QTest::newRow("done") << true << "done" << 5 << "done";
        QTest::newRow("done, and changed elsewhere since") << true << "done and more" << 5 << "done";
        QTest::newRow("another changed the same field, before or after") << true << "other" << 120 << "unknown";
        QTest::newRow("done, and another changed the same field since") << true << "done and other" << 120 << "unknown";
        QTest::newRow("gone") << true << "gone" << 120 << "unknown";
        QTest::newRow("a create that was not sent") << false << "" << 120 << "failed";
        QTest::newRow("a create that was not sent, seen at once") << false << "" << 5 << "unknown";
        QTest::newRow("a create that was done") << false << "done" << 5 << "done";
        QTest::newRow("somebody else made it") << false << "other" << 120 << "unknown";
        QTest::newRow("not sent, and another changed another field") << true << "more" << 120 << "failed";
    }
    void settlesWhatWasCutOff()
    {
        QFETCH(bool, isThere);
        QFETCH(QString, meanwhile);
        QFETCH(int, later);
        QFETCH(QString, state);
        Given given;
        if (isThere) given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        intentFor(given, *plan);
        given.api().setClock("2026-11-29T12:00:01Z");
        if (meanwhile.contains("done")) given.api().applyAs("berth", deployment("a", 4));
        if (meanwhile.contains("other") || meanwhile.contains("more")) {
            Json theirs = isThere || meanwhile.contains("done") ? given.api().object("deployments", "default", "a")
                                                                : deployment("a", 4);
            if (meanwhile.contains("other")) theirs["spec"]["replicas"] = 9;
            theirs["metadata"]["labels"]["theirs"] = "1";
            given.api().updateAs("theirs", theirs);
        }
        if (meanwhile == "gone") given.api().remove("deployments", "default", "a");
        const auto settled = settle(*given.journal, given.apis, given.now + core::Seconds(later), "a@b");
        QVERIFY(settled.has_value());
        QCOMPARE(settled->size(), std::size_t(1));
        QCOMPARE(std::string(name(settled->front().state)), state.toStdString());
        QCOMPARE(given.stateOf(0), state.toStdString());
        // Once more says nothing new.
        const auto count = given.journal->entries()->size();
        QVERIFY(settle(*given.journal, given.apis, given.now + core::Seconds(later), "a@b").has_value());
        QCOMPARE(given.journal->entries()->size(), count);
        QVERIFY(given.journal->verify().has_value());
    }

    /// Of what others wrote to since, nothing but what it shows is claimed.
    void claimsNothingOfWhatOthersWroteTo()
    {
        Given given;
        given.api().updateAs("theirs", deployment("a", 2));
        Json paused = deployment("a", 2);
        paused["spec"] = {{"paused", true}};
        const Json intent = intentFor(given, *given.make({paused})).body;
        Json live = given.api().object("deployments", "default", "a");
        live["metadata"]["generation"] = intent["before"]["metadata"]["generation"];
        const Judgement reached = judge(intent, live, false);
        QCOMPARE(reached.state, Entry::State::Failed);
        QCOMPARE(reached.why, std::string("The change did not reach the server: the object is as it was."));
        live["metadata"]["resourceVersion"] = "9999";
        QCOMPARE(judge(intent, live, false).state, Entry::State::Failed); // its status moved, and nothing else
        live["metadata"]["generation"] = 99;
        const Judgement unclear = judge(intent, live, false);
        QCOMPARE(unclear.state, Entry::State::Unknown);
        QVERIFY2(holds(unclear.why, "put back since"), unclear.why.c_str());
        QVERIFY(holds(judge(intent, live, true).why, "may still be under way"));
    }

    /// Where no value was to change, what others took of Berth's entry is no sign that it was applied.
    void takesALossOfFieldsForNoApply()
    {
        Given given;
        given.api().applyAs("berth", configMap("m", {{"a", "1"}, {"b", "1"}}));
        const auto seen = [&] { return given.api().object("configmaps", "default", "m"); };
        const Json intent{{"action", "apply"}, {"before", seen()}, {"expected", seen()}};
        Json theirs = seen();
        theirs["data"]["b"] = "2";
        given.api().updateAs("theirs", theirs);
        QCOMPARE(judge(intent, seen(), false).state, Entry::State::Unknown);
        given.api().setClock("2026-11-29T12:30:00Z");
        given.api().applyAs("berth", configMap("m", {{"a", "1"}, {"c", "1"}}));
        QCOMPARE(judge(intent, seen(), false).state, Entry::State::Done);
    }

    void leavesAloneWhatAnotherProcessIsAbout()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        intentFor(given, *given.make({deployment("a", 4)}));
        const auto held = given.journal->beginApplying();
        QVERIFY(!settle(*given.journal, given.apis, given.now + core::Seconds(120), "a@b").has_value());
    }

    void undoWaitsUntilItIsKnown()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        Entry head;
        head.plan = digestOf(*plan);
        head.state = Entry::State::Planned;
        QVERIFY(given.journal->append(head).has_value());
        intentFor(given, *plan);
        const auto undo = given.undo();
        QVERIFY(!undo.has_value());
        QCOMPARE(undo.error().fault, core::Fault::Conflict);
    }

    /// What a later plan made is its own, and not what the step before had come to.
    void settlesNoStepByWhatALaterPlanDid()
    {
        Given given;
        const auto first = given.make({configMap("m", {{"k", "v"}})});
        Entry head;
        head.plan = digestOf(*first);
        head.state = Entry::State::Planned;
        QVERIFY(given.journal->append(head).has_value());
        intentFor(given, *first); // and the client dies before it is sent
        given.now += core::Seconds(1);
        const auto second = given.make({configMap("m", {{"k", "v"}})});
        QCOMPARE(given.apply(*second).end, Applied::End::Done);
        const auto settled = settle(*given.journal, given.apis, given.now + core::Seconds(200), "a@b");
        QVERIFY(settled.has_value());
        QCOMPARE(settled->size(), std::size_t{1});
        QCOMPARE(settled->front().state, Entry::State::Failed);
        QCOMPARE(settled->front().why, std::string("The object is not in the cluster."));
    }

    void undoesWhatWasSettled()
    {
        Given given;
        given.api().applyAs("berth", deployment("a", 2));
        const auto plan = given.make({deployment("a", 4)});
        Entry head;
        head.plan = digestOf(*plan);
        head.state = Entry::State::Planned;
        QVERIFY(given.journal->append(head).has_value());
        intentFor(given, *plan);
        given.api().applyAs("berth", deployment("a", 4));
        QVERIFY(settle(*given.journal, given.apis, given.now + core::Seconds(5), "a@b").has_value());
        QCOMPARE(given.apply(*given.undo()).end, Applied::End::Done);
        QVERIFY(given.api().object("deployments", "default", "a")["spec"]["replicas"] == 2);
    }
};

BERTH_TEST(TestJournal)

} // namespace tst_journal

#include "tst_journal.moc"
