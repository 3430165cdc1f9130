#include "core/estimate/binding.h"

#include <algorithm>
#include <limits>

#include "core/base/words.h"
#include "core/estimate/groups.h"
#include "core/estimate/offers.h"

namespace core::estimate::detail {
namespace {

constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();

std::vector<Cap>& capsOf(JointProblem& problem, LimitRef::Of of)
{
    switch (of) {
    case LimitRef::Of::Pool: return problem.pools;
    case LimitRef::Of::Place: return problem.places;
    case LimitRef::Of::Cell: return problem.cells;
    case LimitRef::Of::Quota: break;
    }
    return problem.quotas;
}

std::int64_t takenOf(const JointProblem& problem, const JointAnswer& answer, const LimitRef& limit, std::int64_t& step)
{
    std::int64_t sum = 0;
    step = endless;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        const JointOffer& offer = problem.offers[i];
        if (offer.gain <= 0) continue;
        std::int64_t each = 0;
        if (limit.of == LimitRef::Of::Pool) each = offer.pool == limit.index ? 1 : 0;
        if (limit.of == LimitRef::Of::Place) each = offer.place == limit.index ? 1 : 0;
        if (limit.of == LimitRef::Of::Cell) each = offer.cell == limit.index ? 1 : 0;
        if (limit.of == LimitRef::Of::Quota) each = offer.weights[limit.index];
        if (each == 0) continue;
        step = std::min(step, each);
        if (i < answer.nodes.size()) sum += each * answer.nodes[i];
    }
    return sum;
}

/// Limits that leave no room for one more node, in the order of the offers that they bound.
std::vector<LimitRef> tight(JointProblem problem, const JointAnswer& answer)
{
    std::vector<LimitRef> all;
    for (const LimitRef::Of of : {LimitRef::Of::Cell, LimitRef::Of::Quota, LimitRef::Of::Pool, LimitRef::Of::Place}) {
        const std::vector<Cap>& caps = capsOf(problem, of);
        for (std::size_t i = 0; i < caps.size(); ++i) {
            std::int64_t step = 0;
            if (!caps[i]) continue;
            const std::int64_t taken = takenOf(problem, answer, {of, i}, step);
            if (step != endless && taken + step > *caps[i]) all.push_back({of, i});
        }
    }
    return all;
}

std::int64_t without(JointProblem problem, const LimitRef& limit, const Solve& solve)
{
    capsOf(problem, limit.of)[limit.index].reset();
    const JointAnswer answer = solve(problem);
    return answer.bounded ? answer.replicas : endless;
}

/// What this kind of limit alone would allow.
std::int64_t onlyWith(const JointProblem& problem, LimitRef::Of kept, const Solve& solve)
{
    const JointAnswer answer = solve(withOnly(problem, kept));
    return answer.bounded ? answer.replicas : endless;
}

/// Of limits that hold only together those whose kind leaves least by itself, one of a kind.
std::vector<LimitRef> tightest(const JointProblem& problem, const std::vector<LimitRef>& limits, const Solve& solve)
{
    std::vector<LimitRef> out;
    std::int64_t least = endless;
    for (const LimitRef& limit : limits) {
        const auto sameKind = [&](const LimitRef& other) { return other.of == limit.of; };
        if (std::any_of(out.begin(), out.end(), sameKind)) continue;
        const std::int64_t only = onlyWith(problem, limit.of, solve);
        if (only > least || only == endless) continue;
        if (only < least) out.clear();
        least = only;
        out.push_back(limit);
    }
    return out;
}

const Offer& offerOf(const Provisionable& what, const Joined& joined, std::size_t JointOffer::*group, std::size_t index)
{
    const auto& offers = joined.problem.offers;
    const auto at =
        std::find_if(offers.begin(), offers.end(), [&](const JointOffer& offer) { return offer.*group == index; });
    return what.offers[joined.offers[static_cast<std::size_t>(at - offers.begin())]];
}

std::string poolName(const Provisionable& what, std::uint32_t pool)
{
    return roomOf(what.rooms, pool).name;
}

Binding named(const Provisionable& what, const Joined& joined, const LimitRef& limit)
{
    switch (limit.of) {
    case LimitRef::Of::Cell: {
        const Offer& offer = offerOf(what, joined, &JointOffer::cell, limit.index);
        return {Limit::Stock,
                std::string(offer.spot ? "spot stock of " : "stock of ") + offer.instanceType + " in " + offer.zone};
    }
    case LimitRef::Of::Place: {
        const Offer& offer = offerOf(what, joined, &JointOffer::place, limit.index);
        return {Limit::Yours, "free addresses of pool " + poolName(what, offer.pool) + " in " + offer.zone};
    }
    case LimitRef::Of::Pool: {
        const PoolRoom& room = what.rooms[limit.index];
        const std::string& name = room.name;
        if (room.cutByBatch)
            return {Limit::Yours, "batch of " + std::to_string(room.batch) +
                                      (room.batch == 1 ? " node of pool " : " nodes of pool ") + name};
        return {Limit::Yours, "maximum of pool " + name};
    }
    case LimitRef::Of::Quota: break;
    }
    if (joined.domainOf[limit.index] == Joined::npos) return {Limit::Quota, "quota " + joined.quotaNames[limit.index]};
    const DomainRoom& domain = what.domains[joined.domainOf[limit.index]];
    if (domain.key.empty()) return {Limit::Rule, domain.value};
    return {Limit::Rule, "rules among the replicas in " + domain.key + " " + domain.value};
}

/// Where cells add up, each is what bounds: the one that holds back most comes first, and the others of its kind with it.
Binding namedWith(const Provisionable& what, const Joined& joined, const LimitRef& best,
                  const std::vector<LimitRef>& binding)
{
    Binding out = named(what, joined, best);
    if (best.of != LimitRef::Of::Cell) return out;
    const bool spot = offerOf(what, joined, &JointOffer::cell, best.index).spot;
    std::vector<std::string> others;
    for (const LimitRef& one : binding) {
        if (one.of != best.of || one.index == best.index) continue;
        const Offer& offer = offerOf(what, joined, &JointOffer::cell, one.index);
        if (offer.spot == spot) others.push_back(offer.instanceType + " in " + offer.zone);
    }
    constexpr std::size_t most = 3; // besides the first
    if (others.size() > most + 1) {
        const std::string more = std::to_string(others.size() - most) + " more";
        others.resize(most);
        others.push_back(more);
    }
    for (std::size_t i = 0; i < others.size(); ++i) out.text += (i + 1 == others.size() ? " and " : ", ") + others[i];
    return out;
}

Binding allRefused(const Provisionable& what)
{
    if (what.offers.empty()) return what.known ? Binding{Limit::Rule, "no elastic pool"} : Binding{};
    const auto isRefused = [](const Offer& offer) { return offer.refusal.has_value(); };
    if (!std::all_of(what.offers.begin(), what.offers.end(), isRefused)) return {}; // what is left out is in doubt
    const auto undescribed = std::find_if(what.offers.begin(), what.offers.end(),
                                          [](const Offer& offer) { return offer.doubt == Doubt::Type; });
    if (undescribed != what.offers.end())
        return {Limit::None, "what instance type " + undescribed->instanceType + " has is not known"};
    return {Limit::Rule, textOf(*what.offers.front().refusal)};
}

} // namespace

