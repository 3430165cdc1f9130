#include "core/preview/rollout.h"

#include <algorithm>

#include "core/preview/limits.h"
#include "core/preview/rollout_course.h"
#include "core/preview/shares.h"

namespace core::preview {

std::vector<RolloutStep> Rollout::run()
{
    readCopies();
    std::vector<RolloutStep> steps;
    if (m_rolling.empty()) return steps;
    for (Rolling& one : m_rolling)
        if (one.moments) one.worst = worstMoment(one.update, roomNow(one), tiesOf(one));
    buyForTheWorst();
    findRivals();
    for (Rolling& one : m_rolling) judge(one);
    if (stopsBefore()) buyForTheWorst();
    for (Rolling& one : m_rolling) steps.push_back(describe(one));
    return steps;
}

void Rollout::readCopies()
{
    // One comparison does for all where the fleet's object is what runs everywhere.
    const bool alike =
        m_prepared.running != nullptr && m_prepared.overrides.empty() && m_prepared.question->overrides.empty();
    std::optional<Copies> shared;
    m_copies.resize(m_facts.size());
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        m_old[i] = oldIn(i);
        if (m_replicas[i] == 0 || m_old[i] == 0 || m_facts.site(i).overrideFails) continue;
        if (!alike || !shared) shared = copiesIn(m_prepared, m_facts, i);
        m_copies[i] = *shared;
        if (!shared->mayChange()) goOnIn(i);
        if (m_copies[i].mayChange()) m_rolling.push_back(rollingIn(i));
    }
}

void Rollout::goOnIn(std::size_t site)
{
    UnderWay now = underWayIn(m_prepared, m_facts, site);
    if (!now.any()) return;
    Copies& copies = m_copies[site];
    copies.underWay = true;
    copies.alike = now.alike;
    copies.change = std::move(now.change);
    copies.young = std::move(now.young);
}

Rolling Rollout::rollingIn(std::size_t site)
{
    const Copies& copies = m_copies[site];
    // A paused one starts nothing of the new template.
    const model::RolloutStep numbers =
        copies.after.suspended ? model::RolloutStep{} : model::rolloutStep(copies.after.rollout, m_replicas[site]);
    Rolling out;
    out.site = site;
    out.update = {m_replicas[site], m_old[site], numbers.surge, numbers.unavailable, copies.after.rollout.partition};
    out.update.begun = std::min(static_cast<std::int64_t>(copies.young.size()), out.update.allGone());
    out.worst = {out.update.begun, out.update.mayBeNew(out.update.begun)};
    const bool any = out.update.allNew() > 0; // else the partition keeps every pod as it is
    if (!any || copies.after.suspended || !podsTold(site) || !m_facts.runningOf(site).known) return out;
    out.disk = diskIn(site);
    out.moments = std::make_unique<Moments>(m_prepared, m_facts, site, copies.alike, copies.young);
    out.partsOfGroups = m_facts.site(site).ask->isGroup() && !copies.alike;
    return out;
}

std::optional<estimate::Attachment> Rollout::diskIn(std::size_t site) const
{
    const Site& here = m_facts.site(site);
    for (estimate::Attachment& one : estimate::attachmentsOf(*here.data, *here.ask))
        for (const auto& [row, pods] : here.existingOn)
            if (std::binary_search(one.rows.begin(), one.rows.end(), row)) return std::move(one);
    return std::nullopt;
}

std::int64_t Rollout::oldIn(std::size_t site) const
{
    const Site& here = m_facts.site(site);
    if (podsTold(site)) return here.existing;
    return std::max(here.existing, previousOf(m_prepared, here.data->cluster.name));
}

bool Rollout::podsTold(std::size_t site) const
{
    return m_facts.site(site).data->podsKnown && m_facts.own().canTell();
}

Room Rollout::roomNow(const Rolling& one)
{
    return [&one](std::int64_t gone) { return one.moments->running(gone).lower; };
}

void Rollout::buyForTheWorst()
{
    snapshot::Fleet then = m_facts.fleet();
    const Numbers most = atWorst([](const Rolling&) { return true; });
    bool changes = false;
    for (const Rolling& one : m_rolling) {
        if (one.worst.gone == 0) continue;
        then.clusters[one.site] = one.moments->without(one.worst.gone);
        changes = true;
    }
    if (changes || m_facts.replacesAny()) // what runs then keeps its places for the moment
        m_then = std::make_unique<Facts>(m_facts.meanwhile(
            m_prepared, changes ? std::make_shared<const snapshot::Fleet>(std::move(then)) : m_facts.fleetPtr()));
    else
        m_then.reset();
    m_worst = atWorstOf(most);
}

AtWorst Rollout::atWorstOf(const Numbers& replicas)
{
    return {replicas, outcomeOf(factsThen(), replicas), {}};
}

