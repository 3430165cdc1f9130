#include <QAbstractItemModelTester>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QXmlStreamReader>

#include <set>

#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/snapshot_panel.h"
#include "ui/frame/state_store.h"
#include "ui/models/tree_memory.h"
#include "ui/screens/editor/command_line.h"
#include "ui/screens/editor/document.h"
#include "ui/screens/editor/keep.h"
#include "ui/screens/editor/models.h"
#include "ui/screens/editor/rows.h"
#include "ui/screens/editor/workspace.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_words.h"
#include "ui/theme/theme.h"

namespace tst_values {

using namespace ui::editor;
using core::Range;
using Fatal = QAbstractItemModelTester::FailureReportingMode;

namespace {

/// A model as a person would read it: cells of a row joined by " | ", children below, two spaces deeper.
QString printed(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int r = 0; r < model.rowCount(parent); ++r) {
        QStringList cells;
        for (int c = 0; c < model.columnCount(parent); ++c) cells << model.index(r, c, parent).data().toString();
        text += QString(2 * depth, QLatin1Char(' ')) + cells.join(QStringLiteral(" | ")) + QLatin1Char('\n');
        text += printed(model, model.index(r, 0, parent), depth + 1);
    }
    return text;
}

QString keptText(const QString& before, const Kept& kept, const QString& source)
{
    for (const TextEdit& edit : kept.edits) {
        if (edit.source == source) {
            return QString::fromStdString(core::text::apply(before.toStdString(), edit.patches));
        }
    }
    return before;
}

struct Message {
    QString context, source, state;
    QStringList translations;
    bool numerus = false;
};

std::vector<Message> messagesOf(const char* file)
{
    std::vector<Message> messages;
    const std::string bytes = test::read(test::source(file));
    QXmlStreamReader xml(QByteArray::fromStdString(bytes));
    QString context;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            const auto name = xml.name();
            if (name == QLatin1String("name")) context = xml.readElementText();
            if (name == QLatin1String("message")) {
                message = {
                    context, {}, {}, {}, xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes")};
            }
            if (name == QLatin1String("source")) message.source = xml.readElementText();
            if (name == QLatin1String("translation")) {
                message.state = xml.attributes().value(QLatin1String("type")).toString();
                if (!message.numerus) message.translations = {xml.readElementText()};
            }
            if (name == QLatin1String("numerusform")) message.translations << xml.readElementText();
        } else if (xml.isEndElement() && xml.name() == QLatin1String("message")) {
            messages.push_back(message);
        }
    }
    return messages;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%n|%L?[1-9]"));
    QStringList found;
    for (auto it = place.globalMatch(text); it.hasNext();) found << it.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

} // namespace

class Values final : public QObject {
    Q_OBJECT
private slots:
    void writesRanges_data();
    void writesRanges();
    void writesMoney_data();
    void writesMoney();
    void findsTheVerdictFirst();
    void saysWhatIsUnknownAndWhatIsRefused();
    void headOfSeveralIsAboutAll();
    void countsEveryReplicaOnce();
    void countsWhatStandsAndIsNotSureOnce();
    void aPoolOfLabelsIsNamed();
    void namesShowWhatIsNotSeenInThem();
    void unknownStockIsAWord();
    void showsThePlacementAsATree();
    void showsCapacitiesRemediesCasesAndRollout();
    void saysWhatAClusterOfAnUnscheduledWorkloadLacks();
    void groupsManyExcludedClusters();
    void modelsKeepQtsRules();
    void treesChangeInPlaceAndRememberWhatIsOpen();
    void saysWhatCellsShow();
    void leadsFromTheAnswerToNodes();

    void keepsReplicasWithTheComment();
    void keepsWithoutCluster();
    void keepsTheOnlyClusterByExcludingIt();
    void keepsDivisionAndElasticity();
    void saysWhatNoTextCanKeep();
    void writesTheCommand();

    void contrastIsEnough_data();
    void contrastIsEnough();
    void agesAndTimes();
    void everyReasonIsTranslated();
    void translationsAreFinished_data();
    void translationsAreFinished();
};

void Values::writesRanges_data()
{
    QTest::addColumn<qint64>("lower");
    QTest::addColumn<qint64>("upper"); // -1: no known limit
    QTest::addColumn<QString>("text");
    QTest::newRow("exact") << qint64{3} << qint64{3} << "3";
    QTest::newRow("none") << qint64{0} << qint64{0} << "0";
    QTest::newRow("between") << qint64{0} << qint64{2} << QStringLiteral("0\u20132");
    QTest::newRow("at least") << qint64{3} << qint64{-1} << QStringLiteral("\u2265\u00A03");
    QTest::newRow("unknown is no zero") << qint64{0} << qint64{-1} << "-";
}

