#include <QTest>

#include "core/model/pod.h"
#include "core/model/read.h"
#include "tests/support/test.h"

namespace tst_pod {

using namespace core;
using namespace core::model;

namespace {

Json container(const char* name, Json requests, Json limits = Json::object())
{
    return {{"name", name}, {"resources", {{"requests", std::move(requests)}, {"limits", std::move(limits)}}}};
}

Json sidecar(const char* name, Json requests)
{
    Json made = container(name, std::move(requests));
    made["restartPolicy"] = "Always";
    return made;
}

PodSpec specOf(const Json& spec)
{
    Issues issues;
    PodSpec read = readPodSpec(spec, "/spec", issues);
    if (!issues.empty()) qFatal("%s", issues[0].what.c_str());
    return read;
}

QString shown(const Requests& amounts)
{
    QStringList out;
    for (const auto& [name, amount] : amounts) out << QString::fromStdString(name) + "=" + QString::number(amount);
    return out.join(' ');
}

} // namespace

class TestPod : public QObject {
    Q_OBJECT

private slots:
    void asksForWhatItsContainersAsk_data()
    {
        QTest::addColumn<Json>("spec");
        QTest::addColumn<QString>("requests");
        QTest::addColumn<QString>("qos");
        const auto row = [](const char* name, const Json& spec, const char* requests, const char* qos) {
            QTest::newRow(name) << spec << requests << qos;
        };
        const Json one = container("a", {{"cpu", "500m"}, {"memory", "1Gi"}});
        row("nothing", {{"containers", {{{"name", "a"}}}}}, "", "BestEffort");
        row("a sum", {{"containers", {one, container("b", {{"cpu", "1"}})}}}, "cpu=1500 memory=1073741824",
            "Burstable");
        row("a limit stands for a request",
            {{"containers", {container("a", Json::object(), {{"nvidia.com/gpu", "2"}})}}}, "nvidia.com/gpu=2",
            "BestEffort");
        row("a stated request stands beside a limit",
            {{"containers", {container("a", {{"cpu", "1"}}, {{"cpu", "4"}})}}}, "cpu=1000", "Burstable");
        row("guaranteed", {{"containers", {container("a", Json::object(), {{"cpu", "1"}, {"memory", "1Ki"}})}}},
            "cpu=1000 memory=1024", "Guaranteed");
        row("an init container's peak", {{"containers", {one}}, {"initContainers", {container("i", {{"cpu", "2"}})}}},
            "cpu=2000 memory=1073741824", "Burstable");
        row("a sidecar is one of the containers",
            {{"containers", {one}}, {"initContainers", {sidecar("s", {{"cpu", "250m"}})}}}, "cpu=750 memory=1073741824",
            "Burstable");
        row("an init container behind a sidecar runs with it",
            {{"containers", {one}}, {"initContainers", {sidecar("s", {{"cpu", "1"}}), container("i", {{"cpu", "2"}})}}},
            "cpu=3000 memory=1073741824", "Burstable");
        row("an init container before a sidecar runs alone",
            {{"containers", {one}},
             {"initContainers", {container("i", {{"cpu", "1200m"}}), sidecar("s", {{"cpu", "1"}})}}},
            "cpu=1500 memory=1073741824", "Burstable");
        row("overhead comes last", {{"containers", {one}}, {"overhead", {{"cpu", "250m"}}}},
            "cpu=750 memory=1073741824", "Burstable");
        row("the pod's own requests in place of the sum",
            {{"containers", {one}}, {"resources", {{"requests", {{"cpu", "4"}}}}}}, "cpu=4000 memory=1073741824",
            "Burstable");
        row("cpu finer than a thousandth is rounded up", {{"containers", {container("a", {{"cpu", "1u"}})}}}, "cpu=1",
            "Burstable");
    }
    void asksForWhatItsContainersAsk()
    {
        QFETCH(Json, spec);
        QFETCH(QString, requests);
        QFETCH(QString, qos);
        const PodSpec pod = withDefaults(specOf(spec));
        QCOMPARE(shown(podRequests(pod)), requests);
        QCOMPARE(QString::fromStdString(qosClass(pod)), qos);
        QCOMPARE(shown(podRequests(withDefaults(pod))), requests); // defaults change nothing twice
    }

    void scoresCountWhatIsNotStated()
    {
        const PodSpec pod = withDefaults(specOf({{"containers", {{{"name", "a"}}}}}));
        QCOMPARE(shown(podRequests(pod, {.overhead = true, .scoring = true})), "cpu=100 memory=209715200");
    }

