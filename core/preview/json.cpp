#include "core/preview/batch.h"
#include "core/preview/preview.h"
#include "core/preview/shares.h"

/// The versioned form. Every member is always there, in the same shape; what is not known is null, never 0. Members are
/// only ever added within a version: whoever reads it passes by what they do not know.
namespace core::preview {
namespace {

std::string_view wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits: return "Fits";
    case Verdict::Partly: return "Partly";
    case Verdict::DoesNotFit: return "DoesNotFit";
    case Verdict::Preempts: return "Preempts";
    case Verdict::Unknown: return "Unknown";
    case Verdict::Nothing: return "Nothing";
    case Verdict::Refused: return "Refused";
    case Verdict::Suspended: return "Suspended";
    case Verdict::Held: return "Held";
    case Verdict::UpdateStuck: return "UpdateStuck";
    case Verdict::UpdateUnsure: return "UpdateUnsure";
    }
    return {};
}

std::string_view wordOf(estimate::Limit limit)
{
    switch (limit) {
    case estimate::Limit::None: return "None";
    case estimate::Limit::Yours: return "Yours";
    case estimate::Limit::Quota: return "Quota";
    case estimate::Limit::Stock: return "Stock";
    case estimate::Limit::Rule: return "Rule";
    }
    return {};
}

std::string_view wordOf(Remedy::Kind kind)
{
    switch (kind) {
    case Remedy::Kind::OtherDivision: return "OtherDivision";
    case Remedy::Kind::RaisePoolMax: return "RaisePoolMax";
    case Remedy::Kind::AskQuota: return "AskQuota";
    case Remedy::Kind::OtherType: return "OtherType";
    case Remedy::Kind::AddCluster: return "AddCluster";
    case Remedy::Kind::AllowEcsProvision: return "AllowEcsProvision";
    case Remedy::Kind::FewerReplicas: return "FewerReplicas";
    case Remedy::Kind::Wait: return "Wait";
    case Remedy::Kind::FreeAddresses: return "FreeAddresses";
    case Remedy::Kind::ByCapacity:
    case Remedy::Kind::FewerClusters: // both were written so before they had kinds of their own
    case Remedy::Kind::ChangeRule: return "ChangeRule";
    }
    return {};
}

std::string_view wordOf(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Note: return "Note";
    case model::Severity::Warning: return "Warning";
    case model::Severity::Error: return "Error";
    }
    return {};
}

template <class T, class Write>
Json optional(const std::optional<T>& value, Write&& write)
{
    return value ? write(*value) : Json(nullptr);
}

template <class T, class Write>
Json list(const std::vector<T>& values, Write&& write)
{
    Json out = Json::array();
    for (const T& value : values) out.push_back(write(value));
    return out;
}

/// Without `max`: no limit is known.
Json range(const Range& value)
{
    Json out{{"min", value.lower}};
    if (value.upper) out["max"] = *value.upper;
    return out;
}

Json money(const MoneyPerHour& value)
{
    return {{"perHour", decimal(value.micros)}, {"currency", value.currency}};
}

Json costRange(const CostRange& value)
{
    return {{"min", money(value.lower)}, {"max", optional(value.upper, money)}};
}

Json price(const model::Price& value)
{
    Json out = money(value.perHour);
    out["region"] = value.region;
    out["zone"] = value.zone;
    out["source"] = value.source;
    out["seen"] = optional(value.seen, [](const Time& seen) { return Json(seen.time_since_epoch().count()); });
    return out;
}

Json target(const model::TargetCluster& value)
{
    return {{"name", value.name}, {"replicas", value.replicas}};
}

Json reason(const Reason& value)
{
    return {{"id", nameOf(value.id)},
            {"args", value.args},
            {"text", toText(value)},
            {"parts", list(value.parts, [](const Reason& part) { return reason(part); })}};
}

std::string_view wordOf(Share::Of of)
{
    switch (of) {
    case Share::Of::Whole: return "Whole";
    case Share::Of::Part: return "Part";
    case Share::Of::Idle: return "Idle";
    }
    return {};
}

