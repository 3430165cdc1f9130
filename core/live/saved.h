#pragma once

#include "core/live/connect.h"
#include "core/settings/settings.h"

/// From a saved connection (core/settings) to what the fleet is reached with. Reads kubeconfigs, runs nothing, reaches no server.
namespace core::live {

struct SavedWay {
    /// A program that would be run for credentials.
    struct Program {
        std::string connection; ///< the saved one's name
        std::string user;       ///< of its kubeconfig
        kube::Invocation what;
        bool allowed = false;
    };
    /// None: it cannot be reached; the problems say why. Programs that are not allowed are in it, and are not run.
    std::optional<ConnectOptions> connect;
    kube::Problems problems; ///< of the kubeconfigs; those of a cluster's own way cost the fleet nothing
    std::vector<Program> programs;
};
/// @param folder that the search for kubeconfigs stands on
[[nodiscard]] SavedWay savedWay(const settings::Settings& settings, const settings::Connection& connection,
                                const kube::Environment& environment, const std::string& folder);
/// Of the settings.
[[nodiscard]] kube::Consents consentsOf(const settings::Settings& settings);

} // namespace core::live
