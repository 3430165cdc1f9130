#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icon.h"

namespace ui {

using theme::Meaning;
using theme::Tone;

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_actions(new QHBoxLayout)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space(2), theme::space(1), theme::space(1), theme::space(1));
    row->setSpacing(theme::space(2));
    row->addWidget(m_glyph);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    row->addWidget(m_text, 1);
    m_actions->setSpacing(theme::space(1));
    row->addLayout(m_actions);
    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(theme::icon(QStringLiteral("window-close")));
    close->setToolTip(tr("Dismiss this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    row->addWidget(close);
    setAutoFillBackground(true);
    hide();
}

void MessageBar::say(Tone tone, const QString& sentence, std::vector<Action> actions)
{
    m_tone = tone;
    m_text->setText(sentence);
    const QString word = theme::word(tone);
    setAccessibleName(word.isEmpty() ? sentence : word + QStringLiteral(": ") + sentence);
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        item->widget()->hide(); // it goes only when the event loop comes round
        item->widget()->deleteLater();
        delete item;
    }
    for (Action& action : actions) {
        auto* button = new QPushButton(action.text, this);
        // The bar goes first: what runs may show the next message.
        connect(button, &QPushButton::clicked, this, [this, run = std::move(action.run)] {
            dismiss();
            run();
        });
        m_actions->addWidget(button);
    }
    recolour();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::dismiss()
{
    hide();
    m_text->clear();
}

QString MessageBar::sentence() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) recolour();
}

void MessageBar::recolour()
{
    const Meaning meaning = m_tone == Tone::Error       ? Meaning::Error
                            : m_tone == Tone::Attention ? Meaning::Attention
                            : m_tone == Tone::Ok        ? Meaning::Ok
                                                        : Meaning::Accent;
    QPalette p;
    p.setColor(QPalette::Window, theme::wash(meaning));
    setPalette(p);
    const Tone shown = m_tone == Tone::Plain ? Tone::Progress : m_tone;
    const int size = fontMetrics().height();
    m_glyph->setPixmap(theme::icon(shown).pixmap(QSize(size, size), devicePixelRatioF()));
}

} // namespace ui