void Values::writesRanges()
{
    QFETCH(qint64, lower);
    QFETCH(qint64, upper);
    Range range{lower, {}};
    if (upper >= 0) range.upper = upper;
    QTEST(rangeText(range, QLocale::c()), "text");
}

void Values::writesMoney_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("two decimals") << qint64{28'500'000} << "28.50";
    QTest::newRow("whole") << qint64{19'000'000} << "19.00";
    QTest::newRow("no digit is lost") << qint64{1'234'567} << "1.234567";
    QTest::newRow("thousands") << qint64{1'234'000'000} << "1,234.00";
    QTest::newRow("negative") << qint64{-500'000} << "-0.50";
    QTest::newRow("the least") << std::numeric_limits<qint64>::min() << "-9,223,372,036,854.775808";
}

void Values::writesMoney()
{
    QFETCH(qint64, micros);
    QTEST(moneyText(micros, QLocale(QLocale::English, QLocale::UnitedStates)), "text");
}

void Values::findsTheVerdictFirst()
{
    // What the update buys and the end state keeps is counted once.
    QCOMPARE(summary(test::handMade()).facts,
             QStringLiteral("~1 new node \u00B7 new cost ~9.50\u00A0CNY/h \u00B7 1 replica moves"));
    core::preview::Preview besides = test::handMade();
    besides.rollout.front().places.front().zone = "cn-hangzhou-i";
    const Summary s = summary(besides);
    QCOMPARE(s.headline, QStringLiteral("2 of 4 replicas fit; the update cannot finish"));
    QCOMPARE(s.tone, ui::theme::Tone::Attention);
    QCOMPARE(s.facts, QStringLiteral("~1 new node \u00B7 new cost ~9.50\u00A0CNY/h \u00B7 ~1 more while it updates, "
                                     "~9.50\u00A0CNY/h \u00B7 1 replica moves"));
    QCOMPARE(s.subject, QStringLiteral("default/demo \u00B7 policy default/demo \u00B7 ACK One"));
    QCOMPARE(s.why, QStringLiteral("2 of 4 replicas get a node."));

    core::preview::Preview open = test::handMade();
    core::preview::Share unsure = open.clusters[1].shares.back();
    unsure.unsure = true;
    unsure.nodes = 2;
    open.clusters[1].shares.push_back(unsure);
    open.newCost = core::MoneyPerHour{28'500'000, "CNY"};
    QVERIFY2(summary(open).facts.startsWith(
                 QStringLiteral("~1\u20133 new nodes \u00B7 new cost ~9.50\u201328.50\u00A0CNY/h")),
             qPrintable(summary(open).facts));

    core::preview::Preview mixed = open; // no currency is left out
    mixed.clusters[1].shares.back().price->perHour.currency = "USD";
    const QString both = summary(mixed).facts;
    QVERIFY2(both.contains(QStringLiteral("new cost ~9.50\u00A0CNY + ")) &&
                 both.contains(QStringLiteral("\u00A0USD/h")),
             qPrintable(both));

    core::preview::Preview elsewhere = test::handMade(); // one of two pools, in one of two zones
    core::preview::Share& choice = elsewhere.clusters[1].shares.back();
    choice.zone = "cn-hangzhou-h";
    choice.stockBefore = choice.stockAfter = core::Range::exactly(3);
    choice.otherPools = {"z"};
    choice.otherZones = {"cn-hangzhou-i"};
    QStringList places;
    for (const PlacementRow& cluster : placementRows(elsewhere))
        for (const PlacementRow& row : cluster.children) places << row.where + QLatin1Char('|') + row.stock;
    QVERIFY2(places.join(QLatin1Char('\n')).contains(QStringLiteral("cn-hangzhou-h or cn-hangzhou-i|-")),
             qPrintable(places.join(QLatin1Char('\n'))));
    choice.otherZones.clear();
    choice.stockAfter = core::Range{2, 3}; // of a pool of two zones: which, nobody knows
    choice.zoneIsChoice = true;
    places.clear();
    for (const PlacementRow& cluster : placementRows(elsewhere))
        for (const PlacementRow& row : cluster.children) places << row.where;
    QVERIFY2(places.join(QLatin1Char('\n')).contains(QStringLiteral("cn-hangzhou-h or another")),
             qPrintable(places.join(QLatin1Char('\n'))));

    core::preview::Preview one = test::handMade();
    one.replicas = 1;
    one.placed = 1;
    one.verdict = core::preview::Verdict::Fits;
    one.rollout.clear();
    one.newCostPartial = true;
    QCOMPARE(summary(one).headline, QStringLiteral("1 of 1 replica fits"));
    QVERIFY(summary(one).facts.contains(QStringLiteral("\u2265\u00A0~9.50"))); // a part of the price is not known
    one.newCost.reset();
    QVERIFY(summary(one).facts.contains(QStringLiteral("new cost not known"))); // and never 0
}

/// What may not come about is no "none", and what the scheduler refuses is no success; why stands beside it.
void Values::saysWhatIsUnknownAndWhatIsRefused()
{
    core::preview::Preview preview = test::handMade();
    preview.rollout.clear();
    preview.replicas = 6;
    preview.placed = 0;
    preview.unsure = 5;
    preview.verdict = core::preview::Verdict::Unknown;
    QCOMPARE(summary(preview).headline, QStringLiteral("0\u20135 of 6 replicas fit"));
    QCOMPARE(summary(preview).tone, ui::theme::Tone::Attention);
    preview.unsure = 6;
    QCOMPARE(summary(preview).headline, QStringLiteral("Not known whether it fits"));
    preview.unsure = 0;
    preview.verdict = core::preview::Verdict::DoesNotFit;
    QCOMPARE(summary(preview).headline, QStringLiteral("None of 6 replicas fits"));
    preview.why.parts = {{core::preview::ReasonId::NoPolicy, {"Deployment default/a"}, {}}};
    QCOMPARE(summary(preview).headline, QStringLiteral("Not propagated: no policy selects it"));
    preview.unsure = 6;
    preview.verdict = core::preview::Verdict::Refused;
    preview.why = {core::preview::ReasonId::PreviousStands,
                   {"6 replicas"},
                   {{core::preview::ReasonId::EngineUnschedulable, {"too little"}, {}}}};
    QCOMPARE(summary(preview).headline, QStringLiteral("Refused: the previous placement stands"));
    QCOMPARE(summary(preview).tone, ui::theme::Tone::Error);
    QVERIFY2(summary(preview).why.endsWith(QStringLiteral("leaves the workload unscheduled: too little.")),
             qPrintable(summary(preview).why));
    preview.verdict = core::preview::Verdict::Fits;
    preview.issues.push_back({core::model::Severity::Error, "/spec", "a rule leads nowhere", ""});
    QCOMPARE(summary(preview).tone, ui::theme::Tone::Attention);
    QVERIFY(!core::preview::runsAsAsked(preview));
}

/// The first one's green is not the whole's answer; nor is what only holds if stock is there.
void Values::headOfSeveralIsAboutAll()
{
    core::preview::Preview good = test::handMade();
    good.rollout.clear();
    good.warnings.clear();
    good.issues.clear();
    good.replicas = good.placed = 4;
    good.unsure = 0;
    good.verdict = core::preview::Verdict::Fits;
    core::preview::Preview bad = good;
    bad.placed = 0;
    bad.verdict = core::preview::Verdict::DoesNotFit;
    QCOMPARE(summary(good).tone, ui::theme::Tone::Ok);
    const ui::editor::Summary both = summary(std::vector{good, bad});
    QCOMPARE(both.tone, ui::theme::Tone::Error);
    QCOMPARE(both.headline, QStringLiteral("1 of 2 workloads run as asked, ~4 of 8 replicas"));
    QCOMPARE(both.facts,
             QStringLiteral("~2 new nodes \u00B7 new cost ~19.00\u00A0CNY/h")); // of both, whichever is shown
    QVERIFY(both.why.contains(QStringLiteral("in the order in which they were handed in")));
    QCOMPARE(summary(std::vector{good, good}).headline, QStringLiteral("All 2 workloads run as asked"));
    good.warnings.push_back({.id = "stock-old", .text = "Old.", .remedy = "Look.", .path = {}, .assumes = true});
    QCOMPARE(summary(good).tone, ui::theme::Tone::Attention);
    QVERIFY(summary(good).headline.endsWith(QStringLiteral(", if stock is there")));
    good.warnings.push_back(
        {.id = "estimator-assumed", .text = "It runs.", .remedy = "Look.", .path = {}, .assumes = true});
    QVERIFY(
        summary(good).headline.endsWith(QStringLiteral(", if stock is there and Karmada's scheduler-estimators run")));
    good.warnings.erase(good.warnings.begin());
    QVERIFY(!summary(good).headline.contains(QStringLiteral("stock")));
}

/// There may be room for one fewer on nodes that run: it is not sure, and stands there once.
void Values::countsWhatStandsAndIsNotSureOnce()
{
    core::preview::Preview preview = test::handMade();
    core::preview::ClusterResult& cluster = preview.clusters[2]; // short of 2
    cluster.unsure = 1;
    core::preview::Share stands = preview.clusters[1].shares.back();
    stands.kind = core::preview::Share::Kind::Running;
    stands.replicas = cluster.placed + 1;
    cluster.shares = {stands};
    const ui::ShareBar::Segment segment = segments(preview)[2];
    QCOMPARE(segment.running, cluster.placed);
    QCOMPARE(segment.unsure, 1);
    QCOMPARE(segment.total(), cluster.replicas);
}

/// Nobody describes it, and its nodes say which it is.
/// A name that turns the direction of writing would be read as another one, in whatever cell it stands.
void Values::namesShowWhatIsNotSeenInThem()
{
    const std::string name = "a\xE2\x80\xAE"
                             "b";
    const QString shown = QStringLiteral("a\\u202eb");
    QCOMPARE(ui::nameText(name), shown);
    QCOMPARE(ui::clusterText(name), shown);
    QCOMPARE(ui::engineText("Pool " + name + " is full.\nSo is b."),
             QStringLiteral("Pool a\\u202eb is full.\nSo is b."));
    QCOMPARE(ui::errorText({core::Fault::Denied, name, name}), shown + QStringLiteral(": ") + shown);

    core::preview::Preview preview = test::handMade();
    preview.policy = name;
    for (auto& cluster : preview.clusters)
        for (core::preview::Share& share : cluster.shares) {
            share.pool = share.zone = share.instanceType = name;
            for (std::string& node : share.nodeNames) node = name;
        }
    QVERIFY2(summary(preview).subject.contains(shown), qPrintable(summary(preview).subject));
    PlacementModel model(nullptr);
    model.setRows(placementRows(preview));
    QVERIFY2(printed(model).contains(shown), qPrintable(printed(model)));
    QVERIFY(!printed(model).contains(QChar(0x202E)));

    core::change::Step step;
    step.what.kind = "ConfigMap";
    step.what.name = name;
    QVERIFY(ui::viewOf(step, 1).object.contains(shown));
}

void Values::aPoolOfLabelsIsNamed()
{
    core::preview::Preview preview = test::handMade();
    core::preview::Share on;
    on.replicas = on.nodes = 1;
    on.nodeNames = {"n"};
    on.zone = "z";
    const auto shown = [&] {
        preview.clusters[2].shares = {on};
        PlacementModel model;
        model.setRows(placementRows(preview));
        return model.index(0, 0, model.index(1, 0)).data().toString();
    };
    QVERIFY(shown().startsWith(QStringLiteral("no pool")));
    on.pool = "np-x";
    on.poolOfLabel = true;
    QVERIFY2(shown().startsWith(QStringLiteral("np-x (from labels)")), qPrintable(shown()));
}

/// A dash stands where none is asked for.
void Values::unknownStockIsAWord()
{
    core::preview::Preview preview = test::handMade();
    core::preview::Share open = preview.clusters[1].shares.back();
    open.unsure = true;
    const auto shown = [&](std::optional<core::Range> before) {
        open.stockBefore = before;
        open.stockAfter = core::Range{0, std::nullopt};
        preview.clusters[2].shares = {open};
        PlacementModel model;
        model.setRows(placementRows(preview));
        return model.index(0, 0, model.index(1, 0)).siblingAtColumn(PlacementModel::Stock).data().toString();
    };
    const QString some = shown(core::Range{2, std::nullopt});
    QVERIFY2(some.endsWith(QStringLiteral("\u2192 unknown")), qPrintable(some));
    QCOMPARE(shown(std::nullopt), QStringLiteral("unknown"));
}

void Values::countsEveryReplicaOnce()
{
    core::preview::Preview preview = test::handMade();
    core::preview::ClusterResult& cluster = preview.clusters[2]; // short of 2
    core::preview::Share maybe = preview.clusters[1].shares.back();
    maybe.unsure = true;
    cluster.shares = {maybe};
    cluster.unsure = 1;
    const ui::ShareBar::Segment segment = segments(preview)[2];
    QCOMPARE(segment.unsure, 1);
    QCOMPARE(segment.shortOf, 1);
    QCOMPARE(segment.bought, 0);
    QCOMPARE(segment.total(), cluster.replicas);
    PlacementModel model;
    model.setRows(placementRows(preview));
    // What nobody promised is shown as a range wherever it is counted.
    const QModelIndex shown = model.index(1, 0);
    const QModelIndex share = model.index(0, 0, shown);
    QCOMPARE(shown.siblingAtColumn(PlacementModel::Node).data().toString(), QStringLiteral("~0\u20131 new*, 1 short"));
    QCOMPARE(shown.siblingAtColumn(PlacementModel::PerHour).data().toString(), QStringLiteral("0\u20139.50"));
    QCOMPARE(share.siblingAtColumn(PlacementModel::Replicas).data().toString(), QStringLiteral("~0\u20131"));
    QCOMPARE(share.siblingAtColumn(PlacementModel::Node).data().toString(), QStringLiteral("~0\u20131 new*"));
}

void Values::showsThePlacementAsATree()
{
    PlacementModel model;
    model.setRows(placementRows(test::handMade()));
    const QString want = QStringLiteral("c-hz-01 | ~2 | 1 running, ~1 new* |  | ~9.50 | c-hz-01 gets 2 replicas.\n"
                                        "  gpu-a10 \u00B7 cn-hangzhou-g | ~1 | 1 running |  | 0 | \n"
                                        "    gpu-7 |  | running |  |  | \n"
                                        "  gpu-a10 \u00B7 cn-hangzhou-h | ~1 | ~1 new* | \u2265\u00A04 \u2192 "
                                        "\u2265\u00A0~3 | ~9.50 | ecs.gn7i-c8g1.2xlarge\n"
                                        "    ~1 \u00D7 ecs.gn7i-c8g1.2xlarge |  | new |  |  | \n"
                                        "c-sh-02 | 1 \u2192 ~2 (0\u20132) | 2 short |  |  | c-sh-02 is short of 2 "
                                        "replicas: no stock.\n"
                                        "c-bj-03 | 0 |  |  |  | not in the policy's clusterNames\n");
    QCOMPARE(printed(model), want);
    QVERIFY(model.index(2, PlacementModel::Why)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QLatin1String("ClusterAffinity")));
}

