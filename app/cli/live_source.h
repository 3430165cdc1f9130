#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "core/live/live.h"
#include "core/settings/settings.h"
#include "core/snapshot/file.h"

/// Clusters that are there now: what a verb asks of them, by which kubeconfigs.
namespace cli {

/// --kubeconfig, --context, --member, --allow-exec, --request-timeout.
[[nodiscard]] std::vector<Flag> connectionFlags();
/// The same with --extras, for who makes a snapshot of it.
[[nodiscard]] std::vector<Flag> liveFleetFlags();
[[nodiscard]] Flag liveFlag();

/// How clusters are reached, and the settings that say so where that is by a saved connection.
struct LiveWay {
    core::live::LiveOptions options;
    std::string connection;                           ///< its name; empty: by a kubeconfig
    std::optional<core::settings::Settings> settings; ///< as they were read for it
};

/// Reads the kubeconfigs and asks for no server; says what is wrong in them. A program that hands out credentials is only run with
/// --allow-exec.
/// @param code what to end with where nothing is returned
[[nodiscard]] std::optional<LiveWay> liveOptions(Context& context, const Arguments& arguments, ExitCode& code);
/// How long a verb waits for clusters (--request-timeout).
[[nodiscard]] std::optional<core::kube::Milliseconds> patience(Context& context, const Arguments& arguments,
                                                               ExitCode& code);

/// A snapshot of the fleet as it is now; says which clusters are not in it, and why.
/// @param kept  gets the fleet itself, for who has more to ask of its clusters
/// @param says  false: which clusters are not in it is said later, by sayState
[[nodiscard]] std::optional<core::snapshot::Opened> openLive(Context& context, const Arguments& arguments,
                                                             ExitCode& code,
                                                             std::unique_ptr<core::live::LiveFleet>* kept = nullptr,
                                                             bool says = true);
/// Says which clusters are not reached, and which of their parts are unknown. @param only  of these members; absent: of all
void sayState(Context& context, const Arguments& arguments, std::vector<core::live::ClusterView> views,
              const std::optional<std::set<std::string>>& only = {});

/// Keeps which cluster a connection that was opened by its name leads to, so that its class counts by whatever way it is reached.
/// Another cluster than the one that is remembered is said, and does not take its place.
void rememberCluster(Context& context, const LiveWay& way, const std::string& uid);
/// The same of a control plane that was reached: it is asked which cluster it is, where a connection's name led to it.
void rememberCluster(Context& context, const LiveWay& way, const core::live::Reached& fleet);
/// Says each, at its place.
void say(Context& context, const core::kube::Problems& problems);
/// Says why a fleet is not reached: its context, its address, what is wrong.
/// @param all  what is known of its clusters, the control plane first
void sayNotReached(Context& context, const std::vector<core::live::Reached>& all);
/// Says why a cluster is not reached; nothing where it is.
void sayWhy(Context& context, const core::live::Reached& cluster);

} // namespace cli
