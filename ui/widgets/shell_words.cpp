#include "ui/widgets/shell_words.h"

#include <algorithm>

namespace ui {

QString shellQuoted(const QString& word)
{
    const bool plain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringLiteral("-_./=:,@+").contains(c);
    });
    if (plain && !word.startsWith(QLatin1Char('-'))) return word;
    QString quoted = word;
    quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

} // namespace ui
