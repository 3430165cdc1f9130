#include "core/live/saved.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/shown.h"
#include "core/kube/mask.h"

namespace core::live {
namespace {

kube::Problem notThere(const Error& error)
{
    return {.reason = kube::Reason::ExecNoCommand,
            .severity = text::Severity::Error,
            .what = error.what,
            .where = error.where,
            .fix = {}};
}

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
    kube::Loaded loaded = kube::load(lookupOf(one, environment, folder));
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
            add({notThere(what.error())});
            return std::nullopt;
        }
        add(what->warnings);
        const bool allowed = settings.allows(what->digest);
        way.programs.push_back({one.name, chosen.connection->user, std::move(*what), allowed});
    }
    return chosen.connection;
}

/// @source shared reference, alibaba §1.1: object names of member clusters
bool isAckId(std::string_view name)
{
    return name.size() == 33 && name.front() == 'c' &&
           name.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

} // namespace

kube::Lookup lookupOf(const settings::Connection& connection, const kube::Environment& environment,
                      const std::string& folder)
{
    if (connection.kubeconfig.empty() && !connection.kubeconfigs.empty())
        return {.paths = connection.kubeconfigs, .folder = folder, .explicitly = true, .listed = false};
    return kube::lookup(environment, folder, connection.kubeconfig);
}

Standing standingOf(const settings::Settings& settings, const kube::Connection& connection,
                    const kube::Environment& environment, const std::string& folder, const std::string& clusterUid)
{
    Standing standing;
    bool isExact = false;
    const std::string server = kube::serverDigest(connection);
    for (const settings::Connection& one : settings.connections) {
        SavedWay ignored; // what is wrong with other connections is not asked here
        const auto saved = reach(one, settings, environment, folder, ignored);
        const bool isCluster = !clusterUid.empty() && one.clusterUid == clusterUid;
        const bool leadsThere = isCluster || (saved && kube::serverDigest(*saved) == server);
        if (!leadsThere && one.serverDigest != server) continue; // what it led to goes on to be protected
        standing.of = settings::strictest(standing.of, one.of);
        const bool same = leadsThere && saved && saved->user == connection.user;
        if (isExact && !same) continue;
        const bool isFirst = same && !isExact;
        isExact = isExact || same;
        if (isFirst || one.readOnly) {
            standing.readOnly = one.readOnly;
            standing.name = one.name;
        } else if (standing.name.empty()) {
            standing.name = one.name;
        }
    }
    return standing;
}

std::vector<Unidentified> unidentified(const settings::Settings& settings, const kube::Environment& environment,
                                       const std::string& folder)
{
    std::vector<Unidentified> found;
    for (const settings::Connection& one : settings.connections) {
        if (!one.readOnly || !one.clusterUid.empty()) continue;
        // Where kubectl looks, is what the shell says now: not where it led to.
        const bool isOwn = !one.kubeconfig.empty() || !one.kubeconfigs.empty();
        SavedWay ignored;
        found.push_back({one.name, !one.serverDigest.empty() ||
                                       (isOwn && reach(one, settings, environment, folder, ignored).has_value())});
    }
    return found;
}

Detour detourOf(const kube::Connection& connection)
{
    Detour detour;
    if (connection.proxy) detour.proxy = kube::shownAddress(connection.proxy->shown());
    if (connection.isTls) detour.serverName = connection.tls.serverName;
    return detour;
}

SignIn signInOf(const kube::Connection& connection)
{
    const kube::Auth& auth = connection.auth;
    if (!connection.isTls) return SignIn::NotEncrypted;
    if (!auth.tokenFile.empty()) return SignIn::TokenFile;
    if (!auth.token.empty()) return SignIn::Token;
    if (!auth.username.empty()) return SignIn::Password;
    if (connection.tls.certificate.from != kube::Pem::From::None) return SignIn::Certificate;
    if (auth.exec) return SignIn::Program;
    return auth.provider ? SignIn::AuthProvider : SignIn::Nobody;
}

std::string_view name(SignIn way)
{
    switch (way) {
    case SignIn::NotEncrypted: return "nobody: the server is not https";
    case SignIn::TokenFile: return "token file";
    case SignIn::Token: return "token";
    case SignIn::Password: return "user name and password";
    case SignIn::Certificate: return "client certificate";
    case SignIn::Program: return "program";
    case SignIn::AuthProvider: return "auth-provider";
    case SignIn::Nobody: return "nobody (anonymous)";
    }
    return {};
}

