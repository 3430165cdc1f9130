#include "ui/screens/editor/rows_text.h"

#include "ui/screens/editor/rows.h"

#include <QCoreApplication>

namespace ui::editor {
namespace figures {

using core::preview::Share;

class FigureWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Rows)
};

QString predicted(const QString& figure)
{
    return QLatin1Char('~') + figure;
}

QString predictedRange(const core::Range& range, const QLocale& locale)
{
    const QString text = rangeText(range, locale);
    if (text == unknown) return text;
    const QString atLeast = QStringLiteral("\u2265") + noBreak;
    return text.startsWith(atLeast) ? atLeast + predicted(text.mid(atLeast.size())) : predicted(text);
}

QString rangeOfMoney(std::int64_t lower, std::int64_t upper, const QLocale& locale)
{
    const QString from = lower == 0 ? locale.toString(0) : predicted(moneyText(lower, locale));
    return lower == upper ? from : from + QStringLiteral("\u2013") + moneyText(upper, locale);
}

QString stockText(const Share& share, const QLocale& locale)
{
    if (share.kind == Share::Kind::Running) return {};
    const QString notKnown =
        FigureWords::tr("unknown", "how many instances there are"); // a dash stands where none is asked
    if (!share.otherZones.empty()) return unknown;                  // which zone's it is is not known
    const QString before = share.stockBefore ? rangeText(*share.stockBefore, locale) : unknown;
    if (before == unknown) return notKnown;
    if (!share.stockAfter) return before;
    const QString after = predictedRange(*share.stockAfter, locale);
    return before + QStringLiteral(" \u2192 ") + (after == unknown ? notKnown : after);
}

} // namespace figures

QString rangeText(const core::Range& range, const QLocale& locale)
{
    const QString lower = locale.toString(qint64{range.lower});
    if (range.isExact()) return lower;
    if (range.upper) return lower + QStringLiteral("\u2013") + locale.toString(qint64{*range.upper});
    return range.lower == 0 ? figures::unknown : QStringLiteral("\u2265") + figures::noBreak + lower;
}

QString moneyText(std::int64_t micros, const QLocale& locale)
{
    const bool negative = micros < 0;
    const auto amount = static_cast<std::uint64_t>(negative ? -(micros + 1) : micros) + (negative ? 1U : 0U);
    QString decimals = QStringLiteral("%1").arg(static_cast<qulonglong>(amount % 1'000'000U), 6, 10, QLatin1Char('0'));
    while (decimals.size() > 2 && decimals.endsWith(QLatin1Char('0'))) decimals.chop(1);
    return (negative ? locale.negativeSign() : QString()) +
           locale.toString(static_cast<qulonglong>(amount / 1'000'000U)) + locale.decimalPoint() + decimals;
}

} // namespace ui::editor
