#include "ui/frame/details_dock.h"

#include <QEvent>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>

namespace ui {

DetailsDock::DetailsDock(QMainWindow& window, QDockWidget& beside)
    : QDockWidget(tr("Details"), &window)
    , m_window(window)
    , m_beside(beside)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("details"));
    setWidget(m_pages);
    setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    window.addDockWidget(Qt::RightDockWidgetArea, this);
    window.installEventFilter(this);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool seen) { m_isSeen = seen; });
    hide();
    window.resizeDocks({this}, {fontMetrics().averageCharWidth() * 52}, Qt::Horizontal);
}

void DetailsDock::addPage(QWidget* page)
{
    m_pages->addWidget(page);
}

void DetailsDock::setPage(QWidget* page)
{
    m_pages->setCurrentWidget(page);
}

QWidget* DetailsDock::page() const
{
    return m_pages->currentWidget();
}

void DetailsDock::open(QWidget* page)
{
    setPage(page);
    fit();
    show();
    raise();
    QTimer::singleShot(0, this, [this] { // its width is known once it has been laid out
        const int readable = fontMetrics().averageCharWidth() * 42;
        if (width() < readable) m_window.resizeDocks({this}, {readable}, Qt::Horizontal);
    });
}

void DetailsDock::toggle()
{
    if (isSeen()) {
        hide();
    } else {
        open(page());
    }
}

void DetailsDock::fit()
{
    if (isFloating()) return;
    const bool isNarrow = m_window.width() < narrowWindow;
    const bool isBeside = m_window.tabifiedDockWidgets(&m_beside).contains(this);
    const bool isRight = m_window.dockWidgetArea(this) == Qt::RightDockWidgetArea;
    const bool wasHidden = isHidden();
    if (isNarrow && isRight) {
        m_window.tabifyDockWidget(&m_beside, this);
    } else if (!isNarrow && isBeside) {
        m_window.addDockWidget(Qt::RightDockWidgetArea, this);
        m_window.resizeDocks({this}, {fontMetrics().averageCharWidth() * 52}, Qt::Horizontal);
    } else {
        return;
    }
    setHidden(wasHidden);
}

bool DetailsDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Resize) fit();
    return QDockWidget::eventFilter(watched, event);
}

} // namespace ui
