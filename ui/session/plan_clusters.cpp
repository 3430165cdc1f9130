#include "ui/session/plan_clusters.h"

#include <algorithm>
#include <chrono>

#include "core/base/shown.h"
#include "core/change/kube_api.h"
#include "core/kube/files.h"
#include "core/live/saved.h"
#include "ui/session/environment.h"

namespace ui {

namespace live = core::live;
using live::Reached;

namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::chrono::milliseconds nextLook{100};

bool isSettled(const Reached& cluster)
{
    return cluster.state != Reached::State::Connecting;
}

} // namespace

core::Result<void> PlanClusters::connect(const PlanWay& way)
{
    m_connections.reset();
    if (way.connection.isEmpty())
        return core::failure(core::Fault::NotFound, "No connection is open. Open one, and make the plan again.");
    if (way.saved() == nullptr)
        return core::failure(core::Fault::NotFound, "The connection is not saved any more.",
                             core::shown(way.connection.toStdString()));
    live::SavedWay saved = live::savedWay(way.settings, *way.saved(), ui::environment(), core::kube::currentFolder());
    for (const live::SavedWay::Program& program : saved.programs)
        if (!program.allowed)
            return core::failure(core::Fault::Denied,
                                 "A program that hands out credentials has not been allowed to run. Open the "
                                 "connection; it asks.",
                                 core::shown(program.connection));
    if (!saved.connect) {
        const auto worst =
            std::find_if(saved.problems.begin(), saved.problems.end(),
                         [](const core::kube::Problem& one) { return one.severity == core::text::Severity::Error; });
        return core::failure(core::Fault::Unavailable,
                             worst == saved.problems.end() ? "The connection cannot be used." : worst->what,
                             worst == saved.problems.end() ? std::string() : worst->where);
    }
    saved.connect->readOnly = saved.connect->readOnly || way.readOnly;
    saved.connect->mayWrite = !saved.connect->readOnly;
    saved.connect->client.limits.perSecond = core::change::PerSecond;
    saved.connect->client.limits.burst = core::change::Burst;
    m_isReadOnly = saved.connect->readOnly;
    m_nameSpace = saved.connect->fleet.nameSpace.empty() ? "default" : saved.connect->fleet.nameSpace;
    m_fleet = saved.connect->fleet;
    m_members = saved.connect->members;
    m_connections = std::make_unique<live::Connections>(std::move(*saved.connect));
    m_connections->start();
    m_name = way.connection;
    m_settings = way.settings;
    return {};
}

std::vector<Reached> PlanClusters::reached(const std::set<std::string>& names, std::chrono::milliseconds most,
                                           const std::stop_token& stop) const
{
    if (!m_connections) return {};
    static_cast<void>(wait(names, most, stop));
    return m_connections->clusters();
}

bool PlanClusters::wait(const std::set<std::string>& names, std::chrono::milliseconds most,
                        const std::stop_token& stop) const
{
    const auto until = std::chrono::steady_clock::now() + most;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
        const bool all = m_connections->wait(nextLook, stop);
        const std::vector<Reached> clusters = m_connections->clusters();
        if (clusters.empty() || !isSettled(clusters.front())) continue;
        // The others are found through the first one.
        const bool first = clusters.front().state != Reached::State::Reached || names.empty();
        const bool named = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
            return std::any_of(clusters.begin(), clusters.end(),
                               [&](const Reached& one) { return one.name == name && isSettled(one); });
        });
        if (first || named || all) return true;
    }
    return false;
}

std::function<std::string(const core::change::Target&)> PlanClusters::readOnlyBy(const std::string& name) const
{
    const auto own = m_members.find(name);
    return [way = own == m_members.end() ? m_fleet : own->second,
            settings = m_settings](const core::change::Target& target) {
        const live::Standing standing =
            live::standingOf(settings, way, ui::environment(), core::kube::currentFolder(), target.uid);
        return standing.readOnly ? standing.name : std::string();
    };
}

core::Result<PlanClusters::Open> PlanClusters::open(const PlanWay& way, const std::set<std::string>& names, bool fresh,
                                                    const std::stop_token& stop)
{
    const bool isOther = m_name != way.connection || m_isReadOnly != way.isReadOnly() ||
                         m_settings.connections != way.settings.connections ||
                         m_settings.consents != way.settings.consents;
    if (fresh || isOther || !m_connections)
        if (auto connected = connect(way); !connected) return tl::unexpected(connected.error());
    static_cast<void>(wait(names, patience, stop));
    const std::vector<Reached> all = m_connections->clusters();
    if (all.empty() || all.front().state != Reached::State::Reached) {
        std::string why = all.empty() ? std::string() : all.front().why();
        if (why.empty()) why = "The server has not answered in time.";
        return core::failure(core::Fault::Unavailable, why, core::shown(way.connection.toStdString()));
    }
    Open opened{{}, all.front().name, m_nameSpace, m_isReadOnly, {}};
    for (const Reached& one : all) // each asks its cluster who it is: only those that are needed
        if (one.state == Reached::State::Reached && (one.name == opened.preferred || names.count(one.name) > 0))
            opened.apis[one.name] = core::change::kubeApi(
                {one.name, one.server, *one.session, one.discovery, stop, readOnlyBy(one.name), one.address});
    if (!opened.isReadOnly) {
        opened.readOnlyBy = readOnlyBy(opened.preferred)(opened.apis.at(opened.preferred)->target());
        opened.isReadOnly = !opened.readOnlyBy.empty();
    }
    return opened;
}

} // namespace ui
