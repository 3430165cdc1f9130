#include "ui/widgets/yaml_highlighter.h"

#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <QTextDocument>

#include "ui/theme/theme.h"

#ifdef BERTH_WITH_KSYNTAX
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>
#else
#include <QRegularExpression>
#endif

namespace ui {
namespace {

using theme::Meaning;

/// Of a line that goes on longer nobody reads colours, and to find them would hold up every key.
constexpr qsizetype longestLine = 20'000;

QTextCharFormat ink(Meaning meaning, bool italic = false)
{
    QTextCharFormat format;
    format.setForeground(theme::color(meaning));
    format.setFontItalic(italic);
    return format;
}

#ifdef BERTH_WITH_KSYNTAX

KSyntaxHighlighting::Repository& repository()
{
    static KSyntaxHighlighting::Repository all; // reading the definitions' index takes a while: once
    return all;
}

class Highlighter final : public KSyntaxHighlighting::SyntaxHighlighter {
public:
    explicit Highlighter(QTextDocument* document)
        : KSyntaxHighlighting::SyntaxHighlighter(document)
    {
        // Blocks carry their state only where a theme is set; the colours are ours all the same (applyFormat).
        setTheme(repository().defaultTheme(KSyntaxHighlighting::Repository::LightTheme));
        setDefinition(repository().definitionForName(QStringLiteral("YAML")));
    }

protected:
    void highlightBlock(const QString& text) override
    {
        if (text.size() <= longestLine) KSyntaxHighlighting::SyntaxHighlighter::highlightBlock(text);
    }
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override
    {
        using Style = KSyntaxHighlighting::Theme::TextStyle;
        if (length <= 0) return;
        switch (format.textStyle()) {
        case Style::Comment: setFormat(offset, length, ink(Meaning::Quiet, true)); break;
        case Style::Function: // keys
        case Style::DataType: setFormat(offset, length, ink(Meaning::Accent)); break;
        case Style::Keyword: setFormat(offset, length, ink(Meaning::Quiet)); break; // dashes, colons, brackets
        case Style::DecVal:
        case Style::BaseN:
        case Style::Float:
        case Style::Constant: setFormat(offset, length, ink(Meaning::Progress)); break;
        case Style::String:
        case Style::Char:
        case Style::VerbatimString: setFormat(offset, length, ink(Meaning::Ok)); break;
        case Style::Error:
        case Style::Alert: setFormat(offset, length, ink(Meaning::Error)); break;
        case Style::Preprocessor:
        case Style::Annotation: setFormat(offset, length, ink(Meaning::Attention)); break;
        default: break; // the text's own colour
        }
    }
};

#else

class Highlighter final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override
    {
        if (text.size() > longestLine) return;
        static const QRegularExpression key(QStringLiteral(R"(^(\s*(?:- +)*)([^\s#'"\[{][^#:]*):(?=\s|$))"));
        static const QRegularExpression scalar(
            QStringLiteral(R"((?<=[:\-]\s)\s*(?:[+-]?\d[\d_.]*|true|false|null|~)(?=\s*(?:#|$)))"));
        static const QRegularExpression quoted(QStringLiteral(R"("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"));
        static const QRegularExpression comment(QStringLiteral(R"((?:^|\s)#.*$)"));
        static const QRegularExpression marker(QStringLiteral(R"(^(?:---|\.\.\.)(?=\s|$))"));
        if (const auto m = key.match(text); m.hasMatch())
            paint(m.capturedStart(2), m.capturedLength(2), Meaning::Accent);
        for (auto it = scalar.globalMatch(text); it.hasNext();) {
            const auto m = it.next();
            paint(m.capturedStart(), m.capturedLength(), Meaning::Progress);
        }
        int afterQuotes = 0;
        for (auto it = quoted.globalMatch(text); it.hasNext();) {
            const auto m = it.next();
            paint(m.capturedStart(), m.capturedLength(), Meaning::Ok);
            afterQuotes = static_cast<int>(m.capturedEnd());
        }
        if (const auto m = comment.match(text, afterQuotes); m.hasMatch()) {
            setFormat(static_cast<int>(m.capturedStart()), static_cast<int>(m.capturedLength()),
                      ink(Meaning::Quiet, true));
        }
        if (const auto m = marker.match(text); m.hasMatch()) paint(0, m.capturedLength(), Meaning::Attention);
    }

private:
    void paint(qsizetype start, qsizetype length, Meaning meaning)
    {
        setFormat(static_cast<int>(start), static_cast<int>(length), ink(meaning));
    }
};

#endif

} // namespace

struct YamlHighlighter::Implementation {
    explicit Implementation(QTextDocument* document)
        : highlighter(new Highlighter(document)) // the document owns it
    {}
    Highlighter* highlighter;
};

YamlHighlighter::YamlHighlighter(QTextDocument* document)
    : QObject(document)
    , m_implementation(std::make_unique<Implementation>(document))
{}

YamlHighlighter::~YamlHighlighter() = default;

void YamlHighlighter::recolour()
{
    m_implementation->highlighter->rehighlight();
}

} // namespace ui
