#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/units.h"

/// What was done to clusters, by whom and when, with the objects as they were before. It survives the end of this process at any
/// instant: before each change stands an intent, and behind it what came of it; an intent without an end is settled by asking the
/// cluster (core/change/apply.h).
///
/// One SQLite file (write-ahead log, every entry on the disk before the next thing happens), only ever added to. Each entry holds the
/// digest of the one before it, so that one that is missing or was edited is found. Two things tell where the end is, so that it is not
/// missed either: the database's header counts what was ever written (its application id), and a file beside (`.head`) holds the last
/// entry's digest. What is written next says what is missing of either, as an entry of its own, and so does every `verify` from then on.
/// No secret value gets in: every body is masked here.
///
/// What this notices: any entry that was edited or removed, the end that was cut off (with the head or without it), a head that was
/// taken away, and an older copy of the database that was put back beside a newer head, or beside none. What it cannot: that the whole
/// folder is gone, that an older copy of both was put back, and somebody who writes entries, count and head anew as this code does, for
/// there is no key that the owner of these files lacks.
namespace core::change {

struct Entry {
    enum class State {
        Planned,  ///< body: the plan that is being applied
        Intent,   ///< body: the object before, what is sent
        Done,     ///< body: the object after
        Failed,   ///< nothing was changed; body: why
        Unknown,  ///< nobody knows yet; body: why
        Accepted, ///< a delete that the server takes, and that something holds; body: what
        Lost ///< of no plan: entries were missing at the end when this one was written; body: number and digest of the last
    };
    std::int64_t number = 0; ///< from 1, without gaps
    Time time{};
    std::string who;
    std::string plan; ///< its digest
    int step = -1;    ///< of the plan; -1: the plan itself
    State state{};
    Json body;
    std::string digest; ///< of this entry and, through it, of all before
};
[[nodiscard]] std::string_view name(Entry::State state); ///< "intent"

class Journal {
public:
    /// Makes the file (0600) and its folder (0700) where there is none.
    /// @errors Denied, Unavailable; Unsupported: of a later version; Malformed: no journal
    [[nodiscard]] static Result<Journal> open(const std::string& path);
    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    /// On the disk once it returns. Number and digest of what is handed in are not looked at.
    [[nodiscard]] Result<Entry> append(Entry entry);
    /// All of one plan, or of all; in their order.
    [[nodiscard]] Result<std::vector<Entry>> entries(const std::string& plan = {}) const;
    /// Heads of the last plans, the newest first.
    [[nodiscard]] Result<std::vector<Entry>> plans(std::size_t most) const;
    /// Whole digests that begin with it.
    [[nodiscard]] Result<std::vector<std::string>> plansLike(const std::string& prefix) const;
    /// Steps whose last entry is an intent, unknown, or accepted.
    [[nodiscard]] Result<std::vector<Entry>> open() const;

    /// Whether every entry is there and as it was written. @errors Malformed: the first that is not, or entries that were lost at the
    /// end once
    [[nodiscard]] Result<void> verify() const;

    /// Held while a plan is applied, by one process at a time: an intent without an end is then not a dead one's.
    class Applying {
    public:
        explicit Applying(int descriptor)
            : m_descriptor(descriptor)
        {}
        ~Applying();
        Applying(Applying&& other) noexcept
            : m_descriptor(std::exchange(other.m_descriptor, -1))
        {}
        Applying& operator=(Applying&&) = delete;

    private:
        int m_descriptor;
    };
    /// @errors Conflict: another process is applying a plan
    [[nodiscard]] Result<Applying> beginApplying() const;

private:
    struct Database;
    explicit Journal(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace core::change
