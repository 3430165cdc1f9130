#include "ui/session/connection_book.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <stop_token>

#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/kube/files.h"
#include "core/kube/mask.h"
#include "core/live/probe.h"
#include "core/live/saved.h"
#include "ui/session/engine_texts.h"
#include "ui/session/environment.h"
#include "ui/session/text.h"

namespace ui {

namespace kube = core::kube;
namespace live = core::live;
namespace settings = core::settings;
using theme::Tone;

/// Files whose change is worth a new reading. They are looked at on threads of the pool: one on a share may hang.
class FilesWatch {
public:
    explicit FilesWatch(std::vector<std::string> paths)
        : watch(std::move(paths))
    {}
    kube::Watch watch;      ///< of the thread that looks
    bool isLooking = false; ///< of the window's thread: no other one looks meanwhile
};

/// Tells threads of the pool whether there is somebody left to report to; asked and answered under the mutex.
struct ConnectionBook::Alive {
    std::mutex mutex;
    ConnectionBook* book = nullptr;
    std::stop_source stop;
    /// Calls it on the window's thread, unless the book has gone by then.
    void report(std::function<void(ConnectionBook&)> what)
    {
        const std::scoped_lock lock(mutex);
        if (book != nullptr)
            QMetaObject::invokeMethod(
                book, [to = book, what = std::move(what)] { what(*to); }, Qt::QueuedConnection);
    }
};

namespace {

class ConnectionBookWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Connections)
};

QString sentence(const kube::Problem& problem)
{
    QString text = problem.where.empty() ? QString() : qt(problem.where) + QStringLiteral(": ");
    text += engineText(problem.what);
    if (!problem.fix.empty()) text += QLatin1Char(' ') + engineText(problem.fix);
    return text;
}

QStringList errorsOf(const kube::Problems& problems)
{
    QStringList texts;
    for (const kube::Problem& problem : problems)
        if (problem.severity == core::text::Severity::Error) texts << sentence(problem);
    return texts;
}

QString signInText(live::SignIn way)
{
    switch (way) {
    case live::SignIn::NotEncrypted: return ConnectionBookWords::tr("nobody: the server is not https");
    case live::SignIn::TokenFile: return ConnectionBookWords::tr("token file");
    case live::SignIn::Token: return ConnectionBookWords::tr("token");
    case live::SignIn::Password: return ConnectionBookWords::tr("user name and password");
    case live::SignIn::Certificate: return ConnectionBookWords::tr("client certificate");
    case live::SignIn::Program: return ConnectionBookWords::tr("program %1", "that hands out credentials");
    case live::SignIn::AuthProvider: return ConnectionBookWords::tr("auth-provider %1");
    case live::SignIn::Nobody: return ConnectionBookWords::tr("nobody (anonymous)");
    }
    return {};
}

bool isUnverified(const kube::Connection& connection)
{
    return !connection.isTls || connection.tls.insecure;
}

QString signsInText(const kube::Connection& connection)
{
    const live::SignIn way = live::signInOf(connection);
    QString text = signInText(way);
    if (way == live::SignIn::Program)
        text = text.arg(QFileInfo(qt(core::shown(connection.auth.exec->command))).fileName());
    if (way == live::SignIn::AuthProvider) text = text.arg(qt(core::shown(connection.auth.provider->name)));
    if (connection.as)
        text = ConnectionBookWords::tr("%1, as %2", "credentials, impersonated user")
                   .arg(text, qt(core::shown(connection.as->user)));
    return text;
}

/// Its address, and who stands between.
QString serverText(const kube::Connection& connection)
{
    QString text = qt(core::shown(kube::shownAddress(connection.host)));
    const live::Detour detour = live::detourOf(connection);
    if (!detour.proxy.empty())
        text = ConnectionBookWords::tr("%1, through the proxy %2", "server").arg(text, qt(core::shown(detour.proxy)));
    if (!detour.serverName.empty())
        text = ConnectionBookWords::tr("%1, taken for %2", "server, another name")
                   .arg(text, qt(core::shown(detour.serverName)));
    return text;
}

ProgramAsk askOf(const std::string& connection, const std::string& user, const kube::Invocation& what, bool allowed)
{
    ProgramAsk ask;
    ask.connection = qt(connection);
    ask.user = qt(core::shown(user));
    ask.commandLine = qt(what.commandLine());
    ask.file = qt(core::shown(what.file));
    ask.digest = qt(what.digest);
    ask.allowed = allowed;
    for (const kube::Problem& problem : what.warnings) ask.warnings << sentence(problem);
    if (allowed) return ask;
    for (const kube::Problem& problem : what.notes) ask.warnings << sentence(problem);
    return ask;
}

