#pragma once

#include <QIcon>
#include <QString>

#include "ui/theme/theme.h"

namespace ui::theme {

/// One of our icons (resources/icons/<name>.svg), drawn at paint time at any size in the colour of `meaning`, so that it
/// follows scheme and contrast. Disabled icons are drawn in the palette's disabled text.
[[nodiscard]] QIcon icon(const QString& name, Meaning meaning = Meaning::Text);
[[nodiscard]] QIcon icon(Tone tone);
/// The program's own icon, in its own colours.
[[nodiscard]] QIcon programIcon();

} // namespace ui::theme
