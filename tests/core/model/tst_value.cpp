// Readers say the same of a value whether it was decoded into a document or into simdjson's DOM.
#include <QTest>

#include <simdjson.h>

#include "core/model/read.h"
#include "core/model/value.h"
#include "tests/support/test.h"

namespace tst_value {

using namespace core::model;
using core::Json;

namespace {

const char* const PodText = R"({
  "metadata": {"name": "web-1", "namespace": "shop", "uid": "u", "labels": {"app": "web", "b/c": "d"},
    "annotations": {"kubernetes.io/config.mirror": "x", "note": "a\u0000b"}, "creationTimestamp": "2026-01-01T00:00:00Z",
    "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "uid": "o", "controller": true}]},
  "spec": {"nodeName": "n", "nodeSelector": {"zone": "a"}, "priority": 7, "hostNetwork": true, "restartPolicy": "Always",
    "terminationGracePeriodSeconds": 30, "schedulerName": "default-scheduler", "overhead": {"cpu": "10m"},
    "resources": {"requests": {"cpu": 1}, "limits": {"memory": "1Gi"}},
    "containers": [{"name": "c", "image": "i:1", "command": ["a", "b"], "args": ["--x"],
      "env": [{"name": "A", "value": "1"}, {"name": "S", "valueFrom": {"secretKeyRef": {"name": "s"}}}],
      "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"cpu": 1.5}},
      "ports": [{"containerPort": 80, "protocol": "UDP"}, {"hostPort": 81, "hostIP": "1.2.3.4"}]}],
    "initContainers": [{"name": "i", "restartPolicy": "Always"}],
    "tolerations": [{"key": "k", "operator": "Exists", "value": "", "effect": "NoSchedule"}],
    "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}, {"name": "e", "emptyDir": {"medium": "Memory"}},
      {"name": "h", "hostPath": {"path": "/"}}, {"name": "p", "ephemeral": {}}, {"name": "o", "secret": {}}],
    "schedulingGates": [{"name": "g"}],
    "affinity": {
      "nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
        {"matchExpressions": [{"key": "z", "operator": "In", "values": ["a", "b"]}],
         "matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n"]}]}]}},
      "podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "t", "namespaces": ["n"],
        "labelSelector": {"matchLabels": {"a": "b"}}, "namespaceSelector": {}, "matchLabelKeys": ["m"]}]},
      "podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "t"}]}},
    "topologySpreadConstraints": [{"maxSkew": 2, "topologyKey": "t", "whenUnsatisfiable": "DoNotSchedule",
      "minDomains": 2, "nodeTaintsPolicy": "Honor",
      "labelSelector": {"matchExpressions": [{"key": "a", "operator": "NotIn", "values": ["x", "x"]}]}}]},
  "status": {"phase": "Running", "startTime": "2026-01-01T00:00:00Z", "nominatedNodeName": "",
    "conditions": [{"type": "Ready", "status": "True"}]}})";

const char* const NodeText = R"({
  "metadata": {"name": "n", "labels": {"a": "b"}, "annotations": {"c": "d"}, "creationTimestamp": "2026-01-01T00:00:00Z"},
  "spec": {"taints": [{"key": "k", "value": "v", "effect": "NoExecute"}], "unschedulable": true, "providerID": "p"},
  "status": {"capacity": {"cpu": "8", "memory": 9007199254740993, "pods": "110"}, "allocatable": {"cpu": "7900m"},
    "conditions": [{"type": "Ready", "status": "True", "reason": "r", "message": "m"}]}})";

/// Decoded twice.
class Twice {
public:
    explicit Twice(const std::string& text)
        : m_document(Json::parse(text))
        , m_padded(text)
        , m_element(m_parser.parse(m_padded))
    {}
    [[nodiscard]] Value ofDocument() const { return m_document; }
    [[nodiscard]] Value ofElement() const { return Value::ofElement(&m_element); }
    [[nodiscard]] const Json& document() const { return m_document; }

private:
    Json m_document;
    simdjson::padded_string m_padded;
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_element;
};