/// Those that are there and those that may come.
std::vector<std::string> kubeconfigsOf(const settings::Settings& all)
{
    std::vector<std::string> paths;
    for (const settings::Connection& one : all.connections)
        for (const std::string& path : live::lookupOf(one, ui::environment(), kube::currentFolder()).paths)
            paths.push_back(path);
    return paths;
}

ConnectionRow rowOf(const settings::Settings& all, const settings::Connection& saved)
{
    ConnectionRow row;
    row.saved = saved;
    row.name = qt(saved.name);
    row.role = saved.memberOf.empty() ? QStringLiteral("-")
                                      : ConnectionBookWords::tr("%1 of %2", "cluster, fleet")
                                            .arg(qt(core::shown(saved.clusterName())), qt(core::shown(saved.memberOf)));
    row.state = ConnectionBookWords::tr("not tested");
    const live::SavedWay way = live::savedWay(all, saved, ui::environment(), kube::currentFolder());
    for (const live::SavedWay::Program& program : way.programs)
        row.programs.push_back(askOf(program.connection, program.user, program.what, program.allowed));
    for (const std::string& path : live::lookupOf(saved, ui::environment(), kube::currentFolder()).paths)
        row.files << qt(path);
    const QStringList errors = errorsOf(way.problems);
    if (!way.connect) {
        row.tone = Tone::Error;
        row.state = ConnectionBookWords::tr("not usable");
        row.why = errors.join(QLatin1Char('\n'));
        row.server = row.signsIn = QStringLiteral("-");
        return row;
    }
    row.server = serverText(way.connect->fleet);
    row.signsIn = signsInText(way.connect->fleet);
    row.isInsecure = isUnverified(way.connect->fleet);
    QStringList said;
    for (const kube::Problem& problem : way.problems) said << sentence(problem);
    row.why = said.join(QLatin1Char('\n'));
    if (!said.isEmpty()) row.tone = Tone::Attention;
    const bool asks =
        std::any_of(row.programs.begin(), row.programs.end(), [](const ProgramAsk& p) { return !p.allowed; });
    if (asks) {
        row.tone = Tone::Attention;
        row.state = ConnectionBookWords::tr("a program is to be allowed");
    }
    return row;
}

QString stageText(live::ProbeStage stage)
{
    switch (stage) {
    case live::ProbeStage::Configuration: return ConnectionBookWords::tr("Configuration");
    case live::ProbeStage::Resolve: return ConnectionBookWords::tr("Server name", "a stage: its address is found");
    case live::ProbeStage::Connect: return ConnectionBookWords::tr("Connect");
    case live::ProbeStage::Tls: return ConnectionBookWords::tr("TLS");
    case live::ProbeStage::Authenticate: return ConnectionBookWords::tr("Authenticate");
    case live::ProbeStage::Authorise: return ConnectionBookWords::tr("Rights");
    case live::ProbeStage::Version: return ConnectionBookWords::tr("Version");
    case live::ProbeStage::Fleet: return ConnectionBookWords::tr("Fleet");
    }
    return {};
}

Tone toneOf(live::ProbeStep::State state)
{
    switch (state) {
    case live::ProbeStep::State::Passed: return Tone::Ok;
    case live::ProbeStep::State::Doubtful: return Tone::Attention;
    case live::ProbeStep::State::Failed: return Tone::Error;
    case live::ProbeStep::State::Skipped: return Tone::Plain;
    }
    return Tone::Plain;
}

