#include "core/settings/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "core/base/shown.h"
#include "core/model/age.h"

namespace core::settings {
namespace {

constexpr std::array<std::pair<Class, std::string_view>, 3> Classes{
    {{Class::Production, "production"}, {Class::Staging, "staging"}, {Class::Test, "test"}}};

/// Reads one entry of a list, and tells what is wrong with it.
class EntryReader {
public:
    EntryReader(const Json& entry, std::function<std::string(const std::string&)> place, std::vector<Fault>& faults)
        : m_entry(entry)
        , m_place(std::move(place))
        , m_faults(faults)
    {}
    std::string text(const char* key)
    {
        const auto value = m_entry.find(key);
        if (value == m_entry.end() || value->is_null()) return {};
        if (value->is_string()) return value->get<std::string>();
        fault(std::string("`") + key + "` has to be a text.", key);
        return {};
    }
    std::map<std::string, std::string> texts(const char* key)
    {
        std::map<std::string, std::string> read;
        const auto value = m_entry.find(key);
        if (value == m_entry.end() || value->is_null()) return read;
        if (!value->is_object()) {
            fault(std::string("`") + key + "` has to be a mapping of texts.", key);
            return read;
        }
        for (const auto& [name, one] : value->items()) {
            if (one.is_string())
                read.emplace(name, one.get<std::string>());
            else
                fault(std::string("In `") + key + "`, " + shown(name) + " has to be a text.", key);
        }
        return read;
    }
    std::vector<std::string> list(const char* key)
    {
        std::vector<std::string> read;
        const auto value = m_entry.find(key);
        if (value == m_entry.end() || value->is_null()) return read;
        const auto isText = [](const Json& one) { return one.is_string(); };
        if (!value->is_array() || !std::all_of(value->begin(), value->end(), isText)) {
            fault(std::string("`") + key + "` has to be a list of texts.", key);
            return read;
        }
        for (const Json& one : *value) read.push_back(one.get<std::string>());
        return read;
    }
    bool truth(const char* key)
    {
        const auto value = m_entry.find(key);
        if (value == m_entry.end() || value->is_null()) return false;
        if (value->is_boolean()) return value->get<bool>();
        fault(std::string("`") + key + "` has to be true or false.", key);
        return true; // of what protects, the safe one
    }
    void fault(std::string what, const std::string& key = {}) { m_faults.push_back({std::move(what), m_place(key)}); }

private:
    const Json& m_entry;
    std::function<std::string(const std::string&)> m_place;
    std::vector<Fault>& m_faults;
};

Connection connectionOf(EntryReader& entry)
{
    Connection read;
    read.name = entry.text("name");
    read.kubeconfig = entry.text("kubeconfig");
    read.kubeconfigs = entry.list("kubeconfigs");
    read.context = entry.text("context");
    read.memberOf = entry.text("memberOf");
    read.cluster = entry.text("cluster");
    read.clusterUid = entry.text("clusterUid");
    read.serverDigest = entry.text("serverDigest");
    read.aliases = entry.texts("aliases");
    read.readOnly = entry.truth("readOnly");
    if (const std::string written = entry.text("class"); !written.empty()) {
        const auto known = classNamed(written);
        if (!known) entry.fault("`class` is production, staging or test, not " + shown(written) + ".", "class");
        read.of = known.value_or(Class::Unstated);
    }
    return read;
}

/// Calls `each` with every entry of the list under `key`.
void eachEntry(const text::Document& document, const std::string& path, const char* key, std::vector<Fault>& faults,
               const std::function<void(EntryReader&)>& each)
{
    const Json& value = document.value();
    const auto list = value.find(key);
    if (list == value.end() || list->is_null()) return;
    const auto placeOf = [&](const std::string& pointer) {
        return shown(path) + ":" + std::to_string(document.locateNearest(pointer).value.start.line);
    };
    if (!list->is_array()) {
        faults.push_back({std::string("`") + key + "` has to be a list.", placeOf(std::string("/") + key)});
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string pointer = std::string("/") + key + "/" + std::to_string(i);
        EntryReader entry((*list)[i], [&](const std::string& of) { return placeOf(pointer + "/" + of); }, faults);
        if ((*list)[i].is_object())
            each(entry);
        else
            entry.fault("An entry has to be `key: value` lines.");
    }
}

} // namespace

std::string_view name(Class of)
{
    for (const auto& [one, text] : Classes)
        if (one == of) return text;
    return {};
}

Class strictest(Class one, Class other)
{
    for (const Class of : {Class::Production, Class::Staging, Class::Test})
        if (one == of || other == of) return of;
    return Class::Unstated;
}

Connection guarded(Connection connection, Class of, bool readOnly)
{
    connection.of = strictest(connection.of, of);
    connection.readOnly = connection.readOnly || readOnly;
    return connection;
}

std::optional<Class> classNamed(std::string_view name)
{
    for (const auto& [one, text] : Classes)
        if (text == name) return one;
    return std::nullopt;
}

const Connection* Settings::connection(std::string_view name) const
{
    const auto found =
        std::find_if(connections.begin(), connections.end(), [&](const Connection& one) { return one.name == name; });
    return found == connections.end() ? nullptr : &*found;
}

bool Settings::allows(std::string_view digest) const
{
    return std::any_of(consents.begin(), consents.end(), [&](const Consent& one) { return one.digest == digest; });
}

bool isReadOnly(const Settings& settings, const Connection& connection)
{
    return connection.readOnly ||
           std::any_of(settings.connections.begin(), settings.connections.end(),
                       [&](const Connection& one) { return one.memberOf == connection.name && one.readOnly; });
}

Class classOf(const Settings& settings, const Connection& connection, std::string_view cluster, std::string_view uid)
{
    Class of = connection.of;
    for (const Connection& one : settings.connections)
        if (one.memberOf == connection.name && one.clusterName() == cluster && one.of != Class::Unstated) of = one.of;
    for (const Connection& one : settings.connections)
        if (!uid.empty() && one.clusterUid == uid) of = strictest(of, one.of);
    return of;
}

std::optional<Seconds> secondsIn(std::string_view text)
{
    if (text.ends_with('s')) text.remove_suffix(1);
    std::int32_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole && seconds > 0 ? std::optional<Seconds>(seconds) : std::nullopt;
}

bool isOwnKey(std::string_view key)
{
    return key == "connections" || key == "consents";
}

std::string faultOf(const Connection& connection)
{
    if (connection.name.empty()) return "A connection needs a name.";
    if (shown(connection.name) != connection.name)
        return "A connection's name has at most 200 characters, each of which can be seen.";
    std::vector<std::string> files = connection.kubeconfigs;
    if (!connection.kubeconfig.empty()) files = {connection.kubeconfig};
    for (const std::string& file : files)
        if (!file.starts_with('/')) return "The kubeconfig has to be named by its whole path, not " + shown(file) + ".";
    if (connection.memberOf == connection.name) return "A connection cannot be a cluster of itself.";
    return {};
}

Settings settingsOf(const text::File& file, const std::string& path)
{
    Settings settings;
    if (file.documents.empty() || !file.documents.front().value().is_object()) return settings;
    const text::Document& document = file.documents.front();
    eachEntry(document, path, "connections", settings.faults, [&](EntryReader& entry) {
        Connection connection = connectionOf(entry);
        if (std::string fault = faultOf(connection); !fault.empty())
            entry.fault(std::move(fault), "name");
        else if (settings.connection(connection.name) != nullptr)
            entry.fault("There is another connection called " + shown(connection.name) + "; the first one counts.",
                        "name");
        else
            settings.connections.push_back(std::move(connection));
    });
    eachEntry(document, path, "consents", settings.faults, [&](EntryReader& entry) {
        Consent consent{entry.text("digest"), entry.text("program"), std::nullopt};
        if (const auto time = model::parseTime(entry.text("allowed"))) consent.allowed = *time;
        if (consent.digest.empty())
            entry.fault("A consent without a `digest` allows nothing.", "digest");
        else
            settings.consents.push_back(std::move(consent));
    });
    if (const auto old = document.value().find("old-after"); old != document.value().end() && !old->is_null()) {
        settings.oldAfter = secondsIn(old->is_string() ? old->get<std::string>() : old->dump());
        if (!settings.oldAfter)
            settings.faults.push_back(
                {"`old-after` has to be a number of seconds.",
                 shown(path) + ":" + std::to_string(document.locateNearest("/old-after").value.start.line)});
    }
    return settings;
}

std::string pathOf(const std::function<const char*(const char*)>& environment)
{
    const char* stated = environment("XDG_CONFIG_HOME");
    if (stated != nullptr && stated[0] == '/') return std::string(stated) + "/berth/config.yaml";
    const char* home = environment("HOME");
    return home == nullptr || home[0] != '/' ? std::string() : std::string(home) + "/.config/berth/config.yaml";
}

std::string pathOfProcess()
{
    return pathOf([](const char* name) -> const char* { return std::getenv(name); });
}

} // namespace core::settings
