#include <QTest>

#include <cstring>

#include <unistd.h>

#include "core/snapshot/assemble.h"
#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/sections.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_pack {

using namespace core;
using namespace core::snapshot;

namespace {

FleetPtr small()
{
    return sample({.clusters = 1, .nodes = 2, .podsPerNode = 2, .elasticPools = 1});
}

/// Everything that the file keeps, as bytes.
std::string contentOf(const Fleet& fleet)
{
    return snapshot::detail::sectionsOf(fleet);
}

/// The file with one number of its raw content changed, and every checksum made right again.
template <class T>
std::string withRaw(std::string raw, std::size_t at, T value)
{
    std::memcpy(raw.data() + at, &value, sizeof value);
    return snapshot::detail::wrapped(raw);
}

} // namespace

class TestPack : public QObject {
    Q_OBJECT

private slots:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<int>("clusters");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("pods");
        QTest::newRow("empty") << 0 << 0 << 0;
        QTest::newRow("clusters without nodes") << 2 << 0 << 0;
        QTest::newRow("nodes without pods") << 1 << 3 << 0;
        QTest::newRow("some") << 3 << 10 << 8;
    }
    void comesBackAsItWas()
    {
        QFETCH(int, clusters);
        QFETCH(int, nodes);
        QFETCH(int, pods);
        const FleetPtr before = sample({.clusters = clusters, .nodes = nodes, .podsPerNode = pods, .seed = 5});
        const std::string bytes = pack(*before);
        const Result<FleetPtr> after = unpack(bytes);
        QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
        QCOMPARE((*after)->digest, before->digest);
        QVERIFY(contentOf(**after) == contentOf(*before));
        QVERIFY(pack(**after) == bytes);
        for (std::size_t i = 0; i < before->clusters.size(); ++i) {
            const ClusterData& was = *before->clusters[i];
            const ClusterData& is = *(*after)->clusters[i];
            QCOMPARE(is.nodes.requested, was.nodes.requested); // not in the file
            QCOMPARE(is.pods.firstOfNode, was.pods.firstOfNode);
            QVERIFY(is.pods.shapes == was.pods.shapes);
            QVERIFY(is.pools == was.pools);
            QCOMPARE(is.seal.value, was.seal.value);
        }
        QVERIFY((*after)->stock == before->stock);
        QVERIFY((*after)->prices == before->prices);
        QVERIFY((*after)->instanceTypes == before->instanceTypes);
    }

    void quotasOfTheFleetArePartOfTheContent()
    {
        Fleet fleet = *small();
        const std::string without = fleet.digest;
        model::Issues issues;
        for (const char* name : {"b", "a"})
            if (auto read = fleetObject(Json{{"apiVersion", "policy.karmada.io/v1alpha1"},
                                             {"kind", "FederatedResourceQuota"},
                                             {"metadata", {{"name", name}, {"namespace", "default"}}},
                                             {"spec", {{"overall", {{"nvidia.com/gpu", "8"}}}}},
                                             {"status", {{"overallUsed", {{"nvidia.com/gpu", "3"}}}}}},
                                        StandsIn::Fleet, issues))
                add(fleet, std::move(*read));
        QVERIFY(issues.empty());
        if (auto read = fleetObject(Json{{"apiVersion", "v1"},
                                         {"kind", "PersistentVolumeClaim"},
                                         {"metadata", {{"name", "c"}, {"namespace", "default"}}},
                                         {"status", {{"phase", "Pending"}}}},
                                    StandsIn::Fleet, issues))
            add(fleet, std::move(*read));
        const FleetPtr before = freeze(std::move(fleet));
        QCOMPARE(before->claims.size(), 1U);
        QVERIFY(!before->claims.front().contains("status"));
        QCOMPARE(before->federatedQuotas.size(), 2U);
        QVERIFY(before->digest != without);
        const auto after = unpack(pack(*before), "");
        QVERIFY2(after.has_value(), after ? "" : after.error().what.c_str());
        QVERIFY((*after)->federatedQuotas == before->federatedQuotas);
        QVERIFY((*after)->claims == before->claims);
        QCOMPARE((*after)->federatedQuotas.front().name, std::string("a"));
        QCOMPARE((*after)->digest, before->digest);
        QCOMPARE(pack(**after), pack(*before));
    }

    /// What came later stands in a section of its own: a fleet that knows nothing of it has the file, and the digest, that it had.
    void admissionIsPartOfTheContent()
    {
        const FleetPtr plain = small();
        QVERIFY(contentOf(*plain).find("ADMT") == std::string::npos);
        Fleet fleet = *plain;
        ClusterData data = *fleet.clusters.front();
        data.admission.limitRangesKnown = true;
        data.admission.limitRanges = {{"b", "l", {}}, {"a", "l", {{"Pod", {}, {}, {}, {}, {}}}}};
        data.admission.runtimeClasses = {
            {"kata", {{"cpu", model::Quantity::of(1)}}, {{"k", "v"}}, {{"t", "Exists", "", ""}}}};
        data.admission.neverPreempting = {"x"};
        fleet.clusters.front() = freezeCluster(std::move(data));
        const FleetPtr with = freeze(std::move(fleet));
        QVERIFY(with->digest != plain->digest);
        const Result<FleetPtr> again = unpack(pack(*with));
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE((*again)->digest, with->digest);
        QVERIFY((*again)->clusters.front()->admission == with->clusters.front()->admission);
        QCOMPARE((*again)->clusters.front()->admission.limitRanges.front().ns, std::string("a"));
        // Of no cluster, or twice of one, it is no content.
        const std::string raw = contentOf(*with);
        const std::size_t at = raw.find("ADMT");
        const std::string section = raw.substr(at, raw.find("END.") - at);
        QVERIFY(!snapshot::detail::fleetOf(section + raw, "").has_value());
        QVERIFY(!snapshot::detail::fleetOf(std::string(raw).insert(at, section), "").has_value());
    }

    /// Since when nodes are ready, likewise.
    void readySinceIsPartOfTheContent()
    {
        const FleetPtr plain = small();
        QVERIFY(contentOf(*plain).find("SNCE") == std::string::npos);
        Fleet fleet = *plain;
        ClusterData data = *fleet.clusters.front();
        data.nodes.readySince.assign(data.nodes.size(), 1795000000);
        fleet.clusters.front() = freezeCluster(std::move(data));
        const FleetPtr with = freeze(std::move(fleet));
        QVERIFY(with->clusters.front()->nodes.size() > 0);
        QVERIFY(with->digest != plain->digest);
        const Result<FleetPtr> again = unpack(pack(*with));
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE((*again)->digest, with->digest);
        QVERIFY((*again)->clusters.front()->nodes.readySince == with->clusters.front()->nodes.readySince);
        const std::string raw = contentOf(*with);
        const std::size_t at = raw.find("SNCE");
        const std::string section = raw.substr(at, raw.find("END.") - at);
        QVERIFY(!snapshot::detail::fleetOf(section + raw, "").has_value());
        QVERIFY(!snapshot::detail::fleetOf(std::string(raw).insert(at, section), "").has_value());
    }

    /// Which kinds were listed, likewise; where those of which some are there were, nothing is said of it, as by older files.
    void whatWasListedIsPartOfTheContent()
    {
        const FleetPtr plain = small();
        QVERIFY(contentOf(*plain).find("LIST") == std::string::npos);
        Fleet fleet = *plain;
        ClusterData data = *fleet.clusters.front();
        data.claims.emplace_back().name = "models";
        data.listed.claims = true;
        fleet.clusters.front() = freezeCluster(data);
        const Fleet some = *freeze(std::move(fleet));
        QVERIFY(contentOf(some).find("LIST") == std::string::npos);
        const Result<FleetPtr> read = unpack(pack(some));
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY((*read)->clusters.front()->listed == data.listed);
        QVERIFY(!(*read)->clusters.front()->listed.storageClasses);

        fleet = *plain;
        data.listed = {false, true, false, true};
        fleet.clusters.front() = freezeCluster(data);
        const FleetPtr with = freeze(std::move(fleet));
        QVERIFY(with->digest != some.digest);
        const Result<FleetPtr> again = unpack(pack(*with));
        QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
        QCOMPARE((*again)->digest, with->digest);
        QVERIFY((*again)->clusters.front()->listed == data.listed);
        const std::string raw = contentOf(*with);
        const std::size_t at = raw.find("LIST");
        const std::string section = raw.substr(at, 12 + 4); // tag, length, four flags
        QVERIFY(!snapshot::detail::fleetOf(section + raw, "").has_value());
        QVERIFY(!snapshot::detail::fleetOf(std::string(raw).insert(at, section), "").has_value());

        data.listed.quotas = true; // read, and there is none
        fleet = *plain;
        fleet.clusters.front() = freezeCluster(data);
        const FleetPtr none = freeze(std::move(fleet));
        QVERIFY(none->digest != with->digest);
        const Result<FleetPtr> kept = unpack(pack(*none));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().text().c_str());
        QCOMPARE((*kept)->digest, none->digest);
        QVERIFY((*kept)->clusters.front()->listed == data.listed);
    }

    /// The file holds what a gap says; of which kind it is comes back, from older files too.
    void gapsKeepTheirKind()
    {
        Fleet fleet = *small();
        fleet.gaps = {
            {"", "control plane", "which clusters there are, and where workloads go", "r", GapKind::ControlPlane},
            {"", "clusters.cluster.karmada.io", "which clusters there are", "r", GapKind::Clusters},
            {"", "propagationpolicies.policy.karmada.io", "where workloads go", "r", GapKind::Policies},
            {"", "stock", "whether pools can buy", "r"},
            {"c", "propagationpolicies.policy.karmada.io", "where workloads go", "r"}};
        const FleetPtr before = freeze(std::move(fleet));
        const Result<FleetPtr> after = unpack(pack(*before));
        QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
        QCOMPARE((*after)->gaps.size(), std::size_t{5});
        QVERIFY((*after)->gaps == before->gaps);
        QCOMPARE(gapsOfPolicies(**after).size(), std::size_t{2});
        QVERIFY(gapOfClusters(**after) != nullptr);
        QVERIFY(gapOfClusters(*small()) == nullptr);
    }

    /// The same of many clusters is one thing to do.
    void sameGapsAreToldOnce()
    {
        const auto same = sameGaps({{"a", "Cluster object", "its labels", "Add it."},
                                    {"a", "pods", "what is free", "Add those of a."},
                                    {"b", "Cluster object", "its labels", "Add it."},
                                    {"b", "pods", "what is free", "Add those of b."}});
        QCOMPARE(same.size(), std::size_t{3});
        QCOMPARE(titleOf(same[0]), std::string("Cluster object of a, b"));
        QCOMPARE(titleOf(same[1]), std::string("pods of a"));
        QCOMPARE(titleOf(same[2]), std::string("pods of b"));
    }

    void everyCutIsAnError()
    {
        const std::string bytes = pack(*small());
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            const Result<FleetPtr> fleet = unpack(std::string_view(bytes).substr(0, length), "x.berth");
            QVERIFY2(!fleet.has_value(), ("cut at " + std::to_string(length)).c_str());
            QVERIFY(fleet.error().where.starts_with("x.berth:byte "));
            QVERIFY(fleet.error().what.ends_with("."));
        }
    }

    void everyFlippedBitIsAnError()
    {
        std::string bytes = pack(*small());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
                const Result<FleetPtr> fleet = unpack(bytes);
                QVERIFY2(!fleet.has_value(), ("byte " + std::to_string(at) + " bit " + std::to_string(bit)).c_str());
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
            }
        }
        QVERIFY(unpack(bytes).has_value());
    }

    /// Whoever changes a file can also make its checksums right: then the content itself is checked.
    void everyCutOfTheContentIsAnError()
    {
        const std::string raw = contentOf(*small());
        for (std::size_t length = 0; length < raw.size(); ++length)
            QVERIFY2(!snapshot::detail::fleetOf(std::string_view(raw).substr(0, length), "").has_value(),
                     std::to_string(length).c_str());
    }

    void changedContentIsAnErrorOrAnotherFleet()
    {
        const FleetPtr fleet = small();
        std::string raw = contentOf(*fleet);
        for (std::size_t at = 0; at < raw.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                raw[at] = static_cast<char>(static_cast<unsigned char>(raw[at]) ^ (1U << bit));
                const Result<FleetPtr> changed = snapshot::detail::fleetOf(raw, "");
                // A section of another name may come from a newer program; then the fleet lacks it.
                if (changed) QVERIFY2((*changed)->digest != fleet->digest, std::to_string(at).c_str());
                raw[at] = static_cast<char>(static_cast<unsigned char>(raw[at]) ^ (1U << bit));
            }
        }
    }

    void keepsToWhomDispatchingIsSuspended_data()
    {
        QTest::addColumn<bool>("all");
        QTest::addColumn<QStringList>("on");
        QTest::newRow("nobody") << false << QStringList();
        QTest::newRow("all") << true << QStringList();
        QTest::newRow("two") << false << QStringList{"a", "b"};
    }
    void keepsToWhomDispatchingIsSuspended()
    {
        QFETCH(bool, all);
        QFETCH(QStringList, on);
        Fleet fleet = *small();
        model::Policy policy;
        policy.ref = {"policy.karmada.io/v1alpha1", "PropagationPolicy", "default", "p"};
        policy.suspendDispatching = all;
        for (const QString& name : on) policy.suspendDispatchingOn.push_back(name.toStdString());
        policy.conflictResolution = "Abort"; // what follows is read at its place
        fleet.policies = {policy};
        const Result<FleetPtr> after = unpack(pack(fleet));
        QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
        const model::Policy& kept = (*after)->policies.front();
        QCOMPARE(kept.suspendDispatching, all);
        QVERIFY(kept.suspendDispatchingOn == policy.suspendDispatchingOn);
        QCOMPARE(kept.conflictResolution, policy.conflictResolution);
    }

    void refusesWhatIsNoSnapshot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("word");
        std::string newer = pack(*small());
        newer[8] = 2; // major version
        const std::string right = snapshot::detail::wrapped(contentOf(*small()));
        QTest::newRow("empty") << QByteArray() << int(Fault::Malformed) << "empty";
        QTest::newRow("a YAML file") << QByteArray("apiVersion: v1") << int(Fault::Malformed) << "not a Berth snapshot";
        QTest::newRow("only the magic") << QByteArray("\x89"
                                                      "BERTH\r\n")
                                        << int(Fault::Malformed) << "header";
        QTest::newRow("a wrong header") << QByteArray::fromStdString(newer) << int(Fault::Malformed) << "checksum";
        QTest::newRow("something behind it")
            << QByteArray::fromStdString(right + "x") << int(Fault::Malformed) << "follows";
    }
    void refusesWhatIsNoSnapshot()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, fault);
        QFETCH(QString, word);
        const Result<FleetPtr> fleet =
            unpack(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), "f");
        QVERIFY(!fleet.has_value());
        QCOMPARE(int(fleet.error().fault), fault);
        QVERIFY2(QString::fromStdString(fleet.error().what).contains(word), fleet.error().what.c_str());
    }

    void skipsSectionsOfNewerPrograms()
    {
        const FleetPtr fleet = small();
        std::string raw = contentOf(*fleet);
        const std::string more = std::string("NEWS\x03\0\0\0\0\0\0\0abc", 15);
        raw.insert(raw.size() - 12, more); // before END.
        const Result<FleetPtr> opened = unpack(snapshot::detail::wrapped(raw));
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QCOMPARE((*opened)->digest, fleet->digest);
    }

    /// One content has one form: else the same fleet would have two digests.
    void refusesAnotherSpellingOfAnAmount()
    {
        ClusterData data;
        data.cluster.name = "c1";
        data.quotas.push_back({"d", "q", {{"cpu", *model::Quantity::parse("8500m")}}, {}, Json(2'000'000'000'000U)});
        Fleet fleet;
        fleet.clusters.push_back(freezeCluster(std::move(data)));
        const std::string raw = contentOf(*freeze(std::move(fleet)));
        QVERIFY(snapshot::detail::fleetOf(raw, "").has_value());
        std::string other = raw;
        other.replace(other.find("8500m"), 5, "+8.50"); // the same amount, as long
        QVERIFY(!snapshot::detail::fleetOf(other, "").has_value());
    }

    void anAmountThatLosesItsBinarySuffixComesBack()
    {
        ClusterData data;
        data.cluster.name = "c1";
        data.quotas.push_back({"d", "q", {{"memory", *model::Quantity::parse("2.9296875Ki")}}, {}, nullptr});
        Fleet fleet;
        fleet.clusters.push_back(freezeCluster(std::move(data)));
        const FleetPtr before = freeze(std::move(fleet));
        const std::string bytes = pack(*before);
        const Result<FleetPtr> after = unpack(bytes);
        QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
        QCOMPARE((*after)->digest, before->digest);
        QVERIFY(pack(**after) == bytes);
        QCOMPARE((*after)->clusters[0]->quotas[0].hard.at("memory").value(), Amount{3000});
    }

    void refusesContentWithoutEnd()
    {
        std::string raw = contentOf(*small());
        raw.resize(raw.size() - 12);
        QVERIFY(!unpack(snapshot::detail::wrapped(raw)).has_value());
        QVERIFY(!unpack(withRaw(contentOf(*small()), 4, std::uint64_t{1} << 62U)).has_value());
    }

    void refusesBombs()
    {
        // 200 MB of zeros in a few kB: no fleet compresses like this.
        const std::string bomb = snapshot::detail::wrapped(std::string(200U << 20U, '\0'));
        QVERIFY(bomb.size() < 64'000);
        const Result<FleetPtr> fleet = unpack(bomb);
        QVERIFY(!fleet.has_value());
        QCOMPARE(fleet.error().fault, Fault::TooLarge);
    }

    void savesAtomicallyAndPrivately()
    {
        const test::TempFolder folder;
        const FleetPtr fleet = small();
        const auto path = folder.file("fleet.berth", "old");
        QVERIFY(save(*fleet, path.string()).has_value());
        const Result<Opened> opened = snapshot::open(path.string());
        QVERIFY(opened.has_value());
        QCOMPARE(opened->fleet->digest, fleet->digest);
        const auto mode = std::filesystem::status(path).permissions();
        QCOMPARE(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}),
                 std::ptrdiff_t{1}); // nothing left over
        QVERIFY(!save(*fleet, (folder.path() / "not" / "there.berth").string()).has_value());
    }

    void saysWhichFolderMayNotBeWritten()
    {
        const test::TempFolder folder;
        const FleetPtr fleet = small();
        using std::filesystem::perms;
        std::filesystem::permissions(folder.path(), perms::owner_read | perms::owner_exec);
        const bool isRoot = ::geteuid() == 0; // who may write everywhere
        if (isRoot && ::seteuid(65534) != 0) QSKIP("nobody else can be had here");
        const Result<void> done = save(*fleet, (folder.path() / "fleet.berth").string());
        const bool back = !isRoot || ::seteuid(0) == 0;
        std::filesystem::permissions(folder.path(), perms::owner_all);
        QVERIFY(back);
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().fault, Fault::Denied);
        QVERIFY2(done.error().what.starts_with("No permission to write in this folder"), done.error().what.c_str());
        QCOMPARE(done.error().where, folder.path().string());
    }
};

BERTH_TEST(TestPack)

} // namespace tst_pack

#include "tst_pack.moc"
