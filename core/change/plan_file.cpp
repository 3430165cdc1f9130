#include <array>
#include <set>
#include <utility>

#include "core/change/plan.h"
#include "core/change/plan_reader.h"
#include "core/change/take_out.h"
#include "core/kube/pem.h"
#include "core/model/age.h"

namespace core::change {
namespace {

constexpr const char* Version = "berth/v1";
constexpr std::size_t Deepest =
    100; ///< of a plan's JSON; objects are at most as deep as their texts (core/text/yaml.h)

constexpr std::array<PlanWord<Conflict::Choice>, 4> Choices{{{Conflict::Choice::Open, "open"},
                                                             {Conflict::Choice::Leave, "leave"},
                                                             {Conflict::Choice::TakeOver, "take"},
                                                             {Conflict::Choice::Share, "share"}}};
constexpr std::array<PlanWord<Step::Action>, 3> Actions{
    {{Step::Action::Apply, "apply"}, {Step::Action::Delete, "delete"}, {Step::Action::Owners, "owners"}}};
constexpr std::array<PlanWord<Step::Checked>, 4> Checks{{{Step::Checked::DryRun, "dry-run"},
                                                         {Step::Checked::NotYet, "not-yet"},
                                                         {Step::Checked::Impossible, "impossible"},
                                                         {Step::Checked::Local, "local"}}};
constexpr std::array<PlanWord<Difference::Kind>, 3> Kinds{{{Difference::Kind::Added, "added"},
                                                           {Difference::Kind::Removed, "removed"},
                                                           {Difference::Kind::Changed, "changed"}}};
constexpr std::array<PlanWord<Difference::Why>, 4> Whys{{{Difference::Why::Said, "said"},
                                                         {Difference::Why::Defaulted, "defaulted"},
                                                         {Difference::Why::Server, "server"},
                                                         {Difference::Why::Unsaid, "unsaid"}}};
constexpr std::array<PlanWord<model::UpdateEnd>, 3> UpdateEnds{{{model::UpdateEnd::Finishes, "finishes"},
                                                                {model::UpdateEnd::Unsure, "unsure"},
                                                                {model::UpdateEnd::Stuck, "stuck"}}};
constexpr std::array<PlanWord<SecretRef::From>, 3> Froms{{{SecretRef::From::File, "file"},
                                                          {SecretRef::From::Environment, "environment"},
                                                          {SecretRef::From::Keychain, "keychain"}}};

constexpr std::array<PlanWord<model::Check::State>, 4> States{
    {{model::Check::State::Passes, name(model::Check::State::Passes)},
     {model::Check::State::Warns, name(model::Check::State::Warns)},
     {model::Check::State::Fails, name(model::Check::State::Fails)},
     {model::Check::State::Unknown, name(model::Check::State::Unknown)}}};

template <class E, std::size_t N>
std::string nameOf(const std::array<PlanWord<E>, N>& names, E value)
{
    for (const auto& one : names)
        if (one.value == value) return std::string(one.text);
    return {};
}

template <class T, class F>
Json listOf(const std::vector<T>& values, const F& write)
{
    Json list = Json::array();
    for (const T& value : values) list.push_back(write(value));
    return list;
}

Json written(const Difference& one)
{
    return {{"path", one.path},
            {"kind", nameOf(Kinds, one.kind)},
            {"why", nameOf(Whys, one.why)},
            {"before", one.before},
            {"after", one.after}};
}
Json written(const Conflict& one)
{
    Json out{{"field", one.field},
             {"manager", one.manager},
             {"theirs", one.theirs},
             {"yours", one.yours},
             {"choice", nameOf(Choices, one.choice)}};
    if (!one.why.empty()) out["why"] = one.why;
    return out;
}
Json written(const SecretRef& one)
{
    return {{"key", one.key},
            {"from", nameOf(Froms, one.from)},
            {"name", one.name},
            {"pointer", one.pointer},
            {"digest", one.digest}};
}
Json written(const kube::StatusCause& one)
{
    return {{"reason", one.reason}, {"message", one.message}, {"field", one.field}};
}

Json written(const Range& one)
{
    Json out{{"min", one.lower}};
    if (one.upper) out["max"] = *one.upper;
    return out;
}
Json written(const model::BoughtNodes& one)
{
    return {{"instanceType", one.instanceType},
            {"pool", one.pool},
            {"isChoice", one.isChoice},
            {"count", written(one.count)}};
}
Json written(const model::Effect& one)
{
    Json out{{"apiVersion", one.workload.apiVersion},
             {"kind", one.workload.kind},
             {"namespace", one.workload.ns},
             {"name", one.workload.name},
             {"cluster", one.cluster},
             {"before", one.before ? Json(*one.before) : Json()}, // null: not known
             {"after", written(one.after)},
             {"placed", written(one.placed)},
             {"nodes", listOf(one.nodes, [](const model::BoughtNodes& nodes) { return written(nodes); })},
             {"notes", one.notes}};
    if (one.update != model::UpdateEnd::Finishes) out["update"] = nameOf(UpdateEnds, one.update);
    if (!one.cost) return out;
    out["cost"] = {{"currency", one.cost->lower.currency}, {"minMicrosPerHour", one.cost->lower.micros}};
    if (one.cost->upper) out["cost"]["maxMicrosPerHour"] = one.cost->upper->micros;
    return out;
}

Json written(const Dependants& one)
{
    return {{"apiVersion", one.apiVersion},
            {"kind", one.kind},
            {"namespace", one.ns},
            {"names", one.names},
            {"count", one.count}};
}
Json written(const Step& step)
{
    const auto write = [](const auto& one) { return written(one); };
    Json out{{"cluster", step.target.cluster},
             {"server", step.target.server},
             {"clusterUid", step.target.uid},
             {"action", nameOf(Actions, step.action)},
             {"apiVersion", step.what.apiVersion},
             {"kind", step.what.kind},
             {"namespace", step.what.ns},
             {"name", step.what.name},
             {"object", step.object},
             {"secrets", listOf(step.secrets, write)},
             {"source", step.source},
             {"text", step.text},
             {"seen",
              {{"uid", step.seen.uid},
               {"resourceVersion", step.seen.resourceVersion},
               {"object", step.seen.object},
               {"unknown", step.seen.isUnknown}}},
             {"checked", nameOf(Checks, step.checked)},
             {"warnings", step.warnings},
             {"diff",
              {{"differences", listOf(step.diff.differences, write)},
               {"folded", listOf(step.diff.folded, write)},
               {"managed", step.diff.managed}}},
             {"conflicts", listOf(step.conflicts, write)},
             {"takesOver", step.takesOver},
             {"notes", step.notes},
             {"orphans", step.orphans},
             {"dependants", listOf(step.dependants, write)},
             {"notLookedFor", step.notLookedFor},
             {"effects", step.effects},
             {"predicted", listOf(step.predicted, write)}};
    if (!step.lost.empty()) out["lost"] = listOf(step.lost, write);
    if (!step.stays.empty()) out["stays"] = listOf(step.stays, write);
    if (!step.takenOut.empty()) out["takenOut"] = takenOutJson(step.takenOut);
    if (!step.target.address.empty()) out["address"] = step.target.address;
    if (step.refused)
        out["refused"] = {{"code", step.refused->code},
                          {"message", step.refused->message},
                          {"causes", listOf(step.refused->causes, write)}};
    if (step.gitOps)
        out["gitOps"] = {{"tool", step.gitOps->tool},
                         {"application", step.gitOps->application},
                         {"evidence", step.gitOps->evidence}};
    return out;
}

/// Without the digest. Masked again: whatever was put into a plan, no value of a Secret gets out of it.
Json body(const Plan& plan)
{
    Json out = masked({{"apiVersion", Version},
                       {"kind", "Plan"},
                       {"made", model::toText(plan.made)},
                       {"validUntil", model::toText(plan.validUntil)},
                       {"by", plan.by},
                       {"title", plan.title},
                       {"undoes", plan.undoes},
                       {"snapshot", plan.snapshot},
                       {"snapshotTaken", plan.snapshotTaken ? Json(model::toText(*plan.snapshotTaken)) : Json()},
                       {"notPredicted", plan.notPredicted},
                       {"checks", listOf(plan.checks, [](const model::Check& one) { return model::toJson(one); })},
                       {"notChecked", plan.notChecked},
                       {"unchanged", plan.unchanged},
                       {"notUndone", plan.notUndone},
                       {"steps", listOf(plan.steps, [](const Step& step) { return written(step); })}});
    if (!plan.connection.empty()) out["connection"] = plan.connection;
    if (!plan.stillDiffers.empty()) out["stillDiffers"] = plan.stillDiffers;
    return out;
}

std::string digestOfBody(const Json& body)
{
    return kube::sha256(body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Difference readDifference(PlanReader& in)
{
    return {in.text("path"), in.choice("kind", Kinds), in.choice("why", Whys), in.any("before"), in.any("after")};
}
Conflict readConflict(PlanReader& in)
{
    return {in.text("field"), in.text("manager"),           in.any("theirs"),
            in.any("yours"),  in.choice("choice", Choices), in.text("why")};
}
SecretRef readRef(PlanReader& in)
{
    return {in.text("key"), in.choice("from", Froms), in.text("name"), in.text("pointer"), in.text("digest")};
}
Range readRange(PlanReader& in, const char* key)
{
    Range range;
    in.inside(key, [&](PlanReader& ends) {
        range.lower = ends.whole("min");
        if (ends.has("max")) range.upper = ends.whole("max");
    });
    return range;
}
model::Effect readEffect(PlanReader& in)
{
    model::Effect effect;
    effect.workload = {in.text("apiVersion"), in.text("kind"), in.text("namespace"), in.text("name")};
    effect.cluster = in.text("cluster");
    if (!in.any("before").is_null()) effect.before = in.whole("before");
    effect.after = readRange(in, "after");
    effect.placed = readRange(in, "placed");
    effect.nodes = in.list<model::BoughtNodes>("nodes", [](PlanReader& nodes) {
        return model::BoughtNodes{nodes.text("instanceType"), nodes.text("pool"), nodes.flag("isChoice"),
                                  readRange(nodes, "count")};
    });
    if (in.has("cost"))
        in.inside("cost", [&](PlanReader& cost) {
            const std::string currency = cost.text("currency");
            effect.cost = model::CostRange{{cost.whole("minMicrosPerHour"), currency}, std::nullopt};
            if (cost.has("maxMicrosPerHour"))
                effect.cost->upper = MoneyPerHour{cost.whole("maxMicrosPerHour"), currency};
        });
    if (in.has("update")) effect.update = in.choice("update", UpdateEnds);
    effect.notes = in.texts("notes");
    return effect;
}
kube::StatusCause readCause(PlanReader& in)
{
    return {in.text("reason"), in.text("message"), in.text("field")};
}

Dependants readDependants(PlanReader& in)
{
    return {in.text("apiVersion"), in.text("kind"), in.text("namespace"), in.texts("names"), in.whole("count")};
}
model::Check readCheck(PlanReader& in)
{
    model::Check check{in.text("check"), in.text("cluster"),  in.choice("state", States),
                       in.text("text"),  in.text("evidence"), in.text("remedy")};
    const Json fix = in.any("fix");
    if (!fix.is_array() && !fix.is_null()) in.fail("a list is wanted here", "fix");
    if (fix.is_array())
        for (const Json& one : fix) {
            if (!one.is_object()) in.fail("a manifest is wanted here", "fix");
            check.fix.push_back(one);
        }
    return check;
}

/// What could make a step another than the one that a person reads.
void check(const Step& step, PlanReader& in)
{
    if (step.what.apiVersion.empty() || step.what.kind.empty() || step.what.name.empty())
        return in.fail("a step is without apiVersion, kind or name", {});
    if (step.target.cluster.empty()) return in.fail("a step is without its cluster", "cluster");
    if (step.seen.there() != step.seen.object.is_object()) return in.fail("uid and object do not agree", "seen");
    if (step.action == Step::Action::Delete && step.takenOut.empty()) return;
    if (!(model::refOf(step.object) == step.what)) return in.fail("the object is another than the step says", "object");
    if (!showsTakenOut(step)) return in.fail("it takes out what it does not show", "takenOut");
    if (!(masked(step.object) == step.object)) return in.fail("it holds a secret value", "object");
    if (step.secrets.empty() && !isSecret(step.object)) return;
    if (!isSecret(step.object)) return in.fail("only a Secret has secret values", "secrets");
    if (step.object.contains("stringData")) return in.fail("it holds a secret value", "object/stringData");
    std::set<std::string> keys;
    for (const SecretRef& ref : step.secrets) keys.insert(ref.key);
    const Json data = step.object.value("data", Json::object());
    std::set<std::string> said;
    if (data.is_object())
        for (const auto& [key, value] : data.items()) said.insert(key);
    if (keys != said || keys.size() != step.secrets.size())
        in.fail("it does not say where each secret value is to be had", "secrets");
}

Step readStep(PlanReader& in)
{
    Step step;
    step.target = {in.text("cluster"), in.text("server"), in.text("clusterUid"),
                   in.has("address") ? in.text("address") : std::string()};
    step.action = in.choice("action", Actions);
    step.what = {in.text("apiVersion"), in.text("kind"), in.text("namespace"), in.text("name")};
    step.object = in.any("object");
    step.secrets = in.list<SecretRef>("secrets", readRef);
    step.source = in.text("source");
    step.text = in.text("text");
    in.inside("seen", [&](PlanReader& seen) {
        step.seen = {seen.text("uid"), seen.text("resourceVersion"), seen.any("object"), seen.flag("unknown")};
    });
    step.checked = in.choice("checked", Checks);
    if (in.has("refused"))
        in.inside("refused", [&](PlanReader& refused) {
            step.refused = Refused{refused.number("code"), refused.text("message"),
                                   refused.list<kube::StatusCause>("causes", readCause)};
        });
    step.warnings = in.texts("warnings");
    in.inside("diff", [&](PlanReader& diff) {
        step.diff = {diff.list<Difference>("differences", readDifference),
                     diff.list<Difference>("folded", readDifference), diff.number("managed")};
    });
    step.conflicts = in.list<Conflict>("conflicts", readConflict);
    step.takesOver = in.texts("takesOver");
    if (in.has("takenOut"))
        step.takenOut = in.list<TakenOut>("takenOut", [](PlanReader& one) {
            return TakenOut{one.text("field"), one.any("value")};
        });
    if (in.has("gitOps"))
        in.inside("gitOps", [&](PlanReader& ops) {
            step.gitOps = GitOps{ops.text("tool"), ops.text("application"), ops.text("evidence")};
        });
    step.notes = in.texts("notes");
    step.orphans = in.flag("orphans");
    step.dependants = in.list<Dependants>("dependants", readDependants);
    step.notLookedFor = in.texts("notLookedFor");
    if (in.has("lost")) step.lost = in.list<Dependants>("lost", readDependants);
    if (in.has("stays")) step.stays = in.list<Dependants>("stays", readDependants);
    step.effects = in.texts("effects");
    step.predicted = in.list<model::Effect>("predicted", readEffect);
    check(step, in);
    return step;
}

bool isTooDeep(std::string_view text)
{
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '{' || c == '[')) {
            if (++depth > Deepest + 20) return true;
        } else if (!quoted && (c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

} // namespace

bool Step::isForced() const
{
    return std::any_of(conflicts.begin(), conflicts.end(),
                       [](const Conflict& one) { return one.choice == Conflict::Choice::TakeOver; });
}

bool Step::isOpen() const
{
    return std::any_of(conflicts.begin(), conflicts.end(),
                       [](const Conflict& one) { return one.choice == Conflict::Choice::Open; });
}

bool Plan::isReady() const
{
    return std::none_of(steps.begin(), steps.end(), [](const Step& step) { return step.refused || step.isOpen(); });
}

bool Plan::undoesNothing() const
{
    return steps.empty() && unchanged.empty() && !notUndone.empty();
}

std::string digestOf(const Plan& plan)
{
    return digestOfBody(body(plan));
}

Json toJson(const Plan& plan)
{
    Json out = body(plan);
    out["digest"] = "sha256:" + digestOfBody(out);
    return out;
}

std::string toText(const Plan& plan)
{
    return toJson(plan).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Plan> readPlan(std::string_view text)
{
    if (text.size() > LargestPlan)
        return failure(Fault::TooLarge, "The file has more than 32 MiB, which no plan of Berth has.");
    if (isTooDeep(text)) return failure(Fault::Malformed, "The file is nested deeper than any plan.");
    Json document = Json::parse(text, nullptr, false);
    if (!document.is_object() || document.value("kind", Json()) != "Plan")
        return failure(Fault::Malformed, "The file is no plan. `plan -o json` writes one.");
    if (document.value("apiVersion", Json()) != Version)
        return failure(Fault::Unsupported,
                       "The plan is of another version of Berth than this one reads. Make it again.");
    const Json digest = document.value("digest", Json());
    document.erase("digest");
    if (digest != "sha256:" + digestOfBody(document))
        return failure(Fault::Malformed,
                       "The plan was changed after it was made: its digest is another. Make it again.", "/digest");
    std::optional<Error> fault;
    Plan plan;
    PlanReader in(document, {}, fault);
    const std::optional<Time> made = in.time("made");
    if (made)
        plan.made = *made;
    else
        in.fail("a time is wanted here", "made");
    plan.validUntil = in.time("validUntil").value_or(plan.made + ValidFor);
    plan.by = in.text("by");
    plan.title = in.text("title");
    plan.undoes = in.text("undoes");
    if (in.has("connection")) plan.connection = in.text("connection");
    plan.snapshot = in.text("snapshot");
    plan.snapshotTaken = in.time("snapshotTaken");
    plan.notPredicted = in.texts("notPredicted");
    plan.checks = in.list<model::Check>("checks", readCheck);
    plan.notChecked = in.texts("notChecked");
    plan.unchanged = in.texts("unchanged");
    if (in.has("stillDiffers")) plan.stillDiffers = in.texts("stillDiffers");
    plan.notUndone = in.texts("notUndone");
    plan.notUndoable = plan.notUndone.size(); // what was decided stands in the file, too
    if (document.value("steps", Json::array()).size() > MostSteps)
        in.fail("it has more than " + std::to_string(MostSteps) + " steps", "steps");
    if (!fault) plan.steps = in.list<Step>("steps", readStep);
    if (fault) return tl::unexpected(*fault);
    return plan;
}

} // namespace core::change