void tell(const live::Probe& probe, ConnectionRow& row)
{
    row.stages.clear();
    row.isFailed = false;
    std::optional<kube::Milliseconds> answer;
    for (const live::ProbeStep& step : probe.steps) {
        QString what = engineText(step.what);
        if (what.isEmpty() && step.state == live::ProbeStep::State::Passed) what = theme::word(Tone::Ok);
        if (step.state == live::ProbeStep::State::Skipped) what = ConnectionBookWords::tr("not reached");
        row.stages.push_back({toneOf(step.state), stageText(step.stage),
                              step.took ? ConnectionBookWords::tr("%1 ms").arg(step.took->count()) : QString(), what});
        if (step.stage == live::ProbeStage::Authenticate) answer = step.took;
    }
    if (row.saved.memberOf.empty() && probe.place)
        row.role =
            *probe.place == kube::Place::Fleet ? ConnectionBookWords::tr("fleet") : ConnectionBookWords::tr("cluster");
    const live::ProbeStep* worst = probe.worst();
    row.tone = worst == nullptr ? Tone::Ok : toneOf(worst->state);
    row.why = worst == nullptr ? QString() : engineText(worst->what);
    if (worst != nullptr && worst->state == live::ProbeStep::State::Failed)
        row.state = ConnectionBookWords::tr("fails: %1", "stage").arg(stageText(worst->stage));
    else if (answer && row.tone == Tone::Attention) // a time alone would read as if all were well
        row.state = ConnectionBookWords::tr("%1 ms, warns: %2", "time, stage")
                        .arg(answer->count())
                        .arg(stageText(worst->stage));
    else
        row.state = answer ? ConnectionBookWords::tr("%1 ms").arg(answer->count()) : theme::word(row.tone);
}

/// Whether it leads to the same server as the same user, whatever else is said of it.
bool isSameWay(const ConnectionRow& known, const ConnectionRow& row)
{
    const auto isSame = [](const QString& a, const QString& b) { return a.isEmpty() || b.isEmpty() || a == b; };
    return known.saved.kubeconfig == row.saved.kubeconfig && known.saved.kubeconfigs == row.saved.kubeconfigs &&
           known.saved.context == row.saved.context && isSame(known.server, row.server) &&
           isSame(known.signsIn, row.signsIn);
}

/// What is known of it, as long as it is the one that was reached, and as its files let it be.
void recall(const ConnectionRow& known, ConnectionRow& row)
{
    if (row.tone == Tone::Error || !isSameWay(known, row)) return;
    row.asOf = known.asOf;
    row.state = known.state;
    row.isFailed = known.isFailed;
    if (known.stages.empty() && !known.isFailed) { // what its files warn of stays
        if (row.tone == Tone::Plain) row.tone = Tone::Ok;
        return;
    }
    row.stages = known.stages;
    row.tone = known.tone;
    row.why = known.why;
    if (row.saved.memberOf.empty() && known.saved.memberOf.empty()) row.role = known.role;
}

std::vector<std::string> filesOf(const QStringList& paths)
{
    std::vector<std::string> files;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.push_back(QFileInfo(path).absoluteFilePath().toStdString());
            continue;
        }
        for (const QFileInfo& file : QDir(path).entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
            files.push_back(file.absoluteFilePath().toStdString());
    }
    return files;
}

ConnectionBook::Way wayOf(const settings::Settings& all, const QString& name)
{
    ConnectionBook::Way made;
    const settings::Connection* saved = all.connection(name.toStdString());
    if (saved == nullptr) {
        made.why = ConnectionBookWords::tr("There is no connection called %1.").arg(name);
        return made;
    }
    live::SavedWay way = live::savedWay(all, *saved, ui::environment(), kube::currentFolder());
    for (const live::SavedWay::Program& program : way.programs)
        if (!program.allowed) made.toAllow.push_back(askOf(program.connection, program.user, program.what, false));
    if (!way.connect) {
        made.why = errorsOf(way.problems).join(QLatin1Char('\n'));
        return made;
    }
    made.options.emplace();
    made.options->connect = std::move(*way.connect);
    made.options->extras.aliases = std::move(way.aliases);
    made.options->now = live::systemNow;
    if (all.oldAfter) made.options->oldAfter = *all.oldAfter;
    return made;
}

/// Where its kubeconfig is a copy that was made for it alone.
void dropCopyOf(const settings::SettingsFile& file, const settings::Connection& connection)
{
    if (const auto left = file.read()) live::dropCopy(file.path(), connection.kubeconfig, *left);
}