JointProblem withOnly(JointProblem problem, std::optional<LimitRef::Of> kept)
{
    for (const LimitRef::Of of : {LimitRef::Of::Cell, LimitRef::Of::Quota, LimitRef::Of::Pool, LimitRef::Of::Place})
        if (of != kept) std::fill(capsOf(problem, of).begin(), capsOf(problem, of).end(), std::nullopt);
    return problem;
}

std::string textOf(const Refusal& refusal)
{
    return std::string(nameOf(refusal.plugin)) + (refusal.reasons.empty() ? "" : ": ") + core::joined(refusal.reasons);
}

Binding amongThemselves(const Provisionable& what)
{
    if (what.domains.empty()) return {};
    const DomainRoom& domain = what.domains.front();
    return {Limit::Rule, domain.key.empty() ? domain.value : "rules among the replicas in " + domain.key};
}

Binding bindingOf(const Provisionable& what, const Joined& joined, const JointAnswer& answer,
                  const std::vector<Solve>& ways)
{
    if (joined.offers.empty()) return allRefused(what);
    if (!answer.bounded) return {};
    const std::vector<LimitRef> limits = tight(joined.problem, answer);
    const LimitRef* best = nullptr;
    std::vector<LimitRef> binding; // each of them alone keeps some out
    for (const Solve& solve : ways) {
        std::int64_t gained = answer.replicas;
        for (const LimitRef& limit : limits) {
            const std::int64_t more = without(joined.problem, limit, solve);
            if (more > answer.replicas) binding.push_back(limit);
            if (more <= gained) continue;
            gained = more;
            best = &limit;
        }
        if (best != nullptr) break; // what is gained without searching is gained
    }
    if (best != nullptr) return namedWith(what, joined, *best, binding);
    const std::vector<LimitRef> alike = tightest(joined.problem, limits, ways.back());
    if (alike.empty()) return amongThemselves(what);
    Binding out = named(what, joined, alike.front());
    std::vector<std::string> texts;
    for (const LimitRef& limit : alike) texts.push_back(named(what, joined, limit).text);
    out.text = core::joined(texts, " and ");
    return out;
}

JointAnswer mostGroups(const Provisionable& what, const Joined& joined, const JointProblem& problem, std::int64_t upTo)
{
    JointAnswer out;
    if (what.podsOfGroup > 0) {
        out = most(problem);
        std::int64_t there = what.sparePods - what.standing.groups * what.podsOfGroup;
        for (std::size_t i = 0; i < what.standing.nodes.size(); ++i)
            there += what.standing.nodes[i] * what.offers[i].podsPerNode;
        const auto groups = [&](std::int64_t pods) {
            return std::max<std::int64_t>(0, (there + pods) / what.podsOfGroup);
        };
        out.replicas = groups(out.replicas);
        out.ceiling = groups(out.ceiling);
        return out;
    }
    const Groups::Bought bought = what.groups->buy(problem, joined.offers, upTo, what.standing, 1);
    out.replicas = out.ceiling = bought.groups;
    out.bounded = !bought.cut && (bought.groups < upTo || most(problem).bounded);
    for (const std::uint32_t offer : joined.offers) out.nodes.push_back(bought.nodes[offer]);
    return out;
}

Binding bindingOfGroups(const Provisionable& what, const Joined& joined, const JointAnswer& answer)
{
    const std::int64_t upTo = answer.replicas + 1;
    const Solve solve = [&](const JointProblem& problem) { return mostGroups(what, joined, problem, upTo); };
    const auto ruled = [&] { return solve(withOnly(joined.problem, {})).replicas <= answer.replicas; };
    if (!what.groupRule.empty() && ruled()) return {Limit::Rule, what.groupRule};
    Binding out = bindingOf(what, joined, answer, {solve});
    if (out.limit == Limit::None && ruled()) out = {Limit::Rule, "rules among the pods of a group"};
    return out;
}

} // namespace core::estimate::detail
