#pragma once

#include <QPlainTextEdit>
#include <QWidget>

#include <vector>

namespace ui {

/// A line of a difference: what kind it is, and its text.
struct DiffLine {
    enum class Kind { Same, Added, Removed, Place, Filler };
    Kind kind = Kind::Same;
    QString text;
    bool operator==(const DiffLine&) const = default;
};
/// The lines of what `diff -u` prints.
[[nodiscard]] std::vector<DiffLine> linesOf(const QString& unified);

/// Two texts beside each other, equal lines in one row.
struct SideBySide {
    std::vector<DiffLine> left;
    std::vector<DiffLine> right;
};
/// @param unified  how they differ, as `diff -u` prints it; empty: they are the same
[[nodiscard]] SideBySide sideBySide(const QString& before, const QString& after, const QString& unified);

/// Lines with a sign in front and a wash behind; read-only.
class DiffText final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit DiffText(const QString& accessibleName, QWidget* parent = nullptr);
    void show(const std::vector<DiffLine>& lines);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
    std::vector<DiffLine> m_lines;
};

/// Two of them that scroll as one.
class DiffPair final : public QWidget {
    Q_OBJECT
public:
    DiffPair(const QString& left, const QString& right, QWidget* parent = nullptr);
    void show(const SideBySide& both);

private:
    DiffText* m_left;
    DiffText* m_right;
};

} // namespace ui
