#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;
class QFontMetrics;
class QWidget;

/// What colours, sizes and signs mean. The one table: no widget names a colour, a font size or a distance itself.
///
/// The scheme in force belongs to the program, as its palette does. `apply` sets both and every widget hears of it by
/// QEvent::PaletteChange; what is painted by hand asks again in its paintEvent and needs to remember nothing.
namespace ui::theme {

enum class Meaning {
    Base,      ///< views and editors
    Window,    ///< around them
    Text,      ///< figures and names
    Quiet,     ///< units, captions, ages
    Line,      ///< hairlines
    Accent,    ///< selection, focus, links, the one primary button
    Ok,        ///< `o`
    Progress,  ///< `~`: anything normal on its way
    Attention, ///< `!`: a person may need to act
    Error,     ///< `x`: the goal will not be reached without action
};

enum class Scheme { Light, Dark, HighContrast };
enum class Choice { System, Light, Dark, HighContrast };

/// How things stand. Always shown as a glyph with a word; the shapes differ, so colour is never the only sign.
enum class Tone { Plain, Ok, Progress, Attention, Error };

enum class Density { Compact, Normal, Comfortable };

[[nodiscard]] QColor color(Meaning meaning, Scheme scheme);
[[nodiscard]] QColor color(Meaning meaning); ///< in the scheme in force
[[nodiscard]] QColor color(Tone tone);
/// `meaning` at 12 % on base: behind a line of text.
[[nodiscard]] QColor wash(Meaning meaning);
/// Of a cluster or a series of a chart: Okabe and Ito's eight colours, which the three common deficiencies tell apart.
[[nodiscard]] QColor series(int index);
/// Black or white, whichever reads better on `background`.
[[nodiscard]] QColor textOn(const QColor& background);

[[nodiscard]] QPalette palette(Scheme scheme);
[[nodiscard]] Scheme scheme();
/// What `choice` means on this desktop: its contrast and colour scheme where it states them, else its own palette.
[[nodiscard]] Scheme resolve(Choice choice);
void apply(QApplication& application, Scheme scheme);

/// WCAG 2 contrast ratio of two opaque colours: 1 to 21. Text needs 4.5, shapes need 3.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

[[nodiscard]] Density density();
void setDensity(Density density);
/// Of a row in a table or tree, in the density in force.
[[nodiscard]] int rowHeight(const QFontMetrics& metrics);

/// Distances: 1 inside a thing, 2 between related things, 4 between groups; units of 4 px at 96 dpi, growing with the
/// font.
[[nodiscard]] int space(int units);
/// Three sizes only: caption 0.9, body 1.0, headline 1.4 times the system's.
[[nodiscard]] QFont caption(QFont body);
[[nodiscard]] QFont headline(QFont body);
[[nodiscard]] QFont strong(QFont body);
/// YAML, ids, command lines.
[[nodiscard]] QFont fixed();

/// The icon name of a tone ("status-ok"), and its word ("ok"); both empty for Tone::Plain.
[[nodiscard]] QString glyph(Tone tone);
[[nodiscard]] QString word(Tone tone);

} // namespace ui::theme
