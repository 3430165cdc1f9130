#pragma once

#include <QString>
#include <QStringList>

#include "ui/session/answer.h"
#include "ui/widgets/shell_words.h"

namespace ui::editor {

/// The berthctl call that prints the same preview: files, fleet, what-ifs; quoted for a POSIX shell.
/// `fleet` empty: the demo, which berthctl has too, with its manifests where there are no `files`.
/// `connection`: of a live fleet, which then counts instead.
/// `workload`: "default/demo", the one that `what` speaks of; empty where there is no other.
[[nodiscard]] QString previewCommand(const QStringList& files, const QString& fleet, const WhatIf& what,
                                     const QString& workload = {}, const QString& connection = {});
/// What of `what` no flag of berthctl can say, and only a text: sentences; empty if the call says everything.
[[nodiscard]] QStringList notInCommand(const WhatIf& what, bool severalWorkloads);

} // namespace ui::editor