Json share(const Share& value)
{
    return {{"kind", value.kind == Share::Kind::New ? "New" : "Running"},
            {"of", wordOf(value.of)},
            {"idlePods", value.idlePods},
            {"replicas", value.replicas},
            {"replicasRange", range(replicasOf(value))},
            {"nodes", value.nodes},
            {"nodesRange", range(nodesOf(value))},
            {"nodeNames", value.nodeNames},
            {"pool", value.pool},
            {"zone", value.zone},
            {"instanceType", value.instanceType},
            {"spot", value.spot},
            {"unsure", value.unsure},
            {"stockBefore", optional(value.stockBefore, range)},
            {"stockAfter", optional(value.stockAfter, range)},
            {"price", optional(value.price, price)},
            {"costRange", optional(costOf(value), costRange)},
            {"typeIsChoice", value.typeIsChoice},
            {"poolIsChoice", !value.otherPools.empty()},
            {"otherPools", value.otherPools},
            {"otherZones", value.otherZones},
            {"zoneIsChoice", isZoneOpen(value)},
            {"allocatableSource", value.allocatableSource},
            {"spared", value.spared},
            {"preempts", value.preempts},
            {"starting", value.starting},
            {"victims", list(value.victims, [](const Victim& one) {
                 return Json{{"pod", one.pod}, {"priority", one.priority}};
             })}};
}

Json capacities(const Capacities& value)
{
    return {{"running", range(value.running)},  {"starting", range(value.starting)},
            {"room", range(value.room)},        {"deliverable", range(value.deliverable)},
            {"binding", wordOf(value.binding)}, {"bindingText", value.bindingText}};
}

Json cluster(const ClusterResult& value)
{
    return {{"name", value.name},
            {"alias", value.alias.empty() ? Json(nullptr) : Json(value.alias)},
            {"candidate", value.candidate},
            {"excludedBy", value.excludedBy},
            {"excludedReason", value.excludedReason},
            {"replicas", value.replicas},
            {"previous", value.previous},
            {"range", range(value.range)},
            {"atOnce", value.atOnce},
            {"placed", value.placed},
            {"shortOf", value.shortOf},
            {"unsure", value.unsure},
            {"capacities", capacities(value.capacities)},
            {"shares", list(value.shares, share)},
            {"why", reason(value.why)}};
}

/// As the command's what-if flags name it.
struct ChangeWriter {
    Json operator()(const snapshot::WithoutCluster& change) const
    {
        return {{"change", "WithoutCluster"}, {"cluster", change.cluster}};
    }
    Json operator()(const snapshot::SetStock& change) const
    {
        return {{"change", "SetStock"}, {"account", change.account},
                {"zone", change.zone},  {"instanceType", change.instanceType},
                {"spot", change.spot},  {"instances", range(change.instances)}};
    }
    Json operator()(const snapshot::SetPoolMax& change) const
    {
        return {
            {"change", "SetPoolMax"}, {"cluster", change.cluster}, {"pool", change.pool}, {"maxSize", change.maxSize}};
    }
    Json operator()(const snapshot::SetQuota& change) const
    {
        return {{"change", "SetQuota"}, {"name", change.name}, {"region", change.region}, {"limit", change.limit}};
    }
    Json operator()(const snapshot::SetAddresses& change) const
    {
        return {{"change", "SetAddresses"},
                {"cluster", change.cluster},
                {"pool", change.pool},
                {"zone", change.zone},
                {"free", change.free}};
    }
    Json operator()(const snapshot::WithoutNode& change) const
    {
        return {{"change", "WithoutNode"}, {"cluster", change.cluster}, {"node", change.node}};
    }
};

Json remedy(const Remedy& value)
{
    return {{"kind", wordOf(value.kind)},
            {"text", value.text},
            {"placesMore", optional(value.placesMore, [](std::int64_t n) { return Json(n); })},
            {"costs", optional(value.costs, costRange)},
            {"division", list(value.division, target)},
            {"changes",
             list(value.changes, [](const snapshot::Change& change) { return std::visit(ChangeWriter{}, change); })},
            {"replicas", optional(value.replicas, [](std::int64_t n) { return Json(n); })}};
}

Json move(const Move& value)
{
    return {{"from", value.from}, {"to", value.to}, {"replicas", value.replicas}};
}

Json warning(const Warning& value)
{
    return {{"id", value.id},     {"severity", wordOf(value.severity)},
            {"text", value.text}, {"remedy", value.remedy},
            {"path", value.path}, {"assumes", value.assumes}};
}

