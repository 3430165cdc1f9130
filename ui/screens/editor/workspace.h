#pragma once

#include <QByteArray>
#include <QString>
#include <QVector>

namespace ui::editor {

/// One open tab as a restart needs it. Text is kept only where the file does not have it.
struct Draft {
    QString path; ///< empty: never saved
    QString name; ///< "deploy.yaml"
    QString text; ///< of a modified or never saved tab
    bool modified = false;
    bool complete = true; ///< false: values of Secrets were left out of `text`
    bool demo = false;    ///< an example of the program's own, not yet changed
    int line = 1;
    int column = 1;
    QByteArray digest; ///< of the file that the text was edited from
    bool crlf = false;
    bool byteOrderMark = false;
    bool operator==(const Draft&) const = default;
};

/// Everything that a restart brings back besides geometry.
struct Workspace {
    QVector<Draft> tabs;
    int current = 0;
    QString fleetPath; ///< empty: none, or the demo
    bool demo = false;
    QString connection; ///< of a live fleet; empty: none is open
    bool operator==(const Workspace&) const = default;
};

/// The versioned file form (JSON), and back; none if the bytes are of something else. Unknown members are skipped.
[[nodiscard]] QByteArray toBytes(const Workspace& workspace);
[[nodiscard]] bool fromBytes(const QByteArray& bytes, Workspace& workspace);

} // namespace ui::editor
