#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "core/snapshot/names.h"
#include "tests/support/test.h"

namespace tst_names {

using namespace core::snapshot;

namespace {

const std::string hangzhou = "c08f75a3678e24fda907369d17fbdcfa4";
const std::string shanghai = "c1b2f75a3678e24fda907369d17fbdcf0";

Fleet fleetOf(std::map<std::string, std::string> aliases)
{
    Fleet fleet;
    for (const std::string& name : {hangzhou, shanghai, std::string("idc")}) {
        auto data = std::make_shared<ClusterData>();
        data->cluster.name = name;
        fleet.clusters.push_back(data);
    }
    fleet.aliases = std::move(aliases);
    return fleet;
}

} // namespace

class TestNames : public QObject {
    Q_OBJECT

private slots:
    void aWordIsReplacedAndNothingElse()
    {
        const ClusterNames names(fleetOf({{hangzhou, "hangzhou"}, {shanghai, "shang hai"}}));
        QCOMPARE(names.of(hangzhou), std::string("hangzhou"));
        QCOMPARE(names.of("idc"), std::string("idc"));
        QCOMPARE(names.in(hangzhou + " 3, " + shanghai + "."), std::string("hangzhou 3, shang hai."));
        QCOMPARE(names.in("\"" + hangzhou + "\": not"), std::string("\"hangzhou\": not"));
        for (const std::string& kept : {"clusters/" + hangzhou + "/nodes.yaml", hangzhou + "a", "x-" + hangzhou,
                                        "https://" + hangzhou + ":6443", hangzhou + ".example.com", std::string("idc")})
            QCOMPARE(names.in(kept), kept);
        const std::string written = "write `" + hangzhou + "` in place of it";
        QCOMPARE(names.in(written + " in " + hangzhou), written + " in hangzhou");
        QCOMPARE(names.in("` " + hangzhou), std::string("` hangzhou"));
        QCOMPARE(names.in(""), std::string());
        QCOMPARE(ClusterNames().in(hangzhou), hangzhou);
    }

    void twoOfOneNameAreToldApart()
    {
        const ClusterNames two(fleetOf({{hangzhou, "east"}, {shanghai, "east"}}));
        QCOMPARE(two.in(hangzhou + " " + shanghai), std::string("east (c08f75a3) east (c1b2f75a)"));
        const ClusterNames taken(fleetOf({{hangzhou, "idc"}}));
        QCOMPARE(taken.in(hangzhou + " idc"), std::string("idc (c08f75a3) idc"));
    }

    void theyAreTypedToo()
    {
        const ClusterNames names(fleetOf({{hangzhou, "hangzhou"}}));
        QCOMPARE(names.named("hangzhou"), hangzhou);
        QCOMPARE(names.named(hangzhou), hangzhou);
        QCOMPARE(names.named("beijing"), std::string());
        QCOMPARE(names.both(hangzhou), "hangzhou (" + hangzhou + ")");
        QCOMPARE(names.both("idc"), std::string("idc"));
        const ClusterNames two(fleetOf({{hangzhou, "idc"}}));
        QCOMPARE(two.named("idc"), std::string("idc")); // its own name comes first
        QCOMPARE(two.named("idc (c08f75a3)"), hangzhou);
    }

    void whatIsNoNameIsNotShown()
    {
        const ClusterNames names(fleetOf({{hangzhou, "a\nb"}, {shanghai, std::string(64, 'a')}}));
        QCOMPARE(names.of(hangzhou), hangzhou);
        QCOMPARE(names.of(shanghai), shanghai);
        QVERIFY(!faultOfAlias("").empty());
        QVERIFY(!faultOfAlias("a\x1b[31m").empty());
        QVERIFY(faultOfAlias("\xE6\x9D\xAD\xE5\xB7\x9E").empty());
    }

    void theyAreKeptInTheFileAndDecideNothing()
    {
        const FleetPtr plain = freeze(fleetOf({}));
        const FleetPtr named = freeze(fleetOf({{hangzhou, "hangzhou"}}));
        QCOMPARE(named->digest, plain->digest);
        const auto back = unpack(pack(*named));
        QVERIFY2(back.has_value(), back ? "" : back.error().what.c_str());
        QVERIFY((*back)->aliases == named->aliases);
        QVERIFY(pack(**back) == pack(*named));
    }
};

BERTH_TEST(TestNames)

} // namespace tst_names

#include "tst_names.moc"
