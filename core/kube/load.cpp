#include <algorithm>
#include <set>

#include <unistd.h>

#include "core/base/words.h"
#include "core/kube/files.h"
#include "core/kube/problems.h"

namespace core::kube {
namespace {

template <class T>
void addAbsent(std::map<std::string, T>& into, const std::map<std::string, T>& from)
{
    into.insert(from.begin(), from.end()); // keeps what is there
}

std::vector<std::string> split(std::string_view list)
{
    std::vector<std::string> parts;
    while (!list.empty()) {
        const std::size_t colon = list.find(':');
        parts.emplace_back(list.substr(0, colon));
        list = colon == std::string_view::npos ? std::string_view() : list.substr(colon + 1);
    }
    return parts;
}

Problem unreadable(const FileFault& fault, const std::string& path)
{
    const Reason reason = fault.kind == FileFault::Kind::Directory  ? Reason::IsDirectory
                          : fault.kind == FileFault::Kind::TooLarge ? Reason::FileTooLarge
                          : fault.kind == FileFault::Kind::Missing  ? Reason::FileMissing
                                                                    : Reason::FileUnreadable;
    return error(reason, "The kubeconfig cannot be read: " + fault.what + ".",
                 "Name a file that you may read in --kubeconfig or KUBECONFIG.", shown(path));
}

Problem allMissing(const std::vector<std::string>& paths)
{
    const std::string list = joined(paths, ", ", [](const std::string& path) { return shown(path); });
    return warning(Reason::FileMissing, "None of the files that KUBECONFIG names is there: " + list + ".",
                   "Correct KUBECONFIG, or unset it to use ~/.kube/config.");
}

/// Entries that two files have under one name and that differ; a context of another file than its cluster's or user's is crossed.
template <class T>
std::set<std::string> contested(const std::vector<Kubeconfig>& files, std::map<std::string, T> Kubeconfig::*entries)
{
    std::map<std::string, const T*> first;
    std::set<std::string> names;
    for (const Kubeconfig& file : files)
        for (const auto& [name, entry] : file.*entries) {
            const auto [found, added] = first.emplace(name, &entry);
            T same = entry;
            same.origin = found->second->origin;
            if (!added && !(same == *found->second)) names.insert(name);
        }
    return names;
}

/// The style of two vendor files that both call their cluster and user "kubernetes": the second file's context gets the first's.
Problems crossed(const std::vector<Kubeconfig>& files, const Kubeconfig& merged)
{
    Problems problems;
    const auto clusters = contested(files, &Kubeconfig::clusters);
    const auto users = contested(files, &Kubeconfig::users);
    const auto say = [&](const std::string& context, const char* what, const std::string& name, const std::string& own,
                         const std::string& other) {
        problems.push_back(
            warning(Reason::CrossedMerge,
                    "The context " + inQuotes(context) + " of " + shown(own) + " gets the " + what + " " +
                        inQuotes(name) + " of " + shown(other) + ", not the one of its own file.",
                    "Rename the " + std::string(what) + " in one of the files, or open the files one by one."));
    };
    for (const auto& [name, context] : merged.contexts) {
        const auto cluster = merged.clusters.find(context.cluster);
        if (cluster != merged.clusters.end() && clusters.count(context.cluster) > 0 &&
            cluster->second.origin != context.origin)
            say(name, "cluster", context.cluster, context.origin, cluster->second.origin);
        const auto user = merged.users.find(context.user);
        if (user != merged.users.end() && users.count(context.user) > 0 && user->second.origin != context.origin)
            say(name, "user", context.user, context.origin, user->second.origin);
    }
    return problems;
}

} // namespace

Environment processEnvironment()
{
    Environment environment;
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return environment;
}

Lookup lookup(const Environment& environment, std::string folder, const std::string& explicitPath)
{
    Lookup made{{}, std::move(folder), !explicitPath.empty(), false};
    if (made.explicitly) {
        made.paths = {explicitPath};
        return made;
    }
    const auto list = environment.find("KUBECONFIG");
    if (list != environment.end() && !list->second.empty()) {
        made.listed = true;
        made.paths = split(list->second);
        return made;
    }
    const auto home = environment.find("HOME");
    made.paths = {pathIn(home == environment.end() ? "" : home->second, ".kube/config")};
    return made;
}

Kubeconfig merge(const std::vector<Kubeconfig>& files)
{
    Kubeconfig merged;
    for (const Kubeconfig& file : files) {
        merged.colors = merged.colors || file.colors;
        addAbsent(merged.preferences, file.preferences);
        addAbsent(merged.clusters, file.clusters);
        addAbsent(merged.users, file.users);
        addAbsent(merged.contexts, file.contexts);
        addAbsent(merged.extensions, file.extensions);
        if (merged.currentContext.empty()) merged.currentContext = file.currentContext;
    }
    return merged;
}

Loaded load(const Lookup& lookup)
{
    Loaded loaded;
    std::vector<Kubeconfig> configs;
    std::vector<std::string> seen;
    for (const std::string& written : lookup.paths) {
        if (written.empty() || std::find(seen.begin(), seen.end(), written) != seen.end()) continue;
        seen.push_back(written);
        const std::string path = pathIn(lookup.folder, written);
        const auto text = readFile(path, KubeconfigBytes);
        if (!text && text.error().kind == FileFault::Kind::Missing && !lookup.explicitly) {
            loaded.missing.push_back(path);
            continue;
        }
        if (!text) {
            loaded.problems.push_back(unreadable(text.error(), path));
            continue;
        }
        Loaded one = read(*text, path);
        loaded.files.push_back(path);
        loaded.problems.insert(loaded.problems.end(), one.problems.begin(), one.problems.end());
        configs.push_back(std::move(one.config));
    }
    if (lookup.listed && !seen.empty() && loaded.missing.size() == seen.size())
        loaded.problems.push_back(allMissing(seen));
    loaded.config = merge(configs);
    for (Problem& problem : crossed(configs, loaded.config)) loaded.problems.push_back(std::move(problem));
    return loaded;
}

} // namespace core::kube