/// @param isText  it came from elsewhere, and stands in no file
ImportOffer viewOf(const live::Offer& found, bool isText)
{
    ImportOffer offer;
    offer.faults = errorsOf(found.faults);
    for (const kube::Problem& problem : found.warnings) offer.faults << sentence(problem);
    for (const live::Candidate& one : found.candidates) {
        ImportRow row;
        row.saved = one.saved;
        row.context = qt(core::shown(one.saved.context));
        row.name = qt(one.saved.name);
        row.can = one.connection.has_value();
        row.server = row.signsIn = QStringLiteral("-");
        QStringList said;
        for (const kube::Problem& problem : one.problems) said << sentence(problem);
        QStringList inside; // as a kubeconfig's own files should be
        if (row.can)
            for (const kube::Reference& file : one.reads) {
                const QString path = qt(core::shown(file.path));
                if (isText) row.asksFor << path;
                (file.outside ? said : inside)
                    << (file.outside
                            ? ConnectionBookWords::tr("It reads %1, outside the folder of the kubeconfig.", "a file")
                            : ConnectionBookWords::tr("It reads %1.", "a file"))
                           .arg(path);
            }
        if (!row.can) {
            row.tone = Tone::Error;
            row.result = said.join(QLatin1Char('\n'));
            offer.rows.push_back(std::move(row));
            continue;
        }
        row.server = serverText(*one.connection);
        row.signsIn = signsInText(*one.connection);
        row.isInsecure = isUnverified(*one.connection);
        row.wanted = one.sameAs.empty();
        row.known = qt(live::knownAs(one));
        row.ifKnown = row.wanted ? live::IfKnown::KeepBoth : live::IfKnown::Skip;
        row.connection = std::make_shared<const kube::Connection>(*one.connection);
        row.tone = !said.isEmpty() ? Tone::Attention : row.wanted ? Tone::Ok : Tone::Plain;
        row.result = !row.wanted     ? ConnectionBookWords::tr("the same server and user as %1").arg(qt(one.sameAs))
                     : one.isRenamed ? ConnectionBookWords::tr("new; the name %1 is taken").arg(row.context)
                                     : ConnectionBookWords::tr("new");
        said << inside;
        if (!said.isEmpty()) row.result += QLatin1Char('\n') + said.join(QLatin1Char('\n'));
        if (one.program) row.program = askOf(one.saved.name, one.connection->user, *one.program, one.isProgramAllowed);
        offer.rows.push_back(std::move(row));
    }
    return offer;
}

} // namespace

ImportOffer offerOf(const QStringList& paths, const settings::Settings& all)
{
    return viewOf(live::offerOf(filesOf(paths), all, ui::environment(), kube::currentFolder()), false);
}

ImportOffer offerOfText(const QString& text, const settings::Settings& all)
{
    return viewOf(live::offerOfText(text.toStdString(), all, ui::environment(), kube::currentFolder()), true);
}

ConnectionBook::ConnectionBook(const QString& path, QObject* parent)
    : QObject(parent)
    , m_file(path.toStdString())
    , m_alive(std::make_shared<Alive>())
    , m_readers(std::make_unique<QThreadPool>())
{
    constexpr int mostAtOnce = 16; // they wait for disks and servers
    m_readers->setMaxThreadCount(mostAtOnce);
    m_alive->book = this;
    m_looks.setInterval(2000);
    connect(&m_looks, &QTimer::timeout, this, &ConnectionBook::look);
    m_looks.start();
    reload();
}

ConnectionBook::~ConnectionBook()
{
    m_alive->stop.request_stop();
    {
        const std::scoped_lock lock(m_alive->mutex);
        m_alive->book = nullptr;
    }
    constexpr int patienceMs = 2'000;
    // One that hangs is left to itself: it has nobody to report to, and the pool would wait for it.
    if (!m_readers->waitForDone(patienceMs)) static_cast<void>(m_readers.release());
}

QString ConnectionBook::path() const
{
    return qt(m_file.path());
}

const ConnectionRow* ConnectionBook::row(const QString& name) const
{
    const auto at =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const ConnectionRow& row) { return row.name == name; });
    return at == m_rows.end() ? nullptr : &*at;
}

void ConnectionBook::reload()
{
    ++m_fileReading;
    // Looked at before it is read: what changes meanwhile is noticed.
    m_fileWatch = std::make_shared<FilesWatch>(std::vector<std::string>{m_file.path()});
    take(m_file.read());
}

/// Nobody waits for it: the file may be on a share that hangs.
void ConnectionBook::reloadInTheBack()
{
    m_readers->start([file = m_file, reading = ++m_fileReading, alive = m_alive] {
        const auto watch = std::make_shared<FilesWatch>(std::vector<std::string>{file.path()});
        alive->report([read = file.read(), watch, reading](ConnectionBook& book) {
            if (reading != book.m_fileReading) return; // it was read again meanwhile
            book.m_fileWatch = watch;
            book.take(read);
        });
    });
}