void Values::showsCapacitiesRemediesCasesAndRollout()
{
    const core::preview::Preview preview = test::handMade();
    CapacityModel capacities;
    capacities.setRows(capacityRows(preview));
    QCOMPARE(printed(capacities),
             QStringLiteral("c-hz-01 | 1 | ~10 | \u2265\u00A0~4 | stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h\n"
                            "c-sh-02 | 0 | ~2 | ~0 | your limit\n"));
    QVERIFY(capacities.index(0, CapacityModel::Deliverable).data(Qt::FontRole).isValid()); // the limit that binds
    QVERIFY(capacities.index(1, CapacityModel::Room).data(Qt::FontRole).isValid());
    RemedyModel remedies;
    remedies.setKeys({QStringLiteral("Alt+1"), QStringLiteral("Ctrl+F2"), QStringLiteral("Alt+3")});
    remedies.setRows(remedyRows(preview));
    QCOMPARE(printed(remedies), QStringLiteral("Alt+1 | raise the maximum of pool gpu-a10 in c-sh-02 from 2 to 4 | "
                                               "~+2 | ~19.00\u00A0CNY\nCtrl+F2 | ask for 2 replicas | - | -\n"
                                               " | wait for stock | - | -\n"));
    ScaledModel scaled;
    scaled.setRows(scaledRows(preview));
    QCOMPARE(printed(scaled), QStringLiteral("minimum | 2 | ~2 | ~1 | ~9.50\u00A0CNY\nmaximum | 8 | ~3 | ~2 | -\n"));
    RolloutModel rollout;
    rollout.setRows(rolloutRows(preview));
    QCOMPARE(printed(rollout),
             QStringLiteral("c-hz-01 | 2 | +1 | 0 | ~1 \u00D7 ecs.gn7i-c8g1.2xlarge \u00B7 gpu-a10 "
                            "\u00B7 cn-hangzhou-h | 4 \u2192 ~3 | ~9.50\u00A0CNY | the update can finish\n"
                            "c-sh-02 | 2 | +1 | 0 | ~1 |  | - | no stock for one node more; set "
                            "maxUnavailable: 1\n"));
    core::preview::Preview waiting = preview;
    waiting.rollout.front().pending = 1;
    const QString nodes = rolloutRows(waiting).front().newNodes;
    QVERIFY2(nodes.endsWith(QStringLiteral("\n1 new replica Pending")), qPrintable(nodes));
    for (core::preview::Share& share : waiting.rollout.front().places)
        share.pool = share.zone = share.instanceType = {};
    const QString ofNoPool = rolloutRows(waiting).front().newNodes;
    QVERIFY2(ofNoPool.startsWith(QStringLiteral("~1 \u00D7 nodes that are not known\n")), qPrintable(ofNoPool));
}

