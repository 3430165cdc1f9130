#include <QTest>

#include <algorithm>

#include "core/snapshot/file.h"
#include "tests/support/test.h"

namespace tst_versions {

using namespace core;
using namespace core::snapshot;

namespace {

std::string deployment(const std::string& metadata, int replicas)
{
    return "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"llm\", \"namespace\": "
           "\"default\"" +
           metadata + "}, \"spec\": {\"replicas\": " + std::to_string(replicas) +
           ", \"selector\": {\"matchLabels\": {\"app\": \"llm\"}}, \"template\": {\"metadata\": {\"labels\": {\"app\": "
           "\"llm\"}}, \"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"x\"}]}}}}";
}

std::string cluster(const std::string& metadata, const std::string& region)
{
    return "{\"apiVersion\": \"cluster.karmada.io/v1alpha1\", \"kind\": \"Cluster\", \"metadata\": {\"name\": \"hz\"" +
           metadata + "}, \"spec\": {\"syncMode\": \"Push\", \"region\": \"" + region + "\"}}";
}

/// As a server writes it.
std::string by(const std::string& uid, const std::string& created, int resourceVersion, int generation = 1)
{
    return ", \"uid\": \"" + uid + "\", \"creationTimestamp\": \"" + created + "\", \"resourceVersion\": \"" +
           std::to_string(resourceVersion) + "\", \"generation\": " + std::to_string(generation);
}

const std::string monday = "2026-11-23T09:40:00Z";
const std::string tuesday = "2026-11-24T09:40:00Z";

QString saidOf(const Opened& opened)
{
    QStringList said;
    for (const Note& note : opened.notes)
        if (note.what.find("llm") != std::string::npos || note.what.find("Cluster hz") != std::string::npos)
            said << QString::fromStdString(note.where + ": " + note.what);
    return said.join(QLatin1Char('\n'));
}

} // namespace

/// Several versions of one object in a folder of dumps.
class TestVersions : public QObject {
    Q_OBJECT

private slots:
    void theNewestIsTaken_data()
    {
        QTest::addColumn<QString>("used");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& used, const std::string& other, const char* said) {
            QTest::newRow(name) << QString::fromStdString(used) << QString::fromStdString(other)
                                << QString::fromUtf8(said);
        };
        const char* older = "There is a newer version of Deployment default/llm in USED:1, which is used. Take older "
                            "dumps away.";
        row("a higher resourceVersion, by number", by("u", monday, 1000), by("u", monday, 999), older);
        row("a higher generation", ", \"uid\": \"u\", \"generation\": 3", ", \"uid\": \"u\", \"generation\": 2", older);
        row("made anew", by("v", tuesday, 20), by("u", monday, 900), older);
        row("a manifest", by("u", monday, 5), "",
            "Deployment default/llm is a manifest here, not what runs; that of USED:1 is used. Keep manifests out of "
            "the folder of dumps.");
    }
    void theNewestIsTaken()
    {
        QFETCH(QString, used);
        QFETCH(QString, other);
        QFETCH(QString, said);
        for (const bool first : {true, false}) {
            const std::string one = first ? "fleet/a.json" : "fleet/b.json";
            const std::string two = first ? "fleet/b.json" : "fleet/a.json";
            for (const int replicas : {1, 5}) {
                const auto opened = openDumps({{one, deployment(used.toStdString(), replicas)},
                                               {two, deployment(other.toStdString(), 3)},
                                               {"clusters/hz/x.json", cluster("", "r")}},
                                              "f");
                QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
                QCOMPARE(opened->fleet->workloads.size(), std::size_t{1});
                QCOMPARE(opened->fleet->workloads.front()["spec"]["replicas"].get<int>(), replicas);
                const QString wanted =
                    QString::fromStdString(two) + ":1: " + QString(said).replace("USED", QString::fromStdString(one));
                QCOMPARE(saidOf(*opened), wanted);
            }
        }
    }

    void ofClustersTheNewestToo()
    {
        for (const bool first : {true, false}) {
            const auto opened =
                openDumps({{first ? "fleet/a.json" : "fleet/b.json", cluster(by("u", monday, 20), "new")},
                           {first ? "fleet/b.json" : "fleet/a.json", cluster(by("u", monday, 3), "old")}},
                          "f");
            QVERIFY(opened.has_value());
            QCOMPARE(opened->fleet->cluster("hz")->cluster.region, std::string("new"));
            QVERIFY(saidOf(*opened).contains(QStringLiteral("There is a newer version of Cluster hz in ")));
        }
    }

    void manifestsAloneCount()
    {
        const auto alone = openDumps({{"fleet/a.json", deployment("", 3)}}, "f");
        QVERIFY(alone.has_value());
        QCOMPARE(alone->fleet->workloads.size(), std::size_t{1});
        QCOMPARE(saidOf(*alone), QString());
        // Nothing tells their age: the same one whatever the names of the files, and it is said.
        Json last;
        for (const bool first : {true, false}) {
            const auto opened = openDumps(
                {{"fleet/a.json", deployment("", first ? 3 : 5)}, {"fleet/b.json", deployment("", first ? 5 : 3)}},
                "f");
            QVERIFY(opened.has_value());
            QCOMPARE(opened->fleet->workloads.size(), std::size_t{1});
            QVERIFY(saidOf(*opened).contains(
                QStringLiteral("There are different versions of Deployment default/llm here")));
            if (!first) QVERIFY(opened->fleet->workloads.front() == last);
            last = opened->fleet->workloads.front();
        }
    }

    void copiesOfOneVersionAreNoMatter()
    {
        const auto opened = openDumps({{"fleet/a.json", deployment(by("u", monday, 20), 3)},
                                       {"fleet/all.json", deployment(by("u", monday, 20), 3)}},
                                      "f");
        QVERIFY(opened.has_value());
        QCOMPARE(opened->fleet->workloads.size(), std::size_t{1});
        QCOMPARE(saidOf(*opened), QString());
    }
};

BERTH_TEST(TestVersions)

} // namespace tst_versions

#include "tst_versions.moc"
