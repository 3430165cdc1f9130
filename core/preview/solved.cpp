#include "core/preview/solved.h"

#include <utility>

#include "core/preview/joint.h"

namespace core::preview {
namespace {

using estimate::detail::Cap;
using estimate::detail::JointProblem;

/// Of what trials change; the rest is compared.
std::uint64_t digestOf(const JointProblem& problem)
{
    Digest digest;
    digest.add(std::uint64_t{problem.offers.size()});
    for (const auto* caps : {&problem.pools, &problem.places, &problem.cells, &problem.quotas}) digest.add(*caps);
    digest.add(problem.wanted);
    return digest.sum();
}

std::uint64_t digestOf(const Solved::OffersFor& question)
{
    Digest digest;
    digest.add(question.cluster.get());
    digest.add(question.ask.get());
    for (const estimate::Offer& offer : question.catalogue->offers) {
        digest.add(offer.stock.instances.lower);
        digest.add(offer.stock.instances.upper);
    }
    for (const estimate::QuotaRoom& quota : question.catalogue->quotas) digest.add(quota.left);
    return digest.sum();
}

std::uint64_t digestOf(const Solved::Rest& question)
{
    Digest digest;
    digest.add(question.of.get());
    digest.add(question.nodes);
    digest.add(question.replicas);
    digest.add(question.quotas);
    return digest.sum();
}

/// Offers for groups of pods look into their cluster, and may be taken over by a fleet that holds an equal one.
OffersPtr madeFor(const Solved::OffersFor& question)
{
    struct Held {
        snapshot::ClusterPtr cluster;
        estimate::Provisionable offers;
    };
    auto held = std::make_shared<const Held>(
        Held{question.cluster,
             estimate::provisionable(*question.catalogue, *question.cluster, *question.ask, question.named)});
    return {held, &held->offers};
}

OffersPtr madeOf(const Solved::Rest& question)
{
    auto out = std::make_shared<estimate::Provisionable>(*question.of);
    if (!question.replicas.empty())
        shrink(*out, question.nodes, question.replicas);
    else if (!question.nodes.empty())
        reserve(*out, question.nodes);
    if (!question.quotasStay)
        for (std::size_t i = 0; i < out->quotas.size(); ++i) out->quotas[i].left = question.quotas[i];
    if (question.formula) {
        estimate::takeFormula(*out);
        estimate::takeRoomiestOrder(*out);
    }
    return out;
}

} // namespace

bool Solved::OffersFor::operator==(const OffersFor& other) const
{
    return cluster == other.cluster && ask == other.ask && named == other.named &&
           (catalogue == other.catalogue || *catalogue == *other.catalogue);
}

std::uint64_t Solved::Wanted::digest() const
{
    Digest digest;
    digest.add(of.get());
    digest.add(replicas);
    digest.add(instances);
    return digest.sum();
}

estimate::detail::JointAnswer Solved::together(const JointProblem& problem)
{
    return m_together.of(digestOf(problem), problem, [&] { return estimate::detail::together(problem); });
}

OffersPtr Solved::offers(const OffersFor& question)
{
    return m_offers.of(digestOf(question), question, [&] { return madeFor(question); });
}

OffersPtr Solved::rest(const Rest& question)
{
    return m_rests.of(digestOf(question), question, [&] { return madeOf(question); });
}

const estimate::Purchase& Solved::purchase(const OffersPtr& what, std::int64_t replicas, std::vector<Cap> instances,
                                           bool named)
{
    const Wanted wanted{what, replicas, named, std::move(instances)};
    return m_purchases.of(wanted.digest(), wanted,
                          [&] { return estimate::purchase(*what, replicas, wanted.instances, named); });
}

const Solved::Joined& Solved::joined(const OffersPtr& what, estimate::detail::End end, std::vector<Cap> instances)
{
    const Wanted wanted{what, end == estimate::detail::End::Lower ? 0 : 1, false, std::move(instances)};
    return m_joined.of(wanted.digest(), wanted, [&] {
        Joined out{estimate::detail::joined(*what, end, wanted.instances), {}};
        for (const std::uint32_t index : out.offers) {
            const estimate::Offer& offer = what->offers[index];
            out.cellOf.push_back(offer.stockBounds ? m_cells.try_emplace(offer.stock.key, m_cells.size()).first->second
                                                   : Joined::npos);
        }
        return out;
    });
}

void Solved::keepNone()
{
    m_together.keepNone();
    m_offers.keepNone();
    m_rests.keepNone();
    m_purchases.keepNone();
    m_joined.keepNone();
    m_mixes.keepNone();
}

void Solved::turn()
{
    m_together.turn();
    m_offers.turn();
    m_rests.turn();
    m_purchases.turn();
    m_joined.turn();
    m_mixes.turn();
}

} // namespace core::preview
