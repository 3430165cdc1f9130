#include <QtTest>

#include "core/model/image.h"
#include "core/model/policy.h"
#include "core/text/yaml.h"
#include "tests/support/test.h"

namespace tst_override {

using namespace core;
using namespace core::model;
using namespace Qt::StringLiterals;

namespace {

Json json(std::string_view yaml)
{
    const auto file = text::parse(yaml);
    if (!file.ok() || file.documents.size() != 1) qFatal("the test's own text is not one document");
    return file.documents.front().value();
}

QString listed(const Issues& issues)
{
    QStringList lines;
    for (const auto& issue : issues) lines << QString::fromStdString(issue.path + ": " + issue.what);
    return lines.join(u'\n');
}

const Json& workload()
{
    static const Json object =
        json("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w, namespace: default, labels: {app: "
             "w}}\nspec:\n  replicas: 4\n"
             "  template:\n    metadata: {annotations: {config: 'size: 3'}}\n    spec:\n      containers:\n"
             "      - {name: a, image: 'example.com/team/server:1.0', command: [serve, --fast]}\n      - {name: b, "
             "image: sidecar}\n");
    return object;
}

OverridePolicy rule(const std::string& overriders,
                    const std::string& head = "kind: OverridePolicy\nmetadata: {name: o, namespace: default}",
                    const std::string& selectors = "[{apiVersion: apps/v1, kind: Deployment, name: w}]",
                    const std::string& target = "{clusterNames: [c1]}")
{
    Issues issues;
    auto policy = readOverridePolicy(
        json("apiVersion: policy.karmada.io/v1alpha1\n" + head + "\nspec:\n  resourceSelectors: " + selectors +
             "\n  overrideRules:\n  - targetCluster: " + target + "\n    overriders: " + overriders + "\n"),
        "", issues);
    if (hasErrors(issues)) qWarning("%s", qPrintable(listed(issues)));
    return policy;
}

ClusterIdentity cluster(const char* name)
{
    ClusterIdentity identity;
    identity.name = name;
    return identity;
}

std::string at(const Json& object, const char* pointer)
{
    const Json::json_pointer p(pointer);
    return object.contains(p) ? object.at(p).dump() : "absent";
}

} // namespace

class TestOverride : public QObject {
    Q_OBJECT
private slots:
    void changes_data();
    void changes();
    void appliesInKarmadasOrder();
    void laterPoliciesWin();
    void skipsWhatCannotBeApplied_data();
    void skipsWhatCannotBeApplied();
    void readsTheOldForm();
    void findsFaults();
    void readsImages_data();
    void readsImages();
};

void TestOverride::changes_data()
{
    QTest::addColumn<QString>("overriders");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* name, const char* overriders, const char* pointer, const char* value) {
        QTest::newRow(name) << QString::fromUtf8(overriders) << QString::fromUtf8(pointer) << QString::fromUtf8(value);
    };
    row("replace", "{plaintext: [{path: /spec/replicas, operator: replace, value: 2}]}", "/spec/replicas", "2");
    row("add", "{plaintext: [{path: /spec/paused, operator: add, value: true}]}", "/spec/paused", "true");
    row("remove", "{plaintext: [{path: /spec/replicas, operator: remove}]}", "/spec/replicas", "absent");
    row("an escaped key", "{plaintext: [{path: /metadata/labels/a~1b, operator: add, value: x}]}",
        "/metadata/labels/a~1b", "\"x\"");
    row("to the end of a list",
        "{plaintext: [{path: /spec/template/spec/containers/0/command/-, operator: add, value: now}]}",
        "/spec/template/spec/containers/0/command", R"(["serve","--fast","now"])");
    row("into a list", "{plaintext: [{path: /spec/template/spec/containers/0/command/1, operator: add, value: now}]}",
        "/spec/template/spec/containers/0/command", R"(["serve","now","--fast"])");
    row("out of a list", "{plaintext: [{path: /spec/template/spec/containers/1, operator: remove}]}",
        "/spec/template/spec/containers/1", "absent");
    row("the registry of every image",
        "{imageOverrider: [{component: Registry, operator: replace, value: mirror.local:5000}]}",
        "/spec/template/spec/containers/1/image", "\"mirror.local:5000/sidecar\"");
    row("the tag of one image",
        "{imageOverrider: [{predicate: {path: /spec/template/spec/containers/0/image}, component: Tag, operator: "
        "replace, value: '2.0'}]}",
        "/spec/template/spec/containers/0/image", "\"example.com/team/server:2.0\"");
    row("a word to the command", "{commandOverrider: [{containerName: a, operator: add, value: [--gpu]}]}",
        "/spec/template/spec/containers/0/command", R"(["serve","--fast","--gpu"])");
    row("a word from the command", "{commandOverrider: [{containerName: a, operator: remove, value: [--fast]}]}",
        "/spec/template/spec/containers/0/command", R"(["serve"])");
    row("the first argument", "{argsOverrider: [{containerName: b, operator: add, value: [x]}]}",
        "/spec/template/spec/containers/1/args", R"(["x"])");
    row("another container's arguments", "{argsOverrider: [{containerName: c, operator: add, value: [x]}]}",
        "/spec/template/spec/containers/1/args", "absent");
    row("a label", "{labelsOverrider: [{operator: add, value: {zone: z}}]}", "/metadata/labels/zone", "\"z\"");
    row("the first annotation", "{annotationsOverrider: [{operator: add, value: {a.b/c: z}}]}",
        "/metadata/annotations/a.b~1c", "\"z\"");
    row("no label to replace", "{labelsOverrider: [{operator: replace, value: {zone: z}}]}", "/metadata/labels/zone",
        "absent");
    row("inside of a text",
        "{fieldOverrider: [{fieldPath: /spec/template/metadata/annotations/config, yaml: [{subPath: /size, operator: "
        "replace, value: 9}]}]}",
        "/spec/template/metadata/annotations/config", R"("size: 9\n")");
}

