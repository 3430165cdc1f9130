#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/text/yaml.h"

/// What window and command remember: `$XDG_CONFIG_HOME/berth/config.yaml` (`~/.config/berth/config.yaml` without the variable).
///
///     apiVersion: berth/v1
///     kind: Config
///     color: never                    # a flag's long name: what it would say every time (app/cli/config.h)
///     old-after: 120                  # seconds after which a part of a fleet that is not followed counts as old
///     connections:
///     - name: prod
///       kubeconfig: /home/a/.kube/config   # absent: as kubectl finds it, or merged from `kubeconfigs: [/home/a/x, /home/a/y]`
///       context: fleet-admin               # absent: the current one of the file
///       class: production
///       readOnly: true
///       aliases:                           # what people call the fleet's clusters, whose names are ids
///         c08f75a3678e24fda907369d17fbdcfa4: hangzhou
///       clusterUid: 7f1c…                  # which cluster it led to: whatever leads there is read-only, too
///       serverDigest: 03ab…                # which server it led to when it was saved: the same
///     - name: sh-admin                     # a cluster's own way, which wins over the one through its fleet
///       kubeconfig: /home/a/sh.yaml
///       memberOf: prod
///       cluster: c-sh-02
///     consents:                            # programs that may be run for credentials (core/kube/exec_plugin.h)
///     - digest: 9f2c…
///       program: /usr/bin/cloud-cli
///       allowed: "2026-11-29T12:00:00Z"
///
/// The file is the person's: an edit is a patch of its text, so comments, order and keys that nobody here knows stay. It refers to
/// kubeconfigs and holds no secret. One entry that is wrong is passed over and told; the others count.
namespace core::settings {

enum class Class { Unstated, Production, Staging, Test };
[[nodiscard]] std::string_view name(Class of); ///< "production"; empty for Unstated
[[nodiscard]] std::optional<Class> classNamed(std::string_view name);
/// Production before staging before test before what nobody stated.
[[nodiscard]] Class strictest(Class one, Class other);

struct Connection {
    std::string name;         ///< of one line, not empty, unlike that of every other
    std::string kubeconfig{}; ///< absolute; empty: as kubectl finds it
    std::string context{};    ///< empty: the current one
    Class of = Class::Unstated;
    bool readOnly = false;
    std::string memberOf{}; ///< the connection of the fleet whose cluster this is; empty: it stands for itself
    std::string cluster{};  ///< the cluster's name there; empty: as `name`
    /// Which cluster it led to (kube::clusterUid) when it was tested or opened; empty: not known.
    std::string clusterUid{};
    std::map<std::string, std::string> aliases{}; ///< of a fleet: what people call its clusters, by their names
    /// Absolute, in the order in which they were merged, where `kubeconfig` is empty; empty as well: as kubectl finds it, by the shell.
    std::vector<std::string> kubeconfigs{};
    /// Which server it led to when it was saved (kube::serverDigest); empty: not kept.
    std::string serverDigest{};
    bool operator==(const Connection&) const = default;
    [[nodiscard]] const std::string& clusterName() const { return cluster.empty() ? name : cluster; }
};

/// The connection with what is said of it besides: never less careful than it was.
[[nodiscard]] Connection guarded(Connection connection, Class of, bool readOnly);

struct Consent {
    std::string digest;
    std::string program; ///< its file, for the person; the arguments may hold secrets
    std::optional<Time> allowed;
    bool operator==(const Consent&) const = default;
};

/// An entry that was passed over, or a value in it.
struct Fault {
    std::string what;
    std::string where; ///< "/home/a/.config/berth/config.yaml:7"
    bool operator==(const Fault&) const = default;
};

struct Settings {
    std::vector<Connection> connections; ///< in the order of the file
    std::vector<Consent> consents;
    std::optional<Seconds> oldAfter; ///< `old-after`; absent: nobody states it (live::LiveOptions)
    std::vector<Fault> faults;
    [[nodiscard]] const Connection* connection(std::string_view name) const;
    [[nodiscard]] bool allows(std::string_view digest) const;
};

/// Whether nothing may be changed through it: it says so itself, or a cluster's own way that belongs to it does.
[[nodiscard]] bool isReadOnly(const Settings& settings, const Connection& connection);
/// Of what a cluster is reached by: its own way's, where that states one, else the fleet's; or what another connection to the same
/// cluster states, where that is stricter.
/// @param cluster  its name; of the fleet itself the connection's counts
/// @param uid      of the cluster (kube::clusterUid); empty: not known
[[nodiscard]] Class classOf(const Settings& settings, const Connection& connection, std::string_view cluster,
                            std::string_view uid);

/// A whole number of seconds that is not 0: "30", or "30s" as kubectl writes it.
[[nodiscard]] std::optional<Seconds> secondsIn(std::string_view text);

/// Keys of the file that are read here and nowhere else, besides apiVersion and kind.
[[nodiscard]] bool isOwnKey(std::string_view key);
/// Of a text that was read. `path` is where it stands.
[[nodiscard]] Settings settingsOf(const text::File& file, const std::string& path);
/// What is wrong with the connection, as it would stand beside the others; empty: nothing.
[[nodiscard]] std::string faultOf(const Connection& connection);

/// Where the file is, by the environment; empty: there is no home to look in.
[[nodiscard]] std::string pathOf(const std::function<const char*(const char*)>& environment);
[[nodiscard]] std::string pathOfProcess();

/// The file. Each change reads it anew, under a lock, so that two programs that change it lose nothing; it is written as a whole or not
/// at all, mode 0600, and where it is a link, what the link leads to is written.
class SettingsFile {
public:
    explicit SettingsFile(std::string path)
        : m_path(std::move(path))
    {}
    [[nodiscard]] const std::string& path() const { return m_path; }
    /// A file that is not there holds nothing. @errors Denied, TooLarge, Malformed (with the place)
    [[nodiscard]] Result<Settings> read() const;
    /// Adds it, or changes the one that is called `instead`, or so.
    /// @errors Malformed: see faultOf. Conflict: another has the name. And those of read(); then nothing is written.
    Result<void> put(const Connection& connection, const std::string& instead = {}) const;
    /// Which cluster it leads to. Nothing happens where it is not there, or says so already.
    Result<void> remember(const std::string& name, const std::string& clusterUid) const;
    /// And the clusters' own ways of a fleet that goes. Nothing happens where it is not there.
    Result<void> remove(const std::string& name) const;
    Result<void> allow(const Consent& consent) const;
    Result<void> withdraw(const std::string& digest) const;

private:
    /// One change: what is there now in, patches out.
    using Change = std::function<Result<text::Patches>(const text::Document&, const Settings&)>;
    Result<void> change(const std::vector<Change>& changes) const;

    std::string m_path;
};

} // namespace core::settings
