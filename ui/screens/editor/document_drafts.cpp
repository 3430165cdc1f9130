// What of a text a draft may keep, and what of that the file gives back.
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/model/check.h"
#include "core/model/hints.h"
#include "core/model/secret.h"
#include "core/text/yaml.h"
#include "ui/screens/editor/document.h"

namespace ui::editor {
namespace {

/// What stays of a value that must not be kept: the keys of a map, whose comments go with it; where the value was, that
/// it is to be filled in: an empty one would be a value, and go to the file and the cluster as one.
core::Json blanked(const core::Json& value)
{
    if (!value.is_object()) return core::model::FillIn;
    core::Json keys = core::Json::object();
    for (const auto& [key, secret] : value.items()) keys[key] = core::model::FillIn;
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

/// The documents of a text as it is written, each from its "---" on: they can be told apart even where one cannot be read.
std::vector<std::string> pieces(std::string_view text)
{
    const auto isMark = [&](std::size_t at) {
        return text.substr(at, 3) == "---" && (at + 3 == text.size() || text.substr(at + 3, 1) == " " ||
                                               text.substr(at + 3, 1) == "\t" || text.substr(at + 3, 1) == "\n");
    };
    std::vector<std::string> found;
    std::size_t start = 0;
    for (std::size_t at = text.find("\n---"); at != std::string_view::npos; at = text.find("\n---", at + 1)) {
        if (!isMark(at + 1)) continue; // "-----BEGIN"
        found.emplace_back(text.substr(start, at + 1 - start));
        start = at + 1;
    }
    found.emplace_back(text.substr(start));
    return found;
}

/// A document without values of Secrets. @return none: it cannot be read, or not be changed there (an alias)
std::optional<std::string> blankedByValue(const std::string& text)
{
    const core::text::File file = core::text::parse(text);
    if (!file.ok()) return std::nullopt;
    core::text::Patches patches;
    for (const core::text::Document& document : file.documents) {
        for (const std::string& pointer : secretFields(document.value())) {
            const core::Json& value = document.value().at(core::Json::json_pointer(pointer));
            const core::Json blank = blanked(value);
            if (blank == value) continue;
            const core::Result<core::text::Patches> cut = core::text::setValue(document, pointer, blank);
            if (!cut) return std::nullopt;
            patches.insert(patches.end(), cut->begin(), cut->end());
        }
    }
    std::stable_sort(patches.begin(), patches.end(),
                     [](const auto& one, const auto& other) { return one.offset < other.offset; });
    return withoutNotes(core::text::apply(text, patches));
}

/// Whether a document that cannot be read may be a Secret, or hold one: by its kind, however it is spelt.
bool mayHoldSecret(const std::string& text)
{
    static const QRegularExpression told(
        QStringLiteral("(?im)kind\\W{0,40}(?:(?:!+\\w*|&\\w+)\\W{1,9})*secret|stringdata|kind[^\\n]*\\\\[xu]|"
                       "kind\\W{0,9}\\*|^[^#\\n]*[:\\s\"']secret[\"',}\\s]*$"));
    return QString::fromStdString(text).contains(told);
}

/// A line "key: value" as a reader of lines sees it.
struct KeyLine {
    std::size_t column = 0; ///< of the key, behind the dashes of a list
    std::string head;       ///< up to the colon, with it
    std::string key;
    std::string value; ///< without its comment
};

std::optional<KeyLine> keyLine(const std::string& line)
{
    static const QRegularExpression form(
        QStringLiteral("^([ \\t]*(?:- +)*)([\"']?)([\\w.\\-]{1,253})\\2[ \\t]*:(?:[ \\t]+(.*))?$"));
    const QRegularExpressionMatch match = form.match(QString::fromStdString(line));
    if (!match.hasMatch()) return std::nullopt;
    KeyLine found;
    found.column = static_cast<std::size_t>(match.capturedLength(1));
    found.key = match.captured(3).toStdString();
    found.head = match.captured(1).toStdString() + match.captured(2).toStdString() + found.key +
                 match.captured(2).toStdString() + ":";
    QString value = match.captured(4);
    static const QRegularExpression note(QStringLiteral("(^|\\s)#.*$"));
    found.value = value.remove(note).trimmed().toStdString();
    return found;
}

bool isPlainName(const std::string& value)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:[\"']?[\\w./\\-]*[\"']?,?|\\{\\s*(?:namespace|name)\\s*:\\s*[\\w.\\-]+\\s*"
                       "(?:,\\s*(?:namespace|name)\\s*:\\s*[\\w.\\-]+\\s*)?\\})$"));
    return form.match(QString::fromStdString(value)).hasMatch();
}

/// A document that may hold a Secret and cannot be read: what says which object it is stays, and the names of keys. Nothing can be told
/// from a value there, so nothing else does.
std::string blankedByLine(const std::string& text)
{
    std::string out;
    bool isOpen = true;     // in what says which object it is
    std::size_t closed = 0; // the column of the key that ended it
    std::size_t inside = 0; // the column of the keys right below that one; 0: not seen yet
    bool isMarked = false;  // the last line says already that something is missing
    const auto put = [&](const std::string& line, bool marks) {
        out += line + "\n";
        isMarked = marks;
    };
    std::size_t next = 0;
    for (std::size_t at = 0; at < text.size(); at = next + 1) {
        next = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, next - at);
        const bool isBlank = line.find_first_not_of(" \t") == std::string::npos;
        if (isBlank || (at == 0 && (line == "---" || line == "--- "))) {
            put(line, isMarked);
            continue;
        }
        const std::optional<KeyLine> found = keyLine(line);
        if (!found) {
            const bool isKind = core::ascii::lowered(QString::fromStdString(line).trimmed().toStdString()) == "secret";
            if (isKind)
                put(line, false);
            else if (!isMarked)
                put(core::model::FillIn, true);
            continue;
        }
        const std::string key = core::ascii::lowered(found->key);
        const bool isHead = core::isOneOf(key, {"apiversion", "kind", "metadata", "type", "immutable"});
        const bool isName = core::isOneOf(key, {"name", "namespace", "generatename"});
        if (isHead && (isOpen || found->column <= closed)) {
            isOpen = true;
        } else if (isOpen ? !isName : found->column <= closed) {
            isOpen = false;
            closed = found->column;
            inside = 0;
        } else if (!isOpen) {
            if (inside == 0) inside = found->column;
            if (found->column != inside) { // a line of a value that looks like a key
                if (!isMarked) put(core::model::FillIn, true);
                continue;
            }
        }
        if (isOpen && isPlainName(found->value))
            put(line.substr(0, line.find(found->value, found->head.size()) + found->value.size()), false);
        else if (isOpen && key == "kind" && core::ascii::lowered(found->value).find("secret") != std::string::npos)
            put(found->head + " Secret", false); // so that what is typed next is known to be one's, too
        else if (found->value.empty())
            put(found->head, false);
        else
            put(found->head + " " + core::model::FillIn, true);
    }
    if (!text.empty() && text.back() != '\n' && !out.empty()) out.pop_back();
    return out;
}

