#include "core/live/connect.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/kube/proxy.h"
#include "core/live/gather.h"
#include "core/live/probe.h"

namespace core::live {
namespace {

using kube::ApiError;
using kube::ApiResource;
using kube::ApiResult;
using kube::Discovery;
using kube::Place;

constexpr int HalvesTaken = 5;

/// The resource that has the proxy: objects of the cluster's name.
const ApiResource* proxyOf(const Discovery& discovery)
{
    for (const kube::FleetProxy& proxy : kube::fleetProxies()) {
        const ApiResource* found = discovery.byName(proxy.group, proxy.plural);
        if (found != nullptr &&
            std::find(found->subresources.begin(), found->subresources.end(), "proxy") != found->subresources.end())
            return found;
    }
    return nullptr;
}

/// What a name of a cluster may be. A fleet that is not to be trusted could lead elsewhere with another: it becomes part of a path.
/// @source RFC 1123 subdomain, as Kubernetes has it
bool isName(std::string_view text)
{
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 253 && isPlain(text.front()) && isPlain(text.back()) &&
           text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [&](char c) { return isPlain(c) || c == '-' || c == '.'; });
}

bool isRefusal(const ApiError& error)
{
    return error.trouble == kube::Trouble::None && (error.code == 401 || error.code == 403);
}

} // namespace

std::string_view name(Way way)
{
    switch (way) {
    case Way::Direct: return "direct";
    case Way::ThroughFleet: return "through the fleet";
    case Way::OwnKubeconfig: return "own kubeconfig";
    case Way::None: return "no way to it";
    }
    return {};
}

void Reached::isReachedBy(const kube::Connection& connection, const kube::Environment& environment)
{
    const auto onTheWay = kube::proxyOnTheWay(connection, environment);
    proxy = onTheWay && onTheWay->url ? kube::byWayOf(*onTheWay->url, onTheWay->from) : std::string();
    server = kube::serverDigest(connection);
    address = shown(connection.baseUrl.host);
    program =
        connection.auth.exec && !connection.auth.isStatic(connection.tls) ? shown(connection.auth.exec->command) : "";
}

std::string Reached::why() const
{
    if (state == State::Reached) return {};
    if (state == State::Connecting && program.empty())
        return address + " has not answered yet" + (proxy.empty() ? "." : proxy) +
               " Check the address and the way to it, or wait longer.";
    if (state == State::Connecting)
        return address + " has not answered yet" + proxy + (proxy.empty() ? ", or " : " Or ") + program +
               ", which hands out its credentials, still runs. Check the address, run the program in a terminal to see "
               "what it wants, "
               "or wait longer.";
    if (way == Way::None)
        return "There is no way to it: the fleet serves no proxy to its clusters. Name its kubeconfig with `--member " +
               shown(name) + "=FILE`.";
    if (missing)
        return onOneLine("The fleet does not let this user through: needs `" + missing->text() +
                         "`. Name the cluster's own kubeconfig with `--member " + shown(name) +
                         "=FILE`, or add this rule to a role of the fleet:\n" + missing->rule());
    return error ? error->error.what : std::string("It could not be reached.");
}

std::optional<kube::Connection> throughFleet(const kube::Connection& fleet, const Discovery& discovery,
                                             const std::string& member)
{
    const ApiResource* proxy = proxyOf(discovery);
    if (proxy == nullptr || !isName(member)) return std::nullopt;
    kube::Connection made = fleet;
    const std::string path = proxy->path() + "/" + member + "/proxy";
    while (made.baseUrl.path.ends_with('/')) made.baseUrl.path.pop_back();
    while (made.baseUrl.rawPath.ends_with('/')) made.baseUrl.rawPath.pop_back();
    if (!made.baseUrl.rawPath.empty()) made.baseUrl.rawPath += path;
    made.baseUrl.path += path;
    return made;
}

/// Changed on the client's thread; what clusters() reads under the mutex.
struct Connections::Shared : std::enable_shared_from_this<Shared> {
    ConnectOptions options;
    Listener listener;
    std::shared_ptr<kube::Turns> turns = std::make_shared<kube::Turns>();
    kube::Client* client = nullptr;
    kube::Chance chance = kube::systemChance();
    std::map<std::string, kube::Backoff> waits;
    std::map<std::string, int> halves;          ///< half answers so far
    std::map<std::string, std::uint64_t> looks; ///< at what it serves, that are to come or were
    std::set<std::string> soon;                 ///< of them, those that something hints at

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    bool over = false;
    bool started = false;
    std::optional<Reached> fleet;
    std::optional<ApiResource> membersResource;
    std::unique_ptr<kube::Cache> members; ///< follows the list of clusters
    std::string membersPart;
    std::map<std::string, Reached> rows;

