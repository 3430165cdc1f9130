#include <QTest>

#include <filesystem>

#include "core/model/hints.h"
#include "core/model/policy.h"
#include "core/model/workload.h"
#include "core/snapshot/file.h"
#include "core/snapshot/privacy.h"
#include "core/snapshot/sections.h"
#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_kept_fields {

using namespace core;
using namespace core::snapshot;

namespace {

const std::string canary = "sup3rs3cret";

bool isIn(const std::string& bytes)
{
    return bytes.find(canary) != std::string::npos;
}

Json secretPod()
{
    return Json::parse(R"({
      "metadata": {"labels": {"app": "m"}, "annotations": {"vault": "sup3rs3cret"}},
      "spec": {
        "hostname": "sup3rs3cret", "subdomain": "sup3rs3cret", "notYetKnown": {"deep": ["sup3rs3cret"]},
        "hostAliases": [{"ip": "sup3rs3cret", "hostnames": ["sup3rs3cret"]}],
        "dnsConfig": {"options": [{"name": "a", "value": "sup3rs3cret"}], "searches": ["sup3rs3cret"]},
        "securityContext": {"seLinuxOptions": {"user": "sup3rs3cret"}, "sysctls": [{"name": "a", "value": "sup3rs3cret"}],
                            "runAsUser": 1000},
        "nodeSelector": {"disk": "ssd"}, "serviceAccountName": "runner", "priorityClassName": "high",
        "imagePullSecrets": [{"name": "pull"}], "restartPolicy": "Always",
        "containers": [{
          "name": "c", "image": "registry/m:1", "workingDir": "/sup3rs3cret", "notYetKnown": "sup3rs3cret",
          "resources": {"limits": {"cpu": "2", "nvidia.com/gpu": "1"}},
          "command": ["sh", "-c", "serve --api-key=sup3rs3cret"], "args": ["--token", "sup3rs3cret"],
          "env": [{"name": "HF_TOKEN", "value": "sup3rs3cret", "notYetKnown": "sup3rs3cret"},
                  {"name": "S", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}],
          "envFrom": [{"prefix": "sup3rs3cret", "secretRef": {"name": "all"}}],
          "volumeMounts": [{"name": "data", "mountPath": "/data", "subPath": "sup3rs3cret"}],
          "livenessProbe": {"periodSeconds": 7, "httpGet": {"path": "/?key=sup3rs3cret", "port": 80, "host": "sup3rs3cret",
                            "httpHeaders": [{"name": "Authorization", "value": "Bearer sup3rs3cret"}]}},
          "readinessProbe": {"exec": {"command": ["curl", "-H", "x: sup3rs3cret"]}},
          "startupProbe": {"grpc": {"port": 1, "service": "sup3rs3cret"}},
          "lifecycle": {"postStart": {"exec": {"command": ["login", "sup3rs3cret"]}},
                        "preStop": {"httpGet": {"port": 1, "httpHeaders": [{"name": "X", "value": "sup3rs3cret"}]}}},
          "securityContext": {"windowsOptions": {"gmsaCredentialSpec": "sup3rs3cret"}}}],
        "volumes": [
          {"name": "data", "persistentVolumeClaim": {"claimName": "weights"}},
          {"name": "shm", "emptyDir": {"medium": "Memory", "sizeLimit": "8Gi"}},
          {"name": "k", "secret": {"secretName": "keys", "items": [{"key": "k", "path": "sup3rs3cret"}]}},
          {"name": "f", "configMap": {"name": "config"}},
          {"name": "p", "projected": {"sources": [{"secret": {"name": "more"}},
                        {"serviceAccountToken": {"audience": "sup3rs3cret", "path": "sup3rs3cret"}}]}},
          {"name": "h", "hostPath": {"path": "/sup3rs3cret", "type": "Directory"}},
          {"name": "c", "csi": {"driver": "oss", "volumeAttributes": {"akSecret": "sup3rs3cret"},
                        "nodePublishSecretRef": {"name": "oss-key"}}},
          {"name": "x", "flexVolume": {"driver": "alicloud/oss", "options": {"akSecret": "sup3rs3cret"}}},
          {"name": "n", "nfs": {"server": "sup3rs3cret", "path": "/sup3rs3cret"}},
          {"name": "r", "rbd": {"monitors": ["sup3rs3cret"], "keyring": "sup3rs3cret"}},
          {"name": "i", "iscsi": {"initiatorName": "sup3rs3cret"}}]}})");
}