void ConnectionBook::take(const core::Result<settings::Settings>& read)
{
    m_faults.clear();
    if (read) {
        m_settings = *read;
        for (const settings::Fault& fault : m_settings.faults)
            m_faults << qt(fault.where) + QStringLiteral(": ") + engineText(fault.what);
    } else {
        m_faults << errorText(read.error()); // what was known stays
    }
    m_watch.reset();
    const quint64 reading = ++m_reading;
    m_readers->start([all = m_settings, reading, alive = m_alive] {
        const auto watch = std::make_shared<FilesWatch>(kubeconfigsOf(all)); // before they are read, as above
        std::vector<ConnectionRow> rows;
        for (const settings::Connection& one : all.connections) rows.push_back(rowOf(all, one));
        alive->report([rows = std::move(rows), watch, reading](ConnectionBook& book) {
            if (reading != book.m_reading) return;
            book.m_watch = watch;
            book.come(rows);
        });
    });
}

void ConnectionBook::come(std::vector<ConnectionRow> rows)
{
    m_read = std::move(rows);
    showKnown();
    emit changed();
}

void ConnectionBook::showKnown()
{
    m_rows = m_read;
    for (ConnectionRow& row : m_rows)
        if (const auto known = m_known.find(row.name); known != m_known.end()) recall(known->second, row);
}

void ConnectionBook::look()
{
    lookAt(m_fileWatch);
    lookAt(m_watch);
}

void ConnectionBook::lookAt(const std::shared_ptr<FilesWatch>& files)
{
    if (!files || files->isLooking) return;
    files->isLooking = true;
    m_readers->start([files, alive = m_alive] {
        const bool changed = !files->watch.changed().empty();
        alive->report([files, changed](ConnectionBook& book) {
            files->isLooking = changed; // once is enough: others come in its place
            if (changed && (files == book.m_fileWatch || files == book.m_watch)) book.reloadInTheBack();
        });
    });
}

template <class T>
void ConnectionBook::inTheBack(std::function<T()> work, QObject* context, std::function<void(T)> then)
{
    m_readers->start(
        [work = std::move(work), to = QPointer<QObject>(context), then = std::move(then), alive = m_alive] {
            const auto made = std::make_shared<T>(work());
            alive->report([made, to, then](ConnectionBook&) {
                if (to) then(std::move(*made));
            });
        });
}

QString ConnectionBook::put(const settings::Connection& connection, const QString& instead)
{
    const core::Result<void> done = m_file.put(connection, instead.toStdString());
    const QString name = qt(connection.name);
    if (done && !instead.isEmpty() && instead != name) // it is the same one by another name
        if (auto known = m_known.extract(instead)) {
            m_known.erase(name);
            known.key() = name;
            m_known.insert(std::move(known));
        }
    reload();
    return done ? QString() : errorText(done.error());
}

bool ConnectionBook::identify(const QString& name, const std::string& clusterUid)
{
    const settings::Connection* saved = m_settings.connection(name.toStdString());
    if (saved == nullptr || clusterUid.empty() || saved->clusterUid == clusterUid) return true;
    if (!saved->clusterUid.empty()) return false; // what was remembered goes on to be protected
    remember(name, clusterUid);
    emit changed();
    return true;
}

void ConnectionBook::remember(const QString& name, const std::string& clusterUid)
{
    // Where it cannot be written, the address alone is compared: that is said before something is changed.
    static_cast<void>(m_file.remember(name.toStdString(), clusterUid));
    for (settings::Connection& one : m_settings.connections)
        if (one.name == name.toStdString()) one.clusterUid = clusterUid;
    for (std::vector<ConnectionRow>* rows : {&m_read, &m_rows})
        for (ConnectionRow& one : *rows)
            if (one.name == name) one.saved.clusterUid = clusterUid;
}

