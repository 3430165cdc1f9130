#include "core/preview/remedies_case.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/preview/ahead.h"
#include "core/preview/limits.h"
#include "core/preview/node_tries.h"
#include "core/preview/others_nodes.h"

namespace core::preview::remedies {
void widen(Case& all, Kind kind)
{
    std::vector<snapshot::Change> tried;
    for (const std::size_t index : all.blocked) {
        for (const Widening& one : wideningsOf(all.facts, index, all.outcome, all.missing())) {
            if (one.kind != kind) continue;
            if (tried.size() == all.mostTrials || all.stop.stop_requested()) return;
            const auto again = [&](const snapshot::Change& other) { return snapshot::sameThing(one.change, other); };
            if (std::any_of(tried.begin(), tried.end(), again)) continue;
            tried.push_back(one.change);
            const auto widened = tryWidenings(all.prepared, all.facts, all.settled, {one});
            if (!widened) continue;
            const std::int64_t value = widened->values.front();
            all.widened = offerWidened(all, kind, one.sentence(all.facts, value), *widened) || all.widened;
        }
    }
}

void widenTwo(Case& all)
{
    if (all.widened) return;
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        const std::vector<Widening> there = wideningsOf(all.facts, index, all.outcome, all.missing());
        for (std::size_t i = 0; i < there.size(); ++i) {
            for (std::size_t j = i + 1; j < there.size(); ++j) {
                if (++trials > all.mostTrials || all.stop.stop_requested()) return;
                const auto widened = tryWidenings(all.prepared, all.facts, all.settled, {there[i], there[j]});
                if (!widened) continue;
                const std::int64_t first = widened->values[0];
                const std::int64_t second = widened->values[1];
                if (offerWidened(all, there[i].kind,
                                 "do both: " + there[i].sentence(all.facts, first) + "; " +
                                     there[j].sentence(all.facts, second),
                                 *widened))
                    return;
            }
        }
    }
}

namespace {

/// Types that are in stock in the pool's zones and that it does not list.
std::vector<std::string> otherTypes(const Case& all, const model::NodePool& pool)
{
    std::vector<std::string> out;
    for (const estimate::Cell& cell : all.facts.stock().cells()) {
        const auto& has = pool.instanceTypes;
        const bool zoned = std::any_of(pool.zones.begin(), pool.zones.end(),
                                       [&](const model::PoolZone& zone) { return zone.zone == cell.key.zone; });
        if (!zoned || cell.instances.lower == 0 || cell.key.spot != pool.spot) continue;
        if (std::find(has.begin(), has.end(), cell.key.instanceType) != has.end()) continue;
        if (std::find(out.begin(), out.end(), cell.key.instanceType) == out.end()) out.push_back(cell.key.instanceType);
    }
    return out;
}

} // namespace

void otherType(Case& all)
{
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        for (std::uint32_t p = 0; p < all.data(index).pools.size(); ++p) {
            const model::NodePool& pool = all.data(index).pools[p];
            if (!pool.elastic) continue;
            for (const std::string& type : otherTypes(all, pool)) {
                if (++trials > all.mostTrials || all.stop.stop_requested()) return;
                const auto trial = tryType(all.prepared, all.facts, index, p, type);
                if (trial.settled <= all.settled) continue;
                offer(all, Kind::OtherType,
                      "let pool " + nameOf(pool) + " in " + all.name(index) + " buy " + type + ", too", trial,
                      sureOf(all.prepared, all.facts, trial));
            }
        }
    }
}

namespace {

/// Where the scheduler places all or none, what an edit makes room for may still be less than all. As many as then have room.
std::optional<std::int32_t> roomFor(const Case& all, const NodesTried& tried)
{
    if (tried.trial.decision.placed || all.prepared.fullCopy || tried.trial.facts == nullptr) return std::nullopt;
    std::int64_t was = 0;
    std::int64_t is = 0;
    for (std::size_t i = 0; i < all.facts.size(); ++i) {
        if (tried.trial.decision.candidate[i] == 0) continue;
        was += all.facts.site(i).existing + all.facts.available(i).lower;
        is += tried.trial.facts->site(i).existing + tried.trial.facts->available(i).lower;
    }
    if (is <= was || is >= all.prepared.binding.spec.replicas) return std::nullopt;
    return static_cast<std::int32_t>(is);
}

/// "do both: a; b"
std::string together(const std::vector<std::string>& sentences)
{
    if (sentences.size() == 1) return sentences.front();
    return (sentences.size() == 2 ? "do both: " : "do all: ") + joined(sentences, "; ");
}

/// @return  it was offered, alone or with fewer replicas
bool offerTried(Case& all, std::vector<std::string> sentences, const NodesTried& tried)
{
    if (tried.trial.settled > all.settled)
        return offer(all, Kind::ChangeRule, together(sentences), tried.trial,
                     sureOf(tried.prepared, all.facts, tried.trial));
    const auto room = roomFor(all, tried);
    if (!room) return false;
    const Prepared fewer = withReplicas(tried.prepared, *room);
    Trial trial = tryQuestion(fewer, *tried.trial.facts);
    if (trial.settled <= all.settled) return false;
    trial.facts = tried.trial.facts;
    sentences.push_back("ask for " + counted(*room, "replica"));
    return offer(all, Kind::ChangeRule, together(sentences), trial, sureOf(fewer, all.facts, trial));
}

} // namespace

