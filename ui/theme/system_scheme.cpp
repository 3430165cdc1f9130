#include "ui/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QStyleHints>
#include <QVariant>

#include <optional>

namespace ui::theme {
namespace {

// QStyleHints::colorScheme arrives in Qt 6.5; until then the portal is asked directly.
std::optional<uint> portalValue(const QString& key)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return std::nullopt;
    QDBusMessage ask = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    ask << QStringLiteral("org.freedesktop.appearance") << key;
    ask.setAutoStartService(false); // a session without a portal must not wait for one to start
    const QDBusMessage answer = bus.call(ask, QDBus::Block, 150);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty()) return std::nullopt;
    QVariant value = answer.arguments().constFirst(); // a variant in a variant, by the portal's first version
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint number = value.toUInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

SystemSchemeWatch::SystemSchemeWatch(QObject* parent)
    : QObject(parent)
{
    QDBusConnection::sessionBus().connect(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"), this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
}

void SystemSchemeWatch::settingChanged(const QString& group, const QString& key, const QDBusVariant&)
{
    if (group != QLatin1String("org.freedesktop.appearance")) return;
    if (key == QLatin1String("color-scheme") || key == QLatin1String("contrast")) emit changed();
}

Scheme systemScheme()
{
    static const QPalette given = QGuiApplication::palette(); // before any of ours was set: asked first at start
    if (QGuiApplication::platformName() != QLatin1String("offscreen")) {
        if (portalValue(QStringLiteral("contrast")) == 1U) return Scheme::HighContrast;
        const std::optional<uint> wish = portalValue(QStringLiteral("color-scheme"));
        if (wish == 1U) return Scheme::Dark;
        if (wish == 2U) return Scheme::Light;
    }
    return given.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

} // namespace ui::theme
