// Every state recorded from a running Karmada opens as a fleet, and prints as kubectl printed it.
#include <QTest>

#include <algorithm>
#include <filesystem>

#include "core/live/live.h"
#include "core/model/age.h"
#include "core/object/table.h"
#include "core/snapshot/file.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_karmada_live {

using core::Json;
using namespace core::snapshot;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A scenario, with objects in place of their numbers.
class Scenario {
public:
    explicit Scenario(const fs::path& path)
        : m_all(Json::parse(test::read(path.string())))
    {}
    [[nodiscard]] const Json& steps() const { return m_all["steps"]; }
    [[nodiscard]] std::vector<Json> objects(const Json& numbers) const
    {
        std::vector<Json> list;
        for (const Json& number : numbers) list.push_back(m_all["objects"][number.get<std::size_t>()]);
        return list;
    }

private:
    Json m_all;
};

std::vector<fs::path> recorded()
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(test::source("tests/vectors/karmada-live")))
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string listOf(const std::vector<Json>& objects)
{
    return Json{{"apiVersion", "v1"}, {"kind", "List"}, {"items", objects}}.dump();
}

/// A step as the folder of dumps that it would be.
std::vector<DumpFile> dumpsOf(const Scenario& scenario, const Json& step)
{
    std::vector<DumpFile> files;
    for (const auto& [plural, numbers] : step["fleet"].items())
        files.push_back({"fleet/" + plural + ".json", listOf(scenario.objects(numbers))});
    for (const auto& [member, kinds] : step["members"].items())
        for (const auto& [plural, numbers] : kinds.items())
            if (numbers.is_array() && !numbers.empty())
                files.push_back({"clusters/" + member + "/" + plural + ".json", listOf(scenario.objects(numbers))});
    return files;
}

std::string nameOf(const Json& object)
{
    return object["metadata"]["name"];
}

