#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/estimate/not_held.h"
#include "core/estimate/offers.h"
#include "core/preview/choices.h"
#include "core/preview/waiting.h"
#include "core/preview/warnings.h"

/// What an answer that is a range rests on: stock, pods that wait, quotas, gaps of the snapshot, cards.
namespace core::preview {
namespace {

/// What leaves open how much a cluster can take.
enum class Open {
    Nodes,
    Pools,
    PoolTypes, ///< a pool is known, and not what it buys
    Quota,
    Account,
    Maximum,
    Cards,
    Virtual, ///< nodes that stand for a service which makes an instance for each pod
    Devices,
    NotHeld,
    Types,
    Choice,
    Version,
    Zones,
    Planned,
    Size,
    Sidecars,
    Volumes,
    Stock,
    Waiting,
    First ///< where the first pod of those comes to that have to be near each other
};

constexpr const char* leavesRoomForAll =
    "List in the pool the one type and zone that leave room for all, or raise what bounds them.";

/// Another type or zone would leave some of its replicas without a node: of those that are bought, more than the order of groups'
/// pods may leave without, or the place of the first pod.
bool hangsOnTypes(const ClusterOutcome& cluster)
{
    std::int64_t without = 0;
    for (const Share& share : cluster.shares)
        if (share.kind == Share::Kind::New && share.choice && !share.unsure)
            without += std::max<std::int64_t>(0, share.replicas - share.choice->replicas.lower);
    return without > cluster.interleaved + cluster.apart;
}

/// It has replicas that are not sure, and not only as pods of groups come in any order.
bool isOpenIn(const ClusterOutcome& cluster)
{
    return cluster.unsure > cluster.interleaved;
}

/// What could be bought decides whether there is enough; else it is what is not known of nodes that run.
bool ofBought(const Decision& decision)
{
    return decision.fromUpperEnd && decision.stockAsked;
}

/// A scaler of another version may fill a pool with its smallest type, and then the scheduler hears of less.
bool hangsOnVersion(const Answer& answer, std::size_t site)
{
    const estimate::Provisionable& offers = answer.facts.offersOf(site);
    const std::vector<model::NodePool>& pools = answer.facts.site(site).data->pools;
    return ofBought(answer.decision) && !offers.deliverable.isExact() &&
           std::any_of(offers.rooms.begin(), offers.rooms.end(), [&](const estimate::PoolRoom& room) {
               return !room.oneTypeChoice && estimate::detail::mayFixType(pools[room.pool]);
           });
}

/// The scheduler hears of less where the scaler may fill a pool with types that leave less room.
bool hearsOfTypes(const Answer& answer, std::size_t site)
{
    const estimate::Provisionable& offers = answer.facts.offersOf(site);
    return ofBought(answer.decision) && !offers.deliverable.isExact() && choosesOffers(offers);
}

/// Of zones without nodes, the one that the scaler takes first holds the others down, or not.
bool hangsOnFirstZone(const Answer& answer, std::size_t site)
{
    const estimate::Provisionable& offers = answer.facts.offersOf(site);
    return !offers.deliverable.isExact() && estimate::hangsOnFirstDomain(offers);
}

/// The reasons that offers name themselves.
void addDoubts(const estimate::Provisionable& offers, std::set<Open>& out)
{
    for (const estimate::Offer& offer : offers.offers) {
        if (estimate::mostNodesOf(offers, offer) == 0) continue;
        switch (offer.doubt) {
        case estimate::Doubt::None: break;
        case estimate::Doubt::Type: out.insert(Open::Types); break;
        case estimate::Doubt::Zone: out.insert(Open::Zones); break;
        case estimate::Doubt::Devices: out.insert(Open::Devices); break;
        case estimate::Doubt::NotHeld: out.insert(Open::NotHeld); break;
        case estimate::Doubt::Planned: out.insert(Open::Planned); break;
        case estimate::Doubt::Size: out.insert(Open::Size); break;
        case estimate::Doubt::Sidecars: out.insert(Open::Sidecars); break;
        case estimate::Doubt::Volume: out.insert(Open::Volumes); break;
        }
        if (!offer.refusal && offer.mostPerNode > offer.replicasPerNode) out.insert(Open::Size);
    }
}

/// Virtual nodes of the cluster that may take some of the replicas.
std::vector<std::string> virtualOf(const Answer& answer, std::size_t site)
{
    std::vector<std::string> out;
    const snapshot::NodeTable& nodes = answer.facts.site(site).data->nodes;
    if (!nodes.anyVirtual() || answer.facts.runningOf(site).range().isExact()) return out;
    for (const auto& [row, pods] : answer.facts.runningOf(site).perhapsOn)
        if (pods > 0 && row < nodes.size() && nodes.isVirtual(row)) out.emplace_back(nodes.names[row]);
    if (answer.facts.site(site).ask->isGroup()) // where its pods would be is not told
        for (std::size_t row = 0; row < nodes.size(); ++row)
            if (nodes.isVirtual(row)) out.emplace_back(nodes.names[row]);
    return out;
}

/// Several, where each alone would leave it open.
std::set<Open> openIn(const Answer& answer, std::size_t site)
{
    const estimate::Provisionable& offers = answer.facts.offersOf(site);
    const estimate::Running& running = answer.facts.runningAtEnd(site);
    // What runs there decides nothing where no node would take a replica, were it empty, and none of its own may run there.
    if (!running.known && (running.range() != Range::exactly(0) || answer.facts.site(site).unread > 0))
        return {Open::Nodes};
    if (!offers.known)
        return {poolsWithoutTypes(*answer.facts.site(site).data).empty() ? Open::Pools : Open::PoolTypes};
    if (estimate::claimsDevices(*answer.facts.site(site).ask)) return {Open::Devices};
    if (estimate::isNoPlaceSure(*answer.facts.site(site).data, *answer.facts.site(site).ask)) return {Open::NotHeld};
    std::set<Open> out;
    const auto sure = surelyAdmittedBy(running);
    if (sure != admittedBy(running) && *sure < answer.facts.toStart(site, answer.decision.replicas[site]))
        out.insert(Open::Quota);
    const auto buys = [&](const WaitingBuy& buy) {
        return std::any_of(offers.offers.begin(), offers.offers.end(), [&](const estimate::Offer& offer) {
            if (offer.refusal) return false;
            for (std::size_t i = 0; i < buy.nodes.size(); ++i) {
                const estimate::Offer& theirs = answer.facts.offersOf(buy.site).offers[i];
                const bool samePool = buy.site == site && theirs.pool == offer.pool;
                const bool sameCell = offer.stockBounds && theirs.stockBounds && theirs.stock.key == offer.stock.key;
                if (buy.nodes[i] > 0 && (samePool || sameCell)) return true;
            }
            return false;
        });
    };
    if (hangsOnTypes(answer.outcome.clusters[site])) out.insert(Open::Choice);
    if (answer.outcome.clusters[site].apart > 0) out.insert(Open::First);
    const std::vector<WaitingBuy>& waited = waitedOf(answer.facts).buys;
    if (std::any_of(waited.begin(), waited.end(), buys)) out.insert(Open::Waiting);
    addDoubts(offers, out);
    if (std::any_of(offers.offers.begin(), offers.offers.end(), stockIsOpen)) {
        out.insert(Open::Stock);
        if (!virtualOf(answer, site).empty()) out.insert(Open::Virtual);
        return out;
    }
    if (hangsOnVersion(answer, site))
        out.insert(Open::Version);
    else if ((out.empty() || out == std::set<Open>{Open::First}) &&
             (hearsOfTypes(answer, site) || hangsOnFirstZone(answer, site)))
        out.insert(Open::Choice);
    const bool maxima = std::all_of(offers.rooms.begin(), offers.rooms.end(), [](const estimate::PoolRoom& room) {
        return room.nodes.has_value() && !room.sizeOpen;
    });
    if (!maxima) out.insert(Open::Maximum);
    if (std::any_of(offers.quotas.begin(), offers.quotas.end(), [](const auto& quota) { return quota.open; }))
        out.insert(Open::Account);
    if (!running.range().isExact()) out.insert(virtualOf(answer, site).empty() ? Open::Cards : Open::Virtual);
    return out;
}

/// "ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h for c-hz-01": what is open of what it could buy; else its name alone.
std::string openCellsOf(const Answer& answer, const std::string& cluster)
{
    std::set<std::string> cells;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        for (const estimate::Offer& offer : answer.facts.offersOf(site).offers)
            if (answer.name(site) == cluster && stockIsOpen(offer)) cells.insert(cellText(offer));
    return cells.empty() ? cluster : few(cells) + " for " + cluster;
}

void chosenByStock(const Answer& answer, const std::string& cluster, Warnings& warnings)
{
    Open open = Open::Stock;
    std::string pools;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        if (answer.name(site) != cluster) continue;
        std::set<Open> all = openIn(answer, site);
        all.erase(Open::First); // the scheduler does not see where that is
        pools = poolsWithoutTypes(*answer.facts.site(site).data);
        if (!all.empty() && !all.contains(Open::Stock)) open = *all.begin();
    }
    const auto dependsOn = [&](const std::string& what, const char* remedy) {
        warnings.add("stock-decides", "Which clusters are chosen depends on " + what, remedy);
    };
    switch (open) {
    case Open::Nodes:
        dependsOn("what runs in " + cluster + ", which is not known.", "Add its nodes and pods to the snapshot.");
        break;
    case Open::Pools:
        dependsOn("the node pools of " + cluster + ", which are not known.", "State them in fleet.yaml.");
        break;
    case Open::PoolTypes:
        dependsOn("the instance types of node pool " + pools + " of " + cluster + ", which are not known.",
                  "State them in fleet.yaml.");
        break;
    case Open::Maximum:
        dependsOn("the maximum of a node pool of " + cluster + ", which is not known.", "State it in fleet.yaml.");
        break;
    case Open::Cards:
        dependsOn("the cards of " + cluster + ", of which nobody says which are free.",
                  "Look at its nodes, and see which pods name no card.");
        break;
    case Open::Virtual:
        dependsOn("what a virtual node of " + cluster + " can start, which is not known.",
                  "Look at the stock and the quotas of ECI or ACS.");
        break;
    case Open::Quota:
        dependsOn("a quota of the namespace in " + cluster + ", whose use is not known.",
                  "Add what `kubectl get resourcequotas -A -o json` prints.");
        break;
    case Open::Account:
        dependsOn("a quota of the account of " + cluster + ", whose limit or use is not known.",
                  "State both in fleet.yaml.");
        break;
    case Open::Devices:
        dependsOn("the devices of " + cluster + " that the pods claim, which nobody here reads.",
                  "Look at `kubectl get resourceslices` there.");
        break;
    case Open::NotHeld:
        dependsOn("claims or classes of " + cluster + " that the pods name and the snapshot lacks.",
                  "Complete the snapshot.");
        break;
    case Open::Types:
        dependsOn("instance types of " + cluster + ", of which the snapshot does not tell what they have.",
                  "Describe them in fleet.yaml under `instanceTypes`.");
        break;
    case Open::Zones:
        dependsOn("the zones in which a node pool of " + cluster + " buys, which are not known.",
                  "State them in fleet.yaml.");
        break;
    case Open::Planned:
        dependsOn("whether the pods fit the smallest type of a node pool of " + cluster +
                      ", which cluster-autoscaler plans it with.",
                  "Give types that differ in size pools of their own.");
        break;
    case Open::Size:
        dependsOn("what new nodes of " + cluster + " really have, which nobody has seen.",
                  "State the pool's `allocatable` in fleet.yaml.");
        break;
    case Open::Sidecars:
    case Open::Volumes:
        dependsOn("whether the node autoscaler of " + cluster + " adds nodes that such pods can use.",
                  "Try it with one replica first.");
        break;
    case Open::Version:
        dependsOn("the version of the scaler of " + cluster + ", which is not known.",
                  "State `scalerVersion` of its pools in fleet.yaml.");
        break;
    case Open::Choice:
        dependsOn("the instance types that the scaler of " + cluster + " takes.", leavesRoomForAll);
        break;
    case Open::Waiting: // the scheduler does not see them
    case Open::First:
    case Open::Stock:
        dependsOn("the stock of " + openCellsOf(answer, cluster) + ", which is not known exactly.",
                  "Query its stock again before applying.");
    }
}

bool isOpen(const Answer& answer, Open what)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (isOpenIn(answer.outcome.clusters[site]) && openIn(answer, site).contains(what)) return true;
    return false;
}