    Shared(ConnectOptions o, Listener l)
        : options(std::move(o))
        , listener(std::move(l))
    {}

    /// Changes a row, and tells of it.
    void set(const std::string& name, const std::function<void(Reached&)>& how)
    {
        std::optional<Reached> told;
        {
            const std::scoped_lock lock(mutex);
            Reached* row = rowOf(name);
            if (over || row == nullptr) return;
            how(*row);
            told = *row;
        }
        changed.notify_all();
        if (listener.changed) listener.changed(*told);
    }
    Reached* rowOf(const std::string& name)
    {
        if (name.empty()) return fleet ? &*fleet : nullptr; // the control plane
        const auto row = rows.find(name);
        return row == rows.end() ? nullptr : &row->second;
    }
    [[nodiscard]] bool has(const std::string& name)
    {
        const std::scoped_lock lock(mutex);
        return !over && rowOf(name) != nullptr;
    }

    [[nodiscard]] ApiResult<kube::Session> open(const kube::Connection& connection, const std::string& name) const
    {
        kube::SessionOptions session;
        session.name = shown(name);
        session.mayWrite = options.mayWrite && !options.readOnly;
        session.consents = options.consents;
        session.environment = options.environment;
        Result<kube::Session> opened = client->open(connection, std::move(session));
        if (opened) return std::move(*opened);
        return tl::unexpected(kube::troubleOf(kube::Trouble::Connect, opened.error().what, opened.error().where));
    }

    void failed(const std::string& name, const ApiError& error, std::optional<Right> missing = {})
    {
        const bool refused = isRefusal(error) || missing;
        set(name, [&](Reached& row) {
            row.state = refused ? Reached::State::Refused : Reached::State::Unreachable;
            row.error = error;
            row.missing = std::move(missing);
        });
    }

    void tryAgain(const std::string& name, const kube::Session& session)
    {
        auto& backoff = waits.try_emplace(name, options.cache.reflect.backoff).first->second;
        session.later(backoff.next(std::chrono::steady_clock::now(), chance), [weak = weak_from_this(), name, session] {
            if (const auto self = weak.lock()) self->find(name, session);
        });
    }

    /// Asks a cluster what it serves. @param name empty: the control plane
    void find(const std::string& name, const kube::Session& session)
    {
        if (!has(name)) return;
        kube::discover(session, [weak = weak_from_this(), name, session](const ApiResult<Discovery>& found) {
            const auto self = weak.lock();
            if (!self || !self->has(name)) return;
            if (found && self->isHalf(name, *found)) return self->tryAgain(name, session);
            if (found) return name.empty() ? self->isFound(*found, session) : self->isServed(name, *found);
            if (found.error().trouble == kube::Trouble::Cancelled) return;
            if (name.empty() || !isRefusal(found.error())) {
                self->failed(name, found.error());
                if (!isRefusal(found.error())) self->tryAgain(name, session);
                return;
            }
            self->askWhy(name, found.error());
        });
    }

    /// One of the two roots did not answer: what is missing would be taken for what is not there. In the end that is taken, too.
    bool isHalf(const std::string& name, const Discovery& found)
    {
        const bool half = std::any_of(found.gaps.begin(), found.gaps.end(), [](const kube::DiscoveryGap& gap) {
            return gap.group == "*" || gap.group.empty();
        });
        return half && ++halves[name] < HalvesTaken;
    }

    void isServed(const std::string& name, const Discovery& found)
    {
        std::optional<kube::Session> session;
        set(name, [&](Reached& row) {
            row.state = Reached::State::Reached;
            if (!row.discovery || *row.discovery != found) row.discovery = std::make_shared<const Discovery>(found);
            row.error.reset();
            row.missing.reset();
            ++row.looks;
            session = row.session;
        });
        if (session) lookAgain(name, *session, options.lookAgain);
    }

