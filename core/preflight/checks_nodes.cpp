#include <algorithm>
#include <cctype>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/estimate/admission.h"
#include "core/estimate/capacity.h"
#include "core/preflight/site.h"
#include "core/snapshot/infer.h"

namespace core::preflight::detail {
namespace {

using State = Check::State;

class Nodes {
public:
    Nodes(const Site& site, Checks& out)
        : m_site(site)
        , m_out(out)
    {}

    void run()
    {
        for (const std::string& device : m_site.references.devices) checkDevice(device);
        if (!m_site.references.devices.empty() || !m_site.data.pools.empty()) checkPools();
        checkQuotas();
        checkLimitRanges();
    }

private:
    const Site& m_site;
    Checks& m_out;

    /// Cards that a pool's types have, where they are known.
    [[nodiscard]] bool hasCards(const model::NodePool& pool) const
    {
        return std::any_of(pool.instanceTypes.begin(), pool.instanceTypes.end(), [&](const std::string& name) {
            const model::InstanceType* type = m_site.fleet.instanceType(name);
            return type != nullptr && type->gpus > 0;
        });
    }
    [[nodiscard]] bool gives(const model::NodePool& pool, const std::string& device) const
    {
        if (pool.allocatable) return model::amountIn(*pool.allocatable, device) > 0;
        return hasCards(pool);
    }

    void checkDevice(const std::string& device)
    {
        const snapshot::NodeTable& nodes = m_site.data.nodes;
        const auto column = nodes.resource(device);
        std::size_t ready = 0;
        std::string example;
        std::size_t down = 0;
        for (std::size_t row = 0; column && row < nodes.size(); ++row) {
            if (nodes.allocatable[*column][row] <= 0) continue;
            if (nodes.ready[row] == 0) {
                ++down;
                continue;
            }
            ++ready;
            if (example.empty())
                example = std::string(nodes.names[row]) +
                          " .status.allocatable: " + std::to_string(nodes.allocatable[*column][row]);
        }
        if (ready > 0) {
            m_out.add("device", State::Passes,
                      counted(static_cast<std::int64_t>(ready), "node reports ", "nodes report ") + device,
                      "Node " + example);
            return;
        }
        const auto& pools = m_site.data.pools;
        const bool buys = std::any_of(pools.begin(), pools.end(),
                                      [&](const model::NodePool& pool) { return pool.elastic && gives(pool, device); });
        if (down > 0)
            m_out.add("device", State::Warns, "only nodes that are not ready report " + device,
                      "Node .status.allocatable", "Look at why they are not ready.");
        else if (!m_site.data.nodesKnown)
            addUnread("device", device, "its nodes", "nodes", "The snapshot does not hold them.");
        else if (buys)
            m_out.add("device", State::Unknown,
                      "no node reports " + device + " yet; the first one that is bought will tell",
                      "Node .status.allocatable", "See that the device plug-in runs on new nodes.");
        else if (!m_site.data.poolsKnown)
            m_out.add("device", State::Unknown,
                      "no node reports " + device + ", and whether a node pool buys one is not known",
                      "Node .status.allocatable", describePools());
        else
            m_out.add("device", State::Fails, "no node reports " + device + ", and no elastic pool buys one",
                      "Node .status.allocatable", "Add an elastic node pool with that device, or install its plug-in.");
    }

    /// Why they are not known, the fleet's gaps say: a right, or the cluster itself, is missing.
    /// @param remedy  where no gap says it
    void addUnread(const char* id, const std::string& what, const std::string& ofIt, const char* resource,
                   const char* remedy)
    {
        const auto gapOf = [&](const char* named) {
            return std::find_if(m_site.fleet.gaps.begin(), m_site.fleet.gaps.end(), [&](const snapshot::Gap& one) {
                return one.cluster == m_site.name() && one.what == named;
            });
        };
        const auto none = m_site.fleet.gaps.end();
        if (const auto gap = gapOf("connection"); gap != none) {
            m_out.addUnknown(id, what, {model::Found::State::Unknown, {}, gap->remedy, true});
            return;
        }
        const auto gap = gapOf(resource);
        m_out.add(id, State::Unknown, what + ": " + ofIt + " are not known", {}, gap == none ? remedy : gap->remedy);
    }

