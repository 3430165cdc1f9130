#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

#include <unistd.h>

#include "app/console/single_instance.h"
#include "core/settings/settings.h"
#include "ui/frame/main_window.h"
#include "ui/frame/state_store.h"
#include "ui/resources.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/session/environment.h"

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(main)
};

struct Wish {
    QStringList files;
    QString fleet;
    QString connection;
    QString picture;
    QString size;
    std::optional<ui::theme::Choice> theme;
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

bool asksForText(int argc, char** argv)
{
    static constexpr const char* Known[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [](const char* word) {
        return std::any_of(std::begin(Known), std::end(Known),
                           [word](const char* known) { return qstrcmp(word, known) == 0; });
    });
}

/// Qt would end with a core file.
[[noreturn]] void noDisplay()
{
    std::fprintf(
        stderr,
        "berth: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). Start it on a desktop, save a "
        "picture with --picture FILE.png, or use berthctl.\n");
    std::exit(1);
}

Wish wishOf(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Words::tr("Shows where every replica of a workload would land in a fleet of clusters, while you type."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("files"),
        Words::tr("Manifests, a snapshot, or a folder of kubectl dumps; beside --fleet, --connection or "
                  "--demo a folder is one of manifests."),
        QStringLiteral("[FILES…]"));
    const QCommandLineOption fleet(QStringLiteral("fleet"), Words::tr("A snapshot file, or a folder of kubectl dumps."),
                                   QStringLiteral("path"));
    const QCommandLineOption connection(QStringLiteral("connection"),
                                        Words::tr("A live fleet, by the name of its saved connection."),
                                        QStringLiteral("name"));
    const QCommandLineOption demo(QStringLiteral("demo"), Words::tr("Open the demo fleet and its manifests."));
    const QCommandLineOption picture(QStringLiteral("picture"),
                                     Words::tr("Save a picture of the window once the preview is there, and end."),
                                     QStringLiteral("file.png"));
    const QCommandLineOption size(QStringLiteral("size"), Words::tr("Size of the window, as in 1280x800."),
                                  QStringLiteral("width x height"));
    const QCommandLineOption theme(QStringLiteral("theme"), Words::tr("light, dark, high-contrast or system."),
                                   QStringLiteral("name"));
    const QCommandLineOption language(QStringLiteral("language"), Words::tr("Language of the window, as in zh_CN."),
                                      QStringLiteral("xx"));
    const QCommandLineOption newProcess(QStringLiteral("new-process"),
                                        Words::tr("Do not hand the files to a window that is open already."));
    parser.addOptions({fleet, connection, demo, picture, size, theme, language, newProcess});
    parser.process(application);

    Wish wish;
    wish.files = parser.positionalArguments();
    wish.fleet = parser.value(fleet);
    wish.connection = parser.value(connection);
    wish.picture = parser.value(picture);
    wish.size = parser.value(size);
    wish.demo = parser.isSet(demo);
    wish.newProcess = parser.isSet(newProcess) || parser.isSet(picture);
    if (parser.isSet(theme)) {
        wish.theme = themeNamed(parser.value(theme));
        if (!wish.theme)
            wrongUsage(
                Words::tr("--theme is light, dark, high-contrast or system, not \"%1\".").arg(parser.value(theme)));
    }
    if ((wish.demo ? 1 : 0) + (wish.fleet.isEmpty() ? 0 : 1) + (wish.connection.isEmpty() ? 0 : 1) > 1)
        wrongUsage(Words::tr("--demo, --fleet and --connection exclude each other."));
    return wish;
}

void speak(QApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (!language.isEmpty()) QLocale::setDefault(locale);
    ui::installTexts(application, locale);
    auto* qts = new QTranslator(&application); // texts of Qt's own dialogs
    if (qts->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qts);
    }
}

/// The language has to be known before the first text is asked for, which is the help of the option that names it.
QString languageOf(const QStringList& arguments)
{
    const QString option = QStringLiteral("--language");
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == option) return arguments.value(i + 1);
        if (arguments[i].startsWith(option + QLatin1Char('='))) return arguments[i].mid(option.size() + 1);
    }
    return {};
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
    const bool asked = wish.demo || !wish.fleet.isEmpty() || !wish.connection.isEmpty() || !wish.files.isEmpty();
    const bool restored = wish.picture.isEmpty() && window.restoreWorkspace();
    if (!wish.connection.isEmpty()) {
        window.openConnection(wish.connection);
    } else if (!wish.fleet.isEmpty()) {
        window.openFleet(wish.fleet);
    } else if (wish.demo || (!restored && !asked)) {
        window.openDemo();
        if (wish.files.isEmpty()) window.editor().openExamples();
    } else if (!restored) {
        window.openDemo(); // manifests alone: previewed against the demo until another fleet is opened
    }
    const bool fleetIsNamed = wish.demo || !wish.fleet.isEmpty() || !wish.connection.isEmpty();
    if (!wish.files.isEmpty()) window.openPaths(wish.files, fleetIsNamed);
}

} // namespace

int main(int argc, char** argv)
{
    const bool picture =
        std::any_of(argv, argv + argc, [](const char* a) { return QByteArray(a).startsWith("--picture"); });
    // Neither a picture nor a text needs a display.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        if (picture || asksForText(argc, argv))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        else if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
            noDisplay();
    }

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("berth"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(BERTH_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.berthconsole.Berth"));
    ui::initResources();

    speak(application, languageOf(QApplication::arguments()));
    const Wish wish = wishOf(application);
    app::SingleInstance instance;
    if (!wish.newProcess && instance.handOver(wish.files, wish.fleet, wish.demo)) return 0;

    if (!picture && ::isatty(0) == 0 && ::isatty(1) == 0) ui::askLoginShell(); // started by a desktop
    ui::MainWindow window(
        {picture ? QString() : ui::stateFolder(), wish.theme, QString::fromStdString(core::settings::pathOfProcess())});
    QObject::connect(&instance, &app::SingleInstance::asked, &window,
                     [&window](const QStringList& files, const QString& fleet, bool demo) {
                         if (!fleet.isEmpty()) window.openFleet(fleet);
                         if (demo) window.openDemo();
                         if (demo && files.isEmpty()) window.editor().openExamples();
                         if (!files.isEmpty()) window.openPaths(files, demo || !fleet.isEmpty());
                         window.raise();
                         window.activateWindow();
                     });
    if (!wish.newProcess) instance.listen();
    if (!wish.size.isEmpty()) {
        const QStringList parts = wish.size.split(QLatin1Char('x'));
        const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
        if (parts.size() != 2 || size.isEmpty()) wrongUsage(Words::tr("--size is WIDTHxHEIGHT, as in 1280x800."));
        window.resize(size);
    }
    if (picture) takePicture(window, wish.picture);
    window.show();
    openWished(window, wish);
    return QApplication::exec();
}
