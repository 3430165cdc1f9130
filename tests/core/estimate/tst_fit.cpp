#include <QTest>

#include "core/estimate/fit_state.h"
#include "tests/core/estimate/objects.h"
#include "tests/support/test.h"

namespace tst_fit {

using namespace core;
using estimate::Fit;
using estimate::Plugin;

namespace {

/// "fits", or "Plugin: reason, reason", with "!" behind it where it never fits.
QString verdict(const Fit& fit, std::size_t row)
{
    const auto refusal = fit.check(row);
    if (!refusal) return QStringLiteral("fits");
    QStringList reasons;
    for (const std::string& reason : refusal->reasons) reasons << QString::fromStdString(reason);
    const auto plugin = QString::fromUtf8(estimate::nameOf(refusal->plugin).data());
    return plugin + QStringLiteral(": ") + reasons.join(QStringLiteral(", ")) +
           (refusal->unresolvable ? QStringLiteral("!") : QString());
}

model::Node gpuNode(std::int64_t gpus = 8)
{
    return objects::node("a", {{"cpu", 96'000}, {"memory", Amount{1} << 40}, {"nvidia.com/gpu", gpus}});
}

model::Node sharedNode(std::int64_t cards, std::int64_t memory)
{
    return objects::node("a", {{"cpu", 96'000},
                               {"aliyun.com/gpu-mem", memory},
                               {"aliyun.com/gpu-core.percentage", cards * 100},
                               {"aliyun.com/gpu-count", cards}});
}

model::Pod sharing(const std::string& memory, const std::string& card = {})
{
    return objects::pod({{"aliyun.com/gpu-mem", memory}}, {},
                        card.empty() ? model::Labels{} : model::Labels{{"ALIYUN_COM_GPU_MEM_IDX", card}});
}

} // namespace

class TestFit : public QObject {
    Q_OBJECT

private slots:
    void sharingMode_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("resource");
        QTest::addColumn<bool>("fits");
        for (const auto& [mode, whole, memory, core] : {std::tuple{"default", true, false, false},
                                                        {"topology", true, false, false},
                                                        {"cgpu", false, true, false},
                                                        {"core_mem", false, true, true},
                                                        {"share", false, true, true},
                                                        {"mps", false, true, true},
                                                        {"of-the-future", true, true, true}}) {
            QTest::addRow("%s, whole card", mode) << mode << "nvidia.com/gpu" << whole;
            QTest::addRow("%s, memory", mode) << mode << "aliyun.com/gpu-mem" << memory;
            QTest::addRow("%s, core", mode) << mode << "aliyun.com/gpu-core.percentage" << core;
        }
    }
    void sharingMode()
    {
        QFETCH(QString, mode);
        QFETCH(QString, resource);
        model::Node node = sharedNode(2, 48);
        node.allocatable["nvidia.com/gpu"] = 2;
        node.labels["ack.node.gpu.schedule"] = mode.toStdString();
        const auto data = objects::cluster({node}, {});
        const Fit fit(data, objects::pod({{resource.toStdString(), "1"}}));
        QTEST(verdict(fit, 0) == QStringLiteral("fits"), "fits");
        if (verdict(fit, 0) != QStringLiteral("fits"))
            QCOMPARE(verdict(fit, 0), QStringLiteral("GpuSharing: node(s) share their cards in another mode!"));
    }

    void oneCard_data()
    {
        QTest::addColumn<QList<QPair<QString, QString>>>("residents"); // memory, card
        QTest::addColumn<QString>("ask");
        QTest::addColumn<QString>("verdict");
        using Residents = QList<QPair<QString, QString>>;
        const QString noCard = QStringLiteral("GpuSharing: node(s) had no single card with enough left");
        QTest::newRow("empty") << Residents{} << "24"
                               << "fits";
        QTest::newRow("larger than a card") << Residents{} << "30"
                                            << "GpuSharing: node(s) had no card that is large enough!";
        QTest::newRow("the sum would do") << Residents{{"16", "0"}, {"16", "1"}} << "16" << noCard;
        QTest::newRow("one card would do") << Residents{{"16", "0"}, {"8", "1"}} << "16"
                                           << "fits";
        QTest::newRow("exactly what is left") << Residents{{"16", "0"}, {"20", "1"}} << "8"
                                              << "fits";
        QTest::newRow("card unknown, another is free for sure") << Residents{{"16", ""}} << "16"
                                                                << "fits";
        QTest::newRow("cards unknown, perhaps both") << Residents{{"16", ""}, {"16", ""}} << "16" << noCard;
        QTest::newRow("resources first") << Residents{{"24", "0"}, {"24", "1"}} << "1"
                                         << "NodeResourcesFit: Insufficient aliyun.com/gpu-mem";
        QTest::newRow("twenty pods are the most of a card")
            << (Residents(20, {"1", "0"}) + Residents(20, {"1", "1"})) << "1" << noCard;
        QTest::newRow("one less") << (Residents(20, {"1", "0"}) + Residents(19, {"1", "1"})) << "1"
                                  << "fits";
    }
    void oneCard()
    {
        using Residents = QList<QPair<QString, QString>>;
        QFETCH(Residents, residents);
        QFETCH(QString, ask);
        std::vector<model::Pod> pods;
        for (const auto& [memory, card] : residents)
            pods.push_back(
                objects::on(sharing(memory.toStdString(), card.toStdString()), "a", "p" + std::to_string(pods.size())));
        const auto data = objects::cluster({sharedNode(2, 48)}, std::move(pods));
        QTEST(verdict(Fit(data, sharing(ask.toStdString())), 0), "verdict");
    }

    void faults_data()
    {
        QTest::addColumn<int>("allocatable");
        QTest::addColumn<int>("taken");
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("ask");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("no fault") << 8 << 7 << "False" << 1 << "fits";
        QTest::newRow("the last card may be the broken one")
            << 8 << 7 << "True" << 1 << "GpuFault: node(s) lost cards to a fault";
        QTest::newRow("one is left") << 8 << 6 << "True" << 1 << "fits";
        QTest::newRow("two are not") << 8 << 6 << "True" << 2 << "GpuFault: node(s) lost cards to a fault";
        QTest::newRow("taken out of allocatable already") << 7 << 6 << "True" << 1 << "fits";
        QTest::newRow("no card asked for") << 8 << 8 << "True" << 0 << "fits";
    }
    void faults()
    {
        QFETCH(int, allocatable);
        QFETCH(int, taken);
        QFETCH(QString, status);
        QFETCH(int, ask);
        model::Node node = gpuNode();
        node.allocatable["nvidia.com/gpu"] = allocatable;
        node.conditions = {{"NvidiaXID79Error", status.toStdString(), "", "GPU has fallen off the bus"}};
        const auto resident = objects::pod({{"nvidia.com/gpu", std::to_string(taken)}});
        const auto data = objects::cluster({node}, {objects::on(resident, "a", "p")});
        QTEST(verdict(Fit(data, objects::pod({{"nvidia.com/gpu", std::to_string(ask)}, {"cpu", "1"}})), 0), "verdict");
    }

    void notReady_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("cpu");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("ready") << "True"
                               << "1"
                               << "fits";
        QTest::newRow("nothing said") << ""
                                      << "1"
                                      << "fits";
        QTest::newRow("not") << "False"
                             << "1"
                             << "NodeNotReady: node(s) were not ready";
        QTest::newRow("unknown") << "Unknown"
                                 << "1"
                                 << "NodeNotReady: node(s) were not ready";
        QTest::newRow("what kube-scheduler says goes first") << "False"
                                                             << "100"
                                                             << "NodeResourcesFit: Insufficient cpu!";
    }
    void notReady()
    {
        QFETCH(QString, status);
        QFETCH(QString, cpu);
        model::Node node = gpuNode();
        if (!status.isEmpty()) node.conditions = {{"Ready", status.toStdString(), "", ""}};
        const auto data = objects::cluster({node}, {});
        const Fit fit(data, objects::pod({{"cpu", cpu.toStdString()}}));
        QTEST(verdict(fit, 0), "verdict");
        QCOMPARE(fit.eligible()[0] != 0, status.isEmpty() || status == QStringLiteral("True"));
        QCOMPARE(fit.checkAll()[0] != 0, cpu == QStringLiteral("1")); // kube-scheduler's plug-ins only
    }

    void roomIsCountedByDivision_data()
    {
        QTest::addColumn<QString>("cpu");
        QTest::addColumn<int>("gpus");
        QTest::addColumn<int>("room");
        QTest::newRow("cards bind") << "1" << 2 << 3;
        QTest::newRow("cpu binds") << "40" << 1 << 2;
        QTest::newRow("pods bind") << "0" << 0 << 109;
        QTest::newRow("nothing") << "100" << 1 << 0;
    }
    void roomIsCountedByDivision()
    {
        QFETCH(QString, cpu);
        QFETCH(int, gpus);
        const auto resident = objects::pod({{"nvidia.com/gpu", "2"}});
        const auto data = objects::cluster({gpuNode()}, {objects::on(resident, "a", "p")});
        const Fit::State state(data,
                               objects::pod({{"cpu", cpu.toStdString()}, {"nvidia.com/gpu", std::to_string(gpus)}}));
        QTEST(static_cast<int>(state.room(0)), "room");
    }

    /// Pods that are placed one after the other change the rules as pods that were there from the start.
    void placedIsAsIfItHadBeenThere()
    {
        std::vector<model::Node> nodes;
        for (int i = 0; i < 6; ++i)
            nodes.push_back(objects::node("n" + std::to_string(i), {{"cpu", 8000}},
                                          {{"zone", std::to_string(i % 3)}, {"rack", std::to_string(i / 2)}}));
        model::LabelSelector app;
        app.requirements = {{"app", model::Requirement::Op::In, {"x"}, {}}};
        model::Pod ask = objects::pod({{"cpu", "1"}}, {{"app", "x"}});
        model::TopologySpread spread;
        spread.topologyKey = "zone";
        spread.selector = app;
        ask.spec.topologySpread = {spread};
        ask.spec.requiredAntiAffinity = {{app, {}, {}, "rack", {}, {}}};
        ask.spec.containers[0].ports = {{"", "TCP", 80}};
        model::Pod repelling = objects::pod({{"cpu", "1"}}, {{"app", "y"}});
        repelling.spec.requiredAntiAffinity = {{app, {}, {}, "zone", {}, {}}};
        model::Pod port = objects::pod({{"cpu", "1"}});
        port.spec.containers[0].ports = {{"10.0.0.1", "TCP", 80}};
        const std::vector<model::Pod> kinds = {ask, repelling, port};

        const auto empty = objects::cluster(nodes, {});
        Fit::State placed(empty, ask);
        std::vector<estimate::detail::Effect> effects;
        for (const model::Pod& kind : kinds) effects.push_back(placed.effectOf(kind));
        std::vector<model::Pod> there;
        for (const auto& [kind, row] : {std::pair{0, 1}, {2, 4}, {0, 5}, {1, 3}, {1, 1}}) {
            placed.place(effects[static_cast<std::size_t>(kind)], static_cast<std::size_t>(row));
            there.push_back(objects::on(kinds[static_cast<std::size_t>(kind)], "n" + std::to_string(row),
                                        "p" + std::to_string(there.size())));
            const auto data = objects::cluster(nodes, there);
            const Fit::State fresh(data, ask);
            for (std::size_t i = 0; i < nodes.size(); ++i) QCOMPARE(placed.code(i), fresh.code(i));
        }
    }

    /// A node that comes later is a domain from then on.
    void openedIsAsIfItHadBeenThere()
    {
        const std::vector<model::Node> nodes = {objects::node("a", {{"cpu", 8000}}, {{"zone", "1"}}),
                                                objects::node("b", {{"cpu", 8000}}, {{"zone", "2"}})};
        model::Pod ask = objects::pod({{"cpu", "1"}}, {{"app", "x"}});
        model::TopologySpread spread;
        spread.topologyKey = "zone";
        spread.selector.emplace();
        spread.selector->requirements = {{"app", model::Requirement::Op::In, {"x"}, {}}};
        ask.spec.topologySpread = {spread};
        const auto data = objects::cluster(nodes, {objects::on(ask, "a", "p")});
        Fit::State state(data, ask, std::nullopt, {1, 0});
        QCOMPARE(state.spreadCode(0), estimate::detail::Code{0}); // one zone: nothing to differ from
        state.open(1);
        QVERIFY(state.spreadCode(0) != 0);
        QCOMPARE(state.spreadCode(0), Fit::State(data, ask).spreadCode(0));
    }
};

BERTH_TEST(TestFit)

} // namespace tst_fit

#include "tst_fit.moc"