void ConnectionBook::noteOpening(const QString& name, const QString& why)
{
    const settings::Connection* saved = m_settings.connection(name.toStdString());
    if (saved == nullptr) return;
    ConnectionRow told;
    if (const ConnectionRow* row = this->row(name)) told = *row; // none: its files are still being read
    told.saved = *saved;
    told.asOf = live::systemNow();
    const auto before = m_known.find(name);
    const bool wasReached = before != m_known.end() && !before->second.isFailed && before->second.tone != Tone::Error &&
                            isSameWay(before->second, told);
    if (why.isEmpty() && wasReached) {
        if (before->second.stages.empty()) before->second.asOf = told.asOf;
        showKnown(); // an age that is told anew is no news
        return;
    }
    told.stages.clear();
    told.isFailed = !why.isEmpty();
    told.tone = told.isFailed ? Tone::Error : Tone::Ok;
    told.state = told.isFailed ? ConnectionBookWords::tr("cannot be opened")
                               : ConnectionBookWords::tr("reached", "a server, when it was opened");
    told.why = why;
    m_known.insert_or_assign(name, std::move(told));
    showKnown();
    emit changed();
}

QString ConnectionBook::remove(const QString& name)
{
    const settings::Connection* saved = m_settings.connection(name.toStdString());
    const settings::Connection before = saved == nullptr ? settings::Connection() : *saved;
    const core::Result<void> done = m_file.remove(name.toStdString());
    if (done) {
        dropCopyOf(m_file, before);
        m_known.erase(name);
    }
    reload();
    return done ? QString() : errorText(done.error());
}

QString ConnectionBook::allow(const ProgramAsk& program)
{
    const core::Result<void> done =
        m_file.allow({program.digest.toStdString(), program.file.toStdString(), live::systemNow()});
    reload();
    return done ? QString() : errorText(done.error());
}

QString ConnectionBook::withdraw(const QString& digest)
{
    const core::Result<void> done = m_file.withdraw(digest.toStdString());
    reload();
    return done ? QString() : errorText(done.error());
}

namespace {

/// Takes them over. @param text  of all of them, where it stands in no file. @return what went wrong; empty: nothing
QString taken(const settings::SettingsFile& file, const std::vector<ImportRow>& rows, const ImportWish& wish,
              const std::optional<std::string>& text)
{
    const core::Result<settings::Settings> now = file.read();
    if (!now) return errorText(now.error());
    settings::Settings all = *now; // with those that are taken over so far: their names are taken
    std::vector<std::pair<const ImportRow*, settings::Connection>> made;
    for (const ImportRow& row : rows) {
        if (!row.can || !row.wanted) continue;
        settings::Connection saved = row.saved;
        saved.name = row.name.toStdString();
        const bool replaces = !row.known.isEmpty() && row.ifKnown == live::IfKnown::Replace;
        const auto isSame = [&](const auto& before) { return before.second.name == row.known.toStdString(); };
        if (replaces && std::any_of(made.begin(), made.end(), isSame))
            return ConnectionBookWords::tr("Two contexts cannot take the place of %1. Leave one out, or keep both.",
                                           "a saved connection")
                .arg(row.known);
        auto one = live::connectionOf(
            {std::move(saved), replaces ? row.known.toStdString() : std::string(), wish.of, wish.readOnly}, all);
        if (!one) return errorText(one.error());
        std::erase_if(all.connections, [&](const settings::Connection& other) { return other.name == one->name; });
        all.connections.push_back(*one);
        made.emplace_back(&row, std::move(*one));
    }
    QString fault;
    for (auto& [row, saved] : made) {
        core::Result<void> done;
        if (wish.copy) {
            auto copy = live::keepCopy(file.path(), saved, ui::environment(), kube::currentFolder(), text);
            if (copy) {
                saved.kubeconfig = std::move(*copy);
                saved.kubeconfigs.clear();
            } else {
                done = tl::unexpected(copy.error());
            }
        }
        const settings::Connection* before = now->connection(saved.name);
        if (done) done = file.put(saved);
        if (done && before != nullptr) dropCopyOf(file, *before);
        if (done && row->program && row->program->allowed)
            done =
                file.allow({row->program->digest.toStdString(), row->program->file.toStdString(), live::systemNow()});
        if (done) continue;
        fault = errorText(done.error());
        break;
    }
    return fault;
}

/// Why a text from elsewhere is not taken over; empty: it may be.
QString readsUnasked(const std::vector<ImportRow>& rows)
{
    for (const ImportRow& row : rows)
        if (row.can && row.wanted && !row.asksFor.isEmpty() && !row.mayReadFiles)
            return ConnectionBookWords::tr("The text of %1 would have Berth read %2. Allow it, or leave it out.",
                                           "context, files")
                .arg(row.context, row.asksFor.join(QStringLiteral(", ")));
    return {};
}

/// The same of a text that is put into a file first, but for copies of it.
QString takenFromText(const settings::SettingsFile& file, const QString& text, const QString& path,
                      std::vector<ImportRow> rows, const ImportWish& wish)
{
    if (QString why = readsUnasked(rows); !why.isEmpty()) return why;
    if (wish.copy) return taken(file, rows, wish, text.toStdString());
    if (const int number = core::replaceFile(path.toStdString(), text.toStdString()); number != 0)
        return ConnectionBookWords::tr("%1 cannot be written: %2.", "file, why").arg(path, qt(std::strerror(number)));
    for (ImportRow& row : rows) row.saved.kubeconfig = path.toStdString();
    return taken(file, rows, wish, {});
}

} // namespace

