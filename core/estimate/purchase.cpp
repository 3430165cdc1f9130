#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/estimate/binding.h"
#include "core/estimate/offers.h"

/// Which nodes so many replicas would take.
namespace core::estimate {
namespace {

using detail::Cap;
using detail::Joined;
using detail::JointAnswer;
using detail::JointOffer;

/// Replicas that the domains of an offer still take.
class Domains {
public:
    explicit Domains(const Provisionable& what)
        : m_what(&what)
        , m_of(what.offers.size())
    {
        for (std::size_t d = 0; d < what.domains.size(); ++d) {
            m_left.push_back(what.domains[d].replicas);
            for (const std::uint32_t offer : what.domains[d].offers) m_of[offer].push_back(d);
        }
    }
    [[nodiscard]] std::int64_t left(std::uint32_t offer, std::int64_t wanted) const
    {
        for (const std::size_t d : m_of[offer]) wanted = std::min(wanted, m_left[d]);
        return std::max<std::int64_t>(0, wanted);
    }
    /// Replicas that the fullest of its domains has by now.
    [[nodiscard]] std::int64_t crowd(std::uint32_t offer) const
    {
        std::int64_t most = 0;
        for (const std::size_t d : m_of[offer]) {
            const DomainRoom& domain = m_what->domains[d];
            most = std::max(most, domain.there + domain.replicas - m_left[d]);
        }
        return most;
    }
    void take(std::uint32_t offer, std::int64_t replicas)
    {
        for (const std::size_t d : m_of[offer]) m_left[d] -= replicas;
    }

private:
    const Provisionable* m_what;
    std::vector<std::vector<std::size_t>> m_of; // by offer
    std::vector<std::int64_t> m_left;
};

/// Replicas on the nodes of an answer, first offers first, and only the nodes that they need.
Purchase assigned(const Provisionable& what, const Joined& joined, const JointAnswer& answer, std::int64_t replicas)
{
    Purchase out;
    out.nodes.assign(what.offers.size(), 0);
    out.replicas.assign(what.offers.size(), 0);
    Domains domains(what);
    out.missing = replicas;
    for (std::size_t i = 0; i < joined.offers.size(); ++i) {
        const std::uint32_t index = joined.offers[i];
        const Offer& offer = what.offers[index];
        const std::int64_t here = domains.left(index, std::min(out.missing, offer.replicasOn(answer.nodes[i])));
        domains.take(index, here);
        out.replicas[index] = here;
        out.nodes[index] = offer.nodesFor(here);
        out.missing -= here;
    }
    return out;
}

/// One step at a time into the least crowded domain: the rules have to hold on the way, too.
Purchase stepwise(const Provisionable& what, const Joined& joined, std::int64_t replicas)
{
    Purchase out;
    out.nodes.assign(what.offers.size(), 0);
    out.replicas.assign(what.offers.size(), 0);
    out.missing = replicas;
    Domains domains(what);
    detail::JointProblem left = joined.problem;
    while (out.missing > 0) {
        std::size_t best = joined.offers.size();
        std::tuple<std::int64_t, std::size_t> least;
        for (std::size_t i = 0; i < joined.offers.size(); ++i) {
            const std::uint32_t index = joined.offers[i];
            const Offer& offer = what.offers[index];
            if (domains.left(index, 1) == 0) continue;
            const bool onOpenNode = offer.replicasOn(out.nodes[index]) > out.replicas[index];
            if (!onOpenNode && detail::inOrder(left, {i}, 1).replicas == 0) continue;
            const std::tuple turn(domains.crowd(index), i);
            if (best != joined.offers.size() && turn >= least) continue;
            least = turn;
            best = i;
        }
        if (best == joined.offers.size()) break;
        const std::uint32_t index = joined.offers[best];
        const JointOffer& offer = joined.problem.offers[best];
        if (what.offers[index].replicasOn(out.nodes[index]) <= out.replicas[index]) {
            out.nodes[index] += offer.step;
            const auto take = [](Cap& cap, std::int64_t amount) {
                if (cap) *cap -= amount;
            };
            take(left.pools[offer.pool], offer.step);
            take(left.places[offer.place], offer.step);
            take(left.cells[offer.cell], offer.step);
            for (std::size_t q = 0; q < left.quotas.size(); ++q)
                take(left.quotas[q], offer.step * joined.problem.offers[best].weights[q]);
        }
        ++out.replicas[index];
        domains.take(index, 1);
        --out.missing;
    }
    return out;
}

} // namespace

Purchase purchase(const Provisionable& what, std::int64_t replicas,
                  const std::vector<std::optional<std::int64_t>>& instances)
{
    const Joined joined = detail::joined(what, detail::End::Upper, instances);
    std::vector<std::size_t> order(joined.offers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    replicas = std::max<std::int64_t>(0, replicas);
    Purchase out = what.domains.empty()
                       ? assigned(what, joined, detail::inOrder(joined.problem, order, replicas), replicas)
                       : stepwise(what, joined, replicas);
    if (out.missing == 0) return out;
    const JointAnswer most = detail::most(joined.problem);
    if (most.bounded) {
        Purchase other = assigned(what, joined, most, replicas);
        if (other.missing < out.missing) out = std::move(other);
    }
    if (out.missing == 0) return out;
    detail::Binding binding = detail::bindingOf(what, joined, most);
    out.missingBy = binding.limit;
    out.missingText = std::move(binding.text);
    return out;
}

} // namespace core::estimate
