#pragma once

#include <QString>

namespace ui {

/// A word of a command line, quoted for a POSIX shell where it has to be.
[[nodiscard]] QString shellQuoted(const QString& word);

} // namespace ui