bool Rollout::finishesWith(const Rolling& one, const Numbers& replicas)
{
    AtWorst tried = atWorstOf(replicas);
    std::swap(m_worst, tried);
    const bool out = restOf(one.update, roomWithPools(one, End::Upper)).finished(one.update);
    std::swap(m_worst, tried);
    return out;
}

void Rollout::findRivals()
{
    constexpr std::size_t few = 16; // each of them is tried against each
    if (m_rolling.size() < 2 || m_rolling.size() > few) return;
    for (Rolling& one : m_rolling) {
        if (!one.moments || restOf(one.update, roomWithPools(one, End::Upper)).finished(one.update)) continue;
        const auto isOne = [&](const Rolling& other) { return &other == &one; };
        if (!finishesWith(one, atWorst(isOne))) continue;
        std::vector<Rolling*> buying;
        for (Rolling& other : m_rolling)
            if (!isOne(other) && other.moments && m_worst.outcome.clusters[other.site].newNodes > 0)
                buying.push_back(&other);
        std::vector<Rolling*> rivals;
        for (Rolling* other : buying)
            if (finishesWith(one, atWorst([&](const Rolling& each) { return &each != other; })))
                rivals.push_back(other);
        for (Rolling* other : rivals.empty() ? buying : rivals) {
            one.rivals.insert(other->site);
            other->rivals.insert(one.site);
        }
    }
}

std::optional<std::int64_t> Rollout::onNodes(const Rolling& one, std::int64_t gone, End end)
{
    const Range range = one.moments->running(gone);
    return end == End::Lower ? range.lower : range.upper;
}

std::int64_t Rollout::boughtIn(const Rolling& one, End end)
{
    if (!one.moments) return 0;
    const Range places = placesFor(one, one.worst.gone, m_worst.outcome);
    const Range running = one.moments->runningAtWorst(one.worst.gone); // as the pools were asked
    const std::optional<std::int64_t> there = end == End::Lower ? running.lower : running.upper;
    return there ? std::max<std::int64_t>(0, (end == End::Upper ? *places.upper : places.lower) - *there) : 0;
}

Range Rollout::placesFor(const Rolling& one, std::int64_t gone, const Outcome& outcome) const
{
    const ClusterOutcome& here = outcome.clusters[one.site];
    const std::int64_t stay = m_old[one.site] - gone;
    return {std::max<std::int64_t>(0, here.placed - stay), std::max<std::int64_t>(0, here.placed + here.unsure - stay)};
}

Range Rollout::placesAt(const Rolling& one, std::int64_t gone)
{
    if (gone == one.worst.gone) return placesFor(one, gone, m_worst.outcome);
    const std::pair<std::size_t, std::int64_t> key(one.site, gone);
    const auto known = m_worst.others.find(key);
    if (known != m_worst.others.end()) return known->second;
    snapshot::Fleet fleet = factsThen().fleet();
    fleet.clusters[one.site] = gone > 0 ? one.moments->without(gone) : m_facts.fleet().clusters[one.site];
    Facts facts = m_facts.meanwhile(m_prepared, std::make_shared<const snapshot::Fleet>(std::move(fleet)));
    Numbers replicas = m_worst.replicas;
    replicas[one.site] = m_old[one.site] - gone + one.update.mayBeNew(gone);
    const Range out = placesFor(one, gone, outcomeOf(facts, replicas, Detail::Bought));
    m_worst.others.emplace(key, out);
    return out;
}

Room Rollout::roomWithPools(const Rolling& one, End end)
{
    const std::int64_t bought = boughtIn(one, end);
    const std::int64_t most = one.update.replicas + one.update.surge;
    return [this, &one, bought, most, end](std::int64_t gone) {
        const std::optional<std::int64_t> there = onNodes(one, gone, end);
        std::int64_t all = there ? *there + bought : most;
        if (there && one.partsOfGroups) {
            const Range places = placesAt(one, gone);
            all = end == End::Upper ? *places.upper : places.lower;
        }
        if (one.disk && gone < one.update.allGone())
            all = std::min(all, one.moments->runningOn(one.disk->rows, gone, end));
        return std::min(all, admittedAt(one, gone, end).value_or(all));
    };
}

std::optional<std::int64_t> Rollout::admittedAt(const Rolling& one, std::int64_t gone, End end) const
{
    const estimate::Running& running = m_facts.runningOf(one.site);
    if (turnsAway(running)) return 0; // whatever goes
    return one.moments ? one.moments->admitted(gone, end) : std::nullopt;
}

std::int64_t Rollout::refusedOf(const Rolling& one, std::int64_t wanted, std::int64_t gone, End end) const
{
    return std::max<std::int64_t>(0, wanted - admittedAt(one, gone, end).value_or(wanted));
}

void Rollout::judge(Rolling& one)
{
    one.held = stuck(one, End::Upper);
    one.canFinish = one.held.why.empty() || !one.rivals.empty();
    if (!one.rivals.empty())
        one.held = contends(one);
    else if (one.canFinish)
        one.held = stuck(one, End::Lower);
}

