#include "core/live/saved.h"

#include "core/base/shown.h"

namespace core::live {
namespace {

/// The connection of one entry; adds what is wrong with it, and its program.
std::optional<kube::Connection> reach(const settings::Connection& one, const settings::Settings& settings,
                                      const kube::Environment& environment, const std::string& folder, SavedWay& way)
{
    const auto add = [&](kube::Problems problems) {
        for (kube::Problem& problem : problems) {
            if (problem.where.empty()) problem.where = shown(one.name);
            way.problems.push_back(std::move(problem));
        }
    };
    kube::Loaded loaded = kube::load(kube::lookup(environment, folder, one.kubeconfig));
    const bool ok = loaded.ok();
    add(std::move(loaded.problems));
    if (!ok) return std::nullopt;
    kube::Chosen chosen = kube::choose(loaded.config, one.context);
    add(std::move(chosen.problems));
    if (!chosen.ok() || !chosen.connection) return std::nullopt;
    const kube::Auth& auth = chosen.connection->auth;
    if (auth.exec && !auth.isStatic(chosen.connection->tls)) {
        Result<kube::Invocation> what = kube::invocation(*auth.exec, environment);
        if (!what) {
            add({{.reason = kube::Reason::ExecNoCommand,
                  .severity = text::Severity::Error,
                  .what = what.error().what,
                  .where = what.error().where,
                  .fix = {}}});
            return std::nullopt;
        }
        add(what->warnings);
        const bool allowed = settings.allows(what->digest);
        way.programs.push_back({one.name, chosen.connection->user, std::move(*what), allowed});
    }
    return chosen.connection;
}

} // namespace

kube::Consents consentsOf(const settings::Settings& settings)
{
    Json digests = Json::array();
    for (const settings::Consent& one : settings.consents) digests.push_back(one.digest);
    return kube::Consents(digests);
}

SavedWay savedWay(const settings::Settings& settings, const settings::Connection& connection,
                  const kube::Environment& environment, const std::string& folder)
{
    SavedWay way;
    std::optional<kube::Connection> fleet = reach(connection, settings, environment, folder, way);
    if (!fleet) return way;
    ConnectOptions connect;
    connect.fleet = std::move(*fleet);
    connect.name = connection.name;
    connect.environment = environment;
    connect.consents = consentsOf(settings);
    for (const settings::Connection& one : settings.connections)
        if (one.memberOf == connection.name)
            if (auto own = reach(one, settings, environment, folder, way))
                connect.members[one.clusterName()] = std::move(*own);
    way.connect = std::move(connect);
    return way;
}

} // namespace core::live