void TestOverride::changes()
{
    QFETCH(QString, overriders);
    QFETCH(QString, pointer);
    Issues issues;
    const auto changed = overridden(workload(), {rule(overriders.toStdString())}, cluster("c1"), issues);
    QVERIFY2(issues.empty(), qPrintable(listed(issues)));
    QTEST(QString::fromStdString(at(changed, pointer.toUtf8().constData())), "value");
    std::vector<OverrideEffect> effects;
    QCOMPARE(overridden(workload(), {rule(overriders.toStdString())}, cluster("c2"), issues, &effects), workload());
    QVERIFY(effects.empty());
    QCOMPARE(overridden(workload(), {rule(overriders.toStdString())}, cluster("c1"), issues, &effects), changed);
    QCOMPARE(effects.empty(), changed == workload());
    QVERIFY(effects.empty() || !effects.front().paths.empty());
}

void TestOverride::appliesInKarmadasOrder()
{
    Issues issues;
    // Plaintext is last, however it is written: it sees what the others made.
    const auto changed = overridden(workload(),
                                    {rule("{plaintext: [{path: /metadata/labels/app, operator: replace, value: last}], "
                                          "labelsOverrider: [{operator: replace, value: {app: first}}]}")},
                                    cluster("c1"), issues);
    QCOMPARE(at(changed, "/metadata/labels/app"), "\"last\"");
}

void TestOverride::laterPoliciesWin()
{
    const auto set = [](int n) {
        return "{plaintext: [{path: /spec/replicas, operator: replace, value: " + std::to_string(n) + "}]}";
    };
    const auto clusterWide = rule(set(1), "kind: ClusterOverridePolicy\nmetadata: {name: z}");
    const auto vague = rule(set(2), "kind: OverridePolicy\nmetadata: {name: z, namespace: default}",
                            "[{apiVersion: apps/v1, kind: Deployment}]");
    const auto early = rule(set(3), "kind: OverridePolicy\nmetadata: {name: a, namespace: default}");
    const auto late = rule(set(4), "kind: OverridePolicy\nmetadata: {name: b, namespace: default}");
    const auto elsewhere = rule(set(5), "kind: OverridePolicy\nmetadata: {name: y, namespace: other}");
    const auto replicas = [](const std::vector<OverridePolicy>& policies) {
        Issues issues;
        return at(overridden(workload(), policies, cluster("c1"), issues), "/spec/replicas");
    };
    QCOMPARE(replicas({clusterWide}), "1");
    QCOMPARE(replicas({vague, clusterWide}), "2");
    QCOMPARE(replicas({early, vague, clusterWide}), "3");
    QCOMPARE(replicas({late, early, vague, clusterWide}), "4");
    QCOMPARE(replicas({elsewhere}), "4"); // its own 4: another namespace's policy does not reach it
}

void TestOverride::skipsWhatCannotBeApplied_data()
{
    QTest::addColumn<QString>("overriders");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const char* overriders, const char* why) {
        QTest::newRow(name) << QString::fromUtf8(overriders) << QString::fromUtf8(why);
    };
    row("a path that is not there", "{plaintext: [{path: /spec/nothing/at/all, operator: add, value: 1}]}",
        "the path \"/spec/nothing/at/all\" leads nowhere in the workload");
    row("below a number", "{plaintext: [{path: /spec/replicas/x, operator: add, value: 1}]}",
        "the path \"/spec/replicas/x\" leads nowhere in the workload");
    row("replacing what is not there", "{plaintext: [{path: /spec/paused, operator: replace, value: true}]}",
        "the path \"/spec/paused\" leads nowhere in the workload");
    row("beyond a list", "{plaintext: [{path: /spec/template/spec/containers/7, operator: remove}]}",
        "the path \"/spec/template/spec/containers/7\" leads nowhere in the workload");
    row("the whole object", "{plaintext: [{path: /, operator: remove}]}",
        "the path \"/\" leads nowhere in the workload");
    row("half of it",
        "{plaintext: [{path: /spec/replicas, operator: replace, value: 9}, {path: /x/y, operator: remove}]}",
        "the path \"/x/y\" leads nowhere in the workload");
    row("no image there", "{imageOverrider: [{predicate: {path: /spec/image}, component: Tag, operator: remove}]}",
        "there is no image at \"/spec/image\"");
    row("no document in the text",
        "{fieldOverrider: [{fieldPath: /spec/replicas, yaml: [{subPath: /a, operator: add, value: 1}]}]}",
        "there is no text at \"/spec/replicas\"");
}

