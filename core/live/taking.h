#pragma once

#include "core/live/saved.h"

/// Contexts that are taken over as saved connections: what becomes of one that is known already, and copies of their kubeconfigs.
namespace core::live {

/// Of a context whose server and user, or whose name, a saved connection has.
enum class IfKnown {
    Skip,    ///< what is saved stays as it is
    Replace, ///< it leads where the context leads from now on
    KeepBoth ///< under two names
};
/// "skip", "replace", "keep-both"
[[nodiscard]] std::string_view name(IfKnown what);
[[nodiscard]] std::optional<IfKnown> ifKnownNamed(std::string_view name);

/// The saved connection that stands in the way of the candidate; empty: none.
[[nodiscard]] const std::string& knownAs(const Candidate& candidate);

/// One that is to be saved.
struct Taking {
    settings::Connection made; ///< as offered, by the name that it is to have
    std::string replaces;      ///< the saved connection in whose place; empty: it is a new one
    settings::Class of = settings::Class::Unstated;
    bool readOnly = false;
};
/// As it would be saved. In the place of another it has that one's name and all that was said of it, and is never less careful; only
/// where it leads is new. Nothing that is saved is replaced because of its name alone.
/// @errors Conflict: another has the name. NotFound: there is nothing to be replaced
[[nodiscard]] Result<settings::Connection> connectionOf(const Taking& taking, const settings::Settings& settings);

/// The kubeconfig of one context alone, with what the files hold that it names (`kubectl config view --minify --flatten --raw`), in a
/// file of its own beside the settings (`kubeconfigs/NAME.yaml`, 0600): it goes on working where the original goes, and knows nothing of
/// credentials that are renewed there. A file of tokens stays referred to, for it is meant to change.
/// @param text  in the place of the connection's kubeconfig; none: that is read
/// @return its path
/// @errors Malformed: the context cannot be used alone. Unsupported: its program is found from the kubeconfig's folder. Denied
[[nodiscard]] Result<std::string> keepCopy(const std::string& settingsPath, const settings::Connection& connection,
                                           const kube::Environment& environment, const std::string& folder,
                                           const std::optional<std::string>& text = {});
/// Removes it, where it is such a copy and no other connection leads through it.
void dropCopy(const std::string& settingsPath, const std::string& kubeconfig, const settings::Settings& settings);

} // namespace core::live
