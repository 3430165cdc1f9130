#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

#include "app/console/single_instance.h"
#include "ui/frame/main_window.h"
#include "ui/frame/state_store.h"
#include "ui/resources.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"

namespace {

struct Wish {
    QStringList files;
    QString fleet;
    QString picture;
    QString size;
    std::optional<ui::theme::Choice> theme;
    QString language;
    bool demo = false;
    bool newProcess = false;
};

std::optional<ui::theme::Choice> themeNamed(const QString& name)
{
    using Choice = ui::theme::Choice;
    if (name == QLatin1String("light")) return Choice::Light;
    if (name == QLatin1String("dark")) return Choice::Dark;
    if (name == QLatin1String("high-contrast")) return Choice::HighContrast;
    if (name == QLatin1String("system")) return Choice::System;
    return std::nullopt;
}

[[noreturn]] void wrongUsage(const QString& what)
{
    std::fprintf(stderr, "berth: %s\n", qPrintable(what));
    std::exit(2);
}

Wish wishOf(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Shows where every replica of a workload would land in a fleet of clusters, while you type."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto tr = [](const char* text) { return QCoreApplication::translate("main", text); };
    parser.addPositionalArgument(QStringLiteral("files"), tr("Manifests, a snapshot, or a folder of kubectl dumps."),
                                 QStringLiteral("[FILES…]"));
    const QCommandLineOption fleet(QStringLiteral("fleet"), tr("A snapshot file, or a folder of kubectl dumps."),
                                   QStringLiteral("path"));
    const QCommandLineOption demo(QStringLiteral("demo"), tr("Open the demo fleet and its manifests."));
    const QCommandLineOption picture(QStringLiteral("picture"),
                                     tr("Save a picture of the window once the preview is there, and end."),
                                     QStringLiteral("file.png"));
    const QCommandLineOption size(QStringLiteral("size"), tr("Size of the window, as in 1280x800."),
                                  QStringLiteral("width x height"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light, dark, high-contrast or system."),
                                   QStringLiteral("name"));
    const QCommandLineOption language(QStringLiteral("language"), tr("Language of the window, as in zh_CN."),
                                      QStringLiteral("xx"));
    const QCommandLineOption newProcess(QStringLiteral("new-process"),
                                        tr("Do not hand the files to a window that is open already."));
    parser.addOptions({fleet, demo, picture, size, theme, language, newProcess});
    parser.process(application);

    Wish wish;
    wish.files = parser.positionalArguments();
    wish.fleet = parser.value(fleet);
    wish.picture = parser.value(picture);
    wish.size = parser.value(size);
    wish.language = parser.value(language);
    wish.demo = parser.isSet(demo);
    wish.newProcess = parser.isSet(newProcess) || parser.isSet(picture);
    if (parser.isSet(theme)) {
        wish.theme = themeNamed(parser.value(theme));
        if (!wish.theme)
            wrongUsage(tr("--theme is light, dark, high-contrast or system, not \"%1\".").arg(parser.value(theme)));
    }
    if (wish.demo && !wish.fleet.isEmpty()) wrongUsage(tr("--demo and --fleet exclude each other."));
    return wish;
}

void speak(QApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (!language.isEmpty()) QLocale::setDefault(locale);
    auto* ours = new QTranslator(&application);
    if (ours->load(locale, QStringLiteral("berth"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        ours->load(QStringLiteral(":/i18n/berth_en.qm"))) { // English has a file too, for its plurals
        QCoreApplication::installTranslator(ours);
    }
    auto* qts = new QTranslator(&application); // texts of Qt's own dialogs
    if (qts->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qts);
    }
}

/// Saves what the window shows as soon as the newest question is answered, then ends the program.
void takePicture(ui::MainWindow& window, const QString& path)
{
    QObject::connect(&window.editor(), &ui::editor::EditorScreen::settled, &window, [&window, path] {
        if (!window.session().fleet()) return; // the fleet is still being read
        QTimer::singleShot(0, &window, [&window, path] {
            const bool saved = window.grab().save(path);
            if (saved) {
                std::printf("%s\n", qPrintable(path));
            } else {
                std::fprintf(stderr, "berth: %s cannot be written\n", qPrintable(path));
            }
            QCoreApplication::exit(saved ? 0 : 1);
        });
    });
    QObject::connect(&window.session(), &ui::Session::fleetFailed, &window,
                     [](const QString& name, const QString& what) {
                         std::fprintf(stderr, "berth: %s cannot be opened. %s\n", qPrintable(name), qPrintable(what));
                         QCoreApplication::exit(1);
                     });
}

void openWished(ui::MainWindow& window, const Wish& wish)
{
    const bool asked = wish.demo || !wish.fleet.isEmpty() || !wish.files.isEmpty();
    const bool restored = wish.picture.isEmpty() && window.restoreWorkspace();
    if (!wish.fleet.isEmpty()) {
        window.openFleet(wish.fleet);
    } else if (wish.demo || (!restored && !asked)) {
        window.openDemo();
        if (wish.files.isEmpty()) window.editor().openExamples();
    } else if (!restored) {
        window.openDemo(); // manifests alone: previewed against the demo until another fleet is opened
    }
    if (!wish.files.isEmpty()) window.openPaths(wish.files);
}

} // namespace

int main(int argc, char** argv)
{
    const bool picture =
        std::any_of(argv, argv + argc, [](const char* a) { return QByteArray(a).startsWith("--picture"); });
    // A picture needs no display.
    if (picture && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("berth"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(BERTH_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.berthconsole.Berth"));
    ui::initResources();

    const Wish wish = wishOf(application);
    speak(application, wish.language);
    app::SingleInstance instance;
    if (!wish.newProcess && instance.handOver(wish.files, wish.fleet)) return 0;

    ui::MainWindow window({picture ? QString() : ui::stateFolder(), wish.theme});
    QObject::connect(&instance, &app::SingleInstance::asked, &window,
                     [&window](const QStringList& files, const QString& fleet) {
                         if (!fleet.isEmpty()) window.openFleet(fleet);
                         if (!files.isEmpty()) window.openPaths(files);
                         window.raise();
                         window.activateWindow();
                     });
    if (!wish.newProcess) instance.listen();
    if (!wish.size.isEmpty()) {
        const QStringList parts = wish.size.split(QLatin1Char('x'));
        const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
        if (parts.size() != 2 || size.isEmpty()) wrongUsage(QStringLiteral("--size is WIDTHxHEIGHT, as in 1280x800."));
        window.resize(size);
    }
    if (picture) takePicture(window, wish.picture);
    window.show();
    openWished(window, wish);
    return QApplication::exec();
}
