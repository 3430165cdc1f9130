#include <QTest>

#include <random>

#include "core/estimate/fit_state.h"
#include "tests/core/estimate/objects.h"
#include "tests/support/test.h"

namespace tst_fit_oracle {

using namespace core;
using estimate::Fit;

/// Columns against the obvious: a filter over plain objects, written from the rules of kube-scheduler and nothing of ours.
namespace {

struct Fleet {
    std::vector<model::Node> nodes; ///< sorted by name
    std::vector<model::Pod> pods;   ///< spec.nodeName set
};

Amount requested(const model::Pod& pod, const std::string& resource)
{
    Amount sum = 0;
    for (const model::Container& container : pod.spec.containers)
        if (const auto found = container.requests.find(resource); found != container.requests.end())
            sum += resource == "cpu" ? found->second.milli() : found->second.value();
    return sum;
}

bool hasRoom(const Fleet& fleet, const model::Node& node, const model::Pod& ask)
{
    std::map<std::string, Amount> free(node.allocatable.begin(), node.allocatable.end());
    for (const model::Pod& pod : fleet.pods) {
        if (pod.spec.nodeName != node.name || pod.phase == "Succeeded" || pod.phase == "Failed") continue;
        for (auto& [resource, amount] : free) amount -= resource == "pods" ? 1 : requested(pod, resource);
    }
    if (free["pods"] < 1) return false;
    for (const model::Container& container : ask.spec.containers)
        for (const auto& [resource, quantity] : container.requests)
            if (const Amount need = requested(ask, resource); need > 0 && need > free[resource]) return false;
    return true;
}

bool isTolerated(const model::Taint& taint, const model::Pod& ask)
{
    if (taint.effect == "PreferNoSchedule") return true;
    for (const model::Toleration& toleration : ask.spec.tolerations) {
        const bool anyKey = toleration.key.empty() && toleration.op == "Exists";
        if (!toleration.effect.empty() && toleration.effect != taint.effect) continue;
        if (!anyKey && toleration.key != taint.key) continue;
        if (toleration.op == "Exists" || toleration.value == taint.value) return true;
    }
    return false;
}

bool holds(const model::Requirement& requirement, const model::Labels& labels)
{
    using Op = model::Requirement::Op;
    const auto found = labels.find(requirement.key);
    const bool has = found != labels.end();
    const bool listed = has && std::ranges::find(requirement.values, found->second) != requirement.values.end();
    switch (requirement.op) {
    case Op::In: return listed;
    case Op::NotIn: return !listed;
    case Op::Exists: return has;
    case Op::DoesNotExist: return !has;
    case Op::Gt: return has && std::stol(found->second) > std::stol(requirement.values[0]);
    case Op::Lt: return has && std::stol(found->second) < std::stol(requirement.values[0]);
    }
    return false;
}

bool isSelected(const model::Node& node, const model::Pod& ask)
{
    for (const auto& [key, value] : ask.spec.nodeSelector) {
        const auto found = node.labels.find(key);
        if (found == node.labels.end() || found->second != value) return false;
    }
    if (!ask.spec.requiredNodeAffinity) return true;
    for (const model::NodeSelectorTerm& term : *ask.spec.requiredNodeAffinity) {
        bool all = !term.expressions.empty();
        for (const model::Requirement& requirement : term.expressions) all = all && holds(requirement, node.labels);
        if (all) return true;
    }
    return false;
}

bool hasPorts(const Fleet& fleet, const model::Node& node, const model::Pod& ask)
{
    const auto any = [](const std::string& ip) { return ip.empty() || ip == "0.0.0.0"; };
    for (const model::HostPort& mine : ask.spec.containers[0].ports)
        for (const model::Pod& pod : fleet.pods) {
            if (pod.spec.nodeName != node.name || pod.phase == "Succeeded" || pod.phase == "Failed") continue;
            for (const model::HostPort& other : pod.spec.containers[0].ports)
                if (mine.port == other.port && mine.protocol == other.protocol &&
                    (mine.ip == other.ip || any(mine.ip) || any(other.ip)))
                    return false;
        }
    return true;
}

bool fits(const Fleet& fleet, const model::Node& node, const model::Pod& ask)
{
    if (node.unschedulable && !isTolerated({"node.kubernetes.io/unschedulable", "", "NoSchedule"}, ask)) return false;
    for (const model::Taint& taint : node.taints)
        if (!isTolerated(taint, ask)) return false;
    return isSelected(node, ask) && hasPorts(fleet, node, ask) && hasRoom(fleet, node, ask);
}

class Dice {
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {}
    int roll(int sides) { return static_cast<int>(m_engine() % static_cast<unsigned>(sides)); }
    bool chance(int percent) { return roll(100) < percent; }
    template <class T>
    const T& oneOf(const std::vector<T>& list)
    {
        return list[static_cast<std::size_t>(roll(static_cast<int>(list.size())))];
    }

private:
    std::mt19937 m_engine;
};

const std::vector<std::string> keys = {"pool", "tier", "zone", "gen"};
const std::vector<std::string> values = {"1", "2", "3"};
const std::vector<std::string> effects = {"NoSchedule", "NoExecute", "PreferNoSchedule"};
const std::vector<std::string> addresses = {"", "0.0.0.0", "10.0.0.1", "10.0.0.2"};

model::Pod randomPod(Dice& dice)
{
    std::vector<std::pair<std::string, std::string>> requests = {{"cpu", std::to_string(dice.roll(8) * 250) + "m"},
                                                                 {"memory", std::to_string(dice.roll(5)) + "Gi"}};
    if (dice.chance(40)) requests.emplace_back("nvidia.com/gpu", std::to_string(dice.roll(4)));
    if (dice.chance(10)) requests.emplace_back("example.com/fpga", "1");
    model::Pod pod = objects::pod(requests);
    if (dice.chance(15))
        pod.spec.containers[0].ports.push_back({dice.oneOf(addresses), dice.chance(50) ? "TCP" : "UDP", 80});
    return pod;
}

Fleet randomFleet(Dice& dice)
{
    Fleet fleet;
    for (int i = 0; i < 40; ++i) {
        model::Labels labels;
        for (const std::string& key : keys)
            if (dice.chance(70)) labels[key] = dice.oneOf(values);
        model::Node node = objects::node(
            "node-" + std::to_string(100 + i),
            {{"cpu", 1000 * (1 + dice.roll(8))}, {"memory", (Amount{1} << 30) * (2 + dice.roll(16))}}, labels);
        if (dice.chance(60)) node.allocatable["nvidia.com/gpu"] = dice.roll(9);
        if (dice.chance(20)) node.allocatable["pods"] = dice.roll(4);
        node.unschedulable = dice.chance(10);
        while (dice.chance(25)) node.taints.push_back({dice.oneOf(keys), dice.oneOf(values), dice.oneOf(effects)});
        for (int k = dice.roll(4); k > 0; --k) {
            fleet.pods.push_back(objects::on(randomPod(dice), node.name, "pod-" + std::to_string(fleet.pods.size())));
            if (dice.chance(10)) fleet.pods.back().phase = dice.chance(50) ? "Succeeded" : "Failed";
        }
        fleet.nodes.push_back(std::move(node));
    }
    return fleet;
}

model::Requirement randomRequirement(Dice& dice)
{
    model::Requirement requirement;
    requirement.key = dice.oneOf(keys);
    requirement.op = static_cast<model::Requirement::Op>(dice.roll(6));
    using Op = model::Requirement::Op;
    if (requirement.op != Op::Exists && requirement.op != Op::DoesNotExist) requirement.values = {dice.oneOf(values)};
    if ((requirement.op == Op::In || requirement.op == Op::NotIn) && dice.chance(50) && requirement.values[0] != "3")
        requirement.values.push_back("3");
    return requirement;
}

model::Pod randomAsk(Dice& dice)
{
    model::Pod ask = randomPod(dice);
    if (dice.chance(30)) ask.spec.nodeSelector[dice.oneOf(keys)] = dice.oneOf(values);
    if (dice.chance(40)) {
        ask.spec.requiredNodeAffinity.emplace();
        for (int terms = dice.roll(3); terms >= 0; --terms) {
            model::NodeSelectorTerm term;
            for (int i = dice.roll(3); i > 0; --i) term.expressions.push_back(randomRequirement(dice));
            ask.spec.requiredNodeAffinity->push_back(std::move(term));
        }
    }
    while (dice.chance(60))
        ask.spec.tolerations.push_back({dice.chance(20) ? "" : dice.oneOf(keys),
                                        dice.chance(50) ? "Exists" : (dice.chance(50) ? "Equal" : ""),
                                        dice.oneOf(values), dice.chance(40) ? "" : dice.oneOf(effects)});
    for (model::Toleration& toleration : ask.spec.tolerations)
        if (toleration.op == "Exists")
            toleration.value.clear();
        else if (toleration.key.empty())
            toleration.key = keys[0]; // an empty key goes with Exists only
    return ask;
}

} // namespace

class TestFitOracle : public QObject {
    Q_OBJECT

private slots:
    void columnsAgreeWithObjects_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed) QTest::addRow("fleet %u", seed) << seed;
    }
    void columnsAgreeWithObjects()
    {
        QFETCH(unsigned, seed);
        Dice dice(seed);
        const Fleet fleet = randomFleet(dice);
        const auto data = objects::cluster(fleet.nodes, fleet.pods);
        int fitting = 0;
        for (int i = 0; i < 25; ++i) {
            const model::Pod ask = randomAsk(dice);
            const Fit fit(data, ask);
            const std::vector<std::uint8_t> all = fit.checkAll();
            for (std::size_t row = 0; row < fleet.nodes.size(); ++row) {
                const bool expected = fits(fleet, fleet.nodes[row], ask);
                fitting += expected ? 1 : 0;
                QVERIFY2((all[row] != 0) == expected, data.nodes.names[row].data());
                QCOMPARE(!fit.check(row).has_value(), expected);
            }
        }
        QVERIFY(fitting > 0); // else the fleet says nothing
    }

    /// What a row has room for is what fits one after the other.
    void roomIsWhatFitsOneByOne()
    {
        Dice dice(7);
        for (int i = 0; i < 60; ++i) {
            Fleet fleet = randomFleet(dice);
            fleet.nodes.resize(1);
            std::erase_if(fleet.pods, [&](const model::Pod& pod) { return pod.spec.nodeName != fleet.nodes[0].name; });
            model::Pod ask = randomPod(dice);
            ask.spec.containers[0].ports.clear();
            const auto data = objects::cluster(fleet.nodes, fleet.pods);
            const std::int64_t room = Fit::State(data, ask).room(0);
            std::int64_t placed = 0;
            for (; hasRoom(fleet, fleet.nodes[0], ask) && placed < 200; ++placed)
                fleet.pods.push_back(objects::on(ask, fleet.nodes[0].name, "new-" + std::to_string(placed)));
            QCOMPARE(room, placed);
        }
    }
};

BERTH_TEST(TestFitOracle)

} // namespace tst_fit_oracle

#include "tst_fit_oracle.moc"
