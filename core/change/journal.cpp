#include "core/change/journal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/change/secrets.h"
#include "core/kube/pem.h"
#include "core/model/age.h"

namespace core::change {
namespace {

constexpr int SchemaVersion = 1;
constexpr int Patience = 10'000;               ///< milliseconds that another process may write
constexpr const char* Begin = "berth journal"; ///< what the first entry holds in the place of a digest

constexpr const char* Schema = R"(
CREATE TABLE entries(
    number   INTEGER PRIMARY KEY,
    time     INTEGER NOT NULL,
    who      TEXT NOT NULL,
    plan     TEXT NOT NULL,
    step     INTEGER NOT NULL,
    state    TEXT NOT NULL,
    body     TEXT NOT NULL,
    digest   TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_plan ON entries(plan, step, number);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
)";

constexpr std::array<std::pair<Entry::State, std::string_view>, 7> EntryStates{{{Entry::State::Planned, "planned"},
                                                                                {Entry::State::Intent, "intent"},
                                                                                {Entry::State::Done, "done"},
                                                                                {Entry::State::Failed, "failed"},
                                                                                {Entry::State::Unknown, "unknown"},
                                                                                {Entry::State::Accepted, "accepted"},
                                                                                {Entry::State::Lost, "lost"}}};

std::string chained(const std::string& before, const Entry& entry, const std::string& body)
{
    return kube::sha256(Json::array({before, entry.number, entry.time.time_since_epoch().count(), entry.who, entry.plan,
                                     entry.step, name(entry.state), body})
                            .dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// What the file beside the journal says of its last entry; it may be one behind, where this process ended in between. On the disk
/// before it takes its name: an empty one after a loss of power would look as if somebody had taken it away.
void writeHead(const std::string& path, const Entry& last)
{
    static_cast<void>(replaceFile(path + ".head", std::to_string(last.number) + " " + last.digest + "\n"));
}
/// The header has 32 bits for it.
std::int64_t headerCount(std::int64_t number)
{
    return std::min<std::int64_t>(number, INT32_MAX);
}
struct Head {
    std::int64_t number = 0;
    std::string digest;
};
/// Somebody took it away. The first entry may be there before its head is.
bool isHeadless(const Head& head, std::int64_t count)
{
    return head.number == 0 && count > 1;
}
Head readHead(const std::string& path)
{
    Head head;
    std::ifstream(path + ".head") >> head.number >> head.digest;
    return head;
}

} // namespace

std::string_view name(Entry::State state)
{
    for (const auto& [value, text] : EntryStates)
        if (value == state) return text;
    return {};
}

/// One connection, and the statements that are made for one use.
struct Journal::Database {
    std::string path;
    sqlite3* handle = nullptr;

    ~Database() { sqlite3_close(handle); }

    [[nodiscard]] tl::unexpected<Error> fault() const
    {
        const int code = sqlite3_errcode(handle);
        const Fault fault = code == SQLITE_PERM || code == SQLITE_READONLY || code == SQLITE_CANTOPEN ? Fault::Denied
                            : code == SQLITE_NOTADB || code == SQLITE_CORRUPT                         ? Fault::Malformed
                                                                              : Fault::Unavailable;
        return failure(fault, std::string("The journal cannot be used: ") + sqlite3_errmsg(handle) + ".", path);
    }
    [[nodiscard]] Result<void> run(const char* sql) const
    {
        if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return fault();
        return {};
    }
    /// Binds texts in order, hands each row to `row`.
    template <class F>
    [[nodiscard]] Result<void> query(const char* sql, const std::vector<std::string>& texts, const F& row) const
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr) != SQLITE_OK) return fault();
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owned(statement, sqlite3_finalize);
        for (std::size_t i = 0; i < texts.size(); ++i)
            sqlite3_bind_text(statement, static_cast<int>(i) + 1, texts[i].data(), static_cast<int>(texts[i].size()),
                              SQLITE_TRANSIENT);
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) row(statement);
        if (code != SQLITE_DONE) return fault();
        return {};
    }
    [[nodiscard]] Result<std::vector<Entry>> entries(const char* sql, const std::vector<std::string>& texts) const;
    [[nodiscard]] Result<void> setUp() const;
    [[nodiscard]] Result<Entry> add(Entry entry) const;
    [[nodiscard]] Result<void> addLoss(const Entry& next) const;
    [[nodiscard]] Result<std::int64_t> counted() const;
};

