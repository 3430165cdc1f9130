#pragma once

#include <QObject>
#include <QStringList>

class QLocalServer;

namespace app {

/// One process a user and display: a second start hands its files to the first and ends.
///
/// The socket is $XDG_RUNTIME_DIR/berth/<display>.sock, reachable by its owner only; without that folder each start is a
/// process of its own.
class SingleInstance final : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(QObject* parent = nullptr);

    /// True: another process has taken them (paths are made absolute first).
    [[nodiscard]] bool handOver(const QStringList& files, const QString& fleet, bool demo) const;
    void listen();

signals:
    void asked(const QStringList& files, const QString& fleet, bool demo);

private:
    [[nodiscard]] static QString socketPath();
    QLocalServer* m_server;
};

} // namespace app
