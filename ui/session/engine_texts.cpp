#include "ui/session/engine_texts.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>

#include "core/base/shown.h"
#include "ui/session/window_words.h"

namespace ui {
namespace {

constexpr int deepest = 6;         ///< phrases in phrases
constexpr int mostKept = 20'000;   ///< texts that a thread remembers
constexpr int longestText = 4'000; ///< longer ones are no sentences
constexpr std::size_t mostOfAName = 1'000;

const QRegularExpression& place()
{
    static const QRegularExpression expression(QStringLiteral("\\{([a-z]+)[0-9]?\\}"));
    return expression;
}

/// Anything that closes every bracket that it opens: what stands in brackets belongs together.
QString inWholeBrackets()
{
    QString inner = QStringLiteral("[^()]");
    for (int depth = 0; depth < 3; ++depth) inner = QStringLiteral("(?:[^()]|\\(%1*\\))").arg(inner);
    return QStringLiteral("(%1+?)").arg(inner);
}

/// What a place may hold, by its name.
QString patternOf(const QString& name)
{
    if (name == QLatin1String("number")) return QStringLiteral("((?:≥ )?-?[0-9](?:[0-9.,–]*[0-9])?)");
    if (name == QLatin1String("either")) return QStringLiteral("([^\\s\",]+(?: or [^\\s\",]+)*)");
    if (name == QLatin1String("name")) return QStringLiteral("(\"[^\"]*\"|[^\\s\"]+)");
    if (name == QLatin1String("text")) return QStringLiteral("(.+?)");
    static const QString any = inWholeBrackets();
    return any;
}

/// Two plain words in a row, outside of quotes: English that was to be translated, and no name and no figure.
bool isProse(const QString& text)
{
    static const QRegularExpression quoted(QStringLiteral("\"[^\"]*\"|`[^`]*`"));
    static const QRegularExpression words(QStringLiteral("(?:^|[\\s(])[a-z]{2,} [a-z]{2,}(?=$|[\\s,.;:)])"));
    return QString(text).replace(quoted, QStringLiteral("\"")).contains(words);
}

/// The parts of a list; what stands in brackets is not taken apart.
QStringList partsOf(const QString& list, const QStringList& separators)
{
    QStringList parts;
    qsizetype from = 0;
    int depth = 0;
    for (qsizetype at = 0; at < list.size();) {
        if (list[at] == QLatin1Char('(')) ++depth;
        if (list[at] == QLatin1Char(')')) depth = std::max(0, depth - 1);
        const auto begins = [&](const QString& one) { return QStringView(list).mid(at).startsWith(one); };
        const auto found = depth > 0 ? separators.end() : std::find_if(separators.begin(), separators.end(), begins);
        if (found == separators.end()) {
            ++at;
            continue;
        }
        parts << list.mid(from, at - from);
        from = at += found->size();
    }
    return parts << list.mid(from);
}

/// Whether a list is one of cells alone: in "stock of a in z and maximum of pool p" the "and" stands between two limits, and the
/// stock is of the first alone.
bool areCells(const QString& list)
{
    static const QRegularExpression cell(QStringLiteral("^(?:(?:spot )?[^ ]+ in [^ ]+|[0-9]+ (?:more|others))$"));
    const QStringList parts = partsOf(list, {QStringLiteral(", "), QStringLiteral(" and ")});
    return parts.size() < 2 ||
           std::all_of(parts.begin(), parts.end(), [](const QString& part) { return part.contains(cell); });
}

bool isKept(const QString& placeholder)
{
    const auto named = [&](const char* name) { return placeholder.startsWith(QLatin1Char('{') + QLatin1String(name)); };
    return named("number") || named("name}") || named("name2") || named("name3") || named("text");
}

std::atomic<std::shared_ptr<const EngineTexts>>& installed()
{
    static std::atomic<std::shared_ptr<const EngineTexts>> texts;
    return texts;
}

std::atomic<std::shared_ptr<const core::snapshot::ClusterNames>>& clusterNames()
{
    static std::atomic<std::shared_ptr<const core::snapshot::ClusterNames>> names;
    return names;
}

QString inWindowsLanguage(const std::string& english)
{
    const QString text = inWindowsWords(QString::fromStdString(english));
    const std::shared_ptr<const EngineTexts> texts = installed().load();
    if (!texts || text.isEmpty()) return text;
    // The same few sentences come with every keystroke.
    thread_local std::shared_ptr<const EngineTexts> of;
    thread_local QHash<QString, QString> known;
    if (of != texts || known.size() > mostKept) {
        known.clear();
        of = texts;
    }
    const auto found = known.constFind(text);
    return found != known.constEnd() ? *found : *known.insert(text, texts->translated(text));
}

} // namespace

EngineTexts::EngineTexts(const QByteArray& ts)
{
    QXmlStreamReader xml(ts);
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            const QString translation = xml.readElementText();
            if (!translation.isEmpty()) add(source, translation);
        }
    }
    sort();
}