void Values::saysWhatAClusterOfAnUnscheduledWorkloadLacks()
{
    core::preview::Preview preview = test::handMade();
    const auto candidate = std::find_if(preview.clusters.begin(), preview.clusters.end(),
                                        [](const core::preview::ClusterResult& c) { return c.candidate; });
    QVERIFY(candidate != preview.clusters.end());
    const auto why = [&] {
        for (const PlacementRow& row : placementRows(preview))
            if (row.cluster == QString::fromStdString(candidate->name)) return row.why;
        return QString();
    };
    candidate->why = {core::preview::ReasonId::ClusterUnscheduled, {candidate->name}, {}};
    candidate->capacities.running = candidate->capacities.starting = core::Range::exactly(0);
    candidate->capacities.deliverable = core::Range::exactly(0);
    candidate->capacities.bindingText = "stock of ecs.a in z-1";
    QCOMPARE(why(), QStringLiteral("stock of ecs.a in z-1"));
    candidate->capacities.deliverable = core::Range::exactly(2); // it is not this one that lacks something
    QVERIFY2(why().contains(QStringLiteral("leaves the whole workload unscheduled")), qPrintable(why()));
}

void Values::groupsManyExcludedClusters()
{
    core::preview::Preview preview = test::handMade();
    for (int i = 0; i < 90; ++i) {
        core::preview::ClusterResult out = preview.clusters.front();
        out.name = "out-" + std::to_string(i);
        preview.clusters.push_back(std::move(out));
    }
    const std::vector<PlacementRow> rows = placementRows(preview);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows.back().where, QStringLiteral("91 clusters ruled out"));
    QCOMPARE(rows.back().children.size(), std::size_t{91});
}

