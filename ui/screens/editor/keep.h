#pragma once

#include <QString>

#include <vector>

#include "core/text/yaml.h"
#include "ui/session/answer.h"

namespace ui::editor {

/// An edit of one open text.
struct TextEdit {
    QString source;
    core::text::Patches patches; ///< into the text that the answer was made from
};

/// What it takes to make a what-if true: edits of the texts, and what no text can say.
struct Kept {
    std::vector<TextEdit> edits;
    std::vector<QString> cannot; ///< sentences: "Stock is the cloud's: no text can set it."
};

/// Pure: the answer holds the documents, the preview names workload and policy.
[[nodiscard]] Kept keep(const Answer& answer, const core::preview::Preview& preview, const WhatIf& what);

} // namespace ui::editor