void EngineTexts::add(const QString& source, const QString& translation)
{
    if (source.contains(place()))
        m_forms.push_back(formOf(source, translation));
    else
        m_whole.insert(source, translation);
}

void EngineTexts::sort()
{
    std::stable_sort(m_forms.begin(), m_forms.end(), [](const Form& a, const Form& b) { return a.fixed > b.fixed; });
}

void EngineTexts::addReasons(const std::function<QString(const std::string&)>& translation)
{
    using core::preview::ReasonId;
    std::vector<std::string> places;
    for (int i = 1; i <= 9; ++i) places.push_back("{part" + std::to_string(i) + "}");
    for (int id = 0; id <= static_cast<int>(ReasonId::ReplicaMoves); ++id) {
        const std::string english(core::preview::sentence(static_cast<ReasonId>(id)));
        const QString translated = translation(english);
        if (translated.isEmpty() || translated == QString::fromStdString(english)) continue;
        static const QRegularExpression word(QStringLiteral("[a-z]")); // "%1: %2." alone would fit anything
        if (!QString::fromStdString(english).contains(word)) continue;
        const QString source = QString::fromStdString(core::preview::filled(english, places));
        const QString target = QString::fromStdString(core::preview::filled(translated.toStdString(), places));
        add(source, target);
        add(QStringLiteral("{name}: ") + source, QStringLiteral("{name}：") + target);
    }
    sort();
}

EngineTexts::Form EngineTexts::formOf(const QString& source, const QString& translation)
{
    Form form;
    form.source = source;
    form.translation = translation;
    QString pattern;
    qsizetype at = 0;
    const auto fixed = [&](const QString& part) {
        pattern += QRegularExpression::escape(part);
        form.fixed += part.size();
        if (part.size() > form.longest.size()) form.longest = part;
    };
    for (auto it = place().globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        fixed(source.mid(at, match.capturedStart() - at));
        pattern += patternOf(match.captured(1));
        form.places << match.captured();
        at = match.capturedEnd();
    }
    fixed(source.mid(at));
    form.form = QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                   QRegularExpression::DotMatchesEverythingOption);
    form.form.optimize(); // now, not on the thread that types
    return form;
}

QString EngineTexts::translated(const QString& english) const
{
    bool complete = true;
    return empty() || english.size() > longestText ? english : sentences(english, complete);
}

bool EngineTexts::knows(const QString& english) const
{
    bool complete = true;
    static_cast<void>(sentences(english, complete));
    return complete;
}

QString EngineTexts::sentences(const QString& english, bool& complete) const
{
    if (const auto whole = phrase(english, 0, Rest::MustBeKnown)) return *whole;
    static const QRegularExpression end(QStringLiteral("(?<=[.?!]) (?=[^a-z])"));
    const QStringList parts = english.split(end);
    QString out;
    for (qsizetype i = 0; i < parts.size();) {
        // The longest run of sentences that has a translation: some come as two that belong together.
        qsizetype length = parts.size() == 1 ? 0 : std::min<qsizetype>(parts.size() - i, 4);
        std::optional<QString> run;
        for (; length > 0 && !run; --length)
            run = phrase(parts.mid(i, length).join(QLatin1Char(' ')), 0, Rest::MustBeKnown);
        if (run) {
            out += *run;
            i += length + 1;
            continue;
        }
        complete = false;
        if (!out.isEmpty()) out += QLatin1Char(' ');
        out += phrase(parts[i], 0, Rest::MayStay).value_or(parts[i]); // half of it is better than none
        ++i;
    }
    return out;
}

std::optional<QString> EngineTexts::phrase(const QString& english, int depth, Rest rest) const
{
    if (const auto whole = m_whole.constFind(english); whole != m_whole.constEnd()) return *whole;
    if (depth > deepest) return std::nullopt;
    for (const Form& form : m_forms) {
        if (form.fixed >= english.size() || !english.contains(form.longest)) continue;
        if (std::optional<QString> text = fitted(form, english, depth, rest)) return text;
    }
    return list(english, depth, rest);
}