void Values::modelsKeepQtsRules()
{
    const core::preview::Preview preview = test::handMade();
    core::preview::Preview other = preview;
    other.clusters.pop_back();
    other.remedies.clear();
    const auto check = [&](auto& model, auto rowsOf) {
        QAbstractItemModelTester tester(&model, Fatal::Fatal);
        model.setRows(rowsOf(preview));
        model.setRows(rowsOf(preview)); // in place
        model.setRows(rowsOf(other));   // another shape
        model.setRows({});
    };
    PlacementModel placement;
    check(placement, [](const auto& p) { return placementRows(p); });
    CapacityModel capacities;
    check(capacities, [](const auto& p) { return capacityRows(p); });
    RemedyModel remedies;
    check(remedies, [](const auto& p) { return remedyRows(p); });
    ScaledModel scaled;
    check(scaled, [](const auto& p) { return scaledRows(p); });
    RolloutModel rollout;
    check(rollout, [](const auto& p) { return rolloutRows(p); });
    ReasonModel reasons;
    check(reasons, [](const auto& p) { return reasonRows(p.why); });
    ui::SnapshotModel snapshot;
    check(snapshot, [](const auto&) { return ui::snapshotRows(*test::smallFleet(), {}); });
    ProblemModel problems;
    check(problems, [](const auto& p) {
        return std::vector<ui::Problem>(p.clusters.size(),
                                        ui::Problem{QStringLiteral("w"), QStringLiteral("w.yaml"), {}});
    });
}

