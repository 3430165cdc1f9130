#include <random>

#include <QTest>

#include "core/preview/facts.h"
#include "core/preview/memory.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_memory {

using namespace core;

namespace {

/// What a person changes from one keystroke to the next.
struct Text {
    int replicas = 20;
    int cpu = 2;
    bool spread = false;
    bool gpu = true;
    bool ecsProvision = true;
    bool aggregated = false;
    bool overridden = false;
    std::string app = "llm-4"; ///< some pods of the sample have this label
    std::string name = "server";
};

std::string yamlOf(const Text& text)
{
    std::string out = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + text.name +
                      ", namespace: default}\nspec:\n  replicas: " + std::to_string(text.replicas) +
                      "\n  selector: {matchLabels: {app: " + text.app +
                      "}}\n  template:\n    metadata: {labels: {app: " + text.app +
                      "}}\n    spec:\n      tolerations: [{operator: Exists}]\n";
    if (text.spread)
        out += "      topologySpreadConstraints:\n      - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, "
               "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: " +
               text.app + "}}}\n";
    out += "      containers:\n      - name: server\n        image: server:1\n        resources: {limits: {cpu: " +
           std::to_string(text.cpu) + ", memory: 8Gi" + (text.gpu ? ", nvidia.com/gpu: 1" : "") + "}}\n---\n";
    out += "apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\n"
           "metadata: {name: policy, namespace: default}\nspec:\n  autoScaling: {ecsProvision: " +
           std::string(text.ecsProvision ? "true" : "false") +
           "}\n  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: " + text.name +
           "}]\n  placement:\n    replicaScheduling:\n      replicaSchedulingType: Divided\n" +
           (text.aggregated ? "      replicaDivisionPreference: Aggregated\n"
                            : "      replicaDivisionPreference: Weighted\n"
                              "      weightPreference: {dynamicWeight: AvailableReplicas}\n");
    if (text.overridden)
        out +=
            "---\napiVersion: policy.karmada.io/v1alpha1\nkind: OverridePolicy\nmetadata: {name: smaller, namespace: "
            "default}\nspec:\n  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: " +
            text.name +
            "}]\n  overrideRules:\n  - targetCluster: {clusterNames: [cluster-0001]}\n    overriders:\n      "
            "plaintext: [{path: /spec/template/spec/containers/0/resources/limits/cpu, operator: replace, value: 1}]\n";
    return out;
}

class Typing {
public:
    explicit Typing(unsigned seed)
        : m_dice(seed)
        , m_first(snapshot::sample({.clusters = 2 + static_cast<int>(seed % 4),
                                    .nodes = 3 + static_cast<int>(seed % 3),
                                    .podsPerNode = 8,
                                    .seed = seed + 1}))
        , m_fleet(m_first)
    {}
    void change()
    {
        switch (roll(12)) {
        case 0: m_text.cpu = 1 + roll(4); break;
        case 1: m_text.spread = !m_text.spread; break;
        case 2: m_text.gpu = !m_text.gpu; break;
        case 3: m_text.ecsProvision = !m_text.ecsProvision; break;
        case 4: m_text.aggregated = !m_text.aggregated; break;
        case 5: m_text.overridden = !m_text.overridden; break;
        case 6: m_text.app = roll(2) == 0 ? "llm-4" : "llm-5"; break;
        case 7: m_text.name = roll(2) == 0 ? "server" : "other"; break;
        case 8:
        case 9: changeFleet(); break;
        default: m_text.replicas = roll(2) == 0 ? roll(30) : roll(300); break;
        }
    }
    [[nodiscard]] std::vector<preview::Question> questions() const
    {
        return preview::readManifests(given::documents(yamlOf(m_text)), *m_fleet).questions;
    }
    [[nodiscard]] const snapshot::FleetPtr& fleet() const { return m_fleet; }
    [[nodiscard]] std::string text() const { return yamlOf(m_text); }

private:
    int roll(int below) { return static_cast<int>(m_dice() % static_cast<unsigned>(below)); }