/// Of all clusters with replicas that are not sure.
std::set<Open> openOf(const Answer& answer)
{
    std::set<Open> out;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (isOpenIn(answer.outcome.clusters[site])) out.merge(openIn(answer, site));
    return out;
}

/// "stock that nobody has promised, and on a quota whose use is not known"
struct Resting {
    std::string on;
    std::string remedy;
};

/// @param unread  clusters whose nodes or pods nobody read
Resting restingOn(const std::set<Open>& all, const std::string& unread)
{
    Resting out;
    const auto add = [&](Open open, const char* on, const std::string& remedy) {
        if (!all.contains(open)) return;
        out.on += (out.on.empty() ? "" : ", and on ") + std::string(on);
        if (out.remedy.find(remedy) == std::string::npos) out.remedy += (out.remedy.empty() ? "" : " ") + remedy;
    };
    add(Open::Stock, "stock that nobody has promised", "Query the stock's count, or keep a node spare.");
    add(Open::Waiting, "nodes that Pending pods of other workloads asked for first", "Preview again once they run.");
    add(Open::Quota, "a quota of the namespace whose use is not known",
        "Add what `kubectl get resourcequotas -A -o json` prints.");
    add(Open::Account, "a quota of the account whose limit or use is not known",
        "State both in fleet.yaml under `quotas`.");
    add(Open::Nodes, "nodes and pods that the snapshot lacks",
        "Reach " + unread + " if the fleet is live, or add what runs there to the snapshot.");
    add(Open::Pools, "node pools that the snapshot lacks", "State them in fleet.yaml.");
    add(Open::PoolTypes, "instance types of node pools that the snapshot does not tell", "State them in fleet.yaml.");
    add(Open::Virtual, "virtual nodes, whose stock and quota are not known",
        "Look at the stock and the quotas of ECI or ACS.");
    add(Open::NotHeld, "claims or classes that the pods name and the snapshot lacks", "Complete the snapshot.");
    add(Open::Choice, "the instance types and zones that the scaler takes", leavesRoomForAll);
    add(Open::First, "the place that a first pod comes to",
        "Name one place by a nodeSelector, or make room for all in each that is open to it.");
    add(Open::Version, "a scaler whose version is not known", "State `scalerVersion` of its pools in fleet.yaml.");
    add(Open::Maximum, "a node pool's maximum or size that is not known", "Complete the snapshot.");
    add(Open::Types, "instance types that the snapshot does not describe",
        "Describe them in fleet.yaml under `instanceTypes`.");
    add(Open::Zones, "the zones of a node pool, which are not known", "State them in fleet.yaml.");
    add(Open::Planned, "whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with",
        "Give types that differ in size pools of their own.");
    add(Open::Size, "new nodes that have all that ACK's reservation formula says",
        "State the pool's `allocatable` in fleet.yaml, or ask for less cpu and memory.");
    return out;
}

