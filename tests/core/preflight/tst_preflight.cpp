#include <QTest>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "core/kube/cache_parts.h"
#include "core/preflight/lookups.h"
#include "core/preflight/of_changes.h"
#include "core/preflight/preflight.h"
#include "core/snapshot/file.h"
#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_preflight {

using namespace core;
using namespace core::preflight;
using namespace core::preflight::detail;
using model::Found;
using State = Check::State;
using FoundState = Found::State;

namespace {

Json read(const char* yaml)
{
    const auto file = text::parse(yaml);
    if (!file.ok()) qFatal("the test's own text cannot be read");
    return file.documents.front().value();
}

const char* deployment = R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: qwen3-8b, namespace: default, labels: {app: qwen3-8b}}
spec:
  replicas: 2
  selector: {matchLabels: {app: qwen3-8b}}
  template:
    metadata: {labels: {app: qwen3-8b}}
    spec:
      serviceAccountName: runner
      imagePullSecrets: [{name: registry}]
      containers:
      - name: vllm
        image: kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm-openai:v0.9.1
        resources: {limits: {nvidia.com/gpu: 1}}
        env:
        - {name: HF_TOKEN, valueFrom: {secretKeyRef: {name: hub, key: token}}}
        - {name: EXTRA, valueFrom: {secretKeyRef: {name: extra, key: token, optional: true}}}
        envFrom: [{configMapRef: {name: flags}}]
      volumes:
      - {name: weights, persistentVolumeClaim: {claimName: weights}}
)";
const char* policy = R"(
apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: {name: pp, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}]
  placement: {clusterAffinity: {clusterNames: [hz, sh]}, replicaScheduling: {replicaSchedulingType: Divided}}
)";
const char* volume = R"(
apiVersion: v1
kind: PersistentVolume
metadata: {name: weights, labels: {alicloud-pvname: weights}, uid: u-1, resourceVersion: "7"}
spec:
  capacity: {storage: 20Gi}
  accessModes: [ReadWriteMany]
  claimRef: {name: weights, namespace: default, uid: u-2}
  csi:
    driver: ossplugin.csi.alibabacloud.com
    nodePublishSecretRef: {name: oss-secret, namespace: default}
    volumeAttributes: {bucket: models, url: oss-cn-hangzhou-internal.aliyuncs.com, akSecret: canary-inline}
    volumeHandle: weights
status: {phase: Bound}
)";
const char* claim = R"(
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: weights, namespace: default, uid: u-2, annotations: {pv.kubernetes.io/bind-completed: "yes"}}
spec: {accessModes: [ReadWriteMany], volumeName: weights, storageClassName: oss, resources: {requests: {storage: 20Gi}}}
status: {phase: Bound}
)";

Found there(Json object = Json::object())
{
    return {FoundState::There, std::move(object), {}};
}
Found absent()
{
    return {FoundState::Absent, {}, {}};
}

/// Two clusters in two regions, one node each, and what they answer.
class Given {
public:
    Given()
    {
        folder.file("clusters/hz/nodes.json", nodes("hz-1", "cn-hangzhou"));
        folder.file("clusters/sh/nodes.json", nodes("sh-1", "cn-shanghai"));
        folder.file("fleet.yaml",
                    "kind: FleetExtras\napiVersion: berth/v1\nname: f\nclusters:\n- {name: hz, region: cn-hangzhou}\n"
                    "- {name: sh, region: cn-shanghai}\n");
        documents = {read(deployment), read(policy)};
        for (const char* cluster : {"hz", "sh"}) {
            folder.file(std::string("clusters/") + cluster + "/resourcequotas.json",
                        R"({"kind": "ResourceQuotaList", "apiVersion": "v1", "items": []})");
            folder.file(std::string("clusters/") + cluster + "/limitranges.json",
                        R"({"kind": "LimitRangeList", "apiVersion": "v1", "items": []})");
            Facts& found = facts[cluster];
            found[namespaceOf("default")] = there();
            found[objectOf({"apps/v1", "Deployment", "default", "qwen3-8b"})] = absent();
            found[scalersIn("default")] = there({{"items", Json::array()}, {"complete", true}});
            found[imagesOfNodes()] = there({{"items", Json::array()}, {"complete", true}});
            found[serviceAccountOf("default", "runner")] = there();
            found[secretOf("default", "registry")] = there({{"Type", "kubernetes.io/dockerconfigjson"}});
            found[secretOf("default", "hub")] = there({{"Type", "Opaque"}});
            found[secretOf("default", "extra")] = absent();
            found[configMapOf("default", "flags")] = there();
            found[claimOf("default", "weights")] = there(read(claim));
            found[volumeOf("weights")] = there(read(volume));
            found[secretOf("default", "oss-secret")] = there({{"Type", "Opaque"}});
        }
    }
    static std::string nodes(const std::string& name, const std::string& region)
    {
        return Json{{"kind", "NodeList"},
                    {"apiVersion", "v1"},
                    {"items",
                     {{{"metadata", {{"name", name}, {"labels", {{"topology.kubernetes.io/region", region}}}}},
                       {"status",
                        {{"allocatable", {{"cpu", "8"}, {"memory", "64Gi"}, {"pods", "60"}, {"nvidia.com/gpu", "2"}}},
                         {"conditions", {{{"type", "Ready"}, {"status", "True"}}}}}}}}}}
            .dump();
    }
    std::vector<Check> run()
    {
        const auto opened = snapshot::open(folder.path().string());
        if (!opened) qFatal("%s", opened.error().text().c_str());
        const auto manifests = preview::readManifests(documents, *opened->fleet);
        if (manifests.questions.size() != 1) qFatal("one workload was meant");
        const Question question{manifests.questions.front(), documents};
        const auto placed = preview::preview(manifests.questions.front(), opened->fleet);
        snapshot::Fleet fleet = *opened->fleet;
        if (!engine.empty()) fleet.engine = engine;
        fleet.gaps.insert(fleet.gaps.end(), gaps.begin(), gaps.end());
        return preflight::preflight(question, placed, fleet, facts);
    }
    /// The only check of this kind in a cluster whose text or evidence holds `about`.
    Check check(const std::string& cluster, const std::string& id, const std::string& about = {})
    {
        std::vector<Check> found;
        for (Check& one : run())
            if (one.cluster == cluster && one.id == id &&
                (one.text.find(about) != std::string::npos || one.evidence.find(about) != std::string::npos))
                found.push_back(std::move(one));
        if (found.size() == 1) return found.front();
        for (const Check& one : found.empty() ? run() : found)
            qWarning("%s %s: %s (%s)", one.cluster.c_str(), one.id.c_str(), one.text.c_str(), one.evidence.c_str());
        return {"not one", cluster, State::Unknown, {}, {}, {}, {{}}};
    }

