#include "core/preview/waiting.h"

#include <algorithm>

#include "core/estimate/fit_state.h"
#include "core/preview/ahead.h"

namespace core::preview {
namespace {

bool hasElasticPool(const snapshot::ClusterData& data)
{
    return std::any_of(data.pools.begin(), data.pools.end(), [](const model::NodePool& pool) { return pool.elastic; });
}

/// Of the same pods, with what stock and quotas hold by now.
void restock(Waiters& waiters, const estimate::Catalogue& catalogue)
{
    const auto leftOf = [&](const estimate::QuotaRoom& room) {
        const auto at = std::find_if(catalogue.quotas.begin(), catalogue.quotas.end(), [&](const auto& other) {
            return other.quota == room.quota && other.perNode == room.perNode;
        });
        return at == catalogue.quotas.end() ? std::nullopt : at->left;
    };
    for (Waiters::Kind& kind : waiters.kinds) {
        for (estimate::QuotaRoom& room : kind.offers.quotas) room.left = leftOf(room);
        for (std::size_t i = 0; i < catalogue.offers.size(); ++i)
            kind.offers.offers[i].stock = catalogue.offers[i].stock;
    }
}

WaitingBuy buyFirst(Facts& facts, std::size_t site, const Waiters& waiters, Ledger& ledger)
{
    WaitingBuy out;
    out.site = site;
    for (const Waiters::Kind& kind : waiters.kinds) {
        estimate::Provisionable theirs = kind.offers;
        out.nodes.resize(theirs.offers.size(), 0);
        out.pods.resize(theirs.offers.size(), 0);
        out.yielded.resize(theirs.offers.size(), 0);
        const bool mayBeEvicted = yields(facts, site, kind);
        reserve(theirs, out.nodes, ledger);
        const estimate::Purchase bought = estimate::purchase(theirs, kind.pods, ledger.cellsOf(theirs), false);
        ledger.take(theirs, bought.nodes);
        for (std::size_t i = 0; i < bought.nodes.size(); ++i) {
            out.nodes[i] += bought.nodes[i];
            out.pods[i] += bought.replicas[i];
            if (mayBeEvicted) out.yielded[i] += bought.nodes[i];
        }
    }
    return out;
}

} // namespace

const Waiters& Facts::waiters(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.waiting) {
        constexpr std::size_t most = 64;
        auto found = std::make_shared<Waiters>();
        for (const auto& [shape, count] : waitingBesides(*site.data, m_own)) {
            if (found->kinds.size() == most || !hasElasticPool(*site.data)) break;
            estimate::Ask ask;
            ask.pods.push_back({site.data->pods.shapes[shape].pod, site.data->pods.shapes[shape].requests, 1, {}});
            ask.upTo = count;
            const auto& surely = site.starting->surely;
            const std::int64_t more = count - estimate::running(surely ? *surely : *site.data, ask).replicas;
            if (more > 0) found->kinds.push_back({std::move(ask), more, {}});
        }
        site.waiting = std::move(found);
    }
    if (site.waiting->kinds.empty()) return *site.waiting;
    (void)catalogueOf(site);
    if (site.waiting->offered == site.catalogue) return *site.waiting;
    auto fresh = std::make_shared<Waiters>(*site.waiting);
    if (m_isGlimpse && fresh->offered && fresh->offered->offers.size() == site.catalogue->offers.size())
        restock(*fresh, *site.catalogue);
    else
        for (Waiters::Kind& kind : fresh->kinds) {
            kind.offers = offersFor(index, kind.ask);
            // What may not come to them may as well: the least that they leave is what counts.
            for (estimate::Offer& offer : kind.offers.offers) offer.doubt = estimate::Doubt::None;
        }
    fresh->offered = site.catalogue;
    site.waiting = std::move(fresh);
    return *site.waiting;
}

bool yields(Facts& facts, std::size_t site, const Waiters::Kind& kind)
{
    const Rank& rank = facts.aheadOf(site).rank;
    return rank.preempts &&
           estimate::priorityOf(kind.ask.pods.front().pod.spec, *facts.site(site).data) < rank.priority;
}

const Waited& waitedOf(Facts& facts)
{
    std::shared_ptr<const Waited>& known = facts.waited();
    if (known) return *known;
    auto out = std::make_shared<Waited>();
    for (std::size_t site = 0; site < facts.size(); ++site) {
        const Waiters& waiters = facts.waiters(site);
        if (waiters.kinds.empty()) continue;
        WaitingBuy buy = buyFirst(facts, site, waiters, out->left);
        const bool any = std::any_of(buy.nodes.begin(), buy.nodes.end(), [](std::int64_t nodes) { return nodes > 0; });
        if (any) out->buys.push_back(std::move(buy));
    }
    known = std::move(out);
    return *known;
}

void yieldTo(Waited& waited, std::size_t site, const estimate::Provisionable& offers, std::int64_t replicas)
{
    const auto buy = std::find_if(waited.buys.begin(), waited.buys.end(),
                                  [site](const WaitingBuy& one) { return one.site == site; });
    if (buy == waited.buys.end()) return;
    const estimate::Offer* only = nullptr;
    for (const estimate::Offer& offer : offers.offers) {
        if (offer.refusal) continue;
        if (only != nullptr && only->instanceType != offer.instanceType) return;
        only = &offer;
    }
    std::vector<std::int64_t> back(offers.offers.size(), 0);
    for (std::size_t i = 0; i < back.size() && replicas > 0; ++i) {
        const estimate::Offer& offer = offers.offers[i];
        if (offer.refusal || buy->yielded[i] == 0) continue;
        back[i] = std::min(buy->yielded[i], offer.nodesFor(replicas));
        replicas -= std::min(replicas, offer.replicasOn(back[i]));
        buy->nodes[i] -= back[i];
        buy->yielded[i] -= back[i];
    }
    waited.left.giveBack(offers, back);
}

std::unique_ptr<estimate::Provisionable> leftBehind(const Waited& waited, std::size_t site,
                                                    const estimate::Provisionable& offers)
{
    for (const WaitingBuy& buy : waited.buys) {
        if (buy.site != site) continue;
        auto out = std::make_unique<estimate::Provisionable>(offers);
        reserve(*out, buy.nodes, waited.left);
        return out;
    }
    return nullptr;
}

} // namespace core::preview
