#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "core/kube/cache.h"
#include "core/snapshot/assemble.h"
#include "core/snapshot/store.h"

/// What comes in of one cluster, or of the control plane, until it is put into the fleet. It neither asks nor locks.
namespace core::live {

/// An object of a list, with the kind that lists leave out.
[[nodiscard]] Json documentOf(const kube::Item& item, const kube::ApiResource& resource);

/// Of one cluster. Nodes and pods go on as they come; the little that there is besides is kept here, since it is handed on as a whole.
class ClusterGather {
public:
    void put(const kube::ApiResource& resource, const kube::Item& item);
    void put(const kube::ApiResource& resource, const Json& object); ///< that states its kind
    void gone(const kube::ApiResource& resource, const std::string& nameSpace, const std::string& name);
    /// It is not followed any more: nothing is known of it.
    void forget(const kube::ApiResource& resource);
    /// A list of it has ended: what came is all there is. @param origin of it
    void whole(const kube::ApiResource& resource, snapshot::Origin origin);
    /// The server has said again that this is all: what is known gets younger, not more often than is worth a new snapshot.
    void confirm(const std::string& kind, Time asOf);
    void describe(std::optional<snapshot::DescribedCluster> object);
    /// What its server says of Kueue's API. @param serves none: it does not say
    void tellKueue(std::optional<bool> serves);

    [[nodiscard]] bool changed() const { return m_restChanged || m_tablesChanged; }
    /// What changed since the last time. @param seen the time of stock that states none
    [[nodiscard]] snapshot::ClusterChange take(const std::string& name, const snapshot::Extras& extras,
                                               std::optional<Time> seen);
    [[nodiscard]] const std::vector<model::StockCell>& cells() const { return m_cells; }
    /// None: no Cluster object describes it.
    [[nodiscard]] const std::optional<snapshot::DescribedCluster>& object() const { return m_object; }
    [[nodiscard]] bool isWhole(const std::string& kind) const { return m_whole.contains(kind); }

private:
    using Key = std::tuple<std::string, std::string, std::string>; ///< kind, namespace, name
    void putRow(snapshot::ClusterObject&& row);

    snapshot::ClusterChange m_change; ///< nodes, and what is gone
    snapshot::PodBatch m_pods;
    std::map<Key, snapshot::ClusterObject> m_rest;
    std::optional<snapshot::DescribedCluster> m_object;
    std::map<std::string, std::optional<Time>> m_whole; ///< kinds, and when
    std::string m_source;
    std::vector<model::StockCell> m_cells;
    std::optional<bool> m_servesKueue;
    bool m_restChanged = true;
    bool m_tablesChanged = false;
};

/// Of the control plane.
class FleetGather {
public:
    void put(const kube::ApiResource& resource, const Json& object);
    void gone(const kube::ApiResource& resource, const std::string& nameSpace, const std::string& name);
    void forget(const kube::ApiResource& resource);
    [[nodiscard]] bool changed() const { return m_changed; }
    /// All there is but clusters. @param origin of what was read
    [[nodiscard]] snapshot::Fleet take(const snapshot::Extras& extras, const snapshot::Origin& origin);

private:
    using Key = std::tuple<std::string, std::string, std::string, std::string>; ///< group, kind, namespace, name
    std::map<Key, snapshot::FleetObject> m_objects;
    bool m_changed = true;
};

} // namespace core::live
