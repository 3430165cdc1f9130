#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/workload.h"
#include "core/snapshot/fleet.h"

/// Which pods of a cluster belong to a workload. Detail of this room.
namespace core::preview {

using Rows = std::vector<std::uint32_t>;

struct PodMark; ///< what a kind's controller writes on its pods

/// Which pods are the workload's own: of those that its selector picks the ones that its controller made, which the pod's
/// owner tells; where the kind has no selector, those that its controller marked. Labels alone are no sign: a canary's are
/// those of what it stands beside. Equal for two questions: they speak of the same pods.
class OwnPods {
public:
    OwnPods() = default;
    /// @param running  the object that its pods were made of, where it is known: a manifest may ask for groups of another size
    explicit OwnPods(const model::Workload& workload, const model::Workload* running = nullptr);

    /// False: nobody can tell them from others.
    [[nodiscard]] bool canTell() const { return m_mark != nullptr || m_selector.has_value(); }
    /// Rows of the pods that hold a place (or wait for one) and are not on their way out; in the table's order. Of a list that
    /// was read in part, those that were read.
    [[nodiscard]] Rows in(const snapshot::ClusterData& data) const;
    /// Of those the ones that hold a place.
    [[nodiscard]] Rows holdingIn(const snapshot::ClusterData& data) const;
    [[nodiscard]] bool areGroups() const { return m_isGroup; }
    /// The rows of each whole replica, in the order in which `rows` begins with them, or by the groups' own numbers: of those the
    /// last leave first. A group that lacks a pod is none.
    [[nodiscard]] std::vector<Rows> replicas(const snapshot::ClusterData& data, const Rows& rows) const;
    /// Of pods that hold a place, those of groups that lack some: what is to be made is the rest of the group, or all of it anew.
    [[nodiscard]] Rows brokenIn(const snapshot::ClusterData& data) const;
    /// Marks a pod of a replica as the controller would.
    void mark(model::Pod& pod, const std::string& replica) const;
    bool operator==(const OwnPods&) const = default;

private:
    enum class Making;
    enum class Owned : std::uint8_t { No, ByName, Yes };
    static Making makingOf(const model::ObjectRef& ref);
    [[nodiscard]] Owned owns(const model::Pod& pod) const;
    [[nodiscard]] bool madeBy(const model::OwnerRef& owner, const model::Pod& pod) const;
    [[nodiscard]] bool isNamedSo(std::string_view pod, const model::Pod& shape) const;
    [[nodiscard]] bool isMarked(const model::Pod& pod) const;
    [[nodiscard]] std::size_t sizeOf(const model::Pod& pod) const;
    [[nodiscard]] std::int64_t numberOf(const model::Pod& pod) const;
    [[nodiscard]] bool hasEveryRole(const snapshot::ClusterData& data, const Rows& group) const;

    std::string m_ns;
    std::string m_name;
    std::string m_kind;
    std::string m_apiVersion;
    Making m_making{};
    std::optional<model::LabelSelector> m_selector;
    const PodMark* m_mark = nullptr;
    bool m_isGroup = false;
    std::int64_t m_podsOfGroup = 1;              ///< the fewest with which it is whole
    std::map<std::string, std::int64_t> m_roles; ///< the same by kind of pod
};

/// Namespace and name.
[[nodiscard]] std::pair<std::string, std::string> podName(const snapshot::ClusterData& data, std::uint32_t row);
/// "default/web-0"
[[nodiscard]] std::string fullPodName(const snapshot::ClusterData& data, std::uint32_t row);

} // namespace core::preview
