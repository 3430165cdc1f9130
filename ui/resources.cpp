#include "ui/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QTranslator>

#include "ui/session/engine_texts.h"

// Q_INIT_RESOURCE declares a function: it must not stand in a namespace.
static void initQtResources()
{
    Q_INIT_RESOURCE(resources);
    Q_INIT_RESOURCE(i18n);
    Q_INIT_RESOURCE(engine_i18n);
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
    QFile engine(QStringLiteral(":/i18n/engine_%1.ts").arg(name)); // none in the engine's own language
    if (!engine.open(QIODevice::ReadOnly)) return installEngineTexts({});
    EngineTexts sentences(engine.readAll());
    sentences.addReasons([](const std::string& english) { return reasonForm(english); });
    installEngineTexts(std::move(sentences));
}

} // namespace ui
