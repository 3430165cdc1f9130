#include "ui/screens/editor/document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStringDecoder>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ascii.h"
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

bool mayNameSecret(const QString& text)
{
    static const QRegularExpression named(QStringLiteral("Secret|(?i:kind\\W{0,9}secret|stringdata)"));
    return text.contains(named);
}

constexpr std::string_view annotationsMember = "/metadata/annotations";

/// Pointers to all that holds values of a Secret: of the document, of those in it at any depth (lists, Karmada's Work), and of what
/// `kubectl apply` keeps of them in an annotation. @param isItem  of a list of Secrets, that need not say what it is
std::vector<std::string> secretFields(const core::Json& value, const std::string& at = {}, bool isItem = false)
{
    std::vector<std::string> found;
    if (!value.is_structured()) return found;
    const auto add = [&](std::vector<std::string> inside) {
        for (std::string& pointer : inside) found.push_back(std::move(pointer));
    };
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) add(secretFields(value[i], at + "/" + std::to_string(i)));
        return found;
    }
    std::vector<std::string> cut; // members that are found as a whole
    if (isItem || core::model::meansSecret(value)) {
        const bool isObject = isItem || at.empty() || value.contains("metadata"); // not what only names one
        for (const std::string& member : core::model::valueMembers(value))
            if (isObject || core::model::isNameOfValues(member)) cut.push_back(member);
        for (const std::string& member : cut) found.push_back(at + "/" + core::text::pointerPart(member));
        if (value.contains(core::Json::json_pointer(std::string(annotationsMember)))) {
            found.push_back(at + std::string(annotationsMember));
            cut.emplace_back("metadata");
        }
    }
    const bool isList = core::model::meansSecrets(value);
    for (const auto& [key, member] : value.items()) {
        if (std::ranges::find(cut, key) != cut.end()) continue;
        const std::string place = at + "/" + core::text::pointerPart(key);
        if (isList && key == "items" && member.is_array()) {
            for (std::size_t i = 0; i < member.size(); ++i)
                add(secretFields(member[i], place + "/" + std::to_string(i), true));
            continue;
        }
        if (key == "annotations" && member.is_object()) {
            const auto record = member.find(core::model::LastAppliedAnnotation);
            const bool isText = record != member.end() && record->is_string();
            if (isText && mayNameSecret(QString::fromStdString(record->get<std::string>())))
                found.push_back(place + "/" + core::text::pointerPart(record.key()));
            continue;
        }
        add(secretFields(member, place));
    }
    return found;
}

/// The text without what was noted beside a Secret: comments hold values of before. @return none: it is no text to tell that of
std::optional<std::string> withoutNotes(std::string text)
{
    const core::text::File file = core::text::parse(text);
    if (!file.ok()) return std::nullopt;
    for (std::size_t i = file.documents.size(); i-- > 0;) { // the last first, so that places before it hold
        const core::text::Document& document = file.documents[i];
        if (document.isJson() || !core::model::meansSecret(document.value())) continue;
        const core::text::Span span = document.span();
        std::size_t start = i > 0 ? file.documents[i - 1].span().end.offset : 0;
        if (const std::size_t mark = text.rfind("\n---", span.start.offset); mark != std::string::npos)
            start = std::max(start, mark);
        std::size_t end = i + 1 < file.documents.size() ? file.documents[i + 1].span().start.offset : text.size();
        end = std::min(end, text.find("\n---", span.end.offset));
        std::string kept;
        bool isComment = false;
        char quote = 0;
        for (std::size_t at = start; at < end; ++at) {
            const char c = text[at];
            if (c == '\n') {
                isComment = false;
                quote = 0;
            } else if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '#' && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n')) {
                isComment = true;
            } else if ((c == '"' || c == '\'') && !isComment && (at == 0 || !core::ascii::isAlnum(text[at - 1]))) {
                quote = c;
            }
            if (!isComment) kept += c;
        }
        text.replace(start, end - start, kept);
    }
    return text;
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

Draftable withoutSecrets(const QString& text)
{
    // An escape may spell the kind ("\x53ecret"); without one, the word itself has to be there.
    const bool isNamed = mayNameSecret(text);
    if (!isNamed && !text.contains(QLatin1Char('\\'))) return {text, true};
    const std::string utf8 = text.toStdString();
    const core::text::File file = core::text::parse(utf8);
    if (!file.ok()) return {isNamed ? QString() : text, !isNamed}; // what cannot be read cannot be told apart
    core::text::Patches patches;
    for (const core::text::Document& document : file.documents) {
        for (const std::string& pointer : secretFields(document.value())) {
            const core::Result<core::text::Patches> cut = core::text::setValue(
                document, pointer, blanked(document.value().at(core::Json::json_pointer(pointer))));
            if (!cut) return {QString(), false};
            patches.insert(patches.end(), cut->begin(), cut->end());
        }
    }
    std::stable_sort(patches.begin(), patches.end(),
                     [](const auto& one, const auto& other) { return one.offset < other.offset; });
    const std::optional<std::string> kept = withoutNotes(core::text::apply(utf8, patches));
    if (!kept) return {QString(), false};
    if (*kept == utf8) return {text, true};
    return {QString::fromStdString(*kept), false};
}

bool holdsSecretValues(const QString& text)
{
    const core::text::File file = core::text::parse(text.toStdString());
    const auto isValue = [](const core::Json& one) {
        return !core::model::hints::isPlaceholder(one) && one != core::model::FillIn;
    };
    return std::ranges::any_of(file.documents, [&](const core::text::Document& document) {
        return std::ranges::any_of(secretFields(document.value()), [&](const std::string& pointer) {
            if (pointer.find(annotationsMember) != std::string::npos)
                return false; // they are kept nowhere, whatever they hold
            const core::Json& values = document.value().at(core::Json::json_pointer(pointer));
            return !values.is_object() || std::ranges::any_of(values, isValue);
        });
    });
}

} // namespace ui::editor
