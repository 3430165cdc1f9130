#pragma once

#include <QString>
#include <QStringList>

#include "ui/session/answer.h"

namespace ui::editor {

/// The berthctl call that prints the same preview: files, fleet, what-ifs; quoted for a POSIX shell.
/// `fleet` empty: the demo, which berthctl has too.
[[nodiscard]] QString previewCommand(const QStringList& files, const QString& fleet, const WhatIf& what);
[[nodiscard]] QString shellQuoted(const QString& word);

} // namespace ui::editor
