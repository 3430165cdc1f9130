#pragma once

#include <QPlainTextEdit>
#include <QString>
#include <QVector>

namespace ui {

class YamlHighlighter;

/// A place of the text that something is said about. Lines and columns count from 1, columns in code points, the end is
/// exclusive; as core::text gives them.
struct Mark {
    enum class Severity { Note, Warning, Error };
    Severity severity = Severity::Error;
    int startLine = 1;
    int startColumn = 1;
    int endLine = 1;
    int endColumn = 1;
    QString what;
    QString fix;
    bool operator==(const Mark&) const = default;
};

/// The editor of manifests: line numbers, folding by indentation, problems underlined at their place with what is wrong
/// in the tooltip, brackets that belong together, two-space Tab.
///
/// Keyboard: Tab and Shift+Tab indent; Esc and then Tab leaves the field. Enter keeps the indentation and goes one level
/// deeper behind a colon.
class YamlEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit YamlEdit(QWidget* parent = nullptr);

    /// The text exactly as it is edited, "\n" between lines (toPlainText would turn no-break spaces into spaces).
    [[nodiscard]] QString text() const;
    /// Replaces everything as one step that can be undone; the caret stays on its line.
    void replaceText(const QString& text);

    void setMarks(QVector<Mark> marks);
    [[nodiscard]] const QVector<Mark>& marks() const { return m_marks; }
    /// Caret to a place, unfolding what hides it, in view.
    void goTo(int line, int column);
    /// UTF-16 position of a place in the document; the nearest one where the text is shorter.
    [[nodiscard]] int positionOf(int line, int column) const;
    [[nodiscard]] int caretLine() const;
    [[nodiscard]] int caretColumn() const;

    /// Occurrences of what is looked for, shown behind the text.
    void setFound(const QVector<QTextCursor>& found);

    void toggleFold(int line);
    void foldAtCaret(bool fold);
    void unfoldAll();
    [[nodiscard]] bool canFold(int line) const;
    [[nodiscard]] bool isFolded(int line) const;

    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent* event);
    void pressGutter(const QPoint& at);

signals:
    /// Esc: a find bar closes on it.
    void escaped();
    void filesDropped(const QStringList& paths);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void indent(bool deeper);
    void newLine();
    bool unindentByBackspace();
    void decorate();
    void placeGutter();
    void showTip(const QPoint& widgetAt, const QPoint& globalAt);
    [[nodiscard]] QVector<QTextCursor> bracketPair() const;
    void setHidden(const QTextBlock& header, bool hidden);

    QWidget* m_gutter;
    YamlHighlighter* m_highlighter;
    QVector<Mark> m_marks;
    QVector<QTextCursor> m_found;
    bool m_leaving = false; ///< Esc was pressed: the next Tab leaves
};

} // namespace ui