void TestOverride::skipsWhatCannotBeApplied()
{
    QFETCH(QString, overriders);
    QFETCH(QString, why);
    Issues issues;
    const auto changed = overridden(workload(), {rule(overriders.toStdString())}, cluster("c1"), issues);
    QCOMPARE(changed, workload());
    QCOMPARE(listed(issues),
             u"/0/spec/overrideRules/0: Rule 1 of OverridePolicy default/o cannot be applied for cluster c1: "_s + why +
                 u'.');
}

void TestOverride::readsTheOldForm()
{
    Issues issues;
    const auto policy = readOverridePolicy(
        json("apiVersion: policy.karmada.io/v1alpha1\nkind: OverridePolicy\nmetadata: {name: o}\nspec:\n"
             "  targetCluster: {clusterNames: [c1]}\n  overriders: {plaintext: [{path: /spec/replicas, operator: "
             "replace, value: 7}]}\n"),
        "", issues);
    QVERIFY(!hasErrors(issues));
    QVERIFY(policy.selectors.empty()); // takes everything of its namespace, here "default"
    QCOMPARE(at(overridden(workload(), {policy}, cluster("c1"), issues), "/spec/replicas"), "7");
}

void TestOverride::findsFaults()
{
    Issues issues;
    (void)readOverridePolicy(json("apiVersion: policy.karmada.io/v1alpha1\nkind: OverridePolicy\nmetadata: {name: "
                                  "o}\nspec:\n  overrideRules:\n"
                                  "  - overriders: {plaintext: [{path: spec/replicas, operator: relace, value: 7}], "
                                  "imageOveride: [], labelsOverrider: [{operator: add, value: {x: y}}]}\n"
                                  "  - targetCluster: {}\n"
                                  "  - overriders: {plaintext: {path: /x}, argsOverrider: [3]}\n"),
                             "", issues);
    QCOMPARE(
        listed(issues),
        u"/spec/overrideRules/0/overriders/imageOveride: The field \"imageOveride\" is not known here.\n"
        "/spec/overrideRules/0/overriders/plaintext/0/operator: \"relace\" is not a known operator.\n"
        "/spec/overrideRules/0/overriders/plaintext/0/path: The path \"spec/replicas\" does not start with a slash.\n"
        "/spec/overrideRules/0/overriders/labelsOverrider/0/value/x: The value of \"x\" is not a text.\n"
        "/spec/overrideRules/1: The rule overrides nothing.\n"
        "/spec/overrideRules/2/overriders/plaintext: expected a list, found object\n"
        "/spec/overrideRules/2/overriders/argsOverrider/0: expected a mapping, found number"_s);
    QCOMPARE(issues[0].fix, "Did you mean imageOverrider? A server refuses what it does not know.");
    QCOMPARE(issues[1].fix, "Did you mean replace?");
}

void TestOverride::readsImages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts");
    QTest::newRow("alone") << u"nginx"_s << u"|nginx||"_s;
    QTest::newRow("with tag") << u"nginx:1.27"_s << u"|nginx|1.27|"_s;
    QTest::newRow("a user's") << u"vllm/vllm-openai:v0.9.1"_s << u"|vllm/vllm-openai|v0.9.1|"_s;
    QTest::newRow("a registry with a port") << u"localhost:5000/a/b"_s << u"localhost:5000|a/b||"_s;
    QTest::newRow("everything") << u"example.com/a/b:1@sha256:0123"_s << u"example.com|a/b|1|sha256:0123"_s;
    QTest::newRow("upper case") << u"Nginx"_s << u"none"_s;
    QTest::newRow("no tag behind the colon") << u"nginx:"_s << u"none"_s;
    QTest::newRow("nothing") << u""_s << u"none"_s;
}

void TestOverride::readsImages()
{
    QFETCH(QString, text);
    const auto image = parseImage(text.toStdString());
    const auto parts = image ? image->registry + "|" + image->repository + "|" + image->tag + "|" + image->digest
                             : std::string("none");
    QTEST(QString::fromStdString(parts), "parts");
    if (image) QCOMPARE(toText(*image), text.toStdString());
}

BERTH_TEST(TestOverride)

} // namespace tst_override

#include "tst_override.moc"