    /// A fork of the fleet as it is now, or back to the first one.
    void changeFleet()
    {
        const snapshot::ClusterData& data = *m_fleet->clusters[m_fleet->clusters.size() / 2];
        const model::NodePool& pool = data.pools.front();
        const std::string zone = pool.zones.front().zone;
        const std::vector<snapshot::Change> all = {
            snapshot::SetStock{zone, pool.instanceTypes.front(), Range::exactly(roll(20)), pool.spot},
            snapshot::SetPoolMax{data.cluster.name, pool.id, roll(30)},
            snapshot::SetQuota{m_fleet->quotas.front().name, roll(90)},
            snapshot::SetAddresses{data.cluster.name, pool.id, zone, roll(9)},
            snapshot::WithoutNode{data.cluster.name, std::string(data.nodes.names[0])}};
        const auto which = static_cast<std::size_t>(roll(6));
        if (which == all.size() || data.nodes.size() < 2) {
            m_fleet = m_first;
            return;
        }
        const auto fork = snapshot::whatIf(m_fleet, {all[which]});
        if (!fork) qFatal("%s", fork.error().text().c_str());
        m_fleet = *fork;
    }

    std::mt19937 m_dice;
    Text m_text;
    snapshot::FleetPtr m_first;
    snapshot::FleetPtr m_fleet;
};

QString textOf(const preview::Preview& answer)
{
    return QString::fromStdString(preview::toJson(answer).dump(1));
}

} // namespace