/// Whether it reads the same, issues and their order too.
template <class Read>
bool readsTheSame(const std::string& text, const Read& reader)
{
    const Twice twice(text);
    Issues ofDocument;
    Issues ofElement;
    return reader(twice.ofDocument(), "/x", ofDocument) == reader(twice.ofElement(), "/x", ofElement) &&
           ofDocument == ofElement;
}

const auto podOf = [](Value value, const read::Path& path, Issues& issues) { return read::pod(value, path, issues); };
const auto nodeOf = [](Value value, const read::Path& path, Issues& issues) { return read::node(value, path, issues); };

/// Every value of a document, one after the other, becomes something else.
template <class Read>
void checkWithEachValueReplaced(const char* text, const Read& reader)
{
    const Json document = Json::parse(text);
    const Json others =
        Json::parse(R"([null, true, -1, 7, 1.5, 2e30, 18446744073709551615, "", "x", "5Zi", [], [null, 1, {}],
                                        {}, {"a": 1, "b": null, "~/": []}])");
    std::size_t tried = 0;
    const Json flat = document.flatten();
    for (const auto& place : flat.items()) {
        Json::json_pointer at(place.key());
        for (; !at.empty(); at.pop_back()) {
            for (const Json& other : others) {
                Json changed = document;
                changed[at] = other;
                QVERIFY2(readsTheSame(changed.dump(), reader), (at.to_string() + " " + other.dump()).c_str());
                ++tried;
            }
        }
    }
    QVERIFY(tried > 500);
}

} // namespace

class TestValue : public QObject {
    Q_OBJECT

private slots:
    void aPodReadsTheSame()
    {
        Issues issues;
        const Pod pod = read::pod(Twice(PodText).ofElement(), "", issues);
        QVERIFY(issues.empty());
        QCOMPARE(pod.name, std::string("web-1"));
        QCOMPARE(pod.annotations.at("note"), std::string("a\0b", 3));
        QCOMPARE(pod.spec.containers.at(0).requests.at("cpu").milli(), core::Amount(500));
        QCOMPARE(pod.spec.containers.at(0).limits.at("cpu").milli(), core::Amount(1500));
        QVERIFY(pod.ready && pod.mirror);
        checkWithEachValueReplaced(PodText, podOf);
    }

    void aNodeReadsTheSame() { checkWithEachValueReplaced(NodeText, nodeOf); }

    /// A parser keeps the first of two, and so do the readers, whatever the second would say.
    void ofSeveralMembersOfOneNameTheFirstCounts()
    {
        const std::string text =
            R"({"metadata": {"labels": {"z": "1", "a": 2, "m": null, "a": "3", "z": 4, "m": "5"}}})";
        simdjson::dom::parser parser;
        const simdjson::padded_string padded(text);
        const simdjson::dom::element element = parser.parse(padded);
        const Value value = Value::ofElement(&element);
        Issues issues;
        const Labels labels = read::labels(value.member("metadata"), "labels", "/metadata", issues);
        QCOMPARE(labels, (Labels{{"m", ""}, {"z", "1"}}));
        QCOMPARE(issues.size(), std::size_t(1));
        QCOMPARE(issues.at(0).path, std::string("/metadata/labels/a"));
        Issues same;
        QCOMPARE(read::labels(value.document()["metadata"], "labels", "/metadata", same), labels);
        QVERIFY(same == issues);
    }

    void aDocumentOfItIsTheSame()
    {
        for (const char* text : {PodText, NodeText}) {
            const Twice twice(text);
            QVERIFY(twice.ofElement().document() == twice.document());
            QVERIFY(twice.ofDocument().json() == &twice.document());
            QVERIFY(twice.ofElement().json() == nullptr);
        }
        QVERIFY(!Value() && Value().isNull() && Value().document().is_null());
    }

    void pathsAreWrittenOnlyWhereTheyAreWanted()
    {
        const std::string text = "/spec";
        const read::Path root(text);
        const read::Path list(root, "a~b/c");
        const read::Path item(list, std::size_t{12});
        QCOMPARE(read::Path(item, "key").text(), std::string("/spec/a~0b~1c/12/key"));
        QCOMPARE(read::Path().text(), std::string());
    }
};

BERTH_TEST(TestValue)

} // namespace tst_value

#include "tst_value.moc"
