#include "ui/screens/editor/document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

#include <algorithm>
#include <string>
#include <vector>

#include "core/model/check.h"
#include "core/model/hints.h"
#include "core/model/secret.h"
#include "core/text/yaml.h"

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

/// What stays of a value that must not be kept: the keys of a map, whose comments go with it; else nothing.
core::Json blanked(const core::Json& value)
{
    if (!value.is_object()) return "";
    core::Json keys = core::Json::object();
    for (const auto& [key, secret] : value.items()) keys[key] = "";
    return keys;
}

/// Pointers to all that holds values of a Secret: in the document, in the items of a list, and in the copy of itself
/// that `kubectl apply` keeps in an annotation.
std::vector<std::string> secretFields(const core::Json& value, const std::string& at = {})
{
    std::vector<std::string> found;
    if (!value.is_object()) return found;
    if (value.value("kind", core::Json()) == "Secret") {
        for (const std::string& member : core::model::valueMembers(value))
            found.push_back(at + "/" + core::text::pointerPart(member));
        constexpr const char* annotations = "/metadata/annotations";
        if (value.contains(core::Json::json_pointer(annotations))) found.push_back(at + annotations);
    }
    const auto items = value.find("items");
    if (items == value.end() || !items->is_array()) return found;
    for (std::size_t i = 0; i < items->size(); ++i) {
        for (std::string& pointer : secretFields((*items)[i], at + "/items/" + std::to_string(i))) {
            found.push_back(std::move(pointer));
        }
    }
    return found;
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

core::Result<void> writeFile(const QString& path, FileText& file, bool anyway)
{
    if (!anyway && !file.digest.isEmpty()) {
        QFile old(path);
        if (old.open(QIODevice::ReadOnly) && digestOf(old.read(mostBytes + 1)) != file.digest) {
            return refuse(core::Fault::Conflict,
                          DocumentWords::tr("%1 was changed by another program since it was opened.").arg(path));
        }
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

Draftable withoutSecrets(const QString& text)
{
    // An escape may spell the kind ("\x53ecret"); without one, the word itself has to be there.
    if (!text.contains(QLatin1String("Secret")) && !text.contains(QLatin1Char('\\'))) return {text, true};
    const std::string utf8 = text.toStdString();
    const core::text::File file = core::text::parse(utf8);
    if (!file.ok()) { // what cannot be read cannot be told apart
        const bool named = text.contains(QLatin1String("Secret"));
        return {named ? QString() : text, !named};
    }
    core::text::Patches patches;
    for (const core::text::Document& document : file.documents) {
        for (const std::string& pointer : secretFields(document.value())) {
            const core::Result<core::text::Patches> cut = core::text::setValue(
                document, pointer, blanked(document.value().at(core::Json::json_pointer(pointer))));
            if (!cut) return {QString(), false};
            patches.insert(patches.end(), cut->begin(), cut->end());
        }
    }
    if (patches.empty()) return {text, true};
    std::stable_sort(patches.begin(), patches.end(),
                     [](const auto& one, const auto& other) { return one.offset < other.offset; });
    return {QString::fromStdString(core::text::apply(utf8, patches)), false};
}

bool holdsSecretValues(const QString& text)
{
    const core::text::File file = core::text::parse(text.toStdString());
    const auto isValue = [](const core::Json& one) {
        return !core::model::hints::isPlaceholder(one) && one != core::model::FillIn;
    };
    return std::ranges::any_of(file.documents, [&](const core::text::Document& document) {
        return std::ranges::any_of(secretFields(document.value()), [&](const std::string& pointer) {
            if (pointer.ends_with("/annotations")) return false; // they are kept nowhere, whatever they hold
            const core::Json& values = document.value().at(core::Json::json_pointer(pointer));
            return !values.is_object() || std::ranges::any_of(values, isValue);
        });
    });
}

} // namespace ui::editor
