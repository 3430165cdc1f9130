#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/live/live.h"
#include "core/live/taking.h"
#include "core/settings/settings.h"
#include "ui/theme/theme.h"

class QThreadPool;

namespace ui {

/// A program that hands out credentials, to be allowed or not.
struct ProgramAsk {
    QString connection;
    QString user;
    QString commandLine; ///< as it would be run; values behind the names of secrets masked
    QString file;
    QString digest;
    QStringList warnings;
    bool allowed = false;
    bool operator==(const ProgramAsk&) const = default;
};

/// A stage of a test, in words.
struct TestStage {
    theme::Tone tone = theme::Tone::Plain;
    QString stage;
    QString took; ///< "41 ms"; may be empty
    QString what;
    bool operator==(const TestStage&) const = default;
};

/// A saved connection as it stands: what its kubeconfig says, and what the last test did.
struct ConnectionRow {
    core::settings::Connection saved;
    QString name;
    QString role; ///< "fleet", "cluster", "c-sh-02 of prod"; "-" where nobody has looked yet
    QString server;
    QString signsIn; ///< "token", "client certificate", "program cloud-cli"
    bool isInsecure = false;
    theme::Tone tone = theme::Tone::Plain;
    QString state; ///< "41 ms", "TLS failed", "not tested"
    QString why;   ///< what is wrong and what to do
    std::vector<TestStage> stages;
    bool isFailed = false;          ///< to open it was tried last, and it did not come
    std::optional<core::Time> asOf; ///< when a test or an opening told the state; none: the files alone do
    std::vector<ProgramAsk> programs;
    QStringList files; ///< that were read for it
    bool operator==(const ConnectionRow&) const = default;
};

/// One context of a kubeconfig that could be taken over.
struct ImportRow {
    QString context;
    QString server;
    bool isInsecure = false; ///< whoever answers is taken for the server
    QString signsIn;
    theme::Tone tone = theme::Tone::Plain;
    QString result;      ///< "new", "the same server and user as prod", what is wrong with it
    QString name;        ///< that it would get
    bool can = false;    ///< whether it is good enough
    bool wanted = false; ///< proposed
    QString known;       ///< the saved connection with its server and user, or its name; empty: it is new
    core::live::IfKnown ifKnown = core::live::IfKnown::KeepBoth; ///< of one that is known
    core::settings::Connection saved;                            ///< as it would be, but for what the person chooses
    std::optional<ProgramAsk> program;
    QStringList asksFor;       ///< files that a text from elsewhere would have read: nobody takes it over unasked
    bool mayReadFiles = false; ///< those are allowed
    std::shared_ptr<const core::kube::Connection> connection; ///< none: it cannot be used
    theme::Tone testTone = theme::Tone::Plain;
    QString test; ///< what a test of it came to; empty: it was not tested
    QString testWhy;
};
/// What is said of all that are taken over at once.
struct ImportWish {
    core::settings::Class of = core::settings::Class::Unstated;
    bool readOnly = false;
    bool copy = false; ///< of each kubeconfig, with what it holds of credentials, beside the settings
};
/// What kubeconfigs offer, beside what is there already. Reads the files; runs nothing and reaches no server.
/// @param paths files, and folders whose files are read; empty: as kubectl finds it
struct ImportOffer {
    std::vector<ImportRow> rows;
    QStringList faults; ///< of files as a whole
};
[[nodiscard]] ImportOffer offerOf(const QStringList& paths, const core::settings::Settings& settings);
/// The same of a text that stands in no file yet.
[[nodiscard]] ImportOffer offerOfText(const QString& text, const core::settings::Settings& settings);

/// The saved connections: core/settings in the window's terms. Files are read on other threads, and looked at now and then.
class ConnectionBook final : public QObject {
    Q_OBJECT
public:
    /// @param path of the settings; empty: nothing is kept
    explicit ConnectionBook(const QString& path, QObject* parent = nullptr);
    ~ConnectionBook() override;