/// What the test reads itself of what was recorded, as text.
std::string wanted(const Scenario& scenario, const Json& step)
{
    std::vector<std::string> lines;
    for (const Json& cluster : scenario.objects(step["fleet"]["clusters"])) {
        std::string line = "cluster " + nameOf(cluster);
        for (const Json& condition : cluster.value("/status/conditions"_json_pointer, Json::array()))
            line += " " + condition["type"].get<std::string>() + "=" + condition["status"].get<std::string>();
        for (const Json& taint : cluster.value("/spec/taints"_json_pointer, Json::array()))
            line += " taint " + taint["key"].get<std::string>();
        lines.push_back(line);
    }
    for (const char* plural : {"propagationpolicies", "clusterpropagationpolicies"})
        if (step["fleet"].contains(plural))
            for (const Json& policy : scenario.objects(step["fleet"][plural]))
                lines.push_back("policy " + nameOf(policy));
    for (const char* plural : {"resourcebindings", "clusterresourcebindings"}) {
        if (!step["fleet"].contains(plural)) continue;
        for (const Json& binding : scenario.objects(step["fleet"][plural])) {
            std::string line = "binding " + nameOf(binding);
            for (const Json& target : binding.value("/spec/clusters"_json_pointer, Json::array()))
                line += " " + target["name"].get<std::string>() + ":" + std::to_string(target.value("replicas", 0));
            for (const Json& condition : binding.value("/status/conditions"_json_pointer, Json::array()))
                line += " " + condition["type"].get<std::string>() + "=" + condition["status"].get<std::string>();
            for (const Json& item : binding.value("/status/aggregatedStatus"_json_pointer, Json::array()))
                line += " at " + item["clusterName"].get<std::string>() +
                        (item.value("applied", false) ? " yes " : " no ") + item.value("health", "");
            lines.push_back(line);
        }
    }
    for (const auto& [member, kinds] : step["members"].items())
        for (const Json& node : scenario.objects(kinds.value("nodes", Json::array())))
            lines.push_back("node " + member + "/" + nameOf(node));
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

/// The same of a fleet.
std::string opened(const Fleet& fleet)
{
    std::vector<std::string> lines;
    const auto conditions = [](const auto& list) {
        std::string text;
        for (const auto& condition : list) text += " " + condition.type + "=" + condition.status;
        return text;
    };
    for (const ClusterPtr& cluster : fleet.clusters) {
        const std::string& name = cluster->cluster.name;
        for (std::size_t row = 0; row < cluster->nodes.size(); ++row)
            lines.push_back("node " + name + "/" + std::string(cluster->nodes.names[row]));
        const auto report = std::find_if(fleet.reported.clusters.begin(), fleet.reported.clusters.end(),
                                         [&](const ClusterReport& one) { return one.cluster == name; });
        if (report == fleet.reported.clusters.end()) continue; // it is there, and the fleet does not describe it
        std::string line = "cluster " + name + conditions(report->conditions);
        for (const auto& taint : cluster->cluster.taints) line += " taint " + taint.key;
        lines.push_back(line);
    }
    for (const auto& policy : fleet.policies) lines.push_back("policy " + policy.ref.name);
    for (const auto& binding : fleet.bindings) {
        std::string line = "binding " + binding.ref.name;
        for (const auto& target : binding.spec.clusters)
            line += " " + target.name + ":" + std::to_string(target.replicas);
        line += conditions(binding.status.conditions);
        for (const BindingReport& report : fleet.reported.bindings)
            if (report.binding == binding.ref)
                for (const auto& one : report.applied)
                    line += " at " + one.cluster + (one.applied ? " yes " : " no ") + one.health;
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

struct Asked {
    const char* command;
    const char* plural;
    const char* group;
    const char* kind;
    const char* prefix = "";
    bool wide = false;
    const char* only = ""; ///< this object
};
/// What kubectl was asked for, table by table.
const std::map<std::string, std::vector<Asked>>& commands()
{
    static const std::map<std::string, std::vector<Asked>> all = [] {
        std::map<std::string, std::vector<Asked>> made;
        for (const Asked& one : std::vector<Asked>{
                 {"kubectl get clusters", "clusters", "cluster.karmada.io", "Cluster"},
                 {"kubectl get cluster m1 -o wide", "clusters", "cluster.karmada.io", "Cluster", "", true, "m1"},
                 {"kubectl get propagationpolicy", "propagationpolicies", "policy.karmada.io", "PropagationPolicy"},
                 {"kubectl get resourcebinding", "resourcebindings", "work.karmada.io", "ResourceBinding"},
                 {"kubectl get clusterresourcebinding", "clusterresourcebindings", "work.karmada.io",
                  "ClusterResourceBinding"},
                 {"kubectl get work -A", "works", "work.karmada.io", "Work"},
                 {"kubectl get deployments", "deployments", "apps", "Deployment"},
                 {"kubectl get events --sort-by=.lastTimestamp", "events", "", "Event"},
                 {"kubectl get pvc,pv", "persistentvolumeclaims", "", "PersistentVolumeClaim",
                  "persistentvolumeclaim/"},
                 {"kubectl get pvc,pv", "persistentvolumes", "", "PersistentVolume", "persistentvolume/"},
                 {"kubectl get overridepolicy,clusteroverridepolicy", "overridepolicies", "policy.karmada.io",
                  "OverridePolicy", "overridepolicy.policy.karmada.io/"},
                 {"kubectl get overridepolicy,clusteroverridepolicy", "clusteroverridepolicies", "policy.karmada.io",
                  "ClusterOverridePolicy", "clusteroverridepolicy.policy.karmada.io/"},
             })
            made[one.command].push_back(one);
        return made;
    }();
    return all;
}

std::string printedNow(const Scenario& scenario, const Json& step, const std::vector<Asked>& tables, core::Time now)
{
    std::string text;
    for (const Asked& one : tables) {
        const auto numbers = step["fleet"].find(one.plural);
        if (numbers == step["fleet"].end()) continue;
        std::vector<Json> objects;
        const bool all = one.kind == std::string("Work");
        std::vector<std::string> namespaces;
        for (const Json& object : scenario.objects(*numbers)) {
            namespaces.push_back(object["metadata"].value("namespace", ""));
            const bool elsewhere = !all && object["metadata"].value("namespace", "default") != std::string("default");
            if (!elsewhere && (*one.only == 0 || nameOf(object) == one.only)) objects.push_back(object);
        }
        if (objects.empty() && !all) continue;
        core::object::Table table = core::object::printed(one.group, one.kind, objects, now);
        if (all) core::object::insertColumn(table, 0, {"NAMESPACE"}, namespaces);
        text += (text.empty() ? "" : "\n") +
                core::object::laidOut(table, {.wide = one.wide, .headers = true, .prefix = one.prefix});
    }
    return text;
}

/// Lines as words, in an order of their own: kubectl leaves events of one second in none, and the recording leaves the works that
/// every member has out of its objects.
std::vector<std::string> sortedLines(const std::string& text)
{
    std::vector<std::string> lines;
    for (const QString& line : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts))
        if (!line.contains("karmada-impersonator-")) lines.push_back(line.simplified().toStdString());
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::vector<std::string> withoutAges(const std::string& text)
{
    std::vector<std::string> lines = sortedLines(text);
    for (std::string& line : lines) line.erase(0, line.find(' '));
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

class TestKarmadaLive : public QObject {
    Q_OBJECT

private slots:
    void opensAsAFleet_data()
    {
        QTest::addColumn<QString>("path");
        const std::vector<fs::path> paths = recorded();
        for (std::size_t i = 0; i < paths.size(); i += static_cast<std::size_t>(test::stride(3)))
            QTest::newRow(paths[i].stem().c_str()) << QString::fromStdString(paths[i].string());
    }
    void opensAsAFleet()
    {
        QFETCH(const QString, path);
        const Scenario scenario(path.toStdString());
        for (const Json& step : scenario.steps()) {
            const auto fleet = openDumps(dumpsOf(scenario, step), "recorded");
            QVERIFY2(fleet, fleet ? "" : fleet.error().text().c_str());
            const std::string want = wanted(scenario, step);
            QCOMPARE(QString::fromStdString(opened(*fleet->fleet)), QString::fromStdString(want));
            const auto again = unpack(pack(*fleet->fleet));
            QVERIFY(again);
            QCOMPARE(QString::fromStdString(opened(**again)), QString::fromStdString(want));
        }
    }

    /// The last step of each, served by API servers: live it is the same fleet.
    void isTheSameLive_data() { opensAsAFleet_data(); }
    void isTheSameLive()
    {
        QFETCH(const QString, path);
        const Scenario scenario(path.toStdString());
        const Json& step = scenario.steps().back();
        test::FakeFleet fleet;
        fleet.control().serveKarmada();
        fleet.control().serveResource(
            {"policy.karmada.io", "v1alpha1", "clusterpropagationpolicies", "ClusterPropagationPolicy", false, {}, {}});
        fleet.control().serveResource(
            {"work.karmada.io", "v1alpha2", "clusterresourcebindings", "ClusterResourceBinding", false, {}, {}});
        for (const auto& [member, kinds] : step["members"].items()) {
            test::FakeApi& api = fleet.member(member);
            for (const auto& [plural, numbers] : kinds.items())
                if (numbers.is_array())
                    for (const Json& object : scenario.objects(numbers)) api.put(object);
            fleet.control().remove("clusters", "", member);
        }
        for (const auto& [plural, numbers] : step["fleet"].items())
            for (const Json& object : scenario.objects(numbers)) fleet.control().put(object);
        core::live::LiveOptions options;
        const core::kube::Loaded loaded = core::kube::read(fleet.kubeconfig(), "/k/config");
        options.connect.fleet = *core::kube::choose(loaded.config).connection;
        options.connect.cache.reflect.spread = 1ms;
        options.connect.client.limits.burst = 1000;
        options.connect.client.limits.atOnce = 100;
        options.now = [] { return core::Time(1800000000s); };
        core::live::LiveFleet live(std::move(options));
        live.start();
        QVERIFY(live.settle(core::kube::Milliseconds(20000)));
        // A member that has left the fleet is not looked for.
        Json there = step;
        const auto clusters = scenario.objects(step["fleet"]["clusters"]);
        for (const auto& [member, kinds] : step["members"].items())
            if (std::none_of(clusters.begin(), clusters.end(),
                             [&, &m = member](const Json& cluster) { return nameOf(cluster) == m; }))
                there["members"].erase(member);
        QCOMPARE(QString::fromStdString(opened(*live.update())), QString::fromStdString(wanted(scenario, there)));
    }

    void printsAsKubectlDid_data() { opensAsAFleet_data(); }
    void printsAsKubectlDid()
    {
        QFETCH(const QString, path);
        const Scenario scenario(path.toStdString());
        int compared = 0;
        int seenAgain = 0; // events that came once more between the reading and the printing
        for (const Json& step : scenario.steps()) {
            const auto at = core::model::parseTime(step["at"].get<std::string>());
            QVERIFY(at);
            const auto settled = std::chrono::seconds(step["settled_after_s"].get<int>());
            for (const auto& [command, tables] : commands()) {
                const auto text = step["tables"].find(command);
                if (text == step["tables"].end() || text->get<std::string>().starts_with("No resources found"))
                    continue;
                const std::string want = text->get<std::string>();
                const std::string plural = tables.front().plural;
                const bool anyOrder = plural == "events" || plural == "works";
                const auto same = [&](const std::string& printed) {
                    return anyOrder ? sortedLines(printed) == sortedLines(want) : printed == want;
                };
                // It was printed a few seconds later, nobody wrote down when.
                bool found = false;
                for (int later = 0; later < 60 && !found; ++later)
                    found = same(printedNow(scenario, step, tables, *at + settled + std::chrono::seconds(later)));
                ++compared;
                const bool isSeenAgain = !found && plural == "events" &&
                                         withoutAges(printedNow(scenario, step, tables, *at)) == withoutAges(want);
                seenAgain += isSeenAgain ? 1 : 0;
                if (!found && !isSeenAgain)
                    QCOMPARE(QString::fromStdString(printedNow(scenario, step, tables, *at + settled)),
                             QString::fromStdString(want));
            }
        }
        QVERIFY(compared > 0);
        QVERIFY(seenAgain <= 1);
    }
};

BERTH_TEST(TestKarmadaLive)

} // namespace tst_karmada_live

#include "tst_karmada_live.moc"