    void toleratesWhatIsNamed_data()
    {
        QTest::addColumn<QString>("toleration"); // key op value effect
        QTest::addColumn<bool>("tolerated");     // the taint k=v:NoSchedule
        QTest::newRow("equal") << "k Equal v NoSchedule" << true;
        QTest::newRow("no operator is equal") << "k - v NoSchedule" << true;
        QTest::newRow("another value") << "k Equal w NoSchedule" << false;
        QTest::newRow("exists") << "k Exists - NoSchedule" << true;
        QTest::newRow("every effect") << "k Exists - -" << true;
        QTest::newRow("another effect") << "k Exists - NoExecute" << false;
        QTest::newRow("every key") << "- Exists - -" << true;
        QTest::newRow("another key") << "l Exists - -" << false;
        QTest::newRow("an unknown operator") << "k Is v NoSchedule" << false;
    }
    void toleratesWhatIsNamed()
    {
        QFETCH(QString, toleration);
        QFETCH(bool, tolerated);
        const auto words = toleration.replace("-", "").split(' ');
        const auto word = [&](int i) { return words[i].toStdString(); };
        const Toleration given{word(0), word(1), word(2), word(3)};
        const Taint taint{"k", "v", "NoSchedule"};
        QCOMPARE(tolerates(given, taint), tolerated);
        QCOMPARE(untolerated({taint}, {given}) == nullptr, tolerated);
        for (const char* wish : {"PreferNoSchedule", "PreferNoSelect", "Nothing"})
            QVERIFY(untolerated({{"k", "v", wish}}, {}) == nullptr);
        for (const char* effect : {"NoSchedule", "NoExecute", "NoSelect", "NoSelectIfNew"})
            QVERIFY(untolerated({{"k", "v", effect}}, {}) != nullptr);
    }

    void readsWhatPlacementNeeds()
    {
        const Json spec = {
            {"containers",
             {{{"name", "a"}, {"ports", {{{"containerPort", 80}}, {{"containerPort", 81}, {"hostPort", 8081}}}}}}},
            {"hostNetwork", true},
            {"nodeSelector", {{"gpu", "a10"}}},
            {"tolerations", {{{"operator", "Exists"}}}},
            {"volumes",
             {{{"name", "d"}, {"persistentVolumeClaim", {{"claimName", "c"}}}},
              {{"name", "m"}, {"emptyDir", {{"medium", "Memory"}}}}}},
            {"topologySpreadConstraints",
             {{{"maxSkew", 1}, {"topologyKey", "zone"}, {"whenUnsatisfiable", "ScheduleAnyway"}}}},
            {"schedulingGates", {{{"name", "g"}}}},
            {"priority", 7},
            {"affinity",
             {{"nodeAffinity",
               {{"requiredDuringSchedulingIgnoredDuringExecution",
                 {{"nodeSelectorTerms",
                   {{{"matchExpressions", {{{"key", "z"}, {"operator", "In"}, {"values", {"h"}}}}}}}}}}}},
              {"podAntiAffinity",
               {{"requiredDuringSchedulingIgnoredDuringExecution",
                 {{{"topologyKey", "host"}, {"labelSelector", {{"matchLabels", {{"a", "b"}}}}}}}}}}}}};
        const PodSpec read = specOf(spec);
        QCOMPARE(read.containers[0].ports.size(), std::size_t{1});
        QCOMPARE(read.containers[0].ports[0].port, 8081);
        QCOMPARE(withDefaults(read).containers[0].ports.size(), std::size_t{2}); // the host's network
        QVERIFY(read.volumes[0].kind == PodVolume::Kind::Claim && read.volumes[0].claim == "c");
        QVERIFY(read.volumes[1].kind == PodVolume::Kind::EmptyDirMemory);
        QVERIFY(!read.topologySpread[0].hard && !read.topologySpread[0].selector);
        QCOMPARE(read.requiredNodeAffinity->at(0).expressions[0].key, std::string("z"));
        QVERIFY(matches(*read.requiredAntiAffinity[0].selector, {{"a", "b"}}));
        QCOMPARE(read.priority, std::optional<std::int32_t>(7));
        QCOMPARE(read.schedulingGates, std::vector<std::string>{"g"});
    }

    void saysWhereAFieldIsWrong_data()
    {
        QTest::addColumn<Json>("pod");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const Json& spec, const char* path) {
            QTest::newRow(name) << Json{{"spec", spec}} << path;
        };
        QTest::newRow("no spec") << Json::object() << "/spec";
        row("containers are no list", {{"containers", 1}}, "/spec/containers");
        row("a quantity", {{"containers", {container("a", {{"cpu", "1.5.Gi"}})}}},
            "/spec/containers/0/resources/requests/cpu");
        row("a selector's value", {{"containers", Json::array()}, {"nodeSelector", {{"a", 1}}}},
            "/spec/nodeSelector/a");
        row("a priority", {{"containers", Json::array()}, {"priority", 1e10}}, "/spec/priority");
    }
    void saysWhereAFieldIsWrong()
    {
        QFETCH(Json, pod);
        QFETCH(QString, path);
        Issues issues;
        (void)readPod(pod, "", issues);
        QVERIFY(!issues.empty());
        QCOMPARE(QString::fromStdString(issues[0].path), path);
    }

    void readsAPod()
    {
        Issues issues;
        const Pod pod =
            readPod({{"metadata",
                      {{"name", "p"},
                       {"namespace", "d"},
                       {"annotations", {{"kubernetes.io/config.mirror", "x"}}},
                       {"ownerReferences", {{{"kind", "ReplicaSet"}, {"name", "r"}, {"controller", true}}}}}},
                     {"spec", {{"nodeName", "n"}, {"containers", Json::array()}}},
                     {"status", {{"phase", "Running"}, {"conditions", {{{"type", "Ready"}, {"status", "True"}}}}}}},
                    "", issues);
        QVERIFY(issues.empty());
        QVERIFY(pod.mirror && pod.ready && pod.owners[0].controller);
        QCOMPARE(pod.spec.nodeName, std::string("n"));
    }
};

BERTH_TEST(TestPod)

} // namespace tst_pod

#include "tst_pod.moc"
