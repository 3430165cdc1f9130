#include "core/change/wishes.h"

namespace core::change {
namespace {

constexpr int DeepestList = 4;

void add(std::vector<Wish>& all, const Json& object, const WishSource& source, const std::string& place,
         const std::string& text, int depth)
{
    if (!object.is_object()) return;
    const auto items = object.find("items");
    if (object.value("kind", Json()) == "List" && items != object.end() && items->is_array() && depth < DeepestList) {
        for (std::size_t i = 0; i < items->size(); ++i)
            add(all, (*items)[i], source, place + "/items/" + std::to_string(i), {}, depth + 1);
        return;
    }
    Wish wish;
    wish.cluster = source.cluster;
    wish.object = object;
    wish.source = source.name;
    wish.place = place;
    wish.text = text;
    all.push_back(std::move(wish));
}

/// Whether it only prepares the step behind it, and is made again with that one.
bool prepares(const std::vector<Step>& steps, std::size_t i)
{
    const Step& step = steps[i];
    return step.action == Step::Action::Owners && i + 1 < steps.size() && steps[i + 1].action == Step::Action::Apply &&
           steps[i + 1].what == step.what && steps[i + 1].target == step.target;
}

} // namespace

void addWishes(std::vector<Wish>& all, const text::Document& document, const WishSource& source)
{
    const text::Span span = document.span();
    const std::string text(document.text().substr(span.start.offset, span.end.offset - span.start.offset));
    add(all, document.value(), source, "/" + std::to_string(source.number), text, 0);
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
    wish.source = step.source;
    wish.text = step.text;
    wish.secrets = step.secrets;
    wish.notes = step.notes;
    for (const Conflict& one : step.conflicts)
        if (one.choice == Conflict::Choice::TakeOver) wish.decisions.push_back({one.field, one.choice});
    return wish;
}

std::vector<Wish> wishesOf(const Plan& plan, const Apis& apis)
{
    std::vector<Wish> all;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        if (prepares(plan.steps, i)) continue;
        all.push_back(wishOf(step));
        if (const Api* api = apiOf(apis, step.target)) all.back().cluster = api->target().cluster;
    }
    return all;
}

} // namespace core::change