Json objectOf(const std::string& apiVersion, const std::string& kind, const Json& spec)
{
    return {{"apiVersion", apiVersion},
            {"kind", kind},
            {"metadata", {{"name", "m"}, {"namespace", "default"}, {"notYetKnown", canary}}},
            {"spec", spec},
            {"notYetKnown", {{"password", canary}}}};
}

/// One workload of each form, with the canary in what is not read.
std::vector<Json> secretWorkloads()
{
    const Json pod = secretPod();
    const Json ray = {
        {"headGroupSpec", {{"rayStartParams", {{"redis-password", canary}}}, {"template", pod}}},
        {"workerGroupSpecs",
         Json::array({{{"groupName", "g"}, {"replicas", 2}, {"rayStartParams", {{"x", canary}}}, {"template", pod}}})}};
    Json spark = {{"type", "Python"},
                  {"mode", "cluster"},
                  {"sparkConf", {{"spark.hadoop.fs.oss.accessKeySecret", canary}}},
                  {"hadoopConf", {{"a", canary}}},
                  {"arguments", Json::array({canary})},
                  {"driver", {{"cores", 1}, {"memory", "4g"}, {"javaOptions", "-Dx=" + canary}}},
                  {"executor", {{"cores", 2}, {"memory", "8g"}, {"instances", 3}, {"envVars", {{"A", canary}}}}}};
    spark["driver"]["env"] = Json::array({{{"name", "DB_PASSWORD"}, {"value", canary}}});
    Json stateful = {
        {"replicas", 2}, {"serviceName", "m"}, {"selector", {{"matchLabels", {{"app", "m"}}}}}, {"template", pod}};
    stateful["volumeClaimTemplates"] =
        Json::array({{{"metadata", {{"name", "data"}, {"annotations", {{"key", canary}}}}},
                      {"spec", {{"storageClassName", "disk"}, {"dataSource", {{"name", canary}}}}}}});
    return {
        objectOf("apps/v1", "Deployment",
                 {{"replicas", 3},
                  {"selector", {{"matchLabels", {{"app", "m"}}}}},
                  {"strategy", {{"type", "RollingUpdate"}, {"rollingUpdate", {{"maxSurge", "50%"}}}}},
                  {"notYetKnown", canary},
                  {"template", pod}}),
        objectOf("apps/v1", "StatefulSet", stateful),
        objectOf("v1", "Pod", pod["spec"]),
        objectOf("batch/v1", "CronJob",
                 {{"schedule", "0 3 * * *"}, {"jobTemplate", {{"spec", {{"parallelism", 2}, {"template", pod}}}}}}),
        objectOf("ray.io/v1", "RayService", {{"serveConfigV2", "env_vars: " + canary}, {"rayClusterConfig", ray}}),
        objectOf("ray.io/v1", "RayJob",
                 {{"entrypoint", "HF_TOKEN=" + canary + " python x"},
                  {"runtimeEnvYAML", canary},
                  {"metadata", {{"a", canary}}},
                  {"rayClusterSpec", ray}}),
        objectOf("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet",
                 {{"replicas", 2}, {"leaderWorkerTemplate", {{"size", 4}, {"workerTemplate", pod}}}}),
        objectOf(
            "jobset.x-k8s.io/v1alpha2", "JobSet",
            {{"replicatedJobs", Json::array({{{"name", "w"},
                                              {"replicas", 2},
                                              {"template", {{"spec", {{"parallelism", 3}, {"template", pod}}}}}}})}}),
        objectOf("kubeflow.org/v1", "PyTorchJob",
                 {{"pytorchReplicaSpecs", {{"Worker", {{"replicas", 4}, {"template", pod}}}}},
                  {"elasticPolicy", {{"minReplicas", 2}, {"rdzvId", canary}}}}),
        objectOf("batch.volcano.sh/v1alpha1", "Job",
                 {{"queue", canary}, {"tasks", Json::array({{{"name", "w"}, {"replicas", 2}, {"template", pod}}})}}),
        objectOf("sparkoperator.k8s.io/v1beta2", "SparkApplication", spark),
        objectOf("example.com/v1", "Server",
                 {{"replicas", 2},
                  {"password", 12345678},
                  {"auth", {{"type", canary}, {"keys", Json::array({canary})}}},
                  {"template", pod}}),
    };
}

