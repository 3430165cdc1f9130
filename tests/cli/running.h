#pragma once

#include <QByteArray>
#include <QStringList>

#include <map>
#include <string>

/// The command as a person runs it: the program of this build, in a process of its own, with an environment that holds
/// nothing of the machine's.
namespace test {

struct Run {
    QStringList words{};                          ///< behind `berthctl`
    std::map<QString, QString> environment{};     ///< besides HOME, PATH and LC_ALL
    QByteArray input{};                           ///< its standard input
    QString program = QStringLiteral("berthctl"); ///< or a link's name
    QString terminal{};                           ///< a pseudo-terminal's path: standard output goes there
    QString folder{}; ///< works in; empty: the checkout's root, so that paths in messages are short
};

struct Ran {
    int code = -1; ///< -1: it crashed or never ended
    QByteArray out;
    QByteArray err;
};

[[nodiscard]] Ran ran(const Run& run);

/// What was typed, what came out on both channels, and how it ended: the form of the golden files.
[[nodiscard]] QByteArray transcript(const Run& run, const Ran& ran);

/// Compares with tests/fixtures/<name>, byte for byte. With BERTH_RENEW_GOLDEN=1 in the environment the file is written
/// instead: `BERTH_RENEW_GOLDEN=1 ctest -L cli`, then read what `git diff` shows.
/// @return nothing if they are the same, else what differs first
[[nodiscard]] QByteArray differsFromGolden(const std::string& name, const QByteArray& text);

} // namespace test