void Values::treesChangeInPlaceAndRememberWhatIsOpen()
{
    PlacementModel model;
    model.setRows(placementRows(test::handMade()));
    QTreeView view;
    view.setModel(&model);
    new ui::TreeMemory(&view, PlacementModel::IdRole, 1);
    QVERIFY(view.isExpanded(model.index(0, 0)));
    view.collapse(model.index(0, 0));
    view.setCurrentIndex(model.index(1, 0));

    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    core::preview::Preview changed = test::handMade();
    changed.clusters[1].replicas = 3;
    model.setRows(placementRows(changed));
    QCOMPARE(resets.count(), 0);
    QVERIFY(model.index(0, PlacementModel::Replicas).data().toString().startsWith(QLatin1String("~3")));

    changed.clusters[1].shares.pop_back(); // another shape: a reset, and all is as the person left it
    model.setRows(placementRows(changed));
    QCOMPARE(resets.count(), 1);
    QVERIFY(!view.isExpanded(model.index(0, 0)));
    QCOMPARE(view.currentIndex().data().toString(), QStringLiteral("c-sh-02"));
}

void Values::saysWhatCellsShow()
{
    PlacementModel model;
    model.setRows(placementRows(test::handMade()));
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("failed: c-sh-02"));
    model.setCurrency(QStringLiteral("CNY"));
    QCOMPARE(model.headerData(PlacementModel::PerHour, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("New CNY/h"));
}

void Values::leadsFromTheAnswerToNodes()
{
    QCOMPARE(reasonTree(test::handMade().why), QStringLiteral("2 of 4 replicas get a node.\n"
                                                              "  c-hz-01 gets 2 replicas.\n"
                                                              "    17 nodes: no free nvidia.com/gpu.\n"
                                                              "  c-sh-02 is short of 2 replicas: no stock.\n"));
}

