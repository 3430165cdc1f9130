#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/base/result.h"

/// A manifest's file: read and written so that nothing but what was edited changes.
namespace ui::editor {

/// A text as it is edited ("\n" between lines), and what of its file has to be kept for writing it back.
struct FileText {
    QString text;
    bool crlf = false;      ///< every line ended with CR LF: they do so again in the file
    bool mixedEnds = false; ///< line ends differed; the file gets LF, and the reader is told
    bool byteOrderMark = false;
    QByteArray digest; ///< of the bytes in the file; empty: there is no file yet
};

/// @errors NotFound, Denied, Unsupported (a folder, a pipe, a device), TooLarge (over 10 MB), Malformed (not UTF-8, or with a NUL:
/// place and remedy in the sentence)
[[nodiscard]] core::Result<FileText> readFile(const QString& path);
/// The manifests of a folder (.yaml, .yml, .json), sorted; hidden files and its own folders are left alone, as `berthctl -f`
/// does. @errors NotFound: it holds none. Denied: it cannot be read. TooLarge: more than anybody looks at in tabs.
[[nodiscard]] core::Result<QStringList> manifestsIn(const QString& folder);
[[nodiscard]] core::Result<FileText> fromBytes(const QByteArray& bytes, const QString& name);
[[nodiscard]] QByteArray toBytes(const FileText& file);

/// Writes a new file and puts it in the place of the old one; `file.digest` is then that of the written bytes.
/// @errors Conflict: the file is no longer what `file.digest` was taken of (asked unless `anyway`).  Denied, Unavailable.
[[nodiscard]] core::Result<void> writeFile(const QString& path, FileText& file, bool anyway = false);

/// That the file is no longer what its text here was taken of.
[[nodiscard]] QString changedElsewhere(const QString& path);

/// The text without the values of `data` and `stringData` of Secrets, and without the comments beside them: what a draft may keep.
/// `<fill in>` stands in the place of a value. Of a document that cannot be read and may hold a Secret, what says which object it is
/// and the names of keys; every other document whole.
struct Draftable {
    QString text;
    bool complete = true; ///< false: values were left out
};
[[nodiscard]] Draftable withoutSecrets(const QString& text);
/// The draft with what the file has of that which was left out. @return complete: every document that lacked something is the file's
[[nodiscard]] Draftable withValuesOf(const QString& draft, const QString& file);
/// Whether something in it is still to be filled in.
[[nodiscard]] bool wantsValues(const QString& text);
/// Whether a Secret of the text has a value in it that a person typed: one that is no placeholder, and nothing that is to be filled in.
[[nodiscard]] bool holdsSecretValues(const QString& text);

} // namespace ui::editor