    /// Groups come and go with their definitions, and their versions with an upgrade; nobody tells. A look that fails changes nothing:
    /// what the cluster has is followed as before, and says itself what is wrong.
    void lookAgain(const std::string& name, const kube::Session& session, kube::Milliseconds wait)
    {
        const std::uint64_t number = ++looks[name]; // of several only the last one
        session.later(wait, [weak = weak_from_this(), name, session, number] {
            const auto self = weak.lock();
            if (!self || self->looks[name] != number || !self->has(name)) return;
            self->soon.erase(name);
            kube::discover(session, [weak, name, session](const ApiResult<Discovery>& found) {
                const auto again = weak.lock();
                if (!again || !again->has(name)) return;
                const bool whole = found && !again->isHalf(name, *found);
                if (whole) return again->isServed(name, *found);
                if (found || found.error().trouble != kube::Trouble::Cancelled)
                    again->lookAgain(name, session, again->options.lookAgain);
            });
        });
    }
    void lookAgainSoon(const std::string& name)
    {
        std::optional<kube::Session> session;
        {
            const std::scoped_lock lock(mutex);
            const Reached* row = rowOf(name);
            if (over || row == nullptr || row->state != Reached::State::Reached) return;
            session = row->session;
        }
        if (!session || !soon.insert(name).second) return; // it is about to be asked
        auto& backoff = waits.try_emplace("look " + name, options.cache.reflect.backoff).first->second;
        lookAgain(name, *session, backoff.next(std::chrono::steady_clock::now(), chance));
    }

    /// A refusal is the fleet's, which does not let through, or the cluster's own; the fleet says which.
    void askWhy(const std::string& name, const ApiError& error)
    {
        Way way = Way::None;
        std::optional<kube::Session> through;
        std::optional<Right> right;
        {
            const std::scoped_lock lock(mutex);
            const Reached* row = rowOf(name);
            if (row != nullptr) way = row->way;
            if (fleet && fleet->discovery) {
                through = fleet->session;
                if (const ApiResource* proxy = proxyOf(*fleet->discovery))
                    right = Right{"get", proxy->group, proxy->plural, "proxy", "", name};
            }
        }
        if (way != Way::ThroughFleet || !through || !right || error.code == 401) return failed(name, error);
        ask(*through, *right, [weak = weak_from_this(), name, error, right](const ApiResult<bool>& allowed) {
            const auto self = weak.lock();
            if (!self) return;
            self->failed(name, error, allowed && !*allowed ? right : std::nullopt);
        });
    }

    /// The control plane has told what it serves.
    void isFound(const Discovery& found, const kube::Session& session)
    {
        const ApiResource* resource = membersOf(found);
        if (resource == nullptr && options.members.empty()) return isAlone(found);
        if (resource != nullptr) {
            const std::scoped_lock lock(mutex);
            if (over || members) return;
            membersResource = *resource;
            members = std::make_unique<kube::Cache>(session, turns, options.cache);
            membersPart = members->add(*resource, {}, membersSink(*resource));
        }
        isServed("", found); // after that: who waits for it waits for the list as well
        for (const auto& [name, connection] : options.members) add(name, std::nullopt);
    }

    /// No other clusters: the server is the only one.
    void isAlone(const Discovery& found)
    {
        const std::string name = options.name.empty() ? options.fleet.context : options.name;
        {
            const std::scoped_lock lock(mutex);
            if (over) return;
            Reached only = *fleet;
            only.name = name;
            only.place = Place::Member;
            fleet.reset();
            rows[name] = std::move(only);
        }
        isServed(name, found);
    }

    kube::CacheSink membersSink(const ApiResource& resource)
    {
        const auto decode = [resource](const kube::Item& item) -> std::optional<snapshot::DescribedCluster> {
            model::Issues issues;
            auto read = snapshot::fleetObject(documentOf(item, resource), snapshot::StandsIn::Fleet, issues);
            auto* cluster = read ? std::get_if<snapshot::DescribedCluster>(&*read) : nullptr;
            return cluster == nullptr ? std::nullopt : std::optional(std::move(*cluster));
        };
        return kube::batched<snapshot::DescribedCluster>(
            decode,
            [weak = weak_from_this()](std::vector<kube::Change<snapshot::DescribedCluster>> changes, bool whole) {
                const auto self = weak.lock();
                if (!self) return;
                for (auto& change : changes) {
                    if (change.value)
                        self->add(change.name, std::move(change.value));
                    else
                        self->drop(change.name);
                }
                if (whole) self->changed.notify_all();
            });
    }

    void add(const std::string& name, std::optional<snapshot::DescribedCluster> object)
    {
        std::optional<kube::Connection> connection;
        {
            const std::scoped_lock lock(mutex);
            if (over) return;
            const auto [row, isNew] = rows.try_emplace(name);
            row->second.name = name;
            if (object) row->second.object = std::move(object);
            if (isNew) connection = wayTo(row->second);
        }
        if (!connection) { // known already, or there is no way to it
            set(name, [](Reached& row) {
                if (row.way == Way::None) row.state = Reached::State::Unreachable;
            });
            return;
        }
        const ApiResult<kube::Session> session = open(*connection, name);
        if (!session) return failed(name, session.error());
        set(name, [&](Reached& row) {
            row.session = *session;
            row.isReachedBy(*connection, options.environment);
        });
        find(name, *session);
    }