std::optional<QString> EngineTexts::fitted(const Form& form, const QString& english, int depth, Rest rest) const
{
    const QRegularExpressionMatch match = form.form.match(english);
    if (!match.hasMatch()) return std::nullopt;
    QString out = form.translation;
    qsizetype from = 0;
    // Places are filled from left to right of the translation, so that what is filled in is not looked at again.
    while (true) {
        const QRegularExpressionMatch next = place().match(out, from);
        if (!next.hasMatch()) return out;
        const qsizetype group = form.places.indexOf(next.captured());
        QString value = group < 0 ? next.captured() : match.captured(static_cast<int>(group) + 1);
        if (next.captured() == QLatin1String("{cells}") && !areCells(value)) return std::nullopt;
        if (!isKept(next.captured())) {
            const std::optional<QString> known = phrase(value, depth + 1, rest);
            if (!known && rest == Rest::MustBeKnown && isProse(value)) return std::nullopt; // another form may fit
            value = known.value_or(value);
        }
        out.replace(next.capturedStart(), next.capturedLength(), value);
        from = next.capturedStart() + value.size();
    }
}

/// "a, b and c", "a; b": each a word, or a phrase that has a translation.
std::optional<QString> EngineTexts::list(const QString& english, int depth, Rest rest) const
{
    struct Kind {
        QStringList separators;
        QString between;
    };
    static const Kind kinds[] = {{{QStringLiteral("; ")}, QStringLiteral("；")},
                                 {{QStringLiteral(", "), QStringLiteral(" and ")}, QStringLiteral("、")},
                                 {{QStringLiteral(" and ")}, QStringLiteral("、")}};
    for (const Kind& kind : kinds) {
        const QStringList items = partsOf(english, kind.separators);
        if (items.size() < 2) continue;
        if (const std::optional<QStringList> known = listed(items, depth, rest)) return known->join(kind.between);
    }
    return std::nullopt;
}

std::optional<QStringList> EngineTexts::listed(const QStringList& items, int depth, Rest rest) const
{
    static const QRegularExpression share(QStringLiteral("^\\S+ [0-9]+$")); // "c-hz-01 3"
    QStringList out;
    for (const QString& item : items) {
        const std::optional<QString> text = phrase(item, depth + 1, rest);
        const bool word = !item.isEmpty() && !item.contains(QLatin1Char(' ')) && !item.endsWith(QLatin1Char('.'));
        if (!text && !word && !item.contains(share)) return std::nullopt;
        out << text.value_or(item);
    }
    return out;
}

void installEngineTexts(EngineTexts texts)
{
    installed().store(texts.empty() ? nullptr : std::make_shared<const EngineTexts>(std::move(texts)));
}

void installClusterNames(core::snapshot::ClusterNames names)
{
    clusterNames().store(names.empty() ? nullptr
                                       : std::make_shared<const core::snapshot::ClusterNames>(std::move(names)));
}

QString clusterText(const std::string& name)
{
    const auto names = clusterNames().load();
    return nameText(names ? names->of(name) : name);
}

QString nameText(const std::string& name)
{
    return QString::fromStdString(core::shown(name, mostOfAName));
}

QString engineText(const std::string& english)
{
    const QString text = inWindowsLanguage(core::shownLines(english, std::string::npos)); // names stand in it
    const auto names = clusterNames().load();
    return names ? QString::fromStdString(names->in(text.toStdString())) : text;
}

QString reasonForm(const std::string& sentence)
{
    // The table's own context: every sentence of it is in the translation files, whatever screen shows it.
    return QCoreApplication::translate("core::preview", sentence.c_str());
}

QString reasonText(const core::preview::Reason& reason)
{
    const QString translated = reasonForm(std::string(core::preview::sentence(reason.id)));
    std::vector<std::string> args;
    args.reserve(reason.args.size());
    for (const std::string& arg : reason.args) args.push_back(engineText(arg).toStdString());
    return QString::fromStdString(core::preview::filled(translated.toStdString(), args));
}

QString errorText(const core::Error& error)
{
    const QString what = engineText(error.what);
    return error.where.empty() ? what : nameText(error.where) + QStringLiteral(": ") + what;
}

} // namespace ui
