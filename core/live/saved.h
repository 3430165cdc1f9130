#pragma once

#include "core/live/connect.h"
#include "core/settings/settings.h"

/// From a saved connection (core/settings) to what the fleet is reached with. Reads kubeconfigs, runs nothing, reaches no server.
namespace core::live {

/// Where the connection's kubeconfig is: its file; else the files that it was merged from, all of which have to be there, since without one
/// its names may stand for another server; else where kubectl looks.
[[nodiscard]] kube::Lookup lookupOf(const settings::Connection& connection, const kube::Environment& environment,
                                    const std::string& folder);

struct SavedWay {
    /// A program that would be run for credentials.
    struct Program {
        std::string connection; ///< the saved one's name
        std::string user;       ///< of its kubeconfig
        kube::Invocation what;
        bool allowed = false;
    };
    /// Read-only where this connection is, or one of a cluster's own ways. None: it cannot be reached; the problems say why. Programs that are not allowed are in it, and are not run.
    std::optional<ConnectOptions> connect;
    kube::Problems problems; ///< of the kubeconfigs; those of a cluster's own way cost the fleet nothing
    std::vector<Program> programs;
    /// What people call the clusters: as the connection says; else a cluster's own way is called so, where the cluster's name is an ACK
    /// cluster id (`c` and 32 hex digits).
    std::map<std::string, std::string> aliases;
};
/// @param folder that the search for kubeconfigs stands on
[[nodiscard]] SavedWay savedWay(const settings::Settings& settings, const settings::Connection& connection,
                                const kube::Environment& environment, const std::string& folder);
/// What is saved of a way to a server, whatever file or name led to it. It is the same server by its address, or by what is remembered
/// of the cluster behind it.
struct Standing {
    settings::Class of = settings::Class::Unstated; ///< the strictest of all connections to the server
    /// Of the connections with the same user; where there is none, of all to the server.
    bool readOnly = false;
    std::string name; ///< the connection that says so; empty: none
};
/// @param clusterUid  of the cluster that it leads to (kube::clusterUid); empty: not known, or not yet
[[nodiscard]] Standing standingOf(const settings::Settings& settings, const kube::Connection& connection,
                                  const kube::Environment& environment, const std::string& folder,
                                  const std::string& clusterUid = {});
/// Read-only connections of which it is not known what cluster they lead to.
struct Unidentified {
    std::string name;
    bool hasAddress = false; ///< which can be compared; false: it cannot be told what it protects
};
[[nodiscard]] std::vector<Unidentified> unidentified(const settings::Settings& settings,
                                                     const kube::Environment& environment, const std::string& folder);

/// How a connection signs in: "token", "client certificate", "program cloud-cli", "nobody (anonymous)".
enum class SignIn { NotEncrypted, TokenFile, Token, Password, Certificate, Program, AuthProvider, Nobody };
[[nodiscard]] SignIn signInOf(const kube::Connection& connection);
[[nodiscard]] std::string_view name(SignIn way);

/// One context of a kubeconfig that could be saved as a connection.
struct Candidate {
    settings::Connection saved;                 ///< as it would be: its name is free
    std::optional<kube::Connection> connection; ///< none: it is not good enough; the problems say why
    kube::Problems problems;
    std::string sameAs;                      ///< the saved connection with the same server and user; empty: it is new
    bool isRenamed = false;                  ///< the context's own name is taken
    std::optional<kube::Invocation> program; ///< that would be run for credentials
    bool isProgramAllowed = false;
    /// Files, beside the kubeconfig, that it makes Berth read, programs aside. Of a text that stands in no file all are outside.
    std::vector<kube::Reference> reads;
};
/// What leads elsewhere than the address says; both empty: nothing does.
struct Detour {
    std::string proxy;      ///< of the kubeconfig, without what signs in there
    std::string serverName; ///< that the server is taken for, in the place of its host
};
[[nodiscard]] Detour detourOf(const kube::Connection& connection);
struct Offer {
    std::vector<Candidate> candidates; ///< by file, then by name
    kube::Problems faults;             ///< of files as a whole
    kube::Problems warnings;           ///< of files that can be used
};
/// What kubeconfigs offer beside what is saved already. A context without its user, whom kubectl takes for nobody, is not good enough.
/// @param files absolute; empty: as kubectl finds them
/// @param contexts  that are asked for, by name: the others are not there, neither offered nor known; empty: all
[[nodiscard]] Offer offerOf(const std::vector<std::string>& files, const settings::Settings& settings,
                            const kube::Environment& environment, const std::string& folder,
                            const std::vector<std::string>& contexts = {});

/// The same of a text that stands in no file yet: `saved.kubeconfig` is empty until it does.
/// @param folder  that names of files in it would stand on
[[nodiscard]] Offer offerOfText(std::string_view text, const settings::Settings& settings,
                                const kube::Environment& environment, const std::string& folder);

/// Of the settings.
[[nodiscard]] kube::Consents consentsOf(const settings::Settings& settings);

} // namespace core::live
