#include "core/preview/interleaved.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/estimate/fit_state.h"
#include "core/preview/together.h"

namespace core::preview {
namespace {

/// What one cluster has part in it.
struct Seeking {
    std::size_t site{};
    std::int64_t groups{};  ///< that look for places
    std::int64_t whole{};   ///< of these, one after the other
    std::int64_t missing{}; ///< pods that find none then
    std::int64_t alone{};   ///< pods that find none whatever the other clusters leave
};

/// Of groups with a domain each, which are placed and not counted: any of their pods may be the one that finds no node.
bool areAlike(const estimate::Ask& ask)
{
    const model::PodSpec& first = ask.pods.front().pod.spec;
    const model::Requests requests = model::podRequests(first);
    return !ask.exclusiveTopologyKey.empty() &&
           std::all_of(ask.pods.begin(), ask.pods.end(), [&](const estimate::AskPod& one) {
               return one.pod.spec.nodeSelector == first.nodeSelector && model::podRequests(one.pod.spec) == requests;
           });
}

/// Pods of groups that do not become whole, and have a place. Of pods that are not alike it hangs on their order: none is counted.
std::int64_t begun(const estimate::Ask& ask, const estimate::Provisionable& what, const estimate::Purchase& got)
{
    return what.podsOfGroup > 0 || areAlike(ask) ? got.idle.pods : 0;
}

/// The same where nothing is bought: what running nodes take besides whole groups.
std::int64_t begunOnNodes(Facts& facts, std::size_t site, const Needs& needs)
{
    const estimate::Running& running = facts.reallyRunning(site);
    const bool onlyThese = needs.onNodes == running.replicas && needs.preempting + needs.starting == 0 &&
                           needs.cameOnNodes + needs.overQuota == 0;
    return onlyThese ? running.sparePods : 0;
}

/// Groups that have a domain each meet where they buy: from one pool, stock or quota. Those on nodes that run have these for
/// themselves, and one without a domain takes nothing. Only where each domain holds a group by itself is it another group that
/// a pod is missing for; else together.h says what is sure.
bool setExclusive(Facts& facts, const Buyer& buyer, std::int64_t onNodes, Seeking& part)
{
    if (facts.site(part.site).ask->exclusiveTopologyKey == estimate::detail::hostnameLabel) return false; // in one node
    std::int64_t domains = 0;
    for (const FirstRoom::Level& level : facts.firstRoom(part.site).levels)
        for (const FirstRoom::Place& place : level.places) {
            if (place.replicas == 0) return false;
            ++domains;
        }
    domains = std::max<std::int64_t>(1, domains); // a single one decides nothing, and is not listed
    part.whole = buyer.placed();
    part.groups = std::clamp(domains - onNodes, part.whole, buyer.wanted);
    return true;
}

/// Absent: its replicas are no groups, or each has a domain for itself and none can be in the way of another.
std::optional<Seeking> partOf(Facts& facts, std::size_t site, std::int64_t replicas, const Purchases& bought,
                              const Buyer* buyer)
{
    const estimate::Ask& ask = *facts.site(site).ask;
    const bool exclusive = !ask.exclusiveTopologyKey.empty();
    if (!ask.isGroup() || (exclusive && buyer == nullptr)) return std::nullopt;
    const Needs& needs = bought.needs[site];
    const std::int64_t pods = ask.podsPerReplica();
    Seeking out;
    out.site = site;
    out.groups = replicas - keptOn(needs);
    out.whole = placedOn(needs) - keptOn(needs) + (buyer == nullptr ? 0 : buyer->placed());
    if (exclusive && !setExclusive(facts, *buyer, placedOn(needs) - keptOn(needs), out)) return std::nullopt;
    const std::int64_t others = out.groups - out.whole;
    if (others <= 0) return out;
    const std::int64_t there =
        buyer == nullptr ? begunOnNodes(facts, site, needs) : begun(ask, *buyer->what, buyer->got);
    out.missing = out.alone = std::max(others, others * pods - there);
    return out;
}

/// What the cluster lacks even if it asks first.
void askFirst(Facts& facts, const Buyer& buyer, const Ledger& before, Seeking& part)
{
    const estimate::Ask& ask = *facts.site(part.site).ask;
    const std::int64_t pods = ask.podsPerReplica();
    const estimate::Purchase& first =
        facts.solved().purchase(buyer.what, buyer.wanted, before.cellsOf(*buyer.what), false);
    const std::int64_t more = (buyer.got.missing - first.missing) * pods + begun(ask, *buyer.what, first) -
                              begun(ask, *buyer.what, buyer.got);
    part.alone = std::clamp<std::int64_t>(part.missing - more, 0, part.missing);
}

/// Each pod that is missing breaks a group, as long as there is one in its cluster that none is missing of yet. Some are missing in
/// any case, and the others anywhere.
std::optional<Interleaved> together(const std::vector<Seeking>& parts)
{
    Interleaved out;
    std::int64_t open = 0;
    std::int64_t broken = 0;
    std::int64_t unbroken = 0;
    for (const Seeking& part : parts) {
        out.clusters.push_back(part.site);
        out.groups += part.groups;
        out.oneByOne += part.whole;
        open += part.missing - part.alone;
        broken += std::min(part.groups, part.alone);
        unbroken += std::max<std::int64_t>(0, part.groups - part.alone);
    }
    out.surely = out.groups - broken - std::min(open, unbroken);
    std::int64_t lost = out.oneByOne - out.surely;
    if (lost <= 0) return std::nullopt;
    for (const Seeking& part : parts) {
        const std::int64_t least = std::max<std::int64_t>(0, part.groups - part.alone - open);
        const std::int64_t here = std::clamp<std::int64_t>(part.whole - least, 0, lost);
        out.lost.push_back(here);
        lost -= here;
    }
    return out;
}

} // namespace

std::int64_t keptOn(const Needs& needs)
{
    return needs.existing + needs.preempting + needs.beingBought + needs.unsent;
}

std::vector<std::int64_t> lostBy(const std::vector<Interleaved>& all, std::size_t clusters)
{
    std::vector<std::int64_t> out(clusters, 0);
    for (const Interleaved& one : all)
        for (std::size_t k = 0; k < one.clusters.size(); ++k) out[one.clusters[k]] += one.lost[k];
    return out;
}

std::vector<Interleaved> interleavedIn(Facts& facts, const std::vector<std::int64_t>& replicas, const Purchases& bought)
{
    std::vector<Interleaved> out;
    const auto add = [&](const std::vector<Seeking>& parts) {
        if (std::optional<Interleaved> one = together(parts)) out.push_back(std::move(*one));
    };
    std::vector<const Buyer*> buyerOf(replicas.size(), nullptr);
    for (const Buyer& buyer : bought.first) buyerOf[buyer.site] = &buyer;
    bool isShort = false;
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        if (replicas[i] == 0) continue;
        const std::optional<Seeking> part = partOf(facts, i, replicas[i], bought, buyerOf[i]);
        if (!part || part->missing == 0) continue;
        isShort = isShort || buyerOf[i] != nullptr;
        if (buyerOf[i] == nullptr) add({*part});
    }
    if (!isShort) return out;
    std::vector<Buyer> all;
    for (const Buyer& buyer : bought.first) all.push_back({buyer.site, buyer.what, bought.needs[buyer.site].toBuy});
    for (const std::vector<std::size_t>& rivals : inEachOthersWay(all, bought.before)) {
        std::vector<Seeking> parts;
        for (const std::size_t b : rivals) {
            const Buyer& buyer = bought.first[b];
            std::optional<Seeking> part = partOf(facts, buyer.site, replicas[buyer.site], bought, &buyer);
            if (!part) continue;
            if (rivals.size() > 1 && part->missing > 0) askFirst(facts, buyer, bought.before, *part);
            parts.push_back(*part);
        }
        add(parts);
    }
    return out;
}

} // namespace core::preview
