#include "core/change/wishes.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/change/dependants.h"
#include "core/change/outline.h"
#include "core/change/since.h"

namespace core::change {
namespace {

constexpr int DeepestList = 4;

void visit(const Json& object, const std::string& place, int depth,
           const std::function<void(const Json&, const std::string&)>& use)
{
    if (!object.is_object()) return;
    const auto items = object.find("items");
    if (object.value("kind", Json()) != "List" || items == object.end() || !items->is_array() || depth >= DeepestList)
        return use(object, place);
    for (std::size_t i = 0; i < items->size(); ++i)
        visit((*items)[i], place + "/items/" + std::to_string(i), depth + 1, use);
}

/// The version does not matter; a namespace that is not stated is "default".
bool isSame(const model::ObjectRef& one, const model::ObjectRef& other)
{
    return one.kind == other.kind && one.group() == other.group() && one.name == other.name &&
           one.nsOrDefault() == other.nsOrDefault();
}

/// As a member gets it, with its labels, where one does.
Json namespaceOf(const Plan& plan, const std::string& name)
{
    for (const model::Check& check : plan.checks)
        for (const Json& fix : check.fix)
            if (model::refOf(fix).kind == "Namespace" && model::refOf(fix).name == name) return fix;
    return {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", name}}}};
}

/// The namespaces that steps are refused for want of. No check looks for them: a member gets its own from the control plane, too, and
/// there the texts themselves stand. @param only  of this name; empty: all
std::vector<Wish> namespacesFor(const Plan& plan, const std::string& only)
{
    std::vector<Wish> wishes;
    for (const Step& step : plan.steps) {
        if (!missesNamespace(step) || (!only.empty() && step.what.ns != only)) continue;
        Wish wish;
        wish.cluster = step.target.cluster;
        wish.object = namespaceOf(plan, step.what.ns);
        const bool isThere = std::ranges::any_of(wishes, [&](const Wish& other) {
            return other.cluster == wish.cluster && isSame(model::refOf(other.object), model::refOf(wish.object));
        });
        if (!isThere && !isMadeBy(plan, wish.cluster, model::refOf(wish.object))) wishes.push_back(std::move(wish));
    }
    return wishes;
}

} // namespace

void eachObject(const Json& document, const std::function<void(const Json& object, const std::string& place)>& use)
{
    visit(document, {}, 0, use);
}

void addWishes(std::vector<Wish>& all, const text::Document& document, const WishSource& source)
{
    const text::Span span = document.span();
    const std::string_view text = document.text().substr(span.start.offset, span.end.offset - span.start.offset);
    eachObject(document.value(), [&](const Json& object, const std::string& place) {
        Wish wish;
        wish.cluster = source.cluster;
        wish.object = object;
        wish.source = source.name;
        wish.place = "/" + std::to_string(source.number) + place;
        wish.line = span.start.line;
        if (place.empty()) wish.text = text; // of a list's item there is none of its own
        all.push_back(std::move(wish));
    });
}

Wish wishOf(const Step& step)
{
    Wish wish;
    wish.cluster = step.target.cluster;
    wish.action = step.action;
    wish.object = step.object;
    if (step.action == Step::Action::Delete) {
        wish.object = {
            {"apiVersion", step.what.apiVersion}, {"kind", step.what.kind}, {"metadata", {{"name", step.what.name}}}};
        if (!step.what.ns.empty()) wish.object["metadata"]["namespace"] = step.what.ns;
    }
    const Json::json_pointer managers("/metadata/managedFields");
    if (step.action == Step::Action::Owners && step.seen.object.contains(managers))
        wish.seen = step.seen.object.at(managers);
    wish.source = step.source;
    wish.text = step.text;
    wish.secrets = step.secrets;
    wish.notes = step.notes;
    for (const Conflict& one : step.conflicts) {
        const bool isKept = one.manager.empty() && one.choice == Conflict::Choice::Share;
        if (isKept) wish.decisions.push_back({one.field, Conflict::Choice::Leave}); // whatever it is by then
        if (one.choice == Conflict::Choice::TakeOver) wish.decisions.push_back({one.field, one.choice});
        if (isBeside(one)) continue; // what is there by then tells
        const bool isOfUndo = step.action == Step::Action::Delete || one.manager == ownName();
        if (!isOfUndo || one.choice == Conflict::Choice::Leave) continue;
        wish.disputed.push_back(one); // no server names it again
        wish.disputed.back().choice = Conflict::Choice::Open;
    }
    return wish;
}

bool isPreparation(const Plan& plan, std::size_t i)
{
    const Step& step = plan.steps[i];
    if (!plan.undoes.empty()) return false; // its owners go back to what they were
    if (step.action != Step::Action::Owners || i + 1 == plan.steps.size()) return false;
    const Step& next = plan.steps[i + 1];
    return next.action == Step::Action::Apply && next.what == step.what && next.target == step.target;
}

Result<std::vector<Wish>> wishesOf(const Plan& plan, const Apis& apis)
{
    std::vector<Wish> all;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        if (isPreparation(plan, i)) continue;
        const Api* api = apiOf(apis, step.target);
        if (api == nullptr) {
            const bool isOther = apis.contains(step.target.cluster);
            return failure(isOther ? Fault::Conflict : Fault::Unavailable, whyNone(apis, step.target),
                           shown(step.what.kind) + " " + shown(step.what.shortText()));
        }
        all.push_back(wishOf(step));
        all.back().cluster = api->target().cluster;
    }
    return all;
}

Fixes fixesOf(const Plan& plan, const std::vector<Wish>& wishes, const model::Check& check)
{
    Fixes out;
    for (const Json& fix : check.fix) {
        const model::ObjectRef what = model::refOf(fix);
        if (isMadeBy(plan, check.cluster, what)) continue;
        const auto said = std::ranges::find_if(wishes, [&](const Wish& wish) {
            return wish.action == Step::Action::Apply && isSame(model::refOf(wish.object), what);
        });
        Wish wish;
        if (said != wishes.end() && !model::isComplete(fix)) {
            wish = *said; // with the sources of its values
            wish.decisions.clear();
            if (!what.ns.empty()) wish.object["metadata"]["namespace"] = what.ns;
        } else if (model::isComplete(fix)) {
            wish.object = fix;
        } else {
            out.left.push_back(shown(what.kind) + " " + shown(what.shortText()) +
                               " is not added: its values have to be filled in first." + " Write it, and plan it for " +
                               shown(check.cluster) + ".");
            continue;
        }
        wish.cluster = check.cluster;
        out.wishes.push_back(std::move(wish));
        if (what.kind != "Namespace") continue;
        for (Wish& own : namespacesFor(plan, what.name))
            if (own.cluster != check.cluster) out.wishes.push_back(std::move(own));
    }
    return out;
}

Fixes fixesOf(const Plan& plan, const std::vector<Wish>& wishes)
{
    Fixes out;
    out.wishes = namespacesFor(plan, {}); // first: what stands in one is refused before it is there
    for (const model::Check& check : plan.checks) {
        if (check.state == model::Check::State::Passes) continue;
        Fixes one = fixesOf(plan, wishes, check);
        for (Wish& wish : one.wishes) {
            const bool isThere =
                std::ranges::any_of(out.wishes, [&](const Wish& other) { // two checks may want the same
                    return other.cluster == wish.cluster &&
                           isSame(model::refOf(other.object), model::refOf(wish.object));
                });
            if (!isThere) out.wishes.push_back(std::move(wish));
        }
        for (std::string& sentence : one.left)
            if (std::ranges::find(out.left, sentence) == out.left.end()) out.left.push_back(std::move(sentence));
    }
    return out;
}

} // namespace core::change