Json rolloutStep(const RolloutStep& value)
{
    Json out{{"cluster", value.cluster},
             {"replicas", value.replicas},
             {"surge", value.surge},
             {"unavailable", value.unavailable},
             {"keepOld", value.keepOld},
             {"newNodes", value.newNodes},
             {"goneAtWorst", value.goneAtWorst},
             {"places", list(value.places, share)},
             {"pending", value.pending},
             {"refused", value.refused},
             {"refusedBy", value.refusedBy},
             {"newCost", optional(value.newCost, money)},
             {"newCostRange", optional(costOf(value.places), costRange)},
             {"newCostPartial", value.newCostPartial},
             {"canFinish", value.canFinish},
             {"unsure", value.unsure},
             {"stuck", value.stuck},
             {"remedy", value.remedy},
             {"perhapsAt", value.perhapsAt},
             {"changedAt", value.changedAt}};
    if (value.podsPerReplica > 1) out["podsPerReplica"] = value.podsPerReplica;
    return out;
}

Json hold(const Hold& value)
{
    return {{"cluster", value.cluster},
            {"reason", reason(value.reason)},
            {"remedy", value.remedy},
            {"replicas", value.replicas ? Json(*value.replicas) : Json()}};
}

Json scaledCase(const ScaledCase& value)
{
    return {{"label", value.label},
            {"replicas", value.replicas},
            {"verdict", wordOf(value.verdict)},
            {"placed", value.placed},
            {"unsure", value.unsure},
            {"newNodes", value.bought.most},
            {"newNodesRange", range({value.bought.sure, value.bought.most})},
            {"newCost", optional(value.newCost, money)},
            {"newCostRange", optional(value.bought.cost, costRange)}};
}

Json issue(const model::Issue& value)
{
    return {{"severity", wordOf(value.severity)}, {"path", value.path}, {"what", value.what}, {"fix", value.fix}};
}

Json object(const model::ObjectRef& value)
{
    return {{"apiVersion", value.apiVersion}, {"kind", value.kind}, {"namespace", value.ns}, {"name", value.name}};
}

} // namespace

Json toJson(const Preview& preview)
{
    const NewNodes bought = newNodesOf(preview);
    return {{"apiVersion", "berth/v1"},
            {"kind", "PlacementPreview"},
            {"snapshot", preview.snapshot},
            {"workload", object(preview.workload)},
            {"policy", preview.policy.empty() ? Json(nullptr) : Json(preview.policy)},
            {"engine", preview.engine},
            {"replicas", preview.replicas},
            {"podsPerReplica", preview.podsPerReplica},
            {"verdict", wordOf(preview.verdict)},
            {"runsAsAsked", runsAsAsked(preview)},
            {"placed", preview.placed},
            {"unsure", preview.unsure},
            {"stockAsked", preview.stockAsked},
            {"affinityGroup", preview.affinityGroup},
            {"newNodes", range({bought.sure, bought.unknown ? std::nullopt : std::optional(bought.most)})},
            {"newCost", optional(preview.newCost, money)},
            {"newCostSure", optional(bought.sureCost, money)},
            {"newCostRange", optional(bought.cost, costRange)},
            {"newCostByCurrency", list(mixedCostsOf(preview), costRange)},
            {"newCostPartial", preview.newCostPartial},
            {"clusters", list(preview.clusters, cluster)},
            {"moves", list(preview.moves, move)},
            {"remedies", list(preview.remedies, remedy)},
            {"warnings", list(preview.warnings, warning)},
            {"rollout", list(preview.rollout, rolloutStep)},
            {"holds", list(preview.holds, hold)},
            {"scaled", list(preview.scaled, scaledCase)},
            {"why", reason(preview.why)},
            {"issues", list(preview.issues, issue)}};
}

Json toJson(const std::vector<Preview>& previews)
{
    const BatchTotal total = totalOf(previews);
    return {{"apiVersion", "berth/v1"},
            {"kind", "PlacementPreviewList"},
            {"order", orderText(previews)},
            {"total",
             {{"workloads", total.workloads},
              {"runAsAsked", total.asAsked},
              {"replicas", total.replicas},
              {"placed", total.placed},
              {"unsure", total.unsure},
              {"verdict", wordOf(total.verdict)},
              {"newNodes", range({total.bought.sure, total.bought.most})},
              {"newCostRange", optional(total.bought.cost, costRange)},
              {"newCostByCurrency", list(total.mixedCosts, costRange)},
              {"newCostPartial", total.costPartial}}},
            {"items", list(previews, [](const Preview& one) { return toJson(one); })}};
}

} // namespace core::preview