/// Of a workload, what placement asks.
void compare(const Json& before, const Json& after)
{
    model::Issues ignored;
    const model::Workload was = model::readWorkload(before, "", ignored);
    const model::Workload is = model::readWorkload(after, "", ignored);
    QVERIFY(was.ref == is.ref && was.interpretation == is.interpretation && was.replicas == is.replicas);
    QVERIFY(was.replicasStated == is.replicasStated && was.replicasPath == is.replicasPath);
    QVERIFY(was.atOnce == is.atOnce && was.rollout == is.rollout && was.suspended == is.suspended);
    QVERIFY(was.schedule == is.schedule && was.labels == is.labels);
    QVERIFY(was.exclusiveTopologyKey == is.exclusiveTopologyKey);
    QCOMPARE(was.components.size(), is.components.size());
    for (std::size_t i = 0; i < was.components.size(); ++i) {
        model::Component one = was.components[i];
        model::Component other = is.components[i];
        for (model::Component* component : {&one, &other})
            for (auto* list : {&component->pod.spec.containers, &component->pod.spec.initContainers})
                for (model::Container& container : *list) { // by a rule of their own
                    container.env.clear();
                    container.command.clear();
                    container.args.clear();
                }
        QVERIFY(one.name == other.name && one.path == other.path && one.pods == other.pods);
        QVERIFY(one.minPods == other.minPods && one.maxPods == other.maxPods);
        QVERIFY(one.pod.labels == other.pod.labels);
        QVERIFY(one.pod.spec == other.pod.spec);
    }
}

Json overridePolicy(const Json& selectors, const Json& overriders)
{
    return {
        {"apiVersion", "policy.karmada.io/v1alpha1"},
        {"kind", "OverridePolicy"},
        {"metadata", {{"name", "o"}, {"namespace", "default"}}},
        {"spec", {{"resourceSelectors", selectors}, {"overrideRules", Json::array({{{"overriders", overriders}}})}}}};
}

const Json deployments = Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", "m"}}});
const Json secrets = Json::array({{{"apiVersion", "v1"}, {"kind", "Secret"}, {"name", "db"}}});

/// The overriders as a snapshot keeps them.
Json keptOf(const Json& selectors, const Json& overriders)
{
    model::Issues ignored;
    model::OverridePolicy policy = model::readOverridePolicy(overridePolicy(selectors, overriders), "", ignored);
    keepOnlyWhatPlacementReads(policy);
    return policy.rules.front().overriders;
}

Json patch(const std::string& path, const Json& value)
{
    return {{"path", path}, {"operator", "add"}, {"value", value}};
}

} // namespace

/// What a manifest or an override holds that nothing reads stays out of a snapshot.
class TestKeptFields : public QObject {
    Q_OBJECT

private slots:
    void cutsWhatIsNotRead()
    {
        for (const Json& object : secretWorkloads()) {
            const Json kept = trimmedWorkload(object);
            QVERIFY2(!isIn(kept.dump()), kept.dump(1).c_str());
            QVERIFY(trimmedWorkload(kept) == kept);
            compare(object, kept);
        }
        const Json other = trimmedWorkload(secretWorkloads().back());
        QVERIFY(other["spec"]["password"].is_string()); // a number, and a secret all the same
        QCOMPARE(other["spec"]["replicas"].get<int>(), 2);
    }

