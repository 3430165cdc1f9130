#include "app/console/single_instance.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

namespace app {
namespace {

constexpr int waitMs = 500;
constexpr qint64 mostBytes = 1 << 20; // of one message: a list of paths

QString absolute(const QString& path)
{
    return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
}

} // namespace

SingleInstance::SingleInstance(QObject* parent)
    : QObject(parent)
    , m_server(new QLocalServer(this))
{
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* peer = m_server->nextPendingConnection()) {
            connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
            connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
                if (peer->bytesAvailable() > mostBytes) {
                    peer->abort();
                    return;
                }
                QDataStream in(peer);
                QStringList files;
                QString fleet;
                bool demo = false;
                QByteArray token;
                in.startTransaction();
                in >> files >> fleet >> demo >> token;
                if (!in.commitTransaction()) return;
                peer->write("ok");
                peer->disconnectFromServer();
                // The compositor lets a window come to the front that shows the token of the click behind it.
                if (!token.isEmpty()) qputenv("XDG_ACTIVATION_TOKEN", token);
                emit asked(files, fleet, demo);
            });
        }
    });
}

QString SingleInstance::socketPath()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!QDir::isAbsolutePath(runtime)) return {};
    QString display = qEnvironmentVariable("WAYLAND_DISPLAY", qEnvironmentVariable("DISPLAY"));
    display.replace(QLatin1Char('/'), QLatin1Char('_'));
    return runtime + QStringLiteral("/berth/%1.sock").arg(display);
}

bool SingleInstance::handOver(const QStringList& files, const QString& fleet, bool demo) const
{
    const QString path = socketPath();
    if (path.isEmpty()) return false;
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(waitMs)) return false;
    QStringList full;
    for (const QString& file : files) full << absolute(file);
    QByteArray message;
    QDataStream out(&message, QIODevice::WriteOnly);
    out << full << absolute(fleet) << demo << qgetenv("XDG_ACTIVATION_TOKEN");
    socket.write(message);
    // Without an answer the other process hangs, and this one does its work.
    return socket.waitForBytesWritten(waitMs) && socket.waitForReadyRead(waitMs) && socket.readAll() == "ok";
}

void SingleInstance::listen()
{
    const QString path = socketPath();
    if (path.isEmpty()) return;
    const QString folder = QFileInfo(path).path();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    QLocalServer::removeServer(path); // nobody answered on it: left behind by a process that was killed
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->listen(path);
}

} // namespace app