/// "c-hz-01, c-hz-02": clusters whose nodes or pods nobody read.
std::string unreadOf(const Answer& answer)
{
    std::vector<std::string> names;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (isOpenIn(answer.outcome.clusters[site]) && openIn(answer, site).contains(Open::Nodes))
            names.push_back(answer.name(site));
    return few(names);
}

/// What is open is all in the snapshot; what the scaler, or the scheduler, makes of it is not.
bool isUpToScaler(const std::set<Open>& all)
{
    return !all.empty() && std::all_of(all.begin(), all.end(), [](Open open) {
        return open == Open::Devices || open == Open::Size || open == Open::Planned || open == Open::Sidecars ||
               open == Open::Volumes || open == Open::First;
    });
}

/// Groups that are not sure as pods of all of them come in any order.
std::int64_t interleavedOf(const Answer& answer)
{
    std::int64_t out = 0;
    for (const ClusterOutcome& cluster : answer.outcome.clusters) out += cluster.interleaved;
    return out;
}

/// Of the replicas that are not sure, those that find a free card, or do not. Where only cards are open, the scheduler's
/// all or nothing hangs on them, too.
std::int64_t onOpenCards(const Answer& answer)
{
    const std::set<Open> all = openOf(answer);
    if (all == std::set<Open>{Open::Cards}) return answer.outcome.unsure - interleavedOf(answer);
    std::int64_t out = 0;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (answer.facts.runningOf(site).known && !answer.facts.runningOf(site).range().isExact() &&
            !estimate::isNoPlaceSure(*answer.facts.site(site).data, *answer.facts.site(site).ask) &&
            virtualOf(answer, site).empty())
            out += answer.outcome.clusters[site].perhapsOnNodes;
    return out;
}