    void keepsWhatIsRead()
    {
        const Json kept = trimmedWorkload(secretWorkloads().front())["spec"]["template"]["spec"];
        for (const char* key :
             {"nodeSelector", "serviceAccountName", "priorityClassName", "imagePullSecrets", "restartPolicy"})
            QVERIFY2(kept[key] == secretPod()["spec"][key], key);
        const Json& container = kept["containers"][0];
        QCOMPARE(container["livenessProbe"]["periodSeconds"].get<int>(), 7);
        QCOMPARE(container["livenessProbe"]["httpGet"]["port"].get<int>(), 80);
        QCOMPARE(container["envFrom"][0]["secretRef"]["name"].get<std::string>(), std::string("all"));
        QCOMPARE(container["env"][1]["valueFrom"]["secretKeyRef"]["name"].get<std::string>(), std::string("s"));
        QCOMPARE(container["image"].get<std::string>(), std::string("registry/m:1"));
        const Json& volumes = kept["volumes"];
        QVERIFY(volumes[0] == secretPod()["spec"]["volumes"][0] && volumes[1] == secretPod()["spec"]["volumes"][1]);
        QCOMPARE(volumes[2]["secret"]["secretName"].get<std::string>(), std::string("keys"));
        QCOMPARE(volumes[4]["projected"]["sources"][0]["secret"]["name"].get<std::string>(), std::string("more"));
        QCOMPARE(volumes[5]["hostPath"]["type"].get<std::string>(), std::string("Directory"));
        QVERIFY(isMark(volumes[5]["hostPath"]["path"].get<std::string>())); // another path is another template
        QCOMPARE(volumes[6]["csi"]["nodePublishSecretRef"]["name"].get<std::string>(), std::string("oss-key"));
    }