/// An escape may spell the kind ("\x53ecret"); without one, the word itself has to be there.
bool isWorthReading(const std::string& text)
{
    return text.find('\\') != std::string::npos || mayNameSecret(QString::fromStdString(text));
}

std::string keptOf(const std::string& piece)
{
    if (!isWorthReading(piece)) return piece;
    if (const std::optional<std::string> kept = blankedByValue(piece)) return *kept;
    return mayHoldSecret(piece) ? blankedByLine(piece) : piece;
}

/// Whether something of the document may have been left out of a draft.
bool lacksSomething(const std::string& piece)
{
    if (!isWorthReading(piece)) return false;
    const core::text::File file = core::text::parse(piece);
    if (!file.ok()) return mayHoldSecret(piece);
    return std::ranges::any_of(file.documents, [](const core::text::Document& document) {
        return core::model::meansSecret(document.value()) || !secretFields(document.value()).empty();
    });
}

bool isSameObject(const core::Json& one, const core::Json& other)
{
    return std::ranges::all_of(std::vector<std::string>{"/kind", "/metadata/namespace", "/metadata/name"},
                               [&](const std::string& at) {
                                   const core::Json* here = core::model::hints::find(one, at);
                                   const core::Json* there = core::model::hints::find(other, at);
                                   return here && there ? *here == *there : here == there;
                               });
}

/// The values of a Secret of the file at the places where the draft's has none. What stands in a list is left to the reader: its place
/// may be another's now.
std::string filledFrom(const std::string& piece, const core::text::File& file)
{
    const core::text::File draft = core::text::parse(piece);
    if (!draft.ok() || draft.documents.size() != 1) return piece;
    std::string text = piece;
    for (const core::text::Document& from : file.documents) {
        if (!isSameObject(draft.documents.front().value(), from.value())) continue;
        for (const std::string& pointer : secretFields(draft.documents.front().value())) {
            const core::text::File now = core::text::parse(text);
            if (!now.ok() || now.documents.size() != 1) return piece;
            const core::Json* old = core::model::hints::find(from.value(), pointer);
            const core::Json* blank = core::model::hints::find(now.documents.front().value(), pointer);
            const bool isList = pointer.find("/items/") != std::string::npos;
            if (isList || !old || !blank || !old->is_object() || !blank->is_object()) continue;
            core::Json values = *blank;
            for (const auto& [key, value] : blank->items())
                if (value == core::model::FillIn && old->contains(key)) values[key] = old->at(key);
            if (values == *blank) continue;
            const auto patches = core::text::setValue(now.documents.front(), pointer, values);
            if (patches) text = core::text::apply(text, *patches);
        }
        return text;
    }
    return piece;
}

} // namespace

Draftable withoutSecrets(const QString& text)
{
    const std::string utf8 = text.toStdString();
    if (!isWorthReading(utf8)) return {text, true};
    std::string kept;
    for (const std::string& piece : pieces(utf8)) kept += keptOf(piece);
    if (kept == utf8) return {text, true};
    return {QString::fromStdString(kept), false};
}

Draftable withValuesOf(const QString& draft, const QString& file)
{
    const std::string inFile = file.toStdString();
    const std::vector<std::string> theirs = pieces(inFile);
    const core::text::File values = core::text::parse(inFile);
    std::vector<bool> taken(theirs.size(), false);
    std::string text;
    bool complete = true;
    for (const std::string& piece : pieces(draft.toStdString())) {
        std::size_t same = 0; // the document of the file that this is but for what was left out
        const auto isIt = [&](std::size_t i) {
            return !taken[i] && (theirs[i] == piece || keptOf(theirs[i]) == piece || blankedByLine(theirs[i]) == piece);
        };
        if (!lacksSomething(piece)) {
            text += piece;
            continue;
        }
        while (same < theirs.size() && !isIt(same)) ++same;
        if (same < theirs.size()) {
            taken[same] = true;
            text += theirs[same];
            continue;
        }
        complete = false; // its comments are gone at the least
        text += filledFrom(piece, values);
    }
    return {QString::fromStdString(text), complete};
}

bool wantsValues(const QString& text)
{
    return text.contains(QLatin1String(core::model::FillIn));
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
