#pragma once

#include <QString>

namespace ui {

/// What the engine says a person can do, said of the window: where a sentence names a flag of the command, what to do here.
///
/// The engine's sentences are the command's; those that name a flag (`--member`, `--context`, …) have another end in the
/// window. Still English; the translation comes after. What names no flag, and whole commands to copy, stay as they are.
[[nodiscard]] QString inWindowsWords(QString english);

} // namespace ui
