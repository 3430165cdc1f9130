#pragma once

#include "ui/theme/theme.h"

namespace ui::theme {

/// The desktop's wish: the settings portal's `org.freedesktop.appearance` keys (contrast 1 higher; color-scheme 1 dark,
/// 2 light), asked once and given at most 150 ms; without an answer, the palette that the desktop gave the program.
[[nodiscard]] Scheme systemScheme();

} // namespace ui::theme
