#include "core/live/live.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/live/gather.h"
#include "core/model/age.h"
#include "core/snapshot/build.h"

namespace core::live {
namespace {

using kube::ApiResource;
using kube::PartState;
using kube::Place;

/// What is followed of a cluster: a resource, in one namespace or all of them.
struct Followed {
    ApiResource resource;
    std::string nameSpace;
    std::string gives;
    std::string part; ///< the cache's name for it

    [[nodiscard]] bool isSame(const Followed& other) const
    {
        return resource.path() == other.resource.path() && nameSpace == other.nameSpace;
    }
};

/// Of the table of core/kube/cache_parts.h, what the server has.
std::vector<Followed> followedOf(const kube::Discovery& discovery, Place place)
{
    std::vector<Followed> all;
    for (const kube::WatchedResource& one : kube::watchedResources()) {
        if (one.place != place || kube::listsClusters(one)) continue;
        if (const ApiResource* found = discovery.byName(one.group, one.plural))
            all.push_back({*found, std::string(one.nameSpace), std::string(one.gives), {}});
    }
    if (place != Place::Fleet) return all;
    // What was placed where is told in the same words by every engine, whatever the group is called.
    for (const char* plural : {"resourcebindings", "clusterresourcebindings"})
        for (const kube::ApiGroup& group : discovery.groups) {
            const ApiResource* found = discovery.byName(group.name, plural);
            const bool known = std::any_of(all.begin(), all.end(), [&](const Followed& f) {
                return f.resource.group == group.name && f.resource.plural == plural;
            });
            if (found != nullptr && found->can("list") && !known)
                all.push_back({*found, {}, "what was placed where", {}});
        }
    return all;
}

/// Whether more is to come without anybody doing something.
bool isUnderWay(const PartState& state)
{
    return state.why == PartState::Why::Waiting || state.why == PartState::Why::Listing;
}
/// Of what is not followed just now; none: it is, or nothing was ever known of it.
std::optional<Seconds> ageOf(const PartState& state, Time now)
{
    if (state.why == PartState::Why::Synced || state.why == PartState::Why::Polled || !state.asOf) return std::nullopt;
    return now - *state.asOf;
}

/// Absent: its APIs could not all be read.
std::optional<bool> servesKueue(const kube::Discovery& discovery)
{
    constexpr std::string_view group = "kueue.x-k8s.io";
    if (std::any_of(discovery.resources.begin(), discovery.resources.end(),
                    [&](const kube::ApiResource& one) { return one.group == group; }))
        return true;
    if (std::any_of(discovery.gaps.begin(), discovery.gaps.end(),
                    [&](const kube::DiscoveryGap& gap) { return gap.group == "*" || gap.group == group; }))
        return std::nullopt;
    return false;
}

} // namespace

struct LiveFleet::Shared : std::enable_shared_from_this<Shared> {
    struct Row {
        Reached reached;
        std::unique_ptr<kube::Cache> cache;
        std::shared_ptr<const kube::Discovery> discovery; ///< that `followed` is of
        std::vector<Followed> followed;
        int looks = 0; ///< Reached::looks
        bool unserved =
            false;            ///< something of it was answered with 404, and what the cluster serves is being looked at
        ClusterGather gather; ///< not used by the control plane
    };

    LiveOptions options;
    std::shared_ptr<kube::Turns> turns;
    Connections* connections = nullptr; ///< only on the client's thread, which ends with it
    snapshot::Store store{snapshot::freeze({})};

    std::atomic<std::uint64_t> changes{0};

    mutable std::mutex mutex; ///< of what follows
    bool over = false;
    std::map<std::string, Row> rows; ///< the control plane is ""
    FleetGather fleetGather;
    snapshot::Fleet ofControlPlane;                   ///< what came of it last
    std::vector<std::string> gone;                    ///< clusters, since the last update
    std::vector<std::unique_ptr<kube::Cache>> ending; ///< to be destroyed where it may wait