    /// Pools that could buy for it: those with the devices that it asks for.
    void checkPools()
    {
        if (!m_site.data.poolsKnown) {
            if (m_site.data.pools.empty())
                m_out.add("pool", State::Unknown, "its node pools are not known", {}, describePools());
            for (const model::NodePool& pool : m_site.data.pools)
                if (has(pool)) checkInferred(pool);
            return;
        }
        bool any = false;
        for (const model::NodePool& pool : m_site.data.pools) {
            const auto& devices = m_site.references.devices;
            if (!std::all_of(devices.begin(), devices.end(),
                             [&](const std::string& device) { return gives(pool, device); }))
                continue;
            any = true;
            checkPool(pool);
        }
        if (any) return;
        const bool fits = m_site.result.capacities.running.lower >= m_site.result.replicas;
        m_out.add("pool", fits ? State::Passes : State::Fails,
                  std::string("no node pool buys what its pods ask for") + (fits ? ", and its nodes have room" : ""),
                  m_site.data.poolsOrigin.source, fits ? "" : "Add an elastic node pool whose instance types have it.");
    }

    /// What would tell of pools. ConfigMaps are no help where they have been read already.
    [[nodiscard]] std::string describePools() const
    {
        const auto gap =
            std::find_if(m_site.fleet.gaps.begin(), m_site.fleet.gaps.end(), [&](const snapshot::Gap& one) {
                return one.cluster == m_site.name() && one.what == "configmaps";
            });
        const std::string state = "State them in fleet.yaml (--extras)";
        return gap == m_site.fleet.gaps.end() ? state + "." : state + ", or let its ConfigMaps be read: " + gap->remedy;
    }

    /// Whether nodes of it have what the pods ask for.
    [[nodiscard]] bool has(const model::NodePool& pool) const
    {
        const snapshot::NodeTable& nodes = m_site.data.nodes;
        const auto index = static_cast<std::uint32_t>(&pool - m_site.data.pools.data());
        const auto& devices = m_site.references.devices;
        return std::all_of(devices.begin(), devices.end(), [&](const std::string& device) {
            if (gives(pool, device)) return true;
            const auto column = nodes.resource(device);
            for (std::size_t row = 0; column && row < nodes.size(); ++row)
                if (nodes.pool[row] == index && nodes.allocatable[*column][row] > 0) return true;
            return false;
        });
    }

    /// A pool that nobody describes: nodes tell that it is there, and not what it could become.
    void checkInferred(const model::NodePool& pool)
    {
        const auto index = static_cast<std::uint32_t>(&pool - m_site.data.pools.data());
        const std::int64_t now = estimate::sizeOf(m_site.data, index);
        std::string text = "pool " + shown(model::nameOf(pool)) + " has " + counted(now, "node");
        if (pool.maxSize)
            text += " of at most " + std::to_string(*pool.maxSize) + ", and what it buys is not known";
        else if (snapshot::isElastic(m_site.data, pool) == true)
            text += ", scales by itself, and to how many is not known";
        else
            text += ", and whether it buys more is not known";
        const bool full = pool.maxSize && now >= *pool.maxSize;
        m_out.add("pool", full ? State::Warns : State::Unknown,
                  full ? "pool " + shown(model::nameOf(pool)) + " is at its maximum of " + counted(now, "node") : text,
                  pool.scaler.empty() ? m_site.data.poolsOrigin.source
                                      : m_site.data.poolsOrigin.source + ", ConfigMaps in kube-system",
                  full ? "Raise its maximum, if more replicas are to come." : describePools());
    }

