#include "ui/session/live_feed.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <algorithm>
#include <utility>

#include "core/kube/cluster_uid.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

namespace ui {
namespace {

using namespace std::chrono_literals;
using core::kube::PartState;
using core::live::Reached;
using theme::Tone;
using Clock = std::chrono::steady_clock;

constexpr auto glance = 100ms;       ///< between two looks at what came
constexpr auto shortest = 500ms;     ///< between two snapshots
constexpr auto quiet = 1s;           ///< between two looks at how the clusters stand, while nothing comes
constexpr auto longest = 30s;        ///< after it the ages are told anew
constexpr auto patienceAtFirst = 3s; ///< for what is slow

class LiveFeedWords {
    Q_DECLARE_TR_FUNCTIONS(ui::LiveFeed)
};

Tone toneOf(const PartState& state)
{
    switch (state.why) {
    case PartState::Why::Waiting:
    case PartState::Why::Listing: return Tone::Progress;
    case PartState::Why::NotServed: return Tone::Plain;
    case PartState::Why::Synced:
    case PartState::Why::Polled: return state.asOf ? Tone::Ok : Tone::Attention;
    default: return Tone::Attention; // what is known of it may be old
    }
}

/// The part that says why nothing of a cluster is current any more; null: something is, or comes.
const core::live::Part* lostIn(const core::live::ClusterView& view)
{
    const core::live::Part* lost = nullptr;
    for (const core::live::Part& part : view.parts) switch (part.state.why) {
        case PartState::Why::Waiting:
        case PartState::Why::Listing:
        case PartState::Why::Synced:
        case PartState::Why::Polled: return nullptr;
        case PartState::Why::Stale:
        case PartState::Why::Failing:
            if (lost == nullptr) lost = &part;
            break;
        default: break; // a right that is missing, a kind that is not served
        }
    return lost;
}

} // namespace

ClusterState stateOf(const core::live::ClusterView& view)
{
    const Reached& reached = view.reached;
    ClusterState made;
    made.name = qt(reached.name);
    made.isFleet = reached.place == core::kube::Place::Fleet;
    made.way = qt(std::string(core::live::name(reached.way)));
    made.why = engineText(reached.why());
    int known = 0;
    for (const core::live::Part& part : view.parts) {
        const bool isFollowed = part.state.why == PartState::Why::Synced; // its age would be another with every event
        made.parts.push_back({qt(part.resource), engineText(part.gives), toneOf(part.state), engineText(part.why),
                              isFollowed ? std::nullopt : part.state.asOf});
        if (made.parts.back().tone == Tone::Ok || made.parts.back().tone == Tone::Plain) ++known;
    }
    const int all = static_cast<int>(view.parts.size());
    const bool loads = std::any_of(made.parts.begin(), made.parts.end(),
                                   [](const ClusterState::Part& part) { return part.tone == Tone::Progress; });
    switch (reached.state) {
    case Reached::State::Connecting:
        made.tone = Tone::Progress;
        made.state = LiveFeedWords::tr("connecting");
        made.why.clear();
        break;
    case Reached::State::Refused:
        made.tone = Tone::Attention;
        made.state = LiveFeedWords::tr("refused");
        break;
    case Reached::State::Unreachable:
        made.tone = Tone::Error;
        made.state = LiveFeedWords::tr("not reached");
        break;
    case Reached::State::Reached:
        if (const core::live::Part* lost = lostIn(view)) {
            made.tone = Tone::Error;
            made.state = LiveFeedWords::tr("not reached");
            made.why = engineText(lost->why);
            break;
        }
        made.tone = loads ? Tone::Progress : known == all ? Tone::Ok : Tone::Attention;
        made.state = loads          ? LiveFeedWords::tr("loading, %1 of %2").arg(known).arg(all)
                     : known == all ? LiveFeedWords::tr("live")
                                    : LiveFeedWords::tr("live, %1 of %2 known").arg(known).arg(all);
        break;
    }
    return made;
}

LiveFeed::LiveFeed(core::live::LiveOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_worker([this](const std::stop_token& quit) { work(quit); })
{}

LiveFeed::~LiveFeed()
{
    m_worker.request_stop();
    m_worker.join();
}

void LiveFeed::refresh()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_refresh = true;
    }
    m_wake.notify_one();
}

void LiveFeed::work(const std::stop_token& quit)
{
    core::live::LiveFleet live(std::move(m_options));
    const auto told = [this](core::snapshot::FleetPtr fleet) {
        QMetaObject::invokeMethod(
            this, [this, fleet = std::move(fleet)] { emit fleetCame(fleet); }, Qt::QueuedConnection);
    };
    live.start();
    const Clock::time_point started = Clock::now();
    std::optional<Clock::time_point> last; // snapshot
    std::uint64_t seen = 0;
    std::vector<ClusterState> shown;
    Clock::time_point looked;
    std::uint64_t lookedAt = 0;
    bool newStates = false; // since the last snapshot
    bool settled = false;
    std::jthread asking; // who the control plane is; it ends before the fleet does
    while (!quit.stop_requested()) {
        const std::uint64_t changes = live.changes();
        const Clock::time_point at = Clock::now();
        // A look makes words of every part of every cluster: once something came no oftener than a snapshot, else seldom.
        if (!last || at - looked >= quiet || (changes != lookedAt && at - looked >= shortest)) {
            looked = at;
            lookedAt = changes;
            std::vector<ClusterState> now;
            for (const core::live::ClusterView& view : live.clusters()) {
                if (now.empty() && !asking.joinable() && view.reached.state == Reached::State::Reached)
                    asking = std::jthread([this, session = *view.reached.session](const std::stop_token& stop) {
                        std::string uid = core::kube::clusterUid(session, stop);
                        if (uid.empty() || stop.stop_requested()) return;
                        QMetaObject::invokeMethod(
                            this, [this, uid = std::move(uid)] { emit identified(uid); }, Qt::QueuedConnection);
                    });
                now.push_back(stateOf(view));
            }
            const bool wasSettled = settled;
            settled = !now.empty() && std::none_of(now.begin(), now.end(),
                                                   [](const ClusterState& c) { return c.tone == Tone::Progress; });
            if (last && settled && !wasSettled) { // nobody is told "live" before the snapshot that has it
                seen = changes;
                last = at;
                told(live.update());
            }
            if (now != shown) {
                newStates = true;
                shown = now;
                QMetaObject::invokeMethod(
                    this, [this, now = std::move(now)] { emit clustersChanged(now); }, Qt::QueuedConnection);
            }
        }
        const bool wanted = !last ? settled || at - started >= patienceAtFirst
                                  : at - *last >= longest || ((changes != seen || newStates) && at - *last >= shortest);
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_refresh, false) || wanted) {
            lock.unlock();
            seen = changes;
            last = at;
            newStates = false;
            told(live.update());
            lock.lock();
        }
        m_wake.wait_for(lock, quit, glance, [this] { return m_refresh; });
    }
}

} // namespace ui
