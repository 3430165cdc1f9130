#pragma once

#include <QObject>

#include <memory>

class QTextDocument;

namespace ui {

/// Colours YAML. KSyntaxHighlighting does it where the program is built with it, a small highlighter of our own where
/// not; nothing else in the program knows which. Colours come from ui/theme either way.
class YamlHighlighter final : public QObject {
    Q_OBJECT
public:
    /// Owned by `document`.
    explicit YamlHighlighter(QTextDocument* document);
    ~YamlHighlighter() override;

    /// After the scheme changed.
    void recolour();

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace ui
