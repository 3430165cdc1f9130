// The schemas that a server publishes: what is read of both forms, which documents are asked for again, and what strangers may
// write into them.
#include <QTest>

#include "core/kube/openapi.h"
#include "core/kube/schema_check.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_openapi {

using namespace core::kube;
using namespace test::client;

namespace {

/// As kube-apiserver 1.34 writes it, shortened.
std::string newForm()
{
    return json("{'openapi':'3.0.0','components':{'schemas':{"
                "'io.k8s.api.apps.v1.Deployment':{'type':'object','description':'A Deployment.','properties':{"
                "'kind':{'type':'string'},"
                "'spec':{'description':'What is wanted.','default':{},'allOf':[{'$ref':'#/components/schemas/"
                "io.k8s.api.apps.v1.DeploymentSpec'}]}},"
                "'x-kubernetes-group-version-kind':[{'group':'apps','kind':'Deployment','version':'v1'}]},"
                "'io.k8s.api.apps.v1.DeploymentSpec':{'type':'object','required':['containers'],'properties':{"
                "'replicas':{'type':'integer','format':'int32'},"
                "'containers':{'type':'array','items':{'default':{},'allOf':[{'$ref':'#/components/schemas/"
                "io.k8s.api.core.v1.Container'}]},'x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['name'],"
                "'x-kubernetes-patch-strategy':'merge','x-kubernetes-patch-merge-key':'name'},"
                "'nodeSelector':{'type':'object','additionalProperties':{'type':'string'},'x-kubernetes-map-type':"
                "'atomic'}}},"
                "'io.k8s.api.core.v1.Container':{'type':'object','required':['name'],'properties':{"
                "'name':{'type':'string'},'image':{'type':'string'},"
                "'imagePullPolicy':{'type':'string','enum':['Always','Never']},"
                "'port':{'x-kubernetes-int-or-string':true},"
                "'raw':{'type':'object','x-kubernetes-preserve-unknown-fields':true,'nullable':true}}}}}}");
}

/// As 1.20 writes it: one document, references without `allOf`.
std::string oldForm()
{
    return json("{'swagger':'2.0','definitions':{"
                "'io.k8s.api.core.v1.Pod':{'type':'object','properties':{'spec':{'$ref':'#/definitions/"
                "io.k8s.api.core.v1.PodSpec'}},"
                "'x-kubernetes-group-version-kind':[{'group':'','kind':'Pod','version':'v1'}]},"
                "'io.k8s.api.core.v1.PodSpec':{'type':'object','properties':{'hostNetwork':{'type':'boolean'},"
                "'port':{'type':'string','format':'int-or-string'},'limits':{'type':'object',"
                "'additionalProperties':{'$ref':'#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity'}}}},"
                "'io.k8s.apimachinery.pkg.api.resource.Quantity':{'type':'string'}}}");
}

std::string apiIndex(const std::string& hash)
{
    return json("{'paths':{'apis/apps/v1':{'serverRelativeURL':'/openapi/v3/apis/apps/v1?hash=" + hash +
                "'},'api/v1':{'serverRelativeURL':'/elsewhere?hash=../../x'},'../../secrets':{}}}");
}

Schemas schemasOf(const std::string& text, const SchemaLimits& limits = {})
{
    auto read = readSchemas(text, limits);
    if (!read) qFatal("%s", read.error().what.c_str());
    return std::move(*read);
}

} // namespace

class TestOpenapi : public QObject {
    Q_OBJECT

private slots:
    void readsFields()
    {
        const Schemas all = schemasOf(newForm());
        const Schema* kind = all.find("apps", "v1", "Deployment");
        QVERIFY(kind != nullptr);
        QCOMPARE(kind->description, "A Deployment.");
        QCOMPARE(all.find("apps", "v1", "DaemonSet"), static_cast<const Schema*>(nullptr));
        const SchemaField* spec = kind->field("spec");
        QVERIFY(spec != nullptr);
        QCOMPARE(spec->description, "What is wanted.");
        QCOMPARE(spec->fallback, "{}");
        QCOMPARE(all.typeText(spec->schema), "DeploymentSpec");
        const SchemaField* containers = all[spec->schema].field("containers");
        QVERIFY(containers != nullptr);
        QVERIFY(containers->required);
        QCOMPARE(containers->listType, "map");
        QCOMPARE(containers->listKeys, std::vector<std::string>{"name"});
        QCOMPARE(containers->patchStrategy, "merge");
        QCOMPARE(containers->mergeKey, "name");
        QCOMPARE(all.typeText(containers->schema), "[]Container");
        const SchemaField* selector = all[spec->schema].field("nodeSelector");
        QVERIFY(!selector->required);
        QCOMPARE(selector->mapType, "atomic");
        QCOMPARE(all.typeText(selector->schema), "map[string]string");
        QVERIFY(all.gaps.empty());
    }

