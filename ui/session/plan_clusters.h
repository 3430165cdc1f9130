#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/change/api.h"
#include "core/live/connect.h"
#include "ui/session/plan_view.h"

namespace ui {

/// The clusters that plans are made on and applied to: reached on demand, and kept between two questions of one plan. Of one thread.
class PlanClusters {
public:
    struct Open {
        core::change::Apis apis;
        std::string preferred; ///< the control plane, or the only cluster
        std::string nameSpace; ///< of objects that state none
        bool isReadOnly = false;
        std::string readOnlyBy; ///< another connection to the same cluster, which is saved as read-only; else empty
    };
    /// @param names  that are needed besides the preferred one; those that are not reached are not in what is returned
    /// @param fresh  reads kubeconfigs and what is served anew
    /// @errors NotFound, Denied, Unavailable: the control plane, or the only cluster, is not reached
    [[nodiscard]] core::Result<Open> open(const PlanWay& way, const std::set<std::string>& names, bool fresh,
                                          const std::stop_token& stop);

    /// How the clusters stand, once those that are named do, or the time is over. None: nothing was opened yet.
    [[nodiscard]] std::vector<core::live::Reached>
    reached(const std::set<std::string>& names, std::chrono::milliseconds most, const std::stop_token& stop) const;

private:
    core::Result<void> connect(const PlanWay& way);
    /// Asked once it is known which cluster answers.
    [[nodiscard]] std::function<std::string(const core::change::Target&)> readOnlyBy(const std::string& name) const;
    bool wait(const std::set<std::string>& names, std::chrono::milliseconds most, const std::stop_token& stop) const;

    std::unique_ptr<core::live::Connections> m_connections;
    QString m_name;
    core::settings::Settings m_settings;
    core::kube::Connection m_fleet;
    std::map<std::string, core::kube::Connection> m_members;
    std::string m_nameSpace;
    bool m_isReadOnly = false;
};

} // namespace ui