bool Rollout::stopsBefore()
{
    std::vector<std::pair<Rolling*, WorstMoment>> earlier;
    for (Rolling& one : m_rolling) {
        if (!one.moments || one.canFinish) continue;
        const Rest rest = restOf(one.update, roomWithPools(one, End::Upper));
        if (rest.gone >= one.worst.gone) continue;
        earlier.emplace_back(&one, worstMoment(one.update, roomNow(one), tiesOf(one), rest.gone));
    }
    for (auto& [one, worst] : earlier) one->worst = worst;
    return !earlier.empty();
}

std::int64_t Rollout::perhapsOnNodes(const Rolling& one)
{
    const Range all = one.moments->running(one.worst.gone);
    const Range worst = one.moments->runningAtWorst(one.worst.gone);
    return all.upper && worst.upper ? std::max<std::int64_t>(0, *all.upper - *worst.upper) : 0;
}

RolloutStep Rollout::describe(const Rolling& one)
{
    const ClusterOutcome& worst = m_worst.outcome.clusters[one.site];
    RolloutStep out;
    out.cluster = m_facts.site(one.site).data->cluster.name;
    out.replicas = one.update.replicas;
    out.surge = one.update.surge;
    out.unavailable = one.update.unavailable;
    out.keepOld = std::min(one.update.partition, one.update.replicas);
    out.newNodes = worst.newNodes;
    out.goneAtWorst = one.worst.gone;
    out.places = placesIn(one);
    out.podsPerReplica = m_facts.site(one.site).ask->podsPerReplica();
    if (one.moments) { // unknown is not "no"
        out.pending = one.worst.wanted;
        for (const Share& share : out.places) out.pending -= share.replicas;
        out.pending -= perhapsOnNodes(one);
        out.pending = std::max<std::int64_t>(0, out.pending);
        out.refused = std::min(out.pending, refusedOf(one, one.worst.wanted, one.worst.gone, End::Upper));
        if (out.refused > 0) out.refusedBy = namespaceQuotaText(m_facts.runningOf(one.site));
        out.pending -= out.refused;
    }
    out.newCost = worst.newCost;
    out.newCostPartial = worst.newCostPartial;
    if (const auto cost = costOf(out.places); cost && out.newCostPartial) out.newCost = cost->lower; // a bound
    out.canFinish = one.canFinish;
    out.stuck = one.held.why;
    out.remedy = one.held.remedy;
    out.unsure = out.canFinish && !out.stuck.empty();
    const auto& [at, perhaps] = m_copies[one.site].change;
    if (at.starts_with("spec") || at.starts_with("metadata")) out.changedAt = at;
    out.underWay = m_copies[one.site].underWay;
    out.haveNew = one.update.begun;
    if (!perhaps.empty()) asPerhaps(out, perhaps);
    return out;
}

void Rollout::asPerhaps(RolloutStep& step, const std::string& where)
{
    step.perhapsAt = where;
    step.unsure = !step.stuck.empty();
    step.canFinish = true;
    if (step.unsure) step.stuck = "If it is an update: " + step.stuck;
}

std::vector<Share> Rollout::placesIn(const Rolling& one)
{
    const ClusterOutcome& worst = m_worst.outcome.clusters[one.site];
    const std::int64_t there = podsTold(one.site) ? m_old[one.site] - one.worst.gone : m_facts.site(one.site).existing;
    std::int64_t onNodes = worst.placed - there;
    for (const Share& share : worst.shares)
        if (share.preempts || share.starting)
            onNodes -= share.replicas;
        else if (share.kind == Share::Kind::New)
            onNodes -= replicasOf(share).lower;
    std::vector<Share> out;
    if (onNodes > 0) out = sharesOnNodes(factsThen(), one.site, 0, onNodes);
    bool bought = false; // what comes after that is of the same groups, on nodes that run; before it are the old ones
    for (const Share& share : worst.shares) {
        bought = bought || share.kind == Share::Kind::New;
        const bool rest = bought && share.kind == Share::Kind::Running && share.of == Share::Of::Part;
        if (share.preempts || share.starting || share.kind == Share::Kind::New || rest) out.push_back(share);
    }
    return out;
}

bool Rollout::finishesWithoutSurge(const Rolling& one, End end)
{
    Update other = one.update;
    other.surge = 0;
    other.unavailable = 1;
    return !(other.surge == one.update.surge && other.unavailable == one.update.unavailable) &&
           restOf(other, roomWithPools(one, end)).finished(other);
}

std::vector<RolloutStep> rolloutSteps(const Prepared& prepared, Facts& facts, const Decision& decision)
{
    if (!replacesPods(prepared.question->workload)) return {};
    return Rollout(prepared, facts, decision).run();
}

} // namespace core::preview
