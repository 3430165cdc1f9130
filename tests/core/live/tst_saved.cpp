// What kubeconfigs offer, and what a saved connection stands for wherever the shell is.
#include <QTest>

#include <algorithm>
#include <filesystem>

#include "core/kube/connection.h"
#include "core/live/saved.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_saved {

using namespace core::live;
namespace kube = core::kube;
namespace settings = core::settings;

namespace {

/// As vendors write it: every file has the same names of cluster and user.
std::string vendorFile(const std::string& context, const std::string& server, const std::string& token)
{
    return "apiVersion: v1\nkind: Config\ncurrent-context: " + context + "\ncontexts: [{name: " + context +
           ", context: {cluster: kubernetes, user: admin}}]\nclusters: [{name: kubernetes, cluster: {server: '" +
           server + "'}}]\nusers: [{name: admin, user: {token: " + token + "}}]\n";
}

const char* const TwoNamespaces = "apiVersion: v1\nkind: Config\ncurrent-context: dev\ncontexts:\n"
                                  "- {name: dev, context: {cluster: c, user: u, namespace: dev}}\n"
                                  "- {name: ops, context: {cluster: c, user: u, namespace: ops}}\n"
                                  "clusters: [{name: c, cluster: {server: 'https://c1.example'}}]\n"
                                  "users: [{name: u, user: {token: canary}}]\n";

const Candidate* candidate(const Offer& offer, const std::string& context)
{
    const auto found = std::find_if(offer.candidates.begin(), offer.candidates.end(),
                                    [&](const Candidate& one) { return one.saved.context == context; });
    return found == offer.candidates.end() ? nullptr : &*found;
}

bool hasReason(const kube::Problems& problems, kube::Reason reason)
{
    return std::any_of(problems.begin(), problems.end(),
                       [&](const kube::Problem& one) { return one.reason == reason; });
}

} // namespace

class TestSaved : public QObject {
    Q_OBJECT

private slots:
    void aListOfKubeconfigsStaysWhatItWas()
    {
        const test::TempFolder folder;
        const std::string at = folder.path().string();
        const std::string one = folder.file("ro.yaml", vendorFile("c1", "https://c1.example", "canary-1")).string();
        const std::string two = folder.file("sh.yaml", vendorFile("c2", "https://c2.example", "canary-2")).string();
        const kube::Environment list{{"KUBECONFIG", "ro.yaml:sh.yaml"}};
        const Offer offer = offerOf({}, {}, list, at);
        QVERIFY(offer.faults.empty());
        QVERIFY(hasReason(offer.warnings, kube::Reason::CrossedMerge)); // c2 gets what the first file says
        const Candidate* c1 = candidate(offer, "c1");
        QVERIFY(c1 != nullptr);
        QVERIFY(c1->saved.kubeconfig.empty());
        QCOMPARE(c1->saved.kubeconfigs, (std::vector{one, two}));

        settings::Settings all;
        all.connections = {settings::guarded(c1->saved, settings::Class::Production, true)};
        const settings::Connection& saved = all.connections.front();
        const kube::Environment other{{"KUBECONFIG", two}};
        const SavedWay way = savedWay(all, saved, other, "/");
        QVERIFY(way.connect.has_value());
        QCOMPARE(way.connect->fleet.host, std::string("https://c1.example"));

        // The same server by another file, another context and another user.
        const kube::Loaded loaded = kube::read(vendorFile("rw", "https://c1.example", "canary-3"), at + "/rw.yaml");
        const auto chosen = kube::choose(loaded.config, "rw");
        QVERIFY(chosen.connection.has_value());
        QVERIFY(standingOf(all, *chosen.connection, other, "/").readOnly);
        QVERIFY(standingOf(all, *chosen.connection, {}, "/").of == settings::Class::Production);
        const auto known = unidentified(all, other, "/");
        QCOMPARE(known.size(), std::size_t{1});
        QVERIFY(known.front().hasAddress);

        // Without one of its files the names could stand for another server: it leads nowhere, and is protected still.
        std::filesystem::remove(one);
        QVERIFY(!savedWay(all, saved, other, "/").connect);
        QVERIFY(standingOf(all, *chosen.connection, other, "/").readOnly);
        const kube::Loaded elsewhere = kube::read(vendorFile("x", "https://c3.example", "canary-3"), at + "/x.yaml");
        QVERIFY(!standingOf(all, *kube::choose(elsewhere.config, "x").connection, other, "/").readOnly);
    }