void ConnectionBook::take(std::function<QString()> work, QObject* context, std::function<void(QString)> then)
{
    const auto come = [this, to = QPointer<QObject>(context), then = std::move(then)](const QString& fault) {
        reload(); // whoever still waits for it
        if (to) then(fault);
    };
    inTheBack<QString>(std::move(work), this, come);
}

void ConnectionBook::import(const std::vector<ImportRow>& rows, const ImportWish& wish, QObject* context,
                            std::function<void(QString)> then)
{
    take([file = m_file, rows, wish] { return taken(file, rows, wish, {}); }, context, std::move(then));
}

void ConnectionBook::importText(const QString& text, const QString& path, const std::vector<ImportRow>& rows,
                                const ImportWish& wish, QObject* context, std::function<void(QString)> then)
{
    take([file = m_file, text, path, rows, wish] { return takenFromText(file, text, path, rows, wish); }, context,
         std::move(then));
}

void ConnectionBook::tryOut(const ImportRow& row, QObject* context, std::function<void(ImportRow)> then)
{
    settings::Settings all = m_settings;
    if (row.program && row.program->allowed) all.consents.push_back({row.program->digest.toStdString(), {}, {}});
    inTheBack<ImportRow>(
        [row, consents = live::consentsOf(all), stop = m_alive->stop.get_token()] {
            ImportRow tested = row;
            if (!row.connection) return tested;
            if (!row.asksFor.isEmpty() && !row.mayReadFiles) { // what they hold would go to its server
                tested.testTone = Tone::Attention;
                tested.test = ConnectionBookWords::tr("files are to be allowed");
                return tested;
            }
            ConnectionRow told;
            tell(live::probe({.connection = *row.connection, .consents = consents, .environment = ui::environment()},
                             stop),
                 told);
            tested.testTone = told.tone;
            tested.test = told.state;
            tested.testWhy = told.why;
            return tested;
        },
        context, std::move(then));
}

void ConnectionBook::test(const QString& name)
{
    const ConnectionRow* row = this->row(name);
    if (row == nullptr || m_testing.contains(name)) return;
    m_testing << name;
    emit changed();
    m_readers->start([all = m_settings, tested = *row, name, alive = m_alive]() mutable {
        const live::SavedWay way = live::savedWay(all, tested.saved, ui::environment(), kube::currentFolder());
        std::string uid;
        if (way.connect) {
            tested.server = serverText(way.connect->fleet);
            tested.signsIn = signsInText(way.connect->fleet);
            const live::Probe probe = live::probe({.connection = way.connect->fleet,
                                                   .consents = way.connect->consents,
                                                   .environment = way.connect->environment},
                                                  alive->stop.get_token());
            tell(probe, tested);
            tested.asOf = live::systemNow();
            uid = probe.clusterUid;
        }
        alive->report([name, tested = std::move(tested), isTold = way.connect.has_value(), uid](ConnectionBook& book) {
            book.m_testing.removeAll(name);
            if (isTold) book.m_known.insert_or_assign(name, tested);
            book.showKnown();
            if (!uid.empty()) book.remember(name, uid);
            emit book.changed();
        });
    });
}

void ConnectionBook::readWay(const QString& name, QObject* context, std::function<void(Way)> then)
{
    inTheBack<Way>([all = m_settings, name] { return wayOf(all, name); }, context, std::move(then));
}

void ConnectionBook::readOffer(const QStringList& paths, QObject* context, std::function<void(ImportOffer)> then)
{
    inTheBack<ImportOffer>([all = m_settings, paths] { return offerOf(paths, all); }, context, std::move(then));
}

} // namespace ui