namespace {

std::string column(sqlite3_stmt* row, int at)
{
    const unsigned char* text = sqlite3_column_text(row, at);
    return text == nullptr ? std::string()
                           : std::string(reinterpret_cast<const char*>(text),
                                         static_cast<std::size_t>(sqlite3_column_bytes(row, at)));
}

/// What an entry of a loss says.
std::string lossText(const Entry& entry, const std::string& text)
{
    const Json body = Json::parse(text, nullptr, false);
    const std::int64_t head = body.is_object() ? body.value("head", std::int64_t(0)) : 0;
    const std::int64_t left = body.is_object() ? body.value("left", std::int64_t(0)) : 0;
    if (head == 0)
        return "The file that says where the journal ends was missing on " + model::toText(entry.time) + "." +
               " Whether entries behind number " + std::to_string(left) + " were lost cannot be told.";
    return "Entries of the journal up to " + std::to_string(head) + " were lost at its end: " + std::to_string(left) +
           " were left on " + model::toText(entry.time) + "." + " What is there is as it was written.";
}

constexpr const char* Columns = "number, time, who, plan, step, state, body, digest";

/// The body stays a text here: the digest is over its bytes.
Entry entryOf(sqlite3_stmt* row, std::string& body)
{
    Entry entry;
    entry.number = sqlite3_column_int64(row, 0);
    entry.time = Time(Seconds(sqlite3_column_int64(row, 1)));
    entry.who = column(row, 2);
    entry.plan = column(row, 3);
    entry.step = sqlite3_column_int(row, 4);
    const std::string state = column(row, 5);
    entry.state = Entry::State::Unknown;
    for (const auto& [value, text] : EntryStates)
        if (text == state) entry.state = value;
    body = column(row, 6);
    entry.digest = column(row, 7);
    return entry;
}

} // namespace

Result<std::vector<Entry>> Journal::Database::entries(const char* sql, const std::vector<std::string>& texts) const
{
    std::vector<Entry> found;
    auto read = query(sql, texts, [&](sqlite3_stmt* row) {
        std::string body;
        Entry entry = entryOf(row, body);
        entry.body = Json::parse(body, nullptr, false);
        found.push_back(std::move(entry));
    });
    if (!read) return tl::unexpected(read.error());
    return found;
}

Result<void> Journal::Database::setUp() const
{
    sqlite3_busy_timeout(handle, Patience);
    for (const char* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA trusted_schema = OFF"})
        if (auto done = run(sql); !done) return done;
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) return begun;
    int version = 0;
    auto asked = query("PRAGMA user_version", {}, [&](sqlite3_stmt* row) { version = sqlite3_column_int(row, 0); });
    if (asked && version == 0) {
        asked = run(Schema);
        if (asked) asked = run(("PRAGMA user_version = " + std::to_string(SchemaVersion)).c_str());
    }
    if (!asked || version > SchemaVersion) {
        static_cast<void>(run("ROLLBACK"));
        if (!asked) return asked;
        return failure(Fault::Unsupported, "The journal is of a later version of Berth. Use that one.", path);
    }
    return run("COMMIT");
}