/// Those that find room on nodes that run, or do not, as pods of others come and go.
std::int64_t onRoomOfOthers(const Answer& answer)
{
    std::int64_t out = 0;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (answer.facts.runningOf(site).range().isExact() && answer.facts.site(site).unread == 0)
            out += answer.outcome.clusters[site].perhapsOnNodes;
    return out;
}

/// What starts there is bought, though no node is.
void onVirtualNodes(const Answer& answer, Warnings& warnings)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        if (answer.decision.replicas[site] <= 0) continue;
        const std::vector<std::string> nodes = virtualOf(answer, site);
        if (nodes.empty()) continue;
        warnings.add("virtual-nodes",
                     "In " + answer.name(site) + " pods may come to virtual nodes (" + few(nodes) +
                         "): each is an ECI or ACS instance of its own. Stock, quota and price are not known, and the "
                         "cost shown holds none of it.",
                     "Look at the stock and the prices of ECI or ACS, or add nodes.");
    }
}

void dependsOnStock(const Answer& answer, Warnings& warnings)
{
    const Decision& decision = answer.decision;
    if (decision.fromUpperEnd && isUpToScaler(openOf(answer)))
        warnings.add("needs-more-than-known",
                     "What the nodes give for certain is not enough to place everything; the division shown holds only "
                     "if they give more.",
                     "Try it with one replica first, or keep nodes for it.");
    else if (decision.fromUpperEnd && openOf(answer) == std::set<Open>{Open::Choice})
        warnings.add("needs-more-than-known",
                     "With the instance types that leave least room there is not enough to place everything; the "
                     "division shown holds only if the scalers take others.",
                     leavesRoomForAll);
    else if (decision.fromUpperEnd && !(decision.stockAsked && isOpen(answer, Open::Stock)))
        warnings.add(
            "needs-more-than-known",
            "What is known of the clusters is not enough to place everything; the division shown holds only if "
            "they have more room.",
            "Complete the snapshot.");
    else if (decision.fromUpperEnd)
        warnings.add("needs-more-than-promised",
                     "What the clouds promise is not enough to place everything; the division shown holds only if they "
                     "have more.",
                     "Reserve instances, or allow more types and zones.");
    if (decision.chosenDiffer && !decision.decider.empty()) chosenByStock(answer, decision.decider, warnings);
    if (answer.preview.stockUntried)
        warnings.add("stock-not-tried",
                     "The fleet is too large to try what stock that is known only as a range may turn out to be: the "
                     "figures are of the division shown.",
                     "Query the stock's count, or ask about fewer clusters.");
    const std::int64_t onCards = onOpenCards(answer);
    const std::int64_t onStock = answer.outcome.unsure - interleavedOf(answer) - onCards - onRoomOfOthers(answer);
    if (const Resting rest = restingOn(openOf(answer), unreadOf(answer)); onStock > 0 && !rest.on.empty())
        warnings.add(isOpen(answer, Open::Stock) ? "stock-not-promised" : "not-certain",
                     restOn(onStock) + rest.on + ".", rest.remedy);
    onVirtualNodes(answer, warnings);
    if (onCards > 0)
        warnings.add("cards-not-read", restOn(onCards) + "cards of which nobody says whether they are free.",
                     "Look at the nodes, or keep one spare.");
}

