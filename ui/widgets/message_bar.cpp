#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

#include "ui/theme/icon.h"

namespace ui {

using theme::Meaning;
using theme::Tone;

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_grid(new QGridLayout(this))
    , m_buttons(new QWidget(this))
    , m_actions(new QHBoxLayout(m_buttons))
    , m_close(new QToolButton(this))
{
    m_grid->setContentsMargins(theme::space(2), theme::space(1), theme::space(1), theme::space(1));
    m_grid->setHorizontalSpacing(theme::space(2));
    m_grid->setVerticalSpacing(theme::space(1));
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_glyph, 0, 0);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    m_grid->addWidget(m_text, 0, 1);
    m_actions->setContentsMargins(0, 0, 0, 0);
    m_actions->setSpacing(theme::space(1));
    m_grid->addWidget(m_buttons, 0, 2);
    m_close->setAutoRaise(true);
    m_close->setIcon(theme::icon(QStringLiteral("window-close")));
    m_close->setToolTip(tr("Dismiss this message"));
    m_close->setAccessibleName(m_close->toolTip());
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    m_grid->addWidget(m_close, 0, 3);
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
        auto* button = new QPushButton(action.text, m_buttons);
        // The bar goes first: what runs may show the next message.
        connect(button, &QPushButton::clicked, this, [this, run = std::move(action.run)] {
            dismiss();
            run();
        });
        m_actions->addWidget(button);
        button->show(); // a layout would do so later, and count it only then
    }
    m_buttons->setVisible(m_actions->count() > 0);
    recolour();
    placeButtons();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::placeButtons()
{
    const QMargins margins = m_grid->contentsMargins();
    const int room = width() - margins.left() - margins.right() - m_glyph->sizeHint().width() -
                     m_buttons->sizeHint().width() - m_close->sizeHint().width() - 3 * m_grid->horizontalSpacing();
    const int whole = fontMetrics().size(0, m_text->text()).width();
    const bool isBelow = m_actions->count() > 0 && room < std::min(whole, 48 * fontMetrics().averageCharWidth());
    if (isBelow == m_isBelow) return;
    m_isBelow = isBelow;
    m_grid->removeWidget(m_buttons);
    if (isBelow)
        m_grid->addWidget(m_buttons, 1, 1, 1, 3, Qt::AlignLeft);
    else
        m_grid->addWidget(m_buttons, 0, 2);
}

void MessageBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeButtons();
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