Result<Entry> Journal::Database::add(Entry entry) const
{
    std::string before = Begin;
    entry.number = 1;
    auto last = query("SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1", {}, [&](sqlite3_stmt* row) {
        entry.number = sqlite3_column_int64(row, 0) + 1;
        before = column(row, 1);
    });
    if (!last) return tl::unexpected(last.error());
    entry.body = masked(entry.body);
    const std::string body = entry.body.dump(-1, ' ', false, Json::error_handler_t::replace);
    entry.digest = chained(before, entry, body);
    auto added = query("INSERT INTO entries(number, time, who, plan, step, state, body, digest) "
                       "VALUES(CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), ?3, ?4, CAST(?5 AS INTEGER), ?6, ?7, ?8)",
                       {std::to_string(entry.number), std::to_string(entry.time.time_since_epoch().count()), entry.who,
                        entry.plan, std::to_string(entry.step), std::string(name(entry.state)), body, entry.digest},
                       [](sqlite3_stmt*) {});
    if (added) added = run(("PRAGMA application_id = " + std::to_string(headerCount(entry.number))).c_str());
    if (!added) return tl::unexpected(added.error());
    return entry;
}

/// How many entries were ever written, by the database's own header; 0: it was last written by a version that did not count.
Result<std::int64_t> Journal::Database::counted() const
{
    std::int64_t count = 0;
    auto asked = query("PRAGMA application_id", {}, [&](sqlite3_stmt* row) { count = sqlite3_column_int64(row, 0); });
    if (!asked) return tl::unexpected(asked.error());
    return count;
}

/// Where the end that the head or the header tells of is not there, or the head is not, an entry says so for good.
/// @param next  that is about to be added
Result<void> Journal::Database::addLoss(const Entry& next) const
{
    const Head head = readHead(path);
    const Result<std::int64_t> count = counted();
    if (!count) return tl::unexpected(count.error());
    bool isThere = head.number == 0;
    std::int64_t last = 0;
    auto asked = query("SELECT MAX(number), EXISTS(SELECT 1 FROM entries WHERE number = CAST(?1 AS INTEGER) AND "
                       "digest = ?2) FROM entries",
                       {std::to_string(head.number), head.digest}, [&](sqlite3_stmt* row) {
                           last = sqlite3_column_int64(row, 0);
                           isThere = isThere || sqlite3_column_int(row, 1) != 0;
                       });
    if (!asked) return asked;
    const bool isShorter = headerCount(last) < *count;
    if (isThere && !isShorter && !isHeadless(head, *count)) return {};
    Entry lost;
    lost.time = next.time;
    lost.who = next.who;
    lost.state = Entry::State::Lost;
    const std::int64_t end = isShorter ? std::max(head.number, *count) : head.number;
    lost.body = {{"head", end}, {"digest", head.digest}, {"left", last}};
    const Result<Entry> added = add(std::move(lost));
    return added ? Result<void>() : tl::unexpected(added.error());
}