void freeNodes(Case& all)
{
    if (all.mostTrials == 1) return;
    std::size_t trials = 0;
    std::vector<PodEdit> edits;
    for (const std::size_t index : all.blocked) {
        std::vector<NodeTry> there = nodeTriesOf(all.facts, index);
        const auto helps = [&](const std::vector<NodeTry>& tries) {
            if (++trials > all.mostTrials || all.stop.stop_requested()) return false;
            std::vector<std::string> sentences;
            for (const NodeTry& one : tries) sentences.push_back(one.sentence);
            return offerTried(all, std::move(sentences), tryNodes(all.prepared, all.facts, index, tries));
        };
        std::erase_if(there, [&](const NodeTry& one) {
            return (one.edit && std::find(edits.begin(), edits.end(), *one.edit) != edits.end()) ||
                   takesOthersNodes(all.facts, index, one);
        });
        for (const NodeTry& one : there)
            if (one.edit) edits.push_back(*one.edit);
        bool found = false;
        for (const NodeTry& one : there) found = helps({one}) || found;
        if (!found && there.size() > 1) helps(there);
    }
}

namespace {

/// "wait until node n-1 of a has its cards"; empty: none of them is one that the workload waits for.
std::string untilStarted(const Site& site, bool perhaps)
{
    std::vector<std::uint32_t> rows;
    bool ready = true;
    for (std::uint32_t row = 0; row < site.data->nodes.size(); ++row) {
        if (!startsFor(site, row)) continue;
        if (!perhaps && site.starting->at(row) != estimate::Starting::Surely) continue;
        rows.push_back(row);
        ready = ready && site.data->nodes.ready[row] != 0;
    }
    if (rows.empty()) return {};
    const bool one = rows.size() == 1;
    const std::string text = "wait until " + namedNodes(*site.data, rows);
    if (ready) return text + (one ? " has its cards" : " have their cards");
    return text + (one ? " has started" : " have started");
}

} // namespace

void awaitStarting(Case& all)
{
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        const Site& site = all.facts.site(index);
        // Those that surely start, and where they are not enough, those that may be broken, too.
        std::vector<std::shared_ptr<const snapshot::ClusterData>> started{site.starting->surely};
        if (site.starting->all != site.starting->surely) started.push_back(site.starting->all);
        for (const auto& then : started) {
            const std::string sentence =
                then == nullptr ? std::string() : untilStarted(site, then != site.starting->surely);
            if (sentence.empty()) continue;
            if (++trials > all.mostTrials || all.stop.stop_requested()) return;
            snapshot::ClusterData data = all.data(index); // `then` holds what bears on nodes alone, no quotas
            data.nodes = then->nodes;
            data.pods = then->pods;
            const Trial trial = tryCluster(all.prepared, all.facts, index, std::move(data));
            if (trial.settled > all.settled &&
                offer(all, Kind::Wait, sentence, trial, sureOf(all.prepared, all.facts, trial)))
                break;
        }
    }
}

void awaitLeaving(Case& all)
{
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        if (all.facts.aheadOf(index).leaves == 0) continue;
        if (++trials > all.mostTrials || all.stop.stop_requested()) return;
        const Trial trial = tryCluster(all.prepared, all.facts, index, withoutLeaving(all.data(index)));
        if (trial.settled <= all.settled) continue;
        std::vector<std::string> names;
        for (const std::uint32_t row : leavingFrom(all.data(index))) names.push_back(fullPodName(all.data(index), row));
        offer(all, Kind::Wait,
              "wait until what is on the way out of " + all.name(index) + " has gone: " + listed(names), trial,
              sureOf(all.prepared, all.facts, trial));
    }
}

} // namespace core::preview::remedies