    [[nodiscard]] const std::vector<ConnectionRow>& rows() const { return m_rows; }
    [[nodiscard]] const ConnectionRow* row(const QString& name) const;
    [[nodiscard]] const core::settings::Settings& settings() const { return m_settings; }
    [[nodiscard]] QString path() const;
    /// Faults of the settings' file; empty: none.
    [[nodiscard]] QStringList faults() const { return m_faults; }

    /// Each writes the file and reads it again. @return what went wrong; empty: nothing
    QString put(const core::settings::Connection& connection, const QString& instead = {});
    QString remove(const QString& name);
    /// Which cluster it was seen to lead to when it was opened. @return false: another than is remembered, which stays
    bool identify(const QString& name, const std::string& clusterUid);
    /// Which cluster it leads to.
    void remember(const QString& name, const std::string& clusterUid);
    /// What came of opening it: the row tells until it is tested, or opened. What a test told stays, where it was no failure.
    /// @param why  empty: it is open, and its server was reached just now
    void noteOpening(const QString& name, const QString& why);
    QString allow(const ProgramAsk& program);
    QString withdraw(const QString& digest);
    /// All that are wanted, or none where one of them cannot be: nothing is replaced because of its name alone. Kubeconfigs that are
    /// copied are read on another thread, where files are written, too.
    /// @param then  called on this one with what went wrong (empty: nothing), unless `context` has gone by then
    void import(const std::vector<ImportRow>& rows, const ImportWish& wish, QObject* context,
                std::function<void(QString)> then);
    /// Puts a text that was pasted into a file first, which its owner alone may read.
    /// @param path  absolute; of copies it is not asked for
    void importText(const QString& text, const QString& path, const std::vector<ImportRow>& rows,
                    const ImportWish& wish, QObject* context, std::function<void(QString)> then);

    /// Reaches the server, on another thread; the row tells.
    void test(const QString& name);
    [[nodiscard]] bool isTesting(const QString& name) const { return m_testing.contains(name); }

    /// What a live fleet needs; none: it cannot be opened, and `why` says it.
    struct Way {
        std::optional<core::live::LiveOptions> options;
        QString why;
        std::vector<ProgramAsk> toAllow;
    };
    /// Kubeconfigs are read on another thread. @param then  called on this one, unless `context` has gone by then
    void readWay(const QString& name, QObject* context, std::function<void(Way)> then);
    /// Reaches the server of a context that is not saved. @param then  gets the row with what came of it
    void tryOut(const ImportRow& row, QObject* context, std::function<void(ImportRow)> then);
    void readOffer(const QStringList& paths, QObject* context, std::function<void(ImportOffer)> then);

    void reload(); ///< from the file, and every kubeconfig

signals:
    void changed();

private:
    struct Alive; ///< what other threads ask before they report
    void come(std::vector<ConnectionRow> rows);
    void showKnown();
    void reloadInTheBack();
    void take(const core::Result<core::settings::Settings>& read);
    void look();
    void lookAt(const std::shared_ptr<class FilesWatch>& files);
    void take(std::function<QString()> work, QObject* context, std::function<void(QString)> then);
    template <class T>
    void inTheBack(std::function<T()> work, QObject* context, std::function<void(T)> then);

    core::settings::SettingsFile m_file;
    core::settings::Settings m_settings;
    QStringList m_faults;
    std::vector<ConnectionRow> m_read;        ///< as the files tell them
    std::map<QString, ConnectionRow> m_known; ///< by name, what tests and openings told since the window was opened
    std::vector<ConnectionRow> m_rows;        ///< both
    QStringList m_testing;
    QTimer m_looks;
    std::shared_ptr<class FilesWatch> m_fileWatch; ///< the settings
    std::shared_ptr<class FilesWatch> m_watch;     ///< the kubeconfigs; none until they are read
    quint64 m_reading = 0;                         ///< the newest wins
    quint64 m_fileReading = 0;                     ///< of the settings, likewise
    std::shared_ptr<Alive> m_alive;
    /// Not the global one: Qt paints with that, and a file on a share that hangs would hold up every window.
    std::unique_ptr<QThreadPool> m_readers;
};

} // namespace ui