Journal::Journal(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Result<Journal> Journal::open(const std::string& path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (!folder.empty() && !std::filesystem::exists(folder, error))
        static_cast<void>(makePrivateFolder(folder.string())); // else opening tells
    // Before SQLite makes it, so that it, and the log beside it, never had another mode. One that is there is not touched: to close any
    // descriptor of it would drop the locks that another journal of this process holds, and others would unlink the log under its feet.
    const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made >= 0) ::close(made);
    if ((made < 0 && errno != EEXIST) || ::access(path.c_str(), R_OK | W_OK) != 0)
        return failure(Fault::Denied, std::string("The journal cannot be opened: ") + std::strerror(errno) + ".", path);
    auto database = std::make_unique<Database>();
    database->path = path;
    if (sqlite3_open_v2(path.c_str(), &database->handle, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        return database->fault();
    if (auto ready = database->setUp(); !ready) return tl::unexpected(ready.error());
    return Journal(std::move(database));
}

Result<Entry> Journal::append(Entry entry)
{
    if (auto begun = m_database->run("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
    const Result<void> whole = m_database->addLoss(entry);
    Result<Entry> added = whole ? m_database->add(std::move(entry)) : tl::unexpected(whole.error());
    if (!added) {
        static_cast<void>(m_database->run("ROLLBACK"));
        return added;
    }
    if (auto done = m_database->run("COMMIT"); !done) {
        static_cast<void>(m_database->run("ROLLBACK"));
        return tl::unexpected(done.error());
    }
    writeHead(m_database->path, *added);
    return added;
}

Result<std::vector<Entry>> Journal::entries(const std::string& plan) const
{
    const std::string sql = std::string("SELECT ") + Columns + " FROM entries" +
                            (plan.empty() ? "" : " WHERE plan = ?1") + " ORDER BY number";
    return m_database->entries(sql.c_str(), plan.empty() ? std::vector<std::string>() : std::vector{plan});
}

Result<std::vector<Entry>> Journal::plans(std::size_t most) const
{
    const std::string sql = std::string("SELECT ") + Columns +
                            " FROM entries WHERE state = 'planned' ORDER BY number DESC LIMIT CAST(?1 AS INTEGER)";
    return m_database->entries(sql.c_str(), {std::to_string(most)});
}

Result<std::vector<std::string>> Journal::plansLike(const std::string& prefix) const
{
    std::vector<std::string> found;
    auto read = m_database->query("SELECT DISTINCT plan FROM entries WHERE substr(plan, 1, length(?1)) = ?1", {prefix},
                                  [&](sqlite3_stmt* row) { found.push_back(column(row, 0)); });
    if (!read) return tl::unexpected(read.error());
    return found;
}

Result<std::vector<Entry>> Journal::open() const
{
    const std::string sql =
        std::string("SELECT ") + Columns +
        " FROM entries AS e WHERE step >= 0 AND state IN ('intent', 'unknown', 'accepted') AND NOT EXISTS ("
        "SELECT 1 FROM entries AS later WHERE later.plan = e.plan AND later.step = e.step AND "
        "later.number > e.number) ORDER BY number";
    return m_database->entries(sql.c_str(), {});
}

Result<void> Journal::verify() const
{
    std::string before = Begin;
    std::int64_t next = 1;
    std::optional<std::int64_t> wrong;
    std::string lost;
    const Head head = readHead(m_database->path);
    const std::string sql = std::string("SELECT ") + Columns + " FROM entries ORDER BY number";
    auto read = m_database->query(sql.c_str(), {}, [&](sqlite3_stmt* row) {
        if (wrong) return;
        std::string body;
        const Entry entry = entryOf(row, body);
        const bool isHead = entry.number == head.number;
        if (entry.number != next || chained(before, entry, body) != entry.digest ||
            (isHead && entry.digest != head.digest))
            wrong = next;
        else if (entry.state == Entry::State::Lost && lost.empty())
            lost = lossText(entry, body);
        before = entry.digest;
        ++next;
    });
    if (!read) return read;
    const Result<std::int64_t> count = m_database->counted();
    if (!count) return tl::unexpected(count.error());
    if (!wrong && (head.number >= next || *count > headerCount(next - 1))) wrong = next;
    if (wrong)
        return failure(Fault::Malformed,
                       "Entry " + std::to_string(*wrong) +
                           " of the journal is missing, or is not as it was written. What stands before it is.",
                       m_database->path);
    if (!lost.empty()) return failure(Fault::Malformed, lost, m_database->path);
    if (isHeadless(head, *count))
        return failure(Fault::Malformed,
                       std::string("The file that says where the journal ends is missing.") +
                           " Whether entries behind number " + std::to_string(next - 1) + " were lost cannot be told.",
                       m_database->path + ".head");
    return {};
}

Result<Journal::Applying> Journal::beginApplying() const
{
    const std::string path = m_database->path + ".applying";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return failure(Fault::Denied, std::string("It cannot be made: ") + std::strerror(errno) + ".", path);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return Applying(descriptor);
    ::close(descriptor);
    return failure(Fault::Conflict, "Another process is applying a plan. Wait until it has ended.", path);
}

Journal::Applying::~Applying()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

} // namespace core::change