void Values::keepsReplicasWithTheComment()
{
    ui::WhatIf what;
    what.replicas = 6;
    const Kept kept = keep(test::handMadeAnswer(), test::handMade(), what);
    QVERIFY(kept.cannot.empty());
    QCOMPARE(keptText(test::workloadText(), kept, QStringLiteral("w")),
             test::workloadText().replace(QLatin1String("replicas: 4 #"), QLatin1String("replicas: 6 #")));
}

void Values::keepsWithoutCluster()
{
    ui::WhatIf what;
    what.changes = {core::snapshot::WithoutCluster{"c-hz-01"}};
    const Kept kept = keep(test::handMadeAnswer(), test::handMade(), what);
    QCOMPARE(keptText(test::policyText(), kept, QStringLiteral("p")),
             test::policyText().remove(QLatin1String("      - c-hz-01\n")));
}

void Values::keepsTheOnlyClusterByExcludingIt()
{
    ui::Answer answer = test::handMadeAnswer();
    const QString text = test::policyText().remove(QLatin1String("      - c-sh-02\n"));
    answer.documents[1].document = core::text::parse(text.toStdString()).documents.front();
    ui::WhatIf what;
    what.changes = {core::snapshot::WithoutCluster{"c-hz-01"}};
    const QString kept = keptText(text, keep(answer, test::handMade(), what), QStringLiteral("p"));
    const core::Json policy = core::text::parse(kept.toStdString()).documents.front().value();
    const core::Json& affinity = policy["spec"]["placement"]["clusterAffinity"];
    QCOMPARE(affinity["clusterNames"].dump(), std::string(R"(["c-hz-01"])")); // [] would name every cluster
    QCOMPARE(affinity["exclude"].dump(), std::string(R"(["c-hz-01"])"));
}

void Values::keepsDivisionAndElasticity()
{
    ui::WhatIf what;
    what.allowEcsProvision = true;
    what.division = {{"c-hz-01", 1, {}}, {"c-sh-02", 3, {}}};
    const QString kept =
        keptText(test::policyText(), keep(test::handMadeAnswer(), test::handMade(), what), QStringLiteral("p"));
    QVERIFY(kept.contains(QLatin1String("# where it may run")));
    const core::Json policy = core::text::parse(kept.toStdString()).documents.front().value();
    QVERIFY(policy["spec"]["autoScaling"]["ecsProvision"] == core::Json(true));
    const core::Json& scheduling = policy["spec"]["placement"]["replicaScheduling"];
    QVERIFY(scheduling["weightPreference"]["staticWeightList"][1]["weight"] == core::Json(3));
}

void Values::saysWhatNoTextCanKeep()
{
    ui::WhatIf what;
    what.changes = {core::snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", Range::exactly(9)},
                    core::snapshot::SetPoolMax{"c-hz-01", "gpu-a10", 4}};
    const Kept kept = keep(test::handMadeAnswer(), test::handMade(), what);
    QVERIFY(kept.edits.empty());
    QCOMPARE(kept.cannot.size(), std::size_t{2});
}

void Values::writesTheCommand()
{
    ui::WhatIf what;
    what.replicas = 6;
    what.changes = {core::snapshot::WithoutCluster{"c-hz-01"},
                    core::snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", Range::exactly(9)},
                    core::snapshot::SetPoolMax{"c-sh-02", "gpu a10", 4}};
    QCOMPARE(previewCommand({QStringLiteral("/a/it's.yaml")}, QStringLiteral("/f"), what),
             QStringLiteral("berthctl preview -f '/a/it'\\''s.yaml' --fleet /f --set-replicas 6 --without-cluster "
                            "c-hz-01 --set-stock cn-hangzhou-h/ecs.gn7i-c8g1.2xlarge=9 --pool-max 'c-sh-02/gpu "
                            "a10=4'"));
    QCOMPARE(previewCommand({}, {}, {}), QStringLiteral("berthctl preview --demo"));
    QCOMPARE(previewCommand({}, {}, {}, {}, QStringLiteral("prod fleet")),
             QStringLiteral("berthctl preview --connection 'prod fleet'"));
    QCOMPARE(ui::shellQuoted(QStringLiteral("$(reboot)")), QStringLiteral("'$(reboot)'"));
    ui::WhatIf policy;
    policy.replicas = 6;
    policy.allowEcsProvision = true;
    policy.division = {{"c-hz-01", 1, {}}};
    policy.changes = {core::snapshot::SetStock{"z", "t", Range{1, 3}, true}};
    QCOMPARE(previewCommand({}, {}, policy, QStringLiteral("default/demo")),
             QStringLiteral("berthctl preview --demo --set-replicas default/demo=6 --set-stock z/t/spot=1..3 "
                            "--set-division c-hz-01=1 --ecs-provision"));
    QVERIFY(notInCommand(policy, false).isEmpty());
    QCOMPARE(notInCommand(policy, true).size(), 1); // the command cannot say whose division
}