    test::TempFolder folder;
    std::vector<Json> documents;
    std::map<std::string, Facts> facts;
    std::string engine;              ///< of the fleet; empty: what the folder says
    std::vector<snapshot::Gap> gaps; ///< besides those of the folder
};

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT

private slots:
    void asksForAllThatPodsReferTo()
    {
        model::Issues issues;
        Question question;
        question.placed.workload = model::readWorkload(read(deployment), {}, issues);
        Facts facts;
        std::vector<model::Lookup> first = missing(question.workload(), facts);
        const auto asked = [&](const model::Lookup& what) {
            return std::find(first.begin(), first.end(), what) != first.end();
        };
        QVERIFY(asked(secretOf("default", "registry")));
        QVERIFY(asked(secretOf("default", "hub")));
        QVERIFY(asked(configMapOf("default", "flags")));
        QVERIFY(asked(claimOf("default", "weights")));
        QVERIFY(!asked(volumeOf("weights"))); // not before the claim tells
        for (const model::Lookup& one : first) {
            QVERIFY2(one.kind != "Secret" || one.form == model::Lookup::Form::Printed,
                     "values of secrets are not asked for");
            facts[one] = absent();
        }
        facts[claimOf("default", "weights")] = there(read(claim));
        facts[serviceAccountOf("default", "runner")] = there(read("{imagePullSecrets: [{name: of-account}]}"));
        std::vector<model::Lookup> second = missing(question.workload(), facts);
        QCOMPARE(second.size(), 2U);
        for (const model::Lookup& one : second) facts[one] = absent();
        facts[volumeOf("weights")] = there(read(volume));
        QVERIFY(missing(question.workload(), facts) == std::vector<model::Lookup>{secretOf("default", "oss-secret")});
        facts[secretOf("default", "oss-secret")] = absent();
        QVERIFY(missing(question.workload(), facts).empty());
    }

    /// What a policy selects, or propagateDeps takes along, need not be there yet.
    void whatTheFleetBringsIsNotMissed()
    {
        Given given;
        for (const char* cluster : {"hz", "sh"}) given.facts[cluster][configMapOf("default", "flags")] = absent();
        given.documents.push_back(
            read("{apiVersion: v1, kind: ConfigMap, metadata: {name: flags, namespace: default}, data: {a: b}}"));
        Check check = given.check("hz", "config-map");
        QVERIFY2(check.state == State::Fails && check.fix.size() == 1, check.text.c_str());
        Json other = read(policy);
        other["metadata"]["name"] = "more";
        other["spec"]["resourceSelectors"] =
            Json::array({{{"apiVersion", "v1"}, {"kind", "ConfigMap"}, {"name", "flags"}}});
        other["spec"]["placement"]["clusterAffinity"]["clusterNames"] = {"hz"};
        given.documents.push_back(other);
        check = given.check("hz", "config-map");
        QVERIFY2(check.state == State::Passes && check.evidence == "PropagationPolicy default/more selects it",
                 check.text.c_str());
        QCOMPARE(given.check("sh", "config-map").state, State::Fails); // it is not selected for that one
        given.documents.pop_back();
        given.documents[1]["spec"]["propagateDeps"] = true;
        QCOMPARE(given.check("sh", "config-map").state, State::Passes);
        given.documents[1]["spec"]["propagateDeps"] = false;
        QCOMPARE(given.check("sh", "config-map").state, State::Fails);
    }

    /// The same of what is in the fleet only: the object, the policy, or both. What nobody read of it is not known.
    void whatIsInTheFleetIsBroughtToo()
    {
        Given given;
        const model::Lookup flags = configMapOf("default", "flags");
        const model::Lookup hub = secretOf("default", "hub");
        given.facts["hz"][flags] = absent();
        given.facts["hz"][hub] = absent();
        given.documents[1]["spec"]["propagateDeps"] = true;
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Unknown); // nobody asked the fleet
        given.facts[""][flags] = there();
        given.facts[""][hub] = there({{"Type", "Opaque"}});
        Check check = given.check("hz", "secret", "hub");
        QVERIFY2(check.state == State::Passes && check.fix.empty() &&
                     check.evidence == "PropagationPolicy default/pp .spec.propagateDeps",
                 check.text.c_str());
        QCOMPARE(given.check("hz", "config-map").state, State::Passes);
        given.facts[""][hub] = absent();
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Fails);
        given.facts[""][hub] = {FoundState::Unknown, {}, "Needs the right to get secrets."};
        check = given.check("hz", "secret", "hub");
        QVERIFY2(check.state == State::Unknown && check.remedy == "Needs the right to get secrets.",
                 check.text.c_str());

        // A policy that selects it, and takes nothing along.
        given.documents[1]["spec"]["propagateDeps"] = false;
        QCOMPARE(given.check("hz", "config-map").state, State::Fails);
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Fails); // it would not come if it were there
        given.documents[1]["spec"]["resourceSelectors"].push_back({{"apiVersion", "v1"}, {"kind", "ConfigMap"}});
        QCOMPARE(given.check("hz", "config-map").state, State::Passes);
    }

    /// The policy is the fleet's own: whether it takes along what pods refer to, the fleet tells.
    void aPolicyOfTheFleetCounts()
    {
        Given given;
        const Json fleets = read(policy);
        given.documents.pop_back();
        given.folder.file("fleet/policies.json",
                          Json{{"kind", "List"}, {"apiVersion", "v1"}, {"items", Json::array({fleets})}}.dump());
        const auto opened = snapshot::open(given.folder.path().string());
        QVERIFY(opened.has_value());
        QCOMPARE(opened->fleet->policies.size(), 1U);
        const model::Lookup policies = policiesLike(opened->fleet->policies.front());
        given.facts["hz"][secretOf("default", "hub")] = absent();
        std::vector<model::Lookup> asked; // of the fleet
        const Ask ask = [&](const std::vector<model::LookupAt>& lookups) {
            std::vector<Found> found;
            for (const model::LookupAt& one : lookups) {
                if (one.cluster.empty()) asked.push_back(one.what);
                found.push_back(foundIn(given.facts[one.cluster], one.what));
            }
            return found;
        };
        const auto manifests = preview::readManifests(given.documents, *opened->fleet);
        const auto placed = preview::preview(manifests.questions.front(), opened->fleet);
        QVERIFY(!gathered({manifests.questions.front(), given.documents}, placed, *opened->fleet, ask).empty());
        const auto isAsked = [&](const model::Lookup& what) {
            return std::find(asked.begin(), asked.end(), what) != asked.end();
        };
        QVERIFY(isAsked(policies) && isAsked(secretOf("default", "hub")));
        QVERIFY(!isAsked(configMapOf("default", "flags"))); // the clusters have it

        given.documents.push_back(read("{apiVersion: v1, kind: Secret, metadata: {name: hub, namespace: default}}"));
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Unknown);
        Json listed{{"metadata", {{"name", "pp"}}}, {"spec", {{"propagateDeps", true}}}};
        given.facts[""][policies] = there({{"items", Json::array({listed})}, {"complete", true}});
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Passes);
        listed["spec"]["propagateDeps"] = false;
        given.facts[""][policies] = there({{"items", Json::array({listed})}, {"complete", true}});
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Fails);
    }

    /// What a cluster gets is what its OverridePolicies make of the text: its registry, its pull secret, its class.
    void overridesComeBeforeTheChecks()
    {
        Given given;
        given.documents.push_back(read(R"(
apiVersion: policy.karmada.io/v1alpha1
kind: OverridePolicy
metadata: {name: op, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}]
  overrideRules:
  - targetCluster: {clusterNames: [hz]}
    overriders:
      imageOverrider: [{component: Registry, operator: replace, value: registry-vpc.cn-hangzhou.aliyuncs.com}]
      plaintext:
      - {path: /spec/template/spec/imagePullSecrets/0/name, operator: replace, value: registry-hz}
      - {path: /spec/template/spec/runtimeClassName, operator: add, value: none-such}
)"));
        std::set<std::string> secrets; // that were asked of hz
        const Ask ask = [&](const std::vector<model::LookupAt>& lookups) {
            for (const model::LookupAt& one : lookups)
                if (one.cluster == "hz" && one.what.kind == "Secret") secrets.insert(one.what.name);
            return std::vector<Found>{};
        };
        const auto opened = snapshot::open(given.folder.path().string());
        const auto manifests = preview::readManifests(given.documents, *opened->fleet);
        const auto placed = preview::preview(manifests.questions.front(), opened->fleet);
        QVERIFY(!gathered({manifests.questions.front(), given.documents}, placed, *opened->fleet, ask).empty());
        QVERIFY(secrets.contains("registry-hz") && !secrets.contains("registry"));

        given.facts["hz"][secretOf("default", "registry")] = absent();
        given.facts["hz"][secretOf("default", "registry-hz")] = there({{"Type", "kubernetes.io/dockerconfigjson"}});
        Check check = given.check("hz", "registry");
        QVERIFY2(check.state == State::Passes && check.text.find("registry-vpc.cn-hangzhou") != std::string::npos,
                 check.text.c_str());
        check = given.check("hz", "pull-secret");
        QVERIFY2(check.state == State::Passes && check.text == "Secret default/registry-hz is there",
                 check.text.c_str());
        QVERIFY(given.check("hz", "runtime-class").text.find("none-such") != std::string::npos);
        // The other gets the text as it is.
        check = given.check("sh", "pull-secret");
        QCOMPARE(check.text, "Secret default/registry is there");
        for (const Check& one : given.run()) QVERIFY(one.cluster != "sh" || one.id != "runtime-class");
    }

    void ofChangesEachWorkloadIsCheckedAsItWouldBe()
    {
        Given given;
        const auto opened = snapshot::open(given.folder.path().string());
        std::set<std::string> asked;
        given.facts["hz"][claimOf("default", "weights")] = absent();
        const Ask ask = [&](const std::vector<model::LookupAt>& lookups) {
            std::vector<Found> found;
            for (const model::LookupAt& one : lookups) {
                asked.insert(one.cluster);
                found.push_back(foundIn(given.facts[one.cluster], one.what));
            }
            return found;
        };
        Json here = read(policy);
        here["spec"]["placement"]["clusterAffinity"]["clusterNames"] = {"hz"};
        const OfChanges found = checksOf({{{}, read(deployment), {}}, {{}, here, {}}}, opened->fleet, ask);
        QCOMPARE(asked, std::set<std::string>{"hz"}); // the other is not let in
        const auto claim =
            std::find_if(found.checks.begin(), found.checks.end(), [](const Check& one) { return one.id == "claim"; });
        QVERIFY(claim != found.checks.end() && claim->state == State::Fails);
        asked.clear();
        // What takes a workload away, or places none, asks nobody.
        QVERIFY(checksOf({{read(deployment), {}, {}}}, opened->fleet, ask).checks.empty());
        QVERIFY(
            checksOf({{{}, Json{{"apiVersion", "v1"}, {"kind", "ConfigMap"}}, {}}}, opened->fleet, ask).checks.empty());
        QVERIFY(asked.empty());
    }

    void aClusterThatGivesNoAnswerSaysSoOnce()
    {
        Given given;
        for (auto& [what, found] : given.facts["sh"])
            found = {FoundState::Unknown, {}, "Earlier requests left this one no turn in time.", true};
        std::size_t unknown = 0;
        for (const Check& one : given.run())
            if (one.cluster == "sh" && one.state == State::Unknown && one.id != "pool") ++unknown;
        QCOMPARE(unknown, std::size_t(1));
        QCOMPARE(given.check("sh", "reach").remedy, std::string("Once it answers, check again."));
        QCOMPARE(given.check("hz", "claim").state, State::Passes);
    }

    /// A right is the remedy only where a right is missing.
    void nodesThatAreNotKnownAreNotAMatterOfRights()
    {
        Given given;
        std::filesystem::remove(given.folder.path() / "clusters/sh/nodes.json");
        given.folder.file("clusters/sh/pods.json", R"({"kind":"PodList","apiVersion":"v1","items":[]})");
        const Check check = given.check("sh", "device");
        QCOMPARE(check.state, State::Unknown);
        QVERIFY2(check.remedy.find("right to list") == std::string::npos && !check.remedy.empty(),
                 check.remedy.c_str());
    }

    void whatIsBeingDeletedIsNotThere()
    {
        const Json going =
            read("{metadata: {deletionTimestamp: '2026-11-29T12:00:00Z', finalizers: [x.io/keep]}, Type: Opaque}");
        const std::vector<std::pair<const char*, model::Lookup>> all{
            {"namespace", namespaceOf("default")},
            {"object", objectOf({"apps/v1", "Deployment", "default", "qwen3-8b"})},
            {"service-account", serviceAccountOf("default", "runner")},
            {"secret", secretOf("default", "hub")},
            {"secret", secretOf("default", "oss-secret")},
            {"config-map", configMapOf("default", "flags")},
            {"claim", claimOf("default", "weights")}};
        for (const auto& [id, what] : all) {
            Given given;
            given.facts["hz"][what] = there(going);
            const Check check =
                given.check("hz", id, what.kind + (what.kind == "Namespace" ? " " : " default/") + what.name);
            QVERIFY2(check.state == State::Fails, check.text.c_str());
            QVERIFY2(check.remedy.find("since 2026-11-29T12:00:00Z and waits for its finalizers: x.io/keep") !=
                         std::string::npos,
                     check.remedy.c_str());
        }
    }

    /// Nothing tells how many more nodes there could be: the quota is the one known bound, and not what holds them back.
    void aQuotaThatLeavesRoomIsNotInTheWay()
    {
        Given given;
        given.documents[0]["spec"]["replicas"] = 4;
        given.documents[1]["spec"]["placement"]["replicaScheduling"] = Json::parse(
            R"({"replicaSchedulingType":"Divided","replicaDivisionPreference":"Weighted","weightPreference":
                {"staticWeightList":[{"targetCluster":{"clusterNames":["hz"]},"weight":1}]}})");
        const auto leaves = [&](const char* hard) {
            given.folder.file("clusters/hz/resourcequotas.json",
                              Json{{"kind", "ResourceQuotaList"},
                                   {"apiVersion", "v1"},
                                   {"items",
                                    {{{"metadata", {{"name", "q"}, {"namespace", "default"}}},
                                      {"spec", {{"hard", {{"requests.nvidia.com/gpu", hard}}}}},
                                      {"status",
                                       {{"hard", {{"requests.nvidia.com/gpu", hard}}},
                                        {"used", {{"requests.nvidia.com/gpu", "0"}}}}}}}}}
                                  .dump());
        };
        leaves("8");
        const Check room = given.check("hz", "quota");
        QVERIFY2(room.state == State::Passes, room.text.c_str());
        leaves("3");
        const Check none = given.check("hz", "quota");
        QVERIFY2(none.state == State::Fails, none.text.c_str());
    }

    /// Not read is not none: a namespace's user may be kept from the list, and a dump may lack it.
    void quotasThatWereNotReadAreUnknown()
    {
        Given given;
        for (const Check& check : given.run()) QVERIFY2(check.id != "quota", check.text.c_str()); // read, and none
        std::filesystem::remove(given.folder.path() / "clusters" / "hz" / "resourcequotas.json");
        const Check lacking = given.check("hz", "quota");
        QCOMPARE(lacking.state, State::Unknown);
        QCOMPARE(lacking.text, std::string("namespace default: its quotas are not known"));
        QCOMPARE(lacking.remedy, std::string("Add what `kubectl get resourcequotas -A -o json` prints."));
        given.gaps.push_back(
            {"hz", "resourcequotas", "what its namespaces may still use", "needs `list resourcequotas`"});
        QCOMPARE(given.check("hz", "quota").remedy, std::string("needs `list resourcequotas`"));
    }

    /// Nobody makes the volume of a class that is not there, so that no pod of the claim ever starts.
    void aClaimsClassHasToBeThere()
    {
        Given given;
        const auto classes = [&](const Json& items) {
            given.folder.file(
                "clusters/hz/storageclasses.json",
                Json{{"kind", "StorageClassList"}, {"apiVersion", "storage.k8s.io/v1"}, {"items", items}}.dump());
        };
        given.documents[0]["kind"] = "StatefulSet";
        given.documents[1]["spec"]["resourceSelectors"][0]["kind"] = "StatefulSet";
        given.documents[0]["spec"]["volumeClaimTemplates"] =
            Json::parse(R"([{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"],
                "storageClassName": "essd", "resources": {"requests": {"storage": "20Gi"}}}}])");
        QCOMPARE(given.check("hz", "storage-class").state, State::Unknown);
        classes(Json::parse(R"([{"metadata": {"name": "slow"}, "provisioner": "x"}])"));
        const Check lacking = given.check("hz", "storage-class");
        QCOMPARE(lacking.state, State::Fails);
        QCOMPARE(lacking.text, std::string("StorageClass essd is not there: the pods of its claims stay Pending"));
        QCOMPARE(lacking.remedy, std::string("Create it there, or name another: the cluster has slow."));
        given.documents[0]["spec"]["volumeClaimTemplates"][0]["spec"].erase("storageClassName");
        QCOMPARE(given.check("hz", "storage-class").text,
                 std::string("there is no default StorageClass, and claim template data names none: its pods stay "
                             "Pending"));
        classes(Json::parse(R"([{"metadata": {"name": "essd", "annotations":
            {"storageclass.kubernetes.io/is-default-class": "true"}}, "provisioner": "x"}])"));
        QCOMPARE(given.check("hz", "storage-class").state, State::Passes);

        Given own; // the claim comes along
        own.facts["hz"][claimOf("default", "weights")] = absent();
        own.documents.push_back(read("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: weights, "
                                     "namespace: default}, spec: {storageClassName: oss}}"));
        own.folder.file("clusters/hz/storageclasses.json",
                        R"({"kind": "StorageClassList", "apiVersion": "storage.k8s.io/v1", "items": []})");
        const Check none = own.check("hz", "storage-class");
        QVERIFY2(none.state == State::Fails, none.text.c_str());
        QCOMPARE(none.remedy, std::string("Create it there, or name another: the cluster has none."));
    }

    void aLimitRangeThatRefusesItsPodsFails()
    {
        Given given;
        const auto ranges = [&](const char* most) {
            const Json item{{"type", "Container"}, {"max", {{"memory", most}}}};
            given.folder.file("clusters/hz/limitranges.json",
                              Json{{"kind", "LimitRangeList"},
                                   {"apiVersion", "v1"},
                                   {"items",
                                    {{{"metadata", {{"name", "q"}, {"namespace", "default"}}},
                                      {"spec", {{"limits", Json::array({item})}}}}}}}
                                  .dump());
        };
        given.documents[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["memory"] = "96Gi";
        for (const Check& check : given.run()) QVERIFY2(check.id != "limit-range", check.text.c_str());
        ranges("64Gi");
        const Check refused = given.check("hz", "limit-range");
        QCOMPARE(refused.state, State::Fails);
        QCOMPARE(refused.text, std::string("limit range q of the namespace turns away pods with containers whose "
                                           "memory is above its maximum of 64Gi"));
        QCOMPARE(refused.remedy, std::string("Change the pod's requests and limits, or the limit range."));
        ranges("128Gi");
        QCOMPARE(given.check("hz", "limit-range").state, State::Passes);
        std::filesystem::remove(given.folder.path() / "clusters" / "hz" / "limitranges.json");
        QCOMPARE(given.check("hz", "limit-range").state, State::Unknown);
    }

    void passesWhereAllIsThere()
    {
        Given given;
        for (const Check& check : given.run())
            if (check.cluster == "hz" && check.id != "pool")
                QVERIFY2(check.state == State::Passes || check.id == "registry" ||
                             check.text.find("optional") != std::string::npos,
                         check.text.c_str());
        QCOMPARE(given.check("hz", "claim").state, State::Passes);
        QCOMPARE(given.check("hz", "device").state, State::Passes);
        QCOMPARE(given.check("", "policy").state, State::Passes);
    }

    /// Nobody describes them: what nodes tell is told, and that the rest is not known.
    void poolsThatNodesShowAreNotKnownToGrow()
    {
        Given given;
        Json nodes = Json::parse(Given::nodes("hz-1", "cn-hangzhou"));
        nodes["items"][0]["metadata"]["labels"]["alibabacloud.com/nodepool-id"] = "np1";
        given.folder.file("clusters/hz/nodes.json", nodes.dump());
        const Check pool = given.check("hz", "pool");
        QCOMPARE(pool.state, State::Unknown);
        QVERIFY2(pool.text.find("pool np1 has 1 node") != std::string::npos, pool.text.c_str());
        QCOMPARE(pool.evidence, std::string("labels of its nodes"));
        const Check none = given.check("sh", "pool");
        QCOMPARE(none.state, State::Unknown);
        for (const Check& one : {pool, none}) // nobody said that the right to read them is missing
            QVERIFY2(one.remedy.find("ConfigMap") == std::string::npos, one.remedy.c_str());
        nodes["items"].push_back(
            {{"apiVersion", "v1"},
             {"kind", "ConfigMap"},
             {"metadata", {{"name", "cluster-autoscaler-status"}, {"namespace", "kube-system"}}},
             {"data", {{"status", "nodeGroups: [{name: np1, health: {minSize: 0, maxSize: 1}}]"}}}});
        nodes["kind"] = "List";
        for (Json& item : nodes["items"])
            if (!item.contains("kind")) item.update({{"kind", "Node"}, {"apiVersion", "v1"}});
        given.folder.file("clusters/hz/nodes.json", nodes.dump());
        const Check full = given.check("hz", "pool");
        QCOMPARE(full.state, State::Warns);
        QVERIFY2(full.text.find("maximum of 1 node") != std::string::npos, full.text.c_str());
    }

    void aDeviceThatAnUnknownPoolMayBringIsNotKnown()
    {
        Given given;
        Json nodes = Json::parse(Given::nodes("hz-1", "cn-hangzhou"));
        nodes["items"][0]["status"]["allocatable"].erase("nvidia.com/gpu");
        given.folder.file("clusters/hz/nodes.json", nodes.dump());
        QCOMPARE(given.check("hz", "device").state, State::Unknown);
    }

    /// Neither the kind nor the object goes without a word where the right to get it is missing.
    void aRightThatIsMissingIsNamed()
    {
        Given given;
        const Found refused{FoundState::Unknown, {}, "Needs the right to get deployments of qwen3-8b in default."};
        given.facts["hz"][objectOf({"apps/v1", "Deployment", "default", "qwen3-8b"})] = refused;
        for (const char* id : {"kind", "object"}) {
            const Check check = given.check("hz", id);
            QCOMPARE(check.state, State::Unknown);
            QCOMPARE(check.remedy, refused.why);
        }
    }

    /// The role that is generated for preflight names whatever it looks up (core/kube/cache_parts.h).
    void theRoleCoversWhatIsLookedUp()
    {
        model::Issues issues;
        Question question;
        question.placed.workload = model::readWorkload(read(deployment), {}, issues);
        Facts facts;
        const auto covers = [](const model::Lookup& what) {
            std::string plural = what.kind + "s";
            std::transform(plural.begin(), plural.end(), plural.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            const auto has = [&](const auto& resources) {
                return std::any_of(resources.begin(), resources.end(),
                                   [&](const auto& one) { return one.group == what.group && one.plural == plural; });
            };
            return what.name.empty() ? has(kube::watchedResources()) : has(kube::lookedUpResources());
        };
        facts[claimOf("default", "weights")] = there(read(claim));
        Json fluid = read(volume);
        fluid["spec"]["csi"]["driver"] = "fuse.csi.fluid.io";
        facts[volumeOf("weights")] = there(fluid);
        for (const model::Lookup& one : missing(question.workload(), facts))
            QVERIFY2(covers(one), (one.group + "/" + one.kind).c_str());
        QVERIFY(covers(claimOf("a", "b")) && covers(volumeOf("a")) && covers(datasetOf("a", "b")));
    }

    void weighsWhereBytesAre()
    {
        Given given;
        QCOMPARE(given.check("hz", "weights").state, State::Passes);
        const Check far = given.check("sh", "weights");
        QCOMPARE(far.state, State::Fails); // an internal endpoint of another region
        QVERIFY2(far.text.find("cn-shanghai does not reach") != std::string::npos, far.text.c_str());
        QCOMPARE(given.check("sh", "registry").state, State::Warns); // near, and public
        QVERIFY(given.check("sh", "registry").remedy.find("-vpc.cn-shanghai") != std::string::npos);
    }

    void offersTheStorageOfAnotherCluster()
    {
        Given given;
        given.facts["sh"][claimOf("default", "weights")] = absent();
        given.facts["sh"][volumeOf("weights")] = absent();
        given.facts["sh"][secretOf("default", "oss-secret")] = absent();
        const Check check = given.check("sh", "claim");
        QCOMPARE(check.state, State::Fails);
        QCOMPARE(check.fix.size(), 3U);
        QVERIFY(check.fix[0]["kind"] == "Secret");
        QVERIFY(check.fix[1]["kind"] == "PersistentVolume");
        QVERIFY(check.fix[2]["kind"] == "PersistentVolumeClaim");
        QVERIFY(!check.fix[1]["spec"].contains("claimRef"));
        QVERIFY(!check.fix[1]["metadata"].contains("uid"));
        QVERIFY(!check.fix[2].contains("status"));
        QVERIFY(check.fix[2]["spec"]["volumeName"] == "weights");
        QVERIFY2(check.remedy.find("oss-cn-hangzhou-internal") != std::string::npos, check.remedy.c_str());
        const std::string all = toJson(given.run()).dump();
        QVERIFY(all.find("canary") == std::string::npos);
    }

    void offersTheStorageOfTheTexts()
    {
        Given given;
        for (const char* cluster : {"hz", "sh"}) {
            given.facts[cluster][claimOf("default", "weights")] = absent();
            given.facts[cluster].erase(volumeOf("weights"));
            given.facts[cluster].erase(secretOf("default", "oss-secret"));
        }
        given.documents.push_back(
            read("{apiVersion: v1, kind: Secret, metadata: {name: oss-secret, namespace: default}, "
                 "stringData: {akId: canary-1, akSecret: canary-2}}"));
        given.documents.push_back(read(volume));
        given.documents.push_back(read(claim));
        const Check check = given.check("hz", "claim");
        QCOMPARE(check.fix.size(), 3U);
        QVERIFY(check.fix[0]["stringData"].contains("akSecret"));
        QVERIFY(toJson(given.run()).dump().find("canary-2") == std::string::npos);
    }

    void findsWhoElseManages()
    {
        Given given;
        const model::ObjectRef ref{"apps/v1", "Deployment", "default", "qwen3-8b"};
        given.facts["hz"][objectOf(ref)] =
            there(read("{metadata: {name: qwen3-8b, managedFields: [{manager: argocd-controller}, {manager: kubelet, "
                       "subresource: status}]}}"));
        const Check foreign = given.check("hz", "object");
        QCOMPARE(foreign.state, State::Fails);
        QVERIFY2(foreign.evidence.find("argocd-controller") != std::string::npos &&
                     foreign.evidence.find("kubelet") == std::string::npos,
                 foreign.evidence.c_str());
        given.documents[1]["spec"]["conflictResolution"] = "Overwrite";
        QCOMPARE(given.check("hz", "object").state, State::Warns);
        given.facts["hz"][objectOf(ref)] = there(read("{metadata: {labels: {karmada.io/managed: 'true'}}}"));
        QCOMPARE(given.check("hz", "object").state, State::Passes);
        given.facts["hz"][objectOf(ref)] = {FoundState::NotServed, {}, {}};
        QCOMPARE(given.check("hz", "kind").state, State::Fails);
    }

    /// A server that knows no clusters has no fleet that writes, and none that makes namespaces.
    void saysNothingOfFleetsWhereThereIsNone()
    {
        Given given;
        given.engine = "direct";
        given.facts["hz"][namespaceOf("default")] = absent();
        given.facts["hz"][scalersIn("default")] =
            there(read("{items: [{metadata: {name: a}, spec: {scaleTargetRef: {kind: Deployment, name: qwen3-8b}}}], "
                       "complete: true}"));
        for (const char* id : {"autoscaler", "namespace"}) {
            const Check check = given.check("hz", id);
            QCOMPARE(check.state, State::Warns);
            for (const std::string& text : {check.text, check.remedy})
                QVERIFY2(!text.empty() && text.find("leet") == std::string::npos &&
                             text.find("FederatedHPA") == std::string::npos,
                         text.c_str());
        }
    }

    void findsAnAutoscalerThatFights()
    {
        Given given;
        given.facts["hz"][scalersIn("default")] = there(
            read("{items: [{metadata: {name: a}, spec: {scaleTargetRef: {kind: Deployment, name: qwen3-8b}}}, "
                 "{metadata: {name: b}, spec: {scaleTargetRef: {kind: Deployment, name: other}}}], complete: true}"));
        QCOMPARE(given.check("hz", "autoscaler").state, State::Warns);
        given.documents[0]["metadata"]["labels"]["resourcetemplate.karmada.io/retain-replicas"] = "true";
        QCOMPARE(given.check("hz", "autoscaler").state, State::Passes);
        QCOMPARE(given.check("sh", "autoscaler").state, State::Passes);
    }

    void aClassThatIsNotThereTurnsPodsAway()
    {
        Given given;
        Json& pod = given.documents[0]["spec"]["template"]["spec"];
        pod["priorityClassName"] = "llm-high";
        pod["runtimeClassName"] = "gvisor";
        for (const char* id : {"priority-class", "runtime-class"}) // the snapshot does not hold them
            QCOMPARE(given.check("hz", id).state, State::Unknown);
        const auto file = [&](const std::string& cluster, const std::string& plural, const Json& items) {
            const bool priority = plural == "priorityclasses";
            given.folder.file("clusters/" + cluster + "/" + plural + ".json",
                              Json{{"kind", priority ? "PriorityClassList" : "RuntimeClassList"},
                                   {"apiVersion", priority ? "scheduling.k8s.io/v1" : "node.k8s.io/v1"},
                                   {"items", items}}
                                  .dump());
        };
        file("hz", "priorityclasses", Json::array());
        file("hz", "runtimeclasses", Json::array());
        const Check none = given.check("hz", "runtime-class");
        QVERIFY2(none.state == State::Fails && none.remedy == "Make it there first.", none.remedy.c_str());
        file("sh", "priorityclasses", Json::parse(R"([{"metadata":{"name":"llm-high"},"value":1000}])"));
        file("sh", "runtimeclasses", Json::parse(R"([{"metadata":{"name":"gvisor"},"handler":"runsc"}])"));
        QCOMPARE(given.check("sh", "priority-class").state, State::Passes);
        QCOMPARE(given.check("sh", "runtime-class").state, State::Passes);
        const Check priority = given.check("hz", "priority-class");
        QVERIFY2(priority.state == State::Fails, priority.text.c_str());
        QCOMPARE(priority.remedy, std::string("Make it there as cluster sh has it, with value 1000."));
        QVERIFY(priority.fix.empty()); // nothing else of it is known
        QCOMPARE(given.check("hz", "runtime-class").remedy, std::string("Make it there as cluster sh has it."));
        pod["priorityClassName"] = "system-node-critical";
        for (const Check& check : given.run()) QVERIFY2(check.id != "priority-class", check.text.c_str());
    }

    void judgesSecrets()
    {
        Given given;
        const Check keys = given.check("hz", "secret", "hub");
        QCOMPARE(keys.text, std::string("Secret default/hub is there; its keys are not looked at"));
        given.facts["hz"][secretOf("default", "registry")] = there({{"Type", "Opaque"}});
        QCOMPARE(given.check("hz", "pull-secret").state, State::Fails);
        given.facts["hz"][secretOf("default", "registry")] = absent();
        const Check pull = given.check("hz", "pull-secret");
        QCOMPARE(pull.state, State::Warns);
        QVERIFY(pull.fix.front()["type"] == "kubernetes.io/dockerconfigjson");
        given.facts["hz"][secretOf("default", "hub")] = absent();
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Fails);
        QCOMPARE(given.check("hz", "secret", "extra").state, State::Warns);
        given.facts["hz"][secretOf("default", "hub")] = {FoundState::Unknown, {}, "Needs the right to get secrets"};
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Unknown);
    }

    void looksForTheImageOnNodes()
    {
        Given given;
        const std::string image = "kube-ai-registry.cn-shanghai.cr.aliyuncs.com/kube-ai/vllm-openai:v0.9.1";
        Json node = read("{metadata: {name: hz-1}, status: {images: [{names: [nginx]}]}}");
        given.facts["hz"][imagesOfNodes()] = there({{"items", {node}}, {"complete", true}});
        QCOMPARE(given.check("hz", "image").state, State::Warns);
        node["status"]["images"].push_back({{"names", {image}}});
        given.facts["hz"][imagesOfNodes()] = there({{"items", {node}}, {"complete", true}});
        QCOMPARE(given.check("hz", "image").state, State::Passes);
        given.documents[0]["spec"]["template"]["spec"]["containers"][0]["image"] = "docker.io/library/nginx:latest";
        QCOMPARE(given.check("hz", "image").state, State::Passes); // "nginx" is its short name
    }

    void saysWhatASnapshotDoesNotHold()
    {
        Given given;
        given.facts.clear();
        QCOMPARE(given.check("hz", "secret", "hub").state, State::Unknown);
        QCOMPARE(given.check("hz", "namespace").state, State::Unknown);
    }
};

BERTH_TEST(TestPreflight)

} // namespace tst_preflight

#include "tst_preflight.moc"