    explicit Shared(LiveOptions o)
        : options(std::move(o))
    {}

    static std::string keyOf(const Reached& reached)
    {
        return reached.place == Place::Fleet ? std::string() : reached.name;
    }

    void changed(const Reached& reached)
    {
        const std::scoped_lock lock(mutex);
        if (over) return;
        ++changes;
        const std::string key = keyOf(reached);
        if (!key.empty() && reached.way == Way::Direct) forget(""); // a fleet of one has no control plane
        Row& row = rows[key];
        const bool describedAnew = reached.object.has_value();
        row.reached = reached;
        if (describedAnew) row.gather.describe(reached.object);
        if (reached.state != Reached::State::Reached) return;
        if (!row.cache) row.cache = std::make_unique<kube::Cache>(*reached.session, turns, options.connect.cache);
        if (row.discovery != reached.discovery) follow(key, row);
        // It still says that it serves what it did not: it may do so again.
        if (std::exchange(row.looks, reached.looks) != reached.looks && std::exchange(row.unserved, false))
            row.cache->nudge();
    }

    /// What the cluster serves now, and only that; what it may still have behind an API that does not answer stays. Under the mutex.
    void follow(const std::string& key, Row& row)
    {
        row.discovery = row.reached.discovery;
        std::vector<Followed> now = followedOf(*row.discovery, row.reached.place);
        const auto isGap = [&](const Followed& one) {
            return std::any_of(
                row.discovery->gaps.begin(), row.discovery->gaps.end(),
                [&](const kube::DiscoveryGap& gap) { return gap.group == "*" || gap.group == one.resource.group; });
        };
        if (!key.empty()) row.gather.tellKueue(servesKueue(*row.discovery));
        for (Followed& old : std::exchange(row.followed, {})) {
            const auto same =
                std::find_if(now.begin(), now.end(), [&](const Followed& one) { return one.isSame(old); });
            if (same != now.end() || isGap(old)) {
                if (same != now.end()) now.erase(same);
                row.followed.push_back(std::move(old));
                continue;
            }
            row.cache->remove(old.part);
            if (key.empty())
                fleetGather.forget(old.resource);
            else
                row.gather.forget(old.resource);
        }
        for (Followed& one : now) {
            one.part = row.cache->add(one.resource, one.nameSpace, sink(key, one.resource));
            row.followed.push_back(std::move(one));
        }
    }

    /// Under the mutex.
    void forget(const std::string& key)
    {
        const auto row = rows.find(key);
        if (row == rows.end()) return;
        if (row->second.cache) ending.push_back(std::move(row->second.cache));
        rows.erase(row);
        ++changes;
        if (!key.empty()) gone.push_back(key);
    }

    kube::CacheSink sink(const std::string& key, const ApiResource& resource)
    {
        const std::weak_ptr<Shared> weak = weak_from_this();
        /// Calls it with the row, or not at all.
        const auto with = [weak, key](const auto& what) {
            const auto self = weak.lock();
            if (!self) return;
            const std::scoped_lock lock(self->mutex);
            const auto row = self->rows.find(key);
            if (self->over || row == self->rows.end()) return;
            ++self->changes;
            what(*self, row->second);
        };
        return {.put =
                    [with, key, resource](const kube::Item& item, bool) {
                        if (!key.empty()) return with([&](Shared&, Row& row) { row.gather.put(resource, item); });
                        const Json object = documentOf(item, resource);
                        with([&](Shared& self, Row&) { self.fleetGather.put(resource, object); });
                    },
                .gone =
                    [with, key, resource](std::string_view nameSpace, std::string_view name) {
                        with([&](Shared& self, Row& row) {
                            if (key.empty())
                                self.fleetGather.gone(resource, std::string(nameSpace), std::string(name));
                            else
                                row.gather.gone(resource, std::string(nameSpace), std::string(name));
                        });
                    },
                .flush =
                    [with, key, resource](bool whole) {
                        if (!whole || key.empty()) return;
                        with([&](Shared& self, Row& row) {
                            row.gather.whole(resource, {"live: " + shown(key), self.options.now()});
                        });
                    },
                .unserved =
                    [with, key] {
                        Connections* ask = nullptr;
                        with([&](Shared& self, Row& row) {
                            row.unserved = true;
                            ask = self.connections;
                        });
                        if (ask != nullptr) ask->lookAgain(key);
                    }};
    }

