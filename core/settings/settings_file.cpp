#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/replace_file.h"
#include "core/base/shown.h"
#include "core/kube/files.h"
#include "core/model/age.h"
#include "core/settings/settings.h"

namespace core::settings {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostBytes = 1U << 20U;

tl::unexpected<Error> notWritten(int number, const std::string& path)
{
    return failure(
        number == EACCES || number == EPERM || number == EROFS ? core::Fault::Denied : core::Fault::Unavailable,
        std::string("The settings cannot be written: ") + std::strerror(number) + ". What they say is as it was.",
        shown(path));
}

/// Held while the file is read and written anew. It is of a file of its own, since the other one is replaced.
class Lock {
public:
    explicit Lock(const std::string& path)
        : m_file(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        while (m_file >= 0 && ::flock(m_file, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    ~Lock()
    {
        if (m_file >= 0) ::close(m_file);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int m_file;
};

struct Read {
    std::string text;
    text::File file;
    [[nodiscard]] const text::Document& document() const { return file.documents.front(); }
};

/// The text, which is at least the head of a new one.
Result<Read> readText(const std::string& path)
{
    constexpr std::string_view Head = "apiVersion: berth/v1\nkind: Config\n";
    Read read;
    auto bytes = kube::readFile(path, mostBytes);
    if (bytes) {
        read.text = std::move(*bytes);
    } else if (bytes.error().kind != kube::FileFault::Kind::Missing) {
        const bool large = bytes.error().kind == kube::FileFault::Kind::TooLarge;
        return failure(large ? core::Fault::TooLarge : core::Fault::Denied,
                       "The settings cannot be read: " + bytes.error().what + ".", shown(path));
    }
    read.file = text::parse(read.text);
    for (const text::Problem& problem : read.file.problems)
        if (problem.severity == text::Severity::Error)
            return failure(core::Fault::Malformed, problem.what + (problem.fix.empty() ? "" : " " + problem.fix),
                           shown(path) + ":" + std::to_string(problem.span.start.line));
    if (read.file.documents.empty()) { // nothing, or comments only, which stay
        read.text = read.text + (read.text.empty() || read.text.ends_with('\n') ? "" : "\n") + std::string(Head);
        read.file = text::parse(read.text);
    }
    if (read.file.documents.empty() || !read.document().value().is_object())
        return failure(core::Fault::Malformed, "The configuration is not a list of `key: value` lines.", shown(path));
    return read;
}

constexpr std::array<std::string_view, 11> Keys{"name",       "kubeconfig",   "kubeconfigs", "context",
                                                "class",      "readOnly",     "memberOf",    "cluster",
                                                "clusterUid", "serverDigest", "aliases"};

Json entryOf(const Connection& connection)
{
    Json entry{{"name", connection.name}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) entry[key] = value;
    };
    add("kubeconfig", connection.kubeconfig);
    if (connection.kubeconfig.empty() && !connection.kubeconfigs.empty()) entry["kubeconfigs"] = connection.kubeconfigs;
    add("context", connection.context);
    add("class", std::string(name(connection.of)));
    if (connection.readOnly) entry["readOnly"] = true;
    add("memberOf", connection.memberOf);
    add("cluster", connection.cluster);
    add("clusterUid", connection.clusterUid);
    add("serverDigest", connection.serverDigest);
    if (!connection.aliases.empty()) entry["aliases"] = connection.aliases;
    return entry;
}

/// The place of the entry whose `key` is `value`; none: it is not there.
std::optional<std::size_t> placeIn(const text::Document& document, const char* list, const char* key,
                                   const std::string& value)
{
    const auto all = document.value().find(list);
    if (all == document.value().end() || !all->is_array()) return std::nullopt;
    for (std::size_t i = 0; i < all->size(); ++i) {
        const Json& one = (*all)[i];
        if (one.is_object() && one.value(key, Json()) == value) return i;
    }
    return std::nullopt;
}

std::string pointer(std::string_view list, std::optional<std::size_t> at)
{
    return "/" + std::string(list) + "/" + (at ? std::to_string(*at) : "-");
}

} // namespace

Result<Settings> SettingsFile::read() const
{
    if (m_path.empty()) return Settings{};
    const Result<Read> read = readText(m_path);
    if (!read) return tl::unexpected(read.error());
    return settingsOf(read->file, m_path);
}

Result<void> SettingsFile::change(const std::vector<Change>& changes) const
{
    if (m_path.empty())
        return failure(core::Fault::Unavailable, "There is no home folder to keep settings in. Set HOME or "
                                                 "XDG_CONFIG_HOME.");
    std::error_code ignored;
    static_cast<void>(makePrivateFolder(fs::path(m_path).parent_path().string())); // else writing tells
    const fs::path real = fs::weakly_canonical(m_path, ignored);                   // a link stays one
    const std::string path = ignored ? m_path : real.string();
    const Lock lock(path);
    Result<Read> read = readText(path);
    if (!read) return tl::unexpected(read.error());
    const std::string before = read->text;
    for (const Change& one : changes) {
        const Result<text::Patches> patches = one(read->document(), settingsOf(read->file, path));
        if (!patches) return tl::unexpected(patches.error());
        if (patches->empty()) continue;
        read->text = text::apply(read->text, *patches);
        read->file = text::parse(read->text);
        if (!read->file.ok() || read->file.documents.empty())
            return failure(core::Fault::Unsupported,
                           "The settings cannot be changed where they are written. Change "
                           "them in an editor.",
                           shown(path));
    }
    if (read->text == before) return {};
    if (const int number = replaceFile(path, read->text); number != 0) return notWritten(number, path);
    return {};
}

Result<void> SettingsFile::put(const Connection& connection, const std::string& instead) const
{
    if (std::string fault = faultOf(connection); !fault.empty())
        return failure(core::Fault::Malformed, std::move(fault));
    const std::string old = instead.empty() ? connection.name : instead;
    std::vector<Change> changes{[&](const text::Document& document, const Settings& settings) -> Result<text::Patches> {
        if (old != connection.name && placeIn(document, "connections", "name", connection.name))
            return failure(core::Fault::Conflict,
                           "There is another connection called " + shown(connection.name) + ". Choose another name.");
        const auto at = placeIn(document, "connections", "name", old);
        Json entry = entryOf(connection);
        const Connection* was = settings.connection(old);
        const bool leadsElsewhere =
            was != nullptr && (was->kubeconfig != connection.kubeconfig || was->kubeconfigs != connection.kubeconfigs ||
                               was->context != connection.context || was->memberOf != connection.memberOf ||
                               was->cluster != connection.cluster);
        if (leadsElsewhere && was->clusterUid == connection.clusterUid) entry.erase("clusterUid");
        if (!at) return text::setValue(document, pointer("connections", {}), entry);
        for (const auto& [key, value] : document.value()["connections"][*at].items())
            if (std::find(Keys.begin(), Keys.end(), key) == Keys.end()) entry[key] = value; // nobody here knows them
        return text::setValue(document, pointer("connections", at), entry);
    }};
    if (old != connection.name) // those that speak of it
        changes.push_back([&](const text::Document& document, const Settings& settings) -> Result<text::Patches> {
            text::Patches all;
            for (const Connection& one : settings.connections) {
                if (one.memberOf != old) continue;
                const auto at = placeIn(document, "connections", "name", one.name);
                auto patches = text::setValue(document, pointer("connections", at) + "/memberOf", connection.name);
                if (!patches) return patches;
                all.insert(all.end(), patches->begin(), patches->end());
            }
            return all;
        });
    return change(changes);
}

Result<void> SettingsFile::remember(const std::string& name, const std::string& clusterUid) const
{
    const Result<Settings> now = read();
    if (!now) return tl::unexpected(now.error());
    const Connection* saved = now->connection(name);
    if (saved == nullptr || saved->clusterUid == clusterUid) return {};
    return change({[&](const text::Document& document, const Settings&) -> Result<text::Patches> {
        const auto at = placeIn(document, "connections", "name", name);
        if (!at) return text::Patches{};
        return text::setValue(document, pointer("connections", at) + "/clusterUid", clusterUid);
    }});
}

Result<void> SettingsFile::remove(const std::string& name) const
{
    std::vector<std::string> names{name};
    if (const Result<Settings> now = read(); now)
        for (const Connection& one : now->connections)
            if (one.memberOf == name) names.push_back(one.name);
    std::vector<Change> changes;
    for (const std::string& one : names)
        changes.push_back([one](const text::Document& document, const Settings&) -> Result<text::Patches> {
            const auto at = placeIn(document, "connections", "name", one);
            if (!at) return text::Patches{};
            return text::removeValue(document, pointer("connections", at));
        });
    return change(changes);
}

Result<void> SettingsFile::allow(const Consent& consent) const
{
    return change({[&](const text::Document& document, const Settings& settings) -> Result<text::Patches> {
        if (settings.allows(consent.digest)) return text::Patches{};
        Json entry{{"digest", consent.digest}, {"program", consent.program}};
        if (consent.allowed) entry["allowed"] = model::toText(*consent.allowed);
        return text::setValue(document, pointer("consents", {}), entry);
    }});
}

Result<void> SettingsFile::withdraw(const std::string& digest) const
{
    return change({[&](const text::Document& document, const Settings&) -> Result<text::Patches> {
        const auto at = placeIn(document, "consents", "digest", digest);
        if (!at) return text::Patches{};
        return text::removeValue(document, pointer("consents", at));
    }});
}

} // namespace core::settings
