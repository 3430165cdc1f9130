#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "app/cli/context.h"
#include "app/cli/input.h"
#include "core/change/journal.h"
#include "core/change/make.h"
#include "core/change/outline.h"
#include "core/live/connect.h"
#include "core/settings/settings.h"

/// What the verbs that change clusters have in common: the clusters, the texts, the journal.
namespace cli {

/// Clusters that are reached, as long as this lives.
struct OpenClusters {
    std::unique_ptr<core::live::Connections> connections;
    core::change::Apis apis;
    std::string preferred; ///< the control plane's name, or the only cluster's
    [[nodiscard]] const core::change::Target& controlPlane() const { return apis.at(preferred)->target(); }
    std::string nameSpace; ///< of the context
    /// As they are saved (core/settings), by whatever file or name they were reached. Known where it may be written.
    std::map<std::string, core::settings::Class> classes;
};
/// @param mayWrite  false: nothing but reads is sent
/// @param only      clusters that are needed besides the control plane: others are not waited for; absent: all
[[nodiscard]] std::optional<OpenClusters> openClusters(Context& context, const Arguments& arguments, bool mayWrite,
                                                       ExitCode& code,
                                                       const std::optional<std::set<std::string>>& only = {});
/// Those that steps were begun in.
[[nodiscard]] std::set<std::string> clustersOf(const std::vector<core::change::Entry>& entries);
/// Those that a plan has steps in.
[[nodiscard]] std::set<std::string> clustersOf(const core::change::Plan& plan);

/// -f, -R, -n, --cluster, --secret, --conflict, --read-only, and those of the connection.
[[nodiscard]] std::vector<Flag> textFlags();
/// One wish an object of the manifests; lists are taken apart.
[[nodiscard]] std::optional<std::vector<core::change::Wish>> wishesOf(Context& context, const Arguments& arguments,
                                                                      const Manifests& manifests,
                                                                      const std::string& cluster, ExitCode& code);
[[nodiscard]] std::optional<std::vector<core::change::Decision>>
decisionsOf(Context& context, const Arguments& arguments, ExitCode& code);
[[nodiscard]] Flag conflictFlag();
/// Whether every field that was decided on is one: in conflict in the plan, or said by its texts. Says which are not.
[[nodiscard]] bool isEachThere(Context& context, const std::vector<core::change::Decision>& decisions,
                               const core::change::Plan& plan, const std::vector<core::change::Wish>& wishes,
                               ExitCode& code);

/// With --set-division: the division written into the only policy of the manifests, which are then read from the edited text.
/// @param clusters  for its names of clusters
/// @param patch     the edit, as `diff -u` prints it
[[nodiscard]] bool pinDivision(Context& context, const Arguments& arguments, const OpenClusters& clusters,
                               Manifests& manifests, std::string& patch, ExitCode& code);

/// A plan's file; says what is wrong with it.
[[nodiscard]] std::optional<core::change::Plan> planIn(Context& context, const std::string& path);

/// With the saved connection that the plan was made by, where no other way is named; says so. That it leads to the plan's clusters is
/// told as for any way, by their identity or address.
[[nodiscard]] Arguments byPlan(Context& context, const Arguments& arguments, const core::change::Plan& plan);

/// `$XDG_STATE_HOME/berth/journal.db`.
[[nodiscard]] std::optional<core::change::Journal> openJournal(Context& context);

/// Asks on a terminal, and only there. @return no answer: there is nobody to ask
[[nodiscard]] std::optional<bool> confirmed(const Context& context, const std::string& question);

/// Into a file of its own and then in its place. @errors Denied
[[nodiscard]] core::Result<void> writeFile(const std::string& path, std::string_view bytes);

} // namespace cli
