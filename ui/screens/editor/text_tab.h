#pragma once

#include <QWidget>

#include <functional>
#include <optional>

#include "ui/screens/editor/document.h"
#include "ui/screens/editor/workspace.h"
#include "ui/widgets/code_view.h"

namespace ui {
class FindBar;
class MessageBar;
} // namespace ui

namespace ui::editor {

/// One open text: its editor, its file, what is said about it.
class TextTab final : public QWidget {
    Q_OBJECT
public:
    explicit TextTab(QWidget* parent = nullptr);

    [[nodiscard]] YamlEdit& editor() { return *m_editor; }
    [[nodiscard]] const YamlEdit& editor() const { return *m_editor; }
    [[nodiscard]] FindBar& findBar() { return *m_find; }
    [[nodiscard]] MessageBar& message() { return *m_message; }

    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] bool isModified() const;
    /// One of the program's own, as it came.
    [[nodiscard]] bool isExample() const { return m_demo && !isModified(); }
    /// Text that is nowhere else: modified, or never saved and not one of the program's examples.
    [[nodiscard]] bool hasUnsavedText() const;

    /// Values of Secrets that no draft may keep are still to be filled in.
    [[nodiscard]] bool lacksValues() const;

    void load(const QString& path, FileText file);
    /// A text without a file. An example of the program's own counts as unsaved only once it is changed.
    void fill(const QString& name, const QString& text, bool demo);
    void restore(const Draft& draft);
    [[nodiscard]] Draft draft() const;

    /// Asks in its message bar where the file was changed meanwhile; `saved` runs once it is written.
    void saveTo(const QString& path, std::function<void()> saved, bool anyway = false);
    /// What another program did to the file: a text that nobody changed here becomes the file's, one that was changed stays, and
    /// both is said.
    void compareWithFile();

signals:
    void titleChanged();
    void saveAsWanted();

private:
    void reload();
    void take(FileText file); ///< one step, so that undo brings the former text back
    void sayConflict(const QString& what, const QString& path, std::function<void()> saved);
    void sayIncomplete();
    void sayLost(const QString& why);
    void setPath(const QString& path);

    QString m_id;
    QString m_path;
    QString m_name;
    FileText m_file; ///< its `text` is not kept up to date; the editor has it
    bool m_demo = false;
    bool m_complete = true;   ///< false: it comes from a draft, and what that left out did not all come back
    bool m_consented = false; ///< to saving it all the same
    QByteArray m_told;        ///< digest of the file's bytes that were said to differ
    /// The file is gone, or no text any more: the revision at which nothing was changed here, -1 where something was.
    std::optional<int> m_lost;
    YamlEdit* m_editor;
    FindBar* m_find;
    MessageBar* m_message;
};

} // namespace ui::editor