    /// Under the mutex.
    [[nodiscard]] static std::vector<Part> partsOf(const Row& row)
    {
        std::vector<Part> parts;
        if (!row.cache) return parts;
        const auto states = row.cache->parts();
        for (const Followed& one : row.followed) {
            const auto at = states.find(one.part);
            const PartState state = at == states.end() ? PartState() : at->second;
            parts.push_back({one.resource.fullName(), one.gives, state, onOneLine(kube::explain(state, one.resource))});
        }
        return parts;
    }

    /// Under the mutex.
    void addGaps(const std::string& key, const Row& row, std::vector<snapshot::Gap>& gaps) const
    {
        if (row.reached.state != Reached::State::Reached) {
            gaps.push_back({key, key.empty() ? snapshot::controlPlane : "connection",
                            key.empty() ? std::string(snapshot::whichClusters) + ", and where workloads go"
                                        : "what is there, but for what the fleet says of it",
                            row.reached.why()});
            gaps.back().kind = key.empty() ? snapshot::GapKind::ControlPlane : snapshot::GapKind::Other;
            return;
        }
        for (const Part& part : partsOf(row))
            if (!kube::isKnown(part.state)) {
                gaps.push_back({key, part.resource, part.gives, part.why});
                gaps.back().kind = snapshot::kindOf(gaps.back()); // the resource's name is what it is known by
            } else if (const auto age = ageOf(part.state, options.now()); age && *age > options.oldAfter)
                gaps.push_back({key, "the last " + model::shortHumanDuration(*age) + " of " + part.resource, part.gives,
                                part.why});
    }
};

Time systemNow()
{
    return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
}

LiveFleet::LiveFleet(LiveOptions options)
    : m_shared(std::make_shared<Shared>(std::move(options)))
{
    m_connections = std::make_unique<Connections>(
        m_shared->options.connect,
        Connections::Listener{.changed =
                                  [weak = std::weak_ptr<Shared>(m_shared)](const Reached& reached) {
                                      if (const auto self = weak.lock()) self->changed(reached);
                                  },
                              .gone =
                                  [weak = std::weak_ptr<Shared>(m_shared)](const std::string& name) {
                                      const auto self = weak.lock();
                                      if (!self) return;
                                      const std::scoped_lock lock(self->mutex);
                                      self->forget(name);
                                  }});
    m_shared->turns = m_connections->turns();
    m_shared->connections = m_connections.get();
}

LiveFleet::~LiveFleet()
{
    std::vector<std::unique_ptr<kube::Cache>> ending;
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->over = true;
        ending = std::move(m_shared->ending);
        for (auto& [key, row] : m_shared->rows)
            if (row.cache) ending.push_back(std::move(row.cache));
    }
    ending.clear(); // each waits for the client's thread, which may want the mutex
}

void LiveFleet::start()
{
    m_connections->start();
}

bool LiveFleet::settle(kube::Milliseconds most, const std::stop_token& stop)
{
    constexpr kube::Milliseconds glance{50};
    const auto isDone = [](const ClusterView& view) {
        if (view.reached.state != Reached::State::Reached) return view.reached.state != Reached::State::Connecting;
        return !view.parts.empty() &&
               std::none_of(view.parts.begin(), view.parts.end(), [](const Part& p) { return isUnderWay(p.state); });
    };
    const auto until = std::chrono::steady_clock::now() + most;
    for (;;) {
        const bool found = m_connections->wait(glance, stop);
        const std::vector<ClusterView> views = clusters();
        if (found && !views.empty() && std::all_of(views.begin(), views.end(), isDone)) return true;
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= until) return false;
        update(); // what has come need not wait for what has not
        if (found) std::this_thread::sleep_for(glance);
    }
}