    void oneThatFollowsTheShellKeepsNoAddress()
    {
        const test::TempFolder folder;
        const std::string file = folder.file("c.yaml", vendorFile("c1", "https://c1.example", "canary")).string();
        settings::Settings all;
        all.connections = {{.name = "old", .context = "c1", .readOnly = true},
                           {.name = "own", .kubeconfig = file, .context = "c1", .readOnly = true},
                           {.name = "gone", .kubeconfig = "/nowhere/c.yaml", .context = "c1", .readOnly = true},
                           {.name = "free", .context = "c1"}};
        const auto found = unidentified(all, {{"KUBECONFIG", file}}, "/");
        QCOMPARE(found.size(), std::size_t{3});
        QVERIFY(found[0].name == "old" && !found[0].hasAddress);
        QVERIFY(found[1].name == "own" && found[1].hasAddress);
        QVERIFY(found[2].name == "gone" && !found[2].hasAddress);
    }

    void onlyWhatIsAskedForIsOffered()
    {
        const test::TempFolder folder;
        const std::string file = folder.file("ns.yaml", TwoNamespaces).string();
        const Offer both = offerOf({file}, {}, {}, "/");
        QCOMPARE(both.candidates.size(), std::size_t{2});
        QCOMPARE(candidate(both, "ops")->sameAs, std::string("dev"));
        const Offer one = offerOf({file}, {}, {}, "/", {"ops"});
        QCOMPARE(one.candidates.size(), std::size_t{1});
        QCOMPARE(one.candidates.front().saved.context, std::string("ops"));
        QCOMPARE(one.candidates.front().sameAs, std::string()); // dev is saved nowhere
    }

    void whatAContextBringsAlongIsTold()
    {
        const test::TempFolder folder;
        const test::TempFolder other;
        const std::string elsewhere = other.file("secret", "canary").string();
        const std::string text = "apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n"
                                 "- {name: a, context: {cluster: c, user: u}}\n"
                                 "- {name: b, context: {cluster: d, user: v}}\n"
                                 "clusters:\n- {name: c, cluster: {server: 'https://c.example', tls-server-name: "
                                 "other.example, proxy-url: 'http://me:canary@proxy.example:3128'}}\n"
                                 "- {name: d, cluster: {server: 'https://d.example'}}\n"
                                 "users:\n- {name: u, user: {tokenFile: " +
                                 elsewhere +
                                 "}}\n"
                                 "- {name: v, user: {tokenFile: token}}\n";
        static_cast<void>(folder.file("token", "canary"));
        const Offer offer = offerOf({folder.file("c.yaml", text).string()}, {}, {}, "/");
        const Candidate* a = candidate(offer, "a");
        QVERIFY(a != nullptr && a->connection);
        QCOMPARE(a->reads.size(), std::size_t{1}); // not what the other context reads
        QCOMPARE(a->reads.front().path, elsewhere);
        QVERIFY(a->reads.front().outside);
        QVERIFY(detourOf(*a->connection).proxy.find("proxy.example:3128") != std::string::npos);
        QVERIFY(detourOf(*a->connection).proxy.find("canary") == std::string::npos);
        QCOMPARE(detourOf(*a->connection).serverName, std::string("other.example"));
        const Candidate* b = candidate(offer, "b");
        QVERIFY(b != nullptr && b->connection);
        QCOMPARE(b->reads.size(), std::size_t{1});
        QVERIFY(!b->reads.front().outside);
        QVERIFY(detourOf(*b->connection).proxy.empty() && detourOf(*b->connection).serverName.empty());

        const Offer pasted = offerOfText(text, {}, {}, folder.path().string());
        QVERIFY(candidate(pasted, "b") != nullptr);
        QVERIFY(candidate(pasted, "b")->reads.front().outside); // a text has no folder of its own
    }

    void aContextIsKnownByItsOwnName()
    {
        const test::TempFolder folder;
        const std::string file = folder.file("ns.yaml", TwoNamespaces).string();
        settings::Settings all;
        all.connections = {{.name = "x", .kubeconfig = file, .context = "dev"},
                           {.name = "ops", .kubeconfig = file, .context = "ops"}};
        const Offer offer = offerOf({file}, all, {}, "/");
        QCOMPARE(candidate(offer, "dev")->sameAs, std::string("x"));
        QCOMPARE(candidate(offer, "ops")->sameAs, std::string("ops"));
    }
};

BERTH_TEST(TestSaved)

} // namespace tst_saved

#include "tst_saved.moc"
