#include <QTest>

#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

#include "core/snapshot/file.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_folder {

using namespace core;
using namespace core::snapshot;
namespace fs = std::filesystem;

namespace {

const std::string node = "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"a\"}, \"status\": "
                         "{\"allocatable\": {\"cpu\": \"8\"}}}";

} // namespace

class TestFolder : public QObject {
    Q_OBJECT

private slots:
    void opensAFolder()
    {
        const test::TempFolder folder;
        folder.file("clusters/c1/nodes.json", node);
        folder.file("clusters/c1/.hidden.json", "x");
        folder.file("README.md", "x");
        fs::create_directories(folder.path() / "clusters" / "c2");
        fs::create_directories(folder.path() / "old");
        const auto opened = snapshot::open(folder.path().string());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QCOMPARE(opened->fleet->clusters.size(),
                 std::size_t{2}); // an empty folder is a cluster of which nothing is known
        QCOMPARE(opened->fleet->cluster("c1")->nodes.size(), std::size_t{1});
        QCOMPARE(std::count_if(opened->notes.begin(), opened->notes.end(),
                               [](const Note& n) { return n.what.starts_with("Not read"); }),
                 std::ptrdiff_t{2});
    }

    void aFolderAndItsTextsGiveTheSameBytes()
    {
        const test::TempFolder folder;
        folder.file("f/clusters/c1/nodes.json", node);
        const auto disk = snapshot::open((folder.path() / "f").string());
        const auto memory = openDumps({{"clusters/c1/nodes.json", node}}, "f");
        QVERIFY(disk.has_value() && memory.has_value());
        QVERIFY(pack(*disk->fleet) == pack(*memory->fleet));
    }

    void saysWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<int>("fault");
        QTest::newRow("nothing there") << "missing" << int(Fault::NotFound);
        QTest::newRow("an empty folder") << "empty" << int(Fault::NotFound);
        QTest::newRow("a pipe") << "pipe" << int(Fault::Malformed);
        QTest::newRow("a device") << "device" << int(Fault::Malformed);
        QTest::newRow("a circle of links") << "circle" << int(Fault::Malformed);
        QTest::newRow("a link to nothing") << "dangling" << int(Fault::NotFound);
        QTest::newRow("a folder without permission") << "closed" << int(Fault::Denied);
        QTest::newRow("a file without permission") << "closed file" << int(Fault::Denied);
        QTest::newRow("a single dump") << "dump" << int(Fault::Malformed);
        QTest::newRow("an empty dump") << "empty file" << int(Fault::Malformed);
    }
    void saysWhatItCannotRead()
    {
        QFETCH(QString, which);
        QFETCH(int, fault);
        const test::TempFolder folder;
        const fs::path cluster = folder.path() / "clusters" / "c1";
        std::string path = folder.path().string();
        if (which == "missing") path += "/missing";
        if (which != "empty" && which != "missing") folder.file("clusters/c1/nodes.json", node);
        if (which == "pipe") QCOMPARE(::mkfifo((cluster / "pods.json").c_str(), 0600), 0);
        if (which == "device") fs::create_symlink("/dev/zero", cluster / "pods.json");
        if (which == "circle") fs::create_symlink("pods.json", cluster / "pods.json");
        if (which == "dangling") fs::create_symlink("nowhere", cluster / "pods.json");
        if (which.startsWith("closed") && ::geteuid() == 0) QSKIP("root may read everything");
        if (which == "closed") fs::permissions(cluster, fs::perms::none);
        if (which == "closed file") fs::permissions(cluster / "nodes.json", fs::perms::none);
        if (which == "dump") path = (cluster / "nodes.json").string();
        if (which == "empty file") folder.file("clusters/c1/pods.json", "");
        const auto opened = snapshot::open(path);
        if (which == "closed") fs::permissions(cluster, fs::perms::owner_all);
        QVERIFY(!opened.has_value());
        QVERIFY2(int(opened.error().fault) == fault, opened.error().text().c_str());
        QVERIFY(opened.error().where.starts_with(folder.path().string()));
        QVERIFY(opened.error().what.ends_with("."));
    }

    void readsLargeDumpsItemByItem()
    {
        // 40 MB of pods, of which one at a time is decoded.
        const test::TempFolder folder;
        std::string text = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [";
        const std::string padding(4000, 'x');
        for (int i = 0; i < 10'000; ++i)
            text += (i == 0 ? "" : ",") +
                    std::string("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p") +
                    std::to_string(i) + "\", \"namespace\": \"d\", \"annotations\": {\"x\": \"" + padding +
                    "\"}}, \"spec\": {\"nodeName\": \"a\", \"containers\": [{\"name\": \"c\", \"resources\": "
                    "{\"requests\": {\"cpu\": \"1m\"}}}]}, \"status\": {\"phase\": \"Running\"}}";
        text += "]}";
        folder.file("clusters/c1/pods.json", text);
        folder.file("clusters/c1/nodes.json", node);
        const auto opened = snapshot::open(folder.path().string());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        const ClusterData& data = *opened->fleet->clusters[0];
        QCOMPARE(data.pods.size(), std::size_t{10'000});
        QCOMPARE(data.pods.shapes.size(), std::size_t{1});
        QCOMPARE(data.nodes.requested[0][0], Amount{10'000});
        QVERIFY(pack(*opened->fleet).size() < 200'000);
    }
};

BERTH_TEST(TestFolder)

} // namespace tst_folder

#include "tst_folder.moc"
