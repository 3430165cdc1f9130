#include "tests/cli/running.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

#include <filesystem>

#include "tests/support/secrets.h"
#include "tests/support/support.h"

namespace test {

Ran ran(const Run& run)
{
    const TempFolder home;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), QString::fromStdString(home.path().string()));
    environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    for (const auto& [name, value] : run.environment) environment.insert(name, value);

    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(run.folder.isEmpty() ? QString::fromStdString(source("").string()) : run.folder);
    if (!run.terminal.isEmpty()) process.setStandardOutputFile(run.terminal, QIODevice::Append);
    process.start(QString::fromStdString(program(run.program.toStdString()).string()), run.words);
    process.write(run.input);
    process.closeWriteChannel();
    Ran ran;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit) ran.code = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    const std::string what = (run.program + QLatin1Char(' ') + run.words.join(QLatin1Char(' '))).toStdString();
    mustHoldNoSecret({ran.out.constData(), static_cast<std::size_t>(ran.out.size())}, "what `" + what + "` printed");
    mustHoldNoSecret({ran.err.constData(), static_cast<std::size_t>(ran.err.size())}, "what `" + what + "` said");
    return ran;
}

QByteArray transcript(const Run& run, const Ran& ran)
{
    QByteArray text = "$ ";
    for (const auto& [name, value] : run.environment)
        text += (name + QLatin1Char('=') + value + QLatin1Char(' ')).toUtf8();
    text += run.program.toUtf8();
    for (const QString& word : run.words) {
        const bool plain = !word.isEmpty() && !word.contains(QLatin1Char(' '));
        text += ' ' + (plain ? word : QLatin1Char('\'') + word + QLatin1Char('\'')).toUtf8();
    }
    text += '\n' + ran.out;
    if (!ran.err.isEmpty()) text += "--- standard error\n" + ran.err;
    return text + "--- exit code " + QByteArray::number(ran.code) + '\n';
}

QByteArray differsFromGolden(const std::string& name, const QByteArray& text)
{
    const std::filesystem::path path = source("tests/fixtures") / name;
    if (qEnvironmentVariableIntValue("BERTH_RENEW_GOLDEN") == 1) {
        write(path, text.toStdString());
        return {};
    }
    if (!std::filesystem::exists(path)) {
        return QByteArray::fromStdString(name) + " is not there. BERTH_RENEW_GOLDEN=1 writes it. What came out:\n" +
               text;
    }
    const QList<QByteArray> want = QByteArray::fromStdString(read(path)).split('\n');
    const QList<QByteArray> got = text.split('\n');
    for (qsizetype i = 0; i < std::max(want.size(), got.size()); ++i) {
        const QByteArray w = i < want.size() ? want[i] : QByteArray("(the file ends)");
        const QByteArray g = i < got.size() ? got[i] : QByteArray("(the output ends)");
        if (w != g) {
            return QByteArray::fromStdString(name) + ":" + QByteArray::number(i + 1) + "\n  want: " + w +
                   "\n  got:  " + g;
        }
    }
    return {};
}

} // namespace test