    /// Under the mutex.
    std::optional<kube::Connection> wayTo(Reached& row) const
    {
        if (const auto own = options.members.find(row.name); own != options.members.end()) {
            row.way = Way::OwnKubeconfig;
            return own->second;
        }
        auto connection = throughFleet(options.fleet, *fleet->discovery, row.name);
        row.way = connection ? Way::ThroughFleet : Way::None;
        return connection;
    }

    void drop(const std::string& name)
    {
        {
            const std::scoped_lock lock(mutex);
            if (options.members.contains(name) || rows.erase(name) == 0) return;
        }
        changed.notify_all();
        if (listener.gone) listener.gone(name);
    }

    /// Under the mutex.
    [[nodiscard]] bool isSettled(const WaitFor& whom) const
    {
        if (fleet && fleet->state == Reached::State::Connecting) return false;
        if (fleet && !whom.members) return true;
        if (fleet && fleet->state == Reached::State::Reached)
            for (const auto& [name, connection] : options.members)
                if (!rows.contains(name)) return false; // about to be added
        const bool alone = !fleet;
        const auto isOpen = [&](const auto& row) {
            return row.second.state == Reached::State::Connecting &&
                   (alone || whom.names.empty() || whom.names.contains(row.first));
        };
        if (std::any_of(rows.begin(), rows.end(), isOpen)) return false;
        const bool allThere =
            !whom.names.empty() && std::all_of(whom.names.begin(), whom.names.end(),
                                               [&](const std::string& name) { return rows.contains(name); });
        if (members && !allThere) {
            const auto parts = members->parts();
            const auto part = parts.find(membersPart);
            if (part == parts.end() || part->second.why == kube::PartState::Why::Waiting ||
                part->second.why == kube::PartState::Why::Listing)
                return false;
        }
        return true;
    }
};

Connections::Connections(ConnectOptions options, Listener listener)
    : m_client(options.client)
    , m_shared(std::make_shared<Shared>(std::move(options), std::move(listener)))
{
    m_shared->client = &m_client;
}

Connections::~Connections()
{
    std::unique_ptr<kube::Cache> members;
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->over = true;
        members = std::move(m_shared->members);
    }
    members.reset();
}

void Connections::start()
{
    Shared& shared = *m_shared;
    const std::string name = shared.options.name.empty() ? shared.options.fleet.context : shared.options.name;
    const ApiResult<kube::Session> session = shared.open(shared.options.fleet, name);
    {
        const std::scoped_lock lock(shared.mutex);
        Reached fleet;
        fleet.name = name;
        fleet.place = Place::Fleet;
        if (session) fleet.session = *session;
        fleet.isReachedBy(shared.options.fleet, shared.options.environment);
        shared.fleet = std::move(fleet);
    }
    if (!session) return shared.failed("", session.error());
    session->later(kube::Milliseconds(0), [shared = m_shared, session = *session] { shared->find("", session); });
}

std::vector<Reached> Connections::clusters() const
{
    const std::scoped_lock lock(m_shared->mutex);
    std::vector<Reached> all;
    if (m_shared->fleet) all.push_back(*m_shared->fleet);
    for (const auto& [name, row] : m_shared->rows) all.push_back(row);
    return all;
}

std::optional<kube::PartState> Connections::membersPart() const
{
    const std::scoped_lock lock(m_shared->mutex);
    if (!m_shared->members) return std::nullopt;
    return m_shared->members->parts().at(m_shared->membersPart);
}

std::optional<kube::ApiResource> Connections::membersResource() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->membersResource;
}

std::string Connections::whyMembersUnknown() const
{
    const std::optional<kube::PartState> list = membersPart();
    const std::optional<ApiResource> listed = membersResource();
    return list && listed && !kube::isKnown(*list) ? onOneLine(kube::explain(*list, *listed)) : std::string();
}

bool Connections::wait(kube::Milliseconds most, const std::stop_token& stop) const
{
    return wait(WaitFor{}, most, stop);
}

bool Connections::wait(const WaitFor& whom, kube::Milliseconds most, const std::stop_token& stop) const
{
    // A list that ends with nothing changes no row, so it is looked at now and then.
    constexpr kube::Milliseconds glance{50};
    const auto until = std::chrono::steady_clock::now() + most;
    std::unique_lock lock(m_shared->mutex);
    while (!m_shared->isSettled(whom)) {
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= until) return false;
        m_shared->changed.wait_for(lock, glance);
    }
    return true;
}

void Connections::lookAgain(const std::string& name)
{
    m_shared->lookAgainSoon(name);
}

std::shared_ptr<kube::Turns> Connections::turns() const
{
    return m_shared->turns;
}

} // namespace core::live