    /// Placement reads the same from every manifest of the fixtures, and from what a snapshot keeps of it.
    void fixturesAreReadAlike()
    {
        int seen = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(test::fixture("manifests"))) {
            if (!entry.is_regular_file()) continue;
            const auto file = text::parse(test::read(entry.path()));
            if (!file.ok()) continue;
            for (const auto& document : file.documents) {
                const Json object = document.value();
                if (!model::isWorkload(object)) continue;
                Json plain = object; // of annotations and the status, a rule of their own decides
                plain.erase("status");
                if (plain.contains("metadata") && plain["metadata"].is_object()) plain["metadata"].erase("annotations");
                compare(plain, trimmedWorkload(plain));
                if (QTest::currentTestFailed()) qWarning("%s", entry.path().c_str());
                ++seen;
            }
        }
        QVERIFY(seen >= 5);
    }

    void overridesKeepNoSecrets_data()
    {
        QTest::addColumn<QString>("selectors");
        QTest::addColumn<QString>("overriders");
        const auto row = [](const char* name, const Json& selectors, const Json& overriders) {
            QTest::newRow(name) << QString::fromStdString(selectors.dump())
                                << QString::fromStdString(overriders.dump());
        };
        const auto plain = [](const std::string& path, const Json& value) -> Json {
            return {{"plaintext", Json::array({patch(path, value)})}};
        };
        const std::string container = "/spec/template/spec/containers/0";
        const Json variable = {{"name", "HF_TOKEN"}, {"value", canary}};
        row("a Secret's password", secrets, plain("/stringData/password", canary));
        row("a Secret's field of any name", secrets, plain("/metadata/name", canary));
        row("a Secret's values", secrets, plain("/data", {{"a", canary}}));
        row("values of whatever is selected", Json::array(), plain("/data/a", canary));
        row("variables", deployments, plain(container + "/env", Json::array({variable})));
        row("a variable more", deployments, plain(container + "/env/-", variable));
        row("a variable's value", deployments, plain(container + "/env/0/value", canary));
        row("a container", deployments, plain(container, secretPod()["spec"]["containers"][0]));
        row("a template", deployments, plain("/spec/template", secretPod()));
        row("arguments", deployments, plain(container + "/args", Json::array({"--api-key", canary})));
        row("one argument", deployments, plain(container + "/args/1", canary));
        row("an annotation", deployments, plain("/metadata/annotations/key", canary));
        row("a field that is not read", deployments, plain("/spec/notYetKnown", canary));
        row("a patch of another form", deployments,
            {{"plaintext", Json::array({{{"path", "/spec/replicas"}, {"operator", "replace"}, {"secret", canary}}})}});
        row("a key as a number", deployments, plain("/spec/notYetKnown/apiKey", 123456789));
        row("added arguments", deployments,
            {{"argsOverrider",
              Json::array(
                  {{{"containerName", "c"}, {"operator", "add"}, {"value", Json::array({"--token=" + canary})}}})}});
        row("an added command", deployments,
            {{"commandOverrider",
              Json::array(
                  {{{"containerName", "c"}, {"operator", "add"}, {"value", Json::array({"--token", canary})}}})}});
        row("a label", deployments,
            {{"labelsOverrider", Json::array({{{"operator", "add"}, {"value", {{"api-token", canary}}}}})}});
        row("annotations", deployments,
            {{"annotationsOverrider", Json::array({{{"operator", "add"}, {"value", {{"a", canary}}}}})}});
        row("a document in a Secret", secrets,
            {{"fieldOverrider",
              Json::array({{{"fieldPath", "/data/x.yaml"},
                            {"yaml", Json::array({{{"subPath", "/p"}, {"operator", "add"}, {"value", canary}}})}}})}});
        row("a document in a field", deployments,
            {{"fieldOverrider",
              Json::array({{{"fieldPath", "/spec/x"},
                            {"json", Json::array({{{"subPath", "/p"}, {"operator", "add"}, {"value", canary}}})}}})}});
        row("a kind of overrider that is not known", deployments, {{"newOverrider", Json::array({{{"a", canary}}})}});
    }
    void overridesKeepNoSecrets()
    {
        QFETCH(QString, selectors);
        QFETCH(QString, overriders);
        const Json written = Json::parse(overriders.toStdString());
        const Json kept = keptOf(Json::parse(selectors.toStdString()), written);
        const std::string bytes = kept.dump();
        QVERIFY2(!isIn(bytes) && bytes.find("123456789") == std::string::npos, bytes.c_str());
        // The rule is there still, with its place.
        QCOMPARE(kept.size(), written.size());
        const std::string kind = written.begin().key();
        QCOMPARE(kept[kind].size(), written[kind].size());
        for (const char* key : {"path", "operator", "fieldPath", "containerName"})
            if (written[kind][0].contains(key)) QVERIFY2(kept[kind][0][key] == written[kind][0][key], key);
    }

    void overridesKeepWhatPlacementReads_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        const QString pod = QStringLiteral("/spec/template/spec");
        const QString container = pod + QStringLiteral("/containers/0");
        QTest::newRow("replicas") << QStringLiteral("/spec/replicas") << QStringLiteral("2");
        QTest::newRow("surge") << QStringLiteral("/spec/strategy/rollingUpdate/maxSurge") << QStringLiteral("\"30%\"");
        QTest::newRow("an amount") << container + QStringLiteral("/resources/limits/nvidia.com~1gpu")
                                   << QStringLiteral("\"2\"");
        QTest::newRow("amounts") << container + QStringLiteral("/resources")
                                 << QStringLiteral("{\"limits\":{\"cpu\":\"2\"}}");
        QTest::newRow("an image") << container + QStringLiteral("/image") << QStringLiteral("\"registry/m:2\"");
        QTest::newRow("a selector") << pod + QStringLiteral("/nodeSelector") << QStringLiteral("{\"disk\":\"ssd\"}");
        QTest::newRow("a toleration") << pod + QStringLiteral("/tolerations/-")
                                      << QStringLiteral("{\"key\":\"gpu\",\"operator\":\"Exists\"}");
        QTest::newRow("a class") << pod + QStringLiteral("/priorityClassName") << QStringLiteral("\"high\"");
        QTest::newRow("a claim") << pod + QStringLiteral("/volumes/0/persistentVolumeClaim/claimName")
                                 << QStringLiteral("\"weights\"");
        QTest::newRow("arguments") << container + QStringLiteral("/args")
                                   << QStringLiteral(
                                          "[\"--max-model-len\",\"8192\",\"--model\",\"org/a-large-model\"]");
        QTest::newRow("an argument") << container + QStringLiteral("/args/1") << QStringLiteral("\"8192\"");
        QTest::newRow("a server's setting")
            << container + QStringLiteral("/env") << QStringLiteral("[{\"name\":\"VLLM_USE_V1\",\"value\":\"1\"}]");
        QTest::newRow("a label") << QStringLiteral("/metadata/labels/team") << QStringLiteral("\"search\"");
    }
    void overridesKeepWhatPlacementReads()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        const Json written = {
            {"plaintext", Json::array({patch(path.toStdString(), Json::parse(value.toStdString()))})}};
        QCOMPARE(keptOf(deployments, written).dump(), written.dump());
    }

    /// A document that is kept out is not there to be changed, and that is no fault of the rule.
    void aDocumentThatIsKeptOutCanBeOverridden()
    {
        const Json written = {
            {"fieldOverrider",
             Json::array({{{"fieldPath", "/spec/serveConfigV2"},
                           {"yaml", Json::array({{{"subPath", "/a"}, {"operator", "replace"}, {"value", 1}}})}}})}};
        const Json services = Json::array({{{"apiVersion", "ray.io/v1"}, {"kind", "RayService"}}});
        model::Issues issues;
        model::OverridePolicy policy = model::readOverridePolicy(overridePolicy(services, written), "", issues);
        keepOnlyWhatPlacementReads(policy);
        const Json kept = trimmedWorkload(objectOf("ray.io/v1", "RayService", {{"serveConfigV2", "a: 2"}}));
        issues.clear();
        QVERIFY(model::overridden(kept, {policy}, {"a", {}, {}, {}, {}}, issues) == kept);
        QVERIFY(issues.empty());
    }

    /// From a folder of dumps to the bytes that a file compresses.
    void packedBytesHoldNoSecret()
    {
        Json items = Json::array();
        int number = 0;
        for (Json object : secretWorkloads()) {
            object["metadata"]["name"] = "m" + std::to_string(++number);
            items.push_back(std::move(object));
        }
        Json ofSecret = overridePolicy(
            secrets, {{"plaintext", Json::array({patch("/stringData/password", canary), patch("/data/a", canary)})}});
        ofSecret["metadata"]["name"] = "of-secret";
        items.push_back(ofSecret);
        items.push_back(overridePolicy(
            deployments, {{"plaintext", Json::array({patch("/spec/template/spec/containers/0/env",
                                                           Json::array({{{"name", "T"}, {"value", canary}}}))})}}));
        const Json list = {{"apiVersion", "v1"}, {"kind", "List"}, {"items", items}};
        const auto opened = openDumps(
            {{"clusters/a/nodes.json",
              R"({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}, "status": {"allocatable": {"cpu": "8"}}})"},
             {"fleet/objects.json", list.dump()}},
            "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        const Fleet& fleet = *opened->fleet;
        QCOMPARE(fleet.workloads.size(), secretWorkloads().size() - 1); // a Pod is none of the fleet's
        QCOMPARE(fleet.overrides.size(), std::size_t{2});
        QVERIFY(!isIn(snapshot::detail::sectionsOf(fleet)));
        const auto again = unpack(pack(fleet));
        QVERIFY(again.has_value() && (*again)->digest == fleet.digest);
        QVERIFY(snapshot::detail::sectionsOf(**again) == snapshot::detail::sectionsOf(fleet));
    }
};

BERTH_TEST(TestKeptFields)

} // namespace tst_kept_fields

#include "tst_kept_fields.moc"
