#pragma once

#include <QLocale>
#include <QString>

#include "core/base/units.h"
#include "core/preview/preview.h"

/// Figures of a preview as the editor shows them. Detail of rows.
namespace ui::editor::figures {

inline const QString unknown = QStringLiteral("-");
inline const QString dot = QStringLiteral(" \u00B7 ");
inline constexpr QChar noBreak(0x00A0);

[[nodiscard]] QString predicted(const QString& figure);
/// "~3", "~0–2", "≥ ~3": the sign stands at the figure.
[[nodiscard]] QString predictedRange(const core::Range& range, const QLocale& locale);
/// "~9.50–12.30"
[[nodiscard]] QString rangeOfMoney(std::int64_t lower, std::int64_t upper, const QLocale& locale);
/// Of a node to buy: "4 → ~3".
[[nodiscard]] QString stockText(const core::preview::Share& share, const QLocale& locale);

} // namespace ui::editor::figures
