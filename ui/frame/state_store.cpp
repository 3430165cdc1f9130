#include "ui/frame/state_store.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSaveFile>

#include <utility>

#include "core/base/replace_file.h"

namespace ui {

QString stateFolder()
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base)) base = QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/berth");
}

StateWriter::StateWriter(QString path)
    : m_path(std::move(path))
    , m_worker([this](const std::stop_token& quit) { work(quit); })
{}

StateWriter::~StateWriter()
{
    m_worker.request_stop();
    m_worker.join();
}

void StateWriter::write(std::function<QByteArray()> content)
{
    {
        const std::lock_guard lock(m_mutex);
        m_next = std::move(content);
    }
    m_wake.notify_one();
}

void StateWriter::flush()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return !m_next && !m_busy; });
}

void StateWriter::work(const std::stop_token& quit)
{
    while (true) {
        std::function<QByteArray()> content;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, quit, [this] { return m_next.has_value(); });
            if (!m_next) return; // asked to stop, and nothing is left to write
            content = std::move(*std::exchange(m_next, std::nullopt));
            m_busy = true;
        }
        save(content());
        {
            const std::lock_guard lock(m_mutex);
            m_busy = false;
        }
        m_idle.notify_all();
    }
}

void StateWriter::save(const QByteArray& bytes) const
{
    static_cast<void>(
        core::makePrivateFolder(QFile::encodeName(QFileInfo(m_path).path()).toStdString())); // else opening tells
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) {
        qWarning("drafts cannot be written: %s", qPrintable(file.errorString()));
        return;
    }
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // before the first byte
    file.write(bytes);
    if (!file.commit()) qWarning("drafts cannot be written: %s", qPrintable(file.errorString()));
}

} // namespace ui