/// Who asks again and again hears the same as who asks once.
class TestMemory : public QObject {
    Q_OBJECT

private slots:
    void changesNoAnswer_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 0; seed < static_cast<unsigned>(test::rounds(8)); ++seed)
            QTest::addRow("typing %u", seed) << seed;
    }
    void changesNoAnswer()
    {
        QFETCH(unsigned, seed);
        Typing typing(seed);
        preview::Memory memory;
        preview::Memory nothing;
        nothing.kept().keepsNothing = true;
        for (int step = 0; step < test::rounds(40); ++step) {
            const auto questions = typing.questions();
            QCOMPARE(questions.size(), std::size_t{1});
            const auto with = preview::preview(questions.front(), typing.fleet(), {}, &memory);
            const auto without = preview::preview(questions.front(), typing.fleet(), {}, &nothing);
            QCOMPARE(textOf(preview::preview(questions.front(), typing.fleet())), textOf(without));
            if (textOf(with) != textOf(without)) qInfo("step %d\n%s", step, typing.text().c_str());
            QCOMPARE(textOf(with), textOf(without));
            typing.change();
        }
    }

    /// Groups of pods, which are dealt out one by one, and stock that is a range, of which every value is tried.
    void knowsNothingWrongOfGroups()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2"}};
        spec.stock = {{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge"}};
        preview::Memory memory;
        preview::Memory nothing;
        nothing.kept().keepsNothing = true;
        const auto fleet = snapshot::whatIf(
            sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", Range{2, 9}}});
        QVERIFY(fleet.has_value());
        for (const int groups : {1, 3, 2, 7, 3}) {
            const auto question = sharing::question(*fleet, groups, "Weighted", 2);
            QCOMPARE(textOf(preview::preview(question, *fleet, {}, &memory)),
                     textOf(preview::preview(question, *fleet, {}, &nothing)));
        }
    }

    /// Of the pool of a cluster whose maximum is not known nothing is sure; what the others may buy is that of them, not of it.
    void anUnknownMaximumIsItsOwnPoolsAlone()
    {
        sharing::Spec spec;
        const std::vector<std::string> two{"ecs.gn7i-c8g1.2xlarge", "ecs.gn7i-c16g1.4xlarge"};
        spec.types = {{two[0], 8, 1}, {two[1], 16, 2}};
        spec.clusters = {{.name = "c-1", .zone = "cn-hangzhou-g", .types = two}, {.name = "c-2", .types = two}};
        spec.stock = {{"cn-hangzhou-h", two[0], 3}, {"cn-hangzhou-h", two[1], 3}, {"cn-hangzhou-g", two[0], 3}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        snapshot::ClusterData open = *fleet.clusters.front();
        model::NodePool unknown = open.pools.front();
        unknown.id = unknown.name = "unknown";
        unknown.maxSize.reset();
        open.pools.insert(open.pools.begin(), std::move(unknown));
        fleet.clusters.front() = snapshot::freezeCluster(std::move(open));
        const snapshot::FleetPtr asked = snapshot::freeze(std::move(fleet));
        for (const int replicas : {1, 4, 9}) {
            const auto answer = preview::preview(sharing::question(asked, replicas, "Weighted", 1), asked);
            QCOMPARE(answer.clusters.size(), std::size_t{2});
            for (const preview::Share& share : answer.clusters.front().shares)
                if (share.pool == "unknown") QVERIFY(share.unsure);
            for (const preview::Share& share : answer.clusters.back().shares)
                if (!share.unsure && share.choice)
                    QVERIFY(share.choice->nodes.upper <= answer.clusters.back().replicas);
        }
    }

    void changesNoBatch()
    {
        Typing typing(3);
        preview::Memory memory;
        for (int step = 0; step < test::rounds(6); ++step) {
            std::vector<preview::Question> questions = typing.questions();
            typing.change();
            for (const preview::Question& one : typing.questions()) questions.push_back(one);
            const auto with = preview::previewBatch(questions, typing.fleet(), {}, &memory);
            const auto again = preview::previewBatch(questions, typing.fleet(), {}, &memory);
            const auto without = preview::previewBatch(questions, typing.fleet());
            QCOMPARE(with.size(), without.size());
            for (std::size_t i = 0; i < with.size(); ++i) {
                QCOMPARE(textOf(with[i]), textOf(without[i]));
                QCOMPARE(textOf(again[i]), textOf(without[i]));
            }
        }
    }

    /// An equal fleet that was read again takes over offers of the one before, which may be gone by the time that somebody buys.
    void offersOutliveTheirFleet()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "c-1"}, {.name = "c-2"}};
        spec.stock = {{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge"}};
        preview::Memory memory;
        for (const int groups : {1, 1, 12}) { // one group is bought in one cluster, twelve in both
            const auto fleet = sharing::fleetOf(spec);
            const auto question = sharing::question(fleet, groups, "Weighted", 2);
            const auto with = preview::preview(question, fleet, {}, &memory);
            QCOMPARE(with.placed, std::int64_t{groups});
            QCOMPARE(textOf(with), textOf(preview::preview(question, fleet)));
        }
    }

    /// Counts are weights: they do not stop at what is asked for, and do not hang on it.
    void countsDoNotHangOnReplicas()
    {
        const auto fleet = snapshot::sample({.clusters = 2, .nodes = 6, .podsPerNode = 2});
        Text text;
        text.spread = true;
        text.gpu = false;
        text.cpu = 1;
        std::vector<Range> few;
        for (const int replicas : {1, 64}) {
            text.replicas = replicas;
            const auto questions = preview::readManifests(given::documents(yamlOf(text)), *fleet).questions;
            const preview::Prepared prepared = preview::prepare(questions.front(), *fleet);
            preview::Facts facts(prepared, fleet);
            for (std::size_t i = 0; i < facts.size(); ++i) {
                if (replicas == 1)
                    few.push_back(facts.heard(i, false));
                else
                    QCOMPARE(facts.heard(i, false), few[i]);
            }
        }
        QVERIFY(few[0].lower > 8 && few[1].lower > 8);
    }
};

BERTH_TEST(TestMemory)

} // namespace tst_memory

#include "tst_memory.moc"
