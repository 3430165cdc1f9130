// Fields that the API server lets nobody change.
#include <QtTest>

#include "core/preview/fixed_fields.h"
#include "tests/core/preview/asked.h"
#include "tests/support/test.h"

namespace tst_fixed_fields {

using namespace core;
using namespace Qt::StringLiterals;

class TestFixedFields : public QObject {
    Q_OBJECT
private slots:
    void findsThem_data();
    void findsThem();
    void anApplyThatIsRefusedChangesNothing();
};

void TestFixedFields::findsThem_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("fields");
    const auto row = [](const char* name, const char* object, const QString& before, const QString& after,
                        const char* fields) {
        QTest::newRow(name) << QString::fromLatin1(object) << before << after << QString::fromLatin1(fields);
    };
    const char* deployment = "apps/v1 Deployment";
    const char* set = "apps/v1 StatefulSet";
    const char* job = "batch/v1 Job";
    row("the same", deployment, u"selector: {matchLabels: {app: a}}"_s, u"selector: {matchLabels: {app: a}}"_s, "");
    row("another label", deployment, u"selector: {matchLabels: {app: a}}"_s, u"selector: {matchLabels: {app: b}}"_s,
        "spec.selector");
    row("a label less", deployment, u"selector: {matchLabels: {app: a, x: y}}"_s,
        u"selector: {matchLabels: {app: a}}"_s, "spec.selector");
    row("not stated", deployment, u"selector: {matchLabels: {app: a}}"_s, u"replicas: 2"_s, "");
    row("what may change", deployment, u"{replicas: 1, strategy: {type: Recreate}}"_s, u"{replicas: 2}"_s, "");
    row("a kind of another group", "example.com/v1 Deployment", u"selector: {matchLabels: {app: a}}"_s,
        u"selector: {matchLabels: {app: b}}"_s, "");
    row("service", set, u"serviceName: a"_s, u"serviceName: b"_s, "spec.serviceName");
    row("no service yet", set, u"replicas: 1"_s, u"serviceName: b"_s, "spec.serviceName");
    row("pod management", set, u"podManagementPolicy: OrderedReady"_s, u"podManagementPolicy: Parallel"_s,
        "spec.podManagementPolicy");
    row("the default stated", set, u"replicas: 1"_s, u"podManagementPolicy: OrderedReady"_s, "");
    const QString claims = u"volumeClaimTemplates: [{metadata: {name: d%1}, spec: {accessModes: [ReadWriteOnce], "
                           "resources: {requests: {storage: %2}}%3}%4}]"_s;
    row("claims as the server fills them in", set,
        claims.arg(u""_s, u"1Gi"_s, u", volumeMode: Filesystem"_s,
                   u", kind: PersistentVolumeClaim, apiVersion: v1, status: {phase: Pending}"_s),
        claims.arg(u""_s, u"1024Mi"_s, u""_s, u""_s), "");
    row("a larger claim", set, claims.arg(u""_s, u"1Gi"_s, u""_s, u""_s), claims.arg(u""_s, u"2Gi"_s, u""_s, u""_s),
        "spec.volumeClaimTemplates");
    row("a claim of another name", set, claims.arg(u""_s, u"1Gi"_s, u""_s, u""_s),
        claims.arg(u"2"_s, u"1Gi"_s, u""_s, u""_s), "spec.volumeClaimTemplates");
    row("claims where there were none", set, u"replicas: 1"_s, claims.arg(u""_s, u"1Gi"_s, u""_s, u""_s),
        "spec.volumeClaimTemplates");
    const QString pods =
        u"template: {metadata: {labels: {%1}}, spec: {restartPolicy: Never, %2containers: [{name: a, image: \"a:%3\"}]}}"_s;
    row("a Job's image", job, pods.arg(u""_s, u""_s, u"1"_s), pods.arg(u""_s, u""_s, u"2"_s), "spec.template");
    row("labels that its controller wrote", job,
        pods.arg(u"job-name: j, batch.kubernetes.io/controller-uid: u"_s, u"terminationGracePeriodSeconds: 30, "_s,
                 u"1"_s),
        pods.arg(u""_s, u""_s, u"1"_s), "");
    row("where a suspended Job goes", job, u"suspend: true\n  "_s + pods.arg(u""_s, u""_s, u"1"_s),
        pods.arg(u"queue: q"_s, u"nodeSelector: {pool: a10}, "_s, u"1"_s), "");
    row("what a suspended Job runs", job, u"suspend: true\n  "_s + pods.arg(u""_s, u""_s, u"1"_s),
        pods.arg(u""_s, u""_s, u"2"_s), "spec.template");
    row("completions", job, u"{completions: 4, parallelism: 2}"_s, u"{completions: 5, parallelism: 2}"_s,
        "spec.completions");
    row("completions of an elastic one", job, u"{completionMode: Indexed, completions: 4, parallelism: 4}"_s,
        u"{completionMode: Indexed, completions: 5, parallelism: 5}"_s, "");
    row("parallelism", job, u"{completions: 4, parallelism: 2}"_s, u"{completions: 4, parallelism: 4}"_s, "");
    row("two of them", set, u"{serviceName: a, selector: {matchLabels: {app: a}}}"_s,
        u"{serviceName: b, selector: {matchLabels: {app: b}}}"_s, "spec.selector spec.serviceName");
}

void TestFixedFields::findsThem()
{
    QFETCH(QString, object);
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto of = [&](const QString& spec) {
        const QStringList words = object.split(u' ');
        return given::documents(
                   u"apiVersion: %1\nkind: %2\nmetadata: {name: w}\nspec:\n  %3\n"_s.arg(words[0], words[1], spec)
                       .toStdString())
            .front();
    };
    QStringList found;
    for (const preview::FixedField& field : preview::changedFixedFields(of(before), of(after)))
        found << QString::fromStdString(field.name);
    QTEST(found.join(u' '), "fields");
}

/// What runs stays, and a policy that comes with it counts all the same.
void TestFixedFields::anApplyThatIsRefusedChangesNothing()
{
    auto documents = given::manifests({"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"});
    documents[0]["spec"]["selector"]["matchLabels"]["app"] = "other";
    documents[0]["spec"]["template"]["metadata"]["labels"]["app"] = "other";
    documents[0]["spec"]["replicas"] = 9;
    const auto fleet = given::fleet("rollout-full-pool");
    const auto answer = preview::preview(preview::readManifests(documents, *fleet).questions.front(), fleet);
    QCOMPARE(asked::verdict(answer), u"refused"_s);
    QCOMPARE(asked::placement(answer), u"c-hz-01 2/2, c-hz-02 2/2"_s);
    QVERIFY(answer.rollout.empty());
    QVERIFY2(asked::tree(answer).startsWith(u"The API server refuses this apply, so what runs stays: 4 replicas."_s),
             qPrintable(asked::tree(answer)));
    QVERIFY(!preview::runsAsAsked(answer));
}

BERTH_TEST(TestFixedFields)

} // namespace tst_fixed_fields

#include "tst_fixed_fields.moc"