snapshot::FleetPtr LiveFleet::update()
{
    Shared& shared = *m_shared;
    const Time now = shared.options.now();
    const std::string control = "live: " + shown(shared.options.connect.fleet.context);
    snapshot::FleetChange clusters;
    snapshot::Fleet rest;
    std::vector<snapshot::Gap> gaps;
    std::set<std::string> withoutObject;
    std::vector<std::unique_ptr<kube::Cache>> ending;
    bool isOne = false;
    const std::string unlisted = m_connections->whyMembersUnknown();
    const std::optional<ApiResource> listed = m_connections->membersResource();
    {
        const std::scoped_lock lock(shared.mutex);
        ending = std::exchange(shared.ending, {});
        clusters.goneClusters = std::exchange(shared.gone, {});
        if (shared.fleetGather.changed())
            shared.ofControlPlane = shared.fleetGather.take(shared.options.extras, {control, now});
        rest = shared.ofControlPlane;
        isOne = shared.rows.size() == 1 && !shared.rows.begin()->first.empty() &&
                shared.rows.begin()->second.reached.way == Way::Direct;
        for (auto& [key, row] : shared.rows) {
            shared.addGaps(key, row, gaps);
            if (key.empty()) continue;
            const auto states = row.cache ? row.cache->parts() : std::map<std::string, PartState>();
            for (const Followed& one : row.followed)
                if (const auto state = states.find(one.part); state != states.end() && state->second.asOf)
                    row.gather.confirm(one.resource.kind, *state->second.asOf);
            if (row.gather.changed()) clusters.clusters.push_back(row.gather.take(key, shared.options.extras, now));
            rest.stock.insert(rest.stock.end(), row.gather.cells().begin(), row.gather.cells().end());
            if (row.gather.object())
                snapshot::add(rest, *row.gather.object());
            else
                withoutObject.insert(key);
        }
    }
    // Nobody divides what is applied to a server that knows no other clusters.
    if (isOne && rest.engine.empty()) rest.engine = "direct";
    ending.clear();
    if (!unlisted.empty() && listed)
        gaps.push_back({"", listed->fullName(), snapshot::whichClusters, unlisted, snapshot::GapKind::Clusters});
    const snapshot::FleetPtr before = shared.store.apply(std::move(clusters));
    rest.name = shared.options.extras.name.empty() ? shared.options.connect.fleet.context : shared.options.extras.name;
    rest.takenAt = now;
    rest.clusters = before->clusters;
    snapshot::addNoStock(rest, shared.options.extras, "fleet.yaml");
    rest.stockOrigin = {rest.stock.empty()            ? ""
                        : shared.options.extras.stock ? "fleet.yaml"
                                                      : "ConfigMaps of the clusters",
                        rest.stock.empty() ? std::nullopt : std::optional(now)};
    rest.pricesOrigin = {rest.prices.empty() ? "the program's catalogue" : "fleet.yaml", shared.options.extras.seen};
    snapshot::addCatalogue(rest);
    for (snapshot::Gap& gap : snapshot::gapsOf(rest, withoutObject, snapshot::ReadFrom::Live))
        gaps.push_back(std::move(gap));
    rest.gaps = std::move(gaps);
    return shared.store.apply({.rest = std::move(rest)});
}

snapshot::FleetPtr LiveFleet::fleet() const
{
    return m_shared->store.fleet();
}

std::uint64_t LiveFleet::changes() const
{
    return m_shared->changes;
}

std::vector<ClusterView> LiveFleet::clusters() const
{
    const std::scoped_lock lock(m_shared->mutex);
    std::vector<ClusterView> views;
    for (const auto& [key, row] : m_shared->rows) views.push_back({row.reached, Shared::partsOf(row)});
    return views;
}

} // namespace core::live
