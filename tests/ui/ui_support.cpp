#include "tests/ui/ui_support.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLocale>
#include <QWidget>

#include "core/snapshot/sample.h"
#include "core/text/yaml.h"
#include "ui/resources.h"
#include "ui/theme/theme.h"

namespace test {
namespace {

using core::Range;
using core::preview::Preview;
using core::preview::Reason;
using core::preview::ReasonId;
using core::preview::Remedy;
using core::preview::Share;

core::preview::ClusterResult halfBought()
{
    core::preview::ClusterResult cluster;
    cluster.name = "c-hz-01";
    cluster.candidate = true;
    cluster.replicas = 2;
    cluster.placed = 2;
    cluster.range = Range::exactly(2);
    cluster.capacities = {Range::exactly(1),
                          Range::exactly(0),
                          Range::exactly(10),
                          Range{4, {}},
                          core::estimate::Limit::Stock,
                          "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"};
    Share running;
    running.replicas = 1;
    running.nodes = 1;
    running.nodeNames = {"gpu-7"};
    running.pool = "gpu-a10";
    running.zone = "cn-hangzhou-g";
    Share bought = running;
    bought.kind = Share::Kind::New;
    bought.nodeNames.clear();
    bought.zone = "cn-hangzhou-h";
    bought.instanceType = "ecs.gn7i-c8g1.2xlarge";
    bought.stockBefore = Range{4, {}};
    bought.stockAfter = Range{3, {}};
    bought.price.emplace();
    bought.price->perHour = {9'500'000, "CNY"};
    bought.allocatableSource = "an estimate from the type's memory";
    cluster.shares = {running, bought};
    cluster.why = {ReasonId::ClusterChosen,
                   {"c-hz-01", "2 replicas"},
                   {{ReasonId::NodesRefused, {"17 nodes", "no free nvidia.com/gpu"}, {}}}};
    return cluster;
}

core::preview::ClusterResult shortOfTwo()
{
    core::preview::ClusterResult cluster;
    cluster.name = "c-sh-02";
    cluster.candidate = true;
    cluster.replicas = 2;
    cluster.previous = 1;
    cluster.shortOf = 2;
    cluster.range = {0, 2};
    cluster.capacities = {
        Range::exactly(0), Range::exactly(0), Range::exactly(2), Range{0, 0}, core::estimate::Limit::Yours, {}};
    cluster.why = {ReasonId::ShortOf, {"c-sh-02", "2 replicas", "no stock"}, {}};
    return cluster;
}

core::preview::Share newNode()
{
    core::preview::Share share;
    share.kind = core::preview::Share::Kind::New;
    share.replicas = 1;
    share.nodes = 1;
    share.instanceType = "ecs.gn7i-c8g1.2xlarge";
    share.pool = "gpu-a10";
    share.zone = "cn-hangzhou-h";
    share.stockBefore = core::Range::exactly(4);
    share.stockAfter = core::Range::exactly(3);
    share.price = core::model::Price{};
    share.price->perHour = {9'500'000, "CNY"};
    return share;
}

core::preview::RolloutStep rolling(const std::string& cluster, const std::string& stuck)
{
    core::preview::RolloutStep step;
    step.cluster = cluster;
    step.replicas = 2;
    step.surge = 1;
    step.newNodes = 1;
    step.canFinish = stuck.empty();
    step.stuck = stuck;
    return step;
}

std::vector<Remedy> remedies()
{
    Remedy raise;
    raise.kind = Remedy::Kind::RaisePoolMax;
    raise.text = "raise the maximum of pool gpu-a10 in c-sh-02 from 2 to 4";
    raise.placesMore = 2;
    raise.costs = {{19'000'000, "CNY"}, core::MoneyPerHour{19'000'000, "CNY"}};
    raise.changes = {core::snapshot::SetPoolMax{"c-sh-02", "gpu-a10", 4}};
    Remedy fewer;
    fewer.kind = Remedy::Kind::FewerReplicas;
    fewer.text = "ask for 2 replicas";
    fewer.replicas = 2;
    Remedy wait;
    wait.kind = Remedy::Kind::Wait;
    wait.text = "wait for stock";
    return {raise, fewer, wait};
}

} // namespace

Preview handMade()
{
    Preview preview;
    preview.workload = {"apps/v1", "Deployment", "default", "demo"};
    preview.policy = "default/demo";
    preview.engine = "ACK One";
    preview.replicas = 4;
    preview.placed = 2;
    preview.verdict = core::preview::Verdict::Partly;
    preview.stockAsked = true;
    core::preview::ClusterResult out;
    out.name = "c-bj-03";
    out.excludedBy = "ClusterAffinity";
    out.excludedReason = "not in the policy's clusterNames";
    preview.clusters = {out, halfBought(), shortOfTwo()};
    preview.moves = {{"c-sh-02", "c-hz-01", 1}};
    preview.remedies = remedies();
    preview.warnings = {{"descheduler-clock", "The descheduler looks every 2 minutes.", "Raise its threshold.",
                         core::model::Severity::Warning, ""}};
    preview.rollout = {rolling("c-hz-01", {}), rolling("c-sh-02", "no stock for one node more; set maxUnavailable: 1")};
    preview.rollout.front().places = {newNode()};
    preview.rollout.front().newCost = core::MoneyPerHour{9'500'000, "CNY"};
    preview.scaled = {
        {"min", 2, core::preview::Verdict::Fits, 2, 0, {1, 1, {}, {}}, core::MoneyPerHour{9'500'000, "CNY"}},
        {"max", 8, core::preview::Verdict::DoesNotFit, 3, 0, {2, 2, {}, {}}, {}}};
    preview.newCost = core::MoneyPerHour{9'500'000, "CNY"};
    preview.why = {ReasonId::SomePlaced, {"2", "4 replicas"}, {preview.clusters[1].why, preview.clusters[2].why}};
    preview.snapshot = "7f3a000000000000";
    return preview;
}

QString workloadText()
{
    return QStringLiteral("# four replicas, one card each\n"
                          "apiVersion: apps/v1\n"
                          "kind: Deployment\n"
                          "metadata:\n"
                          "  name: demo\n"
                          "  namespace: default\n"
                          "spec:\n"
                          "  replicas: 4 # the number\n"
                          "  selector:\n"
                          "    matchLabels: {app: demo}\n"
                          "  template:\n"
                          "    metadata:\n"
                          "      labels: {app: demo}\n"
                          "    spec:\n"
                          "      containers:\n"
                          "      - name: server\n"
                          "        image: demo:1\n"
                          "        resources:\n"
                          "          limits: {nvidia.com/gpu: 1, cpu: 4, memory: 8Gi}\n");
}

QString policyText()
{
    return QStringLiteral("apiVersion: policy.one.alibabacloud.com/v1alpha1\n"
                          "kind: PropagationPolicy\n"
                          "metadata:\n"
                          "  name: demo\n"
                          "  namespace: default\n"
                          "spec:\n"
                          "  resourceSelectors:\n"
                          "  - {apiVersion: apps/v1, kind: Deployment, name: demo}\n"
                          "  placement:\n"
                          "    clusterAffinity:\n"
                          "      clusterNames: # where it may run\n"
                          "      - c-hz-01\n"
                          "      - c-sh-02\n"
                          "    replicaScheduling:\n"
                          "      replicaSchedulingType: Divided\n");
}

core::snapshot::FleetPtr smallFleet()
{
    return core::snapshot::sample({.clusters = 3, .nodes = 4, .podsPerNode = 3, .seed = 7});
}

ui::Answer handMadeAnswer()
{
    ui::Answer answer;
    for (const auto& [id, text] : {std::pair{"w", workloadText()}, std::pair{"p", policyText()}}) {
        for (const core::text::Document& document : core::text::parse(text.toStdString()).documents) {
            answer.documents.push_back({QString::fromLatin1(id), document});
        }
    }
    answer.previews = {handMade()};
    answer.fleet = smallFleet();
    return answer;
}

void dress(QApplication& application)
{
    QApplication::setApplicationName(QStringLiteral("berth"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    ui::initResources();
    ui::installTexts(application, QLocale());
    ui::theme::apply(application, ui::theme::Scheme::Light);
}

QStringList unnamed(const QWidget& window)
{
    QStringList names;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&window) || !(widget->focusPolicy() & Qt::TabFocus)) continue;
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken && !spoken->text(QAccessible::Name).isEmpty()) continue;
        names << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    }
    return names;
}

} // namespace test