    void readsValues()
    {
        const Schemas all = schemasOf(newForm());
        const auto at = [&](const char* path) {
            const auto found = fieldAt(all, *all.find("apps", "v1", "Deployment"), path);
            if (!found) qFatal("%s", path);
            return all[found->schema];
        };
        QCOMPARE(at("spec.containers.imagePullPolicy").choices, (std::vector<std::string>{"\"Always\"", "\"Never\""}));
        QCOMPARE(static_cast<int>(at("spec.containers.port").shape), static_cast<int>(Schema::Shape::IntOrString));
        QVERIFY(at("spec.containers.raw").anyFields);
        QVERIFY(at("spec.containers.raw").nullable);
        QVERIFY(!at("spec").anyFields);
        QCOMPARE(at("spec.replicas").format, "int32");
    }

    void namesWhatWasMeant_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("closest");
        QTest::newRow("at the top") << "spce"
                                    << ""
                                    << "spec";
        QTest::newRow("in a list") << "spec.containers.imagePullPolice"
                                   << "spec.containers"
                                   << "imagePullPolicy";
        QTest::newRow("another case") << "spec.Replicas"
                                      << "spec"
                                      << "replicas";
        QTest::newRow("nothing near") << "spec.somethingElse"
                                      << "spec"
                                      << "";
        QTest::newRow("below a scalar") << "spec.replicas.x"
                                        << "spec.replicas"
                                        << "";
    }
    void namesWhatWasMeant()
    {
        QFETCH(QString, path);
        QFETCH(QString, at);
        QFETCH(QString, closest);
        const Schemas all = schemasOf(newForm());
        const auto found = fieldAt(all, *all.find("apps", "v1", "Deployment"), path.toStdString());
        QVERIFY(!found.has_value());
        QCOMPARE(QString::fromStdString(found.error().at), at);
        QCOMPARE(QString::fromStdString(found.error().closest), closest);
    }

    void readsTheOldForm()
    {
        const Schemas all = schemasOf(oldForm());
        const Schema* pod = all.find("", "v1", "Pod");
        QVERIFY(pod != nullptr);
        const auto port = fieldAt(all, *pod, "spec.port");
        QVERIFY(port.has_value());
        QCOMPARE(all.typeText(port->schema), "IntOrString");
        QCOMPARE(all.typeText(fieldAt(all, *pod, "spec.limits")->schema), "map[string]Quantity");
    }

    void circlesEnd()
    {
        const Schemas all =
            schemasOf(json("{'openapi':'3','components':{'schemas':{"
                           "'L':{'type':'array','items':{'$ref':'#/components/schemas/L'}},"
                           "'M':{'type':'object','additionalProperties':{'$ref':'#/components/schemas/M'},"
                           "'x-kubernetes-group-version-kind':[{'group':'g','version':'v1','kind':'M'}]},"
                           "'P':{'type':'object','properties':{'next':{'$ref':'#/components/schemas/P'}},"
                           "'x-kubernetes-group-version-kind':[{'group':'g','version':'v1','kind':'P'}]}}}}"));
        QVERIFY(!fieldAt(all, *all.find("g", "v1", "M"), "a").has_value());
        QVERIFY(fieldAt(all, *all.find("g", "v1", "P"), "next.next.next").has_value());
        for (SchemaId id = 0; id < all.all.size(); ++id) QVERIFY(!all.typeText(id).empty());
    }

    void whatGoesTooFarIsLeftOut()
    {
        std::string deep = "{'type':'string'}";
        for (int i = 0; i < 12; ++i) deep = "{'type':'array','items':" + deep + "}";
        const std::string text = json("{'openapi':'3','components':{'schemas':{'A':" + deep +
                                      ",'B':{'type':'object','properties':{'x':{'$ref':'#/components/schemas/None'},"
                                      "'y':{'$ref':'https://elsewhere/B'}}}}}}");
        const Schemas shallow = schemasOf(text, {.depth = 4});
        QCOMPARE(shallow.gaps.size(), 3U);
        QVERIFY(holds(shallow.gaps[0], "deeper than 4"));
        QVERIFY(holds(shallow.gaps[1], "None"));
        QCOMPARE(schemasOf(text, {.depth = 40}).gaps.size(), 2U);
        QVERIFY(schemasOf(text, {.schemas = 3}).all.size() <= 3U);
    }

    void othersAreNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "";
        QTest::newRow("a page") << "<html>";
        QTest::newRow("a list") << "[]";
        QTest::newRow("a Status") << QStringLiteral("{\"kind\":\"Status\"}");
    }
    void othersAreNone()
    {
        QFETCH(QString, text);
        QVERIFY(!readSchemas(text.toStdString()).has_value());
    }

    /// Its hash tells whether a document is another by now.
    void asksForWhatChanged()
    {
        std::atomic<int> turn{0};
        const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
            if (request.path() == "/openapi/v3") return to.answer(200, apiIndex(turn < 2 ? "AB12" : "CD34"));
            if (request.path() == "/openapi/v3/apis/apps/v1") return to.answer(200, newForm());
            to.answer(404, "{}");
        });
        const Open open(connectionTo(server));
        SchemaSource source(open.session);
        const auto first = source.of("apps", "v1");
        QVERIFY(first.has_value());
        QVERIFY((*first)->find("apps", "v1", "Deployment") != nullptr);
        QCOMPARE(source.of("apps", "v1")->get(), first->get());
        QCOMPARE(server.count(), 2U); // the index and the document
        turn = 1;
        source.lookAgain();
        QCOMPARE(source.of("apps", "v1")->get(), first->get());
        QCOMPARE(server.count(), 3U); // the index alone
        turn = 2;
        source.lookAgain();
        const auto later = source.of("apps", "v1");
        QVERIFY(later.has_value());
        QVERIFY(later->get() != first->get());
        QCOMPARE(server.count(), 5U);
    }

    /// What a server calls the address of a document is no address that is followed.
    void goesNowhereElse()
    {
        const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
            if (request.path() == "/openapi/v3") return to.answer(200, apiIndex("AB12"));
            to.answer(200, oldForm());
        });
        const Open open(connectionTo(server));
        SchemaSource source(open.session);
        QVERIFY(source.of("", "v1").has_value());
        QCOMPARE(server.requests().back().target, "/openapi/v3/api/v1");
        const auto none = source.of("batch", "v1");
        QVERIFY(!none.has_value());
        QCOMPARE(static_cast<int>(none.error().error.fault), static_cast<int>(core::Fault::NotFound));
    }

    void fallsBackToTheOldForm()
    {
        const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
            if (request.path() == "/openapi/v2") return to.answer(200, oldForm());
            to.answer(404, "404 page not found", {{"Content-Type", "text/plain"}});
        });
        const Open open(connectionTo(server));
        SchemaSource source(open.session);
        const auto core = source.of("", "v1");
        QVERIFY(core.has_value());
        QVERIFY((*core)->find("", "v1", "Pod") != nullptr);
        QCOMPARE(source.of("apps", "v1")->get(), core->get()); // one document for all
        QCOMPARE(server.count(), 2U);
    }

    /// The one document of v2 has no hash in an index: the server says whether it is still the same.
    void asksWhetherTheOldFormIsStillTheSame()
    {
        std::atomic<bool> isNew{false};
        const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
            const std::string tag = isNew ? "\"B2\"" : "\"A1\"";
            if (request.path() != "/openapi/v2")
                return to.answer(404, "404 page not found", {{"Content-Type", "text/plain"}});
            if (request.header("if-none-match") == tag) return to.answer(304, "", {{"ETag", tag}});
            to.answer(200, oldForm(), {{"Content-Type", "application/json"}, {"ETag", tag}});
        });
        const Open open(connectionTo(server));
        SchemaSource source(open.session);
        const auto first = source.of("", "v1");
        QVERIFY(first.has_value());
        QCOMPARE(server.requests().back().header("if-none-match"), "");
        source.lookAgain();
        const auto again = source.of("", "v1");
        QVERIFY(again.has_value());
        QCOMPARE(server.requests().back().header("if-none-match"), "\"A1\"");
        QCOMPARE(again->get(), first->get()); // not read a second time
        isNew = true;
        source.lookAgain();
        const auto later = source.of("", "v1");
        QVERIFY(later.has_value());
        QVERIFY(later->get() != first->get());
    }

    /// 304 to who has not asked is no answer.
    void nothingNewIsOnlyForWhoAsked()
    {
        const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) { to.answer(304, ""); });
        const Open open(connectionTo(server));
        const auto reply = open.ask("/openapi/v2");
        QVERIFY(!reply.has_value());
        QCOMPARE(reply.error().code, 304);
    }

    void textsBesideTheSchema_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("said"); // "path: what fix", one a line
        const auto row = [](const char* name, const char* spec, const QString& said) {
            QTest::newRow(name) << QString::fromStdString(json(
                                       "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'a'},'spec':" +
                                       std::string(spec) + "}"))
                                << said;
        };
        row("well", "{'replicas':3,'containers':[{'name':'c','image':'i','port':'http'}],'nodeSelector':{'a':'b'}}",
            "");
        row("a part of it", "{'containers':[{'image':'i'}]}", "");
        row("nothing said", "{'replicas':null,'containers':null}", "");
        row("unknown", "{'replica':3}",
            "/spec/replica: The server's schema of Deployment has no field .spec.replica. Did you mean replicas?");
        row("unknown in a list", "{'containers':[{'name':'c'},{'name':'d','imagee':'i'}]}",
            "/spec/containers/1/imagee: The server's schema of Deployment has no field .spec.containers[1].imagee. "
            "Did you mean image?");
        row("nothing near", "{'somethingElse':1}",
            "/spec/somethingElse: The server's schema of Deployment has no field .spec.somethingElse. "
            "Correct its name, or remove it.");
        row("of another type", "{'replicas':'3','nodeSelector':{'a':7},'containers':{}}",
            "/spec/containers: The server's schema of Deployment wants a list at .spec.containers, and this is a "
            "mapping. Write it as a list, with a dash before each item.\n"
            "/spec/nodeSelector/a: The server's schema of Deployment wants a string at .spec.nodeSelector.a, and this "
            "is a whole number. Write it in quotes.\n"
            "/spec/replicas: The server's schema of Deployment wants a whole number at .spec.replicas, and this is a "
            "string.");
        row("anything may stand there", "{'containers':[{'raw':{'x':[1,{'y':true}]},'port':8080}]}", "");
    }
    void textsBesideTheSchema()
    {
        QFETCH(QString, object);
        QFETCH(QString, said);
        const Schemas all = schemasOf(newForm());
        core::model::Issues issues;
        checkFields(all, *all.find("apps", "v1", "Deployment"), core::Json::parse(object.toStdString()), {}, issues);
        std::string text;
        for (const core::model::Issue& one : issues) {
            QCOMPARE(static_cast<int>(one.severity), static_cast<int>(core::model::Severity::Warning));
            text += (text.empty() ? "" : "\n") + one.path + ": " + one.what + (one.fix.empty() ? "" : " " + one.fix);
        }
        QCOMPARE(QString::fromStdString(text), said);
    }

    /// A quantity may be a number, whatever the schema says of it; what stands behind many faults is not said.
    void quantitiesAndBounds()
    {
        const Schemas all = schemasOf(oldForm());
        const auto faults = [&](const std::string& spec) {
            core::model::Issues issues;
            checkFields(all, *all.find("", "v1", "Pod"), core::Json::parse(json("{'kind':'Pod','spec':" + spec + "}")),
                        {}, issues);
            return issues.size();
        };
        QCOMPARE(faults("{'limits':{'cpu':2,'memory':'1Gi'},'port':80}"), 0U);
        QCOMPARE(faults("{'limits':{'cpu':true}}"), 1U);
        std::string many = "{'x0':1";
        for (int i = 1; i < 80; ++i) many += ",'x" + std::to_string(i) + "':1";
        QCOMPARE(faults(many + "}"), 50U);
    }

    void aServerThatRefusesIsNoOldOne()
    {
        const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
            to.answer(403, json("{'kind':'Status','reason':'Forbidden','code':403}"));
        });
        const Open open(connectionTo(server));
        SchemaSource source(open.session);
        const auto none = source.of("", "v1");
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().code, 403);
        QCOMPARE(server.count(), 1U);
    }
};

BERTH_TEST(TestOpenapi)

} // namespace tst_openapi

#include "tst_openapi.moc"
