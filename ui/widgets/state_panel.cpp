#include "ui/widgets/state_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icon.h"

namespace ui {

StatePanel::StatePanel(QWidget* parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_more(new QLabel(this))
    , m_steps(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space(4), theme::space(4), theme::space(4), theme::space(4));
    column->setSpacing(theme::space(2));
    column->addStretch(2);
    m_glyph->setAlignment(Qt::AlignCenter);
    column->addWidget(m_glyph);
    for (QLabel* label : {m_sentence, m_more}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    m_sentence->setFont(theme::strong(font()));
    m_steps->setSpacing(theme::space(2));
    column->addLayout(m_steps);
    column->addStretch(3);
}

void StatePanel::show(State state, const QString& sentence, const QString& more, std::vector<Step> steps)
{
    m_state = state;
    m_sentence->setText(sentence);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleName(sentence);
    while (QLayoutItem* item = m_steps->takeAt(0)) {
        if (QWidget* old = item->widget()) {
            old->hide(); // it goes only when the event loop comes round
            old->deleteLater();
        }
        delete item;
    }
    m_steps->addStretch(1);
    for (Step& step : steps) {
        auto* button = new QPushButton(step.text, this);
        button->setAutoDefault(true);
        connect(button, &QPushButton::clicked, this, [run = std::move(step.run)] { run(); });
        m_steps->addWidget(button);
    }
    m_steps->addStretch(1);
    recolour();
    QWidget::show();
}

void StatePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void StatePanel::recolour()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme::color(theme::Meaning::Quiet));
    m_more->setPalette(quiet);
    const int size = 2 * fontMetrics().height();
    const QIcon icon = m_state == State::Failed    ? theme::icon(theme::Tone::Error)
                       : m_state == State::Loading ? theme::icon(theme::Tone::Progress)
                                                   : theme::icon(QStringLiteral("berth"), theme::Meaning::Quiet);
    m_glyph->setPixmap(icon.pixmap(QSize(size, size), devicePixelRatioF()));
}

} // namespace ui
