#include "ui/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE declares a function: it must not stand in a namespace.
static void initQtResources()
{
    Q_INIT_RESOURCE(resources);
    Q_INIT_RESOURCE(i18n);
}

namespace ui {

void initResources()
{
    initQtResources();
}

void installTexts(QCoreApplication& application, const QLocale& locale)
{
    // Chinese in simplified script is one text, wherever it is spoken.
    const bool simplified = locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript;
    const QString name = simplified ? QStringLiteral("zh_CN") : QStringLiteral("en");
    auto* texts = new QTranslator(&application);
    if (texts->load(QStringLiteral(":/i18n/berth_%1.qm").arg(name))) QCoreApplication::installTranslator(texts);
}

} // namespace ui
