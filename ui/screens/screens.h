#pragma once

#include <QKeySequence>
#include <QString>

#include <vector>

class QWidget;

namespace ui {

class Actions;
class ConnectionBook;
class PlanDesk;
class Screen;
class Session;

/// What a screen is made of.
struct ScreenParts {
    Session& session;
    ConnectionBook& connections;
    PlanDesk& plans;
    Actions& actions;
};

/// Every screen of the window, in the order of the navigation. A row is all that it takes to have one.
struct ScreenEntry {
    QString id;
    QString title;
    QString icon;
    QKeySequence shortcut;
    Screen* (*make)(const ScreenParts& parts, QWidget* parent); ///< the parent owns it
};
[[nodiscard]] const std::vector<ScreenEntry>& screens();

} // namespace ui