    void checkPool(const model::NodePool& pool)
    {
        const std::string text = "pool " + shown(model::nameOf(pool));
        const std::string& source = m_site.data.poolsOrigin.source;
        if (!pool.elastic) {
            m_out.add("pool", State::Warns, text + " does not scale by itself", source,
                      "Turn automatic scaling on, with 0 as its minimum.");
            return;
        }
        const auto index = static_cast<std::uint32_t>(&pool - m_site.data.pools.data());
        const std::int64_t now = estimate::sizeOf(m_site.data, index);
        const std::string size = std::to_string(now) + " of " + std::to_string(pool.minSize) + ".." +
                                 (pool.maxSize ? std::to_string(*pool.maxSize) : "?") + " nodes";
        if (pool.maxSize && now >= *pool.maxSize)
            m_out.add("pool", State::Warns, text + " is at its maximum: " + size, source,
                      "Raise its maximum, if more replicas are to come.");
        else
            m_out.add("pool", State::Passes, text + " scales by itself, " + size, source);
        if (pool.scaler.empty())
            m_out.add("elasticity", State::Unknown, text + ": which autoscaler works there is not known",
                      "ConfigMap kube-system/autoscaler-meta", "");
        else if (model::isGoatScaler(pool))
            m_out.add("elasticity", State::Passes,
                      "instant elasticity is on" +
                          (pool.scalerVersion.empty() ? "" : " (" + shown(pool.scalerVersion) + ")"),
                      text);
        else
            m_out.add("elasticity", State::Warns,
                      text + " is scaled by " + shown(pool.scaler) +
                          ", which does not tell the fleet what it could buy",
                      text, "Switch the cluster to instant node elasticity, if it is one of ACK.");
        constexpr std::int64_t usual = 600; // ACK's default
        if (pool.scaleInDelaySeconds)
            m_out.add("scale-in", *pool.scaleInDelaySeconds > usual ? State::Warns : State::Passes,
                      text + " waits " + std::to_string(*pool.scaleInDelaySeconds / 60) + " min to shrink", source,
                      *pool.scaleInDelaySeconds > usual ? "Idle nodes are paid for that long; lower the delay." : "");
    }

    /// That one is in the way, the preview has found out.
    void checkQuotas()
    {
        const auto& quotas = m_site.data.quotas;
        const auto any = std::find_if(quotas.begin(), quotas.end(),
                                      [&](const snapshot::NamespaceQuota& quota) { return quota.ns == m_site.ns; });
        if (any == quotas.end()) {
            if (!m_site.data.listed.quotas)
                addUnread("quota", "namespace " + shown(m_site.ns), "its quotas", "resourcequotas",
                          "Add what `kubectl get resourcequotas -A -o json` prints.");
            return;
        }
        const preview::Capacities& capacities = m_site.result.capacities;
        const bool binds = capacities.binding == estimate::Limit::Quota && m_site.result.shortOf > 0;
        m_out.add("quota", binds ? State::Fails : State::Passes,
                  binds ? "a quota is in the way: " + capacities.bindingText
                        : "the quotas of namespace " + shown(m_site.ns) + " leave room",
                  "ResourceQuota " + shown(any->ns + "/" + any->name) + " .status",
                  binds ? "Raise it, or ask for less." : "");
    }

    /// The pods that they refuse are made nowhere in the cluster.
    void checkLimitRanges()
    {
        const snapshot::Admission& admission = m_site.data.admission;
        if (!admission.limitRangesKnown) {
            addUnread("limit-range", "namespace " + shown(m_site.ns), "its limit ranges", "limitranges",
                      "Add what `kubectl get limitranges -A -o json` prints.");
            return;
        }
        const auto& ranges = admission.limitRanges;
        if (std::none_of(ranges.begin(), ranges.end(),
                         [&](const model::LimitRange& one) { return one.ns == m_site.ns; }))
            return;
        estimate::TurnedAway away = estimate::turnedAwayByLimitRanges(m_site.data, askIn(m_site));
        const std::string evidence = "LimitRanges of namespace " + shown(m_site.ns);
        if (away.text.empty()) {
            m_out.add("limit-range", State::Passes,
                      "the limit ranges of namespace " + shown(m_site.ns) + " let its pods in", evidence);
            return;
        }
        if (!away.fix.empty()) away.fix.front() = static_cast<char>(std::toupper(away.fix.front()));
        m_out.add("limit-range", State::Fails, shown(away.text), evidence, away.fix + ".");
    }
};

} // namespace

void checkNodes(const Site& site, Checks& out)
{
    Nodes(site, out).run();
}

} // namespace core::preflight::detail
