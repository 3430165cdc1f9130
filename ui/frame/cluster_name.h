#pragma once

#include <QString>

class QWidget;

namespace ui {

class ConnectionBook;
class Session;

/// Asks what people call a cluster of the live fleet, and keeps it with the fleet's connection. Without a cluster nothing is asked.
/// @param said  what was wrong with the last answer
/// @param text  the last answer
void askClusterName(QWidget& parent, Session& session, ConnectionBook& book, const QString& cluster,
                    const QString& said = {}, const QString& text = {});

} // namespace ui
