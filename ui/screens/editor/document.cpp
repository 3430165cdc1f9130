#include "ui/screens/editor/document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

namespace ui::editor {
namespace {

class DocumentWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Document)
};

constexpr qint64 mostBytes = 10LL << 20; // as core::text reads; also what an editor of one piece of text can show

QByteArray digestOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

tl::unexpected<core::Error> refuse(core::Fault fault, const QString& what)
{
    return core::failure(fault, what.toStdString());
}

/// Byte offset of the first byte that is not UTF-8; -1 if all are.
qsizetype firstBadByte(const QByteArray& bytes)
{
    QStringDecoder all(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = all(bytes);
    if (!all.hasError()) return -1;
    qsizetype good = 0;
    qsizetype bad = bytes.size(); // bisect over line ends: a character never spans one
    while (bad - good > 1) {
        const qsizetype middle = good + (bad - good) / 2;
        QStringDecoder part(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        qsizetype cut = middle;
        while (cut > good && (static_cast<unsigned char>(bytes[cut]) & 0xC0U) == 0x80U) --cut;
        if (cut == good) break;
        const QString head = part(bytes.left(cut));
        (part.hasError() ? bad : good) = cut;
    }
    return good;
}

} // namespace

core::Result<FileText> fromBytes(const QByteArray& bytes, const QString& name)
{
    if (bytes.size() > mostBytes) {
        return refuse(
            core::Fault::TooLarge,
            DocumentWords::tr("%1 has %2 MB; manifests of up to 10 MB can be edited. Open a part of it, or hand the "
                              "whole to berthctl.")
                .arg(name)
                .arg(bytes.size() / 1'000'000));
    }
    FileText file;
    file.digest = digestOf(bytes);
    QByteArray body = bytes;
    if (body.startsWith("\xEF\xBB\xBF")) {
        file.byteOrderMark = true;
        body.remove(0, 3);
    }
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) { // of UTF-16, and of UTF-32
        return refuse(core::Fault::Malformed,
                      DocumentWords::tr("%1 is in UTF-16, as PowerShell writes it. Save it as UTF-8 and open it again.")
                          .arg(name));
    }
    if (const qsizetype nul = body.indexOf('\0'); nul >= 0) {
        return refuse(
            core::Fault::Malformed,
            DocumentWords::tr("%1 is not a text: byte %2 is NUL. Open the YAML or JSON file that it was made from.")
                .arg(name)
                .arg(nul + 1));
    }
    if (const qsizetype bad = firstBadByte(body); bad >= 0) {
        return refuse(core::Fault::Malformed,
                      DocumentWords::tr("%1 is not in UTF-8: see byte %2. Save it as UTF-8 and open it again.")
                          .arg(name)
                          .arg(bad + 1));
    }
    const qsizetype feeds = body.count('\n');
    const qsizetype pairs = body.count("\r\n");
    file.crlf = feeds > 0 && feeds == pairs;
    file.mixedEnds = body.count('\r') > 0 && !(file.crlf && body.count('\r') == pairs);
    file.text = QString::fromUtf8(body);
    file.text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    file.text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return file;
}

core::Result<FileText> readFile(const QString& path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists()) return refuse(core::Fault::NotFound, DocumentWords::tr("%1 is not there.").arg(path));
    if (info.isDir()) return refuse(core::Fault::Unsupported, DocumentWords::tr("%1 is a folder.").arg(path));
    if (!info.isFile()) // a pipe without a writer would hold the window for good
        return refuse(core::Fault::Unsupported,
                      DocumentWords::tr("%1 is a pipe or a device, and only files and folders are opened. Save what "
                                        "comes out of it as a file, and open that.")
                          .arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        if (!info.isReadable()) {
            return refuse(core::Fault::Denied,
                          DocumentWords::tr("You may not read %1. Ask its owner, or change its mode with "
                                            "chmod.")
                              .arg(path));
        }
        return refuse(core::Fault::Denied, DocumentWords::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    }
    return fromBytes(file.read(mostBytes + 1), name); // a byte more is enough to know that it is too large
}

core::Result<QStringList> manifestsIn(const QString& folder)
{
    constexpr qsizetype mostTabs = 50;
    const QDir dir(folder);
    if (!dir.isReadable())
        return refuse(core::Fault::Denied,
                      DocumentWords::tr("You may not read %1. Ask its owner, or change its mode with "
                                        "chmod.")
                          .arg(folder));
    const QStringList patterns{QStringLiteral("*.yaml"), QStringLiteral("*.yml"), QStringLiteral("*.json")};
    const QStringList names = dir.entryList(patterns, QDir::Files, QDir::Name);
    if (names.isEmpty()) {
        const bool deeper = !dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty();
        return refuse(
            core::Fault::NotFound,
            deeper ? DocumentWords::tr("%1 holds no .yaml, .yml or .json files. Name the folder in it that does.")
                         .arg(folder)
                   : DocumentWords::tr("%1 holds no .yaml, .yml or .json files.").arg(folder));
    }
    if (names.size() > mostTabs)
        return refuse(
            core::Fault::TooLarge,
            DocumentWords::tr("%1 holds %2 manifests, which are too many tabs. Open those that you mean, or hand the "
                              "folder to berthctl.")
                .arg(folder)
                .arg(names.size()));
    QStringList out;
    for (const QString& name : names) out << dir.filePath(name);
    return out;
}

QByteArray toBytes(const FileText& file)
{
    QString text = file.text;
    if (file.crlf) text.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
    return (file.byteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + text.toUtf8();
}

QString changedElsewhere(const QString& path)
{
    return DocumentWords::tr("%1 was changed by another program since it was opened.").arg(path);
}

core::Result<void> writeFile(const QString& path, FileText& file, bool anyway)
{
    if (!anyway && !file.digest.isEmpty()) {
        QFile old(path);
        const bool isFile = QFileInfo(path).isFile();
        if (isFile && old.open(QIODevice::ReadOnly) && digestOf(old.read(mostBytes + 1)) != file.digest)
            return refuse(core::Fault::Conflict, changedElsewhere(path));
    }
    const QByteArray bytes = toBytes(file);
    QSaveFile save(path); // a temporary file beside it, then a rename; permissions of the old one are kept
    if (!save.open(QIODevice::WriteOnly) || save.write(bytes) != bytes.size() || !save.commit()) {
        return refuse(core::Fault::Denied, DocumentWords::tr("%1 cannot be written: %2").arg(path, save.errorString()));
    }
    file.digest = digestOf(bytes);
    file.mixedEnds = false;
    return {};
}

} // namespace ui::editor