namespace {

/// What an offer knows of the connections that are, and will be, saved.
class Known {
public:
    Known(const settings::Settings& settings, const kube::Environment& environment, const std::string& folder)
    {
        for (const settings::Connection& one : settings.connections) {
            m_names.insert(one.name);
            if (const SavedWay way = savedWay(settings, one, environment, folder); way.connect)
                m_ways[{way.connect->fleet.host, way.connect->fleet.user}].push_back(one.name);
        }
    }
    std::string freeName(const std::string& wanted)
    {
        std::string name = wanted;
        for (int i = 2; !m_names.insert(name).second; ++i) name = wanted + "-" + std::to_string(i);
        return name;
    }
    /// The name that has it already: its own context's, where several have it; empty: it is new, and known from now on.
    std::string sameAs(const kube::Connection& connection, const std::string& name)
    {
        std::vector<std::string>& names = m_ways[{connection.host, connection.user}];
        if (std::ranges::find(names, connection.context) != names.end()) return connection.context;
        if (!names.empty()) return names.front();
        names.push_back(name);
        return {};
    }

private:
    std::set<std::string> m_names;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> m_ways; ///< [server, user]: names
};

/// @param from  which files it is read from: `kubeconfig` or `kubeconfigs`
Candidate candidateOf(const kube::Kubeconfig& config, const std::string& name, const settings::Connection& from,
                      Known& known, const settings::Settings& settings, const kube::Environment& environment)
{
    Candidate made;
    made.saved = from;
    made.saved.name = made.saved.context = name;
    kube::Chosen chosen = kube::choose(config, name);
    bool good = chosen.ok() && chosen.connection;
    for (kube::Problem& problem : chosen.problems) {
        if (problem.reason == kube::Reason::UserNotFound) problem.severity = text::Severity::Error;
        good = good && problem.severity != text::Severity::Error;
    }
    made.problems = std::move(chosen.problems);
    if (shown(name) != name) {
        made.problems.push_back({.reason = kube::Reason::EmptyContextName,
                                 .severity = text::Severity::Error,
                                 .what = "The name of the context cannot be shown as it is.",
                                 .where = from.kubeconfig,
                                 .fix = "Rename it in the kubeconfig."});
        good = false;
    }
    if (!good) return made;
    made.connection = std::move(chosen.connection);
    made.saved.name = known.freeName(name);
    made.isRenamed = made.saved.name != name;
    made.sameAs = known.sameAs(*made.connection, made.saved.name);
    made.saved.serverDigest = kube::serverDigest(*made.connection);
    kube::Kubeconfig named = config;
    named.currentContext = name;
    if (const auto alone = kube::minified(named)) {
        made.reads = kube::references(*alone);
        std::erase_if(made.reads, [](const kube::Reference& one) { return one.isRun; });
    }
    const kube::Auth& auth = made.connection->auth;
    if (!auth.exec || auth.isStatic(made.connection->tls)) return made;
    if (Result<kube::Invocation> what = kube::invocation(*auth.exec, environment)) {
        made.isProgramAllowed = settings.allows(what->digest);
        made.program = std::move(*what);
    } else {
        made.problems.push_back(notThere(what.error()));
    }
    return made;
}

} // namespace

namespace {

/// Offers one after the other, so that each knows the names of those before it.
class Offering {
public:
    Offering(const settings::Settings& settings, const kube::Environment& environment, const std::string& folder,
             std::vector<std::string> contexts = {})
        : m_contexts(std::move(contexts))
        , m_settings(settings)
        , m_environment(environment)
        , m_known(settings, environment, folder)
    {}
    /// @param from  the files that connections refer to; none: in none yet
    void take(const kube::Loaded& loaded, const settings::Connection& from)
    {
        if (!loaded.ok()) {
            m_offer.faults.insert(m_offer.faults.end(), loaded.problems.begin(), loaded.problems.end());
            return;
        }
        m_offer.warnings.insert(m_offer.warnings.end(), loaded.problems.begin(), loaded.problems.end());
        if (loaded.config.contexts.empty())
            m_offer.faults.push_back({.reason = kube::Reason::EmptyConfig,
                                      .severity = text::Severity::Error,
                                      .what = "It holds no context.",
                                      .where = shown(from.kubeconfig),
                                      .fix = "Choose a kubeconfig."});
        for (const auto& [name, context] : loaded.config.contexts)
            if (m_contexts.empty() || std::ranges::find(m_contexts, name) != m_contexts.end())
                m_offer.candidates.push_back(
                    candidateOf(loaded.config, name, from, m_known, m_settings, m_environment));
    }
    [[nodiscard]] Offer offer() && { return std::move(m_offer); }

private:
    std::vector<std::string> m_contexts; ///< that are asked for; empty: all
    const settings::Settings& m_settings;
    const kube::Environment& m_environment;
    Known m_known;
    Offer m_offer;
};

} // namespace

Offer offerOf(const std::vector<std::string>& files, const settings::Settings& settings,
              const kube::Environment& environment, const std::string& folder, const std::vector<std::string>& contexts)
{
    Offering offering(settings, environment, folder, contexts);
    for (const std::string& file : files) {
        settings::Connection from;
        from.kubeconfig = file;
        offering.take(kube::load(kube::lookup(environment, folder, file)), from);
    }
    if (!files.empty()) return std::move(offering).offer();
    const kube::Loaded merged = kube::load(kube::lookup(environment, folder));
    if (!merged.files.empty() || !merged.ok()) {
        settings::Connection from; // what the environment says now, it need not say in another shell
        if (merged.files.size() == 1)
            from.kubeconfig = merged.files.front();
        else
            from.kubeconfigs = merged.files;
        offering.take(merged, from);
    }
    return std::move(offering).offer();
}

Offer offerOfText(std::string_view text, const settings::Settings& settings, const kube::Environment& environment,
                  const std::string& folder)
{
    Offering offering(settings, environment, folder);
    offering.take(kube::read(text, folder + "/pasted"), settings::Connection());
    Offer offer = std::move(offering).offer();
    for (Candidate& one : offer.candidates)
        for (kube::Reference& file : one.reads)
            file.outside = true; // it came from elsewhere, and has no folder of its own
    return offer;
}

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
    connect.readOnly = settings::isReadOnly(settings, connection);
    for (const settings::Connection& one : settings.connections)
        if (one.memberOf == connection.name)
            if (auto own = reach(one, settings, environment, folder, way))
                connect.members[one.clusterName()] = std::move(*own);
    way.aliases = connection.aliases;
    for (const settings::Connection& one : settings.connections)
        if (one.memberOf == connection.name && isAckId(one.clusterName()))
            way.aliases.try_emplace(one.clusterName(), one.name);
    way.connect = std::move(connect);
    return way;
}

} // namespace core::live
