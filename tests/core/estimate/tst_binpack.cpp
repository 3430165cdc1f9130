#include <QTest>

#include <random>

#include "core/estimate/binpack.h"
#include "tests/core/estimate/objects.h"
#include "tests/support/test.h"

namespace tst_binpack {

using namespace core;
using estimate::PackAnswer;
using estimate::PackGroup;
using estimate::PackQuestion;

namespace {

PackQuestion randomQuestion(unsigned seed)
{
    std::mt19937 engine(seed);
    const auto roll = [&](int sides) { return static_cast<int>(engine() % static_cast<unsigned>(sides)); };
    PackQuestion question;
    question.node.node = objects::node("template", {{"cpu", 16'000}, {"nvidia.com/gpu", 8}}, {{"zone", "z"}});
    question.node.node.allocatable["pods"] = 4 + roll(20);
    if (roll(2) == 0) question.node.pods = {objects::pod({{"cpu", "500m"}})};
    if (roll(2) == 0)
        for (int i = 0; i < 3; ++i)
            question.existing.push_back({objects::node("e" + std::to_string(i), {{"cpu", 8000}, {"nvidia.com/gpu", 4}}),
                                         {objects::pod({{"cpu", std::to_string(roll(6))}})}});
    for (int i = 1 + roll(6); i > 0; --i)
        question.groups.push_back(
            {"g" + std::to_string(i),
             objects::pod({{"cpu", std::to_string(roll(20) * 250) + "m"}, {"nvidia.com/gpu", std::to_string(roll(10))}},
                          {{"app", "g" + std::to_string(i)}}),
             roll(60)});
    question.maxNodes = std::vector<std::int64_t>{0, 0, -1, 5, 20}[static_cast<std::size_t>(roll(5))];
    return question;
}

/// A group without pods, whose rule makes every pod matter: nodes are then packed one by one.
PackGroup watcher()
{
    model::Pod pod = objects::pod({{"cpu", "0"}});
    model::TopologySpread spread;
    spread.topologyKey = "kubernetes.io/hostname";
    spread.selector.emplace();
    spread.selector->requirements = {{"app", model::Requirement::Op::Exists, {}, {}}};
    pod.spec.topologySpread = {spread};
    return {"watcher", pod, 0};
}

std::vector<std::int64_t> counts(const std::vector<std::vector<std::int64_t>>& perNode, std::size_t group)
{
    std::vector<std::int64_t> out;
    for (const auto& node : perNode) out.push_back(node[group]);
    return out;
}

} // namespace

class TestBinpack : public QObject {
    Q_OBJECT

private slots:
    void divisionAgreesWithOneByOne_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 200; ++seed) QTest::addRow("question %u", seed) << seed;
    }
    void divisionAgreesWithOneByOne()
    {
        QFETCH(unsigned, seed);
        PackQuestion question = randomQuestion(seed);
        const PackAnswer alike = estimate::pack(question);
        question.groups.push_back(watcher());
        const PackAnswer single = estimate::pack(question);
        QCOMPARE(alike.nodesAdded, single.nodesAdded);
        QCOMPARE(alike.podsScheduled, single.podsScheduled);
        QCOMPARE(alike.onExisting, single.onExisting);
        QCOMPARE(alike.perNewNode.size(), single.perNewNode.size());
        for (std::size_t group = 0; group + 1 < question.groups.size(); ++group) {
            QCOMPARE(alike.scheduledByGroup[group], single.scheduledByGroup[group]);
            QCOMPARE(counts(alike.perNewNode, group), counts(single.perNewNode, group));
        }
    }

    void nothingIsOverFull()
    {
        for (unsigned seed = 1; seed <= 60; ++seed) {
            const PackQuestion question = randomQuestion(seed);
            const PackAnswer answer = estimate::pack(question);
            for (const auto& node : answer.perNewNode) {
                std::map<std::string, Amount> used;
                std::int64_t pods = static_cast<std::int64_t>(question.node.pods.size());
                for (std::size_t group = 0; group < node.size(); ++group) {
                    pods += node[group];
                    for (const auto& [name, amount] : model::podRequests(question.groups[group].pod.spec))
                        used[name] += amount * node[group];
                }
                QVERIFY(pods <= question.node.node.allocatable.at("pods"));
                QVERIFY(used["nvidia.com/gpu"] <= 8);
                QVERIFY(used["cpu"] + (question.node.pods.empty() ? 0 : 500) <= 16'000);
            }
            std::int64_t sum = 0;
            for (const std::int64_t one : answer.scheduledByGroup) sum += one;
            QCOMPARE(answer.podsScheduled, sum);
            if (question.maxNodes > 0) QVERIFY(answer.nodesAdded <= question.maxNodes);
            if (question.maxNodes < 0) QCOMPARE(answer.nodesAdded, std::int64_t{0});
        }
    }

    /// A host port is a rule among the pods of one group.
    void onePodAHost()
    {
        PackQuestion question;
        question.node.node = objects::node("template", {{"cpu", 16'000}});
        question.groups = {{"a", objects::pod({{"cpu", "1"}}), 3}};
        question.groups[0].pod.spec.containers[0].ports = {{"", "TCP", 80}};
        QCOMPARE(estimate::pack(question).nodesAdded, std::int64_t{3});
        question.node.pods = {question.groups[0].pod};
        const PackAnswer none = estimate::pack(question);
        QCOMPARE(none.nodesAdded, std::int64_t{0});
        QCOMPARE(none.perNewNode.size(), std::size_t{1}); // tried, and left empty
    }

    void cordonedTemplate()
    {
        PackQuestion question;
        question.node.node = objects::node("template", {{"cpu", 2000}});
        question.node.node.unschedulable = true;
        question.groups = {{"a", objects::pod({{"cpu", "1"}}), 4}};
        QCOMPARE(estimate::pack(question).nodesAdded, std::int64_t{0});
        question.groups[0].pod.spec.tolerations = {{"node.kubernetes.io/unschedulable", "Exists", "", ""}};
        QCOMPARE(estimate::pack(question).nodesAdded, std::int64_t{2});
    }
};

BERTH_TEST(TestBinpack)

} // namespace tst_binpack

#include "tst_binpack.moc"