/// Aggregated takes the clusters that could hold most, and an open interval counts for all that its pools would take.
void packsWhatNobodyPromised(const Answer& answer, Warnings& warnings)
{
    const Decision& decision = answer.decision;
    if (!ofBought(decision) || schedule::strategyOf(answer.prepared.binding.spec) != schedule::Strategy::Aggregated)
        return;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        if (!isOpenIn(answer.outcome.clusters[site]) || !openIn(answer, site).contains(Open::Stock)) continue;
        const Range heard = answer.facts.heard(site, true);
        const std::int64_t able = heardAt(heard, End::Upper);
        if (decision.replicas[site] <= heard.lower || able >= schedule::NoLimit) continue;
        warnings.add("aggregated-packs-open-stock",
                     "Aggregated packs the clusters that could hold most, and " + answer.name(site) +
                         " counts as able to hold " + counted(able, "replica") + " more, while its stock is sure for " +
                         std::to_string(heard.lower) + ".",
                     "Query the stock's count, or divide by dynamicWeight: AvailableReplicas.");
    }
}

} // namespace

void warnOfOpenEnds(const Answer& answer, Warnings& warnings)
{
    dependsOnStock(answer, warnings);
    packsWhatNobodyPromised(answer, warnings);
}

} // namespace core::preview