void Values::contrastIsEnough_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<int>("meaning");
    using M = ui::theme::Meaning;
    for (const auto& [name, scheme] :
         {std::pair{"light", ui::theme::Scheme::Light}, std::pair{"dark", ui::theme::Scheme::Dark},
          std::pair{"high contrast", ui::theme::Scheme::HighContrast}}) {
        for (const M meaning : {M::Text, M::Quiet, M::Accent, M::Ok, M::Progress, M::Attention, M::Error}) {
            QTest::addRow("%s, %d", name, static_cast<int>(meaning))
                << static_cast<int>(scheme) << static_cast<int>(meaning);
        }
    }
}

void Values::contrastIsEnough()
{
    using namespace ui::theme;
    QFETCH(int, scheme);
    QFETCH(int, meaning);
    const auto s = static_cast<Scheme>(scheme);
    const QColor ink = color(static_cast<Meaning>(meaning), s);
    const double least = s == Scheme::HighContrast ? 7.0 : 4.5;
    for (const Meaning ground : {Meaning::Base, Meaning::Window}) {
        QVERIFY2(contrast(ink, color(ground, s)) >= least,
                 qPrintable(QString::number(contrast(ink, color(ground, s)))));
    }
    const QPalette p = palette(s);
    QVERIFY(contrast(p.color(QPalette::HighlightedText), p.color(QPalette::Highlight)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::ButtonText), p.color(QPalette::Button)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase)) >= 4.5);
}

void Values::agesAndTimes()
{
    // The words of berthctl's last line: "stock 12m older".
    QCOMPARE(ui::ageText(core::Seconds{38}), QStringLiteral("38s older"));
    QCOMPARE(ui::ageText(core::Seconds{720}), QStringLiteral("12m older"));
    QCOMPARE(ui::ageText(core::Seconds{-60}), QStringLiteral("60s newer"));
    QCOMPARE(ui::ageText(core::Seconds{0}), QStringLiteral("of the same moment"));
    QCOMPARE(ui::ageText({}), QStringLiteral("age unknown"));
    QCOMPARE(ui::timeText(core::Time{std::chrono::seconds{1'000'000}}), QStringLiteral("1970-01-12T13:46:40Z"));
    QCOMPARE(ui::timeText({}), QStringLiteral("-"));
}

void Values::everyReasonIsTranslated()
{
    std::set<QString> known;
    for (const Message& m : messagesOf("translations/berth_zh_CN.ts")) {
        if (m.context == QLatin1String("core::preview")) known.insert(m.source);
    }
    for (int id = 0; id <= static_cast<int>(core::preview::ReasonId::ReplicaMoves); ++id) {
        const std::string_view sentence = core::preview::sentence(static_cast<core::preview::ReasonId>(id));
        const QString text = QString::fromUtf8(sentence);
        QVERIFY2(known.contains(text),
                 qPrintable(text + QStringLiteral(": run the target `texts`, then translate it")));
    }
}

void Values::translationsAreFinished_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("forms");
    QTest::newRow("zh_CN") << "translations/berth_zh_CN.ts" << 1;
    QTest::newRow("en") << "translations/berth_en.ts" << 2;
}

void Values::translationsAreFinished()
{
    QFETCH(QString, file);
    QFETCH(int, forms);
    const std::vector<Message> messages = messagesOf(qPrintable(file));
    QVERIFY(!messages.empty());
    for (const Message& m : messages) {
        QVERIFY2(m.state.isEmpty(), qPrintable(m.context + QStringLiteral(": ") + m.source)); // not "unfinished"
        QCOMPARE(m.translations.size(), m.numerus ? forms : 1);
        for (const QString& translation : m.translations) {
            QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(m.source));
            // A form of the plural may leave its figure out ("the one replica"); nothing may be made up.
            QStringList want = placeholders(m.source);
            QStringList got = placeholders(translation);
            if (m.numerus && m.translations.size() > 1 && translation == m.translations.front()) want = got;
            QVERIFY2(want == got, qPrintable(m.source + QStringLiteral(" / ") + translation));
            QCOMPARE(translation.contains(QLatin1Char('&')), m.source.contains(QLatin1Char('&')));
        }
    }
}

BERTH_TEST(Values)

} // namespace tst_values

#include "tst_values.moc"
