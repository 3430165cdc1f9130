#include <algorithm>
#include <charconv>
#include <tuple>

#include "core/model/read.h"
#include "core/snapshot/dumps.h"

namespace core::snapshot::detail {

std::int64_t podsOf(const Json& workload)
{
    const Json* status = model::read::member(workload, "status");
    if (status == nullptr) return 0;
    model::Issues ignored;
    const bool daemons = model::refOf(workload).kind == "DaemonSet";
    return model::read::number(*status, daemons ? "currentNumberScheduled" : "readyReplicas", "", ignored, 0, INT64_MAX)
        .value_or(0);
}

/// `kubectl get pods` without -A gets those of one namespace, and nothing in its list says so.
void DumpDraft::missNamespaces()
{
    std::string first;
    std::size_t missing = 0;
    for (const auto& [ns, has] : running) {
        if (podNamespaces.contains(ns)) continue;
        if (missing++ == 0) first = "namespace " + ns + " are not in the dump: " + has;
    }
    if (missing == 0) return;
    lacking["Pod"].page = "The pods of " + first +
                          (missing == 1 ? "" : ", and those of " + std::to_string(missing - 1) + " more lack, too") +
                          ". Get them again with `kubectl get pods -A -o json`.";
}

Version versionOf(const Json& object, std::string place)
{
    Version version;
    version.place = std::move(place);
    version.content = std::hash<Json>{}(object);
    const Json* metadata = model::read::member(object, "metadata");
    if (metadata == nullptr) return version;
    model::Issues ignored;
    version.uid = model::read::text(*metadata, "uid", "", ignored);
    version.created = model::read::text(*metadata, "creationTimestamp", "", ignored);
    const std::string revision = model::read::text(*metadata, "resourceVersion", "", ignored);
    version.ofServer = !version.uid.empty() || !version.created.empty() || !revision.empty();
    // Officially opaque; the servers that there are count.
    std::from_chars(revision.data(), revision.data() + revision.size(), version.resourceVersion);
    version.generation = model::read::number(*metadata, "generation", "", ignored, 0, INT64_MAX).value_or(0);
    return version;
}

bool Version::isOlderThan(const Version& other) const
{
    if (ofServer != other.ofServer) return !ofServer;
    // What was made again has another time; of one and the same object it never changes.
    return std::tie(created, resourceVersion, generation) <
           std::tie(other.created, other.resourceVersion, other.generation);
}

bool Version::isSameAs(const Version& other) const
{
    if (content == other.content) return true;
    return resourceVersion != 0 && !uid.empty() && uid == other.uid && resourceVersion == other.resourceVersion;
}

void DumpReader::takeNewest()
{
    for (auto& [key, versions] : m_held) {
        // Files come in any order.
        std::sort(versions.begin(), versions.end(), [](const Held& a, const Held& b) {
            return std::tie(a.version.place, a.version.content) < std::tie(b.version.place, b.version.content);
        });
        const auto newest = std::max_element(versions.begin(), versions.end(), [](const Held& a, const Held& b) {
            return a.version.isOlderThan(b.version);
        });
        const Version best = newest->version;
        const std::string object = key[2] + " " + (key[3].empty() ? "" : key[3] + "/") + key[4];
        std::vector<Held> taken;
        for (Held& one : versions) {
            const Version& version = one.version;
            if (version.place == best.place && version.content == best.content) {
                taken.push_back(std::move(one));
                continue;
            }
            if (version.isSameAs(best)) continue;
            std::string what;
            if (best.ofServer && !version.ofServer)
                what = object + " is a manifest here, not what runs; that of " + best.place +
                       " is used. Keep manifests out of the folder of dumps.";
            else if (version.isOlderThan(best))
                what = "There is a newer version of " + object + " in " + best.place +
                       ", which is used. Take older dumps away.";
            else
                what = "There are different versions of " + object + " here and in " + best.place +
                       "; one is used. Take older dumps away.";
            say({{model::Severity::Warning, "", std::move(what), ""}}, version.place, {});
            // Nothing tells which is the newer: what they hold decides (build.cpp), never their names.
            if (!version.isOlderThan(best)) taken.push_back(std::move(one));
        }
        std::sort(taken.begin(), taken.end(),
                  [](const Held& a, const Held& b) { return a.version.content < b.version.content; });
        for (Held& one : taken) take(key, std::move(one));
    }
    m_held.clear();
}

void DumpReader::take(const HeldKey& key, Held&& held)
{
    const std::string file = held.version.place.substr(0, held.version.place.find(':'));
    if (auto* mine = std::get_if<ClusterObject>(&held.object)) {
        DumpDraft& its = draft(key[0]);
        if (held.pods > 0) its.running.try_emplace(key[3], key[2] + " " + key[4] + " has " + std::to_string(held.pods));
        if (const auto* sheet = std::get_if<PoolSheet>(mine); sheet != nullptr && sheet->pools)
            its.poolFiles.insert(file);
        its.add(std::move(*mine));
        return;
    }
    auto& one = std::get<FleetObject>(held.object);
    if (const auto* described = std::get_if<DescribedCluster>(&one);
        described != nullptr && !described->cluster.name.empty())
        m_objects[described->cluster.name] = described->cluster;
    if (std::holds_alternative<model::Policy>(one) || std::holds_alternative<model::OverridePolicy>(one))
        m_policyFiles.insert(file);
    core::snapshot::add(m_fleet, std::move(one));
}

} // namespace core::snapshot::detail
