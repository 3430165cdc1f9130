#pragma once

#include <QDBusVariant>
#include <QObject>

#include "ui/theme/theme.h"

namespace ui::theme {

/// The desktop's wish: the settings portal's `org.freedesktop.appearance` keys (contrast 1 higher; color-scheme 1 dark,
/// 2 light), asked once and given at most 150 ms; without an answer, the palette that the desktop gave the program.
[[nodiscard]] Scheme systemScheme();

/// Says when the desktop's wish has changed while the program runs.
class SystemSchemeWatch final : public QObject {
    Q_OBJECT
public:
    explicit SystemSchemeWatch(QObject* parent = nullptr);

signals:
    void changed();

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace ui::theme
